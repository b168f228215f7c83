//! Putting a restored vault in the place of the present one so that a kill at any step leaves one or the other.
//!
//! What is restored stands complete in `restoring/`. Writing `restore.json` decides it: from then on every opening first
//! carries the swap through. For each item: as long as it is in `restoring/`, the present one (if still there) goes to the
//! folder that the journal names, and the restored one takes its place. Every step can be repeated.

use std::fs;
use std::io;
use std::path::PathBuf;

use super::error::VaultError;
use super::layout::Layout;
use super::set_aside::PREFIX;
use super::{Notice, backup, files};

const DATABASE: &str = "desk.db";
/// What is swapped, in this order. The database's log goes with the old database, before it.
const ITEMS: [&str; 4] = [DATABASE, "desk.key.age", "desk.key.age.bak", "keys"];
const LOGS: [&str; 3] = ["desk.db-wal", "desk.db-shm", "desk.db-journal"];

/// Swaps, setting the present vault aside under `name`; where that fails, everything goes back to where it was.
pub(super) fn swap(layout: &Layout, name: &str) -> Result<(), VaultError> {
    let doing = VaultError::io("Restoring the backup");
    files::write_whole(&layout.restore_journal(), name.as_bytes()).map_err(&doing)?;
    forward(layout, name).map_err(|error| {
        // Where even that fails, the journal is still there and the next opening goes forward.
        _ = back(layout, name);
        doing(error)
    })
}

/// Carries a swap through that was cut off, or removes what was left of a restore that had not been decided.
pub(super) fn resume(layout: &Layout) -> Result<Option<Notice>, VaultError> {
    let doing = VaultError::io("Finishing the restore that was cut off");
    if let Some(journal) = files::read(&layout.restore_journal()).map_err(&doing)? {
        let named = String::from_utf8(journal).ok();
        let sound = |name: &String| name.strip_prefix(PREFIX).and_then(backup::taken_at).is_some();
        let in_it = |name: &String| !name.contains(['/', '\\']);
        let name = named.filter(sound).filter(in_it).unwrap_or_else(|| format!("{PREFIX}19700101T000000Z"));
        forward(layout, &name).map_err(&doing)?;
        return Ok(Some(Notice::RestoreFinished { set_aside: name }));
    }
    if layout.restoring().exists() {
        files::remove_dir(&layout.restoring()).map_err(&doing)?;
        return Ok(Some(Notice::RestoreUndone));
    }
    Ok(None)
}

struct Places {
    present: PathBuf,
    restored: PathBuf,
    aside: PathBuf,
}

fn places(layout: &Layout, name: &str) -> Places {
    Places { present: layout.0.clone(), restored: layout.restoring(), aside: layout.0.join(name) }
}

fn forward(layout: &Layout, name: &str) -> io::Result<()> {
    let Places { present, restored, aside } = places(layout, name);
    if !aside.exists() {
        files::private_dir(&aside)?;
        files::sync_dir(&present)?;
    }
    if restored.join(DATABASE).exists() {
        for log in LOGS.iter().filter(|log| present.join(log).exists()) {
            fs::rename(present.join(log), aside.join(log))?;
        }
        files::sync_dir(&aside)?;
    }
    for item in ITEMS.iter().filter(|item| restored.join(item).exists()) {
        if present.join(item).exists() {
            fs::rename(present.join(item), aside.join(item))?;
            files::sync_dir(&aside)?;
        }
        fs::rename(restored.join(item), present.join(item))?;
        files::sync_dir(&present)?;
    }
    finish(layout)?;
    // Where there was no vault before, nothing was set aside.
    if fs::read_dir(&aside)?.next().is_none() {
        fs::remove_dir(&aside)?;
    }
    Ok(())
}

fn back(layout: &Layout, name: &str) -> io::Result<()> {
    let Places { present, restored, aside } = places(layout, name);
    for item in ITEMS.iter().rev() {
        if !restored.join(item).exists() && present.join(item).exists() {
            fs::rename(present.join(item), restored.join(item))?;
        }
        if aside.join(item).exists() {
            fs::rename(aside.join(item), present.join(item))?;
        }
    }
    for log in LOGS.iter().filter(|log| aside.join(log).exists()) {
        fs::rename(aside.join(log), present.join(log))?;
    }
    files::sync_dir(&present)?;
    // The journal goes first: without it, what is left in `restoring/` is only removed.
    files::remove(&layout.restore_journal())?;
    finish(layout)?;
    fs::remove_dir(&aside)
}

fn finish(layout: &Layout) -> io::Result<()> {
    files::remove_dir(&layout.restoring())?;
    files::remove(&layout.restore_journal())?;
    files::sync_dir(&layout.0)
}
