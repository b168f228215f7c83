//! How questions and countries are shown: short names and icons; the exact words come from the notice.

use std::sync::LazyLock;

use crate::domain::country::Country;
use crate::domain::purpose::{Channel, Medium, Question, SpecialPair};
use crate::ui::icons::{self, Icon};
use crate::ui::widgets::ChoiceOption;

/// A group of questions, as the card and the people page show them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    /// News, channel by channel.
    News,
    /// Being recorded today.
    Recording,
    /// Help today, and opportunities where they are asked here.
    Help,
}

impl Group {
    /// In the order of the screen.
    pub const ALL: [Self; 3] = [Self::News, Self::Recording, Self::Help];

    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::News => "News",
            Self::Recording => "Being recorded today",
            Self::Help => "Help today",
        }
    }

    /// Where a question belongs.
    pub fn of(question: Question) -> Self {
        match question {
            Question::News(_) | Question::SendThem => Self::News,
            Question::Recording(_) => Self::Recording,
            Question::Special(_) => Self::Help,
        }
    }
}

/// A question's short name.
pub fn name(question: Question) -> &'static str {
    match question {
        Question::News(Channel::Email) => "Email",
        Question::News(Channel::Sms) => "Text",
        Question::News(Channel::Phone) => "Phone call",
        Question::News(Channel::Post) => "Post",
        Question::Recording(Medium::Photo) => "Photos",
        Question::Recording(Medium::Audio) => "Sound",
        Question::Recording(Medium::Video) => "Video",
        Question::Special(SpecialPair::HealthSafety) => "Health, for safety",
        Question::Special(SpecialPair::DisabilityHelp) => "Disability, for help",
        Question::Special(SpecialPair::DietCatering) => "Diet, for catering",
        Question::Special(SpecialPair::HealthOpportunities) => "Health, for news",
        Question::Special(SpecialPair::DisabilityOpportunities) => "Disability, for news",
        Question::Special(SpecialPair::EthnicityOpportunities) => "Ethnicity, for news",
        Question::SendThem => "Send them",
    }
}

/// A question's icon.
pub fn icon(question: Question) -> Icon {
    match question {
        Question::News(Channel::Email) => icons::ENVELOPE_SIMPLE,
        Question::News(Channel::Sms) => icons::CHAT_TEXT,
        Question::News(Channel::Phone) => icons::PHONE,
        Question::News(Channel::Post) => icons::MAILBOX,
        Question::Recording(Medium::Photo) => icons::CAMERA,
        Question::Recording(Medium::Audio) => icons::MICROPHONE,
        Question::Recording(Medium::Video) => icons::VIDEO_CAMERA,
        Question::Special(SpecialPair::HealthSafety | SpecialPair::HealthOpportunities) => icons::HEARTBEAT,
        Question::Special(SpecialPair::DisabilityHelp | SpecialPair::DisabilityOpportunities) => icons::WHEELCHAIR,
        Question::Special(SpecialPair::DietCatering) => icons::FORK_KNIFE,
        Question::Special(SpecialPair::EthnicityOpportunities) => icons::GLOBE,
        Question::SendThem => icons::PAPER_PLANE_TILT,
    }
}

/// The label of the box that a Yes reveals.
pub fn detail_label(pair: SpecialPair) -> &'static str {
    match pair {
        SpecialPair::HealthSafety | SpecialPair::HealthOpportunities => "Health detail",
        SpecialPair::DisabilityHelp | SpecialPair::DisabilityOpportunities => "Help needed",
        SpecialPair::DietCatering => "Diet detail",
        SpecialPair::EthnicityOpportunities => "Ethnic group",
    }
}

/// Every country, by name; what is kept is its code of two letters.
pub fn countries() -> &'static [ChoiceOption] {
    static ALL: LazyLock<Vec<ChoiceOption>> = LazyLock::new(|| {
        let mut all: Vec<_> = Country::all()
            .map(|country| {
                let code = country.alpha2();
                let aliases = country.aliases().map(str::to_owned);
                ChoiceOption::new(country.name()).with_value(code).detail(code).aliases(aliases)
            })
            .collect();
        all.sort_by(|a, b| a.label().cmp(b.label()));
        all
    });
    &ALL
}

/// Every country with its dialling code, the United Kingdom first.
pub fn dialling() -> &'static [ChoiceOption] {
    static ALL: LazyLock<Vec<ChoiceOption>> = LazyLock::new(|| {
        let mut all: Vec<_> = Country::all()
            .filter_map(|country| {
                let code = country.alpha2();
                let dial = country.dialling_code()?;
                Some(ChoiceOption::new(country.name()).with_value(code).detail(format!("+{dial}")).short(code, format!("+{dial}")))
            })
            .collect();
        all.sort_by(|a, b| (a.value() != "GB").cmp(&(b.value() != "GB")).then_with(|| a.label().cmp(b.label())));
        all
    });
    &ALL
}
