//! E-mail addresses, telephone numbers, postcodes, countries: kept, warned about, suggested; never rewritten.

use lanyard::domain::country::Country;
use lanyard::domain::email::{Email, EmailError, suggest};
use lanyard::domain::phone::{Phone, PhoneError, PhoneWarning};
use lanyard::domain::postcode::{Postcode, PostcodeWarning};
use lanyard::domain::text::TextError;
use proptest::prelude::*;

fn country(typed: &str) -> Option<Country> {
    Some(Country::find(typed).unwrap())
}

#[test]
fn addresses_that_can_be_written_to() {
    let rows = [
        ("ann@example.org", "ann@example.org"),
        ("  CHERYL.MARSHALL@OUTLOOK.COM ", "CHERYL.MARSHALL@OUTLOOK.COM"),
        ("o'brien+news@mail.example.co.uk", "o'brien+news@mail.example.co.uk"),
        ("jose\u{301}@example.org", "josé@example.org"),
        ("用户@例子.公司", "用户@例子.公司"),
        ("=cmd@example.org", "=cmd@example.org"),
    ];
    for (typed, kept) in rows {
        let email = Email::parse(typed).unwrap();
        assert_eq!(email.as_str(), kept);
        assert_eq!(format!("{}@{}", email.local(), email.domain()), kept);
    }
    assert_eq!(Email::parse("Ann@Example.ORG").unwrap().key(), "ann@example.org");
}

#[test]
fn addresses_that_cannot() {
    let long = format!("{}@example.org", "a".repeat(250));
    let rows = [
        ("", EmailError::Empty),
        ("x @gmail.com", EmailError::Space),
        ("x@gmail.com y@gmail.com", EmailError::Space),
        ("wayne.gillgmail.com", EmailError::AtMissing),
        ("a@b@example.org", EmailError::SeveralAts),
        ("@example.org", EmailError::LocalMissing),
        ("ann@", EmailError::DomainMissing),
        ("ann@localhost", EmailError::EndingMissing),
        ("ann@example..org", EmailError::Dots),
        ("ann.@example.org", EmailError::Dots),
        ("ann@example.org.", EmailError::Dots),
        ("\"ann\"@example.org", EmailError::Character),
        ("ann@[127.0.0.1]", EmailError::Character),
        ("ann@127.0.0.1", EmailError::Character),
        ("ann@exa_mple.org", EmailError::Character),
        ("Ann<ann@example.org>", EmailError::Character),
        ("ann@-example.org", EmailError::Character),
        ("a\0b@example.org", EmailError::Character),
        ("a,b@example.org", EmailError::Character),
        (&long, EmailError::TooLong),
    ];
    for (typed, error) in rows {
        assert_eq!(Email::parse(typed), Err(error), "{typed}");
        assert!(error.to_string().split_whitespace().count() < 9);
    }
    assert_eq!(EmailError::DomainMissing.to_string(), "Add the part after the @");
}

#[test]
fn a_likely_slip_is_suggested_and_nothing_else() {
    let rows = [
        ("mary.reid@gmail.con", Some("mary.reid@gmail.com")),
        ("mary@gmial.com", Some("mary@gmail.com")),
        ("Mary@Hotmial.co.uk", Some("Mary@hotmail.co.uk")),
        ("mary@outlok.com", Some("mary@outlook.com")),
        ("mary@qq.con", Some("mary@qq.com")),
        ("x @gmail.com", Some("x@gmail.com")),
        ("wayne.gillgmail.com", Some("wayne.gill@gmail.com")),
        ("iain.evans7btinternet.com", Some("iain.evans7@btinternet.com")),
        ("mary@gmail.com", None),
        ("MARY@GMAIL.COM", None),
        ("mary@mail.com", None),
        ("mary@yahoo.fr", None),
        ("mary@hotmail.be", None),
        ("mary@example.ac.uk", None),
        ("mary@ucl.ac.uk", None),
        ("mary@bb.com", None),
        ("gmail.com", None),
        ("mary@", None),
        ("", None),
    ];
    for (typed, meant) in rows {
        assert_eq!(suggest(typed).as_deref(), meant, "{typed}");
    }
}

#[test]
fn numbers_are_read_as_dialled_in_the_visitors_country() {
    // typed, country, E.164, as spoken, extension
    let rows = [
        ("+44(0)7700900454", "GB", "+447700900454", "07700 900454", None),
        ("(07700) 900 883", "GB", "+447700900883", "07700 900883", None),
        ("0044 7700 900454", "GB", "+447700900454", "07700 900454", None),
        ("tel:+44-7700-900454", "GB", "+447700900454", "07700 900454", None),
        ("+44 20 7946 0783 ext. 12", "GB", "+442079460783", "020 7946 0783", Some("12")),
        ("+90(857)306-2352x7173", "TR", "+908573062352", "0857 306 2352", Some("7173")),
        ("(983)391-7656x84388", "SA", "+9669833917656", "09833917656", Some("84388")),
        ("577 274 871", "PL", "+48577274871", "577 274 871", None),
        ("+33 (0)6 36 90 19 44", "FR", "+33636901944", "06 36 90 19 44", None),
        ("06 1234 5678", "IT", "+390612345678", "06 1234 5678", None),
        ("+39 06 1234 5678", "GB", "+390612345678", "06 1234 5678", None),
        ("0039 06 1234 5678", "GB", "+390612345678", "06 1234 5678", None),
        ("011 39 06 1234 5678", "US", "+390612345678", "06 1234 5678", None),
        ("+225 07 07 12 34 56", "GB", "+2250707123456", "07 07 12 3456", None),
        ("+48 693 516 784", "GB", "+48693516784", "693 516 784", None),
        ("٠٧٧٠٠ ٩٠٠٤٥٤", "GB", "+447700900454", "07700 900454", None),
        ("＋４４ ７７００ ９００４５４", "GB", "+447700900454", "07700 900454", None),
        ("+4428 9018650", "GB", "+44289018650", "0289018650", None),
        ("(06)301-5611", "VN", "+8463015611", "063015611", None),
        ("8 912 345-67-89", "RU", "+79123456789", "8 (912) 345-67-89", None),
        ("(212) 555-0123", "US", "+12125550123", "(212) 555-0123", None),
        ("01 234 567", "AQ", "+441234567", "01234567", None),
    ];
    for (typed, region, e164, spoken, extension) in rows {
        let phone = Phone::parse(typed, country(region)).unwrap_or_else(|error| panic!("{typed}: {error}"));
        assert_eq!((phone.e164(), phone.national(), phone.extension()), (e164, spoken, extension), "{typed}");
        assert_eq!(phone.as_typed(), typed);
        assert!(Phone::stored(e164, typed).is_ok_and(|read| read == phone), "{typed} is read back");
    }
    assert_eq!(Phone::parse("07700 900454", None).unwrap().e164(), "+447700900454");
}

#[test]
fn an_unknown_number_is_kept_with_a_warning() {
    assert_eq!(Phone::parse("07700 900454", None).unwrap().warning(), Some(PhoneWarning::Unusual));
    assert_eq!(Phone::parse("020 7946 0783", None).unwrap().warning(), None);
}

#[test]
fn what_cannot_be_dialled_is_an_error() {
    let rows = [
        (" ", PhoneError::Empty),
        ("none", PhoneError::NotANumber),
        ("07700 CALLME", PhoneError::NotANumber),
        ("07700 900454 x", PhoneError::NotANumber),
        ("07700 900454 ask for Ann", PhoneError::NotANumber),
        ("07700+900454", PhoneError::NotANumber),
        ("12", PhoneError::TooShort),
        ("+44", PhoneError::TooShort),
        ("07700 900454 / 07700 900455", PhoneError::TooLong),
        ("+999 12345678", PhoneError::UnknownCountryCode),
        ("07700\u{202e}900454", PhoneError::Text(TextError::Direction)),
        ("07700\0900454", PhoneError::Text(TextError::Control)),
    ];
    for (typed, error) in rows {
        assert_eq!(Phone::parse(typed, None), Err(error), "{typed}");
        assert!(error.to_string().split_whitespace().count() < 9);
    }
}

#[test]
fn british_postcodes_are_normalised_and_never_refused() {
    let rows = [
        ("g9e9fj", "G9E 9FJ", None),
        ("m50du", "M5 0DU", None),
        (" sw7   2az ", "SW7 2AZ", None),
        ("SW7-2AZ", "SW7 2AZ", None),
        ("ec1a1bb", "EC1A 1BB", None),
        ("gir 0aa", "GIR 0AA", None),
        ("PL06 3AH", "PL06 3AH", None),
        ("sw7", "sw7", Some(PostcodeWarning::Unusual)),
        ("=1+1", "=1+1", Some(PostcodeWarning::Unusual)),
        ("ŚW7 2AZ", "ŚW7 2AZ", Some(PostcodeWarning::Unusual)),
    ];
    for (typed, kept, warning) in rows {
        for region in [None, country("GB"), country("Jersey")] {
            let postcode = Postcode::parse(typed, region).unwrap();
            assert_eq!((postcode.as_str(), postcode.warning()), (kept, warning));
        }
    }
    let polish = Postcode::parse("sw7 2az", country("Poland")).unwrap();
    assert_eq!((polish.as_str(), polish.warning()), ("sw7 2az", None));
    assert_eq!(Postcode::parse("SW7\0", None), Err(TextError::Control));
}

#[test]
fn countries_are_found_by_what_people_call_them() {
    let rows = [
        ("gb", "GB"),
        ("GBR", "GB"),
        ("UK", "GB"),
        ("U.K.", "GB"),
        ("England", "GB"),
        ("scotland", "GB"),
        ("Wales", "GB"),
        ("Northern Ireland", "GB"),
        ("The United Kingdom", "GB"),
        ("Ireland", "IE"),
        ("USA", "US"),
        ("United States of America", "US"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("TURKIYE", "TR"),
        ("Czech Republic", "CZ"),
        ("Czechia", "CZ"),
        ("Ivory Coast", "CI"),
        ("Cote d'Ivoire", "CI"),
        ("South Korea", "KR"),
        ("North Korea", "KP"),
        ("Holland", "NL"),
        ("the Netherlands", "NL"),
        ("Samoa", "WS"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("Viet Nam", "VN"),
        ("Vietnam", "VN"),
        ("Reunion", "RE"),
        ("Burma", "MM"),
    ];
    for (typed, code) in rows {
        assert_eq!(Country::find(typed).map(Country::alpha2), Ok(code), "{typed}");
    }
    for typed in ["", "the", "Korea", "Congo", "Atlantis", "G"] {
        assert!(Country::find(typed).is_err(), "{typed}");
    }
}

#[test]
fn every_country_is_found_by_its_own_code_and_name() {
    assert_eq!(Country::all().count(), 250);
    for country in Country::all() {
        assert_eq!(Country::find(country.alpha2()), Ok(country));
        assert_eq!(Country::find(country.name()), Ok(country));
        assert_eq!(Country::matching(country.name()).first(), Some(&country), "{country}");
        assert!(Phone::parse("0123 456 7890", Some(country)).is_ok(), "{country}");
    }
}

#[test]
fn typing_ahead_finds_any_word_of_a_name() {
    let names = |typed: &str| Country::matching(typed).into_iter().map(Country::name).collect::<Vec<_>>();
    assert_eq!(names("korea"), ["North Korea", "South Korea"]);
    assert_eq!(names("kor")[0], "South Korea");
    assert_eq!(names("uk"), ["United Kingdom", "Ukraine"]);
    assert_eq!(names("holl"), ["Netherlands"]);
    assert_eq!(names("aland"), ["Åland Islands"]);
    assert_eq!(names("").len(), 250);
    assert_eq!(names("zz"), Vec::<&str>::new());
}

#[test]
fn no_debug_output_shows_contact_details() {
    let email = Email::parse("marker@example.org").unwrap();
    let phone = Phone::parse("07700 900454", None).unwrap();
    let postcode = Postcode::parse("SW7 2AZ", None).unwrap();
    assert_eq!(format!("{email:?} {phone:?} {postcode:?}"), "Email(..) Phone(..) Postcode(..)");
}

#[test]
fn they_are_written_to_json_and_read_back() {
    let email = Email::parse("Ann@example.org").unwrap();
    let phone = Phone::parse("+90(857)306-2352x7173", None).unwrap();
    let postcode = Postcode::parse("sw72az", None).unwrap();
    let written = serde_json::to_string(&(&email, &phone, &postcode, country("TR"))).unwrap();
    assert_eq!(serde_json::from_str(&written).ok(), Some((email, phone, postcode, country("TR"))));
    assert!(serde_json::from_str::<Email>("\"no address\"").is_err());
}

proptest! {
    #[test]
    fn no_text_makes_them_panic(typed in any::<String>(), region in 0..250usize) {
        let region = Country::all().nth(region);
        let _ = (Phone::parse(&typed, region), Postcode::parse(&typed, region), suggest(&typed), Email::parse(&typed));
        let _ = (Country::find(&typed), Country::matching(&typed));
    }

    #[test]
    fn nor_does_anything_that_looks_like_a_number(typed in "(\\+|00)?[0-9 ()./x-]{0,30}", region in 0..250usize) {
        if let Ok(phone) = Phone::parse(&typed, Country::all().nth(region)) {
            prop_assert!(phone.e164().starts_with('+') && phone.e164().len() <= 16);
            // What is stored, and no wonder, can be read again from anywhere as the same number.
            if phone.warning().is_none() {
                let again = Phone::parse(phone.e164(), None).map(|again| again.e164().to_owned());
                prop_assert_eq!(again, Ok(phone.e164().to_owned()));
            }
        }
    }

    #[test]
    fn a_kept_address_is_kept_again(local in "[a-zA-Z0-9.+'é-]{1,20}", domain in "[a-z0-9.-]{1,20}\\.[a-z]{2,3}") {
        if let Ok(email) = Email::parse(&format!("{local}@{domain}")) {
            prop_assert_eq!(Email::parse(email.as_str()), Ok(email));
        }
    }
}
