//! The left half of the door: a badge on its strap, and what is known of the desk from outside.

use chrono::TimeDelta;
use egui::{Rect, Shape, Stroke, Ui, pos2, vec2};

use crate::domain::moment::Instant;
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Theme, Themed};
use crate::ui::time;
use crate::ui::tokens::tokens;
use crate::ui::widgets::text::{self, Type};
use crate::ui::widgets::{Mark, Text, link_as, paint, place};

use super::{DeskCard, Page, Unlock};

/// A backup older than this is pressed for.
const OLD: TimeDelta = TimeDelta::hours(24);

/// How much of the panel's end is for what is said of the desk.
const FACTS: f32 = 201.0;

impl Unlock {
    /// Paints it; whether another desk is wanted.
    pub(super) fn brand(&self, ui: &mut Ui, panel: Rect, now: Instant) -> bool {
        let p = ui.palette();
        ui.painter().rect_filled(panel, 0.0, p.rail);
        if ui.mode() == Theme::Contrast {
            ui.painter().vline(panel.right() - 1.0, panel.y_range(), (2.0, p.rail_line));
        }
        let centre = panel.left() + 260.0;
        // Where the window is low the badge hangs higher, above what is said of the desk.
        let lifted = (376.0 - (panel.height() - FACTS)).max(0.0);
        let top = panel.top() - lifted;
        strap(ui, centre, top);
        badge(ui, Rect::from_min_size(pos2(centre - 190.0, top + 176.0), vec2(379.0, 190.0)), &self.desk, now);
        self.facts(ui, panel, now)
    }

    fn facts(&self, ui: &mut Ui, panel: Rect, now: Instant) -> bool {
        let p = ui.palette();
        let row = |from_bottom: f32| {
            Rect::from_min_size(pos2(panel.left() + 44.0, panel.bottom() - from_bottom), vec2(431.0, 67.0))
        };
        if self.desk.looked {
            let (icon, color, words, rest) = backup(&self.desk, now, p.strap, p.rail_text);
            fact(ui, row(FACTS), icon, color, &words, rest);
        }
        let folder = &self.desk.folder;
        let at = row(134.0);
        fact(
            ui,
            at,
            icons::LOCK_KEY,
            p.rail_text,
            &format!("{folder} is locked"),
            "Only the people listed here can open it",
        );
        // A form that is held belongs to this desk: another one would lose it.
        let mut other = false;
        if self.held.is_none() && self.page != Page::Elsewhere {
            let words = "Another desk";
            let wide = text::line(ui, words, Type::Caption).size().x.ceil();
            let link = Rect::from_min_size(pos2(at.right() - wide, at.top() + 34.0), vec2(wide + 2.0, 18.0));
            other = place(ui, link, |ui| link_as(ui, words, Type::Caption, Some(p.rail_text))).clicked();
        }
        let at = row(67.0);
        ui.painter().hline(at.x_range(), at.top() + 0.5, (1.0, p.rail_line));
        Mark::new(26.0).on_rail().paint(ui, Rect::from_min_size(at.min + vec2(-3.0, 16.0), vec2(26.0, 26.0)));
        let words = format!("Lanyard {}", env!("CARGO_PKG_VERSION"));
        let at = Rect::from_min_size(at.min + vec2(30.0, 20.0), vec2(300.0, 18.0));
        Text::caption(&words).color(p.rail_muted).at(ui, at);
        other
    }
}

fn fact(ui: &mut Ui, row: Rect, icon: Icon, color: egui::Color32, words: &str, rest: &str) {
    let p = ui.palette();
    ui.painter().hline(row.x_range(), row.top() + 0.5, (1.0, p.rail_line));
    paint::icon(ui.painter(), icon, pos2(row.left() + 10.0, row.top() + 25.0), 20.0, color);
    let at = |y: f32, high: f32| Rect::from_min_size(row.min + vec2(34.0, y), vec2(310.0, high));
    Text::strong(words).color(p.rail_text).at(ui, at(15.0, 20.0));
    Text::caption(rest).color(p.rail_muted).at(ui, at(34.0, 18.0));
}

fn backup(
    desk: &DeskCard,
    now: Instant,
    old: egui::Color32,
    fresh: egui::Color32,
) -> (Icon, egui::Color32, String, &'static str) {
    let pressing = "Copy the desk elsewhere before the doors open";
    match desk.backed_up_at {
        Some(at) if now - at < OLD => {
            let words = format!("Backed up {}", time::moment(at.with_timezone(now.offset()), now.date_naive()));
            (icons::SHIELD_CHECK, fresh, words, "Keep one copy away from this laptop")
        }
        Some(at) => {
            let days = (now - at).num_days();
            let words = if days == 1 { "Last backup 1 day ago".into() } else { format!("Last backup {days} days ago") };
            (icons::WARNING.fill(), old, words, pressing)
        }
        None => (icons::WARNING.fill(), old, "No backup yet".to_owned(), pressing),
    }
}

/// Two straps from the top, and the clip they end in.
fn strap(ui: &Ui, centre: f32, top: f32) {
    let p = ui.palette();
    let side = |way: f32| {
        let at = |x: f32, y: f32| pos2(centre + way * x, top + y);
        vec![at(172.0, 0.0), at(17.0, 156.0), at(0.0, 156.0), at(0.0, 137.0), at(136.0, 0.0)]
    };
    let far = p.strap.lerp_to_gamma(p.rail, if ui.mode() == Theme::Contrast { 0.0 } else { 0.13 });
    let mut left = side(-1.0);
    left.reverse();
    ui.painter().add(Shape::convex_polygon(left, far, Stroke::NONE));
    ui.painter().add(Shape::convex_polygon(side(1.0), p.strap, Stroke::NONE));
    let clip = Rect::from_min_size(pos2(centre - 17.0, top + 140.0), vec2(34.0, 50.0));
    ui.painter().rect_filled(clip, 6.0, p.rail_muted);
    let hole = Rect::from_min_size(pos2(centre - 9.0, top + 160.0), vec2(18.0, 30.0));
    ui.painter().rect_filled(hole, 9.0, p.rail_muted.lerp_to_gamma(p.rail, 0.44));
}

/// The badge: whose desk, and which day.
fn badge(ui: &mut Ui, rect: Rect, desk: &DeskCard, now: Instant) {
    let p = ui.palette();
    let shadow = theme::shadow(tokens().shadow.raised, p.shadow_raised);
    paint::floating(ui, rect, 14.0, p.surface, shadow);
    let slot = Rect::from_center_size(pos2(rect.center().x, rect.top() + 27.0), vec2(64.0, 12.0));
    ui.painter().rect(slot, 6.0, p.rail, Stroke::new(ui.mode().border() - 1.0, p.border), egui::StrokeKind::Inside);
    let at = |y: f32, high: f32| {
        Rect::from_min_max(pos2(rect.left() + 29.0, rect.top() + y), pos2(rect.right() - 24.0, rect.top() + y + high))
    };
    let organisation = desk.organisation.as_deref().unwrap_or("Registration desk");
    Text::caption(organisation).muted().at(ui, at(46.0, 18.0));
    let stem = desk.folder.rsplit_once('.').map_or(desk.folder.as_str(), |(stem, _)| stem);
    let (title, day, place) = match &desk.event {
        Some(event) => {
            let definition = event.definition();
            let day = definition.first_day.format("%A %-d %B %Y").to_string();
            (definition.name.as_str(), day, None)
        }
        None => (stem, now.format("%A %-d %B %Y").to_string(), Some(desk.path.display().to_string())),
    };
    Text::display(title).at(ui, at(69.0, 30.0));
    row(ui, at(115.0, 20.0), icons::CALENDAR_BLANK, &day);
    match place {
        Some(place) => row(ui, at(143.0, 20.0), icons::FOLDER, &place),
        None => row(ui, at(143.0, 20.0), icons::LOCK_SIMPLE, "Locked"),
    }
}

fn row(ui: &mut Ui, at: Rect, icon: Icon, words: &str) {
    let p = ui.palette();
    paint::icon(ui.painter(), icon, pos2(at.left() + 10.0, at.center().y), 20.0, p.accent);
    let at = at.with_min_x(at.left() + 30.0);
    // A path is told apart by its end.
    let mut shown = words.to_owned();
    while text::line(ui, &shown, Type::Body).size().x > at.width() {
        let Some((index, _)) = shown.char_indices().nth(2) else { break };
        shown = format!("…{}", &shown[index..]);
    }
    let response = Text::body(&shown).silent().at(ui, at);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
}
