//! The log: every act at this desk, by number, and whether it is as it was written (R13, R27). The data protection officer reads
//! it; a lead can have it proven.

mod comparing;
mod side;

use egui::{Align2, Id, Rect, Ui, pos2, vec2};

use crate::domain::audit_head::Compared;
use crate::ui::icons;
use crate::ui::out::{Out, Seen};
use crate::ui::theme::Themed;
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{Button, Column, Field, HEADER, Rows, cell, paint, spinner, table_header};
use crate::worker::keeping::{self, Asking, Log};
use crate::worker::{Answer, AuditRow, BatchHead, Break, Failure, OutboxFault, Request, Right, Ticket, Whole};

use super::Settings;
use comparing::Comparing;
use side::Pressed;

use super::parts::{Part, Places, beside, head};

const ROW: f32 = 40.0;
const FILTERS: f32 = 78.0;
/// A table this wide names who and about whom.
const WIDE: f32 = 540.0;

/// What is known of the log.
#[derive(Default)]
pub(super) struct LogPage {
    about: String,
    from: String,
    wrong: Option<&'static str>,
    log: Option<Box<Log>>,
    selected: Option<usize>,
    /// The selected row is to be seen.
    reveal: bool,
    proved: Option<Result<Whole, Break>>,
    outbox: Vec<OutboxFault>,
    error: Option<String>,
    asked: Option<Ticket>,
    proving: Option<Ticket>,
    /// The head that the newest batch names.
    newest: Option<BatchHead>,
    comparing: Option<Comparing>,
    compared: Option<Compared>,
}

impl LogPage {
    /// What was read is old. Nothing is read before the page is on the screen: reading it is an act too.
    pub(super) fn forget(&mut self) {
        (self.log, self.proved, self.error) = (None, None, None);
        (self.newest, self.compared) = (None, None);
    }

    fn ask(&mut self, asking: Asking, out: &mut Out<'_>) {
        (self.error, self.wrong) = (None, None);
        self.asked = Some(out.ask(Request::Keeping(keeping::Request::Log(asking))));
    }

    /// Takes an answer that is its own, and gives back any other.
    pub(super) fn answer(&mut self, ticket: Ticket, answer: Answer) -> Option<Answer> {
        let answer = match &mut self.comparing {
            Some(comparing) => comparing.answer(ticket, answer)?,
            None => answer,
        };
        let (mine, proving) = (self.asked == Some(ticket), self.proving == Some(ticket));
        if !mine && !proving {
            return Some(answer);
        }
        (self.asked, self.proving) = (self.asked.filter(|_| !mine), self.proving.filter(|_| !proving));
        match answer {
            Answer::Keeping(keeping::Answer::Log(log)) => self.know(log),
            Answer::Keeping(keeping::Answer::Proved(proved, newest, outbox)) => {
                (self.proved, self.newest, self.outbox) = (Some(proved), newest, outbox);
            }
            Answer::Failed(Failure::Locked) => {}
            Answer::Failed(failure) => {
                self.error = Some(failure.to_string());
            }
            other => return Some(other),
        }
        None
    }

    /// What follows the acts that are shown comes after them; anything else takes their place.
    fn know(&mut self, log: Box<Log>) {
        if let Some(known) = &mut self.log
            && known.asking.about == log.asking.about
            && known.rows.last().map(|row| row.sequence + 1) == log.asking.from
        {
            known.rows.extend(log.rows);
            (known.more, known.head) = (log.more, log.head);
            return;
        }
        // The newest stand at the end, unless somebody asked for a beginning.
        let at_the_end = log.asking.from.is_none() && log.asking.about.is_none();
        self.selected = if at_the_end { log.rows.len().checked_sub(1) } else { (!log.rows.is_empty()).then_some(0) };
        (self.reveal, self.log) = (true, Some(log));
    }

    /// What was typed, as it is asked for; or what to do about it.
    fn parse(&mut self) -> Option<Asking> {
        let typed = self.from.trim();
        let from = if typed.is_empty() { Ok(None) } else { typed.parse::<u64>().map(Some) };
        let Ok(from) = from else {
            self.wrong = Some("Write a number");
            return None;
        };
        let about = self.about.trim();
        Some(Asking { from: from.map(|from| from.max(1)), about: (!about.is_empty()).then(|| about.to_owned()) })
    }
}

/// What was done, in words.
fn words(row: &AuditRow) -> &'static str {
    row.kind.words()
}

/// Whoever did it, by name where they work here.
fn who<'a>(row: &'a AuditRow, seen: &'a Seen<'_>) -> &'a str {
    let found = seen.session.staff.iter().find(|person| person.handle.as_str() == row.staff);
    found.map_or(row.staff.as_str(), |person| person.name.as_str())
}

/// 12,345.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let head = digits.len() % 3;
    let mut out = digits[..head].to_owned();
    for group in digits.as_bytes()[head..].chunks(3) {
        if !out.is_empty() {
            out.push(',');
        }
        out.push_str(&String::from_utf8_lossy(group));
    }
    out
}

impl Settings {
    pub(super) fn log_ui(&mut self, ui: &mut Ui, places: &Places, seen: &Seen<'_>, out: &mut Out<'_>) {
        let may = Right::Audit.belongs_to(seen.session.who.role);
        let log = &mut self.log;
        if may && log.log.is_none() && log.asked.is_none() && log.error.is_none() {
            log.ask(Asking::default(), out);
        }
        let mut asks = None;
        let mut pressed = None;
        beside(ui, places, 392.0, 420.0, &mut |ui, part| match part {
            Part::Main(card) if may => asks = asks.take().or_else(|| log.table(ui, card, seen)),
            Part::Main(card) => not_yours(ui, card, seen),
            Part::Side => pressed = pressed.or(log.side(ui, seen)),
        });
        if let Some(asking) = asks {
            log.ask(asking, out);
        }
        match pressed {
            Some(Pressed::Prove) => {
                (log.proved, log.error) = (None, None);
                log.proving = Some(out.ask(Request::Keeping(keeping::Request::Prove)));
            }
            Some(Pressed::Compare) => (log.comparing, log.compared) = (Some(Comparing::default()), None),
            None => {}
        }
        if let Some(comparing) = &mut log.comparing
            && let Some(compared) = comparing.ui(ui, out)
        {
            (log.comparing, log.compared) = (None, compared);
        }
    }
}

/// What a lead sees in the place of the acts.
fn not_yours(ui: &mut Ui, card: Rect, seen: &Seen<'_>) {
    paint::card(ui, card);
    let (_, below) = head(ui, card, "Log", "Who saw, changed, exported and erased what, and when.", 0.0);
    let officers: Vec<_> = seen
        .session
        .staff
        .iter()
        .filter(|person| Right::Audit.belongs_to(person.role))
        .map(|person| person.name.as_str())
        .collect();
    let words = match officers.as_slice() {
        [] => "The data protection officer reads it. Nobody here has that role yet: add them under Staff and roles."
            .to_owned(),
        some => format!("The data protection officer reads it: {}. You can have it checked.", some.join(", ")),
    };
    let text = Text::body(&words).wrap().muted();
    let width = below.width() - 32.0;
    let high = text.height(ui, width);
    text.at(ui, Rect::from_min_size(below.min + vec2(16.0, 14.0), vec2(width, high)));
}

impl LogPage {
    /// The acts; says what is to be asked for.
    fn table(&mut self, ui: &mut Ui, card: Rect, seen: &Seen<'_>) -> Option<Asking> {
        paint::card(ui, card);
        let lead = "Who saw, changed, exported and erased what, and when.";
        let (_, below) = head(ui, card, "Log", lead, 0.0);
        let mut asks = self.filters(ui, Rect::from_min_size(below.min, vec2(below.width(), FILTERS)));
        let columns = columns(card.width() - 2.0);
        let header =
            Rect::from_min_size(pos2(card.left() + 1.0, below.top() + FILTERS), vec2(card.width() - 2.0, HEADER));
        ui.painter().hline(header.x_range(), header.top() - 0.5, (1.0, ui.palette().border));
        table_header(ui, header, &columns);
        let foot = card.with_min_y(card.bottom() - 40.0);
        let rows = Rect::from_min_max(header.left_bottom(), foot.right_top() - vec2(1.0, 0.0));
        ui.painter().hline(foot.x_range(), foot.top() + 0.5, (1.0, ui.palette().border));
        let Some(log) = self.log.take() else {
            if self.error.is_none() {
                spinner(ui, rows.center(), 24.0, ui.palette().accent);
            }
            self.said(ui, foot, None);
            return asks;
        };
        asks = self.rows(ui, rows, &log, &columns, seen).or(asks);
        self.said(ui, foot, Some(&log));
        self.log = Some(log);
        asks
    }

    fn filters(&mut self, ui: &mut Ui, at: Rect) -> Option<Asking> {
        let id = Id::unique("log");
        let (left, top) = (at.left() + 16.0, at.top() + 8.0);
        let show = Button::secondary("Show").id(id.with("show"));
        let width = show.natural_width(ui);
        // As wide as there is room for both and the button.
        let each = ((at.width() - 32.0 - width - 24.0) / 2.0).min(210.0);
        let field = |index: f32| Rect::from_min_size(pos2(left + index * (each + 12.0), top), vec2(each, 62.0));
        let about = Field::new(id.with("about"), "About").hint("7K3-QPX").leading_icon(icons::TAG);
        let about = about.at(ui, field(0.0), &mut self.about);
        let from = Field::new(id.with("from"), "From number").hint("The newest").error_beside(self.wrong);
        let from = from.at(ui, field(1.0), &mut self.from);
        if from.response.changed() {
            self.wrong = None;
        }
        let at = Rect::from_min_size(pos2(left + 2.0 * (each + 12.0), top + 20.0), vec2(width, 40.0));
        let wanted = show.at(ui, at).clicked() || about.entered || from.entered;
        if wanted && self.asked.is_none() { self.parse() } else { None }
    }

    fn rows(&mut self, ui: &mut Ui, at: Rect, log: &Log, columns: &[Column<'_>], seen: &Seen<'_>) -> Option<Asking> {
        if log.rows.is_empty() {
            let line = Rect::from_min_size(at.min + vec2(16.0, 10.0), vec2(at.width() - 32.0, 24.0));
            Text::body("No act from there on.").muted().at(ui, line);
            return None;
        }
        let name = |index: usize| {
            let row = &log.rows[index];
            let about = row.reference.as_ref().map_or_else(String::new, |about| format!(", about {about}"));
            let when = row.at.format("%-d %B %Y, %H:%M:%S");
            format!("{}, {when}, {}: {}{about}", row.sequence, who(row, seen), words(row))
        };
        let rows = Rows::new(Id::unique("log rows"), "Acts", log.rows.len()).height(ROW);
        let rows = rows.selected(self.selected).reveal(std::mem::take(&mut self.reveal));
        let shown = rows.at(ui, at, name, |ui, rect, index, _| one(ui, rect, &log.rows[index], columns, seen));
        self.selected = shown.selected.or(self.selected);
        // At the last of those that are known, the next are read.
        let at_the_end = shown.selected == Some(log.rows.len() - 1);
        let next =
            log.rows.last().map(|row| row.sequence + 1).filter(|_| log.more && at_the_end && self.asked.is_none());
        next.map(|from| Asking { from: Some(from), about: log.asking.about.clone() })
    }

    /// Which of how many are shown, or what went wrong.
    fn said(&self, ui: &mut Ui, foot: Rect, log: Option<&Log>) {
        let p = ui.palette();
        let at = foot.shrink2(vec2(16.0, 0.0));
        if let Some(error) = &self.error {
            paint::icon(ui.painter(), icons::WARNING_CIRCLE.fill(), at.left_center() + vec2(9.0, 0.0), 18.0, p.danger);
            Text::caption(error).rows(2).at(ui, at.with_min_x(at.left() + 26.0));
            return;
        }
        let words = match log.map(|log| (log, log.rows.first(), log.rows.last())) {
            Some((log, Some(first), Some(last))) => {
                let (first, last) = (grouped(first.sequence), grouped(last.sequence));
                let more = if log.more { ". Go to the last row for more" } else { "" };
                format!("Acts {first} to {last} of {}{more}", grouped(log.head))
            }
            _ => String::new(),
        };
        Text::caption(&words).muted().at(ui, at);
    }
}

/// As wide as there is room: in a narrow table who and about whom stand beside it only.
fn columns(width: f32) -> Vec<Column<'static>> {
    let (number, when) = (Column::numbers("No", 8.0, 52.0), Column::new("When", 74.0, 104.0));
    if width < WIDE {
        return vec![number, when, Column::new("What", 186.0, width - 194.0)];
    }
    let about = width - 84.0;
    vec![
        number,
        when,
        Column::new("Who", 186.0, 104.0),
        Column::new("What", 298.0, about - 306.0),
        Column::new("About", about, 76.0),
    ]
}

fn one(ui: &Ui, rect: Rect, row: &AuditRow, columns: &[Column<'_>], seen: &Seen<'_>) {
    let p = ui.palette();
    let number = text::line(ui, &row.sequence.to_string(), Type::Body);
    let when = row.at.format("%-d %b, %H:%M").to_string();
    for column in columns {
        let at = column.of(rect);
        match column.title {
            "No" => _ = text::paint(ui, number.clone(), at, Align2::RIGHT_CENTER, p.text_muted),
            "When" => cell(ui, at, &when, Type::Body, p.text_muted),
            "Who" => cell(ui, at, who(row, seen), Type::Body, p.text),
            "What" => cell(ui, at, words(row), Type::Body, p.text),
            _ => cell(ui, at, row.reference.as_deref().unwrap_or_default(), Type::Body, p.text_muted),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn numbers_are_grouped_as_people_write_them() {
        let said = [(0, "0"), (999, "999"), (1_000, "1,000"), (12_345, "12,345"), (1_234_567, "1,234,567")];
        for (number, words) in said {
            assert_eq!(grouped(number), words);
        }
    }
}
