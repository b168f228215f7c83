//! Letting go what is due (R24): what goes and what waits and why; the decision; what cannot be undone; and the certificate.

mod said;
mod who;

use std::path::PathBuf;

use chrono::NaiveDate;
use egui::{Id, Ui, pos2};

use crate::domain::code::Code;
use crate::domain::ids::RegistrationId;
use crate::domain::retention::Kept;
use crate::domain::text::Line;
use crate::domain::unfinished::Typed;
use crate::ui::icons;
use crate::ui::out::{Out, Seen};
use crate::ui::screens::flow;
use crate::ui::screens::folder::Folder;
use crate::ui::screens::sheet_dialog::{named, wrong};
use crate::ui::theme::Themed;
use crate::ui::widgets::text::{Text, Type, sentence};
use crate::ui::widgets::{Button, Dialog as Shell, Field, Tick, dialog_footer, or_lead_to_error, spinner};
use crate::worker::keeping::{self, LetGo};
use crate::worker::{Answer, Certificate, Failure, Letting, Medium, Outlook, Request, Ticket, closing};

use super::periods::people;
use who::Who;

/// What is due of one event, on its way out.
pub(in crate::ui::screens::settings) struct LettingGo {
    event: Code,
    outlook: Option<Box<Outlook>>,
    /// A lead means to let go what the office never took in, too.
    decided: bool,
    reason: String,
    no_reason: bool,
    folder: Folder,
    typed: String,
    error: Option<String>,
    step: Step,
    /// Of whom it is due, while that is shown.
    who: Option<Who>,
    asked: Option<Ticket>,
    sticks: Option<Ticket>,
}

enum Step {
    /// What would go.
    Look,
    /// Whether it is to go.
    Confirm,
    /// It goes.
    Going(Option<Letting>),
    /// It is gone.
    Gone(Box<Certificate>, Result<Vec<PathBuf>, String>),
}

/// What came of a pass.
pub(super) enum Then {
    Stay,
    Close,
    /// Something is gone, or may be.
    Changed,
    /// An acknowledgement is to be taken in first.
    Acknowledge,
    /// Somebody is to be shown.
    Show(RegistrationId),
}

fn id() -> Id {
    Id::unique("letting go")
}

impl LettingGo {
    pub(super) fn new(event: Code, out: &mut Out<'_>) -> Self {
        let mut new = Self {
            event,
            outlook: None,
            decided: false,
            reason: String::new(),
            no_reason: false,
            folder: Folder::default(),
            typed: String::new(),
            error: None,
            step: Step::Look,
            who: None,
            asked: None,
            sticks: Some(out.ask(Request::Closing(closing::Request::Sticks))),
        };
        new.look(out);
        new
    }

    /// Of which event.
    pub(in crate::ui::screens::settings) fn event(&self) -> &str {
        self.event.as_str()
    }

    /// Why a lead decided so, where nothing goes yet.
    pub(in crate::ui::screens::settings) fn typed(&self) -> Typed {
        let mut typed = Typed::default();
        if self.decided && matches!(self.step, Step::Look | Step::Confirm) {
            typed.put("reason", &self.reason);
        }
        typed
    }

    /// The same again, from the beginning: what would go is counted anew.
    pub(in crate::ui::screens::settings) fn again(event: Code, typed: &Typed, out: &mut Out<'_>) -> Self {
        let mut again = Self::new(event, out);
        (again.decided, again.reason) = (true, typed.text("reason"));
        again.look(out);
        again
    }

    /// What is plugged in now.
    pub(super) fn plugged(&mut self, media: Vec<Medium>) {
        self.folder.know(media);
    }

    fn look(&mut self, out: &mut Out<'_>) {
        let request = keeping::Request::Outlook { event: self.event.clone(), decided: self.decided };
        self.asked = Some(out.ask(Request::Keeping(request)));
    }

    /// What has to be typed before anything goes.
    fn words_to_type(&self) -> String {
        match self.outlook.as_ref().map_or(0, |outlook| outlook.goes) {
            // Nobody is counted by equality answers.
            0 => "ERASE".to_owned(),
            people => format!("ERASE {people}"),
        }
    }

    pub(super) fn answer(&mut self, ticket: Ticket, answer: Answer, today: NaiveDate) -> Option<Answer> {
        if self.sticks == Some(ticket) {
            self.sticks = None;
            if let Answer::Closing(closing::Answer::Sticks(media)) = answer {
                self.folder.know(media);
            }
            return None;
        }
        if self.asked != Some(ticket) {
            return Some(answer);
        }
        if let Answer::Keeping(keeping::Answer::Letting(step)) = answer {
            self.step = Step::Going(Some(step));
            return None;
        }
        self.asked = None;
        match answer {
            Answer::Keeping(keeping::Answer::Outlook(outlook)) => self.outlook = Some(outlook),
            Answer::Keeping(keeping::Answer::DuePeople(due)) => {
                if let Some(who) = &mut self.who {
                    who.take(due, today);
                }
            }
            Answer::Keeping(keeping::Answer::LetGo(certificate, written)) => {
                self.step = Step::Gone(certificate, written);
            }
            Answer::Keeping(keeping::Answer::Written(files)) => {
                if let Step::Gone(_, written) = &mut self.step {
                    *written = Ok(files);
                }
            }
            Answer::Failed(Failure::Locked) => {}
            Answer::Failed(failure) if self.who.is_some() => {
                self.who.iter_mut().for_each(|who| who.failed(failure.to_string()));
            }
            Answer::Failed(failure) => match &mut self.step {
                Step::Gone(_, written) => *written = Err(failure.to_string()),
                step => {
                    self.error = Some(failure.to_string());
                    if matches!(step, Step::Going(_)) {
                        *step = Step::Confirm;
                    }
                }
            },
            other => return Some(other),
        }
        None
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, seen: &Seen<'_>, out: &mut Out<'_>) -> Then {
        let then = match self.step {
            Step::Look if self.who.is_some() => self.who_ui(ui),
            Step::Look => self.look_ui(ui, seen, out),
            Step::Confirm => self.confirm_ui(ui, out),
            Step::Going(step) => going_ui(ui, step),
            Step::Gone(..) => self.gone_ui(ui, out),
        };
        if !matches!(then, Then::Stay) {
            Shell::close(ui.ctx(), id().with(self.name()));
            // The first of them knows what had the keyboard before all.
            Shell::close(ui.ctx(), id().with("look"));
        }
        then
    }

    /// Each step is a dialog of its own, so that the keyboard begins in each where it is safest.
    fn name(&self) -> &'static str {
        match self.step {
            Step::Look => "look",
            Step::Confirm => "confirm",
            Step::Going(_) => "going",
            Step::Gone(..) => "gone",
        }
    }

    /// Goes to another step; the keyboard does not go back to what had it before.
    fn go(&mut self, step: Step) {
        self.error = None;
        self.step = step;
    }

    /// Of whom it is due; back from there leads to what is due.
    fn who_ui(&mut self, ui: &Ui) -> Then {
        let id = id().with("who");
        let (Some(who), Some(outlook)) = (&mut self.who, &self.outlook) else { return Then::Close };
        match who.ui(ui, id, outlook) {
            who::Pressed::Nothing => Then::Stay,
            who::Pressed::Back => {
                Shell::close(ui.ctx(), id);
                self.who = None;
                Then::Stay
            }
            who::Pressed::Show(registration) => {
                Shell::close(ui.ctx(), id);
                Then::Show(registration)
            }
        }
    }

    fn look_ui(&mut self, ui: &mut Ui, seen: &Seen<'_>, out: &mut Out<'_>) -> Then {
        let id = id().with("look");
        let event = self.outlook.as_ref().map_or_else(|| self.event.to_string(), |outlook| outlook.event.clone());
        let title = format!("What is due: {event}");
        let (mut go_on, mut acknowledge, mut again, mut names) = (false, false, false, false);
        let lead = "Nothing goes before you have confirmed it.";
        let shown = Shell::new(id, &title).lead(lead).width(680.0).focus(id.with("close")).show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            let room = (ui.ctx().content_rect().height() - 220.0).max(96.0);
            flow::scrolled(ui, room, "what is due", |ui| {
                let Some(outlook) = &self.outlook else {
                    if self.error.is_none() {
                        let row = flow::row(ui, 60.0);
                        spinner(ui, row.center(), 24.0, ui.palette().accent);
                    }
                    wrong(ui, self.error.as_deref());
                    return;
                };
                said::kinds(ui, outlook, seen.today);
                if outlook.kinds.iter().any(|due| due.kept != Kept::Equality && due.is_due()) {
                    ui.add_space(12.0);
                    let see = Button::secondary("See who").icon(icons::USERS).small().id(id.with("who"));
                    names = see.enabled(self.asked.is_none()).show(ui).clicked();
                }
                if outlook.waits_anything() || self.decided {
                    ui.add_space(12.0);
                    (acknowledge, again) = waiting(ui, id, outlook, &mut self.decided);
                }
                if self.decided {
                    ui.add_space(10.0);
                    let missing = self.no_reason.then_some("Say why, in one line");
                    let field = Field::new(id.with("reason"), "Why, for the log and the certificate").error(missing);
                    if field.max_chars(200).show(ui, &mut self.reason).response.changed() {
                        self.no_reason = false;
                    }
                    ui.add_space(4.0);
                    Text::caption("It stays in the log for good: name nobody in it.").muted().wrap().show(ui);
                }
                wrong(ui, self.error.as_deref());
            });
            let goes = self.outlook.as_ref().map_or(0, |outlook| outlook.goes);
            let anything = self.outlook.as_ref().is_some_and(|outlook| outlook.goes_anything());
            let note = match goes {
                _ if self.asked.is_some() => "Counting".to_owned(),
                0 if anything => besides(self.outlook.as_deref(), "go."),
                0 => "Nothing goes now.".to_owned(),
                some => format!("Something goes of {}.", people(some)),
            };
            let on = Button::primary("Go on").enabled(anything && self.asked.is_none()).id(id.with("do"));
            let close = Button::secondary("Close").key("Esc").id(id.with("close"));
            let width = on.natural_width(ui) + close.natural_width(ui) + 10.0;
            dialog_footer(ui, &note, width, |ui| {
                let closed = close.show(ui).clicked();
                go_on = on.show(ui).clicked();
                closed
            })
        });
        if again {
            self.look(out);
        }
        if names {
            self.who = Some(Who::default());
            let request = keeping::Request::DuePeople { event: self.event.clone(), decided: self.decided };
            self.asked = Some(out.ask(Request::Keeping(request)));
            return Then::Stay;
        }
        if acknowledge {
            return Then::Acknowledge;
        }
        if go_on {
            self.no_reason = self.decided && Line::parse(&self.reason).is_err();
            if or_lead_to_error(ui.ctx(), (!self.no_reason).then_some(())).is_some() {
                self.go(Step::Confirm);
            }
            return Then::Stay;
        }
        if shown.closed || shown.inner { Then::Close } else { Then::Stay }
    }

    fn confirm_ui(&mut self, ui: &mut Ui, out: &mut Out<'_>) -> Then {
        let id = id().with("confirm");
        let Some(outlook) = &self.outlook else { return Then::Close };
        let title = match outlook.goes {
            0 => format!("Let go of the {} that are due?", outlook.besides()),
            some => format!("Let go of what is due of {}?", people(some)),
        };
        let to_type = self.words_to_type();
        let (mut wanted, mut back) = (false, false);
        let typed_id = id.with("typed");
        let shown = Shell::new(id, &title).lead("It cannot be undone.").width(680.0).focus(id.with("back"));
        let shown = shown.show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            let room = (ui.ctx().content_rect().height() - 220.0).max(96.0);
            flow::scrolled(ui, room, "confirm letting go", |ui| {
                let decision = self.decided.then_some(self.reason.trim());
                said::effects(ui, outlook, decision);
                ui.add_space(6.0);
                Text::strong("Where the certificate goes").show(ui);
                ui.add_space(8.0);
                self.folder.ui(ui, id, "Where to write the certificate");
                ui.add_space(14.0);
                let label = format!("Type {to_type} to confirm");
                Field::new(typed_id, &label).width(280.0_f32.min(ui.available_width())).show(ui, &mut self.typed);
                wrong(ui, self.error.as_deref());
            });
            let ready = self.typed.trim() == to_type && self.asked.is_none();
            let erase = Button::danger("Let it go").icon(icons::ERASER).enabled(ready).id(id.with("do"));
            let leave = Button::secondary("Back").icon(icons::ARROW_LEFT).id(id.with("back"));
            let width = erase.natural_width(ui) + leave.natural_width(ui) + 10.0;
            dialog_footer(ui, "The certificate names nobody.", width, |ui| {
                back = leave.show(ui).clicked();
                wanted = erase.show(ui).clicked();
            });
        });
        if back || shown.closed {
            Shell::close(ui.ctx(), id);
            self.typed.clear();
            self.go(Step::Look);
            return Then::Stay;
        }
        if wanted && let Some(into) = or_lead_to_error(ui.ctx(), self.folder.path()) {
            let decision = self.decided.then(|| self.reason.trim().to_owned());
            let what = LetGo { event: self.event.clone(), decision, into };
            self.go(Step::Going(None));
            self.asked = Some(out.ask(Request::Keeping(keeping::Request::LetGo(Box::new(what)))));
        }
        Then::Stay
    }

    fn gone_ui(&mut self, ui: &mut Ui, out: &mut Out<'_>) -> Then {
        let id = id().with("gone");
        let Step::Gone(certificate, written) = &self.step else { return Then::Changed };
        let title = format!("Gone, as act {} of the log says", certificate.act);
        let mut again = false;
        let focus = if written.is_ok() { id.with("close") } else { id.with("again") };
        let shown = Shell::new(id, &title).width(680.0).focus(focus).show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            let room = (ui.ctx().content_rect().height() - 180.0).max(96.0);
            flow::scrolled(ui, room, "gone", |ui| {
                said::gone(ui, certificate);
                let p = ui.palette();
                match written {
                    Ok(files) => {
                        let words = format!("The certificate: {}", named(files));
                        flow::said(ui, icons::SEAL_CHECK.fill(), p.success, &words, Type::Body, false);
                    }
                    Err(why) => {
                        let words = format!("The certificate is not written yet. {why} Choose another folder.");
                        flow::said(ui, icons::WARNING_CIRCLE.fill(), p.danger, &words, Type::Body, false);
                        ui.add_space(10.0);
                        self.folder.ui(ui, id, "Where to write the certificate");
                    }
                }
            });
            let close = Button::primary("Done").id(id.with("close"));
            let write = Button::secondary("Write the certificate").icon(icons::FILE_TEXT).id(id.with("again"));
            let write = write.enabled(self.asked.is_none());
            let also = if written.is_ok() { 0.0 } else { write.natural_width(ui) + 10.0 };
            let width = close.natural_width(ui) + also;
            dialog_footer(ui, "", width, |ui| {
                again = written.is_err() && write.show(ui).clicked();
                close.show(ui).clicked()
            })
        });
        if again && let Some(into) = or_lead_to_error(ui.ctx(), self.folder.path()) {
            let request = keeping::Request::WriteCertificate(certificate.clone(), into);
            self.asked = Some(out.ask(Request::Keeping(request)));
        }
        if shown.closed || shown.inner { Then::Changed } else { Then::Stay }
    }
}

/// What is due of nobody who is counted, with what becomes of it: "Half-filled forms go."
pub(super) fn besides(outlook: Option<&Outlook>, does: &str) -> String {
    sentence(&format!("{} {does}", outlook.map(Outlook::besides).unwrap_or_default()))
}

/// Of whom the office has not got everything, and what can be done: whether an acknowledgement is to be taken in, and whether
/// the decision was changed.
fn waiting(ui: &mut Ui, id: Id, outlook: &Outlook, decided: &mut bool) -> (bool, bool) {
    let warning = ui.palette().warning;
    let words = if outlook.waits == 0 && outlook.waits_anything() {
        "Equality answers wait: their recipient has not acknowledged them. They stay until it has.".to_owned()
    } else if outlook.waits > 0 {
        format!(
            "{} wait: the office has not acknowledged all that is held of them. It stays until it has.",
            people(outlook.waits)
        )
    } else {
        "What the office never acknowledged goes too. It may be nowhere else.".to_owned()
    };
    flow::said(ui, icons::WARNING.fill(), warning, &words, Type::Body, false);
    ui.add_space(10.0);
    let take = Button::secondary("Take in what they acknowledge").icon(icons::TRAY_ARROW_DOWN).small();
    let acknowledge = take.id(id.with("acknowledge")).show(ui).clicked();
    ui.add_space(10.0);
    let tick = Tick::new(id.with("decided"), "Let it go all the same, and say why");
    let changed = tick.show(ui, decided).changed();
    (acknowledge, changed)
}

fn going_ui(ui: &Ui, step: Option<Letting>) -> Then {
    let id = id().with("going");
    let words = match step {
        None => "Looking at the folder for the certificate",
        Some(Letting::Overwriting) => "Overwriting what is due",
        Some(Letting::Rekeying) => "Changing the data key, and locking everything anew",
        Some(Letting::Replacing) => "Replacing the backups in the desk’s folder",
    };
    let lead = "Leave the laptop on. What is gone is gone, also where this is cut off.";
    Shell::new(id, "Letting it go").lead(lead).must_answer().show(ui.ctx(), |ui| {
        ui.add_space(16.0);
        let row = flow::row(ui, 28.0);
        spinner(ui, pos2(row.left() + 12.0, row.center().y), 22.0, ui.palette().accent);
        Text::body(words).at(ui, row.with_min_x(row.left() + 36.0));
    });
    Then::Stay
}
