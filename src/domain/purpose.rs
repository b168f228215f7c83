//! The closed list of purposes, one lawful basis each, and the questions that ask for consent (R3, R6, R7, R12).

use std::fmt;

use serde::{Deserialize, Serialize};

use super::coded::coded;

/// Why data may be used at all (UK GDPR, Article 6(1)).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LawfulBasis {
    /// (a) The person said yes to this.
    Consent,
    /// (b) A contract with the person.
    Contract,
    /// (c) The law asks for it.
    LegalObligation,
    /// (d) Somebody's life.
    VitalInterests,
    /// (e) A task in the public interest.
    PublicTask,
    /// (f) The organisation's interests, where the person's do not weigh more.
    LegitimateInterests,
}

coded!(LawfulBasis {
    Consent => "consent",
    Contract => "contract",
    LegalObligation => "legal-obligation",
    VitalInterests => "vital-interests",
    PublicTask => "public-task",
    LegitimateInterests => "legitimate-interests",
});

impl LawfulBasis {
    /// In words, within a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::Contract => "a contract",
            Self::LegalObligation => "a legal obligation",
            Self::VitalInterests => "vital interests",
            Self::PublicTask => "a task in the public interest",
            Self::LegitimateInterests => "legitimate interests",
        }
    }

    /// Where the law names it (UK GDPR).
    #[must_use]
    pub fn article(self) -> &'static str {
        match self {
            Self::Consent => "article 6(1)(a)",
            Self::Contract => "article 6(1)(b)",
            Self::LegalObligation => "article 6(1)(c)",
            Self::VitalInterests => "article 6(1)(d)",
            Self::PublicTask => "article 6(1)(e)",
            Self::LegitimateInterests => "article 6(1)(f)",
        }
    }
}

/// What data is used for. A new purpose needs a new notice version and a new question, so this list is closed (R6).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Purpose {
    /// The office's record of who came and what they agreed to.
    RecordKeeping,
    /// News of courses and events, by the channels said yes to (R7, R9).
    News,
    /// Photographs, sound and video, where each was said yes to (R12).
    RecordingByConsent,
    /// The same for adults at an event that records unless somebody objects (R12).
    RecordingByObjection,
    /// Keeping a person with a health condition safe today (R3).
    SafetyToday,
    /// Arranging help with a disability today (R3).
    HelpToday,
    /// Food that a person can eat today (R3).
    Catering,
    /// Choosing whom to tell of opportunities by ethnicity, disability or health (R3, R10).
    Opportunities,
    /// Sending once what a person asked to be sent (R28).
    SendRequested,
    /// Statistics of widening participation, apart from the person's record (R4).
    EqualityMonitoring,
    /// Following the effect of outreach through a service such as HEAT (R21).
    WideningParticipation,
}

coded!(Purpose {
    RecordKeeping => "record-keeping",
    News => "news",
    RecordingByConsent => "recording",
    RecordingByObjection => "recording-unless-objected",
    SafetyToday => "safety-today",
    HelpToday => "help-today",
    Catering => "catering",
    Opportunities => "opportunities",
    SendRequested => "send-requested",
    EqualityMonitoring => "equality-monitoring",
    WideningParticipation => "widening-participation",
});

impl Purpose {
    /// In words, for staff and for the record of processing (R6, R27).
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::RecordKeeping => "keeping a record of who came and what they agreed to",
            Self::News => "news of courses and events",
            Self::RecordingByConsent => "photographs, sound and film, where agreed to",
            Self::RecordingByObjection => "photographs, sound and film, unless objected to",
            Self::SafetyToday => "keeping people safe on the day",
            Self::HelpToday => "arranging help on the day",
            Self::Catering => "catering on the day",
            Self::Opportunities => "choosing opportunities to tell people of",
            Self::SendRequested => "sending once what was asked for",
            Self::EqualityMonitoring => "statistics of widening participation",
            Self::WideningParticipation => "following the effect of outreach",
        }
    }

    /// The one basis this purpose rests on (R6). A box is only ever shown for [`LawfulBasis::Consent`].
    #[must_use]
    pub fn basis(self) -> LawfulBasis {
        match self {
            Self::News
            | Self::RecordingByConsent
            | Self::SafetyToday
            | Self::HelpToday
            | Self::Catering
            | Self::Opportunities
            | Self::SendRequested => LawfulBasis::Consent,
            Self::RecordKeeping | Self::RecordingByObjection => LawfulBasis::LegitimateInterests,
            Self::EqualityMonitoring | Self::WideningParticipation => LawfulBasis::PublicTask,
        }
    }
}

/// A way of sending news (R7, R9).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Channel {
    /// Electronic mail.
    Email,
    /// Text message.
    Sms,
    /// A telephone call.
    Phone,
    /// A letter.
    Post,
}

coded!(Channel { Email => "email", Sms => "sms", Phone => "phone", Post => "post" });

/// A way of recording somebody (R12).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Medium {
    /// Photographs.
    Photo,
    /// Sound.
    Audio,
    /// Moving pictures.
    Video,
}

coded!(Medium { Photo => "photo", Audio => "audio", Video => "video" });

/// A category that the law protects specially (UK GDPR, Article 9) and that a desk may be told of (R3).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Category {
    /// A health condition.
    Health,
    /// A disability.
    Disability,
    /// What a person eats: it can reveal religion or health.
    Diet,
    /// Ethnic group.
    Ethnicity,
}

coded!(Category { Health => "health", Disability => "disability", Diet => "diet", Ethnicity => "ethnicity" });

/// A category together with the one purpose it is asked for: each pair has its own consent, value and permit (R3).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SpecialPair {
    /// Health, to keep you safe today.
    HealthSafety,
    /// Disability, to arrange help today.
    DisabilityHelp,
    /// Diet, for today's catering.
    DietCatering,
    /// Health, to tell you of opportunities.
    HealthOpportunities,
    /// Disability, to tell you of opportunities.
    DisabilityOpportunities,
    /// Ethnicity, to tell you of opportunities.
    EthnicityOpportunities,
}

coded!(SpecialPair {
    HealthSafety => "health.safety",
    DisabilityHelp => "disability.help",
    DietCatering => "diet.catering",
    HealthOpportunities => "health.opportunities",
    DisabilityOpportunities => "disability.opportunities",
    EthnicityOpportunities => "ethnicity.opportunities",
});

impl SpecialPair {
    /// The protected half.
    #[must_use]
    pub fn category(self) -> Category {
        match self {
            Self::HealthSafety | Self::HealthOpportunities => Category::Health,
            Self::DisabilityHelp | Self::DisabilityOpportunities => Category::Disability,
            Self::DietCatering => Category::Diet,
            Self::EthnicityOpportunities => Category::Ethnicity,
        }
    }

    /// The half that says what for.
    #[must_use]
    pub fn purpose(self) -> Purpose {
        match self {
            Self::HealthSafety => Purpose::SafetyToday,
            Self::DisabilityHelp => Purpose::HelpToday,
            Self::DietCatering => Purpose::Catering,
            Self::HealthOpportunities | Self::DisabilityOpportunities | Self::EthnicityOpportunities => {
                Purpose::Opportunities
            }
        }
    }
}

/// What a child's parent or guardian is asked about themselves, before anything about the child is kept (R11).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum GuardianQuestion {
    /// Are you the child's parent, or legally responsible for them?
    Responsible,
    /// Do you agree that we keep the child's details?
    Consent,
}

coded!(GuardianQuestion { Responsible => "guardian.responsible", Consent => "guardian.consent" });

/// One question that a person answers for themselves, or a guardian for a child. Its exact words belong to the notice.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Question {
    /// May we send you news this way?
    News(Channel),
    /// May we record you this way?
    Recording(Medium),
    /// May we keep this about you, for this?
    Special(SpecialPair),
    /// The wish to be sent something, once (R28).
    SendThem,
    /// What a child's guardian is asked about themselves (R11).
    Guardian(GuardianQuestion),
}

impl Question {
    /// The two questions to a child's guardian, in the order of the screen (R11).
    pub const TO_GUARDIAN: [Self; 2] =
        [Self::Guardian(GuardianQuestion::Responsible), Self::Guardian(GuardianQuestion::Consent)];

    /// Every question there is, in the order of the screen; the guardian's own at the end.
    pub const ALL: [Self; 16] = [
        Self::News(Channel::Email),
        Self::News(Channel::Sms),
        Self::News(Channel::Phone),
        Self::News(Channel::Post),
        Self::Recording(Medium::Photo),
        Self::Recording(Medium::Audio),
        Self::Recording(Medium::Video),
        Self::Special(SpecialPair::HealthSafety),
        Self::Special(SpecialPair::DisabilityHelp),
        Self::Special(SpecialPair::DietCatering),
        Self::Special(SpecialPair::HealthOpportunities),
        Self::Special(SpecialPair::DisabilityOpportunities),
        Self::Special(SpecialPair::EthnicityOpportunities),
        Self::SendThem,
        Self::TO_GUARDIAN[0],
        Self::TO_GUARDIAN[1],
    ];

    /// Where it stands in [`Question::ALL`].
    #[must_use]
    pub const fn position(self) -> usize {
        let (channels, media) = (Channel::ALL.len(), Medium::ALL.len());
        match self {
            Self::News(channel) => channel as usize,
            Self::Recording(medium) => channels + medium as usize,
            Self::Special(pair) => channels + media + pair as usize,
            Self::SendThem => Self::ALL.len() - 1 - Self::TO_GUARDIAN.len(),
            Self::Guardian(question) => Self::ALL.len() - Self::TO_GUARDIAN.len() + question as usize,
        }
    }

    /// The word used in files, such as `news.email` or `special.diet.catering`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::News(Channel::Email) => "news.email",
            Self::News(Channel::Sms) => "news.sms",
            Self::News(Channel::Phone) => "news.phone",
            Self::News(Channel::Post) => "news.post",
            Self::Recording(Medium::Photo) => "recording.photo",
            Self::Recording(Medium::Audio) => "recording.audio",
            Self::Recording(Medium::Video) => "recording.video",
            Self::Special(SpecialPair::HealthSafety) => "special.health.safety",
            Self::Special(SpecialPair::DisabilityHelp) => "special.disability.help",
            Self::Special(SpecialPair::DietCatering) => "special.diet.catering",
            Self::Special(SpecialPair::HealthOpportunities) => "special.health.opportunities",
            Self::Special(SpecialPair::DisabilityOpportunities) => "special.disability.opportunities",
            Self::Special(SpecialPair::EthnicityOpportunities) => "special.ethnicity.opportunities",
            Self::SendThem => "send-them",
            Self::Guardian(question) => question.code(),
        }
    }

    /// Reads [`Question::code`] back.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|q| q.code() == code)
    }

    /// Whether a child's guardian is asked this about themselves, and nobody else is asked it (R11).
    #[must_use]
    pub fn is_to_guardian(self) -> bool {
        matches!(self, Self::Guardian(_))
    }

    /// Whether an answer to this question concerns that purpose, so that its history may go to a recipient with it.
    #[must_use]
    pub fn concerns(self, purpose: Purpose) -> bool {
        match self {
            Self::News(_) => purpose == Purpose::News,
            Self::Recording(_) => matches!(purpose, Purpose::RecordingByConsent | Purpose::RecordingByObjection),
            Self::Special(pair) => pair.purpose() == purpose,
            Self::SendThem => purpose == Purpose::SendRequested,
            Self::Guardian(_) => purpose == Purpose::RecordKeeping,
        }
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Question {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Question {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let code = <std::borrow::Cow<'de, str>>::deserialize(d)?;
        Self::from_code(&code).ok_or_else(|| serde::de::Error::custom("no such question"))
    }
}
