"""What a what-if names without its amount → the question with the recorded amount in its place.

"If the convertible note is sold", "算上F轮": a sum that is sought, planned, owed or claimed, or a
round since the balance. In: a question, the ledger. Out: the question as the reader of what-ifs
takes it, and the facts whose sums it now has. A clause with an amount of its own keeps it, and a
name that two sums share stands for neither. Runs no model.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot import rounds
from bot.called import called
from bot.recent import recent
from bot.scenario_clauses import QUANTITIES, Clause, Said, assign
from bot.scenario_floor import with_floor
from bot.scenario_moved import moved
from bot.scenario_terms import terms
from bot.scenario_words import Token, tokens
from bot.times import falls_in
from bot.worth import speaks_of
from knowledge import Fact, Language, Ledger, amounts, last_day, lexicon, periods
from knowledge.records import Amount
from knowledge.scenario import Change, Raise

_WAYS = {
    "round_amount": "in", "round_target": "in", "goal": "out", "debt": "owed", "legal_step": "lost",
}  # fmt: skip
_NEEDS = {
    "owed": {"outlay"},
    "lost": {"outlay", "lose"},
}  # a loan that is taken, a suit that is won
_RUNWAY = frozenset({"runway", "cash runway", "跑道"})
_ROUND = re.compile(r"\b(?:rounds?|raise|raised|financing|funding)\b|轮|融资", re.IGNORECASE)
_BY_TIME = {"round_amount": 5, "round_target": 4}  # as good as a name
_PAYS = re.compile(r"\b(?:pay|pays|paid|paying)\b|付|缴|交", re.IGNORECASE)
_KEPT = frozenset({
    "date", "later", "top", "bottom", "middle", "how_long", "last", "until", "by", "before",
    "chance",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Lent:
    """The question with recorded sums in it, and which facts they are of."""

    question: str
    facts: tuple[Fact, ...] = ()

    def sourced(self, change: Change) -> Change:
        """The change with the source of each sum that was lent."""
        return replace(
            change,
            raises=self._known(change.raises),
            outlays=self._known(change.outlays),
            floor=self._one(change.floor),
            share=self._one(change.share),
        )

    def _one(self, sum_: Raise | None) -> Raise | None:
        known = self._known((sum_,)) if sum_ else None
        return known[0] if known else None

    def _known(self, sums: tuple[Raise, ...] | None) -> tuple[Raise, ...] | None:
        ids = {(*(f.range or ()), f.unit): f.id for f in self.facts}
        return sums and tuple(
            replace(r, fact_id=ids.get((r.amount.low, r.amount.high, r.amount.unit), r.fact_id))
            for r in sums
        )


def lent(question: str, language: Language, today: date, ledger: Ledger) -> Lent:
    """The question itself where it supposes nothing that it leaves to the record."""
    question, floors = with_floor(question, language, ledger)
    got = tokens(_in_full(question), language, today)
    if not _supposes(assign(got.tokens), got.text):
        return Lent(question=question, facts=floors)
    question, known = moved(question, language, ledger)
    got = tokens(_in_full(question), language, today)
    said = assign(got.tokens)
    text, facts = got.text, list[Fact]()
    clauses = list(_whole(said.clauses, text))
    for i, clause in reversed(list(enumerate(clauses))):
        start, end = clause[0].start, clause[-1].end
        meant = [f for f in _meant(text[start:end], clause, ledger) if not _is_told(f, question)]
        made = [m for f in meant if (m := _said(f, clause, text, language))]
        if made and len(made) == len(meant):
            paid = clauses[i + 1 : i + 2]
            end = next((c[-1].end for c in paid if _only_pays(c)), end)
            text = text[:start] + terms()["recorded"]["joint"][language].join(made) + text[end:]
            facts += meant
    return Lent(question=text if facts else question, facts=(*facts, *known, *floors))


def _supposes(said: Said, text: str) -> bool:
    """It supposes something of the cash: rounds are also named to ask for the months between."""
    tags = said.tags
    if "if" in tags and not tags & {"ask", "elsewhere"}:
        return True
    runway = any(text[t.start : t.end].lower() in _RUNWAY for t in said.all("how_long"))
    return bool(tags & {"last", "until"}) or (
        bool(tags & {"if", "include"}) and (runway or bool(tags & {"cash", "burn", "chance"}))
    )


def _whole(clauses: Sequence[Clause], text: str) -> Iterator[Clause]:
    """With what a supposition is of put before its "if": "D轮要是融成了"."""
    before: Clause = ()
    for clause in clauses:
        joined = before and clause[0].tag == "if" and not text[before[-1].end : clause[0].start]
        if before and not joined:
            yield before
        before = (*before, *clause) if joined else clause
    if before:
        yield before


def _in_full(question: str) -> str:
    """Each round with its name in full, for a clause may end between "Series E" and "F"."""
    for start, end, name in reversed(rounds.find(question)):
        question = f"{question[:start]} {name} {question[end:]}"
    return question


def _only_pays(clause: Clause) -> bool:
    """Such as "and is paid from cash", 立刻用现金付清: of the sum before it."""
    tags = {t.tag for t in clause}
    return "outlay" in tags and tags <= {"outlay", "cash", "filler", "sep", "only"}


def _meant(told: str, clause: Clause, ledger: Ledger) -> list[Fact]:
    """The one sum that the clause names, or every round of several; none where it says an amount
    or a delay itself.
    """
    tags = {t.tag for t in clause}
    if tags & (QUANTITIES - {"number"}) or tags & {"delay", "ask"}:
        return []
    named = [(n, f) for f in _sums(ledger) if (n := _named(f, told, tags, ledger))]
    most = max((n for n, _ in named), default=0)
    best = [f for n, f in named if n == most]
    if best and all(rounds.is_lettered(f.subject or "") for f in best):
        return list({f.subject: f for f in reversed(best)}.values())
    return best[:1] if len({(f.range, f.unit) for f in best}) == 1 else []


def _is_told(fact: Fact, question: str) -> bool:
    """The question has the sum itself: "if the suit is lost and $26m has to be paid"."""
    return any(
        (a.low, a.high) == fact.range and a.unit == fact.unit for a in amounts.find(question)
    )


def _sums(ledger: Ledger) -> Iterator[Fact]:
    """Money that the record has coming or going, the best account of each first."""
    company = ledger.subject.id if ledger.subject else ""
    balance = next((f.as_of for f in ledger.of(company, "cash") if f.as_of), "9999")
    closed = {f.subject for f in ledger.of(company, "round_amount")}
    for attribute in _WAYS:
        for fact in ledger.of(company, attribute):
            money = len(fact.unit or "") == 3 and fact.range is not None and fact.range[0] > 0
            held = attribute == "round_amount" and (fact.as_of or "") <= last_day(balance)
            done = held or (attribute == "round_target" and fact.subject in closed)
            if money and not done and ledger.standing(fact) == "current":
                yield fact


def _named(fact: Fact, told: str, tags: set[str], ledger: Ledger) -> int:
    """How much of the sum's name the words have, 0 where that names nothing."""
    if _ROUND.search(told) and (when := _times(told, ledger)):
        # "the July round": by its time, whatever it is called
        near = _BY_TIME.get(fact.attribute, 0)
        return near * any(falls_in(fact.as_of or "", w) for w in when if fact.as_of)
    needs = _NEEDS.get(_WAYS[fact.attribute])
    if needs and not (tags & needs or _PAYS.search(told)):
        return 0
    kind = _is_of_kind(fact, told, by_kind=bool(needs))
    return called(fact, told, ledger) or int(kind or ("budget" in tags and _is_budget(fact)))


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


def _said(fact: Fact, clause: Clause, text: str, language: Language) -> str | None:
    """The clause with the sum's amount, its own times and its end of a range; None for what cannot
    be supposed so.
    """
    ends = fact.range
    assert ends is not None
    way = "spent" if _is_budget(fact) else _WAYS[fact.attribute].replace("lost", "out")
    amount = amounts.format(Amount(low=ends[0], high=ends[1], unit=fact.unit or ""), language)
    denied = any(t.tag == "none" for t in clause)
    if denied and way != "in":
        return None
    kept = [text[t.start : t.end] for t in clause if t.tag in _KEPT]
    if fact.attribute == "round_amount" and not _is_timed(clause) and not denied:
        kept.append(periods.say(fact.as_of, language))
    made = terms()["recorded"]["none" if denied else way][language].format(amount=amount)
    gap = "" if language == "zh" else " "
    return gap.join([made, *kept])


def _is_budget(fact: Fact) -> bool:
    return bool(re.search(r"\bbudget|\boutflow|\bburn\b", fact.subject or "", re.IGNORECASE))


def _is_timed(clause: Sequence[Token]) -> bool:
    return any(t.tag in ("date", "later") for t in clause)
