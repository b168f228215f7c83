//! Switching equality monitoring on (R4): only with the legal condition it rests on, and the date of its policy document.

use chrono::NaiveDate;
use egui::{Id, Ui};

use crate::domain::equality::{LegalCondition, Monitoring};
use crate::domain::unfinished::Typed;
use crate::ui::icons;
use crate::ui::widgets::text::Text;
use crate::ui::widgets::{Button, DateBoxes, Tick};

use super::event::{boxes, day};

/// What is to be put right before it can be saved.
const INCOMPLETE: &str =
    "Equality monitoring needs its legal condition ticked and the date of its policy document. Nothing was saved.";

/// The setting as it is being made. Until both are there it is none.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct EqualityEditor {
    on: bool,
    condition: bool,
    policy: [String; 3],
}

impl EqualityEditor {
    pub(super) fn of(set: Option<Monitoring>) -> Self {
        let policy = set.map(|set| boxes(set.policy_date)).unwrap_or_default();
        Self { on: set.is_some(), condition: set.is_some(), policy }
    }

    /// The setting; `Err` while it is on and something of it is missing. A date's century is read as of `near`.
    pub(super) fn setting(&self, near: NaiveDate) -> Result<Option<Monitoring>, &'static str> {
        if !self.on {
            return Ok(None);
        }
        let condition = LegalCondition::EqualityOfOpportunity;
        match (self.condition, day(&self.policy, near)) {
            (true, Ok(Some(policy_date))) => Ok(Some(Monitoring { condition, policy_date })),
            _ => Err(INCOMPLETE),
        }
    }

    /// What is set and not saved.
    pub(super) fn put(&self, typed: &mut Typed) {
        typed.put_change("equality", if self.on { "on" } else { "off" });
        typed.put_tick("equality condition", self.condition);
        typed.put_date("equality policy", &self.policy);
    }

    /// The same again, where anything was set.
    pub(super) fn again(typed: &Typed) -> Option<Self> {
        let on = typed.get("equality")? == "on";
        Some(Self { on, condition: typed.tick("equality condition"), policy: typed.date("equality policy") })
    }

    /// Shows it; where totals are offered, says whether they are to be shown.
    pub(super) fn ui(&mut self, ui: &mut Ui, near: NaiveDate, offers_totals: bool) -> bool {
        let id = Id::unique("equality monitoring");
        Text::caption_strong("Equality monitoring").show(ui);
        let what =
            "A last page on the visitor’s own screen, for totals only. It is no consent, and nobody has to answer.";
        Text::caption(what).muted().wrap().show(ui);
        ui.add_space(4.0);
        Tick::new(id.with("on"), "Ask about equality").show(ui, &mut self.on);
        let mut wanted = false;
        if offers_totals {
            ui.add_space(6.0);
            let see = Button::secondary("See the totals").icon(icons::CHART_BAR).small().id(id.with("totals"));
            wanted = see.show(ui).clicked();
        }
        if !self.on {
            return wanted;
        }
        ui.add_space(8.0);
        Text::caption("It is lawful only on this condition, and with a policy document that says how:").wrap().show(ui);
        ui.add_space(2.0);
        Text::caption(LegalCondition::EqualityOfOpportunity.words()).muted().wrap().show(ui);
        ui.add_space(2.0);
        Tick::new(id.with("condition"), "It rests on that condition").show(ui, &mut self.condition);
        ui.add_space(8.0);
        let typed = self.policy.iter().any(|part| !part.trim().is_empty());
        let whole = self.policy.iter().all(|part| !part.trim().is_empty());
        let error = day(&self.policy, near).err().filter(|_| typed && whole);
        DateBoxes::new(id.with("policy"), "Date of the policy document").error(error).show(ui, &mut self.policy);
        wanted
    }
}
