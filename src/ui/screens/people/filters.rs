//! All filters there are, in a list below their button.

use egui::{Area, Id, Key, Order, Rect, Response, Role, ScrollArea, Ui, pos2, vec2};

use crate::domain::purpose::{Channel, Medium, Question};
use crate::ui::tokens::tokens;
use crate::ui::widgets::paint::raised;
use crate::ui::widgets::{Text, Tick, keys, place};
use crate::worker::Filter;

use super::list::List;

/// A filter's name.
pub(super) fn name(filter: Filter) -> &'static str {
    match filter {
        Filter::Today => "Today",
        Filter::Yes(Question::News(Channel::Email)) => "Email yes",
        Filter::Yes(Question::News(Channel::Sms)) => "Text yes",
        Filter::Yes(Question::News(Channel::Phone)) => "Phone yes",
        Filter::Yes(Question::News(Channel::Post)) => "Post yes",
        Filter::Yes(Question::Recording(Medium::Photo)) => "Photos yes",
        Filter::Yes(Question::Recording(Medium::Audio)) => "Sound yes",
        Filter::Yes(Question::Recording(Medium::Video)) => "Video yes",
        Filter::Yes(Question::Special(_) | Question::SendThem | Question::Guardian(_)) => "Help yes",
        Filter::NeedsALook => "Needs a look",
        Filter::Under13 => "Under 13",
        Filter::AllWithdrawn => "All withdrawn",
    }
}

const WIDTH: f32 = 240.0;
const ROW: f32 = 36.0;

/// Shows the list while it is open; says which filter was turned on or off.
pub(super) fn below(
    ui: &mut Ui,
    opener: &Response,
    filters: &[Filter],
    list: &List,
    open: &mut bool,
) -> Option<Filter> {
    let id = opener.id.with("filters");
    let tick = |at: usize| id.with(("filter", at));
    if opener.clicked() {
        *open = !*open;
        ui.memory_mut(|memory| memory.request_focus(if *open { tick(0) } else { opener.id }));
    }
    if !*open {
        return None;
    }
    let screen = ui.ctx().content_rect();
    let top = opener.rect.bottom() + 4.0;
    let height = (ROW * filters.len() as f32 + 12.0).min(screen.bottom() - top - 8.0);
    let scrolls = height < ROW * filters.len() as f32 + 12.0;
    let right = opener.rect.right().max(WIDTH + 8.0);
    let rect = Rect::from_min_size(pos2(right - WIDTH, top), vec2(WIDTH, height));
    let mut turned = None;
    let area = Area::new(id).order(Order::Foreground).fixed_pos(rect.min).role(Role::Group).fade_in(false);
    area.show(ui.ctx(), |ui| {
        ui.set_min_size(rect.size());
        raised(ui, rect, tokens().radius.card);
        place(ui, rect.shrink2(vec2(12.0, 6.0)), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ScrollArea::vertical().id_salt(id).auto_shrink(false).show(ui, |ui| {
                for (at, &filter) in filters.iter().enumerate() {
                    let (_, row) = ui.allocate_space(vec2(ui.available_width(), ROW));
                    let mut on = list.filters.contains(&filter);
                    let mark = Tick::new(tick(at), name(filter));
                    let mark_at = Rect::from_center_size(row.center(), vec2(row.width(), tokens().control.min_hit));
                    let response = place(ui, mark_at, |ui| mark.show(ui, &mut on));
                    if response.has_focus() {
                        move_focus(ui, response.id, at, filters.len(), tick);
                        ui.scroll_to_rect(row, None);
                    }
                    if response.changed() {
                        turned = Some(filter);
                    }
                    if let Some(count) = list.counts.get(&filter) {
                        Text::body(count)
                            .muted()
                            .right()
                            .at(ui, row.with_max_x(row.right() - if scrolls { 16.0 } else { 0.0 }));
                    }
                }
            });
        });
    });
    let pressed_elsewhere = ui.input(|input| {
        input.pointer.any_pressed()
            && input.pointer.interact_pos().is_some_and(|at| !rect.contains(at) && !opener.rect.contains(at))
    });
    if pressed_elsewhere {
        *open = false;
    } else if keys::plain(ui.ctx(), Key::Escape) {
        *open = false;
        ui.memory_mut(|memory| memory.request_focus(opener.id));
    }
    turned
}

/// Arrows go from filter to filter.
fn move_focus(ui: &Ui, id: Id, at: usize, count: usize, tick: impl Fn(usize) -> Id) {
    keys::hold(ui, id, false);
    let to = if keys::plain(ui.ctx(), Key::ArrowDown) {
        (at + 1).min(count - 1)
    } else if keys::plain(ui.ctx(), Key::ArrowUp) {
        at.saturating_sub(1)
    } else {
        return;
    };
    ui.memory_mut(|memory| memory.request_focus(tick(to)));
}
