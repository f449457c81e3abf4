"""What a question wants of the things it names: a figure, a list, a reason, a yes or no.

In: the question, the concepts it names and the amounts it states. Out: keys of the lexicon's wants
and operations, with "whether" and "either". Knows no record.
"""

import re
from collections.abc import Sequence

from bot.question.asides import is_brought
from bot.question.either import offered
from bot.question.names import Span
from knowledge import Amount, Mention, lexicon

_WHETHER = re.compile(
    r"(?:^|(?<=[.?!,;:–—-])\s)\s*(?:so,? |and |but )?"
    r"(?:is|are|was|were|do|does|did|has|have|can|could|will|would|should)"
    r"\b|(?:right|true|correct|confirmed|yes or no|(?:use|trust|rely on) (?:that|it|this))\s*\?\s*$"
    r"|吗|是否|是不是|有没有|真的|能否|对吧|对不对|属实|对不|是[^，。？?]{1,24}还是",
    re.IGNORECASE,
)
_ALL = re.compile(r"\W*(?:all|every)\s+(?!told|in all|the way|the time|right)", re.IGNORECASE)
_HOW_MANY = re.compile(r"\bhow many\b|多少|几", re.IGNORECASE)
_LENGTH = re.compile(r"\bhow many (?:days|weeks|months|quarters|years)\b", re.IGNORECASE)
_NUMBER_OF = re.compile(r"\bhow many\b|\bnumber of\b", re.IGNORECASE)
_PLUS = re.compile(r"\s*(?:加上?|plus|\+)\s*", re.IGNORECASE)
_LISTS = ("each", "list")


def wanted(
    question: str, mentions: Sequence[Mention], states: Sequence[Amount], parties: Sequence[Span]
) -> frozenset[str]:
    told = [m for m in lexicon().wanted(question) if not _is_only_said(m, mentions)]
    told = [m for m in told if not is_brought(question, m.start, question[m.start : m.end])]
    wants = {m.concept for m in (*told, *lexicon().operations(question))}
    if "ordered" in wants:
        wants |= {"each"} if wants & {"most", "least", "newest_first"} else {"each", "most"}
    wants |= {"most"} if wants & {"second", "third"} and "least" not in wants else set()
    wants |= {"each"} if _ALL.match(question) else set()
    wants |= {"list"} if "each" in wants else set()
    if "growth" in wants and not _HOW_MANY.search(question):
        wants -= {"count"}  # "how fast is the number of users growing" asks for no number of them
    if _LENGTH.search(question) and not _NUMBER_OF.search(_LENGTH.sub("", question)):
        wants -= {"count"}  # "how large is the contract, and over how many years does it run"
    wants |= {"together"} if _are_added(question, parties) else set()
    wants |= {"either"} if offered(question, states) else set()
    wants |= {"whether"} if _WHETHER.search(question) else set()
    return frozenset(wants)


def _are_added(question: str, parties: Sequence[Span]) -> bool:
    """智谱加MiniMax的两倍: two parties are taken together."""
    pairs = zip(parties, parties[1:], strict=False)
    return any(_PLUS.fullmatch(question, end, start) for (_, end), (start, _) in pairs)


def _is_only_said(want: Mention, mentions: Sequence[Mention]) -> bool:
    """A list is no list in "want to list", but is one in "revenue by product"."""
    around = [m.concept for m in mentions if m.start <= want.start and want.end <= m.end]
    of_parts = any(lexicon().concepts[c].of_parts for c in around)
    return bool(around) and not of_parts and want.concept in _LISTS
