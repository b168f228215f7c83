//! After how long the desk locks itself (R22). It is kept with the desk, and there is no *never*.

use egui::{Id, Ui};

use crate::domain::rules::LockAfter;
use crate::ui::screens::flow;
use crate::ui::widgets::text::Text;
use crate::ui::widgets::{Choice, ChoiceOption};

/// Shows the card; says what was chosen instead.
pub(super) fn ui(ui: &mut Ui, now: LockAfter) -> Option<LockAfter> {
    let mut chosen = LockAfter::ALL.iter().position(|choice| *choice == now);
    let before = chosen;
    flow::hug(ui, 16.0, |ui| {
        let words: Vec<_> = LockAfter::ALL.iter().map(|choice| format!("{} minutes", choice.number())).collect();
        let options: Vec<_> = words.iter().map(|words| ChoiceOption::new(words)).collect();
        let width = 173.0_f32.min(ui.available_width());
        Choice::new(Id::unique("lock after"), "Lock after", &options).acts(true).width(width).show(ui, &mut chosen);
        ui.add_space(6.0);
        Text::caption("So long without a touch. A half-filled form is kept.").muted().wrap().show(ui);
    });
    chosen.filter(|_| chosen != before).and_then(|at| LockAfter::ALL.get(at)).copied()
}
