//! Of whom something is due (R24): their names, what of them since when, whether the office has it; and the way to each.

use chrono::NaiveDate;
use egui::{Align2, Color32, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::domain::ids::RegistrationId;
use crate::domain::retention::Kept;
use crate::ui::icons;
use crate::ui::screens::flow;
use crate::ui::screens::sheet_dialog::wrong;
use crate::ui::scripts;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::text::{Text, Type};
use crate::ui::widgets::{Button, Dialog, dialog_footer, spinner, text};
use crate::worker::{DuePerson, Outlook};

use super::super::periods::people;
use super::said;

/// So many are shown at first, and more with each press.
const TOGETHER: usize = 100;

/// Those of whom something is due, as they are shown. It has no `Debug`: it names them.
#[derive(Default)]
pub(super) struct Who {
    rows: Option<Vec<Row>>,
    shown: usize,
    error: Option<String>,
}

struct Row {
    id: RegistrationId,
    name: String,
    /// What their button is called.
    show: String,
    /// What is due of them, since when, and what becomes of it.
    about: String,
}

/// What came of a pass.
pub(super) enum Pressed {
    Nothing,
    Back,
    Show(RegistrationId),
}

impl Row {
    fn of(person: DuePerson, today: NaiveDate) -> Self {
        let ended = |due: &crate::worker::DueKind| {
            format!("{}: ended {}", said::name(due.kept), time::moment_of_day(due.until, today))
        };
        let due: Vec<_> = person.due.iter().map(ended).collect();
        let fate = [person.taken_in_words(), person.words()].map(text::sentence).join(". ");
        let (id, reference) = (person.registered.id, &person.registered.reference);
        let about = format!("Badge {reference}. {}. {fate}.", due.join("; "));
        let name = person.name.unwrap_or_else(|| "Name erased already".to_owned());
        Self { id, show: format!("Show {name}, {reference}"), name, about }
    }
}

impl Who {
    pub(super) fn take(&mut self, due: Vec<DuePerson>, today: NaiveDate) {
        self.rows = Some(due.into_iter().map(|person| Row::of(person, today)).collect());
        self.shown = TOGETHER;
    }

    pub(super) fn failed(&mut self, why: String) {
        self.error = Some(why);
    }

    pub(super) fn ui(&mut self, ui: &Ui, id: Id, outlook: &Outlook) -> Pressed {
        let title = format!("Who is due: {}", outlook.event);
        let mut pressed = Pressed::Nothing;
        let lead = "Those whose period ended first come first.";
        let shown = Dialog::new(id, &title).lead(lead).width(680.0).focus(id.with("back")).show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            let room = (ui.ctx().content_rect().height() - 220.0).max(96.0);
            flow::scrolled(ui, room, "who is due", |ui| {
                wrong(ui, self.error.as_deref());
                self.list(ui, id, &mut pressed);
                if outlook.kinds.iter().any(|due| due.kept == Kept::Equality && due.goes + due.not_taken_in > 0) {
                    ui.add_space(12.0);
                    let info = ui.palette().info;
                    let words =
                        "Equality answers are due too. They are apart from names, so whose they are is not shown.";
                    flow::said(ui, icons::INFO, info, words, Type::Body, false);
                }
            });
            let count = self.rows.as_ref().map_or(0, Vec::len);
            let note = if self.rows.is_some() { people(u64::try_from(count).unwrap_or(0)) } else { String::new() };
            let back = Button::secondary("Back").icon(icons::ARROW_LEFT).key("Esc").id(id.with("back"));
            let width = back.natural_width(ui);
            dialog_footer(ui, &note, width, |ui| back.show(ui).clicked())
        });
        if shown.closed || shown.inner { Pressed::Back } else { pressed }
    }

    fn list(&mut self, ui: &mut Ui, id: Id, pressed: &mut Pressed) {
        let Some(rows) = &self.rows else {
            if self.error.is_none() {
                let row = flow::row(ui, 60.0);
                spinner(ui, row.center(), 24.0, ui.palette().accent);
            }
            return;
        };
        if rows.is_empty() {
            Text::body("Nothing is due of anybody by name.").show(ui);
        }
        for row in rows.iter().take(self.shown) {
            flow::divider(ui, 0.0);
            if one(ui, id, row) {
                *pressed = Pressed::Show(row.id);
            }
        }
        let left = rows.len().saturating_sub(self.shown);
        if left > 0 {
            ui.add_space(10.0);
            let label = format!("Show more, of {left} left");
            if Button::secondary(&label).small().id(id.with("more")).show(ui).clicked() {
                self.shown += TOGETHER;
            }
        }
    }
}

/// One of them; whether they are to be shown.
fn one(ui: &mut Ui, id: Id, row: &Row) -> bool {
    let button = Button::secondary("Show").small().name(&row.show).id(id.with(("show", row.id.0)));
    let width = button.natural_width(ui);
    let words = ui.available_width() - width - 16.0;
    let about = text::paragraph(ui, &row.about, Type::Caption, words, usize::MAX).size().y;
    let all = flow::row(ui, (about + 42.0).max(56.0));
    let line = |top: f32, high: f32| Rect::from_min_size(pos2(all.left(), all.top() + top), vec2(words, high));
    // A name is read in its own script's order.
    let name = line(8.0, 22.0);
    let galley = scripts::line(ui, &row.name, Type::Strong.font(), Color32::PLACEHOLDER, words);
    text::paint(ui, galley, name, Align2::LEFT_CENTER, ui.palette().text);
    let said = ui.interact(name, id.with(("name", row.id.0)), Sense::hover());
    said.widget_info(|| WidgetInfo::labeled(Role::Label, true, &row.name));
    Text::caption(&row.about).muted().rows(6).at(ui, line(30.0, about));
    let at = Rect::from_min_size(pos2(all.right() - width, all.center().y - 18.0), vec2(width, 36.0));
    button.at(ui, at).clicked()
}
