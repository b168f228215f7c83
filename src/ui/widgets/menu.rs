//! What can be done about the thing that was pressed, in a list below it.

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

impl<'a> Menu<'a> {
    /// The list that this opens when it is pressed.
    pub fn below(opener: &'a Response) -> Self {
        Self { opener }
    }

    /// Shows it while it is open; says which was taken.
    pub fn show(self, ui: &mut Ui, items: &[MenuItem<'_>]) -> Option<usize> {
        let id = self.opener.id.with("menu");
        // Kept here: egui forgets a popup of its own that no `Popup` shows.
        let open: bool = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        if self.opener.clicked() {
            ui.data_mut(|data| data.insert_temp(id, !open));
            // The key that opened it takes nothing: its list comes with the next pass.
            let next = if open { self.opener.id } else { item_id(id, 0) };
            ui.memory_mut(|memory| memory.request_focus(next));
            ui.ctx().request_repaint();
            return None;
        }
        if !open {
            return None;
        }
        let width = 220.0_f32.max(self.opener.rect.width());
        let left = self.opener.rect.left().min(ui.ctx().content_rect().right() - width - 8.0);
        let rect = Rect::from_min_size(
            pos2(left, self.opener.rect.bottom() + 4.0),
            vec2(width, items.len() as f32 * tokens().control.row_dense + 12.0),
        );
        let area = egui::Area::new(id).order(Order::Foreground).fixed_pos(rect.min).role(Role::Menu).fade_in(false);
        let taken = area
            .show(ui.ctx(), |ui| {
                ui.set_min_size(rect.size());
                raised(ui, rect, tokens().radius.card);
                Self::rows(ui, id, rect, items)
            })
            .inner;
        // By place alone: the list lies in a layer of its own, over whatever asks.
        let at = ui.input(|input| input.pointer.interact_pos().filter(|_| input.pointer.any_pressed()));
        let left = at.is_some_and(|at| !rect.contains(at) && !self.opener.rect.contains(at));
        if taken.is_some() || left || keys::plain(ui.ctx(), Key::Escape) {
            ui.data_mut(|data| data.insert_temp(id, false));
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
