"""A question and the stored sources → how far each source is one that the question is about.

Company, year, quarter and kind of document are read from the question and compared with what the
sources say of themselves (`knowledge.metadata`). A soft prior: a source that says nothing is not
preferred to others nor they to it, and none is excluded. An older version of a document counts
half. Knows no passage.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.passages.editions import newer_versions
from knowledge.metadata import forms
from knowledge.records import Source

_YEAR = re.compile(
    r"(?<![\d.,$€£¥])(?:FY|CY|fiscal(?: year)?|[QH][1-4][ '’]*(?:of )?(?:FY)?)?[ '’]?"
    r"(?P<year>(?:19|20)\d\d)(?![\d,.]*\d)",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"(?<![A-Za-z])(?:FY|fiscal )[ '’]?(?P<year>\d\d)(?!\d)", re.IGNORECASE)
_QUARTER = re.compile(
    r"(?<![A-Za-z])Q(?P<q>[1-4])(?!\d{5})|(?P<word>first|second|third|fourth)[ -]quarter"
    r"|(?P<half>H1|first half|half-year|上半年)|第(?P<zh>[一二三四])季度",
    re.IGNORECASE,
)
_NUMBER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "一": 1, "二": 2, "三": 3, "四": 4}
_PERIOD = re.compile(r"FY(?P<year>\d{4})(?:-Q(?P<quarter>[1-4]))?|(?P<day>\d{4}-\d\d-\d\d)")

_SQUEEZED = 6  # letters a name must have to be looked for without its spaces
OLDER = 0.7  # of each year older than the newest, where the question names no time
REPLACED = 0.5  # of a source that is here in a newer version
OTHER = 0.05  # of a company that the question does not name
# By how many years a document is later than the last year asked about: an annual report shows the
# two years before its own, too.
_LATER = {0: 1.0, 1: 0.5, 2: 0.35, -1: 0.3}
_FAR = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What the question says of the documents that hold its answer."""

    companies: frozenset[str]
    year: int | None
    quarter: int | None
    days: frozenset[str]
    forms: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.companies or self.year or self.forms or self.days)


def scope(question: str, sources: Iterable[Source]) -> Scope:
    years = _years(question)
    known = list(sources)
    if not any(source.period for source in known):
        years = []  # no document says what time it reports on: a year is a word like others
    return Scope(
        companies=_companies(question, {s.company for s in known if s.company}),
        year=max(years, default=None),
        quarter=_quarter(question),
        days=frozenset(),
        forms=frozenset(form.name for form in forms() if form.asked.search(question)),
    )


def _years(question: str) -> list[int]:
    """Fiscal years before others: "as of FY2021, how much is to be paid in 2024?"."""
    told = [(m.group(), int(m["year"])) for m in _YEAR.finditer(question)]
    fiscal = [year for text, year in told if not text.lstrip(" '’")[:1].isdigit()]
    fiscal += [2000 + int(m["year"]) for m in _SHORT_YEAR.finditer(question)]
    return fiscal or [year for _, year in told]


def without(question: str, named: Scope) -> str:
    """The question without the names and years that the scope has taken from it."""
    text = _SHORT_YEAR.sub(" ", _YEAR.sub(" ", question)) if named.year else question
    for company in named.companies:
        text = re.sub(_as_word(company), " ", text, flags=re.IGNORECASE)
    return text if text.strip(" ?？。.") else question


def priors(asked: Scope, sources: Iterable[Source]) -> Mapping[str, float]:
    """By source id, 1 for a source that is what the question names, less for others.

    Where it names no time, the newest document of a company comes before its older ones. Of the
    versions of one document the newest comes first, whatever the question names.
    """
    known = list(sources)
    replaced = newer_versions(known)
    newest: dict[str, int] = {}
    for source in known:
        if source.company and source.period:
            newest[source.company] = max(newest.get(source.company, 0), _year(source.period))
    age = {s.id: newest[s.company] - _year(s.period) for s in known if s.company and s.period}
    return {
        source.id: _prior(asked, source)
        * (OLDER ** age.get(source.id, 0) if asked.year is None else 1.0)
        * (REPLACED if source.id in replaced else 1.0)
        for source in known
    }


def _year(period: str) -> int:
    found = _PERIOD.fullmatch(period)
    return int(found["year"] or found["day"][:4]) if found else 0


def _prior(asked: Scope, source: Source) -> float:
    worth = 1.0
    if asked.companies and source.company:
        worth *= 1.0 if source.company in asked.companies else OTHER
    if source.period:
        worth *= _in_time(asked, source)
    if asked.forms and source.form:
        worth *= 1.0 if source.form in asked.forms else 0.4
    return worth


def _in_time(asked: Scope, source: Source) -> float:
    told = _PERIOD.fullmatch(source.period or "")
    if not told or asked.year is None:
        return 1.0
    year = int(told["year"] or told["day"][:4])
    near = _LATER.get(year - asked.year, _FAR)
    if told["day"]:
        return near * 0.5
    quarter = int(told["quarter"]) if told["quarter"] else None
    if asked.quarter == quarter:
        return near
    if asked.quarter is None:
        return near * (0.9 if quarter == 4 else 0.4)
    return near * 0.4


def _companies(question: str, known: Iterable[str]) -> frozenset[str]:
    """Known companies that the question names, also without the spaces: "Footlocker"."""
    squeezed = _squeezed(question)
    return frozenset(
        name
        for name in known
        if re.search(_as_word(name), question, re.IGNORECASE)
        or (len(name) > _SQUEEZED and _squeezed(name) in squeezed)
    )


def _as_word(name: str) -> str:
    return rf"(?<![A-Za-z0-9]){re.escape(name)}(?:['’]s)?(?![A-Za-z0-9])"


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _quarter(question: str) -> int | None:
    found = _QUARTER.search(question)
    if not found:
        return None
    if found["q"]:
        return int(found["q"])
    if found["half"]:
        return 2
    return _NUMBER[(found["word"] or found["zh"]).lower()]
