//! Each error of a form and its cure, through the window: what is wrong is typed, told beside the box when it is left,
//! refused on saving with nothing lost, put right with the keyboard, and in the vault then.

mod leads;
mod table;

use std::collections::BTreeSet;

use egui::{Event as Input, Key, MissingGlyphPolicy, Modifiers, Rect};
use egui_kittest::kittest::{NodeT, Queryable};
use lanyard::desk::{Desk, EventFile};
use lanyard::domain::age::DateOfBirthError;
use lanyard::domain::code::Code;
use lanyard::domain::date::DateError;
use lanyard::domain::event::RecordingRule;
use lanyard::domain::form::{Field, Need};
use lanyard::domain::own_question::{AnswerKind, OwnQuestion};
use lanyard::domain::purpose::Purpose;
use lanyard::domain::record::RegistrationRecord;
use lanyard::domain::text::TextError;
use lanyard::domain::wrong::Wrong;
use lanyard::store::answers;

use super::sound;
use super::stage::{Before, EVENT, Stage};
use table::{Asks, At, Cure, Put, ROWS, Reach, Row, every, reach};

/// From here to a box its sentence is beside it, in points.
const BESIDE: f32 = 24.0;

/// The visitors of the walk-in list lend their names, each to one row.
fn names() -> impl Iterator<Item = String> {
    let rows = csv::Reader::from_reader(include_str!("../../data/walk-ins.csv").as_bytes()).into_records();
    let names = rows.map(|row| row.map(|row| format!("{} {}", &row[1], &row[2])).unwrap());
    let mut seen = BTreeSet::new();
    names.filter(move |name| name.is_ascii() && seen.insert(name.clone()))
}

fn code(text: &str) -> Code {
    Code::new(text).unwrap()
}

/// The demo's event, but for what it asks.
fn event(asks: Asks) -> EventFile {
    let mut file = EventFile::parse(EVENT).unwrap();
    let event = &mut file.definition;
    let fields = Field::ALL.iter().filter(|field| !field.is_name());
    event.fields = fields.map(|&field| (field, Need::Optional)).collect();
    event.choices.clear();
    let campuses = ["South Kensington", "White City"].map(str::to_owned).to_vec();
    let questions = [
        ("campuses", "Which campuses?", AnswerKind::PickSeveral(campuses)),
        ("party", "How many of you?", AnswerKind::Number),
        ("again", "When will you come again?", AnswerKind::Date),
        ("reason", "What brings you here?", AnswerKind::ShortText),
    ];
    event.questions =
        questions.map(|(short, text, kind)| OwnQuestion { code: code(short), text: text.to_owned(), kind }).to_vec();
    match asks {
        Asks::Everything => {}
        Asks::School => {
            event.other_purposes.insert(Purpose::WideningParticipation);
            event.fields.insert(Field::Organisation, Need::Needed);
        }
        Asks::Objection => event.recording = Some(RecordingRule::Objection),
    }
    file
}

fn desk(asks: Asks) -> Stage {
    let now = Before::nothing().clock.now();
    let stage = Before::desk_of(event(asks), now).unlocked_of(1366.0, 689.0, None);
    // What is no character has no picture either; the window draws a box for it, and goes on.
    stage.harness.ctx.set_missing_glyph_policy(MissingGlyphPolicy::Tofu);
    stage
}

impl Stage {
    /// Writes where the keyboard is.
    fn put_in(&mut self, put: Put) {
        match put {
            Put::Nothing => {}
            Put::Pasted(text) => self.harness.event(Input::Paste(text.to_owned())),
            Put::Letters(count) => self.harness.event(Input::Paste("x".repeat(count))),
            Put::Keys(text) => {
                for (number, part) in text.split('\t').enumerate() {
                    if number > 0 {
                        self.tab();
                    }
                    self.type_text(part);
                }
            }
        }
        self.rest();
    }

    /// Puts it right where the keyboard is.
    fn cure(&mut self, cure: Cure, name: &str) {
        let anew = |stage: &mut Self, text: &str| {
            stage.press(Modifiers::COMMAND, Key::A);
            stage.press(Modifiers::NONE, Key::Backspace);
            stage.type_text(text);
        };
        match cure {
            Cure::Text(text) => anew(self, text),
            Cure::Name => anew(self, name),
            Cure::Subject(text) => {
                self.key(Key::Backspace);
                self.type_text(text);
                self.key(Key::Enter);
            }
            // A day and a month that are full go on to the next box by themselves.
            Cure::Date(parts) => parts.iter().for_each(|part| anew(self, part)),
            Cure::Press(keys) => keys.iter().for_each(|&key| self.key(key)),
        }
        self.rest();
    }

    /// What the box that has the keyboard says of itself.
    fn described(&self) -> String {
        #[expect(clippy::redundant_closure_for_method_calls, reason = "the method is not general enough")]
        let mut found = self.harness.query_all_by(|node| node.is_focused());
        found.find_map(|node| node.accesskit_node().description()).unwrap_or_default()
    }

    /// What stands in every box, in the order of the window.
    fn typed(&self) -> Vec<(String, String)> {
        let boxes = self.harness.query_all_by(|node| node.value().is_some() && node.label().is_some());
        boxes.map(|node| (node.accesskit_node().label().unwrap(), node.value().unwrap())).collect()
    }

    /// Where a control is.
    fn place_of(&self, at: At) -> Option<Rect> {
        let found = self.harness.query_all_by(|node| match at {
            At::Box(label) => node.label().as_deref() == Some(label) && node.value().is_some(),
            At::Answer(start) => node.label().is_some_and(|label| label.starts_with(start)) && !is_words(&node.role()),
        });
        let found: Vec<_> = found.map(|node| node.rect()).collect();
        found.into_iter().reduce(Rect::union)
    }

    /// Whether the sentence stands on the window, all of it, and is beside what it is about.
    fn tells_beside(&self, at: At, sentence: &str) -> bool {
        let Some(place) = self.place_of(at) else { return false };
        // The words of a question to the guardian are painted at the left of its two answers.
        let words = if matches!(at, At::Answer(_)) { 360.0 } else { 0.0 };
        let place = place.expand(BESIDE).with_min_x(place.left() - BESIDE - words);
        let beside = self.harness.query_all_by_label(sentence).any(|node| node.rect().intersects(place));
        beside && sound::shows_whole(&self.harness, sentence)
    }
}

fn is_words(role: &egui::accesskit::Role) -> bool {
    matches!(role, egui::accesskit::Role::Label)
}

/// One row, from an empty form to one that is saved.
fn journey(stage: &mut Stage, row: &Row, name: &str) {
    let Row { at, says, .. } = *row;
    let told = |stage: &Stage| stage.shows(says);
    (row.lead)(stage, name);
    stage.rest();
    if row.told_on_leaving() {
        if !stage.shows("Fewer details") {
            stage.click("More details");
        }
        match at {
            At::Box(label) => stage.enter(label),
            At::Answer(_) => panic!("nothing is typed into an answer"),
        }
        stage.put_in(row.put);
        assert!(!told(stage), "nothing is told while somebody types: {:?}", row.wrong);
        leave(stage, at);
        assert!(stage.tells_beside(at, says), "{:?} is not told beside {at:?}: {:#?}", row.wrong, stage.everything());
    }
    let early = !row.told_on_leaving() && stage.tells_beside(at, says);
    assert!(!early, "told before it was come to: {:?}", row.wrong);

    let typed = stage.typed();
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.rest();
    let here = || format!("{:?} {at:?}", row.wrong);
    assert!(stage.says("1 to fix:"), "{}: {:#?}", here(), stage.everything());
    assert!(stage.tells_beside(at, says), "{} is not told beside it: {:#?}", here(), stage.everything());
    let (At::Box(wanted) | At::Answer(wanted)) = at;
    assert!(stage.at().starts_with(wanted), "{}: the keyboard is at {:?}", here(), stage.at());
    let boxed = matches!(at, At::Box(_));
    let described = stage.described();
    assert!(!boxed || described.contains(says), "{}: the box itself says {described:?}", here());
    let after = stage.typed();
    assert!(typed.iter().all(|one| after.contains(one)), "{}: something is lost: {typed:?} {after:?}", here());
    assert!(!stage.says(&format!("{name}, 10:42")), "{}: it is said to be saved", here());

    stage.cure(row.cure, name);
    assert!(
        !told(stage) && !stage.says(" to fix"),
        "{}: still told once it is right: {:#?}",
        here(),
        stage.everything()
    );
    stage.keys(Modifiers::COMMAND, Key::Enter);
    stage.rest();
    assert!(stage.says(&format!("{name}, 10:42")), "{}: {:#?}", here(), stage.everything());
}

/// Leaves a box as the keyboard does.
fn leave(stage: &mut Stage, at: At) {
    let modifiers = match at {
        // From there Tab goes on to a question, whose words stand where the sentence would.
        At::Box("Number of the paper form") => Modifiers::SHIFT,
        _ => Modifiers::NONE,
    };
    stage.keys(modifiers, Key::Tab);
    stage.rest();
}

/// Everything that is kept of one person, column by column.
fn kept(desk: &Desk, name: &str) -> Vec<(String, String)> {
    let hits = desk.find(&code("open-day"), name, 5).unwrap();
    let hits: Vec<_> = hits.into_iter().filter(|hit| hit.record.full_name.as_deref() == Some(name)).collect();
    assert_eq!(hits.len(), 1, "{name} is kept once");
    let columns = RegistrationRecord::COLUMNS.iter().zip(hits[0].record.values());
    let columns = columns.map(|(column, value)| ((*column).to_owned(), value.unwrap_or_default().to_owned()));
    let special = answers::special(desk.vault().conn().unwrap(), hits[0].registered.row).unwrap();
    let special = special.into_iter().map(|each| (each.pair.code().to_owned(), each.value));
    let answers = desk.history(hits[0].registered.id).unwrap().answers;
    let said = answers.iter().map(|(_, answer)| (format!("said {}", answer.question), answer.said.code().to_owned()));
    let number = answers.iter().filter_map(|(_, answer)| answer.evidence.paper_form.as_ref());
    let number = number.map(|number| ("paper form".to_owned(), number.as_str().to_owned()));
    columns.chain(special).chain(said).chain(number).collect()
}

/// Every row at one desk after another visitor; what is kept then is what was cured.
fn all(rows: impl IntoIterator<Item = Row>, asks: Asks) {
    let named: Vec<_> = rows.into_iter().filter(|row| row.asks == asks).zip(names()).collect();
    assert!(!named.is_empty());
    let mut stage = desk(asks);
    for (row, name) in &named {
        journey(&mut stage, row, name);
    }
    let desk = stage.close().open();
    assert_eq!(desk.find(&code("open-day"), "", 500).unwrap().len(), named.len(), "everybody once, and nobody else");
    for (row, name) in &named {
        let (column, value) = row.kept;
        let kept = kept(&desk, name);
        let found = kept.iter().any(|(each, stands)| each == column && stands.contains(value));
        assert!(found, "{:?}: {column} is not {value}: {kept:?}", row.wrong);
    }
}

#[test]
fn every_error_that_can_be_typed_has_its_row_and_its_sentence() {
    let rows: BTreeSet<_> = ROWS.iter().map(|row| reach(row.wrong).1).collect();
    for wrong in every(200, 13, 30) {
        match reach(wrong) {
            (Reach::Typed, name) => assert!(rows.contains(name), "{name} has no row"),
            (Reach::Never(why), name) => assert!(!rows.contains(name), "{name} can be typed, and yet: {why}"),
        }
    }
    for row in ROWS {
        // The form has the month before it and names it; the error holds nothing that was typed.
        let words = match row.wrong {
            Wrong::Birth(DateOfBirthError::Date(DateError::NotInThisMonth { days: 30 })) => {
                row.wrong.to_string().replace("this month has 30 days", "April 1990 had 30")
            }
            wrong => wrong.to_string(),
        };
        assert_eq!(words, row.says, "{:?}", row.wrong);
        let words = row.says.split_whitespace().count();
        assert!(words < 9, "{:?} is {words} words long", row.says);
    }
}

/// What is typed about a name and where somebody is reached; and everything else. Two tests, since tests are what runs side by
/// side.
fn is_contact(row: &Row) -> bool {
    matches!(row.wrong, Wrong::Text(_) | Wrong::Name(_) | Wrong::Email(_) | Wrong::Phone(_))
}

#[test]
fn each_error_of_a_name_and_a_contact_is_told_refused_and_cured() {
    all(ROWS.iter().copied().filter(is_contact), Asks::Everything);
}

#[test]
fn each_other_error_is_told_refused_and_cured() {
    all(ROWS.iter().copied().filter(|row| !is_contact(row)), Asks::Everything);
}

#[test]
fn a_field_that_is_needed_is_asked_for_and_cured() {
    all(ROWS.iter().copied(), Asks::School);
}

#[test]
fn an_answer_that_does_not_fit_the_age_any_more_is_told_and_cured() {
    all(ROWS.iter().copied(), Asks::Objection);
}

/// What a box for a field of the form is called; nothing where it is chosen, or typed at another kind of event.
fn box_of(field: Field) -> Option<At> {
    match field {
        // They are chosen from a list.
        Field::Country | Field::Nationality => None,
        // Three boxes, whose errors have rows of their own; what is hidden in one of them is no date.
        Field::DateOfBirth => None,
        // At an event that asks for the parts.
        Field::GivenName | Field::FamilyName => None,
        Field::Role
        | Field::FullName
        | Field::BadgeName
        | Field::Email
        | Field::Phone
        | Field::Gender
        | Field::AddressLine1
        | Field::AddressLine2
        | Field::City
        | Field::Postcode
        | Field::Organisation
        | Field::EducationNow
        | Field::EducationPast
        | Field::Profession
        | Field::LookingFor
        | Field::Subjects
        | Field::YearOfEntry
        | Field::HeardAboutUs
        | Field::ContactLanguage
        | Field::CommunicationPreference
        | Field::Note
        | Field::EmergencyName
        | Field::EmergencyPhone
        | Field::EmergencyRelationship => Some(At::Box(field.label())),
    }
}

/// NUL in every box of the form that the table does not try already: each tells of it itself.
fn hidden() -> Vec<Row> {
    let tried: Vec<_> = ROWS.iter().map(|row| row.at).collect();
    let control = *ROWS.iter().find(|row| row.wrong == Wrong::Text(TextError::Control)).unwrap();
    let boxed = Field::ALL.iter().filter_map(|&field| Some((field, box_of(field)?)));
    let fields = boxed.filter(|(_, at)| !tried.contains(at)).map(|(field, at)| {
        let phone = field == Field::EmergencyPhone;
        let put = if phone { Put::Pasted("07700 900318\u{0}") } else { Put::Pasted("Leeds\u{0}") };
        let cure = match field {
            Field::Subjects => Cure::Subject("Leeds"),
            _ if phone => Cure::Text("07700 900318"),
            _ => Cure::Text("Leeds"),
        };
        Row { at, put, cure, kept: (field.code(), if phone { "+447700900318" } else { "Leeds" }), ..control }
    });
    let detail = Row {
        lead: |stage, name| leads::said_yes(stage, name, "Diet, for catering: Yes"),
        at: At::Box("Diet detail"),
        kept: ("diet.catering", "Leeds"),
        ..control
    };
    fields.chain([detail]).collect()
}

#[test]
fn nul_is_told_of_at_every_box_and_cured() {
    let rows = hidden();
    assert!(rows.len() > 15, "{}", rows.len());
    all(rows, Asks::Everything);
}
