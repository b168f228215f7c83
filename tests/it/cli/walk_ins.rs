//! A whole day of `tests/data/walk-ins.csv` through the program, judged by programs from elsewhere.
//!
//! Every sensitive detail of the list gets the number of its row, so that each is a text of its own: then it can be said
//! of every single one that it is where its Yes allows it, and nowhere else.

#![cfg(unix)]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use lanyard::domain::field_error::GuardianField;
use lanyard::domain::form::Field;
use lanyard::domain::purpose::{Question, SpecialPair};
use serde_json::Value;

use super::day::{Day, EVENT, PASSPHRASE};
use super::recipient::{self, Recipient};
use crate::desk::scene::WALK_INS;
use crate::support::scratch::files;
use crate::support::tools::{Tools, need};
use crate::support::{foreign, pages};

type Row = BTreeMap<String, String>;

/// The column of a detail, that of its consent, and the question.
const DETAILS: [(&str, &str, SpecialPair); 4] = [
    ("health_conditions", "consent_special_health", SpecialPair::HealthSafety),
    ("disability", "consent_special_disability", SpecialPair::DisabilityHelp),
    ("dietary_requirements", "consent_special_dietary", SpecialPair::DietCatering),
    ("ethnicity", "consent_special_ethnicity", SpecialPair::EthnicityOpportunities),
];

/// The list with numbered details: its text, and its rows as a spreadsheet counts them.
fn numbered() -> (String, BTreeMap<u64, Row>) {
    let mut reader = csv::Reader::from_reader(WALK_INS.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&headings).unwrap();
    let mut rows = BTreeMap::new();
    for (number, record) in (2..).zip(reader.records()) {
        let record = record.unwrap();
        let named = headings.iter().zip(&record).map(|(name, cell)| (name.to_owned(), cell.to_owned()));
        let mut row: Row = named.collect();
        for (detail, ..) in DETAILS {
            let cell = row.get_mut(detail).unwrap();
            if !cell.is_empty() {
                cell.push_str(&format!(", of row {number}."));
            }
        }
        writer.write_record(headings.iter().map(|name| &row[name])).unwrap();
        rows.insert(number, row);
    }
    (String::from_utf8(writer.into_inner().unwrap()).unwrap(), rows)
}

/// Every reason names a column of the list, or one that it lacks, and says what to do in a few words.
fn can_be_acted_on(reason: &str, headings: &Row) -> bool {
    let Some((column, message)) = reason.split_once(": ") else { return false };
    let known = headings.contains_key(column)
        || Field::from_code(column).is_some()
        || GuardianField::from_code(column).is_some()
        || Question::from_code(column).is_some()
        || column == "thirteen_or_over";
    let imperative = ["Add ", "Ask", "Check ", "Keep ", "Leave ", "Only ", "Take ", "Write "];
    known && imperative.iter().any(|verb| message.starts_with(verb))
}

/// The texts that can be read in plain form in files below a folder.
fn readable<'a>(folders: &[&Path], texts: &BTreeSet<&'a str>) -> Vec<&'a str> {
    const FIRST: usize = 6;
    let mut by_beginning: HashMap<&[u8], Vec<&str>> = HashMap::new();
    for text in texts.iter().filter(|text| text.len() >= FIRST) {
        by_beginning.entry(&text.as_bytes()[..FIRST]).or_default().push(text);
    }
    let mut found = Vec::new();
    for path in folders.iter().flat_map(|folder| files(folder)) {
        let mut content = std::fs::read(&path).unwrap();
        content.extend(path.file_name().unwrap().as_encoded_bytes());
        found.extend(in_bytes(&content, &by_beginning));
    }
    found
}

fn in_bytes<'a>(content: &[u8], by_beginning: &HashMap<&[u8], Vec<&'a str>>) -> Vec<&'a str> {
    let begins = content.windows(6).enumerate().filter_map(|(at, first)| Some((at, by_beginning.get(first)?)));
    let whole = |(at, texts): (usize, &Vec<&'a str>)| {
        texts.iter().copied().filter(|text| content[at..].starts_with(text.as_bytes())).collect::<Vec<_>>()
    };
    begins.flat_map(whole).collect()
}

/// Every page of a vault or a backup that nobody has open, as text. There is no log beside it that could hold more.
fn plain_text(vault: &Path) -> String {
    let log = std::fs::metadata(vault.join("desk.db-wal")).map_or(0, |log| log.len());
    assert_eq!(log, 0, "the log is empty when nobody is at work");
    String::from_utf8_lossy(&pages::decrypted(vault, "alex", PASSPHRASE)).into_owned()
}

fn backups(vault: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(vault.join("backups")).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn unpacked(folder: &Path) -> String {
    files(folder).iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn r03_r13_r21_r22_a_whole_day_of_walk_ins_judged_from_elsewhere() {
    let Some(tools) = need(&[&recipient::JUDGES[..], &foreign::JUDGES].concat()) else { return };
    let day = Day::new();
    let (list, rows) = numbered();
    let said = day.register(&day.file("walk-ins.csv", &list), 3);
    let (count, said) = said.split_last().unwrap();
    assert_eq!(said.len(), 240);
    assert_eq!(count["kept"].as_u64().unwrap() + count["not_kept"].as_u64().unwrap(), 240);

    // Every row is answered for, in its place.
    let mut kept: BTreeMap<u64, String> = BTreeMap::new();
    for (line, number) in said.iter().zip(2..) {
        assert_eq!(line["row"].as_u64(), Some(number));
        if let Some(reference) = line["kept"].as_str() {
            kept.insert(number, reference.to_owned());
            continue;
        }
        let reasons = line["not_kept"].as_array().unwrap();
        assert!(!reasons.is_empty());
        for reason in reasons {
            let reason = reason.as_str().unwrap();
            assert!(can_be_acted_on(reason, &rows[&number]), "row {number}: {reason}");
        }
    }
    assert_eq!(kept.len() as u64, count["kept"].as_u64().unwrap());
    // Every child waits for a guardian; one is confirmed.
    let waits = said.iter().zip(2..).filter(|(line, _)| line["waits"] == true).map(|(_, number)| number);
    let mut waits: BTreeSet<u64> = waits.collect();
    assert_eq!(count["waiting"].as_u64(), Some(waits.len() as u64));
    assert!(waits.iter().all(|row| !rows[row]["guardian_name"].is_empty()) && waits.len() > 3, "{waits:?}");
    let confirmed = waits.pop_first().unwrap();
    day.done(&["person", "confirm-guardian", &kept[&confirmed], "--known-by", "staff-asked"], 0);
    // Those who come twice are remarked on, with the reference of the first time.
    for (first, again) in [(13, 14), (56, 92), (77, 141), (91, 221), (119, 215)] {
        let remarks = said[again - 2]["remarks"].to_string();
        assert!(remarks.contains(&format!("same person as {}", kept[&first])), "row {again}: {remarks}");
    }

    // They are found in their own writing and in ours.
    for (query, row) in
        [("刘", 13), ("liu", 13), ("Власюк", 118), ("vlasyuk", 118), ("toulaki", 125), ("ramirez", 4), ("penalver", 91)]
    {
        let found = day.done(&["find", "--event", EVENT, query], 0);
        assert!(found.contains(&kept[&row]), "{query}: {found}");
    }

    // Backed up while everything that was said is still there.
    let backup = PathBuf::from(day.json(&["backup"])["backup"].as_str().unwrap());
    let every_detail = plain_text(&backup);

    // One undone, one amended; a detail of each kind is withdrawn with its Yes.
    let mut allowed: BTreeMap<(u64, &str), SpecialPair> = BTreeMap::new();
    for row in kept.keys() {
        let said_yes = DETAILS
            .iter()
            .filter(|(detail, consent, _)| rows[row][*consent] == "yes" && !rows[row][*detail].is_empty());
        allowed.extend(said_yes.map(|&(detail, _, pair)| ((*row, detail), pair)));
    }
    assert!(allowed.len() > 100, "{}", allowed.len());
    let said = |(row, detail): &(u64, &str)| every_detail.contains(rows[row][*detail].as_str());
    assert!(allowed.keys().all(said), "the search finds what is there to be found");
    let undone = allowed.keys().map(|(row, _)| *row).find(|row| ![4, 13, 91, 118, 125].contains(row)).unwrap();
    day.done(&["undo", &kept[&undone]], 0);
    allowed.retain(|(row, _), _| *row != undone);
    for (_, _, wanted) in DETAILS {
        let key = *allowed.iter().find(|(_, pair)| **pair == wanted).unwrap().0;
        allowed.remove(&key);
        day.done(&["person", "withdraw", &kept[&key.0], "--question", Question::Special(wanted).code()], 0);
    }
    let amended = kept[&91].as_str();
    day.done(&["person", "amend", amended, "--set", "city=Zaragoza", "--reason", "misheard"], 0);

    // The day is closed for four, and judged by programs from elsewhere.
    let key = day.key();
    let recipients =
        [("office", "record-keeping"), ("news", "news"), ("press", "recording"), ("team", "opportunities")]
            .map(|(code, purpose)| Recipient::named(&day, code, purpose));
    let everyone: Vec<&Recipient> = recipients.iter().collect();
    let first = recipient::close(&day, &everyone);
    let late = day.file(
        "late.csv",
        "given_name,date_of_birth,email,consent_marketing_email,consent_photography,asked_how\n\
         Latecomer,1990-01-01,late@example.org,yes,yes,out loud\n",
    );
    day.register(&late, 0);
    day.done(&["person", "withdraw", amended, "--question", "news.email", "--objects"], 0);
    let second = recipient::close(&day, &everyone);
    let judged = day.path("unpacked");
    for (recipient, (first, second)) in recipients.iter().zip(first.iter().zip(&second)) {
        for (batch, name) in [(first, "first"), (second, "second")] {
            let into = judged.join(format!("{}-{name}", recipient.code));
            recipient::unpack_and_judge(&tools, recipient, &key, batch, &into);
        }
        let verified = recipient::verify(&day, recipient, &key, &[first.clone(), second.clone()]);
        assert!(verified.success() && verified.text().lines().count() == 3, "{verified:?}");
    }
    let registrations = |batch: &str| {
        let mut reader = csv::Reader::from_path(judged.join(batch).join("registrations.csv")).unwrap();
        reader.records().map(Result::unwrap).count()
    };
    waits.remove(&undone);
    assert_eq!(registrations("office-first"), kept.len() - 1 - waits.len(), "but the undone, and who waits");
    assert!(registrations("news-first") < kept.len() && registrations("press-first") > 0);
    let told = std::fs::read_to_string(judged.join("office-second/actions.csv")).unwrap();
    assert!(told.contains("object"), "{told}");

    // A detail is where its Yes allows it and nowhere else: not on any page of the database, used or free, nor of its
    // backup, not in any batch, not in any answer of the program.
    let vault = day.path("Day.lanyard");
    assert!(!backup.exists(), "it held what was erased, and another took its place");
    let databases = [vec![vault.clone()], backups(&vault)].concat();
    assert_eq!(databases.len(), 2);
    let opened: Vec<String> = databases.iter().map(|vault| plain_text(vault)).collect();
    let (batches, heard) = (unpacked(&judged), day.heard());
    let mut checked = [0, 0];
    for (number, row) in &rows {
        for (detail, _, pair) in DETAILS.iter().filter(|(detail, ..)| !row[*detail].is_empty()) {
            let text = row[*detail].as_str();
            let is_allowed = allowed.contains_key(&(*number, *detail));
            checked[usize::from(is_allowed)] += 1;
            let found: Vec<bool> = opened.iter().map(|database| database.contains(text)).collect();
            assert_eq!(found, [is_allowed; 2], "row {number}, {detail}, in the database and in its backup");
            let goes_out = is_allowed && *pair == SpecialPair::EthnicityOpportunities && !waits.contains(number);
            assert_eq!(batches.contains(text), goes_out, "row {number}, {detail}, in a batch");
            assert!(!heard.contains(text), "row {number}, {detail}, in an answer");
        }
    }
    assert!(checked[0] > 20 && checked[1] > 100, "{checked:?}");

    // Nothing of any row is in plain form in any file that the program wrote.
    let personal = [
        "family_name",
        "email",
        "phone",
        "address_line_1",
        "guardian_name",
        "guardian_email",
        "guardian_phone",
        "emergency_contact_name",
        "emergency_contact_phone",
        "given_name",
    ];
    let details = DETAILS.iter().map(|(detail, ..)| *detail);
    let columns: Vec<&str> = personal.into_iter().chain(details).collect();
    let texts: BTreeSet<&str> =
        rows.values().flat_map(|row| columns.iter().map(|&column| row[column].trim())).collect();
    assert!(texts.len() > 1_000);
    let written = ["Day.lanyard", "tmp", "home", "state", "out"].map(|name| day.path(name));
    let folders: Vec<&Path> = written.iter().map(AsRef::as_ref).collect();
    assert_eq!(readable(&folders, &texts), [""; 0]);
    assert!(!readable(&[&judged], &texts).is_empty(), "the search finds what is there to be read");
    assert!(files(&day.path("tmp")).is_empty(), "nothing stays among the temporary files");
    let clean: Value = day.json(&["check"]);
    assert_eq!(clean["clean"], true);

    // The latecomer is there too; of the one undone the row is, without what was said.
    opens_elsewhere(&tools, &vault, kept.len() + 1, &kept[&118]);
}

/// The day's own vault, with nothing of ours: `age` gives the key, SQLCipher finds every page whole, everybody kept has a
/// row, and the search index finds Vlasyuk in our writing.
fn opens_elsewhere(tools: &Tools, vault: &Path, everybody: usize, vlasyuk: &str) {
    let session = foreign::age_opens(tools, vault, "alex", PASSPHRASE);
    assert!(session.success(), "{session:?}");
    let count = "SELECT count(*) FROM registration";
    let found = "SELECT reference FROM registration_search JOIN registration ON row = -registration_search.rowid
        WHERE registration_search MATCH 'vlasyuk*'";
    let said = foreign::ask(tools, &vault.join("desk.db"), &session.stdout, &[count, found]);
    assert_eq!(said, [everybody.to_string(), vlasyuk.to_owned()]);
}
