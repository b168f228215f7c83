//! Batches that were written after a backup: what they tell is done again by a restore too (R15, R18).

use std::path::PathBuf;

use egui::{Id, Ui};

use crate::ui::widgets::text::Text;
use crate::ui::widgets::{Field, Tick};
use crate::worker::opening::Newer;

use super::path_field::{PathField, PathWords};

/// The folder of a backup.
pub(super) const BACKUP: PathWords = PathWords {
    label: "The backup’s folder",
    hint: "…/lanyard-backup-…",
    missing: "Choose the backup’s folder",
    choose: "Choose a folder",
    file: None,
};
const BATCHES: PathWords = PathWords {
    label: "The folder of the batches",
    hint: "Every .zip.age in it",
    missing: "Choose where the batches are",
    choose: "Choose where the batches are",
    file: None,
};
const KEYS: PathWords = PathWords {
    label: "Their recipients’ key files, or the folder of them",
    hint: "office.txt",
    missing: "Choose where the key files are",
    choose: "Choose where the key files are",
    file: None,
};

/// Whether there are any, and where.
#[derive(Default)]
pub(super) struct NewerBatches {
    pub(super) are_there: bool,
    batches: PathField,
    keys: PathField,
    desk_key: String,
}

impl NewerBatches {
    /// Shows it; `when` says when it is needed.
    pub(super) fn ui(&mut self, ui: &mut Ui, id: Id, when: &str) {
        let label = "Learn from newer batches too, which the office has";
        Tick::new(id.with("with batches"), label).show(ui, &mut self.are_there);
        if !self.are_there {
            return;
        }
        let why = format!("{when} Its recipient opens a batch: borrow their key file, and take it away after.");
        ui.add_space(4.0);
        Text::caption(&why).muted().wrap().show(ui);
        ui.add_space(8.0);
        self.batches.ui(ui, id.with("batches"), BATCHES);
        ui.add_space(10.0);
        self.keys.ui(ui, id.with("keys"), KEYS);
        ui.add_space(10.0);
        let field = Field::new(id.with("desk key"), "The desk’s public key, where it changed since").optional(true);
        field.show(ui, &mut self.desk_key);
    }

    /// Them; nothing where there are none, and an error where it is not said where they are: that is asked for.
    pub(super) fn newer(&mut self) -> Result<Option<Newer>, NotSaid> {
        if !self.are_there {
            return Ok(None);
        }
        let both: (Option<PathBuf>, Option<PathBuf>) = (self.batches.path(BATCHES), self.keys.path(KEYS));
        let (Some(batches), Some(keys)) = both else { return Err(NotSaid) };
        Ok(Some(Newer { batches, keys, desk_key: self.desk_key.clone() }))
    }
}

/// Where they are is missing.
pub(super) struct NotSaid;
