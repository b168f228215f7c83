//! Finding people, and all that is held of one (R14, R16).

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};

use crate::domain::act_kind::ActKind;
use crate::domain::answer::{Answer, NoticeHash};
use crate::domain::code::Code;
use crate::domain::event::Event;
use crate::domain::ids::{AnswerId, LedgerPlace, RegistrationId, VisitorId};
use crate::domain::moment::Instant;
use crate::domain::named_beside::NamedBeside;
use crate::domain::notice::NoticeVersion;
use crate::domain::permit::Standings;
use crate::domain::professional::ProfessionalException;
use crate::domain::purpose::{Channel, Question, SpecialPair};
use crate::domain::record::RegistrationRecord;
use crate::domain::staff::Handle;
use crate::domain::statement::Statement;
use crate::store::links::LinkKind;
use crate::store::registrations::{self, Registered, State, Version};
use crate::store::search::Scope;
use crate::store::{act, answers, events, links, professional};

use super::closing::held_back;
use super::confirming::GuardianConfirmed;
use super::contacts::Found;
use super::taken_lists::FromList;
use super::{Desk, DeskError, Right};

/// Somebody found.
pub struct Hit {
    /// Their registration.
    pub registered: Registered,
    /// What they said, as it stands.
    pub record: RegistrationRecord,
    /// By whom they were found, where it is not by themselves (R2).
    pub by: Option<FoundBy>,
}

/// Somebody who is no match themselves is found by whom they named beside themselves; of whom it is known by whom, that too.
pub type FoundBy = Option<NamedBeside>;

/// One version of what somebody said, and why it was amended.
pub struct PastVersion {
    /// 1 for the first.
    pub version: u32,
    /// Why, from the second on.
    pub reason: Option<String>,
    /// What they said.
    pub record: RegistrationRecord,
    /// When it was entered.
    pub at: Instant,
    /// By whom.
    pub staff: Handle,
}

/// Everything that is held of one registration.
pub struct History {
    /// Its ids and state.
    pub registered: Registered,
    /// Every version, oldest first.
    pub versions: Vec<PastVersion>,
    /// Every answer, in the order of the ledger.
    pub answers: Vec<(LedgerPlace, Answer)>,
    /// Those of them that were given to words which say that one may object (R12).
    pub unless_objected: BTreeSet<AnswerId>,
    /// What stands now, over all registrations of the same person.
    pub standings: Standings,
    /// Which special details were corrected, and with which versions; not what they say (R3, R17).
    pub corrected_details: Vec<(SpecialPair, u32)>,
    /// The exceptions for professionals that were recorded of this registration, when and by whom (R8).
    pub exceptions: Vec<(Instant, Handle, ProfessionalException)>,
    /// The list that brought them, if one did (UK GDPR, article 15(1)(g)).
    pub from_list: Option<FromList>,
    /// What was confirmed of their guardian's consent, or taken back, when and by whom, where a list brought them (R11).
    pub confirmations: Vec<GuardianConfirmed>,
    /// Whether all that they wait for is that it is confirmed that their guardian agreed in person.
    pub awaits_confirmation: bool,
    /// Whether they do not wait because it was.
    pub is_confirmed: bool,
    /// Every registration of the same person, this one among them.
    pub same_person: Vec<RegistrationId>,
    /// How many recordings of them are to be taken out (R12).
    pub open_removals: usize,
    /// Those of them, but for this one, that this role may see.
    pub others: Vec<Registered>,
    /// Those of these of which it was said themselves that they are of the same person, and can be taken back (R14); of the rest it
    /// follows from what was said of one between.
    pub said_same: BTreeSet<RegistrationId>,
    /// By which channels a Yes is held back from whoever sends news, and why (R14).
    pub held_back: Vec<HeldBack>,
    /// The event, as it was set when the newest version was taken.
    pub event: Event,
    /// The number of every notice that an answer was given under.
    pub notices: BTreeMap<NoticeHash, String>,
}

impl History {
    /// Which statement an answer of this registration was given to.
    #[must_use]
    pub fn statement_of(&self, answer: &Answer) -> Statement {
        let asked = Statement::from(answer.question);
        asked.objecting().filter(|_| self.unless_objected.contains(&answer.id)).unwrap_or(asked)
    }

    /// Which statement a question was last put to them with, as far as this registration knows.
    #[must_use]
    pub fn statement_put(&self, question: Question) -> Statement {
        let last = self.answers.iter().rev().find(|(_, answer)| answer.question == question);
        last.map_or(question.into(), |(_, answer)| self.statement_of(answer))
    }
}

/// A Yes that no news follows from yet: somebody said No to the same address, and nobody has said whether they are one person
/// (R14).
#[derive(Clone, PartialEq, Eq)]
pub struct HeldBack {
    /// By which channel.
    pub channel: Channel,
    /// The registrations that said No and may be of the same person, of those that this role may see.
    pub others: Vec<Registered>,
    /// How many there are that this role may not see.
    pub hidden: usize,
}

impl HeldBack {
    /// Why nothing goes, and what to do, without anybody's name.
    #[must_use]
    pub fn words(&self) -> String {
        let (news, address) = match self.channel {
            Channel::Email => ("News by email", "this email"),
            Channel::Sms => ("News by text", "this phone number"),
            Channel::Phone => ("News by phone", "this phone number"),
            Channel::Post => ("News by post", "this postal address"),
        };
        let what = if self.others.is_empty() {
            "A lead can see who, and say whether they are one person."
        } else {
            "Ask, and say whether they are one person."
        };
        format!("{news} is held back: somebody who may be the same person gave {address} and said no. {what}")
    }
}

impl Desk {
    /// People of an event whose names, contact or reference begin with the words of `query`, newest first. Desk staff
    /// find today's people only, and nobody restricted (R19); a lead finds them by their guardian and emergency contact as well (R2).
    ///
    /// # Errors
    /// When there is no such event, or the vault cannot be read.
    pub fn find(&self, event: &Code, query: &str, limit: u32) -> Result<Vec<Hit>, DeskError> {
        let kept = self.kept_event(event)?;
        let other_days = Right::OtherDays.belongs_to(self.role);
        let today = Self::event_day(&kept.event, self.env.now());
        let scope = Scope {
            event: Some(kept.event.id()),
            local_day: (!other_days).then_some(today),
            before_row: None,
            restricted_too: other_days,
        };
        let conn = self.conn()?;
        let Found { rows, mut beside } = self.found_with_contacts(query, &scope, limit)?;
        let hit = |row| {
            let registered = registrations::by_row(conn, row)?.ok_or(DeskError::NoSuchPerson)?;
            let record = registrations::newest(conn, row)?.record.ok_or(DeskError::Gone)?;
            Ok(Hit { registered, record, by: beside.remove(&row) })
        };
        let hits = rows.into_iter().map(hit).collect::<Result<Vec<_>, DeskError>>()?;
        self.looked(ActKind::Find, Some(event), None, hits.len());
        Ok(hits)
    }

    /// The registration with that reference, however it was typed, if this role may see it.
    ///
    /// # Errors
    /// [`DeskError::NoSuchPerson`].
    pub fn by_reference(&self, reference: &str) -> Result<Registered, DeskError> {
        let written = as_written(reference);
        let found = registrations::by_reference(self.conn()?, &written)?.ok_or(DeskError::NoSuchPerson)?;
        self.visible(found)
    }

    pub(super) fn registered(&self, id: RegistrationId) -> Result<Registered, DeskError> {
        let found = registrations::find(self.conn()?, id)?.ok_or(DeskError::NoSuchPerson)?;
        self.visible(found)
    }

    /// Desk staff see today's people only, and nobody restricted; who waits for a guardian has them at the desk.
    pub(super) fn visible(&self, found: Registered) -> Result<Registered, DeskError> {
        if Right::OtherDays.belongs_to(self.role) {
            return Ok(found);
        }
        let event = crate::store::events::find(self.conn()?, found.event)?.ok_or(DeskError::NoSuchEvent)?.event;
        let today = Self::event_day(&event, self.env.now());
        let used = matches!(found.state, State::Standing | State::Quarantined);
        if found.local_day == today && used && !registrations::is_restricted(self.conn()?, found.row)? {
            Ok(found)
        } else {
            Err(DeskError::NoSuchPerson)
        }
    }

    /// Everything that is held of a registration.
    ///
    /// # Errors
    /// [`DeskError::NoSuchPerson`], [`DeskError::Gone`].
    pub fn history(&self, id: RegistrationId) -> Result<History, DeskError> {
        let registered = self.registered(id)?;
        let conn = self.conn()?;
        let newest = self.said(&registered)?;
        let event = events::at_version(conn, newest.0.event_version)?.ok_or(DeskError::NoSuchEvent)?.event;
        let rows = links::rows_of_person(conn, registered.visitor)?;
        let all = rows.iter().map(|&row| registrations::by_row(conn, row)).collect::<Result<Vec<_>, _>>()?;
        let all: Vec<_> = all.into_iter().flatten().collect();
        let answers = answers::of_registration(conn, registered.row)?;
        let (mut notices, mut unless_objected) = (BTreeMap::new(), BTreeSet::new());
        for answers::Kept { answer, .. } in &answers {
            let hash = answer.evidence.notice;
            let notice = match notices.entry(hash) {
                Entry::Vacant(place) => place.insert(events::notice(conn, hash)?),
                Entry::Occupied(known) => known.into_mut(),
            };
            if event.statement_of(answer, notice.as_ref()).is_of_objection() {
                unless_objected.insert(answer.id);
            }
        }
        let version = |notice: Option<NoticeVersion>| notice.map(|notice| notice.version).unwrap_or_default();
        let notices = notices.into_iter().map(|(hash, notice)| (hash, version(notice))).collect();
        let standings = answers::standings(conn, &rows, newest.1.speaker())?;
        let same_person = all.iter().map(|each| each.id).collect();
        let others: Vec<_> = all
            .into_iter()
            .filter(|each| each.id != registered.id && !matches!(each.state, State::Undone | State::Erased))
            .filter_map(|each| self.visible(each).ok())
            .collect();
        let mut said_same = BTreeSet::new();
        for other in &others {
            let said = links::in_force(conn, registered.visitor, other.visitor)?;
            if said.is_some_and(|(_, kind)| kind == LinkKind::Same) {
                said_same.insert(other.id);
            }
        }
        self.looked(ActKind::Look, None, Some(id.0), rows.len());
        Ok(History {
            versions: self.past_versions(registered.row)?,
            from_list: self.brought_by(registered.row)?,
            confirmations: self.guardian_confirmations(registered.row)?,
            awaits_confirmation: self.awaits_confirmation(&registered, &newest.1, &standings)?,
            is_confirmed: self.is_confirmed(&registered, &newest.1)?,
            standings,
            unless_objected,
            answers: answers.into_iter().map(|kept| (kept.place, kept.answer)).collect(),
            held_back: self.held_back(&registered)?,
            corrected_details: answers::special_corrections(conn, registered.row)?,
            exceptions: self.exceptions_of(registered.row)?,
            same_person,
            others,
            said_same,
            open_removals: self.open_removals(std::slice::from_ref(&registered))?,
            event,
            notices,
            registered,
        })
    }

    fn held_back(&self, registered: &Registered) -> Result<Vec<HeldBack>, DeskError> {
        let conn = self.conn()?;
        let now = events::find(conn, registered.event)?.ok_or(DeskError::NoSuchEvent)?.event;
        let email = self.said(registered)?.1.email;
        let newest = professional::of_registration(conn, registered.row)?.pop();
        let excepted =
            now.definition().exception_for_professionals && newest.is_some_and(|kept| Some(kept.email) == email);
        let mut all = Vec::new();
        for (channel, rows) in held_back(conn, registered.row, excepted)? {
            let mut held = HeldBack { channel, others: Vec::new(), hidden: 0 };
            for row in rows {
                match registrations::by_row(conn, row)?.map(|other| self.visible(other)) {
                    Some(Ok(other)) => held.others.push(other),
                    Some(Err(DeskError::NoSuchPerson)) => held.hidden += 1,
                    Some(Err(error)) => return Err(error),
                    None => {}
                }
            }
            all.push(held);
        }
        Ok(all)
    }

    pub(super) fn exceptions_of(&self, row: i64) -> Result<Vec<(Instant, Handle, ProfessionalException)>, DeskError> {
        let conn = self.conn()?;
        let mut all = Vec::new();
        for kept in professional::of_registration(conn, row)? {
            let Some((staff, at)) = act::who_and_when(conn, kept.act)? else { continue };
            all.push((at, staff, kept.exception));
        }
        Ok(all)
    }

    fn past_versions(&self, row: i64) -> Result<Vec<PastVersion>, DeskError> {
        let conn = self.conn()?;
        let mut past = Vec::new();
        for Version { version, reason, record, act, .. } in registrations::versions(conn, row)? {
            let (Some(record), Some((staff, at))) = (record, act::who_and_when(conn, act)?) else { continue };
            past.push(PastVersion { version, reason, record, at, staff });
        }
        Ok(past)
    }

    /// The newest version of what somebody said.
    pub(super) fn said(&self, registered: &Registered) -> Result<(Version, RegistrationRecord), DeskError> {
        let mut newest = registrations::newest(self.conn()?, registered.row)?;
        let record = newest.record.take().ok_or(DeskError::Gone)?;
        Ok((newest, record))
    }

    /// The rows of every registration of the person behind a visitor.
    pub(super) fn rows_of_person(&self, visitor: VisitorId) -> Result<Vec<i64>, DeskError> {
        Ok(links::rows_of_person(self.conn()?, visitor)?)
    }

    /// Every answer that was given with any of these registrations.
    pub(super) fn answers_with(&self, rows: &[i64]) -> Result<Vec<Answer>, DeskError> {
        let conn = self.conn()?;
        let mut given = Vec::new();
        for &row in rows {
            given.extend(answers::of_registration(conn, row)?.into_iter().map(|kept| kept.answer));
        }
        Ok(given)
    }

    /// The time now, for callers that fill in a form.
    #[must_use]
    pub fn now(&self) -> DateTime<FixedOffset> {
        self.env.now()
    }

    /// Where ids come from, for callers that begin many forms.
    #[must_use]
    pub fn id_source(&self) -> crate::env::Env {
        self.env.clone()
    }

    /// A new id, for callers that begin a form.
    #[must_use]
    pub fn new_id(&self) -> uuid::Uuid {
        self.env.new_id()
    }
}

/// A reference as the desk writes it (`7K3-QPX`), from what was typed: in any case, with or without its hyphen, and with the
/// letters that no reference has, since they look like digits, for those digits.
#[must_use]
pub fn as_written(reference: &str) -> String {
    let sign = |sign: char| match sign.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let signs: Vec<char> = reference.chars().filter(char::is_ascii_alphanumeric).map(sign).collect();
    let (first, rest) = signs.split_at(signs.len().min(3));
    [first, &['-'], rest].concat().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::as_written;

    #[test]
    fn a_reference_is_read_however_it_was_typed() {
        for typed in ["7K0-1PX", "7k0-1px", "7k01px", " 7K0 1PX ", "7KO-LPX", "7ko\u{2013}ipx"] {
            assert_eq!(as_written(typed), "7K0-1PX", "{typed}");
        }
        for typed in ["", "7", "7K0-1PXX", "王"] {
            assert_ne!(as_written(typed), "7K0-1PX", "{typed}");
        }
    }
}
