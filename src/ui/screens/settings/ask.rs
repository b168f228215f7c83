//! Which requests of the settings are not answered yet.

use crate::worker::Ticket;

/// What was asked. What is read has a place of its own; of what is done, several may wait.
#[derive(Default)]
pub(super) struct Asked {
    pub(super) staff: Option<Ticket>,
    pub(super) addressees: Option<Ticket>,
    others: Vec<Ticket>,
}

impl Asked {
    /// Notes something that is to be done.
    pub(super) fn other(&mut self, ticket: Ticket) -> Ticket {
        self.others.push(ticket);
        ticket
    }

    /// Whether this was asked here; it is answered now.
    pub(super) fn take(&mut self, ticket: Ticket) -> bool {
        for slot in [&mut self.staff, &mut self.addressees] {
            if *slot == Some(ticket) {
                *slot = None;
                return true;
            }
        }
        let before = self.others.len();
        self.others.retain(|other| *other != ticket);
        self.others.len() < before
    }

    /// Whether this is still being done.
    pub(super) fn waits_for(&self, ticket: Option<Ticket>) -> bool {
        ticket.is_some_and(|ticket| self.others.contains(&ticket))
    }
}
