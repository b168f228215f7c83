//! Is the database whole?

use rusqlite::{Connection, Result};

use super::{Vault, VaultError, database};

/// What a check found. Names of tables and numbers of pages and rows, never their contents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// Pages whose authentication fails: they were changed on the disk.
    pub pages: Vec<String>,
    /// Faults of the tables and indexes.
    pub structure: Vec<String>,
    /// Rows that refer to nothing: the table, and the row's number.
    pub references: Vec<String>,
}

impl CheckReport {
    /// Whether nothing was found.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.pages.is_empty() && self.structure.is_empty() && self.references.is_empty()
    }
}

impl Vault {
    /// Looks at every page, index and reference.
    ///
    /// # Errors
    /// [`VaultError::Unusable`], or [`VaultError::Io`] when not even looking was possible; damage is in the report.
    pub fn check(&self) -> std::result::Result<CheckReport, VaultError> {
        everything(self.conn()?).map_err(VaultError::sql("Checking the database"))
    }
}

/// Every check there is, the log emptied first: the check of the pages does not look at the log, and gives false alarms.
pub(super) fn everything(conn: &Connection) -> Result<CheckReport> {
    database::checkpoint(conn)?;
    let mut report = CheckReport { pages: lines(conn, "PRAGMA cipher_integrity_check")?, ..CheckReport::default() };
    match structure(conn) {
        Ok(faults) => report.structure = faults,
        Err(error) => report.structure.push(error.to_string()),
    }
    match references(conn) {
        Ok(faults) => report.references = faults,
        Err(error) => report.references.push(error.to_string()),
    }
    Ok(report)
}

/// Faults of tables and indexes; none means whole.
pub(super) fn structure(conn: &Connection) -> Result<Vec<String>> {
    let mut faults = lines(conn, "PRAGMA integrity_check")?;
    faults.retain(|line| line != "ok");
    Ok(faults)
}

fn references(conn: &Connection) -> Result<Vec<String>> {
    let mut statement = conn.prepare("PRAGMA foreign_key_check")?;
    let rows = statement.query_map([], |row| {
        let (table, number): (String, Option<i64>) = (row.get(0)?, row.get(1)?);
        Ok(format!("{table}, row {}", number.unwrap_or_default()))
    })?;
    rows.collect()
}

fn lines(conn: &Connection, pragma: &str) -> Result<Vec<String>> {
    let mut statement = conn.prepare(pragma)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    rows.collect()
}
