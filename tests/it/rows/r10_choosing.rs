//! R10: by what people may be chosen. Ethnicity only with its own Yes, gender only where the form asks it, and every batch says
//! what it was chosen by.

use lanyard::domain::answer::Said;
use lanyard::domain::field_error::Place;
use lanyard::domain::form::{Field, Need};
use lanyard::domain::ids::RegistrationId;
use lanyard::domain::purpose::{Channel, Purpose, Question, SpecialPair};

use super::form::Form;
use super::reader::{Batch, Reader};
use super::set;
use crate::desk::scene::Scene;

const ETHNICITY: SpecialPair = SpecialPair::EthnicityOpportunities;
const VALUE: &str = "Qzxvargian";

/// Somebody who wants news, and has said this to the question about ethnicity.
fn visitor(scene: &mut Scene, said: Said) -> RegistrationId {
    Form::adult(scene, "Ann")
        .field(Field::Email, "ann@example.org")
        .said(Question::News(Channel::Email), Said::Yes)
        .said(Question::Special(ETHNICITY), said)
        .detail(ETHNICITY, VALUE)
        .save()
}

/// Who is sent the value, of everybody who can be sent anything.
fn sent_to(scene: &mut Scene) -> Vec<Purpose> {
    let holds = |purpose: &Purpose| Reader::of(scene, *purpose).next(scene).holds(VALUE);
    Purpose::ALL.iter().copied().filter(holds).collect()
}

#[test]
fn r10_ethnicity_leaves_only_with_its_yes_and_goes_to_the_office_only_where_the_statement_says_so() {
    let mut scene = Scene::new();
    visitor(&mut scene, Said::Yes);
    assert_eq!(sent_to(&mut scene), [Purpose::Opportunities], "no statement said that the office keeps it");

    let mut scene = Scene::new();
    set(&mut scene, |settings| settings.special_to_office = [ETHNICITY].into());
    visitor(&mut scene, Said::Yes);
    assert_eq!(sent_to(&mut scene), [Purpose::RecordKeeping, Purpose::Opportunities]);

    for said in [Said::No, Said::LeftBlank, Said::Objected] {
        let mut scene = Scene::new();
        set(&mut scene, |settings| settings.special_to_office = [ETHNICITY].into());
        visitor(&mut scene, said);
        assert_eq!(sent_to(&mut scene), [], "{said}");
    }
}

#[test]
fn r10_who_takes_the_yes_back_is_chosen_by_ethnicity_no_more() {
    let mut scene = Scene::new();
    let reader = Reader::of(&mut scene, Purpose::Opportunities);
    let id = visitor(&mut scene, Said::Yes);
    assert_eq!(reader.next(&mut scene).column("special_category.csv", "value"), [VALUE]);
    let withdrawal = lanyard::desk::Withdrawal {
        question: Question::Special(ETHNICITY),
        objects: false,
        how: lanyard::domain::answer::How::OutLoud,
    };
    scene.desk.withdraw(id, withdrawal).unwrap();
    let mut batch = reader.next(&mut scene);
    assert!(!batch.holds(VALUE));
    let told = batch.told();
    assert_eq!(told[0], ("withdraw".to_owned(), "special.ethnicity.opportunities".to_owned()));
}

#[test]
fn r10_gender_leaves_only_where_the_form_asks_it() {
    let mut scene = Scene::new();
    let news = Reader::of(&mut scene, Purpose::News);
    fn form(scene: &mut Scene) -> Form<'_> {
        Form::adult(scene, "Ann")
            .field(Field::Email, "ann@example.org")
            .said(Question::News(Channel::Email), Said::Yes)
            .field(Field::Gender, "woman")
    }
    assert_eq!(form(&mut scene).refused(), [Place::Field(Field::Gender)], "the example event does not ask");
    set(&mut scene, |settings| _ = settings.fields.insert(Field::Gender, Need::Optional));
    form(&mut scene).save();
    assert_eq!(news.next(&mut scene).column("registrations.csv", "gender"), ["woman"]);
}

/// What a batch says that it was chosen by; `None` where it says nothing.
fn selected_by(batch: &Batch) -> Option<Vec<String>> {
    let manifest = serde_json::to_value(batch.verified().manifest()).unwrap();
    serde_json::from_value(manifest["lanyard"].get("selected_by")?.clone()).unwrap()
}

#[test]
fn r10_every_batch_says_what_it_was_chosen_by_and_scores_nobody() {
    let mut scene = Scene::new();
    visitor(&mut scene, Said::Yes);
    for &purpose in Purpose::ALL {
        let batch = Reader::of(&mut scene, purpose).next(&mut scene);
        // Nobody is chosen here but by what they agreed to: the list is there and is empty.
        assert_eq!(selected_by(&batch), Some(Vec::new()), "{purpose}");
        for resource in &batch.verified().manifest().resources {
            let columns = resource.schema.iter().flat_map(|schema| &schema.fields);
            assert!(columns.into_iter().all(|column| !column.name.contains("score") && !column.name.contains("rank")));
        }
    }
}
