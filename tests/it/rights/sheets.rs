//! The sheets of a data protection officer: what is on a laptop that is gone (R22), and the record of processing (R27).

use std::collections::BTreeMap;

use lanyard::batch::keys::RecipientIdentity;
use lanyard::batch::signing::SigningKey;
use lanyard::desk::{Amendment, HadBatch, NewRecipient, NoIncident, incident_of_batches};
use lanyard::domain::code::Code;
use lanyard::domain::data_kind::DataKind;
use lanyard::domain::equality::{LegalCondition, Monitoring};
use lanyard::domain::form::Field;
use lanyard::domain::professional::ProfessionalException;
use lanyard::domain::purpose::{Category, Purpose, SpecialPair};
use lanyard::domain::sheet::{Missing, Openers, Source};

use crate::desk::scene::{Scene, WALK_INS};
use crate::support::pdf::text_of;
use crate::support::scratch::Folder;
use crate::support::settings::change_event;

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
    let of = |kind: &str| day.kinds.iter().find(|(known, _)| known.words() == kind).unwrap().1;
    assert_eq!(
        (of("Names"), of("Emergency contacts"), of("Parents or guardians"), of("Email or telephone")),
        (2, 1, 1, 1)
    );
    assert_eq!(day.special.iter().find(|(category, _)| *category == Category::Diet), Some(&(Category::Diet, 1)));
    let openers = Openers { people: 1, recovery_code: true, organisation: None };
    assert_eq!(incident.openers, Some(openers));

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
    let had = HadBatch::read(&closed[0].path, &identity, &[scene.key()]).unwrap();
    let of_office = incident_of_batches(vec![had], scene.desk.now()).unwrap();
    let Source::Batches(from) = &of_office.from else { panic!() };
    assert_eq!((from.count, from.newest, &from.missing[..]), (1, 1, &[][..]));
    let (theirs, ours) = (&of_office.events[0], &of_desk.events[0]);
    assert_eq!(theirs.people, kept.len() as u64);
    assert_eq!((theirs.people, theirs.children), (ours.people, ours.children));
    let of = |holding: &lanyard::domain::sheet::Holding, kind: &str| {
        holding.kinds.iter().find(|(known, _)| known.words() == kind).unwrap().1
    };
    for kind in ["Names", "Parents or guardians", "Emergency contacts", "Dates of birth"] {
        assert_eq!(of(theirs, kind), of(ours, kind), "{kind}");
    }
    // The head that the batch names is of the act before it was sealed.
    assert_eq!(of_office.audit_head.0 + 1, of_desk.audit_head.0);
    let folder = Folder::new();
    let written = text(&lanyard::desk::write_incident(&of_office, folder.path()).unwrap());
    for said in [
        "whoever came after it is not in these numbers",
        "Specially protected, all else",
        "not known to the office",
        "Z5940050",
        &hex::encode(closed[0].file_sha256.0),
    ] {
        assert!(written.contains(said), "{said}\n{written}");
    }
    for wrong in ["not sealed", "Half-filled forms:** 0", "Specially protected:** none"] {
        assert!(!written.contains(wrong), "{wrong}\n{written}");
    }
}

#[test]
fn r22_the_office_adds_every_batch_up_less_what_was_erased_and_says_which_is_missing() {
    let mut scene = Scene::new();
    let (first, _) = scene.register(WALK_INS);
    let (office, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let mut files = Vec::new();
    let mut close = |scene: &mut Scene| {
        let closed = scene.desk.close_day(&scene.event, std::slice::from_ref(&office)).unwrap();
        files.push(closed[0].path.clone());
    };
    close(&mut scene);
    let (second, _) = scene.register(MARKED);
    close(&mut scene);
    let request = super::identified(&mut scene, lanyard::domain::rights::Right::Erase, &second[0].1);
    scene.desk.erase(&request.reference).unwrap();
    close(&mut scene);
    let key = scene.key();
    let of = |which: &[usize]| {
        let had = which
            .iter()
            .map(|&at| HadBatch::read(&files[at], &identity, std::slice::from_ref(&key)).unwrap())
            .collect();
        incident_of_batches(had, scene.desk.now())
    };
    let people = |which: &[usize]| {
        let incident = of(which).unwrap();
        let Source::Batches(from) = incident.from else { panic!() };
        (incident.events[0].people, from.missing)
    };
    let (all, some) = (first.len() as u64, second.len() as u64);
    assert_eq!(people(&[0]), (all, vec![]));
    assert_eq!(people(&[0, 1]), (all + some, vec![]));
    assert_eq!(people(&[2, 0, 1]), (all + some - 1, vec![]), "in any order");
    let missing = |sequence| Missing::Batch { epoch: 1, sequence };
    assert_eq!(people(&[1]), (some, vec![missing(1)]));
    assert_eq!(people(&[0, 2]), (all, vec![missing(2)]));
    assert_eq!(of(&[1, 2]).unwrap().events[0].people, scene.desk.incident().unwrap().events[0].people - all);
    assert!(matches!(of(&[0, 0]), Err(NoIncident::Chain(_))), "one is there twice");
    assert!(matches!(of(&[]), Err(NoIncident::None)));
    let folder = Folder::new();
    let written = text(&lanyard::desk::write_incident(&of(&[1]).unwrap(), folder.path()).unwrap());
    assert!(written.contains("batch 1. These numbers are too low"), "{written}");
}

#[test]
fn r22_whoever_is_in_a_later_batch_again_counts_with_all_that_the_office_has_of_them() {
    let mut scene = Scene::new();
    let (kept, _) = scene.register(MARKED);
    let (office, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let close = |scene: &mut Scene| {
        let closed = scene.desk.close_day(&scene.event, std::slice::from_ref(&office)).unwrap();
        closed[0].path.clone()
    };
    let first = close(&mut scene);
    for (_, reference) in &kept {
        let id = scene.desk.by_reference(reference).unwrap().id;
        let fields = [(Field::City, "York".to_owned())].into();
        scene.desk.amend(id, &Amendment { fields, reason: "moved".into(), ..Amendment::default() }).unwrap();
    }
    let second = close(&mut scene);
    let key = scene.key();
    let had = [first, second].map(|file| HadBatch::read(&file, &identity, std::slice::from_ref(&key)).unwrap());
    let of_office = incident_of_batches(had.into(), scene.desk.now()).unwrap();
    let Source::Batches(from) = &of_office.from else { panic!() };
    let of_desk = scene.desk.incident().unwrap();
    let (theirs, ours) = (&of_office.events[0], &of_desk.events[0]);
    assert_eq!((theirs.people, theirs.children), (ours.people, ours.children));
    for kind in DataKind::ALL.iter().filter(|kind| !from.untold.contains(kind)) {
        let of = |held: &[(DataKind, u64)]| held.iter().find(|(known, _)| known == kind).unwrap().1;
        assert_eq!(of(&theirs.kinds), of(&ours.kinds), "{kind}");
    }
    let addresses = theirs.kinds.iter().find(|(kind, _)| *kind == DataKind::Address).unwrap().1;
    assert_eq!(addresses, kept.len() as u64, "or this test could not fail");
}

#[test]
fn r08_r22_the_office_was_told_of_an_exception_for_a_professional_and_its_sheet_counts_it() {
    let mut scene = Scene::new();
    let mut settings = scene.desk.event(&scene.event).unwrap().definition().clone();
    settings.exception_for_professionals = true;
    change_event(&mut scene.desk, settings);
    let list = "given_name,date_of_birth,email,asked_how\nAnn,1990-01-01,ann.lee@example.ac.uk,out loud\n";
    let (kept, _) = scene.register(list);
    let ann = scene.desk.by_reference(&kept[0].1).unwrap().id;
    let (office, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let key = scene.key();
    let mut had = Vec::new();
    let mut told = |scene: &mut Scene| {
        let file = scene.desk.close_day(&scene.event, std::slice::from_ref(&office)).unwrap().remove(0).path;
        had.push(file);
        let read = |file: &std::path::PathBuf| HadBatch::read(file, &identity, std::slice::from_ref(&key)).unwrap();
        let incident = incident_of_batches(had.iter().map(read).collect(), scene.desk.now()).unwrap();
        let Source::Batches(from) = incident.from else { panic!() };
        assert!(!from.untold.contains(&DataKind::Exception));
        incident.events[0].kinds.iter().find(|(kind, _)| *kind == DataKind::Exception).unwrap().1
    };
    assert_eq!(told(&mut scene), 0);
    let exception = ProfessionalException::parse("A college", "Adviser", "Brings a class", true).unwrap();
    scene.desk.record_exception(ann, &exception).unwrap();
    assert_eq!(told(&mut scene), 1);
    let fields = [(Field::City, "York".to_owned())].into();
    scene.desk.amend(ann, &Amendment { fields, reason: "moved".into(), ..Amendment::default() }).unwrap();
    assert_eq!(told(&mut scene), 1, "told once, and still there");
}

#[test]
fn r22_r27_both_files_of_a_sheet_say_the_same() {
    let mut scene = Scene::new();
    scene.register(MARKED);
    scene.recipient("office", &[Purpose::RecordKeeping]);
    let folder = Folder::new();
    let incident = scene.desk.write_incident(folder.path()).unwrap();
    let processing = scene.desk.write_processing_record(&scene.event, folder.path()).unwrap();
    for files in [incident, processing] {
        let Some(pdf) = text_of(&files[0]) else { return };
        // Where a line ends is another matter in each, and so is how a list is marked; pages are numbered in one of them.
        let words = |text: &str| {
            let mut count = BTreeMap::new();
            let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
            words.for_each(|word| *count.entry(word.to_owned()).or_insert(0_usize) += 1);
            count
        };
        let (pdf, markdown) = (words(&pdf), words(&text(&files)));
        // A hash is one word here, and goes on in the next line there; and there are pages.
        let is_long = |word: &str| word.len() > 40;
        let part = |word: &str| markdown.keys().any(|long| is_long(long) && long.contains(word)) || word == "page";
        let number = |word: &str| word.chars().all(|letter| letter.is_ascii_digit());
        for (word, count) in markdown.iter().filter(|(word, _)| !is_long(word)) {
            // Its title stands on every page there.
            assert!(pdf.get(word) >= Some(count), "{word}: {count}");
        }
        let more: Vec<_> =
            pdf.keys().filter(|word| !number(word) && !part(word) && !markdown.contains_key(*word)).collect();
        assert!(markdown.len() > 60 && more.is_empty(), "{more:?}");
    }
}

#[test]
fn r27_the_record_names_who_receives_what_of_that_event_and_who_did_before() {
    let mut scene = Scene::new();
    let new = |scene: &mut Scene, code: &str, name: &str, purposes: &[Purpose]| {
        let (identity, signs) = (RecipientIdentity::generate(), SigningKey::generate().unwrap());
        let new = NewRecipient {
            code: Code::new(code).unwrap(),
            name: name.into(),
            age_key: identity.public().to_string(),
            minisign_key: signs.public().to_string(),
            purposes: purposes.iter().copied().collect(),
        };
        let (code, words) = (new.code.clone(), scene.desk.add_recipient(new).unwrap());
        scene.desk.confirm_words(&code, &words.words().join(" ")).unwrap();
        code
    };
    let record = |scene: &Scene| {
        let folder = Folder::new();
        text(&scene.desk.write_processing_record(&scene.event, folder.path()).unwrap())
    };
    new(&mut scene, "kitchen", "The kitchen", &[Purpose::Catering]);
    new(&mut scene, "press", "The press office", &[Purpose::RecordingByConsent, Purpose::Catering]);
    let before = new(&mut scene, "before", "An agency", &[Purpose::News]);
    new(&mut scene, "never", "Another agency", &[Purpose::News]);
    let (catering, recording) = (Purpose::Catering.words(), Purpose::RecordingByConsent.words());
    let all = record(&scene);
    for said in ["The kitchen", "The press office", "An agency", "Another agency"] {
        assert!(all.contains(&format!("- **{said}:**")), "{said}\n{all}");
    }
    // What is not on is received by nobody; who is in use no more stands there where they were sent something.
    let mut settings = scene.desk.event(&scene.event).unwrap().definition().clone();
    settings.special.remove(&SpecialPair::DietCatering);
    change_event(&mut scene.desk, settings);
    scene.desk.close_day(&scene.event, std::slice::from_ref(&before)).unwrap();
    for code in ["before", "never"] {
        scene.desk.remove_recipient(&Code::new(code).unwrap()).unwrap();
    }
    let now = record(&scene);
    assert!(!now.contains("The kitchen") && !now.contains(catering) && !now.contains("Another agency"), "{now}");
    assert!(now.contains(&format!("- **The press office:** {recording}\n")), "{now}");
    let agency = now.lines().find(|line| line.starts_with("- **An agency:**")).unwrap();
    assert!(agency.contains(Purpose::News.words()) && agency.contains("in use no more"), "{agency}");
}

#[test]
fn r22_whoever_holds_the_organisations_key_can_open_the_laptop_and_the_sheet_says_so() {
    let mut scene = Scene::new();
    let key = lanyard::batch::keys::RecipientIdentity::generate().public().to_string();
    scene.desk.add_organisation("Registry", &key).unwrap();
    let folder = Folder::new();
    let written = text(&scene.desk.write_incident(folder.path()).unwrap());
    assert!(written.contains("1 person by their passphrase"), "{written}");
    assert!(written.contains("the organisation’s own key (Registry), which opens every copy"), "{written}");
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
    for said in [
        "- **Controller:** Imperial College London",
        "visitors from 13 years on",
        "what they looked like",
        "of the parent or guardian of a child under 13: name, relationship, email and telephone",
        "begun and not finished",
        "for a day",
        "of complaints, in words",
        "where they are, and who of the staff was told",
        "a keyed hash of name with contact",
        "by explicit consent (article 9(2)(a))",
        "badges, receipts, letters, a person's own copy and the list of who is helped today",
    ] {
        assert!(written.contains(said), "{said}\n{written}");
    }
    assert!(!written.contains("professionals"), "what is switched off is not done");
    assert!(!written.contains("which the office keeps too"), "{written}");
    // Each purpose with its one basis, and nothing for a purpose that the event has not.
    for &purpose in Purpose::ALL {
        let words = purpose.words();
        let line = written.lines().find(|line| line.starts_with(&format!("- **{words}:**")));
        assert_eq!(line.is_some(), event.purposes().contains(&purpose), "{purpose}");
        assert!(line.is_none_or(|line| line.contains("(article 6")), "{line:?}");
    }

    // Other settings, another record.
    let mut settings = event.definition().clone();
    let (condition, policy_date) = (LegalCondition::EqualityOfOpportunity, settings.first_day);
    settings.equality = Some(Monitoring { condition, policy_date });
    settings.special_to_office = [SpecialPair::EthnicityOpportunities].into();
    change_event(&mut scene.desk, settings.clone());
    let office = Folder::new();
    let keeps = text(&scene.desk.write_processing_record(&scene.event, office.path()).unwrap());
    for said in ["which the office keeps too", "that the office keeps, by explicit consent", "(article 9(2)(g))"] {
        assert!(keeps.contains(said), "{said}\n{keeps}");
    }
    settings.equality = None;
    settings.special.clear();
    settings.special_to_office.clear();
    settings.recording = None;
    settings.ages.consent = 16;
    settings.exception_for_professionals = true;
    change_event(&mut scene.desk, settings);
    let other = Folder::new();
    let now = text(&scene.desk.write_processing_record(&scene.event, other.path()).unwrap());
    assert!(written.contains("specially protected") && !now.contains("specially protected"), "{now}");
    assert!(!now.contains("photographs") && !now.contains("what they looked like"), "{now}");
    for said in
        ["visitors from 16 years on", "children under 16", "child under 16", "institution, role, what the relationship"]
    {
        assert!(now.contains(said), "{said}\n{now}");
    }
    let incident = Folder::new();
    let sheet = text(&scene.desk.write_incident(incident.path()).unwrap());
    assert!(sheet.contains("Of them under 16, or of unknown age"), "{sheet}");
    let day = Folder::new();
    let sheet = text(&scene.desk.write_day_summary(&scene.event, day.path()).unwrap());
    assert!(sheet.contains("Of them under 16, or of unknown age"), "{sheet}");
}
