//! What a lead writes down about a need: where somebody is, or who was told. It hangs on the Yes that the need hangs on (R3).

use egui::{Id, Rect, Ui, pos2, vec2};

use crate::domain::help_today::HelpNote;
use crate::domain::ids::RegistrationId;
use crate::domain::purpose::SpecialPair;
use crate::domain::unfinished::{Dialog as Written, Typed, Unfinished};
use crate::ui::icons;
use crate::ui::screens::flow;
use crate::ui::widgets::{Button, Field};

use super::{Pressed, id};

/// Whose need it is about, and which.
pub(super) type Of = (RegistrationId, SpecialPair);

/// What is being written down about a need. It has no `Debug`: it is as protected as the need.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Writing {
    pub(super) of: Of,
    pub(super) what: What,
    /// What stood there before; nothing where it was begun before the desk was locked.
    before: Option<String>,
    pub(super) typed: String,
    pub(super) error: Option<&'static str>,
}

/// What it says.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum What {
    Place,
    Told,
}

/// The names of the boxes, where they wait.
const WHAT: &str = "what";
const WORDS: &str = "words";

impl What {
    fn label(self) -> &'static str {
        match self {
            Self::Place => "Where they are or will be",
            Self::Told => "Who was told",
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Self::Place => "Room B12 at 11:00",
            Self::Told => "Sam at the door",
        }
    }

    /// What it is called where it waits.
    fn code(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Told => "told",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [Self::Place, Self::Told].into_iter().find(|what| what.code() == code)
    }
}

impl Writing {
    /// Begins, over what stands there.
    pub(super) fn over(of: Of, what: What, before: String) -> Self {
        Self { of, what, typed: before.clone(), before: Some(before), error: None }
    }

    /// Whether it is about this need.
    pub(super) fn is_of(&self, note: &HelpNote) -> bool {
        self.of == (note.registration, note.pair)
    }

    /// What is typed and not noted; nothing where it is as it was.
    pub(super) fn unfinished(&self) -> Option<Unfinished> {
        let mut typed = Typed::default();
        if self.before.as_deref() != Some(&*self.typed) {
            typed.put(Typed::NEED, self.of.1.code());
            typed.put(WHAT, self.what.code());
            typed.put_change(WORDS, &self.typed);
        }
        Unfinished::of(Written::Help, Some(self.of.0), typed)
    }

    /// The same again.
    pub(super) fn again(unfinished: &Unfinished) -> Option<Self> {
        let typed = &unfinished.typed;
        let pair = typed.get(Typed::NEED).and_then(SpecialPair::from_code)?;
        let what = typed.get(WHAT).and_then(What::from_code)?;
        Some(Self { of: (unfinished.about?, pair), what, before: None, typed: typed.text(WORDS), error: None })
    }

    /// A line to write in.
    pub(super) fn ui(&mut self, ui: &mut Ui, free: bool) -> Option<Pressed> {
        let keep = Button::primary("Note it").icon(icons::CHECK).small().enabled(free).id(id().with("keep"));
        let leave = Button::secondary("Cancel").small().id(id().with("leave"));
        let widths = (keep.natural_width(ui), leave.natural_width(ui));
        let field = Field::new(field_id(), self.what.label()).hint(self.what.hint()).height(36.0);
        let field = field.error(self.error).max_chars(200);
        let height = Field::height_for(self.error.is_some(), 36.0);
        let row = flow::row(ui, height);
        let row = row.with_min_x(row.left() + 32.0);
        let end = row.right() - widths.0 - widths.1 - 20.0;
        let field = field.at(ui, row.with_max_x(end), &mut self.typed);
        if field.response.changed() {
            self.error = None;
        }
        let top = field.rect.top();
        let button_at = |left: f32, width: f32| Rect::from_min_size(pos2(left, top), vec2(width, 36.0));
        let mut pressed = field.entered.then_some(Pressed::Keep);
        if keep.at(ui, button_at(end + 10.0, widths.0)).clicked() {
            pressed = Some(Pressed::Keep);
        }
        if leave.at(ui, button_at(row.right() - widths.1, widths.1)).clicked() {
            pressed = Some(Pressed::Leave);
        }
        pressed
    }
}

/// What begins it.
pub(super) fn button_id(of: Of, what: What) -> Id {
    id().with((of.0.0, of.1, what))
}

/// The box that it is typed into.
pub(super) fn field_id() -> Id {
    id().with("field")
}
