//! What people ask for under their rights, step by step (R15 to R20, R25).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use crate::domain::ids::RegistrationId;
use crate::domain::rights::{Request, RequestId, Step};

use super::act::{Appending, plain_commitment};
use super::{StoreError, sql};

/// A step to append.
pub struct NewStep<'a> {
    /// Of which request.
    pub request: RequestId,
    /// What the request is called by, with its first step.
    pub reference: Option<&'a str>,
    /// The row of whom it is about, with the step that says so: its first, or the one that found them.
    pub registration: Option<i64>,
    /// The day it is made on, where the desk is.
    pub made_on: NaiveDate,
    /// The step.
    pub step: Step,
}

/// Appends a step.
///
/// # Errors
/// When the tables cannot be written.
pub fn append(appending: &mut Appending<'_>, new: &NewStep<'_>) -> Result<(), StoreError> {
    let step = serde_json::to_string(&new.step).map_err(|_| StoreError::unreadable("request"))?;
    let made_on = new.made_on.to_string();
    appending.tx.execute(
        "INSERT INTO request_step (request, reference, registration, made_on, step, act, ordinal)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            new.request.0.as_bytes(),
            new.reference,
            new.registration,
            made_on,
            step,
            appending.act(),
            appending.next_place().ordinal
        ],
    )?;
    appending.place(commitment(new.request.0, new.reference, new.registration, &made_on, &step));
    Ok(())
}

/// SHA-256 over a step's columns. It holds nothing about a person, so it needs no salt.
pub(super) fn commitment(
    request: Uuid,
    reference: Option<&str>,
    registration: Option<i64>,
    made_on: &str,
    step: &str,
) -> [u8; 32] {
    plain_commitment(&serde_json::json!(["lanyard request 1", request, reference, registration, made_on, step]))
}

/// One step as it is kept.
pub struct KeptStep {
    /// Of which request.
    pub request: RequestId,
    /// What the request is called by, with its first step.
    pub reference: Option<String>,
    /// The row of whom it is about, with the step that says so.
    pub registration: Option<i64>,
    /// Whom it is about, with the step that says so.
    pub about: Option<RegistrationId>,
    /// The day it was made on.
    pub made_on: NaiveDate,
    /// The step.
    pub step: Step,
}

/// Every step of every request, in their order.
///
/// # Errors
/// When the tables cannot be read.
pub fn steps(conn: &Connection) -> Result<Vec<KeptStep>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT request, request_step.reference, registration, registration.id, made_on, step FROM request_step
             LEFT JOIN registration ON row = registration ORDER BY request_step.id",
    )?;
    let mut rows = statement.query([])?;
    let mut steps = Vec::new();
    while let Some(row) = rows.next()? {
        steps.push(step(row)?);
    }
    Ok(steps)
}

fn step(row: &Row<'_>) -> Result<KeptStep, StoreError> {
    let wrong = || StoreError::unreadable("request");
    let about: Option<Vec<u8>> = row.get(3)?;
    Ok(KeptStep {
        request: RequestId(sql::id(&row.get::<_, Vec<u8>>(0)?)?),
        reference: row.get(1)?,
        registration: row.get(2)?,
        about: about.as_deref().map(sql::id).transpose()?.map(RegistrationId),
        made_on: row.get::<_, String>(4)?.parse().map_err(|_| wrong())?,
        step: serde_json::from_str(&row.get::<_, String>(5)?).map_err(|_| wrong())?,
    })
}

/// Where every request stands, in the order they came in.
///
/// # Errors
/// When the tables cannot be read, or a step does not follow from those before it.
pub fn all(conn: &Connection) -> Result<Vec<Request>, StoreError> {
    let wrong = || StoreError::unreadable("request");
    let (mut order, mut requests) = (Vec::new(), BTreeMap::<RequestId, Request>::new());
    for KeptStep { request: id, reference, about, made_on, step, .. } in steps(conn)? {
        let next = match (step, requests.remove(&id)) {
            (Step::Received { right, on, how }, None) => {
                order.push(id);
                Request::received(id, reference.ok_or_else(wrong)?, about, (right, on, how))
            }
            (step @ Step::Found { .. }, Some(request)) => {
                // A backup that was restored may not have them; then nobody is found here, and can be again.
                Request { about, ..request.after(step, made_on).map_err(|_| wrong())? }
            }
            (step, Some(request)) => request.after(step, made_on).map_err(|_| wrong())?,
            _ => return Err(wrong()),
        };
        requests.insert(id, next);
    }
    Ok(order.into_iter().filter_map(|id| requests.remove(&id)).collect())
}
