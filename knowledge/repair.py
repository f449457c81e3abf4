"""Catalog and vector index of a store made one again: what a crash left between them is finished.

The catalog decides. Vectors of passages it does not hold are deleted, missing ones embedded, and
sources that were stored but not indexed become visible. Does not know who owns the store.
"""

from collections.abc import Callable, Sequence

from knowledge.catalog import Catalog
from knowledge.meaning import Counting, Meaning


def counts_agree(catalog: Catalog, meaning: Meaning) -> bool:
    """As much as a store that was closed in order needs; a kill leaves more than counts."""
    return catalog.passage_count() == meaning.index.count() and not catalog.unfinished()


def repair(
    catalog: Catalog,
    meaning: Meaning,
    *,
    outdated: Callable[[Sequence[str]], None],
    progress: Counting | None = None,
) -> bool:
    """Whether anything was embedded; `outdated` hears of passages before they are."""
    wanted, there = catalog.ids(), meaning.index.ids()
    meaning.index.delete(there - wanted)
    missing = wanted - there
    unfinished = set(catalog.unfinished())
    incomplete = sorted(catalog.sources_of(missing) | unfinished)
    for done, key in enumerate(incomplete):
        # a vector under the same id may still be the one of the text before
        todo = [p for p in catalog.passages_of(key) if key in unfinished or p.id in missing]
        outdated([p.id for p in todo])
        meaning.embed(catalog.source(key), todo)
        catalog.set_state(key, "visible")
        if progress:
            progress(done + 1, len(incomplete))
    return bool(incomplete)
