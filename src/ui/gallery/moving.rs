//! What only shows itself when it is used: lists, chips, messages, dialogs, tables.

use egui::{Id, Rect, Ui, pos2};

use super::at;
use crate::ui::icons;
use crate::ui::theme::Themed;
use crate::ui::widgets::{
    Button, ChipsField, Choice, ChoiceOption, Column, ConsentChoice, ConsentRow, ConsentState, Dialog, Field, HEADER,
    Rows, Tick, Toast, Toasts, Tone, TypeAhead, Undo, UndoBar, cell, dialog_footer, paint, spinner, steps_column,
    table_header, text,
};

const COURSES: [ChoiceOption<'_>; 6] = [
    ChoiceOption::with_detail("Photography, beginners", "EC-1142, Tuesdays"),
    ChoiceOption::with_detail("Photography, portraits", "EC-1150, Saturdays"),
    ChoiceOption::with_detail("Digital photo editing", "EC-1188, online"),
    ChoiceOption::with_detail("Phonics for classroom assistants", "ED-0310, Mondays"),
    ChoiceOption::with_detail("Italian, level 1", "LA-0110, Mondays"),
    ChoiceOption::with_detail("Watercolour", "AR-0220, Fridays"),
];

const PLACES: [ChoiceOption<'_>; 4] = [
    ChoiceOption { label: "United Kingdom", detail: "GB", aliases: &["UK", "Britain", "England"] },
    ChoiceOption { label: "Ireland", detail: "IE", aliases: &["Eire"] },
    ChoiceOption { label: "Nigeria", detail: "NG", aliases: &[] },
    ChoiceOption { label: "Türkiye", detail: "TR", aliases: &["Turkey"] },
];

const TOLD: [ChoiceOption<'_>; 3] =
    [ChoiceOption::new("Out loud at the desk"), ChoiceOption::new("On screen"), ChoiceOption::new("On paper")];

/// The second sheet.
#[derive(Default)]
pub(super) struct Moving {
    chips: Vec<String>,
    chip: String,
    place: String,
    told: Option<usize>,
    asking: bool,
    tick: bool,
    toasts: Toasts,
    undo: Option<UndoBar>,
    row: Option<usize>,
    answer: Option<ConsentChoice>,
    secret: String,
    shown: bool,
    note: String,
    email: String,
}

impl Moving {
    /// One of its columns, on a sheet whose corner is the room's.
    pub(super) fn column(&mut self, ui: &mut Ui, column: usize) {
        let corner = ui.max_rect().min.to_vec2();
        match column {
            0 => {
                paint::card(ui, Rect::from_min_max(pos2(18.0, 18.0), pos2(448.0, 750.0)).translate(corner));
                self.fields(ui);
            }
            1 => {
                paint::card(ui, Rect::from_min_max(pos2(464.0, 18.0), pos2(868.0, 480.0)).translate(corner));
                self.table(ui);
            }
            _ => {
                let dark = Rect::from_min_max(pos2(884.0, 0.0), pos2(1366.0, 768.0)).translate(corner);
                ui.painter().rect_filled(dark, 0.0, ui.palette().rail);
                let steps = [
                    ("Your organisation", "Whose desk this is"),
                    ("Lead’s passphrase", "Opens the desk"),
                    ("Ready", "Add an event"),
                ];
                at(ui, 920.0, 132.0, 300.0, |ui| steps_column(ui, &steps, 1));
                spinner(ui, pos2(940.0, 400.0) + corner, 20.0, ui.palette().strap);
            }
        }
    }

    /// What lies over the sheet: messages at the window's foot, and a dialog.
    pub(super) fn over(&mut self, ui: &mut Ui) {
        self.messages(ui);
        self.ask(ui);
    }

    fn fields(&mut self, ui: &mut Ui) {
        at(ui, 37.0, 30.0, 392.0, |ui| {
            let field = ChipsField::new(Id::unique("interests"), "Interested in", &COURSES, "courses").optional(true);
            let out = field.show(ui, &self.chips, &mut self.chip);
            let added = out.picked.map(|index| COURSES[index].label.to_owned()).or(out.kept);
            self.chips.extend(added);
            if let Some(index) = out.removed {
                self.chips.remove(index);
            }
        });
        at(ui, 37.0, 100.0, 190.0, |ui| {
            TypeAhead::new(Id::unique("lives"), "Lives in", &PLACES, "countries").show(ui, &mut self.place);
        });
        at(ui, 239.0, 100.0, 190.0, |ui| Choice::new(Id::unique("told"), "Told us", &TOLD).show(ui, &mut self.told));
        at(ui, 37.0, 170.0, 392.0, |ui| {
            let (icon, label) = if self.shown { (icons::EYE_SLASH, "Hide") } else { (icons::EYE, "Show") };
            let field =
                Field::new(Id::unique("secret"), "Passphrase").password(!self.shown).trailing_button(icon, label);
            if field.show(ui, &mut self.secret).trailing_pressed {
                self.shown = !self.shown;
            }
        });
        at(ui, 37.0, 240.0, 392.0, |ui| {
            let better = self.email.ends_with("gmial.com").then_some(("Did you mean", "@gmail.com", "Alt+Y"));
            let out = Field::new(Id::unique("mail"), "Email").suggestion(better).show(ui, &mut self.email);
            if out.suggestion_taken {
                self.email = self.email.replace("gmial", "gmail");
            }
        });
        at(ui, 37.0, 330.0, 392.0, |ui| Field::new(Id::unique("note"), "Note").multiline(3).show(ui, &mut self.note));
        at(ui, 37.0, 440.0, 392.0, |ui| {
            let state = match self.answer {
                Some(ConsentChoice::Yes) => ConsentState::Yes("10:42"),
                Some(ConsentChoice::No) => ConsentState::No("10:42"),
                _ => ConsentState::NotAsked,
            };
            let out = ConsentRow::new(Id::unique("post"), icons::MAILBOX, "Post", state).show(ui);
            self.answer = out.chosen.or(self.answer);
        });
        at(ui, 37.0, 500.0, 392.0, |ui| {
            self.asking |= Button::secondary("Withdraw").icon(icons::HAND_PALM).show(ui).clicked();
        });
        at(ui, 180.0, 500.0, 200.0, |ui| {
            if Button::secondary("Say something").show(ui).clicked() {
                let toast = Toast {
                    icon: icons::USB.fill(),
                    tone: Tone::Warning,
                    title: "USB stick taken out".into(),
                    detail: "Backups start again when it is back".into(),
                    button: Some("Details".into()),
                };
                self.toasts.push(toast);
                self.undo = Some(UndoBar::new(icons::HAND_PALM, "Text withdrawn", "for Amara O."));
            }
        });
    }

    fn table(&mut self, ui: &mut Ui) {
        let columns = [Column::new("Name", 13.0, 200.0), Column::numbers("Answers", 240.0, 100.0)];
        let rect = Rect::from_min_max(pos2(465.0, 30.0), pos2(867.0, 470.0)).translate(ui.max_rect().min.to_vec2());
        table_header(ui, rect.with_max_y(rect.top() + HEADER), &columns);
        let rows = Rows::new(Id::unique("people"), "People", 1000).selected(self.row);
        let out = rows.at(
            ui,
            rect.with_min_y(rect.top() + HEADER),
            |index| format!("Person {index}"),
            |ui, row, index, on| {
                let face = if on { text::Type::Strong } else { text::Type::Body };
                cell(ui, columns[0].of(row), &format!("Person {index}"), face, ui.palette().text);
            },
        );
        self.row = out.selected.or(self.row);
    }

    fn messages(&mut self, ui: &mut Ui) {
        // Where the window has room, under the table.
        let window = ui.ctx().content_rect();
        let left = if window.width() < super::DRAWN.x { super::MARGIN } else { 464.0 };
        let corner = pos2(left, window.bottom() - super::MARGIN);
        let mut above = corner;
        if let Some(undo) = &mut self.undo {
            above.y -= 62.0;
            if undo.float(ui, corner) != Undo::Waiting {
                self.undo = None;
            }
        }
        self.toasts.show(ui, above);
    }

    fn ask(&mut self, ui: &mut Ui) {
        if !self.asking {
            return;
        }
        let id = Id::unique("withdraw");
        let cancel = Id::unique("cancel");
        let lead = "Tick what changes from Yes to No. It takes effect at once and joins the next stop list.";
        let dialog = Dialog::new(id, "Withdraw consent for Amara Osei-Lindqvist").lead(lead).focus(cancel);
        let out = dialog.show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            Tick::new(Id::unique("news"), "News by email").show(ui, &mut self.tick);
            ui.add_space(12.0);
            Choice::new(Id::unique("how"), "How they told us", &TOLD).show(ui, &mut self.told);
            dialog_footer(ui, "You can undo this for 10 seconds.", 292.0, |ui| {
                let cancelled = Button::secondary("Cancel").key("Esc").id(cancel).show(ui).clicked();
                let changed = Button::primary("Change 1 to No").icon(icons::HAND_PALM).show(ui).clicked();
                cancelled || changed
            })
        });
        if out.closed || out.inner {
            self.asking = false;
            Dialog::close(ui.ctx(), id);
        }
    }
}
