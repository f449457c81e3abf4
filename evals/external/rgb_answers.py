"""RGB's own tests: does the desk answer from the snippets of a question alone, or decline?

In: a folder with `zh_refine.jsonl` and, where there, `zh_fact.jsonl` and `en_fact.jsonl` (Chen et
al. 2023, arXiv 2309.01431). Out: answers that contain the gold answer, by share of noise among five
snippets; how often nothing is answered where none of them answers; and whether both versions are
shown where the snippets contradict each other. A question is read, its sentences are chosen,
written and verified as by the desk; nothing is searched, as the snippets are given. Beside it the
stock pipeline as far as it goes without a language model: the snippet nearest by meaning, whole.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot import coverage, evidence
from bot.passages import quotes
from bot.retrieve import Retrieved
from bot.understand import understand
from bot.verify import verify
from bot.work import Work
from bot.writers.base import Found
from bot.writers.extractive import ExtractiveWriter
from knowledge import Embedder, Ledger, Passage, Source, language_of, words

Answerer = Callable[[str, Sequence[str]], str]  # question and snippets → what is said, "": nothing

GIVEN = 5  # snippets a question, as in the paper
NOISE = (0, 2, 4)  # of them that do not answer: ratios 0, 0.4 and 0.8
FACTS = ("zh_fact", "en_fact")
_COMMAS = re.compile(r"(?<=\d),(?=\d{3})")
_SPACES = re.compile(r"(?<!\d)\s+|\s+(?!\d)")


def report(data: Path, embedder: Embedder | None = None) -> dict[str, Any]:
    """Of the desk, and under "stock" of the stock pipeline where an embedder is given."""
    stock = {"stock": _report(data, _nearest(embedder))} if embedder else {}
    return {**_report(data, answer), **stock}


def _report(data: Path, say: Answerer) -> dict[str, Any]:
    rows = _rows(data / "zh_refine.jsonl")
    return {
        "containment": {str(n / GIVEN): _containment(rows, n, say) for n in NOISE},
        "rejection": _rejection(rows, say),
        "counterfactual": {
            name: _counterfactual(_rows(path), say)
            for name in FACTS
            if (path := data / f"{name}.jsonl").is_file()
        },
    }


def table(found: Mapping[str, Any]) -> str:
    """Markdown, counts with the number of questions; the stock pipeline's beside ours."""
    ours, stock = _lines(found), _lines(found.get("stock", {}))
    lines = ["| five snippets given | questions | ours | stock |", "|---|---|---|---|"]
    lines += [
        f"| {case} | {n} | {told} | {stock.get(case, (0, '–'))[1]} |"
        for case, (n, told) in ours.items()
    ]
    return "\n".join(lines)


def _lines(found: Mapping[str, Any]) -> dict[str, tuple[int, str]]:
    """By what was given: how many questions, and what came of them."""
    lines = {
        f"noise {ratio}": (
            each["questions"],
            f"{each['right']} contain the answer, {each['declined']} declined",
        )
        for ratio, each in found.get("containment", {}).items()
    }
    if none := found.get("rejection"):
        lines["none answers"] = none["questions"], f"{none['declined']} declined"
    for name, each in found.get("counterfactual", {}).items():
        told = ", ".join(f"{each[key]} {key}" for key in _SHOWN)
        lines[f"up to two true, two altered ({name})"] = each["questions"], told
    return lines


def _nearest(embedder: Embedder) -> Answerer:
    def say(question: str, snippets: Sequence[str]) -> str:
        likeness = embedder.encode(list(snippets)) @ embedder.encode_query(question)
        return snippets[int(likeness.argmax())]

    return say


_SHOWN = ("both shown", "true alone", "altered alone", "neither", "declined")


def answer(question: str, snippets: Sequence[str]) -> str:
    """What the desk says to a question if it holds nothing but the snippets; "" if it declines."""
    known = frozenset(token for text in snippets for token in words.tokens(text))
    u = understand(question, ledger=Ledger(), is_known=lambda word: {*words.tokens(word)} <= known)
    held = [evidence.of_passage(_passage(text), _SOURCE) for text in snippets]
    homes = [(each, quotes.main_name(each.passage)) for each in held]
    work = Work(u=u)
    if not u.unknown:
        work.retrieved = Retrieved(quotes=tuple(quotes.choose(u, work.ledger, homes)))
    if not coverage.supported(u, work):
        return ""
    cited = {each.id: each for each in held}
    found = Found(retrieved=work.retrieved, metrics=(), ledger=work.ledger, evidence=cited)
    claims = ExtractiveWriter().write(u, found)
    kept = verify(claims, evidence=cited, ledger=work.ledger, metrics=()).kept
    return "\n".join(claim.text for claim in kept)


def contains(said: str, gold: str | Sequence[str | Sequence[str]]) -> bool:
    """Whether every part of the gold answer is in it; a part may have several wordings."""
    parts = [gold] if isinstance(gold, str) else gold
    wordings = [[part] if isinstance(part, str) else part for part in parts]
    plain = _plain(said)
    return all(any(_stands(_plain(wording), plain) for wording in part) for part in wordings)


def _stands(wording: str, plain: str) -> bool:
    """Not the 70 of 170, nor the 6.1 of 6.15."""
    before = r"(?<!\d)(?<!\d\.)" if wording[:1].isdigit() else ""
    after = r"(?!\.?\d)" if wording[-1:].isdigit() else ""
    return bool(wording and re.search(before + re.escape(wording) + after, plain))


def _plain(text: str) -> str:
    """Lower case, without the commas of numbers and without spaces but between two numbers."""
    return _SPACES.sub("", _COMMAS.sub("", text.lower()))


def _containment(rows: Sequence[dict[str, Any]], noise: int, say: Answerer) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for row in rows:
        given = _mixed(row, row["positive"][: GIVEN - noise], row["negative"][:noise])
        said = say(row["query"], given)
        counts["right"] += contains(said, row["answer"])
        counts["declined"] += not said
    return {"questions": len(rows), "right": counts["right"], "declined": counts["declined"]}


def _rejection(rows: Sequence[dict[str, Any]], say: Answerer) -> dict[str, int]:
    held = [row for row in rows if row["negative"]]
    declined = [not say(r["query"], _mixed(r, r["negative"][:GIVEN])) for r in held]
    return {"questions": len(held), "declined": sum(declined)}


def _counterfactual(rows: Sequence[dict[str, Any]], say: Answerer) -> dict[str, int]:
    counts = Counter(_shown(row, say) for row in rows)
    return {"questions": len(rows), **{name: counts[name] for name in _SHOWN}}


def _shown(row: dict[str, Any], say: Answerer) -> str:
    altered = row["positive_wrong"]  # each is the true snippet at its place, altered
    pair = _mixed(row, row["positive"][:2], altered[2:4] or altered[:2])
    said = say(row["query"], (*pair, *row["negative"][: GIVEN - len(pair)]))
    if not said:
        return "declined"
    told = contains(said, row["answer"]), contains(said, row["fakeanswer"])
    return {
        (True, True): "both shown",
        (True, False): "true alone",
        (False, True): "altered alone",
        (False, False): "neither",
    }[told]


def _mixed(row: Mapping[str, Any], *groups: Sequence[str]) -> list[str]:
    """In an order that says nothing, and that is the same in every run."""
    given = [snippet for group in groups for snippet in group]
    random.Random(row["query"]).shuffle(given)
    return given


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


_SOURCE = Source(id="rgb", title="RGB", publisher="RGB", published=None, language="zh", tier=3)


def _passage(text: str) -> Passage:
    sha = sha256(text.encode()).hexdigest()
    return Passage(
        id=f"rgb#{sha[:16]}", kind="passage", source_id="rgb", text_name="document", ordinal=0,
        start=0, end=len(text), text=text, language=language_of(text), sha256=sha,
    )  # fmt: skip
