//! The menu of the settings: only pages that work, and only those that somebody may use.

use egui::{Align2, Id, Rect, Role, Ui, WidgetInfo, pos2, vec2};

use crate::ui::icons::{self, Icon};
use crate::ui::out::Seen;
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{Choice, ChoiceOption, paint, place};
use crate::worker::Right;
use crate::worker::opening::Session;

use super::Page;
use super::parts::Places;

const ALL: [(Page, &str, Icon); 8] = [
    (Page::Event, "Event", icons::CALENDAR_BLANK),
    (Page::Form, "Form", icons::LIST),
    (Page::Notice, "Privacy notice", icons::FILE_TEXT),
    (Page::Staff, "Staff and roles", icons::USERS),
    (Page::Keys, "Recipient keys", icons::KEY),
    (Page::Keeping, "Keep and back up", icons::HOURGLASS),
    (Page::Log, "Log", icons::NOTEBOOK),
    (Page::Look, "Look", icons::SUN),
];

/// Whether whoever opened the desk may set it up.
pub(super) fn is_lead(seen: &Seen<'_>) -> bool {
    is_lead_of(seen.session)
}

pub(super) fn is_lead_of(session: &Session) -> bool {
    Right::Events.belongs_to(session.who.role)
}

/// Desk staff read the notices, and set their own passphrase and the look of the window; the rest is for leads.
pub(super) fn may_see(page: Page, lead: bool) -> bool {
    lead || matches!(page, Page::Notice | Page::Staff | Page::Look)
}

pub(super) fn ui(ui: &mut Ui, places: &Places, page: &mut Page, lead: bool) {
    let shown: Vec<_> = ALL.iter().filter(|(page, ..)| may_see(*page, lead)).collect();
    if places.narrow {
        let options: Vec<_> = shown.iter().map(|(_, label, _)| ChoiceOption::new(label)).collect();
        let mut at = shown.iter().position(|(one, ..)| one == page);
        let choice = Choice::new(Id::unique("settings page"), "Page of settings", &options).no_label().acts(true);
        if choice.at(ui, places.menu, &mut at).changed()
            && let Some((chosen, ..)) = at.and_then(|at| shown.get(at))
        {
            *page = *chosen;
        }
        return;
    }
    let card = places.menu;
    paint::card(ui, card);
    for (at, (one, label, icon)) in shown.iter().enumerate() {
        let top = card.top() + 8.0 + 42.0 * at as f32;
        let rect = Rect::from_min_size(pos2(card.left() + 9.0, top), vec2(card.width() - 18.0, 42.0));
        if item(ui, rect, label, *icon, one == page) {
            *page = *one;
        }
    }
    let words = if lead { "Only a desk lead can change these." } else { "A desk lead can change the rest." };
    let foot = Rect::from_min_max(
        pos2(card.left() + 18.0, card.bottom() - 56.0),
        pos2(card.right() - 12.0, card.bottom() - 16.0),
    );
    place(ui, foot, |ui| Text::caption(words).muted().wrap().show(ui));
}

fn item(ui: &mut Ui, rect: Rect, label: &str, icon: Icon, chosen: bool) -> bool {
    let id = Id::unique(("settings menu", label));
    let response = paint::pressable(ui, rect, id, true);
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, chosen, label));
    let p = ui.palette();
    let radius = tokens().radius.control;
    if chosen {
        paint::boxed(ui.painter(), rect, radius, p.accent_soft, 0.0, p.accent_soft);
    } else {
        let near = paint::hover(ui, &response);
        paint::boxed(ui.painter(), rect, radius, p.hover.gamma_multiply(near), 0.0, p.hover);
    }
    let (ink, face) = if chosen { (p.on_accent_soft, Type::Strong) } else { (p.text, Type::Body) };
    let mark = if chosen { p.on_accent_soft } else { p.text_muted };
    paint::icon(ui.painter(), icon, pos2(rect.left() + 20.0, rect.center().y), 20.0, mark);
    let at = rect.with_min_x(rect.left() + 40.0);
    text::paint(ui, text::line(ui, label, face), at, Align2::LEFT_CENTER, ink);
    if response.has_focus() {
        paint::focus_ring(ui, rect, radius);
    }
    response.clicked()
}
