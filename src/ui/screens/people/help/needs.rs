//! The list: each need, whose it is, where they are and who was told; and the kitchen's numbers below, without names.

use egui::{Rect, Ui, pos2, vec2};

use crate::domain::help_today::{HelpNote, Plates, words};
use crate::domain::purpose::Question;
use crate::ui::icons;
use crate::ui::questions;
use crate::ui::screens::flow;
use crate::ui::scripts::in_words;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::paint::icon;
use crate::ui::widgets::{Button, Tag, TagKind, Text, Type, place};

use super::super::painted;
use super::writing::{What, Writing, button_id};
use super::{Pressed, id};

/// One need: what it is first, since that is what is read in a hurry.
pub(super) fn one(ui: &mut Ui, note: &HelpNote, writing: Option<&mut Writing>, free: bool) -> Option<Pressed> {
    const LEFT: f32 = 32.0;
    let HelpNote { registration, reference, name, do_not_record, pair, need, place: at, told } = note;
    let of = (*registration, *pair);
    let state = if told.is_empty() {
        Tag::new(TagKind::Warning, "Nobody told yet").icon(icons::WARNING)
    } else {
        Tag::new(TagKind::Success, "Told").icon(icons::CHECK_CIRCLE)
    };
    let width = ui.available_width() - LEFT - state.width(ui) - 12.0;
    let words_of_need = Text::strong(need).wrap();
    let row = flow::row(ui, words_of_need.height(ui, width).max(24.0));
    icon(
        ui.painter(),
        questions::icon(Question::Special(*pair)),
        pos2(row.left() + 11.0, row.top() + 12.0),
        20.0,
        ui.palette().text,
    );
    let at_need = Rect::from_min_size(pos2(row.left() + LEFT, row.top() + 2.0), vec2(width, row.height()));
    words_of_need.at(ui, at_need);
    let tag_at =
        Rect::from_min_size(pos2(row.right() - state.width(ui), row.top()), vec2(state.width(ui), Tag::HEIGHT));
    place(ui, tag_at, |ui| state.show(ui));

    let whose = flow::row(ui, 22.0).with_min_x(row.left() + LEFT);
    let line = format!("{}, badge {reference}. {}", in_words(name), words(*pair));
    painted::words(ui, &line, Type::Caption, ui.palette().text_muted, whose);
    if let Some(mark) = do_not_record.words() {
        let row = flow::row(ui, 26.0).with_min_x(row.left() + LEFT);
        icon(ui.painter(), icons::CAMERA_SLASH, pos2(row.left() + 8.0, row.center().y), 16.0, ui.palette().text);
        Text::strong(&mark).at(ui, row.with_min_x(row.left() + 24.0));
    }
    let mut pressed = None;
    let mut fact = |ui: &mut Ui, mark, words: &str, take_off: Option<(u32, String)>| {
        let row = flow::row(ui, 26.0).with_min_x(row.left() + LEFT);
        icon(ui.painter(), mark, pos2(row.left() + 8.0, row.center().y), 16.0, ui.palette().text_muted);
        let mut words_at = row.with_min_x(row.left() + 24.0);
        if let Some((number, name)) = take_off {
            let button = Button::quiet("Take off").small().name(&name).enabled(free);
            let width = button.natural_width(ui);
            let at = Rect::from_min_size(pos2(row.right() - width, row.center().y - 13.0), vec2(width, 26.0));
            words_at.max.x = at.left() - 8.0;
            if button.id(id().with(("take off", of.0.0, of.1, number))).at(ui, at).clicked() {
                pressed = Some(Pressed::TakeOff(of, number));
            }
        }
        Text::body(words).at(ui, words_at);
    };
    fact(ui, icons::MAP_PIN, at.as_deref().unwrap_or("Where they are is not known yet"), None);
    for told in told {
        let words = format!("{}, {}", in_words(&told.whom), time::clock(told.at));
        let name = format!("Take off: {words}, {need}");
        fact(ui, icons::USER, &words, Some((told.number, name)));
    }
    ui.add_space(6.0);
    let below = match writing {
        Some(writing) => writing.ui(ui, free),
        None => begin(ui, note, free),
    };
    pressed.or(below)
}

/// What can be written down about a need.
fn begin(ui: &mut Ui, note: &HelpNote, free: bool) -> Option<Pressed> {
    let of = (note.registration, note.pair);
    let mut pressed = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        ui.add_space(24.0);
        for (what, label, mark) in
            [(What::Told, "Note who was told", icons::USER_PLUS), (What::Place, "Set place", icons::MAP_PIN)]
        {
            let name = format!("{label}: {}, {}", note.name, note.need);
            let button = Button::secondary(label).icon(mark).small().name(&name).enabled(free);
            if button.id(button_id(of, what)).show(ui).clicked() {
                let before = if what == What::Place { note.place.clone().unwrap_or_default() } else { String::new() };
                pressed = Some(Pressed::Write(Writing::over(of, what, before)));
            }
        }
    });
    pressed
}

/// The kitchen's numbers.
pub(super) fn kitchen(ui: &mut Ui, plates: &[Plates]) {
    ui.add_space(12.0);
    flow::divider(ui, 0.0);
    ui.add_space(12.0);
    Text::strong("For the kitchen, without names").heading().show(ui);
    ui.add_space(4.0);
    if plates.is_empty() {
        Text::body("Nobody has told us of a diet today.").show(ui);
    }
    for Plates { diet, people } in plates {
        let number = people.to_string();
        let words = Text::body(diet).wrap();
        let width = ui.available_width() - 56.0;
        let row = flow::row(ui, words.height(ui, width).max(24.0) + 4.0);
        Text::strong(&number).right().at(ui, row.with_max_x(row.left() + 40.0).with_max_y(row.top() + 24.0));
        words.at(ui, row.with_min_x(row.left() + 56.0).translate(vec2(0.0, 2.0)));
    }
}
