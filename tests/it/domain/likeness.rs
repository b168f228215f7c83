//! Who may be one person, and who only shares an email with them (R14).

use std::collections::BTreeSet;

use lanyard::domain::draft::RegistrationDraft;
use lanyard::domain::field_error::GuardianField;
use lanyard::domain::form::Field;
use lanyard::domain::ids::{RegistrationId, VisitorId};
use lanyard::domain::likeness::{Crowd, Description, Evidence, Likeness, Verdict};
use lanyard::domain::record::{RegistrationRecord, encode};
use proptest::prelude::*;
use uuid::Uuid;

use super::fixtures::{self, today};

/// Somebody, from `name`, `email`, `phone`, `birth`, `postcode`; empty where nothing was said.
fn somebody([given, family, email, phone, birth, postcode]: [&str; 6]) -> Description {
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let full = [given, family].map(str::to_owned).into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    Description::of_record(&RegistrationRecord {
        full_name: said(&full.join(" ")),
        given_name: said(given),
        family_name: said(family),
        email: said(email),
        phone: said(phone),
        date_of_birth: said(birth),
        postcode: said(postcode),
        ..RegistrationRecord::default()
    })
}

fn born(given: &str, family: &str, birth: &str) -> Description {
    somebody([given, family, "hale@example.org", "", birth, ""])
}

#[test]
fn r14_siblings_on_one_email_are_two() {
    let zoe = born("Zoë", "Hale", "2009-05-04");
    for (given, birth) in [("Ben", "2011-02-03"), ("Ben", ""), ("Ben", "2009-05-04"), ("Zoe", "2011-02-03")] {
        let sibling = born(given, "Hale", birth);
        let likeness = zoe.compare(&sibling);
        assert_eq!(likeness.verdict, Verdict::SharesContact, "{given} {birth}: {likeness}");
        assert!(likeness.evidence.contains(&Evidence::SameEmail));
    }
    let twin = zoe.compare(&born("Ben", "Hale", "2009-05-04"));
    assert_eq!(twin.to_string(), "same email, same birthday; but another name");
    let anna = born("Anna", "Hale", "2009-05-04");
    assert_eq!(anna.compare(&born("Anne", "Hale", "2009-05-04")).verdict, Verdict::SharesContact);
}

#[test]
fn r14_one_person_is_known_again_however_the_name_was_written() {
    let same_birthday = |one: (&str, &str), other: (&str, &str)| {
        let [one, other] = [one, other].map(|(given, family)| somebody([given, family, "", "", "1990-05-04", ""]));
        one.compare(&other)
    };
    for (one, other, evidence) in [
        (("Jürgen", "MÜLLER"), ("jurgen", "Muller"), Evidence::SameName),
        (("Jürgen", "Müller"), ("Juergen", "Mueller"), Evidence::SimilarName),
        (("Minh Khai", "Nguyễn"), ("Nguyen", "Minh  Khai"), Evidence::SameName),
        (("Jean-Luc", "d'Arcy"), ("Jean Luc", "D’Arcy"), Evidence::SameName),
        (("Wayne", "Schofield"), ("Wayne", "Schofeild"), Evidence::SimilarName),
        (("Иван", "Иванов"), ("Ivan", "Iwanow"), Evidence::SimilarName),
        (("محمد", "علي"), ("Mohamed", "Ali"), Evidence::SimilarName),
        (("小明", "王"), ("Xiaoming", "Wang"), Evidence::SimilarName),
        (("", "王小明"), ("小明", "王"), Evidence::SameName),
    ] {
        let likeness = same_birthday(one, other);
        assert_eq!(
            (likeness.verdict, likeness.evidence[0]),
            (Verdict::Likely, evidence),
            "{one:?} {other:?}: {likeness}"
        );
    }
    for (one, other) in
        [(("محمد", "علي"), ("محمود", "علي")), (("玉英", "刘"), ("玉莹", "刘")), (("Jane", "Lê"), ("Jana", "Lê"))]
    {
        assert_eq!(same_birthday(one, other).verdict, Verdict::Unlike, "{one:?} {other:?}");
    }
}

#[test]
fn r14_part_of_a_name_counts_less() {
    let whole = somebody(["Alexander", "Hale", "alex@example.org", "+447700900123", "1990-05-04", ""]);
    for (given, family) in [("A", "Hale"), ("Alex", "Hale"), ("", "Hale"), ("Alexander", "")] {
        let only_email = whole.compare(&somebody([given, family, "ALEX@example.org", "", "", ""]));
        assert_eq!(only_email.evidence, [Evidence::SameEmail, Evidence::PartOfName], "{given}");
        assert_eq!(only_email.verdict, Verdict::SharesContact, "{given}");
        let two = whole.compare(&somebody([given, family, "alex@example.org", "+447700900123", "", ""]));
        assert_eq!(two.verdict, Verdict::Likely, "{given}");
    }
    let married = somebody(["Alexander", "Marsh", "alex@example.org", "", "1990-05-04", ""]);
    assert_eq!(whole.compare(&married).verdict, Verdict::Likely);
    let nameless = whole.compare(&somebody(["", "", "alex@example.org", "", "", ""]));
    assert_eq!((nameless.verdict, nameless.evidence.as_slice()), (Verdict::SharesContact, &[Evidence::SameEmail][..]));
    let namesake = whole.compare(&somebody(["Alexander", "Hale", "", "", "", ""]));
    assert_eq!(namesake.verdict, Verdict::Unlike, "a name alone is many people's");
}

#[test]
fn r14_a_child_is_known_by_its_guardian_and_is_not_the_adult_of_its_name() {
    let event = fixtures::event();
    let kit = fixtures::child(&event);
    let described = Description::of_record(&encode(&kit.kept()));
    let unborn = kit.field(Field::DateOfBirth, "").thirteen_or_over(lanyard::domain::age::AgeAnswer::No);
    let again = Description::of_draft(&unborn.draft, &event, today());
    let likeness = described.compare(&again);
    assert_eq!(likeness.evidence, [Evidence::SameName, Evidence::SameGuardianContact]);
    assert_eq!(likeness.verdict, Verdict::Likely);
    let sister = unborn.field(Field::GivenName, "Ada");
    let likeness = described.compare(&Description::of_draft(&sister.draft, &event, today()));
    assert_eq!(likeness.verdict, Verdict::SharesContact);

    let parent = fixtures::blank(&event).field(Field::GivenName, "Kit").field(Field::DateOfBirth, "1980-01-31");
    let likeness = again.compare(&Description::of_draft(&parent.draft, &event, today()));
    assert_eq!(
        (likeness.verdict, likeness.evidence.as_slice()),
        (Verdict::Unlike, &[Evidence::SameName, Evidence::OtherAge][..])
    );
}

/// The rows of the walk-in list, as a spreadsheet counts them, as forms that are being filled in.
fn walk_ins() -> Vec<(u64, Description)> {
    let event = fixtures::event();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/walk-ins.csv");
    let mut reader = csv::Reader::from_path(file).unwrap();
    let headings = reader.headers().unwrap().clone();
    let describe = |record: csv::StringRecord| {
        let cell = |name: &str| record[headings.iter().position(|heading| heading == name).unwrap()].to_owned();
        let mut draft = RegistrationDraft::new(RegistrationId(Uuid::nil()), VisitorId(Uuid::nil()));
        for (field, column) in [
            (Field::GivenName, "given_name"),
            (Field::FamilyName, "family_name"),
            (Field::DateOfBirth, "date_of_birth"),
            (Field::Email, "email"),
            (Field::Phone, "phone"),
            (Field::Postcode, "postcode"),
            (Field::Country, "country_of_residence"),
        ] {
            draft.fields.insert(field, cell(column));
        }
        draft.guardian.insert(GuardianField::Email, cell("guardian_email"));
        draft.guardian.insert(GuardianField::Phone, cell("guardian_phone"));
        Description::of_draft(&draft, &event, today())
    };
    (2..).zip(reader.records().map(Result::unwrap).map(describe)).collect()
}

#[test]
fn r14_the_people_who_come_twice_are_found_and_the_others_on_one_contact_are_two() {
    let rows = walk_ins();
    let pairs = |wanted: Verdict| -> Vec<(u64, u64)> {
        let each = rows.iter().enumerate().flat_map(|(at, one)| rows[at + 1..].iter().map(move |other| (one, other)));
        let alike = each.filter(|(one, other)| one.1.compare(&other.1).verdict == wanted);
        alike.map(|(one, other)| (one.0, other.0)).collect()
    };
    assert_eq!(pairs(Verdict::Likely), [(13, 14), (34, 65), (56, 92), (77, 141), (91, 221), (119, 215), (129, 145)]);
    // On one email: 27 with 104, 54 with 232, 118 with 125; the others have a telephone number in common.
    let shared = [
        (17, 162),
        (24, 88),
        (27, 104),
        (32, 207),
        (42, 97),
        (43, 202),
        (52, 173),
        (54, 232),
        (59, 94),
        (89, 163),
        (118, 125),
        (132, 161),
        (218, 231),
    ];
    assert_eq!(pairs(Verdict::SharesContact), shared);
}

fn anybody() -> impl Strategy<Value = [String; 6]> {
    let names =
        ["", "Zoë", "Zoe", "Ben", "Benjamin", "B", "Müller", "Mueller", "محمد", "王", "小明", "Anna Maria", "Maria"];
    let name = || prop::sample::select(names.to_vec()).prop_map(str::to_owned);
    let free = || prop_oneof![3 => name(), 1 => "\\PC{0,12}"];
    let email = prop::sample::select(vec!["", "a@example.org", "A@Example.org", "b@example.org"]);
    let phone = prop::sample::select(vec!["", "+447700900123", "+447700900124"]);
    let birth = prop::sample::select(vec!["", "1990-05-04", "2009-01-31"]);
    let code = prop::sample::select(vec!["", "SW7 2AZ", "sw72az"]);
    (free(), free(), email, phone, birth, code).prop_map(|(given, family, email, phone, birth, code)| {
        [given, family, email.to_owned(), phone.to_owned(), birth.to_owned(), code.to_owned()]
    })
}

fn compare(one: &[String; 6], other: &[String; 6]) -> Likeness {
    let describe = |texts: &[String; 6]| somebody(texts.each_ref().map(String::as_str));
    describe(one).compare(&describe(other))
}

proptest! {
    #[test]
    fn r14_it_does_not_matter_who_is_named_first(one in anybody(), other in anybody()) {
        prop_assert_eq!(compare(&one, &other), compare(&other, &one));
    }

    #[test]
    fn r14_nothing_sets_a_person_apart_from_themself(one in anybody()) {
        let likeness = compare(&one, &one);
        prop_assert!(!likeness.evidence.iter().any(|evidence| evidence.is_against()), "{}", likeness);
        // A name alone is many people's; without a name, one thing in common is not enough.
        let needed = if likeness.evidence.contains(&Evidence::SameName) { 1 } else { 2 };
        prop_assert_eq!(likeness.verdict == Verdict::Likely, pieces(&one) >= needed);
    }

    #[test]
    fn r14_what_is_missing_is_no_evidence(one in anybody(), other in anybody(), missing in 0_usize..6) {
        let mut less = one.clone();
        less[missing].clear();
        let (with, without) = (compare(&one, &other), compare(&less, &other));
        let about_names = |evidence: &Evidence| matches!(evidence, Evidence::SameName | Evidence::SimilarName
            | Evidence::PartOfName | Evidence::SameGivenName | Evidence::OtherName);
        for evidence in without.evidence.iter().filter(|evidence| !about_names(evidence)) {
            prop_assert!(with.evidence.contains(evidence));
        }
        if one[0].is_empty() && one[1].is_empty() {
            prop_assert!(!with.evidence.iter().any(about_names));
        }
    }

    #[test]
    fn r14_among_many_nobody_is_missed_who_is_in_doubt_beside_somebody(
        one in anybody(), others in prop::collection::vec(anybody(), 0..12), guarded in any::<bool>(),
    ) {
        let describe = |texts: &[String; 6]| {
            let described = somebody(texts.each_ref().map(String::as_str));
            if guarded { described.either_way() } else { described }
        };
        let (one, others) = (describe(&one), others.iter().map(describe).collect::<Vec<_>>());
        let near: BTreeSet<_> = Crowd::of(&others).near(&one).collect();
        for (at, other) in others.iter().enumerate() {
            prop_assert!(near.contains(&at) || !one.compare(other).is_in_doubt(), "{}", one.compare(other));
        }
    }

    #[test]
    fn r14_a_slip_of_the_pen_and_a_short_form_are_found_among_many(name in "[a-z]{3,12}", at in 0_usize..12, slip in "[a-z]?") {
        let mut written: Vec<char> = name.chars().collect();
        let at = at % written.len();
        written.splice(at..=at, slip.chars());
        let written: String = written.into_iter().collect();
        for other in [written, name[..=at].to_owned()] {
            let (one, other) = (born(&name, "Hale", "1990-05-04"), born(&other, "Quist", "2009-01-31"));
            let near = Crowd::of([&other]).near(&one).next().is_some();
            prop_assert!(near || !one.compare(&other).is_in_doubt());
        }
    }

    #[test]
    fn r14_another_birthday_or_another_name_is_never_likely(one in anybody(), other in anybody()) {
        let likeness = compare(&one, &other);
        if likeness.evidence.iter().any(|evidence| evidence.is_against()) {
            prop_assert_ne!(likeness.verdict, Verdict::Likely);
        }
        let births = (&one[4], &other[4]);
        prop_assert_eq!(
            likeness.evidence.contains(&Evidence::OtherBirthday),
            births.0 != births.1 && !births.0.is_empty() && !births.1.is_empty()
        );
    }
}

/// How many of email, phone and birthday are there.
fn pieces(person: &[String; 6]) -> usize {
    person[2..5].iter().filter(|text| !text.is_empty()).count()
}
