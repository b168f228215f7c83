//! Restoring a backup from the door, where nobody is at the desk: the laptop is a new one, or the desk on it cannot be read (R22).

use std::path::Path;

use egui::{Id, Ui};

use crate::domain::staff::Handle;
use crate::ui::icons;
use crate::ui::out::Out;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::Type;
use crate::ui::widgets::{Button, Dialog as Shell, Field, Secret, Segmented, Text, dialog_footer, or_lead_to_error};
use crate::worker::opening::{Request as Ask, RestoreLost as Lost};
use crate::worker::{Answer, Failure, Passphrase, RecoveryCode, Request, Ticket};

use super::flow;
use super::newer_batches::{BACKUP, NewerBatches};
use super::path_field::{PathField, PathWords};
use super::sheet_dialog::wrong;

const LEAD: &str =
    "For a laptop that is new, or a desk that cannot be read. What is left in the folder is set aside, not lost.";
const DESK: PathWords = PathWords {
    label: "The folder that is to be the desk",
    hint: "…/Open days.lanyard",
    missing: "Choose where the desk is to be",
    choose: "Choose where it is to be",
    file: None,
};
const WAYS: [&str; 2] = ["A passphrase", "The recovery key"];

/// The dialog.
pub(super) struct RestoreLost {
    desk: PathField,
    backup: PathField,
    /// Which of [`WAYS`] opens the backup.
    way: Option<usize>,
    handle: String,
    secret: Secret,
    /// What opens the desk that is there, where it is another by now.
    of_now: Secret,
    batches: NewerBatches,
    nothing_newer: String,
    /// What is missing was asked for.
    tried: bool,
    error: Option<String>,
    asked: Option<Ticket>,
}

fn id() -> Id {
    Id::unique("restoring a lost desk")
}

impl RestoreLost {
    /// To be the desk in this folder; `who` was at it last, as far as that is known.
    pub(super) fn new(desk: &Path, who: Option<&Handle>) -> Self {
        Self {
            desk: PathField::of(desk),
            backup: PathField::default(),
            way: Some(0),
            handle: who.map(ToString::to_string).unwrap_or_default(),
            secret: Secret::new(id().with("secret")),
            of_now: Secret::new(id().with("of now")),
            batches: NewerBatches::default(),
            nothing_newer: String::new(),
            tried: false,
            error: None,
            asked: None,
        }
    }

    /// Shows it; whether it is closed.
    pub(super) fn ui(&mut self, ui: &Ui, out: &mut Out<'_>) -> bool {
        let busy = self.asked.is_some();
        let mut wanted = false;
        let shell = Shell::new(id(), "Restore a backup").lead(LEAD).width(620.0);
        let shown = shell.focus(PathField::focus_id(id().with("backup"))).show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            let room = (ui.ctx().content_rect().height() - 240.0).max(96.0);
            flow::scrolled(ui, room, "restoring a lost desk", |ui| self.fields(ui));
            let restore = Button::primary("Restore it").icon(icons::CLOCK_COUNTER_CLOCKWISE).enabled(!busy);
            let restore = restore.id(id().with("do"));
            let cancel = Button::secondary("Cancel").key("Esc").enabled(!busy).id(id().with("cancel"));
            let width = restore.natural_width(ui) + cancel.natural_width(ui) + 10.0;
            dialog_footer(ui, if busy { "Restoring. Leave the laptop on." } else { "" }, width, |ui| {
                let closed = cancel.show(ui).clicked();
                wanted = restore.show(ui).clicked();
                closed
            })
        });
        if wanted
            && !busy
            && let Some(lost) = or_lead_to_error(ui.ctx(), self.lost())
        {
            self.asked = Some(out.ask(Request::Opening(Ask::RestoreLost(Box::new(lost)))));
        }
        let closed = (shown.closed || shown.inner) && !busy;
        if closed {
            self.leave(ui.ctx());
        }
        closed
    }

    /// Wipes what was typed.
    pub(super) fn leave(&mut self, ctx: &egui::Context) {
        self.secret.wipe(ctx);
        self.of_now.wipe(ctx);
        Shell::close(ctx, id());
    }

    fn by_code(&self) -> bool {
        self.way == Some(1)
    }

    fn fields(&mut self, ui: &mut Ui) {
        self.backup.ui(ui, id().with("backup"), BACKUP);
        ui.add_space(10.0);
        self.desk.ui(ui, id().with("desk"), DESK);
        ui.add_space(10.0);
        Segmented::new(id().with("way"), "What opens the backup", &WAYS).show(ui, &mut self.way);
        ui.add_space(10.0);
        let missing = |is: bool, words| (self.tried && is).then_some(words);
        let label = if self.by_code() {
            "Recovery key"
        } else {
            let error = missing(Handle::parse(self.handle.trim()).is_err(), "Write your handle, as at the door");
            Field::new(id().with("handle"), "Your handle").error(error).show(ui, &mut self.handle);
            ui.add_space(10.0);
            "Your passphrase when it was made"
        };
        let error = missing(self.secret.text().is_empty(), "Write what opens the backup").or_else(|| {
            let no_code = self.by_code() && RecoveryCode::parse(self.secret.text()).is_none();
            missing(no_code, "The key has 8 groups of 4 letters and digits")
        });
        let no_code = self.by_code() && self.now().is_none();
        let error_now = missing(no_code, "The key has 8 groups of 4 letters and digits");
        let now = Field::new(self.of_now.id(), "For the desk now, if another").optional(true).error(error_now);
        let then = Field::new(self.secret.id(), label).error(error);
        let heights = [error, error_now].map(|error| Field::height_for(error.is_some(), 40.0));
        // Side by side, but where doubled text leaves no room for that.
        if ui.available_width() < 500.0 {
            let row = flow::row(ui, heights[0]);
            self.secret.at(ui, row, then);
            ui.add_space(10.0);
            let row = flow::row(ui, heights[1]);
            self.of_now.at(ui, row, now);
        } else {
            let row = flow::row(ui, heights[0].max(heights[1]));
            let half = (row.width() - 12.0) / 2.0;
            self.secret.at(ui, row.with_max_x(row.left() + half), then);
            self.of_now.at(ui, row.with_min_x(row.right() - half), now);
        }
        ui.add_space(12.0);
        self.batches.ui(ui, id(), "What was taken back or erased since the backup is in them.");
        if !self.batches.are_there {
            ui.add_space(10.0);
            let field = Field::new(id().with("nothing newer"), "How you know that nothing is newer").optional(true);
            field.hint("It was backed up after the last visitor").max_chars(200).show(ui, &mut self.nothing_newer);
            ui.add_space(4.0);
            let words = "Needed where no desk can be read and there is no batch. It stays in the log: name nobody.";
            Text::new(words, Type::Caption).muted().wrap().show(ui);
        }
        ui.add_space(10.0);
        let words = "Who registered after the backup is not in it.";
        flow::said(ui, icons::INFO, ui.palette().info, words, Type::Body, false);
        wrong(ui, self.error.as_deref());
    }

    /// What opens the desk that is there, where it is another: nothing where what was typed is no key.
    fn now(&self) -> Option<Option<Passphrase>> {
        match self.of_now.text() {
            "" => Some(None),
            typed if self.by_code() => RecoveryCode::parse(typed).map(|code| Some(Passphrase::given(code.reveal()))),
            typed => Some(Some(Passphrase::given(typed))),
        }
    }

    /// What is to be restored; what is missing is asked for.
    fn lost(&mut self) -> Option<Lost> {
        (self.tried, self.error) = (true, None);
        let (backup, folder, newer) = (self.backup.path(BACKUP), self.desk.path(DESK), self.batches.newer());
        let (handle, passphrase) = if self.by_code() {
            let code = RecoveryCode::parse(self.secret.text())?;
            (Handle::parse("recovery").ok()?, Passphrase::given(code.reveal()))
        } else {
            let typed = Some(self.secret.text()).filter(|typed| !typed.is_empty())?;
            (Handle::parse(self.handle.trim()).ok()?, Passphrase::given(typed))
        };
        let (newer, of_now) = (newer.ok()?, self.now()?);
        let nothing_newer = Some(self.nothing_newer.trim()).filter(|why| newer.is_none() && !why.is_empty());
        let nothing_newer = nothing_newer.map(str::to_owned);
        Some(Lost { backup: backup?, folder: folder?, handle, passphrase, of_now, newer, nothing_newer })
    }

    /// Takes an answer that is its own, and gives back any other.
    pub(super) fn answer(&mut self, ticket: Ticket, answer: Answer) -> Option<Answer> {
        if self.asked != Some(ticket) {
            return Some(answer);
        }
        self.asked = None;
        match answer {
            Answer::Failed(Failure::Locked) => {}
            Answer::Failed(Failure::WrongPassphrase) => self.error = Some(NO_MATCH.to_owned()),
            Answer::Failed(failure) => self.error = Some(failure.to_string()),
            other => return Some(other),
        }
        None
    }
}

const NO_MATCH: &str = "That does not open the backup, or the desk that is there. Nothing was changed. The first passphrase is the \
                        one of the day that the backup was made; where it is another by now, write that below it.";
