//! Locking: when somebody asks, when nobody has touched the desk for a while, and when the laptop slept.

use std::time::{Duration, Instant as Monotonic};

use chrono::TimeDelta;
use egui::Context;

use crate::domain::moment::Instant;
use crate::domain::rules::LockAfter;
use crate::ui::out::Out;
use crate::ui::screens::held::Held;
use crate::ui::screens::unlock::Unlock;
use crate::worker::{Request, opening};

use super::{App, LOOK_AGAIN, Screen, Window};

/// Why the desk was locked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// Somebody asked.
    Asked,
    /// Nobody touched it for this many minutes.
    Idle(i64),
    /// The laptop slept.
    Slept,
}

/// How long nobody has touched the desk, by the wall clock: the window's own time stands still while it is hidden.
pub(super) struct Idle {
    touched: Instant,
    seen: (Instant, Monotonic),
}

impl Idle {
    pub(super) fn new(now: Instant) -> Self {
        Self { touched: now, seen: (now, Monotonic::now()) }
    }

    pub(super) fn touched(&mut self, now: Instant) {
        self.touched = now;
        self.seen = (now, Monotonic::now());
    }

    /// Whether the laptop slept since this was last asked: the wall clock went on, and the one that stops in sleep did not.
    fn slept(&mut self, now: Instant) -> bool {
        let (wall, monotonic) = std::mem::replace(&mut self.seen, (now, Monotonic::now()));
        let awake = TimeDelta::from_std(monotonic.elapsed()).unwrap_or(TimeDelta::MAX);
        // A minute is more than a clock is ever set by in one go, and less than a pause that matters.
        now - wall > awake + TimeDelta::minutes(1)
    }
}

/// For so long the desk says that it is about to lock itself.
const WARNING: Duration = Duration::from_secs(20);

impl Window {
    /// Notes that somebody is there.
    pub(super) fn note_input(&mut self, ctx: &Context, now: Instant) {
        if ctx.input(|input| !input.raw.events.is_empty()) {
            self.idle.touched = now;
        }
    }

    /// Has the clock looked at again in time to lock.
    pub(super) fn wake_for_lock(&self, ctx: &Context, now: Instant, after: Option<LockAfter>) {
        if let Some(after) = after {
            let left = self.left(now, after).to_std().unwrap_or(Duration::ZERO);
            // In time for the warning, then for the lock itself.
            let left = left.checked_sub(WARNING).filter(|left| !left.is_zero()).unwrap_or(left);
            ctx.request_repaint_after((left + Duration::from_millis(500)).min(LOOK_AGAIN));
        }
    }

    /// How long until the desk locks itself.
    fn left(&self, now: Instant, after: LockAfter) -> TimeDelta {
        self.idle.touched + minutes(after) - now
    }

    /// Whether the desk is about to lock itself: it says so for a while, and any touch puts it off (WCAG 2.2, 2.2.1).
    pub(super) fn locks_soon(&self, now: Instant, after: LockAfter) -> bool {
        self.left(now, after).to_std().is_ok_and(|left| left <= WARNING)
    }
}

fn minutes(after: LockAfter) -> TimeDelta {
    TimeDelta::minutes(after.number().into())
}

impl App {
    /// Locks the desk where the system tells that the laptop is about to sleep, and lets it sleep once everything is on the disk.
    pub(super) fn lock_before_sleep(&mut self, ctx: &Context) {
        if self.window.sleep.is_about_to_sleep() {
            self.lock(ctx, Why::Slept);
            if !self.worker.is_busy() {
                self.window.sleep.let_sleep();
            }
        }
    }

    pub(super) fn lock_when_idle(&mut self, ctx: &Context) {
        let now = self.env.now();
        let slept = self.window.idle.slept(now);
        let Some(after) = self.locks_after() else { return };
        let idle = now - self.window.idle.touched;
        if slept && idle > TimeDelta::zero() {
            self.lock(ctx, Why::Slept);
        } else if idle >= minutes(after) {
            self.lock(ctx, Why::Idle(minutes(after).num_minutes()));
        }
    }

    /// After how long the desk that is open locks itself.
    pub(super) fn locks_after(&self) -> Option<LockAfter> {
        let Screen::Desk(desk) = &self.screen else { return None };
        Some(desk.session.rules.lock_after)
    }

    /// Closes the desk and drops everything that visitors said, but for what is being written: a form, and words in dialogs.
    /// That is kept in memory, off the screen, and on the disk where R11 lets it go there.
    pub(super) fn lock(&mut self, ctx: &Context, why: Why) {
        let Screen::Desk(desk) = &mut self.screen else { return };
        // A laptop that is locked may run out of power: what may go to the disk goes there.
        if let Some(register) = &mut desk.register {
            register.keep_at_once(&mut Out::new(&mut self.worker));
        }
        let form = desk.register.as_mut().and_then(super::super::screens::register::Register::to_be_held);
        let unfinished = desk.keep_unfinished_at_once(&mut Out::new(&mut self.worker));
        let left = std::mem::take(&mut desk.left);
        let held = Held { form, left, unfinished, whose: desk.session.who.handle.clone(), section: desk.section };
        // What a lead is writing is nobody's data: it goes to the disk.
        desk.settings.keep_notice_before_leaving(&mut Out::new(&mut self.worker));
        let unlock = Unlock::warm(&desk.session, held.if_any(), why, self.env.now());
        self.screen = Screen::Locked(Box::new(unlock));
        self.worker.ask(Request::Opening(opening::Request::Lock));
        // Nothing else stays in sight, and no taskbar leads past it.
        ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(true));
        self.keys_sheet = None;
        self.toasts = Default::default();
        // What was typed into text fields is in there too.
        ctx.memory_mut(|memory| *memory = Default::default());
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        self.window.applied = None;
        ctx.request_repaint();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desk_begins_with_the_time_that_was_drawn() {
        let drawn = f64::from(crate::ui::tokens::tokens().motion.lock_after);
        let usual = minutes(LockAfter::default()).num_milliseconds();
        assert!((drawn - usual as f64).abs() < 0.5, "{drawn} {usual}");
    }
}
