"""Is the store what it should be? Catalog and vector index in, problems as sentences out.

`same_…` ask at open whether this version of the program filled it. `problems` asks whether ids are
equal on both sides, passages quote their spans and stored vectors find themselves. Embeds nothing.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from knowledge.catalog import Catalog, sha256
from knowledge.errors import StoreMismatch
from knowledge.schema import SCHEMA
from knowledge.vectors import VectorIndex

SAMPLE = 20


def same_schema(catalog: Catalog, folder: Path) -> None:
    """StoreMismatch if another version of this program laid out the catalog."""
    if catalog.meta("schema") != SCHEMA:
        raise StoreMismatch(
            f"{str(folder)!r} was written by another version of this program",
            help=f"Move {str(folder)!r} away: the dossier comes back by itself, your own documents "
            "have to be ingested again; `diligence rebuild` cannot convert it.",
        )


def problems(catalog: Catalog, index: VectorIndex) -> list[str]:
    return [*catalog.check(), *_unequal_ids(catalog, index), *_misquoted(catalog), *_lost(index)]


def _unequal_ids(catalog: Catalog, index: VectorIndex) -> Iterator[str]:
    cataloged, indexed = catalog.ids(), index.ids()
    if missing := len(cataloged - indexed):
        yield f"{missing} passages are missing from the vector index"
    if extra := len(indexed - cataloged):
        yield f"{extra} vectors belong to no passage"
    for source_id in catalog.unfinished():
        yield f"{source_id!r} is not complete"


def _misquoted(catalog: Catalog) -> Iterator[str]:
    for source in catalog.sources():
        passages = catalog.passages_of(source.id)
        texts = {name: catalog.text(source.id, name) for name in {p.text_name for p in passages}}
        for passage in passages:
            quote = texts[passage.text_name].text[passage.start : passage.end]
            if quote != passage.text or sha256(quote) != passage.sha256:
                yield f"{passage.id!r} does not quote its span"


def _lost(index: VectorIndex) -> Iterator[str]:
    """Sampled vectors that a search for them does not find; an equal vector is as good."""
    ids = sorted(index.ids())
    sample: Sequence[str] = random.Random(0).sample(ids, min(SAMPLE, len(ids)))
    for passage_id, vector in index.vectors(sample).items():
        nearest = index.query(vector, 1)
        if not nearest or nearest[0].score < 0.9999:
            yield f"the vector of {passage_id!r} is not found"
