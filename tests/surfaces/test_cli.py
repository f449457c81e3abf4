"""The command line: what it prints, and what it ends with."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.surfaces.cli import main

KEYS = {
    "question", "language", "thread_id", "status", "as_of", "writer", "answer", "claims",
    "citations", "metrics", "conflicts", "missing", "followups", "timings_ms", "usage",
    "withheld", "notice",
}  # fmt: skip
ARTICLE = """# Orrery Labs raises money

Orrery Labs has raised $40 million in new funding at a valuation of $310 million.
Its cash reserves exceed 90 million euros, and one training run costs 3 to 5 million euros.
The founder says the company is in no hurry to list.
"""


@pytest.fixture
def home(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DILIGENCE_HOME", str(own_home))
    monkeypatch.delenv("DILIGENCE_DOSSIER", raising=False)
    return own_home


@pytest.fixture
def empty_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DILIGENCE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DILIGENCE_DOSSIER", "none")
    article = tmp_path / "orrery.md"
    article.write_text(ARTICLE, encoding="utf-8")
    return article


@pytest.mark.usefixtures("home")
def test_ask_json_is_exactly_the_documented_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "What is the latest valuation?", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert set(answer) == KEYS
    assert answer["status"] == "answered"
    assert set(answer["timings_ms"]) == {
        "understand", "retrieve", "compute", "write", "verify", "total",
    }  # fmt: skip


@pytest.mark.usefixtures("empty_desk")
def test_memo_of_an_empty_desk_declines_every_question(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "memo.docx"
    assert main(["memo", "--out", str(out), "--language", "zh"]) == 0
    assert out.read_bytes().startswith(b"PK")
    capsys.readouterr()
    assert main(["memo"]) == 0
    said = capsys.readouterr().out
    assert said.count("The sources here do not say.") == said.count("\n#### ")
    assert main(["memo", "--out", "memo.html"]) == 2


@pytest.mark.usefixtures("empty_desk")
def test_audit_exports_and_verifies_what_an_answer_went_through(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "--verify"]) == 3
    main(["ask", "What is the valuation?", "--json"])
    thread = json.loads(capsys.readouterr().out)["thread_id"]
    out = tmp_path / "audit.json"
    assert main(["audit", thread, "--turn", "1", "--out", str(out)]) == 0
    (entry,) = json.loads(out.read_text(encoding="utf-8"))["entries"]
    assert entry["asked"]["question"] == "What is the valuation?"
    capsys.readouterr()
    assert main(["audit", "--verify"]) == 0
    assert capsys.readouterr().out.startswith("1 entries, the chain is whole; head ")
    with sqlite3.connect(tmp_path / "home" / "none" / "audit.sqlite") as conn:
        conn.execute("UPDATE entries SET hash = 'x'")
    assert main(["audit", "--verify"]) == 4
    assert "entry 1 was changed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("args", "code"), [(["audit"], 2), (["audit", "nowhere"], 3), (["audit", "x", "--turn"], 2)]
)
@pytest.mark.usefixtures("home")
def test_audit_of_nothing_is_told(args: list[str], code: int) -> None:
    try:
        assert main(args) == code
    except SystemExit as ended:
        assert ended.code == code


@pytest.mark.usefixtures("home")
def test_thread_goes_on_in_a_later_process(capsys: pytest.CaptureFixture[str]) -> None:
    main(["ask", "How much cash is there?", "--json"])
    thread = json.loads(capsys.readouterr().out)["thread_id"]
    assert main(["ask", "and in dollars?", "--thread", thread, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["thread_id"] == thread
    assert answer["metrics"][0]["unit"] == "USD"


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("command", ["sources", "metrics", "conflicts"])
def test_listing_prints_json_and_lines(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) > 5
    assert main([command]) == 0
    assert len(capsys.readouterr().out.splitlines()) >= len(rows)


@pytest.mark.usefixtures("home")
def test_as_of_leaves_out_what_was_published_later(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "What is the latest valuation?", "--as-of", "2026-02-01", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["citations"]
    assert all(c["published"] is None or c["published"] < "2026-02-02" for c in answer["citations"])


def test_empty_desk_answers_from_the_ingested_file_only(
    empty_desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ingest", str(empty_desk)]) == 0
    capsys.readouterr()
    main(["ask", "What is the valuation of Orrery Labs?", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["status"] == "answered"
    assert "$310 million" in told["answer"]
    main(["ask", "Who is the auditor?", "--json"])
    declined = json.loads(capsys.readouterr().out)
    assert declined["status"] == "declined"
    assert declined["missing"][0]["document"]


def test_ingest_tells_each_document_and_counts_them(
    empty_desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (empty_desk.parent / "room").mkdir()
    room = empty_desk.rename(empty_desk.parent / "room" / "orrery.md").parent
    (room / "reprint.md").write_text(ARTICLE, encoding="utf-8")
    (room / "bad.pdf").write_bytes(b"%PDF-1.7 no")
    (room / ".hidden").write_text("x")
    assert main(["ingest", str(room)]) == 3
    said = capsys.readouterr()
    assert "added: " in said.out
    assert f"the same text as {room / 'orrery.md'}" in said.out
    assert "1 added, 1 unchanged, 1 skipped, 1 failed in " in said.out
    assert "bad.pdf" in said.err and "\r" not in said.err  # no bar where nobody looks
    assert main(["ingest", "--json", str(room)]) == 3
    report = json.loads(capsys.readouterr().out)
    assert (report["added"], report["unchanged"], report["failed"]) == (0, 2, 1)
    assert [d["status"] for d in report["documents"]] == [
        "skipped", "failed", "unchanged", "unchanged",
    ]  # fmt: skip
    source_id = report["documents"][2]["source_id"]
    main(["sources"])
    assert f"also read at {room / 'reprint.md'}" in capsys.readouterr().out
    assert main(["remove", source_id]) == 0
    assert main(["remove", source_id]) == 3
    assert f"no document {source_id!r}" in capsys.readouterr().err
    assert main(["sources"]) == 0
    assert capsys.readouterr().out == ""


def started(*args: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def test_second_process_on_a_data_folder_is_refused_in_one_line_until_the_first_ends(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DILIGENCE_DOSSIER", "none")
    room = tmp_path / "room"
    room.mkdir()
    (room / "orrery.md").write_text(ARTICLE, encoding="utf-8")
    with started("ingest", "--watch", str(room)) as first:
        assert first.stdout
        assert first.stdout.readline().startswith("Watching ")
        assert first.stdout.readline().startswith("added: ")
        with started("ingest", str(room)) as second:
            out, complaint = second.communicate(timeout=60)
        assert (second.returncode, out) == (4, "")
        assert len(complaint.splitlines()) == 1
        assert f"in use by process {first.pid}" in complaint
        first.send_signal(signal.SIGINT)
        first.communicate(timeout=60)
    assert first.returncode == 0
    with started("ingest", str(room)) as second:
        out, complaint = second.communicate(timeout=60)
    assert (second.returncode, complaint) == (0, "")
    assert out.startswith("unchanged: ")


BAD = [
    pytest.param(["ask", "  "], 3, "question is empty", id="empty question"),
    pytest.param(["ask", "why " * 5000], 3, "at most 2,000 are read", id="20,000 characters"),
    pytest.param(["ask", "x", "--thread", "nope"], 3, "There is no thread 'nope'", id="thread"),
    pytest.param(["ask", "x", "--as-of", "May"], 2, "'May' is not a date", id="as-of"),
    pytest.param(["ingest", "/nowhere/a.md"], 3, "/nowhere/a.md", id="missing file"),
    pytest.param(["ingest", "a.md", "--published", "x"], 2, "--published is 'x'", id="published"),
]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("args", "code", "says"), BAD)
def test_bad_input_is_one_line_with_its_exit_code(
    args: list[str], code: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(args) == code
    err = capsys.readouterr().err
    assert says in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value", "code", "says"),
    [
        ("DILIGENCE_DOSSIER", "/nowhere", 3, "is not a dossier"),
        ("DILIGENCE_EMBEDDER", "/nowhere", 4, "does not exist"),
        ("DILIGENCE_PORT", "high", 2, "DILIGENCE_PORT is 'high'"),
    ],
)
def test_bad_setting_is_one_line_with_its_exit_code(
    name: str,
    value: str,
    code: int,
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DILIGENCE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv(name, value)
    assert main(["ask", "How long does the cash last?"]) == code
    err = capsys.readouterr().err
    assert says in err and err.count("\n") == 1


def test_corrupt_catalog_is_refused_with_a_way_out(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalog = next(home.glob("*/catalog.sqlite"))
    catalog.write_bytes(b"not a database" * 1000)
    assert main(["ask", "How long does the cash last?"]) == 4
    err = capsys.readouterr().err
    assert "catalog.sqlite" in err and err.count("\n") == 1


def test_store_of_another_version_says_what_to_do(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with sqlite3.connect(next(home.glob("*/catalog.sqlite"))) as db:
        db.execute("UPDATE meta SET value = 'another' WHERE key = 'schema'")
    assert main(["ask", "How long does the cash last?"]) == 4
    assert "diligence rebuild" in capsys.readouterr().err


def test_locked_store_names_the_process_that_holds_it(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hold = "import sys; from bot import Bot; b = Bot.open(); print('held', flush=True); input()"
    holder = subprocess.Popen(
        [sys.executable, "-c", hold],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"DILIGENCE_HOME": str(home)},
    )
    try:
        assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
        assert main(["ask", "How long does the cash last?"]) == 4
        err = capsys.readouterr().err
        assert str(holder.pid) in err and err.count("\n") == 1
    finally:
        holder.kill()
        holder.communicate(timeout=20)


@pytest.mark.usefixtures("home")
def test_port_in_use_is_refused_before_anything_is_opened(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["serve", "--port", str(taken.getsockname()[1])]) == 4
    err = capsys.readouterr().err
    assert "choose another with --port" in err and err.count("\n") == 1


@pytest.mark.usefixtures("home")
def test_address_is_printed_once_connections_are_taken(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import uvicorn

    def connect(_: uvicorn.Server, sockets: list[socket.socket]) -> None:
        """In the place of the serving loop: who read the address connects before it has begun."""
        assert "Serving on" in capsys.readouterr().out
        socket.create_connection(sockets[0].getsockname(), timeout=5).close()

    monkeypatch.setattr(uvicorn.Server, "run", connect)
    assert main(["serve", "--port", "0"]) == 0


def test_serving_beyond_loopback_needs_a_token(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--host", "0.0.0.0"]) == 3
    assert "DILIGENCE_TOKEN" in capsys.readouterr().err


@pytest.mark.usefixtures("home")
def test_verify_rebuild_and_doctor_say_that_all_is_well(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["verify"]) == 0
    assert "agree" in capsys.readouterr().out
    assert main(["doctor"]) == 0
    assert "passages, opens" in capsys.readouterr().out


def test_unknown_command_is_a_usage_error() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["dance"])
    assert stopped.value.code == 2
