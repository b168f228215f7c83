//! Telephone numbers: kept as typed, with the E.164 form that is stored and compared.
//!
//! A number that the numbering plans do not know is kept with a warning: plans change, and the desk cannot ring up
//! to ask. Only what cannot be a telephone number at all is an error.

use std::fmt;

use phonenumber::country::Source;
use phonenumber::metadata::DATABASE;
use phonenumber::{Mode, PhoneNumber};
use serde::{Deserialize, Serialize};

use super::country::Country;
use super::text::{Line, TextError, western_digits};

/// Why a text is no telephone number. The message says what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Nothing was typed.
    #[error("Write a phone number, or leave it out")]
    Empty,
    /// Letters or signs that do not belong (an extension is `x123` or `ext. 123` at the end).
    #[error("Write digits only, and x before an extension")]
    NotANumber,
    /// Fewer digits than any telephone number has.
    #[error("Add the missing digits")]
    TooShort,
    /// More digits than E.164 allows; often two numbers in one field.
    #[error("Write one number, at most 15 digits")]
    TooLong,
    /// A `+`, or `00`, and no country's code after it.
    #[error("Check the country code at the start")]
    UnknownCountryCode,
    /// What no text may hold.
    #[error(transparent)]
    Text(TextError),
}

/// Something to look at again; the number is kept all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum PhoneWarning {
    /// The country's numbering plan, as we have it, has no such number.
    #[error("Check the number: it looks unusual")]
    Unusual,
}

/// A telephone number.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Phone {
    as_typed: Line,
    e164: String,
    national: String,
    extension: Option<String>,
    warning: Option<PhoneWarning>,
}

impl Phone {
    /// The limit, in characters as typed.
    pub const LONGEST: usize = 40;

    /// Reads a number as it is dialled in `country` (where that is not known, in the United Kingdom); a leading `+`
    /// overrides the country. Brackets, spaces, dots, dashes and slashes do not count, nor does a `(0)` after a
    /// country code.
    ///
    /// # Errors
    /// Any [`PhoneError`].
    pub fn parse(typed: &str, country: Option<Country>) -> Result<Self, PhoneError> {
        let as_typed = Line::parse_up_to(typed, Self::LONGEST).map_err(|error| match error {
            TextError::Empty => PhoneError::Empty,
            TextError::TooLong { .. } => PhoneError::TooLong,
            error => PhoneError::Text(error),
        })?;
        let (digits, extension) = dialled(as_typed.as_str())?;
        let (number, e164) = settled(read(&digits, country)?)?;
        match e164.len() - 1 {
            ..FEWEST_DIGITS => return Err(PhoneError::TooShort),
            FEWEST_DIGITS..=MOST_DIGITS => {}
            _ => return Err(PhoneError::TooLong),
        }
        let valid = number.is_valid();
        let warning = (!valid).then_some(PhoneWarning::Unusual);
        Ok(Self { as_typed, national: as_spoken(&number, valid), e164, extension, warning })
    }

    /// Reads back a number that was kept: as it was understood when it was entered, whatever the country.
    ///
    /// # Errors
    /// Any [`PhoneError`], when the two do not belong together.
    pub fn stored(e164: &str, as_typed: &str) -> Result<Self, PhoneError> {
        let kept = Self::parse(e164, None)?;
        let as_typed = Line::parse_up_to(as_typed, Self::LONGEST).map_err(PhoneError::Text)?;
        let (_, extension) = dialled(as_typed.as_str())?;
        Ok(Self { as_typed, extension, ..kept })
    }

    /// The number as it was typed.
    #[must_use]
    pub fn as_typed(&self) -> &str {
        self.as_typed.as_str()
    }

    /// `+`, country code and number, digits only (ITU-T E.164), without an extension.
    #[must_use]
    pub fn e164(&self) -> &str {
        &self.e164
    }

    /// As spoken within the country, with its leading zero where it has one: `07700 900364`.
    #[must_use]
    pub fn national(&self) -> &str {
        &self.national
    }

    /// The extension's digits, if there is one.
    #[must_use]
    pub fn extension(&self) -> Option<&str> {
        self.extension.as_deref()
    }

    /// What to look at again, if anything.
    #[must_use]
    pub fn warning(&self) -> Option<PhoneWarning> {
        self.warning
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(..)")
    }
}

/// E.164: country code and number together.
const MOST_DIGITS: usize = 15;
/// The shortest numbers, such as Niue's, have four digits after a country code of three.
const FEWEST_DIGITS: usize = 7;
const FEWEST_DIALLED: usize = 4;
/// Digits of a country's code.
const LONGEST_CODE: usize = 3;

/// The digits to dial, with a leading `+` where one was typed, and the extension.
///
/// The crate's own reader would take letters for the keys they stand on, and cut the text where it likes; here
/// nothing that was typed goes unread.
fn dialled(typed: &str) -> Result<(String, Option<String>), PhoneError> {
    let typed = western_digits(typed).to_ascii_lowercase();
    let typed = typed.strip_prefix("tel:").unwrap_or(&typed);
    let (number, extension) = match typed.find(|c: char| c == '#' || c.is_alphabetic()) {
        Some(at) => (&typed[..at], Some(extension_digits(&typed[at..])?)),
        None => (typed, None),
    };
    let number = number.trim_matches(|c: char| c.is_whitespace() || is_punctuation(c));
    let digits: String = number.chars().filter(|c| !c.is_whitespace() && !is_punctuation(*c)).collect();
    let digits = digits.replace('\u{FF0B}', "+");
    let bare = digits.strip_prefix('+').unwrap_or(&digits);
    if !bare.bytes().all(|b| b.is_ascii_digit()) {
        return Err(PhoneError::NotANumber);
    }
    match bare.len() {
        0 => Err(PhoneError::NotANumber),
        n if n < FEWEST_DIALLED => Err(PhoneError::TooShort),
        // A trunk zero or an international prefix may come on top.
        n if n > MOST_DIGITS + 4 => Err(PhoneError::TooLong),
        _ => Ok((digits, extension)),
    }
}

fn extension_digits(tail: &str) -> Result<String, PhoneError> {
    let digits = ["extension", "extn", "ext", "x", "#"]
        .into_iter()
        .find_map(|mark| tail.strip_prefix(mark))
        .map(|rest| rest.trim_matches([' ', '.', ':', ')']))
        .ok_or(PhoneError::NotANumber)?;
    let short = (1..=11).contains(&digits.len());
    if short && digits.bytes().all(|b| b.is_ascii_digit()) {
        Ok(digits.to_owned())
    } else {
        Err(PhoneError::NotANumber)
    }
}

fn is_punctuation(c: char) -> bool {
    matches!(c, '(' | ')' | '.' | '-' | '/' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{AD}' | '\u{200B}'..='\u{200F}')
}

/// Reads digits as they are dialled in a country. What is written with its country code, after `+` or after what is dialled
/// for abroad, is read by that country's own rules: in Italy a leading zero is a part of the number.
fn read(digits: &str, country: Option<Country>) -> Result<PhoneNumber, PhoneError> {
    if digits.starts_with('+') {
        return with_country_code(digits);
    }
    // A few uninhabited territories have no numbering plan of their own.
    let region = country.map_or("GB", Country::alpha2);
    let region = if DATABASE.by_id(region).is_some() { region } else { "GB" };
    let region = region.parse().map_err(|_| PhoneError::NotANumber)?;
    let number = phonenumber::parse(Some(region), digits).map_err(|error| unreadable(&error))?;
    if number.code().source() == Source::Idd {
        let code = number.code().value().to_string();
        // Nowhere is less than two digits dialled for abroad.
        let abroad = digits.match_indices(&code).map(|(at, _)| at).find(|&at| at >= 2);
        let abroad = abroad.and_then(|at| with_country_code(&format!("+{}", &digits[at..])).ok());
        return Ok(abroad.unwrap_or(number));
    }
    Ok(number)
}

fn with_country_code(digits: &str) -> Result<PhoneNumber, PhoneError> {
    let bare = digits.trim_start_matches('+');
    // No code begins with another, so the shortest is the one.
    let code = (1..=LONGEST_CODE).filter_map(|length| bare.get(..length)).find_map(|code| {
        let plans = DATABASE.by_code(&code.parse().ok()?)?;
        plans.first()?.id().parse().ok()
    });
    // Without the region, a number that no plan knows would keep the trunk zero that was written in brackets.
    phonenumber::parse(code.filter(|_| !bare.starts_with('0')), digits).map_err(|error| unreadable(&error))
}

fn unreadable(error: &phonenumber::ParseError) -> PhoneError {
    match error {
        phonenumber::ParseError::InvalidCountryCode => PhoneError::UnknownCountryCode,
        phonenumber::ParseError::TooLong => PhoneError::TooLong,
        phonenumber::ParseError::TooShortNsn | phonenumber::ParseError::TooShortAfterIdd => PhoneError::TooShort,
        _ => PhoneError::NotANumber,
    }
}

/// The number and its E.164 form, which reads as that number again: where a plan does not know a number, the leading zero
/// that was taken for a part of it may read as a trunk zero the next time, and is one then.
fn settled(mut number: PhoneNumber) -> Result<(PhoneNumber, String), PhoneError> {
    let e164 = |number: &PhoneNumber| format!("+{}{}", number.code().value(), number.national());
    for _ in 0..3 {
        let again = read(&e164(&number), None)?;
        if e164(&again) == e164(&number) {
            break;
        }
        number = again;
    }
    let e164 = e164(&number);
    Ok((number, e164))
}

/// Grouped as the country does. A number that its plan does not know has no groups, and gets the trunk zero that the
/// country's other numbers have.
fn as_spoken(number: &PhoneNumber, valid: bool) -> String {
    let spoken = number.format().mode(Mode::National).to_string();
    let bare = spoken == number.national().to_string();
    let plans = DATABASE.by_code(&number.code().value()).unwrap_or_default();
    let trunk_zero = plans.first().is_some_and(|plan| plan.national_prefix() == Some("0"));
    if bare && trunk_zero && !valid { format!("0{spoken}") } else { spoken }
}
