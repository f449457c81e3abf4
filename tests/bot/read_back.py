"""A memo's file → its references and marks as a reader finds them, for each format."""

import io
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Read:
    """`references` by number, without blanks; `marks` are all numbers in the text before them."""

    references: dict[int, str]
    marks: set[int]


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def markdown(content: bytes, heading: str) -> Read:
    body, _, end = content.decode().partition(f"\n## {heading}\n")
    found = re.findall(r"^\[(\d+)\] (.*)$", end, re.MULTILINE)
    plain = {int(n): bare(re.sub(r"\\(.)", r"\1", text)) for n, text in found}
    return Read(plain, {int(n) for n in re.findall(r"(?<!\\)\[(\d+)\]", body)})


def docx(content: bytes, heading: str) -> Read:
    """A mark counts only where it leads to a bookmark that is there."""
    from docx import Document
    from docx.oxml.ns import qn

    document = Document(io.BytesIO(content))
    places = {b.get(qn("w:name")): b for b in document.element.iter(qn("w:bookmarkStart"))}
    links = [h.get(qn("w:anchor")) for h in document.element.iter(qn("w:hyperlink"))]
    assert {a for a in links if a} <= set(places)
    found = {}
    for paragraph in document.paragraphs:
        number = re.match(r"\[(\d+)\] ", paragraph.text)
        if number and f"ref{number[1]}" in places and "w:bookmarkStart" in paragraph._p.xml:
            found[int(number[1])] = bare(paragraph.text[number.end() :])
    return Read(found, {int(a.removeprefix("ref")) for a in links if a})


def pdf(content: bytes, heading: str) -> Read:
    """A mark counts only where it is a link to a page that holds references."""
    import pypdfium2 as library

    document = library.PdfDocument(content)
    pages = [page.get_textpage().get_text_range() for page in document]
    texts = [
        "\n".join(text.splitlines()[1:]) for text in pages
    ]  # without the foot, which is drawn first
    first = max(i for i, text in enumerate(texts) if re.search(rf"^{heading}$", text, re.M))
    end = "\n".join([re.split(rf"(?m)^{heading}$", texts[first])[-1], *texts[first + 1 :]])
    body = "\n".join([*texts[:first], texts[first]])
    found: dict[int, str] = {}
    parts = re.split(r"(?m)^\[(\d+)\] ", end)
    for n, text in zip(parts[1::2], parts[2::2], strict=True):
        if int(n) == len(found) + 1:
            found[int(n)] = bare(text)
        else:  # a number that a quote happens to begin a line with
            found[len(found)] += bare(f"[{n}]{text}")
    targets = _targets(library, document)
    assert targets
    assert min(targets) >= first
    return Read(found, {int(n) for n in re.findall(r"\[(\d+)\]", body)})


def _targets(library: object, document: object) -> list[int]:
    """The page of each link inside the document."""
    import ctypes

    import pypdfium2.raw as raw

    found = []
    for page in document:  # type: ignore[attr-defined]  # the library has no types
        at, link = ctypes.c_int(0), raw.FPDF_LINK()
        while raw.FPDFLink_Enumerate(page.raw, at, link):
            goal = raw.FPDFLink_GetDest(document.raw, link)  # type: ignore[attr-defined]
            if goal:
                found.append(raw.FPDFDest_GetDestPageIndex(document.raw, goal))  # type: ignore[attr-defined]
    return found


def faces(content: bytes) -> dict[str, str]:
    """Each character of a PDF → the name of the font that it is set in, as the file has it."""
    import ctypes

    import pypdfium2
    import pypdfium2.raw as raw

    document = pypdfium2.PdfDocument(content)
    made = {}
    for page in document:
        text = page.get_textpage()
        for at in range(text.count_chars()):
            name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
            raw.FPDFText_GetFontInfo(text.raw, at, name, 100, flags)
            made[text.get_text_range(at, 1)] = name.value.decode().rpartition("+")[2]
    return made
