//! What stands in a batch, table by table, from what was reserved. Every table is one pass over the members, and nothing
//! of anybody is held longer than their row; of answers, some hundreds wait to be written.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use uuid::Uuid;

use crate::batch::cell::Cell;
use crate::batch::tables;
use crate::batch::writer::BatchWriter;
use crate::domain::answer::NoticeHash;
use crate::domain::code::Code;
use crate::domain::event::Event;
use crate::domain::own_question::AnswerKind;
use crate::domain::permit::Column;
use crate::domain::purpose::Purpose;
use crate::store::batches::Batch;
use crate::store::disclosures::{self, Disclosure};
use crate::store::recipients::Recipient;
use crate::store::sending::{self, SentPerson};
use crate::store::{StoreError, answers, equality, events};

use super::super::DeskError;
use super::super::recipient_ids::RecipientIds;
use super::rows::{PersonRows, may, permits_for, position, text};
use super::{Ticks, bit, changes};

/// One batch while it is written.
pub(super) struct Content<'a> {
    pub(super) conn: &'a Connection,
    pub(super) recipient: &'a Recipient,
    pub(super) event: &'a Event,
    pub(super) batch: &'a Batch,
    /// Those who are in it, oldest first; without columns where they are only told of.
    pub(super) members: Vec<Disclosure>,
    pub(super) ids: RecipientIds,
}

/// Of whom there is a row in the tables that only some people are in, by the rows of their registrations.
#[derive(Default)]
struct Fewer {
    guardians: Vec<i64>,
    emergency_contacts: Vec<i64>,
    own_answers: Vec<i64>,
}

/// Writes every table. Answers how many people are in the batch.
pub(super) fn write(
    conn: &Connection,
    writer: &mut BatchWriter<'_>,
    recipient: &Recipient,
    event: &Event,
    batch: &Batch,
    ticks: &mut Ticks<'_>,
) -> Result<u64, DeskError> {
    let members = disclosures::of_batch(conn, batch.row)?;
    let content = Content { conn, recipient, event, batch, members, ids: RecipientIds::of(recipient) };
    let mut fewer = Fewer::default();
    let people = content.registrations(writer, &mut fewer, ticks)?;
    content.guardians(writer, &fewer.guardians)?;
    content.emergency_contacts(writer, &fewer.emergency_contacts)?;
    content.own_answers(writer, &fewer.own_answers)?;
    let notices = content.consent_events(writer, ticks)?;
    content.notices(writer, notices)?;
    changes::write(&content, writer)?;
    content.special(writer)?;
    Ok(people + content.equality(writer)?)
}

impl Content<'_> {
    fn bits(&self) -> u64 {
        self.members.iter().fold(0, |bits, member| bits | member.columns)
    }

    pub(super) fn id(&self, id: Uuid) -> Cell<'static> {
        Cell::Id(self.ids.id(id))
    }

    fn registrations(
        &self,
        writer: &mut BatchWriter<'_>,
        fewer: &mut Fewer,
        ticks: &mut Ticks<'_>,
    ) -> Result<u64, DeskError> {
        let all = self.bits();
        let names = tables::REGISTRATIONS.columns.iter().map(|column| column.name);
        let wanted: Vec<_> = names.filter(|name| permits_for(name).is_empty() || may(all, name)).collect();
        let spec = tables::REGISTRATIONS.only(&wanted);
        let rows = PersonRows::of(&spec);
        let event_code = self.event.definition().code.as_str();
        let said = |column| position(column).unwrap_or_default();
        let (guardian, own) = (said("guardian_name"), said("own_answers"));
        let emergency = [said("emergency_name"), said("emergency_phone")];
        writer.table(&spec, |sink| {
            sending::people(self.conn, self.batch.row, None, |person| {
                ticks.tick();
                let has = |column| person.columns & bit(column) != 0;
                let gave = |at| Ok::<_, StoreError>(person.said(at)?.is_some());
                if has(Column::Guardian) && gave(guardian)? {
                    fewer.guardians.push(person.registration);
                }
                if has(Column::EmergencyContact) && (gave(emergency[0])? || gave(emergency[1])?) {
                    fewer.emergency_contacts.push(person.registration);
                }
                if has(Column::OwnAnswers) && gave(own)? {
                    fewer.own_answers.push(person.registration);
                }
                let ids = (self.ids.id(person.id), self.ids.id(person.visitor));
                let beside = rows.beside(person, ids, event_code)?;
                sink.row(&rows.cells(person, &beside)?)?;
                Ok::<(), DeskError>(())
            })
        })
    }

    /// The notices that answers in this batch were given under, and the event's own, each in the language that it was; of the
    /// event's own, every language that it stands in.
    fn notices(&self, writer: &mut BatchWriter<'_>, mut hashes: BTreeSet<[u8; 32]>) -> Result<(), DeskError> {
        hashes.extend(self.event.languages().map(|words| words.hash().0));
        let mut versions = Vec::new();
        for hash in hashes {
            let Some(notice) = events::notice(self.conn, NoticeHash(hash))? else { continue };
            let hash = NoticeHash(hash).to_string();
            let file = writer.notice(&hash, &notice.language, &notice.text)?;
            versions.push((hash, notice, file));
        }
        writer.table(&tables::NOTICE_VERSIONS, |sink| {
            for (hash, notice, file) in &versions {
                let from = notice.effective_from.and_time(chrono::NaiveTime::MIN).and_utc();
                sink.row(&[
                    Cell::Text(hash),
                    Cell::Text(&notice.notice),
                    Cell::Text(&notice.version),
                    Cell::Text(&notice.language),
                    Cell::Time(from),
                    Cell::Text(notice.change.code()),
                    Cell::Text(file),
                ])?;
            }
            Ok::<(), DeskError>(())
        })?;
        Ok(())
    }

    /// The people of these registrations, again.
    fn again(
        &self,
        rows: &[i64],
        visit: impl FnMut(&SentPerson<'_>) -> Result<(), DeskError>,
    ) -> Result<(), DeskError> {
        sending::people(self.conn, self.batch.row, Some(rows), visit)
    }

    fn guardians(&self, writer: &mut BatchWriter<'_>, rows: &[i64]) -> Result<(), DeskError> {
        writer.table(&tables::GUARDIANS, |sink| {
            self.again(rows, |person| {
                let said = Said(person);
                let email = said.if_may(Column::GuardianEmail, "guardian_email")?;
                let phone = said.if_may(Column::GuardianPhone, "guardian_phone")?;
                let typed = said.if_may(Column::GuardianPhone, "guardian_phone_as_typed")?;
                sink.row(&[
                    self.id(person.id),
                    text(said.of("guardian_name")?),
                    text(said.of("guardian_relationship")?),
                    // A child is in a batch only while their guardian's Yes to this stands (`permit::person`).
                    Cell::Boolean(true),
                    text(email),
                    phone.map_or(Cell::Empty, Cell::Telephone),
                    text(typed),
                ])?;
                Ok(())
            })
        })?;
        Ok(())
    }

    fn emergency_contacts(&self, writer: &mut BatchWriter<'_>, rows: &[i64]) -> Result<(), DeskError> {
        writer.table(&tables::EMERGENCY_CONTACTS, |sink| {
            self.again(rows, |person| {
                let said = Said(person);
                sink.row(&[
                    self.id(person.id),
                    text(said.of("emergency_name")?),
                    text(said.of("emergency_relationship")?),
                    said.of("emergency_phone")?.map_or(Cell::Empty, Cell::Telephone),
                    text(said.of("emergency_phone_as_typed")?),
                ])?;
                Ok(())
            })
        })?;
        Ok(())
    }

    fn own_answers(&self, writer: &mut BatchWriter<'_>, rows: &[i64]) -> Result<(), DeskError> {
        let language = &self.event.notice().language;
        writer.table(&tables::ANSWERS, |sink| {
            self.again(rows, |person| {
                let json = Said(person).of("own_answers")?.unwrap_or_default();
                let wrong = |_| StoreError::Unreadable { what: "answer" };
                let answers: Vec<(Code, String)> = serde_json::from_str(json).map_err(wrong)?;
                for (code, answer) in &answers {
                    let question = self.event.own_question(code);
                    // Several picked options are a row each.
                    let several = question.is_some_and(|q| matches!(q.kind, AnswerKind::PickSeveral(_)));
                    let picked = if several { answer.split("; ").collect() } else { vec![answer.as_str()] };
                    for answer in picked {
                        sink.row(&[
                            self.id(person.id),
                            Cell::Text(code.as_str()),
                            text(question.map(|question| question.text.as_str())),
                            text(question.map(|question| question.kind.code())),
                            Cell::Text(answer),
                            Cell::Text(language),
                        ])?;
                    }
                }
                Ok(())
            })
        })?;
        Ok(())
    }

    fn special(&self, writer: &mut BatchWriter<'_>) -> Result<(), DeskError> {
        let pairs = Column::ALL.iter().filter(|column| column.pair().is_some());
        let pairs = pairs.fold(0, |bits, &column| bits | bit(column));
        if pairs & self.bits() == 0 {
            return Ok(());
        }
        writer.table(&tables::SPECIAL_CATEGORY, |sink| {
            for member in self.members.iter().filter(|member| member.columns & pairs != 0) {
                let rows = [member.registration];
                self.again(&rows, |person| {
                    for kept in answers::special(self.conn, person.registration)? {
                        if person.columns & bit(Column::of_pair(kept.pair)) == 0 {
                            continue;
                        }
                        sink.row(&[
                            self.id(person.id),
                            Cell::Text(kept.pair.category().code()),
                            Cell::Text(kept.pair.purpose().code()),
                            Cell::Text(&kept.value),
                            self.id(kept.consent.0),
                        ])?;
                    }
                    Ok(())
                })?;
            }
            Ok::<(), DeskError>(())
        })?;
        Ok(())
    }
}

impl Content<'_> {
    /// The equality answers that were reserved and still stand, for a recipient that receives nothing else: all of them each time,
    /// so that what is not there any more is known to be gone. Their order is that of the recipient's own pseudonyms, which says
    /// nothing. Gives how many people they are of.
    fn equality(&self, writer: &mut BatchWriter<'_>) -> Result<u64, DeskError> {
        if !self.recipient.purposes.contains(&Purpose::EqualityMonitoring) {
            return Ok(0);
        }
        let mut answered = BTreeMap::new();
        for whose in equality::in_batch(self.conn, self.batch.id)? {
            if let Some((answers, _)) = equality::answers(self.conn, whose)? {
                answered.insert(self.ids.id(whose.as_id()), answers);
            }
        }
        writer.table(&tables::EQUALITY, |sink| {
            for (&pseudonym, answers) in &answered {
                for (question, code) in answers.codes() {
                    sink.row(&[Cell::Id(pseudonym), Cell::Text(question.code()), Cell::Text(code)])?;
                }
            }
            Ok::<(), DeskError>(())
        })?;
        Ok(u64::try_from(answered.len()).unwrap_or(u64::MAX))
    }
}

/// What somebody said, by the name of the record's column.
struct Said<'p, 'r>(&'p SentPerson<'r>);

impl<'p> Said<'p, '_> {
    fn of(&self, column: &str) -> Result<Option<&'p str>, StoreError> {
        position(column).map_or(Ok(None), |at| self.0.said(at))
    }

    fn if_may(&self, permit: Column, column: &str) -> Result<Option<&'p str>, StoreError> {
        if self.0.columns & bit(permit) == 0 { Ok(None) } else { self.of(column) }
    }
}
