//! What this computer remembers of a vault outside its folder, so that an old copy in its place is noticed.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Notice, Vault, VaultError, files};

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
    /// What is remembered; a file that is damaged or of another vault counts as none.
    pub(super) fn recall(state_dir: &Path, vault_id: Uuid) -> Option<Self> {
        let text = files::read(&path(state_dir, vault_id)).ok()??;
        serde_json::from_slice(&text).ok().filter(|memory: &Self| memory.vault_id == vault_id)
    }
}

fn path(state_dir: &Path, vault_id: Uuid) -> PathBuf {
    state_dir.join(format!("{vault_id}.json"))
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
        let doing = VaultError::io("Noting how far the vault has got");
        let json = serde_json::to_vec(&memory).map_err(|error| doing(error.into()))?;
        let dir = self.env.state_dir();
        std::fs::create_dir_all(dir).map_err(&doing)?;
        // No sync: after a power cut an older note only reports less.
        let file = tempfile::NamedTempFile::new_in(dir).map_err(&doing)?;
        std::fs::write(file.path(), json).map_err(&doing)?;
        file.persist(path(dir, self.ring.vault_id)).map_err(|error| doing(error.error))?;
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
        let reported = self.notices.iter().any(|notice| matches!(notice, Notice::WentBack { .. }));
        if !reported && (epoch, last_sequence) < (memory.epoch, memory.last_sequence) {
            self.notices.push(Notice::FellBehind { remembered: memory.last_sequence, found: last_sequence });
        }
    }

    /// Notes the present generation with the sequence as it was remembered.
    pub(super) fn remember_generation(&mut self) {
        if self.remember(0, 0).is_err() {
            self.notices.push(Notice::NotRemembered);
        }
    }
}
