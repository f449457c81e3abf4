"""A PDF into Pages: prose and tables in reading order, each with its page number and heading.

    page 48: "| Net sales | $ 34,229 | $ 35,355 |" under its caption, years and scale

A page of the file becomes one Page for each stretch of prose and one for each block of a table, so
that a row never loses its headings. Pages that are pictures are reported, or made of words that
were recognised elsewhere. The door to pypdfium2.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from knowledge.readers import child
from knowledge.readers.child import Refused
from knowledge.readers.documents import Document
from knowledge.readers.parts import Part, located
from knowledge.readers.pdf.columns import in_columns
from knowledge.readers.pdf.lines import Cell, Line, cells, lines
from knowledge.readers.pdf.prose import Style, paragraphs, style
from knowledge.readers.pdf.running import running
from knowledge.readers.pdf.tables import tables
from knowledge.readers.pdf.words import PageWords, Word, words

MOST_PAGES = 3000
_LEAST_CHARS = 12  # a page with fewer and a picture is a scan with a stamp on it
_UNREADABLE = 0.3
_COUNTED = 10  # pages between two words of how far it is


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leaf:
    """One page of the file: its cells in the order of the file, or why it has none."""

    cells: tuple[Cell, ...] = ()
    problem: str = ""
    scanned: bool = False


def parse(raw: bytes, recognised: Mapping[int, Sequence[Word]] | None = None) -> Document:
    """`recognised` are the words of scanned pages by number, from elsewhere (`recognise`)."""
    pdf, known = opened(raw), recognised or {}
    if len(pdf) > MOST_PAGES:
        raise Refused(f"it has {len(pdf)} pages, and {MOST_PAGES} is the limit")
    leaves = list(_leaves(pdf, known))
    whole = [lines(leaf.cells) for leaf in leaves]
    usual = style(line for page in whole for line in page)
    parts = [
        part
        for number, (leaf, page, out) in enumerate(
            zip(leaves, whole, running(whole), strict=True), start=1
        )
        for part in _parts(_without(leaf.cells, [page[at] for at in out]), usual, number)
    ]
    pages = located(parts, title=_title(pdf.get_metadata_dict()))
    return Document(
        pages=tuple(replace(page, recognised=page.number in known) for page in pages),
        kind="pdf",
        warnings=(*_warnings(leaves), *_recognised(n for n, each in known.items() if each)),
        scanned=tuple(n for n, leaf in enumerate(leaves, start=1) if leaf.scanned),
    )


def opened(raw: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as problem:
        if "password" in str(problem).lower():
            raise Refused("it is protected by a password") from problem
        raise Refused("it is damaged or no PDF") from problem


def _leaves(pdf: Any, known: Mapping[int, Sequence[Word]]) -> Iterator[_Leaf]:
    for index in range(len(pdf)):
        yield _leaf(pdf, index, known.get(index + 1))
        if (index + 1) % _COUNTED == 0:
            child.tell(index + 1, len(pdf))


def _leaf(pdf: Any, index: int, recognised: Sequence[Word] | None) -> _Leaf:
    import pypdfium2

    if recognised:
        return _Leaf(cells=tuple(cells(recognised)))
    try:
        page = pdf[index]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return _Leaf(problem="damaged")
    found = words(page, text_page)
    problem = is_picture(page, found)
    if problem and recognised is not None:
        return _Leaf(problem="a picture in which no text was recognised")
    if problem:
        return _Leaf(problem=problem, scanned=True)
    made = _Leaf(cells=tuple(cells(found.words)))
    text_page.close()
    page.close()
    return made


def is_picture(page: Any, found: PageWords) -> str:
    """Why the letters of a page are to be taken from its picture; "" where they need not be."""
    if found.unreadable > _UNREADABLE:
        return "set in a font that does not say which letters it shows"
    if sum(len(word.text) for word in found.words) < _LEAST_CHARS and _has_picture(page):
        return "a picture without text (scanned)"
    return ""


def _has_picture(page: Any) -> bool:
    import pypdfium2.raw as pdfium

    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _without(kept: Sequence[Cell], left_out: Sequence[Line]) -> list[Cell]:
    first = {cell.words[0].first for line in left_out for cell in line.cells}
    return [cell for cell in kept if cell.words[0].first not in first]


def _parts(found: Sequence[Cell], usual: Style, number: int) -> Iterator[Part]:
    """Prose and tables of a page in reading order; prose runs on from column to column."""
    held: list[Line] = []
    for group in in_columns(found):
        rows = lines(group)
        at = 0
        for table in tables(rows):
            held += rows[at : table.start]
            yield from _prose(held, usual, number)
            held = []
            yield Part(content=table.table, number=number)
            at = table.end
        held += rows[at:]
    yield from _prose(held, usual, number)


def _prose(held: Sequence[Line], usual: Style, number: int) -> Iterator[Part]:
    if held:
        yield Part(content="\n\n".join(paragraphs(held, usual)), number=number)


def _title(metadata: dict[str, str]) -> str | None:
    """Unless it is the name of a file or of a form, as writers put it there by themselves."""
    title = metadata.get("Title", "").strip()
    is_title = " " in title and not title.lower().startswith(("microsoft", "untitled"))
    return title if is_title and not title.lower().endswith((".doc", ".docx", ".pdf")) else None


def _warnings(leaves: Sequence[_Leaf]) -> Iterator[str]:
    """One sentence for each kind of page that was not read."""
    for problem in dict.fromkeys(leaf.problem for leaf in leaves if leaf.problem):
        numbers = [n for n, leaf in enumerate(leaves, start=1) if leaf.problem == problem]
        yield f"{_which(numbers)} could not be read: {problem}."


def _recognised(numbers: Iterable[int]) -> Iterator[str]:
    found = list(numbers)
    if found:
        one = len(found) == 1
        yield (
            f"{_which(found)} {'was' if one else 'were'} read by OCR from "
            f"{'its picture' if one else 'their pictures'}: compare figures with the original."
        )


def _which(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:12])) + (" …" if len(numbers) > 12 else "")
    return f"Page{'' if len(numbers) == 1 else 's'} {shown}"
