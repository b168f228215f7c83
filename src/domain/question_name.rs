//! What a question is called where it stands alone: in a table of the day, on a sheet. The exact words come from the notice.

use super::purpose::{Channel, GuardianQuestion, Medium, Question, SpecialPair};

impl Question {
    /// Its name, without a group above it.
    #[must_use]
    pub fn long_name(self) -> &'static str {
        match self {
            Self::News(Channel::Email) => "News by email",
            Self::News(Channel::Sms) => "News by text",
            Self::News(Channel::Phone) => "News by phone",
            Self::News(Channel::Post) => "News by post",
            Self::Recording(Medium::Photo) => "Photos",
            Self::Recording(Medium::Audio) => "Sound",
            Self::Recording(Medium::Video) => "Video",
            Self::Special(SpecialPair::HealthSafety) => "Health note",
            Self::Special(SpecialPair::DisabilityHelp) => "Disability note",
            Self::Special(SpecialPair::DietCatering) => "Diet note",
            Self::Special(SpecialPair::HealthOpportunities) => "Health, for opportunities",
            Self::Special(SpecialPair::DisabilityOpportunities) => "Disability, for opportunities",
            Self::Special(SpecialPair::EthnicityOpportunities) => "Ethnicity, for opportunities",
            Self::SendThem => "To be sent something",
            Self::Guardian(GuardianQuestion::Responsible) => "Parent, or legally responsible",
            Self::Guardian(GuardianQuestion::Consent) => "Agrees to us keeping the child’s details",
        }
    }
}
