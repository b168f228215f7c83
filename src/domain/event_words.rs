//! What an event says in one language: a version of its notice, and the exact words of every question that it asks (R7, R13).

use std::collections::BTreeMap;

use super::answer::NoticeHash;
use super::notice::{NoticeError, NoticeVersion};
use super::purpose::Question;
use super::statement::Statement;
use super::text::Line;

/// A version of a notice in one of the languages that it stands in, with the words of one event's questions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventWords {
    notice: NoticeVersion,
    hash: NoticeHash,
    named: String,
    statements: BTreeMap<Statement, Line>,
}

impl EventWords {
    /// Finds the words of these statements; `else_named` holds the event, for a version whose words take that in.
    ///
    /// # Errors
    /// [`NoticeError::NoStatement`] and [`NoticeError::NotALine`].
    pub(super) fn of(
        notice: NoticeVersion,
        statements: impl IntoIterator<Item = Statement>,
        else_named: &str,
    ) -> Result<Self, NoticeError> {
        let named = notice.named(else_named).to_owned();
        let words = |statement| Ok((statement, notice.statement(statement, &named)?));
        let statements = statements.into_iter().map(words).collect::<Result<_, NoticeError>>()?;
        Ok(Self { hash: notice.hash(), notice, named, statements })
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

    /// The exact words of a question, or of a statement of objection, or `None` where the event does not ask that. A version from
    /// before there were statements of objection goes on with the words of its question.
    #[must_use]
    pub fn statement(&self, statement: impl Into<Statement>) -> Option<&Line> {
        let statement = statement.into();
        self.statements.get(&statement).or_else(|| self.statements.get(&statement.question().into()))
    }

    /// Everything that the event says before an answer, in the order of the screen.
    pub fn statements(&self) -> impl Iterator<Item = (Statement, &Line)> + Clone {
        self.statements.iter().map(|(statement, words)| (*statement, words))
    }

    /// Every question that has words, in the order of the screen.
    pub(super) fn questions(&self) -> impl Iterator<Item = Question> + Clone + '_ {
        self.statements.keys().filter(|statement| !statement.is_of_objection()).map(|statement| statement.question())
    }
}
