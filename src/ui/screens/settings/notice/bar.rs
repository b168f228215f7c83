//! The bar under the versions: what there is to know of the chosen one, and what can be done with it.

use chrono::NaiveDate;
use egui::{Id, Rect, Ui, pos2, vec2};

use crate::domain::language;
use crate::domain::organisation::in_a_list;
use crate::ui::icons;
use crate::ui::screens::folder::Folder;
use crate::ui::time;
use crate::ui::widgets::Button;
use crate::worker::NoticeStanding;
use crate::worker::notices::{Beginning, Request as Ask};

use super::super::parts::{Places, bar_ground, bar_words};
use super::NoticePage;
use super::dialogs::{NoticeDialog, Printing, Publishing, Written};
use super::translating::Translating;

impl NoticePage {
    /// Shows it; says what is wanted.
    pub(super) fn bar(&mut self, ui: &mut Ui, places: &Places, lead: bool, today: NaiveDate) -> Option<Ask> {
        if self.translation.is_some() {
            self.translation_bar(ui, places);
            return None;
        }
        let inside = bar_ground(ui, places)?;
        let draft = lead && self.draft_is_chosen();
        let busy = self.doing.is_some();
        let known = self.known.as_ref()?;
        let mut right = inside.right();
        let mut next = |ui: &mut Ui, button: &Button<'_>| place_before(ui, inside, &mut right, button);
        let number = self.compared.as_ref().map(|compared| compared.number.clone()).unwrap_or_default();
        let (publish, print) = (format!("Publish {number}"), "Print for the desk");
        let told = format!("Who has to be told ({})", known.to_be_told);
        let mut shown: Vec<(Rect, Button<'_>, Press)> = Vec::new();
        if draft {
            let button = Button::primary(&publish).icon(icons::SEAL_CHECK).large().enabled(!busy);
            let button = button.id(Id::unique("notice: publish"));
            shown.push((next(ui, &button), button, Press::Publish));
            let narrow = Button::only(icons::TRASH, "Discard the draft");
            let button = if places.narrow { narrow } else { Button::secondary("Discard the draft") };
            let button = button.large().enabled(!busy).id(Id::unique("notice: discard"));
            shown.push((next(ui, &button), button, Press::Discard));
            // Who writes the draft sees its languages among the versions.
            if !self.editor.as_ref().is_some_and(|editor| editor.writing) {
                let button = add_language(places.narrow).enabled(!busy);
                shown.push((next(ui, &button), button, Press::Translate));
            }
        } else {
            let narrow = Button::only(icons::PRINTER, print);
            let button = if places.narrow { narrow } else { Button::secondary(print).icon(icons::PRINTER) };
            let button = button.large().enabled(!busy).id(Id::unique("notice: print"));
            shown.push((next(ui, &button), button, Press::Print));
            let chosen = self.published_at().and_then(|at| known.published.get(at));
            if lead && chosen.is_some_and(|one| one.standing != NoticeStanding::Old) {
                let button = add_language(places.narrow).enabled(!busy);
                shown.push((next(ui, &button), button, Press::Translate));
            }
            if lead && chosen.is_some_and(|one| one.standing == NoticeStanding::Comes) {
                let words = "Call it off";
                let narrow = Button::only(icons::X, words);
                let button = if places.narrow { narrow } else { Button::secondary(words).icon(icons::X) };
                let button = button.large().enabled(!busy).id(Id::unique("notice: call off"));
                shown.push((next(ui, &button), button, Press::CallOff));
            } else if lead && known.to_be_told > 0 {
                let narrow = Button::only(icons::USERS, &told);
                let button = if places.narrow { narrow } else { Button::secondary(&told).icon(icons::USERS) };
                let button = button.large().enabled(!busy).id(Id::unique("notice: told"));
                shown.push((next(ui, &button), button, Press::Told));
            }
        }
        let (words, wrong) = self.bar_says(draft, &number);
        bar_words(ui, Rect::from_min_max(inside.left_top(), pos2(right, inside.bottom())), &words, wrong, busy, places);
        let mut pressed = None;
        // From left to right, which is the order of Tab.
        for (at, button, press) in shown.into_iter().rev() {
            if button.at(ui, at).clicked() {
                pressed = Some(press);
            }
        }
        self.pressed(pressed?, today)
    }

    fn bar_says(&self, draft: bool, number: &str) -> (String, bool) {
        let trouble = self.editor.as_ref().and_then(|editor| editor.kept.trouble.clone());
        if let Some(words) = self.error.clone().or(trouble) {
            return (words, true);
        }
        let Some(known) = &self.known else { return (String::new(), false) };
        if draft {
            let tried = self.editor.as_ref().is_some_and(|editor| editor.tried);
            return match self.faults() {
                [] => (format!("{number} needs your passphrase before it can be used."), false),
                [fault] => (format!("To put right before {number} can be published: {}.", fault.wrong), tried),
                [fault, ..] => {
                    let count = self.faults().len();
                    (
                        format!(
                            "{count} things to put right before {number} can be published. First: {}.",
                            fault.wrong
                        ),
                        tried,
                    )
                }
            };
        }
        let at = self.published_at().unwrap_or_default();
        match known.published.get(at) {
            Some(one) if one.standing == NoticeStanding::InUse && !one.translations.is_empty() => {
                let names: Vec<_> = one.languages().map(language::name).collect();
                (format!("{number} is in use, in {}. Its words never change.", in_a_list(&names)), false)
            }
            Some(one) if one.standing == NoticeStanding::InUse => {
                (format!("{number} is in use. Its words never change."), false)
            }
            Some(one) if one.standing == NoticeStanding::Comes => {
                let from = time::long_day(one.version.effective_from);
                (format!("{number} begins on {from}. Until then people are asked under the one in use."), false)
            }
            Some(_) => (format!("{number} is old. Answers given under it keep its words."), false),
            None => (String::new(), false),
        }
    }

    fn pressed(&mut self, press: Press, today: NaiveDate) -> Option<Ask> {
        match press {
            Press::Publish => {
                let faulty = !self.faults().is_empty();
                let editor = self.editor.as_mut()?;
                if faulty {
                    (editor.tried, editor.writing) = (true, true);
                } else {
                    let known = self.known.as_ref()?;
                    let publishing = Publishing::of(&editor.kept.draft, known, today);
                    self.dialog = Some(NoticeDialog::Publish(publishing));
                }
            }
            Press::CallOff => {
                let number = self.compared.as_ref()?.number.clone();
                self.dialog = Some(NoticeDialog::CallOff(number));
            }
            Press::Discard => self.dialog = Some(NoticeDialog::Discard),
            Press::Print => {
                let at = self.published_at()?;
                let one = self.known.as_ref()?.published.get(at)?;
                let (version, _) = one.in_languages().nth(self.language).unwrap_or((&one.version, &one.named));
                let printing = Printing {
                    what: Written::Pdf(version.hash()),
                    number: one.version.version.clone(),
                    folder: Folder::default(),
                    error: None,
                };
                self.dialog = Some(NoticeDialog::Print(Box::new(printing)));
            }
            Press::Translate if self.draft_is_chosen() => {
                let number = self.editor.as_ref()?.kept.draft.version.trim().to_owned();
                let from = Beginning::Language(String::new());
                return self.code().map(|code| Ask::BeginTranslation(code, number, from));
            }
            Press::Translate => {
                let at = self.published_at()?;
                let one = self.known.as_ref()?.published.get(at)?;
                let languages: Vec<_> = one.languages().collect();
                let translating = Translating::of(&one.version.version, &languages);
                self.dialog = Some(NoticeDialog::Translate(Box::new(translating)));
            }
            Press::Told => return self.code().map(Ask::ToBeTold),
        }
        None
    }
}

fn add_language(narrow: bool) -> Button<'static> {
    let words = "Add a language";
    let button =
        if narrow { Button::only(icons::TRANSLATE, words) } else { Button::secondary(words).icon(icons::TRANSLATE) };
    button.large().id(Id::unique("notice: translate"))
}

/// The place of a button in a bar, left of those that are there; `right` moves on.
pub(super) fn place_before(ui: &Ui, inside: Rect, right: &mut f32, button: &Button<'_>) -> Rect {
    let size = vec2(button.natural_width(ui), 48.0);
    let at = Rect::from_min_size(pos2(*right - size.x, inside.center().y - 24.0), size);
    *right = at.left() - 12.0;
    at
}

/// What was pressed.
#[derive(Clone, Copy)]
enum Press {
    Publish,
    CallOff,
    Discard,
    Print,
    Translate,
    Told,
}
