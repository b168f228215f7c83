//! Handles, passphrases, the recovery code.

use lanyard::domain::staff::{Handle, HandleError, Role};
use lanyard::vault::{Passphrase, PassphraseError, RecoveryCode, suggest_passphrase};
use proptest::prelude::*;

use super::Scene;

#[test]
fn handles_are_short_and_name_a_file_everywhere() {
    for good in ["a", "alex", "desk-2", "0", "com", "lpt10", &"x".repeat(32)] {
        assert_eq!(Handle::parse(good).unwrap().as_str(), good);
    }
    for (bad, why) in [
        ("", HandleError::Length),
        (&*"x".repeat(33), HandleError::Length),
        ("Alex", HandleError::Character),
        ("a.b", HandleError::Character),
        ("../x", HandleError::Character),
        ("zoë", HandleError::Character),
        ("a b", HandleError::Character),
        ("con", HandleError::Reserved),
        ("com1", HandleError::Reserved),
    ] {
        assert_eq!(Handle::parse(bad), Err(why), "{bad}");
    }
    assert_eq!(serde_json::to_string(&Role::DataOfficer).unwrap(), "\"data-officer\"");
    assert!(serde_json::from_str::<Handle>("\"../x\"").is_err());
}

#[test]
fn new_passphrases_are_long_and_not_the_first_to_be_tried() {
    for good in ["three random words", "  spaces count  ", "долгая фраза", &"long ".repeat(2000)] {
        assert!(Passphrase::new_for_vault(good).is_ok() || good.len() > 100, "{good}");
    }
    assert!(Passphrase::new_for_vault(&"many different words 123 ".repeat(400)).is_ok());
    for (bad, why) in [
        ("eleven char", PassphraseError::TooShort),
        ("", PassphraseError::TooShort),
        ("Password1234", PassphraseError::TooCommon),
        ("123456789012", PassphraseError::TooCommon),
        ("aaaaaaaaaaaa", PassphraseError::TooCommon),
        ("abababababab", PassphraseError::TooCommon),
        ("Correct Horse Battery Staple", PassphraseError::TooCommon),
        ("three random\nwords", PassphraseError::ControlCharacter),
        ("three random\0words", PassphraseError::ControlCharacter),
    ] {
        assert_eq!(Passphrase::new_for_vault(bad).unwrap_err(), why, "{bad}");
    }
    assert_eq!(format!("{:?}", Passphrase::given("a secret of mine")), "Passphrase(..)");
}

#[test]
fn suggested_passphrases_are_three_words_that_are_accepted() {
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..200 {
        let phrase = suggest_passphrase().unwrap();
        assert_eq!(phrase.split('-').count(), 3);
        assert!(Passphrase::new_for_vault(&phrase).is_ok(), "{}", *phrase);
        seen.insert(phrase.to_string());
    }
    assert!(seen.len() > 195, "they are random");
}

#[test]
fn the_recovery_code_is_typed_back_in_any_form() {
    let scene = Scene::new();
    let printed = scene.code.reveal();
    assert_eq!(printed.len(), 32 + 7);
    assert!(printed.chars().all(|c| c == '-' || (c.is_ascii_alphanumeric() && !"ILOU".contains(c))), "{printed}");
    let plain = printed.replace('-', "");
    for typed in [printed.to_owned(), plain.clone(), plain.to_lowercase(), format!(" {} ", plain.replace('0', "o"))] {
        let vault = scene.open_as("recovery", &typed).unwrap();
        assert_eq!(vault.reader().handle.as_str(), "recovery");
    }
    scene.refused("recovery", "not a code at all");
    assert_eq!(format!("{:?}", scene.code), "RecoveryCode(..)");
}

proptest! {
    #[test]
    fn a_recovery_code_survives_dashes_and_case(code in "[0-9A-HJKMNP-TV-Z]{32}", dash in 1_usize..8) {
        let dashed: Vec<String> = code.as_bytes().chunks(dash).map(|c| String::from_utf8_lossy(c).to_lowercase()).collect();
        let parsed = RecoveryCode::parse(&dashed.join("-")).unwrap();
        prop_assert_eq!(parsed.reveal().replace('-', ""), code);
    }

    #[test]
    fn nothing_else_is_a_recovery_code(text in "\\PC{0,40}") {
        let letters = text.chars().filter(|c| !c.is_whitespace() && *c != '-').count();
        prop_assert!(letters == 32 || RecoveryCode::parse(&text).is_none());
    }
}
