//! Which desk to open, where it is not the one that was opened last: a typed path beside the system's own dialog.

use std::path::{Path, PathBuf};

use egui::{Align2, Id, Rect, Ui, pos2, vec2};

use crate::ui::icons;
use crate::ui::pick::{NO_DIALOG, Pick, Picked};
use crate::ui::widgets::{Button, Field};

/// A desk that is looked for.
#[derive(Default)]
pub(super) struct Elsewhere {
    path: String,
    error: Option<String>,
    pick: Pick,
    fresh: bool,
}

impl Elsewhere {
    /// Begins near a folder.
    pub(super) fn near(folder: &Path) -> Self {
        Self { path: folder.display().to_string(), fresh: true, ..Self::default() }
    }

    /// How high it is.
    pub(super) fn height(&self, narrow: bool) -> f32 {
        Field::height_for(self.error.is_some(), 40.0) + if narrow { 52.0 } else { 0.0 }
    }

    /// The folder that was chosen has no desk in it.
    pub(super) fn no_desk(&mut self) {
        self.error = Some("No desk is there. Choose a folder with desk.db in it".into());
    }

    /// Shows it; gives back the folder that is to be opened.
    pub(super) fn at(&mut self, ui: &mut Ui, rect: Rect, narrow: bool) -> Option<PathBuf> {
        let id = Id::unique("another desk");
        let mut chosen = None;
        match self.pick.ended(ui.ctx()) {
            Some(Picked::Path(path)) => {
                self.path = path.display().to_string();
                chosen = Some(path);
            }
            Some(Picked::NoDialog) => self.error = Some(NO_DIALOG.into()),
            Some(Picked::Nothing) | None => {}
        }
        let choose = Button::secondary("Choose").icon(icons::FOLDER_OPEN).enabled(!self.pick.is_open());
        let open = Button::secondary("Open");
        let (first, second) = (choose.natural_width(ui), open.natural_width(ui));
        let below = Field::height_for(self.error.is_some(), 40.0) + 12.0;
        let (field, left, top) = if narrow {
            (rect, rect.left(), rect.top() + below)
        } else {
            let left = rect.right() - first - second - 10.0;
            (rect.with_max_x(left - 12.0), left, rect.top() + 20.0)
        };
        let error = self.error.clone();
        let shown = Field::new(id, "The desk’s folder").leading_icon(icons::FOLDER).error(error.as_deref());
        let shown = shown.at(ui, field, &mut self.path);
        if std::mem::take(&mut self.fresh) {
            shown.response.request_focus();
        }
        if shown.response.changed() {
            self.error = None;
        }
        let at = Rect::from_min_size(pos2(left, top), vec2(first, 40.0));
        if choose.at(ui, at).clicked() {
            self.pick.folder("Choose the desk’s folder", Some(Path::new(self.path.trim())));
        }
        let at = Align2::LEFT_TOP.align_size_within_rect(vec2(second, 40.0), at.translate(vec2(first + 10.0, 0.0)));
        let at = Rect::from_min_size(at.min, vec2(second, 40.0));
        if open.at(ui, at).clicked() || shown.entered {
            chosen = Some(PathBuf::from(self.path.trim()));
        }
        chosen
    }
}
