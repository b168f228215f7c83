//! People: found, shown, corrected, and what they take back (R13 to R15, R17, R20).

mod amend;
mod badge;
mod confirm;
mod contact;
mod detail;
mod except;
mod fetch;
mod filters;
mod help;
mod letters;
mod list;
mod painted;
mod receipt;
mod removal;
mod removals;
mod said;
mod shown;
mod table;
mod taken_lists;
mod tell_source;
mod telling;
mod timeline;
mod top;
mod unfinished;
mod withdraw;

use egui::{Id, Key, Rect, Ui, pos2};

use crate::domain::ids::RegistrationId;
use crate::ui::keys::{ALT, pressed};
use crate::ui::out::{Out, Section, Seen, Wish};
use crate::ui::shell::{self, Parts};
use crate::ui::widgets::paint::card;
use crate::ui::widgets::{keys, place};
use crate::worker::{Right as May, Spot};

pub(super) use painted::title as dialog_title;

use amend::Amend;
use badge::BadgeDialog;
use confirm::Confirm;
use contact::ForgetContact;
use except::Except;
use fetch::Asked;
use help::Help;
use list::List;
use painted::Galleys;
use receipt::Slip;
use removal::AskRemoval;
use removals::Removals;
use shown::Shown;
use taken_lists::TakenLists;
use tell_source::TellSource;
use unfinished::Resumes;
use withdraw::Withdraw;

/// The screen: a list, and the one who is chosen from it.
#[derive(Default)]
pub struct People {
    list: List,
    galleys: Galleys,
    asked: Asked,
    /// Who is shown.
    shown: Option<Shown>,
    dialog: Option<Dialog>,
    /// What was asked for about whoever was chosen, while it is not yet they who are shown.
    waiting: Option<(About, Option<Spot>)>,
    /// What is asked to have the keyboard in the next frame.
    focus: Option<Id>,
    /// The list of filters is open.
    filtering: bool,
    /// How many recordings are to be taken out (R12).
    removals: usize,
    /// How many people are to be told where their details came from (UK GDPR, article 14).
    to_tell: usize,
    /// How many lists were taken in; none where whoever works here may not see them.
    lists: usize,
    /// How many needs of today there are; none where whoever works here may not see them (R3).
    help: Option<usize>,
    /// What somebody came here for from elsewhere; they go back there after.
    errand: Option<Errand>,
    /// What was typed about somebody when the desk was locked, until it is there again.
    resumes: Resumes,
    /// At 200 %, whether the one who is chosen covers the list.
    open: bool,
    /// The pass that painted this last: a gap means that the screen was left meanwhile.
    pass: u64,
}

/// What somebody was sent here for, and where they go back to after.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Errand {
    /// Nothing once its dialog is open.
    does: Option<Does>,
    back: Section,
}

/// What a dialog does about somebody.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Does {
    Correct,
    FixEmail,
    AskGuardian,
    TakeBack,
    Badge,
    Receipt,
    Removal,
    ForgetContact,
}

/// What a key asks for about whoever is chosen.
#[derive(Clone, Copy)]
enum About {
    Amend,
    Withdraw,
    Badge,
    Receipt,
    Removal,
}

/// What opens over the list.
enum Dialog {
    Amend(Box<Amend>),
    Withdraw(Box<Withdraw>),
    Badge(BadgeDialog),
    Receipt(Slip),
    Removal(AskRemoval),
    Removals(Removals),
    TellSource(TellSource),
    Lists(TakenLists),
    Help(Help),
    Except(Except),
    Confirm(Confirm),
    ForgetContact(ForgetContact),
}

impl Dialog {
    fn id(&self) -> Id {
        match self {
            Self::Amend(_) => amend::id(),
            Self::Withdraw(_) => withdraw::id(),
            Self::Badge(_) => badge::id(),
            Self::Receipt(_) => receipt::id(),
            Self::Removal(_) => removal::id(),
            Self::Removals(_) => removals::id(),
            Self::TellSource(_) => tell_source::id(),
            Self::Lists(_) => taken_lists::id(),
            Self::Help(_) => help::id(),
            Self::Except(_) => except::id(),
            Self::Confirm(_) => confirm::id(),
            Self::ForgetContact(_) => contact::id(),
        }
    }
}

/// The parts of the screen.
#[derive(Clone, Copy)]
struct Columns {
    list: Rect,
    detail: Rect,
}

impl Columns {
    /// As drawn at 1366. Wider, both grow; at 200 % one covers the other.
    fn of(parts: &Parts) -> Self {
        let cards = parts.cards();
        if parts.narrow {
            return Self { list: cards, detail: cards };
        }
        let gap = 16.0;
        let more = cards.width() - (758.0 + gap + 468.0);
        let middle = (cards.left() + 758.0 + more * 0.6).round();
        Self {
            list: Rect::from_min_max(cards.min, pos2(middle, cards.bottom())),
            detail: Rect::from_min_max(pos2(middle + gap, cards.top()), cards.max),
        }
    }
}

/// The box that is typed into to find somebody.
fn search_id() -> Id {
    Id::unique("find people")
}

/// The rows, which have the keyboard as one.
fn rows_id() -> Id {
    Id::unique("people rows")
}

impl People {
    /// Looks for these words; without any, only goes to the box.
    pub fn look_for(&mut self, words: String) {
        if !words.is_empty() {
            self.list.look_for(words);
        }
        self.focus = Some(search_id());
        self.open = false;
    }

    /// Shows this person.
    pub fn show(&mut self, registration: RegistrationId) {
        self.asked.person(registration);
        self.open = true;
    }

    /// Corrects what this person said, for a request.
    pub fn correct(&mut self, registration: RegistrationId) {
        self.send_for(registration, Does::Correct, Section::Rights);
    }

    /// Corrects the email of this person, for whoever closes the day.
    pub fn fix_email(&mut self, registration: RegistrationId) {
        self.send_for(registration, Does::FixEmail, Section::CloseDay);
    }

    /// Asks for the guardian whom this person waits for, for whoever closes the day.
    pub fn ask_guardian(&mut self, registration: RegistrationId) {
        self.send_for(registration, Does::AskGuardian, Section::CloseDay);
    }

    /// Takes back what this person said, for a request.
    pub fn take_back(&mut self, registration: RegistrationId) {
        self.send_for(registration, Does::TakeBack, Section::Rights);
    }

    /// Shows what this person answered, to somebody who has just registered them.
    pub fn receipt(&mut self, registration: RegistrationId) {
        self.send_for(registration, Does::Receipt, Section::Register);
    }

    /// Shows the badge of somebody to whoever has just registered them.
    pub fn badge(&mut self, registration: RegistrationId) {
        self.send_for(registration, Does::Badge, Section::Register);
    }

    /// Notes that this person was recorded already, for somebody who has just registered them.
    pub fn recorded_already(&mut self, registration: RegistrationId) {
        self.send_for(registration, Does::Removal, Section::Register);
    }

    fn send_for(&mut self, registration: RegistrationId, does: Does, back: Section) {
        self.show(registration);
        self.errand = Some(Errand { does: Some(does), back });
    }

    /// Opens the dialog that a request asked for, once the person is shown.
    fn run_errand(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        if let Some(does) = self.errand.as_mut().and_then(|errand| errand.does.take()) {
            self.begin(does, seen, out);
        }
    }

    fn begin(&mut self, does: Does, seen: &Seen<'_>, out: &mut Out<'_>) {
        match does {
            Does::Correct => self.begin_amend(seen),
            Does::FixEmail => {
                self.begin_amend(seen);
                if let Some(Dialog::Amend(amend)) = &mut self.dialog {
                    amend.begin_at_email();
                }
            }
            // What a list says of a guardian is confirmed; where nobody named one, they are written down.
            Does::AskGuardian if self.shown.as_ref().is_some_and(|shown| shown.may_confirm) => self.begin_confirming(),
            Does::AskGuardian => self.begin_amend(seen),
            Does::TakeBack => self.begin_withdraw(seen),
            Does::Badge => self.begin_badge(out),
            Does::Receipt => self.begin_receipt(seen, out),
            Does::Removal => self.begin_removal(),
            Does::ForgetContact => self.begin_forgetting(),
        }
    }

    fn begin_badge(&mut self, out: &mut Out<'_>) {
        if let Some(shown) = &self.shown {
            let (badge, ask) = BadgeDialog::of(shown.id);
            self.asked.change(out.ask(crate::worker::Request::People(ask)));
            self.dialog = Some(Dialog::Badge(badge));
        }
    }

    fn begin_receipt(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        if let Some(shown) = &self.shown {
            let (slip, ask) = Slip::of(shown.id, May::Rights.belongs_to(seen.session.who.role));
            self.asked.change(out.ask(crate::worker::Request::People(ask)));
            self.dialog = Some(Dialog::Receipt(slip));
        }
    }

    fn begin_removal(&mut self) {
        if let Some(shown) = &self.shown {
            self.dialog = Some(Dialog::Removal(AskRemoval::of(shown.id, &shown.name)));
        }
    }

    /// Shows the photographer's list.
    fn begin_removals(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        let ask = crate::worker::people::Request::Removals(seen.event.definition().code.clone());
        self.asked.change(out.ask(crate::worker::Request::People(ask)));
        self.dialog = Some(Dialog::Removals(Removals::default()));
    }

    /// Shows who is to be told where their details came from.
    fn begin_telling(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        let ask = crate::worker::people::Request::ToTell(seen.event.definition().code.clone());
        self.asked.change(out.ask(crate::worker::Request::People(ask)));
        self.dialog = Some(Dialog::TellSource(TellSource::default()));
    }

    /// Shows which lists were taken in.
    fn begin_lists(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        let ask = crate::worker::people::Request::Lists(seen.event.definition().code.clone());
        self.asked.change(out.ask(crate::worker::Request::People(ask)));
        self.dialog = Some(Dialog::Lists(TakenLists::default()));
    }

    /// Shows who is to be helped today.
    fn begin_help(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        let (help, ask) = Help::of(seen.event.definition().code.clone());
        self.asked.change(out.ask(crate::worker::Request::People(ask)));
        self.dialog = Some(Dialog::Help(help));
    }

    /// Paints the screen and takes what is done to it.
    pub fn ui(&mut self, ui: &mut Ui, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) {
        shell::background(ui, parts);
        self.close_done(ui.ctx(), out);
        self.entered(ui);
        self.follow(seen, out);
        self.take_keys(ui, parts, seen, out);
        self.galleys.look(ui);
        let columns = Columns::of(parts);
        let covered = parts.narrow && self.open && self.shown.is_some();
        if !covered {
            card(ui, columns.list);
            place(ui, columns.list, |ui| self.list_card(ui, columns.list, parts, seen, out));
        }
        if !parts.narrow || covered {
            card(ui, columns.detail);
            place(ui, columns.detail, |ui| self.detail_card(ui, columns.detail, parts, seen, out));
        }
        if let Some(focus) = self.focus.take() {
            ui.memory_mut(|memory| memory.request_focus(focus));
        }
        self.dialog_ui(ui, seen, out);
        self.ask_for_what_is_missing(seen, out);
    }

    /// Whoever comes to this screen can type at once, and sees what was saved meanwhile.
    fn entered(&mut self, ui: &Ui) {
        let pass = ui.ctx().cumulative_pass_nr();
        if self.pass + 1 < pass {
            self.list.stir();
            self.asked.again();
            if self.dialog.is_none() && self.focus.is_none() {
                self.focus = Some(search_id());
            }
        }
        self.pass = pass;
    }

    fn take_keys(&mut self, ui: &Ui, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) {
        if self.dialog.is_some() {
            return;
        }
        // Before the keys about whoever is chosen, as they were pressed.
        if ui.memory(|memory| memory.has_focus(search_id())) {
            self.move_from_search(ui, parts);
        }
        let keys = [
            (Key::E, About::Amend),
            (Key::W, About::Withdraw),
            (Key::B, About::Badge),
            (Key::V, About::Receipt),
            (Key::P, About::Removal),
        ];
        let asked = keys.into_iter().find(|(key, _)| pressed(ui, ALT, *key)).map(|(_, about)| about);
        self.waiting = asked.map(|about| (about, self.list.selected())).or(self.waiting.take());
        self.begin_waiting(seen, out);
        if self.help.is_some() && self.dialog.is_none() && pressed(ui, ALT, Key::H) {
            self.begin_help(seen, out);
        }
        if parts.narrow && self.open && keys::plain(ui.ctx(), Key::Escape) {
            self.open = false;
            self.focus = Some(rows_id());
        }
    }

    /// Opens what was asked for about whoever was chosen then, once it is they who are shown: an arrow and a key in quick succession
    /// must not be about the one before.
    fn begin_waiting(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        let Some((about, chosen)) = self.waiting.take() else { return };
        if chosen != self.list.selected() {
            // Somebody else was chosen since.
            return;
        }
        if chosen.is_some() && self.shown.as_ref().map(|shown| shown.spot) != chosen {
            self.waiting = Some((about, chosen));
            return;
        }
        match about {
            About::Amend => self.begin_amend(seen),
            About::Withdraw => self.begin_withdraw(seen),
            About::Badge => self.begin_badge(out),
            About::Receipt => self.begin_receipt(seen, out),
            About::Removal => self.begin_removal(),
        }
    }

    /// While somebody is typed for, the arrows choose among those who are found.
    fn move_from_search(&mut self, ui: &Ui, parts: &Parts) {
        let ctx = ui.ctx();
        let by = [(Key::ArrowDown, 1), (Key::ArrowUp, -1), (Key::PageDown, 10), (Key::PageUp, -10)];
        for (key, by) in by {
            if keys::plain(ctx, key) {
                self.list.step(by);
            }
        }
        if keys::plain(ctx, Key::Enter) && self.list.selected_at().is_some() {
            self.opened(parts);
        }
    }

    /// Somebody was chosen for good: on to what can be done.
    fn opened(&mut self, parts: &Parts) {
        self.open = parts.narrow;
        self.focus = Some(if parts.narrow { detail::back_id() } else { detail::amend_id() });
    }

    fn begin_amend(&mut self, seen: &Seen<'_>) {
        if let Some(shown) = &self.shown {
            self.dialog = Some(Dialog::Amend(Box::new(Amend::of(shown, seen))));
        }
    }

    fn begin_withdraw(&mut self, seen: &Seen<'_>) {
        if let Some(shown) = &self.shown {
            self.dialog = Some(Dialog::Withdraw(Box::new(Withdraw::of(shown, seen))));
        }
    }

    fn begin_except(&mut self) {
        if let Some(shown) = &self.shown {
            self.dialog = Some(Dialog::Except(Except::of(shown)));
        }
    }

    fn begin_confirming(&mut self) {
        if let Some(shown) = &self.shown {
            self.dialog = Some(Dialog::Confirm(Confirm::of(shown)));
        }
    }

    fn begin_forgetting(&mut self) {
        if let Some(shown) = &self.shown {
            self.dialog = Some(Dialog::ForgetContact(ForgetContact::of(shown)));
        }
    }

    fn dialog_ui(&mut self, ui: &mut Ui, seen: &Seen<'_>, out: &mut Out<'_>) {
        let Some(dialog) = &mut self.dialog else { return };
        let id = dialog.id();
        let done = match dialog {
            Dialog::Amend(amend) => amend.ui(ui, seen),
            Dialog::Withdraw(withdraw) => withdraw.ui(ui),
            Dialog::Badge(badge) => badge.ui(ui, seen),
            Dialog::Receipt(slip) => slip.ui(ui),
            Dialog::Removal(removal) => removal.ui(ui),
            Dialog::Removals(removals) => removals.ui(ui),
            Dialog::TellSource(tell) => tell.ui(ui),
            Dialog::Lists(lists) => lists.ui(ui),
            Dialog::Help(help) => help.ui(ui),
            Dialog::Except(except) => except.ui(ui),
            Dialog::Confirm(confirm) => confirm.ui(ui),
            Dialog::ForgetContact(forget) => forget.ui(ui),
        };
        match done {
            Done::NotYet => {}
            Done::Ask(request) => self.asked.change(out.ask(crate::worker::Request::People(request))),
            Done::Closed => self.close_dialog(ui.ctx(), id, out),
        }
    }

    fn close_dialog(&mut self, ctx: &egui::Context, id: Id, out: &mut Out<'_>) {
        self.dialog = None;
        if let Some(errand) = self.errand.take() {
            out.wish(Wish::Go(errand.back));
        }
        crate::ui::widgets::Dialog::close(ctx, id);
    }
}

/// What became of a dialog in this pass.
enum Done {
    NotYet,
    /// It wants something of the desk; it closes once that is done.
    Ask(crate::worker::people::Request),
    Closed,
}
