//! What is encoded for the database and for files is decoded to the same registration: every field that an event can ask
//! for, over all of Unicode, grown up and as a child.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use lanyard::domain::age::{AgeAnswer, Ages};
use lanyard::domain::answer::{How, Said};
use lanyard::domain::code::Code;
use lanyard::domain::event::Event;
use lanyard::domain::field_error::{GuardianField, Place};
use lanyard::domain::form::{Field, NameStyle, Need};
use lanyard::domain::own_question::{AnswerKind, OwnQuestion};
use lanyard::domain::purpose::{Category, Channel, Question, SpecialPair};
use lanyard::domain::record::{RegistrationRecord, SpecialRecord, decode, encode, to_draft};
use lanyard::domain::registration::Registration;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::{Select, select};
use proptest::strategy::Union;
use proptest::test_runner::TestRunner;

use super::fixtures::{Filled, adult, blank, child, event, event_with};

/// An event that asks for everything, its own questions of all six kinds included.
fn asks_everything(style: NameStyle) -> Event {
    event_with(|settings| {
        settings.name_style = style;
        let asked = Field::ALL.iter().filter(|field| !field.is_name()).map(|&field| (field, Need::Optional));
        settings.fields = asked.collect();
        settings.news = Channel::ALL.iter().copied().collect();
        settings.special = SpecialPair::ALL.iter().copied().collect();
        settings.opportunities_out_loud = true;
        let options = || vec!["South; Kensington".to_owned(), "Белый город".to_owned(), "白城".to_owned()];
        let kinds = [
            AnswerKind::YesOrNo,
            AnswerKind::PickOne(options()),
            AnswerKind::PickSeveral(vec!["One".to_owned(), "Zwei".to_owned()]),
            AnswerKind::ShortText,
            AnswerKind::Number,
            AnswerKind::Date,
        ];
        let own = |(at, kind): (usize, AnswerKind)| OwnQuestion {
            code: Code::new(&format!("own-{at}")).unwrap(),
            text: "Which?".to_owned(),
            kind,
        };
        settings.questions = kinds.into_iter().enumerate().map(own).collect();
    })
}

/// Text of every kind that people write, and now and then anything at all that Unicode has.
fn text() -> impl Strategy<Value = String> {
    const SEEN: [&str; 8] =
        ["Zoë", "王小明", "محمد علي", "Ngọc Ánh", "O’Brien-Smith", "=1+1", "\u{1f468}\u{200d}\u{1f467}", "a\u{301}"];
    prop_oneof![
        20 => "\\PC{1,40}",
        20 => select(&SEEN[..]).prop_map(str::to_owned),
        1 => vec(any::<char>(), 1..12).prop_map(String::from_iter),
    ]
}

fn one_of(texts: &'static [&'static str]) -> impl Strategy<Value = String> {
    let select: Select<&str> = select(texts);
    select.prop_map(str::to_owned)
}

/// What may stand in a field.
fn typed(field: Field) -> BoxedStrategy<String> {
    match field {
        Field::Email => "[a-z0-9.+]{1,9}[a-z]@[a-zü]{1,9}\\.(org|ac\\.uk|рф)".boxed(),
        Field::Phone | Field::EmergencyPhone => {
            one_of(&["020 7946 0000", "07700 900123 ext. 12", "+81 3 1234 5678", "(0)20 7946 0958"]).boxed()
        }
        Field::Postcode => one_of(&["sw72az", "SW7 2AZ", "75008", "〒100-0001", "B77"]).boxed(),
        Field::Country | Field::Nationality => one_of(&["GB", "CI", "Türkiye", "japan", "fr"]).boxed(),
        Field::Subjects => vec(text(), 1..4).prop_map(|subjects| subjects.join(" ; ")).boxed(),
        Field::Note => vec(text(), 1..4).prop_map(|lines| lines.join("\r\n")).boxed(),
        _ => text().boxed(),
    }
}

#[derive(Clone, Debug)]
struct Case {
    style: NameStyle,
    /// Years of age; 11 or 12 is a child.
    age: u16,
    knows_birthday: bool,
    /// The country that staff chose for the numbers.
    dialled: Option<&'static str>,
    fields: BTreeMap<Field, String>,
    guardian: [String; 2],
    own: BTreeMap<usize, String>,
    said: BTreeMap<Question, Said>,
    details: BTreeMap<SpecialPair, String>,
    send: bool,
}

fn cases() -> impl Strategy<Value = Case> {
    let asked = Field::ALL.iter().copied().filter(|&field| field != Field::DateOfBirth && !field.is_name());
    let field = Union::new(asked.map(|field| typed(field).prop_map(move |typed| (field, typed)).boxed()));
    let names = (text(), text());
    let own = |at: usize| match at {
        0 => one_of(&["yes", "No"]).boxed(),
        1 => one_of(&["South; Kensington", "白城"]).boxed(),
        2 => one_of(&["One", "zwei; one"]).boxed(),
        3 => text().boxed(),
        4 => one_of(&["3", "-2.50"]).boxed(),
        _ => one_of(&["21/11/2026", "2026-02-28"]).boxed(),
    };
    let own = Union::new((0..6).map(move |at| own(at).prop_map(move |typed| (at, typed)).boxed()));
    let questions: Vec<Question> =
        Question::ALL.into_iter().filter(|q| !q.is_to_guardian() && *q != Question::SendThem).collect();
    let said = select(&[Said::Yes, Said::No, Said::LeftBlank, Said::Objected][..]);
    (
        (
            select(&[NameStyle::Full, NameStyle::Parts][..]),
            11..80_u16,
            any::<bool>(),
            select(&[None, Some("FR"), Some("IT"), Some("JP")][..]),
            names,
        ),
        vec(field, 0..12),
        [text(), text()],
        vec(own, 0..6),
        btree_map(select(questions), said, 0..8),
        btree_map(select(SpecialPair::ALL), text(), 0..3),
        any::<bool>(),
    )
        .prop_map(|((style, age, knows_birthday, dialled, names), fields, guardian, own, said, details, send)| {
            let mut fields: BTreeMap<_, _> = fields.into_iter().collect();
            match style {
                NameStyle::Full => drop(fields.insert(Field::FullName, names.0)),
                _ => fields.extend([(Field::GivenName, names.0), (Field::FamilyName, names.1)]),
            }
            let own = own.into_iter().collect();
            Case { style, age, knows_birthday, dialled, fields, guardian, own, said, details, send }
        })
}

impl Case {
    fn fill<'a>(&self, event: &'a Event) -> Filled<'a> {
        let child = self.age < 13;
        let mut form = blank(event);
        form.draft.fields.clone_from(&self.fields);
        form.draft.phone_country = self.dialled.map(str::to_owned);
        if self.knows_birthday {
            form = form.field(Field::DateOfBirth, &format!("{}-05-31", 2026 - self.age));
        } else {
            form = form.thirteen_or_over(if child { AgeAnswer::No } else { AgeAnswer::Yes });
        }
        let [name, relationship] = &self.guardian;
        if child {
            form = form
                .guardian(GuardianField::Name, name)
                .guardian(GuardianField::Relationship, relationship)
                .guardian(GuardianField::Email, "robin@example.org")
                .guardian(GuardianField::Phone, "07700 900123");
            for question in Question::TO_GUARDIAN {
                form = form.said(question, Said::Yes);
            }
        }
        for (at, typed) in &self.own {
            form.draft.own.insert(Code::new(&format!("own-{at}")).unwrap(), typed.clone());
        }
        for (&question, &said) in &self.said {
            form = form.said(question, said);
        }
        for (&pair, typed) in &self.details {
            form = form.said(Question::Special(pair), Said::Yes).detail(pair, typed);
        }
        if self.send {
            form = form.said(Question::SendThem, Said::Yes).send("Course list by email");
        }
        if self.send || self.said.contains_key(&Question::News(Channel::Email)) {
            form.draft.fields.entry(Field::Email).or_insert_with(|| "kit@example.org".to_owned());
        }
        for (field, typed) in [(Field::Phone, "020 7946 0000"), (Field::AddressLine1, "1 High Street")] {
            form.draft.fields.entry(field).or_insert_with(|| typed.to_owned());
        }
        form
    }

    /// Whether some text holds a control character.
    fn has_a_control_character(&self) -> bool {
        let one_line = self.fields.iter().filter(|(field, _)| **field != Field::Note).map(|(_, typed)| typed);
        let asked = one_line.chain(&self.guardian).chain(self.own.values()).map(|typed| typed.trim());
        asked.flat_map(str::chars).any(char::is_control)
    }
}

/// The registration that a record was written from, read back.
fn back(registration: &Registration, record: &RegistrationRecord) -> Registration {
    let special = registration.special().iter().map(|value| SpecialRecord {
        pair: value.pair(),
        consent: value.consent(),
        value: value.value().as_str().to_owned(),
    });
    let (answers, special) = (registration.answers().to_vec(), special.collect());
    decode(registration.id(), registration.visitor(), record, answers, special, Ages::default())
        .unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn decoding_what_was_encoded_gives_the_registration() {
    let events = [NameStyle::Full, NameStyle::Parts].map(|style| (style, asks_everything(style)));
    let (kept, children, categories) = (Cell::new(0), Cell::new(0), Cell::new(BTreeSet::<Category>::new()));
    let columns = Cell::new(BTreeSet::new());
    let mut runner = TestRunner::default();
    let done = runner.run(&cases(), |case| {
        let event = events.iter().find(|(style, _)| *style == case.style).map(|(_, event)| event).unwrap();
        let form = case.fill(event);
        let Ok(parsed) = form.parse() else { return Ok(()) };
        if case.age < 13 {
            prop_assert!(!case.has_a_control_character(), "a control character was kept");
            children.set(children.get() + 1);
        }
        let registration = parsed.registration;
        let record = encode(&registration);
        let json = serde_json::to_string(&record).unwrap();
        let read: RegistrationRecord = serde_json::from_str(&json).unwrap();
        prop_assert!(back(&registration, &read) == registration);
        // And through a form that is corrected, whatever country staff had chosen for the numbers.
        let mut again = Filled { draft: to_draft(registration.id(), registration.visitor(), &read), event };
        again.draft.answers.clone_from(&form.draft.answers);
        again.draft.details.clone_from(&form.draft.details);
        let Ok(again) = again.parse() else { return Err(TestCaseError::fail("a form that held holds no more")) };
        let mut same = encode(&again.registration);
        same.keep_numbers_of(&read, |_| false);
        prop_assert!(same == read, "what nobody corrected has changed");
        kept.set(kept.get() + 1);
        let mut seen = columns.take();
        let named = RegistrationRecord::COLUMNS.iter().zip(record.values());
        seen.extend(named.filter(|(_, value)| value.is_some()).map(|(&column, _)| column));
        columns.set(seen);
        let mut seen = categories.take();
        seen.extend(registration.special().iter().map(|value| value.pair().category()));
        categories.set(seen);
        Ok(())
    });
    done.unwrap_or_else(|error| panic!("{error}"));
    assert!(kept.get() > 100, "{} cases held", kept.get());
    assert!(children.get() > 0);
    assert_eq!(categories.take().len(), Category::ALL.len());
    let filled = columns.take();
    let missed: Vec<_> = RegistrationRecord::COLUMNS.iter().filter(|column| !filled.contains(*column)).collect();
    assert_eq!(missed, [&""; 0], "columns that no case filled");
}

/// Everywhere that something can be typed; at a question, the number of the paper form that it was answered on.
fn places() -> Vec<Place> {
    let fields = Field::ALL.iter().map(|&field| Place::Field(field));
    let guardian = GuardianField::ALL.iter().map(|&field| Place::Guardian(field));
    let details = SpecialPair::ALL.iter().map(|&pair| Place::Detail(pair));
    let own = (0..6).map(|at| Place::Own(Code::new(&format!("own-{at}")).unwrap()));
    let forms = Question::ALL.iter().map(|&question| Place::Question(question));
    fields.chain(guardian).chain(details).chain(own).chain(forms).collect()
}

/// A form that holds but for what is typed in one place.
fn typed_at<'a>([full, parts]: &'a [Event; 2], place: &Place, typed: &str) -> Filled<'a> {
    let grown_up = || adult(parts);
    match place {
        Place::Field(Field::FullName) => {
            blank(full).field(Field::FullName, typed).field(Field::DateOfBirth, "1990-05-04")
        }
        Place::Field(field) => grown_up().field(*field, typed),
        Place::Guardian(field) => child(parts).guardian(*field, typed),
        Place::Detail(pair) => grown_up().said(Question::Special(*pair), Said::Yes).detail(*pair, typed),
        Place::Own(code) => {
            let mut form = grown_up();
            form.draft.own.insert(code.clone(), typed.to_owned());
            form
        }
        Place::Question(question) => {
            let form = if question.is_to_guardian() { child(parts) } else { grown_up() };
            let mut form = form.said_how(*question, Said::Yes, How::OnPaper);
            form.draft.answers.get_mut(question).unwrap().paper_form = Some(typed.to_owned());
            form
        }
        Place::ThirteenOrOver | Place::Send => unreachable!("nothing is typed there"),
    }
}

proptest! {
    #[test]
    fn nul_and_control_characters_are_errors_of_their_field(
        place in select(places()), before in "[a-z]{1,5}", c in any::<char>(), after in "[a-z]{1,5}",
    ) {
        let events = [NameStyle::Full, NameStyle::Parts].map(asks_everything);
        // As good as any control character: NUL and its like are one in a thousand otherwise.
        let c = if c.is_control() { c } else { char::from_u32(u32::from(c) % 32).unwrap() };
        let lines = matches!(place, Place::Field(Field::Note) | Place::Detail(_));
        prop_assume!(!(lines && matches!(c, '\n' | '\r')));
        let form = typed_at(&events, &place, &format!("{before}{c}{after}"));
        prop_assert!(form.wrong_places().contains(&place), "{place} {:x}", u32::from(c));
    }
}

#[test]
fn nul_is_an_error_in_every_place_and_its_message_says_nothing_of_what_was_typed() {
    let events = [NameStyle::Full, NameStyle::Parts].map(asks_everything);
    for place in places() {
        let errors = typed_at(&events, &place, "Marked\u{0}text").errors();
        assert!(errors.iter().any(|error| error.place == place), "{place}");
        assert!(errors.iter().all(|error| !error.wrong.to_string().contains("Marked")), "{place}");
    }
}

#[test]
fn an_event_that_asks_little_keeps_little() {
    let event = event();
    let record = encode(&adult(&event).kept());
    assert_eq!(record.values().into_iter().flatten().count(), 5, "two dates, the band and the name twice");
}
