//! R27: what was done can be accounted for. The audit log says of each batch what the batch itself says.

use lanyard::domain::act_kind::{ActKind, facts};
use lanyard::domain::answer::Said;
use lanyard::domain::form::Field;
use lanyard::domain::purpose::{Channel, Purpose, Question};
use lanyard::domain::rules::DeskRules;
use lanyard::domain::staff::Role;

use super::as_somebody;
use super::form::Form;
use super::reader::Reader;
use crate::desk::scene::Scene;

#[test]
fn r27_the_log_of_a_closed_day_accounts_for_recipient_purposes_columns_and_people() {
    let mut scene = Scene::new();
    let news = Reader::of(&mut scene, Purpose::News);
    let form = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org");
    let ann = form.said(Question::News(Channel::Email), Said::Yes).save();
    Form::adult(&mut scene, "Bob").save();
    let batch = news.next(&mut scene);
    let columns: Vec<_> = scene.desk.sent(ann).unwrap()[0].columns.iter().map(|column| column.code()).collect();
    let (scene, log) = as_somebody(scene, Role::DataOfficer, |desk, _| desk.audit(1, 1000, None).unwrap());
    let of = |kind: &str| log.iter().find(|row| row.kind.code() == kind).unwrap();
    let closing = of("close-day");
    assert_eq!(closing.staff, "alex");
    let expected = serde_json::json!({
        "recipient": "to-news", "sequence": 1, "people": 1, "columns": columns, "bases": [{ "purpose": "news", "basis": "consent" }], "purposes": ["news"],
    });
    assert_eq!(closing.details, expected);
    let manifest = batch.verified().point().manifest;
    assert_eq!(of("seal-batch").details["manifest_sha256"], hex::encode(manifest.0));
    assert!(scene.desk.check().unwrap().ledger.is_ok());
}

#[test]
fn r27_what_was_set_and_written_is_accounted_for_in_words() {
    let mut scene = Scene::new();
    scene.desk.set_rules(DeskRules { back_up_every: None, ..DeskRules::default() }).unwrap();
    scene.desk.write_day_summary(&scene.event, scene.folder.path()).unwrap();
    scene.desk.note_looks().unwrap();
    let (_, log) = as_somebody(scene, Role::DataOfficer, |desk, _| desk.audit(1, 1000, None).unwrap());
    let words = |kind: &str| ActKind::from_code(kind).unwrap().words();
    let said: Vec<_> = log.iter().map(|row| words(row.kind.code())).collect();
    for expected in ["Made this desk", "Set when the desk locks and backs up", "Wrote a summary of the day"] {
        assert!(said.contains(&expected), "{said:#?}");
    }
    let set = log.iter().find(|row| row.kind.code() == "set-rules").unwrap();
    let facts = facts(&set.details);
    assert!(facts.contains(&("Lock after".to_owned(), "3".to_owned())), "{facts:?}");
}
