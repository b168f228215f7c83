//! R12: photographs, sound and film are three answers. Who records knows them by reference and first name.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta};
use lanyard::desk::{DeskError, Listed, Withdrawal};
use lanyard::domain::age::AgeAnswer;
use lanyard::domain::answer::{How, Said};
use lanyard::domain::event::RecordingRule;
use lanyard::domain::form::{Field, Need};
use lanyard::domain::ids::RegistrationId;
use lanyard::domain::purpose::{Medium, Purpose, Question, SpecialPair};
use lanyard::domain::removal::{Found, Recorded};
use lanyard::domain::rights::Right;
use lanyard::domain::staff::Role;
use lanyard::domain::statement::Statement;
use lanyard::paper;

use super::form::Form;
use super::r13_proof::of_records;
use super::reader::{Reader, Row};
use super::{as_somebody, asked_for, set};
use crate::desk::scene::Scene;
use crate::support::scratch::Folder;
use crate::support::{linked, pdf, tools, welsh};

const PHOTO: Question = Question::Recording(Medium::Photo);
const AUDIO: Question = Question::Recording(Medium::Audio);
const VIDEO: Question = Question::Recording(Medium::Video);

/// What the press office is told of each person: the first name and the three answers.
fn told(people: &[Row]) -> Vec<[&str; 4]> {
    people.iter().map(|row| ["given_name", "photo", "audio", "video"].map(|column| row[column].as_str())).collect()
}

#[test]
fn r12_three_answers_stand_apart_and_the_press_office_gets_them_with_a_first_name() {
    let mut scene = Scene::new();
    let press = Reader::of(&mut scene, Purpose::RecordingByConsent);
    let ann =
        Form::adult(&mut scene, "Ann").field(Field::FamilyName, "Markerlee").field(Field::Email, "ann@example.org");
    ann.said(PHOTO, Said::Yes).said(AUDIO, Said::No).save();
    Form::adult(&mut scene, "Bob").said(PHOTO, Said::No).said(AUDIO, Said::No).said(VIDEO, Said::No).save();
    Form::adult(&mut scene, "Cat").said(PHOTO, Said::LeftBlank).save();
    let mut batch = press.next(&mut scene);
    let people = batch.people();
    assert_eq!(
        told(&people),
        [["Ann", "yes", "no", "not-asked"], ["Bob", "no", "no", "no"]],
        "Cat said nothing to keep to"
    );
    assert!(!batch.holds("Markerlee") && !batch.holds("ann@example.org"));
    assert!(people.iter().all(|row| !row["reference"].is_empty()), "so that a picture can be matched to its badge");
}

#[test]
fn r12_by_objection_a_grown_ups_silence_is_enough_and_nobody_elses_is() {
    let mut scene = Scene::new();
    set(&mut scene, |settings| settings.recording = Some(RecordingRule::Objection));
    let [by_objection, by_consent] =
        [Purpose::RecordingByObjection, Purpose::RecordingByConsent].map(|purpose| Reader::of(&mut scene, purpose));
    Form::adult(&mut scene, "Ann").save();
    Form::adult(&mut scene, "Bob").said(PHOTO, Said::Objected).save();
    Form::of(&mut scene, "Cat").field(Field::DateOfBirth, "2009-01-01").said(VIDEO, Said::Yes).save();
    Form::of(&mut scene, "Dan").field(Field::DateOfBirth, "2009-01-01").save();
    Form::of(&mut scene, "Eve").thirteen_or_over(AgeAnswer::Yes).said(PHOTO, Said::No).save();
    let none = "not-asked";
    let people = by_objection.next(&mut scene).people();
    assert_eq!(told(&people), [["Ann", none, none, none], ["Bob", "objected", none, none]], "known to be grown up");
    let mut batch = by_consent.next(&mut scene);
    let people = batch.people();
    let asked = [["Bob", "objected", none, none], ["Cat", none, none, "yes"], ["Eve", "no", none, none]];
    assert_eq!(told(&people), asked, "Dan is seventeen and was not asked, so nobody may record him");
    // What Cat and Eve answered are consents (R13); what Bob objected to never was one.
    let records = of_records(&linked::nodes(&batch.document("consent_records.jsonld")));
    let said: BTreeSet<_> = records.values().flatten().map(|(said, _)| said.as_str()).collect();
    assert_eq!((records.len(), said), (2, BTreeSet::from(["no", "yes"])));
}

#[test]
fn r12_the_words_say_what_for_and_that_print_cannot_be_recalled() {
    let scene = Scene::new();
    let event = scene.desk.event(&scene.event).unwrap();
    let words =
        "May Imperial after:hours photograph you today for its print, web and social media? Print cannot be recalled.";
    assert_eq!(event.statement(PHOTO).unwrap().as_str(), words);
    for question in [AUDIO, VIDEO] {
        assert!(event.statement(question).unwrap().as_str().contains("today for its web and social media"));
    }
}

/// The words that the newest answer to a question is proven by.
fn proof(scene: &Scene, id: RegistrationId, question: Question) -> String {
    let answers = scene.desk.history(id).unwrap().answers;
    let (_, newest) = answers.iter().rev().find(|(_, answer)| answer.question == question).unwrap();
    newest.evidence.statement.as_str().to_owned()
}

#[test]
fn r12_r13_an_objection_is_proven_everywhere_by_the_words_that_say_that_one_may_object() {
    let mut scene = Scene::new();
    set(&mut scene, |settings| settings.recording = Some(RecordingRule::Objection));
    let event = scene.desk.event(&scene.event).unwrap();
    let told = |medium| event.statement(Statement::of_objection(medium)).unwrap().as_str().to_owned();
    let asked = |question| event.statement(question).unwrap().as_str().to_owned();
    let ann = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org").said(PHOTO, Said::Objected).save();
    let cat = Form::of(&mut scene, "Cat").field(Field::DateOfBirth, "2009-01-01").said(PHOTO, Said::Yes).save();
    // Told later, by each of them.
    let later = |question, objects| Withdrawal { question, objects, how: How::OutLoud };
    scene.desk.withdraw(ann, later(AUDIO, true)).unwrap();
    scene.desk.withdraw(cat, later(PHOTO, false)).unwrap();
    scene.desk.withdraw(cat, later(AUDIO, true)).unwrap();
    assert_eq!([PHOTO, AUDIO].map(|question| proof(&scene, ann, question)), [Medium::Photo, Medium::Audio].map(told));
    assert_eq!([PHOTO, AUDIO].map(|question| proof(&scene, cat, question)), [PHOTO, AUDIO].map(asked), "seventeen");

    // On what they take home, and in their copy with what was begun about them.
    let begun = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org").said(VIDEO, Said::Objected).draft;
    scene.desk.keep_draft(&begun, &scene.event).unwrap();
    let folder = Folder::new();
    let receipt = scene.desk.write_receipt(ann, folder.path()).unwrap();
    let request = asked_for(&mut scene, Right::Access, ann);
    let copy = scene.desk.write_copy(&request, folder.path()).unwrap();
    let [receipt, copy] =
        [receipt[1].clone(), copy.folder.join("your-data.json")].map(|file| std::fs::read_to_string(file).unwrap());
    for medium in [Medium::Photo, Medium::Audio] {
        assert!(receipt.contains(&told(medium)), "{receipt}");
    }
    for medium in Medium::ALL {
        assert!(copy.contains(&told(*medium)), "{medium}: {copy}");
    }
    for question in [PHOTO, AUDIO, VIDEO] {
        assert!(!receipt.contains(&asked(question)) && !copy.contains(&asked(question)), "{receipt}\n{copy}");
    }
}

/// Ann is grown up and left two of them blank, Cat is seventeen: she left one blank, and objects later to what she had agreed to.
#[test]
fn r12_r13_what_is_left_blank_where_one_may_object_is_no_consent_that_was_asked_for_and_no_refusal() {
    let mut scene = Scene::new();
    let office = Reader::of(&mut scene, Purpose::RecordKeeping);
    set(&mut scene, |settings| settings.recording = Some(RecordingRule::Objection));
    scene.desk.translate_notice(&scene.event, &welsh::file()).unwrap();
    let ann = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org");
    let ann = ann.said(PHOTO, Said::LeftBlank).said(AUDIO, Said::Objected).said_in("cy", VIDEO, Said::LeftBlank).save();
    let cat = Form::of(&mut scene, "Cat").field(Field::DateOfBirth, "2009-01-01");
    let cat = cat.said(PHOTO, Said::Yes).said(VIDEO, Said::LeftBlank).save();
    let objection = Withdrawal { question: PHOTO, objects: true, how: How::OutLoud };
    scene.desk.withdraw(cat, objection).unwrap();

    // In a batch: what was answered to which words, by its own purpose, and a consent record of what was a consent.
    let mut batch = office.next(&mut scene);
    let mut told: Vec<_> = batch
        .rows("consent_events.csv")
        .iter()
        .map(|row| ["question", "said", "purpose"].map(|of| row[of].clone()))
        .collect();
    told.sort();
    let expected = [
        ["recording.audio", "objected", "recording-unless-objected"],
        ["recording.photo", "left-blank", "recording-unless-objected"],
        ["recording.photo", "objected", "recording"],
        ["recording.photo", "yes", "recording"],
        ["recording.video", "left-blank", "recording"],
        ["recording.video", "left-blank", "recording-unless-objected"],
    ];
    assert_eq!(told, expected);
    let hers =
        batch.rows("consent_events.csv").iter().find(|row| row["said"] == "yes").unwrap()["registration"].clone();
    let records = of_records(&linked::nodes(&batch.document("consent_records.jsonld")));
    let of = |question: &str| {
        let said = &records[&format!("{hers}#{question}")];
        said.iter().map(|(said, _)| said.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(records.len(), 2, "none of Ann's: {records:?}");
    assert_eq!((of("recording.photo"), of("recording.video")), (vec!["yes", "withdrawn"], vec!["left-blank"]));

    // On what they take home, in the language that each was asked in last.
    let folder = Folder::new();
    let read = |file: &Path| std::fs::read_to_string(file).unwrap();
    let written = scene.desk.write_receipt(ann, folder.path()).unwrap();
    let (receipt, records) = (read(&written[1]), read(&written[2]));
    assert_eq!(receipt.matches("Wedi’i adael yn wag: dim gwrthwynebiad").count(), 2, "{receipt}");
    assert!(!receipt.contains("gytundeb"), "{receipt}");
    assert!(!records.contains("\"type\":\"ConsentRequested\""), "{records}");
    let written = scene.desk.write_receipt(cat, folder.path()).unwrap();
    let (receipt, records) = (read(&written[1]), read(&written[2]));
    assert!(receipt.contains("Left blank: not a yes") && !receipt.contains("no objection"), "{receipt}");
    assert!(records.contains("\"type\":\"ConsentRequested\""), "{records}");
    let asked_in_english = Form::adult(&mut scene, "Dee").said(PHOTO, Said::LeftBlank).save();
    let receipt = read(&scene.desk.write_receipt(asked_in_english, folder.path()).unwrap()[1]);
    assert!(receipt.contains("Left blank: no objection, which you can still make"), "{receipt}");

    // And in her copy, to read and for programs.
    let request = asked_for(&mut scene, Right::Access, ann);
    let copy = scene.desk.write_copy(&request, folder.path()).unwrap().folder;
    let [json, table] = ["your-data.json", "answers.csv"].map(|file| read(&copy.join(file)));
    for told in Medium::ALL.iter().map(|&medium| Statement::of_objection(medium).code()) {
        assert!(
            json.contains(&format!("\"statement\": \"{told}\"")) && table.contains(&format!(",{told}\n")),
            "{json}"
        );
    }
    let consents = std::fs::read_dir(&copy).unwrap().map(|file| file.unwrap().path());
    let consents: Vec<_> = consents.filter(|file| file.extension().is_some_and(|of| of == "jsonld")).collect();
    assert!(consents.len() == 1 && !read(&consents[0]).contains("\"type\":\"ConsentRequested\""));
    let Some(says) = pdf::text_of(&copy.join("your-data.pdf")) else { return };
    // Two answers and what stands for each.
    assert!(says.matches("Heb wrthwynebu").count() == 4 && !says.contains("Wedi’i adael yn wag"), "{says}");
}

fn ask_removal(scene: &mut Scene, id: lanyard::domain::ids::RegistrationId) -> lanyard::domain::removal::RemovalId {
    let said = Recorded::parse("about half past ten", "Queen's Lawn", "zebrahat, with a brown dog").unwrap();
    scene.desk.ask_removal(id, &said).unwrap()
}

/// Whom a batch says to take out of recordings.
fn taken_out(batch: &mut super::reader::Batch) -> Vec<String> {
    let actions = batch.rows("actions.csv").into_iter().filter(|row| row["action"] == "remove_recording");
    actions
        .map(|row| {
            assert!(!row["registration"].is_empty() && !row["at"].is_empty() && row["question"].is_empty());
            row["detail"].clone()
        })
        .collect()
}

#[test]
fn r12_whoever_records_is_told_once_of_whom_to_take_out_by_their_badge_alone() {
    let mut scene = Scene::new();
    let press = Reader::of(&mut scene, Purpose::RecordingByConsent);
    let others = [Purpose::RecordKeeping, Purpose::News].map(|purpose| Reader::of(&mut scene, purpose));
    let ann = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org").said(PHOTO, Said::Yes);
    let ann = ann.said(Question::News(lanyard::domain::purpose::Channel::Email), Said::Yes).save();
    let never_sent = Form::adult(&mut scene, "Bob").save();
    for reader in others.iter().chain([&press]) {
        assert!(taken_out(&mut reader.next(&mut scene)).is_empty());
    }
    let reference = scene.desk.history(ann).unwrap().registered.reference;
    ask_removal(&mut scene, ann);
    ask_removal(&mut scene, never_sent);
    let mut batch = press.next(&mut scene);
    assert_eq!(taken_out(&mut batch), [format!("{{\"reference\":\"{reference}\"}}")]);
    assert!(!batch.holds("zebrahat") && !batch.holds("Lawn") && !batch.holds("half past"));
    assert!(taken_out(&mut press.next(&mut scene)).is_empty(), "once");
    for other in &others {
        let mut batch = other.next(&mut scene);
        assert!(taken_out(&mut batch).is_empty() && !batch.holds("zebrahat"), "who records nobody takes nothing out");
    }
    // Asked again, it is told again: there is another recording.
    ask_removal(&mut scene, ann);
    assert_eq!(taken_out(&mut press.next(&mut scene)).len(), 1);
}

#[test]
fn r12_who_is_sent_only_after_it_was_asked_goes_with_the_task_while_it_is_open() {
    let mut scene = Scene::new();
    let press = Reader::of(&mut scene, Purpose::RecordingByConsent);
    let [open, ended, printed] = ["Ann", "Bob", "Cat"].map(|name| {
        let id = Form::adult(&mut scene, name).said(PHOTO, Said::No).save();
        (id, ask_removal(&mut scene, id))
    });
    scene.desk.end_removal(ended.1, Found::Removed).unwrap();
    scene.desk.end_removal(printed.1, Found::InPrint).unwrap();
    let reference = scene.desk.history(open.0).unwrap().registered.reference;
    let mut batch = press.next(&mut scene);
    assert_eq!(batch.people().len(), 3);
    assert_eq!(taken_out(&mut batch), [format!("{{\"reference\":\"{reference}\"}}")], "what is done is not told");
    assert!(taken_out(&mut press.next(&mut scene)).is_empty(), "once");
}

const MARK: &str = "Do not record";

/// What somebody's badge says, read by a reader that is not ours; nothing where there is none.
fn badge(scene: &mut Scene, id: RegistrationId) -> Option<String> {
    let folder = Folder::new();
    let file = scene.desk.write_one_badge(id, folder.path()).unwrap();
    pdf::text_of(&file)
}

/// Makes the badge of everybody here, and compares who has the mark with who should.
fn marks(scene: &mut Scene, wanted: &[(RegistrationId, &str, bool)]) {
    for &(id, who, marked) in wanted {
        let reference = scene.desk.history(id).unwrap().registered.reference;
        let Some(says) = badge(scene, id) else { return };
        let event = scene.desk.event(&scene.event).unwrap().definition().name.clone();
        let name = who.split(',').next().unwrap();
        for part in [name, &reference, &event] {
            assert!(says.contains(part), "{who}: {part} is not in {says}");
        }
        assert_eq!(says.contains(MARK), marked, "{who}: {says}");
    }
}

const YES: [(Question, Said); 3] = [(PHOTO, Said::Yes), (AUDIO, Said::Yes), (VIDEO, Said::Yes)];

fn seventeen(form: Form<'_>) -> Form<'_> {
    form.field(Field::DateOfBirth, "2009-01-01")
}

fn says(form: Form<'_>, said: &[(Question, Said)]) -> RegistrationId {
    said.iter().fold(form, |form, &(question, said)| form.said(question, said)).save()
}

#[test]
fn r12_by_consent_a_badge_has_the_mark_of_everybody_but_whoever_said_yes_three_times() {
    let mut scene = Scene::new();
    let s = &mut scene;
    let wanted = [
        (says(Form::adult(s, "Ann"), &YES), "Ann, grown up", false),
        (says(Form::adult(s, "Bob"), &[YES[0], YES[1], (VIDEO, Said::No)]), "Bob, one No", true),
        (says(Form::adult(s, "Cat"), &YES[..2]), "Cat, one not asked", true),
        (says(Form::adult(s, "Dan"), &[YES[0], YES[1], (VIDEO, Said::LeftBlank)]), "Dan, one left blank", true),
        (says(Form::adult(s, "Eve"), &[]), "Eve, asked nothing", true),
        (says(seventeen(Form::of(s, "Fay")), &YES), "Fay, seventeen", false),
        (says(Form::child(s, "Gus", "2018-03-01"), &[]), "Gus, a child who was not asked", true),
        (says(Form::child(s, "Hal", "2018-03-01"), &YES), "Hal, a child whose mother agreed", false),
        (says(Form::adult(s, "Ida"), &YES), "Ida, who took one back", true),
    ];
    s.desk.withdraw(wanted[8].0, Withdrawal { question: AUDIO, objects: false, how: How::OutLoud }).unwrap();
    marks(s, &wanted);
    // What they said at another event, or in another registration, is theirs too (R14).
    let again = says(Form::adult(s, "Ann"), &[(PHOTO, Said::No)]);
    s.desk.say_same(wanted[0].0, again, true).unwrap();
    marks(s, &[(wanted[0].0, "Ann, who said No the second time", true)]);
}

#[test]
fn r12_by_objection_only_a_grown_up_who_objected_has_the_mark_and_all_others_are_by_consent() {
    let mut scene = Scene::new();
    let before = says(Form::adult(&mut scene, "Old"), &[]);
    set(&mut scene, |settings| settings.recording = Some(RecordingRule::Objection));
    let s = &mut scene;
    let wanted = [
        (before, "Old, told that they are asked", true),
        (says(Form::adult(s, "Ann"), &[]), "Ann, grown up", false),
        (says(Form::adult(s, "Bob"), &[(PHOTO, Said::Objected)]), "Bob, objected", true),
        (says(seventeen(Form::of(s, "Cat")), &[]), "Cat, seventeen", true),
        (says(seventeen(Form::of(s, "Dan")), &YES), "Dan, seventeen, agreed", false),
        (says(Form::of(s, "Eve").thirteen_or_over(AgeAnswer::Yes), &[]), "Eve, of unknown age", true),
        (says(Form::of(s, "Fay").thirteen_or_over(AgeAnswer::Yes), &YES), "Fay, of unknown age, agreed", false),
        (says(Form::child(s, "Gus", "2018-03-01"), &[]), "Gus, a child", true),
    ];
    marks(s, &wanted);
    set(&mut scene, |settings| settings.recording = None);
    let s = &mut scene;
    let nobody =
        (says(Form::of(s, "Hal").thirteen_or_over(AgeAnswer::Yes), &[]), "Hal, where nobody is recorded", false);
    marks(s, &[nobody, wanted[2]]);
}

#[test]
fn r02_r12_a_badge_says_what_they_want_to_be_called_in_any_script_and_in_its_order() {
    let mut scene = Scene::new();
    set(&mut scene, |settings| _ = settings.fields.insert(Field::BadgeName, Need::Optional));
    let long = "Wolfeschlegelsteinhausenbergerdorff ".repeat(5);
    let names = ["Zoë Ngọc", "محمد علي", "רוני לוי", "王小明", "अनिता शर्मा", long.trim()];
    let folder = Folder::new();
    for name in names {
        let id = Form::adult(&mut scene, "Hidden").field(Field::BadgeName, name).save();
        let file = scene.desk.write_one_badge(id, folder.path()).unwrap();
        let Some(text) = pdf::text_of(&file) else { return };
        // In the order in which it is read; a line may end between words.
        let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
        assert!(letters(&text).contains(&letters(name)), "{name}: {text}");
        assert!(!text.contains("Hidden"), "the name on the badge stands in for the other");
        let bytes = std::fs::read(&file).unwrap();
        assert!(bytes.windows(12).any(|window| window == b"pdfuaid:part"), "it calls itself PDF/UA-1");
        let Some(judges) = tools::need(&["pdfinfo"]) else { return };
        let about = tools::run(judges.command("pdfinfo").arg(&file)).text();
        assert!(about.lines().any(|line| line.starts_with("Pages:") && line.ends_with(" 1")), "{about}");
    }
}

#[test]
fn r12_r22_a_lead_says_once_a_day_where_badges_go_and_then_everybody_may_make_them_there_alone() {
    let (start, moved) =
        (DateTime::parse_from_rfc3339("2026-11-21T10:00:00+00:00").unwrap(), Arc::new(AtomicI64::new(0)));
    let hours = Arc::clone(&moved);
    let mut scene = Scene::by_the_clock(move || start + TimeDelta::hours(hours.load(Ordering::Relaxed)));
    let (ann, folder) = (says(Form::adult(&mut scene, "Ann"), &[]), Folder::new());
    let into = folder.path().to_path_buf();
    let nowhere = scene.desk.begin_badges(&scene.event, Path::new("/there/is/no/such/folder"));
    assert!(matches!(nowhere, Err(DeskError::NoSuchFolder)));
    let begun = scene.desk.begin_badges(&scene.event, &into).unwrap();
    let (mut scene, by_sam) = as_somebody(scene, Role::Desk, |desk, event| {
        let refused = [desk.begin_badges(event, &into).map(drop), desk.write_one_badge(ann, &into).map(drop)];
        assert!(
            refused.iter().all(|refused| matches!(refused, Err(DeskError::NotAllowed { .. }))),
            "a lead asks for it"
        );
        desk.write_badge(ann, &begun)
    });
    let file: PathBuf = by_sam.unwrap();
    assert_eq!((file.parent(), std::fs::read_dir(&into).unwrap().count()), (Some(into.as_path()), 1));
    // Who made it is in the log, and nothing about whom it is of but the reference.
    let noted = "SELECT staff || ' ' || (subject IS NOT NULL) || ' ' || details FROM act WHERE kind = 'print-badge'";
    let noted: String = scene.desk.vault().conn().unwrap().query_row(noted, [], |row| row.get(0)).unwrap();
    assert_eq!(noted, "sam 1 {}");
    // Of another desk, and of the next day, it says nothing.
    let mut other = Scene::new();
    let bob = says(Form::adult(&mut other, "Bob"), &[]);
    assert!(matches!(other.desk.write_badge(bob, &begun), Err(DeskError::BadgesNotBegun)));
    moved.store(14, Ordering::Relaxed);
    assert!(matches!(scene.desk.write_badge(ann, &begun), Err(DeskError::BadgesNotBegun)));
    assert_eq!(std::fs::read_dir(&into).unwrap().count(), 1, "nothing more was written");
    // That day does not come again by a clock that is set back (R24); a lead can begin the day that it is.
    scene.desk.count_only(&scene.event).unwrap();
    moved.store(1, Ordering::Relaxed);
    assert!(matches!(scene.desk.write_badge(ann, &begun), Err(DeskError::BadgesNotBegun)));
    let anew = scene.desk.begin_badges(&scene.event, &into).unwrap();
    scene.desk.write_badge(ann, &anew).unwrap();
}

#[test]
fn r12_r19_whoever_is_restricted_undone_or_erased_has_no_badge() {
    let mut scene = Scene::new();
    let [ann, bob] = ["Ann", "Bob"].map(|name| says(Form::adult(&mut scene, name), &YES));
    let request = asked_for(&mut scene, Right::Restrict, ann);
    scene.desk.restrict(&request).unwrap();
    scene.desk.undo(bob).unwrap();
    let folder = Folder::new();
    assert!(matches!(scene.desk.write_one_badge(ann, folder.path()), Err(DeskError::NoBadge)));
    assert!(matches!(scene.desk.write_one_badge(bob, folder.path()), Err(DeskError::Gone)));
    assert!(matches!(scene.desk.badge(ann), Err(DeskError::NoBadge)));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// What the list says of everybody, by name, after making sure that their badges say so too.
fn listed_marks(scene: &Scene) -> BTreeMap<String, Option<String>> {
    let marks = scene.desk.marks(&scene.event).unwrap();
    let listing = scene.desk.list(&scene.event, "", &BTreeSet::new(), &marks).unwrap();
    let rows = scene.desk.listed(&scene.event, &listing.spots).unwrap();
    let one = |row: Listed| {
        let badge = scene.desk.badge(row.id).unwrap();
        assert_eq!(row.do_not_record.any(), badge.do_not_record, "{}", row.name);
        (row.name, row.do_not_record.words())
    };
    rows.into_iter().flatten().map(one).collect()
}

#[test]
fn r12_the_list_the_comparison_and_help_today_say_what_the_badge_says() {
    let mut scene = Scene::new();
    let all = |form: Form<'_>, said: Said| form.said(PHOTO, said).said(AUDIO, said).said(VIDEO, said).save();
    let ann = all(Form::adult(&mut scene, "Ann"), Said::Yes);
    let help = Question::Special(SpecialPair::DisabilityHelp);
    let bob = Form::adult(&mut scene, "Bob").said(help, Said::Yes).detail(SpecialPair::DisabilityHelp, "A lift");
    bob.field(Field::Email, "bob@example.org")
        .said(PHOTO, Said::No)
        .said(AUDIO, Said::Yes)
        .said(VIDEO, Said::Yes)
        .save();
    Form::adult(&mut scene, "Cat").save();
    let all_of_it = Some("Do not record".to_owned());
    let photos = Some("Do not record: photos".to_owned());
    assert_eq!(listed_marks(&scene).into_values().collect::<Vec<_>>(), [None, photos.clone(), all_of_it.clone()]);

    set(&mut scene, |settings| settings.recording = Some(RecordingRule::Objection));
    Form::adult(&mut scene, "Dan").save();
    Form::adult(&mut scene, "Eve").said(PHOTO, Said::Objected).save();
    Form::of(&mut scene, "Fay").field(Field::DateOfBirth, "2009-01-01").save();
    Form::child(&mut scene, "Gus", "2016-05-05").save();
    let withdrawal = Withdrawal { question: AUDIO, objects: false, how: How::OutLoud };
    scene.desk.withdraw(ann, withdrawal).unwrap();
    let expected = [
        ("Ann", Some("Do not record: sound".to_owned())),
        ("Bob", photos.clone()),
        ("Cat", all_of_it.clone()),
        ("Dan", None),
        ("Eve", photos.clone()),
        ("Fay", all_of_it.clone()),
        ("Gus", all_of_it),
    ];
    assert_eq!(listed_marks(&scene), expected.map(|(name, mark)| (name.to_owned(), mark)).into());

    let note = scene.desk.help_today(&scene.event).unwrap().remove(0);
    assert_eq!((note.name.as_str(), note.do_not_record.words()), ("Bob", photos.clone()));
    let event = scene.desk.event(&scene.event).unwrap();
    let sheet = paper::help_today::of_notes(&event, &[note], scene.desk.now());
    assert!(sheet.to_markdown().contains("Do not record: photos"), "and so does the sheet");
    let twin = Form::adult(&mut scene, "Bob").field(Field::Email, "bob@example.org").save();
    let alike = scene.desk.duplicates_of(twin).unwrap();
    let [found] = &alike[..] else { panic!("{} found", alike.len()) };
    assert_eq!(found.do_not_record.words(), photos);
}
