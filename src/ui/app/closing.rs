//! Closing the window waits for what was asked of the desk, and says so where a slow disk makes that take long.

use egui::{Context, ViewportCommand};

use super::App;

impl App {
    /// Keeps a window open that is being closed until everything is answered.
    pub(super) fn close_when_saved(&mut self, ctx: &Context) {
        let asked_to = ctx.input(|input| input.viewport().close_requested());
        if asked_to && self.worker.is_busy() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.window.closing = true;
            ctx.request_repaint();
        } else if self.window.closing && !self.worker.is_busy() {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }
}
