"""A citation's place in its original: a page of a PDF with the quote marked, or what is around it.

Spans of stored texts in, pictures and surroundings out. How a page is drawn is the reader's; this
knows which passages stand where, and keeps the last few pages drawn.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from bot.errors import UnknownSource
from knowledge import Kept, Original, PageView, Passage, Source, Stretch, Text, page_view

AROUND = 700  # characters shown before and after a quote
_AT_ONCE = 2  # pages drawn at a time; each is a process of its own
_KEPT_PAGES = 16
_MOST_STRETCHES = 20

Key = tuple[str, str, int, int, int]


class Shelf(Protocol):
    """What is needed of the store."""

    def source(self, source_id: str) -> Source: ...
    def text(self, source_id: str, name: str = "document") -> Text: ...
    def passages_of(self, source_id: str) -> list[Passage]: ...
    def original(self, source_id: str) -> Original: ...
    def originals(self) -> dict[str, Kept]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where `quote` stands: its surroundings in the stored text, and its page if it has one.

    `name` and `kind` are of the original, "" where none is kept; `section` is a heading or, of a
    sheet, its cells.
    """

    source_id: str
    title: str
    name: str
    kind: str
    page: int | None
    section: str | None
    before: str
    quote: str
    after: str


class Originals:
    """Safe for many threads."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._drawing = threading.BoundedSemaphore(_AT_ONCE)
        self._guard = threading.Lock()
        self._drawn: OrderedDict[Key, PageView] = OrderedDict()

    def original(self, source_id: str) -> Original:
        """The file itself; UnknownSource where none is kept."""
        self._source(source_id)
        try:
            return self._shelf.original(source_id)
        except KeyError:
            raise UnknownSource(
                f"The original of {source_id!r} is not kept.",
                help="Its text is; only documents that were ingested have an original.",
            ) from None

    def place(self, source_id: str, start: int, end: int, name: str = "document") -> Place:
        """Of what lies between start and end in the source's text of that name."""
        source = self._source(source_id)
        try:
            text = self._shelf.text(source_id, name).text
        except KeyError:
            raise UnknownSource(
                f"Source {source_id!r} has no text {name!r}.", help="It may have 'document'."
            ) from None
        end = min(end, len(text))
        start = min(start, end)
        at = next(iter(self._overlapping(source_id, start, end)), None)
        kept = self._shelf.originals().get(source_id)
        return Place(
            source_id=source_id,
            title=source.title,
            name=kept.name if kept else "",
            kind=kept.kind if kept else "",
            page=at.page if at and name == "document" else None,
            section=at.section if at and name == "document" else None,
            before=_tail(text[max(start - AROUND, 0) : start], whole=start <= AROUND),
            quote=text[start:end],
            after=_head(text[end : end + AROUND], whole=end + AROUND >= len(text)),
        )

    def page(self, source_id: str, number: int, start: int, end: int) -> PageView:
        """Page `number` of a PDF with what lies between start and end in its text marked."""
        self._source(source_id)
        kept = self._shelf.originals().get(source_id)
        if kept is None or kept.kind != "pdf":
            raise UnknownSource(
                f"{source_id!r} has no pages to show.", help="Only those of a PDF are drawn."
            )

        def draw() -> PageView:
            found = self._overlapping(source_id, start, end, number)
            content = self.original(source_id).content
            return page_view(content, kept.name, number, _stretches(found, start, end))

        return self._kept((source_id, kept.sha256, number, start, end), draw)

    def _kept(self, key: Key, draw: Callable[[], PageView]) -> PageView:
        with self._guard:
            if key in self._drawn:
                self._drawn.move_to_end(key)
                return self._drawn[key]
        with self._drawing:
            made = draw()
        with self._guard:
            self._drawn[key] = made
            while len(self._drawn) > _KEPT_PAGES:
                self._drawn.popitem(last=False)
        return made

    def _overlapping(
        self, source_id: str, start: int, end: int, page: int | None = None
    ) -> list[Passage]:
        return [
            passage
            for passage in self._shelf.passages_of(source_id)
            if passage.text_name == "document"
            and passage.start < end
            and passage.end > start
            and page in (None, passage.page)
        ]

    def _source(self, source_id: str) -> Source:
        try:
            return self._shelf.source(source_id)
        except KeyError:
            raise UnknownSource(
                f"There is no source {source_id!r}.", help="List them with 'sources'."
            ) from None


def _stretches(passages: Iterable[Passage], start: int, end: int) -> list[Stretch]:
    return [
        Stretch(
            passage=passage.text,
            start=max(start - passage.start, 0),
            end=min(end, passage.end) - passage.start,
        )
        for passage in passages
    ][:_MOST_STRETCHES]


def _tail(text: str, *, whole: bool) -> str:
    """From the first whole line or sentence, unless the text begins there anyway."""
    return text if whole else _from_break(text)


def _head(text: str, *, whole: bool) -> str:
    return text if whole else _from_break(text[::-1])[::-1]


def _from_break(text: str) -> str:
    """Without the piece of a word, and if it is near, of a line, at the front."""
    for mark in ("\n", "。", " "):
        _, found, rest = text.partition(mark)
        if found and len(rest) > len(text) // 2:
            return rest
    return text
