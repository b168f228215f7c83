//! A version in another language (R13, R26): the same version in other words. It has a text, statements and a hash of its own, so
//! that an answer proves in which words it was given; everything else is as in the version that it translates.
//!
//! What can be checked without knowing the language is checked: each question has its words, each period stands in the text as a
//! number, whom to ask is named, and nothing was left in the words of the version. That it means the same is for the person
//! who publishes it.

use std::collections::{BTreeMap, BTreeSet};

use super::notice::{Contacts, Holder, NoticeVersion};
use super::notice_draft::{is_language_tag, line, same_language};
use super::notice_fault::{Faults, NoticeFault, NoticePlace, NoticeWrong};
use super::notice_says::{unnamed, unstated};
use super::notice_section::Section;
use super::organisation::{Fact, Profile, unknown_place_holder};
use super::retention::Kept;
use super::statement::Statement;
use super::text::Paragraph;

/// What is translated.
#[derive(Clone, Copy)]
pub struct Translating<'a> {
    /// The version, as it was published.
    pub version: &'a NoticeVersion,
    /// The organisation, as its words name it.
    pub named: &'a str,
    /// The languages that it has its words in already, its own among them.
    pub languages: &'a [&'a str],
}

impl Translating<'_> {
    /// The version as a file to be translated: its words, with place-holders for what they say of the organisation, which are
    /// filled in as in the version.
    #[must_use]
    pub fn file(&self) -> NoticeVersion {
        let Self { version, named, .. } = *self;
        NoticeVersion {
            contacts: None,
            holder: None,
            statements: version.unfilled_statements(named),
            text: version.unfilled(named, &version.text),
            first_say: version.unfilled(named, &version.first_say),
            how_to_stop: version.unfilled(named, &version.how_to_stop),
            ..version.clone()
        }
    }

    /// Reads a file as this version in another language, as it is published: what it says of the organisation is filled in as the
    /// version says it. It may bring `contacts` and a `holder` of its own, which call the same people by their names in that
    /// language.
    ///
    /// # Errors
    /// Every fault, in the order of [`NoticePlace`].
    pub fn read(&self, file: &NoticeVersion) -> Result<NoticeVersion, Vec<NoticeFault>> {
        let mut faults = Faults::default();
        self.same_version(file, &mut faults);
        let contacts = self.contacts(file, &mut faults);
        let holder = self.holder(file, &mut faults);
        let profile = profile(contacts.as_ref(), &holder);
        let read = |words: &str| {
            if words.trim().is_empty() {
                return Err(NoticeWrong::NotWritten);
            }
            line(words, &profile, &holder.organisation)
        };
        let first_say = faults.take(NoticePlace::FirstSay, read(&file.first_say));
        let how_to_stop = faults.take(NoticePlace::HowToStop, read(&file.how_to_stop));
        let how = how_to_stop.as_deref().unwrap_or("…");
        let statements = self.statements(file, how, &read, &mut faults);
        let text = faults.take(NoticePlace::Text, self.text(file, how, &profile, &holder));
        if let Some(text) = &text {
            self.periods_are_stated(text, &file.language, &mut faults);
        }
        match (first_say, how_to_stop, text) {
            (Some(first_say), Some(how_to_stop), Some(text)) if faults.0.is_empty() => Ok(NoticeVersion {
                language: file.language.clone(),
                first_say,
                how_to_stop,
                contacts,
                holder: Some(holder),
                statements,
                text,
                ..self.version.clone()
            }),
            _ => {
                faults.0.sort_by_key(|fault| fault.place);
                Err(faults.0)
            }
        }
    }

    /// A file as it would read in that language, as far as it goes: what is not known stays a place-holder, to be seen in a
    /// draft.
    #[must_use]
    pub fn as_it_reads(&self, file: &NoticeVersion) -> NoticeVersion {
        let contacts = self.contacts(file, &mut Faults::default());
        let holder = self.holder(file, &mut Faults::default());
        let profile = profile(contacts.as_ref(), &holder);
        let fill = |words: &str| profile.fill_what_is_known(words, &holder.organisation);
        let how_to_stop = fill(&file.how_to_stop);
        let said = |words: &str| fill(words).replace("{how}", &how_to_stop);
        let written = Section::filled_in(&file.text, &file.language, &self.version.sections);
        NoticeVersion {
            first_say: fill(&file.first_say),
            statements: file.statements.iter().map(|(statement, words)| (*statement, said(words))).collect(),
            text: said(&written.unwrap_or_else(|_| file.text.clone())),
            how_to_stop,
            contacts,
            holder: Some(holder),
            ..file.clone()
        }
    }

    fn same_version(&self, file: &NoticeVersion, faults: &mut Faults) {
        let version = self.version;
        if file.notice != version.notice {
            faults.add(NoticePlace::Notice, NoticeWrong::OtherNotice(version.notice.clone()));
        }
        if file.version != version.version {
            faults.add(NoticePlace::Version, NoticeWrong::OtherNumber(version.version.clone()));
        }
        if !is_language_tag(&file.language) {
            faults.add(NoticePlace::Language, NoticeWrong::NotALanguage);
        }
        if let Some(has) = self.languages.iter().find(|has| same_language(has, &file.language)) {
            faults.add(NoticePlace::Language, NoticeWrong::HasLanguage((*has).to_owned()));
        }
        if file.effective_from != version.effective_from {
            faults.add(NoticePlace::EffectiveFrom, NoticeWrong::OtherDay(version.effective_from));
        }
        if file.change != version.change {
            faults.add(NoticePlace::Change, NoticeWrong::OtherChange(version.change));
        }
        for &kept in Kept::ALL {
            let days = version.retention.stated(kept);
            if file.retention.stated(kept) != days {
                faults.add(NoticePlace::Period(kept), NoticeWrong::OtherPeriod(days));
            }
        }
    }

    /// The same ways to the same people, called by other names at most.
    fn contacts(&self, file: &NoticeVersion, faults: &mut Faults) -> Option<Contacts> {
        let ways = |contacts: &Contacts| {
            let Contacts { controller, email, data_protection_officer, registration_number, .. } = contacts.clone();
            (controller.is_some(), email, data_protection_officer.is_some(), registration_number)
        };
        let known = self.version.contacts.as_ref();
        match &file.contacts {
            None => known.cloned(),
            own if own.as_ref().map(ways) == known.map(ways) => own.clone(),
            own => {
                faults.add(NoticePlace::Contacts, NoticeWrong::OtherContacts);
                own.clone()
            }
        }
    }

    /// Who holds the event, by the name that they have in that language where the file says one.
    fn holder(&self, file: &NoticeVersion, faults: &mut Faults) -> Holder {
        let unnamed = || Holder { organisation: self.named.to_owned(), controller: None };
        let known = self.version.holder.clone().unwrap_or_else(unnamed);
        let holder = file.holder.clone().unwrap_or_else(|| known.clone());
        if holder.controller.is_some() != known.controller.is_some() || holder.organisation.trim().is_empty() {
            faults.add(NoticePlace::Contacts, NoticeWrong::OtherContacts);
        }
        holder
    }

    fn statements(
        &self,
        file: &NoticeVersion,
        how_to_stop: &str,
        read: &dyn Fn(&str) -> Result<String, NoticeWrong>,
        faults: &mut Faults,
    ) -> BTreeMap<Statement, String> {
        let originals = self.version.unfilled_statements(self.named);
        let mut statements = BTreeMap::new();
        for statement in Statement::all() {
            let words = file.statements.get(&statement).map_or("", |words| words.trim());
            let written = match (self.version.statements.contains_key(&statement), words) {
                (false, "") => continue,
                (false, _) => Err(NoticeWrong::AsksMore),
                (true, "") => Err(NoticeWrong::NotTranslated),
                (true, words) => read(&words.replace("{how}", how_to_stop)),
            };
            let translated = written.and_then(|words| {
                let published = self.version.statement(statement, self.named);
                let same = published.is_ok_and(|published| published.as_str() == words);
                let as_in_file = originals.get(&statement) == file.statements.get(&statement);
                if (same || as_in_file) && self.is_other_language(file) {
                    Err(NoticeWrong::StillOriginal)
                } else {
                    Ok(words)
                }
            });
            let words = faults.take(NoticePlace::Statement(statement), translated);
            statements.extend(words.map(|words| (statement, words)));
        }
        statements
    }

    fn text(
        &self,
        file: &NoticeVersion,
        how_to_stop: &str,
        profile: &Profile,
        holder: &Holder,
    ) -> Result<String, NoticeWrong> {
        if file.text.trim().is_empty() {
            return Err(NoticeWrong::NotWritten);
        }
        if let Some(name) = unknown_place_holder(&file.text) {
            return Err(NoticeWrong::PlaceHolder(name.to_owned()));
        }
        let says = &self.version.sections;
        let said: BTreeSet<_> = file.sections.union(&Section::held_in(&file.text)).copied().collect();
        if let Some(&more) = file.sections.difference(says).next() {
            return Err(NoticeWrong::SaysMore(more));
        }
        let written = Section::filled_in(&file.text, &file.language, says).map_err(NoticeWrong::NoWords)?;
        let is_said = |section: &Section| said.contains(section) && section.is_said_in(&written, &file.language);
        if let Some(&silent) = says.iter().find(|section| !is_said(section)) {
            return Err(NoticeWrong::NotSaid(silent));
        }
        let written = written.replace("{how}", how_to_stop);
        let filled = profile.fill(&written, &holder.organisation).map_err(NoticeWrong::Unfilled)?;
        let text = format!("{}\n", Paragraph::parse_up_to(&filled, Paragraph::LONGEST)?.as_str());
        if self.is_other_language(file) && text.trim() == self.version.text.trim() {
            return Err(NoticeWrong::StillOriginal);
        }
        let unnamed = profile.contacts().map_or(Vec::new(), |contacts| unnamed(&text, &contacts));
        if unnamed.is_empty() { Ok(text) } else { Err(NoticeWrong::NotNamed(unnamed)) }
    }

    /// Whatever period the version's text states, the translation's does too (R24).
    fn periods_are_stated(&self, text: &str, language: &str, faults: &mut Faults) {
        let NoticeVersion { text: own, language: of_own, retention, .. } = self.version;
        let silent: Vec<_> = unstated(own, of_own, retention).collect();
        for (kept, days) in unstated(text, language, retention).filter(|period| !silent.contains(period)) {
            faults.add(NoticePlace::Text, NoticeWrong::PeriodNotStated { kept, days });
        }
    }

    /// Whether it is a language of its own, and not the same one as it is written elsewhere (`en` and `en-GB`).
    fn is_other_language(&self, file: &NoticeVersion) -> bool {
        let primary = |tag: &str| tag.split('-').next().map(str::to_ascii_lowercase);
        primary(&self.version.language) != primary(&file.language)
    }
}

/// What its place-holders stand for.
fn profile(contacts: Option<&Contacts>, holder: &Holder) -> Profile {
    let mut profile = Profile::default().or_as_in(contacts);
    if let Some(controller) = &holder.controller {
        // One that cannot be kept is left to the organisation's own name, as where there is none.
        _ = profile.set(Fact::Controller, controller);
    }
    profile
}
