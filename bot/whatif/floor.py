"""A covenant that a what-if names without its amount → the amount it asks for, as recorded.

"When would they breach the covenant?", 何时跌破大屿的现金下限: what must be left. In: a question,
the ledger. Out: the question with "falls below" and the amount, and the fact; the question itself
where it names none, tells the amount itself or the record has none.
"""

import re
from functools import cache

from bot.whatif.terms import terms
from knowledge import Fact, Language, Ledger, amounts, is_cjk
from knowledge.records import Amount

_NEXT = 8
_BETWEEN = 40  # characters for whose covenant it is: "the minimum cash of the Kestwick loan"
_HOLDS = re.compile(
    r"\bcovenant|\b(?:minimum|least) (?:cash|liquidity)|\b(?:cash|liquidity) floor"
    r"|约束条款|契约|最低现金",
    re.IGNORECASE,
)
_OF_CASH = re.compile(
    r"\bcash\b|\bliquid|\bbalances?\b|\bin the bank\b|现金|流动资金|存款", re.IGNORECASE
)
_PROMISES = ("statement", "debt", "goal", "relationship", "regulation")


def with_floor(question: str, language: Language, ledger: Ledger) -> tuple[str, tuple[Fact, ...]]:
    named = _named().search(question)
    least = _least(ledger) if named else None
    if named is None or least is None or least.range is None:
        return question, ()
    if any(named.start() <= a.start < named.end() + _NEXT for a in amounts.find(question)):
        return question, ()  # "the covenant of £6m"
    amount = Amount(low=least.range[0], high=least.range[1], unit=least.unit or "")
    said = amounts.format(amount, language)
    below = terms()["recorded"]["floor"][language].format(amount=said)
    gap = "" if language == "zh" else " "
    told = f"{question[: named.start()]}{gap}{below}{gap}{question[named.end() :]}"
    return told, (least,)


@cache
def _named() -> re.Pattern[str]:
    """Cash comes down to the floor; or the floor, and behind it what is done to it."""
    crosses, what, behind = (_any(name) for name in ("crosses", "what", "behind"))
    between = rf"[^,.;?!，。；？！、]{{0,{_BETWEEN}}}?"
    whole = rf"{what}(?:\s?{behind})*"
    return re.compile(
        rf"(?:{crosses}){between}{whole}|{what}(?:\s+(?:is|gets?|be|are))?\s*(?:被)?{crosses}",
        re.IGNORECASE,
    )


def _any(name: str) -> str:
    said = terms()["floor"][name]
    words = sorted((*said["en"], *said["zh"]), key=len, reverse=True)
    each = (re.escape(w) if is_cjk(w) else rf"(?<!\w){re.escape(w)}(?!\w)" for w in words)
    return f"(?:{'|'.join(each)})"


def _least(ledger: Ledger) -> Fact | None:
    """The one sum that must be held."""
    company = ledger.subject.id if ledger.subject else ""
    held = [f for f in ledger.facts if f.entity == company and f.range and len(f.unit or "") == 3]
    standing = [f for f in held if ledger.standing(f) == "current" and _is_floor(f)]
    return standing[0] if len({(f.range, f.unit) for f in standing}) == 1 else None


def _is_floor(fact: Fact) -> bool:
    """A bound of the cash that is no balance, or what goes by the name of a covenant."""
    text = f"{fact.subject}\n{fact.statement}\n{fact.statement_zh}"
    bounds = fact.bound == "at_least" and fact.attribute in _PROMISES
    return bool(_OF_CASH.search(text)) and (bounds or bool(_HOLDS.search(fact.subject or "")))
