//! Comparing the log with what somebody else holds (R27): a batch and the key it is sealed to, or its head as they read it out.

use egui::{Id, Ui};

use crate::domain::audit_head::{ClaimedHead, Compared};
use crate::ui::icons;
use crate::ui::out::Out;
use crate::ui::screens::flow;
use crate::ui::screens::path_field::{PathField, PathWords};
use crate::ui::screens::sheet_dialog::wrong;
use crate::ui::widgets::{Button, Dialog as Shell, Field, dialog_footer, or_lead_to_error};
use crate::worker::keeping::{self, Comparing as Ask};
use crate::worker::{Answer, Failure, Request, Ticket};

const LEAD: &str = "Every batch names the act it was closed with. Whoever has it can read that out (lanyard batch show), or lend \
                    you the batch and its key.";
const BATCH: PathWords = PathWords {
    label: "Batch, as they have it",
    hint: "….zip.age",
    missing: "Choose the batch, or write the head",
    choose: "Choose the batch",
    file: Some(("Batch", &["age"])),
};
const KEY: PathWords = PathWords {
    label: "The key file it is sealed to",
    hint: "office.txt",
    missing: "Choose the key file",
    choose: "Choose the key file",
    file: Some(("Key file", &["txt", "key"])),
};

/// The dialog.
#[derive(Default)]
pub(super) struct Comparing {
    head: String,
    no_head: bool,
    batch: PathField,
    key: PathField,
    older_keys: String,
    error: Option<String>,
    asked: Option<Ticket>,
    done: Option<Compared>,
}

impl Comparing {
    /// Shows it. Once it is closed, says what came of it, where something did.
    pub(super) fn ui(&mut self, ui: &mut Ui, out: &mut Out<'_>) -> Option<Option<Compared>> {
        let id = Id::unique("comparing the log");
        if let Some(done) = self.done.take() {
            Shell::close(ui.ctx(), id);
            return Some(Some(done));
        }
        let (busy, head) = (self.asked.is_some(), id.with("head"));
        let mut wanted = false;
        let shown = Shell::new(id, "Compare with a batch").lead(LEAD).width(620.0).focus(head).show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            let room = (ui.ctx().content_rect().height() - 240.0).max(96.0);
            let mut entered = false;
            flow::scrolled(ui, room, "comparing", |ui| {
                let error = self.no_head.then_some("Write the act’s number and 16 digits");
                let field =
                    Field::new(head, "The head, as they read it out").hint("412:3fa9 02c1 77de b04e").error(error);
                let typed = field.leading_icon(icons::SHIELD_CHECK).show(ui, &mut self.head);
                if typed.response.changed() {
                    self.no_head = false;
                }
                entered |= typed.entered;
                ui.add_space(12.0);
                entered |= self.batch.ui(ui, id.with("batch"), BATCH);
                ui.add_space(12.0);
                entered |= self.key.ui(ui, id.with("key"), KEY);
                ui.add_space(12.0);
                let field = Field::new(id.with("older keys"), "This desk’s older public keys, where it was replaced");
                let field = field.optional(true).hint("RW… For a batch from before that").leading_icon(icons::KEY);
                entered |= field.show(ui, &mut self.older_keys).entered;
                wrong(ui, self.error.as_deref());
            });
            let compare = Button::primary("Compare").icon(icons::SHIELD_CHECK).enabled(!busy).id(id.with("do"));
            let cancel = Button::secondary("Cancel").key("Esc").enabled(!busy).id(id.with("cancel"));
            let width = compare.natural_width(ui) + cancel.natural_width(ui) + 10.0;
            dialog_footer(ui, if busy { "Comparing" } else { "Either is enough." }, width, |ui| {
                let closed = cancel.show(ui).clicked();
                wanted = compare.show(ui).clicked() || entered;
                closed
            })
        });
        if wanted
            && !busy
            && let Some(ask) = or_lead_to_error(ui.ctx(), self.ask())
        {
            self.error = None;
            self.asked = Some(out.ask(Request::Keeping(keeping::Request::Compare(ask))));
        }
        let closed = (shown.closed || shown.inner) && !busy;
        if closed {
            Shell::close(ui.ctx(), id);
        }
        closed.then_some(None)
    }

    /// What is compared: the head where one is written, else the batch. What is missing is asked for.
    fn ask(&mut self) -> Option<Ask> {
        if !self.head.trim().is_empty() {
            let head = self.head.parse::<ClaimedHead>().ok();
            self.no_head = head.is_none();
            return head.map(Ask::Head);
        }
        // Both are asked for at once.
        let (file, identity) = (self.batch.path(BATCH), self.key.path(KEY));
        Some(Ask::Batch { file: file?, identity: identity?, older_keys: self.older_keys.clone() })
    }

    pub(super) fn answer(&mut self, ticket: Ticket, answer: Answer) -> Option<Answer> {
        if self.asked != Some(ticket) {
            return Some(answer);
        }
        self.asked = None;
        match answer {
            Answer::Keeping(keeping::Answer::Compared(compared)) => self.done = Some(compared),
            Answer::Failed(Failure::Locked) => {}
            Answer::Failed(failure) => self.error = Some(failure.to_string()),
            other => return Some(other),
        }
        None
    }
}
