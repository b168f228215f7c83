//! What one verified batch tells: who was in it, what was declined or taken back, and what was to be done.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, Transaction};
use uuid::Uuid;

use crate::batch::rows::Row;
use crate::batch::verify::Verified;
use crate::domain::answer::Said;
use crate::domain::event::Event;
use crate::domain::notice_draft::same_language;
use crate::domain::purpose::{Channel, Question};
use crate::domain::record::RegistrationRecord;
use crate::store::act::Appending;
use crate::store::disclosures::Disclosure;
use crate::store::erase::{self, Reason};
use crate::store::recipients::Recipient;
use crate::store::registrations::{self, State};
use crate::store::{StoreError, carry_over, events, retention, suppression};

use super::super::DeskError;
use super::super::closing::{as_they_stand, is_contact_forgotten};
use super::super::recipient_ids::RecipientIds;
use super::super::rights::keeping_out;
use super::answers::Answers;
use super::{LostNotice, Replay, Replayed};

/// One batch being replayed. Whom it speaks of is found through the ids that its recipient knows people by.
pub(super) struct Telling<'a> {
    tx: &'a Transaction<'a>,
    recipient: &'a Recipient,
    event: &'a Event,
    answers: Answers<'a>,
    /// The registrations of the event, by the recipient's ids.
    rows: HashMap<Uuid, i64>,
    /// Who is written to although an address of theirs is to be stopped for others (R14).
    lifted: HashSet<(i64, Question)>,
    done: &'a mut Replayed,
}

impl<'a> Telling<'a> {
    pub(super) fn of(
        tx: &'a Transaction<'a>,
        recipient: &'a Recipient,
        event: &'a Event,
        replay: &'a Replay<'a>,
        done: &'a mut Replayed,
    ) -> Result<Self, StoreError> {
        let (ids, mut rows) = (RecipientIds::of(recipient), HashMap::new());
        for (row, id) in registrations::of_event(tx, event.id())? {
            rows.insert(ids.id(id.0), row);
        }
        let answers = Answers { tx, ids, event, staff: &replay.staff, env: replay.env };
        Ok(Self { tx, recipient, event, answers, rows, lifted: HashSet::new(), done })
    }

    /// Replays the batch, and answers what it disclosed. Registrations that the backup has not are added to `missing`; those
    /// that the recipient may have nothing of any more to `lost`, and taken out of it where a later batch lifts that.
    pub(super) fn replay(
        &mut self,
        batch: &mut Verified,
        appending: &mut Appending<'_>,
        missing: &mut HashSet<Uuid>,
        lost: &mut BTreeSet<i64>,
    ) -> Result<Vec<Disclosure>, DeskError> {
        let at = batch.statement().header.created_at.fixed_offset();
        self.notices(batch)?;
        {
            let mut rows = batch.rows("consent_events.csv")?;
            while let Some(row) = rows.next_row()? {
                self.consent_event(&row, appending)?;
            }
        }
        self.lifted = self.lifts(batch)?;
        let mut only_told = BTreeSet::new();
        {
            let mut rows = batch.rows("actions.csv")?;
            while let Some(row) = rows.next_row()? {
                only_told.extend(self.action(&row, at, appending, lost)?);
            }
        }
        self.disclosed(batch, only_told, missing)
    }

    /// The versions of the notice that the batch tells of and that are not here, in every language that it tells of.
    fn notices(&mut self, batch: &mut Verified) -> Result<(), DeskError> {
        let mut lost = BTreeMap::<_, BTreeSet<String>>::new();
        let mut rows = batch.rows("notice_versions.csv")?;
        while let Some(row) = rows.next_row()? {
            let Some(hash) = row.get("hash").and_then(|hash| hash.parse().ok()) else { continue };
            if events::notice(self.tx, hash)?.is_none() {
                let cell = |column| row.get(column).unwrap_or_default().to_owned();
                lost.entry((cell("notice"), cell("version"))).or_default().insert(cell("language"));
            }
        }
        let known = events::published_for(self.tx, self.event.id())?;
        for ((notice, version), languages) in lost {
            let is_here = known.iter().any(|known| (&known.notice, &known.version) == (&notice, &version));
            let to_publish = if is_here { None } else { self.to_publish(&version, &languages) };
            let event = &self.event.definition().code;
            self.done.lost_notices.extend(languages.into_iter().map(|language| LostNotice {
                event: event.clone(),
                version: version.clone(),
                is_translation: to_publish.as_ref() != Some(&language),
                language,
            }));
        }
        Ok(())
    }

    /// In which of these languages a version that is lost is to be published again, before the others are added to it. No batch says
    /// in which it was: the event's own is likely, and any will do.
    fn to_publish(&self, version: &str, languages: &BTreeSet<String>) -> Option<String> {
        let event = &self.event.definition().code;
        let chosen =
            |lost: &&LostNotice| (&lost.event, lost.version.as_str()) == (event, version) && !lost.is_translation;
        if let Some(earlier) = self.done.lost_notices.iter().find(chosen) {
            return Some(earlier.language.clone());
        }
        let own = languages.iter().find(|language| same_language(language, &self.event.notice().language));
        own.or_else(|| languages.first()).cloned()
    }

    /// Who is written to although the batch, or one before, tells an address of theirs to be stopped.
    fn lifts(&self, batch: &mut Verified) -> Result<HashSet<(i64, Question)>, DeskError> {
        let mut lifted = HashSet::new();
        let mut rows = batch.rows("actions.csv")?;
        while let Some(row) = rows.next_row()? {
            let question = row.get("question").and_then(Question::from_code);
            if row.get("action") == Some("lift") {
                lifted.extend(self.row(&row).zip(question));
            }
        }
        Ok(lifted)
    }

    /// Who was in the batch, as they stand now, and who was only told of.
    fn disclosed(
        &self,
        batch: &mut Verified,
        mut only_told: BTreeSet<i64>,
        missing: &mut HashSet<Uuid>,
    ) -> Result<Vec<Disclosure>, DeskError> {
        let now = as_they_stand(self.tx, self.recipient, self.event)?;
        let mut members = Vec::new();
        let mut rows = batch.rows("registrations.csv")?;
        while let Some(row) = rows.next_row()? {
            let Some(id) = uuid(&row, "registration") else { continue };
            let Some(&ours) = self.rows.get(&id) else {
                missing.insert(id);
                continue;
            };
            only_told.remove(&ours);
            members.extend(now.get(&ours).map(as_told));
        }
        for told in only_told.iter().filter_map(|registration| now.get(registration)) {
            members.push(Disclosure { columns: 0, purposes: 0, recordings: 0, ..as_told(told) });
        }
        Ok(members)
    }

    fn row(&self, row: &Row<'_>) -> Option<i64> {
        self.rows.get(&uuid(row, "registration")?).copied()
    }

    /// Appends a No, a withdrawal or an objection that the backup has not.
    fn consent_event(&mut self, row: &Row<'_>, appending: &mut Appending<'_>) -> Result<(), DeskError> {
        let said = row.get("said").and_then(Said::from_code).filter(|said| said.is_restrictive());
        let (Some(said), Some(registration)) = (said, self.row(row)) else { return Ok(()) };
        let Some(question) = row.get("question").and_then(Question::from_code) else { return Ok(()) };
        if carry_over::is_gone(self.tx, registration)? || self.answers.has(row, registration)? {
            return Ok(());
        }
        let told = match self.answers.as_told(row, question, said)? {
            Some(answer) => self.answers.append(appending, registration, &answer)?,
            None => self.answers.take_back(appending, registration, question, said, None)?,
        };
        self.count(told);
        Ok(())
    }

    /// Does again what the recipient was told to do. Answers whom it was about.
    fn action(
        &mut self,
        row: &Row<'_>,
        at: DateTime<FixedOffset>,
        appending: &mut Appending<'_>,
        lost: &mut BTreeSet<i64>,
    ) -> Result<Option<i64>, DeskError> {
        let action = row.get("action").unwrap_or_default();
        let Some(registration) = self.row(row) else {
            if let (Some(address), Some(channel)) = (row.get("address"), row.get("channel")) {
                self.stop(address, channel, appending)?;
            }
            return Ok(None);
        };
        if carry_over::is_gone(self.tx, registration)? {
            return Ok(Some(registration));
        }
        match action {
            "undone" => self.erase(registration, at, Reason::Undone, appending)?,
            "erase" => self.erase(registration, at, Reason::Erased, appending)?,
            // It follows from something, mostly told beside it: whoever may still go once all is replayed is kept from it.
            // Without a question it is about everything of theirs. With one, about a detail whose period is over: that is due here too.
            "permit_lost" if row.get("question").is_none() => _ = lost.insert(registration),
            "lift" if row.get("question").is_none() => _ = lost.remove(&registration),
            "correct" if row.get("detail").is_some_and(is_contact_forgotten) => {
                retention::forget_emergency_contact(appending, registration)?;
                self.done.lapsed += 1;
            }
            "restrict" => {
                self.done.restricted += u64::from(registrations::restrict(self.tx, registration)?);
            }
            "withdraw" | "object" => {
                let said = if action == "object" { Said::Objected } else { Said::Withdrawn };
                let at = row.get("at").and_then(|at| DateTime::parse_from_rfc3339(at).ok());
                if let Some(question) = row.get("question").and_then(Question::from_code) {
                    let told = self.answers.take_back(appending, registration, question, said, at)?;
                    self.count(told);
                }
            }
            _ => {}
        }
        Ok(Some(registration))
    }

    fn erase(
        &mut self,
        row: i64,
        at: DateTime<FixedOffset>,
        reason: Reason,
        appending: &mut Appending<'_>,
    ) -> Result<(), StoreError> {
        if reason == Reason::Erased {
            // No list brings them back, also where only a batch still tells that they were erased (R18).
            suppression::keep(appending, &keeping_out(self.tx, row)?)?;
        }
        erase::registration(appending, row, at, reason)?;
        registrations::set_state(self.tx, row, if reason == Reason::Undone { State::Undone } else { State::Erased })?;
        self.done.erased += 1;
        Ok(())
    }

    /// An address that is to be stopped, of somebody whom this recipient was never sent: whoever has it here has taken
    /// that news back. Of two who share it, nobody can tell which, so both have.
    fn stop(&mut self, address: &str, channel: &str, appending: &mut Appending<'_>) -> Result<(), DeskError> {
        let Some(channel) = Channel::from_code(channel) else { return Ok(()) };
        for row in self.rows.values().copied().collect::<BTreeSet<_>>() {
            let Some(record) = record(self.tx, row)? else { continue };
            let question = Question::News(channel);
            // The batch says itself who is written to there all the same.
            if self.lifted.contains(&(row, question)) {
                continue;
            }
            if record.addresses().by(channel).is_some_and(|ours| ours.to_string() == address) {
                let said = Said::Withdrawn;
                let told = self.answers.take_back(appending, row, question, said, None)?;
                self.count(told);
            }
        }
        Ok(())
    }

    fn count(&mut self, (answers, special): (u64, u64)) {
        self.done.answers += answers;
        self.done.special += special;
    }
}

/// What somebody may be sent now, as what they were sent then: on which bases it rested then, no batch says.
fn as_told(now: &Disclosure) -> Disclosure {
    Disclosure { bases: None, ..*now }
}

fn record(conn: &Connection, row: i64) -> Result<Option<RegistrationRecord>, StoreError> {
    Ok(registrations::newest(conn, row)?.record)
}

fn uuid(row: &Row<'_>, column: &str) -> Option<Uuid> {
    row.get(column)?.parse().ok()
}
