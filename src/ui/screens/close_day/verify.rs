//! Step 4: what is written, where, how to check it, and what happens next (R22, R24).

use chrono::Days;
use egui::{Rect, Ui, pos2, vec2};

use crate::domain::sheet::{HandOver, HandedOver};
use crate::ui::icons;
use crate::ui::out::{Out, Seen, Wish};
use crate::ui::screens::flow;
use crate::ui::shell::Parts;
use crate::ui::size::of_file;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::toast::Toast;
use crate::ui::widgets::text::{Text, Type};
use crate::ui::widgets::{Banner, BannerKind, Button, paint, place};
use crate::worker::Request;
use crate::worker::closing::{self, Copied, ReadAgain};
use crate::worker::keeping::Sheet;

use super::writing::Done;
use super::{CloseDay, bar, in_pairs};

impl CloseDay {
    pub(super) fn verify_ui(&mut self, ui: &mut Ui, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) {
        let Some(done) = self.done.take() else { return };
        let area = Self::below_steps(parts);
        let wants = if parts.narrow {
            flow::reading(ui, area, "verify", "What was written", |ui| {
                let wants = flow::hug(ui, 16.0, |ui| written(ui, &done, out));
                ui.add_space(12.0);
                flow::hug(ui, 16.0, |ui| next(ui, &done, seen));
                wants
            })
        } else {
            let side = area.with_min_x(area.right() - 480.0);
            let main = area.with_max_x(side.left() - 16.0);
            paint::card(ui, main);
            let inside = main.shrink2(vec2(24.0, 20.0));
            let banner = Rect::from_min_max(pos2(inside.left(), inside.bottom() - 54.0), inside.max);
            let wants =
                flow::reading(ui, inside.with_max_y(banner.top() - 12.0), "written", "What was written", |ui| {
                    written(ui, &done, out)
                });
            let words = "Read the first four groups of a fingerprint to its recipient when you hand the stick over.";
            Banner::new(BannerKind::Info, words).height(54.0).at(ui, banner);
            paint::card(ui, side);
            flow::reading(ui, side.shrink2(vec2(20.0, 18.0)), "next", "What happens next", |ui| next(ui, &done, seen));
            wants
        };
        self.done = Some(done);
        if wants == Some(Wants::HandOver) {
            self.hand_over(seen, out);
        }
        if wants == Some(Wants::ReadAgain) {
            self.read_again(out);
        }
        if wants == Some(Wants::Incident) {
            self.sheets.open(Sheet::Incident, out);
        }
        if wants == Some(Wants::Second) && self.second.is_none() {
            self.second = Some(super::Folder::default());
            self.second_knows();
        }
    }

    /// Has the sheet that goes with the files written.
    pub(super) fn hand_over(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        let Some(done) = &self.done else { return };
        let file = |copied: &Copied| HandedOver {
            recipient: done.name_of(copied).to_owned(),
            name: name_of(copied),
            bytes: copied.bytes,
            people: copied.people,
            fingerprint: groups(&copied.digest.hex()).join(" "),
        };
        let sheet = HandOver {
            event: seen.event.definition().name.clone(),
            at: seen.now,
            by: seen.session.who.name.clone(),
            desk_words: in_pairs(done.written.desk_words.words()).replace('\u{a0}', " "),
            files: done.written.copied.iter().map(file).collect(),
        };
        self.sheets.open(Sheet::HandOver(Box::new(sheet)), out);
    }

    /// Reads what was written once more, before it is handed over: a stick may have been pulled out, or written over, since.
    fn read_again(&mut self, out: &mut Out<'_>) {
        if let Some(done) = self.done.as_ref().filter(|_| self.asked.read_again.is_none()) {
            let copies = done.written.copied.clone();
            self.asked.read_again = Some(out.ask(Request::Closing(closing::Request::ReadAgain(copies))));
        }
    }

    /// Takes what was found when it was read again.
    pub(super) fn was_read_again(&mut self, found: ReadAgain, out: &mut Out<'_>) {
        let Some(done) = &mut self.done else { return };
        (done.written.at, done.wrong) = (found.at, found.wrong);
        if done.wrong.is_empty() {
            out.wish(Wish::Say(Toast::done("Read again. Every byte is the same.")));
        } else {
            out.wish(Wish::Say(Toast::failed("Read again. Not all of it is as it was sealed.")));
        }
    }

    /// Where a second copy can go: the first is on one of the sticks already.
    pub(super) fn second_knows(&mut self) {
        let Some(second) = &mut self.second else { return };
        let first =
            self.done.as_ref().and_then(|done| done.written.copied.first()).and_then(|copied| copied.file.parent());
        let others = self.folder.media().iter().filter(|medium| Some(medium.root.as_path()) != first);
        second.know(others.cloned().collect());
    }
}

/// What was asked for beside the files.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wants {
    /// A second copy.
    Second,
    /// The sheet that goes with the files.
    HandOver,
    /// To have the copies read once more.
    ReadAgain,
    /// The sheet for the day that the laptop is gone.
    Incident,
}

/// What lies where, file by file; what was asked for.
fn written(ui: &mut Ui, done: &Done, out: &mut Out<'_>) -> Option<Wants> {
    let p = ui.palette();
    let head = flow::row(ui, 56.0);
    let holds = done.wrong.is_empty();
    let (mark, color) = if holds { (icons::SEAL_CHECK, p.success) } else { (icons::WARNING, p.warning) };
    paint::icon(ui.painter(), mark.fill(), pos2(head.left() + 26.0, head.center().y), 56.0, color);
    let title = Rect::from_min_size(pos2(head.left() + 68.0, head.top() + 3.0), vec2(head.width() - 68.0, 30.0));
    let says = if holds { "Written, read back and matched" } else { "Written, and not all of it is there now" };
    Text::display(says).at(ui, title);
    let files = done.written.copied.len();
    let number = if files == 1 { "1 file is".to_owned() } else { format!("{files} files are") };
    let words = if holds {
        format!("{number} safe in {}. You can unplug it.", done.folder)
    } else {
        format!("What is in {} is not what was sealed. It is safe in the desk’s outbox.", done.folder)
    };
    Text::body(&words)
        .muted()
        .at(ui, Rect::from_min_size(pos2(title.left(), title.bottom()), vec2(title.width(), 20.0)));
    for copied in &done.written.copied {
        ui.add_space(16.0);
        file(ui, done, copied);
        if copied.taken_back {
            ui.add_space(8.0);
            let words =
                "The outbox had no whole file of it any more. This copy is whole, and was taken back from here.";
            flow::said(ui, icons::INFO, p.accent, words, Type::Body, false);
        }
    }
    for why in done.written.not_copied.iter().chain(&done.wrong) {
        ui.add_space(12.0);
        flow::said(ui, icons::WARNING.fill(), p.warning, why, Type::Body, false);
    }
    ui.add_space(if is_low(ui) { 12.0 } else { 16.0 });
    let mut wants = None;
    ui.spacing_mut().item_spacing = vec2(10.0, 8.0);
    ui.horizontal_wrapped(|ui| {
        let print = Button::secondary("Print the hand-over sheet").icon(icons::PRINTER).key("Ctrl+P");
        if print.show(ui).clicked() {
            wants = Some(Wants::HandOver);
        }
        if Button::secondary("Read it again").icon(icons::ARROWS_CLOCKWISE).show(ui).clicked() {
            wants = Some(Wants::ReadAgain);
        }
        if Button::secondary("Second copy").icon(icons::FILES).show(ui).clicked() {
            wants = Some(Wants::Second);
        }
        let label = if files == 1 { "Copy the fingerprint" } else { "Copy the fingerprints" };
        if Button::secondary(label).icon(icons::COPY).show(ui).clicked() {
            let line = |copied: &Copied| format!("{}  {}\n", copied.digest.hex(), name_of(copied));
            ui.ctx().copy_text(done.written.copied.iter().map(line).collect());
            out.wish(Wish::Say(Toast::done("Copied. It names files, and nobody.")));
        }
        if Button::secondary("Incident sheet").icon(icons::SHIELD_WARNING).show(ui).clicked() {
            wants = Some(Wants::Incident);
        }
    });
    wants
}

fn name_of(copied: &Copied) -> String {
    copied.file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Whether the window is as low as a small laptop's, where spacing tightens.
fn is_low(ui: &Ui) -> bool {
    ui.ctx().content_rect().height() < 740.0
}

/// One file in a sunken box, fact by fact.
fn file(ui: &mut Ui, done: &Done, copied: &Copied) {
    let p = ui.palette();
    let name = name_of(copied);
    let made = if copied.fresh { "" } else { ", sealed earlier" };
    let size = format!("{}, {}{made}", of_file(copied.bytes), bar::count(copied.people));
    let name_is_wrong = done.wrong.iter().any(|why| why.starts_with(&name));
    let found = if name_is_wrong { "not the same any more" } else { "every byte the same" };
    let read_back = format!("{}, {found}", time::clock(done.written.at));
    let halves = fingerprint(&copied.digest.hex());
    let one = if is_low(ui) { 35.0 } else { 40.0 };
    let two = one + 20.0;
    let facts: [(&str, &str, f32); 5] = [
        ("For", done.name_of(copied), one),
        ("File", &name, one),
        ("Size", &size, one),
        ("Fingerprint", &halves, two),
        ("Read back", &read_back, one),
    ];
    let height = facts.iter().map(|fact| fact.2).sum::<f32>() + 14.0;
    let card = flow::row(ui, height);
    paint::boxed(ui.painter(), card, 6.0, p.sunken, 1.0, p.border);
    let mut top = card.top() + 7.0;
    for (index, (label, value, high)) in facts.iter().enumerate() {
        let row = Rect::from_min_size(pos2(card.left() + 17.0, top), vec2(card.width() - 34.0, *high));
        Text::body(label).muted().at(ui, row.with_max_x(row.left() + 100.0));
        let at = row.with_min_x(row.left() + 120.0);
        if *high == two {
            Text::strong(value).rows(2).at(ui, at.shrink2(vec2(0.0, (two - 40.0) / 2.0)));
        } else {
            Text::body(value).at(ui, at);
        }
        if index > 0 {
            ui.painter().hline(row.x_range(), row.top(), (1.0, p.border));
        }
        top += high;
    }
}

/// In groups of four.
fn groups(digits: &str) -> Vec<String> {
    digits.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect()
}

/// Groups of four, in two lines.
fn fingerprint(digits: &str) -> String {
    let groups = groups(digits);
    let half = groups.len().div_ceil(2);
    groups.chunks(half.max(1)).map(|line| line.join(" ")).collect::<Vec<_>>().join("\n")
}

/// What happens next: all of it true, and nothing promised that this version does not do.
fn next(ui: &mut Ui, done: &Done, seen: &Seen<'_>) {
    let p = ui.palette();
    Text::title("What happens next").show(ui);
    ui.add_space(10.0);
    let definition = seen.event.definition();
    let last = definition.final_day();
    let until = last.checked_add_days(Days::new(u64::from(definition.retention.registrations_days)));
    let until =
        until.map_or_else(String::new, |day| format!(" The event keeps registrations until {}.", time::long_day(day)));
    // Never before the office has it, and never by closing (R24).
    let keeps = format!(
        "Nothing was cleared: everybody is still on this laptop.{until} What is due can go once the office has acknowledged \
         it: Settings, Keep and back up."
    );
    let lines = [
        (icons::USB, "Hand each file to its recipient. Only their key opens it.".to_owned()),
        (icons::PHONE_CALL, "They check it with the key of this desk. Its six words:".to_owned()),
    ];
    for (mark, words) in &lines {
        flow::said(ui, *mark, p.accent, words, Type::Body, false);
        ui.add_space(10.0);
    }
    let words = in_pairs(done.written.desk_words.words());
    let galley_height = Text::strong(&words).wrap().height(ui, ui.available_width() - 62.0) + 24.0;
    let card = flow::row(ui, galley_height);
    let card = card.with_min_x(card.left() + 30.0);
    paint::boxed(ui.painter(), card, 6.0, p.sunken, 1.0, p.border);
    place(ui, card.shrink2(vec2(16.0, 12.0)), |ui| Text::strong(&words).wrap().show(ui));
    ui.add_space(14.0);
    let rest = [
        (
            icons::PACKAGE,
            "A file stays in the desk’s outbox too. Closing again copies it again, until it is acknowledged."
                .to_owned(),
        ),
        (
            icons::CLOCK_COUNTER_CLOCKWISE,
            "Who comes after this goes into the next batch; so does whatever changes.".to_owned(),
        ),
        (icons::LAPTOP, keeps),
    ];
    for (mark, words) in &rest {
        flow::said(ui, *mark, p.accent, words, Type::Body, false);
        ui.add_space(10.0);
    }
}
