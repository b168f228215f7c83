//! Beside the versions: the words of every question, what each purpose rests on, and what is known of the organisation.

use egui::{Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::domain::organisation::{Fact, listed};
use crate::domain::statement::Statement;
use crate::ui::icons;
use crate::ui::out::Seen;
use crate::ui::questions::statement_name;
use crate::ui::screens::flow;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::{Text, Type, sentence};
use crate::ui::widgets::{Button, Tag, TagKind, place, scroll_by_keys};
use crate::worker::Notices;

use super::NoticePage;
use super::changes::reads;
use super::dialogs::NoticeDialog;
use super::organisation::OrganisationForm;

/// What reads easily at this age is plain enough for everybody who comes.
const PLAIN: u32 = 11;

impl NoticePage {
    pub(super) fn side(&mut self, ui: &mut Ui, known: &Notices, lead: bool, seen: &Seen<'_>) {
        self.statements(ui, seen);
        ui.add_space(13.0);
        purposes(ui, seen);
        ui.add_space(13.0);
        self.organisation(ui, known, lead, seen);
    }

    fn statements(&self, ui: &mut Ui, seen: &Seen<'_>) {
        let Some(compared) = &self.compared else { return };
        flow::hug(ui, 18.0, |ui| {
            let row = flow::row(ui, 28.0);
            if reads(ui, row, "Statements, purposes and whom to ask") {
                scroll_by_keys(ui, 400.0);
            }
            Text::title(&format!("Statements in {}", compared.number)).at(ui, row);
            if let Some(age) = compared.reading_age {
                let kind = if age <= PLAIN { TagKind::Info } else { TagKind::Warning };
                let words = format!("Reading age {age}");
                let tag = Tag::new(kind, &words).icon(icons::BOOK_OPEN);
                let width = tag.width(ui);
                let at = Rect::from_min_size(pos2(row.right() - width, row.top() + 2.0), vec2(width, 24.0));
                let shown = place(ui, at, |ui| tag.show(ui));
                ui.ctx().accesskit_node_builder(shown.id, |node| node.set_description(FORMULA));
                shown.on_hover_text(FORMULA);
            }
            let is_said = |statement: &Statement| seen.event.needs(*statement);
            let shown: Vec<_> = compared.wording.statements.iter().filter(|(each, _)| is_said(each)).collect();
            for (at, (statement, words)) in shown.iter().enumerate() {
                ui.add_space(10.0);
                if at > 0 {
                    flow::divider(ui, 0.0);
                    ui.add_space(10.0);
                }
                Text::caption(&statement_name(**statement)).muted().show(ui);
                Text::body(words).wrap().show(ui);
            }
        });
    }

    /// Whom to ask and where to complain, as the next version will say it (R25).
    fn organisation(&mut self, ui: &mut Ui, known: &Notices, lead: bool, seen: &Seen<'_>) {
        flow::hug(ui, 18.0, |ui| {
            Text::title("Whom to ask").show(ui);
            let lead_words = "The next version says so. Versions that were published keep their words.";
            Text::caption(lead_words).muted().wrap().show(ui);
            for &fact in Fact::ALL {
                let Some(words) = known.profile.get(fact) else { continue };
                ui.add_space(8.0);
                Text::caption(&sentence(fact.words())).muted().show(ui);
                Text::body(words).wrap().show(ui);
            }
            if let Some(words) = seen.event.notice_is_outdated(&known.profile) {
                ui.add_space(8.0);
                let warning = ui.palette().warning;
                flow::said(ui, icons::WARNING, warning, &words, Type::Body, false);
            }
            let missing = known.profile.missing();
            if !missing.is_empty() {
                ui.add_space(8.0);
                let words = format!("Before a version can be published it needs {}.", listed(&missing));
                let warning = ui.palette().warning;
                flow::said(ui, icons::WARNING, warning, &words, Type::Body, false);
            }
            if !lead {
                return;
            }
            ui.add_space(12.0);
            let change = Button::secondary("Change it").name("Change whom to ask").icon(icons::PENCIL_SIMPLE).small();
            if change.id(Id::unique("notice: organisation")).show(ui).clicked() {
                let form = OrganisationForm::of(&known.profile);
                self.dialog = Some(NoticeDialog::Organisation(Box::new(form)));
            }
        });
    }
}

/// What the reading age is.
const FORMULA: &str = "Flesch–Kincaid grade of the statements, and five. Aim at 11 or less.";

/// The closed list of purposes, each with the one basis it rests on (R6), and by which rule people are recorded (R12). Nothing
/// here can be answered: only what rests on consent is ever asked, and on the form.
fn purposes(ui: &mut Ui, seen: &Seen<'_>) {
    flow::hug(ui, 18.0, |ui| {
        Text::title("What for, and why we may").heading().show(ui);
        let lead = "The list is closed. A new purpose needs a new version and a question of its own.";
        Text::caption(lead).muted().wrap().show(ui);
        for &purpose in seen.event.purposes() {
            ui.add_space(8.0);
            let (what, why) = (sentence(purpose.words()), sentence(&seen.event.why(purpose)));
            let top = ui.cursor().top();
            Text::body(&what).wrap().silent().show(ui);
            Text::caption(&why).muted().wrap().silent().show(ui);
            let said =
                Rect::from_min_max(pos2(ui.max_rect().left(), top), pos2(ui.max_rect().right(), ui.cursor().top()));
            let label = ui.interact(said, Id::unique(("purpose", purpose.code())), Sense::hover());
            label.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{what}: {why}")));
        }
    });
}
