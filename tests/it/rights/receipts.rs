//! A receipt of exactly what was answered, and the consent as a record that other programs read (R13, R25).

use std::collections::BTreeSet;

use lanyard::desk::{DeskError, Withdrawal};
use lanyard::domain::answer::How;
use lanyard::domain::notice::Contacts;
use lanyard::domain::notice::NoticeVersion;
use lanyard::domain::purpose::{Channel, Purpose, Question};
use lanyard::domain::rights::Right;
use lanyard::paper;
use serde_json::Value;

use super::identified;
use crate::desk::day::one;
use crate::desk::scene::{Scene, WALK_INS};
use crate::support::scratch::Folder;
use crate::support::welsh;
use crate::support::{linked, pdf};

#[test]
fn r13_a_consent_record_has_every_mandatory_field_of_the_public_guide() {
    let mut scene = Scene::new();
    let (kept, _) = scene.register(WALK_INS);
    let folder = Folder::new();
    let mut seen = BTreeSet::new();
    for (_, reference) in kept.iter().step_by(12) {
        let id = scene.desk.by_reference(reference).unwrap().id;
        let files = scene.desk.write_receipt(id, folder.path()).unwrap();
        seen.extend(linked::complete(&linked::nodes(&std::fs::read_to_string(&files[2]).unwrap())));
    }
    assert!(seen.len() >= 6, "{seen:?}");
    assert!(!seen.contains("guardian.responsible"), "that somebody is responsible is no consent");
}

#[test]
fn r13_a_record_tells_what_was_said_when_and_that_it_was_taken_back() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,yes,Vegan,out loud");
    let id = scene.desk.by_reference(&ann).unwrap().id;
    let question = Question::News(Channel::Email);
    scene.desk.withdraw(id, Withdrawal { question, objects: false, how: How::OutLoud }).unwrap();
    let folder = Folder::new();
    let files = scene.desk.write_receipt(id, folder.path()).unwrap();
    let graph = linked::nodes(&std::fs::read_to_string(&files[2]).unwrap());
    let record = |title: &str| {
        let of = |record: &&&Value| linked::reached(&graph, &record["dpv:hasProcess"])["dct:title"] == title;
        linked::of_type(&graph, "dpv:ConsentRecord").iter().find(of).copied().unwrap().clone()
    };
    let states = |record: &Value, key: &str| -> Vec<String> {
        let events = record["dpv:hasConsentStatus"].as_array().unwrap();
        let said = |event: &Value| event[key].as_str().or_else(|| event[key]["@id"].as_str()).unwrap().to_owned();
        events.iter().map(said).collect()
    };
    let news = record("news.email");
    assert_eq!(states(&news, "@type"), ["dpv:ConsentGiven", "dpv:ConsentWithdrawn"]);
    let dates = states(&news, "dct:date");
    assert!(dates.is_sorted() && dates.iter().all(|date| date.ends_with('Z')), "{dates:?}");
    let diet = record("special.diet.catering");
    assert_eq!(states(&diet, "dpv:hasLegalBasis"), ["dpv:ExplicitlyExpressedConsent"]);
    let notice = scene.desk.event(&scene.event).unwrap().notice().hash().to_string();
    let process = linked::reached(&graph, &diet["dpv:hasProcess"]);
    assert_eq!(process["dpv:hasNotice"]["dct:identifier"], notice);
    let words = process["dpv:hasNotice"]["dct:description"]["@value"].as_str().unwrap();
    assert!(words.contains("only for today's catering"), "{words}");
    assert!(!graph.iter().any(|node| node.to_string().contains("ann@example.org")), "proof needs no contact");
}

/// The one node of this type that a record points to by these relations, in order.
fn follow<'g>(graph: &'g [Value], record: &'g Value, relations: &[&str]) -> &'g Value {
    relations.iter().fold(record, |node, relation| linked::reached(graph, &node[relation]))
}

#[test]
fn r13_r26_a_record_names_whoever_the_notice_of_its_answer_names_and_who_receives_it() {
    let mut scene = Scene::new();
    let [ann, ben] =
        ["Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud", "Ben,May,1990-01-01,ben@example.org,yes,,,out loud"]
            .map(|row| one(&mut scene, row));
    scene.recipient("office", &[Purpose::RecordKeeping]);
    let mut notice = scene.desk.event(&scene.event).unwrap().notice().clone();
    notice.version = "9".into();
    notice.effective_from = scene.desk.event(&scene.event).unwrap().date_at(scene.desk.now().to_utc());
    notice
        .text
        .push_str("\nCollege Green, Dublin; data@example.ie; Data Protection Commission, www.dataprotection.ie\n");
    notice.contacts = Some(Contacts {
        controller: Some("Trinity College".into()),
        address: "College Green, Dublin".into(),
        email: "data@example.ie".into(),
        data_protection_officer: None,
        regulator: "Data Protection Commission, www.dataprotection.ie".into(),
        registration_number: None,
    });
    scene.desk.publish_notice(&scene.event, notice).unwrap();
    let cat = one(&mut scene, "Cat,Roe,1990-01-01,cat@example.org,yes,,,out loud");
    let id = |scene: &Scene, reference: &str| scene.desk.by_reference(reference).unwrap().id;
    let question = Question::News(Channel::Email);
    let withdrawal = Withdrawal { question, objects: false, how: How::OutLoud };
    scene.desk.withdraw(id(&scene, &ben), withdrawal).unwrap();
    let folder = Folder::new();
    for (reference, name, identifier, address, regulator) in [
        (&ann, "Imperial College London", "Z5940050", "Sherfield", "Information Commissioner's Office"),
        // Taken back under the second notice, it names whom the one named under which it was given.
        (&ben, "Imperial College London", "Z5940050", "Sherfield", "Information Commissioner's Office"),
        (&cat, "Trinity College", "Trinity College", "College Green, Dublin", "Data Protection Commission"),
    ] {
        let files = scene.desk.write_receipt(id(&scene, reference), folder.path()).unwrap();
        let graph = linked::nodes(&std::fs::read_to_string(&files[2]).unwrap());
        let record = linked::of_type(&graph, "dpv:ConsentRecord")[0];
        let controller = follow(&graph, record, &["dpv:hasProcess", "dpv:hasDataController"]);
        assert_eq!((&controller["dpv:hasName"], &controller["dct:identifier"]), (&name.into(), &identifier.into()));
        assert!(controller["dpv:hasAddress"].as_str().unwrap().contains(address), "{controller}");
        let process = follow(&graph, record, &["dpv:hasProcess"]);
        assert_eq!(follow(&graph, process, &["dpv:hasAuthority"])["dpv:hasName"], regulator);
        assert!(process["dpv:hasRecipient"].to_string().contains("Somebody"), "{process}");
        let all = serde_json::to_string(record).unwrap() + &process.to_string();
        assert!(!all.contains("loc:GB") && !all.contains("Wilmslow"), "{all}");
    }
}

#[test]
fn r13_r25_the_receipt_says_exactly_what_was_answered_and_where_to_complain() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,no,,out loud");
    let id = scene.desk.by_reference(&ann).unwrap().id;
    let folder = Folder::new();
    let files = scene.desk.write_receipt(id, folder.path()).unwrap();
    let names: Vec<_> = files.iter().map(|file| file.file_name().unwrap().to_string_lossy().into_owned()).collect();
    let small = ann.to_lowercase();
    assert_eq!(names, ["pdf", "md", "jsonld"].map(|kind| format!("receipt-{small}.{kind}")));
    let text = std::fs::read_to_string(&files[1]).unwrap();
    let history = scene.desk.history(id).unwrap();
    for (_, answer) in &history.answers {
        assert!(text.contains(&answer.evidence.statement.as_str().replace('*', "\\*")), "{text}");
    }
    for said in ["Yes: out loud, 21 November 2026", "No: out loud", "Z5940050", "www.ico.org.uk", "Sherfield", &ann] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert_eq!(text.matches("### “").count(), history.answers.len(), "each once, and no other");
    let again = scene.desk.write_receipt(id, folder.path());
    assert!(matches!(again, Err(DeskError::NotWritten { .. })), "what is there is not written over");
    // The copy that they may ask for has it too.
    let request = identified(&mut scene, Right::Access, &ann);
    let copy = scene.desk.write_copy(&request.reference, folder.path()).unwrap();
    let records = std::fs::read_to_string(copy.folder.join(format!("consents-{small}.jsonld"))).unwrap();
    assert_eq!(linked::nodes(&records), linked::nodes(&std::fs::read_to_string(&files[2]).unwrap()));
}

#[test]
fn r13_a_receipt_without_a_yes_is_not_called_what_was_agreed_to_in_any_language() {
    for (mut scene, agreed, answered) in [
        (Scene::new(), "What you agreed to", "What you answered"),
        (Scene::in_words_of(welsh::NOTICE), "Yr hyn y gwnaethoch gytuno iddo", "Eich atebion"),
    ] {
        for (row, title) in [
            ("Ann,Lee,1990-01-01,ann@example.org,yes,no,,out loud", agreed),
            ("Ben,May,1990-01-01,ben@example.org,no,no,,out loud", answered),
        ] {
            let reference = one(&mut scene, row);
            let id = scene.desk.by_reference(&reference).unwrap().id;
            assert_eq!(paper::receipt::document(&scene.desk.receipt(id).unwrap()).title, title, "{row}");
        }
    }
}

#[test]
fn r13_r25_a_receipt_is_in_the_language_of_its_answers_and_reads_back_so() {
    let mut scene = Scene::in_words_of(welsh::NOTICE);
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,no,,out loud");
    let id = scene.desk.by_reference(&ann).unwrap().id;
    scene
        .desk
        .withdraw(id, Withdrawal { question: Question::News(Channel::Email), objects: false, how: How::OnPaper })
        .unwrap();
    let folder = Folder::new();
    let files = scene.desk.write_receipt(id, folder.path()).unwrap();
    let markdown = std::fs::read_to_string(&files[1]).unwrap();
    let says = [
        "Yr hyn y gwnaethoch gytuno iddo",
        "Enw ar eich bathodyn",
        "21 Tachwedd 2026 am 17:00",
        "Cytuno: ar lafar, 21 Tachwedd 2026 am",
        "Gwrthod: ar lafar",
        "Cytuno, wedi’i dynnu’n ôl: ar bapur",
        "Gallwch dynnu cytundeb yn ôl unrhyw bryd: ysgrifennwch at",
        "Gyda phwy i gysylltu, a ble i gwyno",
        "A gaiff Imperial after:hours e-bostio newyddion",
    ];
    let english = ["Yes", "Name on", "agreed", "Registered", "21 November", "complain", "out loud"];
    for text in [Some(markdown), pdf::text_of(&files[0])].into_iter().flatten() {
        for words in says {
            assert!(text.contains(words), "{words}\n{text}");
        }
        for words in english {
            assert!(!text.contains(words), "{words}\n{text}");
        }
        assert!(!text.contains(['\u{2068}', '\u{2069}']), "{text}");
    }
    let pdf = std::fs::read(&files[0]).unwrap();
    assert!(pdf.windows(9).any(|at| at == b"/Lang(cy)" || at == b"/Lang (cy"), "it is read out as Welsh");
    // What other programs read does not change with the language.
    let graph = linked::nodes(&std::fs::read_to_string(&files[2]).unwrap());
    assert!(
        linked::of_type(&graph, "dpv:ConsentRecord")
            .iter()
            .any(|record| { linked::reached(&graph, &record["dpv:hasProcess"])["dct:title"] == "news.email" })
    );
}

#[test]
fn r11_r25_the_slip_and_the_card_are_in_the_language_of_the_notice() {
    let scene = Scene::in_words_of(welsh::NOTICE);
    let event = scene.desk.event(&scene.event).unwrap();
    let folder = Folder::new();
    let slip = scene.desk.write_guardian_slip(&scene.event, None, folder.path()).unwrap();
    // One from before a notice had to name whom to ask: the card says it.
    let silent = NoticeVersion { text: "# Eich manylion yn ein diwrnod agored\n".to_owned(), ..event.notice().clone() };
    let card = paper::notice::document(&silent, event.named(), &event);
    let card_file = folder.join("card.pdf");
    std::fs::write(&card_file, card.to_pdf().unwrap()).unwrap();
    for (text, says) in [
        (
            Some(std::fs::read_to_string(&slip[1]).unwrap()),
            ["I riant neu warcheidwad", "o dan 13 oed", "21 Tachwedd 2026"],
        ),
        (
            pdf::text_of(&slip[0]),
            ["Pwy na all gytuno", "Ai chi yw rhiant y plentyn", "Enw’r plentyn, a’r dyddiad geni."],
        ),
        (Some(card.to_markdown()), ["Fersiwn 1.0, o 1 Medi 2026 ymlaen", "air am air", "Nid yw ateb gwag"]),
        (
            pdf::text_of(&card_file),
            ["Eich manylion yn ein diwrnod agored", "Swyddog diogelu data", "Gallwch gwyno i ni"],
        ),
    ] {
        let Some(text) = text else { continue };
        for words in says {
            assert!(text.contains(words), "{words}\n{text}");
        }
        for words in ["parent", "Privacy", "21 November", "September", "Whom", "say No", "Held by"] {
            assert!(!text.contains(words), "{words}\n{text}");
        }
    }
}
