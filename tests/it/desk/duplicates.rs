//! Possible duplicates at the desk: shown with their evidence, answered by staff, never merged (R14).

use lanyard::desk::{Desk, NewReader, Passphrase};
use lanyard::domain::draft::RegistrationDraft;
use lanyard::domain::form::Field;
use lanyard::domain::ids::{RegistrationId, VisitorId};
use lanyard::domain::likeness::Verdict;
use lanyard::domain::staff::{Handle, Role};

use super::scene::Scene;
use crate::support::scratch::hash_tree;

const LIST: &str = "given_name,family_name,date_of_birth,email\n\
    Zoë,Hale,2009-05-04,hale@example.org\n\
    Ben,Hale,2011-02-03,hale@example.org\n\
    Zoe,Hale,2009-05-04,\n\
    Zoe,Hale,2009-05-04,zoe@example.org\n\
    Alex,Marsh,1970-01-01,\n";

/// The ids of those who were kept, in the order of the list.
fn come(scene: &mut Scene) -> Vec<RegistrationId> {
    let (kept, not_kept) = scene.register(LIST);
    assert!(not_kept.is_empty());
    kept.iter().map(|(_, reference)| scene.desk.by_reference(reference).unwrap().id).collect()
}

/// The pairs by their places in the list, and what they come to.
fn pairs(desk: &Desk, scene: &lanyard::domain::code::Code, ids: &[RegistrationId]) -> Vec<(usize, usize, Verdict)> {
    let place = |id| ids.iter().position(|known| *known == id).unwrap();
    let pairs = desk.duplicates(scene).unwrap();
    let mut places: Vec<_> = pairs
        .iter()
        .map(|pair| {
            let (a, b) = (place(pair.one.registered.id), place(pair.other.registered.id));
            (a.min(b), a.max(b), pair.likeness.verdict)
        })
        .collect();
    places.sort_unstable();
    places
}

#[test]
fn r14_pairs_are_listed_until_somebody_says_what_they_are() {
    use Verdict::{Likely, SharesContact};
    let mut scene = Scene::new();
    let ids = come(&mut scene);
    let event = scene.event.clone();
    let all = [(0, 1, SharesContact), (0, 2, Likely), (0, 3, Likely), (2, 3, Likely)];
    assert_eq!(pairs(&scene.desk, &event, &ids), all);
    assert!(scene.desk.duplicates_of(ids[4]).unwrap().is_empty());

    scene.desk.say_same(ids[0], ids[2], true).unwrap();
    assert_eq!(pairs(&scene.desk, &event, &ids), [all[0], all[2], all[3]]);
    // Said of one of her registrations, it holds for both.
    scene.desk.say_same(ids[3], ids[2], false).unwrap();
    assert_eq!(pairs(&scene.desk, &event, &ids), [all[0]]);
    scene.desk.reverse_link(ids[3], ids[2]).unwrap();
    scene.desk.reverse_link(ids[0], ids[2]).unwrap();
    assert_eq!(pairs(&scene.desk, &event, &ids), all);

    scene.desk.undo(ids[3]).unwrap();
    assert_eq!(pairs(&scene.desk, &event, &ids), all[..2]);
    assert_eq!(scene.desk.find(&event, "zoe", 9).unwrap().len(), 2, "both stay");
}

#[test]
fn r14_a_half_filled_form_is_compared_and_nothing_is_written() {
    let mut scene = Scene::new();
    come(&mut scene);
    let mut draft = RegistrationDraft::new(RegistrationId(scene.desk.new_id()), VisitorId(scene.desk.new_id()));
    let before = hash_tree(&scene.folder.join("Day.lanyard"));
    let mut found = |field, typed: &str| {
        draft.fields.insert(field, typed.to_owned());
        let found = scene.desk.duplicates_of_draft(&draft, &scene.event).unwrap();
        found.iter().map(|duplicate| duplicate.likeness.verdict).collect::<Vec<_>>()
    };
    assert_eq!(found(Field::GivenName, "Zoë"), []);
    assert_eq!(found(Field::Email, "hale@"), []);
    assert_eq!(found(Field::Email, "HALE@example.org"), [Verdict::SharesContact; 2]);
    assert_eq!(found(Field::FamilyName, "Hale"), [Verdict::Likely, Verdict::SharesContact]);
    assert_eq!(
        found(Field::DateOfBirth, "4 May 2009")[..],
        [[Verdict::Likely; 3].as_slice(), &[Verdict::SharesContact]].concat()
    );
    assert_eq!(before, hash_tree(&scene.folder.join("Day.lanyard")));
}

#[test]
fn r19_desk_staff_see_no_duplicates_among_those_they_may_not_see() {
    let mut scene = Scene::new();
    let ids = come(&mut scene);
    // With this date of birth a guardian would have to agree first: she waits in quarantine.
    let amendment = lanyard::desk::Amendment {
        fields: [(Field::DateOfBirth, "2020-05-04".to_owned())].into(),
        reason: "misheard".to_owned(),
        ..Default::default()
    };
    assert!(scene.desk.amend(ids[2], &amendment).is_err());
    assert_eq!(scene.desk.duplicates_of(ids[0]).unwrap().len(), 3, "a lead sees her");
    let sam = Handle::parse("sam").unwrap();
    let words = || Passphrase::given("another horse battery");
    let new = NewReader { handle: sam.clone(), name: "Sam".into(), role: Role::Desk, passphrase: words() };
    scene.desk.add_staff(&new).unwrap();
    let folder = scene.folder.join("Day.lanyard");
    let (event, env) = (scene.event.clone(), scene.env.clone());
    let _kept = scene.close();
    let desk = Desk::open(&folder, &sam, &words(), &env).unwrap();
    let seen: Vec<_> = desk.duplicates_of(ids[0]).unwrap().iter().map(|found| found.other.registered.id).collect();
    assert_eq!(seen, [ids[3], ids[1]]);
    assert!(pairs(&desk, &event, &ids).iter().all(|(a, b, _)| *a != 2 && *b != 2));
}
