//! Where news by a channel would go, and when two people give the same address for it (R9, R11, R14, R21).

use std::fmt;
use std::hash::{Hash, Hasher};

use super::purpose::Channel;

/// As much of what somebody said as an address is made of. It has no `Debug`: it is personal data.
#[derive(Clone, Copy, Default)]
pub struct Addresses<'a> {
    /// Whether a guardian is named: then email and telephone are the guardian's (R11).
    pub of_guardian: bool,
    /// Email address.
    pub email: Option<&'a str>,
    /// Telephone number, in E.164.
    pub phone: Option<&'a str>,
    /// The first line of the postal address.
    pub line: Option<&'a str>,
    /// The rest of it, as far as it is known: somebody without a postcode has to be stopped too.
    pub rest: Option<&'a str>,
}

impl<'a> Addresses<'a> {
    /// Where news by that channel would go.
    #[must_use]
    pub fn by(&self, channel: Channel) -> Option<Address<'a>> {
        match channel {
            Channel::Email => self.email.map(Address::Email),
            Channel::Sms | Channel::Phone => self.phone.map(Address::Phone),
            Channel::Post => self.line.map(|line| Address::Post(line, self.rest)),
        }
    }
}

/// One address, as it is written in a batch by [`fmt::Display`]. It has no `Debug`: it is personal data.
///
/// Two are equal, and hash alike, where a sender would reach the same door: case and the gaps of a postal address do not
/// count.
#[derive(Clone, Copy)]
pub enum Address<'a> {
    /// An email address.
    Email(&'a str),
    /// A telephone number, in E.164.
    Phone(&'a str),
    /// A street, and the postcode or the town where there is one.
    Post(&'a str, Option<&'a str>),
}

impl fmt::Display for Address<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Email(email) => f.write_str(email),
            Self::Phone(number) => write!(f, "tel:{number}"),
            Self::Post(line, None) => f.write_str(line),
            Self::Post(line, Some(rest)) => write!(f, "{line}, {rest}"),
        }
    }
}

impl Address<'_> {
    /// The same for two that are equal, and for no others.
    #[must_use]
    pub fn key(&self) -> String {
        self.letters().collect()
    }

    /// The letters that count, behind one that says what kind of address it is.
    fn letters(&self) -> impl Iterator<Item = char> + '_ {
        let (kind, line, rest) = match *self {
            Self::Email(email) => ('@', email, None),
            Self::Phone(number) => ('+', number, None),
            Self::Post(line, rest) => ('/', line, rest),
        };
        let counts = move |c: &char| kind != '/' || c.is_alphanumeric();
        let all = line.chars().chain([',']).chain(rest.unwrap_or_default().chars());
        std::iter::once(kind).chain(all.filter(counts).flat_map(char::to_lowercase))
    }
}

impl PartialEq for Address<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.letters().eq(other.letters())
    }
}

impl Eq for Address<'_> {}

impl Hash for Address<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let mut room = [0; 4];
        self.letters().for_each(|letter| state.write(letter.encode_utf8(&mut room).as_bytes()));
    }
}
