"""The letters of shared images, made from npm packages: plain TTF, since resvg reads neither WOFF2 nor axes.

    python tools/poster_fonts.py NODE_MODULES      (called by tools/fonts.sh; needs fonttools and brotli)

Each file has one weight and a family name of its own, so that no letter of the machine is ever taken instead. Beside
them `advances.json` says how wide each letter is, in thousandths of the size: titles are fitted with it.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.subset import Options as SubsetOptions
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).resolve().parents[1] / "passeurs/core/poster/fonts"
BRICOLAGE = "@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-{}-opsz-normal.woff2"
INTER = "@fontsource-variable/inter/files/inter-{}-wght-normal.woff2"
LATIN = ("latin", "latin-ext")
# File, family, parts, axes.
FACES = (
    ("title", "Affiche Titre", BRICOLAGE, LATIN, {"opsz": 48, "wght": 750}),
    ("text", "Affiche Texte", INTER, (*LATIN, "greek", "cyrillic"), {"wght": 400}),
    ("strong", "Affiche Fort", INTER, (*LATIN, "greek", "cyrillic"), {"wght": 600}),
    ("arabic", "Affiche Arabe", "@fontsource/noto-sans-arabic/files/noto-sans-arabic-{}-700-normal.woff2",
     ("arabic",), {}),
    ("hebrew", "Affiche Hebreu", "@fontsource/noto-sans-hebrew/files/noto-sans-hebrew-{}-700-normal.woff2",
     ("hebrew",), {}),
    ("emoji", "Affiche Emoji", "@fontsource/noto-emoji/files/noto-emoji-{}-700-normal.woff2", ("emoji",), {}),
)  # fmt: skip
LICENCES = {"bricolage": "@fontsource-variable/bricolage-grotesque", "inter": "@fontsource-variable/inter",
            "noto-sans-arabic": "@fontsource/noto-sans-arabic", "noto-sans-hebrew": "@fontsource/noto-sans-hebrew",
            "noto-emoji": "@fontsource/noto-emoji"}  # fmt: skip
# Kerning; in Arabic and Hebrew what joins letters and places their marks too. Alternates nobody asks for are left out.
FEATURES = {"arabic": ["init", "medi", "fina", "isol", "rlig", "ccmp", "mark", "mkmk"], "hebrew": ["ccmp", "mark"],
            "emoji": []}  # fmt: skip
# Emoji need no finer grid than this; it halves the file.
EMOJI_UNITS = 512


def kept(font: TTFont, features: list[str]) -> TTFont:
    """The font with its mapped letters and these features only."""
    options = SubsetOptions(layout_features=features, hinting=False, notdef_outline=True, name_IDs=["*"])
    options.name_languages = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)
    return font


def renamed(font: TTFont, family: str) -> None:
    """Its own family, plain style and weight: what the SVG asks for by name."""
    for record in list(font["name"].names):
        if record.nameID not in (0, 13, 14):
            font["name"].removeNames(nameID=record.nameID)
    for name_id, text in ((1, family), (2, "Regular"), (4, family), (6, family.replace(" ", ""))):
        font["name"].setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 400
    font["OS/2"].fsSelection = 64
    font["head"].macStyle = 0


def made(modules: Path, pattern: str, parts: tuple[str, ...], axes: dict[str, float], work: Path) -> TTFont:
    """One plain font out of the parts of a web font."""
    paths = []
    for part in parts:
        font = TTFont(modules / pattern.format(part))
        font.flavor = None
        if axes:
            font = instantiateVariableFont(font, axes)
        path = work / f"{part}.ttf"
        kept(font, FEATURES.get(part, ["kern"])).save(path)
        paths.append(str(path))
    if len(paths) == 1:
        return TTFont(paths[0])
    return Merger(Options(drop_tables=["STAT", "DSIG"] if axes else [])).merge(paths)


def main(modules: Path) -> None:
    """Write the fonts, their licences and the table of advances."""
    HERE.mkdir(parents=True, exist_ok=True)
    advances: dict[str, dict[str, int]] = {}
    for name, family, pattern, parts, axes in FACES:
        with tempfile.TemporaryDirectory() as work:
            font = made(modules, pattern, parts, axes, Path(work))
        if name == "emoji":
            scale_upem(font, EMOJI_UNITS)
        renamed(font, family)
        font.save(HERE / f"{name}.ttf")
        units, widths = font["head"].unitsPerEm, font["hmtx"]
        advances[name] = {
            chr(code): round(widths[glyph][0] * 1000 / units) for code, glyph in sorted(font.getBestCmap().items())
        }
    (HERE / "advances.json").write_text(json.dumps(advances, ensure_ascii=True, separators=(",", ":")) + "\n")
    for name, package in LICENCES.items():
        shutil.copyfile(modules / package / "LICENSE", HERE / f"OFL-{name}.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
