//! Who came last, beside the form, where the window is wide enough for it (the guide: 1920 at 100 %): a press shows them.

use egui::{Align2, Id, Rect, Role, Ui, WidgetInfo, pos2, vec2};

use crate::domain::ids::RegistrationId;
use crate::domain::moment::Instant;
use crate::ui::icons;
use crate::ui::out::{Out, Seen, Wish};
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::tokens::tokens;
use crate::ui::widgets::Button;
use crate::ui::widgets::paint::{card, focus_ring, hover, icon, pressable};
use crate::ui::widgets::text::{self, Text, Type};
use crate::worker::{Answer, Request, Ticket, people};

use super::Register;

/// A window that is as wide has this column.
pub(super) const FROM: f32 = 1600.0;
/// How wide it is.
pub(super) const WIDTH: f32 = 380.0;
/// No more fit a tall window.
const MOST: u32 = 16;
const HEAD: f32 = 53.0;
const ROW: f32 = 52.0;

/// Somebody who came.
struct Came {
    id: RegistrationId,
    name: String,
    clock: String,
}

/// Those who came last, newest first.
#[derive(Default)]
pub(super) struct JustNow {
    came: Vec<Came>,
    asked: Option<Ticket>,
    /// What was saved last when this was asked; nothing was asked yet at first.
    with: Option<Option<Instant>>,
}

impl Register {
    /// Asks again after everything that was saved, undone or erased.
    fn follow_who_came(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        if self.just_now.asked.is_some() || self.just_now.with == Some(seen.status.saved_at) {
            return;
        }
        let event = seen.event.definition().code.clone();
        let request = people::Request::Find { event, query: String::new(), limit: MOST };
        self.just_now.asked = Some(out.ask(Request::People(request)));
        self.just_now.with = Some(seen.status.saved_at);
    }

    /// Takes the answer to it; gives any other back.
    pub(super) fn who_came(&mut self, ticket: Ticket, answer: Answer, seen: &Seen<'_>) -> Option<Answer> {
        if self.just_now.asked != Some(ticket) {
            return Some(answer);
        }
        self.just_now.asked = None;
        if let Answer::People(people::Answer::Found(hits)) = answer {
            let today = hits.into_iter().filter(|hit| hit.registered.local_day == seen.today);
            let came = today.map(|hit| Came {
                id: hit.registered.id,
                name: hit.record.full_name.unwrap_or_default(),
                clock: time::clock(hit.registered.registered_at),
            });
            self.just_now.came = came.collect();
        }
        None
    }

    /// Paints the column.
    pub(super) fn just_now(&mut self, ui: &mut Ui, rect: Rect, seen: &Seen<'_>, out: &mut Out<'_>) {
        self.follow_who_came(seen, out);
        card(ui, rect);
        let p = ui.palette();
        let head = Rect::from_min_size(rect.min, vec2(rect.width(), HEAD));
        Text::title("Just now").heading().at(ui, head.shrink2(vec2(17.0, 14.0)));
        ui.painter().hline(rect.shrink(1.0).x_range(), head.bottom(), (tokens().line.hairline, p.border));
        let mut top = head.bottom() + 1.0;
        if self.just_now.came.is_empty() {
            let at = Rect::from_min_size(pos2(rect.left() + 17.0, top + 16.0), vec2(rect.width() - 34.0, 20.0));
            Text::body("No one yet today.").muted().at(ui, at);
        }
        let mut badge = None;
        for came in &self.just_now.came {
            let row = Rect::from_min_size(pos2(rect.left() + 1.0, top), vec2(rect.width() - 2.0, ROW));
            if row.bottom() > rect.bottom() {
                break;
            }
            let made = self.badges.made == Some(came.id);
            match one(ui, row, came, made) {
                Some(Pressed::Row) => out.wish(Wish::Show(came.id)),
                Some(Pressed::Badge) => badge = Some(came.id),
                None => {}
            }
            top += ROW;
        }
        if let Some(of) = badge {
            self.badge_again(of, seen, out);
        }
    }
}

/// What was pressed of a row.
enum Pressed {
    Row,
    Badge,
}

/// One of them, with the way to their badge; what was pressed.
fn one(ui: &mut Ui, row: Rect, came: &Came, made: bool) -> Option<Pressed> {
    let p = ui.palette();
    let whole = row;
    let name = format!("Badge of {}, {}", came.name, came.clock);
    let badge = Button::quiet("Badge").small().name(&name).id(Id::unique("badge of").with(came.id));
    let wide = badge.natural_width(ui);
    let at = Rect::from_center_size(pos2(row.right() - 4.0 - wide / 2.0, row.center().y), vec2(wide, 36.0));
    let row = row.with_max_x(at.left() - 4.0);
    let response = pressable(ui, row, Id::unique("just now").with(came.id), true);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Show {}, {}", came.name, came.clock)));
    ui.painter().rect_filled(whole, 0.0, p.hover.gamma_multiply(hover(ui, &response)));
    ui.painter().hline(whole.x_range(), whole.bottom() - 0.5, (tokens().line.hairline, p.border));
    icon(ui.painter(), icons::USER_PLUS, pos2(row.left() + 26.0, row.center().y), 20.0, p.text_muted);
    let words = row.with_min_x(row.left() + 46.0).with_max_x(row.right() - 4.0);
    let above = words.with_max_y(row.center().y + 3.0);
    let look = Type::Body.font();
    let name = crate::ui::scripts::line(ui, &came.name, look, p.text, words.width());
    ui.painter().galley(pos2(above.left(), above.bottom() - name.size().y), name, p.text);
    let below = words.with_min_y(row.center().y + 4.0).with_max_y(row.bottom() - 6.0);
    let when = if made { format!("{}. Badge made", came.clock) } else { came.clock.clone() };
    text::paint(ui, text::line(ui, &when, Type::Caption), below, Align2::LEFT_CENTER, p.text_muted);
    if response.has_focus() {
        focus_ring(ui, row.shrink(3.0), tokens().radius.control);
    }
    let pressed = response.clicked().then_some(Pressed::Row);
    badge.at(ui, at).clicked().then_some(Pressed::Badge).or(pressed)
}
