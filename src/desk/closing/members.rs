//! Who is in a batch, and what of each: one question to [`permit()`] per person, column and purpose.

use rusqlite::Connection;

use crate::domain::age::AgeBand;
use crate::domain::event::Event;
use crate::domain::ledger::Standing;
use crate::domain::permit::{self, Column, Standings, Subject, permit};
use crate::domain::purpose::{Purpose, Question};
use crate::domain::record::RegistrationRecord;
use crate::domain::send::Sendable;
use crate::store::batches::{self, Disclosure};
use crate::store::recipients::Recipient;
use crate::store::registrations::{self, Registered, State};
use crate::store::{StoreError, answers, links};

use super::super::people::speaker;
use super::{bit, purpose_bits};

/// One person, with everything a permit depends on.
pub(super) struct Candidate {
    pub(super) registered: Registered,
    pub(super) version: u32,
    /// `None` once erased.
    pub(super) record: Option<RegistrationRecord>,
    pub(super) subject: Subject,
}

/// Loads one person as they stand now.
pub(super) fn load(conn: &Connection, row: i64) -> Result<Candidate, StoreError> {
    let registered = registrations::by_row(conn, row)?.ok_or(StoreError::Unreadable { what: "registration" })?;
    let newest = registrations::newest(conn, row)?;
    let gone = matches!(registered.state, State::Undone | State::Erased) || newest.record.is_none();
    let mut subject = Subject {
        gone,
        restricted: matches!(registered.state, State::Restricted | State::Quarantined),
        ..Subject::default()
    };
    if let Some(record) = &newest.record {
        let band = record.age_band.as_deref().and_then(AgeBand::from_code);
        subject.child = band.is_none_or(|band| band == AgeBand::Child);
        subject.known_adult = band == Some(AgeBand::Adult);
        subject.has_guardian = record.guardian_name.is_some();
        let rows = links::rows_of_person(conn, registered.visitor)?;
        subject.standings = answers::standings(conn, &rows, speaker(record))?;
        subject.awaits = wishes(record).into_iter().map(|wish| wish.by).collect();
    }
    Ok(Candidate { registered, version: newest.version, record: newest.record, subject })
}

/// What they asked to be sent.
pub(super) fn wishes(record: &RegistrationRecord) -> Vec<Sendable> {
    record.send_them.as_deref().and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
}

/// Everybody of whom something has to go out: new people, and those of whom something has changed since they were sent.
pub(super) fn choose(conn: &Connection, recipient: &Recipient, event: &Event) -> Result<Vec<Disclosure>, StoreError> {
    let mut members = Vec::new();
    let through = batches::through_act(conn, recipient.id, None)?;
    for row in batches::rows_of_event(conn, event.id())? {
        let last = batches::last_disclosure(conn, row, recipient.id, None)?;
        let mut candidate = load(conn, row)?;
        if last.is_some_and(|last| last.columns & bit(Column::SendThem) != 0) {
            // What was asked for is sent once (R28).
            candidate.subject.awaits.clear();
        }
        let (columns, purposes) = allowed(&candidate.subject, recipient, event);
        let now = Disclosure { registration: row, version: candidate.version, columns, purposes };
        let goes = match last {
            None => columns != 0,
            Some(last) => {
                let same = last.version == now.version
                    && columns & !bit(Column::SendThem) == last.columns & !bit(Column::SendThem);
                !same || !news_since(conn, row, recipient, through)?.is_empty()
            }
        };
        members.extend(goes.then_some(now));
    }
    Ok(members)
}

/// What a batch to the recipient would hold of one person as they stand now.
pub(in crate::desk) fn as_they_stand(
    conn: &Connection,
    row: i64,
    recipient: &Recipient,
    event: &Event,
) -> Result<Disclosure, StoreError> {
    let candidate = load(conn, row)?;
    let (columns, purposes) = allowed(&candidate.subject, recipient, event);
    Ok(Disclosure { registration: row, version: candidate.version, columns, purposes })
}

/// The columns of one person that any of the recipient's purposes allows, and the purposes that do.
fn allowed(subject: &Subject, recipient: &Recipient, event: &Event) -> (u64, u64) {
    let office = &event.definition().special_to_office;
    let (mut columns, mut purposes) = (0, Vec::new());
    for &purpose in &recipient.purposes {
        if permit::person(subject, purpose).is_err() {
            continue;
        }
        let may = |column: &&Column| permit(subject, **column, purpose, office).is_ok();
        let of_purpose = Column::ALL.iter().filter(may).fold(0, |bits, &column| bits | bit(column));
        if of_purpose != 0 {
            columns |= of_purpose;
            purposes.push(purpose);
        }
    }
    (columns, purpose_bits(&purposes.into_iter().collect()))
}

/// Whether an answer to this question may be told to the recipient at all.
pub(super) fn concerns(recipient: &Recipient, question: Question) -> bool {
    let by = |&purpose: &Purpose| purpose == Purpose::RecordKeeping || question.concerns(purpose);
    recipient.purposes.iter().any(by)
}

/// The answers given since an act that concern the recipient.
pub(super) fn news_since(
    conn: &Connection,
    row: i64,
    recipient: &Recipient,
    through: i64,
) -> Result<Vec<answers::Kept>, StoreError> {
    let mut kept = answers::of_registration(conn, row)?;
    kept.retain(|kept| kept.place.sequence > through.cast_unsigned() && concerns(recipient, kept.answer.question));
    Ok(kept)
}

/// Whether somebody declined, withdrew or objected, as it stands.
pub(super) fn is_stopped(standings: &Standings, question: Question) -> bool {
    matches!(standings.get(question), Standing::No | Standing::Withdrawn | Standing::Objected)
}
