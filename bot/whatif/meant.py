"""Which recorded sum a clause of a what-if means: by its name, its kind, its party or its amount.

In: the clause, the sums that can move, the ledger. Out: the one sum, or every round of several;
none where two go by the same words or the clause has an amount that the record does not tell of
it. Makes no question.
"""

import re
from collections.abc import Sequence

from bot.matching.called import called
from bot.matching.worth import speaks_of
from bot.question import rounds
from bot.question.recent import recent
from bot.question.times import falls_in
from bot.understand import mentions_name
from bot.whatif.clauses import QUANTITIES, Clause
from bot.whatif.recorded import Movable, kinds_in, ordinal
from bot.whatif.terms import terms
from knowledge import Amount, Fact, Ledger, amounts, is_cjk, lexicon, periods

_NEEDS = {
    "owed": {"outlay"},
    "lost": {"outlay", "lose"},
}  # a loan that is taken, a suit that is won
_ROUND = re.compile(r"\b(?:rounds?|raise|raised|financing|funding)\b|轮|融资", re.IGNORECASE)
_BY_TIME = {"round_amount": 5, "round_target": 4}  # as good as a name
PAYS = re.compile(
    r"\b(?:pay|pays|paid|paying|transfers?|transferred|wires?|wired|sends?|sent)\b|付|缴|交|汇|打款",
    re.IGNORECASE,
)
_THE = re.compile(r"\b(?:the|that|this|other|remaining)\s*$|[那这余下另]\s*$", re.IGNORECASE)
_MOVES = frozenset(
    {
        "raise",
        "raised",
        "outlay",
        "none",
        "lose",
        "include",
        "budget",
        "delay",
        "burn",
        "converts",
        "to_level",
    }
)
_AFTER = re.compile(
    r"\b(?:after|since|before|following|until)\b|之后|以后|以来|之前", re.IGNORECASE
)
_PARTY = 3
_LARGE = 10_000  # from here on a bare count is money


def meant(  # noqa: PLR0913  # the clause is two things
    told: str,
    clause: Clause,
    question: str,
    sums: Sequence[Movable],
    ledger: Ledger,
    *,
    supposes: bool,
) -> list[Movable]:
    tags = {t.tag for t in clause}
    if tags & (QUANTITIES - {"number", "money"}) or "delay" in tags:
        return []
    if "ask" in tags:
        sums = [m for m in sums if m.way == "spent"]  # "how much for 5 years at the 2027 budget"
    lasts = tags & {"how_long", "last", "until"}  # "What is the runway after the Series D?"
    moves = tags & _MOVES or PAYS.search(told) or kinds_in(told) & {"budget"}
    if not supposes and not moves and (lasts or _AFTER.search(told)):
        return []
    own = [a for a in amounts.find(told) if _is_sum(a)]
    fitting = [m for m in sums if not own or any(is_of(a, m) for a in own)]
    bare = any(_THE.search(told[: a.start]) for a in own if a.unit == "count")
    bare |= is_cjk(told) and bool(own) and all(m.is_promise for m in fitting)
    named = [(n, m) for m in fitting if (n := _named(m, told, tags, ledger, bare=bare))]
    most = max((n for n, _ in named), default=0)
    best = [m for n, m in named if n == most]
    if not own:
        best = [m for m in best if not _is_told(m, question)]
    best = [m.at(*own) if len(own) == 1 else m for m in best]
    if best and all(rounds.is_lettered(m.fact.subject or "") for m in best):
        return list({m.fact.subject: m for m in reversed(best)}.values())
    return (
        best[:1] if len({(m.amount.low, m.amount.high, m.amount.unit) for m in best}) == 1 else []
    )


def is_of(told: Amount, sum_: Movable) -> bool:
    """The amount is the sum, in its currency or in none."""
    held = (sum_.told, sum_.amount)
    ends = any(h.low <= told.low <= told.high <= h.high for h in held)
    return ends and told.unit in ("count", sum_.amount.unit)


def _is_sum(told: Amount) -> bool:
    return len(told.unit) == 3 or (told.unit == "count" and told.low >= _LARGE)


def _is_told(sum_: Movable, question: str) -> bool:
    """The question has the sum itself: "if the suit is lost and $26m has to be paid"."""
    return any(is_of(a, sum_) for a in amounts.find(question))


def _named(sum_: Movable, told: str, tags: set[str], ledger: Ledger, *, bare: bool) -> int:
    """How much of the sum's name the words have, 0 where that names nothing."""
    fact = sum_.fact
    if _ROUND.search(told) and (when := _times(told, ledger)):
        # "the July round": by its time, whatever it is called
        near = _BY_TIME.get(fact.attribute, 0)
        return near * any(falls_in(fact.as_of or "", w) for w in when if fact.as_of)
    needs = _NEEDS.get(sum_.way)
    if needs and not (tags & needs or PAYS.search(told)):
        return 0
    which = ordinal(told)
    if which and "tranche" in sum_.kinds and which != ordinal(fact.subject or ""):
        return 0
    kinds = kinds_in(told)
    if ("undrawn" in kinds) != ("undrawn" in sum_.kinds):
        return 0
    kind = len(kinds & sum_.kinds) or _is_of_kind(fact, told, by_kind=bool(needs))
    spends = sum_.way == "spent" and bool(tags & {"budget"} or "budget" in kinds)
    if sum_.way == "spent" and not (spends or _is_told(sum_, told)):
        return 0  # "burn unchanged" is of no budget
    own = tags & {"date", "per_month", "per_year"}
    if sum_.way == "spent" and "burn" in tags and not spends and not own:
        return 1  # "if burn drops to 1.8m": of the aim that has it, and of a month like that
    return called(fact, told, ledger) or _PARTY * _is_by(sum_, told, ledger) + (
        kind or spends or bare
    )


def _is_by(sum_: Movable, told: str, ledger: Ledger) -> bool:
    """Who has promised it pays, or who lent it wants it back: "Brennhald pays"."""
    if sum_.way not in ("in", "owed", "lost") or not (PAYS.search(told) or sum_.way == "owed"):
        return False
    text = f"{sum_.fact.subject}\n{sum_.fact.statement}\n{sum_.fact.statement_zh}"
    names = [n for e in ledger.entities if not e.is_subject for n in e.names]
    return any(mentions_name(told, n) and mentions_name(text, n) for n in names)


def _times(told: str, ledger: Ledger) -> list[tuple[str, str]]:
    found = [*periods.find(told), *recent(told, ledger.newest)]
    return [(p.start.isoformat(), p.end.isoformat()) for p in found]


def _is_of_kind(fact: Fact, told: str, *, by_kind: bool) -> bool:
    """What is owed or claimed goes by its kind, too: "the loan", 官司; and what is sought by the
    paper: "the note".
    """
    papers = set(terms()["terms"]["instrument"]["en"]) & set((fact.subject or "").lower().split())
    if not by_kind:
        return any(re.search(rf"\b{paper}\b", told, re.IGNORECASE) for paper in papers)
    named = {m.concept for m in lexicon().mentions(told)}
    return any(
        c == fact.attribute
        or (fact.attribute in lexicon().concepts[c].attributes and speaks_of(fact, c))
        for c in named
    )
