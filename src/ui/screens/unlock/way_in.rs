//! The right half of the door: who, and with what (pictures b1, b2).

use egui::{Rect, ScrollArea, Ui, pos2, vec2};

use crate::env::Env;
use crate::ui::icons;
use crate::ui::out::{Out, Wish};
use crate::ui::scripts::in_words;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::{self, Type};
use crate::ui::widgets::{Banner, BannerKind, Button, Field, KeyHint, Text, link, paint, place, spinner};
use crate::worker::Request;
use crate::worker::opening::Request as Ask;

use super::{NARROW, Page, Unlock, background, entered, escaped, is_narrow};

/// The box of the passphrase is higher than others.
const BOX: f32 = 48.0;

impl Unlock {
    /// Both halves; whether the desk is to be opened.
    pub(super) fn door_ui(&mut self, ui: &mut Ui, out: &mut Out<'_>, env: &Env, note: Option<&str>) -> bool {
        background(ui);
        let window = ui.max_rect();
        let narrow = is_narrow(ui);
        let (panel, rest) =
            if narrow { (None, window) } else { (Some(window), window.with_min_x(window.left() + 520.0)) };
        let wide = (rest.width() - 32.0).min(560.0);
        let left = (rest.center().x - wide / 2.0).round();
        let height = self.way_height(ui, wide);
        let mut go = false;
        if height + 32.0 > rest.height() {
            place(ui, rest, |ui| {
                ScrollArea::vertical().id_salt("door").auto_shrink(false).show(ui, |ui| {
                    let min = pos2(left, ui.cursor().top() + 16.0);
                    let column = Rect::from_min_size(min, vec2(wide, height));
                    go = self.way_in(ui, column, out, note);
                    ui.allocate_rect(column.with_max_y(column.bottom() + 16.0), egui::Sense::hover());
                    crate::ui::widgets::follow_focus(ui, "door");
                });
            });
        } else {
            let top = (rest.center().y - height / 2.0).round();
            go = self.way_in(ui, Rect::from_min_size(pos2(left, top), vec2(wide, height)), out, note);
        }
        // Made last: Tab comes here after the way in.
        if let Some(panel) = panel {
            let half = panel.with_max_x(panel.left() + 520.0);
            if self.brand(ui, half, env.now()) {
                self.go(ui.ctx(), Page::Elsewhere);
            }
        }
        go
    }

    fn columns(wide: f32) -> usize {
        if wide < 480.0 { 1 } else { 2 }
    }

    fn failed_height(&self, ui: &Ui, wide: f32) -> f32 {
        let Some(failed) = &self.failed else { return 0.0 };
        text::paragraph(ui, failed, Type::Body, wide - 72.0, usize::MAX).size().y + 28.0 + 16.0
    }

    fn way_height(&self, ui: &Ui, wide: f32) -> f32 {
        let error = if self.wrong.is_some() { 22.0 } else { 0.0 };
        let caps = if self.tells_caps() { 68.0 } else { 0.0 };
        let middle = match self.page {
            Page::People => 45.0 + self.people_height(Self::columns(wide)) + 24.0 + 20.0 + BOX,
            Page::Elsewhere => 45.0 + 40.0 + self.elsewhere.height(wide < 480.0),
            _ => 45.0 + 64.0 + 20.0 + BOX,
        };
        middle + error + caps + self.failed_height(ui, wide) + 22.0 + 48.0 + 50.0 + 18.0
    }

    fn way_in(&mut self, ui: &mut Ui, column: Rect, out: &mut Out<'_>, note: Option<&str>) -> bool {
        let columns = Self::columns(column.width());
        let mut y = column.top();
        let mut take = |high: f32| {
            let rect = Rect::from_min_size(pos2(column.left(), y), vec2(column.width(), high));
            y += high;
            rect
        };
        let title = match self.page {
            Page::Recovery => "Use the recovery key",
            Page::Elsewhere => "Open another desk",
            _ => "Who is at the desk?",
        };
        let heading = take(30.0);
        Text::display(title).at(ui, heading);
        take(15.0);
        let mut go = false;
        match self.page {
            Page::People | Page::Locked => {
                let cards = take(self.people_height(columns));
                if let Some(index) = self.people_ui(ui, cards, columns) {
                    self.choose(ui.ctx(), index);
                }
                take(24.0);
            }
            Page::Recovery => {
                let lead = Text::body(
                    "It is on the paper that was locked away when the desk was made. Dashes and capitals do \
                                       not matter.",
                );
                let at = take(64.0);
                lead.muted().wrap().at(ui, at);
            }
            Page::Elsewhere => {
                let at = take(40.0);
                Text::body("A desk is a folder, often called something.lanyard.")
                    .muted()
                    .at(ui, at.with_max_y(at.top() + 20.0));
                let narrow = column.width() < 480.0;
                let at = take(self.elsewhere.height(narrow));
                if let Some(folder) = self.elsewhere.at(ui, at, narrow) {
                    self.looking = Some(out.ask(Request::Opening(Ask::Choose(folder))));
                }
                take(22.0);
                let row = take(48.0);
                self.elsewhere_buttons(ui, row, out);
                take(50.0 - 18.0);
                return false;
            }
        }
        let wrong = if self.wrong.is_some() { 22.0 } else { 0.0 };
        let at = take(20.0 + BOX + wrong);
        go |= self.secret_ui(ui, at);
        if let Some(failed) = self.failed.clone() {
            let high = self.failed_height(ui, column.width());
            take(16.0);
            let at = take(high - 16.0);
            super::locked::failed_box(ui, at, &failed);
        }
        if self.tells_caps() {
            take(16.0);
            let at = take(52.0);
            let banner = Banner::new(BannerKind::Warning, "Passphrases tell capitals from small letters.");
            banner.lead("Caps Lock is on.").icon(icons::ARROW_FAT_UP.fill()).at(ui, at);
        }
        take(22.0);
        let row = take(48.0);
        go |= self.buttons(ui, row);
        take(50.0);
        let row = take(18.0);
        match note {
            Some(note) => drop(Text::caption(note).muted().at(ui, row)),
            None => hints(ui, row),
        }
        if ui.ctx().content_rect().width() < NARROW && self.another_desk(ui, heading) {
            self.go(ui.ctx(), Page::Elsewhere);
        }
        if self.page == Page::Recovery && escaped(ui) {
            self.go(ui.ctx(), self.before());
        }
        go || entered(ui)
    }

    /// With doubled text there is no panel at the left: the way to another desk stands beside the title.
    fn another_desk(&self, ui: &mut Ui, heading: Rect) -> bool {
        let words = "Another desk";
        let wide = text::line(ui, words, Type::Body).size().x.ceil();
        let middle = heading.center().y;
        let at = Rect::from_min_size(pos2(heading.right() - wide, middle - 10.0), vec2(wide + 2.0, 20.0));
        // A form that is held belongs to this desk: another one would lose it.
        self.held.is_none() && place(ui, at, |ui| link(ui, words)).clicked()
    }

    /// Where Back leads.
    fn before(&self) -> Page {
        if self.locked.is_some() { Page::Locked } else { Page::People }
    }

    fn secret_ui(&mut self, ui: &mut Ui, at: Rect) -> bool {
        let label = match (self.page, self.chosen.and_then(|index| self.people.get(index))) {
            (Page::Recovery, _) => "Recovery key".to_owned(),
            (_, Some(who)) => format!("{}’s passphrase", in_words(who.first_name())),
            (_, None) => "Passphrase".to_owned(),
        };
        let usable = self.page == Page::Recovery || self.chosen.is_some();
        let field = Field::new(self.secret.id(), &label).height(BOX).error(self.wrong).enabled(usable);
        let shown = self.secret.at(ui, at, field);
        if shown.response.changed() {
            self.wrong = None;
        }
        shown.entered
    }

    fn buttons(&mut self, ui: &mut Ui, row: Rect) -> bool {
        let slow = self.is_slow(ui.ctx());
        let unlock = Button::primary("Unlock the desk").icon(icons::LOCK_OPEN).key("Enter").large();
        let unlock = unlock.enabled(!slow && (self.chosen.is_some() || self.page == Page::Recovery));
        let wide = unlock.natural_width(ui);
        let at = Rect::from_min_size(row.min, vec2(wide, 48.0));
        let pressed = unlock.at(ui, at).clicked();
        if slow {
            spinner(ui, pos2(at.right() + 26.0, at.center().y), 24.0, ui.palette().accent);
            let words = Rect::from_min_size(pos2(at.right() + 46.0, at.top()), vec2(120.0, 48.0));
            Text::caption("Opening the desk").muted().at(ui, words);
        }
        // A desk that cannot be read is opened by no key: its backup helps.
        let words = match self.page {
            _ if self.failed.is_some() => "Restore a backup",
            Page::Recovery => "Use a passphrase",
            _ => "Use the recovery key",
        };
        let wide = text::line(ui, words, Type::Body).size().x.ceil();
        let at = Rect::from_min_size(pos2(row.right() - wide, row.center().y - 10.0), vec2(wide + 2.0, 20.0));
        if place(ui, at, |ui| link(ui, words)).clicked() {
            match self.page {
                _ if self.failed.is_some() => self.restore(),
                Page::Recovery => self.go(ui.ctx(), self.before()),
                _ => self.go(ui.ctx(), Page::Recovery),
            }
        }
        pressed
    }

    fn elsewhere_buttons(&mut self, ui: &mut Ui, row: Rect, out: &mut Out<'_>) {
        let back = Button::secondary("Back").icon(icons::ARROW_LEFT);
        let wide = back.natural_width(ui);
        let at = Rect::from_min_size(row.min + vec2(0.0, 4.0), vec2(wide, 40.0));
        if back.at(ui, at).clicked() || (self.restoring.is_none() && escaped(ui)) {
            self.go(ui.ctx(), Page::People);
        }
        let mut right = row.right();
        let mut offered = |ui: &mut Ui, words: &str| {
            let wide = text::line(ui, words, Type::Body).size().x.ceil();
            let at = Rect::from_min_size(pos2(right - wide, row.center().y - 10.0), vec2(wide + 2.0, 20.0));
            right = at.left() - 20.0;
            place(ui, at, |ui| link(ui, words)).clicked()
        };
        if offered(ui, "Make a new desk") {
            out.wish(Wish::NewDesk);
        }
        if offered(ui, "Restore a backup") {
            self.restore();
        }
    }
}

/// What is good to know, in small.
fn hints(ui: &mut Ui, row: Rect) {
    let p = ui.palette();
    paint::icon(ui.painter(), icons::WIFI_SLASH, pos2(row.left() + 8.0, row.center().y), 16.0, p.text_muted);
    Text::caption("Works without the internet").muted().at(ui, row.with_min_x(row.left() + 24.0));
    let hint = KeyHint::new("Ctrl+T");
    let left = row.right() - hint.width(ui);
    hint.paint(ui, pos2(left, row.center().y));
    if row.width() < 480.0 {
        return;
    }
    let words = "Light, dark or high contrast";
    let wide = text::line(ui, words, Type::Caption).size().x.ceil();
    let at = row.with_min_x(left - 8.0 - wide).with_max_x(left - 8.0);
    Text::caption(words).muted().at(ui, at);
    paint::icon(ui.painter(), icons::SUN, pos2(at.left() - 16.0, row.center().y), 16.0, p.text_muted);
}
