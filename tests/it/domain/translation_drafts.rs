//! A version in another language that is being written: it cannot differ from its version in anything but its words, and it says
//! what is missing (R13, R26).

use lanyard::domain::notice::NoticeVersion;
use lanyard::domain::notice_draft::{NoticeDraft, NoticePlace, NoticeWrong, Publishing};
use lanyard::domain::notice_translation::Translating;
use lanyard::domain::organisation::Fact;
use lanyard::domain::purpose::{Channel, Question};
use lanyard::domain::translation_draft::{TranslationDraft, changed_since};
use proptest::prelude::*;

use super::fixtures::event;
use crate::support::welsh;

const EMAIL: Question = Question::News(Channel::Email);
const POST: Question = Question::News(Channel::Post);

fn version() -> NoticeVersion {
    event().notice().clone()
}

fn read(draft: &TranslationDraft, of: &NoticeVersion) -> Result<NoticeVersion, Vec<(NoticePlace, NoticeWrong)>> {
    let named = of.named("Imperial after:hours").to_owned();
    let read = Translating { version: of, named: &named, languages: &["en"] }.read(&draft.file(of));
    read.map_err(|faults| faults.into_iter().map(|fault| (fault.place, fault.wrong)).collect())
}

fn welsh_draft() -> TranslationDraft {
    TranslationDraft::of_file(&welsh::file(), &version())
}

/// The next version, with other words for one question.
fn next() -> NoticeVersion {
    let mut next = version();
    next.version = "1.1".into();
    next.statements.insert(EMAIL.into(), "May Imperial after:hours write to you by email?".into());
    next
}

#[test]
fn r13_an_empty_draft_says_everything_that_is_not_written_and_nothing_else() {
    let of = version();
    let faults = read(&TranslationDraft::default(), &of).unwrap_err();
    let mut expected = vec![
        (NoticePlace::Language, NoticeWrong::NotALanguage),
        (NoticePlace::FirstSay, NoticeWrong::NotWritten),
        (NoticePlace::HowToStop, NoticeWrong::NotWritten),
    ];
    let asked = of.statements.keys();
    expected.extend(asked.map(|&question| (NoticePlace::Statement(question), NoticeWrong::NotTranslated)));
    expected.push((NoticePlace::Text, NoticeWrong::NotWritten));
    assert_eq!(faults, expected, "its number, day, periods and contacts are its version's");
}

#[test]
fn r13_r26_a_draft_of_a_file_is_read_as_the_file_is() {
    let (of, named) = (version(), event().named().to_owned());
    let direct = Translating { version: &of, named: &named, languages: &["en"] }.read(&welsh::file()).unwrap();
    assert_eq!(read(&welsh_draft(), &of).unwrap().hash(), direct.hash());
    // One of another number is still of this version: what differs is not in the draft.
    let mut other = welsh::file();
    (other.version, other.notice) = ("7.7".into(), "evening".into());
    let draft = TranslationDraft::of_file(&other, &of);
    assert_eq!(read(&draft, &of).unwrap().hash(), direct.hash());
}

#[test]
fn r25_the_same_people_may_have_other_names_and_the_same_ways_to_them() {
    let of = version();
    let mut draft = welsh_draft();
    draft.organisation = "Imperial gyda'r nos".into();
    draft.facts.insert(Fact::Regulator, "Swyddfa'r Comisiynydd Gwybodaeth, www.ico.org.uk".into());
    draft.facts.insert(Fact::Email, "rhywun@example.org".into());
    let cy = read(&draft, &of).unwrap();
    assert!(cy.statements[&EMAIL.into()].contains("Imperial gyda'r nos") && cy.text.contains("Swyddfa'r Comisiynydd"));
    let (known, called) = (of.contacts.unwrap(), cy.contacts.unwrap());
    assert_eq!((called.email, called.address), (known.email, known.address), "an email is the same in every language");
    assert!(called.regulator.starts_with("Swyddfa"));
}

#[test]
fn r26_the_next_version_begins_with_the_last_words_and_says_which_of_them_to_look_at() {
    let (before, next) = (version(), next());
    let named = event().named().to_owned();
    let mut draft = welsh_draft();
    draft.facts.insert(Fact::Regulator, "Swyddfa'r Comisiynydd Gwybodaeth, www.ico.org.uk".into());
    let last = read(&draft, &before).unwrap();
    let after = TranslationDraft::after(&last, &named, &before, &next);
    assert_eq!((after.language.as_str(), &after.facts), ("cy", &draft.facts));
    assert!(after.text.contains("{email}") && after.statements[&POST.into()].contains("{how}"), "to be filled in anew");
    assert!(read(&after, &next).is_ok(), "{:?}", read(&after, &next));

    let to = Translating { version: &next, named: &named, languages: &["en"] };
    assert_eq!(changed_since(&after, (&last, &named), &before, &to), [EMAIL.into()]);
    let mut looked_at = after.clone();
    looked_at.statements.insert(EMAIL.into(), "A gaiff {organisation} ysgrifennu atoch drwy e-bost?".into());
    assert_eq!(changed_since(&looked_at, (&last, &named), &before, &to), []);

    // A name that was for another regulator is not taken along.
    let mut moved = next;
    moved.contacts.as_mut().unwrap().regulator = "Another regulator".into();
    assert_eq!(TranslationDraft::after(&last, &named, &before, &moved).facts.get(&Fact::Regulator), None);
}

#[test]
fn r26_a_draft_that_is_not_ready_is_near_enough_to_be_translated() {
    let event = event();
    let profile = lanyard::desk::shipped_profile(event.named()).unwrap();
    let to = Publishing { event: &event, coming: None, profile: &profile, today: event.notice().effective_from };
    let mut draft = NoticeDraft::after(&event);
    draft.statements.insert(EMAIL.into(), "May {organisation} write to you by email?".into());
    assert_eq!(draft.nearly(&to), draft.parse(&to).unwrap(), "a draft that is ready is what it will be");
    draft.periods.values_mut().for_each(|days| *days = "soon".into());
    assert!(draft.parse(&to).is_err());
    let nearly = draft.nearly(&to);
    assert_eq!((nearly.version.as_str(), nearly.retention), ("1.1", event.notice().retention));
    let faults = read(&TranslationDraft::default(), &nearly).unwrap_err();
    assert!(faults.contains(&(NoticePlace::Statement(EMAIL.into()), NoticeWrong::NotTranslated)), "{faults:?}");
    assert!(read(&welsh_draft(), &nearly).is_ok(), "{:?}", read(&welsh_draft(), &nearly));
}

proptest! {
    /// Whatever is typed, what comes of it is the version in other words, or a fault; and how it will read can be shown.
    #[test]
    fn r13_r26_nothing_but_words_can_differ(
        language in "[a-z]{0,3}(-[A-Z]{2})?", first in ".{0,30}", how in ".{0,20}", said in "[^\\n]{0,40}", more in ".{0,60}",
    ) {
        let of = version();
        let mut draft = welsh_draft();
        (draft.language, draft.first_say, draft.how_to_stop) = (language, first, how);
        draft.statements.insert(EMAIL.into(), said);
        draft.text.push_str(&more);
        let named = event().named().to_owned();
        let between = Translating { version: &of, named: &named, languages: &["en"] };
        let shown = between.as_it_reads(&draft.file(&of));
        if let Ok(read) = read(&draft, &of) {
            prop_assert_eq!((&read.notice, &read.version, read.effective_from), (&of.notice, &of.version, of.effective_from));
            prop_assert_eq!((read.change, &read.retention), (of.change, &of.retention));
            prop_assert_eq!(read.statements.keys().collect::<Vec<_>>(), of.statements.keys().collect::<Vec<_>>());
            prop_assert_eq!(shown.text.trim(), read.text.trim(), "what was shown is what is published");
        }
    }
}
