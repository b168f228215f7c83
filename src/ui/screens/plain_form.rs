//! Writing something in plain form (R22): which folder, and that somebody knows what plain form means.

use std::path::PathBuf;

use egui::{Context, Id, Ui};

use crate::ui::icons;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::Type;
use crate::ui::widgets::{Tick, or_lead_to_error};

use super::flow;
use super::folder::Folder;

/// Something that is to be written.
#[derive(Default)]
pub(super) struct PlainForm {
    folder: Folder,
    /// Somebody has said that they know what plain form means.
    known: bool,
    /// They were asked to.
    missing: bool,
    /// The desk was asked for it.
    pub(super) waits: bool,
}

/// The words of one that is written.
#[derive(Clone, Copy)]
pub(super) struct Words {
    /// Over the system's dialog for a folder.
    pub(super) folder: &'static str,
    /// What has to be ticked.
    pub(super) known: &'static str,
    /// What is said where it is not.
    pub(super) missing: &'static str,
}

impl PlainForm {
    /// What has the keyboard first.
    pub(super) fn focus_id(id: Id) -> Id {
        id.with("path")
    }

    /// The folder, and what has to be ticked.
    pub(super) fn ui(&mut self, ui: &mut Ui, id: Id, words: Words) {
        self.folder.ui(ui, id, words.folder);
        ui.add_space(14.0);
        let known = Tick::new(id.with("known"), words.known).wrong(self.missing);
        if known.show(ui, &mut self.known).changed() {
            self.missing = false;
        }
        if self.missing {
            ui.add_space(6.0);
            flow::said(ui, icons::WARNING_CIRCLE.fill(), ui.palette().danger, words.missing, Type::Body, false);
            ui.add_space(8.0);
        }
    }

    /// Where it goes, once everything is said; otherwise what is missing is asked for, and has the keyboard.
    pub(super) fn into(&mut self, ctx: &Context) -> Option<PathBuf> {
        self.missing = !self.known;
        or_lead_to_error(ctx, self.folder.path().filter(|_| self.known)).filter(|_| !self.waits)
    }

    /// The desk did not write it.
    pub(super) fn failed(&mut self, why: &str) {
        self.waits = false;
        self.folder.not_written(why);
    }
}
