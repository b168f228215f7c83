//! What people are called. Names are kept as typed, in NFC, in any script; nothing about a name is "wrong".
//!
//! A name that looks like a spreadsheet formula (`=cmd`, `-Lee`, `@nna`) is a name: whoever writes a spreadsheet
//! escapes it there.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::text::{Line, TextError};

/// Why a name cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// No part of a name was given.
    #[error("Write a name")]
    Missing,
    /// The text cannot be kept, whatever it is.
    #[error(transparent)]
    Text(TextError),
}

impl From<TextError> for NameError {
    fn from(error: TextError) -> Self {
        if error == TextError::Empty { Self::Missing } else { Self::Text(error) }
    }
}

/// A person's whole name, or one part of it; one part alone is a whole name too.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonName(Line);

impl PersonName {
    /// The limit, in characters.
    pub const LONGEST: usize = 200;

    /// Reads a name of at most [`PersonName::LONGEST`] characters.
    ///
    /// # Errors
    /// [`NameError::Missing`] for white space only; a [`TextError`] for what no text may hold.
    pub fn parse(typed: &str) -> Result<Self, NameError> {
        Ok(Self(Line::parse_up_to(typed, Self::LONGEST)?))
    }

    /// The name as typed, in NFC.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonName(..)")
    }
}

/// Given and family name apart, for an event whose form asks for them so. At least one is there.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "(String, String)", into = "(String, String)")]
pub struct NameParts {
    given: Option<PersonName>,
    family: Option<PersonName>,
    full: PersonName,
}

impl NameParts {
    /// Reads both parts; either may be empty, not both.
    ///
    /// # Errors
    /// [`NameError::Missing`] when both are empty; a [`TextError`] for what no text may hold, or when the whole name
    /// is longer than [`PersonName::LONGEST`].
    pub fn parse(given: &str, family: &str) -> Result<Self, NameError> {
        let (given, family) = (part(given)?, part(family)?);
        let full = match (&given, &family) {
            (Some(given), Some(family)) => PersonName::parse(&whole(given.as_str(), family.as_str()))?,
            (Some(one), None) | (None, Some(one)) => one.clone(),
            (None, None) => return Err(NameError::Missing),
        };
        Ok(Self { given, family, full })
    }

    /// The given name, if there is one.
    #[must_use]
    pub fn given(&self) -> Option<&PersonName> {
        self.given.as_ref()
    }

    /// The family name, if there is one.
    #[must_use]
    pub fn family(&self) -> Option<&PersonName> {
        self.family.as_ref()
    }

    /// The whole name: given name first, except where both parts are in Chinese, Japanese or Korean writing, which
    /// put the family name first and no space between.
    #[must_use]
    pub fn full(&self) -> &PersonName {
        &self.full
    }
}

impl TryFrom<(String, String)> for NameParts {
    type Error = NameError;
    fn try_from((given, family): (String, String)) -> Result<Self, NameError> {
        Self::parse(&given, &family)
    }
}

impl From<NameParts> for (String, String) {
    fn from(parts: NameParts) -> Self {
        let text = |part: Option<PersonName>| part.map(|name| name.as_str().to_owned()).unwrap_or_default();
        (text(parts.given), text(parts.family))
    }
}

impl fmt::Debug for NameParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NameParts(..)")
    }
}

fn part(typed: &str) -> Result<Option<PersonName>, NameError> {
    match PersonName::parse(typed) {
        Ok(name) => Ok(Some(name)),
        Err(NameError::Missing) => Ok(None),
        Err(error) => Err(error),
    }
}

fn whole(given: &str, family: &str) -> String {
    if given.chars().chain(family.chars()).all(is_east_asian) {
        format!("{family}{given}")
    } else {
        format!("{given} {family}")
    }
}

/// Whether a character belongs to Han, kana or Hangul.
pub(super) fn is_east_asian(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11FF}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30FF}' | '\u{3131}'..='\u{318E}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}')
}
