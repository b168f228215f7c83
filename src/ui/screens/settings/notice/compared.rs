//! What there is to say of the chosen version, worked out once and not while painting.

use crate::domain::language;
use crate::domain::notice_change::{Changes, Wording};
use crate::domain::notice_draft::{NoticeDraft, NoticeFault, Publishing};
use crate::domain::reading_age::reading_age;
use crate::ui::out::Seen;
use crate::worker::{NoticeStanding, Notices};

use super::{Chosen, NoticePage};

/// The chosen version beside the one before it.
pub(super) struct Compared {
    /// Of what this is, so that it is known when it is old.
    of: (Chosen, usize, Option<NoticeDraft>),
    /// "What changed from 4.2 to 4.3".
    pub(super) title: String,
    /// Its number.
    pub(super) number: String,
    /// What the languages of a published version are called by those who speak them.
    pub(super) languages: Vec<String>,
    pub(super) wording: Wording,
    pub(super) changes: Changes,
    /// There is none before it.
    pub(super) is_first: bool,
    /// What has to be put right before the draft can be published.
    pub(super) faults: Vec<NoticeFault>,
    /// For what age its questions read easily.
    pub(super) reading_age: Option<u32>,
}

impl NoticePage {
    /// Works out what there is to say of the chosen version, where that is not known.
    pub(super) fn compare(&mut self, known: &Notices, seen: &Seen<'_>) {
        let draft = self.draft_is_chosen().then(|| self.editor.as_ref().map(|editor| &editor.kept.draft)).flatten();
        let is_new = |compared: &Compared| {
            let (chosen, language, of) = &compared.of;
            (*chosen, *language) == (self.chosen, self.language) && of.as_ref() == draft
        };
        if self.compared.as_ref().is_some_and(is_new) {
            return;
        }
        let organisation = &seen.event.definition().organisation;
        let (wording, number, language, before) = match (draft, self.published_at()) {
            (Some(draft), _) => {
                let wording = draft.wording(organisation, &known.profile);
                let in_use = known.published.iter().find(|one| one.standing == NoticeStanding::InUse);
                (wording, draft.version.trim().to_owned(), draft.language.clone(), in_use)
            }
            (None, at) => {
                let at = at.unwrap_or_default();
                let Some(one) = known.published.get(at) else { return };
                let (version, named) = one.in_languages().nth(self.language).unwrap_or((&one.version, &one.named));
                // What changed is told in the language that both were published in.
                let before = known.published.get(at + 1).filter(|_| self.language == 0);
                (version.wording(named), version.version.clone(), version.language.clone(), before)
            }
        };
        let changes = before.map(|one| Changes::between(&one.version.wording(&one.named), &wording));
        let title = match before {
            Some(one) if one.version.version != number => {
                format!("What changed from {} to {number}", one.version.version)
            }
            None if self.language > 0 => format!("Version {number} in {}", language::name(&language)),
            _ => format!("Version {number}"),
        };
        let languages = match self.published_at().filter(|_| draft.is_none()).and_then(|at| known.published.get(at)) {
            Some(one) => one.languages().map(|tag| language::own_name(tag).to_owned()).collect(),
            None => Vec::new(),
        };
        let coming = known.published.iter().find(|one| one.standing == NoticeStanding::Comes).map(|one| &one.version);
        let to = Publishing { event: seen.event, coming, profile: &known.profile, today: seen.today };
        let faults = draft.and_then(|draft| draft.parse(&to).err()).unwrap_or_default();
        let statements: Vec<_> = wording.statements.values().map(String::as_str).collect();
        self.compared = Some(Compared {
            reading_age: reading_age(&statements.join(" "), &language),
            of: (self.chosen, self.language, draft.cloned()),
            languages,
            is_first: changes.is_none(),
            changes: changes.unwrap_or_default(),
            title,
            number,
            wording,
            faults,
        });
    }

    /// What is wrong with the draft, as far as it is worked out.
    pub(super) fn faults(&self) -> &[NoticeFault] {
        self.compared.as_ref().map_or(&[], |compared| compared.faults.as_slice())
    }
}
