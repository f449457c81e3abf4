"""What the desk writes into its audit trail for an answer, and what it never writes."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hash_embedder import HashEmbedder

from bot import Bot, Settings
from bot.answer import Claim
from bot.audit import struck
from bot.trail import hashed
from bot.understand import Understanding
from bot.writers.base import Found
from bot.writers.extractive import ExtractiveWriter

CORPUS = Path(__file__).parent.parent / "corpus" / "brinekeld"
TOKEN = "a-long-secret-token"


class Invents:
    """Writes what the extractive writer writes, and one figure that nobody gave."""

    name = "invents"

    def write(self, u: Understanding, found: Found) -> list[Claim]:
        wrong = Claim(text="Cash was EUR 999 million.", evidence=("fact:cash-jun2031:en",))
        return [*ExtractiveWriter(max_words=180).write(u, found), wrong]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    settings = Settings(home=tmp_path_factory.mktemp("audit"), dossier=CORPUS, token=TOKEN)
    with Bot.open(settings, embedder=HashEmbedder()) as bot:
        yield bot


@pytest.fixture(scope="module")
def told(desk: Bot) -> dict[str, Any]:
    answer = desk.ask("How long does the cash last?")
    (entry,) = desk.audit(answer.thread_id)["entries"]
    assert entry["shown"] == answer.to_dict()
    return entry  # type: ignore[no-any-return]  # JSON


def test_entry_holds_the_whole_way(told: dict[str, Any]) -> None:
    assert told["asked"] == {"question": "How long does the cash last?", "as_of": None}
    assert told["understood"]["concepts"]
    assert [m["id"] for m in told["computed"]][:1] == ["runway"]
    assert len(told["verified"]) == len(told["shown"]["claims"])
    assert all(c["checks"] for c in told["verified"])
    assert told["ended"] == "answered"
    assert (told["turn"], told["hash"]) == (1, hashed(told))


def test_everything_cited_was_offered_with_the_same_hash(told: dict[str, Any]) -> None:
    cited = {c["evidence_id"]: c["sha256"] for c in told["shown"]["citations"]}
    assert cited
    assert cited.items() <= told["retrieved"]["offered"].items()


def test_retrieved_facts_say_whether_they_were_cited(desk: Bot) -> None:
    answer = desk.ask("What are the main risks?")
    cited = {c.evidence_id for c in answer.citations}
    (entry,) = desk.audit(answer.thread_id)["entries"]
    facts = entry["retrieved"]["facts"]
    assert {f["cited"] for f in facts} == {True, False}
    assert all(f["cited"] == (f"fact:{f['id']}:en" in cited) for f in facts)


def test_versions_name_program_record_and_embedder(told: dict[str, Any], desk: Bot) -> None:
    versions = told["versions"]
    assert versions["embedder"] == desk.kb.embedder.name
    assert all(len(versions[key]) == 64 for key in ("code", "record", "dossier", "splitter"))
    assert versions["libraries"]["langgraph"]


def test_rejected_claim_is_kept_with_its_reason(tmp_path: Path) -> None:
    with Bot.open(Settings(home=tmp_path, dossier=CORPUS), embedder=HashEmbedder()) as bot:
        bot._steps = replace(bot._steps, writer=Invents())
        from bot import graph

        bot._graph = graph.build(bot._steps, bot._memory.saver)
        answer = bot.ask("How much cash is there?")
        (entry,) = bot.audit(answer.thread_id)["entries"]
    (rejected,) = entry["rejected"]
    assert rejected["text"] == "Cash was EUR 999 million."
    assert any(not c["ok"] and "999" in c["detail"] for c in rejected["checks"])
    assert "999" in json.dumps(entry["written"])
    assert "999" not in json.dumps(entry["shown"])


def test_turns_of_a_thread_are_numbered(desk: Bot) -> None:
    thread = desk.ask("How much cash is there?").thread_id
    desk.ask("What is the valuation?", thread)
    assert [e["turn"] for e in desk.audit(thread)["entries"]] == [1, 2]
    (second,) = desk.audit(thread, 2)["entries"]
    assert second["asked"]["question"] == "What is the valuation?"


def test_answer_that_was_stopped_is_recorded_as_far_as_it_came(desk: Bot) -> None:
    events = desk.stream("How much cash is there?")
    assert next(events)["step"] == "understand"
    events.close()  # type: ignore[attr-defined]  # a generator
    newest = desk._audit.trail._one("SELECT thread_id FROM entries ORDER BY n DESC")[0]
    (entry,) = desk.audit(newest)["entries"]
    assert (entry["ended"], entry["turn"], entry["shown"]) == ("stopped", None, None)
    assert entry["understood"]["question"] == "How much cash is there?"


def test_secret_is_in_no_entry(desk: Bot) -> None:
    answer = desk.ask(f"How much cash is there, Bearer {TOKEN}?")
    exported = json.dumps(desk.audit(answer.thread_id))
    assert TOKEN not in exported
    assert "[struck out]" in exported
    assert desk._audit.trail.verify() == []


def test_secrets_are_struck_out_wherever_they_stand() -> None:
    told = {"k-1": ["a k-1 b", {"x": ("k-1",)}], "n": 1, "none": None}
    assert struck(told, ["k-1", ""]) == {
        "[struck out]": ["a [struck out] b", {"x": ["[struck out]"]}],
        "n": 1,
        "none": None,
    }
    assert struck(told, [""]) is told
