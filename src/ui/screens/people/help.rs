//! *Help today* (R3), for leads: each need, whose it is, where they are and who was told; the kitchen's numbers below, without names;
//! and both as a sheet.

use std::path::PathBuf;

use egui::{Context, Id, Rect, Ui, pos2, vec2};

use crate::domain::code::Code;
use crate::domain::help_today::{HelpNote, Plates, words};
use crate::domain::ids::RegistrationId;
use crate::domain::purpose::{Question, SpecialPair};
use crate::ui::icons;
use crate::ui::questions;
use crate::ui::screens::flow;
use crate::ui::screens::plain_form::{PlainForm, Words};
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::paint::icon;
use crate::ui::widgets::{Button, Dialog, Field, Tag, TagKind, Text, Type, dialog_footer, place};
use crate::worker::Failure;
use crate::worker::help_today::{Request as Ask, Sheet};
use crate::worker::people::Request;

use super::{Done, painted};

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
    waits: bool,
    /// What is to have the keyboard in the next frame.
    focus: Option<Id>,
}

enum Step {
    List,
    /// Where a sheet goes.
    Saving(Sheet, PlainForm),
    /// It is in these files.
    Written(Vec<PathBuf>),
}

/// What is being written down about a need.
#[derive(Clone, PartialEq, Eq)]
struct Writing {
    of: (RegistrationId, SpecialPair),
    what: What,
    typed: String,
    error: Option<&'static str>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum What {
    Place,
    Told,
}

impl What {
    fn label(self) -> &'static str {
        match self {
            Self::Place => "Where they are or will be",
            Self::Told => "Who was told",
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Self::Place => "Room B12 at 11:00",
            Self::Told => "Sam at the door",
        }
    }
}

/// What was pressed.
enum Pressed {
    Write(Writing),
    Keep,
    Leave,
    TakeOff((RegistrationId, SpecialPair), u32),
    Print(Sheet),
    Save,
    Close,
}

impl Help {
    /// Asks for the list.
    pub(super) fn of(event: Code) -> (Self, Request) {
        let ask = Request::Help(Ask::Show(event.clone()));
        let (step, focus) = (Step::List, None);
        (Self { event, shown: None, writing: None, step, wrong: None, waits: true, focus }, ask)
    }

    /// The desk has the list, or what was noted is on it.
    pub(super) fn take(&mut self, notes: Vec<HelpNote>, plates: Vec<Plates>) {
        self.focus = self.writing.take().map(|writing| button_id(writing.of, writing.what));
        (self.shown, self.waits, self.wrong) = (Some((notes, plates)), false, None);
    }

    /// A sheet is written.
    pub(super) fn written(&mut self, files: Vec<PathBuf>) {
        (self.step, self.waits) = (Step::Written(files), false);
        self.focus = Some(id().with("close"));
    }

    /// The desk did not do it.
    pub(super) fn failed(&mut self, failure: &Failure) {
        self.waits = false;
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
            _ if self.waits => return Done::NotYet,
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
        (self.waits, self.wrong) = (true, None);
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
        if notes.is_empty() {
            Text::body("Nobody here has told us of a need today.").show(ui);
        }
        for (at, note) in notes.iter().enumerate() {
            if at > 0 {
                ui.add_space(12.0);
                flow::divider(ui, 0.0);
                ui.add_space(12.0);
            }
            let of = (note.registration, note.pair);
            let writing = self.writing.as_mut().filter(|writing| writing.of == of);
            pressed = one(ui, note, writing, !self.waits).or(pressed);
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

/// One need: what it is first, since that is what is read in a hurry.
fn one(ui: &mut Ui, note: &HelpNote, writing: Option<&mut Writing>, free: bool) -> Option<Pressed> {
    const LEFT: f32 = 32.0;
    let HelpNote { registration, reference, name, pair, need, place: at, told } = note;
    let of = (*registration, *pair);
    let state = if told.is_empty() {
        Tag::new(TagKind::Warning, "Nobody told yet").icon(icons::WARNING)
    } else {
        Tag::new(TagKind::Success, "Told").icon(icons::CHECK_CIRCLE)
    };
    let width = ui.available_width() - LEFT - state.width(ui) - 12.0;
    let words_of_need = Text::strong(need).wrap();
    let row = flow::row(ui, words_of_need.height(ui, width).max(24.0));
    icon(
        ui.painter(),
        questions::icon(Question::Special(*pair)),
        pos2(row.left() + 11.0, row.top() + 12.0),
        20.0,
        ui.palette().text,
    );
    let at_need = Rect::from_min_size(pos2(row.left() + LEFT, row.top() + 2.0), vec2(width, row.height()));
    words_of_need.at(ui, at_need);
    let tag_at =
        Rect::from_min_size(pos2(row.right() - state.width(ui), row.top()), vec2(state.width(ui), Tag::HEIGHT));
    place(ui, tag_at, |ui| state.show(ui));

    let whose = flow::row(ui, 22.0).with_min_x(row.left() + LEFT);
    let line = format!("{name}, badge {reference}. {}", words(*pair));
    painted::words(ui, &line, Type::Caption, ui.palette().text_muted, whose);
    let mut pressed = None;
    let mut fact = |ui: &mut Ui, mark, words: &str, take_off: Option<(u32, String)>| {
        let row = flow::row(ui, 26.0).with_min_x(row.left() + LEFT);
        icon(ui.painter(), mark, pos2(row.left() + 8.0, row.center().y), 16.0, ui.palette().text_muted);
        let mut words_at = row.with_min_x(row.left() + 24.0);
        if let Some((number, name)) = take_off {
            let button = Button::quiet("Take off").small().name(&name).enabled(free);
            let width = button.natural_width(ui);
            let at = Rect::from_min_size(pos2(row.right() - width, row.center().y - 13.0), vec2(width, 26.0));
            words_at.max.x = at.left() - 8.0;
            if button.id(id().with(("take off", of.0.0, of.1, number))).at(ui, at).clicked() {
                pressed = Some(Pressed::TakeOff(of, number));
            }
        }
        Text::body(words).at(ui, words_at);
    };
    fact(ui, icons::MAP_PIN, at.as_deref().unwrap_or("Where they are is not known yet"), None);
    for told in told {
        let words = format!("{}, {}", told.whom, time::clock(told.at));
        let name = format!("Take off: {words}, {need}");
        fact(ui, icons::USER, &words, Some((told.number, name)));
    }
    ui.add_space(6.0);
    let below = match writing {
        Some(writing) => write(ui, writing, free),
        None => begin(ui, note, free),
    };
    pressed.or(below)
}

/// What can be written down about a need.
fn begin(ui: &mut Ui, note: &HelpNote, free: bool) -> Option<Pressed> {
    let of = (note.registration, note.pair);
    let mut pressed = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        ui.add_space(24.0);
        for (what, label, mark) in
            [(What::Told, "Note who was told", icons::USER_PLUS), (What::Place, "Set place", icons::MAP_PIN)]
        {
            let name = format!("{label}: {}, {}", note.name, note.need);
            let button = Button::secondary(label).icon(mark).small().name(&name).enabled(free);
            if button.id(button_id(of, what)).show(ui).clicked() {
                let typed = if what == What::Place { note.place.clone().unwrap_or_default() } else { String::new() };
                pressed = Some(Pressed::Write(Writing { of, what, typed, error: None }));
            }
        }
    });
    pressed
}

/// A line to write in.
fn write(ui: &mut Ui, writing: &mut Writing, free: bool) -> Option<Pressed> {
    let keep = Button::primary("Note it").icon(icons::CHECK).small().enabled(free).id(id().with("keep"));
    let leave = Button::secondary("Cancel").small().id(id().with("leave"));
    let widths = (keep.natural_width(ui), leave.natural_width(ui));
    let field = Field::new(field_id(), writing.what.label()).hint(writing.what.hint()).height(36.0);
    let field = field.error(writing.error).max_chars(200);
    let height = Field::height_for(writing.error.is_some(), 36.0);
    let row = flow::row(ui, height);
    let row = row.with_min_x(row.left() + 32.0);
    let end = row.right() - widths.0 - widths.1 - 20.0;
    let field = field.at(ui, row.with_max_x(end), &mut writing.typed);
    if field.response.changed() {
        writing.error = None;
    }
    let top = field.rect.top();
    let button_at = |left: f32, width: f32| Rect::from_min_size(pos2(left, top), vec2(width, 36.0));
    let mut pressed = field.entered.then_some(Pressed::Keep);
    if keep.at(ui, button_at(end + 10.0, widths.0)).clicked() {
        pressed = Some(Pressed::Keep);
    }
    if leave.at(ui, button_at(row.right() - widths.1, widths.1)).clicked() {
        pressed = Some(Pressed::Leave);
    }
    pressed
}

/// The kitchen's numbers.
fn kitchen(ui: &mut Ui, plates: &[Plates]) {
    ui.add_space(12.0);
    flow::divider(ui, 0.0);
    ui.add_space(12.0);
    Text::strong("For the kitchen, without names").heading().show(ui);
    ui.add_space(4.0);
    if plates.is_empty() {
        Text::body("Nobody has told us of a diet today.").show(ui);
    }
    for Plates { diet, people } in plates {
        let number = people.to_string();
        let words = Text::body(diet).wrap();
        let width = ui.available_width() - 56.0;
        let row = flow::row(ui, words.height(ui, width).max(24.0) + 4.0);
        Text::strong(&number).right().at(ui, row.with_max_x(row.left() + 40.0).with_max_y(row.top() + 24.0));
        words.at(ui, row.with_min_x(row.left() + 56.0).translate(vec2(0.0, 2.0)));
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

fn button_id(of: (RegistrationId, SpecialPair), what: What) -> Id {
    id().with((of.0.0, of.1, what))
}

fn field_id() -> Id {
    id().with("field")
}
