//! The list of what a form can ask for: off, optional or needed, and in which order (R1).

use egui::{Align2, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::domain::form::{Field, NameStyle, Need};
use crate::domain::purpose::{Channel, Purpose};
use crate::ui::icons;
use crate::ui::screens::flow;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{Button, KeyHint, NeedChoice, Tag, TagKind, follow_focus, paint, place};

use super::choices::Choices;
use super::form::{Estimate, FormEditor};
use super::moving;
use super::parts::head;

const ROW: f32 = 42.0;
/// The line between what is asked at once and what is behind *More details*.
const PART: f32 = 32.0;
/// What the keys do, under the list.
const KEYS: f32 = 40.0;
/// From the left edge to the words, past the six dots.
const WORDS: f32 = 42.0;
/// From the left edge to the middle of the six dots.
const DOTS: f32 = 20.0;

/// How tall the whole list is, with its head and its keys.
pub(super) fn height(form: &FormEditor) -> f32 {
    let rows = form.draft.order.all().count() + 2;
    67.0 + ROW * rows as f32 + PART + KEYS + 4.0
}

/// Shows the list in this card.
pub(super) fn ui(ui: &mut Ui, card: Rect, form: &mut FormEditor) {
    paint::card(ui, card);
    let estimate = form.estimate(ui);
    let below = title(ui, card, estimate);
    let (list, keys) = below.split_top_bottom_at_y(below.bottom() - KEYS);
    place(ui, list, |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        egui::ScrollArea::vertical().id_salt("fields").auto_shrink(false).show(ui, |ui| {
            name(ui, form);
            let order = form.draft.order.clone();
            let at_once = part(ui, form, order.at_once());
            behind_title(ui);
            let more = part(ui, form, order.more());
            if let Some((field, place)) = at_once.or(more) {
                form.put(field, place);
            }
            follow_focus(ui, "fields");
        });
    });
    keys_line(ui, keys, form.moved.as_deref());
}

/// The head of the list; at its right what filling the form in is like. Gives back what is below.
fn title(ui: &mut Ui, card: Rect, estimate: Option<Estimate>) -> Rect {
    let said = estimate.map(|Estimate { fits, seconds }| {
        let words = if fits { "Fits one screen" } else { "Needs scrolling" };
        let (kind, mark) =
            if fits { (TagKind::Success, icons::CHECK_CIRCLE) } else { (TagKind::Warning, icons::WARNING) };
        (format!("{words}, about {seconds} s"), kind, mark)
    });
    let tag = said.as_ref().map(|(words, kind, mark)| Tag::new(*kind, words).icon(*mark));
    let room = tag.as_ref().map_or(0.0, |tag| tag.width(ui));
    let lead = if card.width() > 560.0 {
        "Needed stays grey until a purpose needs the field."
    } else {
        "Needed is grey until a purpose needs it."
    };
    let (end, below) = head(ui, card, "Walk-in form", lead, room);
    if let Some(tag) = tag {
        let at = Rect::from_center_size(end.center(), vec2(room, Tag::HEIGHT));
        let shown = place(ui, at, |ui| tag.show(ui));
        ui.ctx().accesskit_node_builder(shown.id, |node| node.set_description(ESTIMATED));
        shown.on_hover_text(ESTIMATED);
    }
    below
}

/// What the estimate stands on.
const ESTIMATED: &str = "Fits: nothing has to be scrolled to in a window of 1366 by 689. Seconds: of keys alone, at 40 words \
    a minute, with everything at once filled in and every question answered.";

/// The fields that change places among themselves; says which of them is to go where.
fn part(ui: &mut Ui, form: &mut FormEditor, fields: &[Field]) -> Option<(Field, usize)> {
    let mut rows = Vec::with_capacity(fields.len());
    let mut dragged = None;
    let mut stepped = None;
    for (at, &field) in fields.iter().enumerate() {
        let shown = one(ui, form, field);
        if field == Field::DateOfBirth {
            fixed(ui, "13 or over?", "Always on, hidden by a date", 2);
        }
        rows.push((field, shown.row));
        dragged = dragged.or(shown.dragged.then_some(field));
        stepped = stepped.or(shown.step.map(|by| (field, at.saturating_add_signed(by))));
    }
    if let Some((field, _)) = stepped {
        form.follow = Some(field);
    }
    let dragged = dragged.and_then(|field| {
        let others = rows.iter().filter(|(other, _)| *other != field).map(|(_, row)| *row);
        Some((field, moving::place_under_pointer(ui, others)?))
    });
    stepped.or(dragged)
}

fn behind_title(ui: &mut Ui) {
    let row = flow::row(ui, PART);
    let p = ui.palette();
    ui.painter().rect_filled(row, 0.0, p.sunken);
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, (1.0, p.border));
    Text::caption_strong("Behind More details").muted().at(ui, row.with_min_x(row.left() + WORDS));
}

/// What the keys do; at the right, what they did.
fn keys_line(ui: &mut Ui, row: Rect, moved: Option<&str>) {
    let p = ui.palette();
    ui.painter().hline(row.x_range(), row.top() + 0.5, (1.0, p.border));
    let mut x = row.left() + 16.0;
    for (keys, words) in [(&["Alt+↑", "Alt+↓"][..], "move a field"), (&["1", "2", "3"], "off, optional, needed")] {
        for key in keys {
            x = KeyHint::new(key).paint(ui, pos2(x, row.center().y)) + 4.0;
        }
        let galley = text::line(ui, words, Type::Caption);
        x = text::paint(ui, galley, row.with_min_x(x), Align2::LEFT_CENTER, p.text_muted).right() + 18.0;
    }
    let Some(moved) = moved else { return };
    let galley = text::line(ui, moved, Type::CaptionStrong);
    let at = row.with_max_x(row.right() - 16.0).with_min_x(x);
    if galley.size().x <= at.width() {
        text::paint(ui, galley, at, Align2::RIGHT_CENTER, p.text);
    }
    let said = ui.interact(at, Id::unique("moved field"), Sense::hover());
    said.widget_info(|| WidgetInfo::labeled(Role::Label, true, moved));
    paint::announce(ui, said.id, paint::Announced::InTime);
}

fn words(ui: &Ui, row: Rect, label: &str, note: &str, look: Look, right: f32) {
    let p = ui.palette();
    let left = row.left() + WORDS;
    let (face, ink) = match look {
        Look::Plain => (Type::Body, p.text),
        Look::Off => (Type::Body, p.text_muted),
        Look::AtHand => (Type::Strong, p.text),
    };
    let room = row.with_min_x(left).with_max_x(right);
    let line = text::line(ui, label, face);
    let fits = line.size().x <= room.width();
    // In a narrow window a long name stands in two lines.
    let galley = if fits { line } else { text::paragraph(ui, label, Type::Caption, room.width(), 2) };
    let end = text::paint(ui, galley, room, Align2::LEFT_CENTER, ink).right();
    let rest = room.with_min_x(end + 10.0);
    let galley = text::line(ui, note, Type::Caption);
    // A note that does not fit whole says nothing.
    if galley.size().x <= rest.width() {
        text::paint(ui, galley, rest, Align2::LEFT_CENTER, p.text_muted);
    }
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, (1.0, p.border));
}

/// How a row looks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Plain,
    /// It is not asked for.
    Off,
    /// It has the keyboard, or is being dragged.
    AtHand,
}

fn control(row: Rect) -> Rect {
    let width = NeedChoice::WIDTH.min(row.width() * 0.55);
    Rect::from_min_size(pos2(row.right() - 16.0 - width, row.top() + 3.0), vec2(width, 36.0))
}

fn fixed(ui: &mut Ui, label: &str, note: &str, at: usize) {
    let row = flow::row(ui, ROW);
    let place = control(row);
    words(ui, row, label, note, Look::Plain, place.left() - 10.0);
    let mut chosen = at;
    NeedChoice::new(Id::unique(("need", label)), label).fixed(true).at(ui, place, &mut chosen);
}

/// The name is always asked for, and first; whether in one box or two is the event's.
fn name(ui: &mut Ui, form: &FormEditor) {
    match form.draft.name_style {
        NameStyle::Full => fixed(ui, "Full name", "Always first", 2),
        NameStyle::Parts => fixed(ui, "Given name, family name", "Always first, one of them needed", 2),
    }
}

/// A row as it was shown.
struct Shown {
    row: Rect,
    dragged: bool,
    /// How many places down it was moved by the keyboard.
    step: Option<isize>,
}

fn one(ui: &mut Ui, form: &mut FormEditor, field: Field) -> Shown {
    let row = flow::row(ui, ROW);
    let id = Id::unique(("need", field.code()));
    let (handle, choices) = (id.with("handle"), id.with("choices"));
    let focused = NeedChoice::has_focus(ui, id) || ui.memory(|memory| memory.has_focus(choices));
    let need = form.need(field);
    let look = match need {
        _ if focused || ui.ctx().is_being_dragged(handle) => Look::AtHand,
        Need::Off => Look::Off,
        Need::Optional | Need::Needed => Look::Plain,
    };
    if look == Look::AtHand {
        at_hand(ui, row);
    }
    if form.follow.take_if(|follow| *follow == field).is_some() {
        ui.scroll_to_rect(row.expand2(vec2(0.0, 12.0)), None);
    }
    let dragged = moving::handle(ui, handle, pos2(row.left() + DOTS, row.center().y));
    let at = control(row);
    let needed_by = form.purposes().into_iter().find(|&purpose| field.serves(purpose));
    let mut right = at.left() - 10.0;
    if need != Need::Off && takes_choices(field) {
        right = choices_button(ui, form, field, choices, at, right);
    }
    words(ui, row, field.label(), &note(form, field, needed_by), look, right);
    let hint = form.draft.order.place(field).map_or_else(String::new, |(place, count)| {
        format!("Place {} of {count}. Alt+Up and Alt+Down move it.", place + 1)
    });
    let mut chosen = need as usize;
    let choice = NeedChoice::new(id, field.label()).hint(&hint);
    if choice.may_be_needed(needed_by.is_some()).at(ui, at, &mut chosen) {
        form.set(field, [Need::Off, Need::Optional, Need::Needed][chosen.min(2)]);
    }
    Shown { row, dragged, step: if focused { moving::step(ui) } else { None } }
}

/// What lies under the row at hand.
fn at_hand(ui: &Ui, row: Rect) {
    let p = ui.palette();
    let inside = row.shrink2(vec2(1.0, 0.0));
    ui.painter().rect_filled(inside, 0.0, p.accent_soft);
    ui.painter().rect_filled(inside.with_max_x(row.left() + 4.0), 0.0, p.accent);
}

/// What a field offers to choose from, to be opened; gives back where it begins.
fn choices_button(ui: &mut Ui, form: &mut FormEditor, field: Field, id: Id, at: Rect, right: f32) -> f32 {
    let name = format!("{}: {}", field.label(), choices_words(form, field));
    let place = Rect::from_min_size(pos2(right - 36.0, at.top()), vec2(36.0, 36.0));
    if Button::only(icons::LIST_CHECKS, &name).small().id(id).at(ui, place).clicked() {
        form.choices = Some(Choices::of(field, &form.draft));
    }
    place.left() - 6.0
}

fn choices_words(form: &FormEditor, field: Field) -> String {
    match form.draft.choices.get(&field).map_or(0, Vec::len) {
        0 => "Add choices".to_owned(),
        1 => "1 choice".to_owned(),
        more => format!("{more} choices"),
    }
}

fn note(form: &FormEditor, field: Field, needed_by: Option<Purpose>) -> String {
    let news = &form.draft.news;
    match field {
        Field::Email if news.contains(&Channel::Email) => "Asked for after a Yes to email".to_owned(),
        Field::Phone if news.contains(&Channel::Sms) || news.contains(&Channel::Phone) => {
            "Asked for after a Yes to call or text".to_owned()
        }
        Field::DateOfBirth => "No purpose needs it".to_owned(),
        field if takes_choices(field) && form.need(field) != Need::Off => choices_words(form, field),
        _ => match needed_by {
            Some(Purpose::SafetyToday) => "Safety today may need it".to_owned(),
            Some(Purpose::WideningParticipation) => "Widening participation may need it".to_owned(),
            _ => String::new(),
        },
    }
}

fn takes_choices(field: Field) -> bool {
    matches!(
        field,
        Field::Subjects
            | Field::LookingFor
            | Field::YearOfEntry
            | Field::Organisation
            | Field::HeardAboutUs
            | Field::Role
    )
}
