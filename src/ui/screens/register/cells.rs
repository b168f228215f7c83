//! The cells of the visitor card, one for each kind of field: checked when it is left, never while somebody types.

use egui::{Id, Rect, Ui, pos2, vec2};

use crate::domain::age::AgeAnswer;
use crate::domain::country::Country;
use crate::domain::field_error::Place;
use crate::domain::form::Field;
use crate::domain::postcode::{self, Postcode};
use crate::domain::purpose::Question;
use crate::ui::icons;
use crate::ui::out::Seen;
use crate::ui::questions::NOT_HERE;
use crate::ui::screens::meant;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::{self, Text, Type};
use crate::ui::widgets::{
    Choice, ChoiceOption, DateBoxes, Field as TextField, Segmented, Tag, TagKind, TypeAhead, paint, place,
};

use super::Register;
use super::rows::Heights;

impl Register {
    /// A box for text: checked when it is left, its error cleared as soon as it is right.
    pub(super) fn text_cell(&mut self, ui: &mut Ui, field: Field, rect: Rect, heights: Heights) {
        let at = Place::Field(field);
        let id = Self::id(&at);
        let suggestion = self.suggestion(&at);
        let error = self.form.error(&at).map(str::to_owned);
        let remark = self.form.remark(&at).map(str::to_owned);
        let label = self.label(field);
        let offers = self.form.event().offers(field).to_vec();
        let optional = self.form.is_optional(field);
        let before = self.form.draft.fields.get(&field).cloned().unwrap_or_default();
        let mut typed = before.clone();
        let offer = suggestion.as_deref().map(|meant| meant::offered(&before, meant));
        let reading = self.reads(&at);
        let response = if offers.is_empty() {
            TextField::new(id, label)
                .reading(reading)
                .optional(optional)
                .error(error.as_deref())
                .remark(remark.as_deref())
                .suggestion(offer.as_ref().map(|(words, meant, key)| (*words, meant.as_ref(), *key)))
                .caution(super::layout::is_free_text(self.form.event(), &at).then_some(NOT_HERE))
                .height(heights.box_height)
                .at(ui, rect, &mut typed)
        } else {
            let options: Vec<_> =
                offers.iter().map(|offer| ChoiceOption::with_detail(offer.label(), offer.detail())).collect();
            TypeAhead::new(id, label, &options, "names")
                .field(|edit| edit.optional(optional).error(error.as_deref()).height(heights.box_height))
                .keeps(true)
                .at(ui, rect, &mut typed)
                .field
        };
        self.focus_if_asked(ui, &at, id);
        if response.suggestion_taken
            && let Some(whole) = suggestion
        {
            typed = whole;
        }
        if typed != before {
            self.form.draft.fields.insert(field, typed);
            self.form.changed(&at);
            self.alike.stir(ui);
        }
        if response.left {
            self.leave(field);
        }
    }

    /// What happens when a field is left: it is checked, and a postcode takes its usual form.
    pub(super) fn leave(&mut self, field: Field) {
        if field == Field::Postcode {
            self.tidy_postcode();
        }
        if field == Field::Email {
            let typed = self.form.draft.field(Field::Email).to_owned();
            self.saving.emails_left.insert(Place::Field(field), typed);
        }
        self.form.leave(&Place::Field(field));
    }

    fn tidy_postcode(&mut self) {
        let country = self.lives_in();
        if let Ok(postcode) = Postcode::parse(self.form.draft.field(Field::Postcode), country) {
            self.form.typed(Field::Postcode).clear();
            self.form.typed(Field::Postcode).push_str(postcode.as_str());
        }
    }

    fn label(&self, field: Field) -> &'static str {
        match field {
            Field::Organisation if self.form.needs_guardian() => "School",
            Field::Postcode => postcode::name_in(self.lives_in()).unwrap_or(field.label()),
            field => field.label(),
        }
    }

    fn lives_in(&self) -> Option<Country> {
        Country::find(self.form.draft.field(Field::Country)).ok()
    }

    /// Whether a box is left out for this visitor: there are no postcodes where they live, and nothing stands in it that
    /// would be out of sight.
    pub(super) fn is_left_out(&self, field: Field) -> bool {
        let has_none = field == Field::Postcode && postcode::name_in(self.lives_in()).is_none();
        has_none && self.form.draft.field(field).is_empty() && !self.form.is_noted(&Place::Field(field))
    }

    pub(super) fn focus_if_asked(&mut self, ui: &Ui, at: &Place, id: Id) {
        if self.focus.as_ref() == Some(at) {
            ui.memory_mut(|memory| memory.request_focus(id));
            self.focus = None;
        }
    }

    /// Notes what a list was left with, where that fits nothing in it.
    pub(super) fn list_left(&mut self, ui: &Ui, id: Id, at: &Place) {
        let missed = Choice::missed(ui, id).is_some();
        self.form.note_missed(at, missed);
    }

    pub(super) fn birth_cell(&mut self, ui: &mut Ui, rect: Rect, heights: Heights) {
        let at = Place::Field(Field::DateOfBirth);
        let id = Self::id(&at);
        let error = self.form.error(&at).map(str::to_owned);
        let before = self.form.birth.clone();
        let optional = self.form.is_optional(Field::DateOfBirth);
        let response = DateBoxes::new(id, "Date of birth")
            .optional(optional)
            .error(error.as_deref())
            .height(heights.box_height)
            .width(rect.width())
            .at(ui, rect, &mut self.form.birth);
        self.focus_if_asked(ui, &at, DateBoxes::focus_id(id, 0));
        if self.form.birth != before {
            self.form.birth_changed();
            self.alike.stir(ui);
        }
        if response.left {
            self.leave(Field::DateOfBirth);
        }
    }

    /// "13 or over?" until a date is typed; then the age takes its place.
    pub(super) fn age_cell(&mut self, ui: &mut Ui, rect: Rect, heights: Heights) {
        if self.form.birth_begun() {
            self.age_shown(ui, rect, heights);
            return;
        }
        let at = Place::ThirteenOrOver;
        let consent = self.form.event().definition().ages.consent;
        let label = format!("{consent} or over?");
        let error = self.form.error(&at).map(str::to_owned);
        let answers = AgeAnswer::ALL;
        let mut chosen =
            self.form.draft.thirteen_or_over.and_then(|said| answers.iter().position(|&each| each == said));
        let before = chosen;
        let id = Self::id(&at);
        place(ui, rect, |ui| {
            // As wide as its cell: the tick of the chosen one has no room of its own beside *Send them*.
            let segmented = Segmented::new(id, &label, &["Yes", "No", "Not sure"]).width(rect.width());
            segmented.answers().height(heights.box_height).show(ui, &mut chosen)
        });
        if let Some(error) = error {
            error_line(ui, rect, &error);
        }
        self.focus_if_asked(ui, &at, Segmented::focus_id(id, before));
        if chosen != before {
            self.form.draft.thirteen_or_over = chosen.map(|chosen| answers[chosen]);
            self.form.changed(&at);
        }
    }

    fn age_shown(&self, ui: &mut Ui, rect: Rect, heights: Heights) {
        let palette = ui.palette();
        let label = pos2(rect.left(), rect.top() + 9.0);
        ui.painter().text(label, egui::Align2::LEFT_CENTER, "Age", Type::CaptionStrong.font(), palette.text);
        let middle = rect.bottom() - heights.box_height / 2.0;
        let consent = self.form.event().definition().ages.consent;
        let (words, child) = match self.form.age() {
            Some(age) if age < consent => (format!("{age}, under {consent}"), true),
            Some(1) => ("1 year".to_owned(), false),
            Some(age) => (format!("{age} years"), false),
            None => ("Not known yet".to_owned(), false),
        };
        let area = Rect::from_min_max(pos2(rect.left(), middle - 12.0), pos2(rect.right(), middle + 12.0));
        place(ui, area, |ui| {
            if child {
                Tag::new(TagKind::Info, &words).icon(icons::BABY).show(ui);
            } else {
                let colour = if self.form.age().is_some() { palette.text } else { palette.text_muted };
                Text::body(&words).color(colour).show(ui);
            }
        });
    }

    pub(super) fn send_cell(&mut self, ui: &mut Ui, rect: Rect, heights: Heights, seen: &Seen<'_>) {
        let at = Place::Send;
        let id = Self::id(&at);
        let error = self.form.error(&at).map(str::to_owned);
        let sendable = self.form.event().definition().send.clone();
        let shown: Vec<_> = sendable.iter().map(|sendable| format!("{}, by {}", sendable.what, sendable.by)).collect();
        let options: Vec<_> =
            std::iter::once("Nothing").chain(shown.iter().map(String::as_str)).map(ChoiceOption::new).collect();
        let labels: Vec<_> = sendable.iter().map(crate::domain::send::Sendable::label).collect();
        let now = self.form.draft.send.first().and_then(|wish| labels.iter().position(|label| label == wish));
        let mut chosen = now.map(|at| at + 1);
        Choice::new(id, "Send them", &options)
            .optional(true)
            .hint("Nothing")
            .error(error.as_deref())
            .height(heights.box_height)
            .room_below(true)
            .answers()
            .list_from(self.strip.covers(rect).unwrap_or(f32::NEG_INFINITY))
            .at(ui, rect, &mut chosen);
        self.list_left(ui, id, &at);
        self.focus_if_asked(ui, &at, id);
        if ui.memory(|memory| memory.has_focus(id)) {
            // The wish is an answer too: its words stand in the strip while it is noted (R13, R28).
            self.strip.wants(Question::SendThem, true, false);
        }
        let then = chosen.and_then(|at| at.checked_sub(1));
        if then != now && self.strip.shows(Question::SendThem) {
            let telling = self.telling.clone();
            self.form.send(then.map(|at| labels[at].clone()), &telling, seen.env);
        }
    }

    /// One of few: all of them side by side where they have room, else a list; without offers, a box for text.
    pub(super) fn options_cell(&mut self, ui: &mut Ui, field: Field, rect: Rect, heights: Heights) {
        let offers = self.form.event().offers(field).to_vec();
        if offers.is_empty() {
            self.text_cell(ui, field, rect, heights);
            return;
        }
        let at = Place::Field(field);
        let id = Self::id(&at);
        let label = self.label(field);
        let optional = self.form.is_optional(field);
        let before = self.form.draft.field(field).to_owned();
        let labels: Vec<&str> = offers.iter().map(crate::domain::offer::Offer::label).collect();
        let side_by_side = side_by_side(ui, &labels) <= rect.width();
        let chosen_at = labels.iter().position(|label| *label == before);
        let now = if side_by_side {
            let mut chosen = chosen_at;
            place(ui, rect, |ui| {
                Segmented::new(id, label, &labels)
                    .optional(optional)
                    .height(heights.box_height)
                    .width(rect.width())
                    .show(ui, &mut chosen)
            });
            chosen.map_or(String::new(), |chosen| labels[chosen].to_owned())
        } else {
            let options: Vec<_> =
                offers.iter().map(|offer| ChoiceOption::with_detail(offer.label(), offer.detail())).collect();
            let mut chosen = chosen_at;
            Choice::new(id, label, &options)
                .optional(optional)
                .height(heights.box_height)
                .room_below(self.form.error(&at).is_none())
                .at(ui, rect, &mut chosen);
            chosen.map_or(String::new(), |chosen| labels[chosen].to_owned())
        };
        self.list_left(ui, id, &at);
        self.focus_if_asked(ui, &at, if side_by_side { Segmented::focus_id(id, chosen_at) } else { id });
        if let Some(error) = self.form.error(&at).map(str::to_owned) {
            error_line(ui, rect, &error);
        }
        if now != before {
            *self.form.typed(field) = now;
            self.form.changed(&at);
        }
    }

    pub(super) fn country_cell(&mut self, ui: &mut Ui, field: Field, rect: Rect, heights: Heights) {
        let at = Place::Field(field);
        let id = Self::id(&at);
        let error = self.form.error(&at).map(str::to_owned);
        let optional = self.form.is_optional(field);
        let before = self.form.draft.field(field).to_owned();
        let label = self.label(field);
        let countries = crate::ui::questions::countries();
        let options: Vec<_> = countries.iter().map(crate::ui::questions::Named::option).collect();
        let now =
            Country::find(&before).ok().and_then(|known| countries.iter().position(|each| each.code == known.alpha2()));
        let mut chosen = now;
        Choice::new(id, label, &options)
            .optional(optional)
            .hint("Country")
            .error(error.as_deref())
            .height(heights.box_height)
            .list_width(300.0)
            .room_below(true)
            .at(ui, rect, &mut chosen);
        self.list_left(ui, id, &at);
        self.focus_if_asked(ui, &at, id);
        if chosen != now {
            *self.form.typed(field) = chosen.map_or(String::new(), |chosen| countries[chosen].code.to_owned());
            self.form.changed(&at);
        }
    }
}

/// How much room a few words need side by side.
fn side_by_side(ui: &Ui, labels: &[&str]) -> f32 {
    labels.iter().map(|label| text::line(ui, label, Type::Strong).size().x + 12.0).sum::<f32>() + 18.0
}

/// What is wrong, under a control that does not say it itself.
pub(super) fn error_line(ui: &mut Ui, above: Rect, words: &str) {
    let row = Rect::from_min_size(pos2(above.left(), above.bottom() + 3.0), vec2(above.width().max(260.0), 18.0));
    let color = ui.palette().danger;
    paint::icon(ui.painter(), icons::WARNING_CIRCLE.fill(), pos2(row.left() + 8.0, row.center().y), 16.0, color);
    let said = Text::caption_strong(words).color(color).at(ui, row.with_min_x(row.left() + 21.0));
    paint::announce(ui, said.id, paint::Announced::AtOnce);
}
