"""A drawing as shapes with named styles: what charts are made of before anyone chooses ink.

Coordinates are the drawing's own units, y downwards, text on its base line. Knows no format.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    style: str
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """`anchor` is the end of the text that stands at x: start, middle or end."""

    style: str
    x: float
    y: float
    text: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle; one with a `tip` is there for the pointer alone."""

    style: str
    width: float
    height: float
    x: float = 0
    y: float = 0
    tip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    style: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    style: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    style: str
    x: float
    y: float
    radius: float


Shape = Line | Text | Box | Area | Curve | Dot


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """`about` says in words what it shows."""

    style: str
    width: int
    height: int
    about: str
    shapes: tuple[Shape, ...]
