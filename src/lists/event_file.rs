//! An event as a lead writes it: a TOML file, and the notice whose words it asks its questions in (R1, R26).

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::de::{DeTable, DeValue};

use crate::domain::event::{Event, EventDefinition, EventError};
use crate::domain::ids::EventId;
use crate::domain::notice::NoticeVersion;
use crate::domain::notice_draft::{is_language_tag, is_version_number};
use crate::domain::notice_section::Section;
use crate::domain::organisation::Profile;

/// The name of the notice that comes with the program.
pub const SHIPPED_NOTICE_FILE: &str = "notice-open-day.en.toml";

/// The notice that comes with the program, as TOML: a start for an organisation's own.
pub const SHIPPED_NOTICE: &str = include_str!("../../assets/notice-open-day.en.toml");

/// The organisation that comes with the program, and for whom it counts.
const SHIPPED_ORGANISATION: &str = include_str!("../../assets/organisation.toml");

/// An event's file with every setting explained, to copy and change.
pub const EXAMPLE_EVENT: &str = include_str!("../../assets/event-example.toml");

/// A file that cannot be used. Nothing was changed by it.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum EventFileError {
    /// The event's file does not read.
    #[error("The event's file cannot be used. {0} Nothing was changed; correct the file and try again.")]
    Event(Fault),
    /// The notice does not read.
    #[error("The notice's file cannot be used. {0} Nothing was changed; correct the file and try again.")]
    Notice(Fault),
    /// A setting that is given by itself is none, or cannot be so.
    #[error("That setting cannot be used. {0} Nothing was changed.")]
    Setting(Fault),
    /// Both read, and do not hold together.
    #[error("{0} Nothing was changed.")]
    Rules(#[from] EventError),
}

/// What is wrong in a file, and where. It names settings and what they may be; a settings file holds no personal data.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The line, counted from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong, and what is allowed.
    pub message: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "Line {line}: {}.", self.message.trim_end_matches('.')),
            None => write!(f, "{}.", self.message.trim_end_matches('.')),
        }
    }
}

/// An event's file, read: its settings, and where its notice is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventFile {
    /// The settings.
    pub definition: EventDefinition,
    /// The notice's file, beside this one, which the caller has to read; `None` where the shipped notice is meant. See
    /// [`EventFile::can_do_without`].
    pub notice_file: Option<String>,
}

impl EventFile {
    /// Reads an event's file.
    ///
    /// # Errors
    /// [`EventFileError::Event`], with the line and what is allowed there.
    pub fn parse(text: &str) -> Result<Self, EventFileError> {
        Self::read(text).map_err(|error| EventFileError::Event(fault(&error, text)))
    }

    fn read(text: &str) -> Result<Self, toml::de::Error> {
        let mut table = DeTable::parse(text)?;
        let named = table.get_mut().remove("notice_file");
        let notice_file =
            named.map(|value| String::deserialize(toml::de::ValueDeserializer::from(value))).transpose()?;
        Ok(Self { definition: settings(table)?, notice_file })
    }

    /// Whether there need be no such file: the program brings the one of this name. Where one lies beside the event's file all the
    /// same, it is somebody's own, and its words are meant (R13).
    #[must_use]
    pub fn can_do_without(name: &str) -> bool {
        name == SHIPPED_NOTICE_FILE
    }

    /// Joins the settings to their notice. `notice` is the text of [`EventFile::notice_file`], or `None` for the shipped
    /// one. What it names of the organisation is that of the program's own ([`shipped_profile`]).
    ///
    /// # Errors
    /// [`EventFileError::Notice`] when the notice does not read, [`EventFileError::Rules`] when the two do not hold
    /// together.
    pub fn event(self, id: EventId, notice: Option<&str>) -> Result<Event, EventFileError> {
        let profile = shipped_profile(&self.definition.organisation).unwrap_or_default();
        self.event_by(id, notice, &profile)
    }

    /// The same, where `profile` is what is known of the organisation.
    ///
    /// # Errors
    /// As [`EventFile::event`].
    pub fn event_by(self, id: EventId, notice: Option<&str>, profile: &Profile) -> Result<Event, EventFileError> {
        let notice = parse_notice(notice.unwrap_or(SHIPPED_NOTICE))?;
        let notice = notice.with_sections(&Section::on(&self.definition)).map_err(EventError::Notice)?;
        let notice = notice.filled(&self.definition.organisation, profile).map_err(EventError::Notice)?;
        Ok(Event::new(id, self.definition, notice)?)
    }
}

/// What is known of the organisation that comes with the program; nothing for any other, so that no visitor is sent to
/// somebody else's data protection officer (R25).
#[must_use]
pub fn shipped_profile(organisation: &str) -> Option<Profile> {
    #[derive(Deserialize)]
    struct Shipped {
        organisation: String,
        profile: Profile,
    }
    let shipped: Shipped = toml::from_str(SHIPPED_ORGANISATION).ok()?;
    (shipped.organisation == organisation).then_some(shipped.profile)
}

/// A version as its file, to be changed and published.
#[must_use]
pub fn notice_file(notice: &NoticeVersion) -> String {
    toml::to_string_pretty(notice).unwrap_or_default()
}

/// Reads a notice's file: one version in one language, with place-holders for what it names of the organisation.
///
/// # Errors
/// [`EventFileError::Notice`], with the line and what is allowed there.
pub fn parse_notice(text: &str) -> Result<NoticeVersion, EventFileError> {
    let read = DeTable::parse(text).and_then(settings);
    let notice: NoticeVersion = read.map_err(|error| EventFileError::Notice(fault(&error, text)))?;
    let wrong = |name: &str, message: &str| {
        let line = text.lines().position(|line| line.trim_start().starts_with(name)).map(|at| at + 1);
        Err(EventFileError::Notice(Fault { line, message: message.to_owned() }))
    };
    // Both go into the names of files in every batch that carries it.
    if !is_language_tag(&notice.language) {
        return wrong("language", "Write the language as a tag, like \"en\" or \"cy-GB\"");
    }
    if !is_version_number(&notice.version) {
        return wrong("version", "Write the version with letters, digits, \".\" and \"-\", like \"1.1\"");
    }
    Ok(notice)
}

/// Reads settings out of TOML. A date counts with or without quotes.
fn settings<T: DeserializeOwned>(mut table: toml::Spanned<DeTable<'_>>) -> Result<T, toml::de::Error> {
    dates_as_text(table.get_mut());
    T::deserialize(toml::de::Deserializer::from(table))
}

/// In tables within tables, too.
fn dates_as_text(table: &mut DeTable<'_>) {
    for (_, value) in table.iter_mut() {
        match value.get_mut() {
            DeValue::Table(inner) => dates_as_text(inner),
            value => {
                if let DeValue::Datetime(date) = value {
                    let written = date.to_string();
                    *value = DeValue::String(written.into());
                }
            }
        }
    }
}

fn fault(error: &toml::de::Error, text: &str) -> Fault {
    let line = error.span().and_then(|span| text.get(..span.start)).map(|before| before.matches('\n').count() + 1);
    Fault { line, message: error.message().lines().collect::<Vec<_>>().join(", ") }
}
