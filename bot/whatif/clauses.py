"""Tokens of a what-if question → which amount belongs to which input of the scenario.

In: the tokens of `words`. Out: `Said`: (input, amount) pairs clause by clause, and the
tokens that found no input. An amount goes to the nearest topic of its clause that can take it, or
to the topic of the clause before where its own has none. Decides nothing about the model.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from bot.whatif.words import Token
from knowledge.scenario import Level

Clause = tuple[Token, ...]
# topic → kind of amount → the input it sets
_TAKES: Mapping[str, Mapping[str, str]] = {
    "run": {
        "money": "run_cost", "number": "runs", "times": "runs",
        "percent": "run_cost", "multiple": "run_cost",
    },
    "per_run": {"money": "run_cost", "percent": "run_cost", "multiple": "run_cost"},
    "electricity": dict.fromkeys(("money", "percent", "multiple"), "electricity"),
    "people": dict.fromkeys(("money",), "people"),
    "burn": dict.fromkeys(("money", "percent", "multiple"), "burn"),
    "revenue": {"money": "revenue", "multiple": "revenue", "percent": "growth"},
    "revenue_month": {"money": "revenue", "multiple": "revenue", "percent": "growth"},
    "revenue_year": {"money": "revenue", "multiple": "revenue", "percent": "revenue"},
    "growth": {"percent": "growth", "money": "revenue"},
    "growth_month": {"percent": "growth", "money": "revenue"},
    "growth_year": {"percent": "growth", "money": "revenue"},
    "raise": {"money": "raise"},
    "outlay": {"money": "outlay"},
    "pays": {"money": "outlay"},
    "floor": {"money": "floor"},
    "lost_revenue": {"percent": "share"},
    "gained_revenue": {"percent": "share"},
    "raised": {"money": "raise"},
    "open": {"money": "opening"},
    "cash": {"money": "opening"},
}  # fmt: skip
TOPICS = frozenset(_TAKES) | {"rounds"}
QUANTITIES = frozenset({"money", "percent", "multiple", "number", "times"})
_BREAKS = {"stop", "sep", "if", "include"}
_NEUTRAL = {
    "filler", "per_month", "per_year", "up", "down", "more", "to_level", "date", "follow", "minus",
    "only", "budget", "instrument", "since", "as_is",
}  # fmt: skip
_AFTER = 2  # a topic behind its amount is a weaker sign than one before it
_WEAK = {"burn": 6, "cash": 9}  # said beside better ones: "spend 1 billion on people"
_COSTS = {"run", "per_run", "electricity", "people"}  # what a burn is made of
_MOVING = {"raise", "raised", "outlay"}  # "how many months of cash once the $60m note closes"
_FAR = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """`name` is a field of the change, "raise" and "outlay" for one sum of several."""

    name: str
    topic: Token
    amount: Token
    clause: Clause


@dataclass(frozen=True, slots=True)
class Said:
    clauses: tuple[Clause, ...]
    pairs: tuple[Pair, ...]
    denied: tuple[Token, ...]  # topics of which there is to be none
    left: tuple[Token, ...] = field(default=())  # amounts without an input

    @property
    def tags(self) -> frozenset[str]:
        return frozenset(t.tag for clause in self.clauses for t in clause)

    def all(self, tag: str) -> list[Token]:
        return [t for clause in self.clauses for t in clause if t.tag == tag]


def assign(tokens: Sequence[Token], last: Token | None = None) -> Said:
    """`last` is the topic of the turn before, for a follow-up that names none."""
    clauses = tuple(_clauses(tokens))
    pairs: list[Pair] = []
    denied: list[Token] = []
    for clause in clauses:
        topics = [t for t in clause if t.tag in TOPICS]
        leans = last is not None and not topics and not any(t.tag == "unknown" for t in clause)
        found = _matched(clause, [last] if leans and last else topics)
        pairs += found
        used = {p.topic for p in found}
        denied += _denied(clause, [t for t in topics if t not in used])
        last = found[-1].topic if found else topics[-1] if topics else last
    taken = {p.amount for p in pairs}
    left = [t for c in clauses for t in c if t.tag in QUANTITIES and t not in taken]
    return Said(clauses, tuple(pairs), tuple(denied), tuple(left))


def gap(clause: Clause, a: Token, b: Token) -> int:
    """How many telling tokens stand between two; 0 across clauses."""
    first, last = sorted((a, b), key=lambda t: t.start)
    between = [t for t in clause if first.end <= t.start and t.end <= last.start]
    return sum(t.tag not in _NEUTRAL for t in between)


def nearest(clause: Clause, token: Token, tags: frozenset[str]) -> Token | None:
    """The token of one of the tags that is nearest; of two equally near, the one behind."""
    found = [t for t in clause if t.tag in tags and t is not token]

    def distance(t: Token) -> tuple[int, bool, int]:
        return gap(clause, t, token), t.start < token.start, abs(t.start - token.start)

    return min(found, key=distance, default=None)


def _clauses(tokens: Sequence[Token]) -> Iterator[Clause]:
    clause: list[Token] = []
    for token in tokens:
        if token.tag == "closes_if":  # "卖掉的话": what it supposes stands before it
            yield (*clause, replace(token, tag="if"))
            clause = []
            continue
        if token.tag in _BREAKS and clause:
            yield tuple(clause)
            clause = []
        if token.tag not in ("stop", "sep"):
            clause.append(token)
    if clause:
        yield tuple(clause)


def _matched(clause: Clause, topics: Sequence[Token]) -> list[Pair]:
    """The cheapest pairs first; each amount once, each topic once for each of its inputs."""
    amounts = [t for t in clause if t.tag in QUANTITIES]
    costs = sorted(
        ((_cost(clause, topic, amount), amount.start, -topic.start, topic, amount)
        for topic in topics
        for amount in amounts
        if amount.tag in _TAKES.get(topic.tag, ()) and not _is_apart(clause, topic, amount)),
        key=lambda row: row[:3],
    )  # fmt: skip
    found: list[Pair] = []
    for _, _, _, topic, amount in costs:
        name = _TAKES[topic.tag][amount.tag]
        if name == "runs" and _is_one_run(clause, amount):
            continue
        taken = any(p.amount is amount or (p.topic, p.name) == (topic, name) for p in found)
        if not taken:
            found.append(Pair(name, topic, amount, clause))
    return sorted(found, key=lambda p: p.amount.start)


def _cost(clause: Clause, topic: Token, amount: Token) -> int:
    behind = topic.start > amount.start
    moving = _MOVING if topic.tag == "cash" else set[str]()
    better = any(t.tag in _COSTS or t.tag in moving or t.tag == "floor" for t in clause)
    weak = _WEAK.get(topic.tag, 0) if better or behind else 0
    return gap(clause, topic, amount) + _AFTER * behind + weak


def _is_apart(clause: Clause, topic: Token, amount: Token) -> bool:
    """A sum is not the cash's own, nor raised, beside words that nobody reads: "$30m for a rival in
    cash", "the $50m round unravels"; nor where it is denied: "the $50m round falls through".
    """
    behind = topic.start > amount.start
    unread = [t for t in clause if t.tag == "unknown"]
    if topic.tag == "burn" and (_is_what_lasts(clause, amount) or _is_recorded(clause, topic)):
        return True  # "will INR 9bn suffice at the budgeted outflow?"
    if topic.tag == "cash":
        return any(behind or topic.end <= t.start < amount.start for t in unread)
    if topic.tag == "pays":
        return any(t.tag in _COSTS | {"burn", "revenue", "per_month", "per_year"} for t in clause)
    if topic.tag not in ("raise", "raised", "outlay"):
        return False
    return (behind and bool(unread)) or any(t.tag == "none" for t in clause)


def _is_what_lasts(clause: Clause, amount: Token) -> bool:
    """The sum stands right before the word for lasting: it is the cash; not where it is of a year:
    一年烧60亿能撑多久.
    """
    if any(t.tag in ("per_month", "per_year") for t in clause):
        return False
    after = [t for t in clause if t.start >= amount.end and t.tag != "filler"]
    return amount.tag == "money" and bool(after) and after[0].tag in ("last", "until")


def _is_recorded(clause: Clause, burn: Token) -> bool:
    """It stands right behind "current", and nothing moves it: 8 million at the current burn."""
    before = [t for t in clause if t.end <= burn.start and t.tag != "filler"]
    moved = {"up", "down", "to_level", "more", "multiple", "halve"}.intersection(
        t.tag for t in clause
    )
    return bool(before) and before[-1].tag == "as_is" and not moved


def _is_one_run(clause: Clause, count: Token) -> bool:
    """Not a count: "one run costs 1.5 billion" prices a run; "one run a year" counts them."""
    priced = any(t.tag == "money" for t in clause)
    yearly = any(t.tag == "per_year" for t in clause)
    return priced and not yearly and count.value.low == count.value.high == Decimal(1)


def _denied(clause: Clause, topics: Sequence[Token]) -> Iterator[Token]:
    """Topics next to "no", "nothing", "不": "raise nothing", "不融资"."""
    for token in clause:
        if token.tag in ("none", "free") or _is_zero(token):
            topic = nearest(clause, token, frozenset(t.tag for t in topics))
            if topic in topics and topic is not None and gap(clause, token, topic) < _FAR:
                yield topic


def _is_zero(token: Token) -> bool:
    value = token.value
    return isinstance(value, Level) and value.low == value.high == 0
