//! Closing the window waits for what was asked of the desk, and says so where a slow disk makes that take long. What is
//! neither saved nor kept keeps it open: the person decides.

use egui::{Context, ViewportCommand};

use crate::ui::out::Out;

use super::{App, Screen};

/// How far closing has come.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Closing {
    /// Nobody has asked for it.
    #[default]
    No,
    /// It waits for answers.
    Waits,
    /// Whatever is lost was agreed to.
    Anyway,
}

impl App {
    /// Keeps a window open that is being closed until everything is answered, and nothing would be lost.
    pub(super) fn close_when_saved(&mut self, ctx: &Context) {
        if ctx.input(|input| input.viewport().close_requested()) && self.window.closing != Closing::Anyway {
            let turned = self.is_turned();
            if self.would_lose() {
                ctx.send_viewport_cmd(ViewportCommand::CancelClose);
                if turned {
                    // Staff are asked, on the screen of the desk.
                    ctx.send_viewport_cmd(ViewportCommand::Fullscreen(false));
                }
                ctx.request_repaint();
                return;
            }
            if self.worker.is_busy() {
                ctx.send_viewport_cmd(ViewportCommand::CancelClose);
                self.window.closing = Closing::Waits;
                ctx.request_repaint();
            }
        } else if self.window.closing == Closing::Waits && !self.worker.is_busy() {
            self.window.closing = Closing::No;
            if !self.is_refused() {
                self.window.closing = Closing::Anyway;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            ctx.request_repaint();
        }
    }

    pub(super) fn close_anyway(&mut self, ctx: &Context) {
        self.window.closing = Closing::Anyway;
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }

    /// Sends the form to the disk a last time; asks where it may not go there.
    fn would_lose(&mut self) -> bool {
        let Screen::Desk(desk) = &mut self.screen else { return false };
        desk.settings.keep_notice_before_leaving(&mut Out::new(&mut self.worker));
        desk.keep_unfinished_at_once(&mut Out::new(&mut self.worker));
        let Some(register) = &mut desk.register else { return false };
        let lost = register.keep_before_closing(&mut Out::new(&mut self.worker));
        if lost {
            desk.section = crate::ui::out::Section::Register;
            register.ask_before_closing();
        }
        lost
    }

    /// Whether the disk refused what is on the screen.
    fn is_refused(&self) -> bool {
        let Screen::Desk(desk) = &self.screen else { return false };
        desk.register.as_ref().is_some_and(crate::ui::screens::register::Register::is_refused)
    }
}
