"""Files built to do harm: each is one reported failure, and this process stays as it is."""

import io
import resource
import time
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from knowledge import readers
from knowledge.errors import DocumentError
from knowledge.readers import child

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {name} '{f'&{of};' * 10}'>" for of, name in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip


def with_part(raw: bytes, name: str, content: bytes) -> bytes:
    """An Office file with one part replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return out.getvalue()


def word() -> bytes:
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


def excel() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def word_bomb() -> bytes:
    paragraph = b"<w:p><w:r><w:t>salt</w:t></w:r></w:p>" * 27_000
    body = f'<w:document xmlns:w="{WORD}"><w:body>'.encode() + paragraph * 200
    return with_part(word(), "word/document.xml", body + b"</w:body></w:document>")


def entities(encoding: str = "utf-8") -> bytes:
    body = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body>'
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{LAUGHS}{body}</w:document>'
    return with_part(word(), "word/document.xml", xml.encode(encoding))


def sheet_of(rows: bytes, dimension: str = "A1:XFD1048576") -> bytes:
    head = f'<worksheet xmlns="{SHEET}"><dimension ref="{dimension}"/><sheetData>'
    return with_part(
        excel(), "xl/worksheets/sheet1.xml", head.encode() + rows + b"</sheetData></worksheet>"
    )


def full_sheet() -> bytes:
    row = b"<row>" + b"<c><v>1</v></c>" * 400 + b"</row>"
    return sheet_of(row * 100_000)


@pytest.mark.parametrize(
    ("bomb", "said"),
    [
        pytest.param(word_bomb, "unpacks to more than 150 MB", id="zip bomb"),
        pytest.param(entities, "defines XML entities", id="entity bomb"),
        pytest.param(lambda: entities("utf-16"), "defines XML entities", id="entities in UTF-16"),
        pytest.param(
            lambda: with_part(excel(), "xl/sharedStrings.xml", f"{LAUGHS}<sst>&i;</sst>".encode()),
            "defines XML entities",
            id="entity bomb in a sheet",
        ),
        pytest.param(full_sheet, "more than 400,000 filled cells", id="40 million cells"),
    ],
)
def test_bomb_is_one_error_that_names_the_file_and_the_reason(tmp_path: Path, bomb, said) -> None:  # type: ignore[no-untyped-def]  # a factory from the table
    path = tmp_path / "offer.bin"
    path.write_bytes(bomb())
    assert path.stat().st_size < 3_000_000
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with pytest.raises(DocumentError, match=said) as caught:
        readers.document(path)
    assert "offer.bin" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert time.monotonic() - start < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kilobytes


def test_size_that_a_sheet_claims_is_not_believed(tmp_path: Path) -> None:
    cell = '<c r="{0}" t="inlineStr"><is><t>{1}</t></is></c>'
    first = f'<row r="1">{cell.format("A1", "EUR m")}{cell.format("B1", "2031")}</row>'
    far = f'<row r="1048576">{cell.format("A1048576", "Cash")}<c r="XFD1048576"><v>12</v></c></row>'
    path = tmp_path / "wide.bin"
    path.write_bytes(sheet_of((first + far).encode()))
    document = readers.document(path)
    assert [page.section for page in document.pages] == ["Sheet!A1:B1", "Sheet!A1048576:XFD1048576"]
    assert "| Cash | 12 |" in document.pages[-1].text


@pytest.mark.parametrize(
    "page",
    [
        f"{LAUGHS}<html><body><p>{'Salt is sold by weight. ' * 20}&i;</p></body></html>",
        f"<?xml version='1.0'?>{LAUGHS}<svg xmlns='http://www.w3.org/2000/svg'><text>&i;</text></svg>",
    ],
    ids=["html", "svg"],
)
def test_entities_in_a_page_do_not_grow(tmp_path: Path, page: str) -> None:
    path = tmp_path / "page.bin"
    path.write_text(page)
    try:
        document = readers.document(path)
    except DocumentError as problem:
        assert "page.bin" in str(problem)
    else:
        assert sum(len(p.text) for p in document.pages) < 5_000


@pytest.mark.parametrize(
    ("work", "said", "wall_s"),
    [
        ("while True: pass", "1 s of work", 20),
        ("import time; time.sleep(60)", "longer than 0.8 s", 0.8),
        ("x = bytearray(3 << 30)", "2 GiB", 20),
        ("import os; os.fork()", "other programs", 20),
        ("import subprocess; subprocess.run(['true'])", "other programs", 20),
    ],
    ids=["loops", "sleeps", "grows", "forks", "starts a program"],
)
def test_reader_that_hangs_or_grows_is_stopped(work: str, said: str, wall_s: float) -> None:
    with pytest.raises(child.Stopped, match=said):
        child.run(f"child.limit(cpu_s=1)\n{work}", b"", cpu_s=1, wall_s=wall_s)


def test_reader_that_fails_on_one_file_reads_the_next(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.pdf", tmp_path / "good.txt"
    bad.write_bytes(b"%PDF-1.4\n" + b"\x00" * 2000)
    good.write_text("Salt is sold by weight.")
    with pytest.raises(DocumentError, match=r"bad\.pdf"):
        readers.document(bad)
    assert readers.document(good).pages[0].text == "Salt is sold by weight."
