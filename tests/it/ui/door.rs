//! The door: making a desk, unlocking it, locking it (R22).

use super::stage::Before;

#[test]
fn a_desk_that_is_unlocked_at_once_shows_its_register() {
    let stage = Before::desk().unlocked();
    assert!(stage.shows("Full name"), "{:#?}", stage.everything());
}
