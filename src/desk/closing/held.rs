//! News that is held back because it is in doubt who said Yes to it (R14): somebody said No to the same address, and nobody
//! has said yet whether the two are one person. "Identity in doubt: the more restrictive."
//!
//! What stands for each of the two is not touched. Staff lift it by saying *same person*, when the last word of both
//! counts, or *not the same*. Siblings on one email stay two people: where name and birthday tell them apart, nothing is in
//! doubt.
//!
//! Two people who are certainly two, by that or because staff said so, may differ about one address. Its recipient may hold the
//! one who declined from elsewhere, so that the address is told to be stopped; and with that, in the same batch and after it,
//! that the one who said Yes is written to there all the same, by their own id.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rusqlite::Connection;

use crate::domain::ids::VisitorId;
use crate::domain::ledger::Standing;
use crate::domain::likeness::{Crowd, Description};
use crate::domain::permit::Standings;
use crate::domain::purpose::{Channel, Purpose, Question};
use crate::domain::record::RegistrationRecord;
use crate::store::lookalikes::{self, Among};
use crate::store::professional::Kept;
use crate::store::recipients::Recipient;
use crate::store::search::{self, Scope};
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
    /// Addresses that somebody is written to at, and that somebody else declined.
    pub(super) divided: Vec<Divided>,
}

/// An address that one person declined and another, who is certainly somebody else, said Yes to.
pub(super) struct Divided {
    /// By which channel.
    pub(super) channel: Channel,
    /// The registrations of those who are written to.
    pub(super) written_to: Vec<i64>,
    /// The registrations for which it is to be stopped.
    pub(super) stopped: Vec<i64>,
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
            let mut stopped: Vec<_> =
                if agreed.is_empty() { Vec::new() } else { stopped.map(|(row, _)| *row).collect() };
            if stopped.is_empty() {
                continue;
            }
            let doubt = Doubt::about(conn, &stopped, &mut people)?;
            let mut written_to = Vec::new();
            for one in agreed {
                if doubt.beside(conn, one, channel, &mut people)?.next().transpose()?.is_some() {
                    self.channels.entry(one).or_default().insert(channel);
                    stopped.push(one);
                } else {
                    written_to.push(one);
                }
            }
            if !written_to.is_empty() {
                self.divided.push(Divided { channel, written_to, stopped });
            }
        }
        Ok(())
    }
}

/// Those of whom more than their answers was looked at, by their rows; nobody where nothing is left of them.
type Known = HashMap<i64, Option<Person>>;

/// Those who declined one address, and who of them may be somebody else who gave it (R14).
struct Doubt {
    declined: Vec<i64>,
    crowd: Crowd,
}

impl Doubt {
    fn about(conn: &Connection, declined: &[i64], people: &mut Known) -> Result<Self, StoreError> {
        let mut known = Vec::with_capacity(declined.len());
        for &row in declined {
            if look_up(conn, row, people)?.is_some() {
                known.push(row);
            }
        }
        let described = known.iter().filter_map(|row| people.get(row)?.as_ref());
        let crowd = Crowd::of(described.map(|person| &person.description));
        Ok(Self { declined: known, crowd })
    }

    /// Each of them who may be `one`, as far as anybody knows, for this channel's address. Whoever was said to be one person has
    /// one standing, and is no two people here.
    fn beside<'a>(
        &'a self,
        conn: &'a Connection,
        one: i64,
        channel: Channel,
        people: &'a mut Known,
    ) -> Result<impl Iterator<Item = Result<i64, StoreError>> + 'a, StoreError> {
        look_up(conn, one, people)?;
        let known = &*people;
        let mut same = None;
        let person = known.get(&one).and_then(Option::as_ref);
        let near = person.map(|person| self.crowd.near(&person.description).map(move |at| (person, at)));
        let mut seen = HashSet::new();
        let found = near.into_iter().flatten().filter_map(move |(one, at)| {
            let row = *self.declined.get(at)?;
            let other = known.get(&row)?.as_ref()?;
            let same_address = one.record.addresses().by(channel) == other.record.addresses().by(channel);
            if !seen.insert(row) || !same_address || !one.description.compare(&other.description).is_in_doubt() {
                return None;
            }
            let same = match &mut same {
                Some(same) => same,
                none => match links::person(conn, one.visitor) {
                    Ok(person) => none.insert(person),
                    Err(error) => return Some(Err(error)),
                },
            };
            if same.contains(&other.visitor) {
                return None;
            }
            let apart = links::said_apart(conn, same, other.visitor);
            apart.map(|apart| (!apart).then_some(row)).transpose()
        });
        Ok(found)
    }
}

fn look_up<'p>(conn: &Connection, row: i64, people: &'p mut Known) -> Result<Option<&'p Person>, StoreError> {
    let known = match people.entry(row) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(place) => place.insert(person(conn, row)?),
    };
    Ok(known.as_ref())
}

/// The channels by which news to a registration is held back, with the registrations that declined the same address (R14): those
/// who may be the same person.
pub(in crate::desk) fn of_registration(
    conn: &Connection,
    row: i64,
    is_excepted: bool,
) -> Result<BTreeMap<Channel, Vec<i64>>, StoreError> {
    let (mut held, mut people) = (BTreeMap::new(), HashMap::new());
    let Some(standings) = standings_of(conn, row)? else { return Ok(held) };
    for &channel in Channel::ALL {
        let question = Question::News(channel);
        let excepted = channel == Channel::Email && is_excepted && !is_stopped(&standings, question);
        if standings.get(question) != Standing::Yes && !excepted {
            continue;
        }
        let mut declined = Vec::new();
        for other in giving_the_same(conn, row, channel, &mut people)? {
            if standings_of(conn, other)?.is_some_and(|standings| is_stopped(&standings, question)) {
                declined.push(other);
            }
        }
        let doubt = Doubt::about(conn, &declined, &mut people)?;
        let beside = doubt.beside(conn, row, channel, &mut people)?.collect::<Result<Vec<_>, _>>()?;
        if !beside.is_empty() {
            held.insert(channel, beside);
        }
    }
    Ok(held)
}

/// Who else may give the address of a registration for a channel: found by what they are looked up by, and not by reading
/// everybody.
fn giving_the_same(conn: &Connection, row: i64, channel: Channel, people: &mut Known) -> Result<Vec<i64>, StoreError> {
    let Some(person) = look_up(conn, row, people)? else { return Ok(Vec::new()) };
    let mut rows = match (channel, person.record.postcode.as_deref()) {
        (Channel::Post, Some(postcode)) => {
            let everybody = Scope { restricted_too: true, ..Scope::default() };
            search::find(conn, postcode, &everybody, u32::MAX)?
        }
        (Channel::Post, None) => {
            let all = shared::addresses(conn)?.into_iter();
            let mut theirs = all.filter(|all| all.channel == Channel::Post && all.rows.contains(&row));
            theirs.next().map(|all| all.rows).unwrap_or_default()
        }
        (Channel::Email | Channel::Sms | Channel::Phone, _) => {
            lookalikes::find(conn, &person.description.either_way(), Among { event: None, restricted_too: true })?
        }
    };
    rows.retain(|&other| other != row);
    Ok(rows)
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
