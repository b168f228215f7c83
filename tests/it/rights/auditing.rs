//! The audit log: who did what to whom, without what was said, and proven (R27).

use lanyard::batch::verify::verify;
use lanyard::desk::{Desk, DeskError, NewReader, Passphrase};
use lanyard::domain::audit_head::{ClaimedHead, Compared};
use lanyard::domain::purpose::Purpose;
use lanyard::domain::rights::Right;
use lanyard::domain::staff::{Handle, Role};

use super::identified;
use crate::desk::day::one;
use crate::desk::scene::Scene;
use crate::support::scratch::Folder;

fn officer() -> NewReader {
    let passphrase = Passphrase::given("another long phrase");
    NewReader { handle: Handle::parse("dana").unwrap(), name: "Dana".into(), role: Role::DataOfficer, passphrase }
}

#[test]
fn r27_the_data_officer_reads_who_did_what_to_whom_and_nobody_else_does() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Markerlee,1990-01-01,ann@example.org,yes,,,out loud");
    one(&mut scene, "Ben,May,1990-01-01,ben@example.org,yes,,,out loud");
    let id = scene.desk.by_reference(&ann).unwrap().id;
    scene.desk.find(&scene.event, "markerlee", 10).unwrap();
    let request = identified(&mut scene, Right::Erase, &ann);
    scene.desk.erase(&request.reference).unwrap();
    assert!(matches!(scene.desk.audit(1, 100, None), Err(DeskError::NotAllowed { .. })));
    scene.desk.add_staff(&officer()).unwrap();
    let (folder, env) = (scene.folder.join("Day.lanyard"), scene.env.clone());
    let closed = scene.close();
    let mut dana = Desk::open(&folder, &officer().handle, &officer().passphrase, &env).unwrap();

    let log = dana.audit(1, 1000, None).unwrap();
    assert!(log.iter().zip(1..).all(|(row, number)| row.sequence == number));
    assert!(log.iter().all(|row| row.staff == "alex"));
    let about: Vec<_> = dana
        .audit(1, 1000, Some(id))
        .unwrap()
        .into_iter()
        .map(|row| (row.kind.code().to_owned(), row.reference))
        .collect();
    let kinds = ["register", "request", "request", "erase"].map(|kind| (kind.to_owned(), Some(ann.clone())));
    assert_eq!(about, kinds);
    assert_eq!(dana.audit(3, 2, None).unwrap(), log[2..4]);
    let said = log.iter().map(|row| row.details.to_string()).collect::<String>().to_lowercase();
    assert!(!said.contains("markerlee") && !said.contains("ann@"), "{said}");
    // Reading it is in it too.
    dana.note_looks().unwrap();
    let last = dana.audit(1, 1000, None).unwrap().pop().unwrap();
    assert_eq!((last.kind.code(), last.staff.as_str()), ("audit", "dana"));
    drop(closed);
}

#[test]
fn r27_the_head_that_is_proven_is_the_one_that_batches_name() {
    let mut scene = Scene::new();
    one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let (office, identity) = scene.recipient("office", &[lanyard::domain::purpose::Purpose::RecordKeeping]);
    let closed = scene.desk.close_day(&scene.event, &[office]).unwrap();
    let batch = verify(&closed[0].path, &identity, &scene.key()).unwrap();
    let head = &batch.statement().header.audit_head;
    let whole = scene.desk.verify_audit().unwrap().unwrap();
    // Sealing is the act after the one that reserved it.
    assert_eq!(head.sequence + 1, whole.acts);
    let conn = scene.desk.vault().conn().unwrap();
    let chain: Vec<u8> = conn
        .query_row("SELECT chain FROM act WHERE sequence = ?1", [head.sequence.cast_signed()], |row| row.get(0))
        .unwrap();
    assert_eq!(chain, head.hash.0);
}

#[test]
fn r27_a_break_in_the_chain_names_the_first_bad_row() {
    let mut scene = Scene::new();
    let ann = one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let request = identified(&mut scene, Right::Restrict, &ann);
    let conn = scene.desk.vault().conn().unwrap();
    conn.execute_batch("DROP TRIGGER request_step_stays").unwrap();
    let act: i64 = conn.query_row("SELECT act FROM request_step ORDER BY id LIMIT 1", [], |row| row.get(0)).unwrap();
    conn.execute("UPDATE request_step SET made_on = '2020-01-01' WHERE reference = ?1", [&request.reference]).unwrap();
    let broken = scene.desk.verify_audit().unwrap().unwrap_err();
    assert_eq!(broken.act, Some(act.cast_unsigned()));
    assert!(broken.to_string().contains("data protection officer"), "{broken}");
}

#[test]
fn r27_the_offices_batch_proves_the_laptops_log_and_finds_what_was_cut_off_or_changed() {
    let mut scene = Scene::new();
    one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let (office, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    assert_eq!(scene.desk.newest_batch_head().unwrap(), None);
    let closed = scene.desk.close_day(&scene.event, &[office]).unwrap();
    let file = &closed[0].path;
    let named = scene.desk.newest_batch_head().unwrap().unwrap();
    let header = verify(file, &identity, &scene.key()).unwrap().statement().header.audit_head;
    assert_eq!((named.act, named.chain), (header.sequence, header.hash.0), "as the batch itself says");
    let same = |last| Ok::<_, ()>(Compared::Same { act: named.act, last });
    let last = scene.desk.last_act().unwrap();
    assert!(last > named.act, "sealing comes after");
    assert_eq!(scene.desk.compare_batch(file, &identity, &[]).map_err(|_| ()), same(last));

    // The last act is deleted with another program: what is left holds, and only somebody else's copy tells.
    let head = scene.desk.verify_audit().unwrap().unwrap().head;
    let claimed = ClaimedHead::whole(head.sequence, head.chain);
    assert!(scene.desk.compare_head(&claimed, None).unwrap().is_same());
    let conn = scene.desk.vault().conn().unwrap();
    conn.execute_batch("PRAGMA foreign_keys = OFF; DROP TRIGGER act_is_kept;").unwrap();
    conn.execute("DELETE FROM act WHERE sequence = ?1", [head.sequence.cast_signed()]).unwrap();
    assert!(scene.desk.verify_audit().unwrap().is_ok(), "it cannot be seen from within");
    let cut = Compared::CutShort { act: head.sequence, last: head.sequence - 1 };
    assert_eq!(scene.desk.compare_head(&claimed, None).unwrap(), cut);
    let other = ClaimedHead::whole(1, [7; 32]);
    assert_eq!(scene.desk.compare_head(&other, None).unwrap(), Compared::Differs { act: 1 });
    assert!(!cut.is_same() && cut.to_string().contains("cut off its end"));
}

#[test]
fn r27_a_head_from_before_a_backup_was_restored_is_no_proof_against_this_log() {
    let mut scene = Scene::new();
    let backup = scene.desk.backup(None).unwrap().path;
    one(&mut scene, "Ann,Lee,1990-01-01,ann@example.org,yes,,,out loud");
    let (office, identity) = scene.recipient("office", &[Purpose::RecordKeeping]);
    let closed = scene.desk.close_day(&scene.event, &[office]).unwrap();
    let kept = Folder::new();
    let name = closed[0].path.file_name().unwrap();
    let file = kept.path().join(name);
    std::fs::copy(&closed[0].path, &file).unwrap();
    let key = scene.key();
    let (scene, _) = scene.restored(&backup);
    let compared = scene.desk.compare_batch(&file, &identity, &[key]).unwrap();
    assert!(matches!(compared, Compared::BeforeRestore { .. }), "{compared:?}");
}
