//! What every step has around it: the steps at the left, the content, and a footer.

use egui::{Align2, Rect, ScrollArea, Ui, pos2, vec2};

use crate::ui::icons;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::{self, paint as paint_text};
use crate::ui::widgets::{Button, Mark, Text, Type, follow_focus, paint, place, spinner, steps_column};

const STEPS: [(&str, &str); 4] = [
    ("Your organisation", "Whose desk this is"),
    ("Lead’s passphrase", "Opens the desk and its backups"),
    ("Recovery key", "Printed and kept off this laptop"),
    ("Ready", "Add an event and your staff"),
];

/// From a card to what is below it.
const BETWEEN: f32 = 18.0;
/// Below the last of a page: the picture's cards stand in a low window without being scrolled.
const BELOW: f32 = 8.0;

/// Where everything is.
pub(super) struct Frame {
    rail: Rect,
    content: Rect,
    footer: Rect,
    /// Everything stands in one column.
    pub(super) narrow: bool,
}

/// What was pressed in the footer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pressed {
    Nothing,
    Back,
    On,
}

/// What the footer shows.
pub(super) struct Footer<'a> {
    pub(super) back: bool,
    pub(super) on: &'a str,
    pub(super) key: Option<&'a str>,
    pub(super) note: &'a str,
    pub(super) enabled: bool,
    pub(super) busy: bool,
}

impl Frame {
    pub(super) fn of(ui: &Ui) -> Self {
        let window = ui.max_rect();
        let narrow = window.width() < crate::ui::shell::NARROW;
        let rail =
            if narrow { window.with_max_y(window.top() + 48.0) } else { window.with_max_x(window.left() + 372.0) };
        let rest = if narrow { window.with_min_y(rail.bottom()) } else { window.with_min_x(rail.right()) };
        let height = if narrow { 60.0 } else { 72.0 };
        let (content, footer) = rest.split_top_bottom_at_y(rest.bottom() - height);
        Self { rail, content, footer, narrow }
    }

    /// The steps, of which one is being done.
    pub(super) fn rail(&self, ui: &mut Ui, step: usize) {
        let p = ui.palette();
        let rail = self.rail;
        ui.painter().rect_filled(rail, 0.0, p.rail);
        if ui.mode() == crate::ui::theme::Theme::Contrast {
            ui.painter().rect_stroke(rail, 0.0, (1.0, p.rail_line), egui::StrokeKind::Inside);
        }
        if self.narrow {
            Mark::new(30.0).on_rail().paint(ui, Rect::from_min_size(rail.min + vec2(12.0, 8.0), vec2(30.0, 30.0)));
            let words = format!("Step {} of {}: {}", step + 1, STEPS.len(), STEPS[step].0);
            let at = Rect::from_min_max(pos2(rail.left() + 52.0, rail.top()), rail.max);
            Text::strong(&words).color(p.rail_text).at(ui, at);
            return;
        }
        Mark::new(46.0).on_rail().paint(ui, Rect::from_min_size(rail.min + vec2(31.0, 33.5), vec2(46.0, 46.0)));
        let row = |y: f32| Rect::from_min_size(rail.min + vec2(84.0, y - 12.0), vec2(270.0, 24.0));
        Text::title("Lanyard").color(p.rail_text).at(ui, row(47.5));
        Text::caption("Registration desk").color(p.rail_muted).at(ui, row(70.5));
        let steps = Rect::from_min_size(rail.min + vec2(36.0, 132.0), vec2(320.0, 260.0));
        place(ui, steps, |ui| steps_column(ui, &STEPS, step));
        let y = rail.bottom() - 39.0;
        paint::icon(ui.painter(), icons::WIFI_SLASH, pos2(rail.left() + 46.0, y + 1.5), 20.0, p.rail_muted);
        let at = Rect::from_min_size(pos2(rail.left() + 68.0, y - 9.0), vec2(280.0, 18.0));
        Text::caption("Lanyard never goes online.").color(p.rail_muted).at(ui, at);
    }

    /// The step itself under its title; it scrolls where there is no room.
    pub(super) fn page(&self, ui: &mut Ui, id: &str, title: &str, lead: &str, add: impl FnOnce(&mut Ui, &mut Page)) {
        let narrow = self.narrow;
        let side = if narrow { 16.0 } else { 64.0 };
        // A short window keeps less air over the title.
        let top = if narrow { 12.0 } else { (40.0 - (740.0 - ui.max_rect().height()).max(0.0)).max(16.0) };
        place(ui, self.content, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            ScrollArea::vertical().id_salt(id).auto_shrink(false).show(ui, |ui| {
                let area = ui.max_rect();
                let width = (area.width() - 2.0 * side).min(866.0);
                let left = ui.cursor().min + vec2(side, top);
                let mut page = Page { left: left.x, y: left.y, width, narrow };
                let heading = page.take(30.0);
                Text::display(title).at(ui, heading);
                let lead = Text::body(lead).muted().wrap();
                let height = lead.height(ui, width);
                page.y += 4.0;
                let at = page.take(height);
                lead.at(ui, at);
                page.y += 19.0;
                add(ui, &mut page);
                let whole = Rect::from_min_max(left, pos2(left.x + width, page.y + BELOW));
                ui.allocate_rect(whole, egui::Sense::hover());
                follow_focus(ui, id);
            });
        });
    }

    /// The buttons that lead on and back.
    pub(super) fn footer(&self, ui: &mut Ui, footer: &Footer<'_>) -> Pressed {
        let p = ui.palette();
        let bar = self.footer;
        ui.painter().rect_filled(bar, 0.0, p.surface);
        ui.painter().hline(bar.x_range(), bar.top() + 0.5, (1.0, p.border));
        let side = if self.narrow { 16.0 } else { 64.0 };
        let width = (bar.width() - 2.0 * side).min(866.0);
        let (left, right) = (bar.left() + side, bar.left() + side + width);
        let middle = bar.center().y + 0.5;
        let mut pressed = Pressed::Nothing;
        let height = if self.narrow { 40.0 } else { 48.0 };
        let mut back = Button::secondary("Back").icon(icons::ARROW_LEFT).enabled(!footer.busy);
        let mut on = Button::primary(footer.on).enabled(footer.enabled && !footer.busy);
        if let Some(key) = footer.key.filter(|_| !self.narrow) {
            on = on.key(key);
        }
        if !self.narrow {
            (back, on) = (back.large(), on.large());
        }
        if footer.back {
            let at = Rect::from_min_size(pos2(left, middle - height / 2.0), vec2(back.natural_width(ui), height));
            if back.at(ui, at).clicked() {
                pressed = Pressed::Back;
            }
        }
        let wide = on.natural_width(ui);
        let at = Rect::from_min_size(pos2(right - wide, middle - height / 2.0), vec2(wide, height));
        if on.at(ui, at).clicked() {
            pressed = Pressed::On;
        }
        if footer.busy {
            spinner(ui, pos2(at.left() - 28.0, middle), 24.0, ui.palette().accent);
        }
        if !footer.note.is_empty() {
            let end = at.left() - if footer.busy { 48.0 } else { 12.0 };
            let at = Rect::from_min_max(pos2(left + 116.0, middle - 9.0), pos2(end, middle + 9.0));
            Text::caption(footer.note).muted().right().width(at.width()).at(ui, at);
        }
        pressed
    }
}

/// A page that is filled from the top.
pub(super) struct Page {
    pub(super) left: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) narrow: bool,
}

impl Page {
    /// The next `height`, over the whole width.
    pub(super) fn take(&mut self, height: f32) -> Rect {
        let rect = Rect::from_min_size(pos2(self.left, self.y), vec2(self.width, height));
        self.y += height;
        rect
    }

    /// A card this high, and the page inside of it.
    pub(super) fn card(&mut self, ui: &Ui, height: f32) -> Self {
        let rect = self.take(height);
        self.y += BETWEEN;
        paint::card(ui, rect);
        let padding = if self.narrow { 13.0 } else { 21.0 };
        Self {
            left: rect.left() + padding,
            y: rect.top() + padding - 1.0,
            width: rect.width() - 2.0 * padding,
            narrow: self.narrow,
        }
    }

    /// Two rectangles side by side, the second of a fixed width; one over the other in one column.
    pub(super) fn pair(&mut self, height: f32, second: f32) -> (Rect, Rect) {
        if self.narrow {
            let first = self.take(height);
            self.y += 12.0;
            return (first, self.take(height));
        }
        let row = self.take(height);
        let middle = row.right() - second;
        (row.with_max_x(middle - 12.0), row.with_min_x(middle))
    }

    /// A sentence that something went wrong, as high as it needs.
    pub(super) fn failed(&mut self, ui: &mut Ui, words: &str) {
        let galley = text::paragraph(ui, words, Type::Body, self.width - 72.0, usize::MAX);
        let rect = self.take(galley.size().y + 28.0);
        self.y += 20.0;
        let p = ui.palette();
        paint::boxed(ui.painter(), rect, crate::ui::tokens::tokens().radius.card, p.danger_soft, 1.0, p.danger);
        let mark = pos2(rect.left() + 27.0, rect.center().y);
        paint::icon(ui.painter(), icons::WARNING_CIRCLE.fill(), mark, 24.0, p.danger);
        let at = rect.with_min_x(rect.left() + 51.0);
        paint_text(ui, galley, at, Align2::LEFT_CENTER, p.text);
        let response = ui.interact(at, ui.scope_id().with("failed"), egui::Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Alert, true, words));
    }
}
