//! *Help today* on paper (R3): the lead's list, and the kitchen's numbers.

use chrono::{DateTime, FixedOffset};

use crate::domain::event::Event;
use crate::domain::help_today::{HelpNote, Plates, Told, words};

use super::{Block, Document};

/// The lead's list as a document.
#[must_use]
pub fn of_notes(event: &Event, notes: &[HelpNote], at: DateTime<FixedOffset>) -> Document {
    let mut blocks = head(event, at);
    blocks.push(Block::Text(
        "For whoever helps today, and for nobody else. People told us this so that they are safe and helped, and each can take it \
         back. Destroy this sheet at the end of the day."
            .to_owned(),
    ));
    if notes.is_empty() {
        blocks.push(Block::Text("Nobody here has told us of a need today.".to_owned()));
    }
    for note in notes {
        let HelpNote { reference, name, do_not_record, pair, need, place, told, .. } = note;
        blocks.push(Block::Subheading(format!("{name}, badge {reference}")));
        blocks.push(pair_of(words(*pair), need));
        blocks.extend(do_not_record.words().map(|mark| pair_of("Recording", &mark)));
        blocks.push(pair_of("Where", place.as_deref().unwrap_or("Not known yet")));
        blocks.push(pair_of("Told", &who(told)));
    }
    Document { title: "Help today".to_owned(), language: "en".to_owned(), blocks }
}

/// The kitchen's numbers as a document.
#[must_use]
pub fn of_kitchen(event: &Event, plates: &[Plates], at: DateTime<FixedOffset>) -> Document {
    let mut blocks = head(event, at);
    blocks.push(Block::Text(
        "How many people eat what, in their own words. There are no names here: do not ask who. Destroy this sheet at the end of \
         the day."
            .to_owned(),
    ));
    if plates.is_empty() {
        blocks.push(Block::Text("Nobody has told us of a diet today.".to_owned()));
    }
    blocks.extend(plates.iter().map(|plates| pair_of(&plates.diet, &plates.people.to_string())));
    Document { title: "For the kitchen".to_owned(), language: "en".to_owned(), blocks }
}

fn head(event: &Event, at: DateTime<FixedOffset>) -> Vec<Block> {
    let at = at.format("%-d %B %Y at %H:%M").to_string();
    vec![pair_of("Event", &event.definition().name), pair_of("As it was on", &at)]
}

fn pair_of(label: &str, value: &str) -> Block {
    Block::Pair(label.to_owned(), value.to_owned())
}

fn who(told: &[Told]) -> String {
    let one = |told: &Told| format!("{}, {}", told.whom, told.at.format("%H:%M"));
    if told.is_empty() { "Nobody yet".to_owned() } else { told.iter().map(one).collect::<Vec<_>>().join("; ") }
}
