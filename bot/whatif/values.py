"""Paired topics and amounts → the fields of a `Change`.

In: `Said` and today's date. Out: the fields, which tokens they used, and what was given twice.
What an amount is worth to its input is `levels`'s, sums that move once and their days are
`sums`'s. An amount that fits no input is left, not guessed.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bot.whatif.clauses import Clause, Pair, Said, gap, nearest
from bot.whatif.levels import level, scaled, signed
from bot.whatif.sums import ONCE, day_of
from bot.whatif.words import Token
from knowledge.scenario import Change, End, Level, Raise, Vary, middle
from knowledge.scenario import day_of as ending

SOUGHT: dict[Vary, str] = {
    "runs": "runs", "burn": "burn", "revenue": "revenue", "revenue_growth": "growth",
}  # fmt: skip
_VARIES: dict[str, Vary] = {
    "run": "runs", "per_run": "runs", "burn": "burn", "raise": "raise", "revenue": "revenue",
    "revenue_month": "revenue", "revenue_year": "revenue", "growth": "revenue_growth",
    "growth_month": "revenue_growth", "growth_year": "revenue_growth",
}  # fmt: skip
_DENIES = {
    "run": "runs", "burn": "burn", "electricity": "electricity", "people": "people",
    "revenue": "revenue", "revenue_month": "revenue", "revenue_year": "revenue",
}  # fmt: skip
ENDS: dict[str, End] = {"top": "high", "bottom": "low", "middle": "mid"}
_GROWTH = frozenset({"growth", "growth_month", "growth_year"})
_NAMES = {
    "runs": "training runs", "run_cost": "cost of a run", "people": "people and other spending",
    "growth": "revenue growth", "opening": "opening cash", "end": "the range", "raises": "raise",
    "target_years": "the period",
    "until": "the period", "horizon_months": "the period", "vary": "what to solve for",
    "with_rounds": "raise",
}  # fmt: skip


@dataclass(slots=True)
class Values:
    """What was read so far. `left` are amounts and dates that no input was found for."""

    set: dict[str, Any] = field(default_factory=dict)
    used: list[Token] = field(default_factory=list)
    left: list[Token] = field(default_factory=list)
    contradiction: str | None = None
    costs: frozenset[str] = frozenset(_DENIES) | {"cash"}

    def put(self, name: str, value: Any, *tokens: Token) -> None:
        if self.set.setdefault(name, value) != value:
            self.contradiction = _NAMES.get(name, name)
        self.used += tokens


def values(said: Said, today: date, before: Change | None) -> Values:
    """Every field that the question sets; a follow-up may lean on what came before."""
    made = Values(left=list(said.left))
    for pair in said.pairs:
        if pair.name == "floor":
            made.put("floor", Raise(amount=pair.amount.value), pair.amount)
        elif pair.name == "share":
            sign = Decimal(-1) if pair.topic.tag == "gained_revenue" else Decimal(1)
            made.put("share", Raise(amount=scaled(pair.amount.value, sign)), pair.amount)
        elif lost := _lost(pair):
            made.put("share", Raise(amount=lost), pair.amount)
        elif pair.name not in ONCE:
            _put_level(made, pair)
    _put_bare_count(made, said, before)
    for name, plural in ONCE.items():
        _put_once(made, said, name, plural, today)
    _put_denied(made, said)
    for tag, end in ENDS.items():
        for token in said.all(tag):
            made.put("end", end, token)
    _put_spans(made, said, today)
    _put_until(made, said)
    _put_since(made, said)
    _put_goal(made, said, before)
    _put_dates(made, said, today)
    return made


def _lost(pair: Pair) -> Level | None:
    """The part of revenue that goes, in percent, where it falls to a part of itself: "halves"."""
    value, one = pair.amount.value, Decimal(1)
    if pair.topic.tag != "revenue" or pair.amount.tag != "multiple" or value.high >= one:
        return None
    return Level(low=(one - value.high) * 100, high=(one - value.low) * 100, unit="percent")


def _put_level(made: Values, pair: Pair) -> None:
    value = level(pair)
    if value is None:
        made.left.append(pair.amount)
    else:
        made.put(pair.name, value, pair.amount)


def _put_bare_count(made: Values, said: Said, before: Change | None) -> None:
    """A count that stands alone is one of runs: "and with two?", "那两次呢"; nothing else is
    counted.
    """
    for token in [t for t in made.left if t.tag in ("number", "times")]:
        clause = next(c for c in said.clauses if token in c)
        yearly = said.tags & {"run", "per_run"} and any(t.tag == "per_year" for t in clause)
        if "runs" not in made.set and (yearly or (before and before.runs)):
            made.left.remove(token)
            made.put("runs", token.value, token)


def _put_once(made: Values, said: Said, name: str, plural: str, today: date) -> None:
    """Sums that come in or go out once, each with its day where one is named."""
    sums = []
    for pair in (p for p in said.pairs if p.name == name):
        found = day_of(said, pair, made.used, today)
        made.used += [pair.amount, *([found.token] if found else [])]
        amount = signed(pair, pair.amount.value)
        sums.append(Raise(amount=amount, day=found.day if found else None))
    if sums:
        made.put(plural, tuple(sums))


def _put_denied(made: Values, said: Said) -> None:
    """Such as "no revenue", "raise nothing"; and whether the reported rounds count."""
    for topic in said.denied:
        if topic.tag in ("raise", "raised"):
            clause = next(c for c in said.clauses if topic in c)
            made.put("raises", (), topic, *(t for t in clause if t.tag == "date"))
        elif topic.tag in _DENIES:
            zero = Level(low=Decimal(0), high=Decimal(0))
            made.put(_DENIES[topic.tag], zero, topic)
    for clause in said.clauses:
        rounds = [t for t in clause if t.tag == "rounds" or (_counts_in(clause, t))]
        free = [t for t in rounds if t not in made.used]
        asks = any(t.tag in ("ask", "money") for t in clause)
        counted = any(t.tag in ("include", "none", "follow") for t in clause)
        if free and counted and not asks:
            dates = [t for t in clause if t.tag == "date"]
            made.put("with_rounds", not any(t.tag == "none" for t in clause), *free, *dates)
    if made.set.get("raises") == ():
        made.set.setdefault("with_rounds", False)


def _counts_in(clause: Clause, token: Token) -> bool:
    """Such as "算上今年的融资", "with this year's funding": what is recorded, not a new raise."""
    return token.tag == "raise" and any(t.tag == "include" for t in clause)


def _put_spans(made: Values, said: Said, today: date) -> None:
    """How far to look ahead; "need to raise within 12 months" counts from the day of asking."""
    for clause in said.clauses:
        for span in (t for t in clause if t.tag in ("span", "later") and t not in made.used):
            if any(t.tag == "delay" for t in clause):
                made.left.append(span)  # how late something comes
            elif any(t.tag == "horizon" for t in clause):
                made.put("horizon_months", int(span.value), span)
            elif any(t.tag == "until" for t in clause) and "last" not in said.tags:
                made.put("until", ending(today, span.value) + timedelta(days=1), span)
            elif said.tags & {"last", "until", "how_long", "chance"} or _asks_a_raise(clause):
                made.put("target_years", span.value / 12, span)
            else:
                made.left.append(span)


def _asks_a_raise(clause: Clause) -> bool:
    """Such as "the raise needed for 5 years"."""
    return {"ask", "raise"} <= {t.tag for t in clause}


def _put_goal(made: Values, said: Said, before: Change | None) -> None:
    """What is asked for: "how much must they raise", "最多能训练几次"."""
    aims = made.set.keys() & {"target_years", "until"}
    if not aims and not (before and (before.target_years or before.until)):
        return
    for clause in said.clauses:
        for ask in (t for t in clause if t.tag == "ask"):
            free = tuple(t for t in clause if t not in made.used)
            topic = nearest(free, ask, frozenset(_VARIES))
            if topic is None or any(p.topic is topic for p in said.pairs):
                continue
            vary = _VARIES[topic.tag]
            if vary == "revenue" and any(t.tag in _GROWTH for t in clause):
                vary = "revenue_growth"
            made.put("vary", vary, ask, topic)
            day = nearest(clause, topic, frozenset({"date"}))
            if vary == "raise" and day is not None and day not in made.used:
                made.put("raise_day", middle(*day.value), day)


def _put_dates(made: Values, said: Said, today: date) -> None:
    """Such as "before 2028", "by the end of 2027"; other dates that nothing used are left."""
    for clause in said.clauses:
        for day in (t for t in clause if t.tag == "date" and t not in made.used):
            if "chance" in said.tags and "out_before" not in made.set:
                early = nearest(clause, day, frozenset({"before"})) and not day.closing
                first, last = day.value
                made.put("out_before", first if early else last + timedelta(days=1), day)
                made.set.pop("target_years", None)
            elif day.value[0] > today and _sets_burn(said, clause):
                made.put("burn_from", day.value[0], day)  # "to 1.8m a month by next month"
            else:
                made.left.append(day)


def _sets_burn(said: Said, clause: Clause) -> bool:
    return any(p.name == "burn" and p.clause == clause for p in said.pairs)


def _put_since(made: Values, said: Said) -> None:
    """The day from which the burn that is supposed counts: "from January 2027", 2027年1月起."""
    for pair in (p for p in said.pairs if p.name == "burn"):
        since = nearest(pair.clause, pair.amount, frozenset({"since"}))
        day = since and nearest(pair.clause, since, frozenset({"date"}))
        if day and day not in made.used:
            made.put("burn_from", day.value[0], day)


def _put_until(made: Values, said: Said) -> None:
    """Such as "last until 2030", "撑到2030年底": the first day, or the day after an end."""
    for clause in said.clauses:
        for day in (t for t in clause if t.tag == "date" and t not in made.used):
            until = nearest(clause, day, frozenset({"until"}))
            if until and until.start < day.start and gap(clause, until, day) == 0:
                first, last = day.value
                made.put("until", last + timedelta(days=1) if day.closing else first, day)
