//! Whether two registrations may be of one person: the evidence for it and against it, and what it comes to (R14).
//! It is shown to staff, who say *same* or *not the same*; nothing ever follows from it by itself.
//!
//! - A value that is missing on either side is no evidence.
//! - Names are compared as search compares them: without case and accents, in Latin letters where scripts differ, in any
//!   order. All words alike is the same name or a similar one; an initial, a short form, or a part that is missing on one
//!   side counts less, and so does a given name with another family name (people marry). Words left over on both sides
//!   are another name.
//! - Against it speak another birthday, another name, and a child of the one day who is an adult of the same day.
//! - [`Verdict::Likely`]: nothing speaks against it, and the same or a similar name stands with the same birthday, email,
//!   phone or guardian's contact; a name that counts less, or that was not typed yet, needs two of these.
//! - [`Verdict::SharesContact`]: an email, phone or guardian's contact in common, and not that much more. Families share
//!   these: siblings on one email are two people.
//!
//! Twins whose names differ by one letter in a long word cannot be told from a slip of the pen: they are shown, and staff
//! say that they are not the same.

mod crowd;
mod names;

use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDate;

use super::age::{self, AgeBand, DateOfBirth};
use super::coded::coded;
use super::country::Country;
use super::draft::RegistrationDraft;
use super::email::Email;
use super::event::Event;
use super::field_error::GuardianField;
use super::form::Field;
use super::parse::date_of_birth;
use super::phone::Phone;
use super::postcode::Postcode;
use super::record::RegistrationRecord;

pub use crowd::Crowd;
use names::{NameLikeness, Names};

/// What a person can be recognised by, of a registration or of a form that is being filled in. It has no `Debug`: it is
/// somebody's personal data.
#[derive(Clone, Default)]
pub struct Description {
    names: Names,
    email: Option<Email>,
    phone: Option<String>,
    birth: Option<NaiveDate>,
    postcode: Option<String>,
    guardian_email: Option<Email>,
    guardian_phone: Option<String>,
    aged: Option<(NaiveDate, AgeBand)>,
}

/// One thing that two people have in common, or that sets them apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Evidence {
    /// The same email, whatever its case.
    SameEmail,
    /// The same telephone number.
    SamePhone,
    /// The same name.
    SameName,
    /// A similar name, or the same in another script.
    SimilarName,
    /// A name of which one side gives only a part, an initial or a short form.
    PartOfName,
    /// The same given name with another family name.
    SameGivenName,
    /// The same birthday.
    SameBirthday,
    /// The same postcode.
    SamePostcode,
    /// The same guardian's email or telephone number.
    SameGuardianContact,
    /// Another birthday.
    OtherBirthday,
    /// Another name.
    OtherName,
    /// A child and an adult.
    OtherAge,
}

coded!(Evidence {
    SameEmail => "same-email",
    SamePhone => "same-phone",
    SameName => "same-name",
    SimilarName => "similar-name",
    PartOfName => "part-of-name",
    SameGivenName => "same-given-name",
    SameBirthday => "same-birthday",
    SamePostcode => "same-postcode",
    SameGuardianContact => "same-guardian-contact",
    OtherBirthday => "other-birthday",
    OtherName => "other-name",
    OtherAge => "other-age",
});

impl Evidence {
    /// Whether it speaks against one person.
    #[must_use]
    pub fn is_against(self) -> bool {
        matches!(self, Self::OtherBirthday | Self::OtherName | Self::OtherAge)
    }

    /// For people to read.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::SameEmail => "same email",
            Self::SamePhone => "same phone",
            Self::SameName => "same name",
            Self::SimilarName => "similar name",
            Self::PartOfName => "part of the name the same",
            Self::SameGivenName => "same given name",
            Self::SameBirthday => "same birthday",
            Self::SamePostcode => "same postcode",
            Self::SameGuardianContact => "same guardian's contact",
            Self::OtherBirthday => "another birthday",
            Self::OtherName => "another name",
            Self::OtherAge => "a child and an adult",
        }
    }
}

impl Likeness {
    /// Whether two people who give the same address to be written to may yet be one (R14): nobody has said, and it cannot be
    /// told from here. Two they are with another name and another birthday, or as a child and an adult; and with another name
    /// where they have nothing in common but where they live.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        let found = |evidence| self.evidence.contains(&evidence);
        let apart = found(Evidence::OtherBirthday) || found(Evidence::OtherAge);
        !found(Evidence::OtherName) || self.verdict == Verdict::SharesContact && !apart
    }
}

/// What the evidence comes to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Verdict {
    /// Possibly one person: ask.
    Likely,
    /// Two people, as far as can be told, who share an email, a phone or a guardian: a family.
    SharesContact,
    /// Two people.
    Unlike,
}

coded!(Verdict { Likely => "likely", SharesContact => "shares-contact", Unlike => "unlike" });

/// How alike two people are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Likeness {
    /// Everything that was found, in the order of [`Evidence::ALL`].
    pub evidence: Vec<Evidence>,
    /// What it comes to.
    pub verdict: Verdict,
}

impl fmt::Display for Likeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |against: bool| {
            let chosen = self.evidence.iter().filter(|evidence| evidence.is_against() == against);
            chosen.map(|evidence| evidence.words()).collect::<Vec<_>>().join(", ")
        };
        let (alike, apart) = (list(false), list(true));
        match (alike.is_empty(), apart.is_empty()) {
            (false, false) => write!(f, "{alike}; but {apart}"),
            (true, false) => f.write_str(&apart),
            _ => f.write_str(&alike),
        }
    }
}

impl Description {
    /// The description that a registration gives.
    #[must_use]
    pub fn of_record(record: &RegistrationRecord) -> Self {
        let email = |text: &Option<String>| text.as_deref().and_then(|text| Email::parse(text).ok());
        let date = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
        let name = |text: &Option<String>| text.clone().unwrap_or_default();
        let band = record.age_band.as_deref().and_then(AgeBand::from_code);
        Self {
            names: Names::new(&name(&record.full_name), &name(&record.given_name), &name(&record.family_name)),
            email: email(&record.email),
            phone: record.phone.clone(),
            birth: date(&record.date_of_birth),
            postcode: record.postcode.as_deref().map(without_gaps),
            guardian_email: email(&record.guardian_email),
            guardian_phone: record.guardian_phone.clone(),
            aged: date(&record.aged_on).zip(band),
        }
    }

    /// The description that a form gives so far; what cannot be read yet says nothing.
    #[must_use]
    pub fn of_draft(draft: &RegistrationDraft, event: &Event, today: NaiveDate) -> Self {
        let typed = |field| draft.field(field);
        let country = Country::find(typed(Field::Country)).ok();
        let phone = |typed: &str| Phone::parse(typed, country).ok().map(|phone| phone.e164().to_owned());
        let birth = date_of_birth(draft, today);
        let ages = event.definition().ages;
        let standing = birth.as_ref().ok().map(|&birth| age::standing(birth, draft.thirteen_or_over, today, ages));
        Self {
            names: Names::new(typed(Field::FullName), typed(Field::GivenName), typed(Field::FamilyName)),
            email: Email::parse(typed(Field::Email)).ok(),
            phone: phone(typed(Field::Phone)),
            birth: birth.ok().flatten().map(DateOfBirth::date),
            postcode: Postcode::parse(typed(Field::Postcode), country).ok().map(|code| without_gaps(code.as_str())),
            guardian_email: Email::parse(draft.guardian_field(GuardianField::Email)).ok(),
            guardian_phone: phone(draft.guardian_field(GuardianField::Phone)),
            aged: standing.and_then(Result::ok).map(|standing| (today, standing.band())),
        }
    }

    /// The same with every contact as their own and as their guardian's: news to a child goes where an adult may be written to
    /// (R11).
    #[must_use]
    pub fn either_way(&self) -> Self {
        let (email, phone) = (self.email.as_ref().or(self.guardian_email.as_ref()), self.phone.as_ref());
        let phone = phone.or(self.guardian_phone.as_ref());
        Self {
            email: email.cloned(),
            guardian_email: self.guardian_email.as_ref().or(email).cloned(),
            phone: phone.cloned(),
            guardian_phone: self.guardian_phone.as_ref().or(phone).cloned(),
            birth: None,
            ..self.clone()
        }
    }

    /// Their own email.
    #[must_use]
    pub fn email(&self) -> Option<&Email> {
        self.email.as_ref()
    }

    /// Their own telephone number, in E.164.
    #[must_use]
    pub fn phone(&self) -> Option<&str> {
        self.phone.as_deref()
    }

    /// Their birthday.
    #[must_use]
    pub fn birth(&self) -> Option<NaiveDate> {
        self.birth
    }

    /// Their guardian's email.
    #[must_use]
    pub fn guardian_email(&self) -> Option<&Email> {
        self.guardian_email.as_ref()
    }

    /// Their guardian's telephone number, in E.164.
    #[must_use]
    pub fn guardian_phone(&self) -> Option<&str> {
        self.guardian_phone.as_deref()
    }

    /// Compares two people. It does not matter which is named first.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Likeness {
        let mut found = BTreeSet::new();
        let name = self.names.compare(&other.names);
        found.extend(name.and_then(NameLikeness::evidence));
        let mut note = |holds: bool, evidence| holds && found.insert(evidence);
        let same_email = |a: &Option<Email>, b: &Option<Email>| both(a, b, |a, b| a.key() == b.key());
        note(same_email(&self.email, &other.email), Evidence::SameEmail);
        note(both(&self.phone, &other.phone, PartialEq::eq), Evidence::SamePhone);
        note(both(&self.postcode, &other.postcode, PartialEq::eq), Evidence::SamePostcode);
        let same_guardian = same_email(&self.guardian_email, &other.guardian_email)
            || both(&self.guardian_phone, &other.guardian_phone, PartialEq::eq);
        note(same_guardian, Evidence::SameGuardianContact);
        note(both(&self.birth, &other.birth, PartialEq::eq), Evidence::SameBirthday);
        note(both(&self.birth, &other.birth, PartialEq::ne), Evidence::OtherBirthday);
        note(both(&self.aged, &other.aged, child_and_adult), Evidence::OtherAge);
        Likeness { verdict: verdict(&found, name), evidence: found.into_iter().collect() }
    }
}

fn verdict(found: &BTreeSet<Evidence>, name: Option<NameLikeness>) -> Verdict {
    use Evidence::{SameBirthday, SameEmail, SameGuardianContact, SamePhone};
    let contacts = [SameEmail, SamePhone, SameGuardianContact].iter().filter(|contact| found.contains(contact)).count();
    let support = contacts + usize::from(found.contains(&SameBirthday));
    let needed = if name.is_some_and(NameLikeness::is_whole) { 1 } else { 2 };
    let against = found.iter().any(|evidence| evidence.is_against());
    match (against, support >= needed, contacts) {
        (false, true, _) => Verdict::Likely,
        (_, _, 0) => Verdict::Unlike,
        _ => Verdict::SharesContact,
    }
}

/// Whether both are there and `hold` together.
fn both<T>(a: &Option<T>, b: &Option<T>, hold: impl Fn(&T, &T) -> bool) -> bool {
    a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| hold(a, b))
}

/// Ages of different days can differ, and an age that is not known is counted as a child's: only the two ends, on one
/// day, are two people.
fn child_and_adult(a: &(NaiveDate, AgeBand), b: &(NaiveDate, AgeBand)) -> bool {
    let ends = [AgeBand::Child, AgeBand::Adult];
    a.0 == b.0 && a.1 != b.1 && ends.contains(&a.1) && ends.contains(&b.1)
}

fn without_gaps(code: &str) -> String {
    code.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}
