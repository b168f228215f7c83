//! A version in another language: its file is read, what would be published is shown, and then it is published by whoever
//! knows the passphrase (R13, R26).

use std::path::PathBuf;

use egui::{Id, Ui};

use crate::domain::language;
use crate::domain::notice::NoticeVersion;
use crate::domain::notice_draft::NoticeFault;
use crate::ui::icons;
use crate::ui::questions::statement_name;
use crate::ui::screens::flow;
use crate::ui::screens::path_field::{PathField, PathWords};
use crate::ui::theme::Themed;
use crate::ui::widgets::text::{Text, Type, sentence};
use crate::ui::widgets::{
    Banner, BannerKind, Button, Dialog as Shell, dialog_footer, markdown, or_lead_to_error, scroll_by_keys,
};
use crate::worker::Passphrase;
use crate::worker::notices::Beginning;

use super::super::then::Then;
use super::confirming::Confirming;

const FILE: PathWords = PathWords {
    label: "The translated file",
    hint: "/media/stick/notice-1.1.toml",
    missing: "Choose the translated file",
    choose: "Choose a file",
    file: Some(("Notices", &["toml"])),
};

/// A language that is to be added.
pub(super) struct Translating {
    /// The number of the version.
    number: String,
    /// The languages that it has, in words.
    has: String,
    path: PathField,
    /// What has to be put right in the file.
    faults: Vec<NoticeFault>,
    read: Option<ReadFile>,
    /// It was written here, and comes from no file.
    is_written: bool,
    confirming: Confirming,
    error: Option<String>,
}

/// A file that is a translation.
struct ReadFile {
    /// As it is written.
    file: Box<NoticeVersion>,
    /// As it would be published.
    shown: Box<NoticeVersion>,
}

/// What is wanted.
pub(super) enum Wanted {
    /// The words of the version in a file, for a translator.
    WordsToTranslate,
    /// To write it here, as a translation of the version with this number.
    WriteHere(String, Beginning),
    /// What would be published of a file.
    Read(PathBuf),
    /// That it is published, by whoever has this passphrase.
    Publish(Box<NoticeVersion>, Passphrase),
}

impl Translating {
    /// Of the version with that number, which has its words in these languages.
    pub(super) fn of(number: &str, languages: &[&str]) -> Self {
        let names: Vec<_> = languages.iter().map(|tag| language::name(tag)).collect();
        Self {
            number: number.to_owned(),
            has: crate::domain::organisation::in_a_list(&names),
            path: PathField::default(),
            faults: Vec::new(),
            read: None,
            is_written: false,
            confirming: Confirming::default(),
            error: None,
        }
    }

    /// The same, of words that were written here and would be published so.
    pub(super) fn written(number: &str, languages: &[&str], file: NoticeVersion, shown: NoticeVersion) -> Self {
        let read = ReadFile { file: Box::new(file), shown: Box::new(shown) };
        Self { read: Some(read), is_written: true, ..Self::of(number, languages) }
    }

    /// The number of the version.
    pub(super) fn number(&self) -> &str {
        &self.number
    }

    /// The file is a translation, and would be published so.
    pub(super) fn is_read(&mut self, file: Box<NoticeVersion>, shown: Box<NoticeVersion>) {
        self.read = Some(ReadFile { file, shown });
    }

    /// It is none, or could not be read or published.
    pub(super) fn failed(&mut self, words: String, faults: &[NoticeFault]) {
        self.faults = faults.to_vec();
        if !faults.is_empty() && !self.is_written {
            self.read = None;
        }
        if self.read.is_some() {
            self.confirming.failed(words);
        } else {
            self.error = Some(words);
        }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, id: Id, busy: bool) -> Then<Wanted> {
        if self.read.is_some() {
            self.publish(ui, id.with("shown"), busy)
        } else {
            self.choose(ui, id.with("file"), busy)
        }
    }

    /// The file, and what is wrong with it.
    fn choose(&mut self, ui: &mut Ui, id: Id, busy: bool) -> Then<Wanted> {
        let title = format!("Add a language to {}", self.number);
        let lead = format!(
            "It has its words in {}. Write the same words in another language here, from the beginning or from a file; or take \
             a translator’s file as it is. You see what will be published before it is.",
            self.has
        );
        let mut wanted = None;
        let focus = PathField::focus_id(id);
        let shown = Shell::new(id, &title).lead(&lead).width(620.0).focus(focus).show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            let room = (ui.ctx().content_rect().height() - 250.0).max(100.0);
            let mut entered = false;
            flow::scrolled(ui, room, "notice translation file", |ui| {
                entered = self.path.ui(ui, id, FILE);
                self.wrong_ui(ui);
                ui.add_space(14.0);
                let here = Button::secondary("Write it here").icon(icons::PENCIL_SIMPLE).small();
                let here = here.enabled(!busy).id(id.with("here"));
                let write = Button::secondary("Write a file to translate").icon(icons::FILE_TEXT).small();
                let write = write.enabled(!busy).id(id.with("write"));
                ui.spacing_mut().item_spacing = egui::vec2(10.0, 8.0);
                ui.horizontal_wrapped(|ui| {
                    if here.show(ui).clicked() {
                        (self.error, self.faults) = (None, Vec::new());
                        wanted = Some(Wanted::WriteHere(self.number.clone(), self.beginning()));
                    }
                    if write.show(ui).clicked() {
                        wanted = Some(Wanted::WordsToTranslate);
                    }
                });
                ui.add_space(4.0);
            });
            let read = Button::primary("Show what it says").icon(icons::BOOK_OPEN).enabled(!busy).id(id.with("read"));
            let cancel = Button::secondary("Cancel").enabled(!busy).id(id.with("cancel"));
            let width = read.natural_width(ui) + cancel.natural_width(ui) + 10.0;
            dialog_footer(ui, if busy { "Reading" } else { "" }, width, |ui| {
                let closed = cancel.show(ui).clicked();
                if read.show(ui).clicked() || (entered && !busy) {
                    (self.error, self.faults) = (None, Vec::new());
                    wanted = or_lead_to_error(ui.ctx(), self.path.path(FILE)).map(Wanted::Read);
                }
                closed
            })
        });
        Then::of(wanted, (shown.closed && !busy) || shown.inner)
    }

    /// What it begins with, where it is written here: the file, where one is named.
    fn beginning(&self) -> Beginning {
        self.path.typed().map_or_else(|| Beginning::Language(String::new()), Beginning::File)
    }

    /// Why it is none, and everything that has to be put right in the file, by the names of its settings.
    fn wrong_ui(&self, ui: &mut Ui) {
        let Some(error) = &self.error else { return };
        ui.add_space(10.0);
        let banner = Banner::new(BannerKind::Danger, error);
        let high = banner.height_in(ui, ui.available_width());
        banner.height(high).show(ui);
        for fault in &self.faults {
            ui.add_space(6.0);
            let danger = ui.palette().danger;
            flow::said(ui, icons::WARNING_CIRCLE, danger, &sentence(&fault.to_string()), Type::Body, false);
        }
    }

    /// What will be published, whole.
    fn publish(&mut self, ui: &mut Ui, id: Id, busy: bool) -> Then<Wanted> {
        let Some(ReadFile { file, shown: version }) = &self.read else { return Then::Stay };
        let language = language::name(&version.language);
        let title = format!("Publish {} in {language}?", self.number);
        let lead = format!(
            "People can then be asked in these words too, beside {}. They never change after that. Nobody is asked again.",
            self.has
        );
        let mut wanted = None;
        let shown =
            Shell::new(id, &title).lead(&lead).width(760.0).focus(Confirming::focus_id(id)).show(ui.ctx(), |ui| {
                ui.add_space(10.0);
                let room = (ui.ctx().content_rect().height() - 380.0).max(110.0);
                flow::scrolled(ui, room, "notice translation", |ui| {
                    scroll_by_keys(ui, room);
                    version_read(ui, version);
                });
                ui.add_space(10.0);
                let (passphrase, left) = self.confirming.ui(ui, id, &format!("Publish in {language}"), busy);
                wanted = passphrase.map(|passphrase| Wanted::Publish(file.clone(), passphrase));
                left
            });
        Then::of(wanted, (shown.closed && !busy) || shown.inner)
    }
}

/// A version as people will hear and read it, whole.
pub(super) fn version_read(ui: &mut Ui, version: &NoticeVersion) {
    let mut said = |title: &str, words: &str| {
        Text::caption(title).muted().show(ui);
        Text::body(words).wrap().show(ui);
        ui.add_space(8.0);
    };
    said("Say first", &version.first_say);
    for (statement, words) in &version.statements {
        said(&statement_name(*statement), words);
    }
    flow::divider(ui, 0.0);
    ui.add_space(8.0);
    markdown(ui, &version.text);
}
