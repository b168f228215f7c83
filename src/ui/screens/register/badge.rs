//! *Print badge* (R12): while it is ticked, saving a visitor makes their badge. The first tick of a day is a lead's (R22).

use std::sync::Arc;

use egui::{Align2, Galley, Id, Rect, Ui, pos2, vec2};

use crate::domain::ids::RegistrationId;
use crate::ui::icons;
use crate::ui::out::{Out, Seen, Wish};
use crate::ui::screens::badges::BeginBadges;
use crate::ui::theme::Themed;
use crate::ui::toast::Toast;
use crate::ui::widgets::{Button, Dialog as Shell, Text, Tick, Type, dialog_footer, place, text};
use crate::worker::badges::{Answer as Told, Request as Ask};
use crate::worker::{Answer, Request, Ticket, people};

use super::Register;
use super::dialogs::Dialog;

/// What the tick is called.
const NAME: &str = "Print badge";
/// The tick, and its words in two small lines.
const SMALL: f32 = 26.0;
/// The tick, before its words in a line.
const BOX: f32 = 30.0;

/// Whether saving makes badges, and what was asked.
pub(super) struct Badges {
    /// It is wanted, wherever badges are begun.
    wanted: bool,
    /// Of whom one is being made.
    making: Option<(Ticket, RegistrationId)>,
    /// Of whom one was made last.
    pub(super) made: Option<RegistrationId>,
}

impl Default for Badges {
    fn default() -> Self {
        Self { wanted: true, making: None, made: None }
    }
}

/// The dialog that begins the badges of a day; only words for whoever may not.
#[derive(Default)]
pub(super) struct Beginning {
    form: BeginBadges,
    asked: Option<Ticket>,
    /// They are begun: it closes with the next pass, which can give the keyboard back.
    done: bool,
}

/// What the tick is called, a word below the other.
fn two_lines(ui: &Ui) -> Arc<Galley> {
    text::paragraph(ui, &NAME.replace(' ', "\n"), Type::Caption, f32::INFINITY, 2)
}

fn id() -> Id {
    Id::unique("begin badges")
}

impl Register {
    /// How wide the tick is: with its words in a line, or in two small ones.
    pub(super) fn print_badge_width(ui: &Ui, short: bool) -> f32 {
        if short {
            return SMALL + two_lines(ui).size().x.ceil();
        }
        BOX + text::line(ui, NAME, Type::Body).size().x.ceil()
    }

    /// The tick. Where no badges are begun it is empty, and pressing it leads to their beginning.
    pub(super) fn print_badge(&mut self, ui: &mut Ui, rect: Rect, short: bool, seen: &Seen<'_>) {
        let begun = self.trial || BeginBadges::are_begun(seen);
        let mut on = begun && self.badges.wanted;
        let tick = Tick::new(Id::unique("print badge"), NAME);
        let tick = if short { tick.no_label() } else { tick };
        let middle = Rect::from_min_size(pos2(rect.left(), rect.center().y - 12.0), vec2(rect.width(), 24.0));
        let pressed = place(ui, middle, |ui| tick.show(ui, &mut on)).on_hover_text(NAME).changed();
        if short {
            let words = rect.with_min_x(rect.left() + SMALL);
            text::paint(ui, two_lines(ui), words, Align2::LEFT_CENTER, ui.palette().text);
        }
        // A scanner ends what it writes with Enter, wherever the keyboard is.
        if !pressed || self.scanned {
            return;
        }
        self.badges.wanted = on;
        if !begun {
            self.dialog = Some(Dialog::Badges(Box::default()));
        }
    }

    /// Makes the badge of whoever was just saved, where that is wanted.
    pub(super) fn badge_follows(&mut self, saved: RegistrationId, seen: &Seen<'_>, out: &mut Out<'_>) {
        if self.badges.wanted && BeginBadges::are_begun(seen) {
            self.make_badge(saved, out);
        }
    }

    /// Makes the badge of whoever was saved last; where none are begun, leads to where it is shown and they are.
    pub(super) fn badge_again(&mut self, saved: RegistrationId, seen: &Seen<'_>, out: &mut Out<'_>) {
        if BeginBadges::are_begun(seen) { self.make_badge(saved, out) } else { out.wish(Wish::Badge(saved)) }
    }

    fn make_badge(&mut self, saved: RegistrationId, out: &mut Out<'_>) {
        self.badges.made = None;
        self.badges.making = Some((out.ask(Request::People(people::Request::Badges(Ask::Write(saved)))), saved));
    }

    /// Takes an answer about badges; gives any other back.
    pub(super) fn badge_answer(&mut self, ticket: Ticket, answer: Answer, out: &mut Out<'_>) -> Option<Answer> {
        if let Some((_, of)) = self.badges.making.take_if(|(asked, _)| *asked == ticket) {
            match answer {
                Answer::People(people::Answer::Badges(Told::Written(_))) => self.badges.made = Some(of),
                Answer::Failed(failure) => out.wish(Wish::Say(Toast::failed(failure.to_string()))),
                _ => {}
            }
            return None;
        }
        let Some(Dialog::Badges(beginning)) = &mut self.dialog else { return Some(answer) };
        if beginning.asked != Some(ticket) {
            return Some(answer);
        }
        beginning.asked = None;
        match answer {
            Answer::People(people::Answer::Badges(Told::Begun)) => {
                self.badges.wanted = true;
                beginning.done = true;
            }
            Answer::Failed(failure) => beginning.form.failed(&failure.to_string()),
            _ => {}
        }
        None
    }
}

impl Beginning {
    /// Shows it; whether it stays open.
    pub(super) fn ui(&mut self, ui: &Ui, seen: &Seen<'_>, out: &mut Out<'_>) -> bool {
        let may = BeginBadges::may_begin(seen);
        let focus = if may { BeginBadges::focus_id(id()) } else { id().with("close") };
        let shown = Shell::new(id(), BeginBadges::TITLE).own_title().focus(focus).show(ui.ctx(), |ui| {
            Text::title(BeginBadges::TITLE).heading().show(ui);
            ui.add_space(4.0);
            if may {
                self.form.ui(ui, id());
            } else {
                Text::body(BeginBadges::ASK_A_LEAD).wrap().show(ui);
            }
            self.buttons(ui, may)
        });
        if shown.inner == Some(true)
            && let Some(ask) = self.form.begin(ui.ctx(), seen.event)
        {
            self.asked = Some(out.ask(Request::People(people::Request::Badges(ask))));
        }
        let stays = !self.done && !shown.closed && shown.inner != Some(false);
        if !stays {
            Shell::close(ui.ctx(), id());
        }
        stays
    }

    /// Whether they are to begin, or it is closed.
    fn buttons(&self, ui: &mut Ui, may: bool) -> Option<bool> {
        let close = Button::secondary(if may { "Cancel" } else { "Close" }).key("Esc").id(id().with("close"));
        let begin = Button::primary("Begin badges").icon(icons::PRINTER).enabled(!self.form.waits());
        let begin = may.then(|| begin.id(id().with("do")));
        let width = close.natural_width(ui) + begin.as_ref().map_or(0.0, |begin| begin.natural_width(ui) + 10.0);
        let mut pressed = None;
        dialog_footer(ui, "", width, |ui| {
            if close.show(ui).clicked() {
                pressed = Some(false);
            }
            if begin.is_some_and(|begin| begin.show(ui).clicked()) {
                pressed = Some(true);
            }
        });
        pressed
    }
}
