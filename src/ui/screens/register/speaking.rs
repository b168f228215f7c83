//! In which language the visitor is asked, where the event's version stands in more than one (R13). It is a small choice in the
//! consent card's header, and in nobody's way who never uses it: every form begins in the language that the notice was
//! published in.
//!
//! What was answered before another language is chosen stays as it was answered. An answer can only be given while its full
//! statement is on the screen, so that its proof names the words that stood there then: changing what stands there now changes
//! nothing about them. Whatever is answered, or answered anew, after that is answered to the new words.

use egui::{Id, Key, Rect, Ui, pos2};

use crate::domain::language::{name, own_name};
use crate::domain::notice_draft::same_language;
use crate::ui::keys::{ALT, pressed};
use crate::ui::widgets::{Choice, ChoiceOption, Segmented, place};

use super::Register;

/// What the choice is called.
const LABEL: &str = "Language of the questions";
/// As high as what stands beside it.
const HIGH: f32 = 36.0;
/// Where there are more languages than fit side by side.
const LIST: f32 = 112.0;
/// Between it and "Told us".
const GAP: f32 = 6.0;
/// What stands before "Told us", where there is room for both.
const CAPTION: f32 = 64.0;

impl Register {
    /// Shows the choice, between `left` and `right` in the header's row; where what is left of it ends.
    pub(super) fn language_ui(&mut self, ui: &mut Ui, row: Rect, left: f32, right: f32) -> f32 {
        let tags = self.form.languages();
        if tags.len() < 2 {
            return right;
        }
        let before = tags.iter().position(|tag| same_language(tag, self.form.language()));
        let mut chosen = before;
        let names: Vec<_> = tags.iter().map(|tag| own_name(tag)).collect();
        let short: Vec<_> = tags.iter().map(|tag| tag.to_uppercase()).collect();
        let short: Vec<_> = short.iter().map(String::as_str).collect();
        let id = Id::unique("language of the questions");
        let side_by_side = |words| Segmented::new(id, LABEL, words).names(&names).no_label().height(HIGH).always();
        let fits = |ui: &Ui, words, room: f32| side_by_side(words).natural_width(ui, before) <= room;
        let right = right - GAP;
        let room = right - left;
        let at = |width: f32| Rect::from_min_max(pos2(right - width, row.top()), pos2(right, row.bottom()));
        let words = [(&names, CAPTION), (&short, 0.0)].into_iter().find(|(words, gap)| fits(ui, words, room - gap));
        let (width, shown) = match words {
            Some((words, _)) => {
                let width = side_by_side(words).natural_width(ui, before);
                (width, place(ui, at(width), |ui| side_by_side(words).show(ui, &mut chosen)))
            }
            None => {
                let options: Vec<_> = names.iter().map(|name| ChoiceOption::new(name)).collect();
                let width = LIST.min(room);
                let choice = Choice::new(id, LABEL, &options).no_label().height(HIGH).list_width(160.0);
                (width, choice.at(ui, at(width), &mut chosen))
            }
        };
        let now = before.and_then(|at| tags.get(at)).map_or("", |tag| name(tag));
        shown.on_hover_text(format!("The visitor is asked in {now}. Alt+L changes it"));
        if let Some(tag) = chosen.filter(|_| chosen != before).and_then(|at| tags.get(at)) {
            self.form.speak(tag);
        }
        right - width - 4.0
    }

    /// Alt+L: the next language, whatever has the keyboard.
    pub(super) fn language_key(&mut self, ui: &Ui) {
        if !pressed(ui, ALT, Key::L) {
            return;
        }
        let tags = self.form.languages();
        let at = tags.iter().position(|tag| same_language(tag, self.form.language())).unwrap_or_default();
        if let Some(next) = tags.get((at + 1) % tags.len().max(1)) {
            self.form.speak(next);
        }
    }
}
