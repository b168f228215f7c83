//! The *Read out* strip: the exact words of the question at hand (R13). Until there is one, what staff say first, and what
//! they do before the first question: hand over the notice card or read it, or take up a paper form.
//!
//! It stands under the head of the consent card; in one column above the page, which scrolls below it. An answer can only be given
//! while its words stand there whole, so that it is as high as the longest of them needs.

use std::sync::{Arc, LazyLock};

use egui::{Galley, Id, Key, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::domain::answer::{How, NoticeCard};
use crate::domain::code::Code;
use crate::domain::event::Event;
use crate::domain::field_error::Place;
use crate::domain::purpose::Question;
use crate::ui::icons;
use crate::ui::keys::{ALT, pressed};
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;
use crate::ui::widgets::text::{self, Type};
use crate::ui::widgets::{Field as TextField, Tick, in_sight, paint, place};

use super::Register;

/// How high it is at least: two lines.
const STRIP: f32 = 54.0;
/// Left of its words.
const BEFORE: f32 = 43.0;
/// Left and right of its words.
const AROUND: f32 = BEFORE + 11.0;
/// Above and below its words, together.
const AIR: f32 = 2.0;
/// What placing the strip may take from its height.
const ROUNDING: f32 = 0.1;
/// The box before each way of giving the notice.
const MARK: f32 = 26.0;
/// Right of the ways of giving the notice.
const BESIDE: f32 = 10.0;
/// How wide the box for the number of a paper form is.
const PAPER_WIDTH: f32 = 132.0;

/// Names that box among the places that can have the focus, and where something can be wrong.
pub(super) static PAPER: LazyLock<Code> = LazyLock::new(|| super::bar::code("paper-form-number"));

/// What that box is called.
pub(super) const PAPER_LABEL: &str = "Number of the paper form";

/// What stands there instead of words that a window has no room for: nothing is answered that is not read whole.
const NO_ROOM: &str = "These words need more room. Make the window larger or the text smaller (Ctrl+Minus).";

/// The two ways of giving the notice, and their keys.
const CARD: [(NoticeCard, &str, Key); 2] =
    [(NoticeCard::Given, "Card given", Key::G), (NoticeCard::Read, "Read out", Key::R)];

/// What the *Read out* strip shows, and the rule that an answer can only be given while its words are there (R13).
#[derive(Default)]
pub(super) struct Strip {
    /// Whose words stand there now: those of the row under the pointer or of the focused one, whichever was moved to last.
    shown: Option<Question>,
    /// They stood there whole, with nothing over them, when they were last painted.
    whole: bool,
    /// Where it was painted last.
    at: Option<Rect>,
    next: Option<Question>,
    hovered: bool,
    /// Whether the pointer was moved after the keyboard was: one that only rests on a row keeps nobody from answering.
    pointed: bool,
    /// The question that has the keyboard.
    focused: Option<Question>,
    /// Whether a row has the keyboard, in this frame and in the last.
    within: bool,
    was_within: bool,
    /// The row that Tab went on from, to what comes after the questions.
    left_at: Option<Question>,
    /// Shift+Tab was pressed in this frame, and in the last: what it leads to has the keyboard a frame later.
    back: bool,
    was_back: bool,
}

impl Strip {
    /// Begins a frame: what was asked for in the last one is shown in this one.
    pub(super) fn begin(&mut self, ui: &Ui) {
        let is_pointer =
            |event: &egui::Event| matches!(event, egui::Event::PointerMoved(_) | egui::Event::PointerButton { .. });
        self.pointed |= ui.input(|input| input.events.iter().any(is_pointer));
        self.shown = self.next.take();
        self.whole = false;
        self.hovered = false;
        self.was_within = std::mem::take(&mut self.within);
        let back = |input: &egui::InputState| input.modifiers.shift && input.key_pressed(Key::Tab);
        self.was_back = std::mem::replace(&mut self.back, ui.input(back));
    }

    /// Notes the row that Tab goes on from.
    pub(super) fn left_at(&mut self, question: Question) {
        self.left_at = Some(question);
    }

    /// The row to go back to where Shift+Tab came from what is after the questions: the one that Tab went on from.
    pub(super) fn comes_back(&mut self) -> Option<Question> {
        if self.was_within || !self.was_back { None } else { self.left_at.take() }
    }

    /// Notes that a row has the keyboard; answers whether it came there with Tab, from outside the rows.
    pub(super) fn enters(&mut self, ui: &Ui) -> bool {
        self.within = true;
        !self.was_within && ui.input(|input| input.key_pressed(Key::Tab))
    }

    /// Asks for the words of a question that has the keyboard or is under the pointer; whichever of the two was moved last
    /// decides.
    pub(super) fn wants(&mut self, question: Question, focused: bool, hovered: bool) {
        if focused && self.focused.replace(question) != Some(question) {
            self.pointed = false;
        }
        let hovered = hovered && self.pointed;
        if hovered || (focused && !self.hovered) {
            self.next = Some(question);
            self.hovered |= hovered;
        }
    }

    /// A question was answered whose words did not stand there: they come first, and its next answer counts (R13).
    pub(super) fn refused(&mut self) {
        self.pointed = false;
    }

    /// Whether the words of a question were on the screen when its answer was given: all of them (R13).
    pub(super) fn shows(&self, question: Question) -> bool {
        self.whole && self.shown == Some(question)
    }

    /// How far down a list that opens from this box has to stay, so that it covers no words.
    pub(super) fn covers(&self, under: Rect) -> Option<f32> {
        let over = |at: &Rect| at.x_range().intersection(under.x_range()).span() > 0.0 && at.bottom() <= under.top();
        self.at.filter(over).map(|at| at.bottom())
    }
}

impl Register {
    /// How high the strip is where it is so wide: as the longest of the words that can come into it needs, so that it never
    /// moves when others do.
    pub(super) fn strip_height(&self, ui: &Ui, width: f32) -> f32 {
        // Both stand beside the ways of giving the notice.
        let beside = width - self.before_width(ui) - AROUND;
        let asked = self.guardian_question().map_or(0.0, |words| height_of(ui, &words, beside));
        let first = height_of(ui, &first_say(self.form.event()), beside);
        statements_height(ui, self.form.event(), width).max((asked.max(first) + AIR).ceil())
    }

    /// The words to say: those of the question at hand, else what staff say first. What can be seen of it is `ui`'s own.
    pub(super) fn strip_ui(&mut self, ui: &mut Ui, rect: Rect) {
        let palette = ui.palette();
        let line = (tokens().line.hairline, palette.info);
        ui.painter().rect(rect, 6.0, palette.info_soft, line, egui::StrokeKind::Inside);
        paint::icon(
            ui.painter(),
            icons::MEGAPHONE.fill(),
            pos2(rect.left() + 24.0, rect.center().y),
            20.0,
            palette.info,
        );
        if self.focus == Some(Place::Own(PAPER.clone())) {
            // The box stands where a question's words would.
            self.strip.shown = None;
        }
        // What is wrong with the paper form's number stands here: there is no room below its box.
        let wrong = self.paper_error().filter(|_| self.strip.shown.is_none());
        let told = wrong.is_some();
        let words = wrong.unwrap_or_else(|| self.strip_words());
        let right = if self.strip.shown.is_some() { rect.right() } else { self.before_the_first_question(ui, rect) };
        let (width, high) = (right - rect.left() - AROUND, rect.height() - AIR + ROUNDING);
        let galley = laid_out(ui, &words, width, high);
        let fits = galley.size().y <= high;
        let (words, galley, told) =
            if fits { (words, galley, told) } else { (NO_ROOM.to_owned(), laid_out(ui, NO_ROOM, width, high), true) };
        self.strip.at = Some(rect);
        self.strip.whole = fits && in_sight(ui, rect);
        let color = if told { palette.danger } else { palette.text };
        let at = pos2(rect.left() + BEFORE, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, color);
        let label = ui.interact(rect.with_max_x(right), Id::unique("read out"), Sense::hover());
        label.widget_info(|| WidgetInfo::labeled(Role::Label, true, crate::ui::scripts::without_signs(&words)));
        if told {
            paint::announce(ui, label.id, paint::Announced::AtOnce);
        }
    }

    fn strip_words(&self) -> String {
        let event = self.form.event();
        match self.strip.shown.and_then(|question| event.statement(self.form.statement(question))) {
            Some(statement) => read_out(statement.as_str()),
            None => self.guardian_question().unwrap_or_else(|| first_say(event)),
        }
    }

    /// How much the notice card takes at the right of the strip, with the number of a paper form where it is asked for.
    fn before_width(&self, ui: &Ui) -> f32 {
        let paper = if self.asks_paper_form() { 12.0 + PAPER_WIDTH } else { 0.0 };
        card_width(ui) + paper
    }

    fn asks_paper_form(&self) -> bool {
        self.telling.how == How::OnPaper || self.form.error(&Place::Own(PAPER.clone())).is_some()
    }

    /// At the right of the strip; gives back where it begins.
    fn before_the_first_question(&mut self, ui: &mut Ui, rect: Rect) -> f32 {
        let wide = card_width(ui);
        let mut left = (rect.right() - wide).round();
        let top = rect.center().y - 24.0;
        for (at, (card, words, key)) in CARD.into_iter().enumerate() {
            let row = Rect::from_min_size(pos2(left, top + 24.0 * at as f32), vec2(wide - BESIDE, 24.0));
            let mut on = self.form.card() == card;
            let tick = Tick::new(Id::unique("notice card").with(words), words).small().tab_stop(!self.fast_tab);
            place(ui, row, |ui| tick.show(ui, &mut on)).on_hover_text(format!("Alt+{}", key.name()));
            self.card_is(card, on);
        }
        if self.asks_paper_form() {
            left -= 12.0 + PAPER_WIDTH;
            self.paper_form(ui, Rect::from_min_size(pos2(left, rect.center().y - 18.0), vec2(PAPER_WIDTH, 36.0)));
        }
        left
    }

    /// The number on the visitor's paper form, by which an answer is found again (R13).
    fn paper_form(&mut self, ui: &mut Ui, rect: Rect) {
        let at = Place::Own(PAPER.clone());
        let id = Self::id(&at);
        let before = self.form.draft.beside.paper_form.clone();
        let mut typed = before.clone();
        let error = self.paper_error();
        let field = TextField::new(id, PAPER_LABEL).no_label().hint("Form number");
        let response = field.error_beside(error.as_deref()).height(rect.height()).at(ui, rect, &mut typed);
        self.focus_if_asked(ui, &at, id);
        if typed != before {
            self.form.paper_is(typed);
        }
        if response.left {
            self.form.leave(&at);
        }
    }

    /// What is wrong with that number.
    fn paper_error(&self) -> Option<String> {
        self.form.error(&Place::Own(PAPER.clone())).map(str::to_owned)
    }

    fn card_is(&mut self, card: NoticeCard, on: bool) {
        if on {
            self.form.card_is(card);
        } else if self.form.card() == card {
            self.form.card_is(NoticeCard::Neither);
        }
    }

    /// Alt+G and Alt+R, whatever has the keyboard.
    pub(super) fn card_keys(&mut self, ui: &Ui) {
        for (card, _, key) in CARD {
            if pressed(ui, ALT, key) {
                self.card_is(card, self.form.card() != card);
            }
        }
    }
}

/// How high the strip is where it is so wide and asks these questions, whoever is asked.
pub(super) fn statements_height(ui: &Ui, event: &Event, width: f32) -> f32 {
    let theirs: Vec<_> = event.questions_on_their_screen().collect();
    let words = event.words().statements().filter(|(statement, _)| !theirs.contains(&statement.question()));
    let highest = words.map(|(_, words)| height_of(ui, &read_out(words.as_str()), width - AROUND)).fold(0.0, f32::max);
    STRIP.max((highest + AIR).ceil())
}

fn read_out(statement: &str) -> String {
    format!("Read out: “{statement}”")
}

fn first_say(event: &Event) -> String {
    format!("First say: “{}”", event.notice().first_say)
}

/// Words as large as there is room for, in as many lines as they take.
fn laid_out(ui: &Ui, words: &str, width: f32, high: f32) -> Arc<Galley> {
    let [body, caption] = [Type::Body, Type::Caption].map(|face| text::whole(ui, words, face, width));
    if body.size().y <= high { body } else { caption }
}

/// How high words are: no higher than two lines need, or as the smaller face needs.
fn height_of(ui: &Ui, words: &str, width: f32) -> f32 {
    laid_out(ui, words, width, STRIP - AIR).size().y
}

/// What the ways of giving the notice take at the right of the strip.
fn card_width(ui: &Ui) -> f32 {
    let width = CARD.iter().map(|(_, words, _)| text::line(ui, words, Type::Body).size().x).fold(0.0, f32::max);
    BESIDE + MARK + width
}
