//! A document as Markdown: what anybody can read, and any editor can go on with.

use super::{Block, Document};

pub(super) fn write(document: &Document) -> String {
    let mut text = format!("# {}\n", escaped(&document.title));
    let mut before = None;
    for block in &document.blocks {
        let in_list = matches!(block, Block::Item(_) | Block::Pair(..));
        if !(in_list && before == Some(true)) {
            text.push('\n');
        }
        before = Some(in_list);
        text += &match block {
            Block::Heading(words) => format!("## {}\n", escaped(words)),
            Block::Subheading(words) => format!("### {}\n", escaped(words)),
            Block::Text(words) => format!("{}\n", escaped(words)),
            Block::Pair(label, value) => format!("- **{}:** {}\n", escaped(label), escaped(value)),
            Block::Item(words) => format!("- {}\n", escaped(words)),
        };
    }
    text
}

/// What somebody typed is text, whatever signs stand in it.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for char in words.chars() {
        if matches!(char, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            out.push('\\');
        }
        out.push(if char == '\n' { ' ' } else { char });
    }
    out
}
