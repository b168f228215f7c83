//! The table of versions (picture j2): which is in use, since when, who published it, and how many saw it.

use egui::{Id, Rect, Ui, pos2, vec2};

use crate::domain::language;
use crate::domain::organisation::in_a_list;
use crate::ui::icons;
use crate::ui::out::Seen;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::text::{self, Type};
use crate::ui::widgets::{Banner, BannerKind, Button, Column, HEADER, Rows, Tag, TagKind, cell, paint, table_header};
use crate::worker::notices::Request as Ask;
use crate::worker::{NoticeStanding, Notices, PublishedNotice};

use super::super::parts::head;
use super::{Chosen, NoticePage, ROW};

impl NoticePage {
    /// The table of versions, and what changes in the chosen one.
    pub(super) fn versions(
        &mut self,
        ui: &mut Ui,
        card: Rect,
        known: &Notices,
        (lead, narrow): (bool, bool),
        seen: &Seen<'_>,
    ) -> Option<Ask> {
        paint::card(ui, card);
        let mut wants = None;
        let number = self.editor.as_ref().map(|editor| format!("Write {}", editor.kept.draft.version.trim()));
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
        let asked = self.changes_ui(ui, room, (lead, narrow), known);
        let wants = wants.or(asked);
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
        let draft = self.editor.as_ref().map(|editor| editor.kept.draft.version.trim().to_owned());
        let said = |row: usize| match (row.checked_sub(drafts).and_then(|at| known.published.get(at)), &draft) {
            (Some(one), _) => {
                let state = one.standing.words();
                let from = time::long_day(one.version.effective_from);
                format!(
                    "Version {}{}, {state}, from {from}, published by {}, seen by {}",
                    one.version.version,
                    in_languages(one),
                    one.published_by,
                    one.seen_by
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
                Some(one) if one.standing == NoticeStanding::Comes => {
                    (one.version.version.as_str(), Tag::new(TagKind::Info, "To come").icon(icons::CALENDAR_BLANK))
                }
                Some(one) if one.standing == NoticeStanding::InUse => {
                    (one.version.version.as_str(), Tag::new(TagKind::Success, "In use").icon(icons::CHECK_CIRCLE))
                }
                Some(one) => (one.version.version.as_str(), Tag::new(TagKind::Neutral, "Old").icon(icons::ARCHIVE)),
                None => {
                    (draft.as_deref().unwrap_or_default(), Tag::new(TagKind::Info, "Draft").icon(icons::PENCIL_SIMPLE))
                }
            };
            match one.filter(|one| !one.translations.is_empty()) {
                Some(one) => {
                    let tags = one.languages().map(str::to_uppercase).collect::<Vec<_>>().join(" ");
                    let [above, below] = [-9.0, 9.0].map(|by| number.translate(vec2(0.0, by)));
                    cell(ui, above, version, Type::Strong, p.text);
                    cell(ui, below, &tags, Type::Caption, muted);
                }
                None => cell(ui, number, version, Type::Strong, p.text),
            }
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
            self.language = 0;
            self.compared = None;
        }
        below.with_min_y(area.bottom())
    }
}

/// The languages of a version that stands in more than one, after its number.
fn in_languages(one: &PublishedNotice) -> String {
    let names: Vec<_> = one.languages().map(language::name).collect();
    if names.len() > 1 { format!(" in {}", in_a_list(&names)) } else { String::new() }
}
