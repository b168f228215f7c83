//! The rows that acts commit to, table by table, in the order of the acts.

mod reading;

use rusqlite::{Connection, Row, Rows, Statement};

use crate::domain::record::RegistrationRecord;

use super::super::{StoreError, answers, batches};
use super::{Fault, Stop, Table, broken, number};
use reading::{
    answer, batch, coming_notice, coming_notice_end, complaint, event, exception, guardian_confirmation, lapse, link,
    listed_row, notice_translation, registration, removal, removal_end, request, told_source, tombstone_row, version,
    visitor_list,
};

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

fn sources() -> [Source; 22] {
    let tombstone = "EXISTS (SELECT 1 FROM tombstone WHERE tombstone.registration = row.registration)";
    // Proof of consent outlives what it proves (R24).
    let of_answers = "(SELECT reason <> 'purged' FROM tombstone WHERE tombstone.registration = row.registration)";
    // Only a purge, somebody who asks for it, or what repeats either after a restore lets an emergency contact go, and then there is
    // none.
    let lapsed = "(SELECT lapse.commitment FROM lapse JOIN act ON act.sequence = lapse.act
        WHERE lapse.place = row.place AND kind IN ('purge', 'restore', 'erase-set-aside', 'forget-emergency-contact')
            AND coalesce (emergency_name, emergency_phone, emergency_phone_as_typed, emergency_relationship) IS NULL)";
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
            query: "SELECT act, ordinal, place, commitment, asked IS NOT NULL FROM lapse ORDER BY act, ordinal".to_owned(),
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
            table: Table::VisitorList,
            query: "SELECT act, ordinal, id, event, source, given_by FROM visitor_list ORDER BY act, ordinal".to_owned(),
            read: visitor_list,
        },
        Source {
            table: Table::Listed,
            query: "SELECT act, ordinal, registration, list FROM listed ORDER BY registration".to_owned(),
            read: listed_row,
        },
        Source {
            table: Table::ToldSource,
            query: "SELECT act, ordinal, registration FROM told_source ORDER BY act, ordinal".to_owned(),
            read: told_source,
        },
        Source {
            table: Table::GuardianConfirmation,
            query: "SELECT act, ordinal, registration, known_by FROM guardian_confirmation ORDER BY act, ordinal".to_owned(),
            read: guardian_confirmation,
        },
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
        Source {
            table: Table::NoticeTranslation,
            query: "SELECT act, ordinal, id, event, notice, translation, language FROM notice_translation
                ORDER BY act, ordinal"
                .to_owned(),
            read: notice_translation,
        },
    ]
}
