//! A notice is published once and never changed; a change of meaning is told to those who registered before (R26).

use std::cell::RefCell;
use std::collections::BTreeMap;

use lanyard::batch::keys::RecipientIdentity;
use lanyard::batch::verify::verify;
use lanyard::desk::{Desk, DeskError, NewReader, NoticeStanding, Passphrase, VaultError};
use lanyard::domain::age::AgeAnswer;
use lanyard::domain::answer::{How, NoticeCard, Said};
use lanyard::domain::code::Code;
use lanyard::domain::draft::{AnswerDraft, RegistrationDraft};
use lanyard::domain::event::{Event, EventError};
use lanyard::domain::field_error::Place;
use lanyard::domain::form::Field;
use lanyard::domain::ids::{AnswerId, RegistrationId, VisitorId};
use lanyard::domain::moment::AnsweredAt;
use lanyard::domain::notice::{ChangeKind, NoticeError, NoticeVersion, Outdated};
use lanyard::domain::notice_draft::{NoticeDraft, NoticePlace, NoticeWrong};
use lanyard::domain::organisation::Fact;
use lanyard::domain::purpose::{Channel, Purpose, Question};
use lanyard::domain::retention::Kept;
use lanyard::domain::staff::{Handle, Role};
use lanyard::domain::text::Line;
use proptest::prelude::*;

use crate::desk::day::{one, rows};
use crate::desk::scene::{Scene, lead, passphrase};
use crate::support::settings::state_periods;

const NEWS: Question = Question::News(Channel::Email);

/// The event's notice with another number and other words.
fn other(scene: &Scene, version: &str, change: ChangeKind) -> NoticeVersion {
    let mut notice = scene.desk.event(&scene.event).unwrap().notice().clone();
    notice.version = version.to_owned();
    notice.change = change;
    notice.effective_from = scene.desk.now().date_naive();
    notice.statements.insert(NEWS.into(), format!("May we email you, by notice {version}?"));
    notice
}

fn told(scene: &mut Scene, to: &Code, identity: &RecipientIdentity) -> (Vec<BTreeMap<String, String>>, usize) {
    let closed = scene.desk.close_day(&scene.event, std::slice::from_ref(to)).unwrap();
    let mut batch = verify(&closed[0].path, identity, &scene.key()).unwrap();
    let actions = rows(&mut batch, "actions.csv").into_iter().filter(|row| row["action"] == "inform").collect();
    (actions, rows(&mut batch, "registrations.csv").len())
}

#[test]
fn r26_a_form_that_is_open_when_a_notice_is_published_asks_again() {
    let mut scene = Scene::new();
    let mut draft = RegistrationDraft::new(RegistrationId(scene.desk.new_id()), VisitorId(scene.desk.new_id()));
    let fields = [(Field::GivenName, "Ann"), (Field::Email, "ann@example.org")];
    draft.fields.extend(fields.map(|(field, value)| (field, value.to_owned())));
    draft.thirteen_or_over = Some(AgeAnswer::Yes);
    let answer = |scene: &Scene| AnswerDraft {
        id: AnswerId(scene.desk.new_id()),
        said: Said::Yes,
        answered: AnsweredAt::now(scene.desk.now()),
        how: How::OutLoud,
        notice_card: NoticeCard::Given,
        notice: scene.desk.event(&scene.event).unwrap().notice_hash(),
        staff: lead(),
        paper_form: None,
    };
    draft.answers.insert(NEWS, answer(&scene));
    let published = other(&scene, "2.0", ChangeKind::Small);
    scene.desk.publish_notice(&scene.event, published.clone()).unwrap();
    let Err(DeskError::Form(errors)) = scene.desk.register(&draft, &scene.event) else { panic!("it was kept") };
    assert_eq!(errors.iter().map(|error| error.place.clone()).collect::<Vec<_>>(), [Place::Question(NEWS)]);

    draft.answers.insert(NEWS, answer(&scene));
    let saved = scene.desk.register(&draft, &scene.event).unwrap();
    let history = scene.desk.history(saved.registration).unwrap();
    let (_, answer) = &history.answers[0];
    assert_eq!(answer.evidence.notice, published.hash());
    assert_eq!(answer.evidence.statement.as_str(), "May we email you, by notice 2.0?", "its exact words");
}

#[test]
fn r26_what_was_agreed_to_before_keeps_its_words() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let before = scene.desk.event(&scene.event).unwrap().notice_hash();
    let published = other(&scene, "2.0", ChangeKind::Substantial);
    scene.desk.publish_notice(&scene.event, published).unwrap();
    let id = scene.desk.by_reference(&ann).unwrap().id;
    let history = scene.desk.history(id).unwrap();
    assert!(history.answers.iter().all(|(_, answer)| answer.evidence.notice == before));
    assert_eq!(history.notices[&before], "1.0");
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r26_a_change_of_meaning_lists_who_registered_before_and_the_office_is_told_once() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let undone = one(&mut scene, "Ben,May,1990-01-01,ben@example.org,yes,,,out loud");
    let undone = scene.desk.by_reference(&undone).unwrap().id;
    scene.desk.undo(undone).unwrap();
    let (office, office_opens) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let (news, news_opens) = scene.recipient("news", &[Purpose::News]);
    assert_eq!(told(&mut scene, &office, &office_opens), (vec![], 1));
    told(&mut scene, &news, &news_opens);

    let small = other(&scene, "1.1", ChangeKind::Small);
    scene.desk.publish_notice(&scene.event, small).unwrap();
    assert!(scene.desk.to_be_told(&scene.event).unwrap().is_empty(), "wording only");
    assert_eq!(told(&mut scene, &office, &office_opens), (vec![], 0));

    let substantial = other(&scene, "2.0", ChangeKind::Substantial);
    let hash = substantial.hash().to_string();
    scene.desk.publish_notice(&scene.event, substantial).unwrap();
    let after = one(&mut scene, "Cat,Low,1990-01-01,cat@example.org,yes,,,out loud");
    let listed: Vec<_> = scene.desk.to_be_told(&scene.event).unwrap().into_iter().map(|(_, badge)| badge).collect();
    assert_eq!(listed, std::slice::from_ref(&ann), "not who came after, and nobody who is gone");
    let (actions, people) = told(&mut scene, &office, &office_opens);
    assert_eq!((actions.len(), people), (1, 2), "{ann} again, and {after}");
    assert!(actions[0]["detail"].contains(&hash), "{actions:?}");
    assert_eq!(told(&mut scene, &office, &office_opens).0, [], "once");
    assert_eq!(told(&mut scene, &news, &news_opens).0, [], "only the office tells people");
}

#[test]
fn r26_a_version_is_published_once_with_all_its_words_and_never_changed() {
    let mut scene = Scene::new();
    let mut same_number = other(&scene, "1.0", ChangeKind::Small);
    same_number.text.push('!');
    let refused = scene.desk.publish_notice(&scene.event, same_number);
    assert!(matches!(refused, Err(DeskError::NoticeKnown)));
    let mut wordless = other(&scene, "2.0", ChangeKind::Small);
    wordless.statements.remove(&NEWS.into());
    let refused = scene.desk.publish_notice(&scene.event, wordless);
    assert!(matches!(refused, Err(DeskError::Event(EventError::Notice(_)))));
    let mut longer = other(&scene, "2.0", ChangeKind::Small);
    longer.retention.special_days += 1;
    assert!(matches!(scene.desk.publish_notice(&scene.event, longer.clone()), Err(DeskError::NotSmall)));
    longer.change = ChangeKind::Substantial;
    let (periods, days) = (longer.retention, longer.retention.special_days);
    state_periods(&mut longer, periods);
    scene.desk.publish_notice(&scene.event, longer).unwrap();
    // R24: an event keeps the periods that its notice states.
    assert_eq!(scene.desk.event(&scene.event).unwrap().definition().retention.special_days, days);
    let versions: Vec<_> = scene.desk.notices().unwrap().into_iter().map(|notice| notice.version).collect();
    assert_eq!(versions, ["1.0", "2.0"]);
    let conn = scene.desk.vault().conn().unwrap();
    for change in ["UPDATE notice_version SET definition = ''", "DELETE FROM notice_version"] {
        assert!(conn.execute(change, []).is_err(), "{change}");
    }
}

/// A draft with one other sentence and other words for one question.
fn written(scene: &mut Scene) -> NoticeDraft {
    let mut draft = scene.desk.begin_notice(&scene.event).unwrap();
    draft.text = draft.text.replace("We do not sell data.", "We never sell data.");
    draft.statements.insert(NEWS.into(), "May {organisation} write to you by email? Stop: {how}.".into());
    draft.change = ChangeKind::Small;
    scene.desk.keep_notice(&scene.event, &draft).unwrap();
    draft
}

#[test]
fn r26_a_draft_is_kept_until_it_is_published_once_and_goes_with_it() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let before = scene.desk.event(&scene.event).unwrap().notice_hash();
    let draft = written(&mut scene);
    let mut scene = scene.reopen();
    assert_eq!(scene.desk.notice_draft(&scene.event).unwrap(), draft, "as it was typed");
    assert_eq!(scene.desk.begin_notice(&scene.event).unwrap(), draft, "what was begun goes on");
    assert_eq!(scene.desk.event(&scene.event).unwrap().notice_hash(), before, "nobody is asked in these words yet");

    let hash = scene.desk.publish_notice_draft(&scene.event).unwrap();
    let event = scene.desk.event(&scene.event).unwrap();
    assert_eq!((event.notice_hash(), event.notice().version.as_str()), (hash, "1.1"));
    let words = event.statement(NEWS).unwrap().as_str().to_owned();
    let how = "write to eveningclass@imperial.ac.uk, or tell us at any desk";
    assert_eq!(words, format!("May Imperial after:hours write to you by email? Stop: {how}."));
    assert!(matches!(scene.desk.notice_draft(&scene.event), Err(DeskError::NoNoticeDraft)));
    assert!(matches!(scene.desk.publish_notice_draft(&scene.event), Err(DeskError::NoNoticeDraft)), "once");

    let ben = one(&mut scene, "Ben,May,1990-01-01,ben@example.org,yes,,,out loud");
    let undone = scene.desk.by_reference(&ben).unwrap().id;
    let notices = scene.desk.notices_of(&scene.event).unwrap();
    let shown: Vec<_> = notices
        .published
        .iter()
        .map(|one| (one.version.version.as_str(), one.standing, one.published_by.as_str(), one.seen_by))
        .collect();
    assert_eq!(
        shown,
        [("1.1", NoticeStanding::InUse, "Alex", 1), ("1.0", NoticeStanding::Old, "Alex", 1)],
        "{ann} saw the first"
    );
    scene.desk.undo(undone).unwrap();
    assert_eq!(scene.desk.notices_of(&scene.event).unwrap().published[0].seen_by, 0);
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r26_a_small_change_with_other_periods_is_refused_and_the_draft_stays() {
    let mut scene = Scene::new();
    let mut draft = written(&mut scene);
    draft.periods.insert(Kept::Special, "14".into());
    draft.text = draft.text.replace("for the day: 7 days", "for the day: 14 days");
    scene.desk.keep_notice(&scene.event, &draft).unwrap();
    let Err(DeskError::NoticeFaults(faults)) = scene.desk.publish_notice_draft(&scene.event) else {
        panic!("it was published")
    };
    let faults: Vec<_> = faults.into_iter().map(|fault| (fault.place, fault.wrong)).collect();
    assert_eq!(faults, [(NoticePlace::Change, NoticeWrong::PeriodsAreSubstantial)]);
    assert_eq!(scene.desk.notice_draft(&scene.event).unwrap(), draft);
    draft.change = ChangeKind::Substantial;
    scene.desk.keep_notice(&scene.event, &draft).unwrap();
    scene.desk.publish_notice_draft(&scene.event).unwrap();
    let event = scene.desk.event(&scene.event).unwrap();
    assert_eq!((event.definition().retention.special_days, event.notice().retention.special_days), (14, 14), "R24");
}

#[test]
fn r26_only_leads_write_and_everybody_reads() {
    let mut scene = Scene::new();
    written(&mut scene);
    let sam = NewReader {
        handle: Handle::parse("sam").unwrap(),
        name: "Sam".into(),
        role: Role::Desk,
        passphrase: Passphrase::given("another long phrase"),
    };
    scene.desk.add_staff(&sam).unwrap();
    let closed = scene.close();
    let mut desk = Desk::open(&closed.folder.join("Day.lanyard"), &sam.handle, &sam.passphrase, &closed.env).unwrap();
    let event = &closed.event;
    let notices = desk.notices_of(event).unwrap();
    assert_eq!((notices.published.len(), notices.draft), (1, None));
    let draft = NoticeDraft::of(&notices.published[0].version);
    assert!(matches!(desk.begin_notice(event), Err(DeskError::NotAllowed { .. })));
    assert!(matches!(desk.keep_notice(event, &draft), Err(DeskError::NotAllowed { .. })));
    assert!(matches!(desk.discard_notice(event), Err(DeskError::NotAllowed { .. })));
    assert!(matches!(desk.publish_notice_draft(event), Err(DeskError::NotAllowed { .. })));
    let profile = desk.profile_for("Imperial after:hours").unwrap();
    assert!(matches!(desk.set_organisation(&profile), Err(DeskError::NotAllowed { .. })));
    desk.confirm_passphrase(&sam.passphrase).unwrap();
    let wrong = desk.confirm_passphrase(&passphrase());
    assert!(matches!(wrong, Err(DeskError::Vault(VaultError::WrongPassphrase(_)))), "a lead's is not theirs");
    let hash = notices.published[0].version.hash();
    let file = desk.print_notice(event, hash, closed.folder.path()).unwrap();
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF"), "anybody may print what is public");
    assert!(matches!(desk.print_notice(event, hash, closed.folder.path()), Err(DeskError::NotWritten { .. })));
}

#[test]
fn r25_the_next_version_says_what_is_set_of_the_organisation_and_published_ones_keep_their_words() {
    let mut scene = Scene::new();
    let mut profile = scene.desk.profile_for("Imperial after:hours").unwrap();
    let backup = scene.desk.backup(None).unwrap().path;
    profile.set(Fact::Email, "data@example.org").unwrap();
    profile.set(Fact::DataProtectionOfficer, "").unwrap();
    scene.desk.set_organisation(&profile).unwrap();
    let audit = scene.desk.vault().conn().unwrap();
    let details: String =
        audit.query_row("SELECT details FROM act WHERE kind = 'set-organisation'", [], |row| row.get(0)).unwrap();
    assert!(details.contains("email") && !details.contains("example.org"), "which, and not what: {details}");
    // What was said last of whom to ask is not lost with a backup.
    let (mut scene, _) = scene.restored(&backup);
    assert_eq!(scene.desk.organisation().unwrap(), profile);

    let old = scene.desk.event(&scene.event).unwrap().notice().clone();
    let draft = written(&mut scene);
    assert!(!draft.text.contains("eveningclass@"), "{}", draft.text);
    scene.desk.publish_notice_draft(&scene.event).unwrap();
    let notices = scene.desk.notices_of(&scene.event).unwrap().published;
    assert_eq!(notices[1].version, old);
    let new = &notices[0].version;
    assert!(new.text.contains("data@example.org") && !new.text.contains("Data Protection Officer"), "{}", new.text);
    assert_eq!(new.contacts, profile.contacts());
    assert!(new.how_to_stop.contains("data@example.org"));
}

/// One way of editing a draft.
fn edit() -> impl Strategy<Value = (usize, String)> {
    (0_usize..8, "[ -~äß\\n{}]{0,40}")
}

#[test]
fn r26_no_draft_however_it_is_edited_changes_a_version_that_was_published() {
    let mut scene = Scene::new();
    written(&mut scene);
    scene.desk.publish_notice_draft(&scene.event).unwrap();
    scene.desk.begin_notice(&scene.event).unwrap();
    let published: Vec<_> = scene.desk.notices().unwrap();
    let hashes: Vec<_> = published.iter().map(NoticeVersion::hash).collect();
    let scene = RefCell::new(scene);
    let config = ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(edits in prop::collection::vec(edit(), 1..6))| {
        let scene = &mut *scene.borrow_mut();
        let event = scene.event.clone();
        let mut draft = scene.desk.begin_notice(&event).unwrap();
        for (at, typed) in edits {
            match at {
                0 => draft.version = typed,
                1 => draft.language = typed,
                2 => draft.effective_from = typed,
                3 => _ = draft.periods.insert(Kept::Record, typed),
                4 => draft.first_say = typed,
                5 => draft.how_to_stop = typed,
                6 => _ = draft.statements.insert(NEWS.into(), typed),
                _ => draft.text.push_str(&typed),
            }
        }
        scene.desk.keep_notice(&event, &draft).unwrap();
        prop_assert_eq!(&scene.desk.notice_draft(&event).unwrap(), &draft, "what is typed is kept as it is");
        // It may be published or not; what was published before is the same either way, under the same hash.
        _ = scene.desk.publish_notice_draft(&event);
        let now = scene.desk.notices().unwrap();
        prop_assert_eq!(&now[..published.len()], &published[..]);
        prop_assert_eq!(now[..published.len()].iter().map(NoticeVersion::hash).collect::<Vec<_>>(), hashes.clone());
        _ = scene.desk.discard_notice(&event);
    });
}

#[test]
fn r13_the_exact_words_of_every_question_belong_to_the_version_whatever_the_organisation_comes_to_be_called() {
    let mut scene = Scene::new();
    let before = scene.desk.event(&scene.event).unwrap();
    let words = |event: &Event| {
        Question::ALL.into_iter().filter_map(|asked| event.statement(asked).cloned()).collect::<Vec<_>>()
    };
    for (statement, words) in &before.notice().statements {
        assert!(!words.contains(['{', '}']), "{statement}: {words}");
        // Nobody is told of an objection where the event works by consent.
        let read = before.words().statements().find(|(each, _)| each == statement).map(|(_, read)| read);
        assert_eq!(read.map_or(words.as_str(), Line::as_str), words, "as it is read");
    }
    let mut other_words = before.notice().clone();
    other_words.statements.insert(NEWS.into(), "May we?".into());
    assert_ne!(other_words.hash(), before.notice_hash(), "the hash covers them");
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");

    let mut settings = before.definition().clone();
    settings.organisation = "Night School".into();
    scene.desk.change_event(settings).unwrap();
    let profile = scene.desk.profile_for("Imperial after:hours").unwrap();
    scene.desk.set_organisation(&profile).unwrap();
    let scene = scene.reopen();
    let renamed = scene.desk.event(&scene.event).unwrap();
    assert_eq!((renamed.notice_hash(), renamed.named()), (before.notice_hash(), "Imperial after:hours"));
    assert_eq!(words(&renamed), words(&before), "the old notice goes on with the old name");
    let said = renamed.notice_is_outdated(&profile).unwrap();
    assert!(said.starts_with("Version 1.0 goes on saying the organisation's name"), "{said}");
    let receipt = scene.desk.receipt(scene.desk.by_reference(&ann).unwrap().id).unwrap();
    assert_eq!(receipt.organisation, "Imperial after:hours");

    // The next version names them as they are called now, everywhere, and nothing else has to be typed for it.
    let mut scene = scene;
    let draft = scene.desk.begin_notice(&scene.event).unwrap();
    assert!(
        draft.statements[&NEWS.into()].starts_with("May {organisation} email you"),
        "{}",
        draft.statements[&NEWS.into()]
    );
    assert!(draft.statements[&NEWS.into()].ends_with("any time: {how}."), "{}", draft.statements[&NEWS.into()]);
    scene.desk.publish_notice_draft(&scene.event).unwrap();
    let after = scene.desk.event(&scene.event).unwrap();
    assert_eq!((after.named(), after.notice_is_outdated(&profile)), ("Night School", None));
    assert!(after.statement(NEWS).unwrap().as_str().starts_with("May Night School email you"));
    assert!(after.notice().text.contains("says what Night School does"), "{}", after.notice().text);
    let old = scene.desk.notices_of(&scene.event).unwrap().published.remove(1);
    assert_eq!((old.version, old.named.as_str()), (before.notice().clone(), "Imperial after:hours"));

    // The controller's full name is a part of it too.
    let mut profile = profile;
    profile.set(Fact::Controller, "The Night University").unwrap();
    scene.desk.set_organisation(&profile).unwrap();
    let event = scene.desk.event(&scene.event).unwrap();
    assert_eq!(event.outdated(&profile), [Outdated::Fact(Fact::Controller)]);
    scene.desk.begin_notice(&scene.event).unwrap();
    scene.desk.publish_notice_draft(&scene.event).unwrap();
    let event = scene.desk.event(&scene.event).unwrap();
    assert!(event.notice().text.contains("The Night University. We follow"), "{}", event.notice().text);
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r13_words_of_another_organisation_are_not_published_for_an_event() {
    let mut scene = Scene::new();
    let notice = scene.desk.event(&scene.event).unwrap().notice().clone();
    let mut settings = scene.desk.event(&scene.event).unwrap().definition().clone();
    settings.organisation = "Night School".into();
    settings.code = Code::new("night").unwrap();
    let refused = scene.desk.new_event(settings.clone(), notice.clone());
    assert!(matches!(refused, Err(DeskError::Event(EventError::Notice(NoticeError::NamesAnother)))));
}

/// What an earlier program published: its statements take in whatever the event's organisation is called.
fn as_published_before(scene: &Scene) -> NoticeVersion {
    let mut notice = scene.desk.event(&scene.event).unwrap().notice().clone();
    notice.holder = None;
    notice.statements.insert(NEWS.into(), "May {organisation} email you? Stop: {how}.".into());
    notice
}

#[test]
fn r26_a_version_that_an_earlier_program_published_keeps_its_hash_and_the_words_it_was_published_with() {
    let scene = Scene::new();
    let old = as_published_before(&scene);
    let conn = scene.desk.vault().conn().unwrap();
    // The version in use becomes one of then, under its own hash.
    let json = serde_json::to_string(&old).unwrap();
    assert!(!json.contains("holder"), "it is kept as it was: {json}");
    conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    for name in ["notice_version", "event_version"] {
        let drop: Vec<String> = conn
            .prepare("SELECT 'DROP TRIGGER ' || name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1")
            .unwrap()
            .query_map([name], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        drop.iter().for_each(|sql| conn.execute_batch(sql).unwrap());
    }
    conn.execute("UPDATE notice_version SET hash = ?1, definition = ?2", rusqlite::params![old.hash().0, json])
        .unwrap();
    conn.execute("UPDATE event_version SET notice = ?1", [old.hash().0]).unwrap();
    let mut scene = scene.reopen();
    let event = scene.desk.event(&scene.event).unwrap();
    assert_eq!(event.notice_hash(), old.hash());
    let words = event.statement(NEWS).unwrap().clone();
    let how = "write to eveningclass@imperial.ac.uk, or tell us at any desk";
    assert_eq!(words.as_str(), format!("May Imperial after:hours email you? Stop: {how}."));
    let mut settings = event.definition().clone();
    settings.organisation = "Night School".into();
    scene.desk.change_event(settings).unwrap();
    let profile = scene.desk.profile_for("Imperial after:hours").unwrap();
    scene.desk.set_organisation(&profile).unwrap();
    let event = scene.desk.event(&scene.event).unwrap();
    assert_eq!((event.notice_hash(), event.statement(NEWS)), (old.hash(), Some(&words)), "also when it is renamed");
    scene.desk.begin_notice(&scene.event).unwrap();
    scene.desk.publish_notice_draft(&scene.event).unwrap();
    let event = scene.desk.event(&scene.event).unwrap();
    assert_eq!(event.statement(NEWS).unwrap().as_str(), format!("May Night School email you? Stop: {how}."));
}
