"""Bundles → bundles with their vectors: in groups, and one group ahead of the storing of the last.

Only text that the stored version of a source did not hold goes to the model. Stores nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain

from knowledge.catalog import Catalog
from knowledge.embed import Vectors
from knowledge.meaning import GROUP, Counting, Meaning
from knowledge.stored import Bundle

PIECE = 2 * GROUP


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """`vectors` of each bundle by the text that was embedded; `fresh` texts were not known."""

    bundles: Sequence[Bundle]
    vectors: Sequence[Mapping[str, Vectors]]
    by: Meaning
    fresh: int


def groups(bundles: Iterable[Bundle]) -> Iterator[list[Bundle]]:
    """Sources that are embedded together: a model is slow on a few texts at a time."""
    group: list[Bundle] = []
    for bundle in bundles:
        group.append(bundle)
        if sum(len(each.passages) for each in group) >= GROUP:
            yield group
            group = []
    if group:
        yield group


def ahead(
    made: Iterable[Sequence[Bundle]], embed: Callable[[Sequence[Bundle]], Embedded]
) -> Iterator[Embedded]:
    """One group is embedded while whoever asks for them stores the one before."""
    with ThreadPoolExecutor(1, thread_name_prefix="embed") as pool:
        coming: Future[Embedded] | None = None
        for group in chain(made, [None]):
            following = pool.submit(embed, group) if group else None
            if coming:
                yield coming.result()
            coming = following


def embedded(
    bundles: Sequence[Bundle], by: Meaning, catalog: Catalog, progress: Counting | None = None
) -> Embedded:
    known = [_known_vectors(bundle, by, catalog) for bundle in bundles]
    fresh = list(
        {
            passage.searched: None
            for bundle, vectors in zip(bundles, known, strict=True)
            for passage in bundle.passages
            if passage.searched not in vectors
        }
    )
    new = dict(zip(fresh, _encoded(fresh, by, progress), strict=True))
    return Embedded(
        bundles=bundles, vectors=[each | new for each in known], by=by, fresh=len(fresh)
    )


def _encoded(texts: Sequence[str], by: Meaning, progress: Counting | None) -> Iterator[Vectors]:
    """A large document in pieces, so that how far it is can be told."""
    for at in range(0, len(texts), PIECE):
        yield from by.embedder.encode(texts[at : at + PIECE])
        if progress:
            progress(min(at + PIECE, len(texts)), len(texts))


def _known_vectors(bundle: Bundle, by: Meaning, catalog: Catalog) -> dict[str, Vectors]:
    """Vectors of the stored version by what was embedded, if that version is complete."""
    if not catalog.is_complete(bundle.source.id):
        return {}
    stored = {p.searched: p.id for p in catalog.passages_of(bundle.source.id)}
    keys = {key: stored[key] for key in {p.searched for p in bundle.passages} & stored.keys()}
    found = by.index.vectors(list(keys.values()))
    return {key: found[each] for key, each in keys.items() if each in found}
