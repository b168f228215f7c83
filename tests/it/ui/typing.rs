//! Filling in a form as a person at a keyboard does.

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use super::stage::{Before, Stage};

impl Stage {
    /// The window at the size that the screens are drawn for, with the desk open and nobody registered.
    pub(crate) fn unlocked() -> Self {
        Before::desk().unlocked_of(1366.0, 689.0, None)
    }

    /// Presses a key while others are held, and waits for what comes of it.
    pub(crate) fn keys(&mut self, modifiers: Modifiers, key: Key) {
        self.press(modifiers, key);
        self.settle();
    }

    /// Types key by key, each in a frame of its own: letters reach a consent row as keys.
    pub(crate) fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            let key = Key::from_name(&letter.to_uppercase().to_string()).filter(|_| letter.is_ascii_alphanumeric());
            let press = |pressed| key.map(|key| event(key, pressed));
            for each in [press(true), Some(Event::Text(letter.to_string())), press(false)].into_iter().flatten() {
                self.harness.event(each);
            }
            self.harness.step();
        }
        self.harness.step();
    }

    /// Goes on to the next field.
    pub(crate) fn tab(&mut self) {
        self.press(Modifiers::NONE, Key::Tab);
    }

    /// What has the keyboard.
    pub(crate) fn at(&self) -> String {
        self.focused().unwrap_or_default()
    }

    /// Gives the keyboard to what has this name.
    pub(crate) fn focus(&mut self, name: &str) {
        self.control(name).focus();
        self.harness.run_steps(2);
    }

    /// Lets a second or two pass: typing rests, and a letter that nothing follows is an answer.
    pub(crate) fn rest(&mut self) {
        self.harness.run_steps(6);
        self.settle();
    }

    /// What is said of the field of this name: an error, or that it is optional.
    pub(crate) fn error(&self, label: &str) -> String {
        self.field(label).accesskit_node().description().unwrap_or_default()
    }

    /// What stands in a field.
    pub(crate) fn value(&self, label: &str) -> String {
        self.field(label).value().unwrap_or_default()
    }

    /// Presses one of a few that stand side by side: by the pointer, or where a page scrolls, as a screen reader does.
    pub(crate) fn choose(&mut self, option: &str) {
        let scrolls = self.harness.ctx.content_rect().width() < 1280.0;
        let one = self.harness.get_by_role_and_label(egui::Role::RadioButton, option);
        if scrolls {
            one.click_accesskit();
        } else {
            one.click();
        }
        self.settle();
    }

    /// Presses the last thing of this name: the one in a dialog over the others.
    pub(crate) fn click_last(&mut self, label: &str) {
        self.harness.query_all_by_label(label).last().expect(label).click();
        self.settle();
    }

    /// Fills in who answers for a child.
    pub(crate) fn fill_guardian(&mut self, name: &str, relationship: &str, email: &str) {
        self.focus("Guardian's full name");
        self.type_text(name);
        self.focus("They are the child’s");
        self.type_text(relationship);
        self.focus("Their email");
        self.type_text(email);
        self.tab();
    }

    /// Answers the two questions to the guardian, whose words are on the screen once the keyboard is there.
    pub(crate) fn answer_guardian(&mut self, responsible: bool, agrees: bool) {
        for (words, yes) in [("legally responsible", responsible), ("Agrees to us keeping", agrees)] {
            self.answer_question(words, yes);
        }
    }

    /// Answers the question whose name or words hold these, with the keyboard.
    pub(crate) fn answer_question(&mut self, words: &str, yes: bool) {
        let found = self.harness.query_all_by_label_contains(words);
        let name = found.filter_map(|node| node.accesskit_node().label()).find(|name| name.ends_with(": Yes"));
        self.focus(&name.expect(words));
        self.settle();
        self.key(if yes { Key::Y } else { Key::N });
        self.settle();
    }
}

fn event(key: Key, pressed: bool) -> Event {
    Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE }
}
