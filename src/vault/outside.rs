//! What can be seen of a vault without opening it: whether there is one, the handles in `keys/`, and its backups. Names,
//! roles and everything else are inside.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::layout::Layout;
use super::{RECOVERY, backup};
use crate::domain::staff::Handle;

/// What a folder shows from outside. Handles are what lies in `keys/`, and no proof that any of them opens the vault.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FromOutside {
    /// Whether there is a vault at all.
    pub is_desk: bool,
    /// Whose keys lie there, in the order of their names; the recovery code is not among them.
    pub handles: Vec<Handle>,
    /// When the newest backup in the folder was taken.
    pub backed_up_at: Option<DateTime<Utc>>,
}

/// Looks at a folder. What cannot be read is not there.
#[must_use]
pub fn seen_from_outside(folder: &Path) -> FromOutside {
    let layout = Layout(folder.to_owned());
    let mut handles: Vec<_> = layout.key_files().unwrap_or_default().iter().filter_map(|path| handle(path)).collect();
    handles.sort_by(|a, b| a.as_str().cmp(b.as_str()));
    handles.dedup();
    let backups = backup::listed(&layout.backups()).unwrap_or_default();
    FromOutside {
        is_desk: layout.database().is_file() || layout.key_file().is_file(),
        handles,
        backed_up_at: backups.last().map(|backup| backup.taken_at),
    }
}

/// Whose key a file is; none's while it is not yet in force.
fn handle(path: &Path) -> Option<Handle> {
    let name = path.file_name()?.to_str()?;
    let handle = name.strip_suffix(".bak").unwrap_or(name).strip_suffix(".age")?;
    (handle != RECOVERY).then(|| Handle::parse(handle).ok()).flatten()
}
