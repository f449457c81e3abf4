"""Evidence → numbered blocks a model can cite, the most useful first, within a budget of tokens.

The fence around a block is drawn anew for every request, so that no text inside can close it.
Sentences that address whoever reads them are left out of what is sent. Knows no question.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from bot.answer import Evidence
from knowledge import is_cjk, orders

_STANDING = {"current": "", "superseded": "replaced since; ", "wrong": "known to be wrong; "}
_PER_TOKEN = 4  # Latin characters in one token, roughly; a Chinese character is about one
_OVERHEAD = 30  # tokens of a block's head and fences
_MOST_CHARS = 4000  # of one passage


def tokens(text: str) -> int:
    """About how many a model counts; errs on the high side."""
    wide = sum(map(is_cjk, text))
    return wide + (len(text) - wide) // _PER_TOKEN + 1


@dataclass(slots=True, kw_only=True)
class Blocks:
    """What is numbered so far. Numbers start at 1 and never change."""

    fence: str = field(default_factory=lambda: f"={secrets.token_hex(8)}=")
    ids: list[str] = field(default_factory=list)
    spent: int = 0

    def add(self, held: Iterable[Evidence], budget: int) -> str:
        """The new blocks as text; those that do not fit any more are left out."""
        made = []
        for e in held:
            cost = tokens(e.passage[:_MOST_CHARS]) + _OVERHEAD
            if e.id in self.ids or self.spent + cost > budget:
                continue
            self.spent += cost
            self.ids.append(e.id)
            made.append(self._block(len(self.ids), e))
        return "\n".join(made)

    def cited(self, marks: Sequence[int]) -> tuple[str, ...]:
        """Evidence ids; a number that was never given out stays a name nobody has."""
        return tuple(self.ids[n - 1] if 0 < n <= len(self.ids) else f"[{n}]" for n in marks)

    def _block(self, n: int, e: Evidence) -> str:
        about = f"{_STANDING[e.standing]}{e.publisher or e.title}"
        dates = f"published {e.published or 'undated'}, as of {e.as_of or 'unknown'}"
        text = orders.without(e.passage[:_MOST_CHARS])
        inside = f"[{n}] {about}; {dates}; tier {e.tier}\n{text}".replace(self.fence, "")
        return f"{self.fence}\n{inside}\n{self.fence}"


def by_worth(evidence: Mapping[str, Evidence], first: Sequence[str]) -> list[Evidence]:
    """Those named first in their order, then metrics, facts and passages as they were found."""
    kinds = {"metric": 0, "fact": 1, "passage": 2}
    led = [evidence[i] for i in dict.fromkeys(first) if i in evidence]
    rest = [e for e in evidence.values() if e.id not in set(first)]
    return led + sorted(rest, key=lambda e: (kinds[e.kind], e.standing == "wrong", -e.score))


def digest(blocks: Blocks, evidence: Mapping[str, Evidence], *rest: str) -> str:
    """The same for the same evidence in the same order, whatever the fence."""
    texts = [f"{i}:{evidence[i].sha256}:{evidence[i].standing}" for i in blocks.ids]
    return sha256("\n".join((*texts, *rest)).encode()).hexdigest()
