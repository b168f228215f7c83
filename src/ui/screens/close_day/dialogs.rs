//! What is said when the writing fails: who and what is safe, and what can be done.

use egui::{Id, Ui};

use crate::domain::code::Code;
use crate::ui::icons;
use crate::ui::out::{Out, Seen};
use crate::ui::screens::flow;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::Type;
use crate::ui::widgets::{Button, Dialog as Shell, dialog_footer};
use crate::worker::closing::Stuck;

use super::CloseDay;

/// Which dialog is open.
pub(super) enum Dialog {
    /// Nothing was written.
    Failed(String),
    /// Some of it was.
    Stuck {
        /// How far it came.
        stuck: Box<Stuck>,
        /// For whom it was.
        to: Vec<Code>,
        /// Where to, as people call it.
        folder: String,
    },
}

enum Said {
    TryAgain,
    GoBack,
}

impl CloseDay {
    /// Whether something stands in front of the wizard.
    pub(super) fn has_dialog(&self) -> bool {
        let own = self.dialog.is_some() || self.compare.is_some() || self.second.is_some();
        own || self.recipients.is_open() || self.sheets.is_open()
    }

    pub(super) fn dialog_ui(&mut self, ui: &mut Ui, seen: &Seen<'_>, out: &mut Out<'_>) {
        if let Some(dialog) = self.dialog.take() {
            self.failure(ui, dialog, seen, out);
        }
        self.compare_ui(ui, out);
        if self.second.is_some() {
            self.second_ui(ui, seen, out);
        }
    }

    fn failure(&mut self, ui: &mut Ui, dialog: Dialog, seen: &Seen<'_>, out: &mut Out<'_>) {
        let id = Id::unique("close day failed");
        let title = match &dialog {
            Dialog::Failed(_) => "The batch was not written".to_owned(),
            Dialog::Stuck { stuck, .. } if stuck.asked => "Stopped".to_owned(),
            Dialog::Stuck { folder, .. } => format!("The batch is not on {folder}"),
        };
        let back = id.with("back");
        let shown = Shell::new(id, &title).width(620.0).focus(back).show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            facts(ui, &dialog);
            let again = Button::primary("Try again").icon(icons::ARROWS_CLOCKWISE).id(id.with("again"));
            let other = Button::secondary("Choose another folder").id(back);
            let width = again.natural_width(ui) + other.natural_width(ui) + 10.0;
            dialog_footer(ui, "", width, |ui| {
                let said = other.show(ui).clicked().then_some(Said::GoBack);
                if again.show(ui).clicked() { Some(Said::TryAgain) } else { said }
            })
        });
        let said = if shown.closed { Some(Said::GoBack) } else { shown.inner };
        match said {
            None => {
                self.dialog = Some(dialog);
                return;
            }
            Some(Said::GoBack) => {}
            Some(Said::TryAgain) => match dialog {
                Dialog::Failed(_) => self.write(seen, out),
                Dialog::Stuck { stuck, to, .. } => {
                    let seal = to.iter().filter(|code| !stuck.sealed.contains(code)).cloned().collect();
                    self.write_for(to, seal, seen, out);
                }
            },
        }
        Shell::close(ui.ctx(), id);
    }

    fn second_ui(&mut self, ui: &mut Ui, seen: &Seen<'_>, out: &mut Out<'_>) {
        let Some(mut second) = self.second.take() else { return };
        let id = Id::unique("second copy");
        let lead = "The same files, byte for byte, and read back again.";
        let writing = self.writing.is_some();
        let mut write = false;
        let shown = Shell::new(id, "A second copy").lead(lead).focus(id.with("path")).show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            second.ui(ui, id, "Where to write the second copy");
            let copy = Button::primary("Copy").icon(icons::FILES).enabled(!writing).id(id.with("copy"));
            let cancel = Button::secondary("Cancel").id(id.with("cancel"));
            let width = copy.natural_width(ui) + cancel.natural_width(ui) + 10.0;
            let note = if writing { "Copying and reading back" } else { "" };
            dialog_footer(ui, note, width, |ui| {
                let closed = cancel.show(ui).clicked();
                write = copy.show(ui).clicked();
                closed
            })
        });
        if shown.closed || shown.inner {
            Shell::close(ui.ctx(), id);
            return;
        }
        self.second = Some(second);
        if write {
            self.write_again(seen, out);
        }
    }
}

/// What happened, and what is safe.
fn facts(ui: &mut Ui, dialog: &Dialog) {
    let p = ui.palette();
    let mut say = |mark, color, words: &str| {
        flow::said(ui, mark, color, words, Type::Body, false);
        ui.add_space(10.0);
    };
    let warning = icons::WARNING_CIRCLE.fill();
    let good = icons::CHECK_CIRCLE.fill();
    match dialog {
        Dialog::Failed(why) => {
            say(warning, p.danger, why);
            say(good, p.success, "Everything that was registered is safe in this desk.");
        }
        Dialog::Stuck { stuck, .. } => {
            if !stuck.asked {
                say(warning, p.danger, &stuck.why);
            }
            say(good, p.success, "Everything that was registered is safe in this desk.");
            if stuck.waiting {
                say(
                    good,
                    p.success,
                    "The sealed batch is safe in the desk’s outbox. Trying again copies the same file.",
                );
            }
            match stuck.copied.len() {
                0 => say(warning, p.warning, "Nothing was copied out. Do not hand the stick over."),
                1 => say(good, p.success, "1 file was copied out before, read back and matched."),
                more => say(good, p.success, &format!("{more} files were copied out before, read back and matched.")),
            }
        }
    }
}
