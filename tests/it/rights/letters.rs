//! A letter for every way that a request can stand or end (R15 to R20, R25), and the slip for a guardian who is not there (R11).

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate};
use lanyard::desk::{DeskError, LetterAbout, NewReader, Passphrase};
use lanyard::domain::letter::{Addressee, Letter, NotReached, PassedOn, Stage};
use lanyard::domain::notice::{Contacts, Holder};
use lanyard::domain::purpose::Purpose;
use lanyard::domain::rights::{Identity, MoreTime, Outcome, Right, Step};
use lanyard::domain::staff::{Handle, Role};
use lanyard::paper;

use super::{asked, identified};
use crate::desk::day::one;
use crate::desk::looking::acts;
use crate::desk::scene::Scene;
use crate::support::pdf;
use crate::support::scratch::Folder;
use crate::support::welsh;

const ANN: &str = "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Everything that a letter can be about.
fn stages() -> Vec<Stage> {
    let closed = Outcome::ALL.iter().map(|&outcome| Stage::Closed(outcome));
    let extended = MoreTime::ALL.iter().map(|&why| Stage::Extended(why));
    [Stage::Received, Stage::Acknowledged, Stage::Lifting].into_iter().chain(extended).chain(closed).collect()
}

fn letter(right: Right, stage: Stage) -> Letter {
    Letter {
        organisation: "Calder Vale University".into(),
        language: "en".into(),
        to: Addressee::Person("Zoë Markerlee".into()),
        reference: "4T2-MZX".into(),
        right,
        stage,
        found: true,
        written: day("2026-12-11"),
        received: day("2026-11-20"),
        due: day("2026-12-21"),
        closed: matches!(stage, Stage::Closed(_)).then(|| day("2026-12-10")),
        passed_on: vec![PassedOn {
            recipient: "The course office".into(),
            at: DateTime::parse_from_rfc3339("2026-11-21T18:00:00+00:00").unwrap(),
        }],
        not_reached: NotReached { backups_due: true, set_aside: true },
        complaint: Vec::new(),
        contacts: Some(Contacts {
            controller: Some("Calder Vale University".into()),
            address: "Data Enquiry, Level 3".into(),
            email: "data@example.org".into(),
            data_protection_officer: Some("The officer, Level 4".into()),
            regulator: "the ICO, www.ico.org.uk".into(),
            registration_number: Some("Z5940050".into()),
        }),
    }
}

/// Without what a page does to a text: its line ends and spaces.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('\\', "")
}

fn is_refusal(stage: Stage) -> bool {
    matches!(
        stage,
        Stage::Closed(Outcome::NotIdentified | Outcome::Excessive | Outcome::MustBeKept | Outcome::GroundsWeighMore)
    )
}

#[test]
fn r15_r16_r17_r18_r19_r20_r25_every_right_and_every_way_it_stands_or_ends_has_a_letter() {
    let folder = Folder::new();
    let mut different = BTreeSet::new();
    let mut count = 0;
    for &right in Right::ALL {
        for stage in stages() {
            count += 1;
            let document = paper::letter::document(&letter(right, stage));
            let path = folder.join("letter.pdf");
            std::fs::write(&path, document.to_pdf().unwrap()).unwrap();
            let read = flat(&pdf::text_of(&path).unwrap_or_else(|| document.to_markdown()));
            let says = |words: &str| assert!(read.contains(words), "{right} {stage:?} does not say {words}:\n{read}");
            for words in ["4T2-MZX", "Calder Vale University", "20 November 2026", "11 December 2026", "Zoë Markerlee"]
            {
                says(words);
            }
            for words in ["Data Enquiry, Level 3", "data@example.org", "The officer, Level 4", "www.ico.org.uk"] {
                says(words);
            }
            says(if matches!(stage, Stage::Closed(_)) { "10 December 2026" } else { "21 December 2026" });
            if is_refusal(stage) {
                says("We have not");
                says("You can also go to a court");
            }
            if matches!(stage, Stage::Closed(_)) {
                says("you can complain to us");
            }
            let told = read.contains("Whom we passed your details on to");
            let done = matches!(stage, Stage::Closed(Outcome::Done)) && right != Right::Complaint;
            assert_eq!(told, done || stage == Stage::Lifting, "{right} {stage:?}");
            assert_eq!(read.contains("What this did not reach"), done && right == Right::Erase, "{right} {stage:?}");
            different.insert(document.to_markdown());
        }
    }
    assert_eq!((count, different.len()), (96, 96), "no two of them are the same");
}

/// Every sentence, heading and label of a document.
fn lines(document: &paper::Document) -> Vec<&str> {
    let said = document.blocks.iter().map(|block| match block {
        paper::Block::Heading(words)
        | paper::Block::Subheading(words)
        | paper::Block::Text(words)
        | paper::Block::Item(words)
        | paper::Block::Pair(words, _) => words.as_str(),
    });
    [document.title.as_str()].into_iter().chain(said).collect()
}

#[test]
fn r15_r16_r17_r18_r19_r20_r25_every_letter_says_the_same_in_the_language_in_which_they_were_asked() {
    let mut different = BTreeSet::new();
    for &right in Right::ALL {
        for stage in stages() {
            let english = letter(right, stage);
            let welsh = Letter { language: "cy".into(), ..english.clone() };
            let (english, welsh) = (paper::letter::document(&english), paper::letter::document(&welsh));
            let (ours, theirs) = (lines(&english), lines(&welsh));
            assert_eq!(ours.len(), theirs.len(), "{right} {stage:?}: nothing is left out");
            let same: Vec<_> = ours.iter().filter(|line| theirs.contains(line)).collect();
            assert!(same.is_empty(), "{right} {stage:?}: {same:?}");
            assert_eq!(welsh.language, "cy");
            different.insert(welsh.to_markdown());
        }
    }
    assert_eq!(different.len(), 96, "no two of them are the same");
    let french = Letter { language: "fr".into(), ..letter(Right::Access, Stage::Received) };
    assert_eq!(paper::letter::document(&french).language, "en", "it is read out as the English that it is");
    let erased = Letter { language: "cy".into(), ..letter(Right::Erase, Stage::Closed(Outcome::Done)) };
    let text = paper::letter::document(&erased).to_markdown();
    for words in
        ["Annwyl Zoë Markerlee,", "20 Tachwedd 2026", "Rydym wedi dileu eich manylion", "The course office, y tro"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn r16_r22_a_letter_is_in_the_language_of_their_answers_once_it_is_made_sure_who_they_are() {
    let mut scene = Scene::in_words_of(welsh::NOTICE);
    let ann = one(&mut scene, ANN);
    let request = identified(&mut scene, Right::Access, &ann);
    let folder = Folder::new();
    let text = markdown(&scene.desk.write_letter(&request.reference, LetterAbout::Stands, folder.path()).unwrap());
    assert!(text.contains("Annwyl Ann Lee,") && text.contains("Mae eich cais wedi cyrraedd."), "{text}");
    assert!(text.contains("Gyda phwy i gysylltu") && !text.contains("Your request"), "{text}");
}

#[test]
fn r13_r25_a_letter_calls_whom_to_ask_as_the_notice_does_in_its_language() {
    let mut scene = Scene::new();
    let published = scene.desk.event(&scene.event).unwrap().notice().clone();
    let mut file = welsh::file();
    let holder = published.holder.clone().unwrap();
    file.holder = Some(Holder { organisation: "Imperial fin nos".into(), ..holder });
    let contacts = published.contacts.clone().unwrap();
    file.contacts = Some(Contacts { address: "Ymholiadau Data, Llundain".into(), ..contacts });
    scene.desk.translate_notice(&scene.event, &file).unwrap();
    let list = "given_name,date_of_birth,email,consent_marketing_email,asked_how,asked_in\n\
                Ann,1990-01-01,ann@example.org,yes,out loud,cy\nBen,1990-01-01,ben@example.org,yes,out loud,en\n";
    let (kept, _) = scene.register(list);
    let letters = [&kept[0].1, &kept[1].1].map(|badge| {
        let request = identified(&mut scene, Right::Access, badge);
        scene.desk.letter(&request.reference, LetterAbout::Stands).unwrap()
    });
    let said = letters.map(|letter| (letter.language, letter.organisation, letter.contacts.unwrap().address));
    let [welsh, english] = said;
    assert_eq!(welsh, ("cy".into(), "Imperial fin nos".into(), "Ymholiadau Data, Llundain".into()));
    assert_eq!((english.0.as_str(), english.1.as_str()), ("en", "Imperial after:hours"));
    assert_eq!(english.2, published.contacts.unwrap().address);
}

#[test]
fn r25_a_letter_is_read_by_whoever_is_eleven() {
    for &right in Right::ALL {
        for stage in stages() {
            let document = paper::letter::document(&letter(right, stage));
            let text = document.blocks.iter().filter_map(|block| match block {
                paper::Block::Text(words) | paper::Block::Item(words) => Some(words.as_str()),
                _ => None,
            });
            let text: Vec<_> = text.collect();
            let all = text.join(" ");
            let sentences: Vec<_> = all.split(['.', ':']).filter(|one| one.split_whitespace().count() > 1).collect();
            let words = all.split_whitespace().count();
            assert!(words / sentences.len().max(1) <= 16, "{right} {stage:?}: {words} words in {}", sentences.len());
            let longest = sentences.iter().map(|one| one.split_whitespace().count()).max().unwrap_or(0);
            assert!(longest <= 32, "{right} {stage:?}: a sentence of {longest} words");
            for hard in ["pursuant", "hereby", "herewith", "aforementioned", "data subject", "controller"] {
                assert!(!all.contains(hard), "{right} {stage:?}: {hard}");
            }
        }
    }
}

fn markdown(files: &[PathBuf]) -> String {
    let names: Vec<_> = files.iter().map(|file| file.extension().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["pdf", "md"]);
    flat(&std::fs::read_to_string(&files[1]).unwrap())
}

#[test]
fn r16_r22_who_was_not_made_sure_of_is_told_nothing_that_is_on_the_record() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, ANN);
    let (office, _) = scene.recipient("office", &[Purpose::RecordKeeping]);
    scene.desk.close_day(&scene.event, &[office]).unwrap();
    let request = asked(&mut scene, Right::Restrict, &ann);
    let folder = Folder::new();
    let files = scene.desk.write_letter(&request.reference, LetterAbout::Stands, folder.path()).unwrap();
    let text = markdown(&files);
    for theirs in ["Ann", "Lee", "ann@example.org", &ann, "Somebody"] {
        assert!(!text.contains(theirs), "{theirs}: {text}");
    }
    assert!(files[0].ends_with(format!("letter-{}-received.pdf", request.reference.to_lowercase())));
    let again = scene.desk.write_letter(&request.reference, LetterAbout::Stands, folder.path());
    assert!(matches!(again, Err(DeskError::NotWritten { .. })), "what is there is not written over");

    // Made sure of and restricted: named, and who else has it is told. Then, before it is lifted, told that.
    scene.desk.go_on(&request.reference, Step::Identified { by: Identity::Badge }).unwrap();
    scene.desk.restrict(&request.reference).unwrap();
    let text = markdown(&scene.desk.write_letter(&request.reference, LetterAbout::Stands, folder.path()).unwrap());
    assert!(text.contains("Dear Ann Lee,") && text.contains("Somebody, last on 21 November 2026"), "{text}");
    let text = markdown(&scene.desk.write_letter(&request.reference, LetterAbout::Lifting, folder.path()).unwrap());
    assert!(text.contains("We are about to use them again"), "{text}");
    let about = scene.desk.request(&request.reference).unwrap().about.unwrap();
    scene.desk.lift_restriction(about).unwrap();
    let lifted = scene.desk.letter(&request.reference, LetterAbout::Lifting);
    assert!(matches!(lifted, Err(DeskError::NotRestricted)), "there is nothing left to lift");
    let noted = acts(&scene.desk, 0).into_iter().filter(|(kind, ..)| kind == "write-letter").count();
    assert_eq!(noted, 3, "each that was written is noted");
}

#[test]
fn r18_whoever_is_erased_is_told_what_it_reached_and_to_whom_it_was_passed_on_and_is_named_no_more() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, ANN);
    let (office, _) = scene.recipient("office", &[Purpose::RecordKeeping]);
    scene.desk.close_day(&scene.event, &[office]).unwrap();
    let request = identified(&mut scene, Right::Erase, &ann);
    scene.desk.erase(&request.reference).unwrap();
    let folder = Folder::new();
    let text = markdown(&scene.desk.write_letter(&request.reference, LetterAbout::Stands, folder.path()).unwrap());
    for said in [
        "We have deleted your details",
        "Somebody, last on 21 November 2026",
        "tells them to delete it too",
        "What this did not reach, or not yet",
        "A scrambled mark",
        "a scrambled mark",
    ] {
        assert!(text.to_lowercase().contains(&said.to_lowercase()), "{said}: {text}");
    }
    assert!(!text.contains("Ann") && !text.contains("ann@example.org"), "{text}");
    assert!(!text.contains("desk’s own folder. They are made anew"), "there were none");
}

#[test]
fn r11_r16_a_guardian_who_asks_is_written_to_as_one() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, ANN);
    let request = asked(&mut scene, Right::Access, &ann);
    scene.desk.go_on(&request.reference, Step::Identified { by: Identity::Guardian }).unwrap();
    let letter = scene.desk.letter(&request.reference, LetterAbout::Stands).unwrap();
    assert!(letter.to == Addressee::Guardian("Ann Lee".into()));
}

#[test]
fn r11_r22_desk_staff_write_no_letter_and_may_give_out_the_slip_for_a_guardian() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, ANN);
    let request = asked(&mut scene, Right::Access, &ann);
    let (handle, passphrase) = (Handle::parse("sam").unwrap(), Passphrase::given("seven green bottles"));
    let sam = NewReader { handle, name: "Sam".into(), role: Role::Desk, passphrase };
    scene.desk.add_staff(&sam).unwrap();
    let closed = scene.close();
    let place = closed.folder.join("Day.lanyard");
    let mut desk = lanyard::desk::Desk::open(&place, &sam.handle, &sam.passphrase, &closed.env).unwrap();
    let folder = Folder::new();
    assert!(desk.write_letter(&request.reference, LetterAbout::Stands, folder.path()).is_err());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    let text = markdown(&desk.write_guardian_slip(&closed.event, None, folder.path()).unwrap());
    for said in ["legally responsible", "A teacher or a leader of the group", "under 13", "in person", "Z5940050"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("Ann") && !text.contains("Sam"), "it is the same for everybody: {text}");
}
