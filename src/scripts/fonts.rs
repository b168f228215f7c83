//! The fonts in the program: IBM Plex Sans, and for each script that it does not have, Noto's.

use super::script::Script;

macro_rules! font {
    ($file:literal) => {
        include_bytes!(concat!("../../assets/fonts/", $file))
    };
}

macro_rules! noto {
    ($file:literal) => {
        include_bytes!(concat!("../../assets/fonts/noto/NotoSans", $file))
    };
}

/// IBM Plex Sans, for Latin, Greek, Cyrillic and Vietnamese.
#[must_use]
pub const fn plex(strong: bool) -> &'static [u8] {
    if strong { font!("IBMPlexSans-SemiBold.ttf") } else { font!("IBMPlexSans-Regular.ttf") }
}

/// The file of a script. Where there is none for strong text, the regular one serves for both.
#[must_use]
pub fn font(script: Script, strong: bool) -> &'static [u8] {
    match (script, strong) {
        (Script::Arabic, false) => noto!("Arabic-Regular.ttf"),
        (Script::Arabic, true) => noto!("Arabic-Bold.ttf"),
        (Script::Armenian, _) => noto!("Armenian-Regular.ttf"),
        (Script::Bengali, _) => noto!("Bengali-Regular.ttf"),
        (Script::Cjk, _) => noto!("CJKsc-Regular.otf"),
        (Script::Devanagari, false) => noto!("Devanagari-Regular.ttf"),
        (Script::Devanagari, true) => noto!("Devanagari-Bold.ttf"),
        (Script::Ethiopic, _) => noto!("Ethiopic-Regular.ttf"),
        (Script::Georgian, _) => noto!("Georgian-Regular.ttf"),
        (Script::Gujarati, _) => noto!("Gujarati-Regular.ttf"),
        (Script::Gurmukhi, _) => noto!("Gurmukhi-Regular.ttf"),
        (Script::Hebrew, false) => noto!("Hebrew-Regular.ttf"),
        (Script::Hebrew, true) => noto!("Hebrew-Bold.ttf"),
        (Script::Kannada, _) => noto!("Kannada-Regular.ttf"),
        (Script::Khmer, _) => noto!("Khmer-Regular.ttf"),
        (Script::Lao, _) => noto!("Lao-Regular.ttf"),
        (Script::Latin, false) => noto!("Latin-Regular.ttf"),
        (Script::Latin, true) => noto!("Latin-SemiBold.ttf"),
        (Script::Malayalam, _) => noto!("Malayalam-Regular.ttf"),
        (Script::Myanmar, _) => noto!("Myanmar-Regular.ttf"),
        (Script::Oriya, _) => noto!("Oriya-Regular.ttf"),
        (Script::Sinhala, _) => noto!("Sinhala-Regular.ttf"),
        (Script::Tamil, _) => noto!("Tamil-Regular.ttf"),
        (Script::Telugu, _) => noto!("Telugu-Regular.ttf"),
        (Script::Thaana, _) => noto!("Thaana-Regular.ttf"),
        (Script::Thai, false) => noto!("Thai-Regular.ttf"),
        (Script::Thai, true) => noto!("Thai-Bold.ttf"),
        (Script::Tibetan, _) => font!("noto/NotoSerifTibetan-Regular.ttf"),
    }
}
