//! What is typed faster than the window goes. After Tab it belongs to the next field, also where both arrive between two
//! frames. While a visitor is being saved it belongs to the next visitor, and waits until there is one.

use egui::{Context, Event, Key, Plugin, RawInput};

/// For whom typing is, as the app last knew it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Meant {
    /// For what has the keyboard.
    #[default]
    Now,
    /// For the next visitor.
    ForTheNext,
    /// For nobody that there is yet: the save failed, and something has to be answered first.
    ForNobody,
}

/// Says for whom typing is from now on; answers whether that has changed.
pub fn is_meant(ctx: &Context, meant: Meant) -> bool {
    let before = ctx.with_plugin(|ahead: &mut TypingAhead| std::mem::replace(&mut ahead.meant, meant));
    before.is_some_and(|before| before != meant)
}

/// Holds typing back until its time has come.
#[derive(Default)]
pub struct TypingAhead {
    meant: Meant,
    after_tab: Vec<Event>,
    for_the_next: Vec<Event>,
}

impl Plugin for TypingAhead {
    fn debug_name(&self) -> &'static str {
        "typing ahead"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let mut events = std::mem::take(&mut self.after_tab);
        if self.meant == Meant::ForTheNext {
            events.append(&mut input.events);
            let (typed, rest): (Vec<_>, Vec<_>) = events.into_iter().partition(is_typed);
            self.for_the_next.extend(typed);
            input.events = rest;
            return;
        }
        let next = std::mem::take(&mut self.for_the_next);
        if self.meant == Meant::Now {
            events.extend(next);
        }
        events.append(&mut input.events);
        let tab = |event: &Event| matches!(event, Event::Key { key: Key::Tab, pressed: true, .. });
        if let Some(at) = events.iter().position(tab).filter(|at| at + 1 < events.len()) {
            self.after_tab = events.split_off(at + 1);
            ctx.request_repaint();
        }
        input.events = events;
    }
}

/// Whether an event is typing, rather than a command, or a key that has a meaning of its own anywhere.
fn is_typed(event: &Event) -> bool {
    match event {
        Event::Text(_) | Event::Paste(_) | Event::Ime(_) => true,
        Event::Key { key, modifiers, .. } => {
            let function = key.name().strip_prefix('F').is_some_and(|number| number.parse::<u8>().is_ok());
            !function && *key != Key::Escape && !modifiers.alt && !modifiers.ctrl && !modifiers.command
        }
        _ => false,
    }
}
