//! Every imported list keeps its source, and people who never gave us their details themselves are told within a month (UK GDPR, article
//! 14): who they are and by when, for a lead and for the office; their copy and the record of processing name the source.

use std::path::Path;

use chrono::NaiveDate;
use lanyard::batch::keys::RecipientIdentity;
use lanyard::batch::verify::verify;
use lanyard::desk::{Desk, DeskError, Entering, NewReader, Passphrase, WalkIns};
use lanyard::domain::code::Code;
use lanyard::domain::ids::RegistrationId;
use lanyard::domain::purpose::Purpose;
use lanyard::domain::rights::Right;
use lanyard::domain::source::{Giver, ListId, ListSource};
use lanyard::domain::staff::{Handle, Role};

use super::identified;
use crate::desk::day::rows;
use crate::desk::looking::acts;
use crate::desk::scene::{Scene, lead};
use crate::support::pages;

const SCHOOL: &str = "Hillside School's list for the open day";
const LIST: &str = "given_name,family_name,date_of_birth,email,consent_marketing_email,asked_how\n\
    Ann,Xandrell,1990-01-01,ann@example.org,yes,on paper\n\
    Bo,Lee,1991-01-01,bo@example.org,,\n";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Takes a list in; answers its number and whom it brought.
fn take(
    desk: &mut Desk,
    event: &Code,
    source: &str,
    given_by: Giver,
    list: &str,
) -> Result<(ListId, Vec<RegistrationId>), DeskError> {
    let source = ListSource::parse(source, given_by).unwrap();
    let entering = Entering::of(&desk.event(event).unwrap(), lead(), desk.now());
    let ids = desk.id_source();
    let mut rows = WalkIns::open(list.as_bytes(), entering, move || ids.new_id()).unwrap();
    let taken = desk.take_list(event, &source, rows.by_ref().flatten().map(|row| (row.row, row.draft)))?;
    rows.rewind();
    let mut kept = Vec::new();
    for row in rows {
        let mut row = row.unwrap_or_else(|error| panic!("{error}"));
        row.draft.registration = desk.listed_id(event, &row.mark)?;
        kept.push(desk.register_listed(&row.draft, event, taken)?.registration);
    }
    Ok((taken, kept))
}

fn school(scene: &mut Scene) -> Vec<RegistrationId> {
    take(&mut scene.desk, &scene.event, SCHOOL, Giver::Others, LIST).unwrap().1
}

/// The tasks of the office's next batch to tell somebody.
fn informs(scene: &mut Scene, to: &Code, identity: &RecipientIdentity) -> Vec<serde_json::Value> {
    let closed = scene.desk.close_day(&scene.event, std::slice::from_ref(to)).unwrap();
    let mut batch = verify(&closed.last().unwrap().path, identity, &scene.key()).unwrap();
    let actions = rows(&mut batch, "actions.csv").into_iter().filter(|row| row["action"] == "inform");
    actions.map(|row| serde_json::from_str(&row["detail"]).unwrap()).collect()
}

fn reference(scene: &Scene, id: RegistrationId) -> String {
    scene.desk.history(id).unwrap().registered.reference
}

#[test]
fn a_list_keeps_its_source_who_took_it_and_how_many_it_brought_also_where_it_is_given_again() {
    let mut scene = Scene::new();
    let event = scene.event.clone();
    let people = school(&mut scene);
    let (again, same) = take(&mut scene.desk, &event, SCHOOL, Giver::Others, LIST).unwrap();
    assert_eq!(same, people, "nobody is kept twice");
    let more = "given_name,date_of_birth\nCy,1992-01-01\n";
    take(&mut scene.desk, &event, "paper forms of this desk", Giver::Themselves, more).unwrap();
    let taken = scene.desk.lists(&event).unwrap();
    let said: Vec<_> = taken
        .iter()
        .map(|taken| {
            (taken.list.source.words.as_str(), taken.list.source.given_by, taken.list.people, taken.list.taken_on)
        })
        .collect();
    let on = day("2026-11-21");
    assert_eq!(
        said,
        [
            (SCHOOL, Giver::Others, 2, on),
            (SCHOOL, Giver::Others, 0, on),
            ("paper forms of this desk", Giver::Themselves, 1, on)
        ]
    );
    assert!(taken.iter().all(|taken| taken.by == lead()) && taken[1].id == again);
    let from = scene.desk.history(people[0]).unwrap().from_list.unwrap();
    assert_eq!((from.source.words.as_str(), from.taken_on, from.taken_by), (SCHOOL, on, lead()));
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn who_never_gave_us_their_details_is_told_by_a_day_which_the_office_knows_too_and_it_is_ticked_off() {
    let mut scene = Scene::new();
    let event = scene.event.clone();
    let (office, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let (news, news_identity) = scene.recipient("news", &[Purpose::News]);
    let [ann, bo] = school(&mut scene)[..] else { panic!() };
    take(
        &mut scene.desk,
        &event,
        "paper forms of this desk",
        Giver::Themselves,
        "given_name,date_of_birth\nCy,1992-01-01\n",
    )
    .unwrap();
    let all = scene.desk.to_tell_source(&event).unwrap();
    let by = day("2026-12-21");
    assert_eq!(all.iter().map(|one| (one.id, one.by)).collect::<Vec<_>>(), [(ann, by), (bo, by)], "not Cy");
    assert_eq!(all[0].source.words.as_str(), SCHOOL);
    assert_eq!(scene.desk.to_tell_waiting(&event).unwrap(), 2);

    // The office is told of whoever goes to it for the first time, and nobody else is.
    let task = serde_json::json!({ "source": SCHOOL, "by": "2026-12-21" });
    assert_eq!(informs(&mut scene, &office, &identity), [task.clone(), task]);
    assert!(informs(&mut scene, &office, &identity).is_empty(), "once");
    assert!(informs(&mut scene, &news, &news_identity).is_empty(), "who sends news tells nobody");

    let before = scene.desk.check().unwrap().ledger.unwrap().acts;
    scene.desk.tell_source(&[ann].into()).unwrap();
    let noted = acts(&scene.desk, before).pop().unwrap();
    assert_eq!(noted, ("tell-source".to_owned(), true, "{}".to_owned()), "with nothing of her");
    assert_eq!(scene.desk.history(ann).unwrap().from_list.unwrap().told.map(|(_, staff)| staff), Some(lead()));
    // All of them or nobody: Ann is told already.
    let refused = scene.desk.tell_source(&[ann, bo].into());
    assert!(matches!(refused, Err(DeskError::NothingToTell)));
    assert_eq!(scene.desk.to_tell_source(&event).unwrap().iter().map(|one| one.id).collect::<Vec<_>>(), [bo]);

    // Who was told before they go to the office is not told there again; who is erased is to be told no more.
    let (_, more) =
        take(&mut scene.desk, &event, "another school", Giver::Others, "given_name,date_of_birth\nDi,1993-01-01\n")
            .unwrap();
    scene.desk.tell_source(&[more[0]].into()).unwrap();
    assert!(informs(&mut scene, &office, &identity).is_empty());
    let bos = reference(&scene, bo);
    let request = identified(&mut scene, Right::Erase, &bos);
    scene.desk.erase(&request.reference).unwrap();
    assert!(scene.desk.to_tell_source(&event).unwrap().is_empty());
    assert_eq!(scene.desk.to_tell_waiting(&event).unwrap(), 0);
    assert!(scene.desk.check().unwrap().ledger.is_ok());

    // Whom it is to be told is a lead's to see, and to tick off.
    let passphrase = Passphrase::given("another long phrase");
    let sam = NewReader { handle: Handle::parse("sam").unwrap(), name: "Sam".into(), role: Role::Desk, passphrase };
    scene.desk.add_staff(&sam).unwrap();
    let closed = scene.close();
    let mut desk = Desk::open(&closed.folder.join("Day.lanyard"), &sam.handle, &sam.passphrase, &closed.env).unwrap();
    assert!(matches!(desk.to_tell_source(&event), Err(DeskError::NotAllowed { .. })));
    assert!(matches!(desk.tell_source(&[ann].into()), Err(DeskError::NotAllowed { .. })));
    assert!(matches!(desk.lists(&event), Err(DeskError::NotAllowed { .. })));
    assert_eq!(desk.to_tell_waiting(&event).unwrap(), 0);
    // Anybody may take a list in, as they may register anybody.
    assert!(
        take(&mut desk, &event, "a third school", Giver::Others, "given_name,date_of_birth\nEd,1994-01-01\n").is_ok()
    );
}

#[test]
fn r16_r27_a_copy_and_the_record_of_processing_name_where_the_data_comes_from() {
    let mut scene = Scene::new();
    let people = school(&mut scene);
    let into = scene.folder.join("out");
    std::fs::create_dir(&into).unwrap();
    let anns = reference(&scene, people[0]);
    let request = identified(&mut scene, Right::Access, &anns);
    let copy = scene.desk.write_copy(&request.reference, &into).unwrap();
    let json = std::fs::read_to_string(copy.folder.join("your-data.json")).unwrap();
    let said: serde_json::Value = serde_json::from_str(&json).unwrap();
    let source = &said["registrations"][0]["source"];
    assert_eq!(
        (source["list"].as_str(), source["given_by"].as_str(), source["taken_on"].as_str()),
        (Some(SCHOOL), Some("others"), Some("2026-11-21"))
    );
    let files = scene.desk.write_processing_record(&scene.event, &into).unwrap();
    let markdown = files.iter().find(|file| file.extension().is_some_and(|kind| kind == "md")).unwrap();
    let record = std::fs::read_to_string(markdown).unwrap();
    let came = format!("a list: {SCHOOL}, 21 November 2026, 2 people; others gave the details of those on it");
    assert!(record.contains("Where it comes from") && record.contains(&came), "{record}");
}

/// Whether a mark can be read in the decrypted pages of a vault, in small letters.
fn readable(vault: &Path, mark: &str) -> bool {
    let mut bytes = pages::decrypted(vault, lead().as_str(), "correct horse battery");
    bytes.make_ascii_lowercase();
    bytes.windows(mark.len()).any(|window| window == mark.as_bytes())
}

#[test]
fn r18_a_source_that_names_somebody_on_the_list_is_refused_and_what_is_kept_of_it_outlives_nobody() {
    let mut scene = Scene::new();
    let event = scene.event.clone();
    for names in ["What Mr Xandrell sent", "from bo@example.org"] {
        let refused = take(&mut scene.desk, &event, names, Giver::Others, LIST);
        assert!(matches!(refused, Err(DeskError::SourceNames { .. })), "{names}");
    }
    let row = take(&mut scene.desk, &event, "What Mr Xandrell sent", Giver::Others, LIST).unwrap_err().to_string();
    assert!(row.contains("in row 2.") && !row.contains("Xandrell"), "{row}");
    assert!(scene.desk.lists(&event).unwrap().is_empty() && scene.desk.find(&event, "lee", 5).unwrap().is_empty());

    let people = school(&mut scene);
    let anns = reference(&scene, people[0]);
    let request = identified(&mut scene, Right::Erase, &anns);
    scene.desk.erase(&request.reference).unwrap();
    let vault = scene.folder.join("Day.lanyard");
    let closed = scene.close();
    assert!(readable(&vault, "hillside"), "the source stays");
    assert!(!readable(&vault, "xandrell"), "and she is gone from it with everything else");
    drop(closed);
}

#[test]
fn who_was_told_is_told_still_after_a_backup_from_before_is_restored() {
    let mut scene = Scene::new();
    let event = scene.event.clone();
    let [ann, bo] = school(&mut scene)[..] else { panic!() };
    let backup = scene.desk.backup(Some(scene.folder.path())).unwrap().path;
    scene.desk.tell_source(&[ann].into()).unwrap();
    let (scene, replayed) = scene.restored(&backup);
    assert_eq!(replayed.told, 1);
    assert_eq!(scene.desk.to_tell_source(&event).unwrap().iter().map(|one| one.id).collect::<Vec<_>>(), [bo]);
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}
