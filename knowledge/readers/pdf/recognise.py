"""A page without letters, by its picture: which words it shows and where (OCR).

    a scanned balance sheet  →  Word("34,229", x0=271.4, top=368.0 …), …

Points from the top left corner of the page as it is displayed. Letters may be taken for others, so
whoever uses them says where they come from. In a limited child process; the door to rapidocr,
which is an extra and brings its models along.
"""

import functools
import importlib.util
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from knowledge.readers import child
from knowledge.readers.pdf.frame import Box
from knowledge.readers.pdf.words import PageWords, Word

INSTALL = "pip install 'diligence-bot[ocr]'"
CPU_S = 40  # for one page; most take 2 to 8 s
_SHARP, _MOST_PIXELS = 2.6, 2000  # pixels to a point: about 190 dpi, as the models want it
_GAP = 0.6  # in heights: the models drop the space between two columns now and then


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """`places[word.first:word.last + 1]` are the boxes of a word's characters."""

    words: PageWords
    places: tuple[Box, ...]


def installed() -> bool:
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


def letters(page: Any) -> Letters:
    import numpy as np

    width, height = page.get_size()
    scale = min(_SHARP, _MOST_PIXELS / max(width, height, 1))
    picture = np.asarray(page.render(scale=scale).to_pil().convert("RGB"))
    found = _engine()(picture, return_word_box=True, return_single_char_box=True)
    words: list[Word] = []
    places: list[Box] = []
    for text, signs in zip(found.txts or (), found.word_results, strict=False):
        boxes = [_box(corners, scale) for _, _, corners in signs]
        for first, last in _words(text, boxes):
            said = "".join(sign for sign, *_ in signs[first : last + 1])
            words.append(_word(said, boxes[first : last + 1], len(places)))
            places += boxes[first : last + 1]
    made = PageWords(words=tuple(words), width=width, height=height, unreadable=0.0)
    return Letters(words=made, places=tuple(places))


def serve(numbers: Sequence[int]) -> None:
    """Runs in the child process: one line of JSON for each of the pages, counted from 1."""
    from knowledge.readers.pdf import opened

    child.limit(cpu_s=CPU_S * len(numbers))
    pdf = opened(sys.stdin.buffer.read())
    for number in numbers:
        words = letters(pdf[number - 1]).words.words
        sys.stdout.write(json.dumps([number, [asdict(word) for word in words]]) + "\n")


def _words(text: str, boxes: Sequence[Box]) -> Iterator[tuple[int, int]]:
    """First and last character of each word; spaces have no boxes."""
    first = at = 0
    for character in text:
        if character.isspace():
            if at > first:
                yield first, at - 1
            first = at
            continue
        if at >= len(boxes):
            break
        height = boxes[at].bottom - boxes[at].top
        if at > first and boxes[at].x0 - boxes[at - 1].x1 > _GAP * height:
            yield first, at - 1
            first = at
        at += 1
    if at > first:
        yield first, at - 1


def _word(said: str, boxes: Sequence[Box], first: int) -> Word:
    return Word(
        text=said,
        x0=boxes[0].x0,
        x1=boxes[-1].x1,
        top=min(box.top for box in boxes),
        bottom=max(box.bottom for box in boxes),
        first=first,
        last=first + len(boxes) - 1,
    )


def _box(corners: Sequence[Sequence[float]], scale: float) -> Box:
    across, down = [float(x) / scale for x, _ in corners], [float(y) / scale for _, y in corners]
    return Box(x0=min(across), top=min(down), x1=max(across), bottom=max(down))


@functools.cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    threads = "EngineConfig.onnxruntime.intra_op_num_threads"
    return RapidOCR(params={"Global.log_level": "critical", threads: 2})
