//! Who looked at what is in the audit log (R27), and nothing of what they typed.

use lanyard::desk::Desk;
use lanyard::domain::form::Field;

use super::day::one;
use super::scene::Scene;

/// The acts from the one after `after` on: kind, whether it is about somebody, details.
pub(crate) fn acts(desk: &Desk, after: u64) -> Vec<(String, bool, String)> {
    let conn = desk.vault().conn().unwrap();
    let mut acts = conn
        .prepare("SELECT kind, subject IS NOT NULL, details FROM act WHERE sequence > ?1 ORDER BY sequence")
        .unwrap();
    let rows = acts.query_map([after.cast_signed()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

fn act(kind: &str, about_somebody: bool, details: &str) -> (String, bool, String) {
    (kind.to_owned(), about_somebody, details.to_owned())
}

#[test]
fn r27_every_look_is_noted_with_the_next_act_and_what_was_typed_is_not() {
    let mut scene = Scene::new();
    let reference = one(&mut scene, "Ann,Markerhale,1990-01-01,ann@example.org,yes,,,out loud");
    let id = scene.desk.by_reference(&reference).unwrap().id;
    let before = scene.desk.check().unwrap().ledger.unwrap().acts;
    for typed in ["m", "ma", "marker"] {
        assert_eq!(scene.desk.find(&scene.event, typed, 10).unwrap().len(), 1);
    }
    scene.desk.history(id).unwrap();
    assert!(scene.desk.duplicates_of(id).unwrap().is_empty());
    scene.desk.duplicates(&scene.event).unwrap();
    scene.desk.find(&scene.event, "nobody", 10).unwrap();
    assert_eq!(acts(&scene.desk, before), [], "nobody waited for a disk");

    scene.desk.count_only(&scene.event).unwrap();
    let event = |found: u32, times: u32| format!("{{\"event\":\"open-day-2026\",\"found\":{found},\"times\":{times}}}");
    let nobodys = |found: u32| format!("{{\"event\":null,\"found\":{found},\"times\":1}}");
    assert_eq!(
        acts(&scene.desk, before),
        [
            act("check", false, &nobodys(0)),
            act("find", false, &event(1, 3)),
            act("look", true, &nobodys(1)),
            act("duplicates", true, &nobodys(0)),
            act("duplicates", false, &event(0, 1)),
            act("find", false, &event(0, 1)),
            act("count-only", false, "{\"event\":\"open-day-2026\"}"),
        ]
    );
    scene.desk.note_looks().unwrap();
    assert_eq!(acts(&scene.desk, before).len(), 7, "each is noted once");
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r27_a_look_at_a_form_that_may_yet_be_cleared_names_nobody() {
    let mut scene = Scene::new();
    let (registration, visitor) = (scene.desk.new_id(), scene.desk.new_id());
    let mut draft = lanyard::domain::draft::RegistrationDraft::new(
        lanyard::domain::ids::RegistrationId(registration),
        lanyard::domain::ids::VisitorId(visitor),
    );
    draft.fields.insert(Field::GivenName, "Kit".to_owned());
    let before = scene.desk.check().unwrap().ledger.unwrap().acts;
    scene.desk.note_looks().unwrap();
    scene.desk.duplicates_of_draft(&draft, &scene.event).unwrap();
    scene.desk.note_looks().unwrap();
    let noted = acts(&scene.desk, before);
    assert_eq!((noted.len(), noted[1].0.as_str(), noted[1].1), (2, "duplicates", false));
}
