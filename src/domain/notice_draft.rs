//! A version of a notice that is being written: strings, as typed. `parse` is the only way from here to a version (R26).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::date::parse_date;
use super::event::Event;
use super::notice::{ChangeKind, Holder, LONGEST_READ_OUT, NoticeVersion};
use super::notice_change::Wording;
use super::notice_fault::Faults;
use super::notice_says::{unnamed, unstated};
use super::notice_section::Section;
use super::organisation::{Fact, Profile, unknown_place_holder};
use super::retention::{Kept, Retention};
use super::statement::Statement;
use super::text::{Line, Paragraph};

pub use super::notice_fault::{NoticeFault, NoticePlace, NoticeWrong};

/// The longest that anything is kept, in days: a hundred years.
const LONGEST_PERIOD: u32 = 36_500;

/// A version as it stands on the screen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeDraft {
    /// The notice's name, such as `open-day`.
    pub notice: String,
    /// Its number.
    pub version: String,
    /// BCP 47 tag of its language.
    pub language: String,
    /// The first day it holds, day first; empty where it holds as soon as it is published.
    pub effective_from: String,
    /// How much it changes.
    pub change: ChangeKind,
    /// The periods, in days.
    pub periods: BTreeMap<Kept, String>,
    /// What staff say first.
    pub first_say: String,
    /// How a person can stop news.
    pub how_to_stop: String,
    /// What the text is said to say beside everything else.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub sections: BTreeSet<Section>,
    /// The words of each statement.
    pub statements: BTreeMap<Statement, String>,
    /// The notice itself, in Markdown.
    pub text: String,
}

/// Whether a text is a language tag as BCP 47 writes the simple ones: it names the file that a batch carries the notice in.
#[must_use]
pub fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts
        .next()
        .is_some_and(|first| matches!(first.len(), 2 | 3) && first.chars().all(|char| char.is_ascii_lowercase()));
    let rest = |part: &str| matches!(part.len(), 2..=8) && part.chars().all(|char| char.is_ascii_alphanumeric());
    first && parts.all(rest)
}

/// Whether two tags name one language: how their letters are written says nothing (RFC 5646, 2.1.1).
#[must_use]
pub fn same_language(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// Whether a text can be the number of a version: letters, digits, `.` and `-`, at most 20.
#[must_use]
pub fn is_version_number(number: &str) -> bool {
    let of = |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-');
    !number.is_empty() && number.len() <= 20 && number.chars().all(of)
}

/// For whom and after which version a draft is to be published.
#[derive(Clone, Copy)]
pub struct Publishing<'a> {
    /// The event, under the version in use.
    pub event: &'a Event,
    /// The version that waits for its day, where there is one.
    pub coming: Option<&'a NoticeVersion>,
    /// What is known of whoever holds it.
    pub profile: &'a Profile,
    /// The event's own date.
    pub today: NaiveDate,
}

impl<'a> Publishing<'a> {
    fn in_use(&self) -> &'a NoticeVersion {
        self.event.notice()
    }

    /// Whoever holds the event now, as its questions will name them.
    fn organisation(&self) -> &'a str {
        &self.event.definition().organisation
    }
}

impl NoticeDraft {
    /// A draft that begins with the words of the version that an event is held under: the next number, from when it is
    /// published, a change of meaning until somebody says that it is small. What the version says of the organisation follows
    /// what is set, until it is published again.
    #[must_use]
    pub fn after(event: &Event) -> Self {
        let (version, named) = (event.notice(), event.named());
        Self {
            version: next_number(&version.version),
            effective_from: String::new(),
            // Nobody goes untold because nobody thought of it: that a change is small is for a person to say.
            change: ChangeKind::Substantial,
            statements: version.unfilled_statements(named),
            text: version.unfilled(named, &version.text),
            first_say: version.unfilled(named, &version.first_say),
            how_to_stop: version.unfilled(named, &version.how_to_stop),
            ..Self::of(version)
        }
    }

    /// Gives it the next number that is not taken.
    pub fn number_after(&mut self, taken: impl Fn(&str) -> bool) {
        while taken(&self.version) {
            self.version = next_number(&self.version);
        }
    }

    /// A version's own words, as if they had been typed.
    #[must_use]
    pub fn of(version: &NoticeVersion) -> Self {
        Self {
            notice: version.notice.clone(),
            version: version.version.clone(),
            language: version.language.clone(),
            effective_from: typed(version.effective_from),
            change: version.change,
            periods: version.retention.typed(),
            first_say: version.first_say.clone(),
            how_to_stop: version.how_to_stop.clone(),
            sections: version.sections.clone(),
            statements: version.statements.clone(),
            text: version.text.clone(),
        }
    }

    /// What it says, on behalf of `organisation`; what is not known of that stays a place-holder.
    #[must_use]
    pub fn wording(&self, organisation: &str, profile: &Profile) -> Wording {
        let fill = |words: &str| profile.fill_what_is_known(words, organisation);
        let how_to_stop = fill(&self.how_to_stop);
        let said = |words: &String| fill(words).replace("{how}", &how_to_stop);
        let words = self.statements.iter().filter(|(_, words)| !words.trim().is_empty());
        Wording {
            text: fill(&self.with_sections().unwrap_or_else(|_| self.text.clone())).replace("{how}", &how_to_stop),
            first_say: fill(&self.first_say),
            statements: words.map(|(statement, words)| (*statement, said(words).trim().to_owned())).collect(),
            periods: self.periods.clone(),
            how_to_stop,
        }
    }

    /// The version that this is to be, or everything that has to be put right before.
    ///
    /// # Errors
    /// Every fault, in the order of [`NoticePlace`].
    pub fn parse(&self, to: &Publishing<'_>) -> Result<NoticeVersion, Vec<NoticeFault>> {
        let mut faults = Faults::default();
        let version = faults.take(NoticePlace::Version, self.number(to));
        let language = faults.take(NoticePlace::Language, self.language());
        let effective_from = faults.take(NoticePlace::EffectiveFrom, self.first_day(to));
        let equality = to.event.definition().equality.is_some();
        let retention = self.retention(equality, &mut faults);
        if let Some(retention) = &retention {
            if *retention != to.in_use().retention && self.change == ChangeKind::Small {
                faults.add(NoticePlace::Change, NoticeWrong::PeriodsAreSubstantial);
            }
            let filled = to.profile.fill_what_is_known(&self.text, to.organisation());
            for (kept, days) in unstated(&filled, self.language.trim(), retention) {
                faults.add(NoticePlace::Text, NoticeWrong::PeriodNotStated { kept, days });
            }
        }
        let first_say = faults.take(NoticePlace::FirstSay, line(&self.first_say, to.profile, to.organisation()));
        let how_to_stop = faults.take(NoticePlace::HowToStop, line(&self.how_to_stop, to.profile, to.organisation()));
        let statements = self.statements(how_to_stop.as_deref(), to, &mut faults);
        let text = faults.take(NoticePlace::Text, self.text(how_to_stop.as_deref(), to));
        let sections = self.said();
        let contacts = to.profile.contacts();
        let holder = Some(Holder::of(to.organisation(), to.profile));
        let parsed = (|| {
            Some(NoticeVersion {
                notice: self.notice.clone(),
                version: version?,
                language: language?,
                effective_from: effective_from?,
                change: self.change,
                retention: retention?,
                first_say: first_say?,
                how_to_stop: how_to_stop?,
                contacts,
                holder,
                sections,
                statements,
                text: text?,
            })
        })();
        match parsed {
            Some(version) if faults.0.is_empty() => {
                let says = |version: &NoticeVersion| (version.wording(to.event.named()), version.language.clone());
                if says(&version) == says(to.in_use()) {
                    return Err(vec![NoticeFault { place: NoticePlace::Text, wrong: NoticeWrong::NothingChanged }]);
                }
                Ok(version)
            }
            _ => {
                faults.0.sort_by_key(|fault| fault.place);
                Err(faults.0)
            }
        }
    }

    /// The version that this is to be, or what comes nearest to it while something has to be put right: what its words are
    /// translated from.
    #[must_use]
    pub fn nearly(&self, to: &Publishing<'_>) -> NoticeVersion {
        self.parse(to).unwrap_or_else(|_| {
            let wording = self.wording(to.organisation(), to.profile);
            let equality = to.event.definition().equality.is_some();
            let retention = self.retention(equality, &mut Faults::default());
            NoticeVersion {
                notice: self.notice.clone(),
                version: self.version.trim().to_owned(),
                language: self.language.trim().to_owned(),
                effective_from: self.day(to.today).unwrap_or(to.today),
                change: self.change,
                retention: retention.unwrap_or(to.in_use().retention),
                first_say: wording.first_say,
                how_to_stop: wording.how_to_stop,
                contacts: to.profile.contacts(),
                holder: Some(Holder::of(to.organisation(), to.profile)),
                sections: self.said(),
                statements: wording.statements,
                text: wording.text,
            }
        })
    }

    /// The draft as the file of a version, with its place-holders: to be changed elsewhere and taken in again.
    ///
    /// # Errors
    /// What a file cannot hold: no number of days, no date.
    pub fn as_file(&self, today: NaiveDate) -> Result<NoticeVersion, Vec<NoticeFault>> {
        let mut faults = Faults::default();
        let effective_from = faults.take(NoticePlace::EffectiveFrom, self.day(today));
        let retention = self.retention(false, &mut faults);
        let (Some(effective_from), Some(retention)) = (effective_from, retention) else { return Err(faults.0) };
        Ok(NoticeVersion {
            notice: self.notice.clone(),
            version: self.version.trim().to_owned(),
            language: self.language.trim().to_owned(),
            effective_from,
            change: self.change,
            retention,
            first_say: self.first_say.clone(),
            how_to_stop: self.how_to_stop.clone(),
            contacts: None,
            holder: None,
            sections: self.sections.clone(),
            statements: self.statements.clone(),
            text: self.text.clone(),
        })
    }

    fn number(&self, to: &Publishing<'_>) -> Result<String, NoticeWrong> {
        let number = self.version.trim();
        if !is_version_number(number) {
            return Err(NoticeWrong::NotANumber);
        }
        // The same version in another language is a translation, and no new one (`domain::notice_translation`).
        if number == to.in_use().version {
            return Err(NoticeWrong::InUse(number.to_owned()));
        }
        Ok(number.to_owned())
    }

    fn language(&self) -> Result<String, NoticeWrong> {
        let tag = self.language.trim();
        if is_language_tag(tag) { Ok(tag.to_owned()) } else { Err(NoticeWrong::NotALanguage) }
    }

    fn first_day(&self, to: &Publishing<'_>) -> Result<NaiveDate, NoticeWrong> {
        if let Some(NoticeVersion { version, effective_from, .. }) = to.coming {
            return Err(NoticeWrong::AnotherComes { version: version.clone(), from: *effective_from });
        }
        let day = self.day(to.today)?;
        if day < to.today { Err(NoticeWrong::InThePast) } else { Ok(day) }
    }

    /// The day as typed; `today` where none is.
    fn day(&self, today: NaiveDate) -> Result<NaiveDate, NoticeWrong> {
        if self.effective_from.trim().is_empty() {
            return Ok(today);
        }
        parse_date(&self.effective_from, today).map_err(|_| NoticeWrong::NotADate)
    }

    /// The periods as typed; the one of equality answers may be left out where nobody is asked about equality.
    fn retention(&self, equality: bool, faults: &mut Faults) -> Option<Retention> {
        let typed = |kept| self.periods.get(&kept).map_or("", |typed| typed.trim());
        let mut days = |kept| {
            let days = typed(kept).parse().ok().filter(|days| (1..=LONGEST_PERIOD).contains(days));
            faults.take(NoticePlace::Period(kept), days.ok_or(NoticeWrong::NotDays))
        };
        let [special, emergency, record, proof] =
            [Kept::Special, Kept::EmergencyContact, Kept::Record, Kept::Proof].map(&mut days);
        let answers = if equality || !typed(Kept::Equality).is_empty() { Some(days(Kept::Equality)) } else { None };
        if let (Some(Some(answers)), Some(record)) = (answers, record)
            && answers > record
        {
            faults.add(NoticePlace::Period(Kept::Equality), NoticeWrong::EqualityOutlivesRecord);
        }
        Some(Retention {
            special_days: special?,
            emergency_contact_days: emergency?,
            equality_days: match answers {
                Some(typed) => Some(typed?),
                None => None,
            },
            registrations_days: record?,
            consent_proof_days: proof?,
        })
    }

    /// The statements, filled in; `how_to_stop` is missing where that is at fault itself.
    fn statements(
        &self,
        how_to_stop: Option<&str>,
        to: &Publishing<'_>,
        faults: &mut Faults,
    ) -> BTreeMap<Statement, String> {
        let mut statements = BTreeMap::new();
        for statement in Statement::all() {
            let typed = self.statements.get(&statement).map_or("", |words| words.trim());
            if typed.is_empty() && !to.event.needs(statement) {
                continue;
            }
            let said = typed.replace("{how}", how_to_stop.unwrap_or("…"));
            let read = line(&said, to.profile, to.organisation());
            statements.extend(faults.take(NoticePlace::Statement(statement), read).map(|words| (statement, words)));
        }
        statements
    }

    fn text(&self, how_to_stop: Option<&str>, to: &Publishing<'_>) -> Result<String, NoticeWrong> {
        if let Some(name) = unknown_place_holder(&self.text) {
            return Err(NoticeWrong::PlaceHolder(name.to_owned()));
        }
        let missing = to.profile.missing();
        let missing: Vec<_> = missing
            .into_iter()
            .filter(|fact| *fact != Fact::Registration || self.text.contains(&fact.place_holder()))
            .collect();
        if !missing.is_empty() {
            return Err(NoticeWrong::Unfilled(missing));
        }
        let written = self.with_sections().map_err(NoticeWrong::NoWords)?;
        let said = self.said();
        let needed = said.union(&Section::on(to.event.definition())).copied().collect::<Vec<_>>();
        let is_said = |section: &Section| said.contains(section) && section.is_said_in(&written, self.language.trim());
        if let Some(section) = needed.into_iter().find(|section| !is_said(section)) {
            return Err(NoticeWrong::NotSaid(section));
        }
        let written = written.replace("{how}", how_to_stop.unwrap_or("…"));
        let filled = to.profile.fill(&written, to.organisation()).map_err(NoticeWrong::Unfilled)?;
        let text = Paragraph::parse_up_to(&filled, Paragraph::LONGEST)?;
        let unnamed = to.profile.contacts().map_or(Vec::new(), |contacts| unnamed(text.as_str(), &contacts));
        if unnamed.is_empty() { Ok(format!("{}\n", text.as_str())) } else { Err(NoticeWrong::NotNamed(unnamed)) }
    }
}

/// A line that is filled in, and is read out.
pub(super) fn line(typed: &str, profile: &Profile, organisation: &str) -> Result<String, NoticeWrong> {
    if let Some(name) = unknown_place_holder(typed) {
        return Err(NoticeWrong::PlaceHolder(name.to_owned()));
    }
    // Those two are for the text and the statements.
    if let Some(section) = Section::held_in(typed).first() {
        return Err(NoticeWrong::PlaceHolder(section.code().to_owned()));
    }
    if typed.contains("{how}") {
        return Err(NoticeWrong::PlaceHolder("how".to_owned()));
    }
    let filled = profile.fill(typed, organisation).map_err(NoticeWrong::Unfilled)?;
    Ok(Line::parse_up_to(&filled, LONGEST_READ_OUT)?.as_str().to_owned())
}

fn typed(day: NaiveDate) -> String {
    day.format("%-d/%-m/%Y").to_string()
}

/// The number after this one: 4.3 after 4.2.
fn next_number(version: &str) -> String {
    let (before, last) = version.rsplit_once('.').map_or(("", version), |(before, last)| (before, last));
    match (before, last.parse::<u32>()) {
        ("", Ok(number)) => format!("{number}.1"),
        (before, Ok(number)) => format!("{before}.{}", number.saturating_add(1)),
        (_, Err(_)) => format!("{version}-2"),
    }
}
