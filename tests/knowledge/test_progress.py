"""How far inside one large document: pages while it is read, passages while it is embedded."""

import io
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hash_embedder import HashEmbedder, paragraphs
from reportlab.pdfgen.canvas import Canvas

from knowledge import Progress, progress, readers
from knowledge.ahead import PIECE
from knowledge.embed import Vectors
from knowledge.ingest import terms
from knowledge.intake import intake
from knowledge.progress import Within
from knowledge.readers import child
from knowledge.store import KnowledgeBase


class SlowEmbedder(HashEmbedder):
    def encode(self, texts: Sequence[str]) -> Vectors:
        time.sleep(0.25)
        return super().encode(texts)


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(tmp_path / "home", name="kb", embedder=SlowEmbedder()) as kb:
        yield kb


@pytest.fixture(autouse=True)
def told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_TOLD_EVERY_S", 0.0)


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "large.txt"
    path.write_text("\n\n".join(paragraphs(f"rye{n}", 300) for n in range(9)), encoding="utf-8")
    return path


def begun(base: KnowledgeBase, path: Path) -> Iterator[Progress]:
    return intake(base, [path], terms(base))


def test_passages_of_a_large_document_are_counted_with_the_time_left(
    base: KnowledgeBase, large: Path
) -> None:
    found = list(begun(base, large))
    [report] = [event.report for event in found if event.report]
    counted = [event for event in found if event.within and event.within.unit == "passages"]
    done = [event.within.done for event in counted if event.within]
    assert len(done) >= 2 and done == sorted(set(done)) and done[0] <= 2 * PIECE
    assert {event.within.total for event in counted if event.within} == {report.passages}
    left = [event.eta_s for event in counted]
    assert all(each is not None for each in left)
    assert {(event.state, event.done) for event in counted} == {("storing", 0)}


def test_who_gives_up_while_a_document_is_embedded_stores_nothing_of_it(
    base: KnowledgeBase, large: Path
) -> None:
    events = begun(base, large)
    next(event for event in events if event.within)
    with pytest.raises(KeyboardInterrupt):
        events.throw(KeyboardInterrupt)  # type: ignore[attr-defined]  # it is a generator
    assert base.sources() == []
    assert base.verify() == []


def test_who_goes_away_leaves_the_document_in_hand_stored(base: KnowledgeBase, large: Path) -> None:
    events = begun(base, large)
    next(event for event in events if event.within)
    events.close()  # type: ignore[attr-defined]  # it is a generator
    assert len(base.sources()) == 1
    assert base.verify() == []


def sheets(count: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(count):
        canvas.drawString(60, 700 - 12 * number, f"Sheet {number} speaks of rye and barley.")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_pages_are_counted_while_a_pdf_is_read_in_its_process() -> None:
    heard: list[tuple[int, int]] = []
    before = child.told.set(lambda done, total: heard.append((done, total)))
    try:
        readers.document_of(sheets(40), "sheets.pdf")
    finally:
        child.told.reset(before)
    assert heard[-1] == (40, 40)
    assert heard == sorted(heard)


def test_what_a_child_counts_is_no_complaint_of_it() -> None:
    code = "child.limit(); child.tell(3, 9); raise child.Refused('it is odd')"
    with pytest.raises(child.Stopped, match="^it is odd$"):
        child.run(code, b"")
    with pytest.raises(child.Stopped, match="^exit code 3$"):
        child.run("child.limit(); child.tell(3, 9); raise SystemExit(3)", b"")


@pytest.mark.parametrize(
    ("within", "share"),
    [
        (Within(unit="pages", done=0, total=10), 0.0),
        (Within(unit="pages", done=10, total=10), 0.3),
        (Within(unit="passages", done=5, total=10), 0.65),
        (Within(unit="passages", done=10, total=10), 1.0),
        (Within(unit="pages", done=0, total=0), 0.0),
    ],
)
def test_share_of_the_work(within: Within, share: float) -> None:
    assert within.share == pytest.approx(share)
