"""A question for a ratio, a growth, a share or an average → the formula that it asks for.

Formulas are those of `knowledge.finance`, or made of the lines that the question puts together.
Knows no document.
"""

import re
from dataclasses import dataclass

from bot.papers.asked import Asked
from knowledge import finance

_GROWS = re.compile(
    r"\bgr[eo]w\w*|\bgrowth|\bincreas\w+|\bdecreas\w+|\bchange\w*|\brise\b|\brose\b|\bdeclin\w+"
    r"|\bfell\b|增长|增加|下降|减少|变化|增幅|降幅",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\bas an? (?:%|percent\w*|share) of\b|\bpercent\w* of\b|\bshare of\b|\brelative to\b"
    r"|\bratio of\b|占",
    re.IGNORECASE,
)
_AVERAGE = re.compile(
    r"(?:\d|two|three|four|five)[- ]?years? average|average .{0,60}(?:between|from|over)|年平均",
    re.I,
)
_TURN = re.compile(
    r"\bimprov\w+|\bdeclin\w+|\bincreas\w+|\bdecreas\w+|\bchange\w*|\bcompare\w*|改善|提高|下降|变化|上升",
    re.I,
)
_PLAIN = re.compile(
    r"^(?:ratio|proportion|percentage|比例|占比|比重|比率|rate|year|average|spend|plan|占|high|low)$",
    re.I,
)
_OF = re.compile(r"\b(?:share|percent\w*|proportion|ratio|part|%) of\b", re.IGNORECASE)
_NEAR = 16  # characters: "of its total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """`formulas` best first; `average` over all the years together; `turns` where it is asked how
    the measure has moved.
    """

    name: str
    zh: str
    unit: str
    formulas: tuple[str, ...]
    average: bool = False
    turns: bool = False


def task(asked: Asked) -> Task | None:
    """None where it asks for no such thing, or for more than a formula answers: the margin of a
    segment is not the company's, and why a margin fell is no figure.
    """
    if asked.kind in ("why", "who", "date"):
        return None
    average = bool(_AVERAGE.search(asked.text))
    units = [u for u in asked.units if u.weight >= 1 and not u.name]
    rest = [u for u in units if not u.item and not _is_of_form(u.said)]
    made = _of_measure(asked, average) if asked.measure else _of_lines(asked, average)
    if made is None:
        return None
    used = " ".join(made.formulas)
    beside = [u.item for u in units if u.item and u.item.name not in used]
    return None if rest or (beside and not asked.defined) else made


def _is_of_form(said: str) -> bool:
    return any(form.search(said) for form in (_GROWS, _SHARE, _AVERAGE, _TURN, _PLAIN))


def _of_measure(asked: Asked, average: bool) -> Task:
    measure = asked.measure
    assert measure is not None
    fitting = [f.text for f in measure.formulas if f.only is None or f.only.search(asked.question)]
    return Task(
        name=measure.name, zh=measure.zh, unit=measure.unit, formulas=tuple(fitting),
        average=average, turns=bool(_TURN.search(asked.text)),
    )  # fmt: skip


def _of_lines(asked: Asked, average: bool) -> Task | None:
    """One line growing, or one line as a share of another."""
    items = asked.items
    if len(items) == 2 and _SHARE.search(asked.text):
        part, whole = _in_order(asked)
        return Task(
            name=f"{part.name} / {whole.name}", zh=f"{part.zh} / {whole.zh}", unit="percent",
            formulas=(f"{part.name} / {whole.name}",), average=average,
        )  # fmt: skip
    if len(items) != 1:
        return None
    [item] = items
    if average:
        return Task(
            name=f"average {item.name}", zh=f"平均{item.zh}", unit="money",
            formulas=(item.name,), average=True,
        )  # fmt: skip
    if not _GROWS.search(asked.text):
        return None
    return Task(
        name=f"growth of {item.name}", zh=f"{item.zh}增长率", unit="percent",
        formulas=(f"{item.name} / prior({item.name}) - 1",),
    )  # fmt: skip


def _in_order(asked: Asked) -> list[finance.Item]:
    """The part before the whole, as the question says them; what a share is "of" is the whole."""
    said = sorted(asked.items, key=lambda i: _first(i, asked.text))
    whole = _OF.search(asked.text)
    first = _first(said[0], asked.text)
    return said[::-1] if whole and 0 <= first - whole.end() < _NEAR else said


def _first(item: finance.Item, question: str) -> int:
    found = item.asked.search(question)
    return found.start() if found else len(question)
