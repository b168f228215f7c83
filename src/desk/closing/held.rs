//! News that is held back because it is in doubt who said Yes to it (R14): somebody said No to the same address, and nobody
//! has said yet whether the two are one person. "Identity in doubt: the more restrictive."
//!
//! What stands for each of the two is not touched. Staff lift it by saying *same person*, when the last word of both
//! counts, or *not the same*. Siblings on one email stay two people: where name and birthday tell them apart, nothing is in
//! doubt.

use std::collections::{BTreeMap, HashMap};

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

use super::channel_bit;
use super::members::is_stopped;

/// Whose news is held back from a recipient, and by which channels.
#[derive(Default)]
pub(super) struct Held {
    channels: HashMap<i64, u64>,
}

/// One of several who give the same address. It has no `Debug`: it is personal data.
struct Person {
    row: i64,
    visitor: VisitorId,
    record: RegistrationRecord,
    description: Description,
    standings: Standings,
}

impl Held {
    /// What is held back from this recipient; nothing from one that sends no news. `exceptions` are of whom the exception for
    /// professionals is recorded: news to them needs no Yes, and is held back as one with a Yes is (R8).
    pub(super) fn from(
        conn: &Connection,
        recipient: &Recipient,
        exceptions: &BTreeMap<i64, Kept>,
    ) -> Result<Self, StoreError> {
        let mut held = Self::default();
        if recipient.purposes.contains(&Purpose::News) {
            for together in shared::addresses(conn)? {
                held.look_at(conn, &together, exceptions)?;
            }
        }
        Ok(held)
    }

    /// The channels by which nothing goes to somebody, as bits, by the row of their registration.
    pub(super) fn channels(&self, row: i64) -> u64 {
        self.channels.get(&row).copied().unwrap_or(0)
    }

    fn look_at(
        &mut self,
        conn: &Connection,
        together: &Together,
        exceptions: &BTreeMap<i64, Kept>,
    ) -> Result<(), StoreError> {
        let people = together.rows.iter().map(|&row| person(conn, row)).collect::<Result<Vec<_>, _>>()?;
        let people: Vec<_> = people.into_iter().flatten().collect();
        let channels: &[Channel] = match together.channel {
            Channel::Sms | Channel::Phone => &[Channel::Sms, Channel::Phone],
            Channel::Email => &[Channel::Email],
            Channel::Post => &[Channel::Post],
        };
        for &channel in channels {
            let question = Question::News(channel);
            let (mut agreed, mut declined) = (Vec::new(), Vec::new());
            for person in &people {
                if is_stopped(&person.standings, question) {
                    declined.push(person);
                } else if person.standings.get(question) == Standing::Yes
                    || (channel == Channel::Email && exceptions.contains_key(&person.row))
                {
                    agreed.push(person);
                }
            }
            for one in agreed {
                for other in &declined {
                    if in_doubt(conn, one, other, channel)? {
                        *self.channels.entry(one.row).or_default() |= channel_bit(channel);
                        break;
                    }
                }
            }
        }
        Ok(())
    }
}

/// Whether two may be one person, as far as anybody knows, who gave one address twice. Whoever was said to be one person has
/// one standing, and is no two people here.
fn in_doubt(conn: &Connection, one: &Person, other: &Person, channel: Channel) -> Result<bool, StoreError> {
    let by = |person: &Person| person.record.addresses().by(channel) == other.record.addresses().by(channel);
    if !by(one) || !one.description.compare(&other.description).is_in_doubt() {
        return Ok(false);
    }
    let person = links::person(conn, one.visitor)?;
    Ok(!person.contains(&other.visitor) && !links::said_apart(conn, &person, other.visitor)?)
}

/// One of them, with what stands for them over all their registrations; nobody where nothing is left of them.
fn person(conn: &Connection, row: i64) -> Result<Option<Person>, StoreError> {
    let Some(registered) = registrations::by_row(conn, row)?.filter(|registered| !registered.state.is_gone()) else {
        return Ok(None);
    };
    let Some(record) = registrations::newest(conn, row)?.record else { return Ok(None) };
    let visitor = registered.visitor;
    let standings = answers::standings(conn, &links::rows_of_person(conn, visitor)?, record.speaker())?;
    Ok(Some(Person { row, visitor, description: Description::of_record(&record), record, standings }))
}
