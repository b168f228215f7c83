//! The receipt (R13, R25): exactly what somebody answered, to be looked at together, and for a lead to save as a file.
//!
//! Nothing lies behind it and it names no member of staff: the laptop can be turned to the visitor.

use std::path::PathBuf;

use egui::{Id, Ui, pos2, vec2};

use crate::domain::answer::Said;
use crate::domain::ids::RegistrationId;
use crate::domain::notice::Contacts;
use crate::domain::receipt::{Answered, Receipt};
use crate::ui::icons;
use crate::ui::questions::{self, Group};
use crate::ui::screens::flow;
use crate::ui::screens::plain_form::{PlainForm, Words};
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::paint::icon;
use crate::ui::widgets::{Button, Dialog, Tag, TagKind, Text, Type, dialog_footer};
use crate::worker::Failure;
use crate::worker::people::Request;

use super::Done;

/// The dialog's id.
pub(super) fn id() -> Id {
    Id::unique("receipt dialog")
}

const WORDS: Words = Words {
    folder: "Where to save the receipt",
    known: "I hand the files over to them, then remove them",
    missing: "Tick it first: these files are not locked",
};

/// The dialog.
pub(super) struct Slip {
    who: RegistrationId,
    /// Whether whoever works here may write it in plain form (R22).
    may_save: bool,
    step: Step,
}

enum Step {
    /// The desk was asked for it.
    Asked,
    /// It is shown.
    Shown(Box<Receipt>),
    /// Where it goes.
    Saving(PlainForm),
    /// It is written.
    Written(Vec<PathBuf>),
    /// It could not be shown.
    Failed(String),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pressed {
    Close,
    Save,
    Write,
}

impl Slip {
    /// Asks for it.
    pub(super) fn of(who: RegistrationId, may_save: bool) -> (Self, Request) {
        (Self { who, may_save, step: Step::Asked }, Request::Receipt(who))
    }

    /// The desk has it.
    pub(super) fn take(&mut self, receipt: Box<Receipt>) {
        self.step = Step::Shown(receipt);
    }

    /// It is in these files.
    pub(super) fn written(&mut self, files: Vec<PathBuf>) {
        self.step = Step::Written(files);
    }

    /// The desk did not do it.
    pub(super) fn failed(&mut self, failure: &Failure) {
        match &mut self.step {
            Step::Saving(form) => form.failed(&failure.to_string()),
            other => *other = Step::Failed(failure.to_string()),
        }
    }

    pub(super) fn ui(&mut self, ui: &Ui) -> Done {
        let close = id().with("close");
        let first = if matches!(self.step, Step::Saving(..)) { PlainForm::focus_id(id()) } else { close };
        let dialog = Dialog::new(id(), "Receipt").own_title().width(680.0).alone().focus(first);
        let shown = dialog.show(ui.ctx(), |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            self.contents(ui)
        });
        match shown.inner {
            Some(Pressed::Save) => {
                if matches!(self.step, Step::Shown(_)) {
                    self.step = Step::Saving(PlainForm::default());
                    ui.memory_mut(|memory| memory.request_focus(PlainForm::focus_id(id())));
                }
                Done::NotYet
            }
            Some(Pressed::Write) => self.write(ui.ctx()),
            Some(Pressed::Close) => Done::Closed,
            None if shown.closed => Done::Closed,
            None => Done::NotYet,
        }
    }

    fn write(&mut self, ctx: &egui::Context) -> Done {
        let Step::Saving(form) = &mut self.step else { return Done::NotYet };
        let Some(into) = form.into(ctx) else { return Done::NotYet };
        form.waits = true;
        Done::Ask(Request::WriteReceipt { registration: self.who, into })
    }

    fn contents(&mut self, ui: &mut Ui) -> Option<Pressed> {
        match &mut self.step {
            Step::Asked => {
                Text::title("Receipt").heading().show(ui);
                ui.add_space(10.0);
                Text::body("Looking it up").muted().show(ui);
                buttons(ui, "", None)
            }
            Step::Failed(why) => {
                Text::title("Receipt").heading().show(ui);
                ui.add_space(10.0);
                flow::said(ui, icons::WARNING_CIRCLE.fill(), ui.palette().danger, why, Type::Body, false);
                buttons(ui, "", None)
            }
            Step::Shown(receipt) => {
                title(ui, receipt);
                let room = ui.ctx().content_rect().height() - 210.0;
                flow::scrolled(ui, room.max(120.0), "receipt", |ui| answers(ui, receipt));
                let save = Button::primary("Save as a file…").icon(icons::DOWNLOAD_SIMPLE);
                if self.may_save {
                    buttons(ui, "", Some((save, Pressed::Save)))
                } else {
                    buttons(ui, "A desk lead can save it as a file.", None)
                }
            }
            Step::Saving(form) => {
                Text::title("Save the receipt").heading().show(ui);
                ui.add_space(4.0);
                let lead = "It is written in plain form, to read (PDF) and for other programs: anybody who has the folder can \
                            read it.";
                Text::body(lead).muted().wrap().show(ui);
                ui.add_space(12.0);
                form.ui(ui, id(), WORDS);
                let write = Button::primary("Save the receipt").icon(icons::DOWNLOAD_SIMPLE).enabled(!form.waits);
                buttons(ui, "", Some((write, Pressed::Write)))
            }
            Step::Written(files) => {
                Text::title("The receipt is saved, in plain form").heading().show(ui);
                ui.add_space(10.0);
                for file in files {
                    flow::said(
                        ui,
                        icons::FILE_TEXT,
                        ui.palette().text_muted,
                        &file.display().to_string(),
                        Type::Body,
                        false,
                    );
                    ui.add_space(6.0);
                }
                buttons(ui, "Hand them over, then remove them.", None)
            }
        }
    }
}

/// Close, and what else can be done.
fn buttons(ui: &mut Ui, note: &str, does: Option<(Button<'_>, Pressed)>) -> Option<Pressed> {
    let close = Button::secondary("Close").key("Esc").id(id().with("close"));
    let more = does.as_ref().map_or(0.0, |(button, _)| button.natural_width(ui) + 10.0);
    let width = close.natural_width(ui) + more;
    let mut pressed = None;
    dialog_footer(ui, note, width, |ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        if close.show(ui).clicked() {
            pressed = Some(Pressed::Close);
        }
        if let Some((button, which)) = does
            && button.id(id().with("does")).show(ui).clicked()
        {
            pressed = Some(which);
        }
    });
    pressed
}

/// What it is, and what the badge says.
fn title(ui: &mut Ui, receipt: &Receipt) {
    let row = flow::row(ui, 26.0);
    let words = format!("What {} answered", receipt.name);
    let reference = crate::ui::widgets::text::line(ui, &receipt.reference, Type::Strong).size().x;
    Text::title(&words).heading().at(ui, row.with_max_x(row.right() - reference - 16.0));
    Text::strong(&receipt.reference).right().silent().at(ui, row);
    let said = row.with_min_x(row.right() - 110.0);
    let heard = ui.interact(said, id().with("reference"), egui::Sense::hover());
    let name = format!("Your reference: {}", receipt.reference);
    heard.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
    let below = flow::row(ui, 20.0);
    let at = receipt.registered_at;
    let words = format!("{}, {}, {}", receipt.event, time::long_day(at.date_naive()), time::clock(at));
    Text::caption(&words).muted().at(ui, below);
    Text::caption("Your reference").muted().right().silent().at(ui, below.with_min_x(below.right() - 110.0));
    ui.add_space(8.0);
    flow::divider(ui, 0.0);
}

/// One line for each answer, in the groups of the form; then whom to ask.
fn answers(ui: &mut Ui, receipt: &Receipt) {
    ui.add_space(6.0);
    if receipt.answered.is_empty() {
        Text::body("You were asked nothing, and agreed to nothing.").show(ui);
    }
    for group in Group::ALL {
        let of_group: Vec<_> =
            receipt.answered.iter().filter(|answered| Group::of(answered.question) == group).collect();
        if of_group.is_empty() {
            continue;
        }
        ui.add_space(6.0);
        Text::caption_strong(group.title()).heading().muted().show(ui);
        ui.add_space(2.0);
        of_group.into_iter().for_each(|answered| answer(ui, answered));
    }
    ui.add_space(8.0);
    flow::divider(ui, 0.0);
    ui.add_space(10.0);
    let stop = format!("Changed your mind? You can take a Yes back any time: {}.", receipt.how_to_stop);
    Text::body(&stop).wrap().show(ui);
    if let Some(contacts) = &receipt.contacts {
        ui.add_space(6.0);
        Text::body(&whom_to_ask(contacts)).wrap().show(ui);
    }
}

fn answer(ui: &mut Ui, answered: &Answered) {
    const LEFT: f32 = 32.0;
    let (kind, mark, said) = match answered.said {
        Said::Yes => (TagKind::Given, icons::CHECK_CIRCLE.fill(), "Yes"),
        Said::No => (TagKind::Refused, icons::X_CIRCLE.fill(), "No"),
        Said::Withdrawn => (TagKind::Refused, icons::HAND_PALM.fill(), "Yes taken back"),
        Said::Objected => (TagKind::Refused, icons::PROHIBIT, "Objected"),
        Said::LeftBlank => (TagKind::NotAsked, icons::CIRCLE_DASHED, "Left blank"),
    };
    let tag = Tag::new(kind, said).icon(mark);
    let width = ui.available_width() - LEFT;
    let proof = proof(answered);
    let words = format!("“{}”", answered.words);
    let words = Text::caption(&words).wrap();
    let proof = Text::caption(&proof).muted().wrap();
    let heights = (words.height(ui, width), proof.height(ui, width));
    let row = flow::row(ui, 26.0 + heights.0 + heights.1 + 8.0);
    let head = row.with_max_y(row.top() + 26.0);
    let p = ui.palette();
    icon(ui.painter(), questions::icon(answered.question), pos2(row.left() + 12.0, head.center().y), 18.0, p.text);
    let end = head.right() - tag.width(ui);
    let name = questions::name(answered.question);
    Text::body(name).silent().at(ui, head.with_min_x(row.left() + LEFT).with_max_x(end - 8.0));
    tag.paint(ui, pos2(end, head.center().y));
    // Who hears it hears what was said with what it was said to.
    let heard = ui.interact(head, id().with(("answer", answered.question, answered.at)), egui::Sense::hover());
    heard.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{name}: {said}")));
    let below = row.with_min_x(row.left() + LEFT).with_min_y(head.bottom());
    words.at(ui, below.with_max_y(below.top() + heights.0));
    proof.at(ui, below.with_min_y(below.top() + heights.0).with_max_y(below.top() + heights.0 + heights.1));
}

/// When, how, and under which notice.
fn proof(answered: &Answered) -> String {
    let how = answered.how.words(answered.given_by);
    let day = time::long_day(answered.at.date_naive());
    format!("{}, {day}, {how}. Notice {}", time::clock(answered.at), answered.notice_version)
}

/// Whom to ask, and where to complain (R25).
fn whom_to_ask(contacts: &Contacts) -> String {
    let Contacts { address, email, data_protection_officer, regulator, registration_number, .. } = contacts;
    let officer = data_protection_officer.iter().map(|officer| format!(" Data protection officer: {officer}."));
    let number = registration_number.iter().map(|number| format!(" Our number there is {number}."));
    let more: String = officer.chain([format!(" You can complain to us, or to {regulator}.")]).chain(number).collect();
    format!("Questions: {address}; {email}.{more}")
}
