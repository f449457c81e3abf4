"""A PowerPoint file into Pages, one or more a slide: title, text, tables, chart data, notes.

    slide 3, title "Cash", a chart  →  page 3, "## Cash", "| | 2030 | 2031 | …"

Shapes are read from top to bottom and left to right. Slides that only show pictures are reported.
The door to python-pptx; runs in the child process.
"""

import io
from collections.abc import Iterable, Iterator
from typing import Any

from knowledge.readers.child import Refused
from knowledge.readers.documents import Document
from knowledge.readers.grid import table_of
from knowledge.readers.parts import Part, located
from knowledge.readers.tables import Row, Table

_GROUP, _PICTURE = 6, 13  # MSO_SHAPE_TYPE
_ROW = 360_000  # a centimetre: shapes whose tops differ by less stand side by side


def parse(raw: bytes) -> Document:
    import pptx
    from pptx.exc import PackageNotFoundError

    try:
        deck = pptx.Presentation(io.BytesIO(raw))
    except (KeyError, ValueError, PackageNotFoundError) as problem:
        raise Refused("it is damaged or no PowerPoint file") from problem
    parts: list[Part] = []
    pictures: list[int] = []
    for number, slide in enumerate(deck.slides, start=1):
        found = list(_parts(slide, number))
        parts += found
        if not found and any(shape.shape_type == _PICTURE for shape in _shapes(slide.shapes)):
            pictures.append(number)
    return Document(
        pages=located(parts, title=(deck.core_properties.title or "").strip() or None),
        kind="pptx",
        warnings=tuple(f"Slide {n} could not be read: a picture without text." for n in pictures),
    )


def _parts(slide: Any, number: int) -> Iterator[Part]:
    title = slide.shapes.title
    said = [f"## {text}"] if title is not None and (text := _words(title.text_frame.text)) else []
    for shape in _shapes(slide.shapes):
        table = _table(shape)
        if table:
            if said:
                yield Part(content="\n\n".join(said), number=number)
                said = []
            yield Part(content=table, number=number)
        elif shape.has_text_frame and not _is(shape, title):
            said += filter(None, (_words(p.text) for p in shape.text_frame.paragraphs))
    if slide.has_notes_slide:
        frame = slide.notes_slide.notes_text_frame
        notes = _words(frame.text) if frame is not None else ""
        said += [f"Notes: {notes}"] if notes else []
    if said:
        yield Part(content="\n\n".join(said), number=number)


def _shapes(shapes: Iterable[Any]) -> list[Any]:
    """Groups opened, in reading order; a shape without a place of its own comes first."""
    found: list[Any] = []
    for shape in sorted(shapes, key=lambda s: ((s.top or 0) // _ROW, s.left or 0)):
        found += _shapes(shape.shapes) if shape.shape_type == _GROUP else [shape]
    return found


def _is(shape: Any, other: Any) -> bool:
    return other is not None and shape.shape_id == other.shape_id


def _words(text: str) -> str:
    return " ".join(text.split())


def _table(shape: Any) -> Table | None:
    if getattr(shape, "has_table", False):
        return table_of(
            [tuple(_words(cell.text) for cell in row.cells) for row in shape.table.rows]
        )
    if getattr(shape, "has_chart", False):
        return _chart(shape.chart)
    return None


def _chart(chart: Any) -> Table | None:
    """The figures behind a chart, a row for each series."""
    rows: list[Row] = []
    categories: Row = ()
    for plot in chart.plots:
        categories = categories or tuple(str(category) for category in plot.categories)
        for series in plot.series:
            rows.append(
                (series.name or "", *("" if v is None else f"{v:g}" for v in series.values))
            )
    if not rows:
        return None
    title = _words(chart.chart_title.text_frame.text) if chart.has_title else ""
    return Table(caption=title, header=(("", *categories),), rows=tuple(rows))
