//! The highest epoch that anything tells of: the new one has to be past all of them, or two batches, or two answers, could
//! have one place.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::domain::ids::DeskId;
use crate::store::act;
use crate::vault::{Frozen, Vault};

use super::super::DeskError;

/// More restores than a desk can have had. A file's name that claims more is none of ours, and must not use epochs up.
const MOST: u32 = 0x00ff_ffff;

/// The highest epoch of the backup, the present desk, the batches given and those in the outbox, and of what this
/// computer remembers.
pub(super) fn highest(
    vault: &Vault,
    present: Option<&Frozen>,
    folder: &Path,
    batches: &[PathBuf],
) -> Result<u32, DeskError> {
    let own = act::identity(vault.conn()?)?;
    let present = present.map(|present| act::identity(present.conn())).transpose()?;
    let outbox = std::fs::read_dir(folder.join("outbox")).into_iter().flatten();
    let names = outbox.filter_map(|entry| Some(entry.ok()?.file_name()));
    let names = names.chain(batches.iter().filter_map(|file| file.file_name().map(OsString::from)));
    let named = names.filter_map(|name| named(name.to_str()?, own.desk));
    let all = named.chain(present.map(|identity| identity.epoch)).chain(vault.remembered_epoch());
    Ok(all.fold(own.epoch, u32::max))
}

/// The epoch in a batch's file name, where it is one of this desk: `<event>_<desk8>_<recipient>_<epoch8>-<seq>.zip.age`.
fn named(name: &str, desk: DeskId) -> Option<u32> {
    let mut parts = name.strip_suffix(".zip.age")?.split('_');
    let (of, place) = (parts.nth(1)?, parts.nth(1)?);
    let epoch = u32::from_str_radix(place.split_once('-')?.0, 16).ok()?;
    (of == desk.to_string() && epoch <= MOST).then_some(epoch)
}
