"""Scanned pages of a PDF: a few at a time are recognised, then the file is read with their words.

The words of a picture run through the same steps as those of a text: columns, tables with their
headings, paragraphs. Without the extra nothing is recognised, and the warning says how to get it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.readers import child
from knowledge.readers.documents import Document, parsed
from knowledge.readers.pdf import recognise
from knowledge.readers.pdf.reader import parse as parse_pdf
from knowledge.readers.pdf.words import Word

MOST = 400  # pages of one file, at about 5 s each
TOGETHER = 4  # in one process: a page that takes too long costs no more than its neighbours


def read(raw: bytes, found: Document, *, cpu_s: int) -> Document:
    """`found` is what was read of the file without recognising anything."""
    if not found.scanned:
        return found
    if not recognise.installed():
        said = f"To read scanned pages: {recognise.INSTALL}."
        return replace(found, warnings=(*found.warnings, said))
    words = "".join(_recognised(raw, found.scanned[:MOST]))
    if not words:
        return found
    return parsed("scans", words.encode() + b"\n" + raw, cpu_s=cpu_s)


def parse(given: bytes) -> Document:
    """Runs in the child process: lines of recognised pages, an empty one, and the file."""
    head, _, raw = given.partition(b"\n\n")
    lines = [json.loads(line) for line in head.splitlines()]
    return parse_pdf(raw, {number: [Word(**word) for word in words] for number, words in lines})


def _recognised(raw: bytes, numbers: Sequence[int]) -> Iterator[str]:
    for at in range(0, len(numbers), TOGETHER):
        some = numbers[at : at + TOGETHER]
        if hear := child.told.get():
            hear(at, len(numbers))
        code = f"from knowledge.readers.pdf import recognise; recognise.serve({list(some)})"
        try:
            yield child.run(code, raw, cpu_s=recognise.CPU_S * len(some)).decode()
        except child.Stopped:
            given_up = child.stop.get()
            if given_up and given_up.is_set():
                raise
