//! The order in which a form asks: every field that has no fixed place, each exactly once (R1).

use serde::{Deserialize, Serialize};

use super::form::Field;

/// What a form asks for at once, in the order that an event has unless it says otherwise.
const AT_ONCE: [Field; 10] = [
    Field::BadgeName,
    Field::Email,
    Field::Phone,
    Field::DateOfBirth,
    Field::Subjects,
    Field::LookingFor,
    Field::YearOfEntry,
    Field::Organisation,
    Field::Country,
    Field::Postcode,
];

/// What few visitors give, and a form asks for behind *More details*.
const MORE: [Field; 16] = [
    Field::Role,
    Field::Nationality,
    Field::EmergencyName,
    Field::EmergencyPhone,
    Field::EmergencyRelationship,
    Field::AddressLine1,
    Field::AddressLine2,
    Field::City,
    Field::Gender,
    Field::EducationNow,
    Field::EducationPast,
    Field::Profession,
    Field::ContactLanguage,
    Field::CommunicationPreference,
    Field::HeardAboutUs,
    Field::Note,
];

/// The order in which a form asks. The name comes first on every form and is not in it. "13 or over?" goes with the date of
/// birth, which takes its place once it is known, and so does what people can be sent, which shares their row.
///
/// Every other field is in it exactly once, whatever it was made from: it can be read from a list that names some of
/// them, and be rearranged, and no more.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "Vec<Field>", into = "Vec<Field>")]
pub struct FieldOrder {
    at_once: Vec<Field>,
    more: Vec<Field>,
}

/// A list of fields that is no order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FieldOrderError {
    /// The name has its place.
    #[error("The name comes first on every form. Leave {0} out of order.")]
    HasItsPlace(Field),
    /// A field cannot be asked for in two places.
    #[error("{0} stands twice in order. Leave it where it is to be asked for.")]
    Twice(Field),
}

impl Default for FieldOrder {
    fn default() -> Self {
        Self { at_once: AT_ONCE.to_vec(), more: MORE.to_vec() }
    }
}

impl TryFrom<Vec<Field>> for FieldOrder {
    type Error = FieldOrderError;

    /// The fields that the list names come first; those that it leaves out follow in their usual order, as they do
    /// where an event was written before there was such a field.
    fn try_from(named: Vec<Field>) -> Result<Self, FieldOrderError> {
        for (at, &field) in named.iter().enumerate() {
            if field.is_name() {
                return Err(FieldOrderError::HasItsPlace(field));
            }
            if named[..at].contains(&field) {
                return Err(FieldOrderError::Twice(field));
            }
        }
        let arranged = |usual: &[Field]| {
            let first = named.iter().filter(|field| usual.contains(field));
            let rest = usual.iter().filter(|field| !named.contains(field));
            first.chain(rest).copied().collect()
        };
        Ok(Self { at_once: arranged(&AT_ONCE), more: arranged(&MORE) })
    }
}

impl From<FieldOrder> for Vec<Field> {
    fn from(order: FieldOrder) -> Self {
        order.all().collect()
    }
}

impl FieldOrder {
    /// Whether an event says nothing about it.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// What is asked for at once, after the name.
    #[must_use]
    pub fn at_once(&self) -> &[Field] {
        &self.at_once
    }

    /// What is asked for behind *More details*.
    #[must_use]
    pub fn more(&self) -> &[Field] {
        &self.more
    }

    /// All of it, in the order in which it is asked for.
    pub fn all(&self) -> impl Iterator<Item = Field> + '_ {
        self.at_once.iter().chain(&self.more).copied()
    }

    /// Which place a field has among those it can change places with, counted from 0, and how many those are. The name
    /// has none.
    #[must_use]
    pub fn place(&self, field: Field) -> Option<(usize, usize)> {
        let among = |part: &[Field]| Some((part.iter().position(|&each| each == field)?, part.len()));
        among(&self.at_once).or_else(|| among(&self.more))
    }

    /// Asks for a field in another place among those it can change places with, or in the last one where there are not
    /// as many; the others close up. Says whether that changed anything.
    pub fn put(&mut self, field: Field, place: usize) -> bool {
        let Some((from, count)) = self.place(field) else { return false };
        let to = place.min(count - 1);
        let part = if self.at_once.contains(&field) { &mut self.at_once } else { &mut self.more };
        let moved = part.remove(from);
        part.insert(to, moved);
        from != to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_but_the_name_has_one_usual_place_r1() {
        let mut usual: Vec<_> = FieldOrder::default().into();
        usual.sort_unstable();
        let movable: Vec<_> = Field::ALL.iter().copied().filter(|field| !field.is_name()).collect();
        assert_eq!(usual, movable);
    }
}
