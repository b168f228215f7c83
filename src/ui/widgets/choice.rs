//! One of many, from a list that drops down.

use egui::{Align2, Id, Key, Modifiers, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::frame::{self, ERROR, LABEL};
use super::matching::{self, ChoiceOption};
use super::pace::{self, Came};
use super::paint::{focus_ring, icon};
use super::popup::{Footer, List, Open, Row};
use super::text::{self, Type};
use super::{keys, lead};
use crate::text::{Words, say};
use crate::ui::icons::{self, Icon};
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;

/// Letters typed within this time belong together, whether or not they fit anything.
const TOGETHER: f64 = 0.8;
/// What the mark of a list takes at the end of its box.
pub(super) const CARET: f32 = 20.0;
/// A box this high has room for two small lines.
const TWO_LINES: f32 = 40.0;

/// A list to choose from. What is reached with letters or arrows is chosen, however the list is left; Escape takes back what
/// was there before; Backspace takes an optional choice away. Letters that fit nothing change nothing, and that is said.
#[must_use]
pub struct Choice<'a> {
    id: Id,
    label: &'a str,
    named: Option<&'a str>,
    options: &'a [ChoiceOption<'a>],
    above: f32,
    optional: bool,
    hint: &'a str,
    prefix: &'a str,
    icon: Option<Icon>,
    error: Option<&'a str>,
    height: f32,
    width: Option<f32>,
    list_width: f32,
    list_from: f32,
    enabled: bool,
    tab_stop: bool,
    acts: bool,
    answers: bool,
    room_below: bool,
    words: Words,
}

impl<'a> Choice<'a> {
    /// A choice whose box has this id.
    pub fn new(id: Id, label: &'a str, options: &'a [ChoiceOption<'a>]) -> Self {
        let (icon, error, width) = (None, None, None);
        let height = tokens().control.height;
        Self {
            id,
            label,
            named: None,
            options,
            above: LABEL,
            optional: false,
            hint: "Choose",
            prefix: "",
            icon,
            error,
            height,
            width,
            list_width: 0.0,
            list_from: f32::NEG_INFINITY,
            enabled: true,
            tab_stop: true,
            acts: false,
            answers: false,
            room_below: false,
            words: Words::english(),
        }
    }

    /// Marked as optional.
    pub fn optional(mut self, optional: bool) -> Self {
        self.optional = optional;
        self
    }

    /// What stands in the box while nothing is chosen.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// A small word before what was chosen, such as a country's letters.
    pub fn prefix(mut self, prefix: &'a str) -> Self {
        self.prefix = prefix;
        self
    }

    /// An icon at the beginning of the box.
    pub fn leading_icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// What to do about what is wrong.
    pub fn error(mut self, error: Option<&'a str>) -> Self {
        self.error = error;
        self
    }

    /// How high the box is.
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// How wide it is; otherwise as wide as there is room.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// The list is at least this wide, where the box is narrower.
    pub fn list_width(mut self, width: f32) -> Self {
        self.list_width = width;
        self
    }

    /// What it is called for those who hear it, where a box beside it has the same label.
    pub fn named(mut self, name: &'a str) -> Self {
        self.named = Some(name);
        self
    }

    /// The list covers nothing that is above this.
    pub fn list_from(mut self, top: f32) -> Self {
        self.list_from = top;
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

    /// Whether it can be changed.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Whether Tab stops here.
    pub fn tab_stop(mut self, stop: bool) -> Self {
        self.tab_stop = stop;
        self
    }

    /// Choosing does something at once, such as asking a question: only what the list is left with is chosen, not what
    /// letters and arrows pass on the way there.
    pub fn acts(mut self, acts: bool) -> Self {
        self.acts = acts;
        self
    }

    /// What is chosen is an answer: no scanner and no key held down gives it. What a key leads to is chosen when nothing followed
    /// it for as long as a person takes.
    pub fn answers(mut self) -> Self {
        self.answers = true;
        self
    }

    /// There is room under the box for a line that says what was typed and fits nothing.
    pub fn room_below(mut self, room: bool) -> Self {
        self.room_below = room;
        self
    }

    /// What it says itself is in these words.
    pub fn words(mut self, words: Words) -> Self {
        self.words = words;
        self
    }

    /// How wide a box has to be that shows these words whole.
    pub fn width_of(ui: &Ui, label: &str) -> f32 {
        let around = 2.0 * (frame::PADDING + ui.mode().border());
        text::line(ui, label, Type::Body).size().x.ceil() + around + CARET
    }

    /// Whether a box so wide shows these words whole: in one line, or in two that are smaller.
    pub fn shows(ui: &Ui, label: &str, width: f32) -> bool {
        let room = width - 2.0 * (frame::PADDING + ui.mode().border()) - CARET;
        Self::width_of(ui, label) <= width
            || text::paragraph(ui, label, Type::Caption, room, usize::MAX).rows.len() <= 2
    }

    /// What was typed into the list with this id that fitted nothing, since its choice last changed.
    pub fn missed(ui: &Ui, id: Id) -> Option<String> {
        Some(Open::load(ui, id).missed).filter(|typed| !typed.is_empty())
    }

    /// Shows it at the cursor; `changed()` when another is chosen.
    pub fn show(self, ui: &mut Ui, selected: &mut Option<usize>) -> Response {
        let width = self.width.unwrap_or_else(|| ui.available_width());
        let said = self.error.is_some() || Self::missed(ui, self.id).is_some();
        let high = self.height + self.above + if said { ERROR } else { 0.0 };
        let (_, rect) = ui.allocate_space(vec2(width, high));
        self.room_below(true).at(ui, rect, selected)
    }

    /// Shows it from the top of this rectangle.
    pub fn at(self, ui: &mut Ui, rect: Rect, selected: &mut Option<usize>) -> Response {
        let top = rect.top() + self.above;
        if self.above > 0.0 {
            frame::label_in(ui, rect, self.label, self.optional, self.words);
        }
        let bounds = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), self.height));
        lead::take_if_led(ui, self.id, bounds, self.error.is_some());
        let before = *selected;
        let focused = ui.memory(|memory| memory.has_focus(self.id));
        let mut open = Open::load(ui, self.id);
        let was_open = open.open;
        let came = if self.answers && (focused || was_open) { pace::came(ui, self.id) } else { Came::Slowly };
        if came == Came::Scanned {
            self.give_up(&mut open, selected);
        } else if focused && came != Came::Held {
            self.keys(ui, &mut open, selected, came);
        } else if !focused && open.open {
            // The keyboard went elsewhere: with Tab, by a key of the screen, or to what was clicked.
            self.leave(&mut open, selected);
        }
        let sense = match (self.enabled, self.tab_stop || focused) {
            (false, _) => Sense::hover(),
            (true, true) => Sense::click(),
            (true, false) => Sense::CLICK,
        };
        let mut response = ui.interact(bounds, self.id, sense).on_hover_cursor(egui::CursorIcon::PointingHand);
        if response.clicked_by(egui::PointerButton::Primary) || asked(ui, &response) {
            response.request_focus();
            self.set_open(&mut open, !was_open, *selected);
        } else if was_open && response.clicked_elsewhere() && !self.in_list(ui) {
            self.leave(&mut open, selected);
        }
        self.paint(ui, bounds, *selected, &response);
        if open.open {
            let none = say!(self.words, "list-nothing-fits", typed = shortened(&open.typed));
            let list = List {
                id: self.id,
                name: self.named.unwrap_or(self.label),
                under: bounds,
                least: self.list_width,
                from: self.list_from,
                at: open.at,
                moved: open.moved,
                row_height: tokens().control.row_dense,
                enter: false,
                none: "",
                footer: open.fits_nothing.then_some(Footer {
                    count: &none,
                    announced: true,
                    keep: None,
                    choose: say!(self.words, "list-choose"),
                }),
            };
            open.moved = false;
            let row = |index: usize| {
                let option = self.options.get(index).copied().unwrap_or_default();
                Row { label: option.label, detail: option.detail, found: 0..0, chosen: *selected == Some(index) }
            };
            if let Some(picked) = list.show(ui, self.options.len(), row) {
                *selected = Some(picked);
                open.open = false;
                response.request_focus();
            }
        }
        if *selected != before {
            open.missed.clear();
        }
        if let Some(error) = self.error {
            frame::error(ui, bounds, error);
        } else if self.room_below && !open.open && !open.missed.is_empty() {
            let said = say!(self.words, "list-not-changed", typed = shortened(&open.missed));
            frame::remark(ui, bounds, &said);
        }
        let expanded = open.open;
        open.store(ui, self.id);
        if *selected != before {
            response.mark_changed();
        }
        self.say(&response, *selected, expanded);
        response
    }

    fn set_open(&self, open: &mut Open, now: bool, selected: Option<usize>) {
        open.open = now && self.enabled;
        open.at = selected.unwrap_or(0);
        open.moved = true;
        open.typed.clear();
        open.missed.clear();
        (open.before, open.reached, open.fits_nothing) = (selected, false, false);
    }

    /// What the list is left with: the row that letters or arrows reached.
    fn leave(&self, open: &mut Open, selected: &mut Option<usize>) {
        open.open = false;
        if std::mem::take(&mut open.fits_nothing) {
            open.missed.clone_from(&open.typed);
        } else if open.reached {
            *selected = (open.at < self.options.len()).then_some(open.at).or(*selected);
        }
    }

    /// What was chosen before stands again.
    fn give_up(&self, open: &mut Open, selected: &mut Option<usize>) {
        if open.open {
            *selected = open.before;
        }
        (open.open, open.reached, open.fits_nothing) = (false, false, false);
        open.typed.clear();
    }

    /// Takes over what letters were typed: the option that fits them best, or none.
    fn typed(&self, open: &mut Open, typed: &str, now: f64) {
        let first = |typed: &str| matching::matches(self.options, typed).first().map(|best| best.index);
        let longer = format!("{}{typed}", open.typed);
        // Slow fingers write the same word as fast ones: after a pause a new one begins only where the old one cannot go on.
        open.typed = if now - open.typed_at > TOGETHER && first(&longer).is_none() { typed.to_owned() } else { longer };
        open.typed_at = now;
        let best = first(&open.typed);
        open.fits_nothing = best.is_none();
        open.reached = best.is_some();
        if let Some(best) = best.or(open.before) {
            (open.at, open.moved) = (best, true);
        }
    }

    fn in_list(&self, ui: &Ui) -> bool {
        let layer = egui::LayerId::new(egui::Order::Foreground, self.id.with("popup"));
        ui.input(|input| input.pointer.interact_pos()).is_some_and(|at| ui.ctx().layer_id_at(at) == Some(layer))
    }

    fn keys(&self, ui: &Ui, open: &mut Open, selected: &mut Option<usize>, came: Came) {
        let ctx = ui.ctx();
        keys::hold(ui, self.id, open.open);
        let typed = keys::written(ctx);
        let press =
            keys::plain(ctx, Key::Enter) || (open.typed.is_empty() || !open.open) && keys::plain(ctx, Key::Space);
        // A space may be in the middle of what is typed.
        if !typed.trim().is_empty() || (open.open && !open.typed.is_empty() && !typed.is_empty()) {
            if !open.open {
                self.set_open(open, true, *selected);
            }
            self.typed(open, &typed, ctx.input(|input| input.time));
        } else if !open.open && self.optional && (keys::plain(ctx, Key::Backspace) || keys::plain(ctx, Key::Delete)) {
            *selected = None;
            open.missed.clear();
        } else if !open.open {
            let wanted = press || keys::plain(ctx, Key::ArrowDown) || keys::plain(ctx, Key::ArrowUp);
            if wanted || keys::take(ctx, Modifiers::ALT, Key::ArrowDown) {
                self.set_open(open, true, *selected);
            }
        } else if press {
            open.reached = true;
            self.leave(open, selected);
        } else if keys::plain(ctx, Key::Escape) {
            self.give_up(open, selected);
        } else if keys::plain(ctx, Key::Home) {
            open.go_to(0);
        } else if keys::plain(ctx, Key::End) {
            open.go_to(self.options.len().saturating_sub(1));
        } else {
            open.arrows(ui, self.options.len());
            if open.open && commanded(ctx) {
                self.leave(open, selected);
            }
        }
        if open.open && !self.acts && came == Came::Slowly {
            // Saving, locking and the draft on the disk do not wait until a list is left.
            *selected = if open.reached { Some(open.at) } else { open.before };
        }
    }

    fn paint(&self, ui: &Ui, bounds: Rect, selected: Option<usize>, response: &Response) {
        let p = ui.palette();
        frame::control(ui, bounds, self.error.is_some(), self.enabled);
        let mut inner = frame::inside(ui, bounds);
        let caret = pos2(inner.right() - 8.0, bounds.center().y);
        icon(ui.painter(), icons::CARET_DOWN, caret, 16.0, if self.enabled { p.text_muted } else { p.text_disabled });
        inner.max.x -= CARET;
        if let Some(before) = self.icon {
            icon(ui.painter(), before, pos2(inner.left() + 8.0, bounds.center().y), 16.0, p.text_muted);
            inner.min.x += 24.0;
        }
        if !self.prefix.is_empty() {
            let galley = text::line(ui, self.prefix, Type::Caption);
            let end = text::paint(ui, galley, inner, Align2::LEFT_CENTER, p.text_muted).right();
            inner.min.x = end.round() + 5.0;
        }
        let option = selected.and_then(|index| self.options.get(index));
        let (words, color) = option.map_or((self.hint, p.text_muted), |option| (option.label, p.text));
        let mut galley = text::elided(ui, words, Type::Body, inner.width());
        if galley.elided && bounds.height() >= TWO_LINES {
            galley = text::paragraph(ui, words, Type::Caption, inner.width(), 2);
        }
        text::paint(ui, galley, inner, Align2::LEFT_CENTER, if self.enabled { color } else { p.text_disabled });
        if response.has_focus() {
            focus_ring(ui, bounds, tokens().radius.control);
        }
    }

    fn say(&self, response: &Response, selected: Option<usize>, expanded: bool) {
        let value = selected.and_then(|index| self.options.get(index)).map_or("", |option| option.label);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, self.enabled, self.named.unwrap_or(self.label));
            info.current_text_value = Some(value.to_owned());
            info
        });
        response.ctx.accesskit_node_builder(response.id, |node| {
            node.set_expanded(expanded);
            node.set_has_popup(egui::accesskit::HasPopup::Listbox);
            if let Some(error) = self.error {
                node.set_invalid(egui::accesskit::Invalid::True);
                node.set_description(error);
            } else if self.optional {
                node.set_description(say!(self.words, "optional-spoken"));
            }
        });
    }
}

/// What was typed, as far as it can be said in a few words.
fn shortened(typed: &str) -> String {
    typed.trim().chars().take(16).collect()
}

/// A key of the screen is pressed: what it does must not miss what was typed here.
fn commanded(ctx: &egui::Context) -> bool {
    let held = |modifiers: &Modifiers| modifiers.alt || modifiers.command;
    ctx.input(|input| {
        let key =
            |event: &egui::Event| matches!(event, egui::Event::Key { pressed: true, modifiers, .. } if held(modifiers));
        input.events.iter().any(key)
    })
}

/// A screen reader asks for a press.
pub(super) fn asked(ui: &Ui, response: &Response) -> bool {
    ui.input(|input| input.has_accesskit_action_request(response.id, egui::accesskit::Action::Click))
}
