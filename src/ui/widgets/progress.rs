//! How far something has come: a bar, steps, how strong a passphrase is, and a ring that turns.

use egui::{Align2, Color32, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::paint::{corners, icon};
use super::text::{self, Type};
use crate::ui::icons;
use crate::ui::theme::{Theme, Themed};

/// A bar that fills.
#[must_use]
pub struct Progress<'a> {
    done: f32,
    name: &'a str,
    height: f32,
}

impl<'a> Progress<'a> {
    /// `done` of 1, of what `name` says.
    pub fn new(name: &'a str, done: f32) -> Self {
        Self { done: done.clamp(0.0, 1.0), name, height: 10.0 }
    }

    /// So high.
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// Shows it at the cursor, as wide as there is room.
    pub fn show(self, ui: &mut Ui) -> Response {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), self.height), Sense::hover());
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, self.name);
            info.value = Some(f64::from((self.done * 100.0).round()));
            info
        });
        let p = ui.palette();
        bar(ui, rect, p.chart_track, p.accent, self.done);
        if ui.mode() == Theme::Contrast {
            ui.painter().rect_stroke(rect, corners(self.height / 2.0), Stroke::new(1.0, p.border), StrokeKind::Inside);
        }
        response
    }
}

/// Paints a track with a part of it filled.
pub fn bar(ui: &Ui, rect: Rect, track: Color32, fill: Color32, done: f32) {
    let round = corners(rect.height() / 2.0);
    ui.painter().rect_filled(rect, round, track);
    if done > 0.0 {
        let wide = (rect.width() * done).max(rect.height());
        ui.painter().rect_filled(rect.with_max_x(rect.left() + wide), round, fill);
    }
}

/// The steps of a wizard, in a row.
#[must_use]
pub struct Steps<'a> {
    steps: &'a [&'a str],
    current: usize,
    on_rail: bool,
}

const CIRCLE: f32 = 26.0;

impl<'a> Steps<'a> {
    /// These steps, of which the one at `current` is being done.
    pub fn new(steps: &'a [&'a str], current: usize) -> Self {
        Self { steps, current, on_rail: false }
    }

    /// In the rail's colours.
    pub fn on_rail(mut self) -> Self {
        self.on_rail = true;
        self
    }

    fn face(&self, index: usize) -> Type {
        if index == self.current { Type::Strong } else { Type::Body }
    }

    /// How wide it is.
    pub fn width(&self, ui: &Ui) -> f32 {
        let words =
            |(index, step): (usize, &&str)| text::line(ui, step, self.face(index)).size().x.round() + CIRCLE + 8.0;
        self.steps.iter().enumerate().map(words).sum::<f32>() + 52.0 * (self.steps.len().saturating_sub(1)) as f32
    }

    /// Shows it at the cursor.
    pub fn show(self, ui: &mut Ui) -> Response {
        let (rect, response) = ui.allocate_exact_size(vec2(self.width(ui), CIRCLE), Sense::hover());
        let now = self.steps.get(self.current).copied().unwrap_or("Done");
        let (at, of) = ((self.current + 1).min(self.steps.len()), self.steps.len());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Step {at} of {of}: {now}")));
        let p = ui.palette();
        let mut x = rect.left();
        for (index, step) in self.steps.iter().enumerate() {
            if index > 0 {
                let color = if self.on_rail { p.rail_line } else { p.border_control };
                ui.painter().hline(x + 10.0..=x + 42.0, rect.center().y, (2.0, color));
                x += 52.0;
            }
            circle(ui, pos2(x + CIRCLE / 2.0, rect.center().y), CIRCLE, index, self.current, self.on_rail);
            x += CIRCLE + 8.0;
            let ink = match (index == self.current, self.on_rail) {
                (true, false) => p.text,
                (false, false) => p.text_muted,
                (true, true) => p.rail_text,
                (false, true) => p.rail_muted,
            };
            let galley = text::line(ui, step, self.face(index));
            x = text::paint(ui, galley, rect.with_min_x(x), Align2::LEFT_CENTER, ink).right().round();
        }
        response
    }
}

/// The steps of the first run, down the rail, each with a line under it.
pub fn steps_column(ui: &mut Ui, steps: &[(&str, &str)], current: usize) -> Response {
    const ROW: f32 = 64.0;
    let size = vec2(ui.available_width(), ROW * steps.len() as f32);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let now = steps.get(current).map_or("Done", |step| step.0);
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Label, true, format!("Step {} of {}: {now}", current + 1, steps.len()))
    });
    let p = ui.palette();
    for (index, (step, detail)) in steps.iter().enumerate() {
        let top = rect.top() + ROW * index as f32;
        let centre = pos2(rect.left() + 14.0, top + 14.0);
        if index + 1 < steps.len() {
            ui.painter().vline(centre.x, top + 28.0..=top + ROW, (1.0, p.rail_line));
        }
        circle(ui, centre, 28.0, index, current, true);
        let ink = if index == current { p.rail_text } else { p.rail_muted };
        let row = |y: f32, face: Type, words: &str, ink| {
            let at = Rect::from_min_size(pos2(rect.left() + 42.0, top + y), vec2(rect.width() - 42.0, 20.0));
            let galley = text::elided(ui, words, face, at.width());
            text::paint(ui, galley, at, Align2::LEFT_CENTER, ink);
        };
        row(0.0, Type::Strong, step, ink);
        row(18.0, Type::Caption, detail, p.rail_muted);
    }
    response
}

fn circle(ui: &Ui, centre: egui::Pos2, size: f32, index: usize, current: usize, on_rail: bool) {
    let p = ui.palette();
    let radius = size / 2.0;
    if index < current {
        let (fill, ink) = if on_rail { (p.rail_selected, p.rail_text) } else { (p.success, p.on_success) };
        ui.painter().circle_filled(centre, radius, fill);
        icon(ui.painter(), icons::CHECK.bold(), centre, 18.0, ink);
        return;
    }
    let now = index == current;
    let (fill, ink) = match (now, on_rail) {
        (true, false) => (p.accent, p.on_accent),
        (true, true) => (p.strap, p.on_strap),
        (false, false) => (p.surface, p.text_muted),
        (false, true) => (Color32::TRANSPARENT, p.rail_muted),
    };
    let edge = if now {
        fill
    } else if on_rail {
        p.rail_muted
    } else {
        p.border_control
    };
    ui.painter().circle(centre, radius - 0.5, fill, Stroke::new(1.0, edge));
    let galley = text::line(ui, &(index + 1).to_string(), Type::CaptionStrong);
    text::paint(ui, galley, Rect::from_center_size(centre, Vec2::splat(size)), Align2::CENTER_CENTER, ink);
}

/// How strong a passphrase is, from 0 to 4, in bars and a word.
pub fn strength_meter(ui: &mut Ui, score: Option<u8>) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let p = ui.palette();
    let (word, color, mark) = match score.unwrap_or(0) {
        _ if score.is_none() => ("Not typed yet", p.text_muted, icons::CIRCLE_DASHED),
        0 => ("Too weak", p.danger, icons::SHIELD_WARNING.fill()),
        1 => ("Weak", p.danger, icons::SHIELD_WARNING.fill()),
        2 => ("Fair", p.warning, icons::SHIELD_WARNING.fill()),
        3 => ("Strong", p.success, icons::SHIELD_CHECK.fill()),
        _ => ("Very strong", p.success, icons::SHIELD_CHECK.fill()),
    };
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Meter, true, format!("Strength: {word}"));
        info.value = Some(f64::from(score.unwrap_or(0).min(4)));
        info
    });
    let galley = text::line(ui, word, Type::Strong);
    let left = text::paint(ui, galley, rect, Align2::RIGHT_CENTER, color).left();
    icon(ui.painter(), mark, pos2(left - 16.0, rect.center().y), 20.0, color);
    let right = left - 38.0;
    let width = (right - rect.left() - 15.0) / 4.0;
    for index in 0..4_u8 {
        let at = rect.left() + (width + 5.0) * f32::from(index);
        let part = Rect::from_min_size(pos2(at, rect.center().y - 4.0), vec2(width, 8.0));
        // The worst is a bar too; before anything is typed there is none.
        let on = score.is_some_and(|score| index < score.max(1));
        ui.painter().rect_filled(part, corners(4.0), if on { color } else { p.chart_track });
    }
    response
}

/// A ring that turns while something is being done; it stands still where motion is reduced.
pub fn spinner(ui: &Ui, centre: egui::Pos2, size: f32, color: Color32) {
    let turn = if ui.style().animation_time == 0.0 {
        0.0
    } else {
        ui.ctx().request_repaint();
        (ui.input(|input| input.time) % 1.0) as f32 * std::f32::consts::TAU
    };
    let radius = size / 2.0 - 1.5;
    let point = |step: u8| centre + radius * Vec2::angled(turn + f32::from(step) * std::f32::consts::TAU * 0.82 / 32.0);
    let path = (0..=32).map(point).collect();
    ui.painter().line(path, Stroke::new(2.0, color));
}
