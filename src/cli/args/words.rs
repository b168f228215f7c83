//! What an argument's word means, and what is said where it means nothing.

use crate::domain::guardian::InPerson;
use crate::domain::help_today::BY_NAME;
use crate::domain::purpose::{Purpose, Question, SpecialPair};
use crate::domain::removal::Found;
use crate::domain::rights::{Advice, Arrived, Identity, MoreTime, Outcome as RequestOutcome, Right};
use crate::domain::rules::{BackUpEvery, Copies, LockAfter};
use crate::domain::staff::{Handle, Role};

use super::{After, Every};

pub(super) fn handle(text: &str) -> Result<Handle, String> {
    Handle::parse(text).map_err(|error| error.to_string())
}

pub(super) fn role(text: &str) -> Result<Role, String> {
    Role::from_code(text).ok_or_else(|| "Write desk, lead, office or data-officer.".to_owned())
}

/// What can be chosen, for whoever chose something else.
fn one_of(all: impl Iterator<Item = u32>) -> String {
    format!("Write one of {}.", all.map(|number| number.to_string()).collect::<Vec<_>>().join(", "))
}

pub(super) fn lock_after(text: &str) -> Result<LockAfter, String> {
    let chosen = text.parse().ok().and_then(LockAfter::of);
    chosen.ok_or_else(|| one_of(LockAfter::ALL.iter().map(|choice| choice.number())))
}

pub(super) fn back_up_every(text: &str) -> Result<Every, String> {
    if text == "never" {
        return Ok(Every(None));
    }
    let chosen = text.parse().ok().and_then(BackUpEvery::of);
    let chosen = chosen.ok_or_else(|| one_of(BackUpEvery::ALL.iter().map(|choice| choice.number())));
    chosen.map(|every| Every(Some(every)))
}

pub(super) fn after(text: &str) -> Result<After, String> {
    let parts = text.split_once(':');
    let parsed = parts.and_then(|(number, digits)| {
        let digits = digits.strip_prefix("sha256:").unwrap_or(digits).to_lowercase();
        Some(After { sequence: number.parse().ok()?, manifest: format!("sha256:{digits}").parse().ok()? })
    });
    parsed.ok_or_else(|| "Write the number of a batch, a colon, and 64 hex digits.".to_owned())
}

pub(super) fn copies(text: &str) -> Result<Copies, String> {
    let chosen = text.parse().ok().and_then(Copies::of);
    chosen.ok_or_else(|| one_of(Copies::ALL.iter().map(|choice| choice.number())))
}

pub(super) fn need(text: &str) -> Result<SpecialPair, String> {
    let known = BY_NAME.map(SpecialPair::code).join(" or ");
    SpecialPair::from_code(text).filter(|pair| BY_NAME.contains(pair)).ok_or_else(|| format!("Write {known}."))
}

/// A reader of one of the words in files, which says all of them where it is none.
macro_rules! word {
    ($($function:ident $type:ident)*) => {$(
        pub(in crate::cli::args) fn $function(text: &str) -> Result<$type, String> {
            let known: Vec<_> = $type::ALL.iter().map(|each| each.code()).collect();
            $type::from_code(text).ok_or_else(|| format!("Write one of {}.", known.join(", ")))
        }
    )*};
}

word! {
    right Right
    arrived Arrived
    identity Identity
    more_time MoreTime
    found Found
    advice Advice
    outcome RequestOutcome
    purpose Purpose
    question Question
    in_person InPerson
}
