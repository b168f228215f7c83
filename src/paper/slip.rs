//! A slip to take home for a child whose parent or guardian is not there (R11): what the desk needs, and who can say Yes. It
//! is the same for every child of an event, and holds nothing about any. It is in the language that the event speaks.

use crate::domain::event::Event;
use crate::domain::purpose::Question;
use crate::text::{Words, say};

use super::receipt::whom_to_ask;
use super::{Block, Document, pair};

/// The slip as a document.
#[must_use]
pub fn document(event: &Event) -> Document {
    let settings = event.definition();
    let words = Words::in_language(&event.notice().language);
    let text = |words: &str| Block::Text(words.to_owned());
    let item = |words: &str| Block::Item(words.to_owned());
    let heading = |words: &str| Block::Heading(words.to_owned());
    let first = words.date(settings.first_day);
    let when = match settings.last_day.filter(|&last| last != settings.first_day) {
        None => first,
        Some(last) => say!(words, "days", from = first, to = words.date(last)),
    };
    let mut blocks = vec![
        pair(say!(words, "receipt-event"), &settings.name),
        pair(say!(words, "slip-when"), &when),
        pair(say!(words, "receipt-held-by"), event.named()),
        Block::Text(say!(words, "slip-lead", age = settings.ages.consent)),
        heading(say!(words, "slip-can")),
        item(say!(words, "slip-can-parent")),
        item(say!(words, "slip-can-responsible")),
        heading(say!(words, "slip-cannot")),
        item(say!(words, "slip-cannot-teacher")),
        item(say!(words, "slip-cannot-sibling")),
        heading(say!(words, "slip-asked")),
    ];
    let asked = Question::TO_GUARDIAN.into_iter().filter_map(|question| event.statement(question));
    blocks.extend(asked.map(|statement| Block::Item(format!("“{}”", statement.as_str()))));
    blocks.extend([
        item(say!(words, "slip-asked-yours")),
        item(say!(words, "slip-asked-childs")),
        text(say!(words, "slip-no")),
    ]);
    if let Some(contacts) = &event.notice().contacts {
        whom_to_ask(contacts, words, &mut blocks);
    }
    let title = say!(words, "slip-title").to_owned();
    Document { title, language: words.language().to_owned(), blocks }
}
