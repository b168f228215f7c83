//! What there is to say of the one who is chosen: who they are, what stands, and what happened, in words.

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
use crate::ui::out::Seen;
use crate::ui::questions;
use crate::ui::scripts::in_words;
use crate::ui::time;
use crate::ui::widgets::{Tag, TagKind, text};
use crate::worker::{HeldBack, History, Registered, Right as May, Spot};

use super::said::{and, country, date};
use super::timeline::{self, Moment, Telling};

/// Everything that the pane says, in words.
pub(super) struct Shown {
    pub(super) id: RegistrationId,
    pub(super) spot: Spot,
    pub(super) history: History,
    pub(super) name: String,
    /// Badge, age, reference.
    pub(super) about: String,
    pub(super) state: Mark,
    pub(super) lines: Vec<(String, String)>,
    pub(super) now: Vec<Mark>,
    /// A lead may record that news goes to their address at work without a Yes (R8).
    pub(super) may_except: bool,
    /// Why they wait, where nobody has confirmed that their guardian agreed in person (R11).
    pub(super) waits_because: Option<&'static str>,
    /// A lead may confirm it.
    pub(super) may_confirm: bool,
    /// A lead may take that back.
    pub(super) may_take_back: bool,
    /// A lead may let their emergency contact go, whichever version names one (R2).
    pub(super) may_forget_contact: bool,
    pub(super) kept_until: String,
    pub(super) moments: Vec<(Moment, String)>,
    /// "This person registered 2 times."
    pub(super) same: String,
    pub(super) others: Vec<(RegistrationId, String)>,
    /// Why no news goes where a Yes stands.
    pub(super) held_back: Vec<Doubt>,
}

/// A Yes that is held back, in words, with the registrations that it is in doubt beside.
pub(super) struct Doubt {
    pub(super) words: String,
    pub(super) others: Vec<(RegistrationId, String)>,
}

/// A tag, ready to be shown.
pub(super) struct Mark {
    kind: TagKind,
    icon: Icon,
    words: String,
}

impl Mark {
    fn new(kind: TagKind, icon: Icon, words: impl Into<String>) -> Self {
        Self { kind, icon, words: words.into() }
    }

    pub(super) fn tag(&self) -> Tag<'_> {
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
        let last = definition.final_day();
        let kept = last.checked_add_days(chrono::Days::new(definition.retention.registrations_days.into()));
        Self {
            id: registered.id,
            spot,
            about: about(record, &history),
            state: state(&history, seen),
            lines: lines(record, &history).into_iter().chain(from_list(&history)).collect(),
            now: standings(&history, telling.help),
            may_except: may_except(record, &history, seen),
            waits_because: history.awaits_confirmation.then(|| waits_because(seen)),
            may_confirm: history.awaits_confirmation && May::Guardians.belongs_to(seen.session.who.role),
            may_take_back: history.is_confirmed && May::Guardians.belongs_to(seen.session.who.role),
            may_forget_contact: May::Rights.belongs_to(seen.session.who.role)
                && history.versions.iter().any(|version| version.record.names_emergency_contact()),
            kept_until: kept.map(|day| format!("Kept until {}", day.format("%-d %b %Y"))).unwrap_or_default(),
            moments: moments.map(|(at, moment)| (moment, at)).collect(),
            same: match history.same_person.len() {
                0 | 1 => String::new(),
                times => format!("This person registered {times} times. What stands is over all of them."),
            },
            others: history.others.iter().map(|other| named(other, seen)).collect(),
            held_back: history.held_back.iter().map(|held| doubt(held, seen)).collect(),
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

/// A list brought this child, whoever looks.
fn waits_because(seen: &Seen<'_>) -> &'static str {
    if May::Guardians.belongs_to(seen.session.who.role) {
        "A list brought this child. In no batch until you confirm that their guardian agreed in person."
    } else {
        "A list brought this child. In no batch until a lead confirms that their guardian agreed in person."
    }
}

pub(super) fn staff(seen: &Seen<'_>, handle: &Handle) -> String {
    let found = seen.session.staff.iter().find(|person| person.handle == *handle);
    found.map_or_else(|| handle.as_str().to_owned(), |person| in_words(&person.name).into_owned())
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
        lines.push(("Guardian".to_owned(), format!("{}, {}", in_words(guardian), more.join(", "))));
    }
    for (code, answer) in &draft.own {
        lines.push((own(history, code), answer.clone()));
    }
    if !draft.send.is_empty() {
        lines.push(("Send them".to_owned(), and(&draft.send)));
    }
    lines
}

/// The list that brought them, and whether they know.
fn from_list(history: &History) -> Option<(String, String)> {
    let from = history.from_list.as_ref()?;
    let (words, taken) = (from.source.words.as_str(), time::long_day(from.taken_on));
    let told = match (&from.told, from.tell_by()) {
        (Some((at, _)), _) => format!(". Others gave us their details; told {}", time::long_day(at.date_naive())),
        (None, Some(by)) => format!(". Others gave us their details; to be told by {}", time::long_day(by)),
        (None, None) => ". They gave us their details themselves".to_owned(),
    };
    Some(("From a list".to_owned(), format!("{words}, taken {taken}{told}")))
}

fn own(history: &History, code: &Code) -> String {
    history.event.own_question(code).map_or_else(|| code.as_str().to_owned(), |question| question.text.clone())
}

/// Labels that have to be short here.
fn short(field: Field) -> &'static str {
    match field {
        Field::Organisation => "School or work",
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
            // Silence is enough there (R12).
            Standing::LeftBlank if history.statement_put(question).is_of_objection() => {
                Mark::new(TagKind::NotAsked, icons::CIRCLE_DASHED, format!("{name} not objected"))
            }
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

/// Another registration, as a link to it reads.
fn named(registered: &Registered, seen: &Seen<'_>) -> (RegistrationId, String) {
    let event = seen.session.events.iter().find(|event| event.id() == registered.event);
    let event = event.filter(|event| event.id() != seen.event.id());
    let at = event.map(|event| format!(", {}", event.definition().name)).unwrap_or_default();
    let day = time::moment(registered.registered_at, seen.today);
    (registered.id, format!("{day}, reference {}{at}", registered.reference))
}

fn doubt(held: &HeldBack, seen: &Seen<'_>) -> Doubt {
    let others = held.others.iter().map(|other| named(other, seen)).collect();
    Doubt { words: held.words(), others }
}
