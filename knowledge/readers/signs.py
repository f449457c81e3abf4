r"""Signs that no document needs but that change what is seen or searched: out of every text.

    "\u202e001\u202c million" is shown as 100 million: the signs that turn it round go, and are told

Halves of characters and NUL, which no store keeps, become U+FFFD; soft hyphens and blanks of no
width part words that a search should find. Does not know formats.
"""

import re
from dataclasses import replace

from knowledge.readers.documents import Document, LocatedPage

_BROKEN = re.compile("[\x00\ud800-\udfff]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
# directions that are forced, and letters of the "tag" block: seen by a program, not by a reader
_DECEIVING = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
_CONTROL = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")


def cleaned(document: Document) -> Document:
    deceiving = sum(len(_DECEIVING.findall(page.text)) for page in document.pages)
    said = (f"{deceiving} invisible signs that change how the text is read were taken out of it.",)
    return replace(
        document,
        pages=tuple(map(_page, document.pages)),
        warnings=(*map(_text, document.warnings), *(said if deceiving else ())),
    )


def _page(page: LocatedPage) -> LocatedPage:
    return replace(
        page,
        text=_text(page.text),
        title=_line(page.title),
        publisher=_line(page.publisher),
        published=_line(page.published),
        url=_line(page.url),
        section=_line(page.section),
        within=_line(page.within),
    )


def _text(text: str) -> str:
    text = _BROKEN.sub("\ufffd", text)
    return _CONTROL.sub(" ", _DECEIVING.sub("", _INVISIBLE.sub("", text)))


def _line(text: str | None) -> str | None:
    return " ".join(_text(text).split()) or None if text else None
