//! The receipt (R13, R25): exactly what somebody answered, to be looked at together, and for a lead to save as a file.
//!
//! Nothing lies behind it and it names no member of staff: the laptop can be turned to the visitor. So it is in their language,
//! and its buttons, which staff press, are in staff's.

mod page;

use std::path::PathBuf;

use egui::{Id, Ui, pos2, vec2};

use crate::domain::answer::Said;
use crate::domain::ids::RegistrationId;
use crate::domain::receipt::Receipt;
use crate::text::say;
use crate::ui::icons;
use crate::ui::questions;
use crate::ui::screens::flow;
use crate::ui::screens::plain_form::{PlainForm, Words};
use crate::ui::theme::Themed;
use crate::ui::widgets::paint::icon;
use crate::ui::widgets::{Button, Dialog, Tag, TagKind, Text, Type, close_footer, spoken_in};
use crate::worker::Failure;
use crate::worker::people::Request;

use super::Done;
use page::{Line, Page};

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
    Shown(Box<Page>),
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
    pub(super) fn take(&mut self, receipt: &Receipt) {
        self.step = Step::Shown(Box::new(Page::of(receipt)));
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
            Step::Shown(page) => {
                ui.scope(|ui| title(ui, page));
                let room = ui.ctx().content_rect().height() - 210.0;
                flow::scrolled(ui, room.max(120.0), "receipt", |ui| answers(ui, page));
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
    close_footer(ui, id(), note, Pressed::Close, does)
}

/// What it is, and what the badge says.
fn title(ui: &mut Ui, page: &Page) {
    spoken_in(ui, page.words.language());
    let row = flow::row(ui, 26.0);
    let reference = crate::ui::widgets::text::line(ui, &page.reference, Type::Strong).size().x;
    Text::title(&page.title).heading().at(ui, row.with_max_x(row.right() - reference - 16.0));
    Text::strong(&page.reference).right().silent().at(ui, row);
    let said = row.with_min_x(row.right() - 110.0);
    let heard = ui.interact(said, id().with("reference"), egui::Sense::hover());
    heard.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &page.reference_spoken));
    let below = flow::row(ui, 20.0);
    Text::caption(&page.where_and_when).muted().at(ui, below);
    let label = below.with_min_x(below.right() - 110.0);
    Text::caption(say!(page.words, "receipt-your-reference")).muted().right().silent().at(ui, label);
    ui.add_space(8.0);
    flow::divider(ui, 0.0);
}

/// One line for each answer, in the groups of the form; then whom to ask.
fn answers(ui: &mut Ui, page: &Page) {
    spoken_in(ui, page.words.language());
    ui.add_space(6.0);
    if page.groups.is_empty() {
        Text::body(say!(page.words, "receipt-nothing")).show(ui);
    }
    for (group, lines) in &page.groups {
        ui.add_space(6.0);
        Text::caption_strong(group.title_in(page.words)).heading().muted().show(ui);
        ui.add_space(2.0);
        lines.iter().for_each(|line| answer(ui, line));
    }
    ui.add_space(8.0);
    flow::divider(ui, 0.0);
    ui.add_space(10.0);
    Text::body(&page.stop).wrap().show(ui);
    if let Some(whom) = &page.whom_to_ask {
        ui.add_space(6.0);
        Text::body(whom).wrap().show(ui);
    }
}

fn answer(ui: &mut Ui, line: &Line) {
    const LEFT: f32 = 32.0;
    let (kind, mark) = match line.said {
        Said::Yes => (TagKind::Given, icons::CHECK_CIRCLE.fill()),
        Said::No => (TagKind::Refused, icons::X_CIRCLE.fill()),
        Said::Withdrawn => (TagKind::Refused, icons::HAND_PALM.fill()),
        Said::Objected => (TagKind::Refused, icons::PROHIBIT),
        Said::LeftBlank => (TagKind::NotAsked, icons::CIRCLE_DASHED),
    };
    let tag = Tag::new(kind, line.answer).icon(mark);
    let width = ui.available_width() - LEFT;
    let words = Text::caption(&line.words).wrap();
    let proof = Text::caption(&line.proof).muted().wrap();
    let heights = (words.height(ui, width), proof.height(ui, width));
    let row = flow::row(ui, 26.0 + heights.0 + heights.1 + 8.0);
    let head = row.with_max_y(row.top() + 26.0);
    let p = ui.palette();
    icon(ui.painter(), questions::icon(line.question), pos2(row.left() + 12.0, head.center().y), 18.0, p.text);
    let end = head.right() - tag.width(ui);
    Text::body(line.name).silent().at(ui, head.with_min_x(row.left() + LEFT).with_max_x(end - 8.0));
    tag.paint(ui, pos2(end, head.center().y));
    // Who hears it hears what was said with what it was said to.
    let heard = ui.interact(head, line.id, egui::Sense::hover());
    heard.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{}: {}", line.name, line.answer)));
    let below = row.with_min_x(row.left() + LEFT).with_min_y(head.bottom());
    words.at(ui, below.with_max_y(below.top() + heights.0));
    proof.at(ui, below.with_min_y(below.top() + heights.0).with_max_y(below.top() + heights.0 + heights.1));
}
