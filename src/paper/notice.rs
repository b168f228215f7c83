//! A published notice, to lie on the desk or to be handed out (R25): its text, whom to ask, and the exact words of every
//! question (R7, R13), in the notice's own language.

use crate::domain::event::Event;
use crate::domain::notice::NoticeVersion;
use crate::domain::statement::Statement;
use crate::text::{Words, say};

use super::receipt::whom_to_ask;
use super::{Block, Document, prose};

/// The notice as a document; `named` is the organisation, as the words of this version name it.
#[must_use]
pub fn document(notice: &NoticeVersion, named: &str, event: &Event) -> Document {
    let words = Words::in_language(&notice.language);
    let (version, date, hash) = (notice.version.as_str(), words.date(notice.effective_from), notice.hash().to_string());
    let published = say!(words, "card-version", named = named, version = version, date = date, hash = hash);
    let mut blocks = vec![Block::Text(published)];
    let mut text = prose::blocks(&notice.text);
    let title = match text.first() {
        Some(Block::Subheading(first)) => {
            let first = first.clone();
            text.remove(0);
            first
        }
        _ => say!(words, "card-title").to_owned(),
    };
    blocks.extend(text);
    // A text that names them itself is not said twice.
    if let Some(contacts) = notice.contacts.as_ref().filter(|contacts| !notice.text.contains(&contacts.email)) {
        whom_to_ask(contacts, words, &mut blocks);
    }
    blocks.push(Block::Heading(say!(words, "card-asked").to_owned()));
    let item = |statement| Some(Block::Item(notice.statement(statement, named).ok()?.as_str().to_owned()));
    // Where grown-ups may object, everybody else is asked (R12).
    let by_objection =
        |asked: &Statement| asked.objecting().is_some_and(|told| event.needs(told) && item(told).is_some());
    let (instead, asked): (Vec<_>, Vec<_>) = Statement::all()
        .filter(|statement| event.needs(*statement))
        .partition(|statement| !statement.is_of_objection() && by_objection(statement));
    blocks.extend(asked.into_iter().filter_map(item));
    if !instead.is_empty() {
        let adult = event.definition().ages.adult;
        blocks.push(Block::Text(say!(words, "card-by-consent", adult = adult)));
        blocks.extend(instead.into_iter().filter_map(item));
    }
    blocks.push(Block::Text(say!(words, "card-blank").to_owned()));
    Document { title, language: notice.language.clone(), blocks }
}
