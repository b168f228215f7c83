//! The incident sheet for a laptop that is lost or stolen (R22).

use crate::domain::sheet::{Holding, Incident, LastBatch, Source};

use super::receipt::whom_to_ask;
use super::{Block, Document};

/// The sheet as a document.
#[must_use]
pub fn document(incident: &Incident) -> Document {
    let at = incident.at.format("%-d %B %Y at %H:%M (UTC %:z)").to_string();
    let mut blocks = vec![Block::Pair("Written".to_owned(), at), source(&incident.from)];
    blocks.push(Block::Heading("What to do now".to_owned()));
    for step in [
        "Tell the data protection officer at once. Where people are at risk, the regulator has to be told within 72 hours of \
         its becoming known (UK GDPR, article 33), and the people themselves without delay where the risk is high (article 34).",
        "Note when and where the laptop was last seen, whether it was on, and whether the desk was locked.",
        "On another laptop restore the newest backup, remove whoever may be affected (`lanyard staff remove`), and so change the \
         desk's keys. A copy in strange hands stays as closed as it was.",
    ] {
        blocks.push(Block::Item(step.to_owned()));
    }
    blocks.push(Block::Heading("What is on it".to_owned()));
    incident.events.iter().for_each(|holding| held(holding, &mut blocks));
    blocks.push(Block::Heading("How it is closed".to_owned()));
    encryption(incident, &mut blocks);
    blocks.push(Block::Heading("What the office has".to_owned()));
    batches(&incident.batches, &mut blocks);
    let backup = incident.backup_at.map(|at| at.format("%-d %B %Y at %H:%M").to_string());
    let backup = backup.unwrap_or_else(|| "none is known".to_owned());
    blocks.push(Block::Pair("Newest backup".to_owned(), backup));
    let (act, chain) = &incident.audit_head;
    blocks.push(Block::Pair("Audit log".to_owned(), format!("act {act}, chain {chain}")));
    if let Some(contacts) = &incident.contacts {
        whom_to_ask(contacts, &mut blocks);
    }
    Document { title: "Incident sheet: a registration laptop is gone".to_owned(), language: "en".to_owned(), blocks }
}

fn source(from: &Source) -> Block {
    let says = match from {
        Source::Desk => "the desk itself, as it was then".to_owned(),
        Source::Batch { sequence, closed_at } => {
            let at = closed_at.format("%-d %B %Y at %H:%M");
            format!("batch {sequence}, closed on {at}: whoever came after it is not in these numbers")
        }
    };
    Block::Pair("The numbers come from".to_owned(), says)
}

fn held(holding: &Holding, blocks: &mut Vec<Block>) {
    let Holding { event, people, children, kinds, special, forms } = holding;
    let mut pair = |label: &str, value: String| blocks.push(Block::Pair(label.to_owned(), value));
    pair("Event", event.clone());
    pair("People", people.to_string());
    pair("Of them under 13, or of unknown age", children.to_string());
    for (kind, count) in kinds.iter().filter(|(_, count)| *count > 0) {
        pair(kind, format!("of {count}"));
    }
    for (category, count) in special.iter().filter(|(_, count)| *count > 0) {
        pair(&format!("Specially protected: {category}"), format!("of {count}"));
    }
    if special.iter().all(|(_, count)| *count == 0) {
        pair("Specially protected", "none".to_owned());
    }
    pair("Half-filled forms", forms.to_string());
}

fn encryption(incident: &Incident, blocks: &mut Vec<Block>) {
    blocks.push(Block::Text(
        "Everything is in one database, encrypted page by page with AES-256 and authenticated with HMAC-SHA-512 (SQLCipher 4). \
         Its key is sealed with age to each person's own key, which is under their passphrase (scrypt, 2^17). Backups in the \
         same folder are copies of that. Nothing was written in plain form unless a lead asked for it by name; the audit log \
         says when."
            .to_owned(),
    ));
    if let Some(readers) = incident.readers {
        let says = format!("{readers} people by their passphrases, and whoever has the printed recovery code");
        blocks.push(Block::Pair("Who can open it".to_owned(), says));
    }
}

fn batches(batches: &[LastBatch], blocks: &mut Vec<Block>) {
    if batches.is_empty() {
        blocks.push(Block::Text(
            "No batch was closed: whatever is on the laptop is nowhere else but in backups.".to_owned(),
        ));
    }
    for LastBatch { recipient, sequence, at, file_sha256 } in batches {
        let sealed = file_sha256.as_deref().map_or("not sealed".to_owned(), |digest| format!("SHA-256 {digest}"));
        blocks.push(Block::Pair(recipient.clone(), format!("batch {sequence}, {at}, {sealed}")));
    }
}
