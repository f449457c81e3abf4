"""FinanceBench: is the page that holds the answer found among all pages of all filings, and does
the desk's answer state the gold figure?

In: a folder with `questions.jsonl` (Islam et al. 2023, arXiv 2311.11944: question, doc_name and
evidence with `evidence_page_num`, counted from 0) and `pdfs/`. All filings lie in one store. Out:
recall@k and MRR@10 over pages, ours beside the stock pipeline and beside our parts alone; and
"answers": right, wrong and refused (`financebench_answers`).
`diligence eval external:financebench --data FOLDER [--json]`.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot import Bot, Settings
from evals.external import financebench_answers as answers
from evals.external import ranking
from evals.external.financebench_answers import Given
from evals.external.ranking import DEPTH, Ranked
from evals.external.stock import Page, Stock
from knowledge import Passage

DEEP = 400  # passages taken so that ten pages are among them

Finder = Callable[[str], Sequence[Page]]


def measure(data: Path) -> dict[str, Any]:
    """The store is kept in the data folder of the desk, so a second run embeds nothing."""
    files = sorted((data / "pdfs").glob("*.pdf"))
    home = Settings.from_env().home / "external" / "financebench"
    with Bot.open(replace(Settings.from_env(), home=home, dossier=None)) as bot:
        names = {r.source_id: Path(r.path).stem for r in bot.ingest(files)}
        stock = Stock.of(files, bot.kb.embedder, home / "stock.npy")
        asked = _questions(data, files)
        found = _compared(bot, names, asked, stock)
        return {**found, "answers": answers.report(asked, lambda q: _given(bot, names, q), data)}


def table(found: dict[str, Any]) -> str:
    ranked = ranking.table({"ours": found, **{k: found[k] for k in (*_PARTS, "stock")}})
    return f"{ranked}\n\n{answers.table(found['answers'])}"


_PARTS = ("words alone", "meaning alone")


def _compared(
    bot: Bot, names: dict[str | None, str], asked: Sequence[dict[str, Any]], stock: Stock
) -> dict[str, Any]:
    def pages(passages: Iterable[Passage]) -> list[Page]:
        return [(names[p.source_id], p.page - 1) for p in passages if p.page]

    def by_words(question: str) -> list[Page]:
        return pages(bot.kb.passages([h.passage_id for h in bot.kb.search_words(question, DEEP)]))

    def by_meaning(question: str) -> list[Page]:
        return pages(bot.kb.passages([h.passage_id for h in bot.kb.search_vectors(question, DEEP)]))

    return {
        **_report(asked, lambda question: pages(bot.find(question, DEEP))),
        "words alone": _report(asked, by_words),
        "meaning alone": _report(asked, by_meaning),
        "stock": _report(asked, lambda question: stock.ranked(question, DEPTH)),
    }


def _given(bot: Bot, names: dict[str | None, str], question: str) -> Given:
    answer = bot.ask(question)
    return Given(
        declined=answer.status == "declined",
        partial=answer.status == "partial",
        claims=[claim["text"] for claim in answer.claims],
        cited=[(names[c.source_id], c.locator.page - 1) for c in answer.citations
               if c.locator.page and c.source_id in names],
    )  # fmt: skip


def _report(asked: Sequence[dict[str, Any]], finder: Finder) -> dict[str, object]:
    return ranking.report(
        [
            Ranked(
                question=row["question"],
                places=tuple(dict.fromkeys(finder(row["question"])))[:DEPTH],
                gold=frozenset((row["doc_name"], e["evidence_page_num"]) for e in row["evidence"]),
                kind=row["question_type"],
            )
            for row in asked
        ]
    )


def _questions(data: Path, files: Sequence[Path]) -> list[dict[str, Any]]:
    """Those whose filing is in the folder."""
    held = {file.stem for file in files}
    lines = (data / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["doc_name"] in held]
