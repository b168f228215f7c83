//! What people can ask to be sent, once, by email or by post (R28). No news follows from it.

use egui::{Id, Rect, Ui, pos2, vec2};

use crate::domain::send::{SendBy, Sendable};
use crate::domain::text::Line;
use crate::domain::unfinished::Typed;
use crate::ui::icons;
use crate::ui::screens::flow;
use crate::ui::theme::Themed;
use crate::ui::widgets::text::{Text, sentence};
use crate::ui::widgets::{Button, Field, Segmented, or_lead_to_error, paint};

use super::form::FormEditor;

/// Something to be sent that is being written.
#[derive(Default)]
pub(super) struct WishEditor {
    open: bool,
    what: String,
    by: usize,
    tried: bool,
}

impl WishEditor {
    /// What is typed.
    pub(super) fn put(&self, typed: &mut Typed) {
        if self.open {
            typed.put_tick("wish open", true);
            typed.put("wish", &self.what);
            typed.put_place("wish by", Some(self.by));
        }
    }

    /// The same again.
    pub(super) fn again(typed: &Typed) -> Self {
        let by = typed.place("wish by").unwrap_or_default();
        Self { open: typed.tick("wish open"), what: typed.text("wish"), by, tried: false }
    }

    /// What it comes to beside those that there are, or what is to be put right.
    fn wish(&self, others: &[Sendable]) -> Result<Sendable, String> {
        if self.what.trim().is_empty() {
            return Err("Write what is sent".to_owned());
        }
        let what = Line::parse(&self.what).map_err(|error| error.to_string())?;
        let by = SendBy::ALL.get(self.by).copied().unwrap_or(SendBy::Email);
        let wish = Sendable { what: what.as_str().to_owned(), by };
        match Sendable::find(others, &wish.label()) {
            Some(_) => Err("Change it: it is on the list already".to_owned()),
            None => Ok(wish),
        }
    }
}

impl FormEditor {
    /// The list, and what is being added to it.
    pub(super) fn wishes(&mut self, ui: &mut Ui) {
        let row = flow::row(ui, 36.0);
        let add = Button::secondary("Add").name("Add something to be sent").icon(icons::PLUS).small();
        let size = vec2(add.natural_width(ui), 36.0);
        Text::title("Send them").at(ui, row.with_max_x(row.right() - size.x - 10.0));
        if add.at(ui, Rect::from_min_size(pos2(row.right() - size.x, row.top()), size)).clicked() {
            self.wish = WishEditor { open: true, ..WishEditor::default() };
            ui.memory_mut(|memory| memory.request_focus(what_id()));
        }
        let lead = "What visitors can ask for, each sent once. It is no Yes to news.";
        Text::caption(lead).muted().wrap().show(ui);
        let mut removed = None;
        for (at, wish) in self.draft.send.iter().enumerate() {
            ui.add_space(8.0);
            if wish_card(ui, wish) {
                removed = Some(at);
            }
        }
        if let Some(at) = removed {
            self.draft.send.remove(at);
        }
        if self.wish.open {
            ui.add_space(12.0);
            self.wish_editor(ui);
        }
    }

    fn wish_editor(&mut self, ui: &mut Ui) {
        let id = Id::unique("wish editor");
        let others = &self.draft.send;
        let error = self.wish.wish(others).err().filter(|_| self.wish.tried);
        let field = Field::new(what_id(), "What is sent").hint("Prospectus").error(error.as_deref());
        let entered = field.show(ui, &mut self.wish.what).entered;
        ui.add_space(8.0);
        let ways: Vec<_> = SendBy::ALL.iter().map(|by| format!("By {by}")).collect();
        let ways: Vec<_> = ways.iter().map(String::as_str).collect();
        let mut by = Some(self.wish.by);
        let width = ui.available_width();
        Segmented::new(id.with("by"), "How it is sent", &ways).always().width(width).show(ui, &mut by);
        self.wish.by = by.unwrap_or_default();
        ui.add_space(10.0);
        let row = flow::row(ui, 40.0);
        let (keep, leave) =
            (Button::primary("Add it").id(id.with("keep")), Button::secondary("Cancel").id(id.with("leave")));
        let keep_at = Rect::from_min_size(row.min, vec2(keep.natural_width(ui), 40.0));
        let kept = keep.at(ui, keep_at).clicked() || entered;
        let leave_at = Rect::from_min_size(pos2(keep_at.right() + 8.0, row.top()), vec2(leave.natural_width(ui), 40.0));
        let left = leave.at(ui, leave_at).clicked();
        if kept {
            self.wish.tried = true;
            if let Some(wish) = or_lead_to_error(ui.ctx(), self.wish.wish(&self.draft.send).ok()) {
                self.draft.send.push(wish);
                self.wish = WishEditor::default();
            }
        } else if left {
            self.wish = WishEditor::default();
        }
    }
}

fn what_id() -> Id {
    Id::unique("wish editor: what")
}

/// One thing that can be sent; says whether it is to be taken out.
fn wish_card(ui: &mut Ui, wish: &Sendable) -> bool {
    let p = ui.palette();
    let card = flow::row(ui, 52.0);
    paint::boxed(ui.painter(), card, 6.0, p.sunken, 1.0, p.border);
    let (label, way) = (wish.label(), format!("by {}", wish.by));
    let name = format!("Take out: {label}");
    let remove = Button::quiet("Take out").name(&name).small().id(Id::unique(("wish", &label)));
    let size = vec2(remove.natural_width(ui), 36.0);
    let remove_at = Rect::from_min_size(pos2(card.right() - 8.0 - size.x, card.top() + 8.0), size);
    let words = card.with_min_x(card.left() + 14.0).with_max_x(remove_at.left() - 8.0);
    let line = |at: f32| Rect::from_min_size(pos2(words.left(), words.top() + at), vec2(words.width(), 20.0));
    Text::strong(&wish.what).at(ui, line(6.0));
    Text::caption(&sentence(&way)).muted().at(ui, line(26.0));
    remove.at(ui, remove_at).clicked()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r28_what_is_added_is_called_something_and_is_not_there_already() {
        let of = |what: &str, by| WishEditor { open: true, what: what.to_owned(), by, tried: true };
        let first = of("  Prospectus ", 1).wish(&[]).unwrap();
        assert_eq!(first, Sendable { what: "Prospectus".to_owned(), by: SendBy::Post });
        let others = [first];
        assert_eq!(of("prospectus", 1).wish(&others).unwrap_err(), "Change it: it is on the list already");
        assert!(of("Prospectus", 0).wish(&others).is_ok(), "by another way it is another wish");
        assert_eq!(of(" ", 0).wish(&others).unwrap_err(), "Write what is sent");
        assert!(of("two\nlines", 0).wish(&others).is_err());
    }
}
