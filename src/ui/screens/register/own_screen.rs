//! The visitor's own screen: full of what is asked of them alone, larger, and with nothing of the desk on it. Staff turn the laptop
//! to them and take it back (F9); nothing here leads to anybody's details.
//!
//! Before a form is saved it asks what may be asked nowhere else (R3); after that, about equality (R4).

mod equality;
mod frame;
mod opportunities;

use std::sync::Arc;

use egui::{Id, Key, Modifiers, Ui, ViewportCommand};

use crate::domain::event::Event;
use crate::domain::ids::RegistrationId;
use crate::text::{Words, say};
use crate::ui::icons;
use crate::ui::keys::{COMMAND, pressed};
use crate::ui::out::{Out, Seen};
use crate::ui::screens::notice_view;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::Text;
use crate::ui::widgets::{Button, or_lead_to_error, window_spoken_in};
use crate::worker::{Answer, Request, Ticket, register};

use super::Register;
use super::dialogs::{Dialog, Pressed, footer, open, safe};
use super::speaking::next_language;
use equality::AboutEquality;
use frame::{Frame, Went};

/// What is on the screen. What was answered about equality is in here alone, until it is kept or let go.
pub(super) struct OwnScreen {
    page: Page,
    /// The event, speaking the language that the visitor is asked in.
    event: Arc<Event>,
    /// It belongs to the form at hand, which is asked in the language that they choose here.
    of_form: bool,
    /// Why what they answered was not kept: staff are told when they have the laptop back.
    trouble: Option<String>,
    /// The notice lies over it.
    notice: bool,
    /// The first control has had the keyboard.
    begun: bool,
}

enum Page {
    /// Opportunities: consents, asked of the visitor alone.
    Opportunities,
    /// About equality.
    Equality(Box<AboutEquality>),
    /// There is nothing more to answer.
    Done,
}

/// What asking about equality after a save is at.
#[derive(Default)]
pub(super) struct Offer {
    /// Whose turn it is: the visitor who was just saved, until another form is begun; and the event, in the language that they
    /// were asked in.
    whose: Option<(RegistrationId, Arc<Event>)>,
}

impl Offer {
    /// To whoever was just saved.
    pub(super) fn to(whose: RegistrationId, event: Arc<Event>) -> Self {
        Self { whose: Some((whose, event)) }
    }

    /// Whether there is somebody to turn the screen to.
    pub(super) fn stands(&self) -> bool {
        self.whose.is_some()
    }
}

impl OwnScreen {
    fn of(page: Page, event: Arc<Event>) -> Self {
        let of_form = matches!(page, Page::Opportunities);
        Self { page, event, of_form, trouble: None, notice: false, begun: false }
    }
}

impl Register {
    /// Whether the screen is the visitor's, to answer on or to look at: then nothing of the desk is on it, and no key leads
    /// there.
    #[must_use]
    pub fn is_turned(&self) -> bool {
        self.has_own_screen() || matches!(self.dialog, Some(Dialog::Turned))
    }

    /// The words for whoever the screen is turned to: in the language of the statements that they read there.
    pub(super) fn words(&self) -> Words {
        words_of(self.own_screen.as_ref().map_or(self.form.event(), |own| &own.event))
    }

    /// Whether the visitor answers on a screen of their own, larger than the desk's.
    #[must_use]
    pub fn has_own_screen(&self) -> bool {
        self.own_screen.is_some()
    }

    /// Paints what the visitor has before them.
    pub fn turned_ui(&mut self, ui: &mut Ui, seen: &Seen<'_>, out: &mut Out<'_>) {
        window_spoken_in(ui.ctx(), self.words().language());
        if self.has_own_screen() {
            self.own_screen_ui(ui, seen, out);
        } else {
            ui.painter().rect_filled(ui.max_rect(), 0.0, ui.palette().bg);
            // Whom to ask is one key away from what they look at too (R25).
            if self.look_reads {
                self.look_reads = notice_for_visitor(ui, self.form.event());
            } else {
                self.look_reads = pressed(ui, Modifiers::NONE, Key::F8);
                self.dialog_ui(ui, seen, out);
            }
        }
        // What the visitor answers there is of their form.
        self.keep(ui, out);
    }

    /// The visitor chose a language on what is before them. What they answered before keeps its words, as on the form; and whoever
    /// is saved already leaves the next form alone.
    fn they_chose(&mut self, own: &mut OwnScreen, tag: &str) {
        own.event = super::form::spoken(&own.event, Some(tag));
        if own.of_form {
            self.form.speak(tag);
        }
    }

    /// F9: shows the visitor who stands there what is theirs to see. Whoever was just saved is asked about equality; whoever is
    /// being registered looks at what they said.
    pub(super) fn turn(&mut self, ui: &Ui) {
        match self.offer.whose.take_if(|_| self.form.is_empty()) {
            Some((whose, event)) => self.turn_to(ui, Page::Equality(Box::new(AboutEquality::of(whose))), event),
            None => {
                self.dialog = Some(Dialog::Turned);
                self.look_reads = false;
                ui.ctx().send_viewport_cmd(ViewportCommand::Fullscreen(true));
            }
        }
    }

    /// Whether there are questions that only the visitor answers.
    pub(super) fn has_own_questions(&self) -> bool {
        !self.trial && self.form.event().questions_on_their_screen().next().is_some()
    }

    /// From looking at what they said to the questions that only they answer.
    pub(super) fn turn_to_opportunities(&mut self, ui: &Ui) {
        self.turn_to(ui, Page::Opportunities, self.form.event().clone());
    }

    fn turn_to(&mut self, ui: &Ui, page: Page, event: Arc<Event>) {
        self.own_screen = Some(OwnScreen::of(page, event));
        // No taskbar leads past it.
        ui.ctx().send_viewport_cmd(ViewportCommand::Fullscreen(true));
        ui.ctx().request_repaint();
    }

    /// Back to the desk, by whoever takes the laptop back. What was not kept is gone.
    fn turn_back(&mut self, ui: &Ui, trouble: Option<String>) {
        self.own_screen = None;
        if let Some(why) = trouble {
            self.dialog = Some(Dialog::NotDone(why));
        }
        self.focus = Some(self.form.first());
        ui.ctx().send_viewport_cmd(ViewportCommand::Fullscreen(false));
        ui.ctx().request_repaint();
    }

    /// Paints the visitor's screen, and takes what they answer.
    fn own_screen_ui(&mut self, ui: &mut Ui, seen: &Seen<'_>, out: &mut Out<'_>) {
        let Some(mut own) = self.own_screen.take() else { return };
        if own.notice {
            own.notice = notice_for_visitor(ui, &own.event);
        } else if pressed(ui, Modifiers::NONE, Key::F8) {
            own.notice = true;
        }
        let frame = Frame::of(ui, &own.event, words_of(&own.event));
        let back = !own.notice && pressed(ui, Modifiers::NONE, Key::F9);
        let went = match &mut own.page {
            Page::Opportunities => self.opportunities(ui, &frame, seen, own.begun),
            Page::Equality(about) => about.ui(ui, &frame, own.begun),
            Page::Done => done(ui, &frame),
        };
        own.begun = true;
        // After the page: a list that was still open has what was typed into it now.
        let on = !own.notice && pressed(ui, COMMAND, Key::Enter);
        let went = if on && went == Went::Nowhere { Went::On } else { went };
        if back || went == Went::Staff {
            self.turn_back(ui, own.trouble);
            return;
        }
        let next = if own.notice { None } else { next_language(ui, &own.event) };
        if let Some(tag) = frame.chosen.or(next) {
            self.they_chose(&mut own, &tag);
        }
        match (went, &mut own.page) {
            (Went::Notice, _) => own.notice = true,
            (Went::On, Page::Equality(about)) => match or_lead_to_error(ui.ctx(), about.whole()) {
                // What is missing has the keyboard.
                None => {}
                Some(Some(answers)) => about.ask(|registration| {
                    let answers = Box::new(answers);
                    out.ask(Request::Register(register::Request::KeepEquality { registration, answers }))
                }),
                Some(None) => own.page = Page::Done,
            },
            (Went::On, Page::Opportunities) | (Went::Skipped, _) => own.page = Page::Done,
            _ => {}
        }
        self.own_screen = Some(own);
    }

    /// Takes the answer to what the visitor's screen asked of the desk; gives any other back.
    pub(super) fn own_screen_answer(&mut self, ticket: Ticket, answer: Answer) -> Option<Answer> {
        let Some(own) = &mut self.own_screen else { return Some(answer) };
        let Page::Equality(about) = &mut own.page else { return Some(answer) };
        if !about.waits_for(ticket) {
            return Some(answer);
        }
        match answer {
            Answer::Failed(failure) => {
                about.failed();
                own.trouble = Some(failure.to_string());
            }
            _ => (own.page, own.trouble, own.begun) = (Page::Done, None, false),
        }
        None
    }
}

/// The notice over the page; whether it stays.
fn notice_for_visitor(ui: &mut Ui, event: &Event) -> bool {
    let pressed = open(ui, &notice_view::title(event), "", notice_view::WIDE, |ui| {
        ui.add_space(8.0);
        notice_view::contents(ui, event);
        footer(ui, [Button::primary(say!(words_of(event), "notice-close")).key("Esc").id(safe())])
    });
    let stays = pressed == Pressed::NotYet;
    if !stays {
        super::dialogs::close(ui);
    }
    stays
}

/// The words around those of an event's notice, in the language that it speaks.
fn words_of(event: &Event) -> Words {
    Words::in_language(&event.notice().language)
}

/// Nothing that was answered stands here: the next who looks at it is staff.
fn done(ui: &mut Ui, frame: &Frame) -> Went {
    frame.page(ui, "done", |ui| {
        ui.add_space(40.0);
        Text::display(say!(frame.words, "done-title")).heading().show(ui);
        ui.add_space(6.0);
        Text::title(say!(frame.words, "done-lead")).wrap().show(ui);
    });
    let staff = Button::primary(say!(frame.words, "done-back")).icon(icons::LOCK_SIMPLE).key("F9").large();
    frame.footer(ui, None, staff.id(Id::unique("own screen").with("staff")))
}
