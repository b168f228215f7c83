//! The one who is chosen, painted, and what can be done about them.

use egui::{Align2, Color32, Id, Rect, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::domain::ids::RegistrationId;
use crate::ui::icons::{self, Icon};
use crate::ui::out::{Out, Seen, Wish};
use crate::ui::scripts::without_signs;
use crate::ui::shell::Parts;
use crate::ui::theme::Themed;
use crate::ui::widgets::{Avatar, Button, Menu, MenuItem, Tag, Text, Type, link, paint, place, read_by_keys, text};

use super::shown::{Doubt, Mark, Shown};
use super::timeline::{Kind, Moment};
use super::{Does, People, painted};

const PADDING: f32 = 17.0;
/// Name and buttons.
const HEAD: f32 = 119.0;

/// Back to the list, at 200 %.
pub(super) fn back_id() -> Id {
    Id::unique("back to people")
}

/// The first thing that can be done about somebody.
pub(super) fn amend_id() -> Id {
    Id::unique("amend person")
}

impl People {
    pub(super) fn detail_card(&mut self, ui: &mut Ui, card: Rect, parts: &Parts, seen: &Seen<'_>, out: &mut Out<'_>) {
        let Some(shown) = &self.shown else {
            let line = Rect::from_min_size(pos2(card.left(), card.top() + 200.0), vec2(card.width(), 24.0));
            Text::body("Choose somebody to see what they said.").muted().centre().at(ui, line);
            return;
        };
        let mut top = card;
        let mut back = false;
        if parts.narrow {
            let button = Button::quiet("Back to the list").icon(icons::ARROW_LEFT).key("Esc").small().id(back_id());
            let size = vec2(button.natural_width(ui), 36.0);
            back = button.at(ui, Rect::from_min_size(card.min + vec2(8.0, 8.0), size)).clicked();
            top.min.y += 44.0;
        }
        let rule = |ui: &Ui, y: f32| ui.painter().hline(card.x_range().shrink(1.0), y, (1.0, ui.palette().border));
        let mut does = None;
        if !parts.narrow {
            let line;
            (does, line) = head(ui, top, shown);
            rule(ui, line);
            top.min.y = line + 0.5;
        }
        let body = Rect::from_min_max(pos2(card.left() + 1.0, top.top()), card.max - vec2(1.0, 1.0));
        let other = place(ui, body, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            let area = ScrollArea::vertical().id_salt(("person", shown.id.0)).auto_shrink(false);
            let contents = |ui: &mut Ui| {
                if parts.narrow {
                    // There is too little room for a part that stays.
                    let (_, at) = ui.allocate_space(vec2(ui.available_width(), HEAD));
                    (does, _) = head(ui, at, shown);
                    rule(ui, at.bottom() - 0.5);
                }
                body_ui(ui, shown)
            };
            area.show(ui, |ui| read_by_keys(ui, "person", "What they said, and what happened", contents)).inner
        });
        let id = shown.id;
        match does {
            Some(Pressed::Does(does)) => self.begin(does, seen, out),
            Some(Pressed::Ask) => out.wish(Wish::Ask(id)),
            None => {}
        }
        if back {
            self.open = false;
            self.focus = Some(super::rows_id());
        }
        match other {
            Some(Other::Show(other)) => self.asked.person(other),
            Some(Other::SayWhether(other, same)) => self.say_whether(other, same, out),
            Some(Other::Unsay(other)) => {
                let request = crate::worker::people::Request::UnsayWhether { one: id, other };
                self.asked.change(out.ask(crate::worker::Request::People(request)));
            }
            Some(Other::Except) => self.begin_except(),
            Some(Other::Print) => self.begin_receipt(seen, out),
            Some(Other::Confirm) => self.begin_confirming(),
            Some(Other::TakeBack) => {
                let request = crate::worker::people::Request::ConfirmGuardian { registration: id, known_by: None };
                self.asked.change(out.ask(crate::worker::Request::People(request)));
            }
            None => {}
        }
    }

    /// Says whether another registration is of the same person; it can be said the other way again (R14).
    fn say_whether(&mut self, other: RegistrationId, same: bool, out: &mut Out<'_>) {
        let Some(shown) = &self.shown else { return };
        let request = crate::worker::people::Request::SayWhether { one: shown.id, other, same };
        self.asked.change(out.ask(crate::worker::Request::People(request)));
    }
}

/// What was pressed about somebody.
#[derive(Clone, Copy)]
enum Pressed {
    Does(Does),
    /// Record what they ask for under their rights.
    Ask,
}

/// Name and buttons, which stay; says which was pressed, and where this part ends.
fn head(ui: &mut Ui, card: Rect, shown: &Shown) -> (Option<Pressed>, f32) {
    let p = ui.palette();
    let row = Rect::from_min_size(card.min + vec2(PADDING, 15.0), vec2(card.width() - 2.0 * PADDING, 44.0));
    Avatar::new(&shown.name).size(44.0).paint(ui, Rect::from_min_size(row.min, vec2(44.0, 44.0)));
    let tag = shown.state.tag();
    let width = tag.width(ui);
    let tag_at = Rect::from_center_size(pos2(row.right() - width / 2.0, row.center().y), vec2(width, Tag::HEIGHT));
    let words = Rect::from_min_max(pos2(row.left() + 56.0, row.top()), pos2(tag_at.left() - 10.0, row.bottom()));
    let name = painted::name(ui, &shown.name, Type::Title, words.width());
    let name_row = Rect::from_min_size(words.min, vec2(words.width(), 24.0));
    text::paint(ui, name, name_row, Align2::LEFT_CENTER, p.text);
    let heading = ui.interact(name_row, Id::unique("person's name"), Sense::hover());
    heading.widget_info(|| WidgetInfo::labeled(egui::Role::Heading, true, &shown.name));
    let about = Rect::from_min_size(pos2(words.left(), words.top() + 24.0), vec2(words.width(), 18.0));
    Text::caption(&shown.about).muted().at(ui, about);
    place(ui, tag_at, |ui| tag.show(ui));
    let buttons = Rect::from_min_size(pos2(row.left(), row.bottom() + 12.0), vec2(row.width(), 36.0));
    (row_of_buttons(ui, buttons, shown), buttons.bottom() + 12.0)
}

/// What is behind *More*; the last only where there is one and whoever works here may.
const MORE: [(&str, &str, Does); 3] = [
    ("Receipt", "Alt+V", Does::Receipt),
    ("Already photographed", "Alt+P", Does::Removal),
    ("Forget emergency contact", "", Does::ForgetContact),
];

/// As wide as their words, and what is left shared between them.
fn row_of_buttons(ui: &mut Ui, row: Rect, shown: &Shown) -> Option<Pressed> {
    const GAP: f32 = 8.0;
    type Form = for<'a> fn(Button<'a>, Icon) -> Button<'a>;
    // As drawn; closer together; and where there is no room for both, the words are what says it.
    const FORMS: [Form; 3] = [
        |button, icon| button.icon(icon).small(),
        |button, icon| button.icon(icon).tight(),
        |button, _| button.small(),
    ];
    let buttons = |form: Form| {
        let with = |label: &'static str, icon| form(Button::secondary(label), icon);
        let more = Button::secondary("").icon(icons::DOTS_THREE).small().name("More");
        [
            (with("Amend", icons::PENCIL_SIMPLE).id(amend_id()), Some(Pressed::Does(Does::Correct))),
            (
                with("Withdraw", icons::HAND_PALM).id(Id::unique("withdraw consent")),
                Some(Pressed::Does(Does::TakeBack)),
            ),
            (
                with("Badge", icons::IDENTIFICATION_BADGE).id(Id::unique("person's badge")),
                Some(Pressed::Does(Does::Badge)),
            ),
            (with("Rights", icons::SCALES).name("Rights request").id(Id::unique("rights request")), Some(Pressed::Ask)),
            (more.id(Id::unique("more about person")), None),
        ]
    };
    let left_of = |ui: &Ui, buttons: &[(Button<'_>, Option<Pressed>)]| {
        let natural: f32 = buttons.iter().map(|(button, _)| button.natural_width(ui)).sum();
        row.width() - natural - (buttons.len() - 1) as f32 * GAP
    };
    let [.., words] = FORMS;
    let fits = FORMS.into_iter().find(|form| left_of(ui, &buttons(*form)) >= 0.0);
    let buttons = buttons(fits.unwrap_or(words));
    let more = left_of(ui, &buttons) / (buttons.len() - 1) as f32;
    let (mut left, mut pressed) = (row.left(), None);
    for (button, does) in buttons {
        let width = (button.natural_width(ui) + if does.is_some() { more } else { 0.0 }).floor();
        let at = Rect::from_min_size(pos2(left, row.top()), vec2(width, row.height()));
        left = at.right() + GAP;
        let button = button.at(ui, at);
        if does.is_none() {
            let items = MORE.map(|(name, key, _)| MenuItem::new(name).key(key));
            let offered = if shown.may_forget_contact { &items[..] } else { &items[..items.len() - 1] };
            let taken = Menu::below(&button).show(ui, offered);
            pressed = pressed.or(taken.and_then(|at| MORE.get(at)).map(|(.., does)| Pressed::Does(*does)));
        } else if button.clicked() {
            pressed = does;
        }
    }
    pressed
}

/// What scrolls; says which other registration was pressed.
fn body_ui(ui: &mut Ui, shown: &Shown) -> Option<Other> {
    ui.add_space(11.0);
    for (label, words) in &shown.lines {
        line(ui, label, words);
    }
    ui.add_space(10.0);
    let mut other = if shown.same.is_empty() { None } else { same_person(ui, shown) };
    rule(ui);
    section(ui, "Consent now", &shown.kept_until);
    tags(ui, &shown.now);
    for doubt in &shown.held_back {
        other = held_back(ui, doubt).or(other);
    }
    if let Some(words) = &shown.waits_because {
        ui.add_space(8.0);
        warning(ui, words);
    }
    let offers = [
        (shown.may_confirm, "Confirm their guardian", icons::SEAL_CHECK, Other::Confirm),
        (shown.may_take_back, "Guardian not confirmed after all", icons::ARROW_COUNTER_CLOCKWISE, Other::TakeBack),
        (shown.may_except, "Record as a professional", icons::BUILDINGS, Other::Except),
    ];
    for (_, label, icon, does) in offers.into_iter().filter(|(may, ..)| *may) {
        ui.add_space(6.0);
        let row = inner(ui, 36.0);
        let button = Button::secondary(label).icon(icon).small();
        let at = Rect::from_min_size(row.min, vec2(button.natural_width(ui), 36.0));
        if button.id(Id::unique(label)).at(ui, at).clicked() {
            other = Some(does);
        }
    }
    ui.add_space(12.0);
    rule(ui);
    if what_happened(ui) {
        other = Some(Other::Print);
    }
    for (number, (moment, at)) in shown.moments.iter().enumerate() {
        moment_ui(ui, moment, at, number + 1 < shown.moments.len());
    }
    ui.add_space(12.0);
    other
}

fn inner(ui: &mut Ui, height: f32) -> Rect {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    rect.shrink2(vec2(PADDING - 1.0, 0.0))
}

fn rule(ui: &mut Ui) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 1.0));
    ui.painter().hline(rect.x_range(), rect.center().y, (1.0, ui.palette().border));
}

fn line(ui: &mut Ui, label: &str, words: &str) {
    const LABEL: f32 = 108.0;
    let width = ui.available_width() - 2.0 * (PADDING - 1.0) - LABEL;
    let galley = text::paragraph(ui, words, Type::Body, width, 6);
    // A label can be a question of the event's own.
    let label_galley = text::paragraph(ui, label, Type::Caption, LABEL - 8.0, 4);
    let row = inner(ui, (galley.size().y.max(label_galley.size().y) + 5.0).max(25.0));
    let label_at = Rect::from_min_size(row.min, vec2(LABEL - 8.0, (label_galley.size().y + 5.0).max(25.0)));
    let p = ui.palette();
    text::paint(ui, label_galley, label_at, Align2::LEFT_CENTER, p.text_muted);
    let words_at = Rect::from_min_size(pos2(row.left() + LABEL, row.top()), vec2(width, row.height()));
    text::paint(ui, galley, words_at, Align2::LEFT_CENTER, p.text);
    let said = ui.interact(row, ui.next_auto_id(), Sense::hover());
    ui.skip_ahead_auto_ids(1);
    said.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, without_signs(&format!("{label}: {words}"))));
}

fn section(ui: &mut Ui, title: &str, end: &str) {
    ui.add_space(9.0);
    let row = inner(ui, 22.0);
    Text::strong(title).heading().at(ui, row);
    if !end.is_empty() {
        Text::caption(end).muted().right().at(ui, row);
    }
    ui.add_space(7.0);
}

/// The heading of what happened, with the way to have it on paper; whether that was pressed.
fn what_happened(ui: &mut Ui) -> bool {
    const PRINT: &str = "Print";
    ui.add_space(8.0);
    let row = inner(ui, 24.0);
    Text::strong("What happened, and when").heading().at(ui, row);
    ui.add_space(6.0);
    let width = text::line(ui, PRINT, Type::Body).size().x.ceil();
    place(ui, row.with_min_x(row.right() - width), |ui| link(ui, PRINT)).clicked()
}

fn tags(ui: &mut Ui, marks: &[Mark]) {
    let mut rest = marks;
    while !rest.is_empty() {
        let room = ui.available_width() - 2.0 * (PADDING - 1.0);
        let mut used = 0.0;
        let fits = |mark: &&Mark| {
            used += mark.tag().width(ui) + 6.0;
            used - 6.0 <= room
        };
        let count = rest.iter().take_while(fits).count().max(1);
        let (these, others) = rest.split_at(count);
        let row = inner(ui, 30.0);
        place(ui, row, |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.horizontal(|ui| {
                for mark in these {
                    mark.tag().show(ui);
                }
            });
        });
        rest = others;
    }
}

/// What is done about another registration of the same person.
#[derive(Clone, Copy)]
enum Other {
    Show(RegistrationId),
    /// Whether it is of the same person (R14).
    SayWhether(RegistrationId, bool),
    /// That it is of the same person was said by mistake.
    Unsay(RegistrationId),
    /// This one is a professional (R8).
    Except,
    /// Their guardian agreed in person (R11).
    Confirm,
    /// That was confirmed by mistake.
    TakeBack,
    /// To have what they answered on paper (R13).
    Print,
}

fn same_person(ui: &mut Ui, shown: &Shown) -> Option<Other> {
    rule(ui);
    ui.add_space(8.0);
    let row = inner(ui, 20.0);
    Text::caption(&shown.same).muted().at(ui, row);
    let mut pressed = None;
    for (id, words) in &shown.others {
        ui.add_space(6.0);
        let row = inner(ui, 24.0);
        if place(ui, row, |ui| link(ui, words)).clicked() {
            pressed = Some(Other::Show(*id));
        }
        let offers = [
            (shown.history.said_same.contains(id), "Take back “same person”", Other::Unsay(*id)),
            (true, "Not the same person", Other::SayWhether(*id, false)),
        ];
        let offers = offers.into_iter().filter(|(may, ..)| *may).map(|(_, label, does)| (label, does));
        pressed = about_other(ui, ("same person", *id), words, 0.0, offers).or(pressed);
    }
    ui.add_space(8.0);
    pressed
}

/// Room for the icon of a warning.
const ICON: f32 = 26.0;

/// What is to be looked at, in as many lines as it takes.
fn warning(ui: &mut Ui, says: &str) {
    let p = ui.palette();
    let width = ui.available_width() - 2.0 * (PADDING - 1.0) - ICON;
    let words = text::paragraph(ui, says, Type::Body, width, usize::MAX);
    let row = inner(ui, words.size().y.max(20.0));
    paint::icon(ui.painter(), icons::WARNING.fill(), row.min + vec2(10.0, 10.0), 18.0, p.warning);
    text::paint(ui, words, row.with_min_x(row.left() + ICON), Align2::LEFT_TOP, p.text);
    let said = ui.interact(row, ui.next_auto_id(), Sense::hover());
    ui.skip_ahead_auto_ids(1);
    said.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, says));
}

/// Why a Yes is held back, and what can be said about it.
fn held_back(ui: &mut Ui, doubt: &Doubt) -> Option<Other> {
    ui.add_space(8.0);
    warning(ui, &doubt.words);
    let mut pressed = None;
    for (id, words) in &doubt.others {
        ui.add_space(6.0);
        let row = inner(ui, 24.0);
        if place(ui, row.with_min_x(row.left() + ICON), |ui| link(ui, words)).clicked() {
            pressed = Some(Other::Show(*id));
        }
        let offers = [("Same person", true), ("Not the same", false)];
        let offers = offers.into_iter().map(|(label, same)| (label, Other::SayWhether(*id, same)));
        pressed = about_other(ui, (&doubt.words, *id), words, ICON, offers).or(pressed);
    }
    pressed
}

/// What can be said about another registration, which reads `words`, side by side under the link to it.
fn about_other(
    ui: &mut Ui,
    (part, of): (&str, RegistrationId),
    words: &str,
    indent: f32,
    offers: impl Iterator<Item = (&'static str, Other)>,
) -> Option<Other> {
    ui.add_space(4.0);
    let row = inner(ui, 36.0);
    let (mut left, mut pressed) = (row.left() + indent, None);
    for (label, does) in offers {
        let name = format!("{label}: {words}");
        let button = Button::secondary(label).small().name(&name).id(Id::unique((part, of.0, label)));
        let at = Rect::from_min_size(pos2(left, row.top()), vec2(button.natural_width(ui), 36.0));
        left = at.right() + 8.0;
        if button.at(ui, at).clicked() {
            pressed = Some(does);
        }
    }
    pressed
}

fn colours(ui: &Ui, kind: Kind) -> (Color32, Color32) {
    let p = ui.palette();
    match kind {
        Kind::Yes => (p.consent_given_soft, p.on_consent_given_soft),
        Kind::No | Kind::Withdrawn => (p.consent_refused_soft, p.on_consent_refused_soft),
        Kind::Blank | Kind::Came => (p.sunken, p.text_muted),
        Kind::Corrected | Kind::Excepted | Kind::Confirmed => (p.accent_soft, p.on_accent_soft),
    }
}

fn moment_ui(ui: &mut Ui, moment: &Moment, at: &str, more: bool) {
    const LEFT: f32 = 38.0;
    let p = ui.palette();
    let when = text::line(ui, at, Type::Caption);
    let width = ui.available_width() - 2.0 * (PADDING - 1.0) - LEFT;
    let title = text::paragraph(ui, &moment.title, Type::Strong, width - when.size().x - 10.0, 3);
    let detail = text::paragraph(ui, &moment.detail, Type::Caption, width, 4);
    let height = (title.size().y + detail.size().y + 8.0).max(46.0);
    let row = inner(ui, height);
    let centre = pos2(row.left() + 13.0, row.top() + 13.0);
    if more {
        ui.painter().vline(centre.x, (centre.y + 15.0)..=(row.bottom() - 2.0), (1.0, p.border_control));
    }
    let (fill, ink) = colours(ui, moment.kind);
    ui.painter().circle_filled(centre, 13.0, fill);
    crate::ui::widgets::paint::icon(ui.painter(), moment.kind.icon(), centre, 16.0, ink);
    let title_at = Rect::from_min_size(pos2(row.left() + LEFT, row.top() + 2.0), title.size());
    let when_at = Rect::from_min_max(pos2(title_at.right(), title_at.top()), pos2(row.right(), title_at.top() + 20.0));
    let detail_at = Rect::from_min_size(pos2(title_at.left(), title_at.bottom()), detail.size());
    text::paint(ui, title, title_at, Align2::LEFT_TOP, p.text);
    text::paint(ui, when, when_at, Align2::RIGHT_CENTER, p.text_muted);
    text::paint(ui, detail, detail_at, Align2::LEFT_TOP, p.text_muted);
    let said = ui.interact(row, ui.next_auto_id(), Sense::hover());
    ui.skip_ahead_auto_ids(1);
    said.widget_info(|| {
        let words = format!("{at}: {}. {}", moment.title, moment.detail);
        WidgetInfo::labeled(egui::Role::Label, true, without_signs(&words))
    });
}
