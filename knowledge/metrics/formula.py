"""What a metric is before anything is computed: its fixed wording, and the facts it needs.

A `Formula` belongs to no company; its needs are attributes. `missing` says which of them a ledger
does not hold. Whether the figures then fit together is the business of the formula's `make`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from knowledge.ledger import Ledger
from knowledge.lexicon import lexicon
from knowledge.records import Fact, Language, Metric

Whose = Literal["company", "others", "anyone"]
_WHOSE: dict[tuple[Whose, int], dict[Language, str]] = {
    ("company", 1): {"en": "", "zh": ""},
    ("others", 1): {"en": " of another company", "zh": "（其他公司）"},
    ("others", 2): {"en": " of two other companies", "zh": "（另外两家公司）"},
    ("anyone", 2): {"en": " of two companies", "zh": "（两家公司）"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A positive figure of one of `attributes`; `dates` or `owners`: of that many of them."""

    attributes: tuple[str, ...]
    whose: Whose = "company"
    dates: int = 1
    owners: int = 1

    def label(self, language: Language) -> str:
        named = [_label(a, language) for a in self.attributes]
        joint = " or " if language == "en" else "或"
        words = joint.join(dict.fromkeys(named)) + _WHOSE[self.whose, self.owners][language]
        if self.dates > 1:
            words += f" at {self.dates} dates" if language == "en" else f"（{self.dates}个日期）"
        return words

    def met(self, ledger: Ledger) -> bool:
        held = [f for f in ledger.facts if f.attribute in self.attributes and _counts(f, ledger)]
        own = ledger.subject.id if ledger.subject else ""
        if self.whose == "company":
            held = [f for f in held if f.entity == own]
        if self.whose == "others":
            held = [f for f in held if f.entity != own]
        days, owners = {f.as_of for f in held if f.as_of}, {f.entity for f in held}
        return (
            bool(held) and len(owners) >= self.owners and len(days) >= self.dates * (self.dates > 1)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The part of a metric that is the same for every company."""

    id: str
    name: str
    name_zh: str
    topic: str
    attributes: tuple[str, ...]
    formula: str
    formula_zh: str
    would_change: str = ""
    would_change_zh: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """`make` gives None where an input is missing or the inputs do not fit together, which
    `fits` puts in words.
    """

    words: Wording
    needs: tuple[Need, ...]
    make: Callable[[Ledger], Metric | None]
    fits: str = "figures that fit together"
    fits_zh: str = "彼此对得上的数字"


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """A metric that is not offered, and what is missing for it, in both languages."""

    id: str
    name: str
    name_zh: str
    missing: tuple[str, ...]
    missing_zh: tuple[str, ...]


def absent(formula: Formula, ledger: Ledger) -> Absent | None:
    """None where the metric can be computed."""
    if formula.make(ledger) is not None:
        return None
    needs = [n for n in formula.needs if not n.met(ledger)]
    return Absent(
        id=formula.words.id,
        name=formula.words.name,
        name_zh=formula.words.name_zh,
        missing=tuple(n.label("en") for n in needs) or (formula.fits,),
        missing_zh=tuple(n.label("zh") for n in needs) or (formula.fits_zh,),
    )


def _counts(fact: Fact, ledger: Ledger) -> bool:
    ends = fact.range
    return ends is not None and ends[0] > 0 and ledger.standing(fact) != "wrong"


def _label(attribute: str, language: Language) -> str:
    known = lexicon().attributes.get(attribute)
    return known[language] if known else attribute.replace("_", " ").capitalize()
