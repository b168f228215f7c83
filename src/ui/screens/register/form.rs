//! The form as it is being filled in: what was typed, what was answered, and what has to be put right. It paints nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::age::{AgeStanding, DateOfBirth, DateOfBirthError};
use crate::domain::answer::{How, NoticeCard, NoticeHash, Said};
use crate::domain::badge::DoNotRecord;
use crate::domain::date::{DateError, DateParts};
use crate::domain::draft::{AnswerDraft, Beside, RegistrationDraft};
use crate::domain::event::Event;
use crate::domain::field_error::{FieldError, Place};
use crate::domain::form::{Field, NameStyle, Need};
use crate::domain::ids::{AnswerId, RegistrationId, VisitorId};
use crate::domain::language::name;
use crate::domain::ledger::standing_of_one;
use crate::domain::moment::{AnsweredAt, Instant};
use crate::domain::permit::Standings;
use crate::domain::purpose::{Question, SpecialPair};
use crate::domain::staff::Handle;
use crate::domain::statement::Statement;
use crate::domain::text::Line;
use crate::domain::wrong::{AnswerWrong, ContactWrong, Wrong};
use crate::env::Env;
use crate::worker::OptedOut;

use super::layout;
use super::strip::PAPER;

/// What an answer is noted with: who enters it, and how it was told.
#[derive(Clone)]
pub(super) struct Telling {
    /// Who enters it.
    pub(super) staff: Handle,
    /// "Told us", for the next answer.
    pub(super) how: How,
}

/// A form. It has no `Debug`: it is somebody's personal data.
pub(super) struct Form {
    /// What was typed and answered.
    pub(super) draft: RegistrationDraft,
    /// The three boxes of the date of birth: day, month, year.
    pub(super) birth: [String; 3],
    /// The event, speaking the language that its notice was published in.
    published: Arc<Event>,
    /// The same, speaking the language that this visitor is asked in.
    event: Arc<Event>,
    /// How many questions were answered to the words of another notice, and are open again (R26).
    asked_again: usize,
    today: NaiveDate,
    errors: BTreeMap<Place, String>,
    /// What looks unusual where somebody was: told when the box is left, and kept all the same.
    remarks: BTreeMap<Place, String>,
    /// Lists that were left with something typed that fits nothing in them.
    missed: BTreeSet<Place>,
    /// What the person opted out of whom the visitor is said to be.
    opted_out: Stands,
}

/// What news stands opted out of, of whom the visitor is said to be (R7).
#[derive(Default)]
enum Stands {
    /// They are said to be nobody who is here already.
    #[default]
    NoOne,
    /// The desk has not said it yet, so that nobody is asked about news.
    Unknown,
    /// By these channels.
    Known(BTreeMap<Question, OptedOut>),
}

impl Form {
    /// An empty form for an event, on the event's own date.
    pub(super) fn new(event: Arc<Event>, today: NaiveDate, env: &Env) -> Self {
        let draft = RegistrationDraft::new(RegistrationId(env.new_id()), VisitorId(env.new_id()));
        Self::of(draft, event, today)
    }

    /// A form that was begun before. What was answered under another notice is asked again (R26).
    pub(super) fn of(mut draft: RegistrationDraft, published: Arc<Event>, today: NaiveDate) -> Self {
        let birth = boxes(draft.field(Field::DateOfBirth));
        let asked_again = draft.ask_again(&published);
        let event = spoken(&published, draft.language.as_deref());
        let Beside { paper_form, cards, .. } = &mut draft.beside;
        if paper_form.is_empty() {
            *paper_form = draft.answers.values().find_map(|answer| answer.paper_form.clone()).unwrap_or_default();
        }
        for answer in draft.answers.values().filter(|answer| answer.notice_card != NoticeCard::Neither) {
            cards.entry(answer.notice).or_insert(answer.notice_card);
        }
        let (errors, remarks, missed, opted_out) = Default::default();
        Self { draft, birth, published, event, asked_again, today, errors, remarks, missed, opted_out }
    }

    /// What there is to do about questions that are open again.
    pub(super) fn to_ask_again(&self) -> Option<String> {
        let questions = match self.asked_again {
            0 => return None,
            1 => "1 question".to_owned(),
            count => format!("{count} questions"),
        };
        Some(format!("The notice has changed: ask {questions} again"))
    }

    /// The event it is for, speaking the language that the visitor is asked in.
    pub(super) fn event(&self) -> &Arc<Event> {
        &self.event
    }

    /// The same, speaking the language that its notice was published in.
    pub(super) fn published(&self) -> &Arc<Event> {
        &self.published
    }

    /// The one that they are asked in.
    pub(super) fn language(&self) -> &str {
        self.event.words().language()
    }

    /// Asks them in that language from here on. What was answered stays, with the words that it was answered to (R13). A card
    /// with other words was not given: what was noted of it stands for the language that it is in, also when that is chosen again.
    pub(super) fn speak(&mut self, tag: &str) {
        let event = spoken(&self.published, Some(tag));
        if event.notice_hash() == self.event.notice_hash() {
            return;
        }
        let is_published = event.notice_hash() == self.published.notice_hash();
        self.draft.language = (!is_published).then(|| event.words().language().to_owned());
        self.event = event;
    }

    /// Asks whoever comes next in the language that the notice was published in: nothing is on this form.
    pub(super) fn speak_as_published(&mut self) {
        self.speak(self.published.words().language().to_owned().as_str());
    }

    /// Whether this visitor was given the notice card in the language that they are asked in, or had it read out: for the answers
    /// that follow (R13). A card has the words of one language.
    pub(super) fn card(&self) -> NoticeCard {
        self.draft.beside.cards.get(&self.event.notice_hash()).copied().unwrap_or(NoticeCard::Neither)
    }

    /// Notes it.
    pub(super) fn card_is(&mut self, card: NoticeCard) {
        self.draft.beside.cards.insert(self.event.notice_hash(), card);
    }

    /// What there is to do where the notice was given in another language than the one that they are asked in.
    pub(super) fn to_give_again(&self) -> Option<String> {
        let given = |(notice, card): (&NoticeHash, &NoticeCard)| {
            (*card != NoticeCard::Neither).then(|| self.event.words_under(*notice)).flatten()
        };
        let before = self.draft.beside.cards.iter().find_map(given).filter(|_| self.card() == NoticeCard::Neither)?;
        let [before, now] = [before.language(), self.language()].map(name);
        Some(format!("They have the notice in {before}. Give it in {now} too"))
    }

    /// Where filling it in begins.
    pub(super) fn first(&self) -> Place {
        Place::Field(match self.event.form().name_style() {
            NameStyle::Full => Field::FullName,
            NameStyle::Parts => Field::GivenName,
        })
    }

    /// Whether nothing was typed or answered.
    pub(super) fn is_empty(&self) -> bool {
        let draft = &self.draft;
        draft
            .fields
            .values()
            .chain(draft.guardian.values())
            .chain(draft.details.values())
            .chain(draft.own.values())
            .all(|typed| typed.trim().is_empty())
            && draft.answers.is_empty()
            && draft.send.is_empty()
            && draft.thirteen_or_over.is_none()
            && self.birth.iter().chain([&draft.beside.paper_form]).all(|typed| typed.trim().is_empty())
    }

    /// Whether the event asks for a field at all.
    pub(super) fn asks(&self, field: Field) -> bool {
        self.event.form().need(field) != Need::Off
    }

    /// Whether a field may stay empty.
    pub(super) fn is_optional(&self, field: Field) -> bool {
        self.event.form().need(field) == Need::Optional
    }

    /// What was typed into a field, to be edited.
    pub(super) fn typed(&mut self, field: Field) -> &mut String {
        self.draft.fields.entry(field).or_default()
    }

    /// Takes the three boxes over into the form; call it when one of them changed.
    pub(super) fn birth_changed(&mut self) {
        let typed = joined(&self.birth);
        *self.typed(Field::DateOfBirth) = typed;
        if self.age().is_some() {
            // The date says more than the answer it replaces.
            self.draft.thirteen_or_over = None;
        }
        self.changed(&Place::Field(Field::DateOfBirth));
        self.changed(&Place::ThirteenOrOver);
    }

    /// The date of birth, once it is one.
    pub(super) fn born(&self) -> Option<DateOfBirth> {
        DateOfBirth::parse(self.draft.field(Field::DateOfBirth), self.today).ok()
    }

    /// The age in completed years, once the date of birth is one.
    pub(super) fn age(&self) -> Option<u32> {
        self.born()?.age_on(self.today)
    }

    /// Whether anything stands in the three boxes.
    pub(super) fn birth_begun(&self) -> bool {
        self.birth.iter().any(|typed| !typed.trim().is_empty())
    }

    /// Whether a parent or guardian has to answer (R11).
    pub(super) fn needs_guardian(&self) -> bool {
        self.draft.needs_guardian(&self.event, self.today)
    }

    /// Whether they can be the guardian of a child who comes with them: nobody of whom it is known that they are one themselves.
    pub(super) fn may_be_a_guardian(&self) -> bool {
        let grown_up = self.event.definition().ages.adult;
        !self.needs_guardian() && self.age().is_none_or(|age| age >= grown_up)
    }

    /// Whether the form may be on the disk as it stands (R11).
    pub(super) fn may_be_kept(&self) -> bool {
        self.draft.storable(&self.event, self.today).is_ok()
    }

    /// The questions in the order of the screen, but for the wish to be sent something, which has a field of its own.
    pub(super) fn questions(&self) -> impl Iterator<Item = Question> + Clone + '_ {
        self.event.questions_at_the_desk()
    }

    /// Whether this recording question is one box, *objects*, for this visitor (R12).
    pub(super) fn is_objection(&self, question: Question) -> bool {
        self.statement(question).is_of_objection()
    }

    /// Which statement this visitor has before them when it is put to them (R12).
    pub(super) fn statement(&self, question: Question) -> Statement {
        let who = self.draft.standing(&self.event, self.today);
        who.map_or(question.into(), |who| self.event.statement_for(question, who))
    }

    /// The words that a question was answered to, in the language that they were in (R13); the ones that the visitor has before them
    /// now where it is not answered.
    pub(super) fn words(&self, question: Question) -> Option<&Line> {
        let Some(answer) = self.draft.answers.get(&question) else {
            return self.event.statement(self.statement(question));
        };
        let words = self.event.words_under(answer.notice).unwrap_or(self.event.words());
        let who = self.draft.standing(&self.event, self.today).unwrap_or(AgeStanding::NeedsGuardian);
        words.statement(self.event.statement_answered(question, answer.said, who))
    }

    /// By which media they are not to be recorded, as their badge would say it now (R12).
    pub(super) fn do_not_record(&self) -> DoNotRecord {
        let mut standings = Standings::default();
        for (&question, answer) in &self.draft.answers {
            standings.set(question, standing_of_one(answer.said));
        }
        let who = self.draft.standing(&self.event, self.today);
        let known_adult = who.is_some_and(|who| !who.recorded_by_consent_only());
        let rule = self.event.definition().recording;
        DoNotRecord::of(&standings, known_adult, rule, rule)
    }

    /// How many of the questions are answered, and how many there are to ask.
    pub(super) fn answered(&self) -> (usize, usize) {
        let answered = self.questions().filter(|question| self.draft.answers.contains_key(question)).count();
        (answered, self.questions().filter(|&question| !self.is_closed(question)).count())
    }

    /// Whether nobody is to ask this: they opted out of that news before, and have not brought it up themselves (R7).
    pub(super) fn is_closed(&self, question: Question) -> bool {
        let opted_out = match &self.opted_out {
            Stands::NoOne => false,
            Stands::Unknown => matches!(question, Question::News(_)),
            Stands::Known(all) => all.contains_key(&question),
        };
        opted_out && !self.draft.beside.brought_up.contains(&question) && !self.draft.answers.contains_key(&question)
    }

    /// Why it is not asked: what they did, and when that is known.
    pub(super) fn opted_out(&self, question: Question) -> Option<&OptedOut> {
        match &self.opted_out {
            Stands::Known(all) => all.get(&question),
            Stands::NoOne | Stands::Unknown => None,
        }
    }

    /// The visitor is said to be nobody who is here already.
    pub(super) fn is_no_one(&mut self) {
        self.opted_out = Stands::NoOne;
        self.draft.beside.brought_up.clear();
    }

    /// The visitor is somebody of whom the desk is asked what they opted out of.
    pub(super) fn awaits_opted_out(&mut self) {
        self.opted_out = Stands::Unknown;
    }

    /// The desk has said it. A Yes that was asked for before it was known is taken back: they were not to be asked. Answers whether
    /// there was one.
    pub(super) fn opted_out_is(&mut self, all: Vec<OptedOut>) -> bool {
        let brought_up = &self.draft.beside.brought_up;
        let asked =
            |out: &&OptedOut| self.draft.said(out.question) == Some(Said::Yes) && !brought_up.contains(&out.question);
        let asked: Vec<_> = all.iter().filter(asked).map(|out| out.question).collect();
        for question in &asked {
            self.draft.answers.remove(question);
            self.changed(&Place::Question(*question));
        }
        self.opted_out = Stands::Known(all.into_iter().map(|out| (out.question, out)).collect());
        !asked.is_empty()
    }

    /// They bring it up themselves: now it can be asked and answered.
    pub(super) fn bring_up(&mut self, question: Question) {
        self.draft.beside.brought_up.insert(question);
    }

    /// What was said to a question, and when.
    pub(super) fn said(&self, question: Question) -> Option<(Said, Instant)> {
        self.draft.answers.get(&question).map(|answer| (answer.said, answer.answered.at))
    }

    /// Notes an answer, or takes it back to *not asked*. A detail that hung on a Yes goes with it (R3); it is given back
    /// so that the screen can offer an undo, from memory only.
    pub(super) fn answer(
        &mut self,
        question: Question,
        said: Option<Said>,
        telling: &Telling,
        env: &Env,
    ) -> Option<String> {
        match said {
            None => drop(self.draft.answers.remove(&question)),
            Some(said) => {
                let answer = self.noted(question, said, telling, env);
                self.draft.answers.insert(question, answer);
            }
        }
        self.changed(&Place::Question(question));
        let Question::Special(pair) = question else { return None };
        if said == Some(Said::Yes) { None } else { self.draft.details.remove(&pair).filter(|typed| !typed.is_empty()) }
    }

    fn noted(&self, question: Question, said: Said, telling: &Telling, env: &Env) -> AnswerDraft {
        let id = self.draft.answers.get(&question).map_or_else(|| AnswerId(env.new_id()), |before| before.id);
        AnswerDraft {
            id,
            said,
            // What stands on paper was said at some time today; the desk's clock knows only when it was typed in.
            answered: match telling.how {
                How::OnPaper => AnsweredAt::written(env.now(), env.now()),
                How::OnScreen | How::OutLoud => AnsweredAt::now(env.now()),
            },
            how: telling.how,
            notice_card: self.card(),
            notice: self.event.notice_hash(),
            staff: telling.staff.clone(),
            paper_form: if telling.how == How::OnPaper { self.paper_number() } else { None },
        }
    }

    fn paper_number(&self) -> Option<String> {
        let number = self.draft.beside.paper_form.trim();
        (!number.is_empty()).then(|| number.to_owned())
    }

    /// Takes the number of the visitor's paper form: every answer that stands on it has it, also one noted before.
    pub(super) fn paper_is(&mut self, number: String) {
        self.draft.beside.paper_form = number;
        let number = self.paper_number();
        for answer in self.draft.answers.values_mut().filter(|answer| answer.how == How::OnPaper) {
            answer.paper_form.clone_from(&number);
        }
        self.changed(&Place::Own(PAPER.clone()));
    }

    /// The questions that are not answered yet and that somebody may ask, in the order of the screen.
    pub(super) fn unanswered(&self) -> impl Iterator<Item = Question> + '_ {
        self.questions().filter(|question| self.is_open(*question))
    }

    /// Whether a question is to be asked: it is not answered, and they did not opt out of it.
    pub(super) fn is_open(&self, question: Question) -> bool {
        !self.draft.answers.contains_key(&question) && !self.is_closed(question)
    }

    /// Answers No to every question that is not answered yet, once the visitor has said so. Gives those questions back, for
    /// the undo.
    pub(super) fn no_to_the_rest(&mut self, telling: &Telling, env: &Env) -> Vec<Question> {
        let open: Vec<_> = self.unanswered().collect();
        for &question in &open {
            let said = if self.is_objection(question) { Said::Objected } else { Said::No };
            self.answer(question, Some(said), telling, env);
        }
        open
    }

    /// Notes what they asked to be sent, or that they asked for nothing (R28).
    pub(super) fn send(&mut self, label: Option<String>, telling: &Telling, env: &Env) {
        self.draft.send = label.into_iter().collect();
        if self.draft.send.is_empty() {
            self.draft.answers.remove(&Question::SendThem);
        } else {
            let answer = self.noted(Question::SendThem, Said::Yes, telling, env);
            self.draft.answers.insert(Question::SendThem, answer);
        }
        self.changed(&Place::Send);
    }

    /// The contact details that the answers ask for and nobody has typed yet, with what to ask.
    pub(super) fn contacts_wanted(&self) -> Vec<(Place, ContactWrong)> {
        self.draft.contacts_wanted(&self.event, self.needs_guardian())
    }

    /// The special details whose Yes stands, in the order of the screen.
    pub(super) fn open_details(&self) -> impl Iterator<Item = SpecialPair> + '_ {
        self.questions().filter_map(|question| match question {
            Question::Special(pair) if self.draft.said(question) == Some(Said::Yes) => Some(pair),
            _ => None,
        })
    }

    /// What is wrong at a place, if it is shown there.
    pub(super) fn error(&self, place: &Place) -> Option<&str> {
        self.errors.get(place).map(String::as_str)
    }

    /// What looks unusual at a place, where nothing is wrong.
    pub(super) fn remark(&self, place: &Place) -> Option<&str> {
        self.remarks.get(place).map(String::as_str).filter(|_| !self.errors.contains_key(place))
    }

    /// Notes whether the list at a place was left with something typed that fits nothing in it: a line says so there.
    pub(super) fn note_missed(&mut self, place: &Place, missed: bool) {
        if missed {
            self.missed.insert(place.clone());
        } else {
            self.missed.remove(place);
        }
    }

    /// Whether a line stands under the box at a place: an error, a remark, or that what was typed fits nothing.
    pub(super) fn is_noted(&self, place: &Place) -> bool {
        self.errors.contains_key(place) || self.remarks.contains_key(place) || self.missed.contains(place)
    }

    /// Whether something is wrong or unusual at a place, and told there.
    pub(super) fn is_told(&self, place: &Place) -> bool {
        self.error(place).is_some() || self.remark(place).is_some()
    }

    /// How many lines stand under boxes.
    pub(super) fn notes(&self) -> usize {
        let others = self.remarks.keys().chain(&self.missed).filter(|place| !self.errors.contains_key(place));
        self.errors.len() + others.collect::<BTreeSet<_>>().len()
    }

    /// Whether a contact is asked for: the visitor's own, or the guardian's of a child.
    pub(super) fn asks_for(&self, place: &Place) -> bool {
        matches!(place, Place::Guardian(_)) == self.needs_guardian()
    }

    /// Every error that is shown, in the order of the form.
    pub(super) fn errors(&self) -> impl Iterator<Item = (&Place, &str)> {
        let mut errors: Vec<_> = self.errors.iter().map(|(place, message)| (place, message.as_str())).collect();
        errors.sort_by_key(|(place, _)| layout::rank(&self.event, place));
        errors.into_iter()
    }

    /// Checks a field that was just left. One that is needed and empty says so only on saving.
    pub(super) fn leave(&mut self, place: &Place) {
        let found = self.check().into_iter().find(|error| error.place == *place);
        match found.filter(|_| !self.is_blank(place)) {
            Some(error) => {
                let words = self.sentence(error.wrong);
                self.errors.insert(error.place, words);
            }
            None => {
                self.errors.remove(place);
            }
        }
        if let Some(words) = self.draft.unusual(place) {
            self.remarks.insert(place.clone(), words);
        }
    }

    /// Clears an error as soon as what was typed is right; shows no new one while somebody types.
    pub(super) fn changed(&mut self, place: &Place) {
        let draft = &self.draft;
        self.remarks.retain(|told, _| draft.unusual(told).is_some());
        if self.errors.is_empty() {
            return;
        }
        let still: BTreeMap<_, _> =
            self.check().into_iter().map(|error| (error.place, self.sentence(error.wrong))).collect();
        self.errors.retain(|shown, _| still.contains_key(shown));
        if let (Some(shown), Some(now)) = (self.errors.get_mut(place), still.get(place)) {
            shown.clone_from(now);
        }
    }

    /// Checks everything, as saving does, and shows it.
    pub(super) fn check_all(&mut self) -> bool {
        let found = self.check();
        self.show(found);
        self.errors.is_empty()
    }

    /// Shows errors that were found elsewhere, as when saving.
    pub(super) fn show(&mut self, errors: Vec<FieldError>) {
        self.errors.clear();
        for FieldError { place, wrong } in errors.into_iter().map(where_typed) {
            let words = self.sentence(wrong);
            self.errors.entry(place).or_insert(words);
        }
    }

    /// What to do about it. An error never holds what was typed; the form has it before it, and names the month.
    fn sentence(&self, wrong: Wrong) -> String {
        let Wrong::Birth(DateOfBirthError::Date(DateError::NotInThisMonth { days })) = wrong else {
            return wrong.to_string();
        };
        let [_, month, year] = self.birth.each_ref().map(String::as_str);
        let first = DateParts { day: "1", month, year }.parse(self.today);
        first.map_or(wrong.to_string(), |first| format!("Check the day: {} had {days}", first.format("%B %Y")))
    }

    fn check(&self) -> Vec<FieldError> {
        let mut errors = self.draft.parse(&self.event, self.today).err().unwrap_or_default();
        let of_birth = Place::Field(Field::DateOfBirth);
        if let Some(error) = errors.iter_mut().find(|error| error.place == of_birth) {
            // The boxes know which of them is empty; the one string does not.
            let [day, month, year] = self.birth.each_ref().map(String::as_str);
            if let Err(exact) = DateOfBirth::parse_parts(DateParts { day, month, year }, self.today) {
                error.wrong = exact.into();
            }
        }
        errors.into_iter().map(where_typed).collect()
    }

    fn is_blank(&self, place: &Place) -> bool {
        match place {
            Place::Field(field) => self.draft.field(*field).is_empty(),
            Place::Guardian(field) => self.draft.guardian_field(*field).is_empty(),
            _ => false,
        }
    }
}

/// The event, speaking that language where its notice stands in it.
pub(super) fn spoken(event: &Arc<Event>, tag: Option<&str>) -> Arc<Event> {
    tag.and_then(|tag| event.in_language(tag)).map_or_else(|| event.clone(), Arc::new)
}

/// The number of a paper form is typed once and belongs to every answer on it: what is wrong with it is told at its box.
fn where_typed(error: FieldError) -> FieldError {
    let at_box = error.wrong == Wrong::Answer(AnswerWrong::PaperForm);
    if at_box { FieldError { place: Place::Own(PAPER.clone()), ..error } } else { error }
}

/// The date as one string, day first; a part that is missing leaves it unreadable, which is what it is.
fn joined(boxes: &[String; 3]) -> String {
    let parts = boxes.each_ref().map(|typed| typed.trim());
    if parts.iter().all(|part| part.is_empty()) { String::new() } else { parts.join("/") }
}

/// The other way, for a form that was begun before.
fn boxes(typed: &str) -> [String; 3] {
    let mut parts = typed.splitn(3, '/').map(str::to_owned);
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}
