//! What each purpose gets, column by column, out of a whole day of walk-ins: a table to be read beside R21, and nothing
//! else leaves.

use std::collections::BTreeSet;

use lanyard::batch::verify::verify;
use lanyard::domain::purpose::Purpose;

use super::day::rows;
use super::scene::{Scene, WALK_INS};

/// The tables beside `registrations.csv`.
const OTHERS: [&str; 4] = ["answers.csv", "consent_events.csv", "emergency_contacts.csv", "guardians.csv"];

/// The purpose; the columns of `registrations.csv` with anything in them, beside the ids; the other tables with rows.
/// Where both are empty the example event does not ask for that purpose, and not even the ids go (R6).
#[rustfmt::skip]
const EXPECTED: &[(Purpose, &str, &str)] = &[
    (Purpose::RecordKeeping, "address_line_1 age_band audio city country date_of_birth email event_code family_name full_name given_name heard_about_us looking_for nationality organisation phone phone_as_typed photo postcode reference registered_at registered_offset role send_by send_what subjects video year_of_entry", "consent_events.csv emergency_contacts.csv guardians.csv"),
    (Purpose::News, "address_line_1 age_band city country email event_code family_name full_name given_name looking_for phone phone_as_typed postcode reference registered_at registered_offset subjects year_of_entry", "consent_events.csv guardians.csv"),
    (Purpose::RecordingByConsent, "audio event_code given_name photo reference registered_at registered_offset video", "consent_events.csv"),
    (Purpose::SafetyToday, "event_code family_name full_name given_name reference registered_at registered_offset", "consent_events.csv emergency_contacts.csv"),
    (Purpose::HelpToday, "event_code family_name full_name given_name reference registered_at registered_offset", "consent_events.csv"),
    (Purpose::Opportunities, "event_code family_name full_name given_name reference registered_at registered_offset", "consent_events.csv"),
    (Purpose::Catering, "", "consent_events.csv"),
    (Purpose::SendRequested, "address_line_1 city country email event_code family_name full_name given_name postcode reference registered_at registered_offset send_by send_what", "consent_events.csv"),
    (Purpose::RecordingByObjection, "", ""),
    (Purpose::EqualityMonitoring, "", ""),
    (Purpose::WideningParticipation, "", ""),
];

/// The ids, by which a recipient knows a person again, stand in every row.
const IDS: [&str; 2] = ["registration", "visitor"];

#[test]
fn r21_each_purpose_gets_its_columns_and_no_other() {
    let listed: BTreeSet<_> = EXPECTED.iter().map(|&(purpose, ..)| purpose).collect();
    assert_eq!(listed, Purpose::ALL.iter().copied().collect(), "no purpose is left out");
    let mut scene = Scene::new();
    scene.register(WALK_INS);
    for &(purpose, columns, tables) in EXPECTED {
        let (code, identity) = scene.recipient(&format!("to-{purpose}"), &[purpose]);
        let closed = scene.desk.close_day(&scene.event, &[code]).unwrap();
        let mut batch = verify(&closed[0].path, &identity, &scene.key()).unwrap();
        let mut filled = BTreeSet::new();
        for row in rows(&mut batch, "registrations.csv") {
            filled.extend(row.into_iter().filter(|(_, cell)| !cell.is_empty()).map(|(column, _)| column));
        }
        let mut expected: BTreeSet<_> = columns.split_whitespace().map(str::to_owned).collect();
        if !tables.is_empty() {
            expected.extend(IDS.map(str::to_owned));
        }
        assert_eq!(filled, expected, "{purpose}");
        let with_rows: Vec<_> = OTHERS.into_iter().filter(|table| !rows(&mut batch, table).is_empty()).collect();
        assert_eq!(with_rows.join(" "), tables, "{purpose}");
    }
}
