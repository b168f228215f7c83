//! A registration as flat columns, for the database and for files, and the way back (`decode(encode(r)) == r`).
//!
//! Answers and special values are not among the columns: they are rows of their own, since they live and end apart.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::address::Addresses;
use super::age::{self, AgeAnswer, AgeBand, AgeStanding, Ages, DateOfBirth};
use super::answer::{Answer, GivenBy, Said};
use super::code::Code;
use super::country::Country;
use super::draft::RegistrationDraft;
use super::email::Email;
use super::field_error::GuardianField;
use super::form::Field;
use super::guardian::Guardian;
use super::ids::{AnswerId, RegistrationId, VisitorId};
use super::name::PersonName;
use super::own_question::OwnAnswer;
use super::phone::Phone;
use super::postcode::Postcode;
use super::purpose::{Question, SpecialPair};
use super::registration::{EmergencyContact, Person, Registration};
use super::send::Sendable;
use super::special::SpecialValue;
use super::text::{Line, Paragraph};

macro_rules! record {
    ($($column:ident),+ $(,)?) => {
        /// A registration as text columns; `None` where nothing was said. It has no `Debug`: it is personal data.
        #[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(missing_docs, reason = "the columns are documented where the form names them: `Field`")]
        pub struct RegistrationRecord { $(#[serde(skip_serializing_if = "Option::is_none", default)] pub $column: Option<String>),+ }

        impl RegistrationRecord {
            /// The columns' names, in the order of [`RegistrationRecord::values`].
            pub const COLUMNS: &'static [&'static str] = &[$(stringify!($column)),+];

            /// The columns' values, in the order of [`RegistrationRecord::COLUMNS`].
            #[must_use]
            pub fn values(&self) -> Vec<Option<&str>> {
                vec![$(self.$column.as_deref()),+]
            }

            /// Builds a record from values in the order of [`RegistrationRecord::COLUMNS`].
            ///
            /// # Errors
            /// Whatever `value` returns for a column's position.
            pub fn from_values<E>(mut value: impl FnMut(usize) -> Result<Option<String>, E>) -> Result<Self, E> {
                let mut position = 0;
                let mut next = || { position += 1; value(position - 1) };
                Ok(Self { $($column: next()?),+ })
            }
        }
    };
}

record! {
    aged_on, age_band, role, full_name, given_name, family_name, badge_name, email, phone, phone_as_typed,
    date_of_birth, thirteen_or_over, gender, address_line_1, address_line_2, city, postcode, country, nationality,
    organisation, education_now, education_past, profession, looking_for, subjects, year_of_entry, heard_about_us,
    contact_language, communication_preference, note, emergency_name, emergency_phone, emergency_phone_as_typed,
    emergency_relationship, guardian_name, guardian_relationship, guardian_email, guardian_phone,
    guardian_phone_as_typed, own_answers, send_them,
}

/// Who answers today for somebody of that age band, by its code (R11).
#[must_use]
pub fn speaker_of(age_band: Option<&str>) -> GivenBy {
    if age_band == Some(AgeBand::Child.code()) { GivenBy::Guardian } else { GivenBy::Visitor }
}

impl RegistrationRecord {
    /// What they are called, in one line or from its parts; empty where no name was asked for.
    #[must_use]
    pub fn name(&self) -> String {
        let parts = || [&self.given_name, &self.family_name].into_iter().flatten().map(String::as_str);
        self.full_name.clone().unwrap_or_else(|| parts().collect::<Vec<_>>().join(" "))
    }

    /// Who answers for this person today (R11).
    #[must_use]
    pub fn speaker(&self) -> GivenBy {
        speaker_of(self.age_band.as_deref())
    }

    /// Who speaks for them, by what is known of their age; of whom nothing is, a guardian (R11).
    #[must_use]
    pub fn standing(&self) -> AgeStanding {
        self.age_band.as_deref().and_then(AgeBand::from_code).unwrap_or(AgeBand::Child).standing()
    }

    /// What was answered to the event's own questions.
    ///
    /// # Errors
    /// Where the column holds what no form could have made.
    pub fn answers_to_own(&self) -> Result<Vec<OwnAnswer>, RecordError> {
        own(self)
    }

    /// What they asked to be sent (R28).
    ///
    /// # Errors
    /// Where the column holds what no form could have made.
    pub fn wishes(&self) -> Result<Vec<Sendable>, RecordError> {
        let wishes = self.send_them.as_deref().map(serde_json::from_str).transpose();
        Ok(wishes.map_err(|_| RecordError { column: "send_them" })?.unwrap_or_default())
    }

    /// Whether whom to call in an emergency is named.
    #[must_use]
    pub fn names_emergency_contact(&self) -> bool {
        let Self { emergency_name, emergency_phone, emergency_phone_as_typed, emergency_relationship, .. } = self;
        let said = [emergency_name, emergency_phone, emergency_phone_as_typed, emergency_relationship];
        said.into_iter().any(Option::is_some)
    }

    /// What of it news could go to: for a child, the guardian's (R11).
    #[must_use]
    pub fn addresses(&self) -> Addresses<'_> {
        let of_guardian = self.guardian_name.is_some();
        let (email, phone) =
            if of_guardian { (&self.guardian_email, &self.guardian_phone) } else { (&self.email, &self.phone) };
        Addresses {
            of_guardian,
            email: email.as_deref(),
            phone: phone.as_deref(),
            line: self.address_line_1.as_deref(),
            rest: self.postcode.as_deref().or(self.city.as_deref()),
        }
    }
}

/// A special value as it is kept: what, for what, and the Yes it hangs on.
pub struct SpecialRecord {
    /// Category and purpose.
    pub pair: SpecialPair,
    /// The answer that allows it.
    pub consent: AnswerId,
    /// What was said.
    pub value: String,
}

/// A record that no form could have made: the database was changed by something else.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "A stored registration does not hold together at its column {column}. Nothing was changed; run `lanyard check`."
)]
pub struct RecordError {
    /// Which column.
    pub column: &'static str,
}

/// Writes a registration as columns.
#[must_use]
pub fn encode(registration: &Registration) -> RegistrationRecord {
    let person = &registration.person;
    let emergency = person.emergency.as_ref();
    let emergency_phone = emergency.and_then(|e| e.phone.as_ref());
    let guardian = registration.guardian.as_ref();
    RegistrationRecord {
        aged_on: Some(registration.aged_on.to_string()),
        age_band: Some(registration.standing.band().code().to_owned()),
        role: text(person.role.as_ref()),
        full_name: Some(person.name.as_str().to_owned()),
        given_name: text(person.given_name.as_ref()),
        family_name: text(person.family_name.as_ref()),
        badge_name: text(person.badge_name.as_ref()),
        email: person.email.as_ref().map(|e| e.as_str().to_owned()),
        phone: person.phone.as_ref().map(|p| p.e164().to_owned()),
        phone_as_typed: person.phone.as_ref().map(|p| p.as_typed().to_owned()),
        date_of_birth: person.date_of_birth.map(|d| d.date().to_string()),
        thirteen_or_over: person.thirteen_or_over.map(|answer| answer.code().to_owned()),
        gender: text(person.gender.as_ref()),
        address_line_1: text(person.address_line_1.as_ref()),
        address_line_2: text(person.address_line_2.as_ref()),
        city: text(person.city.as_ref()),
        postcode: person.postcode.as_ref().map(|p| p.as_str().to_owned()),
        country: person.country.map(|c| c.alpha2().to_owned()),
        nationality: person.nationality.map(|c| c.alpha2().to_owned()),
        organisation: text(person.organisation.as_ref()),
        education_now: text(person.education_now.as_ref()),
        education_past: text(person.education_past.as_ref()),
        profession: text(person.profession.as_ref()),
        looking_for: text(person.looking_for.as_ref()),
        subjects: joined(&person.subjects),
        year_of_entry: text(person.year_of_entry.as_ref()),
        heard_about_us: text(person.heard_about_us.as_ref()),
        contact_language: text(person.contact_language.as_ref()),
        communication_preference: text(person.communication_preference.as_ref()),
        note: person.note.as_ref().map(|n| n.as_str().to_owned()),
        emergency_name: emergency.and_then(|e| e.name.as_ref()).map(|n| n.as_str().to_owned()),
        emergency_phone: emergency_phone.map(|p| p.e164().to_owned()),
        emergency_phone_as_typed: emergency_phone.map(|p| p.as_typed().to_owned()),
        emergency_relationship: text(emergency.and_then(|e| e.relationship.as_ref())),
        guardian_name: guardian.map(|g| g.name.as_str().to_owned()),
        guardian_relationship: guardian.map(|g| g.relationship.as_str().to_owned()),
        guardian_email: guardian.and_then(|g| g.email.as_ref()).map(|e| e.as_str().to_owned()),
        guardian_phone: guardian.and_then(|g| g.phone.as_ref()).map(|p| p.e164().to_owned()),
        guardian_phone_as_typed: guardian.and_then(|g| g.phone.as_ref()).map(|p| p.as_typed().to_owned()),
        own_answers: own_json(&registration.own),
        send_them: send_json(&registration.send),
    }
}

/// The form that would say what a record says, to be corrected and parsed again. Its answers are not on it.
#[must_use]
pub fn to_draft(id: RegistrationId, visitor: VisitorId, record: &RegistrationRecord) -> RegistrationDraft {
    let mut draft = RegistrationDraft::new(id, visitor);
    let named = RegistrationRecord::COLUMNS.iter().zip(record.values());
    let values: BTreeMap<_, _> = named.filter_map(|(&column, value)| Some((column, value?.to_owned()))).collect();
    let home = record.country.as_deref().and_then(|code| Country::find(code).ok());
    for &field in Field::ALL {
        let value = match field {
            Field::Phone => dialled(&record.phone, &record.phone_as_typed, home),
            Field::EmergencyPhone => dialled(&record.emergency_phone, &record.emergency_phone_as_typed, home),
            other => values.get(other.code()).cloned(),
        };
        draft.fields.extend(value.map(|value| (field, value)));
    }
    if record.given_name.is_some() || record.family_name.is_some() {
        draft.fields.remove(&Field::FullName);
    }
    draft.thirteen_or_over = age_answer(record.thirteen_or_over.as_deref()).ok().flatten();
    for &field in GuardianField::ALL {
        let value = match field {
            GuardianField::Phone => dialled(&record.guardian_phone, &record.guardian_phone_as_typed, home),
            other => values.get(other.code()).cloned(),
        };
        draft.guardian.extend(value.map(|value| (field, value)));
    }
    draft.own = own(record).unwrap_or_default().iter().map(|a| (a.question().clone(), a.text().to_owned())).collect();
    draft.send = record.wishes().unwrap_or_default().iter().map(Sendable::label).collect();
    draft
}

/// A number as it can be typed again: as it was, where that is still understood as the same number, else with its country
/// code. Which country staff had chosen for it is not kept.
fn dialled(e164: &Option<String>, as_typed: &Option<String>, home: Option<Country>) -> Option<String> {
    let (e164, as_typed) = (e164.as_deref()?, as_typed.as_deref()?);
    let again = Phone::parse(as_typed, home);
    if again.is_ok_and(|again| again.e164() == e164) {
        return Some(as_typed.to_owned());
    }
    let extension = Phone::stored(e164, as_typed).ok().and_then(|phone| phone.extension().map(str::to_owned));
    Some(extension.map_or_else(|| e164.to_owned(), |extension| format!("{e164} ext. {extension}")))
}

impl RegistrationRecord {
    /// Numbers that nobody touched stay as they were typed and understood: whoever corrects a city corrects no number.
    pub fn keep_numbers_of(&mut self, before: &Self, touched: impl Fn(Number) -> bool) {
        let pairs = [
            (Number::Own, &mut self.phone, &mut self.phone_as_typed, &before.phone, &before.phone_as_typed),
            (
                Number::Emergency,
                &mut self.emergency_phone,
                &mut self.emergency_phone_as_typed,
                &before.emergency_phone,
                &before.emergency_phone_as_typed,
            ),
            (
                Number::Guardian,
                &mut self.guardian_phone,
                &mut self.guardian_phone_as_typed,
                &before.guardian_phone,
                &before.guardian_phone_as_typed,
            ),
        ];
        for (number, now, now_typed, then, then_typed) in pairs {
            if now.is_some() && then.is_some() && !touched(number) {
                (*now, *now_typed) = (then.clone(), then_typed.clone());
            }
        }
    }
}

/// The telephone numbers of a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Number {
    /// The person's.
    Own,
    /// That of whom to call in an emergency.
    Emergency,
    /// The guardian's.
    Guardian,
}

/// Builds the registration that a record was written from. The rules hold on the way back too: a child's record
/// without a guardian who said Yes to both questions, or a special value without its Yes, is an error and not a registration.
///
/// # Errors
/// Names the column that does not hold.
pub fn decode(
    id: RegistrationId,
    visitor: VisitorId,
    record: &RegistrationRecord,
    answers: Vec<Answer>,
    special: Vec<SpecialRecord>,
    ages: Ages,
) -> Result<Registration, RecordError> {
    let aged_on = date("aged_on", record.aged_on.as_deref())?.ok_or(RecordError { column: "aged_on" })?;
    let person = person(record, aged_on)?;
    let standing = age::standing(person.date_of_birth, person.thirteen_or_over, aged_on, ages)
        .map_err(|_| RecordError { column: "age_band" })?;
    if record.age_band.as_deref() != Some(standing.band().code()) {
        return Err(RecordError { column: "age_band" });
    }
    let guardian = guardian(record)?;
    if guardian.is_some() != (standing.band() == AgeBand::Child) {
        return Err(RecordError { column: "guardian_name" });
    }
    let agreed = |question| answers.iter().any(|a| a.question == question && a.said == Said::Yes);
    if guardian.is_some() && !Question::TO_GUARDIAN.into_iter().all(agreed) {
        return Err(RecordError { column: "guardian's Yes" });
    }
    let special = special
        .into_iter()
        .map(|kept| {
            let value = Paragraph::parse(&kept.value).ok()?;
            let consent = answers.iter().find(|answer| answer.id == kept.consent)?;
            SpecialValue::allowed_by(consent, kept.pair, value)
        })
        .collect::<Option<_>>()
        .ok_or(RecordError { column: "special value" })?;
    let own = own(record)?;
    let send = record.wishes()?;
    Ok(Registration { id, visitor, aged_on, person, standing, guardian, answers, special, own, send })
}

fn person(record: &RegistrationRecord, aged_on: NaiveDate) -> Result<Person, RecordError> {
    let birth = date("date_of_birth", record.date_of_birth.as_deref())?;
    let wrong_birth = RecordError { column: "date_of_birth" };
    let country = |column, code: &Option<String>| parsed(column, code.as_deref(), Country::find);
    let name = parsed("full_name", record.full_name.as_deref(), PersonName::parse)?;
    let lives_in = country("country", &record.country)?;
    Ok(Person {
        role: line("role", &record.role)?,
        name: name.ok_or(RecordError { column: "full_name" })?,
        given_name: line("given_name", &record.given_name)?,
        family_name: line("family_name", &record.family_name)?,
        badge_name: line("badge_name", &record.badge_name)?,
        email: parsed("email", record.email.as_deref(), Email::parse)?,
        phone: phone("phone", &record.phone, &record.phone_as_typed)?,
        date_of_birth: birth.map(|d| DateOfBirth::new(d, aged_on)).transpose().map_err(|_| wrong_birth)?,
        thirteen_or_over: age_answer(record.thirteen_or_over.as_deref())?,
        gender: line("gender", &record.gender)?,
        address_line_1: line("address_line_1", &record.address_line_1)?,
        address_line_2: line("address_line_2", &record.address_line_2)?,
        city: line("city", &record.city)?,
        postcode: parsed("postcode", record.postcode.as_deref(), |code| Postcode::parse(code, lives_in))?,
        country: lives_in,
        nationality: country("nationality", &record.nationality)?,
        organisation: line("organisation", &record.organisation)?,
        education_now: line("education_now", &record.education_now)?,
        education_past: line("education_past", &record.education_past)?,
        profession: line("profession", &record.profession)?,
        looking_for: line("looking_for", &record.looking_for)?,
        subjects: subjects(record)?,
        year_of_entry: line("year_of_entry", &record.year_of_entry)?,
        heard_about_us: line("heard_about_us", &record.heard_about_us)?,
        contact_language: line("contact_language", &record.contact_language)?,
        communication_preference: line("communication_preference", &record.communication_preference)?,
        note: parsed("note", record.note.as_deref(), Paragraph::parse)?,
        emergency: emergency(record)?,
    })
}

fn emergency(record: &RegistrationRecord) -> Result<Option<EmergencyContact>, RecordError> {
    let name = parsed("emergency_name", record.emergency_name.as_deref(), PersonName::parse)?;
    let phone = phone("emergency_phone", &record.emergency_phone, &record.emergency_phone_as_typed)?;
    let relationship = line("emergency_relationship", &record.emergency_relationship)?;
    let given = name.is_some() || phone.is_some() || relationship.is_some();
    Ok(given.then_some(EmergencyContact { name, phone, relationship }))
}

fn guardian(record: &RegistrationRecord) -> Result<Option<Guardian>, RecordError> {
    let Some(name) = parsed("guardian_name", record.guardian_name.as_deref(), PersonName::parse)? else {
        return Ok(None);
    };
    let wrong = RecordError { column: "guardian_relationship" };
    let relationship = line("guardian_relationship", &record.guardian_relationship)?.ok_or(wrong)?;
    let email = parsed("guardian_email", record.guardian_email.as_deref(), Email::parse)?;
    let phone = phone("guardian_phone", &record.guardian_phone, &record.guardian_phone_as_typed)?;
    if email.is_none() && phone.is_none() {
        return Err(RecordError { column: "guardian_phone" });
    }
    Ok(Some(Guardian { name, relationship, email, phone }))
}

fn subjects(record: &RegistrationRecord) -> Result<Vec<Line>, RecordError> {
    let Some(joined) = &record.subjects else { return Ok(Vec::new()) };
    let lines = joined.split(';').map(Line::parse).collect::<Result<_, _>>();
    lines.map_err(|_| RecordError { column: "subjects" })
}

fn own(record: &RegistrationRecord) -> Result<Vec<OwnAnswer>, RecordError> {
    let Some(json) = &record.own_answers else { return Ok(Vec::new()) };
    let pairs: Vec<(Code, Line)> = serde_json::from_str(json).map_err(|_| RecordError { column: "own_answers" })?;
    Ok(pairs.into_iter().map(|(question, text)| OwnAnswer::stored(question, text)).collect())
}

fn own_json(own: &[OwnAnswer]) -> Option<String> {
    let pairs: Vec<_> = own.iter().map(|answer| (answer.question(), answer.text())).collect();
    (!pairs.is_empty()).then(|| serde_json::to_string(&pairs).unwrap_or_default())
}

fn send_json(send: &[Sendable]) -> Option<String> {
    (!send.is_empty()).then(|| serde_json::to_string(send).unwrap_or_default())
}

fn joined(lines: &[Line]) -> Option<String> {
    let texts: Vec<_> = lines.iter().map(Line::as_str).collect();
    (!texts.is_empty()).then(|| texts.join(";"))
}

fn text(line: Option<&Line>) -> Option<String> {
    line.map(|line| line.as_str().to_owned())
}

fn parsed<T, E>(
    column: &'static str,
    stored: Option<&str>,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Result<Option<T>, RecordError> {
    stored.map(parse).transpose().map_err(|_| RecordError { column })
}

fn line(column: &'static str, stored: &Option<String>) -> Result<Option<Line>, RecordError> {
    parsed(column, stored.as_deref(), Line::parse)
}

fn date(column: &'static str, stored: Option<&str>) -> Result<Option<NaiveDate>, RecordError> {
    parsed(column, stored, str::parse)
}

/// A telephone number as it was understood when it was entered, not as a later table of numbers would read it.
fn phone(column: &'static str, e164: &Option<String>, as_typed: &Option<String>) -> Result<Option<Phone>, RecordError> {
    match (e164, as_typed) {
        (None, None) => Ok(None),
        (Some(e164), Some(as_typed)) => Phone::stored(e164, as_typed).map(Some).map_err(|_| RecordError { column }),
        _ => Err(RecordError { column }),
    }
}

fn age_answer(code: Option<&str>) -> Result<Option<AgeAnswer>, RecordError> {
    code.map(|code| AgeAnswer::from_code(code).ok_or(RecordError { column: "thirteen_or_over" })).transpose()
}
