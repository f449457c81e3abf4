"""What documents say beside the record: figures read from them by rule, and where they disagree.

In: the ledger, the proposals in the store and their sources. Out: a ledger of both kinds, with the
groups that were found by comparing figures among its conflicts. Nothing is computed from a proposed
figure and none is an answer by itself; it disputes, and it points to the sentence it stands in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge import Ledger, Proposal, Source, candidates, joined, last_day


def beside(
    ledger: Ledger, proposals: Sequence[Proposal], sources: Iterable[Source], as_of: str | None
) -> Ledger:
    """`ledger` itself where nothing is beside it; `as_of` leaves out what was printed later."""
    printed = {s.id: s for s in sources if as_of is None or _by(s, as_of)}
    held = [p for p in proposals if p.source in printed]
    whole = joined(ledger, held, printed.values()) if held else ledger
    found = tuple(c.conflict for c in candidates(whole))
    return replace(whole, conflicts=(*whole.conflicts, *found)) if held or found else ledger


def _by(source: Source, day: str) -> bool:
    return source.published is not None and last_day(source.published) <= day
