//! Two habits of egui with the keyboard, put right before any screen hears of it: Escape takes the keyboard away from whatever
//! has it, and a key that is let go of under another name than it was pressed with counts as held from then on.

use std::collections::HashMap;

use egui::{Context, Event, Id, Key, Memory, Plugin, RawInput, Ui};

/// Puts both right.
#[derive(Default)]
pub(super) struct Keyboard {
    /// What had the keyboard when Escape was pressed.
    had: Option<Id>,
    /// The keys that are down, each with what it was called when it was pressed.
    down: HashMap<Key, Key>,
}

impl Plugin for Keyboard {
    fn debug_name(&self) -> &'static str {
        "keyboard"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        self.let_go_as_pressed(&mut input.events);
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

impl Keyboard {
    /// On most keyboards + is Shift with =. Whoever lets go of Shift first lets go of a =, and the + would stay down: every later
    /// press of it would count as a repetition.
    fn let_go_as_pressed(&mut self, events: &mut Vec<Event>) {
        for mut event in std::mem::take(events) {
            if let Event::Key { key, physical_key: Some(physical), pressed, modifiers, .. } = &mut event {
                let before = if *pressed { self.down.insert(*physical, *key) } else { self.down.remove(physical) };
                match before {
                    Some(before) if !*pressed => *key = before,
                    Some(before) if before != *key => {
                        let physical_key = Some(*physical);
                        let modifiers = *modifiers;
                        events.push(Event::Key { key: before, physical_key, pressed: false, repeat: false, modifiers });
                    }
                    _ => {}
                }
            }
            events.push(event);
        }
    }
}

fn is_escape(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Escape, pressed: true, modifiers, .. } if !modifiers.any())
}
