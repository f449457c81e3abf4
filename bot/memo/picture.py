"""A drawing → a PNG for formats that take pictures: smooth lines, and letters of either language.

Drawn at four times its size and made half as large, which smooths every edge. Knows no chart.
"""

import io
from collections.abc import Sequence
from typing import Any, assert_never

from bot.memo import typefaces
from bot.whatif.shapes import Area, Box, Curve, Dot, Drawing, Line, Shape, Text

_SCALE, _KEPT = 4, 2
_LETTERS = 12  # the height of text, in the drawing's units
_INK, _SOFT = "#1d2733", "#5b6875"
# colour, width and dashes of each style; a band is the page's green at a fifth
_STYLES: dict[str, tuple[str, float, tuple[int, int] | None]] = {
    "fan-sheet": ("#ffffff", 0, None),
    "fan-grid": ("#e3e7eb", 1, None),
    "fan-tick": ("#9aa5b1", 1, None),
    "fan-band": ("#cfe4da", 0, None),
    "fan-median": ("#12744d", 2.5, None),
    "fan-middle": (_INK, 1.25, (4, 4)),
    "fan-zero": ("#b3362b", 1.5, None),
    "fan-raise": ("#2b5fa8", 1.25, (2, 3)),
    "fan-before": ("#a8690f", 1.25, (6, 3)),
    "fan-dot": ("#12744d", 0, None),
    "bar": ("#2b5fa8", 0, None),
}


def png(drawing: Drawing) -> bytes:
    from PIL import Image, ImageDraw, ImageFont

    size = (drawing.width * _SCALE, drawing.height * _SCALE)
    image = Image.new("RGB", size, "#ffffff")
    pen = ImageDraw.Draw(image)
    letters = ImageFont.truetype(str(typefaces.path()), _LETTERS * _SCALE)
    for shape in drawing.shapes:
        _draw(pen, letters, shape)
    kept = image.resize((drawing.width * _KEPT, drawing.height * _KEPT), Image.Resampling.LANCZOS)
    made = io.BytesIO()
    kept.save(made, "PNG", optimize=True)
    return made.getvalue()


def _draw(pen: Any, letters: Any, s: Shape) -> None:
    match s:
        case Text():
            strong = s.style in ("fan-title", "fan-strong")
            anchor = {"start": "ls", "middle": "ms", "end": "rs"}[s.anchor]
            spot = (s.x * _SCALE, s.y * _SCALE)
            pen.text(spot, s.text, fill=_INK if strong else _SOFT, font=letters, anchor=anchor)
        case Line():
            _stroke(pen, [(s.x1, s.y1), (s.x2, s.y2)], s.style)
        case Curve():
            _stroke(pen, s.points, s.style)
        case Area():
            pen.polygon([(x * _SCALE, y * _SCALE) for x, y in s.points], fill=_STYLES[s.style][0])
        case Box():
            if not s.tip:
                ends = (s.x, s.y, s.x + s.width, s.y + s.height)
                pen.rectangle([e * _SCALE for e in ends], fill=_STYLES[s.style][0])
        case Dot():
            ends = (s.x - s.radius, s.y - s.radius, s.x + s.radius, s.y + s.radius)
            pen.ellipse([e * _SCALE for e in ends], fill=_STYLES[s.style][0])
        case _:
            assert_never(s)


def _stroke(pen: Any, points: Sequence[tuple[float, float]], style: str) -> None:
    colour, width, dashes = _STYLES[style]
    for piece in _dashed(points, dashes) if dashes else [points]:
        spots = [(x * _SCALE, y * _SCALE) for x, y in piece]
        pen.line(spots, fill=colour, width=round(width * _SCALE), joint="curve")


def _dashed(
    points: Sequence[tuple[float, float]], dashes: tuple[int, int]
) -> list[list[tuple[float, float]]]:
    """The pieces of a path that are drawn, the pattern running on around its corners."""
    pieces: list[list[tuple[float, float]]] = []
    on, left = True, float(dashes[0])
    for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
        length, done = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 0.0
        while length - done > 1e-9:
            step = min(left, length - done)
            ends = [
                (x1 + (x2 - x1) * t / length, y1 + (y2 - y1) * t / length)
                for t in (done, done + step)
            ]
            pieces += [ends] if on else []
            done, left = done + step, left - step
            if left <= 1e-9:
                on = not on
                left = float(dashes[0] if on else dashes[1])
    return pieces
