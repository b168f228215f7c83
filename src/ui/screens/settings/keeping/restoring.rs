//! Restoring a backup as this desk. The desk as it is now is set aside, and what must not come undone is done again.

use std::path::PathBuf;

use egui::{Context, Id, Ui};

use crate::ui::icons;
use crate::ui::out::{Out, Seen};
use crate::ui::pick::{NO_DIALOG, Pick, Picked};
use crate::ui::screens::flow;
use crate::ui::screens::sheet_dialog::wrong;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::{Text, Type};
use crate::ui::widgets::{
    Button, Choice, ChoiceOption, Dialog as Shell, Field, Secret, Tick, dialog_footer, or_lead_to_error,
};
use crate::worker::opening::{self, Newer, Restore};
use crate::worker::{Answer, Failure, Passphrase, Request, Ticket};

/// The dialog.
pub(super) struct Restoring {
    /// The copies that are known, by when they are from; after them, another folder.
    copies: Vec<(String, PathBuf)>,
    chosen: Option<usize>,
    typed: String,
    passphrase: Secret,
    of_then: Secret,
    missing: bool,
    /// Whether newer batches are to be replayed too.
    with_batches: bool,
    batches: String,
    keys: String,
    desk_key: String,
    error: Option<String>,
    pick: Pick,
    /// What the system's dialog is open for.
    picking: Picking,
    asked: Option<Ticket>,
    /// The keyboard goes back to what is to be written anew.
    refocus: bool,
}

/// Which path is chosen in the system's own dialog.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Picking {
    Backup,
    Batches,
    Keys,
}

fn id() -> Id {
    Id::unique("restoring")
}

impl Restoring {
    pub(super) fn new(copies: Vec<(String, PathBuf)>) -> Self {
        Self {
            copies,
            chosen: Some(0),
            typed: String::new(),
            passphrase: Secret::new(id().with("passphrase")),
            of_then: Secret::new(id().with("of then")),
            missing: false,
            with_batches: false,
            batches: String::new(),
            keys: String::new(),
            desk_key: String::new(),
            error: None,
            pick: Pick::default(),
            picking: Picking::Backup,
            asked: None,
            refocus: false,
        }
    }

    /// The folder of the copy, where one is chosen or typed.
    fn backup(&self) -> Option<PathBuf> {
        let known = self.chosen.and_then(|at| self.copies.get(at)).map(|(_, path)| path.clone());
        known.or_else(|| Some(PathBuf::from(self.typed.trim())).filter(|path| !path.as_os_str().is_empty()))
    }

    /// Shows it; whether it is closed.
    pub(super) fn ui(&mut self, ui: &mut Ui, seen: &Seen<'_>, out: &mut Out<'_>) -> bool {
        let id = id();
        match self.pick.ended(ui.ctx()) {
            Some(Picked::Path(path)) => {
                let place = match self.picking {
                    Picking::Backup => &mut self.typed,
                    Picking::Batches => &mut self.batches,
                    Picking::Keys => &mut self.keys,
                };
                (*place, self.error) = (path.display().to_string(), None);
            }
            Some(Picked::NoDialog) => self.error = Some(NO_DIALOG.to_owned()),
            Some(Picked::Nothing) | None => {}
        }
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
        if wanted {
            self.missing = true;
            self.error = None;
            let whole = !self.with_batches || [&self.batches, &self.keys].iter().all(|path| !path.trim().is_empty());
            let backup = self.backup().filter(|_| whole && !self.passphrase.text().is_empty());
            if let Some(backup) = or_lead_to_error(ui.ctx(), backup) {
                let newer = self.with_batches.then(|| Newer {
                    batches: PathBuf::from(self.batches.trim()),
                    keys: PathBuf::from(self.keys.trim()),
                    desk_key: self.desk_key.clone(),
                });
                let of_then = Some(self.of_then.text()).filter(|text| !text.is_empty()).map(Passphrase::given);
                let passphrase = Passphrase::given(self.passphrase.text());
                let restore = Restore { backup, passphrase, of_then, newer };
                // What is typed does not outlive the dialog: the desk is another one after it.
                self.wipe(ui.ctx());
                self.missing = false;
                self.asked = Some(out.ask(Request::Opening(opening::Request::Restore(Box::new(restore)))));
            }
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
        if self.chosen.is_none_or(|at| at >= self.copies.len()) {
            let missing = (self.missing && self.typed.trim().is_empty()).then_some("Choose the backup’s folder");
            let field = Field::new(id.with("folder"), "The backup’s folder").error(missing);
            field.leading_icon(icons::USB).show(ui, &mut self.typed);
            ui.add_space(8.0);
            let choose = Button::secondary("Choose a folder").icon(icons::FOLDER_OPEN).small().id(id.with("choose"));
            if choose.enabled(!self.pick.is_open()).show(ui).clicked() {
                self.picking = Picking::Backup;
                self.pick.folder("The backup’s folder", None);
            }
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
        self.newer(ui, id);
        ui.add_space(10.0);
        let info = ui.palette().info;
        let words = "Who registered after the backup is not in it. They stay in the desk that is set aside.";
        flow::said(ui, icons::INFO, info, words, Type::Body, false);
        wrong(ui, self.error.as_deref());
    }

    /// Batches that were written after the backup, and that this desk may not know: what they tell is done again too.
    fn newer(&mut self, ui: &mut Ui, id: Id) {
        let label = "Learn from newer batches too, which the office has";
        Tick::new(id.with("with batches"), label).show(ui, &mut self.with_batches);
        if !self.with_batches {
            return;
        }
        let why = "For when this desk went back itself. Its recipient opens a batch: borrow their key file, and take it away after.";
        ui.add_space(4.0);
        Text::caption(why).muted().wrap().show(ui);
        ui.add_space(8.0);
        let fields = [
            (Picking::Batches, "The folder of the batches", "Choose where the batches are"),
            (Picking::Keys, "Their recipients’ key files, or the folder of them", "Choose where the key files are"),
        ];
        for (picking, label, wanted) in fields {
            let path = if picking == Picking::Batches { &mut self.batches } else { &mut self.keys };
            let missing = (self.missing && path.trim().is_empty()).then_some(wanted);
            let field = Field::new(id.with(label), label).error(missing);
            field.leading_icon(icons::USB).show(ui, path);
            ui.add_space(8.0);
            let choose = Button::secondary("Choose a folder").icon(icons::FOLDER_OPEN).small();
            let choose = choose.name(wanted).id(id.with(("choose", label)));
            if choose.enabled(!self.pick.is_open()).show(ui).clicked() {
                self.picking = picking;
                self.pick.folder(label, None);
            }
            ui.add_space(10.0);
        }
        let field = Field::new(id.with("desk key"), "The desk’s public key, where it changed since").optional(true);
        field.show(ui, &mut self.desk_key);
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
