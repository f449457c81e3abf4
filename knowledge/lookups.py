"""Everything that can be asked of a store without changing it: searches, and looking things up.

A search by meaning takes model and vectors together from `_meaning`, which the store may exchange
for another pair at any moment. Does not know how anything came in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, overload

from knowledge import audit, words
from knowledge.catalog import Catalog
from knowledge.copies import Copy
from knowledge.database import JournalEntry
from knowledge.embed import Embedder, Vectors
from knowledge.meaning import Meaning
from knowledge.proposed import Proposal
from knowledge.records import Conflict, Entity, Fact, Gap, Original, Passage, Rate, Source, Text
from knowledge.rerank import Reranker
from knowledge.stored import Hit, Kept, Record, RecordKind


@dataclass(frozen=True, slots=True)
class Meant:
    """A vector and what it can be compared with, whatever is switched meanwhile."""

    vector: Vectors
    by: Meaning


class Lookups:
    """Safe for many threads."""

    def __init__(
        self, *, catalog: Catalog, meaning: Meaning, reranker: Reranker | None = None
    ) -> None:
        self._catalog = catalog
        self._meaning = meaning
        self.reranker = reranker  # for whoever ranks what is found

    def meant(self, text: str) -> Meant:
        """A question as the serving model reads it, to search with more than once."""
        serving = self._meaning
        return Meant(serving.embedder.encode_query(text), serving)

    def search_vectors(self, query: str | Vectors | Meant, k: int) -> list[Hit]:
        """The `k` passages nearest in meaning; the score is the cosine."""
        meant = self._as_meant(query)
        hits = meant.by.index.query(meant.vector, k)
        complete = self._catalog.visible(hit.passage_id for hit in hits)
        return [hit for hit in hits if hit.passage_id in complete]

    def likeness(self, query: Vectors | Meant, ids: Sequence[str]) -> list[Hit]:
        """The cosine of each of the passages to it, best first; none that is unlike it."""
        meant = self._as_meant(query)
        stored = meant.by.index.vectors(ids)
        hits = [Hit(each, float(row @ meant.vector)) for each, row in stored.items()]
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

    def alike(self, ids: Sequence[str]) -> dict[str, list[str]]:
        """Passages of other sources that share a paragraph with each of these, word for word."""
        return self._catalog.alike(ids)

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
        """The one that serves."""
        return self._meaning.embedder

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
        return audit.problems(self._catalog, self._meaning.index)

    def _as_meant(self, query: str | Vectors | Meant) -> Meant:
        if isinstance(query, Meant):
            return query
        return self.meant(query) if isinstance(query, str) else Meant(query, self._meaning)
