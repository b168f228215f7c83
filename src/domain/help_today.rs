//! *Help today* (R3): what somebody said about their health or a disability so that they are safe and helped on this day, where
//! they are, and who of the staff knows of it; and what the kitchen has to make, in numbers and without names.

use std::collections::BTreeMap;

use super::badge::DoNotRecord;
use super::ids::RegistrationId;
use super::moment::Instant;
use super::purpose::SpecialPair;
use super::search_key;

/// What a lead is told of by name: somebody has to be found and helped. Diet is not among them, since the kitchen counts plates,
/// and *opportunities* are not for the day.
pub const BY_NAME: [SpecialPair; 2] = [SpecialPair::HealthSafety, SpecialPair::DisabilityHelp];

/// What the kitchen counts.
pub const COUNTED: SpecialPair = SpecialPair::DietCatering;

/// What one of these needs is for, for whoever helps.
#[must_use]
pub fn words(pair: SpecialPair) -> &'static str {
    match pair {
        SpecialPair::HealthSafety => "Health, to keep them safe",
        SpecialPair::DisabilityHelp => "Disability, to arrange help",
        SpecialPair::DietCatering => "Diet, for the catering",
        SpecialPair::HealthOpportunities
        | SpecialPair::DisabilityOpportunities
        | SpecialPair::EthnicityOpportunities => "To tell them of opportunities",
    }
}

/// One need of one person. It has no `Debug`: it is what the law protects specially.
#[derive(Clone, PartialEq, Eq)]
pub struct HelpNote {
    /// Whose.
    pub registration: RegistrationId,
    /// What the badge says.
    pub reference: String,
    /// Who.
    pub name: String,
    /// By which media they are not to be recorded (R12), as their badge says it.
    pub do_not_record: DoNotRecord,
    /// What the need was told for.
    pub pair: SpecialPair,
    /// The need, as it was said.
    pub need: String,
    /// Where they are or will be, where that is known.
    pub place: Option<String>,
    /// Who was told, the earliest first.
    pub told: Vec<Told>,
}

/// Somebody of the staff who was told of a need. It has no `Debug`: it is as protected as the need.
#[derive(Clone, PartialEq, Eq)]
pub struct Told {
    /// Which of those who were told of this need; rises.
    pub number: u32,
    /// Who, as the lead wrote it.
    pub whom: String,
    /// When.
    pub at: Instant,
}

/// How many eat the same. It has no `Debug`: a diet can say what somebody believes, or what they suffer from.
#[derive(Clone, PartialEq, Eq)]
pub struct Plates {
    /// The diet, in words that somebody wrote.
    pub diet: String,
    /// How many people, at least 1.
    pub people: u64,
}

/// What a diet reads as: the same for what is the same to read. Signs alone, such as a picture of a peanut, are themselves.
#[must_use]
pub fn reads_as(diet: &str) -> String {
    let words = search_key::reads_as(diet);
    if words.is_empty() { diet.to_owned() } else { words }
}

/// Counts what is the same to read: case, accents, spaces and signs between words do not matter. Shown are the words that most
/// wrote, of several the first by the alphabet. The most people come first. Nothing here says who eats what.
pub fn plates<'d>(diets: impl Iterator<Item = &'d str>) -> Vec<Plates> {
    let mut alike: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
    for diet in diets {
        // Over several lines it is the same diet.
        let words = diet.split_whitespace().collect::<Vec<_>>().join(" ");
        *alike.entry(reads_as(&words)).or_default().entry(words).or_default() += 1;
    }
    let one = |spellings: BTreeMap<String, u64>| {
        let people = spellings.values().sum();
        let most = spellings.into_iter().rev().max_by_key(|(_, count)| *count);
        most.map(|(diet, _)| Plates { diet, people })
    };
    let mut plates: Vec<_> = alike.into_values().filter_map(one).collect();
    plates.sort_by(|a, b| b.people.cmp(&a.people).then_with(|| a.diet.cmp(&b.diet)));
    plates
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(diets: &[&str]) -> Vec<(String, u64)> {
        plates(diets.iter().copied()).into_iter().map(|plates| (plates.diet, plates.people)).collect()
    }

    #[test]
    fn what_reads_the_same_is_one_diet_in_the_words_of_most() {
        let diets = ["vegan", "Vegan", "Vegan", "  VEGAN. ", "Coeliac,\nno gluten", "coeliac no gluten", "🥜"];
        let expected = [("Vegan", 4), ("Coeliac, no gluten", 2), ("🥜", 1)];
        assert_eq!(counted(&diets), expected.map(|(diet, people)| (diet.to_owned(), people)));
    }

    #[test]
    fn what_reads_otherwise_is_another_diet() {
        assert_eq!(counted(&["no nuts", "nuts", "halal", "حلال"]).len(), 4);
        assert!(counted(&[]).is_empty());
    }
}
