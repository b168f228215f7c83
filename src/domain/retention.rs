//! How long each kind of data is kept (R24).

use serde::{Deserialize, Serialize};

/// Periods in days from the event's last day. A lead sets every one of them before an event opens.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Registrations, on the laptop and in the office.
    pub registrations_days: u32,
    /// Health, disability and diet details, which are for the day only.
    pub special_days: u32,
    /// Emergency contacts.
    pub emergency_contact_days: u32,
    /// Proof of consent, which outlives what it proves.
    pub consent_proof_days: u32,
}
