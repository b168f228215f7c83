//! What was being written when the desk was locked: kept in memory, off the screen, for whoever unlocks. It has no `Debug`: it is
//! somebody's personal data.

use super::register::HeldForm;
use super::rights::HeldRequest;

/// What waits behind the lock.
pub struct Held {
    /// A visitor's form.
    pub form: Option<HeldForm>,
    /// A request that is not recorded yet.
    pub request: Option<HeldRequest>,
}

impl Held {
    /// What there is; `None` where nothing was being written.
    #[must_use]
    pub fn of(form: Option<HeldForm>, request: Option<HeldRequest>) -> Option<Self> {
        (form.is_some() || request.is_some()).then_some(Self { form, request })
    }

    /// That it waits, for the locked screen: not what is in it.
    #[must_use]
    pub fn words(&self) -> &'static str {
        match (&self.form, &self.request) {
            (Some(_), Some(_)) => "A form and a request are waiting",
            (None, Some(_)) => "A request is waiting",
            (_, None) => "A visitor’s form is waiting",
        }
    }
}
