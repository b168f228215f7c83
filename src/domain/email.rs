//! E-mail addresses: kept as typed, compared without case, never rewritten.

use std::fmt;

use email_address::{EmailAddress, Error as Grammar, Options};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// Why an address cannot be kept. The message says what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EmailError {
    /// Nothing was typed.
    #[error("Write an email address, or leave it out")]
    Empty,
    /// White space inside, as in `x @gmail.com`.
    #[error("Take out the space")]
    Space,
    /// No `@`.
    #[error("Add the @ and what follows it")]
    AtMissing,
    /// More than one `@`.
    #[error("Write one address, with one @")]
    SeveralAts,
    /// Nothing before the `@`.
    #[error("Add the part before the @")]
    LocalMissing,
    /// Nothing after the `@`.
    #[error("Add the part after the @")]
    DomainMissing,
    /// A domain without a dot.
    #[error("Add the ending, such as .com or .uk")]
    EndingMissing,
    /// A dot at an end of a part, or two together.
    #[error("Check the dots")]
    Dots,
    /// A character, a quotation or an IP address that public mail systems do not take.
    #[error("Check for characters that do not belong")]
    Character,
    /// Longer than [`Email::LONGEST`], or a part longer than RFC 5321 allows (64 before the `@`, 63 between dots).
    #[error("Check the length: it is too long")]
    TooLong,
}

/// An address that can be written to: `local@domain.tld`, without quotes, comments, names or IP addresses.
///
/// Equality is of what was typed; [`Email::key`] is for telling whether two addresses are the same.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email {
    typed: String,
    at: usize,
}

impl Email {
    /// The limit in bytes, and so also in characters (RFC 5321, section 4.5.3.1.3, without the angle brackets).
    pub const LONGEST: usize = 254;

    /// Reads an address; white space around it is not part of it.
    ///
    /// # Errors
    /// Any [`EmailError`].
    pub fn parse(typed: &str) -> Result<Self, EmailError> {
        let typed: String = typed.trim().nfc().collect();
        if typed.is_empty() {
            return Err(EmailError::Empty);
        }
        if typed.len() > Self::LONGEST {
            return Err(EmailError::TooLong);
        }
        if typed.contains(char::is_whitespace) {
            return Err(EmailError::Space);
        }
        let (local, domain) = typed.split_once('@').ok_or(EmailError::AtMissing)?;
        check_parts(local, domain)?;
        let grammar = Options::default().without_display_text().without_domain_literal().with_minimum_sub_domains(2);
        EmailAddress::parse_with_options(&typed, grammar).map_err(|error| in_words(&error))?;
        Ok(Self { at: local.len(), typed })
    }

    /// The address as typed, in NFC and without white space around it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.typed
    }

    /// What comes before the `@`.
    #[must_use]
    pub fn local(&self) -> &str {
        &self.typed[..self.at]
    }

    /// What comes after the `@`.
    #[must_use]
    pub fn domain(&self) -> &str {
        &self.typed[self.at + 1..]
    }

    /// The address in lower case: two addresses are the same where their keys are. (A mail system may tell
    /// `Ann@x.org` from `ann@x.org`; none that people use does.)
    #[must_use]
    pub fn key(&self) -> String {
        self.typed.to_lowercase()
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(..)")
    }
}

impl TryFrom<String> for Email {
    type Error = EmailError;
    fn try_from(typed: String) -> Result<Self, EmailError> {
        Self::parse(&typed)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.typed
    }
}

/// What the grammar allows and public mail does not: quotations, domains with other signs than letters, digits and
/// dashes, and bare IP addresses.
fn check_parts(local: &str, domain: &str) -> Result<(), EmailError> {
    if domain.contains('@') {
        return Err(EmailError::SeveralAts);
    }
    if local.is_empty() {
        return Err(EmailError::LocalMissing);
    }
    if domain.is_empty() {
        return Err(EmailError::DomainMissing);
    }
    let dots = |part: &str| part.starts_with('.') || part.ends_with('.') || part.contains("..");
    if dots(local) || dots(domain) {
        return Err(EmailError::Dots);
    }
    let in_domain =
        |c: char| matches!(c, '.' | '-' | 'a'..='z' | 'A'..='Z' | '0'..='9') || (!c.is_ascii() && !c.is_control());
    if local.starts_with('"') || !domain.chars().all(in_domain) || local.contains(char::is_control) {
        return Err(EmailError::Character);
    }
    match domain.rsplit_once('.') {
        None => Err(EmailError::EndingMissing),
        Some((_, ending)) if ending.bytes().all(|b| b.is_ascii_digit()) => Err(EmailError::Character),
        Some(_) => Ok(()),
    }
}

fn in_words(error: &Grammar) -> EmailError {
    match error {
        Grammar::MissingSeparator => EmailError::AtMissing,
        Grammar::LocalPartEmpty => EmailError::LocalMissing,
        Grammar::DomainEmpty => EmailError::DomainMissing,
        Grammar::LocalPartTooLong | Grammar::DomainTooLong | Grammar::SubDomainTooLong => EmailError::TooLong,
        Grammar::SubDomainEmpty | Grammar::DomainInvalidSeparator => EmailError::Dots,
        Grammar::DomainTooFew => EmailError::EndingMissing,
        _ => EmailError::Character,
    }
}

/// Domains that many people have an address at, commonest first. A domain in this list is never called misspelt.
const COMMON_DOMAINS: [&str; 50] = [
    "gmail.com",
    "hotmail.com",
    "outlook.com",
    "yahoo.com",
    "icloud.com",
    "hotmail.co.uk",
    "yahoo.co.uk",
    "btinternet.com",
    "live.co.uk",
    "live.com",
    "googlemail.com",
    "aol.com",
    "sky.com",
    "me.com",
    "mac.com",
    "msn.com",
    "virginmedia.com",
    "ntlworld.com",
    "talktalk.net",
    "blueyonder.co.uk",
    "tiscali.co.uk",
    "imperial.ac.uk",
    "protonmail.com",
    "proton.me",
    "mail.com",
    "email.com",
    "ymail.com",
    "rocketmail.com",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "web.de",
    "t-online.de",
    "qq.com",
    "163.com",
    "126.com",
    "sina.com",
    "foxmail.com",
    "naver.com",
    "hanmail.net",
    "mail.ru",
    "yandex.ru",
    "wp.pl",
    "o2.pl",
    "onet.pl",
    "interia.pl",
    "orange.fr",
    "free.fr",
    "libero.it",
    "rediffmail.com",
];

impl Email {
    /// Whether the domain is a provider's of private mailboxes, so that the address is somebody's own and not one at work (R8).
    #[must_use]
    pub fn is_personal(&self) -> bool {
        // Whom a university is at is no provider.
        const AT_WORK: &str = "imperial.ac.uk";
        let domain = self.domain().to_lowercase();
        domain != AT_WORK && (COMMON_DOMAINS.contains(&domain.as_str()) || is_national_branch(&domain))
    }
}

/// What may have been meant, for "Did you mean …?": a common domain in place of a misspelt one, a missing `@` before a
/// common domain, or the address without its inner spaces. `None` where nothing is close. Never applied by itself.
#[must_use]
pub fn suggest(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let joined: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let meant = match joined.rsplit_once('@') {
        Some((local, domain)) => format!("{local}@{}", closest_domain(domain).unwrap_or(domain)),
        None => with_at(&joined)?,
    };
    (meant != typed && Email::parse(&meant).is_ok()).then_some(meant)
}

fn with_at(typed: &str) -> Option<String> {
    let lower = typed.to_ascii_lowercase();
    let domain =
        COMMON_DOMAINS.into_iter().filter(|domain| lower.ends_with(domain)).max_by_key(|domain| domain.len())?;
    let local = &typed[..typed.len() - domain.len()];
    (!local.is_empty()).then(|| format!("{local}@{domain}"))
}

fn closest_domain(typed: &str) -> Option<&'static str> {
    let typed = typed.to_lowercase();
    if COMMON_DOMAINS.contains(&typed.as_str()) || is_national_branch(&typed) {
        return None;
    }
    let letters = typed.chars().count();
    COMMON_DOMAINS
        .into_iter()
        .map(|domain| (slips_allowed(&typed, domain), domain))
        // That many letters more or fewer are as many slips: most need no comparing.
        .filter(|(allowed, domain)| letters.abs_diff(domain.len()) <= *allowed)
        .map(|(allowed, domain)| (allowed, strsim::osa_distance(&typed, domain), domain))
        .filter(|(allowed, distance, _)| distance <= allowed)
        .map(|(_, distance, domain)| (distance, domain))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, domain)| domain)
}

/// A short name is close to too many others: there only its ending may be misspelt.
fn slips_allowed(typed: &str, domain: &str) -> usize {
    let provider = |domain: &str| domain.split('.').next().map(str::len).unwrap_or_default();
    match provider(domain) {
        0..=3 if typed.split('.').next() != domain.split('.').next() => 0,
        0..=4 => 1,
        _ => 2,
    }
}

/// `yahoo.fr`, `hotmail.it`: a real branch of a provider that has them in many countries. (`.co`, `.cm` and `.om` are
/// `.com` mistyped.)
fn is_national_branch(domain: &str) -> bool {
    let Some((provider, ending)) = domain.split_once('.') else { return false };
    let country = ending.rsplit('.').next().unwrap_or(ending);
    ["yahoo", "hotmail", "outlook", "live", "gmx", "orange", "proton"].contains(&provider)
        && country.len() == 2
        && !["co", "cm", "om"].contains(&country)
        && celes::Country::from_alpha2(country).is_ok()
}
