"""The setting of a question, apart from what it asks: "now that Gemini reads a million, …".

In: a question. Out: spans of its asides. Knows the markers of both languages and the lexicon's
whole pictures, and no ledger.
"""

import re
from collections.abc import Collection, Sequence

from bot.question.names import Span
from knowledge import Mention, lexicon

# What follows one of these is the setting of the question, not what it is about.
_ASIDE_EN = re.compile(
    r"(?<![A-Za-z])(?:now that|given that|given|since|while|although|though|because|even if|"
    r"versus|vs\.?|against|compared? (?:to|with)|than|next to|relative to|besides?|with|from|by|"
    r"like|amid|despite|if|after|unlike)(?![A-Za-z])",
    re.IGNORECASE,
)
_ASIDE_ZH = re.compile(
    r"面对(?!哪|什么)|相比|相较|对比|比起|和|与|跟|同|比(?![例重率])|既然|由于|随着|虽然|尽管|如果|除了|被"
)
# "proceedings against the firm" sets nobody beside it
_BROUGHT = re.compile(
    r"\b(?:accusations?|actions?|allegations?|brought|cases?|charges?|claims?|complaints?|filed"
    r"|lawsuits?|proceedings?|ruled|rulings?|sanctions?|suits?)\s+$",
    re.IGNORECASE,
)
_WHO = re.compile(r"谁|孰|哪(?:个|家|一[家个])")  # A和B谁高 asks of both
_AND = ("和", "与", "跟", "同")
_CLAUSE = re.compile(r"[,;:?!。，；：？！、\n]|\.(?=\s|$)")
_ASKS = re.compile(
    r"(?<![A-Za-z])(?:what|how|who|which|when|where|why|is|are|do|does|did|for|regarding|about)"
    r"(?![A-Za-z])|[吗呢谁何哪几]|什么|多少|多久|怎么|如何|是否|关于|对于",
    re.IGNORECASE,
)


def asides(question: str, parties: Sequence[Span], mentions: Sequence[Mention]) -> list[Span]:
    """`parties` are those named in it: what joins two of them opens no aside, nor does what stands
    within a mention of a concept: 国内和海外.
    """
    whole = [(m.start, m.end) for m in mentions]
    return [*_marked(question, parties, whole), *_setting(question)]


def _marked(question: str, parties: Sequence[Span], whole: Sequence[Span]) -> list[Span]:
    """From each marker of an aside to the end of its clause."""
    wants, spans = lexicon().wants(question), []
    for marker in (*_ASIDE_EN.finditer(question), *_ASIDE_ZH.finditer(question)):
        if any(
            s <= marker.start() and marker.end() <= e and not _is_than(marker, s) for s, e in whole
        ):
            continue
        if marker.group() in _AND and not _is_beside(question, marker, wants, parties):
            continue
        if is_brought(question, marker.start(), marker.group()):
            continue
        if marker.group().lower() == "by" and "ordered" in wants:
            continue  # "ranked by market value"
        spans.append((marker.start(), _end(question, marker.end(), parties)))
    return spans


def is_brought(question: str, at: int, said: str) -> bool:
    """The "against" that stands there is that of a claim."""
    return said.lower() == "against" and bool(_BROUGHT.search(question[:at]))


def _is_than(marker: re.Match[str], start: int) -> bool:
    """What opens 比…贵 sets somebody beside, though all of it is one term."""
    return marker.group() == "比" and marker.start() == start


def _is_beside(
    question: str, marker: re.Match[str], wants: Collection[str], parties: Sequence[Span]
) -> bool:
    """和谷歌相比 sets somebody beside; K3和V4的价格 asks of both."""
    if _joins(marker.span(), parties):
        return "compare" in wants and not _WHO.search(question)
    opens = not question[: marker.start()].strip() or bool(
        _CLAUSE.search(question[: marker.start()].strip()[-1:])
    )
    return opens or "compare" in wants


def _end(question: str, start: int, parties: Sequence[Span]) -> int:
    """Of its clause; 、 between two parties ends none: 与塔利沃、哈尔西相比."""
    ends = [m.span() for m in _CLAUSE.finditer(question, start)]
    return next((s for s, e in ends if not _joins((s, e), parties)), len(question))


def _joins(span: Span, parties: Sequence[Span]) -> bool:
    return any(e == span[0] for _, e in parties) and any(s == span[1] for s, _ in parties)


def _setting(question: str) -> list[Span]:
    """Statements before the question itself: "Gemini reads a million tokens, is the moat gone?".

    Only before a question for a whole picture; "it has 10 billion, how long does it last?" goes on
    about the same party.
    """
    *before, last = _clauses(question)
    if question[last[0] :].startswith("那"):
        return before[-1:]
    overview = [
        m
        for m in lexicon().mentions(question)
        if last[0] <= m.start and lexicon().concepts[m.concept].topics
    ]
    stated = all(not _ASKS.search(question[s:e]) for s, e in before)
    return before if overview and stated else []


def _clauses(question: str) -> list[Span]:
    ends = [m.end() for m in _CLAUSE.finditer(question) if question[m.end() :].strip()]
    return list(zip([0, *ends], [*ends, len(question)], strict=True))
