//! Whether a key was pressed by a person: a scanner writes faster, and a key held down repeats.

use egui::{Event, Id, Key, Modifiers, Ui};

/// Two keys closer than this came from a scanner.
pub const SCANNER: f64 = 0.030;

/// Keys that answer for a visitor pass through here, with the times at which they arrived.
///
/// A scanner's first character looks like a person's until the second follows, so that a key waits for 30 ms, unseen, and
/// counts only when nothing came before or after it in that time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct KeyPace<K> {
    last: Option<f64>,
    waiting: Option<(K, f64)>,
}

impl<K: Copy> KeyPace<K> {
    /// A pace that has seen no key.
    pub fn new() -> Self {
        Self { last: None, waiting: None }
    }

    /// A key, or any other character (`key` is `None`), arrived at `now`, in seconds.
    pub fn key(&mut self, key: Option<K>, repeat: bool, now: f64) {
        let close = self.last.is_some_and(|last| now - last < SCANNER);
        self.last = Some(now);
        // Whatever was waiting had no time to be alone. One that arrives in a late pass may have been close as well.
        self.waiting = match key {
            Some(key) if !close && !repeat && self.waiting.is_none() => Some((key, now)),
            _ => None,
        };
    }

    /// The key that has been alone long enough. Ask in every pass, after the pass's keys.
    pub fn settled(&mut self, now: f64) -> Option<K> {
        let (key, at) = self.waiting?;
        if now - at < SCANNER {
            return None;
        }
        self.waiting = None;
        Some(key)
    }

    /// Whether a key is waiting, so that another pass is needed.
    pub fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }

    /// Forgets what waits: the keyboard went elsewhere.
    pub fn forget(&mut self) {
        self.waiting = None;
    }
}

/// Reads the pass's keys at a person's pace, for what has this id and the keyboard; `ours` says which of them count, with
/// what is held down. Ask in every pass in which it has the keyboard.
pub fn heard<K>(ui: &Ui, id: Id, ours: impl Fn(Key, Modifiers) -> Option<K>) -> Option<K>
where
    K: Copy + Send + Sync + 'static,
{
    let memory = id.with("pace");
    let mut pace: KeyPace<K> = ui.data(|data| data.get_temp(memory)).unwrap_or_else(KeyPace::new);
    let (now, events) = ui.input(|input| (input.time, input.events.clone()));
    for event in &events {
        match event {
            Event::Key { key, pressed: true, repeat, modifiers, .. } => pace.key(ours(*key, *modifiers), *repeat, now),
            // A scanner may write characters that no key of ours stands for.
            Event::Text(text) if text.chars().count() > 1 => pace.key(None, false, now),
            Event::Paste(_) => pace.key(None, false, now),
            _ => {}
        }
    }
    let settled = pace.settled(now);
    if pace.is_waiting() {
        ui.ctx().request_repaint();
    }
    ui.data_mut(|data| data.insert_temp(memory, pace));
    settled
}

/// How the keys of a pass came to what takes them as they come, and lets them answer only later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// Whatever came before has been alone for long enough.
    Slowly,
    /// One came, and what may follow it has not had the time.
    JustNow,
    /// A key is held down.
    Held,
    /// As a scanner writes.
    Scanned,
}

/// Reads how the pass's keys came to what has this id and the keyboard. Ask in every pass in which it has it, and in the one in
/// which it loses it.
pub fn came(ui: &Ui, id: Id) -> Came {
    let memory = id.with("pace");
    let mut pace: KeyPace<()> = ui.data(|data| data.get_temp(memory)).unwrap_or_default();
    let now = ui.input(|input| input.time);
    let (fresh, held) = ui.input(|input| count(&input.events));
    (0..fresh).for_each(|_| pace.key(Some(()), false, now));
    if held > 0 {
        pace.key(Some(()), true, now);
    }
    _ = pace.settled(now);
    let waits = pace.is_waiting();
    if waits {
        ui.ctx().request_repaint();
    }
    ui.data_mut(|data| data.insert_temp(memory, pace));
    match (waits, fresh, held) {
        (true, ..) => Came::JustNow,
        (false, 0, 0) => Came::Slowly,
        (false, 0, _) => Came::Held,
        (false, ..) => Came::Scanned,
    }
}

/// How many keys were pressed, and how many are held down. What is written all at once is no person's.
fn count(events: &[Event]) -> (usize, usize) {
    let (mut fresh, mut held) = (0, 0);
    for event in events {
        match event {
            Event::Key { pressed: true, repeat: true, .. } => held += 1,
            Event::Key { pressed: true, .. } => fresh += 1,
            Event::Text(text) if text.chars().count() > 1 => fresh += 2,
            Event::Paste(_) => fresh += 2,
            _ => {}
        }
    }
    (fresh, held)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_answers() {
        let mut pace = KeyPace::new();
        pace.key(Some('y'), false, 1.0);
        assert_eq!(pace.settled(1.01), None);
        assert!(pace.is_waiting());
        assert_eq!(pace.settled(1.031), Some('y'));
        assert_eq!(pace.settled(1.1), None);
        pace.key(Some('n'), false, 1.2);
        assert_eq!(pace.settled(1.3), Some('n'));
    }

    #[test]
    fn a_scanner_never_answers() {
        let mut pace = KeyPace::new();
        for step in 0..10 {
            let now = 1.0 + 0.01 * f64::from(step);
            pace.key((step % 3 == 0).then_some('y'), false, now);
            assert_eq!(pace.settled(now), None);
        }
        assert_eq!(pace.settled(9.0), None);
        // All in one pass, as after a slow one.
        let mut pace = KeyPace::new();
        pace.key(Some('y'), false, 1.0);
        pace.key(Some('n'), false, 1.0);
        assert_eq!(pace.settled(2.0), None);
    }

    #[test]
    fn a_late_pass_does_not_make_a_person_of_a_scanner() {
        let mut pace = KeyPace::new();
        pace.key(Some('y'), false, 1.0);
        pace.key(None, false, 1.2);
        assert_eq!(pace.settled(1.2), None);
        assert_eq!(pace.settled(2.0), None);
    }

    #[test]
    fn a_key_held_down_never_answers() {
        let mut pace = KeyPace::new();
        pace.key(Some('y'), true, 1.0);
        assert_eq!(pace.settled(2.0), None);
    }
}
