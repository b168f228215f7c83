//! What a child's guardian is asked when a correction needs them: the exact words, Yes and No, and how they told us (R11,
//! R13).

use std::collections::BTreeMap;

use egui::{Ui, vec2};

use crate::domain::answer::{How, Said};
use crate::domain::field_error::{FieldError, Place};
use crate::domain::ledger::Standing;
use crate::domain::purpose::{GuardianQuestion, Question};
use crate::domain::unfinished::Typed;
use crate::ui::widgets::{ConsentRow, ConsentState, error_below, in_sight, question_row, question_words, read_with};
use crate::worker::GuardianSaid;

use super::super::shown::Shown;
use super::super::telling::{HowTold, NoFormNumber};
use super::id;

/// Two lines of words.
const ROW: f32 = 44.0;
/// Room for what is wrong.
const ERROR: f32 = 26.0;
const ANSWER: f32 = 62.0;

/// The questions whose Yes does not stand, and what was said to them now.
pub(super) struct Asks {
    lines: Vec<Line>,
    told: HowTold,
}

struct Line {
    question: GuardianQuestion,
    /// The exact words that are asked, or were when it was answered.
    words: String,
    /// In which language that is (BCP 47).
    language: String,
    said: Option<Said>,
    error: Option<String>,
}

impl Asks {
    pub(super) fn of(shown: &Shown) -> Self {
        let history = &shown.history;
        let open = |asked: &GuardianQuestion| history.standings.get(Question::Guardian(*asked)) != Standing::Yes;
        let told = HowTold::of(id().with("guardian"), "How the guardian told us", history);
        let line = |question| Line { question, words: String::new(), language: String::new(), said: None, error: None };
        let lines = GuardianQuestion::ALL.iter().copied().filter(open).map(line).collect();
        let mut asks = Self { lines, told };
        asks.ask();
        asks
    }

    /// Puts the words there that are asked now. What was answered keeps those that it was answered to (R13).
    fn ask(&mut self) {
        for line in self.lines.iter_mut().filter(|line| line.said.is_none()) {
            self.told.language().clone_into(&mut line.language);
            self.told.statement(Question::Guardian(line.question)).unwrap_or_default().clone_into(&mut line.words);
        }
    }

    /// How many were answered.
    pub(super) fn answered(&self) -> usize {
        self.lines.iter().filter(|line| line.said.is_some()).count()
    }

    /// What was said, by the code of each question.
    pub(super) fn put(&self, typed: &mut Typed) {
        for line in &self.lines {
            typed.put(Question::Guardian(line.question).code(), line.said.map_or("", Said::code));
        }
        typed.put(Typed::GUARDIAN_FORM, self.told.typed_form());
        typed.put(Typed::GUARDIAN_LANGUAGE, self.told.other_language().unwrap_or_default());
        if self.answered() > 0 {
            typed.put(Typed::GUARDIAN_HOW, self.told.how().code());
        }
        for line in self.lines.iter().filter(|line| line.said.is_some() && line.language != self.told.language()) {
            typed.put(asked_in(line.question), &line.language);
        }
    }

    /// Puts it in again.
    pub(super) fn take_up(&mut self, typed: &Typed) {
        let language = typed.get(Typed::GUARDIAN_LANGUAGE).unwrap_or(self.told.language()).to_owned();
        for at in 0..self.lines.len() {
            let question = self.lines[at].question;
            // Each in the words that it was answered to, and what is open in those that are asked.
            self.told.speak(typed.get(&asked_in(question)).unwrap_or(&language));
            self.ask();
            self.lines[at].said = typed.get(Question::Guardian(question).code()).and_then(Said::from_code);
        }
        self.told.speak(&language);
        self.ask();
        self.told.how_was(typed.get(Typed::GUARDIAN_HOW).and_then(How::from_code));
        self.told.form_was(typed.text(Typed::GUARDIAN_FORM));
    }

    /// Puts an error at its question, if it is about one.
    pub(super) fn take_error(&mut self, error: &FieldError) -> bool {
        let at = |line: &&mut Line| error.place == Place::Question(Question::Guardian(line.question));
        match self.lines.iter_mut().find(at) {
            Some(line) => line.error = Some(error.wrong.to_string()),
            None => return false,
        }
        true
    }

    /// What was said, as it is entered.
    pub(super) fn said(&mut self) -> Result<Option<GuardianSaid>, NoFormNumber> {
        let answered = self.lines.iter().filter_map(|line| Some((line.question, line.said?)));
        let said: BTreeMap<_, _> = answered.collect();
        if said.is_empty() {
            return Ok(None);
        }
        let paper_form = self.told.form()?;
        let languages = self.lines.iter().filter(|line| line.said.is_some());
        let languages = languages.map(|line| (line.question, line.language.clone())).collect();
        Ok(Some(GuardianSaid { said, how: self.told.how(), paper_form, languages }))
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, whole: f32) {
        if self.lines.is_empty() {
            return;
        }
        let mut changed = false;
        for line in &mut self.lines {
            changed |= line.ui(ui, whole);
        }
        let (_, row) = ui.allocate_space(vec2(whole, self.told.height() + 6.0));
        changed |= self.told.at(ui, row, true);
        self.told.boxes().into_iter().for_each(|id| read_with(ui, id, row));
        if changed {
            self.ask();
        }
    }
}

/// What the language is called, among what waits, that a question was answered in.
fn asked_in(question: GuardianQuestion) -> String {
    format!("{} {}", Typed::GUARDIAN_LANGUAGE, Question::Guardian(question).code())
}

impl Line {
    /// Shows it; whether an answer changed.
    fn ui(&mut self, ui: &mut Ui, whole: f32) -> bool {
        let words = format!("“{}”", self.words);
        // What is wrong stands below however many lines the words have.
        let lines = question_words(ui, &words, whole - 2.0 * ANSWER - 18.0);
        let (_, row) = ui.allocate_space(vec2(whole, ROW.max(lines.size().y + 6.0) + ERROR));
        let at = id().with(Question::Guardian(self.question).code());
        let state = match self.said {
            None => ConsentState::NotAsked,
            Some(Said::Yes) => ConsentState::Yes(""),
            Some(_) => ConsentState::No(""),
        };
        let inside = row.with_max_y(row.bottom() - ERROR);
        let was_there = ConsentRow::has_focus(ui, at);
        let response = question_row(ui, at, &words, state, inside, ANSWER);
        let chosen = response.chosen.filter(|_| in_sight(ui, inside));
        if let Some(choice) = chosen {
            self.said = choice.said();
            self.error = None;
        } else if response.chosen.is_some() && was_there {
            // The words come first: this press shows them, the next one answers (R13). Where the keyboard comes only now, it
            // is followed here by itself.
            ui.scroll_to_rect(row, None);
        }
        response.ids.iter().chain([&ConsentRow::focus_id(at)]).for_each(|id| read_with(ui, *id, row));
        if let Some(error) = &self.error {
            error_below(ui, inside, error);
        }
        chosen.is_some()
    }
}
