"""A sentence in a model's own words over cited pages: what of it the pages have to carry.

Its names and times have to stand on the pages or in the question, its reasons, superlatives and
directions on the pages or in their lines, most of its words on the pages; it may neither deny nor
put off what they do not, nor speak of the model. What passes is a reading of the pages, and is
marked as such. Figures are judged elsewhere (`claims`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from bot.answer import Check
from bot.checks import denials, verbs
from bot.checks.matter import kin
from bot.checks.names import touches
from bot.checks.reading import Reading, keys, read
from bot.checks.spans import covers, spans_read
from bot.checks.stance import touched
from bot.statements.pages import Pages, Told, years_in
from knowledge import finance, lexicon, words

READING = "reading"  # the check that marks a claim as one
_COVERED = 0.5  # of the words that say something
_COVERED_WITH_FIGURE = 0.4  # where every figure of it stands
_LEAST_WORDS = 1
_LIKE, _ALIKE = 0.7, 0.5  # of its words, and of a sentence's of a page: it says that one again
_OF_KIND = ("frequency", "basis", "side", "region", "depth", "counted", "extreme", "outcome")
_SAME_WORDS = 3  # that a sentence shares with the one whose reason or direction it takes over
_GRANTS = re.compile(r"\b(?:that|which|why|drove|driv\w+|caus\w+|due to)\b|为什么|原因", re.I)
_NUMBERED = re.compile(r"^\d|^(?:fy|q|h)\d*$")
_FINER = re.compile(r"[A-Za-z]{3}|月|季")


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    answering: frozenset[str]
    titles: frozenset[str]
    of_itself: re.Pattern[str]
    no_denial: re.Pattern[str]
    no_reason: re.Pattern[str]


def checks(
    text: str, question: str, pages: Pages, decided: Sequence[Check], asserted: str
) -> list[Check]:
    """`decided`: what lines say of its conclusions; those need no words. `asserted`: the text
    without directions that it does not claim.
    """
    said, asked = read(text, ()), read(question, ())
    if wrong := [c for c in decided if not c.ok]:
        return wrong
    settled = {c.kind for c in decided}
    odd = [
        *_names(said, question, pages),
        *_times(said, asked, question, pages),
        *_senses(said, asked, pages, settled),
        *_stance(said, asked, pages, settled),
        *_directions(said, asked, pages, settled, asserted),
        *_reasons(said, pages),
    ]
    made = [Check(kind=kind, ok=False, detail=detail) for kind, detail in odd]
    covered = _covered(said, asked, pages, decided)
    if made or not covered.ok:
        return [*made, covered]
    return [covered, Check(kind=READING, ok=True, detail="the writer's words for what is cited")]


def objections(text: str, question: str, pages: Pages, decided: Sequence[Check]) -> list[Check]:
    """What fells any sentence over pages, though the words of one of them bear it out. What lines
    have `decided` may contradict a page: that of another year.
    """
    said = read(text, ())
    odd = [*_itself(text, question), *_softened(said, pages)]
    if not any(c.kind == "sign" for c in decided):
        odd += _turned(said, pages)
    return [Check(kind=kind, ok=False, detail=detail) for kind, detail in odd]


_Odd = Iterator[tuple[str, str]]


def _itself(text: str, question: str) -> _Odd:
    found = talk().of_itself.search(text)
    if found and found.group() not in question:
        yield "wording", f"speaks of the writer: {found.group()!r}"


def _names(said: Reading, question: str, pages: Pages) -> _Odd:
    known = pages.words | frozenset(words.tokens(question)) | talk().titles
    for name in sorted(keys(said.names)):
        parts = words.tokens(re.sub(r"[^\w\s]", " ", name))
        if any(p not in known for p in parts if len(p) > 1) and not finance.mentioned(name):
            yield "name", f"{name} is on none of the cited pages"


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
    families = _OF_KIND if "rank" not in settled else tuple(f for f in _OF_KIND if f != "extreme")
    for sense in sorted(said.senses(*families) - known):
        yield "measure", f"{sense}: on none of the cited pages"


def _stance(said: Reading, asked: Reading, pages: Pages, settled: set[str]) -> _Odd:
    """No more denials than the question has, but where lines bear one out; nothing assured."""
    mild = [m.span() for m in talk().no_denial.finditer(said.text)]
    denials = sum(c.family == "negation" and not touches(c.start, c.end, mild) for c in said.cues)
    if denials > sum(c.family == "negation" for c in asked.cues) and "sign" not in settled:
        yield "negation", "denies what no cited page denies"
    if said.senses("unproven"):
        yield "hedge", "calls it unproven"
    for sense in sorted(said.senses("assured") - pages.senses("assured") - {"filed"}):
        yield "hedge", f"{sense}: on none of the cited pages"


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
    told = [s.reading.text for s in pages.sentences if s.reading.language == said.language]
    if odd := denials.contrary(said.text, told):
        yield "negation", f"turned, unlike the cited pages: {odd}"


def _directions(
    said: Reading, asked: Reading, pages: Pages, settled: set[str], asserted: str
) -> _Odd:
    """One that the question takes for granted ("what drove the increase?") is the asker's."""
    granted = {
        c.sense
        for c in asked.cues
        if c.family == "direction" and _GRANTS.search(asked.text[: c.start])
    }
    claimed = {
        c.sense for c in said.cues if c.family == "direction" and asserted[c.start : c.end].strip()
    }
    for sense in sorted(claimed - granted) if "sign" not in settled else ():
        if not any(sense in s.reading.senses("direction") for s in _alike(said, pages)):
            yield "sign", f"{sense} not borne out by the cited pages"


def _reasons(said: Reading, pages: Pages) -> _Odd:
    text = talk().no_reason.sub(" ", said.text)
    if lexicon().gives_reason(text) and not any(
        lexicon().gives_reason(s.reading.text) for s in _alike(said, pages)
    ):
        yield "wording", "gives a reason that is not cited"


def _alike(said: Reading, pages: Pages) -> Iterable[Told]:
    """Sentences that speak of the same, whichever word they have for a direction."""
    text = said.text
    for cue in (c for c in said.cues if c.family == "direction"):
        text = text[: cue.start] + " " * (cue.end - cue.start) + text[cue.end :]
    own = telling(text)
    least = max(1, min(_SAME_WORDS, len(own)))
    return (s for s in pages.sentences if len(own & s.words) >= least)


def _covered(said: Reading, asked: Reading, pages: Pages, decided: Sequence[Check]) -> Check:
    """What the question says already and no page has is left out; lines have what they decide."""
    own = telling(said.text)
    known = pages.words | frozenset(words.tokens(" ".join(c.detail for c in decided)))
    held = frozenset(w for w in own if w in known or kin(w) & pages.kinds)
    own = held | (own - telling(asked.text))
    least = _COVERED_WITH_FIGURE if said.amounts else _COVERED
    ok = len(held) >= _LEAST_WORDS and len(held) >= least * len(own)
    return Check(kind="wording", ok=ok, detail=f"{len(held)} of {len(own)} words on cited pages")


def telling(text: str) -> frozenset[str]:
    found = verbs.plain(words.telling(words.tokens(text)))
    return frozenset(w for w in found if not _NUMBERED.search(w)) - talk().answering


@cache
def talk() -> Talk:
    raw = yaml.safe_load(Path(__file__).with_name("talk.yaml").read_text(encoding="utf-8"))
    return Talk(
        answering=frozenset(words.tokens(raw["answering"])),
        titles=frozenset(words.tokens(raw["titles"])),
        of_itself=re.compile(raw["of_itself"], re.IGNORECASE),
        no_denial=re.compile(raw["no_denial"]),
        no_reason=re.compile(raw["no_reason"], re.IGNORECASE),
    )
