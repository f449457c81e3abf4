"""Documents over HTTP, by the real desk: files in, progress out; corrected, removed; forged."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import room
from fastapi.testclient import TestClient
from hash_embedder import HashEmbedder

from bot import Bot, Settings
from bot.surfaces import uploads
from bot.surfaces.api import build_app


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Bot]:
    settings = Settings(home=tmp_path / "home", dossier=None)
    with Bot.open(settings, embedder=HashEmbedder()) as opened:
        yield opened


@pytest.fixture
def http(bot: Bot) -> TestClient:
    app = build_app(bot, token=None, ui=False)
    return TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)


def sent(http: TestClient, *files: tuple[str, bytes], **form: str) -> list[dict[str, Any]]:
    """The events of one request."""
    answer = http.post("/api/ingest", files=[("files", f) for f in files], data=form)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    return [json.loads(line) for line in answer.text.splitlines()]


MEMO = ("memo.md", room.MEMO.encode())


def test_files_are_read_and_each_step_is_told(http: TestClient) -> None:
    events = sent(http, ("report.pdf", room.report()), MEMO, ("odd.bin", b"\0\1\2"))
    states = [e["state"] for e in events if e["file"] == "report.pdf"]
    assert (states[0], states[-1]) == ("reading", "added")
    last = {e["file"]: e for e in events}
    assert (last["memo.md"]["state"], last["odd.bin"]["state"]) == ("added", "failed")
    assert "not text" in last["odd.bin"]["report"]["reason"]
    assert {e["total"] for e in events} == {3}
    assert max(e["done"] for e in events) == 3
    assert {s["original"]["name"] for s in http.get("/api/sources").json()} == {
        *("report.pdf", "memo.md")
    }


def test_same_file_again_is_known_and_nothing_of_it_lies_around(http: TestClient, bot: Bot) -> None:
    assert sent(http, MEMO)[-1]["state"] == "added"
    assert sent(http, MEMO)[-1]["state"] == "unchanged"
    assert len(http.get("/api/sources").json()) == 1
    assert list(bot.incoming.iterdir()) == []


def test_two_files_of_one_name_are_two_documents(http: TestClient) -> None:
    sent(http, ("q1/10-K.md", b"# One\n\nGravel."), ("q2/10-K.md", b"# Two\n\nSand."))
    assert {s["title"] for s in http.get("/api/sources").json()} == {"One", "Two"}


def test_what_is_said_with_the_files_holds(http: TestClient) -> None:
    sent(http, MEMO, about=json.dumps({"publisher": "Norbank", "tier": 2}))
    [source] = http.get("/api/sources").json()
    assert (source["publisher"], source["tier"], source["passages"]) == ("Norbank", 2, 1)


def test_source_is_corrected_and_keeps_it_when_sent_again(http: TestClient) -> None:
    source_id = sent(http, MEMO)[-1]["report"]["source_id"]
    body = {"company": "Quarrywell", "form": "minutes", "published": "2032-03", "title": "Minutes"}
    told = http.patch(f"/api/sources/{source_id}", json=body).json()
    assert {name: told[name] for name in body} == body
    sent(http, MEMO)
    [again] = http.get("/api/sources").json()
    assert {name: again[name] for name in body} == body
    assert http.get(f"/api/sources/{again['id']}").json() == again


@pytest.mark.parametrize(
    "body", [{"published": "soon"}, {"tier": 4}, {"id": "x"}, {"title": "x" * 301}, {"tier": "a"}]
)
def test_correction_that_makes_no_sense_changes_nothing(
    http: TestClient, body: dict[str, object]
) -> None:
    source_id = sent(http, MEMO)[-1]["report"]["source_id"]
    before = http.get("/api/sources").json()
    answer = http.patch(f"/api/sources/{source_id}", json=body)
    assert answer.status_code == 400
    assert set(answer.json()) == {"error", "help"}
    assert http.get("/api/sources").json() == before


def test_removed_source_is_gone_with_its_original(http: TestClient, bot: Bot) -> None:
    source_id = sent(http, MEMO)[-1]["report"]["source_id"]
    assert http.delete(f"/api/sources/{source_id}").json() == {"removed": source_id}
    assert http.get("/api/sources").json() == []
    assert http.get(f"/api/sources/{source_id}/original").status_code == 404
    assert bot.kb.search_words("loan", 5) == []
    assert bot.verify() == []
    assert http.delete(f"/api/sources/{source_id}").status_code == 404


@pytest.mark.parametrize(
    "form",
    [{}, {"addresses": "file:///etc/passwd"}, {"addresses": "/etc"}, {"addresses": "../secret"}],
)
def test_only_files_and_web_addresses_are_taken(http: TestClient, form: dict[str, str]) -> None:
    answer = http.post("/api/ingest", data=form or {"addresses": ""})
    assert answer.status_code == 400
    assert http.get("/api/sources").json() == []


def test_address_of_the_own_network_is_refused(http: TestClient) -> None:
    event = sent(http, addresses="http://127.0.0.1:1/secret")[-1]
    assert event["state"] == "failed"
    assert http.get("/api/sources").json() == []


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("a/b/report.pdf", "report.pdf"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("/etc/passwd", "passwd"),
        ("..", "document"),
        ("", "document"),
        ("x\0y\x1b[2J.md", "xy[2J.md"),
        ("年报" * 90 + ".pdf", "年报" * 29 + ".pdf"),
    ],
)
def test_name_is_only_ever_a_name(given: str, plain: str) -> None:
    assert uploads.plain_name(given) == plain


def test_forged_name_writes_nowhere_else(http: TestClient, bot: Bot, tmp_path: Path) -> None:
    before = {p for p in tmp_path.rglob("*") if "home" not in p.parts}
    events = sent(http, (f"../../../../{tmp_path}/escaped.md", b"# Out\n\nGravel."))
    assert events[-1]["state"] == "added"
    assert {p for p in tmp_path.rglob("*") if "home" not in p.parts} == before
    assert str(bot.incoming) not in json.dumps(events)


def test_too_much_at_once_is_refused_before_it_is_read(bot: Bot) -> None:
    app = build_app(bot, token=None, ui=False)
    http = TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)
    headers = {"content-length": str(300 * 1024**2), "content-type": "multipart/form-data"}
    answer = http.post("/api/ingest", content=b"x", headers=headers)
    assert answer.status_code == 413
    assert http.post("/api/ask", content=b"x" * 300_000).status_code == 413


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/ingest"),
        ("GET", "/api/sources/x"),
        ("PATCH", "/api/sources/x"),
        ("DELETE", "/api/sources/x"),
        ("GET", "/api/sources/x/original"),
        ("GET", "/api/sources/x/place?start=0&end=1"),
        ("GET", "/api/sources/x/pages/1.png"),
        ("GET", "/api/sources/x/pages/1"),
        ("GET", "/api/evals"),
        ("GET", "/api/evals/report"),
    ],
)
def test_every_route_asks_for_the_token_and_refuses_other_sites(
    bot: Bot, method: str, path: str
) -> None:
    app = build_app(bot, token="a-long-enough-token", ui=False)
    http = TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)
    assert http.request(method, path).status_code == 401
    if method != "GET":
        known = {"authorization": "Bearer a-long-enough-token", "origin": "https://evil.example"}
        assert http.request(method, path, headers=known).status_code == 403


def test_what_a_killed_process_left_is_taken_out_at_the_start(bot: Bot) -> None:
    left = bot.incoming / "abc" / "secret.pdf"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"%PDF")
    build_app(bot, token=None, ui=False)
    assert not bot.incoming.exists()


def test_client_that_goes_away_stops_the_work(bot: Bot) -> None:
    """Over a real socket: what was stored stays, the rest is not read, no file is left."""
    from serving import serving

    many = [("files", (f"{n}.md", f"# Note {n}\n\nGravel {n}.".encode())) for n in range(150)]
    with serving(build_app(bot, token=None, ui=False)) as url, httpx.Client(base_url=url) as http:
        with http.stream("POST", "/api/ingest", files=many, timeout=30) as answer:
            next(answer.iter_lines())
        _until(lambda: not any(bot.incoming.iterdir()))
        held = len(bot.sources())
        assert held < 150
        threading.Event().wait(0.5)
        assert len(bot.sources()) == held
    assert bot.verify() == []


def _until(holds: Any, seconds: float = 20) -> None:
    for _ in range(int(seconds / 0.05)):
        if holds():
            return
        threading.Event().wait(0.05)
    raise AssertionError("it did not come to hold")
