//! Whose badge has the do-not-record mark (R12), in every case there is.

use lanyard::domain::badge::{DoNotRecord, is_marked};
use lanyard::domain::event::RecordingRule;
use lanyard::domain::ledger::Standing;
use lanyard::domain::permit::Subject;
use lanyard::domain::purpose::{Medium, Question};

/// Every way in which three answers can stand.
fn answers() -> impl Iterator<Item = [Standing; 3]> {
    let all = Standing::ALL;
    all.iter().flat_map(move |&a| all.iter().flat_map(move |&b| all.iter().map(move |&c| [a, b, c])))
}

fn subject(answers: [Standing; 3], known_adult: bool) -> Subject {
    let mut subject = Subject { known_adult, ..Subject::default() };
    for (&medium, standing) in Medium::ALL.iter().zip(answers) {
        subject.standings.set(Question::Recording(medium), standing);
    }
    subject
}

#[test]
fn r12_by_consent_anything_but_three_yes_is_marked_whatever_the_age() {
    let consent = Some(RecordingRule::Consent);
    for answers in answers() {
        for known_adult in [true, false] {
            let agreed = answers == [Standing::Yes; 3];
            assert_eq!(is_marked(&subject(answers, known_adult), consent, consent), !agreed, "{answers:?}");
        }
    }
}

#[test]
fn r12_by_objection_a_grown_up_is_marked_who_said_no_to_any_and_everybody_else_without_three_yes() {
    let objection = Some(RecordingRule::Objection);
    let against = [Standing::No, Standing::Withdrawn, Standing::Objected];
    for answers in answers() {
        let declined = answers.iter().any(|standing| against.contains(standing));
        assert_eq!(is_marked(&subject(answers, true), objection, objection), declined, "grown up: {answers:?}");
        let agreed = answers == [Standing::Yes; 3];
        assert_eq!(
            is_marked(&subject(answers, false), objection, objection),
            !agreed,
            "younger, or unknown: {answers:?}"
        );
        assert_eq!(is_marked(&subject(answers, false), None, None), declined, "nobody is recorded: {answers:?}");
    }
}

#[test]
fn r12_silence_is_enough_only_where_they_were_told_that_it_is_and_it_still_is() {
    let ways = [None, Some(RecordingRule::Consent), Some(RecordingRule::Objection)];
    for then in ways {
        for now in ways.into_iter().filter(|now| *now != then) {
            let silent = subject([Standing::NotAsked; 3], true);
            assert!(is_marked(&silent, then, now), "{then:?} when they came, {now:?} now");
            assert!(!is_marked(&subject([Standing::Yes; 3], true), then, now));
        }
    }
}

#[test]
fn r12_the_mark_says_what_is_not_to_be_recorded_where_it_is_not_everything() {
    let by_consent = |answers| {
        let Subject { standings, known_adult, .. } = subject(answers, true);
        let consent = Some(RecordingRule::Consent);
        DoNotRecord::of(&standings, known_adult, consent, consent).words()
    };
    let (yes, no) = (Standing::Yes, Standing::No);
    assert_eq!(by_consent([yes; 3]), None);
    assert_eq!(by_consent([yes, no, yes]).unwrap(), "Do not record: sound");
    assert_eq!(by_consent([no, yes, Standing::LeftBlank]).unwrap(), "Do not record: photos, film");
    assert_eq!(by_consent([no; 3]).unwrap(), "Do not record");
}
