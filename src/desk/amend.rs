//! Correcting what was said: the old value stays in the history, and R11 applies before the new one is kept (R17).

use std::collections::BTreeMap;

use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::age::{AgeAnswer, AgeStanding};
use crate::domain::answer::{How, NoticeCard, NoticeHash, Said};
use crate::domain::code::Code;
use crate::domain::draft::{AnswerDraft, RegistrationDraft};
use crate::domain::event::Event;
use crate::domain::field_error::{FieldError, GuardianField, Place, Remark};
use crate::domain::form::Field;
use crate::domain::ids::{AnswerId, RegistrationId};
use crate::domain::ledger::Standing;
use crate::domain::moment::AnsweredAt;
use crate::domain::parse::Parsed;
use crate::domain::permit::Standings;
use crate::domain::purpose::{GuardianQuestion, Question, SpecialPair};
use crate::domain::record::{Number, RegistrationRecord, encode, to_draft};
use crate::domain::special::SpecialValue;
use crate::domain::text::{Line, Paragraph};
use crate::store::act::{self, Act};
use crate::store::registrations::{self, Registered, State};
use crate::store::{answers, events, fallen, search};

use super::{Desk, DeskError, Right};

/// What to correct. An empty value takes the old one away.
#[derive(Default)]
pub struct Amendment {
    /// Fields, as they should be.
    pub fields: BTreeMap<Field, String>,
    /// "13 or over?", as it should be.
    pub thirteen_or_over: Option<AgeAnswer>,
    /// The guardian panel, where it changes.
    pub guardian: BTreeMap<GuardianField, String>,
    /// What the guardian said, where they were asked.
    pub guardian_said: Option<GuardianSaid>,
    /// Answers to the event's own questions, as they should be.
    pub own: BTreeMap<Code, String>,
    /// Details that the law protects specially, as they should be; each must have its Yes.
    pub special: BTreeMap<SpecialPair, String>,
    /// Why.
    pub reason: String,
}

/// What a child's guardian said when a correction asked for them (R11): rows of the ledger like any answer (R13).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GuardianSaid {
    /// Their answers.
    pub said: BTreeMap<GuardianQuestion, Said>,
    /// How they told us.
    pub how: How,
    /// The number of the paper form, where there was one.
    pub paper_form: Option<String>,
    /// In which language each was asked (BCP 47); one that is not here, in the language that they were asked in last.
    pub languages: BTreeMap<GuardianQuestion, String>,
}

/// The words that a guardian is asked each question in, by the hash that names them.
pub(super) type Asked = BTreeMap<GuardianQuestion, NoticeHash>;

impl Amendment {
    /// Whether it says anew how old they are. Somebody who is not sure says nothing.
    fn says_age(&self) -> bool {
        self.fields.contains_key(&Field::DateOfBirth) || self.thirteen_or_over == Some(AgeAnswer::Yes)
    }
}

impl Desk {
    /// Appends a corrected version, with its reason; only of a special detail what it said before is not kept: R3 has such a value
    /// erased at once when it is not to stand any more, and what was written down wrongly about somebody's health or diet has no
    /// Yes that it could hang on. That it was corrected, when, why and by whom stays. A date of birth that makes a child needs
    /// the guardian's Yes before it is kept; until then the person waits in quarantine and is in no batch (R11), until it comes, or
    /// their age is corrected to one that needs none: correcting anything else lets nobody out, and [`Remark::StillWaits`] says so. A
    /// child whom a list brought goes on waiting until their guardian says Yes at this desk, or [`Desk::confirm_guardian`].
    ///
    /// # Errors
    /// [`DeskError::Form`] with what has to be put right; [`DeskError::GuardianFirst`]; [`DeskError::DetailWithoutYes`] and
    /// [`DeskError::DetailEmptied`] of special details; [`DeskError::NoWordsIn`] of the language that a guardian was asked in.
    pub fn amend(&mut self, id: RegistrationId, amendment: &Amendment) -> Result<Vec<Remark>, DeskError> {
        self.require(Right::Amend)?;
        let reason = Line::parse(&amendment.reason).map_err(|_| DeskError::NoReason)?;
        let registered = self.registered(id)?;
        let (version, before) = self.said(&registered)?;
        let event = events::at_version(self.conn()?, version.event_version)?.ok_or(DeskError::NoSuchEvent)?.event;
        let rows = self.rows_of_person(registered.visitor)?;
        let standings = answers::standings(self.conn()?, &rows, before.speaker())?;
        let details = self.corrected_details(registered.row, &amendment.special, &standings)?;
        let asked = self.guardian_asked(&event, registered.row, amendment)?;
        let draft = self.amended(&registered, &before, amendment, (&event, &asked), &standings);
        let parsed = match draft.parse(&event, registered.came_on(&before)) {
            Ok(parsed) => parsed,
            // Somebody who has a guardian keeps them: what is mistyped about them is to be put right, and nothing more.
            Err(errors) if before.guardian_name.is_none() && guardian_is_missing(&errors) => {
                self.quarantine(&registered)?;
                return Err(DeskError::GuardianFirst(errors));
            }
            Err(errors) => return Err(DeskError::Form(errors)),
        };
        let Parsed { registration, mut remarks } = parsed;
        let told = amendment.guardian_said.as_ref();
        let is_told = |question| matches!(question, Question::Guardian(asked) if told.is_some_and(|told| told.said.contains_key(&asked)));
        let agreed: Vec<_> = registration.answers().iter().filter(|answer| is_told(answer.question)).collect();
        let mut record = encode(&registration);
        record.keep_numbers_of(&before, |number| match number {
            Number::Own => amendment.fields.contains_key(&Field::Phone),
            Number::Emergency => amendment.fields.contains_key(&Field::EmergencyPhone),
            Number::Guardian => amendment.guardian.contains_key(&GuardianField::Phone),
        });
        let (now, staff, row, next) = (self.env.now(), self.staff.clone(), registered.row, version.version + 1);
        // What is kept of somebody who waits is what they said before the age that made a child of them: it lets nobody out.
        let waits = match registration.standing() {
            AgeStanding::NeedsGuardian => self.waits_on(&registered, &agreed)?,
            AgeStanding::SpeaksForThemselves { .. } => !amendment.says_age(),
        };
        let waits = waits && registered.state == State::Quarantined;
        if waits {
            remarks.insert(0, Remark::StillWaits);
        }
        let erased = self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                let reason = Some(reason.as_str());
                registrations::append_version(&mut appending, row, next, version.event_version, reason, &record)?;
                for answer in &agreed {
                    answers::append(&mut appending, row, answer)?;
                }
                for detail in &details {
                    answers::correct_special(tx, row, detail, next)?;
                }
                search::index(tx, row)?;
                let erased = fallen::erase(tx, registered.visitor)?;
                if registered.state == State::Quarantined && !waits {
                    // Who asked for it is kept and not used, whoever agrees since (R19).
                    let restricted = registrations::is_restricted(tx, row)?;
                    registrations::set_state(tx, row, if restricted { State::Restricted } else { State::Standing })?;
                }
                let fields = amendment.fields.keys().map(|field| field.code());
                let guardian = amendment.guardian.keys().map(|field| field.code());
                let special = amendment.special.keys().map(|&pair| Question::Special(pair).code());
                let fields = fields.chain(guardian).chain(amendment.own.keys().map(Code::as_str));
                let fields: Vec<_> = fields.chain(special).collect();
                let details = json!({ "answers": agreed.len(), "fields": fields, "version": next });
                appending.finish(&Act {
                    kind: ActKind::Amend,
                    at: now,
                    staff: &staff,
                    subject: Some(id.0),
                    details,
                })?;
                Ok(erased)
            },
            |conn| Ok(registrations::newest(conn, row)?.version >= next),
        )?;
        if erased || !amendment.special.is_empty() {
            self.forget_person_in_backups(registered.visitor)?;
        }
        Ok(remarks)
    }

    /// The words that a guardian was asked in (R13).
    fn guardian_asked(&self, event: &Event, row: i64, amendment: &Amendment) -> Result<Asked, DeskError> {
        let Some(told) = &amendment.guardian_said else { return Ok(Asked::new()) };
        let words = |&asked| {
            let language = told.languages.get(&asked).map(String::as_str);
            Ok((asked, self.words_asked(event, row, language)?.hash()))
        };
        told.said.keys().map(words).collect()
    }

    /// Special details as they should be, each with the Yes that it hangs on.
    fn corrected_details(
        &self,
        row: i64,
        typed: &BTreeMap<SpecialPair, String>,
        standings: &Standings,
    ) -> Result<Vec<SpecialValue>, DeskError> {
        let given = if typed.is_empty() { Vec::new() } else { answers::of_registration(self.conn()?, row)? };
        let (mut details, mut errors) = (Vec::new(), Vec::new());
        for (&pair, typed) in typed {
            let question = Question::Special(pair);
            let stands = standings.get(question) == Standing::Yes;
            let yes = given.iter().rev().map(|kept| &kept.answer);
            let yes =
                yes.filter(|answer| stands && answer.question == question).find(|answer| answer.said == Said::Yes);
            let yes = yes.ok_or(DeskError::DetailWithoutYes)?;
            if typed.trim().is_empty() {
                return Err(DeskError::DetailEmptied);
            }
            match Paragraph::parse(typed) {
                Ok(value) => details.extend(SpecialValue::allowed_by(yes, pair, value)),
                Err(wrong) => errors.push(FieldError::new(Place::Detail(pair), wrong)),
            }
        }
        if errors.is_empty() { Ok(details) } else { Err(DeskError::Form(errors)) }
    }

    /// The form as it would be with the correction. Every Yes that stands is on it, so that a contact it needs cannot be
    /// taken away unnoticed.
    pub(super) fn amended(
        &self,
        registered: &Registered,
        before: &RegistrationRecord,
        amendment: &Amendment,
        (event, words): (&Event, &Asked),
        standings: &Standings,
    ) -> RegistrationDraft {
        let mut draft = to_draft(registered.id, registered.visitor, before);
        draft.fields.extend(amendment.fields.iter().map(|(&field, value)| (field, value.clone())));
        draft.guardian.extend(amendment.guardian.iter().map(|(&field, value)| (field, value.clone())));
        draft.own.extend(amendment.own.iter().map(|(code, value)| (code.clone(), value.clone())));
        if amendment.thirteen_or_over.is_some() {
            draft.thirteen_or_over = amendment.thirteen_or_over;
        }
        if amendment.fields.contains_key(&Field::DateOfBirth) && amendment.thirteen_or_over.is_none() {
            // The date decides; the earlier answer was given to what is now known to be a mistake.
            draft.thirteen_or_over = None;
        }
        let asked = event.questions().chain(Question::TO_GUARDIAN);
        let standing = asked.filter(|&question| standings.get(question) == Standing::Yes);
        let wished = (!draft.send.is_empty()).then_some(Question::SendThem);
        let answers: Vec<_> = standing.chain(wished).map(|question| (question, self.yes(event))).collect();
        draft.answers.extend(answers);
        if let Some(told) = &amendment.guardian_said {
            let (how, paper_form) = (told.how, &told.paper_form);
            let answer = |(&asked, &said)| {
                let notice = words.get(&asked).copied().unwrap_or(event.notice_hash());
                let answer = AnswerDraft { said, how, notice, paper_form: paper_form.clone(), ..self.yes(event) };
                (Question::Guardian(asked), answer)
            };
            draft.answers.extend(told.said.iter().map(answer));
        }
        if draft.answers.contains_key(&Question::SendThem) && draft.send.is_empty() {
            draft.answers.remove(&Question::SendThem);
        }
        draft
    }

    fn yes(&self, event: &Event) -> AnswerDraft {
        AnswerDraft {
            id: AnswerId(self.env.new_id()),
            said: Said::Yes,
            answered: AnsweredAt::now(self.env.now()),
            how: How::OnScreen,
            notice_card: NoticeCard::Neither,
            notice: event.notice_hash(),
            staff: self.staff.clone(),
            paper_form: None,
        }
    }

    fn quarantine(&mut self, registered: &Registered) -> Result<(), DeskError> {
        let (now, staff, row, id) = (self.env.now(), self.staff.clone(), registered.row, registered.id);
        self.write(
            |tx| {
                registrations::set_state(tx, row, State::Quarantined)?;
                let (kind, details) = (ActKind::Quarantine, json!({}));
                act::begin(tx)?.finish(&Act { kind, at: now, staff: &staff, subject: Some(id.0), details })?;
                Ok(())
            },
            |conn| Ok(registrations::find(conn, id)?.is_some_and(|found| found.state == State::Quarantined)),
        )
    }
}

/// Everything that is wrong is in the guardian panel, or is a contact that only a guardian can give.
fn guardian_is_missing(errors: &[FieldError]) -> bool {
    errors.iter().any(|error| matches!(error.place, Place::Guardian(_) | Place::Question(Question::Guardian(_))))
}
