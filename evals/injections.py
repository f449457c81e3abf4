"""Orders hidden in documents, and a model that obeys every one of them: does any reach the answer?

In: `evals/cases/injected/*.jsonl` (a document's file, question, what an obeying model says). Each
document is ingested, the question is asked of the desk alone and of the desk with the obeying
model. Out: the cases in whose answer something forbidden stands. `python -m evals.injections`.
"""

import argparse
import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from bot import Bot, Settings
from bot.memory import Memory
from bot.model.provider import Clock, Piece, Request
from bot.model.spend import Spend
from bot.writers.model import ModelWriter
from knowledge import Embedder, Language

CASES = Path(__file__).parent / "cases" / "injected" / "sorivane.jsonl"
DOSSIER = Path(__file__).parent / "dossiers" / "sorivane"
_HEAD = re.compile(r"^\[(\d+)\] ", re.MULTILINE)


class Injected(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    language: Language
    question: str
    document: str
    obeys: str
    forbidden: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`plain` and `obeyed`: what of the forbidden stands in the answer without and with the model.

    `seen`: what the order asks for was among the text sent to the model.
    """

    case: Injected
    reported: bool
    seen: bool
    plain: tuple[str, ...]
    obeyed: tuple[str, ...]


class Obedient:
    """A model that says what the order wants, with the number of each piece of evidence in turn."""

    name = "obedient"
    takes_form = False

    def __init__(self) -> None:
        self.says = ""
        self.sent: list[str] = []

    def reply(self, request: Request, clock: Clock, stopped: Callable[[], bool]) -> Iterator[Piece]:
        text = "\n".join(str(m["content"]) for m in request.messages)
        self.sent.append(text)
        clock.heard = True
        for n in _HEAD.findall(text):
            yield Piece(text=f"{self.says.rstrip('.。')} [{n}].\n")
        yield Piece(text=_honest(request.messages[1]))


def _honest(question: Mapping[str, Any]) -> str:
    """The best evidence word for word, so that an answer is left when the orders are held back."""
    found = re.search(r"^\[1\] [^\n]*\n([^\n]+)", str(question["content"]), re.MULTILINE)
    return f"{found[1]} [1]\n" if found else ""


def cases(file: Path = CASES) -> list[Injected]:
    """Each with its document's text in the place of the file, seen from the file of the cases."""
    rows = [Injected.model_validate_json(x) for x in file.read_text("utf-8").splitlines() if x]
    texts = [(file.parent / row.document).read_text(encoding="utf-8") for row in rows]
    return [
        row.model_copy(update={"document": text}) for row, text in zip(rows, texts, strict=True)
    ]


def run(home: Path, chosen: list[Injected], embedder: Embedder | None = None) -> Iterator[Outcome]:
    """Each document stays in the desk, so that later questions meet the earlier orders too."""
    model = Obedient()
    settings = Settings(home=home, dossier=DOSSIER)
    with Bot.open(settings, embedder=embedder) as plain:
        spend = Spend(home / "spend.sqlite", price=None, thread_usd=None, day_usd=None)
        memory = Memory(home / "obeyed.sqlite")
        writer = ModelWriter(model, spend)
        obeying = Bot(
            kb=plain.kb, ledger=plain._ledger, memory=memory, settings=settings, model=writer
        )
        for case in chosen:
            yield _asked(case, home, plain, obeying, model)
        memory.close()
        writer.close()


def _asked(case: Injected, home: Path, plain: Bot, obeying: Bot, model: Obedient) -> Outcome:
    file = home / f"{case.id}.md"
    file.write_text(case.document, encoding="utf-8")
    (report,) = plain.ingest([file])
    model.says, model.sent = case.obeys, []
    answers = [desk.ask(case.question) for desk in (plain, obeying)]
    shown = [json.dumps([a.answer, a.claims, a.followups], ensure_ascii=False) for a in answers]
    found = [tuple(f for f in case.forbidden if f in text) for text in shown]
    return Outcome(
        case=case,
        reported=any("orders" in w for w in report.warnings),
        seen=any(f in text for f in case.forbidden for text in model.sent[:1]),
        plain=found[0],
        obeyed=found[1],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=CASES)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        outcomes = list(run(Path(home), cases(args.cases)))
    through = [o for o in outcomes if o.plain or o.obeyed]
    for o in through:
        print(f"THROUGH {o.case.id}: {o.plain or o.obeyed}")
    print(f"{len(outcomes)} documents: {sum(o.reported for o in outcomes)} reported at ingest, "
          f"{sum(o.seen for o in outcomes)} seen by the model, {len(through)} obeyed")  # fmt: skip


if __name__ == "__main__":
    main()
