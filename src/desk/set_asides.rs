//! Desks that a restore set aside: listed, discarded, and made to forget what went here since (R18).

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Transaction};
use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::event::Event;
use crate::domain::retention::Kept;
use crate::domain::sheet::SetAsides;
use crate::domain::suppression::marks_of_draft;
use crate::store::act::{self, Act, Appending};
use crate::store::carry_over::Remains;
use crate::store::erase::{self, Reason};
use crate::store::registrations::{self, State};
use crate::store::retention::{self, Holding};
use crate::store::{StoreError, carry_over, drafts, holdings, suppression};
use crate::vault::SetAside;

use super::rights::{hashes, keeping_out};
use super::{Desk, DeskError, Right};

impl Desk {
    /// The desks that restores set aside, the oldest first.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn set_asides(&self) -> Result<Vec<SetAside>, DeskError> {
        Ok(self.vault.set_asides()?)
    }

    /// Removes a desk that a restore set aside, by the name of its folder: what only it has is lost for good.
    ///
    /// # Errors
    /// [`DeskError::NoSuchSetAside`]; or what the disk said.
    pub fn discard_set_aside(&mut self, name: &str) -> Result<(), DeskError> {
        self.require(Right::Backups)?;
        let named = |aside: &SetAside| aside.path.file_name().is_some_and(|found| found == name);
        let found = self.set_asides()?.into_iter().find(named).ok_or(DeskError::NoSuchSetAside)?;
        // Noted first: a removal that a kill cuts off is noted, and can be repeated.
        let details = json!({ "set_aside": name });
        self.note(ActKind::DiscardSetAside, details)?;
        Ok(self.vault.discard(&found)?)
    }

    /// Erases in every desk that a restore set aside what was undone, erased, taken back, put right or let go here (R3, R4, R17,
    /// R18, R24, R25); answers how many still hold it. What a kill or a full disk keeps from being done is done when this desk is
    /// opened next.
    pub(super) fn forget_in_set_asides(&self) -> usize {
        let Ok(found) = self.set_asides() else { return 1 };
        found.iter().filter(|aside| self.forget_in(aside).is_err()).count()
    }

    /// How many of them cannot be reached. Opening one finishes there what was cut off.
    pub(super) fn out_of_reach(&self) -> Result<usize, DeskError> {
        let found = self.set_asides()?;
        Ok(found.iter().filter(|aside| self.vault.open_set_aside(aside).is_err()).count())
    }

    /// How many there are and how many people only they hold (R22); nothing where there is none.
    pub(super) fn in_set_asides(&self) -> Result<Option<SetAsides>, DeskError> {
        let found = self.set_asides()?;
        if found.is_empty() {
            return Ok(None);
        }
        let (here, mut there) = (holdings::recorded(self.conn()?)?, BTreeSet::new());
        let mut unreached = 0;
        for aside in &found {
            match self.vault.open_set_aside(aside) {
                Ok(aside) => there.extend(holdings::recorded(aside.conn()?)?),
                Err(_) => unreached += 1,
            }
        }
        Ok(Some(SetAsides { desks: found.len(), unreached, people: there.difference(&here).count() }))
    }

    /// How many of them still hold what is past its period of an event, of kinds that were let go here: what only they have. It
    /// was never taken over, so nobody can say that the office has it, and it is warned of and never deleted (R24).
    pub(super) fn set_asides_past(&self, event: &Event, over: &BTreeSet<Kept>) -> Result<usize, DeskError> {
        let mut past = 0;
        for aside in self.set_asides()? {
            // One that cannot be reached is counted as that.
            let Ok(aside) = self.vault.open_set_aside(&aside) else { continue };
            past += usize::from(self.holds_past(aside.conn()?, event, over)?);
        }
        Ok(past)
    }

    fn holds_past(&self, aside: &Connection, event: &Event, over: &BTreeSet<Kept>) -> Result<bool, DeskError> {
        let todays = super::retaining::todays();
        let ids =
            |conn| Ok::<BTreeMap<_, _>, DeskError>(registrations::of_event(conn, event.id())?.into_iter().collect());
        let (here, there) = (ids(self.conn()?)?, ids(aside)?);
        let held: BTreeMap<_, _> = retention::held(self.conn()?, event.id(), &todays)?
            .into_iter()
            .filter_map(|holding| Some((*here.get(&holding.row)?, holding.held)))
            .collect();
        let only_there = |holding: &Holding, kept: Kept| {
            let known = there.get(&holding.row).and_then(|id| held.get(id));
            holding.held.has(kept) && known.is_none_or(|known| !known.has(kept))
        };
        let all = retention::held(aside, event.id(), &todays)?;
        Ok(all.iter().any(|holding| over.iter().any(|&kept| only_there(holding, kept))))
    }

    fn forget_in(&self, aside: &SetAside) -> Result<(), DeskError> {
        let from = self.conn()?;
        let (since, mut aside) = (aside.at, self.vault.open_set_aside(aside)?);
        let remains = Remains::of(from, aside.conn()?, since)?;
        if remains.is_empty() {
            return Ok(());
        }
        let (now, staff) = (self.env.now(), self.staff.clone());
        let before = act::head(aside.conn()?)?.sequence;
        let work = |tx: &Transaction<'_>| {
            let mut appending = act::begin(tx)?;
            let known = suppression::all(tx)?;
            let shared = carry_over::shared(from, tx)?;
            let mut erased = carry_over::erasures(from, &mut appending, &shared)?;
            carry_over::lapses(from, &mut appending, &shared)?;
            let fresh: BTreeSet<_> = suppression::all(tx)?.difference(&known).copied().collect();
            erased += forget_those_of(&fresh, &mut appending, &shared, now)?;
            let let_go = remains.let_go(&appending)?;
            let details = json!({ "erased": erased, "let_go": let_go });
            appending.finish(&Act { kind: ActKind::EraseSetAside, at: now, staff: &staff, subject: None, details })?;
            Ok::<(), DeskError>(())
        };
        let landed = |conn: &rusqlite::Connection| match act::head(conn) {
            Ok(head) => Ok(head.sequence > before),
            Err(StoreError::Sql(error)) => Err(error),
            Err(_) => Ok(false),
        };
        aside.write(work, landed).map_err(DeskError::from_write)
    }
}

/// Erases whom only the desk that was set aside has, and their half-filled forms, where they were erased here since. Who
/// registered again themselves after an earlier erasure stays.
fn forget_those_of(
    fresh: &BTreeSet<[u8; 32]>,
    appending: &mut Appending<'_>,
    shared: &carry_over::Shared,
    now: chrono::DateTime<chrono::FixedOffset>,
) -> Result<u64, StoreError> {
    let mut erased = 0;
    if fresh.is_empty() {
        return Ok(erased);
    }
    for row in registrations::rows(appending.transaction())? {
        let is_theirs = |hash: &[u8; 32]| fresh.contains(hash);
        let gone = shared.has(row) || carry_over::is_gone(appending.transaction(), row)?;
        if !gone && keeping_out(appending.transaction(), row)?.iter().any(is_theirs) {
            erase::registration(appending, row, now, Reason::Erased)?;
            registrations::set_state(appending.transaction(), row, State::Erased)?;
            erased += 1;
        }
    }
    for (form, draft) in drafts::all(appending.transaction())? {
        if hashes(appending.transaction(), &marks_of_draft(&draft))?.iter().any(|hash| fresh.contains(hash)) {
            drafts::remove(appending.transaction(), form)?;
        }
    }
    Ok(erased)
}
