//! What is asked before something is done that weighs: what it reaches and what it does not, where a copy goes, why.

use std::path::PathBuf;

use chrono::NaiveDate;
use egui::{Context, Id, Ui, vec2};

use crate::domain::ids::RegistrationId;
use crate::domain::rights::{Advice, MoreTime, Outcome, Right, Step};
use crate::ui::icons::{self, Icon};
use crate::ui::out::{Out, Seen};
use crate::ui::screens::flow;
use crate::ui::screens::people::dialog_title;
use crate::ui::screens::plain_form::{PlainForm, Words};
use crate::ui::scripts::in_words;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::text::Type;
use crate::ui::widgets::{
    Button, Dialog as Shell, GridOption, OptionGrid, dialog_footer, or_lead_to_error, scroll_by_keys,
};
use crate::worker::LetterAbout;

use super::effects::{complain_to, effects, not_reached};
use super::fetch::Next;
use super::list::called;
use super::panels::color;
use super::{Rights, is_lead, regulator, words};

/// Which dialog is open.
pub(super) enum Dialog {
    /// Whether to erase.
    Erase,
    /// Where the copy goes.
    Copy(Box<PlainForm>),
    /// How it ends, other than by doing it.
    End {
        /// Which of the ends that this right has.
        chosen: Option<usize>,
        /// One was asked for.
        missing: bool,
    },
    /// Why more time is taken.
    MoreTime(Option<usize>),
    /// What the data protection officer advised.
    Advice {
        /// Which of [`ADVICES`].
        chosen: Option<usize>,
        /// One was asked for.
        missing: bool,
    },
    /// Whether the chosen request, which nobody was found for, is about this person.
    Found(RegistrationId),
    /// Whether they were told before the restriction is lifted.
    Lift,
    /// Where the letter goes.
    Letter(LetterAbout, Box<PlainForm>),
    /// All that was sent of them.
    Sent,
}

impl Dialog {
    /// Asks where the copy goes.
    pub(super) fn copy() -> Self {
        Self::Copy(Box::default())
    }

    /// Asks where the letter goes.
    pub(super) fn letter(about: LetterAbout) -> Self {
        Self::Letter(about, Box::default())
    }

    /// What is to be written, where that is what it asks about.
    pub(super) fn plain_form(&mut self) -> Option<&mut PlainForm> {
        match self {
            Self::Copy(form) | Self::Letter(_, form) => Some(form),
            Self::Erase
            | Self::End { .. }
            | Self::MoreTime(_)
            | Self::Advice { .. }
            | Self::Found(_)
            | Self::Lift
            | Self::Sent => None,
        }
    }

    /// Whom it asks about, where the chosen request may be about them.
    pub(super) fn found(&self) -> Option<RegistrationId> {
        if let Self::Found(about) = self { Some(*about) } else { None }
    }
}

/// How a pass over a dialog ended.
enum Said {
    Nothing,
    Close,
    Do(Next),
    /// It waits for what was asked.
    Waits(Next),
    /// A letter comes first.
    Letter(LetterAbout),
    /// It is not about them: a new one is.
    Begin(RegistrationId),
}

const ADVICES: [Advice; 2] = [Advice::Stop, Advice::GoOn];
const REASONS: [MoreTime; 2] = [MoreTime::Complex, MoreTime::Several];

fn id() -> Id {
    Id::unique("rights dialog")
}

fn cancel_id() -> Id {
    id().with("cancel")
}

fn choice_id() -> Id {
    id().with("choice")
}

impl Rights {
    /// Whether something stands in front of the screen.
    pub(super) fn has_dialog(&self) -> bool {
        self.dialog.is_some() || self.failure.is_some()
    }

    /// Closes a dialog whose work is done.
    pub(super) fn close_done(&mut self, ctx: &Context) {
        if std::mem::take(&mut self.close_dialog) && self.dialog.take().is_some() {
            Shell::close(ctx, id());
        }
    }

    pub(super) fn dialog_ui(&mut self, ui: &mut Ui, seen: &Seen<'_>, out: &mut Out<'_>) {
        if self.failure.is_some() {
            self.failure_ui(ui);
            return;
        }
        let Some(mut dialog) = self.dialog.take() else { return };
        let said = match &mut dialog {
            Dialog::Erase => self.erase_ui(ui),
            Dialog::Copy(copy) => copy_ui(ui, copy),
            Dialog::End { chosen, missing } => self.end_ui(ui, chosen, missing, regulator(seen)),
            Dialog::MoreTime(chosen) => self.more_time_ui(ui, chosen),
            Dialog::Advice { chosen, missing } => advice_ui(ui, chosen, missing),
            // Whoever may only record records a new one.
            Dialog::Found(about) if !is_lead(seen) => Said::Begin(*about),
            Dialog::Found(about) => self.found_ui(ui, *about),
            Dialog::Lift => lift_ui(ui, self.person().map(Next::Lift)),
            Dialog::Letter(about, form) => letter_ui(ui, *about, form),
            Dialog::Sent => self.sent_ui(ui, seen.now.date_naive()),
        };
        let today = seen.now.date_naive();
        match said {
            Said::Nothing => self.dialog = Some(dialog),
            Said::Close => Shell::close(ui.ctx(), id()),
            Said::Waits(next) => {
                self.dialog = Some(dialog);
                self.do_all([next], today, out);
                let waits = self.asked.is_changing();
                if let Some(form) = self.dialog.as_mut().and_then(Dialog::plain_form) {
                    form.waits = waits;
                }
            }
            Said::Do(next) => {
                Shell::close(ui.ctx(), id());
                self.do_all([next], today, out);
            }
            Said::Begin(about) => {
                Shell::close(ui.ctx(), id());
                self.begin(Some(about), today);
            }
            Said::Letter(about) => {
                self.dialog = Some(Dialog::letter(about));
                ui.memory_mut(|memory| memory.request_focus(PlainForm::focus_id(id())));
            }
        }
    }

    /// Who it is about, as a sentence has it.
    fn who(&self) -> String {
        self.person()
            .and_then(|id| self.subject_known(id))
            .map_or_else(|| "them".to_owned(), |who| in_words(&called(Some(who))).into_owned())
    }

    /// What erasing deletes, and what it cannot reach.
    fn erase_ui(&self, ui: &Ui) -> Said {
        let title = format!("Erase {}", self.who());
        let erasure = self.looked().and_then(|looked| looked.erasure.as_ref());
        let dialog = Shell::new(id(), &title).own_title().width(620.0).focus(cancel_id());
        let shown = dialog.show(ui.ctx(), |ui| {
            dialog_title(ui, &title, "It is done at once, and there is no undo.");
            ui.add_space(12.0);
            let p = ui.palette();
            for effect in effects(Right::Erase, erasure, None) {
                let color = color(ui, effect.tone);
                line(ui, effect.icon, color, &format!("{}: {}", effect.verb, effect.words));
            }
            for words in erasure.map(not_reached).unwrap_or_default() {
                line(ui, icons::WARNING_CIRCLE, p.warning, &format!("Not reached: {words}"));
            }
            let erase = Button::danger("Erase now").icon(icons::ERASER).enabled(erasure.is_some()).id(id().with("do"));
            buttons(ui, erase)
        });
        match (shown.closed, shown.inner) {
            (true, _) | (_, Some(false)) => Said::Close,
            (_, Some(true)) => Said::Do(Next::Erase),
            (_, None) => Said::Nothing,
        }
    }

    /// All that was sent of them, as high as the window leaves room for; the arrows and the page keys move it.
    fn sent_ui(&self, ui: &Ui, today: NaiveDate) -> Said {
        let close = id().with("close");
        let title = format!("What was sent of {}", self.who());
        let dialog = Shell::new(id(), &title).own_title().width(620.0).focus(close);
        let shown = dialog.show(ui.ctx(), |ui| {
            dialog_title(ui, &title, "Every detail of theirs, with which batch it went, and what for.");
            ui.add_space(12.0);
            let height = (ui.ctx().content_rect().height() - 230.0).max(100.0);
            flow::scrolled(ui, height, "sent", |ui| {
                scroll_by_keys(ui, height);
                for batch in self.sent() {
                    let words = format!("{}. {}", batch.title, batch.said(today, true));
                    line(ui, icons::PAPER_PLANE_TILT, ui.palette().warning, &words);
                }
            });
            let button = Button::primary("Close").key("Esc").id(close);
            let width = button.natural_width(ui);
            dialog_footer(ui, "", width, |ui| button.show(ui).clicked())
        });
        if shown.closed || shown.inner { Said::Close } else { Said::Nothing }
    }

    fn found_ui(&self, ui: &Ui, about: RegistrationId) -> Said {
        let Some(request) = self.saved().map(|shown| &shown.request) else { return Said::Close };
        let subject = self.subject_known(about);
        let name = if subject.is_some() { called(subject) } else { String::new() };
        let title = format!("Is request {} about {}?", request.reference, in_words(&name));
        let lead = match request.right {
            Right::Object => "They are restricted at once, until it is decided, and news stops for good.",
            Right::Erase => "They are restricted at once, until it is decided.",
            _ => "Nothing of theirs is changed by it.",
        };
        let mut new = false;
        let dialog = Shell::new(id(), &title).own_title().width(620.0).focus(cancel_id());
        let shown = dialog.show(ui.ctx(), |ui| {
            dialog_title(ui, &title, lead);
            ui.add_space(12.0);
            let by = words::how(request.how);
            let asked =
                format!("{}, asked {by} on {}.", words::card(request.right).name, time::long_day(request.received));
            line(ui, words::card(request.right).icon, ui.palette().text, &asked);
            line(ui, icons::USER_CHECK, ui.palette().info, "Make sure after that who asks.");
            let other = Button::quiet("No: begin a new request about them").icon(icons::PLUS).small();
            new = other.id(id().with("new")).show(ui).clicked();
            buttons(ui, Button::primary("It is them").icon(icons::CHECK).enabled(subject.is_some()).id(id().with("do")))
        });
        if new {
            return Said::Begin(about);
        }
        answered(ui.ctx(), shown.closed, shown.inner, Some(Next::Found(about)), &mut false)
    }

    fn end_ui(&self, ui: &Ui, chosen: &mut Option<usize>, missing: &mut bool, regulator: Option<&str>) -> Said {
        let Some(right) = self.right() else { return Said::Close };
        let ends = right.other_ends();
        let cards: Vec<_> = ends.iter().map(|&end| words::end(end)).collect();
        let picked = |chosen: Option<usize>| chosen.and_then(|at| ends.get(at).copied());
        let note = match picked(*chosen) {
            Some(end) if words::is_refusal(end) => {
                format!("Tell them why within the month, and that they can complain to {}.", complain_to(regulator))
            }
            Some(Outcome::NothingHeld | Outcome::TakenBack) if right.restricts_at_once() => {
                "They stay restricted until that is lifted.".to_owned()
            }
            _ => String::new(),
        };
        let dialog = Shell::new(id(), "Refuse or close").lead("Nothing of theirs is changed by it.");
        let dialog = dialog.focus(OptionGrid::focus_id(choice_id(), *chosen));
        let shown = dialog.show(ui.ctx(), |ui| {
            choose(ui, "How it ends", &cards, missing.then_some("Choose how it ends"), chosen);
            if !note.is_empty() {
                ui.add_space(12.0);
                line(ui, icons::INFO, ui.palette().info, &note);
            }
            buttons(ui, Button::primary("Close it").icon(icons::CHECK).id(id().with("do")))
        });
        let end = picked(*chosen).map(|outcome| Next::GoOn(Step::Closed { outcome }));
        answered(ui.ctx(), shown.closed, shown.inner, end, missing)
    }

    fn more_time_ui(&self, ui: &Ui, chosen: &mut Option<usize>) -> Said {
        let Some(request) = self.saved().map(|shown| &shown.request) else { return Said::Close };
        let lead = format!("Two months more, once. Tell them so, and why, by {}.", time::long_day(request.due()));
        let cards = [
            GridOption { icon: icons::STACK, name: "It is complex", detail: "It takes longer to find or to weigh" },
            GridOption {
                icon: icons::FILES,
                name: "They made several",
                detail: "The same person asked for many things",
            },
        ];
        let dialog = Shell::new(id(), "Take more time").lead(&lead).focus(OptionGrid::focus_id(choice_id(), *chosen));
        let shown = dialog.show(ui.ctx(), |ui| {
            choose(ui, "Why", &cards, None, chosen);
            let take = Button::primary("Take two months more").icon(icons::HOURGLASS).enabled(chosen.is_some());
            buttons(ui, take.id(id().with("do")))
        });
        let why = chosen.and_then(|at| REASONS.get(at).copied());
        let next = why.map(|why| Next::GoOn(Step::Extended { why }));
        answered(ui.ctx(), shown.closed, shown.inner, next, &mut false)
    }

    /// What was not done, and what is safe.
    fn failure_ui(&mut self, ui: &Ui) {
        let Some(why) = self.failure.clone() else { return };
        let id = Id::unique("rights failure");
        let back = id.with("back");
        let recorded = self.saved().is_some_and(|shown| shown.request.is_open());
        let shown = Shell::new(id, "That was not done").width(620.0).focus(back).show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            let p = ui.palette();
            line(ui, icons::WARNING_CIRCLE.fill(), p.danger, &why);
            let safe = if recorded {
                "The request itself is recorded and open. Everything else is as it was."
            } else {
                "Everything that was saved before is safe."
            };
            line(ui, icons::CHECK_CIRCLE.fill(), p.success, safe);
            let close = Button::primary("Back to the request").id(back);
            let width = close.natural_width(ui);
            dialog_footer(ui, "", width, |ui| close.show(ui).clicked())
        });
        if shown.closed || shown.inner {
            self.failure = None;
            Shell::close(ui.ctx(), id);
        }
    }
}

fn copy_ui(ui: &Ui, copy: &mut PlainForm) -> Said {
    let lead = "It is written in plain form: anybody who has the folder can read it.";
    let words = Words {
        folder: "Where to write the copy",
        known: "I hand the folder over to them, then remove it",
        missing: "Tick it first: this copy is not locked",
    };
    let write = Button::primary("Write the copy").icon(icons::COPY);
    plain_form_ui(ui, "Write the copy", lead, copy, (words, write), Next::Copy)
}

fn letter_ui(ui: &Ui, about: LetterAbout, form: &mut PlainForm) -> Said {
    let lead = match about {
        LetterAbout::Stands => {
            "It tells them how their request stands, to print or to send. It is written in plain form."
        }
        LetterAbout::Lifting => {
            "It tells them that their details are about to be used again. It is written in plain form."
        }
    };
    let words = Words {
        folder: "Where to write the letter",
        known: "I send the letter, then remove the files",
        missing: "Tick it first: these files are not locked",
    };
    let write = Button::primary("Write the letter").icon(icons::ENVELOPE_SIMPLE);
    plain_form_ui(ui, "Write the letter", lead, form, (words, write), |into| Next::Letter(about, into))
}

/// Asks where something goes that is written in plain form (R22).
fn plain_form_ui(
    ui: &Ui,
    title: &str,
    lead: &str,
    form: &mut PlainForm,
    (words, write): (Words, Button<'_>),
    next: impl FnOnce(PathBuf) -> Next,
) -> Said {
    let shown = Shell::new(id(), title).lead(lead).focus(PlainForm::focus_id(id())).show(ui.ctx(), |ui| {
        ui.add_space(12.0);
        form.ui(ui, id(), words);
        buttons(ui, write.enabled(!form.waits).id(id().with("do")))
    });
    match (shown.closed, shown.inner) {
        (true, _) | (_, Some(false)) if !form.waits => Said::Close,
        (_, Some(true)) => form.into(ui.ctx()).map_or(Said::Nothing, |into| Said::Waits(next(into))),
        _ => Said::Nothing,
    }
}

fn advice_ui(ui: &Ui, chosen: &mut Option<usize>, missing: &mut bool) -> Said {
    let cards = [
        GridOption { icon: icons::STOP, name: "Stop the use", detail: "The objection holds" },
        GridOption { icon: icons::SCALES, name: "Go on", detail: "Our grounds weigh more: they are told why" },
    ];
    let lead = "What the data protection officer advises. It is decided as they advise.";
    let dialog = Shell::new(id(), "Record advice").lead(lead).focus(OptionGrid::focus_id(choice_id(), *chosen));
    let shown = dialog.show(ui.ctx(), |ui| {
        choose(ui, "They advise", &cards, missing.then_some("Choose what they advise"), chosen);
        buttons(ui, Button::primary("Record advice").icon(icons::CHECK).id(id().with("do")))
    });
    let advice = chosen.and_then(|at| ADVICES.get(at).copied());
    let next = advice.map(|advice| Next::GoOn(Step::Advised { advice }));
    answered(ui.ctx(), shown.closed, shown.inner, next, missing)
}

fn lift_ui(ui: &Ui, next: Option<Next>) -> Said {
    let lead = "They are in batches, statistics and searches again. The law asks that they are told before.";
    let mut letter = false;
    let shown = Shell::new(id(), "Lift the restriction").lead(lead).focus(cancel_id()).show(ui.ctx(), |ui| {
        ui.add_space(14.0);
        let write = Button::secondary("Write the letter that tells them…").icon(icons::ENVELOPE_SIMPLE).small();
        letter = write.id(id().with("letter")).show(ui).clicked();
        buttons(ui, Button::primary("They were told: lift it").icon(icons::LOCK_OPEN).id(id().with("do")))
    });
    if letter {
        return Said::Letter(LetterAbout::Lifting);
    }
    answered(ui.ctx(), shown.closed, shown.inner, next, &mut false)
}

/// What a dialog with a choice comes to: what is chosen is done, and what is missing is asked for.
fn answered(ctx: &Context, closed: bool, pressed: Option<bool>, next: Option<Next>, missing: &mut bool) -> Said {
    match pressed {
        _ if closed => Said::Close,
        Some(false) => Said::Close,
        Some(true) => {
            *missing = next.is_none();
            or_lead_to_error(ctx, next).map_or(Said::Nothing, Said::Do)
        }
        None => Said::Nothing,
    }
}

/// One of a few, one below the other.
fn choose(ui: &mut Ui, label: &str, cards: &[GridOption<'_>], error: Option<&str>, chosen: &mut Option<usize>) {
    ui.add_space(12.0);
    let error = error.filter(|_| chosen.is_none());
    // A low window has room for few cards below each other.
    let columns = if ui.ctx().content_rect().height() < 480.0 && cards.len() > 3 { 2 } else { 1 };
    OptionGrid::new(choice_id(), label, cards, columns).error(error).show(ui, chosen);
}

fn line(ui: &mut Ui, mark: Icon, color: egui::Color32, words: &str) {
    flow::said(ui, mark, color, words, Type::Body, false);
    ui.add_space(8.0);
}

/// Cancel, and what is done: which was pressed.
fn buttons(ui: &mut Ui, does: Button<'_>) -> Option<bool> {
    let cancel = Button::secondary("Cancel").key("Esc").id(cancel_id());
    let width = does.natural_width(ui) + cancel.natural_width(ui) + 10.0;
    let mut pressed = None;
    ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
    dialog_footer(ui, "", width, |ui| {
        if cancel.show(ui).clicked() {
            pressed = Some(false);
        }
        if does.show(ui).clicked() {
            pressed = Some(true);
        }
    });
    pressed
}
