//! Whom a batch is about: everybody of whom something is new since the recipient was told last (R21).

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use crate::domain::event::Event;
use crate::domain::ledger::Standing;
use crate::domain::permit::{Column, Subject};
use crate::domain::purpose::{Channel, Purpose, Question};
use crate::store::batches;
use crate::store::disclosures::{self, Disclosure, ToldIn};
use crate::store::professional::Kept;
use crate::store::recipients::Recipient;
use crate::store::roll::{self, Line};
use crate::store::{StoreError, links, registrations};

use super::forgotten::Forgotten;
use super::held::{Held, Shared};
use super::members::{
    Details, Promises, concerns, disclosure, exceptions, is_stopped, standings, subject, to_be_told_of,
};
use super::taken_out::ToTakeOut;
use super::{Ticks, bit, channel_bit};

/// Somebody as they stand, and what of it the recipient does not know yet.
struct Candidate {
    row: i64,
    version: u32,
    event_version: i64,
    subject: Subject,
    /// Whether they answered something since that concerns it.
    news: bool,
    /// Channels whose address it has to stop, as it was not told before.
    stops: u64,
    /// It has to be told that they are written to at an address which is to be stopped for somebody else.
    is_lifted: bool,
}

/// What is known of the recipient while everybody is gone through.
struct Choosing<'a> {
    recipient: &'a Recipient,
    /// The last act that it was told of.
    through: i64,
    sent: HashMap<i64, Disclosure>,
    stopped: HashMap<i64, Disclosure>,
    to_take_out: ToTakeOut,
    forgotten: Forgotten,
    /// Settings that brought a notice with another meaning.
    told_of: Option<i64>,
    promises: Promises<'a>,
    details: Details,
}

/// Everybody of whom something has to go out: new people, those of whom something has changed since they were sent, and,
/// for whoever sends news, those whose address has to be stopped (R21).
pub(super) fn choose(
    conn: &Connection,
    recipient: &Recipient,
    event: &Event,
    ticks: &mut Ticks<'_>,
) -> Result<Vec<Disclosure>, StoreError> {
    let through = batches::through_act(conn, recipient.id, event.id(), None)?;
    let since = through.cast_unsigned();
    let with_others = links::with_others(conn)?;
    // The office tells people of a notice that changed in meaning (R26).
    let sent_once = disclosures::ever_sent(conn, recipient.id, bit(Column::SendThem), None)?;
    let shared = Shared::among(conn, recipient)?;
    let exceptions = exceptions(conn, event)?;
    let mut choosing = Choosing {
        recipient,
        through,
        sent: disclosures::newest(conn, recipient.id, None)?,
        stopped: disclosures::last_stops(conn, recipient.id)?,
        to_take_out: ToTakeOut::of(conn, recipient, event.id(), None)?,
        forgotten: Forgotten::of(conn, recipient, None)?,
        told_of: to_be_told_of(conn, recipient, event.id(), since + 1, None)?,
        promises: Promises::of(conn, event),
        details: Details::of(conn, event)?,
    };
    let (mut members, mut doubtful) = (Vec::new(), Vec::new());
    roll::each(conn, event.id(), |listed, lines| {
        ticks.tick();
        let mut subject = subject(listed, standings(conn, listed, lines, &with_others)?);
        let exception = exceptions.get(&listed.row);
        subject.professional = exception.is_some();
        if sent_once.contains(&listed.row) {
            // What was asked for is sent once (R28), whatever this recipient was told since.
            subject.awaits.clear();
        }
        let is_news = |line: &Line| line.sequence > since && concerns(recipient, line.question);
        let is_new = |kept: &Kept| kept.act > since && concerns(recipient, Question::News(Channel::Email));
        let stops = match (choosing.sent.get(&listed.row), choosing.stopped.get(&listed.row)) {
            (Some(_), _) => 0,
            (None, told) => {
                let of = (listed.row, listed.version);
                let again = told.map_or(Ok(0), |told| moved(conn, of, &subject, told))?;
                stops(&subject, recipient, lines, since) | again
            }
        };
        let candidate = Candidate {
            row: listed.row,
            version: listed.version,
            event_version: listed.event_version,
            subject,
            news: lines.iter().any(is_news) || exception.is_some_and(is_new),
            stops,
            is_lifted: false,
        };
        if shared.has(listed.row) {
            // Whoever gives an address that others give too waits for what those said.
            doubtful.push(candidate);
        } else {
            members.extend(choosing.goes(candidate)?);
        }
        Ok::<(), StoreError>(())
    })?;
    if !doubtful.is_empty() {
        let known = doubtful.iter().map(|one| (one.row, one.subject.standings.clone())).collect();
        let held = shared.settle(conn, &known, &exceptions)?;
        for candidate in &mut doubtful {
            candidate.subject.held_back = held.channels(candidate.row);
        }
        if !held.divided.is_empty() {
            let lifted = lifted(&held, &doubtful, &disclosures::told_in(conn, recipient.id, None)?);
            doubtful.iter_mut().for_each(|candidate| candidate.is_lifted = lifted.contains(&candidate.row));
        }
        for candidate in doubtful {
            members.extend(choosing.goes(candidate)?);
        }
        members.sort_unstable_by_key(|member| member.registration);
    }
    Ok(members)
}

impl Candidate {
    /// The channels by which their own Yes is held back, as bits.
    fn held(&self) -> u64 {
        held_bits(&self.subject)
    }
}

fn held_bits(subject: &Subject) -> u64 {
    subject.held_back.iter().fold(0, |bits, &channel| bits | channel_bit(channel))
}

impl Choosing<'_> {
    /// What of somebody goes, where there is anything to tell.
    fn goes(&mut self, candidate: Candidate) -> Result<Option<Disclosure>, StoreError> {
        let Candidate { row, version, event_version, subject, news, stops, is_lifted } = candidate;
        let last = self.sent.get(&row);
        let promise = self.promises.under(event_version)?;
        let mut now = disclosure((row, version), &subject, self.recipient, promise, &self.details);
        // Who said Yes through one registration and No through what may be another of theirs: the address is to be stopped,
        // which is told once, and once more that it need not be (R14). Whoever goes no more is told of by the id alone.
        let held = held_bits(&subject);
        let held = if last.is_some() && now.columns == 0 { 0 } else { held };
        let was_told = last.or_else(|| self.stopped.get(&row)).map_or(0, |told| told.stops);
        let free = last.map_or(0, |last| last.stops & !held);
        let freed = Channel::ALL.iter().any(|&channel| {
            free & channel_bit(channel) != 0 && subject.standings.get(Question::News(channel)) == Standing::Yes
        });
        now.stops = stops | held;
        let to_be_told = now.columns != 0 && self.told_of.is_some_and(|since| event_version < since);
        let goes = (stops | held & !was_told) != 0
            || last.map_or(now.columns != 0, |last| {
                let take_out = self.to_take_out.told(row, now.columns, self.through).next().is_some();
                let lifted = is_lifted && now.columns != 0;
                let forgotten = self.forgotten.told(row, self.through).is_some();
                news || freed || to_be_told || take_out || forgotten || lifted || differs(&now, last)
            });
        Ok(goes.then_some(now))
    }
}

/// Who is written to at an address that is to be stopped for somebody else, where that is told now or was told since they were
/// sent: else the recipient would take it for theirs too.
fn lifted(held: &Held, candidates: &[Candidate], told: &HashMap<i64, ToldIn>) -> HashSet<i64> {
    let now: HashMap<i64, u64> = candidates.iter().map(|one| (one.row, one.stops | one.held())).collect();
    let told = |row: &i64| told.get(row).copied().unwrap_or_default();
    let mut lifted = HashSet::new();
    for divided in &held.divided {
        let bit = channel_bit(divided.channel);
        let told_now = |row: &i64| now.get(row).is_some_and(|stops| stops & bit != 0);
        let newest = divided.stopped.iter().map(|row| if told_now(row) { i64::MAX } else { told(row).stopped }).max();
        lifted.extend(divided.written_to.iter().filter(|row| newest > Some(told(row).sent)));
    }
    lifted
}

/// Whether the recipient has to be told again. What was asked for and was sent is not a change.
fn differs(now: &Disclosure, last: &Disclosure) -> bool {
    let but_wishes = |told: &Disclosure| told.columns & !bit(Column::SendThem);
    now.version != last.version || but_wishes(now) != but_wishes(last)
}

/// The channels by which an address that was to be stopped is another one since: it was corrected, and the No still stands (R9,
/// R17).
fn moved(
    conn: &Connection,
    (row, version): (i64, u32),
    subject: &Subject,
    told: &Disclosure,
) -> Result<u64, StoreError> {
    if told.version == version || subject.gone || subject.restricted {
        return Ok(0);
    }
    let versions = registrations::versions(conn, row)?;
    let at =
        |number| versions.iter().find(|version| version.version == number).and_then(|version| version.record.as_ref());
    let (Some(before), Some(now)) = (at(told.version), at(version)) else { return Ok(0) };
    let other = |channel: &&Channel| {
        let channel = **channel;
        told.stops & channel_bit(channel) != 0
            && is_stopped(&subject.standings, Question::News(channel))
            && before.addresses().by(channel) != now.addresses().by(channel)
    };
    Ok(Channel::ALL.iter().filter(other).fold(0, |bits, &channel| bits | channel_bit(channel)))
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
