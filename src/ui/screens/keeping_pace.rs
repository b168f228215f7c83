//! How often what is being typed goes to the disk.

use std::time::Duration;

use egui::Ui;

/// In seconds.
const EVERY: f64 = 0.4;
/// How long to wait once the disk has refused, in seconds.
const AGAIN: f64 = 4.0;

/// When something was sent to the disk last.
#[derive(Default)]
pub(in crate::ui) struct KeepingPace {
    sent_at: f64,
}

impl KeepingPace {
    /// Whether it is to be sent now, where it has changed: not while it is `on_its_way`, and not more often than it can be
    /// written. Otherwise the window is painted again in time.
    pub(in crate::ui) fn is_due(&mut self, ui: &Ui, on_its_way: bool) -> bool {
        let now = ui.input(|input| input.time);
        let due = self.sent_at + EVERY;
        if on_its_way || now < due {
            ui.ctx().request_repaint_after(Duration::from_secs_f64((due - now).clamp(0.05, AGAIN)));
            return false;
        }
        self.sent_at = now;
        true
    }

    /// The disk refused: it is tried again a little later.
    pub(in crate::ui) fn was_refused(&mut self) {
        self.sent_at += AGAIN;
    }
}
