//! R14: one person registers twice. Both stay, nothing merges by itself, and the latest explicit answer stands.

use lanyard::desk::{Amendment, Disclosed};
use lanyard::domain::age::AgeAnswer;
use lanyard::domain::answer::{How, Said};
use lanyard::domain::form::Field;
use lanyard::domain::ids::RegistrationId;
use lanyard::domain::ledger::Standing;
use lanyard::domain::likeness::Verdict;
use lanyard::domain::moment::AnsweredAt;
use lanyard::domain::permit::Column;
use lanyard::domain::person_copy::ToldOf;
use lanyard::domain::purpose::{Channel, Purpose, Question};
use lanyard::domain::rights::Right;
use lanyard::domain::staff::Role;

use super::form::Form;
use super::reader::Reader;
use super::{as_somebody, asked_for, stands};
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
    // Ann may be known there from elsewhere: her address is to be stopped, and not for Ben.
    let expected = [("withdraw", "ann@example.org"), ("withdraw", "tel:+447700900123"), ("lift", "news.email")];
    assert_eq!(batch.told(), expected.map(|(action, about)| (action.to_owned(), about.to_owned())));
    let registration = batch.rows("registrations.csv")[0]["registration"].clone();
    assert_eq!(batch.rows("actions.csv")[2]["registration"], registration, "by his own id");
    assert!(news.next(&mut scene).told().is_empty(), "once");
}

#[test]
fn r14_r21_whoever_is_written_to_is_told_apart_from_the_address_that_another_declines_whichever_came_first() {
    let mut scene = Scene::new();
    let news = Reader::of(&mut scene, Purpose::News);
    let form = Form::of(&mut scene, "Ben").field(Field::DateOfBirth, "1992-11-30").field(Field::FamilyName, "Lee");
    form.field(Field::Email, "ann@example.org").said(EMAIL, Said::Yes).save();
    assert!(news.next(&mut scene).told().is_empty());
    ann(&mut scene, Said::No, Said::No);
    let mut batch = news.next(&mut scene);
    let told: Vec<_> = batch.told().into_iter().map(|(action, _)| action).collect();
    assert_eq!(told, ["withdraw", "withdraw", "lift"], "he was sent before, and goes on");
    assert_eq!(batch.column("registrations.csv", "given_name"), ["Ben"]);
    assert!(news.next(&mut scene).told().is_empty(), "once");
}

#[test]
fn r14_r21_that_an_address_was_to_be_stopped_is_on_record_with_what_else_was_sent_and_once() {
    let mut scene = Scene::new();
    let news = Reader::of(&mut scene, Purpose::News);
    let yes = ann(&mut scene, Said::Yes, Said::Yes);
    news.next(&mut scene);
    let form = Form::of(&mut scene, "Ann").thirteen_or_over(AgeAnswer::Yes).field(Field::FamilyName, "Lee");
    let no = form.field(Field::Email, "ann@example.org").said(EMAIL, Said::No).save();
    news.next(&mut scene);
    let amendment = Amendment {
        fields: [(Field::Postcode, "SW7 2AZ".to_owned())].into(),
        reason: "moved".into(),
        ..Amendment::default()
    };
    scene.desk.amend(yes, &amendment).unwrap();
    news.next(&mut scene);
    let told: Vec<_> = scene.desk.sent(yes).unwrap().iter().map(Disclosed::told).collect();
    assert_eq!(told.len(), 3);
    assert!(told.iter().all(|told| told.contains(&ToldOf::Column(Column::Phone))), "{told:?}");
    let stop = ToldOf::Stop(Channel::Email);
    let stops: Vec<_> = told.iter().map(|told| told.contains(&stop)).collect();
    assert_eq!(stops, [false, true, false], "with the batch that told it, and no other");
    let alone: Vec<_> = scene.desk.sent(no).unwrap().iter().map(Disclosed::told).collect();
    assert_eq!(alone, [vec![stop]], "of whom nothing else went");
}

#[test]
fn r14_said_to_be_two_before_the_first_batch_one_is_stopped_and_the_other_written_to() {
    let mut scene = Scene::new();
    let news = Reader::of(&mut scene, Purpose::News);
    let (yes, no) = (ann_by(&mut scene, "Lee", EMAIL, Said::Yes), ann_by(&mut scene, "Lee", EMAIL, Said::Objected));
    scene.desk.say_same(yes, no, false).unwrap();
    let mut batch = news.next(&mut scene);
    let told: Vec<_> = batch.told().into_iter().map(|(action, _)| action).collect();
    assert_eq!((batch.people().len(), told), (1, vec!["withdraw".to_owned(), "lift".to_owned()]));
}

#[test]
fn r14_why_a_yes_is_held_back_is_said_of_the_person_and_of_nobody_whom_one_may_not_see() {
    let mut scene = Scene::new();
    let yes = ann_by(&mut scene, "Lee", EMAIL, Said::Yes);
    assert!(scene.desk.history(yes).unwrap().held_back.is_empty());
    let no = ann_by(&mut scene, "Lee", EMAIL, Said::No);
    let other = scene.desk.history(no).unwrap().registered.reference;
    let [held] = &scene.desk.history(yes).unwrap().held_back[..] else { panic!("one channel") };
    assert_eq!((held.channel, held.others[0].reference.as_str(), held.hidden), (Channel::Email, other.as_str(), 0));
    assert!(held.words().ends_with("Ask, and say whether they are one person."), "{}", held.words());
    assert!(scene.desk.history(no).unwrap().held_back.is_empty(), "who said No has nothing to be held back");
    let child = Form::child(&mut scene, "Kim", "2018-01-05").save();
    assert!(scene.desk.history(child).unwrap().held_back.is_empty());
    for (question, channel) in [(SMS, Channel::Sms), (Question::News(Channel::Post), Channel::Post)] {
        let mut scene = Scene::new();
        let yes = ann_by(&mut scene, "Lee", question, Said::Yes);
        ann_by(&mut scene, "Lee", question, Said::No);
        let held = scene.desk.history(yes).unwrap().held_back;
        assert_eq!(held.iter().map(|held| held.channel).collect::<Vec<_>>(), [channel]);
    }
    let asked = asked_for(&mut scene, Right::Restrict, no);
    scene.desk.restrict(&asked).unwrap();
    let (mut scene, held) = as_somebody(scene, Role::Desk, |desk, _| desk.history(yes).unwrap().held_back);
    assert_eq!((held[0].others.len(), held[0].hidden), (0, 1));
    assert!(held[0].words().contains("A lead can see who") && !held[0].words().contains(&other), "{}", held[0].words());
    scene.desk.say_same(yes, no, false).unwrap();
    assert!(scene.desk.history(yes).unwrap().held_back.is_empty());
}

/// Ann again, of whom nothing tells that she is not the one who was here before.
fn ann_by(scene: &mut Scene, family_name: &str, question: Question, said: Said) -> RegistrationId {
    let form = Form::of(scene, "Ann").thirteen_or_over(AgeAnswer::Yes).field(Field::FamilyName, family_name);
    let form = form.field(Field::Email, "Ann@Example.org").field(Field::Phone, "07700 900123");
    form.field(Field::AddressLine1, "1 High Street").field(Field::Postcode, "SW7 2AZ").said(question, said).save()
}

#[test]
fn r09_r14_an_address_that_somebody_declined_is_held_back_until_it_is_known_whether_they_are_one_person() {
    for (question, address) in [
        (EMAIL, "Ann@Example.org"),
        (SMS, "tel:+447700900123"),
        (Question::News(Channel::Post), "1 High Street, SW7 2AZ"),
    ] {
        let mut scene = Scene::new();
        let [office, news] = [Purpose::RecordKeeping, Purpose::News].map(|purpose| Reader::of(&mut scene, purpose));
        let yes = ann_by(&mut scene, "Lee", question, Said::Yes);
        assert_eq!(news.next(&mut scene).people().len(), 1, "or this could not fail");
        let no = ann_by(&mut scene, "Lee", question, Said::Objected);
        let mut batch = news.next(&mut scene);
        assert!(batch.people().is_empty());
        let expected = [("permit_lost", ""), ("withdraw", address)];
        assert_eq!(batch.told(), expected.map(|(action, about)| (action.to_owned(), about.to_owned())));
        assert_eq!(stands(&scene, yes, question), Standing::Yes, "what she said stands as she said it");
        assert!(news.next(&mut scene).told().is_empty(), "once");
        assert_eq!(office.next(&mut scene).people().len(), 2, "who keeps the record sends nothing");

        scene.desk.say_same(yes, no, false).unwrap();
        let mut batch = news.next(&mut scene);
        assert_eq!(
            (batch.people().len(), batch.told()[0].0.as_str()),
            (1, "lift"),
            "two people: each their own answer"
        );
        scene.desk.reverse_link(yes, no).unwrap();
        assert!(news.next(&mut scene).people().is_empty(), "in doubt again");
        scene.desk.say_same(no, yes, true).unwrap();
        assert_eq!(stands(&scene, yes, question), Standing::Objected, "one person, whose objection came later");
    }
}

#[test]
fn r09_r14_where_one_number_serves_two_channels_only_the_one_that_was_declined_is_held_back() {
    let mut scene = Scene::new();
    let news = Reader::of(&mut scene, Purpose::News);
    let no = ann_by(&mut scene, "Lee", SMS, Said::No);
    let form = Form::adult(&mut scene, "Ann").field(Field::FamilyName, "Lee").field(Field::Phone, "07700 900123");
    let yes = form.said(SMS, Said::Yes).said(Question::News(Channel::Phone), Said::Yes).save();
    let mut batch = news.next(&mut scene);
    assert_eq!(batch.column("registrations.csv", "phone"), ["tel:+447700900123"], "for calls");
    let stopped = batch.rows("actions.csv");
    assert!(stopped.iter().all(|row| row["channel"] == "sms" && row["address"] == "tel:+447700900123"));
    assert_eq!(stopped.len(), 2, "once for each of the two registrations");
    scene.desk.say_same(yes, no, false).unwrap();
    let told = news.next(&mut scene).told();
    assert_eq!(told, [("lift".to_owned(), "news.sms".to_owned())], "though no column changes");
    assert!(news.next(&mut scene).told().is_empty(), "once");
}

#[test]
fn r14_who_shares_only_where_they_live_or_is_certainly_another_holds_nobody_back() {
    let mut scene = Scene::new();
    let news = Reader::of(&mut scene, Purpose::News);
    let post = Question::News(Channel::Post);
    ann_by(&mut scene, "Lee", post, Said::No);
    let form = Form::adult(&mut scene, "Zoltan").field(Field::FamilyName, "Kovacs");
    form.field(Field::AddressLine1, "1, High street").field(Field::Postcode, "SW7 2AZ").said(post, Said::Yes).save();
    // Another name on the same email, of whom no birthday is known: a sibling, or the same one by another name.
    ann_by(&mut scene, "Lee", EMAIL, Said::No);
    let form = Form::of(&mut scene, "Zsofia").thirteen_or_over(AgeAnswer::Yes).field(Field::FamilyName, "Kovacs");
    let doubtful = form.field(Field::Email, "ann@example.org").said(EMAIL, Said::Yes).save();
    assert_eq!(news.next(&mut scene).column("registrations.csv", "given_name"), ["Zoltan"]);
    let found = scene.desk.duplicates_of(doubtful).unwrap();
    assert!(!found.is_empty(), "staff are asked about whoever is held back");
}
