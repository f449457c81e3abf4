"""A model for tests: words hashed into 32 dimensions. Remembers what it was asked to encode."""

import hashlib
from collections.abc import Sequence

import numpy as np

from knowledge.embed import Vectors
from knowledge.records import Language, Passage, Source, Text
from knowledge.split import split
from knowledge.stored import Bundle


class HashEmbedder:
    dimensions = 32
    runtime = "hash"
    reads: frozenset[Language] = frozenset({"en", "zh"})

    def __init__(self, name: str = "hash 1") -> None:
        self.name = name
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        return np.stack([self._vector(text) for text in texts])

    def encode_query(self, text: str) -> Vectors:
        return self._vector(text)

    def _vector(self, text: str) -> Vectors:
        vector = np.full(self.dimensions, 0.01, dtype=np.float32)
        for word in f"{self.name} {text}".lower().split():
            digest = hashlib.sha256(word.encode()).digest()
            vector[digest[0] % self.dimensions] += 1 if digest[1] % 2 else -1
        return vector / np.linalg.norm(vector)


def bundle(
    source_id: str, content: str, *, origin: str = "dossier", path: str | None = None
) -> Bundle:
    """One English source with a single text, split as the program splits it."""
    source = Source(
        id=source_id,
        title=f"About {source_id}",
        publisher="Daily Ledger",
        published="2031-05",
        language="en",
        tier=2,
    )
    text = Text(source_id=source_id, name="document", text=content)
    passages: tuple[Passage, ...] = tuple(split(text, language="en", max_chars=200))
    digest = hashlib.sha256(content.encode()).hexdigest()
    return Bundle(
        source=source,
        texts=(text,),
        passages=passages,
        origin=origin,
        digest=digest,
        path=path,
    )


def paragraphs(word: str, count: int) -> str:
    """`count` passages that differ, each holding `word`."""
    return "\n\n".join(
        f"Paragraph {i} of the filing says that the {word} of Heliodor rose to {i} million units "
        f"in year {i}, which nobody had expected before the accounts were closed in spring {i}."
        for i in range(count)
    )
