//! The copy that a person is given (R16): every value that is held, no one else's, in forms that others read.

use std::path::Path;

use lanyard::desk::{Amendment, DeskError};
use lanyard::domain::answer::{How, NoticeCard, Said};
use lanyard::domain::code::Code;
use lanyard::domain::complaint::Part;
use lanyard::domain::data_kind::DataKind;
use lanyard::domain::draft::AnswerDraft;
use lanyard::domain::form::Field;
use lanyard::domain::ids::AnswerId;
use lanyard::domain::moment::AnsweredAt;
use lanyard::domain::own_question::{AnswerKind, OwnQuestion};
use lanyard::domain::purpose::{Channel, Purpose, Question};
use lanyard::domain::retention::Kept;
use lanyard::domain::rights::{Outcome, Right, StepError};
use lanyard::domain::unfinished::{Dialog, Typed, Unfinished};

use super::{asked, identified};
use crate::desk::day::one;
use crate::desk::scene::{Scene, WALK_INS, lead};
use crate::support::pdf;
use crate::support::scratch::Folder;
use crate::support::settings::change_event;
use crate::support::tools::{need, run};
use crate::support::welsh;

const HEAD: &str = "given_name,family_name,date_of_birth,email,phone,city,consent_marketing_email,\
    consent_special_dietary,dietary_requirements,emergency_contact_name,emergency_contact_phone,asked_how\n";

/// What the copy says, and can be seen to say: its pages are not empty.
fn text_of(pdf: &Path) -> Option<String> {
    let tools = need(&["pdftoppm"])?;
    let pictures = pdf.with_extension("");
    let drawn = run(tools.command("pdftoppm").args(["-r", "40", "-gray"]).arg(pdf).arg(&pictures));
    assert!(drawn.success(), "{drawn:?}");
    let pages: Vec<_> = crate::support::scratch::files(pdf.parent().unwrap())
        .into_iter()
        .filter(|file| file.extension().is_some_and(|kind| kind == "pgm"))
        .collect();
    assert!(!pages.is_empty());
    for page in pages {
        let bytes = std::fs::read(&page).unwrap();
        let dark = bytes[20..].iter().filter(|&&grey| grey < 128).count();
        assert!(dark > 100, "{} is empty", page.display());
        std::fs::remove_file(page).unwrap();
    }
    pdf::text_of(pdf)
}

/// A text without its gaps: lines are broken where the page ends.
fn joined(text: &str) -> String {
    text.chars().filter(|char| !char.is_whitespace()).collect()
}

#[test]
fn r16_the_copy_holds_every_value_and_no_one_elses() {
    let mut scene = Scene::new();
    let mut settings = scene.desk.event(&scene.event).unwrap().definition().clone();
    settings.questions = vec![OwnQuestion {
        code: Code::new("campus").unwrap(),
        text: "Which campus?".into(),
        kind: AnswerKind::PickOne(vec!["South Kensington".into(), "White City".into()]),
    }];
    change_event(&mut scene.desk, settings);
    one(&mut scene, "Ben,Otherperson,1990-01-01,ben@example.org,yes,,,out loud");
    let head = format!("{},organisation,note,question.campus,send_them\n", HEAD.trim_end());
    let row = "Ann,Lee-Márquez,1990-01-01,ann@example.org,+44 7700 900 777,Leeds,yes,yes,No nuts,Emergencyname,\
               +44 7700 900 123,out loud,'s-Gravenhage,=SUM(A1),White City,Course list by email\n";
    let (kept, not_kept) = scene.register(&format!("{head}{row}"));
    assert!(not_kept.is_empty(), "{:?}", not_kept[0].errors);
    let ann = kept[0].1.clone();
    let id = scene.desk.by_reference(&ann).unwrap().id;
    let fields = [(Field::City, "Sheffield".to_owned())].into();
    let amendment = Amendment { fields, reason: "moved house".into(), ..Amendment::default() };
    scene.desk.amend(id, &amendment).unwrap();
    let (office, _) = scene.recipient("office", &[Purpose::RecordKeeping]);
    scene.desk.close_day(&scene.event, &[office]).unwrap();

    let said = lanyard::domain::removal::Recorded::parse("about noon", "Queen's Lawn", "a brown zebrahat").unwrap();
    scene.desk.ask_removal(id, &said).unwrap();
    let mut begun = lanyard::domain::draft::RegistrationDraft::new(
        lanyard::domain::ids::RegistrationId(scene.desk.new_id()),
        lanyard::domain::ids::VisitorId(scene.desk.new_id()),
    );
    let typed = [
        (Field::GivenName, "Ann"),
        (Field::FamilyName, "Lee-Márquez"),
        (Field::Email, "ann@example.org"),
        (Field::City, "Halfburgh"),
    ];
    begun.fields.extend(typed.map(|(field, value)| (field, value.to_owned())));
    begun.thirteen_or_over = Some(lanyard::domain::age::AgeAnswer::Yes);
    begun.own.insert(Code::new("campus").unwrap(), "South Kensington".into());
    begun.send.push("Prospectus by post".into());
    let event = scene.desk.event(&scene.event).unwrap();
    let asked = Question::News(Channel::Sms);
    let answer = AnswerDraft {
        id: AnswerId(scene.desk.new_id()),
        said: Said::No,
        answered: AnsweredAt::now(scene.desk.now()),
        how: How::OnPaper,
        notice_card: NoticeCard::Given,
        notice: event.notice_hash(),
        staff: lead(),
        paper_form: Some("zqform7".into()),
    };
    begun.answers.insert(asked, answer);
    scene.desk.keep_draft(&begun, &scene.event).unwrap();

    let request = identified(&mut scene, Right::Access, &ann);
    let written = scene.desk.write_copy(&request.reference, scene.folder.path()).unwrap();
    let records = format!("consents-{}.jsonld", ann.to_lowercase());
    let files = ["your-data.pdf", "your-data.json", "details.csv", "answers.csv", "sent.csv", &records];
    assert_eq!(written.files, files);
    assert_eq!(scene.desk.request(&request.reference).unwrap().outcome, Some(Outcome::Done));

    let history = scene.desk.history(id).unwrap();
    let mut held: Vec<String> = Vec::new();
    for version in &history.versions {
        let columns = lanyard::domain::record::RegistrationRecord::COLUMNS.iter().zip(version.record.values());
        let theirs = ["emergency_", "guardian_"];
        let own = columns.filter(|(column, _)| !theirs.iter().any(|of| column.starts_with(of)));
        let own = own.filter(|(column, _)| !matches!(**column, "own_answers" | "send_them"));
        held.extend(own.filter_map(|(_, value)| value.map(str::to_owned)));
        held.extend(version.reason.clone());
    }
    held.extend(history.answers.iter().map(|(_, answer)| answer.evidence.statement.as_str().to_owned()));
    held.extend(["No nuts", "Somebody", "moved house", "zebrahat", "Halfburgh"].map(str::to_owned));
    held.extend(["Which campus?", "White City", "Course list"].map(str::to_owned));
    // What stands in the half-filled form, with its answers, too.
    held.extend(["South Kensington", "Prospectus", "zqform7"].map(str::to_owned));
    held.push(event.statement(asked).unwrap().as_str().to_owned());
    held.push(ann);
    let json = std::fs::read_to_string(written.folder.join("your-data.json")).unwrap();
    let parsed: serde_json::Value = serde_json::from_str(&json).unwrap();
    let flat = parsed.to_string();
    let pdf = text_of(&written.folder.join("your-data.pdf")).map(|text| joined(&text));
    for value in &held {
        let escaped = serde_json::to_string(value).unwrap();
        assert!(flat.contains(escaped.trim_matches('"')), "the JSON lacks {value}");
        if let Some(pdf) = &pdf {
            assert!(pdf.contains(&joined(value)), "the PDF lacks {value}\n{pdf}");
        }
    }
    let form = &parsed["half_filled"][0];
    let fields: Vec<_> = form["details"].as_array().unwrap().iter().map(|detail| &detail["field"]).collect();
    for field in ["given_name", "thirteen_or_over", "question.campus", "send_them"] {
        assert!(fields.iter().any(|known| *known == field), "{field}: {fields:?}");
    }
    assert_eq!((&form["answers"][0]["question"], &form["answers"][0]["said"]), (&"news.sms".into(), &"no".into()));
    assert!(pdf.as_ref().is_none_or(|pdf| pdf.contains("Courselist,byemail") && !pdf.contains("[{")), "{pdf:?}");

    // Each kind until the end of its own period.
    let until = |kept| event.definition().retention.until(kept, event.definition().final_day());
    let visit = &parsed["registrations"][0];
    let periods = [&visit["special"][0]["kept_until"], &visit["emergency_contact_kept_until"], &visit["kept_until"]];
    let expected = [Kept::Special, Kept::EmergencyContact, Kept::Record].map(until);
    assert_eq!(periods.map(|day| day.as_str().unwrap().to_owned()), expected.map(|day| day.to_string()));
    assert!(expected[0] < expected[2]);
    let plain = pdf.as_ref().map(|pdf| pdf.replace(':', ""));
    for (label, day) in [("No nuts Kept until", expected[0]), ("Registration kept until", expected[2])] {
        let says = joined(&format!("{label} {}", day.format("%-d %B %Y")));
        assert!(plain.as_ref().is_none_or(|plain| plain.contains(&says)), "{says}\n{pdf:?}");
    }

    for other in ["Otherperson", "ben@example.org", "Emergencyname", "900123", "900 123"] {
        for file in &written.files {
            let bytes = std::fs::read(written.folder.join(file)).unwrap();
            assert!(!String::from_utf8_lossy(&bytes).contains(other), "{file} names somebody else");
        }
        assert!(pdf.as_ref().is_none_or(|pdf| !pdf.contains(&joined(other))), "{other}");
    }
    let csv = std::fs::read_to_string(written.folder.join("details.csv")).unwrap();
    assert!(csv.contains(",city,Sheffield,\n") && csv.contains(",city,Leeds,20"), "{csv}");
    // A telephone number is written as in a batch, and what a spreadsheet would run is guarded so that it can be undone.
    for cell in [",phone,tel:+447700900777,", ",phone_as_typed,'+44 7700 900 777,", ",note,'=SUM(A1),"] {
        assert!(csv.contains(cell), "{cell}\n{csv}");
    }
    assert!(csv.contains(",organisation,''s-Gravenhage,"), "{csv}");
    assert!(pdf.as_ref().is_none_or(|pdf| pdf.contains("Takethatoneaway.")), "and it is said");
    for said in [",question.campus,White City,", ",send_them,Course list by email,"] {
        assert!(csv.contains(said), "{said}\n{csv}");
    }
}

#[test]
fn r16_a_name_in_any_script_can_be_read_back_from_the_pdf() {
    let mut scene = Scene::new();
    let (kept, _) = scene.register(WALK_INS);
    let mut seen = 0;
    for query in ["wang", "ivanov", "muhammad", "nguyen", "lukas", "ramirez"] {
        let Some(hit) = scene.desk.find(&scene.event, query, 1).unwrap().pop() else { continue };
        let (name, reference) = (hit.record.full_name.unwrap_or_default(), hit.registered.reference);
        let request = identified(&mut scene, Right::Access, &reference);
        let written = scene.desk.write_copy(&request.reference, scene.folder.path()).unwrap();
        let Some(text) = text_of(&written.folder.join("your-data.pdf")) else { return };
        seen += 1;
        // What is read from right to left is taken out in an order of the reader's own.
        let letters = |text: &str| {
            let mut letters: Vec<char> = text.chars().filter(|char| char.is_alphabetic()).collect();
            letters.sort_unstable();
            letters
        };
        let has = text.contains(&name)
            || text.lines().any(|line| {
                let (wanted, line) = (letters(&name), letters(line));
                let mut rest = line.iter();
                wanted.iter().all(|wanted| rest.any(|char| char == wanted))
            });
        assert!(has, "{name} cannot be read back:\n{text}");
    }
    assert!(seen >= 4, "{seen} of {} people", kept.len());
}

#[test]
fn r16_r22_nothing_is_written_for_a_stranger_and_nothing_is_left_of_a_copy_that_failed() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let stranger = asked(&mut scene, Right::Access, &ann);
    let refused = scene.desk.write_copy(&stranger.reference, scene.folder.path());
    assert!(matches!(refused, Err(DeskError::Step(StepError::NotIdentified))));
    let request = identified(&mut scene, Right::Portability, &ann);
    let nowhere = scene.desk.write_copy(&request.reference, &scene.folder.join("not there"));
    assert!(matches!(nowhere, Err(DeskError::NotWritten { .. })));
    let folder = scene.folder.join(format!("copy-{}", request.reference.to_lowercase()));
    std::fs::create_dir(&folder).unwrap();
    let there = scene.desk.write_copy(&request.reference, scene.folder.path()).unwrap_err().to_string();
    assert!(there.contains("there already") && there.contains("still open"), "{there}");
    std::fs::remove_dir(&folder).unwrap();
    assert!(scene.desk.request(&request.reference).unwrap().is_open());
    let copies = crate::support::scratch::files(scene.folder.path());
    assert!(copies.iter().all(|file| !file.to_string_lossy().contains("copy-")));
    scene.desk.write_copy(&request.reference, scene.folder.path()).unwrap();
}

#[test]
fn r16_r21_an_address_that_went_out_only_to_be_stopped_is_in_the_copy() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,no,,,out loud");
    let (news, _) = scene.recipient("news", &[Purpose::News]);
    scene.desk.close_day(&scene.event, &[news]).unwrap();
    let request = identified(&mut scene, Right::Access, &ann);
    let written = scene.desk.write_copy(&request.reference, scene.folder.path()).unwrap();
    let json = std::fs::read_to_string(written.folder.join("your-data.json")).unwrap();
    assert!(json.contains("the email address, only to be stopped"), "{json}");
}

#[test]
fn r16_r22_what_staff_had_typed_of_somebody_and_what_was_complained_of_is_in_the_copy_and_counted_after_a_loss() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let ben = one(&mut scene, "Ben,May,1990-01-01,ben@example.org,yes,,,out loud");
    let id = |scene: &Scene, reference: &str| scene.desk.by_reference(reference).unwrap().id;
    let typing = |about, dialog, boxes: &[(&str, &str)]| {
        let mut typed = Typed::default();
        boxes.iter().for_each(|(name, text)| typed.put(*name, text));
        Unfinished::of(dialog, about, typed).unwrap()
    };
    let all = [
        typing(Some(id(&scene, &ann)), Dialog::Amend, &[("city", "Hlxville"), ("emergency_name", "Otherwhere")]),
        typing(Some(id(&scene, &ben)), Dialog::Removal, &[("looked-like", "Bentcoat")]),
        typing(None, Dialog::Recipient, &[("name", "Zqpress")]),
    ];
    scene.desk.keep_unfinished(&all).unwrap();
    let complaint = asked(&mut scene, Right::Complaint, &ann);
    scene.desk.write_down(&complaint.reference, Part::Said, "It was too loud").unwrap();

    let incident = scene.desk.incident().unwrap();
    let of = |kind: DataKind| incident.events[0].kinds.iter().find(|(known, _)| *known == kind).unwrap().1;
    assert_eq!((of(DataKind::Complaint), of(DataKind::Unfinished)), (1, 2));
    assert_eq!(
        incident.elsewhere.unwrap(),
        [(DataKind::Complaint, 0), (DataKind::Request, 0), (DataKind::Unfinished, 1)]
    );

    let request = identified(&mut scene, Right::Access, &ann);
    let folder = Folder::new();
    let copy = scene.desk.write_copy(&request.reference, folder.path()).unwrap();
    let json = std::fs::read_to_string(copy.folder.join("your-data.json")).unwrap();
    assert!(json.contains("Hlxville") && json.contains("a correction") && json.contains("too loud"), "{json}");
    assert!(!json.contains("Otherwhere") && !json.contains("Bentcoat") && !json.contains("Zqpress"), "{json}");
    if let Some(text) = text_of(&copy.folder.join("your-data.pdf")) {
        assert!(text.contains("Typed about you and not saved: a correction") && text.contains("Hlxville"), "{text}");
    }
}

#[test]
fn r16_the_copy_is_read_in_the_language_that_the_person_was_asked_in_and_is_the_same_for_programs() {
    let mut scene = Scene::new();
    let event = scene.event.clone();
    scene.desk.translate_notice(&event, &welsh::file()).unwrap();
    let list = format!(
        "{},asked_in,send_them\nAnn,Lee,1990-01-01,ann@example.org,+44 7700 900 777,Leeds,yes,yes,No nuts,,,out loud,cy,\
         Course list by email\n",
        HEAD.trim_end()
    );
    let (kept, not_kept) = scene.register(&list);
    assert!(not_kept.is_empty(), "{:?}", not_kept[0].errors);
    let ann = kept[0].1.clone();
    let id = scene.desk.by_reference(&ann).unwrap().id;
    let said = lanyard::domain::removal::Recorded::parse("about noon", "Queen's Lawn", "a brown hat").unwrap();
    scene.desk.ask_removal(id, &said).unwrap();
    let fields = [(Field::City, "Caernarfon".to_owned())].into();
    let amendment = Amendment { fields, reason: "symud".into(), ..Amendment::default() };
    scene.desk.amend(id, &amendment).unwrap();
    let (office, _) = scene.recipient("office", &[Purpose::RecordKeeping]);
    scene.desk.close_day(&event, &[office]).unwrap();
    let request = identified(&mut scene, Right::Access, &ann);
    let letter = scene.desk.letter(&request.reference, lanyard::desk::LetterAbout::Stands).unwrap();
    let written = scene.desk.write_copy(&request.reference, scene.folder.path()).unwrap();
    assert_eq!(letter.language, "cy", "in the language of the letter that it goes with");

    let json = std::fs::read_to_string(written.folder.join("your-data.json")).unwrap();
    let parsed: serde_json::Value = serde_json::from_str(&json).unwrap();
    let labels = parsed["registrations"][0]["details"].as_array().unwrap();
    assert!(labels.iter().any(|detail| detail["field"] == "city" && detail["label"] == "Town or city"), "{labels:?}");
    assert!(parsed.get("language").is_none() && parsed["registrations"][0]["answers"][0]["said"] == "yes");
    let csv = std::fs::read_to_string(written.folder.join("answers.csv")).unwrap();
    assert!(csv.starts_with("registration,answer,question,words,said,at,"), "{csv}");

    let Some(pdf) = text_of(&written.folder.join("your-data.pdf")).map(|text| joined(&text)) else { return };
    for welsh in [
        "Eich data:",
        "Dyma bopeth sydd gennym amdanoch",
        "Tref neu ddinas",
        "Tan iddo gael ei gywiro ar",
        "Deiet, ar gyfer arlwyo",
        "Recordiadau ohonoch sydd i’w tynnu allan",
        "heb ei orffen eto",
        "Beth a anfonwyd, ac at bwy",
        "cadw cofnod o bwy a ddaeth",
        "buddiannau dilys",
        "Gofynnoch am gopi o’r hyn sydd gennym amdanoch",
        "ar lafar",
        "Cytuno",
        "Course list, trwy e-bost",
        "Cedwir y cofrestriad tan",
        "Tynnwch yr un honno.",
        "No nuts",
        "Caernarfon",
        "about noon",
    ] {
        assert!(pdf.contains(&joined(welsh)), "the PDF lacks {welsh}\n{pdf}");
    }
    for english in [
        "This is all that is held",
        "Held by",
        "Kept until",
        "What was sent",
        "What stands now",
        "Town or city",
        "legitimate interests",
        "under notice",
        "Received on",
        "Recordings of you",
        "out loud",
    ] {
        assert!(!pdf.contains(&joined(english)), "the PDF says {english}\n{pdf}");
    }
}
