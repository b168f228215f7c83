//! How ids, times and digests stand in columns.

use chrono::{DateTime, FixedOffset, NaiveDateTime, SubsecRound, TimeZone, Utc};
use uuid::Uuid;

use super::StoreError;

/// The one way a time is written: UTC, whole seconds.
const UTC: &str = "%Y-%m-%dT%H:%M:%SZ";

/// A time as its column: UTC text.
pub(super) fn utc(at: DateTime<FixedOffset>) -> String {
    at.with_timezone(&Utc).format(UTC).to_string()
}

/// A time's offset as its column: minutes east of UTC.
pub(super) fn offset(at: DateTime<FixedOffset>) -> i32 {
    at.offset().local_minus_utc() / 60
}

/// A time as it will be read back: whole seconds, and an offset of whole minutes.
pub(super) fn as_kept(at: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    let seconds = at.trunc_subsecs(0);
    FixedOffset::east_opt(offset(at) * 60).map_or(seconds, |offset| seconds.with_timezone(&offset))
}

/// Reads a time back from its two columns.
pub(super) fn time(utc: &str, offset: i32) -> Result<DateTime<FixedOffset>, StoreError> {
    let wrong = || StoreError::unreadable("time");
    let naive = NaiveDateTime::parse_from_str(utc, UTC).map_err(|_| wrong())?;
    let offset = offset.checked_mul(60).and_then(FixedOffset::east_opt).ok_or_else(wrong)?;
    Ok(offset.from_utc_datetime(&naive))
}

/// Reads an id back.
pub(super) fn id(bytes: &[u8]) -> Result<Uuid, StoreError> {
    Uuid::from_slice(bytes).map_err(|_| StoreError::unreadable("id"))
}

/// Reads a digest or key of 32 bytes back.
pub(super) fn digest(bytes: &[u8]) -> Result<[u8; 32], StoreError> {
    bytes.try_into().map_err(|_| StoreError::unreadable("digest"))
}
