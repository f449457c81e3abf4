"""All facts of a dossier in one view: which stand, which were replaced, which are wrong.

In: records as loaded. Out: lookups by entity and attribute, the standing of each fact, the
conflict groups it is in. `known_by(date)` is the same view as of an earlier day: what was printed
later is gone, and so is its power to supersede. Knows nothing of questions or text search.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from knowledge import proper
from knowledge.derivation import Derivation
from knowledge.periods import find, parse
from knowledge.records import Conflict, Entity, Fact, Gap, Rate, Source
from knowledge.stated import text_of, worded
from knowledge.told import tells_of

Standing = Literal["current", "superseded", "wrong"]
_DAYS = 8  # as of which a ledger is kept
_DISAGREE = ("These statements disagree:", "以下说法不一致：")
_CERTAINTY = {"filing": 0, "company_statement": 1, "reported": 1, "estimate": 2, "rumour": 3}


@dataclass(frozen=True, kw_only=True)
class Ledger:
    facts: tuple[Fact, ...] = ()
    sources: tuple[Source, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    gaps: tuple[Gap, ...] = ()
    rates: tuple[Rate, ...] = ()
    entities: tuple[Entity, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    subject: Entity | None = field(init=False, repr=False)  # the company; None on an empty desk
    carriers: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False)
    by_id: dict[str, Fact] = field(init=False, repr=False)
    source_of: dict[str, Source] = field(init=False, repr=False)
    entity_of: dict[str, Entity] = field(init=False, repr=False)
    _groups: dict[str, list[Conflict]] = field(init=False, repr=False)
    _standing: dict[str, Standing] = field(default_factory=dict, init=False, repr=False)
    _known: dict[str, "Ledger"] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        subject = next((e for e in self.entities if e.is_subject), None)
        object.__setattr__(self, "subject", subject)
        object.__setattr__(self, "by_id", {f.id: f for f in self.facts})
        object.__setattr__(self, "source_of", {s.id: s for s in self.sources})
        object.__setattr__(self, "entity_of", {e.id: e for e in self.entities})
        groups: dict[str, list[Conflict]] = {}
        for conflict in self.conflicts:
            for fact_id in conflict.facts:
                groups.setdefault(fact_id, []).append(conflict)
        object.__setattr__(self, "_groups", groups)
        for fact in self.facts:
            for older in fact.supersedes:
                self._standing[older] = "superseded"
        for fact in self.facts:
            if self._is_wrong(fact):
                self._standing[fact.id] = "wrong"

    def standing(self, fact: Fact) -> Standing:
        return self._standing.get(fact.id, "current")

    def stands_for(self, fact: Fact) -> Standing:
        """Standing for its own subject: one model's window is not undone by the next one's."""
        standing = self.standing(fact)
        if standing != "superseded" or fact.subject is None:
            return standing
        newer = self.replaced_by(fact.id)
        return "current" if all(f.subject != fact.subject for f in newer) else standing

    def told_plainly(self, ids: Collection[str]) -> "Ledger":
        """The same with the statements of these groups in the place of their readings."""
        told = (_told_plainly(g, self.by_id) if g.id in ids else g for g in self.conflicts)
        return replace(self, conflicts=tuple(told))

    def groups(self, fact_id: str) -> list[Conflict]:
        return self._groups.get(fact_id, [])

    def replaced_by(self, fact_id: str) -> list[Fact]:
        return [f for f in self.facts if fact_id in f.supersedes]

    def of(self, entity: str, *attributes: str) -> list[Fact]:
        """Facts of an entity with one of the attributes that stand today, best first."""
        found = [
            f
            for f in self.facts
            if f.entity == entity and f.attribute in attributes and self.standing(f) == "current"
        ]
        return sorted(found, key=self.rank)

    def rank(self, fact: Fact) -> tuple[object, ...]:
        """Sort key, best first: standing, then newer, then surer, then the better tier."""
        order: tuple[Standing, ...] = ("current", "superseded", "wrong")
        return (
            order.index(self.standing(fact)),
            _descending(fact.as_of or ""),
            _CERTAINTY[fact.certainty],
            not fact.supersedes,  # among repeats the editor chose the one that replaces others
            self.tier(fact),
            fact.id,
        )

    def tier(self, fact: Fact) -> int:
        source = self.source_of.get(fact.source)
        return source.tier if source else 3

    def known_by(self, day: str) -> "Ledger":
        """The same ledger with only what had been printed by `day` (ISO); the last few are kept."""
        known = self._known.get(day)
        if known is None:
            if len(self._known) >= _DAYS:
                self._known.clear()
            known = self._known[day] = self._known_by(day)
        return known

    def _known_by(self, day: str) -> "Ledger":
        sources = tuple(s for s in self.sources if s.published and last_day(s.published) <= day)
        printed = {s.id for s in sources}
        facts = tuple(f for f in self.facts if f.source in printed)
        kept = {f.id for f in facts}
        conflicts = tuple(c for c in self.conflicts if all(i in kept for i in c.facts))
        if day < self.newest:
            conflicts = tuple(_told_plainly(c, self.by_id) for c in conflicts)
        rates = tuple(r for r in self.rates if r.source in printed)
        gaps = tuple(
            g for g in self.gaps if all(p.start.isoformat() <= day for p in find(g.question))
        )
        return replace(
            self, gaps=gaps, facts=facts, sources=sources, conflicts=conflicts, rates=rates
        )

    @cached_property
    def plain_words(self) -> frozenset[str]:
        """English words that the statements write small: they are nobody's name."""
        return frozenset(w for f in self.facts for w in re.findall(r"\b[a-z]+\b", f.statement))

    @cached_property
    def capitals(self) -> Mapping[str, str]:
        """Words that the statements always write with a capital, by their small form."""
        return proper.capitals(self.facts)

    @cached_property
    def numbered(self) -> Mapping[str, frozenset[str]]:
        """Names that the statements tell with a number, and which."""
        return proper.numbered(self.facts)

    @cached_property
    def in_chinese(self) -> Mapping[str, str]:
        """Those names as the Chinese statements write them: 斯卡迪."""
        return proper.in_chinese(self.facts)

    @cached_property
    def coded(self) -> Mapping[str, str]:
        """Numbers of the statements' codes, each with the one code that it ends."""
        return proper.coded(self.facts)

    @cached_property
    def chinese(self) -> str:
        """All statements in Chinese, one a line."""
        return "\n".join(f.statement_zh for f in self.facts)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """All that each fact says, by its id."""
        return {f.id: text_of(f) for f in self.facts}

    @cached_property
    def vocabulary(self) -> Mapping[str, frozenset[str]]:
        """Word token → ids of the facts that say it, in either language."""
        return self._by(worded)

    @cached_property
    def telling(self) -> Mapping[str, frozenset[str]]:
        """Concept → ids of the facts that tell of it."""
        return self._by(tells_of)

    def _by(self, of: Callable[[str], Iterable[str]]) -> Mapping[str, frozenset[str]]:
        held: dict[str, set[str]] = {}
        for fact_id, text in self.texts.items():
            for key in of(text):
                held.setdefault(key, set()).add(fact_id)
        return {key: frozenset(ids) for key, ids in held.items()}

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """Those of the vocabulary in their order, to find at once what opens alike."""
        return tuple(sorted(self.vocabulary))

    @cached_property
    def by_subject(self) -> Mapping[str, frozenset[str]]:
        """Subject (a model, a round, a case) → ids of the facts that are of it."""
        held: dict[str, set[str]] = {}
        for fact in self.facts:
            if fact.subject:
                held.setdefault(fact.subject, set()).add(fact.id)
        return {subject: frozenset(ids) for subject, ids in held.items()}

    @cached_property
    def newest(self) -> str:
        """The last day on which a source was printed, "" without sources; one of which only the
        year is known need not be of its end.
        """
        printed = [s.published for s in self.sources if s.published]
        return max((last_day(p) if len(p) > 4 else first_day(p) for p in printed), default="")

    def _is_wrong(self, fact: Fact) -> bool:
        if fact.note and fact.note.lower().startswith("known error"):
            return True
        chains = [g.facts for g in self.groups(fact.id) if g.kind == "superseded"]
        errors = [g.facts for g in self.groups(fact.id) if g.kind == "error"]
        newer = [f.id for f in self.replaced_by(fact.id)]
        # a member that also follows it in a chain replaced it in time and does not correct it
        return any(i in g and not any(i in c for c in chains) for g in errors for i in newer)


def _told_plainly(group: Conflict, by_id: Mapping[str, Fact]) -> Conflict:
    """Its statements in the place of the reading, which may know what came later."""
    facts = [by_id[i] for i in group.facts]
    lead, lead_zh = ("", "") if group.kind == "superseded" else _DISAGREE
    return replace(
        group,
        reading=" ".join([lead, *(f.statement for f in facts)]).strip(),
        reading_zh=lead_zh + "".join(f.statement_zh for f in facts),
    )


def first_day(iso: str) -> str:
    """The first day of a day, month or year."""
    return (iso + "-01-01")[:10] if len(iso) == 4 else (iso + "-01")[:10]


def last_day(iso: str) -> str:
    """The last day: what was printed in some day of a month is surely known once it is over."""
    return parse(iso).end.isoformat()


def exchange(ledger: Ledger, base: str, quote: str, day: str | None) -> tuple[Rate, Decimal] | None:
    """The recorded rate nearest to `day` and how many `quote` one `base` buys; None without one."""
    usable = [r for r in ledger.rates if {r.base, r.quote} == {base, quote}]
    if not usable:
        return None
    rate = min(usable, key=lambda r: _days_apart(r.date, day or r.date))
    return rate, rate.rate if rate.base == base else 1 / rate.rate


def one_per_subject(ledger: Ledger, facts: Iterable[Fact]) -> list[Fact]:
    """The best fact for each subject (round, model …): repeats of one event count once.

    A later retelling is no newer event, so the date does not decide here.
    """
    best: dict[str | None, Fact] = {}
    for fact in sorted(facts, key=lambda f: (ledger.rank(f)[0], *ledger.rank(f)[2:])):
        best.setdefault(fact.subject, fact)
    return list(best.values())


def _days_apart(a: str, b: str) -> int:
    return abs((date.fromisoformat(first_day(a)) - date.fromisoformat(first_day(b))).days)


def _descending(text: str) -> tuple[int, ...]:
    return tuple(-ord(c) for c in text.ljust(10, "0"))
