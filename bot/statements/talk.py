"""The words of a model's sentence: which say something, and how many of them the pages have.

In: what is said, the question, the cited pages, what lines decide of it. Out: a check of its words.
Words about answering say nothing (`talk.yaml`); a remark on the measure asked for is of no company.
Knows no names, times and figures.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from bot.answer import Check
from bot.checks import verbs
from bot.checks.matter import kin
from bot.checks.reading import Reading
from bot.statements import formulas
from bot.statements.directions import without
from bot.statements.pages import Pages
from knowledge import finance, words

READING = "reading"  # the check that marks a claim as one
_COVERED = 0.4  # of the words that say something
_NUMBERED = re.compile(r"^\d|^(?:fy|q|h)\d*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    answering: frozenset[str]
    titles: frozenset[str]
    of_itself: re.Pattern[str]
    no_denial: re.Pattern[str]
    no_reason: re.Pattern[str]
    remark: re.Pattern[str]


def remarks(said: Reading, question: str, decided: Sequence[Check]) -> bool:
    """That the measure asked for is not all there is: of the measure, not of the company. Of its
    figure it may tell what lines have decided: "below 1".
    """
    measure = formulas.asked_in(question)
    figures = said.amounts and not decided
    asked = frozenset(words.tokens(question))
    names = any(w not in asked for m in said.names for w in words.tokens(m.key))
    plain = not (figures or said.dates or names or said.senses("direction"))
    about = measure is not None and bool(measure.asked.search(said.text))
    return about and plain and bool(talk().remark.search(said.text))


def covered_by(
    said: Reading, question: str, pages: Pages, decided: Sequence[Check], fewest: int
) -> Check:
    """What the question says already and no page has is left out; lines have what they decide."""
    turns = any(c.kind == "sign" for c in decided)
    own = telling(without(said.text) if turns else said.text)
    known = pages.words | frozenset(words.tokens(" ".join(c.detail for c in decided)))
    known |= _called(said.text, known)
    held = frozenset(w for w in own if w in known or kin(w) & pages.kinds)
    own = held | (own - telling(question))
    ok = len(held) >= fewest and len(held) >= _COVERED * len(own)
    return Check(kind="wording", ok=ok, detail=f"{len(held)} of {len(own)} words on cited pages")


def _called(text: str, known: frozenset[str]) -> frozenset[str]:
    """The words by which it calls a line that the pages have by another name: EPS."""
    items = finance.vocabulary().items.values()
    on = (i for i in items if any(w <= known for w in formulas.wordings(i)))
    called = " ".join(m.group() for i in on for m in i.asked.finditer(text))
    return frozenset(words.tokens(called))


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
        remark=re.compile(raw["remark"], re.IGNORECASE),
    )
