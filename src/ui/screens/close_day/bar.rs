//! The bar at the bottom: where one is, back and on; and what somebody sees who may not close the day.

use egui::{Key, Modifiers, Rect, Ui, pos2, vec2};

use crate::domain::staff::Role;
use crate::ui::icons::{self, Icon};
use crate::ui::keys::{COMMAND, pressed};
use crate::ui::out::{Out, Seen, Wish};
use crate::ui::screens::flow;
use crate::ui::scripts::in_words;
use crate::ui::shell::Parts;
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{Button, paint, place};
use crate::worker::keeping::Sheet;

use super::{CloseDay, Step};

/// What was pressed in the bar.
enum Pressed {
    Next,
    Back,
    BackUp,
    Print,
}

impl CloseDay {
    /// Ctrl+Enter goes on and Esc goes back, unless a dialog is open or something else hears them first.
    pub(super) fn keys(&mut self, ui: &Ui, seen: &Seen<'_>, out: &mut Out<'_>) {
        if self.has_dialog() {
            return;
        }
        if pressed(ui, COMMAND, Key::Enter) {
            self.next(seen, out);
        } else if self.step == Step::Verify && pressed(ui, COMMAND, Key::P) {
            self.hand_over(seen, out);
        } else if !is_above(ui) && pressed(ui, Modifiers::NONE, Key::Escape) {
            self.back();
        }
    }

    fn next(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        match self.step {
            Step::Review => self.step = Step::Recipients,
            Step::Recipients => self.write(seen, out),
            Step::Write => {}
            Step::Verify => {
                self.step = Step::Review;
                (self.done, self.second) = (None, None);
                self.look(seen, out);
            }
        }
    }

    fn back(&mut self) {
        match self.step {
            Step::Review | Step::Verify => {}
            Step::Recipients => self.step = Step::Review,
            Step::Write => self.stop(),
        }
    }

    pub(super) fn bar_ui(&mut self, ui: &mut Ui, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) {
        ground(ui, parts);
        let pressed = match self.step {
            Step::Review => {
                let next = Button::primary("Choose recipients").large();
                let print = Button::secondary("Print summary").icon(icons::PRINTER).large();
                match ends(ui, parts, icons::INFO, &self.review_words(), None, Some(print), Some((next, true))) {
                    Some(Pressed::Back) => Some(Pressed::Print),
                    other => other,
                }
            }
            Step::Recipients => {
                let next = Button::primary("Write the batch").icon(icons::LOCK_KEY).large();
                let back = Button::secondary("Back").icon(icons::ARROW_LEFT).large();
                ends(ui, parts, icons::USERS, &self.chosen_words(), Some(back), None, Some((next, true)))
            }
            Step::Write => {
                let stopping = self.writing.as_ref().is_some_and(|writing| writing.stop.is_asked());
                let words = if stopping { "Stopping after this file" } else { "" };
                let stop = Button::secondary("Stop").icon(icons::X).key("Esc").large().enabled(!stopping);
                ends(ui, parts, icons::INFO, words, None, Some(stop), None)
            }
            Step::Verify => {
                let words = self.done.as_ref().map_or_else(String::new, super::writing::Done::bar_words);
                let done = Button::primary("Done").large();
                let backup = Button::secondary("Back up now").icon(icons::HARD_DRIVES).large();
                let backup = backup.enabled(self.asked.backup.is_none());
                let pressed =
                    ends(ui, parts, icons::CHECK_CIRCLE.fill(), &words, None, Some(backup), Some((done, true)));
                match pressed {
                    Some(Pressed::Back) => Some(Pressed::BackUp),
                    other => other,
                }
            }
        };
        match pressed {
            Some(Pressed::Next) => self.next(seen, out),
            Some(Pressed::Back) => self.back(),
            Some(Pressed::BackUp) => self.back_up(out),
            Some(Pressed::Print) => self.sheets.open(Sheet::Day(seen.event.definition().code.clone()), out),
            None => {}
        }
    }

    fn review_words(&self) -> String {
        let Some(review) = &self.looked.review else { return "Looking at the day".to_owned() };
        match (review.waiting.len(), review.begun) {
            (0, 0) => "Look it over. Nothing is written before you say so.".to_owned(),
            (0, _) => "A form that is not saved is in no batch.".to_owned(),
            _ => "Who waits for a guardian is not in this batch. They can go in the next one.".to_owned(),
        }
    }

    fn chosen_words(&self) -> String {
        let previews = self.chosen.iter().filter_map(|code| self.preview_of(code));
        let people = previews.map(|preview| preview.people).max().unwrap_or(0);
        match self.chosen.len() {
            0 => "Nobody is chosen".to_owned(),
            1 => format!("{}, 1 recipient", count(people)),
            more => format!("up to {}, {more} recipients", count(people)),
        }
    }
}

/// Whether what has the keyboard lies over this section: Escape closes a menu of the bar at the top, and nothing else.
fn is_above(ui: &Ui) -> bool {
    let focused = ui.memory(egui::Memory::focused).and_then(|focused| ui.ctx().read_response(focused));
    focused.is_some_and(|focused| focused.layer_id != ui.layer_id())
}

pub(super) fn count(people: u64) -> String {
    if people == 1 { "1 person".to_owned() } else { format!("{people} people") }
}

pub(super) fn ground(ui: &Ui, parts: &Parts) {
    let p = ui.palette();
    ui.painter().rect_filled(parts.bar, 0.0, p.surface);
    ui.painter().hline(parts.bar.x_range(), parts.bar.top() + 0.5, (tokens().line.hairline, p.border));
}

/// One button at the left or words, then up to two at the right. The last one carries Ctrl+Enter where there is room.
fn ends(
    ui: &mut Ui,
    parts: &Parts,
    mark: Icon,
    words: &str,
    back: Option<Button<'_>>,
    second: Option<Button<'_>>,
    next: Option<(Button<'_>, bool)>,
) -> Option<Pressed> {
    let gutter = if parts.narrow { 12.0 } else { tokens().layout.gutter };
    let bar = parts.bar.shrink2(vec2(gutter, 0.0));
    let mut pressed = None;
    let height = 48.0;
    let top = bar.center().y - height / 2.0;
    let mut left = bar.left();
    if let Some(back) = back {
        let size = vec2(back.natural_width(ui), height);
        let at = Rect::from_min_size(pos2(left, top), size);
        left = at.right() + 16.0;
        if back.at(ui, at).clicked() {
            pressed = Some(Pressed::Back);
        }
    }
    let has_back = left > bar.left();
    let mut right = bar.right();
    let next = next.map(|(button, key)| if key && !parts.narrow { button.key("Ctrl+Enter") } else { button });
    let next_at = next.as_ref().map(|button| {
        let size = vec2(button.natural_width(ui), height);
        let at = Rect::from_min_size(pos2(right - size.x, top), size);
        right = at.left() - 12.0;
        at
    });
    // Made in the order of sight, which is the order of Tab.
    if let Some(second) = second {
        let size = vec2(second.natural_width(ui), height);
        let at = Rect::from_min_size(pos2(right - size.x, top), size);
        if at.left() > left {
            right = at.left() - 12.0;
            if second.at(ui, at).clicked() {
                pressed = Some(Pressed::Back);
            }
        }
    }
    if let (Some(button), Some(at)) = (next, next_at)
        && button.at(ui, at).clicked()
    {
        pressed = Some(Pressed::Next);
    }
    let room = Rect::from_min_max(pos2(left, bar.top()), pos2(right, bar.bottom()));
    if !words.is_empty() && room.width() > 60.0 {
        if has_back {
            place(ui, room, |ui| Text::caption(words).muted().right().width(room.width()).at(ui, room));
        } else if text::line(ui, words, Type::Body).size().x + 28.0 <= room.width() {
            let color = if mark == icons::CHECK_CIRCLE.fill() { ui.palette().success } else { ui.palette().text_muted };
            paint::icon(ui.painter(), mark, pos2(room.left() + 10.0, room.center().y), 18.0, color);
            Text::body(words).muted().at(ui, room.with_min_x(room.left() + 28.0));
        }
    }
    pressed
}

/// What somebody sees who may not close the day: who can, and the way to them.
pub(super) fn not_allowed(ui: &mut Ui, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) {
    let leads = seen.session.staff.iter().filter(|person| person.role >= Role::Lead);
    let names: Vec<_> = leads.map(|person| in_words(&person.name)).collect();
    let who = match names.as_slice() {
        [] => "A desk lead can.".to_owned(),
        [one] => format!("{one} can."),
        several => format!("One of these can: {}.", several.join(", ")),
    };
    let words = format!("{who} Lock the desk, so that they can open it with their own passphrase.");
    let area = parts.cards();
    let width = area.width().min(680.0);
    let rect = Rect::from_min_size(pos2(area.center().x - width / 2.0, area.top() + 40.0), vec2(width, 200.0));
    place(ui, rect, |ui| {
        flow::hug(ui, 24.0, |ui| {
            Text::title("Closing the day is for a desk lead").wrap().show(ui);
            ui.add_space(6.0);
            Text::new(&words, Type::Body).muted().wrap().show(ui);
        });
    });
    ground(ui, parts);
    let lock = Button::primary("Lock the desk").icon(icons::LOCK_SIMPLE).large();
    if ends(ui, parts, icons::INFO, "Everything that was registered is saved.", None, None, Some((lock, false)))
        .is_some()
    {
        out.wish(Wish::Lock);
    }
}
