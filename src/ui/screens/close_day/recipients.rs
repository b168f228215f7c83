//! Step 2: who receives it, what each would get, and where it is written (R21).

use egui::{Align2, Id, Rect, Ui, pos2, vec2};

use crate::ui::icons;
use crate::ui::out::{Out, Seen};
use crate::ui::screens::flow;
use crate::ui::scripts::in_words;
use crate::ui::shell::Parts;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{Avatar, Banner, BannerKind, Button, Tag, TagKind, Tick, follow_focus, paint, place, spinner};
use crate::worker::closing::Addressees;
use crate::worker::{Addressee, KeyWords, Preview};

use super::{CloseDay, review};

const HEAD: f32 = 67.0;
const ROW: f32 = 103.0;
const FOOT: f32 = 43.0;
/// Where the key words begin, where they stand beside.
const WORDS: f32 = 577.0;

impl CloseDay {
    pub(super) fn recipients_ui(&mut self, ui: &mut Ui, parts: &Parts, seen: &Seen<'_>, _out: &mut Out<'_>) {
        let area = Self::below_steps(parts);
        if parts.narrow {
            flow::column(ui, area, "recipients", |ui| {
                let count = self.looked.addressees.as_ref().map_or(1, |all| all.all.len().max(1));
                let main = flow::row(ui, HEAD + (ROW + 46.0) * count as f32 + FOOT + 24.0);
                self.list(ui, main, true, seen);
                ui.add_space(12.0);
                self.recipients_side(ui, seen);
            });
            return;
        }
        let side = area.with_min_x(area.right() - 404.0);
        self.list(ui, area.with_max_x(side.left() - 16.0), false, seen);
        flow::reading(ui, side, "recipients side", "What each batch carries", |ui| self.recipients_side(ui, seen));
    }

    fn list(&mut self, ui: &mut Ui, card: Rect, narrow: bool, seen: &Seen<'_>) {
        paint::card(ui, card);
        let p = ui.palette();
        let head = Rect::from_min_size(card.min, vec2(card.width(), HEAD));
        let add = Button::secondary("Add a public key").icon(icons::KEY).small().id(add_id());
        let size = vec2(add.natural_width(ui), 36.0);
        let add_at = Rect::from_min_size(pos2(head.right() - 18.0 - size.x, head.top() + 16.0), size);
        let words = head.with_min_x(head.left() + 18.0).with_max_x(add_at.left() - 12.0);
        let title = Rect::from_min_size(pos2(words.left(), head.top() + 12.0), vec2(words.width(), 24.0));
        Text::title("Who can open this batch").at(ui, title);
        let lead = Rect::from_min_size(pos2(words.left(), head.top() + 36.0), vec2(words.width(), 18.0));
        let lead_words = if narrow {
            "Each gets a file that only their own key opens."
        } else {
            "Each gets a locked file that only their own key opens. This desk cannot open it again."
        };
        Text::caption(lead_words).muted().at(ui, lead);
        if add.at(ui, add_at).clicked() {
            self.recipients.add(seen);
        }
        ui.painter().hline(head.x_range(), head.bottom() - 0.5, (1.0, p.border));
        let foot = card.with_min_y(card.bottom() - FOOT);
        ui.painter().hline(foot.x_range(), foot.top() + 0.5, (1.0, p.border));
        paint::icon(ui.painter(), icons::PHONE_CALL, pos2(foot.left() + 26.0, foot.center().y), 18.0, p.text_muted);
        let says = "Check a new key by phone: both of you have the same six words.";
        Text::caption(says).muted().at(ui, foot.with_min_x(foot.left() + 44.0).with_max_x(foot.right() - 12.0));
        let mut rows = Rect::from_min_max(head.left_bottom(), foot.right_top());
        if self.nobody && self.chosen.is_empty() {
            let (words, first) = first_to_do(self.looked.addressees.as_deref());
            let banner = Rect::from_min_size(rows.min + vec2(12.0, 10.0), vec2(rows.width() - 24.0, 44.0));
            Banner::new(BannerKind::Danger, words).height(44.0).at(ui, banner);
            rows.min.y += 60.0;
            if std::mem::take(&mut self.to_recipients) {
                ui.memory_mut(|memory| memory.request_focus(first));
            }
        }
        self.addressees(ui, rows, narrow, seen);
    }

    fn addressees(&mut self, ui: &mut Ui, rows: Rect, narrow: bool, seen: &Seen<'_>) {
        let Some(all) = self.looked.addressees.take() else {
            match &self.looked.failed {
                Some(failed) => _ = Text::body(failed).wrap().at(ui, rows.shrink(18.0)),
                None => spinner(ui, rows.center(), 28.0, ui.palette().accent),
            }
            return;
        };
        if all.all.is_empty() {
            let at = rows.shrink2(vec2(18.0, 16.0));
            Text::body("Nobody receives batches yet. Add the public key of the first one.").muted().wrap().at(ui, at);
        }
        let high = if narrow { ROW + 46.0 } else { ROW };
        place(ui, rows, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            egui::ScrollArea::vertical().id_salt("recipient rows").auto_shrink(false).show(ui, |ui| {
                for addressee in &all.all {
                    let row = flow::row(ui, high);
                    self.one(ui, row, narrow, (addressee, all.desk_words), seen);
                    ui.painter().hline(row.x_range(), row.bottom() - 0.5, (1.0, ui.palette().border));
                }
                follow_focus(ui, "recipient rows");
            });
        });
        self.looked.addressees = Some(all);
    }

    fn one(
        &mut self,
        ui: &mut Ui,
        row: Rect,
        narrow: bool,
        (one, desk_words): (&Addressee, KeyWords),
        seen: &Seen<'_>,
    ) {
        let id = row_id(one);
        let checked = one.checked_at.is_some();
        let mut on = self.chosen.contains(&one.code);
        let tick = Rect::from_min_size(pos2(row.left() + 18.0, row.top() + 24.0), vec2(24.0, 24.0));
        if place(ui, tick, |ui| Tick::new(id, &one.name).no_label().enabled(checked).show(ui, &mut on)).changed() {
            if on {
                self.chosen.insert(one.code.clone());
            } else {
                self.chosen.remove(&one.code);
            }
        }
        let avatar = Rect::from_min_size(pos2(row.left() + 56.0, row.top() + 15.0), vec2(44.0, 44.0));
        Avatar::new(&one.name).size(44.0).paint(ui, avatar);
        let left = row.left() + 116.0;
        let right = if narrow { row.right() - 16.0 } else { row.left() + WORDS.min(row.width() * 0.7) - 12.0 };
        let date = one.checked_at.map(|at| time::moment(at, seen.today));
        let state = date.map_or("Not checked by phone".to_owned(), |date| format!("Checked {date}"));
        let tag = if one.desk_key_changed {
            Tag::new(TagKind::Warning, "Has this desk’s old key").icon(icons::WARNING)
        } else if checked {
            Tag::new(TagKind::Success, &state).icon(icons::SEAL_CHECK)
        } else {
            Tag::new(TagKind::Warning, &state).icon(icons::WARNING)
        };
        let name =
            Rect::from_min_max(pos2(left, row.top() + 14.0), pos2(right - tag.width(ui) - 8.0, row.top() + 38.0));
        let end = Text::strong(&one.name).at(ui, name).rect.right();
        let tag_at = Rect::from_min_size(pos2(end + 8.0, name.top()), vec2(tag.width(ui), 24.0));
        place(ui, tag_at, |ui| tag.show(ui));
        let (added, by) = &one.added;
        let words = format!("Key added {} by {}", time::moment(*added, seen.today), in_words(by));
        let caption = Rect::from_min_max(pos2(left, row.top() + 37.0), pos2(right, row.top() + 55.0));
        Text::caption(&words).muted().at(ui, caption);
        let tags = Rect::from_min_max(pos2(left, row.top() + 61.0), pos2(right, row.top() + 85.0));
        place(ui, tags, |ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
            ui.horizontal(|ui| self.gets(ui, one, on));
        });
        let words_at = if narrow {
            Rect::from_min_max(pos2(left, row.top() + 91.0), pos2(row.right() - 16.0, row.bottom()))
        } else {
            Rect::from_min_max(pos2(right + 12.0, row.top() + 14.0), pos2(row.right() - 14.0, row.bottom()))
        };
        if checked && !one.desk_key_changed {
            key_words(ui, words_at, one);
        } else {
            let button = Button::secondary("Compare the words").icon(icons::PHONE_CALL).small().id(compare_id(one));
            let size = vec2(button.natural_width(ui).min(words_at.width()), 36.0);
            let at = Rect::from_min_size(pos2(words_at.left(), words_at.top() + if narrow { 0.0 } else { 18.0 }), size);
            if button.at(ui, at).clicked() {
                self.recipients.compare(one, desk_words);
            }
        }
    }

    fn gets(&self, ui: &mut Ui, one: &Addressee, on: bool) {
        let Some(preview) = self.preview_of(&one.code) else { return };
        if one.checked_at.is_some() && !on {
            Tag::new(TagKind::Neutral, "Not chosen").show(ui);
        }
        let Preview { people, stops, earlier, .. } = preview;
        let kind = if on { TagKind::Accent } else { TagKind::Neutral };
        let words = match people {
            0 => "Nobody new".to_owned(),
            1 => "1 person".to_owned(),
            more => format!("{more} people"),
        };
        Tag::new(kind, &words).icon(icons::USERS).show(ui);
        if *stops > 0 {
            let words = if *stops == 1 { "1 address to stop".to_owned() } else { format!("{stops} addresses to stop") };
            Tag::new(kind, &words).icon(icons::HAND_PALM).show(ui);
        }
        if *earlier > 0 {
            let words = if *earlier == 1 { "1 earlier batch".to_owned() } else { format!("{earlier} earlier batches") };
            Tag::new(TagKind::Neutral, &words).icon(icons::FILES).show(ui);
        }
    }

    fn recipients_side(&mut self, ui: &mut Ui, seen: &Seen<'_>) {
        flow::hug(ui, 16.0, |ui| {
            Text::title("What each batch carries").show(ui);
            ui.add_space(8.0);
            let chosen: Vec<_> = self.chosen.iter().filter_map(|code| self.preview_of(code)).collect();
            let columns: Vec<_> = chosen.iter().flat_map(|preview| preview.columns.iter().copied()).collect();
            let p = ui.palette();
            if chosen.is_empty() {
                Text::body("Choose somebody to see it.").muted().show(ui);
                return;
            }
            if columns.is_empty() {
                Text::body("Nothing new. Batches that are not acknowledged are copied again.").muted().wrap().show(ui);
                return;
            }
            for (words, goes) in review::carries(&columns, seen.event.definition().recording) {
                let (mark, color) =
                    if goes { (icons::CHECK_CIRCLE.fill(), p.success) } else { (icons::MINUS_CIRCLE, p.text_muted) };
                flow::said(ui, mark, color, words, Type::Body, !goes);
                ui.add_space(10.0);
            }
            let each = if chosen.len() > 1 {
                "Each gets only what its own purposes permit."
            } else {
                "Only what its purposes permit."
            };
            Text::caption(each).muted().wrap().show(ui);
        });
        ui.add_space(13.0);
        flow::hug(ui, 16.0, |ui| {
            Text::title("Where to write it").show(ui);
            ui.add_space(8.0);
            self.folder.ui(ui, Id::unique("close day folder"), "Where to write the batch");
            if self.folder.media().is_empty() {
                ui.add_space(10.0);
                let words = "Best a USB stick. What is written there is locked, and read back to compare it.";
                Text::caption(words).muted().wrap().show(ui);
            }
        });
    }
}

fn add_id() -> Id {
    Id::unique("add a recipient's key")
}

fn row_id(one: &Addressee) -> Id {
    Id::unique(("recipient", one.code.as_str()))
}

fn compare_id(one: &Addressee) -> Id {
    row_id(one).with("compare")
}

/// What has to be done first where nobody is chosen, and where: only whose words were compared can be chosen (R21).
fn first_to_do(known: Option<&Addressees>) -> (&'static str, Id) {
    let all = known.map_or(&[][..], |known| &known.all);
    let ready = all.iter().find(|one| one.checked_at.is_some());
    match (ready, all.first()) {
        (Some(ready), _) => ("Choose somebody who receives it.", row_id(ready)),
        (None, Some(first)) => ("Compare the words of somebody who receives it.", compare_id(first)),
        (None, None) => ("Add the key of somebody who receives it.", add_id()),
    }
}

/// The six words, in two lines of pairs.
fn key_words(ui: &mut Ui, at: Rect, one: &Addressee) {
    let p = ui.palette();
    let caption = Rect::from_min_size(at.min, vec2(at.width(), 18.0));
    text::paint(ui, text::line(ui, "Key words", Type::Caption), caption, Align2::LEFT_CENTER, p.text_muted);
    let words = in_pairs(one.words.words());
    let galley = text::paragraph(ui, &words, Type::Body, at.width(), 3);
    let under = at.with_min_y(at.top() + 19.0);
    text::paint(ui, galley, under, Align2::LEFT_TOP, p.text);
    let said =
        ui.interact(at.with_max_y(at.top() + 64.0), Id::unique(("words", one.code.as_str())), egui::Sense::hover());
    said.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("Key words: {}", one.words)));
}

/// "maple otter, violet canoe, seven harbour": six words are easier to read out in pairs, which stay on one line.
pub(in crate::ui::screens) fn in_pairs(words: &[&str]) -> String {
    words.chunks(2).map(|pair| pair.join("\u{a0}")).collect::<Vec<_>>().join(", ")
}
