//! Above the list: the box that is typed into, filters, and the order.

use egui::{Align2, Id, Rect, Role as Part, Ui, WidgetInfo, pos2, vec2};

use crate::domain::purpose::{Channel, Question};
use crate::domain::staff::Role;
use crate::ui::icons::{self, Icon};
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

/// Opens something over the list.
type Begin = fn(&mut People, &Seen<'_>, &mut Out<'_>);

/// What there is to open: recordings to be taken out (R12), people to be told where their details came from, people to be helped
/// today (R3), lists that were taken in.
struct Over {
    count: usize,
    /// Its place among them by how pressing it is, 1 for the most.
    comes: u8,
    name: &'static str,
    icon: Icon,
    begin: Begin,
}

impl People {
    pub(super) fn top(&mut self, ui: &mut Ui, rect: Rect, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) {
        let inside = rect.shrink2(vec2(15.0, 12.0));
        let row = Rect::from_min_size(inside.min, vec2(inside.width(), if parts.narrow { 36.0 } else { 40.0 }));
        let button = Button::secondary("Filter").icon(icons::FUNNEL_SIMPLE).name("Filter people");
        let button = if parts.narrow { button.small() } else { button };
        let width = button.natural_width(ui);
        let mut left = row.right() - width - 10.0;
        let over = self.over_the_list();
        let most_pressing = over.iter().map(|one| one.comes).min();
        for one in &over {
            // Beside one that is more pressing there is room for the number only, or the search would not say what it finds.
            let in_words = Some(one.comes) == most_pressing && !parts.narrow;
            let at = row.with_max_x(left);
            left = self.open_button(ui, at, one, in_words, parts, seen, out) - 10.0;
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

    /// What there is to open over the list, from the right.
    fn over_the_list(&self) -> Vec<Over> {
        let some = |count: usize| Some(count).filter(|count| *count > 0);
        let all = [
            (self.help, 3, "Help today", icons::HAND_HEART, Self::begin_help as Begin),
            (some(self.removals), 1, "To be taken out", icons::CAMERA_SLASH, Self::begin_removals),
            (some(self.to_tell), 2, "To be told", icons::ENVELOPE_SIMPLE, Self::begin_telling),
            (some(self.lists), 4, "Lists taken in", icons::LIST_CHECKS, Self::begin_lists),
        ];
        let there = all.into_iter().filter_map(|(count, comes, name, icon, begin)| {
            let count = count?;
            Some(Over { count, comes, name, icon, begin })
        });
        there.collect()
    }

    /// One of them, at the right end; gives back where it begins.
    #[expect(clippy::too_many_arguments, reason = "what a screen paints with, and which button how")]
    fn open_button(
        &mut self,
        ui: &mut Ui,
        row: Rect,
        over: &Over,
        in_words: bool,
        parts: &Parts,
        seen: &Seen<'_>,
        out: &mut Out<'_>,
    ) -> f32 {
        let (short, name) = (over.count.to_string(), format!("{} {}", over.name, over.count));
        let button = Button::secondary(if in_words { &name } else { &short }).icon(over.icon).name(&name);
        let button = if parts.narrow { button.small() } else { button };
        let at = row.with_min_x(row.right() - button.natural_width(ui));
        if button.id(Id::unique(over.name)).at(ui, at).clicked() {
            (over.begin)(self, seen, out);
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
