//! Search as somebody types, over 100,000 people, newest first, 50 hits, against a `LIKE` scan over name, email and phone.

use std::time::Duration;

use criterion::Criterion;

use crate::figures::{Figures, Samples, percentile, timed};
use crate::fixture::Fixture;

const SCAN: &str = "SELECT count(*) FROM registration_version
    WHERE full_name LIKE ?1 OR email LIKE ?1 OR phone LIKE ?1";

pub(crate) fn run(criterion: &mut Criterion, figures: &mut Figures, fixture: &Fixture) {
    let desk = fixture.open();
    let mut samples = Samples::default();
    let mut queries = fixture.queries.iter().cycle();
    criterion.bench_function("search among 100,000, worst of one to six characters", |bench| {
        bench.iter_custom(|iterations| {
            let mut total = Duration::ZERO;
            for _ in 0..iterations {
                let query = queries.next().unwrap();
                let typed = (1..=6).map(|length| query.chars().take(length).collect::<String>());
                let times = typed.map(|typed| timed(|| desk.find(&fixture.code(), &typed, 50).unwrap()).0);
                let worst = times.max().unwrap();
                if samples.ours.len().is_multiple_of(20) {
                    let conn = desk.vault().conn().unwrap();
                    let pattern = format!("%{}%", query.chars().take(3).collect::<String>());
                    let scan = || conn.query_row(SCAN, [&pattern], |row| row.get::<_, i64>(0)).unwrap();
                    samples.floor.push(timed(scan).0);
                }
                samples.ours.push(worst);
                total += worst;
            }
            total
        });
    });
    if !samples.ours.is_empty() {
        let (ours, floor) = (percentile(&samples.ours, 99), percentile(&samples.floor, 50));
        figures.ratio("search as you type, worst of 1 to 6 characters, p99, against a LIKE scan", ours, floor, 0.08);
    }
}
