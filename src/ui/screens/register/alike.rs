//! Somebody who may be here already: shown with the evidence, never merged by itself (R14).

use std::collections::BTreeSet;
use std::time::Duration;

use egui::{Rect, Ui, pos2, vec2};

use crate::domain::draft::{Beside, RegistrationDraft};
use crate::domain::form::Field;
use crate::domain::ids::RegistrationId;
use crate::domain::likeness::Verdict;
use crate::ui::icons;
use crate::ui::out::{Out, Seen};
use crate::ui::scripts::in_words;
use crate::ui::time;
use crate::ui::widgets::{Banner, BannerKind};
use crate::worker::{Answer, Duplicate, OptedOut, Request, Ticket, register};

use super::Register;
use super::dialogs::Dialog;

/// What is said of the form where news was asked about before it was known that they opted out of it, and where it was not.
const NOT_TO_BE_ASKED: &str = "They opted out of news before: that Yes is not noted.";
const AS_TYPED: &str = "What you typed stays as it is.";

/// How long typing has to rest before the desk is asked, in seconds.
const REST: f64 = 0.35;

/// Who may be the same person, and what staff said about it.
#[derive(Default)]
pub(super) struct Alike {
    found: Vec<Duplicate>,
    ticket: Option<Ticket>,
    stirred_at: Option<f64>,
    apart: BTreeSet<RegistrationId>,
    same_as: Option<(RegistrationId, String)>,
    /// What they opted out of is asked of the desk, or known.
    asked: Asked,
    /// They were asked about news before it was known that they opted out of it, and said Yes: that was taken back.
    taken_back: bool,
}

/// What the desk was asked about whoever the visitor is said to be (R7).
#[derive(Default, PartialEq)]
enum Asked {
    /// Nothing yet.
    #[default]
    Nothing,
    /// What they opted out of.
    Waits(Ticket),
    /// It is known.
    Known,
}

impl Alike {
    /// What was said about a form that is gone on with; who may be the same is looked for anew, since the banner warns of it until
    /// somebody has said so (R14).
    pub(super) fn again(draft: &RegistrationDraft) -> Self {
        let noted = &draft.beside;
        let (apart, same_as) = (noted.apart.clone(), noted.same_as.map(|id| (id, draft.name())));
        Self { apart, same_as, stirred_at: Some(f64::NEG_INFINITY), ..Self::default() }
    }

    /// Notes beside the form what was said.
    pub(super) fn note(&self, beside: &mut Beside) {
        if beside.apart != self.apart {
            beside.apart.clone_from(&self.apart);
        }
        beside.same_as = self.same_as();
    }

    /// Who was told apart from this visitor.
    pub(super) fn apart(&self) -> impl Iterator<Item = RegistrationId> + '_ {
        self.apart.iter().copied()
    }

    /// Something that tells people apart has changed.
    pub(super) fn stir(&mut self, ui: &Ui) {
        self.stirred_at = Some(ui.input(|input| input.time));
    }

    /// Whom the banner is about: the likeliest whom staff have not told apart. That a family shares a contact is no news `within`
    /// it.
    fn shown(&self, within: bool) -> Option<&Duplicate> {
        if self.same_as.is_some() {
            return None;
        }
        let asked = |verdict| verdict == Verdict::Likely || (verdict == Verdict::SharesContact && !within);
        let likely = self.found.iter().filter(|each| asked(each.likeness.verdict));
        likely.into_iter().find(|each| !self.apart.contains(&each.other.registered.id))
    }

    /// Whom staff said it is.
    pub(super) fn same_as(&self) -> Option<RegistrationId> {
        self.same_as.as_ref().map(|(id, _)| *id)
    }

    /// Another form, another person.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }
}

impl Register {
    /// Asks the desk what whoever the visitor is said to be opted out of; until that is known, nobody is asked about news (R7).
    pub(super) fn ask_what_they_opted_out_of(&mut self, out: &mut Out<'_>) {
        if let Some(person) = self.alike.same_as()
            && self.alike.asked == Asked::Nothing
        {
            self.form.awaits_opted_out();
            self.alike.asked = Asked::Waits(out.ask(Request::Register(register::Request::OptedOut(person))));
        }
    }

    /// What they opted out of, for the rows of news.
    fn they_opted_out_of(&mut self, all: Vec<OptedOut>) {
        self.alike.asked = Asked::Known;
        self.alike.taken_back = self.form.opted_out_is(all);
    }

    /// Asks once typing rests, and only when there is something to tell a person by.
    pub(super) fn look_for_alike(&mut self, ui: &Ui, out: &mut Out<'_>) {
        let Some(stirred_at) = self.alike.stirred_at else { return };
        let rested = ui.input(|input| input.time) - stirred_at;
        if rested < REST {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(REST - rested));
            return;
        }
        self.alike.stirred_at = None;
        let draft = &self.form.draft;
        let tells =
            [Field::Email, Field::Phone, Field::DateOfBirth].iter().any(|field| !draft.field(*field).is_empty());
        if !tells {
            self.alike.found.clear();
            return;
        }
        let event = self.form.event().definition().code.clone();
        let request = register::Request::LookAlikes { draft: Box::new(draft.clone()), event };
        self.alike.ticket = Some(out.ask(Request::Register(request)));
    }

    pub(super) fn alike_answer(
        &mut self,
        ticket: Ticket,
        answer: Answer,
        _seen: &Seen<'_>,
        _out: &mut Out<'_>,
    ) -> Option<Answer> {
        match answer {
            Answer::Register(register::Answer::Alike(found)) if self.alike.ticket == Some(ticket) => {
                self.alike.ticket = None;
                self.alike.found = found;
                None
            }
            Answer::Register(register::Answer::OptedOut(all)) if self.alike.asked == Asked::Waits(ticket) => {
                self.they_opted_out_of(all);
                None
            }
            Answer::Register(_) => None,
            // Where it cannot be known, news stays unasked.
            Answer::Failed(failure) if self.alike.asked == Asked::Waits(ticket) => {
                self.alike.asked = Asked::Known;
                Some(Answer::Failed(failure))
            }
            other => Some(other),
        }
    }

    /// Whom the banner is about, where there is one.
    pub(super) fn may_be(&self) -> Option<&Duplicate> {
        self.alike.shown(self.has_the_contact_of_their_party())
    }

    /// The banner above the cards; gives back how much room it takes.
    pub(super) fn alike_banner(&mut self, ui: &mut Ui, cards: Rect, seen: &Seen<'_>, _out: &mut Out<'_>) -> f32 {
        if let Some((_, name)) = &self.alike.same_as {
            let then = if self.alike.taken_back { NOT_TO_BE_ASKED } else { AS_TYPED };
            let words = format!("{} is updated when you save. {then}", in_words(name));
            let shown = Banner::new(BannerKind::Info, &words).lead("Same person.").icon(icons::USERS.fill());
            let shown = shown.buttons(&["Not the same"]);
            let height = shown.height_in(ui, cards.width());
            let banner = Rect::from_min_size(pos2(cards.left(), cards.top() - 2.0), vec2(cards.width(), height));
            let (_, pressed) = shown.at(ui, banner);
            if pressed.is_some() {
                (self.alike.same_as, self.alike.taken_back) = (None, false);
                self.form.is_no_one();
            }
            return height + 8.0;
        }
        let Some(found) = self.may_be() else { return 0.0 };
        let id = found.other.registered.id;
        let name = found.other.record.full_name.clone().unwrap_or_default();
        let came = time::moment(found.other.registered.registered_at, seen.today);
        let words = format!("{}, {came}, {}.", in_words(&name), found.likeness);
        let title = match found.likeness.verdict {
            Verdict::Likely => "This may be someone you already have.",
            _ => "Someone you have shares a contact.",
        };
        let shown = Banner::new(BannerKind::Warning, &words).lead(title).icon(icons::USERS.fill());
        let shown = shown.buttons(&["Compare", "Same person: update", "Not the same"]).first_icon(icons::COLUMNS);
        let height = shown.height_in(ui, cards.width());
        let banner = Rect::from_min_size(pos2(cards.left(), cards.top() - 2.0), vec2(cards.width(), height));
        match shown.at(ui, banner).1 {
            Some(0) => self.dialog = Some(Dialog::Compare(id)),
            Some(1) => self.same(id, name),
            Some(_) => self.not_the_same(id),
            None => {}
        }
        height + 8.0
    }

    /// Staff said that it is the same person: both registrations stay, and are linked when this one is saved.
    pub(super) fn same(&mut self, id: RegistrationId, name: String) {
        self.alike.same_as = Some((id, name));
        (self.alike.asked, self.alike.taken_back) = (Asked::Nothing, false);
        self.form.is_no_one();
        self.form.awaits_opted_out();
    }

    pub(super) fn not_the_same(&mut self, id: RegistrationId) {
        self.alike.apart.insert(id);
    }

    /// The one found with that id.
    pub(super) fn found(&self, id: RegistrationId) -> Option<&Duplicate> {
        self.alike.found.iter().find(|each| each.other.registered.id == id)
    }
}
