//! What may leave (R21), against a second reading written as one literal table.

use std::collections::BTreeSet;

use lanyard::domain::ledger::Standing;
use lanyard::domain::permit::{Column, Ground, Refusal, Subject, permit};
use lanyard::domain::purpose::{Channel, LawfulBasis, Medium, Purpose, Question, SpecialPair};
use lanyard::domain::send::SendBy;
use proptest::prelude::*;

/// What a purpose can ever be given, whoever it is about, in the words of the requirements.
fn table(purpose: Purpose) -> &'static [&'static str] {
    match purpose {
        Purpose::RecordKeeping => &[],
        Purpose::News => &[
            "reference",
            "age-band",
            "interests",
            "country",
            "postcode",
            "contact-preference",
            "name",
            "gender",
            "email",
            "phone",
            "address",
            "guardian",
            "guardian-email",
            "guardian-phone",
        ],
        Purpose::RecordingByConsent | Purpose::RecordingByObjection => {
            &["reference", "first-name", "recording-answers"]
        }
        Purpose::SafetyToday => &["reference", "name", "emergency-contact", "health-for-safety"],
        Purpose::HelpToday => &["reference", "name", "disability-for-help"],
        Purpose::Catering => &["diet-for-catering"],
        Purpose::Opportunities => &[
            "reference",
            "name",
            "health-for-opportunities",
            "disability-for-opportunities",
            "ethnicity-for-opportunities",
        ],
        Purpose::SendRequested => {
            &["reference", "send-them", "name", "email", "address", "postcode", "country", "guardian", "guardian-email"]
        }
        Purpose::WideningParticipation => &["reference", "name", "date-of-birth", "postcode", "organisation", "gender"],
        Purpose::EqualityMonitoring => &["nothing per person"],
    }
}

/// R8: news by email goes to a grown-up professional who said nothing against it.
fn excepted(subject: &Subject) -> bool {
    let stands = |code: &str| subject.standings.get(Question::from_code(code).unwrap());
    let silent = [Standing::NotAsked, Standing::LeftBlank].contains(&stands("news.email"));
    let objects = ["news.sms", "news.phone", "news.post"].into_iter().any(|code| stands(code) == Standing::Objected);
    let held = subject.held_back.contains(&Channel::Email);
    subject.professional && subject.known_adult && !subject.child && silent && !objects && !held
}

/// The naive oracle: every rule that closes the door, one after the other.
fn closed(subject: &Subject, column: Column, purpose: Purpose, office: &BTreeSet<SpecialPair>) -> bool {
    let yes = |question: &str| {
        Question::from_code(question).is_some_and(|question| subject.standings.get(question) == Standing::Yes)
    };
    let code = column.code();
    let person = subject.gone || subject.restricted || (subject.child && !subject.has_guardian);
    let listed = purpose == Purpose::RecordKeeping || table(purpose).contains(&code);
    let special = column.pair().is_some_and(|pair| {
        !yes(&format!("special.{pair}")) || (purpose == Purpose::RecordKeeping && !office.contains(&pair))
    });
    // R14: a Yes is held back where somebody who may be the same person said No to the address.
    let goes = |channel: &str| {
        let held = subject.held_back.iter().any(|held| held.code() == channel);
        yes(&format!("news.{channel}")) && !held
    };
    let calls = goes("sms") || goes("phone");
    let any_news = goes("email") || calls || goes("post");
    let by_purpose = match purpose {
        Purpose::RecordKeeping | Purpose::WideningParticipation => false,
        Purpose::EqualityMonitoring => true,
        Purpose::News => {
            (!any_news && !excepted(subject))
                || (matches!(code, "name" | "gender" | "email" | "phone") && subject.child)
                || (code.starts_with("guardian") && !subject.child)
                || (code.ends_with("email") && !goes("email") && !(code == "email" && excepted(subject)))
                || (code.ends_with("phone") && !calls)
                || (code == "address" && !goes("post"))
        }
        Purpose::RecordingByConsent => Medium::ALL.iter().all(|medium| {
            let stands = subject.standings.get(Question::Recording(*medium));
            matches!(stands, Standing::NotAsked | Standing::LeftBlank)
        }),
        Purpose::RecordingByObjection => !subject.known_adult,
        Purpose::SafetyToday => !yes("special.health.safety"),
        Purpose::HelpToday => !yes("special.disability.help"),
        Purpose::Catering => !yes("special.diet.catering"),
        Purpose::Opportunities => !["health", "disability", "ethnicity"]
            .iter()
            .any(|category| yes(&format!("special.{category}.opportunities"))),
        Purpose::SendRequested => {
            !yes("send-them")
                || subject.awaits.is_empty()
                || (matches!(code, "name" | "email") && subject.child)
                || (code.starts_with("guardian") && !subject.child)
                || (code.ends_with("email") && !subject.awaits.contains(&SendBy::Email))
                || (matches!(code, "address" | "postcode" | "country") && !subject.awaits.contains(&SendBy::Post))
        }
    };
    person || !listed || special || by_purpose
}

fn any_subject() -> impl Strategy<Value = Subject> {
    let standings = prop::collection::vec(prop::sample::select(Standing::ALL), Question::ALL.len());
    let awaits = prop::collection::btree_set(prop::sample::select(SendBy::ALL), 0..3);
    let rarely = || prop::bool::weighted(0.1);
    let flags = (any::<bool>(), any::<bool>(), rarely(), rarely(), any::<bool>(), any::<bool>());
    let held = prop::collection::btree_set(prop::sample::select(Channel::ALL), 0..3);
    (flags, standings, awaits, held).prop_map(
        |((child, has_guardian, restricted, gone, adult, professional), standings, awaits, held_back)| {
            let mut subject = Subject {
                held_back,
                professional,
                child,
                has_guardian,
                restricted,
                gone,
                known_adult: adult && !child,
                awaits,
                ..Subject::default()
            };
            for (question, standing) in Question::ALL.into_iter().zip(standings) {
                subject.standings.set(question, standing);
            }
            subject
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn r21_nothing_leaves_but_what_the_table_lets_out(
        subject in any_subject(),
        office in prop::collection::btree_set(prop::sample::select(SpecialPair::ALL), 0..4),
    ) {
        for &purpose in Purpose::ALL {
            for &column in Column::ALL {
                let verdict = permit(&subject, column, purpose, &office);
                prop_assert_eq!(verdict.is_err(), closed(&subject, column, purpose, &office), "{} {}", purpose, column);
                if let Ok(basis) = verdict {
                    let keeps_to_a_no = purpose == Purpose::RecordingByConsent && basis == LawfulBasis::LegalObligation;
                    let by_exception = purpose == Purpose::News && basis == LawfulBasis::LegitimateInterests;
                    prop_assert!(!by_exception || excepted(&subject), "{} {}", purpose, column);
                    prop_assert!(basis == purpose.basis() || keeps_to_a_no || by_exception);
                    prop_assert_eq!(Ground::among(Ground::of(purpose, basis).bit()), [Ground::of(purpose, basis)]);
                }
            }
        }
    }
}

/// The log of a desk keeps positions: what stands here was released.
#[test]
fn r21_a_ground_keeps_its_place() {
    let said = Ground::ALL.map(|ground| format!("{} {}", ground.purpose, ground.basis));
    let released = [
        "record-keeping legitimate-interests",
        "news consent",
        "news legitimate-interests",
        "recording consent",
        "recording legal-obligation",
        "recording-unless-objected legitimate-interests",
        "safety-today consent",
        "help-today consent",
        "catering consent",
        "opportunities consent",
        "send-requested consent",
        "equality-monitoring public-task",
        "widening-participation public-task",
    ];
    assert_eq!(said[..released.len()], released);
    let bits = Ground::ALL.iter().fold(0, |all, ground| all | ground.bit());
    assert_eq!(Ground::among(bits), Ground::ALL);
}

#[test]
fn a_question_knows_its_place_among_all() {
    for (place, question) in Question::ALL.into_iter().enumerate() {
        assert_eq!(question.position(), place, "{question}");
    }
}

#[test]
fn r02_an_emergency_contact_goes_to_no_marketing() {
    let mut subject = Subject { known_adult: true, ..Subject::default() };
    for &channel in Channel::ALL {
        subject.standings.set(Question::News(channel), Standing::Yes);
    }
    let verdict = permit(&subject, Column::EmergencyContact, Purpose::News, &BTreeSet::new());
    assert_eq!(verdict, Err(Refusal::NotNeeded));
}
