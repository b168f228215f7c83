//! Keys that a widget, or a screen, takes for itself.

use egui::{Context, Event, EventFilter, Id, Key, Modifiers, Ui};

/// Takes one press of exactly these keys, and the letter that Alt would also write into a field.
///
/// egui's own `consume_key` lets extra Shift and Alt pass: Ctrl+Shift+Z would be Ctrl+Z.
pub fn take(ctx: &Context, modifiers: Modifiers, key: Key) -> bool {
    ctx.input_mut(|input| {
        let mut taken = false;
        input.events.retain(|event| {
            let ours = matches!(event, Event::Key { key: k, pressed: true, modifiers: m, .. }
                if *k == key && m.matches_exact(modifiers));
            let first = ours && !taken;
            taken |= ours;
            !first
        });
        if taken && modifiers.alt {
            input.events.retain(|event| !matches!(event, Event::Text(text) if text.eq_ignore_ascii_case(key.name())));
        }
        taken
    })
}

/// Takes a plain key.
pub fn plain(ctx: &Context, key: Key) -> bool {
    take(ctx, Modifiers::NONE, key)
}

/// While this widget has the keyboard, arrows (and Escape, if asked) are its own and move no focus.
pub fn hold(ui: &Ui, id: Id, escape: bool) {
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape, tab: false };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
}

/// What was written this pass: letters for a list that is searched by typing.
pub fn written(ctx: &Context) -> String {
    ctx.input(|input| {
        input
            .events
            .iter()
            .filter_map(|event| if let Event::Text(text) = event { Some(text.as_str()) } else { None })
            .collect()
    })
}
