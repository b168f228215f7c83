//! What a desk that a restore set aside still holds, although it went here since: what was erased (R18), a protected detail that was
//! taken back, put right or let go (R3, R17, R24), answers about equality (R4), the words of complaints (R25) and half-filled forms.
//!
//! `from` is the desk that people work in, `conn` the one that was set aside. What only that one has stays: nobody took it back.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::act_kind::ActKind;
use crate::domain::ids::{EventId, RegistrationId, VisitorId};
use crate::domain::purpose::{Question, SpecialPair};
use crate::domain::retention::Kept;
use crate::domain::rights::RequestId;

use super::super::act::Appending;
use super::super::equality::{Pseudonym, Pseudonyms};
use super::super::{StoreError, answers, complaints, drafts, equality, events, links, registrations, sql, unfinished};
use super::{is_gone, knows_answer};

/// What is still held there and has to go. It has no `Debug`: it holds protected details.
pub struct Remains {
    /// Somebody is erased or let go here, or kept out, and not there.
    people: bool,
    /// Protected details by their row; with a value, the right one.
    special: Vec<(i64, SpecialPair, Option<String>)>,
    /// Answers about equality, and whether they were stopped.
    equality: Vec<(Pseudonym, bool)>,
    /// Complaints whose words went.
    complaints: BTreeSet<RequestId>,
    /// Half-filled forms.
    forms: Vec<RegistrationId>,
    /// Something that was being typed there, which is kept for a day and no longer.
    typed: bool,
}

impl Remains {
    /// Finds it; `since` is when that desk was set aside.
    ///
    /// # Errors
    /// When the tables cannot be read.
    pub fn of(from: &Connection, conn: &Connection, since: DateTime<Utc>) -> Result<Self, StoreError> {
        let purges = purges(from, since)?;
        Ok(Self {
            people: holds_what_is_erased(from, conn)?,
            special: special(from, conn, since)?,
            equality: equality_answers(from, conn, &purges)?,
            complaints: complaint_words(from, conn)?,
            forms: forms(from, conn, &purges)?,
            typed: unfinished::is_any(conn)?,
        })
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { people, special, equality, complaints, forms, typed } = self;
        !people && special.is_empty() && equality.is_empty() && complaints.is_empty() && forms.is_empty() && !typed
    }

    /// Lets go all of it but the people, who are erased by themselves; answers how many things went.
    ///
    /// # Errors
    /// When the tables cannot be written.
    pub fn let_go(&self, appending: &Appending<'_>) -> Result<usize, StoreError> {
        let tx = appending.tx;
        for (row, pair, right) in &self.special {
            match right {
                Some(value) => answers::replace_special(tx, *row, *pair, value)?,
                None => drop(answers::drop_special(tx, *row, *pair)?),
            }
        }
        for &(whose, stopped) in &self.equality {
            equality::drop_answers(tx, whose)?;
            if stopped {
                equality::stop(tx, whose)?;
            }
        }
        for &request in &self.complaints {
            complaints::let_go(appending, request)?;
        }
        for &form in &self.forms {
            drafts::remove(tx, form)?;
        }
        unfinished::clear(tx)?;
        Ok(self.special.len() + self.equality.len() + self.complaints.len() + self.forms.len())
    }
}

/// Whether anything is erased or let go in `from` that is not in the other vault, or anybody kept out there only.
fn holds_what_is_erased(from: &Connection, conn: &Connection) -> Result<bool, StoreError> {
    let mut kept_out = conn.prepare("SELECT EXISTS (SELECT 1 FROM suppression WHERE hash = ?1)")?;
    let mut hashes = from.prepare("SELECT hash FROM suppression")?;
    for hash in hashes.query_map([], |row| row.get::<_, Vec<u8>>(0))? {
        if !kept_out.query_row([hash?], |row| row.get(0))? {
            return Ok(true);
        }
    }
    let mut gone = from.prepare(
        "SELECT id, 0, row FROM registration JOIN tombstone ON tombstone.registration = registration.row
         UNION ALL SELECT id, 1, row FROM registration JOIN lapse ON lapse.place >> 20 = registration.row",
    )?;
    let mut rows = gone.query([])?;
    while let Some(row) = rows.next()? {
        let id = RegistrationId(sql::id(&row.get::<_, Vec<u8>>(0)?)?);
        let Some(found) = registrations::find(conn, id)? else { continue };
        let query = "SELECT EXISTS (SELECT 1 FROM lapse WHERE place BETWEEN ?1 << 20 AND (?1 << 20) + 1048575)";
        let lapsed = || Ok::<bool, StoreError>(conn.prepare_cached(query)?.query_row([found.row], |row| row.get(0))?);
        // The proof of answers outlives the record, and goes at the end of a period of its own.
        let proof_stays = || {
            Ok::<bool, StoreError>(!super::proof_stands(conn, found.row)? || super::proof_stands(from, row.get(2)?)?)
        };
        if !(is_gone(conn, found.row)? && proof_stays()? || row.get(1)? && lapsed()?) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The protected details that went, or were put right, in `from`.
fn special(
    from: &Connection,
    conn: &Connection,
    since: DateTime<Utc>,
) -> Result<Vec<(i64, SpecialPair, Option<String>)>, StoreError> {
    let mut statement = conn.prepare("SELECT DISTINCT registration FROM special_value ORDER BY registration")?;
    let rows = statement.query_map([], |row| row.get::<_, i64>(0))?.collect::<Result<Vec<_>, _>>()?;
    let mut found = Vec::new();
    for row in rows {
        let Some(ours) = registrations::by_row(conn, row)? else { continue };
        let theirs = registrations::find(from, ours.id)?.map(|theirs| theirs.row);
        for kept in answers::special(conn, row)? {
            let went = match theirs {
                Some(theirs) if knows_answer(from, theirs, kept.consent.0.as_bytes())? => {
                    let now = answers::special(from, theirs)?;
                    let now = now.into_iter().find(|now| now.pair == kept.pair && now.consent == kept.consent);
                    match now {
                        None => Some(None),
                        Some(now) if now.value != kept.value && is_corrected(from, theirs, kept.pair, since)? => {
                            Some(Some(now.value))
                        }
                        Some(_) => None,
                    }
                }
                _ => None,
            };
            let went = match went {
                None if is_taken_back(from, conn, ours.visitor, kept.pair)? => Some(None),
                went => went,
            };
            found.extend(went.map(|right| (row, kept.pair, right)));
        }
    }
    Ok(found)
}

/// Whether somebody took a pair back in `from` that they had agreed to, with any of their registrations, and the other desk does not
/// know of it (R3).
fn is_taken_back(
    from: &Connection,
    conn: &Connection,
    visitor: VisitorId,
    pair: SpecialPair,
) -> Result<bool, StoreError> {
    let mut theirs: BTreeSet<_> = links::rows_of_person(from, visitor)?.into_iter().collect();
    for row in links::rows_of_person(conn, visitor)? {
        let Some(ours) = registrations::by_row(conn, row)? else { continue };
        theirs.extend(registrations::find(from, ours.id)?.map(|found| found.row));
    }
    for row in theirs {
        let Some(registered) = registrations::by_row(from, row)? else { continue };
        let ours = registrations::find(conn, registered.id)?.map(|found| found.row);
        for answer in answers::of_registration(from, row)?.into_iter().map(|kept| kept.answer) {
            if answer.question != Question::Special(pair) || !answer.said.is_restrictive() {
                continue;
            }
            let known = ours.map_or(Ok(false), |ours| knows_answer(conn, ours, answer.id.0.as_bytes()))?;
            if !known {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Whether a protected detail was put right since (R17).
fn is_corrected(from: &Connection, row: i64, pair: SpecialPair, since: DateTime<Utc>) -> Result<bool, StoreError> {
    let corrections = answers::special_corrections(from, row)?;
    let Some(&(_, last)) = corrections.iter().rev().find(|(corrected, _)| *corrected == pair) else { return Ok(false) };
    let query =
        "SELECT act.at FROM registration_version JOIN act ON act.sequence = registration_version.act WHERE place = ?1";
    let at: Option<String> =
        from.prepare_cached(query)?.query_row([(row << 20) + i64::from(last)], |row| row.get(0)).optional()?;
    at.map_or(Ok(false), |at| Ok(sql::time(&at, 0)? >= since))
}

/// Something that was let go because its period was over.
struct Purge {
    event: EventId,
    at: DateTime<Utc>,
    /// Whether answers about equality went with it.
    equality: bool,
    /// Whether a lead decided to let go what nobody had taken in.
    decided: bool,
}

fn purges(from: &Connection, since: DateTime<Utc>) -> Result<Vec<Purge>, StoreError> {
    let mut statement =
        from.prepare("SELECT subject, at, details FROM act WHERE kind = ?1 AND at >= ?2 ORDER BY sequence")?;
    let since = sql::utc(since.fixed_offset());
    let rows = statement.query_map(params![ActKind::Purge.code(), since], |row| {
        Ok((row.get::<_, Option<Vec<u8>>>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
    })?;
    let wrong = || StoreError::unreadable("act");
    rows.map(|row| {
        let (event, at, details) = row?;
        let details: serde_json::Value = serde_json::from_str(&details).map_err(|_| wrong())?;
        Ok(Purge {
            event: EventId(sql::id(&event.ok_or_else(wrong)?)?),
            at: sql::time(&at, 0)?.to_utc(),
            equality: details["went"][Kept::Equality.code()].as_u64().unwrap_or(0) > 0,
            decided: !details["decided"].is_null(),
        })
    })
    .collect()
}

/// The answers about equality that were stopped, or let go, in `from`.
fn equality_answers(
    from: &Connection,
    conn: &Connection,
    purges: &[Purge],
) -> Result<Vec<(Pseudonym, bool)>, StoreError> {
    let (Some(theirs), Some(ours)) = (Pseudonyms::of(from)?, Pseudonyms::of(conn)?) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for event in events::all(conn)?.into_iter().map(|kept| kept.event.id()) {
        let answered = equality::of_event(conn, event)?;
        if answered.is_empty() {
            continue;
        }
        let waits = equality::Answered::of(conn, event)?;
        let went: Vec<_> = purges.iter().filter(|purge| purge.event == event && purge.equality).collect();
        for (_, id) in registrations::of_event(conn, event)? {
            let here = ours.of_registration(id);
            if !answered.contains(&here) {
                continue;
            }
            let Some(registered) = registrations::find(from, id)? else { continue };
            let there = theirs.of_registration(id);
            let stopped = equality::is_stopped(from, there)?;
            let let_go = || {
                let kept =
                    equality::answers(from, there)?.is_some() || registrations::is_restricted(from, registered.row)?;
                let Some((_, day)) = equality::answers(conn, here)?.filter(|_| !kept) else { return Ok(false) };
                let taken_in = !waits.by(id).1 || equality::is_taken_in(from, there, day)?;
                Ok::<_, StoreError>(
                    went.iter().any(|purge| purge.at.date_naive() >= day && (taken_in || purge.decided)),
                )
            };
            if stopped || let_go()? {
                found.push((here, stopped));
            }
        }
    }
    Ok(found)
}

/// The complaints about nobody on the record whose words went in `from`.
fn complaint_words(from: &Connection, conn: &Connection) -> Result<BTreeSet<RequestId>, StoreError> {
    let there = complaints::written(conn, None)?;
    let there: BTreeSet<_> = there
        .iter()
        .filter(|kept| kept.words.is_some() && kept.registration.is_none())
        .map(|kept| kept.request)
        .collect();
    let went = complaints::written(from, None)?;
    let went = went.iter().filter(|kept| kept.words.is_none() && kept.registration.is_none());
    Ok(went.map(|kept| kept.request).filter(|request| there.contains(request)).collect())
}

/// The half-filled forms of events of which something was let go since they were typed in: those are kept no longer than the
/// shortest period (R24).
fn forms(from: &Connection, conn: &Connection, purges: &[Purge]) -> Result<Vec<RegistrationId>, StoreError> {
    let mut found = Vec::new();
    for purge in purges {
        let Some(event) = events::find(from, purge.event)?.map(|kept| kept.event) else { continue };
        let definition = event.definition();
        let shortest = Kept::ALL.iter().map(|&kept| definition.retention.until(kept, definition.final_day())).min();
        if shortest.is_some_and(|until| event.date_at(purge.at) > until) {
            found.extend(drafts::list(conn, purge.event)?.into_iter().map(|draft| draft.registration));
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}
