//! Visitors of the walk-in list, typed at the desk as they stand in it, and the same list registered whole.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use egui::{Event as Input, Key, Modifiers};
use lanyard::cli::Task;
use lanyard::desk::{Desk, EventFile};
use lanyard::domain::answer::How;
use lanyard::domain::code::Code;
use lanyard::domain::form::Field;
use lanyard::domain::ids::{AnswerId, RegistrationId};
use lanyard::domain::moment::Certainty;
use lanyard::domain::offer::Offer;
use lanyard::domain::record::RegistrationRecord;
use lanyard::lists::event_file::EXAMPLE_EVENT;
use lanyard::store::answers;

use super::stage::{Before, HANDLE, PASSPHRASE, Stage};

const LIST: &str = include_str!("../../data/walk-ins.csv");

/// How many of the list's visitors have to be kept; some have to be put right first.
const TWENTY: usize = 20;
/// So many from the beginning of the list, and every child of the rest.
const FROM_THE_BEGINNING: usize = 26;

/// A line of the list, by its headings.
type Row = BTreeMap<String, String>;

/// The boxes for text behind *More details*, and the column of the list that goes into each.
const BEHIND: [(&str, &str); 5] = [
    ("Emergency contact", "emergency_contact_name"),
    ("Emergency phone", "emergency_contact_phone"),
    ("Address", "address_line_1"),
    ("Town or city", "city"),
    ("Note", "notes_for_desk"),
];

/// The questions by their names on the screen.
const QUESTIONS: [(&str, &str, Option<&str>); 11] = [
    ("Email", "consent_marketing_email", None),
    ("Text", "consent_marketing_sms", None),
    ("Phone call", "consent_marketing_phone", None),
    ("Post", "consent_marketing_post", None),
    ("Photos", "consent_photography", None),
    ("Sound", "consent_audio", None),
    ("Video", "consent_video", None),
    ("Health, for safety", "consent_special_health", Some("health_conditions")),
    ("Disability, for help", "consent_special_disability", Some("disability")),
    ("Diet, for catering", "consent_special_dietary", Some("dietary_requirements")),
    ("Ethnicity, for opportunities", "consent_special_ethnicity", Some("ethnicity")),
];

/// The visitors whom staff ask, or whose paper form they type: nobody at the desk can answer for one on the screen.
fn rows() -> Vec<Row> {
    let rows = csv::Reader::from_reader(LIST.as_bytes()).into_deserialize().map(Result::unwrap);
    let mut rows: Vec<Row> = rows.filter(|row: &Row| row["asked_how"] != "on screen").collect();
    // The list says which answers are on paper; each such form has its number, by which it is found again (R13).
    for (number, row) in (101..).zip(&mut rows) {
        let form = if row["asked_how"] == "on paper" { format!("PF-{number}") } else { String::new() };
        row.insert("paper_form".to_owned(), form);
    }
    rows
}

/// These visitors, as a list of their own.
fn list(rows: &[Row]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(rows[0].keys()).unwrap();
    rows.iter().for_each(|row| writer.write_record(row.values()).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// The example's event, which offers everything to choose from that the list holds.
fn event() -> EventFile {
    let mut file = EventFile::parse(EXAMPLE_EVENT).unwrap();
    let rows = rows();
    for (field, column) in [
        (Field::Role, "role"),
        (Field::LookingFor, "level_of_study"),
        (Field::YearOfEntry, "year_of_entry"),
        (Field::Subjects, "subjects_of_interest"),
        (Field::HeardAboutUs, "heard_about_us"),
    ] {
        let values: BTreeSet<&str> = rows.iter().flat_map(|row| row[column].split("; ")).collect();
        let offers = values.into_iter().filter(|value| !value.is_empty()).map(offer);
        file.definition.choices.insert(field, offers.collect());
    }
    file
}

fn offer(value: &str) -> Offer {
    serde_json::from_value(value.into()).unwrap()
}

fn at(row: &Row) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(&row["asked_at"]).unwrap()
}

impl Stage {
    /// Types a line of the list into the form, box by box; what is blank in the list is left alone.
    fn fill_in(&mut self, row: &Row) {
        self.pick("Told us", if row["asked_how"] == "on paper" { "On paper" } else { "Out loud" });
        self.put("Number of the paper form", &row["paper_form"]);
        self.put("Given name", &row["given_name"]);
        self.put("Family name", &row["family_name"]);
        self.put("Email", &row["email"]);
        self.put("Phone", &row["phone"]);
        self.born(&row["date_of_birth"]);
        if !row["send_them"].is_empty() {
            let (what, _) = row["send_them"].split_once(" by ").unwrap();
            self.pick("Send them", what);
        }
        self.guardian(row);
        for subject in row["subjects_of_interest"].split("; ").filter(|subject| !subject.is_empty()) {
            self.enter("Interested in");
            self.type_text(subject);
            self.key(Key::Enter);
        }
        // Somebody alike may be found meanwhile, and a banner moves what is below it.
        self.rest();
        if !self.shows("Fewer details") {
            self.focus("More details");
            self.key(Key::Enter);
        }
        self.pick("Looking for", &row["level_of_study"]);
        self.pick("Wants to start", &row["year_of_entry"]);
        let school = if self.has_field("School") { "School" } else { "School, college or employer" };
        self.put(school, &row["school_or_organisation"]);
        self.pick("Lives in", &row["country_of_residence"]);
        self.put("Postcode", &row["postcode"]);
        self.pick("Who they are", &row["role"]);
        self.pick("Nationality", &row["nationality"]);
        for (label, column) in BEHIND {
            self.put(label, &row[column]);
        }
        self.pick("How they heard", &row["heard_about_us"]);
        for (name, column, detail) in QUESTIONS {
            self.answer(name, &row[column], detail.map_or("", |detail| &row[detail]));
        }
    }

    fn put(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            self.enter(label);
            self.type_text(text);
        }
    }

    fn born(&mut self, typed: &str) {
        if typed.is_empty() {
            return;
        }
        self.focus("Date of birth: Day");
        if typed.chars().take_while(char::is_ascii_digit).count() == 4 {
            // Nobody types a year into the box for the day; a date of this kind is pasted.
            self.harness.event(Input::Paste(typed.to_owned()));
        } else {
            self.type_text(typed);
        }
        self.tab();
        self.settle();
    }

    /// Chooses one of a list by typing its beginning, or presses it where all stand side by side.
    fn pick(&mut self, label: &str, choice: &str) {
        if choice.is_empty() {
        } else if self.has_field(label) {
            self.focus(label);
            self.type_text(choice);
            self.key(Key::Enter);
        } else {
            self.choose(choice);
        }
    }

    fn guardian(&mut self, row: &Row) {
        if !self.has_field("Their email") {
            return;
        }
        self.put("Guardian's full name", &row["guardian_name"]);
        self.put("They are the child’s", &row["guardian_relationship"]);
        self.put("Their email", &row["guardian_email"]);
        self.put("Their phone", &row["guardian_phone"]);
        self.tab();
        self.rest();
        self.answer_guardian(row["guardian_responsible"] == "yes", row["guardian_consent"] == "yes");
    }

    fn answer(&mut self, name: &str, said: &str, detail: &str) {
        let key = match said {
            "yes" => Key::Y,
            "no" => Key::N,
            _ => return,
        };
        self.focus(&format!("{name}: Yes"));
        self.key(key);
        self.rest();
        if !detail.is_empty() {
            self.type_text(detail);
            self.tab();
        }
    }

    /// Saves; answers whether the form was taken. One that is not is put away.
    fn is_taken(&mut self) -> bool {
        self.keys(Modifiers::COMMAND, Key::Enter);
        self.rest();
        if self.value("Given name").is_empty() {
            return true;
        }
        assert!(self.says(" to fix:"), "{:#?}", self.everything());
        self.keys(Modifiers::COMMAND | Modifiers::SHIFT, Key::X);
        self.rest();
        assert_eq!(self.value("Given name"), "");
        false
    }
}

/// What `lanyard register --from` answers of this list, at the time that the desk's clock shows.
fn registered_by_command(before: &Before, list: &str) -> String {
    let (file, passphrase) = (before.folder.join("list.csv"), before.folder.join("passphrase"));
    std::fs::write(&file, list).unwrap();
    std::fs::write(&passphrase, PASSPHRASE).unwrap();
    let desk = before.place();
    let [desk, file, passphrase] = [&desk, &file, &passphrase].map(|path| path.to_str().unwrap());
    let arguments = ["lanyard", "--desk", desk, "--as", HANDLE, "--passphrase-file", passphrase];
    let arguments = arguments.into_iter().chain([
        "register",
        "--event",
        "open-day-2026",
        "--from",
        file,
        "--source",
        "a test",
        "--given-by-themselves",
    ]);
    let Task::Command(command) = lanyard::cli::read(arguments) else { panic!("it is a command") };
    let (mut said, mut complaints) = (Vec::new(), Vec::new());
    command.run_by(&before.clock.env(&before.folder, 901), &mut said, &mut complaints);
    assert!(complaints.is_empty(), "{}", String::from_utf8_lossy(&complaints));
    String::from_utf8(said).unwrap()
}

/// One person as stored, line by line: the columns, the wishes among them, the special details with the answer that each hangs
/// on, the answers with what proves them, how and the paper form's number included, and who is one person with them. Ids, the
/// desk's own order and the time of entering are each desk's own.
type Stored = BTreeSet<String>;

fn stored(desk: &Desk) -> Vec<Stored> {
    let code = Code::new("open-day-2026").unwrap();
    let mut hits = desk.find(&code, "", 100).unwrap();
    hits.sort_by_key(|hit| hit.registered.row);
    let person = |hit: &lanyard::desk::Hit| {
        let history = desk.history(hit.registered.id).unwrap();
        assert_eq!(history.versions.len(), 1);
        let question = |id: AnswerId| history.answers.iter().find(|(_, answer)| answer.id == id).unwrap().1.question;
        let special = answers::special(desk.vault().conn().unwrap(), hit.registered.row).unwrap();
        let special =
            special.iter().map(|each| format!("{} {} {}", each.pair.code(), question(each.consent), each.value));
        let said = history.answers.iter().map(|(_, answer)| {
            let answered = answer.answered;
            // A list was written down, whatever it says; at the desk the clock itself was there.
            let seen = answer.evidence.how == How::OutLoud && answered.certainty == Certainty::Clock;
            assert!(seen || answered.certainty == Certainty::Written);
            let evidence = serde_json::to_string(&answer.evidence).unwrap();
            format!("{} {:?} {} {evidence}", answer.question, answer.said, answered.at.to_rfc3339())
        });
        let place = |id: &RegistrationId| hits.iter().position(|hit| hit.registered.id == *id);
        let same: Vec<_> = history.same_person.iter().map(place).collect();
        let columns = RegistrationRecord::COLUMNS.iter().zip(hit.record.values());
        let columns = columns.map(|(column, value)| format!("{column}: {}", value.unwrap_or_default()));
        columns.chain(special).chain(said).chain([format!("one person: {same:?}")]).collect()
    };
    hits.iter().map(person).collect()
}

#[test]
fn r1_twenty_walk_ins_typed_are_stored_as_the_list_is() {
    let rows = rows();
    let morning = at(&rows[0]) - chrono::TimeDelta::minutes(1);
    let mut stage = Before::desk_of(event(), morning).unlocked();
    let chosen =
        rows.iter().enumerate().filter(|(at, row)| *at < FROM_THE_BEGINNING || !row["guardian_name"].is_empty());
    let chosen: Vec<Row> = chosen.map(|(_, row)| row.clone()).collect();
    let mut kept = Vec::new();
    for row in &chosen {
        stage.wait(at(row) - stage.before.clock.now());
        if stage.shows("Unlock") {
            // Nobody came for a while.
            stage.unlock();
        }
        stage.fill_in(row);
        kept.push(stage.is_taken());
    }
    let typed = stage.close().open();

    let other = Before::desk_of(event(), at(chosen.last().unwrap()));
    let said = registered_by_command(&other, &list(&chosen));
    let here = kept.iter().filter(|kept| **kept).count();
    assert!(said.contains(&format!("\n{here} kept, {} not kept.\n", kept.len() - here)), "{said}");
    let listed = other.open();

    let (typed, listed) = (stored(&typed), stored(&listed));
    assert_eq!(listed.len(), kept.iter().filter(|kept| **kept).count(), "the list takes whom the desk takes");
    for (number, (typed, listed)) in typed.iter().zip(&listed).enumerate() {
        let (only_typed, only_listed): (Vec<_>, Vec<_>) =
            (typed.difference(listed).collect(), listed.difference(typed).collect());
        assert!(typed == listed, "visitor {number}: typed {only_typed:#?}, in the list {only_listed:#?}");
    }
    assert!(typed.len() == listed.len() && typed.len() >= TWENTY, "{}", typed.len());
    assert!(kept.contains(&false), "some of the list have to be put right first");
    let detail = |stored: &Stored| stored.iter().any(|line| line.starts_with("diet.catering special.diet.catering "));
    assert!(typed.iter().any(detail), "special details are among what is compared");
    assert!(typed.iter().any(|stored| stored.contains("age_band: child")), "and so are children");
    let any = |part: &str| typed.iter().flatten().any(|line| line.contains(part));
    assert!(any("send_them: ["), "and wishes");
    assert!(any("\"paper_form\":\"PF-"), "and the numbers of paper forms");
    assert!(any("\"how\":\"on-paper\"") && any("\"how\":\"out-loud\""), "and both ways of telling");
}
