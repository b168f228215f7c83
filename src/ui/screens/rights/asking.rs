//! The form of a request that is being written: what they ask for, how and when they asked, and how it is known that it is
//! them.

use chrono::NaiveDate;
use egui::{Rect, Ui, pos2, vec2};

use crate::ui::icons;
use crate::ui::out::{Out, Wish};
use crate::ui::widgets::text::{Text, Type};
use crate::ui::widgets::{Button, Choice, ChoiceOption, DateBoxes, Field, OptionGrid, Segmented, place};

use super::detail::{inner, middle};
use super::draft::Draft;
use super::{Rights, date_id, grid_id, identity_id, words};

/// How wide the list of how it is known that it is them is.
pub(super) const IDENTITY: f32 = 328.0;
/// Asks for what is missing.
pub(super) const NO_IDENTITY: &str = "Say how you know it is them";

impl Rights {
    pub(super) fn asking(&mut self, ui: &mut Ui, today: NaiveDate, lead: bool, out: &mut Out<'_>) {
        let Some(draft) = &mut self.draft else { return };
        if draft.about.is_none() {
            nobody(ui, "Then press Rights request. Nobody found? Record it all the same.", out);
        }
        ui.add_space(12.0);
        let row = inner(ui, 24.0);
        Text::strong("What are they asking for?").heading().at(ui, row);
        ui.add_space(7.0);
        let cards = words::RIGHTS.map(words::card);
        let columns = if ui.available_width() > 700.0 { 4 } else { 2 };
        let error = draft.wrong.right.then_some("Choose what they ask for");
        let grid = OptionGrid::new(grid_id(), "What are they asking for?", &cards, columns).error(error);
        let at = inner(ui, grid.height());
        if grid.at(ui, at, &mut draft.right).changed() {
            draft.wrong.right = false;
            self.worded_on = None;
        }
        ui.add_space(13.0);
        if draft.row(ui, today, lead) {
            self.worded_on = None;
        }
    }
}

/// Who it is about is not known: where they are found, and what is done then.
pub(super) fn nobody(ui: &mut Ui, words: &str, out: &mut Out<'_>) {
    ui.add_space(12.0);
    let find = Button::secondary("Find the person").icon(icons::MAGNIFYING_GLASS).key("Ctrl+K").small();
    let width = find.natural_width(ui);
    let row = inner(ui, 40.0);
    let at = Rect::from_min_size(pos2(row.left(), row.center().y - 18.0), vec2(width, 36.0));
    if find.at(ui, at).clicked() {
        out.wish(Wish::Find(String::new()));
    }
    let beside = row.with_min_x(at.right() + 12.0);
    middle(ui, beside, words, Type::Caption);
}

impl Draft {
    /// How, when, and how it is known that it is them; says whether the day was changed.
    fn row(&mut self, ui: &mut Ui, today: NaiveDate, lead: bool) -> bool {
        const GAP: f32 = 16.0;
        let wrong = self.wrong.on.is_some() || self.wrong.identity;
        let high = Field::height_for(wrong, 40.0);
        let how = Segmented::new(egui::Id::unique("how they asked"), "How they asked", &words::HOW_NAMES).always();
        let narrow = ui.available_width() < 700.0;
        let row = if narrow { inner(ui, 60.0) } else { inner(ui, high) };
        let how = place(ui, row, |ui| how.show(ui, &mut self.how)).rect;
        if narrow {
            ui.add_space(10.0);
        }
        let (rest, left) = if narrow { (inner(ui, high), 0.0) } else { (row, how.right() - row.left() + GAP) };
        let date = Rect::from_min_size(pos2(rest.left() + left, rest.top()), vec2(172.0, high));
        let boxes = DateBoxes::new(date_id(), "Asked on").error(self.wrong.on);
        let day = boxes.at(ui, date, &mut self.on);
        if day.left || (day.changed && self.wrong.on.is_some()) {
            self.wrong.on = self.day(today).err();
        }
        // As wide as it is drawn, where there is more room than that.
        let identity = rest.with_min_x(date.right() + GAP);
        self.identity_ui(ui, identity.with_max_x(identity.right().min(identity.left() + IDENTITY)), lead);
        day.changed
    }

    fn identity_ui(&mut self, ui: &mut Ui, at: Rect, lead: bool) {
        if identity_choice(ui, at, self.wrong.identity, lead, &mut self.identity) {
            self.wrong.identity = false;
        }
    }
}

/// How it is known that it is them; says whether it was changed.
pub(super) fn identity_choice(ui: &mut Ui, at: Rect, wrong: bool, lead: bool, chosen: &mut Option<usize>) -> bool {
    let options = words::IDENTITIES.map(|identity| ChoiceOption::new(words::identity(identity)));
    let choice = Choice::new(identity_id(), "How you know it is them", &options).enabled(lead);
    choice.error(wrong.then_some(NO_IDENTITY)).at(ui, at, chosen).changed()
}
