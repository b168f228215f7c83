//! The copy that a person is given (R16), as one document to read and as JSON and CSV for another program. Nothing is written
//! in plain form except here, and only when a lead asks for it by name (R22).

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde_json::json;

use crate::domain::age::AgeStanding;
use crate::domain::answer::GivenBy;
use crate::domain::complaint::ComplaintWords;
use crate::domain::draft::{AnswerDraft, RegistrationDraft};
use crate::domain::equality::EqualityQuestion;
use crate::domain::event::Event;
use crate::domain::person_copy::{
    CopiedAnswer, CopiedConfirmation, CopiedDisclosure, CopiedEquality, CopiedException, CopiedForm,
    CopiedRegistration, CopiedRemoval, CopiedRequest, CopiedSource, CopiedSpecial, CopiedUnfinished, CopiedWords,
    Detail, Earlier, FORMAT, corrected, details, names_emergency_contact, typed,
};
use crate::domain::purpose::{LawfulBasis, Purpose, Question};
use crate::domain::record::SpecialRecord;
use crate::domain::retention::Kept;
use crate::domain::rights::{Outcome, Request, Right as Asked, Step};
use crate::domain::staff::Handle;
use crate::paper;
use crate::store::registrations::{self, Registered, Version};
use crate::store::{StoreError, act, answers, drafts, equality, events, help_today, removals, unfinished};

pub use crate::domain::person_copy::PersonCopy;

use super::super::confirming::GuardianConfirmed;
use super::super::given::Given;
use super::super::private;
use super::super::sheets::cause_of;
use super::super::{Desk, DeskError, Right};
use super::Disclosed;

/// A copy that was written out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CopyWritten {
    /// The folder it is in.
    pub folder: PathBuf,
    /// The names of its files.
    pub files: Vec<String>,
}

impl Desk {
    /// Carries a request for access or portability out: the copy is written into a new folder in `into`, in plain form, and
    /// the request is closed.
    ///
    /// # Errors
    /// [`DeskError::OtherRight`]; [`DeskError::Step`] where who asks was not made sure: then nothing is written;
    /// [`DeskError::NotWritten`].
    pub fn write_copy(&mut self, reference: &str, into: &Path) -> Result<CopyWritten, DeskError> {
        self.require(Right::Rights)?;
        let request = self.request(reference)?;
        if !matches!(request.right, Asked::Access | Asked::Portability) {
            return Err(DeskError::OtherRight);
        }
        let done = Step::Closed { outcome: Outcome::Done };
        request.clone().after(done, self.today())?;
        let copy = self.person_copy(&request)?;
        let folder = into.join(format!("copy-{}", request.reference.to_lowercase()));
        let files = written(&folder, &copy).map_err(|error| DeskError::NotWritten { cause: cause_of(&error) })?;
        let closed = self.step(&request, done, |_, _| {
            let counts = json!({ "registrations": copy.registrations.len(), "files": files });
            Ok(counts.as_object().cloned().unwrap_or_default())
        });
        if closed.is_err() {
            // Not noted is not given out.
            _ = fs::remove_dir_all(&folder);
        }
        closed?;
        Ok(CopyWritten { folder, files })
    }

    /// All that is held of whom a request is about.
    fn person_copy(&self, request: &Request) -> Result<PersonCopy, DeskError> {
        let registrations = self.registrations_of(&self.subject_of(request)?)?;
        let copied = registrations.iter().map(|each| self.copied(each)).collect::<Result<Vec<_>, _>>()?;
        let disclosures = self.disclosed(&registrations)?.into_iter();
        let consent_records = registrations
            .iter()
            .map(|each| self.consent_records(std::slice::from_ref(each)))
            .collect::<Result<_, _>>()?;
        let theirs = |other: &Request| registrations.iter().any(|each| other.about == Some(each.id));
        let requests = self.all_requests()?.into_iter().filter(theirs);
        Ok(PersonCopy {
            language: self.language_of_request(request)?,
            consent_records,
            removals: self.copied_removals(&registrations)?,
            half_filled: self.copied_forms(&registrations)?,
            unfinished: self.copied_unfinished(&registrations)?,
            format: FORMAT,
            request: request.reference.clone(),
            made_at: self.env.now(),
            registrations: copied,
            disclosures: disclosures
                .map(|sent| CopiedDisclosure {
                    told: sent.told(),
                    purposes: stated(&sent),
                    recipient: sent.recipient,
                    at: sent.at,
                })
                .collect(),
            requests: requests
                .map(|request| {
                    Ok(CopiedRequest {
                        words: self.copied_words(&request)?,
                        reference: request.reference,
                        right: request.right.to_string(),
                        received: request.received,
                        outcome: request.outcome.map(|outcome| outcome.to_string()),
                    })
                })
                .collect::<Result<_, DeskError>>()?,
        })
    }

    /// The language of whatever is written to whoever asked: as of the letter about it, the one that they were asked in last.
    fn language_of_request(&self, request: &Request) -> Result<String, DeskError> {
        let id = request.about.ok_or(DeskError::NobodyFound)?;
        let found = registrations::find(self.conn()?, id)?.ok_or(DeskError::NobodyFound)?;
        let event = events::find(self.conn()?, found.event)?.ok_or(DeskError::NoSuchEvent)?.event;
        self.language_of(found.row, &event)
    }

    fn copied_words(&self, request: &Request) -> Result<Vec<CopiedWords>, DeskError> {
        let written = self.words_of(request.id)?.into_iter();
        let copied =
            |ComplaintWords { part, words, at, .. }| Some(CopiedWords { part, at, words: words?.as_str().to_owned() });
        Ok(written.filter_map(copied).collect())
    }

    fn copied_unfinished(&self, of: &[Registered]) -> Result<Vec<CopiedUnfinished>, DeskError> {
        let mut copied = Vec::new();
        for each in of {
            let about = unfinished::about(self.conn()?, each.row)?.into_iter();
            copied.extend(about.map(|kept| CopiedUnfinished::of(kept.dialog, &kept.typed, kept.at, kept.staff)));
        }
        Ok(copied)
    }

    fn copied_forms(&self, of: &[Registered]) -> Result<Vec<CopiedForm>, DeskError> {
        let mut copied = Vec::new();
        for (id, draft) in self.half_filled(of)? {
            let Some((event, kept)) = drafts::about(self.conn()?, id)? else { continue };
            let event = events::find(self.conn()?, event)?.ok_or(DeskError::NoSuchEvent)?.event;
            // It goes once anything of its event is due.
            let kept_until = event.definition().kept().map(|kept| kept_until(&event, kept)).min();
            copied.push(CopiedForm {
                details: typed(&draft, &event),
                answers: self.typed_answers(&draft, &event)?,
                guardian_is_held: draft.guardian.values().any(|typed| !typed.trim().is_empty()),
                emergency_contact_is_held: names_emergency_contact(&draft),
                kept_until: kept_until.unwrap_or_else(|| self.today()),
                event: event.definition().name.clone(),
                at: kept.updated_at,
                staff: Handle::parse(&kept.staff).map_err(|_| StoreError::Unreadable { what: "draft" })?,
            });
        }
        Ok(copied)
    }

    /// What was answered on a half-filled form, each in the words that were on the screen.
    fn typed_answers(&self, draft: &RegistrationDraft, event: &Event) -> Result<Vec<CopiedAnswer>, DeskError> {
        let of_child = draft.needs_guardian(event, draft.came_on(event, self.today()));
        let given_by = if of_child { GivenBy::Guardian } else { GivenBy::Visitor };
        let who = draft.standing(event, draft.came_on(event, self.today())).unwrap_or(AgeStanding::NeedsGuardian);
        let copied = |(&question, answer): (&Question, &AnswerDraft)| {
            let notice = events::notice(self.conn()?, answer.notice)?;
            let to = event.statement_answered(question, answer.said, who);
            let (version, language, words) = match &notice {
                Some(notice) => {
                    let organisation = &event.definition().organisation;
                    let words = notice.statement(to, organisation);
                    // One from before there were statements of objection.
                    let words = words.or_else(|_| notice.statement(question, organisation)).ok();
                    (notice.version.clone(), notice.language.clone(), words.map(|words| words.as_str().to_owned()))
                }
                None => Default::default(),
            };
            Ok(CopiedAnswer {
                id: answer.id,
                place: None,
                question: question.to_string(),
                statement: to.code(),
                words: words.unwrap_or_else(|| question.to_string()),
                said: answer.said.to_string(),
                at: answer.answered.at,
                certainty: answer.answered.certainty,
                entered_at: answer.answered.entered_at,
                how: answer.how.to_string(),
                given_by: given_by.to_string(),
                notice_version: version,
                notice: answer.notice,
                notice_card: answer.notice_card,
                language,
                paper_form: answer.paper_form.clone(),
                staff: answer.staff.clone(),
            })
        };
        draft.answers.iter().map(copied).collect()
    }

    fn copied_removals(&self, of: &[Registered]) -> Result<Vec<CopiedRemoval>, DeskError> {
        let theirs =
            removals::all(self.conn()?, None)?.into_iter().filter(|kept| of.iter().any(|each| each.row == kept.row));
        let copied = |kept: removals::Kept| {
            let said = kept.said?;
            let [taken, place, looked_like] =
                [&said.taken, &said.place, &said.looked_like].map(|line| line.as_str().to_owned());
            let found = kept.found.map(|found| found.to_string());
            Some(CopiedRemoval { taken, place, looked_like, found })
        };
        Ok(theirs.filter_map(copied).collect())
    }

    fn copied(&self, registered: &Registered) -> Result<CopiedRegistration, DeskError> {
        let conn = self.conn()?;
        let (version, newest) = self.said(registered)?;
        let given = Given::of(conn, registered.row, &version)?;
        let (event, words) = (&given.event, given.words());
        let now = events::find(conn, registered.event)?.ok_or(DeskError::NoSuchEvent)?.event;
        let rows = self.rows_of_person(registered.visitor)?;
        let standings = answers::standings(conn, &rows, newest.speaker())?;
        let stands = Question::ALL.iter().map(|&question| (question.code(), standings.get(question))).collect();
        // What was promised then is kept to, and what was shortened since as well.
        let until = |kept| kept_until(event, kept).min(kept_until(&now, kept));
        let emergency = [&newest.emergency_name, &newest.emergency_phone, &newest.emergency_relationship];
        let emergency_contact_is_held = emergency.into_iter().any(Option::is_some);
        Ok(CopiedRegistration {
            id: registered.id,
            reference: registered.reference.clone(),
            state: state(registered, registrations::is_restricted(conn, registered.row)?),
            event: event.definition().name.clone(),
            organisation: words.named().to_owned(),
            registered_at: registered.registered_at,
            do_not_record: self.do_not_record(registered, &newest)?.words(),
            source: self.brought_by(registered.row)?.map(|from| CopiedSource {
                list: from.source.words.as_str().to_owned(),
                taken_on: from.taken_on,
                given_by: from.source.given_by,
                told_at: from.told.map(|(at, _)| at),
            }),
            details: details(&newest, event).map_err(StoreError::from)?,
            earlier: self.earlier(registered.row)?,
            special: self.copied_special(registered.row, until)?,
            exceptions: self
                .exceptions_of(registered.row)?
                .into_iter()
                .map(|(at, staff, said)| CopiedException { at, staff, said })
                .collect(),
            confirmations: self
                .guardian_confirmations(registered.row)?
                .into_iter()
                .map(|GuardianConfirmed { at, staff, known_by }| CopiedConfirmation { at, staff, known_by })
                .collect(),
            equality: self.copied_equality(registered, until(Kept::Equality))?,
            answers: self.copied_answers(registered.row, event)?,
            stands,
            guardian_is_held: newest.guardian_name.is_some(),
            emergency_contact_is_held,
            emergency_contact_kept_until: emergency_contact_is_held.then(|| until(Kept::EmergencyContact)),
            kept_until: until(Kept::Record),
            proof_kept_until: until(Kept::Proof),
            notice: words.notice().text.clone(),
        })
    }

    fn copied_special(&self, row: i64, until: impl Fn(Kept) -> NaiveDate) -> Result<Vec<CopiedSpecial>, DeskError> {
        let conn = self.conn()?;
        let copied = |kept: SpecialRecord| {
            Ok(CopiedSpecial {
                category: kept.pair.category().to_string(),
                purpose: kept.pair.purpose().to_string(),
                place: help_today::place(conn, row, kept.pair)?,
                told_at: help_today::told(conn, row, kept.pair)?.into_iter().map(|told| told.at).collect(),
                kept_until: until(Kept::of_special(kept.pair)),
                value: kept.value,
            })
        };
        answers::special(conn, row)?.into_iter().map(copied).collect()
    }

    fn copied_equality(&self, registered: &Registered, until: NaiveDate) -> Result<Option<CopiedEquality>, DeskError> {
        let conn = self.conn()?;
        let Some(whose) = self.equality_pseudonym(registered.id)? else { return Ok(None) };
        let stopped = equality::is_stopped(conn, whose)?;
        let kept = equality::answers(conn, whose)?;
        let typed = kept.as_ref().map(|(answers, _)| answers.clone());
        let (answers, day) = match kept {
            Some((answers, day)) => {
                let said = |(question, words): (EqualityQuestion, String)| Detail {
                    field: question.code().into(),
                    label: question.title().to_owned(),
                    value: words,
                };
                (answers.words().into_iter().map(said).collect(), Some(day))
            }
            None => (Vec::new(), None),
        };
        let kept_until = day.map(|_| until);
        Ok((stopped || day.is_some()).then_some(CopiedEquality { answers, said: typed, day, kept_until, stopped }))
    }

    fn earlier(&self, row: i64) -> Result<Vec<Earlier>, DeskError> {
        let conn = self.conn()?;
        let versions = registrations::versions(conn, row)?;
        let said = |version: &Version| {
            let Some(record) = &version.record else { return Ok(None) };
            let event = events::at_version(conn, version.event_version)?.ok_or(DeskError::NoSuchEvent)?.event;
            Ok::<_, DeskError>(Some(details(record, &event).map_err(StoreError::from)?))
        };
        let mut earlier = Vec::new();
        for pair in versions.windows(2) {
            let [before, after] = pair else { continue };
            let (Some(was), Some(is)) = (said(before)?, said(after)?) else { continue };
            let Some((_, corrected_at)) = act::who_and_when(conn, after.act)? else { continue };
            earlier.push(Earlier { corrected_at, reason: after.reason.clone(), was: corrected(was, &is) });
        }
        Ok(earlier)
    }

    fn copied_answers(&self, row: i64, event: &Event) -> Result<Vec<CopiedAnswer>, DeskError> {
        let conn = self.conn()?;
        let mut copied = Vec::new();
        for answers::Kept { place, answer } in answers::of_registration(conn, row)? {
            let notice = events::notice(conn, answer.evidence.notice)?;
            let statement = event.statement_of(&answer, notice.as_ref()).code();
            let evidence = answer.evidence;
            copied.push(CopiedAnswer {
                id: answer.id,
                place: Some(place),
                question: answer.question.to_string(),
                statement,
                words: evidence.statement.as_str().to_owned(),
                said: answer.said.to_string(),
                at: answer.answered.at,
                certainty: answer.answered.certainty,
                entered_at: answer.answered.entered_at,
                how: evidence.how.to_string(),
                given_by: evidence.given_by.to_string(),
                notice_version: notice.map(|notice| notice.version).unwrap_or_default(),
                notice: evidence.notice,
                notice_card: evidence.notice_card,
                language: evidence.language,
                paper_form: evidence.paper_form.map(|number| number.as_str().to_owned()),
                staff: evidence.staff,
            });
        }
        Ok(copied)
    }
}

/// How it is with a registration, in a word. Whoever waits for a guardian can be restricted too.
fn state(registered: &Registered, restricted: bool) -> String {
    match registered.state {
        registrations::State::Quarantined if restricted => format!("{}, restricted", registered.state),
        state => state.to_string(),
    }
}

/// Each purpose with the basis that it rested on, by their codes (R21).
fn stated(sent: &Disclosed) -> Vec<(String, Option<String>)> {
    let said = |(purpose, basis): (Purpose, Option<LawfulBasis>)| (purpose.to_string(), basis.map(|on| on.to_string()));
    sent.what_for().into_iter().map(said).collect()
}

/// The last day that a kind of data is kept by these settings.
fn kept_until(event: &Event, kept: Kept) -> NaiveDate {
    let definition = event.definition();
    definition.retention.until(kept, definition.final_day())
}

/// Writes every file into a folder that must be new; answers their names. What is half written is removed.
fn written(folder: &Path, copy: &PersonCopy) -> std::io::Result<Vec<String>> {
    let files = paper::copy::files(copy)?;
    private::create_dir(folder)?;
    let write = || files.iter().try_for_each(|(name, bytes)| private::write_new(&folder.join(name), bytes));
    if let Err(error) = write() {
        _ = fs::remove_dir_all(folder);
        return Err(error);
    }
    Ok(files.into_iter().map(|(name, _)| name).collect())
}
