//! Privacy notices (picture j2): the versions, what changes from one to the next, and the one that is being written (R26).

mod bar;
mod changes;
mod compared;
mod confirming;
mod dialogs;
mod editor;
mod kept_draft;
mod organisation;
mod side;
mod translating;
mod translation;
mod versions;

use egui::Ui;

use crate::domain::code::Code;
use crate::domain::ids::TranslationDraftId;
use crate::domain::language;
use crate::domain::organisation::Profile;
use crate::domain::unfinished::Typed;
use crate::ui::out::{Out, Seen, Wish};
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::toast::Toast;
use crate::ui::widgets::{HEADER, paint, spinner};
use crate::worker::notices::{Answer, Request as Ask};
use crate::worker::{Failure, NoticeStanding, Notices, Request, Ticket};

use super::ask::Asked;
use super::parts::{Part, Places, beside};
use super::{Settings, menu};
use compared::Compared;
use dialogs::NoticeDialog;
use editor::Editor;
pub(super) use organisation::OrganisationForm;
use translation::Translation;

const ROW: f32 = 44.0;

/// A version that is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Chosen {
    /// The one that is being written; the one in use where there is none.
    #[default]
    Draft,
    /// A published one, by its place among them, the newest first.
    Published(usize),
}

/// What is to be shown next.
#[derive(Clone, Copy)]
enum Turn {
    /// These words in another language.
    To(TranslationDraftId),
    /// The versions, and no words in another language any more.
    Leave,
}

/// The page.
#[derive(Default)]
pub(super) struct NoticePage {
    /// Of which event it is known.
    of: Option<Code>,
    known: Option<Box<Notices>>,
    chosen: Chosen,
    /// In which of its languages a published version is looked at, by its place among them.
    language: usize,
    editor: Option<Editor>,
    /// Words in another language that are written on the screen.
    translation: Option<Translation>,
    turn: Option<Turn>,
    compared: Option<Compared>,
    dialog: Option<NoticeDialog>,
    /// What is being done.
    doing: Option<Ticket>,
    error: Option<String>,
}

impl NoticePage {
    /// What is being read or written is that of this event.
    fn is_of(&self, seen: &Seen<'_>) -> bool {
        self.of.as_ref() == Some(&seen.event.definition().code)
    }

    /// What is typed of the organisation and not saved, where that dialog is open.
    pub(super) fn organisation_typed(&self) -> Option<Typed> {
        let Some(NoticeDialog::Organisation(form)) = &self.dialog else { return None };
        let mut typed = Typed::default();
        form.put(&mut typed);
        Some(typed).filter(|_| self.doing.is_none())
    }

    /// Opens that dialog again.
    pub(super) fn organisation_again(&mut self, of: Code, known: &Profile, typed: &Typed) {
        let mut form = OrganisationForm::of(known);
        form.take_up(typed);
        (self.of, self.dialog) = (Some(of), Some(NoticeDialog::Organisation(Box::new(form))));
    }

    fn draft_is_chosen(&self) -> bool {
        self.chosen == Chosen::Draft && self.editor.is_some()
    }

    /// The published version that is looked at.
    fn published_at(&self) -> Option<usize> {
        match self.chosen {
            Chosen::Published(at) => Some(at),
            Chosen::Draft if self.editor.is_some() => None,
            Chosen::Draft => Some(0),
        }
    }

    /// Takes over how everything stands. What is being typed here is newer than what was read.
    fn take(&mut self, known: Box<Notices>) {
        match (&known.draft, &self.editor) {
            (Some(begun), None) => {
                self.editor = Some(Editor::of(begun.draft.clone()));
                self.chosen = Chosen::Draft;
            }
            (None, _) => self.editor = None,
            (Some(_), Some(_)) => {}
        }
        self.known = Some(known);
        self.compared = None;
        self.follow_translation();
    }

    /// Sends what is written to the disk when it has changed, not more often than it can be written.
    fn keep(&mut self, ui: &Ui, out: &mut Out<'_>, asked: &mut Asked) {
        let Some(code) = self.code() else { return };
        if let Some(editor) = &mut self.editor
            && let Some(draft) = editor.kept.due(ui)
        {
            editor.kept.is_sent(asked.other(out.ask(Request::Notices(Ask::Keep(code.clone(), Box::new(draft))))));
        }
        if let Some(open) = &mut self.translation
            && let Some(draft) = open.kept.due(ui)
        {
            let ask = Ask::KeepTranslation(code, open.id, Box::new(draft));
            open.kept.is_sent(asked.other(out.ask(Request::Notices(ask))));
        }
    }
}

impl Settings {
    /// Reads how the notices stand.
    pub(super) fn read_notices(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        let code = seen.event.definition().code.clone();
        if !self.notice.is_of(seen) {
            self.keep_notice_before_leaving(out);
            self.notice = NoticePage { of: Some(code.clone()), ..NoticePage::default() };
        }
        self.asked.other(out.ask(Request::Notices(Ask::Look(code))));
    }

    /// Sends what is being written to the disk now: the desk is locked, or left.
    pub fn keep_notice_before_leaving(&mut self, out: &mut Out<'_>) {
        let Some(code) = self.notice.of.clone() else { return };
        // What is on its way already is older, and may never be answered.
        if let Some(editor) = &mut self.notice.editor
            && let Some(draft) = editor.kept.not_kept()
        {
            let ask = Ask::Keep(code.clone(), Box::new(draft));
            editor.kept.is_sent(self.asked.other(out.ask(Request::Notices(ask))));
        }
        if let Some(open) = &mut self.notice.translation
            && let Some(draft) = open.kept.not_kept()
        {
            let ask = Ask::KeepTranslation(code, open.id, Box::new(draft));
            open.kept.is_sent(self.asked.other(out.ask(Request::Notices(ask))));
        }
    }

    pub(super) fn notice_answer(&mut self, ticket: Ticket, answer: Answer, out: &mut Out<'_>) {
        let page = &mut self.notice;
        let is_done = page.doing == Some(ticket);
        if is_done {
            (page.doing, page.error) = (None, None);
        }
        match answer {
            Answer::Notices(known) => {
                page.take(known);
                // What is only read again closes nothing.
                if is_done && matches!(page.dialog, Some(NoticeDialog::Organisation(_) | NoticeDialog::Discard)) {
                    page.dialog = None;
                    out.wish(Wish::Refresh);
                }
            }
            Answer::Kept => {
                if let Some(editor) = &mut page.editor {
                    editor.kept.is_kept(ticket);
                }
                if let Some(open) = &mut page.translation {
                    open.kept.is_kept(ticket);
                }
            }
            Answer::Published(known) => {
                let words = published(&known);
                page.editor = None;
                page.dialog = None;
                page.chosen = Chosen::Draft;
                page.take(known);
                out.wish(Wish::Say(Toast::done(words)));
                out.wish(Wish::Refresh);
            }
            Answer::CalledOff(known) => {
                page.dialog = None;
                page.chosen = Chosen::Draft;
                page.take(known);
                out.wish(Wish::Say(Toast::done("It is called off. The version in use stays in use.".to_owned())));
                out.wish(Wish::Refresh);
            }
            Answer::TranslationRead(file, shown) => {
                if let Some(NoticeDialog::Translate(translating)) = &mut page.dialog {
                    translating.is_read(file, shown);
                }
            }
            Answer::TranslationBegun(id, known) => {
                page.dialog = None;
                page.take(known);
                page.write_translation(id);
            }
            Answer::Translated(tag, known) => {
                page.dialog = None;
                page.take(known);
                let at = page.published_at().and_then(|at| page.known.as_ref()?.published.get(at));
                page.language = at.and_then(|one| one.languages().position(|own| own == tag)).unwrap_or_default();
                let words = format!("It is published in {}. People can be asked in it now.", language::name(&tag));
                out.wish(Wish::Say(Toast::done(words)));
                out.wish(Wish::Refresh);
            }
            Answer::ToTranslate(path) => {
                page.dialog = None;
                let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                out.wish(Wish::Say(Toast::done(format!("Written. {file} can be translated."))));
            }
            Answer::ToBeTold(references) => page.dialog = Some(NoticeDialog::ToBeTold(references)),
            Answer::Printed(path) => {
                page.dialog = None;
                let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                out.wish(Wish::Say(Toast::done(format!("Written. {file} can be printed and handed out."))));
            }
        }
    }

    /// Says what was not done where it was asked for; whether that was here.
    pub(super) fn notice_failed(&mut self, ticket: Ticket, failure: &Failure) -> bool {
        let page = &mut self.notice;
        let words = failure.to_string();
        let refused = page.editor.as_mut().is_some_and(|editor| editor.kept.was_refused(ticket, &words))
            || page.translation.as_mut().is_some_and(|open| open.kept.was_refused(ticket, &words));
        if refused {
            return true;
        }
        if page.doing != Some(ticket) {
            return false;
        }
        page.doing = None;
        match &mut page.dialog {
            Some(dialog) => dialog.failed(failure),
            None => page.error = Some(failure.to_string()),
        }
        true
    }

    fn do_with_notice(&mut self, ask: Ask, out: &mut Out<'_>) {
        self.notice.error = None;
        self.notice.doing = Some(self.asked.other(out.ask(Request::Notices(ask))));
    }

    pub(super) fn notice_ui(&mut self, ui: &mut Ui, places: &Places, seen: &Seen<'_>, out: &mut Out<'_>) {
        if !self.notice.is_of(seen) {
            self.read_notices(seen, out);
        }
        let lead = menu::is_lead(seen);
        let Some(known) = self.notice.known.take() else {
            paint::card(ui, places.page);
            spinner(ui, places.page.center(), 24.0, ui.palette().accent);
            return;
        };
        self.notice.compare(&known, seen);
        let writing = lead && self.notice.draft_is_chosen() && self.notice.editor.as_ref().is_some_and(|e| e.writing);
        let mut wants = None;
        self.notice.check_translation(&known, seen);
        if let Some(open) = &self.notice.translation {
            let height = open.height();
            // Both halves have words of the same length in them.
            let half = (places.page.width() - 16.0) / 2.0;
            beside(ui, places, half, height, &mut |ui, part| match part {
                Part::Main(card) => self.notice.translation_ui(ui, card),
                Part::Side => self.notice.translation_side(ui),
            });
            self.notice.keep(ui, out, &mut self.asked);
        } else if writing {
            let height = self.notice.editor.as_ref().map_or(0.0, Editor::height);
            beside(ui, places, 396.0, height, &mut |ui, part| match part {
                Part::Main(card) => self.notice.write_ui(ui, card, seen),
                Part::Side => self.notice.statements_written(ui, seen),
            });
            self.notice.keep(ui, out, &mut self.asked);
        } else {
            let rows = known.published.len() + usize::from(self.notice.editor.is_some());
            let height = 67.0 + HEADER + ROW * rows as f32 + 420.0;
            beside(ui, places, 396.0, height, &mut |ui, part| match part {
                Part::Main(card) => {
                    wants =
                        wants.take().or_else(|| self.notice.versions(ui, card, &known, (lead, places.narrow), seen));
                }
                Part::Side => self.notice.side(ui, &known, lead, seen),
            });
            self.notice.keep(ui, out, &mut self.asked);
        }
        self.notice.known = Some(known);
        let asked = self.notice.bar(ui, places, lead, seen.today);
        let asked = asked.or_else(|| self.notice.dialog_ui(ui));
        for ask in wants.into_iter().chain(asked) {
            if matches!(ask, Ask::Publish(..) | Ask::PublishTranslation(..) | Ask::BeginTranslation(..)) {
                // What is published, or translated, is what is on the disk.
                self.keep_notice_before_leaving(out);
            }
            self.do_with_notice(ask, out);
        }
        match self.notice.turn.take() {
            Some(Turn::To(id)) => self.notice.write_translation(id),
            Some(Turn::Leave) => {
                self.keep_notice_before_leaving(out);
                self.notice.close_translation();
                self.read_notices(seen, out);
            }
            None => {}
        }
    }
}

impl NoticePage {
    fn code(&self) -> Option<Code> {
        self.of.clone()
    }
}

/// What came of publishing.
fn published(known: &Notices) -> String {
    let Some(newest) = known.published.first() else { return String::new() };
    let version = &newest.version.version;
    if newest.standing == NoticeStanding::Comes {
        let from = time::long_day(newest.version.effective_from);
        return format!("Version {version} begins on {from}. Until then nothing changes.");
    }
    let told = match known.to_be_told {
        0 => "Nobody has to be told.".to_owned(),
        1 => "1 person has to be told.".to_owned(),
        count => format!("{count} people have to be told."),
    };
    format!("Version {version} is in use. {told}")
}
