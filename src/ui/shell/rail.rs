//! The rail: sections above, settings and lock below. Sections appear when they work, not before.

use egui::{Align2, Pos2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::ui::icons::{self, Icon};
use crate::ui::out::{Out, Section, Wish};
use crate::ui::theme::{Theme, Themed};
use crate::ui::tokens::tokens;
use crate::ui::widgets::{Mark, Type, paint, text};

use super::Parts;

const ITEM: egui::Vec2 = vec2(71.0, 60.0);
const PITCH: f32 = 64.0;

struct Item {
    label: &'static str,
    icon: Icon,
    chosen_icon: Icon,
    section: Option<Section>,
}

const TOP: [Item; 4] = [
    Item {
        label: "Register",
        icon: icons::USER_PLUS,
        chosen_icon: icons::USER_PLUS.fill(),
        section: Some(Section::Register),
    },
    Item {
        label: "People",
        icon: icons::USERS_THREE,
        chosen_icon: icons::USERS_THREE.fill(),
        section: Some(Section::People),
    },
    Item { label: "Rights", icon: icons::SCALES, chosen_icon: icons::SCALES.fill(), section: Some(Section::Rights) },
    Item {
        label: "Close day",
        icon: icons::PACKAGE,
        chosen_icon: icons::PACKAGE.fill(),
        section: Some(Section::CloseDay),
    },
];
const SETTINGS: Item = Item {
    label: "Settings",
    icon: icons::GEAR_SIX,
    chosen_icon: icons::GEAR_SIX.fill(),
    section: Some(Section::Settings),
};
const LOCK: Item = Item { label: "Lock", icon: icons::LOCK_SIMPLE, chosen_icon: icons::LOCK_SIMPLE, section: None };

/// `pressing` is how many requests are late or due soon; none where there is no event.
pub(super) fn ui(ui: &mut Ui, parts: &Parts, section: Section, pressing: Option<usize>, out: &mut Out<'_>) {
    if parts.narrow {
        return;
    }
    let rail = parts.rail;
    ui.painter().rect_filled(rail, 0.0, ui.palette().rail);
    if ui.mode() == Theme::Contrast {
        ui.painter().vline(rail.right() - 1.0, rail.y_range(), (2.0, ui.palette().rail_line));
    }
    Mark::new(40.0)
        .on_rail()
        .paint(ui, Rect::from_center_size(pos2(rail.left() + 41.0, rail.top() + 30.0), vec2(40.0, 40.0)));
    let mut y = rail.top() + 60.0;
    // Without an event there is nothing to do but to make one.
    for each in TOP.iter().filter(|_| pressing.is_some()) {
        let count = if each.section == Some(Section::Rights) { pressing.unwrap_or(0) } else { 0 };
        item(ui, at(rail, y), each, section, count, out);
        y += PITCH;
    }
    item(ui, at(rail, rail.bottom() - 136.0), &SETTINGS, section, 0, out);
    item(ui, at(rail, rail.bottom() - 72.0), &LOCK, section, 0, out);
}

fn at(rail: Rect, y: f32) -> Rect {
    Rect::from_min_size(pos2(rail.left() + 6.0, y), ITEM)
}

fn item(ui: &mut Ui, rect: Rect, item: &Item, section: Section, count: usize, out: &mut Out<'_>) {
    let chosen = item.section == Some(section);
    let response = ui.interact(rect, ui.scope_id().with(item.label), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, item.label));
    let palette = ui.palette();
    if chosen {
        ui.painter().rect_filled(rect, tokens().radius.control, palette.rail_selected);
        if ui.mode() == Theme::Contrast {
            let border = (ui.mode().border(), palette.strap);
            ui.painter().rect_stroke(rect, tokens().radius.control, border, egui::StrokeKind::Inside);
        }
        let strap = Rect::from_min_max(
            pos2(rect.left() - 6.0, rect.top() + 10.0),
            pos2(rect.left() - 2.0, rect.bottom() - 10.0),
        );
        ui.painter().rect_filled(strap, 0.0, palette.strap);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, tokens().radius.control, palette.rail_selected.gamma_multiply(0.6));
    }
    let colour = if chosen || response.hovered() { palette.rail_text } else { palette.rail_muted };
    let icon = if chosen { item.chosen_icon } else { item.icon };
    paint::icon(ui.painter(), icon, pos2(rect.center().x, rect.top() + 20.0), 22.0, colour);
    let face = if chosen { Type::CaptionStrong } else { Type::Caption };
    text::plain(
        ui.painter(),
        pos2(rect.center().x, rect.top() + 43.0),
        Align2::CENTER_CENTER,
        item.label,
        face,
        colour,
    );
    if count > 0 {
        badge(ui, pos2(rect.center().x + 17.0, rect.top() + 13.0), count);
        let said = if count == 1 { "1 request is".to_owned() } else { format!("{count} requests are") };
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_description(format!("{said} late or due within 7 days"));
        });
    }
    if response.has_focus() {
        paint::ring(ui, rect, tokens().radius.control, palette.focus_on_rail);
    }
    if response.clicked() {
        out.wish(item.section.map_or(Wish::Lock, Wish::Go));
    }
}

/// How many wait, at the corner of an icon.
fn badge(ui: &Ui, centre: Pos2, count: usize) {
    let palette = ui.palette();
    let number = text::line(ui, &count.to_string(), Type::CaptionStrong);
    let pill = Rect::from_center_size(centre, vec2((number.size().x + 12.0).max(20.0), 20.0));
    ui.painter().rect_filled(pill, 10.0, palette.strap);
    text::paint(ui, number, pill, Align2::CENTER_CENTER, palette.on_strap);
}
