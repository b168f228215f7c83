//! What is set on a page or typed into a dialog of the settings and not saved: it outlives locking.

use chrono::NaiveDate;

use crate::domain::event::Event;
use crate::domain::unfinished::{Dialog, Typed, Unfinished};
use crate::ui::out::Out;
use crate::worker::opening::Session;

use super::event::EventForm;
use super::form::FormEditor;
use super::keeping::LettingGo;
use super::new_event::NewEventForm;
use super::{Page, Settings};

/// The name of the event that something is about, where it waits.
const EVENT: &str = "event";

/// What waits of this event.
fn of_event(dialog: Dialog, event: &str, mut typed: Typed) -> Option<Unfinished> {
    if !typed.is_empty() {
        typed.put(EVENT, event);
    }
    Unfinished::of(dialog, None, typed)
}

impl Settings {
    /// Everything of the settings that is typed or set and not saved.
    #[must_use]
    pub fn unfinished(&self) -> Vec<Unfinished> {
        let event = self.event.as_ref().and_then(|form| of_event(Dialog::Event, form.code(), form.typed()));
        let form = self.form.as_ref().and_then(|form| of_event(Dialog::Form, form.code(), form.typed()));
        let new_event = self.new_event.as_ref().map(NewEventForm::typed);
        let organisation = self.notice.organisation_typed();
        let person = self.staff.person_typed();
        let recipient = self.recipients.typed();
        let letting = self.keeping.letting().and_then(|letting| {
            let typed = letting.typed();
            of_event(Dialog::LettingGo, letting.event(), typed)
        });
        let alone = [
            (Dialog::NewEvent, new_event),
            (Dialog::Organisation, organisation),
            (Dialog::Person, person),
            (Dialog::Recipient, recipient),
        ];
        let alone = alone.into_iter().filter_map(|(dialog, typed)| Unfinished::of(dialog, None, typed?));
        [event, form, letting].into_iter().flatten().chain(alone).collect()
    }

    /// Opens it again; says whether it is. What is about an event that this desk does not work at any more is let go of.
    pub fn resume(
        &mut self,
        unfinished: &Unfinished,
        session: &Session,
        (event, today): (Option<&Event>, NaiveDate),
        out: &mut Out<'_>,
    ) -> bool {
        let typed = &unfinished.typed;
        let of_this = event.filter(|event| typed.get(EVENT).is_none_or(|of| of == event.definition().code.as_str()));
        self.page = match (unfinished.dialog, of_this) {
            (Dialog::NewEvent, _) => {
                self.new_event = Some(NewEventForm::again(typed, today, session));
                Page::Event
            }
            (Dialog::Person, _) => {
                self.staff.add_again(typed);
                Page::Staff
            }
            (Dialog::Event, Some(event)) => {
                self.event = Some(EventForm::again(event, typed));
                Page::Event
            }
            (Dialog::Form, Some(event)) => {
                self.form = Some(FormEditor::again(event, typed));
                Page::Form
            }
            (Dialog::Organisation, Some(event)) => {
                self.notice.organisation_again(event.definition().code.clone(), &session.organisation, typed);
                Page::Notice
            }
            (Dialog::Recipient, Some(event)) => {
                self.recipients.add_again(event, typed);
                Page::Keys
            }
            (Dialog::LettingGo, Some(event)) => {
                self.keeping.let_go_again(LettingGo::again(event.definition().code.clone(), typed, out));
                Page::Keeping
            }
            _ => return false,
        };
        true
    }
}
