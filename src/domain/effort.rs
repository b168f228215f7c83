//! How long a form takes at the keys, by the keystroke-level model (S. K. Card, T. P. Moran and A. Newell, "The
//! keystroke-level model for user performance time with interactive systems", Communications of the ACM 23(7), 1980): so
//! many keys, each as long as a key takes. What people say, and what somebody thinks meanwhile, takes its own time.

use super::event::Event;
use super::form::{Field, Need};

/// What a key takes somebody who types 40 words a minute, as most people at a desk do: the model's "average non-secretary
/// typist". In hundredths of a second.
const KEY: u32 = 28;
/// Going on to the next field.
const TAB: u32 = 1;
/// Choosing from a list: one arrow, and Enter.
const PICK: u32 = 2;
/// Finding in a long list: the first few letters, and Enter.
const FIND: u32 = 5;
/// Ctrl and Enter.
const SAVE: u32 = 2;

/// How many keys a field takes where it is filled in: as many as it has letters on average among the demo's visitors, or
/// where they have none, as is usual; then the way on.
fn keys(event: &Event, field: Field) -> u32 {
    let offers = !event.offers(field).is_empty();
    let typed = match field {
        Field::FullName => 13,
        Field::GivenName | Field::BadgeName => 6,
        Field::FamilyName => 7,
        Field::Email => 21,
        // With the country code, which is left as it is.
        Field::Phone | Field::EmergencyPhone => 13 + TAB,
        // Day, month and year: each goes on to the next by itself.
        Field::DateOfBirth => 8,
        Field::Postcode => 7,
        Field::Country | Field::Nationality => FIND,
        Field::Subjects | Field::Organisation if offers => FIND,
        _ if offers => PICK,
        Field::Organisation => 17,
        Field::EmergencyName => 13,
        Field::Note => 40,
        _ => 12,
    };
    typed + TAB
}

/// About how many seconds of keys the form takes a practised person, once everything that it asks for at once is filled in,
/// and of what is behind *More details* what is needed; every question is answered with one letter, and it is saved.
#[must_use]
pub fn seconds(event: &Event) -> u32 {
    let need = |field: &Field| event.form().need(*field);
    let names = [Field::FullName, Field::GivenName, Field::FamilyName];
    let order = &event.definition().order;
    let at_once = names.iter().chain(order.at_once()).filter(|field| need(field) != Need::Off);
    let needed: Vec<_> = order.more().iter().filter(|field| need(field) == Need::Needed).collect();
    let mut total: u32 = at_once.chain(needed.iter().copied()).map(|&field| keys(event, field)).sum();
    if event.form().need(Field::DateOfBirth) == Need::Off {
        // "13 or over?" is asked of whoever gives no date: one arrow.
        total += 1 + TAB;
    }
    if !event.definition().send.is_empty() {
        total += PICK + TAB;
    }
    // Past *More details*, or into it.
    total += TAB + u32::from(!needed.is_empty());
    let questions = event.questions_at_the_desk().count();
    total += u32::try_from(questions).unwrap_or(u32::MAX / KEY) + SAVE;
    (total.saturating_mul(KEY) + 50) / 100
}
