//! Which script a character is of, as far as fonts are concerned.

use self::Script::{
    Arabic, Armenian, Bengali, Cjk, Devanagari, Ethiopic, Georgian, Gujarati, Gurmukhi, Hebrew, Kannada, Khmer, Lao,
    Malayalam, Myanmar, Oriya, Sinhala, Tamil, Telugu, Thaana, Thai,
};

/// A script that IBM Plex Sans does not have, and a font of ours has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "they are named as Unicode names them")]
pub enum Script {
    Arabic,
    Armenian,
    Bengali,
    /// Chinese, Japanese and Korean: one font has them all.
    Cjk,
    Devanagari,
    Ethiopic,
    Georgian,
    Gujarati,
    Gurmukhi,
    Hebrew,
    Kannada,
    Khmer,
    Lao,
    Malayalam,
    Myanmar,
    Oriya,
    Sinhala,
    Tamil,
    Telugu,
    Thaana,
    Thai,
}

/// Where each script is, in the order of its characters: as in `assets/fonts/subset.py`.
///
/// Blocks, not the property `Script`: a full stop of Devanagari that Bengali uses too comes from the font that has it.
const BLOCKS: [(u32, u32, Script); 49] = [
    (0x0530, 0x058F, Armenian),
    (0x0590, 0x05FF, Hebrew),
    (0x0600, 0x06FF, Arabic),
    (0x0750, 0x077F, Arabic),
    (0x0780, 0x07BF, Thaana),
    (0x0870, 0x08FF, Arabic),
    (0x0900, 0x097F, Devanagari),
    (0x0980, 0x09FF, Bengali),
    (0x0A00, 0x0A7F, Gurmukhi),
    (0x0A80, 0x0AFF, Gujarati),
    (0x0B00, 0x0B7F, Oriya),
    (0x0B80, 0x0BFF, Tamil),
    (0x0C00, 0x0C7F, Telugu),
    (0x0C80, 0x0CFF, Kannada),
    (0x0D00, 0x0D7F, Malayalam),
    (0x0D80, 0x0DFF, Sinhala),
    (0x0E00, 0x0E7F, Thai),
    (0x0E80, 0x0EFF, Lao),
    (0x1000, 0x109F, Myanmar),
    (0x10A0, 0x10FF, Georgian),
    (0x1100, 0x11FF, Cjk),
    (0x1200, 0x139F, Ethiopic),
    (0x1780, 0x17FF, Khmer),
    (0x19E0, 0x19FF, Khmer),
    (0x1C90, 0x1CBF, Georgian),
    (0x1CD0, 0x1CFF, Devanagari),
    (0x2D00, 0x2D2F, Georgian),
    (0x2D80, 0x2DDF, Ethiopic),
    (0x2E80, 0x9FFF, Cjk),
    (0xA8E0, 0xA8FF, Devanagari),
    (0xA960, 0xA97F, Cjk),
    (0xA9E0, 0xA9FF, Myanmar),
    (0xAA60, 0xAA7F, Myanmar),
    (0xAB00, 0xAB2F, Ethiopic),
    (0xAC00, 0xD7FF, Cjk),
    (0xF900, 0xFAFF, Cjk),
    (0xFB13, 0xFB17, Armenian),
    (0xFB1D, 0xFB4F, Hebrew),
    (0xFB50, 0xFDFF, Arabic),
    (0xFE30, 0xFE4F, Cjk),
    (0xFE70, 0xFEFE, Arabic),
    (0xFF00, 0xFFEF, Cjk),
    (0x1B000, 0x1B16F, Cjk),
    (0x20000, 0x2A6DF, Cjk),
    (0x2A700, 0x2EBEF, Cjk),
    (0x2EBF0, 0x2EE5F, Cjk),
    (0x2F800, 0x2FA1F, Cjk),
    (0x30000, 0x323AF, Cjk),
    (0x323B0, 0x3347F, Cjk),
];

impl Script {
    /// Every script, in the order of the alphabet.
    pub const ALL: [Self; 21] = [
        Arabic, Armenian, Bengali, Cjk, Devanagari, Ethiopic, Georgian, Gujarati, Gurmukhi, Hebrew, Kannada, Khmer,
        Lao, Malayalam, Myanmar, Oriya, Sinhala, Tamil, Telugu, Thaana, Thai,
    ];

    /// The script of a character, or `None` where IBM Plex Sans writes it, or no font of ours does.
    pub fn of(char: char) -> Option<Self> {
        let code = u32::from(char);
        let after = BLOCKS.partition_point(|&(first, ..)| first <= code);
        let &(_, last, script) = BLOCKS.get(after.checked_sub(1)?)?;
        (code <= last).then_some(script)
    }

    /// Whether it is written from right to left.
    pub fn is_rtl(self) -> bool {
        matches!(self, Arabic | Hebrew | Thaana)
    }
}

/// Some scripts.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct ScriptSet(u32);

impl ScriptSet {
    /// Whether there are none: IBM Plex Sans is enough.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether this one is among them.
    pub fn contains(self, script: Script) -> bool {
        self.0 & bit(script) != 0
    }

    /// Each of them, in the order of the alphabet.
    pub fn iter(self) -> impl Iterator<Item = Script> {
        Script::ALL.into_iter().filter(move |&script| self.contains(script))
    }
}

impl FromIterator<Script> for ScriptSet {
    fn from_iter<T: IntoIterator<Item = Script>>(scripts: T) -> Self {
        Self(scripts.into_iter().fold(0, |set, script| set | bit(script)))
    }
}

impl std::fmt::Debug for ScriptSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

fn bit(script: Script) -> u32 {
    1 << script as u32
}

/// The scripts a text needs beyond IBM Plex Sans.
pub fn needed(text: &str) -> ScriptSet {
    text.chars().filter_map(Script::of).collect()
}
