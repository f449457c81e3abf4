"""A question → the `Change` it makes to the cash model, in English and Chinese; None if it is none.

A follow-up changes only what it names. Words that could not be read are listed verbatim; a sum, a
move or a whole supposition that could not, a contradiction and an unknown currency are errors: the
answer to another question would look like one to this. The words are in `terms.yaml`. It
knows no facts, so it cannot say whether a scenario is possible: the model does.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any

from bot.whatif.asks import MOVES, is_missed, is_one, is_what_if
from bot.whatif.asks import hurries as hurries
from bot.whatif.asks import supposes as supposes
from bot.whatif.clauses import QUANTITIES, Said, assign
from bot.whatif.values import SOUGHT, Values, values
from bot.whatif.words import Read, Token, tokens
from knowledge import Language
from knowledge.scenario import Change, Level, ScenarioError

_BY = re.compile(r",\s*by (?=\d|a |half|one)")  # "electricity goes up, by 40%" is one clause
# topic → what cannot be less than nothing
_LEAST_ZERO = {
    "run": "cost of a run", "per_run": "cost of a run", "electricity": "electricity",
    "people": "people and other spending", "burn": "burn", "revenue": "revenue",
    "revenue_month": "revenue", "raise": "raise", "open": "opening cash", "cash": "opening cash",
}  # fmt: skip


def read(  # noqa: PLR0913  # the turn before is two things
    question: str,
    language: Language,
    before: Change | None = None,
    *,
    today: date,
    names: Collection[str] = (),
    lean: str | None = None,
) -> Change | None:
    """What the question changes, on top of `before` for a follow-up; `lean` is the topic that one
    which names none goes on with.

    `names` are words the desk knows as names; others are reported as not read. ScenarioError for
    what is not read of a supposition, parameters that contradict each other, and an amount in a
    currency nobody knows.
    """
    got = tokens(_BY.sub(" by ", question), language, today, names)
    said = assign(got.tokens, Token(lean, -1, -1) if lean and before is not None else None)
    found = values(said, today, before)
    _refuse_negative(said)
    if not is_what_if(got, said, found, before):
        return None
    _refuse(got, found)
    if is_missed(said, found):
        raise ScenarioError("unread")
    unread = _unread(got, said, found)
    now = Change(**found.set, unread=tuple(got.verbatim(*span) for span in unread))
    return _merged(before, now, "how_long" in said.tags) if before else now


def _refuse_negative(said: Said) -> None:
    """Raise for "what if costs are negative": less than nothing, without an amount."""
    for clause in said.clauses if "if" in said.tags else ():
        topics = [_LEAST_ZERO[t.tag] for t in clause if t.tag in _LEAST_ZERO]
        tags = {t.tag for t in clause}
        if topics and "minus" in tags and not tags & QUANTITIES:
            raise ScenarioError("negative", topics[0])


def _refuse(got: Read, found: Values) -> None:
    """Raise for two values of one thing, and for the word where a currency should be."""
    if found.contradiction:
        raise ScenarioError("contradiction", found.contradiction)
    for amount in found.used:
        if amount.tag != "money" or amount.value.unit:
            continue
        for other in got.tokens:
            near = got.text[amount.end : other.start] if other.start >= amount.end else "-"
            if other.tag == "unknown" and not near.strip():
                raise ScenarioError("currency", got.verbatim(other.start, other.end))


def _unread(got: Read, said: Said, found: Values) -> Iterator[tuple[int, int]]:
    """Stretches of the question that stand for nothing: unknown words, amounts without an input."""
    for clause in said.clauses:
        bad = [t for t in clause if t.tag == "unknown" or (t in found.left and not is_one(t))]
        moved = [t for t in clause if t.tag in ("up", "down")]
        if moved and not bad and not any(t in found.used for t in clause):
            bad = moved + [t for t in clause if t.tag in found.costs]
            bad = bad if len(bad) > len(moved) else []
        if bad:
            around = bad + [
                t for t in clause if t.tag in MOVES and any(b.tag in QUANTITIES for b in bad)
            ]
            yield min(t.start for t in around), max(t.end for t in around)


def _merged(before: Change, now: Change, asks_how_long: bool) -> Change:
    """What the follow-up names replaces; what contradicts it goes; the rest stays."""
    if before.runs and now.runs and now.runs.by:
        low, high = before.runs.low + now.runs.low, before.runs.high + now.runs.high
        now = replace(now, runs=Level(low=low, high=high, unit=now.runs.unit, by=before.runs.by))
    named = {f.name for f in fields(Change) if getattr(now, f.name) is not None}
    gone: set[str] = set()
    if now.burn is not None:
        gone |= {"runs", "run_cost", "people", "electricity"}
    if (now.runs and not now.runs.by) or now.run_cost is not None:
        gone |= {"burn"}
    if now.vary:
        gone |= {"out_before", SOUGHT.get(now.vary, "")}
    aims = now.target_years is not None or now.until is not None
    if aims or now.out_before or asks_how_long:
        gone |= {"target_years", "until"}
    if now.out_before or (asks_how_long and not aims):
        gone |= {"vary"}
    if asks_how_long and now.out_before is None:
        gone |= {"out_before"}
    if before.vary and SOUGHT.get(before.vary) in named:
        gone |= {"vary"}
    kept: dict[str, Any] = {
        f.name: getattr(before, f.name) for f in fields(Change) if f.name not in gone | named
    }
    return replace(now, **kept, unread=now.unread)
