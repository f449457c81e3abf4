"""What a what-if names of the record → the question with the recorded amount in its place.

"If the convertible note is sold", 算上F轮, "the 18m tranche lands": a sum that is sought, planned,
owed, claimed or promised. In: a question, the ledger. Out: the question as the reader of what-ifs
takes it, and the facts whose sums it now has. An amount that the record does not tell of the thing
stays as asked, and a name that two sums share stands for neither. Runs no model.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.question import rounds
from bot.whatif.clauses import Clause, Said, assign
from bot.whatif.condition import is_condition
from bot.whatif.floor import with_floor
from bot.whatif.meant import PAYS, meant
from bot.whatif.moved import moved
from bot.whatif.recorded import Movable, movables
from bot.whatif.terms import terms
from bot.whatif.words import Token, tokens
from knowledge import Fact, Language, Ledger, amounts, periods
from knowledge.scenario import Change, Raise

_RUNWAY = frozenset({"runway", "cash runway", "跑道"})
_OUTCOME = frozenset({"then what", "what then", "what happens then", "会怎样", "会怎么样"})
_KEPT = frozenset({
    "date", "later", "top", "bottom", "middle", "how_long", "last", "until", "by", "before",
    "chance",
})  # fmt: skip
_ASKED = frozenset({"how_long", "last", "chance", "ask", "raise", "span"})
_UNTIL = frozenset({"until", "before"})
_BARE = frozenset({
    "how_long", "filler", "cash", "only", "follow", "last", "until", "as_is", "burn", "sep",
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
    text, facts = _replaced(said, got.text, language, ledger)
    return Lent(question=text if facts else question, facts=(*facts, *known, *floors))


def _replaced(
    said: Said, text: str, language: Language, ledger: Ledger
) -> tuple[str, tuple[Fact, ...]]:
    """Each clause that names a sum told with the sum, without what only says when it is due."""
    clauses, sums = list(_whole(said.clauses, text)), movables(ledger)
    whole, supposes = text, bool(said.tags & {"if", "include"})
    named = [meant(_told(text, c), c, whole, sums, ledger, supposes=supposes) for c in clauses]
    for i in reversed(range(len(clauses) - 1)):
        if named[i + 1] and not named[i]:  # "the bridge and tranche 2 come in"
            named[i] = meant(
                _told(text, clauses[i]), clauses[i], whole, sums, ledger, supposes=True
            )
    facts: list[Fact] = []
    for i, clause in reversed(list(enumerate(clauses))):
        made = [m for f in named[i] if (m := _said(f, clause, text, language))]
        if not made or len(made) < len(named[i]):
            continue
        start, end = clause[0].start, clause[-1].end
        end = next(
            (c[-1].end for c in clauses[i + 1 : i + 2] if _only_pays(c, _told(text, c))), end
        )
        if i and not named[i - 1] and is_condition(clauses[i - 1], text, named[i], ledger):
            start = clauses[i - 1][0].start
            named[i - 1] = []
        text = text[:start] + terms()["recorded"]["joint"][language].join(made) + text[end:]
        facts += [m.fact for m in named[i]]
    return text, tuple(facts)


def _told(text: str, clause: Clause) -> str:
    return text[clause[0].start : clause[-1].end]


def _supposes(said: Said, text: str) -> bool:
    """It supposes something of the cash: rounds are also named to ask for the months between."""
    tags = said.tags
    if "if" in tags and not tags & {"ask", "elsewhere"}:
        return True
    runway = any(text[t.start : t.end].lower() in _RUNWAY for t in said.all("how_long"))
    bare = any(_is_bare(c) for c in said.clauses) and len(said.clauses) > 1
    bare |= any(text[t.start : t.end].lower() in _OUTCOME for t in said.all("how_long"))
    sought = {"ask", "raise"} <= tags and bool(tags & {"span", "date"})
    return bool(tags & {"last", "until"}) or bare or sought or (
        bool(tags & {"if", "include"}) and (runway or bool(tags & {"cash", "burn", "chance"}))
    )  # fmt: skip


def _is_bare(clause: Clause) -> bool:
    """It asks how long and nothing else: "…, runway?", "…, how long then"."""
    tags = {t.tag for t in clause}
    return "how_long" in tags and tags <= _BARE


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


def _only_pays(clause: Clause, told: str) -> bool:
    """Such as "and is paid from cash", 立刻用现金付清: of the sum before it."""
    tags = {t.tag for t in clause}
    pays = "outlay" in tags or PAYS.search(told)
    return bool(pays) and tags <= {"outlay", "cash", "filler", "sep", "only"}


def _said(sum_: Movable, clause: Clause, text: str, language: Language) -> str | None:
    """The clause with the sum's amount, its own times and its end of a range; None for what cannot
    be supposed so.
    """
    fact, way = sum_.fact, sum_.way if sum_.way != "lost" else "out"
    amount = amounts.format(sum_.amount, language)
    nothing = {"none", "converts"} | ({"lose"} if way == "in" else set())
    denied = any(t.tag in nothing for t in clause) and "undrawn" not in sum_.kinds
    if denied and way != "in":
        return None
    gap = "" if language == "zh" else " "
    made = terms()["recorded"]["none" if denied else way][language].format(amount=amount)
    if way == "spent":
        since = _words(clause, text, {"since"})
        asked = list(_joined([t for t in clause if t.tag in _ASKED], text))
        apart = terms()["recorded"]["apart"][language] if asked else ""
        return gap.join([made, *since]) + apart + gap.join([*asked, *_words(clause, text, _UNTIL)])
    kept = [text[t.start : t.end] for t in clause if t.tag in _KEPT]
    if _is_since(sum_) and not _is_timed(clause) and not denied:
        kept.append(periods.say(fact.as_of, language))
    return gap.join([made, *kept])


def _words(clause: Clause, text: str, tags: Collection[str]) -> list[str]:
    """A word of the tags with the day beside it; a day alone is that of the budget."""
    found = [i for i, t in enumerate(clause) if t.tag in tags]
    pairs = [clause[max(i - 1, 0) : i + 2] for i in found]
    dated = [[t for t in p if t.tag in tags or t.tag == "date"] for p in pairs]
    return [text[t.start : t.end] for p in dated if len(p) > 1 for t in p]


def _joined(tokens: Sequence[Token], text: str) -> Iterator[str]:
    """What stands right beside each other is one word."""
    for i, token in enumerate(tokens):
        if not i or tokens[i - 1].end < token.start:
            last = token
            for after in tokens[i + 1 :]:
                last = after if after.start == last.end else last
            yield text[token.start : last.end]


def _is_since(sum_: Movable) -> bool:
    """A round that came in on a day of its own."""
    return sum_.fact.attribute == "round_amount" and "tranche" not in sum_.kinds


def _is_timed(clause: Sequence[Token]) -> bool:
    return any(t.tag in ("date", "later") for t in clause)
