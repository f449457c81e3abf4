"""The figures of a sentence against the lines of cited statements.

A figure has to be that of a line which the sentence (or else the question) names, in the year that
stands nearest to it, at the scale it says; or a figure of a sentence that speaks of the same; or
worked out from figures that the text shows; or what a named formula makes of the lines. And one
that gives what was asked for has to be one of those that answer the question. Knows no ledger.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from bot.answer import Check
from bot.statements import columns, directions, formulas, operands, quoted
from bot.statements.cited import Cited
from bot.statements.formulas import Kind, Value
from bot.statements.lines import years_in
from bot.statements.steps import steps
from bot.statements.wanted import Wanted
from knowledge import Amount, words

_STEPS = re.compile(
    r"[=÷×/*%]|\b(?:divid|sum\b|total|together\b|combined\b|averag|plus\b|minus\b|difference|ratio|margin|percent|gr[eo]w"
    r"|increas|decreas|declin|chang|more|less|higher|lower|up\b|down\b|r[io]s(?:e|en|ing)\b|f[ae]ll|drop"
    r"|shr[aiu]nk|widen|narrow|improv|expand|contract|slip|climb|jump|gain|account|contribut)",
    re.IGNORECASE,
)
_POINTS = re.compile(r"points?\b|\bbps?\b|百分点|基点", re.IGNORECASE)
_TOGETHER = re.compile(
    r"\b(?:total(?:s|ed|ing)?|together|combined|altogether|in all|sum)\b|合计|总计|共",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(
    r"\b(?:account\w*|contribut\w*|ma[dk]e\w* up|share of|of (?:the )?total)\b|占", re.I
)
_TENS = re.compile(r"0 ?(?:basis points?|bps?\b|个?基点)", re.IGNORECASE)
_LIMITS = ("at_least", "at_most")


def checks(text: str, held: Cited, before: Sequence[str]) -> list[Check]:
    """One of each figure; none where the sentence has none. What stands by itself may bear out what
    is told before it: "$9 million: $4 million here and $5 million there".
    """
    shown = [a for said in before for a in held.figures(said)]
    told = held.figures(text)
    made: dict[Amount, str] = {}
    for _ in range(2):
        for figure in told:
            if figure in made:
                continue
            hows = [how for end in _ends(figure) if (how := _how(end, text, shown, held))]
            if len(hows) == len(_ends(figure)):
                made[figure] = hows[0]
                shown.append(figure)
    return [
        Check(
            kind="figure",
            ok=f in made,
            detail=f"{f.text}: {made[f]}" if f in made else _off(f, text, held),
        )
        for f in told
    ]


def _ends(figure: Amount) -> list[Amount]:
    """Both ends of a range have to stand; of about so much to so much, one."""
    if figure.low == figure.high or figure.bound != "exact":
        return [figure]
    return [replace(figure, high=figure.low), replace(figure, low=figure.high)]


def _how(figure: Amount, text: str, shown: Sequence[Amount], held: Cited) -> str | None:
    how = None
    if figure.bound not in _LIMITS:  # "more than 240" is another matter than 240
        how = quoted.quoted(figure, text, held) or _worked_out(figure, text, shown, held)
    return how or _asked(figure, held)


def answers(text: str, held: Cited) -> list[Check]:
    """Whether a sentence that gives what was asked for gives a figure that answers it."""
    want = held.wanted
    if want is None or not want.called.search(text):
        return []
    own = years_in(text)
    told = operands.results(held.figures(text), text)
    kinds = {v.kind for v in want.values}
    given = [a for a in told if _is_kind(a, kinds) and not _is_of_part(a, want, text, held)]
    if not given or (own and not own & set(want.years)):
        return []
    near = next((a for a in given if _is_allowed(a, want, text)), None)
    if near:
        return [Check(kind="asked", ok=True, detail=f"{want.name}: {near.text} answers")]
    detail = f"{want.name}: {given[-1].text} is not what follows from {want.values[0].how}"
    return [Check(kind="asked", ok=False, detail=detail)]


def _is_of_part(figure: Amount, want: Wanted, text: str, held: Cited) -> bool:
    """Of another row that the sentence names in all its words: "long-term debt" beside debt."""
    own = frozenset(words.tokens(text))
    asked = frozenset(words.tokens(" ".join(m.group() for m in want.called.finditer(text))))
    return any(
        line.words <= own and line.words - asked
        for line in quoted.lines_with(figure, text, held)
        if not any(line.value == v.value for v in want.values)
    ) or any(
        meets and row.cells[0][1].words - asked
        for row in columns.named(text, "", held.found)
        if row.cells[0][1].words <= own
        for value, _ in columns.follows([row], percent=figure.unit == "percent")
        if (meets := quoted.meets(figure, value, text))
    )


def _is_allowed(figure: Amount, want: Wanted, text: str) -> bool:
    """Between two percentages also the difference of what each is rounded to."""
    points = want.moves if figure.unit == "percent" else ()
    if any(abs(abs(figure.low) - abs(m)) <= figure.step for m in points):
        return True
    return any(_comes_to(figure, v, text) for v in _allowed(want))


def _allowed(want: Wanted) -> list[Decimal]:
    """The figures of either year, and of a change also what it is and in per cent."""
    first = want.values[::2] if want.moves else ()
    shares = [m / v.value * 100 for v, m in zip(first, want.moves, strict=False) if v.value]
    return [*(v.value for v in want.values), *want.moves, *shares]


def _is_kind(a: Amount, kinds: Set[Kind]) -> bool:
    if a.unit == "percent":
        return "percent" in kinds
    if len(a.unit) == 3 and a.unit.isupper():
        return "money" in kinds
    return bool(kinds & {"ratio", "money"}) if a.unit == "count" else "ratio" in kinds


def _is_of_kind(figure: Amount, value: Value) -> bool:
    return (figure.unit == "percent") == (value.kind == "percent") or value.kind == "ratio"


def _asked(figure: Amount, held: Cited) -> str | None:
    """The question gives it: "within 2%" of "not more than roughly 2%"."""
    same = any((a.low, a.unit) == (figure.low, figure.unit) for a in held.figures(held.question))
    return "as asked" if same else None


def _worked_out(figure: Amount, text: str, shown: Sequence[Amount], held: Cited) -> str | None:
    """By the formula that the question or the sentence names, or from figures shown before."""
    in_points = bool(_POINTS.search(figure.text))
    given = (*held.wanted.values, *held.wanted.parts) if held.wanted and not in_points else ()
    made = chain(given, _measured(figure, text, held))
    results = (v for v in made if _is_of_kind(figure, v) and _comes_to(figure, v.value, text))
    if result := next(results, None):
        return f"computed, {result.how}"
    if operands.is_operand(figure, text) and any(_is_same(figure, a) for a in shown):
        return "computed, as shown before"
    if not _STEPS.search(text):
        return None
    rows = columns.named(text, held.question, held.found)
    follows = columns.follows(rows, percent=figure.unit == "percent")
    ways = chain(steps(shown, figure), follows, _gathered(figure, text, held))
    how = next((how for value, how in ways if _comes_to(figure, value, text)), None)
    return f"computed, {how}" if how else None


def _gathered(figure: Amount, text: str, held: Cited) -> Iterator[tuple[Decimal, str]]:
    if figure.unit != "percent" and _TOGETHER.search(text):
        yield from columns.sums(text, held.found)
    if figure.unit == "percent" and _OF_WHOLE.search(text):
        yield from columns.of_whole(text, held.found)


def _measured(figure: Amount, text: str, held: Cited) -> Iterator[Value]:
    """What a measure that the sentence names was in the year of the figure, or moved by in it."""
    measure = formulas.asked_in(text) or formulas.asked_in(held.question)
    spoken = quoted.when(figure, text, held) or {y for line in held.found for y in line.years}
    for year in sorted(spoken) if measure else ():
        for way in formulas.ways(measure, held.question) if measure else ():
            if not _POINTS.search(figure.text):
                yield from formulas.results(way, year, held.found)
                continue
            for move in formulas.moved(way, year, held.found):
                if directions.is_so(text, (move.value > 0) - (move.value < 0)) is not False:
                    yield move


def _is_same(a: Amount, b: Amount) -> bool:
    return (a.low, a.high, a.unit) == (b.low, b.high, b.unit)


def _comes_to(figure: Amount, value: Decimal, text: str) -> bool:
    """As `quoted.meets`, or with its last digits cut off: 101.4% of 101.47."""
    cut = figure.low != 0 and 0 <= abs(value) - abs(figure.low) < figure.step
    if figure.bound == "about" and _TENS.search(figure.text):  # "about 170 basis points" of 173.9
        figure = replace(figure, step=figure.step * 10)
    return quoted.meets(figure, value, text) or (figure.unit == "percent" and cut)


def _off(figure: Amount, text: str, held: Cited) -> str:
    """What is wrong with it: line, period, or nowhere."""
    same = quoted.lines_with(figure, text, held)
    if not same:
        return f"{figure.text}: is no figure of the cited tables and text"
    meant = [line for line in same if quoted.is_meant(line, text, held)]
    if not meant:
        return f"{figure.text}: mismatch of line, it is {same[0].said}"
    return f"{figure.text}: mismatch of period, it is {meant[0].said}"
