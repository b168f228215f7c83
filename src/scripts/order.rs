//! The order in which a text is read.

use std::borrow::Cow;
use std::ops::Range;

use unicode_bidi::{BidiClass, BidiInfo, bidi_class};
use unicode_normalization::char::is_combining_mark;

use super::script::Script;

/// A stretch of text that is laid out on its own, in one font.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// What to lay out. Arabic and its like stand here in the order they are kept, for egui turns such a run itself;
    /// what egui would not turn, and is read from right to left, is turned here, brackets with it.
    pub text: String,
    /// The bytes of the text that this run writes.
    pub range: Range<usize>,
    /// Whose font writes it. `None` is IBM Plex Sans.
    pub script: Option<Script>,
}

/// The runs of a text, from left to right, as it is read (UAX 9). A text is read from right to left if its first
/// letter is.
///
/// Each run is to be laid out by itself, also where its neighbour has the same font.
pub fn visual_runs(text: &str) -> Vec<Run> {
    Ordered::new(text).runs(0..text.len())
}

/// A text that is read in lines: where it is cut is found in the order it is kept, and each line is then ordered by itself.
pub struct Ordered<'a> {
    text: &'a str,
    /// Only where something in it is read from right to left.
    bidi: Option<BidiInfo<'a>>,
}

impl<'a> Ordered<'a> {
    /// The whole of it says in which direction its lines are read.
    pub fn new(text: &'a str) -> Self {
        Self { text, bidi: reads_differently(text).then(|| BidiInfo::new(text, None)) }
    }

    /// The runs of these bytes of it, from left to right.
    pub fn runs(&self, line: Range<usize>) -> Vec<Run> {
        let mut out = Vec::new();
        let Some(bidi) = &self.bidi else {
            push_pieces(self.text, line, false, &mut out);
            return out;
        };
        for paragraph in &bidi.paragraphs {
            let range = paragraph.range.start.max(line.start)..paragraph.range.end.min(line.end);
            if range.is_empty() {
                continue;
            }
            // What ends a paragraph stays at its end, whichever way the paragraph is read.
            let words = self.text[range.clone()].trim_end_matches(['\n', '\r', '\u{2029}']);
            let words = range.start..range.start + words.len();
            if !words.is_empty() {
                let (levels, runs) = bidi.visual_runs(paragraph, words.clone());
                for run in runs {
                    let rtl = levels.get(run.start).is_some_and(unicode_bidi::Level::is_rtl);
                    push_pieces(self.text, run, rtl, &mut out);
                }
            }
            push_pieces(self.text, words.end..range.end, false, &mut out);
        }
        out
    }
}

/// Begins and ends what is ordered by itself within a sentence (UAX 9).
const ISOLATE: [char; 2] = ['\u{2068}', '\u{2069}'];

/// A name that stands in a sentence of ours. One that is read from right to left is ordered by itself: it turns neither the
/// sentence that begins with it nor the time that follows it.
pub fn in_words(name: &str) -> Cow<'_, str> {
    if reads_differently(name) {
        Cow::Owned(format!("{}{name}{}", ISOLATE[0], ISOLATE[1]))
    } else {
        Cow::Borrowed(name)
    }
}

/// Such a sentence as it is heard, and as it is painted once it is in order: without the signs about its names.
pub fn without_signs(words: &str) -> Cow<'_, str> {
    if words.contains(ISOLATE) { Cow::Owned(words.replace(ISOLATE, "")) } else { Cow::Borrowed(words) }
}

/// Whether a text is read in another order than a field shows it: there is something in it that is read from right to
/// left.
///
/// A single word of Arabic reads right in a field too; but whoever types it sees at once where to look.
pub fn reads_differently(text: &str) -> bool {
    use BidiClass::{AL, AN, LRE, LRI, LRO, R, RLE, RLI, RLO};
    let turns = |char| matches!(bidi_class(char), AL | AN | LRE | LRI | LRO | R | RLE | RLI | RLO);
    !text.is_ascii() && text.chars().any(turns)
}

/// Cuts a run of one direction at the borders of its scripts.
fn push_pieces(text: &str, run: Range<usize>, rtl: bool, out: &mut Vec<Run>) {
    let mut pieces = pieces(text, run);
    if rtl {
        pieces.reverse();
    }
    for (range, script) in pieces {
        push_piece(text, range, script, rtl, out);
    }
}

/// The pieces of a run, in the order they are kept.
fn pieces(text: &str, run: Range<usize>) -> Vec<(Range<usize>, Option<Script>)> {
    let mut pieces: Vec<(Range<usize>, Option<Script>)> = Vec::new();
    // Where the spaces begin that the next letter decides about: between two words of a script they are of that script.
    let mut spaces: Option<usize> = None;
    for (offset, char) in text[run.clone()].char_indices() {
        let at = run.start + offset;
        let end = at + char.len_utf8();
        let Some((range, current)) = pieces.last_mut() else {
            pieces.push((at..end, Script::of(char)));
            continue;
        };
        if matches!(char, ' ' | '\u{A0}') && current.is_some() {
            spaces.get_or_insert(at);
            continue;
        }
        if clings(char) && current.is_none() && Script::of(char).is_some() {
            // A mark that IBM Plex Sans lacks takes its letter along: one font writes both.
            let letter = range.start + clusters(&text[range.clone()]).last().map_or(0, |last| last.start);
            let script = Script::of(char);
            if letter == range.start {
                (*current, range.end) = (script, end);
            } else {
                range.end = letter;
                pieces.push((letter..end, script));
            }
            continue;
        }
        let script = if clings(char) && spaces.is_none() { *current } else { Script::of(char) };
        let undecided = spaces.take();
        if script == *current {
            range.end = end;
        } else if script.is_none() {
            let start = undecided.unwrap_or(at);
            pieces.push((start..end, None));
        } else {
            if let Some(start) = undecided {
                pieces.push((start..at, None));
            }
            pieces.push((at..end, script));
        }
    }
    if let Some(start) = spaces {
        pieces.push((start..run.end, None));
    }
    pieces
}

/// Whether a character belongs to the one before it.
fn clings(char: char) -> bool {
    matches!(char, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
        || is_combining_mark(char)
}

/// One piece becomes one run, if egui is sure to lay it out the right way round.
///
/// egui takes the direction of a run from its first letter that has a script. So it turns a word of Arabic; but it also
/// turns the digits of Persian, which are read from left to right, and does not turn an Arabic comma without a letter
/// beside it. What it might get wrong becomes a run for each character with its marks: one cannot be out of order.
fn push_piece(text: &str, range: Range<usize>, script: Option<Script>, rtl: bool, out: &mut Vec<Run>) {
    let piece = &text[range.clone()];
    let letter = |char| matches!(bidi_class(char), BidiClass::R | BidiClass::AL);
    let egui_turns = script.is_some_and(Script::is_rtl);
    let foreign = script.is_none() && piece.chars().any(letter);
    if egui_turns && rtl && piece.chars().any(letter) || !egui_turns && !rtl && !foreign {
        out.push(Run { text: piece.to_owned(), range, script });
        return;
    }
    let mut clusters = clusters(piece);
    if rtl {
        clusters.reverse();
    }
    let texts = clusters.iter().map(|cluster| {
        let turned = piece[cluster.clone()].chars().map(|char| if rtl { mirrored(char) } else { char });
        (turned.collect::<String>(), range.start + cluster.start..range.start + cluster.end)
    });
    if egui_turns || foreign {
        out.extend(texts.map(|(text, range)| Run { text, range, script }));
    } else {
        let text = texts.map(|(text, _)| text).collect();
        out.push(Run { text, range, script });
    }
}

/// The characters of a text, each with what belongs to it.
pub(crate) fn clusters(text: &str) -> Vec<Range<usize>> {
    let mut clusters: Vec<Range<usize>> = Vec::new();
    let mut before = None;
    for (at, char) in text.char_indices() {
        let end = at + char.len_utf8();
        match clusters.last_mut() {
            Some(last) if clings(char) || before.is_some_and(holds) => last.end = end,
            _ => clusters.push(at..end),
        }
        before = Some(char);
    }
    clusters
}

/// Whether a character joins the next letter to the one before: the viramas of the scripts of India and their kin.
fn holds(char: char) -> bool {
    let viramas = "\u{94D}\u{9CD}\u{A4D}\u{ACD}\u{B4D}\u{BCD}\u{C4D}\u{CCD}\u{D4D}\u{DCA}\u{1039}\u{17D2}\u{200D}";
    viramas.contains(char)
}

/// The bracket that opens to the other side.
fn mirrored(char: char) -> char {
    const PAIRS: [(char, char); 15] = [
        ('(', ')'),
        ('[', ']'),
        ('{', '}'),
        ('<', '>'),
        ('«', '»'),
        ('‹', '›'),
        ('⟨', '⟩'),
        ('〈', '〉'),
        ('《', '》'),
        ('「', '」'),
        ('『', '』'),
        ('【', '】'),
        ('〔', '〕'),
        ('（', '）'),
        ('［', '］'),
    ];
    let other = |&(open, close): &(char, char)| match char {
        _ if char == open => Some(close),
        _ if char == close => Some(open),
        _ => None,
    };
    PAIRS.iter().find_map(other).unwrap_or(char)
}
