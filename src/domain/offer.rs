//! What a form offers to choose from: courses with their codes, levels, years of entry (R1, R10). An offer is a help to
//! typing and never a limit: what is kept is what the visitor said.

use serde::{Deserialize, Serialize};

/// One thing to choose.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Offer {
    /// Its words alone.
    Plain(String),
    /// Its words, with what helps to tell it from others.
    Detailed {
        /// What is kept.
        label: String,
        /// A code, a weekday, a place.
        detail: String,
    },
}

impl Offer {
    /// What is kept when it is chosen.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Plain(label) | Self::Detailed { label, .. } => label,
        }
    }

    /// What stands beside it; may be empty.
    #[must_use]
    pub fn detail(&self) -> &str {
        match self {
            Self::Plain(_) => "",
            Self::Detailed { detail, .. } => detail,
        }
    }
}
