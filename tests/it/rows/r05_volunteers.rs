//! R5: nothing is collected here for employing volunteers or paid helpers; whoever comes to help is a visitor.

use lanyard::domain::form::Field;
use lanyard::domain::permit::Column;
use lanyard::domain::purpose::{Purpose, Question, SpecialPair};
use lanyard::lists::event_file::{EXAMPLE_EVENT, EventFile};
use lanyard::lists::walk_in::{Entering, WalkIns};

use super::form::Form;
use super::reader::Reader;
use crate::desk::scene::{Scene, lead};

/// What every purpose is called. Whoever adds one has to read this row again.
const PURPOSES: &str = "record-keeping news recording recording-unless-objected safety-today help-today catering \
    opportunities send-requested equality-monitoring widening-participation";

/// Words that a purpose, a field, a question or a column for employing somebody would have in its name.
const EMPLOYING: [&str; 12] = [
    "volunteer",
    "helper",
    "employ",
    "staff",
    "paid",
    "pay",
    "wage",
    "salary",
    "bank",
    "insurance",
    "criminal",
    "right_to_work",
];

#[test]
fn r05_no_purpose_field_question_or_column_is_for_employing_anybody() {
    let purposes: Vec<_> = Purpose::ALL.iter().map(|purpose| purpose.code()).collect();
    assert_eq!(purposes.join(" "), PURPOSES);
    let fields = Field::ALL.iter().map(|field| field.code());
    let columns = Column::ALL.iter().map(|column| column.code());
    let pairs = SpecialPair::ALL.iter().map(|pair| pair.code());
    let sent = lanyard::batch::tables::REGISTRATIONS.columns.iter().map(|column| column.name);
    let all = purposes.into_iter().chain(fields).chain(columns).chain(pairs).chain(sent);
    for code in all.chain(Question::ALL.iter().map(|question| question.code())) {
        assert!(EMPLOYING.iter().all(|word| !code.contains(word)), "{code}");
    }
}

#[test]
fn r05_no_event_and_no_list_can_bring_such_a_purpose_in() {
    let settings = [
        ("other_purposes = []", "other_purposes = [\"volunteers\"]"),
        ("special = [\"health.safety\"", "special = [\"health.volunteers\""),
        ("note = \"optional\"", "criminal_record = \"optional\""),
    ];
    for (as_shipped, with_volunteers) in settings {
        assert!(EXAMPLE_EVENT.contains(as_shipped));
        let file = EventFile::parse(&EXAMPLE_EVENT.replace(as_shipped, with_volunteers));
        assert!(file.is_err(), "{with_volunteers}");
    }
    let scene = Scene::new();
    let event = scene.desk.event(&scene.event).unwrap();
    for heading in ["volunteer_health", "detail.health.volunteers", "criminal_record"] {
        let entering = Entering::of(&event, lead(), scene.desk.now());
        let list = format!("given_name,{heading}\nAnn,asthma\n");
        let env = scene.env.clone();
        let refused = WalkIns::open(list.as_bytes(), entering, move || env.new_id()).err().unwrap().to_string();
        assert!(refused.contains("is not known, so nothing was kept"), "{refused}");
    }
}

#[test]
fn r05_a_visiting_helper_is_an_ordinary_visitor() {
    let mut scene = Scene::new();
    let reader = Reader::of(&mut scene, Purpose::RecordKeeping);
    Form::adult(&mut scene, "Ann").save();
    Form::adult(&mut scene, "Hal").field(Field::Role, "Volunteer helper").save();
    let mut batch = reader.next(&mut scene);
    let people = batch.people();
    let filled = |name: &str| {
        let row = people.iter().find(|row| row["given_name"] == name).unwrap();
        row.iter().filter(|(_, cell)| !cell.is_empty()).map(|(column, _)| column.as_str()).collect::<Vec<_>>()
    };
    let mut expected = filled("Ann");
    expected.push("role");
    expected.sort_unstable();
    assert_eq!(filled("Hal"), expected, "the role is all that tells a helper");
}
