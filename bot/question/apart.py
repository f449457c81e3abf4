"""Names set side by side in a question, each to be answered by itself: "Langur-3 or Orm", A、B两家.

In: the question, the spans of its names. Out: the names that stand side by side; none where what
is told between them is asked for ("the suit between X and Y"). Knows no ledger.
"""

import re
from collections.abc import Collection, Sequence

from knowledge import Mention, lexicon

_JOINED = re.compile(
    r"(?:['’]s)?\s*(?:,|、|/|&|\band\b|\bor\b|\bvs\b\.?|\bversus\b|\bagainst\b|\bthan\b|\bnor\b"
    r"|\bcompared (?:to|with)\b|\bas opposed to\b|和|与|跟|及|还是|或者?|对比?|相比|比)+"
    r"\s*(?:(?:that of|the|its|their|and|or|with|series|round)\s+)*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
# "between X and Y, which picks more" asks for each, "the suit between X and Y" for what both share
_WHICH = re.compile(r"\b(?:which|who|whose|whom)\b|谁|哪[个家款种一台轮]|孰", re.IGNORECASE)
_SHARED = re.compile(r"(?:['’]s)?\s*(?:之间|的关系)")
_ROW = re.compile(r"(?:['’]s)?[ 的]?")
# "cash and how many employees", 收入和净亏损各是多少
_AND_ALSO = re.compile(
    r"(?:[\s?？是有的为了]|\b(?:the|of|in|for|at)\b)*(?:多少|几何|如何|怎样|谁)?\s*"
    r"(?:,|，|、|;|；|&|\+|\band\b|\bas well as\b|\bplus\b|和|与|及|以及|还有|\?)+\s*"
    r"(?:(?:and|what|how|when|who|is|are|was|were|do|does|did|many|much|large|big|the|its|their|it"
    r"|they|number|size|of|also|for|a)\b\s*|是|有|又)*",
    re.IGNORECASE,
)
# "what is its ARR, and at what price was it valued", 收入有多少，亏了多少: each clause asks
_ANEW = re.compile(
    r"[,;?，；？]\s*(?:and\s+)?|\band\s+(?=(?:\w+\s+)?(?:what|how|who|when|which|where)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:what|how|who|when|which|where)\b|多少|多久|多大|多高|几|什么|哪|谁|如何|怎么|怎样|何时",
    re.IGNORECASE,
)

Named = tuple[int, int, str]


def apart(
    question: str,
    named: Sequence[Named],
    parties: Collection[str] = (),
    compared: Collection[str] = (),
) -> tuple[str, ...]:
    """Names that are joined, else the `compared` ones where there are two; in reading order.

    `parties` are those that are ids of entities: "on a test against a rival" sets no two alike,
    but "which is longer, K3 or GLM" does.
    """
    pairs = _pairs(question, _runs(question, named))
    either = asks_which(question)
    alike = [pair for pair in pairs if either or (pair[0] in parties) == (pair[1] in parties)]
    found = [name for pair in alike for name in pair]
    if not found and len(set(compared)) > 1:
        found = list(compared)
    return tuple(dict.fromkeys(found))


def asks_which(question: str) -> bool:
    """Which of several is asked for: 谁更高, "which is faster"."""
    return bool(_WHICH.search(question))


def _runs(question: str, named: Sequence[Named]) -> list[Named]:
    """Names in reading order; of several in a row the last: V4-Pro of "DeepSeek V4-Pro"."""
    runs: list[Named] = []
    for one in sorted(set(named)):
        row = runs and runs[-1][:2] != one[:2] and _ROW.fullmatch(question, runs[-1][1], one[0])
        if row:
            one = (runs.pop()[0], *one[1:])
        runs.append(one)
    return runs


def _pairs(question: str, named: Sequence[Named]) -> list[tuple[str, str]]:
    return [
        (one[2], two[2])
        for one, two in zip(named, named[1:], strict=False)
        if one[2] != two[2] and _are_joined(question, one, two)
    ]


def _are_joined(question: str, one: Named, two: Named) -> bool:
    if one[:2] == two[:2]:
        return True  # "series A and D" is one span
    between = _BETWEEN.search(question[: one[0]]) and not asks_which(question)
    if between or _SHARED.match(question, two[1]):
        return False
    return bool(_JOINED.fullmatch(question, one[1], two[0]))


def asked_with(
    question: str, main: Sequence[str], mentions: Sequence[Mention], named: Sequence[Named]
) -> tuple[str, ...]:
    """Concepts asked for beside the main one, each by itself: "revenue and net loss"; also where
    nothing of the kind is ever recorded.
    """
    for start, end, _ in named:
        question = question[:start] + " " * (end - start) + question[end:]
    chain: list[str] = []
    for one, two in zip(mentions, mentions[1:], strict=False):
        joined = _AND_ALSO.fullmatch(question, one.end, two.start)
        if joined or _each_asks(question, one, two):
            chain += [one.concept, two.concept]
    known = lexicon().concepts
    found = [c for c in dict.fromkeys(chain) if not known[c].topics]
    return tuple(c for c in found if c not in main) if set(main) <= set(found) else ()


def _each_asks(question: str, one: Mention, two: Mention) -> bool:
    """They stand in clauses that each ask. Of 股东都有谁，各持股多少 both ask for the stakes."""
    known = lexicon().concepts
    if {*known[one.concept].attributes} & {*known[two.concept].attributes}:
        return False
    breaks = [m.end() for m in _ANEW.finditer(question)]
    if not any(one.end <= at <= two.start for at in breaks):
        return False
    edges = (0, *breaks, len(question))
    own = [
        next(question[a:b] for a, b in zip(edges, edges[1:], strict=False) if a <= m.start < b)
        for m in (one, two)
    ]
    return all(_ASKS.search(clause) for clause in own)
