//! Where to write: a folder that is typed, or chosen in the system's own dialog.

use std::path::PathBuf;

use egui::{Id, Ui};

use crate::ui::icons;
use crate::ui::pick::{NO_DIALOG, Pick, Picked};
use crate::ui::widgets::{Button, Field};

/// A folder, as typed.
#[derive(Default)]
pub(super) struct Folder {
    /// What stands in the field.
    pub(super) typed: String,
    /// What to do about what is wrong.
    pub(super) error: Option<String>,
    pick: Pick,
    /// The keyboard goes to what is wrong.
    to_field: bool,
}

impl Folder {
    /// The folder, where one is typed; otherwise says what to do.
    pub(super) fn path(&mut self) -> Option<PathBuf> {
        let typed = self.typed.trim();
        if typed.is_empty() {
            (self.error, self.to_field) = (Some("Choose a folder".to_owned()), true);
            return None;
        }
        if !std::path::Path::new(typed).is_absolute() {
            (self.error, self.to_field) = (Some("Write the whole path, from its beginning".to_owned()), true);
            return None;
        }
        self.error = None;
        Some(PathBuf::from(typed))
    }

    /// Its last part: how people call it.
    pub(super) fn name(&self) -> &str {
        let typed = self.typed.trim().trim_end_matches(['/', '\\']);
        typed.rsplit(['/', '\\']).next().filter(|name| !name.is_empty()).unwrap_or(typed)
    }

    /// The field, and the button under it.
    pub(super) fn ui(&mut self, ui: &mut Ui, id: Id, title: &str) {
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
