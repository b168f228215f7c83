//! Every component on one sheet, as the design draws it.

mod moving;

use egui::{Id, Pos2, Rect, ScrollArea, Ui, Vec2, pos2, vec2};

use crate::text::Words;

use super::fonts;
use super::icons;
use super::theme::{Theme, Themed, apply};
use super::tokens::tokens;
use super::widgets::{
    Avatar, Banner, BannerKind, Button, Choice, ChoiceOption, Column, ConsentRow, ConsentState, DateBoxes, Field,
    FilterChip, KeyHint, Look, Mark, Progress, Radio, Segmented, Steps, Switch, Tag, TagKind, Text, Tick, Type, cell,
    follow_focus, paint, place, removable_chip, row_background, strength_meter, table_header,
};

const HEARD: [ChoiceOption<'_>; 5] = [
    ChoiceOption::new("Poster or leaflet"),
    ChoiceOption::new("A friend"),
    ChoiceOption::new("School or college"),
    ChoiceOption::new("Search engine"),
    ChoiceOption::new("Something else"),
];

/// The sheet.
pub struct Gallery {
    school: String,
    badge: String,
    email: String,
    heard: Option<usize>,
    date: [String; 3],
    kind: Option<usize>,
    ticks: [bool; 4],
    asked: bool,
}

impl Default for Gallery {
    fn default() -> Self {
        Self {
            school: String::new(),
            badge: "Han".into(),
            email: "hannah@".into(),
            heard: Some(0),
            date: ["14".into(), "03".into(), String::new()],
            kind: Some(0),
            ticks: [false, true, false, true],
            asked: false,
        }
    }
}

/// Shows one thing from a corner.
fn at<R>(ui: &mut Ui, x: f32, y: f32, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let origin = ui.max_rect().min;
    place(ui, Rect::from_min_size(origin + vec2(x, y), vec2(width, 800.0)), add)
}

/// The small title over a part of the sheet, whose middle is at `y`.
fn part(ui: &mut Ui, x: f32, y: f32, words: &str) {
    at(ui, x, y - 9.0, 390.0, |ui| Text::caption_strong(words).muted().show(ui));
}

/// Where the columns are drawn, from left to right.
const COLUMNS: [(f32, f32); 3] = [(18.0, 448.0), (464.0, 868.0), (884.0, 1348.0)];
/// How high each is.
const HEIGHT: f32 = 732.0;
/// Around them.
const MARGIN: f32 = 18.0;

/// The columns' corners in a window of this width: as drawn where all have room, else in as many rows as it takes.
fn corners(width: f32) -> [Vec2; 3] {
    let (mut x, mut y) = (MARGIN, MARGIN);
    COLUMNS.map(|(left, right)| {
        if width >= DRAWN.x {
            return vec2(left, MARGIN);
        }
        if x > MARGIN && x + (right - left) + MARGIN > width {
            (x, y) = (MARGIN, y + HEIGHT + MARGIN);
        }
        let corner = vec2(x, y);
        x += right - left + 16.0;
        corner
    })
}

/// How much room the sheet takes in a window.
fn room(window: Vec2) -> Vec2 {
    let lowest = corners(window.x).iter().map(|corner| corner.y).fold(0.0, f32::max);
    window.max(vec2(500.0, lowest + HEIGHT + MARGIN))
}

/// Shows a sheet column by column. What is in one has its place on the whole sheet, as drawn.
fn in_columns(ui: &mut Ui, mut show: impl FnMut(&mut Ui, usize)) {
    let rect = ui.max_rect();
    ui.painter().rect_filled(rect, 0.0, ui.palette().bg);
    for (column, corner) in (0..).zip(corners(rect.width())) {
        let drawn = vec2(COLUMNS[column].0, MARGIN);
        let sheet = Rect::from_min_size(rect.min + corner - drawn, DRAWN);
        place(ui, sheet, |ui| show(ui, column));
    }
}

impl Gallery {
    /// Shows the sheet in the whole window.
    pub fn ui(&mut self, ui: &mut Ui) {
        in_columns(ui, |ui, column| self.column(ui, column));
    }

    fn column(&mut self, ui: &mut Ui, column: usize) {
        let (left, right) = COLUMNS[column];
        let corner = ui.max_rect().min;
        paint::card(ui, Rect::from_min_max(corner + vec2(left, MARGIN), corner + vec2(right, MARGIN + HEIGHT)));
        match column {
            0 => {
                self.buttons(ui);
                self.fields(ui);
            }
            1 => {
                consent(ui);
                tags(ui);
            }
            _ => {
                table(ui);
                banners(ui);
                looks(ui);
            }
        }
    }

    fn buttons(&mut self, ui: &mut Ui) {
        let origin = ui.max_rect().left();
        part(ui, 37.0, 44.0, "Primary: at rest, hover, pressed, focus, off");
        let looks = [None, Some(Look::Hover), Some(Look::Pressed), Some(Look::Focus), None];
        let mut x = 37.0;
        for (index, look) in looks.into_iter().enumerate() {
            let mut button = Button::primary("Save").id(Id::unique(("save", index))).enabled(index < 4);
            if let Some(look) = look {
                button = button.look(look);
            }
            x = at(ui, x, 61.0, 200.0, |ui| button.show(ui).rect.right() - origin) + 9.5;
        }
        part(ui, 37.0, 124.0, "Secondary, quiet, danger, small, large with a key hint");
        let large = Button::primary("Save visitor").icon(icons::CHECK_CIRCLE).key("Ctrl+Enter").large();
        let right = at(ui, 37.0, 141.0, 300.0, |ui| large.show(ui).rect.right() - origin);
        at(ui, right + 10.0, 145.0, 200.0, |ui| Button::secondary("Compare").icon(icons::COLUMNS).show(ui));
        let undo = Button::quiet("Undo").icon(icons::ARROW_COUNTER_CLOCKWISE);
        let right = at(ui, 37.0, 199.0, 200.0, |ui| undo.show(ui).rect.right() - origin);
        let right =
            at(ui, right + 10.0, 199.0, 200.0, |ui| Button::danger("Erase").icon(icons::ERASER).show(ui).rect.right())
                - origin;
        at(ui, right + 10.0, 201.0, 200.0, |ui| Button::secondary("Fix").small().show(ui));
    }

    fn fields(&mut self, ui: &mut Ui) {
        part(ui, 37.0, 262.0, "Fields: empty, focus, wrong");
        at(ui, 37.0, 279.0, 230.0, |ui| {
            let field = Field::new(Id::unique("school"), "School or employer")
                .optional(true)
                .hint("Type a name")
                .label_gap(4.0);
            field.show(ui, &mut self.school);
        });
        let badge = Id::unique("badge");
        at(ui, 279.0, 279.0, 150.0, |ui| Field::new(badge, "Name on badge").label_gap(4.0).show(ui, &mut self.badge));
        if !self.asked {
            // The sheet is drawn with a field that is being written in.
            self.asked = true;
            ui.memory_mut(|memory| memory.request_focus(badge));
        }
        at(ui, 37.0, 351.0, 392.0, |ui| {
            let wrong = self.email.ends_with('@').then_some("Add the part after the @, for example gmail.com");
            Field::new(Id::unique("email"), "Email").error(wrong).label_gap(4.0).show(ui, &mut self.email);
        });
        part(ui, 37.0, 458.0, "Choose one, choose one of few, date, phone");
        at(ui, 37.0, 475.0, 190.0, |ui| {
            Choice::new(Id::unique("heard"), "How they heard", &HEARD).label_gap(4.0).show(ui, &mut self.heard);
        });
        at(ui, 239.0, 475.0, 180.0, |ui| {
            DateBoxes::new(Id::unique("birth"), "Date of birth").width(180.0).label_gap(4.0).show(ui, &mut self.date);
        });
        at(ui, 37.0, 547.0, 392.0, |ui| {
            let kinds = ["Short course", "Degree", "Not sure"];
            let choice = Segmented::new(Id::unique("looking"), "Looking for", &kinds).no_label().width(392.0);
            choice.show(ui, &mut self.kind);
        });
        part(ui, 37.0, 610.0, "Tick, dot, switch");
        let [off, on, left, right] = &mut self.ticks;
        at(ui, 37.0, 627.0, 80.0, |ui| Tick::new(Id::unique("t1"), "Off").show(ui, off));
        at(ui, 101.0, 627.0, 80.0, |ui| Tick::new(Id::unique("t2"), "On").show(ui, on));
        at(ui, 164.0, 627.0, 80.0, |ui| Radio::new(Id::unique("r1"), "Off").show(ui, false));
        at(ui, 229.0, 627.0, 80.0, |ui| Radio::new(Id::unique("r2"), "On").show(ui, true));
        at(ui, 292.0, 627.0, 80.0, |ui| Switch::new(Id::unique("s1"), "A switch").no_label().show(ui, left));
        at(ui, 350.0, 627.0, 80.0, |ui| Switch::new(Id::unique("s2"), "Another switch").no_label().show(ui, right));
        part(ui, 37.0, 674.0, "Passphrase strength");
        at(ui, 37.0, 691.0, 392.0, |ui| strength_meter(ui, Some(3)));
    }
}

fn consent(ui: &mut Ui) {
    part(ui, 483.0, 44.0, "Consent answer: not asked, yes, no, focus");
    let rows = [
        (icons::ENVELOPE_SIMPLE, "Email", ConsentState::NotAsked),
        (icons::CHAT_TEXT, "Text", ConsentState::Yes("10:42")),
        (icons::PHONE, "Phone call", ConsentState::No("10:42")),
        (icons::MAILBOX, "Post", ConsentState::NotAsked),
    ];
    for (index, (icon, name, state)) in rows.into_iter().enumerate() {
        at(ui, 483.0, 61.0 + 40.0 * index as f32, 366.0, |ui| {
            let row = ConsentRow::new(Id::unique(("consent", index)), icon, name, state).height(40.0);
            let row = if index == 3 { row.look_focused() } else { row };
            row.show(ui)
        });
    }
    part(ui, 483.0, 244.0, "How it works");
    let rect = Rect::from_min_max(pos2(483.0, 261.0), pos2(849.0, 359.0)).translate(ui.max_rect().min.to_vec2());
    paint::boxed(ui.painter(), rect, tokens().radius.small, ui.palette().sunken, 1.0, ui.palette().border);
    let words = "Both answers are 62 by 36 with equal contrast. Press the chosen one again to go back to Not asked. Y, N and \
                 Backspace work on the focused row, never from a scanner or a held key.";
    at(ui, 496.0, 272.0, 342.0, |ui| Text::caption(words).wrap().show(ui));
}

fn tags(ui: &mut Ui) {
    let row = |ui: &mut Ui, y: f32, tags: &[Tag<'_>], gap: f32| {
        let mut x = ui.max_rect().left() + 483.0;
        for tag in tags {
            x = tag.paint(ui, Pos2::new(x, ui.max_rect().top() + y)) + gap;
        }
    };
    part(ui, 483.0, 382.0, "Consent tags");
    row(ui, 411.0, &[Tag::given("Email"), Tag::refused("Text"), Tag::not_asked("Post")], 10.0);
    part(ui, 483.0, 446.0, "Status tags");
    row(
        ui,
        475.0,
        &[
            Tag::new(TagKind::Success, "Arrived 10:21").icon(icons::CHECK_CIRCLE),
            Tag::new(TagKind::Neutral, "Expected").icon(icons::CLOCK),
            Tag::new(TagKind::Warning, "19 days left").icon(icons::HOURGLASS_MEDIUM),
        ],
        8.0,
    );
    row(
        ui,
        507.0,
        &[
            Tag::new(TagKind::Danger, "Not saved").icon(icons::WARNING_CIRCLE),
            Tag::new(TagKind::Info, "Draft").icon(icons::PENCIL_SIMPLE),
            Tag::new(TagKind::Accent, "CRM team").icon(icons::KEY),
        ],
        8.0,
    );
    part(ui, 483.0, 542.0, "Chips: chosen subject, filter off, filter on");
    at(ui, 483.0, 563.0, 200.0, |ui| removable_chip(ui, Id::unique("italian"), "Italian, level 1", Words::english()));
    at(ui, 631.0, 559.0, 200.0, |ui| FilterChip::new(Id::unique("today"), "Today").count("97").show(ui, false));
    at(ui, 733.0, 559.0, 200.0, |ui| FilterChip::new(Id::unique("arrived"), "Arrived").show(ui, true));
    part(ui, 483.0, 618.0, "Steps");
    at(ui, 483.0, 635.0, 380.0, |ui| Steps::new(&["Review", "Recipients", "Write"], 1).show(ui));
    part(ui, 483.0, 684.0, "Progress");
    at(ui, 483.0, 701.0, 366.0, |ui| Progress::new("Writing to the USB stick", 0.62).show(ui));
    at(ui, 483.0, 715.0, 366.0, |ui| Text::caption("Writing to the USB stick").muted().show(ui));
    at(ui, 483.0, 715.0, 366.0, |ui| Text::caption("62%").muted().right().width(366.0).show(ui));
}

fn table(ui: &mut Ui) {
    part(ui, 903.0, 44.0, "Table rows: at rest, hover, selected");
    let p = ui.palette();
    let rect = Rect::from_min_max(pos2(903.0, 61.0), pos2(1329.0, 231.0)).translate(ui.max_rect().min.to_vec2());
    let columns = [Column::new("Name", 13.0, 170.0), Column::new("Status", 195.0, 110.0)];
    table_header(ui, rect.with_max_y(rect.top() + 37.0), &columns);
    let rows = [("Sìne Campbell", 0.0, false), ("Łukasz Dąbrowski", 1.0, false), ("Phạm Thu Hà", 0.0, true)];
    for (index, &(name, near, on)) in rows.iter().enumerate() {
        let top = rect.top() + 37.0 + 44.0 * index as f32;
        let row = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), 44.0));
        let below = if index + 1 == rows.len() { 4.0 } else { 0.0 };
        row_background(ui, row, below, near, on);
        cell(ui, columns[0].of(row), name, if on { Type::Strong } else { Type::Body }, p.text);
        let status = columns[1].of(row).left_center();
        let tag = if index == 0 {
            Tag::new(TagKind::Success, "10:21").icon(icons::CHECK_CIRCLE)
        } else {
            Tag::new(TagKind::Neutral, "Expected").icon(icons::CLOCK)
        };
        tag.paint(ui, status);
        let button = if on { Button::primary("Check in") } else { Button::secondary("Check in") };
        if index > 0 {
            let button = button.small().id(Id::unique(("check in", index)));
            let size = vec2(button.natural_width(ui), 36.0);
            let spot = Rect::from_min_size(pos2(rect.left() + 319.0, row.center().y - 18.0), size);
            button.at(ui, spot);
        }
    }
    ui.painter().rect_stroke(rect, paint::corners(4.0), (1.0, p.border), egui::StrokeKind::Inside);
}

fn banners(ui: &mut Ui) {
    part(ui, 903.0, 254.0, "Banners: check, stop, note, done");
    let compare = ["Compare"];
    let banners = [
        Banner::new(BannerKind::Warning, "Someone you already have?").icon(icons::USERS.fill()).buttons(&compare),
        Banner::new(BannerKind::Danger, "The disk is full").lead("Not saved."),
        Banner::new(BannerKind::Info, "The notice changed since they booked"),
        Banner::new(BannerKind::Success, "Backed up to the blue USB stick"),
    ];
    for (index, banner) in banners.into_iter().enumerate() {
        at(ui, 903.0, 271.0 + 60.0 * index as f32, 426.0, |ui| banner.show(ui));
    }
}

fn looks(ui: &mut Ui) {
    let p = ui.palette();
    part(ui, 903.0, 526.0, "Type: 24, 18, 15, 13");
    at(ui, 903.0, 543.0, 100.0, |ui| Text::display("Display").show(ui));
    at(ui, 1001.0, 549.0, 100.0, |ui| Text::title("Title").show(ui));
    at(ui, 1055.0, 552.0, 100.0, |ui| Text::body("Body text").show(ui));
    at(ui, 1135.0, 553.0, 100.0, |ui| Text::caption("Caption").muted().show(ui));
    part(ui, 903.0, 596.0, "Colours by role");
    let roles = [
        p.accent,
        p.success,
        p.warning,
        p.danger,
        p.info,
        p.consent_given,
        p.consent_refused,
        p.border_control,
        p.text_muted,
        p.focus,
        p.strap,
    ];
    for (index, color) in roles.into_iter().enumerate() {
        let min = ui.max_rect().min + vec2(903.0 + 39.0 * index as f32, 613.0);
        let rect = Rect::from_min_size(min, vec2(34.0, 34.0));
        paint::boxed(ui.painter(), rect, tokens().radius.control, color, 1.0, p.border_control);
    }
    part(ui, 903.0, 670.0, "Initials, mark, key hints");
    let mut x = ui.max_rect().left() + 903.0;
    for key in ["Ctrl+Enter", "F6", "Esc"] {
        x = KeyHint::new(key).paint(ui, pos2(x, ui.max_rect().top() + 709.0)) + 10.0;
    }
    at(ui, 1065.0, 693.0, 40.0, |ui| Avatar::new("Priya Nair").show(ui));
    at(ui, 1107.0, 687.0, 50.0, |ui| Avatar::new("Amara Osei").size(44.0).show(ui));
    at(ui, 1156.5, 688.0, 50.0, |ui| Mark::new(40.0).show(ui));
}

/// The size that the sheets are drawn at.
const DRAWN: Vec2 = vec2(1366.0, 768.0);

/// Both sheets in a window; F2 turns from one to the other.
pub struct Sheet {
    sheet: Gallery,
    moving: moving::Moving,
    second: bool,
}

impl Sheet {
    /// The sheets in one of the looks.
    #[must_use]
    pub fn new(ctx: &egui::Context, theme: Theme) -> Self {
        ctx.set_fonts(fonts::definitions());
        apply(ctx, theme, false);
        Self { sheet: Gallery::default(), moving: moving::Moving::default(), second: false }
    }
}

impl eframe::App for Sheet {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        if super::widgets::keys::plain(ui.ctx(), egui::Key::F2) {
            self.second = !self.second;
        }
        let window = ui.max_rect();
        ui.painter().rect_filled(window, 0.0, ui.palette().bg);
        let room = room(window.size());
        ScrollArea::both().id_salt("sheet").auto_shrink(false).show(ui, |ui| {
            let rect = Rect::from_min_size(ui.cursor().min, room);
            ui.allocate_rect(rect, egui::Sense::hover());
            place(ui, rect, |ui| {
                if self.second {
                    in_columns(ui, |ui, column| self.moving.column(ui, column));
                } else {
                    self.sheet.ui(ui);
                }
            });
            follow_focus(ui, "sheet");
        });
        if self.second {
            self.moving.over(ui);
        }
    }
}
