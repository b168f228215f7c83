//! Who works at the desk, and who may say so.

use lanyard::desk::{Desk, DeskError, NewReader, Passphrase};
use lanyard::domain::staff::{Handle, Role};
use lanyard::vault::VaultError;

use super::scene::{Closed, Scene, lead};

const SAMS: &str = "another long phrase";

fn sam() -> Handle {
    Handle::parse("sam").unwrap()
}

/// A desk at which Sam works beside the lead.
fn with_sam() -> Scene {
    let mut scene = Scene::new();
    let (handle, passphrase) = (sam(), Passphrase::given(SAMS));
    scene.desk.add_staff(&NewReader { handle, name: "Sam".into(), role: Role::Desk, passphrase }).unwrap();
    scene
}

#[test]
fn only_people_are_removed_from_the_staff() {
    let mut scene = with_sam();
    let code = Handle::parse("recovery").unwrap();
    let refused = scene.desk.remove_staff(&code);
    assert!(matches!(refused, Err(DeskError::Vault(VaultError::UnknownHandle(_)))));
    assert!(scene.desk.vault().readers().iter().any(|reader| reader.handle == code), "the code still opens it");
}

#[test]
fn nobody_removes_themselves_so_that_somebody_is_left_who_lets_people_in() {
    let mut scene = with_sam();
    scene.desk.change_role(&sam(), Role::Office).unwrap();
    let (acts, generation) = (scene.desk.last_act().unwrap(), scene.desk.vault().generation());
    let refused = scene.desk.remove_staff(&lead()).unwrap_err();
    assert!(matches!(refused, DeskError::Vault(VaultError::OwnRemoval)), "{refused}");
    let role = scene.desk.change_role(&lead(), Role::Desk).unwrap_err().to_string();
    let after = |said: String| said.split_once('.').unwrap().1.to_owned();
    assert_eq!(after(refused.to_string()), after(role), "the same is said of one's own role");
    assert_eq!((scene.desk.last_act().unwrap(), scene.desk.vault().generation()), (acts, generation));
    // Another lead does.
    let closed = scene.close();
    let place = closed.folder.join("Day.lanyard");
    let mut desk = Desk::open(&place, &sam(), &Passphrase::given(SAMS), &closed.env).unwrap();
    desk.remove_staff(&lead()).unwrap();
    assert!(desk.staff_list().unwrap().iter().any(|member| member.handle == lead() && member.removed));
}

#[test]
fn another_role_counts_from_the_next_time_they_open_the_desk() {
    let mut scene = with_sam();
    assert!(matches!(scene.desk.change_role(&lead(), Role::Desk), Err(DeskError::Vault(VaultError::OwnRole))));
    let opened = |scene: Scene, then: &mut dyn FnMut(&mut Desk)| {
        let closed: Closed = scene.close();
        let place = closed.folder.join("Day.lanyard");
        then(&mut Desk::open(&place, &sam(), &Passphrase::given(SAMS), &closed.env).unwrap());
        closed.open()
    };
    let mut scene = opened(scene, &mut |desk| {
        let refused = desk.change_role(&lead(), Role::Desk);
        assert!(matches!(refused, Err(DeskError::NotAllowed { .. })), "who works at the desk makes nobody a lead");
    });
    scene.desk.change_role(&sam(), Role::Lead).unwrap();
    let scene = opened(scene, &mut |desk| desk.change_role(&lead(), Role::Office).unwrap());
    let listed = scene.desk.staff_list().unwrap();
    let role = |handle: &Handle| listed.iter().find(|member| member.handle == *handle).unwrap().role;
    assert_eq!((role(&lead()), role(&sam())), (Role::Office, Role::Lead));
}
