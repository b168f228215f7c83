//! What a child's guardian is asked when a correction needs them: the exact words, Yes and No, and how they told us (R11,
//! R13).

use std::collections::BTreeMap;

use egui::{Id, Rect, Ui, pos2, vec2};

use crate::domain::answer::{How, Said};
use crate::domain::field_error::{FieldError, Place};
use crate::domain::ledger::Standing;
use crate::domain::purpose::{GuardianQuestion, Question};
use crate::domain::unfinished::Typed;
use crate::ui::theme::Themed;
use crate::ui::widgets::{Choice, ChoiceOption, ConsentRow, ConsentState, Field, Type, question_row};
use crate::worker::GuardianSaid;

use super::super::painted;
use super::super::shown::Shown;
use super::id;

const ROW: f32 = 62.0;
const ANSWER: f32 = 62.0;
const HOWS: [(How, &str); 2] = [(How::OutLoud, "Out loud at the desk"), (How::OnPaper, "On paper")];

/// They told us on paper, and the number of the form is not there.
pub(super) struct NoFormNumber;

/// The questions whose Yes does not stand, and what was said to them now.
pub(super) struct Asks {
    lines: Vec<Line>,
    how: Option<usize>,
    paper_form: String,
    no_form: bool,
}

struct Line {
    question: GuardianQuestion,
    /// The exact words that are asked.
    words: String,
    said: Option<Said>,
    error: Option<String>,
}

impl Asks {
    pub(super) fn of(shown: &Shown) -> Self {
        let history = &shown.history;
        let open = |asked: &GuardianQuestion| history.standings.get(Question::Guardian(*asked)) != Standing::Yes;
        let event = &history.event;
        let statement =
            |asked| event.statement(Question::Guardian(asked)).map_or("", |words| words.as_str()).to_owned();
        let line = |question| Line { question, words: statement(question), said: None, error: None };
        let lines = GuardianQuestion::ALL.iter().copied().filter(open).map(line).collect();
        Self { lines, how: Some(0), paper_form: String::new(), no_form: false }
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
        typed.put(Typed::GUARDIAN_FORM, &self.paper_form);
        if self.answered() > 0 {
            typed.put(Typed::GUARDIAN_HOW, self.how().code());
        }
    }

    /// Puts it in again.
    pub(super) fn take_up(&mut self, typed: &Typed) {
        for line in &mut self.lines {
            let said = typed.get(Question::Guardian(line.question).code());
            line.said = said.and_then(Said::from_code);
        }
        let how = typed.get(Typed::GUARDIAN_HOW).and_then(How::from_code);
        self.how = HOWS.iter().position(|(each, _)| Some(*each) == how).or(self.how);
        self.paper_form = typed.text(Typed::GUARDIAN_FORM);
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
        let how = self.how();
        let number = self.paper_form.trim();
        self.no_form = how == How::OnPaper && number.is_empty();
        if self.no_form {
            return Err(NoFormNumber);
        }
        let paper_form = (how == How::OnPaper).then(|| number.to_owned());
        Ok(Some(GuardianSaid { said, how, paper_form }))
    }

    fn how(&self) -> How {
        self.how.and_then(|at| HOWS.get(at)).map_or(How::OutLoud, |(how, _)| *how)
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, whole: f32, moved: Option<Id>) {
        if self.lines.is_empty() {
            return;
        }
        for line in &mut self.lines {
            line.ui(ui, whole, moved);
        }
        self.how_ui(ui, whole);
    }

    fn how_ui(&mut self, ui: &mut Ui, whole: f32) {
        let options = HOWS.map(|(_, name)| ChoiceOption::new(name));
        let on_paper = self.how() == How::OnPaper;
        let (_, row) = ui.allocate_space(vec2(whole, 66.0 + if self.no_form { 22.0 } else { 0.0 }));
        let row = row.with_min_x(row.left() + 4.0);
        let how = row.with_max_x(row.center().x - 6.0);
        Choice::new(id().with("guardian how"), "How the guardian told us", &options).at(ui, how, &mut self.how);
        if on_paper {
            let error = (self.no_form && self.paper_form.trim().is_empty()).then_some("Write the number on the form");
            let field = Field::new(id().with("guardian form"), "Number of the form").error(error).max_chars(60);
            field.at(ui, row.with_min_x(row.center().x + 6.0), &mut self.paper_form);
        }
    }
}

impl Line {
    fn ui(&mut self, ui: &mut Ui, whole: f32, moved: Option<Id>) {
        let (_, row) = ui.allocate_space(vec2(whole, ROW));
        let at = id().with(Question::Guardian(self.question).code());
        let state = match self.said {
            None => ConsentState::NotAsked,
            Some(Said::Yes) => ConsentState::Yes(""),
            Some(_) => ConsentState::No(""),
        };
        let words = format!("“{}”", self.words);
        let inside = Rect::from_min_max(pos2(row.left() + 4.0, row.top()), pos2(row.right(), row.bottom() - 18.0));
        let response = question_row(ui, at, &words, state, inside, ANSWER);
        if let Some(choice) = response.chosen {
            self.said = choice.said();
            self.error = None;
        }
        if moved.is_some_and(|id| id == ConsentRow::focus_id(at) || response.ids.contains(&id)) {
            ui.scroll_to_rect(row, None);
        }
        if let Some(error) = &self.error {
            let below = row.with_min_y(inside.bottom());
            painted::words(ui, error, Type::Caption, ui.palette().danger, below);
        }
    }
}
