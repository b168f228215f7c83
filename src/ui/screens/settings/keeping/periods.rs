//! How long each kind of data is kept, and what is due: as the published notice states it, which is where it is changed (R24).

use egui::{Rect, Ui, pos2, vec2};

use crate::domain::retention::{Due, Kept, period_words};
use crate::ui::icons::{self, Icon};
use crate::ui::out::{Out, Seen};
use crate::ui::screens::flow;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::text::{Text, Type};
use crate::ui::widgets::{Banner, BannerKind, Button, cell, link_as, paint, place, spinner};
use crate::worker::{Failure, Outlook, Request, keeping};

use super::super::parts::head;
use super::letting::{LettingGo, besides};
use super::{Errand, Keeping};

const ROW: f32 = 63.0;
/// Between what stands at the foot of the card and its edges.
const FOOT: f32 = 16.0;

/// In the order of the card.
const ROWS: [(Kept, Icon, &str, &str); 5] = [
    (Kept::Record, icons::USER, "Name, contact and interests", "the answers stay"),
    (Kept::Proof, icons::CHECK_CIRCLE, "Answers", "the log stays"),
    (Kept::Special, icons::HEARTBEAT, "Help today notes", "health, disability, diet"),
    (Kept::EmergencyContact, icons::FIRST_AID, "Emergency contacts", "the person stays"),
    (Kept::Equality, icons::CHART_BAR, "Equality answers", "the person stays"),
];

/// How many people.
pub(super) fn people(count: u64) -> String {
    if count == 1 { "1 person".to_owned() } else { format!("{count} people") }
}

/// What stands at the foot: what is due now or next, or why nobody knows.
enum Foot<'a> {
    Nothing,
    Due(&'a Outlook, usize),
    Next(&'a Outlook, chrono::NaiveDate, u64),
    Unknown(String),
    /// The clock is behind what was done here: a lead can say that it is right now.
    Clock(String),
}

/// The rows of an event, which has equality answers only where it asks for them or holds some.
fn rows<'a>(seen: &'a Seen<'_>, outlook: Option<&'a Outlook>) -> impl Iterator<Item = (Kept, Icon, &'a str, &'a str)> {
    let held = move |kept| outlook.is_some_and(|outlook| outlook.kinds.iter().any(|due| due.kept == kept));
    ROWS.into_iter().filter(move |&(kept, ..)| seen.event.definition().kept().any(|asked| asked == kept) || held(kept))
}

impl Keeping {
    /// What is due of the event that is open.
    fn here(&self, seen: &Seen<'_>) -> Option<&Outlook> {
        let code = &seen.event.definition().code;
        self.outlooks.as_ref().and_then(|all| all.iter().find(|outlook| outlook.code == *code))
    }

    fn foot(&self, seen: &Seen<'_>) -> Foot<'_> {
        match &self.unknown {
            Some(Failure::ClockBehind { last }) => return Foot::Clock(clock(last)),
            Some(failure) => return Foot::Unknown(failure.to_string()),
            None => {}
        }
        let all = self.outlooks.as_deref().unwrap_or_default();
        if self.not_now == Some(seen.today) {
            return Foot::Nothing;
        }
        let mut due = all.iter().filter(|outlook| outlook.is_due());
        if let Some(first) = due.next() {
            return Foot::Due(first, due.count());
        }
        let next = all.iter().filter_map(|outlook| outlook.next().map(|(day, count)| (outlook, day, count)));
        next.min_by_key(|(_, day, _)| *day)
            .map_or(Foot::Nothing, |(outlook, day, count)| Foot::Next(outlook, day, count))
    }

    /// How high the card is where it stands above the other one.
    pub(super) fn periods_height(&self, ui: &Ui, seen: &Seen<'_>) -> f32 {
        let foot = match self.foot(seen) {
            Foot::Nothing => 0.0,
            Foot::Due(..) | Foot::Next(..) => 100.0 + 2.0 * FOOT,
            Foot::Unknown(why) => {
                Text::body(&why).wrap().height(ui, ui.available_width() - 2.0 * FOOT - 30.0) + 2.0 * FOOT
            }
            Foot::Clock(why) => {
                let words = Text::body(&why).wrap().height(ui, ui.available_width() - 2.0 * FOOT - 30.0);
                words + CLOCK_BUTTON + 2.0 * FOOT
            }
        };
        67.0 + ROW * rows(seen, self.here(seen)).count() as f32 + CHANGED + foot
    }

    pub(super) fn periods_ui(&mut self, ui: &mut Ui, card: Rect, seen: &Seen<'_>, out: &mut Out<'_>) {
        paint::card(ui, card);
        let code = &seen.event.definition().code;
        let outlook = self.here(seen);
        let what = Button::secondary("What is due").icon(icons::HOURGLASS).small();
        let lead = "Counted from the event day. Nothing goes by itself.";
        let (end, below) = head(ui, card, "How long we keep", lead, what.natural_width(ui));
        let look = what.enabled(self.unknown.is_none()).at(ui, end).clicked();
        let retention = &seen.event.definition().retention;
        let unknown = if self.unknown.is_some() { "Not counted" } else { "Counting" };
        let mut top = below.top();
        for (kept, icon, title, stays) in rows(seen, outlook) {
            let row = Rect::from_min_size(pos2(card.left() + 1.0, top), vec2(card.width() - 2.0, ROW));
            let due = outlook.and_then(|outlook| outlook.kinds.iter().find(|due| due.kept == kept));
            one(ui, row, icon, title, stays, retention.days(kept), due, unknown);
            top = row.bottom();
        }
        let line = Rect::from_min_size(pos2(card.left() + FOOT, top + 10.0), vec2(card.width() - 2.0 * FOOT, 20.0));
        let said = Text::caption(WHERE_CHANGED).muted().at(ui, line);
        let at = line.with_min_x(said.rect.right() + 6.0);
        self.to_notice |= place(ui, at, |ui| link_as(ui, CHANGE, Type::Caption, None)).clicked();
        if self.outlooks.is_none() && self.unknown.is_none() {
            spinner(ui, pos2(card.center().x, line.bottom() + 32.0), 24.0, ui.palette().accent);
        }
        let pressed = self.foot_ui(ui, card, line.bottom(), seen);
        let event = match pressed {
            _ if look => Some(code.clone()),
            Some(0) => match self.foot(seen) {
                Foot::Due(outlook, _) | Foot::Next(outlook, ..) => Some(outlook.code.clone()),
                Foot::Clock(_) => {
                    self.ask(Errand::Outlooks, Request::Keeping(keeping::Request::ConfirmClock), out);
                    None
                }
                Foot::Nothing | Foot::Unknown(_) => None,
            },
            Some(_) => {
                self.not_now = Some(seen.today);
                None
            }
            None => None,
        };
        if let Some(event) = event.filter(|_| !self.has_dialog()) {
            self.letting = Some(LettingGo::new(event, out));
        }
    }

    /// At the foot of the card; which of its buttons was pressed.
    fn foot_ui(&self, ui: &mut Ui, card: Rect, after: f32, seen: &Seen<'_>) -> Option<usize> {
        const BUTTONS: [&str; 2] = ["See what goes", "Not now"];
        let width = card.width() - 2.0 * FOOT;
        let at = |height: f32| {
            let top = (card.bottom() - FOOT - height).max(after + 8.0);
            Rect::from_min_size(pos2(card.left() + FOOT, top), vec2(width, height))
        };
        let foot = self.foot(seen);
        let (kind, lead, text) = match foot {
            Foot::Nothing => return None,
            Foot::Clock(why) => {
                let words = Text::body(&why).wrap().height(ui, width - 30.0).max(20.0);
                let rect = at(words + CLOCK_BUTTON);
                let (said, below) = rect.split_top_bottom_at_y(rect.top() + words);
                let danger = ui.palette().danger;
                place(ui, said, |ui| {
                    flow::said(ui, icons::WARNING_CIRCLE.fill(), danger, &why, Type::Body, false);
                });
                let button = Button::secondary("The clock is right").small();
                let size = vec2(button.natural_width(ui), CLOCK_BUTTON - 8.0);
                // At the right, where no toast says the same on top of it.
                let at = Rect::from_min_size(pos2(below.right() - size.x, below.top() + 8.0), size);
                return button.at(ui, at).clicked().then_some(0);
            }
            Foot::Unknown(why) => {
                let height = Text::body(&why).wrap().height(ui, width - 30.0);
                let rect = at(height.max(20.0));
                let danger = ui.palette().danger;
                place(ui, rect, |ui| {
                    flow::said(ui, icons::WARNING_CIRCLE.fill(), danger, &why, Type::Body, false);
                });
                return None;
            }
            Foot::Due(outlook, others) => {
                let more = match others {
                    0 => String::new(),
                    1 => " So is 1 event more.".to_owned(),
                    some => format!(" So are {some} events more."),
                };
                let lead = match outlook.goes.max(outlook.waits) {
                    0 => besides(Some(outlook), "are due now."),
                    people => format!("{} due now.", are(people)),
                };
                (BannerKind::Warning, lead, format!("They came to {}.{more}", outlook.event))
            }
            Foot::Next(outlook, day, count) => {
                let lead = format!("{} due on {}.", are(count), time::long_day(day));
                (BannerKind::Info, lead, format!("They came to {}.", outlook.event))
            }
        };
        let banner = Banner::new(kind, &text).lead(&lead).icon(icons::HOURGLASS_HIGH.fill()).buttons(&BUTTONS);
        let height = banner.height_in(ui, width);
        banner.at(ui, at(height)).1
    }
}

/// That the clock is behind, and what a lead can do about it here.
fn clock(last: &str) -> String {
    format!(
        "The clock of this computer is behind what was done here last ({last}), so nothing is let go. Set it right; if it is right \
         now and was ahead then, say so."
    )
}

/// What the button takes by which a lead says so, with what is above it.
const CLOCK_BUTTON: f32 = 44.0;

/// "1 person is", "23 people are".
fn are(count: u64) -> String {
    format!("{} {}", people(count), if count == 1 { "is" } else { "are" })
}

/// What the line takes that says where periods are changed.
const CHANGED: f32 = 38.0;
const WHERE_CHANGED: &str = "As the privacy notice states it.";
/// Leads to the notice.
const CHANGE: &str = "Change it in the notice";

#[expect(clippy::too_many_arguments, reason = "one caller, in a loop")]
fn one(ui: &Ui, row: Rect, icon: Icon, title: &str, stays: &str, days: u32, due: Option<&Due>, unknown: &str) {
    let p = ui.palette();
    let held = due.map_or_else(|| unknown.to_owned(), |due| people(due.held));
    let until = due.map_or_else(String::new, |due| {
        let day = due.until.format("%-d %b %Y");
        if due.is_over { format!("ended {day}") } else { format!("until {day}") }
    });
    let period = period_words(days);
    let name = format!("{title}, {held}. Kept {period}, {until}. Then erased; {stays}");
    let all = ui.interact(row, ui.scope_id().with(("period", title)), egui::Sense::hover());
    all.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
    paint::icon(ui.painter(), icon, pos2(row.left() + 25.0, row.center().y - 9.0), 20.0, p.text_muted);
    // What happens is the same for all: it is left out where there is little room, and read out all the same.
    let fate = if row.width() < 540.0 { 0.0 } else { 142.0 };
    let period_at = row.right() - 146.0 - fate;
    let columns = [
        (row.left() + 48.0, period_at - 8.0, title, held.as_str()),
        (period_at, row.right() - 8.0 - fate, period.as_str(), until.as_str()),
        (row.right() - 8.0 - fate, row.right() - 8.0, "Erased", stays),
    ];
    let columns = &columns[..if fate > 0.0 { 3 } else { 2 }];
    for (index, (left, right, upper, lower)) in columns.iter().copied().enumerate() {
        let line =
            |top: f32, high: f32| Rect::from_min_max(pos2(left, row.top() + top), pos2(right, row.top() + top + high));
        cell(ui, line(11.0, 22.0), upper, if index == 0 { Type::Strong } else { Type::Body }, p.text);
        cell(ui, line(33.0, 18.0), lower, Type::Caption, p.text_muted);
    }
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, (1.0, p.border));
}
