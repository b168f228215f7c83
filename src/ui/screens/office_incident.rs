//! The incident sheet of another laptop, from the office's side: out of the batches that came from it (R22).

use egui::{Context, Id, Ui};

use crate::ui::icons;
use crate::ui::out::{Out, Wish};
use crate::ui::toast::Toast;
use crate::ui::widgets::{Button, Dialog as Shell, Field, dialog_footer, or_lead_to_error};
use crate::worker::keeping::{self, Sheet};
use crate::worker::{Answer, Failure, Medium, OfficeBatches, Request, Ticket};

use super::flow;
use super::folder::Folder;
use super::path_field::{PathField, PathWords};
use super::sheet_dialog::{named, wrong};

const LEAD: &str = "What the office knows of a laptop that is gone. Each batch holds only what is new since the one before, so put \
                    all of them into one folder. What is missing is said on the sheet.";
const BATCHES: PathWords = PathWords {
    label: "Folder with its batches",
    hint: "Every .zip.age in it",
    missing: "Choose the folder",
    choose: "Choose the folder",
    file: None,
};
const KEY: PathWords = PathWords {
    label: "The key file they are sealed to",
    hint: "office.txt",
    missing: "Choose the key file",
    choose: "Choose the key file",
    file: Some(("Key file", &["txt", "key"])),
};

/// The dialog.
#[derive(Default)]
pub(super) struct OfficeIncident {
    batches: PathField,
    key: PathField,
    desk_key: String,
    no_desk_key: bool,
    into: Folder,
    error: Option<String>,
    asked: Option<Ticket>,
    done: bool,
}

impl OfficeIncident {
    /// What is plugged in: where the sheet can go.
    pub(super) fn know(&mut self, media: Vec<Medium>) {
        self.into.know(media);
    }

    /// Shows it; whether it is closed.
    pub(super) fn ui(&mut self, ui: &mut Ui, out: &mut Out<'_>) -> bool {
        let id = Id::unique("office incident");
        let busy = self.asked.is_some();
        let mut wanted = false;
        let first = PathField::focus_id(id.with("batches"));
        let shell = Shell::new(id, "Incident sheet of another laptop").lead(LEAD).width(620.0).focus(first);
        let shown = shell.show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            let room = (ui.ctx().content_rect().height() - 260.0).max(96.0);
            flow::scrolled(ui, room, "office incident", |ui| {
                self.batches.ui(ui, id.with("batches"), BATCHES);
                ui.add_space(12.0);
                self.key.ui(ui, id.with("key"), KEY);
                ui.add_space(12.0);
                let missing = self.no_desk_key.then_some("Write that desk’s public key");
                let field = Field::new(id.with("desk key"), "That desk’s public key")
                    .hint("RW… Where it was replaced, the older ones first")
                    .error(missing);
                if field.leading_icon(icons::KEY).show(ui, &mut self.desk_key).response.changed() {
                    self.no_desk_key = false;
                }
                ui.add_space(12.0);
                self.into.ui(ui, id.with("into"), "Where to write it");
                wrong(ui, self.error.as_deref());
            });
            let write = Button::primary("Write it").icon(icons::FILE_TEXT).enabled(!busy).id(id.with("do"));
            let cancel = Button::secondary("Cancel").key("Esc").enabled(!busy).id(id.with("cancel"));
            let width = write.natural_width(ui) + cancel.natural_width(ui) + 10.0;
            dialog_footer(
                ui,
                if busy { "Opening and adding up" } else { "Counts only, nobody is named." },
                width,
                |ui| {
                    let closed = cancel.show(ui).clicked();
                    wanted = write.show(ui).clicked();
                    closed
                },
            )
        });
        if wanted && !busy {
            self.write(ui.ctx(), out);
        }
        let closed = std::mem::take(&mut self.done) || ((shown.closed || shown.inner) && !busy);
        if closed {
            Shell::close(ui.ctx(), id);
        }
        closed
    }

    /// Asks for it, where all is there; what is missing is asked for.
    fn write(&mut self, ctx: &Context, out: &mut Out<'_>) {
        let (folder, identity, into) = (self.batches.path(BATCHES), self.key.path(KEY), self.into.path());
        let desk_key = self.desk_key.trim().to_owned();
        self.no_desk_key = desk_key.is_empty();
        let all = folder.zip(identity).zip(into).filter(|_| !self.no_desk_key);
        let Some(((folder, identity), into)) = or_lead_to_error(ctx, all) else { return };
        self.error = None;
        let sheet = Sheet::IncidentOfBatches(OfficeBatches { folder, identity, desk_key });
        self.asked = Some(out.ask(Request::Keeping(keeping::Request::Write(sheet, into))));
    }

    /// Takes an answer that is its own, and gives back any other.
    pub(super) fn answer(&mut self, ticket: Ticket, answer: Answer, out: &mut Out<'_>) -> Option<Answer> {
        if self.asked != Some(ticket) {
            return Some(answer);
        }
        self.asked = None;
        match answer {
            Answer::Keeping(keeping::Answer::Written(files)) => {
                self.done = true;
                out.wish(Wish::Say(Toast::done(format!("The incident sheet is written. {}", named(&files)))));
            }
            Answer::Failed(Failure::Locked) => {}
            Answer::Failed(failure) => self.error = Some(failure.to_string()),
            other => return Some(other),
        }
        None
    }
}
