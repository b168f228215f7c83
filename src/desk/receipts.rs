//! What a visitor can take home: a receipt of exactly what was answered (R13), to read and as a consent record for other
//! programs.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};

use chrono::{SecondsFormat, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::domain::act_kind::ActKind;
use crate::domain::answer::asked_last;
use crate::domain::consent_record::{Asked, Graph, Told, is_consent};
use crate::domain::event::Event;
use crate::domain::ids::RegistrationId;
use crate::domain::receipt::{Answered, Receipt};
use crate::store::act::{self, Act};
use crate::store::registrations::Registered;
use crate::store::{answers, events};

use super::given::Given;
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
        let given = Given::of(self.conn()?, registered.row, &version)?;
        let words = given.words();
        let mut answered = Vec::new();
        for answer in &given.answers {
            let notice = events::notice(self.conn()?, answer.evidence.notice)?;
            answered.push(Answered {
                to: given.event.statement_of(answer, notice.as_ref()),
                words: answer.evidence.statement.as_str().to_owned(),
                said: answer.said,
                at: answer.answered.at,
                how: answer.evidence.how,
                given_by: answer.evidence.given_by,
                notice_version: notice.map(|notice| notice.version).unwrap_or_default(),
                language: answer.evidence.language.clone(),
            });
        }
        self.looked(ActKind::Receipt, None, Some(id.0), answered.len());
        Ok(Receipt {
            name: record.badge_name.or(record.full_name).unwrap_or_default(),
            reference: registered.reference,
            event: given.event.definition().name.clone(),
            organisation: words.named().to_owned(),
            language: words.language().to_owned(),
            registered_at: registered.registered_at,
            answered,
            how_to_stop: words.notice().how_to_stop.clone(),
            contacts: words.notice().contacts.clone(),
        })
    }

    /// The language in which somebody was asked (BCP 47), the last one where it was changed; where they were asked nothing, that of
    /// their event's notice.
    pub(super) fn language_of(&self, registration: i64, event: &Event) -> Result<String, DeskError> {
        let given = answers::of_registration(self.conn()?, registration)?;
        let last = asked_last(given.iter().map(|kept| (kept.place, &kept.answer)));
        Ok(last.map_or(event.words().language(), |answer| &answer.evidence.language).to_owned())
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
        self.note_written(ActKind::PrintReceipt, Some(id.0), json!({}), files)
    }

    /// Notes that these files were written in plain form; what cannot be noted is not given out.
    pub(super) fn note_written(
        &mut self,
        kind: ActKind,
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
        let mut document = String::new();
        let mut graph = Graph::begin(&event, self.receives()?, &mut document);
        for registered in registrations {
            self.records_of(&mut graph, registered, &event, &mut document)?;
        }
        graph.end(&mut document);
        Ok(document)
    }

    fn records_of(
        &self,
        graph: &mut Graph<'_>,
        registered: &Registered,
        event: &Event,
        document: &mut String,
    ) -> Result<(), DeskError> {
        let (mut told, mut notices) = (Vec::new(), BTreeMap::new());
        for answers::Kept { answer, .. } in answers::of_registration(self.conn()?, registered.row)? {
            let evidence = &answer.evidence;
            let notice = match notices.entry(evidence.notice.0) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(events::notice(self.conn()?, evidence.notice)?),
            };
            if !is_consent(event.statement_of(&answer, notice.as_ref())) {
                continue;
            }
            let asked = Asked {
                question: answer.question,
                words: evidence.statement.as_str(),
                language: &evidence.language,
                notice: evidence.notice,
                notice_version: notice.as_ref().map(|notice| notice.version.as_str()).unwrap_or_default(),
                contacts: notice.as_ref().and_then(|notice| notice.contacts.as_ref()),
            };
            told.push(Told {
                question: answer.question,
                asked: graph.described(&asked, document),
                said: answer.said,
                at: answer.answered.at.with_timezone(&Utc).to_rfc3339_opts(SecondsFormat::Secs, true),
                given_by: evidence.given_by,
            });
        }
        graph.records(registered.id.0, registered.visitor.0, &mut told, document);
        Ok(())
    }
}
