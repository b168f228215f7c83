//! A button that cannot be pressed while its work runs loses the keyboard: it comes back as soon as it can be pressed again.

use egui::{Event, Id, Ui};

/// What had the keyboard when it could not be pressed any more, and the last pass in which it was so.
#[derive(Clone, Copy)]
struct Lost {
    id: Id,
    pass: u64,
}

/// Call this before egui hears of something that cannot be pressed: egui takes the keyboard from it.
pub(super) fn note_loss(ui: &Ui, id: Id) {
    let pass = ui.ctx().cumulative_pass_nr();
    if ui.memory(|memory| memory.has_focus(id)) {
        ui.data_mut(|data| data.insert_temp(slot(), Lost { id, pass }));
        return;
    }
    let lost: Option<Lost> = ui.data(|data| data.get_temp(slot()));
    if lost.is_some_and(|lost| lost.id == id) {
        // Whoever does something else meanwhile is not called back.
        let pressed = |event: &Event| {
            matches!(
                event,
                Event::Key { pressed: true, repeat: false, .. } | Event::PointerButton { pressed: true, .. }
            )
        };
        if ui.input(|input| input.events.iter().any(pressed)) {
            ui.data_mut(|data| data.remove::<Lost>(slot()));
        } else {
            ui.data_mut(|data| data.insert_temp(slot(), Lost { id, pass }));
        }
    }
}

/// Call this for what can be pressed: where it is what lost the keyboard, and nothing else has it now, it has it again.
pub(super) fn regain(ui: &Ui, id: Id) {
    let lost: Option<Lost> = ui.data(|data| data.get_temp(slot()));
    let Some(lost) = lost.filter(|lost| lost.id == id) else { return };
    ui.data_mut(|data| data.remove::<Lost>(slot()));
    let is_recent = lost.pass + 2 >= ui.ctx().cumulative_pass_nr();
    if is_recent && ui.memory(egui::Memory::focused).is_none() {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

fn slot() -> Id {
    Id::unique("lost the keyboard")
}
