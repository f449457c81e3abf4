"""The typeface of memos: Noto Sans SC, which sets English and Chinese alike.

Its file holds PostScript outlines, which pictures take as they are; PDF needs them as TrueType, so
the characters that a memo uses are cut out and converted. There is no bold cut of it: its letters
are struck twice, a little apart. Knows no memo.
"""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_NAMES = (4, 6)  # a font's full name and its name in PDF
_ERROR = 1.0  # of a converted outline, in thousandths of the letter's height


def path() -> Path:
    from pylopdf_fonts_zh_cn import sans_path

    return Path(sans_path())


def truetype(characters: Iterable[str], *, thicker: int = 0) -> bytes:
    """A TrueType font of just these characters; others show as an empty box.

    `thicker`: by how much its upright strokes are, in thousandths of the letter's height.
    """
    from fontTools import subset

    options = subset.Options(
        layout_features=[], hinting=False, notdef_outline=True, recalc_bounds=True
    )
    font = subset.load_font(str(path()), options)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=[ord(c) for c in {*characters, " "}])
    cut.subset(font)
    _convert(font, thicker)
    for name in font["name"].names if thicker else ():  # two fonts of one file need two names
        if name.nameID in _NAMES:
            name.string = f"{name.toUnicode()}Bold"
    made = io.BytesIO()
    font.save(made)
    font.close()
    return made.getvalue()


def _convert(font: Any, thicker: int) -> None:
    """Cubic outlines to quadratic ones, in place, after fontTools' own otf2ttf example."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

    order, outlines, glyphs = font.getGlyphOrder(), font.getGlyphSet(), {}
    for name in order:
        pen = TTGlyphPen(outlines)
        for apart in (0, thicker) if thicker else (0,):
            straight = Cu2QuPen(pen, _ERROR, reverse_direction=True)
            outlines[name].draw(TransformPen(straight, (1, 0, 0, 1, apart, 0)))
        glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    font["glyf"].compile(font)
    widths = font["hmtx"].metrics
    font["hmtx"].metrics = {
        n: (widths[n][0] + thicker, getattr(glyphs[n], "xMin", 0)) for n in order
    }
    _describe(font, order)
    del font["CFF "]
    font.sfntVersion = "\x00\x01\x00\x00"


def _describe(font: Any, order: list[str]) -> None:
    """The two tables that say which kind of outlines there are."""
    zeros = "TwilightPoints Storage FunctionDefs InstructionDefs StackElements SizeOfInstructions"
    most = font["maxp"]
    most.tableVersion, most.maxZones = 0x00010000, 1
    for name in f"{zeros} ComponentElements".split():
        setattr(most, f"max{name}", 0)
    most.compile(font)
    names = font["post"]
    names.formatType, names.extraNames, names.mapping, names.glyphOrder = 2.0, [], {}, order
