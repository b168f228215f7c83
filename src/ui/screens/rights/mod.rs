//! Rights: what people ask for, by when, and doing it (R15 to R20, R25).

mod asking;
mod bar;
mod complaint;
mod detail;
mod dialogs;
mod draft;
mod effects;
mod fetch;
mod list;
mod panels;
mod stands;
mod words;

use chrono::NaiveDate;
use egui::{Id, Key as Press, Rect, Ui, pos2};

use crate::domain::ids::RegistrationId;
use crate::domain::organisation::Fact;
use crate::domain::rights::{Identity, Request, RequestId, Right};
use crate::domain::unfinished::{Dialog as Written, Unfinished};
use crate::ui::keys::{ALT, COMMAND, pressed};
use crate::ui::out::{Out, Seen};
use crate::ui::shell::{self, Parts};
use crate::ui::widgets::paint::card;
use crate::ui::widgets::{DateBoxes, OptionGrid, keys, place};
use crate::worker::rights::Looked;
use crate::worker::{Right as May, ShownRequest};

use complaint::{Complaint, HalfTyped};
use dialogs::Dialog;
use draft::Draft;
use fetch::Asked;
use list::Row;

/// The screen: the requests, and the one that is chosen or being written.
#[derive(Default)]
pub struct Rights {
    /// Where every request stands: what the rail counts.
    standing: Vec<Request>,
    /// Every request with whom it is about; only once somebody came here.
    list: Vec<ShownRequest>,
    /// The list was answered.
    known: bool,
    rows: Vec<Row>,
    /// The day that the rows were put into words on; nothing where something changed since.
    worded_on: Option<NaiveDate>,
    draft: Option<Draft>,
    selected: Option<Key>,
    /// What is known of whom the chosen request is about.
    looked: Option<Box<Looked>>,
    /// How it is known that it is them, of a saved request: which of [`words::IDENTITIES`].
    identity: Option<usize>,
    /// It was asked for, and is missing.
    no_identity: bool,
    asked: Asked,
    dialog: Option<Dialog>,
    /// The words of the complaint that is shown.
    complaint: Option<Complaint>,
    /// Half-typed words of those that are not.
    half_typed: Vec<HalfTyped>,
    /// What was not done, and why.
    failure: Option<String>,
    /// A dialog's work is done: it closes in the next frame, which can give the keyboard back.
    close_dialog: bool,
    /// The keyboard goes to the list: what had it is gone.
    to_list: bool,
    /// The list has just become known, and nothing is chosen: the first of it is.
    choose_first: bool,
    /// What came of the last thing that was done.
    report: Option<Report>,
    /// What is asked to have the keyboard in the next frame.
    focus: Option<Id>,
    /// The chosen row is to be scrolled to.
    reveal: bool,
    /// At 200 %, whether the chosen request covers the list.
    open: bool,
    /// The pass that painted this last: a gap means that the screen was left meanwhile.
    pass: u64,
}

/// A row of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Key {
    /// The one that is being written.
    Draft,
    /// One that is recorded.
    Saved(RequestId),
}

/// What came of something, shown until another request is chosen.
struct Report {
    title: &'static str,
    lines: Vec<String>,
}

impl Report {
    fn of(title: &'static str, lines: Vec<String>) -> Self {
        Self { title, lines }
    }
}

/// The parts of the screen.
#[derive(Clone, Copy)]
struct Columns {
    list: Rect,
    detail: Rect,
}

impl Columns {
    /// As drawn: the list 332 wide. At 200 % one covers the other.
    fn of(parts: &Parts) -> Self {
        let cards = parts.cards();
        if parts.narrow {
            return Self { list: cards, detail: cards };
        }
        let end = cards.left() + 332.0;
        Self { list: cards.with_max_x(end), detail: Rect::from_min_max(pos2(end + 16.0, cards.top()), cards.max) }
    }
}

/// The cards of what can be asked for.
fn grid_id() -> Id {
    Id::unique("what they ask for")
}

/// The day they asked on.
fn date_id() -> Id {
    Id::unique("asked on")
}

/// How it is known that it is them.
fn identity_id() -> Id {
    Id::unique("how you know it is them")
}

/// Back to the list, at 200 %.
fn back_id() -> Id {
    Id::unique("back to requests")
}

impl Rights {
    /// What is being written and not done, as it has to survive locking: a request, unless nothing was chosen yet or it is on its
    /// way to the disk, and words of a complaint.
    pub fn unfinished(&self) -> impl Iterator<Item = Unfinished> {
        let draft = self.draft.as_ref().filter(|_| !self.asked.is_changing());
        let begun = draft.filter(|draft| draft.about.is_some() || draft.right.is_some());
        let request = begun.and_then(|draft| Unfinished::of(Written::Request, draft.about, draft.typed()));
        request.into_iter().chain(self.words_unfinished())
    }

    /// What was being written when the desk was locked.
    pub fn resume(&mut self, unfinished: &Unfinished) {
        if unfinished.dialog == Written::Complaint {
            self.words_again(unfinished);
        } else {
            self.draft = Some(Draft::again(unfinished));
            self.selected = Some(Key::Draft);
        }
    }

    /// How many open requests are late, or due within 7 days.
    #[must_use]
    pub fn pressing(&self, today: NaiveDate) -> usize {
        self.standing.iter().filter(|request| request.is_pressing(today)).count()
    }

    /// Begins a request about this person; one that is being written about nobody yet is about them. Where a recorded one is
    /// chosen that nobody was found for, it is asked first whether that is about them.
    pub fn about(&mut self, registration: RegistrationId, today: NaiveDate) {
        let waits = self.saved().is_some_and(|shown| stands::can_be_found(&shown.request));
        if waits && !self.is_busy() {
            (self.dialog, self.open) = (Some(Dialog::Found(registration)), true);
        } else {
            self.begin(Some(registration), today);
        }
    }

    /// Paints the screen and takes what is done to it.
    pub fn ui(&mut self, ui: &mut Ui, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) {
        let today = seen.now.date_naive();
        shell::background(ui, parts);
        self.close_done(ui.ctx());
        self.entered(ui);
        self.put_into_words(today);
        self.bring_keyboard(parts, is_lead(seen));
        let columns = Columns::of(parts);
        let covered = parts.narrow && self.open && self.selected.is_some();
        if !covered {
            card(ui, columns.list);
            place(ui, columns.list, |ui| self.list_card(ui, columns.list, parts, seen));
        }
        if !parts.narrow || covered {
            card(ui, columns.detail);
            place(ui, columns.detail, |ui| self.detail_card(ui, columns.detail, parts, seen, out));
        }
        self.bar_ui(ui, parts, seen, out);
        if let Some(focus) = self.focus.take() {
            ui.memory_mut(|memory| memory.request_focus(focus));
        }
        // After the fields: what was typed in the same moment is in them now.
        self.take_keys(ui, parts, seen, out);
        self.dialog_ui(ui, seen, out);
        self.ask_for_what_is_missing(out);
    }

    /// Whoever comes to this screen sees what was saved meanwhile.
    fn entered(&mut self, ui: &Ui) {
        let pass = ui.ctx().cumulative_pass_nr();
        if self.pass + 1 < pass {
            (self.asked.stale, self.asked.look_again) = (true, true);
            if self.dialog.is_none() && self.focus.is_none() {
                self.focus = Some(if self.rows.is_empty() { list::new_id() } else { list::rows_id() });
            }
        }
        self.pass = pass;
    }

    /// What had the keyboard may be gone: it comes to the row of what was done, or to the request where that covers the
    /// list.
    fn bring_keyboard(&mut self, parts: &Parts, lead: bool) {
        if std::mem::take(&mut self.to_list) {
            self.reveal = true;
            let covered = if parts.narrow && self.open { self.first_control(parts, lead) } else { None };
            self.focus = self.focus.or(covered).or(Some(list::rows_id()));
        }
    }

    fn take_keys(&mut self, ui: &Ui, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) {
        if self.has_dialog() {
            return;
        }
        let today = seen.now.date_naive();
        if pressed(ui, ALT, Press::N) {
            self.begin(None, today);
        }
        if pressed(ui, COMMAND, Press::S) {
            self.record(seen, out);
        }
        if parts.narrow && self.open && keys::plain(ui.ctx(), Press::Escape) {
            self.open = false;
            self.focus = Some(list::rows_id());
        }
    }

    /// Begins a request, or goes on with the one that is being written.
    fn begin(&mut self, about: Option<RegistrationId>, today: NaiveDate) {
        let draft = self.draft.get_or_insert_with(|| Draft::new(None, today));
        if about.is_some() && about != draft.about {
            draft.is_about(about, today);
        }
        let chosen = draft.right;
        self.select(Key::Draft);
        (self.open, self.reveal, self.worded_on) = (true, true, None);
        self.focus = Some(OptionGrid::focus_id(grid_id(), chosen));
    }

    fn select(&mut self, key: Key) {
        if self.selected != Some(key) {
            (self.selected, self.report, self.identity) = (Some(key), None, Some(0));
            self.no_identity = false;
        }
    }

    /// Lets go of what is being written.
    fn discard(&mut self) {
        self.draft = None;
        (self.selected, self.open, self.worded_on) = (None, false, None);
        self.focus = Some(list::new_id());
    }

    /// The request that is chosen, where it is recorded.
    fn saved(&self) -> Option<&ShownRequest> {
        match self.selected? {
            Key::Saved(id) => self.found(id),
            Key::Draft => None,
        }
    }

    /// What the chosen request asks for.
    fn right(&self) -> Option<Right> {
        match self.selected? {
            Key::Draft => self.draft.as_ref()?.right(),
            Key::Saved(_) => Some(self.saved()?.request.right),
        }
    }

    /// Whom the chosen request is about.
    fn person(&self) -> Option<RegistrationId> {
        match self.selected? {
            Key::Draft => self.draft.as_ref()?.about,
            Key::Saved(_) => self.saved()?.request.about,
        }
    }

    /// What is known of whom the chosen request is about, for what it asks for.
    fn looked(&self) -> Option<&Looked> {
        let looked = self.looked.as_deref()?;
        (Some(looked.subject.id) == self.person() && looked.right == self.right()).then_some(looked)
    }

    /// How it is known that it is them, where that was chosen and is not noted yet.
    fn new_identity(&self) -> Option<Identity> {
        match self.selected? {
            Key::Draft => self.draft.as_ref()?.identity(),
            Key::Saved(_) => draft::chosen_identity(self.identity)
                .filter(|identity| self.saved().is_some_and(|shown| shown.request.identified != Some(*identity))),
        }
    }

    /// Whether what is asked may be done: somebody made sure who asks. Otherwise that is asked for.
    fn may_be_done(&mut self) -> bool {
        let noted = self.saved().is_some_and(|shown| shown.request.identified.is_some());
        let needed = self.right().is_some_and(Right::needs_identity);
        let may = !needed || noted || self.new_identity().is_some();
        if !may {
            match (self.selected, &mut self.draft) {
                (Some(Key::Draft), Some(draft)) => draft.wrong.identity = true,
                _ => self.no_identity = true,
            }
            (self.focus, self.open) = (Some(identity_id()), true);
        }
        may
    }

    /// The keyboard goes to the first thing that has to be put right.
    fn ask_for_what_is_wrong(&mut self) {
        let Some(draft) = &self.draft else { return };
        let wrong = draft.wrong;
        self.open = true;
        self.focus = if wrong.right {
            Some(OptionGrid::focus_id(grid_id(), draft.right))
        } else {
            wrong.on.map(|_| DateBoxes::focus_id(date_id(), 0))
        };
    }

    /// What the keyboard comes to when a request is opened.
    fn first_control(&self, parts: &Parts, lead: bool) -> Option<Id> {
        if parts.narrow {
            return Some(back_id());
        }
        match self.selected? {
            Key::Draft => Some(OptionGrid::focus_id(grid_id(), self.draft.as_ref()?.right)),
            Key::Saved(_) => {
                let request = &self.saved()?.request;
                let first = if stands::asks_identity(request) { identity_id() } else { bar::first_id() };
                (lead && request.is_open()).then_some(first)
            }
        }
    }
}

/// To whom people complain besides us, as the organisation's profile names it (R25).
fn regulator<'s>(seen: &Seen<'s>) -> Option<&'s str> {
    seen.session.organisation.get(Fact::Regulator)
}

/// Whether whoever works here may do more than record.
fn is_lead(seen: &Seen<'_>) -> bool {
    May::Rights.belongs_to(seen.session.who.role)
}
