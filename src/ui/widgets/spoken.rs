//! Which language a screen reader is to speak (WCAG 2.2, 3.1.1 and 3.1.2).

use egui::Ui;

/// What stands in this part is in this language (BCP 47), unless a part of it says otherwise.
pub fn spoken_in(ui: &Ui, language: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_language(language));
}

/// The same for the whole window.
pub fn window_spoken_in(ctx: &egui::Context, language: &str) {
    ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_language(language));
}
