//! A new vault, which appears whole or not at all.

use std::fs;
use std::path::Path;

use super::error::VaultError;
use super::layout::Layout;
use super::readers::NewReader;
use super::ring::{KeyRing, Kind, Reader};
use super::sealed::Identity;
use super::unlock::Unlocked;
use super::{Kdf, RECOVERY, RecoveryCode, Schema, Vault, change, database, files, identity};
use crate::domain::staff::{Handle, Role};
use crate::env::Env;

impl Vault {
    /// Makes a vault in `dir`, which does not exist yet or is empty, and opens it. The recovery code is shown once.
    ///
    /// # Errors
    /// [`VaultError::NotEmpty`], [`VaultError::NoPlace`], or what the disk said; the folder is then as it was.
    pub fn create(
        dir: &Path,
        founder: &NewReader,
        kdf: Kdf,
        schema: Schema,
        env: &Env,
    ) -> Result<(Self, RecoveryCode), VaultError> {
        let doing = VaultError::io("Making the vault");
        if fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) || dir.is_file() {
            return Err(VaultError::NotEmpty);
        }
        let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !parent.is_dir() {
            return Err(VaultError::NoPlace);
        }
        let code = RecoveryCode::random()?;
        let identity = Identity::generate();

        // Built beside its place and renamed into it.
        let building = tempfile::Builder::new().prefix(".lanyard-").tempdir_in(parent).map_err(&doing)?;
        build(&Layout(building.path().join("vault")), founder, &identity, &code, kdf, env)?;
        if dir.exists() {
            fs::remove_dir(dir).map_err(&doing)?;
        }
        fs::rename(building.path().join("vault"), dir).map_err(&doing)?;
        files::sync_dir(parent).map_err(&doing)?;

        let vault = Self::open_as(dir, None, |_| Ok(vec![Unlocked::held(identity)]), schema, env)?;
        Ok((vault, code))
    }
}

fn build(
    layout: &Layout,
    founder: &NewReader,
    own: &Identity,
    code: &RecoveryCode,
    kdf: Kdf,
    env: &Env,
) -> Result<(), VaultError> {
    let doing = VaultError::io("Making the vault");
    let recovery = Identity::generate();
    let handle = Handle::parse(RECOVERY).map_err(|_| VaultError::UnusableName)?;
    if founder.handle == handle {
        return Err(VaultError::HandleTaken(handle));
    }
    let founder_reader = founder.reader(own.public_key())?;
    let printed = Reader {
        name: "Recovery code".to_owned(),
        role: Role::Lead,
        public_key: recovery.public_key(),
        kind: Kind::Recovery,
        handle,
    };
    for dir in [layout.0.clone(), layout.keys(), layout.backups()] {
        files::private_dir(&dir).map_err(&doing)?;
    }
    let locked = [
        (&founder_reader.handle, own.lock(founder.passphrase.expose(), kdf)?),
        (&printed.handle, recovery.lock(code.reveal(), kdf)?),
    ];
    for (handle, key_file) in locked {
        files::write_twice(&layout.key_of(handle), &key_file).map_err(&doing)?;
    }
    let ring = KeyRing::first(env.new_id(), vec![founder_reader, printed])?;
    change::publish(layout, &ring)?;

    files::private_file(&layout.database()).map_err(&doing)?;
    let doing = VaultError::sql("Making the database");
    let mut conn = database::connect(&layout.database(), &ring.current).map_err(&doing)?;
    database::settle(&conn).map_err(&doing)?;
    identity::create(&mut conn, ring.vault_id, kdf, &ring.hash()?).map_err(&doing)?;
    conn.close().map_err(|(_, error)| doing(error))
}
