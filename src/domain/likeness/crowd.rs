//! Many people who give one address, kept by what any two of them who may be one have in common: so that each is compared with
//! few, and not with everybody (R14).

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::{AgeBand, Description, child_and_adult};

/// People by what they can be found by, in the order in which they were given. It has no `Debug`: it is personal data.
pub struct Crowd {
    places: HashMap<String, Vec<usize>>,
    ages: BTreeSet<Option<(NaiveDate, AgeBand)>>,
}

/// What everybody, and everybody without a name, is kept by.
const EVERYBODY: &str = "*";
const NAMELESS: &str = "?";

impl Crowd {
    /// Of these people.
    #[must_use]
    pub fn of<'d>(people: impl IntoIterator<Item = &'d Description>) -> Self {
        let mut crowd = Self { places: HashMap::new(), ages: BTreeSet::new() };
        for (place, person) in people.into_iter().enumerate() {
            crowd.ages.insert(person.aged);
            let mut keys = person.names.kept_by();
            keys.push(EVERYBODY.to_owned());
            if person.names.is_empty() {
                keys.push(NAMELESS.to_owned());
            }
            for contact in person.contacts() {
                keys.push(key(&contact, None, person.aged));
                keys.push(key(&contact, Some(person.birth), person.aged));
            }
            keys.sort_unstable();
            keys.dedup();
            keys.into_iter().for_each(|key| crowd.places.entry(key).or_default().push(place));
        }
        crowd
    }

    /// The places of all who are in doubt beside somebody ([`super::Likeness::is_in_doubt`]), perhaps more than once, and of a few
    /// others.
    pub fn near(&self, one: &Description) -> impl Iterator<Item = usize> {
        let mut keys = one.names.looked_for_by();
        // Of somebody without a name nothing can be told.
        keys.push(if one.names.is_empty() { EVERYBODY } else { NAMELESS }.to_owned());
        let apart = |age: &Option<_>| age.as_ref().zip(one.aged.as_ref()).is_some_and(|(a, b)| child_and_adult(a, b));
        for contact in one.contacts() {
            for &age in self.ages.iter().filter(|age| !apart(age)) {
                match one.birth {
                    None => keys.push(key(&contact, None, age)),
                    birth => keys.extend([None, birth].map(|birth| key(&contact, Some(birth), age))),
                }
            }
        }
        keys.into_iter().flat_map(|key| self.places.get(&key).into_iter().flatten().copied())
    }
}

/// A contact with a birthday, where that matters, and an age.
fn key(contact: &str, birth: Option<Option<NaiveDate>>, aged: Option<(NaiveDate, AgeBand)>) -> String {
    format!("@{contact} {birth:?} {aged:?}")
}

impl Description {
    /// Every contact that two people who share it are compared as a family by.
    fn contacts(&self) -> Vec<String> {
        let of = |kind: &str, value: Option<String>| value.map(|value| format!("{kind} {value}"));
        let contacts = [
            of("email", self.email.as_ref().map(super::Email::key)),
            of("phone", self.phone.clone()),
            of("guardian's email", self.guardian_email.as_ref().map(super::Email::key)),
            of("guardian's phone", self.guardian_phone.clone()),
        ];
        contacts.into_iter().flatten().collect()
    }
}
