//! Where the next backup goes: beside the desk, against mistakes; or on another medium, against the loss of the laptop.

use std::path::PathBuf;

use egui::{Id, Ui, vec2};

use crate::ui::icons::{self, Icon};
use crate::ui::screens::flow;
use crate::ui::screens::folder::Folder;
use crate::ui::size::of_bytes;
use crate::ui::widgets::{Button, Dialog as Shell, OptionCard, dialog_footer, or_lead_to_error};
use crate::worker::Medium;

use super::Keeping;

/// Where to.
#[derive(Default)]
pub(super) struct Place {
    /// What is plugged in.
    media: Vec<Medium>,
    /// Another medium than the desk's own folder.
    elsewhere: Option<PathBuf>,
    /// Somebody has chosen.
    chosen: bool,
}

impl Place {
    /// What is plugged in now. The first stick is where the next backup goes, unless somebody chose another place.
    pub(super) fn know(&mut self, media: Vec<Medium>) {
        self.media = media;
        if !self.chosen {
            self.elsewhere = self.media.first().map(|medium| medium.root.clone());
        }
    }

    pub(super) fn is_elsewhere(&self) -> bool {
        self.elsewhere.is_some()
    }

    /// The folder, where it is not the desk's own.
    pub(super) fn folder(&self) -> Option<PathBuf> {
        self.elsewhere.clone()
    }

    fn medium(&self) -> Option<&Medium> {
        self.media.iter().find(|medium| Some(&medium.root) == self.elsewhere.as_ref())
    }

    /// Its icon, its name, and what there is to know of it.
    pub(super) fn words(&self) -> (Icon, String, String) {
        match (&self.elsewhere, self.medium()) {
            (None, _) => (icons::HARD_DRIVES, "On this laptop".to_owned(), "Against mistakes".to_owned()),
            (_, Some(medium)) => {
                (icons::USB, medium.name.clone(), format!("{} free, locked copy", of_bytes(medium.free)))
            }
            (Some(folder), None) => {
                let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned();
                (icons::FOLDER, name, "Locked copy".to_owned())
            }
        }
    }
}

/// The question where to.
pub(super) struct PlaceDialog {
    own: bool,
    folder: Folder,
}

impl PlaceDialog {
    /// What is plugged in now.
    pub(super) fn know(&mut self, media: Vec<Medium>) {
        self.folder.know(media);
    }
}

impl Keeping {
    /// Asks where the next backup goes.
    pub(super) fn ask_place(&mut self) {
        let mut folder = Folder::default();
        folder.know(self.place.media.clone());
        if let Some(elsewhere) = self.place.elsewhere.as_ref().filter(|_| self.place.medium().is_none()) {
            folder.typed = elsewhere.display().to_string();
        }
        self.place_dialog = Some(PlaceDialog { own: !self.place.is_elsewhere(), folder });
    }

    pub(super) fn place_ui(&mut self, ui: &mut Ui) {
        let Some(dialog) = &mut self.place_dialog else { return };
        let id = Id::unique("backup place");
        let lead = "Keep one on a stick, away from the laptop. Only who opens this desk can open a copy.";
        let mut wanted = false;
        let shown = Shell::new(id, "Where the next backup goes").lead(lead).focus(id.with("cancel"));
        let shown = shown.show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            let room = (ui.ctx().content_rect().height() - 230.0).max(96.0);
            flow::scrolled(ui, room, "backup place", |ui| {
                let row = |ui: &mut Ui| ui.allocate_space(vec2(ui.available_width(), OptionCard::HEIGHT)).1;
                let detail = "In the desk’s folder, against mistakes. Lost with the laptop";
                let own = OptionCard::new(id.with("own"), icons::HARD_DRIVES, "On this laptop", detail);
                let at = row(ui);
                if own.at(ui, at, dialog.own).clicked() {
                    dialog.own = true;
                }
                ui.add_space(8.0);
                let detail = "A stick or a folder that is kept elsewhere";
                let other = OptionCard::new(id.with("other"), icons::USB, "Another medium", detail);
                let at = row(ui);
                if other.at(ui, at, !dialog.own).clicked() {
                    dialog.own = false;
                }
                if !dialog.own {
                    ui.add_space(14.0);
                    dialog.folder.ui(ui, id, "Where to keep the backup");
                }
            });
            let choose = Button::primary("Keep it there").icon(icons::CHECK).id(id.with("do"));
            let cancel = Button::secondary("Cancel").key("Esc").id(id.with("cancel"));
            let width = choose.natural_width(ui) + cancel.natural_width(ui) + 10.0;
            dialog_footer(ui, "", width, |ui| {
                let closed = cancel.show(ui).clicked();
                wanted = choose.show(ui).clicked();
                closed
            })
        });
        let mut closes = shown.closed || shown.inner;
        if wanted && dialog.own {
            (self.place.elsewhere, self.place.chosen, closes) = (None, true, true);
        } else if wanted && let Some(folder) = or_lead_to_error(ui.ctx(), dialog.folder.path()) {
            (self.place.elsewhere, self.place.chosen, closes) = (Some(folder), true, true);
        }
        if closes {
            self.place_dialog = None;
            Shell::close(ui.ctx(), id);
        }
    }
}
