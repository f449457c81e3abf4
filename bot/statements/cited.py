"""What is asked and what is cited, read once for a claim: lines of tables, sentences beside them.

In: the question, the cited evidence, all that was found of the cited documents. Out: `Cited`; and
the figures of a sentence, without what only looks like one. Judges nothing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.answer import Evidence
from bot.statements.lines import Line, lines
from bot.statements.wanted import Wanted, wanted
from knowledge import Amount, dated, orders, sentences, stated, words

_NO_FIGURE = frozenset({"years", "months", "weeks", "hours"})
_CELLS = 3  # marks of cells: a row of a table has at least so many, a bulleted sentence has one
_CONSTANTS = frozenset(map(Decimal, (100, 360, 365, 1000, 1_000_000)))
_SMALLEST_COUNT = 100  # "three segments", "Note 11": bare small whole numbers are no figures
_FORM = re.compile(r"\b(?:10|20|8|6|40)-?\s?[KQF]\b", re.IGNORECASE)  # a filing's form: 10K
_TIMES_HUNDRED = re.compile(r"[×x*]\s?100 ?%$")
_YEARS = re.compile(r"(?:19|20)\d\d\s?[-–—]\s?(?:19|20)\d\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_QUARTER = re.compile(r"\bFY((?:19|20)\d\d)-Q[1-4]")
_BY_TO = re.compile(  # "fell by $5 million to $17 billion" is no range
    r"(\bby (?:about |around |roughly |nearly )?(?:[$€£¥]\S*\d\S*|\S*\d\S*(?:%| percent))"
    r"(?: (?:thousand|million|billion))?) to (?=\S*\d)",
    re.IGNORECASE,
)
_TWO_WORDS = re.compile(r"\b(?=([A-Z][a-z]+ [A-Z][a-z]+\b))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """`lines` and `told` (sentences outside of tables, with where they stand) are of what is cited,
    `found` of all that is there of the same documents. `names` have digits: "3M", "10-K";
    `titles` are of two words: "Best Buy"; `about` are the words of the documents' titles.
    `ahead`: by how many years they number theirs before the calendar does, 0 or 1.
    """

    question: str
    lines: tuple[Line, ...]
    told: tuple[tuple[str, str], ...]
    found: tuple[Line, ...]
    wanted: Wanted | None
    names: frozenset[str]
    titles: frozenset[str]
    about: frozenset[str]
    ahead: int

    def plain(self, text: str) -> str:
        """Without whom the documents are about: "Best Buy" is no superlative."""
        for name in self.titles:
            text = text.replace(name, "x" * len(name))
        return text

    def figures(self, text: str) -> list[Amount]:
        """Spans stay those of the text."""
        text = _FORM.sub(lambda m: "x" * len(m.group()), text)
        for name in self.names:
            text = text.replace(name, "x" * len(name))
        return figures(_BY_TO.sub(r"\1 ;; ", text))


def read(question: str, cited: Iterable[Evidence], found: Iterable[Evidence]) -> Cited:
    known, given = list(found), list(cited)
    rows, ids = lines(known), {e.id for e in given}
    names = {w for e in known for w in e.title.split() if not _YEAR.search(w)}
    return Cited(
        question=question,
        lines=tuple(line for line in rows if line.evidence_id in ids),
        told=tuple((e.id, s) for e in given for s in _prose(e)),
        found=rows,
        wanted=wanted(question, rows),
        names=frozenset(w for w in names if any(c.isdigit() for c in w)),
        ahead=_ahead(known, rows),
        about=frozenset(w for e in known for w in words.tokens(e.title)),
        titles=frozenset(m for e in known for m in _TWO_WORDS.findall(e.title)),
    )


def _ahead(known: Iterable[Evidence], rows: Iterable[Line]) -> int:
    """1 where the quarter FY2032-Q2 has its newest figures in days of 2031."""
    called = {int(m[1]) for e in known if (m := _QUARTER.search(e.title))}
    ended = [d.end.year for x in rows for d in dated(x.said) if (d.end - d.start).days < 200]
    return int(bool(ended) and called == {max(ended) + 1})


def _prose(e: Evidence) -> Iterator[str]:
    if e.kind != "passage":
        return
    for start, end in sentences(e.passage):
        said = e.passage[start:end]
        if said.count("|") < _CELLS and not orders.inside(e.passage, start):
            yield said


def figures(text: str) -> list[Amount]:
    """Without durations, small counts and the constants of arithmetic."""
    found = [a for a in stated(text) if a.unit not in _NO_FIGURE and not _is_no_figure(a)]
    return [a for a in found if not _TIMES_HUNDRED.search(text[: a.end])]


def _is_no_figure(a: Amount) -> bool:
    if _YEARS.fullmatch(a.text):
        return True
    whole = a.unit == "count" and a.step >= 1 and a.low == a.high
    return whole and (abs(a.low) < _SMALLEST_COUNT or a.low in _CONSTANTS)
