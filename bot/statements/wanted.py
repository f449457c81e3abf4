"""A question about statements + the cited lines → the figures that would answer it.

"What is the FY2031 quick ratio?" wants any usual quick ratio of 2031 that the lines give; "the
three-year average of capex as a % of revenue" the mean of three shares. None where the question
asks for something else, or puts a condition that is not understood ("adjusted", "by segment").
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from typing import Literal

from bot.statements import formulas
from bot.statements.formulas import Value
from bot.statements.lines import Line, years_in
from knowledge import finance

# Not case-blind where a company may be called so ("Best Buy").
_BEYOND = re.compile(
    r"(?i:\b(?:(?<!un)adjusted|exclud\w+|non-gaap|organic\w*|segments?|regions?|geograph\w+|which|"
    r"drove|driv(?:e|es|en|er|ers)|why|Q[1-4]|quarters?|H[12]|expect\w*|forecast\w*|guidance)\b)"
    r"|\b(?:highest|lowest|largest|most|worst|best(?! of)|real|major|categor\w+|among)\b"
    r"|分部|地区|哪|为什么|季度|调整后"
)
_RANGE = re.compile(r"((?:19|20)\d\d)\s*(?:-|–|—|to|through|至|到)\s*(?:FY\s?)?((?:19|20)\d\d)")
_AVERAGE = re.compile(
    r"\b(?:\d|two|three|four|five)[- ]years? average|年平均|年均值", re.IGNORECASE
)
_GROWTH = re.compile(r"\bgrowth(?: rate)?\b|\bgrew\b|增长率|增速", re.IGNORECASE)
_SHARE = re.compile(
    r"\bas an? (?:%|percent(?:age)?|share|proportion) of\b|\brelative to\b|占", re.IGNORECASE
)
_MOVED = re.compile(
    r"\b(?P<up>increas\w+|improv\w+|gr[oe]w\w*|ris(?:en|e)|rose|expand\w*)\b"
    r"|\b(?P<down>decreas\w+|declin\w+|drop\w*|f[ae]ll\w*|shr[aiu]nk\w*|worsen\w*|reduc\w+)\b"
    r"|\b(?P<any>chang\w+)\b",
    re.IGNORECASE,
)

Form = Literal["plain", "average", "growth", "change"]
ByYear = Callable[[int], list[Value]]
_Found = tuple[str, re.Pattern[str], ByYear]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """`values` are all that would do; `called` is how a sentence that gives one calls it.

    `parts` are the figures of the single years that a mean was taken of.
    `moves` are the differences from the first to the last year, where a change was asked about.
    """

    name: str
    called: re.Pattern[str]
    form: Form
    years: tuple[int, ...]
    values: tuple[Value, ...]
    moves: tuple[Decimal, ...] = ()
    parts: tuple[Value, ...] = ()


def years(question: str) -> tuple[int, ...]:
    """In order; a stretch has those between as well."""
    found = set(years_in(question))
    for first, last in _RANGE.findall(question):
        if 0 < int(last) - int(first) < 10:
            found |= set(range(int(first), int(last) + 1))
    return tuple(sorted(found))


def wanted(question: str, held: Sequence[Line]) -> Wanted | None:
    asked = question.split("?")[0] if "?" in question else question
    when = years(asked) or years(question)
    if _BEYOND.search(asked) or not when or not held:
        return None
    found = _share(asked, held) or _measure(question, held) or _item(asked, held)
    if found is None:
        return None
    name, called, of_year = found
    made = _formed(name, called, of_year, asked, when)
    return made if made.values or made.moves else None


def called(said: str, held: Sequence[Line]) -> _Found | None:
    """The share or the measure that a sentence speaks of, by year."""
    return _share(said, held) or _measure(said, held)


def _formed(
    name: str, called: re.Pattern[str], of_year: ByYear, asked: str, when: tuple[int, ...]
) -> Wanted:
    moved = bool(_MOVED.search(asked))
    first, last = (when[0] - 1 if moved and len(when) == 1 else when[0]), when[-1]
    if _AVERAGE.search(asked):
        each = [of_year(y) for y in when]
        return Wanted(
            name=name, called=_AVERAGED, form="average", years=when, values=_means(each),
            parts=tuple(v for column in each for v in column),
        )  # fmt: skip
    pairs = list(product(of_year(first), of_year(last))) if last > first else []
    if _GROWTH.search(asked) and pairs:
        values = tuple(
            Value(
                kind="percent", value=(b.value / a.value - 1) * 100, of=f"growth of {a.of}",
                how=f"{b.how} / {a.how} − 1", evidence=a.evidence | b.evidence,
            )
            for a, b in pairs if a.value and a.of == b.of
        )  # fmt: skip
        return Wanted(name=name, called=_GROWN, form="growth", years=when, values=values)
    if moved and pairs:
        pairs = _whole(pairs)
        same = [(a, b) for a, b in pairs if a.of == b.of]  # the same row or formula in both years
        moves = tuple(b.value - a.value for a, b in same)
        both = tuple(v for pair in same for v in pair)
        return Wanted(
            name=name, called=called, form="change", years=(first, last), values=both, moves=moves
        )
    return Wanted(name=name, called=called, form="plain", years=when, values=tuple(of_year(last)))


def _whole(pairs: Sequence[tuple[Value, Value]]) -> list[tuple[Value, Value]]:
    """Of several rows for one line the total, where there is one; else their sum too."""
    total = [p for p in pairs if re.search(r"\btotal\b", p[0].of, re.IGNORECASE)]
    same = [(a, b) for a, b in pairs if a.of == b.of]
    if total or len(same) < 2 or any("[" in a.of for a, _ in same):
        return total or list(pairs)
    first, last = (
        replace(
            side[0],
            value=sum((v.value for v in side), Decimal(0)),
            of=" + ".join(v.of for v in side),
            how=" + ".join(v.how for v in side),
            evidence=frozenset().union(*(v.evidence for v in side)),
        )
        for side in ([a for a, _ in same], [b for _, b in same])
    )
    return [(first, last)]


_AVERAGED = re.compile(r"\baverag\w+|平均", re.IGNORECASE)
_GROWN = re.compile(r"\bgrowth|\bgrew|\bincreas\w+|增长", re.IGNORECASE)


def _share(asked: str, held: Sequence[Line]) -> _Found | None:
    """One line as a percentage of another: the last called before, the first called after."""
    cut = _SHARE.search(asked)
    if not cut:
        return None
    over = _item_in(asked[: cut.start()], last=True)
    under = _item_in(asked[cut.end() :], last=False)
    if over is None or under is None:
        return None

    def of_year(year: int) -> list[Value]:
        pairs = product(
            formulas.of_item(over.name, year, held), formulas.of_item(under.name, year, held)
        )
        return [
            Value(
                kind="percent", value=abs(a.value / b.value) * 100, of=f"{a.of} / {b.of}",
                how=f"{a.how} / {b.how}", evidence=a.evidence | b.evidence,
            )
            for a, b in pairs if b.value
        ]  # fmt: skip

    return f"{over.name} / {under.name}", over.asked, of_year


def _item_in(text: str, *, last: bool) -> finance.Item | None:
    found = [
        (m.start(), item)
        for item in finance.vocabulary().items.values()
        for m in item.asked.finditer(text)
    ]
    return (max if last else min)(found, key=lambda each: each[0])[1] if found else None


def _measure(question: str, held: Sequence[Line]) -> _Found | None:
    measure = formulas.asked_in(question)
    if measure is None:
        return None
    ways = formulas.ways(measure, question)

    def of_year(year: int) -> list[Value]:
        return [v for way in ways for v in formulas.results(way, year, held)]

    return measure.name, measure.asked, of_year


def _item(asked: str, held: Sequence[Line]) -> _Found | None:
    """The one line that is asked for; of several, none can be told to be it."""
    if finance.measured(asked) and not _GROWTH.search(asked):
        return None
    items = [i for i in finance.needed(asked).items if i.statement and i.asked.search(asked)]
    if len(items) != 1:
        return None
    return items[0].name, items[0].asked, lambda year: formulas.of_item(items[0].name, year, held)


def _means(columns: Sequence[Sequence[Value]]) -> tuple[Value, ...]:
    if not all(columns):
        return ()
    made = []
    for chosen in product(*columns):
        if len({v.of for v in chosen}) > 1:
            continue
        mean = sum((v.value for v in chosen), Decimal(0)) / len(chosen)
        how = f"mean of {', '.join(v.how for v in chosen)}"
        evidence = frozenset().union(*(v.evidence for v in chosen))
        made.append(replace(chosen[0], value=mean, how=how, evidence=evidence))
    return tuple(made)
