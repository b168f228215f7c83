//! The font of each script, handed to egui when the first character needs it.
//!
//! egui asks a [`FontProvider`] in the middle of laying out a text and draws it with the answer at once: there is no
//! frame in which the name is not there, and none to be repainted.
//!
//! The bytes are in the program and nothing of them is unpacked, so there is nothing to do on another thread: with the
//! largest font (40,000 characters) opening it, laying out a first name and drawing its glyphs took 0.3 ms, with no other
//! more than 1 ms (the median of seven, on two cores with other work to do; 17 ms at worst, waiting for a core). A name
//! in IBM Plex Sans, which is open already, takes 0.5 ms too: it is the drawing.

use std::sync::{Arc, LazyLock};

use egui::epaint::text::{FallbackRequest, FontInsert, FontProvider, InsertFontFamily};
use egui::{FontData, FontFamily, FontPriority};

use crate::scripts::{Script, font as file};

/// The family of strong text, as `ui::fonts` names it.
pub(super) const STRONG: &str = "strong";

/// The families of ours: each script in each weight.
static FAMILIES: LazyLock<Vec<(FontFamily, Script, bool)>> = LazyLock::new(|| {
    let both = Script::ALL.into_iter().flat_map(|script| [(script, false), (script, true)]);
    both.map(|(script, strong)| (FontFamily::Name(name(script, strong).into()), script, strong)).collect()
});

fn name(script: Script, strong: bool) -> String {
    format!("noto-{script:?}{}", if strong { "-strong" } else { "" })
}

/// The family in which a run of a script is laid out, so that the spaces in it come from the same font as its letters:
/// egui shapes what one font writes as one run, and a space of another font would cut it in two.
pub(super) fn family(script: Option<Script>, strong: bool) -> FontFamily {
    let ours = FAMILIES.iter().find(|&&(_, of, weight)| Some(of) == script && weight == strong);
    match ours {
        Some((family, ..)) => family.clone(),
        None if strong => FontFamily::Name(STRONG.into()),
        None => FontFamily::Proportional,
    }
}

/// Gives egui the fonts of all scripts, to be read when needed. Call it once, when the window is made.
pub fn install(ctx: &egui::Context) {
    ctx.add_font_provider(Arc::new(Noto));
}

struct Noto;

impl FontProvider for Noto {
    /// The family of one script is that script's font.
    fn fonts_for_family(&self, family: &FontFamily) -> Vec<FontInsert> {
        let ours = FAMILIES.iter().filter(|(ours, ..)| ours == family);
        ours.map(|&(_, script, strong)| insert(script, strong, family)).collect()
    }

    /// Text in any other family (a field being edited, a sentence with a name in it) finds its characters here. An
    /// icon never stands in for a letter, nor a letter for an icon: families we do not know get nothing.
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let script = Script::of_cluster(request.cluster)?;
        let strong = match request.family {
            FontFamily::Proportional | FontFamily::Monospace => false,
            FontFamily::Name(name) if **name == *STRONG => true,
            FontFamily::Name(_) => return None,
        };
        Some(insert(script, strong, request.family))
    }
}

fn insert(script: Script, strong: bool, family: &FontFamily) -> FontInsert {
    let families = vec![InsertFontFamily { family: family.clone(), priority: FontPriority::Lowest }];
    FontInsert::new(&name(script, strong), FontData::from_static(file(script, strong)), families)
}
