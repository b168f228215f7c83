//! Recording the exception for a professional of higher education (R8). It is a lead's to record, and an opt-out ends it at once.

use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::ids::RegistrationId;
use crate::domain::professional::{NoException, ProfessionalException, may_be_made};
use crate::store::act::{self, Act};
use crate::store::{answers, events, professional};

use super::{Desk, DeskError, Right};

impl Desk {
    /// Records that news may go to the work address of somebody without their Yes, on legitimate interests. Whatever they say
    /// later, a No, a withdrawal or an objection, weighs more.
    ///
    /// # Errors
    /// [`DeskError::NoException`] with the reason; [`DeskError::NoSuchPerson`]; [`DeskError::Gone`].
    pub fn record_exception(&mut self, id: RegistrationId, exception: &ProfessionalException) -> Result<(), DeskError> {
        self.require(Right::Exceptions)?;
        let registered = self.registered(id)?;
        let (_, record) = self.said(&registered)?;
        let event = events::find(self.conn()?, registered.event)?.ok_or(DeskError::NoSuchEvent)?.event;
        if !event.definition().exception_for_professionals {
            return Err(NoException::Off.into());
        }
        let rows = self.rows_of_person(registered.visitor)?;
        let standings = answers::standings(self.conn()?, &rows, record.speaker())?;
        may_be_made(record.age_band.as_deref(), record.email.as_deref(), &standings)?;
        let email = record.email.ok_or(NoException::NoEmail)?;
        let before = professional::of_registration(self.conn()?, registered.row)?.len();
        let (now, staff) = (self.env.now(), self.staff.clone());
        self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                professional::append(&mut appending, registered.row, &email, exception)?;
                let details = json!({ "channel": "email", "basis": "legitimate-interests", "offered_opt_out": true });
                let subject = Some(id.0);
                appending.finish(&Act { kind: ActKind::RecordException, at: now, staff: &staff, subject, details })?;
                Ok(())
            },
            |conn| Ok(professional::of_registration(conn, registered.row)?.len() > before),
        )
    }
}
