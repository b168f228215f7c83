//! What a PDF says of its own parts to whoever has it read out: headings in their order, paragraphs, lists and tables, and an outline
//! (ISO 14289-1, PDF/UA-1; WCAG 2.2, 1.3.1).

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::outline::{Outline, OutlineNode};
use krilla::tagging::{Identifier, ListNumbering, TableHeaderScope, Tag, TagGroup, TagTree};

use super::layout::{Column, Part};
use super::{Block, Document};

/// Which stretches of the pages belong to which part of a document.
#[derive(Default)]
pub(super) struct Tagged {
    parts: BTreeMap<Part, Vec<Identifier>>,
    /// Where each part begins: its page, and the place on it.
    places: BTreeMap<usize, (usize, Point)>,
}

impl Tagged {
    /// Notes a stretch of a part, in the order of reading.
    pub(super) fn note(&mut self, part: Part, stretch: Identifier, page: usize, at: Point) {
        self.places.entry(part.block).or_insert((page, at));
        self.parts.entry(part).or_default().push(stretch);
    }

    fn take(&mut self, block: usize, column: Column) -> Vec<Identifier> {
        self.parts.remove(&Part { block, column }).unwrap_or_default()
    }

    /// The headings, to go to.
    pub(super) fn outline(&self, document: &Document) -> Outline {
        let mut outline = Outline::new();
        let headings = document.blocks.iter().enumerate().filter_map(|(at, block)| match block {
            Block::Heading(words) | Block::Subheading(words) => Some((at + 1, words)),
            _ => None,
        });
        for (block, words) in std::iter::once((0, &document.title)).chain(headings) {
            if let Some(&(page, at)) = self.places.get(&block) {
                outline.push_child(OutlineNode::new(words.clone(), XyzDestination::new(page, at)));
            }
        }
        outline
    }

    /// The tree of a document's parts. Pairs that follow each other are the rows of one table, and items those of one list.
    pub(super) fn tree(mut self, document: &Document) -> TagTree {
        let mut tree = TagTree::new();
        tree.push(self.heading(0, 1, &document.title));
        let mut headed = false;
        let mut blocks = document.blocks.iter().enumerate().map(|(at, block)| (at + 1, block)).peekable();
        while let Some((at, block)) = blocks.next() {
            match block {
                Block::Heading(words) => {
                    headed = true;
                    tree.push(self.heading(at, 2, words));
                }
                // No level is left out.
                Block::Subheading(words) => tree.push(self.heading(at, if headed { 3 } else { 2 }, words)),
                Block::Text(_) => tree.push(group(Tag::P, self.take(at, Column::Whole))),
                Block::Pair(..) => {
                    let mut rows = vec![self.row(at)];
                    while let Some((at, _)) = blocks.next_if(|(_, next)| matches!(next, Block::Pair(..))) {
                        rows.push(self.row(at));
                    }
                    tree.push(nested(Tag::Table, rows));
                }
                Block::Item(_) => {
                    let mut items = vec![self.item(at)];
                    while let Some((at, _)) = blocks.next_if(|(_, next)| matches!(next, Block::Item(_))) {
                        items.push(self.item(at));
                    }
                    tree.push(nested(Tag::L(ListNumbering::Disc), items));
                }
            }
        }
        tree
    }

    fn heading(&mut self, block: usize, level: u16, words: &str) -> TagGroup {
        let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
        group(Tag::Hn(level, Some(words.to_owned())), self.take(block, Column::Whole))
    }

    /// What something is, which heads its row, and what it says.
    fn row(&mut self, block: usize) -> TagGroup {
        let (label, value) = (self.take(block, Column::Label), self.take(block, Column::Value));
        nested(Tag::TR, vec![group(Tag::TH(TableHeaderScope::Row), label), group(Tag::TD, value)])
    }

    fn item(&mut self, block: usize) -> TagGroup {
        let (label, words) = (self.take(block, Column::Label), self.take(block, Column::Value));
        nested(Tag::LI, vec![group(Tag::Lbl, label), group(Tag::LBody, words)])
    }
}

fn group(tag: impl Into<krilla::tagging::TagKind>, stretches: Vec<Identifier>) -> TagGroup {
    TagGroup::with_children(tag, stretches.into_iter().map(Into::into).collect())
}

fn nested(tag: impl Into<krilla::tagging::TagKind>, groups: Vec<TagGroup>) -> TagGroup {
    TagGroup::with_children(tag, groups.into_iter().map(Into::into).collect())
}
