//! `actions.csv`: what changed since this recipient was last told, and, for whoever sends news, the addresses to stop (R21).

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::Connection;
use serde_json::json;
use uuid::Uuid;

use crate::batch::cell::Cell;
use crate::batch::tables;
use crate::batch::writer::{BatchWriter, TableSink};
use crate::domain::answer::Said;
use crate::domain::event::Event;
use crate::domain::ledger::Standing;
use crate::domain::permit::Column;
use crate::domain::professional::is_open;
use crate::domain::purpose::{Channel, LawfulBasis, Purpose, Question, SpecialPair};
use crate::domain::record::RegistrationRecord;
use crate::store::batches::{self, Batch};
use crate::store::disclosures::{self, Disclosure, ToldIn};
use crate::store::professional::Kept;
use crate::store::registrations::{self, Registered, State, Version};
use crate::store::{StoreError, act, answers, links, shared};

use super::super::DeskError;
use super::content::Content;
use super::forgotten::Forgotten;
use super::members::{concerns, exceptions, to_be_told_of};
use super::rows::{may, text};
use super::sources::{FromOthers, Sources};
use super::taken_out::ToTakeOut;
use super::{bit, channel_bit};

/// A row of `actions.csv`.
#[derive(Default)]
struct Action {
    action: &'static str,
    ids: Option<(Uuid, Uuid)>,
    address: Option<String>,
    channel: Option<Channel>,
    question: Option<Question>,
    detail: Option<String>,
    at: Option<String>,
    reason: Option<String>,
}

/// Writes every action, oldest registration first.
pub(super) fn write(content: &Content<'_>, writer: &mut BatchWriter<'_>) -> Result<(), DeskError> {
    let before = Some(content.batch.row);
    let through = batches::through_act(content.conn, content.recipient.id, content.batch.event, before)?;
    let sent = disclosures::newest(content.conn, content.recipient.id, before)?;
    let until = Some(content.batch.through_act);
    let told_of =
        to_be_told_of(content.conn, content.recipient, content.batch.event, through.cast_unsigned() + 1, until)?;
    let to_take_out = ToTakeOut::of(content.conn, content.recipient, content.batch.event, before)?;
    let forgotten = Forgotten::of(content.conn, content.recipient, before)?;
    let exceptions = exceptions(content.conn, content.event)?;
    let stopped = Stopped::of(content)?;
    let sources = Sources::of(content.conn, content.recipient, content.event)?;
    let mut number = 0;
    writer.table(&tables::ACTIONS, |sink| {
        // Who is written to at an address all the same is said after it was told to be stopped.
        let mut lifts = Vec::new();
        let mut write = |sink: &mut TableSink<'_>, action: &Action| {
            number += 1;
            sink.row(&[
                Cell::Integer(number),
                Cell::Text(action.action),
                action.ids.map_or(Cell::Empty, |(registration, _)| content.id(registration)),
                action.ids.map_or(Cell::Empty, |(_, visitor)| content.id(visitor)),
                text(action.address.as_deref()),
                text(action.channel.map(Channel::code)),
                text(action.question.map(Question::code)),
                text(action.detail.as_deref()),
                text(action.at.as_deref()),
                text(action.reason.as_deref()),
            ])
        };
        for member in &content.members {
            let mut actions = Vec::new();
            match sent.get(&member.registration) {
                Some(last) => {
                    changes(content, member, last, through, &mut actions)?;
                    details_lost(content, member, last, &mut actions)?;
                    stops(content, member, member.stops & !last.stops, &mut actions)?;
                }
                None => stops(content, member, member.stops, &mut actions)?,
            }
            let open = to_take_out.told(member.registration, member.columns, through);
            for &asked in open.filter(|&&asked| asked <= content.batch.through_act) {
                actions.push(remove_recording(content, member, asked)?);
            }
            let let_go = forgotten.told(member.registration, through);
            if let Some(act) = let_go.filter(|&act| act <= content.batch.through_act) {
                actions.push(contact_forgotten(content, member, act)?);
            }
            actions.extend(
                exceptions.get(&member.registration).map(|kept| excepted(content, member, kept)).transpose()?.flatten(),
            );
            if let Some(since) = told_of.filter(|_| member.columns != 0) {
                inform(content, member, since, &mut actions)?;
            }
            // Whoever goes to the office for the first time, and goes with what others said of them.
            let is_new = sent.get(&member.registration).is_none_or(|last| last.columns == 0);
            if let Some(from) = sources
                .to_tell(member.registration, content.batch.through_act)
                .filter(|_| is_new && member.columns != 0)
            {
                actions.push(inform_of_source(content, member, from)?);
            }
            for action in &actions {
                write(sink, action)?;
            }
            lifts.extend(stopped.lifts(content, member, sent.get(&member.registration), &exceptions)?);
        }
        for action in &lifts {
            write(sink, action)?;
        }
        Ok::<(), DeskError>(())
    })?;
    Ok(())
}

/// What is to be told of somebody who was sent before.
fn changes(
    content: &Content<'_>,
    member: &Disclosure,
    last: &Disclosure,
    through: i64,
    actions: &mut Vec<Action>,
) -> Result<(), StoreError> {
    let conn = content.conn;
    let registered = registered(content, member)?;
    let ids = Some((registered.id.0, registered.visitor.0));
    let plain = |action| Action { action, ids, ..Action::default() };
    let (since, until) = (through.cast_unsigned(), content.batch.through_act.cast_unsigned());
    for kept in answers::of_registration(conn, member.registration)? {
        let fresh = kept.place.sequence > since && kept.place.sequence <= until;
        if !fresh || !concerns(content.recipient, kept.answer.question) {
            continue;
        }
        let action = match kept.answer.said {
            Said::Objected => "object",
            Said::No | Said::Withdrawn => "withdraw",
            Said::Yes => "reconsent",
            Said::LeftBlank => continue,
        };
        let at = kept.answer.answered.at.to_utc().format("%Y-%m-%dT%H:%M:%SZ").to_string();
        actions.push(Action { question: Some(kept.answer.question), at: Some(at), ..plain(action) });
    }
    match registered.state {
        State::Undone => actions.push(plain("undone")),
        State::Erased => actions.push(plain("erase")),
        State::Restricted | State::Quarantined => actions.push(plain("restrict")),
        State::Standing if member.columns == 0 && last.columns != 0 => actions.push(plain("permit_lost")),
        State::Standing if last.columns == 0 && member.columns != 0 => actions.push(plain("lift")),
        State::Standing if member.version != last.version && member.columns != 0 => {
            // What this recipient may not see has not changed for it.
            actions.extend(corrected(content, member, last)?.map(|action| Action { ids, ..action }));
            let details = corrected_details(content, member, last)?.into_iter();
            actions.extend(details.map(|action| Action { ids, ..action }));
        }
        State::Standing => {}
    }
    Ok(())
}

/// The special details that the recipient was sent of somebody who stays, and that nothing is to be left of there: their period is
/// over (R24), or by the settings of now it may not have them. What a withdrawal takes back is told by that.
fn details_lost(
    content: &Content<'_>,
    member: &Disclosure,
    last: &Disclosure,
    actions: &mut Vec<Action>,
) -> Result<(), StoreError> {
    let taken_back = |question| {
        let says = |told: &Action| told.question == Some(question) && matches!(told.action, "withdraw" | "object");
        actions.iter().any(says)
    };
    let lost = last.columns & !member.columns;
    let pairs = SpecialPair::ALL.iter().filter(|&&pair| lost & bit(Column::of_pair(pair)) != 0);
    let questions: Vec<_> = pairs.map(|&pair| Question::Special(pair)).filter(|&asked| !taken_back(asked)).collect();
    if member.columns == 0 || questions.is_empty() {
        return Ok(());
    }
    let registered = registered(content, member)?;
    let ids = Some((registered.id.0, registered.visitor.0));
    let told = |asked| Action { action: "permit_lost", ids, question: Some(asked), ..Action::default() };
    actions.extend(questions.into_iter().map(told));
    Ok(())
}

/// The addresses that a recipient is told to stop, by this batch or one before, and in which it was told that last.
#[derive(Default)]
struct Stopped {
    newest: HashMap<(Channel, String), i64>,
    /// The registrations that give an address which another gives too.
    shared: HashSet<i64>,
    told_in: HashMap<i64, ToldIn>,
}

impl Stopped {
    fn of(content: &Content<'_>) -> Result<Self, StoreError> {
        let (conn, recipient) = (content.conn, content.recipient);
        let mut stopped = Self::default();
        if !recipient.purposes.contains(&Purpose::News) {
            return Ok(stopped);
        }
        disclosures::each_stop(conn, recipient.id, content.batch.row, |batch, bits, addresses| {
            for &channel in Channel::ALL.iter().filter(|&&channel| bits & channel_bit(channel) != 0) {
                if let Some(address) = addresses.by(channel) {
                    let newest = stopped.newest.entry((channel, address.key())).or_default();
                    *newest = batch.max(*newest);
                }
            }
        })?;
        if !stopped.newest.is_empty() {
            stopped.shared = shared::addresses(conn)?.into_iter().flat_map(|together| together.rows).collect();
            stopped.told_in = disclosures::told_in(conn, recipient.id, Some(content.batch.row))?;
        }
        Ok(stopped)
    }

    /// The channels by which somebody is written to at an address that was told to be stopped: for somebody else who gave it, or
    /// for themselves, while they had said No or it was in doubt who did (R14). Their own Yes stands, and is not new.
    fn lifts(
        &self,
        content: &Content<'_>,
        member: &Disclosure,
        last: Option<&Disclosure>,
        exceptions: &BTreeMap<i64, Kept>,
    ) -> Result<Vec<Action>, StoreError> {
        let conn = content.conn;
        let told = self.told_in.get(&member.registration).copied().unwrap_or_default();
        if member.columns == 0 || !(self.shared.contains(&member.registration) || told.stopped > 0) {
            return Ok(Vec::new());
        }
        let registered = registered(content, member)?;
        let versions = registrations::versions(conn, member.registration)?;
        let reserved = versions.into_iter().find(|version| version.version == member.version);
        let Some(record) = reserved.and_then(|version| version.record) else { return Ok(Vec::new()) };
        let free = last.map_or(0, |last| last.stops & !member.stops);
        let to_lift = |channel: &&Channel| {
            let address = record.addresses().by(**channel);
            let newest = address.and_then(|address| self.newest.get(&(**channel, address.key())));
            let own = channel_bit(**channel);
            member.stops & own == 0 && newest.is_some_and(|&newest| newest > told.sent || free & own != 0)
        };
        let channels: Vec<_> = Channel::ALL.iter().filter(to_lift).collect();
        if channels.is_empty() || registered.state != State::Standing {
            return Ok(Vec::new());
        }
        let rows = links::rows_of_person(conn, registered.visitor)?;
        let standings = answers::standings(conn, &rows, record.speaker())?;
        let excepted = exceptions.contains_key(&member.registration) && is_open(&standings);
        let is_written_to = |channel: Channel| {
            standings.get(Question::News(channel)) == Standing::Yes || channel == Channel::Email && excepted
        };
        let lift = |channel: Channel| Action {
            action: "lift",
            ids: Some((registered.id.0, registered.visitor.0)),
            question: Some(Question::News(channel)),
            ..Action::default()
        };
        Ok(channels.into_iter().filter(|&&channel| is_written_to(channel)).map(|&channel| lift(channel)).collect())
    }
}

/// A recording of somebody is to be taken out (R12). Whoever records knows them by their badge's reference and is told no more
/// of them here: when, where and what they look like is for the photographer at the desk.
fn remove_recording(content: &Content<'_>, member: &Disclosure, asked: i64) -> Result<Action, StoreError> {
    let registered = registered(content, member)?;
    Ok(Action {
        action: "remove_recording",
        ids: Some((registered.id.0, registered.visitor.0)),
        detail: Some(json!({ "reference": registered.reference }).to_string()),
        at: act::time(content.conn, asked.cast_unsigned())?,
        ..Action::default()
    })
}

/// The columns of an emergency contact, all but whose it is.
fn of_contact() -> impl Iterator<Item = &'static str> {
    tables::EMERGENCY_CONTACTS.columns.iter().map(|column| column.name).filter(|name| *name != "registration")
}

/// An emergency contact asked to be forgotten (R2): corrected to nothing, since no row of theirs is in the table any more.
fn contact_forgotten(content: &Content<'_>, member: &Disclosure, let_go: i64) -> Result<Action, StoreError> {
    let registered = registered(content, member)?;
    let columns: Vec<_> = of_contact().collect();
    Ok(Action {
        action: "correct",
        ids: Some((registered.id.0, registered.visitor.0)),
        detail: Some(json!({ "file": tables::EMERGENCY_CONTACTS.file, "columns": columns }).to_string()),
        at: act::time(content.conn, let_go.cast_unsigned())?,
        ..Action::default()
    })
}

/// Whether a correction that a batch told of says that an emergency contact asked to be forgotten, by its detail.
pub(in crate::desk) fn is_contact_forgotten(detail: &str) -> bool {
    let told: Option<serde_json::Value> = serde_json::from_str(detail).ok();
    told.is_some_and(|told| told["file"] == tables::EMERGENCY_CONTACTS.file)
}

/// Whether news by email to anybody in a batch may rest on the exception for professionals.
pub(super) fn any_exception(conn: &Connection, event: &Event, batch: &Batch) -> Result<bool, StoreError> {
    let exceptions = exceptions(conn, event)?;
    let members = disclosures::of_batch(conn, batch.row)?;
    Ok(members.iter().any(|member| member.columns != 0 && exceptions.contains_key(&member.registration)))
}

/// That news by email to somebody rests on the exception for professionals, and on which basis (R8). The office is told why, too.
fn excepted(content: &Content<'_>, member: &Disclosure, kept: &Kept) -> Result<Option<Action>, DeskError> {
    let question = Question::News(Channel::Email);
    let sent = member.columns & bit(Column::Email) != 0;
    let reserved = kept.act <= content.batch.through_act.cast_unsigned() && sent;
    if !reserved || !concerns(content.recipient, question) {
        return Ok(None);
    }
    let conn = content.conn;
    let registered = registered(content, member)?;
    let rows = links::rows_of_person(conn, registered.visitor)?;
    let speaker = registrations::newest(conn, member.registration)?.record.map(|record| record.speaker());
    let standings = speaker.map(|speaker| answers::standings(conn, &rows, speaker)).transpose()?;
    if !standings.is_some_and(|standings| is_open(&standings)) {
        return Ok(None);
    }
    let mut detail = json!({ "purpose": Purpose::News, "channel": Channel::Email,
        "basis": LawfulBasis::LegitimateInterests.code() });
    if content.recipient.purposes.contains(&Purpose::RecordKeeping) {
        detail["exception"] = json!(kept.exception);
    }
    Ok(Some(Action {
        action: "exception",
        ids: Some((registered.id.0, registered.visitor.0)),
        channel: Some(Channel::Email),
        question: Some(question),
        detail: Some(detail.to_string()),
        at: act::time(conn, kept.act)?,
        ..Action::default()
    }))
}

/// Whoever registered under a notice that has changed in meaning since is to be told (R26).
fn inform(content: &Content<'_>, member: &Disclosure, since: i64, actions: &mut Vec<Action>) -> Result<(), StoreError> {
    let newest = registrations::newest(content.conn, member.registration)?;
    if newest.event_version < since {
        let registered = registered(content, member)?;
        actions.push(Action {
            action: "inform",
            ids: Some((registered.id.0, registered.visitor.0)),
            detail: Some(json!({ "notice": content.event.notice_hash().to_string() }).to_string()),
            ..Action::default()
        });
    }
    Ok(())
}

/// Whose details others gave is to be told where those came from, by a day (UK GDPR, article 14).
fn inform_of_source(content: &Content<'_>, member: &Disclosure, from: &FromOthers) -> Result<Action, StoreError> {
    let registered = registered(content, member)?;
    let source = from.source.words.as_str();
    Ok(Action {
        action: "inform",
        ids: Some((registered.id.0, registered.visitor.0)),
        detail: Some(json!({ "source": source, "by": from.by }).to_string()),
        at: act::time(content.conn, from.act)?,
        ..Action::default()
    })
}

/// Which columns are corrected, of those that the recipient has; the office is told why, too (R17).
fn corrected(content: &Content<'_>, member: &Disclosure, last: &Disclosure) -> Result<Option<Action>, StoreError> {
    let versions = registrations::versions(content.conn, member.registration)?;
    let at = |number| versions.iter().find(|version| version.version == number);
    let (Some(before), Some(now)) = (at(last.version), at(member.version)) else {
        return Err(StoreError::Unreadable { what: "registration" });
    };
    let columns = columns_that_differ(before, now, member.columns);
    let office = content.recipient.purposes.contains(&Purpose::RecordKeeping);
    if columns.is_empty() {
        return Ok(None);
    }
    Ok(Some(Action {
        action: "correct",
        detail: Some(json!({ "columns": columns }).to_string()),
        at: act::time(content.conn, now.act)?,
        reason: now.reason.clone().filter(|_| office),
        ..Action::default()
    }))
}

/// Which special details are corrected, of those that the recipient had and has (R3, R17): their new value is in the table of them.
fn corrected_details(content: &Content<'_>, member: &Disclosure, last: &Disclosure) -> Result<Vec<Action>, StoreError> {
    let conn = content.conn;
    // The newest correction of each is what is told.
    let newest: BTreeMap<SpecialPair, u32> = answers::special_corrections(conn, member.registration)?
        .into_iter()
        .filter(|(pair, version)| {
            let has = member.columns & last.columns & bit(Column::of_pair(*pair)) != 0;
            has && *version > last.version && *version <= member.version
        })
        .collect();
    let versions = if newest.is_empty() { Vec::new() } else { registrations::versions(conn, member.registration)? };
    let office = content.recipient.purposes.contains(&Purpose::RecordKeeping);
    let mut actions = Vec::new();
    for (pair, version) in newest {
        let Some(with) = versions.iter().find(|one| one.version == version) else { continue };
        actions.push(Action {
            action: "correct",
            question: Some(Question::Special(pair)),
            detail: Some(json!({ "file": tables::SPECIAL_CATEGORY.file, "columns": ["value"] }).to_string()),
            at: act::time(conn, with.act)?,
            reason: with.reason.clone().filter(|_| office),
            ..Action::default()
        });
    }
    Ok(actions)
}

fn columns_that_differ(before: &Version, now: &Version, bits: u64) -> Vec<&'static str> {
    let (Some(before), Some(now)) = (&before.record, &now.record) else { return Vec::new() };
    let values = before.values().into_iter().zip(now.values());
    let differing = RegistrationRecord::COLUMNS.iter().zip(values).filter(|(_, (before, now))| before != now);
    differing.map(|(column, _)| *column).filter(|column| may(bits, column)).collect()
}

/// The addresses of somebody that are to be stopped, because they said No to news or because somebody did who may be the same
/// person: nothing else about them, and no id.
fn stops(
    content: &Content<'_>,
    member: &Disclosure,
    channels: u64,
    actions: &mut Vec<Action>,
) -> Result<(), StoreError> {
    if channels == 0 {
        return Ok(());
    }
    let versions = registrations::versions(content.conn, member.registration)?;
    let reserved = versions.into_iter().find(|version| version.version == member.version);
    // Whoever was undone or erased since the batch was reserved has no address any more.
    let Some(record) = reserved.and_then(|version| version.record) else { return Ok(()) };
    for &channel in Channel::ALL.iter().filter(|&&channel| channels & channel_bit(channel) != 0) {
        if let Some(address) = record.addresses().by(channel) {
            actions.push(Action {
                action: "withdraw",
                address: Some(address.to_string()),
                channel: Some(channel),
                ..Action::default()
            });
        }
    }
    Ok(())
}

fn registered(content: &Content<'_>, member: &Disclosure) -> Result<Registered, StoreError> {
    let found = registrations::by_row(content.conn, member.registration)?;
    found.ok_or(StoreError::Unreadable { what: "registration" })
}
