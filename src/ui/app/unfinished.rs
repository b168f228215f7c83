//! Words that are typed into dialogs and not done outlive locking: in memory, and on the disk within a second where R11 lets them go
//! there, for whoever typed them.

use chrono::NaiveDate;
use egui::Ui;

use crate::domain::unfinished::{Dialog, Unfinished};
use crate::ui::out::{Out, Section, Wish};
use crate::ui::screens::held::{OPEN_AGAIN, WAITS_IN_RIGHTS};
use crate::ui::screens::keeping_pace::KeepingPace;
use crate::ui::toast::Toast;
use crate::worker::unfinished::{Answer as Told, Request as Ask};
use crate::worker::{Answer, Request, Ticket};

use super::desk::DeskScreen;

/// What of it is on the disk.
#[derive(Default)]
pub(super) struct Kept {
    /// What was there when the desk was opened is asked for: until it is known nothing is written over it.
    reading: Option<Ticket>,
    /// Nothing, where the disk does not know how it stands.
    last: Option<Vec<Unfinished>>,
    pace: KeepingPace,
    on_its_way: Option<Ticket>,
}

impl Kept {
    /// It has to be asked for.
    pub(super) fn asked(out: &mut Out<'_>) -> Self {
        Self { reading: Some(out.ask(Request::Unfinished(Ask::Read))), ..Self::default() }
    }
}

impl DeskScreen {
    /// Everything that is typed into a dialog or set on a page and not done.
    pub(super) fn unfinished(&self) -> Vec<Unfinished> {
        let mut all = self.settings.unfinished();
        all.extend(self.people.unfinished());
        all.extend(self.rights.unfinished());
        all
    }

    /// Sends it to the disk when it has changed, not more often than it can be written.
    pub(super) fn keep_unfinished(&mut self, ui: &Ui, out: &mut Out<'_>) {
        if self.kept.reading.is_some() {
            return;
        }
        let all = self.unfinished();
        if !self.is_news(&all) {
            return;
        }
        if self.kept.pace.is_due(ui, self.kept.on_its_way.is_some()) {
            self.send_unfinished(all, out);
        }
    }

    /// Sends it to the disk now: the desk is being locked, or the window closed. Gives what there is.
    pub(super) fn keep_unfinished_at_once(&mut self, out: &mut Out<'_>) -> Vec<Unfinished> {
        let all = self.unfinished();
        if self.kept.reading.is_none() && self.is_news(&all) {
            self.send_unfinished(all.clone(), out);
        }
        all
    }

    fn is_news(&self, all: &[Unfinished]) -> bool {
        self.kept.last.as_deref().map_or(!all.is_empty(), |last| last != all)
    }

    fn send_unfinished(&mut self, all: Vec<Unfinished>, out: &mut Out<'_>) {
        self.kept.on_its_way = Some(out.ask(Request::Unfinished(Ask::Keep(all.clone()))));
        self.kept.last = Some(all);
    }

    /// Takes an answer that is about it; gives any other back.
    pub(super) fn unfinished_answer(
        &mut self,
        ticket: Ticket,
        answer: Answer,
        today: NaiveDate,
        out: &mut Out<'_>,
    ) -> Option<Answer> {
        let kept = &mut self.kept;
        let ours = Some(ticket);
        match answer {
            Answer::Unfinished(Told::Read(all)) if kept.reading == ours => {
                kept.reading = None;
                kept.last = Some(all.clone());
                // Whatever was begun meanwhile is newer.
                if !all.is_empty() && self.unfinished().is_empty() {
                    self.section = self.resume(all, today, true, out).unwrap_or(self.section);
                }
            }
            Answer::Failed(_) if kept.reading == ours => kept.reading = None,
            Answer::Failed(_) if kept.on_its_way == ours => {
                // It is still on the screen; saving it says what the disk refused.
                (kept.on_its_way, kept.last) = (None, None);
                kept.pace.was_refused();
            }
            _ if kept.on_its_way == ours => kept.on_its_way = None,
            Answer::Unfinished(_) => {}
            other => return Some(other),
        }
        None
    }

    /// Opens what was being written again; answers where the first of it stands. What is typed in Rights waits until somebody goes
    /// there. With `says` each is said once it is there again: of somebody, once they are shown.
    pub(super) fn resume(
        &mut self,
        all: Vec<Unfinished>,
        today: NaiveDate,
        says: bool,
        out: &mut Out<'_>,
    ) -> Option<Section> {
        let (mut section, mut is_open, mut waits) = (None, false, false);
        for one in all {
            let here = match one.dialog {
                Dialog::Request | Dialog::Complaint => {
                    self.rights.resume(&one);
                    waits = true;
                    continue;
                }
                Dialog::Amend
                | Dialog::Withdraw
                | Dialog::Removal
                | Dialog::Exception
                | Dialog::Contact
                | Dialog::Help => {
                    self.people.resume(one, says);
                    Section::People
                }
                Dialog::Event
                | Dialog::Form
                | Dialog::NewEvent
                | Dialog::Organisation
                | Dialog::Recipient
                | Dialog::Person
                | Dialog::LettingGo => {
                    let event = (self.event.as_deref(), today);
                    if !self.settings.resume(&one, &self.session, event, out) {
                        continue;
                    }
                    is_open = true;
                    Section::Settings
                }
            };
            section = section.or(Some(here));
        }
        for (is, words) in [(is_open, OPEN_AGAIN), (waits, WAITS_IN_RIGHTS)] {
            if says && is {
                out.wish(Wish::Say(Toast::note(words)));
            }
        }
        section
    }
}
