//! Restoring a backup as this desk. The desk as it is now is set aside, and what must not come undone is done again.

use std::path::PathBuf;

use egui::{Context, Id, Ui};

use crate::ui::icons;
use crate::ui::out::{Out, Seen};
use crate::ui::screens::flow;
use crate::ui::screens::newer_batches::{BACKUP, NewerBatches};
use crate::ui::screens::path_field::PathField;
use crate::ui::screens::sheet_dialog::wrong;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::Type;
use crate::ui::widgets::{
    Button, Choice, ChoiceOption, Dialog as Shell, Field, Secret, dialog_footer, or_lead_to_error,
};
use crate::worker::opening::{self, Restore};
use crate::worker::{Answer, Failure, Passphrase, Request, Ticket};

/// The dialog.
pub(super) struct Restoring {
    /// The copies that are known, by when they are from; after them, another folder.
    copies: Vec<(String, PathBuf)>,
    chosen: Option<usize>,
    folder: PathField,
    passphrase: Secret,
    of_then: Secret,
    missing: bool,
    /// Batches that are to be replayed too.
    batches: NewerBatches,
    error: Option<String>,
    asked: Option<Ticket>,
    /// The keyboard goes back to what is to be written anew.
    refocus: bool,
}

fn id() -> Id {
    Id::unique("restoring")
}

impl Restoring {
    pub(super) fn new(copies: Vec<(String, PathBuf)>) -> Self {
        Self {
            copies,
            chosen: Some(0),
            folder: PathField::default(),
            passphrase: Secret::new(id().with("passphrase")),
            of_then: Secret::new(id().with("of then")),
            missing: false,
            batches: NewerBatches::default(),
            error: None,
            asked: None,
            refocus: false,
        }
    }

    /// Whether the copy lies in a folder that is not known.
    fn is_elsewhere(&self) -> bool {
        self.chosen.is_none_or(|at| at >= self.copies.len())
    }

    /// The folder of the copy, where one is chosen or typed.
    fn backup(&mut self) -> Option<PathBuf> {
        let known = self.chosen.and_then(|at| self.copies.get(at)).map(|(_, path)| path.clone());
        known.or_else(|| self.folder.path(BACKUP))
    }

    /// What is to be restored; what is missing is asked for.
    fn restore(&mut self) -> Option<Restore> {
        self.missing = true;
        self.error = None;
        let backup = self.backup();
        let newer = self.batches.newer();
        let passphrase = Some(self.passphrase.text()).filter(|text| !text.is_empty()).map(Passphrase::given)?;
        let of_then = Some(self.of_then.text()).filter(|text| !text.is_empty()).map(Passphrase::given);
        Some(Restore { backup: backup?, passphrase, of_then, newer: newer.ok()? })
    }

    /// Shows it; whether it is closed.
    pub(super) fn ui(&mut self, ui: &mut Ui, seen: &Seen<'_>, out: &mut Out<'_>) -> bool {
        let id = id();
        let busy = self.asked.is_some();
        let lead = "The desk as it is now is set aside, not lost. What was erased, taken back or restricted since the \
                    backup stays so, and what was sent stays noted.";
        let mut wanted = false;
        let shown = Shell::new(id, "Restore a backup").lead(lead).width(620.0).focus(id.with("cancel"));
        let shown = shown.show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            let room = (ui.ctx().content_rect().height() - 240.0).max(96.0);
            flow::scrolled(ui, room, "restoring", |ui| self.fields(ui, id, seen));
            let restore = Button::danger("Restore it").icon(icons::CLOCK_COUNTER_CLOCKWISE).enabled(!busy);
            let restore = restore.id(id.with("do"));
            let cancel = Button::secondary("Cancel").key("Esc").enabled(!busy).id(id.with("cancel"));
            let width = restore.natural_width(ui) + cancel.natural_width(ui) + 10.0;
            dialog_footer(ui, if busy { "Restoring. Leave the laptop on." } else { "" }, width, |ui| {
                let closed = cancel.show(ui).clicked();
                wanted = restore.show(ui).clicked();
                closed
            })
        });
        if std::mem::take(&mut self.refocus) {
            ui.memory_mut(|memory| memory.request_focus(self.passphrase.id()));
        }
        if wanted
            && !busy
            && let Some(restore) = or_lead_to_error(ui.ctx(), self.restore())
        {
            // What is typed does not outlive the dialog: the desk is another one after it.
            self.wipe(ui.ctx());
            self.missing = false;
            self.asked = Some(out.ask(Request::Opening(opening::Request::Restore(Box::new(restore)))));
        }
        let closed = (shown.closed || shown.inner) && !busy;
        if closed {
            self.wipe(ui.ctx());
            Shell::close(ui.ctx(), id);
        }
        closed
    }

    fn wipe(&mut self, ctx: &Context) {
        self.passphrase.wipe(ctx);
        self.of_then.wipe(ctx);
    }

    fn fields(&mut self, ui: &mut Ui, id: Id, seen: &Seen<'_>) {
        let names = self.copies.iter().map(|(when, _)| when.as_str()).chain(["In another folder"]);
        let options: Vec<_> = names.map(ChoiceOption::new).collect();
        Choice::new(id.with("which"), "Which backup", &options).show(ui, &mut self.chosen);
        ui.add_space(10.0);
        if self.is_elsewhere() {
            self.folder.ui(ui, id.with("folder"), BACKUP);
            ui.add_space(10.0);
        }
        let label = format!("Passphrase of {}", seen.session.who.handle);
        let missing = (self.missing && self.passphrase.text().is_empty()).then_some("Write your passphrase");
        let row = flow::row(ui, Field::height_for(missing.is_some(), 40.0));
        self.passphrase.at(ui, row, Field::new(self.passphrase.id(), &label).error(missing));
        ui.add_space(10.0);
        let row = flow::row(ui, Field::height_for(false, 40.0));
        let field = Field::new(self.of_then.id(), "Passphrase of then, where it was another").optional(true);
        self.of_then.at(ui, row, field);
        ui.add_space(10.0);
        self.batches.ui(ui, id, "For when this desk went back itself.");
        ui.add_space(10.0);
        let info = ui.palette().info;
        let words = "Who registered after the backup is not in it. They stay in the desk that is set aside.";
        flow::said(ui, icons::INFO, info, words, Type::Body, false);
        wrong(ui, self.error.as_deref());
    }

    pub(super) fn answer(&mut self, ticket: Ticket, answer: Answer) -> Option<Answer> {
        if self.asked != Some(ticket) {
            return Some(answer);
        }
        self.asked = None;
        match answer {
            Answer::Failed(Failure::Locked) => {}
            Answer::Failed(failure) => (self.error, self.refocus) = (Some(failure.to_string()), true),
            other => return Some(other),
        }
        None
    }
}
