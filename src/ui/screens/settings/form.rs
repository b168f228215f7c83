//! The form: which fields are off, optional or needed, by the rule that only what a purpose needs can be needed (R1).

use egui::{Context, Id, Key, Ui};

use crate::domain::effort::seconds;
use crate::domain::event::{Event, EventDefinition};
use crate::domain::form::{Field, Need};
use crate::domain::purpose::Purpose;
use crate::domain::unfinished::Typed;
use crate::ui::keys::{COMMAND, pressed};
use crate::ui::out::{Out, Seen, Wish};
use crate::ui::screens::register::fits;
use crate::worker::{Request, Right, Ticket, settings};

use super::Settings;
use super::choices::Choices;
use super::equality::EqualityEditor;
use super::parts::{Bar, Part, Places, Pressed, beside};
use super::questions::QuestionEditor;
use super::wishes::WishEditor;
use super::{fields, moving};

/// The form as it is being set.
pub(super) struct FormEditor {
    of: Event,
    pub(super) draft: EventDefinition,
    pub(super) question: QuestionEditor,
    pub(super) wish: WishEditor,
    pub(super) choices: Option<Choices>,
    pub(super) equality: EqualityEditor,
    pub(super) asked: Option<Ticket>,
    pub(super) error: Option<String>,
    /// What there is to know of the form as it stood when this was worked out.
    estimate: Option<(EventDefinition, Option<Estimate>)>,
    /// What was moved last, and where it is now.
    pub(super) moved: Option<String>,
    /// What was moved by the keyboard and has to be seen.
    pub(super) follow: Option<Field>,
    /// The first sensitive detail that is not asked for is to have the keyboard.
    pub(super) to_sensitive: bool,
    /// Whoever is here may see the totals of equality monitoring, and the event as it is saved asks about it.
    pub(super) offers_totals: bool,
    /// They are to be shown.
    pub(super) to_totals: bool,
}

/// What the settings are called where they wait, as the desk keeps them.
const DEFINITION: &str = "definition";

/// What filling the form in is like.
#[derive(Clone, Copy)]
pub(super) struct Estimate {
    /// Nothing has to be scrolled to.
    pub(super) fits: bool,
    /// How long its keys take.
    pub(super) seconds: u32,
}

impl FormEditor {
    fn of(event: &Event) -> Self {
        Self {
            of: event.clone(),
            draft: event.definition().clone(),
            question: QuestionEditor::default(),
            wish: WishEditor::default(),
            choices: None,
            equality: EqualityEditor::of(event.definition().equality),
            asked: None,
            error: None,
            estimate: None,
            moved: None,
            follow: None,
            to_sensitive: false,
            offers_totals: false,
            to_totals: false,
        }
    }

    /// The event's code.
    pub(super) fn code(&self) -> &str {
        self.of.definition().code.as_str()
    }

    /// What is set and typed and not saved.
    pub(super) fn typed(&self) -> Typed {
        let mut typed = Typed::default();
        if self.draft != *self.of.definition()
            && let Ok(definition) = serde_json::to_string(&self.draft)
        {
            typed.put(DEFINITION, &definition);
        }
        if self.equality != EqualityEditor::of(self.of.definition().equality) {
            self.equality.put(&mut typed);
        }
        self.question.put(&mut typed);
        self.wish.put(&mut typed);
        if let Some(choices) = &self.choices {
            choices.put(&mut typed);
        }
        typed
    }

    /// The same again. What cannot be read any more is left as it was saved.
    pub(super) fn again(event: &Event, typed: &Typed) -> Self {
        let draft = typed.get(DEFINITION).and_then(|json| serde_json::from_str(json).ok());
        let saved = Self::of(event);
        Self {
            draft: draft.unwrap_or_else(|| saved.draft.clone()),
            equality: EqualityEditor::again(typed).unwrap_or_else(|| saved.equality.clone()),
            question: QuestionEditor::again(typed),
            wish: WishEditor::again(typed),
            choices: Choices::again(typed),
            ..saved
        }
    }

    /// The purposes of the event as it is being set: what they need can be needed.
    pub(super) fn purposes(&self) -> Vec<Purpose> {
        let special = self.draft.special.iter().map(|pair| pair.purpose());
        self.draft.other_purposes.iter().copied().chain(special).collect()
    }

    pub(super) fn need(&self, field: Field) -> Need {
        self.draft.fields.get(&field).copied().unwrap_or_default()
    }

    pub(super) fn set(&mut self, field: Field, need: Need) {
        if need == Need::Off {
            self.draft.fields.remove(&field);
        } else {
            self.draft.fields.insert(field, need);
        }
    }

    /// Asks for a field in another place.
    pub(super) fn put(&mut self, field: Field, place: usize) {
        if self.draft.order.put(field, place)
            && let Some((place, count)) = self.draft.order.place(field)
        {
            self.moved = Some(moving::moved_to(field.label(), place, count));
        }
    }

    /// Whether the form as it stands here fits a screen, and how long it takes; nothing where it is not one yet.
    pub(super) fn estimate(&mut self, ui: &Ui) -> Option<Estimate> {
        if self.estimate.as_ref().is_none_or(|(of, _)| *of != self.draft) {
            let event = self.of.set_anew(self.draft.clone());
            let estimate = event.ok().map(|event| Estimate { fits: fits(ui, &event), seconds: seconds(&event) });
            self.estimate = Some((self.draft.clone(), estimate));
        }
        self.estimate.as_ref().and_then(|(_, estimate)| *estimate)
    }

    /// Opens the form as it stands here, saved or not; what keeps it from being one is said where saving says it.
    fn try_it(&mut self, seen: &Seen<'_>, out: &mut Out<'_>) {
        if let Err(incomplete) = self.equality.setting(self.draft.first_day) {
            self.error = Some(incomplete.to_owned());
            return;
        }
        match seen.event.set_anew(self.draft.clone()) {
            Ok(event) => {
                self.error = None;
                out.wish(Wish::Try(Box::new(event)));
            }
            Err(error) => self.error = Some(error.to_string()),
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

/// The button that opens the form to be tried.
fn try_button() -> Id {
    Id::unique("try the form")
}

/// Gives the keyboard back to where a trial was begun.
pub fn after_trial(ctx: &Context) {
    ctx.memory_mut(|memory| memory.request_focus(try_button()));
}

impl Settings {
    pub(super) fn form_ui(&mut self, ui: &mut Ui, places: &Places, seen: &Seen<'_>, out: &mut Out<'_>) {
        if self.form.as_ref().is_none_or(|form| form.of.id() != seen.event.id()) {
            self.form = Some(FormEditor::of(seen.event));
        }
        let Some(mut form) = self.form.take() else { return };
        form.offers_totals =
            seen.event.definition().equality.is_some() && Right::EqualityTotals.belongs_to(seen.session.who.role);
        beside(ui, places, 396.0, fields::height(&form), &mut |ui, part| match part {
            Part::Main(card) => fields::ui(ui, card, &mut form),
            Part::Side => form.side(ui),
        });
        form.keep_the_rule();
        form.choices_ui(ui);
        if std::mem::take(&mut form.to_totals) {
            self.totals.open(seen.event, out);
        }
        let equality = form.equality.setting(form.draft.first_day);
        form.draft.equality = equality.unwrap_or(form.of.definition().equality);
        let dirty = form.draft != *form.of.definition() || equality.is_err();
        let busy = self.asked.waits_for(form.asked);
        let wrong = form.error.clone();
        let words = wrong
            .as_deref()
            .unwrap_or("Changes start with the next visitor. Earlier records keep the form they were taken on.");
        let try_first = Some(("Try the form", try_button()));
        let bar = Bar { words, wrong: wrong.is_some(), save: "Save form", try_first, dirty, busy };
        let mut press = bar.show(ui, places);
        let open = form.choices.is_some() || self.totals.is_open();
        if press.is_none() && !open && dirty && !busy && pressed(ui, COMMAND, Key::S) {
            press = Some(Pressed::Save);
        }
        match press {
            Some(Pressed::Discard) => form = FormEditor::of(seen.event),
            Some(Pressed::Save) if equality.is_err() => form.error = equality.err().map(str::to_owned),
            Some(Pressed::Save) => {
                let request = settings::Request::Change(Box::new(form.draft.clone()));
                form.error = None;
                form.asked = Some(self.asked.other(out.ask(Request::Settings(request))));
            }
            Some(Pressed::Try) => form.try_it(seen, out),
            None => {}
        }
        self.form = Some(form);
    }
}
