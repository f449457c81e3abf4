"""The parts that one statement of shares tells, each with its name in both languages.

"Subscriptions made up 58% of 2025 revenue, the API 31% and studio work 11%": three shares, where
the record holds one figure. In: a fact. Out: its shares with the name that stands beside each.
Knows no question but for whether it names a part.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from knowledge import Fact, dated, stated, worded

_BREAK = re.compile(r"[,;:，；：、]|\band\b|\bwhile\b|\bin\b|\bof\b|而|其中|及|和")
_VERB = re.compile(
    r"\b(?:made up|make up|brought in|brought|accounted for|contributed|were|was|is|are|stood for|"
    r"came to|generated|another)\b.*|(?:占了?|贡献|为|来自|带来).*",
    re.IGNORECASE,
)
# "64% of revenue in 2025 came from X", 37%来自中国大陆
_FROM = re.compile(r"[^,.;，。；\d]{0,24}(?:20\d\d )?(?:came from |来自)(?P<name>[^,.;，。；]+)")
_SMALL = frozenset({"the", "its", "a", "an", "another", "customers", "revenue"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    share: Fact
    name: str
    name_zh: str

    def is_named(self, question: str) -> bool:
        words = [w for w in re.findall(r"[A-Za-z]+", self.name) if w.lower() not in _SMALL]
        told = worded(question)
        english = bool(words) and all(worded(w) <= told for w in words)
        short = "".join(w[0] for w in words) if len(words) > 1 else ""
        way = rf"\b{short}\b|\b{short.lower()} (?:revenue|sales)"
        initials = bool(short) and re.search(way, question)
        bare = re.sub("(?:客户|用户|市场|业务|地区)$", "", self.name_zh)
        chinese = len(bare) > 1 and bare in question
        return english or bool(initials) or chinese


def parts_of(fact: Fact) -> Iterator[Part]:
    """Shares that both languages tell with a name of their own."""
    chinese = {(low, high): name for low, high, name in _named(fact.statement_zh)}
    for low, high, name in _named(fact.statement):
        if name and (low, high) in chinese:
            share = replace(fact, value=None, low=low, high=high, subject=name)
            yield Part(share=share, name=name, name_zh=chinese[low, high])


def _named(text: str) -> Iterator[tuple[Decimal, Decimal, str]]:
    before = 0
    for amount in stated(text):
        if amount.unit != "percent":
            continue
        piece = text[before : amount.start]
        for period in reversed(dated(piece)):
            piece = f"{piece[: period.begin]}，{piece[period.stop :]}"
        left = [w for p in _BREAK.split(_VERB.sub("", piece)) if (w := p.strip(" .。的"))]
        behind = _FROM.match(text, amount.end)
        yield amount.low, amount.high, behind["name"] if behind else left[-1] if left else ""
        before = amount.end
