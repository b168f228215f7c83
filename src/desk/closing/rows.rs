//! A person as a row of `registrations.csv`, with only the cells that are permitted of them.

use uuid::Uuid;

use crate::batch::cell::Cell;
use crate::batch::table::TableSpec;
use crate::domain::permit::Column;
use crate::domain::purpose::Medium;
use crate::domain::record::RegistrationRecord;
use crate::domain::send::Sendable;
use crate::store::StoreError;
use crate::store::sending::SentPerson;

use super::bit;
use super::members::{recorded, wishes};

/// The permit that a column of `registrations.csv` needs, or of the record that a correction is told of; any one of several.
/// A column that is not here goes nowhere.
pub(super) fn permits_for(column: &str) -> &'static [Column] {
    match column {
        "reference" | "event_code" | "registered_at" | "registered_offset" | "amended_at" => &[Column::Reference],
        "role" => &[Column::Role],
        "full_name" | "family_name" => &[Column::Name],
        "given_name" | "badge_name" => &[Column::Name, Column::FirstName],
        "email" => &[Column::Email],
        "phone" | "phone_as_typed" => &[Column::Phone],
        "date_of_birth" => &[Column::DateOfBirth],
        "age_band" => &[Column::AgeBand],
        "gender" => &[Column::Gender],
        "address_line_1" | "address_line_2" | "city" => &[Column::Address],
        "postcode" => &[Column::Postcode],
        "country" => &[Column::Country],
        "nationality" => &[Column::Nationality],
        "organisation" => &[Column::Organisation],
        "education_now" | "education_past" | "profession" => &[Column::Background],
        "looking_for" | "subjects" | "year_of_entry" => &[Column::Interests],
        "heard_about_us" => &[Column::HeardAboutUs],
        "contact_language" | "communication_preference" => &[Column::ContactPreference],
        "send_what" | "send_by" => &[Column::SendThem],
        "note" => &[Column::Note],
        "photo" | "audio" | "video" => &[Column::RecordingAnswers],
        "send_them" => &[Column::SendThem],
        "guardian_name" | "guardian_relationship" => &[Column::Guardian],
        "guardian_email" => &[Column::GuardianEmail],
        "guardian_phone" | "guardian_phone_as_typed" => &[Column::GuardianPhone],
        "emergency_name" | "emergency_phone" | "emergency_phone_as_typed" | "emergency_relationship" => {
            &[Column::EmergencyContact]
        }
        "own_answers" => &[Column::OwnAnswers],
        "thirteen_or_over" => &[Column::DateOfBirth],
        _ => &[],
    }
}

/// Whether a person's bits allow a column.
pub(super) fn may(bits: u64, column: &str) -> bool {
    permits_for(column).iter().any(|&permit| bits & bit(permit) != 0)
}

/// Where a column of the record stands in [`RegistrationRecord::COLUMNS`].
pub(super) fn position(column: &str) -> Option<usize> {
    RegistrationRecord::COLUMNS.iter().position(|&name| name == column)
}

/// What a cell is made from.
#[derive(Clone, Copy)]
enum Source {
    Registration,
    Visitor,
    Reference,
    EventCode,
    RegisteredAt,
    RegisteredOffset,
    AmendedAt,
    Phone(usize),
    SendWhat,
    SendBy,
    Recording(Medium),
    Said(usize),
    Nothing,
}

impl Source {
    fn of(column: &str) -> Self {
        match column {
            "registration" => Self::Registration,
            "visitor" => Self::Visitor,
            "reference" => Self::Reference,
            "event_code" => Self::EventCode,
            "registered_at" => Self::RegisteredAt,
            "registered_offset" => Self::RegisteredOffset,
            "amended_at" => Self::AmendedAt,
            "phone" => position(column).map_or(Self::Nothing, Self::Phone),
            "send_what" => Self::SendWhat,
            "send_by" => Self::SendBy,
            "photo" => Self::Recording(Medium::Photo),
            "audio" => Self::Recording(Medium::Audio),
            "video" => Self::Recording(Medium::Video),
            other => position(other).map_or(Self::Nothing, Self::Said),
        }
    }
}

/// How the rows of a table are made: for each column, from what, and which of a person's bits allow it.
pub(super) struct PersonRows {
    columns: Vec<(Source, u64)>,
    send_them: usize,
}

/// What a row has that the person's own row in the database has not.
pub(super) struct Beside<'a> {
    /// The ids that the recipient knows the registration and the visitor by.
    pub(super) ids: (Uuid, Uuid),
    /// The event's code.
    pub(super) event_code: &'a str,
    send_what: String,
    send_by: &'static str,
}

impl PersonRows {
    pub(super) fn of(spec: &TableSpec) -> Self {
        let column = |name: &str| {
            let bits = permits_for(name).iter().fold(0, |bits, &permit| bits | bit(permit));
            let source = Source::of(name);
            // The ids stand in every row.
            (source, if matches!(source, Source::Registration | Source::Visitor) { u64::MAX } else { bits })
        };
        let columns = spec.columns.iter().map(|found| column(found.name)).collect();
        Self { columns, send_them: position("send_them").unwrap_or_default() }
    }

    /// What goes beside a person's own row.
    pub(super) fn beside<'a>(
        &self,
        person: &SentPerson<'_>,
        ids: (Uuid, Uuid),
        event_code: &'a str,
    ) -> Result<Beside<'a>, StoreError> {
        let wishes =
            if person.columns & bit(Column::SendThem) == 0 { Vec::new() } else { wishes(person.said(self.send_them)?) };
        let labels: Vec<_> = wishes.iter().map(Sendable::label).collect();
        let send_by = wishes.first().map_or("", |wish| wish.by.code());
        Ok(Beside { ids, event_code, send_what: labels.join("; "), send_by })
    }

    /// The cells of a person's row; empty where a column is not permitted of this person.
    pub(super) fn cells<'a>(
        &self,
        person: &'a SentPerson<'_>,
        beside: &'a Beside<'_>,
    ) -> Result<Vec<Cell<'a>>, StoreError> {
        let cell = |&(source, bits): &(Source, u64)| {
            if person.columns & bits == 0 {
                return Ok(Cell::Empty);
            }
            Ok(match source {
                Source::Registration => Cell::Id(beside.ids.0),
                Source::Visitor => Cell::Id(beside.ids.1),
                Source::Reference => Cell::Text(person.reference()?),
                Source::EventCode => Cell::Text(beside.event_code),
                Source::RegisteredAt => Cell::Text(person.registered()?.0),
                Source::RegisteredOffset => Cell::Integer(person.registered()?.1),
                Source::AmendedAt => text(person.amended_at()?),
                Source::Phone(at) => person.said(at)?.map_or(Cell::Empty, Cell::Telephone),
                Source::SendWhat => text(Some(&beside.send_what)),
                Source::SendBy => text(Some(beside.send_by)),
                Source::Recording(medium) => Cell::Text(recorded(person.recordings, medium).code()),
                Source::Said(at) => text(person.said(at)?),
                Source::Nothing => Cell::Empty,
            })
        };
        self.columns.iter().map(cell).collect()
    }
}

/// A cell of text, empty where there is none.
pub(super) fn text(value: Option<&str>) -> Cell<'_> {
    value.filter(|value| !value.is_empty()).map_or(Cell::Empty, Cell::Text)
}
