//! Trying a form as it is being set up: filled in like any other, and nothing of it reaches the desk.

use std::sync::Arc;

use egui::{Context, Key, Modifiers, Ui};

use crate::domain::event::Event;
use crate::env::Env;
use crate::ui::keys::pressed;
use crate::ui::out::{Out, Seen, Wish};
use crate::ui::screens::register::Register;
use crate::ui::shell::{self, Parts};
use crate::worker::opening::Session;

/// A form on trial.
pub(super) struct Trial {
    register: Register,
    event: Arc<Event>,
}

impl Trial {
    /// An empty form of this event.
    pub(super) fn new(event: Event, session: &Session, env: &Env) -> Self {
        let event = Arc::new(event);
        Self { register: Register::on_trial(event.clone(), session, env), event }
    }

    /// The form itself.
    pub(super) fn register(&self) -> &Register {
        &self.register
    }

    /// Shows it; whether somebody wants to go back.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        parts: &Parts,
        pressing: usize,
        seen: &Seen<'_>,
        out: &mut Out<'_>,
    ) -> bool {
        let seen = Seen { event: &self.event, today: self.event.date_at(seen.now.to_utc()), ..*seen };
        let answers_first = self.register.has_dialog();
        let mut nowhere = Out::nowhere();
        self.register.ui(ui, parts, &seen, &mut nowhere);
        let said = nowhere.into_wishes().into_iter().filter(|wish| matches!(wish, Wish::Say(_)));
        said.for_each(|wish| out.wish(wish));
        let back = shell::around_trial(ui, parts, pressing, out);
        back || (!answers_first && pressed(ui, Modifiers::NONE, Key::Escape))
    }

    /// Forgets it, with what was typed into its boxes: they have the names of those that a visitor is registered with.
    pub(super) fn forget(self, ctx: &Context) {
        ctx.data_mut(egui::util::IdTypeMap::remove_by_type::<egui::text_edit::TextEditState>);
    }
}
