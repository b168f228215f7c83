//! When the disk refuses: who is safe and who is not, the visitor put down on a stick, and taken in from there as soon as
//! there is room.

use egui::{Rect, Ui, pos2, vec2};

use crate::ui::icons::{self, Icon};
use crate::ui::out::Wish;
use crate::ui::out::{Out, Seen};
use crate::ui::screens::flow;
use crate::ui::scripts::in_words;
use crate::ui::size::of_bytes;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::toast::Toast;
use crate::ui::tokens::tokens;
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{Button, paint, place};
use crate::worker::register::{self, Sticks};
use crate::worker::{Answer, Elsewhere, Failure, Medium, Request, Ticket};

use super::Register;
use super::dialogs::{Dialog, Pressed, open_bare, safe};

/// What a visitor needs on the disk, with room to spare: less than that and the next one will not fit.
const NEEDS: u64 = 5_000_000;

/// Somebody who was not saved, and why.
pub(super) struct NotSaved {
    who: String,
    why: String,
    full: bool,
    /// What a stick failed with.
    trouble: Option<String>,
}

impl NotSaved {
    pub(super) fn new(who: String, failure: &Failure) -> Self {
        let full = matches!(failure, Failure::DiskFull(_));
        Self { who, why: failure.to_string(), full, trouble: None }
    }
}

/// What is plugged in, and who waits there.
#[derive(Default)]
pub(super) struct PutDown {
    sticks: Sticks,
    looking: Option<Ticket>,
    putting: Option<Ticket>,
    taking: Option<(Ticket, String)>,
}

impl PutDown {
    /// Looks at what is plugged in.
    pub(super) fn look(&mut self, out: &mut Out<'_>) {
        self.looking = Some(out.ask(Request::Register(register::Request::Sticks)));
    }

    /// Who can be taken in now: the first who was put down, once there is room for them.
    pub(super) fn offered(&self) -> Option<&Elsewhere> {
        let room = self.sticks.free_here.is_none_or(|free| free > NEEDS);
        self.sticks.waiting.first().filter(|_| room && self.taking.is_none())
    }

    /// Whether somebody waits on a stick.
    fn anybody(&self) -> bool {
        !self.sticks.waiting.is_empty()
    }
}

impl Register {
    /// Takes in who is offered.
    pub(super) fn take_in(&mut self, out: &mut Out<'_>) {
        let Some(Elsewhere { file, name, .. }) = self.put_down.offered().cloned() else { return };
        let ticket = out.ask(Request::Register(register::Request::TakeIn(file)));
        self.put_down.taking = Some((ticket, name));
    }

    /// Looks again where somebody waits: there may be room now, or the stick may be gone.
    pub(super) fn look_where_they_wait(&mut self, out: &mut Out<'_>) {
        if self.put_down.anybody() {
            self.put_down.look(out);
        }
    }

    pub(super) fn put_down_answer(
        &mut self,
        ticket: Ticket,
        answer: Answer,
        seen: &Seen<'_>,
        out: &mut Out<'_>,
    ) -> Option<Answer> {
        if self.put_down.looking == Some(ticket) {
            self.put_down.looking = None;
            if let Answer::Register(register::Answer::Sticks(sticks)) = answer {
                self.put_down.sticks = sticks;
            }
        } else if self.put_down.putting == Some(ticket) {
            self.put_down.putting = None;
            self.is_put_down(answer, seen, out);
        } else if self.put_down.taking.as_ref().is_some_and(|(taking, _)| *taking == ticket) {
            let (_, name) = self.put_down.taking.take()?;
            match answer {
                Answer::Register(register::Answer::TakenIn(saved)) => {
                    self.docked = super::Docked::after_saving(saved.registration, name.clone(), seen.now);
                    out.wish(Wish::Say(Toast::done(format!(
                        "{} is saved here now, and gone from the stick.",
                        in_words(&name)
                    ))));
                }
                Answer::Failed(failure) => self.dialog = Some(Dialog::NotDone(failure.to_string())),
                _ => {}
            }
            self.put_down.look(out);
        } else {
            return Some(answer);
        }
        None
    }

    fn is_put_down(&mut self, answer: Answer, seen: &Seen<'_>, out: &mut Out<'_>) {
        match answer {
            Answer::Register(register::Answer::PutDown(there)) => {
                self.dialog = None;
                let words =
                    format!("{} is on the stick, locked. They are taken in once there is room", in_words(&there.name));
                self.begin_anew(seen);
                self.docked.said = Some(words);
                self.put_down.look(out);
            }
            Answer::Failed(failure) => {
                if let Some(Dialog::NotSaved(not_saved)) = &mut self.dialog {
                    not_saved.trouble = Some(failure.to_string());
                }
            }
            _ => {}
        }
    }

    /// Who is and who is not safe, and what to do.
    pub(super) fn not_saved(&mut self, ui: &mut Ui, not_saved: &NotSaved, seen: &Seen<'_>, out: &mut Out<'_>) -> bool {
        let who = if not_saved.who.is_empty() { "This visitor".into() } else { in_words(&not_saved.who) };
        let title = if not_saved.full { "Not saved: the disk is full" } else { "Not saved" };
        let lead = format!("{who}’s details are still on the screen. Everyone before is safe.");
        let stick = self.put_down.sticks.media.first().cloned();
        let busy = self.put_down.putting.is_some();
        let pressed = open_bare(ui, title, 620.0, |ui| {
            heading(ui, title, &lead);
            ui.add_space(16.0);
            self.facts(ui, not_saved, stick.as_ref());
            ui.add_space(14.0);
            let pressed = buttons(ui, stick.as_ref(), busy);
            ui.add_space(12.0);
            let p = ui.palette();
            if let Some(trouble) = &not_saved.trouble {
                flow::said(ui, icons::WARNING_CIRCLE.fill(), p.danger, trouble, Type::Caption, false);
                ui.add_space(6.0);
            }
            let hint = if not_saved.full { "To make room, empty the bin or ask IT." } else { &not_saved.why };
            flow::said(ui, icons::INFO, p.text_muted, hint, Type::Caption, true);
            pressed
        });
        match pressed {
            Pressed::One(TRY_AGAIN) => {
                self.dialog = None;
                self.save(seen, out);
                false
            }
            Pressed::One(PUT_DOWN) => {
                if let (Some(stick), false) = (stick, busy) {
                    let event = seen.event.definition().code.clone();
                    let draft = Box::new(self.form.draft.clone());
                    let request = register::Request::PutDown { draft, event, folder: stick.root };
                    self.put_down.putting = Some(out.ask(Request::Register(request)));
                }
                true
            }
            Pressed::NotYet => true,
            Pressed::One(_) | Pressed::Escape => false,
        }
    }

    /// Whether it is waited for a stick, or for room on the disk: somebody is not saved.
    pub fn waits_for_room(&self) -> bool {
        matches!(self.dialog, Some(Dialog::NotSaved(_)))
    }

    /// What is plugged in has changed, or how much room there is.
    pub fn look_for_sticks(&mut self, out: &mut Out<'_>) {
        self.put_down.look(out);
    }

    fn facts(&self, ui: &mut Ui, not_saved: &NotSaved, stick: Option<&Medium>) {
        let p = ui.palette();
        let (bad, good) = ((icons::WARNING_CIRCLE.fill(), p.danger), (icons::CHECK_CIRCLE.fill(), p.success));
        let here = match self.put_down.sticks.free_here {
            Some(free) if not_saved.full => format!("{} free, Lanyard needs {}", of_bytes(free), of_bytes(NEEDS)),
            _ => "It refused to be written".to_owned(),
        };
        let last = match &self.docked.saved {
            Some((_, name, at)) => format!("{}, {}", in_words(name), time::clock(*at)),
            None => "Nobody since this screen was opened".to_owned(),
        };
        let there = match stick {
            Some(stick) => (good, stick.name.clone(), format!("{} free", of_bytes(stick.free))),
            None => (
                (icons::USB, p.text_muted),
                "No USB stick".to_owned(),
                "Plug one in to save this visitor there".to_owned(),
            ),
        };
        let rows = [(bad, "This laptop’s disk".to_owned(), here), (good, "Last saved".to_owned(), last), there];
        facts_card(ui, &rows);
    }
}

/// What happened, beside the disk that it happened to.
fn heading(ui: &mut Ui, title: &str, lead: &str) {
    const MARK: f32 = 48.0;
    let p = ui.palette();
    let beside = ui.available_width() - MARK - 16.0;
    let words = text::paragraph(ui, lead, Type::Body, beside, 3);
    let row = flow::row(ui, (Type::Display.line() + 4.0 + words.size().y).max(MARK));
    let mark = pos2(row.left() + MARK / 2.0, row.top() + MARK / 2.0);
    ui.painter().circle_filled(mark, MARK / 2.0, p.danger_soft);
    paint::icon(ui.painter(), icons::HARD_DRIVE.fill(), mark, 24.0, p.danger);
    let at = row.with_min_x(row.left() + MARK + 16.0);
    let (above, below) = at.split_top_bottom_at_y(at.top() + Type::Display.line() + 4.0);
    Text::new(title, Type::Display).heading().at(ui, above.with_max_y(above.bottom() - 4.0));
    Text::body(lead).wrap().at(ui, below);
}

const PUT_DOWN: usize = 0;
const TRY_AGAIN: usize = 1;
const BACK: usize = 2;

/// What to do, the safest first and as wide as the dialog.
fn buttons(ui: &mut Ui, stick: Option<&Medium>, busy: bool) -> Pressed {
    let mut pressed = Pressed::NotYet;
    let wide = flow::row(ui, 48.0);
    let first = match stick {
        Some(_) => Button::primary("Save this visitor to the USB stick").icon(icons::USB),
        None => Button::primary("Try again").icon(icons::ARROWS_CLOCKWISE),
    };
    let first = first.key("Enter").large().full_width().enabled(!busy).id(safe());
    if place(ui, wide, |ui| first.show(ui)).clicked() {
        pressed = Pressed::One(if stick.is_some() { PUT_DOWN } else { TRY_AGAIN });
    }
    ui.add_space(8.0);
    let row = flow::row(ui, 40.0);
    let back = Button::secondary("Back to the form").icon(icons::ARROW_LEFT).key("Esc").full_width();
    let (left, right) = row.split_left_right_at_fraction(0.5);
    let halves = if stick.is_some() {
        [left.with_max_x(left.right() - 4.0), right.with_min_x(right.left() + 4.0)]
    } else {
        [row, row]
    };
    if stick.is_some() {
        let again = Button::secondary("Try again").icon(icons::ARROWS_CLOCKWISE).full_width();
        if place(ui, halves[0], |ui| again.show(ui)).clicked() {
            pressed = Pressed::One(TRY_AGAIN);
        }
    }
    if place(ui, halves[1], |ui| back.show(ui)).clicked() {
        pressed = Pressed::One(BACK);
    }
    pressed
}

/// A mark and its colour, what it is about, and how that is.
type Fact = ((Icon, egui::Color32), String, String);

/// Facts under each other, in a card of their own.
fn facts_card(ui: &mut Ui, rows: &[Fact]) {
    const ROW: f32 = 38.0;
    let card = flow::row(ui, rows.len() as f32 * ROW + 10.0);
    let p = ui.palette();
    let line = (tokens().line.hairline, p.border);
    ui.painter().rect(card, 6.0, p.raised, line, egui::StrokeKind::Inside);
    for (at, ((mark, color), name, how)) in rows.iter().enumerate() {
        let top = card.top() + 5.0 + at as f32 * ROW;
        let row = Rect::from_min_size(pos2(card.left() + 15.0, top), vec2(card.width() - 30.0, ROW));
        if at > 0 {
            ui.painter().hline(row.x_range(), row.top(), line);
        }
        paint::icon(ui.painter(), *mark, pos2(row.left() + 8.0, row.center().y), 16.0, *color);
        let split = row.left() + 182.0;
        let label = Rect::from_min_max(pos2(row.left() + 26.0, row.top()), pos2(split - 8.0, row.bottom()));
        Text::body(name).muted().at(ui, label);
        Text::body(how).at(ui, row.with_min_x(split));
    }
}
