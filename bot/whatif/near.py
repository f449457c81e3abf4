"""Tokens of a what-if question that only their neighbours make plain → the tokens that are meant.

"一年" after "撑" is how long something lasts, "three times a year" counts runs, and "to" before an
amount says where something goes. In: tokens in reading order and their text. It does not know what
belongs to what.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.whatif.terms import terms
from bot.whatif.token import Token
from knowledge.scenario import Level

# two things in one term, the first of them in its first character: "少花"
_BOTH = {
    "less_run": ("down", "run"), "more_run": ("more", "run"),
    "month_burn": ("per_month", "burn"), "less_burn": ("down", "burn"),
    "more_burn": ("up", "burn"), "no_raise": ("none", "raise"), "raise_needed": ("ask", "raise"),
}  # fmt: skip
_TO = frozenset({"to", "到", "至"})  # right before an amount: "cut to 3 billion"
_ZH_MOVES = {"少": "down", "多": "up"}
_AT = frozenset({"at", "按", "以"})
_NO_NEW = frozenset({"no new", "no more", "no fresh", "no further", "without new"})
_WHICH = frozenset({"the", "its", "their", "a", "an", "about", "around", "roughly"})
_SAYS_WHICH = frozenset({"filler", "unknown", "budget", "date"})
_PAPERS = frozenset({"贷款", "借款"})  # what is owed, where something is paid
_BETWEEN = 4
_PERIODS = frozenset({"per_month", "per_year"})
_YEARLY = frozenset({
    "burn", "run", "per_run", "electricity", "people", "revenue", "revenue_month", "revenue_year",
    "growth", "growth_month", "growth_year", "month_burn", "less_burn", "more_burn", "elsewhere",
})  # fmt: skip
_AMOUNTS = frozenset({"money", "percent", "multiple"})
_LEVELS = _AMOUNTS | {"number", "times"}


def settled(found: Sequence[Token], text: str) -> Iterator[Token]:
    """Words that only their neighbours make plain, and without those that are not meant."""
    for i, token in enumerate(found):
        if not _is_not_meant(found, i, text):
            yield from _settled(token, found, i, text)


def _settled(token: Token, found: Sequence[Token], i: int, text: str) -> Iterator[Token]:
    words = text[token.start : token.end].lower()
    next_to = found[i + 1] if i + 1 < len(found) else None
    if token.tag in _BOTH:
        first, second = _BOTH[token.tag]
        yield replace(token, tag=first, end=token.start + 1)
        yield replace(token, tag=second, start=token.start + 1)
    elif next_to and (tag := _before_amount(words, next_to, text)):
        yield replace(token, tag=tag)
    elif words in _TO and next_to and next_to.tag == "date" and _lasts(found[:i]):
        yield replace(token, tag="until")
    elif words in _TO and _leads_to_amount(found[i + 1 :], text):
        yield replace(token, tag="to_level")
    elif token.tag == "money" and _is_spent(found, i):
        yield Token("burn", token.start, token.start)
        yield token
    elif token.tag == "halve":
        half = Level(low=Decimal("0.5"), high=Decimal("0.5"), unit="multiple")
        yield replace(token, tag="multiple", value=half)
    elif words in ("一年", "一个月") and not (i and found[i - 1].tag == "last"):
        yield replace(token, tag="per_year" if words == "一年" else "per_month")
    else:
        yield _in_context(token, found, i, text)


def _lasts(before: Sequence[Token]) -> bool:
    return any(t.tag == "last" for t in before)


def _is_spent(found: Sequence[Token], i: int) -> bool:
    """So much a month, of nothing else that is named: "how far at 300 million a month"."""
    beside = [t.tag for t in found[max(i - 1, 0) : i + 2] if t.tag in _PERIODS]
    lasts = any(t.tag in ("how_long", "last", "until", "raise") for t in found)
    return bool(beside) and lasts and not any(t.tag in _YEARLY for t in found)


def _in_context(token: Token, found: Sequence[Token], i: int, text: str) -> Token:
    """Whether they need to raise by a day is whether the cash lasts until then; "three times a
    year" of runs counts them, and "no new money" is none raised.
    """
    ends = i + 1 == len(found) or found[i + 1].tag == "stop"
    if ends and i and text[token.start : token.end].lower() == "when":
        return replace(token, tag="how_long")  # "cash below the covenant when?"
    denied = text[found[i - 1].start : token.start].lower().strip() if i else ""
    if token.tag == "cash" and denied in _NO_NEW:
        return replace(token, tag="raise")
    sums_up = any(t.tag == "ask" for t in found)
    if token.tag == "raise" and text[token.start : token.end] in _PAPERS and _is_paid(found):
        return replace(token, tag="instrument")  # 800万贷款被要求偿还
    if token.tag == "need":
        return replace(token, tag="raise" if sums_up else "until")
    if token.tag == "before" and not sums_up and any(t.tag == "need" for t in found[:i]):
        return replace(token, tag="filler")
    yearly = i + 1 < len(found) and found[i + 1].tag == "per_year"
    if token.tag == "multiple" and yearly and any(t.tag == "run" for t in found):
        return replace(token, tag="times", value=replace(token.value, unit="count"))
    return token


def _is_paid(found: Sequence[Token]) -> bool:
    return any(t.tag == "outlay" for t in found)


def _leads_to_amount(after: Sequence[Token], text: str) -> bool:
    """What stands between "to" and an amount only says which: "to the budgeted 5 billion"."""
    told = [t.tag for t in after[: _BETWEEN + 1]]
    at = next((i for i, tag in enumerate(told) if tag not in _SAYS_WHICH), 0)
    opens = text[after[0].start : after[0].end].lower() if after else ""
    return bool(at) and told[at] in _AMOUNTS and opens in _WHICH


def _is_not_meant(found: Sequence[Token], i: int, text: str) -> bool:
    """The figure that another takes the place of, and a count of something else than runs."""
    token, before = found[i], found[i - 1] if i else None
    after = [t.tag for t in found[i + 1 : i + 4]]
    if token.tag == "date" and after[:1] == ["budget"]:
        return True  # "the 2027 budget" names what is spent, not when
    came_from = before and text[before.start : before.end].lower() in terms()["from"]
    if came_from and token.tag in after:
        return True  # "from three to two": the second is what is meant
    if token.tag == "not_this" or (token.value and before and before.tag == "not_this"):
        return True  # "instead of 3.6"
    if token.tag in ("multiple", "halve") and len(after) > 1 and after[1] in _AMOUNTS:
        to = found[i + 1]
        return text[to.start : to.end].lower() in _TO  # "doubles to 600 million"
    if token.tag == "number" and after[:1] == ["rounds"]:
        return True  # "the last two rounds"
    return token.tag == "money" and _is_price(found, i, text)


def _is_price(found: Sequence[Token], i: int, text: str) -> bool:
    """What the company is valued at where a sum is raised: "sold at $50bn for $3bn"."""
    token, before = found[i], found[i - 1] if i else None
    sums = [t for t in found if t.tag == "money"]
    raises = any(t.tag in ("raise", "raised") for t in found)
    at = before is not None and text[before.start : before.end].lower() in _AT
    valued = text[token.end : token.end + 3].strip(" 的").startswith("估值")
    return raises and len(sums) > 1 and (at or valued)


def _before_amount(words: str, amount: Token, text: str) -> str:
    """What a small word says right before an amount, "" where nothing of its own."""
    if words == "what" and text[amount.start :].startswith("about "):
        return "follow"  # the amount has the "about" of "what about 25%"
    if words in _ZH_MOVES and amount.tag in _AMOUNTS and amount.tag != "money":
        return _ZH_MOVES[words]  # 少三分之一
    return "to_level" if words in _TO and amount.tag in _LEVELS else ""
