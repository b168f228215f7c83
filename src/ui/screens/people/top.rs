//! Above the list: the box that is typed into, filters, and the order.

use egui::{Align2, Id, Rect, Role as Part, Ui, WidgetInfo, pos2, vec2};

use crate::domain::purpose::{Channel, Question};
use crate::domain::staff::Role;
use crate::ui::icons;
use crate::ui::out::{Out, Seen};
use crate::ui::shell::Parts;
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;
use crate::ui::widgets::paint::{boxed, focus_ring, hover, pressable};
use crate::ui::widgets::{Button, Field, FilterChip, Text, Type, place, text};
use crate::worker::Filter;

use super::{People, filters, search_id};

/// From the card's top to the line under this part: as drawn, and in one row at 200 %.
pub(super) fn height(parts: &Parts) -> f32 {
    if parts.narrow { 60.0 } else { 113.0 }
}

/// The filters that have a chip; the button has all.
const CHIPS: [Filter; 4] =
    [Filter::Today, Filter::Yes(Question::News(Channel::Email)), Filter::NeedsALook, Filter::Under13];

impl People {
    pub(super) fn top(&mut self, ui: &mut Ui, rect: Rect, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) {
        let inside = rect.shrink2(vec2(15.0, 12.0));
        let row = Rect::from_min_size(inside.min, vec2(inside.width(), if parts.narrow { 36.0 } else { 40.0 }));
        let button = Button::secondary("Filter").icon(icons::FUNNEL_SIMPLE).name("Filter people");
        let button = if parts.narrow { button.small() } else { button };
        let width = button.natural_width(ui);
        let mut left = row.right() - width - 10.0;
        if self.help.is_some() {
            left = self.help_button(ui, row.with_max_x(left), parts, seen, out) - 10.0;
        }
        if self.removals > 0 {
            left = self.taken_out_button(ui, row.with_max_x(left), parts, seen, out) - 10.0;
        }
        if self.to_tell > 0 {
            left = self.told_button(ui, row.with_max_x(left), parts, seen, out) - 10.0;
        }
        if self.lists > 0 {
            left = self.lists_button(ui, row.with_max_x(left), parts, seen, out) - 10.0;
        }
        self.search(ui, row.with_max_x(left), row.height());
        let opener = button.at(ui, row.with_min_x(row.right() - width));
        let all = offered(seen);
        if let Some(filter) = filters::below(ui, &opener, &all, &self.list, &mut self.filtering) {
            self.list.turn(filter);
        }
        if parts.narrow {
            return;
        }
        let chips = Rect::from_min_size(pos2(inside.left(), row.bottom() + 12.0), vec2(inside.width(), 36.0));
        let left = self.sort(ui, chips);
        self.chips(ui, chips.with_max_x(left), &all);
    }

    /// What is to be taken out of recordings (R12), at the right; gives back where it begins.
    fn taken_out_button(&mut self, ui: &mut Ui, row: Rect, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) -> f32 {
        let (name, short) = (format!("To be taken out {}", self.removals), self.removals.to_string());
        let button = Button::secondary(if parts.narrow { &short } else { &name }).icon(icons::CAMERA_SLASH).name(&name);
        let button = if parts.narrow { button.small() } else { button };
        let at = row.with_min_x(row.right() - button.natural_width(ui));
        if button.id(Id::unique("to be taken out")).at(ui, at).clicked() {
            self.begin_removals(seen, out);
        }
        at.left()
    }

    /// Who is to be told where their details came from, at the right; gives back where it begins.
    fn told_button(&mut self, ui: &mut Ui, row: Rect, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) -> f32 {
        let (name, short) = (format!("To be told {}", self.to_tell), self.to_tell.to_string());
        // Beside both others there is room for the number only.
        let tight = parts.narrow || self.removals > 0;
        let button = Button::secondary(if tight { &short } else { &name }).icon(icons::ENVELOPE_SIMPLE).name(&name);
        let button = if parts.narrow { button.small() } else { button };
        let at = row.with_min_x(row.right() - button.natural_width(ui));
        if button.id(Id::unique("to be told")).at(ui, at).clicked() {
            self.begin_telling(seen, out);
        }
        at.left()
    }

    /// The lists that were taken in, at the right; gives back where it begins.
    fn lists_button(&mut self, ui: &mut Ui, row: Rect, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) -> f32 {
        let (name, short) = (format!("Lists taken in {}", self.lists), self.lists.to_string());
        // Beside any other there is room for the number only, or the search would not say what can be searched for.
        let tight = parts.narrow || self.removals > 0 || self.to_tell > 0 || self.help.is_some();
        let button = Button::secondary(if tight { &short } else { &name }).icon(icons::LIST_CHECKS).name(&name);
        let button = if parts.narrow { button.small() } else { button };
        let at = row.with_min_x(row.right() - button.natural_width(ui));
        if button.id(Id::unique("lists taken in")).at(ui, at).clicked() {
            self.begin_lists(seen, out);
        }
        at.left()
    }

    /// Who is to be helped today (R3), at the right; gives back where it begins.
    fn help_button(&mut self, ui: &mut Ui, row: Rect, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) -> f32 {
        let short = self.help.unwrap_or_default().to_string();
        let name = format!("Help today {short}");
        // Beside recordings to be taken out there is room for the number only.
        let tight = parts.narrow || self.removals > 0 || self.to_tell > 0;
        let button = Button::secondary(if tight { &short } else { &name }).icon(icons::HAND_HEART).name(&name);
        let button = if parts.narrow { button.small() } else { button };
        let at = row.with_min_x(row.right() - button.natural_width(ui));
        if button.id(Id::unique("help today")).at(ui, at).clicked() {
            self.begin_help(seen, out);
        }
        at.left()
    }

    fn search(&mut self, ui: &mut Ui, rect: Rect, height: f32) {
        let mut query = std::mem::take(&mut self.list.query);
        let field = Field::new(search_id(), "Find people by name, contact or reference").no_label();
        let field = field.hint("Name, email, phone or reference").leading_icon(icons::MAGNIFYING_GLASS);
        let field = field.height(height).trailing_text(&self.list.found).max_chars(200);
        let changed = field.at(ui, rect, &mut query).response.changed();
        self.list.query = query;
        if changed {
            self.list.typed();
        }
    }

    fn chips(&mut self, ui: &mut Ui, rect: Rect, all: &[Filter]) {
        let mut turned = None;
        place(ui, rect, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            ui.horizontal(|ui| {
                for filter in CHIPS.into_iter().filter(|chip| all.contains(chip)) {
                    let id = Id::unique("people chip").with(filter);
                    let mut chip = FilterChip::new(id, filters::name(filter));
                    if let Some(count) = self.list.counts.get(&filter) {
                        chip = chip.count(count);
                    }
                    if filter == Filter::NeedsALook {
                        chip = chip.icon(icons::WARNING.fill(), ui.palette().warning);
                    }
                    if chip.show(ui, self.list.filters.contains(&filter)).clicked() {
                        turned = Some(filter);
                    }
                }
            });
        });
        if let Some(filter) = turned {
            self.list.turn(filter);
        }
    }

    /// The order, at the right; gives back where it begins.
    fn sort(&mut self, ui: &mut Ui, row: Rect) -> f32 {
        let words = if self.list.oldest_first { "Oldest first" } else { "Newest first" };
        let name = format!("Sort: {words}");
        let p = ui.palette();
        let galley = text::line(ui, words, Type::CaptionStrong);
        let size = vec2(galley.size().x.round() + 2.0 * 12.0, row.height());
        let at = Rect::from_min_size(pos2(row.right() + 1.0 - size.x, row.top()), size);
        let button = pressable(ui, at, Id::unique("people order"), true);
        button.widget_info(|| WidgetInfo::labeled(Part::Button, true, &name));
        boxed(ui.painter(), at, tokens().radius.control, p.hover.gamma_multiply(hover(ui, &button)), 0.0, p.border);
        text::paint(ui, galley, at, Align2::CENTER_CENTER, p.accent);
        if button.has_focus() {
            focus_ring(ui, at, tokens().radius.control);
        }
        let label = Rect::from_min_max(pos2(at.left() - 46.0, row.top()), pos2(at.left() - 7.0, row.bottom()));
        Text::caption("Sort").muted().silent().right().at(ui, label);
        if button.clicked() {
            self.list.oldest_first = !self.list.oldest_first;
            self.list.reveal = true;
        }
        label.left() - 8.0
    }
}

/// Every filter that leaves some out: desk staff have today's people anyway.
fn offered(seen: &Seen<'_>) -> Vec<Filter> {
    let today = (seen.session.who.role > Role::Desk).then_some(Filter::Today);
    today.into_iter().chain(Filter::all(seen.event.questions())).collect()
}
