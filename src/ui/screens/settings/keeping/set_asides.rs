//! The desks that restores set aside: each holds what was there before, readable, until a lead discards it (R22, R24).

use egui::{Id, Rect, Ui, pos2, vec2};

use crate::ui::icons;
use crate::ui::out::{Out, Seen};
use crate::ui::screens::flow;
use crate::ui::screens::sheet_dialog::wrong;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::text::{Text, Type};
use crate::ui::widgets::{Button, Dialog as Shell, dialog_footer};
use crate::worker::keeping::{self, SetAside};
use crate::worker::{Failure, Request, Right as May};

use super::{Errand, Keeping};

/// What the line takes that says how many there are.
const LINE: f32 = 52.0;

const LEAD: &str = "A restore sets the desk before it aside, readable as it was. What is erased here goes from it too.";

/// What is lost with one, for good.
const LOST: [(icons::Icon, &str); 3] = [
    (
        icons::USERS,
        "Whoever registered there after the backup is in no other place, unless a batch has them: they are lost.",
    ),
    (icons::CHECK_CIRCLE, "So are answers, corrections and settings that only it has, with their proof."),
    (icons::WARNING_CIRCLE, "It cannot be undone, nor can the restore that set it aside."),
];

/// The dialog: all of them, or the question about one.
#[derive(Default)]
pub(super) struct SetAsides {
    /// Which one is to be discarded, while a lead is asked whether they mean it.
    asks: Option<SetAside>,
    waits: bool,
    /// All of them are shown again: the keyboard goes to what closes that.
    refocus: bool,
    error: Option<String>,
}

/// What was pressed.
enum Pressed {
    Close,
    Ask(SetAside),
    Keep,
    Discard,
}

fn id() -> Id {
    Id::unique("set asides")
}

impl SetAsides {
    /// It is gone, or stays: all of them are shown again.
    pub(super) fn settled(&mut self) {
        *self = Self { refocus: true, ..Self::default() };
    }

    /// The desk did not do it.
    pub(super) fn failed(&mut self, failure: &Failure) {
        (self.waits, self.error) = (false, Some(failure.to_string()));
    }
}

/// "21 November 2026, 17:05".
fn when(aside: &SetAside) -> String {
    format!("{}, {}", time::long_day(aside.at.date_naive()), time::clock(aside.at))
}

impl Keeping {
    /// What the line takes under the backups; nothing where no desk is set aside.
    pub(super) fn aside_height(&self) -> f32 {
        if self.set_asides.is_empty() { 0.0 } else { LINE }
    }

    /// How many there are, and the way to them.
    pub(super) fn aside_row(&mut self, ui: &mut Ui, row: Rect) {
        let count = self.set_asides.len();
        if count == 0 {
            return;
        }
        let p = ui.palette();
        ui.painter().hline(row.x_range(), row.top() + 0.5, (1.0, p.border));
        let words = if count == 1 { "1 desk set aside".to_owned() } else { format!("{count} desks set aside") };
        let look = Button::secondary("Look").name("Look at the desks set aside").small().id(id().with("look"));
        let inside = row.shrink2(vec2(16.0, 0.0));
        let size = vec2(look.natural_width(ui), 36.0);
        let at = Rect::from_min_size(pos2(inside.right() - size.x, inside.center().y - size.y / 2.0), size);
        Text::body(&words).at(ui, inside.with_max_x(at.left() - 8.0));
        if look.at(ui, at).clicked() {
            self.aside_dialog = Some(SetAsides::default());
        }
    }

    pub(super) fn set_asides_ui(&mut self, ui: &mut Ui, seen: &Seen<'_>, out: &mut Out<'_>) {
        let Some(dialog) = &mut self.aside_dialog else { return };
        if std::mem::take(&mut dialog.refocus) {
            ui.memory_mut(|memory| memory.request_focus(id().with("close")));
        }
        let may = May::Backups.belongs_to(seen.session.who.role);
        let shown = match &dialog.asks {
            None => list(ui, &self.set_asides, may),
            Some(aside) => ask(ui, aside, dialog),
        };
        match shown {
            None => {}
            Some(Pressed::Close) => {
                self.aside_dialog = None;
                Shell::close(ui.ctx(), id());
            }
            Some(Pressed::Ask(aside)) => {
                dialog.asks = Some(aside);
                ui.memory_mut(|memory| memory.request_focus(id().with("keep")));
            }
            Some(Pressed::Keep) => {
                dialog.settled();
            }
            Some(Pressed::Discard) => {
                let Some(aside) = dialog.asks.clone() else { return };
                (dialog.waits, dialog.error) = (true, None);
                self.ask(Errand::Discard, Request::Keeping(keeping::Request::DiscardSetAside(aside.name)), out);
            }
        }
    }
}

/// All of them, with their dates.
fn list(ui: &mut Ui, all: &[SetAside], may: bool) -> Option<Pressed> {
    let close = id().with("close");
    let mut pressed = None;
    let shown = Shell::new(id(), "Desks set aside").lead(LEAD).width(620.0).focus(close).show(ui.ctx(), |ui| {
        ui.add_space(12.0);
        let room = (ui.ctx().content_rect().height() - 240.0).max(96.0);
        flow::scrolled(ui, room, "set asides", |ui| {
            if all.is_empty() {
                Text::body("No desk is set aside.").muted().show(ui);
            }
            for aside in all {
                let row = flow::row(ui, 52.0);
                let discard = Button::secondary("Discard").small().icon(icons::TRASH);
                let name = format!("Discard the desk set aside {}", when(aside));
                let discard = discard.name(&name).id(id().with(&aside.name));
                let width = if may { discard.natural_width(ui) } else { 0.0 };
                let words = row.with_max_x(row.right() - width - 10.0);
                Text::strong(&when(aside)).at(ui, words.with_max_y(row.top() + 26.0));
                Text::caption(&aside.name)
                    .muted()
                    .at(ui, words.with_min_y(row.top() + 26.0).with_max_y(row.top() + 46.0));
                let at = Rect::from_min_size(pos2(row.right() - width, row.center().y - 18.0), vec2(width, 36.0));
                if may && discard.at(ui, at).clicked() {
                    pressed = Some(Pressed::Ask(aside.clone()));
                }
            }
        });
        let button = Button::secondary("Close").key("Esc").id(close);
        let width = button.natural_width(ui);
        let note = if may { "" } else { "A desk lead can discard one." };
        dialog_footer(ui, note, width, |ui| button.show(ui).clicked())
    });
    if shown.inner || shown.closed { Some(Pressed::Close) } else { pressed }
}

/// Whether a lead means it: what is lost is said before.
fn ask(ui: &mut Ui, aside: &SetAside, dialog: &SetAsides) -> Option<Pressed> {
    let (keep, mut pressed) = (id().with("keep"), None);
    let title = format!("Discard the desk set aside {}?", when(aside));
    let shown =
        Shell::new(id(), &title).lead("Look first whether anybody is still needed from it.").width(620.0).focus(keep);
    let shown = shown.show(ui.ctx(), |ui| {
        ui.add_space(12.0);
        let room = (ui.ctx().content_rect().height() - 240.0).max(96.0);
        flow::scrolled(ui, room, "discard", |ui| {
            for (at, (icon, words)) in LOST.into_iter().enumerate() {
                let colour = if at + 1 == LOST.len() { ui.palette().warning } else { ui.palette().info };
                flow::said(ui, icon, colour, words, Type::Body, false);
                ui.add_space(6.0);
            }
            wrong(ui, dialog.error.as_deref());
        });
        let keep = Button::secondary("Keep it").key("Esc").enabled(!dialog.waits).id(keep);
        let discard = Button::danger("Discard it").icon(icons::TRASH).enabled(!dialog.waits).id(id().with("do"));
        let width = keep.natural_width(ui) + discard.natural_width(ui) + 10.0;
        dialog_footer(ui, "", width, |ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            if keep.show(ui).clicked() {
                pressed = Some(Pressed::Keep);
            }
            if discard.show(ui).clicked() {
                pressed = Some(Pressed::Discard);
            }
        });
    });
    if shown.closed && !dialog.waits { Some(Pressed::Keep) } else { pressed }
}
