//! The first run: whose desk it is and where, who its first person is, and the recovery key, shown once.

mod frame;
mod names;
mod organisation;
mod passphrase;
mod recovery;
mod strength;

use std::path::PathBuf;

use egui::{Key, Ui};

use crate::env::Env;
use crate::ui::keys::{COMMAND, pressed};
use crate::ui::out::Out;
use crate::ui::theme::Themed;
use crate::worker::opening::{Answer as AtDoor, Door, Request as Ask, Session};
use crate::worker::{Answer, Request, Ticket};

use super::elsewhere::Elsewhere;
use super::restore_lost::RestoreLost;
use frame::Frame;
use organisation::Organisation;
use passphrase::Founder;
use recovery::Recovery;

/// What is being done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Step {
    Organisation,
    Passphrase,
    Recovery,
}

/// The first run.
pub struct FirstRun {
    step: Step,
    organisation: Organisation,
    founder: Founder,
    recovery: Option<Recovery>,
    session: Option<Session>,
    elsewhere: Option<Elsewhere>,
    /// A backup is to be restored instead.
    restoring: Option<Box<RestoreLost>>,
    asked: Asked,
    /// What went wrong, as a sentence.
    failed: Option<String>,
    /// The step was just begun: its first field gets the keyboard.
    fresh: bool,
}

/// What was asked of the desk and is not answered.
#[derive(Default)]
struct Asked {
    place: Option<Ticket>,
    choose: Option<Ticket>,
    create: Option<Ticket>,
    code: Option<Ticket>,
    finish: Option<Ticket>,
}

impl FirstRun {
    /// No desk is known yet.
    #[must_use]
    pub fn new(door: &Door) -> Self {
        Self {
            step: Step::Organisation,
            organisation: Organisation::new(door),
            founder: Founder::new(),
            recovery: None,
            session: None,
            elsewhere: None,
            restoring: None,
            asked: Asked::default(),
            failed: None,
            fresh: true,
        }
    }

    /// Paints the step and takes what is done to it.
    pub fn ui(&mut self, ui: &mut Ui, out: &mut Out<'_>, env: &Env) {
        ui.painter().rect_filled(ui.max_rect(), 0.0, ui.palette().bg);
        let frame = Frame::of(ui);
        frame.rail(ui, self.step as usize);
        let fresh = std::mem::take(&mut self.fresh);
        match self.step {
            Step::Organisation => self.organisation_ui(ui, &frame, out, fresh),
            Step::Passphrase => self.passphrase_ui(ui, &frame, out, fresh),
            Step::Recovery => self.recovery_ui(ui, &frame, out, env),
        }
        if let Some(restoring) = &mut self.restoring
            && restoring.ui(ui, out)
        {
            self.restoring = None;
        }
    }

    /// Takes an answer. Gives back the session once the recovery key is confirmed.
    pub fn answer(&mut self, ticket: Ticket, answer: Answer) -> Option<Session> {
        let answer = match &mut self.restoring {
            Some(restoring) => restoring.answer(ticket, answer)?,
            None => answer,
        };
        let is = |asked: Option<Ticket>| asked == Some(ticket);
        match answer {
            Answer::Opening(AtDoor::Place(place)) if is(self.asked.place) => self.organisation.place = Some(place),
            Answer::Opening(AtDoor::Door(door)) if is(self.asked.choose) => {
                // A folder with a desk in it leads on to its door, which is not this screen.
                if let Some(elsewhere) = self.elsewhere.as_mut().filter(|_| !door.is_desk) {
                    elsewhere.no_desk();
                }
            }
            Answer::Opening(AtDoor::Created(session, code)) => {
                self.asked.create = None;
                self.session = Some(session);
                self.recovery = Some(Recovery::new(code));
                self.go(Step::Recovery);
            }
            Answer::Opening(AtDoor::CodeKept(page)) => {
                self.asked.code = None;
                if let Some(recovery) = &mut self.recovery {
                    recovery.kept(page);
                }
            }
            Answer::Opening(AtDoor::Session(session)) if is(self.asked.finish) => return Some(session),
            Answer::Failed(failure) if is(self.asked.create) => {
                self.asked.create = None;
                self.failed = Some(failure.to_string());
            }
            Answer::Failed(failure) if is(self.asked.code) => {
                self.asked.code = None;
                self.failed = Some(failure.to_string());
            }
            // The desk is made all the same, and what is known of it serves.
            Answer::Failed(_) if is(self.asked.finish) => return self.session.take(),
            _ => {}
        }
        None
    }

    fn go(&mut self, step: Step) {
        (self.step, self.failed, self.fresh) = (step, None, true);
    }

    fn look_at(&mut self, folder: PathBuf, out: &mut Out<'_>) {
        self.asked.place = Some(out.ask(Request::Opening(Ask::Place(folder))));
    }
}

/// Whether somebody wants to go on: Enter where it presses nothing else, or Ctrl+Enter.
fn goes_on(ui: &Ui, entered: bool) -> bool {
    let nowhere = ui.memory(|memory| memory.focused().is_none());
    entered || pressed(ui, COMMAND, Key::Enter) || (nowhere && pressed(ui, egui::Modifiers::NONE, Key::Enter))
}
