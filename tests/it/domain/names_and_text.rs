//! Text and names: kept as typed, in NFC; what cannot be kept is an error of the field.

use lanyard::domain::name::{NameError, NameParts, PersonName};
use lanyard::domain::text::{Line, Paragraph, TextError, western_digits};
use proptest::prelude::*;
use unicode_normalization::is_nfc;

#[test]
fn a_line_says_what_it_cannot_keep() {
    let rows = [
        ("", TextError::Empty),
        (" \u{3000}\t", TextError::Empty),
        ("a\nb", TextError::LineBreak),
        ("a\r\nb", TextError::LineBreak),
        ("a\u{2028}b", TextError::LineBreak),
        ("a\0b", TextError::Control),
        ("\0", TextError::Control),
        ("a\tb", TextError::Control),
        ("a\u{1b}[31mb", TextError::Control),
        ("a\u{7f}b", TextError::Control),
        ("a\u{9f}b", TextError::Control),
        ("a\u{202e}b", TextError::Direction),
        ("\u{2066}ab", TextError::Direction),
        ("a\u{ffff}", TextError::Noncharacter),
        ("a\u{fdd0}", TextError::Noncharacter),
        ("a\u{10fffe}", TextError::Noncharacter),
    ];
    for (typed, error) in rows {
        assert_eq!(Line::parse(typed), Err(error), "{typed:?}");
    }
}

#[test]
fn a_line_is_kept_as_typed_in_nfc() {
    let rows = [
        ("  Ann  Lee ", "Ann  Lee"),
        ("Zoe\u{308}", "Zoë"),
        ("\u{1112}\u{1161}\u{11ab}", "한"),
        ("مح\u{200d}مد", "مح\u{200d}مد"),
        ("👩‍👧", "👩‍👧"),
    ];
    for (typed, kept) in rows {
        assert_eq!(Line::parse(typed).unwrap().as_str(), kept);
    }
}

#[test]
fn a_paragraph_keeps_its_lines() {
    assert_eq!(Paragraph::parse("one\r\n\ntwo\n").unwrap().as_str(), "one\n\ntwo");
    for (typed, error) in
        [("a\0b", TextError::Control), ("a\rb", TextError::Control), ("a\u{202a}", TextError::Direction)]
    {
        assert_eq!(Paragraph::parse(typed), Err(error));
    }
}

#[test]
fn length_is_counted_in_characters_after_nfc() {
    let fits = "e\u{301}".repeat(200);
    assert_eq!(Line::parse(&fits).unwrap().as_str().chars().count(), 200);
    assert_eq!(Line::parse(&"é".repeat(201)), Err(TextError::TooLong { max: 200 }));
    assert_eq!(Line::parse_up_to("12345", 4), Err(TextError::TooLong { max: 4 }));
    assert_eq!(Line::parse_up_to(&"x".repeat(5_000), usize::MAX), Err(TextError::TooLong { max: Line::LONGEST }));
}

#[test]
fn names_that_other_programs_refuse_are_names() {
    for name in
        ["=cmd|' /C calc'!A0", "-Lee", "+Dash", "@nna", "O’Brien", "X Æ A-12", "王", "J.", "Null", "ﷴ", "Ng", "𠮷野"]
    {
        assert_eq!(PersonName::parse(name).unwrap().as_str(), name);
    }
    assert_eq!(PersonName::parse("  "), Err(NameError::Missing));
    assert_eq!(PersonName::parse("A\0"), Err(NameError::Text(TextError::Control)));
    assert_eq!(PersonName::parse(&"x".repeat(201)), Err(NameError::Text(TextError::TooLong { max: 200 })));
}

#[test]
fn one_part_of_a_name_is_enough() {
    let rows = [
        ("Sukarno", "", "Sukarno"),
        ("", "Sukarno", "Sukarno"),
        ("Ann", "Lee", "Ann Lee"),
        ("玉英", "刘", "刘玉英"),
        ("지우", "이", "이지우"),
        ("さゆり", "山本", "山本さゆり"),
        ("John", "Hoàng", "John Hoàng"),
        ("Jane", "王", "Jane 王"),
    ];
    for (given, family, full) in rows {
        let parts = NameParts::parse(given, family).unwrap();
        assert_eq!(parts.full().as_str(), full);
        assert_eq!(parts.given().map(PersonName::as_str).unwrap_or_default(), given);
        assert_eq!(parts.family().map(PersonName::as_str).unwrap_or_default(), family);
        let written = serde_json::to_string(&parts).unwrap();
        assert_eq!(serde_json::from_str::<NameParts>(&written).ok(), Some(parts));
    }
    assert_eq!(NameParts::parse(" ", ""), Err(NameError::Missing));
    assert!(NameParts::parse(&"x".repeat(150), &"y".repeat(150)).is_err());
}

#[test]
fn no_debug_output_shows_a_name() {
    let name = PersonName::parse("Marker").unwrap();
    let parts = NameParts::parse("Marker", "Marker").unwrap();
    let shown = format!("{name:?} {parts:?} {:?} {:?}", Line::parse("Marker"), Paragraph::parse("Marker"));
    assert!(!shown.contains("Marker"), "{shown}");
}

#[test]
fn digits_of_every_keyboard_are_read() {
    for typed in ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "๐๑๒๓๔๕๖๗๘๙", "０１２３４５６７８９"]
    {
        assert_eq!(western_digits(typed), "0123456789");
    }
    assert_eq!(western_digits("²½Ⅳ七a"), "²½Ⅳ七a");
}

proptest! {
    #[test]
    fn what_is_kept_is_kept_again(typed in any::<String>()) {
        for kept in [Line::parse_up_to(&typed, 900), Line::parse(&typed)].into_iter().flatten() {
            prop_assert!(is_nfc(kept.as_str()));
            prop_assert_eq!(kept.as_str(), kept.as_str().trim());
            prop_assert_eq!(Line::parse_up_to(kept.as_str(), 900), Ok(kept.clone()));
            prop_assert_eq!(Line::try_from(String::from(kept.clone())), Ok(kept));
        }
        if let Ok(kept) = Paragraph::parse(&typed) {
            prop_assert_eq!(Paragraph::parse(kept.as_str()), Ok(kept));
        }
    }

    #[test]
    fn nothing_is_dropped_from_inside_a_line(typed in "[\\PC]{1,40}") {
        use unicode_normalization::UnicodeNormalization;
        if let Ok(kept) = Line::parse(&typed) {
            prop_assert_eq!(kept.as_str().to_owned(), typed.trim().nfc().collect::<String>());
        }
    }
}
