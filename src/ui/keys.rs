//! Keys that work anywhere on a screen, matched exactly: with another modifier held they are another key.

use egui::{Event, Key, Modifiers, Ui};

/// Alt with a letter.
pub const ALT: Modifiers = Modifiers::ALT;
/// Ctrl, or Command where that is the custom.
pub const COMMAND: Modifiers = Modifiers::COMMAND;

/// Takes every key and everything that was written out of the input, for what lies over a screen to hear later: the screen beneath
/// hears nothing of it.
#[must_use]
pub fn set_aside(ui: &Ui) -> Vec<Event> {
    ui.input_mut(|input| {
        let events = std::mem::take(&mut input.events);
        let (keys, rest) = events.into_iter().partition(is_of_the_keyboard);
        input.events = rest;
        keys
    })
}

/// Puts into the input again what was set aside.
pub fn give_back(ui: &Ui, aside: Vec<Event>) {
    ui.input_mut(|input| input.events.extend(aside));
}

fn is_of_the_keyboard(event: &Event) -> bool {
    matches!(event, Event::Key { .. } | Event::Text(_) | Event::Ime(_) | Event::Paste(_) | Event::Copy | Event::Cut)
}

/// Whether a key was pressed with exactly these modifiers; takes it out of the input, so that nothing else hears it. A key
/// that repeats because it is held counts once.
pub fn pressed(ui: &Ui, modifiers: Modifiers, key: Key) -> bool {
    ui.input_mut(|input| {
        let mut found = false;
        input.events.retain(|event| {
            let Event::Key { key: pressed, pressed: true, repeat, modifiers: held, .. } = event else { return true };
            let ours = *pressed == key && held.matches_exact(modifiers);
            found |= ours && !repeat;
            !ours
        });
        if found {
            // A letter with Alt or Ctrl held also comes as text on some systems.
            let letter = key.symbol_or_name();
            input.events.retain(|event| !matches!(event, Event::Text(text) if text.eq_ignore_ascii_case(letter)));
        }
        found
    })
}
