//! Choosing whom news goes to, where 1,000 of 20,000 people give one email and each is certainly somebody else, against choosing
//! where everybody gives their own (R14): nobody is compared with everybody.

use std::time::Duration;

use criterion::{Criterion, SamplingMode};
use lanyard::desk::{Desk, NewRecipient, RecipientIdentity, SigningKey};
use lanyard::domain::code::Code;
use lanyard::domain::purpose::Purpose;

use crate::figures::{Figures, Samples, percentile, timed};
use crate::fixture::Fixture;

pub(crate) fn run(criterion: &mut Criterion, figures: &mut Figures) {
    let (apart, together) = (Fixture::of(20_000), Fixture::sharing(20_000, 1_000));
    let (code, [floor, ours]) = (apart.code(), [&apart, &together].map(|fixture| with_news(fixture.open())));
    let news = news();
    let chosen = ours.preview(&together.code(), &news).unwrap();
    assert!(chosen.people > 5_000, "{} people", chosen.people);
    let mut samples = Samples::default();
    let mut group = criterion.benchmark_group("news");
    group.sample_size(10).sampling_mode(SamplingMode::Flat).measurement_time(Duration::from_secs(20));
    group.bench_function("where 1,000 of 20,000 give one email", |bench| {
        bench.iter_custom(|iterations| {
            let mut total = Duration::ZERO;
            for _ in 0..iterations {
                samples.floor.push(timed(|| floor.preview(&code, &news).unwrap()).0);
                let (taken, _) = timed(|| ours.preview(&together.code(), &news).unwrap());
                samples.ours.push(taken);
                total += taken;
            }
            total
        });
    });
    group.finish();
    if !samples.ours.is_empty() {
        let (ours, floor) = (percentile(&samples.ours, 50), percentile(&samples.floor, 50));
        figures.ratio("choosing news, 1,000 of 20,000 on one email, median, against none", ours, floor, 2.0);
    }
}

fn news() -> Code {
    Code::new("news").unwrap()
}

/// A desk with somebody who sends news.
fn with_news(mut desk: Desk) -> Desk {
    let new = NewRecipient {
        code: news(),
        name: "News".into(),
        age_key: RecipientIdentity::generate().public().to_string(),
        minisign_key: SigningKey::generate().unwrap().public().to_string(),
        purposes: [Purpose::News].into(),
    };
    let words = desk.add_recipient(new).unwrap();
    desk.confirm_words(&news(), &words.words().join(" ")).unwrap();
    desk
}
