//! The form: which fields are off, optional or needed, by the rule that only what a purpose needs can be needed (R1).

use egui::{Align2, Id, Key, Rect, Ui, pos2, vec2};

use crate::domain::event::{Event, EventDefinition};
use crate::domain::form::{Field, NameStyle, Need};
use crate::domain::purpose::{Channel, Purpose};
use crate::ui::keys::{COMMAND, pressed};
use crate::ui::out::{Out, Seen};
use crate::ui::screens::flow;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::{self, Type};
use crate::ui::widgets::{Button, NeedChoice, follow_focus, paint, place};
use crate::worker::{Request, Ticket, settings};

use super::Settings;
use super::choices::Choices;
use super::parts::{Bar, Part, Places, Pressed, beside, head};
use super::questions::QuestionEditor;

/// The form as it is being set.
pub(super) struct FormEditor {
    of: Event,
    pub(super) draft: EventDefinition,
    pub(super) question: QuestionEditor,
    pub(super) choices: Option<Choices>,
    pub(super) asked: Option<Ticket>,
    pub(super) error: Option<String>,
}

/// What a form can ask for, besides the name, in the order of the Register screen.
const FIELDS: [Field; 26] = [
    Field::BadgeName,
    Field::Role,
    Field::Email,
    Field::Phone,
    Field::DateOfBirth,
    Field::Subjects,
    Field::LookingFor,
    Field::YearOfEntry,
    Field::Organisation,
    Field::Country,
    Field::Postcode,
    Field::Nationality,
    Field::AddressLine1,
    Field::AddressLine2,
    Field::City,
    Field::Gender,
    Field::EducationNow,
    Field::EducationPast,
    Field::Profession,
    Field::HeardAboutUs,
    Field::ContactLanguage,
    Field::CommunicationPreference,
    Field::Note,
    Field::EmergencyName,
    Field::EmergencyPhone,
    Field::EmergencyRelationship,
];

const ROW: f32 = 42.0;

impl FormEditor {
    fn of(event: &Event) -> Self {
        Self {
            of: event.clone(),
            draft: event.definition().clone(),
            question: QuestionEditor::default(),
            choices: None,
            asked: None,
            error: None,
        }
    }

    /// The purposes of the event as it is being set: what they need can be needed.
    fn purposes(&self) -> Vec<Purpose> {
        let special = self.draft.special.iter().map(|pair| pair.purpose());
        self.draft.other_purposes.iter().copied().chain(special).collect()
    }

    fn need(&self, field: Field) -> Need {
        self.draft.fields.get(&field).copied().unwrap_or_default()
    }

    fn set(&mut self, field: Field, need: Need) {
        if need == Need::Off {
            self.draft.fields.remove(&field);
        } else {
            self.draft.fields.insert(field, need);
        }
    }

    /// A field that nothing needs any more is optional again: the rule holds while it is being set, not only when saved.
    pub(super) fn keep_the_rule(&mut self) {
        let purposes = self.purposes();
        for (field, need) in &mut self.draft.fields {
            if *need == Need::Needed && !purposes.iter().any(|&purpose| field.serves(purpose)) {
                *need = Need::Optional;
            }
        }
    }
}

impl Settings {
    pub(super) fn form_ui(&mut self, ui: &mut Ui, places: &Places, seen: &Seen<'_>, out: &mut Out<'_>) {
        if self.form.as_ref().is_none_or(|form| form.of.id() != seen.event.id()) {
            self.form = Some(FormEditor::of(seen.event));
        }
        let Some(mut form) = self.form.take() else { return };
        let height = 67.0 + ROW * (FIELDS.len() + 2) as f32 + 8.0;
        beside(ui, places, 396.0, height, &mut |ui, part| match part {
            Part::Main(card) => main(ui, card, &mut form),
            Part::Side => form.side(ui),
        });
        form.keep_the_rule();
        form.choices_ui(ui);
        let dirty = form.draft != *form.of.definition();
        let busy = self.asked.waits_for(form.asked);
        let wrong = form.error.clone();
        let words = wrong
            .as_deref()
            .unwrap_or("Changes start with the next visitor. Earlier records keep the form they were taken on.");
        let bar = Bar { words, wrong: wrong.is_some(), save: "Save form", dirty, busy };
        let mut press = bar.show(ui, places);
        let open = form.choices.is_some();
        if press.is_none() && !open && dirty && !busy && pressed(ui, COMMAND, Key::S) {
            press = Some(Pressed::Save);
        }
        match press {
            Some(Pressed::Discard) => form = FormEditor::of(seen.event),
            Some(Pressed::Save) => {
                let request = settings::Request::Change(Box::new(form.draft.clone()));
                form.error = None;
                form.asked = Some(self.asked.other(out.ask(Request::Settings(request))));
            }
            None => {}
        }
        self.form = Some(form);
    }
}

fn main(ui: &mut Ui, card: Rect, form: &mut FormEditor) {
    paint::card(ui, card);
    let (_, below) = head(ui, card, "Walk-in form", "Needed stays grey until a purpose needs the field.", 0.0);
    place(ui, below.with_max_y(below.bottom() - 4.0), |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        egui::ScrollArea::vertical().id_salt("fields").auto_shrink(false).show(ui, |ui| {
            name(ui, form);
            for field in FIELDS {
                if field == Field::Subjects {
                    fixed(ui, "13 or over?", "Always on, hidden by a date", 2);
                }
                one(ui, form, field);
            }
            follow_focus(ui, "fields");
        });
    });
}

fn words(ui: &Ui, row: Rect, label: &str, note: &str, off: bool, right: f32) {
    let p = ui.palette();
    let left = row.left() + 16.0;
    let ink = if off { p.text_muted } else { p.text };
    let room = row.with_min_x(left).with_max_x(right);
    let end =
        text::paint(ui, text::elided(ui, label, Type::Body, room.width()), room, Align2::LEFT_CENTER, ink).right();
    let rest = room.with_min_x(end + 10.0);
    let galley = text::line(ui, note, Type::Caption);
    // A note that does not fit whole says nothing.
    if galley.size().x <= rest.width() {
        text::paint(ui, galley, rest, Align2::LEFT_CENTER, p.text_muted);
    }
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, (1.0, p.border));
}

fn control(row: Rect) -> Rect {
    let width = NeedChoice::WIDTH.min(row.width() * 0.55);
    Rect::from_min_size(pos2(row.right() - 16.0 - width, row.top() + 3.0), vec2(width, 36.0))
}

fn fixed(ui: &mut Ui, label: &str, note: &str, at: usize) {
    let row = flow::row(ui, ROW);
    let place = control(row);
    words(ui, row, label, note, false, place.left() - 10.0);
    let mut chosen = at;
    NeedChoice::new(Id::unique(("need", label)), label).fixed(true).at(ui, place, &mut chosen);
}

/// The name is always asked for; whether in one box or two is the event's.
fn name(ui: &mut Ui, form: &FormEditor) {
    match form.draft.name_style {
        NameStyle::Full => fixed(ui, "Full name", "Always on", 2),
        NameStyle::Parts => fixed(ui, "Given name, family name", "One of them always", 2),
    }
}

fn one(ui: &mut Ui, form: &mut FormEditor, field: Field) {
    let row = flow::row(ui, ROW);
    let at = control(row);
    let needed_by = form.purposes().into_iter().find(|&purpose| field.serves(purpose));
    let mut right = at.left() - 10.0;
    let offered = form.draft.choices.get(&field).map_or(0, Vec::len);
    let need = form.need(field);
    if need != Need::Off && takes_choices(field) {
        let label = match offered {
            0 => "Add choices".to_owned(),
            1 => "1 choice".to_owned(),
            more => format!("{more} choices"),
        };
        let name = format!("{}: {label}", field.label());
        let button = Button::quiet(&label).name(&name).small().id(Id::unique(("choices", field.code())));
        let size = vec2(button.natural_width(ui), 36.0);
        let place = Rect::from_min_size(pos2(right - size.x, at.top()), size);
        right = place.left() - 6.0;
        if button.at(ui, place).clicked() {
            form.choices = Some(Choices::of(field, &form.draft));
        }
    }
    let note = note(form, field, needed_by);
    words(ui, row, field.label(), &note, need == Need::Off, right);
    let mut chosen = need as usize;
    let choice = NeedChoice::new(Id::unique(("need", field.code())), field.label());
    if choice.may_be_needed(needed_by.is_some()).at(ui, at, &mut chosen) {
        form.set(field, [Need::Off, Need::Optional, Need::Needed][chosen.min(2)]);
    }
}

fn note(form: &FormEditor, field: Field, needed_by: Option<Purpose>) -> String {
    let news = &form.draft.news;
    match field {
        Field::Email if news.contains(&Channel::Email) => "Asked for after a Yes to email".to_owned(),
        Field::Phone if news.contains(&Channel::Sms) || news.contains(&Channel::Phone) => {
            "Asked for after a Yes to call or text".to_owned()
        }
        Field::DateOfBirth => "No purpose needs it".to_owned(),
        _ => match needed_by {
            Some(Purpose::SafetyToday) => "Safety today may need it".to_owned(),
            Some(Purpose::WideningParticipation) => "Widening participation may need it".to_owned(),
            _ => String::new(),
        },
    }
}

fn takes_choices(field: Field) -> bool {
    matches!(
        field,
        Field::Subjects
            | Field::LookingFor
            | Field::YearOfEntry
            | Field::Organisation
            | Field::HeardAboutUs
            | Field::Role
    )
}
