//! The summary of a day, for the folder of whoever closes it: numbers, and nobody by name.

use crate::domain::sheet::DaySummary;

use super::{Block, Document};

/// The summary as a document.
#[must_use]
pub fn document(summary: &DaySummary) -> Document {
    let DaySummary { event, day, at, people, children, consent_age, counted_only, of_all_days, .. } = summary;
    let pair = |label: &str, value: String| Block::Pair(label.to_owned(), value);
    let mut blocks = vec![
        pair("Event", event.clone()),
        pair("Day", day.format("%-d %B %Y").to_string()),
        pair("Written", at.format("%-d %B %Y at %H:%M (UTC %:z)").to_string()),
        Block::Heading("Who came".to_owned()),
        pair("People", people.to_string()),
        pair(&format!("Of them under {consent_age}, or of unknown age"), children.to_string()),
        pair("Declined everything, counted only", counted_only.to_string()),
        pair("People on all days of the event", of_all_days.to_string()),
        Block::Heading("What they answered".to_owned()),
    ];
    if summary.answers.is_empty() {
        blocks.push(Block::Text("This event asks no question of consent.".to_owned()));
    }
    for (question, [yes, no, not_asked]) in &summary.answers {
        blocks.push(pair(question.long_name(), format!("{yes} Yes, {no} No, {not_asked} not asked")));
    }
    blocks.push(Block::Heading("What is left to look at".to_owned()));
    let left = [
        ("Wait for a parent or guardian", summary.waiting),
        ("Restricted, in no other number here", summary.restricted),
        ("Forms begun and not saved", summary.begun),
        ("Took something back since the last batch", summary.took_back),
    ];
    blocks.extend(left.iter().map(|(label, count)| pair(label, count.to_string())));
    blocks.push(Block::Text(
        "For the desk and the office. Numbers below 10 can point at a person: this sheet is not for the public."
            .to_owned(),
    ));
    Document { title: "Summary of the day".to_owned(), language: "en".to_owned(), blocks }
}
