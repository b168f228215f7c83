//! A notice that begins on a later day (R26): until then the earlier one is asked under, and from the start of that day, where
//! the event is, the new one.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, NaiveDate, TimeDelta};
use lanyard::desk::{Desk, DeskError, NewReader, NoticeStanding, Passphrase};
use lanyard::domain::act_kind::ActKind;
use lanyard::domain::age::AgeAnswer;
use lanyard::domain::answer::{How, NoticeCard, NoticeHash, Said};
use lanyard::domain::draft::{AnswerDraft, RegistrationDraft};
use lanyard::domain::event::EventError;
use lanyard::domain::field_error::Place;
use lanyard::domain::form::Field;
use lanyard::domain::ids::{AnswerId, RegistrationId, VisitorId};
use lanyard::domain::moment::AnsweredAt;
use lanyard::domain::notice::{ChangeKind, NoticeVersion};
use lanyard::domain::notice_draft::{NoticePlace, NoticeWrong};
use lanyard::domain::purpose::{Channel, Question, SpecialPair};
use lanyard::domain::staff::{Handle, Role};
use lanyard::store::act::{self, Act};
use lanyard::store::coming_notices;

use crate::desk::day::one;
use crate::desk::looking::acts;
use crate::desk::scene::{Scene, lead};

const NEWS: Question = Question::News(Channel::Email);

/// A desk on the evening of 30 November, and hours that can be moved.
struct Evening {
    scene: Scene,
    minutes: Arc<AtomicI64>,
}

fn december() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, 1).unwrap()
}

impl Evening {
    fn new() -> Self {
        let minutes = Arc::new(AtomicI64::new(0));
        let start = DateTime::parse_from_rfc3339("2026-11-30T22:00:00+00:00").unwrap();
        let moved = minutes.clone();
        let scene = Scene::by_the_clock(move || start + TimeDelta::minutes(moved.load(Ordering::Relaxed)));
        Self { scene, minutes }
    }

    /// So long after ten in the evening.
    fn at(&self, hours: i64) {
        self.minutes.store(60 * hours, Ordering::Relaxed);
    }

    /// The version in use with another number and other words, from this day on.
    fn version(&self, number: &str, from: NaiveDate) -> NoticeVersion {
        let mut notice = self.scene.desk.event(&self.scene.event).unwrap().notice().clone();
        notice.version = number.to_owned();
        notice.effective_from = from;
        notice.change = ChangeKind::Substantial;
        notice.statements.insert(NEWS.into(), format!("May we email you, by notice {number}?"));
        notice
    }

    fn publish(&mut self, number: &str, from: NaiveDate) -> Result<NoticeHash, DeskError> {
        let notice = self.version(number, from);
        self.scene.desk.publish_notice(&self.scene.event, notice)
    }

    fn in_use(&self) -> String {
        self.scene.desk.event(&self.scene.event).unwrap().notice().version.clone()
    }

    fn standings(&self) -> Vec<(String, NoticeStanding)> {
        let known = self.scene.desk.notices_of(&self.scene.event).unwrap().published;
        known.into_iter().map(|one| (one.version.version, one.standing)).collect()
    }

    /// A form in which news is agreed to, under the words in use.
    fn form(&self) -> RegistrationDraft {
        let desk = &self.scene.desk;
        let mut draft = RegistrationDraft::new(RegistrationId(desk.new_id()), VisitorId(desk.new_id()));
        let fields = [(Field::GivenName, "Ben"), (Field::Email, "ben@example.org")];
        draft.fields.extend(fields.map(|(field, value)| (field, value.to_owned())));
        draft.thirteen_or_over = Some(AgeAnswer::Yes);
        let answer = AnswerDraft {
            id: AnswerId(desk.new_id()),
            said: Said::Yes,
            answered: AnsweredAt::now(desk.now()),
            how: How::OutLoud,
            notice_card: NoticeCard::Given,
            notice: desk.event(&self.scene.event).unwrap().notice_hash(),
            staff: lead(),
            paper_form: None,
        };
        draft.answers.insert(NEWS, answer);
        draft
    }
}

#[test]
fn r26_a_version_of_a_later_day_begins_with_that_day_and_a_form_that_is_open_then_asks_again() {
    let mut evening = Evening::new();
    let hash = evening.publish("2.0", december()).unwrap();
    assert_eq!(evening.in_use(), "1.0", "until then nothing changes");
    assert_eq!(
        evening.standings(),
        [("2.0".to_owned(), NoticeStanding::Comes), ("1.0".to_owned(), NoticeStanding::InUse)]
    );
    let ann = one(&mut evening.scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    assert!(
        evening.scene.desk.to_be_told(&evening.scene.event).unwrap().is_empty(),
        "nobody was told anything else yet"
    );

    let form = evening.form();
    evening.at(2);
    let event = evening.scene.event.clone();
    let Err(DeskError::Form(errors)) = evening.scene.desk.register(&form, &event) else { panic!("it was kept") };
    assert_eq!(errors.iter().map(|error| error.place.clone()).collect::<Vec<_>>(), [Place::Question(NEWS)]);
    assert_eq!(evening.in_use(), "2.0", "at midnight");
    let again = evening.form();
    let saved = evening.scene.desk.register(&again, &event).unwrap();
    let answer = evening.scene.desk.history(saved.registration).unwrap().answers.remove(0).1;
    assert_eq!(
        (answer.evidence.notice, answer.evidence.statement.as_str()),
        (hash, "May we email you, by notice 2.0?")
    );
    let told: Vec<_> = evening.scene.desk.to_be_told(&event).unwrap().into_iter().map(|(_, badge)| badge).collect();
    assert_eq!(told, [ann], "whoever registered under the earlier one");

    let known = evening.scene.desk.notices_of(&event).unwrap().published;
    let said = (known[0].standing, known[0].published_at.to_rfc3339(), known[0].seen_by);
    assert_eq!(
        said,
        (NoticeStanding::InUse, "2026-11-30T22:00:00+00:00".to_owned(), 1),
        "it was published the evening before"
    );
    assert!(evening.scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r26_what_has_begun_goes_on_when_the_clock_is_set_back_and_a_desk_that_is_opened_later_has_it() {
    let mut evening = Evening::new();
    evening.publish("2.0", december()).unwrap();
    evening.at(1);
    assert!(!evening.scene.desk.begin_due_notices().unwrap(), "an hour before");
    // Nobody is there at midnight; the next to open the desk comes in the morning.
    evening.at(11);
    let mut evening = Evening { scene: evening.scene.reopen(), ..evening };
    assert_eq!(evening.in_use(), "2.0");
    let kinds: Vec<_> = acts(&evening.scene.desk, 0).into_iter().map(|(kind, ..)| kind).collect();
    assert_eq!(kinds.last().map(String::as_str), Some("begin-notice"));
    evening.at(-48);
    assert!(!evening.scene.desk.begin_due_notices().unwrap());
    assert_eq!(evening.in_use(), "2.0", "a day that was reached has come");
    // What was published for a day that was reached, by a clock that was right then, begins too.
    evening.at(13);
    evening.publish("3.0", december().succ_opt().unwrap()).unwrap();
    evening.at(26);
    evening.scene.desk.count_only(&evening.scene.event.clone()).unwrap();
    evening.at(13);
    let form = evening.form();
    assert!(evening.scene.desk.register(&form, &evening.scene.event.clone()).is_err(), "it asks again");
    assert_eq!(evening.in_use(), "3.0");
}

#[test]
fn r26_the_day_is_that_of_the_place_where_the_event_is() {
    let mut evening = Evening::new();
    let mut settings = evening.scene.desk.event(&evening.scene.event).unwrap().definition().clone();
    settings.time_zone = "America/New_York".parse().unwrap();
    evening.scene.desk.change_event(settings).unwrap();
    evening.publish("2.0", december()).unwrap();
    evening.at(2);
    assert!(!evening.scene.desk.begin_due_notices().unwrap(), "seven in the evening there");
    evening.at(7);
    assert!(evening.scene.desk.begin_due_notices().unwrap(), "midnight there");
}

#[test]
fn r26_a_version_that_has_not_begun_can_be_called_off_and_its_number_is_not_given_again() {
    let mut evening = Evening::new();
    let event = evening.scene.event.clone();
    assert!(matches!(evening.scene.desk.call_off_notice(&event), Err(DeskError::NoNoticeComes)));
    evening.publish("1.1", december()).unwrap();
    evening.scene.desk.call_off_notice(&event).unwrap();
    assert_eq!(evening.standings(), [("1.0".to_owned(), NoticeStanding::InUse)]);
    let (kind, _, details) = acts(&evening.scene.desk, 0).pop().unwrap();
    assert!(kind == "call-off-notice" && details.contains("2026-12-01"), "{kind}: {details}");
    assert_eq!(evening.scene.desk.begin_notice(&event).unwrap().version, "1.2");
    let mut other = evening.version("1.1", december());
    other.first_say = "Hello.".into();
    let refused = evening.scene.desk.publish_notice(&event, other);
    assert!(matches!(refused, Err(DeskError::NoticeKnown)), "one number, one text");
    evening.at(30);
    assert!(!evening.scene.desk.begin_due_notices().unwrap());
    assert_eq!(evening.in_use(), "1.0");

    evening.publish("2.0", december().checked_add_days(chrono::Days::new(3)).unwrap()).unwrap();
    evening.at(120);
    assert!(matches!(evening.scene.desk.call_off_notice(&event), Err(DeskError::NoNoticeComes)), "it has begun");
    assert_eq!(evening.in_use(), "2.0");
    assert!(evening.scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r26_nothing_begins_in_the_past_and_one_version_waits_at_a_time() {
    let mut evening = Evening::new();
    let event = evening.scene.event.clone();
    let yesterday = NaiveDate::from_ymd_opt(2026, 11, 29).unwrap();
    assert!(matches!(evening.publish("2.0", yesterday), Err(DeskError::NoticeInThePast(day)) if day == yesterday));
    evening.publish("2.0", december()).unwrap();
    let refused = evening.publish("3.0", december()).unwrap_err();
    assert!(refused.to_string().starts_with("Version 2.0 begins on 1 December 2026."), "{refused}");
    let mut draft = evening.scene.desk.begin_notice(&event).unwrap();
    draft.first_say = "Hello.".into();
    evening.scene.desk.keep_notice(&event, &draft).unwrap();
    let Err(DeskError::NoticeFaults(faults)) = evening.scene.desk.publish_notice_draft(&event) else {
        panic!("two wait")
    };
    let comes = NoticeWrong::AnotherComes { version: "2.0".into(), from: december() };
    assert_eq!(
        faults.into_iter().map(|fault| (fault.place, fault.wrong)).collect::<Vec<_>>(),
        [(NoticePlace::EffectiveFrom, comes)]
    );

    // Nor do the settings change to what it has no words for.
    evening.scene.desk.call_off_notice(&event).unwrap();
    let mut settings = evening.scene.desk.event(&event).unwrap().definition().clone();
    settings.special.remove(&SpecialPair::DietCatering);
    evening.scene.desk.change_event(settings.clone()).unwrap();
    let mut silent = evening.version("4.0", december());
    silent.statements.remove(&Question::Special(SpecialPair::DietCatering).into());
    evening.scene.desk.publish_notice(&event, silent).unwrap();
    settings.special.insert(SpecialPair::DietCatering);
    let refused = evening.scene.desk.change_event(settings).unwrap_err();
    assert!(refused.to_string().contains("Notice 4.0, which begins on 1 December 2026"), "{refused}");
    evening.at(2);
    assert!(evening.scene.desk.begin_due_notices().unwrap());
}

#[test]
fn r26_what_an_earlier_program_did_not_ask_of_the_version_that_waits_keeps_nobody_from_changing_the_settings() {
    let mut evening = Evening::new();
    let event = evening.scene.event.clone();
    let of = evening.scene.desk.event(&event).unwrap();
    let mut terse = evening.version("2.0", december());
    terse.text = "# Your details\n\nWe keep what you tell us.\n".into();
    let refused = evening.scene.desk.publish_notice(&event, terse.clone());
    assert!(matches!(refused, Err(DeskError::Event(EventError::Notice(_)))), "today it has to say more: {refused:?}");
    let tx = evening.scene.desk.vault().conn().unwrap().unchecked_transaction().unwrap();
    let mut appending = act::begin(&tx).unwrap();
    coming_notices::append(&mut appending, of.id(), &terse).unwrap();
    let (at, staff, details) = (evening.scene.desk.now(), lead(), serde_json::json!({}));
    let published = Act { kind: ActKind::PublishNotice, at, staff: &staff, subject: Some(of.id().0), details };
    appending.finish(&published).unwrap();
    tx.commit().unwrap();
    assert_eq!(evening.standings()[0], ("2.0".to_owned(), NoticeStanding::Comes));

    let mut settings = of.definition().clone();
    settings.name = "A longer evening".into();
    evening.scene.desk.change_event(settings.clone()).unwrap();
    assert!(!settings.exception_for_professionals);
    settings.exception_for_professionals = true;
    let refused = evening.scene.desk.change_event(settings);
    let Err(refused @ DeskError::NotWithWhatComes { source: EventError::NoticeSilent(_), .. }) = refused else {
        panic!("what is switched on now has to stand in it: {refused:?}")
    };
    let said = refused.to_string();
    assert!(said.matches("Nothing was changed").count() == 1 && !said.contains("publish a version"), "{said}");
    assert!(said.contains("The notice does not say ") && said.contains("call it off first"), "{said}");
    evening.at(2);
    assert!(evening.scene.desk.begin_due_notices().unwrap());
    let begun = evening.scene.desk.event(&event).unwrap();
    assert_eq!((begun.notice().version.as_str(), begun.definition().name.as_str()), ("2.0", "A longer evening"));
}

#[test]
fn r26_only_a_lead_calls_one_off_and_anybody_begins_it_by_opening_the_desk() {
    let mut evening = Evening::new();
    evening.publish("2.0", december()).unwrap();
    let sam = NewReader {
        handle: Handle::parse("sam").unwrap(),
        name: "Sam".into(),
        role: Role::Desk,
        passphrase: Passphrase::given("another long phrase"),
    };
    evening.scene.desk.add_staff(&sam).unwrap();
    let Evening { scene, minutes } = evening;
    let closed = scene.close();
    let open = || Desk::open(&closed.folder.join("Day.lanyard"), &sam.handle, &sam.passphrase, &closed.env).unwrap();
    let mut desk = open();
    assert!(matches!(desk.call_off_notice(&closed.event), Err(DeskError::NotAllowed { .. })));
    drop(desk);
    minutes.store(180, Ordering::Relaxed);
    let desk = open();
    assert_eq!(desk.event(&closed.event).unwrap().notice().version, "2.0");
    assert_eq!(desk.notices_of(&closed.event).unwrap().published[0].published_by, "Alex");
}
