//! A date in three boxes, day first.

use egui::{Align2, Event, EventFilter, Frame, Id, Key, Rect, Response, Role, Sense, TextEdit, Ui, pos2, vec2};

use super::frame::{self, ERROR, LABEL};
use super::paint::focus_ring;
use super::text::Type;
use super::typeahead::cursor_to_end;
use super::{keys, lead, place};
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;

const NAMES: [&str; 3] = ["Day", "Month", "Year"];
const HINTS: [&str; 3] = ["DD", "MM", "YYYY"];

/// Between two boxes.
const GAP: f32 = 6.0;
/// What four digits need, with air at both sides.
const YEAR: f32 = 58.0;
/// What two digits have, at least and at most.
const TWO: (f32, f32) = (42.0, 48.0);

/// Three boxes. Two digits, or any of `/ . - space`, go on to the next; a whole date that is pasted fills all.
#[must_use]
pub struct DateBoxes<'a> {
    id: Id,
    label: &'a str,
    above: f32,
    optional: bool,
    error: Option<&'a str>,
    height: f32,
    width: f32,
}

/// What happened to a date.
pub struct DateResponse {
    /// The three boxes' own.
    pub boxes: [Response; 3],
    /// Something was written.
    pub changed: bool,
    /// The keyboard left all three in this pass: time to check.
    pub left: bool,
}

impl<'a> DateBoxes<'a> {
    /// Three boxes by this name.
    pub fn new(id: Id, label: &'a str) -> Self {
        let height = tokens().control.height;
        Self { id, label, above: LABEL, optional: false, error: None, height, width: 172.0 }
    }

    /// The id of one box: 0 is the day.
    pub fn focus_id(id: Id, part: usize) -> Id {
        id.with(part)
    }

    /// Marked as optional.
    pub fn optional(mut self, optional: bool) -> Self {
        self.optional = optional;
        self
    }

    /// What to do about what is wrong.
    pub fn error(mut self, error: Option<&'a str>) -> Self {
        self.error = error;
        self
    }

    /// How high the boxes are.
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// How wide they are together; the year has what the others leave.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
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

    /// Shows it at the cursor.
    pub fn show(self, ui: &mut Ui, parts: &mut [String; 3]) -> DateResponse {
        let high = self.height + self.above + if self.error.is_some() { ERROR } else { 0.0 };
        let (_, rect) = ui.allocate_space(vec2(self.width, high));
        self.at(ui, rect, parts)
    }

    /// Shows it from the top of this rectangle.
    pub fn at(self, ui: &mut Ui, rect: Rect, parts: &mut [String; 3]) -> DateResponse {
        let label = self.above;
        if self.above > 0.0 {
            frame::label(ui, rect.with_max_x(rect.right() + 60.0), self.label, self.optional);
        }
        let before = parts.clone();
        lead::take_if_led(ui, self.id.with(0), rect, self.error.is_some());
        let at = (0..3).find(|part| ui.memory(|memory| memory.has_focus(self.id.with(*part))));
        if let Some(at) = at {
            self.keys(ui, at, parts);
        }
        let row = Rect::from_min_size(pos2(rect.left(), rect.top() + label), vec2(rect.width(), self.height));
        // Where there is little room, the year has what its four digits need before the others have theirs.
        let wide = ((row.width() - YEAR - 2.0 * GAP) / 2.0).round().clamp(TWO.0, TWO.1);
        let boxes = [0, 1, 2].map(|part| {
            let left = row.left() + (wide + GAP) * part as f32;
            let right = if part == 2 { row.right() } else { left + wide };
            self.part(ui, Rect::from_x_y_ranges(left..=right, row.y_range()), part, &mut parts[part])
        });
        if let Some(error) = self.error {
            frame::error(ui, row.with_max_x(row.right() + 120.0), error);
        }
        let changed = *parts != before;
        // Two digits are all a day or a month has.
        if let Some(at) = at.filter(|at| changed && *at < 2 && boxes[*at].changed()) {
            self.spill(ui, at, parts);
        }
        // Leaving one box for the next is not leaving the date.
        let still = (0..3).any(|part| ui.memory(|memory| memory.has_focus(self.id.with(part))));
        let left = boxes.iter().any(Response::lost_focus) && !still && super::field::left_now(ui, self.id);
        DateResponse { boxes, changed, left }
    }

    /// Goes on once a day or a month is full; what was typed beyond it, faster than the window paints, goes with it.
    fn spill(&self, ui: &Ui, at: usize, parts: &mut [String; 3]) {
        let mut at = at;
        while at < 2 && parts[at].len() >= 2 && parts[at].bytes().all(|byte| byte.is_ascii_digit()) {
            let rest = parts[at].split_off(2);
            at += 1;
            self.go(ui, at);
            if rest.is_empty() {
                break;
            }
            parts[at].insert_str(0, &rest);
            cursor_to_end(ui, self.id.with(at), &parts[at]);
        }
        parts[2].truncate(parts[2].char_indices().nth(4).map_or(parts[2].len(), |(end, _)| end));
    }

    fn go(&self, ui: &Ui, part: usize) {
        ui.memory_mut(|memory| memory.request_focus(self.id.with(part)));
    }

    /// Takes what goes on to the next box, and what comes back from it, before the box sees it.
    fn keys(&self, ui: &Ui, at: usize, parts: &mut [String; 3]) {
        let mut pasted = None;
        let mut onward = false;
        ui.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Paste(text) => {
                    pasted = parse(text);
                    pasted.is_none()
                }
                Event::Text(text) if matches!(text.as_str(), "/" | "." | "-" | " " | ",") => {
                    onward = true;
                    false
                }
                // A whole date in one event: a scanner, or a phone's keyboard.
                Event::Text(text) if text.len() > 4 => {
                    pasted = parse(text);
                    pasted.is_none()
                }
                _ => true,
            });
        });
        if let Some(date) = pasted {
            *parts = date;
            self.go(ui, 2);
            cursor_to_end(ui, self.id.with(2), &parts[2]);
        } else if onward && at < 2 && !parts[at].is_empty() {
            self.go(ui, at + 1);
        } else if at > 0 && parts[at].is_empty() && keys::plain(ui.ctx(), Key::Backspace) {
            self.go(ui, at - 1);
            cursor_to_end(ui, self.id.with(at - 1), &parts[at - 1]);
        }
    }

    fn part(&self, ui: &mut Ui, rect: Rect, part: usize, text: &mut String) -> Response {
        let id = self.id.with(part);
        frame::control(ui, rect, self.error.is_some(), true);
        let inner = frame::inside(ui, rect);
        let around = ui.interact(rect, id.with("around"), Sense::CLICK);
        if around.clicked() {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        around.on_hover_cursor(egui::CursorIcon::Text);
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, tab: false, escape: false };
        let response = place(ui, inner.with_max_x(rect.right() - 4.0), |ui| {
            let size = ui.max_rect().size() - vec2(0.0, 2.0);
            let edit = TextEdit::singleline(text).id(id).frame(Frame::NONE).font(Type::Body.font());
            let edit = edit.text_color(ui.palette().text).hint_text(HINTS[part]).event_filter(filter).return_key(None);
            // A month may be a name; long ones scroll.
            let edit = edit.char_limit([8, 9, 4][part]).desired_width(size.x).min_size(size).align(Align2::LEFT_CENTER);
            edit.show(ui).response.response
        });
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::TextInput);
            node.set_label(format!("{}: {}", self.label, NAMES[part]));
            match (self.error, self.optional) {
                (Some(error), _) => {
                    node.set_invalid(egui::accesskit::Invalid::True);
                    node.set_description(error);
                }
                (None, true) => node.set_description("Optional"),
                (None, false) => {}
            }
        });
        if response.has_focus() {
            focus_ring(ui, rect, tokens().radius.control);
        }
        response
    }
}

/// The number of a month by its name, or by the beginning of it.
pub fn month(text: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let text = text.trim().trim_end_matches('.').to_lowercase();
    if let Ok(number) = text.parse::<u32>() {
        return (1..=12).contains(&number).then_some(number);
    }
    let fits = |name: &&str| text.chars().count() >= 3 && name.starts_with(&text);
    MONTHS.iter().position(fits).map(|index| index as u32 + 1)
}

/// A whole date as it may be pasted: `14/3/1988`, `1988-03-14`, `14 March 1988`.
pub fn parse(text: &str) -> Option<[String; 3]> {
    let parts: Vec<&str> = text.trim().split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let [first, middle, last] = parts[..] else { return None };
    let number = |text: &str| text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let (day, year) = if first.len() == 4 { (last, first) } else { (first, last) };
    if !number(day) || !number(year) || day.len() > 2 {
        return None;
    }
    let month = month(middle)?;
    Some([format!("{day:0>2}"), format!("{month:02}"), year.to_owned()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_they_are_pasted() {
        for text in ["14/3/1988", "1988-03-14", "14.03.1988", "14 March 1988", " 14-mar-1988 "] {
            assert_eq!(parse(text), Some(["14".into(), "03".into(), "1988".into()]), "{text}");
        }
        for text in ["14", "hello there you", "14/13/1988", "14/3", "1/2/3/4"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn months_have_names() {
        assert_eq!(month("Sept"), Some(9));
        assert_eq!(month("jun"), Some(6));
        assert_eq!(month("ju"), None);
        assert_eq!(month("13"), None);
    }
}
