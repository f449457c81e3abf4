"""A page of a stored PDF as a picture, the stretches of text that were asked for tinted on it.

    page 48, "| Net sales | $ 34,229 |"  →  a PNG of 1,200 pixels, and boxes in points

Read on demand from the original, in a limited child process. A stretch that is not found on the
page is not tinted. The door to Pillow. Does not know sources or passages' ids.
"""

import io
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from knowledge.errors import DocumentError
from knowledge.readers import child
from knowledge.readers.pdf import recognise
from knowledge.readers.pdf.boxes import Marked, marked
from knowledge.readers.pdf.frame import Box

WIDTH, HEIGHT = 1200, 2400  # most pixels: sharp at the width of a reading pane, about 200 kB
MOST_BYTES = 1_500_000  # a page of photographs gets fewer colours
_TINT = (255, 226, 110)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """`passage[start:end]` is what is to be tinted; the rest of the passage helps to find it."""

    passage: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """Page `page` (from 1) of `pages`; `boxes` in points of its `width` × `height`.

    Not `exact`: what was asked for is not on the page as such, its whole passage is marked.
    """

    page: int
    pages: int
    width: float
    height: float
    boxes: tuple[Box, ...]
    exact: bool
    png: bytes


def view(content: bytes, name: str, page: int, stretches: Sequence[Stretch]) -> PageView:
    """DocumentError, which calls the file `name`, if there is no such page or it cannot be read."""
    asked = json.dumps([page, [asdict(each) for each in stretches]])
    code = f"from knowledge.readers.pdf import view; view.serve({asked!r})"
    try:
        head, _, png = child.run(code, content, cpu_s=recognise.CPU_S).partition(b"\n")
    except child.Stopped as problem:
        raise DocumentError(
            f"Page {page} of {name!r} cannot be shown: {problem}",
            help="Download the original and open it.",
        ) from problem
    found = json.loads(head)
    boxes = tuple(Box(**box) for box in found.pop("boxes"))
    return PageView(page=page, boxes=boxes, png=png, **found)


def serve(asked: str) -> None:
    """Runs in the child process."""
    from knowledge.readers.pdf import opened

    child.limit(cpu_s=recognise.CPU_S)
    number, stretches = json.loads(asked)
    pdf = opened(sys.stdin.buffer.read())
    if not 1 <= number <= len(pdf):
        raise child.Refused(f"it has no page {number}")
    page = pdf[number - 1]
    found = marked(page, [(s["passage"], s["start"], s["end"]) for s in stretches])
    sys.stdout.write(json.dumps({"pages": len(pdf), **asdict(found)}) + "\n")
    sys.stdout.flush()
    sys.stdout.buffer.write(drawn(page, found))


def drawn(page: Any, found: Marked) -> bytes:
    """The page as it is displayed, in PNG."""
    scale = min(WIDTH / max(found.width, 1), HEIGHT / max(found.height, 1))
    image = page.render(scale=scale).to_pil().convert("RGB")
    _tint(image, found.boxes, scale)
    png = _png(image)
    return png if len(png) <= MOST_BYTES else _png(image.quantize(64))


def _tint(image: Any, boxes: Iterable[Box], scale: float) -> None:
    """As a marker pen does: what is dark stays dark."""
    from PIL import Image, ImageChops

    for box in boxes:
        left, top = max(int(box.x0 * scale) - 2, 0), max(int(box.top * scale) - 1, 0)
        right, bottom = int(box.x1 * scale) + 3, int(box.bottom * scale) + 2
        place = (left, top, min(right, image.width), min(bottom, image.height))
        if place[0] < place[2] and place[1] < place[3]:
            part = image.crop(place)
            image.paste(ImageChops.multiply(part, Image.new("RGB", part.size, _TINT)), place)


def _png(image: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", optimize=False, compress_level=6)
    return out.getvalue()
