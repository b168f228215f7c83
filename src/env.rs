//! What a program takes from the world without asking: the time, new ids, and which sticks are plugged in.
//!
//! Everything else gets them as arguments, so that a test, or a demo, can fix them. Keys, salts and other secrets do
//! not come from here: they are always taken from the operating system's generator.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, FixedOffset, SubsecRound, TimeDelta};
use uuid::Uuid;

/// A stick or a card that is plugged in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Medium {
    /// What the system calls it.
    pub name: String,
    /// Its topmost folder.
    pub root: PathBuf,
    /// How many bytes are free on it.
    pub free: u64,
}

/// Clock, id source and the folder outside the vault that remembers how far a vault had got.
#[derive(Clone)]
pub struct Env {
    clock: Arc<dyn Fn() -> DateTime<FixedOffset> + Send + Sync>,
    ids: Arc<dyn Fn() -> Uuid + Send + Sync>,
    media: Arc<dyn Fn() -> Vec<Medium> + Send + Sync>,
    state_dir: PathBuf,
}

impl Env {
    /// The machine's clock and random ids. `state_dir` of `None` means the user's own state directory.
    #[must_use]
    pub fn real(state_dir: Option<PathBuf>) -> Self {
        Self {
            clock: Arc::new(wall_clock),
            ids: Arc::new(fresh_id),
            media: Arc::new(plugged_in),
            state_dir: state_dir.unwrap_or_else(user_state_dir),
        }
    }

    /// A clock that starts at `start` and moves on by one second at every reading, and ids that count up from `seed`.
    #[must_use]
    pub fn fixed(start: DateTime<FixedOffset>, seed: u64, state_dir: PathBuf) -> Self {
        let readings = AtomicU64::new(0);
        let next = AtomicU64::new(1);
        Self {
            clock: Arc::new(move || {
                let n = readings.fetch_add(1, Ordering::Relaxed);
                start + TimeDelta::seconds(i64::try_from(n).unwrap_or(i64::MAX / 2_000))
            }),
            ids: Arc::new(move || Uuid::from_u64_pair(seed, next.fetch_add(1, Ordering::Relaxed))),
            media: Arc::new(Vec::new),
            state_dir,
        }
    }

    /// A clock that says what `clock` says, and ids that count up from `seed`: a window that reads the time in every frame
    /// needs one that stands still until a test moves it.
    #[must_use]
    pub fn told(
        clock: impl Fn() -> DateTime<FixedOffset> + Send + Sync + 'static,
        seed: u64,
        state_dir: PathBuf,
    ) -> Self {
        let next = AtomicU64::new(1);
        Self {
            clock: Arc::new(clock),
            ids: Arc::new(move || Uuid::from_u64_pair(seed, next.fetch_add(1, Ordering::Relaxed))),
            media: Arc::new(Vec::new),
            state_dir,
        }
    }

    /// The same, with these sticks plugged in.
    #[must_use]
    pub fn with_media(self, media: impl Fn() -> Vec<Medium> + Send + Sync + 'static) -> Self {
        Self { media: Arc::new(media), ..self }
    }

    /// The same places, with the clock and the ids of `other`.
    #[must_use]
    pub fn with_clock_of(self, other: &Self) -> Self {
        Self { clock: other.clock.clone(), ids: other.ids.clone(), media: other.media.clone(), ..self }
    }

    /// The time now in whole seconds, which is how every time is kept, with the offset that the desk's clock shows.
    #[must_use]
    pub fn now(&self) -> DateTime<FixedOffset> {
        (self.clock)()
    }

    /// An id that was never given out before.
    #[must_use]
    pub fn new_id(&self) -> Uuid {
        (self.ids)()
    }

    /// The sticks and cards that are plugged in now and can be written to.
    #[must_use]
    pub fn media(&self) -> Vec<Medium> {
        (self.media)()
    }

    /// Where the vault's id, generation and last sequence are remembered outside the vault.
    #[must_use]
    pub fn state_dir(&self) -> &Path {
        &self.state_dir
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the wall clock")]
fn wall_clock() -> DateTime<FixedOffset> {
    chrono::Local::now().fixed_offset().trunc_subsecs(0)
}

#[expect(clippy::disallowed_methods, reason = "the one place that takes ids from the machine")]
fn fresh_id() -> Uuid {
    Uuid::now_v7()
}

fn plugged_in() -> Vec<Medium> {
    // Where the system does not say, a folder can still be typed.
    let Ok(disks) = sysinfo::Disks::new_with_refreshed_list() else { return Vec::new() };
    let sticks = disks.iter().filter(|disk| disk.is_removable() && !disk.is_read_only());
    sticks
        .map(|disk| Medium { name: called(disk), root: disk.mount_point().to_owned(), free: disk.available_space() })
        .collect()
}

/// The label with the drive letter on Windows; elsewhere a medium is mounted under its label.
fn called(disk: &sysinfo::Disk) -> String {
    let (label, root) = (disk.name().to_string_lossy(), disk.mount_point());
    if cfg!(windows) {
        let drive = root.to_string_lossy();
        let drive = drive.trim_end_matches('\\');
        return if label.is_empty() { drive.to_owned() } else { format!("{label} ({drive})") };
    }
    root.file_name().map_or_else(|| label.into_owned(), |name| name.to_string_lossy().into_owned())
}

fn user_state_dir() -> PathBuf {
    directories::ProjectDirs::from("", "", "lanyard").map_or_else(
        || PathBuf::from(".lanyard-state"),
        |dirs| dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_path_buf(),
    )
}
