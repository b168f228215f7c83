//! The fields of a form, and how an event sets them: off, optional or needed (R1, R2).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::coded::coded;
use super::purpose::Purpose;

/// A thing a form can ask for (R2). Date of birth and "13 or over?" are here too; consents are not fields.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Field {
    /// Visitor, parent, teacher and so on.
    Role,
    /// The whole name in one box, kept as typed.
    FullName,
    /// Given name, where the event asks for the parts.
    GivenName,
    /// Family name, where the event asks for the parts.
    FamilyName,
    /// What the badge says instead of the name.
    BadgeName,
    /// Email address.
    Email,
    /// Telephone number.
    Phone,
    /// Date of birth.
    DateOfBirth,
    /// Gender, in the person's own words.
    Gender,
    /// First line of the address.
    AddressLine1,
    /// Second line of the address.
    AddressLine2,
    /// Town or city.
    City,
    /// Postcode.
    Postcode,
    /// Country of residence.
    Country,
    /// Nationality, as a country.
    Nationality,
    /// School, college or employer.
    Organisation,
    /// Education under way.
    EducationNow,
    /// Education in the past.
    EducationPast,
    /// Professional background.
    Profession,
    /// The kind of course looked for.
    LookingFor,
    /// Subjects of interest, several.
    Subjects,
    /// When the person wants to start.
    YearOfEntry,
    /// How they heard of the event.
    HeardAboutUs,
    /// The language to write to them in.
    ContactLanguage,
    /// How they like to be contacted.
    CommunicationPreference,
    /// A note by the desk.
    Note,
    /// Whom to call in an emergency.
    EmergencyName,
    /// Their telephone number.
    EmergencyPhone,
    /// Who they are to the visitor.
    EmergencyRelationship,
}

coded!(Field {
    Role => "role",
    FullName => "full_name",
    GivenName => "given_name",
    FamilyName => "family_name",
    BadgeName => "badge_name",
    Email => "email",
    Phone => "phone",
    DateOfBirth => "date_of_birth",
    Gender => "gender",
    AddressLine1 => "address_line_1",
    AddressLine2 => "address_line_2",
    City => "city",
    Postcode => "postcode",
    Country => "country",
    Nationality => "nationality",
    Organisation => "organisation",
    EducationNow => "education_now",
    EducationPast => "education_past",
    Profession => "profession",
    LookingFor => "looking_for",
    Subjects => "subjects",
    YearOfEntry => "year_of_entry",
    HeardAboutUs => "heard_about_us",
    ContactLanguage => "contact_language",
    CommunicationPreference => "communication_preference",
    Note => "note",
    EmergencyName => "emergency_name",
    EmergencyPhone => "emergency_phone",
    EmergencyRelationship => "emergency_relationship",
});

impl Field {
    /// Whether people can tell anything here in their own words, where nothing is offered to choose from: it is said what not to
    /// write (R3).
    #[must_use]
    pub fn is_free_text(self) -> bool {
        matches!(
            self,
            Self::EducationNow
                | Self::EducationPast
                | Self::Profession
                | Self::HeardAboutUs
                | Self::CommunicationPreference
                | Self::Note
        )
    }

    /// The label on the form.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Role => "Who they are",
            Self::FullName => "Full name",
            Self::GivenName => "Given name",
            Self::FamilyName => "Family name",
            Self::BadgeName => "Name on badge",
            Self::Email => "Email",
            Self::Phone => "Phone",
            Self::DateOfBirth => "Date of birth",
            Self::Gender => "Gender",
            Self::AddressLine1 => "Address",
            Self::AddressLine2 => "Address, second line",
            Self::City => "Town or city",
            Self::Postcode => "Postcode",
            Self::Country => "Lives in",
            Self::Nationality => "Nationality",
            Self::Organisation => "School, college or employer",
            Self::EducationNow => "Studying now",
            Self::EducationPast => "Studied before",
            Self::Profession => "Work",
            Self::LookingFor => "Looking for",
            Self::Subjects => "Interested in",
            Self::YearOfEntry => "Wants to start",
            Self::HeardAboutUs => "How they heard",
            Self::ContactLanguage => "Language for letters",
            Self::CommunicationPreference => "Likes to be contacted by",
            Self::Note => "Note",
            Self::EmergencyName => "Emergency contact",
            Self::EmergencyPhone => "Emergency phone",
            Self::EmergencyRelationship => "Emergency contact is their",
        }
    }

    /// Whether this is (part of) the visitor's name: the one thing any event may need.
    #[must_use]
    pub fn is_name(self) -> bool {
        matches!(self, Self::FullName | Self::GivenName | Self::FamilyName)
    }

    /// Whether somebody's name stands in it: the visitor's own, or whom to call for them.
    #[must_use]
    pub fn names_somebody(self) -> bool {
        self.is_name() || matches!(self, Self::BadgeName | Self::EmergencyName)
    }

    /// Whether `purpose` cannot be served without this field, so that an event with that purpose may mark it needed (R1).
    /// A contact detail is not among them: it is asked for after a Yes to its channel, and only then.
    #[must_use]
    pub fn serves(self, purpose: Purpose) -> bool {
        match purpose {
            Purpose::SafetyToday => {
                matches!(self, Self::EmergencyName | Self::EmergencyPhone)
            }
            Purpose::WideningParticipation => {
                matches!(self, Self::DateOfBirth | Self::Postcode | Self::Organisation)
            }
            _ => false,
        }
    }
}

/// Whether a form asks for a field.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Need {
    /// Not on the form; a value for it is refused.
    #[default]
    Off,
    /// Asked, and may stay empty.
    Optional,
    /// Asked, and needed.
    Needed,
}

coded!(Need { Off => "off", Optional => "optional", Needed => "needed" });

/// How names are asked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NameStyle {
    /// One box, kept as typed.
    Full,
    /// Given and family name apart; either may stay empty, since many people have one name only.
    Parts,
}

coded!(NameStyle { Full => "full", Parts => "parts" });

/// A form that cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FormError {
    /// Something is needed that no purpose of the event needs (R1).
    #[error("No purpose of this event needs the field {0}. Make it optional, or add the purpose that needs it.")]
    NeededWithoutPurpose(Field),
    /// The name has its own rules.
    #[error("The name is always asked for. Set name_style to full or parts and leave {0} out of [fields].")]
    NameIsFixed(Field),
}

/// What an event asks for. The name is always on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Form {
    name_style: NameStyle,
    fields: BTreeMap<Field, Need>,
}

impl Form {
    /// Checks that nothing is needed which no purpose needs.
    ///
    /// # Errors
    /// Names the field that is in the way.
    pub fn new(
        name_style: NameStyle,
        fields: BTreeMap<Field, Need>,
        purposes: &BTreeSet<Purpose>,
    ) -> Result<Self, FormError> {
        for (&field, &need) in &fields {
            if field.is_name() {
                return Err(FormError::NameIsFixed(field));
            }
            if need == Need::Needed && !purposes.iter().any(|&p| field.serves(p)) {
                return Err(FormError::NeededWithoutPurpose(field));
            }
        }
        Ok(Self { name_style, fields })
    }

    /// How names are asked for.
    #[must_use]
    pub fn name_style(&self) -> NameStyle {
        self.name_style
    }

    /// Whether and how `field` is asked for.
    #[must_use]
    pub fn need(&self, field: Field) -> Need {
        match (field, self.name_style) {
            (Field::FullName, NameStyle::Full) => Need::Needed,
            (Field::GivenName | Field::FamilyName, NameStyle::Parts) => Need::Optional,
            (Field::FullName | Field::GivenName | Field::FamilyName, _) => Need::Off,
            _ => self.fields.get(&field).copied().unwrap_or_default(),
        }
    }
}
