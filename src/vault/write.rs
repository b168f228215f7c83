//! One transaction that is on the disk before it is acknowledged.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::cause::Cause;
use super::error::VaultError;
use super::{Vault, database};

/// Why a write did not happen.
#[derive(Debug, thiserror::Error)]
pub enum WriteError<E> {
    /// The work itself said no, and was rolled back.
    #[error(transparent)]
    Refused(E),
    /// The disk did not take it.
    #[error(
        "This was not saved. {cause} What was saved before is safe; when that is done, save again: nothing is saved twice."
    )]
    NotSaved {
        /// What the disk said.
        cause: Cause,
    },
    /// The database had to be closed after an error of the disk.
    #[error(
        "This was not saved: the vault was closed after an error of the disk. {cause} What was saved before is safe; open \
         the vault again."
    )]
    Unusable {
        /// What the disk said.
        cause: Cause,
    },
}

impl Vault {
    /// Does `work` in one transaction, and returns when it is in `desk.db`, synced, and the log is empty (R22).
    ///
    /// When committing or emptying the log fails, the database is closed and opened again, and `landed` looks whether the
    /// row is there: a write that is there and out of the log is answered with its result. Ids are chosen when a draft
    /// begins, so that saving again after [`WriteError::NotSaved`] saves once.
    ///
    /// # Errors
    /// [`WriteError::Refused`] with the error of `work`, unless at the bottom of that lies an error of the disk;
    /// [`WriteError::NotSaved`] when the disk did not take it; [`WriteError::Unusable`] when the database could not be
    /// opened again, after which every call says so.
    pub fn write<T, E: std::error::Error + 'static>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
        landed: impl Fn(&Connection) -> rusqlite::Result<bool>,
    ) -> Result<T, WriteError<E>> {
        if let Some(cause) = self.log_left {
            self.reopen().map_err(|_| WriteError::Unusable { cause })?;
            if let Some(cause) = self.log_left {
                return Err(WriteError::NotSaved { cause });
            }
        }
        let Some(conn) = self.conn.as_mut() else { return Err(WriteError::Unusable { cause: Cause::Other(0) }) };
        let (cause, made) = match attempt(conn, work) {
            Attempt::Saved(made) => return Ok(made),
            Attempt::Refused(error) => return Err(WriteError::Refused(error)),
            Attempt::RolledBack(cause) => (cause, None),
            Attempt::InDoubt(cause, made) => (cause, Some(made)),
        };
        self.reopen().map_err(|_| WriteError::Unusable { cause })?;
        let there = self.log_left.is_none() && self.conn.as_ref().is_some_and(|conn| landed(conn).unwrap_or(false));
        made.filter(|_| there).ok_or(WriteError::NotSaved { cause })
    }

    /// Closes the database and opens it anew with the same key. Where that fails it stays closed; where only the log
    /// cannot be emptied, as on a full disk, it can be read, and the next write tries again.
    pub(super) fn reopen(&mut self) -> Result<(), VaultError> {
        if let Some(conn) = self.conn.take() {
            // Whatever failed, closing must not try it again out of sight. An error of this call changes nothing.
            _ = database::leave_log_on_close(&conn, true);
        }
        let conn = database::open(&self.layout, &self.ring.current)?;
        database::make_durable(&conn).map_err(VaultError::sql("Opening the database again"))?;
        self.log_left = database::checkpoint(&conn).err().map(|error| Cause::from(&error));
        // Closing must not do out of sight what failed here.
        database::leave_log_on_close(&conn, self.log_left.is_some())
            .map_err(VaultError::sql("Opening the database again"))?;
        self.conn = Some(conn);
        Ok(())
    }
}

/// How far one transaction came.
enum Attempt<T, E> {
    Saved(T),
    Refused(E),
    RolledBack(Cause),
    InDoubt(Cause, T),
}

fn attempt<T, E: std::error::Error + 'static>(
    conn: &mut Connection,
    work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
) -> Attempt<T, E> {
    let tx = match conn.transaction_with_behavior(TransactionBehavior::Immediate) {
        Ok(tx) => tx,
        Err(error) => return Attempt::RolledBack(Cause::from(&error)),
    };
    let made = match work(&tx) {
        Ok(made) => made,
        Err(error) => {
            let rolled_back = tx.rollback().is_ok();
            return match Cause::beneath(&error) {
                Some(cause) => Attempt::RolledBack(cause),
                None if rolled_back => Attempt::Refused(error),
                None => Attempt::RolledBack(Cause::MediumError),
            };
        }
    };
    match tx.commit().and_then(|()| database::checkpoint(conn)) {
        Ok(()) => Attempt::Saved(made),
        Err(error) => Attempt::InDoubt(Cause::from(&error), made),
    }
}
