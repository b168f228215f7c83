//! Where the parts of a page of settings are: menu, main card, side, and a bar where there is something to save.

use egui::{Id, Rect, Ui, pos2, vec2};

use crate::ui::icons;
use crate::ui::screens::flow;
use crate::ui::shell::Parts;
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;
use crate::ui::widgets::text::Text;
use crate::ui::widgets::{Button, paint, spinner};

/// The rectangles of a page.
#[derive(Clone, Copy)]
pub(super) struct Places {
    /// The menu; when narrow, the row of the choice in its place.
    pub(super) menu: Rect,
    /// Everything beside (or below) the menu.
    pub(super) page: Rect,
    /// The bar at the bottom, where the page has one.
    pub(super) bar: Option<Rect>,
    /// Whether everything stands in one column.
    pub(super) narrow: bool,
}

impl Places {
    pub(super) fn of(parts: &Parts, has_bar: bool) -> Self {
        let height = if parts.narrow { 60.0 } else { tokens().layout.actionbar };
        let bar = has_bar.then(|| parts.body.with_min_y(parts.body.bottom() - height));
        let mut cards = parts.cards();
        if let Some(bar) = bar {
            cards.max.y = bar.top() - 12.0;
        }
        if parts.narrow {
            let menu = Rect::from_min_size(cards.min, vec2(cards.width(), 40.0));
            return Self { menu, page: cards.with_min_y(menu.bottom() + 10.0), bar, narrow: true };
        }
        let menu = cards.with_max_x(cards.left() + 208.0);
        Self { menu, page: cards.with_min_x(menu.right() + 16.0), bar, narrow: false }
    }

    /// The main card and the side, the side this wide.
    pub(super) fn split(&self, side: f32) -> (Rect, Rect) {
        let side = self.page.with_min_x(self.page.right() - side);
        (self.page.with_max_x(side.left() - 16.0), side)
    }
}

/// The head of a main card: title, what it is about, and at its right what `end` shows. Returns what is below.
pub(super) fn head(ui: &mut Ui, card: Rect, title: &str, lead: &str, end: f32) -> (Rect, Rect) {
    let head = Rect::from_min_size(card.min, vec2(card.width(), 67.0));
    let right = head.right() - 16.0 - if end > 0.0 { end + 12.0 } else { 0.0 };
    let at = Rect::from_min_max(pos2(head.left() + 16.0, head.top() + 12.0), pos2(right, head.top() + 36.0));
    Text::title(title).at(ui, at);
    Text::caption(lead).muted().at(ui, at.translate(vec2(0.0, 21.0)).with_max_y(head.top() + 54.0));
    ui.painter().hline(head.x_range(), head.bottom() - 0.5, (1.0, ui.palette().border));
    let end = Rect::from_min_size(pos2(head.right() - 16.0 - end, head.top() + 15.0), vec2(end, 36.0));
    (end, card.with_min_y(head.bottom()))
}

/// What was pressed in the bar.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pressed {
    Save,
    Discard,
    Try,
}

/// What the bar says and offers.
pub(super) struct Bar<'a> {
    /// What there is to know.
    pub(super) words: &'a str,
    /// It is wrong.
    pub(super) wrong: bool,
    /// The button that saves.
    pub(super) save: &'a str,
    /// What can be done before, with the id by which it has the keyboard again.
    pub(super) try_first: Option<(&'a str, Id)>,
    /// There is something to save.
    pub(super) dirty: bool,
    /// It is being saved.
    pub(super) busy: bool,
}

impl Bar<'_> {
    /// Shows it.
    pub(super) fn show(self, ui: &mut Ui, places: &Places) -> Option<Pressed> {
        let inside = bar_ground(ui, places)?;
        let bar = inside;
        let save = Button::primary(self.save).large().enabled(self.dirty && !self.busy);
        let save = if places.narrow { save } else { save.key("Ctrl+S") };
        let size = vec2(save.natural_width(ui), 48.0);
        let save_at = Rect::from_min_size(pos2(inside.right() - size.x, bar.center().y - 24.0), size);
        let mut right = save_at.left() - 12.0;
        let mut before = |button: &Button<'_>| {
            let size = vec2(button.natural_width(ui), 48.0);
            let at = Rect::from_min_size(pos2(right - size.x, bar.center().y - 24.0), size);
            right = at.left() - 12.0;
            at
        };
        let try_first = self.try_first.map(|(label, id)| {
            let icon = icons::PLAY;
            let shown = if places.narrow { Button::only(icon, label) } else { Button::secondary(label).icon(icon) };
            let button = shown.large().enabled(!self.busy).id(id);
            (before(&button), button)
        });
        let discard = self.dirty.then(|| {
            let button = Button::secondary("Discard changes").large().enabled(!self.busy);
            (before(&button), button)
        });
        // From left to right, which is the order of Tab.
        let mut pressed = None;
        if discard.is_some_and(|(at, button)| button.at(ui, at).clicked()) {
            pressed = Some(Pressed::Discard);
        }
        if try_first.is_some_and(|(at, button)| button.at(ui, at).clicked()) {
            pressed = Some(Pressed::Try);
        }
        if save.at(ui, save_at).clicked() {
            pressed = Some(Pressed::Save);
        }
        let at = Rect::from_min_max(inside.left_top(), pos2(right, bar.bottom()));
        bar_words(ui, at, self.words, self.wrong, self.busy, places);
        pressed
    }
}

/// Paints the bar of a page, where it has one; what is in it stands here.
pub(super) fn bar_ground(ui: &Ui, places: &Places) -> Option<Rect> {
    let bar = places.bar?;
    let p = ui.palette();
    ui.painter().rect_filled(bar, 0.0, p.surface);
    ui.painter().hline(bar.x_range(), bar.top() + 0.5, (tokens().line.hairline, p.border));
    Some(bar.shrink2(vec2(if places.narrow { 12.0 } else { tokens().layout.gutter }, 0.0)))
}

/// What a bar says, left of its buttons.
pub(super) fn bar_words(ui: &mut Ui, at: Rect, words: &str, wrong: bool, busy: bool, places: &Places) {
    if at.width() <= 80.0 {
        return;
    }
    let p = ui.palette();
    let mark = pos2(at.left() + 10.0, at.center().y);
    let (icon, color) = if wrong { (icons::WARNING_CIRCLE.fill(), p.danger) } else { (icons::INFO, p.text_muted) };
    if busy {
        spinner(ui, mark, 18.0, p.accent);
    } else {
        paint::icon(ui.painter(), icon, mark, 18.0, color);
    }
    let room = at.with_min_x(at.left() + 28.0);
    let text = if places.narrow { Text::caption(words).rows(3) } else { Text::body(words).rows(2) };
    let high = text.height(ui, room.width());
    let room = Rect::from_center_size(room.center(), vec2(room.width(), high));
    if wrong {
        text.at(ui, room)
    } else {
        text.muted().at(ui, room)
    };
}

/// A page whose main card and side stand beside each other, or one below the other when narrow.
pub(super) fn beside(
    ui: &mut Ui,
    places: &Places,
    side_width: f32,
    main_height: f32,
    state: &mut dyn FnMut(&mut Ui, Part),
) {
    if places.narrow {
        flow::column(ui, places.page, "settings page", |ui| {
            let card = flow::row(ui, main_height);
            state(ui, Part::Main(card));
            ui.add_space(12.0);
            state(ui, Part::Side);
        });
        return;
    }
    let (main, side) = places.split(side_width);
    state(ui, Part::Main(main));
    flow::reading(ui, side, "settings side", "About this page", |ui| state(ui, Part::Side));
}

/// Which part of a page is to be shown.
pub(super) enum Part {
    /// The main card, here.
    Main(Rect),
    /// The side, at the cursor.
    Side,
}
