//! Closing the day, step by step: look it over, choose who receives it, write it, see that it is written (R21, R22).

mod bar;
mod compare;
mod dialogs;
mod recipients;
mod review;
mod side;
mod verify;
mod writing;

use std::collections::BTreeSet;

use egui::{Rect, Ui, pos2, vec2};

use crate::domain::code::Code;
use crate::domain::ids::EventId;
use crate::ui::out::{Out, Section, Seen};
use crate::ui::shell::{self, Parts};
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::toast::Toast;
use crate::ui::widgets::text::{self, Type};
use crate::ui::widgets::{Steps, place};
use crate::worker::closing::{self, Addressees};
use crate::worker::{Answer, DuplicatePair, Failure, Medium, Preview, Request, Review, Right, Ticket, settings};

use super::folder::Folder;
use super::recipient_dialogs::RecipientDialogs;
use super::sheet_dialog::SheetDialog;
use compare::Compare;
use dialogs::Dialog;
pub(super) use recipients::in_pairs;
use writing::{Done, Writing};

/// The wizard. Leaving the section and coming back finds it where it was.
#[derive(Default)]
pub struct CloseDay {
    step: Step,
    looked: Looked,
    asked: Asked,
    chosen: BTreeSet<Code>,
    nobody: bool,
    /// The keyboard goes to what has to be done before anybody can be chosen.
    to_recipients: bool,
    folder: Folder,
    writing: Option<Writing>,
    done: Option<Done>,
    second: Option<Folder>,
    dialog: Option<Dialog>,
    compare: Option<Compare>,
    recipients: RecipientDialogs,
    sheets: SheetDialog,
    /// The event, and the pass in which this was last on the screen: what was looked at before that is old.
    shown: Option<(EventId, u64)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Step {
    #[default]
    Review,
    Recipients,
    Write,
    Verify,
}

/// What is known of the day.
#[derive(Default)]
struct Looked {
    review: Option<Box<Review>>,
    alike: Option<Vec<DuplicatePair>>,
    addressees: Option<Box<Addressees>>,
    previews: Vec<(Code, Preview)>,
    failed: Option<String>,
}

/// What was asked and is not answered yet.
#[derive(Default)]
struct Asked {
    review: Option<Ticket>,
    alike: Option<Ticket>,
    addressees: Option<Ticket>,
    previews: Option<Ticket>,
    backup: Option<Ticket>,
    whether: Option<Ticket>,
    read_again: Option<Ticket>,
}

impl CloseDay {
    /// Whether the bar at the bottom is this section's.
    pub fn has_bar(&self, section: Section) -> bool {
        section == Section::CloseDay
    }

    /// Shows the section.
    pub fn ui(&mut self, ui: &mut Ui, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) {
        shell::background(ui, parts);
        if !Right::Exports.belongs_to(seen.session.who.role) {
            bar::not_allowed(ui, parts, seen, out);
            return;
        }
        self.come_back(ui, seen, out);
        self.steps(ui, parts, seen);
        match self.step {
            Step::Review => self.review_ui(ui, parts, seen, out),
            Step::Recipients => self.recipients_ui(ui, parts, seen, out),
            Step::Write => self.writing_ui(ui, parts),
            Step::Verify => self.verify_ui(ui, parts, seen, out),
        }
        // After the fields: what was typed in the same moment is in them now.
        self.keys(ui, seen, out);
        self.bar_ui(ui, parts, seen, out);
        self.dialog_ui(ui, seen, out);
        self.recipients.ui(ui, out);
        self.sheets.ui(ui, out);
    }

    /// Takes an answer that is its own, and gives back any other.
    pub fn answer(&mut self, ticket: Ticket, answer: Answer, seen: &Seen<'_>, out: &mut Out<'_>) -> Option<Answer> {
        let rest = self.recipients.answer(ticket, answer);
        if self.recipients.take_changed() {
            self.ask_recipients(seen, out);
        }
        let answer = self.sheets.answer(ticket, rest?, out)?;
        if self.writing.as_ref().is_some_and(|writing| writing.ticket == ticket) {
            self.wrote(answer, seen.now, out);
            return None;
        }
        if self.asked.whether == Some(ticket) {
            self.asked.whether = None;
            self.said_whether(answer, seen, out);
            return None;
        }
        let asked = &mut self.asked;
        let mine = [
            &mut asked.review,
            &mut asked.alike,
            &mut asked.addressees,
            &mut asked.previews,
            &mut asked.backup,
            &mut asked.read_again,
        ];
        let Some(slot) = mine.into_iter().find(|slot| **slot == Some(ticket)) else { return Some(answer) };
        *slot = None;
        match answer {
            Answer::Closing(closing::Answer::Review(review)) => self.looked.review = Some(review),
            Answer::Closing(closing::Answer::LookAlikes(alike)) => self.looked.alike = Some(alike),
            Answer::Closing(closing::Answer::Addressees(addressees)) => self.know(addressees),
            Answer::Closing(closing::Answer::Previews(previews)) => self.preview(previews),
            Answer::Closing(closing::Answer::ReadAgain(found)) => self.was_read_again(found, out),
            Answer::Settings(settings::Answer::BackedUp(_)) => {
                out.wish(crate::ui::out::Wish::Say(Toast::done("Backed up. The copy was opened and checked.")));
            }
            Answer::Failed(Failure::Locked) => {}
            Answer::Failed(failure) => self.looked.failed = Some(failure.to_string()),
            other => return Some(other),
        }
        None
    }

    /// Looks again, when the section was not on the screen or the event is another one.
    fn come_back(&mut self, ui: &Ui, seen: &Seen<'_>, out: &mut Out<'_>) {
        let (event, pass) = (seen.event.id(), ui.ctx().cumulative_frame_nr());
        let before = self.shown.replace((event, pass));
        if before.is_some_and(|(before, _)| before != event) && self.writing.is_none() {
            *self = Self { shown: self.shown, ..Self::default() };
        }
        let fresh = before.is_none_or(|(known, last)| known != event || last + 1 < pass);
        if fresh && self.writing.is_none() {
            self.look(seen, out);
        }
    }

    fn look(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        let event = &seen.event.definition().code;
        self.looked.failed = None;
        self.asked.review = Some(out.ask(Request::Closing(closing::Request::Review(event.clone()))));
        self.ask_recipients(seen, out);
        self.look_for_alikes(seen, out);
    }

    fn look_for_alikes(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        let event = seen.event.definition().code.clone();
        self.asked.alike = Some(out.ask(Request::Closing(closing::Request::LookAlikes(event))));
    }

    /// Whether a stick can be chosen: it may be plugged in, or pulled out, at any time.
    pub fn waits_for_stick(&self) -> bool {
        matches!(self.step, Step::Recipients) || self.second.is_some() || self.sheets.is_open()
    }

    /// What is plugged in now.
    pub fn plugged(&mut self, media: &[Medium]) {
        self.folder.know(media.to_vec());
        self.second_knows();
        self.sheets.plugged(media);
    }

    fn ask_recipients(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        let event = &seen.event.definition().code;
        self.asked.addressees = Some(out.ask(Request::Closing(closing::Request::Addressees)));
        self.asked.previews = Some(out.ask(Request::Closing(closing::Request::Previews(event.clone()))));
    }

    /// Whoever is not there any more, or is not checked, is not chosen.
    fn know(&mut self, addressees: Box<Addressees>) {
        let usable = |code: &Code| addressees.all.iter().any(|one| one.code == *code && one.checked_at.is_some());
        self.chosen.retain(usable);
        self.looked.addressees = Some(addressees);
    }

    /// The first time, everybody is chosen who is checked and would get something.
    fn preview(&mut self, previews: Vec<(Code, Preview)>) {
        let first = self.looked.previews.is_empty();
        self.looked.previews = previews;
        let Some(addressees) = self.looked.addressees.as_ref().filter(|_| first) else { return };
        let checked = |code: &Code| addressees.all.iter().any(|one| one.code == *code && one.checked_at.is_some());
        let gets = |found: &&(Code, Preview)| found.1.people + found.1.stops + found.1.earlier > 0 && checked(&found.0);
        self.chosen = self.looked.previews.iter().filter(gets).map(|(code, _)| code.clone()).collect();
    }

    fn preview_of(&self, code: &Code) -> Option<&Preview> {
        self.looked.previews.iter().find(|(of, _)| of == code).map(|(_, preview)| preview)
    }

    /// How a recipient is called.
    fn name_of<'a>(&'a self, code: &'a Code) -> &'a str {
        let all = self.looked.addressees.as_deref();
        let found = all.and_then(|all| all.all.iter().find(|one| one.code == *code));
        found.map_or(code.as_str(), |one| one.name.as_str())
    }

    fn steps(&self, ui: &mut Ui, parts: &Parts, seen: &Seen<'_>) {
        const STEPS: [&str; 4] = ["Review", "Recipients", "Write", "Verify"];
        let cards = parts.cards();
        let top = parts.body.top() + if parts.narrow { 10.0 } else { 19.0 };
        let row = Rect::from_min_size(pos2(cards.left(), top), vec2(cards.width(), 26.0));
        let steps = Steps::new(&STEPS, self.step as usize);
        let room = steps.width(ui);
        if room > row.width() {
            let one = [STEPS[self.step as usize]];
            place(ui, row, |ui| Steps::new(&one, 0).show(ui));
        } else {
            place(ui, row, |ui| steps.show(ui));
        }
        let (day, date) = ("Day", time::long_day(seen.today));
        let strong = text::line(ui, &date, Type::CaptionStrong);
        let left = row.right() - strong.size().x;
        if left - room > row.left() + 60.0 {
            let p = ui.palette();
            text::paint(ui, strong, row.with_min_x(left), egui::Align2::LEFT_CENTER, p.text);
            let word = text::line(ui, day, Type::Caption);
            text::paint(ui, word, row.with_max_x(left - 4.0), egui::Align2::RIGHT_CENTER, p.text_muted);
        }
    }

    /// Where the cards of a step are, below its row of steps.
    fn below_steps(parts: &Parts) -> Rect {
        let top = parts.body.top() + if parts.narrow { 46.0 } else { 64.0 };
        parts.cards().with_min_y(top)
    }
}
