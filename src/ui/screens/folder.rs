//! Where to write: a stick that is plugged in, or a folder that is typed or chosen in the system's own dialog.

use std::path::PathBuf;

use egui::{Id, Ui, vec2};

use crate::ui::icons;
use crate::ui::pick::{NO_DIALOG, Pick, Picked};
use crate::ui::size::of_bytes;
use crate::ui::widgets::{Button, Field, OptionCard};
use crate::worker::Medium;

/// A folder, as typed.
#[derive(Default)]
pub(super) struct Folder {
    /// What stands in the field.
    pub(super) typed: String,
    /// What to do about what is wrong.
    pub(super) error: Option<String>,
    pick: Pick,
    /// What is plugged in.
    media: Vec<Medium>,
    /// Which of it is chosen; nothing where a folder is.
    stick: Option<PathBuf>,
    /// Somebody has said that it is to be a folder.
    no_stick: bool,
    /// The keyboard goes to what is wrong.
    to_field: bool,
}

impl Folder {
    /// The folder, where one is typed; otherwise says what to do, and the keyboard goes there.
    pub(super) fn path_or_field(&mut self) -> Option<PathBuf> {
        let path = self.path();
        self.to_field = path.is_none();
        path
    }

    /// The folder, where one is typed; otherwise says what to do.
    pub(super) fn path(&mut self) -> Option<PathBuf> {
        if let Some(stick) = &self.stick {
            return Some(stick.clone());
        }
        let typed = self.typed.trim();
        if typed.is_empty() {
            self.error = Some("Choose a folder".to_owned());
            return None;
        }
        if !std::path::Path::new(typed).is_absolute() {
            self.error = Some("Write the whole path, from its beginning".to_owned());
            return None;
        }
        self.error = None;
        Some(PathBuf::from(typed))
    }

    /// Nothing was written into it. The cause is what can be done something about; that it was not written is seen.
    pub(super) fn not_written(&mut self, why: &str) {
        let cause = why.split_once(". ").map_or(why, |(_, cause)| cause);
        self.error = Some(cause.trim_end_matches('.').to_owned());
    }

    /// Its last part: how people call it.
    pub(super) fn name(&self) -> &str {
        if let Some(medium) = self.medium() {
            return &medium.name;
        }
        let typed = self.typed.trim().trim_end_matches(['/', '\\']);
        typed.rsplit(['/', '\\']).next().filter(|name| !name.is_empty()).unwrap_or(typed)
    }

    fn medium(&self) -> Option<&Medium> {
        self.media.iter().find(|medium| Some(&medium.root) == self.stick.as_ref())
    }

    /// What is plugged in now. The first stick is chosen, unless something else was; one that was pulled out is not chosen
    /// any more.
    pub(super) fn know(&mut self, media: Vec<Medium>) {
        self.media = media;
        self.stick = self.medium().map(|medium| medium.root.clone());
        if self.stick.is_none() && !self.no_stick && self.typed.trim().is_empty() {
            self.stick = self.media.first().map(|medium| medium.root.clone());
        }
    }

    /// What is plugged in, as it was last known.
    pub(super) fn media(&self) -> &[Medium] {
        &self.media
    }

    /// The sticks, then the folder; only the folder where nothing is plugged in.
    pub(super) fn ui(&mut self, ui: &mut Ui, id: Id, title: &str) {
        if self.media.is_empty() {
            self.folder_ui(ui, id, title);
            return;
        }
        for (at, medium) in self.media.clone().iter().enumerate() {
            let free = format!("{} free", of_bytes(medium.free));
            let card = OptionCard::new(id.with(("stick", at)), icons::USB, &medium.name, &free);
            let rect = ui.allocate_space(vec2(ui.available_width(), OptionCard::HEIGHT)).1;
            if card.at(ui, rect, self.stick.as_ref() == Some(&medium.root)).clicked() {
                (self.stick, self.error) = (Some(medium.root.clone()), None);
            }
            ui.add_space(8.0);
        }
        let typed = self.typed.trim();
        let detail = if typed.is_empty() { "Not chosen yet" } else { typed };
        let card = OptionCard::new(id.with("folder"), icons::FOLDER, "A folder on this laptop", detail);
        let rect = ui.allocate_space(vec2(ui.available_width(), OptionCard::HEIGHT)).1;
        if card.at(ui, rect, self.stick.is_none()).clicked() {
            (self.stick, self.no_stick) = (None, true);
        }
        if self.stick.is_none() {
            ui.add_space(8.0);
            self.folder_ui(ui, id, title);
        }
    }

    /// The field, and the button under it.
    fn folder_ui(&mut self, ui: &mut Ui, id: Id, title: &str) {
        match self.pick.ended(ui.ctx()) {
            Some(Picked::Path(path)) => {
                self.typed = path.to_string_lossy().into_owned();
                self.error = None;
            }
            Some(Picked::NoDialog) => self.error = Some(NO_DIALOG.to_owned()),
            Some(Picked::Nothing) | None => {}
        }
        let hint = if cfg!(windows) { "E:\\" } else { "/media/stick" };
        let field = Field::new(id.with("path"), "Folder").hint(hint).error(self.error.as_deref());
        let written = field.leading_icon(icons::USB).show(ui, &mut self.typed).response;
        if written.changed() {
            self.error = None;
        }
        if std::mem::take(&mut self.to_field) {
            written.request_focus();
        }
        ui.add_space(10.0);
        let choose = Button::secondary("Choose a folder").icon(icons::FOLDER_OPEN).small().id(id.with("choose"));
        if choose.enabled(!self.pick.is_open()).show(ui).clicked() {
            self.pick.folder(title, None);
        }
    }
}
