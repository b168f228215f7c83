//! The photographer's list (R12): what is to be taken out, by the badge's reference and without a name, and how it ended.

use egui::{Id, Ui, vec2};

use crate::domain::removal::{Found, RemovalId};
use crate::ui::icons;
use crate::ui::screens::flow;
use crate::ui::theme::Themed;
use crate::ui::widgets::{Button, Dialog, Text, Type, dialog_footer};
use crate::worker::people::Request;
use crate::worker::{Failure, Removal};

use super::{Done, painted};

/// The dialog's id.
pub(super) fn id() -> Id {
    Id::unique("removals dialog")
}

/// How looking for one can end, as the buttons have it.
const ENDS: [(Found, &str); 3] =
    [(Found::Removed, "Taken out"), (Found::NotFound, "Not found"), (Found::InPrint, "In print")];

/// What is said once it ended so.
pub(super) fn ended(found: Found) -> &'static str {
    match found {
        Found::Removed => "Noted: it is taken out.",
        Found::NotFound => "Noted: it was not found. Tell them so.",
        Found::InPrint => "Noted: it is in print. Tell them that this cannot be recalled.",
    }
}

/// The dialog. It says what people look like: it has no `Debug`.
#[derive(Default)]
pub(super) struct Removals {
    /// What is to be taken out; none while the desk is asked.
    open: Option<Vec<Removal>>,
    wrong: Option<String>,
    waits: bool,
}

impl Removals {
    /// The desk has the list.
    pub(super) fn take(&mut self, open: Vec<Removal>) {
        (self.open, self.waits) = (Some(open), false);
    }

    /// One is done with.
    pub(super) fn ended(&mut self, id: RemovalId) {
        self.waits = false;
        if let Some(open) = &mut self.open {
            open.retain(|removal| removal.id != id);
        }
    }

    /// The desk did not note it.
    pub(super) fn failed(&mut self, failure: &Failure) {
        (self.waits, self.wrong) = (false, Some(failure.to_string()));
    }

    pub(super) fn ui(&mut self, ui: &Ui) -> Done {
        let close = id().with("close");
        let shown = Dialog::new(id(), "To be taken out").own_title().width(620.0).focus(close).show(ui.ctx(), |ui| {
            painted::title(
                ui,
                "To be taken out",
                "For whoever has the camera. Badges show the reference; no names are here.",
            );
            ui.add_space(8.0);
            let mut done = None;
            let room = ui.ctx().content_rect().height() - 200.0;
            flow::scrolled(ui, room.max(120.0), "removals", |ui| done = self.list(ui));
            let button = Button::secondary("Close").key("Esc").id(close);
            let width = button.natural_width(ui);
            let closed = dialog_footer(ui, "Each can be ended once.", width, |ui| button.show(ui).clicked());
            (done, closed)
        });
        match shown.inner {
            (Some((id, found)), _) if !self.waits => {
                (self.waits, self.wrong) = (true, None);
                Done::Ask(Request::EndRemoval(id, found))
            }
            (_, true) => Done::Closed,
            _ if shown.closed => Done::Closed,
            _ => Done::NotYet,
        }
    }

    fn list(&self, ui: &mut Ui) -> Option<(RemovalId, Found)> {
        ui.add_space(4.0);
        let mut pressed = None;
        match self.open.as_deref() {
            None => drop(Text::body("Looking").muted().show(ui)),
            Some([]) => drop(Text::body("Nothing is to be taken out.").show(ui)),
            Some(open) => {
                for (at, removal) in open.iter().enumerate() {
                    if at > 0 {
                        ui.add_space(10.0);
                        flow::divider(ui, 0.0);
                        ui.add_space(10.0);
                    }
                    pressed = pressed.or(one(ui, removal, !self.waits));
                }
            }
        }
        if let Some(wrong) = &self.wrong {
            ui.add_space(10.0);
            flow::said(ui, icons::WARNING_CIRCLE.fill(), ui.palette().danger, wrong, Type::Body, false);
        }
        pressed
    }
}

fn one(ui: &mut Ui, removal: &Removal, free: bool) -> Option<(RemovalId, Found)> {
    let Removal { id: which, reference, said, .. } = removal;
    Text::strong(&format!("Badge {reference}")).show(ui);
    let when = format!("{}, {}", said.taken.as_str(), said.place.as_str());
    Text::body(&when).wrap().show(ui);
    Text::body(said.looked_like.as_str()).wrap().show(ui);
    ui.add_space(6.0);
    let mut pressed = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        for (found, label) in ENDS {
            let name = format!("{label}: {reference}, {when}");
            let button = Button::secondary(label).small().name(&name).enabled(free).id(id().with((which.0, label)));
            if button.show(ui).clicked() {
                pressed = Some((*which, found));
            }
        }
    });
    pressed
}
