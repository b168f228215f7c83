//! A file or a folder that is read: typed, or chosen in the system's own dialog.

use std::path::{Path, PathBuf};

use egui::{Id, Ui};

use crate::ui::icons;
use crate::ui::pick::{NO_DIALOG, Pick, Picked};
use crate::ui::widgets::{Button, Field};

/// What stands in it.
#[derive(Default)]
pub(super) struct PathField {
    typed: String,
    error: Option<&'static str>,
    pick: Pick,
}

/// A recipient's age key, itself or the file with it.
pub(super) const AGE_KEY: PathWords = PathWords {
    label: "age public key",
    hint: "age1…, or the file it is in",
    missing: "Paste the key that begins with age1",
    choose: "Choose the age key’s file",
    file: Some(("Public keys", KEY_FILES)),
};

/// Its minisign key.
pub(super) const MINISIGN_KEY: PathWords = PathWords {
    label: "minisign public key, for their receipts",
    hint: "RW…, or the file it is in",
    missing: "Paste the key that begins with RW",
    choose: "Choose the minisign key’s file",
    file: Some(("Public keys", KEY_FILES)),
};

/// What files with a public key end in.
const KEY_FILES: &[&str] = &["pub", "txt", "key", "age"];

/// What is asked for.
#[derive(Clone, Copy)]
pub(super) struct PathWords {
    /// Over the field.
    pub(super) label: &'static str,
    /// What one looks like.
    pub(super) hint: &'static str,
    /// Asks for it where it is missing.
    pub(super) missing: &'static str,
    /// On the button that opens the system's dialog.
    pub(super) choose: &'static str,
    /// A file of this kind with one of these endings; a folder where that is nothing.
    pub(super) file: Option<(&'static str, &'static [&'static str])>,
}

impl PathField {
    /// With this in it.
    pub(super) fn of(path: &Path) -> Self {
        Self { typed: path.display().to_string(), ..Self::default() }
    }

    /// The field's own id, for the keyboard.
    pub(super) fn focus_id(id: Id) -> Id {
        id.with("path")
    }

    /// What is typed, where something is.
    pub(super) fn typed(&self) -> Option<PathBuf> {
        let typed = self.typed.trim();
        (!typed.is_empty()).then(|| PathBuf::from(typed))
    }

    /// What is typed, as it stands: a key can stand where the file with it can.
    pub(super) fn text(&self) -> &str {
        self.typed.trim()
    }

    /// The same; otherwise asks for it.
    pub(super) fn path(&mut self, words: PathWords) -> Option<PathBuf> {
        let typed = self.typed();
        self.error = typed.is_none().then_some(words.missing);
        typed
    }

    /// Shows the field and its button; whether Enter was pressed in it.
    pub(super) fn ui(&mut self, ui: &mut Ui, id: Id, words: PathWords) -> bool {
        match self.pick.ended(ui.ctx()) {
            Some(Picked::Path(path)) => (self.typed, self.error) = (path.to_string_lossy().into_owned(), None),
            Some(Picked::NoDialog) => self.error = Some(NO_DIALOG),
            Some(Picked::Nothing) | None => {}
        }
        let icon = if words.file.is_some() { icons::FILE_TEXT } else { icons::FOLDER };
        let field = Field::new(Self::focus_id(id), words.label).hint(words.hint).error(self.error);
        let shown = field.leading_icon(icon).show(ui, &mut self.typed);
        if shown.response.changed() {
            self.error = None;
        }
        ui.add_space(8.0);
        let choose = Button::secondary(words.choose).icon(icons::FOLDER_OPEN).small().id(id.with("choose"));
        if choose.enabled(!self.pick.is_open()).show(ui).clicked() {
            match words.file {
                Some((kind, endings)) => self.pick.file(words.label, None, kind, endings),
                None => self.pick.folder(words.label, None),
            }
        }
        shown.entered
    }
}
