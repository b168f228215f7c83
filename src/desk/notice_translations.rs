//! A version of a notice in another language (R13, R26): published once for an event, beside the words that are there, and never
//! changed after. Forms that are open go on, nobody is asked again and nobody has to be told: it is the same version.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::domain::act_kind::ActKind;
use crate::domain::answer::NoticeHash;
use crate::domain::code::Code;
use crate::domain::ids::{EventId, TranslationDraftId};
use crate::domain::notice::NoticeVersion;
use crate::domain::notice_draft::same_language;
use crate::domain::notice_translation::Translating;
use crate::store::act::{self, Act};
use crate::store::{events, notice_translations, translation_drafts};

use super::sheets::write_new;
use super::{Desk, DeskError, Right, notice_file};

/// A version that people are or will be asked under, in all its languages.
pub(super) struct InLanguages {
    pub(super) event: EventId,
    pub(super) version: NoticeVersion,
    /// The organisation, as its words name it.
    pub(super) named: String,
    pub(super) translations: Vec<NoticeVersion>,
}

impl InLanguages {
    pub(super) fn languages(&self) -> Vec<&str> {
        let all = [&self.version].into_iter().chain(&self.translations);
        all.map(|words| words.language.as_str()).collect()
    }

    pub(super) fn translating<'a>(&'a self, languages: &'a [&'a str]) -> Translating<'a> {
        Translating { version: &self.version, named: &self.named, languages }
    }
}

impl Desk {
    /// Publishes the version in use, or the one that waits for its day, in another language: which of the two, its number says.
    /// From then on people can be asked in those words too; answers its hash.
    ///
    /// # Errors
    /// [`DeskError::TranslationFaults`] names everything in which it is not that version in another language;
    /// [`DeskError::TranslationKnown`] where another event has other words for it.
    pub fn translate_notice(&mut self, event: &Code, file: &NoticeVersion) -> Result<NoticeHash, DeskError> {
        self.require(Right::Events)?;
        self.begin_due_notices()?;
        self.translate(event, file, None)
    }

    /// The same, and lets the draft go that it was written in.
    pub(super) fn translate(
        &mut self,
        event: &Code,
        file: &NoticeVersion,
        draft: Option<TranslationDraftId>,
    ) -> Result<NoticeHash, DeskError> {
        let of = self.to_translate(event, Some(&file.version))?;
        let translation = self.read_translation(&of, file)?;
        let (hash, original, id) = (translation.hash(), of.version.hash(), of.event);
        let (now, staff) = (self.env.now(), self.staff.clone());
        let details = json!({ "event": event.as_str(), "notice": hash.to_string(), "version": translation.version,
            "language": translation.language, "of": original.to_string() });
        let done = self.write(
            |tx| {
                let mut appending = act::begin(tx)?;
                notice_translations::append(&mut appending, id, original, &translation)?;
                draft.map_or(Ok(()), |draft| translation_drafts::remove(tx, draft))?;
                let kind = ActKind::TranslateNotice;
                appending.finish(&Act { kind, at: now, staff: &staff, subject: Some(id.0), details })?;
                Ok(())
            },
            |conn| Ok(notice_translations::of(conn, id, original)?.iter().any(|known| known.notice == translation)),
        );
        // Settings do not change with it, and so the event is not read again by itself.
        self.event_read.replace(None);
        done.map(|()| hash)
    }

    /// A translation as it would be published now; nothing is.
    ///
    /// # Errors
    /// As [`Desk::translate_notice`].
    pub fn translation_to_publish(&self, event: &Code, file: &NoticeVersion) -> Result<NoticeVersion, DeskError> {
        self.require(Right::Events)?;
        self.read_translation(&self.to_translate(event, Some(&file.version))?, file)
    }

    /// The file of a version, to be translated: by its number, or the one in use.
    ///
    /// # Errors
    /// [`DeskError::NoSuchVersion`] where that one is neither in use nor waits for its day.
    pub fn file_to_translate(&self, event: &Code, version: Option<&str>) -> Result<NoticeVersion, DeskError> {
        self.require(Right::Events)?;
        let of = self.to_translate(event, version)?;
        if version.is_some_and(|number| number != of.version.version) {
            return Err(DeskError::NoSuchVersion);
        }
        Ok(of.translating(&of.languages()).file())
    }

    /// Writes that file into a folder. The words of a notice are public, and about nobody.
    ///
    /// # Errors
    /// As [`Desk::file_to_translate`]; [`DeskError::NotWritten`].
    pub fn write_to_translate(&self, event: &Code, version: &str, into: &Path) -> Result<PathBuf, DeskError> {
        let file = self.file_to_translate(event, Some(version))?;
        let path = into.join(format!("notice-{event}-{version}-to-translate.toml"));
        write_new(&path, notice_file(&file).as_bytes())?;
        Ok(path)
    }

    fn read_translation(&self, of: &InLanguages, file: &NoticeVersion) -> Result<NoticeVersion, DeskError> {
        let translation = of.translating(&of.languages()).read(file).map_err(DeskError::TranslationFaults)?;
        let hash = translation.hash();
        let other_words = |known: &NoticeVersion| {
            (&known.notice, &known.version) == (&translation.notice, &translation.version)
                && same_language(&known.language, &translation.language)
                && known.hash() != hash
        };
        if events::notices(self.conn()?)?.iter().any(other_words) {
            return Err(DeskError::TranslationKnown);
        }
        Ok(translation)
    }

    /// The version that waits for its day where it has that number, else the one in use.
    pub(super) fn to_translate(&self, event: &Code, number: Option<&str>) -> Result<InLanguages, DeskError> {
        let of = self.event(event)?;
        let coming = self.coming_notice(of.id())?.filter(|coming| number == Some(coming.notice.version.as_str()));
        let (version, named) = match coming {
            Some(coming) => {
                let named = coming.notice.named(of.named()).to_owned();
                (coming.notice, named)
            }
            None => (of.notice().clone(), of.named().to_owned()),
        };
        let translations = notice_translations::of(self.conn()?, of.id(), version.hash())?;
        let translations = translations.into_iter().map(|known| known.notice).collect();
        Ok(InLanguages { event: of.id(), version, named, translations })
    }
}
