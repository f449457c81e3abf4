"""A question → what a document has to say to answer it: whom, what, of which time, in which form.

Out comes an `Asked` of units, each with the ways documents may word it in either language. Knows
the glossary, the language of statements and the names of the desk's documents; reads no document.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.papers import glossary, named, put
from bot.papers.put import Kind
from bot.papers.units import LIGHT, Span, Unit, of_lines, rest, worded
from knowledge import Period, finance, periods


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`text` is the part of the question that asks, without how to answer."""

    question: str
    text: str
    kind: Kind
    units: tuple[Unit, ...]
    periods: tuple[Period, ...]
    measure: finance.Measure | None
    defined: bool  # the question itself says how the measure is to be worked out
    extreme: bool  # which of several is the largest, or the like
    bare: bool  # hardly a word says of what: "How much did it make?"

    @property
    def names(self) -> tuple[Unit, ...]:
        return tuple(u for u in self.units if u.name)

    @property
    def items(self) -> tuple[finance.Item, ...]:
        return tuple(u.item for u in self.units if u.item)


def read(question: str, aliases: Mapping[str, frozenset[str]], heard: Iterable[str] = ()) -> Asked:
    """`aliases` are the other names, in lower case, of whoever is called so; `heard` the Latin
    names that the documents write, which a Chinese name may stand for.
    """
    text = put.asks(question, aliases)
    dates = periods.find(text) or _fiscal(text)
    taken: list[Span] = [(p.begin, p.stop) for p in dates]
    found = named.rounds(text)
    taken += [span for span, _ in found]
    units = [unit for _, unit in found]
    for title in finance.vocabulary().statements.values():
        taken += [m.span() for m in title.finditer(text)]
    measure = next((m for m in finance.vocabulary().measures if m.asked.search(text)), None)
    if measure:
        taken += [m.span() for m in measure.asked.finditer(text)]
    found = list(named.names(text, taken, aliases))
    taken += [span for span, _ in found]
    units += [unit for _, unit in found]
    found = worded(text, taken)
    taken += [*(span for span, _ in found), *of_lines(text, found)]
    units += [unit for _, unit in found]
    units += rest(text, taken)
    units = [named.sounded(u, heard) if named.may_be_rendered(u) else u for u in units]
    bare = not measure and not any(u.weight >= 1 and not u.name for u in units)
    if bare:
        units = [replace(u, weight=max(u.weight, 1.0)) for u in units]  # "how much did it earn?"
    if not bare:
        units = _implied(units)
    return Asked(
        question=question,
        text=text,
        kind=_kind(text, measure, units),
        units=tuple({(u.said.lower(), u.terms): u for u in units}.values()),
        periods=tuple(dates),
        measure=measure,
        defined=put.defines(question),
        extreme=put.is_extreme(text),
        bare=bare,
    )


def _kind(text: str, measure: finance.Measure | None, units: Iterable[Unit]) -> Kind:
    """How much a margin is, or has changed, is told by a share and not by a sum of money."""
    kind = put.kind(text, of_money=bool(measure) or any(u.item for u in units))
    return "share" if kind == "amount" and measure and measure.unit == "percent" else kind


def _implied(units: list[Unit]) -> list[Unit]:
    """What goes without saying beside another counts little: that a round was raised, that what is
    burned is cash.
    """
    beside = {
        "raised": any(named.is_round(u) for u in units),
        "cash": any(t.text == "burn" for u in units for t in u.terms),
    }
    return [replace(u, weight=LIGHT) if any(beside.get(w) for w in _said(u)) else u for u in units]


def _said(unit: Unit) -> list[str]:
    return [unit.item.name] if unit.item else [t.text for t in unit.terms]


def of(asked: Asked, names: Sequence[str]) -> Asked:
    """The same of whoever has these names."""
    whose = Unit(said=names[0], terms=tuple(map(glossary.term, names)), name=True, weight=1.5)
    return replace(asked, units=(*asked.units, whose))


def _fiscal(text: str) -> list[Period]:
    """Years that are called fiscal: "fiscal 2024", "2024财年"."""
    found = re.finditer(
        r"(?:fiscal(?: year)?\s+)((?:19|20)\d\d)|((?:19|20)\d\d)\s*财年", text, re.I
    )
    years = [(m, int(m[1] or m[2])) for m in found]
    return [Period(date(y, 1, 1), date(y, 12, 31), m.start(), m.end(), m.group()) for m, y in years]
