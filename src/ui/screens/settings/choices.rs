//! What a field offers to choose from: a line each, with what helps to tell it apart after a bar.

use egui::{Id, Rect, Ui, pos2, vec2};

use crate::domain::event::EventDefinition;
use crate::domain::form::Field;
use crate::domain::offer::Offer;
use crate::domain::unfinished::Typed;
use crate::ui::screens::flow;
use crate::ui::widgets::text::Text;
use crate::ui::widgets::{Button, Dialog as Shell, Field as TextField};

use super::form::FormEditor;

/// The choices of one field, as they are typed.
pub(super) struct Choices {
    field: Field,
    typed: String,
}

impl Choices {
    pub(super) fn of(field: Field, definition: &EventDefinition) -> Self {
        let line = |offer: &Offer| match offer.detail() {
            "" => offer.label().to_owned(),
            detail => format!("{} | {detail}", offer.label()),
        };
        let offers = definition.choices.get(&field).map_or(&[][..], Vec::as_slice);
        Self { field, typed: offers.iter().map(line).collect::<Vec<_>>().join("\n") }
    }

    /// What is typed.
    pub(super) fn put(&self, typed: &mut Typed) {
        typed.put("choices of", self.field.code());
        typed.put("choices", &self.typed);
    }

    /// The same again, where the dialog was open.
    pub(super) fn again(typed: &Typed) -> Option<Self> {
        let field = Field::from_code(typed.get("choices of")?)?;
        Some(Self { field, typed: typed.text("choices") })
    }

    /// The choices that the lines come to; empty lines are none.
    fn offers(&self) -> Vec<Offer> {
        let line = |line: &str| match line.split_once('|') {
            Some((label, detail)) if !detail.trim().is_empty() => {
                Offer::Detailed { label: label.trim().to_owned(), detail: detail.trim().to_owned() }
            }
            Some((label, _)) => Offer::Plain(label.trim().to_owned()),
            None => Offer::Plain(line.trim().to_owned()),
        };
        self.typed.lines().map(line).filter(|offer| !offer.label().is_empty()).collect()
    }
}

impl FormEditor {
    pub(super) fn choices_ui(&mut self, ui: &mut Ui) {
        let Some(mut choices) = self.choices.take() else { return };
        let id = Id::unique("choices dialog");
        let title = format!("Choices for {}", choices.field.label());
        let lead = "They help to type. Anything else can be typed all the same.";
        let room = ui.ctx().content_rect().height() - 260.0;
        let rows = ((room / 20.0) as usize).clamp(4, 14);
        let mut done = false;
        let shown = Shell::new(id, &title).lead(lead).focus(id.with("lines")).show(ui.ctx(), |ui| {
            ui.add_space(12.0);
            let field = TextField::new(id.with("lines"), "One to a line").multiline(rows);
            field.show(ui, &mut choices.typed);
            ui.add_space(6.0);
            Text::caption("A code or a day after a bar: Italian, level 1 | EC-1021, Mondays").muted().wrap().show(ui);
            ui.add_space(18.0);
            let row = flow::row(ui, 40.0);
            let keep = Button::primary("Use these choices").id(id.with("keep"));
            let cancel = Button::secondary("Cancel").id(id.with("cancel"));
            let width = keep.natural_width(ui);
            let keep_at = Rect::from_min_size(pos2(row.right() - width, row.top()), vec2(width, 40.0));
            let width = cancel.natural_width(ui);
            let cancel_at = Rect::from_min_size(pos2(keep_at.left() - 10.0 - width, row.top()), vec2(width, 40.0));
            let closed = cancel.at(ui, cancel_at).clicked();
            done = keep.at(ui, keep_at).clicked();
            closed
        });
        if done {
            let offers = choices.offers();
            if offers.is_empty() {
                self.draft.choices.remove(&choices.field);
            } else {
                self.draft.choices.insert(choices.field, offers);
            }
        }
        if done || shown.closed || shown.inner {
            Shell::close(ui.ctx(), id);
        } else {
            self.choices = Some(choices);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_choices_with_or_without_a_detail_r1() {
        let typed = "Italian, level 1 | EC-1021\n\n  Law  \nChoir |\n | nothing".to_owned();
        let offers = Choices { field: Field::Subjects, typed }.offers();
        let shown: Vec<_> = offers.iter().map(|offer| (offer.label(), offer.detail())).collect();
        assert_eq!(shown, [("Italian, level 1", "EC-1021"), ("Law", ""), ("Choir", "")]);
    }
}
