"""Passages → the sentences that answer, word for word.

A sentence counts if it says what the question says: every name, nearly everything else, the time,
and something of the kind that was asked for which the question has not said itself. What a sentence
leaves out may stand in the two before it, in its heading, or be whom the document is about.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.answer import Evidence
from bot.papers import put, timed, whose
from bot.papers.asked import Asked
from bot.papers.homes import Homes
from bot.papers.said import Said, names_in, said, share
from bot.papers.units import Unit
from bot.passages.neighbours import whole_sentences
from bot.passages.quote import unlabelled
from knowledge import (
    Amount,
    Source,
    dated,
    finance,
    gives_reason,
    is_cjk,
    lexicon,
    orders,
    stated,
    words,
)

LEAST = 0.7  # of what a question says
_AROUND = 0.55  # what counts that stands beside a sentence and not in it
_TAKEN_UP = 0.7  # where the sentence takes it up: "It has been postponed"
_FOREIGN = 0.12  # taken off where others are named and not whom the question names
_APART = 0.15  # taken off where the figure stands in another clause than what was asked for
_PLANNED = 0.15  # taken off for a figure of what is to be
_CAPTION = re.compile(
    r"[单單]位\s*[:：]|[(（][^)）]{0,12}\bin (?:thousands|millions|billions)\b", re.I
)
_ORG = re.compile(r"[A-Z][A-Za-z0-9&-]+")
_WHO_ZH = re.compile(r"[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    text: str
    evidence: Evidence
    worth: float


def choose(asked: Asked, held: Iterable[tuple[Evidence, Source]], homes: Homes) -> list[Sentence]:
    found = []
    for place, (evidence, source) in enumerate(held):
        for text, before in _sentences(evidence):
            worth = _worth(asked, text, before, evidence, source, homes)
            if worth >= LEAST:
                found.append(Sentence(text=text, evidence=evidence, worth=worth - 0.002 * place))
    return sorted(found, key=lambda s: -s.worth)


def _sentences(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Each statement with the two sentences before it; an order is obeyed by nobody."""
    before: list[str] = []
    for start, end in whole_sentences(evidence.passage):
        raw = evidence.passage[start:end]
        text = unlabelled(raw)
        asks = text.rstrip("”\"' ").endswith(("?", "？"))
        shown = raw.lstrip().startswith(("|", "#")) or text.rstrip().endswith((":", "："))
        if (
            text
            and not (asks or shown or _is_caption(text))
            and not orders.inside(evidence.passage, start)
        ):
            yield text, " ".join(before[-2:])
        before.append(text)


def _is_caption(text: str) -> bool:
    """It says what a table counts in, and nothing else: 营业收入构成（单位：千元）."""
    return bool(_CAPTION.search(text)) and not text.rstrip(" ）)*").endswith((".", "。", "；", ";"))


def _worth(  # noqa: PLR0913  # a sentence, where it stands, and what is asked of it
    asked: Asked, text: str, before: str, evidence: Evidence, source: Source, homes: Homes
) -> float:
    own = said(text)
    around = said(f"{before}\n{evidence.locator.section or ''}")
    home = homes.names(source.id)
    title = said(source.title)
    goes_on = whose.goes_on(text, asked.names, own)
    known = frozenset(words.tokens(asked.question)).union(
        *(term.stems for unit in asked.units for term in unit.terms)
    )
    borne = [_borne(u, own, around, title, home, known, goes_on=goes_on) for u in asked.units]
    total = sum(u.weight for u in asked.units)
    if any(u.name and not b for u, b in zip(asked.units, borne, strict=True)) or not total:
        return 0.0
    if asked.kind in whose.FIGURES and all(u.name for u in asked.units) and not asked.measure:
        return 0.0  # what of whom it names was asked for is not understood
    missed = [u for u, b in zip(asked.units, borne, strict=True) if not b and u.weight >= 1]
    heavy = [u for u in asked.units if u.weight >= 1 and not u.name]
    if len(missed) > len(heavy) // 4 or (heavy and not any(share(u, own) for u in heavy)):
        return 0.0
    if asked.measure and not asked.measure.asked.search(text):
        return 0.0
    if asked.extreme and not put.says_extreme(text):
        return 0.0
    if not timed.sentence_fits(asked.periods, text, before, source):
        return 0.0
    if whose.is_of_another(asked, own, home, homes.parties) or whose.is_of_many(asked, own):
        return 0.0
    if not any(_tells(asked, clause) for clause in _clauses(asked, text)):
        return 0.0
    worth = sum(u.weight * b for u, b in zip(asked.units, borne, strict=True)) / total
    worth -= _PLANNED * _is_only_planned(asked, text)
    worth -= _APART * _is_told_apart(asked, text)
    return worth - _FOREIGN * whose.is_elsewhere(asked, text, home)


def _clauses(asked: Asked, text: str) -> list[str]:
    """The parts of a sentence, between semicolons, that name whom it names of those asked about:
    what is said of somebody in another part is not said of him.
    """
    if asked.kind not in ("amount", "share", "count"):
        return [text]
    named = [u for u in asked.names if share(u, said(text))]
    parts = [part for part in re.split(r"[;；]", text) if part.strip()]
    return [p for p in parts if all(share(u, said(p)) for u in named)] or (
        [] if parts[1:] else parts
    )


def _borne(  # noqa: PLR0913  # a thing, and everywhere it may be said
    u: Unit,
    own: Said,
    around: Said,
    title: Said,
    home: frozenset[str],
    known: frozenset[str],
    *,
    goes_on: bool,
) -> float:
    if u.name and all(term.stands_as_another(own.text) for term in u.terms):
        return 0.0
    if value := share(u, own):
        return 0.0 if u.item and _is_narrowed(u.item, own.text, known) else value
    if u.name and home.intersection(t.text for t in u.terms):
        return 0.9
    near = share(u, around) or (0 if u.name else share(u, title))
    weight = _TAKEN_UP if whose.TAKES_UP.match(own.text) else _AROUND
    return weight * near if near and (not u.name or goes_on) else 0.0


def _is_narrowed(item: finance.Item, text: str, known: frozenset[str]) -> bool:
    """Each time it names the line it names a part of it: "subscription revenue" for "revenue"."""
    before = [_WORD_BEFORE.search(text[: m.start()]) for m in item.asked.finditer(text)]
    return bool(before) and all(b and _narrows(b["word"], known) for b in before)


def _narrows(word: str, said: frozenset[str]) -> bool:
    stems = frozenset(words.tokens(word))
    plain = stems <= _BEFORE or lexicon().is_generic(word) or _IS_VERB.search(word)
    return not plain and not stems <= said and not any(c.isdigit() for c in word)


_IS_VERB = re.compile(r"^[a-z’']+(?:['’]s|ed|ing)$")
_WORD_BEFORE = re.compile(r"(?:^|[\s(])(?P<word>[a-z][a-z'’-]*)\s+$")
_BEFORE = frozenset(
    words.tokens(
        "total net gross our its their the a of in for and or to from by on with consolidated"
        " company group annual recurring quarterly year yearly record more less most all such this"
        " that as is was were had has have no about up down than between into against brought made"
    )
)


def _counts(asked: Asked, amount: Amount, text: str) -> bool:
    """Money, or a number of what is counted: it stands right beside the figure."""
    spelled = not any(c.isdigit() for c in amount.text)
    if amount.unit in ("percent", *_TIMES) or (spelled and amount.low <= _FEW):
        return False
    counted = next((u for u in asked.units if not u.name and u.weight >= 1), None)
    at = text.find(amount.text)
    end = at + len(amount.text)
    behind = _ELSE.split(text[end : end + _BESIDE])[0]
    near = text[max(0, at - _BESIDE) : end] + behind
    money = len(amount.unit) == 3 and amount.unit.isupper()
    if counted is None or money:
        return counted is None or not any(term.text in _PEOPLE for term in counted.terms)
    return bool(share(counted, said(near)))


_PEOPLE = ("people", "customers", "users", "shareholders")  # never a sum of money
_BESIDE = 30  # characters from a figure to what it counts
_ELSE = re.compile(r"\b(?:in|and|or|with|worked)\b")  # "74 in sales and customer support"
_FEW = 3  # in words these hardly ever count what was asked: "according to two people"


def _is_told_apart(asked: Asked, text: str) -> bool:
    """No clause has both a figure and what was asked for: "cash exceeds 10, but training costs"."""
    if asked.kind != "amount":
        return False
    things = [u for u in asked.units if not u.name and u.weight >= 1]
    parts = [said(part) for part in _CLAUSE.split(text)]
    told = [any(share(u, part) for u in things) for part in parts if stated(part.text)]
    return bool(things) and bool(told) and not any(told)


_CLAUSE = re.compile(r"[,;，；](?!\d)|\bbut\b")


def _is_only_planned(asked: Asked, text: str) -> bool:
    """All its figures are of what is to be, and the question is not of that."""
    if asked.kind not in ("amount", "share", "count") or _PLANS.search(asked.question):
        return False
    plan, told = _PLANS.search(text), stated(text)
    return plan is not None and bool(told) and all(a.start > plan.start() for a in told)


_PLANS = re.compile(
    r"\b(?:plans?|planned|expects?|expected|targets?|goals?|aims?|intends?|will|would|guid\w+"
    r"|forecasts?|projects|projected|outlook|hopes?)\b"
    r"|预计|计划|目标|预期|有望|打算|预测|指引|拟|将(?=[在于达到增扩])",
    re.IGNORECASE,
)


def _tells(asked: Asked, text: str) -> bool:
    """Something of the kind that was asked for, beyond what the question says."""
    amounts = [a for a in stated(text) if not _is_given(a, asked.question)]
    match asked.kind:
        case "amount":
            money = any(i.statement for i in asked.items) and not _RATES.search(asked.question)
            barred = (*_TIMES, "percent", "multiple") if money else _TIMES
            return any(a.unit not in barred for a in amounts)
        case "share":
            return any(a.unit in ("percent", "multiple") for a in amounts)
        case "count":
            return any(_counts(asked, a, text) for a in amounts)
        case "date":
            given = {p.text for p in dated(asked.question)}
            return any(p.text not in given for p in dated(text)) or _is_lasting(amounts)
        case "lasting":
            return _is_lasting(amounts)
        case "who":
            return _names_somebody(asked, text)
        case "why":
            return gives_reason(text)
        case "whether" | "text":
            return True


_TIMES = ("years", "months", "weeks", "days", "hours")


def _is_lasting(amounts: Sequence[Amount]) -> bool:
    return any(a.unit in _TIMES for a in amounts)


_RATES = re.compile(
    r"gr[eo]w|growth|share|of (?:its|their|the|\w+['’]s) \w+ come|增长|占", re.IGNORECASE
)


def _is_given(amount: Amount, question: str) -> bool:
    return any((a.low, a.unit) == (amount.low, amount.unit) for a in stated(question))


def _names_somebody(asked: Asked, text: str) -> bool:
    """A name that the question has not: not "The Company", nor a month."""
    if is_cjk(text):
        return bool(_WHO_ZH.search(text))
    first = _ORG.match(text)
    opening = {first.group()} if first and not put.opens(first.group()) else set()
    named = [n for n in names_in(text) | opening if not lexicon().is_generic(n.lower())]
    return any(not any(share(u, said(name)) for u in asked.names) for name in named)
