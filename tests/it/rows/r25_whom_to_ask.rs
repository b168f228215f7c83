//! R25: whom to ask, where to complain and by when a complaint is acknowledged; any organisation's own.

use lanyard::desk::{DeskError, NewRequest};
use lanyard::domain::code::Code;
use lanyard::domain::event::EventError;
use lanyard::domain::notice::{Contacts, NoticeError, NoticeVersion};
use lanyard::domain::organisation::{Fact, Profile};
use lanyard::domain::rights::{Arrived, Outcome, Right, Step};
use lanyard::domain::staff::Role;
use lanyard::lists::event_file::{SHIPPED_NOTICE, parse_notice};

use super::as_somebody;
use super::form::Form;
use crate::desk::scene::Scene;

#[test]
fn r25_the_notice_names_the_data_enquiry_the_officer_the_regulator_and_the_registration() {
    let scene = Scene::new();
    let event = scene.desk.event(&scene.event).unwrap();
    let text = event.notice().text.split_whitespace().collect::<Vec<_>>().join(" ");
    for named in [
        "Data Enquiry, Imperial after:hours, Level 3 Sherfield Building, London SW7 2AZ",
        "eveningclass@imperial.ac.uk",
        "Data Protection Officer, Level 4 Faculty Building, South Kensington, London SW7 2AZ",
        "Information Commissioner's Office, www.ico.org.uk",
        "The controller, who answers for it, is Imperial College London.",
        "Z5940050",
        "You can complain to us",
    ] {
        assert!(text.contains(named), "{named}");
    }
}

#[test]
fn r25_another_organisations_receipt_names_its_own_and_nobody_elses() {
    let mut scene = Scene::new();
    let event = scene.desk.event(&scene.event).unwrap();
    let (mut settings, mut notice) = (event.definition().clone(), parse_notice(SHIPPED_NOTICE).unwrap());
    settings.code = Code::new("elsewhere").unwrap();
    settings.organisation = "Night School".into();
    // They are registered under no number.
    notice.text = notice.text.replace(" Our registration number there is {registration}.", "");
    notice.contacts = Some(Contacts {
        controller: None,
        address: "Night School, 1 High Street, Leeds".into(),
        email: "data@night.example.org".into(),
        data_protection_officer: Some("Officer, dpo@night.example.org".into()),
        regulator: "A regulator".into(),
        registration_number: None,
    });
    scene.event = settings.code.clone();
    scene.desk.new_event(settings, notice).unwrap();
    let ann = Form::adult(&mut scene, "Ann").save();
    let files = scene.desk.write_receipt(ann, scene.folder.path()).unwrap();
    let text = std::fs::read_to_string(&files[1]).unwrap();
    let theirs = ["Night School", "data@night.example.org", "dpo@night.example.org", "A regulator"];
    assert!(theirs.iter().all(|named| text.contains(named)), "{text}");
    assert!(!text.contains("Imperial") && !text.contains("Z5940050"), "{text}");
}

#[test]
fn r25_a_complaint_is_taken_by_anybody_acknowledged_within_thirty_days_and_answered() {
    let scene = Scene::new();
    let (mut scene, complaint) = as_somebody(scene, Role::Desk, |desk, _| {
        let received = desk.now().date_naive();
        let new = NewRequest { right: Right::Complaint, received, how: Arrived::AtDesk, about: None };
        desk.record_request(&new).unwrap()
    });
    let open = scene.desk.requests().unwrap().remove(0);
    assert_eq!(open, complaint);
    let dates = (open.acknowledge_by().unwrap().to_string(), open.due().to_string());
    assert_eq!(dates, ("2026-12-21".to_owned(), "2026-12-21".to_owned()));
    scene.desk.go_on(&open.reference, Step::Acknowledged).unwrap();
    assert_eq!(scene.desk.request(&open.reference).unwrap().acknowledge_by(), None);
    let answered = scene.desk.go_on(&open.reference, Step::Closed { outcome: Outcome::Done }).unwrap();
    assert!(!answered.is_open());
}

#[test]
fn r25_a_notice_names_whom_the_desk_knows_of_and_is_refused_with_what_it_lacks() {
    let mut scene = Scene::new();
    let mut profile = Profile::default();
    profile.set(Fact::Email, "data@night.example.org").unwrap();
    scene.desk.set_organisation(&profile).unwrap();
    let mut settings = scene.desk.event(&scene.event).unwrap().definition().clone();
    settings.code = Code::new("elsewhere").unwrap();
    settings.organisation = "Night School".into();
    let notice = parse_notice(SHIPPED_NOTICE).unwrap();
    let refused = scene.desk.new_event(settings.clone(), notice.clone()).unwrap_err();
    let lacks = [Fact::Address, Fact::Regulator, Fact::Registration];
    assert!(
        matches!(&refused, DeskError::Event(EventError::Notice(NoticeError::Unfilled(facts))) if *facts == lacks),
        "{refused}"
    );
    profile.set(Fact::Address, "Night School, 1 High Street, Leeds").unwrap();
    profile.set(Fact::Regulator, "A regulator").unwrap();
    profile.set(Fact::Registration, "Z7").unwrap();
    scene.desk.set_organisation(&profile).unwrap();
    scene.event = settings.code.clone();
    scene.desk.new_event(settings, notice).unwrap();
    let ann = Form::adult(&mut scene, "Ann").save();
    let receipt = scene.desk.receipt(ann).unwrap();
    assert_eq!(receipt.contacts, profile.contacts(), "the receipt names the same");
    let text = scene.desk.event(&scene.event).unwrap().notice().text.clone();
    assert!(text.contains("Night School, 1 High Street, Leeds; data@night.example.org"), "{text}");
    assert!(text.contains("A regulator. Our registration number there is Z7.") && !text.contains("Imperial"), "{text}");
}

#[test]
fn r25_a_notice_that_comes_as_a_file_names_whom_to_ask_as_one_that_is_written_in_the_window() {
    let mut scene = Scene::new();
    let template = parse_notice(SHIPPED_NOTICE).unwrap();
    let not_named = |error: DeskError| match error {
        DeskError::Event(EventError::Notice(NoticeError::NotNamed(facts))) => facts,
        other => panic!("{other}"),
    };
    let mut settings = scene.desk.event(&scene.event).unwrap().definition().clone();
    settings.code = Code::new("elsewhere").unwrap();
    let of_today = |notice: &NoticeVersion, version: &str| NoticeVersion {
        version: version.into(),
        effective_from: scene.desk.now().date_naive(),
        ..notice.clone()
    };
    // Each fact by itself, and whatever stands around it.
    let spoilt = [
        (Fact::Address, "- {address}; {email}", "- {email}"),
        (Fact::Email, "{email}, subject \"Data Enquiry\"", "subject \"Data Enquiry\""),
        (Fact::DataProtectionOfficer, "- {dpo}.", "- our officer."),
        (Fact::Regulator, "regulator:\n  {regulator}", "regulator:\n  over there"),
        (Fact::Registration, "is {registration}", "is secret"),
    ];
    let spoilt = spoilt.map(|(fact, words, instead)| {
        let mut notice = of_today(&template, "2.0");
        assert!(notice.text.contains(words), "{words}");
        notice.text = notice.text.replace(words, instead);
        (fact, notice)
    });
    let again = of_today(&template, "2.1");
    for (fact, notice) in spoilt {
        assert_eq!(not_named(scene.desk.new_event(settings.clone(), notice.clone()).unwrap_err()), [fact]);
        assert_eq!(not_named(scene.desk.publish_notice(&scene.event, notice).unwrap_err()), [fact]);
    }
    assert_eq!(scene.desk.event(&scene.event).unwrap().notice().version, "1.0", "nothing was published");
    scene.desk.publish_notice(&scene.event, again).unwrap();

    // Where nothing is known of the organisation and the text names nobody, there is nobody to ask.
    settings.organisation = "Night School".into();
    let mut silent = template;
    let at = silent.text.find("## Whom to ask").unwrap();
    silent.text.truncate(at);
    silent.how_to_stop = "tell us at any desk".into();
    let refused = scene.desk.new_event(settings, silent).unwrap_err();
    let words = refused.to_string();
    assert!(words.contains("{address}, {email}, {regulator}") && words.contains("organisation set"), "{words}");
    assert_eq!(not_named(refused), [Fact::Address, Fact::Email, Fact::Regulator]);
}
