"""The HTTP surface: what it answers, how it refuses, and who may come in."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fake_bot import FakeBot
from fastapi.testclient import TestClient
from starlette.responses import Response

from bot.surfaces.api import build_app
from bot.surfaces.exports import attached
from bot.surfaces.limits import paced

TOKEN = "a-long-enough-token"
HOME = "http://127.0.0.1"
ASK = {"question": "How long does the cash last?"}


def client(token: str | None = None, allowed_hosts: tuple[str, ...] = ()) -> TestClient:
    app = build_app(FakeBot(), token=token, allowed_hosts=allowed_hosts, ui=False)
    return TestClient(app, base_url=HOME, raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture
def http() -> TestClient:
    return client()


def test_healthz_answers_without_token_or_name() -> None:
    answer = client(TOKEN).get("/healthz", headers={"host": "10.0.0.7:80"})
    assert answer.json() == {"status": "ok", "ready": True}


def test_ask_gives_the_object_of_the_design(http: TestClient) -> None:
    given = http.post("/api/ask", json=ASK).json()
    assert given["status"] == "answered"
    assert given["citations"][0]["quote"] in given["citations"][0]["passage"]
    assert http.get(f"/api/threads/{given['thread_id']}").json() == [given]


def test_stream_sends_steps_text_and_the_final_answer(http: TestClient) -> None:
    text = http.post("/api/ask/stream", json=ASK).text
    events = [json.loads(line[6:]) for line in text.splitlines() if line.startswith("data: ")]
    assert [event["step"] for event in events if event["type"] == "step"][-1] == "verify"
    assert events[-1]["answer"]["status"] == "answered"


def test_stream_that_breaks_ends_with_an_error_event(http: TestClient) -> None:
    text = http.post("/api/ask/stream", json={"question": "broken"}).text
    assert "event: error" in text
    assert "passwd" not in text


@pytest.mark.parametrize(
    "path", ["/api/threads", "/api/sources", "/api/metrics?language=zh", "/api/conflicts"]
)
def test_records_are_lists(http: TestClient, path: str) -> None:
    assert isinstance(http.get(path).json(), list)


def test_scenario_gives_its_levers(http: TestClient) -> None:
    given = http.get("/api/scenario?language=zh").json()
    burn = next(lever for lever in given["levers"] if lever["name"] == "burn")
    assert (burn["label"], burn["value"]) == ("每年消耗", ["4E+9", "6E+9"])
    assert (given["currency"], given["as_of"], given["problem"]) == ("CNY", "2025-12-31", "")


def test_scenario_gives_its_projection(http: TestClient) -> None:
    burn = {"low": 4_000_000_000, "high": "4000000000"}
    body = {"burn": burn, "horizon_months": 36, "out_before": "2028-07-01"}
    given = http.post("/api/scenario", json=body).json()
    assert given["months"][12]["p50"] == 8_000_000_000
    assert given["chance"] == {"before": "2028-07-01", "share": 0.0}
    assert given["said"][0]["text"].startswith("About 3 years from the balance")
    assert [each["sourced"] for each in given["inputs"]] == [True, False]


def test_impossible_scenario_is_a_sentence_in_the_language_asked_for(http: TestClient) -> None:
    body = {"burn": {"low": -1, "high": 1}}
    for language, said in (("en", "negative burn"), ("zh", "消耗不能为负数")):
        answer = http.post(f"/api/scenario?language={language}", json=body)
        assert answer.status_code == 200
        assert said in answer.json()["problem"]
        assert answer.json()["months"] == []


def test_source_text_is_plain_text(http: TestClient) -> None:
    answer = http.get("/api/sources/s1/text")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/api/ask", {}, 400),
        ("POST", "/api/ask", {"question": 7}, 400),
        ("POST", "/api/ask", {**ASK, "more": 1}, 400),
        ("POST", "/api/ask", {**ASK, "thread_id": "nowhere"}, 404),
        ("GET", "/api/threads/nowhere", None, 404),
        ("GET", "/api/threads/nowhere/audit", None, 404),
        ("GET", "/api/memo?format=html", None, 400),
        ("GET", "/api/memo?language=fr", None, 400),
        ("GET", "/api/threads/nowhere/audit?turn=first", None, 400),
        ("GET", "/api/sources/nowhere/text", None, 404),
        ("GET", "/api/metrics?language=fr", None, 400),
        ("GET", "/api/scenario?language=fr", None, 400),
        ("POST", "/api/scenario", {"burn": 4}, 400),
        ("POST", "/api/scenario", {"burn": {"low": 5, "high": 4}}, 400),
        ("POST", "/api/scenario", {"vary": "burn"}, 400),
        ("POST", "/api/scenario?language=fr", {}, 400),
        ("GET", "/api/nothing", None, 404),
        ("GET", "/docs", None, 404),
        ("DELETE", "/api/threads", None, 405),
        ("POST", "/api/ask", {"question": "broken"}, 500),
    ],
)
def test_refusals_are_one_json_line_with_help(
    http: TestClient, method: str, path: str, body: dict[str, object] | None, status: int
) -> None:
    answer = http.request(method, path, json=body)
    assert answer.status_code == status
    assert answer.json().keys() == {"error", "help"}
    assert "passwd" not in answer.text


@pytest.mark.parametrize(
    ("format", "begins"), [("md", b"# \\# Buy"), ("docx", b"PK\x03\x04"), ("pdf", b"%PDF-")]
)
def test_memo_is_a_file_in_the_format_asked_for(
    http: TestClient, format: str, begins: bytes
) -> None:
    answer = http.get(f"/api/memo?format={format}&language=zh")
    assert answer.content.startswith(begins)
    given = answer.headers["content-disposition"]
    assert given == f'attachment; filename="memo-zh.{format}"'


def test_second_memo_at_a_time_is_refused() -> None:
    bot = FakeBot()
    http = TestClient(build_app(bot, token=None, ui=False), base_url=HOME)
    bot.may_end_memo.clear()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(http.get, "/api/memo?format=md")
        assert bot.asked_memo.wait(10)
        assert http.get("/api/memo?format=md").status_code == 503
        bot.may_end_memo.set()
        assert first.result(10).status_code == 200
    assert http.get("/api/memo?format=md").status_code == 200


def test_audit_of_a_thread_is_a_file(http: TestClient) -> None:
    thread = http.post("/api/ask", json=ASK).json()["thread_id"]
    answer = http.get(f"/api/threads/{thread}/audit?turn=1")
    assert answer.headers["content-disposition"] == f'attachment; filename="audit-{thread}-1.json"'
    assert answer.json()["entries"][0]["shown"]["thread_id"] == thread


def test_name_of_a_file_holds_nothing_but_plain_letters() -> None:
    sent = attached(Response(), 'a"\r\nSet-Cookie: x=1; ä.json')
    assert sent.headers["content-disposition"] == (
        'attachment; filename="a___Set-Cookie__x_1___.json"'
    )


@pytest.mark.parametrize("size", [300 * 1024, 40 * 1024 * 1024])
def test_body_over_the_cap_is_refused(http: TestClient, size: int) -> None:
    assert http.post("/api/ask", content=b"x" * size).status_code == 413


def test_body_without_a_length_is_counted_as_it_comes(http: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(400):
            yield b"x" * 1024

    answer = http.post("/api/ask", content=endless())
    assert answer.status_code == 413
    assert answer.json()["help"] == "Send at most 256 KiB."


ROUTES = [
    "/api/threads",
    "/api/threads/t1/audit",
    "/api/memo",
    "/api/sources",
    "/api/metrics",
    "/api/conflicts",
    "/api/health",
    "/api/scenario",
    "/",
]
KEYS = {
    "none": ({}, 401),
    "wrong": ({"Authorization": "Bearer wrong"}, 401),
    "empty": ({"Authorization": "Bearer "}, 401),
    "basic": ({"Authorization": f"Basic {TOKEN}"}, 401),
    "cookie of the token itself": ({"Cookie": f"desk_session={TOKEN}"}, 401),
}


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("key", KEYS)
def test_every_route_asks_for_the_token(route: str, key: str) -> None:
    headers, status = KEYS[key]
    assert client(TOKEN).get(route, headers=headers).status_code == status


def test_right_token_opens(http: TestClient) -> None:
    right = {"Authorization": f"Bearer {TOKEN}"}
    assert client(TOKEN).get("/api/threads", headers=right).status_code == 200
    assert client(TOKEN).post("/api/ask", json=ASK, headers=right).status_code == 200
    assert client(TOKEN).post("/api/ask", json=ASK).status_code == 401


def test_browser_signs_in_by_link_and_keeps_a_cookie() -> None:
    http = client(TOKEN)
    assert http.get("/?token=wrong").status_code == 401
    answer = http.get(f"/?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "HttpOnly; SameSite=Strict" in answer.headers["set-cookie"]
    assert TOKEN not in answer.headers["set-cookie"]
    assert http.get("/api/threads").status_code == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost", 200),
        ("LOCALHOST:1", 200),
        ("[::1]:8000", 200),
        ("desk.fund.example:443", 200),
        ("evil.example", 400),
        ("127.0.0.1.evil.example", 400),
        ("evil.example@localhost", 200),  # names localhost: what stands before @ is no host
        ("", 400),
    ],
)
def test_only_known_names_are_answered(host: str, status: int) -> None:
    http = client(allowed_hosts=("desk.fund.example",))
    assert http.get("/api/threads", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": HOME}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
def test_other_sites_may_not_act(http: TestClient, headers: dict[str, str], status: int) -> None:
    assert http.post("/api/ask", json=ASK, headers=headers).status_code == status


def test_pacing_joins_text_and_keeps_order() -> None:
    times = iter([0.0, 0.01, 0.02, 0.2, 0.21, 0.22])
    events: list[dict[str, Any]] = [
        {"type": "step", "step": "write", "ms": 1},
        {"type": "text", "text": "a"},
        {"type": "text", "text": "b"},
        {"type": "text", "text": "c"},
        {"type": "text", "text": "d"},
        {"type": "final", "answer": {}},
    ]
    batches = list(paced(events, clock=lambda: next(times)))
    said = [[event.get("text", event["type"]) for event in batch] for batch in batches]
    assert said == [["step"], ["abc"], ["d", "final"]]


def test_pacing_never_exceeds_ten_updates_a_second() -> None:
    now = iter(i / 1000 for i in range(5000))
    events = ({"type": "text", "text": "x"} for _ in range(5000))
    batches = list(paced(events, clock=lambda: next(now)))
    assert len(batches) <= 51
    assert sum(len(event["text"]) for batch in batches for event in batch) == 5000
