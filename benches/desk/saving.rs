//! One durable registration, saved and acknowledged, against appending 4 KiB to a file in the same folder and `fdatasync`.

use std::io::Write;
use std::time::Duration;

use criterion::Criterion;

use crate::figures::{Figures, Samples, percentile, timed};
use crate::fixture::{Fixture, visitor};

pub(crate) fn run(criterion: &mut Criterion, figures: &mut Figures) {
    let fixture = Fixture::of(2_000);
    let mut desk = fixture.open();
    let mut samples = Samples::default();
    let mut file = std::fs::File::options().append(true).create(true).open(fixture.place().join("floor")).unwrap();
    let mut number = 1_000_000;
    criterion.bench_function("a registration, saved and acknowledged", |bench| {
        bench.iter_custom(|iterations| {
            let mut total = Duration::ZERO;
            for _ in 0..iterations {
                number += 1;
                let draft = visitor(number, "Ann", "Brightwell", &fixture.event, &fixture.env);
                let (floor, ()) = timed(|| file.write_all(&[7; 4096]).and_then(|()| file.sync_data()).unwrap());
                let (ours, saved) = timed(|| desk.register(&draft, &fixture.code()));
                assert!(!saved.unwrap().already);
                samples.floor.push(floor);
                samples.ours.push(ours);
                total += ours;
                // As the window's thread does when it has answered.
                desk.make_room();
            }
            total
        });
    });
    if !samples.ours.is_empty() {
        let (ours, floor) = (percentile(&samples.ours, 95), percentile(&samples.floor, 95));
        figures.ratio("a registration saved, p95, against 4 KiB appended and synced", ours, floor, 6.0);
        let (ours, floor) = (percentile(&samples.ours, 50), percentile(&samples.floor, 50));
        figures.ratio("  the same, median", ours, floor, 6.0);
    }
}
