//! What stands beside the form: the event's own questions, and which consents it asks for (R1, R3, R12).

use egui::{Id, Rect, Ui, pos2, vec2};

use crate::domain::code::Code;
use crate::domain::event::RecordingRule;
use crate::domain::form::NameStyle;
use crate::domain::own_question::{AnswerKind, OwnQuestion};
use crate::domain::purpose::{Channel, SpecialPair};
use crate::ui::icons;
use crate::ui::screens::flow;
use crate::ui::screens::recipient_dialogs::code_of;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::Text;
use crate::ui::widgets::{Banner, BannerKind, Button, Field, FilterChip, Segmented, Tick, paint};

use super::form::FormEditor;

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
        let mut removed = None;
        for (at, question) in self.draft.questions.iter().enumerate() {
            ui.add_space(8.0);
            let p = ui.palette();
            let card = flow::row(ui, 52.0);
            paint::boxed(ui.painter(), card, 6.0, p.sunken, 1.0, p.border);
            let id = Id::unique(("own question", question.code.as_str()));
            let (edit_name, remove_name) = (format!("Edit: {}", question.text), format!("Remove: {}", question.text));
            let remove = Button::only(icons::TRASH, &remove_name).small().id(id.with("remove"));
            let remove_at = Rect::from_min_size(pos2(card.right() - 42.0, card.top() + 8.0), vec2(36.0, 36.0));
            let edit = Button::quiet("Edit").name(&edit_name).small().id(id.with("edit"));
            let size = vec2(edit.natural_width(ui), 36.0);
            let edit_at = Rect::from_min_size(pos2(remove_at.left() - size.x, card.top() + 8.0), size);
            let words = card.with_min_x(card.left() + 12.0).with_max_x(edit_at.left() - 8.0);
            let line = |at: f32| Rect::from_min_size(pos2(words.left(), words.top() + at), vec2(words.width(), 20.0));
            Text::strong(&question.text).at(ui, line(6.0));
            Text::caption(&kind_words(&question.kind)).muted().at(ui, line(26.0));
            if edit.at(ui, edit_at).clicked() {
                self.question = QuestionEditor::edit(at, question);
            }
            if remove.at(ui, remove_at).clicked() {
                removed = Some(at);
            }
        }
        if let Some(at) = removed {
            self.draft.questions.remove(at);
            self.question = QuestionEditor::default();
        }
    }

    fn question_editor(&mut self, ui: &mut Ui) {
        let id = Id::unique("question editor");
        let editing = self.question.at.is_some();
        Text::title(if editing { "Edit the question" } else { "New question" }).show(ui);
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
        let words = "Health, disability, diet or ethnicity? Ask for it below, with its own consent.";
        Banner::new(BannerKind::Warning, words).height(72.0).show(ui);
        ui.add_space(10.0);
        let row = flow::row(ui, 40.0);
        let keep = Button::primary(if editing { "Change question" } else { "Add question" }).id(id.with("keep"));
        let size = vec2(keep.natural_width(ui), 40.0);
        let keep_at = Rect::from_min_size(row.min, size);
        let cancel = Button::secondary("Cancel").id(id.with("cancel"));
        let size = vec2(cancel.natural_width(ui), 40.0);
        let kept = keep.at(ui, keep_at).clicked();
        let cancelled = cancel.at(ui, Rect::from_min_size(pos2(keep_at.right() + 10.0, row.top()), size)).clicked();
        if kept {
            editor.tried = true;
            if let Some(question) = editor.question(&self.draft.questions) {
                match editor.at.and_then(|at| self.draft.questions.get_mut(at)) {
                    Some(before) => *before = question,
                    None => self.draft.questions.push(question),
                }
                self.question = QuestionEditor::default();
            }
        } else if cancelled {
            self.question = QuestionEditor::default();
        }
    }

    /// Which consents are asked for. Each has its words in the notice.
    fn consents(&mut self, ui: &mut Ui) {
        Text::title("What is asked for").show(ui);
        Text::caption("Each is a question of its own, in the words of the notice.").muted().wrap().show(ui);
        ui.add_space(12.0);
        let styles = ["One box", "Given and family name"];
        let mut style = Some(usize::from(self.draft.name_style == NameStyle::Parts));
        let choice = Segmented::new(Id::unique("name style"), "Names", &styles).always();
        let wide = ui.available_width();
        choice.width(wide).show(ui, &mut style);
        self.draft.name_style = if style == Some(1) { NameStyle::Parts } else { NameStyle::Full };
        ui.add_space(10.0);
        Text::caption_strong("News by").show(ui);
        let channels = [
            (Channel::Email, "Email"),
            (Channel::Sms, "Text"),
            (Channel::Phone, "Phone call"),
            (Channel::Post, "Post"),
        ];
        grid(ui, &channels, "news", |channel| self.draft.news.contains(channel), |channel, on| (channel, on))
            .into_iter()
            .for_each(|(channel, on)| set(&mut self.draft.news, channel, on));
        ui.add_space(10.0);
        let rules = ["Not recorded", "By consent", "Unless objected"];
        let mut at = Some(self.draft.recording.map_or(0, |rule| 1 + rule as usize));
        let wide = ui.available_width();
        let choice = Segmented::new(Id::unique("recording rule"), "Photos, sound and video", &rules).always();
        choice.width(wide).show(ui, &mut at);
        self.draft.recording = match at {
            Some(1) => Some(RecordingRule::Consent),
            Some(2) => Some(RecordingRule::Objection),
            _ => None,
        };
        if self.draft.recording == Some(RecordingRule::Objection) {
            ui.add_space(4.0);
            Text::caption("Under-18s, and who may be, are asked for consent all the same.").muted().wrap().show(ui);
        }
        ui.add_space(12.0);
        Text::caption_strong("Sensitive details, each for one purpose").show(ui);
        let pairs = [
            (SpecialPair::HealthSafety, "Health, for safety today"),
            (SpecialPair::DisabilityHelp, "Disability, for help today"),
            (SpecialPair::DietCatering, "Diet, for today’s catering"),
            (SpecialPair::HealthOpportunities, "Health, for opportunities"),
            (SpecialPair::DisabilityOpportunities, "Disability, for opportunities"),
            (SpecialPair::EthnicityOpportunities, "Ethnicity, for opportunities"),
        ];
        for (pair, words) in pairs {
            ui.add_space(4.0);
            let mut on = self.draft.special.contains(&pair);
            if Tick::new(Id::unique(("special", pair.code())), words).show(ui, &mut on).changed() {
                set(&mut self.draft.special, pair, on);
                if !on {
                    // The office cannot be promised what is not asked for.
                    self.draft.special_to_office.remove(&pair);
                }
            }
        }
    }
}

fn set<T: Ord>(all: &mut std::collections::BTreeSet<T>, one: T, on: bool) {
    if on {
        all.insert(one);
    } else {
        all.remove(&one);
    }
}

/// Ticks, two to a row; says which were pressed.
fn grid<T: Copy, R>(
    ui: &mut Ui,
    all: &[(T, &str)],
    salt: &str,
    is_on: impl Fn(&T) -> bool,
    pressed: impl Fn(T, bool) -> R,
) -> Vec<R> {
    let mut out = Vec::new();
    let half = ui.available_width() / 2.0;
    for pair in all.chunks(2) {
        ui.add_space(4.0);
        let row = flow::row(ui, 24.0);
        for (at, (one, words)) in pair.iter().enumerate() {
            let mut on = is_on(one);
            let place = row.with_min_x(row.left() + half * at as f32);
            let tick = Tick::new(Id::unique((salt, words)), words);
            if crate::ui::widgets::place(ui, place, |ui| tick.show(ui, &mut on)).changed() {
                out.push(pressed(*one, on));
            }
        }
    }
    out
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
