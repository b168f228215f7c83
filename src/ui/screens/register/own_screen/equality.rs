//! The page *About equality* (R4): two questions that nobody has to answer, each with *Prefer not to say*. They are no consents.

use egui::{Id, Rect, Ui, pos2, vec2};

use crate::domain::equality::{Disability, EqualityAnswers, EthnicGroup, Ethnicity, Impairment, Impairments};
use crate::domain::ids::RegistrationId;
use crate::text::{Words, say};
use crate::ui::icons;
use crate::ui::screens::flow;
use crate::ui::widgets::text::Text;
use crate::ui::widgets::{Banner, BannerKind, Choice, ChoiceOption, Field, removable_chip};
use crate::worker::Ticket;

use super::frame::{self, Buttons, Frame, Went};

/// Between the card's edge and what is in it.
const CARD: f32 = 14.0;

/// The page as it is being answered. It has no `Debug`: it is somebody's ethnicity and health.
pub(super) struct AboutEquality {
    whose: RegistrationId,
    group: Option<EthnicGroup>,
    detail: Option<Ethnicity>,
    disability: Option<Disability>,
    asked: Option<Ticket>,
    /// It was not kept. Why is for staff, in their language.
    failed: bool,
    /// They wanted to go on with a group that lacks its detail.
    tried: bool,
}

impl AboutEquality {
    /// A blank page for whoever was just saved.
    pub(super) fn of(whose: RegistrationId) -> Self {
        Self { whose, group: None, detail: None, disability: None, asked: None, failed: false, tried: false }
    }

    /// What was answered; `None` where the page is blank. A group without its detail says nothing that is counted.
    fn answers(&self) -> Option<EqualityAnswers> {
        let ethnicity = match self.group {
            Some(EthnicGroup::PreferNotToSay) => Some(Ethnicity::PreferNotToSay),
            _ => self.detail,
        };
        EqualityAnswers::new(ethnicity, self.disability.clone())
    }

    /// What was answered, nothing where the page is blank. `None` where a group was chosen and not its detail, without which it would
    /// be dropped in silence: from now on that is said.
    pub(super) fn whole(&mut self) -> Option<Option<EqualityAnswers>> {
        self.tried = true;
        (!self.has_bare_group()).then(|| self.answers())
    }

    fn has_bare_group(&self) -> bool {
        self.detail.is_none() && self.group.is_some_and(|group| group != EthnicGroup::PreferNotToSay)
    }

    /// Asks the desk to keep it, once.
    pub(super) fn ask(&mut self, ask: impl FnOnce(RegistrationId) -> Ticket) {
        if self.asked.is_none() {
            self.failed = false;
            self.asked = Some(ask(self.whose));
        }
    }

    pub(super) fn waits_for(&self, ticket: Ticket) -> bool {
        self.asked == Some(ticket)
    }

    /// It was not kept; what was answered is still on the page.
    pub(super) fn failed(&mut self) {
        self.asked = None;
        self.failed = true;
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, frame: &Frame, begun: bool) -> Went {
        let words = frame.words;
        let notice = frame.page(ui, "about equality", |ui| {
            frame::title(ui, say!(words, "equality-title"), say!(words, "equality-lead"));
            if self.failed {
                Banner::new(BannerKind::Warning, say!(words, "equality-failed")).show(ui);
                ui.add_space(12.0);
            }
            flow::hug(ui, CARD, |ui| {
                frame::part(ui, icons::GLOBE, say!(words, "equality-ethnicity"));
                ui.add_space(8.0);
                self.ethnicity(ui, frame.box_height(), begun, words);
                ui.add_space(12.0);
                flow::divider(ui, CARD);
                ui.add_space(10.0);
                frame::part(ui, icons::WHEELCHAIR, say!(words, "equality-disability"));
                ui.add_space(8.0);
                self.disability(ui, frame.box_height(), words);
            });
            let notice = frame::hints(ui, icons::LIST_CHECKS, say!(words, "equality-every-list"), words);
            ui.add_space(6.0);
            Text::caption(say!(words, "equality-stop")).muted().wrap().show(ui);
            notice
        });
        let buttons = Buttons { skip: true, enabled: self.asked.is_none() };
        let went = frame.footer(ui, Some(buttons), frame::staff(words));
        if notice { Went::Notice } else { went }
    }

    /// First the group, then its detail: two short lists instead of a long one.
    fn ethnicity(&mut self, ui: &mut Ui, box_height: f32, begun: bool, words: Words) {
        let id = Id::unique("about equality");
        let error = (self.tried && self.has_bare_group()).then(|| say!(words, "equality-detail-missing"));
        let high = Field::height_for(error.is_some(), box_height);
        // Beside each other only where each can show the longest of what may be chosen.
        let labels = EthnicGroup::ALL.into_iter().map(|group| words.ethnic_group(group));
        let mut labels = labels.chain(Ethnicity::ALL.iter().map(|&kind| words.ethnicity(kind)));
        let longest = labels.clone().map(|label| Choice::width_of(ui, label)).fold(0.0, f32::max);
        let half = (ui.available_width() - 12.0) / 2.0;
        let wide = labels.all(|label| Choice::shows(ui, label, half));
        let row = flow::row(ui, if wide { high } else { 2.0 * high + 10.0 });
        let half = if wide { half } else { row.width() };
        let first = Rect::from_min_size(row.min, vec2(half, high));
        let second = if wide { pos2(row.right() - half, row.top()) } else { pos2(row.left(), row.bottom() - high) };

        let groups = EthnicGroup::ALL.map(|group| ChoiceOption::new(words.ethnic_group(group)));
        let mut at = self.group.and_then(|group| EthnicGroup::ALL.iter().position(|&each| each == group));
        let box_id = id.with("group");
        let list = Choice::new(box_id, say!(words, "equality-group"), &groups).words(words).list_width(longest);
        list.hint(say!(words, "equality-choose")).optional(true).height(box_height).at(ui, first, &mut at);
        let chosen = at.map(|at| EthnicGroup::ALL[at]);
        if chosen != self.group {
            // A detail belongs to its group.
            (self.group, self.detail) = (chosen, None);
        }
        if !begun {
            ui.memory_mut(|memory| memory.request_focus(box_id));
        }

        let details = self.group.filter(|group| *group != EthnicGroup::PreferNotToSay).map(EthnicGroup::details);
        let hint = match (&details, self.group) {
            (Some(_), _) => say!(words, "equality-choose"),
            (None, None) => say!(words, "equality-choose-group"),
            (None, Some(_)) => say!(words, "equality-no-detail"),
        };
        let details = details.unwrap_or_default();
        let options: Vec<_> = details.iter().map(|&kind| ChoiceOption::new(words.ethnicity(kind))).collect();
        let mut at = self.detail.and_then(|kind| details.iter().position(|&each| each == kind));
        let second = Rect::from_min_size(second, vec2(half, high));
        let list = Choice::new(id.with("detail"), say!(words, "equality-detail"), &options).words(words).hint(hint);
        let list = list.list_width(longest).optional(true).height(box_height);
        list.enabled(!details.is_empty()).error(error).at(ui, second, &mut at);
        self.detail = at.and_then(|at| details.get(at).copied());
    }

    /// Several can be chosen, one after the other; that there is none, and *Prefer not to say*, stand alone.
    fn disability(&mut self, ui: &mut Ui, box_height: f32, words: Words) {
        let alone = [Disability::NoneKnown, Disability::PreferNotToSay];
        let kinds = Impairment::ALL.iter().map(|&kind| ChoiceOption::new(words.impairment(kind)));
        let alone_words = alone.iter().filter_map(|said| words.no_impairment(said)).map(ChoiceOption::new);
        let options: Vec<_> = kinds.chain(alone_words).collect();
        let several = Impairment::ALL.len();
        let before = self.disability.as_ref().and_then(|said| alone.iter().position(|each| each == said));
        let mut at = before.map(|at| several + at);
        let has = matches!(self.disability, Some(Disability::Has(_)));
        let hint = if has { say!(words, "equality-add") } else { say!(words, "equality-choose-several") };
        let list = Choice::new(Id::unique("about equality").with("type"), say!(words, "equality-type"), &options)
            .words(words)
            .acts(true)
            .optional(true)
            .height(box_height);
        if list.hint(hint).show(ui, &mut at).changed() {
            self.disability = match at {
                None => None,
                Some(at) => match (Impairment::ALL.get(at), self.disability.take()) {
                    (Some(&kind), Some(Disability::Has(others))) => Some(Disability::Has(others.with(kind))),
                    (Some(&kind), _) => Some(Disability::Has(Impairments::one(kind))),
                    (None, _) => alone.get(at - several).cloned(),
                },
            };
        }
        let Some(Disability::Has(kinds)) = self.disability.clone() else { return };
        let mut left = Some(kinds.clone());
        for kind in kinds.iter() {
            ui.add_space(8.0);
            let chip = removable_chip(ui, Id::unique(("about equality", kind.code())), words.impairment(kind), words);
            if chip.clicked() {
                left = left.and_then(|kinds| kinds.without(kind));
            }
        }
        self.disability = left.map(Disability::Has);
    }
}
