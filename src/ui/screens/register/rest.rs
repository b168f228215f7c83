//! *No to the rest*: a visitor has said No to whatever is left. An answer can only be given while its full statement is on the
//! screen (R13), so that every statement that this would answer is shown first, and the end of the list is reached before
//! there is anything to confirm.

use egui::{Key, ScrollArea, Ui};

use crate::domain::purpose::Question;
use crate::ui::icons;
use crate::ui::keys::{ALT, pressed};
use crate::ui::out::Seen;
use crate::ui::questions::{name, objects};
use crate::ui::widgets::text::Text;
use crate::ui::widgets::{Button, scroll_by_keys};

use super::Register;
use super::bar::TakeBack;
use super::dialogs::{Dialog, Pressed, footer, open, safe};

/// What the bar beside the statements takes.
const BAR: f32 = 14.0;

/// What it asks.
#[derive(Default)]
pub(super) struct Rest {
    /// Every statement was on the screen.
    read: bool,
}

impl Register {
    /// Shows what *No to the rest* would answer; nothing where nothing is left.
    pub(super) fn ask_for_the_rest(&mut self) {
        if self.form.unanswered().next().is_some() {
            self.dialog = Some(Dialog::Rest(Rest::default()));
        }
    }

    /// The statements, and whether the dialog stays.
    pub(super) fn rest(&mut self, ui: &mut Ui, rest: &mut Rest, seen: &Seen<'_>) -> bool {
        let words = |question: Question| {
            // Where there is nothing to say No to, it is the box that is ticked (R12).
            let name = if self.form.is_objection(question) { objects(question) } else { name(question).to_owned() };
            Some((name, self.form.words(question)?.as_str().to_owned()))
        };
        let lines: Vec<_> = self.form.unanswered().filter_map(words).collect();
        let confirmed = pressed(ui, ALT, Key::N);
        let lead = if rest.read {
            "Once the visitor has said so."
        } else {
            "Once the visitor has said so. Go to the end of the list first (Page Down)."
        };
        let pressed = open(ui, "No to all of these?", lead, 900.0, |ui| {
            ui.add_space(8.0);
            let height = (ui.ctx().content_rect().height() - 220.0).max(120.0);
            let area = ScrollArea::vertical().id_salt("rest").auto_shrink([false, true]).max_height(height);
            let shown = area.show(ui, |ui| {
                scroll_by_keys(ui, height);
                ui.set_max_width(ui.available_width() - BAR);
                for (name, words) in &lines {
                    Text::caption_strong(name).show(ui);
                    Text::body(words).wrap().show(ui);
                    ui.add_space(8.0);
                }
            });
            let end = shown.state.clamped_offset().y + shown.inner_rect.height();
            rest.read |= end >= shown.content_size.y - 1.0;
            let back = Button::secondary("Go back").icon(icons::ARROW_LEFT).key("Esc").id(safe());
            // A scanner ends what it writes with Enter, wherever the keyboard is.
            let may = rest.read && !self.scanned;
            footer(ui, [back, Button::primary("No to these").key("Alt+N").enabled(may)])
        });
        if rest.read && (confirmed || pressed == Pressed::One(1)) {
            self.no_to_the_rest(seen);
            return false;
        }
        pressed == Pressed::NotYet
    }

    fn no_to_the_rest(&mut self, seen: &Seen<'_>) {
        let telling = self.telling.clone();
        let answered = self.form.no_to_the_rest(&telling, seen.env);
        if !answered.is_empty() {
            let words = format!("{} answered No", answered.len());
            self.docked.offer(TakeBack::Rest(answered), &words);
        }
    }
}
