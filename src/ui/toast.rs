//! Short messages that come and go by themselves.

/// How a message is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something to know.
    Note,
    /// Something was not done.
    Failed,
}

/// One message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Toast {
    /// How it is meant.
    pub tone: Tone,
    /// What it says.
    pub words: String,
}

impl Toast {
    /// Something was done.
    pub fn done(words: impl Into<String>) -> Self {
        Self { tone: Tone::Done, words: words.into() }
    }

    /// Something to know.
    pub fn note(words: impl Into<String>) -> Self {
        Self { tone: Tone::Note, words: words.into() }
    }

    /// Something was not done.
    pub fn failed(words: impl Into<String>) -> Self {
        Self { tone: Tone::Failed, words: words.into() }
    }
}
