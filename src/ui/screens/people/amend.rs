//! Correcting what was said: every field, what it said before, and why (R17). A date of birth that makes a child asks for
//! the guardian first (R11).

mod checks;
mod entries;
mod guardian;

use egui::{Id, Key, Rect, Ui, pos2, vec2};

use crate::domain::age::AgeAnswer;
use crate::domain::answer::GivenBy;
use crate::domain::field_error::Place;
use crate::domain::form::Field as Of;
use crate::domain::ids::RegistrationId;
use crate::domain::unfinished::{Dialog as Written, Typed, Unfinished};
use crate::ui::icons;
use crate::ui::keys::{COMMAND, pressed};
use crate::ui::out::Seen;
use crate::ui::questions::NOT_HERE;
use crate::ui::screens::flow;
use crate::ui::scripts::in_words;
use crate::ui::widgets::{
    Banner, BannerKind, Button, Dialog, Field, Segmented, Text, dialog_footer, or_lead_to_error, place, read_with,
};
use crate::worker::people::Request;
use crate::worker::{Amendment, Failure};

use super::shown::Shown;
use super::{Done, painted};
use checks::Against;
use entries::{Entry, HEIGHT, What};

/// The dialog's id.
pub(super) fn id() -> Id {
    Id::unique("amend dialog")
}

const WIDE: f32 = 820.0;
const GAP: f32 = 16.0;
/// What is said at the top where somebody waits whose record needs no guardian.
const AGE_IN_DOUBT: &str = "They wait for a guardian: a date of birth that was corrected made a child of them. Write the right one, or fill in \
                            the guardian's part.";
const AGES: [&str; 3] = ["Yes", "No", "Not sure"];

/// The dialog.
pub(super) struct Amend {
    who: RegistrationId,
    title: String,
    against: Option<Against>,
    entries: Vec<Entry>,
    /// "13 or over?", where there is no date of birth.
    age: (Option<usize>, Option<usize>),
    guardian: Vec<Entry>,
    /// What the guardian is asked, where their Yes does not stand (R11).
    asks: guardian::Asks,
    /// The guardian's part is open: there is one, or one is needed.
    with_guardian: bool,
    reason: String,
    no_reason: bool,
    wrong: Option<String>,
    waits: bool,
    /// What the keyboard is at first, where that is not the first field.
    first: Option<Id>,
    /// For so many frames the first error is scrolled to: what is above it may still be growing.
    to_error: u8,
}

impl Amend {
    pub(super) fn of(shown: &Shown, _seen: &Seen<'_>) -> Self {
        let mut entries = entries::of_person(shown);
        let guardian = entries::of_guardian(shown);
        let record = shown.record();
        let has_guardian = record.is_some_and(|record| record.guardian_name.is_some());
        let age = record.and_then(|record| record.thirteen_or_over.as_deref()).and_then(age_at);
        let waits_for_guardian = shown.history.registered.state.code() == "quarantined";
        // A date of birth that made a child of them was not kept, and what is kept lets them out only when it is said again.
        let age_in_doubt = waits_for_guardian && record.is_some_and(|record| record.speaker() == GivenBy::Visitor);
        let age = if age_in_doubt { None } else { age };
        if age_in_doubt {
            entries.iter_mut().for_each(Entry::ask_again);
        }
        Self {
            who: shown.id,
            title: format!("Amend {}", in_words(&shown.name)),
            against: Against::of(shown),
            entries,
            age: (age, age),
            guardian,
            asks: guardian::Asks::of(shown),
            with_guardian: has_guardian || waits_for_guardian,
            reason: String::new(),
            no_reason: false,
            wrong: age_in_doubt.then(|| AGE_IN_DOUBT.to_owned()),
            waits: false,
            first: None,
            to_error: 0,
        }
    }

    /// Begins at an email that looks misspelt, their own or their guardian's.
    pub(super) fn begin_at_email(&mut self) {
        let mut all = self.entries.iter_mut().chain(&mut self.guardian);
        self.first = all.find_map(|entry| entry.offers_email().then(|| entry.focus()));
    }

    /// What is typed and not saved yet.
    pub(super) fn unfinished(&self) -> Option<Unfinished> {
        let mut typed = Typed::default();
        self.entries.iter().for_each(|entry| entry.put(&mut typed));
        if self.age.0 != self.age.1 {
            typed.put_change(Typed::THIRTEEN_OR_OVER, self.age_answer().map_or("", AgeAnswer::code));
        }
        if self.with_guardian {
            self.guardian.iter().for_each(|entry| entry.put(&mut typed));
            self.asks.put(&mut typed);
        }
        typed.put("reason", &self.reason);
        Unfinished::of(Written::Amend, Some(self.who), typed).filter(|_| !self.waits)
    }

    /// Puts it in again.
    pub(super) fn take_up(&mut self, typed: &Typed) {
        self.with_guardian |= typed.names().any(|name| name.starts_with(Typed::GUARDIAN));
        self.entries.iter_mut().chain(&mut self.guardian).for_each(|entry| entry.take_up(typed));
        self.asks.take_up(typed);
        self.age.0 = typed.get(Typed::THIRTEEN_OR_OVER).map_or(self.age.0, age_at);
        self.reason = typed.text("reason");
    }

    /// The desk did not do it: what has to be put right stands at its field.
    pub(super) fn failed(&mut self, failure: Failure) {
        self.waits = false;
        self.wrong = Some(match &failure {
            Failure::GuardianFirst(_) => {
                self.with_guardian = true;
                self.entries.iter_mut().for_each(Entry::not_taken);
                // So is what was ticked before: it counts once it is ticked again.
                self.age = (self.age.0.filter(|_| self.age.0 != self.age.1), None);
                "Ask their parent or guardian first and fill in their part below, or put the date right. Until then nothing of \
                 this is kept, and they are in no batch."
                    .to_owned()
            }
            Failure::Form(_) => "Put right what is marked. Nothing was changed.".to_owned(),
            other => other.to_string(),
        });
        if let Failure::Form(errors) | Failure::GuardianFirst(errors) = failure {
            for error in errors {
                if self.asks.take_error(&error) {
                    continue;
                }
                let mut all = self.entries.iter_mut().chain(&mut self.guardian);
                match all.find(|entry| entry.what.is_at(&error.place)) {
                    Some(entry) => entry.error = Some(error.wrong.to_string()),
                    None if matches!(error.place, Place::Guardian(_)) => {}
                    None => self.wrong = Some(format!("{}. Nothing was changed.", error.wrong)),
                }
            }
            self.to_error = 3;
        }
    }

    /// How many things are not as they were.
    fn changes(&self) -> usize {
        let entries = self.entries.iter().filter(|entry| entry.is_changed()).count();
        let guardian = self.guardian.iter().filter(|entry| self.with_guardian && entry.is_changed()).count();
        let said = if self.with_guardian { self.asks.answered() } else { 0 };
        entries + guardian + said + usize::from(self.age_asked() && self.age.0 != self.age.1)
    }

    /// What becomes of what was said before.
    pub(super) fn done(&self) -> &'static str {
        let is_detail = |entry: &Entry| matches!(entry.what, What::Detail(_));
        let details = self.entries.iter().filter(|entry| entry.is_changed() && is_detail(entry)).count();
        match details {
            0 => "The old value is in the history",
            some if some == self.changes() => "What the detail said before is erased",
            _ => "The old values are in the history, but for details, which are erased",
        }
    }

    fn age_answer(&self) -> Option<AgeAnswer> {
        self.age.0.and_then(|at| AgeAnswer::ALL.get(at).copied())
    }

    fn age_asked(&self) -> bool {
        self.entries.iter().all(|entry| entry.what != What::Field(Of::DateOfBirth) || entry.value().is_empty())
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, _seen: &Seen<'_>) -> Done {
        let title = self.title.clone();
        let first = self.first.or_else(|| self.entries.first().map(Entry::id)).unwrap_or_else(reason_id);
        let width = WIDE.min(ui.ctx().content_rect().width() - 32.0);
        let dialog = Dialog::new(id(), &title).own_title().width(width);
        let shown = dialog.focus(first).show(ui.ctx(), |ui| self.contents(ui));
        let enter = pressed(ui, COMMAND, Key::Enter);
        if (shown.inner == Some(true) || enter) && !self.waits {
            return or_lead_to_error(ui.ctx(), self.save()).map_or(Done::NotYet, Done::Ask);
        }
        if shown.closed || shown.inner == Some(false) { Done::Closed } else { Done::NotYet }
    }

    fn contents(&mut self, ui: &mut Ui) -> Option<bool> {
        let has_details = self.entries.iter().any(|entry| matches!(entry.what, What::Detail(_)));
        let lead = if has_details {
            "What it said before stays in the history; what a detail said is erased."
        } else {
            "What it said before stays in the history."
        };
        painted::title(ui, &self.title, lead);
        ui.add_space(12.0);
        let height = ui.ctx().content_rect().height();
        // With little room, all but the buttons scrolls.
        let low = height < 560.0;
        let taken = match (low, self.wrong.is_some()) {
            (true, _) => 190.0,
            (false, false) => 322.0,
            (false, true) => 386.0,
        };
        if !low {
            self.banner(ui);
        }
        flow::scrolled(ui, height - taken, "amend", |ui| {
            if low {
                self.banner(ui);
            }
            self.fields(ui);
            if low {
                self.why(ui);
                ui.add_space(6.0);
            }
        });
        if !low {
            self.why(ui);
        }
        let changes = self.changes();
        let label = match changes {
            0 => "Save".to_owned(),
            1 => "Save 1 change".to_owned(),
            more => format!("Save {more} changes"),
        };
        let save = Button::primary(&label).icon(icons::CHECK).key("Ctrl+Enter").enabled(changes > 0 && !self.waits);
        let cancel = Button::secondary("Cancel").key("Esc");
        let width = save.natural_width(ui) + cancel.natural_width(ui) + 10.0;
        let mut pressed = None;
        dialog_footer(ui, "", width, |ui| {
            if cancel.id(id().with("cancel")).show(ui).clicked() {
                pressed = Some(false);
            }
            if save.id(id().with("save")).show(ui).clicked() {
                pressed = Some(true);
            }
        });
        pressed
    }

    fn banner(&self, ui: &mut Ui) {
        let Some(wrong) = &self.wrong else { return };
        let row = flow::row(ui, 64.0);
        Banner::new(BannerKind::Warning, wrong).at(ui, Rect::from_min_size(row.min, vec2(row.width(), 52.0)));
    }

    fn why(&mut self, ui: &mut Ui) {
        ui.add_space(10.0);
        let error = (self.no_reason && self.reason.trim().is_empty()).then_some("Say why in a few words");
        let hint = "For example: misspelt, or they have moved";
        let reason = Field::new(reason_id(), "Why it is corrected").hint(hint).error(error).caution(Some(NOT_HERE));
        let reason = reason.max_chars(200);
        let (_, row) = ui.allocate_space(reason.size(ui));
        reason.at(ui, row, &mut self.reason);
        read_with(ui, reason_id(), row);
    }

    fn fields(&mut self, ui: &mut Ui) {
        let whole = ui.available_width();
        let columns = if whole > 560.0 { 2 } else { 1 };
        let to_error = self.to_error > 0;
        if to_error {
            self.to_error -= 1;
            ui.ctx().request_repaint();
        }
        grid(ui, &mut self.entries, columns, whole, to_error);
        if self.age_asked() {
            let (_, row) = ui.allocate_space(vec2(whole, 66.0));
            let segmented = Segmented::new(id().with("13 or over"), "13 or over?", &AGES).answers();
            place(ui, row, |ui| segmented.show(ui, &mut self.age.0));
            let answers = (0..AGES.len()).map(|at| Segmented::focus_id(id().with("13 or over"), Some(at)));
            answers.for_each(|answer| read_with(ui, answer, row));
        }
        if !self.with_guardian {
            self.check_left();
            return;
        }
        ui.add_space(4.0);
        let (_, row) = ui.allocate_space(vec2(whole, 30.0));
        Text::strong("Parent or guardian").heading().at(ui, row);
        grid(ui, &mut self.guardian, columns, whole, false);
        self.check_left();
        self.asks.ui(ui, whole);
    }

    /// Checks what the keyboard has just left.
    fn check_left(&mut self) {
        let all = || self.entries.iter().chain(self.guardian.iter().filter(|_| self.with_guardian));
        let Some(against) = self.against.as_ref().filter(|_| all().any(|entry| entry.left)) else { return };
        let age = self.age_answer().filter(|_| self.age_asked() && self.age.0 != self.age.1);
        let wrong = against.wrong(all(), age);
        for entry in self.entries.iter_mut().chain(&mut self.guardian) {
            if std::mem::take(&mut entry.left) {
                entry.check(&wrong);
            }
        }
    }

    /// What is to be corrected; nothing where something has to be put right first.
    fn save(&mut self) -> Option<Request> {
        self.no_reason = self.reason.trim().is_empty();
        if self.changes() == 0 || self.no_reason {
            return None;
        }
        let mut amendment = Amendment { reason: self.reason.trim().to_owned(), ..Amendment::default() };
        for entry in self.entries.iter_mut().chain(&mut self.guardian) {
            entry.error = None;
            if !entry.is_changed() {
                continue;
            }
            match &entry.what {
                What::Field(field) => _ = amendment.fields.insert(*field, entry.value()),
                What::Own(code) => _ = amendment.own.insert(code.clone(), entry.value()),
                What::Detail(pair) => _ = amendment.special.insert(*pair, entry.value()),
                What::Guardian(_) if !self.with_guardian => {}
                What::Guardian(field) => _ = amendment.guardian.insert(*field, entry.value()),
            }
        }
        if self.with_guardian {
            amendment.guardian_said = self.asks.said().ok()?;
        }
        if self.age_asked() && self.age.0 != self.age.1 {
            amendment.thirteen_or_over = self.age_answer();
        }
        (self.waits, self.wrong) = (true, None);
        Some(Request::Amend { registration: self.who, amendment: Box::new(amendment) })
    }
}

/// Which of [`AGES`] an answer is.
fn age_at(code: &str) -> Option<usize> {
    AgeAnswer::ALL.iter().position(|answer| answer.code() == code)
}

fn reason_id() -> Id {
    id().with("reason")
}

/// Fields side by side, in the order of the form.
fn grid(ui: &mut Ui, entries: &mut [Entry], columns: usize, whole: f32, to_error: bool) {
    let width = (whole - GAP * (columns as f32 - 1.0)) / columns as f32;
    let mut scrolled = !to_error;
    for line in entries.chunks_mut(columns) {
        let (_, row) = ui.allocate_space(vec2(whole, HEIGHT));
        for (at, entry) in line.iter_mut().enumerate() {
            let left = row.left() + (width + GAP) * at as f32;
            entry.ui(ui, Rect::from_min_size(pos2(left, row.top()), vec2(width, HEIGHT)));
            entry.boxes().into_iter().for_each(|id| read_with(ui, id, row));
            if entry.error.is_some() && !scrolled {
                scrolled = true;
                ui.scroll_to_rect(row, Some(egui::Align::Center));
                ui.memory_mut(|memory| memory.request_focus(entry.focus()));
            }
        }
    }
}
