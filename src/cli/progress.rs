//! How far long work has got: drawn on standard error where that is a terminal, and nowhere else.

use std::sync::Arc;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::desk::Hears;

/// A line that shows how far the work has got; gone when it is dropped, also where an error ends the work.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// For work whose end is not known: a spinner and what is being done.
    pub(super) fn spinner(doing: &'static str) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_message(doing);
        bar.set_style(ProgressStyle::default_spinner());
        bar.tick();
        bar.enable_steady_tick(Duration::from_millis(120));
        Self(bar)
    }

    /// The same, for as long as the work takes.
    pub(super) fn around<T>(doing: &'static str, work: impl FnOnce() -> T) -> T {
        let _shown = Self::spinner(doing);
        work()
    }

    /// For a list of so many bytes: the rows done, and the part of the list that they are. Without a size, as from
    /// standard input, only the rows.
    pub(super) fn rows(bytes: Option<u64>) -> Self {
        let bar = ProgressBar::with_draw_target(bytes, ProgressDrawTarget::stderr());
        let template =
            if bytes.is_some() { "{wide_bar} {percent} %, {msg} rows, {eta} left" } else { "{spinner} {msg} rows" };
        // A template that is wrong leaves the usual look.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// For work that counts its own steps.
    pub(super) fn steps(doing: &'static str) -> Self {
        // Of none, all would be done before the first is.
        let bar = ProgressBar::with_draw_target(Some(1), ProgressDrawTarget::stderr()).with_message(doing);
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {percent} %, {eta} left") {
            bar.set_style(style);
        }
        bar.tick();
        Self(bar)
    }

    /// For so many bytes that are read.
    pub(super) fn bytes(doing: &'static str, of: u64) -> Self {
        let bar = Self::steps(doing);
        bar.0.set_length(of.max(1));
        bar
    }

    /// Moves it on by every piece that is read.
    pub(super) fn hears(&self) -> Hears {
        let bar = self.0.clone();
        Arc::new(move |bytes| bar.inc(bytes))
    }

    /// So many steps of so many are done.
    pub(super) fn step(&self, done: u64, of: u64) {
        self.0.set_length(of);
        self.0.set_position(done);
    }

    /// So many rows are done, which took so many bytes of the list.
    pub(super) fn row(&self, rows: u64, bytes: u64) {
        self.0.set_message(rows.to_string());
        self.0.set_position(bytes);
    }

    /// Writes something while the line steps aside, so that the two do not mix on one terminal.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.0.suspend(write)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
