//! What of somebody may go to a recipient: one question to [`permit()`] per person, column and purpose. Whom a batch is
//! about is chosen in `choosing`.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rusqlite::Connection;

use crate::domain::age::AgeBand;
use crate::domain::answer::GivenBy;
use crate::domain::event::Event;
use crate::domain::ids::{EventId, VisitorId};
use crate::domain::ledger::Standing;
use crate::domain::permit::{self, Column, Ground, Standings, Subject, permit};
use crate::domain::purpose::{Medium, Purpose, Question, SpecialPair};
use crate::domain::record::speaker_of;
use crate::domain::send::Sendable;
use crate::store::disclosures::Disclosure;
use crate::store::equality::{self, Pseudonym, Pseudonyms};
use crate::store::professional::{self, Kept};
use crate::store::recipients::Recipient;
use crate::store::registrations::{self, State};
use crate::store::roll::{self, Line, Listed};
use crate::store::{StoreError, answers, events, links};

use super::held::Shared;
use super::{Progress, Ticks, bit};

/// What they asked to be sent.
pub(super) fn wishes(send_them: Option<&str>) -> Vec<Sendable> {
    send_them.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
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
    super::choosing::choose(conn, recipient, event, &mut Ticks { report: &mut |_| (), now })
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
        let subject = subject(listed, standings(conn, listed, lines, &with_others)?);
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
    let held = Shared::among(conn, recipient)?.settle(conn, &HashMap::new(), &exceptions)?;
    let mut promises = Promises::of(conn, event);
    let details = Details::of(conn, event)?;
    let mut all = HashMap::new();
    roll::each(conn, event.id(), |listed, lines| {
        let mut subject = subject(listed, standings(conn, listed, lines, &with_others)?);
        subject.held_back = held.channels(listed.row);
        subject.professional = exceptions.contains_key(&listed.row);
        let promise = promises.under(listed.event_version)?;
        let of = (listed.row, listed.version);
        all.insert(listed.row, disclosure(of, &subject, recipient, promise, &details));
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
pub(super) fn disclosure(
    (registration, version): (i64, u32),
    subject: &Subject,
    recipient: &Recipient,
    promise: &Promise,
    details: &Details,
) -> Disclosure {
    let (columns, purposes, bases) = allowed(subject, recipient, promise, details.missing(registration));
    let recordings = if columns & bit(Column::RecordingAnswers) == 0 { 0 } else { recordings(&subject.standings) };
    Disclosure { registration, version, columns, purposes, recordings, stops: 0, bases: Some(bases) }
}

/// Which special details are held of whom at an event. A Yes allows a detail to go, and outlives it: what was not written down, or
/// was let go because its period is over (R24), goes to nobody, and whoever was sent it has to be told that it is gone.
pub(super) struct Details {
    held: HashMap<i64, Vec<SpecialPair>>,
}

impl Details {
    pub(super) fn of(conn: &Connection, event: &Event) -> Result<Self, StoreError> {
        Ok(Self { held: answers::special_of_event(conn, event.id())? })
    }

    /// The columns of details of which nothing is held of somebody, as bits.
    fn missing(&self, row: i64) -> u64 {
        let held = self.held.get(&row).map_or(&[][..], Vec::as_slice);
        let missing = SpecialPair::ALL.iter().filter(|pair| !held.contains(pair));
        missing.fold(0, |bits, &pair| bits | bit(Column::of_pair(pair)))
    }
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
pub(in crate::desk) fn guardian_agrees(standings: &Standings) -> bool {
    Question::TO_GUARDIAN.into_iter().all(|question| standings.get(question) == Standing::Yes)
}

/// As much of a person as a permit depends on; nothing is held back of them, and no exception made for them, yet.
pub(in crate::desk) fn subject(listed: &Listed, standings: Standings) -> Subject {
    Subject {
        professional: false,
        gone: matches!(listed.state, State::Undone | State::Erased) || listed.erased,
        restricted: matches!(listed.state, State::Restricted | State::Quarantined),
        child: is_child(listed),
        known_adult: listed.age_band.as_deref() == Some(AgeBand::Adult.code()),
        has_guardian: listed.has_guardian && guardian_agrees(&standings),
        standings,
        held_back: BTreeSet::new(),
        awaits: wishes(listed.send_them.as_deref()).into_iter().map(|wish| wish.by).collect(),
    }
}

/// The same of the registration in that row, over all of the same person (R14).
pub(in crate::desk) fn subject_in(
    conn: &Connection,
    event: EventId,
    row: i64,
    with_others: &HashSet<VisitorId>,
) -> Result<Option<Subject>, StoreError> {
    let mut found = None;
    roll::stretch(conn, event, row..=row, |listed, lines| {
        found = Some(subject(listed, standings(conn, listed, lines, with_others)?));
        Ok::<(), StoreError>(())
    })?;
    Ok(found)
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
pub(super) struct Promise {
    purposes: BTreeSet<Purpose>,
    special_to_office: BTreeSet<SpecialPair>,
}

/// The promises of an event, by the settings that somebody registered under.
pub(super) struct Promises<'a> {
    conn: &'a Connection,
    now: &'a Event,
    known: HashMap<i64, Promise>,
}

impl<'a> Promises<'a> {
    pub(super) fn of(conn: &'a Connection, now: &'a Event) -> Self {
        Self { conn, now, known: HashMap::new() }
    }

    /// What was promised under the settings of that number.
    pub(super) fn under(&mut self, event_version: i64) -> Result<&Promise, StoreError> {
        match self.known.entry(event_version) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(place) => {
                let then = events::at_version(self.conn, event_version)?;
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

/// The columns of one person that any of the recipient's purposes allows, the purposes that do, and on which grounds, as bits; none
/// of those that nothing is held for.
fn allowed(subject: &Subject, recipient: &Recipient, promise: &Promise, missing: u64) -> (u64, u64, u64) {
    let office = &promise.special_to_office;
    let (mut columns, mut purposes, mut grounds) = (0, 0, 0);
    // What the event does not collect for, its visitors were not told of: nothing goes out for that (R6).
    for &purpose in recipient.purposes.intersection(&promise.purposes) {
        if permit::person(subject, purpose).is_err() {
            continue;
        }
        let (mut of_purpose, mut last) = (0, None);
        for &column in Column::ALL.iter().filter(|&&column| missing & bit(column) == 0) {
            let Ok(basis) = permit(subject, column, purpose, office) else { continue };
            of_purpose |= bit(column);
            // Nearly always the same for all of a purpose.
            if last.replace(basis) != Some(basis) {
                grounds |= Ground::of(purpose, basis).bit();
            }
        }
        columns |= of_purpose;
        purposes |= u64::from(of_purpose != 0) << (purpose as u32);
    }
    (columns, purposes, grounds)
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
