import socket
import time
from pathlib import Path

import pytest

from knowledge import readers
from knowledge.errors import DocumentError
from knowledge.readers import child

ARTICLE = """<!DOCTYPE html><html><head><title>Heliodor seeks new funds</title>
<meta property="og:site_name" content="Daily Ledger">
<meta property="article:published_time" content="2024-02-17T08:00:00Z">
<script>var stolen = document.cookie;</script></head><body>
<nav><a href="/">Home</a><a href="/about">About</a></nav>
<article><h1>Heliodor seeks new funds</h1>
<p>Heliodor, a maker of language models, is in talks to raise $700 million from existing holders,
people familiar with the matter said on Tuesday.</p><script>alert("paragraph")</script>
<h2>Why now</h2><p>Investors want exposure to the few laboratories that train their own models,
and Heliodor released its latest one in January.</p>
<noscript><script>alert("nested")</script></noscript>
<ul><li>Users grew 170% in a month.</li><li>Cash exceeds CNY 10 billion.</li></ul>
</article></body></html>"""

FRONT_MATTER = """---
title: Heliodor's cash
publisher: Daily Ledger
published: 2031-02-17
url: https://ledger.example/heliodor
tier: 2
language: en
---

It exceeds ten billion.
"""


def saved(folder: Path, content: str | bytes, name: str = "note.txt") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_html_becomes_its_article_with_title_publisher_and_date(tmp_path: Path) -> None:
    [page] = readers.read(saved(tmp_path, ARTICLE, "page.dat"))
    assert (page.title, page.publisher) == ("Heliodor seeks new funds", "Daily Ledger")
    assert page.published == "2024-02-17"
    assert "## Why now" in page.text
    assert "- Users grew 170% in a month." in page.text


def test_table_of_a_page_keeps_caption_scale_and_headings_in_every_block(tmp_path: Path) -> None:
    rows = [(f"Works number {n}", f"{n},234", f"{n},100") for n in range(10, 40)]
    cells = "".join(
        f"<tr><td>{label}</td><td>$</td><td>{a}</td><td>$</td><td>{b}</td></tr>"
        for label, a, b in rows
    )
    lead = "<p>Salt was dear in the year, and all works of the company ran at capacity.</p>"
    head = "<tr><td></td><td></td><td>2031</td><td></td><td>2030</td></tr>"
    page = f"<html><body><article>{lead}<p><b>Sales by works</b></p><p>(in thousands)</p>"
    page += f"<table>{head}{cells}</table>{lead.replace('dear', 'cheap')}</article></body></html>"
    first, *blocks, last = readers.read(saved(tmp_path, page))
    assert first.text == "Salt was dear in the year, and all works of the company ran at capacity."
    assert "cheap" in last.text
    for block in blocks:
        assert block.text.startswith("Sales by works — (in thousands)\n|  | 2031 | 2030 |\n")
    said = [line for block in blocks for line in block.text.splitlines()[2:]]
    assert said == [f"| {label} | $ {a} | $ {b} |" for label, a, b in rows]


def test_scripts_and_menus_never_survive(tmp_path: Path) -> None:
    [page] = readers.read(saved(tmp_path, ARTICLE))
    for piece in ("alert", "stolen", "<script", "About"):
        assert piece not in page.text


def test_reader_is_chosen_by_content_not_by_name(tmp_path: Path) -> None:
    [page] = readers.read(saved(tmp_path, "Tags like <p> and <script> are explained.", "a.html"))
    assert page.text == "Tags like <p> and <script> are explained."


def test_markdown_that_opens_with_a_tag_is_not_html(tmp_path: Path) -> None:
    content = "<div align=center>Heliodor</div>\n\n# Model\n\n" + "It reads long documents. " * 40
    [page] = readers.read(saved(tmp_path, content))
    assert page.text == content


def test_front_matter_is_metadata_and_not_text(tmp_path: Path) -> None:
    [page] = readers.read(saved(tmp_path, FRONT_MATTER))
    assert page.text == "It exceeds ten billion.\n"
    assert (page.title, page.publisher) == ("Heliodor's cash", "Daily Ledger")
    assert (page.published, page.tier, page.language) == ("2031-02-17", 2, "en")
    assert page.url == "https://ledger.example/heliodor"


@pytest.mark.parametrize(
    "content",
    ["---\nThe first line after a rule.\n---\nMore.\n", "---\n: : [\n---\nMore.\n", "---\nno end"],
    ids=["no mapping", "no yaml", "never closed"],
)
def test_what_only_resembles_front_matter_stays_text(tmp_path: Path, content: str) -> None:
    [page] = readers.read(saved(tmp_path, content))
    assert page.text == content


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("公司账上现金超过一百亿元，创始人说不急于上市。", "utf-8-sig"),
        ("公司账上现金超过一百亿元，创始人说不急于上市。", "utf-16"),
        ("公司账上现金超过一百亿元，创始人说不急于上市。", "gb18030"),
        ("公司帳上現金超過一百億元，創始人說不急於上市。", "big5"),
        ("Café Heliodor’s résumé – “cash”", "cp1252"),
        ("Überschuß", "cp1252"),
        ("现金流", "gb18030"),
        ("現金流量", "big5"),
        ("Heliodor holds ten billion. 现金。", "utf-16-le"),
    ],
)
def test_bytes_are_decoded_as_they_were_written(
    tmp_path: Path, content: str, encoding: str
) -> None:
    [page] = readers.read(saved(tmp_path, content.encode(encoding)))
    assert page.text == content


def test_html_is_decoded_by_the_charset_it_declares(tmp_path: Path) -> None:
    text = ARTICLE.replace("<head>", '<head><meta charset="gbk">').replace("in talks", "商谈中")
    [page] = readers.read(saved(tmp_path, text.encode("gbk")))
    assert "商谈中" in page.text


def test_charset_that_fits_any_bytes_is_not_believed(tmp_path: Path) -> None:
    text = ARTICLE.replace("<head>", '<head><meta charset="iso-8859-1">')
    text = text.replace("in talks", "商谈中，公司账上现金充足")
    text = text.replace("Daily Ledger", "每日账本")
    [page] = readers.read(saved(tmp_path, text.encode("gbk")))
    assert "商谈中" in page.text


SHOWN = "<p>Heliodor is in talks to raise $700 million from existing holders.</p>"


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display: none">CANARY</p>',
        "<p hidden>CANARY</p>",
        '<div style="color:red; visibility:hidden"><p>CANARY</p></div>',
        '<p style="font-size:0px">CANARY</p>',
        "<template><p>CANARY</p></template>",
        "<!-- <p>CANARY</p> -->",
    ],
)
def test_what_a_page_hides_is_not_read(tmp_path: Path, hidden: str) -> None:
    content = f"<html><body><article>{SHOWN}{hidden}<p>Users grew.</p></article></body></html>"
    [page] = readers.read(saved(tmp_path, content))
    assert "CANARY" not in page.text
    assert "$700 million" in page.text and "Users grew." in page.text


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Profit of \u202e001\u202c million", "Profit of 001 million"),
        ("cash\u200bflow of a com\u00adpany", "cashflow of a company"),
        ("a bell \x07 and a nul \x00", "a bell   and a nul \ufffd"),
        ("seen\U000e0049\U000e0067", "seen"),
    ],
)
def test_signs_that_deceive_or_break_are_taken_out(tmp_path: Path, said: str, kept: str) -> None:
    content = f"{said}. " + "The mill grinds rye all year. " * 9
    document = readers.document(saved(tmp_path, content))
    assert document.pages[0].text.startswith(f"{kept}. The mill")
    deceives = any(c in said for c in "\u202e\U000e0049")
    assert bool(document.warnings) == deceives


@pytest.mark.parametrize(
    "content",
    [
        b"<!-- a -->" * 2000 + b"x",
        b"---\npublished: 2031-99-99\n---\nRye.",
        b"---\ntitle: " + b"9" * 6000 + b"\n---\nRye.",
        b"---\nlanguage: &a [[x, x], *a]\n---\nRye.",
        b'a,b\n"' + b"x," * 100_000,
    ],
    ids=["comments", "no day", "6,000 digits", "reference to itself", "open quote"],
)
def test_text_that_once_held_up_the_program_is_read_at_once(tmp_path: Path, content: bytes) -> None:
    since = time.monotonic()
    assert readers.document(saved(tmp_path, content)).pages
    assert time.monotonic() - since < 10


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b" \n\t ", "is empty", id="blank"),
        pytest.param(b"%PDF-1.7 ...", "damaged or no PDF", id="pdf"),
        pytest.param(b"PK\x03\x04....", "damaged or no Office file", id="office"),
        pytest.param(b"\xd0\xcf\x11\xe0....", "old Office file", id="old office"),
        pytest.param(
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password", id="password"
        ),
        pytest.param(
            b"\xd0\xcf\x11\xe0" + "__substg1.0_0037".encode("utf-16-le"), "Outlook", id="outlook"
        ),
        pytest.param(b"\x89PNG....", "is an image", id="image"),
        pytest.param(b"abc\x00\x01\x02", "is not text", id="binary"),
        pytest.param(b"<html><body></body></html>", "holds no text", id="no text"),
        pytest.param(b"---\ntitle: only\n---\n", "holds no text", id="only front matter"),
        pytest.param(b"x" * 20_000_001, "20 MB", id="too large"),
        pytest.param(b"\xff\xfeabc", "could not be read", id="broken utf-16"),
    ],
)
def test_what_cannot_be_read_is_an_error_that_names_the_file(
    tmp_path: Path, content: bytes, said: str
) -> None:
    with pytest.raises(DocumentError, match=said) as caught:
        readers.read(saved(tmp_path, content, "odd.bin"))
    assert "odd.bin" in str(caught.value)
    assert caught.value.help.endswith(".")


def test_missing_file_and_folder_are_errors_that_name_them(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.txt", tmp_path):
        with pytest.raises(DocumentError, match=path.name):
            readers.read(path)


def test_page_nested_ten_thousand_deep_yields_its_text_or_one_error(tmp_path: Path) -> None:
    nested = "<html><body>" + "<div>" * 10_000 + "<p>Deep down.</p>" + "</div>" * 10_000
    try:
        [page] = readers.read(saved(tmp_path, nested))
    except DocumentError as problem:
        assert "note.txt" in str(problem)
    else:
        assert "Deep down." in page.text


def test_parser_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(child.Stopped, match="longer than"):
        child.run("import time; time.sleep(60)", b"", wall_s=0.5)


@pytest.mark.parametrize(
    ("work", "said"),
    [
        ("bytearray(3 << 30)", "MemoryError"),
        ("import socket; socket.create_connection(('127.0.0.1', PORT))", "network"),
        ("print('x', file=open('FOLDER/left', 'w'), flush=True)", "File too large"),
        ("import os; print(os.environ['SECRET_KEY'])", "SECRET_KEY"),
        ("import os; os.kill(os.getpid(), 24)", "20 s of work"),
    ],
    ids=["memory", "network", "disk", "environment", "work"],
)
def test_parser_process_has_no_more_than_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: str, said: str
) -> None:
    monkeypatch.setenv("SECRET_KEY", "hidden")
    with socket.create_server(("127.0.0.1", 0)) as server:
        work = work.replace("PORT", str(server.getsockname()[1])).replace("FOLDER", str(tmp_path))
        with pytest.raises(child.Stopped, match=said):
            child.run(f"child.limit(); {work}", b"")
