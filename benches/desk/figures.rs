//! Samples of both sides, and the ratios that are printed at the end.

use std::time::{Duration, Instant};

/// The times of the program and of the floor, taken by turns.
#[derive(Default)]
pub(crate) struct Samples {
    pub(crate) ours: Vec<Duration>,
    pub(crate) floor: Vec<Duration>,
}

/// The table that is printed at the end.
#[derive(Default)]
pub(crate) struct Figures(Vec<String>);

/// How long `work` takes.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let began = Instant::now();
    let made = work();
    (began.elapsed(), made)
}

/// The value below which `percent` of the samples are.
pub(crate) fn percentile(samples: &[Duration], percent: usize) -> Duration {
    let mut sorted = samples.to_vec();
    sorted.sort_unstable();
    sorted[(sorted.len() * percent).div_ceil(100).clamp(1, sorted.len()) - 1]
}

impl Figures {
    /// A ratio of two times, and the most that it should be.
    pub(crate) fn ratio(&mut self, what: &str, ours: Duration, floor: Duration, most: f64) {
        let ratio = ours.as_secs_f64() / floor.as_secs_f64();
        let verdict = if ratio <= most { "reached" } else { "MISSED" };
        self.0.push(format!("{what}: {ours:.2?} against {floor:.2?}: {ratio:.3} (at most {most}: {verdict})"));
    }

    /// A figure that is no time.
    pub(crate) fn line(&mut self, line: String) {
        self.0.push(line);
    }

    pub(crate) fn print(&self) {
        println!("\nRatios to the floor of the same run");
        self.0.iter().for_each(|line| println!("  {line}"));
    }
}
