//! The one who is chosen: who they are, what stands, and what happened.

use egui::{Align2, Color32, Id, Rect, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::domain::age::age_on;
use crate::domain::code::Code;
use crate::domain::form::Field;
use crate::domain::ids::RegistrationId;
use crate::domain::ledger::Standing;
use crate::domain::professional::may_be_made;
use crate::domain::purpose::{Channel, Question};
use crate::domain::record::{RegistrationRecord, to_draft};
use crate::domain::staff::{Handle, Role};
use crate::ui::icons::{self, Icon};
use crate::ui::out::{Out, Seen, Wish};
use crate::ui::questions;
use crate::ui::shell::Parts;
use crate::ui::theme::Themed;
use crate::ui::time;
use crate::ui::widgets::{Avatar, Button, Menu, MenuItem, Tag, TagKind, Text, Type, link, place, text};
use crate::worker::{History, Spot};

use super::said::{and, country, date};
use super::timeline::{self, Kind, Moment, Telling};
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

/// Everything that the pane says, in words.
pub(super) struct Shown {
    pub(super) id: RegistrationId,
    pub(super) spot: Spot,
    pub(super) history: History,
    pub(super) name: String,
    /// Badge, age, reference.
    about: String,
    state: Mark,
    lines: Vec<(String, String)>,
    now: Vec<Mark>,
    /// A lead may record that news goes to their address at work without a Yes (R8).
    may_except: bool,
    kept_until: String,
    moments: Vec<(Moment, String)>,
    /// "This person registered 2 times."
    same: String,
    others: Vec<(RegistrationId, String)>,
}

/// A tag, ready to be shown.
struct Mark {
    kind: TagKind,
    icon: Icon,
    words: String,
}

impl Mark {
    fn new(kind: TagKind, icon: Icon, words: impl Into<String>) -> Self {
        Self { kind, icon, words: words.into() }
    }

    fn tag(&self) -> Tag<'_> {
        Tag::new(self.kind, &self.words).icon(self.icon)
    }
}

impl Shown {
    pub(super) fn of(history: History, spot: Spot, seen: &Seen<'_>) -> Self {
        let registered = &history.registered;
        let nothing = RegistrationRecord::default();
        let record = history.versions.last().map_or(&nothing, |version| &version.record);
        let name = record.full_name.clone().unwrap_or_default();
        let handles = |handle: &Handle| staff(seen, handle);
        let telling = Telling { staff: &handles, help: seen.session.who.role >= Role::Lead };
        let moments = timeline::moments(&history, &telling).into_iter();
        let moments = moments.map(|moment| (time::moment(moment.at, seen.today), moment));
        let definition = history.event.definition();
        let last = definition.last_day.unwrap_or(definition.first_day);
        let kept = last.checked_add_days(chrono::Days::new(definition.retention.registrations_days.into()));
        Self {
            id: registered.id,
            spot,
            about: about(record, &history),
            state: state(&history, seen),
            lines: lines(record, &history),
            now: standings(&history, telling.help),
            may_except: may_except(record, &history, seen),
            kept_until: kept.map(|day| format!("Kept until {}", day.format("%-d %b %Y"))).unwrap_or_default(),
            moments: moments.map(|(at, moment)| (moment, at)).collect(),
            same: match history.same_person.len() {
                0 | 1 => String::new(),
                times => format!("This person registered {times} times. What stands is over all of them."),
            },
            others: others(&history, seen),
            name,
            history,
        }
    }

    /// What the newest version says.
    pub(super) fn record(&self) -> Option<&RegistrationRecord> {
        self.history.versions.last().map(|version| &version.record)
    }
}

/// Whether the exception for professionals could be recorded of somebody, by whoever looks.
fn may_except(record: &RegistrationRecord, history: &History, seen: &Seen<'_>) -> bool {
    let of_event = seen.session.events.iter().find(|event| event.id() == history.registered.event);
    let is_on = of_event.is_some_and(|event| event.definition().exception_for_professionals);
    let lead = seen.session.who.role >= Role::Lead;
    let may = may_be_made(record.age_band.as_deref(), record.email.as_deref(), &history.standings).is_ok();
    is_on && lead && may && history.exceptions.is_empty()
}

fn staff(seen: &Seen<'_>, handle: &Handle) -> String {
    let found = seen.session.staff.iter().find(|person| person.handle == *handle);
    found.map_or_else(|| handle.as_str().to_owned(), |person| person.name.clone())
}

fn about(record: &RegistrationRecord, history: &History) -> String {
    let born = record.date_of_birth.as_deref().and_then(|kept| kept.parse().ok());
    let age = born.and_then(|born| age_on(born, history.registered.local_day)).map(|age| age.to_string());
    let badge = record.badge_name.as_ref().map(|badge| format!("badge {badge}"));
    let reference = format!("reference {}", history.registered.reference);
    let parts: Vec<_> = [badge, age, Some(reference)].into_iter().flatten().collect();
    text::sentence(&parts.join(", "))
}

fn state(history: &History, seen: &Seen<'_>) -> Mark {
    match history.registered.state.code() {
        "quarantined" => Mark::new(TagKind::Warning, icons::HOURGLASS, "Waits for guardian"),
        "restricted" => Mark::new(TagKind::Neutral, icons::LOCK_SIMPLE, "Restricted"),
        _ => {
            let came = time::moment(history.registered.registered_at, seen.today);
            Mark::new(TagKind::Success, icons::CHECK_CIRCLE, format!("Arrived {came}"))
        }
    }
}

/// Every field that holds something, in the order of the form; country and postcode in one line.
fn lines(record: &RegistrationRecord, history: &History) -> Vec<(String, String)> {
    let draft = to_draft(history.registered.id, history.registered.visitor, record);
    let mut lines = Vec::new();
    for &field in Field::ALL {
        let kept = draft.field(field);
        let words = match field {
            Field::FullName | Field::GivenName | Field::FamilyName | Field::BadgeName => continue,
            Field::Postcode if !draft.field(Field::Country).is_empty() => continue,
            Field::Country if !kept.is_empty() => {
                let parts = [country(kept), draft.field(Field::Postcode).to_owned()];
                parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
            }
            Field::Nationality if !kept.is_empty() => country(kept),
            Field::DateOfBirth => date(kept),
            Field::Subjects => kept.split(';').map(str::trim).collect::<Vec<_>>().join("; "),
            _ => kept.to_owned(),
        };
        if !words.is_empty() {
            lines.push((short(field).to_owned(), words));
        }
    }
    if let Some(guardian) = &record.guardian_name {
        let contacts = [&record.guardian_relationship, &record.guardian_email, &record.guardian_phone_as_typed];
        let more: Vec<&str> = contacts.into_iter().flatten().map(String::as_str).collect();
        lines.push(("Guardian".to_owned(), format!("{guardian}, {}", more.join(", "))));
    }
    for (code, answer) in &draft.own {
        lines.push((own(history, code), answer.clone()));
    }
    if !draft.send.is_empty() {
        lines.push(("Send them".to_owned(), and(&draft.send)));
    }
    lines
}

fn own(history: &History, code: &Code) -> String {
    history.event.own_question(code).map_or_else(|| code.as_str().to_owned(), |question| question.text.clone())
}

/// Labels that have to be short here.
fn short(field: Field) -> &'static str {
    match field {
        Field::Organisation => "School, employer",
        Field::CommunicationPreference => "Contact by",
        Field::ContactLanguage => "Language",
        Field::AddressLine2 => "",
        Field::EmergencyName => "In emergency",
        Field::EmergencyRelationship => "Who is their",
        other => other.label(),
    }
}

/// What stands for every question; answers about help in one tag, for leads.
fn standings(history: &History, help: bool) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut noted = false;
    for question in history.event.questions() {
        let standing = history.standings.get(question);
        let name = match question {
            Question::Special(_) => {
                noted |= standing != Standing::NotAsked;
                continue;
            }
            Question::SendThem | Question::Guardian(_) => continue,
            Question::News(Channel::Phone) => "Phone",
            other => questions::name(other),
        };
        marks.push(match standing {
            Standing::Yes => Mark::new(TagKind::Given, icons::CHECK_CIRCLE.fill(), name),
            Standing::No => Mark::new(TagKind::Refused, icons::X_CIRCLE.fill(), name),
            Standing::Withdrawn => Mark::new(TagKind::Refused, icons::HAND_PALM.fill(), format!("{name} withdrawn")),
            Standing::Objected => Mark::new(TagKind::Refused, icons::PROHIBIT, format!("{name} objected")),
            Standing::LeftBlank => Mark::new(TagKind::NotAsked, icons::CIRCLE_DASHED, format!("{name} left blank")),
            Standing::NotAsked => Mark::new(TagKind::NotAsked, icons::CIRCLE_DASHED, name),
        });
    }
    if history.open_removals > 0 {
        let words = match history.open_removals {
            1 => "Recording to be taken out".to_owned(),
            several => format!("{several} recordings to be taken out"),
        };
        marks.push(Mark::new(TagKind::Warning, icons::CAMERA_SLASH, words));
    }
    if noted && help {
        marks.push(Mark::new(TagKind::Accent, icons::LOCK_SIMPLE, "Help notes"));
    }
    marks
}

fn others(history: &History, seen: &Seen<'_>) -> Vec<(RegistrationId, String)> {
    let other = |registered: &crate::worker::Registered| {
        let event = seen.session.events.iter().find(|event| event.id() == registered.event);
        let event = event.filter(|event| event.id() != seen.event.id());
        let at = event.map(|event| format!(", {}", event.definition().name)).unwrap_or_default();
        let day = time::moment(registered.registered_at, seen.today);
        (registered.id, format!("{day}, reference {}{at}", registered.reference))
    };
    history.others.iter().map(other).collect()
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
                let other = body_ui(ui, shown);
                crate::ui::widgets::follow_focus(ui, "person");
                other
            };
            area.show(ui, contents).inner
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
            Some(Other::Apart(other)) => self.keep_apart(other, out),
            Some(Other::Except) => self.begin_except(),
            None => {}
        }
    }

    /// Says that another registration is of somebody else after all; it can be said the other way again (R14).
    fn keep_apart(&mut self, other: RegistrationId, out: &mut Out<'_>) {
        let Some(shown) = &self.shown else { return };
        let request = crate::worker::people::Request::Apart(shown.id, other);
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
    (row_of_buttons(ui, buttons), buttons.bottom() + 12.0)
}

/// What is behind *More*.
const MORE: [(&str, &str, Does); 2] =
    [("Receipt", "Alt+V", Does::Receipt), ("Already photographed", "Alt+P", Does::Removal)];

/// As wide as their words, and what is left shared between them.
fn row_of_buttons(ui: &mut Ui, row: Rect) -> Option<Pressed> {
    const GAP: f32 = 8.0;
    let buttons = [
        (Button::secondary("Amend").icon(icons::PENCIL_SIMPLE).id(amend_id()), Some(Pressed::Does(Does::Correct))),
        (
            Button::secondary("Withdraw").icon(icons::HAND_PALM).id(Id::unique("withdraw consent")),
            Some(Pressed::Does(Does::TakeBack)),
        ),
        (
            Button::secondary("Rights").name("Rights request").icon(icons::SCALES).id(Id::unique("rights request")),
            Some(Pressed::Ask),
        ),
        (Button::secondary("More").icon(icons::DOTS_THREE).id(Id::unique("more about person")), None),
    ];
    let buttons = buttons.map(|(button, does)| (button.small(), does));
    let natural: f32 = buttons.iter().map(|(button, _)| button.natural_width(ui)).sum();
    let more = (row.width() - natural - 3.0 * GAP) / 4.0;
    let (mut left, mut pressed) = (row.left(), None);
    for (button, does) in buttons {
        let width = (button.natural_width(ui) + more).floor();
        let at = Rect::from_min_size(pos2(left, row.top()), vec2(width, row.height()));
        left = at.right() + GAP;
        let button = button.at(ui, at);
        if does.is_none() {
            let items = MORE.map(|(name, key, _)| MenuItem::new(name).key(key));
            let taken = Menu::below(&button).show(ui, &items);
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
    if shown.may_except {
        ui.add_space(6.0);
        let row = inner(ui, 36.0);
        let button = Button::secondary("Record as a professional").icon(icons::BUILDINGS).small();
        let at = Rect::from_min_size(row.min, vec2(button.natural_width(ui), 36.0));
        if button.id(Id::unique("record as a professional")).at(ui, at).clicked() {
            other = Some(Other::Except);
        }
    }
    ui.add_space(12.0);
    rule(ui);
    section(ui, "What happened, and when", "");
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
    let galley = if crate::ui::scripts::reads_differently(words) {
        painted::name(ui, words, Type::Body, width)
    } else {
        text::paragraph(ui, words, Type::Body, width, 6)
    };
    let row = inner(ui, (galley.size().y + 5.0).max(25.0));
    let label_at = Rect::from_min_size(row.min, vec2(LABEL - 8.0, 25.0));
    let p = ui.palette();
    text::paint(
        ui,
        text::elided(ui, label, Type::Caption, label_at.width()),
        label_at,
        Align2::LEFT_CENTER,
        p.text_muted,
    );
    let words_at = Rect::from_min_size(pos2(row.left() + LABEL, row.top()), vec2(width, row.height()));
    text::paint(ui, galley, words_at, Align2::LEFT_CENTER, p.text);
    let said = ui.interact(row, ui.next_auto_id(), Sense::hover());
    ui.skip_ahead_auto_ids(1);
    said.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, format!("{label}: {words}")));
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
    /// It is of somebody else after all (R14).
    Apart(RegistrationId),
    /// This one is a professional (R8).
    Except,
}

fn same_person(ui: &mut Ui, shown: &Shown) -> Option<Other> {
    rule(ui);
    ui.add_space(8.0);
    let row = inner(ui, 20.0);
    Text::caption(&shown.same).muted().at(ui, row);
    let mut pressed = None;
    for (id, words) in &shown.others {
        let row = inner(ui, 26.0);
        let name = format!("Not the same person: {words}");
        let apart = Button::quiet("Not the same person").small().name(&name);
        let width = apart.natural_width(ui);
        if place(ui, row.with_max_x(row.right() - width - 8.0), |ui| link(ui, words)).clicked() {
            pressed = Some(Other::Show(*id));
        }
        let at = Rect::from_min_size(pos2(row.right() - width, row.center().y - 12.0), vec2(width, 24.0));
        if apart.id(Id::unique(("apart", id.0))).at(ui, at).clicked() {
            pressed = Some(Other::Apart(*id));
        }
    }
    ui.add_space(8.0);
    pressed
}

fn colours(ui: &Ui, kind: Kind) -> (Color32, Color32) {
    let p = ui.palette();
    match kind {
        Kind::Yes => (p.consent_given_soft, p.on_consent_given_soft),
        Kind::No | Kind::Withdrawn => (p.consent_refused_soft, p.on_consent_refused_soft),
        Kind::Blank | Kind::Came => (p.sunken, p.text_muted),
        Kind::Corrected | Kind::Excepted => (p.accent_soft, p.on_accent_soft),
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
        WidgetInfo::labeled(egui::Role::Label, true, format!("{at}: {}. {}", moment.title, moment.detail))
    });
}
