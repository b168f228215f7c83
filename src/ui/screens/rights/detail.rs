//! The request that is chosen: whom it is about, by when it has to be answered, where it stands, what doing it will do.

use chrono::NaiveDate;
use egui::{Align, Align2, Color32, Id, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::ui::icons::{self, Icon};
use crate::ui::out::{Out, Seen};
use crate::ui::scripts;
use crate::ui::shell::Parts;
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;
use crate::ui::widgets::paint::{Announced, announce, boxed, icon};
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{Avatar, Button, Tag, TagKind, place, read_by_keys};

use super::list::{called, rows_id};
use super::{Key, Rights, back_id, is_lead, regulator};

const PADDING: f32 = 18.0;
/// Whom it is about, and by when.
const HEAD: f32 = 69.0;

/// So high, as wide as the room between the margins.
pub(super) fn inner(ui: &mut Ui, height: f32) -> Rect {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    rect.shrink2(vec2(PADDING, 0.0))
}

/// Words over as many lines as they take, in the middle of the height of `rect`.
pub(super) fn middle(ui: &mut Ui, rect: Rect, words: &str, face: Type) {
    let high = Text::new(words, face).wrap().height(ui, rect.width());
    let at = rect.with_min_y((rect.center().y - high / 2.0).round());
    Text::new(words, face).muted().wrap().at(ui, at);
}

/// An icon, and words beside it over as many lines as they take.
pub(super) fn fact(ui: &mut Ui, mark: Icon, color: Color32, words: &str) {
    let width = ui.available_width() - 2.0 * PADDING - 30.0;
    let high = Text::body(words).wrap().height(ui, width);
    let row = inner(ui, high.max(20.0));
    icon(ui.painter(), mark, pos2(row.left() + 10.0, row.top() + 10.0), 20.0, color);
    Text::body(words).wrap().at(ui, row.with_min_x(row.left() + 30.0));
}

impl Rights {
    pub(super) fn detail_card(&mut self, ui: &mut Ui, card: Rect, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) {
        let mut top = card;
        if parts.narrow {
            let button = Button::quiet("Back to the list").icon(icons::ARROW_LEFT).key("Esc").small().id(back_id());
            let size = vec2(button.natural_width(ui), 36.0);
            if button.at(ui, Rect::from_min_size(card.min + vec2(8.0, 8.0), size)).clicked() {
                self.open = false;
                self.focus = Some(rows_id());
            }
            top.min.y += 44.0;
        }
        if self.selected.is_none() {
            let line = Rect::from_min_size(pos2(card.left(), card.top() + 200.0), vec2(card.width(), 24.0));
            Text::body("Choose a request, or record a new one.").muted().centre().at(ui, line);
            return;
        }
        let today = seen.now.date_naive();
        if !parts.narrow {
            self.head(ui, top.with_max_y(top.top() + HEAD), parts, today);
            let line = top.top() + HEAD;
            ui.painter().hline(card.x_range().shrink(1.0), line - 0.5, (1.0, ui.palette().border));
            top.min.y = line;
        }
        let body = Rect::from_min_max(pos2(card.left() + 1.0, top.top()), card.max - vec2(1.0, 1.0));
        place(ui, body, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            let area = ScrollArea::vertical().id_salt("request").auto_shrink(false);
            let contents = |ui: &mut Ui| {
                if parts.narrow {
                    // There is too little room for a part that stays.
                    let (_, at) = ui.allocate_space(vec2(ui.available_width(), HEAD + 46.0));
                    self.head(ui, at, parts, today);
                    let words = self.bar_words(seen);
                    fact(ui, icons::INFO, ui.palette().text_muted, &words);
                }
                self.body(ui, seen, out);
                ui.add_space(9.0);
            };
            area.show(ui, |ui| read_by_keys(ui, "request", "The request", contents));
        });
    }

    fn body(&mut self, ui: &mut Ui, seen: &Seen<'_>, out: &mut Out<'_>) {
        let (today, lead) = (seen.now.date_naive(), is_lead(seen));
        if self.report.is_some() {
            ui.add_space(14.0);
            self.report_ui(ui);
        }
        match self.selected {
            Some(Key::Draft) => self.asking(ui, today, lead, out),
            Some(Key::Saved(_)) => {
                self.stands(ui, today, lead, out);
                self.complaint_ui(ui, seen, out);
            }
            None => return,
        }
        let open = self.saved().is_none_or(|shown| shown.request.is_open());
        if open {
            ui.add_space(14.0);
            self.panels(ui, today, lead, regulator(seen));
        }
    }

    /// What came of the last thing that was done; read out as soon as it is there.
    fn report_ui(&self, ui: &mut Ui) {
        let Some(report) = &self.report else { return };
        let p = ui.palette();
        let width = ui.available_width() - 2.0 * PADDING - 66.0;
        let lines: Vec<_> =
            report.lines.iter().map(|line| text::paragraph(ui, line, Type::Body, width - 16.0, usize::MAX)).collect();
        let high = 20.0 + lines.iter().map(|line| line.size().y + 4.0).sum::<f32>();
        let rect = inner(ui, high + 26.0);
        boxed(ui.painter(), rect, tokens().radius.card, p.success_soft, 1.0, p.success);
        icon(ui.painter(), icons::CHECK_CIRCLE.fill(), rect.min + vec2(25.0, 23.0), 24.0, p.success);
        let words = Rect::from_min_size(rect.min + vec2(49.0, 13.0), vec2(width, 20.0));
        Text::strong(report.title).heading().silent().at(ui, words);
        let mut y = words.bottom() + 4.0;
        for line in lines {
            ui.painter().circle_filled(pos2(words.left() + 4.0, y + 10.0), 2.0, p.text);
            let size = line.size();
            let at = Rect::from_min_size(pos2(words.left() + 16.0, y), size);
            text::paint(ui, line, at, Align2::LEFT_TOP, p.text);
            y += size.y + 4.0;
        }
        let said = ui.interact(rect, Id::unique("what came of it"), Sense::hover());
        let all = format!("{}: {}.", report.title, report.lines.join(". "));
        said.widget_info(|| WidgetInfo::labeled(Role::Label, true, &all));
        announce(ui, said.id, Announced::InTime);
    }

    /// Whom it is about at the left, by when it has to be answered at the right; below, with one column.
    fn head(&self, ui: &mut Ui, rect: Rect, parts: &Parts, today: NaiveDate) {
        let p = ui.palette();
        let inside = rect.shrink2(vec2(PADDING, 0.0));
        let row = Rect::from_min_size(pos2(inside.left(), rect.top() + 12.0), vec2(inside.width(), 44.0));
        let (label, day) = self.by_when(today);
        let when = if parts.narrow { row.translate(vec2(0.0, 50.0)) } else { row };
        let wide = when_ui(ui, when, label, &day, if parts.narrow { Align::Min } else { Align::Max });
        let room = if parts.narrow { row.width() } else { row.width() - wide - 24.0 };
        let subject = self.person().and_then(|id| self.subject_known(id));
        let name = if self.person().is_some() && subject.is_none() { String::new() } else { called(subject) };
        let circle = Rect::from_min_size(row.min, vec2(44.0, 44.0));
        if subject.is_some_and(|subject| subject.name.is_some()) {
            Avatar::new(&name).size(44.0).paint(ui, circle);
        } else {
            ui.painter().circle_filled(circle.center(), 22.0, p.sunken);
            icon(ui.painter(), icons::USER, circle.center(), 24.0, p.text_muted);
        }
        let words = Rect::from_min_max(pos2(row.left() + 56.0, row.top()), pos2(row.left() + room, row.bottom()));
        let name_row = words.with_max_y(words.top() + 24.0);
        // Whoever meets them here sees whether they may be recorded, as everywhere else (R12).
        let mark = subject.and_then(|subject| subject.do_not_record.words());
        let mark = mark.as_deref().map(|mark| Tag::new(TagKind::Warning, mark).icon(icons::CAMERA_SLASH));
        let taken = mark.as_ref().map_or(0.0, |mark| mark.width(ui) + 10.0);
        let galley = scripts::line(ui, &name, Type::Title.font(), Color32::PLACEHOLDER, name_row.width() - taken);
        let after = text::paint(ui, galley, name_row, Align2::LEFT_CENTER, p.text).right() + 10.0;
        if let Some(mark) = mark {
            let at = Rect::from_min_size(pos2(after, name_row.top() - 2.0), vec2(taken - 10.0, Tag::HEIGHT));
            place(ui, at, |ui| mark.show(ui));
        }
        let heading = ui.interact(name_row, Id::unique("whom a request is about"), Sense::hover());
        heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &name));
        let below = Rect::from_min_size(pos2(words.left(), words.top() + 24.0), vec2(words.width(), 18.0));
        Text::caption(&self.about_words()).muted().at(ui, below);
    }

    /// What stands under the name.
    fn about_words(&self) -> String {
        let Some(id) = self.person() else { return "Nothing is held of them, as far as is known".to_owned() };
        let Some(subject) = self.subject_known(id) else { return String::new() };
        match (&subject.contact, subject.gone, &subject.name) {
            (_, true, _) => "Nothing is left of them but the reference".to_owned(),
            (Some(contact), ..) => format!("{contact}, reference {}", subject.reference),
            (None, _, Some(_)) => format!("Reference {}", subject.reference),
            (None, _, None) => "A desk lead sees who they are".to_owned(),
        }
    }

    /// By when something has to be done, and what; or when it was.
    fn by_when(&self, today: NaiveDate) -> (&'static str, String) {
        let long = |day: NaiveDate| day.format("%A %-d %B %Y").to_string();
        let request = match (self.selected, &self.draft) {
            (Some(Key::Draft), Some(draft)) => draft.as_request(today),
            _ => self.saved().map(|shown| shown.request.clone()),
        };
        let Some(request) = request else { return ("", String::new()) };
        match (request.closed_on, request.acknowledge_by()) {
            (Some(day), _) => ("Closed", long(day)),
            (None, Some(by)) if by <= request.due() => ("Acknowledge by", long(by)),
            (None, _) => ("Reply by", long(request.due())),
        }
    }
}

/// By when, at this side of `rect`; gives back how wide it is.
fn when_ui(ui: &Ui, rect: Rect, label: &str, day: &str, side: Align) -> f32 {
    let p = ui.palette();
    let (upper, lower) = (rect.with_max_y(rect.top() + 18.0), rect.with_min_y(rect.top() + 18.0));
    let align = Align2([side, Align::Center]);
    let over = text::paint(ui, text::line(ui, label, Type::Caption), upper, align, p.text_muted);
    let lower = lower.with_max_y(lower.bottom() - 2.0);
    let under = text::paint(ui, text::line(ui, day, Type::Title), lower, align, p.text);
    let said = ui.interact(over.union(under), Id::unique("by when"), Sense::hover());
    let all = format!("{label} {day}");
    said.widget_info(|| WidgetInfo::labeled(Role::Label, true, all.trim()));
    over.union(under).width()
}
