//! What a visitor can take home: a receipt of exactly what was answered (R13), to read and as a consent record for other
//! programs.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};

use chrono::Utc;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::domain::consent_record::{Consent, Graph, Told, is_consent};
use crate::domain::event::Event;
use crate::domain::ids::RegistrationId;
use crate::domain::purpose::Question;
use crate::domain::receipt::{Answered, Receipt};
use crate::store::act::{self, Act};
use crate::store::registrations::Registered;
use crate::store::{answers, events};

use super::{Desk, DeskError, Right};

impl Desk {
    /// The receipt of a registration: who they are at this desk, each question with its exact words and what was answered, and
    /// whom to ask and where to complain (R25).
    ///
    /// # Errors
    /// [`DeskError::NoSuchPerson`], [`DeskError::Gone`].
    pub fn receipt(&self, id: RegistrationId) -> Result<Receipt, DeskError> {
        let registered = self.registered(id)?;
        let (version, record) = self.said(&registered)?;
        let event = events::at_version(self.conn()?, version.event_version)?.ok_or(DeskError::NoSuchEvent)?.event;
        let mut answered = Vec::new();
        for answers::Kept { answer, .. } in answers::of_registration(self.conn()?, registered.row)? {
            answered.push(Answered {
                question: answer.question,
                words: answer.evidence.statement.as_str().to_owned(),
                said: answer.said,
                at: answer.answered.at,
                how: answer.evidence.how,
                given_by: answer.evidence.given_by,
                notice_version: self.notice_version(&answer.evidence.notice)?,
            });
        }
        self.looked("receipt", None, Some(id.0), answered.len());
        Ok(Receipt {
            name: record.badge_name.or(record.full_name).unwrap_or_default(),
            reference: registered.reference,
            event: event.definition().name.clone(),
            organisation: event.definition().organisation.clone(),
            language: event.notice().language.clone(),
            registered_at: registered.registered_at,
            answered,
            how_to_stop: event.notice().how_to_stop.clone(),
            contacts: event.notice().contacts.clone(),
        })
    }

    /// Writes the receipt into a folder, as PDF and Markdown, and the consent record beside it; the files are called by the
    /// badge's reference. It is plain form, which only a lead may ask for (R22); a receipt that cannot be noted is not given out.
    ///
    /// # Errors
    /// As [`Desk::receipt`]; [`DeskError::NotWritten`].
    pub fn write_receipt(&mut self, id: RegistrationId, into: &Path) -> Result<Vec<PathBuf>, DeskError> {
        self.require(Right::Rights)?;
        let receipt = self.receipt(id)?;
        let records = self.consent_records(&[self.registered(id)?])?;
        let name = format!("receipt-{}", receipt.reference.to_lowercase());
        let mut files = super::sheets::write_sheet(&crate::paper::receipt::document(&receipt), &name, into)?;
        let path = into.join(format!("{name}.jsonld"));
        if let Err(failed) = super::sheets::write_new(&path, records.as_bytes()) {
            files.iter().for_each(|file| _ = std::fs::remove_file(file));
            return Err(failed);
        }
        files.push(path);
        self.note_written("print-receipt", Some(id.0), json!({}), files)
    }

    /// Notes that these files were written in plain form; what cannot be noted is not given out.
    pub(super) fn note_written(
        &mut self,
        kind: &'static str,
        subject: Option<Uuid>,
        details: Value,
        files: Vec<PathBuf>,
    ) -> Result<Vec<PathBuf>, DeskError> {
        let (now, staff) = (self.env.now(), self.staff.clone());
        let before = act::head(self.conn()?)?.sequence;
        let noted = self.write(
            |tx| {
                act::begin(tx)?.finish(&Act { kind, at: now, staff: &staff, subject, details })?;
                Ok(())
            },
            |conn| Ok(act::head(conn)?.sequence > before),
        );
        if noted.is_err() {
            files.iter().for_each(|file| _ = std::fs::remove_file(file));
        }
        noted.map(|()| files)
    }

    /// The consents of these registrations, which are of one event, as JSON-LD.
    pub(super) fn consent_records(&self, registrations: &[Registered]) -> Result<String, DeskError> {
        let Some(first) = registrations.first() else { return Ok(String::new()) };
        let event = events::find(self.conn()?, first.event)?.ok_or(DeskError::NoSuchEvent)?.event;
        let (mut graph, mut document) = Graph::begin(&event);
        graph.goes_to(self.receives()?);
        for registered in registrations {
            document += &self.records_of(&mut graph, registered, &event)?;
        }
        document += Graph::end();
        Ok(document)
    }

    fn records_of(&self, graph: &mut Graph<'_>, registered: &Registered, event: &Event) -> Result<String, DeskError> {
        let kept = answers::of_registration(self.conn()?, registered.row)?;
        let (mut notices, mut named) = (BTreeMap::new(), String::new());
        for answers::Kept { answer, .. } in &kept {
            let hash = answer.evidence.notice;
            if let Entry::Vacant(place) = notices.entry(hash.0) {
                let notice = events::notice(self.conn()?, hash)?;
                named += &graph.earlier(hash, notice.as_ref().and_then(|notice| notice.contacts.as_ref()));
                place.insert(notice.map(|notice| notice.version).unwrap_or_default());
            }
        }
        let mut by_question: BTreeMap<Question, Vec<Told<'_>>> = BTreeMap::new();
        let mut ids = BTreeMap::new();
        for answers::Kept { answer, .. } in kept.iter().filter(|kept| is_consent(kept.answer.question, event)) {
            let evidence = &answer.evidence;
            ids.entry(answer.question).or_insert(answer.id.0);
            by_question.entry(answer.question).or_default().push(Told {
                said: answer.said,
                at: answer.answered.at.with_timezone(&Utc),
                given_by: evidence.given_by,
                words: evidence.statement.as_str(),
                language: &evidence.language,
                notice: evidence.notice,
                notice_version: notices.get(&evidence.notice.0).map(String::as_str).unwrap_or_default(),
            });
        }
        let record = |(question, told): (&Question, &Vec<Told<'_>>)| {
            let id = ids.get(question).copied().unwrap_or_default();
            graph.record(&Consent { id, subject: registered.visitor.0, question: *question, told })
        };
        Ok(named + &by_question.iter().map(record).collect::<String>())
    }
    fn notice_version(&self, hash: &crate::domain::answer::NoticeHash) -> Result<String, DeskError> {
        Ok(events::notice(self.conn()?, *hash)?.map(|notice| notice.version).unwrap_or_default())
    }
}
