//! R14: one person registers twice. Both stay, nothing merges by itself, and the latest explicit answer stands.

use lanyard::domain::answer::{How, Said};
use lanyard::domain::form::Field;
use lanyard::domain::ids::RegistrationId;
use lanyard::domain::ledger::Standing;
use lanyard::domain::likeness::Verdict;
use lanyard::domain::moment::AnsweredAt;
use lanyard::domain::purpose::{Channel, Purpose, Question};

use super::form::Form;
use super::reader::Reader;
use super::stands;
use crate::desk::scene::Scene;

const EMAIL: Question = Question::News(Channel::Email);
const SMS: Question = Question::News(Channel::Sms);

fn ann(scene: &mut Scene, email: Said, sms: Said) -> RegistrationId {
    let form = Form::adult(scene, "Ann").field(Field::FamilyName, "Lee").field(Field::Email, "ann@example.org");
    form.field(Field::Phone, "07700 900123").said(EMAIL, email).said(SMS, sms).save()
}

#[test]
fn r14_who_comes_twice_is_two_registrations_and_their_last_word_counts_for_both() {
    let mut scene = Scene::new();
    let [office, news] = [Purpose::RecordKeeping, Purpose::News].map(|purpose| Reader::of(&mut scene, purpose));
    let morning = ann(&mut scene, Said::Yes, Said::Yes);
    let noon = ann(&mut scene, Said::No, Said::LeftBlank);
    let both = |scene: &Scene, question| [morning, noon].map(|id| stands(scene, id, question));
    assert_eq!(both(&scene, EMAIL), [Standing::Yes, Standing::No], "nobody has said that this is one person");
    assert_eq!(scene.desk.duplicates_of(noon).unwrap().len(), 1, "but it is remarked on");

    scene.desk.say_same(morning, noon, true).unwrap();
    assert_eq!(both(&scene, EMAIL), [Standing::No; 2]);
    assert_eq!(both(&scene, SMS), [Standing::Yes; 2], "a blank changes nothing");
    assert_eq!(office.next(&mut scene).people().len(), 2, "both stay");
    let people = news.next(&mut scene).people();
    let sent: Vec<_> = people.iter().map(|row| (row["phone"].as_str(), row.get("email"))).collect();
    assert_eq!(sent, [("tel:+447700900123", None); 2]);

    let evening = ann(&mut scene, Said::Yes, Said::LeftBlank);
    scene.desk.say_same(evening, noon, true).unwrap();
    assert_eq!(stands(&scene, morning, EMAIL), Standing::Yes, "their own later Yes, at the same desk");
}

#[test]
fn r14_where_it_is_not_sure_which_came_later_the_more_restrictive_stands() {
    let mut scene = Scene::new();
    let no = ann(&mut scene, Said::No, Said::No);
    let answered = AnsweredAt::written(scene.desk.now(), scene.desk.now());
    let form = Form::adult(&mut scene, "Ann").field(Field::Email, "ann@example.org");
    let on_paper = form.said_at(EMAIL, Said::Yes, How::OnPaper, answered).save();
    scene.desk.say_same(no, on_paper, true).unwrap();
    assert_eq!(stands(&scene, on_paper, EMAIL), Standing::No);
}

#[test]
fn r14_siblings_on_one_email_answer_apart() {
    let mut scene = Scene::new();
    let news = Reader::of(&mut scene, Purpose::News);
    ann(&mut scene, Said::No, Said::No);
    let form = Form::of(&mut scene, "Ben").field(Field::DateOfBirth, "1992-11-30").field(Field::FamilyName, "Lee");
    let ben = form.field(Field::Email, "ann@example.org").said(EMAIL, Said::Yes).save();
    let alike: Vec<_> =
        scene.desk.duplicates_of(ben).unwrap().into_iter().map(|found| found.likeness.verdict).collect();
    assert_eq!(alike, [Verdict::SharesContact], "a family, and not one person");
    assert_eq!(stands(&scene, ben, EMAIL), Standing::Yes);
    let mut batch = news.next(&mut scene);
    assert_eq!(batch.column("registrations.csv", "given_name"), ["Ben"]);
}
