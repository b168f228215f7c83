//! What somebody complained of, and what they were answered (R25).

use rusqlite::{Connection, Transaction, params};
use uuid::Uuid;

use crate::domain::complaint::Part;
use crate::domain::rights::RequestId;
use crate::domain::text::Paragraph;

use super::act::{Appending, commit_row};
use super::{StoreError, sql};

/// Appends words; `registration` is the row of whom the complaint is about.
///
/// # Errors
/// When the tables cannot be written.
pub fn append(
    appending: &mut Appending<'_>,
    request: RequestId,
    registration: Option<i64>,
    part: Part,
    words: &Paragraph,
) -> Result<(), StoreError> {
    let (salt, commitment) = commit_row(&payload(request.0, registration, part.code(), words.as_str()))?;
    appending.tx.execute(
        "INSERT INTO complaint_words (request, registration, act, ordinal, part, words, salt, commitment)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            request.0.as_bytes(),
            registration,
            appending.act(),
            appending.next_place().ordinal,
            part.code(),
            words.as_str(),
            salt,
            commitment
        ],
    )?;
    appending.place(commitment);
    Ok(())
}

/// What words commit to.
pub(super) fn payload(request: Uuid, registration: Option<i64>, part: &str, words: &str) -> Vec<u8> {
    serde_json::to_vec(&("lanyard complaint 1", request, registration, part, words)).unwrap_or_default()
}

/// Lets every complaint's words go, with everything else of a registration that has a tombstone; also what was written down before it
/// was found whom the complaint is about.
pub(super) fn forget(tx: &Transaction<'_>, row: i64) -> Result<(), StoreError> {
    let update = "UPDATE complaint_words SET words = NULL, salt = NULL
        WHERE registration = ?1
            OR registration IS NULL AND request IN (SELECT request FROM request_step WHERE registration = ?1)";
    tx.execute(update, [row])?;
    Ok(())
}

/// Lets the words of a complaint go that is about nobody on the record; says whether there were any.
///
/// # Errors
/// When the tables cannot be written.
pub fn let_go(appending: &Appending<'_>, request: RequestId) -> Result<bool, StoreError> {
    let update = "UPDATE complaint_words SET words = NULL, salt = NULL
        WHERE request = ?1 AND registration IS NULL AND salt IS NOT NULL";
    Ok(appending.tx.execute(update, [request.0.as_bytes()])? > 0)
}

/// Words as they are kept. It has no `Debug`: it is personal data.
pub struct Kept {
    /// Of which complaint.
    pub request: RequestId,
    /// The row of whom it is about.
    pub registration: Option<i64>,
    /// The act that wrote them down.
    pub act: u64,
    /// Whose words.
    pub part: Part,
    /// The words; none once erased.
    pub words: Option<Paragraph>,
}

/// Everything that was written down of one complaint, or of all, in its order.
///
/// # Errors
/// When the tables cannot be read.
pub fn written(conn: &Connection, request: Option<RequestId>) -> Result<Vec<Kept>, StoreError> {
    let wrong = || StoreError::unreadable("complaint");
    let mut statement = conn.prepare_cached(
        "SELECT request, registration, act, part, words FROM complaint_words WHERE ?1 IS NULL OR request = ?1 ORDER BY id",
    )?;
    let mut rows = statement.query([request.map(|request| request.0.as_bytes().to_vec())])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let words: Option<String> = row.get(4)?;
        all.push(Kept {
            request: RequestId(sql::id(&row.get::<_, Vec<u8>>(0)?)?),
            registration: row.get(1)?,
            act: row.get::<_, i64>(2)?.cast_unsigned(),
            part: Part::from_code(&row.get::<_, String>(3)?).ok_or_else(wrong)?,
            words: words
                .map(|words| Paragraph::parse_up_to(&words, Paragraph::LONGEST).map_err(|_| wrong()))
                .transpose()?,
        });
    }
    Ok(all)
}
