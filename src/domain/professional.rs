//! The recorded exception for professionals of higher education (R8): with an existing relationship, and without an objection, their
//! organisation may be written to by email without a Yes, on legitimate interests. In doubt they are asked for consent.

use serde::Serialize;

use super::age::AgeBand;
use super::email::Email;
use super::ledger::Standing;
use super::permit::Standings;
use super::purpose::{Channel, Question};
use super::text::Line;

/// What is recorded of a relationship. Each part is there, and an opt-out was offered, or there is no exception. It has no `Debug`:
/// it says what somebody does.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct ProfessionalException {
    /// Where they work: a university, a college.
    pub institution: Line,
    /// What they do there.
    pub role: Line,
    /// What the relationship with the organisation is.
    pub relationship: Line,
}

/// Why there is no exception. Nothing was recorded, and the person can be asked for consent instead.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoException {
    /// A part is missing, or is no line of text.
    #[error(
        "Say in one line each where they work, what they do there, and what the relationship is. Nothing was recorded."
    )]
    Incomplete,
    /// Nobody offered them to opt out.
    #[error("Offer them to opt out first, and say that you did. Nothing was recorded; in doubt ask for their consent.")]
    NoOptOut,
    /// The event does not have it.
    #[error("This event makes no exception for professionals, so nothing was recorded. Ask for their consent.")]
    Off,
    /// Not known to be grown up (R11).
    #[error("This is only for people who are known to be adults. Nothing was recorded; ask for their consent.")]
    NotAdult,
    /// There is nowhere to write to.
    #[error("There is no email address to write to. Nothing was recorded; correct their details first.")]
    NoEmail,
    /// A private address.
    #[error("That email is a personal address, not one at work. Nothing was recorded; ask for their consent.")]
    PersonalAddress,
    /// They said Yes, so that nothing else is needed.
    #[error("They said Yes to news by email, so no exception is needed. Nothing was recorded.")]
    SaidYes,
    /// They declined, took it back or objected.
    #[error("They said No to news, took a Yes back or objected. That stands, so nothing was recorded.")]
    SaidNo,
}

impl ProfessionalException {
    /// Reads what was written.
    ///
    /// # Errors
    /// [`NoException::Incomplete`], [`NoException::NoOptOut`].
    pub fn parse(
        institution: &str,
        role: &str,
        relationship: &str,
        offered_opt_out: bool,
    ) -> Result<Self, NoException> {
        let line = |text: &str| Line::parse(text).map_err(|_| NoException::Incomplete);
        let exception = Self { institution: line(institution)?, role: line(role)?, relationship: line(relationship)? };
        if offered_opt_out { Ok(exception) } else { Err(NoException::NoOptOut) }
    }
}

/// Whether an exception may be made for somebody as they stand now: never for anybody who may be under 18, never to a personal
/// address, and never over what they said.
///
/// # Errors
/// Why not.
pub fn may_be_made(age_band: Option<&str>, email: Option<&str>, standings: &Standings) -> Result<(), NoException> {
    if age_band != Some(AgeBand::Adult.code()) {
        return Err(NoException::NotAdult);
    }
    let email = email.and_then(|email| Email::parse(email).ok()).ok_or(NoException::NoEmail)?;
    if email.is_personal() {
        return Err(NoException::PersonalAddress);
    }
    match standings.get(Question::News(Channel::Email)) {
        Standing::Yes => Err(NoException::SaidYes),
        _ if !is_open(standings) => Err(NoException::SaidNo),
        _ => Ok(()),
    }
}

/// Whether nothing that they said stands against news by email: no No, no withdrawal, and no objection to any news (R9).
#[must_use]
pub fn is_open(standings: &Standings) -> bool {
    let by_email = standings.get(Question::News(Channel::Email));
    let objected = |&channel: &Channel| standings.get(Question::News(channel)) == Standing::Objected;
    matches!(by_email, Standing::NotAsked | Standing::LeftBlank) && !Channel::ALL.iter().any(objected)
}
