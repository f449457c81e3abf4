"""The fan chart as SVG: one drawing for a desk and one for a phone, both in the page.

In: a projection and words. Out: markup; colours are the style sheet's, by the names of the styles.
"""

from collections.abc import Iterable
from typing import assert_never

from bot.surfaces.markup import esc
from bot.surfaces.words import Words
from bot.whatif import fan as drawn
from bot.whatif.projection import Projection
from bot.whatif.shapes import Area, Box, Curve, Dot, Drawing, Line, Shape, Text


def fan(shown: Projection, words: Words) -> str:
    """Both drawings; the style sheet shows the one that fits."""
    return "".join(_svg(drawing) for drawing in drawn.fan(shown, words))


def _svg(drawing: Drawing) -> str:
    return (
        f'<svg class="fan {drawing.style}" viewBox="0 0 {drawing.width} {drawing.height}" '
        f'role="img" xmlns="http://www.w3.org/2000/svg" aria-label="{esc(drawing.about)}">'
        f"{''.join(_shape(shape) for shape in drawing.shapes)}</svg>"
    )


def _shape(s: Shape) -> str:
    match s:
        case Line():
            return (
                f'<line class="{s.style}" x1="{s.x1:.1f}" y1="{s.y1:.1f}" '
                f'x2="{s.x2:.1f}" y2="{s.y2:.1f}"></line>'
            )
        case Text():
            return (
                f'<text class="fan-text {s.style}" x="{s.x:.1f}" y="{s.y:.1f}" '
                f'text-anchor="{s.anchor}">{esc(s.text)}</text>'
            )
        case Box():
            tip = f"<title>{esc(s.tip)}</title>" if s.tip else ""
            return (
                f'<rect class="{s.style}" x="{s.x:.1f}" y="{s.y:.1f}" width="{s.width:.1f}" '
                f'height="{s.height:.1f}">{tip}</rect>'
            )
        case Area():
            return f'<polygon class="{s.style}" points="{_points(s.points)}"></polygon>'
        case Curve():
            return f'<polyline class="{s.style}" points="{_points(s.points)}"></polyline>'
        case Dot():
            spot = f'cx="{s.x:.1f}" cy="{s.y:.1f}" r="{s.radius:g}"'
            return f'<circle class="{s.style}" {spot}></circle>'
        case _:
            assert_never(s)


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
