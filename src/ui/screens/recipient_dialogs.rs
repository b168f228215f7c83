//! Naming a recipient and comparing its words by phone (R21). Closing the day and the settings both do it.

use std::collections::BTreeSet;
use std::path::Path;

use egui::{Id, Ui};

use crate::domain::code::Code;
use crate::domain::event::Event;
use crate::domain::purpose::{LawfulBasis, Purpose};
use crate::domain::unfinished::Typed;
use crate::ui::icons;
use crate::ui::out::{Out, Seen};
use crate::ui::short;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::Text;
use crate::ui::widgets::{
    Banner, BannerKind, Button, Dialog as Shell, Field, Tick, dialog_footer, or_lead_to_error, place,
};
use crate::worker::{Addressee, Answer, KeyWords, NewRecipient, Request, Ticket, closing};

use super::close_day::in_pairs;
use super::flow;
use super::path_field::{AGE_KEY, MINISIGN_KEY, PathField};

/// The two dialogs, one at a time.
#[derive(Default)]
pub(super) struct RecipientDialogs {
    open: Option<Open>,
    asked: Option<Ticket>,
    changed: bool,
    /// What was asked is done: the dialog it was asked in gives the keyboard back.
    ended: Option<Id>,
}

enum Open {
    Add(Box<Adding>),
    Compare(Comparing),
    Remove(Code, String),
}

impl Open {
    fn id(&self) -> Id {
        Id::unique(match self {
            Self::Add(_) => "add recipient",
            Self::Compare(_) => "compare words",
            Self::Remove(..) => "remove recipient",
        })
    }
}

/// A recipient as typed.
#[derive(Default)]
struct Adding {
    name: String,
    code: String,
    /// The code follows the name until somebody writes it.
    own_code: bool,
    age_key: PathField,
    minisign_key: PathField,
    purposes: BTreeSet<Purpose>,
    offered: Vec<Purpose>,
    tried: bool,
    error: Option<String>,
}

struct Comparing {
    code: Code,
    name: String,
    heard: String,
    error: Option<String>,
    /// The words of the desk's key, where that was replaced since they compared it.
    new_desk_key: Option<KeyWords>,
}

impl RecipientDialogs {
    /// Whether one is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Opens the dialog for another recipient.
    pub(super) fn add(&mut self, seen: &Seen<'_>) {
        self.open = Some(Open::Add(Box::new(Adding::of(seen.event))));
    }

    /// What is typed of another recipient and not added yet.
    pub(super) fn typed(&self) -> Option<Typed> {
        match &self.open {
            Some(Open::Add(adding)) if self.asked.is_none() => Some(adding.typed()),
            _ => None,
        }
    }

    /// Opens that dialog again.
    pub(super) fn add_again(&mut self, event: &Event, typed: &Typed) {
        let mut adding = Adding::of(event);
        adding.take_up(typed);
        self.open = Some(Open::Add(Box::new(adding)));
    }

    /// Opens the dialog for the words of one, and for those of the desk's key where they have an older one.
    pub(super) fn compare(&mut self, one: &Addressee, desk_words: KeyWords) {
        self.open = Some(Open::Compare(Comparing {
            code: one.code.clone(),
            name: one.name.clone(),
            heard: String::new(),
            error: None,
            new_desk_key: one.desk_key_changed.then_some(desk_words),
        }));
    }

    /// Asks whether one is to be taken out of use.
    pub(super) fn remove(&mut self, one: &Addressee) {
        self.open = Some(Open::Remove(one.code.clone(), one.name.clone()));
    }

    /// Whether a recipient was added, checked or removed since this was last asked.
    pub(super) fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    /// Takes an answer that is its own, and gives back any other.
    pub(super) fn answer(&mut self, ticket: Ticket, answer: Answer) -> Option<Answer> {
        if self.asked != Some(ticket) {
            return Some(answer);
        }
        self.asked = None;
        match answer {
            Answer::Closing(closing::Answer::Added { code, .. }) => {
                self.changed = true;
                // The words are compared right away, while somebody is at the phone.
                let name = match self.open.take() {
                    Some(Open::Add(adding)) => adding.name,
                    _ => code.to_string(),
                };
                let (heard, error, new_desk_key) = (String::new(), None, None);
                self.open = Some(Open::Compare(Comparing { code, name, heard, error, new_desk_key }));
            }
            Answer::Closing(closing::Answer::Compared(_) | closing::Answer::Removed(_)) => {
                self.changed = true;
                self.ended = self.open.take().map(|open| open.id());
            }
            Answer::Failed(failure) => match &mut self.open {
                Some(Open::Add(adding)) => adding.error = Some(failure.to_string()),
                Some(Open::Compare(comparing)) => comparing.error = Some(failure.to_string()),
                _ => return Some(Answer::Failed(failure)),
            },
            other => return Some(other),
        }
        None
    }

    /// Shows the one that is open.
    pub(super) fn ui(&mut self, ui: &mut Ui, out: &mut Out<'_>) {
        let busy = self.asked.is_some();
        if let Some(ended) = self.ended.take() {
            Shell::close(ui.ctx(), ended);
        }
        let Some(open) = &mut self.open else { return };
        let id = open.id();
        let (request, closed) = match open {
            Open::Add(adding) => adding.ui(ui, id, busy),
            Open::Compare(comparing) => comparing.ui(ui, id, busy),
            Open::Remove(code, name) => remove_ui(ui, id, code, name, busy),
        };
        if let Some(request) = request {
            self.asked = Some(out.ask(Request::Closing(request)));
        }
        if closed {
            Shell::close(ui.ctx(), id);
            self.open = None;
        }
    }
}

impl Adding {
    fn of(event: &Event) -> Self {
        let offered = event.purposes().iter().copied().chain([Purpose::RecordKeeping]).collect::<BTreeSet<_>>();
        Self { offered: offered.into_iter().collect(), ..Self::default() }
    }

    fn typed(&self) -> Typed {
        let mut typed = Typed::default();
        typed.put("name", &self.name);
        if self.own_code {
            typed.put("code", &self.code);
        }
        typed.put("age", self.age_key.text());
        typed.put("minisign", self.minisign_key.text());
        self.purposes.iter().for_each(|purpose| typed.put_tick(purpose.code(), true));
        typed
    }

    fn take_up(&mut self, typed: &Typed) {
        let path = |name: &str| PathField::of(Path::new(&typed.text(name)));
        (self.name, self.age_key, self.minisign_key) = (typed.text("name"), path("age"), path("minisign"));
        self.own_code = typed.get("code").is_some();
        self.code = typed.get("code").map_or_else(|| code_of(&self.name), str::to_owned);
        self.purposes = self.offered.iter().copied().filter(|purpose| typed.tick(purpose.code())).collect();
    }

    fn ui(&mut self, ui: &mut Ui, id: Id, busy: bool) -> (Option<closing::Request>, bool) {
        let lead = "Somebody who receives batches. Ask them for both public keys; a secret key never leaves them.";
        let mut request = None;
        let shown =
            Shell::new(id, "Add a recipient").lead(lead).width(620.0).focus(id.with("name")).show(ui.ctx(), |ui| {
                ui.add_space(12.0);
                let room = ui.ctx().content_rect().height() - 230.0;
                flow::scrolled(ui, room, "add recipient", |ui| self.fields(ui, id));
                let add = Button::primary("Add and compare words").enabled(!busy).id(id.with("add"));
                let cancel = Button::secondary("Cancel").id(id.with("cancel"));
                let width = add.natural_width(ui) + cancel.natural_width(ui) + 10.0;
                dialog_footer(ui, "", width, |ui| {
                    let closed = cancel.show(ui).clicked();
                    if add.show(ui).clicked() {
                        self.tried = true;
                        request = or_lead_to_error(ui.ctx(), self.parse());
                    }
                    closed
                })
            });
        (request, shown.closed || shown.inner)
    }

    fn fields(&mut self, ui: &mut Ui, id: Id) {
        let missing = |tried: bool, text: &str, words: &'static str| (tried && text.trim().is_empty()).then_some(words);
        let width = ui.available_width();
        let name_error = missing(self.tried, &self.name, "Write who it is");
        let code_error = if self.tried { short::code(&self.code) } else { None };
        let half = (width - 12.0) / 2.0;
        let high = Field::height_for(name_error.is_some() || code_error.is_some(), 40.0);
        let row = flow::row(ui, high);
        let field = Field::new(id.with("name"), "Name").hint("CRM team").error(name_error);
        if field.at(ui, row.with_max_x(row.left() + half), &mut self.name).response.changed() && !self.own_code {
            self.code = code_of(&self.name);
        }
        let field = Field::new(id.with("code"), "Short name in file names").hint("crm").error(code_error);
        if field.at(ui, row.with_min_x(row.right() - half), &mut self.code).response.changed() {
            self.own_code = true;
        }
        ui.add_space(10.0);
        self.age_key.ui(ui, id.with("age"), AGE_KEY);
        ui.add_space(10.0);
        self.minisign_key.ui(ui, id.with("minisign"), MINISIGN_KEY);
        ui.add_space(12.0);
        Text::caption_strong("What they may receive data for").show(ui);
        if self.tried && self.purposes.is_empty() {
            Text::caption_strong("Choose at least one").color(ui.palette().danger).show(ui);
        }
        ui.add_space(4.0);
        let across = if width > 480.0 { 2 } else { 1 };
        for pair in self.offered.clone().chunks(across) {
            let row = flow::row(ui, 28.0);
            for (at, purpose) in pair.iter().enumerate() {
                let left = row.left() + (half + 12.0) * at as f32;
                let mut on = self.purposes.contains(purpose);
                let words = purpose_words(*purpose);
                let tick = Tick::new(id.with(purpose.code()), words);
                let at = row.with_min_x(left);
                if place(ui, at, |ui| tick.show(ui, &mut on)).changed() {
                    if on {
                        self.purposes.insert(*purpose);
                    } else {
                        self.purposes.remove(purpose);
                    }
                }
            }
        }
        if let Some(error) = &self.error {
            ui.add_space(10.0);
            Banner::new(BannerKind::Danger, error).height(56.0).show(ui);
        }
    }

    fn parse(&mut self) -> Option<closing::Request> {
        let code = Code::new(&self.code).ok();
        // Both, so that each says what it lacks.
        let keys = [self.age_key.path(AGE_KEY), self.minisign_key.path(MINISIGN_KEY)];
        let code = code.filter(|_| keys.iter().all(Option::is_some))?;
        if self.name.trim().is_empty() || self.purposes.is_empty() {
            return None;
        }
        self.error = None;
        Some(closing::Request::Add(Box::new(NewRecipient {
            code,
            name: self.name.trim().to_owned(),
            age_key: self.age_key.text().to_owned(),
            minisign_key: self.minisign_key.text().to_owned(),
            purposes: self.purposes.clone(),
        })))
    }
}

impl Comparing {
    fn ui(&mut self, ui: &mut Ui, id: Id, busy: bool) -> (Option<closing::Request>, bool) {
        let title = format!("Compare words with {}", self.name);
        let lead = "Call them on a number you already know. Ask them to read out the six words of their keys, and type \
                    what you hear. Nothing goes to them before the words match.";
        let lead = if self.new_desk_key.is_some() {
            "Call them on a number you already know. Read out the six words of this desk’s new key, and give them the key. Then \
             ask them to read out theirs, and type what you hear."
        } else {
            lead
        };
        let mut request = None;
        let shown = Shell::new(id, &title).lead(lead).focus(id.with("heard")).show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            if let Some(words) = &self.new_desk_key {
                Text::caption_strong("The six words of this desk’s new key").show(ui);
                ui.add_space(4.0);
                Text::strong(&in_pairs(words.words())).wrap().show(ui);
                ui.add_space(14.0);
            }
            let field = Field::new(id.with("heard"), "The six words you hear").error(self.error.as_deref());
            let written = field.show(ui, &mut self.heard);
            if written.response.changed() {
                self.error = None;
            }
            let compare = Button::primary("Compare").icon(icons::PHONE_CALL).enabled(!busy).id(id.with("compare"));
            let later = Button::secondary("Later").id(id.with("later"));
            let width = compare.natural_width(ui) + later.natural_width(ui) + 10.0;
            dialog_footer(ui, "", width, |ui| {
                let closed = later.show(ui).clicked();
                if compare.show(ui).clicked() || written.entered {
                    request = or_lead_to_error(ui.ctx(), self.parse());
                }
                closed
            })
        });
        (request, shown.closed || shown.inner)
    }

    fn parse(&mut self) -> Option<closing::Request> {
        let words: Vec<_> = self.heard.split([' ', ',', '.', ';']).filter(|word| !word.is_empty()).collect();
        if words.len() != 6 {
            self.error = Some(format!("Type six words; here are {}", words.len()));
            return None;
        }
        Some(closing::Request::Compare { code: self.code.clone(), words: words.join(" ") })
    }
}

fn remove_ui(ui: &mut Ui, id: Id, code: &Code, name: &str, busy: bool) -> (Option<closing::Request>, bool) {
    let title = format!("Remove {name}?");
    let lead = "They get no more batches. What they were sent stays on record, and with them.";
    let mut request = None;
    let keep = id.with("keep");
    let shown = Shell::new(id, &title).lead(lead).focus(keep).show(ui.ctx(), |ui| {
        let remove = Button::danger("Remove").icon(icons::TRASH).enabled(!busy).id(id.with("remove"));
        let stay = Button::secondary("Keep them").id(keep);
        let width = remove.natural_width(ui) + stay.natural_width(ui) + 10.0;
        dialog_footer(ui, "", width, |ui| {
            let closed = stay.show(ui).clicked();
            if remove.show(ui).clicked() {
                request = Some(closing::Request::Remove(code.clone()));
            }
            closed
        })
    });
    (request, shown.closed || shown.inner)
}

/// A code made of a name: small letters, digits and hyphens.
pub(super) fn code_of(name: &str) -> String {
    let mut code = String::new();
    for c in name.to_lowercase().chars() {
        if c.is_ascii_alphanumeric() {
            code.push(c);
        } else if !code.is_empty() && !code.ends_with('-') {
            code.push('-');
        }
    }
    code.truncate(Code::MOST);
    code.trim_end_matches('-').to_owned()
}

/// What a purpose is, in the words of staff.
pub(super) fn purpose_words(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::RecordKeeping => "The office’s record",
        Purpose::News => "Sending news",
        Purpose::RecordingByConsent => "Photos, sound and video",
        Purpose::RecordingByObjection => "Recording, unless objected",
        Purpose::SafetyToday => "Keeping people safe today",
        Purpose::HelpToday => "Help today",
        Purpose::Catering => "Catering today",
        Purpose::Opportunities => "Telling of opportunities",
        Purpose::SendRequested => "Sending what was asked for",
        Purpose::EqualityMonitoring => "Equality statistics",
        Purpose::WideningParticipation => "Widening participation",
    }
}

/// The purposes of a recipient as one line, with the bases that are not consent.
pub(super) fn purposes_line(purposes: &[Purpose]) -> String {
    let one = |purpose: &Purpose| match purpose.basis() {
        LawfulBasis::Consent => purpose_words(*purpose).to_owned(),
        other => format!("{} ({})", purpose_words(*purpose), other.code().replace('-', " ")),
    };
    purposes.iter().map(one).collect::<Vec<_>>().join(", ")
}
