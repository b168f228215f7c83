//! The fields about the person (R2).

use chrono::NaiveDate;

use crate::domain::age::DateOfBirth;
use crate::domain::country::Country;
use crate::domain::draft::RegistrationDraft;
use crate::domain::email::{self, Email};
use crate::domain::event::Event;
use crate::domain::field_error::{FieldError, Place, Remark};
use crate::domain::form::{Field, NameStyle, Need};
use crate::domain::name::{NameError, NameParts, PersonName};
use crate::domain::phone::Phone;
use crate::domain::postcode::Postcode;
use crate::domain::registration::{EmergencyContact, Person};
use crate::domain::text::{Line, Paragraph, TextError};
use crate::domain::wrong::{FormWrong, Wrong};

use super::Findings;

/// Reads the date of birth, if one was typed.
pub(in crate::domain) fn date_of_birth(
    draft: &RegistrationDraft,
    today: NaiveDate,
) -> Result<Option<DateOfBirth>, FieldError> {
    let typed = draft.field(Field::DateOfBirth);
    if typed.is_empty() {
        return Ok(None);
    }
    let born = DateOfBirth::parse(typed, today);
    born.map(Some).map_err(|wrong| FieldError::new(Place::Field(Field::DateOfBirth), wrong))
}

/// Where the person lives.
pub(super) fn home(draft: &RegistrationDraft) -> Option<Country> {
    Country::find(draft.field(Field::Country)).ok()
}

/// The country whose numbering a telephone number without `+` belongs to: the one that staff chose, else where the person
/// lives, else the United Kingdom.
pub(super) fn numbering(draft: &RegistrationDraft) -> Option<Country> {
    let chosen = draft.phone_country.as_deref().and_then(|code| Country::find(code).ok());
    chosen.or_else(|| home(draft))
}

pub(super) fn read(
    draft: &RegistrationDraft,
    event: &Event,
    today: NaiveDate,
    findings: &mut Findings,
) -> Option<Person> {
    let mut form = Fields { draft, event, findings };
    form.refuse_what_is_off();
    let name = form.name();
    let person = Person {
        role: form.line(Field::Role),
        given_name: form.line(Field::GivenName),
        family_name: form.line(Field::FamilyName),
        badge_name: form.line(Field::BadgeName),
        email: form.email(),
        phone: form.phone(Field::Phone),
        date_of_birth: form.date_of_birth(today),
        thirteen_or_over: draft.thirteen_or_over,
        gender: form.line(Field::Gender),
        address_line_1: form.line(Field::AddressLine1),
        address_line_2: form.line(Field::AddressLine2),
        city: form.line(Field::City),
        postcode: form.postcode(),
        country: form.country(Field::Country),
        nationality: form.country(Field::Nationality),
        organisation: form.line(Field::Organisation),
        education_now: form.line(Field::EducationNow),
        education_past: form.line(Field::EducationPast),
        profession: form.line(Field::Profession),
        looking_for: form.line(Field::LookingFor),
        subjects: form.subjects(),
        year_of_entry: form.line(Field::YearOfEntry),
        heard_about_us: form.line(Field::HeardAboutUs),
        contact_language: form.line(Field::ContactLanguage),
        communication_preference: form.line(Field::CommunicationPreference),
        note: form.note(),
        emergency: form.emergency(),
        // Without a name there is no person; what else is wrong is found all the same.
        name: name?,
    };
    Some(person)
}

/// The form while it is read, field by field.
struct Fields<'a> {
    draft: &'a RegistrationDraft,
    event: &'a Event,
    findings: &'a mut Findings,
}

impl Fields<'_> {
    /// A value for a field that the event does not ask for was typed into the wrong form: say so, keep nothing of it.
    fn refuse_what_is_off(&mut self) {
        for &field in self.draft.fields.keys() {
            if self.event.form().need(field) == Need::Off && !self.draft.field(field).is_empty() {
                self.findings.error(Place::Field(field), FormWrong::NotAsked);
            }
        }
    }

    /// What was typed, when the event asks for the field; an error where it is needed and missing.
    fn typed(&mut self, field: Field) -> Option<&str> {
        let need = self.event.form().need(field);
        let typed = self.draft.field(field);
        if need == Need::Needed && typed.is_empty() {
            self.findings.error(Place::Field(field), FormWrong::Needed);
        }
        (need != Need::Off && !typed.is_empty()).then_some(typed)
    }

    fn read<T, E: Into<Wrong>>(&mut self, field: Field, parse: impl Fn(&str) -> Result<T, E>) -> Option<T> {
        let parsed = self.typed(field).map(parse)?;
        self.findings.take(Place::Field(field), parsed)
    }

    fn line(&mut self, field: Field) -> Option<Line> {
        self.read(field, Line::parse)
    }

    /// The whole name; from its parts, in the order of their script, where the event asks for those. One part is enough.
    fn name(&mut self) -> Option<PersonName> {
        match self.event.form().name_style() {
            NameStyle::Full => {
                let name = PersonName::parse(self.draft.field(Field::FullName));
                self.findings.take(Place::Field(Field::FullName), name)
            }
            NameStyle::Parts => {
                let [given, family] = [Field::GivenName, Field::FamilyName].map(|field| self.draft.field(field));
                // What no name may hold is told where the part that holds it is read; what is wrong with both together, at
                // the first.
                if [given, family].into_iter().any(|part| matches!(PersonName::parse(part), Err(NameError::Text(_)))) {
                    return None;
                }
                let parts = NameParts::parse(given, family);
                self.findings.take(Place::Field(Field::GivenName), parts).map(|parts| parts.full().clone())
            }
        }
    }

    fn email(&mut self) -> Option<Email> {
        let email = self.read(Field::Email, Email::parse)?;
        if email::suggest(email.as_str()).is_some() {
            self.findings.remarks.push(Remark::EmailLooksMisspelt);
        }
        Some(email)
    }

    fn phone(&mut self, field: Field) -> Option<Phone> {
        let region = numbering(self.draft);
        let phone = self.read(field, |typed| Phone::parse(typed, region))?;
        if phone.warning().is_some() {
            self.findings.remarks.push(match field {
                Field::EmergencyPhone => Remark::EmergencyPhoneLooksWrong,
                _ => Remark::PhoneLooksWrong,
            });
        }
        Some(phone)
    }

    fn date_of_birth(&mut self, today: NaiveDate) -> Option<DateOfBirth> {
        self.typed(Field::DateOfBirth)?;
        match date_of_birth(self.draft, today) {
            Ok(birth) => birth,
            Err(error) => {
                self.findings.errors.push(error);
                None
            }
        }
    }

    fn postcode(&mut self) -> Option<Postcode> {
        let country = home(self.draft);
        let postcode = self.read(Field::Postcode, |typed| Postcode::parse(typed, country))?;
        if postcode.warning().is_some() {
            self.findings.remarks.push(Remark::PostcodeLooksWrong);
        }
        Some(postcode)
    }

    fn country(&mut self, field: Field) -> Option<Country> {
        self.read(field, Country::find)
    }

    /// Several, separated by semicolons; split after NFC, which makes a semicolon of the Greek question mark.
    fn subjects(&mut self) -> Vec<Line> {
        let subjects = self.read(Field::Subjects, |typed| {
            let all = Line::parse_up_to(typed, Line::LONGEST)?;
            let parts = all.as_str().split(';').map(str::trim).filter(|subject| !subject.is_empty());
            parts.map(Line::parse).collect::<Result<_, TextError>>()
        });
        subjects.unwrap_or_default()
    }

    fn note(&mut self) -> Option<Paragraph> {
        self.read(Field::Note, Paragraph::parse)
    }

    fn emergency(&mut self) -> Option<EmergencyContact> {
        let name = self.read(Field::EmergencyName, PersonName::parse);
        let phone = self.phone(Field::EmergencyPhone);
        let relationship = self.line(Field::EmergencyRelationship);
        let given = name.is_some() || phone.is_some() || relationship.is_some();
        given.then_some(EmergencyContact { name, phone, relationship })
    }
}
