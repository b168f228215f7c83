//! The form beside somebody who is here already, line by line, with what is the same marked (R14). Nobody is merged by
//! looking.

use egui::{Align2, Rect, Ui, pos2, vec2};

use crate::domain::age::DateOfBirth;
use crate::domain::form::Field;
use crate::domain::ids::RegistrationId;
use crate::ui::icons;
use crate::ui::out::Seen;
use crate::ui::scripts::{Look, fitted};
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::Button;
use crate::ui::widgets::text::{self, Type};

use super::Register;
use super::bar::several_lines;
use super::dialogs::{Pressed, footer, open, safe};

const ROW: f32 = 34.0;
/// Of the words at the left that say what a line is.
const LABELS: f32 = 120.0;

impl Register {
    /// Both side by side; gives back whether they stay so.
    pub(super) fn compare(&mut self, ui: &Ui, id: RegistrationId, seen: &Seen<'_>) -> bool {
        let Some(found) = self.found(id) else { return false };
        let record = &found.other.record;
        let evidence = text::sentence(&found.likeness.to_string());
        let name = record.full_name.clone().unwrap_or_default();
        let theirs = |value: &Option<String>| value.clone().unwrap_or_default();
        let mine = |field: Field| self.form.draft.field(field).to_owned();
        let subjects = |joined: String| joined.split(';').map(str::trim).collect::<Vec<_>>().join("; ");
        let born = |typed: &str| {
            DateOfBirth::parse(typed, seen.today).map_or_else(|_| typed.to_owned(), |born| time::long_day(born.date()))
        };
        let lines = [
            ("Name", self.form.draft.name(), name.clone()),
            ("Date of birth", born(&mine(Field::DateOfBirth)), born(&theirs(&record.date_of_birth))),
            ("Email", mine(Field::Email), theirs(&record.email)),
            ("Phone", mine(Field::Phone), theirs(&record.phone_as_typed)),
            ("Postcode", mine(Field::Postcode), theirs(&record.postcode)),
            ("Interested in", subjects(mine(Field::Subjects)), subjects(theirs(&record.subjects))),
        ];
        let buttons = [
            Button::quiet("Decide later").key("Esc").id(safe()),
            Button::secondary("Not the same").icon(icons::USERS),
            Button::primary("Same person: update").icon(icons::CHECK),
        ];
        let pressed = open(ui, "Is this the same person?", &evidence, 620.0, |ui| {
            ui.add_space(10.0);
            columns(ui, "", ["Being registered now", "Already here"], true);
            for (label, mine, theirs) in &lines {
                columns(ui, label, [mine, theirs], false);
            }
            footer(ui, buttons)
        });
        match pressed {
            Pressed::One(2) => self.same(id, name),
            Pressed::One(1) => self.not_the_same(id),
            _ => {}
        }
        pressed == Pressed::NotYet
    }
}

/// One line of the comparison.
fn columns(ui: &mut Ui, label: &str, both: [&str; 2], heading: bool) {
    let [one, other] = both;
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, ROW), egui::Sense::hover());
    let palette = ui.palette();
    let same = !one.is_empty() && one.trim().to_lowercase() == other.trim().to_lowercase();
    if same {
        ui.painter().rect_filled(rect, 4.0, palette.warning_soft);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), (1.0, palette.border));
    let colour = if same { palette.on_warning_soft } else { palette.text };
    let font = if heading { Type::CaptionStrong.font() } else { Type::Body.font() };
    let at = pos2(rect.left() + 8.0, rect.center().y);
    ui.painter().text(at, Align2::LEFT_CENTER, label, Type::Caption.font(), palette.text_muted);
    let half = (width - LABELS) / 2.0;
    for (number, words) in (0_u8..).zip(both) {
        let left = rect.left() + LABELS + half * f32::from(number);
        let clip = Rect::from_min_max(pos2(left, rect.top()), pos2(left + half - 8.0, rect.bottom()));
        let (words, colour) = if words.is_empty() { ("left blank", palette.text_muted) } else { (words, colour) };
        let look = Look { size: font.size, strong: heading, color: colour };
        let shown = fitted(ui.ctx(), words, look, clip.width());
        let galley = if shown.cut { several_lines(ui, words, colour, clip.width(), 2) } else { shown.galley };
        let at = pos2(clip.left(), clip.center().y - galley.size().y / 2.0);
        ui.painter().with_clip_rect(clip).galley(at, galley, colour);
    }
    let read = ui.interact(rect, ui.scope_id().with((label, "line")), egui::Sense::hover());
    let words = format!("{label}: {one}; {other}");
    read.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
}
