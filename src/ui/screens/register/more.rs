//! More details: what few visitors give, behind one button and one Tab stop, opened in place.

use std::sync::LazyLock;

use egui::{Key, Pos2, Rangef, Rect, Ui, pos2, vec2};

use crate::domain::code::Code;
use crate::domain::event::Event;
use crate::domain::field_error::Place;
use crate::domain::form::{Field, Need};
use crate::domain::own_question::AnswerKind;
use crate::ui::icons;
use crate::ui::out::Seen;
use crate::ui::questions::NOT_HERE;
use crate::ui::scripts::in_words;
use crate::ui::theme::{Theme, Themed};
use crate::ui::widgets::text::{self, Type};
use crate::ui::widgets::{Button, Choice, ChoiceOption, Field as TextField, place};

use super::Register;
use super::layout::{self, drawn};
use super::rows::{BETWEEN, ERROR, Heights, LABEL, Row, rooms};

/// Names the button among the places that can have the focus.
pub(super) static BUTTON: LazyLock<Code> = LazyLock::new(|| super::bar::code("more-details"));

/// The button, and a little under it.
const OPENER: f32 = 38.0;

/// Something behind the button.
pub(super) enum Behind {
    /// A field.
    Field(Field),
    /// The event's own question with this number.
    Own(usize),
}

/// What is behind the button, in the event's order. A child's own contact is not asked for; where they live is asked here.
pub(super) fn behind(event: &Event, child: bool) -> Vec<Behind> {
    let first = layout::behind_for_child(event).filter(|_| child);
    let fields = first.chain(event.definition().order.more().iter().copied());
    let asked = fields.filter(|&field| event.form().need(field) != Need::Off).map(Behind::Field);
    let own = (0..event.definition().questions.len()).map(Behind::Own);
    asked.chain(own).collect()
}

/// Whether something behind the button is needed of everybody.
pub(super) fn has_to_be_opened(event: &Event) -> bool {
    event.definition().order.more().iter().any(|&field| event.form().need(field) == Need::Needed)
}

/// How tall so many are with the button, opened or not.
pub(super) fn height(event: &Event, behind: &[Behind], opened: bool, heights: Heights) -> f32 {
    if !opened {
        return OPENER;
    }
    let row = LABEL + heights.box_height + heights.gap;
    let is_free = |each: &Behind| layout::is_free_text(event, &place_of(event, each));
    let cautions = behind.chunks(2).filter(|cells| cells.iter().any(is_free)).count();
    OPENER + 6.0 + behind.len().div_ceil(2) as f32 * row + cautions as f32 * ERROR
}

fn place_of(event: &Event, each: &Behind) -> Place {
    match each {
        Behind::Field(field) => Place::Field(*field),
        Behind::Own(at) => Place::Own(event.definition().questions[*at].code.clone()),
    }
}

impl Register {
    fn behind(&self) -> Vec<Behind> {
        behind(self.form.event(), self.form.needs_guardian())
    }

    /// How tall it is, with the button.
    pub(super) fn more_height(&self, heights: Heights) -> f32 {
        height(self.form.event(), &self.behind(), self.more_open, heights)
    }

    /// Paints the button, and what it opened; gives back where it ends.
    pub(super) fn more(&mut self, ui: &mut Ui, at: Pos2, width: f32, heights: Heights, _seen: &Seen<'_>) -> f32 {
        let behind = self.behind();
        if behind.is_empty() {
            return at.y;
        }
        let wrong = self.form.errors().any(|(place, _)| self.is_behind(place));
        let asked_for = self.focus.as_ref().is_some_and(|place| self.is_behind(place));
        self.more_open |= wrong || asked_for;
        let place_of_button = Place::Own(BUTTON.clone());
        // Its border is where the boxes' are, where it has one; else its sign is nearly there.
        let left = if ui.mode() == Theme::Contrast { at.x } else { at.x - 4.0 };
        let rect = Rect::from_min_size(pos2(left, at.y), vec2(width.min(150.0), 36.0));
        let label = if self.more_open { "Fewer details" } else { "More details" };
        let icon = if self.more_open { icons::MINUS } else { icons::PLUS };
        let response = place(ui, rect, |ui| Button::quiet(label).icon(icon).small().show(ui));
        self.focus_if_asked(ui, &place_of_button, response.id);
        if response.clicked() {
            self.more_open = !self.more_open;
            // Whoever opens it with the keyboard has come to write in it.
            let by_keys = ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::Space));
            self.focus =
                behind.first().filter(|_| self.more_open && by_keys).map(|each| place_of(self.form.event(), each));
        }
        if !self.more_open {
            let beside = if ui.mode() == Theme::Contrast { response.rect.right() + 6.0 } else { rect.right() - 10.0 };
            let words_at = pos2(beside, rect.center().y);
            let (room, ink) = (at.x + width - words_at.x, ui.palette().text_muted);
            let fits = |words: &str| text::line(ui, words, Type::Caption).size().x <= room;
            let words = self.summary(&behind, fits);
            let galley = text::line(ui, &words, Type::Caption);
            ui.painter().galley(words_at - vec2(0.0, galley.size().y / 2.0), galley, ink);
            return at.y + OPENER;
        }
        self.opened(ui, pos2(at.x, rect.bottom() + 6.0), width, heights, &behind)
    }

    fn is_behind(&self, place: &Place) -> bool {
        self.behind().iter().any(|each| match (each, place) {
            (Behind::Field(field), Place::Field(wrong)) => field == wrong,
            (Behind::Own(at), Place::Own(code)) => self.form.event().definition().questions[*at].code == *code,
            _ => false,
        })
    }

    /// What is behind the button, in words: what was typed there, and how much was left blank; or what could be.
    fn summary(&self, behind: &[Behind], fits: impl Fn(&str) -> bool) -> String {
        let typed = |each: &Behind| match each {
            Behind::Field(field) => {
                let typed = self.form.draft.field(*field);
                (!typed.is_empty()).then(|| format!("{}: {}", field.label(), in_words(typed)))
            }
            Behind::Own(_) => None,
        };
        let filled: Vec<_> = behind.iter().filter_map(typed).collect();
        let blank = behind.len() - filled.len();
        if filled.is_empty() {
            return self.could_be(behind, fits);
        }
        let whole =
            if blank == 0 { filled.join(". ") } else { format!("{}. {blank} more left blank", filled.join(". ")) };
        let counted = format!("{} filled in, {blank} left blank", filled.len());
        if fits(&whole) { whole } else { counted }
    }

    /// The first of what is behind the button, as many as there is room for.
    fn could_be(&self, behind: &[Behind], fits: impl Fn(&str) -> bool) -> String {
        let name = |each: &Behind| match each {
            Behind::Field(field) => field.label().to_lowercase(),
            Behind::Own(at) => self.form.event().definition().questions[*at].text.to_lowercase(),
        };
        let names: Vec<_> = behind.iter().take(5).map(name).collect();
        let some = |count: usize| text::sentence(&names[..count].join(", "));
        (0..=names.len()).rev().map(some).find(|words| fits(words)).unwrap_or_default()
    }

    fn opened(&mut self, ui: &mut Ui, at: Pos2, width: f32, heights: Heights, behind: &[Behind]) -> f32 {
        let mut y = at.y;
        for pair in behind.chunks(2) {
            let cells =
                pair.iter().map(|each| (each, if let Behind::Field(field) = each { drawn(*field) } else { 280.0 }));
            let cells: Vec<_> = cells.collect();
            let alone = cells.len() == 1;
            let full = if alone { width.min((width - BETWEEN) / 2.0) } else { width };
            let cells: Vec<_> = Row::new(cells).place(at.x, y, full, LABEL + heights.box_height).collect();
            let notes: Vec<_> = cells.iter().map(|(each, rect)| (*rect, self.noted(each))).collect();
            let has_error = notes.iter().any(|(_, noted)| *noted);
            for ((each, rect), room) in cells.into_iter().zip(rooms(Rangef::new(at.x, at.x + width), &notes)) {
                place(ui, Rect::from_x_y_ranges(room, rect.y_range()), |ui| match each {
                    Behind::Field(field) => self.behind_field(ui, *field, rect, heights),
                    Behind::Own(number) => self.own_question(ui, *number, rect, heights),
                });
            }
            y += LABEL + heights.box_height + heights.gap + if has_error { ERROR } else { 0.0 };
        }
        y
    }

    fn noted(&self, each: &Behind) -> bool {
        self.note_at(&place_of(self.form.event(), each))
    }

    fn behind_field(&mut self, ui: &mut Ui, field: Field, rect: Rect, heights: Heights) {
        match field {
            field if self.is_left_out(field) => {}
            Field::Country | Field::Nationality => self.country_cell(ui, field, rect, heights),
            field if !self.form.event().offers(field).is_empty() => self.options_cell(ui, field, rect, heights),
            field => self.text_cell(ui, field, rect, heights),
        }
    }

    /// One of the event's own questions.
    fn own_question(&mut self, ui: &mut Ui, number: usize, rect: Rect, heights: Heights) {
        let question = self.form.event().definition().questions[number].clone();
        let at = Place::Own(question.code.clone());
        let id = Self::id(&at);
        let error = self.form.error(&at).map(str::to_owned);
        let before = self.form.draft.own.get(&question.code).cloned().unwrap_or_default();
        let mut typed = before.clone();
        let mut left = false;
        place(ui, rect, |ui| match &question.kind {
            AnswerKind::YesOrNo => pick(ui, id, &question.text, &["Yes", "No"], heights, &mut typed),
            AnswerKind::PickOne(options) => {
                let labels: Vec<_> = options.iter().map(String::as_str).collect();
                pick(ui, id, &question.text, &labels, heights, &mut typed);
            }
            AnswerKind::PickSeveral(_) | AnswerKind::ShortText | AnswerKind::Number | AnswerKind::Date => {
                let hint = hint(&question.kind);
                let field = TextField::new(id, &question.text).optional(true).hint(&hint).error(error.as_deref());
                let caution = (question.kind == AnswerKind::ShortText).then_some(NOT_HERE);
                left = field.caution(caution).height(heights.box_height).show(ui, &mut typed).left;
            }
        });
        self.list_left(ui, id, &at);
        self.focus_if_asked(ui, &at, id);
        if typed != before {
            self.form.draft.own.insert(question.code.clone(), typed);
            self.form.changed(&at);
        }
        if left {
            self.form.leave(&at);
        }
    }
}

fn pick(ui: &mut Ui, id: egui::Id, label: &str, labels: &[&str], heights: Heights, typed: &mut String) {
    let options: Vec<_> = labels.iter().map(|label| ChoiceOption::new(label)).collect();
    let mut chosen = labels.iter().position(|label| label == typed);
    Choice::new(id, label, &options).optional(true).height(heights.box_height).show(ui, &mut chosen);
    *typed = chosen.map_or(String::new(), |chosen| labels[chosen].to_owned());
}

/// What can be answered, where a box alone does not say it.
fn hint(kind: &AnswerKind) -> String {
    match kind {
        AnswerKind::PickSeveral(options) => options.join("; "),
        AnswerKind::Number => "A number".to_owned(),
        AnswerKind::Date => "DD/MM/YYYY".to_owned(),
        _ => String::new(),
    }
}
