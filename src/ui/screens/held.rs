//! What was being written when the desk was locked: kept in memory, off the screen, for whoever unlocks. It has no `Debug`: it is
//! somebody's personal data.

use crate::domain::ids::EventId;
use crate::domain::staff::Handle;
use crate::domain::unfinished::{Dialog, Unfinished};
use crate::ui::out::Section;

use super::register::HeldForm;

/// What is said once what was typed before a crash is open again.
pub const OPEN_AGAIN: &str = "What you were writing is open again.";
/// What is said where it waits for somebody to go there.
pub const WAITS_IN_RIGHTS: &str = "What you were writing waits in Rights.";

/// What waits behind the lock.
pub struct Held {
    /// A visitor's form, for whoever unlocks: the visitor stands there.
    pub form: Option<HeldForm>,
    /// Forms that were begun at other events.
    pub left: Vec<(EventId, HeldForm)>,
    /// What was typed into dialogs and not done, for whoever typed it.
    pub unfinished: Vec<Unfinished>,
    /// Who that is.
    pub whose: Handle,
    /// Where they were.
    pub section: Section,
}

impl Held {
    /// `None` where nothing was being written.
    #[must_use]
    pub fn if_any(self) -> Option<Self> {
        (self.has_form() || !self.unfinished.is_empty()).then_some(self)
    }

    fn has_form(&self) -> bool {
        self.form.is_some() || !self.left.is_empty()
    }

    /// That it waits, for the locked screen: not what is in it.
    #[must_use]
    pub fn words(&self) -> &'static str {
        let requests = self.unfinished.iter().all(|one| one.dialog == Dialog::Request);
        match (self.has_form(), self.unfinished.is_empty()) {
            (true, true) => "A visitor’s form is waiting",
            (true, false) if requests => "A form and a request are waiting",
            (true, false) => "A form and unsaved words are waiting",
            (false, _) if requests => "A request is waiting",
            (false, _) => "Unsaved words are waiting",
        }
    }
}
