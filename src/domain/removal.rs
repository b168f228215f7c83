//! "I have been photographed already" (R12): what has to be known to find the recording and take it out, and how that ended. What
//! is printed cannot be recalled, and the person is told so.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::coded::coded;
use super::text::Line;

/// The id of a removal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RemovalId(pub Uuid);

/// What the person says of it. It has no `Debug`: it says what somebody looks like.
#[derive(Clone, PartialEq, Eq)]
pub struct Recorded {
    /// When they were recorded, as they say it: "about half past ten".
    pub taken: Line,
    /// Where.
    pub place: Line,
    /// What they look like today: what they wear, whom they were with.
    pub looked_like: Line,
}

/// Why what was said cannot be noted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "Say when, where and what they look like, in one line each, so that the recording can be found. Nothing was noted; what \
     was typed is still there."
)]
pub struct RecordedError;

impl Recorded {
    /// Reads what was typed.
    ///
    /// # Errors
    /// Where one of the three says nothing, or is no line of text.
    pub fn parse(taken: &str, place: &str, looked_like: &str) -> Result<Self, RecordedError> {
        let line = |text: &str| Line::parse(text).map_err(|_| RecordedError);
        Ok(Self { taken: line(taken)?, place: line(place)?, looked_like: line(looked_like)? })
    }
}

/// How a removal ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// It was found, and taken out wherever it was.
    Removed,
    /// Nobody found it: there was none, or it cannot be told apart.
    NotFound,
    /// It was printed already: it is taken out of everything else, and print cannot be recalled.
    InPrint,
}

coded!(Found { Removed => "removed", NotFound => "not-found", InPrint => "in-print" });
