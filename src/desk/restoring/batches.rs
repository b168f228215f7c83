//! Sealed batches as witnesses of what came after a backup: opened, verified, and put in their chains before anything of
//! them is believed.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::File;
use std::path::Path;

use rusqlite::{Connection, Transaction};
use uuid::Uuid;

use crate::batch::chain::{ChainError, ChainPoint, verify_chain};
use crate::batch::digest::{Digest, digest_of};
use crate::batch::error::BatchError;
use crate::batch::header::Hex8;
use crate::batch::keys::RecipientKey;
use crate::batch::signing::{SigningKey, VerifyingKey};
use crate::batch::verify::{Verified, verify};
use crate::domain::code::Code;
use crate::domain::ids::BatchId;
use crate::store::act::{self, Appending};
use crate::store::batches::{NewBatch, SealedBefore, append_sealed, mark_sealed};
use crate::store::carry_over;
use crate::store::recipients::{self, Recipient};
use crate::store::{desk_keys, events, registrations};

use super::super::DeskError;
use super::super::closing::{as_they_stand, columns_of};
use super::told::Telling;
use super::{Replay, Replayed};

/// The batches of one epoch to one recipient, in their order, and the digest of each file.
struct Chain {
    recipient: Recipient,
    batches: Vec<Verified>,
    files: Vec<Digest>,
}

/// Batches, each with the digest of its file.
type Files = Vec<(Verified, Digest)>;

/// Of whom a recipient was told last that it may have nothing any more, by the code of the event.
type Lost = BTreeMap<Code, BTreeSet<i64>>;

/// Replays what the batches tell. Answers whether one was signed with another key than the backup's.
pub(super) fn replay(
    replay: &Replay<'_>,
    tx: &Transaction<'_>,
    appending: &mut Appending<'_>,
    done: &mut Replayed,
    last_act: u64,
) -> Result<bool, DeskError> {
    let own = SigningKey::from_bytes(&desk_keys::signing_key(tx)?)?.public().clone();
    let mut other_key = false;
    for mut chain in chains(replay, tx, &own, &mut other_key)? {
        let (mut missing, mut lost) = (HashSet::new(), Lost::new());
        for (batch, file) in chain.batches.iter_mut().zip(&chain.files) {
            one(replay, tx, appending, (&chain.recipient, batch, *file), (&mut missing, &mut lost), done, last_act)?;
        }
        keep_from(tx, &chain.recipient, &lost, done)?;
        done.missing = done.missing.max(missing.len() as u64);
    }
    Ok(other_key)
}

/// Opens and verifies every file, and every chain from where the backup's own knowledge of it ends.
fn chains(
    replay: &Replay<'_>,
    conn: &Connection,
    own: &VerifyingKey,
    other_key: &mut bool,
) -> Result<Vec<Chain>, DeskError> {
    let mut found: BTreeMap<(i64, Hex8), (Recipient, Files)> = BTreeMap::new();
    for file in replay.restoring.batches {
        let batch = opened(replay, file, own, other_key)?;
        let recipient = recipient_of(conn, &batch)?;
        let (_, digest) = digest_of(File::open(file).map_err(BatchError::reading)?).map_err(BatchError::reading)?;
        let place = (recipient.id, batch.point().epoch);
        found.entry(place).or_insert_with(|| (recipient, Vec::new())).1.push((batch, digest));
    }
    let in_order = |(recipient, mut batches): (Recipient, Files)| {
        batches.sort_by_key(|(batch, _)| batch.point().sequence);
        let (batches, files): (Vec<_>, Vec<_>) = batches.into_iter().unzip();
        let before = batches.first().map(Verified::point).map(|first| before(conn, &recipient, &first)).transpose()?;
        verify_chain(&batches, before.flatten().as_ref()).map_err(BatchError::from)?;
        Ok(Chain { recipient, batches, files })
    };
    found.into_values().map(in_order).collect()
}

/// Opens a file with whichever identity and key fit.
fn opened(replay: &Replay<'_>, file: &Path, own: &VerifyingKey, other_key: &mut bool) -> Result<Verified, DeskError> {
    let keys = || std::iter::once((own, false)).chain(replay.restoring.desk_key.iter().map(|key| (key, key != own)));
    for identity in replay.restoring.identities {
        for (key, is_other) in keys() {
            match verify(file, identity, key) {
                Ok(batch) => {
                    *other_key |= is_other;
                    return Ok(batch);
                }
                Err(BatchError::WrongKey) => break,
                Err(BatchError::WrongSigner) if !is_other && replay.restoring.desk_key.is_some() => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
    Err(DeskError::NoIdentityFor(file.file_name().unwrap_or_default().to_string_lossy().into_owned()))
}

/// The recipient whose key a batch is sealed to, in use or not; a batch of another desk has none here.
fn recipient_of(conn: &Connection, batch: &Verified) -> Result<Recipient, DeskError> {
    let statement = batch.statement();
    let (header, desk) = (&statement.header, act::identity(conn)?.desk);
    if header.desk != Hex8(desk.0.to_be_bytes()) {
        return Err(BatchError::Chain(ChainError::OtherDesk { sequence: header.sequence }).into());
    }
    let sealed_to = |recipient: &Recipient| {
        let key: Result<RecipientKey, _> = recipient.age_key.parse();
        key.is_ok_and(|key| statement.sealed_to.contains(&key.fingerprint()))
    };
    let found = recipients::ever_called(conn, &header.recipient)?.into_iter().find(sealed_to);
    found.ok_or_else(|| DeskError::BatchOfUnknownRecipient(header.recipient.clone()))
}

/// The place before the first batch that was given, as the backup knows it.
fn before(conn: &Connection, recipient: &Recipient, first: &ChainPoint) -> Result<Option<ChainPoint>, DeskError> {
    let sequence = first.sequence.saturating_sub(1);
    let epoch = u32::from_be_bytes(first.epoch.0);
    let manifest = carry_over::batch_at(conn, recipient.id, epoch, sequence)?.and_then(|known| known.manifest);
    Ok(manifest.map(|manifest| ChainPoint { sequence, manifest: Digest(manifest), ..first.clone() }))
}

/// Replays one batch, unless the backup has it.
fn one(
    replay: &Replay<'_>,
    tx: &Transaction<'_>,
    appending: &mut Appending<'_>,
    (recipient, batch, file): (&Recipient, &mut Verified, Digest),
    (missing, lost): (&mut HashSet<Uuid>, &mut Lost),
    done: &mut Replayed,
    last_act: u64,
) -> Result<(), DeskError> {
    let (header, point) = (batch.statement().header.clone(), batch.point());
    let epoch = u32::from_be_bytes(point.epoch.0);
    let known = carry_over::batch_at(tx, recipient.id, epoch, point.sequence)?;
    match known.as_ref().and_then(|known| known.manifest) {
        Some(manifest) if manifest == point.manifest.0 => return Ok(()),
        Some(_) => return Err(BatchError::Chain(ChainError::Altered { sequence: point.sequence }).into()),
        None => {}
    }
    // Of an event that came after the backup, the backup knows nobody.
    let Some(kept) = events::by_code(tx, header.event.as_str())? else { return Ok(()) };
    let mut telling = Telling::of(tx, recipient, &kept.event, replay, done)?;
    let lost = lost.entry(header.event.clone()).or_default();
    let members = telling.replay(batch, appending, missing, lost)?;
    done.batches += 1;
    if let Some(reserved) = known {
        // Reserved before the backup, with its members, and sealed after it.
        mark_sealed(tx, reserved.row, &file.0, &point.manifest.0)?;
        return Ok(());
    }
    let purposes: Vec<_> = header.purposes.iter().map(|stated| &stated.purpose).collect();
    let columns = members.iter().fold(0, |all, member| all | member.columns);
    let columns: Vec<_> = columns_of(columns).collect();
    let new = NewBatch {
        id: BatchId(replay.env.new_id()),
        recipient: recipient.id,
        event: kept.event.id(),
        epoch,
        sequence: point.sequence,
        purposes: &serde_json::to_string(&purposes).unwrap_or_default(),
        columns: &serde_json::to_string(&columns).unwrap_or_default(),
        created_at: header.created_at.fixed_offset(),
        previous: header.previous.map(|previous| previous.0),
        file_name: &header.file_name(),
    };
    let sealed = SealedBefore { through_act: last_act, file_sha256: file.0, manifest: point.manifest.0 };
    append_sealed(appending, &new, members, &sealed)?;
    Ok(())
}

/// Restricts whoever the recipient may have nothing of any more, where nothing that the batches tell says why: what somebody
/// else said of themselves, perhaps, who is the same person and is not in the backup (R14, R19). A lead looks, and lifts it.
fn keep_from(tx: &Transaction<'_>, recipient: &Recipient, lost: &Lost, done: &mut Replayed) -> Result<(), DeskError> {
    for (event, rows) in lost.iter().filter(|(_, rows)| !rows.is_empty()) {
        let Some(kept) = events::by_code(tx, event.as_str())? else { continue };
        let now = as_they_stand(tx, recipient, &kept.event)?;
        for row in rows.iter().filter(|row| now.get(row).is_some_and(|now| now.columns != 0)) {
            done.restricted += u64::from(registrations::restrict(tx, *row)?);
        }
    }
    Ok(())
}
