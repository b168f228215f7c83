//! Every value of the walk-in list is kept, or has a sentence that a member of staff can act on.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use lanyard::domain::age::{DateOfBirth, DateOfBirthError};
use lanyard::domain::country::Country;
use lanyard::domain::date::DateError;
use lanyard::domain::email::{Email, suggest};
use lanyard::domain::name::NameParts;
use lanyard::domain::phone::Phone;
use lanyard::domain::postcode::Postcode;
use lanyard::domain::search_key::{Searchable, index_terms, query_terms};

type Row = BTreeMap<String, String>;

fn rows() -> Vec<Row> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/walk-ins.csv");
    csv::Reader::from_path(file).unwrap().deserialize().map(Result::unwrap).collect()
}

fn open_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

#[test]
fn every_name_country_and_postcode_is_kept() {
    let rows = rows();
    assert_eq!(rows.len(), 240);
    for row in rows {
        NameParts::parse(&row["given_name"], &row["family_name"]).unwrap();
        let country = Country::find(&row["country_of_residence"]).unwrap();
        Country::find(&row["nationality"]).unwrap();
        if !row["postcode"].is_empty() {
            assert_eq!(Postcode::parse(&row["postcode"], Some(country)).unwrap().warning(), None);
        }
    }
}

#[test]
fn only_undecided_years_are_rejected_among_the_dates() {
    let (mut kept, mut undecided) = (0, 0);
    for row in rows() {
        let typed = &row["date_of_birth"];
        match DateOfBirth::parse(typed, open_day()) {
            Ok(_) => kept += 1,
            Err(DateOfBirthError::Date(DateError::Empty)) => assert_eq!(typed, ""),
            Err(error) => {
                assert_eq!(error, DateOfBirthError::Date(DateError::YearUndecided), "{typed}");
                let year: i32 = typed[6..].parse().unwrap();
                assert!(typed.len() == 8 && (6..=26).contains(&year), "{typed}");
                undecided += 1;
            }
        }
    }
    assert!(kept > 180 && undecided > 0, "{kept} {undecided}");
}

#[test]
fn an_address_that_is_rejected_has_a_suggestion() {
    for row in rows() {
        let typed = &row["email"];
        if !typed.trim().is_empty() && Email::parse(typed).is_err() {
            assert!(suggest(typed).is_some(), "{typed}");
        }
    }
}

#[test]
fn one_number_cannot_be_dialled_and_the_others_are_kept() {
    let mut rejected = Vec::new();
    for row in rows() {
        let country = Country::find(&row["country_of_residence"]).unwrap();
        for (typed, country) in
            [(&row["phone"], Some(country)), (&row["guardian_phone"], None), (&row["emergency_contact_phone"], None)]
        {
            if !typed.is_empty() && Phone::parse(typed, country).is_err() {
                rejected.push(typed.clone());
            }
        }
    }
    // `00` begins an international number, and no country has the code that follows.
    assert_eq!(rejected, ["(00) 2596 9615"]);
}

#[test]
fn everyone_is_found_by_name_address_and_the_end_of_the_number() {
    for row in rows() {
        let parts = NameParts::parse(&row["given_name"], &row["family_name"]).unwrap();
        let phone = Phone::parse(&row["phone"], Country::find(&row["country_of_residence"]).ok()).ok();
        let person = Searchable {
            names: &[parts.full().as_str(), &row["given_name"], &row["family_name"]],
            email: &row["email"],
            phone_e164: phone.as_ref().map(Phone::e164).unwrap_or_default(),
            phone_national: phone.as_ref().map(Phone::national).unwrap_or_default(),
            phone_typed: &row["phone"],
            postcode: &row["postcode"],
            ..Searchable::default()
        };
        let terms = index_terms(&person);
        let finds = |query: &str| query_terms(query).iter().all(|term| term.is_in(&terms));
        let tail = phone.as_ref().map(|phone| phone.e164()[phone.e164().len() - 4..].to_owned()).unwrap_or_default();
        for query in [
            format!("{} {}", row["family_name"], row["given_name"]),
            any_ascii::any_ascii(&row["family_name"]),
            any_ascii::any_ascii(&row["given_name"]),
            row["email"].clone(),
            row["phone"].split('x').next().unwrap().to_owned(),
            phone.as_ref().map(Phone::national).unwrap_or_default().to_owned(),
            row["postcode"].clone(),
            tail,
        ] {
            assert!(finds(&query), "{query} for {}", parts.full().as_str());
        }
    }
}
