//! Requests about privacy notices: versions, the one that is being written, and what they say of the organisation (R25, R26).

use std::path::{Path, PathBuf};

use crate::desk::{Desk, Notices, Passphrase, TranslationFrom, parse_notice};
use crate::domain::answer::NoticeHash;
use crate::domain::code::Code;
use crate::domain::ids::TranslationDraftId;
use crate::domain::notice::NoticeVersion;
use crate::domain::notice_draft::NoticeDraft;
use crate::domain::organisation::Profile;
use crate::domain::translation_draft::TranslationDraft;

use super::Failure;
use super::work::Work;

/// What can be asked. Each names its event.
pub enum Request {
    /// Everything there is to know of its notices.
    Look(Code),
    /// Begin a version with the words of the one in use.
    Begin(Code),
    /// Keep what is typed.
    Keep(Code, Box<NoticeDraft>),
    /// Throw away what is being written.
    Discard(Code),
    /// Call the version off that waits for its day.
    CallOff(Code),
    /// Publish it, by whoever has this passphrase.
    Publish(Code, Passphrase),
    /// What would be published of a file that translates a version.
    ReadTranslation(Code, PathBuf),
    /// Publish a version in another language, by whoever has this passphrase.
    Translate(Code, Box<NoticeVersion>, Passphrase),
    /// Begin the words of a version, by its number, in another language; with those of a file, or of an earlier version in this
    /// language.
    BeginTranslation(Code, String, Beginning),
    /// Keep what is typed of them.
    KeepTranslation(Code, TranslationDraftId, Box<TranslationDraft>),
    /// Throw them away.
    DiscardTranslation(Code, TranslationDraftId),
    /// Publish them, by whoever has this passphrase.
    PublishTranslation(Code, TranslationDraftId, Passphrase),
    /// Write the words of the version with this number into a folder, to be translated.
    WriteToTranslate(Code, String, PathBuf),
    /// The badges of those who have to be told of a change of meaning.
    ToBeTold(Code),
    /// Write a version into a folder, as PDF.
    Print(Code, NoticeHash, PathBuf),
    /// Set what is known of the organisation.
    Organisation(Code, Profile),
}

/// With which words a translation begins.
pub enum Beginning {
    /// Those that an earlier version has in this language (BCP 47), or none.
    Language(String),
    /// Those of this file.
    File(PathBuf),
}

impl Request {
    /// Only the newest state of what is typed counts.
    pub(super) fn makes_stale(&self, earlier: &Self) -> bool {
        match (self, earlier) {
            (Self::Keep(later, _), Self::Keep(earlier, _)) | (Self::Look(later), Self::Look(earlier)) => {
                later == earlier
            }
            (Self::KeepTranslation(_, later, _), Self::KeepTranslation(_, earlier, _)) => later == earlier,
            _ => false,
        }
    }
}

/// What came of it.
pub enum Answer {
    /// Everything there is to know, after whatever was asked.
    Notices(Box<Notices>),
    /// What is typed is on the disk.
    Kept,
    /// The version that waited is called off, and this is how everything stands now.
    CalledOff(Box<Notices>),
    /// It is published, and this is how everything stands now.
    Published(Box<Notices>),
    /// The file, and the version as it would be published.
    TranslationRead(Box<NoticeVersion>, Box<NoticeVersion>),
    /// These words are begun, or were begun before, and this is how everything stands now.
    TranslationBegun(TranslationDraftId, Box<Notices>),
    /// It is published in this language (BCP 47), and this is how everything stands now.
    Translated(String, Box<Notices>),
    /// The words are in this file.
    ToTranslate(PathBuf),
    /// The references on their badges, oldest first.
    ToBeTold(Vec<String>),
    /// The file.
    Printed(PathBuf),
}

pub(super) fn answer(work: &mut Work, request: Request) -> Result<Answer, Failure> {
    let desk = work.desk()?;
    let notices = |desk: &Desk, event: &Code| Ok::<_, Failure>(Box::new(desk.notices_of(event)?));
    let answer = match request {
        Request::Look(event) => return Ok(Answer::Notices(notices(desk, &event)?)),
        Request::ToBeTold(event) => {
            let told = desk.to_be_told(&event)?;
            return Ok(Answer::ToBeTold(told.into_iter().map(|(_, reference)| reference).collect()));
        }
        Request::Print(event, notice, into) => return Ok(Answer::Printed(desk.print_notice(&event, notice, &into)?)),
        Request::ReadTranslation(event, file) => {
            let file = read(&file)?;
            let shown = desk.translation_to_publish(&event, &file)?;
            return Ok(Answer::TranslationRead(Box::new(file), Box::new(shown)));
        }
        Request::WriteToTranslate(event, version, into) => {
            return Ok(Answer::ToTranslate(desk.write_to_translate(&event, &version, &into)?));
        }
        Request::Translate(event, file, passphrase) => {
            desk.confirm_passphrase(&passphrase)?;
            desk.translate_notice(&event, &file)?;
            Answer::Translated(file.language, notices(desk, &event)?)
        }
        Request::BeginTranslation(event, version, from) => {
            let from = match from {
                Beginning::Language(tag) => TranslationFrom::Language(tag),
                Beginning::File(path) => TranslationFrom::File(Box::new(read(&path)?)),
            };
            let begun = desk.begin_translation(&event, Some(&version), from)?;
            Answer::TranslationBegun(begun.id, notices(desk, &event)?)
        }
        Request::KeepTranslation(event, id, draft) => {
            desk.keep_translation(&event, id, &draft)?;
            Answer::Kept
        }
        Request::DiscardTranslation(event, id) => {
            desk.discard_translation(&event, id)?;
            Answer::Notices(notices(desk, &event)?)
        }
        Request::PublishTranslation(event, id, passphrase) => {
            desk.confirm_passphrase(&passphrase)?;
            let language = desk.translation_as_file(&event, id)?.0.language;
            desk.publish_translation(&event, id)?;
            Answer::Translated(language, notices(desk, &event)?)
        }
        Request::Begin(event) => {
            desk.begin_notice(&event)?;
            Answer::Notices(notices(desk, &event)?)
        }
        Request::Keep(event, draft) => {
            desk.keep_notice(&event, &draft)?;
            Answer::Kept
        }
        Request::Discard(event) => {
            desk.discard_notice(&event)?;
            Answer::Notices(notices(desk, &event)?)
        }
        Request::CallOff(event) => {
            desk.call_off_notice(&event)?;
            Answer::CalledOff(notices(desk, &event)?)
        }
        Request::Publish(event, passphrase) => {
            desk.confirm_passphrase(&passphrase)?;
            desk.publish_notice_draft(&event)?;
            Answer::Published(notices(desk, &event)?)
        }
        Request::Organisation(event, profile) => {
            desk.set_organisation(&profile)?;
            Answer::Notices(notices(desk, &event)?)
        }
    };
    work.saved();
    Ok(answer)
}

/// A file of a version.
fn read(file: &Path) -> Result<NoticeVersion, Failure> {
    let unread = |_| Failure::Said("The file could not be read. Nothing was published; check its name.".to_owned());
    let text = std::fs::read_to_string(file).map_err(unread)?;
    parse_notice(&text).map_err(|wrong| Failure::Said(wrong.to_string()))
}
