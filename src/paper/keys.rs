//! The keys of the program, for a sheet to lie beside the laptop.

use crate::domain::sheet::KeyGroup;

use super::{Block, Document, pair};

/// The keys as a document.
#[must_use]
pub fn document(groups: &[KeyGroup]) -> Document {
    let mut blocks = Vec::new();
    for KeyGroup { title, keys } in groups {
        blocks.push(Block::Subheading((*title).to_owned()));
        blocks.extend(keys.iter().map(|(key, does)| pair(key, does)));
    }
    Document { title: "Keys".to_owned(), language: "en".to_owned(), blocks }
}
