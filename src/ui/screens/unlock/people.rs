//! The cards of those who can open the desk; one is chosen.

use egui::{Align2, Id, Rect, Role, ScrollArea, Ui, WidgetInfo, pos2, vec2};

use crate::ui::icons;
use crate::ui::scripts;
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;
use crate::ui::widgets::text::{self, Type};
use crate::ui::widgets::{Avatar, KeyHint, paint, place};

use super::{Unlock, Who};

/// How high a card is, and how far the next one is below it.
const CARD: f32 = 60.0;
const PITCH: f32 = 72.0;
/// More rows than this scroll.
const ROWS: usize = 4;

impl Unlock {
    /// How high the cards are together, in so many columns.
    pub(super) fn people_height(&self, columns: usize) -> f32 {
        let rows = self.people.len().div_ceil(columns).clamp(1, ROWS);
        PITCH * rows as f32 - (PITCH - CARD)
    }

    /// Shows them; gives back who was chosen.
    pub(super) fn people_ui(&self, ui: &mut Ui, rect: Rect, columns: usize) -> Option<usize> {
        let rows = self.people.len().div_ceil(columns);
        if rows <= ROWS {
            return self.cards(ui, rect, columns);
        }
        place(ui, rect.expand(4.0), |ui| {
            let area = ScrollArea::vertical().id_salt("people").auto_shrink(false);
            area.show(ui, |ui| {
                let min = ui.cursor().min + vec2(4.0, 4.0);
                let size = vec2(rect.width() - 10.0, PITCH * rows as f32);
                let inner = Rect::from_min_size(min, size);
                let chosen = self.cards(ui, inner, columns);
                ui.allocate_rect(inner, egui::Sense::hover());
                crate::ui::widgets::follow_focus(ui, "people");
                chosen
            })
            .inner
        })
    }

    fn cards(&self, ui: &mut Ui, rect: Rect, columns: usize) -> Option<usize> {
        let wide = (rect.width() - 12.0 * (columns - 1) as f32) / columns as f32;
        let mut pressed = None;
        for (index, who) in self.people.iter().enumerate() {
            let (column, row) = (index % columns, index / columns);
            let min = pos2(rect.left() + (wide + 12.0) * column as f32, rect.top() + PITCH * row as f32);
            let at = Rect::from_min_size(min, vec2(wide, CARD));
            if card(ui, at, who, index, self.chosen == Some(index)) {
                pressed = Some(index);
            }
        }
        pressed
    }
}

fn card(ui: &mut Ui, rect: Rect, who: &Who, index: usize, chosen: bool) -> bool {
    let p = ui.palette();
    let id = Id::unique("door").with(who.handle.as_str());
    let response = paint::pressable(ui, rect, id, true);
    let role = who.role.map(crate::ui::shell::role);
    let below = role.map(|role| who.last_in.as_ref().map_or_else(|| role.to_owned(), |last| format!("{role}, {last}")));
    response.widget_info(|| {
        let name = role.map_or_else(|| who.shown().to_owned(), |role| format!("{}, {role}", who.shown()));
        WidgetInfo::selected(Role::RadioButton, true, chosen, name)
    });
    if let Some(last) = &who.last_in {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(format!("Last in {last}")));
    }
    let radius = tokens().radius.card;
    let near = paint::hover(ui, &response);
    let (fill, border, color) = if chosen {
        (p.accent_soft, 2.0, p.accent)
    } else {
        (p.surface.lerp_to_gamma(p.hover, near), ui.mode().border(), p.border_control)
    };
    paint::boxed(ui.painter(), rect, radius, fill, border, color);
    let avatar = Rect::from_center_size(pos2(rect.left() + 37.0, rect.center().y), vec2(44.0, 44.0));
    let mut face = Avatar::new(who.shown()).size(44.0);
    if chosen {
        face = face.strong();
    }
    face.paint(ui, avatar);
    let mut right = rect.right() - 14.0;
    if chosen {
        let at = pos2(rect.right() - 25.0, rect.center().y - 2.0);
        paint::icon(ui.painter(), icons::CHECK_CIRCLE.fill(), at, 20.0, p.accent);
        right -= 28.0;
    } else if index < 9 {
        let key = (index + 1).to_string();
        let hint = KeyHint::new(&key);
        let left = rect.right() - 14.0 - hint.width(ui);
        hint.paint(ui, pos2(left, rect.center().y));
        right = left - 8.0;
    }
    let left = rect.left() + 71.0;
    let line =
        |top: f32, high: f32| Rect::from_min_max(pos2(left, rect.top() + top), pos2(right, rect.top() + top + high));
    let (name_at, font) = (if below.is_some() { line(11.0, 20.0) } else { line(0.0, CARD) }, Type::Strong.font());
    let galley = scripts::line(ui, who.shown(), font, p.text, right - left);
    text::paint(ui, galley, name_at, Align2::LEFT_CENTER, p.text);
    if let Some(below) = below {
        let galley = text::elided(ui, &below, Type::Caption, right - left);
        text::paint(ui, galley, line(30.0, 18.0), Align2::LEFT_CENTER, p.text_muted);
    }
    if response.has_focus() {
        paint::focus_ring(ui, rect, radius);
    }
    response.clicked()
}
