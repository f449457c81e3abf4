"""Whether what a sentence names moved as it says, by what the cited documents and the text show.

"The margin fell": by the measure or the share that it names, else by a cell that gives the change,
else by the rows it names, else by figures of two years that sentences before it gave to the same.
In: the sentence (without directions that it does not assert), the question, what is cited, what
stood before.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from bot.answer import Check
from bot.statements import columns
from bot.statements.cited import Cited
from bot.statements.directions import MOVED, is_so, ways, without
from bot.statements.lines import Line, years_in
from bot.statements.quoted import days_in, years_of
from bot.statements.talk import telling
from bot.statements.wanted import called, years
from knowledge import words

_CLAUSE = re.compile(
    r"[,;，；]|\b(?:while|which|but|whereas|(?:even )?though|although|resulting in|suggesting"
    r"|indicating|as(?! (?:an?|of|a share|a percent\w*)\b)|because|since|after|before|despite"
    r"|due to|(?:driven|caused)(?: \w+ly| in part)? by|owing to)\b"
)
_THAN = re.compile(
    r"\b(?:faster|slower|quicker|more|less) than\b.*$"
)  # "rose faster than sales" is of no sales
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHARES = re.compile(r"%|per ?cent|\b(?:margins?|rates?|shares?|growth|sales)\b", re.IGNORECASE)

_Moved = tuple[str, int | None]  # what, and 1, -1 or 0 where that is decided


def checks(text: str, question: str, held: Cited, told: Sequence[str]) -> list[Check]:
    """Of each clause that says one, if all are decided; of the whole where but one does."""
    clauses = [c for c in _clauses(text) if _turns(c)]
    clauses = clauses if len(clauses) > 1 or len(ways(text)) > 1 else [_THAN.sub("", text)]
    spoken = [_spoken_of(c, clauses[i - 1] if i else "", held) for i, c in enumerate(clauses)]
    found = [_moved(clause, text, question, held, told) for clause in spoken]
    made = [check for check in found if check]
    return [c for c in made if not c.ok] or (made if len(made) == len(clauses) else [])


def _spoken_of(clause: str, before: str, held: Cited) -> str:
    """With what the clause before is about, where it names nothing: "…, after falling in 2030"."""
    names = called(clause, held.found) or columns.named(clause, "", held.found)
    return clause if names or not before else f"{_YEAR.sub('', without(before))} {clause}"


def _clauses(text: str) -> list[str]:
    """A piece that says no direction goes with the one before: "selling, general and other"."""
    made = list[str]()
    for piece in _CLAUSE.split(text):
        if made and not ways(piece):
            made[-1] += piece
        else:
            made.append(_THAN.sub("", piece))
    return made


def _turns(clause: str) -> bool:
    return len(ways(clause)) == 1


def _moved(clause: str, text: str, question: str, held: Cited, told: Sequence[str]) -> Check | None:
    if not _turns(clause):
        return None
    when = years_in(clause) or years_in(text) or frozenset(years(question))
    name, sign = (
        _by_measure(clause, when, held.found)
        or _by_change(clause, when, held.found)
        or _by_rows(clause, question, when, held.found)
        or _by_shown(clause, held, told)
        or ("", None)
    )
    ok = None if sign is None else is_so(clause, sign)
    if sign is None or ok is None:
        return None
    return Check(kind="sign", ok=ok, detail=f"{name} {MOVED[sign]}")


def _by_measure(text: str, when: frozenset[int], held: Sequence[Line]) -> _Moved | None:
    """None where it names none, or the lines do not give it: a row may."""
    found = called(text, held)
    if found is None or not when:
        return None
    name, _, of_year = found
    first, last = min(when) if len(when) > 1 else min(when) - 1, max(when)
    pairs = [(a, b) for a in of_year(first) for b in of_year(last) if a.of == b.of]
    signs = {(b.value > a.value) - (b.value < a.value) for a, b in pairs}
    return (name, signs.pop() if len(signs) == 1 else None) if pairs else None


def _by_change(text: str, when: frozenset[int], held: Sequence[Line]) -> _Moved | None:
    signs = columns.changed(without(text), held, when)
    return ("by its change, it", signs.pop()) if len(signs) == 1 else None


def _by_rows(text: str, question: str, when: frozenset[int], held: Sequence[Line]) -> _Moved | None:
    shares = bool(_SHARES.search(text))
    rows = columns.named(text, question, [x for x in held if shares or not x.percent])
    return (rows[0].label, columns.moved(rows, when, days_in(text))) if rows else None


def _by_shown(text: str, held: Cited, told: Sequence[str]) -> _Moved | None:
    """What it names has to be all named in each sentence whose figure counts."""
    own = telling(without(text)) - held.about
    found: dict[str, dict[int, set[Decimal]]] = {}
    for said in told:
        if not own or not own <= frozenset(words.tokens(said)):
            continue
        for figure in held.figures(said):
            when = years_of(figure, said)
            if len(when) == 1:
                found.setdefault(figure.unit, {}).setdefault(min(when), set()).add(figure.low)
    signs = {sign for by_year in found.values() for sign in _signs(by_year)}
    return ("what was shown before", signs.pop()) if len(signs) == 1 else None


def _signs(by_year: dict[int, set[Decimal]]) -> set[int]:
    """From the first year to the last, by every pair of their figures."""
    first, last = by_year[min(by_year)], by_year[max(by_year)]
    return {(b > a) - (b < a) for a in first for b in last} if len(by_year) > 1 else set()
