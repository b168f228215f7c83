//! Backups: the true dates of those there are, and making one (R24).

use egui::{Id, Rect, Ui, pos2, vec2};

use crate::ui::icons;
use crate::ui::out::{Out, Seen};
use crate::ui::screens::flow;
use crate::ui::screens::folder::Folder;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::text::{Text, Type};
use crate::ui::widgets::{
    Banner, BannerKind, Button, Column, HEADER, Tag, TagKind, cell, paint, place, spinner, table_header,
};
use crate::worker::settings::{self, Backup};
use crate::worker::{Request, Ticket};

use super::Settings;
use super::parts::{Part, Places, beside, head};

/// What is known of backups.
#[derive(Default)]
pub(super) struct Backups {
    /// Those in the desk's own folder, the oldest first.
    pub(super) all: Option<Vec<Backup>>,
    pub(super) asked: Option<Ticket>,
    /// Made elsewhere while this window was open: nobody can list what lies on a stick.
    elsewhere: Vec<Backup>,
    folder: Folder,
    to_folder: bool,
    error: Option<String>,
}

impl Backups {
    pub(super) fn made(&mut self, backup: Backup) {
        if std::mem::take(&mut self.to_folder) {
            self.elsewhere.push(backup);
        }
    }

    pub(super) fn failed(&mut self, words: String) {
        self.to_folder = false;
        self.error = Some(words);
    }
}

impl Settings {
    pub(super) fn backups_ui(&mut self, ui: &mut Ui, places: &Places, seen: &Seen<'_>, out: &mut Out<'_>) {
        let rows = self.backups.all.as_ref().map_or(0, Vec::len) + self.backups.elsewhere.len();
        let height = 67.0 + HEADER + 40.0 * rows.max(1) as f32 + 12.0;
        let busy = self.asked.waits_for(self.backups.asked);
        let mut wants = None;
        let backups = &mut self.backups;
        beside(ui, places, 436.0, height, &mut |ui, part| match part {
            Part::Main(card) => table(ui, card, backups),
            Part::Side => wants = wants.take().or_else(|| side(ui, backups, busy, seen)),
        });
        if let Some(folder) = wants {
            self.backups.error = None;
            self.backups.to_folder = folder.is_some();
            let ticket = out.ask(Request::Settings(settings::Request::BackUp(folder)));
            self.backups.asked = Some(self.asked.other(ticket));
        }
    }
}

fn table(ui: &mut Ui, card: Rect, backups: &Backups) {
    paint::card(ui, card);
    let lead = "Each is a whole desk, locked. It was opened and checked when it was made.";
    let (_, below) = head(ui, card, "Backups", lead, 0.0);
    let columns = [Column::new("When", 16.0, 220.0), Column::new("Where", 250.0, card.width() - 266.0)];
    let header = Rect::from_min_size(below.min + vec2(1.0, 0.0), vec2(below.width() - 2.0, HEADER));
    table_header(ui, header, &columns);
    let rows = below.with_min_y(header.bottom());
    let Some(all) = &backups.all else {
        spinner(ui, rows.center(), 24.0, ui.palette().accent);
        return;
    };
    if all.is_empty() && backups.elsewhere.is_empty() {
        let at = Rect::from_min_size(rows.min + vec2(16.0, 8.0), vec2(rows.width() - 32.0, 24.0));
        Text::body("There is no backup yet.").muted().at(ui, at);
        return;
    }
    place(ui, rows.with_max_y(rows.bottom() - 4.0), |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        egui::ScrollArea::vertical().id_salt("backups").auto_shrink(false).show(ui, |ui| {
            let own = all.iter().rev().map(|backup| (backup, "In the desk’s folder".to_owned()));
            let elsewhere = backups.elsewhere.iter().rev().map(|b| (b, b.path.display().to_string()));
            for (backup, place_words) in elsewhere.chain(own) {
                let row = flow::row(ui, 40.0);
                let p = ui.palette();
                let when =
                    format!("{}, {}", time::long_day(backup.taken_at.date_naive()), backup.taken_at.format("%H:%M:%S"));
                let [when_at, where_at] = columns.map(|column| column.of(row));
                let label = ui.interact(row, Id::unique(("backup", &backup.path)), egui::Sense::hover());
                let said = format!("{when}. {place_words}");
                label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
                cell(ui, when_at, &when, Type::Body, p.text);
                cell(ui, where_at, &place_words, Type::Body, p.text_muted);
                ui.painter().hline(row.x_range(), row.bottom() - 0.5, (1.0, p.border));
            }
        });
    });
}

/// Says where to, when something was pressed: `Some(None)` is the desk's own folder.
fn side(ui: &mut Ui, backups: &mut Backups, busy: bool, seen: &Seen<'_>) -> Option<Option<std::path::PathBuf>> {
    let mut wants = None;
    flow::hug(ui, 16.0, |ui| {
        let row = flow::row(ui, 28.0);
        Text::title("Back up now").at(ui, row);
        let (kind, words, icon) = match seen.status.backed_up_at {
            Some(at) => (TagKind::Success, format!("Backed up {}", time::moment(at, seen.today)), icons::CHECK_CIRCLE),
            None => (TagKind::Warning, "No backup yet".to_owned(), icons::WARNING),
        };
        let tag = Tag::new(kind, &words).icon(icon);
        let width = tag.width(ui);
        place(ui, Rect::from_min_size(pos2(row.right() - width, row.top() + 2.0), vec2(width, 24.0)), |ui| {
            tag.show(ui)
        });
        ui.add_space(10.0);
        Text::body("In the desk’s own folder").show(ui);
        Text::caption("Against mistakes. It is lost with the laptop.").muted().wrap().show(ui);
        ui.add_space(8.0);
        let here = Button::primary("Back up here").icon(icons::HARD_DRIVES).enabled(!busy);
        if here.show(ui).clicked() {
            wants = Some(None);
        }
        ui.add_space(16.0);
        flow::divider(ui, 0.0);
        ui.add_space(14.0);
        Text::body("On another medium").show(ui);
        Text::caption("A USB stick that is kept elsewhere. Only who opens this desk can open it.")
            .muted()
            .wrap()
            .show(ui);
        ui.add_space(8.0);
        backups.folder.ui(ui, Id::unique("backup folder"), "Where to keep the backup");
        ui.add_space(10.0);
        let there = Button::secondary("Back up there").icon(icons::USB).enabled(!busy);
        if there.show(ui).clicked() {
            wants = backups.folder.path().map(Some);
        }
        if busy {
            ui.add_space(10.0);
            let row = flow::row(ui, 24.0);
            spinner(ui, pos2(row.left() + 11.0, row.center().y), 20.0, ui.palette().accent);
            Text::body("Copying, and checking the copy").muted().at(ui, row.with_min_x(row.left() + 32.0));
        }
        if let Some(error) = &backups.error {
            ui.add_space(10.0);
            Banner::new(BannerKind::Danger, error).height(64.0).show(ui);
        }
    });
    wants
}
