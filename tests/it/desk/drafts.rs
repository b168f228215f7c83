//! Half-filled forms: kept while they may be, offered again, and gone without a trace (R1, R3, R11).

use lanyard::desk::{DeskError, Keeping};
use lanyard::domain::age::AgeAnswer;
use lanyard::domain::answer::{How, NoticeCard, Said};
use lanyard::domain::draft::{AnswerDraft, NotYet, RegistrationDraft};
use lanyard::domain::field_error::GuardianField;
use lanyard::domain::form::Field;
use lanyard::domain::ids::{AnswerId, RegistrationId, VisitorId};
use lanyard::domain::moment::AnsweredAt;
use lanyard::domain::purpose::{Question, SpecialPair};

use super::looking::acts;
use super::scene::{Scene, lead};
use crate::support::pages::decrypted;

fn form(scene: &Scene, given: &str) -> RegistrationDraft {
    let mut draft = RegistrationDraft::new(RegistrationId(scene.desk.new_id()), VisitorId(scene.desk.new_id()));
    draft.fields.insert(Field::GivenName, given.to_owned());
    draft.thirteen_or_over = Some(AgeAnswer::Yes);
    draft
}

pub(super) fn answer(scene: &Scene, draft: &mut RegistrationDraft, question: Question, said: Said) {
    let answer = AnswerDraft {
        id: AnswerId(scene.desk.new_id()),
        said,
        answered: AnsweredAt::now(scene.desk.now()),
        how: How::OnScreen,
        notice_card: NoticeCard::Given,
        notice: scene.desk.event(&scene.event).unwrap().notice_hash(),
        staff: lead(),
        paper_form: None,
    };
    draft.answers.insert(question, answer);
}

#[test]
fn r01_a_begun_form_is_offered_at_the_next_start_and_goes_when_it_is_saved_or_cleared() {
    let mut scene = Scene::new();
    let event = scene.event.clone();
    let (mut ann, ben) = (form(&scene, "Ann"), form(&scene, "Ben"));
    let began = scene.desk.now();
    let noted = acts(&scene.desk, 0);
    for draft in [&ann, &ben] {
        assert_eq!(scene.desk.keep_draft(draft, &event).unwrap(), Keeping::OnDisk);
    }
    ann.fields.insert(Field::FamilyName, "Hale".to_owned());
    scene.desk.keep_draft(&ann, &event).unwrap();
    assert_eq!(acts(&scene.desk, 0), noted, "typing is no act");

    let mut scene = scene.reopen();
    let offered = |scene: &Scene| {
        let mut names: Vec<_> =
            scene.desk.drafts(&event).unwrap().into_iter().map(|form| (form.name, form.staff)).collect();
        names.sort();
        names
    };
    let by_alex = |name: &str| (name.to_owned(), "alex".to_owned());
    assert_eq!(offered(&scene), [by_alex("Ann Hale"), by_alex("Ben")]);
    assert!(scene.desk.draft(&event, ann.registration).unwrap() == ann);
    let form = scene.desk.drafts(&event).unwrap().into_iter().find(|form| form.name == "Ben").unwrap();
    assert!(form.updated_at > began && form.updated_at < scene.desk.now());

    scene.desk.register(&ann, &event).unwrap();
    assert_eq!(scene.desk.keep_draft(&ann, &event).unwrap(), Keeping::Saved, "a late keystroke brings nothing back");
    assert_eq!(offered(&scene), [by_alex("Ben")]);
    assert!(scene.desk.drop_draft(ben.registration).unwrap());
    assert!(!scene.desk.drop_draft(ben.registration).unwrap());
    assert_eq!(offered(&scene), []);
    assert!(matches!(scene.desk.draft(&event, ben.registration), Err(DeskError::NoSuchForm)));
}

#[test]
fn r11_a_form_that_may_no_longer_be_kept_is_taken_from_the_disk() {
    let mut scene = Scene::new();
    let event = scene.event.clone();
    let mut kit = form(&scene, "Kit");
    let mut asked = form(&scene, "Kit");
    answer(&scene, &mut asked, Question::TO_GUARDIAN[0], Said::Yes);
    let yes = asked.answers[&Question::TO_GUARDIAN[0]].clone();
    let mut keep = |draft: &RegistrationDraft| {
        let keeping = scene.desk.keep_draft(draft, &event).unwrap();
        (keeping, scene.desk.drafts(&event).unwrap().len())
    };
    assert_eq!(keep(&kit), (Keeping::OnDisk, 1));
    kit.thirteen_or_over = Some(AgeAnswer::No);
    assert_eq!(keep(&kit), (Keeping::InMemory(NotYet::GuardianHasNotAgreed), 0));
    for (field, typed) in [
        (GuardianField::Name, "Robin Hale"),
        (GuardianField::Relationship, "Mother"),
        (GuardianField::Phone, "07700 900123"),
    ] {
        assert_eq!(keep(&kit).1, 0);
        kit.guardian.insert(field, typed.to_owned());
    }
    for question in Question::TO_GUARDIAN {
        assert_eq!(keep(&kit).1, 0);
        kit.answers.insert(question, yes.clone());
    }
    assert_eq!(keep(&kit), (Keeping::OnDisk, 1));
    kit.answers.insert(Question::TO_GUARDIAN[1], AnswerDraft { said: Said::No, ..yes });
    assert_eq!(keep(&kit), (Keeping::InMemory(NotYet::GuardianHasNotAgreed), 0));
    kit.thirteen_or_over = None;
    assert_eq!(keep(&kit), (Keeping::InMemory(NotYet::AgeNotSettled), 0));
}

#[test]
fn r19_desk_staff_are_offered_the_forms_of_today_only() {
    use lanyard::domain::staff::{Handle, Role};
    let mut scene = Scene::new();
    let event = scene.event.clone();
    let ann = form(&scene, "Ann");
    scene.desk.keep_draft(&ann, &event).unwrap();
    let sam = Handle::parse("sam").unwrap();
    let words = || lanyard::desk::Passphrase::given("another horse battery");
    let new =
        lanyard::desk::NewReader { handle: sam.clone(), name: "Sam".into(), role: Role::Desk, passphrase: words() };
    scene.desk.add_staff(&new).unwrap();
    let folder = scene.folder.join("Day.lanyard");
    let state = scene.folder.join("state");
    let _kept = scene.close();
    for (day, offered) in [("21T23:00:00", 1), ("22T01:00:00", 0)] {
        let now = chrono::DateTime::parse_from_rfc3339(&format!("2026-11-{day}+00:00")).unwrap();
        let env = lanyard::env::Env::fixed(now, 8, state.clone());
        let desk = lanyard::desk::Desk::open(&folder, &sam, &words(), &env).unwrap();
        assert_eq!(desk.drafts(&event).unwrap().len(), offered, "{day}");
        assert_eq!(desk.draft(&event, ann.registration).is_ok(), offered == 1, "{day}");
    }
}

#[test]
fn r03_a_form_that_is_cleared_leaves_no_byte_on_any_page() {
    let mut scene = Scene::new();
    let event = scene.event.clone();
    let pair = SpecialPair::DietCatering;
    let mut ann = form(&scene, "Xyzzyqwv");
    ann.fields.insert(Field::Note, format!("Plughfjord {}", "long enough for pages of its own ".repeat(60)));
    ann.details.insert(pair, "Grueznut allergy".to_owned());
    let vault = scene.folder.join("Day.lanyard");
    let pages = || decrypted(&vault, "alex", "correct horse battery");
    let readable = |mark: &str| pages().windows(mark.len()).any(|bytes| bytes == mark.as_bytes());
    let marks = ["Xyzzyqwv", "Plughfjord", "Grueznut"];
    // The detail has no Yes yet.
    scene.desk.keep_draft(&ann, &event).unwrap();
    assert_eq!(marks.map(readable), [true, true, false]);
    answer(&scene, &mut ann, Question::Special(pair), Said::Yes);
    scene.desk.keep_draft(&ann, &event).unwrap();
    assert_eq!(marks.map(readable), [true, true, true]);
    // What may yet be cleared is in no copy, here or on a stick.
    let stick = scene.folder.join("stick");
    std::fs::create_dir(&stick).unwrap();
    for to in [None, Some(stick.as_path())] {
        let copy = scene.desk.backup(to).unwrap().path;
        let pages = decrypted(&copy, "alex", "correct horse battery");
        assert!(marks.iter().all(|mark| !pages.windows(mark.len()).any(|bytes| bytes == mark.as_bytes())));
    }
    answer(&scene, &mut ann, Question::Special(pair), Said::No);
    scene.desk.keep_draft(&ann, &event).unwrap();
    assert_eq!(marks.map(readable), [true, true, false]);
    assert!(scene.desk.drop_draft(ann.registration).unwrap());
    assert_eq!(marks.map(readable), [false; 3]);

    // Saved, the name is the registration's; what was refused since is nowhere.
    answer(&scene, &mut ann, Question::Special(pair), Said::Yes);
    scene.desk.keep_draft(&ann, &event).unwrap();
    answer(&scene, &mut ann, Question::Special(pair), Said::No);
    scene.desk.register(&ann, &event).unwrap();
    assert_eq!(marks.map(readable), [true, true, false]);
    assert!(!pages().windows(9).any(|bytes| bytes == b"\"details\""), "nothing of the form itself is left");
}

#[test]
fn r01_restoring_keeps_the_forms_that_are_open_now_and_brings_no_cleared_one_back() {
    let mut scene = Scene::new();
    let event = scene.event.clone();
    let [ann, ben, cat] = ["Ann", "Ben", "Cat"].map(|given| form(&scene, given));
    for form in [&ann, &ben] {
        scene.desk.keep_draft(form, &event).unwrap();
    }
    let backup = scene.desk.backup(None).unwrap().path;
    assert!(scene.desk.drop_draft(ann.registration).unwrap());
    scene.desk.keep_draft(&cat, &event).unwrap();
    let (scene, _) = scene.restored(&backup);
    let mut offered: Vec<_> = scene.desk.drafts(&event).unwrap().into_iter().map(|form| form.name).collect();
    offered.sort();
    assert_eq!(offered, ["Ben", "Cat"]);
}
