//! A published notice, to lie on the desk or to be handed out (R25): its text, whom to ask, and the exact words of every
//! question (R7, R13).

use crate::domain::event::Event;
use crate::domain::notice::NoticeVersion;
use crate::domain::purpose::Question;

use super::receipt::whom_to_ask;
use super::{Block, Document, prose};

/// The notice as a document; `named` is the organisation, as the words of this version name it.
#[must_use]
pub fn document(notice: &NoticeVersion, named: &str, event: &Event) -> Document {
    let from = notice.effective_from.format("%-d %B %Y");
    let mut blocks = vec![Block::Text(format!("{named}. Version {}, from {from}. {}", notice.version, notice.hash()))];
    let mut text = prose::blocks(&notice.text);
    let title = match text.first() {
        Some(Block::Subheading(first)) => {
            let first = first.clone();
            text.remove(0);
            first
        }
        _ => "Privacy notice".to_owned(),
    };
    blocks.extend(text);
    // A text that names them itself is not said twice.
    if let Some(contacts) = notice.contacts.as_ref().filter(|contacts| !notice.text.contains(&contacts.email)) {
        whom_to_ask(contacts, &mut blocks);
    }
    blocks.push(Block::Heading("What you are asked, word for word".to_owned()));
    let asked = Question::ALL.into_iter().filter(|question| event.statement(*question).is_some());
    let words = asked.filter_map(|question| notice.statement(question, named).ok());
    blocks.extend(words.map(|words| Block::Item(words.as_str().to_owned())));
    blocks.push(Block::Text("A blank changes nothing, and you can say no to each.".to_owned()));
    Document { title, language: notice.language.clone(), blocks }
}
