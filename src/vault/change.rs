//! Changing the data key so that a kill at any step leaves a vault that opens.
//!
//! The database accepts only key files whose hash it knows, so a change goes: the database learns the hashes of what will
//! be published; the key file with the current and the next key is published, sealed to those who will have the next one;
//! the database is encrypted anew; the replaced and removed key files are put in order; the key file with one key is
//! published; the database forgets the other hashes. Once the file with two keys is out, whoever opens the vault carries
//! the change through; before that, nothing has changed.

use rusqlite::Connection;

use super::error::VaultError;
use super::layout::Layout;
use super::ring::{DataKey, KeyRing, Next, Reader};
use super::{Vault, cause::Cause, database, files, identity, sealed};

/// A data key that was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyChange {
    /// The generation that is now in force.
    pub generation: u64,
    /// The backups in the folder were replaced by a fresh one, or there were none. Where not, [`Vault::notices`] says so
    /// and the next opening tries again.
    pub backups_replaced: bool,
}

/// How far the vault in whose place this one comes had got.
#[derive(Clone, Copy, Default)]
pub(super) struct Floor {
    /// The data key's generation has to be at least this one.
    pub(super) generation: u64,
    /// Somebody lost access in this generation.
    pub(super) revoked_at: u64,
}

/// Seals the ring to its readers and writes it, twice.
pub(super) fn publish(layout: &Layout, ring: &KeyRing) -> Result<(), VaultError> {
    let keys = ring.sealed_to().iter().map(|reader| reader.public_key.as_str());
    let sealed = sealed::seal(&ring.json()?, keys)?;
    files::write_twice(&layout.key_file(), &sealed).map_err(VaultError::io("Writing desk.key.age"))
}

/// Carries a published change through. The ring has a next key; `rekeyed` says whether the connection was opened with it.
pub(super) fn complete(
    layout: &Layout,
    mut conn: Connection,
    ring: &KeyRing,
    rekeyed: bool,
) -> Result<(Connection, KeyRing), VaultError> {
    let (Some(next), Some(done)) = (&ring.next, ring.completed()) else { return Ok((conn, ring.clone())) };
    let doing = VaultError::sql("Changing the key");
    if !rekeyed {
        database::rekey(&conn, &next.key).map_err(&doing)?;
        drop(conn);
        conn = database::open(layout, &next.key)?;
        database::settle(&conn).map_err(&doing)?;
    }
    put_key_files_in_order(layout, &ring.readers, &next.readers)
        .map_err(VaultError::io("Putting the key files in order"))?;
    publish(layout, &done)?;
    identity::accept(&mut conn, done.generation, &[done.hash()?]).map_err(&doing)?;
    Ok((conn, done))
}

/// Removes the key files of those who are readers no more, and puts a changed key in the place of the old one.
fn put_key_files_in_order(layout: &Layout, before: &[Reader], after: &[Reader]) -> std::io::Result<()> {
    for old in before {
        let (present, next) = (layout.key_of(&old.handle), layout.next_key_of(&old.handle));
        match after.iter().find(|reader| reader.handle == old.handle) {
            None => {
                files::remove(&present)?;
                files::remove(&files::second(&present))?;
            }
            Some(new) if new.public_key != old.public_key => {
                for (from, to) in [(next.clone(), present.clone()), (files::second(&next), files::second(&present))] {
                    if from.exists() {
                        std::fs::rename(from, to)?;
                    }
                }
            }
            Some(_) => continue,
        }
        files::sync_dir(&layout.keys())?;
    }
    Ok(())
}

impl Vault {
    /// Makes a new data key and encrypts the database anew, for instance after a closed day was cleared. Needs nobody's
    /// passphrase, and about twice the size of the database in free space.
    ///
    /// # Errors
    /// [`VaultError::NoRoom`] before anything was changed; [`VaultError::ChangeInterrupted`] when it could not be
    /// finished: this vault is then closed, and opening it again finishes or undoes the change.
    pub fn change_data_key(&mut self) -> Result<KeyChange, VaultError> {
        self.change_key(self.ring.readers.clone())
    }

    /// Changes the data key and the readers together, and remembers that outside the folder.
    pub(super) fn change_key(&mut self, readers: Vec<Reader>) -> Result<KeyChange, VaultError> {
        let change = self.change_key_to(readers, Floor::default())?;
        self.remember_generation();
        self.let_set_asides_follow();
        Ok(change)
    }

    /// Changes the data key and the readers; the generations will be at least those of `floor`.
    pub(super) fn change_key_to(&mut self, readers: Vec<Reader>, floor: Floor) -> Result<KeyChange, VaultError> {
        self.require_room()?;
        let remembered = self.memory.map_or(0, |memory| memory.generation);
        let generation = (self.ring.generation.max(remembered) + 1).max(floor.generation);
        let revokes = self.ring.readers.iter().any(|old| !readers.iter().any(|new| new.public_key == old.public_key));
        let revoked_at = if revokes { generation } else { self.ring.revoked_at.max(floor.revoked_at) };
        let mut begun = self.ring.clone();
        begun.next = Some(Next { key: DataKey::random()?, generation, revoked_at, readers });
        let (conn, ring) = self.begin(&begun).map_err(|error| self.interrupted(&error))?;
        self.conn = Some(conn);
        self.ring = ring;
        Ok(KeyChange { generation, backups_replaced: self.replace_due_backups() })
    }

    fn begin(&mut self, begun: &KeyRing) -> Result<(Connection, KeyRing), VaultError> {
        let mut conn = self.conn.take().ok_or(VaultError::Unusable)?;
        let doing = VaultError::sql("Changing the key");
        let done = begun.in_the_end();
        let accepted = [self.ring.hash()?, begun.hash()?, done.hash()?];
        identity::set_backups_due(&mut conn, true).map_err(&doing)?;
        identity::accept(&mut conn, self.ring.generation, &accepted).map_err(&doing)?;
        publish(&self.layout, begun)?;
        complete(&self.layout, conn, begun, false)
    }

    /// Publishes other readers under the same data key: nobody loses access.
    pub(super) fn publish_readers(&mut self, readers: Vec<Reader>) -> Result<(), VaultError> {
        let mut ring = self.ring.clone();
        ring.readers = readers;
        self.publish_ring(&ring).map_err(|error| self.interrupted(&error))?;
        self.ring = ring;
        self.let_set_asides_follow();
        Ok(())
    }

    fn publish_ring(&mut self, ring: &KeyRing) -> Result<(), VaultError> {
        let mut conn = self.conn.take().ok_or(VaultError::Unusable)?;
        let doing = VaultError::sql("Changing the readers");
        identity::accept(&mut conn, ring.generation, &[self.ring.hash()?, ring.hash()?]).map_err(&doing)?;
        publish(&self.layout, ring)?;
        identity::accept(&mut conn, ring.generation, &[ring.hash()?]).map_err(&doing)?;
        self.conn = Some(conn);
        Ok(())
    }

    /// After a step failed nobody knows which side of it the disk is on: the database stays closed, and opening decides.
    fn interrupted(&mut self, error: &VaultError) -> VaultError {
        self.conn = None;
        match error {
            VaultError::Unusable => VaultError::Unusable,
            VaultError::Io { cause, .. } => VaultError::ChangeInterrupted(*cause),
            VaultError::ReadOnly => VaultError::ChangeInterrupted(Cause::ReadOnly),
            _ => VaultError::ChangeInterrupted(Cause::Damaged),
        }
    }

    /// The database is written twice over, into its log and into itself.
    fn require_room(&self) -> Result<(), VaultError> {
        let doing = VaultError::io("Looking for room on the disk");
        // By its name: opening the file and closing it again would drop the lock that SQLite holds on it.
        let size = std::fs::metadata(self.layout.database()).map_err(&doing)?.len();
        let room = fs4::available_space(&self.layout.0).map_err(&doing)?;
        if room < 2 * size + 1024 * 1024 { Err(VaultError::NoRoom) } else { Ok(()) }
    }
}
