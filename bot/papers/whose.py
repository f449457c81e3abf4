"""A sentence → of whom it speaks: of him who was asked about, of somebody else, or of many.

Names, and the words that stand for one: "it", "we", "the company", "most companies". Knows the
companies of the desk's documents; reads no figure.
"""

import re
from collections.abc import Sequence

from bot.papers import glossary
from bot.papers.asked import Asked
from bot.papers.said import Said, names_in, said, share
from bot.papers.units import Unit
from knowledge import words

FIGURES = ("amount", "share", "count", "date", "lasting")
_OWN = re.compile(
    r"\b(?:we|our|us|its?|the company|the group)\b|公司|本集团|我们|其", re.IGNORECASE
)


def goes_on(text: str, names: Sequence[Unit], own: Said) -> bool:
    """About whom the sentences before name: it says "it", or one of them too, or nobody."""
    if TAKES_UP.match(text) or any(share(u, own) for u in names):
        return True
    if _IT.search(text) and all(term.version for u in names for term in u.terms):
        return True  # "training it took 41 days": a thing, which nobody else is
    return not names_in(text) and len(words.tokens(text)) < _SHORT


_SHORT = 14  # words of a sentence that leaves out whom it is about
TAKES_UP = re.compile(
    r"(?:It|They|Its|Their|The company|The round|This|That|He|She|His|Her)\b|该|其|公司|这",
    re.IGNORECASE,
)
_IT = re.compile(r"\bits?\b", re.IGNORECASE)


def is_elsewhere(asked: Asked, text: str, home: frozenset[str]) -> bool:
    """It names others and not whom it was asked of."""
    if asked.kind in ("who", "why", "text", "whether"):
        return False
    wanted = [u for u in asked.names if home.intersection(t.text for t in u.terms)]
    if not wanted or _OWN.search(text) or any(share(u, said(text)) for u in wanted):
        return False
    strangers = [n for n in names_in(text) if not any(share(u, said(n)) for u in asked.names)]
    return bool(strangers)


def is_of_another(asked: Asked, own: Said, home: frozenset[str], known: frozenset[str]) -> bool:
    """It names another known company, and whom it was asked of neither by name nor as "we"; of a
    name or a reason, it begins with what is the other's.
    """
    wanted = [u for u in asked.names if home.intersection(t.text for t in u.terms)]
    if _SELF.search(own.text) or not wanted or any(share(u, own) for u in wanted):
        return False
    others = known - home - {t.text for u in asked.names for t in u.terms}
    if asked.kind not in ("who", "why", "text", "whether"):
        return any(glossary.term(name).stands_in(own.tokens, own.text) for name in others)
    owns = r"\s*(?:['’]s\b|的)" if asked.kind in ("who", "why") else ""
    return any(re.match(re.escape(name) + owns, own.text) for name in others)


def is_of_many(asked: Asked, own: Said) -> bool:
    """A figure of most companies is not that of the one that was asked about."""
    return (
        asked.kind in FIGURES
        and bool(_MANY.search(own.text))
        and not any(share(u, own) for u in asked.names)
    )


_MANY = re.compile(
    r"(?:\d ?%|\bmost|\bmany|\bother|\ball|\bfew|\bmajority) (?:of )?(?:the )?(?:\w+ )?"
    r"(?:companies|firms|start-?ups|players|competitors)\b"
    r"|(?:多数|大多|不少|其他|其它|业内|%的)[^，。]{0,8}(?:公司|企业|厂商)",
    re.IGNORECASE,
)
_SELF = re.compile(r"\b(?:we|our|us|the company|the group)\b|本?公司|本?集团|我们", re.IGNORECASE)
