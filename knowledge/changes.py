"""What became known between two days: positions replaced, disputes opened, facts added.

In: a ledger and the first and last day of a stretch, by the dates of publication. Out: `Changes`.
Each replaced position is told from where it stood the day before to where it stands at the end.
Knows no question.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.ledger import Ledger, first_day
from knowledge.records import Conflict, Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """`replaced` are (what stands at the end, what stood before) pairs."""

    start: str
    end: str | None
    replaced: tuple[tuple[Fact, Fact], ...] = ()
    contested: tuple[Conflict, ...] = ()
    added: tuple[Fact, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact that a replaced position or an addition rests on, once."""
        pairs = [f for pair in self.replaced for f in pair]
        return tuple({f.id: f for f in (*pairs, *self.added)}.values())


def changes(ledger: Ledger, start: str, end: str | None = None) -> Changes:
    """Changes in what was printed from `start` to `end` (ISO days, both counted)."""
    after = ledger.known_by(end) if end else ledger
    day_before = date.fromisoformat(start) - timedelta(days=1)
    before = ledger.known_by(day_before.isoformat())
    new = [f for f in after.facts if f.id not in before.by_id and after.standing(f) == "current"]
    new = [f for f in new if _printed(after, f) >= start]
    pairs = tuple((f, older) for f in new if (older := _stood(f, before, after)))
    held, known = {c.id for c in after.conflicts}, {c.id for c in before.conflicts}
    opened = [c for c in ledger.conflicts if c.kind != "superseded" and c.id in held - known]
    told = {f.id for pair in pairs for f in pair}
    return Changes(
        start=start,
        end=end,
        replaced=pairs,
        contested=tuple(c for c in opened if any(i not in before.by_id for i in c.facts)),
        added=tuple(f for f in new if f.id not in told and not _repeats(f, before)),
    )


def _printed(ledger: Ledger, fact: Fact) -> str:
    return first_day(ledger.source_of[fact.source].published or "0001")


def _stood(fact: Fact, before: Ledger, after: Ledger) -> Fact | None:
    """What `fact` replaced, over any steps between, that stood before the stretch.

    Of several the newest of its own attribute: a closed round replaces also what was sought.
    """
    seen: set[str] = set()
    waiting = list(fact.supersedes)
    while waiting:
        key = waiting.pop()
        if key in after.by_id and key not in seen:
            seen.add(key)
            waiting += after.by_id[key].supersedes
    held = [before.by_id[i] for i in seen if i in before.by_id]
    stood = [f for f in held if before.standing(f) == "current"]
    return max(
        stood, key=lambda f: (f.attribute == fact.attribute, f.as_of or "", f.id), default=None
    )


def _repeats(fact: Fact, before: Ledger) -> bool:
    """The same figure of the same thing had been printed already."""
    if fact.range is None:
        return False
    same = (fact.entity, fact.attribute, fact.subject, fact.range)
    return any((f.entity, f.attribute, f.subject, f.range) == same for f in before.facts)
