//! Off, optional or needed: how a form asks for one thing.

use egui::{Align2, CornerRadius, Id, Key, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::keys;
use super::pace;
use super::paint::{corners, focus_ring, hover, icon, only_plain_keys};
use super::text::{self, Type};
use crate::ui::icons;
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;

const WORDS: [&str; 3] = ["Off", "Optional", "Needed"];

/// Three parts, of which the last may stay grey. One stop for Tab; arrows, and the keys 1, 2 and 3, which a scanner that
/// writes a number does not press.
#[must_use]
pub struct NeedChoice<'a> {
    id: Id,
    label: &'a str,
    hint: &'a str,
    may_be_needed: bool,
    fixed: bool,
}

impl<'a> NeedChoice<'a> {
    /// How wide it is drawn.
    pub const WIDTH: f32 = 276.0;

    /// For the thing of this name.
    pub fn new(id: Id, label: &'a str) -> Self {
        Self { id, label, hint: "", may_be_needed: false, fixed: false }
    }

    /// What else its keys do, read out after its name.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Whether the keyboard is in the one with this id.
    pub fn has_focus(ui: &Ui, id: Id) -> bool {
        (0..3).any(|at| ui.memory(|memory| memory.has_focus(id.with(at))))
    }

    /// Whether a purpose needs it.
    pub fn may_be_needed(mut self, may: bool) -> Self {
        self.may_be_needed = may;
        self
    }

    /// It is always as it is.
    pub fn fixed(mut self, fixed: bool) -> Self {
        self.fixed = fixed;
        self
    }

    /// Shows it in this rectangle; says whether it was changed.
    pub fn at(self, ui: &mut Ui, rect: Rect, chosen: &mut usize) -> bool {
        let before = *chosen;
        let width = (rect.width() / 3.0).floor();
        let part = |at: usize| {
            let left = rect.left() + width * at as f32;
            let right = if at == 2 { rect.right() } else { left + width };
            Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom()))
        };
        ui.interact(rect, self.id, Sense::hover());
        ui.ctx().accesskit_node_builder(self.id, |node| {
            node.set_role(Role::RadioGroup);
            node.set_label(self.label);
            if !self.hint.is_empty() {
                node.set_description(self.hint);
            }
        });
        let open = |at: usize| !self.fixed && (at < 2 || self.may_be_needed);
        if !self.fixed {
            self.keys(ui, chosen, &open);
        }
        let mut focused = None;
        let mut near = [0.0; 3];
        for (at, near) in near.iter_mut().enumerate() {
            // Tab stops at the chosen part only.
            let sense = match (open(at), at == *chosen) {
                (true, true) => Sense::click(),
                (true, false) => Sense::CLICK,
                (false, _) => Sense::hover(),
            };
            let mut response = ui.interact(part(at), self.id.with(at), sense);
            only_plain_keys(ui, &mut response);
            if response.clicked() {
                *chosen = at;
                ui.memory_mut(|memory| memory.request_focus(self.id.with(at)));
            }
            let name = format!("{}: {}", self.label, WORDS[at]);
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, open(at), *chosen == at, &name));
            if open(at) {
                *near = hover(ui, &response);
            }
            if response.has_focus() {
                focused = Some(part(at));
            }
        }
        self.paint(ui, rect, part, near, *chosen, &open);
        if let Some(part) = focused {
            focus_ring(ui, part, tokens().radius.control);
        }
        *chosen != before
    }

    fn keys(&self, ui: &Ui, chosen: &mut usize, open: &impl Fn(usize) -> bool) {
        let id = self.id.with(*chosen);
        if !ui.memory(|memory| memory.has_focus(id)) {
            return;
        }
        keys::hold(ui, id, false);
        let number = self.number(ui);
        let wanted = if keys::plain(ui.ctx(), Key::ArrowRight) {
            Some((*chosen + 1).min(2))
        } else if keys::plain(ui.ctx(), Key::ArrowLeft) {
            Some(chosen.saturating_sub(1))
        } else {
            number
        };
        if let Some(wanted) = wanted.filter(|&at| open(at) && at != *chosen) {
            *chosen = wanted;
            ui.memory_mut(|memory| memory.request_focus(self.id.with(wanted)));
        }
    }

    /// Which part was named by its number, at a person's pace.
    fn number(&self, ui: &Ui) -> Option<usize> {
        const NUMBERS: [Key; 3] = [Key::Num1, Key::Num2, Key::Num3];
        pace::heard(ui, self.id, |key, modifiers| {
            NUMBERS.iter().position(|number| *number == key).filter(|_| modifiers.is_none())
        })
    }

    fn paint(
        &self,
        ui: &Ui,
        rect: Rect,
        part: impl Fn(usize) -> Rect,
        near: [f32; 3],
        chosen: usize,
        open: &impl Fn(usize) -> bool,
    ) {
        let p = ui.palette();
        let radius = tokens().radius.control;
        let painter = ui.painter();
        painter.rect_filled(rect, corners(radius), p.surface);
        for (at, near) in near.into_iter().enumerate() {
            let area = part(at);
            let round = radius as u8;
            let corner = CornerRadius {
                nw: if at == 0 { round } else { 0 },
                sw: if at == 0 { round } else { 0 },
                ne: if at == 2 { round } else { 0 },
                se: if at == 2 { round } else { 0 },
            };
            let fill = if chosen == at {
                p.accent_soft
            } else if open(at) {
                p.surface.lerp_to_gamma(p.hover, near)
            } else {
                p.sunken
            };
            painter.rect_filled(area, corner, fill);
        }
        painter.rect_stroke(
            rect,
            corners(radius),
            Stroke::new(ui.mode().border(), p.border_control),
            StrokeKind::Inside,
        );
        for at in 1..3 {
            painter.vline(part(at).left(), rect.y_range(), (1.0, p.border_control));
        }
        let on = part(chosen);
        let under =
            Rect::from_min_max(pos2(on.left() + 1.0, on.bottom() - 3.0), pos2(on.right() - 1.0, on.bottom() - 0.5));
        painter.rect_filled(under, 0.0, p.accent);
        for (at, words) in WORDS.iter().enumerate() {
            let area = part(at);
            if at == chosen {
                let galley = text::line(ui, words, Type::Strong);
                let wide = 22.0 + galley.size().x;
                let left = (area.center().x - wide / 2.0).round();
                let mark = if self.fixed { icons::LOCK_SIMPLE } else { icons::CHECK.bold() };
                icon(painter, mark, pos2(left + 8.0, area.center().y), 16.0, p.on_accent_soft);
                let at = Rect::from_min_size(pos2(left + 22.0, area.top()), vec2(wide, area.height()));
                text::paint(ui, galley, at, Align2::LEFT_CENTER, p.on_accent_soft);
            } else {
                let ink = if open(at) { p.text } else { p.text_disabled };
                text::paint(ui, text::line(ui, words, Type::Body), area, Align2::CENTER_CENTER, ink);
            }
        }
    }
}
