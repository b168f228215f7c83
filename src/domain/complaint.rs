//! What somebody complained of, and what they were answered (R25; Data Protection Act 2018, section 164A).

use super::coded::coded;
use super::moment::Instant;
use super::staff::Handle;
use super::text::Paragraph;

/// Whose words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Part {
    /// Of whoever complains.
    Said,
    /// Of the organisation, in answer.
    Answered,
}

coded!(Part { Said => "said", Answered => "answered" });

/// What was said or answered once. It has no `Debug`: it is personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct ComplaintWords {
    /// Whose words.
    pub part: Part,
    /// The words; none once they are erased.
    pub words: Option<Paragraph>,
    /// When they were written down.
    pub at: Instant,
    /// Who wrote them down.
    pub staff: Handle,
}
