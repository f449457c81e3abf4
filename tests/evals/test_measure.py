"""A run over a desk that answers from a list: inspect's log, errors, resuming, floors, reports."""

import json
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from inspect_ai.log import read_eval_log
from records import CASE, DECLINED, OPEN, TEXT, answer, claim

from bot.answer import Answer
from evals import floors, report, suites, tables
from evals.case import Case
from evals.floors import FloorError
from evals.measure import Run, measure
from evals.progress import Progress
from evals.session import Desk
from knowledge import StoreLocked

FULL = suites.suite("full")
TWIN = CASE.model_copy(update={"id": "cash.zh", "language": "zh", "question": "现金有多少？"})
CASES = [CASE, TWIN, OPEN]
ZH = answer(claim("年中信（letter）称，2031年6月30日现金约2.4亿欧元。"), language="zh")
RIGHT = {CASE.question: answer(), TWIN.question: ZH, OPEN.question: DECLINED}


class Listed:
    """Answers from a list, counts what it was asked, raises where it has nothing."""

    def __init__(self, held: dict[str, Answer]) -> None:
        self.held = held
        self.asked: list[str] = []

    def ask(self, question: str, thread_id: str | None, as_of: str | None) -> Answer:
        self.asked.append(question)
        return self.held[question]


def opened(desk: Desk) -> Callable[[str, ExitStack], Desk]:
    return lambda dossier, closing: desk


def run(desk: Desk, home: Path, **more: object) -> Run:
    return measure(FULL, CASES, opened(desk), home=home, folders=[], **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Path]:
    home = tmp_path_factory.mktemp("right")
    return run(Listed(RIGHT), home), home


def test_right_desk_reaches_everything(right: tuple[Run, Path]) -> None:
    scores = right[0].result["scores"]
    assert {n for n in tables.GOALS if scores[n]["value"] != 1} == set()
    assert right[0].result["without_fault"] == right[0].result["cases"] == 3


def test_log_of_inspect_shows_claims_evidence_and_faults(tmp_path: Path) -> None:
    wrong = RIGHT | {CASE.question: answer(claim(TEXT.replace("240", "2,400")))}
    made = run(Listed(wrong), tmp_path)
    log = read_eval_log(str(tmp_path / "logs" / made.result["log"]))
    assert log.status == "success" and log.samples
    sample = next(s for s in log.samples if s.id == CASE.key)
    assert sample.metadata["claims"][0]["text"].startswith("The mid-year letter reports")
    assert sample.metadata["evidence"][0]["passage"] == TEXT
    assert sample.scores and "figures: not borne out" in str(sample.scores["judge"].explanation)
    assert sample.scores["judge"].value["figures"] == 0  # type: ignore[index]  # a dictionary of scores


def test_error_is_a_case_of_its_own_and_not_a_zero(tmp_path: Path) -> None:
    held = {q: a for q, a in RIGHT.items() if q != TWIN.question}
    made = run(Listed(held), tmp_path).result
    assert made["errors"] == 1
    assert (
        made["scores"]["nugget_recall"] | {"value": 1.0, "n": 1} == made["scores"]["nugget_recall"]
    )
    assert made["failing"][0]["error"].startswith("KeyError")


@pytest.mark.filterwarnings("ignore:coroutine")  # inspect drops its own when it is stopped
def test_broken_off_run_is_taken_up_where_it_stopped(tmp_path: Path) -> None:
    class Stopped(Listed):
        def ask(self, question: str, thread_id: str | None, as_of: str | None) -> Answer:
            if len(self.asked) == 2:
                raise KeyboardInterrupt
            return super().ask(question, thread_id, as_of)

    with pytest.raises(BaseException):  # noqa: B017, PT011  # however inspect hands it on
        run(Stopped(RIGHT), tmp_path)
    (left,) = (tmp_path / "unfinished").iterdir()
    left.write_text(left.read_text(encoding="utf-8") + '{"key": "made/bu', encoding="utf-8")
    rest = Listed(RIGHT)
    made = run(rest, tmp_path)
    assert rest.asked == [OPEN.question]
    assert made.result["cases"] == 3 and made.result["scores"]["parity"]["n"] == 2
    assert list((tmp_path / "unfinished").iterdir()) == []


def test_desk_that_does_not_open_ends_the_run(tmp_path: Path) -> None:
    def shut(case: Case, closing: ExitStack) -> Desk:
        raise StoreLocked("in use by another", help="Stop it.")

    with pytest.raises(StoreLocked):
        measure(FULL, CASES, shut, home=tmp_path, folders=[])


def test_fresh_run_asks_everything_again(tmp_path: Path) -> None:
    again = Listed(RIGHT)
    run(again, tmp_path)
    run(again, tmp_path, fresh=True)
    assert len(again.asked) == 6


def test_floor_rises_freely_and_falls_only_with_a_reason(
    tmp_path: Path, right: tuple[Run, Path]
) -> None:
    good, folder = right[0], tmp_path / "baselines"
    floors.accept(FULL, good.made, good.tally, folder=folder)
    worse = run(Listed(RIGHT | {CASE.question: DECLINED}), tmp_path)
    baseline = floors.read("full", folder)
    assert baseline is not None
    assert floors.below(good.tally, baseline) == []
    named = {b.scorer for b in floors.below(worse.tally, baseline)}
    assert {"nugget_recall", "refusal", "parity"} <= named
    with pytest.raises(FloorError, match="lower than accepted"):
        floors.accept(FULL, worse.made, worse.tally, folder=folder)
    floors.accept(FULL, worse.made, worse.tally, because="a source was withdrawn", folder=folder)
    kept = floors.read("full", folder)
    assert kept is not None and kept.because == "a source was withdrawn"
    floors.accept(FULL, good.made, good.tally, folder=folder)


def test_score_that_is_no_longer_given_is_below_its_floor(
    tmp_path: Path, right: tuple[Run, Path]
) -> None:
    floors.accept(FULL, right[0].made, right[0].tally, folder=tmp_path)
    baseline = floors.read("full", tmp_path)
    assert baseline is not None
    left = {n: i for n, i in right[0].tally.items() if n != "conflicts"}
    assert [str(b) for b in floors.below(left, baseline)] == [
        "conflicts is not scored, its floor is 0.998"
    ]


def test_run_with_errors_is_no_baseline(tmp_path: Path) -> None:
    made = run(Listed({}), tmp_path)
    with pytest.raises(FloorError, match="errors"):
        floors.accept(FULL, made.made, made.tally, folder=tmp_path / "b")


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.links += [v or "" for k, v in attrs if k in ("src", "href")]


def test_report_is_one_safe_page_with_worst_cases_and_what_moved(tmp_path: Path) -> None:
    good = run(Listed(RIGHT), tmp_path)
    floors.accept(FULL, good.made, good.tally, folder=tmp_path)
    evil = replace(DECLINED, answer="<script>alert(1)</script>| no")
    made = run(
        Listed(RIGHT | {CASE.question: evil}), tmp_path, baseline=floors.read("full", tmp_path)
    ).result
    report.write(made, tmp_path)
    html = (tmp_path / "latest.html").read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(html)
    assert "script" not in tags.seen and tags.links == []
    assert "Floors broken" in html and "nugget_recall is 0.500" in html
    assert "made/cash.en" in html and "refusal 1 → 0" in html
    text = (tmp_path / "latest.md").read_text(encoding="utf-8")
    assert "| nugget_recall | 0.500 | " in text and "- made/cash.en: " in text
    assert json.loads((tmp_path / "latest.json").read_text(encoding="utf-8"))["floors"] == "broken"
    assert {p.name for p in tmp_path.iterdir() if p.is_file()} == {
        "latest.html", "latest.md", "latest.json", "full.json",
    }  # fmt: skip


def test_bar_tells_how_much_is_left() -> None:
    bar = Progress(4, done=1)
    bar.step()
    assert bar.line().startswith("█" * 15 + "░" * 15 + " 2 of 4, ")
