//! Addresses that more than one registration gives: few, among everybody's, found in one pass (R14).

use std::collections::HashMap;
use std::collections::hash_map::{Entry, RandomState};
use std::hash::BuildHasher;

use rusqlite::{Connection, Row};

use crate::domain::address::Addresses;
use crate::domain::purpose::Channel;

use super::StoreError;

/// Registrations that give one address, by their rows, oldest first; two with the same hash may yet be two addresses.
pub struct Together {
    /// The channel that the address is for; a telephone number is under [`Channel::Phone`] only.
    pub channel: Channel,
    /// Whose it is.
    pub rows: Vec<i64>,
}

/// One channel for each kind of address.
const KINDS: [Channel; 3] = [Channel::Email, Channel::Phone, Channel::Post];

/// Every address that more than one registration gives in its newest version, of all events; of whom something was erased,
/// nothing.
///
/// # Errors
/// When the tables cannot be read.
pub fn addresses(conn: &Connection) -> Result<Vec<Together>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT registration, {ADDRESSES} FROM registration_version WHERE salt IS NOT NULL ORDER BY place DESC"
    ))?;
    let mut rows = statement.query([])?;
    let (hasher, mut first, mut several) = (RandomState::new(), HashMap::new(), HashMap::<_, Vec<i64>>::new());
    let mut newest = None;
    while let Some(row) = rows.next()? {
        let registration: i64 = row.get(0)?;
        // Newest first: the versions after that are old ones.
        if newest.replace(registration) == Some(registration) {
            continue;
        }
        let said = said(row, 1)?;
        for (kind, channel) in KINDS.into_iter().enumerate() {
            let Some(address) = said.by(channel) else { continue };
            let key = (kind, hasher.hash_one(address));
            match first.entry(key) {
                Entry::Vacant(place) => _ = place.insert(registration),
                Entry::Occupied(one) => several.entry(key).or_insert_with(|| vec![*one.get()]).push(registration),
            }
        }
    }
    let together = several.into_iter().map(|((kind, _), mut rows)| {
        rows.reverse();
        Together { channel: KINDS[kind], rows }
    });
    Ok(together.collect())
}

/// What addresses are made of, of a version: what [`said`] reads.
pub(super) const ADDRESSES: &str = "guardian_name IS NOT NULL,
    iif (guardian_name IS NULL, email, guardian_email), iif (guardian_name IS NULL, phone, guardian_phone),
    address_line_1, coalesce (postcode, city)";

/// The columns of [`ADDRESSES`], which begin at `from`.
pub(super) fn said<'r>(row: &'r Row<'_>, from: usize) -> Result<Addresses<'r>, StoreError> {
    let wrong = |_| StoreError::unreadable("registration");
    let text = |column: usize| row.get_ref(from + column)?.as_str_or_null().map_err(wrong);
    Ok(Addresses { of_guardian: row.get(from)?, email: text(1)?, phone: text(2)?, line: text(3)?, rest: text(4)? })
}
