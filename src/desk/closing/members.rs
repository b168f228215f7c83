//! Who is in a batch, and what of each: one question to [`permit()`] per person, column and purpose, in one pass over
//! everybody.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rusqlite::Connection;

use crate::domain::age::AgeBand;
use crate::domain::answer::GivenBy;
use crate::domain::event::Event;
use crate::domain::ids::{EventId, VisitorId};
use crate::domain::ledger::Standing;
use crate::domain::permit::{self, Column, Standings, Subject, permit};
use crate::domain::purpose::{Channel, Medium, Purpose, Question, SpecialPair};
use crate::domain::record::speaker_of;
use crate::domain::send::Sendable;
use crate::store::batches::{self, Disclosure};
use crate::store::equality::{self, Pseudonym, Pseudonyms};
use crate::store::professional::{self, Kept};
use crate::store::recipients::Recipient;
use crate::store::registrations::{self, State};
use crate::store::roll::{self, Line, Listed};
use crate::store::{StoreError, answers, events, links};

use super::held::Held;
use super::taken_out::ToTakeOut;
use super::{Progress, Ticks, bit, channel_bit};

/// What they asked to be sent.
pub(super) fn wishes(send_them: Option<&str>) -> Vec<Sendable> {
    send_them.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
}

/// Everybody of whom something has to go out: new people, those of whom something has changed since they were sent, and,
/// for whoever sends news, those whose address has to be stopped (R21).
pub(super) fn choose(
    conn: &Connection,
    recipient: &Recipient,
    event: &Event,
    ticks: &mut Ticks<'_>,
) -> Result<Vec<Disclosure>, StoreError> {
    let through = batches::through_act(conn, recipient.id, event.id(), None)?.cast_unsigned();
    let sent = batches::last_disclosures(conn, recipient.id, None)?;
    let with_others = links::with_others(conn)?;
    // The office tells people of a notice that changed in meaning (R26).
    let sent_once = batches::ever_sent(conn, recipient.id, bit(Column::SendThem), None)?;
    let stopped = batches::last_stops(conn, recipient.id)?;
    let exceptions = exceptions(conn, event)?;
    let held = Held::from(conn, recipient, &exceptions)?;
    let to_take_out = ToTakeOut::of(conn, recipient, event.id(), None)?;
    let mut promises = Promises::of(conn, event);
    let told_of = to_be_told_of(conn, recipient, event.id(), through + 1, None)?;
    let mut members = Vec::new();
    roll::each(conn, event.id(), |listed, lines| {
        ticks.tick();
        let standings = standings(conn, listed, lines, &with_others)?;
        let last = sent.get(&listed.row);
        let exception = exceptions.get(&listed.row);
        let mut subject = subject(listed, standings, &held, exception.is_some());
        if sent_once.contains(&listed.row) {
            // What was asked for is sent once (R28), whatever this recipient was told since.
            subject.awaits.clear();
        }
        let is_news = |line: &Line| line.sequence > through && concerns(recipient, line.question);
        let is_new = |kept: &Kept| kept.act > through && concerns(recipient, Question::News(Channel::Email));
        let news = lines.iter().any(is_news) || exception.is_some_and(is_new);
        let stops = match (last, stopped.get(&listed.row)) {
            (Some(_), _) => 0,
            (None, told) => {
                let again = told.map_or(Ok(0), |told| moved(conn, listed, &subject, told))?;
                stops(&subject, recipient, lines, through) | again
            }
        };
        // Who said Yes through one registration and No through what may be another of theirs: the address is to be stopped,
        // which is told once, and once more that it need not be (R14).
        let held = held.channels(listed.row);
        let was_told = last.or_else(|| stopped.get(&listed.row)).map_or(0, |told| told.stops);
        let free = last.map_or(0, |last| last.stops & !held);
        let freed = Channel::ALL.iter().any(|&channel| {
            free & channel_bit(channel) != 0 && subject.standings.get(Question::News(channel)) == Standing::Yes
        });
        let mut now = disclosure(listed, &subject, recipient, promises.to(listed)?);
        // Whoever was sent and goes no more is told of by the id alone.
        let held = if last.is_some() && now.columns == 0 { 0 } else { held };
        let fresh_stops = stops | held & !was_told;
        now.stops = stops | held;
        let to_be_told = now.columns != 0 && told_of.is_some_and(|since| listed.event_version < since);
        let goes = fresh_stops != 0
            || last.map_or(now.columns != 0, |last| {
                let take_out = to_take_out.told(listed.row, now.columns, through.cast_signed()).next().is_some();
                news || freed || to_be_told || take_out || differs(&now, last)
            });
        members.extend(goes.then_some(now));
        Ok::<(), StoreError>(())
    })?;
    Ok(members)
}

/// The settings that brought a notice with another meaning, from that act on and up to another: whoever registered under
/// earlier ones is told of through this recipient. Only the office tells people.
pub(super) fn to_be_told_of(
    conn: &Connection,
    recipient: &Recipient,
    event: EventId,
    from: u64,
    until: Option<i64>,
) -> Result<Option<i64>, StoreError> {
    if !recipient.purposes.contains(&Purpose::RecordKeeping) {
        return Ok(None);
    }
    events::substantial_since(conn, event, from.cast_signed()..=until.unwrap_or(i64::MAX))
}

/// Who would be in a batch to the recipient, were it reserved now; nothing is written.
pub(in crate::desk) fn would_go(
    conn: &Connection,
    recipient: &Recipient,
    event: &Event,
) -> Result<Vec<Disclosure>, StoreError> {
    let now = Progress { recipient: 0, done: 0, of: 0 };
    choose(conn, recipient, event, &mut Ticks { report: &mut |_| (), now })
}

/// Under which pseudonyms there are equality answers that may go to a recipient of these purposes, and be counted (R4, R19).
pub(in crate::desk) fn kept_apart(
    conn: &Connection,
    purposes: &BTreeSet<Purpose>,
    event: &Event,
) -> Result<BTreeSet<Pseudonym>, StoreError> {
    let mut whose = BTreeSet::new();
    // What the event does not collect for any more is not done any more; nobody else need be looked at.
    let collected =
        event.purposes().contains(&Purpose::EqualityMonitoring) && purposes.contains(&Purpose::EqualityMonitoring);
    let Some(pseudonyms) = Pseudonyms::of(conn)?.filter(|_| collected) else { return Ok(whose) };
    let answered = equality::of_event(conn, event.id())?;
    let with_others = links::with_others(conn)?;
    roll::each(conn, event.id(), |listed, lines| {
        let subject = subject(listed, standings(conn, listed, lines, &with_others)?, &Held::default(), false);
        if permit::kept_apart(&subject, purposes).is_err() {
            return Ok(());
        }
        let Some(registered) = registrations::by_row(conn, listed.row)? else { return Ok(()) };
        let one = pseudonyms.of_registration(registered.id);
        if answered.contains(&one) {
            whose.insert(one);
        }
        Ok::<(), StoreError>(())
    })?;
    Ok(whose)
}

/// What a batch to the recipient would hold of everybody as they stand now; without columns of whom nothing may go.
pub(in crate::desk) fn as_they_stand(
    conn: &Connection,
    recipient: &Recipient,
    event: &Event,
) -> Result<HashMap<i64, Disclosure>, StoreError> {
    let with_others = links::with_others(conn)?;
    let exceptions = exceptions(conn, event)?;
    let held = Held::from(conn, recipient, &exceptions)?;
    let mut promises = Promises::of(conn, event);
    let mut all = HashMap::new();
    roll::each(conn, event.id(), |listed, lines| {
        let is_excepted = exceptions.contains_key(&listed.row);
        let subject = subject(listed, standings(conn, listed, lines, &with_others)?, &held, is_excepted);
        all.insert(listed.row, disclosure(listed, &subject, recipient, promises.to(listed)?));
        Ok::<(), StoreError>(())
    })?;
    Ok(all)
}

/// What stands for somebody, over all their registrations where there are several (R14).
pub(in crate::desk) fn standings(
    conn: &Connection,
    listed: &Listed,
    lines: &[Line],
    with_others: &HashSet<VisitorId>,
) -> Result<Standings, StoreError> {
    let speaker = speaker(listed);
    if with_others.contains(&listed.visitor) {
        answers::standings(conn, &links::rows_of_person(conn, listed.visitor)?, speaker)
    } else {
        roll::standings(conn, listed.row, lines, speaker)
    }
}

/// What of one person may go to the recipient by their id.
fn disclosure(listed: &Listed, subject: &Subject, recipient: &Recipient, promise: &Promise) -> Disclosure {
    let (columns, purposes) = allowed(subject, recipient, promise);
    let recordings = if columns & bit(Column::RecordingAnswers) == 0 { 0 } else { recordings(&subject.standings) };
    Disclosure { registration: listed.row, version: listed.version, columns, purposes, recordings, stops: 0 }
}

/// Whether the recipient has to be told again. What was asked for and was sent is not a change.
fn differs(now: &Disclosure, last: &Disclosure) -> bool {
    let but_wishes = |told: &Disclosure| told.columns & !bit(Column::SendThem);
    now.version != last.version || but_wishes(now) != but_wishes(last)
}

fn is_child(listed: &Listed) -> bool {
    let band = listed.age_band.as_deref().and_then(AgeBand::from_code);
    band.is_none_or(|band| band == AgeBand::Child)
}

/// Who answers for somebody today (R11).
pub(in crate::desk) fn speaker(listed: &Listed) -> GivenBy {
    speaker_of(listed.age_band.as_deref())
}

/// Whether the guardian's own Yes to both questions stands (R11).
fn guardian_agrees(standings: &Standings) -> bool {
    Question::TO_GUARDIAN.into_iter().all(|question| standings.get(question) == Standing::Yes)
}

/// As much of a person as a permit depends on.
fn subject(listed: &Listed, standings: Standings, held: &Held, professional: bool) -> Subject {
    Subject {
        professional,
        gone: matches!(listed.state, State::Undone | State::Erased) || listed.erased,
        restricted: matches!(listed.state, State::Restricted | State::Quarantined),
        child: is_child(listed),
        known_adult: listed.age_band.as_deref() == Some(AgeBand::Adult.code()),
        has_guardian: listed.has_guardian && guardian_agrees(&standings),
        standings,
        held_back: Channel::ALL
            .iter()
            .copied()
            .filter(|&channel| held.channels(listed.row) & channel_bit(channel) != 0)
            .collect(),
        awaits: wishes(listed.send_them.as_deref()).into_iter().map(|wish| wish.by).collect(),
    }
}

/// The exceptions for professionals that stand, by the rows of their registrations; none where the event makes none any more (R8).
pub(super) fn exceptions(conn: &Connection, event: &Event) -> Result<BTreeMap<i64, Kept>, StoreError> {
    if event.definition().exception_for_professionals {
        professional::of_event(conn, event.id())
    } else {
        Ok(BTreeMap::new())
    }
}

/// What somebody was told when they registered, as far as it still holds: settings that came later promise them nothing new, and
/// what was given up since is not done any more (R6, R10, R12, R21).
struct Promise {
    purposes: BTreeSet<Purpose>,
    special_to_office: BTreeSet<SpecialPair>,
}

/// The promises of an event, by the settings that somebody registered under.
struct Promises<'a> {
    conn: &'a Connection,
    now: &'a Event,
    known: HashMap<i64, Promise>,
}

impl<'a> Promises<'a> {
    fn of(conn: &'a Connection, now: &'a Event) -> Self {
        Self { conn, now, known: HashMap::new() }
    }

    fn to(&mut self, listed: &Listed) -> Result<&Promise, StoreError> {
        match self.known.entry(listed.event_version) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(place) => {
                let then = events::at_version(self.conn, listed.event_version)?;
                let then = then.ok_or(StoreError::Unreadable { what: "event" })?.event;
                let (then_office, office) =
                    (&then.definition().special_to_office, &self.now.definition().special_to_office);
                Ok(place.insert(Promise {
                    purposes: then.purposes().intersection(self.now.purposes()).copied().collect(),
                    special_to_office: then_office.intersection(office).copied().collect(),
                }))
            }
        }
    }
}

/// The channels by which an address that was to be stopped is another one since: it was corrected, and the No still stands (R9,
/// R17).
fn moved(conn: &Connection, listed: &Listed, subject: &Subject, told: &Disclosure) -> Result<u64, StoreError> {
    if told.version == listed.version || subject.gone || subject.restricted {
        return Ok(0);
    }
    let versions = registrations::versions(conn, listed.row)?;
    let at =
        |number| versions.iter().find(|version| version.version == number).and_then(|version| version.record.as_ref());
    let (Some(before), Some(now)) = (at(told.version), at(listed.version)) else { return Ok(0) };
    let other = |channel: &&Channel| {
        let channel = **channel;
        told.stops & channel_bit(channel) != 0
            && is_stopped(&subject.standings, Question::News(channel))
            && before.addresses().by(channel) != now.addresses().by(channel)
    };
    Ok(Channel::ALL.iter().filter(other).fold(0, |bits, &channel| bits | channel_bit(channel)))
}

/// The columns of one person that any of the recipient's purposes allows, and the purposes that do, as bits.
fn allowed(subject: &Subject, recipient: &Recipient, promise: &Promise) -> (u64, u64) {
    let office = &promise.special_to_office;
    let (mut columns, mut purposes) = (0, 0);
    // What the event does not collect for, its visitors were not told of: nothing goes out for that (R6).
    for &purpose in recipient.purposes.intersection(&promise.purposes) {
        if permit::person(subject, purpose).is_err() {
            continue;
        }
        let may = |column: &&Column| permit(subject, **column, purpose, office).is_ok();
        let of_purpose = Column::ALL.iter().filter(may).fold(0, |bits, &column| bits | bit(column));
        columns |= of_purpose;
        purposes |= u64::from(of_purpose != 0) << (purpose as u32);
    }
    (columns, purposes)
}

/// A No to news goes to whoever sends that news as the address only, to be stopped there: they may hold it from
/// elsewhere. Of people they were sent themselves, the withdrawal is told by its id.
fn stops(subject: &Subject, recipient: &Recipient, lines: &[Line], through: u64) -> u64 {
    if subject.gone || subject.restricted || !recipient.purposes.contains(&Purpose::News) {
        return 0;
    }
    let fresh = |question| lines.iter().any(|line| line.question == question && line.sequence > through);
    let stopped = |channel: &&Channel| {
        let question = Question::News(**channel);
        fresh(question) && is_stopped(&subject.standings, question)
    };
    Channel::ALL.iter().filter(stopped).fold(0, |bits, &channel| bits | channel_bit(channel))
}

/// What stands for each of `Medium::ALL`, as the digits of a number.
fn recordings(standings: &Standings) -> u64 {
    let digit = |medium| standings.get(Question::Recording(medium)) as u64;
    Medium::ALL.iter().rev().fold(0, |digits, &medium| digits * STANDINGS + digit(medium))
}

/// What stood for a medium when a batch was reserved.
pub(super) fn recorded(recordings: u64, medium: Medium) -> Standing {
    let digit = recordings / STANDINGS.pow(medium as u32) % STANDINGS;
    usize::try_from(digit).ok().and_then(|digit| Standing::ALL.get(digit)).copied().unwrap_or_default()
}

const STANDINGS: u64 = Standing::ALL.len() as u64;

/// Whether an answer to this question may be told to the recipient at all.
pub(super) fn concerns(recipient: &Recipient, question: Question) -> bool {
    let by = |&purpose: &Purpose| purpose == Purpose::RecordKeeping || question.concerns(purpose);
    recipient.purposes.iter().any(by)
}

/// Whether somebody declined, withdrew or objected, as it stands.
pub(super) fn is_stopped(standings: &Standings, question: Question) -> bool {
    matches!(standings.get(question), Standing::No | Standing::Withdrawn | Standing::Objected)
}
