//! Names on a screen.

use std::sync::Arc;

use egui::{Galley, Response, Role, Sense, Ui, Widget, WidgetInfo};

use super::shown::{Look, Shown, fitted};
use crate::scripts::reads_differently;

/// A name that is shown, in the order it is read. A screen reader is given the name as it is kept.
///
/// Where it does not fit it ends with an ellipsis, and the whole of it is shown under the pointer.
#[derive(Debug, Clone, Copy)]
#[must_use = "a name is shown with `ui.add(name)`"]
pub struct Name<'a> {
    text: &'a str,
    look: Look,
    width: Option<f32>,
}

impl<'a> Name<'a> {
    /// As wide as it is, if there is room.
    pub fn new(text: &'a str, look: Look) -> Self {
        Self { text, look, width: None }
    }

    /// No wider than this.
    pub fn within(self, width: f32) -> Self {
        Self { width: Some(width), ..self }
    }
}

impl Widget for Name<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let Self { text, look, width } = self;
        // A pass that only measures has no room yet.
        let room = if ui.is_sizing_pass() { f32::INFINITY } else { ui.available_width() };
        let Shown { galley, cut } = fitted(ui.ctx(), text, look, width.map_or(room, |width| width.min(room)));
        let response = put(ui, text, look, galley);
        if !cut {
            return response;
        }
        response.on_hover_ui(|ui| {
            let whole = fitted(ui.ctx(), text, look, f32::INFINITY);
            put(ui, text, look, whole.galley);
        })
    }
}

fn put(ui: &mut Ui, text: &str, look: Look, galley: Arc<Galley>) -> Response {
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), text));
    if ui.is_rect_visible(rect) {
        ui.painter().galley(rect.min, galley, look.color);
    }
    response
}

/// Below a field with a name in it, how that name will read. Nothing, if it reads as the field shows it.
pub fn reading_below(ui: &mut Ui, text: &str, caption: Look, name: Look) -> Option<Response> {
    if !reads_differently(text) {
        return None;
    }
    let row = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = caption.size / 2.0;
        ui.add(Name::new("Reads:", caption));
        ui.add(Name::new(text, name));
    });
    Some(row.response)
}
