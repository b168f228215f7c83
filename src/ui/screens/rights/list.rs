//! The requests at the left: what is open comes first, by the day something has to be done.

use std::cmp::Reverse;

use chrono::NaiveDate;
use egui::{Align2, Id, Rect, Ui, pos2, vec2};

use crate::domain::rights::{Outcome, Request, RequestId, Right, WARNED_DAYS};
use crate::ui::icons::{self, Icon};
use crate::ui::out::Seen;
use crate::ui::scripts;
use crate::ui::shell::Parts;
use crate::ui::theme::Themed;
use crate::ui::widgets::paint::icon;
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{Button, Rows, Tag, TagKind};
use crate::worker::{ShownRequest, Subject};

use super::words;
use super::{Key, Rights, is_lead};

/// How high a request is.
const ROW: f32 = 70.0;
/// What the mark of whoever is not to be recorded takes, after the name.
const MARK: f32 = 24.0;
/// What stands under the list.
const CLOCK: &str = "The clock is one calendar month from the day they ask. Lanyard warns you 7 days before.";

/// A row, with its words ready.
pub(super) struct Row {
    pub(super) key: Key,
    name: String,
    asked: String,
    kind: &'static str,
    tag: (TagKind, Icon, String),
    /// They are not to be recorded, by some medium at least (R12).
    not_recorded: bool,
    /// All of it, for those who hear it.
    said: String,
}

/// The button that begins a request.
pub(super) fn new_id() -> Id {
    Id::unique("new request")
}

/// The rows, which have the keyboard as one.
pub(super) fn rows_id() -> Id {
    Id::unique("requests")
}

/// What whoever a request is about is called.
pub(super) fn called(about: Option<&Subject>) -> String {
    about.map_or_else(
        || "Nobody found".to_owned(),
        |subject| subject.name.clone().unwrap_or_else(|| format!("Reference {}", subject.reference)),
    )
}

/// How long there is left, or how it ended.
pub(super) fn tag(request: &Request, today: NaiveDate) -> (TagKind, Icon, String) {
    let Some(outcome) = request.outcome else {
        let days = request.days_left(today);
        let (kind, icon) = match days {
            ..0 => (TagKind::Danger, icons::WARNING_CIRCLE),
            0..=WARNED_DAYS => (TagKind::Warning, icons::HOURGLASS),
            _ => (TagKind::Neutral, icons::HOURGLASS),
        };
        let words = match days {
            -1 => "1 day late".to_owned(),
            ..-1 => format!("{} days late", -days),
            0 => "Due today".to_owned(),
            1 => "1 day left".to_owned(),
            more => format!("{more} days left"),
        };
        return (kind, icon, words);
    };
    let on = request.closed_on.map(|day| format!(" {}", words::day(day, today))).unwrap_or_default();
    match outcome {
        Outcome::Done => (TagKind::Success, icons::CHECK_CIRCLE, format!("Done{on}")),
        Outcome::NothingHeld => (TagKind::Neutral, icons::MAGNIFYING_GLASS, format!("Nothing held{on}")),
        Outcome::TakenBack => (TagKind::Neutral, icons::ARROW_U_UP_LEFT, format!("Taken back{on}")),
        Outcome::NotIdentified | Outcome::Excessive | Outcome::MustBeKept | Outcome::GroundsWeighMore => {
            (TagKind::Neutral, icons::PROHIBIT, format!("Refused{on}"))
        }
    }
}

fn row(key: Key, about: Option<&Subject>, right: Option<Right>, request: Option<&Request>, today: NaiveDate) -> Row {
    let name = called(about);
    let asked = request.map(|request| format!("Asked {}", words::day(request.received, today)));
    let asked = asked.unwrap_or_default();
    let kind = right.map_or("Not chosen", |right| words::card(right).name);
    let tag = match (key, request) {
        (Key::Saved(_), Some(request)) => tag(request, today),
        _ => (TagKind::Info, icons::PENCIL_SIMPLE, "Not saved yet".to_owned()),
    };
    let said = [name.as_str(), kind, &asked, &tag.2].into_iter().filter(|part| !part.is_empty());
    let mark = about.and_then(|subject| subject.do_not_record.words());
    let said = said.collect::<Vec<_>>().join(", ") + &mark.as_ref().map(|mark| format!(". {mark}")).unwrap_or_default();
    Row { key, name, asked, kind, tag, not_recorded: mark.is_some(), said }
}

impl Rights {
    /// Puts what is known into words again, where something changed or the day did.
    pub(super) fn put_into_words(&mut self, today: NaiveDate) {
        if self.worded_on == Some(today) {
            return;
        }
        self.worded_on = Some(today);
        let order = |request: &Request| match request.closed_on {
            None => (false, request.next_date(), Reverse(NaiveDate::MIN)),
            Some(day) => (true, NaiveDate::MIN, Reverse(day)),
        };
        let saved = |shown: &ShownRequest| {
            let key = Key::Saved(shown.request.id);
            let request = &shown.request;
            (order(request), row(key, shown.about.as_ref(), Some(request.right), Some(request), today))
        };
        let mut rows: Vec<_> = self.list.iter().map(saved).collect();
        if let Some(draft) = &self.draft {
            let request = draft.as_request(today);
            let place = request.as_ref().map_or((false, NaiveDate::MIN, Reverse(NaiveDate::MIN)), order);
            let about = draft.about.and_then(|id| self.subject_known(id));
            let mut row = row(Key::Draft, about, draft.right(), request.as_ref(), today);
            if draft.about.is_some() && about.is_none() {
                // Who that is comes in a moment.
                row.name.clear();
            }
            rows.push((place, row));
        }
        rows.sort_by_key(|(place, _)| *place);
        self.rows = rows.into_iter().map(|(_, row)| row).collect();
        if std::mem::take(&mut self.choose_first)
            && let Some(first) = self.rows.first().map(|row| row.key)
        {
            self.select(first);
            self.to_list = true;
        }
    }

    /// The saved request of that id, with whom it is about.
    pub(super) fn found(&self, id: RequestId) -> Option<&ShownRequest> {
        self.list.iter().find(|shown| shown.request.id == id)
    }

    pub(super) fn list_card(&mut self, ui: &mut Ui, card: Rect, parts: &Parts, seen: &Seen<'_>) {
        let head = Rect::from_min_size(card.min, vec2(card.width(), 60.0));
        let title = Rect::from_min_max(head.min + vec2(15.0, 0.0), head.max);
        Text::title("Requests").at(ui, title);
        let new = Button::secondary("New").icon(icons::PLUS).key("Alt+N").name("New request").small().id(new_id());
        let size = vec2(new.natural_width(ui), 36.0);
        let at = Rect::from_min_size(pos2(head.right() - 15.0 - size.x, head.center().y - 18.0), size);
        if new.at(ui, at).clicked() {
            self.begin(None, seen.now.date_naive());
        }
        let line = ui.palette().border;
        ui.painter().hline(card.x_range().shrink(1.0), head.bottom() - 0.5, (1.0, line));
        let words = text::paragraph(ui, CLOCK, Type::Caption, card.width() - 30.0, 4);
        let foot = card.with_min_y(card.bottom() - words.size().y - 24.0);
        let inside = Rect::from_min_max(pos2(card.left() + 1.0, head.bottom()), pos2(card.right() - 1.0, foot.top()));
        self.rows_ui(ui, inside, parts, is_lead(seen));
        ui.painter().hline(card.x_range().shrink(1.0), foot.top(), (1.0, line));
        Text::caption(CLOCK).muted().wrap().at(ui, foot.shrink2(vec2(15.0, 12.0)));
    }

    fn rows_ui(&mut self, ui: &mut Ui, rect: Rect, parts: &Parts, lead: bool) {
        if self.rows.is_empty() {
            let line = rect.with_max_y((rect.top() + 80.0).min(rect.bottom()));
            let words = if self.known { "No requests." } else { "Looking" };
            Text::body(words).muted().centre().at(ui, line);
            return;
        }
        let selected = self.rows.iter().position(|row| Some(row.key) == self.selected);
        let name = words::count(self.rows.len(), "request", "requests");
        let rows = Rows::new(rows_id(), &name, self.rows.len()).height(ROW).selected(selected);
        let all = &self.rows;
        let said = |at: usize| all.get(at).map(|row| row.said.clone()).unwrap_or_default();
        let done = rows.reveal(std::mem::take(&mut self.reveal)).at(ui, rect, said, |ui, rect, at, on| {
            if let Some(row) = all.get(at) {
                row.paint(ui, rect, on);
            }
        });
        let key = |at: usize| all.get(at).map(|row| row.key);
        let (chosen, opened) = (done.selected.and_then(key), done.opened.and_then(key));
        if let Some(key) = chosen {
            self.select(key);
            // With one column, a press by pointer shows the request; the arrows only move.
            self.open |= parts.narrow && ui.input(|input| input.pointer.any_released());
        }
        if opened.is_some() {
            self.open = true;
            self.focus = self.first_control(parts, lead);
        }
    }
}

impl Row {
    fn paint(&self, ui: &Ui, rect: Rect, on: bool) {
        let p = ui.palette();
        let inside = rect.shrink2(vec2(14.0, 0.0));
        let (upper, lower) = (rect.top() + 20.0, rect.top() + 47.0);
        let line = |y: f32| Rect::from_center_size(pos2(inside.center().x, y), vec2(inside.width(), 20.0));
        let asked = text::line(ui, &self.asked, Type::Caption);
        let room = inside.width() - asked.size().x - 10.0 - if self.not_recorded { MARK } else { 0.0 };
        text::paint(ui, asked, line(upper), Align2::RIGHT_CENTER, p.text_muted);
        let face = if on { Type::Strong } else { Type::Body };
        let name = scripts::line(ui, &self.name, face.font(), egui::Color32::PLACEHOLDER, room);
        let name = text::paint(ui, name, line(upper), Align2::LEFT_CENTER, p.text);
        if self.not_recorded {
            icon(ui.painter(), icons::CAMERA_SLASH, pos2(name.right() + MARK / 2.0 + 2.0, upper), 18.0, p.text);
        }
        Tag::new(TagKind::Neutral, self.kind).paint(ui, pos2(inside.left(), lower));
        let (kind, icon, words) = &self.tag;
        let tag = Tag::new(*kind, words).icon(*icon);
        let left = inside.right() - tag.width(ui);
        tag.paint(ui, pos2(left, lower));
    }
}
