//! What can be done about the thing that was pressed, in a list below it, or over it where there is no room.

use egui::{Align2, Id, Key, Order, Rect, Response, Role, Ui, WidgetInfo, pos2, vec2};

use super::key_hint::KeyHint;
use super::keys;
use super::paint::{corners, focus_ring, pressable, raised};
use super::text::{self, Type};
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;

/// One thing that can be done.
#[derive(Clone, Copy)]
#[must_use]
pub struct MenuItem<'a> {
    label: &'a str,
    key: &'a str,
}

impl<'a> MenuItem<'a> {
    /// A verb.
    pub fn new(label: &'a str) -> Self {
        Self { label, key: "" }
    }

    /// The key that does the same.
    pub fn key(self, key: &'a str) -> Self {
        Self { key, ..self }
    }
}

/// A list below what opens it. Arrows move, Enter takes, Escape closes.
#[must_use]
pub struct Menu<'a> {
    opener: &'a Response,
}

/// What is remembered between passes. egui's own popups forget one that is not shown by them.
#[derive(Clone, Copy, Default)]
struct State {
    open: bool,
    /// The frame in which it was opened or closed.
    turned: Option<u64>,
    /// The first thing in it has had the keyboard.
    begun: bool,
}

impl<'a> Menu<'a> {
    /// The list that this opens when it is pressed.
    pub fn below(opener: &'a Response) -> Self {
        Self { opener }
    }

    /// Shows it while it is open; says which was taken.
    pub fn show(self, ui: &mut Ui, items: &[MenuItem<'_>]) -> Option<usize> {
        let id = self.opener.id.with("menu");
        let mut state: State = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let frame = ui.ctx().cumulative_frame_nr();
        // A frame that is laid out twice hears one press twice.
        if self.opener.clicked() && state.turned != Some(frame) {
            state = State { open: !state.open, turned: Some(frame), begun: false };
        }
        if state.open && !state.begun {
            // What is measured first cannot hold the keyboard yet.
            state.begun = ui.memory(|memory| memory.has_focus(item_id(id, 0)));
            ui.memory_mut(|memory| memory.request_focus(item_id(id, 0)));
        }
        ui.data_mut(|data| data.insert_temp(id, state));
        if !state.open {
            return None;
        }
        let width = 220.0_f32.max(self.opener.rect.width());
        let left = self.opener.rect.left().min(ui.ctx().content_rect().right() - width - 8.0);
        let height = items.len() as f32 * tokens().control.row_dense + 12.0;
        // Over what opens it where there is no room below: a bar at the bottom has none.
        let below = self.opener.rect.bottom() + 4.0;
        let window = ui.ctx().content_rect();
        let above = self.opener.rect.top() - 4.0 - height;
        let top = if below + height <= window.bottom() {
            below
        } else if above >= window.top() {
            above
        } else {
            // With doubled text neither has room for all of it: it lies over what opens it.
            (window.bottom() - 4.0 - height).max(window.top())
        };
        let rect = Rect::from_min_size(pos2(left, top), vec2(width, height));
        let area = egui::Area::new(id).order(Order::Foreground).fixed_pos(rect.min).role(Role::Menu).fade_in(false);
        let taken = area
            .show(ui.ctx(), |ui| {
                ui.set_min_size(rect.size());
                raised(ui, rect, tokens().radius.card);
                Self::rows(ui, id, rect, items)
            })
            .inner;
        // By where it is pressed: the list lies over this layer, so that egui has the pointer elsewhere.
        let left = ui.input(|input| {
            let at = input.pointer.interact_pos();
            input.pointer.any_pressed() && !at.is_some_and(|at| rect.contains(at) || self.opener.rect.contains(at))
        });
        if taken.is_some() || left || keys::plain(ui.ctx(), Key::Escape) {
            ui.data_mut(|data| data.insert_temp(id, State { open: false, ..state }));
            ui.memory_mut(|memory| memory.request_focus(self.opener.id));
        }
        taken
    }

    fn rows(ui: &mut Ui, id: Id, rect: Rect, items: &[MenuItem<'_>]) -> Option<usize> {
        let mut taken = None;
        for (number, item) in items.iter().enumerate() {
            let top = rect.top() + 6.0 + number as f32 * tokens().control.row_dense;
            let row = Rect::from_min_size(
                pos2(rect.left() + 6.0, top),
                vec2(rect.width() - 12.0, tokens().control.row_dense),
            );
            let response = pressable(ui, row, item_id(id, number), true);
            response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, true, item.label));
            let palette = ui.palette();
            if response.hovered() || response.has_focus() {
                ui.painter().rect_filled(row, corners(tokens().radius.control), palette.hover);
            }
            text::paint(
                ui,
                text::line(ui, item.label, Type::Body),
                row.shrink2(vec2(10.0, 0.0)),
                Align2::LEFT_CENTER,
                palette.text,
            );
            if !item.key.is_empty() {
                let hint = KeyHint::new(item.key);
                let left = row.right() - 10.0 - hint.width(ui);
                hint.paint(ui, pos2(left, row.center().y));
            }
            if response.has_focus() {
                keys::hold(ui, response.id, true);
                focus_ring(ui, row.shrink(4.0), tokens().radius.small);
                let step = if keys::plain(ui.ctx(), Key::ArrowDown) {
                    1
                } else if keys::plain(ui.ctx(), Key::ArrowUp) {
                    items.len() - 1
                } else {
                    0
                };
                if step > 0 {
                    let next = item_id(id, (number + step) % items.len());
                    ui.memory_mut(|memory| memory.request_focus(next));
                }
            }
            if response.clicked() {
                taken = Some(number);
            }
        }
        taken
    }
}

fn item_id(menu: Id, number: usize) -> Id {
    menu.with(number)
}
