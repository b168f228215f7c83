//! R3: one explicit consent for each pair of category and purpose; the value hangs on that Yes and on no other.

use lanyard::desk::Withdrawal;
use lanyard::domain::answer::{How, Said};
use lanyard::domain::event::{Event, EventError};
use lanyard::domain::form::Field;
use lanyard::domain::ids::{EventId, RegistrationId};
use lanyard::domain::purpose::{Purpose, Question, SpecialPair};
use lanyard::lists::event_file::{EXAMPLE_EVENT, EventFile, EventFileError, SHIPPED_NOTICE};
use lanyard::store::answers;

use super::form::Form;
use super::reader::Reader;
use super::set;
use crate::desk::scene::Scene;

fn values(scene: &Scene, id: RegistrationId) -> Vec<String> {
    let row = scene.desk.history(id).unwrap().registered.row;
    let kept = answers::special(scene.desk.vault().conn().unwrap(), row).unwrap();
    kept.into_iter().map(|kept| kept.value).collect()
}

#[test]
fn r03_one_category_for_two_purposes_is_two_answers_two_values_and_two_ways_out() {
    let (today, later) = (SpecialPair::HealthSafety, SpecialPair::HealthOpportunities);
    let mut scene = Scene::new();
    set(&mut scene, |settings| _ = settings.special.insert(later));
    let [safety, opportunities] =
        [Purpose::SafetyToday, Purpose::Opportunities].map(|purpose| Reader::of(&mut scene, purpose));
    let ann = Form::adult(&mut scene, "Ann")
        .said(Question::Special(today), Said::Yes)
        .detail(today, "Asthma, has her inhaler")
        .said(Question::Special(later), Said::Yes)
        .detail(later, "Asthma")
        .save();
    let event = scene.desk.event(&scene.event).unwrap();
    let words = [today, later].map(|pair| event.statement(Question::Special(pair)).unwrap().as_str().to_owned());
    assert!(words[0].contains("only to keep you safe today") && words[1].contains("to choose which opportunities"));
    let value = |reader: &Reader, scene: &mut Scene| reader.next(scene).column("special_category.csv", "value");
    assert_eq!(value(&safety, &mut scene), ["Asthma, has her inhaler"]);
    assert_eq!(value(&opportunities, &mut scene), ["Asthma"]);

    let withdrawal = Withdrawal { question: Question::Special(later), objects: false, how: How::OutLoud };
    scene.desk.withdraw(ann, withdrawal).unwrap();
    assert_eq!(values(&scene, ann), ["Asthma, has her inhaler"], "what is for today stays");
    assert_eq!(value(&opportunities, &mut scene), [""; 0]);
}

#[test]
fn r03_the_kitchen_reads_what_is_eaten_and_not_who_eats_it() {
    let diet = SpecialPair::DietCatering;
    let mut scene = Scene::new();
    let kitchen = Reader::of(&mut scene, Purpose::Catering);
    for name in ["Qzxvarg", "Wumblefrot"] {
        let form = Form::adult(&mut scene, name).field(Field::Email, "jivqex@example.org");
        form.said(Question::Special(diet), Said::Yes).detail(diet, "Vegan").save();
    }
    let references: Vec<_> =
        scene.desk.find(&scene.event, "", 10).unwrap().into_iter().map(|hit| hit.registered.reference).collect();
    let mut batch = kitchen.next(&mut scene);
    assert_eq!(batch.column("special_category.csv", "value"), ["Vegan", "Vegan"], "plates to be counted");
    for about in references.iter().map(String::as_str).chain(["Qzxvarg", "Wumblefrot", "jivqex"]) {
        assert!(!batch.holds(about), "{about}");
    }
}

#[test]
fn r03_nothing_special_is_asked_unless_an_event_says_so_and_opportunities_never_out_loud() {
    let settings = ["special =", "special_to_office =", "opportunities_out_loud ="];
    let shorter: Vec<_> =
        EXAMPLE_EVENT.lines().filter(|line| settings.iter().all(|setting| !line.starts_with(setting))).collect();
    let definition = EventFile::parse(&shorter.join("\n")).unwrap().definition;
    assert!(definition.special.is_empty() && definition.special_to_office.is_empty());
    assert!(!definition.opportunities_out_loud);
    let mut scene = Scene::new();
    set(&mut scene, |settings| settings.opportunities_out_loud = false);
    let asked: Vec<_> = scene.desk.event(&scene.event).unwrap().questions_at_the_desk().collect();
    let special = [SpecialPair::HealthSafety, SpecialPair::DisabilityHelp, SpecialPair::DietCatering];
    assert!(asked.ends_with(&special.map(Question::Special)), "those for the day are asked, ethnicity is not");
}

#[test]
fn r03_r21_the_office_keeps_no_detail_that_was_asked_for_the_day_alone() {
    let with = |pair: &str, notice: Option<&str>| {
        let text = EXAMPLE_EVENT.replace("special_to_office = []", &format!("special_to_office = [\"{pair}\"]"));
        assert_ne!(text, EXAMPLE_EVENT);
        EventFile::parse(&text).unwrap().event(EventId(uuid::Uuid::nil()), notice)
    };
    let says_so =
        SHIPPED_NOTICE.replace("only to keep you safe today?", "to keep you safe today, and may our office keep it?");
    assert_ne!(says_so, SHIPPED_NOTICE);
    let silent = |event: Result<Event, EventFileError>| {
        matches!(event, Err(EventFileError::Rules(EventError::OfficeNotSaid(SpecialPair::HealthSafety))))
    };
    assert!(silent(with("health.safety", None)));
    with("health.safety", Some(&says_so)).unwrap();
    with("ethnicity.opportunities", None).unwrap();

    // Nor is it switched on later, under words that say nothing of it.
    let mut scene = Scene::new();
    let event = scene.desk.event(&scene.event).unwrap();
    let mut settings = event.definition().clone();
    settings.special_to_office = [SpecialPair::HealthSafety].into();
    let refused = scene.desk.change_event(settings);
    assert!(refused.unwrap_err().to_string().contains("its question does not say that the office keeps it"));
}
