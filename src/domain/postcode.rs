//! Postcodes: those of the United Kingdom are normalised and warned about, never refused; others stay as typed.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::country::Country;
use super::text::{Line, TextError};

/// A postcode as it is kept.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Postcode {
    kept: Line,
    warning: Option<PostcodeWarning>,
}

/// Something to look at again; the postcode is kept all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum PostcodeWarning {
    /// Not of the form that postcodes of the United Kingdom have.
    #[error("Check the postcode: it looks unusual")]
    Unusual,
}

impl Postcode {
    /// The limit, in characters.
    pub const LONGEST: usize = 20;

    /// Reads a postcode of `country`; where that is not known, of the United Kingdom. One that looks like a British
    /// postcode gets capitals and one space (`sw72az` is `SW7 2AZ`); any other is kept as typed.
    ///
    /// # Errors
    /// A [`TextError`] for what no text may hold.
    pub fn parse(typed: &str, country: Option<Country>) -> Result<Self, TextError> {
        let kept = Line::parse_up_to(typed, Self::LONGEST)?;
        if !country.is_none_or(writes_british_postcodes) {
            return Ok(Self { kept, warning: None });
        }
        match british(kept.as_str()) {
            Some(normal) => Ok(Self { kept: Line::parse_up_to(&normal, Self::LONGEST)?, warning: None }),
            None => Ok(Self { kept, warning: Some(PostcodeWarning::Unusual) }),
        }
    }

    /// The postcode as kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.kept.as_str()
    }

    /// What to look at again, if anything.
    #[must_use]
    pub fn warning(&self) -> Option<PostcodeWarning> {
        self.warning
    }
}

/// Countries and territories without codes in their addresses (Universal Postal Union, "Postal addressing systems").
const WITHOUT: [&str; 52] = [
    "AE", "AG", "AO", "AW", "BI", "BJ", "BO", "BS", "BW", "BZ", "CD", "CF", "CG", "CM", "DJ", "DM", "FJ", "GA", "GD",
    "GM", "GQ", "GY", "HK", "KI", "KM", "KN", "KP", "ML", "MO", "MR", "MW", "NR", "NU", "QA", "RW", "SB", "SC", "SL",
    "SR", "ST", "SY", "TD", "TG", "TK", "TO", "TV", "UG", "VU", "YE", "ZW", "CK", "GH",
];

/// What the code at the end of an address is called in a country; where that is not known, as in the United Kingdom.
/// `None` where addresses have none (R2).
#[must_use]
pub fn name_in(country: Option<Country>) -> Option<&'static str> {
    match country.map(Country::alpha2) {
        Some("US" | "PR" | "GU" | "VI" | "AS" | "MP" | "PH") => Some("ZIP code"),
        Some("IE") => Some("Eircode"),
        Some("IN") => Some("PIN code"),
        Some(code) if WITHOUT.contains(&code) => None,
        _ => Some("Postcode"),
    }
}

impl fmt::Debug for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Postcode(..)")
    }
}

/// The United Kingdom, Guernsey, Jersey and the Isle of Man share one system.
fn writes_british_postcodes(country: Country) -> bool {
    ["GB", "GG", "JE", "IM"].contains(&country.alpha2())
}

/// The normal form, where the text has one of the six shapes of BS 7666 (A9, A99, A9A, AA9, AA99, AA9A, each with 9AA
/// after it) or is Girobank's GIR 0AA.
fn british(typed: &str) -> Option<String> {
    let joined: String = typed.chars().filter(|c| *c != ' ' && *c != '-').map(|c| c.to_ascii_uppercase()).collect();
    let shape: String = joined
        .chars()
        .map(|c| match c {
            'A'..='Z' => 'A',
            '0'..='9' => '9',
            _ => '?',
        })
        .collect();
    let outward = shape.strip_suffix("9AA")?;
    let usual = ["A9", "A99", "A9A", "AA9", "AA99", "AA9A"].contains(&outward);
    (usual || joined == "GIR0AA").then(|| format!("{} {}", &joined[..outward.len()], &joined[outward.len()..]))
}
