//! Which script a character is of, as far as fonts are concerned.

use self::Script::{
    Arabic, Armenian, Bengali, Cjk, Devanagari, Ethiopic, Georgian, Gujarati, Gurmukhi, Hebrew, Kannada, Khmer, Lao,
    Latin, Malayalam, Myanmar, Oriya, Sinhala, Tamil, Telugu, Thaana, Thai, Tibetan,
};

/// A script, or a part of one, that IBM Plex Sans does not have, and a font of ours has.
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
    /// Letters and marks of Latin, Greek and Cyrillic that IBM Plex Sans lacks: those of West Africa, polytonic Greek, and more.
    Latin,
    Malayalam,
    Myanmar,
    Oriya,
    Sinhala,
    Tamil,
    Telugu,
    Thaana,
    Thai,
    Tibetan,
}

/// Where each script is, in the order of its characters: as in `assets/fonts/subset.py`.
///
/// Blocks, not the property `Script`: a full stop of Devanagari that Bengali uses too comes from the font that has it. Of Latin, Greek and Cyrillic only what
/// IBM Plex Sans lacks is here (`subset.py --lacking`).
const BLOCKS: [(u32, u32, Script); 106] = [
    (0x0180, 0x018E, Latin),
    (0x0190, 0x0191, Latin),
    (0x0193, 0x019F, Latin),
    (0x01A2, 0x01AE, Latin),
    (0x01B1, 0x01CC, Latin),
    (0x01DD, 0x01F9, Latin),
    (0x0200, 0x0217, Latin),
    (0x021C, 0x0236, Latin),
    (0x0238, 0x0258, Latin),
    (0x025A, 0x02BA, Latin),
    (0x02BD, 0x02C5, Latin),
    (0x02C8, 0x02D7, Latin),
    (0x02DE, 0x02FF, Latin),
    (0x0305, 0x0305, Latin),
    (0x030D, 0x0311, Latin),
    (0x0313, 0x0314, Latin),
    (0x0316, 0x031A, Latin),
    (0x031C, 0x0322, Latin),
    (0x0324, 0x0325, Latin),
    (0x0329, 0x0377, Latin),
    (0x037A, 0x037D, Latin),
    (0x037F, 0x037F, Latin),
    (0x03CF, 0x03E1, Latin),
    (0x03F0, 0x03FF, Latin),
    (0x0460, 0x0461, Latin),
    (0x0464, 0x0469, Latin),
    (0x046C, 0x0471, Latin),
    (0x0476, 0x048F, Latin),
    (0x04C3, 0x04CE, Latin),
    (0x04DA, 0x04DB, Latin),
    (0x04EA, 0x04ED, Latin),
    (0x04FA, 0x0523, Latin),
    (0x0526, 0x052F, Latin),
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
    (0x0F00, 0x0FFF, Tibetan),
    (0x1000, 0x109F, Myanmar),
    (0x10A0, 0x10FF, Georgian),
    (0x1100, 0x11FF, Cjk),
    (0x1200, 0x139F, Ethiopic),
    (0x1780, 0x17FF, Khmer),
    (0x19E0, 0x19FF, Khmer),
    (0x1C90, 0x1CBF, Georgian),
    (0x1CD0, 0x1CFF, Devanagari),
    (0x1E00, 0x1E7F, Latin),
    (0x1E86, 0x1E9D, Latin),
    (0x1E9F, 0x1E9F, Latin),
    (0x1EFA, 0x1F15, Latin),
    (0x1F18, 0x1F1D, Latin),
    (0x1F20, 0x1F45, Latin),
    (0x1F48, 0x1F4D, Latin),
    (0x1F50, 0x1F57, Latin),
    (0x1F59, 0x1F59, Latin),
    (0x1F5B, 0x1F5B, Latin),
    (0x1F5D, 0x1F5D, Latin),
    (0x1F5F, 0x1F7D, Latin),
    (0x1F80, 0x1FB4, Latin),
    (0x1FB6, 0x1FC4, Latin),
    (0x1FC6, 0x1FD3, Latin),
    (0x1FD6, 0x1FDB, Latin),
    (0x1FDD, 0x1FEF, Latin),
    (0x1FF2, 0x1FF4, Latin),
    (0x1FF6, 0x1FFE, Latin),
    (0x2C60, 0x2C7F, Latin),
    (0x2D00, 0x2D2F, Georgian),
    (0x2D80, 0x2DDF, Ethiopic),
    (0x2E80, 0x9FFF, Cjk),
    (0xA720, 0xA7BF, Latin),
    (0xA7C2, 0xA7CA, Latin),
    (0xA7F5, 0xA7FF, Latin),
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
    pub const ALL: [Self; 23] = [
        Arabic, Armenian, Bengali, Cjk, Devanagari, Ethiopic, Georgian, Gujarati, Gurmukhi, Hebrew, Kannada, Khmer,
        Lao, Latin, Malayalam, Myanmar, Oriya, Sinhala, Tamil, Telugu, Thaana, Thai, Tibetan,
    ];

    /// The script of a character, or `None` where IBM Plex Sans writes it, or no font of ours does.
    pub fn of(char: char) -> Option<Self> {
        let code = u32::from(char);
        let after = BLOCKS.partition_point(|&(first, ..)| first <= code);
        let &(_, last, script) = BLOCKS.get(after.checked_sub(1)?)?;
        (code <= last).then_some(script)
    }

    /// The script of a letter with its marks: one font has to write them all, so that the first that IBM Plex Sans lacks decides.
    pub fn of_cluster(cluster: &str) -> Option<Self> {
        cluster.chars().find_map(Self::of)
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
