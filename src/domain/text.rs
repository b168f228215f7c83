//! Text as a person typed it, safe to keep: NFC (UAX #15), and free of characters that hide or break what is read.
//!
//! Nothing is dropped in silence. White space at either end is not part of an answer and is trimmed; every other
//! character that cannot be kept is an error for the field. Inner runs of spaces stay as typed.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// Why a text cannot be kept. The message says what to do and never repeats the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing was left after trimming.
    #[error("Write something here, or leave it out")]
    Empty,
    /// A line break where one line is asked for.
    #[error("Write it on one line")]
    LineBreak,
    /// NUL, a tab or another control character (Unicode category Cc).
    #[error("Take out the hidden control character")]
    Control,
    /// A character that overrides or isolates the direction of text (U+202A to U+202E, U+2066 to U+2069).
    #[error("Take out the hidden direction character")]
    Direction,
    /// A code point that will never be a character (U+FDD0 to U+FDEF, and the last two of every plane).
    #[error("Take out the character that is none")]
    Noncharacter,
    /// More characters than the field holds, counted as Unicode scalar values after NFC.
    #[error("Shorten it to {max} characters")]
    TooLong {
        /// How many characters the field holds.
        max: usize,
    },
}

/// One line of text, not empty, in NFC.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Line(String);

impl Line {
    /// The usual limit, in characters.
    pub const USUAL: usize = 200;
    /// The limit that no field exceeds, in characters.
    pub const LONGEST: usize = 1_000;

    /// Reads a line of at most [`Line::USUAL`] characters.
    ///
    /// # Errors
    /// Any [`TextError`].
    pub fn parse(typed: &str) -> Result<Self, TextError> {
        Self::parse_up_to(typed, Self::USUAL)
    }

    /// Reads a line of at most `max` characters; `max` itself is at most [`Line::LONGEST`].
    ///
    /// # Errors
    /// Any [`TextError`].
    pub fn parse_up_to(typed: &str, max: usize) -> Result<Self, TextError> {
        keep(typed, max.min(Self::LONGEST), Breaks::Refused).map(Self)
    }

    /// The text, as typed but for NFC and trimming.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Some lines of text, not empty, in NFC. Line breaks are `\n`, however they were typed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Paragraph(String);

impl Paragraph {
    /// The usual limit, in characters.
    pub const USUAL: usize = 2_000;
    /// The limit that no field exceeds, in characters.
    pub const LONGEST: usize = 20_000;

    /// Reads a text of at most [`Paragraph::USUAL`] characters.
    ///
    /// # Errors
    /// Any [`TextError`] but [`TextError::LineBreak`].
    pub fn parse(typed: &str) -> Result<Self, TextError> {
        Self::parse_up_to(typed, Self::USUAL)
    }

    /// Reads a text of at most `max` characters; `max` itself is at most [`Paragraph::LONGEST`].
    ///
    /// # Errors
    /// Any [`TextError`] but [`TextError::LineBreak`].
    pub fn parse_up_to(typed: &str, max: usize) -> Result<Self, TextError> {
        let typed = typed.replace("\r\n", "\n");
        keep(&typed, max.min(Self::LONGEST), Breaks::Kept).map(Self)
    }

    /// The text, as typed but for NFC, trimming and the kind of line break.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

macro_rules! string_conversions {
    ($type:ident) => {
        impl TryFrom<String> for $type {
            type Error = TextError;
            fn try_from(text: String) -> Result<Self, TextError> {
                Self::parse_up_to(&text, Self::LONGEST)
            }
        }
        impl From<$type> for String {
            fn from(text: $type) -> Self {
                text.0
            }
        }
        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($type), "(..)"))
            }
        }
    };
}
string_conversions!(Line);
string_conversions!(Paragraph);

#[derive(Clone, Copy, PartialEq)]
enum Breaks {
    Kept,
    Refused,
}

fn keep(typed: &str, max: usize, breaks: Breaks) -> Result<String, TextError> {
    let text: String = typed.trim().nfc().collect();
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    if let Some(error) = text.chars().find_map(|c| refusal(c, breaks)) {
        return Err(error);
    }
    if text.chars().count() > max {
        return Err(TextError::TooLong { max });
    }
    Ok(text)
}

fn refusal(c: char, breaks: Breaks) -> Option<TextError> {
    match c {
        '\n' if breaks == Breaks::Kept => None,
        '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' if breaks == Breaks::Refused => Some(TextError::LineBreak),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Some(TextError::Direction),
        c if c.is_control() => Some(TextError::Control),
        c if is_noncharacter(c) => Some(TextError::Noncharacter),
        _ => None,
    }
}

fn is_noncharacter(c: char) -> bool {
    ('\u{FDD0}'..='\u{FDEF}').contains(&c) || u32::from(c) & 0xFFFE == 0xFFFE
}

/// The same text with the decimal digits of every common script as `0` to `9`, so that a date or a telephone number
/// may be typed on any keyboard.
#[must_use]
pub fn western_digits(text: &str) -> String {
    text.chars().map(western_digit).collect()
}

fn western_digit(c: char) -> char {
    // Where each block of ten begins: Arabic-Indic, its eastern form, the scripts of India, Thai, Lao, Tibetan,
    // Burmese, Khmer, Mongolian, full-width.
    const ZEROS: [u32; 18] = [
        0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0E50, 0x0ED0, 0x0F20,
        0x1040, 0x17E0, 0x1810, 0xFF10,
    ];
    let code = u32::from(c);
    ZEROS
        .iter()
        .find_map(|zero| code.checked_sub(*zero).filter(|d| *d < 10))
        .and_then(|digit| char::from_digit(digit, 10))
        .unwrap_or(c)
}
