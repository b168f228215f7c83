//! Room in the log for the next write, made while nobody waits for it.
//!
//! The log is emptied before a save is acknowledged, so the next one finds a file of no length: each of its two syncs of
//! the log then has to note the length as well, which a journalling file system does in a write of its own. Where zeros
//! stand there already, it does not. They are no log: SQLite looks for its magic number, finds none, and replays nothing.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use super::Vault;

/// In bytes: a log's header, and a page with its own header for each that one registration writes, with some to spare.
const ROOM: usize = 64 * 1024;

/// In bytes.
const HEADER: u64 = 32;

impl Vault {
    /// Makes room in the log, where it is empty. Where the disk refuses, the next write only takes a little longer: that one
    /// syncs everything itself, and says so if it cannot.
    pub fn make_room(&self) {
        if self.conn.is_some() && self.log_left.is_none() {
            _ = make_room(&self.layout.wal());
        }
    }
}

fn make_room(log: &Path) -> io::Result<()> {
    let mut log = File::options().write(true).open(log)?;
    if log.seek(SeekFrom::End(0))? > 0 {
        return Ok(());
    }
    // Written out, not only reserved: what is reserved is noted when it is first written, in that same sync.
    let made = log.write_all(&[0; ROOM]).and_then(|()| log.sync_data());
    made.or_else(|_| log.set_len(0))
}

/// Whether a log holds anything: not where it is missing, empty or nothing but room.
pub(super) fn holds_anything(log: &Path) -> bool {
    let mut header = Vec::new();
    let read = File::open(log).and_then(|log| log.take(HEADER).read_to_end(&mut header));
    // One that cannot be read is not known to be empty.
    read.map_or_else(|error| error.kind() != io::ErrorKind::NotFound, |_| header.iter().any(|byte| *byte != 0))
}
