//! Hearing that the laptop is about to sleep before it does, where the system tells: the desk is locked first, and what is being
//! written is on the disk (R11, R22).
//!
//! On Linux logind tells, and waits for a moment if it is asked to. Where nobody tells, the window notices that the clock has
//! jumped once the laptop is awake again.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

#[cfg(target_os = "linux")]
mod logind;

/// Who tells that the laptop is about to sleep.
pub enum Teller {
    /// Nobody.
    Nobody,
    /// The system that the program runs on.
    System,
    /// The bus at this address, as D-Bus writes it (`unix:path=…`).
    At(String),
}

/// What keeps the laptop awake for a moment, as long as it is there.
type Hold = Box<dyn Send>;

/// Hears that the laptop is about to sleep, and has it wait until [`SleepWatch::let_sleep`].
pub struct SleepWatch(Arc<Heard>);

/// What was heard so far.
#[derive(Default)]
struct Heard(Mutex<State>);

#[derive(Default)]
struct State {
    /// It was told, and nothing has come of it here yet.
    told: bool,
    /// The system wants to sleep, or sleeps.
    sleepy: bool,
    hold: Option<Hold>,
}

impl SleepWatch {
    /// Begins to listen. `wake` is called when the laptop is about to sleep, from another thread. Where there is nobody who
    /// tells, it never is.
    pub fn start(teller: Teller, wake: impl Fn() + Send + 'static) -> Self {
        let heard = Arc::new(Heard::default());
        listen(teller, Arc::downgrade(&heard), wake);
        Self(heard)
    }

    /// Whether the laptop is about to sleep, and waits for us.
    #[must_use]
    pub fn is_about_to_sleep(&self) -> bool {
        self.0.state().told
    }

    /// Everything is locked and saved: the laptop may sleep.
    pub fn let_sleep(&self) {
        let mut state = self.0.state();
        state.told = false;
        if state.sleepy {
            state.hold = None;
        }
    }
}

impl Heard {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The laptop is about to sleep.
    #[cfg(any(target_os = "linux", test))]
    fn falls_asleep(&self) {
        let mut state = self.state();
        (state.told, state.sleepy) = (true, true);
    }

    /// It is awake again, or stays so. Says whether it has to be asked anew to wait the next time.
    #[cfg(any(target_os = "linux", test))]
    fn is_awake(&self) -> bool {
        let mut state = self.state();
        state.sleepy = false;
        state.hold.is_none()
    }

    /// As long as this is there, the laptop waits.
    #[cfg(any(target_os = "linux", test))]
    fn holds(&self, hold: Hold) {
        self.state().hold = Some(hold);
    }
}

#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "it waits for a word that may never come: nobody can wait for it to end")]
fn listen(teller: Teller, heard: std::sync::Weak<Heard>, wake: impl Fn() + Send + 'static) {
    if matches!(teller, Teller::Nobody) {
        return;
    }
    // Without a thread or without logind, the clock's jump still locks the desk. The thread ends with the program; nothing
    // joins it, so that a bus which does not answer holds no window open.
    _ = std::thread::Builder::new().name("sleep".to_owned()).spawn(move || _ = logind::listen(&teller, &heard, &wake));
}

#[cfg(not(target_os = "linux"))]
fn listen(_: Teller, _: std::sync::Weak<Heard>, _: impl Fn() + Send + 'static) {}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    /// Notes when it is let go of.
    struct Held(Arc<AtomicBool>);

    impl Drop for Held {
        fn drop(&mut self) {
            self.0.store(true, Ordering::SeqCst);
        }
    }

    fn held() -> (SleepWatch, Arc<AtomicBool>) {
        let gone = Arc::new(AtomicBool::new(false));
        let watch = SleepWatch::start(Teller::Nobody, || {});
        watch.0.holds(Box::new(Held(gone.clone())));
        (watch, gone)
    }

    #[test]
    fn the_laptop_waits_until_it_may_sleep() {
        let (watch, gone) = held();
        assert!(!watch.is_about_to_sleep());
        watch.0.falls_asleep();
        assert!(watch.is_about_to_sleep() && !gone.load(Ordering::SeqCst));
        watch.let_sleep();
        assert!(!watch.is_about_to_sleep() && gone.load(Ordering::SeqCst));
        assert!(watch.0.is_awake(), "the next time it has to be asked again");
    }

    #[test]
    fn a_sleep_that_was_called_off_still_locks_and_the_next_one_waits_too() {
        let (watch, gone) = held();
        watch.0.falls_asleep();
        assert!(!watch.0.is_awake());
        assert!(watch.is_about_to_sleep(), "whoever closed the lid meant the desk to be locked");
        watch.let_sleep();
        assert!(!gone.load(Ordering::SeqCst), "the hold for the next sleep");
    }

    #[test]
    fn a_window_that_is_gone_holds_nothing() {
        let (watch, gone) = held();
        drop(watch);
        assert!(gone.load(Ordering::SeqCst));
    }
}
