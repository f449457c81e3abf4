"""Office files are ZIP archives of XML: looked over here before a library unpacks them.

A small archive can hold gigabytes, and XML can define entities that grow without end. Office files
need neither: what unpacks too far or declares a document type is refused. Runs in the child.
"""

import io
import zipfile
from xml.parsers import expat

from knowledge.readers.child import Refused
from knowledge.readers.documents import Document

MOST_XML_BYTES = 150_000_000  # unpacked, of a DOCX or PPTX: its library holds the whole tree
MOST_SHEET_BYTES = 1_000_000_000  # of an XLSX, which is read as a stream
MOST_ENTRIES = 20_000
_MAIN = {"word/document.xml": "docx", "ppt/presentation.xml": "pptx", "xl/workbook.xml": "xlsx"}
_STEP = 1 << 14


def parse(raw: bytes) -> Document:
    """Whichever Office format the archive holds."""
    from knowledge.readers import docx, pptx, xlsx

    archive = opened(raw)
    names = set(archive.namelist())
    found = next((kind for main, kind in _MAIN.items() if main in names), None)
    if found is None:
        raise Refused("it is an archive, not a Word, PowerPoint or Excel file: unpack it first")
    check(archive, MOST_SHEET_BYTES if found == "xlsx" else MOST_XML_BYTES)
    reader = {"docx": docx.parse, "pptx": pptx.parse, "xlsx": xlsx.parse}[found]
    return reader(raw)


def opened(raw: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as problem:
        raise Refused("it is damaged or no Office file") from problem


def check(archive: zipfile.ZipFile, most_bytes: int) -> None:
    """`Refused` if the XML parts unpack to more than `most_bytes` or one declares a DTD."""
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise Refused(f"it holds {len(entries)} parts")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("it is protected by a password")
    xml = [e for e in entries if e.filename.lower().endswith((".xml", ".rels"))]
    if sum(entry.file_size for entry in xml) > most_bytes:
        raise Refused(f"it unpacks to more than {most_bytes // 10**6} MB")
    for entry in xml:
        _refuse_dtd(archive, entry)


def _refuse_dtd(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """The Office formats forbid a DTD (ECMA-376 part 2); only a DTD can define entities.

    It stands before the first element, so that no more of the part needs to be unpacked.
    """
    reached: list[str] = []

    def refuse(*_: object) -> None:
        raise Refused(f"its part {entry.filename!r} defines XML entities")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, _: reached.append(name)
    try:
        with archive.open(entry) as part:
            while not reached and (piece := part.read(_STEP)):
                parser.Parse(piece)
    except (
        expat.ExpatError,
        zipfile.BadZipFile,
        NotImplementedError,
        OSError,
        EOFError,
    ) as problem:
        raise Refused(f"its part {entry.filename!r} is damaged") from problem
