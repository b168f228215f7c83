//! Looking registrations up by their id, by their visitor's, and by the reference on their badge.
//!
//! An index for each would have every save write three more pages, twice: into the log and into the database. So all three are
//! keys of one table, into which registrations are taken several at a time; the few that are not in it yet are looked at
//! themselves.

use rusqlite::{Connection, Transaction, params};

use super::StoreError;

/// How many registrations are taken in together, here and into the search: one save in so many does both. As many are looked
/// at one by one.
pub(super) const TOGETHER: i64 = 64;

/// What a registration is looked up by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Key {
    /// Its id.
    Id,
    /// Its visitor's id.
    Visitor,
    /// The reference on its badge.
    Reference,
}

impl Key {
    const ALL: [Self; 3] = [Self::Id, Self::Visitor, Self::Reference];

    /// The column that it stands in.
    fn column(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Visitor => "visitor",
            Self::Reference => "reference",
        }
    }

    /// A value of that column as a key, in SQL.
    fn of(self, value: &str) -> String {
        if self == Self::Reference { format!("CAST({value} AS BLOB)") } else { value.to_owned() }
    }

    /// The rows that this key, as `?1`, leads to: a part of a query, after `row IN`.
    pub(super) fn rows(self) -> String {
        format!("({})", self.query("row"))
    }

    /// A query for `columns` of whatever this key, as `?1`, leads to. What is found is compared once more, so that a reference
    /// never passes for an id.
    pub(super) fn query(self, columns: &str) -> String {
        let (column, key) = (self.column(), self.of("?1"));
        let through = "(SELECT registration FROM registration_key_through)";
        format!(
            "SELECT {columns} FROM registration_key CROSS JOIN registration ON row = registration_key.registration
             WHERE key = {key} AND {column} = ?1
             UNION ALL SELECT {columns} FROM registration WHERE row > {through} AND {column} = ?1"
        )
    }
}

/// Takes the newest registrations in, once there are enough of them; `row` is the one that was just appended.
pub(super) fn appended(tx: &Transaction<'_>, row: i64) -> Result<(), StoreError> {
    let through: i64 =
        tx.prepare_cached("SELECT registration FROM registration_key_through")?.query_row([], |row| row.get(0))?;
    if row - through < TOGETHER {
        return Ok(());
    }
    for key in Key::ALL.map(|key| key.of(key.column())) {
        // In the order of the keys: that is how the table lies on the disk.
        let insert = format!(
            "INSERT INTO registration_key (key, registration)
             SELECT {key}, row FROM registration WHERE row > ?1 AND row <= ?2 ORDER BY 1"
        );
        tx.prepare_cached(&insert)?.execute(params![through, row])?;
    }
    tx.prepare_cached("UPDATE registration_key_through SET registration = ?1")?.execute([row])?;
    Ok(())
}

/// Whether anybody is registered under this visitor's id.
pub(super) fn is_known(conn: &Connection, visitor: &[u8]) -> Result<bool, StoreError> {
    let query = format!("SELECT EXISTS {}", Key::Visitor.rows());
    Ok(conn.prepare_cached(&query)?.query_row([visitor], |row| row.get(0))?)
}
