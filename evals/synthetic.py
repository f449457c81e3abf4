"""Made-up filings of any number, and made-up vectors that lie in topics as real ones do.

The same number gives the same text and vector, in any process. Means nothing; for measuring growth.
"""

import random
from collections.abc import Iterator, Sequence
from hashlib import sha256

import numpy as np

from knowledge import Bundle, Language, Passage, Source, Text
from knowledge.embed import Vectors

WIDTH = 384
TOPICS = 200
PER_SOURCE = 100  # passages
WORDS_EACH = 60
VOCABULARY = 50_000
_SPREAD = 0.9  # of a vector around its topic: its nearest neighbours are as near as real ones


class TopicVectors:
    """An embedder by arithmetic: a text's topic is its first word, the rest is its hash."""

    name = "topics 1"
    runtime = "arithmetic"
    dimensions = WIDTH
    reads: frozenset[Language] = frozenset({"en"})

    def __init__(self) -> None:
        self._topics = np.random.default_rng(0).normal(size=(TOPICS, WIDTH)).astype(np.float32)

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self.encode_query(text) for text in texts])

    def encode_query(self, text: str) -> Vectors:
        seed = int.from_bytes(sha256(text.encode()).digest()[:8], "big")
        own = np.random.default_rng(seed).normal(size=WIDTH).astype(np.float32)
        row = self._topics[int(text.split(maxsplit=1)[0][5:])] + _SPREAD * own
        return np.asarray(row / np.linalg.norm(row), dtype=np.float32)


def bundles(passages: int) -> Iterator[Bundle]:
    for number in range(-(-passages // PER_SOURCE)):
        yield _bundle(number, min(PER_SOURCE, passages - number * PER_SOURCE))


def question(number: int, passages: int) -> str:
    """A topic and four words of some passage: words and meaning both have something to find."""
    chosen = random.Random(f"question {number}")
    words = sentence(chosen.randrange(passages)).split()
    return " ".join([words[0], *chosen.sample(words[1:], 4)])


def sentence(number: int) -> str:
    """`topicN` and words by their usual frequency, a few of them often."""
    chosen = random.Random(number)
    words = (f"w{int(VOCABULARY ** chosen.random())}" for _ in range(WORDS_EACH))
    return " ".join([f"topic{chosen.randrange(TOPICS)}", *words, f"n{number}"])


def _bundle(number: int, count: int) -> Bundle:
    name = f"filing-{number:06}"
    parts = [sentence(number * PER_SOURCE + n) for n in range(count)]
    content = "\n\n".join(parts)
    starts = [0]
    for part in parts[:-1]:
        starts.append(starts[-1] + len(part) + 2)
    source = Source(id=name, title=name, publisher="nobody", published=None, language="en", tier=3)
    return Bundle(
        source=source,
        texts=(Text(source_id=name, name="document", text=content),),
        passages=tuple(_passage(name, n, at, parts[n]) for n, at in enumerate(starts)),
        origin="user",
        digest=sha256(content.encode()).hexdigest(),
        path=f"/{name}",
    )


def _passage(name: str, ordinal: int, start: int, text: str) -> Passage:
    return Passage(
        id=f"{name}/{ordinal}", kind="passage", source_id=name, text_name="document",
        ordinal=ordinal, start=start, end=start + len(text), text=text, language="en",
        sha256=sha256(text.encode()).hexdigest(),
    )  # fmt: skip
