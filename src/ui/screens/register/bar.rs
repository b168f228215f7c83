//! The action bar: what just happened at the left, what to do at the right. Nothing in it covers the form.

use egui::{Align, Layout, Rect, Ui, pos2, vec2};

use crate::domain::code::Code;
use crate::domain::ids::RegistrationId;
use crate::domain::moment::Instant;
use crate::domain::purpose::{Question, SpecialPair};
use crate::ui::icons;
use crate::ui::out::{Out, Seen};
use crate::ui::shell::Parts;
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;
use crate::ui::widgets::{Button, UndoBar, place};

use super::Register;
use super::form::Form;

/// What the last button is called.
const SAVE: &str = "Save visitor";

/// A code for a place that is not a question.
pub(super) fn code(text: &str) -> Code {
    Code::new(text).unwrap_or_else(|_| Code::new("x").expect("one letter is a code"))
}

/// What can be taken back for a while.
pub(super) enum TakeBack {
    /// A form that was cleared.
    Cleared(Box<Form>),
    /// The Noes of *No to the rest*.
    Rest(Vec<Question>),
    /// A detail whose Yes went; it is in memory only (R3).
    Detail {
        /// Of which question.
        pair: SpecialPair,
        /// What was typed.
        text: String,
    },
}

/// What stands at the left of the bar, one at a time.
#[derive(Default)]
pub(super) struct Docked {
    pub(super) undo: Option<(TakeBack, UndoBar)>,
    /// Who was saved last, and when.
    pub(super) saved: Option<(RegistrationId, String, Instant)>,
    /// What was counted or noted last.
    pub(super) said: Option<String>,
    /// What there is to know about whom was saved last.
    pub(super) remark: Option<String>,
    /// What has to be done about the form at hand, until it is saved or cleared.
    pub(super) to_do: Option<String>,
}

impl Docked {
    /// What there is to do first.
    pub(super) fn to_do(words: Option<String>) -> Self {
        Self { to_do: words, ..Self::default() }
    }

    /// Who was just saved; nothing older can be taken back.
    pub(super) fn after_saving(registration: RegistrationId, name: String, now: Instant) -> Self {
        Self { saved: Some((registration, name, now)), ..Self::default() }
    }

    /// Offers to take something back, from now on for as long as the tokens say.
    pub(super) fn offer(&mut self, what: TakeBack, words: &str) {
        let icon = if matches!(what, TakeBack::Cleared(_)) { icons::ERASER } else { icons::ARROW_COUNTER_CLOCKWISE };
        self.undo = Some((what, UndoBar::new(icon, words, "")));
    }
}

impl Register {
    pub(super) fn bar_ui(&mut self, ui: &mut Ui, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) {
        let bar = parts.bar;
        let palette = ui.palette();
        let to_fix = self.to_fix();
        let (fill, line) =
            if to_fix.is_empty() { (palette.surface, palette.border) } else { (palette.danger_soft, palette.danger) };
        ui.painter().rect_filled(bar, 0.0, fill);
        ui.painter().hline(bar.x_range(), bar.top() + 0.5, (tokens().line.hairline, line));
        let gutter = if parts.narrow { 12.0 } else { tokens().layout.gutter };
        let buttons = self.buttons(ui, bar, parts, seen, out);
        // Doubled text needs more of the room for what can be undone.
        let air = if parts.narrow && self.docked.undo.is_some() { 6.0 } else { 16.0 };
        let left = Rect::from_min_max(pos2(bar.left() + gutter, bar.top()), pos2(buttons - air, bar.bottom()));
        place(ui, left, |ui| {
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 10.0;
                self.left_slot(ui, parts, to_fix, seen, out);
            });
        });
    }

    /// The buttons, from the left in the order of Tab; gives back where they begin.
    fn buttons(&mut self, ui: &mut Ui, bar: Rect, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) -> f32 {
        let narrow = parts.narrow;
        let gutter = if narrow { 12.0 } else { tokens().layout.gutter };
        // The smallest window leaves no room for all of the last one's words: what is said at the left needs it more.
        let least = parts.window.width() < 680.0;
        let widths = match (narrow, least) {
            (_, true) => [106.0, 104.0, 66.0, 92.0],
            (true, false) => [106.0, 104.0, 66.0, 138.0],
            (false, false) => [176.0, 141.0, 66.0, 220.0],
        };
        let [rest, count, clear, save] = widths;
        let short = parts.window.width() < SHORT;
        let tick = Self::print_badge_width(ui, short);
        let widths = [rest, tick, count, clear, save];
        let gaps = if narrow { 7.0 } else { 12.0 };
        let begin = bar.right() - gutter - widths.iter().sum::<f32>() - 4.0 * gaps;
        let mut x = begin;
        let mut next = |width: f32| {
            let rect = Rect::from_min_size(pos2(x, bar.center().y - 24.0), vec2(width, 48.0));
            x += width + gaps;
            rect
        };
        let key = |key: &'static str| if narrow { "" } else { key };
        let rest = Button::quiet("No to the rest").key(key("Alt+N")).large();
        let rest = if narrow { rest.full_width() } else { rest };
        let rest = place(ui, next(widths[0]), |ui| rest.show(ui));
        let tick = next(widths[1]);
        if !narrow {
            let between = tick.left() - gaps / 2.0;
            let rule = (between, bar.center().y - 12.0..=bar.center().y + 12.0);
            ui.painter().vline(rule.0, rule.1, (tokens().line.hairline, ui.palette().border));
        }
        self.print_badge(ui, tick, short, seen);
        let count = place(ui, next(widths[2]), |ui| {
            Button::secondary("Count only").key(key("F2")).large().full_width().show(ui)
        });
        let clear = place(ui, next(widths[3]), |ui| Button::secondary("Clear").large().full_width().show(ui));
        let save = place(ui, next(widths[4]), |ui| {
            let save = Button::primary(if least { "Save" } else { SAVE }).name(SAVE).key(key("Ctrl+Enter"));
            let save = if least { save } else { save.icon(icons::CHECK_CIRCLE) };
            save.large().full_width().show(ui)
        });
        // A scanner ends what it writes with Enter, wherever the keyboard is.
        if rest.clicked() && !self.scanned {
            self.ask_for_the_rest();
        }
        if count.clicked() {
            self.count_only(seen, out);
        }
        if clear.clicked() {
            self.clear(seen, out);
        }
        if save.clicked() {
            self.save(seen, out);
        }
        begin
    }
}

/// A narrower window leaves no room for all of the bar's words.
pub(super) const SHORT: f32 = 860.0;
