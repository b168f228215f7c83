//! Settings: the event and its form, who works here, who receives batches, what is kept and backed up, and how the window looks.

mod ask;
mod choices;
mod consents;
mod equality;
mod event;
mod fields;
mod form;
mod keeping;
mod keys;
mod locking;
mod log;
mod look;
mod menu;
mod moving;
mod new_event;
mod notice;
mod parts;
mod period_fields;
mod questions;
mod staff;
mod staff_dialogs;
mod then;
mod totals;
mod unfinished;
mod wishes;

use egui::Ui;

use crate::domain::code::Code;
use crate::env::Env;
use crate::ui::out::{Out, Seen, Wish};
use crate::ui::shell::{self, Parts};
use crate::ui::toast::Toast;
use crate::worker::opening::Session;
use crate::worker::preferences::Preferences;
use crate::worker::{Answer, Failure, Medium, Request, Ticket, closing, settings};

use super::recipient_dialogs::RecipientDialogs;
use ask::Asked;
use event::EventForm;
use form::FormEditor;
pub use form::after_trial;
use keeping::Keeping;
use log::LogPage;
use new_event::NewEventForm;
use notice::NoticePage;
use parts::Places;
use staff::StaffPage;
use totals::EqualityTotals;

/// A section of the settings, in the order of the menu.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Page {
    /// Name, dates, which events there are.
    #[default]
    Event,
    /// What is asked.
    Form,
    /// What visitors are told and asked.
    Notice,
    /// Who works here.
    Staff,
    /// Who receives batches.
    Keys,
    /// How long everything is kept, and copies of the desk.
    Keeping,
    /// Every act at this desk.
    Log,
    /// How the window looks.
    Look,
}

/// The settings. What is typed and not saved stays while other sections are looked at.
#[derive(Default)]
pub struct Settings {
    page: Page,
    asked: Asked,
    event: Option<EventForm>,
    form: Option<FormEditor>,
    totals: EqualityTotals,
    new_event: Option<NewEventForm>,
    notice: NoticePage,
    staff: StaffPage,
    recipients: RecipientDialogs,
    addressees: Option<Box<closing::Addressees>>,
    keeping: Keeping,
    log: LogPage,
    /// An event that was opened just now: the desk works at it as soon as the session knows of it.
    opened: Option<Code>,
    /// The pass in which this was last on the screen: what was read before that is old.
    shown: u64,
}

impl Settings {
    /// Whether a stick can be chosen, for a backup or for what is written.
    pub fn waits_for_stick(&self) -> bool {
        self.page == Page::Keeping
    }

    /// What is plugged in now.
    pub fn plugged(&mut self, media: &[Medium]) {
        self.keeping.plugged(media);
    }

    /// Shows the section.
    pub fn ui(&mut self, ui: &mut Ui, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) {
        shell::background(ui, parts);
        let pass = ui.ctx().cumulative_frame_nr();
        if std::mem::replace(&mut self.shown, pass) + 1 < pass {
            self.read(seen, out);
        }
        if let Some(code) = self.opened.take_if(|code| seen.session.events.iter().any(|e| e.definition().code == *code))
        {
            out.wish(Wish::Event(code));
        }
        let lead = menu::is_lead(seen);
        if !menu::may_see(self.page, lead) {
            self.page = Page::Staff;
        }
        let has_bar = matches!(self.page, Page::Event | Page::Form | Page::Notice | Page::Keeping);
        let places = Places::of(parts, has_bar);
        menu::ui(ui, &places, &mut self.page, lead);
        match self.page {
            Page::Event => self.event_ui(ui, &places, seen, out),
            Page::Form => self.form_ui(ui, &places, seen, out),
            Page::Notice => self.notice_ui(ui, &places, seen, out),
            Page::Staff => self.staff_ui(ui, &places, seen, out),
            Page::Keys => self.keys_ui(ui, &places, seen, out),
            Page::Keeping => self.keeping_ui(ui, &places, seen, out),
            Page::Log => self.log_ui(ui, &places, seen, out),
            Page::Look => look::ui(ui, &places, seen, out),
        }
        self.new_event_dialog(ui, seen, out);
        self.totals.ui(ui);
        self.recipients.ui(ui, out);
        if self.recipients.take_changed() {
            self.asked.addressees = Some(out.ask(Request::Closing(closing::Request::Addressees)));
        }
    }

    /// Reads what may have changed since this was last on the screen.
    fn read(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        self.log.forget();
        self.asked.staff = Some(out.ask(Request::Settings(settings::Request::Staff)));
        self.read_notices(seen, out);
        if menu::is_lead(seen) {
            self.asked.addressees = Some(out.ask(Request::Closing(closing::Request::Addressees)));
            self.keeping.read(out);
        }
    }

    /// Takes an answer that is its own, and gives back any other.
    pub fn answer(&mut self, ticket: Ticket, answer: Answer, seen: &Seen<'_>, out: &mut Out<'_>) -> Option<Answer> {
        let answer = self.recipients.answer(ticket, answer)?;
        let answer = self.keeping.answer(ticket, answer, seen, out)?;
        let answer = self.log.answer(ticket, answer)?;
        let answer = self.totals.answer(ticket, answer)?;
        self.take(ticket, answer, out)
    }

    fn take(&mut self, ticket: Ticket, answer: Answer, out: &mut Out<'_>) -> Option<Answer> {
        if !self.asked.take(ticket) {
            return Some(answer);
        }
        match answer {
            Answer::Settings(answer) => self.settled(answer, out),
            Answer::Closing(closing::Answer::Addressees(addressees)) => self.addressees = Some(addressees),
            Answer::Notices(answer) => self.notice_answer(ticket, answer, out),
            Answer::Failed(Failure::Locked) => {}
            Answer::Failed(failure) => self.failed(ticket, &failure, out),
            other => return Some(other),
        }
        None
    }

    fn settled(&mut self, answer: settings::Answer, out: &mut Out<'_>) {
        use settings::Answer as Settled;
        let mut say = |words: &str| out.wish(Wish::Say(Toast::done(words)));
        match answer {
            Settled::Changed(_) => {
                say("Saved. It starts with the next visitor.");
                (self.event, self.form) = (None, None);
                out.wish(Wish::Refresh);
            }
            Settled::Opened(code) => {
                say("The event is open. This desk works at it now.");
                self.keeping.read(out);
                (self.event, self.form, self.new_event) = (None, None, None);
                self.opened = Some(code);
                out.wish(Wish::Refresh);
            }
            Settled::Staff(staff) => self.staff.people = Some(staff),
            other => {
                self.staff.settled(other, out);
                self.asked.staff = Some(out.ask(Request::Settings(settings::Request::Staff)));
                self.asked.addressees = Some(out.ask(Request::Closing(closing::Request::Addressees)));
                out.wish(Wish::Refresh);
            }
        }
    }

    /// Says where it was asked what kept it from being done.
    fn failed(&mut self, ticket: Ticket, failure: &Failure, out: &mut Out<'_>) {
        if self.notice_failed(ticket, failure) {
            return;
        }
        let words = failure.to_string();
        if let Some(new) = self.new_event.as_mut().filter(|new| new.asked == Some(ticket)) {
            new.failed(words);
        } else if let Some(form) = self.form.as_mut().filter(|form| form.asked == Some(ticket)) {
            form.error = Some(words);
        } else if let Some(event) = self.event.as_mut().filter(|event| event.asked == Some(ticket)) {
            event.error = Some(words);
        } else if self.staff.asked == Some(ticket) {
            self.staff.failed(words, out);
        } else {
            out.wish(Wish::Say(Toast::failed(words)));
        }
    }

    /// Shows what a desk without an event begins with: making one.
    pub fn first_event(
        &mut self,
        ui: &mut Ui,
        parts: &Parts,
        session: &Session,
        _preferences: &Preferences,
        env: &Env,
        out: &mut Out<'_>,
    ) {
        shell::background(ui, parts);
        let today = env.now().date_naive();
        if self.opened.is_some() {
            // It is opened: the page goes as soon as the session knows of it, and no new one is begun meanwhile.
            return;
        }
        let form = self.new_event.get_or_insert_with(|| NewEventForm::new(today, session));
        if let Some(request) = form.page(ui, parts, menu::is_lead_of(session)) {
            form.asked = Some(self.asked.other(out.ask(Request::Settings(request))));
        }
    }

    /// Takes an answer for it.
    pub fn first_event_answer(&mut self, ticket: Ticket, answer: Answer, out: &mut Out<'_>) {
        if let Some(Answer::Failed(failure)) = self.take(ticket, answer, out) {
            out.wish(Wish::Say(Toast::failed(failure.to_string())));
        }
    }
}
