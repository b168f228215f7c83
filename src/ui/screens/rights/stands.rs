//! Where a recorded request stands: what is known of it, in the order it happened.

use chrono::NaiveDate;
use egui::{Color32, Ui};

use crate::domain::rights::{MoreTime, Outcome, Request, Right, Step};
use crate::ui::icons::{self, Icon};
use crate::ui::out::Out;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::Field;

use super::asking::{IDENTITY, identity_choice, nobody};
use super::detail::{fact, inner};
use super::{Rights, words};

impl Rights {
    pub(super) fn stands(&mut self, ui: &mut Ui, today: NaiveDate, lead: bool, out: &mut Out<'_>) {
        let Some(shown) = self.saved() else { return };
        let request = shown.request.clone();
        let subject = self.looked().map(|looked| &looked.subject).or(shown.about.as_ref());
        // Of whoever is erased nothing is kept that could be restricted.
        let restricted = subject.is_some_and(|subject| subject.restricted && !subject.gone);
        let for_good = subject.is_some_and(|subject| subject.stopped_for_good);
        ui.add_space(13.0);
        for (icon, color, words) in facts(ui, &request, restricted.then_some(for_good), today) {
            fact(ui, icon, color, &words);
            ui.add_space(7.0);
        }
        if lead && can_be_found(&request) {
            nobody(ui, "Then press Rights request: you are asked whether this one is about them.", out);
        }
        if lead && asks_identity(&request) {
            ui.add_space(4.0);
            let row = inner(ui, Field::height_for(self.no_identity, 40.0));
            let at = row.with_max_x(row.right().min(row.left() + IDENTITY));
            if identity_choice(ui, at, self.no_identity, lead, &mut self.identity) {
                self.no_identity = false;
            }
        }
    }
}

/// Whether somebody has still to make sure who asks.
pub(super) fn asks_identity(request: &Request) -> bool {
    request.is_open() && request.identified.is_none() && request.right.needs_identity() && request.about.is_some()
}

/// Whether it has still to be said whom it is about. A complaint is answered whoever complains.
pub(super) fn can_be_found(request: &Request) -> bool {
    request.is_open() && request.about.is_none() && request.right.needs_identity()
}

/// `restricted`: whether for good, where they are.
fn facts(ui: &Ui, request: &Request, restricted: Option<bool>, today: NaiveDate) -> Vec<(Icon, Color32, String)> {
    let p = ui.palette();
    let card = words::card(request.right);
    let mut all = vec![(
        card.icon,
        p.text,
        format!(
            "{}: asked {} on {}. Request {}.",
            card.name,
            words::how(request.how),
            time::long_day(request.received),
            request.reference
        ),
    )];
    match request.identified {
        Some(by) => all.push((icons::USER_CHECK, p.success, format!("It is them: {}.", words::identified(by)))),
        None if asks_identity(request) => {
            all.push((icons::WARNING, p.warning, "Nobody has made sure yet who asks.".to_owned()));
        }
        None => {}
    }
    if let Some(why) = request.extended {
        let first = Request { extended: None, ..request.clone() }.due();
        let told = if request.is_open() && today <= first {
            format!(" Tell them by {}.", time::long_day(first))
        } else {
            String::new()
        };
        let words = format!("Two months more, because {}.{told}", words::more_time(why));
        all.push((icons::HOURGLASS, p.text, words));
    }
    if let Some(advice) = request.advice {
        let words = format!("The data protection officer advises that {}.", words::advice(advice));
        all.push((icons::CHAT_CENTERED_TEXT, p.text, words));
    }
    if request.right == Right::Complaint {
        all.push(match request.acknowledge_by() {
            None => (icons::CHECK_CIRCLE, p.success, "Acknowledged: they know that it arrived.".to_owned()),
            Some(by) => (icons::HOURGLASS, p.text, format!("Acknowledge it by {}.", time::long_day(by))),
        });
    }
    if let Some(for_good) = restricted {
        let until = if for_good { " An objection of theirs was decided so, for good." } else { "" };
        let words = format!("They are restricted: kept, and used for nothing.{until}");
        all.push((icons::PAUSE_CIRCLE, p.text, words));
    }
    if let (Some(outcome), Some(day)) = (request.outcome, request.closed_on) {
        let icon = if outcome == Outcome::Done { icons::CHECK_CIRCLE } else { icons::PROHIBIT };
        let words = format!("Closed on {}: {}.", time::long_day(day), words::outcome(outcome));
        all.push((icon, p.text, words));
    }
    all
}

/// Whether more time can be taken today. The law gives none for a complaint: its answer is due without undue delay.
pub(super) fn can_take_more(request: &Request, today: NaiveDate) -> bool {
    let more = Step::Extended { why: MoreTime::Complex };
    request.allows(more).is_ok() && request.clone().after(more, today).is_ok()
}
