//! How questions and countries are shown: short names and icons. The exact words come from the notice; names in other languages
//! than staff's from [`crate::text`].

use std::sync::LazyLock;

use crate::domain::country::Country;
use crate::domain::purpose::{Channel, Medium, Purpose, Question, SpecialPair};
use crate::domain::statement::Statement;
use crate::text::{Words, say};
use crate::ui::icons::{self, Icon};
use crate::ui::widgets::ChoiceOption;

/// What is said where people type freely (R3): such details are asked for apart, each with its own Yes, and erased with it.
pub const NOT_HERE: &str = "No health, disability or diet details here";

/// A group of questions, as the card and the people page show them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Group {
    /// News, channel by channel.
    News,
    /// Being recorded today.
    Recording,
    /// Help today.
    Help,
    /// What they may be told of later, and why them: neither help nor news (R3).
    Opportunities,
}

impl Group {
    /// In the order of the screen.
    pub const ALL: [Self; 4] = [Self::News, Self::Recording, Self::Help, Self::Opportunities];

    /// Its title, for staff.
    pub fn title(self) -> &'static str {
        self.title_in(Words::english())
    }

    /// Its title, for whoever reads these words.
    pub fn title_in(self, words: Words) -> &'static str {
        match self {
            Self::News => say!(words, "group-news"),
            Self::Recording => say!(words, "group-recording"),
            Self::Help => say!(words, "group-help"),
            Self::Opportunities => say!(words, "group-opportunities"),
        }
    }

    /// Where a question belongs.
    pub fn of(question: Question) -> Self {
        match question {
            Question::News(_) | Question::SendThem | Question::Guardian(_) => Self::News,
            Question::Recording(_) => Self::Recording,
            Question::Special(pair) if pair.purpose() == Purpose::Opportunities => Self::Opportunities,
            Question::Special(_) => Self::Help,
        }
    }
}

/// A question's short name, for staff.
pub fn name(question: Question) -> &'static str {
    Words::english().question(question)
}

/// The one box by which somebody objects to being recorded (R12).
pub fn objects(question: Question) -> String {
    format!("{}: objects", name(question))
}

/// A statement's short name, for staff.
pub fn statement_name(statement: Statement) -> String {
    let name = name(statement.question());
    if statement.is_of_objection() { format!("{name}, by objection") } else { name.to_owned() }
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
        Question::SendThem => icons::ENVELOPE_SIMPLE,
        Question::Guardian(_) => icons::USERS,
    }
}

/// The label of the box that a Yes reveals, for staff.
pub fn detail_label(pair: SpecialPair) -> &'static str {
    Words::english().detail(pair)
}

/// A country by its name.
pub struct Named {
    /// Its two letters, which is what is kept.
    pub code: &'static str,
    name: &'static str,
    aliases: Vec<&'static str>,
}

impl Named {
    /// As it is chosen from a list.
    pub fn option(&self) -> ChoiceOption<'_> {
        ChoiceOption { label: self.name, detail: self.code, aliases: &self.aliases }
    }
}

/// Every country, by name.
pub fn countries() -> &'static [Named] {
    static ALL: LazyLock<Vec<Named>> = LazyLock::new(|| {
        let named = |country: Country| Named {
            code: country.alpha2(),
            name: country.name(),
            aliases: country.aliases().collect(),
        };
        let mut all: Vec<_> = Country::all().map(named).collect();
        all.sort_by(|a, b| a.name.cmp(b.name));
        all
    });
    &ALL
}

/// A country by its dialling code.
pub struct Dialling {
    /// Its two letters.
    pub code: &'static str,
    dial: String,
    name: &'static str,
    names: Vec<&'static str>,
}

impl Dialling {
    /// As it is chosen from a list: by code, name or dialling code.
    pub fn option(&self) -> ChoiceOption<'_> {
        ChoiceOption { label: &self.dial, detail: self.name, aliases: &self.names }
    }
}

/// Every country with a dialling code, the United Kingdom first.
pub fn dialling() -> &'static [Dialling] {
    static ALL: LazyLock<Vec<Dialling>> = LazyLock::new(|| {
        let dialled = |country: Country| {
            let (code, name) = (country.alpha2(), country.name());
            let dial = format!("+{}", country.dialling_code()?);
            Some(Dialling { code, dial, name, names: [name, code].into_iter().chain(country.aliases()).collect() })
        };
        let mut all: Vec<_> = Country::all().filter_map(dialled).collect();
        all.sort_by(|a, b| (a.code != "GB").cmp(&(b.code != "GB")).then(a.name.cmp(b.name)));
        all
    });
    &ALL
}
