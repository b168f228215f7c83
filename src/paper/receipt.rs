//! The receipt that a visitor takes home (R13, R25).

use crate::domain::answer::Said;
use crate::domain::notice::Contacts;
use crate::domain::receipt::{Answered, Receipt};

use super::{Block, Document};

/// The receipt as a document.
#[must_use]
pub fn document(receipt: &Receipt) -> Document {
    let pair = |label: &str, value: &str| Block::Pair(label.to_owned(), value.to_owned());
    let mut blocks = vec![
        pair("Name on your badge", &receipt.name),
        pair("Reference", &receipt.reference),
        pair("Event", &receipt.event),
        pair("Held by", &receipt.organisation),
        pair("Registered", &receipt.registered_at.format("%-d %B %Y at %H:%M").to_string()),
        Block::Heading("What you were asked, and what you answered".to_owned()),
    ];
    if receipt.answered.is_empty() {
        blocks.push(Block::Text("You were asked nothing, and agreed to nothing.".to_owned()));
    }
    for answered in &receipt.answered {
        blocks.push(Block::Subheading(format!("“{}”", answered.words)));
        blocks.push(Block::Text(said(answered)));
    }
    blocks.push(Block::Heading("To change an answer".to_owned()));
    blocks.push(Block::Text(format!("You can take a yes back any time: {}.", receipt.how_to_stop)));
    if let Some(contacts) = &receipt.contacts {
        whom_to_ask(contacts, &mut blocks);
    }
    Document { title: "What you agreed to".to_owned(), language: receipt.language.clone(), blocks }
}

fn said(answered: &Answered) -> String {
    let said = match answered.said {
        Said::Yes => "Yes",
        Said::No => "No",
        Said::Withdrawn => "Yes, taken back",
        Said::Objected => "Objected",
        Said::LeftBlank => "Left blank: not a yes",
    };
    let how = answered.how.words(answered.given_by);
    let at = answered.at.format("%-d %B %Y at %H:%M");
    format!("{said}: {how}, {at}, under notice {}.", answered.notice_version)
}

/// Whom to ask about data, and where to complain (R25).
pub(super) fn whom_to_ask(contacts: &Contacts, blocks: &mut Vec<Block>) {
    let Contacts { controller, address, email, data_protection_officer, regulator, registration_number } = contacts;
    let pair = |label: &str, value: &str| Block::Pair(label.to_owned(), value.to_owned());
    blocks.push(Block::Heading("Whom to ask, and where to complain".to_owned()));
    blocks.extend(controller.iter().map(|name| pair("Who answers for your data", name)));
    blocks.push(pair("Data enquiries", &format!("{address}; {email}")));
    blocks.extend(data_protection_officer.iter().map(|officer| pair("Data protection officer", officer)));
    blocks.push(pair("You can complain to us, or to", regulator));
    blocks.extend(registration_number.iter().map(|number| pair("Our registration number there", number)));
}
