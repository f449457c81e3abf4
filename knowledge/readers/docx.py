"""A Word file into Pages: headings, paragraphs, lists, tables and footnotes in their order.

    Heading 1 "Cash", a paragraph, a table  →  "# Cash …", then blocks of the table

Word files have no fixed pages: places in them are given by heading. Deleted text of tracked changes
is left out, inserted text stays; a heading or label over several cells is in each of them. The door
to python-docx; runs in the child process.
"""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from knowledge.readers.child import Refused
from knowledge.readers.documents import Document
from knowledge.readers.grid import is_label, names_columns, table_of
from knowledge.readers.parts import Part, located

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:title|heading (?P<level>[1-6]))")


def parse(raw: bytes) -> Document:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(io.BytesIO(raw))
    except (KeyError, ValueError, PackageNotFoundError) as problem:
        raise Refused("it is damaged or no Word file") from problem
    title = (document.core_properties.title or "").strip() or None
    styles = {style.style_id: (style.name or "").lower() for style in document.styles}
    parts = list(_parts(document.element.body, styles))
    notes = _notes(document)
    if notes:
        parts.append(Part(content="\n\n".join(notes)))
    return Document(pages=located(parts, title=title), kind="docx")


def _parts(body: Any, styles: dict[str, str]) -> Iterator[Part]:
    """Paragraphs up to the next table are one part."""
    held: list[str] = []
    for block in _blocks(body):
        if block.tag == f"{_W}tbl":
            if held:
                yield Part(content="\n\n".join(held))
                held = []
            made = table_of(_rows(block))
            if made:
                yield Part(content=made)
        else:
            text = _paragraph(block, styles)
            held += [text] if text else []
    if held:
        yield Part(content="\n\n".join(held))


def _blocks(body: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those inside content controls."""
    for child in body:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag == f"{_W}sdt":
            for content in child.iterchildren(f"{_W}sdtContent"):
                yield from _blocks(content)
        elif child.tag in (f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
            yield from _blocks(child)


def _paragraph(element: Any, styles: dict[str, str]) -> str:
    """Styles carry English names inside, whatever language Word shows them in."""
    text = _text(element)
    style = element.find(f"{_W}pPr/{_W}pStyle")
    name = styles.get(style.get(f"{_W}val"), "") if style is not None else ""
    heading = _HEADING.fullmatch(name)
    if text and heading:
        return f"{'#' * int(heading['level'] or 1)} {text}"
    is_item = name.startswith("list") or element.find(f"{_W}pPr/{_W}numPr") is not None
    return f"- {text}" if text and is_item else text


def _text(element: Any) -> str:
    """The words of a paragraph or cell; text boxes are read where they are anchored."""
    said: list[str] = []
    for node in element.iter(
        f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}p", f"{_W}noBreakHyphen"
    ):
        match node.tag.removeprefix(_W):
            case "t":
                said.append(node.text or "")
            case "noBreakHyphen":
                said.append("-")
            case _:
                said.append(" ")
    return " ".join("".join(said).split())


def _rows(table: Any) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for row in table.iter(f"{_W}tr"):
        if _table_of(row) is table:
            rows.append(tuple(_row(row, above=rows[-1] if rows else ())))
    return rows


def _table_of(row: Any) -> Any:
    return next(row.iterancestors(f"{_W}tbl"))


def _row(row: Any, above: Sequence[str]) -> list[str]:
    """One text per column. A label goes down through the rows it spans, a heading across."""
    texts: list[str] = []
    across: list[tuple[int, int]] = []
    for cell in row.iter(f"{_W}tc"):
        if next(cell.iterancestors(f"{_W}tr")) is not row:
            continue
        start, text = len(texts), _text(cell)
        if not text and _continues(cell) and start < len(above) and is_label(above[start]):
            text = above[start]
        texts += [text, *[""] * _extra_columns(cell)]
        across.append((start, len(texts)))
    if names_columns(texts):
        for start, end in across:
            if is_label(texts[start]):
                texts[start:end] = [texts[start]] * (end - start)
    return texts


def _continues(cell: Any) -> bool:
    """Whether it is a further row of the cell above it."""
    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merged is not None and merged.get(f"{_W}val", "continue") == "continue"


def _extra_columns(cell: Any) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return min(max(int(span.get(f"{_W}val", "1")) - 1, 0), 62) if span is not None else 0


def _notes(document: Any) -> list[str]:
    """Footnotes and endnotes, which often hold the figure that a sentence rests on."""
    from lxml import etree

    found: list[str] = []
    for part in document.part.package.iter_parts():
        if str(part.partname) in ("/word/footnotes.xml", "/word/endnotes.xml"):
            tree = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False))
            found += [text for note in tree if (text := _text(note))]
    return found
