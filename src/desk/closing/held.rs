//! News that is held back because it is in doubt who said Yes to it (R14): somebody said No to the same address, and nobody
//! has said yet whether the two are one person. "Identity in doubt: the more restrictive."
//!
//! What stands for each of the two is not touched. Staff lift it by saying *same person*, when the last word of both
//! counts, or *not the same*. Siblings on one email stay two people: where name and birthday tell them apart, nothing is in
//! doubt.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rusqlite::Connection;

use crate::domain::ids::VisitorId;
use crate::domain::ledger::Standing;
use crate::domain::likeness::Description;
use crate::domain::permit::Standings;
use crate::domain::purpose::{Channel, Purpose, Question};
use crate::domain::record::RegistrationRecord;
use crate::store::professional::Kept;
use crate::store::recipients::Recipient;
use crate::store::shared::{self, Together};
use crate::store::{StoreError, answers, links, registrations};

use super::members::is_stopped;

/// The registrations that give an address which another gives too.
#[derive(Default)]
pub(super) struct Shared {
    addresses: Vec<Together>,
    rows: HashSet<i64>,
}

/// Whose news is held back from a recipient, and by which channels.
#[derive(Default)]
pub(super) struct Held {
    channels: HashMap<i64, BTreeSet<Channel>>,
}

/// One of several who give the same address. It has no `Debug`: it is personal data.
struct Person {
    visitor: VisitorId,
    record: RegistrationRecord,
    description: Description,
}

impl Shared {
    /// Those that matter to this recipient; nobody where it sends no news.
    pub(super) fn among(conn: &Connection, recipient: &Recipient) -> Result<Self, StoreError> {
        if !recipient.purposes.contains(&Purpose::News) {
            return Ok(Self::default());
        }
        let addresses = shared::addresses(conn)?;
        let rows = addresses.iter().flat_map(|together| together.rows.iter().copied()).collect();
        Ok(Self { addresses, rows })
    }

    /// Whether this registration is among them.
    pub(super) fn has(&self, row: i64) -> bool {
        self.rows.contains(&row)
    }

    /// Who of them is held back. What stands for somebody is taken from `known` where it is there: everybody of an event was
    /// gone through already, and few are of another. `exceptions` are of whom the exception for professionals is recorded: news to
    /// them needs no Yes, and is held back as one with a Yes is (R8).
    pub(super) fn settle(
        &self,
        conn: &Connection,
        known: &HashMap<i64, Standings>,
        exceptions: &BTreeMap<i64, Kept>,
    ) -> Result<Held, StoreError> {
        let mut held = Held::default();
        for together in &self.addresses {
            held.look_at(conn, together, known, exceptions)?;
        }
        Ok(held)
    }
}

impl Held {
    /// The channels by which nothing goes to somebody, by the row of their registration.
    pub(super) fn channels(&self, row: i64) -> BTreeSet<Channel> {
        self.channels.get(&row).cloned().unwrap_or_default()
    }

    fn look_at(
        &mut self,
        conn: &Connection,
        together: &Together,
        known: &HashMap<i64, Standings>,
        exceptions: &BTreeMap<i64, Kept>,
    ) -> Result<(), StoreError> {
        let mut all = Vec::new();
        for &row in &together.rows {
            let standings = match known.get(&row) {
                Some(standings) => Some(standings.clone()),
                None => standings_of(conn, row)?,
            };
            all.extend(standings.map(|standings| (row, standings)));
        }
        let channels: &[Channel] = match together.channel {
            Channel::Sms | Channel::Phone => &[Channel::Sms, Channel::Phone],
            Channel::Email => &[Channel::Email],
            Channel::Post => &[Channel::Post],
        };
        // Most families agree: only where somebody said Yes and somebody No is it looked at who they are.
        let mut people = HashMap::new();
        for &channel in channels {
            let question = Question::News(channel);
            let excepted = |row: &i64| channel == Channel::Email && exceptions.contains_key(row);
            let agreed = |(row, standings): &&(i64, Standings)| {
                standings.get(question) == Standing::Yes || (excepted(row) && !is_stopped(standings, question))
            };
            let agreed: Vec<_> = all.iter().filter(agreed).map(|(row, _)| *row).collect();
            let stopped = all.iter().filter(|(_, standings)| is_stopped(standings, question));
            let declined: Vec<_> = if agreed.is_empty() { Vec::new() } else { stopped.map(|(row, _)| *row).collect() };
            for &one in &agreed {
                for &other in &declined {
                    if in_doubt(conn, &mut people, (one, other), channel)? {
                        self.channels.entry(one).or_default().insert(channel);
                        break;
                    }
                }
            }
        }
        Ok(())
    }
}

/// Those of whom more than their answers was looked at, by their rows; nobody where nothing is left of them.
type Known = HashMap<i64, Option<Person>>;

/// Whether two may be one person, as far as anybody knows, who gave one address twice. Whoever was said to be one person has
/// one standing, and is no two people here.
fn in_doubt(
    conn: &Connection,
    people: &mut Known,
    (one, other): (i64, i64),
    channel: Channel,
) -> Result<bool, StoreError> {
    for row in [one, other] {
        if let Entry::Vacant(place) = people.entry(row) {
            place.insert(person(conn, row)?);
        }
    }
    let known = |row: &i64| people.get(row).and_then(Option::as_ref);
    let (Some(one), Some(other)) = (known(&one), known(&other)) else { return Ok(false) };
    let same_address = one.record.addresses().by(channel) == other.record.addresses().by(channel);
    if !same_address || !one.description.compare(&other.description).is_in_doubt() {
        return Ok(false);
    }
    let same = links::person(conn, one.visitor)?;
    Ok(!same.contains(&other.visitor) && !links::said_apart(conn, &same, other.visitor)?)
}

fn person(conn: &Connection, row: i64) -> Result<Option<Person>, StoreError> {
    let found = registrations::by_row(conn, row)?.filter(|registered| !registered.state.is_gone());
    let (Some(registered), Some(record)) = (found, registrations::newest(conn, row)?.record) else { return Ok(None) };
    Ok(Some(Person { visitor: registered.visitor, description: Description::of_record(&record), record }))
}

/// What stands for somebody over all their registrations; nothing where nothing is left of them.
fn standings_of(conn: &Connection, row: i64) -> Result<Option<Standings>, StoreError> {
    let Some(person) = person(conn, row)? else { return Ok(None) };
    let rows = links::rows_of_person(conn, person.visitor)?;
    Ok(Some(answers::standings(conn, &rows, person.record.speaker())?))
}
