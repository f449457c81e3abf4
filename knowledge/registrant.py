"""A document's cover and body in, whose document it is out: "Best Buy", "American Water".

The registrant named on the cover, or the company named most there, called by the shortest name the
document itself uses. Does not know kinds of documents.
"""

import re
from collections import Counter
from collections.abc import Iterator

_SUFFIX = (
    r"(?:Inc|Incorporated|Corp|Corporation|Co|Company|Companies|Ltd|Limited|LLC|L\.?P|plc|PLC|N\.?V"
    r"|S\.?A|SE|AG|Holdings?|Group|International|Communications|Technologies|Enterprises)"
)
_REGISTRANT = re.compile(r"\(?\s*exact name of (?:the )?registrant", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:(?<=\s)|^)(?P<name>(?:[A-Z0-9][\w&.'’-]*[ ,]+){1,5}?"
    rf"(?:{_SUFFIX})\b\.?)"
    r"|(?P<zh>[\u4e00-\u9fffA-Za-z（）()]{2,24}?(?:股份|集团)?有限(?:责任)?公司)"
)
_TAIL = re.compile(
    rf"(?:[\s,]+(?:{_SUFFIX}|and|&|Subsidiaries|AND|SUBSIDIARIES)\b\.?)+\s*$", re.IGNORECASE
)
_TAIL_ZH = re.compile(r"(?:（[^）]*）|\([^)]*\))|(?:股份|集团|控股|科技|技术)*有限(?:责任)?公司$")
# Named on covers, and never whose document it is.
_NOBODY = frozenset(
    [
        *(
            "securities",
            "exchange",
            "commission",
            "trust",
            "bank",
            "transfer",
            "the",
            "new",
            "york",
        ),
        *("stock", "nasdaq", "ernst", "young", "deloitte", "kpmg", "pricewaterhousecoopers"),
    ]
)


def company(cover: str, body: str, name: str) -> str | None:
    """`name` is the file's; it decides between companies that the cover names."""
    full = _registrant(cover)
    if full is None or len(re.findall(re.escape(_bare(full)), body, re.IGNORECASE)) < 2:
        full = _most_named(cover, body, name) or full
    return _short(_as_spelled(full, body), body) if full else None


def names_company(text: str) -> bool:
    """With its legal form."""
    return bool(_NAMED.search(_titled(text)))


def _registrant(cover: str) -> str | None:
    """The name that stands above "(Exact name of registrant as specified in its charter)"."""
    found = _REGISTRANT.search(cover)
    if not found:
        return None
    above = [line.strip(" #*|_-\t") for line in cover[: found.start()].splitlines()]
    lines = [line for line in above if line and re.search(r"[A-Za-z\u4e00-\u9fff]{2}", line)]
    named = [line for line in lines[-3:] if _NAMED.search(_titled(line))]
    last = (named or lines[-1:])[-1:]
    return _titled(last[0]) if last and len(last[0]) < 80 else None


def _most_named(cover: str, body: str, name: str) -> str | None:
    counts: Counter[str] = Counter()
    squashed = re.sub(r"[\W_\d]+", "", name).lower()
    for candidate in _candidates(cover):
        base = _bare(candidate)
        if not base or not _NOBODY.isdisjoint(base.lower().split()):
            continue
        in_name = re.sub(r"\W", "", base).lower() in squashed
        counts[candidate] = body.lower().count(base.lower()) + 10_000 * in_name
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] > 2 else None


def _candidates(cover: str) -> Iterator[str]:
    for line in cover.splitlines():
        for found in _NAMED.finditer(_titled(line.strip(" #*|_"))):
            yield (found["name"] or found["zh"]).strip(" ,")


def _titled(text: str) -> str:
    """Capitals throughout read as a name: "BEST BUY CO., INC." → "Best Buy Co., Inc."."""
    if not text.isupper():
        return text
    return " ".join(
        w if len(w) <= 3 or any(c.isdigit() for c in w) else w.capitalize() for w in text.split()
    )


def _as_spelled(full: str, body: str) -> str:
    """Each word in capitals as the document writes it most: "BUY" → "Buy", "MGM" stays."""

    def count(word: str) -> int:
        return len(re.findall(rf"\b{re.escape(word)}\b", body))

    return " ".join(max((w, w.capitalize()), key=count) if w.isupper() else w for w in full.split())


def _bare(full: str) -> str:
    """Without the legal form: "Costco Wholesale Corporation" → "Costco Wholesale"."""
    if re.search(r"[\u4e00-\u9fff]", full):
        return _TAIL_ZH.sub("", full).strip()
    return _TAIL.sub("", full.split(" (")[0]).strip(" ,.") or full


def _short(full: str, body: str) -> str:
    """The shortest leading part of the name that the document uses as a name by itself."""
    words = _bare(full).split()
    for count in range(1, len(words)):
        short = " ".join(words[:count])
        alone = re.findall(rf"\b{re.escape(short)}\b(?!\s+(?i:{re.escape(words[count])}))", body)
        longer = re.findall(rf"\b{re.escape(' '.join(words[: count + 1]))}\b", body, re.IGNORECASE)
        common = re.findall(rf"\b{re.escape(short.lower())}\b", body) if short[:1].isalpha() else []
        if len(alone) > 2 * len(common) + 3 and len(alone) * 3 > len(longer):
            return short
    return " ".join(words)
