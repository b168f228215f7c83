//! A person as a row of `registrations.csv`, with only the cells that are permitted of them.

use uuid::Uuid;

use crate::batch::cell::Cell;
use crate::domain::event::Event;
use crate::domain::permit::Column;
use crate::domain::purpose::{Medium, Question};
use crate::domain::record::RegistrationRecord;
use crate::domain::send::Sendable;
use crate::store::recipients::Recipient;

use super::super::recipient_ids::id_for;
use super::bit;
use super::members::{Candidate, wishes};

/// The permit that a column of `registrations.csv` needs; any one of several. None for the ids, which stand in every row.
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
        _ => &[],
    }
}

/// Whether a person's bits allow a column.
pub(super) fn may(bits: u64, column: &str) -> bool {
    permits_for(column).iter().any(|&permit| bits & bit(permit) != 0)
}

/// What a person's row is made of, with the memory that its cells borrow from.
pub(super) struct PersonRow<'a> {
    candidate: &'a Candidate,
    record: &'a RegistrationRecord,
    bits: u64,
    ids: (Uuid, Uuid),
    event_code: &'a str,
    send_what: String,
    send_by: &'static str,
    amended_at: Option<chrono::DateTime<chrono::Utc>>,
}

impl<'a> PersonRow<'a> {
    pub(super) fn new(
        candidate: &'a Candidate,
        record: &'a RegistrationRecord,
        bits: u64,
        recipient: &Recipient,
        event: &'a Event,
        amended_at: Option<chrono::DateTime<chrono::Utc>>,
    ) -> Self {
        let wishes = wishes(record);
        let labels: Vec<_> = wishes.iter().map(Sendable::label).collect();
        let registered = &candidate.registered;
        Self {
            ids: (id_for(recipient, registered.id.0), id_for(recipient, registered.visitor.0)),
            event_code: event.definition().code.as_str(),
            send_what: labels.join("; "),
            send_by: wishes.first().map_or("", |wish| wish.by.code()),
            candidate,
            record,
            bits,
            amended_at,
        }
    }

    /// The cell of a column; empty where it is not permitted of this person.
    pub(super) fn cell(&self, column: &str) -> Cell<'_> {
        let registered = &self.candidate.registered;
        match column {
            "registration" => return Cell::Id(self.ids.0),
            "visitor" => return Cell::Id(self.ids.1),
            _ if !may(self.bits, column) => return Cell::Empty,
            _ => {}
        }
        match column {
            "reference" => Cell::Text(&registered.reference),
            "event_code" => Cell::Text(self.event_code),
            "registered_at" => Cell::Time(registered.registered_at.to_utc()),
            "registered_offset" => Cell::Integer(i64::from(registered.registered_at.offset().local_minus_utc() / 60)),
            "amended_at" => self.amended_at.map_or(Cell::Empty, Cell::Time),
            "phone" => self.record.phone.as_deref().map_or(Cell::Empty, Cell::Telephone),
            "send_what" => text(Some(&self.send_what)),
            "send_by" => text(Some(self.send_by)),
            "photo" => self.recording(Medium::Photo),
            "audio" => self.recording(Medium::Audio),
            "video" => self.recording(Medium::Video),
            other => self.said(other),
        }
    }

    fn recording(&self, medium: Medium) -> Cell<'_> {
        Cell::Text(self.candidate.subject.standings.get(Question::Recording(medium)).code())
    }

    /// A column that is called the same in the record.
    fn said(&self, column: &str) -> Cell<'_> {
        let position = RegistrationRecord::COLUMNS.iter().position(|&name| name == column);
        text(position.and_then(|position| self.record.values()[position]))
    }
}

/// A cell of text, empty where there is none.
pub(super) fn text(value: Option<&str>) -> Cell<'_> {
    value.filter(|value| !value.is_empty()).map_or(Cell::Empty, Cell::Text)
}
