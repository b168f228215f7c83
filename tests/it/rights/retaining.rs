//! Kept only as long as needed (R24): what is due is shown first, what the office has not got stays, and what goes is gone.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta};
use lanyard::batch::acknowledgement::{Acknowledgement, Outcome, RowResult};
use lanyard::batch::keys::RecipientIdentity;
use lanyard::batch::signing::SigningKey;
use lanyard::batch::verify::{Verified, verify};
use lanyard::desk::{Certificate, Desk, DeskError, Due, NewRecipient};
use lanyard::domain::code::Code;
use lanyard::domain::data_kind::DataKind;
use lanyard::domain::equality::{Disability, EqualityAnswers, LegalCondition, Monitoring};
use lanyard::domain::event::EventError;
use lanyard::domain::purpose::{Purpose, SpecialPair};
use lanyard::domain::retention::{Fate, Held, Kept, Retention, Rule};
use lanyard::store::registrations::State;
use lanyard::vault::Notice;
use proptest::prelude::*;

use super::identified;
use crate::desk::day::rows;
use crate::desk::scene::{Scene, lead};
use crate::support::pages;
use crate::support::scratch::{Folder, files};
use crate::support::settings::{change_event, state_periods};

const LIST: &str = "given_name,family_name,date_of_birth,email,consent_marketing_email,consent_special_dietary,\
    dietary_requirements,emergency_contact_name,emergency_contact_phone,asked_how\n\
    Qzxvarg,Wumblefrot,1990-01-01,jivqex@example.org,yes,yes,No tgrmpf,Krampfquist,+44 7700 900 777,out loud\n\
    Ann,Lee,1990-01-01,ann@example.org,no,,,,,out loud\n";
/// What the day's details hold, what the emergency contact holds, and what the record holds, in small letters.
pub(super) const SPECIAL: &str = "tgrmpf";
pub(super) const EMERGENCY: [&str; 2] = ["krampfquist", "7700900777"];
pub(super) const RECORD: [&str; 3] = ["qzxvarg", "wumblefrot", "jivqex"];

/// A day whose clock a test moves.
pub(super) struct Later {
    pub(super) scene: Scene,
    days: Arc<AtomicI64>,
    office: Office,
}

struct Office {
    code: Code,
    identity: RecipientIdentity,
    signs: SigningKey,
}

impl Later {
    pub(super) fn new() -> Self {
        let days = Arc::new(AtomicI64::new(0));
        let start = DateTime::parse_from_rfc3339("2026-11-21T17:00:00+00:00").unwrap();
        let (clock, ticks) = (days.clone(), AtomicI64::new(0));
        let now = move || {
            let seconds = ticks.fetch_add(1, Ordering::Relaxed);
            start + TimeDelta::days(clock.load(Ordering::Relaxed)) + TimeDelta::seconds(seconds)
        };
        let mut scene = Scene::by_the_clock(now);
        let (_, not_kept) = scene.register(LIST);
        assert!(not_kept.is_empty(), "{:?}", not_kept[0].errors);
        let office = Office {
            code: Code::new("office").unwrap(),
            identity: RecipientIdentity::generate(),
            signs: SigningKey::generate().unwrap(),
        };
        let new = NewRecipient {
            code: office.code.clone(),
            name: "Office".into(),
            age_key: office.identity.public().to_string(),
            minisign_key: office.signs.public().to_string(),
            purposes: [Purpose::RecordKeeping].into(),
        };
        let words = scene.desk.add_recipient(new).unwrap();
        scene.desk.confirm_words(&office.code, &words.words().join(" ")).unwrap();
        Self { scene, days, office }
    }

    /// The event's last day and so many more.
    pub(super) fn on_day(&self, days: i64) {
        self.days.store(days, Ordering::Relaxed);
    }

    fn closed(&mut self) -> Verified {
        let closed = self.scene.desk.close_day(&self.scene.event, std::slice::from_ref(&self.office.code)).unwrap();
        verify(&closed[0].path, &self.office.identity, &self.scene.key()).unwrap()
    }

    /// Closes the day; the office takes everything in but those of that reference.
    pub(super) fn taken_in(&mut self, but: &[&str]) -> Result<usize, DeskError> {
        let mut batch = self.closed();
        let result = |row: &std::collections::BTreeMap<String, String>| RowResult {
            registration: row["registration"].parse().unwrap(),
            result: if but.contains(&row["reference"].as_str()) { Outcome::Rejected } else { Outcome::Imported },
        };
        let results = rows(&mut batch, "registrations.csv").iter().map(result).collect();
        let answer = Acknowledgement::new(batch.point(), results).sign(&self.office.signs).unwrap();
        self.scene.desk.acknowledge(&self.office.code, &answer)
    }

    pub(super) fn due(&self, kept: Kept) -> Due {
        let due = self.scene.desk.due(&self.scene.event, false).unwrap();
        due.into_iter().find(|due| due.kept == kept).unwrap()
    }

    /// The same desk once a backup of now was restored, and somebody came meanwhile: what was replaced is set aside.
    pub(super) fn set_aside(mut self, meanwhile: impl FnOnce(&mut Scene)) -> Self {
        let stick = self.scene.folder.made("stick");
        let backup = self.scene.desk.backup(Some(&stick)).unwrap().path;
        meanwhile(&mut self.scene);
        let Self { scene, days, office } = self;
        let (scene, _) = scene.restored(&backup);
        std::fs::remove_dir_all(&backup).unwrap();
        Self { scene, days, office }
    }

    pub(super) fn reopened(self) -> Self {
        let Self { scene, days, office } = self;
        Self { scene: scene.reopen(), days, office }
    }

    pub(super) fn purge(&mut self) -> Certificate {
        self.scene.desk.purge(&self.scene.event, None).unwrap()
    }

    /// What of these can be read in any file, or in the decrypted pages of the vault and its own backups.
    pub(super) fn readable<'m>(&self, marks: &[&'m str]) -> Vec<&'m str> {
        let mut bytes = Vec::new();
        for file in files(&self.scene.folder.join("Day.lanyard")) {
            bytes.extend(std::fs::read(&file).unwrap());
            if file.ends_with("desk.db") {
                bytes.extend(pages::decrypted(file.parent().unwrap(), lead().as_str(), "correct horse battery"));
            }
        }
        bytes.make_ascii_lowercase();
        let read = |mark: &&&str| bytes.windows(mark.len()).any(|window| window == mark.as_bytes());
        marks.iter().filter(read).copied().collect()
    }
}

/// A day whose event asks about equality, where Lee answered and there is a backup of that.
pub(super) fn asked_about_equality() -> Later {
    let mut day = Later::new();
    let mut settings = day.scene.desk.event(&day.scene.event).unwrap().definition().clone();
    let (condition, policy_date) = (LegalCondition::EqualityOfOpportunity, settings.first_day);
    settings.equality = Some(Monitoring { condition, policy_date });
    change_event(&mut day.scene.desk, settings);
    let lee = day.scene.desk.find(&day.scene.event, "lee", 1).unwrap().remove(0).registered.id;
    let answers = EqualityAnswers::new(None, Disability::from_codes(&["59"])).unwrap();
    day.scene.desk.keep_equality_answers(lee, &answers).unwrap();
    day.scene.desk.backup(None).unwrap();
    day
}

/// What an answer about equality reads as in a page of the vault.
pub(super) const EQUALITY: [&str; 1] = ["disability59"];

#[test]
fn r04_r24_equality_answers_go_at_the_end_of_a_period_of_their_own_from_every_byte() {
    let mut day = asked_about_equality();
    day.on_day(365);
    assert!(!day.due(Kept::Equality).is_over, "the last day itself");
    day.purge();
    assert_eq!(day.readable(&EQUALITY), EQUALITY);
    day.on_day(366);
    let due = day.due(Kept::Equality);
    assert_eq!((due.days, due.stated, due.held, due.goes), (365, true, 1, 1));
    let outlook = day.scene.desk.outlook(&day.scene.event, false).unwrap();
    assert!(outlook.is_due());
    let certificate = day.purge();
    assert!(went(&certificate).contains(&(Kept::Equality, 1, 0)), "nobody is sent them, so they wait for nobody");
    assert_eq!(day.readable(&EQUALITY), [""; 0]);
    assert_eq!(day.readable(&RECORD), RECORD, "the person stays");
    assert!(day.scene.desk.check().unwrap().ledger.is_ok());
    assert_eq!(day.due(Kept::Equality).held, 0);
    let folder = Folder::new();
    let files = day.scene.desk.write_certificate(&certificate, folder.path()).unwrap();
    let text = std::fs::read_to_string(&files[1]).unwrap();
    assert!(text.contains("Answers about equality") && text.contains("365 days"), "{text}");
}

#[test]
fn r04_r24_equality_answers_wait_for_a_recipient_of_their_own_and_their_registration_waits_with_them() {
    let mut day = asked_about_equality();
    let (code, identity, signs) =
        (Code::new("equality").unwrap(), RecipientIdentity::generate(), SigningKey::generate().unwrap());
    let new = NewRecipient {
        code: code.clone(),
        name: "Equality".into(),
        age_key: identity.public().to_string(),
        minisign_key: signs.public().to_string(),
        purposes: [Purpose::EqualityMonitoring].into(),
    };
    let words = day.scene.desk.add_recipient(new).unwrap();
    day.scene.desk.confirm_words(&code, &words.words().join(" ")).unwrap();
    let theirs = day.scene.desk.close_day(&day.scene.event, std::slice::from_ref(&code)).unwrap().remove(0);
    day.taken_in(&[]).unwrap();
    day.on_day(731);
    assert_eq!((day.due(Kept::Equality).goes, day.due(Kept::Equality).not_taken_in), (0, 1));
    assert_eq!((day.due(Kept::Record).goes, day.due(Kept::Record).not_taken_in), (1, 1));
    assert!(went(&day.purge()).contains(&(Kept::Equality, 0, 1)));
    assert_eq!(day.readable(&EQUALITY), EQUALITY, "warned of, never deleted");

    let batch = verify(&theirs.path, &identity, &day.scene.key()).unwrap();
    let answer = Acknowledgement::new(batch.point(), Vec::new()).sign(&signs).unwrap();
    day.scene.desk.acknowledge(&code, &answer).unwrap();
    let certificate = day.purge();
    assert!(went(&certificate).contains(&(Kept::Equality, 1, 0)) && went(&certificate).contains(&(Kept::Record, 1, 0)));
    assert_eq!(day.readable(&EQUALITY), [""; 0]);
    assert!(day.scene.desk.check().unwrap().ledger.is_ok());
}

/// The periods of an event that was opened before equality answers had one, as they lie in its vault.
fn without_a_period(day: &Later) {
    let conn = day.scene.desk.vault().conn().unwrap();
    let without = |table: &str, column: &str| {
        format!("UPDATE {table} SET {column} = json_remove ({column}, '$.retention.equality_days')")
    };
    let triggers: Vec<String> = conn
        .prepare(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('event_version', 'notice_version')",
        )
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    triggers.iter().for_each(|trigger| _ = conn.execute(&format!("DROP TRIGGER {trigger}"), []).unwrap());
    conn.execute(&without("event_version", "definition"), []).unwrap();
    conn.execute(&without("notice_version", "definition"), []).unwrap();
    // Settings of another number are read again.
    let again = "INSERT INTO event_version (event, definition, notice, act, ordinal)
        SELECT event, definition, notice, act, ordinal + 1000 FROM event_version ORDER BY id DESC LIMIT 1";
    conn.execute(again, []).unwrap();
}

#[test]
fn r04_r24_an_event_that_states_no_period_for_equality_answers_keeps_them_no_longer_than_health_details() {
    let mut day = asked_about_equality();
    without_a_period(&day);
    let event = day.scene.desk.event(&day.scene.event).unwrap();
    assert!(event.definition().equality.is_some() && event.definition().retention.equality_days.is_none());
    let mut settings = event.definition().clone();
    settings.name = "Another name".to_owned();
    day.scene.desk.change_event(settings.clone()).unwrap();
    settings.code = Code::new("another").unwrap();
    let opened = day.scene.desk.new_event(settings, event.notice().clone()).unwrap_err();
    assert!(matches!(opened, DeskError::Event(EventError::EqualityWithoutPeriod)), "{opened}");
    let mut next = event.notice().clone();
    next.version = "2.0".to_owned();
    let published = day.scene.desk.publish_notice(&day.scene.event, next).unwrap_err();
    assert!(matches!(published, DeskError::Event(EventError::EqualityWithoutPeriod)), "{published}");

    day.on_day(7);
    assert!(!day.due(Kept::Equality).is_over);
    day.on_day(8);
    let due = day.due(Kept::Equality);
    assert_eq!((due.days, due.stated, due.goes), (7, false, 1));
    let certificate = day.purge();
    assert_eq!(day.readable(&EQUALITY), [""; 0]);
    let folder = Folder::new();
    let files = day.scene.desk.write_certificate(&certificate, folder.path()).unwrap();
    let text = std::fs::read_to_string(&files[1]).unwrap();
    assert!(text.contains("The notice states no period for equality answers."), "{text}");
}

#[test]
fn r03_r24_where_somebody_was_helped_and_who_was_told_go_with_the_detail() {
    let mut day = Later::new();
    let list = "given_name,date_of_birth,consent_special_disability,disability,asked_how\n\
                Kim,1990-01-01,yes,Uses a wheelchair,out loud\n";
    let (kept, _) = day.scene.register(list);
    let kim = day.scene.desk.by_reference(&kept[0].1).unwrap().id;
    day.scene.desk.set_help_place(kim, "Zebraroom").unwrap();
    day.scene.desk.tell_of_help(kim, SpecialPair::DisabilityHelp, "Plomquist").unwrap();
    let said = ["zebraroom", "plomquist"];
    day.on_day(7);
    day.purge();
    assert_eq!(day.readable(&said), said, "or this test could not fail");
    day.on_day(8);
    day.purge();
    assert_eq!(day.readable(&said), [""; 0]);
    assert!(day.scene.desk.check().unwrap().ledger.is_ok());
}

fn went(certificate: &Certificate) -> Vec<(Kept, u64, u64)> {
    certificate.kinds.iter().map(|due| (due.kept, due.goes, due.not_taken_in)).collect()
}

#[test]
fn r24_each_kind_goes_at_the_end_of_its_own_period_from_every_byte() {
    let mut day = Later::new();
    day.scene.desk.backup(None).unwrap();
    assert_eq!(day.readable(&[SPECIAL]), [SPECIAL]);
    assert_eq!(day.taken_in(&[]).unwrap(), 0);

    day.on_day(7);
    assert!(day.scene.desk.due(&day.scene.event, false).unwrap().iter().all(|due| !due.is_over), "the last day itself");
    assert_eq!(went(&day.purge()).iter().map(|(_, goes, _)| goes).sum::<u64>(), 0);

    day.on_day(8);
    let before = day.scene.desk.due(&day.scene.event, false).unwrap();
    let certificate = day.purge();
    assert_eq!(certificate.kinds, before, "what is shown first is what is done");
    let expected = [(Kept::Special, 1, 0), (Kept::EmergencyContact, 1, 0), (Kept::Record, 0, 0), (Kept::Proof, 0, 0)];
    assert_eq!(went(&certificate), expected);
    assert_eq!(day.readable(&[SPECIAL, EMERGENCY[0], EMERGENCY[1]]), [""; 0]);
    assert_eq!(day.readable(&RECORD), RECORD);
    assert!(day.scene.desk.check().unwrap().ledger.is_ok(), "and the rest is still proven");
    assert!(
        rows(&mut day.closed(), "actions.csv").is_empty(),
        "the office has a period of its own for emergency contacts"
    );
    let folder = Folder::new();
    let files = day.scene.desk.write_certificate(&certificate, folder.path()).unwrap();
    let text = std::fs::read_to_string(&files[1]).unwrap();
    assert!(text.contains("is told with their next batch") && text.contains("Nobody is told of emergency"), "{text}");

    day.on_day(731);
    let generation = day.scene.desk.vault().generation();
    let certificate = day.purge();
    assert_eq!(went(&certificate)[2..], [(Kept::Record, 2, 0), (Kept::Proof, 0, 0)]);
    assert_eq!(day.readable(&RECORD), [""; 0]);
    assert!(day.scene.desk.vault().generation() > generation, "older copies open with another key");
    assert!(day.scene.desk.find(&day.scene.event, "lee", 10).unwrap().is_empty());
    let proof = |day: &Later| -> i64 {
        let query = "SELECT count(*) FROM consent_event WHERE question IS NOT NULL";
        day.scene.desk.vault().conn().unwrap().query_row(query, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(proof(&day), 3, "the proof outlives what it proves");
    let held = day.scene.desk.incident().unwrap().events.remove(0);
    let of = |kind: DataKind| held.kinds.iter().find(|(known, _)| *known == kind).unwrap().1;
    assert_eq!((held.people, of(DataKind::Answers), of(DataKind::Proof)), (0, 0, 2), "and is on the laptop (R22)");
    assert!(day.scene.desk.check().unwrap().ledger.is_ok());
    let told: Vec<_> = rows(&mut day.closed(), "actions.csv").iter().map(|row| row["action"].clone()).collect();
    assert_eq!(told, ["erase", "erase"]);

    day.on_day(2191);
    assert_eq!(went(&day.purge())[3], (Kept::Proof, 2, 0));
    assert_eq!(proof(&day), 0);
    let again = day.purge();
    assert!(went(&again).iter().all(|&(_, goes, _)| goes == 0), "once");
    assert!(day.scene.desk.check().unwrap().ledger.is_ok());
    let Later { scene, .. } = day;
    assert!(scene.reopen().desk.check().unwrap().pages.is_clean());
}

#[test]
fn r24_whoever_was_sent_a_detail_whose_period_is_over_is_told_that_it_is_gone_and_keeps_the_rest() {
    let mut day = Later::new();
    let kitchen = day.scene.recipient("kitchen", &[Purpose::Catering]);
    let both = day.scene.recipient("both", &[Purpose::Catering, Purpose::News]);
    let next = |day: &mut Later, (code, identity): &(Code, RecipientIdentity)| {
        let closed = day.scene.desk.close_day(&day.scene.event, std::slice::from_ref(code)).unwrap();
        let mut batch = verify(&closed[0].path, identity, &day.scene.key()).unwrap();
        let told = rows(&mut batch, "actions.csv");
        let has = |file: &str| batch.manifest().resources.iter().any(|resource| resource.path == file);
        let details = if has("special_category.csv") { rows(&mut batch, "special_category.csv").len() } else { 0 };
        (details, told.into_iter().map(|row| (row["action"].clone(), row["question"].clone())).collect::<Vec<_>>())
    };
    assert_eq!(next(&mut day, &kitchen), (1, vec![]));
    assert_eq!(next(&mut day, &both).0, 1);
    day.taken_in(&[]).unwrap();
    day.on_day(8);
    day.purge();
    let lost = |question: &str| vec![("permit_lost".to_owned(), question.to_owned())];
    assert_eq!(next(&mut day, &kitchen), (0, lost("")), "it was sent nothing else");
    assert_eq!(next(&mut day, &both), (0, lost("special.diet.catering")));
    for recipient in [&kitchen, &both] {
        assert_eq!(next(&mut day, recipient), (0, vec![]), "once");
    }
}

#[test]
fn r24_what_the_office_has_not_taken_in_is_warned_of_and_never_deleted_unless_a_lead_says_why() {
    let mut day = Later::new();
    day.on_day(731);
    assert_eq!((day.due(Kept::Record).goes, day.due(Kept::Record).not_taken_in), (0, 2));
    assert_eq!(went(&day.purge())[1..3], [(Kept::EmergencyContact, 0, 1), (Kept::Record, 0, 2)]);
    assert_eq!(day.readable(&RECORD), RECORD);

    // It refused one of them, and of the other something changed since.
    let found = day.scene.desk.find(&day.scene.event, "", 10).unwrap();
    let of = |name: &str| {
        let named = |hit: &&lanyard::desk::Hit| hit.record.family_name.as_deref() == Some(name);
        found.iter().find(named).unwrap().registered.clone()
    };
    let (marked, ann) = (of("Wumblefrot"), of("Lee"));
    assert_eq!(day.taken_in(&[&marked.reference]).unwrap(), 1);
    assert_eq!((day.due(Kept::Record).goes, day.due(Kept::Record).not_taken_in), (1, 1));
    let fields = [(lanyard::domain::form::Field::City, "Leeds".to_owned())].into();
    let amendment = lanyard::desk::Amendment { fields, reason: "moved".into(), ..Default::default() };
    day.scene.desk.amend(ann.id, &amendment).unwrap();
    assert_eq!((day.due(Kept::Record).goes, day.due(Kept::Record).not_taken_in), (0, 2));

    let blank = day.scene.desk.purge(&day.scene.event, Some("  "));
    assert!(matches!(blank, Err(DeskError::NoReason)));
    // It stays in the log and on the certificate, which name nobody: neither visitors nor whom they named beside themselves.
    let before = day.scene.desk.last_act().unwrap();
    for names in [
        "Ann did not answer",
        "Wumblefrot moved away",
        "write to jivqex@example.org",
        "Krampfquist said so",
        "07700 900777",
    ] {
        let refused = day.scene.desk.purge(&day.scene.event, Some(names));
        assert!(matches!(refused, Err(DeskError::ReasonNames)), "{names}");
    }
    assert_eq!(day.scene.desk.last_act().unwrap(), before, "nothing went");
    let decided = day.scene.desk.purge(&day.scene.event, Some("the office closed")).unwrap();
    assert_eq!(went(&decided)[2], (Kept::Record, 2, 0));
    assert_eq!(decided.decision.as_deref(), Some("the office closed"));
}

#[test]
fn r24_r19_who_is_restricted_is_kept_past_the_period() {
    let mut day = Later::new();
    let ann = day.scene.desk.find(&day.scene.event, "lee", 1).unwrap().remove(0).registered.reference;
    let request = identified(&mut day.scene, lanyard::domain::rights::Right::Restrict, &ann);
    day.taken_in(&[]).unwrap();
    day.scene.desk.restrict(&request.reference).unwrap();
    day.on_day(731);
    let due = day.due(Kept::Record);
    assert_eq!((due.goes, due.restricted), (1, 1));
    day.purge();
    assert_eq!(day.scene.desk.by_reference(&ann).unwrap().state, State::Restricted);
}

#[test]
fn r24_whoever_is_due_is_named_with_what_since_when_and_whether_the_office_has_it() {
    let mut day = asked_about_equality();
    day.on_day(7);
    assert!(day.scene.desk.due_people(&day.scene.event, false).unwrap().is_empty(), "not yet");
    day.on_day(366);
    let due = day.scene.desk.due_people(&day.scene.event, false).unwrap();
    assert_eq!(due.len(), 1, "Lee's equality answers are due, and whose they are is not said");
    let person = &due[0];
    assert_eq!(person.name.as_deref(), Some("Qzxvarg Wumblefrot"));
    let kinds: Vec<_> = person.due.iter().map(|due| (due.kept, due.until.to_string(), due.fate)).collect();
    let until = "2026-11-28".to_owned();
    let expected = [(Kept::Special, until.clone(), Fate::Goes), (Kept::EmergencyContact, until, Fate::NotTakenIn)];
    assert_eq!(kinds, expected);
    assert_eq!((person.taken_in, person.words()), (false, "goes in part, the rest waits for the office"));
    day.taken_in(&[]).unwrap();
    let due = day.scene.desk.due_people(&day.scene.event, false).unwrap();
    assert_eq!((due[0].taken_in, due[0].words()), (true, "goes"));
    day.on_day(731);
    let outlook = day.scene.desk.outlook(&day.scene.event, false).unwrap();
    let due = day.scene.desk.due_people(&day.scene.event, false).unwrap();
    assert_eq!(u64::try_from(due.len()), Ok(outlook.goes), "as many as are counted");
}

#[test]
fn r24_a_clock_that_was_set_back_is_noticed_and_nothing_goes_by_it() {
    let mut day = Later::new();
    day.taken_in(&[]).unwrap();
    day.on_day(20);
    day.scene.desk.count_only(&day.scene.event).unwrap();
    day.on_day(8);
    let refused = day.scene.desk.purge(&day.scene.event, None).unwrap_err();
    assert!(matches!(&refused, DeskError::ClockBehind { last } if last.contains("11 December 2026")), "{refused}");
    // Whatever is done by that clock does not make it right: neither looking nor registering.
    day.scene.desk.find(&day.scene.event, "lee", 1).unwrap();
    day.scene.desk.note_looks().unwrap();
    day.scene.desk.count_only(&day.scene.event).unwrap();
    let refused = day.scene.desk.outlooks().unwrap_err();
    assert!(matches!(&refused, DeskError::ClockBehind { last } if last.contains("11 December 2026")), "{refused}");
    assert!(refused.to_string().contains("`lanyard retention clock-is-right`"), "{refused}");
    assert_eq!(day.readable(&[SPECIAL]), [SPECIAL], "nothing went");
    // Unless a lead says that it is: it was ahead before.
    day.scene.desk.confirm_clock().unwrap();
    assert_eq!(day.due(Kept::Special).goes, 1);
    assert!(matches!(day.scene.desk.confirm_clock(), Err(DeskError::ClockNotBehind)), "nobody doubts it now");
    day.on_day(7);
    let refused = day.scene.desk.outlooks().unwrap_err();
    assert!(matches!(&refused, DeskError::ClockBehind { last } if last.contains("29 November 2026")), "{refused}");
    let scene = day.scene.reopen();
    let behind = |notice: &Notice| matches!(notice, Notice::ClockBehind { .. });
    // A scene that is opened again has a clock of its own, in November.
    assert!(scene.desk.vault().notices().iter().any(behind));
}

#[test]
fn r24_only_the_recipient_acknowledges_and_only_its_own_batch() {
    let mut day = Later::new();
    let batch = day.closed();
    let forged = Acknowledgement::new(batch.point(), Vec::new()).sign(&SigningKey::generate().unwrap()).unwrap();
    assert!(matches!(day.scene.desk.acknowledge(&day.office.code, &forged), Err(DeskError::Batch(_))));
    let mut other = batch.point();
    other.manifest = lanyard::batch::digest::Digest([7; 32]);
    let other = Acknowledgement::new(other, Vec::new()).sign(&day.office.signs).unwrap();
    assert!(matches!(day.scene.desk.acknowledge(&day.office.code, &other), Err(DeskError::NotOurBatch)));
    // Somebody who receives too cannot answer for the office.
    let (crm, signs) = (Code::new("crm").unwrap(), SigningKey::generate().unwrap());
    let new = NewRecipient {
        code: crm.clone(),
        name: "CRM".into(),
        age_key: RecipientIdentity::generate().public().to_string(),
        minisign_key: signs.public().to_string(),
        purposes: [Purpose::News].into(),
    };
    let words = day.scene.desk.add_recipient(new).unwrap();
    day.scene.desk.confirm_words(&crm, &words.words().join(" ")).unwrap();
    let mut theirs = batch.point();
    theirs.recipient = crm.clone();
    let theirs = Acknowledgement::new(theirs, Vec::new()).sign(&signs).unwrap();
    assert!(matches!(day.scene.desk.acknowledge(&crm, &theirs), Err(DeskError::NotOurBatch)));
    let stranger = RowResult { registration: uuid::Uuid::nil(), result: Outcome::Imported };
    let stranger = Acknowledgement::new(batch.point(), vec![stranger]).sign(&day.office.signs).unwrap();
    assert!(matches!(day.scene.desk.acknowledge(&day.office.code, &stranger), Err(DeskError::NotOurBatch)));
    let good = Acknowledgement::new(batch.point(), Vec::new()).sign(&day.office.signs).unwrap();
    assert_eq!(day.scene.desk.waiting(std::slice::from_ref(&day.office.code)).unwrap().len(), 1);
    let silent = day.scene.desk.acknowledge(&day.office.code, &good).unwrap();
    assert_eq!(silent, 2, "of whom it says nothing it has not taken in");
    assert!(day.scene.desk.waiting(std::slice::from_ref(&day.office.code)).unwrap().is_empty());
}

#[test]
fn r24_the_certificate_names_nobody() {
    let mut day = Later::new();
    day.taken_in(&[]).unwrap();
    day.on_day(800);
    let certificate = day.purge();
    let folder = Folder::new();
    let files = day.scene.desk.write_certificate(&certificate, folder.path()).unwrap();
    assert_eq!(files.len(), 2);
    let text = std::fs::read_to_string(&files[1]).unwrap();
    for said in ["Certificate of deletion", "730 days", "of 2 registrations", "alex", "Not over"] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    let small = text.to_lowercase();
    assert!(RECORD.iter().chain(&EMERGENCY).all(|mark| !small.contains(mark)));
    let again = day.scene.desk.write_certificate(&certificate, folder.path()).unwrap_err().to_string();
    assert!(again.contains("there already"), "{again}");
    assert!(files[0].exists(), "what was there is as it was");
}

proptest! {
    #[test]
    fn r24_nothing_goes_early_unless_taken_in_or_decided_and_never_of_whoever_is_restricted(
        flags in any::<[bool; 11]>(), kind in 0..Kept::ALL.len(),
    ) {
        let [restricted, special, emergency_contact, record, proof, taken_in, is_over, is_sent, decided, ..] = flags;
        let [.., equality, equality_waits] = flags;
        let held =
            Held { restricted, special, emergency_contact, equality, equality_waits, record, proof, taken_in };
        let kept = Kept::ALL[kind];
        let fate = held.fate(&Rule { kept, is_over, is_sent, decided });
        if fate == Fate::Goes {
            // Equality answers are for a recipient of their own, and never for the office (R4).
            let taken_in = taken_in || kept == Kept::Equality;
            prop_assert!(is_over && !restricted && (taken_in || decided || !is_sent));
            prop_assert!(
                decided || !is_sent || !equality_waits || !matches!(kept, Kept::Equality | Kept::Record),
                "what nobody has taken in is in neither"
            );
            prop_assert!(kept != Kept::Proof || !record, "proof never goes before what it proves");
        }
        if !is_over {
            prop_assert_eq!(fate, Fate::Stays);
        }
    }
}

#[test]
fn r24_a_later_answer_of_the_office_replaces_an_earlier_one_and_a_restore_forgets_neither() {
    let mut day = Later::new();
    let mut batch = day.closed();
    let all = rows(&mut batch, "registrations.csv");
    let result = |result| {
        let one = |row: &std::collections::BTreeMap<String, String>| RowResult {
            registration: row["registration"].parse().unwrap(),
            result,
        };
        all.iter().map(one).collect::<Vec<_>>()
    };
    let answer = |day: &Later, rows| Acknowledgement::new(batch.point(), rows).sign(&day.office.signs).unwrap();
    let refused = answer(&day, result(Outcome::Rejected));
    assert_eq!(day.scene.desk.acknowledge(&day.office.code, &refused).unwrap(), 2);
    let backup = day.scene.desk.backup(Some(day.scene.folder.path())).unwrap().path;
    day.on_day(731);
    assert_eq!(day.due(Kept::Record).not_taken_in, 2);

    let Later { scene, days, office } = day;
    let (scene, _) = scene.restored(&backup);
    let mut day = Later { scene, days, office };
    assert_eq!(day.due(Kept::Record).not_taken_in, 2, "what the office refused is not purged after a restore");
    let taken = answer(&day, result(Outcome::AlreadyThere));
    assert_eq!(day.scene.desk.acknowledge(&day.office.code, &taken).unwrap(), 0);
    assert_eq!((day.due(Kept::Record).goes, day.due(Kept::Record).not_taken_in), (2, 0));
}

#[test]
fn r24_half_filled_forms_go_with_the_shortest_period() {
    let mut day = Later::new();
    let desk = &mut day.scene.desk;
    let new = |desk: &Desk| {
        (lanyard::domain::ids::RegistrationId(desk.new_id()), lanyard::domain::ids::VisitorId(desk.new_id()))
    };
    let (id, visitor) = new(desk);
    let mut draft = lanyard::domain::draft::RegistrationDraft::new(id, visitor);
    draft.fields.insert(lanyard::domain::form::Field::GivenName, "Halfzzfilled".to_owned());
    draft.thirteen_or_over = Some(lanyard::domain::age::AgeAnswer::Yes);
    desk.keep_draft(&draft, &day.scene.event).unwrap();
    assert_eq!(day.purge().forms, 0, "not yet");
    assert_eq!(day.readable(&["halfzzfilled"]), ["halfzzfilled"]);
    let shown = day.scene.desk.outlook(&day.scene.event, false).unwrap();
    assert!(shown.forms == 0 && !shown.goes_anything());
    day.on_day(8);
    // They are shown before they go, and nothing goes that was not.
    let shown = day.scene.desk.outlook(&day.scene.event, false).unwrap();
    assert_eq!((shown.forms, day.purge().forms), (1, 1));
    assert_eq!(day.readable(&["halfzzfilled"]), [""; 0]);
    let after = day.scene.desk.outlook(&day.scene.event, false).unwrap();
    assert!(after.forms == 0 && !after.goes_anything());
    // Also where they are all that goes: the rest waits for the office.
    day.scene.desk.keep_draft(&draft, &day.scene.event).unwrap();
    let shown = day.scene.desk.outlook(&day.scene.event, false).unwrap();
    assert!(shown.is_due() && shown.goes == 0 && shown.goes_anything() && shown.mark() != after.mark());
    assert_eq!(shown.besides(), "half-filled forms");
    let certificate = day.purge();
    assert!(certificate.forms == 1 && !certificate.is_empty());
}

#[test]
fn r24_where_both_periods_are_over_the_proof_goes_with_what_it_proves() {
    let mut day = Later::new();
    day.taken_in(&[]).unwrap();
    day.on_day(3000);
    let expected = [(Kept::Special, 1, 0), (Kept::EmergencyContact, 1, 0), (Kept::Record, 2, 0), (Kept::Proof, 2, 0)];
    assert_eq!(went(&day.purge()), expected);
    assert!(day.purge().kinds.iter().all(|due| due.goes == 0), "in one act");
    assert!(day.scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r24_r26_periods_that_are_lengthened_later_promise_nothing_less_to_who_registered_before() {
    let mut day = Later::new();
    day.taken_in(&[]).unwrap();
    let mut longer = day.scene.desk.event(&day.scene.event).unwrap().notice().clone();
    longer.version = "2.0".to_owned();
    longer.effective_from = day.scene.desk.now().date_naive();
    longer.change = lanyard::domain::notice::ChangeKind::Substantial;
    let periods = Retention { registrations_days: 1460, ..longer.retention };
    state_periods(&mut longer, periods);
    day.scene.desk.publish_notice(&day.scene.event, longer).unwrap();
    day.on_day(731);
    assert_eq!(day.due(Kept::Record).goes, 2, "two years were promised");
}
