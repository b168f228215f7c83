//! The dark screen after locking (picture k): who locked it and when, and nothing of any visitor.

use egui::{Align2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::ui::app::lock::Why;
use crate::ui::icons::{self, Icon};
use crate::ui::scripts;
use crate::ui::theme::{self, Themed};
use crate::ui::time;
use crate::ui::tokens::tokens;
use crate::ui::widgets::text::{self, Type};
use crate::ui::widgets::{Avatar, Button, Field, Mark, Text, link_as, paint, place, spinner};

use super::{Page, Unlock, entered};

const CARD: f32 = 440.0;

impl Unlock {
    /// Paints it; whether the desk is to be opened.
    pub(super) fn locked_ui(&mut self, ui: &mut Ui, note: Option<&str>) -> bool {
        let p = ui.palette();
        let window = ui.max_rect();
        ui.painter().rect_filled(window, 0.0, p.rail);
        let wide = CARD.min(window.width() - 24.0);
        let extra = if self.wrong.is_some() { 22.0 } else { 0.0 } + self.sentence_height(ui, wide);
        // A low window keeps the card and lets the mark go.
        let low = window.height() < 420.0 + extra;
        let above = if low { 64.0 } else { 170.0 };
        let height = above + 186.0 + extra + if low { 0.0 } else { 44.0 };
        let x = window.center().x.round();
        let top = (window.center().y - height / 2.0 - if low { 0.0 } else { 1.0 }).max(window.top() + 8.0).round();
        if !low {
            Mark::new(76.0).on_rail().paint(ui, Rect::from_min_size(pos2(x - 38.0, top), vec2(76.0, 76.0)));
        }
        let line = |y: f32, high: f32| Rect::from_center_size(pos2(x, top + y), vec2(window.width() - 24.0, high));
        let title = if low { 18.0 } else { 110.0 };
        Text::display("Desk locked")
            .color(p.rail_text)
            .centre()
            .width(line(0.0, 0.0).width())
            .at(ui, line(title, 30.0));
        let words = "Nothing on this screen belongs to a visitor";
        Text::body(words).color(p.rail_muted).centre().at(ui, line(title + 26.0, 20.0));
        let card = Rect::from_min_size(pos2((x - wide / 2.0).round(), top + above), vec2(wide, 186.0 + extra));
        let go = self.locked_card(ui, card);
        if !low {
            self.footer(ui, pos2(x, card.bottom() + 35.0));
            if let Some(note) = note {
                let at = Rect::from_center_size(pos2(x, card.bottom() + 63.0), vec2(window.width() - 24.0, 18.0));
                Text::caption(note).color(p.rail_muted).centre().width(at.width()).at(ui, at);
            }
        }
        go || entered(ui)
    }

    fn sentence_height(&self, ui: &Ui, wide: f32) -> f32 {
        let Some(failed) = &self.failed else { return 0.0 };
        text::paragraph(ui, failed, Type::Body, wide - 45.0 - 72.0, usize::MAX).size().y + 28.0 + 12.0
    }

    fn locked_card(&mut self, ui: &mut Ui, card: Rect) -> bool {
        let p = ui.palette();
        let shadow = theme::shadow(tokens().shadow.dialog, p.shadow_dialog);
        paint::floating(ui, card, 14.0, p.surface, shadow);
        let inner = card.shrink2(vec2(22.5, 18.0));
        let avatar = Rect::from_min_size(inner.min, vec2(44.0, 44.0));
        let who = self.chosen.and_then(|index| self.people.get(index));
        let name = who.map(|who| who.shown().to_owned()).unwrap_or_default();
        Avatar::new(&name).size(44.0).strong().paint(ui, avatar);
        let not_me = Button::quiet("Not me").small();
        let others = self.people.len() > 1;
        let right = inner.right() - if others { not_me.natural_width(ui) } else { 0.0 };
        let at = |y: f32, high: f32| {
            Rect::from_min_max(pos2(avatar.right() + 12.0, inner.top() + y), pos2(right - 4.0, inner.top() + y + high))
        };
        let galley = scripts::line(ui, &name, Type::Strong.font(), p.text, at(0.0, 0.0).width());
        let painted = text::paint(ui, galley, at(3.0, 20.0), Align2::LEFT_CENTER, p.text);
        let response = ui.interact(painted, ui.scope_id().with("who"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name.as_str()));
        Text::caption(&self.since()).muted().at(ui, at(23.0, 18.0));

        let wrong = if self.wrong.is_some() { 22.0 } else { 0.0 };
        let button = Button::primary("Unlock").icon(icons::LOCK_OPEN);
        let wide = button.natural_width(ui).max(104.0);
        let top = inner.top() + 58.0;
        let field = Rect::from_min_max(pos2(inner.left(), top), pos2(inner.right() - wide - 8.0, top + 44.0 + wrong));
        let slow = self.is_slow(ui.ctx());
        let label = format!("{}’s passphrase", who.map_or("", |who| who.first_name()));
        let shown = Field::new(self.secret.id(), &label).no_label().hint("Passphrase").height(44.0).error(self.wrong);
        let shown = self.secret.hidden_at(ui, field, shown);
        if shown.response.changed() {
            self.wrong = None;
        }
        let at = Rect::from_min_size(pos2(inner.right() - wide, top), vec2(wide, 44.0));
        let pressed = button.enabled(!slow).at(ui, at).clicked();
        if slow {
            spinner(ui, at.center(), 24.0, ui.palette().accent);
        }
        let mut y = top + 44.0 + wrong;
        if let Some(failed) = self.failed.clone() {
            let high = self.sentence_height(ui, card.width());
            let at = Rect::from_min_size(pos2(inner.left(), y + 12.0), vec2(inner.width(), high - 12.0));
            failed_box(ui, at, &failed);
            y += high;
        }
        self.waiting(ui, Rect::from_min_max(pos2(inner.left(), y + 14.0), inner.max));
        if others {
            let size = vec2(not_me.natural_width(ui), 36.0);
            let at = Align2::RIGHT_CENTER.align_size_within_rect(size, avatar.with_max_x(inner.right()));
            if not_me.at(ui, at).clicked() {
                self.go(ui.ctx(), Page::People);
            }
        }
        pressed || shown.entered
    }

    /// What is kept for whoever unlocks, and the other way in.
    fn waiting(&mut self, ui: &mut Ui, row: Rect) {
        let p = ui.palette();
        ui.painter().hline(row.x_range(), row.top() + 0.5, (1.0, p.border));
        let middle = row.top() + 22.0;
        if let Some(held) = &self.held {
            paint::icon(ui.painter(), icons::NOTE_PENCIL, pos2(row.left() + 8.0, middle), 16.0, p.warning);
            let at = Rect::from_min_max(pos2(row.left() + 24.0, middle - 9.0), pos2(row.right() - 130.0, middle + 9.0));
            Text::caption(held.words()).at(ui, at);
        }
        let words = "Use the recovery key";
        let wide = text::line(ui, words, Type::Caption).size().x.ceil();
        let at = Rect::from_min_size(pos2(row.right() - wide, middle - 9.0), vec2(wide + 2.0, 18.0));
        if place(ui, at, |ui| link_as(ui, words, Type::Caption, None)).clicked() {
            self.go(ui.ctx(), Page::Recovery);
        }
    }

    /// When it was locked, and why.
    fn since(&self) -> String {
        let Some((_, at, why)) = &self.locked else { return String::new() };
        let at = time::clock(*at);
        match why {
            Why::Asked => format!("Locked at {at}"),
            Why::Idle(1) => format!("Locked at {at} after 1 minute"),
            Why::Idle(minutes) => format!("Locked at {at} after {minutes} minutes"),
            Why::Slept => format!("Locked at {at}, when the laptop slept"),
        }
    }

    fn footer(&self, ui: &mut Ui, middle: egui::Pos2) {
        let p = ui.palette();
        let event = self.desk.event.as_ref().map(|event| event.definition().name.clone());
        let event = event.unwrap_or_else(|| self.desk.folder.clone());
        // The desk answers once everything that was asked before is on the disk.
        let saved = if self.desk.looked { "Everything saved" } else { "Saving" };
        let parts: [(Icon, &str); 2] = [(icons::CALENDAR_BLANK, &event), (icons::SHIELD_CHECK, saved)];
        let wide = |ui: &Ui, words: &str| text::line(ui, words, Type::Caption).size().x.ceil() + 21.0;
        let whole: f32 = parts.iter().map(|(_, words)| wide(ui, words)).sum::<f32>() + 17.0;
        let mut x = middle.x - whole / 2.0;
        for (icon, words) in parts {
            paint::icon(ui.painter(), icon, pos2(x + 7.0, middle.y), 16.0, p.rail_muted);
            let at = Rect::from_min_size(pos2(x + 21.0, middle.y - 9.0), vec2(wide(ui, words) - 21.0, 18.0));
            Text::caption(words).color(p.rail_muted).at(ui, at);
            x += wide(ui, words) + 17.0;
        }
    }
}

/// A sentence about what went wrong, in a box.
pub(super) fn failed_box(ui: &mut Ui, rect: Rect, words: &str) {
    let p = ui.palette();
    paint::boxed(ui.painter(), rect, tokens().radius.card, p.danger_soft, 1.0, p.danger);
    paint::icon(ui.painter(), icons::WARNING_CIRCLE.fill(), pos2(rect.left() + 27.0, rect.center().y), 24.0, p.danger);
    let at = rect.with_min_x(rect.left() + 51.0);
    let galley = text::paragraph(ui, words, Type::Body, rect.width() - 72.0, usize::MAX);
    text::paint(ui, galley, at, Align2::LEFT_CENTER, p.text);
    let response = ui.interact(at, ui.scope_id().with("failed"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, words));
    paint::announce(ui, response.id, paint::Announced::AtOnce);
}
