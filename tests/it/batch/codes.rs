//! Codes, and the file names made of them.

use lanyard::batch::header::Hex8;
use lanyard::domain::code::{Code, CodeError};

use super::sample::header;

#[test]
fn a_code_is_safe_in_a_file_name() {
    for good in ["a", "office", "after-hours-26", "0", &"x".repeat(32)] {
        assert_eq!(Code::new(good).unwrap().as_str(), good);
    }
    let cases = [
        ("", CodeError::Empty),
        (&"x".repeat(33), CodeError::TooLong),
        ("Office", CodeError::Character),
        ("a b", CodeError::Character),
        ("a/b", CodeError::Character),
        ("..", CodeError::Character),
        ("-rf", CodeError::Character),
        ("müller", CodeError::Character),
    ];
    for (bad, error) in cases {
        assert_eq!(Code::new(bad), Err(error), "{bad}");
    }
    assert!(serde_json::from_str::<Code>("\"A\"").is_err());
}

#[test]
fn a_batch_is_named_by_its_codes_alone() {
    assert_eq!(header(1, None).file_name(), "after-hours-26_de5c0001_office_e9000001-0001.zip.age");
    assert_eq!(header(12_345, None).file_name(), "after-hours-26_de5c0001_office_e9000001-12345.zip.age");
}

#[test]
fn eight_hex_digits_have_one_spelling() {
    assert_eq!("00ff10ab".parse::<Hex8>().unwrap().to_string(), "00ff10ab");
    for bad in ["", "00ff10a", "00ff10abc", "00FF10AB", "0x0f10ab", "00ff10ag"] {
        assert!(bad.parse::<Hex8>().is_err(), "{bad}");
    }
}
