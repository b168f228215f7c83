//! What stands in a batch, table by table, from what was reserved.

use std::collections::BTreeMap;

use rusqlite::Connection;
use uuid::Uuid;

use crate::batch::cell::Cell;
use crate::batch::error::BatchError;
use crate::batch::tables;
use crate::batch::writer::BatchWriter;
use crate::domain::answer::{NoticeHash, Said};
use crate::domain::event::Event;
use crate::domain::own_question::AnswerKind;
use crate::domain::permit::Column;
use crate::domain::purpose::{Channel, Purpose, Question};
use crate::domain::record::RegistrationRecord;
use crate::store::batches::{self, Batch, Disclosure};
use crate::store::recipients::Recipient;
use crate::store::registrations::{self, State};
use crate::store::{StoreError, answers, events};

use super::super::DeskError;
use super::super::recipient_ids::id_for;
use super::bit;
use super::members::{self, Candidate, concerns, is_stopped, load, news_since};
use super::rows::{PersonRow, may, permits_for, text};

/// One batch while it is written.
struct Content<'a> {
    conn: &'a Connection,
    recipient: &'a Recipient,
    event: &'a Event,
    batch: &'a Batch,
    /// Those who are in it, oldest first; without columns where they are only told of.
    members: Vec<Disclosure>,
}

/// Writes every table. Answers how many people are in the batch.
pub(super) fn write(
    conn: &Connection,
    writer: &mut BatchWriter<'_>,
    recipient: &Recipient,
    event: &Event,
    batch: &Batch,
) -> Result<u64, DeskError> {
    let members = batches::disclosures(conn, batch.row)?;
    let content = Content { conn, recipient, event, batch, members };
    let people = content.registrations(writer)?;
    content.notices(writer)?;
    content.guardians(writer)?;
    content.emergency_contacts(writer)?;
    content.own_answers(writer)?;
    content.consent_events(writer)?;
    content.actions(writer)?;
    content.special(writer)?;
    Ok(people)
}

impl Content<'_> {
    /// Everybody who is in the batch with at least one column.
    fn people(&self) -> impl Iterator<Item = Result<(Disclosure, Candidate, RegistrationRecord), StoreError>> + '_ {
        let sent = self.members.iter().filter(|member| member.columns != 0);
        sent.filter_map(|&member| {
            let loaded = load(self.conn, member.registration).and_then(|candidate| {
                // As it was reserved: an amendment since then goes with the next batch.
                let versions = registrations::versions(self.conn, member.registration)?;
                let version = versions.into_iter().find(|version| version.version == member.version);
                Ok(version.and_then(|version| version.record).map(|record| (member, candidate, record)))
            });
            // Whoever was undone between reserving and sealing is not written; the next batch says so.
            loaded.transpose()
        })
    }

    fn bits(&self) -> u64 {
        self.members.iter().fold(0, |bits, member| bits | member.columns)
    }

    fn id(&self, id: Uuid) -> Cell<'static> {
        Cell::Id(id_for(self.recipient, id))
    }

    fn registrations(&self, writer: &mut BatchWriter<'_>) -> Result<u64, DeskError> {
        let all = self.bits();
        let names = tables::REGISTRATIONS.columns.iter().map(|column| column.name);
        let wanted: Vec<_> = names.filter(|name| permits_for(name).is_empty() || may(all, name)).collect();
        let spec = tables::REGISTRATIONS.only(&wanted);
        writer.table(&spec, |sink| {
            for person in self.people() {
                let (member, candidate, record) = person?;
                let amended = (member.version > 1).then_some(self.batch.created_at.as_str());
                let amended = amended.and_then(|at| at.parse().ok());
                let row = PersonRow::new(&candidate, &record, member.columns, self.recipient, self.event, amended);
                let cells: Vec<_> = spec.columns.iter().map(|column| row.cell(column.name)).collect();
                sink.row(&cells)?;
            }
            Ok::<(), DeskError>(())
        })
    }

    /// Every notice that an answer in this batch was given under.
    fn notices(&self, writer: &mut BatchWriter<'_>) -> Result<(), DeskError> {
        let mut hashes: BTreeMap<NoticeHash, String> = BTreeMap::new();
        hashes.insert(self.event.notice_hash(), String::new());
        for person in self.people() {
            for kept in answers::of_registration(self.conn, person?.0.registration)? {
                hashes.entry(kept.answer.evidence.notice).or_default();
            }
        }
        let mut versions = Vec::new();
        for hash in hashes.into_keys() {
            let Some(notice) = events::notice(self.conn, hash)? else { continue };
            let hash = hash.to_string();
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

    fn guardians(&self, writer: &mut BatchWriter<'_>) -> Result<(), DeskError> {
        writer.table(&tables::GUARDIANS, |sink| {
            for person in self.people() {
                let (member, candidate, record) = person?;
                let has = |column| member.columns & bit(column) != 0;
                let Some(name) = record.guardian_name.as_deref().filter(|_| has(Column::Guardian)) else { continue };
                let email = record.guardian_email.as_deref().filter(|_| has(Column::GuardianEmail));
                let phone = record.guardian_phone.as_deref().filter(|_| has(Column::GuardianPhone));
                let typed = record.guardian_phone_as_typed.as_deref().filter(|_| has(Column::GuardianPhone));
                sink.row(&[
                    self.id(candidate.registered.id.0),
                    Cell::Text(name),
                    text(record.guardian_relationship.as_deref()),
                    Cell::Boolean(true),
                    text(email),
                    phone.map_or(Cell::Empty, Cell::Telephone),
                    text(typed),
                ])?;
            }
            Ok::<(), DeskError>(())
        })?;
        Ok(())
    }

    fn emergency_contacts(&self, writer: &mut BatchWriter<'_>) -> Result<(), DeskError> {
        writer.table(&tables::EMERGENCY_CONTACTS, |sink| {
            for person in self.people() {
                let (member, candidate, record) = person?;
                let said = record.emergency_name.is_some() || record.emergency_phone.is_some();
                if !said || member.columns & bit(Column::EmergencyContact) == 0 {
                    continue;
                }
                sink.row(&[
                    self.id(candidate.registered.id.0),
                    text(record.emergency_name.as_deref()),
                    text(record.emergency_relationship.as_deref()),
                    record.emergency_phone.as_deref().map_or(Cell::Empty, Cell::Telephone),
                    text(record.emergency_phone_as_typed.as_deref()),
                ])?;
            }
            Ok::<(), DeskError>(())
        })?;
        Ok(())
    }

    fn own_answers(&self, writer: &mut BatchWriter<'_>) -> Result<(), DeskError> {
        let language = &self.event.notice().language;
        writer.table(&tables::ANSWERS, |sink| {
            for person in self.people() {
                let (member, candidate, record) = person?;
                let Some(json) = record.own_answers.filter(|_| member.columns & bit(Column::OwnAnswers) != 0) else {
                    continue;
                };
                let wrong = |_| StoreError::Unreadable { what: "answer" };
                let answers: Vec<(crate::domain::code::Code, String)> = serde_json::from_str(&json).map_err(wrong)?;
                for (code, answer) in &answers {
                    let question = self.event.own_question(code);
                    // Several picked options are a row each.
                    let several = question.is_some_and(|q| matches!(q.kind, AnswerKind::PickSeveral(_)));
                    let picked = if several { answer.split("; ").collect() } else { vec![answer.as_str()] };
                    for answer in picked {
                        sink.row(&[
                            self.id(candidate.registered.id.0),
                            Cell::Text(code.as_str()),
                            text(question.map(|question| question.text.as_str())),
                            text(question.map(|question| question.kind.code())),
                            Cell::Text(answer),
                            Cell::Text(language),
                        ])?;
                    }
                }
            }
            Ok::<(), DeskError>(())
        })?;
        Ok(())
    }

    fn consent_events(&self, writer: &mut BatchWriter<'_>) -> Result<(), DeskError> {
        writer.table(&tables::CONSENT_EVENTS, |sink| {
            for person in self.people() {
                let (member, candidate, _) = person?;
                for answers::Kept { place, answer } in answers::of_registration(self.conn, member.registration)? {
                    let known = place.sequence <= self.batch.through_act.cast_unsigned();
                    if !known || !concerns(self.recipient, answer.question) {
                        continue;
                    }
                    let purpose = Purpose::ALL.iter().find(|&&purpose| answer.question.concerns(purpose));
                    let evidence = &answer.evidence;
                    let (desk, epoch) = (place.desk.to_string(), format!("{:08x}", place.epoch));
                    let notice = evidence.notice.to_string();
                    sink.row(&[
                        self.id(answer.id.0),
                        self.id(candidate.registered.id.0),
                        self.id(candidate.registered.visitor.0),
                        Cell::Text(answer.question.code()),
                        text(purpose.map(|purpose| purpose.code())),
                        Cell::Text(answer.said.code()),
                        Cell::Time(answer.answered.at.to_utc()),
                        Cell::Integer(i64::from(answer.answered.at.offset().local_minus_utc() / 60)),
                        Cell::Text(answer.answered.certainty.code()),
                        Cell::Time(answer.answered.entered_at.to_utc()),
                        Cell::Text(&desk),
                        Cell::Text(&epoch),
                        Cell::Integer(place.sequence.cast_signed()),
                        Cell::Text(evidence.how.code()),
                        Cell::Text(evidence.given_by.code()),
                        text(evidence.paper_form.as_ref().map(crate::domain::text::Line::as_str)),
                        Cell::Text(evidence.staff.as_str()),
                        Cell::Text(&notice),
                        Cell::Text(evidence.notice_card.code()),
                        Cell::Text(evidence.statement.as_str()),
                        Cell::Text(&evidence.language),
                    ])?;
                }
            }
            Ok::<(), DeskError>(())
        })?;
        Ok(())
    }

    fn special(&self, writer: &mut BatchWriter<'_>) -> Result<(), DeskError> {
        let pairs = Column::ALL.iter().filter(|column| column.pair().is_some());
        if pairs.fold(0, |bits, &column| bits | bit(column)) & self.bits() == 0 {
            return Ok(());
        }
        writer.table(&tables::SPECIAL_CATEGORY, |sink| {
            for person in self.people() {
                let (member, candidate, _) = person?;
                for kept in answers::special(self.conn, member.registration)? {
                    if member.columns & bit(Column::of_pair(kept.pair)) == 0 {
                        continue;
                    }
                    sink.row(&[
                        self.id(candidate.registered.id.0),
                        Cell::Text(kept.pair.category().code()),
                        Cell::Text(kept.pair.purpose().code()),
                        Cell::Text(&kept.value),
                        self.id(kept.consent.0),
                    ])?;
                }
            }
            Ok::<(), DeskError>(())
        })?;
        Ok(())
    }

    /// What changed since this recipient was last told, and, for whoever sends news, the addresses to stop (R21).
    fn actions(&self, writer: &mut BatchWriter<'_>) -> Result<(), DeskError> {
        let mut actions = Vec::new();
        let through = batches::through_act(self.conn, self.recipient.id, Some(self.batch.row))?;
        for member in &self.members {
            let before = Some(self.batch.row);
            let last = batches::last_disclosure(self.conn, member.registration, self.recipient.id, before)?;
            if let Some(last) = last {
                self.changes(*member, last, through, &mut actions)?;
            }
        }
        if self.recipient.purposes.contains(&Purpose::News) {
            self.stops(through, &mut actions)?;
        }
        writer.table(&tables::ACTIONS, |sink| {
            for (number, action) in (1..).zip(&actions) {
                sink.row(&[
                    Cell::Integer(number),
                    Cell::Text(action.action),
                    action.ids.map_or(Cell::Empty, |(registration, _)| self.id(registration)),
                    action.ids.map_or(Cell::Empty, |(_, visitor)| self.id(visitor)),
                    text(action.address.as_deref()),
                    text(action.channel.map(Channel::code)),
                    text(action.question.map(Question::code)),
                    Cell::Empty,
                    action.at.map_or(Cell::Empty, Cell::Time),
                    Cell::Empty,
                ])?;
            }
            Ok::<(), BatchError>(())
        })?;
        Ok(())
    }

    /// What is to be told of somebody who was sent before.
    fn changes(
        &self,
        member: Disclosure,
        last: Disclosure,
        through: i64,
        actions: &mut Vec<Action>,
    ) -> Result<(), StoreError> {
        let candidate = load(self.conn, member.registration)?;
        let ids = (candidate.registered.id.0, candidate.registered.visitor.0);
        let plain = |action| Action { action, ids: Some(ids), ..Action::default() };
        for kept in news_since(self.conn, member.registration, self.recipient, through)? {
            let action = match kept.answer.said {
                Said::Objected => "object",
                Said::No | Said::Withdrawn => "withdraw",
                Said::Yes => "reconsent",
                Said::LeftBlank => continue,
            };
            let (question, at) = (Some(kept.answer.question), Some(kept.answer.answered.at.to_utc()));
            actions.push(Action { question, at, ..plain(action) });
        }
        match candidate.registered.state {
            State::Undone => actions.push(plain("undone")),
            State::Erased => actions.push(plain("erase")),
            State::Restricted | State::Quarantined => actions.push(plain("restrict")),
            State::Standing if member.columns == 0 && last.columns != 0 => actions.push(plain("permit_lost")),
            State::Standing if last.columns == 0 && member.columns != 0 => actions.push(plain("lift")),
            State::Standing if member.version != last.version => actions.push(plain("correct")),
            State::Standing => {}
        }
        Ok(())
    }

    /// A No to news goes to whoever sends that news as the address only, to be stopped there: they may hold it from
    /// elsewhere. Of people they were sent themselves, the withdrawal is told by its id.
    fn stops(&self, through: i64, actions: &mut Vec<Action>) -> Result<(), StoreError> {
        let before = Some(self.batch.row);
        for row in batches::rows_of_event(self.conn, self.event.id())? {
            let fresh = news_since(self.conn, row, self.recipient, through)?;
            let sent = batches::last_disclosure(self.conn, row, self.recipient.id, before)?.is_some();
            let candidate = members::load(self.conn, row)?;
            let Some(record) = candidate.record.filter(|_| !sent && !candidate.subject.restricted) else { continue };
            for &channel in Channel::ALL {
                let question = Question::News(channel);
                let asked = fresh.iter().any(|kept| kept.answer.question == question);
                if !asked || !is_stopped(&candidate.subject.standings, question) {
                    continue;
                }
                let Some(address) = address(&record, channel) else { continue };
                let action = "withdraw";
                actions.push(Action { action, address: Some(address), channel: Some(channel), ..Action::default() });
            }
        }
        Ok(())
    }
}

/// The address of a channel, as `actions.csv` names it.
pub(in crate::desk) fn address(record: &RegistrationRecord, channel: Channel) -> Option<String> {
    match channel {
        Channel::Email => record.email.clone(),
        Channel::Sms | Channel::Phone => record.phone.clone().map(|number| format!("tel:{number}")),
        Channel::Post => record.address_line_1.clone().zip(record.postcode.clone()).map(|(a, b)| format!("{a}, {b}")),
    }
}

/// A row of `actions.csv`.
#[derive(Default)]
struct Action {
    action: &'static str,
    ids: Option<(Uuid, Uuid)>,
    address: Option<String>,
    channel: Option<Channel>,
    question: Option<Question>,
    at: Option<chrono::DateTime<chrono::Utc>>,
}
