//! The unlocked desk: its sections, and what they share.

use std::sync::Arc;

use egui::{Context, Key, Modifiers, Ui};

use crate::domain::draft::RegistrationDraft;
use crate::domain::event::Event;
use crate::domain::form::Need;
use crate::domain::ids::EventId;
use crate::domain::send::Sendable;
use crate::env::Env;
use crate::ui::keys::{give_back, pressed, set_aside};
use crate::ui::out::{Out, Section, Seen, Wish};
use crate::ui::screens::{
    close_day::CloseDay, held::Held, notice_view::NoticeView, people::People, register::HeldForm, register::Register,
    rights::Rights, settings, settings::Settings,
};
use crate::ui::shell;
use crate::worker::opening::{self, Session};
use crate::worker::preferences::Preferences;
use crate::worker::sticks::Watched;
use crate::worker::{Answer, Medium, Request, Status, Ticket, Worker};

use super::trial::Trial;
use super::unfinished::Kept;
use super::{App, Screen};

/// The desk, open. Dropping it drops everything that visitors said.
pub struct DeskScreen {
    pub(super) session: Session,
    pub(super) event: Option<Arc<Event>>,
    pub(super) section: Section,
    pub(super) register: Option<Register>,
    pub(super) people: People,
    pub(super) rights: Rights,
    pub(super) close_day: CloseDay,
    pub(super) settings: Settings,
    pub(super) trial: Option<Trial>,
    pub(super) notice: Option<NoticeView>,
    pub(super) status: Status,
    pub(super) kept: Kept,
    /// What the worker tells of while a stick is waited for.
    watched: Watched,
    /// Forms that were begun at other events, and wait there.
    pub(super) left: Vec<(EventId, HeldForm)>,
}

impl DeskScreen {
    /// The desk as it is when it was just opened; `held` is what was being written when it was locked.
    pub(super) fn new(session: Session, held: Option<Held>, env: &Env, worker: &mut Worker) -> Self {
        let event = chosen(&session);
        let mut out = Out::new(worker);
        let (mut form, mut left, mut again) = (None, Vec::new(), None);
        if let Some(held) = held {
            (form, left) = (held.form, held.left);
            // What somebody else typed waits on the disk until they come back.
            again = Some((held.unfinished, held.section)).filter(|_| held.whose == session.who.handle);
        }
        let register = event.as_ref().map(|event| Register::new(event.clone(), &session, form, env, &mut out));
        let section = if register.is_some() { Section::Register } else { Section::Settings };
        // Whether the disk has what was held is not known: it is sent once more.
        let kept = if again.is_some() { Kept::default() } else { Kept::asked(&mut out) };
        let mut desk = Self {
            session,
            event,
            section,
            register,
            people: People::default(),
            rights: Rights::default(),
            close_day: CloseDay::default(),
            settings: Settings::default(),
            trial: None,
            notice: None,
            status: Status::default(),
            kept,
            watched: Watched::default(),
            left,
        };
        if let Some((unfinished, section)) = again.filter(|(unfinished, _)| !unfinished.is_empty()) {
            desk.resume(unfinished, env.now().date_naive(), false, &mut out);
            if desk.event.is_some() {
                desk.section = section;
            }
        }
        desk
    }

    /// Takes over what has changed about the desk; a form that is being filled in stays.
    fn refresh(&mut self, session: Session, env: &Env, worker: &mut Worker) {
        self.session = Session { event: self.session.event.take().or_else(|| session.event.clone()), ..session };
        self.event = chosen(&self.session);
        let Some(event) = &self.event else { return };
        if self.register.as_ref().is_none_or(|register| **register.event() != **event) {
            // The same event, set anew: what is being typed goes on under the new settings.
            let same = self.register.as_mut().filter(|register| register.event().id() == event.id());
            let held = same.and_then(Register::to_be_held).or_else(|| {
                let at = self.left.iter().position(|(left, _)| *left == event.id())?;
                Some(self.left.swap_remove(at).1)
            });
            let held = held.map(|held| held.fitted(|draft| fitted(draft, event)));
            let mut out = Out::new(worker);
            self.register = Some(Register::new(event.clone(), &self.session, held, env, &mut out));
        }
    }

    /// Whether the screen is the visitor's, to answer on or to look at.
    pub(super) fn is_turned(&self) -> bool {
        self.forms().any(Register::is_turned)
    }

    /// Whether the visitor answers on a screen of their own.
    pub(super) fn has_own_screen(&self) -> bool {
        self.forms().any(Register::has_own_screen)
    }

    /// The form of the desk, and one that is tried.
    fn forms(&self) -> impl Iterator<Item = &Register> {
        self.register.iter().chain(self.trial.as_ref().map(Trial::register))
    }

    /// Works at another event from now on.
    pub(super) fn choose(&mut self, code: crate::domain::code::Code, env: &Env, worker: &mut Worker) {
        if self.session.event.as_ref() == Some(&code) {
            return;
        }
        if let Some(register) = &mut self.register {
            register.keep_at_once(&mut Out::new(worker));
            let event = register.event().id();
            self.left.extend(register.to_be_held().map(|held| (event, held)));
        }
        let session = Session { event: Some(code), ..self.session.clone() };
        self.session.event = None;
        self.refresh(session, env, worker);
    }

    /// Shows a form of this event to be tried, over the settings.
    pub(super) fn try_form(&mut self, event: Event, env: &Env) {
        self.trial = Some(Trial::new(event, &self.session, env));
    }

    fn end_trial(&mut self, ctx: &Context) {
        if let Some(trial) = self.trial.take() {
            trial.forget(ctx);
        }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, out: &mut Out<'_>, env: &Env, preferences: &Preferences) {
        let now = env.now();
        let Some(event) = self.event.clone() else {
            self.without_event(ui, out, env, preferences);
            return;
        };
        if self.section != Section::Settings {
            self.end_trial(ui.ctx());
        }
        // It lies over whatever else is open, which must hear no key while it does.
        let aside = if self.is_covered() { set_aside(ui) } else { Vec::new() };
        let today = event.date_at(now.to_utc());
        let seen = Seen { session: &self.session, event: &event, preferences, status: self.status, now, today, env };
        if let Some(register) = self.register.as_mut().filter(|register| register.is_turned()) {
            // The visitor looks at it: nothing of the desk is painted.
            register.turned_ui(ui, &seen, out);
            return;
        }
        let registers = matches!(self.section, Section::Register | Section::Rights) || self.trial.is_some();
        let parts = shell::Parts::of(ui, registers || self.close_day.has_bar(self.section));
        self.rights.keep_count(out);
        // What is asked first is what Tab reaches first: the section itself, then the shell around it.
        if let Some(trial) = &mut self.trial {
            let pressing = self.rights.pressing(now.date_naive());
            if trial.ui(ui, &parts, pressing, &seen, out) {
                self.end_trial(ui.ctx());
                settings::after_trial(ui.ctx());
            }
        } else {
            match self.section {
                Section::Register => {
                    if let Some(register) = &mut self.register {
                        register.ui(ui, &parts, &seen, out);
                    }
                }
                Section::People => self.people.ui(ui, &parts, &seen, out),
                Section::Rights => self.rights.ui(ui, &parts, &seen, out),
                Section::CloseDay => self.close_day.ui(ui, &parts, &seen, out),
                Section::Settings => self.settings.ui(ui, &parts, &seen, out),
            }
            shell::around(ui, &parts, self.section, self.rights.pressing(now.date_naive()), &seen, out);
        }
        // What was typed last before going elsewhere is kept as if nobody had gone.
        if self.section != Section::Register
            && let Some(register) = &mut self.register
        {
            register.keep(ui, out);
        }
        self.keep_unfinished(ui, out);
        self.watch_for_sticks(out);
        give_back(ui, aside);
        let leaves = self.notice.is_some() && pressed(ui, Modifiers::NONE, Key::F8);
        if let Some(notice) = &mut self.notice
            && notice.ui(ui, &event, leaves)
        {
            self.notice = None;
        }
    }

    /// A stick may be plugged in, or pulled out, at any time: it is looked for while one can be chosen.
    fn watch_for_sticks(&mut self, out: &mut Out<'_>) {
        let watched = match self.section {
            Section::Register if self.register.as_ref().is_some_and(Register::waits_for_room) => Watched::MediaAndRoom,
            Section::CloseDay if self.close_day.waits_for_stick() => Watched::Media,
            Section::Settings if self.settings.waits_for_stick() => Watched::Media,
            _ => Watched::Nothing,
        };
        if watched != self.watched {
            self.watched = watched;
            out.ask(Request::Watch(watched));
        }
    }

    /// What is plugged in now, for whoever waits for it.
    fn plugged(&mut self, media: &[Medium], out: &mut Out<'_>) {
        match self.watched {
            Watched::Nothing => {}
            Watched::MediaAndRoom => {
                if let Some(register) = &mut self.register {
                    register.look_for_sticks(out);
                }
            }
            Watched::Media if self.section == Section::CloseDay => self.close_day.plugged(media),
            Watched::Media => self.settings.plugged(media),
        }
    }

    /// Whether the notice lies over the section.
    pub(super) fn is_covered(&self) -> bool {
        self.notice.is_some()
    }

    /// Whether the notice lies over the form, where it is the form's own.
    pub(super) fn reads_notice(&self) -> bool {
        self.section == Section::Register && self.register.as_ref().is_some_and(Register::shows_notice)
    }

    /// A desk without an event has nothing to register at: only settings, where one can be made.
    fn without_event(&mut self, ui: &mut Ui, out: &mut Out<'_>, env: &Env, preferences: &Preferences) {
        self.section = Section::Settings;
        let parts = shell::Parts::of(ui, false);
        self.settings.first_event(ui, &parts, &self.session, preferences, env, out);
        shell::around_without_event(ui, &parts, &self.session, self.status, out);
        self.keep_unfinished(ui, out);
    }

    fn answer(&mut self, ticket: Ticket, answer: Answer, env: &Env, worker: &mut Worker) -> Vec<Wish> {
        let now = env.now();
        let answer = match answer {
            Answer::Status(status) => {
                self.status = status;
                return Vec::new();
            }
            Answer::Opening(opening::Answer::Session(session)) => {
                self.refresh(session, env, worker);
                return Vec::new();
            }
            Answer::Plugged(media) => {
                let mut out = Out::new(worker);
                self.plugged(&media, &mut out);
                return out.into_wishes();
            }
            Answer::Stale => return Vec::new(),
            other => other,
        };
        let mut out = Out::new(worker);
        let Some(answer) = self.unfinished_answer(ticket, answer, now.date_naive(), &mut out) else {
            return out.into_wishes();
        };
        let Some(event) = self.event.clone() else {
            let mut out = Out::new(worker);
            self.settings.first_event_answer(ticket, answer, &mut out);
            return out.into_wishes();
        };
        // What an answer means does not depend on how the window looks.
        let preferences = Preferences::default();
        let seen = Seen {
            session: &self.session,
            event: &event,
            preferences: &preferences,
            status: self.status,
            now,
            today: event.date_at(now.to_utc()),
            env,
        };
        let mut out = Out::new(worker);
        let rest = match &mut self.register {
            Some(register) => register.answer(ticket, answer, &seen, &mut out),
            None => Some(answer),
        };
        let rest = rest.and_then(|answer| self.people.answer(ticket, answer, &seen, &mut out));
        let rest = rest.and_then(|answer| self.rights.answer(ticket, answer, &mut out));
        let rest = rest.and_then(|answer| self.close_day.answer(ticket, answer, &seen, &mut out));
        let rest = rest.and_then(|answer| self.settings.answer(ticket, answer, &seen, &mut out));
        if let Some(Answer::Failed(failure)) = rest {
            out.wish(Wish::Say(crate::ui::toast::Toast::failed(failure.to_string())));
        }
        out.into_wishes()
    }
}

/// The form without what the event does not ask for any more: it could be neither seen nor saved (R1, R3).
fn fitted(mut draft: RegistrationDraft, event: &Event) -> RegistrationDraft {
    draft.fields.retain(|field, _| event.form().need(*field) != Need::Off);
    draft.answers.retain(|question, _| event.statement(*question).is_some());
    draft.details.retain(|pair, _| event.definition().special.contains(pair));
    draft.own.retain(|code, _| event.own_question(code).is_some());
    draft.send.retain(|label| Sendable::find(&event.definition().send, label).is_some());
    draft
}

fn chosen(session: &Session) -> Option<Arc<Event>> {
    let code = session.event.as_ref()?;
    session.events.iter().find(|event| event.definition().code == *code).cloned()
}

impl App {
    pub(super) fn take_for_desk(&mut self, ctx: &Context, ticket: Ticket, answer: Answer) {
        let Screen::Desk(desk) = &mut self.screen else { return };
        let wishes = desk.answer(ticket, answer, &self.env, &mut self.worker);
        self.fulfil(ctx, wishes);
    }
}
