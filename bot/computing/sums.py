"""What a question works out of figures that it names in its own words → the computed figure.

"The claim in pounds, more or less than the cash?", "Seed, A and B together": the question is read
as a sum (`splits`) and each figure found as if it were asked for alone (`operand`). In: the
understanding, the ledger, how a text is understood. Out: the metric with its facts, or None unless
every figure is on record. Formulas are knowledge's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice, product

from bot.computing.derived import Paired
from bot.computing.flows import EACH_OF
from bot.computing.named_figures import is_usual
from bot.computing.of_what import is_rate
from bot.computing.operand import (
    Named,
    are_of_one_time,
    completed,
    counts,
    is_bare,
    recorded,
    takes_its_time,
    written_out,
)
from bot.computing.splits import Reading, readings
from bot.computing.unlike import are_unlike
from bot.matching.worth import company_of, involves
from bot.question.understanding import Understanding
from bot.readings import Understand
from knowledge import Fact, Ledger, Metric, first_day, is_cjk, lexicon, metrics, spans

_COUNTS = ("count", "people", "users")
_RATES = ("percent", "multiple")
_SHORT = 4  # characters of a Chinese noun
_CONTESTED = ("denial", "allegation")  # what one side counts divides nothing
_WAYS = 24  # combinations of what the parts may mean that are tried


def summed(u: Understanding, ledger: Ledger, understood: Understand) -> Paired | None:
    if {"why", "supposed"}.intersection(u.wants):
        return None
    known: dict[str, Understanding] = {}
    for reading in readings(u.question, u.language):
        for part in reading.parts:
            known.setdefault(part, understood(written_out(part, reading.parts)))
        parts = [known[p] for p in reading.parts]
        held = _recorded(parts, u, ledger)
        if reading.kind == "average":
            held = [held[0] or _of_a_term(parts[0], ledger)]
        if _is_told_otherwise(reading, parts, held, u, ledger):
            continue
        for facts in _together(held, reading, ledger):
            other = are_unlike(facts, reading, parts, held)
            if other or (reading.kind == "each" and not _divides(facts, reading, parts, ledger)):
                continue
            if made := _made(reading, facts, u.currency, ledger):
                return Paired(metric=made, facts=facts, whole=True, sure=_is_sure(reading, facts))
    return None


def _is_told_otherwise(
    reading: Reading,
    parts: Sequence[Understanding],
    held: Sequence[list[Named]],
    u: Understanding,
    ledger: Ledger,
) -> bool:
    """A rate or a share that is on record as such, or is not asked for: 里包括…吗 asks whether."""
    match reading.kind:
        case "each":
            return _is_rated(held[0]) or _is_usually_counted(parts[1], u)
        case "average":
            return bool(EACH_OF.search(reading.parts[0]))  # a month's part for each seat is another
        case "share":
            whose = [
                parts[0],
                *([u] if u.focus else []),
            ]  # what came as credits of a holder's money
            return "whether" in u.wants or any(_is_recorded_share(p, ledger) for p in whose)
        case _:
            return False


def _is_recorded_share(part: Understanding, ledger: Ledger) -> bool:
    """The part is on record as one of its whole: "just under half of it came as credits"."""
    kinds = [lexicon().concepts[c] for c in part.concepts[:1]]
    firsts = (c.attributes[0] for c in kinds if c.unit == "percent" and c.attributes)
    wanted = {a for a in firsts if not a.endswith("_growth")}  # how fast it grew is no share
    held = [f for f in ledger.facts if f.attribute in wanted and f.unit == "percent"]
    return any(ledger.standing(f) == "current" for f in held)


def _is_rated(held: Sequence[Named]) -> bool:
    """It is on record as such: "the price per scan"."""
    return bool(held) and is_rate(held[0].fact)


def _is_usually_counted(part: Understanding, u: Understanding) -> bool:
    """Employees, users, customers and no more words: the number that any company has of them, and
    none of those that are laid off.
    """
    said = part.standalone
    alone = len(said) <= _SHORT if is_cjk(said) else len(said.split()) == 1
    return u.per is not None and alone and not part.names


def asked_for(u: Understanding) -> int:
    """How many figures a total is asked of."""
    sums = (r for r in readings(u.question, u.language) if r.kind == "sum")
    return min((len(r.parts) for r in sums), default=0)


def _of_a_term(part: Understanding, ledger: Ledger) -> list[Named]:
    """The one sum that is told with its term, of the party that the part names: "the X deal"."""
    quantities = [c for c in part.concepts if lexicon().concepts[c].unit != "text"]
    if not part.focus or quantities:
        return []
    told = [
        f
        for f in ledger.facts
        if f.range and spans.term(f) and all(involves(f, e, ledger) for e in part.focus)
    ]
    standing = [f for f in told if ledger.standing(f) == "current"]
    return [Named(fact=f, strain=0) for f in standing] if len(standing) == 1 else []


def _divides(
    facts: Sequence[Fact], reading: Reading, parts: Sequence[Understanding], ledger: Ledger
) -> bool:
    """A figure of the whole over a number of just what is named, and so the whole, where it is a
    number.
    """
    whole, number = facts
    counted = reading.counts or whole.unit in _COUNTS
    if is_rate(whole) or is_rate(number) or (counted and not counts(whole, parts[0], ledger)):
        return False
    return counts(number, parts[1], ledger)


def _is_sure(reading: Reading, facts: Sequence[Fact]) -> bool:
    """In the record's own words, or more than two quantities at two times: the lexicon's own ways
    of setting two usual quantities against each other (`pairing`) do not know those.
    """
    own = any(not is_usual(f) for f in facts)
    return own or len(facts) > 2 or reading.kind in ("average", "lasting", "each")


def _recorded(
    parts: Sequence[Understanding], u: Understanding, ledger: Ledger
) -> list[list[Named]]:
    """For each part its figures; what a part leaves out another says, or what the question does
    with them: "what do X and Y hold together".
    """
    found = [recorded(p, ledger) for p in parts]
    for i, part in enumerate(parts):
        others = [o for j, o in enumerate(parts) if j != i]
        headed = is_bare(part) and not all(map(is_bare, others))
        if theirs := _of_the_same_party(part, others, ledger):
            found[i] = theirs
            continue
        free = not (part.period or "latest" in part.wants)
        timed = free and bool(found[i]) and takes_its_time(found[i][0].fact)
        if headed or timed or not found[i]:
            own = [] if headed else found[i]
            whole = [replace(part, concepts=u.concepts[:1])] if _is_one_of(part, u) else []
            told = [p for o in others for p in completed(part, o) if _is_its_own(p, part, own)]
            more = (recorded(p, ledger) for p in (*told, *whole))
            made = next((held for held in more if held), [] if headed else found[i])
            same = bool(made) and any(_ids(made) <= _ids(f) for f in found[:i] + found[i + 1 :])
            found[i] = found[i] if same and found[i] else made
    return [list(_plainest(held)) for held in found]


def _ids(held: Sequence[Named]) -> set[str]:
    return {n.fact.id for n in held}


def _of_the_same_party(
    part: Understanding, others: Sequence[Understanding], ledger: Ledger
) -> list[Named]:
    """The figure of the one party that another part names, where this one names nobody: "X's market
    value is how many times 2025 sales".
    """
    parties = {p for o in others for p in o.focus} - {company_of(ledger)}
    if len(parties) != 1 or part.focus or part.names or not part.concepts:
        return []
    found = recorded(replace(part, focus=tuple(parties)), ledger)
    return [n for n in found if n.fact.entity in parties]


def _is_one_of(part: Understanding, u: Understanding) -> bool:
    """A party whose figure a total is asked of: "what do X and Y hold together"."""
    return bool(part.focus and is_bare(part) and u.concepts and "together" in u.wants)


def _plainest(held: Sequence[Named]) -> Iterator[Named]:
    """What is hardly less plainly meant than the best; of a usual quantity more of its times."""
    for each in held:
        leeway = 2 if is_usual(held[0].fact) else 1
        if each.strain <= held[0].strain + leeway:
            yield each


def _is_its_own(way: Understanding, part: Understanding, found: Sequence[Named]) -> bool:
    """Another part's name is taken only where the part finds nothing by itself: "the latest ARR"
    beside a round is no sum of that round.
    """
    return not found or (way.names, way.focus) == (part.names, part.focus)


def _together(
    found: Sequence[list[Named]], reading: Reading, ledger: Ledger
) -> Iterator[tuple[Fact, ...]]:
    """Facts that go together, those named best first."""
    for way in islice(sorted(product(*found), key=_strain), _WAYS):
        facts = tuple(named.fact for named in way)
        if len({f.id for f in facts}) == len(facts) and _fit(facts, reading, ledger):
            yield facts


def _strain(way: Sequence[Named]) -> tuple[int, int]:
    """How plainly the figures are those; then how far apart their days are."""
    days = [date.fromisoformat(first_day(n.fact.as_of or "")) for n in way]
    return sum(n.strain for n in way), (max(days) - min(days)).days if days else 0


def _fit(facts: Sequence[Fact], reading: Reading, ledger: Ledger) -> bool:
    units = {f.unit for f in facts}
    money = all(_is_money(f) for f in facts)
    match reading.kind:
        case "average":
            return not units & set(_RATES)
        case "each":
            counted = facts[1].unit in _COUNTS and facts[1].attribute not in _CONTESTED
            return counted and facts[0].unit not in _RATES
        case "lasting":
            return money and facts[1].attribute == "burn_annual"
        case "share" if _is_one_at_two_times(*facts[:2]) or units & set(_RATES):
            return False
        case "ratio" if _is_recorded(facts, ledger) or (reading.money and not money):
            return False
        case _:
            alike = len({f.attribute for f in facts}) == 1 or not units & set(_RATES)
            timed = all(are_of_one_time(facts[0], f) for f in facts[1:])
            together = timed or (reading.kind == "sum" and len({f.attribute for f in facts}) == 1)
            counted = reading.kind == "share" and units <= set(_COUNTS)
            return alike and together and (len(units) == 1 or money or counted)


def _is_recorded(facts: Sequence[Fact], ledger: Ledger) -> bool:
    """What a party is worth over what it earns, where a source states that multiple itself."""
    kinds = {f.attribute for f in facts}
    priced = kinds & {"market_cap", "valuation", "valuation_post"} and kinds & {"revenue", "arr"}
    return bool(priced) and bool(ledger.of(facts[0].entity, "revenue_multiple"))


def _is_one_at_two_times(a: Fact, b: Fact) -> bool:
    """A run rate is no part of another day's; half a year's revenue is one of a year's."""
    same = (a.entity, a.attribute, a.subject) == (b.entity, b.attribute, b.subject)
    return same and spans.months(a) == spans.months(b)


def _made(
    reading: Reading, facts: tuple[Fact, ...], currency: str | None, ledger: Ledger
) -> Metric | None:
    if reading.kind == "share" and {f.unit for f in facts} <= set(_COUNTS):
        facts = tuple(replace(f, unit="count") for f in facts)  # seats of users
    first = facts[0]
    match reading.kind:
        case "average":
            told = currency in (None, first.unit)
            return metrics.average(ledger, first, reading.every) if told else None
        case "each":
            return metrics.each(ledger, first, facts[1])
        case "lasting":
            return metrics.lasting(ledger, first, facts[1])
        case "sum" if len(facts) > 2:
            return metrics.total(ledger, facts, unit=currency)
        case "difference":
            ways = (facts, facts[::-1])
            made = (metrics.pair(ledger, a, b, "difference", unit=currency) for a, b in ways)
            return next((m for m in made if m), None)
        case _:
            return metrics.pair(ledger, first, facts[1], reading.kind, unit=currency)


def _is_money(fact: Fact) -> bool:
    return len(fact.unit or "") == 3 and (fact.unit or "").isupper()
