//! A line of text with its label above it.

use egui::{Align2, Frame, Id, Key, Modifiers, Rect, Response, Sense, TextEdit, Ui, pos2, vec2};

use super::button::Button;
use super::choice::CARET;
use super::frame::{self, ERROR, LABEL};
use super::key_hint::KeyHint;
use super::paint::{focus_ring, icon};
use super::text::{self, Type};
use super::{keys, lead, place};
use crate::ui::icons::{self, Icon};
use crate::ui::scripts::without_signs;
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;

/// What stands at the end of a box.
#[derive(Clone, Copy)]
enum Trailing<'a> {
    Words(&'a str),
    Icon(Icon, egui::Color32),
    /// The mark of a list.
    List,
    Button(Icon, &'a str),
    Key(&'a str),
}

/// A field. It shows what is wrong, and never decides it: screens check when [`FieldResponse::left`] says so.
#[must_use]
pub struct Field<'a> {
    id: Id,
    label: &'a str,
    named: Option<&'a str>,
    above: f32,
    optional: bool,
    hint: &'a str,
    error: Option<&'a str>,
    beside: bool,
    remark: Option<&'a str>,
    caution: Option<&'a str>,
    reading: bool,
    suggestion: Option<(&'a str, &'a str, &'a str)>,
    icon: Option<Icon>,
    trailing: Option<Trailing<'a>>,
    password: bool,
    height: f32,
    width: Option<f32>,
    limit: usize,
    rows: usize,
    enabled: bool,
    escape: bool,
    bare: bool,
}

/// What happened to a field.
pub struct FieldResponse {
    /// The text edit's own: `changed()`, `has_focus()`, `request_focus()`.
    pub response: Response,
    /// The box.
    pub rect: Rect,
    /// The keyboard left it in this pass: time to check it.
    pub left: bool,
    /// Enter was pressed in it, alone.
    pub entered: bool,
    /// The suggestion was pressed, or its Alt+Y.
    pub suggestion_taken: bool,
    /// The button at its end was pressed.
    pub trailing_pressed: bool,
}

impl<'a> Field<'a> {
    /// A field whose text edit has this id, so that screens can ask for the focus.
    pub fn new(id: Id, label: &'a str) -> Self {
        let (error, suggestion, icon, trailing) = (None, None, None, None);
        Self {
            id,
            label,
            named: None,
            above: LABEL,
            optional: false,
            hint: "",
            error,
            beside: false,
            remark: None,
            caution: None,
            reading: false,
            suggestion,
            icon,
            trailing,
            password: false,
            height: tokens().control.height,
            width: None,
            limit: usize::MAX,
            rows: 1,
            enabled: true,
            escape: false,
            bare: false,
        }
    }

    /// How high a field with a label is.
    pub fn height_for(error: bool, box_height: f32) -> f32 {
        LABEL + box_height + if error { ERROR } else { 0.0 }
    }

    /// What it is called for those who hear it, where another box has the same label.
    pub fn named(mut self, name: &'a str) -> Self {
        self.named = Some(name);
        self
    }

    /// Marked as optional.
    pub fn optional(mut self, optional: bool) -> Self {
        self.optional = optional;
        self
    }

    /// The format, while it is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// What to do about what is wrong.
    pub fn error(mut self, error: Option<&'a str>) -> Self {
        self.error = error;
        self
    }

    /// The same, where its words stand beside the field: there is no room below.
    pub fn error_beside(mut self, error: Option<&'a str>) -> Self {
        (self.error, self.beside) = (error, true);
        self
    }

    /// What looks unusual, and is kept all the same.
    pub fn remark(mut self, remark: Option<&'a str>) -> Self {
        self.remark = remark;
        self
    }

    /// What not to write here: quiet, under the box while it has the keyboard. Its room is kept all the time, so that nothing moves.
    pub fn caution(mut self, caution: Option<&'a str>) -> Self {
        self.caution = caution;
        self
    }

    /// A name that is read in another order than a box can show it: how it will read stands below it.
    pub fn reading(mut self, reading: bool) -> Self {
        self.reading = reading;
        self
    }

    /// Words before, the better spelling, and the key that takes it.
    pub fn suggestion(mut self, suggestion: Option<(&'a str, &'a str, &'a str)>) -> Self {
        self.suggestion = suggestion;
        self
    }

    /// An icon at the beginning of the box.
    pub fn leading_icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Words at the end of the box.
    pub fn trailing_text(mut self, words: &'a str) -> Self {
        self.trailing = Some(Trailing::Words(words));
        self
    }

    /// An icon at the end of the box.
    pub fn trailing_icon(mut self, icon: Icon, color: egui::Color32) -> Self {
        self.trailing = Some(Trailing::Icon(icon, color));
        self
    }

    /// The mark of a list at the end of the box, as one to choose from has it.
    pub fn list_mark(mut self) -> Self {
        self.trailing = Some(Trailing::List);
        self
    }

    /// A quiet button at the end of the box, such as Show.
    pub fn trailing_button(mut self, icon: Icon, label: &'a str) -> Self {
        self.trailing = Some(Trailing::Button(icon, label));
        self
    }

    /// A key at the end of the box.
    pub fn trailing_key(mut self, key: &'a str) -> Self {
        self.trailing = Some(Trailing::Key(key));
        self
    }

    /// Dots instead of letters.
    pub fn password(mut self, password: bool) -> Self {
        self.password = password;
        self
    }

    /// How high the box is: 40, or 36 when the window is short.
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// How wide it is; otherwise as wide as there is room.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// How much can be written.
    pub fn max_chars(mut self, limit: usize) -> Self {
        self.limit = limit;
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

    /// Over several lines.
    pub fn multiline(mut self, rows: usize) -> Self {
        self.rows = rows;
        self.height = rows as f32 * tokens().text.body.line + 20.0;
        self
    }

    /// Whether it can be written in.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Keeps Escape for a list that is open under the field.
    pub(super) fn keep_escape(mut self, escape: bool) -> Self {
        self.escape = escape;
        self
    }

    /// Only the text edit: label, box and ring are someone else's.
    pub(super) fn bare(mut self) -> Self {
        (self.bare, self.above) = (true, 0.0);
        self
    }

    /// Shows it at the cursor.
    pub fn show(self, ui: &mut Ui, text: &mut String) -> FieldResponse {
        let (_, rect) = ui.allocate_space(self.size(ui));
        self.at(ui, rect, text)
    }

    /// The room it takes.
    pub fn size(&self, ui: &Ui) -> egui::Vec2 {
        let width = self.width.unwrap_or_else(|| ui.available_width());
        let said = [self.error, self.remark, self.caution].iter().any(Option::is_some);
        let below = said || self.suggestion.is_some() || self.reading;
        vec2(width, Self::height_for(below, self.height) - LABEL + self.above)
    }

    /// Shows it from the top of this rectangle.
    pub fn at(self, ui: &mut Ui, rect: Rect, text: &mut String) -> FieldResponse {
        let top = rect.top() + self.above;
        if self.above > 0.0 {
            frame::label(ui, rect, self.label, self.optional);
        }
        let bounds = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), self.height));
        let wrong = self.error.is_some() || self.suggestion.is_some();
        lead::take_if_led(ui, self.id, bounds, self.error.is_some());
        if !self.bare {
            frame::control(ui, bounds, wrong, self.enabled);
        }
        let by_key =
            self.suggestion.is_some_and(|(.., key)| key == "Alt+Y" && keys::take(ui.ctx(), Modifiers::ALT, Key::Y));
        let mut inner = if self.bare { bounds } else { frame::inside(ui, bounds) };
        if let Some(leading) = self.icon {
            let centre = pos2(inner.left() + 10.0, bounds.center().y);
            icon(ui.painter(), leading, centre, tokens().control.icon_m, ui.palette().text_muted);
            inner.min.x += 28.0;
        }
        inner.max.x -= self.trailing_width(ui);
        // The padding around the words belongs to the field as well.
        let around = ui.interact(bounds, self.id.with("around"), Sense::CLICK);
        if around.clicked() && self.enabled {
            ui.memory_mut(|memory| memory.request_focus(self.id));
        }
        around.on_hover_cursor(egui::CursorIcon::Text);
        let response = self.edit(ui, inner, text);
        let trailing_pressed = self.trail(ui, bounds);
        let mut suggestion_taken = by_key;
        if let Some(better) = self.suggestion {
            suggestion_taken |= frame::suggestion(ui, bounds, better).clicked();
        } else if let Some(error) = self.error.filter(|_| !self.beside) {
            frame::error(ui, bounds, error);
        } else if let Some(remark) = self.remark.filter(|_| self.error.is_none()) {
            frame::remark(ui, bounds, remark);
        } else if let Some(caution) = self.caution.filter(|_| self.error.is_none() && response.has_focus()) {
            frame::caution(ui, bounds, caution);
        } else if self.reading && self.error.is_none() {
            frame::reading(ui, bounds, text);
        }
        if suggestion_taken {
            // What is taken stands there in the next pass.
            ui.ctx().request_repaint();
        }
        if response.has_focus() && !self.bare {
            focus_ring(ui, bounds, tokens().radius.control);
        }
        let entered =
            response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter) && input.modifiers.is_none());
        let left = response.lost_focus() && left_now(ui, self.id);
        FieldResponse { rect: bounds, left, entered, suggestion_taken, trailing_pressed, response }
    }

    fn edit(&self, ui: &mut Ui, inner: Rect, text: &mut String) -> Response {
        let filter =
            egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, tab: false, escape: self.escape };
        let one = self.rows == 1;
        // egui puts the words half a point lower than the rest of the window does.
        let size = if one { inner.size() - vec2(0.0, 2.0) } else { inner.size() };
        let response = place(ui, inner, |ui| {
            let edit = if one { TextEdit::singleline(text).return_key(None) } else { TextEdit::multiline(text) };
            let edit = edit
                .id(self.id)
                .frame(if one { Frame::NONE } else { Frame::NONE.inner_margin(vec2(0.0, 10.0)) })
                .font(Type::Body.font())
                .text_color(if self.enabled { ui.palette().text } else { ui.palette().text_disabled })
                .hint_text(self.hint)
                .password(self.password)
                .char_limit(self.limit)
                .interactive(self.enabled)
                .event_filter(filter)
                .desired_width(size.x)
                .desired_rows(self.rows)
                .min_size(size)
                .align(if one { Align2::LEFT_CENTER } else { Align2::LEFT_TOP });
            if one {
                edit.show(ui).response.response
            } else {
                egui::ScrollArea::vertical().id_salt(self.id).show(ui, |ui| edit.show(ui).response.response).inner
            }
        });
        ui.ctx().accesskit_node_builder(self.id, |node| {
            node.set_label(&*without_signs(self.named.unwrap_or(self.label)));
            let better = self.suggestion.map(|(before, better, _)| format!("{before} {better}?"));
            let wrong: Vec<_> = self.error.map(str::to_owned).into_iter().chain(better).collect();
            let invalid = !wrong.is_empty();
            let told = wrong.into_iter().chain([self.remark, self.caution].into_iter().flatten().map(str::to_owned));
            let told = told.collect::<Vec<_>>();
            let wrong = (!told.is_empty()).then(|| told.join(". "));
            if invalid {
                node.set_invalid(egui::accesskit::Invalid::True);
            }
            match (self.optional, wrong) {
                (true, Some(wrong)) => node.set_description(format!("Optional. {wrong}")),
                (true, None) => node.set_description("Optional"),
                (false, Some(wrong)) => node.set_description(wrong),
                (false, None) => {}
            }
        });
        response
    }

    fn trailing_width(&self, ui: &Ui) -> f32 {
        match self.trailing {
            None => 0.0,
            Some(Trailing::Words(words)) => text::line(ui, words, Type::Caption).size().x.ceil() + 10.0,
            Some(Trailing::Icon(..)) => 28.0,
            Some(Trailing::List) => CARET,
            Some(Trailing::Key(key)) => KeyHint::new(key).width(ui) + 8.0,
            Some(Trailing::Button(icon, label)) => Button::quiet(label).small().icon(icon).natural_width(ui),
        }
    }

    fn trail(&self, ui: &mut Ui, bounds: Rect) -> bool {
        let inside = frame::inside(ui, bounds);
        match self.trailing {
            None => {}
            Some(Trailing::Words(words)) => {
                let galley = text::line(ui, words, Type::Caption);
                text::paint(ui, galley, inside, Align2::RIGHT_CENTER, ui.palette().text_muted);
            }
            Some(Trailing::Icon(end, color)) => {
                icon(ui.painter(), end, pos2(inside.right() - 10.0, bounds.center().y), tokens().control.icon_m, color);
            }
            Some(Trailing::List) => {
                let at = pos2(inside.right() - 8.0, bounds.center().y);
                icon(ui.painter(), icons::CARET_DOWN, at, 16.0, ui.palette().text_muted);
            }
            Some(Trailing::Key(key)) => {
                let hint = KeyHint::new(key);
                // The hint sits a little nearer to the border than words do.
                let left = bounds.right() - 9.0 - hint.width(ui);
                hint.paint(ui, pos2(left, bounds.center().y));
            }
            Some(Trailing::Button(icon, label)) => {
                let button = Button::quiet(label).small().icon(icon).id(self.id.with("end"));
                let size = vec2(button.natural_width(ui), (bounds.height() - 4.0).min(button.height()));
                let rect = Align2::RIGHT_CENTER.align_size_within_rect(size, bounds.shrink2(vec2(2.0, 0.0)));
                return button.at(ui, rect).clicked();
            }
        }
        false
    }
}

/// Whether this is the one pass in which the focus is noticed to be gone: egui says so for two.
pub(super) fn left_now(ui: &Ui, id: Id) -> bool {
    let pass = ui.ctx().cumulative_pass_nr();
    let before: Option<u64> = ui.data(|data| data.get_temp(id.with("left")));
    ui.data_mut(|data| data.insert_temp(id.with("left"), pass));
    before.is_none_or(|before| before + 2 < pass)
}
