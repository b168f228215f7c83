//! The receipt that a visitor takes home (R13, R25), in the language of what they answered.

use crate::domain::answer::Said;
use crate::domain::notice::Contacts;
use crate::domain::receipt::{Answered, Receipt};
use crate::text::{Words, say};

use super::{Block, Document, pair};

/// The receipt as a document.
#[must_use]
pub fn document(receipt: &Receipt) -> Document {
    let words = Words::in_language(&receipt.language);
    let mut blocks = vec![
        pair(say!(words, "receipt-name"), &receipt.name),
        pair(say!(words, "receipt-reference"), &receipt.reference),
        pair(say!(words, "receipt-event"), &receipt.event),
        pair(say!(words, "receipt-held-by"), &receipt.organisation),
        pair(say!(words, "receipt-registered"), &words.date_and_time(receipt.registered_at)),
        Block::Heading(say!(words, "receipt-answers").to_owned()),
    ];
    if receipt.answered.is_empty() {
        blocks.push(Block::Text(say!(words, "receipt-nothing").to_owned()));
    }
    for answered in &receipt.answered {
        blocks.push(Block::Subheading(format!("“{}”", answered.words)));
        blocks.push(Block::Text(said(answered, words, &receipt.language)));
    }
    blocks.push(Block::Heading(say!(words, "receipt-change").to_owned()));
    blocks.push(Block::Text(say!(words, "receipt-take-back", how = receipt.how_to_stop.as_str())));
    if let Some(contacts) = &receipt.contacts {
        whom_to_ask(contacts, words, &mut blocks);
    }
    let title =
        if receipt.has_a_yes() { say!(words, "receipt-title") } else { say!(words, "receipt-title-without-yes") };
    let title = title.to_owned();
    Document { title, language: words.language().to_owned(), blocks }
}

/// The answer, and how it was given; in which language, where that is another one than the receipt's (R13).
fn said(answered: &Answered, words: Words, receipts: &str) -> String {
    let said = match answered.said {
        Said::Withdrawn => say!(words, "receipt-said-taken-back"),
        // Silence is enough there, and the right to object stays (R12).
        Said::LeftBlank if answered.to.is_of_objection() => say!(words, "receipt-said-no-objection"),
        Said::LeftBlank => say!(words, "receipt-said-left-blank"),
        said => words.said(answered.to, said),
    };
    let (how, when) = (words.how(answered.how, answered.given_by), words.date_and_time(answered.at));
    let version = answered.notice_version.as_str();
    match answered.in_another_language(receipts) {
        None => say!(words, "receipt-answer", said = said, how = how, when = when, version = version),
        Some(other) => {
            say!(words, "receipt-answer-in", said = said, how = how, when = when, version = version, language = other)
        }
    }
}

/// Whom to ask about data, and where to complain (R25).
pub(super) fn whom_to_ask(contacts: &Contacts, words: Words, blocks: &mut Vec<Block>) {
    let Contacts { controller, address, email, data_protection_officer, regulator, registration_number } = contacts;
    blocks.push(Block::Heading(say!(words, "whom-to-ask").to_owned()));
    blocks.extend(controller.iter().map(|name| pair(say!(words, "whom-controller"), name)));
    blocks.push(pair(say!(words, "whom-enquiries"), &format!("{address}; {email}")));
    blocks.extend(data_protection_officer.iter().map(|officer| pair(say!(words, "whom-officer"), officer)));
    blocks.push(pair(say!(words, "whom-complain"), regulator));
    blocks.extend(registration_number.iter().map(|number| pair(say!(words, "whom-number"), number)));
}
