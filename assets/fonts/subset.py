#!/usr/bin/env python3
"""Makes the fonts in `noto/` out of Debian's fonts-noto-core, -extra and -cjk. Run by hand, when they change:

    apt-get install fonts-noto-core fonts-noto-extra fonts-noto-cjk
    python3 -m venv /tmp/fonts && /tmp/fonts/bin/pip install fonttools==4.68.0
    /tmp/fonts/bin/python assets/fonts/subset.py

The same fonts in give the same bytes out.

- A font keeps the characters of its script, what joins and marks them, and the space. All other punctuation is left to
  IBM Plex Sans, so that it looks the same beside every script.
- What shapes a script stays (joining, conjuncts, marks); what only chooses among styles goes. So do hints, which were
  made for screens coarser than ours.
- Every font gets the ascent and descent of IBM Plex Sans: a row is as high, and stands on the same baseline, whatever
  is written in it.
- `.notdef` keeps its outline: a character that is missing is seen to be missing.
"""

import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = pathlib.Path(__file__).parent
OUT = HERE / "noto"
# Or the folder that the packages were unpacked into.
ROOT = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/")
CORE = ROOT / "usr/share/fonts/truetype/noto"
CJK = ROOT / "usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
CJK_FACE = "Noto Sans CJK SC"

# IBM Plex Sans, in thousandths of an em.
ASCENT, DESCENT = 1025, -275

# What may stand inside a word of any script: the spaces, the joiners, the marks of direction, the dotted circle.
EVERYWHERE = {0x20, 0xA0, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x25CC}

# The characters of each script: as in `src/ui/scripts/script.rs`.
RANGES = {
    "Arabic": [(0x0600, 0x06FF), (0x0750, 0x077F), (0x0870, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE)],
    "Armenian": [(0x0530, 0x058F), (0xFB13, 0xFB17)],
    "Bengali": [(0x0980, 0x09FF)],
    "Devanagari": [(0x0900, 0x097F), (0x1CD0, 0x1CFF), (0xA8E0, 0xA8FF)],
    "Ethiopic": [(0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F)],
    "Georgian": [(0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F)],
    "Gujarati": [(0x0A80, 0x0AFF)],
    "Gurmukhi": [(0x0A00, 0x0A7F)],
    "Hebrew": [(0x0590, 0x05FF), (0xFB1D, 0xFB4F)],
    "Kannada": [(0x0C80, 0x0CFF)],
    "Khmer": [(0x1780, 0x17FF), (0x19E0, 0x19FF)],
    "Lao": [(0x0E80, 0x0EFF)],
    "Malayalam": [(0x0D00, 0x0D7F)],
    "Myanmar": [(0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F)],
    "Oriya": [(0x0B00, 0x0B7F)],
    "Sinhala": [(0x0D80, 0x0DFF)],
    "Tamil": [(0x0B80, 0x0BFF)],
    "Telugu": [(0x0C00, 0x0C7F)],
    "Thaana": [(0x0780, 0x07BF)],
    "Thai": [(0x0E00, 0x0E7F)],
}

# Letters and marks of Latin, Greek and Cyrillic. Those that IBM Plex Sans has are in here too: a letter and the mark on it
# have to be of one font. `--lacking` prints the ranges that Plex lacks, for `script.rs`.
LATIN = [
    (0x0041, 0x005A), (0x0061, 0x007A), (0x00C0, 0x00D6), (0x00D8, 0x00F6), (0x00F8, 0x02FF), (0x0300, 0x036F),
    (0x0370, 0x03E1), (0x03F0, 0x052F), (0x1E00, 0x1FFF), (0x2C60, 0x2C7F), (0xA720, 0xA7FF),
]  # fmt: skip
TIBETAN = [(0x0F00, 0x0FFF)]

# Those with a second file for strong text; elsewhere the regular one serves for both.
STRONG = {"Arabic", "Devanagari", "Hebrew", "Thai"}

CJK_BLOCKS = [
    (0x1100, 0x11FF), (0x2E80, 0x9FFF), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x1B000, 0x1B16F), (0x20000, 0x3FFFF),
]  # fmt: skip


def within(blocks, char):
    return any(first <= char <= last for first, last in blocks)


def encodable(codec):
    """What a character set can write."""
    chars = set()
    for char in range(0x80, 0x40000):
        try:
            chr(char).encode(codec)
        except UnicodeError:
            continue
        chars.add(char)
    return chars


def cjk_chars():
    """The union of GB 2312, Big5, KS X 1001, and JIS X 0208 and 0213 with the characters Windows added to it.

    Names go beyond them: 祎, 镕 and 堃 are in none of the Chinese sets, so the whole first block of ideographs is kept;
    so is the first extension, which China's list of characters for names draws on (䶮); and modern Korean. 𠮷 is how many in Japan write the first half of Yoshida.
    """
    chars = {ord("𠮷"), *range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xAC00, 0xD7A4), *range(0x3040, 0x3100)}
    for codec in ["gb2312", "big5", "euc_kr", "shift_jis", "cp932", "euc_jis_2004"]:
        chars |= encodable(codec)
    return {char for char in chars if within(CJK_BLOCKS, char)}


def make(font, chars, features, name):
    options = subset.Options()
    options.layout_features = features
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = False
    options.name_IDs = [0, 1, 2, 5, 13, 14]
    options.drop_tables += ["BASE", "STAT", "VORG", "vhea", "vmtx", "meta"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=chars)
    subsetter.subset(font)
    level(font)
    font.recalcTimestamp = False
    # It would be used if it happened to be installed, and packs tables in another way.
    font.cfg["fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"] = False
    out = OUT / name
    font.save(out, reorderTables=True)
    size = out.stat().st_size
    print(f"{size / 1024:8.0f} KiB  {len(font.getBestCmap()):6} characters  {name}")
    return size


def level(font):
    """The vertical measures of IBM Plex Sans, in every place a reader of fonts may look for them."""
    unit = font["head"].unitsPerEm / 1000
    ascent, descent = round(ASCENT * unit), round(DESCENT * unit)
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = ascent, descent, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, descent, 0
    os2.usWinAscent, os2.usWinDescent = ascent, -descent


def shaping():
    """fonttools' own list of features that text needs, less those for vertical text, fractions and small figures."""
    without = {"vert", "vrt2", "valt", "vhal", "vkrn", "vpal", "frac", "numr", "dnom", "locl"}
    return [feature for feature in subset.Options().layout_features if feature not in without]


def lacking():
    """What the Latin font has and IBM Plex Sans lacks, as ranges."""
    plex = [set(TTFont(HERE / f"IBMPlexSans-{weight}.ttf").getBestCmap()) for weight in ["Regular", "SemiBold"]]
    ranges = []
    for char in sorted(TTFont(OUT / "NotoSansLatin-Regular.ttf").getBestCmap()):
        if char in plex[0] & plex[1] or not within(LATIN, char):
            continue
        if ranges and ranges[-1][1] == char - 1:
            ranges[-1][1] = char
        else:
            ranges.append([char, char])
    for first, last in ranges:
        print(f"    (0x{first:04X}, 0x{last:04X}, Latin),")


def main():
    OUT.mkdir(exist_ok=True)
    total = 0
    for name, source, ranges in [
        ("NotoSansLatin-Regular", "NotoSans-Regular", LATIN),
        ("NotoSansLatin-SemiBold", "NotoSans-SemiBold", LATIN),
        ("NotoSerifTibetan-Regular", "NotoSerifTibetan-Regular", TIBETAN),
    ]:
        font = TTFont(CORE / f"{source}.ttf")
        chars = {char for char in font.getBestCmap() if char in EVERYWHERE or within(ranges, char)}
        total += make(font, chars, shaping(), f"{name}.ttf")
    for script, ranges in RANGES.items():
        for weight in ["Regular", "Bold"] if script in STRONG else ["Regular"]:
            font = TTFont(CORE / f"NotoSans{script}-{weight}.ttf")
            has = font.getBestCmap()
            chars = {char for char in has if char in EVERYWHERE or within(ranges, char)}
            total += make(font, chars, shaping(), f"NotoSans{script}-{weight}.ttf")
    for number in range(16):
        font = TTFont(CJK, fontNumber=number)
        if font["name"].getDebugName(4) == CJK_FACE:
            # What names need: Hangul composed of its letters. The rest is for vertical and proportional setting.
            features = ["ccmp", "ljmo", "vjmo", "tjmo", "kern"]
            total += make(font, cjk_chars() | EVERYWHERE, features, "NotoSansCJKsc-Regular.otf")
            break
    else:
        sys.exit(f"{CJK}: no {CJK_FACE}")
    print(f"{total / 1024:8.0f} KiB  together")


if "--lacking" in sys.argv:
    lacking()
else:
    main()
