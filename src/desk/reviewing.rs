//! What there is to know before the day is closed: how many came, what they answered, what is left to look at, and what
//! each recipient would get. Nothing is written here (R12, R21).

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::batch::key_words::KeyWords;
use crate::batch::keys::RecipientKeys;
use crate::domain::act_kind::ActKind;
use crate::domain::age::AgeBand;
use crate::domain::answer::Said;
use crate::domain::code::Code;
use crate::domain::email;
use crate::domain::event::Event;
use crate::domain::ids::RegistrationId;
use crate::domain::ledger::Standing;
use crate::domain::permit::{Column, Standings};
use crate::domain::purpose::{Purpose, Question};
use crate::store::recipients::{self, Recipient};
use crate::store::registrations::State;
use crate::store::roll::{self, Line, Listed};
use crate::store::search::{self, Scope};
use crate::store::{batches, counts, links, registrations};

use super::closing::{columns_of, kept_apart, would_go};
use super::{Desk, DeskError, DuplicatePair, Right};

/// What the people of one day answered to one question.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tally {
    /// The question.
    pub question: Question,
    /// How many Yes stand.
    pub yes: u64,
    /// How many said No, took a Yes back, or objected.
    pub no: u64,
    /// How many were not asked, or left it empty: never a Yes.
    pub not_asked: u64,
}

/// The day as it stands. It has no `Debug`: it names people.
pub struct Review {
    /// The event's own date.
    pub day: NaiveDate,
    /// How many people of today there are.
    pub people: u64,
    /// How many of them are under 13, or may be.
    pub children: u64,
    /// How many declined everything and were only counted (R1).
    pub counted_only: u64,
    /// How many people there are of all days of the event.
    pub of_all_days: u64,
    /// What today's people answered, in the order of the screen.
    pub answers: Vec<Tally>,
    /// Who waits for a guardian, and is in no batch until then (R11).
    pub waiting: Vec<(RegistrationId, String)>,
    /// Whose email of today looks misspelt. It is kept as it was typed.
    pub odd_emails: Vec<OddEmail>,
    /// How many are kept and used for nothing (R19).
    pub restricted: u64,
    /// How many forms were begun and neither saved nor cleared.
    pub begun: u64,
    /// How many took something back since the last batch to anybody.
    pub took_back: u64,
}

/// An email that looks misspelt, their own or their guardian's. It has no `Debug`: it names somebody.
pub struct OddEmail {
    /// Whose registration.
    pub registration: RegistrationId,
    /// What they are called.
    pub name: String,
    /// What stands behind the `@`.
    pub domain: String,
}

/// What a batch to a recipient would hold, were it written now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Preview {
    /// New people, and those of whom something has changed since they were sent.
    pub people: u64,
    /// Addresses that are told only so that nothing is sent to them any more.
    pub stops: u64,
    /// What is told of anybody at all.
    pub columns: Vec<Column>,
    /// Batches that were sealed earlier and are not acknowledged; they are copied out again.
    pub earlier: u64,
}

/// Somebody who receives batches, as staff have to see them before they send anything.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Addressee {
    /// Its short name in file names.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// What it may receive data for.
    pub purposes: Vec<Purpose>,
    /// The six words of its keys.
    pub words: KeyWords,
    /// When the words were compared by voice; nothing goes to it before that (R21).
    pub checked_at: Option<DateTime<FixedOffset>>,
    /// Whether the desk's key was replaced after that: they have the old one, and the words are to be compared again.
    pub desk_key_changed: bool,
    /// When its keys were added, and by whom.
    pub added: (DateTime<FixedOffset>, String),
}

impl Desk {
    /// The day as it stands, for whoever may close it.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; when there is no such event, or the vault cannot be read.
    pub fn review(&self, code: &Code) -> Result<Review, DeskError> {
        let review = self.reviewed(code)?;
        // All else of it is counts.
        let named = review.waiting.len() + review.odd_emails.len();
        if named > 0 {
            self.looked(ActKind::Find, Some(code), None, named);
        }
        Ok(review)
    }

    pub(super) fn reviewed(&self, code: &Code) -> Result<Review, DeskError> {
        self.require(Right::Exports)?;
        let event = self.event(code)?;
        let conn = self.conn()?;
        let day = event.date_at(self.env.now().to_utc());
        let scope = Scope { event: Some(event.id()), local_day: Some(day), restricted_too: true, ..Scope::default() };
        let todays: HashSet<i64> = search::find(conn, "", &scope, u32::MAX)?.into_iter().collect();
        let mut since = 0;
        for recipient in recipients::list(conn)? {
            since = since.max(batches::through_act(conn, recipient.id, event.id(), None)?);
        }
        let mut counting = Counting::new(&event, todays, since.cast_unsigned());
        let with_others = links::with_others(conn)?;
        roll::each(conn, event.id(), |listed, lines| {
            if counting.take(listed, lines) {
                counting.take_standings(&super::closing::standings(conn, listed, lines, &with_others)?);
            }
            Ok::<(), DeskError>(())
        })?;
        let waiting = counting.waiting.iter().map(|&row| self.named(row)).collect::<Result<_, _>>()?;
        Ok(Review {
            day,
            people: counting.people,
            children: counting.children,
            counted_only: counts::total(conn, event.id(), day)?,
            of_all_days: counting.of_all_days,
            answers: counting.answers.into_values().collect(),
            waiting,
            odd_emails: self.odd_emails(&event, day)?,
            restricted: counting.restricted,
            begun: u64::try_from(self.drafts(code)?.len()).unwrap_or(u64::MAX),
            took_back: counting.took_back,
        })
    }

    /// Every two registrations that may be of one person, one of them of today.
    ///
    /// # Errors
    /// As [`Desk::review`].
    pub fn duplicates_of_today(&self, event: &Code) -> Result<Vec<DuplicatePair>, DeskError> {
        self.require(Right::Exports)?;
        let day = self.event(event)?.date_at(self.env.now().to_utc());
        self.duplicates_on(event, Some(day))
    }

    /// What a batch to a recipient would hold, were it written now.
    ///
    /// # Errors
    /// As [`Desk::review`]; when there is no such recipient.
    pub fn preview(&self, event: &Code, recipient: &Code) -> Result<Preview, DeskError> {
        self.require(Right::Exports)?;
        let (event, recipient) = (self.event(event)?, self.recipient(recipient)?);
        let conn = self.conn()?;
        let members = would_go(conn, &recipient, &event)?;
        let bits = members.iter().fold(0, |all, member| all | member.columns);
        let count = |found: usize| u64::try_from(found).unwrap_or(u64::MAX);
        let apart = kept_apart(conn, &recipient.purposes, &event)?;
        Ok(Preview {
            people: count(members.iter().filter(|member| member.is_by_id()).count() + apart.len()),
            stops: count(members.iter().filter(|member| member.stops != 0).count()),
            columns: columns_of(bits).collect(),
            earlier: count(batches::waiting(conn, recipient.id)?.len()),
        })
    }

    /// Every recipient in use, with what has to be known before anything goes to it.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn addressees(&self) -> Result<Vec<Addressee>, DeskError> {
        let conn = self.conn()?;
        let named = |handle: String| {
            let people = self.staff_list()?;
            let found = people.into_iter().find(|member| member.handle.as_str() == handle);
            Ok::<_, DeskError>(found.map_or(handle, |member| member.name))
        };
        let addressee = |recipient: Recipient| {
            let keys = RecipientKeys::parse(&recipient.age_key, &recipient.minisign_key)?;
            let dates = recipients::dates(conn, recipient.id)?;
            let here = |at: DateTime<FixedOffset>| at.with_timezone(self.env.now().offset());
            Ok(Addressee {
                code: recipient.code,
                name: recipient.name,
                purposes: recipient.purposes.into_iter().collect(),
                words: keys.key_words(),
                checked_at: dates.checked_at.map(here),
                desk_key_changed: recipient.desk_key_changed,
                added: (here(dates.added_at), named(dates.added_by)?),
            })
        };
        recipients::list(conn)?.into_iter().map(addressee).collect()
    }

    /// Whose email of this day has a domain that is close to a common one, as the form said when it was typed.
    fn odd_emails(&self, event: &Event, day: NaiveDate) -> Result<Vec<OddEmail>, DeskError> {
        let mut odd: Vec<(i64, String)> = Vec::new();
        roll::emails(self.conn()?, event.id(), day, |row, kept| {
            let said_of = odd.last().is_some_and(|(last, _)| *last == row);
            if !said_of && email::suggest(kept).is_some() {
                odd.push((row, kept.rsplit_once('@').map_or(kept, |(_, domain)| domain).to_owned()));
            }
            Ok::<(), DeskError>(())
        })?;
        let named = |(row, domain)| {
            let (registration, name) = self.named(row)?;
            Ok(OddEmail { registration, name, domain })
        };
        odd.into_iter().map(named).collect()
    }

    fn named(&self, row: i64) -> Result<(RegistrationId, String), DeskError> {
        let conn = self.conn()?;
        let registered = registrations::by_row(conn, row)?.ok_or(DeskError::NoSuchPerson)?;
        let name = registrations::newest(conn, row)?.record.map(|record| record.name());
        Ok((registered.id, name.unwrap_or_default()))
    }
}

/// The figures while everybody passes by.
struct Counting {
    todays: HashSet<i64>,
    since: u64,
    answers: BTreeMap<Question, Tally>,
    people: u64,
    children: u64,
    of_all_days: u64,
    restricted: u64,
    took_back: u64,
    waiting: Vec<i64>,
}

impl Counting {
    fn new(event: &Event, todays: HashSet<i64>, since: u64) -> Self {
        let none = |question| (question, Tally { question, yes: 0, no: 0, not_asked: 0 });
        let answers = event.questions().map(none).collect();
        let waiting = Vec::new();
        Self { todays, since, answers, people: 0, children: 0, of_all_days: 0, restricted: 0, took_back: 0, waiting }
    }

    /// Counts somebody; answers whether what stands for them is counted too, because they are here today.
    fn take(&mut self, listed: &Listed, lines: &[Line]) -> bool {
        if listed.erased || matches!(listed.state, State::Undone | State::Erased) {
            return false;
        }
        if listed.state == State::Restricted {
            // Said, and in no other figure (R19).
            self.restricted += 1;
            return false;
        }
        self.of_all_days += 1;
        if listed.state == State::Quarantined {
            self.waiting.push(listed.row);
        }
        let took_back =
            |line: &Line| matches!(line.said, Said::Withdrawn | Said::Objected) && line.sequence > self.since;
        self.took_back += u64::from(lines.iter().any(took_back));
        if !self.todays.contains(&listed.row) {
            return false;
        }
        self.people += 1;
        let band = listed.age_band.as_deref().and_then(AgeBand::from_code);
        self.children += u64::from(band == Some(AgeBand::Child));
        true
    }

    fn take_standings(&mut self, standings: &Standings) {
        for tally in self.answers.values_mut() {
            match standings.get(tally.question) {
                Standing::Yes => tally.yes += 1,
                Standing::No | Standing::Withdrawn | Standing::Objected => tally.no += 1,
                Standing::NotAsked | Standing::LeftBlank => tally.not_asked += 1,
            }
        }
    }
}
