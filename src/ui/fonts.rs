//! IBM Plex Sans in two weights, and Phosphor's icons in three.

use std::sync::{Arc, LazyLock};

use egui::{FontData, FontDefinitions, FontFamily};

use crate::scripts::plex;

/// Files, and the families that begin with each. An icon never stands in for a letter, so the families stay apart.
const FILES: [(&str, &[u8], &[Family]); 5] = [
    ("plex", plex(false), &[Family::Proportional, Family::Monospace]),
    ("plex-strong", plex(true), &[Family::Named("strong")]),
    ("phosphor", include_bytes!("../../assets/fonts/Phosphor.ttf"), &[Family::Named("icons")]),
    ("phosphor-bold", include_bytes!("../../assets/fonts/Phosphor-Bold.ttf"), &[Family::Named("icons-bold")]),
    ("phosphor-fill", include_bytes!("../../assets/fonts/Phosphor-Fill.ttf"), &[Family::Named("icons-fill")]),
];

#[derive(Clone, Copy)]
enum Family {
    Proportional,
    Monospace,
    Named(&'static str),
}

impl From<Family> for FontFamily {
    fn from(family: Family) -> Self {
        match family {
            Family::Proportional => Self::Proportional,
            Family::Monospace => Self::Monospace,
            Family::Named(name) => Self::Name(name.into()),
        }
    }
}

/// What the window writes with.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes, families) in FILES {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        for family in families {
            fonts.families.insert((*family).into(), vec![name.to_owned()]);
        }
    }
    fonts
}

macro_rules! families {
    ($($(#[$doc:meta])* $function:ident $name:literal)*) => {$(
        $(#[$doc])*
        pub fn $function() -> FontFamily {
            static FAMILY: LazyLock<FontFamily> = LazyLock::new(|| FontFamily::Name($name.into()));
            FAMILY.clone()
        }
    )*};
}

families! {
    /// Semibold.
    strong "strong"
    /// Icons in outline.
    icons "icons"
    /// Icons in thick outline.
    icons_bold "icons-bold"
    /// Icons filled in.
    icons_fill "icons-fill"
}
