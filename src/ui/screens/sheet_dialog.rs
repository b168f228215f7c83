//! Where a sheet goes that holds counts and settings and nothing about anybody: a folder, chosen or typed (R22, R27).

use std::path::{Path, PathBuf};

use egui::{Id, Ui};

use crate::ui::icons;
use crate::ui::out::{Out, Wish};
use crate::ui::theme::Themed;
use crate::ui::toast::Toast;
use crate::ui::widgets::text::Type;
use crate::ui::widgets::{Button, Dialog as Shell, dialog_footer, or_lead_to_error};
use crate::worker::keeping::{self, Sheet};
use crate::worker::{Answer, Failure, Medium, Request, Ticket, closing};

use super::folder::Folder;
use super::office_incident::OfficeIncident;

/// The dialog, where one is open.
#[derive(Default)]
pub(super) struct SheetDialog {
    open: Option<Open>,
    writing: Option<Ticket>,
    sticks: Option<Ticket>,
    /// The one for another laptop, where that is asked for.
    office: Option<Box<OfficeIncident>>,
    /// It is written: the dialog goes with the next pass.
    done: bool,
}

struct Open {
    sheet: Sheet,
    folder: Folder,
    error: Option<String>,
}

/// A sheet's title, what it is for, and how it is called when it is written.
fn words(sheet: &Sheet) -> (&'static str, &'static str, &'static str) {
    match sheet {
        // That of another laptop has a dialog of its own.
        Sheet::Incident | Sheet::IncidentOfBatches(_) => (
            "Incident sheet",
            "What is on this laptop, for the day that it is lost: how many people, which kinds of data, how it is locked. \
             Write one each evening, and keep it elsewhere.",
            "The incident sheet",
        ),
        Sheet::Processing(_) => (
            "Record of processing",
            "What this event does with data, from its own settings (UK GDPR, article 30).",
            "The record of processing",
        ),
        Sheet::Day(_) => (
            "Summary of the day",
            "How many came and what they answered, in numbers, as a PDF to print. It is not for the public: small numbers \
             can point at a person.",
            "The summary",
        ),
        Sheet::Keys(_) => {
            ("Keys", "Every key of the program, as a PDF to print and lay beside the laptop.", "The list")
        }
        Sheet::HandOver(_) => (
            "Hand-over sheet",
            "What goes with the sealed files: which they are, how to tell that they are whole, and a line for whoever takes \
             them. As a PDF to print.",
            "The hand-over sheet",
        ),
    }
}

impl SheetDialog {
    /// Opens it for a sheet.
    pub(super) fn open(&mut self, sheet: Sheet, out: &mut Out<'_>) {
        self.sticks = Some(out.ask(Request::Closing(closing::Request::Sticks)));
        self.open = Some(Open { sheet, folder: Folder::default(), error: None });
    }

    /// Whether it is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some() || self.office.is_some()
    }

    /// What is plugged in now.
    pub(super) fn plugged(&mut self, media: &[Medium]) {
        if let Some(open) = &mut self.open {
            open.folder.know(media.to_vec());
        }
    }

    /// Shows it.
    pub(super) fn ui(&mut self, ui: &mut Ui, out: &mut Out<'_>) {
        if let Some(office) = &mut self.office
            && office.ui(ui, out)
        {
            self.office = None;
        }
        let Some(open) = &mut self.open else { return };
        let id = Id::unique("sheet dialog");
        let (title, lead, _) = words(&open.sheet);
        let busy = self.writing.is_some();
        let (mut wanted, mut other) = (None, false);
        let shown = Shell::new(id, title).lead(lead).focus(id.with("cancel")).show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            let room = ui.ctx().content_rect().height() - 240.0;
            super::flow::scrolled(ui, room.max(96.0), "sheet folder", |ui| {
                open.folder.ui(ui, id, "Where to write it");
                if open.sheet == Sheet::Incident {
                    ui.add_space(10.0);
                    let button =
                        Button::quiet("Another laptop, out of its batches…").icon(icons::TRAY_ARROW_DOWN).small();
                    other = button.enabled(!busy).id(id.with("other")).show(ui).clicked();
                }
                wrong(ui, open.error.as_deref());
            });
            let write = Button::primary("Write it").icon(icons::FILE_TEXT).enabled(!busy).id(id.with("do"));
            let cancel = Button::secondary("Cancel").key("Esc").enabled(!busy).id(id.with("cancel"));
            let width = write.natural_width(ui) + cancel.natural_width(ui) + 10.0;
            let names_nobody = match open.sheet {
                Sheet::Keys(_) => "",
                Sheet::HandOver(_) => "No visitor is named.",
                _ => "Counts only, nobody is named.",
            };
            dialog_footer(ui, if busy { "Writing" } else { names_nobody }, width, |ui| {
                let closed = cancel.show(ui).clicked();
                if write.show(ui).clicked() {
                    wanted = or_lead_to_error(ui.ctx(), open.folder.path());
                }
                closed
            })
        });
        if other {
            let mut office = Box::<OfficeIncident>::default();
            office.know(open.folder.media().to_vec());
            (self.open, self.office) = (None, Some(office));
            Shell::close(ui.ctx(), id);
            return;
        }
        if let Some(into) = wanted {
            open.error = None;
            let request = keeping::Request::Write(open.sheet.clone(), into);
            self.writing = Some(out.ask(Request::Keeping(request)));
        }
        if std::mem::take(&mut self.done) || ((shown.closed || shown.inner) && !busy) {
            self.open = None;
            Shell::close(ui.ctx(), id);
        }
    }

    /// Takes an answer that is its own, and gives back any other.
    pub(super) fn answer(&mut self, ticket: Ticket, answer: Answer, out: &mut Out<'_>) -> Option<Answer> {
        let answer = match &mut self.office {
            Some(office) => office.answer(ticket, answer, out)?,
            None => answer,
        };
        let (writing, sticks) = (self.writing == Some(ticket), self.sticks == Some(ticket));
        match answer {
            Answer::Closing(closing::Answer::Sticks(media)) if sticks => {
                self.sticks = None;
                if let Some(open) = &mut self.open {
                    open.folder.know(media);
                }
            }
            Answer::Keeping(keeping::Answer::Written(files)) if writing => {
                self.writing = None;
                self.done = true;
                let name = self.open.as_ref().map_or("It", |open| words(&open.sheet).2);
                out.wish(Wish::Say(Toast::done(format!("{name} is written. {}", named(&files)))));
            }
            Answer::Failed(Failure::Locked) if writing || sticks => self.writing = None,
            Answer::Failed(failure) if writing => {
                self.writing = None;
                if let Some(open) = &mut self.open {
                    open.error = Some(failure.to_string());
                }
            }
            Answer::Failed(_) if sticks => self.sticks = None,
            other => return Some(other),
        }
        None
    }
}

/// The files by their names, and the folder that they are in.
pub(super) fn named(files: &[PathBuf]) -> String {
    let names: Vec<_> = files.iter().filter_map(|file| file.file_name()).map(|name| name.to_string_lossy()).collect();
    let folder = files.first().and_then(|file| file.parent()).map(Path::display);
    format!("{} in {}", names.join(" and "), folder.map(|folder| folder.to_string()).unwrap_or_default())
}

/// What kept something from being done, at the end of what a dialog says.
pub(super) fn wrong(ui: &mut Ui, error: Option<&str>) {
    if let Some(error) = error {
        ui.add_space(10.0);
        let danger = ui.palette().danger;
        super::flow::said(ui, icons::WARNING_CIRCLE.fill(), danger, error, Type::Body, false);
    }
}
