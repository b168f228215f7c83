//! A habit of egui with the keyboard, put right before any screen hears of it: Escape takes the keyboard away from whatever has
//! it.

use egui::{Context, Event, Id, Key, Memory, Plugin, RawInput, Ui};

/// Puts it right.
#[derive(Default)]
pub(super) struct Keyboard {
    /// What had the keyboard when Escape was pressed.
    had: Option<Id>,
}

impl Plugin for Keyboard {
    fn debug_name(&self) -> &'static str {
        "keyboard"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        self.had = if input.events.iter().any(is_escape) { ctx.memory(Memory::focused) } else { None };
    }

    fn on_begin_pass(&mut self, ui: &mut Ui) {
        // What closes or goes back on Escape gives the keyboard to something else by itself. Without it, typing would go nowhere.
        if let Some(had) = self.had.take()
            && ui.memory(Memory::focused).is_none()
        {
            ui.memory_mut(|memory| memory.request_focus(had));
        }
    }
}

fn is_escape(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Escape, pressed: true, modifiers, .. } if !modifiers.any())
}
