//! The words of a version in another language that are being written: beside the words that they translate, with what is missing
//! or wrong said as they are typed (R13, R26).

mod lacking;
mod writing;

use egui::{Id, Rect, Ui, pos2};

use crate::domain::ids::TranslationDraftId;
use crate::domain::language;
use crate::domain::notice::NoticeVersion;
use crate::domain::notice_change::{Changes, Sentence};
use crate::domain::notice_draft::{NoticeFault, NoticePlace, NoticeWrong, Publishing};
use crate::domain::notice_translation::Translating as Between;
use crate::domain::statement::Statement;
use crate::domain::translation_draft::{TranslationDraft, TranslationOf, changed_since};
use crate::ui::icons;
use crate::ui::out::Seen;
use crate::ui::questions::statement_name;
use crate::ui::widgets::text::sentence;
use crate::ui::widgets::{Button, or_lead_to_error};
use crate::worker::{NoticeStanding, Notices};

use super::super::parts::{Places, bar_ground, bar_words};
use super::NoticePage;
use super::bar::place_before;
use super::dialogs::NoticeDialog;
use super::kept_draft::KeptDraft;
use super::translating::Translating;

/// The words on the screen.
pub(super) struct Translation {
    pub(super) id: TranslationDraftId,
    of: TranslationOf,
    pub(super) kept: KeptDraft<TranslationDraft>,
    part: Part,
    /// Somebody tried to publish them: what is wrong stands beside each field.
    tried: bool,
    /// They have just been opened: the keyboard begins at their language.
    opened: bool,
    /// What has to be put right, as things stand.
    faults: Vec<NoticeFault>,
    checked: Option<Checked>,
    /// How high the whole card of a part has to be, as it was shown last.
    measured: Option<(Part, f32)>,
}

/// Which of them are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Part {
    /// What is said and asked.
    #[default]
    Questions,
    /// The notice itself.
    Text,
    /// Neither: all of it is shown as it will be read.
    Read,
}

impl Part {
    const ALL: [Self; 3] = [Self::Questions, Self::Text, Self::Read];

    fn words(self) -> &'static str {
        match self {
            Self::Questions => "Questions",
            Self::Text => "The notice",
            Self::Read => "As it will be read",
        }
    }
}

/// What there is to say of them, worked out when something was typed and not while painting.
struct Checked {
    /// Of what this is, so that it is known when it is old.
    of: TranslationDraft,
    /// The version that they translate.
    version: NoticeVersion,
    /// The same with place-holders, as it is written.
    written: NoticeVersion,
    /// The languages that the version has, its own first.
    languages: Vec<String>,
    /// They as a file, and as it will read.
    file: NoticeVersion,
    reads: NoticeVersion,
    /// What was taken over from an earlier version, whose words have changed since in what is translated.
    since: Option<Since>,
}

/// What changed since the version that the words were taken over from.
struct Since {
    /// Its number.
    number: String,
    statements: Vec<Statement>,
    /// The notice itself stands as it was taken over, too.
    text: bool,
    /// Of the notice itself, in the language that it is translated from.
    sentences: Vec<Sentence>,
}

impl Translation {
    fn of(begun: &crate::worker::BegunTranslation) -> Self {
        Self {
            id: begun.id,
            of: begun.of,
            kept: KeptDraft::of(begun.draft.clone()),
            part: Part::default(),
            tried: false,
            opened: true,
            faults: Vec::new(),
            checked: None,
            measured: None,
        }
    }

    /// In which language they are, in words.
    fn language(&self) -> String {
        match self.kept.draft.language.trim() {
            "" => "another language".to_owned(),
            tag => language::name(tag).to_owned(),
        }
    }

    /// What is wrong at a place, in words, once somebody has tried to publish it.
    fn wrong(&self, place: NoticePlace) -> Option<String> {
        let fault = self.faults.iter().find(|fault| self.tried && fault.place == place)?;
        Some(fault.wrong.to_string())
    }
}

impl Since {
    /// What to look at again; nothing where all of it was.
    fn again(&self) -> Option<String> {
        let text = (self.text && !self.sentences.is_empty()).then_some(place_words(NoticePlace::Text));
        let all: Vec<_> = self.statements.iter().map(|statement| statement_name(*statement)).chain(text).collect();
        let (what, number) = (all.join("; "), &self.number);
        let words = format!("Look again at: {what}. What it translates has changed since {number}.");
        (!all.is_empty()).then_some(words)
    }
}

impl Checked {
    fn number(&self) -> &str {
        self.version.version.trim()
    }
}

/// What is missing and what is wrong, in words for whoever writes it: what is not written yet in one line.
fn still_to_do(faults: &[NoticeFault]) -> Vec<String> {
    let is_missing = |fault: &&NoticeFault| matches!(fault.wrong, NoticeWrong::NotWritten | NoticeWrong::NotTranslated);
    let missing: Vec<_> = faults.iter().filter(is_missing).map(|fault| place_words(fault.place)).collect();
    // Some of them have a comma in them.
    let all = (!missing.is_empty()).then(|| format!("Not written yet: {}.", missing.join("; ")));
    let wrong = faults.iter().filter(|fault| !is_missing(fault));
    all.into_iter().chain(wrong.map(|fault| format!("{}: {}.", place_words(fault.place), fault.wrong))).collect()
}

/// A place as its field is called.
fn place_words(place: NoticePlace) -> String {
    match place {
        NoticePlace::FirstSay => "Say first".to_owned(),
        NoticePlace::HowToStop => "How to stop".to_owned(),
        NoticePlace::Statement(statement) => statement_name(statement),
        NoticePlace::Contacts => "Whom to ask".to_owned(),
        NoticePlace::Text => "The notice".to_owned(),
        other => sentence(&other.to_string()),
    }
}

impl NoticePage {
    /// Opens what was begun, to be written on.
    pub(super) fn write_translation(&mut self, id: TranslationDraftId) {
        let begun = self.known.as_ref().and_then(|known| known.translating.iter().find(|begun| begun.id == id));
        if let Some(begun) = begun
            && self.translation.as_ref().is_none_or(|open| open.id != id)
        {
            self.translation = Some(Translation::of(begun));
        }
    }

    /// Goes back to the versions. What was read before is older than what is written.
    pub(super) fn close_translation(&mut self) {
        let (Some(open), Some(known)) = (self.translation.take(), &mut self.known) else { return };
        let begun = known.translating.iter_mut().find(|begun| begun.id == open.id);
        begun.into_iter().for_each(|begun| begun.draft = open.kept.draft.clone());
    }

    /// What is open follows what is known: it was published or thrown away, or is of another version now.
    pub(super) fn follow_translation(&mut self) {
        let Some(open) = &mut self.translation else { return };
        let begun = self.known.as_ref().and_then(|known| known.translating.iter().find(|begun| begun.id == open.id));
        match begun {
            Some(begun) => (open.of, open.checked) = (begun.of, None),
            None => self.translation = None,
        }
    }

    /// Works out what there is to say of what is written, where that is not known.
    pub(super) fn check_translation(&mut self, known: &Notices, seen: &Seen<'_>) {
        let Some(open) = &self.translation else { return };
        let draft = &open.kept.draft;
        if open.checked.as_ref().is_some_and(|checked| checked.of == *draft) {
            return;
        }
        let organisation = &seen.event.definition().organisation;
        let (version, named, languages) = match (open.of, &self.editor) {
            (TranslationOf::Published(hash), _) => {
                let Some(one) = known.published.iter().find(|one| one.version.hash() == hash) else { return };
                (one.version.clone(), one.named.clone(), one.languages().map(str::to_owned).collect())
            }
            (TranslationOf::Draft, Some(editor)) => {
                let comes = known.published.iter().find(|one| one.standing == NoticeStanding::Comes);
                let coming = comes.map(|one| &one.version);
                let to = Publishing { event: seen.event, coming, profile: &known.profile, today: seen.today };
                let version = editor.kept.draft.nearly(&to);
                let (named, own) = (version.named(organisation).to_owned(), version.language.clone());
                (version, named, vec![own])
            }
            (TranslationOf::Draft, None) => return,
        };
        let tags: Vec<_> = languages.iter().map(String::as_str).collect();
        let between = Between { version: &version, named: &named, languages: &tags };
        let file = draft.file(&version);
        let faults = between.read(&file).err().unwrap_or_default();
        let since = known.last_in(&draft.language, open.of).map(|(before, last)| Since {
            number: before.version.version.clone(),
            statements: changed_since(draft, (&last.version, &last.named), &before.version, &between),
            text: draft.text.trim() == last.version.unfilled(&last.named, &last.version.text).trim(),
            sentences: Changes::between(&before.version.wording(&before.named), &version.wording(&named)).sentences,
        });
        let checked = Checked {
            of: draft.clone(),
            written: between.file(),
            reads: between.as_it_reads(&file),
            file,
            since: since.filter(|since| !since.statements.is_empty() || !since.sentences.is_empty()),
            languages,
            version,
        };
        if let Some(open) = &mut self.translation {
            (open.checked, open.faults) = (Some(checked), faults);
        }
    }

    /// The bar under what is written.
    pub(super) fn translation_bar(&mut self, ui: &mut Ui, places: &Places) {
        let Some(inside) = bar_ground(ui, places) else { return };
        let busy = self.doing.is_some();
        let Some(open) = &mut self.translation else { return };
        let Some(checked) = &open.checked else { return };
        let (number, language) = (checked.number().to_owned(), open.language());
        let can_be = matches!(open.of, TranslationOf::Published(_));
        let words = format!("Publish in {language}");
        let publish = Button::primary(&words).icon(icons::SEAL_CHECK).large().enabled(!busy);
        let publish = publish.id(Id::unique("translation: publish"));
        let discard = if places.narrow {
            Button::only(icons::TRASH, "Discard these words")
        } else {
            Button::secondary("Discard these words")
        };
        let discard = discard.large().enabled(!busy).id(Id::unique("translation: discard"));
        let mut right = inside.right();
        let publish = can_be.then(|| (place_before(ui, inside, &mut right, &publish), publish));
        let discard_at = place_before(ui, inside, &mut right, &discard);
        let trouble = self.error.as_ref().or(open.kept.trouble.as_ref());
        let (says, wrong) = match (trouble, open.faults.as_slice()) {
            (Some(words), _) => (words.clone(), true),
            (None, []) if !can_be => {
                (format!("Nothing is missing. It is published after version {number}, which is being written."), false)
            }
            (None, []) => (format!("{number} in {language} needs your passphrase before it can be used."), false),
            (None, [_]) => {
                (format!("1 thing to put right before {number} can be published in {language}."), open.tried)
            }
            (None, faults) => {
                let count = faults.len();
                (format!("{count} things to put right before {number} can be published in {language}."), open.tried)
            }
        };
        let room = Rect::from_min_max(inside.left_top(), pos2(right, inside.bottom()));
        bar_words(ui, room, &says, wrong, busy, places);
        // From left to right, which is the order of Tab.
        if discard.at(ui, discard_at).clicked() {
            self.dialog = Some(NoticeDialog::Discard);
        }
        if publish.is_some_and(|(at, button)| button.at(ui, at).clicked()) {
            if open.faults.is_empty() {
                let tags: Vec<_> = checked.languages.iter().map(String::as_str).collect();
                let publishing = Translating::written(&number, &tags, checked.file.clone(), checked.reads.clone());
                self.dialog = Some(NoticeDialog::Translate(Box::new(publishing)));
            } else {
                open.tried = true;
                or_lead_to_error(ui.ctx(), None::<()>);
                open.part = if open.faults.iter().all(|fault| fault.place == NoticePlace::Text) {
                    Part::Text
                } else {
                    Part::Questions
                };
            }
        }
    }
}
