//! How ids, times and digests stand in columns.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, SubsecRound, TimeZone, Utc};
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
    let offset = offset.checked_mul(60).and_then(FixedOffset::east_opt).ok_or_else(wrong)?;
    Ok(offset.from_utc_datetime(&written(utc.as_bytes()).ok_or_else(wrong)?))
}

/// Reads [`UTC`] back. By hand: a batch reads two million of them, and the general way takes longer than all else there.
fn written(text: &[u8]) -> Option<NaiveDateTime> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', time @ ..] = text else { return None };
    let [h1, h2, b':', n1, n2, b':', s1, s2, b'Z'] = time else { return None };
    let number = |digits: &[&u8]| {
        digits.iter().try_fold(0, |n: u32, b| b.is_ascii_digit().then(|| n * 10 + u32::from(**b - b'0')))
    };
    let year = number(&[y1, y2, y3, y4])?.cast_signed();
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)?.and_hms_opt(
        number(&[h1, h2])?,
        number(&[n1, n2])?,
        number(&[s1, s2])?,
    )
}

/// Reads an id back.
pub(super) fn id(bytes: &[u8]) -> Result<Uuid, StoreError> {
    Uuid::from_slice(bytes).map_err(|_| StoreError::unreadable("id"))
}

/// Reads a digest or key of 32 bytes back.
pub(super) fn digest(bytes: &[u8]) -> Result<[u8; 32], StoreError> {
    bytes.try_into().map_err(|_| StoreError::unreadable("digest"))
}
