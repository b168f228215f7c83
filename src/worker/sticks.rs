//! Looking at what is plugged in while somebody waits for a stick. The window is told when that changes, and only then: it need not be
//! painted to find out.

use std::time::{Duration, Instant};

use super::work::Work;
use super::{Answer, Medium};

/// So often a look is taken.
const EVERY: Duration = Duration::from_secs(2);

/// What the window wants to be told of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Watched {
    /// Nothing: nobody waits for a stick.
    #[default]
    Nothing,
    /// What is plugged in.
    Media,
    /// That, and how much room there is where the desk is: it is full.
    MediaAndRoom,
}

/// What is watched, and how it was when the window was told last.
#[derive(Default)]
pub(super) struct Watch {
    watched: Watched,
    told: (Vec<Medium>, Option<u64>),
    /// When a look was taken last.
    looked: Option<Instant>,
}

impl Watch {
    /// How long until the next look; nothing where none is taken.
    pub(super) fn next_look(&self) -> Option<Duration> {
        let looked = self.looked.filter(|_| self.watched != Watched::Nothing)?;
        Some(EVERY.saturating_sub(looked.elapsed()))
    }
}

/// Watches this from now on. The answer is how it is now.
pub(super) fn watch(work: &mut Work, watched: Watched) -> Answer {
    work.sticks.watched = watched;
    work.sticks.told = look(work);
    Answer::Plugged(work.sticks.told.0.clone())
}

/// What the window has to be told, where it is time to look again: something is different from how it was.
pub(super) fn changed(work: &mut Work) -> Option<Answer> {
    if !work.sticks.next_look()?.is_zero() {
        return None;
    }
    let now = look(work);
    if now == work.sticks.told {
        return None;
    }
    work.sticks.told = now;
    Some(Answer::Plugged(work.sticks.told.0.clone()))
}

fn look(work: &mut Work) -> (Vec<Medium>, Option<u64>) {
    if work.sticks.watched == Watched::Nothing {
        return Default::default();
    }
    work.sticks.looked = Some(Instant::now());
    let desk = work.desk.as_ref().filter(|_| work.sticks.watched == Watched::MediaAndRoom);
    (work.env.media(), desk.and_then(|desk| super::place::free(desk.folder())))
}
