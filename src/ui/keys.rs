//! Keys that work anywhere on a screen, matched exactly: with another modifier held they are another key.

use egui::{Event, Key, Modifiers, Ui};

/// Alt with a letter.
pub const ALT: Modifiers = Modifiers::ALT;
/// Ctrl, or Command where that is the custom.
pub const COMMAND: Modifiers = Modifiers::COMMAND;

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
