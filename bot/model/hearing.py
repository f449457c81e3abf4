"""Sentences of a model, one by one → those that stand, told at once, and those held back with why.

Each sentence is judged by `bot.verify` as any claim is, after checks of its own: that it is in the
language of the question, and holds no link or markup. What stands is told the moment it is judged.
Knows no provider and no prompt.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot import verify
from bot.answer import Check, Claim
from bot.checks.meaning import Meaning
from bot.checks.reading import tokens
from bot.model.blocks import Blocks
from bot.model.marks import Said
from bot.understand import Understanding
from bot.writers.base import Found
from knowledge import is_cjk

_MARKUP = re.compile(
    r"https?:|www\.|\w\.(?:com|org|net|io|cn)/|!\[|\]\(|<[A-Za-z/!]|javascript:|data:\w|&[#\w]+;",
    re.IGNORECASE,
)
_STANDS = ("supported", "computed")
_MOST_SENTENCES = 40

Tell = Callable[[Mapping[str, Any]], None]


@dataclass(slots=True, kw_only=True)
class Hearing:
    """`judged` is what was said, in its order, each with its verdict."""

    u: Understanding
    found: Found
    blocks: Blocks
    tell: Tell
    meaning: Meaning | None = None
    judged: list[Claim] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    told: bool = False

    @property
    def kept(self) -> list[Claim]:
        """What stands; the first of it is the conclusion."""
        stands = [c for c in self.judged if c.verdict in _STANDS]
        return [replace(c, role="support" if i else "conclusion") for i, c in enumerate(stands)]

    @property
    def held_back(self) -> list[Claim]:
        return [c for c in self.judged if c.verdict not in _STANDS]

    @property
    def is_full(self) -> bool:
        return len(self.judged) >= _MOST_SENTENCES

    def hear(self, said: Said) -> None:
        if self.is_full or any(_words(c.text) == _words(said.text) for c in self.judged):
            return
        claim = self._judge(said)
        self.judged.append(claim)
        if claim.verdict in _STANDS:
            self._tell(claim)

    def mend(self, said: Said) -> None:
        """A second try: where it stands, it takes the place of the sentence most like it."""
        claim = self._judge(said)
        failed = [i for i, c in enumerate(self.judged) if c.verdict not in _STANDS]
        if claim.verdict in _STANDS and failed:
            words = tokens(said.text)
            at = max(failed, key=lambda i: len(words & tokens(self.judged[i].text)))
            self.judged[at] = claim
            self._tell(claim)

    def again(self) -> None:
        """Forget all: the reply starts anew."""
        if self.told:
            self.tell({"type": "restart"})
        self.judged, self.numbers, self.told = [], {}, False

    def _judge(self, said: Said) -> Claim:
        cited = self.blocks.cited(said.marks)
        computed = any(i.startswith("metric:") for i in cited)
        kind = "computed" if computed else "generated"
        claim = Claim(text=said.text, evidence=cited, kind=kind)  # type: ignore[arg-type]  # of two
        wrong = tuple(_formal(said, self.u))
        if wrong:
            return replace(claim, checks=wrong)
        verified = verify.verify(
            [claim],
            evidence=self.found.evidence,
            ledger=self.found.ledger,
            metrics=self.found.metrics,
            question=self.u.question,
            meaning=self.meaning,
            before=[c.text for c in self.judged if c.verdict in _STANDS],
        )
        return (*verified.kept, *verified.dropped)[0]

    def _tell(self, claim: Claim) -> None:
        """In the words and with the numbers that the finished answer will have."""
        for key in claim.evidence:
            self.numbers.setdefault(key, len(self.numbers) + 1)
        marks = "".join(f"[{n}]" for n in sorted({self.numbers[i] for i in claim.evidence}))
        stands = sum(c.verdict in _STANDS for c in self.judged)
        said = claim.told(self.u.language)
        text = said if self.told else f"**{said}**"
        lead = "" if not self.told else "\n\n" if stands == 2 else " "
        self.told = True
        self.tell({"type": "text", "text": f"{lead}{text} {marks}"})


def reasons(claim: Claim) -> list[str]:
    """What was found wrong with it, each kind once."""
    return list(dict.fromkeys(f"{c.kind}: {c.detail}" for c in claim.checks if not c.ok))


def _formal(said: Said, u: Understanding) -> Iterator[Check]:
    if found := _MARKUP.search(said.text):
        yield Check(kind="markup", ok=False, detail=f"holds {found.group()!r}")
    wide = sum(map(is_cjk, said.text))
    narrow = sum(c.isalpha() for c in said.text) - wide
    if (u.language == "zh" and not wide) or (u.language == "en" and wide > narrow):
        yield Check(kind="language", ok=False, detail="is not in the language of the question")


def _words(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())
