"""Ten questions of an investor, asked in English and in Chinese over the shipped dossier.

Out comes a Markdown table of what the desk concludes and whether both languages state the same
figures; the exit code is 1 if a pair differs or a question is declined. Writes no answer itself
and knows no expected one: `python -m evals.showcase [--write README.md]`.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bot import Bot, Settings
from bot.answer import Answer
from evals import readme
from knowledge import amounts

BLOCK = "showcase"

QUESTIONS: tuple[tuple[str, str], ...] = (
    ("What is the moat?", "护城河是什么？"),
    ("Which rivals also offer a long context?", "有哪些竞争对手也提供长上下文？"),
    ("How long does the cash last?", "现金还能撑多久？"),
    ("How much cash does Moonshot have?", "月之暗面账上有多少现金？"),
    (
        "What is the latest valuation, and how big were the step-ups between rounds?",
        "最新估值是多少？各轮之间的估值涨幅有多大？",
    ),
    ("How has the stance on an IPO changed over time?", "公司对上市的态度前后有什么变化？"),
    ("Who are the investors, and what role does each play?", "投资方有哪些，各自扮演什么角色？"),
    ("How much traction does Kimi have?", "Kimi 的业务进展如何？"),
    ("What is known about K3?", "关于 K3 知道些什么？"),
    ("What are the main risks?", "主要风险有哪些？"),
)

Ask = Callable[[str], Answer]
Figure = tuple[str, Decimal, Decimal]  # unit, low, high


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The answers to one question in both languages."""

    en: Answer
    zh: Answer

    @property
    def only_en(self) -> set[Figure]:
        return figures(self.en) - figures(self.zh)

    @property
    def only_zh(self) -> set[Figure]:
        return figures(self.zh) - figures(self.en)

    @property
    def agrees(self) -> bool:
        return figures(self.en) == figures(self.zh)

    @property
    def holds(self) -> bool:
        return self.agrees and "declined" not in (self.en.status, self.zh.status)


def figures(answer: Answer) -> set[Figure]:
    """Every amount that the claims state; "超过100亿元" and "above CNY 10 billion" are one."""
    found = [a for claim in answer.claims for a in amounts.find(claim["text"])]
    named = {(a.low, a.high) for a in found if a.unit != "count"}
    # a bare "100亿" beside "超过100亿元" names no further figure
    told = [a for a in found if a.unit != "count" or (a.low, a.high) not in named]
    return {(a.unit, a.low, a.high) for a in told}


def conclusion(answer: Answer) -> str:
    """The claims that lead the note; the fixed sentence where it is declined."""
    led = [claim["text"] for claim in answer.claims if claim["role"] == "conclusion"]
    return " ".join(led) or answer.answer


def ask_all(ask: Ask, questions: Iterable[tuple[str, str]] = QUESTIONS) -> list[Pair]:
    return [Pair(en=ask(en), zh=ask(zh)) for en, zh in questions]


def table(pairs: Sequence[Pair]) -> str:
    """The pairs as a Markdown table."""
    head = "# | question | conclusion | 结论 | status | citations | same figures in both"
    rows = [_row(n, pair) for n, pair in enumerate(pairs, start=1)]
    return "\n".join([f"| {head} |", "|" + "---|" * (head.count("|") + 1), *rows])


def _row(n: int, pair: Pair) -> str:
    en, zh = pair.en, pair.zh
    cells = [
        str(n),
        f"{_cell(en.question)}<br>{_cell(zh.question)}",
        _cell(conclusion(en)),
        _cell(conclusion(zh)),
        en.status if en.status == zh.status else f"{en.status} / {zh.status}",
        f"{len(en.citations)} / {len(zh.citations)}",
        "✓" if pair.agrees else "✗",
    ]
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    """One line that can end neither its cell nor, by a comment, the block it is written into."""
    escaped = text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return " ".join(escaped.split())


def _troubles(pair: Pair) -> list[str]:
    """What is wrong with the pair, one line each."""
    declined = [a.question for a in (pair.en, pair.zh) if a.status == "declined"]
    told = [f"declined: {question}" for question in declined]
    sides = (("only in English", pair.only_en), ("only in Chinese", pair.only_zh))
    for where, odd in sides if not declined else ():
        told += [f"{where}: {_figure(one)} ({pair.en.question})" for one in sorted(odd)]
    return told


def _figure(figure: Figure) -> str:
    unit, low, high = figure
    return f"{low:,f} {unit}" if low == high else f"{low:,f} to {high:,f} {unit}"


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.showcase", description=__doc__)
    parser.add_argument("--write", type=Path, metavar="README", help=f"replace block {BLOCK!r}")
    write_to: Path | None = parser.parse_args(argv).write
    if write_to:
        readme.require(write_to, BLOCK)
    with tempfile.TemporaryDirectory(prefix="showcase-") as home:
        pairs = _asked_in(Path(home))
    print(table(pairs))
    if write_to:
        readme.write(write_to, BLOCK, table(pairs))
    for pair in pairs:
        for trouble in _troubles(pair):
            print(trouble, file=sys.stderr)
    return 0 if all(pair.holds for pair in pairs) else 1


def _asked_in(home: Path) -> list[Pair]:
    with Bot.open(Settings(home=home)) as bot:
        return ask_all(bot.ask)


if __name__ == "__main__":
    sys.exit(main())
