//! Words that were laid out in the pass before are found again by what they say and how they are written.
//!
//! egui keeps what it laid out too, but has to be given a whole job before it can look: the words copied, a font by its name, a
//! dozen settings to hash. Most of what a frame paints is what the frame before painted, and being found took longer than
//! being painted.

use std::collections::HashMap;
use std::hash::BuildHasher as _;
use std::sync::Arc;

use egui::{Color32, Context, FontId, Galley, Plugin, Ui};

use super::icons::Icon;
use super::widgets::Type;

/// How words are written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum How {
    /// On one line, as wide as they are.
    Line(Type),
    /// On so many lines at most, of a width that is given by its bits.
    Lines(Type, u32, usize),
    /// As egui's painter writes them: its line is as high as its font says.
    Plain(Type),
    /// A character of the icons, of a size that is given by its bits.
    Icon(Icon, u32),
}

/// What was laid out for this pass or the one before.
#[derive(Default)]
pub struct LaidOut {
    found: HashMap<u64, Kept>,
    /// egui gives the same galley for the same words until its letters are drawn anew, which it does between two passes: then
    /// nothing that was laid out with them can be painted any more.
    witness: Option<Arc<Galley>>,
    pass: u64,
}

struct Kept {
    words: Box<str>,
    how: How,
    galley: Arc<Galley>,
    last: u64,
}

impl Plugin for LaidOut {
    fn debug_name(&self) -> &'static str {
        "laid out"
    }

    fn on_begin_pass(&mut self, ui: &mut Ui) {
        let witness =
            ui.fonts_mut(|fonts| fonts.layout_no_wrap("Lanyard".to_owned(), FontId::default(), Color32::PLACEHOLDER));
        if self.witness.as_ref().is_some_and(|before| Arc::ptr_eq(before, &witness)) {
            let before = self.pass;
            self.found.retain(|_, kept| kept.last == before);
        } else {
            self.found.clear();
        }
        self.witness = Some(witness);
        self.pass += 1;
    }
}

impl LaidOut {
    fn key(&self, words: &str, how: How) -> u64 {
        self.found.hasher().hash_one((words, how))
    }

    fn find(&mut self, key: u64, words: &str, how: How) -> Option<Arc<Galley>> {
        let kept = self.found.get_mut(&key).filter(|kept| kept.how == how && *kept.words == *words)?;
        kept.last = self.pass;
        Some(kept.galley.clone())
    }
}

/// Words that are written so; laid out by `lay` where they were not in the pass before.
pub fn laid_out(ctx: &Context, words: &str, how: How, lay: impl FnOnce() -> Arc<Galley>) -> Arc<Galley> {
    let looked = ctx.with_plugin(|plugin: &mut LaidOut| {
        let key = plugin.key(words, how);
        (key, plugin.find(key, words, how))
    });
    let key = match looked {
        Some((_, Some(galley))) => return galley,
        Some((key, None)) => key,
        None => return lay(),
    };
    let galley = lay();
    ctx.with_plugin(|plugin: &mut LaidOut| {
        let kept = Kept { words: words.into(), how, galley: galley.clone(), last: plugin.pass };
        plugin.found.insert(key, kept);
    });
    galley
}
