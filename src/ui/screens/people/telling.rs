//! How somebody told us what changes: out loud at the desk or on paper, with the form's number; and in which language they were
//! asked, where their notice stands in more than one (R13).

use egui::{Id, Rect, Ui, pos2};

use crate::domain::answer::How;
use crate::domain::event::Event;
use crate::domain::notice_draft::same_language;
use crate::domain::purpose::Question;
use crate::ui::screens::languages::Languages;
use crate::ui::widgets::{Choice, ChoiceOption, Field};
use crate::worker::History;

const HOWS: [(How, &str); 2] = [(How::OutLoud, "Out loud at the desk"), (How::OnPaper, "On paper")];
/// A box with its label.
const HIGH: f32 = 60.0;
/// What is wrong with it, under it.
const ERROR: f32 = 22.0;
const GAP: f32 = 12.0;

/// They told us on paper, and the number of the form is not there.
pub(super) struct NoFormNumber;

/// What is asked about it.
pub(super) struct HowTold {
    id: Id,
    label: &'static str,
    how: Option<usize>,
    paper_form: String,
    no_form: bool,
    /// Their event, speaking the language that they are asked in.
    event: Event,
    /// The language that they were asked in last.
    last: String,
}

impl HowTold {
    /// Out loud, in the language that they were asked in last.
    pub(super) fn of(id: Id, label: &'static str, history: &History) -> Self {
        let event = &history.event;
        let answers = history.answers.iter().map(|(place, answer)| (*place, answer));
        let last = event.words_as_asked_last(answers).language().to_owned();
        let event = event.in_language(&last).unwrap_or_else(|| event.clone());
        Self { id, label, how: Some(0), paper_form: String::new(), no_form: false, event, last }
    }

    /// How they told us.
    pub(super) fn how(&self) -> How {
        self.how.and_then(|at| HOWS.get(at)).map_or(How::OutLoud, |(how, _)| *how)
    }

    /// Puts that in again.
    pub(super) fn how_was(&mut self, how: Option<How>) {
        self.how = HOWS.iter().position(|(each, _)| Some(*each) == how).or(self.how);
    }

    /// The number of the form, where they told us on paper.
    pub(super) fn form(&mut self) -> Result<Option<String>, NoFormNumber> {
        let (on_paper, number) = (self.how() == How::OnPaper, self.paper_form.trim());
        self.no_form = on_paper && number.is_empty();
        if self.no_form { Err(NoFormNumber) } else { Ok(on_paper.then(|| number.to_owned())) }
    }

    /// What was typed as the number of the form.
    pub(super) fn typed_form(&self) -> &str {
        &self.paper_form
    }

    /// Puts that in again.
    pub(super) fn form_was(&mut self, typed: String) {
        self.paper_form = typed;
    }

    /// The language that they are asked in (BCP 47).
    pub(super) fn language(&self) -> &str {
        self.event.words().language()
    }

    /// The same, where it is not the one that they were asked in last.
    pub(super) fn other_language(&self) -> Option<&str> {
        Some(self.language()).filter(|tag| !same_language(tag, &self.last))
    }

    /// Asks them in that language, where their notice stands in it; whether that is another one.
    pub(super) fn speak(&mut self, tag: &str) -> bool {
        let other = self.event.in_language(tag).filter(|event| event.notice_hash() != self.event.notice_hash());
        let changes = other.is_some();
        self.event = other.unwrap_or_else(|| self.event.clone());
        changes
    }

    /// Whether there is another language to choose.
    pub(super) fn has_languages(&self) -> bool {
        Languages::of(&self.event).is_some()
    }

    /// The exact words of a question in that language.
    pub(super) fn statement(&self, question: Question) -> Option<&str> {
        self.event.statement(question).map(crate::domain::text::Line::as_str)
    }

    /// The boxes of it that the keyboard can come to.
    pub(super) fn boxes(&self) -> [Id; 3] {
        ["how", "form", "language"].map(|part| self.id.with(part))
    }

    /// How high it is.
    pub(super) fn height(&self) -> f32 {
        HIGH + if self.no_form { ERROR } else { 0.0 }
    }

    /// Shows it side by side from the top of this row; `half` keeps the first box from the second half. Whether another language
    /// was chosen.
    pub(super) fn at(&mut self, ui: &mut Ui, row: Rect, half: bool) -> bool {
        let languages = Languages::of(&self.event);
        let on_paper = self.how() == How::OnPaper;
        let parts = 1 + usize::from(on_paper) + usize::from(languages.is_some());
        let parts = if half { parts.max(2) } else { parts };
        let wide = (row.width() - GAP * (parts as f32 - 1.0)) / parts as f32;
        let mut left = row.left();
        let mut next = || {
            let part = Rect::from_min_max(pos2(left, row.top()), pos2(left + wide, row.bottom()));
            left += wide + GAP;
            part
        };
        let options = HOWS.map(|(_, name)| ChoiceOption::new(name));
        Choice::new(self.id.with("how"), self.label, &options).at(ui, next(), &mut self.how);
        if on_paper {
            let error = (self.no_form && self.paper_form.trim().is_empty()).then_some("Write the number on the form");
            let field = Field::new(self.id.with("form"), "Number of the form").error(error).max_chars(60);
            field.at(ui, next(), &mut self.paper_form);
        }
        let Some(languages) = languages else { return false };
        languages.list(ui, next(), self.id.with("language"), "Asked in").is_some_and(|tag| self.speak(&tag))
    }
}
