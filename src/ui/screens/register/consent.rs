//! The right card: what the visitor agrees to, question by question, with the exact words on the screen (R7, R13).

use egui::{Align2, EventFilter, Id, Key, Modifiers, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::domain::answer::Said;
use crate::domain::field_error::Place;
use crate::domain::purpose::{Question, SpecialPair};
use crate::ui::icons;
use crate::ui::out::{Out, Seen};
use crate::ui::shell::Parts;
use crate::ui::theme::Themed;
use crate::ui::tokens::tokens;
use crate::ui::widgets::text::{self, Type};
use crate::ui::widgets::{Button, ConsentRow, ConsentState, Field as TextField, Tick, paint, place};
use crate::ui::{keys, time};

use super::layout;
use super::rows::{ERROR, Heights, NARROW_ANSWER};
use super::{Register, bar::TakeBack};
use crate::ui::questions::{self, Group, detail_label, icon, name};

const DETAIL: f32 = 48.0;
/// Left and right of the questions in their card.
const AROUND: f32 = 17.0;

impl Register {
    /// How high the card is where it is so wide, with a strip so high in it.
    pub(super) fn consent_height(&self, width: f32, strip: f32, parts: &Parts) -> f32 {
        let card = (width, parts.narrow);
        layout::questions_height(&self.form.questions(), card, strip, self.heights(parts)) + self.details_height()
    }

    fn details_height(&self) -> f32 {
        let high = |pair| DETAIL + if self.form.error(&Place::Detail(pair)).is_some() { ERROR } else { 0.0 };
        self.form.open_details().map(high).sum()
    }

    /// Where the strip is in its card.
    pub(super) fn strip_in(&self, card: Rect, height: f32, parts: &Parts) -> Rect {
        let top = card.top() + self.heights(parts).head + layout::UNDER_HEAD;
        let at = pos2(card.center().x, top + height / 2.0);
        Rect::from_center_size(at, vec2(layout::strip_width(card.width()), height))
    }

    /// The card, and the strip: in it, or where it stands above a page that scrolls. Whatever is painted in it has its place in the
    /// order of Tab.
    pub(super) fn consent_card(
        &mut self,
        ui: &mut Ui,
        card: Rect,
        strip: Rect,
        parts: &Parts,
        seen: &Seen<'_>,
        out: &mut Out<'_>,
    ) {
        paint::card(ui, card);
        self.strip.begin(ui);
        let inner = card.shrink2(vec2(AROUND, 0.0));
        let heights = self.heights(parts);
        place(ui, strip, |ui| {
            ui.set_clip_rect(parts.body);
            self.strip_ui(ui, strip);
        });
        let in_card = if parts.narrow { 0.0 } else { strip.height() };
        let top = card.top() + heights.head + layout::UNDER_HEAD + in_card;
        let area = Rect::from_min_max(pos2(inner.left(), top), pos2(inner.right(), card.bottom() - 2.0));
        if parts.narrow || layout::has_room(card, self.consent_height(card.width(), in_card, parts)) {
            self.groups(ui, area, parts.narrow, heights, seen, out);
            return;
        }
        let body =
            Rect::from_min_max(pos2(card.left() + 1.0, area.top()), pos2(card.right() - 1.0, card.bottom() - 1.0));
        place(ui, body, |ui| {
            egui::ScrollArea::vertical().id_salt("consent").auto_shrink(false).show(ui, |ui| {
                let top = ui.cursor().top();
                let area = Rect::from_min_max(pos2(inner.left(), top), pos2(inner.right(), f32::INFINITY));
                let bottom = self.groups(ui, area, false, heights, seen, out);
                let used = Rect::from_min_max(pos2(inner.left(), top), pos2(inner.right(), bottom + 8.0));
                ui.allocate_rect(used, Sense::hover());
                crate::ui::widgets::follow_focus(ui, "consent");
            });
        });
    }

    fn groups(
        &mut self,
        ui: &mut Ui,
        area: Rect,
        one_column: bool,
        heights: Heights,
        seen: &Seen<'_>,
        out: &mut Out<'_>,
    ) -> f32 {
        let spacing = heights.groups;
        let cells = |group, top| {
            let columns = layout::per_row(group, (area.width() + 2.0 * AROUND, one_column));
            Cells { area, top, row: spacing.row, columns }
        };
        let cut = |question| {
            let room = cells(Group::of(question), area.top()).at(0).width();
            ConsentRow::width_of(ui, name(question), heights.yes_or_no) > room
        };
        // In a narrow window the names are read whole: icons drop, and answers are narrower.
        let narrow = self.form.questions().any(cut);
        let yes_or_no = if narrow { heights.yes_or_no.min(NARROW_ANSWER) } else { heights.yes_or_no };
        let heights = Heights { yes_or_no, ..heights };
        // The middle of the next title.
        let mut title = area.top() + spacing.first;
        let mut bottom = area.top();
        for (number, group) in Group::ALL.into_iter().enumerate() {
            let questions: Vec<_> = self.form.questions().filter(|&q| Group::of(q) == group).collect();
            if questions.is_empty() {
                continue;
            }
            if number > 0 {
                let line = bottom + spacing.after;
                ui.painter().hline(area.x_range(), line, (tokens().line.hairline, ui.palette().border));
                title = line + spacing.next;
            }
            self.group_title(ui, area, title, group, number == 0);
            let cells = cells(group, title + spacing.title - spacing.row / 2.0);
            let mut last = 0;
            for (at, &question) in questions.iter().enumerate() {
                self.row(ui, cells.at(at), question, heights, seen, out);
                last = at + 1;
            }
            if let Some((icon, mut words)) = footnote(group) {
                if questions.iter().any(|&question| self.form.is_objection(question)) {
                    words = "An objection prints\na do-not-record mark";
                }
                note(ui, cells.at(last), icon, words);
                last += 1;
            }
            bottom = cells.bottom(last);
            let of_group = |pair: &SpecialPair| Group::of(Question::Special(*pair)) == group;
            for pair in self.form.open_details().filter(of_group).collect::<Vec<_>>() {
                bottom = self.detail(ui, area, bottom, pair, heights);
            }
        }
        bottom
    }

    fn group_title(&self, ui: &mut Ui, area: Rect, y: f32, group: Group, first: bool) {
        let palette = ui.palette();
        let at = pos2(area.left(), y);
        let title = ui.painter().text(at, Align2::LEFT_CENTER, group.title(), Type::Strong.font(), palette.text);
        if group == Group::News && self.form.needs_guardian() {
            let words = "goes to the parent or guardian, never to the child";
            ui.painter().text(
                pos2(title.right() + 8.0, at.y),
                Align2::LEFT_CENTER,
                words,
                Type::Caption.font(),
                palette.text_muted,
            );
        }
        if first {
            let (answered, of) = self.form.answered();
            let words = format!("{answered} of {of} answered");
            let right = pos2(area.right(), at.y);
            let drawn =
                ui.painter().text(right, Align2::RIGHT_CENTER, &words, Type::Caption.font(), palette.text_muted);
            paint::icon(ui.painter(), icons::CIRCLE_DASHED, pos2(drawn.left() - 14.0, at.y), 16.0, palette.text_muted);
            let count = ui.interact(drawn, Id::unique("answered"), Sense::hover());
            count.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
        }
    }

    fn row(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        question: Question,
        heights: Heights,
        seen: &Seen<'_>,
        out: &mut Out<'_>,
    ) {
        let at = Place::Question(question);
        let id = Self::id(&at);
        if self.form.is_objection(question) {
            self.objection(ui, rect, question, id, seen, out);
            return;
        }
        if self.form.is_closed(question) {
            self.closed(ui, rect, question, id, heights, seen);
            return;
        }
        let time = self.form.said(question).map(|(said, at)| (said, time::clock(at)));
        let state = match &time {
            None => ConsentState::NotAsked,
            Some((Said::Yes, at)) => ConsentState::Yes(at),
            Some((_, at)) => ConsentState::No(at),
        };
        let row = ConsentRow::new(id, icon(question), name(question), state).answer_width(heights.yes_or_no);
        let row = if heights.yes_or_no <= NARROW_ANSWER { row.no_icon() } else { row };
        let response = row.at(ui, rect);
        self.focus_if_asked(ui, &at, ConsentRow::focus_id(id));
        let hovered = ui.rect_contains_pointer(response.rect);
        self.strip.wants(question, response.focused, hovered);
        if response.focused {
            // Tab is the row's own: it goes on to the next group, not to the next row.
            let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: false };
            ui.memory_mut(|memory| response.ids.iter().for_each(|id| memory.set_focus_lock_filter(*id, filter)));
            let back = self.strip.comes_back().filter(|&back| self.form.questions().any(|each| each == back));
            if self.strip.enters(ui) {
                // Tab enters at the first row that is not answered, and has done its work: it does not go on to the next group too.
                self.focus = self.first_open_question();
            } else if let Some(back) = back {
                self.focus = Some(Place::Question(back));
            } else {
                self.row_keys(ui, question, response.up, response.down);
            }
        }
        let Some(chosen) = response.chosen else { return };
        if !self.strip.shows(question) {
            // The words come first: this press shows them, the next one answers (R13).
            self.strip.refused();
            self.focus = Some(at);
            return;
        }
        let said = chosen.said();
        self.answer_question(question, said, seen, out);
        if response.move_on && said.is_some() {
            self.focus = self.after(question);
        }
    }

    /// They opted out of it before: it is not asked, and there is nothing to read out, until they bring it up themselves (R7).
    fn closed(&mut self, ui: &mut Ui, rect: Rect, question: Question, id: Id, heights: Heights, seen: &Seen<'_>) {
        let at = Place::Question(question);
        let (did, on) = match self.form.opted_out(question) {
            Some(out) => {
                let did = if out.objected { "Objected" } else { "Withdrawn" };
                (did, time::moment_of_day(out.at.date_naive(), seen.today))
            }
            None => ("Not known yet", String::new()),
        };
        let name = name(question);
        let said = format!("{name}: bring it up");
        // Where a row has the focus, its first control has it: once it is asked, that is the Yes.
        let button = Button::secondary("They bring it up").small().name(&said).id(ConsentRow::focus_id(id));
        let size = vec2(button.natural_width(ui), 36.0);
        let place_of = Align2::RIGHT_CENTER.align_size_within_rect(size, rect);
        let words = rect.with_max_x(place_of.left() - 6.0);
        let icon = (heights.box_height >= 40.0).then(|| icon(question));
        closed_words(ui, words, id, icon, name, (did, &on));
        let response = button.at(ui, place_of);
        self.focus_if_asked(ui, &at, response.id);
        if response.has_focus() {
            let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: false };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
            if self.strip.enters(ui) {
                // Tab goes to what is to be asked; the arrows come here.
                self.focus = self.first_open_question();
            } else {
                let arrow = |key| keys::pressed(ui, Modifiers::NONE, key);
                let (up, down) = (arrow(Key::ArrowUp), arrow(Key::ArrowDown));
                self.row_keys(ui, question, up, down);
            }
        }
        if response.clicked() && !self.scanned {
            self.form.bring_up(question);
            self.focus = Some(at);
        }
    }

    /// Where recording rests on objection, one box instead of Yes and No (R12).
    fn objection(&mut self, ui: &mut Ui, rect: Rect, question: Question, id: Id, seen: &Seen<'_>, out: &mut Out<'_>) {
        let mut objects = self.form.draft.said(question) == Some(Said::Objected);
        let before = objects;
        let words = questions::objects(question);
        let error = self.form.error(&Place::Question(question)).map(str::to_owned);
        // What is wrong with it stands in the lower half of the row.
        let box_row = if error.is_some() { rect.with_max_y(rect.top() + 24.0) } else { rect.shrink2(vec2(0.0, 8.0)) };
        let response = place(ui, box_row, |ui| Tick::new(id, &words).show(ui, &mut objects));
        if let Some(error) = error {
            super::cells::error_line(ui, box_row.with_max_y(box_row.bottom() - 3.0), &error);
        }
        self.focus_if_asked(ui, &Place::Question(question), response.id);
        let hovered = ui.rect_contains_pointer(rect);
        self.strip.wants(question, response.has_focus(), hovered);
        if objects != before && !self.strip.shows(question) {
            // The words come first: this press shows them, the next one answers (R13).
            self.strip.refused();
            self.focus = Some(Place::Question(question));
        } else if objects != before && !self.scanned {
            self.answer_question(question, objects.then_some(Said::Objected), seen, out);
        }
    }

    fn answer_question(&mut self, question: Question, said: Option<Said>, seen: &Seen<'_>, _out: &mut Out<'_>) {
        let telling = self.telling.clone();
        let gone = self.form.answer(question, said, &telling, seen.env);
        if let (Some(text), Question::Special(pair)) = (gone, question) {
            self.docked.offer(TakeBack::Detail { pair, text }, "Detail deleted");
        }
        if said == Some(Said::Yes)
            && let Question::Special(pair) = question
        {
            self.focus = Some(Place::Detail(pair));
        }
    }

    /// The next question after one, or the detail that its Yes revealed.
    fn after(&self, question: Question) -> Option<Place> {
        if let Question::Special(pair) = question
            && self.form.draft.said(question) == Some(Said::Yes)
        {
            return Some(Place::Detail(pair));
        }
        let rest = self.form.questions().skip_while(|&each| each != question).skip(1);
        rest.into_iter().find(|&each| !self.form.is_closed(each)).map(Place::Question)
    }

    /// Arrows move over the rows; Tab goes on to the next group (the guide, keys).
    fn row_keys(&mut self, ui: &Ui, question: Question, up: bool, down: bool) {
        let all: Vec<_> = self.form.questions().collect();
        let Some(at) = all.iter().position(|&each| each == question) else { return };
        let step = |by: isize| at.checked_add_signed(by).and_then(|at| all.get(at)).copied();
        if down {
            self.focus = step(1).map(Place::Question);
        } else if up {
            self.focus = step(-1).map(Place::Question);
        } else if keys::pressed(ui, Modifiers::NONE, Key::Tab) {
            self.strip.left_at(question);
            self.focus = Some(self.after_group(&all, question));
        } else if keys::pressed(ui, Modifiers::SHIFT, Key::Tab) {
            self.focus = Some(self.before_group(&all, question));
        }
    }

    /// The first row of the next group that is not answered, else its first; after the last group, the details, then what stands
    /// in the head of the card.
    fn after_group(&self, all: &[Question], question: Question) -> Place {
        let group = Group::of(question);
        let later: Vec<_> = all.iter().copied().filter(|&each| Group::of(each) as u8 > group as u8).collect();
        let Some(&first) = later.first() else {
            return self
                .form
                .open_details()
                .next()
                .map_or(Place::Own(super::consent_head::HEAD.clone()), Place::Detail);
        };
        Place::Question(self.entry(all, Group::of(first)).unwrap_or(first))
    }

    fn before_group(&self, all: &[Question], question: Question) -> Place {
        let group = Group::of(question);
        let before = Group::ALL.into_iter().rev().filter(|each| (*each as u8) < group as u8);
        let entry = before.filter_map(|group| self.entry(all, group)).next();
        entry.map_or(Place::Own(super::more::BUTTON.clone()), Place::Question)
    }

    fn entry(&self, all: &[Question], group: Group) -> Option<Question> {
        let mut of_group = all.iter().copied().filter(|&each| Group::of(each) == group);
        let open = of_group.clone().find(|&each| self.form.is_open(each));
        open.or_else(|| of_group.find(|&each| !self.form.is_closed(each)))
    }

    /// Alt+C: the first question that is not answered.
    pub(super) fn first_open_question(&self) -> Option<Place> {
        let open = self.form.unanswered().next();
        open.or_else(|| self.form.questions().next()).map(Place::Question)
    }

    fn detail(&mut self, ui: &mut Ui, area: Rect, y: f32, pair: SpecialPair, heights: Heights) -> f32 {
        let at = Place::Detail(pair);
        let id = Self::id(&at);
        let middle = y + 4.0 + heights.box_height / 2.0;
        let label = ui.painter().text(
            pos2(area.left(), middle),
            Align2::LEFT_CENTER,
            detail_label(pair),
            Type::CaptionStrong.font(),
            ui.palette().text,
        );
        let left = (label.right() + 10.0).max(area.left() + 72.0);
        let rect = Rect::from_min_size(pos2(left, y + 4.0), vec2(area.right() - left, heights.box_height));
        let before = self.form.draft.details.get(&pair).cloned().unwrap_or_default();
        let mut typed = before.clone();
        let error = self.form.error(&at).map(str::to_owned);
        let response = TextField::new(id, detail_label(pair))
            .no_label()
            .error(error.as_deref())
            .height(heights.box_height)
            .at(ui, rect, &mut typed);
        self.focus_if_asked(ui, &at, id);
        if typed != before {
            self.form.draft.details.insert(pair, typed);
            self.form.changed(&at);
        }
        if response.left {
            self.form.leave(&at);
        }
        y + DETAIL + if error.is_some() { ERROR } else { 0.0 }
    }
}

/// What stands beside a group's questions.
pub(super) fn footnote(group: Group) -> Option<(icons::Icon, &'static str)> {
    match group {
        Group::News => None,
        Group::Recording => Some((icons::CAMERA_SLASH, "Any answer but Yes prints\na do-not-record mark")),
        Group::Help => Some((icons::LOCK_SIMPLE, "We need not write it down:\nask what would help today")),
        Group::Opportunities => Some((icons::LOCK_SIMPLE, "Only to choose what to\ntell them of later")),
    }
}

fn note(ui: &mut Ui, cell: Rect, icon: icons::Icon, words: &str) {
    let palette = ui.palette();
    let heard = ui.interact(cell, ui.scope_id().with(words), Sense::hover());
    heard.widget_info(|| WidgetInfo::labeled(Role::Label, true, words.replace('\n', " ")));
    paint::icon(ui.painter(), icon, pos2(cell.left() + 10.0, cell.center().y), 20.0, palette.text_muted);
    let galley = ui.painter().layout(words.to_owned(), Type::Caption.font(), palette.text_muted, cell.width() - 26.0);
    ui.painter().galley(pos2(cell.left() + 26.0, cell.center().y - galley.size().y / 2.0), galley, palette.text_muted);
}

/// What stands at the left of a row that is not asked, and is heard of it: as much as there is room for, before which the icon goes.
/// The button says the rest.
fn closed_words(ui: &mut Ui, rect: Rect, id: Id, icon: Option<icons::Icon>, name: &str, (did, on): (&str, &str)) {
    const ICON: f32 = 28.0;
    const MARK: f32 = 18.0;
    let palette = ui.palette();
    let whole = if on.is_empty() { did.to_owned() } else { format!("{did} on {on}") };
    let whole = format!("{whole}: only if they bring it up");
    let all = [whole.clone(), format!("{did} on {on}"), format!("{did} {on}")];
    let shorter = all.iter().filter(|_| !on.is_empty()).map(String::as_str).chain([did]);
    let mut lines = shorter.map(|words| text::line(ui, words, Type::Caption));
    let room = rect.width() - MARK;
    let line = lines.find(|line| line.size().x <= room);
    let line = line.unwrap_or_else(|| text::elided(ui, did, Type::Caption, room));
    let icon = icon.filter(|_| line.size().x <= room - ICON);
    let left = rect.left() + if icon.is_some() { ICON } else { 0.0 };
    let middle = rect.center().y;
    if let Some(icon) = icon {
        let at = pos2(rect.left() + 10.0, middle);
        paint::icon(ui.painter(), icon, at, tokens().control.icon_m, palette.text_muted);
    }
    let row = |offset: f32| {
        Rect::from_center_size(pos2(rect.center().x, middle + offset), vec2(rect.width(), 20.0)).with_min_x(left)
    };
    let title = text::elided(ui, name, Type::Body, rect.right() - left);
    text::paint(ui, title, row(-7.5), Align2::LEFT_CENTER, palette.text);
    let at = row(10.0);
    paint::icon(ui.painter(), icons::PROHIBIT, pos2(left + 7.0, at.center().y), 14.0, palette.consent_refused);
    text::paint(ui, line, at.with_min_x(left + MARK), Align2::LEFT_CENTER, palette.consent_refused);
    let heard = ui.interact(rect, id.with("opted out"), Sense::hover());
    heard.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{name}. {whole}")));
}

/// The places of a group's rows: two side by side, or one where the card is narrow.
struct Cells {
    area: Rect,
    top: f32,
    row: f32,
    columns: usize,
}

impl Cells {
    fn at(&self, number: usize) -> Rect {
        let (line, column) = (number / self.columns, number % self.columns);
        let gap = 12.0;
        let width = (self.area.width() - gap * (self.columns as f32 - 1.0)) / self.columns as f32;
        let left = self.area.left() + (width + gap) * column as f32;
        Rect::from_min_size(pos2(left.round(), self.top + line as f32 * self.row), vec2(width, self.row))
    }

    fn bottom(&self, count: usize) -> f32 {
        self.top + count.div_ceil(self.columns) as f32 * self.row
    }
}
