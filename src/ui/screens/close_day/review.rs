//! Step 1: the day as it stands, question by question.

use egui::{Align2, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::domain::event::RecordingRule;
use crate::domain::permit::Column as Value;
use crate::domain::purpose::{Purpose, Question};
use crate::ui::icons::{self, Icon};
use crate::ui::out::{Out, Seen};
use crate::ui::questions;
use crate::ui::screens::flow;
use crate::ui::shell::Parts;
use crate::ui::theme::{Theme, Themed};
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{Column, HEADER, paint, place, read_by_keys, spinner, table_header};
use crate::worker::{Review, Tally};

use super::CloseDay;

const FIGURES: f32 = 65.0;
const ROW: f32 = 43.0;

/// Where things are in a row, from its left.
struct Places {
    bar: Option<(f32, f32)>,
    yes: f32,
    no: f32,
    not_asked: f32,
    goes: f32,
}

impl Places {
    /// As drawn from 760 wide; below that the bars go, then nothing else.
    fn of(width: f32) -> Self {
        if width < 700.0 {
            let right = width - 150.0;
            return Self { bar: None, yes: right - 150.0, no: right - 88.0, not_asked: right - 8.0, goes: right + 8.0 };
        }
        let goes = width - 117.0;
        Self { bar: Some((417.0, goes - 24.0)), yes: 243.0, no: 301.0, not_asked: 393.0, goes }
    }
}

impl CloseDay {
    pub(super) fn review_ui(&mut self, ui: &mut Ui, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) {
        let area = Self::below_steps(parts);
        if parts.narrow {
            flow::reading(ui, area, "review", "The day, question by question", |ui| {
                let height = FIGURES + HEADER + ROW * self.rows() as f32 + 8.0;
                let main = flow::row(ui, height);
                self.table(ui, main, seen);
                ui.add_space(12.0);
                self.review_side(ui, seen, out);
            });
            return;
        }
        let side = area.with_min_x(area.right() - 404.0);
        let main = area.with_max_x(side.left() - 16.0);
        self.table(ui, main, seen);
        flow::reading(ui, side, "review side", "What to look at", |ui| self.review_side(ui, seen, out));
    }

    fn rows(&self) -> usize {
        self.looked.review.as_ref().map_or(0, |review| review.answers.len())
    }

    fn table(&self, ui: &mut Ui, card: Rect, seen: &Seen<'_>) {
        paint::card(ui, card);
        let Some(review) = &self.looked.review else {
            self.nothing_yet(ui, card);
            return;
        };
        figures(ui, Rect::from_min_size(card.min, vec2(card.width(), FIGURES)), review, seen);
        let places = Places::of(card.width());
        let header =
            Rect::from_min_size(pos2(card.left() + 1.0, card.top() + FIGURES), vec2(card.width() - 2.0, HEADER));
        let columns = [
            Column::new("Purpose", 12.0, 150.0),
            Column::numbers("Yes", places.yes - 80.0, 80.0),
            Column::numbers("No", places.no - 50.0, 50.0),
            Column::numbers("Not asked", places.not_asked - 90.0, 90.0),
            Column::new("Goes to", places.goes, 110.0),
        ];
        table_header(ui, header, &columns);
        if let Some((left, _)) = places.bar {
            legend(ui, pos2(header.left() + left, header.center().y));
        }
        let rows = Rect::from_min_max(header.left_bottom(), pos2(header.right(), card.bottom() - 4.0));
        place(ui, rows, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            // A few points less than drawn, rather than a bar to scroll by.
            let high = (ui.available_height() / review.answers.len().max(1) as f32).clamp(41.0, ROW);
            let answers = |ui: &mut Ui| {
                for (index, tally) in review.answers.iter().enumerate() {
                    let row = flow::row(ui, high.floor());
                    if index + 1 < review.answers.len() {
                        ui.painter().hline(row.x_range(), row.bottom() - 0.5, (1.0, ui.palette().border));
                    }
                    self.tally(ui, row, tally, seen, &places);
                }
            };
            let area = ScrollArea::vertical().id_salt("answers").auto_shrink(false);
            area.show(ui, |ui| read_by_keys(ui, "answers", "Answers, question by question", answers));
        });
    }

    fn nothing_yet(&self, ui: &mut Ui, card: Rect) {
        if let Some(failed) = &self.looked.failed {
            Text::body(failed).wrap().at(ui, card.shrink(16.0));
        } else {
            spinner(ui, card.center(), 28.0, ui.palette().accent);
        }
    }

    fn tally(&self, ui: &mut Ui, row: Rect, tally: &Tally, seen: &Seen<'_>, places: &Places) {
        let p = ui.palette();
        let name = tally.question.long_name();
        let goes = self.goes_to(tally.question, seen);
        let (place_name, stays) = goes.as_ref().map_or(("Stays here", true), |name| (name.as_str(), false));
        let all = ui.interact(row, ui.scope_id().with(name), Sense::hover());
        all.widget_info(|| {
            let Tally { yes, no, not_asked, .. } = tally;
            let words = format!("{name}: {yes} yes, {no} no, {not_asked} not asked. Goes to: {place_name}");
            WidgetInfo::labeled(Role::Label, true, words)
        });
        paint::icon(
            ui.painter(),
            questions::icon(tally.question),
            pos2(row.left() + 22.0, row.center().y),
            20.0,
            p.text_muted,
        );
        let end = row.left() + places.yes - 40.0;
        let at = row.with_min_x(row.left() + 42.0).with_max_x(end);
        text::paint(ui, text::elided(ui, name, Type::Body, at.width()), at, Align2::LEFT_CENTER, p.text);
        let number = |right: f32, value: u64, face: Type, ink| {
            let at = row.with_max_x(row.left() + right);
            text::paint(ui, text::line(ui, &value.to_string(), face), at, Align2::RIGHT_CENTER, ink);
        };
        number(places.yes, tally.yes, Type::Strong, p.text);
        number(places.no, tally.no, Type::Body, p.text);
        number(places.not_asked, tally.not_asked, Type::Body, p.text_muted);
        if let Some((left, right)) = places.bar {
            let bar = Rect::from_min_max(
                pos2(row.left() + left, row.center().y - 6.0),
                pos2(row.left() + right, row.center().y + 6.0),
            );
            parts_of(ui, bar, tally);
        }
        let at = row.with_min_x(row.left() + places.goes).with_max_x(row.right() - 8.0);
        let ink = if stays { p.text_muted } else { p.text };
        text::paint(ui, text::elided(ui, place_name, Type::Body, at.width()), at, Align2::LEFT_CENTER, ink);
    }

    /// Who gets what was answered here; nobody, where it stays.
    fn goes_to(&self, question: Question, seen: &Seen<'_>) -> Option<String> {
        let all = &self.looked.addressees.as_ref()?.all;
        let of = |wanted: &dyn Fn(Purpose) -> bool| {
            let found = all.iter().filter(|one| one.purposes.iter().any(|&purpose| wanted(purpose)));
            found.map(|one| one.name.as_str()).collect::<Vec<_>>()
        };
        let mut names = of(&|purpose| question.concerns(purpose));
        let to_office = match question {
            Question::Special(pair) => seen.event.definition().special_to_office.contains(&pair),
            _ => true,
        };
        if names.is_empty() && to_office {
            names = of(&|purpose| purpose == Purpose::RecordKeeping);
        }
        if names.is_empty() { None } else { Some(names.join(", ")) }
    }
}

/// The four figures at the top, with a line between two.
fn figures(ui: &mut Ui, rect: Rect, review: &Review, seen: &Seen<'_>) {
    let p = ui.palette();
    let several_days = seen.event.definition().last_day.is_some_and(|last| last > seen.event.definition().first_day);
    let last: (Icon, u64, &str) = if several_days {
        (icons::CALENDAR_CHECK, review.of_all_days, "on all days")
    } else {
        (icons::NOTE_PENCIL, review.begun, "begun, not saved")
    };
    let all = [
        (icons::USERS, review.people, "people today"),
        (icons::PLUS_CIRCLE, review.counted_only, "counted only"),
        (icons::BABY, review.children, "under 13"),
        last,
    ];
    let width = rect.width() / all.len() as f32;
    // In the smallest windows the words come closer to their icon.
    let (middle, before) = if width < 170.0 { (21.0, 38.0) } else { (28.0, 53.0) };
    for (at, (mark, number, words)) in all.into_iter().enumerate() {
        let left = (rect.left() + width * at as f32).round();
        let part = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
        if at > 0 {
            ui.painter().vline(left + 0.5, part.y_range(), (1.0, p.border));
        }
        let label = ui.interact(part, ui.scope_id().with(words), Sense::hover());
        label.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{number} {words}")));
        paint::icon(ui.painter(), mark, pos2(left + middle, part.center().y - 2.0), 26.0, p.accent);
        let number_at = Rect::from_min_size(pos2(left + before, part.top() + 9.0), vec2(width - before - 3.0, 30.0));
        text::paint(ui, text::line(ui, &number.to_string(), Type::Display), number_at, Align2::LEFT_CENTER, p.text);
        let words_at = Rect::from_min_size(pos2(left + before, part.top() + 37.0), vec2(width - before - 3.0, 18.0));
        let galley = text::elided(ui, words, Type::Caption, words_at.width());
        text::paint(ui, galley, words_at, Align2::LEFT_CENTER, p.text_muted);
    }
}

fn legend(ui: &Ui, left: egui::Pos2) {
    let p = ui.palette();
    let mut x = left.x;
    for (words, fill) in [("Yes", p.consent_given), ("No", p.consent_refused), ("Not asked", p.chart_track)] {
        let square = Rect::from_min_size(pos2(x, left.y - 6.0), vec2(12.0, 12.0));
        let edge = if fill == p.chart_track { p.border_control } else { fill };
        paint::boxed(ui.painter(), square, 3.0, fill, 1.0, edge);
        let at = Rect::from_min_size(pos2(x + 16.0, left.y - 9.0), vec2(90.0, 18.0));
        x = text::paint(ui, text::line(ui, words, Type::Caption), at, Align2::LEFT_CENTER, p.text_muted).right() + 12.0;
    }
}

/// Yes, No and Not asked as parts of one bar, a white line between.
fn parts_of(ui: &Ui, bar: Rect, tally: &Tally) {
    let p = ui.palette();
    let all = (tally.yes + tally.no + tally.not_asked).max(1) as f32;
    let painter = ui.painter();
    painter.rect_filled(bar, 3.0, p.chart_track);
    if ui.mode() == Theme::Contrast {
        painter.rect_stroke(bar, 3.0, (1.0, p.border), egui::StrokeKind::Inside);
    }
    let mut x = bar.left();
    for (value, fill) in [(tally.yes, p.consent_given), (tally.no, p.consent_refused)] {
        if value == 0 {
            continue;
        }
        let right = (x + bar.width() * value as f32 / all).min(bar.right());
        let part = Rect::from_min_max(pos2(x, bar.top()), pos2(right, bar.bottom()));
        let corners = egui::CornerRadius {
            nw: if x == bar.left() { 3 } else { 0 },
            sw: if x == bar.left() { 3 } else { 0 },
            ne: if right >= bar.right() - 0.5 { 3 } else { 0 },
            se: if right >= bar.right() - 0.5 { 3 } else { 0 },
        };
        painter.rect_filled(part, corners, fill);
        painter.vline(right, bar.y_range(), (1.0, p.surface));
        x = right;
    }
}

/// What a batch tells of people, in the words of the side card, and whether it does.
pub(super) fn carries(columns: &[Value], rule: Option<RecordingRule>) -> Vec<(&'static str, bool)> {
    let has = |any: &[Value]| any.iter().any(|column| columns.contains(column));
    let recording = match rule {
        Some(RecordingRule::Objection) => "Who objects to being recorded",
        _ => "Answers about being recorded",
    };
    vec![
        if has(&[Value::Name]) { ("Name", true) } else { ("First name only", has(&[Value::FirstName])) },
        ("Contact, for what they agreed to", has(&[Value::Email, Value::Phone, Value::Address])),
        ("Interests, school, start date", has(&[Value::Interests, Value::Organisation, Value::Background])),
        (recording, has(&[Value::RecordingAnswers])),
        ("Date of birth", has(&[Value::DateOfBirth])),
        (
            "Health, disability and diet details",
            has(&[
                Value::HealthSafety,
                Value::DisabilityHelp,
                Value::DietCatering,
                Value::HealthOpportunities,
                Value::DisabilityOpportunities,
                Value::EthnicityOpportunities,
            ]),
        ),
    ]
}
