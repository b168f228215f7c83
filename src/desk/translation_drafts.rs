//! A version of a notice in another language that is being written: kept as it is typed, published once, or discarded
//! (R13, R26). As with the notice's own draft, typing is no act.

use chrono::{DateTime, FixedOffset};
use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::answer::NoticeHash;
use crate::domain::code::Code;
use crate::domain::event::Event;
use crate::domain::ids::TranslationDraftId;
use crate::domain::notice::NoticeVersion;
use crate::domain::notice_draft::{NoticeDraft, NoticeFault, NoticePlace, NoticeWrong, Publishing, same_language};
use crate::domain::translation_draft::{TranslationDraft, TranslationOf};
use crate::store::act::{self, Act};
use crate::store::translation_drafts::{self, KeptTranslationDraft};
use crate::store::{notice_drafts, staff};

use super::notice_drafts::{NoticeStanding, Notices, PublishedNotice, PublishedTranslation};
use super::notice_translations::InLanguages;
use super::{Desk, DeskError, Right};

/// A version in another language that is being written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BegunTranslation {
    /// Which.
    pub id: TranslationDraftId,
    /// Of what it is, as things stand.
    pub of: TranslationOf,
    /// What is typed.
    pub draft: TranslationDraft,
    /// The name of who was typing.
    pub staff: String,
    /// When it was last typed in.
    pub updated_at: DateTime<FixedOffset>,
}

/// With which words a translation begins.
pub enum TranslationFrom {
    /// Those that an earlier version has in this language (BCP 47), or none; what was begun in it goes on.
    Language(String),
    /// Those of a file. What was begun in its language has them from then on.
    File(Box<NoticeVersion>),
}

impl Notices {
    /// The languages that the version before this one has its words in, and this one has not: nobody can be asked in them under
    /// it. And which version that is. Languages do not come along by themselves.
    pub fn lacks(&self, of: TranslationOf) -> Option<(&PublishedNotice, Vec<&str>)> {
        let (before, has) = match of {
            TranslationOf::Draft => {
                let own = self.draft.iter().map(|begun| begun.draft.language.trim()).collect();
                (self.published.iter().find(|one| one.standing == NoticeStanding::InUse)?, own)
            }
            TranslationOf::Published(hash) => {
                let at = self.published.iter().position(|one| one.version.hash() == hash)?;
                (self.published.get(at + 1)?, self.published[at].languages().collect::<Vec<_>>())
            }
        };
        let lacks = |tag: &&str| !has.iter().any(|has| same_language(has, tag));
        Some((before, before.languages().filter(lacks).collect()))
    }

    /// The newest words in this language that another version than this one has.
    #[must_use]
    pub fn last_in(&self, language: &str, of: TranslationOf) -> Option<(&PublishedNotice, &PublishedTranslation)> {
        let others = self.published.iter().filter(|one| of != TranslationOf::Published(one.version.hash()));
        let mut found = others.flat_map(|one| one.translations.iter().map(move |translation| (one, translation)));
        found.find(|(_, translation)| same_language(&translation.version.language, language.trim()))
    }
}

impl Desk {
    /// Begins the words of a version in another language: of the one with this number, or of the one in use. One that was begun in
    /// that language goes on.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; [`DeskError::NoSuchEvent`]; [`DeskError::NoSuchVersion`];
    /// [`DeskError::TranslationFaults`] where the version has its words in that language.
    pub fn begin_translation(
        &mut self,
        event: &Code,
        version: Option<&str>,
        from: TranslationFrom,
    ) -> Result<BegunTranslation, DeskError> {
        self.require(Right::Events)?;
        let held = self.event(event)?;
        let of = self.translation_of(&held, version)?;
        let original = self.original(&held, of)?;
        let (language, file) = match from {
            TranslationFrom::Language(tag) => (tag.trim().to_owned(), None),
            TranslationFrom::File(file) => (file.language.clone(), Some(file)),
        };
        if original.languages().iter().any(|has| same_language(has, &language)) {
            let fault = NoticeFault { place: NoticePlace::Language, wrong: NoticeWrong::HasLanguage(language.clone()) };
            return Err(DeskError::TranslationFaults(vec![fault]));
        }
        let begun = self.translations_begun(event)?;
        let same = |begun: &BegunTranslation| {
            begun.of == of && !language.is_empty() && same_language(begun.draft.language.trim(), &language)
        };
        let begun = begun.into_iter().find(same);
        let draft = match (&begun, file) {
            (_, Some(file)) => TranslationDraft::of_file(&file, &original.version),
            (Some(_), None) => return begun.ok_or(DeskError::NoTranslationDraft),
            (None, None) => match self.notices_of(event)?.last_in(&language, of) {
                Some((before, last)) => {
                    TranslationDraft::after(&last.version, &last.named, &before.version, &original.version)
                }
                None => TranslationDraft { language, ..TranslationDraft::default() },
            },
        };
        let id = begun.map_or_else(|| TranslationDraftId(self.new_id()), |begun| begun.id);
        self.save_translation(&held, (id, of), &draft)?;
        self.translation_begun(event, id)
    }

    /// Keeps one as it is typed.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; [`DeskError::NoTranslationDraft`] where it was published or thrown away meanwhile.
    pub fn keep_translation(
        &mut self,
        event: &Code,
        id: TranslationDraftId,
        draft: &TranslationDraft,
    ) -> Result<(), DeskError> {
        self.require(Right::Events)?;
        let held = self.event(event)?;
        let kept = self.kept_translation(&held, id)?;
        self.save_translation(&held, (id, kept.of), draft)
    }

    fn save_translation(
        &mut self,
        event: &Event,
        which: (TranslationDraftId, TranslationOf),
        draft: &TranslationDraft,
    ) -> Result<(), DeskError> {
        let (now, staff, event) = (self.env.now(), self.staff.clone(), event.id());
        self.write(
            |tx| Ok(translation_drafts::save(tx, event, which, draft, &staff, now)?),
            |conn| {
                let kept = translation_drafts::of_event(conn, event)?;
                Ok(kept.iter().any(|kept| kept.id == which.0 && kept.draft == *draft))
            },
        )
    }

    /// The words in other languages that are being written, in the order in which they were begun.
    ///
    /// # Errors
    /// [`DeskError::NotAllowed`]; [`DeskError::NoSuchEvent`].
    pub fn translations_begun(&self, event: &Code) -> Result<Vec<BegunTranslation>, DeskError> {
        self.require(Right::Events)?;
        let (conn, held) = (self.conn()?, self.event(event)?);
        let names = staff::list(conn)?;
        let name = |handle: &str| {
            let member = names.iter().find(|member| member.handle.as_str() == handle);
            member.map_or_else(|| handle.to_owned(), |member| member.name.clone())
        };
        let begun = |kept: KeptTranslationDraft| {
            let (of, staff) = (self.as_things_stand(&held, kept.of)?, name(&kept.staff));
            Ok(BegunTranslation { id: kept.id, of, draft: kept.draft, staff, updated_at: kept.updated_at })
        };
        translation_drafts::of_event(conn, held.id())?.into_iter().map(begun).collect()
    }

    fn translation_begun(&self, event: &Code, id: TranslationDraftId) -> Result<BegunTranslation, DeskError> {
        let begun = self.translations_begun(event)?;
        begun.into_iter().find(|begun| begun.id == id).ok_or(DeskError::NoTranslationDraft)
    }

    /// One by its language, and by the number of what it translates where that is said; the one that was written in last where
    /// there are several.
    ///
    /// # Errors
    /// [`DeskError::NoTranslationDraft`]; [`DeskError::NoSuchVersion`].
    pub fn translation_in(
        &self,
        event: &Code,
        language: &str,
        version: Option<&str>,
    ) -> Result<BegunTranslation, DeskError> {
        let of = version.map(|_| self.translation_of(&self.event(event)?, version)).transpose()?;
        let meant = |begun: &BegunTranslation| {
            same_language(begun.draft.language.trim(), language.trim()) && of.is_none_or(|of| begun.of == of)
        };
        let all = self.translations_begun(event)?.into_iter().filter(meant);
        all.max_by_key(|begun| begun.updated_at).ok_or(DeskError::NoTranslationDraft)
    }

    /// One as a file that translates its version, to be changed elsewhere and taken in again; and the version.
    ///
    /// # Errors
    /// [`DeskError::NoTranslationDraft`].
    pub fn translation_as_file(
        &self,
        event: &Code,
        id: TranslationDraftId,
    ) -> Result<(NoticeVersion, NoticeVersion), DeskError> {
        let begun = self.translation_begun(event, id)?;
        let original = self.original(&self.event(event)?, begun.of)?.version;
        Ok((begun.draft.file(&original), original))
    }

    /// What has to be put right in one before it can be published.
    ///
    /// # Errors
    /// [`DeskError::NoTranslationDraft`].
    pub fn translation_faults(&self, event: &Code, id: TranslationDraftId) -> Result<Vec<NoticeFault>, DeskError> {
        let begun = self.translation_begun(event, id)?;
        let original = self.original(&self.event(event)?, begun.of)?;
        let read = original.translating(&original.languages()).read(&begun.draft.file(&original.version));
        Ok(read.err().unwrap_or_default())
    }

    /// Throws one away. There is no undo.
    ///
    /// # Errors
    /// [`DeskError::NoTranslationDraft`].
    pub fn discard_translation(&mut self, event: &Code, id: TranslationDraftId) -> Result<(), DeskError> {
        let (file, _) = self.translation_as_file(event, id)?;
        let held = self.event(event)?.id();
        let details = json!({ "event": event.as_str(), "version": file.version, "language": file.language });
        let (now, staff) = (self.env.now(), self.staff.clone());
        self.write(
            |tx| {
                translation_drafts::remove(tx, id)?;
                let act = Act { kind: ActKind::DiscardNotice, at: now, staff: &staff, subject: Some(held.0), details };
                act::begin(tx)?.finish(&act)?;
                Ok(())
            },
            |conn| Ok(!translation_drafts::of_event(conn, held)?.iter().any(|kept| kept.id == id)),
        )
    }

    /// Publishes one, in one with letting the draft go.
    ///
    /// # Errors
    /// [`DeskError::NoTranslationDraft`]; [`DeskError::NoticeFirst`] where what it translates is being written still; as
    /// [`Desk::translate_notice`].
    pub fn publish_translation(&mut self, event: &Code, id: TranslationDraftId) -> Result<NoticeHash, DeskError> {
        self.require(Right::Events)?;
        self.begin_due_notices()?;
        let (file, original) = self.translation_as_file(event, id)?;
        if self.translation_begun(event, id)?.of == TranslationOf::Draft {
            return Err(DeskError::NoticeFirst(original.version));
        }
        self.translate(event, &file, Some(id))
    }

    fn kept_translation(&self, event: &Event, id: TranslationDraftId) -> Result<KeptTranslationDraft, DeskError> {
        let kept = translation_drafts::of_event(self.conn()?, event.id())?;
        kept.into_iter().find(|kept| kept.id == id).ok_or(DeskError::NoTranslationDraft)
    }

    /// Which version has that number: the one in use without one, one that waits for its day, or the one that is being written.
    fn translation_of(&self, event: &Event, version: Option<&str>) -> Result<TranslationOf, DeskError> {
        let in_use = TranslationOf::Published(event.notice_hash());
        let Some(number) = version else { return Ok(in_use) };
        let coming = self.coming_notice(event.id())?.filter(|coming| coming.notice.version == number);
        if let Some(coming) = coming {
            return Ok(TranslationOf::Published(coming.notice.hash()));
        }
        if event.notice().version == number {
            return Ok(in_use);
        }
        let draft = notice_drafts::load(self.conn()?, event.id())?;
        let is_draft = draft.is_some_and(|kept| kept.draft.version.trim() == number);
        if is_draft { Ok(TranslationOf::Draft) } else { Err(DeskError::NoSuchVersion) }
    }

    /// What was begun for the version that is being written is for the newest once that is published; what was begun for one that
    /// is old, or was called off, is for the one in use.
    fn as_things_stand(&self, event: &Event, of: TranslationOf) -> Result<TranslationOf, DeskError> {
        let coming = self.coming_notice(event.id())?.map(|coming| coming.notice.hash());
        let in_use = event.notice_hash();
        Ok(match of {
            TranslationOf::Draft if notice_drafts::load(self.conn()?, event.id())?.is_some() => of,
            TranslationOf::Draft => TranslationOf::Published(coming.unwrap_or(in_use)),
            TranslationOf::Published(hash) if coming == Some(hash) => of,
            TranslationOf::Published(_) => TranslationOf::Published(in_use),
        })
    }

    /// What a translation is of, with the languages that it has.
    fn original(&self, event: &Event, of: TranslationOf) -> Result<InLanguages, DeskError> {
        let code = &event.definition().code;
        if let TranslationOf::Published(hash) = of {
            let coming = self.coming_notice(event.id())?.filter(|coming| coming.notice.hash() == hash);
            return self.to_translate(code, coming.as_ref().map(|coming| coming.notice.version.as_str()));
        }
        let kept = notice_drafts::load(self.conn()?, event.id())?.ok_or(DeskError::NoNoticeDraft)?;
        let version = self.nearly(event, &kept.draft)?;
        let named = version.named(&event.definition().organisation).to_owned();
        Ok(InLanguages { event: event.id(), version, named, translations: Vec::new() })
    }

    fn nearly(&self, event: &Event, draft: &NoticeDraft) -> Result<NoticeVersion, DeskError> {
        let coming = self.coming_notice(event.id())?;
        Ok(draft.nearly(&Publishing {
            event,
            coming: coming.as_ref().map(|coming| &coming.notice),
            profile: &self.profile_for(&event.definition().organisation)?,
            today: self.reached(event, self.env.now())?,
        }))
    }
}
