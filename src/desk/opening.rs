//! Making and opening a desk.

use std::cell::RefCell;
use std::path::Path;

use serde_json::json;

use crate::batch::signing::SigningKey;
use crate::domain::act_kind::ActKind;
use crate::domain::ids::DeskId;
use crate::domain::staff::{Handle, Role};
use crate::env::Env;
use crate::store::act::{self, Act, Founding};
use crate::store::{MIGRATIONS, PASSING, StoreError, desk_keys, search, staff};
use crate::vault::{Cause, Kdf, NewReader, Passphrase, RecoveryCode, Schema, Vault, VaultError};

use super::{Desk, DeskError};

/// How many people are taken into the search index anew when a desk is opened, where a newer program spells their names otherwise.
const RESPELT_AT_ONCE: usize = 32;
/// Of how many people those are taken into the search at an opening whom they named, where they came before they could be found.
const CONTACTS_AT_ONCE: usize = 1_000;

/// What the vault has to know of the desk's tables.
pub const SCHEMA: Schema = Schema { migrations: MIGRATIONS, passing: PASSING };

impl Desk {
    /// Makes a desk in a new folder, with its first person, who should be a lead. The recovery code is shown once.
    ///
    /// # Errors
    /// When the folder is not empty, or the disk refuses.
    pub fn create(folder: &Path, founder: &NewReader, kdf: Kdf, env: &Env) -> Result<(Self, RecoveryCode), DeskError> {
        let (vault, code) = Vault::create(folder, founder, kdf, SCHEMA, env)?;
        Ok((Self::over(vault, folder, env)?, code))
    }

    /// Opens a desk with somebody's passphrase.
    ///
    /// # Errors
    /// As [`Vault::open`]: by name, and with nothing changed on disk.
    pub fn open(folder: &Path, handle: &Handle, passphrase: &Passphrase, env: &Env) -> Result<Self, DeskError> {
        Self::over(Vault::open(folder, handle, passphrase, SCHEMA, env)?, folder, env)
    }

    /// The desk over an open vault. What a kill may have left half done, founding it, changing its signing key or noting
    /// who works here, is finished first.
    pub(super) fn over(vault: Vault, folder: &Path, env: &Env) -> Result<Self, DeskError> {
        let reader = vault.reader();
        let (staff, role) = (reader.handle.clone(), reader.role);
        let (folder, env) = (folder.to_owned(), env.clone());
        let (event_read, looks) = (RefCell::default(), RefCell::default());
        let mut desk = Self { vault, folder, env, staff, role, event_read, looks };
        desk.finish_what_was_cut_off().map_err(|error| match Cause::beneath(&error) {
            Some(Cause::Damaged) => VaultError::DamagedPage.into(),
            _ => error,
        })?;
        Ok(desk)
    }

    fn finish_what_was_cut_off(&mut self) -> Result<(), DeskError> {
        match act::identity(self.conn()?) {
            Err(StoreError::Sql(rusqlite::Error::QueryReturnedNoRows)) => self.found()?,
            known => drop(known?),
        }
        let (epoch, sequence) = self.got_to()?;
        self.vault.report_if_behind(epoch, sequence);
        if let Some(last) = self.clock_is_behind()? {
            self.vault.report_clock_behind(last);
        }
        self.renew_signing_key_if_revoked()?;
        _ = self.forget_in_set_asides();
        // Where the disk refuses there is still something to look at; whoever saves is told.
        _ = self.forget_old_unfinished();
        _ = self.begin_due_notices();
        // Else they are found by the spellings they had, and the next opening tries again.
        _ = self.respell();
        _ = self.take_in_contacts();
        self.note_staff_cut_off()
    }

    /// Lets people be found by the spellings that this program knows, whichever registered them: so many at each opening, so that
    /// opening takes no longer than somebody waits for.
    fn respell(&mut self) -> Result<(), DeskError> {
        if search::is_spelt_before(self.conn()?)? {
            self.write(|tx| Ok(search::respell(tx, RESPELT_AT_ONCE)?), |_| Ok(false))?;
        }
        Ok(())
    }

    /// Lets guardians and emergency contacts be found whom people named before there was a search for them (R2).
    fn take_in_contacts(&mut self) -> Result<(), DeskError> {
        if search::are_contacts_due(self.conn()?)? {
            self.write(|tx| Ok(search::take_in_contacts(tx, CONTACTS_AT_ONCE)?), |_| Ok(false))?;
        }
        Ok(())
    }

    fn found(&mut self) -> Result<(), DeskError> {
        let [desk_id, suppression] = [random::<4>()?.to_vec(), random::<32>()?.to_vec()];
        let desk_id = DeskId(u32::from_be_bytes([desk_id[0], desk_id[1], desk_id[2], desk_id[3]]));
        let signing = SigningKey::generate().map_err(|_| DeskError::NoRandomness)?.to_bytes();
        let founding = Founding {
            desk: desk_id,
            signing_key: &signing,
            signing_since: self.vault.generation(),
            suppression_key: &suppression,
        };
        let (now, staff) = (self.env.now(), self.staff.clone());
        let people: Vec<_> = self.people();
        self.write(
            |tx| {
                act::found_desk(tx, &founding)?;
                for (handle, name, role) in &people {
                    staff::upsert(tx, handle, name, *role)?;
                }
                let details = json!({ "desk": desk_id.to_string(), "readers": people.len() });
                act::begin(tx)?.finish(&Act {
                    kind: ActKind::Found,
                    at: now,
                    staff: &staff,
                    subject: None,
                    details,
                })?;
                Ok(())
            },
            |conn| Ok(act::identity(conn).is_ok()),
        )
    }

    /// The persons who can open the vault, as the desk lists its staff.
    #[must_use]
    pub fn people(&self) -> Vec<(Handle, String, Role)> {
        let persons = self.vault.readers().iter().filter(|reader| reader.kind == crate::vault::Kind::Person);
        persons.map(|reader| (reader.handle.clone(), reader.name.clone(), reader.role)).collect()
    }

    /// A signing key from before somebody lost access may have been copied by them: it is replaced at once (DESIGN, the
    /// vault). Recipients then compare the desk's key words again.
    pub(super) fn renew_signing_key_if_revoked(&mut self) -> Result<bool, DeskError> {
        let since = desk_keys::signing_since(self.conn()?)?;
        if since >= self.vault.revoked_at() {
            return Ok(false);
        }
        let key = SigningKey::generate().map_err(|_| DeskError::NoRandomness)?;
        let generation = self.vault.generation();
        let (now, staff) = (self.env.now(), self.staff.clone());
        self.write(
            |tx| {
                desk_keys::replace_signing_key(tx, &key.to_bytes(), generation)?;
                let details = json!({ "fingerprint": key.public().fingerprint().as_str() });
                let kind = ActKind::ChangeSigningKey;
                act::begin(tx)?.finish(&Act { kind, at: now, staff: &staff, subject: None, details })?;
                Ok(())
            },
            |conn| Ok(desk_keys::signing_since(conn)? == generation),
        )?;
        Ok(true)
    }
}

/// Random bytes from the operating system.
pub(super) fn random<const N: usize>() -> Result<[u8; N], DeskError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| DeskError::NoRandomness)?;
    Ok(bytes)
}
