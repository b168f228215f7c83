//! What this computer remembers of a vault outside its folder, so that an old copy in its place is noticed.

use chrono::{DateTime, FixedOffset};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Notice, Vault, VaultError, files};

/// Bytes of one line of the file: what is remembered, spaces, the line's checksum. There are two lines, written by turns,
/// so that one cut short by a kill leaves the other.
const LINE: usize = 256;
/// Letters of the checksum.
const SUM: usize = 16;

/// How far a vault had got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Memory {
    vault_id: Uuid,
    pub(super) generation: u64,
    last_sequence: u64,
    /// The epoch that the sequence counts in.
    #[serde(default)]
    epoch: u32,
}

impl Memory {
    /// What is remembered: the further one of the two lines. One that is damaged or of another vault counts as none.
    pub(super) fn recall(state_dir: &Path, vault_id: Uuid) -> Option<Self> {
        let text = files::read(&path(state_dir, vault_id)).ok()??;
        let lines = text.chunks(LINE).filter_map(Self::of_line).filter(|memory| memory.vault_id == vault_id);
        lines.max_by_key(|memory| (memory.generation, memory.epoch, memory.last_sequence))
    }

    fn of_line(line: &[u8]) -> Option<Self> {
        let (said, sum) = line.strip_suffix(b"\n")?.split_last_chunk::<SUM>()?;
        if *sum != checksum(said) {
            return None;
        }
        serde_json::from_slice(said).ok()
    }

    fn line(&self) -> serde_json::Result<Vec<u8>> {
        let mut line = serde_json::to_vec(self)?;
        line.resize(LINE - SUM - 1, b' ');
        let sum = checksum(&line);
        line.extend_from_slice(&sum);
        line.push(b'\n');
        Ok(line)
    }

    /// Writes this in place of the older line, without a sync: after a power cut an older note only reports less. Every
    /// save does it, so that nothing is made anew or renamed.
    fn write(&self, path: &Path) -> std::io::Result<()> {
        let line = self.line()?;
        let open = || std::fs::File::options().write(true).create(true).truncate(false).open(path);
        let mut file = match open() {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
                open()?
            }
            opened => opened?,
        };
        let at = if self.last_sequence.is_multiple_of(2) { 0 } else { LINE };
        file.seek(SeekFrom::Start(at as u64))?;
        file.write_all(&line)
    }
}

fn checksum(said: &[u8]) -> [u8; SUM] {
    let mut sum = [0; SUM];
    // Eight bytes of it, as sixteen letters.
    _ = hex::encode_to_slice(&Sha256::digest(said)[..SUM / 2], &mut sum);
    sum
}

fn path(state_dir: &Path, vault_id: Uuid) -> PathBuf {
    state_dir.join(format!("{vault_id}.memory"))
}

impl Vault {
    /// Notes outside the folder how far the desk's sequence has got in its epoch, with the newest generation seen. What
    /// was further is not forgotten, so that an older copy is reported for as long as it is behind.
    ///
    /// # Errors
    /// [`VaultError::Io`] when the user's state folder cannot be written. Nothing depends on it but the report that a
    /// vault went back.
    pub fn remember(&mut self, epoch: u32, last_sequence: u64) -> Result<(), VaultError> {
        let generation = self.memory.map_or(0, |memory| memory.generation).max(self.ring.generation);
        let furthest = self.memory.map_or((0, 0), |memory| (memory.epoch, memory.last_sequence));
        let (epoch, last_sequence) = furthest.max((epoch, last_sequence));
        let memory = Memory { vault_id: self.ring.vault_id, generation, last_sequence, epoch };
        if self.memory == Some(memory) {
            return Ok(());
        }
        let written = memory.write(&path(self.env.state_dir(), self.ring.vault_id));
        written.map_err(VaultError::io("Noting how far the vault has got"))?;
        self.memory = Some(memory);
        Ok(())
    }

    /// The last sequence that this computer noted for this vault, if it has seen it before. A desk whose own last
    /// sequence is lower has gone back.
    #[must_use]
    pub fn remembered_sequence(&self) -> Option<u64> {
        self.memory.map(|memory| memory.last_sequence)
    }

    /// The epoch that this sequence counts in: a restored backup begins a new one, past every epoch remembered.
    #[must_use]
    pub fn remembered_epoch(&self) -> Option<u32> {
        self.memory.map(|memory| memory.epoch)
    }

    /// Reports a desk that has not got as far as this computer remembers: an old copy was put in its place. Its epoch
    /// comes first, since numbers begin anew when a backup is restored.
    pub fn report_if_behind(&mut self, epoch: u32, last_sequence: u64) {
        let Some(memory) = self.memory else { return };
        if self.notices.iter().any(|notice| matches!(notice, Notice::WentBack { .. })) {
            return;
        }
        if epoch < memory.epoch {
            self.notices.push(Notice::BeforeRestore { remembered: memory.epoch, found: epoch });
        } else if epoch == memory.epoch && last_sequence < memory.last_sequence {
            self.notices.push(Notice::FellBehind { remembered: memory.last_sequence, found: last_sequence });
        }
    }

    /// Reports that the clock is behind what was done last.
    pub fn report_clock_behind(&mut self, last: DateTime<FixedOffset>) {
        self.notices.push(Notice::ClockBehind { last: last.format("%-d %B %Y at %H:%M").to_string() });
    }

    /// Notes the present generation with the sequence as it was remembered.
    pub(super) fn remember_generation(&mut self) {
        if self.remember(0, 0).is_err() {
            self.notices.push(Notice::NotRemembered);
        }
    }
}
