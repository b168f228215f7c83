//! One question of consent: what it is about, where it stands, and Yes and No that weigh the same.
//!
//! Nothing is chosen before somebody answers. Pressing the chosen answer again returns to Not asked.
//!
//! The letters that answer are the first ones of what stands on the two buttons: Y and N for staff, in whatever language they read
//! the question out; C and G for a visitor who reads *Cytuno* and *Gwrthod*. No letter answers that stands nowhere.

use std::sync::Arc;

use egui::{Align2, Color32, Galley, Id, Key, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::keys;
use super::pace;
use super::paint::{boxed, focus_ring, hover, icon};
use super::text::{self, Type};
use crate::domain::answer::Said;
use crate::ui::icons::{self, Icon};
use crate::ui::scripts::without_signs;
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;

/// What the square before an answer takes.
const MARK: f32 = 23.0;
/// What the icon before the name takes.
const ICON: f32 = 28.0;

/// Where a question stands, with the time of the answer in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsentState<'a> {
    /// Nobody has asked.
    NotAsked,
    /// Yes, at this time.
    Yes(&'a str),
    /// No, at this time.
    No(&'a str),
}

/// What was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsentChoice {
    /// Yes.
    Yes,
    /// No.
    No,
    /// The answer was taken back.
    NotAsked,
}

impl ConsentChoice {
    /// As an answer; nothing where it was taken back.
    #[must_use]
    pub fn said(self) -> Option<Said> {
        match self {
            Self::Yes => Some(Said::Yes),
            Self::No => Some(Said::No),
            Self::NotAsked => None,
        }
    }
}

/// What happened to a row.
pub struct ConsentResponse {
    /// The answer given in this pass, if any.
    pub chosen: Option<ConsentChoice>,
    /// It was given with its letter: the keyboard moves on to the next row.
    pub move_on: bool,
    /// The row has the keyboard: its statement is read out.
    pub focused: bool,
    /// Up was pressed on the row.
    pub up: bool,
    /// Down was pressed on the row.
    pub down: bool,
    /// The ids of Yes and No, either of which may have the keyboard.
    pub ids: [Id; 2],
    /// The whole row.
    pub rect: Rect,
}

/// A row.
#[must_use]
pub struct ConsentRow<'a> {
    id: Id,
    icon: Option<Icon>,
    name: &'a str,
    state: ConsentState<'a>,
    answer: egui::Vec2,
    height: f32,
    tab_stop: bool,
    enabled: bool,
    words: bool,
    answers: [&'a str; 2],
    look: bool,
}

impl<'a> ConsentRow<'a> {
    /// A question about `name`.
    pub fn new(id: Id, icon: Icon, name: &'a str, state: ConsentState<'a>) -> Self {
        let control = &tokens().control;
        let answer = vec2(control.consent_answer_width, control.compact);
        Self {
            id,
            icon: Some(icon),
            name,
            state,
            answer,
            height: control.row,
            tab_stop: true,
            enabled: true,
            words: true,
            answers: ["Yes", "No"],
            look: false,
        }
    }

    /// How wide a row has to be whose name is read whole beside its icon, and answers so wide.
    pub fn width_of(ui: &Ui, name: &str, answer: f32) -> f32 {
        ICON + text::line(ui, name, Type::Body).size().x.ceil() + 6.0 + 2.0 * answer + 6.0
    }

    /// How wide each answer has to be where it is called so.
    pub fn answer_width_of(ui: &Ui, answers: [&str; 2]) -> f32 {
        let widest = answers.map(|word| text::line(ui, word, Type::Strong).size().x);
        (widest[0].max(widest[1]) + MARK + 24.0).ceil()
    }

    /// How wide each answer is: 62, 54 in a narrow window, 92 for visitors.
    pub fn answer_width(mut self, width: f32) -> Self {
        self.answer.x = width;
        self
    }

    /// How high each answer is: 36, 42 for visitors.
    pub fn answer_height(mut self, height: f32) -> Self {
        self.answer.y = height;
        self
    }

    /// How high the row is: 44, 40 in a short window.
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// Without its icon, in a narrow window.
    pub fn no_icon(mut self) -> Self {
        self.icon = None;
        self
    }

    /// Only Yes and No: the name, which is read out, stands elsewhere.
    pub fn only_answers(mut self) -> Self {
        self.words = false;
        self
    }

    /// What Yes and No are called, where that is not in English. Their letters follow.
    pub fn answers(mut self, yes_and_no: [&'a str; 2]) -> Self {
        self.answers = yes_and_no;
        self
    }

    /// Whether Tab stops here: one row of a group does.
    pub fn tab_stop(mut self, stop: bool) -> Self {
        self.tab_stop = stop;
        self
    }

    /// Whether it can be answered.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// As if Yes had the keyboard: for the gallery.
    pub fn look_focused(mut self) -> Self {
        self.look = true;
        self
    }

    /// The id to ask the focus for.
    pub fn focus_id(id: Id) -> Id {
        id.with("yes")
    }

    /// Whether the keyboard is on one of the answers of the row with this id.
    pub fn has_focus(ui: &Ui, id: Id) -> bool {
        Self::ids(id).into_iter().any(|id| ui.memory(|memory| memory.has_focus(id)))
    }

    fn ids(id: Id) -> [Id; 2] {
        [Self::focus_id(id), id.with("no")]
    }

    /// Shows it at the cursor, as wide as there is room.
    pub fn show(self, ui: &mut Ui) -> ConsentResponse {
        let width = if self.words { ui.available_width() } else { self.answer.x * 2.0 + 6.0 };
        let (_, rect) = ui.allocate_space(vec2(width, self.height));
        self.at(ui, rect)
    }

    /// Shows it in this rectangle: the words at its left, the answers at its right.
    pub fn at(self, ui: &mut Ui, rect: Rect) -> ConsentResponse {
        let no_at = Align2::RIGHT_CENTER.align_size_within_rect(self.answer, rect);
        let yes_at = no_at.translate(vec2(-self.answer.x - 6.0, 0.0));
        if self.words {
            self.paint_words(ui, rect.with_max_x(yes_at.left() - 6.0));
        }
        let ids = Self::ids(self.id);
        let has = |ui: &Ui, id| ui.memory(|memory| memory.has_focus(id));
        let focused = ids.into_iter().find(|id| has(ui, *id));
        let mut out =
            ConsentResponse { chosen: None, move_on: false, focused: false, up: false, down: false, ids, rect };
        if let Some(focused) = focused {
            self.keys(ui, focused, &mut out);
        }
        // One stop for Tab in the row: the answer that stands, else Yes.
        let stop = if matches!(self.state, ConsentState::No(_)) { ids[1] } else { ids[0] };
        let now = ids.into_iter().find(|id| has(ui, *id));
        for (yes, spot) in [(true, yes_at), (false, no_at)] {
            let id = if yes { ids[0] } else { ids[1] };
            let focusable = now.map_or(self.tab_stop && id == stop, |now| now == id);
            let response = self.answer(ui, spot, id, yes, focusable);
            if pointer_or_reader(ui, &response) {
                out.chosen = Some(self.pressed(yes));
                // The question that is being answered is the one that is read out.
                response.request_focus();
            }
            out.focused |= response.has_focus();
        }
        out
    }

    /// Pressing an answer chooses it; pressing the chosen one takes it back.
    fn pressed(&self, yes: bool) -> ConsentChoice {
        match (yes, self.state) {
            (true, ConsentState::Yes(_)) | (false, ConsentState::No(_)) => ConsentChoice::NotAsked,
            (true, _) => ConsentChoice::Yes,
            (false, _) => ConsentChoice::No,
        }
    }

    /// Reads the pass's keys at a person's pace: no scanner, and no key held down, answers for a visitor.
    fn keys(&self, ui: &Ui, focused: Id, out: &mut ConsentResponse) {
        keys::hold(ui, focused, false);
        let letters = letters(self.answers);
        let is_letter = |key: Key| letters.is_some_and(|letters| letters.contains(&key));
        let heard = pace::heard(ui, self.id, |key, modifiers| {
            let ours = is_letter(key) || matches!(key, Key::Backspace | Key::Space | Key::Enter);
            let plain = modifiers.is_none() || modifiers.shift_only() && is_letter(key);
            (ours && plain).then_some(key)
        });
        let on_yes = focused == out.ids[0];
        match heard.filter(|_| self.enabled) {
            Some(letter) if is_letter(letter) => {
                let yes = letters.is_some_and(|[yes, _]| yes == letter);
                (out.chosen, out.move_on) = (Some(if yes { ConsentChoice::Yes } else { ConsentChoice::No }), true);
            }
            Some(Key::Backspace) => out.chosen = Some(ConsentChoice::NotAsked),
            Some(_) => out.chosen = Some(self.pressed(on_yes)),
            None => {}
        }
        let ctx = ui.ctx();
        out.up = keys::plain(ctx, Key::ArrowUp);
        out.down = keys::plain(ctx, Key::ArrowDown);
        if keys::plain(ctx, Key::ArrowRight) && on_yes {
            ui.memory_mut(|memory| memory.request_focus(out.ids[1]));
        } else if keys::plain(ctx, Key::ArrowLeft) && !on_yes {
            ui.memory_mut(|memory| memory.request_focus(out.ids[0]));
        }
    }

    fn answer(&self, ui: &Ui, rect: Rect, id: Id, yes: bool, focusable: bool) -> Response {
        let sense = match (self.enabled, focusable) {
            (false, _) => Sense::hover(),
            (true, true) => Sense::click(),
            (true, false) => Sense::CLICK,
        };
        let response = ui.interact(rect, id, sense).on_hover_cursor(egui::CursorIcon::PointingHand);
        let p = ui.palette();
        let (chosen, fill, ink) = match (yes, self.state) {
            (true, ConsentState::Yes(_)) => (true, p.consent_given, p.on_consent_given),
            (false, ConsentState::No(_)) => (true, p.consent_refused, p.on_consent_refused),
            _ => (false, p.surface.lerp_to_gamma(p.hover, hover(ui, &response)), p.text),
        };
        let word = self.answers[usize::from(!yes)];
        response.widget_info(|| {
            WidgetInfo::selected(Role::CheckBox, self.enabled, chosen, format!("{}: {word}", self.name))
        });
        let radius = tokens().radius.control;
        boxed(ui.painter(), rect, radius, fill, ui.mode().border(), if chosen { fill } else { p.border_control });
        let ink = if self.enabled { ink } else { p.text_disabled };
        let galley = text::line(ui, word, Type::Strong);
        let left = (rect.center().x - (galley.size().x + MARK) / 2.0).round();
        let mark = if chosen { icons::CHECK_SQUARE.fill() } else { icons::SQUARE };
        icon(ui.painter(), mark, pos2(left + 9.0, rect.center().y), 18.0, ink);
        text::paint(ui, galley, rect.with_min_x(left + MARK), Align2::LEFT_CENTER, ink);
        if response.has_focus() || (self.look && yes) {
            focus_ring(ui, rect, radius);
        }
        response
    }

    fn paint_words(&self, ui: &Ui, rect: Rect) {
        let p = ui.palette();
        let (mut x, middle) = (rect.left(), rect.center().y);
        if let Some(before) = self.icon {
            icon(ui.painter(), before, pos2(x + 10.0, middle), tokens().control.icon_m, p.text_muted);
            x += ICON;
        }
        let row = |offset: f32| {
            Rect::from_center_size(pos2(rect.center().x, middle + offset), vec2(rect.width(), 20.0)).with_min_x(x)
        };
        let galley = text::elided(ui, self.name, Type::Body, rect.right() - x);
        text::paint(ui, galley, row(-7.5), Align2::LEFT_CENTER, p.text);
        let (mark, color, word, time): (Icon, Color32, &str, &str) = match self.state {
            ConsentState::NotAsked => (icons::CIRCLE_DASHED, p.consent_not_asked, "Not asked", ""),
            ConsentState::Yes(time) => (icons::CHECK_CIRCLE.fill(), p.consent_given, "Yes", time),
            ConsentState::No(time) => (icons::X_CIRCLE.fill(), p.consent_refused, "No", time),
        };
        let at = row(10.0);
        icon(ui.painter(), mark, pos2(x + 7.0, at.center().y), 14.0, color);
        let face = if self.state == ConsentState::NotAsked { Type::Caption } else { Type::CaptionStrong };
        let galley =
            if time.is_empty() { text::line(ui, word, face) } else { text::line(ui, &format!("{word}, {time}"), face) };
        text::paint(ui, galley, at.with_min_x(x + 18.0), Align2::LEFT_CENTER, color);
    }
}

/// The keys of the letters that two answers begin with; none where no key has one of them, or both begin alike.
fn letters(answers: [&str; 2]) -> Option<[Key; 2]> {
    let letter = |answer: &str| {
        let first = answer.chars().next().filter(|first| first.is_alphabetic())?;
        Key::from_name(&first.to_uppercase().to_string())
    };
    let [yes, no] = [letter(answers[0])?, letter(answers[1])?];
    (yes != no).then_some([yes, no])
}

/// A press by the pointer or by a screen reader. Keys are not read here, because egui lets a scanner's Enter press too.
fn pointer_or_reader(ui: &Ui, response: &Response) -> bool {
    response.clicked_by(egui::PointerButton::Primary)
        || ui.input(|input| input.has_accesskit_action_request(response.id, egui::accesskit::Action::Click))
}

/// The words of a question in as many lines as they take in this width: smaller where the whole of them would not be seen at once.
pub fn question_words(ui: &Ui, words: &str, width: f32) -> Arc<Galley> {
    let [large, small] = [Type::Strong, Type::Caption].map(|face| text::paragraph(ui, words, face, width, usize::MAX));
    if large.size().y <= ui.clip_rect().height() { large } else { small }
}

/// Yes and No at the right of a question that is written out in as many lines as it needs.
pub fn question_row(
    ui: &mut Ui,
    id: Id,
    words: &str,
    state: ConsentState<'_>,
    row: Rect,
    answer: f32,
) -> ConsentResponse {
    let middle = row.center().y;
    let both = 2.0 * answer + 6.0;
    let buttons = Rect::from_min_size(pos2(row.right() - both, middle - 18.0), vec2(both, 36.0));
    let galley = question_words(ui, words, buttons.left() - row.left() - 8.0);
    ui.painter().galley(pos2(row.left(), middle - galley.size().y / 2.0), galley, ui.palette().text);
    let heard = without_signs(words);
    ConsentRow::new(id, icons::USERS, &heard, state).only_answers().answer_width(answer).at(ui, buttons)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r13_the_letters_that_answer_are_those_that_are_read() {
        assert_eq!(letters(["Yes", "No"]), Some([Key::Y, Key::N]));
        assert_eq!(letters(["Cytuno", "Gwrthod"]), Some([Key::C, Key::G]));
        assert_eq!(letters(["tak", "nie"]), Some([Key::T, Key::N]));
        assert_eq!(letters(["Ydw", "Ydw ddim"]), None, "both begin alike");
        assert_eq!(letters(["Так", "Ні"]), None, "no key has these");
        assert_eq!(letters(["", "No"]), None);
    }
}
