//! Changing the settings of an event that is open: from a file, or setting by setting; and what that changes, in words of the file
//! (R1, R4, R8, R12).

use std::collections::BTreeMap;

use toml::{Table, Value};

use crate::domain::event::EventDefinition;

use super::event_file::{EventFileError, Fault};

/// A setting that is another one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Changed {
    /// Which, as the file names it, such as `fields.email`.
    pub setting: String,
    /// What it was; nothing where it was not set.
    pub before: Option<String>,
    /// What it would be; nothing where it is not set any more.
    pub after: Option<String>,
}

/// An event's settings as its file, to be changed: every one of them is in it.
#[must_use]
pub fn written(definition: &EventDefinition) -> String {
    toml::to_string_pretty(definition).unwrap_or_default()
}

/// The settings with some of them set otherwise, each as `NAME=VALUE`: a name as [`Changed::setting`] has it, a value as the file has
/// it, quotes or not; an empty value takes a setting out.
///
/// # Errors
/// [`EventFileError::Setting`], with what is allowed.
pub fn set(definition: &EventDefinition, settings: &[String]) -> Result<EventDefinition, EventFileError> {
    let mut table = table(definition);
    for setting in settings {
        let (name, value) = setting.split_once('=').ok_or_else(|| wrong("Write NAME=VALUE"))?;
        let mut within = &mut table;
        let mut parts: Vec<_> = name.trim().split('.').collect();
        let last = parts.pop().filter(|last| !last.is_empty()).ok_or_else(|| wrong("Write NAME=VALUE"))?;
        for part in parts {
            let inner = within.entry(part).or_insert_with(|| Value::Table(Table::new()));
            within =
                inner.as_table_mut().ok_or_else(|| wrong(&format!("{part} is one setting, with none within it")))?;
        }
        match value.trim() {
            "" => drop(within.remove(last)),
            value => drop(within.insert(last.to_owned(), read(value))),
        }
    }
    Value::Table(table).try_into().map_err(|error: toml::de::Error| wrong(error.message()))
}

/// What is set otherwise, by the names of the settings.
#[must_use]
pub fn changes(before: &EventDefinition, after: &EventDefinition) -> Vec<Changed> {
    let (before, after) = (flat(before), flat(after));
    let names: std::collections::BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let changed = names.into_iter().filter(|name| before.get(*name) != after.get(*name));
    let one = |name: &String| Changed {
        setting: name.clone(),
        before: before.get(name).cloned(),
        after: after.get(name).cloned(),
    };
    changed.map(one).collect()
}

fn table(definition: &EventDefinition) -> Table {
    Table::try_from(definition).unwrap_or_default()
}

/// A value as the file has it; anything else is words.
fn read(value: &str) -> Value {
    let parsed = toml::from_str::<Table>(&format!("value = {value}")).ok().filter(|table| table.len() == 1);
    match parsed.and_then(|mut table| table.remove("value")) {
        Some(Value::Datetime(date)) => Value::String(date.to_string()),
        Some(value) => value,
        None => Value::String(value.to_owned()),
    }
}

/// Every setting by its whole name.
fn flat(definition: &EventDefinition) -> BTreeMap<String, String> {
    fn gather(within: &str, table: &Table, all: &mut BTreeMap<String, String>) {
        for (name, value) in table {
            let name = if within.is_empty() { name.clone() } else { format!("{within}.{name}") };
            match value {
                Value::Table(inner) => gather(&name, inner, all),
                value => _ = all.insert(name, value.to_string()),
            }
        }
    }
    let mut all = BTreeMap::new();
    gather("", &table(definition), &mut all);
    all
}

fn wrong(message: &str) -> EventFileError {
    EventFileError::Setting(Fault { line: None, message: message.lines().collect::<Vec<_>>().join(", ") })
}

#[cfg(test)]
mod tests {
    use super::super::event_file::{EXAMPLE_EVENT, EventFile};
    use super::*;
    use crate::domain::event::RecordingRule;
    use crate::domain::form::{Field, Need};

    fn example() -> EventDefinition {
        EventFile::parse(EXAMPLE_EVENT).unwrap().definition
    }

    fn with(settings: &[&str]) -> Result<EventDefinition, EventFileError> {
        set(&example(), &settings.iter().map(|setting| (*setting).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn what_is_written_out_is_read_back_as_the_same() {
        assert_eq!(EventFile::parse(&written(&example())).unwrap().definition, example());
        assert!(changes(&example(), &example()).is_empty());
    }

    #[test]
    fn a_setting_is_set_by_its_name_with_quotes_or_without() {
        for value in ["objection", "\"objection\"", " objection "] {
            let after = with(&[&format!("recording={value}")]).unwrap();
            assert_eq!(after.recording, Some(RecordingRule::Objection), "{value}");
            let [changed] = &changes(&example(), &after)[..] else { panic!("{value}") };
            assert_eq!((changed.setting.as_str(), changed.before.as_deref()), ("recording", Some("\"consent\"")));
        }
        let settings =
            ["equality.condition=dpa-2018-schedule-1-paragraph-8", "equality.policy_date=2026-01-05", "recording="];
        let after = with(&settings).unwrap();
        assert_eq!(after.equality.unwrap().policy_date.to_string(), "2026-01-05");
        assert_eq!(after.recording, None);
        let after = with(&["fields.email=needed", "exception_for_professionals=true", "news=[\"email\"]"]).unwrap();
        assert!(
            after.fields[&Field::Email] == Need::Needed && after.exception_for_professionals && after.news.len() == 1
        );
    }

    #[test]
    fn what_is_no_setting_or_no_value_of_it_is_said_with_what_is_allowed() {
        for (setting, says) in [
            ("recording=sometimes", "consent"),
            ("recordings=consent", "unknown field"),
            ("recording", "NAME=VALUE"),
            ("name.first=x", "one setting"),
            ("first_day=", "first_day"),
            ("equality.condition=dpa-2018-schedule-1-paragraph-8", "policy_date"),
        ] {
            let error = with(&[setting]).unwrap_err().to_string();
            assert!(error.contains(says) && error.contains("Nothing was changed"), "{setting}: {error}");
        }
    }
}
