//! An event: its form, its purposes, its questions and how long it keeps what it is told (R1, R6, R12, R24).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::age::{AgeStanding, Ages};
use super::answer::{Answer, NoticeHash, Said, asked_last};
use super::code::Code;
use super::coded::coded;
use super::equality::Monitoring;
pub use super::event_error::EventError;
use super::event_words::EventWords;
use super::field_order::FieldOrder;
use super::form::{Field, Form, NameStyle, Need};
use super::ids::{EventId, LedgerPlace};
use super::notice::{NoticeError, NoticeVersion, Outdated};
use super::notice_draft::same_language;
use super::notice_section::Section;
use super::offer::Offer;
use super::organisation::Profile;
use super::own_question::{AnswerKind, OwnQuestion};
use super::purpose::{Channel, Medium, Purpose, Question, SpecialPair};
use super::retention::{Kept, Retention};
use super::send::{SendBy, Sendable};
use super::statement::Statement;
use super::text::Line;

/// Whether an event records by consent or unless somebody objects (R12).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum RecordingRule {
    /// Three questions, Yes or No.
    Consent,
    /// One box, *objects*, for adults; anyone younger, or of unknown age, is asked for consent all the same.
    Objection,
}

coded!(RecordingRule { Consent => "consent", Objection => "objection" });

impl RecordingRule {
    /// In words, for staff.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Consent => "By consent",
            Self::Objection => "Unless objected",
        }
    }
}

/// An event as it is written in its file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventDefinition {
    /// Its short name in file names.
    pub code: Code,
    /// Its name in words.
    pub name: String,
    /// Who holds it: the controller, as named in every question.
    pub organisation: String,
    /// Its first day.
    pub first_day: NaiveDate,
    /// Its last day, where it is not the first.
    #[serde(default)]
    pub last_day: Option<NaiveDate>,
    /// The zone in which it is today there: an age is worked out on the event's own date (R11).
    #[serde(deserialize_with = "time_zone")]
    pub time_zone: Tz,
    /// How names are asked for.
    pub name_style: NameStyle,
    /// Which fields are off (the default), optional or needed.
    #[serde(default)]
    pub fields: BTreeMap<Field, Need>,
    /// The channels that news is offered by; none, no news.
    #[serde(default)]
    pub news: BTreeSet<Channel>,
    /// Whether people are recorded, and by which rule.
    #[serde(default)]
    pub recording: Option<RecordingRule>,
    /// The pairs of category and purpose that are asked (R3).
    #[serde(default)]
    pub special: BTreeSet<SpecialPair>,
    /// Whether the *opportunities* pairs may be asked out loud too; else they are for the visitor's own screen (R3).
    #[serde(default)]
    pub opportunities_out_loud: bool,
    /// The pairs whose statement says that the office keeps the value (R21).
    #[serde(default)]
    pub special_to_office: BTreeSet<SpecialPair>,
    /// What a person can ask to be sent (R28).
    #[serde(default)]
    pub send: Vec<Sendable>,
    /// Purposes that need no question, such as `widening-participation`.
    #[serde(default)]
    pub other_purposes: BTreeSet<Purpose>,
    /// Equality monitoring, with what the law asks for before it may be switched on (R4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equality: Option<Monitoring>,
    /// Whether a lead may record the exception for professionals of higher education, so that news goes to their address at
    /// work without a Yes (R8).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exception_for_professionals: bool,
    /// The order in which the form asks for its fields.
    #[serde(default, skip_serializing_if = "FieldOrder::is_usual")]
    pub order: FieldOrder,
    /// What the form offers to choose from, field by field; anything else can be typed all the same.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub choices: BTreeMap<Field, Vec<Offer>>,
    /// The event's own questions.
    #[serde(default)]
    pub questions: Vec<OwnQuestion>,
    /// The ages of consent and of majority.
    #[serde(default)]
    pub ages: Ages,
    /// How long each kind of data is kept.
    pub retention: Retention,
}

/// Reads a time zone by its name in the zone database.
fn time_zone<'de, D: Deserializer<'de>>(read: D) -> Result<Tz, D::Error> {
    let name = String::deserialize(read)?;
    name.parse().map_err(|_| D::Error::custom("Write the time zone by its place, like \"Europe/London\""))
}

impl EventDefinition {
    /// Its last day, which is its first where it has but one: every period counts from it (R24).
    #[must_use]
    pub fn final_day(&self) -> NaiveDate {
        self.last_day.unwrap_or(self.first_day)
    }

    /// The kinds of data that it keeps: equality answers only where it asks for them (R4).
    pub fn kept(&self) -> impl Iterator<Item = Kept> + '_ {
        Kept::ALL.iter().copied().filter(|&kept| kept != Kept::Equality || self.equality.is_some())
    }
}

/// An event whose settings hold together. It speaks one language at a time: that which its notice was published in, until
/// [`Event::in_language`] lets it speak another one that the version stands in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    id: EventId,
    definition: EventDefinition,
    form: Form,
    purposes: BTreeSet<Purpose>,
    /// What it says, in the language that is spoken.
    words: Arc<EventWords>,
    /// The same in the language that its notice was published in.
    published: Arc<EventWords>,
    /// The same in every other language that this version stands in, oldest first.
    translations: Vec<Arc<EventWords>>,
}

impl Event {
    /// Checks a definition against the rules and against its notice.
    ///
    /// # Errors
    /// The first setting that does not hold, in words a lead can act on.
    pub fn new(id: EventId, definition: EventDefinition, notice: NoticeVersion) -> Result<Self, EventError> {
        if definition.equality.is_some() && definition.retention.equality_days.is_none() {
            return Err(EventError::EqualityWithoutPeriod);
        }
        wishes_hold(&definition.send)?;
        definition.ages.hold()?;
        let named = definition.organisation.clone();
        let event = Self::under(id, definition, notice, &named)?;
        event.notice().says_enough()?;
        event.notice_is_silent().next().map_or(Ok(()), |section| Err(EventError::NoticeSilent(section)))?;
        event.lacks_words_of_objection().map_or(Ok(()), |missing| Err(EventError::NoWordsOfObjection(missing)))?;
        let silent = event.kept_in_silence().next();
        silent.map_or(Ok(event), |pair| Err(EventError::OfficeNotSaid(pair)))
    }

    /// The same for one that was set and is held, where the notice was published when the organisation was called `else_named`:
    /// its words stay as they were (R13), also those of a version that does not say itself whom they name. What its notice does
    /// not say was not asked of it then.
    ///
    /// # Errors
    /// As [`Event::new`], but for what its notice does not say.
    pub fn under(
        id: EventId,
        definition: EventDefinition,
        notice: NoticeVersion,
        else_named: &str,
    ) -> Result<Self, EventError> {
        check(&definition, &notice)?;
        let purposes = purposes(&definition);
        let form = Form::new(definition.name_style, definition.fields.clone(), &purposes)?;
        reachable(&definition, &form)?;
        let statements = statements(&definition, &notice);
        let published = Arc::new(EventWords::of(notice, statements, else_named)?);
        let (words, translations) = (Arc::clone(&published), Vec::new());
        Ok(Self { id, definition, form, purposes, words, published, translations })
    }

    /// The same with the other languages that its version stands in. Translations were held against the version when they were
    /// published (`domain::notice_translation`).
    ///
    /// # Errors
    /// Where one of them has no words for what the event asks.
    pub fn with_translations(mut self, translations: Vec<NoticeVersion>) -> Result<Self, EventError> {
        let (published, said) = (&self.published, |(statement, _)| statement);
        let words = |notice| EventWords::of(notice, published.statements().map(said), published.named()).map(Arc::new);
        let translations = translations.into_iter().map(words).collect::<Result<_, NoticeError>>()?;
        self.translations = translations;
        Ok(self)
    }

    /// The same event, set anew under the notice that it has.
    ///
    /// # Errors
    /// As [`Event::new`].
    pub fn set_anew(&self, definition: EventDefinition) -> Result<Self, EventError> {
        let event = self.set_under(definition, self.published.notice().clone())?;
        let translations = self.translations.iter().map(|words| words.notice().clone());
        event.with_translations(translations.collect())
    }

    /// The same event, set anew under a version that was published for it before. What that does not say, and nobody asked of it
    /// when it was published, is asked of it only where these settings switch it on.
    ///
    /// # Errors
    /// As [`Event::new`].
    pub fn set_under(&self, definition: EventDefinition, notice: NoticeVersion) -> Result<Self, EventError> {
        // What was on before it needed a period stays on: only what is switched on now has to have one (R24).
        let switched_on = definition.equality.is_some() && self.definition.equality.is_none();
        if switched_on && definition.retention.equality_days.is_none() {
            return Err(EventError::EqualityWithoutPeriod);
        }
        // So does what was set before these were rules.
        if definition.send != self.definition.send {
            wishes_hold(&definition.send)?;
        }
        if definition.ages != self.definition.ages {
            definition.ages.hold()?;
        }
        let event = Self::under(self.id, definition, notice, self.published.named())?;
        let new = event.notice_is_silent().find(|section| !section.is_on(&self.definition));
        new.map_or(Ok(()), |section| Err(EventError::NoticeSilent(section)))?;
        let new = event.lacks_words_of_objection().filter(|_| !self.records_by_objection());
        new.map_or(Ok(()), |missing| Err(EventError::NoWordsOfObjection(missing)))?;
        let new = event.kept_in_silence().find(|pair| !self.definition.special_to_office.contains(pair));
        new.map_or(Ok(event), |pair| Err(EventError::OfficeNotSaid(pair)))
    }

    /// Which details the office is to keep though the question that people answer does not say so (R3, R21).
    fn kept_in_silence(&self) -> impl Iterator<Item = SpecialPair> {
        let notice = self.notice();
        let is_said = |pair: &SpecialPair| {
            let statement = notice.statements.get(&Question::Special(*pair).into());
            statement.is_some_and(|words| pair.is_said_to_be_kept(words, &notice.language))
        };
        self.definition.special_to_office.iter().copied().filter(move |pair| !is_said(pair))
    }

    /// Of what those who may object are not told so in the words of its notice (R12).
    fn lacks_words_of_objection(&self) -> Option<Statement> {
        let said = &self.notice().statements;
        Statement::all_of_objection().find(|statement| self.needs(*statement) && !said.contains_key(statement))
    }

    /// What it does and its notice says nothing of (R4, R8).
    fn notice_is_silent(&self) -> impl Iterator<Item = Section> {
        Section::on(&self.definition).into_iter().filter(|section| !self.notice().sections.contains(section))
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> EventId {
        self.id
    }

    /// The notice version it is held under, in the language that is spoken.
    #[must_use]
    pub fn notice(&self) -> &NoticeVersion {
        self.words.notice()
    }

    /// The name of that version, in that language, in every answer. Whether an answer was given under this version is for
    /// [`Event::words_under`] to say: it has a hash for each language.
    #[must_use]
    pub fn notice_hash(&self) -> NoticeHash {
        self.words.hash()
    }

    /// What it says, in the language that is spoken.
    #[must_use]
    pub fn words(&self) -> &EventWords {
        &self.words
    }

    /// What it says in the language that the newest of these answers was given in, which come in the order of the ledger; in the
    /// one that is spoken where none was given under this version.
    #[must_use]
    pub fn words_as_answered<'a>(&self, answers: impl DoubleEndedIterator<Item = &'a Answer>) -> &EventWords {
        let mut newest = answers.rev();
        newest.find_map(|answer| self.words_under(answer.evidence.notice)).unwrap_or(&self.words)
    }

    /// What it says in the language that whoever gave these answers, which come in the order of the ledger, was asked in last; in the
    /// one that its notice was published in where they were asked nothing, or in a language that this version does not stand in.
    #[must_use]
    pub fn words_as_asked_last<'a>(
        &self,
        answers: impl DoubleEndedIterator<Item = (LedgerPlace, &'a Answer)>,
    ) -> &EventWords {
        asked_last(answers).and_then(|answer| self.words_in(&answer.evidence.language)).unwrap_or(&self.published)
    }

    /// What it says in that language (BCP 47); `None` where its version does not stand in it.
    #[must_use]
    pub fn words_in(&self, tag: &str) -> Option<&EventWords> {
        self.languages().find(|words| same_language(words.language(), tag))
    }

    /// What it says in every language that its version stands in, first in the one that it was published in.
    pub fn languages(&self) -> impl Iterator<Item = &EventWords> + Clone {
        self.all_words().map(|words| &**words)
    }

    fn all_words(&self) -> impl Iterator<Item = &Arc<EventWords>> + Clone {
        [&self.published].into_iter().chain(&self.translations)
    }

    /// What it says in the language that this hash names; `None` where that is another version (R26).
    #[must_use]
    pub fn words_under(&self, notice: NoticeHash) -> Option<&EventWords> {
        self.languages().find(|words| words.hash() == notice)
    }

    /// The same event, speaking that language; `None` where its version does not stand in it.
    #[must_use]
    pub fn in_language(&self, tag: &str) -> Option<Self> {
        let words = Arc::clone(self.all_words().find(|words| same_language(words.language(), tag))?);
        Some(Self { words, ..self.clone() })
    }

    /// The organisation as the words of the notice name it: what visitors read is always in the version's words, whatever the
    /// settings have come to call it since (R13, R26).
    #[must_use]
    pub fn named(&self) -> &str {
        self.words.named()
    }

    /// What the words of its notice say of whoever holds it, and that is another thing now; `profile` is what is known of them.
    #[must_use]
    pub fn outdated(&self, profile: &Profile) -> Vec<Outdated> {
        let words = &self.published;
        words.notice().outdated(words.named(), &self.definition.organisation, profile)
    }

    /// The same in a sentence, with what to do about it; nothing where the notice is up to date.
    #[must_use]
    pub fn notice_is_outdated(&self, profile: &Profile) -> Option<String> {
        Outdated::sentence(&self.notice().version, &self.outdated(profile))
    }

    /// The settings it was made from.
    #[must_use]
    pub fn definition(&self) -> &EventDefinition {
        &self.definition
    }

    /// What it asks for.
    #[must_use]
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// Every purpose it collects for.
    #[must_use]
    pub fn purposes(&self) -> &BTreeSet<Purpose> {
        &self.purposes
    }

    /// Why one of them may be: the basis that it rests on, and where the law names it (R6); and of recording, whom it is for (R12).
    #[must_use]
    pub fn why(&self, purpose: Purpose) -> String {
        let basis = purpose.basis();
        let words = format!("{}, {}", basis.words(), basis.article());
        match purpose {
            Purpose::RecordingByConsent if self.records_by_objection() => {
                format!("{words}. Under-18s, and people of unknown age, are asked.")
            }
            Purpose::RecordingByConsent => format!("{words}. Three questions; anything but Yes prints the mark."),
            Purpose::RecordingByObjection => {
                format!("{words}. Adults are recorded unless they object; that prints the mark.")
            }
            _ => words,
        }
    }

    /// Every consent question it asks of everybody, in the order of the screen. A child's guardian is asked two more.
    pub fn questions(&self) -> impl Iterator<Item = Question> + Clone + '_ {
        self.words.questions().filter(|question| !question.is_to_guardian())
    }

    /// Those of them that the visitor is asked on their own screen and nowhere else (R3).
    pub fn questions_on_their_screen(&self) -> impl Iterator<Item = Question> + Clone + '_ {
        let asked = |question: &Question| matches!(question, Question::Special(pair) if pair.purpose() == Purpose::Opportunities);
        self.questions().filter(move |question| asked(question) && !self.definition.opportunities_out_loud)
    }

    /// Those of them that staff ask, in the order of the screen. The *opportunities* questions belong on the visitor's own
    /// screen, unless the event lets staff ask them (R3); the wish to be sent something has a field of its own.
    pub fn questions_at_the_desk(&self) -> impl Iterator<Item = Question> + Clone + '_ {
        let asked = |question: &Question| match question {
            Question::Special(pair) if pair.purpose() == Purpose::Opportunities => {
                self.definition.opportunities_out_loud
            }
            Question::SendThem => false,
            _ => true,
        };
        self.questions().filter(asked)
    }

    /// The exact words of a question, or of a statement of objection, or `None` where this event does not ask that (R7, R13).
    #[must_use]
    pub fn statement(&self, statement: impl Into<Statement>) -> Option<&Line> {
        self.words.statement(statement)
    }

    /// Whether a version of its notice has to have this statement from now on.
    #[must_use]
    pub fn needs(&self, statement: Statement) -> bool {
        self.statement(statement).is_some() && (!statement.is_of_objection() || self.records_by_objection())
    }

    /// Which statement somebody of this standing has before them when this is put to them: where they may object, the one that
    /// says so, and else the question (R12).
    #[must_use]
    pub fn statement_for(&self, question: Question, who: AgeStanding) -> Statement {
        let asked = Statement::from(question);
        let may_object = self.recording_rule(who) == Some(RecordingRule::Objection);
        asked.objecting().filter(|_| may_object).unwrap_or(asked)
    }

    /// Which statement was answered on a form. A Yes and a No can be given to a question alone, and there is nothing to tick by
    /// which to object but beside the statement that says so: also where the age that was typed has become another one since.
    #[must_use]
    pub fn statement_answered(&self, question: Question, said: Said, who: AgeStanding) -> Statement {
        let asked = Statement::from(question);
        match said {
            Said::Objected => asked.objecting().filter(|_| self.records_by_objection()).unwrap_or(asked),
            Said::Yes | Said::No | Said::Withdrawn => asked,
            Said::LeftBlank => self.statement_for(question, who),
        }
    }

    /// Which statement an answer was given to, by the words that prove it (R13): that of objection where they are its words in the
    /// `notice` that they belong to. A version from before there were any had the words of the question before whoever objected.
    #[must_use]
    pub fn statement_proven(
        &self,
        question: Question,
        said: Said,
        words: &str,
        notice: Option<&NoticeVersion>,
    ) -> Statement {
        let asked = Statement::from(question);
        let is_proven = |told: &Statement| match notice.and_then(|notice| notice.statements.get(told)) {
            // An answer keeps its words trimmed, as a line.
            Some(told) => told.trim() == words,
            None => said == Said::Objected && self.records_by_objection(),
        };
        asked.objecting().filter(is_proven).unwrap_or(asked)
    }

    /// The same of an answer as it is kept.
    #[must_use]
    pub fn statement_of(&self, answer: &Answer, notice: Option<&NoticeVersion>) -> Statement {
        self.statement_proven(answer.question, answer.said, answer.evidence.statement.as_str(), notice)
    }

    /// The event's own date at that instant: the date on which ages are worked out (R11).
    #[must_use]
    pub fn date_at(&self, instant: DateTime<Utc>) -> NaiveDate {
        instant.with_timezone(&self.definition.time_zone).date_naive()
    }

    /// What it offers to choose from for a field; empty where it offers nothing.
    #[must_use]
    pub fn offers(&self, field: Field) -> &[Offer] {
        self.definition.choices.get(&field).map_or(&[], Vec::as_slice)
    }

    /// Its own question with that code.
    #[must_use]
    pub fn own_question(&self, code: &Code) -> Option<&OwnQuestion> {
        self.definition.questions.iter().find(|q| q.code == *code)
    }

    fn records_by_objection(&self) -> bool {
        self.definition.recording == Some(RecordingRule::Objection)
    }

    /// The rule of recording for a person of this standing: consent for under-18s and people of unknown age (R12).
    #[must_use]
    pub fn recording_rule(&self, who: AgeStanding) -> Option<RecordingRule> {
        let rule = self.definition.recording?;
        Some(if !who.recorded_by_consent_only() { rule } else { RecordingRule::Consent })
    }
}

fn check(definition: &EventDefinition, notice: &NoticeVersion) -> Result<(), EventError> {
    if definition.name.trim().is_empty() || definition.organisation.trim().is_empty() {
        return Err(EventError::Unnamed);
    }
    if definition.last_day.is_some_and(|last| last < definition.first_day) {
        return Err(EventError::EndsBeforeItBegins);
    }
    if definition.other_purposes.contains(&Purpose::EqualityMonitoring) {
        return Err(EventError::EqualityWithoutCondition);
    }
    if definition.equality.is_some_and(|monitoring| monitoring.policy_date > definition.first_day) {
        return Err(EventError::PolicyTooLate);
    }
    if definition.equality.is_some_and(|monitoring| monitoring.is_before_the_act()) {
        return Err(EventError::PolicyTooEarly);
    }
    if definition.exception_for_professionals && !definition.news.contains(&Channel::Email) {
        return Err(EventError::ExceptionWithoutNews);
    }
    let asked = |&&purpose: &&Purpose| purpose != Purpose::WideningParticipation;
    if let Some(&purpose) = definition.other_purposes.iter().find(asked) {
        return Err(EventError::AskedPurpose(purpose));
    }
    if let Some(&pair) = definition.special_to_office.difference(&definition.special).next() {
        return Err(EventError::OfficePairNotAsked(pair));
    }
    let mut codes = BTreeSet::new();
    for question in &definition.questions {
        if let AnswerKind::PickOne(options) | AnswerKind::PickSeveral(options) = &question.kind
            && options.len() < 2
        {
            return Err(EventError::NoOptions(question.code.clone()));
        }
        if !codes.insert(&question.code) {
            return Err(EventError::SameCode(question.code.clone()));
        }
    }
    if definition.retention.equality_days.is_some_and(|days| days > definition.retention.registrations_days) {
        return Err(EventError::EqualityOutlivesRecord);
    }
    if definition.retention != notice.retention {
        return Err(EventError::RetentionDiffers);
    }
    Ok(())
}

/// Everything that can be sent is called something, and nothing is offered twice (R28).
fn wishes_hold(send: &[Sendable]) -> Result<(), EventError> {
    for (at, wish) in send.iter().enumerate() {
        Line::parse(&wish.what).map_err(|_| EventError::WishUnnamed)?;
        if Sendable::find(&send[..at], &wish.label()).is_some() {
            return Err(EventError::SameWish(wish.label()));
        }
    }
    Ok(())
}

/// Every way of writing to people that is asked about has a field for its address.
fn reachable(definition: &EventDefinition, form: &Form) -> Result<(), EventError> {
    let off = |field: &Field| form.need(*field) == Need::Off;
    for &channel in &definition.news {
        let field = match channel {
            Channel::Email => Field::Email,
            Channel::Sms | Channel::Phone => Field::Phone,
            Channel::Post => Field::AddressLine1,
        };
        if off(&field) {
            return Err(EventError::NoContactFor { channel, field });
        }
    }
    for by in definition.send.iter().map(|wish| wish.by) {
        let field = if by == SendBy::Email { Field::Email } else { Field::AddressLine1 };
        if off(&field) {
            return Err(EventError::NoAddressFor { by, field });
        }
    }
    Ok(())
}

fn purposes(definition: &EventDefinition) -> BTreeSet<Purpose> {
    let mut purposes = definition.other_purposes.clone();
    purposes.insert(Purpose::RecordKeeping);
    purposes.extend((!definition.news.is_empty()).then_some(Purpose::News));
    purposes.extend(definition.recording.map(|_| Purpose::RecordingByConsent));
    if definition.recording == Some(RecordingRule::Objection) {
        purposes.insert(Purpose::RecordingByObjection);
    }
    purposes.extend(definition.special.iter().map(|pair| pair.purpose()));
    purposes.extend((!definition.send.is_empty()).then_some(Purpose::SendRequested));
    purposes.extend(definition.equality.map(|_| Purpose::EqualityMonitoring));
    purposes
}

/// What it says before an answer: every question that it asks, and where grown-ups may object, what its notice says of that.
fn statements(definition: &EventDefinition, notice: &NoticeVersion) -> Vec<Statement> {
    let by_objection = definition.recording == Some(RecordingRule::Objection);
    let told = Statement::all_of_objection().filter(|told| by_objection && notice.statements.contains_key(told));
    questions(definition).into_iter().map(Statement::from).chain(told).collect()
}

fn questions(definition: &EventDefinition) -> Vec<Question> {
    let news = definition.news.iter().map(|&channel| Question::News(channel));
    let media = definition.recording.iter().flat_map(|_| Medium::ALL.iter().map(|&m| Question::Recording(m)));
    let special = definition.special.iter().map(|&pair| Question::Special(pair));
    let send = (!definition.send.is_empty()).then_some(Question::SendThem);
    // A child may come to any event (R11).
    news.chain(media).chain(special).chain(send).chain(Question::TO_GUARDIAN).collect()
}
