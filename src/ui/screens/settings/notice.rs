//! Privacy notices (picture j2): the versions, what changes from one to the next, and the one that is being written (R26).

mod bar;
mod compared;
mod dialogs;
mod editor;
mod organisation;
mod side;

use egui::{Id, Rect, Ui, pos2, vec2};

use crate::domain::code::Code;
use crate::domain::notice::ChangeKind;
use crate::domain::notice_change::Sentence;
use crate::domain::retention::Kept;
use crate::ui::icons;
use crate::ui::out::{Out, Seen, Wish};
use crate::ui::questions::name;
use crate::ui::screens::flow;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::toast::Toast;
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{
    Banner, BannerKind, Button, Column, HEADER, Rows, Tag, TagKind, Tick, cell, keys, markdown, paint, place,
    scroll_by_keys, spinner, table_header,
};
use crate::worker::notices::{Answer, Request as Ask};
use crate::worker::{Failure, Notices, Request, Ticket};

use super::parts::{Part, Places, beside, head};
use super::{Settings, menu};
use compared::Compared;
use dialogs::NoticeDialog;
use editor::Editor;
pub(super) use organisation::OrganisationForm;

const ROW: f32 = 44.0;

/// A version that is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Chosen {
    /// The one that is being written; the one in use where there is none.
    #[default]
    Draft,
    /// A published one, by its place among them, the newest first.
    Published(usize),
}

/// The page.
#[derive(Default)]
pub(super) struct NoticePage {
    /// Of which event it is known.
    of: Option<Code>,
    known: Option<Box<Notices>>,
    chosen: Chosen,
    editor: Option<Editor>,
    compared: Option<Compared>,
    dialog: Option<NoticeDialog>,
    /// What is being done.
    doing: Option<Ticket>,
    error: Option<String>,
}

impl NoticePage {
    /// What is being read or written is that of this event.
    fn is_of(&self, seen: &Seen<'_>) -> bool {
        self.of.as_ref() == Some(&seen.event.definition().code)
    }

    fn draft_is_chosen(&self) -> bool {
        self.chosen == Chosen::Draft && self.editor.is_some()
    }

    /// The published version that is looked at.
    fn published_at(&self) -> Option<usize> {
        match self.chosen {
            Chosen::Published(at) => Some(at),
            Chosen::Draft if self.editor.is_some() => None,
            Chosen::Draft => Some(0),
        }
    }

    /// Takes over how everything stands. What is being typed here is newer than what was read.
    fn take(&mut self, known: Box<Notices>, today: chrono::NaiveDate) {
        match (&known.draft, &self.editor) {
            (Some(begun), None) => {
                self.editor = Some(Editor::of(begun.draft.clone(), today));
                self.chosen = Chosen::Draft;
            }
            (None, _) => self.editor = None,
            (Some(_), Some(_)) => {}
        }
        self.known = Some(known);
        self.compared = None;
    }
}

impl Settings {
    /// Reads how the notices stand.
    pub(super) fn read_notices(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        let code = seen.event.definition().code.clone();
        if !self.notice.is_of(seen) {
            self.keep_notice_before_leaving(out);
            self.notice = NoticePage { of: Some(code.clone()), ..NoticePage::default() };
        }
        self.asked.other(out.ask(Request::Notices(Ask::Look(code))));
    }

    /// Sends what is being written to the disk now: the desk is locked, or left.
    pub fn keep_notice_before_leaving(&mut self, out: &mut Out<'_>) {
        let (Some(code), Some(editor)) = (self.notice.of.clone(), &mut self.notice.editor) else { return };
        if let Some(draft) = editor.not_kept() {
            // What is on its way already is older, and may never be answered.
            editor.is_sent(self.asked.other(out.ask(Request::Notices(Ask::Keep(code, Box::new(draft))))));
        }
    }

    pub(super) fn notice_answer(
        &mut self,
        ticket: Ticket,
        answer: Answer,
        seen_today: chrono::NaiveDate,
        out: &mut Out<'_>,
    ) {
        let page = &mut self.notice;
        if page.doing == Some(ticket) {
            (page.doing, page.error) = (None, None);
        }
        match answer {
            Answer::Notices(known) => {
                page.take(known, seen_today);
                if matches!(page.dialog, Some(NoticeDialog::Organisation(_) | NoticeDialog::Discard)) {
                    page.dialog = None;
                    out.wish(Wish::Refresh);
                }
            }
            Answer::Kept => {
                if let Some(editor) = &mut page.editor {
                    editor.is_kept(ticket);
                }
            }
            Answer::Published(known) => {
                let version = known.published.first().map(|one| one.version.version.clone()).unwrap_or_default();
                let told = match known.to_be_told {
                    0 => "Nobody has to be told.".to_owned(),
                    1 => "1 person has to be told.".to_owned(),
                    count => format!("{count} people have to be told."),
                };
                page.editor = None;
                page.dialog = None;
                page.chosen = Chosen::Draft;
                page.take(known, seen_today);
                out.wish(Wish::Say(Toast::done(format!("Version {version} is in use. {told}"))));
                out.wish(Wish::Refresh);
            }
            Answer::ToBeTold(references) => page.dialog = Some(NoticeDialog::ToBeTold(references)),
            Answer::Printed(path) => {
                page.dialog = None;
                let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                out.wish(Wish::Say(Toast::done(format!("Written. {file} can be printed and handed out."))));
            }
        }
    }

    /// Says what was not done where it was asked for; whether that was here.
    pub(super) fn notice_failed(&mut self, ticket: Ticket, failure: &Failure) -> bool {
        let page = &mut self.notice;
        if let Some(editor) = page.editor.as_mut().filter(|editor| editor.waits_for(ticket)) {
            editor.was_refused(failure.to_string());
            return true;
        }
        if page.doing != Some(ticket) {
            return false;
        }
        page.doing = None;
        match &mut page.dialog {
            Some(dialog) => dialog.failed(failure.to_string()),
            None => page.error = Some(failure.to_string()),
        }
        true
    }

    fn do_with_notice(&mut self, ask: Ask, out: &mut Out<'_>) {
        self.notice.error = None;
        self.notice.doing = Some(self.asked.other(out.ask(Request::Notices(ask))));
    }

    pub(super) fn notice_ui(&mut self, ui: &mut Ui, places: &Places, seen: &Seen<'_>, out: &mut Out<'_>) {
        if !self.notice.is_of(seen) {
            self.read_notices(seen, out);
        }
        let lead = menu::is_lead(seen);
        let Some(known) = self.notice.known.take() else {
            paint::card(ui, places.page);
            spinner(ui, places.page.center(), 24.0, ui.palette().accent);
            return;
        };
        self.notice.compare(&known, seen);
        let writing = lead && self.notice.draft_is_chosen() && self.notice.editor.as_ref().is_some_and(|e| e.writing);
        let mut wants = None;
        if writing {
            let height = self.notice.editor.as_ref().map_or(0.0, Editor::height);
            beside(ui, places, 396.0, height, &mut |ui, part| match part {
                Part::Main(card) => self.notice.write_ui(ui, card),
                Part::Side => self.notice.statements_written(ui, seen),
            });
            self.notice.keep(ui, out, &mut self.asked);
        } else {
            let rows = known.published.len() + usize::from(self.notice.editor.is_some());
            let height = 67.0 + HEADER + ROW * rows as f32 + 420.0;
            beside(ui, places, 396.0, height, &mut |ui, part| match part {
                Part::Main(card) => {
                    wants = wants.take().or_else(|| self.notice.versions(ui, card, &known, (lead, places.narrow), seen))
                }
                Part::Side => self.notice.side(ui, &known, lead, seen),
            });
            self.notice.keep(ui, out, &mut self.asked);
        }
        self.notice.known = Some(known);
        let asked = self.notice.bar(ui, places, lead);
        let asked = asked.or_else(|| self.notice.dialog_ui(ui));
        for ask in wants.into_iter().chain(asked) {
            if matches!(ask, Ask::Publish(..)) {
                // What is published is what is on the disk.
                self.keep_notice_before_leaving(out);
            }
            self.do_with_notice(ask, out);
        }
    }
}

impl NoticePage {
    fn code(&self) -> Option<Code> {
        self.of.clone()
    }

    /// The table of versions, and what changes in the chosen one.
    fn versions(
        &mut self,
        ui: &mut Ui,
        card: Rect,
        known: &Notices,
        (lead, narrow): (bool, bool),
        seen: &Seen<'_>,
    ) -> Option<Ask> {
        paint::card(ui, card);
        let mut wants = None;
        let number = self.editor.as_ref().map(|editor| format!("Write {}", editor.draft.version.trim()));
        let button = match &number {
            Some(words) => Button::secondary(words).icon(icons::PENCIL_SIMPLE),
            None => Button::secondary("New version").icon(icons::PLUS),
        };
        let button = button.small().enabled(self.doing.is_none()).id(Id::unique("notice: new version"));
        let width = if lead { button.natural_width(ui) } else { 0.0 };
        let lead_words = "A version is locked once it is published.";
        let (end, below) = head(ui, card, "Privacy notice versions", lead_words, width);
        if lead && button.at(ui, end).clicked() {
            match &mut self.editor {
                Some(editor) => (editor.writing, self.chosen) = (true, Chosen::Draft),
                None => wants = self.code().map(Ask::Begin),
            }
        }
        let below = self.table(ui, below, known, seen);
        let info = Banner::new(
            BannerKind::Info,
            "Whoever registered under words that have changed in meaning has to be told. The office’s next batch says who.",
        );
        let inside = below.shrink2(vec2(16.0, 0.0));
        let high = info.height_in(ui, inside.width());
        let foot = Rect::from_min_max(
            pos2(inside.left(), card.bottom() - 16.0 - high),
            pos2(inside.right(), card.bottom() - 16.0),
        );
        let room = Rect::from_min_max(inside.min + vec2(0.0, 14.0), pos2(inside.right(), foot.top() - 10.0));
        self.changes_ui(ui, room, lead, narrow);
        info.height(high).at(ui, foot);
        wants
    }

    fn table(&mut self, ui: &mut Ui, below: Rect, known: &Notices, seen: &Seen<'_>) -> Rect {
        let wide = below.width();
        let columns = if wide < 480.0 {
            [
                Column::new("Version", 12.0, 70.0),
                Column::new("State", 84.0, 96.0),
                Column::new("From", 186.0, (wide - 296.0).max(80.0)),
                Column::new("", wide, 0.0),
                Column::numbers("Seen by", wide - 102.0, 90.0),
            ]
        } else if wide < 580.0 {
            [
                Column::new("Version", 12.0, 60.0),
                Column::new("State", 74.0, 98.0),
                Column::new("From", 178.0, 88.0),
                Column::new("Published by", 272.0, wide - 272.0 - 108.0),
                Column::numbers("Seen by", wide - 102.0, 90.0),
            ]
        } else {
            [
                Column::new("Version", 12.0, 78.0),
                Column::new("State", 96.0, 100.0),
                Column::new("From", 206.0, 112.0),
                Column::new("Published by", 326.0, wide - 326.0 - 128.0),
                Column::numbers("Seen by", wide - 122.0, 110.0),
            ]
        };
        let header = Rect::from_min_size(below.min + vec2(1.0, 0.0), vec2(wide - 2.0, HEADER));
        table_header(ui, header, &columns);
        let drafts = usize::from(self.editor.is_some());
        let count = known.published.len() + drafts;
        let most = if below.height() > 420.0 { 4 } else { 3 };
        let high = ROW * count.min(most) as f32;
        let area = Rect::from_min_size(header.left_bottom(), vec2(header.width(), high));
        let selected = self.published_at().map_or(0, |at| at + drafts);
        let draft = self.editor.as_ref().map(|editor| editor.draft.version.trim().to_owned());
        let said = |row: usize| match (row.checked_sub(drafts).and_then(|at| known.published.get(at)), &draft) {
            (Some(one), _) => {
                let state = if one.in_use { "in use" } else { "old" };
                let from = time::long_day(one.version.effective_from);
                format!(
                    "Version {}, {state}, from {from}, published by {}, seen by {}",
                    one.version.version, one.published_by, one.seen_by
                )
            }
            (None, Some(number)) => format!("Version {number}, draft, not published"),
            (None, None) => String::new(),
        };
        let rows = Rows::new(Id::unique("notice versions"), "Versions", count).height(ROW).selected(Some(selected));
        let shown = rows.at(ui, area, said, |ui, row, at, on| {
            let p = ui.palette();
            let one = at.checked_sub(drafts).and_then(|at| known.published.get(at));
            let [number, state, from, by, people] = columns.map(|column| column.of(row));
            let muted = if on { p.text } else { p.text_muted };
            let (version, tag) = match one {
                Some(one) if one.in_use => {
                    (one.version.version.as_str(), Tag::new(TagKind::Success, "In use").icon(icons::CHECK_CIRCLE))
                }
                Some(one) => (one.version.version.as_str(), Tag::new(TagKind::Neutral, "Old").icon(icons::ARCHIVE)),
                None => {
                    (draft.as_deref().unwrap_or_default(), Tag::new(TagKind::Info, "Draft").icon(icons::PENCIL_SIMPLE))
                }
            };
            cell(ui, number, version, Type::Strong, p.text);
            tag.paint(ui, state.left_center());
            match one {
                Some(one) => {
                    let day = one.version.effective_from;
                    let words =
                        if day == seen.today { "Today".to_owned() } else { day.format("%-d %b %Y").to_string() };
                    cell(ui, from, &words, Type::Body, p.text);
                    if by.width() > 0.0 {
                        cell(ui, by, &one.published_by, Type::Body, p.text);
                    }
                    let words =
                        if one.seen_by == 1 { "1 person".to_owned() } else { format!("{} people", one.seen_by) };
                    let galley = text::elided(ui, &words, Type::Body, people.width());
                    text::paint(ui, galley, people, egui::Align2::RIGHT_CENTER, p.text);
                }
                None => {
                    cell(ui, from, "Not yet", Type::Body, muted);
                    if by.width() > 0.0 {
                        cell(ui, by, "Waiting", Type::Body, muted);
                    }
                    let galley = text::elided(ui, "Not used", Type::Body, people.width());
                    text::paint(ui, galley, people, egui::Align2::RIGHT_CENTER, muted);
                }
            }
        });
        if let Some(at) = shown.selected {
            self.chosen = at.checked_sub(drafts).map_or(Chosen::Draft, Chosen::Published);
            self.compared = None;
        }
        below.with_min_y(area.bottom())
    }

    /// What changes from the version before to the chosen one.
    fn changes_ui(&mut self, ui: &mut Ui, room: Rect, lead: bool, narrow: bool) {
        let Some(compared) = &self.compared else { return };
        let draft = self.draft_is_chosen();
        let tick = lead && draft;
        let title = Rect::from_min_size(room.min, vec2(room.width(), 24.0));
        Text::strong(&compared.title).heading().at(ui, title);
        let reads = reads(ui, title, "What changed");
        let bottom = if tick { room.bottom() - 40.0 } else { room.bottom() };
        let area = Rect::from_min_max(pos2(room.left(), title.bottom() + 6.0), pos2(room.right(), bottom));
        flow::column(ui, area, "notice changes", |ui| {
            if reads {
                scroll_by_keys(ui, area.height());
            }
            if !compared.is_first {
                compared.sentences(ui);
            } else if narrow {
                Text::body("It is the first version.").muted().show(ui);
            }
            // Where everything stands in one column, F8 shows the words.
            if !draft && !narrow {
                markdown(ui, &compared.wording.text);
            }
        });
        if !tick {
            return;
        }
        let Some(editor) = &mut self.editor else { return };
        let at = Rect::from_min_size(pos2(room.left(), room.bottom() - 30.0), vec2(room.width(), 30.0));
        let mut small = editor.draft.change == ChangeKind::Small;
        place(ui, at, |ui| {
            Tick::new(Id::unique("notice: small change"), SMALL).show(ui, &mut small);
        });
        editor.draft.change = if small { ChangeKind::Small } else { ChangeKind::Substantial };
    }
}

/// Whether somebody reads what stands below this title with the keyboard: it is a stop for Tab, and the arrows and the page
/// keys then move what is below.
fn reads(ui: &Ui, title: Rect, name: &str) -> bool {
    let id = Id::unique(("notice: reads", name));
    let stop = ui.interact(title, id, egui::Sense::focusable_noninteractive());
    stop.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Pane, true, name));
    if stop.has_focus() {
        keys::hold(ui, id, false);
        paint::focus_ring(ui, title.expand2(vec2(4.0, 0.0)), 4.0);
    }
    stop.has_focus()
}

/// What a small change is.
const SMALL: &str = "Small change: people keep their answers, and nobody has to be told.";

/// A kind of data in words.
fn kept_words(kept: Kept) -> &'static str {
    match kept {
        Kept::Special => "Health, disability and diet",
        Kept::EmergencyContact => "Emergency contacts",
        Kept::Record => "Registrations",
        Kept::Proof => "Proof of answers",
    }
}

impl Compared {
    /// What is taken out, and what is put in; then the questions and periods that differ.
    fn sentences(&self, ui: &mut Ui) {
        if self.changes.is_nothing() {
            Text::body("Nothing yet.").muted().show(ui);
            ui.add_space(8.0);
            return;
        }
        for sentence in &self.changes.sentences {
            let (words, gone) = match sentence {
                Sentence::Gone(words) => (words, true),
                Sentence::New(words) => (words, false),
            };
            changed(ui, words, gone);
        }
        let questions: Vec<_> = self.changes.questions.iter().map(|question| name(*question)).collect();
        if !questions.is_empty() {
            ui.add_space(8.0);
            let words = format!("Other words for: {}.", questions.join(", "));
            Text::body(&words).wrap().show(ui);
        }
        let periods: Vec<_> = self.changes.periods.iter().map(|kept| kept_words(*kept).to_lowercase()).collect();
        if !periods.is_empty() {
            ui.add_space(8.0);
            let words = format!("Other periods for: {}. That always has to be told.", periods.join(", "));
            Text::body(&words).wrap().show(ui);
        }
    }
}

/// A sentence with its sign: colour alone says nothing.
fn changed(ui: &mut Ui, words: &str, gone: bool) {
    let p = ui.palette();
    let (fill, ink, icon, said) = if gone {
        (p.danger_soft, p.danger, icons::MINUS, "Taken out")
    } else {
        (p.success_soft, p.success, icons::PLUS, "Put in")
    };
    let wide = ui.available_width() - 54.0;
    let high = text::paragraph(ui, words, Type::Body, wide, usize::MAX).size().y + 18.0;
    let row = flow::row(ui, high);
    ui.painter().rect_filled(row, 4.0, fill);
    paint::icon(ui.painter(), icon.bold(), pos2(row.left() + 22.0, row.top() + 19.0), 18.0, ink);
    let at = Rect::from_min_max(pos2(row.left() + 42.0, row.top() + 9.0), pos2(row.right() - 12.0, row.bottom()));
    Text::body(words).wrap().silent().at(ui, at);
    let label = ui.interact(row, ui.scope_id().with((said, words)), egui::Sense::hover());
    label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{said}: {words}")));
}
