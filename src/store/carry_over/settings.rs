//! Events with their settings and notices (R1, R26), what is known of the organisation (R25) and the desk's rules: whoever comes next is
//! asked in the words that were published last, never again in older ones. A version that was published is never changed, so that all
//! of this is taken over as it lies in the vault that is replaced.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::domain::answer::NoticeHash;
use crate::domain::ids::EventId;
use crate::domain::notice_draft::same_language;

use super::super::act::{self, Appending};
use super::super::coming_notices::{self, Ended};
use super::super::{
    StoreError, events, notice_drafts, notice_translations, organisation, rules, sql, translation_drafts,
};
use super::version;

/// Settings of an event, with the notice that they are held under, which were appended again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SetAgain {
    /// Whose.
    pub event: EventId,
    /// The notice.
    pub notice: NoticeHash,
    /// The act that appended them in the vault that is replaced.
    pub then: u64,
    /// And here. It appends nothing else, so that a batch can be known to have told of them and of nothing after.
    pub now: u64,
}

/// Appends every event, and every version of an event's settings and of its notice, that the restored vault has not, in their
/// order and each in an act of its own, which `finish` ends.
///
/// # Errors
/// When the tables cannot be read or written.
pub fn events(
    from: &Connection,
    tx: &Transaction<'_>,
    finish: &mut dyn FnMut(Appending<'_>, &SetAgain, &str) -> Result<(), StoreError>,
) -> Result<Vec<SetAgain>, StoreError> {
    let mut appended = Vec::new();
    for (event, code) in taken_over(from, tx)? {
        let ours = settings(tx, event)?;
        let same = |(theirs, ours): &(&Settings, &Settings)| theirs.what == ours.what;
        let theirs = settings(from, event)?;
        let both = theirs.iter().zip(&ours).take_while(same).count();
        for (place, Settings { what: (definition, notice), act }) in theirs.iter().enumerate().skip(both) {
            let mut appending = act::begin(tx)?;
            if place == 0 && ours.is_empty() {
                events::append_empty(&appending, event, &code)?;
            }
            notice_version(from, &appending, *notice)?;
            events::append_settings(&mut appending, event, &code, definition, *notice)?;
            let again = SetAgain { event, notice: *notice, then: *act, now: appending.act().cast_unsigned() };
            finish(appending, &again, &code)?;
            appended.push(again);
        }
    }
    Ok(appended)
}

/// Appends the versions of notices that were published for a later day, how their waiting ended, and every language that a version
/// was published in since; answers how many versions and languages. The events are there ([`events()`]).
///
/// # Errors
/// When the tables cannot be read or written.
pub fn notices(from: &Connection, appending: &mut Appending<'_>) -> Result<u64, StoreError> {
    let mut appended = 0;
    for (event, _) in taken_over(from, appending.tx)? {
        appended += coming(from, appending, event)?;
        appended += languages(from, appending, event)?;
    }
    Ok(appended)
}

/// The events that can be taken over, with their codes, oldest first: each is there under its code, or neither is.
fn taken_over(from: &Connection, tx: &Transaction<'_>) -> Result<Vec<(EventId, String)>, StoreError> {
    let mut theirs = from.prepare("SELECT id, code FROM event ORDER BY act, rowid")?;
    let mut other = tx.prepare_cached("SELECT EXISTS (SELECT 1 FROM event WHERE code = ?1 AND id <> ?2)")?;
    let mut events = Vec::new();
    let mut rows = theirs.query([])?;
    while let Some(row) = rows.next()? {
        let (id, code): (Vec<u8>, String) = (row.get(0)?, row.get(1)?);
        let is_other: bool = other.query_row(params![code, id], |row| row.get(0))?;
        if !is_other {
            events.push((EventId(sql::id(&id)?), code));
        }
    }
    Ok(events)
}

struct Settings {
    /// The definition, and the notice's hash.
    what: (String, NoticeHash),
    act: u64,
}

fn settings(conn: &Connection, event: EventId) -> Result<Vec<Settings>, StoreError> {
    let query = "SELECT definition, notice, act FROM event_version WHERE event = ?1 ORDER BY id";
    let mut statement = conn.prepare_cached(query)?;
    let rows = statement.query_map([&event.0.as_bytes()[..]], |row| {
        let act = row.get::<_, i64>(2)?.cast_unsigned();
        Ok(Settings { what: (row.get(0)?, NoticeHash(row.get(1)?)), act })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A version of a notice as it was published.
fn notice_version(from: &Connection, appending: &Appending<'_>, notice: NoticeHash) -> Result<(), StoreError> {
    let notice = events::notice(from, notice)?.ok_or_else(|| StoreError::unreadable("notice"))?;
    events::append_notice(appending, &notice).map(drop)
}

/// Versions that were published for a later day, and how their waiting ended; answers how many. What both vaults began with is known
/// here already; what waits in the backup alone is called off where others were published since, as one waits at a time.
fn coming(from: &Connection, appending: &mut Appending<'_>, event: EventId) -> Result<u64, StoreError> {
    if version(from)? < 4 {
        return Ok(0);
    }
    let (theirs, ours) = (published(from, event)?, published(appending.tx, event)?);
    let both = theirs.iter().zip(&ours).take_while(|(theirs, ours)| theirs.notice == ours.notice).count();
    let ((known, new), (ours, ours_alone)) = (theirs.split_at(both), ours.split_at(both));
    for (theirs, ours) in known.iter().zip(ours) {
        if let (Some(ended), None) = (theirs.ended, ours.ended) {
            coming_notices::end(appending, ours.id, ended)?;
        }
    }
    for waits in ours_alone.iter().filter(|ours| ours.ended.is_none() && !new.is_empty()) {
        coming_notices::end(appending, waits.id, Ended::CalledOff)?;
    }
    for coming in new {
        let notice = events::notice(from, coming.notice)?.ok_or_else(|| StoreError::unreadable("notice"))?;
        coming_notices::append(appending, event, &notice)?;
        let id = appending.tx.last_insert_rowid();
        coming.ended.map_or(Ok(()), |ended| coming_notices::end(appending, id, ended))?;
    }
    Ok(new.len() as u64)
}

/// The languages in which versions were published since; answers how many.
fn languages(from: &Connection, appending: &mut Appending<'_>, event: EventId) -> Result<u64, StoreError> {
    if version(from)? < 5 {
        return Ok(0);
    }
    let held_under = settings(from, event)?.into_iter().map(|settings| settings.what.1);
    let versions = held_under.chain(published(from, event)?.into_iter().map(|coming| coming.notice));
    let mut appended = 0;
    for notice in versions.collect::<BTreeSet<_>>() {
        let ours = notice_translations::of(appending.tx, event, notice)?;
        for notice_translations::Translation { notice: theirs, .. } in notice_translations::of(from, event, notice)? {
            if !ours.iter().any(|ours| same_language(&ours.notice.language, &theirs.language)) {
                notice_translations::append(appending, event, notice, &theirs)?;
                appended += 1;
            }
        }
    }
    Ok(appended)
}

struct Published {
    id: i64,
    notice: NoticeHash,
    ended: Option<Ended>,
}

fn published(conn: &Connection, event: EventId) -> Result<Vec<Published>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT id, notice, (SELECT ended FROM coming_notice_end WHERE coming = coming_notice.id)
         FROM coming_notice WHERE event = ?1 ORDER BY id",
    )?;
    let mut rows = statement.query([&event.0.as_bytes()[..]])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let ended: Option<String> = row.get(2)?;
        let ended = ended.map(|code| Ended::from_code(&code).ok_or_else(|| StoreError::unreadable("coming notice")));
        all.push(Published { id: row.get(0)?, notice: NoticeHash(row.get(1)?), ended: ended.transpose()? });
    }
    Ok(all)
}

/// Takes over the versions of notices that are being written, as they stand in the replaced vault: one that was published or thrown
/// away there is not begun again.
///
/// # Errors
/// When the tables cannot be read or written.
pub fn notices_begun(from: &Connection, tx: &Transaction<'_>) -> Result<(), StoreError> {
    if version(from)? < 3 {
        return Ok(());
    }
    for event in events::all(tx)?.into_iter().map(|kept| kept.event.id()) {
        match notice_drafts::load(from, event)? {
            Some(kept) => {
                let staff = kept.staff.parse().map_err(|_| StoreError::unreadable("staff"))?;
                notice_drafts::save(tx, event, &kept.draft, &staff, kept.updated_at)?;
            }
            None => drop(notice_drafts::remove(tx, event)?),
        }
        if version(from)? >= 6 {
            translations_begun(from, tx, event)?;
        }
    }
    Ok(())
}

/// The same of their words in other languages.
fn translations_begun(from: &Connection, tx: &Transaction<'_>, event: EventId) -> Result<(), StoreError> {
    for kept in translation_drafts::of_event(tx, event)? {
        translation_drafts::remove(tx, kept.id)?;
    }
    for kept in translation_drafts::of_event(from, event)? {
        let staff = kept.staff.parse().map_err(|_| StoreError::unreadable("staff"))?;
        translation_drafts::save(tx, event, (kept.id, kept.of), &kept.draft, &staff, kept.updated_at)?;
    }
    Ok(())
}

/// Takes over what the replaced vault knew of the organisation: whom to ask is what was said last (R25).
///
/// # Errors
/// When the tables cannot be read or written.
pub fn organisation(from: &Connection, tx: &Transaction<'_>) -> Result<(), StoreError> {
    if version(from)? < 3 {
        return Ok(());
    }
    organisation::read(from)?.map_or(Ok(()), |profile| organisation::set(tx, &profile))
}

/// Takes over the desk's rules, where a lead had set any.
///
/// # Errors
/// When the tables cannot be read or written.
pub fn rules(from: &Connection, tx: &Transaction<'_>) -> Result<(), StoreError> {
    let is_set = "SELECT 1 FROM desk_rules";
    if version(from)? < 3 || from.query_row(is_set, [], |_| Ok(())).optional()?.is_none() {
        return Ok(());
    }
    rules::write(tx, &rules::read(from)?)
}
