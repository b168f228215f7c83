//! The page of questions that only the visitor answers (R3): whether they may be told of opportunities by health, disability or
//! ethnic group. Each is a consent of its own, in its exact words, and its detail is written down only after a Yes.

use egui::{Align2, Id, Rect, Ui, pos2, vec2};

use crate::domain::answer::{How, Said};
use crate::domain::field_error::Place;
use crate::domain::purpose::{Question, SpecialPair};
use crate::domain::text::{Paragraph, TextError};
use crate::text::{Words, say};
use crate::ui::icons;
use crate::ui::out::Seen;
use crate::ui::questions::icon;
use crate::ui::screens::flow;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::{ConsentRow, ConsentState, Field, in_sight, paint, question_words, read_with, text};

use super::super::Register;
use super::super::form::Telling;
use super::frame::{self, Buttons, Frame, Went};

/// The control of the guide, for visitors.
const ANSWER: egui::Vec2 = vec2(92.0, 42.0);

impl Register {
    pub(super) fn opportunities(&mut self, ui: &mut Ui, frame: &Frame, seen: &Seen<'_>, begun: bool) -> Went {
        let questions: Vec<_> = self.form.event().questions_on_their_screen().collect();
        let words = frame.words;
        let notice = frame.page(ui, "opportunities", |ui| {
            frame::title(ui, say!(words, "opportunities-title"), say!(words, "opportunities-lead"));
            flow::hug(ui, 16.0, |ui| {
                for (at, &question) in questions.iter().enumerate() {
                    if at > 0 {
                        ui.add_space(12.0);
                        flow::divider(ui, 16.0);
                        ui.add_space(12.0);
                    }
                    self.asked_of_them(ui, question, words, seen);
                }
            });
            frame::hints(ui, icons::ARROW_COUNTER_CLOCKWISE, say!(words, "opportunities-again"), words)
        });
        if !begun && let Some(&first) = questions.first() {
            ui.memory_mut(|memory| memory.request_focus(ConsentRow::focus_id(row_id(first))));
        }
        let went = frame.footer(ui, Some(Buttons { skip: false, enabled: true }), frame::staff(words));
        if notice { Went::Notice } else { went }
    }

    /// The whole of its words at the left, Yes and No at the right, and the box that a Yes opens.
    fn asked_of_them(&mut self, ui: &mut Ui, question: Question, words: Words, seen: &Seen<'_>) {
        let Some(asked) = self.form.event().statement(question).map(|asked| asked.as_str().to_owned()) else { return };
        let p = ui.palette();
        let narrow = ui.available_width() < 480.0;
        let called = [Said::Yes, Said::No].map(|said| words.said(question, said));
        let wide = ANSWER.x.max(ConsentRow::answer_width_of(ui, called));
        let both = 2.0 * wide + 6.0;
        let beside = if narrow { 0.0 } else { both + 16.0 };
        let left = if narrow { 0.0 } else { 48.0 };
        let galley = question_words(ui, &asked, ui.available_width() - left - beside);
        let high = galley.size().y.max(ANSWER.y) + if narrow { ANSWER.y + 10.0 } else { 0.0 };
        let row = flow::row(ui, high);
        let said =
            Rect::from_min_size(row.min, vec2(row.width(), galley.size().y.max(if narrow { 0.0 } else { ANSWER.y })));
        if !narrow {
            let middle = pos2(row.left() + 18.0, said.center().y);
            ui.painter().circle_filled(middle, 18.0, p.accent_soft);
            paint::icon(ui.painter(), icon(question), middle, 18.0, p.accent);
        }
        text::paint(ui, galley, said.with_min_x(row.left() + left), Align2::LEFT_CENTER, p.text);
        let answered = self.form.said(question).map(|(said, at)| (said, time::clock(at)));
        let state = match &answered {
            None => ConsentState::NotAsked,
            Some((Said::Yes, at)) => ConsentState::Yes(at),
            Some((_, at)) => ConsentState::No(at),
        };
        let buttons = if narrow {
            Rect::from_min_size(pos2(row.left(), row.bottom() - ANSWER.y), vec2(both, ANSWER.y))
        } else {
            Rect::from_min_size(pos2(row.right() - both, said.center().y - ANSWER.y / 2.0), vec2(both, ANSWER.y))
        };
        let control = ConsentRow::new(row_id(question), icon(question), &asked, state).only_answers();
        let control = control.answers(called);
        let was_there = ConsentRow::has_focus(ui, row_id(question));
        let response = control.answer_width(wide).answer_height(ANSWER.y).at(ui, buttons);
        response.ids.iter().for_each(|id| read_with(ui, *id, said));
        if response.chosen.is_some() && !in_sight(ui, said) {
            // The words come first: this press shows them, the next one answers (R13). Where the keyboard comes only now, it
            // is followed here by itself.
            if was_there {
                ui.scroll_to_rect(said.expand(4.0), None);
            }
        } else if let Some(chosen) = response.chosen {
            // Only handing the laptop over says that it was answered on the screen (R13).
            let telling = Telling { staff: self.telling.staff.clone(), how: How::OnScreen };
            self.form.answer(question, chosen.said(), &telling, seen.env);
        }
        if let Question::Special(pair) = question
            && self.form.draft.said(question) == Some(Said::Yes)
        {
            self.own_detail(ui, pair, words.question(question), words);
        }
    }

    fn own_detail(&mut self, ui: &mut Ui, pair: SpecialPair, about: &str, words: Words) {
        let at = Place::Detail(pair);
        let label = format!("{} ({about})", words.detail(pair));
        let before = self.form.draft.details.get(&pair).cloned().unwrap_or_default();
        let error = self.form.error(&at).map(|_| to_put_right(&before, words));
        let mut typed = before.clone();
        ui.add_space(8.0);
        let field = Field::new(Id::unique(("own detail", pair.code())), &label).error(error.as_deref());
        let response = field.show(ui, &mut typed);
        if typed != before {
            self.form.draft.details.insert(pair, typed);
            self.form.changed(&at);
        }
        if response.left {
            self.form.leave(&at);
        }
    }
}

/// What to do about what is written there; the form says it to staff.
fn to_put_right(typed: &str, words: Words) -> String {
    match Paragraph::parse(typed) {
        Err(TextError::TooLong { max }) => say!(words, "detail-too-long", max = max),
        _ => say!(words, "detail-again").to_owned(),
    }
}

fn row_id(question: Question) -> Id {
    Id::unique(("own question", question.code()))
}
