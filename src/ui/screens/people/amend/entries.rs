//! The fields that can be corrected, each with what it said before.

use egui::{Id, Rect, Ui, vec2};

use crate::domain::answer::Said;
use crate::domain::code::Code;
use crate::domain::draft::RegistrationDraft;
use crate::domain::email;
use crate::domain::field_error::{FieldError, GuardianField, Place};
use crate::domain::form::{Field as Of, Need};
use crate::domain::ledger::Standing;
use crate::domain::own_question::AnswerKind;
use crate::domain::purpose::{Question, SpecialPair};
use crate::domain::record::to_draft;
use crate::domain::text::Paragraph;
use crate::domain::unfinished::Typed as Waiting;
use crate::ui::questions::{self, countries};
use crate::ui::screens::meant;
use crate::ui::scripts::{in_words, reads_differently};
use crate::ui::theme::Themed;
use crate::ui::widgets::{ChoiceOption, DateBoxes, Field, Type, TypeAhead};

use super::super::shown::Shown;
use super::id;

/// A field with its label, and the line below for what is wrong or what it said.
pub(super) const HEIGHT: f32 = 84.0;
const BOX: f32 = 36.0;

/// Which one.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum What {
    Field(Of),
    Own(Code),
    Guardian(GuardianField),
    /// A detail that the law protects specially. What is kept of it is not shown here: it is for whoever helps (R3).
    Detail(SpecialPair),
}

impl What {
    /// What it is called where it waits.
    fn code(&self) -> String {
        match self {
            Self::Field(field) => field.code().to_owned(),
            Self::Own(code) => format!("own:{code}"),
            Self::Guardian(field) => field.code().to_owned(),
            Self::Detail(pair) => format!("detail:{}", pair.code()),
        }
    }

    /// Whether an error is about this.
    pub(super) fn is_at(&self, place: &Place) -> bool {
        match (self, place) {
            (Self::Field(one), Place::Field(other)) => one == other,
            (Self::Own(one), Place::Own(other)) => one == other,
            (Self::Guardian(one), Place::Guardian(other)) => one == other,
            (Self::Detail(one), Place::Detail(other)) => one == other,
            _ => false,
        }
    }
}

/// What is typed.
enum Typed {
    Line(String),
    Date([String; 3]),
    /// One of these, by name; it is kept by its code.
    Country(String),
    /// One of what the event offers, or anything else.
    Offered(String, Vec<String>),
}

impl Typed {
    /// As one line.
    fn text(&self) -> String {
        match self {
            Self::Line(text) | Self::Country(text) | Self::Offered(text, _) => text.trim().to_owned(),
            Self::Date(parts) if parts.iter().all(|part| part.trim().is_empty()) => String::new(),
            Self::Date(parts) => parts.each_ref().map(|part| part.trim()).join("/"),
        }
    }
}

/// One field.
pub(super) struct Entry {
    pub(super) what: What,
    label: String,
    before: String,
    typed: Typed,
    pub(super) error: Option<String>,
    /// What may have been meant, once it was left.
    meant: Option<String>,
    /// The keyboard left it: time to check it.
    pub(super) left: bool,
    /// Anything can be typed here.
    free: bool,
    /// What it says is to be said again, be it the same: until then it counts for nothing.
    again: bool,
}

impl Entry {
    fn new(what: What, label: impl Into<String>, before: &str, typed: Typed) -> Self {
        // Where something is offered it is chosen from that.
        let free = matches!((&what, &typed), (What::Field(field), Typed::Line(_)) if field.is_free_text());
        Self {
            what,
            label: label.into(),
            before: before.to_owned(),
            typed,
            error: None,
            meant: None,
            left: false,
            free,
            again: false,
        }
    }

    pub(super) fn id(&self) -> Id {
        match &self.what {
            What::Field(field) => id().with(field.code()),
            What::Own(code) => id().with(("own", code.as_str())),
            What::Guardian(field) => id().with(field.code()),
            What::Detail(pair) => id().with(pair.code()),
        }
    }

    /// What holds the keyboard.
    pub(super) fn focus(&self) -> Id {
        match &self.typed {
            Typed::Date(_) => DateBoxes::focus_id(self.id(), 0),
            _ => self.id(),
        }
    }

    /// The boxes of it that the keyboard can come to.
    pub(super) fn boxes(&self) -> Vec<Id> {
        match &self.typed {
            Typed::Date(_) => (0..3).map(|part| DateBoxes::focus_id(self.id(), part)).collect(),
            _ => vec![self.id()],
        }
    }

    /// As it is kept, if it is right.
    pub(super) fn value(&self) -> String {
        self.typed.text()
    }

    /// Checks what was changed here: what is wrong with it, of all that is wrong with the form, and what may have been meant. What
    /// is blank is told when it is saved.
    pub(super) fn check(&mut self, wrong: &[FieldError]) {
        let value = self.value();
        if value.is_empty() || !self.is_changed() {
            return;
        }
        self.error = match self.what {
            // It is not on the form that is checked: its Yes is not given again.
            What::Detail(pair) => {
                let wrong = Paragraph::parse(&value).err();
                wrong.map(|wrong| FieldError::new(Place::Detail(pair), wrong).wrong.to_string())
            }
            _ => wrong.iter().find(|error| self.what.is_at(&error.place)).map(|error| error.wrong.to_string()),
        };
        if matches!(self.what, What::Field(Of::Email) | What::Guardian(GuardianField::Email)) {
            self.meant = email::suggest(&value);
        }
    }

    /// Whether it is an email that looks misspelt; what may have been meant is then offered at once.
    pub(super) fn offers_email(&mut self) -> bool {
        if matches!(self.what, What::Field(Of::Email) | What::Guardian(GuardianField::Email)) {
            self.meant = email::suggest(&self.value());
        }
        self.meant.is_some()
    }

    /// Puts it where it will stand on the form.
    pub(super) fn correct(&self, draft: &mut RegistrationDraft) {
        if !self.is_changed() {
            return;
        }
        match &self.what {
            What::Field(field) => _ = draft.fields.insert(*field, self.value()),
            What::Own(code) => _ = draft.own.insert(code.clone(), self.value()),
            What::Guardian(field) => _ = draft.guardian.insert(*field, self.value()),
            What::Detail(_) => {}
        }
    }

    pub(super) fn is_changed(&self) -> bool {
        let value = self.value();
        if self.again { !value.is_empty() } else { value != self.before }
    }

    /// Has a date of birth said again, from an empty box on.
    pub(super) fn ask_again(&mut self) {
        if self.what == What::Field(Of::DateOfBirth) {
            (self.typed, self.again) = (Typed::Date(Default::default()), true);
        }
    }

    /// Has a date of birth that was not taken said again.
    pub(super) fn not_taken(&mut self) {
        self.again |= self.what == What::Field(Of::DateOfBirth);
    }

    /// Whether a name stands here that a box does not show as it will read.
    fn reads(&self) -> bool {
        let names = match self.what {
            What::Field(field) => field.names_somebody(),
            What::Guardian(field) => field == GuardianField::Name,
            What::Own(_) | What::Detail(_) => false,
        };
        names && reads_differently(&self.value())
    }

    /// What is typed, where it is not as it was; an emptied box is a change too. A detail hangs on its Yes, and waits nowhere
    /// else (R3).
    pub(super) fn put(&self, typed: &mut Waiting) {
        if self.is_changed() && !matches!(self.what, What::Detail(_)) {
            typed.put_change(self.what.code(), &self.value());
        }
    }

    /// Puts it in again.
    pub(super) fn take_up(&mut self, typed: &Waiting) {
        let code = self.what.code();
        let Some(changed) = typed.get(&code) else { return };
        match &mut self.typed {
            Typed::Line(text) | Typed::Country(text) | Typed::Offered(text, _) => changed.clone_into(text),
            Typed::Date(parts) => *parts = typed.date(&code),
        }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, cell: Rect) {
        let own_id = self.id();
        let (label, error) = (self.label.as_str(), self.error.as_deref());
        let hint = if matches!(self.what, What::Detail(_)) { "Write it anew, as it should be" } else { "" };
        // While a name is written, how it will read comes before what it was.
        let reading = self.reads() && (!self.is_changed() || ui.memory(|memory| memory.has_focus(own_id)));
        let offer = self.meant.as_deref().map(|meant| meant::offered(&self.typed.text(), meant));
        let offer = offer.as_ref().map(|(words, meant, key)| (*words, meant.as_ref(), *key));
        let mut taken = false;
        let (changed, left) = match &mut self.typed {
            Typed::Line(text) => {
                let field = Field::new(own_id, label).height(BOX).error(error).hint(hint);
                let field = field.caution(self.free.then_some(questions::NOT_HERE)).reading(reading);
                let shown = field.suggestion(offer).at(ui, cell, text);
                taken = shown.suggestion_taken;
                (shown.response.changed(), shown.left)
            }
            Typed::Date(parts) => {
                let shown = DateBoxes::new(own_id, label).height(BOX).error(error).at(ui, cell, parts);
                (shown.changed, shown.left)
            }
            Typed::Country(text) => {
                let options: Vec<ChoiceOption<'_>> = countries().iter().map(|country| country.option()).collect();
                let field = TypeAhead::new(own_id, label, &options, "countries");
                let shown = field.field(|field| field.height(BOX).error(error)).at(ui, cell, text).field;
                (shown.response.changed(), shown.left)
            }
            Typed::Offered(text, offers) => {
                let options: Vec<ChoiceOption<'_>> = offers.iter().map(|offer| ChoiceOption::new(offer)).collect();
                let field = TypeAhead::new(own_id, label, &options, "choices").keeps(true);
                let shown = field.field(|field| field.height(BOX).error(error)).at(ui, cell, text).field;
                (shown.response.changed(), shown.left)
            }
        };
        self.left |= left;
        if changed {
            (self.error, self.meant) = (None, None);
        }
        if let Some(meant) = self.meant.take_if(|_| taken) {
            (self.typed, self.error) = (Typed::Line(meant), None);
        }
        // There is one line: while it is typed in, what not to write comes first.
        let cautions = self.free && ui.memory(|memory| memory.has_focus(own_id));
        if self.error.is_none() && self.meant.is_none() && self.is_changed() && !cautions && !reading {
            let words = match &self.what {
                What::Detail(_) => "What it said before will be erased".to_owned(),
                _ if self.before.is_empty() => "Was left blank".to_owned(),
                _ => format!("Was {}", in_words(&self.before)),
            };
            let below = Rect::from_min_size(cell.min + vec2(0.0, 20.0 + BOX + 2.0), vec2(cell.width(), 18.0));
            super::super::painted::words(ui, &words, Type::Caption, ui.palette().text_muted, below);
        }
    }
}

/// What the event's form asks for, and its own questions.
pub(super) fn of_person(shown: &Shown) -> Vec<Entry> {
    let Some(record) = shown.record() else { return Vec::new() };
    let (history, event) = (&shown.history, &shown.history.event);
    let draft = to_draft(history.registered.id, history.registered.visitor, record);
    let mut entries = Vec::new();
    for &field in Of::ALL {
        if event.form().need(field) == Need::Off && draft.field(field).is_empty() {
            continue;
        }
        entries.push(entry(
            field,
            draft.field(field),
            event.offers(field).iter().map(|offer| offer.label().to_owned()).collect(),
        ));
    }
    for question in &event.definition().questions {
        let kept = draft.own.get(&question.code).map_or("", String::as_str);
        let typed = Typed::Line(kept.to_owned());
        let entry = Entry::new(What::Own(question.code.clone()), &question.text, kept, typed);
        entries.push(Entry { free: question.kind == AnswerKind::ShortText, ..entry });
    }
    entries.extend(details(shown));
    entries
}

/// What the law protects specially, where the Yes to it was given with this registration and stands.
fn details(shown: &Shown) -> impl Iterator<Item = Entry> {
    let history = &shown.history;
    let given = |question| history.answers.iter().any(|(_, a)| a.question == question && a.said == Said::Yes);
    let stands = move |question| history.standings.get(question) == Standing::Yes && given(question);
    let pairs = SpecialPair::ALL.iter().copied().filter(move |&pair| stands(Question::Special(pair)));
    pairs.map(|pair| {
        let label = questions::name(Question::Special(pair));
        Entry::new(What::Detail(pair), label, "", Typed::Line(String::new()))
    })
}

fn entry(field: Of, kept: &str, offers: Vec<String>) -> Entry {
    let what = What::Field(field);
    match field {
        Of::DateOfBirth => {
            let parts: Vec<&str> = kept.split('-').collect();
            let parts = if let [year, month, day] = parts[..] { [day, month, year] } else { ["", "", ""] };
            let parts = parts.map(str::to_owned);
            let entry = Entry::new(what, field.label(), "", Typed::Date(parts));
            // Compared as it is typed, not as it is kept.
            let before = entry.value();
            Entry { before, ..entry }
        }
        Of::Country | Of::Nationality => {
            let name = if kept.is_empty() { String::new() } else { super::super::said::country(kept) };
            Entry::new(what, field.label(), &name.clone(), Typed::Country(name))
        }
        Of::Subjects => {
            let spaced = kept.split(';').map(str::trim).collect::<Vec<_>>().join("; ");
            Entry::new(what, "Interested in (separate with ;)", &spaced.clone(), Typed::Line(spaced))
        }
        _ if !offers.is_empty() => Entry::new(what, field.label(), kept, Typed::Offered(kept.to_owned(), offers)),
        _ => Entry::new(what, field.label(), kept, Typed::Line(kept.to_owned())),
    }
}

/// The guardian's part.
pub(super) fn of_guardian(shown: &Shown) -> Vec<Entry> {
    let record = shown.record();
    let kept = |value: Option<&Option<String>>| value.and_then(Clone::clone).unwrap_or_default();
    let entries = [
        (GuardianField::Name, "Guardian's name", kept(record.map(|record| &record.guardian_name))),
        (GuardianField::Relationship, "Guardian is their", kept(record.map(|record| &record.guardian_relationship))),
        (GuardianField::Email, "Guardian's email", kept(record.map(|record| &record.guardian_email))),
        (GuardianField::Phone, "Guardian's phone", kept(record.map(|record| &record.guardian_phone_as_typed))),
    ];
    let entry = |(field, label, kept): (GuardianField, &str, String)| {
        Entry::new(What::Guardian(field), label, &kept.clone(), Typed::Line(kept))
    };
    entries.into_iter().map(entry).collect()
}
