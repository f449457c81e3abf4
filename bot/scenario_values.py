"""Paired topics and amounts → values of a scenario's inputs: per year or month, up or down, when.

In: `Said` and today's date. Out: the fields of a `Change`, which tokens they used, and what was
given twice. An amount whose period or direction is not said is left, not guessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bot.scenario_clauses import Clause, Pair, Said, gap, nearest
from bot.scenario_words import Token
from knowledge.scenario import Change, End, Level, Raise, Vary, middle

SOUGHT: dict[Vary, str] = {
    "runs": "runs", "burn": "burn", "revenue": "revenue", "revenue_growth": "growth",
}  # fmt: skip
_VARIES: dict[str, Vary] = {
    "run": "runs", "per_run": "runs", "burn": "burn", "raise": "raise", "revenue": "revenue",
    "revenue_month": "revenue", "growth": "revenue_growth", "growth_month": "revenue_growth",
    "growth_year": "revenue_growth",
}  # fmt: skip
_DENIES = {
    "run": "runs", "burn": "burn", "electricity": "electricity", "people": "people",
    "revenue": "revenue", "revenue_month": "revenue",
}  # fmt: skip
_ENDS: dict[str, End] = {"top": "high", "bottom": "low", "middle": "mid"}
_GROWTH = frozenset({"growth", "growth_month", "growth_year"})
_ONLY_A_DATE = {"date", "later", "filler", "if"}
_PERIODS = frozenset({"per_month", "per_year"})
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
        if pair.name != "raise":
            _put_level(made, pair)
    _put_bare_count(made, said, before)
    _put_raises(made, said, today)
    _put_denied(made, said)
    for tag, end in _ENDS.items():
        for token in said.all(tag):
            made.put("end", end, token)
    _put_spans(made, said)
    _put_until(made, said)
    _put_goal(made, said, before)
    _put_dates(made, said)
    return made


def _put_level(made: Values, pair: Pair) -> None:
    level = _level(pair)
    if level is None:
        made.left.append(pair.amount)
    else:
        made.put(pair.name, level, pair.amount)


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


def _level(pair: Pair) -> Level | None:
    """The amount in the unit of its input; None where its period or direction is not said."""
    value: Level = pair.amount.value
    if pair.amount.tag == "money":
        if _near(pair, "minus"):
            value = _scaled(value, Decimal(-1))
        return _per_period(pair, value)
    if pair.name == "growth":
        return _growth(pair, value)
    if pair.name == "runs":
        return value
    return _times(pair, value)


def _per_period(pair: Pair, value: Level) -> Level | None:
    """Costs per year, revenue per month."""
    period = _period(pair)
    match pair.name:
        case "burn" | "electricity" | "people":
            return _scaled(value, Decimal(12)) if period == "per_month" else value
        case "revenue":
            if period is None:
                return None
            return value if period == "per_month" else _scaled(value, 1 / Decimal(12))
        case "run_cost" if period == "per_year" and not _prices_a_run(pair):
            return None  # a year's training budget, not the price of a run
    return value


def _prices_a_run(pair: Pair) -> bool:
    return any(t.tag in ("per_run", "number", "times") for t in pair.clause)


def _period(pair: Pair) -> str | None:
    if pair.topic.tag == "revenue_month" or pair.topic.tag == "growth_month":
        return "per_month"
    if pair.topic.tag == "growth_year":
        return "per_year"
    named = nearest(pair.clause, pair.amount, _PERIODS)
    monthly = any(t.tag == "growth_month" for t in pair.clause) and pair.name == "growth"
    return "per_month" if monthly else named.tag if named else None


def _growth(pair: Pair, value: Level) -> Level | None:
    """Percent a month; a yearly growth is the twelfth root of it."""
    period = _period(pair)
    if period is None:
        return None
    sign = Decimal(-1) if _near(pair, "down") or _near(pair, "minus") else Decimal(1)
    value = _scaled(value, sign)
    if period == "per_month":
        return value
    low, high = ((1 + end / 100).ln() / 12 for end in (value.low, value.high))
    return Level(low=100 * (low.exp() - 1), high=100 * (high.exp() - 1), unit="percent")


def _times(pair: Pair, value: Level) -> Level | None:
    """Such as "rises by 50%" → 1.5 times; "doubles", "涨一倍" and "涨到两倍" → 2 times."""
    up = _near(pair, "up") or _near(pair, "more")
    to_level, down = _near(pair, "to_level"), _near(pair, "down")
    if pair.amount.tag == "percent":
        share = value.low / 100
        if to_level:
            return _factor(share)
        if down or value.low < 0:
            return _factor(1 - abs(share))
        return _factor(1 + share) if up or pair.amount.signed else None
    if down:
        return None  # "falls three times" can be read in two ways
    adds = up and not to_level and pair.amount.added
    return _factor(value.low + 1 if adds else value.low)


def _factor(times: Decimal) -> Level:
    return Level(low=times, high=times, unit="multiple")


def _put_raises(made: Values, said: Said, today: date) -> None:
    raises = []
    for pair in (p for p in said.pairs if p.name == "raise"):
        day = _raise_day(made, said, pair.clause, pair.amount, today)
        sign = Decimal(-1) if _near(pair, "minus") else Decimal(1)
        raises.append(Raise(amount=_scaled(pair.amount.value, sign), day=day))
        made.used.append(pair.amount)
    if raises:
        made.put("raises", tuple(raises))


def _raise_day(made: Values, said: Said, clause: Clause, amount: Token, today: date) -> date | None:
    """The middle of the period named nearest, in this clause or alone in one next to it."""
    home = said.clauses.index(clause)
    beside = (*said.clauses[max(home - 1, 0) : home], *said.clauses[home + 1 : home + 2])
    for where in (clause, *(c for c in beside if {t.tag for t in c} <= _ONLY_A_DATE)):
        day = nearest(where, amount, frozenset({"date", "later"}))
        if day is not None and day not in made.used:
            made.used.append(day)
            return middle(*day.value) if day.tag == "date" else _after(today, day.value)
    return None


def _after(today: date, months: Decimal) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 + int(months), 12)
    return date(year, month + 1, min(today.day, 28))


def _put_denied(made: Values, said: Said) -> None:
    """Such as "no revenue", "raise nothing"; and whether the reported rounds count."""
    for topic in said.denied:
        if topic.tag in ("raise", "raised"):
            made.put("raises", (), topic)
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


def _put_spans(made: Values, said: Said) -> None:
    for clause in said.clauses:
        for span in (t for t in clause if t.tag in ("span", "later") and t not in made.used):
            if any(t.tag == "horizon" for t in clause):
                made.put("horizon_months", int(span.value), span)
            elif said.tags & {"last", "until", "how_long", "chance"}:
                made.put("target_years", span.value / 12, span)
            else:
                made.left.append(span)


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
            if vary == "raise" and day is not None:
                made.put("raise_day", middle(*day.value), day)


def _put_dates(made: Values, said: Said) -> None:
    """Such as "before 2028", "by the end of 2027"; other dates that nothing used are left."""
    for clause in said.clauses:
        for day in (t for t in clause if t.tag == "date" and t not in made.used):
            if "chance" in said.tags and "out_before" not in made.set:
                early = nearest(clause, day, frozenset({"before"})) and not day.closing
                first, last = day.value
                made.put("out_before", first if early else last + timedelta(days=1), day)
                made.set.pop("target_years", None)
            else:
                made.left.append(day)


def _put_until(made: Values, said: Said) -> None:
    """Such as "last until 2030", "撑到2030年底": the first day, or the day after an end."""
    for clause in said.clauses:
        for day in (t for t in clause if t.tag == "date" and t not in made.used):
            until = nearest(clause, day, frozenset({"until"}))
            if until and until.start < day.start and gap(clause, until, day) == 0:
                first, last = day.value
                made.put("until", last + timedelta(days=1) if day.closing else first, day)


def _near(pair: Pair, tag: str) -> bool:
    """Whether a word of the tag stands closer to this amount than to another one."""
    found = nearest(pair.clause, pair.amount, frozenset({tag}))
    if found is None:
        return False
    if tag == "minus":
        return found.end <= pair.amount.start and gap(pair.clause, found, pair.amount) == 0
    closest = nearest(pair.clause, found, frozenset({"money", "percent", "multiple"}))
    return closest is pair.amount


def _scaled(level: Level, factor: Decimal) -> Level:
    ends: Iterator[Decimal] = iter(sorted((level.low * factor, level.high * factor)))
    return Level(low=next(ends), high=next(ends), unit=level.unit)
