"""What an amount in a sentence measures: a fact attribute, decided by its unit and words beside it.

In: a sentence and its amounts. Out: for each amount that something names, the attribute and where
the naming words stand (`terms`). Knows no company and no date.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge import attributes
from knowledge.matcher import is_cjk
from knowledge.records import Amount
from knowledge.terms import Term, patterns


@dataclass(frozen=True, slots=True)
class Reading:
    """`amount` is of `attribute`, named by the words at `start`:`end` of the sentence."""

    amount: Amount
    attribute: str
    start: int
    end: int


_KINDS = {
    "percent": "percent", "multiple": "multiple", "users": "users", "people": "people",
    "tokens": "tokens", "characters": "characters", "params": "params", "years": "time",
    "months": "time", "kWh": "kWh", "count": "count",
}  # fmt: skip
_STOP = re.compile(r"[;；。!?！？]| - ")
_COMMA = re.compile(r"[,，:：(（]")
# What may stand between an amount and the words behind it that name it: "$5m in cash".
_AFTER = re.compile(
    r"\s?(?:(?:of|in|as|for|a|an|the|its|total|annual|fresh|new|corporate|enterprise|gross|的|个|家|名)"
    r"[ ]?){0,3}(?:[\w-]+ )?",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"\s?(?:\(?(?:in|for|on|by) [^,;]{3,24}?\)?|[（(][^）)]{2,16}[）)])?\s?"
    r"(?:,|，|、|and|, and|和|与|到|至|[降升增]至|[降升增]到)\s?(?:第?[一二三四]季度|[上下]半年"
    r"|去年|今年)?的?\s?",
    re.IGNORECASE,
)
_PER_SHARE = re.compile(r"\s?(?:a|per) share\b|/share\b|每股", re.IGNORECASE)
_LEAST = 10_000  # money below that is a price, or a table in thousands
_ACTIVE = re.compile(r"\s?activ|激活", re.IGNORECASE)
_CLASS = re.compile(r"级|[- ](?:class|level|scale)\b")


def read(sentence: str, found: Sequence[Amount]) -> list[Reading]:
    """One reading for each amount that the sentence names, in reading order."""
    anchors = list(_anchors(sentence))
    readings: list[Reading] = []
    for i, amount in enumerate(found):
        before, following = found[:i], found[i + 1 :]
        if _kind(amount.unit) == "money" and abs(amount.high) < _LEAST:
            continue
        if any(other.match(sentence, amount.end) for other in (_PER_SHARE, _CLASS)):
            continue
        near = sentence[amount.start : amount.end + 8]
        if amount.unit == "params" and _ACTIVE.search(near):
            continue  # of all parameters, not of the active ones
        if _restates(sentence, before, amount):
            continue
        reading = _read(sentence, amount, before, following, anchors, readings)
        if reading:
            readings.append(reading)
    return readings


def _read(  # noqa: PLR0913  # one amount among its neighbours
    sentence: str,
    amount: Amount,
    before: Sequence[Amount],
    following: Sequence[Amount],
    anchors: Sequence[tuple[Term, int, int]],
    readings: Sequence[Reading],
) -> Reading | None:
    last = readings[-1] if readings and before and readings[-1].amount == before[-1] else None
    if last and _goes_on(sentence, last, amount, anchors):
        return Reading(amount, last.attribute, last.start, last.end)
    kind = _kind(amount.unit)
    best: tuple[int, Term, int, int] | None = None
    for term, start, end in anchors:
        distance = _distance(sentence, amount, start, end, before, following)
        if any((r.start, r.end) == (start, end) for r in readings):
            continue  # another figure has these words already
        fits = kind in term.kinds and distance is not None
        if fits and distance is not None and (best is None or distance < best[0]):
            best = (distance, term, start, end)
    if best is None:
        return None
    best = _used_of(sentence, amount, anchors, best)
    attribute = attributes.refined(best[1].attribute, sentence, amount, (best[2], best[3]))
    return Reading(amount, attribute, best[2], best[3]) if attribute else None


def _used_of(
    sentence: str,
    amount: Amount,
    anchors: Sequence[tuple[Term, int, int]],
    best: tuple[int, Term, int, int],
) -> tuple[int, Term, int, int]:
    """Use of electricity is about electricity, use of cash about use."""
    if best[1].attribute != "burn":
        return best
    for term, start, end in anchors:
        behind = "money" in term.kinds and sentence[amount.end : start].strip() in (
            "of",
            "on",
            "in",
        )
        if behind and start >= amount.end and term.attribute != "cash":
            return (0, term, start, end)
    return best


def _goes_on(
    sentence: str, last: Reading, amount: Amount, anchors: Sequence[tuple[Term, int, int]]
) -> bool:
    """A list of figures under the same words: "5 million in 2030, 6 million in 2031"."""
    kind = _kind(amount.unit)
    named = any(kind in t.kinds and last.amount.end <= s < amount.start for t, s, _ in anchors)
    if named or last.amount.unit != amount.unit:
        return False
    return bool(_SHARED.fullmatch(sentence, last.amount.end, amount.start))


def _distance(  # noqa: PLR0913
    sentence: str,
    amount: Amount,
    start: int,
    end: int,
    before: Sequence[Amount],
    following: Sequence[Amount],
) -> int | None:
    """Characters between amount and naming words, or None where they do not belong together."""
    chinese = is_cjk(sentence)
    if start >= amount.start and end <= amount.end:
        return 0
    if end <= amount.start:
        gap = sentence[end : amount.start]
        most = 22 if chinese else 60
        taken = any(a.unit == amount.unit and a.start >= end for a in before)
        commas = len(_COMMA.findall(gap))
        if (
            _STOP.search(gap)
            or taken
            or commas > 1
            or len(gap) > most
            or (commas and len(gap) > 40)
        ):
            return None
        return len(gap) + 30 * commas
    if start >= amount.end:
        gap = sentence[amount.end : start]
        taken = any(a.end <= start for a in following)
        if taken or len(gap) > (6 if chinese else 24) or not _AFTER.fullmatch(gap):
            return None
        return len(gap) if gap.strip() else 0
    return None


def _restates(sentence: str, before: Sequence[Amount], amount: Amount) -> bool:
    """The same sum again in another currency: "$4.3 billion, about 31 billion yuan"."""
    if not before or "money" not in (_kind(before[-1].unit), _kind(amount.unit)):
        return False
    gap = sentence[before[-1].end : amount.start]
    other = before[-1].unit != amount.unit and _kind(before[-1].unit) == "money"
    return other and bool(
        re.fullmatch(r"\s?(?:(?:post|pre)-money)?\s?[,，(（]?\s?(?:or|i\.e\.|即|合|折合)?\s?", gap)
    )


def _kind(unit: str) -> str:
    if unit.endswith("/Mtok"):
        return "price"
    return "money" if len(unit) == 3 and unit.isupper() else _KINDS.get(unit, "")


def _anchors(sentence: str) -> Iterator[tuple[Term, int, int]]:
    taken: list[tuple[Term, int, int]] = []
    for term, pattern in patterns():
        for match in pattern.finditer(sentence):
            rivals = ((s, e) for t, s, e in taken if t.kinds & term.kinds)
            if all(match.end() <= s or e <= match.start() for s, e in rivals):
                taken.append((term, *match.span()))
    yield from sorted(taken, key=lambda t: t[1])
