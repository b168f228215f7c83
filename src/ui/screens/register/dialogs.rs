//! What opens over the form: the notice, the screen turned to the visitor, and a disk that refused.

use egui::{Align2, Id, Rect, ScrollArea, Ui, ViewportCommand, pos2, vec2};

use crate::domain::answer::{NoticeCard, Said};
use crate::domain::ids::RegistrationId;
use crate::domain::purpose::Question;
use crate::text::say;
use crate::ui::icons;
use crate::ui::out::{Out, Seen, Wish};
use crate::ui::screens::languages::HIGH;
use crate::ui::screens::notice_view;
use crate::ui::scripts::in_words;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{Button, Dialog as Shell, dialog_footer, scroll_by_keys};

use super::Register;
use super::badge::Beginning;
use super::keeping::called;
use super::put_down::NotSaved;
use super::rest::Rest;
use super::slip::Slip;
use super::speaking::{TheirLanguage, next_language};

/// Which dialog is open.
pub(super) enum Dialog {
    /// The form beside somebody who is here already.
    Compare(RegistrationId),
    /// The notice (R25).
    Notice,
    /// What the visitor sees when the screen is turned (F9).
    Turned,
    /// It was not saved.
    NotSaved(NotSaved),
    /// Something else was not done.
    NotDone(String),
    /// The window is to close, and the form may not be kept.
    Closing,
    /// A form of before is to be dropped.
    Dropping(RegistrationId),
    /// The slip for a guardian who is not there (R11).
    Slip(Box<Slip>),
    /// Where the day's badges go (R22).
    Badges(Box<Beginning>),
    /// What *No to the rest* would answer (R13).
    Rest(Rest),
}

impl Register {
    pub(super) fn dialog_ui(&mut self, ui: &mut Ui, seen: &Seen<'_>, out: &mut Out<'_>) {
        let Some(dialog) = self.dialog.take() else { return };
        let mut dialog = dialog;
        let stays = match &mut dialog {
            Dialog::Compare(id) => self.compare(ui, *id, seen),
            Dialog::Notice => self.notice(ui),
            Dialog::Turned => self.turned(ui),
            Dialog::NotSaved(not_saved) => self.not_saved(ui, not_saved, seen, out),
            Dialog::NotDone(why) => not_done(ui, why),
            Dialog::Closing => self.closing(ui, out),
            Dialog::Dropping(form) => self.dropping(ui, *form, seen, out),
            Dialog::Slip(slip) => slip.ui(ui, self.form.event(), out),
            Dialog::Badges(beginning) => beginning.ui(ui, seen, out),
            Dialog::Rest(rest) => self.rest(ui, rest, seen),
        };
        if stays && self.dialog.is_none() {
            self.dialog = Some(dialog);
        } else {
            close(ui);
            if matches!(dialog, Dialog::Turned) && !self.is_turned() {
                ui.ctx().send_viewport_cmd(ViewportCommand::Fullscreen(false));
            }
        }
    }

    /// The notice itself, with its version, to be read out or shown.
    fn notice(&mut self, ui: &mut Ui) -> bool {
        let event = self.form.event().clone();
        let title = notice_view::title(&event);
        let buttons = [
            Button::secondary("It was read out").icon(icons::MEGAPHONE),
            Button::primary("Close").key("Esc").id(safe()),
        ];
        let pressed = open(ui, &title, "", notice_view::WIDE, |ui| {
            ui.add_space(8.0);
            notice_view::contents(ui, &event);
            footer(ui, buttons)
        });
        if pressed == Pressed::One(0) {
            self.form.card_is(NoticeCard::Read);
        }
        if crate::ui::keys::pressed(ui, egui::Modifiers::NONE, egui::Key::F8) {
            return false;
        }
        pressed == Pressed::NotYet
    }

    /// Every question with its full words and what stands now, large, for the visitor to look at. Nothing can be answered
    /// here: looking is not handing over. What was answered has the words that it was answered to, also where another language
    /// was chosen since (R13). What only they may be asked comes next, on a screen of their own (R3).
    fn turned(&mut self, ui: &mut Ui) -> bool {
        let (event, theirs) = (self.form.event().clone(), self.words());
        let of_guardian = Question::TO_GUARDIAN.into_iter().filter(|_| self.form.needs_guardian());
        let lines: Vec<_> = of_guardian
            .chain(self.form.questions().filter(|&question| !self.form.is_closed(question)))
            .filter_map(|question| {
                let words = self.form.words(question)?.as_str().to_owned();
                let said = self.form.said(question).map(|(said, _)| said);
                let stands = match said {
                    Some(said) => theirs.said(question, said),
                    // Nothing is asked there: whoever says nothing is recorded (R12).
                    None if self.form.is_objection(question) => say!(theirs, "answer-not-objected"),
                    None => say!(theirs, "answer-not-asked"),
                };
                Some((theirs.question(question), words, said, stands))
            })
            .collect();
        let name = self.form.draft.name();
        let asks_more = self.has_own_questions();
        let title = say!(theirs, "look-title");
        let language = TheirLanguage::of(&event, theirs);
        let mut chosen = next_language(ui, &event);
        // The visitor looks at it: whoever else came is not their business, and Escape does not lead there.
        let dialog = Shell::new(dialog_id(), title).lead(&name).width(900.0).alone().must_answer();
        let dialog = if language.is_some() { dialog.own_title() } else { dialog };
        let pressed = shown(ui, dialog, |ui| {
            let mut more = 0.0;
            if let Some(language) = &language {
                let chose = beside_language(ui, title, &name, language);
                (chosen, more) = (chose.0.or(chosen.take()), chose.1);
            }
            ui.add_space(8.0);
            reading(ui, "turned", more, |ui| {
                lines.iter().for_each(|(name, words, said, stands)| turned_line(ui, name, words, *said, stands));
            });
            let back = Button::primary(say!(theirs, "look-back")).key("F9").id(safe());
            let pressed = if asks_more {
                let next = Button::secondary(say!(theirs, "look-next")).icon_after(icons::ARROW_RIGHT);
                match footer(ui, [next, back]) {
                    Pressed::One(at) => Pressed::One(1 - at),
                    other => other,
                }
            } else {
                footer(ui, [back])
            };
            if crate::ui::keys::pressed(ui, egui::Modifiers::NONE, egui::Key::F9) { Pressed::One(0) } else { pressed }
        });
        if let Some(tag) = chosen {
            self.form.speak(&tag);
        }
        if pressed == Pressed::One(1) {
            self.turn_to_opportunities(ui);
        }
        pressed == Pressed::NotYet
    }
}

impl Register {
    /// What closing the window would lose: a form that may not be on the disk yet (R11).
    fn closing(&mut self, ui: &mut Ui, out: &mut Out<'_>) -> bool {
        let name = self.form.draft.name();
        let whose = if name.is_empty() { "This form".to_owned() } else { format!("{}’s form", in_words(&name)) };
        let title = format!("{whose} is not finished");
        let consent = self.form.event().definition().ages.consent;
        let lead = format!("It may not be stored before “{consent} or over?” is settled, so closing now loses it.");
        let buttons = [
            Button::secondary("Close and lose it"),
            Button::primary("Back to the form").icon(icons::ARROW_LEFT).key("Esc").id(safe()),
        ];
        let pressed = open(ui, &title, &lead, 560.0, |ui| {
            ui.add_space(8.0);
            footer(ui, buttons)
        });
        if pressed == Pressed::One(0) {
            out.wish(Wish::CloseAnyway);
        }
        pressed == Pressed::NotYet
    }
}

impl Register {
    /// Nobody's form goes by one press that was meant for what stands beside it.
    fn dropping(&mut self, ui: &mut Ui, form: RegistrationId, seen: &Seen<'_>, out: &mut Out<'_>) -> bool {
        let Some(begun) = self.kept.offered().filter(|begun| begun.registration == form) else { return false };
        let title = format!("{}: drop this form?", called(begun));
        let when = time::moment(begun.updated_at, seen.today);
        let lead = format!("It was begun at {when} and not saved. It is deleted, and cannot be brought back.");
        let buttons = [
            Button::secondary("Drop it for good").icon(icons::TRASH),
            Button::primary("Keep it").key("Esc").id(safe()),
        ];
        let pressed = open(ui, &title, &lead, 560.0, |ui| {
            ui.add_space(8.0);
            footer(ui, buttons)
        });
        if pressed == Pressed::One(0) {
            self.drop_begun(form, out);
        }
        pressed == Pressed::NotYet
    }
}

/// Forgets the dialog, and gives the keyboard back.
pub(super) fn close(ui: &Ui) {
    Shell::close(ui.ctx(), dialog_id());
}

fn dialog_id() -> Id {
    Id::unique("register dialog")
}

/// The safest useful control, which has the keyboard first.
pub(super) fn safe() -> Id {
    dialog_id().with("safe")
}

/// What was pressed in a dialog.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pressed {
    /// Nothing.
    NotYet,
    /// One of its buttons, counted from the left.
    One(usize),
    /// Escape.
    Escape,
}

/// A dialog with the keyboard, which the button with the id [`safe`] has first.
pub(super) fn open(ui: &Ui, title: &str, lead: &str, width: f32, add: impl FnOnce(&mut Ui) -> Pressed) -> Pressed {
    shown(ui, Shell::new(dialog_id(), title).lead(lead).width(width), add)
}

/// One that paints its title itself.
pub(super) fn open_bare(ui: &Ui, title: &str, width: f32, add: impl FnOnce(&mut Ui) -> Pressed) -> Pressed {
    shown(ui, Shell::new(dialog_id(), title).own_title().width(width), add)
}

fn shown(ui: &Ui, dialog: Shell<'_>, add: impl FnOnce(&mut Ui) -> Pressed) -> Pressed {
    let shown = dialog.focus(safe()).show(ui.ctx(), add);
    if shown.closed { Pressed::Escape } else { shown.inner }
}

/// The buttons at the end, the last one at the right.
pub(super) fn footer<const N: usize>(ui: &mut Ui, buttons: [Button<'_>; N]) -> Pressed {
    let between = 10.0;
    let width = buttons.iter().map(|button| button.natural_width(ui) + between).sum::<f32>() - between;
    dialog_footer(ui, "", width, |ui| {
        let mut pressed = Pressed::NotYet;
        for (at, button) in buttons.into_iter().enumerate() {
            if button.show(ui).clicked() {
                pressed = Pressed::One(at);
            }
        }
        pressed
    })
}

/// The title of a dialog and what it is about, with the language that it is read in at the right, or below where there is no room;
/// which other one was chosen, and how much higher this is than the title alone.
fn beside_language(ui: &mut Ui, title: &str, name: &str, language: &TheirLanguage) -> (Option<String>, f32) {
    let (whole, line) = (ui.available_width(), Type::Title.line());
    let wide = text::line(ui, title, Type::Title).size().x.ceil() + 24.0;
    let beside = wide + language.natural_width(ui) <= whole;
    let (_, row) = ui.allocate_space(vec2(whole, if beside { HIGH } else { line }));
    Text::title(title).wrap().at(ui, row.with_min_y(row.center().y - line / 2.0));
    let at = if beside { row.with_min_x(row.left() + wide) } else { ui.allocate_space(vec2(whole, HIGH + 8.0)).1 };
    let at = Rect::from_center_size(at.center(), vec2(at.width(), HIGH));
    let chose = language.at(ui, at);
    if !name.is_empty() {
        Text::body(name).muted().wrap().show(ui);
    }
    (chose.language, if beside { HIGH - line } else { HIGH + 8.0 })
}

/// Something long, as high as the window leaves room for beside the title and the buttons, which may take `more` than usual; the
/// arrows and the page keys move it.
fn reading(ui: &mut Ui, salt: &str, more: f32, add: impl FnOnce(&mut Ui)) {
    let height = (ui.ctx().content_rect().height() - 180.0 - more).max(140.0);
    ScrollArea::vertical().id_salt(salt).max_height(height).show(ui, |ui| {
        scroll_by_keys(ui, height);
        add(ui);
    });
}

fn not_done(ui: &Ui, why: &str) -> bool {
    let pressed = open(ui, "That was not done", "", 560.0, |ui| {
        ui.add_space(8.0);
        Text::body(why).wrap().show(ui);
        footer(ui, [Button::primary("Go on").id(safe())])
    });
    pressed == Pressed::NotYet
}

/// A question in the notice's words, and what stands.
fn turned_line(ui: &mut Ui, name: &str, words: &str, said: Option<Said>, stands: &str) {
    let palette = ui.palette();
    let width = ui.available_width();
    let colour = match said {
        None => palette.text_muted,
        Some(Said::Yes) => palette.consent_given,
        Some(_) => palette.consent_refused,
    };
    let answer = ui.painter().layout_no_wrap(stands.to_owned(), Type::Title.font(), colour);
    let room = (answer.size().x + 40.0).max(150.0);
    let galley = text::whole(ui, words, Type::Title, width - room);
    let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y + 16.0), egui::Sense::hover());
    ui.painter().galley(rect.min + vec2(0.0, 8.0), galley, palette.text);
    let at = Align2::RIGHT_CENTER.anchor_size(pos2(rect.right() - 20.0, rect.center().y), answer.size());
    ui.painter().galley(at.min, answer, colour);
    ui.painter().hline(rect.x_range(), rect.bottom(), (1.0, palette.border));
    let spoken = format!("{name}: {words} {stands}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &spoken));
}
