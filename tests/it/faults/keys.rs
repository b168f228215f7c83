//! Changing the data key, a passphrase, or who may open the desk, cut off or refused by the disk at any step: it is done
//! or not, everybody is there, and exactly the right people open the desk.

use lanyard::desk::{Desk, NewReader, Passphrase};
use lanyard::domain::staff::{Handle, Role};
use lanyard::vault::Frozen;

use super::list;
use super::matrix::{Deed, Fault, NEW_PASSPHRASE, PASSPHRASE, at_many_points, lanyard};
use super::registering::{Acknowledged, everybody_is_there};
use crate::desk::scene::{Closed, Scene, lead};

const REMOVE: Deed = |folder| lanyard(folder, &["staff", "remove", "sam"]);
const ROLE: Deed = |folder| lanyard(folder, &["staff", "role", "sam", "lead"]);
const PASSPHRASE_OF_ONES_OWN: Deed = |folder| lanyard(folder, &["staff", "passphrase", "alex"]);
const CHANGE_KEY: Deed = |folder| lanyard(folder, &["change-key"]);

const SAMS: &str = "another long phrase";

/// A desk with two people, some visitors, a backup, and what is known of them.
struct Before {
    desk: Closed,
    visitors: Acknowledged,
    key: String,
}

impl Before {
    fn new() -> Self {
        let mut scene = Scene::new();
        let (handle, passphrase) = (sam(), Passphrase::given(SAMS));
        scene.desk.add_staff(&NewReader { handle, name: "Sam".into(), role: Role::Desk, passphrase }).unwrap();
        let kept = scene.register(&list(0..8)).0;
        scene.desk.backup(None).unwrap();
        let key = scene.desk.public_key().unwrap().0;
        Self { desk: scene.close(), visitors: kept.into_iter().map(|(row, code)| (row - 2, code)).collect(), key }
    }

    /// The same after a restore: what it replaced is set aside, and opens for both of them.
    fn restored() -> Self {
        let Self { desk, visitors, key } = Self::new();
        let mut scene = desk.open();
        let stick = scene.folder.made("stick");
        let backup = scene.desk.backup(Some(&stick)).unwrap().path;
        let (scene, _) = scene.restored(&backup);
        std::fs::remove_dir_all(stick).unwrap();
        let aside = scene.desk.set_asides().unwrap().remove(0);
        assert!(Frozen::open(&aside.path, &sam(), &Passphrase::given(SAMS)).is_ok(), "or no test of it could fail");
        Self { desk: scene.close(), visitors, key }
    }

    /// Everybody is there, in a desk that is whole and in order; says whether its signing key is a new one.
    fn is_whole(&self, scene: &Scene) -> bool {
        assert_eq!(everybody_is_there(scene, &self.visitors), None);
        let left = crate::support::scratch::hash_tree(scene.desk.folder()).into_keys();
        let left: Vec<_> = left.map(|path| path.to_string_lossy().into_owned()).collect();
        assert!(!left.iter().any(|name| name.contains(".writing-") || name.contains(".next.age")), "{left:?}");
        scene.desk.public_key().unwrap().0 != self.key
    }
}

fn sam() -> Handle {
    Handle::parse("sam").unwrap()
}

/// Opens the desk as somebody, and says how many visitors are at it.
fn visitors_seen(scene: &Closed, handle: &Handle, passphrase: &str) -> Result<u64, lanyard::desk::DeskError> {
    let folder = scene.folder.join("Day.lanyard");
    let desk = Desk::open(&folder, handle, &Passphrase::given(passphrase), &scene.env)?;
    Ok(desk
        .vault()
        .conn()?
        .query_row("SELECT count(*) FROM registration", [], |row| row.get::<_, i64>(0))?
        .cast_unsigned())
}

/// How many acts of this kind there are.
fn acts(scene: &Scene, kind: &str) -> u32 {
    let conn = scene.desk.vault().conn().unwrap();
    conn.query_row("SELECT count(*) FROM act WHERE kind = ?1", [kind], |row| row.get(0)).unwrap()
}

fn removing(fault: Fault) {
    removing_from(&Before::new(), fault);
}

fn removing_from(before: &Before, fault: Fault) {
    at_many_points(fault, &before.desk, REMOVE, |scene, output| {
        let scene = scene.open();
        let gone = scene.desk.vault().readers().iter().all(|reader| reader.handle != sam());
        assert!(gone || !output.success());
        assert_eq!(before.is_whole(&scene), gone, "whoever is removed may have copied the signing key");
        let listed = scene.desk.staff_list().unwrap().into_iter().find(|member| member.handle == sam()).unwrap();
        assert_eq!((listed.removed, acts(&scene, "remove-staff")), (gone, u32::from(gone)));
        let backups = scene.desk.vault().backups().unwrap();
        assert!(!backups.is_empty());
        let set_aside = scene.desk.set_asides().unwrap().into_iter().map(|aside| aside.path);
        for copy in backups.into_iter().map(|backup| backup.path).chain(set_aside) {
            assert_eq!(Frozen::open(&copy, &sam(), &Passphrase::given(SAMS)).is_err(), gone);
            let leads = Frozen::open(&copy, &lead(), &Passphrase::given(PASSPHRASE)).unwrap();
            let seen = leads.conn().query_row("SELECT count(*) FROM registration", [], |row| row.get::<_, i64>(0));
            assert_eq!(seen.unwrap(), 8);
        }
        let scene = scene.close();
        assert_eq!(visitors_seen(&scene, &lead(), PASSPHRASE).unwrap(), 8);
        match visitors_seen(&scene, &sam(), SAMS) {
            Ok(seen) => assert!(!gone && seen == 8),
            Err(error) => assert!(gone, "{error}"),
        }
        gone
    });
}

fn changing_a_role(fault: Fault) {
    let before = Before::new();
    at_many_points(fault, &before.desk, ROLE, |scene, output| {
        let scene = scene.open();
        let readers = scene.desk.vault().readers();
        let role = readers.iter().find(|reader| reader.handle == sam()).unwrap().role;
        let changed = role == Role::Lead;
        assert!(changed || (role == Role::Desk && !output.success()));
        assert!(!before.is_whole(&scene), "nobody lost access, so the signing key is the same");
        let listed = scene.desk.staff_list().unwrap().into_iter().find(|member| member.handle == sam()).unwrap();
        assert_eq!((listed.role, acts(&scene, "change-role")), (role, u32::from(changed)));
        let scene = scene.close();
        assert_eq!(visitors_seen(&scene, &lead(), PASSPHRASE).unwrap(), 8);
        assert_eq!(visitors_seen(&scene, &sam(), SAMS).unwrap(), 8);
        changed
    });
}

fn changing_a_passphrase(fault: Fault) {
    let before = Before::new();
    at_many_points(fault, &before.desk, PASSPHRASE_OF_ONES_OWN, |scene, output| {
        let opened = [NEW_PASSPHRASE, PASSPHRASE].map(|phrase| visitors_seen(&scene, &lead(), phrase));
        let changed = matches!(opened, [Ok(8), Err(_)]);
        assert!(changed || matches!(opened, [Err(_), Ok(8)]), "{opened:?}");
        assert!(changed || !output.success());
        assert_eq!(visitors_seen(&scene, &sam(), SAMS).unwrap(), 8);
        let scene = scene.open_by(&Passphrase::given(if changed { NEW_PASSPHRASE } else { PASSPHRASE }));
        assert_eq!(before.is_whole(&scene), changed, "the old passphrase may have been known to somebody");
        changed
    });
}

fn changing_the_data_key(fault: Fault) {
    let before = Before::new();
    at_many_points(fault, &before.desk, CHANGE_KEY, |scene, output| {
        assert_eq!(visitors_seen(&scene, &sam(), SAMS).unwrap(), 8);
        let scene = scene.open();
        let changed = scene.desk.vault().generation() == 2;
        assert!(changed || !output.success());
        assert!(!before.is_whole(&scene), "nobody lost access");
        changed
    });
}

#[test]
fn r22_a_removal_killed_at_any_step_is_done_or_not() {
    removing(Fault::Kill);
}

#[test]
fn r22_a_removal_under_failing_disks_is_done_or_not() {
    Fault::OF_DISKS.into_iter().for_each(removing);
}

#[test]
fn r22_a_removal_killed_at_any_step_is_done_or_not_in_what_was_set_aside_too() {
    removing_from(&Before::restored(), Fault::Kill);
}

#[test]
fn r22_a_removal_under_failing_disks_is_done_or_not_in_what_was_set_aside_too() {
    let before = Before::restored();
    Fault::OF_DISKS.into_iter().for_each(|fault| removing_from(&before, fault));
}

#[test]
fn r22_a_new_passphrase_killed_at_any_step_is_the_only_one_or_not_there() {
    changing_a_passphrase(Fault::Kill);
}

#[test]
fn r22_a_new_passphrase_under_failing_disks_is_the_only_one_or_not_there() {
    Fault::OF_DISKS.into_iter().for_each(changing_a_passphrase);
}

#[test]
fn r22_a_new_data_key_killed_at_any_step_is_in_force_or_not() {
    changing_the_data_key(Fault::Kill);
}

#[test]
fn r22_a_new_data_key_under_failing_disks_is_in_force_or_not() {
    Fault::OF_DISKS.into_iter().for_each(changing_the_data_key);
}

#[test]
fn a_new_role_killed_at_any_step_is_theirs_and_noted_or_is_not() {
    changing_a_role(Fault::Kill);
}

#[test]
fn a_new_role_under_failing_disks_is_theirs_and_noted_or_is_not() {
    Fault::OF_DISKS.into_iter().for_each(changing_a_role);
}
