//! Replaying from the desk that is being replaced.

use rusqlite::Transaction;

use crate::store::act::Appending;
use crate::store::carry_over::{self, SetAgain};
use crate::store::desk_keys;
use crate::vault::Frozen;

use super::super::DeskError;
use super::Replayed;

/// Carries everything over that must not come undone, for the registrations that the backup has, and the settings and notices of every
/// event.
pub(super) fn replay(
    present: &Frozen,
    tx: &Transaction<'_>,
    appending: &mut Appending<'_>,
    done: &mut Replayed,
    (last_act, set_again): (u64, &[SetAgain]),
    generation: u64,
) -> Result<(), DeskError> {
    let from = present.conn();
    let shared = carry_over::shared(from, tx)?;
    done.missing = shared.missing;
    done.settings = set_again.len() as u64 + carry_over::notices(from, appending)?;
    carry_over::notices_begun(from, tx)?;
    carry_over::rules(from, tx)?;
    // Erasing first: to what is erased nothing is appended.
    done.erased = carry_over::erasures(from, appending, &shared)?;
    done.answers = carry_over::restrictive_answers(from, appending, &shared)?;
    done.same_persons = carry_over::same_persons(from, appending)?;
    done.special = carry_over::special_values(from, tx, &shared)?;
    done.restricted = carry_over::restrictions(from, tx, &shared)?;
    done.lapsed = carry_over::lapses(from, appending, &shared)?;
    done.removals = carry_over::removals(from, appending, &shared)?;
    done.requests = carry_over::requests(from, appending, &shared)?;
    done.requests += carry_over::complaints(from, appending, &shared)?;
    done.told = carry_over::told_sources(from, appending, &shared)?;
    carry_over::half_filled_forms(from, tx)?;
    carry_over::organisation(from, tx)?;
    let (recipients, changed) = carry_over::recipients(from, appending)?;
    done.recipients = changed;
    done.batches = carry_over::batches(from, appending, &shared, &recipients, last_act, set_again)?;
    done.equality = carry_over::equality(from, tx, &shared)?;
    // Recipients know the present desk's key. Who can open that desk can open this one, so it stays as good as it was;
    // one that was due to be replaced is left, and is replaced when the desk is opened.
    if desk_keys::signing_since(from)? >= present.revoked_at() {
        desk_keys::keep_signing_key(tx, &desk_keys::signing_key(from)?, generation)?;
    }
    Ok(())
}
