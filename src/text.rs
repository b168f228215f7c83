//! Words, by language: what visitors read around the words of a notice, on the screen when it is turned to them, on the papers
//! that they take home and in letters to them (R13, R25).
//!
//! A notice and its statements are published in a language of their own. What stands around them (the answers, the buttons of the
//! visitor's own screen, a receipt's headings, months) is here, and follows the language of the notice; where there is no
//! translation it is English. The language is chosen, never detected: what is set on the computer says nothing about who stands
//! before it.
//!
//! # Where the line is drawn
//!
//! What staff read is English, and in the code where it is used: a desk is staffed in one language, a visitor may read another.
//! What a data protection officer reads (the audit log, the record of processing, the files of a batch) has to be the same words
//! at every desk. So the line runs between what is the visitor's to read and what is not; buttons that staff press on a sheet that
//! the visitor only looks at are staff's. What both read, such as a question's short name, is here once. Of the copy that
//! answers an access request only what is read is here (`paper::copy`): its JSON and CSV are for programs, and the same everywhere.
//!
//! To move the words of one more screen here: give each sentence an id in `assets/text/en/lanyard.ftl` and the others, hand the
//! screen a [`Words`], and put `say!(words, "the-id")` where the sentence was. An id that is not there, or an argument that it
//! lacks, does not compile; a language that lacks one fails a test.
//!
//! To add a language: put its file beside the others, as `assets/text/TAG/lanyard.ftl`, and name it in [`LANGUAGES`] and
//! [`Words::in_language`]. Somebody who grew up with it has to read it.
//!
//! # How
//!
//! The files are in the program, and each language is read once, when it is first asked for. Sentences without arguments
//! are worked out then: to look one up while painting costs no allocation. Fluent's marks around arguments (U+2068, U+2069) are
//! off: what is read out and copied holds the words alone.

mod copied;
pub(crate) mod markdown;
mod terms;

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

/// The words of one language. Cheap to copy and to hand on.
#[derive(Clone, Copy)]
pub struct Words {
    spoken: &'static Language,
}

/// The languages that there are words in, by BCP 47 tag; English first, which stands in for what another lacks.
pub const LANGUAGES: [&str; 2] = ["en", "cy"];

/// One language, read.
struct Language {
    tag: &'static str,
    bundle: FluentBundle<FluentResource>,
    /// What takes no arguments, by its id: everything of the kind that there is in English, in this language where it has it.
    plain: HashMap<&'static str, String>,
}

static ENGLISH: LazyLock<Language> =
    LazyLock::new(|| Language::read("en", include_str!("../assets/text/en/lanyard.ftl")));
static WELSH: LazyLock<Language> =
    LazyLock::new(|| Language::read("cy", include_str!("../assets/text/cy/lanyard.ftl")));

/// The sentence with this id, as `&'static str` where it takes no arguments and as `String` where it does:
/// `say!(words, "notice-title", version = "4.2")`. Ids and arguments are checked when compiling; that none are forgotten altogether,
/// which the checking macro lets pass, by a test.
macro_rules! say {
    ($words:expr, $id:literal $(,)?) => {
        i18n_embed_fl::fl!($words, $id)
    };
    ($words:expr, $id:literal, $($argument:ident = $value:expr),+ $(,)?) => {
        i18n_embed_fl::fl!($words, $id, $($argument = $value),+)
    };
}
pub(crate) use say;

impl Words {
    /// The words for whoever reads this language (BCP 47, such as `cy-GB`): English where there are none in it.
    #[must_use]
    pub fn in_language(tag: &str) -> Self {
        let spoken = match tag.split('-').next() {
            Some(primary) if primary.eq_ignore_ascii_case("cy") => &WELSH,
            _ => &ENGLISH,
        };
        Self { spoken }
    }

    /// The words for staff.
    #[must_use]
    pub fn english() -> Self {
        Self { spoken: &ENGLISH }
    }

    /// Which language it is (BCP 47).
    #[must_use]
    pub fn language(self) -> &'static str {
        self.spoken.tag
    }

    /// "11 October 2025".
    #[must_use]
    pub fn date(self, day: NaiveDate) -> String {
        say!(self, "date", day = day.day(), month = day.month(), year = day.year())
    }

    /// "11 October 2025 at 10:42", by the clock of where it was.
    #[must_use]
    pub fn date_and_time(self, at: DateTime<FixedOffset>) -> String {
        let (date, time) = (self.date(at.date_naive()), at.format("%H:%M").to_string());
        say!(self, "date-and-time", date = date, time = time)
    }

    /// What takes no arguments. For [`say!`], which checks the id.
    pub(crate) fn get(self, id: &str) -> &'static str {
        self.spoken.plain.get(id).map_or("", String::as_str)
    }

    /// What takes arguments. For [`say!`], which checks the id and the arguments.
    pub(crate) fn get_args_concrete<'a>(self, id: &str, arguments: HashMap<&'a str, FluentValue<'a>>) -> String {
        let arguments = FluentArgs::from_iter(arguments);
        let said = self.spoken.said(id, Some(&arguments)).or_else(|| ENGLISH.said(id, Some(&arguments)));
        said.unwrap_or_default()
    }
}

impl Language {
    fn read(tag: &'static str, text: &'static str) -> Self {
        // Fluent takes the line ends of Windows into the words.
        let resource = FluentResource::try_new(text.replace('\r', ""));
        let resource = resource.map_err(|(_, errors)| errors).expect("the words in the program read");
        let mut bundle = FluentBundle::new_concurrent(vec![tag.parse().expect("the tag of a language")]);
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).expect("each id is there once");
        let mut language = Self { tag, bundle, plain: HashMap::new() };
        let own = ids(text).filter_map(|id| Some((id, language.said(id, None)?))).collect();
        language.plain = own;
        if tag != LANGUAGES[0] {
            for (id, words) in &ENGLISH.plain {
                language.plain.entry(id).or_insert_with(|| words.clone());
            }
        }
        language
    }

    /// A sentence; nothing where it is not there, or an argument of it is not.
    fn said(&self, id: &str, arguments: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut errors = Vec::new();
        let said = self.bundle.format_pattern(pattern, arguments, &mut errors).into_owned();
        errors.is_empty().then_some(said)
    }
}

/// The id of every sentence in a file.
fn ids(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase())).filter_map(|line| {
        let (id, _) = line.split_once(" =")?;
        Some(id)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_language_lacks_is_said_in_english() {
        let text = "own-skip = Hepgor\ndate-and-time = { $date }, { $hour }\n";
        let words = Words { spoken: Box::leak(Box::new(Language::read("cy", text))) };
        assert_eq!(say!(words, "own-skip"), "Hepgor");
        assert_eq!(say!(words, "own-next"), "Next");
        let unlike = say!(words, "date-and-time", date = "11 Hydref", time = "09:05");
        assert_eq!(unlike, "11 Hydref at 09:05", "a sentence that asks for another argument is none");
        assert_eq!(say!(words, "notice-title", version = "4.2"), "Privacy notice, version 4.2");
    }
}
