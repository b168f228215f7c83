//! The record of processing of an event (UK GDPR, article 30), written from the event's own settings (R27).

use crate::domain::event::Event;
use crate::domain::form::{Field, Need};
use crate::domain::help_today;
use crate::domain::purpose::Purpose;
use crate::domain::retention::unstated_words;
use crate::domain::sheet::Receives;
use crate::domain::source::{Giver, TakenList};
use crate::text::Words;

use super::receipt::whom_to_ask;
use super::{Block, Document, certificate};

/// The record as a document.
#[must_use]
pub fn document(event: &Event, recipients: &[Receives], lists: &[TakenList]) -> Document {
    let definition = event.definition();
    let last = definition.final_day();
    let day = |day: chrono::NaiveDate| day.format("%-d %B %Y").to_string();
    let mut blocks = vec![
        pair("Controller", controller(event).to_owned()),
        pair(
            "Processing",
            format!("Registration at {}, {} to {}", definition.name, day(definition.first_day), day(last)),
        ),
        pair(
            "Privacy notice",
            format!("{} {}, {}", event.notice().notice, event.notice().version, event.notice_hash()),
        ),
    ];
    if controller(event) != definition.organisation {
        blocks.insert(1, pair("Its part that holds the event", definition.organisation.clone()));
    }
    heading(&mut blocks, "What for, and by which right");
    blocks.extend(event.purposes().iter().map(|&purpose| {
        let basis = format!("{} ({})", purpose.basis().words(), purpose.basis().article());
        pair(purpose.words(), basis + special_condition(event, purpose).unwrap_or_default())
    }));
    if let Some(monitoring) = definition.equality {
        let policy = format!("{}; policy document of {}", monitoring.condition.words(), day(monitoring.policy_date));
        blocks.push(pair("Equality monitoring rests on", policy));
    }
    if definition.exception_for_professionals {
        let by = "legitimate interests (article 6(1)(f)), where an existing relationship and the offer to opt out are recorded";
        blocks.push(pair("news by email to professionals of higher education at work", by.to_owned()));
    }
    heading(&mut blocks, "Of whom");
    blocks.extend(people(event).into_iter().map(Block::Item));
    heading(&mut blocks, "Where it comes from");
    blocks.push(Block::Item("visitors themselves, at the desk".to_owned()));
    blocks.extend(lists.iter().map(|list| Block::Item(came_from(list, day))));
    heading(&mut blocks, "Which data");
    blocks.extend(data(event).into_iter().map(Block::Item));
    heading(&mut blocks, "Who receives it");
    if recipients.is_empty() {
        blocks.push(Block::Text("Nobody is named yet.".to_owned()));
    }
    for Receives { name, purposes, before } in recipients {
        let purposes: Vec<_> = purposes.iter().map(|&purpose| purpose.words()).collect();
        let until = if *before { " (sent batches before; in use no more)" } else { "" };
        blocks.push(pair(name, purposes.join("; ") + until));
    }
    heading(&mut blocks, "Where it goes");
    blocks.push(Block::Text(
        "The desk has no network. Data leaves it in sealed files that somebody carries to the recipients above, and in what is \
         written out because somebody asks for just that: badges, receipts, letters, a person's own copy and the list of who is \
         helped today. The log says each. No transfer to another country is made by the desk."
            .to_owned(),
    ));
    heading(&mut blocks, "How long it is kept");
    let retention = definition.retention;
    for kept in definition.kept() {
        let until = format!(
            "{} days after the event's last day, until {}",
            retention.days(kept),
            day(retention.until(kept, last))
        );
        blocks.push(pair(certificate::words(kept), until));
        if retention.stated(kept).is_none() {
            blocks.push(Block::Text(unstated_words(retention.days(kept))));
        }
    }
    heading(&mut blocks, "How it is protected");
    for measure in [
        "Encrypted at rest (SQLCipher 4, AES-256 with HMAC-SHA-512); each person opens it with their own passphrase (age, scrypt).",
        "Encrypted in transit: one age file per recipient, whose key both ends compared by six words, signed with minisign.",
        "Every look, change, export and erasure is in an append-only log whose head stands in every batch.",
        "Only what each recipient's purposes permit leaves, person by person and column by column.",
        "No decision is made by machine, and nobody is given a score.",
    ] {
        blocks.push(Block::Item(measure.to_owned()));
    }
    if let Some(contacts) = &event.notice().contacts {
        whom_to_ask(contacts, Words::english(), &mut blocks);
    }
    Document { title: format!("Record of processing: {}", definition.name), language: "en".to_owned(), blocks }
}

/// A list that was taken, and who gave what it says.
fn came_from(list: &TakenList, day: impl Fn(chrono::NaiveDate) -> String) -> String {
    let TakenList { source, taken_on, people } = list;
    let given_by = match source.given_by {
        Giver::Themselves => "those on it gave their details themselves",
        Giver::Others => "others gave the details of those on it, who are told so within a month (article 14)",
    };
    let people = if *people == 1 { "1 person".to_owned() } else { format!("{people} people") };
    format!("a list: {}, {}, {people}; {given_by}", source.words.as_str(), day(*taken_on))
}

fn pair(label: &str, value: String) -> Block {
    Block::Pair(label.to_owned(), value)
}

fn heading(blocks: &mut Vec<Block>, words: &str) {
    blocks.push(Block::Heading(words.to_owned()));
}

/// On which condition data that the law protects specially is used for a purpose, where any is (UK GDPR, article 9). What the law
/// of the land adds to it for equality monitoring is said beside.
fn special_condition(event: &Event, purpose: Purpose) -> Option<&'static str> {
    let told_for = event.definition().special.iter().any(|pair| pair.purpose() == purpose);
    match purpose {
        Purpose::EqualityMonitoring => {
            Some("; specially protected data in the substantial public interest (article 9(2)(g))")
        }
        Purpose::RecordKeeping if !event.definition().special_to_office.is_empty() => {
            Some("; specially protected data that the office keeps, by explicit consent (article 9(2)(a))")
        }
        _ => told_for.then_some("; specially protected data by explicit consent (article 9(2)(a))"),
    }
}

/// As the notice names it; else the organisation that holds the event.
fn controller(event: &Event) -> &str {
    let named = event.notice().contacts.as_ref().and_then(|contacts| contacts.controller.as_deref());
    named.unwrap_or(&event.definition().organisation)
}

fn people(event: &Event) -> Vec<String> {
    let age = event.definition().ages.consent;
    let mut people = vec![format!("visitors from {age} years on")];
    people.push(format!("children under {age}, with a parent or guardian's consent, and those parents and guardians"));
    let asked = |field| event.form().need(field) != Need::Off;
    if asked(Field::EmergencyName) || asked(Field::EmergencyPhone) {
        people.push("emergency contacts that visitors name".to_owned());
    }
    people.push("staff of the desk, in the log of what was done".to_owned());
    people
}

fn data(event: &Event) -> Vec<String> {
    let asked = Field::ALL.iter().filter(|&&field| event.form().need(field) != Need::Off);
    let mut data: Vec<_> = asked.map(|field| field.label().to_lowercase()).collect();
    data.extend(event.definition().questions.iter().map(|question| format!("answer to “{}”", question.text.as_str())));
    for pair in &event.definition().special {
        let kept =
            if event.definition().special_to_office.contains(pair) { ", which the office keeps too" } else { "" };
        data.push(format!("{}, specially protected, for {}{kept}", pair.category(), pair.purpose().words()));
    }
    if event.definition().special.iter().any(|pair| help_today::BY_NAME.contains(pair)) {
        data.push(
            "of whoever is helped on the day, specially protected: where they are, and who of the staff was told"
                .to_owned(),
        );
    }
    if event.definition().equality.is_some() {
        data.push(
            "ethnic group and disability, specially protected, under pseudonyms, for equality monitoring".to_owned(),
        );
    }
    let age = event.definition().ages.consent;
    data.push(format!("of the parent or guardian of a child under {age}: name, relationship, email and telephone"));
    if event.definition().recording.is_some() {
        data.push(
            "of whoever was recorded and does not want to be: when and where, and what they looked like, until the recording is \
             taken out"
                .to_owned(),
        );
    }
    if event.definition().exception_for_professionals {
        data.push(
            "of professionals of higher education whom the exception is recorded for: institution, role, what the relationship \
             is, and that they were offered to opt out"
                .to_owned(),
        );
    }
    if !event.definition().send.is_empty() {
        data.push("what visitors asked to be sent, and by which way".to_owned());
    }
    data.push("forms that were begun and not finished, until they are saved or cleared".to_owned());
    data.push("what staff typed about somebody and did not save, for a day".to_owned());
    data.push("what people ask for under their rights, with dates and how it ended".to_owned());
    data.push("of complaints, in words: what was said and what was answered".to_owned());
    data.push("of whoever was erased: a keyed hash of name with contact, so that no list brings them back".to_owned());
    data.push("of staff of the desk: handle, name, role, and what they did".to_owned());
    data.push("the record of what was asked and answered, with its words, time and way".to_owned());
    data
}
