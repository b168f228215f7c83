//! Which consents a form asks for: news, recording, and sensitive details in pairs of category and purpose (R3, R6, R12).

use egui::{Id, Ui};

use crate::domain::event::RecordingRule;
use crate::domain::form::NameStyle;
use crate::domain::purpose::{Channel, Purpose, SpecialPair};
use crate::ui::screens::flow;
use crate::ui::widgets::text::Text;
use crate::ui::widgets::{Segmented, Tick};

use super::form::FormEditor;

/// The pairs of category and purpose, in words; those of *opportunities* last.
const PAIRS: [(SpecialPair, &str); 6] = [
    (SpecialPair::HealthSafety, "Health, for safety today"),
    (SpecialPair::DisabilityHelp, "Disability, for help today"),
    (SpecialPair::DietCatering, "Diet, for today’s catering"),
    (SpecialPair::HealthOpportunities, "Health, for opportunities"),
    (SpecialPair::DisabilityOpportunities, "Disability, for opportunities"),
    (SpecialPair::EthnicityOpportunities, "Ethnicity, for opportunities"),
];

fn tick(pair: SpecialPair) -> Id {
    Id::unique(("special", pair.code()))
}

impl FormEditor {
    /// Which consents are asked for. Each has its words in the notice.
    pub(super) fn consents(&mut self, ui: &mut Ui) {
        Text::title("What is asked for").show(ui);
        Text::caption("Each is a question of its own, in the words of the notice.").muted().wrap().show(ui);
        ui.add_space(12.0);
        let styles = ["One box", "Given and family name"];
        let mut style = Some(usize::from(self.draft.name_style == NameStyle::Parts));
        let choice = Segmented::new(Id::unique("name style"), "Names", &styles).always();
        let wide = ui.available_width();
        choice.width(wide).show(ui, &mut style);
        self.draft.name_style = if style == Some(1) { NameStyle::Parts } else { NameStyle::Full };
        ui.add_space(10.0);
        Text::caption_strong("News by").show(ui);
        let channels = [
            (Channel::Email, "Email"),
            (Channel::Sms, "Text"),
            (Channel::Phone, "Phone call"),
            (Channel::Post, "Post"),
        ];
        grid(ui, &channels, "news", |channel| self.draft.news.contains(channel), |channel, on| (channel, on))
            .into_iter()
            .for_each(|(channel, on)| set(&mut self.draft.news, channel, on));
        if self.draft.news.contains(&Channel::Email) {
            ui.add_space(4.0);
            let words = "Professionals by email without a Yes";
            Tick::new(Id::unique("professionals"), words).show(ui, &mut self.draft.exception_for_professionals);
            if self.draft.exception_for_professionals {
                let rule = "Only once a lead has recorded the relationship and that they could opt out. In doubt, ask.";
                Text::caption(rule).muted().wrap().show(ui);
            }
        } else {
            self.draft.exception_for_professionals = false;
        }
        ui.add_space(10.0);
        let rules = ["Not recorded", RecordingRule::Consent.words(), RecordingRule::Objection.words()];
        let mut at = Some(self.draft.recording.map_or(0, |rule| 1 + rule as usize));
        let wide = ui.available_width();
        let choice = Segmented::new(Id::unique("recording rule"), "Photos, sound and video", &rules).always();
        choice.width(wide).show(ui, &mut at);
        self.draft.recording = match at {
            Some(1) => Some(RecordingRule::Consent),
            Some(2) => Some(RecordingRule::Objection),
            _ => None,
        };
        if self.draft.recording == Some(RecordingRule::Objection) {
            ui.add_space(4.0);
            Text::caption("Under-18s, and who may be, are asked for consent all the same.").muted().wrap().show(ui);
        }
        ui.add_space(12.0);
        self.sensitive(ui);
        ui.add_space(12.0);
        self.widening_participation(ui);
        ui.add_space(12.0);
        self.to_totals |= self.equality.ui(ui, self.draft.first_day, self.offers_totals);
    }

    /// Which sensitive details are asked for: each pair of category and purpose is a question of its own (R3).
    fn sensitive(&mut self, ui: &mut Ui) {
        Text::caption_strong("Sensitive details, each for one purpose").show(ui);
        Text::caption("The detail is written down only after a Yes to its own question.").muted().wrap().show(ui);
        for (pair, words) in PAIRS {
            ui.add_space(4.0);
            let mut on = self.draft.special.contains(&pair);
            if Tick::new(tick(pair), words).show(ui, &mut on).changed() {
                set(&mut self.draft.special, pair, on);
                if !on {
                    // The office cannot be promised what is not asked for.
                    self.draft.special_to_office.remove(&pair);
                }
            }
            if on {
                self.office_keeps(ui, pair, words);
            }
        }
        if std::mem::take(&mut self.to_sensitive) {
            // After they were shown: the key that leads there must not answer as well.
            let open = PAIRS.into_iter().find(|(pair, _)| !self.draft.special.contains(pair)).unwrap_or(PAIRS[0]);
            ui.memory_mut(|memory| memory.request_focus(tick(open.0)));
        }
        if !self.draft.special.is_empty() {
            ui.add_space(4.0);
            let words = "The office can keep a detail only where its question says so: publish those words first.";
            Text::caption(words).muted().wrap().show(ui);
        }
        let opportunities = |pair: &SpecialPair| pair.purpose() == Purpose::Opportunities;
        if self.draft.special.iter().any(opportunities) {
            ui.add_space(8.0);
            let words = "Staff may ask about opportunities out loud";
            Tick::new(Id::unique("out loud"), words).show(ui, &mut self.draft.opportunities_out_loud);
        } else {
            self.draft.opportunities_out_loud = false;
        }
        if !self.draft.opportunities_out_loud {
            ui.add_space(4.0);
            let words = "Opportunities are asked on the visitor’s own screen only: turn it to them (F9).";
            Text::caption(words).muted().wrap().show(ui);
        }
    }

    /// Whether the office is to keep a detail that is asked for (R3, R21); else it is for this desk and this day.
    fn office_keeps(&mut self, ui: &mut Ui, pair: SpecialPair, words: &str) {
        let row = flow::row(ui, 26.0);
        let name = format!("{words}: the office keeps it too");
        let mut keeps = self.draft.special_to_office.contains(&pair);
        let place = row.with_min_x(row.left() + 30.0);
        let tick = Tick::new(Id::unique(("office keeps", pair.code())), &name).no_label().small();
        let pressed = crate::ui::widgets::place(ui, place, |ui| {
            let pressed = tick.show(ui, &mut keeps);
            Text::caption("The office keeps it too").silent().at(ui, place.with_min_x(place.left() + 32.0));
            pressed
        });
        if pressed.changed() {
            set(&mut self.draft.special_to_office, pair, keeps);
        }
    }

    /// Following what outreach does, through a service such as HEAT: on public task, so that nobody is asked (R21).
    fn widening_participation(&mut self, ui: &mut Ui) {
        Text::caption_strong("Widening participation").show(ui);
        let what =
            "On public task, through a service such as HEAT. It is no consent: there is no box for it on the form.";
        Text::caption(what).muted().wrap().show(ui);
        ui.add_space(4.0);
        let mut on = self.draft.other_purposes.contains(&Purpose::WideningParticipation);
        let tick = Tick::new(Id::unique("widening participation"), "Follow the effect of outreach");
        if tick.show(ui, &mut on).changed() {
            set(&mut self.draft.other_purposes, Purpose::WideningParticipation, on);
        }
    }
}

fn set<T: Ord>(all: &mut std::collections::BTreeSet<T>, one: T, on: bool) {
    if on {
        all.insert(one);
    } else {
        all.remove(&one);
    }
}

/// Ticks, two to a row; says which were pressed.
fn grid<T: Copy, R>(
    ui: &mut Ui,
    all: &[(T, &str)],
    salt: &str,
    is_on: impl Fn(&T) -> bool,
    pressed: impl Fn(T, bool) -> R,
) -> Vec<R> {
    let mut out = Vec::new();
    let half = ui.available_width() / 2.0;
    for pair in all.chunks(2) {
        ui.add_space(4.0);
        let row = flow::row(ui, 24.0);
        for (at, (one, words)) in pair.iter().enumerate() {
            let mut on = is_on(one);
            let place = row.with_min_x(row.left() + half * at as f32);
            let tick = Tick::new(Id::unique((salt, words)), words);
            if crate::ui::widgets::place(ui, place, |ui| tick.show(ui, &mut on)).changed() {
                out.push(pressed(*one, on));
            }
        }
    }
    out
}
