//! A slip to take home for a child whose parent or guardian is not there (R11): what the desk needs, and who can say Yes. It
//! is the same for every child of an event, and holds nothing about any.

use crate::domain::event::Event;
use crate::domain::purpose::Question;

use super::receipt::whom_to_ask;
use super::{Block, Document};

/// The slip as a document.
#[must_use]
pub fn document(event: &Event) -> Document {
    let settings = event.definition();
    let age = settings.ages.consent;
    let text = |words: String| Block::Text(words);
    let item = |words: &str| Block::Item(words.to_owned());
    let day = |day: chrono::NaiveDate| day.format("%-d %B %Y").to_string();
    let last = settings.last_day.filter(|&last| last != settings.first_day);
    let when =
        last.map_or_else(|| day(settings.first_day), |last| format!("{} to {}", day(settings.first_day), day(last)));
    let mut blocks = vec![
        Block::Pair("Event".to_owned(), settings.name.clone()),
        Block::Pair("When".to_owned(), when),
        Block::Pair("Held by".to_owned(), event.named().to_owned()),
        text(format!(
            "For a child under {age} we keep nothing until a parent or guardian has said Yes, in person, at the desk. Nobody was \
             there who could, so nothing about your child was kept. If you want them to be registered, come to the desk together."
        )),
        Block::Heading("Who can say Yes".to_owned()),
        item("A parent of the child."),
        item("Somebody else who is legally responsible for the child, such as a legal guardian."),
        Block::Heading("Who cannot".to_owned()),
        item("A teacher or a leader of the group, although they look after the child today."),
        item("A brother, a sister or a friend, unless they are legally responsible for the child."),
        Block::Heading("What we will ask you".to_owned()),
    ];
    let asked = Question::TO_GUARDIAN.into_iter().filter_map(|question| event.statement(question));
    blocks.extend(asked.map(|words| Block::Item(format!("“{}”", words.as_str()))));
    blocks.extend([
        item("Your name, what you are to the child, and an email address or a phone number of yours."),
        item("The child’s name, and their date of birth."),
        text(
            "You can say No to anything, and the child can come to the event all the same. News, if you say Yes to any, goes to \
             you and never to the child."
                .to_owned(),
        ),
    ]);
    if let Some(contacts) = &event.notice().contacts {
        whom_to_ask(contacts, &mut blocks);
    }
    let title = "For a parent or guardian".to_owned();
    Document { title, language: event.notice().language.clone(), blocks }
}
