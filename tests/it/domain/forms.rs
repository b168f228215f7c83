//! From a form to a registration: every error, and what cures it.

use lanyard::domain::age::{AgeAnswer, Ages};
use lanyard::domain::answer::{GivenBy, How, Said};
use lanyard::domain::draft::NotYet;
use lanyard::domain::event::RecordingRule;
use lanyard::domain::field_error::{GuardianField, Place, Remark};
use lanyard::domain::form::{Field, Need};
use lanyard::domain::ids::{EventId, VisitorId};
use lanyard::domain::moment::AnsweredAt;
use lanyard::domain::purpose::{Channel, Medium, Question, SpecialPair};
use lanyard::domain::record::{RegistrationRecord, decode, encode};
use lanyard::lists::event_file::{EXAMPLE_EVENT, EventFile};
use uuid::Uuid;

use super::fixtures::{adult, blank, child, date, event, event_with, now, time, today};

const NEWS_BY_EMAIL: Question = Question::News(Channel::Email);
const DIET: Question = Question::Special(SpecialPair::DietCatering);

#[test]
fn r01_only_a_name_and_an_age_are_needed() {
    let event = event();
    assert!(adult(&event).parse().is_ok());
    assert_eq!(blank(&event).thirteen_or_over(AgeAnswer::Yes).wrong_places(), [Place::Field(Field::GivenName)]);
}

#[test]
fn r01_a_field_that_is_off_is_refused() {
    let event = event_with(|settings| {
        settings.fields.insert(Field::Gender, Need::Off);
    });
    let form = adult(&event).field(Field::Gender, "woman");
    assert_eq!(form.wrong_places(), [Place::Field(Field::Gender)]);
}

#[test]
fn r11_who_needs_a_guardian() {
    let event = event();
    let cases = [
        ("2013-11-21", true, "thirteen today"),
        ("2013-11-22", false, "thirteen tomorrow"),
        ("2012-02-29", true, "born on a leap day"),
        ("2018-11-10", false, "eight"),
    ];
    for (birth, speaks, case) in cases {
        let form = blank(&event).field(Field::GivenName, "Kit").field(Field::DateOfBirth, birth);
        assert_eq!(form.parse().is_ok(), speaks, "{case}");
    }
    let named = || blank(&event).field(Field::GivenName, "Kit");
    assert_eq!(named().wrong_places(), [Place::ThirteenOrOver], "nobody asked");
    assert!(named().thirteen_or_over(AgeAnswer::Yes).parse().is_ok());
    assert!(named().thirteen_or_over(AgeAnswer::No).parse().is_err());
    assert!(named().thirteen_or_over(AgeAnswer::NotSure).parse().is_err(), "unsure counts as under");
}

#[test]
fn r11_the_age_is_that_of_the_day_they_came_also_where_it_is_typed_on_a_later_one() {
    let event = event_with(|settings| {
        settings.first_day = date("2026-11-20");
        settings.last_day = Some(date("2026-11-21"));
    });
    let entered = now();
    let asked = |at: AnsweredAt| {
        let mut form = blank(&event).field(Field::GivenName, "Kit").field(Field::DateOfBirth, "2013-11-21");
        form = form.said(NEWS_BY_EMAIL, Said::No);
        form.draft.answers.get_mut(&NEWS_BY_EMAIL).unwrap().answered = at;
        form.draft.came_on(&event, today())
    };
    let cases = [
        (AnsweredAt::now(entered), "2026-11-21", "asked now"),
        (AnsweredAt::written(time("2026-11-20T16:00:00+00:00"), entered), "2026-11-20", "asked yesterday, at twelve"),
        (AnsweredAt::written(time("2026-11-20T23:30:00-01:00"), entered), "2026-11-21", "after midnight at the event"),
        (AnsweredAt::written(time("2026-11-02T10:00:00+00:00"), entered), "2026-11-20", "before the event"),
        (AnsweredAt::unknown(entered), "2026-11-20", "nobody noted when"),
    ];
    for (at, day, case) in cases {
        assert_eq!(asked(at), date(day), "{case}");
    }
    assert_eq!(adult(&event).draft.came_on(&event, today()), today(), "without an answer");
}

#[test]
fn r01_r07_an_event_that_asks_about_news_has_a_field_for_where_it_goes() {
    for (field, channel) in [(Field::Email, "email"), (Field::Phone, "sms"), (Field::AddressLine1, "post")] {
        let mut file = EventFile::parse(EXAMPLE_EVENT).unwrap();
        file.definition.send.clear();
        file.definition.fields.remove(&field);
        let error = file.event(EventId(Uuid::from_u128(1)), None).err().unwrap().to_string();
        assert!(error.contains(&format!("News by {channel}")) && error.contains(field.code()), "{error}");
    }
    let mut file = EventFile::parse(EXAMPLE_EVENT).unwrap();
    file.definition.news.clear();
    file.definition.fields.remove(&Field::Email);
    let error = file.event(EventId(Uuid::from_u128(1)), None).err().unwrap().to_string();
    assert!(error.contains("Sending by email"), "{error}");
}

#[test]
fn r07_r11_what_a_yes_asks_for_is_known_before_saving_and_is_what_saving_refuses() {
    let event = event();
    let channels = [Channel::Email, Channel::Sms, Channel::Phone, Channel::Post];
    for subset in 0..16_u8 {
        for is_child in [false, true] {
            let mut form = if is_child { child(&event) } else { adult(&event) };
            form = form.field(Field::Email, "").field(Field::Phone, "").field(Field::AddressLine1, "");
            if is_child {
                form = form.guardian(GuardianField::Email, "").guardian(GuardianField::Phone, "07700 900744");
            }
            for (bit, channel) in channels.into_iter().enumerate() {
                let said = if subset & (1 << bit) == 0 { Said::No } else { Said::Yes };
                form = form.said(Question::News(channel), said);
            }
            let wanted: Vec<_> = form.draft.contacts_wanted(&event, is_child).into_iter().map(|(at, _)| at).collect();
            let refused: Vec<_> = form.parse().err().unwrap_or_default().into_iter().map(|error| error.place).collect();
            assert_eq!(wanted, refused, "{subset:04b}, a child: {is_child}");
            let [email, text, call, post] = [1, 2, 4, 8].map(|bit| subset & bit != 0);
            let missing = usize::from(email) + usize::from(post) + usize::from(!is_child && (text || call));
            assert_eq!(wanted.len(), missing, "{subset:04b}, a child: {is_child}");
        }
    }
}

#[test]
fn r11_a_guardian_is_complete_or_is_none() {
    let event = event();
    assert!(child(&event).parse().is_ok());
    let cases = [
        (GuardianField::Name, ""),
        (GuardianField::Relationship, ""),
        (GuardianField::Relationship, "Teacher"),
        (GuardianField::Relationship, "class tutor"),
        (GuardianField::Phone, ""),
    ];
    for (field, typed) in cases {
        let places = child(&event).guardian(field, typed).wrong_places();
        assert_eq!(places, [Place::Guardian(field)], "{field} {typed:?}");
    }
    for question in Question::TO_GUARDIAN {
        assert_eq!(child(&event).not_asked(question).wrong_places(), [Place::Question(question)], "{question}");
        for said in [Said::No, Said::LeftBlank, Said::Objected] {
            let places = child(&event).said(question, said).wrong_places();
            assert_eq!(places, [Place::Question(question)], "{question} {said}");
        }
    }
}

#[test]
fn r11_r13_the_guardians_own_answers_are_on_record_with_their_words() {
    let event = event();
    let kept = child(&event).kept();
    for question in Question::TO_GUARDIAN {
        let mut of_question = kept.answers().iter().filter(|answer| answer.question == question);
        let answer = of_question.next().expect("an answer on record");
        assert_eq!((answer.said, answer.evidence.given_by), (Said::Yes, GivenBy::Guardian));
        assert_eq!(Some(&answer.evidence.statement), event.statement(question));
        assert!(answer.evidence.notice == event.notice_hash() && of_question.next().is_none());
    }
    let words = |question| event.statement(question).unwrap().as_str();
    assert_eq!(words(Question::TO_GUARDIAN[0]), "Are you the child's parent, or legally responsible for them?");
    assert!(words(Question::TO_GUARDIAN[1]).contains(&event.definition().organisation));
    assert!(event.questions().all(|question| !question.is_to_guardian()), "everybody else is not asked");
    let grown_up = adult(&event).said(Question::TO_GUARDIAN[1], Said::Yes);
    assert_eq!(grown_up.remarks(), [Remark::GuardianNotNeeded]);
    assert!(grown_up.kept().answers().is_empty());
}

#[test]
fn r11_a_childs_news_goes_to_the_guardian_and_a_fifteen_year_old_answers_alone() {
    let event = event();
    let form = child(&event).field(Field::Email, "kit@example.org").said(NEWS_BY_EMAIL, Said::Yes);
    let asked = Place::Guardian(GuardianField::Email);
    assert_eq!(form.wrong_places(), [asked], "the child's own address does not serve");
    let form = form.guardian(GuardianField::Email, "robin@example.org");
    assert_eq!(form.remarks(), [Remark::ChildContactLeftOut, Remark::GuardianPhoneLooksWrong]);
    let kept = form.kept();
    assert!(kept.person().email.is_none());
    assert!(kept.answers().iter().all(|answer| answer.evidence.given_by == GivenBy::Guardian));

    let sibling = child(&event).field(Field::DateOfBirth, "2011-05-01");
    assert_eq!(sibling.remarks(), [Remark::GuardianNotNeeded]);
    assert!(sibling.kept().guardian().is_none());
}

#[test]
fn r03_a_detail_without_its_yes_is_nowhere() {
    let event = event();
    let detail = |said| adult(&event).said(DIET, said).detail(SpecialPair::DietCatering, "Vegan");
    assert_eq!(detail(Said::Yes).kept().special().len(), 1);
    for said in [Said::No, Said::LeftBlank] {
        assert!(detail(said).kept().special().is_empty());
        assert_eq!(detail(said).remarks(), [Remark::DetailWithoutYes]);
    }
    let other = adult(&event)
        .said(Question::Special(SpecialPair::HealthSafety), Said::Yes)
        .detail(SpecialPair::DietCatering, "Vegan");
    assert!(other.kept().special().is_empty(), "the Yes to another pair does not serve");
}

#[test]
fn r03_opportunities_are_for_the_visitors_own_screen() {
    let event = event_with(|settings| settings.opportunities_out_loud = false);
    let question = Question::Special(SpecialPair::EthnicityOpportunities);
    assert!(adult(&event).said_how(question, Said::Yes, How::OutLoud).parse().is_err());
    assert!(adult(&event).said_how(question, Said::Yes, How::OnScreen).parse().is_ok());
}

#[test]
fn r07_a_yes_asks_for_its_address() {
    let event = event();
    let cases = [
        (Channel::Email, Field::Email, "zoe@example.org"),
        (Channel::Sms, Field::Phone, "07700 900123"),
        (Channel::Phone, Field::Phone, "07700 900123"),
        (Channel::Post, Field::AddressLine1, "1 High Street"),
    ];
    for (channel, field, value) in cases {
        let form = adult(&event).said(Question::News(channel), Said::Yes);
        assert_eq!(form.wrong_places(), [Place::Field(field)]);
        assert!(form.field(field, value).parse().is_ok());
    }
}

#[test]
fn r12_the_rule_of_objection_is_for_known_adults() {
    let event = event_with(|settings| settings.recording = Some(RecordingRule::Objection));
    let photo = Question::Recording(Medium::Photo);
    assert!(adult(&event).said(photo, Said::Yes).parse().is_err());
    assert!(adult(&event).said(photo, Said::Objected).parse().is_ok());
    let young = adult(&event).field(Field::DateOfBirth, "2009-01-01").said(photo, Said::Yes);
    assert!(young.parse().is_ok(), "an under-18 is asked");
    let unknown = adult(&event).field(Field::DateOfBirth, "").thirteen_or_over(AgeAnswer::Yes);
    assert!(unknown.said(photo, Said::No).parse().is_ok(), "unknown age is asked");
}

#[test]
fn r26_a_notice_that_changed_is_asked_again() {
    let event = event();
    let mut form = adult(&event).said(NEWS_BY_EMAIL, Said::No);
    for answer in form.draft.answers.values_mut() {
        answer.notice.0[0] ^= 1;
    }
    assert_eq!(form.wrong_places(), [Place::Question(NEWS_BY_EMAIL)]);
}

#[test]
fn r28_what_they_asked_for_needs_its_address_and_brings_no_news() {
    let event = event();
    let form = adult(&event).send("Course list by email").said(Question::SendThem, Said::Yes);
    assert_eq!(form.wrong_places(), [Place::Field(Field::Email)]);
    let kept = form.field(Field::Email, "zoe@example.org").kept();
    assert_eq!(kept.send().len(), 1);
    assert!(kept.answers().iter().all(|answer| !matches!(answer.question, Question::News(_))));
    assert_eq!(adult(&event).send("Course list by email").wrong_places()[0], Place::Send, "how was it asked for?");
}

#[test]
fn r11_nothing_reaches_the_disk_before_the_age_is_settled() {
    let event = event();
    let storable = |form: &super::fixtures::Filled<'_>| form.draft.storable(&event, today()).map(|_| ());
    let named = || blank(&event).field(Field::GivenName, "Kit");
    assert_eq!(storable(&named()), Err(NotYet::AgeNotSettled));
    assert_eq!(storable(&named().thirteen_or_over(AgeAnswer::No)), Err(NotYet::GuardianHasNotAgreed));
    assert_eq!(storable(&child(&event)), Ok(()));
    let detail = adult(&event).said(DIET, Said::No).detail(SpecialPair::DietCatering, "Vegan");
    let kept = detail.draft.storable(&event, today()).unwrap_or_else(|_| panic!("an adult's form may be kept"));
    assert!(kept.draft().details.is_empty(), "special details only after their Yes");
}

#[test]
fn r11_a_childs_record_without_its_guardian_is_no_registration() {
    let event = event();
    let kept = child(&event).kept();
    let mut record = encode(&kept);
    let read = |record: &RegistrationRecord, answers| {
        decode(kept.id(), VisitorId(kept.visitor().0), record, answers, Vec::new(), Ages::default()).is_ok()
    };
    let answers = || kept.answers().to_vec();
    assert!(read(&record, answers()));
    for at in 0..2 {
        let mut fewer = answers();
        fewer.remove(at);
        assert!(!read(&record, fewer), "without the guardian's Yes");
    }
    record.guardian_name = None;
    assert!(!read(&record, answers()));
}

#[test]
fn what_else_is_wrong_is_found_without_a_name_too() {
    let event = event();
    let form =
        blank(&event).thirteen_or_over(AgeAnswer::Yes).field(Field::Email, "hannah@").field(Field::City, "a\u{7}b");
    let wrong = [Field::GivenName, Field::Email, Field::City].map(Place::Field);
    assert_eq!(form.wrong_places(), wrong);
}
