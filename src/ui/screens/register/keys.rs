//! The keys of the screen, and what they and the buttons of the bar do to the form: clearing it, No to the rest, and taking either
//! back.

use egui::{Key, Modifiers, Ui};

use crate::domain::field_error::Place;
use crate::domain::form::Field;
use crate::domain::purpose::Question;
use crate::ui::keys::{ALT, COMMAND, pressed};
use crate::ui::out::{Out, Seen, Wish};
use crate::worker::{Request, register};

use super::bar::TakeBack;
use super::form::Form;
use super::{Register, noted};

impl Register {
    /// The keys of this screen; those of a focused field come first.
    pub(super) fn keys(&mut self, ui: &Ui, seen: &Seen<'_>, out: &mut Out<'_>) {
        if self.dialog.is_some() {
            return;
        }
        if pressed(ui, COMMAND, Key::Enter) {
            self.save(seen, out);
        }
        if pressed(ui, Modifiers::NONE, Key::F2) {
            self.count_only(seen, out);
        }
        if pressed(ui, Modifiers::NONE, Key::F8) {
            self.dialog = Some(super::dialogs::Dialog::Notice);
        }
        if pressed(ui, Modifiers::NONE, Key::F9) {
            self.turn(ui);
        }
        self.card_keys(ui);
        self.language_key(ui);
        if pressed(ui, ALT, Key::H) {
            ui.memory_mut(|memory| memory.request_focus(super::consent_head::told_us_id()));
        }
        if pressed(ui, ALT, Key::C) {
            self.focus = self.first_open_question();
        }
        if pressed(ui, ALT, Key::N) {
            self.ask_for_the_rest();
        }
        if pressed(ui, COMMAND | Modifiers::SHIFT, Key::X) {
            self.clear(seen, out);
        }
        // Inside a box Ctrl+Z takes back what was typed there; in an empty form nothing was.
        let typing = ui.ctx().text_edit_focused() && !self.form.is_empty();
        if !typing && self.docked.undo.is_none() && pressed(ui, COMMAND, Key::Z) {
            self.undo(seen, out);
        }
        if let Some((saved, ..)) = self.docked.saved {
            if pressed(ui, ALT, Key::V) {
                out.wish(Wish::Receipt(saved));
            }
            if pressed(ui, ALT, Key::P) {
                out.wish(Wish::RecordedAlready(saved));
            }
            if pressed(ui, ALT, Key::B) {
                self.badge_again(saved, seen, out);
            }
        }
    }

    /// Empties the form at once. A child whose guardian has not agreed leaves nothing behind, not even an undo (R11).
    pub(super) fn clear(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        self.clear_saying("Form cleared", seen, out);
    }

    pub(super) fn clear_saying(&mut self, words: &str, seen: &Seen<'_>, out: &mut Out<'_>) {
        self.take_subject();
        if self.form.is_empty() {
            self.form.speak_as_published();
            return;
        }
        out.ask(Request::Register(register::Request::Drop(self.form.draft.registration)));
        self.note_beside();
        let leaves_nothing = self.form.needs_guardian() && !self.form.may_be_kept();
        let old = std::mem::replace(&mut self.form, Form::new(seen.event.clone(), seen.today, seen.env));
        if leaves_nothing {
            self.docked.said = Some("Form cleared. Nothing was kept".to_owned());
        } else {
            self.docked.offer(TakeBack::Cleared(Box::new(old)), words);
        }
        self.after_emptying();
    }

    /// What follows when the form is empty again.
    pub(super) fn after_emptying(&mut self) {
        self.docked.to_do = None;
        self.party_is_for_another_form();
        self.subject.clear();
        self.alike.forget();
        self.kept.forget();
        self.forget_typing = true;
        self.more_open = false;
        self.saving.emails_left.clear();
        self.focus = Some(self.form.first());
    }

    pub(super) fn undo(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        match self.docked.undo.take() {
            Some((TakeBack::Cleared(form), _)) if self.form.is_empty() => {
                (self.telling.how, self.alike) = noted(&form.draft);
                self.form = *form;
                // The caret is where the typing went on, not where the empty box had it.
                self.forget_typing = true;
                self.focus = Some(Place::Field(Field::FullName));
            }
            // Something new was begun: it must not be lost for something old.
            Some((TakeBack::Cleared(form), bar)) => self.docked.undo = Some((TakeBack::Cleared(form), bar)),
            Some((TakeBack::Rest(questions), ..)) => {
                let telling = self.telling.clone();
                for question in questions {
                    self.form.answer(question, None, &telling, seen.env);
                }
            }
            Some((TakeBack::Detail { pair, text }, ..)) => {
                let telling = self.telling.clone();
                let question = Question::Special(pair);
                self.form.answer(question, Some(crate::domain::answer::Said::Yes), &telling, seen.env);
                self.form.draft.details.insert(pair, text);
            }
            None => self.undo_saved(out),
        }
    }
}
