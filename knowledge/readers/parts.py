"""What readers find in a document, stretch by stretch, into Pages that know their place.

A stretch of prose becomes one Page, a table one Page for each block of rows. Headings in the prose
("## Liquidity") are the section of what follows them. Does not know formats.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.readers.documents import LocatedPage
from knowledge.readers.tables import SCALE, Table, blocks
from knowledge.records import Language

_CJK = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")
_HEADING = re.compile(r"^#{1,6} (?P<heading>.+)$", re.MULTILINE)
_SECTION_CHARS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Prose as Markdown, or a table, on page or slide `number`."""

    content: str | Table
    number: int | None = None


def located(parts: Sequence[Part], *, title: str | None = None) -> tuple[LocatedPage, ...]:
    said = "".join(p.content for p in parts if isinstance(p.content, str))
    made = list(_located(parts, written_in(said or _cells(parts))))
    if made:
        made[0] = replace(made[0], title=title)
    return tuple(made)


def written_in(text: str) -> Language:
    """Chinese if a fifth of its letters are: its names and product names are often English."""
    chinese, letters = len(_CJK.findall(text)), len(_LETTER.findall(text))
    return "zh" if chinese * 5 > letters else "en"


def _cells(parts: Sequence[Part]) -> str:
    tables = (p.content for p in parts if isinstance(p.content, Table))
    return "".join(cell for table in tables for row in table.rows for cell in row)


def _located(parts: Sequence[Part], language: Language) -> Iterator[LocatedPage]:
    section: str | None = None
    for part in parts:
        if isinstance(part.content, Table):
            under = _named(part.content.caption) or section
            for block in blocks(part.content, language=language):
                yield LocatedPage(text=block.text, number=part.number, section=under)
        elif part.content.strip():
            yield LocatedPage(text=part.content, number=part.number, section=section)
            for heading in _HEADING.finditer(part.content):
                section = heading["heading"][:_SECTION_CHARS]


def _named(caption: str) -> str | None:
    """What a caption says besides the scale."""
    kept = [piece for piece in caption.split(" — ") if len(piece) > 80 or not SCALE.search(piece)]
    return " — ".join(kept)[:_SECTION_CHARS] or None
