//! Copies of the desk: where they are, from when they truly are, whether they open, and how they come about (R22, R24).

use egui::{Id, Rect, Ui, pos2, vec2};

use crate::domain::rules::{BackUpEvery, Copies, DeskRules};
use crate::ui::icons;
use crate::ui::out::{Out, Seen};
use crate::ui::screens::flow;
use crate::ui::size::of_file;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::text::{Text, Type};
use crate::ui::widgets::{
    Button, Choice, ChoiceOption, Column, HEADER, Tag, TagKind, cell, paint, place, spinner, table_header,
};
use crate::worker::keeping;
use crate::worker::settings::{self, Backup};
use crate::worker::{CopyState, Request};

use super::restoring::Restoring;
use super::{Errand, Keeping};

const HEAD: f32 = 50.0;
const BOX: f32 = 60.0;
const ROW: f32 = 40.0;
const FOOT: f32 = 69.0;
/// From the top of the card to the table: the head, the box, and the two choices.
const ABOVE: f32 = HEAD + 14.0 + BOX + 10.0 + 62.0 + 14.0;

impl Keeping {
    /// Looks at the next of those that are to be looked at.
    pub(super) fn check_next(&mut self, out: &mut Out<'_>) {
        if let Some(path) = self.checking.front().cloned() {
            self.ask(Errand::Check, Request::Keeping(keeping::Request::CheckBackup(path)), out);
        }
    }

    /// What was made elsewhere while this window was open, then those in the desk's own folder: the newest first.
    fn copies(&self) -> impl Iterator<Item = (&Backup, bool)> {
        let own = self.backups.iter().flatten().rev().map(|backup| (backup, false));
        self.elsewhere.iter().rev().map(|backup| (backup, true)).chain(own)
    }

    /// How high the card is where it stands below the other one.
    pub(super) fn copies_height(&self, ui: &Ui) -> f32 {
        let error = self
            .error
            .as_ref()
            .map_or(0.0, |error| Text::body(error).wrap().height(ui, ui.available_width() - 62.0) + 10.0);
        ABOVE + error + HEADER + ROW * self.copies().count().max(1) as f32 + 8.0 + self.aside_height() + FOOT
    }

    pub(super) fn copies_ui(&mut self, ui: &mut Ui, card: Rect, seen: &Seen<'_>, out: &mut Out<'_>) {
        paint::card(ui, card);
        let inside = card.shrink2(vec2(16.0, 0.0));
        title(ui, Rect::from_min_size(inside.min, vec2(inside.width(), HEAD)), seen);
        ui.painter().hline(card.x_range(), card.top() + HEAD - 0.5, (1.0, ui.palette().border));
        let at = Rect::from_min_size(pos2(inside.left(), card.top() + HEAD + 14.0), vec2(inside.width(), BOX));
        self.target(ui, at, out);
        let at = Rect::from_min_size(pos2(inside.left(), at.bottom() + 10.0), vec2(inside.width(), 62.0));
        self.rules(ui, at, seen, out);
        let mut top = card.top() + ABOVE;
        if let Some(error) = &self.error {
            let danger = ui.palette().danger;
            let high = Text::body(error).wrap().height(ui, inside.width() - 30.0).max(20.0);
            place(ui, Rect::from_min_size(pos2(inside.left(), top), vec2(inside.width(), high)), |ui| {
                flow::said(ui, icons::WARNING_CIRCLE.fill(), danger, error, Type::Body, false);
            });
            top += high + 10.0;
        }
        let foot = card.with_min_y(card.bottom() - FOOT);
        let aside = foot.with_max_y(foot.top()).with_min_y(foot.top() - self.aside_height());
        self.table(ui, Rect::from_min_max(pos2(card.left(), top), aside.right_top()), seen);
        self.aside_row(ui, aside);
        self.checks(ui, foot, seen, out);
    }

    /// Where the next one goes, and making it.
    fn target(&mut self, ui: &mut Ui, at: Rect, out: &mut Out<'_>) {
        let p = ui.palette();
        paint::boxed(ui.painter(), at, 6.0, p.sunken, 1.0, p.border);
        let (icon, name, detail) = self.place.words();
        paint::icon(ui.painter(), icon, pos2(at.left() + 26.0, at.center().y), 24.0, p.text);
        let busy = self.is_backing_up();
        // Whoever pressed it by the keyboard has it still when it is done: it is not switched off meanwhile.
        let now = Button::primary("Back up now").id(Id::unique("back up now")).small();
        let change = Button::quiet("Change").name("Change where the next backup goes").small();
        let size = |button: &Button<'_>, ui: &Ui| vec2(button.natural_width(ui), 36.0);
        let now_size = size(&now, ui);
        let now_at = Rect::from_min_size(pos2(at.right() - 12.0 - now_size.x, at.center().y - 18.0), now_size);
        let change_size = size(&change, ui);
        let change_at = Rect::from_min_size(pos2(now_at.left() - 4.0 - change_size.x, now_at.top()), change_size);
        let words =
            Rect::from_min_max(pos2(at.left() + 48.0, at.top() + 10.0), pos2(change_at.left() - 4.0, at.bottom()));
        Text::strong(&name).at(ui, words.with_max_y(words.top() + 21.0));
        let words = if busy { "Copying, and checking the copy" } else { &detail };
        let below =
            Rect::from_min_max(pos2(at.left() + 48.0, at.top() + 32.0), pos2(change_at.left() - 4.0, at.top() + 51.0));
        Text::caption(words).muted().at(ui, below);
        if change.at(ui, change_at).clicked() {
            self.ask_place();
        }
        if now.at(ui, now_at).clicked() && !busy {
            self.error = None;
            let errand = Errand::BackUp { elsewhere: self.place.is_elsewhere() };
            let request = settings::Request::BackUp(self.place.folder());
            self.ask(errand, Request::Settings(request), out);
        }
    }

    /// How often by itself, and how many stay.
    fn rules(&mut self, ui: &mut Ui, at: Rect, seen: &Seen<'_>, out: &mut Out<'_>) {
        let rules = seen.session.rules;
        let busy = self.asked.values().any(|errand| *errand == Errand::Rules);
        let every: Vec<_> = BackUpEvery::ALL.iter().map(|every| minutes(every.number())).collect();
        let every = every.iter().map(|words| ChoiceOption::new(words)).chain([ChoiceOption::new("Only when asked")]);
        let every: Vec<_> = every.collect();
        let before = match rules.back_up_every {
            Some(every) => BackUpEvery::ALL.iter().position(|choice| *choice == every),
            None => Some(BackUpEvery::ALL.len()),
        };
        let mut chosen = before;
        let left = at.with_max_x(at.right() - 142.0);
        Choice::new(Id::unique("back up every"), "Back up by itself", &every).acts(true).at(ui, left, &mut chosen);
        let copies: Vec<_> = Copies::ALL.iter().map(|copies| copies.number().to_string()).collect();
        let copies: Vec<_> = copies.iter().map(|words| ChoiceOption::new(words)).collect();
        let kept_before = Copies::ALL.iter().position(|choice| *choice == rules.copies);
        let mut kept = kept_before;
        let right = at.with_min_x(at.right() - 130.0);
        Choice::new(Id::unique("copies to keep"), "Copies to keep", &copies).acts(true).at(ui, right, &mut kept);
        if busy || (chosen, kept) == (before, kept_before) {
            return;
        }
        let wanted = DeskRules {
            back_up_every: chosen.and_then(|at| BackUpEvery::ALL.get(at)).copied(),
            copies: kept.and_then(|at| Copies::ALL.get(at)).copied().unwrap_or(rules.copies),
            ..rules
        };
        self.set_rules(wanted, out);
    }

    /// Sets when the desk locks itself and how it is backed up.
    pub(in crate::ui::screens::settings) fn set_rules(&mut self, wanted: DeskRules, out: &mut Out<'_>) {
        self.ask(Errand::Rules, Request::Keeping(keeping::Request::SetRules(wanted)), out);
    }

    fn table(&self, ui: &mut Ui, at: Rect, seen: &Seen<'_>) {
        let p = ui.palette();
        let right = at.width() - 2.0;
        let columns = [
            Column::new("When", 12.0, right - 240.0),
            Column::numbers("Size", right - 224.0, 74.0),
            Column::new("Checked", right - 138.0, 130.0),
        ];
        let header = Rect::from_min_size(at.min + vec2(1.0, 0.0), vec2(right, HEADER));
        ui.painter().hline(header.x_range(), header.top() - 0.5, (1.0, p.border));
        table_header(ui, header, &columns);
        let rows = at.with_min_y(header.bottom()).shrink2(vec2(1.0, 0.0));
        if self.backups.is_none() {
            spinner(ui, rows.center(), 24.0, p.accent);
            return;
        }
        if self.copies().next().is_none() {
            let line = Rect::from_min_size(rows.min + vec2(12.0, 8.0), vec2(rows.width() - 24.0, 24.0));
            Text::body("There is no backup yet.").muted().at(ui, line);
            return;
        }
        place(ui, rows, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            egui::ScrollArea::vertical().id_salt("copies").auto_shrink(false).show(ui, |ui| {
                for (backup, elsewhere) in self.copies() {
                    let row = flow::row(ui, ROW);
                    self.copy(ui, row, backup, elsewhere, &columns, seen);
                }
            });
        });
    }

    fn copy(&self, ui: &mut Ui, row: Rect, copy: &Backup, elsewhere: bool, columns: &[Column<'_>; 3], seen: &Seen<'_>) {
        let p = ui.palette();
        let [when_at, size_at, checked_at] = columns.map(|column| column.of(row));
        let when = when(copy, seen);
        let place_words = if elsewhere { format!("on {}", copy.path.display()) } else { "beside the desk".to_owned() };
        let waits = self.checking.front() == Some(&copy.path);
        let (kind, state, icon) = match self.checked.get(&copy.path) {
            _ if waits => (TagKind::Info, "Checking", icons::CLOCK),
            None => (TagKind::Neutral, "Not checked", icons::CIRCLE_DASHED),
            Some(CopyState::Whole) => (TagKind::Success, "Opens fine", icons::CHECK_CIRCLE),
            Some(CopyState::ForOthers) => (TagKind::Warning, "Opens for others", icons::KEY),
            Some(CopyState::Damaged) => (TagKind::Danger, "Damaged", icons::WARNING_CIRCLE),
        };
        let size = of_file(copy.bytes);
        let label = ui.interact(row, Id::unique(("backup", &copy.path)), egui::Sense::hover());
        label.widget_info(|| {
            let day = time::long_day(copy.taken_at.date_naive());
            let words = format!("{day}, {}, {place_words}, {size}. {state}", copy.taken_at.format("%H:%M:%S"));
            egui::WidgetInfo::labeled(egui::Role::Label, true, words)
        });
        let mut left = when_at;
        if elsewhere {
            paint::icon(ui.painter(), icons::USB, pos2(left.left() + 9.0, row.center().y), 18.0, p.text_muted);
            left = left.with_min_x(left.left() + 26.0);
        }
        cell(ui, left, &when, Type::Body, p.text);
        Text::body(&size)
            .right()
            .silent()
            .at(ui, Rect::from_center_size(size_at.center(), vec2(size_at.width(), 20.0)));
        Tag::new(kind, state).icon(icon).paint(ui, checked_at.left_center());
        ui.painter().hline(row.x_range(), row.bottom() - 0.5, (1.0, p.border));
    }

    fn checks(&mut self, ui: &mut Ui, foot: Rect, seen: &Seen<'_>, out: &mut Out<'_>) {
        ui.painter().hline(foot.x_range(), foot.top() + 0.5, (1.0, ui.palette().border));
        let any = self.copies().next().is_some();
        let restore = Button::secondary("Restore a backup").icon(icons::CLOCK_COUNTER_CLOCKWISE);
        let check = Button::secondary("Check all copies").icon(icons::SHIELD_CHECK);
        let check = check.enabled(any);
        let size = vec2(restore.natural_width(ui), 40.0);
        let at = Rect::from_min_size(pos2(foot.left() + 16.0, foot.center().y - 20.0), size);
        if restore.at(ui, at).clicked() {
            let name = |(copy, elsewhere): (&Backup, bool)| {
                let place = if elsewhere { ", on another medium" } else { "" };
                (format!("{}{place}", when(copy, seen)), copy.path.clone())
            };
            self.restoring = Some(Restoring::new(self.copies().map(name).collect()));
        }
        let at = Rect::from_min_size(pos2(at.right() + 10.0, at.top()), vec2(check.natural_width(ui), 40.0));
        if check.at(ui, at).clicked() && self.checking.is_empty() {
            self.error = None;
            self.checking = self.copies().map(|(backup, _)| backup.path.clone()).collect();
            self.check_next(out);
        }
    }
}

/// The card's title, and when the newest backup is from; or that one by itself did not come about.
fn title(ui: &mut Ui, at: Rect, seen: &Seen<'_>) {
    Text::title("Backups")
        .at(ui, Rect::from_center_size(at.center(), vec2(at.width(), 24.0)).with_max_x(at.left() + 100.0));
    let status = seen.status;
    let (kind, words, icon) = match (status.backup_failed_at, status.backed_up_at) {
        (Some(at), _) => {
            (TagKind::Danger, format!("Not backed up at {}", time::moment(at, seen.today)), icons::WARNING_CIRCLE)
        }
        (None, Some(at)) => {
            (TagKind::Success, format!("Backed up {}", time::moment(at, seen.today)), icons::CHECK_CIRCLE)
        }
        (None, None) => (TagKind::Warning, "No backup yet".to_owned(), icons::WARNING),
    };
    let tag = Tag::new(kind, &words).icon(icon);
    let width = tag.width(ui);
    let at = Rect::from_min_size(pos2(at.right() - width, at.center().y - 12.0), vec2(width, 24.0));
    place(ui, at, |ui| tag.show(ui));
}

/// "Today 08:40", "Fri 20 Nov 16:50".
fn when(copy: &Backup, seen: &Seen<'_>) -> String {
    let (day, clock) = (copy.taken_at.date_naive(), time::clock(copy.taken_at));
    if day == seen.today { format!("Today {clock}") } else { format!("{} {clock}", time::short_day(day)) }
}

fn minutes(minutes: u32) -> String {
    match minutes {
        60 => "Every hour".to_owned(),
        120 => "Every 2 hours".to_owned(),
        _ => format!("Every {minutes} minutes"),
    }
}
