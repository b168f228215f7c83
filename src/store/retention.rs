//! What is held past its period (R24), and letting it go: protected details and emergency contacts of a day, what was said, and
//! at the end the proof of the answers.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::act_kind::ActKind;
use crate::domain::ids::{EventId, RegistrationId};
use crate::domain::record::RegistrationRecord;
use crate::domain::retention::Held;
use crate::domain::unfinished::Dialog;

use super::act::{Appending, plain_commitment, row_commitment};
use super::registrations::{self, State};
use super::{StoreError, carry_over, disclosures, equality, erase, search, sql, unfinished};

/// The newest batch of the office that a registration is in, and everything that is held of it.
///
/// `newest` is the last act that said anything of it; a batch that came after took it in.
const HELD: &str = "SELECT row, state, restricted, event_version,
        EXISTS (SELECT 1 FROM special_value WHERE special_value.registration = row AND pair IN (SELECT value FROM json_each(?2))),
        EXISTS (SELECT 1 FROM registration_version AS said WHERE said.place BETWEEN row << 20 AND (row << 20) + 1048575
                AND coalesce(said.emergency_name, said.emergency_phone, said.emergency_phone_as_typed, said.emergency_relationship)
                    IS NOT NULL),
        EXISTS (SELECT 1 FROM registration_version AS said WHERE said.place BETWEEN row << 20 AND (row << 20) + 1048575
                AND said.salt IS NOT NULL),
        EXISTS (SELECT 1 FROM consent_event WHERE consent_event.place BETWEEN row << 20 AND (row << 20) + 1048575
                AND consent_event.salt IS NOT NULL),
        EXISTS (SELECT 1 FROM disclosure JOIN batch ON batch.row = disclosure.batch
                JOIN recipient ON recipient.id = batch.recipient
                WHERE disclosure.registration = registration.row AND disclosure.columns <> 0
                    AND batch.state = 'acknowledged' AND recipient.purposes LIKE '%\"record-keeping\"%'
                    AND NOT EXISTS (SELECT 1 FROM rejection
                                    WHERE rejection.batch = batch.row AND rejection.registration = registration.row)
                    AND through_act >= max (
                        (SELECT max(act) FROM registration_version
                         WHERE place BETWEEN registration.row << 20 AND (registration.row << 20) + 1048575),
                        ifnull ((SELECT max(act) FROM consent_event
                         WHERE place BETWEEN registration.row << 20 AND (registration.row << 20) + 1048575), 0)))
    , registration.id
    FROM registration CROSS JOIN registration_version AS first ON first.place = (row << 20) + 1
    WHERE event = ?1 ORDER BY row";

/// What is held of one registration.
pub struct Holding {
    /// Its row.
    pub row: i64,
    /// The settings of the event that it was taken under.
    pub event_version: i64,
    /// What is held.
    pub held: Held,
}

/// What is held of every registration of an event, oldest first. `todays` are the codes of the pairs that are for the day only.
///
/// # Errors
/// When the tables cannot be read.
pub fn held(conn: &Connection, event: EventId, todays: &[&str]) -> Result<Vec<Holding>, StoreError> {
    let todays = serde_json::to_string(todays).unwrap_or_default();
    let mut statement = conn.prepare_cached(HELD)?;
    let mut rows = statement.query(params![&event.0.as_bytes()[..], todays])?;
    let answered = equality::Answered::of(conn, event)?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let state = State::from_code(&row.get::<_, String>(1)?).ok_or_else(|| StoreError::unreadable("state"))?;
        let id = RegistrationId(sql::id(&row.get::<_, Vec<u8>>(9)?)?);
        let (equality, equality_waits) = answered.by(id);
        let held = Held {
            equality,
            equality_waits,
            restricted: row.get::<_, bool>(2)? || state == State::Restricted,
            special: row.get(4)?,
            emergency_contact: row.get(5)?,
            record: row.get(6)?,
            proof: row.get(7)?,
            taken_in: row.get(8)?,
        };
        all.push(Holding { row: row.get(0)?, event_version: row.get(3)?, held });
    }
    Ok(all)
}

/// Lets the emergency contacts of a registration go because their period is over, from every version. What is left is committed to
/// anew.
///
/// # Errors
/// When the tables cannot be written.
pub fn let_emergency_contact_go(appending: &mut Appending<'_>, row: i64) -> Result<(), StoreError> {
    let_contact_go(appending, row, false)
}

/// The same before that, because somebody asked for it (R2): whoever was sent them is told.
///
/// # Errors
/// When the tables cannot be written.
pub fn forget_emergency_contact(appending: &mut Appending<'_>, row: i64) -> Result<(), StoreError> {
    let_contact_go(appending, row, true)
}

fn let_contact_go(appending: &mut Appending<'_>, row: i64, asked: bool) -> Result<(), StoreError> {
    let before = appending.next_place().ordinal;
    for version in registrations::versions(appending.tx, row)? {
        let place = (row << 20) + i64::from(version.version);
        let Some(mut record) = version.record.filter(RegistrationRecord::names_emergency_contact) else { continue };
        record.emergency_name = None;
        record.emergency_phone = None;
        record.emergency_phone_as_typed = None;
        record.emergency_relationship = None;
        let reason = version.reason.as_deref();
        let payload = registrations::payload(row, version.version, version.event_version, reason, &record);
        let salt: Vec<u8> =
            appending
                .tx
                .query_row("SELECT salt FROM registration_version WHERE place = ?1", [place], |row| row.get(0))?;
        let commitment = row_commitment(&salt, &payload);
        appending.tx.execute(
            "INSERT INTO lapse (place, commitment, act, ordinal, asked) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![place, commitment, appending.act(), appending.next_place().ordinal, asked.then_some(1)],
        )?;
        appending.place(lapse_commitment(place, &commitment, asked));
        appending.tx.execute(
            "UPDATE registration_version SET emergency_name = NULL, emergency_phone = NULL,
                 emergency_phone_as_typed = NULL, emergency_relationship = NULL WHERE place = ?1",
            [place],
        )?;
    }
    if appending.next_place().ordinal > before {
        search::index_contacts(appending.tx, row)?;
    }
    Ok(())
}

/// Of whom somebody asked for the emergency contacts to be let go (R2), with the newest act that did it.
///
/// # Errors
/// When the tables cannot be read.
pub fn contacts_forgotten(conn: &Connection) -> Result<HashMap<i64, i64>, StoreError> {
    let query = "SELECT place >> 20, max(act) FROM lapse WHERE asked = 1 GROUP BY place >> 20";
    let mut statement = conn.prepare_cached(query)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// SHA-256 over a lapse's columns. One that nobody asked for is committed to as it was before it could be.
pub(super) fn lapse_commitment(place: i64, commitment: &[u8; 32], asked: bool) -> [u8; 32] {
    let commitment = hex::encode(commitment);
    plain_commitment(&if asked {
        serde_json::json!(["lanyard lapse 1", place, commitment, "asked"])
    } else {
        serde_json::json!(["lanyard lapse 1", place, commitment])
    })
}

/// Lets the emergency contacts go that another vault of this desk let go; answers how many registrations.
///
/// # Errors
/// When the tables cannot be read or written.
pub(super) fn same_lapses(
    from: &Connection,
    appending: &mut Appending<'_>,
    ours: impl Fn(i64) -> Option<i64>,
) -> Result<u64, StoreError> {
    let asked = if carry_over::version(from)? >= 7 { "max(asked) IS NOT NULL" } else { "FALSE" };
    let mut theirs =
        from.prepare(&format!("SELECT place >> 20, {asked} FROM lapse GROUP BY place >> 20 ORDER BY place >> 20"))?;
    let mut gone = 0;
    for lapse in theirs.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))? {
        let (row, asked) = lapse?;
        let Some(row) = ours(row) else { continue };
        let before = appending.next_place().ordinal;
        let_contact_go(appending, row, asked)?;
        gone += u64::from(appending.next_place().ordinal > before);
    }
    Ok(gone)
}

/// Lets the protected details of a registration go that are for the day only.
///
/// # Errors
/// When the tables cannot be written.
pub fn let_special_go(appending: &Appending<'_>, row: i64, todays: &[&str]) -> Result<(), StoreError> {
    let todays = serde_json::to_string(todays).unwrap_or_default();
    appending.tx.execute(
        "DELETE FROM special_value WHERE registration = ?1 AND pair IN (SELECT value FROM json_each(?2))",
        params![row, todays],
    )?;
    unfinished::forget_dialog(appending.tx, row, Dialog::Help)
}

/// Lets the equality answers of a registration go, which are under a pseudonym of it (R4). That it was stopped, and whom they
/// went to, stays as long as the registration.
///
/// # Errors
/// When the tables cannot be written.
pub fn let_equality_go(appending: &Appending<'_>, row: i64) -> Result<(), StoreError> {
    if let Some(whose) = equality::of_row(appending.tx, row)? {
        equality::drop_answers(appending.tx, whose)?;
    }
    Ok(())
}

/// Notes what of a batch its recipient has taken in: everybody who is in it and not among those stays here. An answer that came
/// later replaces an earlier one. Answers how many were not taken in.
///
/// # Errors
/// When the tables cannot be written.
pub fn acknowledged(appending: &Appending<'_>, batch: i64, taken_in: &BTreeSet<i64>) -> Result<usize, StoreError> {
    let tx = appending.tx;
    tx.execute("UPDATE batch SET state = 'acknowledged' WHERE row = ?1 AND state = 'sealed'", [batch])?;
    tx.execute("DELETE FROM rejection WHERE batch = ?1", [batch])?;
    let mut reject = tx.prepare_cached("INSERT INTO rejection (batch, registration) VALUES (?1, ?2)")?;
    let mut rejected = 0;
    for member in disclosures::of_batch(tx, batch)? {
        if member.columns != 0 && !taken_in.contains(&member.registration) {
            reject.execute(params![batch, member.registration])?;
            rejected += 1;
        }
    }
    Ok(rejected)
}

/// Lets what was said go; the proof of the answers stays (R24).
///
/// # Errors
/// When the tables cannot be written.
pub fn let_record_go(
    appending: &mut Appending<'_>,
    row: i64,
    at: chrono::DateTime<chrono::FixedOffset>,
) -> Result<(), StoreError> {
    erase::record(appending, row, at, erase::Reason::Purged)?;
    registrations::set_state(appending.tx, row, State::Erased)
}

/// Lets the proof of the answers go, of somebody whose record is gone.
///
/// # Errors
/// When the tables cannot be written, or the record is still there.
pub fn let_proof_go(appending: &Appending<'_>, row: i64) -> Result<(), StoreError> {
    erase::answers(appending.tx, row)
}

/// The batch with that manifest that was sealed to this recipient; `None` where there is none.
///
/// # Errors
/// When the tables cannot be read.
pub fn batch_with(conn: &Connection, recipient: i64, manifest: &[u8; 32]) -> Result<Option<i64>, StoreError> {
    let query = "SELECT row FROM batch WHERE manifest_sha256 = ?1 AND recipient = ?2";
    Ok(conn.query_row(query, params![&manifest[..], recipient], |row| row.get(0)).optional()?)
}

/// So many acts are looked back over for a later time: the work of weeks.
const LOOKED_BACK: i64 = 20_000;
/// Of those, so many of the newest are all looked at, and of the others one in so many: the times of acts rise from one setting of the
/// clock to the next, so that whoever worked by another clock for longer is met. Opening a desk must not take longer the more it
/// holds.
const ALL_OF: i64 = 500;
const ONE_IN: i64 = 256;

/// The latest time that an act was done at, where that is later than `now`. It is not the newest act's where the clock was set back
/// since: whatever was done by that clock does not make it right. Only somebody who says so does (R24): what was done before that is
/// left out.
///
/// # Errors
/// When the tables cannot be read.
pub fn later_act(
    conn: &Connection,
    now: chrono::DateTime<chrono::FixedOffset>,
) -> Result<Option<chrono::DateTime<chrono::FixedOffset>>, StoreError> {
    let later = |found: Option<(String, i32)>| {
        let time = found.map(|(at, offset)| sql::time(&at, offset)).transpose()?;
        Ok::<_, StoreError>(time.filter(|&time| time > now))
    };
    // Nearly always there is none, which is quickly seen.
    if later(latest_of_some(conn)?)?.is_none() { Ok(None) } else { later(latest_of_all(conn)?) }
}

/// Times in UTC, written alike, come in the order of their letters.
fn latest_of_some(conn: &Connection) -> Result<Option<(String, i32)>, StoreError> {
    let mut statement = conn.prepare_cached(
        "WITH RECURSIVE newest (sequence) AS (SELECT max(sequence) FROM act),
         step (sequence) AS (SELECT sequence - ?1 FROM newest
             UNION ALL SELECT step.sequence - ?2 FROM step, newest WHERE step.sequence > newest.sequence - ?3)
         SELECT at, at_offset FROM act
         WHERE unfinished IS NULL AND (sequence > (SELECT sequence - ?1 FROM newest) OR sequence IN (SELECT sequence FROM step))
         ORDER BY at DESC LIMIT 1",
    )?;
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    Ok(statement.query_row(params![ALL_OF, ONE_IN, LOOKED_BACK], row).optional()?)
}

fn latest_of_all(conn: &Connection) -> Result<Option<(String, i32)>, StoreError> {
    let query = "SELECT at, at_offset, kind FROM act WHERE unfinished IS NULL ORDER BY sequence DESC LIMIT ?1";
    let mut statement = conn.prepare_cached(query)?;
    let mut rows = statement.query([LOOKED_BACK])?;
    let mut latest: Option<(String, i32)> = None;
    while let Some(row) = rows.next()? {
        let (at, offset): (String, i32) = (row.get(0)?, row.get(1)?);
        if latest.as_ref().is_none_or(|(latest, _)| *latest < at) {
            latest = Some((at, offset));
        }
        if row.get_ref(2)?.as_str().is_ok_and(|kind| kind == ActKind::ConfirmClock.code()) {
            break;
        }
    }
    Ok(latest)
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, FixedOffset, TimeDelta};

    use super::*;

    /// So many acts, a second apart from each other from `from` on; the first of them of this kind.
    fn acts(conn: &Connection, from: DateTime<FixedOffset>, many: i64, kind: &str) {
        let mut insert = conn.prepare("INSERT INTO act (kind, at, at_offset) VALUES (?1, ?2, 0)").unwrap();
        for act in 0..many {
            let kind = if act == 0 { kind } else { "find" };
            insert.execute(params![kind, sql::utc(from + TimeDelta::seconds(act))]).unwrap();
        }
    }

    fn log() -> (Connection, DateTime<FixedOffset>) {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch("CREATE TABLE act (sequence INTEGER PRIMARY KEY, kind, at, at_offset, unfinished)").unwrap();
        (conn, DateTime::parse_from_rfc3339("2026-11-21T09:00:00+00:00").unwrap())
    }

    #[test]
    fn r24_a_clock_that_was_set_back_is_found_however_much_is_done_by_it() {
        for many in [1, 499, 500, 501, 5_000, 18_000] {
            let (conn, right) = log();
            acts(&conn, right, 600, "find");
            assert_eq!(later_act(&conn, right + TimeDelta::hours(1)).unwrap(), None);
            let wrong = right - TimeDelta::days(30);
            acts(&conn, wrong, many, "find");
            let found = later_act(&conn, wrong + TimeDelta::hours(9)).unwrap();
            assert_eq!(found, Some(right + TimeDelta::seconds(599)), "after {many}");
            assert_eq!(later_act(&conn, right + TimeDelta::hours(1)).unwrap(), None, "the clock is right again");
        }
    }

    #[test]
    fn r24_a_clock_that_was_ahead_is_forgotten_where_somebody_says_that_it_is_right() {
        let (conn, right) = log();
        acts(&conn, right + TimeDelta::days(300), 600, "find");
        acts(&conn, right, 700, ActKind::ConfirmClock.code());
        assert_eq!(later_act(&conn, right + TimeDelta::hours(1)).unwrap(), None);
        assert_eq!(later_act(&conn, right).unwrap(), Some(right + TimeDelta::seconds(699)));
    }
}
