//! Which lists of visitors were taken in: where each comes from, who gave it, when and by whom it was taken, and how many it brought.

use egui::{Id, Ui};

use crate::domain::source::Giver;
use crate::ui::icons;
use crate::ui::out::Seen;
use crate::ui::screens::flow;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::{Button, Dialog, Text, Type, dialog_footer};
use crate::worker::{Failure, ListTaken};

use super::shown::staff;
use super::{Done, painted};

/// The dialog's id.
pub(super) fn id() -> Id {
    Id::unique("taken lists dialog")
}

const LEAD: &str = "Where each comes from stays for good. Whoever never gave us their details is told within a month.";

/// A list, in words.
struct Taken {
    from: String,
    people: String,
    taken: String,
    /// By when those on it are to be told.
    due: Option<String>,
}

/// The dialog.
#[derive(Default)]
pub(super) struct TakenLists {
    /// All of them, the newest first; none while the desk is asked.
    all: Option<Vec<Taken>>,
    wrong: Option<String>,
}

impl TakenLists {
    /// The desk has them.
    pub(super) fn take(&mut self, all: Vec<ListTaken>, seen: &Seen<'_>) {
        let words = |taken: ListTaken| {
            let ListTaken { list, at, by, .. } = taken;
            let people = if list.people == 1 { "1 person".to_owned() } else { format!("{} people", list.people) };
            let gave = match list.source.given_by {
                Giver::Themselves => "They gave us their details themselves.",
                Giver::Others => "Others gave us their details.",
            };
            let day = time::long_day(list.taken_on);
            Taken {
                from: list.source.words.as_str().to_owned(),
                people: format!("Brought {people}. {gave}"),
                taken: format!("Taken {day}, {}, by {}", time::clock(at), staff(seen, &by)),
                due: list.source.tell_by(list.taken_on).map(|by| format!("To be told by {}", time::long_day(by))),
            }
        };
        self.all = Some(all.into_iter().rev().map(words).collect());
    }

    /// The desk did not say.
    pub(super) fn failed(&mut self, failure: &Failure) {
        self.wrong = Some(failure.to_string());
    }

    pub(super) fn ui(&mut self, ui: &Ui) -> Done {
        let close = id().with("close");
        let title = "Lists taken in";
        let shown = Dialog::new(id(), title).own_title().width(620.0).focus(close).show(ui.ctx(), |ui| {
            painted::title(ui, title, LEAD);
            ui.add_space(8.0);
            let room = ui.ctx().content_rect().height() - 240.0;
            flow::scrolled(ui, room.max(100.0), title, |ui| self.list(ui));
            let button = Button::secondary("Close").key("Esc").id(close);
            let width = button.natural_width(ui);
            dialog_footer(ui, "How many it brought, whether or not they are still here.", width, |ui| {
                button.show(ui).clicked()
            })
        });
        if shown.inner || shown.closed { Done::Closed } else { Done::NotYet }
    }

    fn list(&self, ui: &mut Ui) {
        ui.add_space(4.0);
        if let Some(wrong) = &self.wrong {
            flow::said(ui, icons::WARNING_CIRCLE.fill(), ui.palette().danger, wrong, Type::Body, false);
            return;
        }
        let Some(all) = &self.all else {
            Text::body("Looking").muted().show(ui);
            return;
        };
        for (at, Taken { from, people, taken, due }) in all.iter().enumerate() {
            if at > 0 {
                ui.add_space(10.0);
                flow::divider(ui, 0.0);
                ui.add_space(10.0);
            }
            Text::strong(from).wrap().show(ui);
            Text::body(people).wrap().show(ui);
            Text::caption(taken).muted().wrap().show(ui);
            if let Some(due) = due {
                Text::caption(due).muted().wrap().show(ui);
            }
        }
    }
}
