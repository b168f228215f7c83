//! Whose desk it is, and where it is kept (picture a1).

use std::path::{Path, PathBuf};

use egui::{Align2, Id, Rect, Ui, pos2, vec2};

use crate::ui::icons;
use crate::ui::out::Out;
use crate::ui::pick::{NO_DIALOG, Pick, Picked};
use crate::ui::size::of_bytes;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::{line, paint as paint_text};
use crate::ui::widgets::{Button, Field, Text, Type, link, paint, place};
use crate::worker::Request;
use crate::worker::opening::{Door, Request as Ask};
use crate::worker::place::{Found, Place};

use super::super::elsewhere::Elsewhere;
use super::super::restore_lost::RestoreLost;
use super::frame::{Footer, Frame, Page, Pressed};
use super::{FirstRun, Step, goes_on, names};

const FIELD: f32 = 60.0;
/// A desk grows; less room than this will not last a day.
const LITTLE_ROOM: u64 = 500_000_000;

/// What is filled in.
pub(super) struct Organisation {
    pub(super) name: String,
    pub(super) team: String,
    pub(super) contact: String,
    pub(super) ico_number: String,
    pub(super) address: String,
    folder: String,
    desk: String,
    /// Somebody wrote the desk's name themselves.
    named: bool,
    /// What is known of the place.
    pub(super) place: Option<Place>,
    looked_at: Option<PathBuf>,
    name_error: Option<&'static str>,
    folder_error: Option<String>,
    pick: Pick,
}

impl Organisation {
    pub(super) fn new(door: &Door) -> Self {
        let (folder, desk) = match &door.folder {
            Some(folder) => (
                folder.parent().map(|parent| parent.display().to_string()).unwrap_or_default(),
                folder.file_name().map(|name| name.to_string_lossy().into_owned()),
            ),
            None => (door.usual.display().to_string(), None),
        };
        Self {
            name: String::new(),
            team: String::new(),
            contact: String::new(),
            ico_number: String::new(),
            address: String::new(),
            folder,
            named: desk.is_some(),
            desk: desk.unwrap_or_else(|| names::folder_for("")),
            place: None,
            looked_at: None,
            name_error: None,
            folder_error: None,
            pick: Pick::default(),
        }
    }

    /// Where the desk will be.
    pub(super) fn path(&self) -> PathBuf {
        PathBuf::from(self.folder.trim()).join(self.desk.trim())
    }

    /// The organisation with its team, as the door shows it.
    pub(super) fn whole_name(&self) -> String {
        match (self.name.trim(), self.team.trim()) {
            (name, "") => name.to_owned(),
            (name, team) => format!("{name}, {team}"),
        }
    }

    /// What has to be put right about the place.
    fn place_error(&self) -> Option<String> {
        if self.desk.trim().is_empty() || self.desk.contains(['/', '\\']) {
            return Some("Name the desk, without slashes".into());
        }
        let place = self.place.as_ref().filter(|place| place.folder == self.path())?;
        match place.found {
            Found::Room => None,
            Found::Desk => Some("A desk is there already: open it below".into()),
            Found::Other => Some("Something else is there: choose another name".into()),
            Found::NoFolder => Some("Write a whole path to a folder".into()),
        }
    }

    fn check(&mut self) -> bool {
        self.name_error = self.name.trim().is_empty().then_some("Write whose desk this is");
        self.folder_error = self.place_error();
        self.name_error.is_none() && self.folder_error.is_none()
    }
}

impl FirstRun {
    pub(super) fn organisation_ui(&mut self, ui: &mut Ui, frame: &Frame, out: &mut Out<'_>, fresh: bool) {
        self.take_picked(ui);
        let mut entered = false;
        let lead = "Visitors see this on the screen, on their receipt and in the privacy notice.";
        frame.page(ui, "organisation", "Whose desk is this?", lead, |ui, page| {
            entered |= self.organisation.who(ui, page, fresh);
            entered |= self.organisation.place_ui(ui, page);
            self.already(ui, page, out);
        });
        let path = self.organisation.path();
        if self.organisation.looked_at.as_ref() != Some(&path) {
            self.organisation.looked_at = Some(path.clone());
            self.look_at(path, out);
        }
        let footer = Footer { back: false, on: "Continue", key: Some("Enter"), note: "", enabled: true, busy: false };
        let pressed = frame.footer(ui, &footer);
        if self.restoring.is_none() && (pressed == Pressed::On || goes_on(ui, entered)) {
            if self.organisation.check() {
                self.go(Step::Passphrase);
            } else {
                let wrong = if self.organisation.name_error.is_some() { "organisation" } else { "folder" };
                ui.memory_mut(|memory| memory.request_focus(id(wrong)));
            }
        }
    }

    /// A dialog that ended.
    fn take_picked(&mut self, ui: &Ui) {
        let organisation = &mut self.organisation;
        match organisation.pick.ended(ui.ctx()) {
            Some(Picked::Path(path)) => {
                organisation.folder = path.display().to_string();
                organisation.folder_error = None;
            }
            Some(Picked::NoDialog) => organisation.folder_error = Some(NO_DIALOG.to_owned()),
            Some(Picked::Nothing) | None => {}
        }
    }

    /// A desk that exists is opened instead.
    fn already(&mut self, ui: &mut Ui, page: &mut Page, out: &mut Out<'_>) {
        let p = ui.palette();
        let row = page.take(20.0);
        paint::icon(ui.painter(), icons::TRAY_ARROW_DOWN, pos2(row.left() + 10.0, row.center().y), 20.0, p.text_muted);
        let at = row.with_min_x(row.left() + 30.0);
        let right = Text::body("Already have a desk?").muted().at(ui, at).rect.right();
        let at = row.with_min_x(right + 10.0);
        let open = place(ui, at, |ui| link(ui, "Open it"));
        let at = row.with_min_x(open.rect.right() + 20.0);
        if place(ui, at, |ui| link(ui, "Restore a backup")).clicked() {
            self.restoring = Some(Box::new(RestoreLost::new(&self.organisation.path(), None)));
        }
        if open.clicked() {
            self.elsewhere = match self.elsewhere {
                None => Some(Elsewhere::near(Path::new(self.organisation.folder.trim()))),
                Some(_) => None,
            };
        }
        if let Some(elsewhere) = &mut self.elsewhere {
            page.y += 14.0;
            let at = page.take(elsewhere.height(page.narrow));
            if let Some(folder) = elsewhere.at(ui, at, page.narrow) {
                self.asked.choose = Some(out.ask(Request::Opening(Ask::Choose(folder))));
            }
        }
    }
}

impl Organisation {
    fn who(&mut self, ui: &mut Ui, page: &mut Page, fresh: bool) -> bool {
        let rows = if page.narrow { 5.0 } else { 3.0 };
        let gap = if page.narrow { 12.0 } else { 16.0 };
        let wrong = if self.name_error.is_some() { 22.0 } else { 0.0 };
        let padding = if page.narrow { 26.0 } else { 40.0 };
        let mut card = page.card(ui, rows * FIELD + (rows - 1.0) * gap + padding + wrong);
        let (left, right) = card.pair(FIELD, 300.0);
        let (left, right) = if card.narrow { (left, right.translate(vec2(0.0, wrong))) } else { (left, right) };
        card.y += wrong + gap;
        let name = Field::new(id("organisation"), "Organisation").error(self.name_error).at(ui, left, &mut self.name);
        if fresh {
            name.response.request_focus();
        }
        if name.response.changed() {
            self.name_error = None;
            if !self.named {
                self.desk = names::folder_for(&self.name);
            }
        }
        if name.left && self.name.trim().is_empty() {
            self.name_error = Some("Write whose desk this is");
        }
        let team = Field::new(id("team"), "Team or department").optional(true).at(ui, right, &mut self.team);
        let (left, right) = card.pair(FIELD, 300.0);
        card.y += gap;
        let contact = Field::new(id("contact"), "Data protection contact").optional(true);
        let contact = contact.at(ui, left, &mut self.contact);
        let ico = Field::new(id("ico"), "ICO registration number").optional(true).hint("For example Z1234567");
        let ico = ico.at(ui, right, &mut self.ico_number);
        let at = card.take(FIELD);
        let address = Field::new(id("address"), "Postal address for requests").optional(true);
        let address = address.at(ui, at, &mut self.address);
        [name, team, contact, ico, address].iter().any(|field| field.entered)
    }

    fn place_ui(&mut self, ui: &mut Ui, page: &mut Page) -> bool {
        let wrong = if self.folder_error.is_some() { 22.0 } else { 0.0 };
        let height = if page.narrow { 306.0 } else { 186.0 };
        let mut card = page.card(ui, height + wrong);
        card.y -= 3.0;
        let heading = card.take(24.0);
        Text::title("Where to keep the desk").at(ui, heading);
        card.y += 3.0;
        let row = card.take(20.0);
        Text::body("One locked folder holds everything. Copy it only with Lanyard’s own backup.").muted().at(ui, row);
        card.y += 14.0;
        let button = Button::secondary("Choose folder").icon(icons::FOLDER_OPEN).enabled(!self.pick.is_open());
        let wide = button.natural_width(ui);
        let (folder, desk, choose) = if card.narrow {
            let folder = card.take(FIELD);
            card.y += 12.0 + wrong;
            let (desk, choose) = (card.take(FIELD), card.take(52.0));
            (folder, desk, Rect::from_min_size(choose.min + vec2(0.0, 12.0), vec2(wide, 40.0)))
        } else {
            let row = card.take(FIELD);
            let choose = Align2::RIGHT_BOTTOM.align_size_within_rect(vec2(wide, 40.0), row);
            let desk =
                Rect::from_min_max(pos2(choose.left() - 232.0, row.top()), pos2(choose.left() - 12.0, row.bottom()));
            card.y += wrong;
            (row.with_max_x(desk.left() - 12.0), desk, choose)
        };
        let error = self.folder_error.clone();
        let field = Field::new(id("folder"), "Folder").leading_icon(icons::FOLDER).error(error.as_deref());
        let first = field.at(ui, folder, &mut self.folder);
        let second = Field::new(id("desk"), "Desk’s name").at(ui, desk, &mut self.desk);
        if second.response.changed() {
            self.named = true;
        }
        if first.response.changed() || second.response.changed() {
            self.folder_error = None;
        }
        if first.left || second.left {
            self.folder_error = self.place_error();
        }
        if button.at(ui, choose).clicked() {
            let start = PathBuf::from(self.folder.trim());
            self.pick.folder("Choose where to keep the desk", Some(&start));
        }
        card.y += 9.0;
        let row = card.take(18.0);
        self.place_words(ui, row);
        first.entered || second.entered
    }

    /// What is known of the place, in one line.
    fn place_words(&self, ui: &mut Ui, row: Rect) {
        let Some(place) = self.place.as_ref().filter(|place| place.folder == self.path()) else { return };
        let p = ui.palette();
        let free = place.free.map(|bytes| format!("{} free", of_bytes(bytes)));
        let (good, words) = match (place.syncs_to, free) {
            _ if place.found != Found::Room => return,
            (Some(service), _) => (false, format!("This folder syncs to {service}: choose one that stays here")),
            (None, Some(free)) if place.free.is_some_and(|free| free < LITTLE_ROOM) => (false, format!("Only {free}")),
            (None, Some(free)) => (true, format!("{free}, and this folder does not sync to a cloud drive")),
            (None, None) => (true, "This folder does not sync to a cloud drive".to_owned()),
        };
        let (icon, color) =
            if good { (icons::CHECK_CIRCLE.fill(), p.success) } else { (icons::WARNING.fill(), p.warning) };
        paint::icon(ui.painter(), icon, pos2(row.left() + 8.0, row.center().y), 16.0, color);
        Text::caption(&words).at(ui, row.with_min_x(row.left() + 22.0));
    }
}

fn id(name: &str) -> Id {
    Id::unique("first run").with(name)
}

/// What was chosen on the page before, in one line, for the next.
pub(super) fn summary(ui: &mut Ui, page: &mut Page, organisation: &Organisation) -> bool {
    let mut card = page.card(ui, if page.narrow { 112.0 } else { 76.0 });
    let p = ui.palette();
    card.y -= 4.0;
    let row = card.take(44.0);
    let middle = pos2(row.left() + 22.0, row.center().y);
    ui.painter().circle_filled(middle, 22.0, p.success_soft);
    paint::icon(ui.painter(), icons::BUILDINGS, middle, 24.0, p.success);
    let change = Button::secondary("Change").small();
    let wide = change.natural_width(ui);
    let at = Rect::from_min_size(pos2(row.right() - wide, row.center().y - 18.0), vec2(wide, 36.0));
    let pressed = change.at(ui, at).clicked();
    let text = row.with_min_x(row.left() + 58.0).with_max_x(at.left() - 12.0);
    let kept = if card.narrow {
        let below = card.take(28.0);
        below.with_min_x(text.left())
    } else {
        let words = format!("Kept in {}", organisation.path().display());
        let wide = line(ui, &words, Type::Caption).size().x.min(text.width() / 2.0);
        text.with_min_x(text.right() - wide - 2.0)
    };
    Text::caption(&format!("Kept in {}", organisation.path().display())).muted().at(ui, kept);
    let end = if card.narrow { text.right() } else { kept.left() - 12.0 };
    let text = text.with_max_x(end);
    let half = |top: f32, high: f32| Rect::from_min_size(pos2(text.left(), text.top() + top), vec2(text.width(), high));
    let whole = organisation.whole_name();
    if organisation.contact.trim().is_empty() {
        Text::strong(&whole).at(ui, text);
    } else {
        Text::strong(&whole).at(ui, half(3.0, 20.0));
        let words = format!("Data protection contact: {}", organisation.contact.trim());
        Text::caption(&words).muted().at(ui, half(22.0, 18.0));
    }
    pressed
}

/// A tick or a dashed circle before a rule.
pub(super) fn rule(ui: &mut Ui, at: Rect, kept: bool, words: &str) -> f32 {
    let p = ui.palette();
    let (icon, color) =
        if kept { (icons::CHECK_CIRCLE.fill(), p.success) } else { (icons::CIRCLE_DASHED, p.text_muted) };
    paint::icon(ui.painter(), icon, pos2(at.left() + 8.0, at.center().y), 16.0, color);
    let galley = line(ui, words, Type::Caption);
    let color = if kept { p.text } else { p.text_muted };
    let painted = paint_text(ui, galley, at.with_min_x(at.left() + 22.0), Align2::LEFT_CENTER, color);
    let response = ui.interact(painted, ui.scope_id().with(("rule", words)), egui::Sense::hover());
    let said = if kept { format!("Done: {words}") } else { format!("Not yet: {words}") };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
    painted.right()
}
