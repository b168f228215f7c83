//! Whom somebody names beside themselves: a child's guardian, and whom to call in an emergency. They are people with rights too (R2),
//! and are looked for by their own names and numbers; whoever is found by them is never taken for them.

use std::fmt;

use super::phone::Phone;
use super::record::RegistrationRecord;
use super::search_key::{QueryTerm, Searchable, index_terms, reads_as};

/// What somebody is to the visitor who named them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Named {
    /// A child's parent, or who is responsible for them.
    Guardian,
    /// Whom to call in an emergency.
    EmergencyContact,
}

impl Named {
    const ALL: [Self; 2] = [Self::Guardian, Self::EmergencyContact];

    /// In words, within a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Guardian => "guardian",
            Self::EmergencyContact => "emergency contact",
        }
    }

    /// Their name, email address, telephone number in E.164 and as it was typed.
    fn of(self, record: &RegistrationRecord) -> [&str; 4] {
        let all = match self {
            Self::Guardian => [
                Some(&record.guardian_name),
                Some(&record.guardian_email),
                Some(&record.guardian_phone),
                Some(&record.guardian_phone_as_typed),
            ],
            Self::EmergencyContact => [
                Some(&record.emergency_name),
                None,
                Some(&record.emergency_phone),
                Some(&record.emergency_phone_as_typed),
            ],
        };
        all.map(|said| said.and_then(|said| said.as_deref()).unwrap_or_default())
    }

    /// What they are found by, with or without their telephone number.
    fn terms(self, record: &RegistrationRecord, numbers: bool) -> Vec<String> {
        let [name, email, phone_e164, phone_typed] = self.of(record);
        let [phone_e164, phone_typed] = if numbers { [phone_e164, phone_typed] } else { ["", ""] };
        let national = Phone::stored(phone_e164, phone_typed).map(|phone| phone.national().to_owned());
        let phone_national = national.as_deref().unwrap_or_default();
        let names = [name];
        index_terms(&Searchable {
            names: &names,
            email,
            phone_e164,
            phone_national,
            phone_typed,
            ..Searchable::default()
        })
    }
}

/// Whose name or number led to somebody who is no match themselves. Its `Debug` names nobody.
#[derive(Clone, PartialEq, Eq)]
pub struct NamedBeside {
    /// What they are to the visitor.
    pub is: Named,
    /// Their name, where one was said.
    pub name: Option<String>,
}

impl NamedBeside {
    /// "Robin Hale, guardian of Kit": `name` and `of` as they are to be read.
    #[must_use]
    pub fn words(&self, of: &str) -> String {
        let what = self.is.words();
        match &self.name {
            Some(name) => format!("{name}, {what} of {of}"),
            None => format!("{what} of {of}"),
        }
    }

    /// Whose name or number a query looks for, among those named in these versions, the newest first.
    #[must_use]
    pub fn found<'r>(records: impl Iterator<Item = &'r RegistrationRecord>, wanted: &[QueryTerm]) -> Option<Self> {
        let numbers = QueryTerm::are_in_numbers(wanted);
        let found = |record: &RegistrationRecord| {
            let is = Named::ALL.into_iter().find(|is| {
                let terms = is.terms(record, numbers);
                wanted.iter().all(|word| word.is_in(&terms))
            })?;
            let [name, ..] = is.of(record);
            Some(Self { is, name: (!name.is_empty()).then(|| name.to_owned()) })
        };
        records.filter_map(found).next()
    }
}

impl fmt::Debug for NamedBeside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NamedBeside({:?})", self.is)
    }
}

/// The terms by which those are found whom a version names beside the visitor, with or without telephone numbers. Only who is one of
/// them has all words of a query.
#[must_use]
pub fn contact_terms(record: &RegistrationRecord, numbers: bool) -> Vec<String> {
    Named::ALL.into_iter().flat_map(|is| is.terms(record, numbers)).collect()
}

/// Whether words that stay for good name the visitor, or anybody whom they named beside themselves.
#[must_use]
pub fn names_anybody(words: &str, record: &RegistrationRecord) -> bool {
    /// Fewer digits say nothing of a number.
    const OF_A_NUMBER: usize = 6;
    let said = reads_as(words);
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let written = digits(words);
    let contacts = Named::ALL.map(|is| is.of(record));
    let own = [&record.full_name, &record.email, &record.phone].map(|own| own.as_deref().unwrap_or_default());
    let names = contacts.iter().flat_map(|[name, email, ..]| [*name, *email]).chain(own[..2].iter().copied());
    let phones = contacts.iter().map(|[_, _, phone, _]| *phone).chain([own[2]]);
    let is_named = |name: &str| {
        let read = reads_as(name);
        read.split(' ').any(|word| word.len() > 2 && said.split(' ').any(|said| said == word))
    };
    let is_rung = |phone: &str| {
        let digits = digits(phone);
        let last = digits.len().checked_sub(OF_A_NUMBER).map(|from| &digits[from..]);
        last.is_some_and(|last| written.contains(last))
    };
    names.into_iter().any(is_named) || phones.into_iter().any(is_rung)
}
