"""Recorded sums that can still move the cash: sought, planned, owed, claimed, promised, budgeted.

In: a ledger. Out: `Movable`s, the best account of each first: which way the sum goes, and what else
it is called ("the tranche", 余款). What came in or went out before the balance is no longer one.
Knows no question.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Literal

from bot.whatif.terms import terms
from knowledge import Fact, Ledger, asides, is_cjk, last_day, stated
from knowledge.records import Amount

Way = Literal["in", "out", "owed", "lost", "spent"]

_ATTRIBUTES: dict[str, Way] = {
    "round_amount": "in", "round_target": "in", "goal": "out", "debt": "owed", "legal_step": "lost",
    "sanction_step": "lost", "regulation": "lost",
}  # fmt: skip
_PROMISES = ("statement", "relationship", "round_amount")  # what may hold a sum that is to come
_MONTHLY = re.compile(
    r"\bmonthly\b|\b(?:a|per|each|every) month\b|每月|每个月|月消耗|月均", re.IGNORECASE
)
_OTHER_STRETCH = re.compile(
    r"\bquarter(?:ly)?\b|\bhalf[- ]year|\btwo years\b|季度|半年", re.IGNORECASE
)
_OF_PROMISES = frozenset({"tranche", "milestone"})
_YEAR = 12
_NOTHING = (Decimal(0), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Movable:
    """`amount` is of a year where it is spent, `told` as the record has it, which may be of a
    month; `kinds` are the keys of what it goes by.
    """

    fact: Fact
    way: Way
    amount: Amount
    told: Amount
    kinds: frozenset[str]

    @property
    def is_promise(self) -> bool:
        return self.way == "in" and bool(self.kinds & _OF_PROMISES)

    def at(self, asked: Amount) -> "Movable":
        """Where in its range the question has it."""
        told = self.told
        if told.low == told.high or told.low != self.amount.low:
            return self
        return replace(self, amount=replace(self.amount, low=asked.low, high=asked.high))


def movables(ledger: Ledger) -> list[Movable]:
    return list(_all(ledger))


def _all(ledger: Ledger) -> Iterator[Movable]:
    company = ledger.subject.id if ledger.subject else ""
    balance = next((f.as_of for f in ledger.of(company, "cash") if f.as_of), "9999")
    closed = {f.subject for f in ledger.of(company, "round_amount")}
    debts = [f for f in ledger.of(company, "debt") if _is_money(f, ledger)]
    for whole, drawn in _facilities(debts):
        debts = [d for d in debts if d.id != whole.id or d is drawn]
        yield _undrawn(whole, drawn)
    for line in [f for f in debts if _is_untouched(f)]:
        debts.remove(line)
        yield replace(_movable(line, "in", 1), kinds=_kinds(line) | {"undrawn"})
    for attribute, way in _ATTRIBUTES.items():
        for fact in debts if attribute == "debt" else ledger.of(company, attribute):
            held = attribute == "round_amount" and (fact.as_of or "") <= last_day(balance)
            done = held or (attribute == "round_target" and fact.subject in closed)
            if not done and _is_money(fact, ledger):
                yield from _moving(fact, way)
    for attribute in _PROMISES:
        for fact in ledger.of(company, attribute):
            kinds = _kinds(fact) & _OF_PROMISES
            if kinds and _is_money(fact, ledger) and _words("pending").search(_text(fact)):
                yield _movable(fact, "in", 1)


def _facilities(debts: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    """A facility and what of it is drawn, where both are recorded or told by one statement: only
    that is owed.
    """
    return [
        (whole, drawn)
        for drawn in debts
        for whole in (*debts, *asides.beside(drawn))
        if (drawn.subject or "").startswith(f"{whole.subject},")
        and whole.unit == drawn.unit
        and (whole.range or (0, 0))[0] > (drawn.range or (0, 0))[0]
    ]


def _is_untouched(line: Fact) -> bool:
    """Granted, and nothing of it is owed yet; a statement that tells of a part is of another."""
    text = _text(line)
    return bool(_words("untouched").search(text)) and len(stated(line.statement)) == 1


def _undrawn(whole: Fact, drawn: Fact) -> Movable:
    """What can still be had of it."""
    (low, high), (less, _) = whole.range or _NOTHING, drawn.range or _NOTHING
    amount = Amount(low=low - less, high=high - less, unit=whole.unit or "")
    kinds = _kinds(whole) | {"undrawn"}
    return Movable(fact=whole, way="in", amount=amount, told=amount, kinds=kinds)


def _moving(fact: Fact, way: Way) -> Iterator[Movable]:
    """What is budgeted of a year or a month is spent; of another stretch it is not known how, and
    what is to be earned or be worth is no sum that moves.
    """
    spends = _words("spending").search(f"{fact.subject}")
    if way != "out":
        yield _movable(fact, way, 1)
    elif _kinds(fact) & _OF_PROMISES:
        yield _movable(fact, "in", 1)
    elif spends and not _OTHER_STRETCH.search(_text(fact)):
        yield _movable(fact, "spent", _YEAR if _MONTHLY.search(_text(fact)) else 1)
    elif not spends and not _words("earning").search(_text(fact)):
        yield _movable(fact, "out", 1)


def _movable(fact: Fact, way: Way, times: int) -> Movable:
    low, high = fact.range or _NOTHING
    told = Amount(low=low, high=high, unit=fact.unit or "")
    amount = replace(told, low=low * times, high=high * times)
    return Movable(fact=fact, way=way, amount=amount, told=told, kinds=_kinds(fact))


def _is_money(fact: Fact, ledger: Ledger) -> bool:
    money = len(fact.unit or "") == 3 and fact.range is not None and fact.range[0] > 0
    return money and fact.bound != "at_least" and ledger.standing(fact) == "current"


def _kinds(fact: Fact) -> frozenset[str]:
    return kinds_in(_text(fact) if fact.attribute not in _PROMISES else fact.subject or "")


def kinds_in(told: str) -> frozenset[str]:
    """The keys of what sums go by that the words have."""
    return frozenset(k for k in terms()["recorded_kinds"] if _kind(k).search(told))


def ordinal(told: str) -> int | None:
    """Which of several parts of a round: "tranche 2", 首笔."""
    for number, said in terms()["ordinals"].items():
        if _pattern(said).search(told):
            return int(number)
    return None


def _text(fact: Fact) -> str:
    return f"{fact.subject or ''}\n{fact.statement}\n{fact.statement_zh}"


@cache
def _kind(name: str) -> re.Pattern[str]:
    return _pattern(terms()["recorded_kinds"][name])


@cache
def _words(name: str) -> re.Pattern[str]:
    return _pattern(terms()["record"][name])


def _pattern(said: dict[str, list[str]]) -> re.Pattern[str]:
    words = sorted((*said["en"], *said["zh"]), key=len, reverse=True)
    each = (re.escape(w) if is_cjk(w) else rf"\b{re.escape(w)}\b" for w in words)
    return re.compile("|".join(each), re.IGNORECASE)
