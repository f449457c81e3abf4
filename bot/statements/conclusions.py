"""What a sentence concludes from lines: that something rose, is positive, is the most.

In: a sentence, what is asked (`wanted`), the lines of the documents. Out: a check for each
conclusion that the lines decide, none where they do not. "It has not increased": it fell or stayed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.answer import Check
from bot.statements import directions
from bot.statements.columns import TOTAL
from bot.statements.lines import Line, label_words, years_in
from bot.statements.quoted import days_in
from bot.statements.wanted import Wanted, years
from knowledge import words

_TOP = re.compile(
    r"\b(?:highest|largest|biggest|most|best|greatest|strongest)\b|最高|最大|最多", re.I
)
_BOTTOM = re.compile(r"\b(?:lowest|smallest|worst|least|weakest)\b|最低|最小|最少|最差", re.I)
_ONE = re.compile(
    r"\b(?:(?P<below>below|under|less than|lower than)|above|over|greater than|more than"
    r"|higher than|exceed\w*) (?:1(?:\.0+)?|one)(?![\d.]*\d|%"
    r"| (?:hundred|thousand|million|billion))",
    re.IGNORECASE,
)
_FALLING = re.compile(r"\b(?:drops?|declines?|decreases?|falls?)\b", re.IGNORECASE)


def of(text: str, question: str, want: Wanted | None, held: Sequence[Line]) -> list[Check]:
    made = (
        [*_moved(text, want), *_signed(text, question, want), *_beside_one(text, want)]
        if want
        else []
    )
    return made or list(_ranked(text, question, held))


def _moved(text: str, want: Wanted) -> Iterator[Check]:
    signs = {(m > 0) - (m < 0) for m in want.moves}
    plain = directions.LEADING.sub("", text)
    if len(signs) != 1 or not want.called.search(plain) or len(days_in(text)) > 1:
        return  # between two days that it names, their columns decide
    (sign,) = signs
    ok = directions.is_so(plain, sign)
    if ok is not None:
        detail = f"{want.name} {directions.MOVED[sign]} from {want.years[0]} to {want.years[-1]}"
        yield Check(kind="sign", ok=ok, detail=detail)


def _signed(text: str, question: str, want: Wanted) -> Iterator[Check]:
    said = re.search(r"\b(positive|negative)\b|为正|为负", text, re.IGNORECASE)
    asked = re.search(r"\b(?:positive|negative)\b|为正|为负", question, re.IGNORECASE)
    signs = {v.value > 0 for v in want.values}
    if (
        not said
        or not asked
        or len(signs) != 1
        or want.form != "plain"
        or not want.called.search(text)
    ):
        return
    negated = directions.is_denied(text, said.start())
    positive = (said.group().lower() in ("positive", "为正")) != negated
    yield Check(
        kind="sign", ok=signs == {positive}, detail=f"{want.name} is {want.values[0].value:f}"
    )


def _beside_one(text: str, want: Wanted) -> Iterator[Check]:
    """A ratio that is called below or above one."""
    said, values = _ONE.search(text), [v.value for v in want.values if v.kind == "ratio"]
    if not said or not values or want.moves or not want.called.search(text[: said.start()]):
        return
    if directions.is_denied(text, said.start()):
        return
    below = {v < 1 for v in values}
    if len(below) == 1:
        ok = below == {bool(said["below"])}
        yield Check(kind="sign", ok=ok, detail=f"{want.name} is {values[0]:.2f}")


def _ranked(text: str, question: str, held: Sequence[Line]) -> Iterator[Check]:
    """The row that is called the most, or the least, against the rows beside it in its column."""
    top, bottom = _TOP.search(f"{text} "), _BOTTOM.search(text)
    if bool(top) == bool(bottom) or not (_TOP.search(question) or _BOTTOM.search(question)):
        return
    least = bool(bottom) or bool(_FALLING.search(question))
    named = _named(text, held)
    if not named:
        return
    outcomes = [
        found
        for column in _columns(named, text, question, held)
        if (found := _extreme(named, column, least=least)) is not None
    ]
    if outcomes:
        ok = sum(outcomes) * 2 > len(outcomes)
        detail = (
            f"{named} is{'' if ok else ' not'} the {'least' if least else 'most'} of its column"
        )
        yield Check(kind="rank", ok=ok, detail=detail)


def _named(text: str, held: Sequence[Line]) -> str | None:
    """The label whose words the sentence has, the longest of them; none that is a total."""
    own = frozenset(words.tokens(text))
    found = {x.label for x in held if not TOTAL.search(x.label) and x.words and x.words <= own}
    return max(found, key=len, default=None)


def _columns(label: str, text: str, question: str, held: Sequence[Line]) -> Iterable[list[Line]]:
    """Those with the label whose headings are of the years asked for, each with all its rows."""
    when = years_in(text) or frozenset(years(question))
    columns: dict[tuple[str, str], list[Line]] = {}
    for line in held:
        if not line.years or not when or line.years & when:
            columns.setdefault((line.table, line.heading), []).append(line)
    return [c for c in columns.values() if any(x.label == label for x in c)]


def _extreme(label: str, column: Sequence[Line], *, least: bool) -> bool | None:
    """None where the column has nothing to compare; a statement's rows are of many kinds, of which
    those that share a word with it are.
    """
    own = label_words(label)
    home = {x.statement for x in column if x.label == label}
    beside = [x for x in column if x.statement in home and not TOTAL.search(x.label)]
    rows = {x.label: x.value for x in beside if not x.statement or x.words & own}
    if len(rows) < 2:
        return None
    best = (min if least else max)(rows.values())
    return rows[label] == best
