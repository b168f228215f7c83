#!/usr/bin/env python3
"""Makes the fonts of this folder out of two npm packages (needs fonttools and brotli).

    npm pack @ibm/plex-sans@1.1.0 @phosphor-icons/web@2.1.2 && tar xzf each into a folder
    python3 assets/fonts/make.py PLEX_FOLDER PHOSPHOR_FOLDER

IBM Plex Sans keeps every character it has (Latin with all its marks, Greek, Cyrillic, Vietnamese) and the marks that
are composed. Phosphor keeps its code points; its ligatures and glyph names, which the program never uses, go.
"""

import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = pathlib.Path(__file__).parent
PLEX = {"IBMPlexSans-Regular": "IBMPlexSans-Regular", "IBMPlexSans-SemiBold": "IBMPlexSans-SemiBold"}
PHOSPHOR = {"regular/Phosphor": "Phosphor", "bold/Phosphor-Bold": "Phosphor-Bold", "fill/Phosphor-Fill": "Phosphor-Fill"}


def make(source: pathlib.Path, name: str, features: list[str]) -> None:
    options = subset.Options(
        layout_features=features, hinting=False, glyph_names=False, notdef_outline=True, name_IDs=[0, 1, 2, 4, 6, 13, 14]
    )
    font = TTFont(source)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap().keys())
    subsetter.subset(font)
    font.flavor = None
    # Phosphor's side bearings are all 0, which a strict reader takes as an order to move every glyph to the left.
    for glyph, (advance, _) in font["hmtx"].metrics.items():
        outline = font["glyf"][glyph]
        outline.recalcBounds(font["glyf"])
        font["hmtx"].metrics[glyph] = (advance, getattr(outline, "xMin", 0))
    # IBM reserves the name of what is not its own file.
    for record in font["name"].names:
        if record.nameID in (1, 4, 6, 16) and "Plex" in str(record):
            record.string = str(record).replace("IBM Plex Sans", "Lanyard Sans").replace("IBMPlexSans", "LanyardSans")
    out = HERE / f"{name}.ttf"
    font.save(out)
    print(f"{out.name}: {out.stat().st_size // 1024} KiB, {len(font.getBestCmap())} characters")


def main() -> None:
    plex, phosphor = map(pathlib.Path, sys.argv[1:3])
    for source, name in PLEX.items():
        make(plex / f"package/fonts/complete/woff2/{source}.woff2", name, ["ccmp", "locl", "mark", "mkmk", "kern"])
    for source, name in PHOSPHOR.items():
        make(phosphor / f"package/src/{source}.ttf", name, [])
    (HERE / "IBMPlexSans-LICENSE.txt").write_bytes((plex / "package/LICENSE.txt").read_bytes())
    (HERE / "Phosphor-LICENSE.txt").write_bytes((phosphor / "package/LICENSE").read_bytes())


main()
