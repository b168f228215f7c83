//! The bar at the top: where one is, at which event, whether all is safe, finding people, and who one is.

use egui::{Align2, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::domain::staff;
use crate::ui::icons::{self, Icon};
use crate::ui::out::{Out, Section, Seen, Wish};
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::tokens::tokens;
use crate::ui::widgets::{Avatar, Button, KeyHint, Menu, MenuItem, Text, Type, is_slow, paint, place, spinner, text};
use crate::worker::Status;
use crate::worker::opening::Session;

use super::Parts;

/// Said while the desk takes its time.
const WORKING: &str = "Working, you can go on";

/// `with_event` is what is seen where there is an event, and how many requests are pressing.
pub(super) fn ui(
    ui: &mut Ui,
    parts: &Parts,
    section: Section,
    with_event: Option<(&Seen<'_>, usize)>,
    session: &Session,
    status: Status,
    out: &mut Out<'_>,
) {
    let top = parts.top;
    let palette = ui.palette();
    ui.painter().rect_filled(top, 0.0, palette.surface);
    ui.painter().hline(top.x_range(), top.bottom() - 0.5, (tokens().line.hairline, palette.border));
    let slow = is_slow(ui.ctx(), Id::unique("the desk works"), out.is_awaiting());
    if parts.narrow {
        let pressing = with_event.map_or(0, |(_, pressing)| pressing);
        narrow(ui, top, section, (session, pressing), slow, out);
        return;
    }
    let seen = with_event.map(|(seen, _)| seen);
    let mut x = title(ui, top, section);
    let person = Rect::from_min_max(pos2(top.right() - 143.0, top.top() + 4.0), pos2(top.right(), top.bottom() - 4.0));
    who(ui, person, session, out);
    let find = Rect::from_min_size(pos2(top.right() - 409.0, top.top() + 8.0), vec2(252.0, 36.0));
    if seen.is_some() && top.width() > 1000.0 {
        finding(ui, find, out);
    }
    let right = if seen.is_some() { find.left() - 14.0 } else { person.left() - 14.0 };
    let notes = Notes::of(status, seen);
    if let Some(seen) = seen {
        // However long the name is: that all is safe stays in sight.
        let room = Rect::from_min_max(pos2(x, top.top()), pos2(right - notes.width(ui) - GAP, top.bottom()));
        x = event(ui, room, seen);
    }
    safe(ui, Rect::from_min_max(pos2(x + GAP, top.top()), pos2(right, top.bottom())), &notes, slow);
}

/// The section's title; gives back where it ends.
fn title(ui: &Ui, top: Rect, section: Section) -> f32 {
    let at = pos2(top.left() + tokens().layout.gutter, top.center().y);
    let words = heading(section);
    let drawn = text::plain(ui.painter(), at, Align2::LEFT_CENTER, words, Type::Title, ui.palette().text);
    let line = drawn.right() + 15.0;
    ui.painter().vline(line, (top.top() + 14.0)..=(top.bottom() - 13.0), (1.0, ui.palette().border));
    line
}

fn heading(section: Section) -> &'static str {
    match section {
        Section::Register => "Register a visitor",
        Section::People => "People",
        Section::Rights => "Data-rights requests",
        Section::CloseDay => "Close the day",
        Section::Settings => "Settings",
    }
}

/// The event, as far as there is room: its day goes first, then the end of its name. Gives back where it ends.
fn event(ui: &Ui, room: Rect, seen: &Seen<'_>) -> f32 {
    const WORDS: f32 = 36.0;
    const LEAST: f32 = 40.0;
    let palette = ui.palette();
    let definition = seen.event.definition();
    let whole = format!("{}, {}", definition.name, time::short_day(definition.first_day));
    let width = room.width() - WORDS;
    if width < LEAST {
        return room.left();
    }
    let mut galley = text::line(ui, &whole, Type::Caption);
    if galley.size().x > width {
        galley = text::elided(ui, &definition.name, Type::Caption, width);
    }
    let shortened = galley.text() != whole;
    paint::icon(
        ui.painter(),
        icons::CALENDAR_BLANK,
        pos2(room.left() + 22.0, room.center().y),
        16.0,
        palette.text_muted,
    );
    let at = pos2(room.left() + WORDS, room.center().y - galley.size().y / 2.0);
    let words = Rect::from_min_size(at, galley.size());
    ui.painter().galley(at, galley, palette.text_muted);
    let label = ui.interact(words, ui.scope_id().with("event"), Sense::hover());
    label.widget_info(|| WidgetInfo::labeled(Role::Label, true, &whole));
    if shortened {
        label.on_hover_text(whole);
    }
    words.right()
}

/// Between what stands side by side in the bar.
const GAP: f32 = 16.0;
/// Before the words of a note stands its icon.
const ICON: f32 = 21.0;

/// What is safe, and since when, in words.
struct Notes {
    saved: String,
    backed_up: String,
    /// There is no backup.
    old: bool,
}

impl Notes {
    fn of(status: Status, seen: Option<&Seen<'_>>) -> Self {
        let today = seen.map(|seen| seen.today);
        let shown = |at| today.map_or_else(|| time::clock(at), |today| time::moment(at, today));
        let saved = status.saved_at.map_or("Encrypted".to_owned(), |at| format!("Saved {}, encrypted", shown(at)));
        let backed_up = status.backed_up_at.map(|at| format!("Backed up {}", shown(at)));
        let old = backed_up.is_none();
        Self { saved, backed_up: backed_up.unwrap_or_else(|| "No backup yet".to_owned()), old }
    }

    /// How wide both are, side by side; what is said while the desk works has its room too, so that nothing moves.
    fn width(&self, ui: &Ui) -> f32 {
        let wide = |words: &str| text::line(ui, words, Type::Caption).size().x + ICON;
        wide(&self.backed_up) + BETWEEN + wide(&self.saved).max(wide(WORKING))
    }
}

/// Between two notes.
const BETWEEN: f32 = 17.0;

/// What is safe, and since when; from the right, as far as there is room.
fn safe(ui: &mut Ui, rect: Rect, notes: &Notes, slow: bool) {
    let palette = ui.palette();
    let mut right = rect.right();
    let backed_up_colour = if notes.old { palette.warning } else { palette.success };
    let mut one = |ui: &mut Ui, icon: Icon, colour, words: &str| {
        let galley = ui.painter().layout_no_wrap(words.to_owned(), Type::Caption.font(), palette.text_muted);
        let left = right - galley.size().x - ICON;
        // What rounding does is no lack of room.
        if left < rect.left() - 0.5 {
            return;
        }
        paint::icon(ui.painter(), icon, pos2(left + 8.0, rect.center().y), 16.0, colour);
        let at = pos2(left + ICON, rect.center().y - galley.size().y / 2.0);
        let area = Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom()));
        ui.painter().galley(at, galley, palette.text_muted);
        let label = ui.interact(area.shrink2(vec2(0.0, 14.0)), ui.scope_id().with(words), Sense::hover());
        label.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
        right = left - BETWEEN;
    };
    one(ui, icons::HARD_DRIVES, backed_up_colour, &notes.backed_up);
    if slow {
        let area = Rect::from_min_max(rect.min, pos2(right, rect.bottom()));
        working(ui, area);
    } else {
        one(ui, icons::SHIELD_CHECK, palette.success, &notes.saved);
    }
}

/// In place of what is saved, while the desk takes its time: the window goes on meanwhile.
fn working(ui: &mut Ui, rect: Rect) {
    let width = text::line(ui, WORKING, Type::Caption).size().x;
    if width + 21.0 > rect.width() {
        return;
    }
    let left = rect.right() - width - 21.0;
    spinner(ui, pos2(left + 8.0, rect.center().y), 16.0, ui.palette().accent);
    Text::caption(WORKING).muted().at(ui, rect.with_min_x(left + 21.0));
}

/// Looks like a field, and takes to the one in People.
fn finding(ui: &mut Ui, rect: Rect, out: &mut Out<'_>) {
    let palette = ui.palette();
    let response = ui.interact(rect, ui.scope_id().with("find a person"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Find a person"));
    let radius = tokens().radius.control;
    let fill = if response.hovered() { palette.hover } else { palette.surface };
    ui.painter().rect(rect, radius, fill, (ui.mode().border(), palette.border_control), egui::StrokeKind::Inside);
    paint::icon(
        ui.painter(),
        icons::MAGNIFYING_GLASS,
        pos2(rect.left() + 19.0, rect.center().y),
        18.0,
        palette.text_muted,
    );
    let at = pos2(rect.left() + 35.0, rect.center().y);
    text::plain(ui.painter(), at, Align2::LEFT_CENTER, "Find a person", Type::Body, palette.text_muted);
    let hint = KeyHint::new("Ctrl+K");
    let left = rect.right() - 8.0 - hint.width(ui);
    hint.paint(ui, pos2(left, rect.center().y));
    if response.has_focus() {
        paint::ring(ui, rect, radius, palette.focus);
    }
    if response.clicked() {
        out.wish(Wish::Find(String::new()));
    }
}

/// Who is at the desk, with what they can do about it.
fn who(ui: &mut Ui, rect: Rect, session: &Session, out: &mut Out<'_>) {
    let palette = ui.palette();
    let response = ui.interact(rect.shrink2(vec2(0.0, 2.0)), ui.scope_id().with("who"), Sense::click());
    let name = session.who.name.as_str();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{name}, {}", role(session.who.role))));
    if response.hovered() {
        ui.painter().rect_filled(rect.shrink(2.0), tokens().radius.control, palette.hover);
    }
    Avatar::new(name)
        .size(32.0)
        .paint(ui, Rect::from_center_size(pos2(rect.left() + 16.0, rect.center().y), vec2(32.0, 32.0)));
    let area = Rect::from_min_max(pos2(rect.left() + 40.0, rect.top()), pos2(rect.right() - 36.0, rect.bottom()));
    let clip = ui.painter().with_clip_rect(area);
    let galley = text::elided(ui, name, Type::CaptionStrong, area.width());
    clip.galley(pos2(area.left(), rect.center().y - 9.0 - galley.size().y / 2.0), galley, palette.text);
    let down = pos2(area.left(), rect.center().y + 9.0);
    text::plain(&clip, down, Align2::LEFT_CENTER, role(session.who.role), Type::Caption, palette.text_muted);
    paint::icon(ui.painter(), icons::CARET_DOWN, pos2(rect.right() - 28.0, rect.center().y), 16.0, palette.text_muted);
    if response.has_focus() {
        // It reaches to the window's corner: what is around it stays inside.
        let inside = rect.shrink(tokens().line.focus_gap + ui.mode().ring());
        paint::ring(ui, inside, tokens().radius.control, palette.focus);
    }
    let items = [
        MenuItem::new("All keys").key("F1"),
        MenuItem::new("Privacy notice").key("F8"),
        MenuItem::new("Lock the desk").key("Ctrl+L"),
    ];
    match Menu::below(&response).show(ui, &items) {
        Some(0) => out.wish(Wish::Keys),
        Some(1) => out.wish(Wish::Notice),
        Some(2) => out.wish(Wish::Lock),
        _ => {}
    }
}

/// The role, as people say it.
pub(crate) fn role(role: staff::Role) -> &'static str {
    match role {
        staff::Role::Desk => "Desk",
        staff::Role::Lead => "Desk lead",
        staff::Role::Office => "Office",
        staff::Role::DataOfficer => "Data officer",
    }
}

/// At 200 %: the rail becomes a menu.
fn narrow(
    ui: &mut Ui,
    top: Rect,
    section: Section,
    (session, pressing): (&Session, usize),
    slow: bool,
    out: &mut Out<'_>,
) {
    let menu = Rect::from_min_size(pos2(top.left() + 12.0, top.top() + 6.0), vec2(93.0, 36.0));
    let button = place(ui, menu, |ui| Button::secondary("Menu").icon(icons::LIST).small().show(ui));
    let rights = if pressing > 0 { format!("Rights, {pressing} due soon or late") } else { "Rights".to_owned() };
    let items = ["Register", "People", &rights, "Close day", "Settings", "Privacy notice", "All keys", "Lock"]
        .map(MenuItem::new);
    let wish = match Menu::below(&button).show(ui, &items) {
        Some(0) => Some(Wish::Go(Section::Register)),
        Some(1) => Some(Wish::Go(Section::People)),
        Some(2) => Some(Wish::Go(Section::Rights)),
        Some(3) => Some(Wish::Go(Section::CloseDay)),
        Some(4) => Some(Wish::Go(Section::Settings)),
        Some(5) => Some(Wish::Notice),
        Some(6) => Some(Wish::Keys),
        Some(7) => Some(Wish::Lock),
        _ => None,
    };
    if let Some(wish) = wish {
        out.wish(wish);
    }
    let at = pos2(menu.right() + 10.0, top.center().y);
    text::plain(ui.painter(), at, Align2::LEFT_CENTER, heading(section), Type::Title, ui.palette().text);
    let at = Rect::from_center_size(pos2(top.right() - 28.0, top.center().y), vec2(32.0, 32.0));
    Avatar::new(&session.who.name).size(32.0).paint(ui, at);
    if slow {
        let waiting = Rect::from_center_size(at.left_center() - vec2(20.0, 0.0), vec2(20.0, 20.0));
        spinner(ui, waiting.center(), 20.0, ui.palette().accent);
        let shown = ui.interact(waiting, Id::unique("waiting"), Sense::hover());
        shown.widget_info(|| WidgetInfo::labeled(Role::Label, true, WORKING));
    }
}
