//! The system's own dialog for a folder or a file. It runs on a thread of its own (rfd's), so that the window goes on; where
//! the system has none, nothing opens, and a path can be typed beside it.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, Instant};

use rfd::{AsyncFileDialog, FileHandle};

/// A dialog gone sooner than anybody can press Cancel was never there.
const TOO_SOON: Duration = Duration::from_millis(250);

/// What is said where the system has no dialog.
pub const NO_DIALOG: &str = "This system shows no such window. Type the path instead.";

type Answer = Pin<Box<dyn Future<Output = Option<FileHandle>>>>;

/// A dialog that may be open.
#[derive(Default)]
pub struct Pick {
    open: Option<(Answer, Instant)>,
}

/// How a dialog ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Picked {
    /// This was chosen.
    Path(PathBuf),
    /// Nothing was chosen.
    Nothing,
    /// The system has no dialog.
    NoDialog,
}

impl Pick {
    /// Opens one that asks for a folder, beginning at `start` where it is there.
    pub fn folder(&mut self, title: &str, start: Option<&Path>) {
        let dialog = begin(title, start);
        self.put(Box::pin(dialog.pick_folder()));
    }

    /// Opens one that asks for a file with one of these endings.
    pub fn file(&mut self, title: &str, start: Option<&Path>, kind: &str, endings: &[&str]) {
        let dialog = begin(title, start).add_filter(kind, endings);
        self.put(Box::pin(dialog.pick_file()));
    }

    fn put(&mut self, answer: Answer) {
        if self.open.is_none() {
            self.open = Some((answer, Instant::now()));
        }
    }

    /// Whether one is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// How it ended, once. This never waits; the window is woken when it ends.
    pub fn ended(&mut self, ctx: &egui::Context) -> Option<Picked> {
        let (answer, since) = self.open.as_mut()?;
        let waker = Waker::from(Arc::new(Repaint(ctx.clone())));
        let Poll::Ready(chosen) = answer.as_mut().poll(&mut Context::from_waker(&waker)) else { return None };
        let soon = since.elapsed() < TOO_SOON;
        self.open = None;
        Some(match chosen {
            Some(handle) => Picked::Path(handle.path().to_owned()),
            None if soon => Picked::NoDialog,
            None => Picked::Nothing,
        })
    }
}

fn begin(title: &str, start: Option<&Path>) -> AsyncFileDialog {
    let dialog = AsyncFileDialog::new().set_title(title).set_can_create_directories(true);
    match start.filter(|start| start.is_absolute()) {
        Some(start) => dialog.set_directory(start),
        None => dialog,
    }
}

struct Repaint(egui::Context);

impl Wake for Repaint {
    fn wake(self: Arc<Self>) {
        self.0.request_repaint();
    }
}
