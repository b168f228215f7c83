//! What comes of showing a dialog.

use egui::{Context, Id};

use crate::ui::widgets::Dialog as Shell;

/// Whether it stays, goes, or wants something done, for which it stays until that is answered.
pub(super) enum Then<T> {
    Stay,
    Close,
    Do(T),
}

impl<T> Then<T> {
    /// What is wanted outweighs that it was closed.
    pub(super) fn of(wanted: Option<T>, closed: bool) -> Self {
        match (wanted, closed) {
            (Some(what), _) => Self::Do(what),
            (None, true) => Self::Close,
            (None, false) => Self::Stay,
        }
    }

    pub(super) fn map<U>(self, to: impl FnOnce(T) -> U) -> Then<U> {
        match self {
            Self::Stay => Then::Stay,
            Self::Close => Then::Close,
            Self::Do(what) => Then::Do(to(what)),
        }
    }

    /// Puts the dialog back into its place, unless it goes; gives back what is to be done.
    pub(super) fn settle<D>(self, ctx: &Context, id: Id, dialog: D, place: &mut Option<D>) -> Option<T> {
        let wanted = match self {
            Self::Close => {
                Shell::close(ctx, id);
                return None;
            }
            Self::Stay => None,
            Self::Do(what) => Some(what),
        };
        *place = Some(dialog);
        wanted
    }
}
