"""Sources in; out, which were printed by a day, and which are older versions of one in a newer one.

A draft and the final report, a filing and its amendment. Both stay and can be cited; the newer one
is preferred (`scope`), and what the older one says is shown as superseded. Before the newer one was
printed the older one is the current: leave out what is late first. Knows no store.
"""

from collections import defaultdict
from collections.abc import Sequence

from knowledge import Source, last_day


def printed_by(sources: Sequence[Source], as_of: str | None) -> list[Source]:
    """Those printed by then, all of them without a day; one without a date was not."""
    if not as_of:
        return list(sources)
    return [s for s in sources if s.published and last_day(s.published) <= as_of]


def newer_versions(sources: Sequence[Source]) -> dict[str, str]:
    """Older → newest of the sources that are the same company's same form for the same period.

    Only dates tell which is newer: two without a date, or of one day, stand side by side.
    """
    groups: dict[tuple[str, str, str], list[Source]] = defaultdict(list)
    for source in sources:
        if source.company and source.form and source.period and source.published:
            key = (source.company.casefold(), source.form.casefold(), source.period.casefold())
            groups[key].append(source)
    found: dict[str, str] = {}
    for versions in groups.values():
        newest = max(versions, key=lambda source: source.published or "")
        for source in versions:
            if _is_before(source.published or "", newest.published or ""):
                found[source.id] = newest.id
    return found


def _is_before(one: str, other: str) -> bool:
    """A month or year is not before a day in it: "2031-05" and "2031-05-09" may be one day."""
    return one < other and not other.startswith(one)
