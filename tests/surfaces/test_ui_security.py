"""The mounted page: its headers, its limits, and that no forged file path brings a file out."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from fake_bot import FakeBot
from fastapi import FastAPI
from fastapi.testclient import TestClient
from visits import Served

from bot.surfaces import ui
from bot.surfaces.api import build_app

CANARY = "canary-5c1d-never-to-be-seen"


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    made = tmp_path / "canary.txt"
    made.write_text(CANARY)
    return made


def forged(path: Path) -> dict[str, Any]:
    return {
        "path": str(path),
        "url": None,
        "orig_name": "canary.txt",
        "size": 1,
        "mime_type": "text/plain",
        "meta": {"_type": "gradio.FileData"},
    }


def dependencies(http: httpx.Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = http.get("/config").json()["dependencies"]
    return [one for one in found if one["backend_fn"]]


def test_page_has_events_to_sweep(served: Served) -> None:
    with httpx.Client(base_url=served.url) as http:
        assert len(dependencies(http)) >= 6


def test_forged_paths_bring_no_file_out_of_any_event(served: Served, canary: Path) -> None:
    swept = 0
    with httpx.Client(base_url=served.url, timeout=20) as http:
        for one in dependencies(http):
            for data in _forged_inputs(len(one["inputs"]), forged(canary)):
                said = _through_queue(http, one["id"], data, {"thread": forged(canary)})
                assert CANARY not in said, one["id"]
                assert "file=" not in said, one["id"]
                swept += 1
    assert swept >= 12
    assert _leaked() == []


def _forged_inputs(inputs: int, bad: dict[str, Any]) -> list[list[Any]]:
    """The forged file alone in each place, and nowhere. "en" is a value every input takes."""
    return [["en" if at != place else bad for at in range(inputs)] for place in range(inputs + 1)]


def _through_queue(http: httpx.Client, number: int, data: list[Any], event: Any) -> str:
    session = f"sweep-{number}"
    body = {"data": data, "fn_index": number, "session_hash": session, "event_data": event}
    assert http.post("/gradio_api/queue/join", json=body).status_code == 200
    said = ""
    with http.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
        for line in stream.iter_lines():
            said += line
            if '"process_completed"' in line or '"close_stream"' in line:
                break
    return said


def test_forged_paths_bring_no_file_out_of_named_endpoints_without_the_gate(canary: Path) -> None:
    app = ui.mount(FastAPI(), FakeBot())
    with TestClient(app) as http:
        for one in http.get("/config").json()["dependencies"]:
            body = {"data": [forged(canary) for _ in one["inputs"]]}
            for route in ("run", "api", "call"):
                said = http.post(f"/gradio_api/{route}/{one['api_name']}", json=body)
                assert CANARY not in said.text
        for path in (f"/gradio_api/file={canary}", f"/gradio_api/file/{canary}"):
            assert http.get(path).status_code in (403, 404)
    assert _leaked() == []


def _leaked() -> list[str]:
    from gradio.utils import get_upload_folder

    kept = Path(get_upload_folder()).rglob("*")
    return [str(one) for one in kept if one.is_file() and CANARY.encode() in one.read_bytes()]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/gradio_api/upload"),
        ("GET", "/gradio_api/file=/etc/passwd"),
        ("GET", "/gradio_api/file/etc/passwd"),
        ("GET", "/gradio_api/proxy=https://evil.example/"),
        ("POST", "/gradio_api/run/ask"),
        ("POST", "/gradio_api/call/ask"),
        ("POST", "/gradio_api/component_server"),
        ("POST", "/gradio_api/process_recording"),
        ("POST", "/gradio_api/vibe-edit"),
        ("GET", "/gradio_api/openapi.json"),
        ("GET", "/gradio_api/deep_link?session_hash=x"),
        ("GET", "/monitoring"),
        ("GET", "/docs"),
    ],
)
def test_routes_the_page_does_not_need_are_not_served(
    served: Served, method: str, path: str
) -> None:
    assert httpx.request(method, f"{served.url}{path}").status_code == 404


def test_page_carries_the_security_headers(served: Served) -> None:
    answer = httpx.get(served.url)
    policy = answer.headers["content-security-policy"]
    for rule in ("default-src 'none'", "img-src 'self' data:", "frame-ancestors 'none'"):
        assert rule in policy
    scripts = next(rule for rule in policy.split("; ") if rule.startswith("script-src"))
    assert "unsafe-inline" not in scripts
    assert "http" not in scripts
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_every_script_of_the_page_has_this_answers_nonce(served: Served) -> None:
    first, second = httpx.get(served.url), httpx.get(served.url)
    nonce = first.headers["content-security-policy"].split("'nonce-")[1].split("'")[0]
    assert first.text.count("<script") == first.text.count(f'<script nonce="{nonce}"') > 0
    assert nonce not in second.headers["content-security-policy"]


def test_page_asks_for_the_token_too() -> None:
    app = build_app(FakeBot(), token="a-long-enough-token", allowed_hosts=())
    http = TestClient(app, base_url="http://127.0.0.1")
    for path in ("/", "/config", "/gradio_api/info", "/gradio_api/queue/data?session_hash=x"):
        assert http.get(path).status_code == 401
    assert http.get("/?token=a-long-enough-token").status_code == 200


def test_gradio_is_mounted_with_limits_and_without_trust(monkeypatch: pytest.MonkeyPatch) -> None:
    import gradio as gr

    seen: dict[str, Any] = {}
    monkeypatch.setattr(
        gr, "mount_gradio_app", lambda app, demo, **how: seen.update(how, demo=demo)
    )
    ui.mount(FastAPI(), FakeBot())
    demo = seen["demo"]
    assert demo.has_launched is True
    assert demo.analytics_enabled is False
    assert demo.default_config.blocks
    assert demo._queue.max_size == 64
    assert demo._queue.default_concurrency_limit == 32
    assert demo.state_session_capacity == 1000
    assert seen["allowed_paths"] == []
    assert seen["max_file_size"]
    assert (seen["run_history"], seen["mcp_server"], seen["show_error"]) == (False, False, False)


def test_no_event_is_in_the_public_api(served: Served) -> None:
    info = httpx.get(f"{served.url}/gradio_api/info").json()
    assert info["named_endpoints"] == {}
    assert info["unnamed_endpoints"] == {}


def test_config_holds_no_path_of_this_machine(served: Served) -> None:
    config = json.dumps(httpx.get(f"{served.url}/config").json())
    assert str(Path(ui.__file__).parent) not in config
