"""The dates of a stretch of a claim against the time of one proof.

A claim may be coarser than its evidence ("in June" of 30 June), never finer. The day on which
something was printed is a date of the report, not of what it reports. Knows no figures.
"""

import re
from collections.abc import Iterable

from bot.answer import Check
from bot.checks.proofs import Proof
from bot.checks.reading import Reading
from bot.checks.spans import Span, covers, is_day
from knowledge import Period

_JOINT = re.compile(r"[a-z\d月年]\s?[-–—~至到]|\b(?:to|and|through)\b")
_STRETCH = re.compile(  # a date that ends a stretch: "the twelve months to", 截至…的财年
    r"\b(?:year|months|weeks|quarter|half) (?:to|ended|ending|through) (?:the end of )?$|截至$"
)
_WITHIN = re.compile(r"\b(?:in|during|of|for) $|(?:^|[，。；在于])$")
_REPORTS = frozenset({"said", "attributed", "assured", "unproven"})
_DOCUMENTS = re.compile(
    r"letter|report|article|interview|blog|post|note|paper|statement|notice|memo|[信报刊文稿告]"
)


def checks(run: Reading, proof: Proof) -> list[Check]:
    spans = list(held(run, proof))
    made = [_check(d.text, _is_held((d.start, d.end), d.text, spans), proof) for d in run.dates]
    made += [_check(m.key, is_day(m.key, spans), proof) for m in run.loose]
    made += [Check(kind="date", ok=False, detail=f"{m.key}: no such date") for m in run.impossible]
    for day in (d for d in run.dates if _is_cut(d, run, proof)):
        detail = f"{day.text} is the end of a stretch in {proof.id}"
        made.append(Check(kind="date", ok=False, detail=detail))
    if run.dates and not is_timed(run, proof):
        detail = f"{run.dates[0].text} is not the time of the figure in {proof.id}"
        made.append(Check(kind="date", ok=False, detail=detail))
    return made


def _is_cut(day: Period, run: Reading, proof: Proof) -> bool:
    """Whether "in September" is said of what the proof tells of the twelve months to September."""
    said = [(d, w) for w in proof.said(run.language) for d in w.dates if w.language == run.language]
    ends = [bool(_STRETCH.search(w.text[: d.begin - w.offset])) for d, w in said if _same(d, day)]
    return all(ends) and bool(ends) and bool(_WITHIN.search(run.text[: day.begin - run.offset]))


def _same(one: Period, other: Period) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def is_timed(run: Reading, proof: Proof) -> bool:
    """The dates include the figure's own, where the words of the proof have several."""
    own = [d for d in proof.dates if any(covers(d, [a]) or covers(a, [d]) for a in proof.as_of)]
    if len(proof.facts) != 1 or not run.amounts or not own or len(proof.dates) < 2:
        return True
    told = [*own, *proof.as_of]
    return any(covers((d.start, d.end), told) for d in run.dates) or any(
        is_day(m.key, told) for m in run.loose
    )


def _is_held(named: Span, words: str, spans: Iterable[Span]) -> bool:
    """A stretch of time from one month to another is not widened where the proof has one too."""
    ranges = [s for s in spans if s[0].month != s[1].month and _JOINT.search(words)]
    return named in ranges if ranges else covers(named, spans)


def held(run: Reading, proof: Proof) -> Iterable[Span]:
    """The record's date counts for its figure, or where the words have none."""
    yield from proof.dates
    if run.amounts or not proof.dates or is_report(run):
        yield from proof.as_of
    if is_report(run):
        yield from proof.printed


def is_report(run: Reading) -> bool:
    """It speaks of a publication or of somebody's words."""
    return bool(run.families() & _REPORTS) or any(_DOCUMENTS.fullmatch(w.key) for w in run.words)


def _check(words: str, ok: bool, proof: Proof) -> Check:
    detail = f"{words} {'is' if ok else 'is not'} the time of {proof.id}"
    return Check(kind="date", ok=ok, detail=detail)
