//! Short messages that come and go by themselves.

use super::{icons, widgets};

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

impl From<&Toast> for widgets::Toast {
    fn from(toast: &Toast) -> Self {
        let (icon, tone) = match toast.tone {
            Tone::Done => (icons::CHECK_CIRCLE.fill(), widgets::Tone::Success),
            Tone::Note => (icons::INFO.fill(), widgets::Tone::Info),
            Tone::Failed => (icons::WARNING_CIRCLE.fill(), widgets::Tone::Danger),
        };
        // The first sentence says what happened; what follows from it stands below.
        let (title, detail) = toast.words.split_once(". ").unwrap_or((toast.words.as_str(), ""));
        Self { icon, tone, title: title.trim_end_matches('.').to_owned(), detail: detail.to_owned(), button: None }
    }
}
