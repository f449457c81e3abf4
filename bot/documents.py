"""The documents of a desk: read in, corrected, taken out, and shown where a quote stands.

What surfaces call to look after sources; a part of `Bot`. Knows no question.
"""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot import library
from bot.errors import UnknownSource
from bot.library import Held
from bot.passages.originals import Originals, Place
from bot.settings import Settings
from knowledge import (
    About,
    DocumentError,
    IngestReport,
    KnowledgeBase,
    Original,
    PageView,
    Progress,
    Source,
    correct,
    intake,
    terms,
)


class Documents:
    """Over one open store, whose owner closes it."""

    def __init__(self, *, kb: KnowledgeBase, settings: Settings) -> None:
        self.kb = kb
        self.settings = settings
        self._originals = Originals(kb)

    def ingest(self, paths: Sequence[str | Path], about: About | None = None) -> list[IngestReport]:
        """Reads each file, folder of files or web address; a failure is a report, not an error."""
        return [event.report for event in self.intake(paths, about) if event.report]

    def intake(
        self,
        paths: Sequence[str | Path],
        about: About | None = None,
        *,
        stop: threading.Event | None = None,
    ) -> Iterator[Progress]:
        """`ingest` as it happens; ends early, between two documents, once `stop` is set."""
        under = terms(self.kb, about, allow_private=self.settings.fetch_private)
        return intake(self.kb, paths, under, stop=stop)

    def remove(self, source_id: str) -> None:
        """Takes a document out with all that was made of it; UnknownSource if there is none.

        What a dossier brings would come back with its folder: it is taken out there.
        """
        self._own(source_id)
        self.kb.remove(source_id)

    def sources(self) -> list[Source]:
        return self.kb.sources()

    def also_at(self, source_id: str) -> list[str]:
        """Where else the same text was read."""
        return [copy.path for copy in self.kb.copies(source_id)[1:]]

    def held(self) -> list[Held]:
        """The sources with what the desk knows of each, for who looks after them."""
        return library.held(self.kb)

    @property
    def incoming(self) -> Path:
        """Where files that are being received may lie; not kept over a restart."""
        return self.settings.home / self.settings.name / "incoming"

    def correct(self, source_id: str, about: About) -> Source:
        """Reads the stored original again under what the user says, which holds from now on.

        UnknownSource if it is not a document of the user's, or is kept without its original.
        """
        self._own(source_id)
        self.original(source_id)
        report = correct(self.kb, source_id, about)
        if report.source_id is None:
            raise DocumentError(report.reason, help=report.help)
        return self.kb.source(report.source_id)

    def source_text(self, source_id: str, name: str = "document") -> str:
        """The stored text that locators point into; KeyError where there is none."""
        return self.kb.text(source_id, name).text

    def original(self, source_id: str) -> Original:
        """The file a source was read from; UnknownSource where none is kept."""
        return self._originals.original(source_id)

    def place(self, source_id: str, start: int, end: int, name: str = "document") -> Place:
        """Where a stretch of a source's text stands in it."""
        return self._originals.place(source_id, start, end, name)

    def page(self, source_id: str, number: int, start: int, end: int) -> PageView:
        """A page of a PDF with a stretch of its text marked."""
        return self._originals.page(source_id, number, start, end)

    def _own(self, source_id: str) -> None:
        if source_id not in self.kb.digests("user"):
            raise UnknownSource(
                f"There is no document {source_id!r} that was ingested.",
                help="`diligence sources` lists what there is; a dossier's sources stay.",
            )
