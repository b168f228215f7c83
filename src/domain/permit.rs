//! The one function that every way out of the program asks: may this person, and this column, go to this recipient
//! for this purpose? (R10, R12, R19, R21)

use std::collections::BTreeSet;

use serde::Serialize;

use super::coded::coded;
use super::ledger::Standing;
use super::professional;
use super::purpose::{Channel, LawfulBasis, Medium, Purpose, Question, SpecialPair};
use super::send::SendBy;

/// A kind of value about one person that can leave the program.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Column {
    /// The reference on the badge, and when they came.
    Reference,
    /// Visitor, parent, teacher and so on.
    Role,
    /// Full, given and family name.
    Name,
    /// The given name alone, or what the badge says.
    FirstName,
    /// Email address.
    Email,
    /// Telephone number.
    Phone,
    /// The exact date of birth, and the answer to "13 or over?".
    DateOfBirth,
    /// Child, under 18, adult or unknown.
    AgeBand,
    /// Gender.
    Gender,
    /// Street and town.
    Address,
    /// Postcode.
    Postcode,
    /// Country of residence.
    Country,
    /// Nationality.
    Nationality,
    /// School, college or employer.
    Organisation,
    /// Education and work, past and present.
    Background,
    /// What they look for: subjects, level, year of entry.
    Interests,
    /// How they heard of the event.
    HeardAboutUs,
    /// Language and way of writing to them.
    ContactPreference,
    /// What they asked to be sent.
    SendThem,
    /// The desk's note.
    Note,
    /// The standing answers to the three questions about recording.
    RecordingAnswers,
    /// The guardian's name and what they are to the child.
    Guardian,
    /// The guardian's email address.
    GuardianEmail,
    /// The guardian's telephone number.
    GuardianPhone,
    /// Whom to call in an emergency.
    EmergencyContact,
    /// Answers to the event's own questions.
    OwnAnswers,
    /// The value of health, for safety today.
    HealthSafety,
    /// The value of disability, for help today.
    DisabilityHelp,
    /// The value of diet, for today's catering.
    DietCatering,
    /// The value of health, for opportunities.
    HealthOpportunities,
    /// The value of disability, for opportunities.
    DisabilityOpportunities,
    /// The value of ethnicity, for opportunities.
    EthnicityOpportunities,
}

coded!(Column {
    Reference => "reference",
    Role => "role",
    Name => "name",
    FirstName => "first-name",
    Email => "email",
    Phone => "phone",
    DateOfBirth => "date-of-birth",
    AgeBand => "age-band",
    Gender => "gender",
    Address => "address",
    Postcode => "postcode",
    Country => "country",
    Nationality => "nationality",
    Organisation => "organisation",
    Background => "background",
    Interests => "interests",
    HeardAboutUs => "heard-about-us",
    ContactPreference => "contact-preference",
    SendThem => "send-them",
    Note => "note",
    RecordingAnswers => "recording-answers",
    Guardian => "guardian",
    GuardianEmail => "guardian-email",
    GuardianPhone => "guardian-phone",
    EmergencyContact => "emergency-contact",
    OwnAnswers => "own-answers",
    HealthSafety => "health-for-safety",
    DisabilityHelp => "disability-for-help",
    DietCatering => "diet-for-catering",
    HealthOpportunities => "health-for-opportunities",
    DisabilityOpportunities => "disability-for-opportunities",
    EthnicityOpportunities => "ethnicity-for-opportunities",
});

impl Column {
    /// The column that holds the value of a pair of category and purpose.
    #[must_use]
    pub fn of_pair(pair: SpecialPair) -> Self {
        match pair {
            SpecialPair::HealthSafety => Self::HealthSafety,
            SpecialPair::DisabilityHelp => Self::DisabilityHelp,
            SpecialPair::DietCatering => Self::DietCatering,
            SpecialPair::HealthOpportunities => Self::HealthOpportunities,
            SpecialPair::DisabilityOpportunities => Self::DisabilityOpportunities,
            SpecialPair::EthnicityOpportunities => Self::EthnicityOpportunities,
        }
    }

    /// What it is called within a sentence of staff.
    #[must_use]
    pub fn words(self) -> String {
        self.code().replace('-', " ")
    }

    /// The pair whose value this column holds.
    #[must_use]
    pub fn pair(self) -> Option<SpecialPair> {
        SpecialPair::ALL.iter().copied().find(|&pair| Self::of_pair(pair) == self)
    }
}

/// What stands for one person, question by question.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Standings([Standing; Question::ALL.len()]);

impl Standings {
    /// What stands for a question.
    #[must_use]
    pub fn get(&self, question: Question) -> Standing {
        self.0[question.position()]
    }

    /// Notes what stands for a question.
    pub fn set(&mut self, question: Question, standing: Standing) {
        self.0[question.position()] = standing;
    }

    fn yes(&self, question: Question) -> bool {
        self.get(question) == Standing::Yes
    }
}

/// As much about a person as a permit depends on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Subject {
    /// Under the age of consent, or not known to have reached it (R11).
    pub child: bool,
    /// A guardian is named, and their Yes to both questions stands.
    pub has_guardian: bool,
    /// Restricted, or waiting in quarantine (R11, R19).
    pub restricted: bool,
    /// Undone or erased.
    pub gone: bool,
    /// Known to be adult (R12).
    pub known_adult: bool,
    /// The exception for professionals is recorded of them, for the address that they have (R8).
    pub professional: bool,
    /// What stands for each question.
    pub standings: Standings,
    /// By which channels a Yes is held back, because somebody who may be the same person said No to the same address (R14).
    pub held_back: BTreeSet<Channel>,
    /// By which channels they asked to be sent something, and are still waiting (R28).
    pub awaits: BTreeSet<SendBy>,
}

/// A purpose with a basis that something goes out on for it: every pair that [`permit()`] can answer (R6, R21).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub struct Ground {
    /// What for.
    pub purpose: Purpose,
    /// By which right.
    pub basis: LawfulBasis,
}

impl Ground {
    /// All of them. Their positions are kept with what went out: a new one goes to the end.
    pub const ALL: [Self; 13] = [
        Self::of(Purpose::RecordKeeping, LawfulBasis::LegitimateInterests),
        Self::of(Purpose::News, LawfulBasis::Consent),
        Self::of(Purpose::News, LawfulBasis::LegitimateInterests),
        Self::of(Purpose::RecordingByConsent, LawfulBasis::Consent),
        Self::of(Purpose::RecordingByConsent, LawfulBasis::LegalObligation),
        Self::of(Purpose::RecordingByObjection, LawfulBasis::LegitimateInterests),
        Self::of(Purpose::SafetyToday, LawfulBasis::Consent),
        Self::of(Purpose::HelpToday, LawfulBasis::Consent),
        Self::of(Purpose::Catering, LawfulBasis::Consent),
        Self::of(Purpose::Opportunities, LawfulBasis::Consent),
        Self::of(Purpose::SendRequested, LawfulBasis::Consent),
        Self::APART,
        Self::of(Purpose::WideningParticipation, LawfulBasis::PublicTask),
    ];

    /// What equality answers, which are kept apart from whoever gave them, go out on (R4).
    pub const APART: Self = Self::of(Purpose::EqualityMonitoring, LawfulBasis::PublicTask);

    /// That purpose on that basis.
    #[must_use]
    pub const fn of(purpose: Purpose, basis: LawfulBasis) -> Self {
        Self { purpose, basis }
    }

    /// Its bit: its position in [`Ground::ALL`]; none where it is not there.
    #[must_use]
    pub fn bit(self) -> u64 {
        Self::ALL.iter().position(|&each| each == self).map_or(0, |at| 1 << at)
    }

    /// Those whose bits are set.
    #[must_use]
    pub fn among(bits: u64) -> Vec<Self> {
        Self::ALL.into_iter().filter(|ground| bits & ground.bit() != 0).collect()
    }
}

/// Why something stays here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Refusal {
    /// The person's data is restricted (R19).
    Restricted,
    /// A child whose guardian has not agreed (R11).
    NoGuardian,
    /// Undone or erased.
    Gone,
    /// Nobody said Yes to this purpose.
    NoConsent,
    /// Equality data is never given out per person, but under pseudonyms to its own recipient (R4).
    KeptApart,
    /// The purpose does not need this column.
    NotNeeded,
}

/// Whether this person's `column` may go to a recipient for `purpose`, and on which basis.
///
/// `office_pairs` are the special pairs whose statement said that the office keeps the value (R21).
///
/// # Errors
/// Why not.
pub fn permit(
    subject: &Subject,
    column: Column,
    purpose: Purpose,
    office_pairs: &BTreeSet<SpecialPair>,
) -> Result<LawfulBasis, Refusal> {
    let basis = person(subject, purpose)?;
    let allowed = match purpose {
        Purpose::RecordKeeping => record_keeping(subject, column, office_pairs),
        Purpose::News => news(subject, column),
        Purpose::RecordingByConsent | Purpose::RecordingByObjection => {
            matches!(column, Column::Reference | Column::FirstName | Column::RecordingAnswers)
        }
        Purpose::SafetyToday => {
            matches!(column, Column::Reference | Column::Name | Column::EmergencyContact | Column::HealthSafety)
        }
        Purpose::HelpToday => matches!(column, Column::Reference | Column::Name | Column::DisabilityHelp),
        // The kitchen counts plates: no name, and no reference that leads to one (R3).
        Purpose::Catering => column == Column::DietCatering,
        Purpose::Opportunities => opportunities(subject, column),
        Purpose::SendRequested => send_requested(subject, column),
        Purpose::WideningParticipation => matches!(
            column,
            Column::Reference
                | Column::Name
                | Column::DateOfBirth
                | Column::Postcode
                | Column::Organisation
                | Column::Gender
        ),
        Purpose::EqualityMonitoring => false,
    };
    if !allowed {
        return Err(Refusal::NotNeeded);
    }
    // The address may rest on the exception where something else of the news rests on a Yes.
    let no_yes = purpose == Purpose::News && !subject.standings.yes(Question::News(Channel::Email));
    Ok(if no_yes && column == Column::Email { LawfulBasis::LegitimateInterests } else { basis })
}

/// Whether anything about this person may go out for `purpose`, and on which basis.
///
/// # Errors
/// Why not.
pub fn person(subject: &Subject, purpose: Purpose) -> Result<LawfulBasis, Refusal> {
    in_use(subject)?;
    let agreed = |yes: bool| if yes { Ok(LawfulBasis::Consent) } else { Err(Refusal::NoConsent) };
    let yes = |question| subject.standings.yes(question);
    match purpose {
        Purpose::RecordKeeping | Purpose::WideningParticipation => Ok(purpose.basis()),
        Purpose::EqualityMonitoring => Err(Refusal::KeptApart),
        Purpose::News if Channel::ALL.iter().any(|&channel| news_by(subject, channel)) => Ok(LawfulBasis::Consent),
        Purpose::News if by_exception(subject) => Ok(LawfulBasis::LegitimateInterests),
        Purpose::News => Err(Refusal::NoConsent),
        Purpose::RecordingByConsent => recorded_by_consent(subject),
        // The rule is for adults; everyone else is asked (R12).
        Purpose::RecordingByObjection if subject.known_adult => Ok(purpose.basis()),
        Purpose::RecordingByObjection => Err(Refusal::NoConsent),
        Purpose::SafetyToday | Purpose::HelpToday | Purpose::Catering | Purpose::Opportunities => {
            agreed(pairs_for(purpose).any(|pair| yes(Question::Special(pair))))
        }
        Purpose::SendRequested if subject.awaits.is_empty() => Err(Refusal::NoConsent),
        Purpose::SendRequested => agreed(yes(Question::SendThem)),
    }
}

/// Whether somebody's equality answers may go to a recipient of these purposes, under a pseudonym, and on which basis: only where
/// equality monitoring is all that it receives data for (R4).
///
/// # Errors
/// Why not.
pub fn kept_apart(subject: &Subject, purposes: &BTreeSet<Purpose>) -> Result<LawfulBasis, Refusal> {
    in_use(subject)?;
    let alone = purposes.len() == 1 && purposes.contains(&Purpose::EqualityMonitoring);
    if alone { Ok(Ground::APART.basis) } else { Err(Refusal::KeptApart) }
}

/// Whether what is held of somebody may be used at all.
fn in_use(subject: &Subject) -> Result<(), Refusal> {
    if subject.gone {
        Err(Refusal::Gone)
    } else if subject.restricted {
        Err(Refusal::Restricted)
    } else if subject.child && !subject.has_guardian {
        Err(Refusal::NoGuardian)
    } else {
        Ok(())
    }
}

/// A Yes goes out by consent; a No goes out because those who record have to keep to it (R12).
fn recorded_by_consent(subject: &Subject) -> Result<LawfulBasis, Refusal> {
    let standings: Vec<_> = Medium::ALL.iter().map(|&m| subject.standings.get(Question::Recording(m))).collect();
    if standings.contains(&Standing::Yes) {
        Ok(LawfulBasis::Consent)
    } else if standings.iter().any(|s| matches!(s, Standing::No | Standing::Withdrawn | Standing::Objected)) {
        Ok(LawfulBasis::LegalObligation)
    } else {
        Err(Refusal::NoConsent)
    }
}

fn pairs_for(purpose: Purpose) -> impl Iterator<Item = SpecialPair> {
    SpecialPair::ALL.iter().copied().filter(move |pair| pair.purpose() == purpose)
}

/// Everything but what the law keeps apart.
fn record_keeping(subject: &Subject, column: Column, office_pairs: &BTreeSet<SpecialPair>) -> bool {
    match column.pair() {
        Some(pair) => office_pairs.contains(&pair) && subject.standings.yes(Question::Special(pair)),
        None => true,
    }
}

fn news_by(subject: &Subject, channel: Channel) -> bool {
    subject.standings.yes(Question::News(channel)) && !subject.held_back.contains(&channel)
}

/// Whether news by email rests on the exception for professionals, and on no Yes: never for anybody who may be under 18, and never
/// over what they said (R8), or somebody who may be the same person (R14).
#[must_use]
pub fn by_exception(subject: &Subject) -> bool {
    let open = professional::is_open(&subject.standings) && !subject.held_back.contains(&Channel::Email);
    subject.professional && subject.known_adult && !subject.child && open
}

/// An address goes out only with a Yes to its channel, or by that exception; a child's news goes to the guardian (R7, R10, R11).
fn news(subject: &Subject, column: Column) -> bool {
    let yes = |channel| news_by(subject, channel);
    let calls = yes(Channel::Sms) || yes(Channel::Phone);
    match column {
        Column::Reference
        | Column::AgeBand
        | Column::Interests
        | Column::Country
        | Column::Postcode
        | Column::ContactPreference => true,
        Column::Name | Column::Gender => !subject.child,
        Column::Email => !subject.child && (yes(Channel::Email) || by_exception(subject)),
        Column::Phone => !subject.child && calls,
        Column::Address => yes(Channel::Post),
        Column::Guardian => subject.child,
        Column::GuardianEmail => subject.child && yes(Channel::Email),
        Column::GuardianPhone => subject.child && calls,
        _ => false,
    }
}

fn opportunities(subject: &Subject, column: Column) -> bool {
    match column.pair() {
        Some(pair) => pair.purpose() == Purpose::Opportunities && subject.standings.yes(Question::Special(pair)),
        None => matches!(column, Column::Reference | Column::Name),
    }
}

/// What was asked for, and the one address it goes to (R28).
fn send_requested(subject: &Subject, column: Column) -> bool {
    let by = |channel| subject.awaits.contains(&channel);
    match column {
        Column::Reference | Column::SendThem => true,
        Column::Name => !subject.child,
        Column::Email => !subject.child && by(SendBy::Email),
        Column::Address | Column::Postcode | Column::Country => by(SendBy::Post),
        Column::Guardian => subject.child,
        Column::GuardianEmail => subject.child && by(SendBy::Email),
        _ => false,
    }
}
