//! The consent records of a batch (R13): what the table of answers says, for programs that read JSON-LD, made in the same pass.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use rusqlite::Connection;
use uuid::Uuid;

use crate::batch::error::BatchError;
use crate::domain::answer::{GivenBy, NoticeHash, Said};
use crate::domain::consent_record::{Asked, Graph, Told, is_consent};
use crate::domain::event::Event;
use crate::domain::notice::NoticeVersion;
use crate::domain::sheet::Receives;
use crate::domain::statement::Statement;
use crate::store::recipients::Recipient;
use crate::store::sending::{AnswerText, SentAnswer};
use crate::store::{StoreError, events};

use super::super::DeskError;

/// A notice that answers were given under.
pub(super) struct Notice {
    hash: NoticeHash,
    /// Its hash in hex digits.
    pub(super) hex: String,
    /// As it was published.
    pub(super) published: NoticeVersion,
}

/// Every notice that was ever published, few as they are, and which of them answers were met under.
pub(super) struct Notices {
    known: BTreeMap<[u8; 32], Notice>,
    met: BTreeSet<[u8; 32]>,
}

impl Notices {
    pub(super) fn all(conn: &Connection) -> Result<Self, StoreError> {
        let known = events::notices_by_hash(conn)?
            .into_iter()
            .map(|(hash, published)| (hash.0, Notice { hash, hex: hash.to_string(), published }));
        Ok(Self { known: known.collect(), met: BTreeSet::new() })
    }

    pub(super) fn of(&mut self, hash: [u8; 32]) -> Result<&Notice, StoreError> {
        self.met.insert(hash);
        self.known.get(&hash).ok_or(StoreError::Unreadable { what: "notice" })
    }

    /// Those that answers were met under.
    pub(super) fn met(self) -> BTreeSet<[u8; 32]> {
        self.met
    }
}

/// The records while they are made; what one person said is held until the next one begins.
pub(super) struct Records<'a> {
    graph: Graph<'a>,
    told: Vec<Told>,
    text: String,
}

impl<'a> Records<'a> {
    /// The only recipient that it names is the one whose batch it is: who else there is, is not theirs to know.
    pub(super) fn begin(event: &'a Event, recipient: &Recipient) -> Self {
        let mut text = String::new();
        let receives = Receives {
            name: recipient.name.clone(),
            purposes: recipient.purposes.iter().copied().collect(),
            before: false,
        };
        Self { graph: Graph::begin(event, vec![receives], &mut text), told: Vec::new(), text }
    }

    /// Takes an answer of the person at hand, where it is about a consent.
    pub(super) fn take(
        &mut self,
        answer: SentAnswer<'_>,
        (to, said): (Statement, Said),
        words: &str,
        notice: &Notice,
    ) -> Result<(), StoreError> {
        if !is_consent(to) {
            return Ok(());
        }
        let wrong = || StoreError::Unreadable { what: "answer" };
        let question = to.question();
        let asked = Asked {
            question,
            words,
            language: answer.text(AnswerText::Language)?,
            notice: notice.hash,
            notice_version: &notice.published.version,
            contacts: notice.published.contacts.as_ref(),
        };
        self.told.push(Told {
            question,
            asked: self.graph.described(&asked, &mut self.text),
            said,
            at: answer.text(AnswerText::AnsweredAt)?.to_owned(),
            given_by: GivenBy::from_code(answer.text(AnswerText::GivenBy)?).ok_or_else(wrong)?,
        });
        Ok(())
    }

    /// Writes what the person said who has these ids for the recipient.
    pub(super) fn write(&mut self, (registration, visitor): (Uuid, Uuid), to: &mut dyn Write) -> Result<(), DeskError> {
        self.graph.records(registration, visitor, &mut self.told, &mut self.text);
        self.told.clear();
        to.write_all(self.text.as_bytes()).map_err(BatchError::writing)?;
        self.text.clear();
        Ok(())
    }

    pub(super) fn end(mut self, to: &mut dyn Write) -> Result<(), DeskError> {
        self.graph.end(&mut self.text);
        to.write_all(self.text.as_bytes()).map_err(BatchError::writing)?;
        Ok(())
    }
}
