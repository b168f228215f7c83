//! The form beside somebody who is here already, line by line, with what is the same marked (R14). Nobody is merged by
//! looking.

use egui::{Align2, Rect, Ui, pos2, vec2};

use crate::domain::age::DateOfBirth;
use crate::domain::badge::DoNotRecord;
use crate::domain::form::Field;
use crate::domain::ids::RegistrationId;
use crate::domain::purpose::Question;
use crate::ui::icons;
use crate::ui::out::Seen;
use crate::ui::scripts::{Look, fitted};
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::text::{self, Type};
use crate::ui::widgets::{Button, paint};

use super::Register;
use super::dialogs::{Pressed, footer, open, safe};
use super::left_slot::several_lines;

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
        // Whoever was not asked yet has said nothing that would tell the two apart.
        let asked = self.form.draft.answers.keys().any(|question| matches!(question, Question::Recording(_)));
        let marks = [Some(self.form.do_not_record()).filter(|mark| asked || !mark.any()), Some(found.do_not_record)];
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
            recording(ui, marks);
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

/// Whether each is to be recorded (R12), where that was asked: that both are not says nothing of who they are.
fn recording(ui: &mut Ui, marks: [Option<DoNotRecord>; 2]) {
    let label = "Recording";
    let rect = line_rect(ui, label);
    let p = ui.palette();
    let half = (rect.width() - LABELS) / 2.0;
    let said = marks.map(|mark| match mark {
        Some(mark) => mark.words().unwrap_or_else(|| "May be recorded".to_owned()),
        None => "not asked".to_owned(),
    });
    for (number, (mark, words)) in (0_u8..).zip(marks.iter().zip(&said)) {
        let marked = mark.is_some_and(DoNotRecord::any);
        let left = rect.left() + LABELS + half * f32::from(number);
        let mut room = Rect::from_min_max(pos2(left, rect.top()), pos2(left + half - 8.0, rect.bottom()));
        if marked {
            paint::icon(ui.painter(), icons::CAMERA_SLASH, pos2(left + 9.0, rect.center().y), 18.0, p.text);
            room.min.x += 24.0;
        }
        let (face, colour) = if marked { (Type::Strong, p.text) } else { (Type::Body, p.text_muted) };
        let galley = text::line(ui, words, face);
        let fits = galley.size().x <= room.width();
        let galley = if fits { galley } else { text::paragraph(ui, words, Type::Caption, room.width(), 2) };
        text::paint(ui, galley, room, Align2::LEFT_CENTER, colour);
    }
    read(ui, rect, label, [&said[0], &said[1]]);
}

/// The room of a line, with what it is about at its left.
fn line_rect(ui: &mut Ui, label: &str) -> Rect {
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, ROW), egui::Sense::hover());
    let palette = ui.palette();
    ui.painter().hline(rect.x_range(), rect.bottom(), (1.0, palette.border));
    let at = pos2(rect.left() + 8.0, rect.center().y);
    ui.painter().text(at, Align2::LEFT_CENTER, label, Type::Caption.font(), palette.text_muted);
    rect
}

/// A line, for those who hear it.
fn read(ui: &Ui, rect: Rect, label: &str, [one, other]: [&str; 2]) {
    let read = ui.interact(rect, ui.scope_id().with((label, "line")), egui::Sense::hover());
    let words = format!("{label}: {one}; {other}");
    read.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
}

/// One line of the comparison.
fn columns(ui: &mut Ui, label: &str, both: [&str; 2], heading: bool) {
    let [one, other] = both;
    let under = ui.painter().add(egui::Shape::Noop);
    let rect = line_rect(ui, label);
    let (width, palette) = (rect.width(), ui.palette());
    let same = !one.is_empty() && one.trim().to_lowercase() == other.trim().to_lowercase();
    if same {
        ui.painter().set(under, egui::epaint::RectShape::filled(rect, 4.0, palette.warning_soft));
    }
    let colour = if same { palette.on_warning_soft } else { palette.text };
    let font = if heading { Type::CaptionStrong.font() } else { Type::Body.font() };
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
    read(ui, rect, label, both);
}
