//! Restoring a backup at the desk: nothing that was erased, taken back or sent since comes undone.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lanyard::batch::chain::verify_chain;
use lanyard::batch::keys::RecipientIdentity;
use lanyard::batch::signing::VerifyingKey;
use lanyard::batch::verify::{Verified, verify};
use lanyard::desk::{
    Access, Amendment, Closed as Batch, Desk, DeskError, NewReader, Passphrase, Replayed, Restoring, VaultError,
    Withdrawal,
};
use lanyard::domain::answer::How;
use lanyard::domain::code::Code;
use lanyard::domain::form::Field;
use lanyard::domain::ids::RegistrationId;
use lanyard::domain::ledger::Standing;
use lanyard::domain::purpose::{Channel, GuardianQuestion, Purpose, Question, SpecialPair};
use lanyard::domain::staff::{Handle, Role};
use lanyard::vault::Notice;

use super::scene::{Closed, Scene, lead, passphrase};
use crate::support::pages::decrypted;
use crate::support::scratch::copy_tree;

const EMAIL: Question = Question::News(Channel::Email);
const DIET: Question = Question::Special(SpecialPair::DietCatering);
const HEADER: &str = "given_name,family_name,date_of_birth,email,consent_marketing_email,consent_special_dietary,\
    dietary_requirements,asked_how\n";

/// A desk with visitors, two recipients and a backup on a stick; what happens next is after the backup.
struct Evening {
    scene: Scene,
    office: (Code, RecipientIdentity),
    news: (Code, RecipientIdentity),
    backup: PathBuf,
    people: BTreeMap<&'static str, RegistrationId>,
}

/// What a restore is told beside the backup.
#[derive(Default)]
struct Given {
    batches: Vec<PathBuf>,
    identities: Vec<RecipientIdentity>,
    desk_key: Option<VerifyingKey>,
    nothing_newer: Option<&'static str>,
    by: Option<NewReader>,
}

/// An identity once more: nothing copies one.
fn again(identity: &RecipientIdentity) -> RecipientIdentity {
    identity.to_secret_text().parse().unwrap()
}

/// Somebody who works at the desk for a while.
fn sam(role: Role) -> NewReader {
    let passphrase = Passphrase::given("another long phrase");
    NewReader { handle: Handle::parse("sam").unwrap(), name: "Sam".into(), role, passphrase }
}

impl Evening {
    fn new() -> Self {
        let mut scene = Scene::new();
        let office = scene.recipient("office", &[Purpose::RecordKeeping]);
        let news = scene.recipient("news", &[Purpose::News]);
        let mut evening = Self { scene, office, news, backup: PathBuf::new(), people: BTreeMap::new() };
        for name in ["Ann", "Bea", "Cat", "Dan"] {
            evening.register(name, "yes");
        }
        evening.backup = evening.scene.desk.backup(Some(&evening.scene.folder.made("stick"))).unwrap().path;
        evening
    }

    fn register(&mut self, name: &'static str, news: &str) {
        let row =
            format!("{name},Marker-{name},1990-01-01,{name}@example.org,{news},yes,Marker-diet-{name},out loud\n");
        let (kept, not_kept) = self.scene.register(&format!("{HEADER}{row}"));
        assert!(not_kept.is_empty());
        self.people.insert(name, self.scene.desk.by_reference(&kept[0].1).unwrap().id);
    }

    fn withdraw(&mut self, name: &str, question: Question) {
        let withdrawal = Withdrawal { question, objects: false, how: How::OutLoud };
        self.scene.desk.withdraw(self.people[name], withdrawal).unwrap();
    }

    fn close_day(&mut self) -> [Batch; 2] {
        let both = [self.office.0.clone(), self.news.0.clone()];
        self.scene.desk.close_day(&self.scene.event, &both).unwrap().try_into().unwrap()
    }

    fn stands(&self, name: &str, question: Question) -> Standing {
        self.scene.desk.history(self.people[name]).unwrap().standings.get(question)
    }

    /// Copies of sealed batches, as their recipient has them.
    fn taken_away(&self, batches: &[Batch]) -> Vec<PathBuf> {
        let copy = |batch: &Batch| {
            let copy = self.scene.folder.join(batch.path.file_name().unwrap());
            std::fs::copy(&batch.path, &copy).unwrap();
            copy
        };
        batches.iter().map(copy).collect()
    }

    /// Leaves the desk, lets something happen to its folder, and restores.
    fn restore_after(self, harm: fn(&Path), given: &Given) -> Result<(Replayed, Self), DeskError> {
        let Self { scene, office, news, backup, people } = self;
        let Closed { folder, event, env } = scene.close();
        let dir = folder.join("Day.lanyard");
        harm(&dir);
        let (handle, passphrase) = (lead(), passphrase());
        let access = Access { handle: &handle, passphrase: &passphrase };
        let by = given.by.as_ref().map(|by| Access { handle: &by.handle, passphrase: &by.passphrase });
        let restoring = Restoring {
            backup: &backup,
            opens_backup: access,
            opens_present: by.unwrap_or(access),
            batches: &given.batches,
            identities: &given.identities,
            desk_key: given.desk_key.clone(),
            nothing_newer: given.nothing_newer,
        };
        let (desk, replayed) = Desk::restore(&dir, &restoring, &env)?;
        let scene = Scene { folder, desk, event, env };
        Ok((replayed, Self { scene, office, news, backup, people }))
    }

    fn restored(self) -> (Replayed, Self) {
        let (replayed, evening) = self.restore_after(|_| {}, &Given::default()).unwrap_or_else(|e| panic!("{e}"));
        evening.is_whole();
        (replayed, evening)
    }

    fn is_whole(&self) {
        let health = self.scene.desk.check().unwrap();
        assert!(health.pages.is_clean());
        health.ledger.unwrap_or_else(|found| panic!("{found}"));
    }
}

fn rows(batch: &mut Verified, file: &str) -> Vec<BTreeMap<String, String>> {
    let mut rows = batch.rows(file).unwrap();
    let mut all = Vec::new();
    while let Some(row) = rows.next_row().unwrap() {
        all.push(row.cells().map(|(column, cell)| (column.to_owned(), cell.to_owned())).collect());
    }
    all
}

/// The actions of a batch: what to do, under which id, about which question.
fn actions(batch: &mut Verified) -> Vec<(String, String, String)> {
    let said =
        |row: BTreeMap<String, String>| (row["action"].clone(), row["registration"].clone(), row["question"].clone());
    rows(batch, "actions.csv").into_iter().map(said).collect()
}

/// Whether a decrypted page of the desk holds the text, in any column of any table.
fn holds(desk: &Desk, text: &str) -> bool {
    let conn = desk.vault().conn().unwrap();
    let key = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
    let mut statement = conn.prepare(key).unwrap();
    let tables: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    tables.iter().any(|table| {
        let mut statement = conn.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        let text = text.to_lowercase();
        while let Some(row) = rows.next().unwrap() {
            let found = (0..columns).any(|column| match row.get_ref(column).unwrap() {
                rusqlite::types::ValueRef::Text(bytes) | rusqlite::types::ValueRef::Blob(bytes) => {
                    String::from_utf8_lossy(bytes).to_lowercase().contains(&text)
                }
                _ => false,
            });
            if found {
                return true;
            }
        }
        false
    })
}

#[test]
fn r15_r18_r19_what_was_taken_back_undone_or_restricted_after_the_backup_stays_so() {
    let mut evening = Evening::new();
    evening.withdraw("Ann", EMAIL);
    evening.withdraw("Ann", DIET);
    let bea = evening.people["Bea"];
    evening.scene.desk.undo(bea).unwrap();
    // A correction that makes a child puts Cat in quarantine until a guardian agrees.
    let child = [(Field::DateOfBirth, "2016-01-01".to_owned())].into();
    let amendment = Amendment { fields: child, reason: "misheard".into(), ..Amendment::default() };
    assert!(matches!(evening.scene.desk.amend(evening.people["Cat"], &amendment), Err(DeskError::GuardianFirst(_))));
    evening.register("Eve", "yes");

    let (replayed, evening) = evening.restored();
    let Replayed { epoch, erased, answers, special, restricted, missing, .. } = replayed;
    assert_eq!((epoch, erased, answers, special, restricted, missing), (2, 1, 2, 1, 1, 1));
    assert_eq!(evening.stands("Ann", EMAIL), Standing::Withdrawn);
    assert_eq!(evening.stands("Ann", DIET), Standing::Withdrawn);
    assert_eq!(evening.stands("Dan", EMAIL), Standing::Yes);
    assert!(matches!(evening.scene.desk.history(bea), Err(DeskError::Gone)));
    let states: Vec<_> = ["Cat", "Dan"].map(|name| evening.scene.desk.history(evening.people[name]).unwrap()).into();
    assert_eq!(states[0].registered.state.code(), "quarantined");
    assert_eq!(states[1].registered.state.code(), "standing");

    let desk = &evening.scene.desk;
    for gone in ["Marker-Bea", "Bea@example", "Marker-diet-Bea", "Marker-diet-Ann", "Marker-Eve"] {
        assert!(!holds(desk, gone), "{gone} came back");
    }
    assert!(holds(desk, "Marker-diet-Dan") && holds(desk, "Marker-Ann"));
    let scene = evening.scene.close();
    let pages = decrypted(&scene.folder.join("Day.lanyard"), "alex", "correct horse battery");
    let reads = |text: &str| pages.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(reads("Marker-diet-Dan") && reads("Marker-Ann"));
    assert!(!reads("Marker-diet-Ann") && !reads("Marker-Bea") && !reads("Bea@example"), "in a free page");
}

#[test]
fn r14_a_withdrawal_reaches_the_same_person_although_the_backup_did_not_know_them_as_one() {
    let mut evening = Evening::new();
    let [ann, dan] = ["Ann", "Dan"].map(|name| evening.people[name]);
    evening.scene.desk.say_same(ann, dan, true).unwrap();
    evening.withdraw("Ann", DIET);
    evening.withdraw("Ann", EMAIL);
    let (replayed, evening) = evening.restored();
    assert_eq!((replayed.same_persons, replayed.special), (1, 2));
    assert_eq!(evening.stands("Dan", EMAIL), Standing::Withdrawn);
    assert!(!holds(&evening.scene.desk, "Marker-diet-Dan"));
}

#[test]
fn r21_a_day_closed_after_the_backup_is_told_to_nobody_as_new_and_its_withdrawals_are_told() {
    let mut evening = Evening::new();
    let before = evening.close_day();
    evening.withdraw("Ann", EMAIL);
    let (replayed, mut evening) = evening.restored();
    assert_eq!((replayed.batches, replayed.recipients, replayed.key_changed), (2, 0, false));

    // One more takes it back in the restored desk: its acts are numbered on from the backup's.
    evening.withdraw("Dan", EMAIL);
    let after = evening.close_day();
    let key = evening.scene.key();
    let mut first = verify(&before[1].path, &evening.news.1, &key).unwrap();
    let mut second = verify(&after[1].path, &evening.news.1, &key).unwrap();
    let sent = rows(&mut first, "registrations.csv");
    assert_eq!((sent.len(), second.point().sequence), (4, 1), "a new epoch has a chain of its own");
    assert_ne!(first.point().epoch, second.point().epoch);
    let again = rows(&mut second, "registrations.csv");
    assert_eq!(again.len(), 0, "nobody is told as new: {again:?}");
    let told = actions(&mut second);
    let withdrawn: Vec<_> = told.iter().filter(|(action, ..)| action == "withdraw").collect();
    assert_eq!(withdrawn.len(), 2, "{told:?}");
    for name in ["Ann", "Dan"] {
        let row = sent.iter().find(|row| row["given_name"] == name).unwrap();
        assert!(withdrawn.iter().any(|(_, id, question)| *id == row["registration"] && question == EMAIL.code()));
    }
    // And a person who is new is told once.
    evening.register("Eve", "yes");
    let third = evening.close_day();
    let mut third = verify(&third[1].path, &evening.news.1, &key).unwrap();
    assert_eq!(rows(&mut third, "registrations.csv").len(), 1);
    verify_chain(&[second, third], None).unwrap();
    verify_chain(&[first], None).unwrap();
    evening.is_whole();
}

#[test]
fn r17_a_correction_after_the_restore_is_told_whatever_number_it_has() {
    let mut evening = Evening::new();
    let correct = |evening: &mut Evening, city: &str| {
        let fields = [(Field::City, city.to_owned())].into();
        let amendment = Amendment { fields, reason: "misheard".into(), ..Amendment::default() };
        evening.scene.desk.amend(evening.people["Ann"], &amendment).unwrap();
    };
    correct(&mut evening, "Leeds");
    evening.close_day();
    let (_, mut evening) = evening.restored();
    let again = evening.close_day();
    let key = evening.scene.key();
    let mut batch = verify(&again[0].path, &evening.office.1, &key).unwrap();
    assert_eq!(actions(&mut batch), [], "the office is not told the old city as a correction");
    correct(&mut evening, "York");
    let again = evening.close_day();
    let mut batch = verify(&again[0].path, &evening.office.1, &key).unwrap();
    assert!(actions(&mut batch).iter().any(|(action, ..)| action == "correct"));
}

#[test]
fn r21_a_recipient_named_or_removed_after_the_backup_stays_so() {
    let mut evening = Evening::new();
    let (press, identity) = evening.scene.recipient("press", &[Purpose::RecordKeeping]);
    let before = evening.scene.desk.close_day(&evening.scene.event, std::slice::from_ref(&press)).unwrap();
    evening.scene.desk.remove_recipient(&evening.news.0.clone()).unwrap();
    let (replayed, mut evening) = evening.restored();
    assert_eq!((replayed.recipients, replayed.batches), (2, 1));
    let codes: Vec<_> = evening.scene.desk.recipients().unwrap().into_iter().map(|found| found.code).collect();
    assert_eq!(codes, [Code::new("office").unwrap(), press.clone()]);
    evening.withdraw("Ann", EMAIL);
    let after = evening.scene.desk.close_day(&evening.scene.event, &[press]).unwrap();
    let key = evening.scene.key();
    let sent = rows(&mut verify(&before[0].path, &identity, &key).unwrap(), "registrations.csv");
    let told = actions(&mut verify(&after[0].path, &identity, &key).unwrap());
    assert!(told.iter().any(|(_, id, _)| *id == sent[0]["registration"]), "people keep the ids that it knows");
}

#[test]
fn a_removed_reader_stays_out_and_recipients_keep_the_desks_key() {
    let mut evening = Evening::new();
    evening.scene.desk.add_staff(&sam(Role::Lead)).unwrap();
    evening.backup = evening.scene.desk.backup(Some(&evening.scene.folder.made("stick"))).unwrap().path;
    let sam = sam(Role::Lead);
    evening.scene.desk.remove_staff(&sam.handle).unwrap();
    let key = evening.scene.desk.public_key().unwrap().0;
    let (replayed, evening) = evening.restored();
    assert!(!replayed.key_changed);
    assert_eq!(evening.scene.desk.public_key().unwrap().0, key, "not the one that Sam may have copied");
    let staff = evening.scene.desk.staff_list().unwrap();
    assert!(staff.iter().any(|member| member.handle == sam.handle && member.removed));
    let Closed { folder, env, .. } = evening.scene.close();
    let opened = Desk::open(&folder.join("Day.lanyard"), &sam.handle, &sam.passphrase, &env);
    assert!(matches!(opened, Err(DeskError::Vault(VaultError::NoSuchReader(_)))));
}

#[test]
fn only_a_lead_restores() {
    let mut evening = Evening::new();
    evening.scene.desk.add_staff(&sam(Role::Desk)).unwrap();
    let given = Given { by: Some(sam(Role::Desk)), ..Given::default() };
    assert!(matches!(evening.restore_after(|_| {}, &given), Err(DeskError::NotAllowed { .. })));
}

fn is_ruined(dir: &Path) {
    std::fs::write(dir.join("desk.db"), vec![7; 50_000]).unwrap();
}

fn is_lost(dir: &Path) {
    std::fs::remove_dir_all(dir).unwrap();
}

#[test]
fn without_a_desk_or_batches_it_is_refused_unless_somebody_says_why_nothing_is_newer() {
    for harm in [is_ruined, is_lost] {
        let with = |nothing_newer| Evening::new().restore_after(harm, &Given { nothing_newer, ..Given::default() });
        assert!(matches!(with(None), Err(DeskError::NothingToReplay)));
        assert!(matches!(with(Some(" ")), Err(DeskError::NothingNewerWithoutReason)));
        let why = "backed up after the last visitor";
        let (replayed, evening) = with(Some(why)).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(replayed.epoch, 2);
        evening.is_whole();
        let conn = evening.scene.desk.vault().conn().unwrap();
        let query = "SELECT details FROM act WHERE kind = 'restore'";
        let details: String = conn.query_row(query, [], |row| row.get(0)).unwrap();
        assert!(details.contains(why));
    }
}

/// What two batches to each recipient tell, where the desk itself is no more.
fn from_batches(harm: fn(&Path)) {
    let mut evening = Evening::new();
    let mut batches = evening.close_day().to_vec();
    evening.withdraw("Ann", EMAIL);
    evening.withdraw("Ann", DIET);
    evening.scene.desk.undo(evening.people["Bea"]).unwrap();
    evening.register("Eve", "yes");
    batches.extend(evening.close_day());
    // Any order will do.
    batches.reverse();
    let identities = [&evening.office.1, &evening.news.1].map(again).into();
    let given = Given { batches: evening.taken_away(&batches), identities, ..Given::default() };
    let (replayed, mut evening) = evening.restore_after(harm, &given).unwrap_or_else(|error| panic!("{error}"));
    evening.is_whole();
    let Replayed { epoch, erased, batches, missing, key_changed, .. } = replayed;
    assert_eq!((epoch, erased, batches, missing, key_changed), (2, 1, 4, 1, false));
    assert_eq!(evening.stands("Ann", EMAIL), Standing::Withdrawn);
    assert_eq!(evening.stands("Ann", DIET), Standing::Withdrawn);
    assert_eq!(evening.stands("Dan", EMAIL), Standing::Yes);
    assert!(!holds(&evening.scene.desk, "Marker-diet-Ann") && !holds(&evening.scene.desk, "Marker-Bea"));

    evening.withdraw("Dan", EMAIL);
    let after = evening.close_day();
    let key = evening.scene.key();
    for (batch, identity) in after.iter().zip([&evening.office.1, &evening.news.1]) {
        let mut batch = verify(&batch.path, identity, &key).unwrap();
        let told = actions(&mut batch);
        assert!(told.iter().any(|(action, _, question)| action == "withdraw" && question == EMAIL.code()));
        for row in rows(&mut batch, "registrations.csv") {
            assert!(told.iter().any(|(_, id, _)| *id == row["registration"]), "told as new: {row:?}");
        }
    }
}

#[test]
fn r15_r18_r21_a_ruined_desk_learns_from_its_batches_what_was_taken_back() {
    from_batches(is_ruined);
}

#[test]
fn r15_r18_r21_a_new_laptop_learns_from_the_batches_what_was_taken_back() {
    from_batches(is_lost);
}

#[test]
fn r21_an_address_that_was_to_be_stopped_is_stopped_again() {
    let mut evening = Evening::new();
    evening.withdraw("Ann", EMAIL);
    let [_, news] = evening.close_day();
    let identities = vec![again(&evening.news.1)];
    let given = Given { batches: evening.taken_away(&[news]), identities, ..Given::default() };
    let (replayed, evening) = evening.restore_after(is_lost, &given).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(replayed.answers, 1);
    assert_eq!(evening.stands("Ann", EMAIL), Standing::Withdrawn, "she never was in a batch herself");
}

#[test]
fn r11_a_guardian_who_took_their_yes_back_has_taken_it_back_after_a_restore() {
    const KIT: &str = "given_name,family_name,date_of_birth,guardian_name,guardian_relationship,guardian_email,\
        guardian_responsible,guardian_consent,asked_how\nKit,Hale,2018-01-01,Robin Hale,mother,robin@example.org,yes,yes,out loud\n";
    let agrees = Question::Guardian(GuardianQuestion::Consent);
    for from_batches in [false, true] {
        let mut evening = Evening::new();
        let (kept, _) = evening.scene.register(KIT);
        evening.people.insert("Kit", evening.scene.desk.by_reference(&kept[0].1).unwrap().id);
        evening.backup = evening.scene.desk.backup(Some(&evening.scene.folder.made("later"))).unwrap().path;
        let mut batches = evening.close_day().to_vec();
        evening.withdraw("Kit", agrees);
        batches.extend(evening.close_day());
        let identities = [&evening.office.1, &evening.news.1].map(again).into();
        let given = Given { batches: evening.taken_away(&batches), identities, ..Given::default() };
        let (_, evening) = if from_batches {
            evening.restore_after(is_lost, &given).unwrap_or_else(|error| panic!("{error}"))
        } else {
            evening.restored()
        };
        evening.is_whole();
        assert_eq!(evening.stands("Kit", agrees), Standing::Withdrawn);
        let history = evening.scene.desk.history(evening.people["Kit"]).unwrap();
        assert_eq!(history.registered.state.code(), "quarantined");
    }
}

#[test]
fn r11_r15_what_follows_from_an_answer_is_worked_out_again_and_a_guardians_no_is_told_to_whoever_sends_news() {
    const KIT: &str = "given_name,family_name,date_of_birth,guardian_name,guardian_relationship,guardian_email,\
        guardian_responsible,guardian_consent,consent_marketing_email,asked_how\n\
        Kit,Hale,2018-01-01,Robin Hale,mother,robin@example.org,yes,yes,yes,out loud\n";
    let mut evening = Evening::new();
    let (kept, _) = evening.scene.register(KIT);
    evening.people.insert("Kit", evening.scene.desk.by_reference(&kept[0].1).unwrap().id);
    evening.backup = evening.scene.desk.backup(Some(&evening.scene.folder.made("later"))).unwrap().path;
    let [_, first] = evening.close_day();
    // Nothing more goes out of either: of Ann it says so beside her No, of Kit that they are not to be used.
    evening.withdraw("Ann", EMAIL);
    evening.withdraw("Kit", Question::Guardian(GuardianQuestion::Consent));
    let [_, second] = evening.close_day();
    let identities = vec![again(&evening.news.1)];
    let given = Given { batches: evening.taken_away(&[first, second]), identities, ..Given::default() };
    let (_, evening) = evening.restore_after(is_lost, &given).unwrap_or_else(|error| panic!("{error}"));
    let state = |name| evening.scene.desk.history(evening.people[name]).unwrap().registered.state;
    assert_eq!((state("Kit").code(), state("Ann").code()), ("restricted", "standing"));
    assert_eq!(evening.stands("Ann", EMAIL), Standing::Withdrawn);
    evening.is_whole();
}

#[test]
fn r14_an_address_that_is_stopped_for_one_takes_no_yes_back_of_whom_the_batch_names_as_written_to() {
    let row =
        |name: &str, born: &str, news: &str| format!("{HEADER}{name},Hale,{born},hale@example.org,{news},,,out loud\n");
    let mut evening = Evening::new();
    let (yes, _) = evening.scene.register(&row("Zoe", "2000-05-04", "yes"));
    let (no, _) = evening.scene.register(&row("Benjamin", "1998-02-03", "no"));
    for (name, kept) in [("Zoe", yes), ("Benjamin", no)] {
        evening.people.insert(name, evening.scene.desk.by_reference(&kept[0].1).unwrap().id);
    }
    evening.backup = evening.scene.desk.backup(Some(&evening.scene.folder.made("later"))).unwrap().path;
    let [_, news] = evening.close_day();
    let identities = vec![again(&evening.news.1)];
    let given = Given { batches: evening.taken_away(&[news]), identities, ..Given::default() };
    let (_, evening) = evening.restore_after(is_lost, &given).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(evening.stands("Zoe", EMAIL), Standing::Yes);
    assert_eq!(evening.stands("Benjamin", EMAIL), Standing::No);
}

#[test]
fn batches_that_do_not_hold_are_refused_by_name() {
    let refused = |identity: fn(&Evening) -> RecipientIdentity| {
        let mut evening = Evening::new();
        evening.close_day();
        let [_, second] = evening.close_day();
        let given =
            Given { batches: evening.taken_away(&[second]), identities: vec![identity(&evening)], ..Given::default() };
        let error = evening.restore_after(is_ruined, &given).err().unwrap();
        error.to_string()
    };
    let stranger = refused(|_| RecipientIdentity::generate());
    assert!(stranger.starts_with("None of the identities given opens the batch open-day-2026_"), "{stranger}");
    let gap = refused(|evening| again(&evening.news.1));
    assert!(gap.starts_with("Batch 1 is missing."), "{gap}");
}

#[test]
fn a_desk_key_that_changed_after_the_backup_is_given_and_the_backups_is_not_used_again() {
    let mut evening = Evening::new();
    let old = evening.scene.key();
    evening.scene.desk.add_staff(&sam(Role::Desk)).unwrap();
    evening.scene.desk.remove_staff(&sam(Role::Desk).handle).unwrap();
    let key = evening.scene.key();
    assert_ne!(old.to_string(), key.to_string());
    let [office, _] = evening.close_day();
    let identities = vec![again(&evening.office.1)];
    let given = Given { batches: evening.taken_away(&[office]), identities, desk_key: Some(key), ..Given::default() };
    let (replayed, evening) = evening.restore_after(is_lost, &given).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((replayed.batches, replayed.key_changed), (1, true));
    assert_ne!(evening.scene.key().to_string(), old.to_string(), "Sam may have copied that one");
}

#[test]
fn the_new_epoch_is_past_every_batch_in_the_outbox_and_all_that_is_remembered() {
    let evening = Evening::new();
    let conn = evening.scene.desk.vault().conn().unwrap();
    let desk: u32 = conn.query_row("SELECT desk FROM desk", [], |row| row.get(0)).unwrap();
    std::fs::create_dir_all(evening.scene.desk.outbox()).unwrap();
    for name in
        [format!("open_{desk:08x}_office_00000007-0001.zip.age"), "open_0000dead_office_00000063-0001.zip.age".into()]
    {
        std::fs::write(evening.scene.desk.outbox().join(name), "sealed").unwrap();
    }
    let (replayed, evening) = evening.restored();
    assert_eq!(replayed.epoch, 8, "the other desk's batches do not count");
    let given = Given { nothing_newer: Some("a test says so"), ..Given::default() };
    let (replayed, _) = evening.restore_after(is_lost, &given).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(replayed.epoch, 9, "only this computer remembered the one before");
}

#[test]
fn r24_r27_why_nothing_newer_is_replayed_stays_in_the_log_and_names_nobody() {
    let given = Given { nothing_newer: Some("Ann has the newer one"), ..Given::default() };
    let refused = Evening::new().restore_after(is_lost, &given).map(drop);
    assert!(matches!(refused, Err(DeskError::ReasonNames)), "{refused:?}");
}

#[test]
fn r22_a_desk_that_went_back_says_so_and_a_restored_one_did_not_go_back() {
    let mut evening = Evening::new();
    let old = evening.scene.folder.join("old");
    evening.scene = evening.scene.reopen();
    copy_tree(&evening.scene.folder.join("Day.lanyard"), &old);
    evening.withdraw("Ann", EMAIL);
    assert_eq!(evening.scene.desk.vault().notices(), []);
    let (_, evening) = evening.restored();
    let scene = evening.scene.reopen();
    assert_eq!(scene.desk.vault().notices(), [], "a restored desk has a higher epoch");

    let Closed { folder, event, env } = scene.close();
    std::fs::remove_dir_all(folder.join("Day.lanyard")).unwrap();
    std::fs::rename(&old, folder.join("Day.lanyard")).unwrap();
    let mut scene = Closed { folder, event, env }.open();
    let went_back = |scene: &Scene| {
        let behind = |notice: &Notice| matches!(notice, Notice::WentBack { .. });
        scene.desk.vault().notices().iter().any(behind)
    };
    assert!(went_back(&scene));
    scene.desk.count_only(&scene.event).unwrap();
    let mut scene = scene.reopen();
    assert!(went_back(&scene), "working on does not make it the newer one");
    // Nor does a new key, or more acts than the other has: the epoch is behind.
    scene.desk.change_data_key().unwrap();
    for _ in 0..30 {
        scene.desk.count_only(&scene.event).unwrap();
    }
    let scene = scene.reopen();
    let [notice @ Notice::BeforeRestore { remembered: 2, found: 1 }] = scene.desk.vault().notices() else {
        panic!("{:?}", scene.desk.vault().notices())
    };
    assert!(
        notice
            .to_string()
            .starts_with("This folder is an older copy: it is in epoch 1, and this computer has seen epoch 2")
    );
}

#[test]
fn r22_an_older_copy_under_the_same_key_is_noticed_by_its_acts() {
    let mut evening = Evening::new();
    let Closed { folder, event, env } = evening.scene.close();
    let (dir, old) = (folder.join("Day.lanyard"), folder.join("old"));
    copy_tree(&dir, &old);
    evening.scene = Closed { folder, event, env }.open();
    evening.withdraw("Ann", EMAIL);
    let Closed { folder, event, env } = evening.scene.close();
    std::fs::remove_dir_all(&dir).unwrap();
    std::fs::rename(&old, &dir).unwrap();
    let scene = Closed { folder, event, env }.open();
    let [Notice::FellBehind { remembered, found }] = scene.desk.vault().notices() else { panic!("not noticed") };
    assert_eq!(*remembered, *found + 1);
}

/// A backup that was made after a batch was reserved and before it was sealed.
fn reserved_in_the_backup() -> (Evening, [Batch; 2]) {
    let mut evening = Evening::new();
    let batches = evening.close_day();
    let conn = evening.scene.desk.vault().conn().unwrap();
    // A batch is sealed once; here it is made so that it was not yet.
    conn.execute_batch("DROP TRIGGER batch_is_sealed_once").unwrap();
    conn.execute_batch(
        "CREATE TEMP TABLE sealed AS SELECT row, file_sha256, manifest_sha256 FROM batch;
         UPDATE batch SET state = 'reserved', file_sha256 = NULL, manifest_sha256 = NULL;",
    )
    .unwrap();
    let digests: Vec<(i64, Vec<u8>, Vec<u8>)> = conn
        .prepare("SELECT * FROM sealed")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    evening.backup = evening.scene.desk.backup(Some(&evening.scene.folder.made("stick"))).unwrap().path;
    let conn = evening.scene.desk.vault().conn().unwrap();
    for (row, file, manifest) in digests {
        let update = "UPDATE batch SET state = 'sealed', file_sha256 = ?2, manifest_sha256 = ?3 WHERE row = ?1";
        conn.execute(update, (row, file, manifest)).unwrap();
    }
    (evening, batches)
}

#[test]
fn r21_a_batch_reserved_before_the_backup_and_sealed_after_it_counts_as_sent() {
    let (evening, _) = reserved_in_the_backup();
    let (replayed, mut evening) = evening.restored();
    assert_eq!(replayed.batches, 0, "the backup has its row");
    let [office, _] = evening.close_day();
    assert_eq!(office.people, 0);

    let (evening, batches) = reserved_in_the_backup();
    let identities = [&evening.office.1, &evening.news.1].map(again).into();
    let given = Given { batches: evening.taken_away(&batches), identities, ..Given::default() };
    let (_, mut evening) = evening.restore_after(is_lost, &given).unwrap_or_else(|error| panic!("{error}"));
    evening.is_whole();
    let [office, _] = evening.close_day();
    assert_eq!(office.people, 0);
}

#[test]
fn r21_a_batch_reserved_before_the_backup_that_nobody_has_keeps_nobody_back() {
    let (evening, _) = reserved_in_the_backup();
    let given = Given { nothing_newer: Some("a test says so"), ..Given::default() };
    let (_, mut evening) = evening.restore_after(is_lost, &given).unwrap_or_else(|error| panic!("{error}"));
    let [office, news] = evening.close_day();
    assert_eq!((office.people, news.people), (4, 4));
}

#[test]
fn r14_r21_whom_a_recipient_may_have_no_more_is_kept_from_it_where_no_batch_tells_why() {
    let mut evening = Evening::new();
    evening.close_day();
    evening.backup = evening.scene.desk.backup(Some(&evening.scene.folder.made("stick"))).unwrap().path;
    // She came once more, under another address, and said No.
    evening.register("Eve", "no");
    evening.scene.desk.say_same(evening.people["Ann"], evening.people["Eve"], true).unwrap();
    let batches = evening.close_day();
    let key = evening.scene.key();
    let actions = |batch: &Batch, of: &RecipientIdentity| {
        let actions = rows(&mut verify(&batch.path, of, &key).unwrap(), "actions.csv");
        actions.into_iter().map(|row| row["action"].clone()).collect::<Vec<_>>()
    };
    assert!(actions(&batches[1], &evening.news.1).contains(&"permit_lost".to_owned()), "or this test could not fail");

    let identities = [&evening.office.1, &evening.news.1].map(again).into();
    let given = Given { batches: evening.taken_away(&batches), identities, ..Given::default() };
    let (replayed, mut evening) = evening.restore_after(is_lost, &given).unwrap_or_else(|error| panic!("{error}"));
    evening.is_whole();
    assert_eq!((replayed.restricted, replayed.missing), (1, 1));
    let [_, news] = evening.close_day();
    let sent = rows(&mut verify(&news.path, &evening.news.1, &evening.scene.key()).unwrap(), "registrations.csv");
    assert_eq!(sent.len(), 0, "Ann is not sent again");
    let told = rows(&mut verify(&news.path, &evening.news.1, &evening.scene.key()).unwrap(), "actions.csv");
    assert!(told.iter().all(|row| row["action"] != "lift"), "{told:?}");
}

#[test]
fn r21_a_restored_desk_knows_who_has_an_older_key_of_it() {
    let mut evening = Evening::new();
    evening.scene.desk.renew_recovery_code().unwrap();
    let changed = |evening: &Evening| {
        let all = evening.scene.desk.recipients().unwrap();
        all.into_iter().map(|recipient| recipient.desk_key_changed).collect::<Vec<_>>()
    };
    assert_eq!(changed(&evening), [true, true], "the backup does not know it");
    let (_, evening) = evening.restored();
    assert_eq!(changed(&evening), [true, true]);

    // Where the desk is gone, and a batch tells that its key was another one.
    let mut evening = Evening::new();
    assert_eq!(changed(&evening), [false, false]);
    evening.scene.desk.renew_recovery_code().unwrap();
    let (batches, desk_key) = (evening.close_day(), Some(evening.scene.key()));
    let identities = [&evening.office.1, &evening.news.1].map(again).into();
    let given = Given { batches: evening.taken_away(&batches), identities, desk_key, ..Given::default() };
    let (replayed, evening) = evening.restore_after(is_lost, &given).unwrap_or_else(|error| panic!("{error}"));
    assert!(replayed.key_changed);
    assert_eq!(changed(&evening), [true, true]);
}
