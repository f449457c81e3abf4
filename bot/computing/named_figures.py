"""The recorded figures of what a question names in the record's own words.

In: the things a question says, the ledger. Out: each figure with the things that it is a figure of,
and the rows of one quantity at several times or of several parties. Puts nothing together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.computing.of_what import of_what
from bot.matching.kindred import rendered
from bot.matching.wording import Thing
from bot.matching.worth import company_of, involves
from bot.question import times
from bot.understand import Understanding
from knowledge import Fact, Ledger, dated, first_day, is_cjk, lexicon, spans, worded

# kinds of statements that hold figures of anything
_LOOSE = frozenset({"statement", "goal", "relationship", "market_forecast", "legal_step"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """`of` are the places of the things it is a figure of; `defined` of those whose very quantity
    it is: a covenant speaks of cash and is none.
    """

    fact: Fact
    of: frozenset[int]
    defined: frozenset[int]


def figures(
    u: Understanding, ledger: Ledger, asked: Sequence[Thing], *, dated: bool = False
) -> list[Held]:
    """What stands or was so at the time asked about; `dated`, also what has a day and no figure."""
    held = [f for f in ledger.facts if _is_usable(f, u, ledger, dated=dated)]
    made = [_held(f, asked, dated=dated) for f in held]
    return [h for h in made if h.of]


def series(
    u: Understanding, ledger: Ledger, asked: Sequence[Thing], *, least: float
) -> list[list[Fact]]:
    """Rows of one quantity, those that say most of what is asked first, each best first."""
    rows: dict[tuple[str, str | None, str | None], list[Fact]] = {}
    most: dict[tuple[str, str | None, str | None], float] = {}
    for fact in sorted((f for f in ledger.facts if _is_figure(f, ledger)), key=ledger.rank):
        of = covered(_held(fact, asked).of, asked)
        if of >= least:
            named = None if spans.is_of_whole(fact) else fact.subject
            key = (fact.attribute, fact.unit, named)
            rows.setdefault(key, []).append(fact)
            most[key] = max(of, most.get(key, 0.0))
    return [rows[key] for key in sorted(rows, key=lambda k: -most[k])]


def covered(of: frozenset[int], asked: Sequence[Thing]) -> float:
    whole = sum(t.weight for t in asked)
    return sum(asked[i].weight for i in of) / whole if whole else 0.0


def is_usual(fact: Fact) -> bool:
    """Of a quantity that the lexicon knows of any company: `pairing` finds those."""
    return not lexicon().words_of(fact.attribute) and fact.attribute not in _LOOSE


def is_quantity(thing: Thing) -> bool:
    """A concept of which figures are recorded: no "growth", no "multiple" by itself."""
    known = [c for c in lexicon().concepts.values() if c.attributes == thing.attributes]
    return bool(thing.facts) and any(c.unit != "text" for c in known)


def beside(held: Held, asked: Sequence[Thing]) -> int:
    """How many words its subject has that the question has not: of "vessels in operation" and
    "newest vessel, passengers" the first is nearer to "vessels".
    """
    subject = held.fact.subject or ""
    for period in reversed(dated(subject)):
        subject = subject[: period.begin] + subject[period.stop :]
    told = [asked[i] for i in held.of]
    kind = lexicon().words_of(held.fact.attribute)
    plainly = any(_names(t, subject) or _names(t, kind) for t in told)
    words = [w for w in worded(subject) if not lexicon().is_generic(w)]
    more = [w for w in words if not any(_names(t, w) for t in told)]
    return len(more) + (0 if plainly or held.defined else 2)


def _names(thing: Thing, subject: str) -> bool:
    """Subjects are English: a Chinese word names one by what it is rendered by."""
    chinese = [said for said in thing.said if is_cjk(said)]
    return thing.says(subject) or any(rendered(said)(subject) for said in chinese)


def is_of_time(fact: Fact, period: tuple[str, str]) -> bool:
    """Its own day, or the stretch that its subject names."""
    told = dated(fact.subject or "")
    if told:
        start, end = told[0].start.isoformat(), told[0].end.isoformat()
        return period[0] <= start and end <= period[1]
    return times.falls_in(fact.as_of or "", period)


def apart_days(a: Fact, b: Fact) -> int:
    first, second = (date.fromisoformat(first_day(f.as_of or "")) for f in (a, b))
    return abs((first - second).days)


def _is_figure(fact: Fact, ledger: Ledger) -> bool:
    right = fact.as_of is not None and ledger.standing(fact) != "wrong"
    return right and fact.range is not None and fact.range[0] > 0


def _is_usable(fact: Fact, u: Understanding, ledger: Ledger, *, dated: bool) -> bool:
    if not (fact.as_of and dated) and not _is_figure(fact, ledger):
        return False
    if ledger.standing(fact) != "current" and not u.period:
        return False
    company = company_of(ledger)
    named = {*u.focus, *u.others}
    if named and company not in named:
        return any(involves(fact, e, ledger) for e in named)
    return fact.entity in named or bool(company and involves(fact, company, ledger))


def _held(fact: Fact, asked: Sequence[Thing], *, dated: bool = False) -> Held:
    of = {i for i, t in enumerate(asked) if fact.id in t.facts and _is_of(t, fact, dated=dated)}
    defined = {i for i in of if _is_defined(asked[i], fact)}
    return Held(fact=fact, of=frozenset(of), defined=frozenset(defined))


def _is_of(thing: Thing, fact: Fact, *, dated: bool) -> bool:
    if dated or thing.kind == "name" or _is_defined(thing, fact):
        return True
    return thing.says(of_what(fact)) and _is_in_unit(thing, fact)


def _is_defined(thing: Thing, fact: Fact) -> bool:
    """Recorded as the quantity itself: engineers are some of the employees, and not those."""
    known = lexicon().concepts.get(thing.concept or "")
    return fact.attribute in thing.attributes and not (known and fact.attribute in known.if_said)


def _is_in_unit(thing: Thing, fact: Fact) -> bool:
    """Money that 37 people lost is no figure of people."""
    known = lexicon().concepts.get(thing.concept or "")
    money = len(fact.unit or "") == 3 and (fact.unit or "").isupper()
    return known is None or known.unit != "count" or not money
