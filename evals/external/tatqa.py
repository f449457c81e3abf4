"""TAT-QA: amounts of tables with their scale, and derivations over them recomputed in `Decimal`.

In: a folder with `dev.json` (Zhu et al. 2021, arXiv 2105.07624). Out: the share of arithmetic
questions whose annotated answer follows from the amounts that we read in table and text, and why
not for the rest. A derivation: "(44.1-56.7)/56.7", answer -22.22, scale "percent". Which figures a
question needs is taken from the derivation, so this measures reading and arithmetic, not finding.
`diligence eval external:tatqa --data FOLDER [--json]`; with the misses: `python -m
evals.external.tatqa --data FOLDER --misses`.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal, DecimalException
from pathlib import Path
from typing import Any, Literal

from evals import statistics
from evals.external import derivations, tables
from evals.external.derivations import NotFound, Value
from evals.statistics import Interval

GOAL = 0.98
Outcome = Literal["exact", "last digit", "scale", "not found", "different"]
SCALES = {"": 0, "percent": -2, "thousand": 3, "million": 6, "billion": 9}
# Not the 4.875% of "4.875% Senior Notes": that names the row.
_PERCENT = re.compile(r"(?<!\d)%|\bpercent", re.IGNORECASE)
# Rows and columns that a heading "in millions" does not mean.
_COUNTS = re.compile(
    r"per .{0,20}share|per unit|\brates?$|\bratio|\bnumber\b|\bno\.|headcount|employees|\bdays\b"
    r"|\byears\)?$|^shares$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A figure of table or text as printed, and what one of it is worth."""

    printed: Decimal
    worth: Decimal
    percent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    question: str
    derivation: str
    answer: str
    scale: str
    got: str
    outcome: Outcome
    stated: bool  # whether table or text says what its figures are counted in


def held(
    table: Sequence[Sequence[str]], paragraphs: Sequence[str], otherwise: Decimal
) -> list[Held]:
    """Every figure of table and text, at the scale that the nearest heading declares."""
    cells = [cell for row in table for cell in row]
    common = tables.scale((*cells, *paragraphs)) or otherwise
    found = []
    for y, row in enumerate(table):
        for x, cell in enumerate(row):
            above = [r[x] for r in table[:y] if x < len(r) and not tables.read(r[x])]
            # The first column says what a row is: "1,258,690,067 fully paid ordinary shares".
            found += _of_cell(cell, row[0], above, common) if x else _of_text(cell)
    return found + [h for text in paragraphs for h in _of_text(text)]


def _of_cell(cell: str, label: str, above: Sequence[str], common: Decimal) -> list[Held]:
    percent = "%" in cell or any(_PERCENT.search(head) for head in (label, *above))
    counts = _COUNTS.search(label) or any(_COUNTS.search(head) for head in above)
    own = tables.scale((label, *reversed(above)))
    worth = Decimal(1) if percent else own or (Decimal(1) if counts else common)
    return [Held(printed=a.low, worth=worth, percent=percent) for a in tables.read(cell)]


def _of_text(text: str) -> list[Held]:
    """Such as "$1.2 million": printed 1.2, worth a million."""
    found = []
    for amount in tables.read(text):
        digits = _DIGITS.search(amount.text)
        printed = Decimal(digits[0].replace(",", "")) if digits else amount.low
        worth = abs(amount.low / printed) if printed else Decimal(1)
        found.append(Held(printed=printed, worth=worth, percent=amount.unit == "percent"))
    return found


def solve(
    question: dict[str, Any], table: Sequence[Sequence[str]], paragraphs: Sequence[str]
) -> Result:
    """The derivation over the figures that were read, beside the annotated answer."""
    answer, scale = Decimal(str(question["answer"])), question["scale"]
    stated = tables.scale([cell for row in table for cell in row] + [*paragraphs]) is not None
    # Without a heading that says it, the annotators took the scale from the page, which we lack.
    assumed = Decimal(1) if scale == "percent" else Decimal(10) ** SCALES[scale]
    figures = held(table, paragraphs, assumed)
    try:
        value = derivations.evaluate(question["derivation"], lambda *a: _operand(figures, *a))
        got = _at_scale(value, scale)
        outcome = _outcome(got, answer)
        words = f"{got:f}"
    except NotFound as error:
        outcome, words = "not found", str(error)
    except (ValueError, DecimalException) as error:
        outcome, words = "different", f"{type(error).__name__}: {error}"
    return Result(
        question=question["question"].strip(), derivation=question["derivation"].strip(),
        answer=str(answer), scale=scale, got=words, outcome=outcome,
        stated=stated or scale in ("", "percent"),
    )  # fmt: skip


def _operand(figures: Sequence[Held], number: Decimal, percent: bool, lone: bool) -> Value:
    """The figure that a derivation names; "(13)" on its own is negative where the table's is."""
    alike = [h for h in figures if abs(h.printed) == number]
    if not alike and number in (0, 1):
        return Value(number=number)  # "0 - (-42,271)", "1/91.60"
    if not alike:
        raise NotFound(f"{number} stands nowhere")
    # Where several cells read alike, the one of the same kind is meant.
    best = max(alike, key=lambda h: (h.percent == percent, h.worth))
    negative = lone and all(h.printed < 0 for h in alike)
    is_percent = percent or best.percent
    worth = Decimal(1) if is_percent else best.worth
    signed = -number if negative else number
    return Value(number=signed * worth, degree=int(not is_percent), percent=int(is_percent))


def _at_scale(value: Value, scale: str) -> Decimal:
    """A ratio in percent is a hundredfold; a figure in percent points stays as it is."""
    number = value.number.scaleb(-2 * value.percent) if value.percent else value.number
    return number.scaleb(-SCALES[scale])


def _outcome(got: Decimal, answer: Decimal) -> Outcome:
    exponent = answer.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    # An answer 22 may be 22.00 rounded to the customary two places, or to none.
    places = {Decimal(1).scaleb(min(0, exponent)), Decimal("0.01")}
    if any(got.quantize(p, ROUND_HALF_UP) == answer for p in places):
        return "exact"
    if abs(got - answer) <= Decimal(1).scaleb(min(0, exponent)):
        return "last digit"
    powers = [answer.scaleb(shift) for shift in (-9, -6, -3, -2, 2, 3, 6, 9)]
    if any(abs(got - p) <= abs(p) / 1000 for p in powers):
        return "scale"
    return "different"


def run(data: Path) -> list[Result]:
    documents = json.loads((data / "dev.json").read_text(encoding="utf-8"))
    results = []
    for document in documents:
        asked = [q for q in document["questions"] if q["answer_type"] == "arithmetic"]
        paragraphs = [p["text"] for p in document["paragraphs"]]
        table = document["table"]["table"]
        results += [solve(q, table, paragraphs) for q in asked if q["derivation"].strip()]
    return results


def measure(data: Path) -> dict[str, Any]:
    results = run(data)
    counts = Counter(r.outcome for r in results)
    return {
        "questions": len(results),
        "exact": asdict(statistics.mean([float(r.outcome == "exact") for r in results])),
        "exact_at_a_stated_scale": asdict(
            statistics.mean([float(r.outcome == "exact" and r.stated) for r in results])
        ),
        "goal": GOAL,
        "outcomes": dict(counts.most_common()),
        "misses": [asdict(r) for r in results if r.outcome != "exact"],
    }


def table(found: dict[str, Any]) -> str:
    exact, strict = (Interval(**found[key]) for key in ("exact", "exact_at_a_stated_scale"))
    return "\n".join(
        [
            f"reproduced exactly  {exact}  goal ≥ {found['goal']}",
            f"  with tables that state no scale counted as missed  {strict}",
            *(f"  {outcome:12} {count}" for outcome, count in found["outcomes"].items()),
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds dev.json")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true", help="list what was not reproduced")
    args = parser.parse_args()
    found = measure(args.data)
    if args.json:
        print(json.dumps(found, indent=2))
        return
    print(table(found))
    for miss in found["misses"] if args.misses else ():
        print(f"{miss['outcome']}: {miss['derivation']} → {miss['got']}, not {miss['answer']}"
              f" {miss['scale']} ({miss['question']})")  # fmt: skip


if __name__ == "__main__":
    main()
