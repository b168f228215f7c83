//! Telephone numbers on the form: the visitor's, and which country's numbering a number belongs to.

use egui::{Rect, Ui, pos2, vec2};

use crate::domain::country::Country;
use crate::domain::field_error::Place;
use crate::domain::form::Field;
use crate::ui::widgets::{Choice, Field as TextField};

use super::Register;
use super::rows::{Heights, LABEL};

impl Register {
    pub(super) fn phone_cell(&mut self, ui: &mut Ui, rect: Rect, heights: Heights) {
        let at = Place::Field(Field::Phone);
        let (dial, number) = dial_and_number(rect);
        self.dial(ui, &at, "Phone", dial, heights);
        let id = Self::id(&at);
        let error = self.form.error(&at).map(str::to_owned);
        let before = self.form.draft.fields.get(&Field::Phone).cloned().unwrap_or_default();
        let mut typed = before.clone();
        let below_label = number.with_min_y(number.top() + LABEL);
        let remark = self.form.remark(&at).map(str::to_owned);
        let edit = TextField::new(id, "Phone").no_label().error(error.as_deref()).remark(remark.as_deref());
        let response = edit.height(heights.box_height).at(ui, below_label, &mut typed);
        self.focus_if_asked(ui, &at, id);
        if typed != before {
            self.form.draft.fields.insert(Field::Phone, typed);
            self.form.changed(&at);
            self.alike.stir(ui);
        }
        if response.left {
            self.leave(Field::Phone);
        }
    }

    /// The country whose numbering the number at a place belongs to, where it has no `+`: the United Kingdom first.
    pub(super) fn dial(&mut self, ui: &mut Ui, at: &Place, label: &str, rect: Rect, heights: Heights) {
        let id = Self::id(at).with("dial");
        let countries = crate::ui::questions::dialling();
        let code = self.form.draft.phone_country.clone();
        let code =
            code.or_else(|| Country::find(self.form.draft.field(Field::Country)).ok().map(|c| c.alpha2().to_owned()));
        let now = code.and_then(|code| countries.iter().position(|each| each.code == code)).unwrap_or(0);
        let options: Vec<_> = countries.iter().map(crate::ui::questions::Dialling::option).collect();
        let mut chosen = Some(now);
        let optional = matches!(at, Place::Field(field) if self.form.is_optional(*field));
        Choice::new(id, label, &options)
            .named(&format!("{label}: country code"))
            .prefix(countries.get(now).map_or("", |each| each.code))
            .optional(optional)
            .height(heights.box_height)
            .list_width(300.0)
            .tab_stop(!self.fast_tab || now != 0)
            .room_below(!self.form.is_told(at))
            .at(ui, rect, &mut chosen);
        self.list_left(ui, id, at);
        if chosen != Some(now) {
            let code = chosen.and_then(|chosen| countries.get(chosen)).map(|each| each.code.to_owned());
            self.form.draft.phone_country = code;
            self.form.changed(at);
        }
    }
}

/// The two parts of a telephone number.
pub(super) fn dial_and_number(rect: Rect) -> (Rect, Rect) {
    let dial = Rect::from_min_size(rect.min, vec2(104.0, rect.height()));
    let number = Rect::from_min_max(pos2(dial.right() + 6.0, rect.top()), rect.max);
    (dial, number)
}
