//! What a notice has to say only where its event does it: equality monitoring (R4) and the exception for professionals (R8). An
//! event cannot do either while its notice is silent about it, as it cannot keep periods that its notice does not state (R24).

use std::collections::BTreeSet;

use super::coded::coded;
use super::event::EventDefinition;
use super::notice_draft::NoticeDraft;
use super::purpose::{Purpose, SpecialPair};

/// A part of a notice about something that not every event does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Section {
    /// Equality monitoring on the visitor's own screen.
    Equality,
    /// News to professionals of higher education unless they object.
    Professionals,
}

coded!(Section { Equality => "equality", Professionals => "professionals" });

impl Section {
    /// What it says, within a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Equality => "how equality is monitored",
            Self::Professionals => "that professionals get news until they object",
        }
    }

    /// What stands for the project's own words about it in a notice that is not published yet.
    #[must_use]
    pub fn place_holder(self) -> String {
        format!("{{{}}}", self.code())
    }

    /// The project's own words, in Markdown; nothing where there are none in that language (BCP 47).
    #[must_use]
    pub fn own_words(self, language: &str) -> Option<&'static str> {
        is_english(language).then(|| match self {
            Self::Equality => include_str!("../../assets/notice-equality.en.md").trim_end(),
            Self::Professionals => include_str!("../../assets/notice-professionals.en.md").trim_end(),
        })
    }

    /// Whether an event does what it is about.
    #[must_use]
    pub fn is_on(self, event: &EventDefinition) -> bool {
        match self {
            Self::Equality => event.equality.is_some(),
            Self::Professionals => event.exception_for_professionals,
        }
    }

    /// Everything of the kind that an event does.
    #[must_use]
    pub fn on(event: &EventDefinition) -> BTreeSet<Self> {
        Self::ALL.iter().copied().filter(|section| section.is_on(event)).collect()
    }

    /// Whether a text can be taken to say it: in English the word for it has to be there; in other languages that is for the
    /// person who writes it.
    #[must_use]
    pub fn is_said_in(self, text: &str, language: &str) -> bool {
        let word = match self {
            Self::Equality => "equality monitoring",
            Self::Professionals => "higher education",
        };
        !is_english(language) || text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase().contains(word)
    }

    /// A text with what stands for these replaced by the project's own words, and the others left out.
    ///
    /// # Errors
    /// The one for which there are no words in that language.
    pub fn filled_in(text: &str, language: &str, said: &BTreeSet<Self>) -> Result<String, Self> {
        let mut filled = text.to_owned();
        for &section in Self::ALL {
            let holder = section.place_holder();
            if !filled.contains(&holder) {
                continue;
            }
            let words = match section.own_words(language) {
                _ if !said.contains(&section) => "",
                Some(words) => words,
                None => return Err(section),
            };
            filled = if words.is_empty() {
                filled.replace(&format!("{holder}\n\n"), "").replace(&holder, "")
            } else {
                filled.replace(&holder, words)
            };
        }
        Ok(filled)
    }

    /// What of these stands in a text by its place-holder.
    #[must_use]
    pub fn held_in(text: &str) -> BTreeSet<Self> {
        Self::ALL.iter().copied().filter(|section| text.contains(&section.place_holder())).collect()
    }
}

impl NoticeDraft {
    /// What the text says beside everything else: as somebody says that it does, or by the project's own words.
    pub(super) fn said(&self) -> BTreeSet<Section> {
        self.sections.union(&Section::held_in(&self.text)).copied().collect()
    }

    /// The text with the project's own words where they are put in.
    pub(super) fn with_sections(&self) -> Result<String, Section> {
        Section::filled_in(&self.text, self.language.trim(), &self.said())
    }

    /// Says that the text says it, or that it does not; the project's own words are put in where it does not say so yet, and
    /// taken out again.
    pub fn say(&mut self, section: Section, says: bool) {
        let holder = section.place_holder();
        if says {
            self.sections.insert(section);
            if !self.text.contains(&holder) && !section.is_said_in(&self.text, self.language.trim()) {
                self.text = format!("{}\n\n{holder}\n", self.text.trim_end());
            }
        } else {
            self.sections.remove(&section);
            self.text = self.text.replace(&format!("\n\n{holder}\n"), "\n").replace(&holder, "");
        }
    }
}

impl SpecialPair {
    /// The word by which a question in English says that the office keeps the detail: one that is asked for the day is not kept by
    /// anybody who was not named; choosing whom to tell of what is the office's work already.
    #[must_use]
    pub fn word_for_keeping(self) -> &'static str {
        if self.purpose() == Purpose::Opportunities { "keep" } else { "office" }
    }

    /// Whether a question can be taken to say that the office keeps the detail (R3, R21): in English its word has to be there; in
    /// other languages that is for the person who writes it.
    #[must_use]
    pub fn is_said_to_be_kept(self, statement: &str, language: &str) -> bool {
        let is_the_word = |word: &str| word.eq_ignore_ascii_case(self.word_for_keeping());
        !is_english(language) || statement.split(|c: char| !c.is_alphanumeric()).any(is_the_word)
    }
}

fn is_english(language: &str) -> bool {
    language.split('-').next() == Some("en")
}
