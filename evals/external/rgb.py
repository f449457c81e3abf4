"""RGB: is a snippet that answers found among all snippets of all questions, and what is answered?

In: a folder with `zh_refine.jsonl` (Chen et al. 2023, arXiv 2309.01431: query, positive and
negative web snippets in Chinese). Each different snippet is one passage of one store. Out: recall@k
and MRR@10 over snippets, ours beside our parts alone; and "answers" (`rgb_answers`).
`diligence eval external:rgb --data FOLDER [--json]`.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot import Bot, Settings
from evals.external import ranking, rgb_answers
from evals.external.ranking import DEPTH, Ranked
from knowledge import Bundle, Passage, Source, Text

_PARTS = ("words alone", "meaning alone")


def measure(data: Path) -> dict[str, Any]:
    """The store is kept in the data folder of the desk, so a second run embeds nothing."""
    lines = (data / "zh_refine.jsonl").read_text(encoding="utf-8").splitlines()
    rows: list[dict[str, Any]] = list(map(json.loads, lines))
    home = Settings.from_env().home / "external" / "rgb"
    with Bot.open(replace(Settings.from_env(), home=home, dossier=None)) as bot:
        bundle = _bundle(list(dict.fromkeys(snippet for row in rows for snippet in _held(row))))
        if bot.kb.digests("user").get(bundle.source.id) != bundle.digest:
            bot.kb.add(bundle)
        return {
            **_report(rows, lambda query: bot.find(query, DEPTH)),
            "words alone": _report(rows, lambda q: _hits(bot, bot.kb.search_words(q, DEPTH))),
            "meaning alone": _report(rows, lambda q: _hits(bot, bot.kb.search_vectors(q, DEPTH))),
            "answers": rgb_answers.report(data, bot.kb.embedder),
        }


def table(found: dict[str, Any]) -> str:
    ranked = ranking.table({"ours": found, **{part: found[part] for part in _PARTS}})
    return f"{ranked}\n\n{rgb_answers.table(found['answers'])}"


def _held(row: dict[str, Any]) -> Iterator[str]:
    yield from row["positive"]
    yield from row["negative"]


def _hits(bot: Bot, hits: Sequence[Any]) -> list[Passage]:
    return bot.kb.passages([hit.passage_id for hit in hits])


def _report(
    rows: Sequence[dict[str, Any]], finder: Callable[[str], Sequence[Passage]]
) -> dict[str, object]:
    return ranking.report(
        [
            Ranked(
                question=row["query"],
                places=tuple(passage.sha256 for passage in finder(row["query"])),
                gold=frozenset(_sha(snippet) for snippet in row["positive"]),
            )
            for row in rows
        ]
    )


def _bundle(snippets: Sequence[str]) -> Bundle:
    """All snippets as passages of one source, each line of its text."""
    passages, start = [], 0
    for at, snippet in enumerate(snippets):
        passages.append(
            Passage(
                id=f"rgb#{_sha(snippet)[:16]}",
                kind="passage",
                source_id="rgb",
                text_name="document",
                ordinal=at,
                start=start,
                end=start + len(snippet),
                text=snippet,
                language="zh",
                sha256=_sha(snippet),
            )
        )
        start += len(snippet) + 1
    content = "\n".join(snippets)
    return Bundle(
        source=Source(
            id="rgb", title="RGB", publisher="RGB", published=None, language="zh", tier=3
        ),
        texts=(Text(source_id="rgb", name="document", text=content),),
        passages=tuple(passages),
        origin="user",
        digest=_sha(content),
        path="rgb",
    )


def _sha(text: str) -> str:
    return sha256(text.encode()).hexdigest()
