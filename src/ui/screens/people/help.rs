//! *Help today* (R3), for leads: each need, whose it is, where they are and who was told; the kitchen's numbers below, without names;
//! and both as a sheet.

mod needs;
mod writing;

use std::path::PathBuf;

use egui::{Context, Id, Ui, vec2};

use crate::domain::code::Code;
use crate::domain::help_today::{HelpNote, Plates};
use crate::domain::unfinished::Unfinished;
use crate::ui::icons;
use crate::ui::screens::flow;
use crate::ui::screens::plain_form::{PlainForm, Words};
use crate::ui::theme::Themed;
use crate::ui::widgets::{Button, Dialog, Text, Type, dialog_footer};
use crate::worker::Failure;
use crate::worker::help_today::{Request as Ask, Sheet};
use crate::worker::people::Request;

use super::{Done, painted};
use needs::{kitchen, one};
use writing::{Of, What, Writing, button_id, field_id};

/// The dialog's id.
pub(super) fn id() -> Id {
    Id::unique("help today dialog")
}

const LIST: Words = Words {
    folder: "Where to save the list",
    known: "I print it for whoever helps, then remove the file",
    missing: "Tick it first: this file is not locked",
};

const KITCHEN: Words = Words {
    folder: "Where to save the kitchen’s sheet",
    known: "I print it for the kitchen, then remove the file",
    ..LIST
};

/// The dialog. It says what people suffer from: it has no `Debug`.
pub(super) struct Help {
    event: Code,
    /// What the desk said last; nothing while it is asked for the first time.
    shown: Option<(Vec<HelpNote>, Vec<Plates>)>,
    writing: Option<Writing>,
    step: Step,
    wrong: Option<String>,
    waits: Waits,
    /// What is to have the keyboard in the next frame.
    focus: Option<Id>,
}

/// What the desk was asked for and has not answered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Waits {
    No,
    /// To note what is written.
    ForNote,
    /// Anything else.
    ForOther,
}

enum Step {
    List,
    /// Where a sheet goes.
    Saving(Sheet, PlainForm),
    /// It is in these files.
    Written(Vec<PathBuf>),
}

/// What was pressed.
enum Pressed {
    Write(Writing),
    Keep,
    Leave,
    TakeOff(Of, u32),
    Print(Sheet),
    Save,
    Close,
}

impl Help {
    /// Asks for the list.
    pub(super) fn of(event: Code) -> (Self, Request) {
        let ask = Request::Help(Ask::Show(event.clone()));
        let (step, waits) = (Step::List, Waits::ForOther);
        (Self { event, shown: None, writing: None, step, wrong: None, waits, focus: None }, ask)
    }

    /// What is typed and not noted yet.
    pub(super) fn unfinished(&self) -> Option<Unfinished> {
        self.writing.as_ref().filter(|_| self.waits != Waits::ForNote)?.unfinished()
    }

    /// Puts it in again: it stands at its need once the list is there.
    pub(super) fn take_up(&mut self, unfinished: &Unfinished) {
        self.writing = Writing::again(unfinished);
    }

    /// The desk has the list, or what was noted is on it. Says whether something stands at a need that was typed before.
    pub(super) fn take(&mut self, notes: Vec<HelpNote>, plates: Vec<Plates>) -> bool {
        let is_noted = self.waits == Waits::ForNote;
        let first = self.shown.is_none();
        if is_noted {
            self.focus = self.writing.take().map(|writing| button_id(writing.of, writing.what));
        }
        // A need that nobody has any more has nothing to be written at.
        self.writing = self.writing.take().filter(|writing| notes.iter().any(|note| writing.is_of(note)));
        let is_back = first && self.writing.is_some();
        if is_back {
            self.focus = Some(field_id());
        }
        (self.shown, self.waits, self.wrong) = (Some((notes, plates)), Waits::No, None);
        is_back
    }

    /// A sheet is written.
    pub(super) fn written(&mut self, files: Vec<PathBuf>) {
        (self.step, self.waits) = (Step::Written(files), Waits::No);
        self.focus = Some(id().with("close"));
    }

    /// The desk did not do it.
    pub(super) fn failed(&mut self, failure: &Failure) {
        self.waits = Waits::No;
        match &mut self.step {
            Step::Saving(_, form) => form.failed(&failure.to_string()),
            _ => self.wrong = Some(failure.to_string()),
        }
    }

    pub(super) fn ui(&mut self, ui: &Ui) -> Done {
        let first = if matches!(self.step, Step::Saving(..)) { PlainForm::focus_id(id()) } else { id().with("close") };
        let width = 720.0_f32.min(ui.ctx().content_rect().width() - 32.0);
        let dialog = Dialog::new(id(), "Help today").own_title().width(width).focus(first);
        let shown = dialog.show(ui.ctx(), |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            self.contents(ui)
        });
        if let Some(focus) = self.focus.take() {
            ui.memory_mut(|memory| memory.request_focus(focus));
        }
        match shown.inner {
            Some(pressed) => self.act(ui.ctx(), pressed),
            // Escape leaves what is nearest.
            None if shown.closed && self.writing.is_some() => self.act(ui.ctx(), Pressed::Leave),
            None if shown.closed => Done::Closed,
            None => Done::NotYet,
        }
    }

    fn act(&mut self, ctx: &Context, pressed: Pressed) -> Done {
        let event = self.event.clone();
        let waits = if matches!(pressed, Pressed::Keep) { Waits::ForNote } else { Waits::ForOther };
        let ask = match pressed {
            Pressed::Close => return Done::Closed,
            Pressed::Leave => {
                self.focus = self.writing.take().map(|writing| button_id(writing.of, writing.what));
                return Done::NotYet;
            }
            Pressed::Write(writing) => {
                self.focus = Some(field_id());
                (self.writing, self.wrong) = (Some(writing), None);
                return Done::NotYet;
            }
            Pressed::Print(sheet) => {
                self.step = Step::Saving(sheet, PlainForm::default());
                self.focus = Some(PlainForm::focus_id(id()));
                return Done::NotYet;
            }
            _ if self.waits != Waits::No => return Done::NotYet,
            Pressed::Keep => {
                let Some(writing) = &mut self.writing else { return Done::NotYet };
                if writing.what == What::Told && writing.typed.trim().is_empty() {
                    writing.error = Some("Write who was told");
                    self.focus = Some(field_id());
                    return Done::NotYet;
                }
                let (who, pair) = writing.of;
                match writing.what {
                    What::Place => Ask::Place(event, who, writing.typed.clone()),
                    What::Told => Ask::Told(event, who, pair, writing.typed.clone()),
                }
            }
            Pressed::TakeOff((who, pair), number) => {
                self.focus = Some(button_id((who, pair), What::Told));
                Ask::NotTold(event, who, pair, number)
            }
            Pressed::Save => {
                let Step::Saving(sheet, form) = &mut self.step else { return Done::NotYet };
                let Some(into) = form.into(ctx) else { return Done::NotYet };
                form.waits = true;
                Ask::Write(event, *sheet, into)
            }
        };
        (self.waits, self.wrong) = (waits, None);
        Done::Ask(Request::Help(ask))
    }

    fn contents(&mut self, ui: &mut Ui) -> Option<Pressed> {
        match &mut self.step {
            Step::List => self.list(ui),
            Step::Saving(sheet, form) => {
                let (title, words, button) = match sheet {
                    Sheet::List => ("Print the list", LIST, "Save the list"),
                    Sheet::Kitchen => ("Print for the kitchen", KITCHEN, "Save the sheet"),
                };
                Text::title(title).heading().show(ui);
                ui.add_space(4.0);
                let lead = "It is written in plain form, to be printed (PDF): anybody who has the folder can read it.";
                Text::body(lead).muted().wrap().show(ui);
                ui.add_space(12.0);
                form.ui(ui, id(), words);
                let save = Button::primary(button).icon(icons::DOWNLOAD_SIMPLE).enabled(!form.waits);
                buttons(ui, "", vec![(save, "save", Pressed::Save)])
            }
            Step::Written(files) => {
                Text::title("It is saved, in plain form").heading().show(ui);
                ui.add_space(10.0);
                for file in files {
                    let path = file.display().to_string();
                    flow::said(ui, icons::FILE_TEXT, ui.palette().text_muted, &path, Type::Body, false);
                    ui.add_space(6.0);
                }
                buttons(ui, "Print it, then remove the file.", Vec::new())
            }
        }
    }

    fn list(&mut self, ui: &mut Ui) -> Option<Pressed> {
        let lead = "For leads. Tell only whoever helps, and note whom you told. It goes when their Yes goes.";
        painted::title(ui, "Help today", lead);
        ui.add_space(8.0);
        let room = ui.ctx().content_rect().height() - 210.0;
        let mut pressed = None;
        flow::scrolled(ui, room.max(120.0), "help today", |ui| pressed = self.needs(ui));
        let some = self.shown.as_ref().is_some_and(|(notes, _)| !notes.is_empty());
        let plates = self.shown.as_ref().is_some_and(|(_, plates)| !plates.is_empty());
        let mut more = Vec::new();
        if some {
            let print = Button::secondary("Print the list…").icon(icons::PRINTER);
            more.push((print, "print the list", Pressed::Print(Sheet::List)));
        }
        if plates {
            let print = Button::secondary("Print for the kitchen…").icon(icons::FORK_KNIFE);
            more.push((print, "print for the kitchen", Pressed::Print(Sheet::Kitchen)));
        }
        pressed.or(buttons(ui, "", more))
    }

    fn needs(&mut self, ui: &mut Ui) -> Option<Pressed> {
        ui.add_space(4.0);
        let mut pressed = None;
        let Some((notes, plates)) = &self.shown else {
            if self.wrong.is_none() {
                Text::body("Looking").muted().show(ui);
            }
            self.wrong(ui);
            return None;
        };
        let free = self.waits == Waits::No;
        if notes.is_empty() {
            Text::body("Nobody here has told us of a need today.").show(ui);
        }
        for (at, note) in notes.iter().enumerate() {
            if at > 0 {
                ui.add_space(12.0);
                flow::divider(ui, 0.0);
                ui.add_space(12.0);
            }
            let writing = self.writing.as_mut().filter(|writing| writing.is_of(note));
            pressed = one(ui, note, writing, free).or(pressed);
        }
        self.wrong(ui);
        kitchen(ui, plates);
        pressed
    }

    fn wrong(&self, ui: &mut Ui) {
        if let Some(wrong) = &self.wrong {
            ui.add_space(10.0);
            flow::said(ui, icons::WARNING_CIRCLE.fill(), ui.palette().danger, wrong, Type::Body, false);
        }
    }
}

/// Close, and what else can be done.
fn buttons(ui: &mut Ui, note: &str, more: Vec<(Button<'_>, &str, Pressed)>) -> Option<Pressed> {
    let close = Button::secondary("Close").key("Esc").id(id().with("close"));
    let width = more.iter().map(|(button, ..)| button.natural_width(ui) + 10.0).sum::<f32>() + close.natural_width(ui);
    let mut pressed = None;
    dialog_footer(ui, note, width, |ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        if close.show(ui).clicked() {
            pressed = Some(Pressed::Close);
        }
        for (button, salt, does) in more {
            if button.id(id().with(salt)).show(ui).clicked() {
                pressed = Some(does);
            }
        }
    });
    pressed
}
