//! How long each kind of data is kept, as a lead writes it (R24): a field for each kind, two to a line.

use std::collections::BTreeMap;

use egui::{Id, Rect, Ui, pos2, vec2};

use crate::domain::retention::Kept;
use crate::ui::screens::flow;
use crate::ui::widgets::Field;

/// In the order of the fields.
pub(super) const ORDER: [Kept; 5] = [Kept::Record, Kept::Special, Kept::EmergencyContact, Kept::Proof, Kept::Equality];

/// A kind of data in words.
pub(super) fn kept_words(kept: Kept) -> &'static str {
    match kept {
        Kept::Special => "Health, disability and diet",
        Kept::EmergencyContact => "Emergency contacts",
        Kept::Equality => "Equality answers",
        Kept::Record => "Registrations",
        Kept::Proof => "Proof of answers",
    }
}

/// A field for each of these kinds; what is wrong stands below it.
pub(super) fn ui(
    ui: &mut Ui,
    id: Id,
    kinds: &[Kept],
    typed: &mut BTreeMap<Kept, String>,
    wrong: &BTreeMap<Kept, String>,
) {
    for pair in kinds.chunks(2) {
        let high = Field::height_for(pair.iter().any(|kept| wrong.contains_key(kept)), 40.0);
        let row = flow::row(ui, high);
        let half = (row.width() - 12.0) / 2.0;
        for (at, &kept) in pair.iter().enumerate() {
            let left = row.left() + at as f32 * (half + 12.0);
            let place = Rect::from_min_size(pos2(left, row.top()), vec2(half, high));
            let error = wrong.get(&kept).map(String::as_str);
            Field::new(id.with(kept.code()), kept_words(kept)).error(error).at(
                ui,
                place,
                typed.entry(kept).or_default(),
            );
        }
        ui.add_space(10.0);
    }
}
