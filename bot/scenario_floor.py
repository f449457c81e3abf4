"""A covenant that a what-if names without its amount → the amount it asks for, as recorded.

"When would they breach the covenant?", 何时跌破约束条款: what must be left. In: a question, the
ledger. Out: the question with "falls below" and the amount, and the fact; the question itself
where it names none, tells the amount itself or the record has none.
"""

import re

from bot.scenario_terms import terms
from knowledge import Fact, Language, Ledger, amounts
from knowledge.records import Amount

_NAMED = re.compile(
    r"(?:\b(?:falls?|falling|drops?|dropping|dips?|go(?:es)?|gets?|sinks?|comes?|runs?|is|are|be|down|"
    r"breach(?:es|ed|ing)?|hits?|reach(?:es)?|touch(?:es)?|trips?|breaks?|violates?|miss(?:es)?)\s+)+"
    r"(?:(?:below|under|down to|to|through|into|at|foul of|short of)\s+)?(?:the |its |their )?"
    r"(?:(?:loan|debt|cash|bank|lender)(?:['’]s)? )*"
    r"(?:covenants?(?:['’]s)?(?: floor| minimum| level| threshold| limit)?"
    r"|minimum cash(?: level| requirement| balance)?|cash floor)"
    r"|\b(?:falls?|drops?|dips?|goes|go|sinks?|gets?)\s+(?:below|under)\s+(?:the )?[a-z'’ ]{0,24}"
    r"\bcovenants?(?: requires?| asks? for| demands?)?"
    r"|(?:跌破|低于|触及|跌到|降到|跌至|降至|违反|触发|击穿)[^，。？\d]{0,8}?"
    r"(?:约束条款|契约|最低现金|条款)(?:的?(?:下限|要求|底线|规定|门槛|水平))*",
    re.IGNORECASE,
)
_NEXT = 8
_HOLDS = re.compile(r"\bcovenant|\bat least\b.*\bcash\b|约束条款|契约|最低现金", re.IGNORECASE)


def with_floor(question: str, language: Language, ledger: Ledger) -> tuple[str, tuple[Fact, ...]]:
    named, least = _NAMED.search(question), _least(ledger)
    if named is None or least is None or least.range is None:
        return question, ()
    if any(0 <= a.start - named.end() < _NEXT for a in amounts.find(question)):
        return question, ()  # "the covenant of £6m"
    amount = Amount(low=least.range[0], high=least.range[1], unit=least.unit or "")
    said = amounts.format(amount, language)
    below = terms()["recorded"]["floor"][language].format(amount=said)
    return f"{question[: named.start()]}{below}{question[named.end() :]}", (least,)


def _least(ledger: Ledger) -> Fact | None:
    """The one sum that must be held."""
    company = ledger.subject.id if ledger.subject else ""
    held = [
        f
        for f in ledger.facts
        if f.entity == company and f.range and len(f.unit or "") == 3 and f.bound == "at_least"
    ]
    standing = [f for f in held if ledger.standing(f) == "current" and _HOLDS.search(f.statement)]
    return standing[0] if len({(f.range, f.unit) for f in standing}) == 1 else None
