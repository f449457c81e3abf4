"""A covenant that a what-if names without its amount → the amount it asks for, as recorded.

"When would they breach the covenant?", 何时跌破大屿的现金下限: what must be left. In: a question,
the ledger. Out: the question with "falls below" and the amount, and the fact; the question itself
where it names none, tells the amount itself or the record has none.
"""

import re
from functools import cache

from bot.scenario_terms import terms
from knowledge import Fact, Language, Ledger, amounts, is_cjk
from knowledge.records import Amount

_NEXT = 8
_BETWEEN = 40  # characters for whose covenant it is: "the minimum cash of the Kestwick loan"
_HOLDS = re.compile(
    r"\bcovenant|\b(?:at least|below|under|minimum|less than)\b.*\bcash\b|"
    r"\bcash\b.*\b(?:at least|below|under|minimum|less than)\b|约束条款|契约|最低现金",
    re.IGNORECASE,
)


def with_floor(question: str, language: Language, ledger: Ledger) -> tuple[str, tuple[Fact, ...]]:
    named, least = _named().search(question), _least(ledger)
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
    held = [
        f
        for f in ledger.facts
        if f.entity == company and f.range and len(f.unit or "") == 3 and f.bound == "at_least"
    ]
    standing = [
        f
        for f in held
        if ledger.standing(f) == "current" and _HOLDS.search(f"{f.subject}\n{f.statement}")
    ]
    return standing[0] if len({(f.range, f.unit) for f in standing}) == 1 else None
