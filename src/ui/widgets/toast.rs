//! Messages that go by themselves, and the ten seconds in which something can be undone.

use egui::{Align2, Area, Color32, Context, Id, Key, Modifiers, Order, Rect, Role, Ui, UiKind, WidgetInfo, pos2, vec2};

use super::button::Button;
use super::keys;
use super::paint::{Announced, announce, icon, raised};
use super::progress::bar;
use super::text::{self, Type};
use crate::ui::icons::{self, Icon};
use crate::ui::scripts::without_signs;
use crate::ui::theme::{Themed, seconds};
use crate::ui::tokens::tokens;

const HEIGHT: f32 = 52.0;
const GAP: f32 = 10.0;
/// A bar that is not as wide shows less.
const NARROW: f32 = 240.0;

/// What a message is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Done.
    Success,
    /// To be known.
    Info,
    /// To be looked at.
    Warning,
    /// Wrong.
    Danger,
}

impl Tone {
    fn color(self, ui: &Ui) -> Color32 {
        let p = ui.palette();
        match self {
            Self::Success => p.success,
            Self::Info => p.info,
            Self::Warning => p.warning,
            Self::Danger => p.danger,
        }
    }
}

/// One message.
#[derive(Clone, Debug)]
pub struct Toast {
    /// Before the words.
    pub icon: Icon,
    /// Its colour.
    pub tone: Tone,
    /// What happened.
    pub title: String,
    /// What follows from it.
    pub detail: String,
    /// What can be done about it.
    pub button: Option<String>,
}

struct Shown {
    toast: Toast,
    number: u64,
    /// Seconds it still has.
    left: f64,
    /// It has been seen for so long.
    age: f32,
}

/// Messages, two at most, each for six seconds; the pointer or the keyboard on one keeps all.
#[derive(Default)]
pub struct Toasts {
    shown: Vec<Shown>,
    next: u64,
    before: Option<f64>,
}

impl Toasts {
    /// Says something more. The oldest goes when there are two already.
    pub fn push(&mut self, toast: Toast) -> u64 {
        if self.shown.len() == 2 {
            self.shown.remove(0);
        }
        self.next += 1;
        let left = f64::from(tokens().motion.toast_hold) / 1000.0;
        self.shown.push(Shown { toast, number: self.next, left, age: 0.0 });
        self.next
    }

    /// Nothing more to say.
    pub fn clear(&mut self) {
        self.shown.clear();
    }

    /// Whether anything is said.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// Shows them over `corner`, their bottom left, newest at the bottom; says whose button was pressed.
    pub fn show(&mut self, ui: &Ui, corner: egui::Pos2) -> Option<u64> {
        let now = ui.input(|input| input.time);
        let passed = self.before.map_or(0.0, |before| now - before);
        self.before = (!self.shown.is_empty()).then_some(now);
        let (mut pressed, mut closed, mut held) = (None, None, false);
        let count = self.shown.len();
        for (index, shown) in self.shown.iter_mut().enumerate() {
            let above = (count - 1 - index) as f32 * (HEIGHT + GAP);
            let rise = rise(ui, &mut shown.age, passed);
            let rect = Rect::from_min_size(
                pos2(corner.x, corner.y - HEIGHT - above + 8.0 * (1.0 - rise)),
                vec2(480.0, HEIGHT),
            );
            let id = Id::unique(("toast", shown.number));
            let (button, cross, over) =
                float(ui.ctx(), id, rect, rise, Role::Status, |ui| message(ui, rect, id, &shown.toast));
            held |= over || button.has_focus || cross.has_focus;
            if button.pressed {
                pressed = Some(shown.number);
            }
            if cross.pressed || button.pressed {
                closed = Some(shown.number);
            }
        }
        if !held {
            self.shown.iter_mut().for_each(|shown| shown.left -= passed);
        }
        self.shown.retain(|shown| shown.left > 0.0 && Some(shown.number) != closed);
        if let Some(soonest) = self.shown.iter().map(|shown| shown.left).min_by(f64::total_cmp) {
            ui.ctx().request_repaint_after_secs(soonest as f32);
        }
        pressed
    }
}

#[derive(Default)]
struct Pressed {
    pressed: bool,
    has_focus: bool,
}

/// How far a floating thing has risen; ages it.
fn rise(ui: &Ui, age: &mut f32, passed: f64) -> f32 {
    let whole = seconds(ui, tokens().motion.slow);
    let part = if whole == 0.0 { 1.0 } else { (*age / whole).min(1.0) };
    *age += passed as f32;
    if part < 1.0 {
        ui.ctx().request_repaint();
    }
    egui::emath::easing::cubic_out(part)
}

fn float<R>(ctx: &Context, id: Id, rect: Rect, rise: f32, role: Role, add: impl FnOnce(&mut Ui) -> R) -> R {
    let area = Area::new(id).kind(UiKind::Tooltip).order(Order::Foreground).fixed_pos(rect.min).role(role);
    let area = area.constrain(false).fade_in(false);
    area.show(ctx, |ui| {
        ui.set_min_size(rect.size());
        ui.set_clip_rect(ctx.content_rect());
        ui.set_opacity(rise);
        raised(ui, rect, tokens().radius.card);
        add(ui)
    })
    .inner
}

fn message(ui: &mut Ui, rect: Rect, id: Id, toast: &Toast) -> (Pressed, Pressed, bool) {
    let p = ui.palette();
    let over = ui.rect_contains_pointer(rect);
    icon(ui.painter(), toast.icon, pos2(rect.left() + 27.0, rect.center().y), 24.0, toast.tone.color(ui));
    let middle = rect.center().y;
    let cross_at = Rect::from_center_size(pos2(rect.right() - 32.0, middle), vec2(36.0, 36.0));
    let mut right = cross_at.left() - 6.0;
    let mut button = Pressed::default();
    let mut spot = None;
    if let Some(label) = &toast.button {
        let width = Button::secondary(label).small().natural_width(ui);
        let at = Rect::from_min_size(pos2(right - width - 11.0, middle - 18.0), vec2(width, 36.0));
        right = at.left() - 8.0;
        spot = Some((label, at));
    }
    let said = without_signs(&format!("{}. {}", toast.title, toast.detail)).into_owned();
    let words = Rect::from_x_y_ranges(rect.left() + 51.0..=right, rect.y_range());
    let response = ui.interact(words, id.with("words"), egui::Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, said.as_str()));
    announce(ui, response.id, Announced::InTime);
    let row = |y: f32| Rect::from_center_size(pos2(words.center().x, middle + y), vec2(words.width(), 20.0));
    if toast.detail.is_empty() {
        // Alone it has room for two lines.
        let title = text::paragraph(ui, &toast.title, Type::Strong, words.width(), 2);
        text::paint(ui, title, words, Align2::LEFT_CENTER, p.text);
    } else {
        let title = text::elided(ui, &toast.title, Type::Strong, words.width());
        text::paint(ui, title, row(-10.0), Align2::LEFT_CENTER, p.text);
        let detail = text::elided(ui, &toast.detail, Type::Caption, words.width());
        text::paint(ui, detail, row(10.0), Align2::LEFT_CENTER, p.text_muted);
    }
    if let Some((label, at)) = spot {
        let response = Button::secondary(label).small().id(id.with("button")).at(ui, at);
        button = Pressed { pressed: response.clicked(), has_focus: response.has_focus() };
    }
    let cross = Button::only(icons::X, "Close the message").small().id(id.with("cross")).at(ui, cross_at);
    (button, Pressed { pressed: cross.clicked(), has_focus: cross.has_focus() }, over)
}

/// What became of an undo bar in this pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undo {
    /// There is still time.
    Waiting,
    /// Undo was pressed, or Ctrl+Z.
    Undone,
    /// The time is over.
    Ended,
}

/// The most that is said of the time, whose room it always has.
const TIME: &str = "10 seconds";

/// Something that can be undone for ten seconds: a line that drains, and the seconds in words.
pub struct UndoBar {
    icon: Icon,
    lead: String,
    rest: String,
    left: f64,
    whole: f64,
    before: Option<f64>,
    age: f32,
}

impl UndoBar {
    /// `lead` says what was done, `rest` to whom.
    pub fn new(icon: Icon, lead: impl Into<String>, rest: impl Into<String>) -> Self {
        let whole = f64::from(tokens().motion.undo_hold) / 1000.0;
        Self { icon, lead: lead.into(), rest: rest.into(), left: whole, whole, before: None, age: 0.0 }
    }

    /// The seconds that are left.
    pub fn seconds(&self) -> u32 {
        self.left.max(0.0).ceil() as u32
    }

    /// Shows it as a toast whose bottom left is at `corner`.
    pub fn float(&mut self, ui: &Ui, corner: egui::Pos2) -> Undo {
        let passed = self.tick(ui);
        let rise = rise(ui, &mut self.age, passed);
        let rect = Rect::from_min_size(pos2(corner.x, corner.y - HEIGHT + 8.0 * (1.0 - rise)), vec2(560.0, HEIGHT));
        let id = Id::unique("undo bar");
        let undone =
            float(ui.ctx(), id, rect, rise, Role::Status, |ui| self.paint(ui, rect.shrink2(vec2(12.0, 0.0)), id, 3.0));
        // In a text field Ctrl+Z is the field's own.
        let free = !ui.ctx().text_edit_focused();
        self.outcome(ui, undone, free)
    }

    /// How wide it is with all its words.
    pub fn natural_width(&self, ui: &Ui) -> f32 {
        let wide = |words: &str, face| text::line(ui, words, face).size().x.ceil();
        let words = wide(&self.lead, Type::Strong) + 4.0 + wide(&self.rest, Type::Body);
        let button = self.button(Id::NULL).natural_width(ui);
        36.0 + words + 10.0 + wide(TIME, Type::Caption) + 12.0 + button + 1.0
    }

    fn button(&self, id: Id) -> Button<'static> {
        Button::secondary("Undo").small().icon(icons::ARROW_COUNTER_CLOCKWISE).key("Ctrl+Z").id(id.with("button"))
    }

    /// Shows it in the slot of the action bar. Ctrl+Z is its own where nothing is being written.
    pub fn dock(&mut self, ui: &mut Ui, rect: Rect, free: bool) -> Undo {
        self.tick(ui);
        let undone = self.paint(ui, rect, Id::unique("undo bar"), 0.0);
        self.outcome(ui, undone, free)
    }

    fn tick(&mut self, ui: &Ui) -> f64 {
        let now = ui.input(|input| input.time);
        let passed = self.before.map_or(0.0, |before| now - before);
        self.before = Some(now);
        self.left -= passed;
        passed
    }

    fn outcome(&self, ui: &Ui, pressed: bool, free: bool) -> Undo {
        if pressed || (free && keys::take(ui.ctx(), Modifiers::COMMAND, Key::Z)) {
            return Undo::Undone;
        }
        if self.left <= 0.0 {
            return Undo::Ended;
        }
        // The line drains in small steps: 20 a second are smooth, and leave the processor alone.
        ui.ctx().request_repaint_after_secs(if ui.style().animation_time == 0.0 { 1.0 } else { 0.05 });
        Undo::Waiting
    }

    /// With large text there is room for the words, the line under them and the button, and for no more.
    fn paint_narrow(&self, ui: &mut Ui, rect: Rect, id: Id) -> bool {
        let p = ui.palette();
        let button = Button::secondary("Undo").small().key("").id(id.with("button"));
        let width = button.natural_width(ui);
        let at = Rect::from_min_size(pos2(rect.right() - width, rect.center().y - 18.0), vec2(width, 36.0));
        let words = rect.with_max_x(at.left() - 8.0);
        let response = ui.interact(words, id.with("words"), egui::Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{} {}", self.lead, self.rest).trim()));
        let lead = text::paragraph(ui, &self.lead, Type::CaptionStrong, words.width(), 2);
        let above = words.with_max_y(words.bottom() - 8.0);
        text::paint(ui, lead, above, Align2::LEFT_CENTER, p.text);
        let track = Rect::from_min_size(pos2(words.left(), words.bottom() - 6.0), vec2(words.width(), 4.0));
        bar(ui, track, p.chart_track, p.accent, (self.left / self.whole).clamp(0.0, 1.0) as f32);
        button.at(ui, at).clicked()
    }

    fn paint(&self, ui: &mut Ui, rect: Rect, id: Id, inset: f32) -> bool {
        // Words that have no room in one line have it in two, without the seconds.
        let cramped = self.rest.is_empty() && rect.width() < self.natural_width(ui) - 1.0;
        if cramped || rect.width() < NARROW {
            return self.paint_narrow(ui, rect, id);
        }
        let p = ui.palette();
        let middle = rect.center().y;
        icon(ui.painter(), self.icon, pos2(rect.left() + 12.0 + inset, middle), 24.0, p.accent);
        let button = self.button(id);
        let width = button.natural_width(ui);
        let at = Rect::from_min_size(pos2(rect.right() - width, middle - 18.0), vec2(width, 36.0));
        let time = if self.seconds() == 1 { "1 second".to_owned() } else { format!("{} seconds", self.seconds()) };
        // The words keep their place while the number of digits changes.
        let widest = text::line(ui, TIME, Type::Caption).size().x;
        let time_at = Rect::from_x_y_ranges(at.left() - 12.0 - widest..=at.left() - 12.0, rect.y_range());
        text::paint(ui, text::line(ui, &time, Type::Caption), time_at, Align2::RIGHT_CENTER, p.text_muted);
        let words = Rect::from_x_y_ranges(rect.left() + 36.0 + inset..=time_at.left() - 10.0, rect.y_range());
        let response = ui.interact(words, id.with("words"), egui::Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{} {}", self.lead, self.rest).trim()));
        let row = Rect::from_center_size(pos2(words.center().x, middle - 6.0), vec2(words.width(), 20.0));
        let lead = text::elided(ui, &self.lead, Type::Strong, row.width());
        let end = text::paint(ui, lead, row, Align2::LEFT_CENTER, p.text).right() + 4.0;
        let rest = text::elided(ui, &self.rest, Type::Body, (row.right() - end).max(0.0));
        text::paint(ui, rest, row.with_min_x(end), Align2::LEFT_CENTER, p.text_muted);
        let track = Rect::from_min_size(pos2(words.left(), middle + 10.0), vec2(words.width(), 4.0));
        bar(ui, track, p.chart_track, p.accent, (self.left / self.whole).clamp(0.0, 1.0) as f32);
        button.at(ui, at).clicked()
    }
}
