//! One of a few, side by side.

use egui::{
    Align2, CornerRadius, Id, Key, Modifiers, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use super::choice::asked;
use super::frame::{self, LABEL};
use super::paint::{corners, focus_ring, hover, icon, only_plain_keys};
use super::text::{self, Type};
use super::{keys, pace};
use crate::ui::icons;
use crate::ui::theme::{Theme, Themed};
use crate::ui::tokens::tokens;

/// Letters typed within this time belong together, in seconds.
const TOGETHER: f64 = 0.8;

/// What was typed to choose by, and when its last letter came.
#[derive(Clone, Default)]
struct Typed {
    letters: String,
    at: f64,
}

/// One stop for Tab; arrows move and choose, as letters do where no answer is given; Backspace takes the choice back.
#[must_use]
pub struct Segmented<'a> {
    id: Id,
    label: &'a str,
    above: f32,
    optional: bool,
    options: &'a [&'a str],
    names: &'a [&'a str],
    height: f32,
    width: Option<f32>,
    clearable: bool,
    answers: bool,
}

impl<'a> Segmented<'a> {
    /// A choice between these.
    pub fn new(id: Id, label: &'a str, options: &'a [&'a str]) -> Self {
        let height = tokens().control.height;
        let (above, optional, width) = (LABEL, false, None);
        let (clearable, answers) = (true, false);
        Self { id, label, above, optional, options, names: options, height, width, clearable, answers }
    }

    /// Marked as optional.
    pub fn optional(mut self, optional: bool) -> Self {
        self.optional = optional;
        self
    }

    /// The gap from the label to the box: 2, or 4 in a tall window.
    pub fn label_gap(mut self, gap: f32) -> Self {
        self.above = frame::LINE + gap;
        self
    }

    /// Without a label above: it is only read out.
    pub fn no_label(mut self) -> Self {
        self.above = 0.0;
        self
    }

    /// What each is called in full, where only short words stand in the boxes.
    pub fn names(mut self, names: &'a [&'a str]) -> Self {
        self.names = names;
        self
    }

    /// How wide it is, as it would be shown.
    pub fn natural_width(&self, ui: &Ui, selected: Option<usize>) -> f32 {
        self.widths(ui, selected).iter().sum::<f32>() + 2.0 * ui.mode().border()
    }

    /// How high the boxes are.
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// How wide all are together; otherwise as wide as their words.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// One of them is always chosen.
    pub fn always(mut self) -> Self {
        self.clearable = false;
        self
    }

    /// What is chosen is an answer: no scanner, which ends with Enter, and no key held down gives it.
    pub fn answers(mut self) -> Self {
        self.answers = true;
        self
    }

    /// The id of the part that can hold the keyboard now: the chosen one, or the first.
    pub fn focus_id(id: Id, selected: Option<usize>) -> Id {
        id.with(selected.unwrap_or(0))
    }

    /// Shows it at the cursor; `changed()` when another is chosen.
    pub fn show(self, ui: &mut Ui, selected: &mut Option<usize>) -> Response {
        let widths = self.widths(ui, *selected);
        let label = self.above;
        let (_, rect) = ui.allocate_space(vec2(self.natural_width(ui, *selected), self.height + label));
        if self.above > 0.0 {
            frame::label(ui, rect, self.label, self.optional);
        }
        let bounds = rect.with_min_y(rect.top() + label);
        let mut response = ui.interact(bounds, self.id, Sense::hover());
        ui.ctx().accesskit_node_builder(self.id, |node| {
            node.set_role(Role::RadioGroup);
            node.set_label(self.label);
            if self.optional {
                node.set_description("Optional");
            }
        });
        let before = *selected;
        let spelled = self.keys(ui, selected);
        let parts = self.parts(bounds.left() + ui.mode().border(), bounds, &widths);
        let responses: Vec<Response> =
            parts.iter().enumerate().map(|(i, part)| self.part(ui, *part, i, spelled, selected)).collect();
        self.paint(ui, bounds, &parts, &responses, *selected);
        if *selected != before {
            response.mark_changed();
        }
        response
    }

    /// Widths by words; when a width is set, equal shares of it, none of them narrower than its words.
    fn widths(&self, ui: &Ui, selected: Option<usize>) -> Vec<f32> {
        let words = |(index, label): (usize, &&str)| {
            let (face, tick) = if selected == Some(index) { (Type::Strong, 22.0) } else { (Type::Body, 0.0) };
            text::line(ui, label, face).size().x.ceil() + tick
        };
        let words: Vec<f32> = self.options.iter().enumerate().map(words).collect();
        let Some(total) = self.width else {
            return words.iter().map(|w| w + 25.0).collect();
        };
        let mut widths = vec![0.0; words.len()];
        let (mut left, mut open) = (total - 2.0 * ui.mode().border(), words.len() as f32);
        loop {
            let share = left / open.max(1.0);
            let Some(wide) = (0..words.len()).find(|&i| widths[i] == 0.0 && words[i] + 11.0 > share) else {
                widths.iter_mut().filter(|w| **w == 0.0).for_each(|w| *w = share);
                return widths;
            };
            widths[wide] = words[wide] + 11.0;
            left -= widths[wide];
            open -= 1.0;
        }
    }

    fn parts(&self, mut left: f32, bounds: Rect, widths: &[f32]) -> Vec<Rect> {
        let part = |width: &f32| {
            let part = Rect::from_x_y_ranges(left.round()..=(left + width).round(), bounds.y_range());
            left += width;
            part
        };
        widths.iter().map(part).collect()
    }

    /// Takes the keys; whether a space was typed within a name, and presses nothing.
    fn keys(&self, ui: &Ui, selected: &mut Option<usize>) -> bool {
        let count = self.options.len();
        let Some(at) = (0..count).find(|index| ui.memory(|memory| memory.has_focus(self.id.with(*index)))) else {
            return false;
        };
        keys::hold(ui, self.id.with(at), false);
        let mut go = None;
        if keys::plain(ui.ctx(), Key::ArrowRight) || keys::plain(ui.ctx(), Key::ArrowDown) {
            go = Some((at + 1) % count);
        } else if keys::plain(ui.ctx(), Key::ArrowLeft) || keys::plain(ui.ctx(), Key::ArrowUp) {
            go = Some((at + count - 1) % count);
        } else if self.clearable && (keys::plain(ui.ctx(), Key::Backspace) || keys::plain(ui.ctx(), Key::Delete)) {
            *selected = None;
        }
        let typed = self.by_letters(ui);
        go = go.or(typed);
        let press = |key: Key, modifiers: Modifiers| {
            (matches!(key, Key::Enter | Key::Space) && modifiers.is_none()).then_some(())
        };
        if self.answers && pace::heard(ui, self.id, press).is_some() {
            self.press(at, selected);
        }
        if let Some(to) = go {
            *selected = Some(to);
            ui.memory_mut(|memory| memory.request_focus(self.id.with(to)));
        }
        typed.is_some() && ui.input(|input| input.key_pressed(Key::Space))
    }

    /// The one that begins with what is typed. A scanner's letters must give no answer.
    fn by_letters(&self, ui: &Ui) -> Option<usize> {
        if self.answers {
            return None;
        }
        let text = |event: &egui::Event| if let egui::Event::Text(text) = event { Some(text.clone()) } else { None };
        let (now, letters) = ui.input(|input| (input.time, input.events.iter().filter_map(text).collect::<String>()));
        if letters.is_empty() {
            return None;
        }
        let id = self.id.with("typed");
        let mut typed: Typed = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        if now - typed.at > TOGETHER {
            typed.letters.clear();
        }
        typed.letters.push_str(&letters.to_lowercase());
        typed.at = now;
        // A space begins no name: alone it presses.
        typed.letters = typed.letters.trim_start().to_owned();
        if typed.letters.is_empty() {
            return None;
        }
        let found = self.options.iter().position(|option| option.to_lowercase().starts_with(&typed.letters));
        ui.data_mut(|data| data.insert_temp(id, typed));
        found
    }

    fn press(&self, index: usize, selected: &mut Option<usize>) {
        let again = *selected == Some(index);
        *selected = if again && self.clearable { None } else { Some(index) };
    }

    fn part(&self, ui: &Ui, rect: Rect, index: usize, spelled: bool, selected: &mut Option<usize>) -> Response {
        let id = self.id.with(index);
        // One stop for Tab: the chosen part, or the first; and the one that has the keyboard already.
        let stop = *selected == Some(index) || (selected.is_none() && index == 0);
        let focused = ui.memory(|memory| memory.has_focus(id));
        let sense = if stop || focused { Sense::click() } else { Sense::CLICK };
        let mut response = ui.interact(rect, id, sense).on_hover_cursor(egui::CursorIcon::PointingHand);
        only_plain_keys(ui, &mut response);
        // The keys of an answer are read at a person's pace: egui lets a scanner's Enter press too.
        let by_hand = response.clicked_by(egui::PointerButton::Primary) || asked(ui, &response);
        if by_hand || response.clicked() && !self.answers && !spelled {
            self.press(index, selected);
        }
        let chosen = *selected == Some(index);
        let name = self.names.get(index).unwrap_or(&self.options[index]);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, *name));
        response
    }

    fn paint(&self, ui: &Ui, bounds: Rect, parts: &[Rect], responses: &[Response], selected: Option<usize>) {
        let (p, radius, contrast) = (ui.palette(), tokens().radius.control, ui.mode() == Theme::Contrast);
        ui.painter().rect_filled(bounds, corners(radius), p.surface);
        for (index, (part, response)) in parts.iter().zip(responses).enumerate() {
            let chosen = selected == Some(index);
            let mut corner = CornerRadius::ZERO;
            if index == 0 {
                (corner.nw, corner.sw) = (radius as u8, radius as u8);
            }
            if index + 1 == parts.len() {
                (corner.ne, corner.se) = (radius as u8, radius as u8);
            }
            let fill = if chosen && contrast {
                p.accent
            } else if chosen {
                p.accent_soft
            } else {
                p.hover.gamma_multiply(hover(ui, response))
            };
            ui.painter().rect_filled(*part, corner, fill);
        }
        for part in parts.iter().skip(1) {
            ui.painter().vline(part.left() + 0.5, bounds.y_range(), (1.0, p.border_control));
        }
        let stroke = Stroke::new(ui.mode().border(), p.border_control);
        ui.painter().rect_stroke(bounds, corners(radius), stroke, StrokeKind::Inside);
        if let Some(part) = selected.filter(|_| !contrast).and_then(|index| parts.get(index)) {
            // The line under the chosen one, with the corners of the box.
            let line = part.with_min_y(bounds.bottom() - 3.0);
            let painter = ui.painter().with_clip_rect(line.intersect(ui.clip_rect()));
            painter.rect_filled(bounds, corners(radius), p.accent);
        }
        for (index, part) in parts.iter().enumerate() {
            let ink = match (selected == Some(index), contrast) {
                (true, true) => p.on_accent,
                (true, false) => p.on_accent_soft,
                _ => p.text,
            };
            let chosen = selected == Some(index);
            let galley = text::line(ui, self.options[index], if chosen { Type::Strong } else { Type::Body });
            let tick = if chosen { 22.0 } else { 0.0 };
            let left = (part.center().x - (galley.size().x + tick) / 2.0).round();
            if chosen {
                icon(ui.painter(), icons::CHECK.bold(), pos2(left + 8.0, part.center().y), 16.0, ink);
            }
            text::paint(ui, galley, part.with_min_x(left + tick), Align2::LEFT_CENTER, ink);
        }
        for (part, response) in parts.iter().zip(responses) {
            if response.has_focus() {
                focus_ring(ui, *part, radius);
            }
        }
    }
}
