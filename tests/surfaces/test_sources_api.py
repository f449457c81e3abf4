"""Sources over HTTP, by the real desk: places of quotes, pages as pictures, originals."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
import room
from fastapi.testclient import TestClient
from hash_embedder import HashEmbedder
from PIL import Image

from bot import Bot, Settings
from bot.surfaces.api import build_app


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    settings = Settings(home=tmp_path_factory.mktemp("home"), dossier=None)
    with Bot.open(settings, embedder=HashEmbedder()) as opened:
        reports = opened.ingest([str(p) for p in room.written(tmp_path_factory.mktemp("room"))])
        assert [report.status for report in reports] == ["added"] * 3
        yield opened


@pytest.fixture(scope="module")
def http(bot: Bot) -> TestClient:
    app = build_app(bot, token=None, ui=False)
    return TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)


def source(http: TestClient, starts: str) -> str:
    return next(s["id"] for s in http.get("/api/sources").json() if s["id"].startswith(starts))


def span(http: TestClient, source_id: str, quote: str) -> dict[str, int]:
    start = http.get(f"/api/sources/{source_id}/text").text.index(quote)
    return {"start": start, "end": start + len(quote)}


def page(http: TestClient, quote: str, number: int = 2) -> tuple[dict[str, Any], Image.Image]:
    pdf = source(http, "quarrywell")
    asked = span(http, pdf, quote)
    picture = http.get(f"/api/sources/{pdf}/pages/{number}.png", params=asked)
    assert picture.headers["content-type"] == "image/png"
    about = http.get(f"/api/sources/{pdf}/pages/{number}", params=asked).json()
    return about, Image.open(io.BytesIO(picture.content)).convert("RGB")


def is_tinted(image: Image.Image, x: float, top: float) -> bool:
    """Whether the paper at a point of the page has the colour of the marker."""
    scale = image.width / room.WIDTH
    red, _, blue = image.getpixel((int(x * scale), int(top * scale)))
    return red > 200 and blue < 160


def test_quote_is_tinted_where_it_was_drawn_and_nothing_else_is(http: TestClient) -> None:
    about, image = page(http, room.CASH)
    assert (about["page"], about["pages"]) == (2, 2)
    [box] = about["boxes"]
    assert box["top"] < room.CASH_TOP - 4 < box["bottom"]
    assert box["x0"] == pytest.approx(60, abs=1)
    assert is_tinted(image, 61, room.CASH_TOP - 10)
    assert not is_tinted(image, 61, room.CASH_TOP + 14)
    assert not is_tinted(image, 50, room.CASH_TOP - 4)


def test_table_row_is_tinted_cell_by_cell(http: TestClient) -> None:
    about, image = page(http, "| Gross profit | 617 | 495 |")
    top = room.TABLE_TOP + 2 * 16
    assert len(about["boxes"]) == 3
    for x in (62, 379, 459):
        assert is_tinted(image, x, top - 9), x
    assert not is_tinted(image, 250, top - 4)
    assert not is_tinted(image, 62, top - 25)


def test_page_without_the_quote_is_shown_without_a_mark(http: TestClient) -> None:
    about, image = page(http, room.CASH, number=1)
    assert about["boxes"] == []
    assert all(low > 250 or high < 256 for low, high in image.getextrema())


def test_picture_is_bounded(http: TestClient) -> None:
    _, image = page(http, room.CASH)
    assert image.width == 1200
    assert image.height <= 2400


def test_place_of_a_quote_in_a_pdf_names_its_page(http: TestClient) -> None:
    pdf = source(http, "quarrywell")
    place = http.get(f"/api/sources/{pdf}/place", params=span(http, pdf, room.CASH)).json()
    assert (place["kind"], place["page"], place["name"]) == ("pdf", 2, "quarrywell report.pdf")
    assert place["quote"] == room.CASH
    assert "It expects this to last" in place["after"]


def test_place_of_a_row_in_a_sheet_names_its_cells(http: TestClient) -> None:
    sheet = source(http, "headcount")
    asked = span(http, sheet, "| Engineering | 210 | 260 |")
    place = http.get(f"/api/sources/{sheet}/place", params=asked).json()
    assert (place["kind"], place["page"], place["section"]) == ("xlsx", None, "Headcount!A2:C3")
    assert "Sales" in place["after"]


def test_place_of_a_sentence_names_its_section_and_what_is_around_it(http: TestClient) -> None:
    memo = source(http, "备忘录")
    asked = span(http, memo, "It approved a loan of EUR 40 million from Norbank.")
    place = http.get(f"/api/sources/{memo}/place", params=asked).json()
    assert (place["kind"], place["section"]) == ("text", "Board memo")
    assert "The board of Quarrywell met" in place["before"]
    assert place["after"].strip() == "The loan is due in 2036."


def test_original_comes_as_a_download_byte_for_byte(http: TestClient, bot: Bot) -> None:
    memo = source(http, "备忘录")
    answer = http.get(f"/api/sources/{memo}/original")
    assert answer.content == room.MEMO.encode()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    said = answer.headers["content-disposition"]
    assert said == "attachment; filename*=UTF-8''%E5%A4%87%E5%BF%98%E5%BD%95.md"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("nowhere/original", 404),
        ("nowhere/place?start=0&end=1", 404),
        ("nowhere/pages/1.png", 404),
        ("{pdf}/pages/3.png", 400),
        ("{pdf}/pages/0.png", 400),
        ("{pdf}/place?start=-1&end=1", 400),
        ("{pdf}/place?start=0&end=1&name=facts", 404),
        ("{sheet}/pages/1.png", 404),
        ("..%2f..%2fetc%2fpasswd/original", 404),
    ],
)
def test_what_is_not_there_is_one_line(http: TestClient, path: str, status: int) -> None:
    known = {"pdf": source(http, "quarrywell"), "sheet": source(http, "headcount")}
    answer = http.get(f"/api/sources/{path.format(**known)}")
    assert answer.status_code == status
    assert set(answer.json()) == {"error", "help"}


def test_offsets_past_the_end_are_cut_there(http: TestClient) -> None:
    memo = source(http, "备忘录")
    place = http.get(f"/api/sources/{memo}/place?start=999999&end=9999999").json()
    assert place["quote"] == ""
