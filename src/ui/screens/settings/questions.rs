//! What stands beside the form: the event's own questions, in their order, and the one that is being written (R1).

use egui::{Id, Rect, Ui, pos2, vec2};

use crate::domain::code::Code;
use crate::domain::own_question::{AnswerKind, OwnQuestion};
use crate::domain::unfinished::Typed;
use crate::ui::icons;
use crate::ui::screens::flow;
use crate::ui::screens::recipient_dialogs::code_of;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::Text;
use crate::ui::widgets::{Banner, BannerKind, Button, Field, FilterChip, or_lead_to_error, paint};

use super::form::FormEditor;
use super::moving;

/// A question that is being written.
#[derive(Default)]
pub(super) struct QuestionEditor {
    open: bool,
    /// Which one is edited; a new one, where none.
    at: Option<usize>,
    text: String,
    kind: usize,
    options: String,
    tried: bool,
}

const KINDS: [&str; 6] = ["Yes or No", "Pick one", "Pick several", "Short text", "Number", "Date"];

impl QuestionEditor {
    fn edit(at: usize, question: &OwnQuestion) -> Self {
        let (kind, options) = match &question.kind {
            AnswerKind::YesOrNo => (0, &[][..]),
            AnswerKind::PickOne(options) => (1, options.as_slice()),
            AnswerKind::PickSeveral(options) => (2, options.as_slice()),
            AnswerKind::ShortText => (3, &[][..]),
            AnswerKind::Number => (4, &[][..]),
            AnswerKind::Date => (5, &[][..]),
        };
        let (text, options) = (question.text.clone(), options.join("\n"));
        Self { open: true, at: Some(at), text, kind, options, tried: false }
    }

    /// What is typed.
    pub(super) fn put(&self, typed: &mut Typed) {
        if self.open {
            typed.put_tick("question open", true);
            typed.put_place("question at", self.at);
            typed.put("question", &self.text);
            typed.put_place("question kind", Some(self.kind));
            typed.put("question options", &self.options);
        }
    }

    /// The same again.
    pub(super) fn again(typed: &Typed) -> Self {
        Self {
            open: typed.tick("question open"),
            at: typed.place("question at"),
            text: typed.text("question"),
            kind: typed.place("question kind").unwrap_or_default(),
            options: typed.text("question options"),
            tried: false,
        }
    }

    fn options(&self) -> Vec<String> {
        self.options.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    fn needs_options(&self) -> bool {
        matches!(self.kind, 1 | 2)
    }

    /// Neither is wrong: the text and the options.
    fn errors(&self) -> [Option<&'static str>; 2] {
        let text = self.text.trim().is_empty().then_some("Write the question");
        let options = (self.needs_options() && self.options().len() < 2).then_some("Write at least two, one to a line");
        [text, options]
    }

    fn question(&self, others: &[OwnQuestion]) -> Option<OwnQuestion> {
        if self.errors().iter().any(Option::is_some) {
            return None;
        }
        let kind = match self.kind {
            0 => AnswerKind::YesOrNo,
            1 => AnswerKind::PickOne(self.options()),
            2 => AnswerKind::PickSeveral(self.options()),
            3 => AnswerKind::ShortText,
            4 => AnswerKind::Number,
            _ => AnswerKind::Date,
        };
        // A question that is corrected keeps its code: its answers are filed under it.
        let code = match self.at.and_then(|at| others.get(at)) {
            Some(before) => before.code.clone(),
            None => free_code(&self.text, others)?,
        };
        Some(OwnQuestion { code, text: self.text.trim().to_owned(), kind })
    }
}

/// A code made of the question's words that no other question has.
fn free_code(text: &str, others: &[OwnQuestion]) -> Option<Code> {
    let made = code_of(text);
    let base: String = if made.is_empty() { "question".to_owned() } else { made.chars().take(26).collect() };
    let base = base.trim_end_matches('-');
    let taken = |code: &Code| others.iter().any(|other| other.code == *code);
    let numbered = (2..100).map(|number| format!("{base}-{number}"));
    let tried = std::iter::once(base.to_owned()).chain(numbered).filter_map(|code| Code::new(&code).ok());
    tried.into_iter().find(|code| !taken(code))
}

fn kind_words(kind: &AnswerKind) -> String {
    match kind {
        AnswerKind::YesOrNo => KINDS[0].to_owned(),
        AnswerKind::PickOne(options) => format!("{}, {} answers", KINDS[1], options.len()),
        AnswerKind::PickSeveral(options) => format!("{}, {} answers", KINDS[2], options.len()),
        AnswerKind::ShortText => KINDS[3].to_owned(),
        AnswerKind::Number => KINDS[4].to_owned(),
        AnswerKind::Date => KINDS[5].to_owned(),
    }
}

impl FormEditor {
    pub(super) fn side(&mut self, ui: &mut Ui) {
        flow::hug(ui, 16.0, |ui| self.own_questions(ui));
        ui.add_space(13.0);
        if self.question.open {
            flow::hug(ui, 16.0, |ui| self.question_editor(ui));
            ui.add_space(13.0);
        }
        flow::hug(ui, 16.0, |ui| self.wishes(ui));
        ui.add_space(13.0);
        flow::hug(ui, 16.0, |ui| self.consents(ui));
    }

    fn own_questions(&mut self, ui: &mut Ui) {
        let row = flow::row(ui, 36.0);
        let add = Button::secondary("Add").name("Add a question").icon(icons::PLUS).small();
        let size = vec2(add.natural_width(ui), 36.0);
        Text::title("Your own questions").at(ui, row.with_max_x(row.right() - size.x - 10.0));
        if add.at(ui, Rect::from_min_size(pos2(row.right() - size.x, row.top()), size)).clicked() {
            self.question = QuestionEditor { open: true, ..QuestionEditor::default() };
        }
        if self.draft.questions.is_empty() {
            ui.add_space(6.0);
            Text::body("None yet. They are never needed.").muted().show(ui);
        }
        let mut rows = Vec::with_capacity(self.draft.questions.len());
        let (mut dragged, mut stepped, mut edited) = (None, None, None);
        for (at, question) in self.draft.questions.iter().enumerate() {
            ui.add_space(8.0);
            let shown = question_card(ui, question);
            rows.push(shown.card);
            dragged = dragged.or(shown.dragged.then_some(at));
            stepped = stepped.or(shown.step.map(|by| (at, at.saturating_add_signed(by))));
            edited = edited.or(shown.edited.then_some(at));
        }
        let dragged = dragged.and_then(|from| {
            let others = rows.iter().enumerate().filter(|(at, _)| *at != from).map(|(_, card)| *card);
            Some((from, moving::place_under_pointer(ui, others)?))
        });
        if let Some((from, to)) = stepped.or(dragged) {
            self.put_question(from, to);
        } else if let Some((at, question)) = edited.and_then(|at| Some((at, self.draft.questions.get(at)?))) {
            self.question = QuestionEditor::edit(at, question);
        }
    }

    /// Asks one of the questions in another place.
    fn put_question(&mut self, from: usize, to: usize) {
        let questions = &mut self.draft.questions;
        let to = to.min(questions.len() - 1);
        if from == to {
            return;
        }
        let question = questions.remove(from);
        self.moved = Some(moving::moved_to(&question.text, to, questions.len() + 1));
        questions.insert(to, question);
        // What is being edited is the same question, wherever it stands now.
        if let Some(at) = &mut self.question.at {
            let (low, high) = (from.min(to), from.max(to));
            *at = match *at {
                at if at == from => to,
                at if at < low || at > high => at,
                at if from < to => at - 1,
                at => at + 1,
            };
        }
    }

    fn question_editor(&mut self, ui: &mut Ui) {
        let id = Id::unique("question editor");
        let editing = self.question.at.is_some();
        let row = flow::row(ui, 24.0);
        Text::title(if editing { "Edit the question" } else { "New question" }).at(ui, row);
        let close = Button::only(icons::X, "Close the question").small().id(id.with("close"));
        let close_at = Rect::from_min_size(pos2(row.right() - 30.0, row.top() - 8.0), vec2(36.0, 36.0));
        let closed = close.at(ui, close_at).clicked();
        ui.add_space(6.0);
        let editor = &mut self.question;
        let errors = if editor.tried { editor.errors() } else { [None; 2] };
        Field::new(id.with("text"), "What staff will ask").error(errors[0]).show(ui, &mut editor.text);
        ui.add_space(8.0);
        Text::caption_strong("Kind of answer").show(ui);
        ui.add_space(6.0);
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        ui.horizontal_wrapped(|ui| {
            for (at, kind) in KINDS.iter().enumerate() {
                if FilterChip::new(id.with(("kind", at)), kind).show(ui, editor.kind == at).clicked() {
                    editor.kind = at;
                }
            }
        });
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        if editor.needs_options() {
            ui.add_space(8.0);
            let field = Field::new(id.with("options"), "Answers, one to a line").multiline(4).error(errors[1]);
            field.show(ui, &mut editor.options);
        }
        ui.add_space(10.0);
        let words = "Health, disability, diet or ethnicity? Use Sensitive question instead.";
        Banner::new(BannerKind::Warning, words).height(60.0).show(ui);
        ui.add_space(10.0);
        let row = flow::row(ui, 40.0);
        let mut x = row.left();
        let mut next = |ui: &mut Ui, button: Button<'_>| {
            let size = vec2(button.natural_width(ui), 40.0);
            let at = Rect::from_min_size(pos2(x, row.top()), size);
            x = at.right() + 8.0;
            button.at(ui, at).clicked()
        };
        let keep = if editing { "Change question" } else { "Add question" };
        let kept = next(ui, Button::primary(keep).id(id.with("keep")));
        let sensitive =
            next(ui, Button::secondary("Sensitive question").icon(icons::LOCK_KEY).id(id.with("sensitive")));
        if editing {
            ui.add_space(6.0);
            let row = flow::row(ui, 36.0);
            let remove = Button::quiet("Remove the question").icon(icons::TRASH).small().id(id.with("remove"));
            let size = vec2(remove.natural_width(ui), 36.0);
            if remove.at(ui, Rect::from_min_size(row.min, size)).clicked()
                && let Some(at) = self.question.at.take()
            {
                self.draft.questions.remove(at);
                self.question = QuestionEditor::default();
                return;
            }
        }
        self.to_sensitive |= sensitive;
        let editor = &mut self.question;
        if kept {
            editor.tried = true;
            if let Some(question) = or_lead_to_error(ui.ctx(), editor.question(&self.draft.questions)) {
                match editor.at.and_then(|at| self.draft.questions.get_mut(at)) {
                    Some(before) => *before = question,
                    None => self.draft.questions.push(question),
                }
                self.question = QuestionEditor::default();
            }
        } else if closed {
            self.question = QuestionEditor::default();
        }
    }
}

/// One of the event's own questions as it was shown.
struct Shown {
    card: Rect,
    dragged: bool,
    /// How many places down it was moved by the keyboard.
    step: Option<isize>,
    edited: bool,
}

fn question_card(ui: &mut Ui, question: &OwnQuestion) -> Shown {
    let p = ui.palette();
    let card = flow::row(ui, 52.0);
    let id = Id::unique(("own question", question.code.as_str()));
    let (handle, edit_id) = (id.with("handle"), id.with("edit"));
    let focused = ui.memory(|memory| memory.has_focus(edit_id));
    let at_hand = focused || ui.ctx().is_being_dragged(handle);
    paint::boxed(ui.painter(), card, 6.0, if at_hand { p.accent_soft } else { p.sunken }, 1.0, p.border);
    let dragged = moving::handle(ui, handle, pos2(card.left() + 17.0, card.center().y));
    let name = format!("Edit: {}", question.text);
    let edit = Button::quiet("Edit").name(&name).small().id(edit_id);
    let size = vec2(edit.natural_width(ui), 36.0);
    let edit_at = Rect::from_min_size(pos2(card.right() - 8.0 - size.x, card.top() + 8.0), size);
    let words = card.with_min_x(card.left() + 36.0).with_max_x(edit_at.left() - 8.0);
    let line = |at: f32| Rect::from_min_size(pos2(words.left(), words.top() + at), vec2(words.width(), 20.0));
    Text::strong(&question.text).at(ui, line(6.0));
    Text::caption(&kind_words(&question.kind)).muted().at(ui, line(26.0));
    let edited = edit.at(ui, edit_at).clicked();
    ui.ctx().accesskit_node_builder(edit_id, |node| node.set_description("Alt+Up and Alt+Down move it."));
    if focused {
        crate::ui::widgets::keys::hold(ui, edit_id, false);
    }
    Shown { card, dragged, step: if focused { moving::step(ui) } else { None }, edited }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_called_by_its_words_and_never_as_another_r1() {
        let first =
            OwnQuestion { code: free_code("Which campus?", &[]).unwrap(), text: String::new(), kind: AnswerKind::Date };
        assert_eq!(first.code.as_str(), "which-campus");
        assert_eq!(free_code("Which campus?", &[first]).unwrap().as_str(), "which-campus-2");
        assert_eq!(free_code("校园?", &[]).unwrap().as_str(), "question");
        let long = "Which of our many campuses would you most like to visit one day?";
        assert!(free_code(long, &[]).unwrap().as_str().len() <= Code::MOST);
    }
}
