//! Who may do what. It is the program's rule; whoever can open the vault holds its key.

use crate::domain::staff::Role;

use super::{Desk, DeskError};

/// Something not everybody may do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Right {
    /// See and find people of other days.
    OtherDays,
    /// Set up events.
    Events,
    /// Add, remove and re-key staff.
    Staff,
    /// Name recipients and close the day.
    Exports,
    /// Amend what was said, and say who is the same person.
    Amend,
    /// Back up and restore.
    Backups,
    /// Carry out what people ask for under their rights.
    Rights,
    /// Undo a registration that is no mistake of one's own, just made.
    UndoLater,
    /// Let go what is past its period.
    Purge,
    /// Write the sheets for the data protection officer.
    Sheets,
    /// Record that news goes to a professional without a Yes.
    Exceptions,
    /// Confirm that the guardian of a child whom a list brought agreed in person.
    Guardians,
    /// See the totals of equality monitoring.
    EqualityTotals,
    /// See who is to be helped today, and with what.
    HelpToday,
    /// Say where the day's badges go, in plain form.
    Badges,
    /// Read the audit log.
    Audit,
}

impl Right {
    /// Whether somebody of this role has it.
    #[must_use]
    pub fn belongs_to(self, role: Role) -> bool {
        match self {
            Self::Audit => role == Role::DataOfficer,
            Self::Amend => true,
            Self::OtherDays
            | Self::Events
            | Self::Staff
            | Self::Exports
            | Self::Backups
            | Self::Rights
            | Self::UndoLater
            | Self::Purge
            | Self::Exceptions
            | Self::Guardians
            | Self::EqualityTotals
            | Self::HelpToday
            | Self::Badges
            | Self::Sheets => role >= Role::Lead,
        }
    }

    /// Stops somebody of this role who may not do it.
    pub(super) fn require_of(self, role: Role) -> Result<(), DeskError> {
        if self.belongs_to(role) {
            Ok(())
        } else {
            Err(DeskError::NotAllowed { what: self.words(), whom: self.who_may() })
        }
    }

    fn who_may(self) -> &'static str {
        if self == Self::Audit { "the data protection officer" } else { "the lead of the desk" }
    }

    fn words(self) -> &'static str {
        match self {
            Self::OtherDays => "see people of other days",
            Self::Events => "set up events",
            Self::Staff => "change who works here",
            Self::Exports => "name recipients and close the day",
            Self::Amend => "correct what was said",
            Self::Backups => "back up and restore",
            Self::Rights => "carry out what people ask for under their rights",
            Self::UndoLater => "undo this registration: it is not your own of today, or is in a batch already",
            Self::Sheets => "write these sheets",
            Self::Purge => "let go what is past its period",
            Self::Exceptions => "record an exception for a professional",
            Self::Guardians => "confirm that a guardian agreed in person",
            Self::EqualityTotals => "see totals of equality monitoring",
            Self::HelpToday => "see who is to be helped today",
            Self::Badges => "say where badges go",
            Self::Audit => "read the audit log",
        }
    }
}

impl Desk {
    /// Stops whoever may not do this.
    pub(super) fn require(&self, right: Right) -> Result<(), DeskError> {
        right.require_of(self.role)
    }
}
