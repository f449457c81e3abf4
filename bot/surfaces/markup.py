"""Text into HTML that is only ever text: escaping, safe links, the quote inside its passage, and
the little Markdown that answers use.

Everything given here is taken to be written by an attacker. All of it is escaped first; the tags
are put in afterwards, by us, and there are no images and no links in an answer. `[1]` becomes a
button that opens card 1, if the answer has a card 1.
"""

import html
import re
from collections.abc import Iterable

from bot.weblinks import is_web

_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
# Not "2 * 3 * 4": a star that opens stands before a word, one that closes after it.
_ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])")
_CODE = re.compile(r"`([^`]+)`")
_MARK = re.compile(r"\s?\[(\d{1,3})\]")
_HEADING = re.compile(r"#{1,6}\s+(.*)")
_BULLET = re.compile(r"[-*•]\s+(.*)")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s+(.*)")


def esc(text: object) -> str:
    """Text for an element or a quoted attribute."""
    return html.escape(str(text), quote=True)


def link(url: str | None, label: str, css: str = "out") -> str:
    """A link out, or the label alone when the address is not plain http(s)."""
    if not (url and is_web(url)):
        return f'<span class="{css}">{esc(label)}</span>'
    return (
        f'<a class="{css}" href="{esc(url)}" target="_blank" '
        f'rel="noopener noreferrer nofollow">{esc(label)}</a>'
    )


def highlighted(passage: str, quote: str) -> str:
    """The passage as text with the quote in <mark>; without it where the quote is not in it."""
    before, found, after = passage.partition(quote) if quote else (passage, "", "")
    if not found:
        return esc(passage)
    return f"{esc(before)}<mark>{esc(found)}</mark>{esc(after)}"


def mark(answer_key: str, n: int) -> str:
    """The small raised number after a sentence; a word joiner keeps it off the next line."""
    return (
        f'<span class="raised">\N{WORD JOINER}<button type="button" class="mark" '
        f'data-answer="{esc(answer_key)}" data-n="{n}" aria-label="Evidence {n}">{n}</button>'
        "</span>"
    )


def answer_text(markdown: str, answer_key: str, numbers: Iterable[int]) -> str:
    """Paragraphs, headings, lists, bold, italic and code; anything else stays as it is written."""
    known = frozenset(numbers)
    blocks = re.split(r"\n\s*\n", markdown.strip())
    return "".join(_block(block.splitlines(), answer_key, known) for block in blocks if block)


def _block(lines: list[str], key: str, known: frozenset[int]) -> str:
    out: list[str] = []
    for tag, texts in _runs(lines):
        said = [_inline(text, key, known) for text in texts]
        if tag in ("ul", "ol"):
            out.append(f"<{tag}>{''.join(f'<li>{item}</li>' for item in said)}</{tag}>")
        else:
            out.append(f"<{tag}>{'<br>'.join(said)}</{tag}>")
    return "".join(out)


def _runs(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Neighbouring lines of one kind together: [("p", [...]), ("ul", [...])]."""
    runs: list[tuple[str, list[str]]] = []
    for line in lines:
        tag, text = _kind(line.strip())
        if runs and runs[-1][0] == tag and tag != "h4":
            runs[-1][1].append(text)
        else:
            runs.append((tag, [text]))
    return runs


def _kind(line: str) -> tuple[str, str]:
    for tag, pattern in (("h4", _HEADING), ("ul", _BULLET), ("ol", _NUMBERED)):
        if found := pattern.fullmatch(line):
            return tag, found.group(1)
    return "p", line


def _inline(text: str, key: str, known: frozenset[int]) -> str:
    def numbered(found: re.Match[str]) -> str:
        n = int(found.group(1))
        return mark(key, n) if n in known else found.group(0)

    safe = esc(text)
    safe = _CODE.sub(r"<code>\1</code>", safe)
    safe = _BOLD.sub(r"<strong>\1</strong>", safe)
    safe = _ITALIC.sub(r"<em>\1</em>", safe)
    return _MARK.sub(numbered, safe)
