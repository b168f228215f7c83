//! A message that stays until what it is about is settled, with what can be done about it at its end.

use egui::{Align2, Color32, Rect, Response, Role, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::button::Button;
use super::paint::{Announced, announce, boxed, icon};
use super::text::{self, Type};
use crate::ui::icons::{self, Icon};
use crate::ui::scripts::without_signs;
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;

/// What a row of buttons below the words takes.
const STACKED: f32 = 48.0;

/// How bad the news is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BannerKind {
    /// Done.
    Success,
    /// To be looked at.
    Warning,
    /// Wrong.
    Danger,
    /// To be known.
    Info,
}

/// A banner.
#[must_use]
pub struct Banner<'a> {
    kind: BannerKind,
    lead: &'a str,
    text: &'a str,
    icon: Option<Icon>,
    buttons: &'a [&'a str],
    first: Option<Icon>,
    height: f32,
}

impl<'a> Banner<'a> {
    /// A banner that says this.
    pub fn new(kind: BannerKind, text: &'a str) -> Self {
        Self { kind, lead: "", text, icon: None, buttons: &[], first: None, height: 52.0 }
    }

    /// The fact, in semibold before the text.
    pub fn lead(mut self, lead: &'a str) -> Self {
        self.lead = lead;
        self
    }

    /// Another icon than its kind's.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// What can be done about it: small buttons at the end, in this order.
    pub fn buttons(mut self, buttons: &'a [&'a str]) -> Self {
        self.buttons = buttons;
        self
    }

    /// What stands before the first button's words.
    pub fn first_icon(mut self, icon: Icon) -> Self {
        self.first = Some(icon);
        self
    }

    /// Another height than 52.
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// Shows it at the cursor, as wide as there is room; says which button was pressed.
    pub fn show(self, ui: &mut Ui) -> (Response, Option<usize>) {
        let width = ui.available_width();
        let (_, rect) = ui.allocate_space(vec2(width, self.height_in(ui, width)));
        self.at(ui, rect)
    }

    /// Shows it in this rectangle.
    pub fn at(self, ui: &mut Ui, rect: Rect) -> (Response, Option<usize>) {
        let (fill, edge, usual) = self.look(ui);
        boxed(ui.painter(), rect, tokens().radius.card, fill, 1.0, edge);
        let role = if self.kind == BannerKind::Danger { Role::Alert } else { Role::Status };
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect).accessibility_role(role));
        let middle = if self.is_stacked(ui, rect.width()) { rect.bottom() - 28.0 } else { rect.center().y };
        let beside = rect.center().y == middle;
        let icon_at = if beside { rect.center().y - 1.0 } else { rect.top() + 25.0 };
        icon(ui.painter(), self.icon.unwrap_or(usual), pos2(rect.left() + 27.0, icon_at), 24.0, edge);
        let mut right = rect.right() - 13.0;
        let mut spots = Vec::with_capacity(self.buttons.len());
        for index in (0..self.buttons.len()).rev() {
            let width = self.button(index).natural_width(ui);
            spots.push(Rect::from_min_size(pos2(right - width, middle - 18.0), vec2(width, 36.0)));
            right -= width + 12.0;
        }
        let words = if beside {
            self.words(ui, Rect::from_x_y_ranges(rect.left() + 51.0..=right, rect.y_range()))
        } else {
            self.lines(ui, Rect::from_min_max(pos2(rect.left() + 51.0, rect.top() + 6.0), rect.max - vec2(13.0, 48.0)))
        };
        let response = child.interact(words, child.unique_id().with("words"), egui::Sense::hover());
        let heard = format!("{} {}", self.lead, self.text);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, without_signs(heard.trim())));
        announce(ui, response.id, Announced::InTime);
        // Made from left to right, which is the order of Tab.
        let mut pressed = None;
        for (index, spot) in spots.iter().rev().enumerate() {
            if self.button(index).at(&mut child, *spot).clicked() {
                pressed = Some(index);
            }
        }
        (response, pressed)
    }

    /// How high it is where it is this wide: with its buttons below its words, if both do not fit beside each other.
    pub fn height_in(&self, ui: &Ui, width: f32) -> f32 {
        if self.is_stacked(ui, width) { self.height + STACKED } else { self.height }
    }

    fn is_stacked(&self, ui: &Ui, width: f32) -> bool {
        let buttons = (0..self.buttons.len()).map(|index| self.button(index).natural_width(ui) + 12.0);
        let room = width - 64.0 - buttons.sum::<f32>();
        let natural = |words: &str, face| text::line(ui, words, face).size().x;
        let lead = natural(self.lead, Type::Strong);
        // The text has two lines; what leads it has one.
        !self.buttons.is_empty() && lead + natural(self.text, Type::Body) / 2.0 + 24.0 > room
    }

    /// One of the buttons.
    fn button(&self, index: usize) -> Button<'a> {
        let button = Button::secondary(self.buttons[index]).small();
        match self.first {
            Some(icon) if index == 0 => button.icon(icon),
            _ => button,
        }
    }

    /// What leads the text above it, each in a line.
    fn lines(&self, ui: &Ui, rect: Rect) -> Rect {
        let (upper, lower) = rect.split_top_bottom_at_fraction(0.5);
        let ink = ui.palette().text;
        text::paint(ui, text::elided(ui, self.lead, Type::Strong, rect.width()), upper, Align2::LEFT_CENTER, ink);
        text::paint(ui, text::elided(ui, self.text, Type::Body, rect.width()), lower, Align2::LEFT_CENTER, ink);
        rect
    }

    fn words(&self, ui: &Ui, mut rect: Rect) -> Rect {
        let all = rect;
        if !self.lead.is_empty() {
            let galley = text::elided(ui, self.lead, Type::Strong, rect.width());
            rect.min.x = text::paint(ui, galley, rect, Align2::LEFT_CENTER, ui.palette().text).right() + 4.0;
        }
        let galley = text::paragraph(ui, self.text, Type::Body, rect.width().max(0.0), 2);
        text::paint(ui, galley, rect, Align2::LEFT_CENTER, ui.palette().text);
        all
    }

    fn look(&self, ui: &Ui) -> (Color32, Color32, Icon) {
        let p = ui.palette();
        match self.kind {
            BannerKind::Success => (p.success_soft, p.success, icons::CHECK_CIRCLE.fill()),
            BannerKind::Warning => (p.warning_soft, p.warning, icons::WARNING.fill()),
            BannerKind::Danger => (p.danger_soft, p.danger, icons::WARNING_CIRCLE.fill()),
            BannerKind::Info => (p.info_soft, p.info, icons::INFO.fill()),
        }
    }
}
