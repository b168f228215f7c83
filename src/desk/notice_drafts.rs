//! A version of a notice that is being written: kept as it is typed, published once, or discarded (R26).
//!
//! Typing is no act: what a lead writes is in the audit log when it is published or thrown away.

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::answer::NoticeHash;
use crate::domain::code::Code;
use crate::domain::notice::NoticeVersion;
use crate::domain::notice_draft::{NoticeDraft, Publishing, same_language};
use crate::domain::organisation::Profile;
use crate::store::act::{self, Act};
use crate::store::{drafts, events, notice_drafts, notice_translations, staff};

use super::sheets::write_pdf;
use super::translation_drafts::BegunTranslation;
use super::{Desk, DeskError, Passphrase, Right};

/// Whether a version holds. What holds somewhere comes before what will, and that before what did.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum NoticeStanding {
    /// Now: people are asked in its words.
    InUse,
    /// From a day to come.
    Comes,
    /// Not any more.
    Old,
}

impl NoticeStanding {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Comes => "to come",
            Self::InUse => "in use",
            Self::Old => "old",
        }
    }
}

/// A version that an event is, was or will be held under.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublishedNotice {
    /// The version.
    pub version: NoticeVersion,
    /// The organisation, as its words name it.
    pub named: String,
    /// Whether it holds.
    pub standing: NoticeStanding,
    /// The name of who published it.
    pub published_by: String,
    /// When.
    pub published_at: DateTime<FixedOffset>,
    /// How many people registered under it.
    pub seen_by: u64,
    /// The same version in other languages, oldest first.
    pub translations: Vec<PublishedTranslation>,
}

/// A version in another language than the one that it was published in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublishedTranslation {
    /// The version, in that language.
    pub version: NoticeVersion,
    /// The organisation, as those words name it.
    pub named: String,
    /// The name of who published it.
    pub published_by: String,
    /// When.
    pub published_at: DateTime<FixedOffset>,
}

impl PublishedNotice {
    /// The languages that it stands in, its own first (BCP 47).
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.in_languages().map(|(version, _)| version.language.as_str())
    }

    /// The version in each of them, with the organisation as those words name it.
    pub fn in_languages(&self) -> impl Iterator<Item = (&NoticeVersion, &str)> {
        let others = self.translations.iter().map(|other| (&other.version, other.named.as_str()));
        std::iter::once((&self.version, self.named.as_str())).chain(others)
    }
}

/// A version that is being written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BegunNotice {
    /// What is typed.
    pub draft: NoticeDraft,
    /// The name of who was typing.
    pub staff: String,
    /// When it was last typed in.
    pub updated_at: DateTime<FixedOffset>,
}

/// Everything there is to know of an event's notices.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notices {
    /// The versions, the newest first: one that waits for its day before the one in use.
    pub published: Vec<PublishedNotice>,
    /// The one that is being written; only leads see it.
    pub draft: Option<BegunNotice>,
    /// Words in other languages that are being written; only leads see them.
    pub translating: Vec<BegunTranslation>,
    /// What a notice is filled in from.
    pub profile: Profile,
    /// How many half-filled forms are kept: each asks again once another version is published.
    pub begun_forms: usize,
    /// How many people are registered, who would be told of a change of meaning.
    pub registered: usize,
    /// How many have to be told of the last one; only leads know.
    pub to_be_told: usize,
}

impl Notices {
    /// The languages that people are asked in now and will not be once another version begins that is published in `language`:
    /// it stands in that one alone until it is translated too.
    pub fn languages_to_lose<'a>(&'a self, language: &'a str) -> impl Iterator<Item = &'a str> {
        let in_use = self.published.iter().filter(|one| one.standing == NoticeStanding::InUse);
        in_use.flat_map(PublishedNotice::languages).filter(move |tag| !same_language(tag, language))
    }
}

impl Desk {
    /// Everything there is to know of an event's notices.
    ///
    /// # Errors
    /// [`DeskError::NoSuchEvent`].
    pub fn notices_of(&self, event: &Code) -> Result<Notices, DeskError> {
        let (conn, event) = (self.conn()?, self.event(event)?);
        let lead = Right::Events.belongs_to(self.role);
        let names = staff::list(conn)?;
        let name = |handle: &str| {
            let member = names.iter().find(|member| member.handle.as_str() == handle);
            member.map_or_else(|| handle.to_owned(), |member| member.name.clone())
        };
        let translations = |event, version: &NoticeVersion, named: &str| {
            let published = |known: notice_translations::Translation| {
                let (by, at) = act::who_and_when(conn, known.act)?.ok_or(DeskError::NoSuchEvent)?;
                Ok(PublishedTranslation {
                    named: known.notice.named(named).to_owned(),
                    version: known.notice,
                    published_by: name(by.as_str()),
                    published_at: at,
                })
            };
            let known = notice_translations::of(conn, event, version.hash())?;
            known.into_iter().map(published).collect::<Result<Vec<_>, DeskError>>()
        };
        let coming = self.coming_notice(event.id())?;
        let mut published = Vec::new();
        if let Some(coming) = coming {
            let (by, at) = act::who_and_when(conn, coming.act)?.ok_or(DeskError::NoSuchEvent)?;
            published.push(PublishedNotice {
                translations: translations(event.id(), &coming.notice, coming.notice.named(event.named()))?,
                standing: NoticeStanding::Comes,
                named: coming.notice.named(event.named()).to_owned(),
                version: coming.notice,
                published_by: name(by.as_str()),
                published_at: at,
                seen_by: 0,
            });
        }
        for under in events::held_under(conn, event.id())? {
            let (by, at) = act::who_and_when(conn, under.act)?.ok_or(DeskError::NoSuchEvent)?;
            published.push(PublishedNotice {
                translations: translations(event.id(), &under.notice, &under.named)?,
                standing: if under.notice.hash() == event.notice_hash() {
                    NoticeStanding::InUse
                } else {
                    NoticeStanding::Old
                },
                version: under.notice,
                named: under.named,
                published_by: name(by.as_str()),
                published_at: at,
                seen_by: under.seen_by,
            });
        }
        let kept = if lead { notice_drafts::load(conn, event.id())? } else { None };
        let draft =
            kept.map(|kept| BegunNotice { draft: kept.draft, staff: name(&kept.staff), updated_at: kept.updated_at });
        let profile = self.profile_for(&event.definition().organisation)?;
        let (registered, to_be_told) = if lead { self.registered_and_to_be_told(&event)? } else { (0, 0) };
        Ok(Notices {
            published,
            draft,
            translating: if lead { self.translations_begun(&event.definition().code)? } else { Vec::new() },
            profile,
            begun_forms: drafts::list(conn, event.id())?.len(),
            registered,
            to_be_told,
        })
    }

    /// Begins a version with the words of the one in use; one that was begun goes on.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; [`DeskError::NoSuchEvent`].
    pub fn begin_notice(&mut self, event: &Code) -> Result<NoticeDraft, DeskError> {
        self.require(Right::Events)?;
        let of = self.event(event)?;
        if let Some(kept) = notice_drafts::load(self.conn()?, of.id())? {
            return Ok(kept.draft);
        }
        let mut draft = NoticeDraft::after(&of);
        let known: Vec<_> = events::notices(self.conn()?)?;
        let same = known.iter().filter(|known| known.notice == of.notice().notice);
        let numbers: Vec<_> = same.map(|known| known.version.as_str()).collect();
        draft.number_after(|number| numbers.contains(&number));
        self.keep_notice(event, &draft)?;
        Ok(draft)
    }

    /// Keeps a version as it is typed.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; [`DeskError::NoSuchEvent`].
    pub fn keep_notice(&mut self, event: &Code, draft: &NoticeDraft) -> Result<(), DeskError> {
        self.require(Right::Events)?;
        let id = self.event(event)?.id();
        let (now, staff) = (self.env.now(), self.staff.clone());
        self.write(
            |tx| Ok(notice_drafts::save(tx, id, draft, &staff, now)?),
            |conn| Ok(notice_drafts::load(conn, id)?.is_some_and(|kept| kept.draft == *draft)),
        )
    }

    /// The version that is being written.
    ///
    /// # Errors
    /// [`DeskError::NoNoticeDraft`].
    pub fn notice_draft(&self, event: &Code) -> Result<NoticeDraft, DeskError> {
        self.require(Right::Events)?;
        let id = self.event(event)?.id();
        Ok(notice_drafts::load(self.conn()?, id)?.ok_or(DeskError::NoNoticeDraft)?.draft)
    }

    /// Throws away what is being written. There is no undo.
    ///
    /// # Errors
    /// [`DeskError::NoNoticeDraft`].
    pub fn discard_notice(&mut self, event: &Code) -> Result<(), DeskError> {
        let draft = self.notice_draft(event)?;
        let id = self.event(event)?.id();
        let details = json!({ "event": event.as_str(), "version": draft.version });
        let (now, staff) = (self.env.now(), self.staff.clone());
        self.write(
            |tx| {
                notice_drafts::remove(tx, id)?;
                let act = Act { kind: ActKind::DiscardNotice, at: now, staff: &staff, subject: Some(id.0), details };
                act::begin(tx)?.finish(&act)?;
                Ok(())
            },
            |conn| Ok(notice_drafts::load(conn, id)?.is_none()),
        )
    }

    /// The version that is being written, as it would be published today.
    ///
    /// # Errors
    /// [`DeskError::NoticeFaults`] names everything that has to be put right before.
    pub fn notice_to_publish(&self, event: &Code) -> Result<NoticeVersion, DeskError> {
        let draft = self.notice_draft(event)?;
        let of = self.event(event)?;
        let coming = self.coming_notice(of.id())?;
        let to = Publishing {
            event: &of,
            coming: coming.as_ref().map(|coming| &coming.notice),
            profile: &self.profile_of(event)?,
            today: self.reached(&of, self.env.now())?,
        };
        draft.parse(&to).map_err(DeskError::NoticeFaults)
    }

    /// Publishes what is being written, in one with letting the draft go. Forms that are open ask again.
    ///
    /// # Errors
    /// As [`Desk::notice_to_publish`] and [`Desk::publish_notice`].
    pub fn publish_notice_draft(&mut self, event: &Code) -> Result<NoticeHash, DeskError> {
        let version = self.notice_to_publish(event)?;
        self.publish(event, version, super::notices::Draft::GoesWithIt)
    }

    /// Makes sure that this is the passphrase of whoever opened the desk: what cannot be undone asks for it again.
    ///
    /// # Errors
    /// The vault's own, where it is not.
    pub fn confirm_passphrase(&self, passphrase: &Passphrase) -> Result<(), DeskError> {
        Ok(self.vault.confirm(passphrase)?)
    }

    /// Writes a published version into a folder, as PDF: to lie on the desk, or to be handed out. It is public and about
    /// nobody.
    ///
    /// # Errors
    /// [`DeskError::NoSuchNotice`]; [`DeskError::NotWritten`].
    pub fn print_notice(&self, event: &Code, notice: NoticeHash, into: &Path) -> Result<PathBuf, DeskError> {
        let of = self.event(event)?;
        let known = self.notices_of(event)?.published;
        let meant = known.iter().flat_map(PublishedNotice::in_languages);
        let meant = meant.into_iter().find(|(version, _)| version.hash() == notice);
        let (version, named) = meant.ok_or(DeskError::NoSuchNotice)?;
        let name = format!("notice-{}-{}-{}", of.definition().code, version.version, version.language);
        let safe = |char: char| if char.is_ascii_alphanumeric() || matches!(char, '-' | '.') { char } else { '-' };
        let name: String = name.chars().map(safe).collect();
        write_pdf(&crate::paper::notice::document(version, named, &of), &name, into)
    }
}
