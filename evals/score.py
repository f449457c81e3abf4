"""Hand-written cases through the desk: which answers hold what they must and nothing they must not.

In: `evals/cases/<dossier>-*.jsonl` and the dossier. Out: the share right of each kind, and with
`--misses` every case that is not, with what was expected and what came. Deterministic, no key, no
network. Amounts may differ by their own rounding. `python -m evals.score kimi [--misses] [--json]`.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot import Bot, Settings
from bot.answer import Answer
from evals import statistics
from knowledge import amounts

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "knowledge" / "dossiers"
_SLACK = Decimal("0.006")  # of an amount: what rounding to three digits may take

Case = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """`faults` says what is wrong, in words; none for a right answer."""

    case: Case
    answer: Answer
    faults: tuple[str, ...]


def cases(dossier: str, folder: Path = HERE / "cases") -> list[Case]:
    rows = (f.read_text(encoding="utf-8") for f in sorted(folder.glob(f"{dossier}-*.jsonl")))
    return [json.loads(line) for text in rows for line in text.splitlines() if line.strip()]


def score(case: Case, answer: Answer) -> Scored:
    found = [*_declining(case, answer), *_forbidden(case, answer)]
    if not case["must_decline"]:
        found += [*_nuggets(case, answer), *_sources(case, answer)]
    return Scored(case=case, answer=answer, faults=tuple(found))


def run(desk: Bot, chosen: Sequence[Case]) -> Iterator[Scored]:
    for case in chosen:
        thread = None
        for question in case.get("turns") or [case["question"]]:
            answer = desk.ask(question, thread, case.get("as_of"))
            thread = answer.thread_id
        yield score(case, answer)


def states(text: str, wanted: Mapping[str, Any]) -> bool:
    """Whether the text states the amount, or both ends of the range one by one."""
    low, high = Decimal(str(wanted["low"])), Decimal(str(wanted["high"]))
    unit = wanted["unit"]
    for found in amounts.find(text):
        same = unit in (found.unit, "count")
        if same and _near(found.low, low, found.step) and _near(found.high, high, found.step):
            return True
    ends = [{"low": end, "high": end, "unit": unit} for end in (low, high)]
    return low != high and all(states(text, end) for end in ends)


def _near(found: Decimal, wanted: Decimal, step: Decimal) -> bool:
    return abs(found - wanted) <= max(step / 2, abs(wanted) * _SLACK)


def _declining(case: Case, answer: Answer) -> Iterator[str]:
    if not case["must_decline"]:
        if answer.status == "declined":
            yield "declined"
        return
    if answer.claims:
        yield "should have declined"
    document = (case.get("document") or "").lower()
    if document and not any(document in m.document.lower() for m in answer.missing):
        yield f"does not name the document {document!r}"


def _forbidden(case: Case, answer: Answer) -> Iterator[str]:
    for words in case.get("forbidden") or ():
        if words.lower() in answer.answer.lower():
            yield f"says {words!r}"
    for amount in case.get("forbidden_amounts") or ():
        if states(answer.answer, amount):
            yield f"states {amount}"


def _nuggets(case: Case, answer: Answer) -> Iterator[str]:
    for nugget in case["nuggets"]:
        if "amount" in nugget and not states(answer.answer, nugget["amount"]):
            yield f"lacks {nugget['amount']}"
        says = nugget.get("says") or ()
        if says and not any(words.lower() in answer.answer.lower() for words in says):
            yield f"lacks {' or '.join(says)}"


def _sources(case: Case, answer: Answer) -> Iterator[str]:
    cited = {c.source_id for c in answer.citations}
    if case.get("sources") and cited and not cited & set(case["sources"]):
        yield "cites none of the sources that carry it"
    shown = {c["id"] for c in answer.conflicts}
    yield from (
        f"does not show {group}" for group in case.get("conflict") or () if group not in shown
    )


def _folder(dossier: str) -> Path:
    shipped = SHIPPED / dossier
    return shipped if shipped.is_dir() else HERE / "dossiers" / dossier


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dossier", help="kimi, or a folder of evals/dossiers")
    parser.add_argument("--misses", action="store_true", help="print every case that is not right")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home), dossier=_folder(args.dossier))
        with Bot.open(settings) as desk:
            scored = list(run(desk, cases(args.dossier)))
    kinds = sorted({s.case["kind"] for s in scored})
    rows = {k: [float(not s.faults) for s in scored if s.case["kind"] == k] for k in kinds}
    if args.json:
        print(json.dumps({k: {"right": sum(r), "of": len(r)} for k, r in rows.items()}, indent=2))
        return
    for kind, right in rows.items():
        print(f"{kind:20} {sum(right):4.0f} of {len(right)}")
    print(f"{'all':20} {statistics.mean([x for r in rows.values() for x in r])}")
    for miss in [s for s in scored if s.faults and args.misses]:
        asked = " / ".join(miss.case.get("turns") or [miss.case["question"]])
        print(f"\n{miss.case['id']}  {asked}\n  {'; '.join(miss.faults)}")
        print(f"  {miss.answer.answer[:300]!r}")


if __name__ == "__main__":
    main()
