"""Lines of prose into paragraphs and Markdown headings.

    The Company's long-         →   The Company's long-term debt fell.
    term debt fell.

A hyphen at a line's end stays if the document writes the word with it elsewhere. Headings are known
by their size or weight. Does not know tables or pages.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from knowledge.readers.pdf.lines import Line, joined
from knowledge.readers.pdf.words import HYPHEN

_LARGER = 1.12  # in body heights: from here on a line is a heading
_APART = 1.35  # in usual steps from line to line
_HEADING_CHARS = 140
_SHORT = 0.85  # of the width: a line that ends before it ends a paragraph
_BULLET = re.compile(
    r"[•●▪■◦‣·➢✓–-]\s?\S|\(?[a-z\d]{1,3}[.)]\s|\(?[ivx]{1,4}\)\s|[（(]?[一二三四五六七八九十]{1,3}[)）、]"
)
_STOP = re.compile(r"[.!?:;。！？：；][\"'”’)）]*$")
_HYPHENATED = re.compile(rf"(?P<start>[^\W\d_]+)(?:-|{HYPHEN})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What is usual in a document: the height of its lines and the words it uses."""

    height: float
    words: frozenset[str]


def style(lines: Iterable[Line]) -> Style:
    heights: Counter[float] = Counter()
    words: set[str] = set()
    for line in lines:
        heights[round(line.height, 1)] += len(line.text)
        # the last word of a line may be half a word
        words.update(w.text.strip(".,;:()\"'“”").lower() for c in line.cells for w in c.words[:-1])
    return Style(height=heights.most_common(1)[0][0] if heights else 0, words=frozenset(words))


def paragraphs(lines: Sequence[Line], usual: Style) -> list[str]:
    """Each with its line breaks gone; a heading begins with "## " or "### "."""
    made: list[str] = []
    step = _usual_step(lines)
    right = max((line.x1 for line in lines), default=0.0)
    held: list[Line] = []
    for line in lines:
        if held and not _goes_on(held, line, usual, step, right):
            made.append(_paragraph(held, usual))
            held = []
        held.append(line)
    if held:
        made.append(_paragraph(held, usual))
    return [text for text in made if text]


def is_heading(line: Line, usual: Style) -> bool:
    text = line.text
    if len(text) > _HEADING_CHARS or not any(c.isalpha() for c in text) or len(line.cells) > 1:
        return False
    if line.height > _LARGER * usual.height:
        return True
    return line.bold and not text.endswith((".", "。", ",", "，", ";", "；", ":", "："))


def _usual_step(lines: Sequence[Line]) -> float:
    steps = [b.top - a.top for a, b in zip(lines, lines[1:], strict=False) if b.top > a.top]
    return median(steps) if steps else 0.0


def _goes_on(held: Sequence[Line], line: Line, usual: Style, step: float, right: float) -> bool:
    last = held[-1]
    if is_heading(last, usual) or is_heading(line, usual):
        alike = abs(last.height - line.height) < 0.5 and last.bold == line.bold
        near = 0 < line.top - last.top < 1.5 * line.height
        return alike and near and is_heading(last, usual) and is_heading(line, usual)
    if _BULLET.match(line.text) or len(line.cells) > 1 or len(last.cells) > 1:
        return False
    if line.top < last.top:  # the next column
        return not _STOP.search(last.text)
    if line.top - last.top > max(_APART * min(step, 1.6 * last.height), 1.25 * last.height):
        return False
    ends = _STOP.search(last.text) and last.x1 < last.x0 + _SHORT * (right - last.x0)
    return not ends


def _paragraph(lines: Sequence[Line], usual: Style) -> str:
    text = ""
    for line in lines:
        text = _joined(text, " | ".join(cell.text for cell in line.cells), usual)
    text = text.replace(HYPHEN, "-").strip()
    if not is_heading(lines[0], usual):
        return text
    return f"{'##' if lines[0].height > _LARGER * usual.height else '###'} {text}"


def _joined(text: str, after: str, usual: Style) -> str:
    broken = _HYPHENATED.search(text)
    if not broken or not after[:1].isalpha():
        return joined(filter(None, [text, after]))
    stem = text[: broken.start()] + broken["start"]
    rest = re.match(r"[^\W\d_]+", after)
    end = rest.group() if rest else ""
    whole, parted = f"{broken['start']}{end}".lower(), f"{broken['start']}-{end}".lower()
    keeps = not end.islower() or (parted in usual.words and whole not in usual.words)
    return f"{stem}{'-' if keeps else ''}{after}"
