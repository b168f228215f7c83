//! "Same person" and "not the same": said by staff, reversible, and never done by the program itself (R14).

use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::ids::RegistrationId;
use crate::store::act::{self, Act};
use crate::store::fallen;
use crate::store::links::{self, LinkKind, NewLink};
use crate::store::registrations;

use super::{Desk, DeskError, Right};

impl Desk {
    /// Says that two registrations are of one person, or of two. What was said of them before is replaced.
    ///
    /// # Errors
    /// [`DeskError::NoSuchPerson`]; [`DeskError::NoSuchLink`] for a registration and itself.
    pub fn say_same(&mut self, one: RegistrationId, other: RegistrationId, same: bool) -> Result<(), DeskError> {
        self.link(one, other, Some(if same { LinkKind::Same } else { LinkKind::NotSame }))
    }

    /// Takes back what was said of two registrations.
    ///
    /// # Errors
    /// [`DeskError::NoSuchLink`] when nothing was said of them.
    pub fn reverse_link(&mut self, one: RegistrationId, other: RegistrationId) -> Result<(), DeskError> {
        self.link(one, other, None)
    }

    fn link(&mut self, a: RegistrationId, b: RegistrationId, say: Option<LinkKind>) -> Result<(), DeskError> {
        self.require(Right::Amend)?;
        let both = (self.registered(a)?, self.registered(b)?);
        let (one, other) = (both.0.visitor, both.1.visitor);
        let before = links::in_force(self.conn()?, one, other)?;
        if one == other || (say.is_none() && before.is_none()) {
            return Err(DeskError::NoSuchLink);
        }
        let (now, staff, id) = (self.env.now(), self.staff.clone(), self.env.new_id());
        let (reversal, link) = (self.env.new_id(), say);
        let expected = say.map(|kind| (id, kind));
        let erased = self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                if let Some((reverses, _)) = before {
                    let kind = LinkKind::Reversed;
                    let link = NewLink { id: reversal, kind, one, other, reverses: Some(reverses) };
                    links::append(&mut appending, &link)?;
                }
                if let Some(kind) = link {
                    links::append(&mut appending, &NewLink { id, kind, one, other, reverses: None })?;
                }
                if link == Some(LinkKind::Same) {
                    // One person is restricted with all that is held of them (R14, R19).
                    registrations::restrict_as_one(tx, &links::rows_of_person(tx, one)?)?;
                }
                let said = link.map_or("reversed", LinkKind::code);
                let details = json!({ "said": said, "other": b });
                appending.finish(&Act { kind: ActKind::Link, at: now, staff: &staff, subject: Some(a.0), details })?;
                // What was one person's Yes and another's No is now one person's, who said both.
                Ok(fallen::erase(tx, one)? | fallen::erase(tx, other)?)
            },
            |conn| Ok(links::in_force(conn, one, other)? == expected),
        )?;
        if erased {
            self.forget_person_in_backups(one)?;
            self.forget_person_in_backups(other)?;
        }
        Ok(())
    }
}
