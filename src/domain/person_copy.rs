//! All that is held of one person, as they are given it (R16): what they said, version by version; every answer with its
//! words; what went out to whom; and what they can do. Other people's details are left out: the guardian's and the emergency
//! contact's are theirs.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Serialize, Serializer};

use super::answer::{NoticeCard, NoticeHash};
use super::code::Code;
use super::complaint::Part;
use super::draft::RegistrationDraft;
use super::equality::EqualityAnswers;
use super::event::Event;
use super::field_error::Place;
use super::form::Field;
use super::guardian::InPerson;
use super::ids::{AnswerId, LedgerPlace, RegistrationId};
use super::ledger::Standing;
use super::moment::Certainty;
use super::permit::Column;
use super::professional::ProfessionalException;
use super::purpose::Channel;
use super::record::{RecordError, RegistrationRecord};
use super::source::Giver;
use super::staff::Handle;
use super::unfinished::{Dialog, Typed};

/// The whole copy. It has no `Debug`: it is personal data.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct PersonCopy {
    /// The language that what is read of it is in (BCP 47). Not in the file for programs, which is the same in every one.
    #[serde(skip)]
    pub language: String,
    /// What the format is.
    pub format: &'static str,
    /// The request that it answers.
    pub request: String,
    /// When it was made.
    pub made_at: DateTime<FixedOffset>,
    /// Each registration, oldest first.
    pub registrations: Vec<CopiedRegistration>,
    /// What went out, and to whom.
    pub disclosures: Vec<CopiedDisclosure>,
    /// Recordings of them that are to be taken out.
    pub removals: Vec<CopiedRemoval>,
    /// Forms with their name and contact that were begun and not finished.
    pub half_filled: Vec<CopiedForm>,
    /// What staff had typed of them and not saved, which is kept for a day.
    pub unfinished: Vec<CopiedUnfinished>,
    /// What they asked for under their rights.
    pub requests: Vec<CopiedRequest>,
    /// Their consents of each event as JSON-LD, in files of their own.
    #[serde(skip)]
    pub consent_records: Vec<String>,
}

/// The name and the version of the format.
pub const FORMAT: &str = "lanyard copy 1";

/// One visit.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct CopiedRegistration {
    /// Its id: what every other record of theirs points to.
    pub id: RegistrationId,
    /// What the badge says.
    pub reference: String,
    /// Whether it stands, waits for a guardian, or is kept and used for nothing.
    pub state: String,
    /// The event.
    pub event: String,
    /// Who held it and decides what is done with the data.
    pub organisation: String,
    /// When it was saved.
    pub registered_at: DateTime<FixedOffset>,
    /// What whoever records is told of them, if they are not to be recorded: the mark of their badge (R12).
    pub do_not_record: Option<String>,
    /// The list that brought it, if one did: where the data comes from (article 15(1)(g)).
    pub source: Option<CopiedSource>,
    /// What was said, as it stands.
    pub details: Vec<Detail>,
    /// What was said before, the oldest first.
    pub earlier: Vec<Earlier>,
    /// Details that the law protects specially, each given with its own Yes.
    pub special: Vec<CopiedSpecial>,
    /// Why news may go to their address at work without their Yes, where that was recorded (R8).
    pub exceptions: Vec<CopiedException>,
    /// That their guardian agreed in person, where somebody had to confirm it (R11).
    pub confirmations: Vec<CopiedConfirmation>,
    /// What was answered about equality, which is kept apart from all the rest (R4).
    pub equality: Option<CopiedEquality>,
    /// Every answer to a consent question, in their order.
    pub answers: Vec<CopiedAnswer>,
    /// What stands now for each question: what all those answers come to (R14).
    pub stands: BTreeMap<&'static str, Standing>,
    /// Whether a guardian's details are held, which are the guardian's and not in here.
    pub guardian_is_held: bool,
    /// Whether an emergency contact is held, whose details are theirs and not in here.
    pub emergency_contact_is_held: bool,
    /// The last day that the emergency contact is kept, where one is.
    pub emergency_contact_kept_until: Option<NaiveDate>,
    /// The last day that what was said is kept, but for what has a last day of its own.
    pub kept_until: NaiveDate,
    /// The last day that the proof of the answers is kept.
    pub proof_kept_until: NaiveDate,
    /// The notice that they were given, in Markdown: what for, by which right, whom to ask and where to complain.
    pub notice: String,
}

/// One thing that was said.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Detail {
    /// What it is, for programs: a column of the form, or `question.` and the code of a question of the event's own, as in a list.
    pub field: Cow<'static, str>,
    /// What it is, in words.
    pub label: String,
    /// What was said.
    pub value: String,
}

/// What was said before a correction.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Earlier {
    /// When it was corrected.
    pub corrected_at: DateTime<FixedOffset>,
    /// Why.
    pub reason: Option<String>,
    /// What was said until then, of what was corrected.
    pub was: Vec<Detail>,
}

/// One detail of a special category.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct CopiedSpecial {
    /// What it is about.
    pub category: String,
    /// What it is for.
    pub purpose: String,
    /// What was said.
    pub value: String,
    /// Where they are or will be on the day, as it was noted to help them.
    pub place: Option<String>,
    /// When somebody of the staff was told of it. Who that was is theirs.
    pub told_at: Vec<DateTime<FixedOffset>>,
    /// The last day that it is kept.
    pub kept_until: NaiveDate,
}

/// A recorded exception for professionals: news by email, by legitimate interests, until they opt out.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct CopiedException {
    /// When it was recorded.
    pub at: DateTime<FixedOffset>,
    /// The handle of the member of staff who did.
    pub staff: Handle,
    /// What was recorded.
    #[serde(flatten)]
    pub said: ProfessionalException,
}

/// A list that brought somebody.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct CopiedSource {
    /// Where the list comes from.
    pub list: String,
    /// When it was taken.
    pub taken_on: NaiveDate,
    /// Who gave us what it says.
    pub given_by: Giver,
    /// When they were told so, where others did.
    pub told_at: Option<DateTime<FixedOffset>>,
}

/// That it was confirmed of a child whom a list brought that their guardian agreed in person, or that this was taken back.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct CopiedConfirmation {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// The handle of the member of staff who did.
    pub staff: Handle,
    /// What it was known by; `None` where it was taken back.
    pub known_by: Option<InPerson>,
}

/// Answers about equality: no consent, and used for totals only.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct CopiedEquality {
    /// Each question with what was answered.
    pub answers: Vec<Detail>,
    /// The same, for whoever reads it.
    #[serde(skip)]
    pub said: Option<EqualityAnswers>,
    /// The day they were given; nothing finer is kept.
    pub day: Option<NaiveDate>,
    /// The last day that they are kept; none where none are.
    pub kept_until: Option<NaiveDate>,
    /// Whether the person had it stopped, so that nothing is kept.
    pub stopped: bool,
}

/// One answer with all that proves it (R13). The handle of whoever asked is in it: who asked them, and wrote down what they said,
/// is part of what is known about the person, staff act for the organisation in it, and a handle need not be a name.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct CopiedAnswer {
    /// Its id.
    pub id: AnswerId,
    /// Its place in the ledger: desk, epoch, act, and which of the act's answers. None in a form that is not saved.
    pub place: Option<LedgerPlace>,
    /// Which question, for programs.
    pub question: String,
    /// Which statement of the notice was answered, for programs: the question's, or the one that says that one may object (R12).
    pub statement: &'static str,
    /// The exact words.
    pub words: String,
    /// What was said.
    pub said: String,
    /// When, as far as it is known.
    pub at: DateTime<FixedOffset>,
    /// How that is known: by the clock, from something written, or only that it was before it was entered.
    pub certainty: Certainty,
    /// When it was entered at the desk.
    pub entered_at: DateTime<FixedOffset>,
    /// How it reached the desk.
    pub how: String,
    /// The number of the paper form, where there was one.
    pub paper_form: Option<String>,
    /// Who gave it: the visitor, or their guardian.
    pub given_by: String,
    /// The version of the notice that the words belong to.
    pub notice_version: String,
    /// SHA-256 of that version.
    pub notice: NoticeHash,
    /// Whether the notice card was given or read out.
    pub notice_card: NoticeCard,
    /// The language of the words.
    pub language: String,
    /// The handle of the member of staff who asked, or handed the laptop over.
    pub staff: Handle,
}

/// One batch that something of them went out with.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct CopiedDisclosure {
    /// To whom.
    pub recipient: String,
    /// When, UTC.
    pub at: String,
    /// What.
    #[serde(rename = "columns")]
    pub told: Vec<ToldOf>,
    /// What for, and by which right of the organisation; none where that was not kept.
    pub purposes: Vec<(String, Option<String>)>,
}

/// Something that a batch told of somebody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ToldOf {
    /// What they said.
    Column(Column),
    /// An address of this channel, to be stopped there.
    Stop(Channel),
    /// What they answered about equality, under a pseudonym.
    Equality,
    /// That what was sent before is gone or changed.
    Changed,
}

impl ToldOf {
    /// The same for staff, who read what a column is called rather than its name in files.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Column(column) => column.words(),
            other => other.to_string(),
        }
    }
}

/// In the words of its `Display`.
impl Serialize for ToldOf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl std::fmt::Display for ToldOf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Column(column) => column.fmt(f),
            Self::Stop(channel) => write!(f, "the {channel} address, only to be stopped"),
            Self::Equality => f.write_str("answers about equality, under a pseudonym and without a name"),
            Self::Changed => f.write_str("that what was sent before is gone or changed"),
        }
    }
}

/// A recording to be taken out.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct CopiedRemoval {
    /// When they were recorded, as they said it.
    pub taken: String,
    /// Where.
    pub place: String,
    /// What they looked like.
    pub looked_like: String,
    /// How looking for it ended.
    pub found: Option<String>,
}

/// A form that was begun and not finished.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct CopiedForm {
    /// The event.
    pub event: String,
    /// When it was last typed in.
    pub at: DateTime<FixedOffset>,
    /// The handle of who was typing.
    pub staff: Handle,
    /// What stands in it.
    pub details: Vec<Detail>,
    /// What was answered to consent questions.
    pub answers: Vec<CopiedAnswer>,
    /// Whether a guardian's details are in it, which are the guardian's and not in here.
    pub guardian_is_held: bool,
    /// Whether an emergency contact's details are in it, which are theirs and not in here.
    pub emergency_contact_is_held: bool,
    /// The last day that it is kept, should nobody save or clear it.
    pub kept_until: NaiveDate,
}

/// What a member of staff had typed of them and not saved.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct CopiedUnfinished {
    /// What was being written.
    #[serde(rename = "what", serialize_with = "in_words")]
    pub dialog: Dialog,
    /// When it was last typed in.
    pub at: DateTime<FixedOffset>,
    /// The handle of who was typing.
    pub staff: Handle,
    /// What stands there, by the names of the boxes.
    pub typed: BTreeMap<String, String>,
}

impl CopiedUnfinished {
    /// The same without what is about somebody else.
    #[must_use]
    pub fn of(dialog: Dialog, typed: &Typed, at: DateTime<FixedOffset>, staff: Handle) -> Self {
        let own = typed.boxes().filter(|(name, text)| is_their_own(name) && !text.trim().is_empty());
        let typed = own.map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        Self { dialog, at, staff, typed }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde gives it")]
fn in_words<S: Serializer>(dialog: &Dialog, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(dialog.words())
}

/// One request of theirs.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct CopiedRequest {
    /// What it is called by.
    pub reference: String,
    /// What was asked for.
    pub right: String,
    /// When it arrived.
    pub received: NaiveDate,
    /// How it ended.
    pub outcome: Option<String>,
    /// What a complaint said, and what it was answered (R25).
    pub words: Vec<CopiedWords>,
}

/// What was said or answered once.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct CopiedWords {
    /// Whose: said or answered.
    pub part: Part,
    /// When it was written down.
    pub at: DateTime<FixedOffset>,
    /// The words.
    pub words: String,
}

/// What a record says about the person themselves, in the order of its columns, under the settings that it was taken with.
///
/// # Errors
/// Where the record holds what no form could have made.
pub fn details(record: &RegistrationRecord, event: &Event) -> Result<Vec<Detail>, RecordError> {
    let said = RegistrationRecord::COLUMNS.iter().zip(record.values());
    // What the database holds as JSON is said in words, one by one.
    let plain = said.filter(|(column, _)| is_their_own(column) && !matches!(**column, "own_answers" | "send_them"));
    let mut details: Vec<_> = plain.filter_map(|(&column, value)| Some(detail(column, value?))).collect();
    details.extend(record.answers_to_own()?.iter().map(|answer| to_own(answer.question(), answer.text(), event)));
    details.extend(record.wishes()?.iter().map(|wish| detail("send_them", &wish.label())));
    Ok(details)
}

/// What was said that is said otherwise now, or no longer.
#[must_use]
pub fn corrected(before: Vec<Detail>, now: &[Detail]) -> Vec<Detail> {
    let is_said = |was: &Detail| now.iter().any(|is| (&is.field, &is.value) == (&was.field, &was.value));
    before.into_iter().filter(|was| !is_said(was)).collect()
}

/// Whether a column is about the person, and not about somebody they named.
fn is_their_own(column: &str) -> bool {
    !column.starts_with("guardian") && !column.starts_with("emergency")
}

fn detail(column: &'static str, value: &str) -> Detail {
    Detail { field: Cow::Borrowed(column), label: label(column), value: value.to_owned() }
}

/// What was answered to a question of the event's own, under what staff ask.
fn to_own(code: &Code, answer: &str, event: &Event) -> Detail {
    let asked = event.own_question(code).map_or_else(|| code.to_string(), |question| question.text.clone());
    Detail { field: Place::Own(code.clone()).to_string().into(), label: asked, value: answer.to_owned() }
}

/// All that stands in a half-filled form about the person themselves, but for what was answered to consent questions.
#[must_use]
pub fn typed(draft: &RegistrationDraft, event: &Event) -> Vec<Detail> {
    let fields = draft.fields.iter().filter(|(field, _)| is_their_own(field.code()));
    let fields = fields.map(|(field, value)| detail(field.code(), value));
    let age = draft.thirteen_or_over.map(|answer| detail("thirteen_or_over", answer.code()));
    let special = draft.details.iter().map(|(pair, value)| Detail {
        label: format!("{}, for {}", pair.category(), pair.purpose()),
        ..detail(pair.code(), value)
    });
    let own = draft.own.iter().map(|(code, answer)| to_own(code, answer, event));
    let wishes = draft.send.iter().map(|wish| detail("send_them", wish));
    let country = draft.phone_country.as_deref().map(|code| detail("phone_country", code));
    let language = draft.language.as_deref().map(|tag| detail("asked_in", tag));
    let all = fields.chain(age).chain(special).chain(own).chain(wishes).chain(country).chain(language);
    all.filter(|detail| !detail.value.trim().is_empty()).collect()
}

/// Whether a half-filled form holds anything of an emergency contact.
#[must_use]
pub fn names_emergency_contact(draft: &RegistrationDraft) -> bool {
    draft.fields.iter().any(|(field, typed)| field.code().starts_with("emergency") && !typed.trim().is_empty())
}

/// What a column, or a box in which something was typed, is called.
#[must_use]
pub fn label(column: &str) -> String {
    let words = match column {
        "aged_on" => "Age worked out on",
        "age_band" => "Age band",
        "phone_as_typed" => "Phone, as it was typed",
        "thirteen_or_over" => "13 or over",
        "own_answers" => "Answers to the event's own questions",
        "send_them" => "Asked to be sent",
        "phone_country" => "Country of the telephone numbers",
        "asked_in" => "Asked in",
        known => {
            return Field::from_code(known)
                .map_or_else(|| known.replace(['_', '-', '.'], " "), |field| field.label().to_owned());
        }
    };
    words.to_owned()
}
