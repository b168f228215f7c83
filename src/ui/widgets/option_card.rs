//! One of a few places to choose from, as a card: a dot, an icon, a name and what there is to know of it.

use egui::{Align2, Id, Rect, Response, Role, Ui, WidgetInfo, pos2, vec2};

use super::paint::{boxed, focus_ring, hover, icon, pressable};
use super::text::{self, Type};
use crate::ui::icons::Icon;
use crate::ui::scripts;
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;

/// The card.
#[must_use]
pub struct OptionCard<'a> {
    id: Id,
    icon: Icon,
    name: &'a str,
    detail: &'a str,
}

impl<'a> OptionCard<'a> {
    /// How high it is.
    pub const HEIGHT: f32 = 56.0;

    /// A place with this name.
    pub fn new(id: Id, icon: Icon, name: &'a str, detail: &'a str) -> Self {
        Self { id, icon, name, detail }
    }

    /// Shows it.
    pub fn at(self, ui: &mut Ui, rect: Rect, chosen: bool) -> Response {
        let response = pressable(ui, rect, self.id, true);
        let words = format!("{}, {}", self.name, self.detail);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen || response.clicked(), &words));
        let (p, near) = (ui.palette(), hover(ui, &response));
        let (fill, edge, line) = if chosen {
            (p.accent_soft, p.accent, tokens().line.selected)
        } else {
            (p.surface.lerp_to_gamma(p.hover, near), p.border_control, ui.mode().border())
        };
        let radius = tokens().radius.control;
        boxed(ui.painter(), rect, radius, fill, line, edge);
        let dot = Rect::from_center_size(pos2(rect.left() + 24.0, rect.center().y), vec2(22.0, 22.0));
        boxed(ui.painter(), dot, 11.0, p.surface, ui.mode().border(), if chosen { p.accent } else { p.border_control });
        if chosen {
            ui.painter().circle_filled(dot.center(), 6.0, p.accent);
        }
        icon(ui.painter(), self.icon, pos2(rect.left() + 57.0, rect.center().y), 20.0, p.text);
        let beside = Rect::from_min_max(pos2(rect.left() + 80.0, rect.top()), pos2(rect.right() - 12.0, rect.bottom()));
        let (name, detail) = beside.split_top_bottom_at_fraction(0.52);
        let look = |kind: Type, color| scripts::Look { size: kind.font().size, strong: kind == Type::Strong, color };
        let line = |ui: &Ui, words: &str, kind: Type, color| {
            let mut job = scripts::shown(words, look(kind, color));
            job.wrap = egui::text::TextWrapping::truncate_at_width(beside.width());
            ui.ctx().fonts_mut(|fonts| fonts.layout_job(job))
        };
        let galley = line(ui, self.name, Type::Strong, p.text);
        text::paint(ui, galley, name.with_min_y(name.top() + 6.0), Align2::LEFT_CENTER, p.text);
        let galley = line(ui, self.detail, Type::Caption, p.text_muted);
        text::paint(ui, galley, detail.with_max_y(detail.bottom() - 4.0), Align2::LEFT_CENTER, p.text_muted);
        if response.has_focus() {
            focus_ring(ui, rect, radius);
        }
        response
    }
}
