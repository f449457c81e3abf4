"""Two recorded figures that a question names in the record's own words → the computed figure.

The lexicon knows the quantities of any company; a record has others: vessels, grants, patents. In:
the understanding, the ledger, what is done with the figures. Out: the metric with its facts, or
None. A figure counts for a word only where it is a figure of that (`of_what`), each of the two has
to be named by itself, and together they have to say nearly all that is asked.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import permutations

from bot.computing.derived import Paired
from bot.computing.named_figures import (
    Held,
    apart_days,
    beside,
    covered,
    figures,
    is_of_time,
    is_quantity,
    is_usual,
    series,
)
from bot.computing.of_what import counted, is_rate
from bot.computing.operations import Operation
from bot.matching.wording import Thing, things
from bot.question.names import inside
from bot.understand import Understanding
from knowledge import Fact, Ledger, first_day, lexicon, metrics, spans

_SAYS = 0.8  # of what is asked: what both figures together have to be of
_LEAST = 0.2  # what the things weigh that tell one figure from the other
_FAR_DAYS = 366
_COUNTS = ("count", "people", "users")
_RATES = ("percent", "multiple")
_CONTESTED = ("denial", "allegation")  # what one side counts divides nothing
_EACH = re.compile(
    r"\b(?:per|each|every|a single)\s+(?P<en>[a-z][\w-]*(?: [a-z][\w-]*)?)"
    r"|每一?[个名位艘家台张辆座款项条间种颗块架件]?(?P<zh>[㐀-鿿]{1,6})",
    re.IGNORECASE,
)
_MORE = re.compile(r"比[^，。？?]{1,16}[多少高低][^，。？?]{0,8}(?:多少|几)")
# what the second of two figures stands behind
_OVER = re.compile(
    r"(?:\b(?:of|to|over|by|against|than)(?: (?:the|its|their|all|total|\d{4}))*|占|除以|比|是)\s*"
    r"(?:\d{4}年?的?)?$",
    re.IGNORECASE,
)

Two = tuple[Fact, Fact]


def by_words(u: Understanding, ledger: Ledger, operation: Operation | None) -> Paired | None:
    operation = "difference" if _MORE.search(u.standalone) else operation
    parties = {*u.focus, *u.others}
    each = _EACH.search(u.standalone) if len(parties) < 2 else None
    # what is merely compared is shown side by side
    compared = operation == "ratio" and "ratio" not in u.wants
    if not (each or operation) or (compared and not each):
        return None
    if u.unknown or u.figures or {"supposed", "each"}.intersection(u.wants):
        return None
    asked = _asked(u, ledger)
    if not asked:
        return None
    if each:
        return _per(u, ledger, asked, each["en"] or each["zh"])
    assert operation is not None
    pair = _of_one_quantity(u, ledger, asked, operation)
    if operation == "path" or (operation == "share" and pair and len(parties) < 2):
        made = metrics.path(ledger, sorted(pair, key=_day)) if pair else None
    elif pair := pair or (_of_two(u, ledger, asked, operation) if len(parties) < 2 else None):
        made = metrics.pair(ledger, *_ordered(u, asked, pair, operation), operation)
    return Paired(metric=made, facts=pair) if pair and made else None


def _asked(u: Understanding, ledger: Ledger) -> list[Thing]:
    """What the question says without what it does with the figures: 几倍 names no multiple."""
    text = u.standalone
    said = [*lexicon().wanted(text), *lexicon().operations(text)]
    done = [(m.start, m.end) for m in said]
    kinds = [t for t in things(u, ledger) if t.kind in ("word", "concept", "name")]
    told = [t for t in kinds if not any(said.startswith("每") for said in t.said)]
    spans_of = [[(at, at + len(s)) for s in t.said if (at := text.find(s)) >= 0] for t in told]
    empty = [t.kind == "concept" and not is_quantity(t) for t in told]
    return [
        t
        for t, own, idle in zip(told, spans_of, empty, strict=True)
        if not (idle and any(inside(span, done) for span in own))
    ]


def _of_one_quantity(
    u: Understanding, ledger: Ledger, asked: Sequence[Thing], operation: Operation
) -> Two | None:
    """The same quantity at two times, or of two parties."""
    parties = tuple(dict.fromkeys((*u.focus, *u.others)))
    plain = [t for t in asked if t.kind != "name" or len(parties) < 2]
    for row in [r for r in series(u, ledger, plain, least=_SAYS) if not is_usual(r[0])]:
        if len(parties) == 2 and operation != "path":
            held = [next((f for f in row if f.entity == p), None) for p in parties]
        elif len(u.periods) == 2:
            held = [next((f for f in row if is_of_time(f, p)), None) for p in u.periods]
        elif operation == "path":
            held = _rise(row, u)
        else:
            return None
        if len(held) == 2 and held[0] and held[1] and held[0].id != held[1].id:
            return held[0], held[1]
    return None


def _rise(row: Sequence[Fact], u: Understanding) -> list[Fact | None]:
    """First and last of the stretch asked about; of a year alone, that and the one before."""
    if not u.period:
        return []
    own = {f.entity for f in row[:1]}
    kin = sorted((f for f in row if f.entity in own), key=_day)
    inside = [f for f in kin if is_of_time(f, u.period)]
    if len(inside) > 1 and _day(inside[0]) != _day(inside[-1]):
        return [inside[0], inside[-1]]
    before = [f for f in kin if inside and _day(f) < _day(inside[0])]
    alike = [f for f in before if spans.months(f) == spans.months(inside[0])]
    return [alike[-1], inside[0]] if alike and "growth" in u.wants else []


def _of_two(
    u: Understanding, ledger: Ledger, asked: Sequence[Thing], operation: Operation
) -> Two | None:
    dated = operation == "months"

    def named(a: Held, b: Held) -> bool:
        return _are_named(a, b, asked)

    return next(
        (
            (a.fact, b.fact)
            for a, b in _pairs(u, ledger, asked, named, dated=dated)
            if dated or _alike(a.fact, b.fact)
        ),
        None,
    )


def _pairs(
    u: Understanding,
    ledger: Ledger,
    asked: Sequence[Thing],
    fits: Callable[[Held, Held], bool],
    *,
    dated: bool = False,
) -> Iterator[tuple[Held, Held]]:
    """Those that fit and are together of nearly all that is asked; best first."""
    held = figures(u, ledger, asked, dated=dated)
    fit = [
        (a, b)
        for a, b in permutations(held, 2)
        if not (is_usual(a.fact) and is_usual(b.fact))
        and fits(a, b)
        and _of_times(a.fact, b.fact, u)
    ]
    told = [p for p in fit if covered(p[0].of | p[1].of, asked) >= _SAYS]
    yield from sorted(told, key=lambda p: (*_misses(p, u, asked), *_ranks(p, ledger)))


def _misses(pair: tuple[Held, Held], u: Understanding, asked: Sequence[Thing]) -> tuple[float, ...]:
    """What is asked and not said, not defined so, not of the time or said beside it."""
    a, b = pair
    late = sum(bool(u.period) and not is_of_time(h.fact, u.period) for h in pair if u.period)
    plain = -len(a.defined | b.defined)
    more = beside(a, asked) + beside(b, asked)
    return -round(covered(a.of | b.of, asked), 2), plain, late + more


def _ranks(pair: tuple[Held, Held], ledger: Ledger) -> tuple[tuple[object, ...], ...]:
    return ledger.rank(pair[0].fact), ledger.rank(pair[1].fact)


def _are_named(a: Held, b: Held, asked: Sequence[Thing]) -> bool:
    """Each by something that the other is no figure of."""
    own = [(x.of - y.of) | (x.defined - y.defined) for x, y in ((a, b), (b, a))]
    return all(sum(asked[i].weight for i in each) >= _LEAST for each in own)


def _of_times(a: Fact, b: Fact, u: Understanding) -> bool:
    """Of the time asked about; what is a figure of a day goes with one of a near stretch."""
    if u.period is None or "months" in u.wants:
        return True
    inside = [f for f in (a, b) if u.period and is_of_time(f, u.period)]
    rest = [f for f in (a, b) if f not in inside]
    near = apart_days(a, b) <= _FAR_DAYS
    return bool(inside) and near and all(spans.months(f) is None for f in rest)


def _alike(a: Fact, b: Fact) -> bool:
    money = all(len(f.unit or "") == 3 and (f.unit or "").isupper() for f in (a, b))
    lengths = {spans.months(f) for f in (a, b)} - {None}
    rates = a.unit in _RATES and a.attribute != b.attribute
    return (a.unit == b.unit or money) and len(lengths) < 2 and not rates


def _per(u: Understanding, ledger: Ledger, asked: Sequence[Thing], word: str) -> Paired | None:
    """The one figure for each of what the other counts."""
    held = figures(u, ledger, asked)
    if any(is_rate(h.fact) and covered(h.of, asked) >= _SAYS for h in held):
        return None  # "the price per scan" is on record as such
    over = {i for i, t in enumerate(asked) if any(_stands(said, word) for said in t.said)}

    def counts(a: Held, b: Held) -> bool:
        is_count = (
            b.fact.unit in _COUNTS
            and b.fact.attribute not in _CONTESTED
            and not (is_rate(a.fact) or is_rate(b.fact))
            and any(asked[i].says(counted(b.fact)) for i in over)
        )
        return is_count and a.fact.unit not in _RATES and not a.of <= over

    for a, b in _pairs(u, ledger, asked, counts):
        if a.fact.id != b.fact.id and (made := metrics.each(ledger, a.fact, b.fact)):
            return Paired(metric=made, facts=(a.fact, b.fact))
    return None


def _stands(said: str, text: str) -> bool:
    return text.lower().startswith(said.lower()) or f" {said.lower()}" in text.lower()


def _ordered(u: Understanding, asked: Sequence[Thing], pair: Two, operation: Operation) -> Two:
    """As the formula has them: the earlier first for months, the larger for a difference; what is
    set against the other first, where the question says which, else the smaller part of a whole.
    """
    a, b = pair
    if operation == "months":
        return (a, b) if _day(a) <= _day(b) else (b, a)
    small, large = sorted(pair, key=lambda f: f.range[1] if f.range else 0)
    if operation in ("ratio", "share"):
        over = [f for f, other in ((a, b), (b, a)) if _is_over(u, asked, f, other)]
        if len(over) == 1:
            return (b, a) if over[0] == a else (a, b)
    return (small, large) if operation == "share" else (large, small)


def _is_over(u: Understanding, asked: Sequence[Thing], fact: Fact, other: Fact) -> bool:
    """Its words stand behind "of" or 占."""
    text = u.standalone.lower()
    own = [t for t in asked if fact.id in t.facts and other.id not in t.facts]
    places = [at for t in own for said in t.said if (at := text.find(said.lower())) >= 0]
    return any(_OVER.search(u.standalone[:at]) for at in places)


def _day(fact: Fact) -> str:
    return first_day(fact.as_of or "")
