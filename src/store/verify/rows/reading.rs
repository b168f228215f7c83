//! What each table's row turns out to be: the commitment that its act closed over, or what is wrong with it.

use rusqlite::Row;
use uuid::Uuid;

use crate::domain::answer::NoticeHash;
use crate::domain::ids::{EventId, RegistrationId, VisitorId};
use crate::domain::record::RegistrationRecord;

use super::super::super::act::row_commitment;
use super::super::super::links::{self, LinkKind, NewLink};
use super::super::super::registrations::{self, NewRegistration};
use super::super::super::{
    StoreError, answers, batches, coming_notices, complaints, erase, events, listed, notice_translations, professional,
    removals, requests, retention, sql,
};
use super::super::Fault;
use super::Reading;

/// What a tombstone says of a row that was said by a person.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tombstone {
    /// There is none: it stands.
    None,
    /// It is erased.
    Erased,
    /// It may stand or be erased: proof, of a record whose period is over.
    MayStand,
}

/// A row that was said by a person: as it was, or erased under a tombstone.
fn salted(
    salt: Option<&[u8]>,
    kept: [u8; 32],
    committed: [u8; 32],
    tombstone: Tombstone,
    payload: Option<&[u8]>,
) -> Reading {
    match (salt, payload, tombstone) {
        (None, None, Tombstone::Erased | Tombstone::MayStand) => Ok(kept),
        (None, None, Tombstone::None) => Err(Fault::ErasedWithoutTombstone),
        (_, Some(_), Tombstone::Erased) => Err(Fault::NotErased),
        (Some(salt), Some(payload), _) if row_commitment(salt, payload) == committed => Ok(kept),
        _ => Err(Fault::RowChanged),
    }
}

pub(super) fn version(row: &Row<'_>) -> Result<Reading, StoreError> {
    let salt: Option<Vec<u8>> = row.get(2)?;
    let kept = sql::digest(&row.get::<_, Vec<u8>>(3)?)?;
    // Where an emergency contact was let go, what is left is what was committed to then.
    let lapsed: Option<Vec<u8>> = row.get(8)?;
    let committed = lapsed.as_deref().map_or(Ok(kept), sql::digest)?;
    let reason: Option<String> = row.get(9)?;
    let record = RegistrationRecord::from_values(|position| row.get(position + 10))?;
    let empty = reason.is_none() && record == RegistrationRecord::default();
    let payload = registrations::payload(row.get(5)?, row.get(6)?, row.get(7)?, reason.as_deref(), &record);
    let tombstone = if row.get(4)? { Tombstone::Erased } else { Tombstone::None };
    Ok(salted(salt.as_deref(), kept, committed, tombstone, (!empty).then_some(&payload)))
}

pub(super) fn answer(row: &Row<'_>) -> Result<Reading, StoreError> {
    const AFTER: usize = 20;
    let salt: Option<Vec<u8>> = row.get(AFTER + 1)?;
    let kept = sql::digest(&row.get::<_, Vec<u8>>(AFTER + 2)?)?;
    let sequence: i64 = row.get(3)?;
    if sequence != row.get::<_, i64>(AFTER)? {
        return Ok(Err(Fault::RowChanged));
    }
    let tombstone = match row.get::<_, Option<bool>>(AFTER + 3)? {
        None => Tombstone::None,
        Some(true) => Tombstone::Erased,
        Some(false) => Tombstone::MayStand,
    };
    let payload = if row.get(AFTER + 5)? {
        None
    } else {
        let answers::Kept { place, answer } = answers::answer(row)?;
        Some(answers::payload(row.get(AFTER + 4)?, place, &answer))
    };
    Ok(salted(salt.as_deref(), kept, kept, tombstone, payload.as_deref()))
}

pub(super) fn removal(row: &Row<'_>) -> Result<Reading, StoreError> {
    let salt: Option<Vec<u8>> = row.get(2)?;
    let kept = sql::digest(&row.get::<_, Vec<u8>>(3)?)?;
    let said: [Option<String>; 3] = [row.get(7)?, row.get(8)?, row.get(9)?];
    let payload = match &said {
        [Some(taken), Some(place), Some(like)] => {
            Some(removals::payload(uuid(row, 5)?, row.get(6)?, taken, place, like))
        }
        // Anything but all or nothing is what the program never writes: its commitment cannot hold.
        [None, None, None] => None,
        _ => Some(Vec::new()),
    };
    let tombstone = if row.get(4)? { Tombstone::Erased } else { Tombstone::None };
    Ok(salted(salt.as_deref(), kept, kept, tombstone, payload.as_deref()))
}

pub(super) fn exception(row: &Row<'_>) -> Result<Reading, StoreError> {
    let salt: Option<Vec<u8>> = row.get(2)?;
    let kept = sql::digest(&row.get::<_, Vec<u8>>(3)?)?;
    let said: [Option<String>; 4] = [row.get(6)?, row.get(7)?, row.get(8)?, row.get(9)?];
    let payload = match &said {
        [Some(email), Some(institution), Some(role), Some(relationship)] => {
            Some(professional::payload(row.get(5)?, email, institution, role, relationship))
        }
        // Anything but all or nothing is what the program never writes: its commitment cannot hold.
        [None, None, None, None] => None,
        _ => Some(Vec::new()),
    };
    let tombstone = if row.get(4)? { Tombstone::Erased } else { Tombstone::None };
    Ok(salted(salt.as_deref(), kept, kept, tombstone, payload.as_deref()))
}

pub(super) fn complaint(row: &Row<'_>) -> Result<Reading, StoreError> {
    let salt: Option<Vec<u8>> = row.get(2)?;
    let kept = sql::digest(&row.get::<_, Vec<u8>>(3)?)?;
    let tombstone = match row.get::<_, Option<bool>>(4)? {
        None => Tombstone::MayStand,
        Some(true) => Tombstone::Erased,
        Some(false) => Tombstone::None,
    };
    let (part, words): (String, Option<String>) = (row.get(7)?, row.get(8)?);
    let (request, registration) = (uuid(row, 5)?, row.get(6)?);
    let payload = words.map(|words| complaints::payload(request, registration, &part, &words));
    Ok(salted(salt.as_deref(), kept, kept, tombstone, payload.as_deref()))
}

pub(super) fn removal_end(row: &Row<'_>) -> Result<Reading, StoreError> {
    Ok(Ok(removals::end_commitment(uuid(row, 2)?, &row.get::<_, String>(3)?)))
}

pub(super) fn coming_notice(row: &Row<'_>) -> Result<Reading, StoreError> {
    let notice = NoticeHash(sql::digest(&row.get::<_, Vec<u8>>(4)?)?);
    Ok(Ok(coming_notices::commitment(row.get(2)?, uuid(row, 3)?, notice, &row.get::<_, String>(5)?)))
}

pub(super) fn coming_notice_end(row: &Row<'_>) -> Result<Reading, StoreError> {
    Ok(Ok(coming_notices::end_commitment(row.get(2)?, &row.get::<_, String>(3)?)))
}

pub(super) fn notice_translation(row: &Row<'_>) -> Result<Reading, StoreError> {
    let hash = |column| Ok::<_, StoreError>(NoticeHash(sql::digest(&row.get::<_, Vec<u8>>(column)?)?));
    let language: String = row.get(6)?;
    Ok(Ok(notice_translations::commitment(row.get(2)?, uuid(row, 3)?, hash(4)?, hash(5)?, &language)))
}

pub(super) fn listed_row(row: &Row<'_>) -> Result<Reading, StoreError> {
    Ok(Ok(listed::commitment(row.get(2)?, row.get(3)?)))
}

pub(super) fn visitor_list(row: &Row<'_>) -> Result<Reading, StoreError> {
    let (source, given_by): (String, String) = (row.get(4)?, row.get(5)?);
    Ok(Ok(listed::list_commitment(row.get(2)?, uuid(row, 3)?, &source, &given_by)))
}

pub(super) fn told_source(row: &Row<'_>) -> Result<Reading, StoreError> {
    Ok(Ok(listed::told_commitment(row.get(2)?)))
}

pub(super) fn guardian_confirmation(row: &Row<'_>) -> Result<Reading, StoreError> {
    let known_by: Option<String> = row.get(3)?;
    Ok(Ok(listed::confirmation_commitment(row.get(2)?, known_by.as_deref())))
}

pub(super) fn lapse(row: &Row<'_>) -> Result<Reading, StoreError> {
    Ok(Ok(retention::lapse_commitment(row.get(2)?, &sql::digest(&row.get::<_, Vec<u8>>(3)?)?, row.get(4)?)))
}

pub(super) fn registration(row: &Row<'_>) -> Result<Reading, StoreError> {
    let day: String = row.get(9)?;
    let new = NewRegistration {
        id: RegistrationId(uuid(row, 3)?),
        visitor: VisitorId(uuid(row, 4)?),
        event: EventId(uuid(row, 5)?),
        reference: &row.get::<_, String>(6)?,
        registered_at: sql::time(&row.get::<_, String>(7)?, row.get(8)?)?,
        local_day: day.parse().map_err(|_| StoreError::unreadable("date"))?,
    };
    Ok(Ok(registrations::row_commitment(row.get(2)?, &new)))
}

pub(super) fn event(row: &Row<'_>) -> Result<Reading, StoreError> {
    let (code, definition): (String, String) = (row.get(4)?, row.get(5)?);
    let notice = NoticeHash(sql::digest(&row.get::<_, Vec<u8>>(6)?)?);
    Ok(Ok(events::version_commitment(row.get(2)?, EventId(uuid(row, 3)?), &code, &definition, notice)))
}

pub(super) fn link(row: &Row<'_>) -> Result<Reading, StoreError> {
    let kind = LinkKind::from_code(&row.get::<_, String>(3)?).ok_or_else(|| StoreError::unreadable("link"))?;
    let reverses: Option<Vec<u8>> = row.get(6)?;
    let link = NewLink {
        id: uuid(row, 2)?,
        kind,
        one: VisitorId(uuid(row, 4)?),
        other: VisitorId(uuid(row, 5)?),
        reverses: reverses.as_deref().map(sql::id).transpose()?,
    };
    Ok(Ok(links::commitment(&link)))
}

pub(super) fn tombstone_row(row: &Row<'_>) -> Result<Reading, StoreError> {
    let (at, reason): (String, String) = (row.get(3)?, row.get(4)?);
    Ok(Ok(erase::tombstone_commitment(row.get(2)?, &at, &reason)))
}

pub(super) fn batch(row: &Row<'_>) -> Result<Reading, StoreError> {
    let text = |column| row.get::<_, String>(column);
    let (purposes, columns, created_at, file_name) = (text(8)?, text(9)?, text(10)?, text(12)?);
    let previous: Option<Vec<u8>> = row.get(11)?;
    let members: Option<String> = row.get(14)?;
    Ok(Ok(batches::commitment(&batches::Committed {
        row: row.get(2)?,
        id: uuid(row, 3)?,
        recipient: row.get(4)?,
        event: uuid(row, 5)?,
        epoch: row.get(6)?,
        sequence: row.get(7)?,
        purposes: &purposes,
        columns: &columns,
        created_at: &created_at,
        previous: previous.as_deref(),
        through_act: row.get(13)?,
        file_name: &file_name,
        members: batches::members_digest(members.as_deref()),
    })))
}

pub(super) fn request(row: &Row<'_>) -> Result<Reading, StoreError> {
    let (reference, registration): (Option<String>, Option<i64>) = (row.get(3)?, row.get(4)?);
    let (made_on, step): (String, String) = (row.get(5)?, row.get(6)?);
    Ok(Ok(requests::commitment(uuid(row, 2)?, reference.as_deref(), registration, &made_on, &step)))
}

fn uuid(row: &Row<'_>, column: usize) -> Result<Uuid, StoreError> {
    sql::id(&row.get::<_, Vec<u8>>(column)?)
}
