//! The sheets of a data protection officer: what is on a laptop that is gone (R22), and the record of processing (R27).

use lanyard::batch::verify::verify;
use lanyard::desk::incident_of_batch;
use lanyard::domain::purpose::{Category, Purpose};
use lanyard::domain::sheet::Source;

use crate::desk::scene::{Scene, WALK_INS};
use crate::support::scratch::Folder;

const MARKED: &str = "given_name,family_name,date_of_birth,email,consent_special_dietary,dietary_requirements,\
    emergency_contact_name,emergency_contact_phone,guardian_name,guardian_relationship,guardian_email,\
    guardian_responsible,guardian_consent,asked_how\n\
    Qzxvarg,Wumblefrot,1990-01-01,jivqex@example.org,yes,No tgrmpf,Krampfquist,+44 7700 900 777,,,,,,out loud\n\
    Kim,Wumblefrot,2016-01-01,,no,,,,Robin Wumblefrot,mother,robin@example.org,yes,yes,out loud\n";

fn text(files: &[std::path::PathBuf]) -> String {
    assert!(std::fs::read(&files[0]).unwrap().starts_with(b"%PDF-"));
    std::fs::read_to_string(&files[1]).unwrap()
}

#[test]
fn r22_the_incident_sheet_counts_what_is_on_the_laptop_and_names_nobody() {
    let mut scene = Scene::new();
    let (kept, not_kept) = scene.register(MARKED);
    assert!(not_kept.is_empty(), "{:?}", not_kept[0].errors);
    let (office, _) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let closed = scene.desk.close_day(&scene.event, &[office]).unwrap();
    scene.desk.backup(None).unwrap();
    let incident = scene.desk.incident().unwrap();
    let [day] = &incident.events[..] else { panic!() };
    assert_eq!((day.people, day.children), (2, 1));
    let of = |kind: &str| day.kinds.iter().find(|(known, _)| *known == kind).unwrap().1;
    assert_eq!(
        (of("Names"), of("Emergency contacts"), of("Parents or guardians"), of("Email or telephone")),
        (2, 1, 1, 1)
    );
    assert_eq!(day.special.iter().find(|(category, _)| *category == Category::Diet), Some(&(Category::Diet, 1)));
    assert_eq!(incident.readers, Some(1));

    let folder = Folder::new();
    let written = text(&scene.desk.write_incident(folder.path()).unwrap());
    for said in ["72 hours", "AES-256", "SQLCipher", "scrypt", "batch 1", "Specially protected: diet", "Z5940050"] {
        assert!(written.contains(said), "{said}\n{written}");
    }
    assert!(written.contains(&hex::encode(closed[0].file_sha256.0)), "the office can compare it");
    let backup = scene.desk.vault().backups().unwrap()[0].taken_at.format("%-d %B %Y at %H:%M").to_string();
    assert!(written.contains(&backup), "what is shown about backups is their true date");
    let small = written.to_lowercase();
    for named in ["wumblefrot", "qzxvarg", "jivqex", "tgrmpf", "krampfquist", "robin", &kept[0].1.to_lowercase()] {
        assert!(!small.contains(named), "{named}");
    }

    // What was erased is not on it any more.
    let request = super::identified(&mut scene, lanyard::domain::rights::Right::Erase, &kept[0].1);
    scene.desk.erase(&request.reference).unwrap();
    let after = scene.desk.incident().unwrap();
    assert_eq!(after.events[0].people, 1);
    assert!(after.events[0].special.iter().all(|(_, count)| *count == 0));
}

#[test]
fn r22_the_office_writes_the_same_sheet_out_of_its_last_batch() {
    let mut scene = Scene::new();
    let (kept, _) = scene.register(WALK_INS);
    let (office, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let closed = scene.desk.close_day(&scene.event, &[office]).unwrap();
    let of_desk = scene.desk.incident().unwrap();
    let mut batch = verify(&closed[0].path, &identity, &scene.key()).unwrap();
    let of_office = incident_of_batch(&mut batch, scene.desk.now()).unwrap();
    assert!(matches!(of_office.from, Source::Batch { sequence: 1, .. }));
    let (theirs, ours) = (&of_office.events[0], &of_desk.events[0]);
    assert_eq!(theirs.people, kept.len() as u64);
    assert_eq!((theirs.people, theirs.children), (ours.people, ours.children));
    let of = |holding: &lanyard::domain::sheet::Holding, kind: &str| {
        holding.kinds.iter().find(|(known, _)| *known == kind).unwrap().1
    };
    for kind in ["Names", "Parents or guardians", "Emergency contacts", "Dates of birth"] {
        assert_eq!(of(theirs, kind), of(ours, kind), "{kind}");
    }
    // The head that the batch names is of the act before it was sealed.
    assert_eq!(of_office.audit_head.0 + 1, of_desk.audit_head.0);
    let folder = Folder::new();
    let written = text(&lanyard::desk::write_incident(&of_office, folder.path()).unwrap());
    assert!(written.contains("whoever came after it is not in these numbers"), "{written}");
}

#[test]
fn r27_the_record_of_processing_is_written_from_the_events_own_settings() {
    let mut scene = Scene::new();
    let (_, _) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let folder = Folder::new();
    let written = text(&scene.desk.write_processing_record(&scene.event, folder.path()).unwrap());
    let event = scene.desk.event(&scene.event).unwrap();
    let retention = event.definition().retention;
    let days = [retention.registrations_days, retention.special_days, retention.consent_proof_days];
    for said in days.map(|days| format!("{days} days after the event's last day")) {
        assert!(written.contains(&said), "{said}\n{written}");
    }
    let escaped = event.notice_hash().to_string();
    for said in [event.definition().organisation.as_str(), &event.definition().name, &escaped, "Somebody"] {
        assert!(written.contains(said), "{said}\n{written}");
    }
    // Each purpose with its one basis, and nothing for a purpose that the event has not.
    for &purpose in Purpose::ALL {
        let words = purpose.words();
        let line = written.lines().find(|line| line.starts_with(&format!("- **{words}:**")));
        assert_eq!(line.is_some(), event.purposes().contains(&purpose), "{purpose}");
        assert!(line.is_none_or(|line| line.contains("(article 6")), "{line:?}");
    }

    // Other settings, another record.
    let mut settings = event.definition().clone();
    settings.special.clear();
    settings.special_to_office.clear();
    settings.recording = None;
    scene.desk.change_event(settings).unwrap();
    let other = Folder::new();
    let now = text(&scene.desk.write_processing_record(&scene.event, other.path()).unwrap());
    assert!(written.contains("specially protected") && !now.contains("specially protected"), "{now}");
    assert!(!now.contains("photographs"), "{now}");
}
