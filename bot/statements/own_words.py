"""A sentence in a model's own words over cited pages: what of it the pages have to carry.

Its names and times have to stand on the pages or in the question, its reasons, superlatives and
directions on the pages or in their lines, most of its words on the pages; it may neither deny nor
put off what they do not, nor speak of the model. What passes is a reading of the pages, and is
marked as such. Figures are judged elsewhere (`claims`).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from bot.answer import Check
from bot.checks import denials
from bot.checks.cues import Cue
from bot.checks.names import touches
from bot.checks.reading import Reading, read
from bot.checks.spans import covers, spans_read
from bot.checks.stance import touched
from bot.statements.pages import Pages, Told, years_in
from bot.statements.talk import READING, covered_by, remarks, talk, telling
from knowledge import finance, lexicon, words

_LEAST_WORDS = 1
_LIKE, _ALIKE = 0.7, 0.5  # of its words, and of a sentence's of a page: it says that one again
_OF_KIND = (
    "frequency", "basis", "side", "region", "depth", "counted", "extreme", "whole", "outcome"
)  # fmt: skip
_SAME_WORDS = 3  # that a sentence shares with the one whose reason or direction it takes over
_GRANTS = re.compile(r"\b(?:that|which|why|drove|driv\w+|caus\w+|due to)\b|为什么|原因", re.I)
_SPELLED = re.compile(r"\b(?P<letters>[A-Z]{2,8})\b,? \((?P<words>[^()]{6,120})\)")
_CUT = re.compile(
    r"[,;，；]|\b(?:while|but|and|as|because|although|though|due to|offset by|which)\b"
)
_QUOTED = re.compile(r'“(?P<curled>[^“”"]+)”|"(?P<plain>[^“”"]+)"')
_LEAST_QUOTED = 6  # words
_FINER = re.compile(r"[A-Za-z]{3}|月|季")


def checks(
    text: str, question: str, pages: Pages, decided: Sequence[Check], asserted: str
) -> list[Check]:
    """`decided`: what lines say of its conclusions; those need no words. `asserted`: the text
    without directions that it does not claim.
    """
    said = read(text, ())
    if wrong := [c for c in decided if not c.ok]:
        return wrong
    if remarks(said, question, decided):
        return [Check(kind=READING, ok=True, detail="a remark on the measure asked for")]
    made = _odd(said, question, pages, decided, asserted)
    covered = covered_by(said, question, pages, decided, _LEAST_WORDS)
    if made or not covered.ok:
        return [*made, covered]
    return [covered, Check(kind=READING, ok=True, detail="the writer's words for what is cited")]


def additions(
    text: str, question: str, pages: Pages, decided: Sequence[Check], asserted: str
) -> list[Check]:
    """What fells a sentence that lines bear out: what it adds to them in words."""
    said = read(text, ())
    if remarks(said, question, decided):
        return []
    covered = covered_by(said, question, pages, decided, 0)
    odd = [c for c in _odd(said, question, pages, decided, asserted) if c.kind != "sign"]
    return odd + [covered] * (not covered.ok)


def _odd(
    said: Reading, question: str, pages: Pages, decided: Sequence[Check], asserted: str
) -> list[Check]:
    asked, settled = read(question, ()), {c.kind for c in decided}
    odd = [
        *_names(said, question, pages),
        *_times(said, asked, question, pages),
        *_senses(said, asked, pages, settled),
        *_stance(said, asked, pages, settled),
        *_directions(said, asked, pages, settled, asserted),
        *_reasons(said, pages),
    ]
    return [Check(kind=kind, ok=False, detail=detail) for kind, detail in odd]


def objections(text: str, question: str, pages: Pages, decided: Sequence[Check]) -> list[Check]:
    """What fells any sentence over pages, though the words of one of them bear it out. What lines
    have `decided` may contradict a page: that of another year.
    """
    said = read(text, ())
    odd = [*_itself(text, question), *_softened(said, pages), *_quotations(text, pages)]
    if not any(c.kind == "sign" for c in decided):
        odd += _turned(said, pages)
    return [Check(kind=kind, ok=False, detail=detail) for kind, detail in odd]


_Odd = Iterator[tuple[str, str]]


def _itself(text: str, question: str) -> _Odd:
    """Not in words of the question: "if I sell"."""
    asked = {m.group().lower() for m in talk().of_itself.finditer(question)}
    for found in talk().of_itself.finditer(text):
        if found.group().lower() not in asked:
            yield "wording", f"speaks of the writer: {found.group()!r}"
            return


def _names(said: Reading, question: str, pages: Pages) -> _Odd:
    known = pages.words | pages.beside | frozenset(words.tokens(question)) | talk().titles
    terms = _terms(said.text)
    for name in sorted({m.key for m in said.names if not touches(m.start, m.end, terms)}):
        parts = words.tokens(re.sub(r"[^\w\s]", " ", name))
        if any(p not in known for p in parts if len(p) > 1) and not finance.mentioned(name):
            yield "name", f"{name} is in none of the cited documents"


def _terms(text: str) -> list[tuple[int, int]]:
    """Where words with capitals are a term of statements: "Cost of Goods Sold", or what letters
    stand for: "EBITDA (Earnings Before Interest, …)".
    """
    items = finance.vocabulary().items.values()
    found = [m.span() for item in items for m in item.asked.finditer(text)]
    for m in _SPELLED.finditer(text):
        first = "".join(re.findall(r"\b([A-Z])[a-z]", m["words"]))
        if first.startswith(m["letters"]):
            found.append(m.span())
    return found


def _times(said: Reading, asked: Reading, question: str, pages: Pages) -> _Odd:
    known = pages.years | years_in(question)
    spans = (*pages.spans, *spans_read([asked]))
    for odd in sorted(years_in(said.text) - known):
        yield "date", f"{odd} is on none of the cited pages"
    for day in said.dates:
        finer = _FINER.search(day.text.replace("FY", "")) and (day.end - day.start).days < 340
        if finer and not covers((day.start, day.end), spans) and day.text not in question:
            yield "date", f"{day.text} is on none of the cited pages"


def _senses(said: Reading, asked: Reading, pages: Pages, settled: set[str]) -> _Odd:
    known = pages.senses(*_OF_KIND) | asked.senses(*(f for f in _OF_KIND if f != "outcome"))
    if not pages.senses("frequency"):
        known |= {"yearly"}  # a year's figure may be called annual, and tell of each year
    families = _OF_KIND if "rank" not in settled else tuple(f for f in _OF_KIND if f != "extreme")
    told = {c.sense for c in said.cues if c.family in families and not _in_name(c, said.text)}
    for sense in sorted(told - known):
        yield "measure", f"{sense}: on none of the cited pages"


def _in_name(cue: Cue, text: str) -> bool:
    """A capital before another: "Best Buy"."""
    return text[cue.start].isupper() and text[cue.end :].lstrip()[:1].isupper()


def _stance(said: Reading, asked: Reading, pages: Pages, settled: set[str]) -> _Odd:
    """No more denials than the question has, but where lines bear one out; nothing assured."""
    mild = [m.span() for m in talk().no_denial.finditer(said.text)]
    denied = sum(c.family == "negation" and not touches(c.start, c.end, mild) for c in said.cues)
    more = denied > sum(c.family == "negation" for c in asked.cues) and "sign" not in settled
    if more and not denials.borne(said.text, _told(said, pages)):
        yield "negation", "denies what no cited page denies"
    if said.senses("unproven"):
        yield "hedge", "calls it unproven"
    for sense in sorted(said.senses("assured") - pages.senses("assured") - {"filed"}):
        yield "hedge", f"{sense}: on none of the cited pages"


def _quotations(text: str, pages: Pages) -> _Odd:
    """What it puts between marks of quotation stands so on a page; a few words may be a name."""
    on = f" {' '.join(w for s in pages.sentences for w in words.tokens(s.reading.text))} "
    for m in _QUOTED.finditer(text):
        said = words.tokens(m["curled"] or m["plain"])
        if len(said) >= _LEAST_QUOTED and f" {' '.join(said)} " not in on:
            yield "quote", f"stands on none of the cited pages: {m.group()[:40]!r}"


def _softened(said: Reading, pages: Pages) -> _Odd:
    """What the sentence most like it plans, denies or only claims is not told as so."""
    own = telling(said.text)
    likest = max(pages.sentences, key=lambda s: len(own & s.words), default=None)
    shared = len(own & likest.words) if likest else 0
    if likest is None or shared < _LIKE * len(own):
        return
    if shared < _ALIKE * len(telling(likest.reading.text)):
        return  # a long one, of which it tells a part
    taken = touched(said, likest.reading)
    for family in ("unrealised", "unproven", "negation"):
        if any(family in c.families() for c in taken) and family not in said.families():
            if family == "negation" and denials.touches_none(said.text, likest.reading.text):
                continue
            yield ("negation" if family == "negation" else "hedge"), f"{family} dropped"


def _turned(said: Reading, pages: Pages) -> _Odd:
    if odd := denials.contrary(said.text, _told(said, pages)):
        yield "negation", f"turned, unlike the cited pages: {odd}"


def _told(said: Reading, pages: Pages) -> list[str]:
    return [s.reading.text for s in pages.sentences if s.reading.language == said.language]


def _directions(
    said: Reading, asked: Reading, pages: Pages, settled: set[str], asserted: str
) -> _Odd:
    """One that the question takes for granted ("what drove the increase?") is the asker's."""
    granted = {
        c.sense
        for c in asked.cues
        if c.family == "direction" and _GRANTS.search(asked.text[: c.start])
    }
    for cue in said.cues if "sign" not in settled else ():
        if cue.family != "direction" or not asserted[cue.start : cue.end].strip():
            continue
        near = chain(_alike(said.text, said, pages), _alike(_around(cue, said.text), said, pages))
        if cue.sense not in granted and not any(
            cue.sense in s.reading.senses("direction") for s in near
        ):
            yield "sign", f"{cue.sense} not borne out by the cited pages"


def _reasons(said: Reading, pages: Pages) -> _Odd:
    text = talk().no_reason.sub(" ", said.text)
    if lexicon().gives_reason(text) and not any(
        lexicon().gives_reason(s.reading.text) for s in _alike(said.text, said, pages)
    ):
        yield "wording", "gives a reason that is not cited"


def _around(cue: Cue, text: str) -> str:
    """The clause that the cue stands in, its place kept."""
    cuts = [0, *(m.start() for m in _CUT.finditer(text)), len(text)]
    start = max(c for c in cuts if c <= cue.start)
    return " " * start + text[start : min(c for c in cuts if c >= cue.end)]


def _alike(text: str, said: Reading, pages: Pages) -> Iterator[Told]:
    """Sentences that speak of the same as a text of what is said, whichever word they have for a
    direction.
    """
    for cue in (c for c in said.cues if c.family == "direction"):
        text = text[: cue.start] + " " * (cue.end - cue.start) + text[cue.end :]
    own = telling(text)
    least = max(1, min(_SAME_WORDS, len(own)))
    return (s for s in pages.sentences if len(own & s.words) >= least)
