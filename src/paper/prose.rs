//! A text in Markdown, such as a privacy notice, as the blocks of a document.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Block;
use crate::text::markdown::events;

/// The blocks of a text: headings, paragraphs, lists, and a table as what stands first in each row with the rest beside it.
pub(super) fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (mut words, mut cells, mut in_item) = (String::new(), Vec::new(), false);
    for event in events(markdown) {
        match event {
            Event::Text(text) | Event::Code(text) => words += &text,
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::Start(Tag::Item) => in_item = true,
            Event::End(TagEnd::Heading(_)) => blocks.push(Block::Subheading(std::mem::take(&mut words))),
            Event::End(TagEnd::Item) => {
                in_item = false;
                if !words.is_empty() {
                    blocks.push(Block::Item(std::mem::take(&mut words)));
                }
            }
            Event::End(TagEnd::Paragraph) => {
                let words = std::mem::take(&mut words);
                blocks.push(if in_item { Block::Item(words) } else { Block::Text(words) });
            }
            Event::End(TagEnd::TableCell) => cells.push(std::mem::take(&mut words)),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                let mut row = std::mem::take(&mut cells).into_iter();
                let first = row.next().unwrap_or_default();
                blocks.push(Block::Pair(first, row.collect::<Vec<_>>().join("; ")));
            }
            _ => {}
        }
    }
    blocks
}
