//! Beside the acts: whether the log holds, and all that is noted of the act that is selected.

use egui::{Id, Ui, pos2};

use crate::domain::act_kind::facts;
use crate::ui::icons;
use crate::ui::out::Seen;
use crate::ui::screens::flow;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::text::{Text, Type};
use crate::ui::widgets::{Button, spinner};
use crate::worker::{AuditRow, BatchHead};

use super::{LogPage, grouped, who, words};

/// So many of a hash's digits are read out or compared by eye.
const SHORT: usize = 16;

/// A hash's beginning, in groups of four.
fn short(chain: &[u8; 32]) -> String {
    let digits: String = hex::encode(chain).chars().take(SHORT).collect();
    let groups: Vec<_> = digits.as_bytes().chunks(4).map(String::from_utf8_lossy).collect();
    groups.join(" ")
}

/// What somebody wants of the log.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pressed {
    /// To have it proven.
    Prove,
    /// To compare it with what somebody else holds.
    Compare,
}

impl LogPage {
    /// Shows it; what is wanted of it.
    pub(super) fn side(&self, ui: &mut Ui, seen: &Seen<'_>) -> Option<Pressed> {
        let mut pressed = None;
        flow::hug(ui, 16.0, |ui| {
            Text::title("Is the log whole?").show(ui);
            let words = "Every act follows from the one before it, and every row is as its act wrote it. What was changed is found.";
            Text::caption(words).muted().wrap().show(ui);
            ui.add_space(10.0);
            let busy = self.proving.is_some();
            let check = Button::secondary("Check the log").icon(icons::SHIELD_CHECK).small();
            // It is not switched off meanwhile: whoever pressed it by the keyboard has it still.
            if check.show(ui).clicked() && !busy {
                pressed = Some(Pressed::Prove);
            }
            ui.add_space(8.0);
            let compare = Button::secondary("Compare with a batch…").icon(icons::SCALES).small();
            if compare.id(Id::unique("compare the log")).show(ui).clicked() {
                pressed = Some(Pressed::Compare);
            }
            if busy {
                ui.add_space(10.0);
                let row = flow::row(ui, 24.0);
                spinner(ui, pos2(row.left() + 11.0, row.center().y), 20.0, ui.palette().accent);
                Text::body("Going through every act").muted().at(ui, row.with_min_x(row.left() + 32.0));
            }
            self.result(ui);
        });
        let selected = self.log.as_ref().and_then(|log| log.rows.get(self.selected?));
        if let Some(row) = selected {
            ui.add_space(13.0);
            flow::hug(ui, 16.0, |ui| one(ui, row, seen));
        }
        pressed
    }

    fn result(&self, ui: &mut Ui) {
        let p = ui.palette();
        match &self.proved {
            None => {}
            Some(Ok(whole)) => {
                ui.add_space(12.0);
                let of = |count: u64, one: &str, many: &str| {
                    format!("{} {}", grouped(count), if count == 1 { one } else { many })
                };
                let (acts, rows) = (of(whole.acts, "act", "acts"), of(whole.rows, "row", "rows"));
                let words = format!("It holds: {acts}, {rows}.");
                flow::said(ui, icons::CHECK_CIRCLE.fill(), p.success, &words, Type::Body, false);
                ui.add_space(8.0);
                let head = |act: u64, chain: &[u8; 32]| format!("{}:{}", grouped(act), short(chain));
                let now = format!("Its head now is {}.", head(whole.head.sequence, &whole.head.chain));
                let named = match &self.newest {
                    Some(BatchHead { recipient, sequence, act, chain }) => {
                        let named = head(*act, chain);
                        format!("The newest batch, {sequence} to {recipient}, names {named}: they can read that out.")
                    }
                    None => "No batch names a head yet.".to_owned(),
                };
                Text::caption(&format!("{now} {named}")).muted().wrap().show(ui);
            }
            Some(Err(broken)) => {
                ui.add_space(12.0);
                flow::said(ui, icons::WARNING_CIRCLE.fill(), p.danger, &broken.to_string(), Type::Body, false);
            }
        }
        for fault in self.outbox.iter().filter(|_| self.proved.is_some()) {
            ui.add_space(10.0);
            flow::said(ui, icons::WARNING_CIRCLE.fill(), p.danger, &fault.to_string(), Type::Body, false);
        }
        if let Some(compared) = self.compared {
            ui.add_space(12.0);
            let (icon, color) = if compared.is_same() {
                (icons::CHECK_CIRCLE.fill(), p.success)
            } else {
                (icons::WARNING_CIRCLE.fill(), p.danger)
            };
            flow::said(ui, icon, color, &compared.to_string(), Type::Body, false);
        }
        // Where no acts are shown, nothing else says it.
        if let Some(error) = self.error.as_ref().filter(|_| self.log.is_none()) {
            ui.add_space(12.0);
            flow::said(ui, icons::WARNING_CIRCLE.fill(), p.danger, error, Type::Body, false);
        }
    }
}

/// Everything that is noted of an act.
fn one(ui: &mut Ui, row: &AuditRow, seen: &Seen<'_>) {
    Text::title(&format!("Act {}", grouped(row.sequence))).show(ui);
    Text::body(words(row)).wrap().show(ui);
    ui.add_space(8.0);
    let when = format!("{}, {}", time::long_day(row.at.date_naive()), row.at.format("%H:%M:%S"));
    let name = who(row, seen);
    let who = if name == row.staff { name.to_owned() } else { format!("{name}, {}", row.staff) };
    let clock = row.at.format("UTC %:z").to_string();
    let mut all = vec![("When".to_owned(), when), ("Clock".to_owned(), clock), ("Who".to_owned(), who)];
    all.extend(row.reference.clone().map(|about| ("About".to_owned(), about)));
    all.extend(facts(&row.details));
    all.push(("Chain".to_owned(), short(&row.chain)));
    for (label, value) in all {
        ui.add_space(4.0);
        let width = ui.available_width() - LABEL;
        let text = Text::caption(&value).wrap();
        let rect = flow::row(ui, text.height(ui, width).max(18.0));
        Text::caption_strong(&label).muted().rows(2).at(ui, rect.with_max_x(rect.left() + LABEL - 10.0));
        text.at(ui, rect.with_min_x(rect.left() + LABEL));
    }
}

/// Where the values begin.
const LABEL: f32 = 112.0;
