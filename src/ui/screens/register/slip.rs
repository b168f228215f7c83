//! A slip to take home for a child whose parent or guardian is not there, or says No (R11): the same for every child, and
//! nothing about any is on it.

use std::path::PathBuf;

use egui::{Id, Ui};

use crate::domain::event::Event;
use crate::ui::icons;
use crate::ui::out::Out;
use crate::ui::screens::flow;
use crate::ui::screens::folder::Folder;
use crate::ui::theme::Themed;
use crate::ui::widgets::{Button, Dialog as Shell, Type, dialog_footer};
use crate::worker::{Answer, Request, Ticket, register};

use super::Register;
use super::dialogs::Dialog;

/// The dialog: where it goes, and then where it is.
#[derive(Default)]
pub(super) struct Slip {
    folder: Folder,
    asked: Option<Ticket>,
    written: Vec<PathBuf>,
}

fn id() -> Id {
    Id::unique("slip dialog")
}

impl Register {
    /// Asks where the slip goes.
    pub(super) fn begin_slip(&mut self) {
        self.dialog = Some(Dialog::Slip(Box::default()));
    }

    /// Takes the answer to it; gives any other back.
    pub(super) fn slip_answer(&mut self, ticket: Ticket, answer: Answer) -> Option<Answer> {
        let Some(Dialog::Slip(slip)) = &mut self.dialog else { return Some(answer) };
        if slip.asked != Some(ticket) {
            return Some(answer);
        }
        slip.asked = None;
        match answer {
            Answer::Register(register::Answer::SlipWritten(files)) => slip.written = files,
            Answer::Failed(failure) => slip.folder.not_written(&failure.to_string()),
            _ => {}
        }
        None
    }
}

impl Slip {
    /// Shows it; whether it stays open. Its questions are in the language that `event` speaks.
    pub(super) fn ui(&mut self, ui: &Ui, event: &Event, out: &mut Out<'_>) -> bool {
        let done = !self.written.is_empty();
        let title = if done { "The slip is written" } else { "Slip to take home" };
        let lead = if done {
            "Print it, or show it. It names nobody."
        } else {
            "It says what the desk needs, and who can say Yes. It is the same for every child and names nobody."
        };
        let focus = if done { id().with("close") } else { id().with("path") };
        let shown = Shell::new(id(), title).lead(lead).focus(focus).show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            for file in &self.written {
                let (mark, color) = (icons::FILE_TEXT, ui.palette().text_muted);
                flow::said(ui, mark, color, &file.display().to_string(), Type::Body, false);
                ui.add_space(6.0);
            }
            if !done {
                self.folder.ui(ui, id(), "Where to write the slip");
            }
            self.buttons(ui, done)
        });
        if shown.inner == Some(true)
            && let Some(into) = self.folder.path_or_field()
        {
            let (event, language) = (event.definition().code.clone(), event.words().language().to_owned());
            self.asked = Some(out.ask(Request::Register(register::Request::Slip { event, language, into })));
        }
        let stays = !shown.closed && shown.inner != Some(false);
        if !stays {
            Shell::close(ui.ctx(), id());
        }
        stays
    }

    /// Whether it is to be written, or closed.
    fn buttons(&self, ui: &mut Ui, done: bool) -> Option<bool> {
        let close = Button::secondary(if done { "Close" } else { "Cancel" }).key("Esc").id(id().with("close"));
        let write = Button::primary("Write the slip").icon(icons::FILE_TEXT).enabled(self.asked.is_none());
        let write = (!done).then(|| write.id(id().with("do")));
        let width = close.natural_width(ui) + write.as_ref().map_or(0.0, |write| write.natural_width(ui) + 10.0);
        let mut pressed = None;
        dialog_footer(ui, "", width, |ui| {
            if close.show(ui).clicked() {
                pressed = Some(false);
            }
            if write.is_some_and(|write| write.show(ui).clicked()) {
                pressed = Some(true);
            }
        });
        pressed
    }
}
