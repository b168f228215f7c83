//! What is printed or handed out: documents as PDF and as Markdown, from the same blocks, in every script that a name can be
//! written in. Pure: it makes bytes; who writes them where is `desk`'s.

pub mod badge;
pub mod certificate;
pub mod copy;
pub mod day;
pub mod hand_over;
pub mod help_today;
pub mod incident;
pub mod keys;
mod layout;
pub mod letter;
mod markdown;
pub mod notice;
mod pdf;
pub mod processing;
mod prose;
pub mod receipt;
mod shape;
pub mod slip;
mod tags;

pub use pdf::PdfError;

/// A document: its title, its language and its parts, in their order.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is called.
    pub title: String,
    /// BCP 47 tag of its language, for those who have it read out: that of the program's own words in it, which are English where
    /// there are none in the reader's; a notice is in its own.
    pub language: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A smaller heading.
    Subheading(String),
    /// A paragraph.
    Text(String),
    /// What something is, and what it says.
    Pair(String, String),
    /// One of several.
    Item(String),
}

/// What something is, and what it says.
fn pair(label: &str, value: &str) -> Block {
    Block::Pair(label.to_owned(), value.to_owned())
}

impl Document {
    /// The document as PDF, on A4.
    ///
    /// # Errors
    /// [`PdfError`], which is a fault of the program.
    pub fn to_pdf(&self) -> Result<Vec<u8>, PdfError> {
        pdf::write(self)
    }

    /// The document as Markdown.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        markdown::write(self)
    }
}
