//! What notices say of the organisation, as it is typed (R25).

use egui::{Id, Ui};

use crate::domain::organisation::{Fact, Profile};
use crate::ui::screens::flow;
use crate::ui::widgets::text::{Text, sentence};
use crate::ui::widgets::{Banner, BannerKind, Button, Dialog as Shell, Field, dialog_footer};

use super::dialogs::Then;

/// The facts as typed.
pub(in crate::ui::screens::settings) struct OrganisationForm {
    typed: Vec<(Fact, String)>,
    tried: bool,
    pub(super) error: Option<String>,
}

impl OrganisationForm {
    /// Those that are known, to be changed.
    pub(in crate::ui::screens::settings) fn of(profile: &Profile) -> Self {
        let typed = Fact::ALL.iter().map(|fact| (*fact, profile.get(*fact).unwrap_or_default().to_owned())).collect();
        Self { typed, tried: false, error: None }
    }

    /// A field for each.
    pub(in crate::ui::screens::settings) fn fields(&mut self, ui: &mut Ui) {
        let id = fields_id();
        for (fact, typed) in &mut self.typed {
            let wrong =
                Profile::default().set(*fact, typed).err().filter(|_| self.tried).map(|wrong| wrong.to_string());
            let label = sentence(fact.words());
            let field = Field::new(id.with(fact.code()), &label).optional(fact.may_be_absent()).hint(hint(*fact));
            field.error(wrong.as_deref()).show(ui, typed);
            ui.add_space(10.0);
        }
    }

    /// What is typed, where all of it can be kept.
    pub(in crate::ui::screens::settings) fn parse(&mut self) -> Option<Profile> {
        self.tried = true;
        let mut profile = Profile::default();
        for (fact, typed) in &self.typed {
            profile.set(*fact, typed).ok()?;
        }
        Some(profile)
    }

    pub(super) fn dialog(&mut self, ui: &mut Ui, id: Id, busy: bool) -> Then<Profile> {
        let lead = "The next version of the notice says so, and receipts with it. What was published keeps its words.";
        let mut parsed = None;
        let first = fields_id().with(Fact::Controller.code());
        let shown = Shell::new(id, "Whom to ask").lead(lead).width(720.0).focus(first).show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            let room = ui.ctx().content_rect().height() - 230.0;
            flow::scrolled(ui, room, "whom to ask", |ui| {
                self.fields(ui);
                Text::caption("Without an officer, the notice leaves that line out.").muted().wrap().show(ui);
            });
            if let Some(error) = &self.error {
                ui.add_space(8.0);
                Banner::new(BannerKind::Danger, error).height(64.0).show(ui);
            }
            let keep = Button::primary("Save").enabled(!busy).id(id.with("save"));
            let cancel = Button::secondary("Cancel").enabled(!busy).id(id.with("cancel"));
            let width = keep.natural_width(ui) + cancel.natural_width(ui) + 10.0;
            dialog_footer(ui, "", width, |ui| {
                let closed = cancel.show(ui).clicked();
                if keep.show(ui).clicked() {
                    parsed = self.parse();
                }
                closed
            })
        });
        match (parsed, shown.closed || shown.inner) {
            (Some(profile), _) => Then::Do(profile),
            (None, true) => Then::Close,
            (None, false) => Then::Stay,
        }
    }
}

fn fields_id() -> Id {
    Id::unique("whom to ask field")
}

fn hint(fact: Fact) -> &'static str {
    match fact {
        Fact::Controller => "Where the organisation is a part of it",
        Fact::Address => "Data Enquiry, 1 High Street, Leeds LS1 1AA",
        Fact::Email => "data@example.org",
        Fact::DataProtectionOfficer => "Name or office, and how to reach them",
        Fact::Regulator => "Information Commissioner's Office, www.ico.org.uk",
        Fact::Registration => "Z1234567",
    }
}
