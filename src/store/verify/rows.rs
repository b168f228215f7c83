//! The rows that acts commit to, table by table, in the order of the acts.

use rusqlite::{Connection, Row, Rows, Statement};
use uuid::Uuid;

use crate::domain::answer::NoticeHash;
use crate::domain::ids::{EventId, RegistrationId, VisitorId};
use crate::domain::record::RegistrationRecord;

use super::super::act::row_commitment;
use super::super::links::{self, LinkKind, NewLink};
use super::super::registrations::{self, NewRegistration};
use super::super::{
    StoreError, answers, batches, coming_notices, complaints, erase, events, professional, removals, requests,
    retention, sql,
};
use super::{Fault, Stop, Table, broken, number};

/// What a row turned out to be: its commitment, or what is wrong with it.
type Reading = Result<[u8; 32], fn(Table, u32) -> Fault>;

/// How a table is read. Every query has the columns `act` and `ordinal`, and their order.
///
/// What was said is kept by registration, not by act. Nearly all of it came with the registration's own act, and is in the
/// order of acts as it lies there; the rest, which came later, is sorted.
struct Source {
    table: Table,
    query: String,
    read: fn(&Row<'_>) -> Result<Reading, StoreError>,
}

/// A table's statement, ready to be run.
pub(super) struct Prepared<'c> {
    statement: Statement<'c>,
    table: Table,
    read: fn(&Row<'_>) -> Result<Reading, StoreError>,
}

/// A place in a table: the row that comes next.
pub(super) struct Cursor<'s> {
    /// Which table.
    pub(super) table: Table,
    /// How many rows were taken.
    pub(super) seen: u64,
    rows: Rows<'s>,
    read: fn(&Row<'_>) -> Result<Reading, StoreError>,
    ahead: Option<Found>,
}

struct Found {
    act: i64,
    ordinal: u32,
    reading: Reading,
}

/// Prepares the statements of all tables.
pub(super) fn prepare(conn: &Connection) -> Result<Vec<Prepared<'_>>, Stop> {
    let prepare = |source: Source| {
        let Source { table, query, read } = source;
        Ok(Prepared { statement: conn.prepare(&query)?, table, read })
    };
    sources().into_iter().map(prepare).collect()
}

/// Takes the rows of one act from all tables, and puts their commitments in order.
pub(super) fn of_act(cursors: &mut [Cursor<'_>], sequence: u64, commitments: &mut Vec<[u8; 32]>) -> Result<(), Stop> {
    commitments.clear();
    loop {
        let ordinal = u32::try_from(commitments.len()).unwrap_or(u32::MAX);
        let is_next = |cursor: &&mut Cursor<'_>| {
            cursor.ahead.as_ref().is_some_and(|found| found.act == number(sequence) && found.ordinal == ordinal)
        };
        let Some(cursor) = cursors.iter_mut().find(is_next) else { break };
        commitments.push(cursor.take(sequence, ordinal)?);
    }
    // Whatever is left of this act, or of one before it, has no place there.
    match cursors.iter().find_map(|cursor| cursor.left_before(sequence + 1)) {
        Some(error) => Err(error),
        None => Ok(()),
    }
}

/// After the last act nothing is left.
pub(super) fn nothing_left(cursors: &[Cursor<'_>]) -> Result<(), Stop> {
    cursors.iter().find_map(|cursor| cursor.left_before(u64::MAX)).map_or(Ok(()), Err)
}

impl<'s> Cursor<'s> {
    /// Begins at the table's first row.
    pub(super) fn open(prepared: &'s mut Prepared<'_>) -> Result<Self, Stop> {
        let (table, read) = (prepared.table, prepared.read);
        let mut cursor = Self { table, seen: 0, rows: prepared.statement.query([])?, read, ahead: None };
        cursor.step()?;
        Ok(cursor)
    }

    fn step(&mut self) -> Result<(), Stop> {
        self.ahead = match self.rows.next()? {
            None => None,
            Some(row) => {
                let reading = (self.read)(row).unwrap_or(Err(Fault::RowUnreadable));
                Some(Found { act: row.get("act")?, ordinal: row.get("ordinal")?, reading })
            }
        };
        Ok(())
    }

    fn take(&mut self, sequence: u64, ordinal: u32) -> Result<[u8; 32], Stop> {
        let reading = self.ahead.take().map_or(Err(Fault::RowOutOfPlace as fn(Table, u32) -> Fault), |f| f.reading);
        let commitment = reading.map_err(|fault| broken(Some(sequence), fault(self.table, ordinal)))?;
        self.seen += 1;
        self.step()?;
        Ok(commitment)
    }

    fn left_before(&self, sequence: u64) -> Option<Stop> {
        let found = self.ahead.as_ref().filter(|found| found.act < number(sequence))?;
        let fault = Fault::RowOutOfPlace(self.table, found.ordinal);
        Some(broken(u64::try_from(found.act).ok(), fault))
    }
}

fn sources() -> [Source; 17] {
    let tombstone = "EXISTS (SELECT 1 FROM tombstone WHERE tombstone.registration = row.registration)";
    // Proof of consent outlives what it proves (R24).
    let of_answers = "(SELECT reason <> 'purged' FROM tombstone WHERE tombstone.registration = row.registration)";
    // Only a purge, or a restore that repeats one, lets an emergency contact go, and then there is none.
    let lapsed = "(SELECT lapse.commitment FROM lapse JOIN act ON act.sequence = lapse.act
        WHERE lapse.place = row.place AND kind IN ('purge', 'restore') AND coalesce (emergency_name, emergency_phone,
            emergency_phone_as_typed, emergency_relationship) IS NULL)";
    let record = RegistrationRecord::COLUMNS.join(", ");
    let versions = format!(
        "SELECT act, ordinal, salt, commitment, {tombstone}, registration, version, event_version, {lapsed}, reason, {record}"
    );
    let answers = format!(
        "SELECT {}, act, salt, commitment, {of_answers}, registration, coalesce (question, said, answered_at,
            answered_offset, certainty, entered_at, entered_offset, how, given_by, statement, language, notice,
            notice_card, staff, paper_form) IS NULL",
        answers::COLUMNS.replace("consent_event.", "row.")
    );
    let words = "LEFT JOIN statement ON statement.id = row.statement";
    let own = "(SELECT row AS whose, act AS first_act FROM registration) AS own";
    let later = |table| format!("FROM {table} AS row LEFT JOIN {own} ON whose = row.registration");
    let source = |table, query, read| Source { table, query, read };
    [
        source(
            Table::Registration,
            "SELECT act, ordinal, row, id, visitor, event, reference, registered_at, registered_offset, local_day
             FROM registration ORDER BY row"
                .to_owned(),
            registration,
        ),
        source(
            Table::Version,
            format!(
                "{versions} FROM {own} CROSS JOIN registration_version AS row
                     ON place BETWEEN whose << 20 AND (whose << 20) + 1048575
                 WHERE act = first_act ORDER BY whose, place"
            ),
            version,
        ),
        source(
            Table::Version,
            format!(
                "{versions} {} WHERE act IS NOT first_act ORDER BY act, ordinal",
                later("registration_version")
            ),
            version,
        ),
        source(
            Table::Answer,
            format!(
                "{answers} FROM {own} CROSS JOIN consent_event AS row
                     ON place BETWEEN whose << 20 AND (whose << 20) + 1048575 {words}
                 WHERE act = first_act ORDER BY whose, place"
            ),
            answer,
        ),
        source(
            Table::Answer,
            format!(
                "{answers} {} {words} WHERE act IS NOT first_act ORDER BY act, ordinal",
                later("consent_event")
            ),
            answer,
        ),
        Source {
            table: Table::Event,
            query: "SELECT event_version.act AS act, ordinal, event_version.id, event.id, code, definition, notice
                FROM event_version JOIN event ON event.id = event_version.event ORDER BY event_version.act, ordinal"
                .to_owned(),
            read: event,
        },
        Source {
            table: Table::Link,
            query: "SELECT act, ordinal, id, kind, one, other, reverses FROM link ORDER BY act, ordinal".to_owned(),
            read: link,
        },
        Source {
            table: Table::Tombstone,
            query: "SELECT act, ordinal, registration, at, reason FROM tombstone ORDER BY act, ordinal".to_owned(),
            read: tombstone_row,
        },
        Source {
            table: Table::Batch,
            query: format!(
                "SELECT act, ordinal, row, id, recipient, event, epoch, sequence, purposes, columns, created_at, previous,
                    file_name, through_act, ({}) FROM batch ORDER BY act, ordinal",
                batches::MEMBERS
            ),
            read: batch,
        },
        Source {
            table: Table::Request,
            query: "SELECT act, ordinal, request, reference, registration, made_on, step FROM request_step
                ORDER BY act, ordinal"
                .to_owned(),
            read: request,
        },
        source(
            Table::Complaint,
            // Of somebody who is not on the record, words stand or are let go.
            "SELECT act, ordinal, salt, commitment,
                 iif (row.registration IS NULL, NULL,
                      EXISTS (SELECT 1 FROM tombstone WHERE tombstone.registration = row.registration)),
                 request, registration, part, words
             FROM complaint_words AS row ORDER BY act, ordinal"
                .to_owned(),
            complaint,
        ),
        Source {
            table: Table::Lapse,
            query: "SELECT act, ordinal, place, commitment FROM lapse ORDER BY act, ordinal".to_owned(),
            read: lapse,
        },
        source(
            Table::Removal,
            format!(
                "SELECT act, ordinal, salt, commitment, {tombstone}, id, registration, taken, place, looked_like
                 FROM removal AS row ORDER BY act, ordinal"
            ),
            removal,
        ),
        source(
            Table::Exception,
            format!(
                "SELECT act, ordinal, salt, commitment, {tombstone}, registration, email, institution, role, relationship
                 FROM professional_exception AS row ORDER BY act, ordinal"
            ),
            exception,
        ),
        Source {
            table: Table::RemovalEnd,
            query: "SELECT act, ordinal, removal, found FROM removal_end ORDER BY act, ordinal".to_owned(),
            read: removal_end,
        },
        Source {
            table: Table::ComingNotice,
            query: "SELECT act, ordinal, id, event, notice, begins FROM coming_notice ORDER BY act, ordinal".to_owned(),
            read: coming_notice,
        },
        Source {
            table: Table::ComingNoticeEnd,
            query: "SELECT act, ordinal, coming, ended FROM coming_notice_end ORDER BY act, ordinal".to_owned(),
            read: coming_notice_end,
        },
    ]
}

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

fn version(row: &Row<'_>) -> Result<Reading, StoreError> {
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

fn answer(row: &Row<'_>) -> Result<Reading, StoreError> {
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

fn removal(row: &Row<'_>) -> Result<Reading, StoreError> {
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

fn exception(row: &Row<'_>) -> Result<Reading, StoreError> {
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

fn complaint(row: &Row<'_>) -> Result<Reading, StoreError> {
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

fn removal_end(row: &Row<'_>) -> Result<Reading, StoreError> {
    Ok(Ok(removals::end_commitment(uuid(row, 2)?, &row.get::<_, String>(3)?)))
}

fn coming_notice(row: &Row<'_>) -> Result<Reading, StoreError> {
    let notice = NoticeHash(sql::digest(&row.get::<_, Vec<u8>>(4)?)?);
    Ok(Ok(coming_notices::commitment(row.get(2)?, uuid(row, 3)?, notice, &row.get::<_, String>(5)?)))
}

fn coming_notice_end(row: &Row<'_>) -> Result<Reading, StoreError> {
    Ok(Ok(coming_notices::end_commitment(row.get(2)?, &row.get::<_, String>(3)?)))
}

fn lapse(row: &Row<'_>) -> Result<Reading, StoreError> {
    Ok(Ok(retention::lapse_commitment(row.get(2)?, &sql::digest(&row.get::<_, Vec<u8>>(3)?)?)))
}

fn registration(row: &Row<'_>) -> Result<Reading, StoreError> {
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

fn event(row: &Row<'_>) -> Result<Reading, StoreError> {
    let (code, definition): (String, String) = (row.get(4)?, row.get(5)?);
    let notice = NoticeHash(sql::digest(&row.get::<_, Vec<u8>>(6)?)?);
    Ok(Ok(events::version_commitment(row.get(2)?, EventId(uuid(row, 3)?), &code, &definition, notice)))
}

fn link(row: &Row<'_>) -> Result<Reading, StoreError> {
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

fn tombstone_row(row: &Row<'_>) -> Result<Reading, StoreError> {
    let (at, reason): (String, String) = (row.get(3)?, row.get(4)?);
    Ok(Ok(erase::tombstone_commitment(row.get(2)?, &at, &reason)))
}

fn batch(row: &Row<'_>) -> Result<Reading, StoreError> {
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

fn request(row: &Row<'_>) -> Result<Reading, StoreError> {
    let (reference, registration): (Option<String>, Option<i64>) = (row.get(3)?, row.get(4)?);
    let (made_on, step): (String, String) = (row.get(5)?, row.get(6)?);
    Ok(Ok(requests::commitment(uuid(row, 2)?, reference.as_deref(), registration, &made_on, &step)))
}

fn uuid(row: &Row<'_>, column: usize) -> Result<Uuid, StoreError> {
    sql::id(&row.get::<_, Vec<u8>>(column)?)
}
