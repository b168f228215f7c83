//! What stands around a section: the rail at the left, the bar at the top, and where the section has its place.

mod rail;
mod top_bar;
mod trial_band;

pub(crate) use top_bar::role;

use egui::{Rect, Ui, pos2, vec2};

use crate::worker::Status;
use crate::worker::opening::Session;

use super::out::{Out, Section, Seen};
use super::theme::Themed;
use super::tokens::tokens;
use super::widgets::{Banner, BannerKind, Text, spinner};

/// The logical width under which the rail becomes a menu and everything stands in one column: less than the smallest that
/// was drawn with its columns side by side (text at 113 % and more on a laptop, or a smaller window).
pub(crate) const NARROW: f32 = 1280.0;

/// Where the parts of an open desk are.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Parts {
    /// The whole window.
    pub window: Rect,
    /// The rail; empty when narrow.
    pub rail: Rect,
    /// The bar at the top.
    pub top: Rect,
    /// The section's own place.
    pub body: Rect,
    /// The bar at the bottom; empty where the section has none.
    pub bar: Rect,
    /// Whether everything stands in one column.
    pub narrow: bool,
}

impl Parts {
    /// Divides the window.
    pub fn of(ui: &Ui, has_bar: bool) -> Self {
        Self::in_window(ui.max_rect(), has_bar)
    }

    /// Divides a window of this size, whether or not there is one.
    pub fn in_window(window: Rect, has_bar: bool) -> Self {
        let layout = &tokens().layout;
        let narrow = window.width() < NARROW;
        let rail_width = if narrow { 0.0 } else { layout.rail };
        let (top_height, bar_height) = if narrow { (48.0, 60.0) } else { (layout.topbar, layout.actionbar) };
        let rail = Rect::from_min_size(window.min, vec2(rail_width, window.height()));
        let left = window.left() + rail_width;
        let top = Rect::from_min_max(pos2(left, window.top()), pos2(window.right(), window.top() + top_height));
        let bar_top = window.bottom() - if has_bar { bar_height } else { 0.0 };
        let bar = Rect::from_min_max(pos2(left, bar_top), window.max);
        let body = Rect::from_min_max(pos2(left, top.bottom()), pos2(window.right(), bar_top));
        Self { window, rail, top, body, bar, narrow }
    }

    /// The body without the margin around its cards.
    pub fn cards(&self) -> Rect {
        let gutter = if self.narrow { 12.0 } else { tokens().layout.gutter };
        self.body.shrink2(vec2(gutter, 12.0))
    }
}

/// The background, rail and top bar of an open desk; so many requests are pressing.
pub fn around(ui: &mut Ui, parts: &Parts, section: Section, pressing: usize, seen: &Seen<'_>, out: &mut Out<'_>) {
    top_bar::ui(ui, parts, section, Some((seen, pressing)), seen.session, seen.status, out);
    rail::ui(ui, parts, section, Some(pressing), out);
}

/// The same, where there is no event yet.
pub fn around_without_event(ui: &mut Ui, parts: &Parts, session: &Session, status: Status, out: &mut Out<'_>) {
    top_bar::ui(ui, parts, Section::Settings, None, session, status, out);
    rail::ui(ui, parts, Section::Settings, None, out);
}

/// The rail, and at the top that a form is only tried; so many requests are pressing. Whether somebody wants to go back.
pub fn around_trial(ui: &mut Ui, parts: &Parts, pressing: usize, out: &mut Out<'_>) -> bool {
    let back = trial_band::ui(ui, parts);
    rail::ui(ui, parts, Section::Settings, Some(pressing), out);
    back
}

/// Paints what lies beneath a section; call it before the section paints.
pub fn background(ui: &Ui, parts: &Parts) {
    ui.painter().rect_filled(parts.window, 0.0, ui.palette().bg);
}

/// Nothing is known yet; it lasts as long as reading a folder.
pub fn starting(ui: &mut Ui) {
    ui.painter().rect_filled(ui.max_rect(), 0.0, ui.palette().bg);
    let centre = Rect::from_center_size(ui.max_rect().center(), vec2(32.0, 32.0));
    super::widgets::spinner(ui, centre.center(), 32.0, ui.palette().accent);
    let waiting = ui.interact(centre, egui::Id::unique("opening"), egui::Sense::hover());
    waiting.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, "Opening the desk"));
}

/// Nobody has touched the desk for a while, and it is about to lock itself: over everything else, and read out.
pub fn locking_soon(ui: &Ui) {
    let screen = ui.ctx().content_rect();
    let width = (screen.width() - 32.0).min(560.0);
    let at = Rect::from_min_size(pos2(screen.center().x - width / 2.0, screen.top() + 64.0), vec2(width, 56.0));
    let area = egui::Area::new(egui::Id::unique("locking soon")).order(egui::Order::Tooltip).fixed_pos(at.min);
    area.interactable(false).show(ui.ctx(), |ui| {
        ui.set_min_size(at.size());
        let words = "This desk locks in 20 seconds. Touch a key or the mouse to go on.";
        Banner::new(BannerKind::Warning, words).at(ui, at);
    });
}

/// The window is being closed, and the disk has not taken everything yet.
pub fn closing(ui: &mut Ui) {
    ui.painter().rect_filled(ui.max_rect(), 0.0, ui.palette().bg);
    let centre = ui.max_rect().center();
    spinner(ui, centre - vec2(0.0, 32.0), 32.0, ui.palette().accent);
    let words = Rect::from_center_size(centre + vec2(0.0, 12.0), vec2(ui.max_rect().width() - 32.0, 20.0));
    Text::strong("Saving: the window closes when everything is on the disk.")
        .centre()
        .width(words.width())
        .at(ui, words);
}
