"""A what-if question → what it changes in the cash model of the company, if anything.

In: the question as understood, the record, the turn before. Out: a `Change` or None; ScenarioError
where it supposes something of another company or what the model cannot hold. Runs no model.
"""

import re
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from bot.matching.worth import carries, involves
from bot.question import rounds
from bot.question.orders import without_orders
from bot.understand import Understanding, speaks_of_company
from bot.whatif import change as scenario
from bot.whatif.bare import completed
from bot.whatif.named import lent
from bot.work import Work
from knowledge import Amount, Fact, Ledger, lexicon, stated
from knowledge.scenario import Change, ScenarioError

_OF_CASH = frozenset({"runway", "cash", "burn"})  # concepts whose answer a follow-up may change
_TOPICS = {"run_cost": "per_run", "runs": "run"}  # a field of the change → its topic, if another
_TO_DESK = re.compile(r"\b(?:your?|sources?|answer|reply)\b|你|资料|来源|回答", re.IGNORECASE)
# moneys of one name, with where it stands: of a company that holds one of them it is that one
_RUPEES, _KRONER = frozenset({"INR", "PKR", "LKR", "NPR"}), frozenset({"NOK", "SEK", "DKK"})
_OWN = (
    (_RUPEES, re.compile(r"\bRs\.? ?(?=\d)")),
    (_KRONER, re.compile(r"\bkr\.? ?(?=\d)|(?<![威典麦])克朗|\bkron(?:er|or)\b", re.IGNORECASE)),
)
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*(?=\s+20\d\d\b)", re.IGNORECASE
)
_IF = re.compile(r"^\W*(?:and |but |so )?if\b", re.IGNORECASE)
_WOULD = re.compile(r"\b(?:would|could|might)\b", re.IGNORECASE)


def supposed(
    u: Understanding,
    ledger: Ledger,
    last: dict[str, Any],
    as_of: str | None,
) -> Change | None:
    """What the question changes in the company's cash model, told from the day of the answer; a
    follow-up changes what the turn before left.
    """
    names = {n for e in ledger.entities for n in e.names} | {*u.names, *u.beside}
    names |= {u.question[start:end] for start, end, _ in rounds.find(u.question)}
    known = _before(u, last)
    today = _today(as_of)
    asked = _in_own_money(_in_capitals(_asked(u), ledger), ledger)
    asked = completed(asked, u.language, today, ledger)
    told = lent(asked, u.language, today, ledger)
    change = scenario.read(
        told.question,
        u.language,
        known,
        today=today,
        names=names,
        lean=_lean(known, last),
    )
    change = change and told.sourced(change)
    if change and _asks_a_day(u):
        return None
    if change and _asks_a_price(u):
        raise ScenarioError("unread")  # the model tells how long cash lasts, not what it is worth
    company = ledger.subject.id if ledger.subject else None
    named = (*u.focus, *u.others)
    elsewhere = named and company not in named and not speaks_of_company(u.question)
    own = change and (
        change.only_raises
        or (change.floor and change.floor.fact_id)
        or _are_of(named, told.facts, ledger)
        or (change.only_pays and _sues(named, ledger))
    )
    if change and elsewhere and not own:
        raise ScenarioError("other_company", ledger.entity_of[named[0]].called(u.language))
    return change


def _are_of(named: Sequence[str], facts: Sequence[Fact], ledger: Ledger) -> bool:
    """What is supposed is recorded of the company with them: its lender's covenant."""
    return bool(facts) and all(any(involves(f, e, ledger) for f in facts) for e in named)


def _sues(named: Sequence[str], ledger: Ledger) -> bool:
    """Who is named has gone to court against the company: what is paid is paid by that."""
    suits = ledger.of(ledger.subject.id, "legal_step") if ledger.subject else []
    return any(involves(f, e, ledger) for f in suits for e in named)


def _asks_a_day(u: Understanding) -> bool:
    """The day of something else than the end of the cash, and nothing is supposed: "when does it
    repay the 80m".
    """
    if "when" not in u.wants or "supposed" in u.wants or _IF.search(u.question):
        return False
    timed = [c for c in u.concepts if lexicon().concepts[c].unit == "time"]
    return bool(timed) and "runway" not in timed


def _asks_a_price(u: Understanding) -> bool:
    """What the company or a multiple of it would be, and nothing of its cash."""
    asked = {*u.concepts, *u.asides}
    topics = {lexicon().concepts[c].topic for c in asked}
    return "valuation" in topics and "runway" not in topics


def missed(work: Work) -> str | None:
    """Why a what-if that the model did not read is not answered: what is recorded would look like
    its answer. A figure that the record holds is no supposition.
    """
    u, told = work.u, [r.fact for r in work.retrieved.facts if r.strength == "strong"]
    if u is None or work.change:
        return None
    hurries = "runway" in u.concepts[:1] and scenario.hurries(
        _asked(u), u.language, _today(work.as_of)
    )
    if not (
        hurries or "supposed" in u.wants or _WOULD.search(u.question) or _IF.search(u.question)
    ):
        return None
    sums = [a for a in u.figures if any(_is_level(held) for held in stated(a))]
    if sums and all(any(carries(f.statement, a) for f in told) for a in sums):
        return None
    if not hurries and not scenario.supposes(_asked(u), u.language, _today(work.as_of)):
        return None
    return ScenarioError("unread").told(u.language)


def _is_level(held: Amount) -> bool:
    return len(held.unit) == 3 or held.unit == "percent"


def _in_capitals(question: str, ledger: Ledger) -> str:
    """Months beside their year and the currencies of the record, as a hurried asker types them."""
    codes = {c for r in ledger.rates for c in (r.base, r.quote)}
    if codes:
        each = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(sorted(codes))})(?![A-Za-z])", re.IGNORECASE)
        question = each.sub(lambda m: m[0].upper(), question)
    return _MONTH.sub(lambda m: m[0].title(), question)


def _in_own_money(question: str, ledger: Ledger) -> str:
    """Of a company whose cash is in a rupee, "Rs 6bn" is of that rupee; 克朗 of its krone."""
    company = ledger.subject.id if ledger.subject else ""
    held = {f.unit or "" for f in ledger.of(company, "cash")}
    for moneys, word in _OWN:
        if len(own := held & moneys) == 1:
            question = word.sub(f" {next(iter(own))} ", question)
    return question


def _asked(u: Understanding) -> str:
    """The question without what it orders the desk to pretend of its sources."""
    return without_orders(u.question) if _TO_DESK.search(u.question) else u.question


def _today(as_of: str | None) -> date:
    return date.fromisoformat(as_of) if as_of else date.today()


def _before(u: Understanding, last: dict[str, Any]) -> Change | None:
    """The change of the turn before; an empty one where that asked how long the cash lasts."""
    if last.get("change"):
        return Change.from_dict(last["change"])
    concepts = (last.get("understanding") or {}).get("concepts", ())
    return Change() if _OF_CASH.intersection(concepts[:1]) and "whether" not in u.wants else None


def _lean(before: Change | None, last: dict[str, Any]) -> str | None:
    """What a follow-up that names nothing goes on with: the one thing that was changed, or the burn
    that was asked for.
    """
    if before is None:
        return None
    named = [f.name for f in fields(Change) if f.name != "unread" and getattr(before, f.name)]
    if len(named) == 1:
        return _TOPICS.get(named[0], named[0])
    concepts = (last.get("understanding") or {}).get("concepts", ())
    return "burn" if not named and "burn" in concepts[:1] else None
