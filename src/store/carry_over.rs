//! What a restored backup takes over from the vault that it replaces: whatever was erased, taken back or restricted since
//! (R15, R18, R19), what was sent (R21), and the settings and notices that were published (R1, R26).
//!
//! `from` is the replaced vault's database. Its registrations are found again by their ids: rows are numbered anew in
//! every vault. Everything that is appended belongs to the act of the restore.

mod aside;
mod sent;
mod settings;

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use uuid::Uuid;

use crate::domain::ids::{RegistrationId, VisitorId};
use crate::domain::rights::RequestId;

use super::act::Appending;
use super::erase::{self, Reason};
use super::links::{self, LinkKind, NewLink};
use super::registrations::{self, State};
use super::requests::{self, NewStep};
use super::{StoreError, answers, complaints, equality, listed, lookup, removals, retention, sql};

pub use aside::Remains;
pub use sent::{Known, batch_at, batches, recipients};
pub use settings::{SetAgain, events, notices, notices_begun, organisation, rules};

/// The registrations that both vaults have.
pub struct Shared {
    /// From the row in the replaced vault to the row in the restored one.
    rows: BTreeMap<i64, i64>,
    /// How many the restored vault has not, but for those that were undone or erased.
    pub missing: u64,
}

impl Shared {
    /// Whether the restored vault's row is one that both have.
    #[must_use]
    pub fn has(&self, ours: i64) -> bool {
        self.rows.values().any(|&row| row == ours)
    }
}

/// Finds the registrations that both vaults have.
///
/// # Errors
/// When the tables cannot be read.
pub fn shared(from: &Connection, conn: &Connection) -> Result<Shared, StoreError> {
    let mut shared = Shared { rows: BTreeMap::new(), missing: 0 };
    let mut theirs = from.prepare("SELECT row, id, state IN ('undone', 'erased') FROM registration ORDER BY row")?;
    let mut rows = theirs.query([])?;
    while let Some(row) = rows.next()? {
        let id = RegistrationId(sql::id(&row.get::<_, Vec<u8>>(1)?)?);
        match registrations::find(conn, id)? {
            Some(found) => drop(shared.rows.insert(row.get(0)?, found.row)),
            None => shared.missing += u64::from(!row.get::<_, bool>(2)?),
        }
    }
    Ok(shared)
}

/// Erases what was undone, erased or purged in the replaced vault, for the same reason and with the same time; answers
/// how many registrations. The hashes that keep erased people from coming back come along.
///
/// # Errors
/// When the tables cannot be read or written.
pub fn erasures(from: &Connection, appending: &mut Appending<'_>, shared: &Shared) -> Result<u64, StoreError> {
    let tx = appending.tx;
    let mut erased = 0;
    let mut theirs = from.prepare("SELECT registration, at, reason FROM tombstone ORDER BY act, ordinal")?;
    let mut rows = theirs.query([])?;
    while let Some(row) = rows.next()? {
        let Some(&ours) = shared.rows.get(&row.get(0)?) else { continue };
        if is_gone(tx, ours)? {
            // The proof may have gone since, too.
            if proof_stands(tx, ours)? && !proof_stands(from, row.get(0)?)? {
                erase::answers(tx, ours)?;
                erased += 1;
            }
            continue;
        }
        let (at, reason): (String, String) = (row.get(1)?, row.get(2)?);
        let reason = Reason::from_code(&reason).ok_or_else(|| StoreError::unreadable("tombstone"))?;
        let at = sql::time(&at, 0)?;
        if reason == Reason::Purged && proof_stands(from, row.get(0)?)? {
            erase::record(appending, ours, at, reason)?;
        } else {
            erase::registration(appending, ours, at, reason)?;
        }
        registrations::set_state(tx, ours, if reason == Reason::Undone { State::Undone } else { State::Erased })?;
        erased += 1;
    }
    let mut keep = tx.prepare("INSERT INTO suppression (hash, act) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING")?;
    let mut hashes = from.prepare("SELECT hash FROM suppression")?;
    for hash in hashes.query_map([], |row| row.get::<_, Vec<u8>>(0))? {
        keep.execute(params![hash?, appending.act()])?;
    }
    Ok(erased)
}

/// Whether the proof of somebody's answers outlived their record (R24).
fn proof_stands(from: &Connection, row: i64) -> Result<bool, StoreError> {
    let query = "SELECT EXISTS (SELECT 1 FROM consent_event
        WHERE place BETWEEN ?1 << 20 AND (?1 << 20) + 1048575 AND salt IS NOT NULL)";
    Ok(from.prepare_cached(query)?.query_row([row], |row| row.get(0))?)
}

/// Lets the emergency contacts go that the replaced vault let go (R24); answers how many registrations.
///
/// # Errors
/// When the tables cannot be read or written.
pub fn lapses(from: &Connection, appending: &mut Appending<'_>, shared: &Shared) -> Result<u64, StoreError> {
    if !knows_requests(from)? {
        return Ok(0);
    }
    retention::same_lapses(from, appending, |row| shared.rows.get(&row).copied())
}

/// Whether what was said with a registration is erased: then nothing may be appended to it.
///
/// # Errors
/// When the tables cannot be read.
pub fn is_gone(conn: &Connection, row: i64) -> Result<bool, StoreError> {
    let query = "SELECT EXISTS (SELECT 1 FROM tombstone WHERE registration = ?1)";
    Ok(conn.prepare_cached(query)?.query_row([row], |row| row.get(0))?)
}

/// Whether a registration has an answer of this id.
fn knows_answer(conn: &Connection, row: i64, id: &[u8]) -> Result<bool, StoreError> {
    let query = "SELECT EXISTS (SELECT 1 FROM consent_event
        WHERE place BETWEEN ?1 << 20 AND (?1 << 20) + 1048575 AND id = ?2)";
    Ok(conn.prepare_cached(query)?.query_row(params![row, id], |row| row.get(0))?)
}

/// Appends every No, withdrawal and objection that the restored vault has not, each with its own id, times and evidence;
/// answers how many.
///
/// # Errors
/// When the tables cannot be read or written.
pub fn restrictive_answers(
    from: &Connection,
    appending: &mut Appending<'_>,
    shared: &Shared,
) -> Result<u64, StoreError> {
    let tx = appending.tx;
    let mut appended = 0;
    let mut theirs = from.prepare(&format!(
        "SELECT {}, registration FROM consent_event JOIN statement ON statement.id = consent_event.statement
         WHERE said IN ('no', 'withdrawn', 'objected') ORDER BY act, ordinal",
        answers::COLUMNS
    ))?;
    let mut rows = theirs.query([])?;
    while let Some(row) = rows.next()? {
        let Some(&ours) = shared.rows.get(&row.get("registration")?) else { continue };
        let answer = answers::answer(row)?.answer;
        // Proof that outlived its record goes on being told what was taken back.
        let gone = is_gone(tx, ours)? && !proof_stands(tx, ours)?;
        if gone || knows_answer(tx, ours, bytes(&answer.id.0))? {
            continue;
        }
        // Its words belong to a notice that may be newer than the backup.
        if let Some(notice) = super::events::notice(from, answer.evidence.notice)? {
            super::events::append_notice(appending, &notice)?;
        }
        answers::append(appending, ours, &answer)?;
        appended += 1;
    }
    Ok(appended)
}

/// Erases every special value that the replaced vault no longer had, whichever of the person's registrations it was
/// taken back with (R3), and puts right what was corrected there (R17); answers how many.
///
/// # Errors
/// When the tables cannot be read or written.
pub fn special_values(from: &Connection, tx: &Transaction<'_>, shared: &Shared) -> Result<u64, StoreError> {
    let query = "SELECT value FROM special_value WHERE registration = ?1 AND pair = ?2 AND consent = ?3";
    let mut still_there = from.prepare(query)?;
    let mut dropped = 0;
    for (theirs, &ours) in &shared.rows {
        for kept in answers::special(tx, ours)? {
            let key = params![theirs, kept.pair.code(), bytes(&kept.consent.0)];
            match still_there.query_row(key, |row| row.get::<_, String>(0)).optional()? {
                None => dropped += u64::from(answers::drop_special(tx, ours, kept.pair)?),
                Some(value) if value != kept.value => {
                    answers::replace_special(tx, ours, kept.pair, &value)?;
                    dropped += 1;
                }
                Some(_) => {}
            }
        }
    }
    Ok(dropped)
}

/// Restricts and quarantines whom the replaced vault had so; answers how many. Nobody is let out.
///
/// # Errors
/// When the tables cannot be read or written.
pub fn restrictions(from: &Connection, tx: &Transaction<'_>, shared: &Shared) -> Result<u64, StoreError> {
    let mut restricted = 0;
    let is_restricted = if knows_requests(from)? { "restricted = 1" } else { "state = 'restricted'" };
    let mut theirs = from.prepare(&format!(
        "SELECT row, state = 'quarantined', {is_restricted} FROM registration
         WHERE state = 'quarantined' OR {is_restricted} ORDER BY row"
    ))?;
    let mut rows = theirs.query([])?;
    while let Some(row) = rows.next()? {
        let Some(&ours) = shared.rows.get(&row.get(0)?) else { continue };
        let waits = row.get(1)? && quarantine(tx, ours)?;
        let kept = row.get(2)? && registrations::restrict(tx, ours)?;
        restricted += u64::from(waits || kept);
    }
    Ok(restricted)
}

/// Whether a vault's tables are new enough to hold requests: what is replaced is read as it is, and never migrated.
fn knows_requests(from: &Connection) -> Result<bool, StoreError> {
    Ok(version(from)? >= 2)
}

pub(super) fn version(from: &Connection) -> Result<i64, StoreError> {
    Ok(from.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Whoever had equality monitoring stopped stays so, and answers that the replaced vault had let go are let go (R4); answers of how
/// many registrations.
///
/// # Errors
/// When the tables cannot be read or written.
pub fn equality(from: &Connection, tx: &Transaction<'_>, shared: &Shared) -> Result<u64, StoreError> {
    if version(from)? < 3 {
        return Ok(0);
    }
    let mut ids = Vec::new();
    for &row in shared.rows.values() {
        ids.extend(registrations::by_row(tx, row)?.filter(|found| !found.state.is_gone()).map(|found| found.id));
    }
    equality::carry_over(from, tx, ids.into_iter())
}

/// Appends the recordings to be taken out that the restored vault has not, and how looking for them ended (R12); answers how
/// many of either.
///
/// # Errors
/// When the tables cannot be read or written.
pub fn removals(from: &Connection, appending: &mut Appending<'_>, shared: &Shared) -> Result<u64, StoreError> {
    if !knows_requests(from)? {
        return Ok(0);
    }
    let mut appended = 0;
    let known = removals::all(appending.tx, None)?;
    for theirs in removals::all(from, None)? {
        let ours = known.iter().find(|ours| ours.id == theirs.id);
        let Some(&row) = shared.rows.get(&theirs.row) else { continue };
        match &theirs.said {
            Some(said) if ours.is_none() && !is_gone(appending.tx, row)? => {
                removals::append(appending, theirs.id, row, said)?;
                appended += 1;
            }
            // It went with the person.
            _ if ours.is_none() => continue,
            _ => {}
        }
        if let Some(found) = theirs.found.filter(|_| ours.is_none_or(|ours| ours.found.is_none())) {
            removals::end(appending, theirs.id, found)?;
            appended += 1;
        }
    }
    Ok(appended)
}

/// Appends the steps of requests that the restored vault has not: what somebody asked for is not forgotten by restoring
/// (R15 to R20). Answers how many.
///
/// # Errors
/// When the tables cannot be read or written.
pub fn requests(from: &Connection, appending: &mut Appending<'_>, shared: &Shared) -> Result<u64, StoreError> {
    if !knows_requests(from)? {
        return Ok(0);
    }
    let mut known: BTreeMap<RequestId, usize> = BTreeMap::new();
    for step in requests::steps(appending.tx)? {
        *known.entry(step.request).or_default() += 1;
    }
    let mut appended = 0;
    for step in requests::steps(from)? {
        // The steps of one request are in their order in both.
        if let Some(left) = known.get_mut(&step.request).filter(|left| **left > 0) {
            *left -= 1;
            continue;
        }
        let registration = step.registration.and_then(|row| shared.rows.get(&row).copied());
        let requests::KeptStep { request, reference, made_on, step, .. } = step;
        requests::append(
            appending,
            &NewStep { request, reference: reference.as_deref(), registration, made_on, step },
        )?;
        appended += 1;
    }
    Ok(appended)
}

/// Appends what was said and answered of complaints that the restored vault has not (R25); answers how many.
///
/// # Errors
/// When the tables cannot be read or written.
pub fn complaints(from: &Connection, appending: &mut Appending<'_>, shared: &Shared) -> Result<u64, StoreError> {
    if version(from)? < 4 {
        return Ok(0);
    }
    let mut known: BTreeMap<RequestId, usize> = BTreeMap::new();
    for kept in complaints::written(appending.tx, None)? {
        *known.entry(kept.request).or_default() += 1;
    }
    let mut appended = 0;
    for kept in complaints::written(from, None)? {
        // The words of one complaint are in their order in both.
        if let Some(left) = known.get_mut(&kept.request).filter(|left| **left > 0) {
            *left -= 1;
            if kept.words.is_none() && kept.registration.is_none() {
                complaints::let_go(appending, kept.request)?;
            }
            continue;
        }
        let row = kept.registration.map(|row| shared.rows.get(&row).copied());
        // Of somebody whom the backup has not, they are in the desk that is set aside, as all else of them is.
        let (Some(words), Some(row)) = (kept.words, row.map_or(Some(None), |row| row.map(Some))) else { continue };
        if row.map_or(Ok(false), |row| is_gone(appending.tx, row))? {
            continue;
        }
        complaints::append(appending, kept.request, row, kept.part, &words)?;
        appended += 1;
    }
    Ok(appended)
}

/// Notes again of whom it was noted that they were told where their details came from (UK GDPR, article 14); answers how many.
///
/// # Errors
/// When the tables cannot be read or written.
pub fn told_sources(from: &Connection, appending: &mut Appending<'_>, shared: &Shared) -> Result<u64, StoreError> {
    if version(from)? < 8 {
        return Ok(0);
    }
    let tx = appending.tx;
    let mut noted = 0;
    let mut theirs = from.prepare("SELECT registration FROM told_source ORDER BY act, ordinal")?;
    for row in theirs.query_map([], |row| row.get::<_, i64>(0))? {
        let Some(&ours) = shared.rows.get(&row?) else { continue };
        if listed::is_listed(tx, ours)? && listed::told(tx, ours)?.is_none() {
            listed::tell(appending, ours)?;
            noted += 1;
        }
    }
    Ok(noted)
}

/// Lets a registration that stands, restricted or not, wait for a guardian; says whether it did.
///
/// # Errors
/// When the tables cannot be read or written.
pub fn quarantine(tx: &Transaction<'_>, row: i64) -> Result<bool, StoreError> {
    let stands =
        registrations::by_row(tx, row)?.is_some_and(|found| matches!(found.state, State::Standing | State::Restricted));
    if stands {
        registrations::set_state(tx, row, State::Quarantined)?;
    }
    Ok(stands)
}

/// Appends what was said of two visitors whom the restored vault knows: without "same person", a withdrawal would no
/// longer reach all the registrations that it was meant for. Answers how many.
///
/// # Errors
/// When the tables cannot be read or written.
pub fn same_persons(from: &Connection, appending: &mut Appending<'_>) -> Result<u64, StoreError> {
    let tx = appending.tx;
    let mut appended = 0;
    let mut is_there = tx.prepare("SELECT EXISTS (SELECT 1 FROM link WHERE id = ?1)")?;
    let mut theirs = from.prepare("SELECT id, kind, one, other, reverses FROM link ORDER BY act, ordinal")?;
    let mut rows = theirs.query([])?;
    while let Some(row) = rows.next()? {
        let [id, one, other] = [0, 2, 3].map(|column| row.get::<_, Vec<u8>>(column));
        let (id, one, other) = (id?, one?, other?);
        let there: bool = is_there.query_row([&id], |row| row.get(0))?;
        if there || !lookup::is_known(tx, &one)? || !lookup::is_known(tx, &other)? {
            continue;
        }
        let reverses: Option<Vec<u8>> = row.get(4)?;
        let link = NewLink {
            id: sql::id(&id)?,
            kind: LinkKind::from_code(&row.get::<_, String>(1)?).ok_or_else(|| StoreError::unreadable("link"))?,
            one: VisitorId(sql::id(&one)?),
            other: VisitorId(sql::id(&other)?),
            reverses: reverses.as_deref().map(sql::id).transpose()?,
        };
        links::append(appending, &link)?;
        appended += 1;
    }
    Ok(appended)
}

/// Takes the half-filled forms of the replaced vault over, and no others: a backup of ours holds none, and one that an older
/// version made may hold forms that were saved or cleared since (R1).
///
/// # Errors
/// When the tables cannot be read or written.
pub fn half_filled_forms(from: &Connection, tx: &Transaction<'_>) -> Result<(), StoreError> {
    tx.execute("DELETE FROM draft", [])?;
    let mut kept = from.prepare("SELECT registration, event, staff, updated_at, payload FROM draft")?;
    let mut kept = kept.query([])?;
    let mut keep = tx.prepare(
        "INSERT INTO draft (registration, event, staff, updated_at, payload)
         SELECT ?1, ?2, ?3, ?4, ?5 WHERE EXISTS (SELECT 1 FROM event WHERE id = ?2)",
    )?;
    while let Some(row) = kept.next()? {
        let (form, event): (Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?);
        let (staff, updated_at, payload): (String, String, String) = (row.get(2)?, row.get(3)?, row.get(4)?);
        keep.execute(params![form, event, staff, updated_at, payload])?;
    }
    Ok(())
}

/// An id's bytes as a parameter.
fn bytes(id: &Uuid) -> &[u8] {
    &id.as_bytes()[..]
}
