"""KnowledgeBase: catalog and vector index of one dossier, kept consistent by their one owner.

Bundles go in; passages, sources, texts and records come out, found by meaning or by words. The
catalog is written first and decides; whatever a crash leaves between the two is repaired at the
next open. Does not know where bundles come from, nor what a question is.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Literal, Self, overload

from knowledge import audit, words
from knowledge.catalog import Bundle, Catalog, Hit, Kept, Record, RecordKind
from knowledge.copies import Copy
from knowledge.database import JournalEntry
from knowledge.embed import Embedder, Vectors
from knowledge.lock import OwnerLock
from knowledge.proposed import Proposal
from knowledge.records import Conflict, Entity, Fact, Gap, Original, Passage, Rate, Source, Text
from knowledge.vectors import Metadata, VectorIndex

__all__ = ["Bundle", "Hit", "Kept", "KnowledgeBase", "Record", "RecordKind", "SyncReport"]

Progress = Callable[[int, int], None]

GROUP = 128  # passages embedded before the next sources are stored and progress is told


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """Ids of the sources, and how many passages were new to the embedding model."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    passages_embedded: int


class KnowledgeBase:
    """Safe for many threads of one process; use `open`."""

    def __init__(self, *, catalog: Catalog, index: VectorIndex, embedder: Embedder) -> None:
        self._catalog = catalog
        self._index = index
        self._embedder = embedder
        self._changing = threading.RLock()
        self._closing = ExitStack()

    @classmethod
    def open(
        cls, home: Path, *, name: str, embedder: Embedder, rebuild: bool = False
    ) -> "KnowledgeBase":
        """The store in `home/name`, made if it is new and repaired if a crash left it unfinished.

        `rebuild` fills it again with this embedder, whatever filled it before.
        """
        folder = home / name
        with ExitStack() as opened:
            opened.enter_context(OwnerLock(folder))
            catalog = Catalog(folder / "catalog.sqlite")
            opened.callback(catalog.close)
            audit.same_schema(catalog, folder)
            if not rebuild:
                audit.same_model(catalog, embedder.name, folder)
            # named after the embedder, so vectors of two models never meet in one collection
            collection = f"passages-{sha256(embedder.name.encode()).hexdigest()[:16]}"
            index = VectorIndex.open(folder, name=collection)
            opened.callback(index.close)
            base = cls(catalog=catalog, index=index, embedder=embedder)
            if index.quarantined:
                catalog.note("quarantined", detail=index.quarantined.name)
            if rebuild:
                base.rebuild()
            base._repair()
            base._closing = opened.pop_all()
        return base

    def close(self) -> None:
        self._closing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Changing

    def sync(
        self,
        bundles: Iterable[Bundle],
        *,
        records: Mapping[RecordKind, Sequence[Record]],
        progress: Progress | None = None,
    ) -> SyncReport:
        """Makes the dossier's sources equal to `bundles`; what users ingested stays."""
        with self._changing:
            wanted = {bundle.source.id: bundle for bundle in bundles}
            stored = self._catalog.digests("dossier")
            todo = [b for key, b in wanted.items() if stored.get(key) != b.digest]
            total, done, embedded = sum(len(b.passages) for b in todo), 0, 0
            for group in _groups(todo):
                embedded += self._put(group)
                done += sum(len(bundle.passages) for bundle in group)
                if progress:
                    progress(done, total)
            removed = [key for key in stored if key not in wanted]
            for key in removed:
                self.remove(key)
            for kind, items in records.items():
                self._catalog.replace_records(kind, items)
        ids = [bundle.source.id for bundle in todo]
        return SyncReport(
            added=tuple(key for key in ids if key not in stored),
            changed=tuple(key for key in ids if key in stored),
            removed=tuple(removed),
            unchanged=tuple(key for key in wanted if key not in ids),
            passages_embedded=embedded,
        )

    def add(self, bundle: Bundle) -> bool:
        """Stores a source, found only once it is complete; whether it replaced an older version."""
        [replaced] = self.add_all([bundle])
        return replaced

    def add_all(self, bundles: Sequence[Bundle]) -> list[bool]:
        """`add` for sources that differ in id and path, embedded together."""
        with self._changing:
            before = [bool(self._catalog.versions(bundle)) for bundle in bundles]
            self._put(bundles)
        return before

    def add_copy(self, copy: Copy, source_id: str) -> None:
        """Notes that the text of a stored source was read at one more place."""
        with self._changing:
            self._index.delete(self._catalog.put_copy(copy, source_id))

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Keeps other threads from changing the store between a look at it and a change."""
        with self._changing:
            yield

    def remove(self, source_id: str) -> None:
        with self._changing:
            self._index.delete(self._catalog.remove_source(source_id))

    def rebuild(self) -> None:
        """Both indexes again from the catalog, the vectors by this embedder."""
        with self._changing:
            self._catalog.rebuild_words()
            self._catalog.set_meta("embedder", self._embedder.name)
            self._catalog.note("rebuild", detail=self._embedder.name)
            self._index.drop()
            self._repair()

    # Asking

    def search_vectors(self, query: str | Vectors, k: int) -> list[Hit]:
        """The `k` passages nearest in meaning; the score is the cosine."""
        vector = self._embedder.encode_query(query) if isinstance(query, str) else query
        hits = self._index.query(vector, k)
        complete = self._catalog.visible(hit.passage_id for hit in hits)
        return [hit for hit in hits if hit.passage_id in complete]

    def likeness(self, vector: Vectors, ids: Sequence[str]) -> list[Hit]:
        """The cosine of each of the passages to the vector, best first; none that is unlike it."""
        stored = self._index.vectors(ids)
        hits = [Hit(each, float(row @ vector)) for each, row in stored.items()]
        return sorted((hit for hit in hits if hit.score > 0), key=lambda hit: -hit.score)

    def search_words(self, query: str, k: int, sources: Sequence[str] | None = None) -> list[Hit]:
        """The `k` passages that share the most telling words; the score is bm25.

        `sources` are the ids of those to search, None for all.
        """
        return self._catalog.search_words(words.telling(words.tokens(query)), k, sources)

    def search_phrases(
        self, phrases: Sequence[str], k: int, sources: Sequence[str] | None = None
    ) -> list[Hit]:
        """The `k` passages that hold any of the phrases, word after word; the score is bm25."""
        tokens = [" ".join(words.tokens(phrase)) for phrase in phrases]
        return self._catalog.search_phrases([t for t in tokens if t], k, sources)

    def in_statements(self, names: Sequence[str], sources: Sequence[str]) -> list[Hit]:
        """Passages that are a part of one of the financial statements, all alike."""
        return [Hit(each, 1.0) for each in self._catalog.in_statements(names, sources)]

    def vocabulary_count(self, token: str) -> int:
        """How many passages hold the token, which is one of `words.tokens`."""
        return self._catalog.vocabulary_count(token)

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """In the order of `ids`; one that is not known is left out."""
        return self._catalog.passages(ids)

    def passages_of(self, source_id: str) -> list[Passage]:
        return self._catalog.passages_of(source_id)

    def passage_counts(self) -> dict[str, int]:
        """By source."""
        return self._catalog.passage_counts()

    @property
    def passage_count(self) -> int:
        return self._catalog.passage_count()

    def passage_count_of(self, source_id: str) -> int:
        return self._catalog.passage_count_of(source_id)

    @property
    def embedder(self) -> Embedder:
        return self._embedder

    def source(self, source_id: str) -> Source:
        """KeyError where there is none."""
        return self._catalog.source(source_id)

    def sources(self) -> list[Source]:
        return self._catalog.sources()

    def digests(self, origin: Literal["dossier", "user"]) -> dict[str, str]:
        return self._catalog.digests(origin)

    def path_of(self, source_id: str) -> str:
        """Where a user's document was read first; KeyError where there is none."""
        return self._catalog.path_of(source_id)

    def copies(self, source_id: str) -> list[Copy]:
        """Where the source was read: first the place it is named after."""
        return self._catalog.copies(source_id)

    def copy_at(self, path: str) -> tuple[Copy, str] | None:
        """What was read at a path last, and the id of its source, if that is complete."""
        return self._catalog.copy_at(path)

    def source_saying(self, said: str) -> tuple[str, str] | None:
        """The complete source whose text has that hash (`said_in`), and where it was read first."""
        return self._catalog.source_saying(said)

    def text(self, source_id: str, name: str = "document") -> Text:
        """KeyError where there is none."""
        return self._catalog.text(source_id, name)

    def original(self, source_id: str) -> Original:
        """The file it was read from; KeyError where none is kept."""
        return self._catalog.original(source_id)

    def originals(self) -> dict[str, Kept]:
        """What is kept, by source."""
        return self._catalog.originals()

    def journal(self) -> list[JournalEntry]:
        return self._catalog.journal()

    @overload
    def records(self, kind: Literal["fact"]) -> list[Fact]: ...
    @overload
    def records(self, kind: Literal["conflict"]) -> list[Conflict]: ...
    @overload
    def records(self, kind: Literal["gap"]) -> list[Gap]: ...
    @overload
    def records(self, kind: Literal["rate"]) -> list[Rate]: ...
    @overload
    def records(self, kind: Literal["entity"]) -> list[Entity]: ...
    def records(self, kind: RecordKind) -> Sequence[Record]:
        """The dossier's records of one kind, in the order they were given to `sync`."""
        return self._catalog.records(kind)

    def proposals(self) -> tuple[Proposal, ...]:
        """Facts that rules read in documents users ingested; nobody has checked them."""
        return tuple(self._catalog.proposals())

    def verify(self) -> list[str]:
        """What is wrong, as sentences; nothing when all is well."""
        return audit.problems(self._catalog, self._index)

    def _put(self, bundles: Sequence[Bundle]) -> int:
        """How many passages had to be embedded: those whose text the source did not hold yet."""
        known = [self._known_vectors(bundle) for bundle in bundles]
        fresh = list(
            {
                passage.searched: None
                for bundle, vectors in zip(bundles, known, strict=True)
                for passage in bundle.passages
                if passage.searched not in vectors
            }
        )
        encoded = self._embedder.encode(fresh) if fresh else ()
        new = dict(zip(fresh, encoded, strict=True))
        for bundle, vectors in zip(bundles, known, strict=True):
            self._store(bundle, vectors | new)
        return len(fresh)

    def _store(self, bundle: Bundle, vectors: Mapping[str, Vectors]) -> None:
        """The catalog first; found only when the index is complete, too."""
        gone = self._catalog.put_source(bundle, state="embedded")
        rows = [vectors[passage.searched] for passage in bundle.passages]
        self._index_passages(bundle.source, bundle.passages, rows)
        self._index.delete(gone)
        self._catalog.set_state(bundle.source.id, "visible")

    def _known_vectors(self, bundle: Bundle) -> dict[str, Vectors]:
        """Vectors of the stored version by what was embedded, if that version is complete."""
        if bundle.source.id not in self._catalog.digests(bundle.origin):
            return {}
        stored = {p.searched: p.id for p in self._catalog.passages_of(bundle.source.id)}
        keys = {key: stored[key] for key in {p.searched for p in bundle.passages} & stored.keys()}
        found = self._index.vectors(list(keys.values()))
        return {key: found[each] for key, each in keys.items() if each in found}

    def _index_passages(
        self, source: Source, passages: Sequence[Passage], rows: Sequence[Vectors]
    ) -> None:
        ids = [passage.id for passage in passages]
        self._index.upsert(ids, rows, [_metadata(source, passage) for passage in passages])

    def _repair(self) -> None:
        """Finishes what is unfinished and makes the ids of the index those of the catalog."""
        self._index.delete(self._index.ids() - self._catalog.ids())
        missing = self._catalog.ids() - self._index.ids()
        unfinished = set(self._catalog.unfinished())
        incomplete = {p.source_id for p in self._catalog.passages(sorted(missing))} | unfinished
        for key in sorted(incomplete):
            passages = [
                p
                for p in self._catalog.passages_of(key)
                # a vector under the same id may still be the one of the text before
                if key in unfinished or p.id in missing
            ]
            rows = list(self._embedder.encode([p.searched for p in passages])) if passages else []
            self._index_passages(self._catalog.source(key), passages, rows)
            self._catalog.set_state(key, "visible")


def _groups(bundles: Iterable[Bundle]) -> Iterator[list[Bundle]]:
    """Sources that are embedded together: a model is slow on a few texts at a time."""
    group: list[Bundle] = []
    for bundle in bundles:
        group.append(bundle)
        if sum(len(each.passages) for each in group) >= GROUP:
            yield group
            group = []
    if group:
        yield group


def _metadata(source: Source, passage: Passage) -> Metadata:
    """What a citation needs. Chroma takes no None."""
    found: dict[str, str | int | None] = {
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
