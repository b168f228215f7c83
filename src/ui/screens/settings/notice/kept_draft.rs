//! What is being written and goes to the disk as it is typed: a version, or its words in another language.

use egui::Ui;

use crate::ui::screens::keeping_pace::KeepingPace;
use crate::worker::Ticket;

/// A draft on the screen.
pub(super) struct KeptDraft<D> {
    pub(super) draft: D,
    /// What of it is on the disk, or on its way there; nothing where the disk refused.
    kept: Option<D>,
    keeping: Option<Ticket>,
    pace: KeepingPace,
    /// What keeping it failed with.
    pub(super) trouble: Option<String>,
}

impl<D: Clone + PartialEq> KeptDraft<D> {
    pub(super) fn of(draft: D) -> Self {
        Self { kept: Some(draft.clone()), draft, keeping: None, pace: KeepingPace::default(), trouble: None }
    }

    /// The draft, where what is on the disk is another one; it counts as sent.
    pub(super) fn not_kept(&mut self) -> Option<D> {
        (self.kept.as_ref() != Some(&self.draft)).then(|| {
            self.kept = Some(self.draft.clone());
            self.draft.clone()
        })
    }

    /// The same, not more often than it can be written.
    pub(super) fn due(&mut self, ui: &Ui) -> Option<D> {
        let is_due = self.kept.as_ref() != Some(&self.draft) && self.pace.is_due(ui, self.keeping.is_some());
        if is_due { self.not_kept() } else { None }
    }

    /// It is on its way to the disk.
    pub(super) fn is_sent(&mut self, ticket: Ticket) {
        self.keeping = Some(ticket);
    }

    pub(super) fn waits_for(&self, ticket: Ticket) -> bool {
        self.keeping == Some(ticket)
    }

    pub(super) fn is_kept(&mut self, ticket: Ticket) {
        if self.waits_for(ticket) {
            (self.keeping, self.trouble) = (None, None);
        }
    }

    /// The disk did not take it: it is sent again, a little later. Whether it was this that was sent.
    pub(super) fn was_refused(&mut self, ticket: Ticket, words: &str) -> bool {
        if !self.waits_for(ticket) {
            return false;
        }
        (self.keeping, self.trouble, self.kept) = (None, Some(words.to_owned()), None);
        self.pace.was_refused();
        true
    }
}
