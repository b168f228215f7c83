//! How fast the desk is, each figure as a ratio to a floor that is measured in the same run, on the same disk: `cargo bench`.
//!
//! Criterion times the program's side; the floor is timed between its samples, so that whatever else the machine does
//! hits both. The table at the end says what is wanted, and whether it was reached.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark says what it found, or stops")]

mod figures;
mod finding;
mod fixture;
#[cfg(target_os = "linux")]
mod frames;
mod opening;
mod saving;
mod sealing;
mod sharing;
#[cfg(target_os = "linux")]
mod starting;

use std::time::Duration;

use criterion::Criterion;

fn main() {
    if let Some(folder) = std::env::var_os(sealing::MEMORY) {
        return sealing::peak_memory(folder.as_ref());
    }
    let mut criterion =
        Criterion::default().without_plots().warm_up_time(Duration::from_millis(500)).configure_from_args();
    let mut figures = figures::Figures::default();
    saving::run(&mut criterion, &mut figures);
    sharing::run(&mut criterion, &mut figures);
    let large = fixture::Fixture::of(100_000);
    finding::run(&mut criterion, &mut figures, &large);
    opening::run(&mut criterion, &mut figures, &large);
    sealing::run(&mut criterion, &mut figures, &large);
    #[cfg(target_os = "linux")]
    {
        frames::run(&mut criterion, &mut figures, &large);
        starting::run(&mut criterion, &mut figures, &large);
    }
    criterion.final_summary();
    figures.print();
}
