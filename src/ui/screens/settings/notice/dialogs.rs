//! What is asked before a version is published or thrown away, and what is shown of it.

use std::path::PathBuf;

use chrono::NaiveDate;
use egui::{Id, Ui};

use crate::domain::answer::NoticeHash;
use crate::domain::date::parse_date;
use crate::domain::language;
use crate::domain::notice::ChangeKind;
use crate::domain::notice_draft::NoticeDraft;
use crate::domain::organisation::{Profile, in_a_list};
use crate::ui::icons;
use crate::ui::screens::flow;
use crate::ui::screens::folder::Folder;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::text::{Text, Type};
use crate::ui::widgets::{Banner, BannerKind, Button, Dialog as Shell, dialog_footer, or_lead_to_error};
use crate::worker::notices::Request as Ask;
use crate::worker::{Failure, Notices, Passphrase};

use super::super::then::Then;
use super::NoticePage;
use super::confirming::Confirming;
use super::organisation::OrganisationForm;
use super::translating::{Translating, Wanted};

/// Which dialog is open.
pub(super) enum NoticeDialog {
    /// The draft is to be published.
    Publish(Publishing),
    /// The version of this number, which waits for its day, is to be called off.
    CallOff(String),
    /// The draft is to be thrown away.
    Discard,
    /// A version is to be written as PDF, or as a file to be translated.
    Print(Box<Printing>),
    /// A version is to be published in another language.
    Translate(Box<Translating>),
    /// Whose badges are to be told.
    ToBeTold(Vec<String>),
    /// What is known of the organisation.
    Organisation(Box<OrganisationForm>),
}

/// A draft that is to be published, by whoever knows the passphrase.
pub(super) struct Publishing {
    number: String,
    change: ChangeKind,
    /// Its first day, where that is a day to come.
    from: Option<NaiveDate>,
    begun_forms: usize,
    registered: usize,
    /// The languages that people are asked in now and this version has not.
    lost: Vec<String>,
    /// The one that it has.
    own: String,
    confirming: Confirming,
}

/// What is to be written of a version.
#[derive(Clone, Copy)]
pub(super) enum Written {
    /// A PDF of its words in the language that this hash names.
    Pdf(NoticeHash),
    /// A file of its words, to be translated.
    ToTranslate,
}

/// A version that is to be written into a folder.
pub(super) struct Printing {
    pub(super) what: Written,
    pub(super) number: String,
    pub(super) folder: Folder,
    pub(super) error: Option<String>,
}

impl NoticeDialog {
    pub(super) fn failed(&mut self, failure: &Failure) {
        let words = failure.to_string();
        match self {
            Self::Translate(translating) => {
                let faults = if let Failure::NoTranslation(faults) = failure { faults.as_slice() } else { &[] };
                translating.failed(words, faults);
            }
            Self::Publish(publishing) => publishing.confirming.failed(words),
            Self::Print(printing) => printing.error = Some(words),
            Self::Organisation(form) => form.error = Some(words),
            Self::CallOff(_) | Self::Discard | Self::ToBeTold(_) => {}
        }
    }

    fn id(&self) -> Id {
        Id::unique(match self {
            Self::Publish(_) => "publish notice",
            Self::CallOff(_) => "call off notice",
            Self::Discard => "discard notice",
            Self::Print(_) => "print notice",
            Self::Translate(_) => "translate notice",
            Self::ToBeTold(_) => "notice told",
            Self::Organisation(_) => "whom to ask",
        })
    }
}

impl NoticePage {
    /// Shows the dialog that is open; says what to ask for.
    pub(super) fn dialog_ui(&mut self, ui: &mut Ui) -> Option<Ask> {
        let mut dialog = self.dialog.take()?;
        let (id, busy, code) = (dialog.id(), self.doing.is_some(), self.code()?);
        let then = match &mut dialog {
            NoticeDialog::Publish(publishing) => publishing.ui(ui, id, busy).map(|words| Ask::Publish(code, words)),
            NoticeDialog::CallOff(number) => call_off(ui, id, number, busy).map(|()| Ask::CallOff(code)),
            NoticeDialog::Discard => match &self.translation {
                Some(open) => discard_words(ui, id, busy).map(|()| Ask::DiscardTranslation(code, open.id)),
                None => discard(ui, id, busy).map(|()| Ask::Discard(code)),
            },
            NoticeDialog::Print(printing) => {
                let (what, number) = (printing.what, printing.number.clone());
                printing.ui(ui, id, busy).map(|folder| match what {
                    Written::Pdf(notice) => Ask::Print(code, notice, folder),
                    Written::ToTranslate => Ask::WriteToTranslate(code, number, folder),
                })
            }
            NoticeDialog::Translate(translating) => {
                let then = translating.ui(ui, id, busy);
                if matches!(then, Then::Do(Wanted::WordsToTranslate)) {
                    let number = translating.number().to_owned();
                    let printing =
                        Printing { what: Written::ToTranslate, number, folder: Folder::default(), error: None };
                    self.dialog = Some(NoticeDialog::Print(Box::new(printing)));
                    return None;
                }
                then.map(|wanted| match wanted {
                    Wanted::Publish(file, passphrase) => match &self.translation {
                        Some(open) => Ask::PublishTranslation(code, open.id, passphrase),
                        None => Ask::Translate(code, file, passphrase),
                    },
                    Wanted::WriteHere(number, from) => Ask::BeginTranslation(code, number, from),
                    Wanted::Read(file) => Ask::ReadTranslation(code, file),
                    Wanted::WordsToTranslate => Ask::Look(code),
                })
            }
            NoticeDialog::ToBeTold(references) => told(ui, id, references),
            NoticeDialog::Organisation(form) => {
                form.dialog(ui, id, busy).map(|profile: Profile| Ask::Organisation(code, profile))
            }
        };
        then.settle(ui.ctx(), id, dialog, &mut self.dialog)
    }
}

impl Publishing {
    pub(super) fn of(draft: &NoticeDraft, known: &Notices, today: NaiveDate) -> Self {
        let Notices { begun_forms, registered, .. } = *known;
        let lost = known.languages_to_lose(draft.language.trim()).map(|tag| language::name(tag).to_owned());
        Self {
            lost: lost.collect(),
            own: language::name(draft.language.trim()).to_owned(),
            number: draft.version.trim().to_owned(),
            change: draft.change,
            from: parse_date(&draft.effective_from, today).ok().filter(|from| *from > today),
            begun_forms,
            registered,
            confirming: Confirming::default(),
        }
    }

    /// What will happen to forms that are half filled in.
    fn of_forms(&self) -> String {
        if self.from.is_some() {
            return "A form that is on a screen then asks its questions again. What was typed stays.".to_owned();
        }
        match self.begun_forms {
            0 => "A form that is on a screen asks its questions again. What was typed stays.".to_owned(),
            1 => {
                "1 form that was begun, and any on a screen, asks its questions again. What was typed stays.".to_owned()
            }
            count => {
                format!(
                    "{count} forms that were begun, and any on a screen, ask their questions again. What was typed stays."
                )
            }
        }
    }

    /// In which languages it is asked.
    fn of_languages(&self) -> String {
        let lost: Vec<_> = self.lost.iter().map(String::as_str).collect();
        format!(
            "It has its words in {} only, and the version in use has them in {} too. They can be written before, beside the \
             draft, and are published after it.",
            self.own,
            in_a_list(&lost)
        )
    }

    fn of_people(&self) -> String {
        if self.from.is_some() && self.change == ChangeKind::Substantial {
            return "It changes the meaning: whoever registers before then has to be told. The office’s next batch after \
                    that says who."
                .to_owned();
        }
        match (self.change, self.registered) {
            (ChangeKind::Small, _) => "It is a small change: people keep their answers, and nobody has to be told.".to_owned(),
            (ChangeKind::Substantial, 0) => "It changes the meaning. Nobody is registered yet who has to be told.".to_owned(),
            (ChangeKind::Substantial, 1) => {
                "It changes the meaning: 1 person who registered before has to be told. The office’s next batch says who.".to_owned()
            }
            (ChangeKind::Substantial, count) => {
                format!("It changes the meaning: {count} people who registered before have to be told. The office’s next batch says who.")
            }
        }
    }

    fn ui(&mut self, ui: &mut Ui, id: Id, busy: bool) -> Then<Passphrase> {
        let title = format!("Publish {}?", self.number);
        let lead = match self.from {
            None => {
                "From the next answer on everybody is asked in these words. They never change after that.".to_owned()
            }
            Some(from) => format!(
                "From the start of {} everybody is asked in these words. They never change after that; until then they can be \
                 called off.",
                time::long_day(from)
            ),
        };
        let mut wanted = None;
        let shown =
            Shell::new(id, &title).lead(&lead).width(620.0).focus(Confirming::focus_id(id)).show(ui.ctx(), |ui| {
                ui.add_space(12.0);
                let accent = ui.palette().accent;
                flow::said(ui, icons::FILE_TEXT, accent, &self.of_forms(), Type::Body, false);
                ui.add_space(8.0);
                flow::said(ui, icons::USERS, accent, &self.of_people(), Type::Body, false);
                if !self.lost.is_empty() {
                    ui.add_space(8.0);
                    flow::said(ui, icons::TRANSLATE, accent, &self.of_languages(), Type::Body, false);
                }
                ui.add_space(14.0);
                let (passphrase, left) = self.confirming.ui(ui, id, &format!("Publish {}", self.number), busy);
                wanted = passphrase;
                left
            });
        Then::of(wanted, (shown.closed && !busy) || shown.inner)
    }
}

fn discard(ui: &mut Ui, id: Id, busy: bool) -> Then<()> {
    let lead = "What you wrote is gone. What was published stays as it is.";
    sure(ui, id, ("Discard the draft?", lead), Button::danger("Discard it").icon(icons::TRASH), busy)
}

fn discard_words(ui: &mut Ui, id: Id, busy: bool) -> Then<()> {
    let lead = "What you wrote in this language is gone. What was published stays as it is.";
    sure(ui, id, ("Discard these words?", lead), Button::danger("Discard them").icon(icons::TRASH), busy)
}

fn call_off(ui: &mut Ui, id: Id, number: &str, busy: bool) -> Then<()> {
    let title = format!("Call version {number} off?");
    let lead = "It never begins, and nobody was asked in its words. Its number is not given again.";
    sure(ui, id, (&title, lead), Button::danger("Call it off").icon(icons::X), busy)
}

/// Asks whether somebody is sure.
fn sure(ui: &mut Ui, id: Id, (title, lead): (&str, &str), verb: Button<'_>, busy: bool) -> Then<()> {
    let keep = id.with("keep");
    let mut wanted = None;
    let shown = Shell::new(id, title).lead(lead).focus(keep).show(ui.ctx(), |ui| {
        let verb = verb.enabled(!busy).id(id.with("do"));
        let stay = Button::secondary("Keep it").id(keep);
        let width = verb.natural_width(ui) + stay.natural_width(ui) + 10.0;
        dialog_footer(ui, "", width, |ui| {
            let closed = stay.show(ui).clicked();
            wanted = verb.show(ui).clicked().then_some(());
            closed
        })
    });
    Then::of(wanted, shown.closed || shown.inner)
}

impl Printing {
    fn ui(&mut self, ui: &mut Ui, id: Id, busy: bool) -> Then<PathBuf> {
        let (title, lead, verb, icon) = match self.what {
            Written::Pdf(_) => (
                format!("Print version {}", self.number),
                "It is written as a PDF, with the words of every question. A notice is public, and about nobody.",
                "Write the PDF",
                icons::PRINTER,
            ),
            Written::ToTranslate => (
                format!("Write version {} to be translated", self.number),
                "Change the language and the words, and leave what stands in braces. A notice is public, and about nobody.",
                "Write the file",
                icons::FILE_TEXT,
            ),
        };
        let mut wanted = None;
        let shown = Shell::new(id, &title).lead(lead).focus(id.with("path")).show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            self.folder.ui(ui, id, "Where to write the notice");
            if let Some(error) = &self.error {
                ui.add_space(8.0);
                Banner::new(BannerKind::Danger, error).height(64.0).show(ui);
            }
            let write = Button::primary(verb).icon(icon).enabled(!busy).id(id.with("write"));
            let cancel = Button::secondary("Cancel").id(id.with("cancel"));
            let width = write.natural_width(ui) + cancel.natural_width(ui) + 10.0;
            dialog_footer(ui, "", width, |ui| {
                let closed = cancel.show(ui).clicked();
                if write.show(ui).clicked() {
                    self.error = None;
                    wanted = or_lead_to_error(ui.ctx(), self.folder.path());
                }
                closed
            })
        });
        Then::of(wanted, shown.closed || shown.inner)
    }
}

/// The badges of those who have to be told: how they are told is in nobody's program.
fn told(ui: &mut Ui, id: Id, references: &[String]) -> Then<Ask> {
    let title = match references.len() {
        1 => "1 person has to be told".to_owned(),
        count => format!("{count} people have to be told"),
    };
    let lead = "They registered under words that have changed in meaning. These are the references on their badges; the \
                office’s next batch has them too.";
    let close = id.with("close");
    let shown = Shell::new(id, &title).lead(lead).focus(close).show(ui.ctx(), |ui| {
        ui.add_space(12.0);
        let room = (ui.ctx().content_rect().height() - 260.0).max(120.0);
        flow::scrolled(ui, room, "notice told", |ui| {
            for reference in references {
                Text::body(reference).show(ui);
                ui.add_space(4.0);
            }
        });
        let button = Button::primary("Close").key("Esc").id(close);
        let width = button.natural_width(ui);
        dialog_footer(ui, "", width, |ui| button.show(ui).clicked())
    });
    Then::of(None, shown.closed || shown.inner)
}
