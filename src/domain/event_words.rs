//! What an event says in one language: a version of its notice, and the exact words of every question that it asks (R7, R13).

use std::collections::BTreeMap;

use super::answer::NoticeHash;
use super::notice::{NoticeError, NoticeVersion};
use super::purpose::Question;
use super::text::Line;

/// A version of a notice in one of the languages that it stands in, with the words of one event's questions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventWords {
    notice: NoticeVersion,
    hash: NoticeHash,
    named: String,
    questions: BTreeMap<Question, Line>,
}

impl EventWords {
    /// Finds the words of these questions; `else_named` holds the event, for a version whose words take that in.
    ///
    /// # Errors
    /// [`NoticeError::NoStatement`] and [`NoticeError::NotALine`].
    pub(super) fn of(
        notice: NoticeVersion,
        questions: impl IntoIterator<Item = Question>,
        else_named: &str,
    ) -> Result<Self, NoticeError> {
        let named = notice.named(else_named).to_owned();
        let statement = |question| Ok((question, notice.statement(question, &named)?));
        let questions = questions.into_iter().map(statement).collect::<Result<_, NoticeError>>()?;
        Ok(Self { hash: notice.hash(), notice, named, questions })
    }

    /// The version, in this language.
    #[must_use]
    pub fn notice(&self) -> &NoticeVersion {
        &self.notice
    }

    /// What names these words in every answer that is given to them.
    #[must_use]
    pub fn hash(&self) -> NoticeHash {
        self.hash
    }

    /// BCP 47 tag of the language.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.notice.language
    }

    /// The organisation, as these words name it.
    #[must_use]
    pub fn named(&self) -> &str {
        &self.named
    }

    /// The exact words of a question, or `None` where the event does not ask it.
    #[must_use]
    pub fn statement(&self, question: Question) -> Option<&Line> {
        self.questions.get(&question)
    }

    /// Every question that has words, in the order of the screen.
    pub(super) fn questions(&self) -> impl Iterator<Item = Question> + Clone + '_ {
        self.questions.keys().copied()
    }
}
