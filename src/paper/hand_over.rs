//! What goes with the sealed files of a day when they are handed over: which they are, and how whoever gets them can tell that
//! they are whole (R21, R22). It names recipients and files, and nobody who registered.

use crate::domain::sheet::{HandOver, HandedOver};

use super::{Block, Document, pair};

/// The sheet as a document.
#[must_use]
pub fn document(sheet: &HandOver) -> Document {
    let HandOver { event, at, by, desk_words, files } = sheet;
    let text = |words: &str| Block::Text(words.to_owned());
    let mut blocks = vec![
        pair("Event", event),
        pair("Written", &at.format("%-d %B %Y at %H:%M (UTC %:z)").to_string()),
        pair("Closed by", by),
        pair("Words of this desk’s key", desk_words),
        text(
            "Each file is locked: only its recipient’s own key opens it. Read the first four groups of its fingerprint to them, \
             and let them check the file with the key of this desk, whose six words are above.",
        ),
    ];
    for HandedOver { recipient, name, bytes, people, fingerprint } in files {
        blocks.extend([
            Block::Heading(format!("For {recipient}")),
            pair("File", name),
            pair("Size", &format!("{bytes} bytes")),
            pair("People in it", &people.to_string()),
            pair("Fingerprint (SHA-256)", fingerprint),
            pair("Handed to, and when", "________________________________"),
        ]);
    }
    blocks.push(text("The file is known to have arrived once its recipient has sent an acknowledgement back."));
    Document { title: "Hand-over of sealed files".to_owned(), language: "en".to_owned(), blocks }
}
