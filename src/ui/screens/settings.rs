#![allow(missing_docs)]
use crate::ui::{out::*, shell::Parts};
use crate::worker::{opening::Session, preferences::Preferences, *};
use egui::Ui;
#[derive(Default)]
pub struct Settings;
impl Settings {
    pub fn ui(&mut self, _u: &mut Ui, _p: &Parts, _s: &Seen<'_>, _o: &mut Out<'_>) {}
    pub fn answer(&mut self, _t: Ticket, a: Answer, _s: &Seen<'_>, _o: &mut Out<'_>) -> Option<Answer> {
        Some(a)
    }
    pub fn first_event(
        &mut self,
        _u: &mut Ui,
        _p: &Parts,
        _s: &Session,
        _f: &Preferences,
        _e: &crate::env::Env,
        _o: &mut Out<'_>,
    ) {
    }
    pub fn first_event_answer(&mut self, _t: Ticket, _a: Answer, _o: &mut Out<'_>) {}
}
