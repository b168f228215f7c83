//! Opening a desk of 100,000 visitors against opening one of 100. Both were made with a key derivation that takes no time.

use std::time::Duration;

use criterion::Criterion;

use crate::figures::{Figures, Samples, percentile, timed};
use crate::fixture::Fixture;

pub(crate) fn run(criterion: &mut Criterion, figures: &mut Figures, large: &Fixture) {
    let small = Fixture::of(100);
    let mut samples = Samples::default();
    criterion.bench_function("opening a desk of 100,000", |bench| {
        bench.iter_custom(|iterations| {
            let mut total = Duration::ZERO;
            for _ in 0..iterations {
                samples.floor.push(timed(|| small.open()).0);
                let (ours, _desk) = timed(|| large.open());
                samples.ours.push(ours);
                total += ours;
            }
            total
        });
    });
    if !samples.ours.is_empty() {
        let (ours, floor) = (percentile(&samples.ours, 50), percentile(&samples.floor, 50));
        figures.ratio("opening 100,000, median, against opening 100", ours, floor, 2.0);
    }
}
