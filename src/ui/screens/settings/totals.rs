//! Totals of equality monitoring (R4, R23): question by question, with nothing in them that could point at somebody.

use egui::{Id, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use crate::domain::code::Code;
use crate::domain::equality::{Cell, EqualityQuestion, Shown, Totals, words_of};
use crate::domain::event::Event;
use crate::ui::icons;
use crate::ui::out::Out;
use crate::ui::screens::flow;
use crate::ui::screens::sheet_dialog::wrong;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{Button, Dialog as Shell, dialog_footer, scroll_by_keys, spinner};
use crate::worker::{Answer, Failure, Request, Ticket, settings};

/// The dialog, where it is open. What it shows goes with it: it is counted anew each time.
#[derive(Default)]
pub(super) struct EqualityTotals {
    open: Option<Open>,
    asked: Option<Ticket>,
}

struct Open {
    event: String,
    counted: Option<Result<Totals, String>>,
}

const LEAD: &str = "Counts are to the nearest 5. Hidden means fewer than 10 people, or a count that would give somebody away. \
                    Who is restricted is not counted.";

/// Where every answer of a question is hidden.
const ALL_HIDDEN: &str = "Every answer is hidden. Fewer than 10 people gave it, or it would give somebody away.";

/// How wide a count, or that it is hidden, may be.
const COUNT: f32 = 96.0;

impl EqualityTotals {
    /// Opens it, and has the answers of an event counted.
    pub(super) fn open(&mut self, event: &Event, out: &mut Out<'_>) {
        let code: Code = event.definition().code.clone();
        self.asked = Some(out.ask(Request::Settings(settings::Request::EqualityTotals(code))));
        self.open = Some(Open { event: event.definition().name.clone(), counted: None });
    }

    /// Whether it is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Takes an answer that is its own, and gives back any other.
    pub(super) fn answer(&mut self, ticket: Ticket, answer: Answer) -> Option<Answer> {
        if self.asked != Some(ticket) {
            return Some(answer);
        }
        self.asked = None;
        let counted = match answer {
            Answer::Settings(settings::Answer::EqualityTotals(totals)) => Ok(*totals),
            Answer::Failed(Failure::Locked) => return None,
            Answer::Failed(failure) => Err(failure.to_string()),
            other => return Some(other),
        };
        if let Some(open) = &mut self.open {
            open.counted = Some(counted);
        }
        None
    }

    /// Shows it.
    pub(super) fn ui(&mut self, ui: &mut Ui) {
        let Some(open) = &self.open else { return };
        let id = Id::unique("equality totals");
        let close = id.with("close");
        let title = format!("Totals about equality: {}", open.event);
        let shown = Shell::new(id, &title).lead(LEAD).width(680.0).focus(close).show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            let room = (ui.ctx().content_rect().height() - 230.0).max(96.0);
            flow::scrolled(ui, room, "equality totals", |ui| {
                scroll_by_keys(ui, room);
                match &open.counted {
                    None => {
                        let row = flow::row(ui, 60.0);
                        spinner(ui, row.center(), 24.0, ui.palette().accent);
                    }
                    Some(Ok(totals)) => counted(ui, totals),
                    Some(Err(why)) => wrong(ui, Some(why)),
                }
            });
            let button = Button::primary("Close").key("Esc").id(close);
            let width = button.natural_width(ui);
            dialog_footer(ui, "Nobody is named.", width, |ui| button.show(ui).clicked())
        });
        if shown.closed || shown.inner {
            Shell::close(ui.ctx(), id);
            self.open = None;
        }
    }
}

fn counted(ui: &mut Ui, totals: &Totals) {
    for (number, &(question, people)) in totals.answered.iter().enumerate() {
        if number > 0 {
            ui.add_space(20.0);
        }
        Text::strong(question.title()).heading().show(ui);
        ui.add_space(2.0);
        Text::caption(&answered(question, people)).muted().wrap().show(ui);
        ui.add_space(8.0);
        let of_question = totals.cells.iter().filter(|cell| cell.question == question);
        let (hidden, shown): (Vec<_>, Vec<_>) = of_question.partition(|cell| cell.count == Shown::Hidden);
        if shown.is_empty() {
            let quiet = ui.palette().text_muted;
            flow::said(ui, icons::EYE_SLASH, quiet, ALL_HIDDEN, Type::Body, false);
            continue;
        }
        // What there is to see stands first: most of a long list is hidden.
        for cell in shown.into_iter().chain(hidden) {
            flow::divider(ui, 0.0);
            one(ui, cell);
        }
        flow::divider(ui, 0.0);
    }
}

/// How many people answered a question, in a sentence.
fn answered(question: EqualityQuestion, people: Shown) -> String {
    let said = match people {
        Shown::Count(people) => format!("About {people} people answered."),
        Shown::Hidden => "How many answered is hidden too: it would give away what is hidden below.".to_owned(),
    };
    match question {
        EqualityQuestion::Ethnicity => said,
        EqualityQuestion::Disability => format!("{said} One person can have several."),
    }
}

/// An answer and how many gave it, heard as one line.
fn one(ui: &mut Ui, cell: &Cell) {
    let words = words_of(cell.question, cell.code).unwrap_or_default();
    let count = match cell.count {
        Shown::Count(count) => count.to_string(),
        Shown::Hidden => "Hidden".to_owned(),
    };
    let wide = ui.available_width() - COUNT;
    let high = text::paragraph(ui, &words, Type::Body, wide, usize::MAX).size().y;
    let row = flow::row(ui, high + 12.0);
    let said = ui.interact(row, ui.scope_id().with((cell.question.code(), cell.code)), Sense::hover());
    said.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{words}: {count}")));
    let inside = row.shrink2(vec2(0.0, 6.0));
    let is_hidden = cell.count == Shown::Hidden;
    let label = Text::body(&words).wrap().silent();
    let number = if is_hidden { Text::body(&count).muted() } else { Text::strong(&count) }.right().silent();
    (if is_hidden { label.muted() } else { label }).at(ui, inside.with_max_x(row.left() + wide));
    number.at(ui, Rect::from_min_max(egui::pos2(row.right() - COUNT, row.top()), row.max));
}
