//! Letters to whoever asked for something (R15 to R20, R25). They name people and are written in plain form, which only a lead
//! may ask for (R22); each that is written is noted.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::DateTime;
use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::complaint::Part;
use crate::domain::letter::{Addressee, Letter, NotReached, PassedOn, Stage};
use crate::domain::rights::{Identity, Outcome, Request, Right as Asked};
use crate::paper;
use crate::store::registrations::{self, Registered};
use crate::store::{StoreError, events};

use super::super::sheets::write_sheet;
use super::super::{Desk, DeskError, Right};

/// Which letter about a request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LetterAbout {
    /// How the request stands now.
    Stands,
    /// That its restriction is about to be lifted.
    Lifting,
}

impl Desk {
    /// The letter about a request: how it stands, or that its restriction is about to be lifted.
    ///
    /// # Errors
    /// [`DeskError::NoSuchRequest`]; [`DeskError::NobodyFound`], [`DeskError::NotRestricted`] and
    /// [`DeskError::StillAsked`] and [`DeskError::StoppedForGood`] where nothing is about to be lifted.
    pub fn letter(&self, reference: &str, about: LetterAbout) -> Result<Letter, DeskError> {
        self.require(Right::Rights)?;
        let request = self.request(reference)?;
        let conn = self.conn()?;
        let found = request.about.map(|id| registrations::find(conn, id)).transpose()?.flatten();
        let stage = match about {
            LetterAbout::Stands => Stage::of(&request),
            LetterAbout::Lifting => {
                let found = found.as_ref().ok_or(DeskError::NobodyFound)?;
                if !registrations::is_restricted(conn, found.row)? {
                    return Err(DeskError::NotRestricted);
                }
                self.may_be_lifted(found)?;
                Stage::Lifting
            }
        };
        let event = match &found {
            Some(found) => events::find(conn, found.event)?.map(|kept| kept.event),
            None => self.events()?.pop(),
        };
        let event = event.ok_or(DeskError::NoSuchEvent)?;
        // Whoever was not made sure of is told nothing that is on the record: it may not be theirs.
        let known = found.as_ref().filter(|_| request.identified.is_some());
        let language = known.map(|known| self.language_of(known.row, &event)).transpose()?;
        let event = language.as_deref().and_then(|tag| event.in_language(tag)).unwrap_or(event);
        self.looked(ActKind::Letter, None, request.about.map(|id| id.0), usize::from(known.is_some()));
        Ok(Letter {
            organisation: event.named().to_owned(),
            language: language.unwrap_or_else(|| event.words().language().to_owned()),
            to: known.map_or(Ok(Addressee::Unnamed), |known| self.addressee(&request, known))?,
            reference: request.reference.clone(),
            right: request.right,
            stage,
            found: found.is_some(),
            written: self.today(),
            received: request.received,
            due: request.due(),
            closed: request.closed_on.filter(|_| about == LetterAbout::Stands),
            passed_on: known.map_or(Ok(Vec::new()), |known| self.passed_on(known))?,
            not_reached: self.not_reached(&request)?,
            complaint: self.said_and_answered(&request)?,
            contacts: event.notice().contacts.clone(),
        })
    }

    /// Writes that letter into a folder, as PDF and Markdown; the files are called by the request's reference. A letter that
    /// cannot be noted is not given out.
    ///
    /// # Errors
    /// As [`Desk::letter`]; [`DeskError::NotWritten`].
    pub fn write_letter(
        &mut self,
        reference: &str,
        about: LetterAbout,
        into: &Path,
    ) -> Result<Vec<PathBuf>, DeskError> {
        let letter = self.letter(reference, about)?;
        let name = format!("letter-{}-{}", letter.reference.to_lowercase(), letter.stage.word());
        let files = write_sheet(&paper::letter::document(&letter), &name, into)?;
        let subject = self.request(reference)?.about.map(|id| id.0);
        let details = json!({ "request": letter.reference, "letter": letter.stage.word() });
        self.note_written(ActKind::WriteLetter, subject, details, files)
    }

    /// To whom the letter is written: by name as long as there is one.
    fn addressee(&self, request: &Request, known: &Registered) -> Result<Addressee, DeskError> {
        let record = registrations::newest(self.conn()?, known.row)?.record;
        let Some(name) = record.and_then(|record| record.full_name) else { return Ok(Addressee::Unnamed) };
        Ok(match request.identified {
            Some(Identity::Guardian) => Addressee::Guardian(name),
            _ => Addressee::Person(name),
        })
    }

    /// Who was sent something of them, each once; whoever was only told an address to stop has nothing of theirs by it.
    fn passed_on(&self, known: &Registered) -> Result<Vec<PassedOn>, DeskError> {
        let mut all = Vec::new();
        // Of whoever is erased too: it was passed on all the same.
        for row in self.rows_of_person(known.visitor)? {
            all.extend(registrations::by_row(self.conn()?, row)?);
        }
        let here = *self.env.now().offset();
        let mut last = BTreeMap::new();
        for sent in self.disclosed(&all)?.into_iter().filter(|sent| !sent.columns.is_empty()) {
            let at = DateTime::parse_from_rfc3339(&sent.at).map_err(|_| StoreError::Unreadable { what: "time" })?;
            last.insert(sent.recipient, at.with_timezone(&here));
        }
        Ok(last.into_iter().map(|(recipient, at)| PassedOn { recipient, at }).collect())
    }

    /// Whoever complained knows what they said: that is theirs, also where nobody made sure who they are.
    fn said_and_answered(&self, request: &Request) -> Result<Vec<(Part, String)>, DeskError> {
        let words = self.words_of(request.id)?.into_iter();
        Ok(words.filter_map(|kept| Some((kept.part, kept.words?.as_str().to_owned()))).collect())
    }

    fn not_reached(&self, request: &Request) -> Result<NotReached, DeskError> {
        if (request.right, request.outcome) != (Asked::Erase, Some(Outcome::Done)) {
            return Ok(NotReached::default());
        }
        let backups_due = crate::vault::are_backups_due(self.conn()?)?;
        Ok(NotReached { backups_due, set_aside: self.out_of_reach()? > 0 })
    }
}
