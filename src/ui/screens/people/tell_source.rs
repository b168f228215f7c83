//! Who is to be told where their details came from, since others gave them to us (UK GDPR, article 14), and that they were.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use egui::{Id, Rect, Ui, pos2, vec2};

use crate::domain::ids::RegistrationId;
use crate::domain::source::ListId;
use crate::ui::icons;
use crate::ui::screens::flow;
use crate::ui::scripts::in_words;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::{Button, Dialog, Text, Type, dialog_footer};
use crate::worker::people::Request;
use crate::worker::{Failure, ToTell};

use super::{Done, painted};

/// The dialog's id.
pub(super) fn id() -> Id {
    Id::unique("tell source dialog")
}

const LEAD: &str = "Others gave us their details. Tell them, or a child’s guardian, whose list it is, and give them the notice: by the day \
                    below, and before anything is sent to them. The office’s batch says so too.";

/// So many of a list are shown at most; the rest come up as these are told.
const MOST: usize = 50;

/// The people of one list, in words.
struct Group {
    from: String,
    due: String,
    late: bool,
    people: Vec<(RegistrationId, String, String)>,
}

/// The dialog. It names people: it has no `Debug`.
#[derive(Default)]
pub(super) struct TellSource {
    /// Who it is, list by list; none while the desk is asked.
    groups: Option<Vec<Group>>,
    wrong: Option<String>,
    waits: bool,
}

impl TellSource {
    /// The desk has the list.
    pub(super) fn take(&mut self, all: Vec<ToTell>, today: NaiveDate) {
        let mut groups: Vec<(ListId, Group)> = Vec::new();
        for one in all {
            let who = format!("{}, badge {}", in_words(&one.name), one.reference);
            let person = (one.id, who, format!("They were told: {}", one.reference));
            match groups.last_mut() {
                Some((list, group)) if *list == one.list => group.people.push(person),
                _ => {
                    let late = one.by < today;
                    let due = if late { "Was to be told by" } else { "To be told by" };
                    let due = format!("{due} {}", time::long_day(one.by));
                    let from = one.source.words.as_str().to_owned();
                    groups.push((one.list, Group { from, due, late, people: vec![person] }));
                }
            }
        }
        (self.groups, self.waits) = (Some(groups.into_iter().map(|(_, group)| group).collect()), false);
    }

    /// These were told.
    pub(super) fn told(&mut self, told: &BTreeSet<RegistrationId>) {
        self.waits = false;
        if let Some(groups) = &mut self.groups {
            groups.iter_mut().for_each(|group| group.people.retain(|(id, ..)| !told.contains(id)));
            groups.retain(|group| !group.people.is_empty());
        }
    }

    /// The desk did not note it.
    pub(super) fn failed(&mut self, failure: &Failure) {
        (self.waits, self.wrong) = (false, Some(failure.to_string()));
    }

    pub(super) fn ui(&mut self, ui: &Ui) -> Done {
        let close = id().with("close");
        let title = "To be told where we have their details from";
        let shown = Dialog::new(id(), title).own_title().width(620.0).focus(close).show(ui.ctx(), |ui| {
            painted::title(ui, title, LEAD);
            ui.add_space(8.0);
            let mut told = None;
            let room = ui.ctx().content_rect().height() - 240.0;
            flow::scrolled(ui, room.max(100.0), "tell source", |ui| told = self.list(ui));
            let button = Button::secondary("Close").key("Esc").id(close);
            let width = button.natural_width(ui);
            let closed = dialog_footer(ui, "Each is noted in the log.", width, |ui| button.show(ui).clicked());
            (told, closed)
        });
        match shown.inner {
            (Some(told), _) if !self.waits => {
                (self.waits, self.wrong) = (true, None);
                Done::Ask(Request::Tell(told))
            }
            (_, true) => Done::Closed,
            _ if shown.closed => Done::Closed,
            _ => Done::NotYet,
        }
    }

    fn list(&self, ui: &mut Ui) -> Option<BTreeSet<RegistrationId>> {
        ui.add_space(4.0);
        let mut told = None;
        match self.groups.as_deref() {
            None => drop(Text::body("Looking").muted().show(ui)),
            Some([]) => drop(Text::body("Nobody is to be told.").show(ui)),
            Some(groups) => {
                for (at, group) in groups.iter().enumerate() {
                    if at > 0 {
                        ui.add_space(10.0);
                        flow::divider(ui, 0.0);
                        ui.add_space(10.0);
                    }
                    told = told.or(self.group(ui, group));
                }
            }
        }
        if let Some(wrong) = &self.wrong {
            ui.add_space(10.0);
            flow::said(ui, icons::WARNING_CIRCLE.fill(), ui.palette().danger, wrong, Type::Body, false);
        }
        told
    }

    fn group(&self, ui: &mut Ui, group: &Group) -> Option<BTreeSet<RegistrationId>> {
        let mut told = None;
        Text::strong(&group.from).wrap().show(ui);
        if group.late {
            flow::said(ui, icons::WARNING.fill(), ui.palette().warning, &group.due, Type::Body, false);
        } else {
            Text::body(&group.due).muted().show(ui);
        }
        ui.add_space(6.0);
        let everybody = || group.people.iter().map(|(id, ..)| *id).collect();
        if let [(first, ..), _, ..] = &group.people[..] {
            let label = format!("All {} were told", group.people.len());
            let name = format!("{label}: {}", group.from);
            let all = Button::secondary(&label).icon(icons::CHECK).small().name(&name).enabled(!self.waits);
            if all.id(id().with(("all", first.0))).show(ui).clicked() {
                told = Some(everybody());
            }
            ui.add_space(6.0);
        }
        for (who, words, name) in group.people.iter().take(MOST) {
            let row = flow::row(ui, 40.0);
            let button = Button::secondary("They were told").small().name(name).enabled(!self.waits);
            let width = button.natural_width(ui);
            Text::body(words).at(ui, row.with_max_x(row.right() - width - 10.0));
            let at = Rect::from_min_max(pos2(row.right() - width, row.top() + 2.0), row.max - vec2(0.0, 2.0));
            if button.id(id().with(who.0)).at(ui, at).clicked() {
                told = Some([*who].into());
            }
        }
        if let Some(more) = group.people.len().checked_sub(MOST).filter(|more| *more > 0) {
            Text::caption(&format!("And {more} more.")).muted().show(ui);
        }
        told
    }
}
