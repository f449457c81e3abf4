"""Made-up passages are the same in any process, and growth is measured over them for real."""

import subprocess
import sys
from itertools import islice
from pathlib import Path

import numpy as np

from evals import growth, synthetic
from evals.growth import Grown

ROOT = Path(__file__).parents[2]


def test_bundles_hold_as_many_passages_as_asked_each_quoting_its_text() -> None:
    made = list(synthetic.bundles(250))
    passages = [(b, p) for b in made for p in b.passages]
    assert len(passages) == len({p.id for _, p in passages}) == 250
    assert all(b.texts[0].text[p.start : p.end] == p.text for b, p in passages)


def test_vectors_are_the_same_in_another_process_and_near_their_topic() -> None:
    texts = [p.text for b in islice(synthetic.bundles(400), 4) for p in b.passages]
    rows = synthetic.TopicVectors().encode(texts)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    code = (
        "from evals.synthetic import *; e = TopicVectors()\n"
        "print(float(e.encode_query(sentence(7)).sum()))"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert abs(float(told.stdout) - float(rows[7].sum())) < 1e-4
    likeness = rows @ rows.T
    topics = np.array([text.split()[0] for text in texts])
    same = topics[:, None] == topics[None, :]
    np.fill_diagonal(same, False)
    assert likeness[same].mean() > likeness[~same].mean() + 0.3


def test_a_small_store_finds_all_that_an_exact_scan_finds(tmp_path: Path) -> None:
    grown = growth.grow(tmp_path, 300, 60)
    assert (grown.passages, grown.found, grown.same) == (300, 1.0, 1.0)
    assert grown.meaning[0] <= grown.meaning[1]
    assert min(grown.per_s, grown.opens_s, grown.opens_after_kill_s, grown.disk_mb) > 0


def test_filling_ends_at_its_limit_and_the_table_says_so(tmp_path: Path) -> None:
    grown = growth.grow(tmp_path, 2000, 0.2)
    assert 0 < grown.passages < 2000
    assert (
        growth.table([grown], "here").splitlines()[2].startswith(f"| {grown.passages:,} of 2,000")
    )


def test_table_has_as_many_cells_as_headings() -> None:
    row = Grown(
        wanted=9, passages=9, per_s=1, meaning=(1, 2), words=(1, 2), both=(1, 2), found=1, same=1,
        opens_s=1, opens_after_kill_s=1, memory_gb=1, disk_mb=1,
    )  # fmt: skip
    head, _, cells, *_ = growth.table([row], "here").splitlines()
    assert head.count("|") == cells.count("|")
