//! Where to write: a folder that is typed, or chosen in the system's own dialog.

use std::path::PathBuf;

use egui::{Id, Ui};

use crate::ui::icons;
use crate::ui::pick::{Picked, Picking};
use crate::ui::widgets::text::Text;
use crate::ui::widgets::{Button, Field};

/// A folder, as typed.
#[derive(Default)]
pub(super) struct Folder {
    /// What stands in the field.
    pub(super) typed: String,
    /// What to do about what is wrong.
    pub(super) error: Option<String>,
    picking: Option<Picking>,
    none_came: bool,
}

impl Folder {
    /// The folder, where one is typed; otherwise says what to do.
    pub(super) fn path(&mut self) -> Option<PathBuf> {
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

    /// Its last part: how people call it.
    pub(super) fn name(&self) -> &str {
        let typed = self.typed.trim().trim_end_matches(['/', '\\']);
        typed.rsplit(['/', '\\']).next().filter(|name| !name.is_empty()).unwrap_or(typed)
    }

    /// The field, and the button under it.
    pub(super) fn ui(&mut self, ui: &mut Ui, id: Id, title: &str) {
        if let Some(picked) = self.picking.as_mut().and_then(|picking| picking.poll(ui.ctx())) {
            self.picking = None;
            match picked {
                Picked::Path(path) => {
                    self.typed = path.to_string_lossy().into_owned();
                    (self.error, self.none_came) = (None, false);
                }
                Picked::Nothing => self.none_came = true,
            }
        }
        let hint = if cfg!(windows) { "E:\\" } else { "/media/stick" };
        let field = Field::new(id.with("path"), "Folder").hint(hint).error(self.error.as_deref());
        if field.leading_icon(icons::USB).show(ui, &mut self.typed).response.changed() {
            self.error = None;
        }
        ui.add_space(10.0);
        let choose = Button::secondary("Choose a folder").icon(icons::FOLDER_OPEN).small().id(id.with("choose"));
        if choose.enabled(self.picking.is_none()).show(ui).clicked() {
            self.picking = Some(Picking::folder(title));
        }
        if self.none_came {
            ui.add_space(6.0);
            Text::caption("Nothing was chosen. You can type the path above.").muted().wrap().show(ui);
        }
    }
}
