//! Ids of the things a desk keeps. Each is chosen once, before the thing is first written, and passed in.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}", self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

id!(
    /// A person as one desk knows them. Two visitors may later be found to be the same person; nothing merges by itself (R14).
    VisitorId
);
id!(
    /// One visitor at one event. Chosen when the form is begun, so that saving twice is saving once.
    RegistrationId
);
id!(
    /// One answer to one consent question (R13).
    AnswerId
);
id!(
    /// One open day or other activity with a form of its own (R1).
    EventId
);
id!(
    /// A version of a notice in another language that is being written.
    TranslationDraftId
);
id!(
    /// One sealed batch.
    BatchId
);

/// The desk that entered a row: eight hex digits, drawn when the vault is made.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeskId(pub u32);

impl std::fmt::Display for DeskId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:08x}", self.0)
    }
}

/// Where an entry stands in a desk's ledger. Within one desk and one epoch this order is certain, whatever the clock said.
/// An epoch begins when a backup is restored: the sequence numbers after it may have been used before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct LedgerPlace {
    /// The desk that entered it.
    pub desk: DeskId,
    /// That desk's epoch; compared for equality only.
    pub epoch: u32,
    /// The act's number, rising by one within the epoch.
    pub sequence: u64,
    /// Which of the act's entries this is.
    pub ordinal: u32,
}
