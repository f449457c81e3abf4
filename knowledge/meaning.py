"""A model and the collection of the vectors it made: together what a search by meaning needs.

Two of them stand side by side while a store moves from one model to another. `Move` fills the new
one from the catalog while the old one serves. Decides nothing about when.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from knowledge.catalog import Catalog
from knowledge.embed import Embedder, Vectors
from knowledge.records import Passage, Source
from knowledge.vectors import Metadata, VectorIndex

GROUP = 128  # passages that are embedded together: a model is slow on a few texts at a time
Counting = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    embedder: Embedder
    index: VectorIndex

    def put(self, rows: Sequence[tuple[Source, Passage, Vectors]]) -> None:
        """Passages with their sources and vectors, all in one go: every call costs the index."""
        self.index.upsert(
            [passage.id for _, passage, _ in rows],
            [vector for _, _, vector in rows],
            [_metadata(source, passage) for source, passage, _ in rows],
        )

    def embed(self, source: Source, passages: Sequence[Passage]) -> None:
        for at in range(0, len(passages), GROUP):
            part = passages[at : at + GROUP]
            vectors = self.embedder.encode([p.searched for p in part])
            self.put([(source, p, row) for p, row in zip(part, vectors, strict=True)])


def collection(store: str, embedder: str) -> str:
    """Its name: of one store, since a server may hold several, and of one model."""
    return f"{prefix(store)}{sha256(embedder.encode()).hexdigest()[:16]}"


def prefix(store: str) -> str:
    return f"passages-{store}-"


class Move:
    """From the catalog into `target`; `changing` is held by whoever changes the store."""

    def __init__(self, catalog: Catalog, target: Meaning, changing: threading.RLock) -> None:
        self.target = target
        self.done = self.total = 0
        self.problem = ""
        self._catalog = catalog
        self._changing = changing
        self._stopped = threading.Event()

    def stop(self) -> None:
        """`run` returns after the group of passages it is at."""
        self._stopped.set()

    def outdated(self, ids: Sequence[str]) -> None:
        """The passages under these ids are others now; called by who changed them."""
        self.target.index.delete(ids)

    def run(self, switch: Callable[[], None], progress: Counting | None = None) -> bool:
        """Fills the target, calls `switch` while nothing can change; whether it came to that."""
        while not self._stopped.is_set():
            missing = sorted(self._catalog.ids() - self.target.index.ids())
            if not missing:
                if self._finished(switch):
                    return True
                continue
            self.total = self._catalog.passage_count()
            self.done = self.total - len(missing)
            for at in range(0, len(missing), GROUP):
                if self._stopped.is_set():
                    return False
                self._take(missing[at : at + GROUP])
                self.done = min(self.done + GROUP, self.total)
                if progress:
                    progress(self.done, self.total)
        return False

    def attempt(self, switch: Callable[[], None]) -> None:
        """`run`, for a thread of its own: what went wrong is kept in `problem`."""
        try:
            self.run(switch)
        except Exception as error:  # nobody waits for the thread: it must not end unheard
            self.problem = str(error) or type(error).__name__

    def _finished(self, switch: Callable[[], None]) -> bool:
        with self._changing:
            wanted, there = self._catalog.ids(), self.target.index.ids()
            self.target.index.delete(there - wanted)
            if wanted <= there:
                switch()
                return True
        return False  # something came in since

    def _take(self, ids: Sequence[str]) -> None:
        passages = self._catalog.passages(ids)
        if not passages:
            return  # all of them were removed meanwhile
        rows = self.target.embedder.encode([p.searched for p in passages])
        vectors = {p.id: row for p, row in zip(passages, rows, strict=True)}
        with self._changing:  # what changed meanwhile is embedded in the next round
            unchanged = [p for p in self._catalog.passages(ids) if p in passages]
            of = {each: self._catalog.source(each) for each in {p.source_id for p in unchanged}}
            self.target.put([(of[p.source_id], p, vectors[p.id]) for p in unchanged])


def _metadata(source: Source, passage: Passage) -> Metadata:
    """What a citation needs. Chroma takes no None."""
    found: Mapping[str, str | int | None] = {
        "source_id": source.id,
        "kind": passage.kind,
        "language": passage.language,
        "tier": source.tier,
        "published": source.published,
        "start": passage.start,
        "end": passage.end,
        "sha256": passage.sha256,
    }
    return {key: value for key, value in found.items() if value is not None}
