//! Saving, counting and undoing: a form is emptied only when *saved* came back (DESIGN).

use std::collections::BTreeMap;

use egui::{Id, Ui};

use crate::domain::draft::RegistrationDraft;
use crate::domain::field_error::Place;
use crate::domain::form::Field;
use crate::domain::ids::{AnswerId, RegistrationId, VisitorId};
use crate::env::Env;
use crate::ui::out::{Out, Seen, Wish};
use crate::ui::scripts::in_words;
use crate::ui::toast::Toast;
use crate::ui::widgets::is_slow;
use crate::ui::widgets::text::sentence;
use crate::worker::{Answer, Failure, Request, Ticket, register};

use super::dialogs::Dialog;
use super::form::Form;
use super::party::Party;
use super::put_down::NotSaved;
use super::{Register, noted};

/// What is under way, and what can be taken back.
#[derive(Default)]
pub(super) struct Saving {
    /// What was asked, and the form as it was sent.
    sent: Option<(Ticket, Box<RegistrationDraft>)>,
    counting: Option<(Ticket, Box<RegistrationDraft>)>,
    undoing: Option<Ticket>,
    /// The form as it was saved last, for the undo.
    last: Option<(RegistrationId, Box<RegistrationDraft>)>,
    /// The emails as they stood when their boxes were left: a suggestion is made then, never while typing.
    pub(super) emails_left: BTreeMap<Place, String>,
}

impl Saving {
    /// Whether the box at this place was left with what stands in it now.
    pub(super) fn left_email(&self, place: &Place, now: &str) -> bool {
        !now.is_empty() && self.emails_left.get(place).is_some_and(|left| left == now)
    }

    pub(super) fn is_under_way(&self) -> bool {
        self.sent.is_some() || self.counting.is_some()
    }

    /// Whether a save takes long enough to be shown.
    pub(super) fn is_slow(&self, ui: &Ui) -> bool {
        is_slow(ui.ctx(), Id::unique("saving"), self.sent.is_some())
    }
}

impl Register {
    /// Checks everything; sends it off when nothing is wrong, else goes to the first thing that is.
    pub(super) fn save(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        if self.saving.is_under_way() {
            return;
        }
        self.take_subject();
        if !self.form.check_all() {
            self.focus = self.form.errors().next().map(|(place, _)| place.clone());
            return;
        }
        if self.trial {
            self.begin_anew(seen);
            self.docked.said = Some("It would be saved. Nothing was kept".to_owned());
            return;
        }
        let (draft, event) = (Box::new(self.form.draft.clone()), seen.event.definition().code.clone());
        let sent = draft.clone();
        let request = match self.alike.same_as() {
            Some(same_as) => register::Request::SaveAsSame { draft, event, same_as },
            None => register::Request::Save { draft, event },
        };
        self.saving.sent = Some((out.ask(Request::Register(request)), sent));
    }

    pub(super) fn undo_saved(&mut self, out: &mut Out<'_>) {
        let Some((registration, ..)) = &self.docked.saved else { return };
        if self.saving.undoing.is_none() {
            self.saving.undoing = Some(out.ask(Request::Register(register::Request::Undo(*registration))));
        }
    }

    pub(super) fn saving_answer(
        &mut self,
        ticket: Ticket,
        answer: Answer,
        seen: &Seen<'_>,
        out: &mut Out<'_>,
    ) -> Option<Answer> {
        if let Some((_, sent)) = self.saving.sent.take_if(|(asked, _)| *asked == ticket) {
            self.saved(answer, *sent, seen, out);
        } else if let Some((_, counted)) = self.saving.counting.take_if(|(asked, _)| *asked == ticket) {
            match answer {
                Answer::Register(register::Answer::Counted(today)) => {
                    let words = format!("Counted. {today} today");
                    if self.form.draft == *counted {
                        // Whoever declined everything leaves nothing behind (R1).
                        self.clear_saying(&words, seen, out);
                    }
                    self.docked.said = Some(words);
                }
                Answer::Failed(failure) => self.dialog = Some(Dialog::NotDone(failure.to_string())),
                _ => {}
            }
        } else if self.saving.undoing == Some(ticket) {
            self.saving.undoing = None;
            match answer {
                Answer::Register(register::Answer::Undone(registration)) => self.undone(registration, seen),
                Answer::Failed(failure) => out.wish(Wish::Say(Toast::failed(failure.to_string()))),
                _ => {}
            }
        } else {
            return Some(answer);
        }
        None
    }

    /// Counts one visitor who declined everything.
    pub(super) fn count_only(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        if self.saving.is_under_way() {
            return;
        }
        if self.trial {
            let words = "It would be counted. Nothing was kept";
            self.clear_saying(words, seen, out);
            self.docked.said = Some(words.to_owned());
            return;
        }
        let event = seen.event.definition().code.clone();
        let ticket = out.ask(Request::Register(register::Request::CountOnly(event)));
        self.saving.counting = Some((ticket, Box::new(self.form.draft.clone())));
    }

    fn saved(&mut self, answer: Answer, sent: RegistrationDraft, seen: &Seen<'_>, out: &mut Out<'_>) {
        match answer {
            Answer::Register(register::Answer::Saved(saved)) => {
                for other in self.alike.apart() {
                    out.ask(Request::Register(register::Request::NotTheSame(saved.registration, other)));
                }
                self.begin_the_next(saved.registration, sent, seen, out);
                // Nothing covers the form: what there is to know stands in the bar, beside the undo.
                self.docked.remark = saved.remarks.first().map(|remark| sentence(&remark.to_string()));
                self.look_where_they_wait(out);
            }
            Answer::Failed(Failure::Form(errors)) => {
                self.form.show(errors);
                self.focus = self.form.errors().next().map(|(place, _)| place.clone());
            }
            Answer::Failed(failure) => {
                self.dialog = Some(Dialog::NotSaved(NotSaved::new(self.form.draft.name(), &failure)));
            }
            _ => {}
        }
    }

    /// What was sent is on the disk. The form is emptied where it is still that; where another one was begun meanwhile, that
    /// one stays; and where the same one was changed since, what was saved is taken back and the form stays, to be saved
    /// whole: nothing that was typed is lost, and nobody is there twice.
    fn begin_the_next(&mut self, saved: RegistrationId, sent: RegistrationDraft, seen: &Seen<'_>, out: &mut Out<'_>) {
        let name = sent.name();
        if self.form.draft == sent {
            self.begin_anew(seen);
        } else if self.form.draft.registration == sent.registration {
            out.ask(Request::Register(register::Request::Undo(saved)));
            self.form.draft = with_new_ids(self.form.draft.clone(), seen.env);
            self.kept.forget();
            self.docked.to_do = Some(format!("{} was changed meanwhile: save once more", in_words(&name)));
            return;
        }
        let spoken = super::form::spoken(seen.event, sent.language.as_deref());
        self.saving.last = Some((saved, Box::new(sent)));
        if seen.event.definition().equality.is_some() && self.form.is_empty() {
            self.offer = super::own_screen::Offer::to(saved, spoken);
        }
        self.docked = super::Docked::after_saving(saved, name, seen.now);
        self.badge_follows(saved, seen, out);
    }

    /// An empty form for the next visitor; the one before is safe somewhere.
    pub(super) fn begin_anew(&mut self, seen: &Seen<'_>) {
        let old = std::mem::replace(&mut self.form, Form::new(seen.event.clone(), seen.today, seen.env));
        let (child, grown_up) = (old.needs_guardian(), old.may_be_a_guardian());
        self.party = Party::of(&old.draft, child, grown_up);
        self.docked = super::Docked::default();
        self.after_emptying();
    }

    /// The registration is gone; what was typed is back in the form, where there is room for it, as a new one.
    fn undone(&mut self, registration: RegistrationId, seen: &Seen<'_>) {
        self.offer = super::own_screen::Offer::default();
        let name = self.docked.saved.take().map(|(_, name, _)| name).unwrap_or_default();
        // A file in plain form is out of the desk's reach.
        let badge = if self.badges.made == Some(registration) { ". Remove their badge too" } else { "" };
        self.docked.said = Some(format!("{} was undone{badge}", in_words(&name)));
        // Whoever is gone does not come back with the next one of their party.
        self.party = None;
        let Some((saved, draft)) = self.saving.last.take() else { return };
        if saved == registration && self.form.is_empty() {
            (self.telling.how, self.alike) = noted(&draft);
            self.form = Form::of(with_new_ids(*draft, seen.env), seen.event.clone(), seen.today);
            self.forget_typing = true;
            self.focus = Some(Place::Field(Field::FullName));
        }
    }
}

/// The same form as one that was never saved: an id stands for one registration for good.
fn with_new_ids(mut draft: RegistrationDraft, env: &Env) -> RegistrationDraft {
    draft.registration = RegistrationId(env.new_id());
    draft.visitor = VisitorId(env.new_id());
    for answer in draft.answers.values_mut() {
        answer.id = AnswerId(env.new_id());
    }
    draft
}
