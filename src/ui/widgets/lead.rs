//! A press that cannot be done leads the keyboard to what has to be put right.

use egui::{Context, Id, Rect, Ui};

/// What a press comes to; where that is nothing, the first box that is painted in error takes the keyboard.
pub fn or_lead_to_error<T>(ctx: &Context, pressed: Option<T>) -> Option<T> {
    if pressed.is_none() {
        let pass = ctx.cumulative_pass_nr();
        ctx.data_mut(|data| data.insert_temp(led(), pass));
        ctx.request_repaint();
    }
    pressed
}

/// Takes the keyboard, where a press has just led to what is wrong and nothing before this was.
pub(super) fn take_if_led(ui: &Ui, id: Id, bounds: Rect, wrong: bool) {
    let pressed: Option<u64> = ui.data(|data| data.get_temp(led()));
    let Some(pressed) = pressed else { return };
    // What lies behind a dialog may be in error too: the press was not about that.
    if !ui.memory(|memory| memory.allows_interaction(ui.layer_id())) {
        return;
    }
    let passed = ui.ctx().cumulative_pass_nr().saturating_sub(pressed);
    // In the pass of the press itself nothing is known yet to be wrong.
    if passed > 0 && (wrong || passed > 2) {
        ui.data_mut(|data| data.remove::<u64>(led()));
        if wrong {
            ui.memory_mut(|memory| memory.request_focus(id));
            ui.scroll_to_rect(bounds, None);
        }
    }
}

fn led() -> Id {
    Id::unique("led to what is wrong")
}
