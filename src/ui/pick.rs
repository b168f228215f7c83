//! The system's own dialogs for folders and files. They run beside the window, which goes on painting; where the system
//! has none, the path is typed into the field that stands beside every such button.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as Waiting, Poll, Wake, Waker};

use egui::Context;

type Chosen = Option<rfd::FileHandle>;

/// A dialog that is open.
pub struct Picking(Pin<Box<dyn Future<Output = Chosen>>>);

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Picked {
    /// Something was chosen.
    Path(PathBuf),
    /// Nothing was, or the system has no such dialog.
    Nothing,
}

impl Picking {
    /// Opens the dialog for a folder.
    pub fn folder(title: &str) -> Self {
        Self(Box::pin(rfd::AsyncFileDialog::new().set_title(title).pick_folder()))
    }

    /// Opens the dialog for a file of a kind.
    pub fn file(title: &str, kind: &str, endings: &[&str]) -> Self {
        Self(Box::pin(rfd::AsyncFileDialog::new().set_title(title).add_filter(kind, endings).pick_file()))
    }

    /// What was chosen, once somebody has; until then the window is woken when there is something.
    pub fn poll(&mut self, ctx: &Context) -> Option<Picked> {
        let waker = Waker::from(Arc::new(Repaint(ctx.clone())));
        match self.0.as_mut().poll(&mut Waiting::from_waker(&waker)) {
            Poll::Pending => None,
            Poll::Ready(None) => Some(Picked::Nothing),
            Poll::Ready(Some(chosen)) => Some(Picked::Path(chosen.path().to_owned())),
        }
    }
}

struct Repaint(Context);

impl Wake for Repaint {
    fn wake(self: Arc<Self>) {
        self.0.request_repaint();
    }
}
