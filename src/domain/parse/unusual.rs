//! What looks unusual in a draft and is kept all the same: said while the visitor is there to be asked (R2).

use crate::domain::draft::RegistrationDraft;
use crate::domain::field_error::{GuardianField, Place};
use crate::domain::form::Field;
use crate::domain::phone::Phone;
use crate::domain::postcode::Postcode;

use super::person::{home, numbering};

impl RegistrationDraft {
    /// What to look at again at a place, where what was typed there can be kept and looks unusual. Nothing is rewritten.
    #[must_use]
    pub fn unusual(&self, place: &Place) -> Option<String> {
        match place {
            Place::Field(field @ (Field::Phone | Field::EmergencyPhone)) => self.unusual_phone(self.field(*field)),
            Place::Guardian(field @ GuardianField::Phone) => self.unusual_phone(self.guardian_field(*field)),
            Place::Field(Field::Postcode) => {
                let postcode = Postcode::parse(self.field(Field::Postcode), home(self)).ok()?;
                postcode.warning().map(|warning| warning.to_string())
            }
            _ => None,
        }
    }

    fn unusual_phone(&self, typed: &str) -> Option<String> {
        let phone = Phone::parse(typed, numbering(self)).ok()?;
        phone.warning().map(|warning| warning.to_string())
    }
}
