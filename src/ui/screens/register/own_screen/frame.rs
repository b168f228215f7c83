//! What is around every page of the visitor's own screen: whose desk it is, a column of 800, and what can be pressed.

use egui::{Id, Rect, Ui, pos2, vec2};

use crate::domain::event::Event;
use crate::text::{Words, say};
use crate::ui::icons::{self, Icon};
use crate::ui::screens::flow;
use crate::ui::screens::languages::HIGH;
use crate::ui::theme::{Theme, Themed};
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{Button, Mark, link, paint, place};

use super::super::speaking::TheirLanguage;

/// Sizes of the guide (visitor mode).
const HEADER: f32 = 50.0;
const FOOTER: f32 = 62.0;
const COLUMN: f32 = 800.0;
/// How much of the header is the organisation's, however many languages there are.
const NAME: f32 = 0.4;
/// As high as what is pressed in the footer.
const BUTTON: f32 = 48.0;

/// Where everything is.
pub(super) struct Frame {
    column: Rect,
    bar: Rect,
    /// In the language of whoever stands before it.
    pub(super) words: Words,
    /// Another language that they chose just now (BCP 47).
    pub(super) chosen: Option<String>,
}

/// What the visitor, or whoever takes the laptop back, pressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Went {
    /// Nothing.
    Nowhere,
    /// On to the next page.
    On,
    /// On, without answering.
    Skipped,
    /// To the notice.
    Notice,
    /// Back to the desk.
    Staff,
}

impl Frame {
    /// Divides the window, and paints what is behind the page: whose desk it is, and the languages that this can be read in.
    pub(super) fn of(ui: &mut Ui, event: &Event, words: Words) -> Self {
        let (window, p) = (ui.max_rect(), ui.palette());
        ui.painter().rect_filled(window, 0.0, p.bg);
        let header = window.with_max_y(window.top() + HEADER);
        ui.painter().rect_filled(header, 0.0, p.rail);
        if ui.mode() == Theme::Contrast {
            ui.painter().rect_stroke(header, 0.0, (1.0, p.rail_line), egui::StrokeKind::Inside);
        }
        let mark = Rect::from_center_size(pos2(header.left() + 32.0, header.center().y), vec2(34.0, 34.0));
        Mark::new(34.0).on_rail().paint(ui, mark);
        let mut name =
            Rect::from_min_max(pos2(mark.right() + 8.0, header.top()), header.right_bottom() - vec2(16.0, 0.0));
        let chose = TheirLanguage::of(event, words).map(|language| {
            let least = name.left() + name.width() * NAME;
            let row = Rect::from_center_size(header.center(), vec2(0.0, HIGH));
            language.at(ui, row.with_min_x(least).with_max_x(name.right()))
        });
        if let Some(chose) = &chose {
            name.max.x = chose.left - 12.0;
        }
        Text::strong(event.named()).color(p.rail_text).at(ui, name);
        let bar = window.with_min_y(window.bottom() - FOOTER);
        let width = COLUMN.min(window.width() - 32.0);
        let left = (window.center().x - width / 2.0).round();
        let column = Rect::from_min_max(pos2(left, header.bottom()), pos2(left + width, bar.top()));
        Self { column, bar, words, chosen: chose.and_then(|chose| chose.language) }
    }

    /// Whether there is no height to spare.
    fn is_short(&self) -> bool {
        self.column.height() < 420.0
    }

    /// How high a box is: 48, as for visitors, or less in a short window.
    pub(super) fn box_height(&self) -> f32 {
        if self.is_short() { 42.0 } else { 48.0 }
    }

    /// What is between header and footer; it scrolls where there is no room.
    pub(super) fn page<R>(&self, ui: &mut Ui, salt: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
        flow::column(ui, self.column, salt, |ui| {
            // A short window keeps less air over the title.
            ui.add_space(if self.is_short() { 10.0 } else { 18.0 });
            let made = add(ui);
            ui.add_space(8.0);
            made
        })
    }

    /// The footer: the way back to the desk at the left; at the right *Skip*, where a page can be skipped, as large as *Next*.
    pub(super) fn footer(&self, ui: &mut Ui, on: Option<Buttons>, staff: Button<'_>) -> Went {
        let p = ui.palette();
        ui.painter().rect_filled(self.bar, 0.0, p.surface);
        ui.painter().hline(self.bar.x_range(), self.bar.top() + 0.5, (1.0, p.border));
        let inside = self.bar.shrink2(vec2(16.0, 0.0));
        let mut went = Went::Nowhere;
        let top = self.bar.center().y - BUTTON / 2.0;
        if let Some(Buttons { skip, enabled }) = on {
            let next =
                Button::primary(say!(self.words, "own-next")).icon_after(icons::ARROW_RIGHT).large().enabled(enabled);
            let width = next.natural_width(ui).max(114.0);
            let at = Rect::from_min_size(pos2(inside.right() - width, top), vec2(width, BUTTON));
            if skip {
                let before = at.translate(vec2(-width - 12.0, 0.0));
                if Button::secondary(say!(self.words, "own-skip"))
                    .large()
                    .width(width)
                    .enabled(enabled)
                    .at(ui, before)
                    .clicked()
                {
                    went = Went::Skipped;
                }
            }
            if next.width(width).at(ui, at).clicked() {
                went = Went::On;
            }
        }
        let at = Rect::from_min_size(pos2(inside.left(), top), vec2(staff.natural_width(ui), BUTTON));
        if staff.at(ui, at).clicked() {
            went = Went::Staff;
        }
        went
    }
}

/// What leads on from a page.
#[derive(Clone, Copy)]
pub(super) struct Buttons {
    /// Whether it can be skipped.
    pub(super) skip: bool,
    /// Whether anything can be pressed just now.
    pub(super) enabled: bool,
}

/// The way back to the desk, on a page that is answered.
pub(super) fn staff(words: Words) -> Button<'static> {
    Button::quiet(say!(words, "own-staff"))
        .icon(icons::LOCK_SIMPLE)
        .key("F9")
        .large()
        .id(Id::unique("own screen").with("staff"))
}

/// The title of a page, and under it what it is about.
pub(super) fn title(ui: &mut Ui, title: &str, lead: &str) {
    Text::display(title).heading().show(ui);
    ui.add_space(2.0);
    Text::body(lead).muted().wrap().show(ui);
    ui.add_space(12.0);
}

/// What one part of a card is about: an icon in a circle, and its name.
pub(super) fn part(ui: &mut Ui, mark: Icon, name: &str) {
    let (row, p) = (flow::row(ui, 32.0), ui.palette());
    let middle = pos2(row.left() + 16.0, row.center().y);
    ui.painter().circle_filled(middle, 16.0, p.accent_soft);
    paint::icon(ui.painter(), mark, middle, 18.0, p.accent);
    Text::title(name).heading().at(ui, row.with_min_x(row.left() + 44.0));
}

/// Under a card: what there is to know at the left, and the way to the notice at the right; whether that was pressed.
pub(super) fn hints(ui: &mut Ui, mark: Icon, hint: &str, words: Words) -> bool {
    let to_notice = say!(words, "own-notice");
    ui.add_space(12.0);
    let long = |words: &str| text::line(ui, words, Type::Body).size().x.ceil();
    let (wide, room) = (long(to_notice) + 28.0, ui.available_width());
    // Below each other where there is no room beside each other.
    let two = room < 560.0 || room < 26.0 + long(hint) + 12.0 + wide;
    let row = flow::row(ui, if two { 60.0 } else { 24.0 });
    let first = row.with_max_y(row.top() + 24.0);
    let p = ui.palette();
    paint::icon(ui.painter(), mark, pos2(first.left() + 9.0, first.center().y), 18.0, p.text_muted);
    let end = if two { first.right() } else { first.right() - wide - 12.0 };
    Text::body(hint).muted().at(ui, first.with_min_x(first.left() + 26.0).with_max_x(end));
    let at = if two {
        row.with_min_y(row.bottom() - 28.0).with_max_x(row.left() + wide)
    } else {
        first.with_min_x(first.right() - wide)
    };
    paint::icon(ui.painter(), icons::FILE_TEXT, pos2(at.left() + 9.0, at.center().y), 18.0, p.link);
    let at = Rect::from_center_size(at.center(), vec2(at.width(), 20.0)).with_min_x(at.left() + 26.0);
    place(ui, at, |ui| link(ui, to_notice).clicked())
}
