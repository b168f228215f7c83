//! Taking in what a recipient answers to a batch (R24): a file, chosen or typed.

use std::path::PathBuf;

use egui::{Id, Ui};

use crate::ui::icons;
use crate::ui::out::{Out, Wish};
use crate::ui::pick::{NO_DIALOG, Pick, Picked};
use crate::ui::screens::sheet_dialog::wrong;
use crate::ui::toast::Toast;
use crate::ui::widgets::{Button, Dialog as Shell, Field, dialog_footer, or_lead_to_error};
use crate::worker::keeping;
use crate::worker::{Acknowledged, Answer, Failure, Request, Ticket};

/// The dialog.
#[derive(Default)]
pub(super) struct Acknowledging {
    typed: String,
    missing: bool,
    error: Option<String>,
    pick: Pick,
    asked: Option<Ticket>,
    /// The keyboard goes back to what is to be put right: a button that cannot be pressed for a while loses it.
    refocus: bool,
    taken_in: Option<Acknowledged>,
}

const LEAD: &str = "The recipient’s answer to a batch: a .json, with its .json.minisig beside it. What they took in may go at \
                    the end of its period; what they did not stays here.";

impl Acknowledging {
    /// Shows it. Once it is closed, says whether something was taken in.
    pub(super) fn ui(&mut self, ui: &mut Ui, out: &mut Out<'_>) -> Option<bool> {
        let id = Id::unique("acknowledging");
        if let Some(taken_in) = self.taken_in.take() {
            Shell::close(ui.ctx(), id);
            out.wish(Wish::Say(Toast::done(said(&taken_in))));
            return Some(true);
        }
        match self.pick.ended(ui.ctx()) {
            Some(Picked::Path(path)) => (self.typed, self.error) = (path.display().to_string(), None),
            Some(Picked::NoDialog) => self.error = Some(NO_DIALOG.to_owned()),
            Some(Picked::Nothing) | None => {}
        }
        let busy = self.asked.is_some();
        let path = id.with("path");
        let mut wanted = false;
        let shown = Shell::new(id, "Take in an acknowledgement").lead(LEAD).focus(path).show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            let missing = self.missing.then_some("Choose the file");
            let field = Field::new(path, "File").hint("acknowledgement.json").error(missing);
            let written = field.leading_icon(icons::FILE_TEXT).show(ui, &mut self.typed);
            if written.response.changed() {
                (self.missing, self.error) = (false, None);
            }
            ui.add_space(10.0);
            let choose = Button::secondary("Choose a file").icon(icons::FOLDER_OPEN).small().id(id.with("choose"));
            if choose.enabled(!self.pick.is_open()).show(ui).clicked() {
                self.pick.file("The acknowledgement", None, "Acknowledgement", &["json"]);
            }
            wrong(ui, self.error.as_deref());
            let take = Button::primary("Take it in").icon(icons::TRAY_ARROW_DOWN).enabled(!busy).id(id.with("do"));
            let cancel = Button::secondary("Cancel").key("Esc").enabled(!busy).id(id.with("cancel"));
            let width = take.natural_width(ui) + cancel.natural_width(ui) + 10.0;
            dialog_footer(ui, if busy { "Checking its signature" } else { "" }, width, |ui| {
                let closed = cancel.show(ui).clicked();
                wanted = take.show(ui).clicked() || written.entered;
                closed
            })
        });
        if std::mem::take(&mut self.refocus) {
            ui.memory_mut(|memory| memory.request_focus(path));
        }
        if wanted && !busy {
            self.missing = self.typed.trim().is_empty();
            let file = (!self.missing).then(|| PathBuf::from(self.typed.trim()));
            if let Some(file) = or_lead_to_error(ui.ctx(), file) {
                self.error = None;
                self.asked = Some(out.ask(Request::Keeping(keeping::Request::Acknowledge(file))));
            }
        }
        let closed = (shown.closed || shown.inner) && !busy;
        if closed {
            Shell::close(ui.ctx(), id);
        }
        closed.then_some(false)
    }

    pub(super) fn answer(&mut self, ticket: Ticket, answer: Answer) -> Option<Answer> {
        if self.asked != Some(ticket) {
            return Some(answer);
        }
        self.asked = None;
        match answer {
            Answer::Keeping(keeping::Answer::Acknowledged(taken_in)) => self.taken_in = Some(taken_in),
            Answer::Failed(Failure::Locked) => {}
            Answer::Failed(failure) => (self.error, self.refocus) = (Some(failure.to_string()), true),
            other => return Some(other),
        }
        None
    }
}

/// What was taken in, in a sentence or two.
fn said(Acknowledged { recipient, sequence, rejected }: &Acknowledged) -> String {
    match rejected {
        0 => format!("Batch {sequence} is acknowledged. {recipient} took in all of it."),
        1 => format!("Batch {sequence} is acknowledged. {recipient} did not take in 1 person, who stays here."),
        some => format!("Batch {sequence} is acknowledged. {recipient} did not take in {some} people, who stay here."),
    }
}
