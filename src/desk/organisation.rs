//! What is known of the organisation that holds the events: whom to ask about data, and where to complain (R25).

use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::code::Code;
use crate::domain::organisation::{Fact, Profile};
use crate::lists::event_file::shipped_profile;
use crate::store::act::{self, Act};
use crate::store::organisation;

use super::{Desk, DeskError, Right};

impl Desk {
    /// What is known of the organisation, as it was set; nothing where it never was.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn organisation(&self) -> Result<Profile, DeskError> {
        Ok(organisation::read(self.conn()?)?.unwrap_or_default())
    }

    /// What a notice on behalf of `organisation` is filled in from. Where nothing was ever set, the organisation that comes
    /// with the program counts for itself, and for nobody else.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn profile_for(&self, organisation: &str) -> Result<Profile, DeskError> {
        let set = organisation::read(self.conn()?)?;
        Ok(set.or_else(|| shipped_profile(organisation)).unwrap_or_default())
    }

    /// Sets what is known of the organisation. Versions that were published keep their words; the next one says the new.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`], or when the disk refuses.
    pub fn set_organisation(&mut self, profile: &Profile) -> Result<(), DeskError> {
        self.require(Right::Events)?;
        let before = self.organisation()?;
        if before == *profile {
            return Ok(());
        }
        // Which of them, and not what they say: an officer may be named.
        let changed: Vec<_> = Fact::ALL.iter().filter(|fact| before.get(**fact) != profile.get(**fact)).collect();
        let (now, staff, details) = (self.env.now(), self.staff.clone(), json!({ "changed": changed }));
        self.write(
            |tx| {
                organisation::set(tx, profile)?;
                let act = Act { kind: ActKind::SetOrganisation, at: now, staff: &staff, subject: None, details };
                act::begin(tx)?.finish(&act)?;
                Ok(())
            },
            |conn| Ok(organisation::read(conn)?.as_ref() == Some(profile)),
        )
    }

    /// What is known of whoever holds an event, for its notice.
    pub(super) fn profile_of(&self, event: &Code) -> Result<Profile, DeskError> {
        let event = self.event(event)?;
        self.profile_for(&event.definition().organisation)
    }
}
