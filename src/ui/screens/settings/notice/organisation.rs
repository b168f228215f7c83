//! What notices say of the organisation, as it is typed (R25).

use egui::{Id, Rect, Ui, pos2, vec2};

use crate::domain::organisation::{Fact, Profile};
use crate::domain::unfinished::Typed;
use crate::ui::screens::flow;
use crate::ui::widgets::text::{Text, sentence};
use crate::ui::widgets::{Banner, BannerKind, Button, Dialog as Shell, Field, dialog_footer, or_lead_to_error};

use super::super::then::Then;

/// The facts as typed.
pub(in crate::ui::screens::settings) struct OrganisationForm {
    /// What was known before, for what is not asked for here.
    known: Profile,
    typed: Vec<(Fact, String)>,
    tried: bool,
    pub(super) error: Option<String>,
}

impl OrganisationForm {
    /// All of them, to be changed.
    pub(super) fn of(profile: &Profile) -> Self {
        Self::asking(profile, Fact::ALL.iter().copied())
    }

    /// Those that no notice can do without, where one of them is not known.
    pub(in crate::ui::screens::settings) fn of_missing(profile: &Profile) -> Option<Self> {
        let needed = Fact::ALL.iter().copied().filter(|fact| !fact.may_be_absent());
        (!profile.missing().is_empty()).then(|| Self::asking(profile, needed))
    }

    fn asking(profile: &Profile, facts: impl Iterator<Item = Fact>) -> Self {
        let typed = facts.map(|fact| (fact, profile.get(fact).unwrap_or_default().to_owned())).collect();
        Self { known: profile.clone(), typed, tried: false, error: None }
    }

    /// What is typed and not what was known.
    pub(in crate::ui::screens::settings) fn put(&self, typed: &mut Typed) {
        let known = |fact: Fact| self.known.get(fact).unwrap_or_default();
        let changed = self.typed.iter().filter(|(fact, text)| text != known(*fact));
        changed.for_each(|(fact, text)| typed.put_change(fact.code(), text));
    }

    /// Puts it in again.
    pub(in crate::ui::screens::settings) fn take_up(&mut self, typed: &Typed) {
        for (fact, text) in &mut self.typed {
            if let Some(changed) = typed.get(fact.code()) {
                changed.clone_into(text);
            }
        }
    }

    /// A field for each, so many beside each other.
    pub(in crate::ui::screens::settings) fn fields(&mut self, ui: &mut Ui, beside: usize) {
        let (id, tried) = (fields_id(), self.tried);
        for line in self.typed.chunks_mut(beside.max(1)) {
            let wrong = |fact: Fact, typed: &str| {
                let wrong = Profile::default().set(fact, typed).err().filter(|_| tried);
                wrong.map(|wrong| wrong.to_string())
            };
            let wrong: Vec<_> = line.iter().map(|(fact, typed)| wrong(*fact, typed)).collect();
            let row = flow::row(ui, Field::height_for(wrong.iter().any(Option::is_some), 40.0));
            let width = (row.width() - 12.0 * (beside as f32 - 1.0)) / beside as f32;
            for (at, ((fact, typed), wrong)) in line.iter_mut().zip(&wrong).enumerate() {
                let left = row.left() + at as f32 * (width + 12.0);
                let place = Rect::from_min_size(pos2(left, row.top()), vec2(width, row.height()));
                let label = sentence(fact.words());
                let field = Field::new(id.with(fact.code()), &label).optional(fact.may_be_absent()).hint(hint(*fact));
                field.error(wrong.as_deref()).at(ui, place, typed);
            }
            ui.add_space(10.0);
        }
    }

    /// What is typed, where all of it can be kept.
    pub(in crate::ui::screens::settings) fn parse(&mut self) -> Option<Profile> {
        self.tried = true;
        let mut profile = self.known.clone();
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
                self.fields(ui, 1);
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
                    parsed = or_lead_to_error(ui.ctx(), self.parse());
                }
                closed
            })
        });
        Then::of(parsed, shown.closed || shown.inner)
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
