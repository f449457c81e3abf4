"""An HTML page, as text, into one Page by trafilatura: the article without menus and scripts.

    <html><head><title>Orrery seeks new funds</title></head><body><article><p>…

Parsing happens in a limited child process. Does not know files.
"""

import re
from copy import deepcopy
from dataclasses import replace
from typing import Any

from knowledge.readers.documents import Document
from knowledge.readers.markdown import parts
from knowledge.readers.parts import located

_STARTS = re.compile(
    # atomic: a comment may end at its first "-->" only, or 30 of them would take forever
    r"\s*+(?:<\?xml[^>]*+>\s*+)?(?><!--.*?-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"</?(?:p|div|span|article|section|h[1-6]|li|ul|table|td|tr|a|br|script)\b", re.I)
_UNSEEN_TAGS = frozenset(("script", "style", "template", "noscript"))
_UNSEEN = re.compile(
    r"display:none|visibility:hidden|font-size:0(?:px|pt|em|%)?(?:;|!|$)|opacity:0(?:;|!|$)"
)
_HEADING = re.compile(r"^#+ ", re.MULTILINE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{3,20})", re.IGNORECASE)


def looks_like(text: str) -> bool:
    """A whole page, or a piece that is mostly tags. Markdown with a few tags is not one."""
    if _STARTS.match(text):
        return True
    return text.lstrip().startswith("<") and len(_TAG.findall(text)) > len(text) / 120


def declared_charset(raw: bytes) -> str | None:
    found = _CHARSET.search(raw[:4096])
    return found[1].decode("ascii") if found else None


def parse(raw: bytes) -> Document:
    """Runs in the child process. A page without an article has no pages."""
    fields = extracted(raw.decode())
    pages = located(parts(fields.pop("text")))
    return Document(
        pages=tuple(replace(page, **fields) if not at else page for at, page in enumerate(pages)),
        kind="html",
    )


def extracted(html: str) -> dict[str, Any]:
    """The Page's fields; trafilatura trusts its input, so this belongs into the child process."""
    import trafilatura
    from trafilatura.metadata import extract_metadata

    tree = _seen(trafilatura.load_html(html))
    text = _article(tree)
    # not extensive: a guessed date ("© 2024" in the footer) is worse than none
    found = extract_metadata(html, extensive=False)
    return {
        "text": text,
        "title": found.title,
        "publisher": found.sitename,
        "published": found.date,
        "url": found.url,
    }


def _article(tree: Any) -> str:
    """Of a page that marks no article, as filings are, trafilatura leaves the headings out: there
    the whole body is one.
    """
    text = _extract(deepcopy(tree))
    body = tree.find(".//body") if tree is not None else None
    if body is None or _HEADING.search(text) or body.find(".//h2") is None:
        return text
    article = body.makeelement("article")
    article.extend(list(body))
    body.append(article)
    whole = _extract(tree)
    return whole if len(whole) >= len(text) else text


def _extract(tree: Any) -> str:
    import trafilatura

    text = trafilatura.extract(
        tree,
        output_format="markdown",
        include_comments=False,
        include_tables=True,
        include_links=False,
        include_images=False,
        favor_recall=True,
    )
    return text or ""


def _seen(tree: Any) -> Any:
    """Without what a browser does not show: text put there for programs is no part of the page."""
    for element in list(tree.iter()) if tree is not None else ():
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue  # comments and the page itself
        style = "".join((element.get("style") or "").lower().split())
        if element.tag in _UNSEEN_TAGS or "hidden" in element.attrib or _UNSEEN.search(style):
            element.drop_tree()
    return tree
