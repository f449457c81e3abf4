"""A question with its known answer: one JSON object a line, checked when it is read.

In: `.jsonl` files such as those of `evals/cases`. Out: `Case`s; a line that does not fit raises
CaseError naming file and line. `evals/cases/README.md` says what the fields mean. Knows nothing
of how answers are scored.
"""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from evals.errors import CaseError
from knowledge import Language, periods

Kind = Literal[
    "fact", "range", "comparison", "conflict", "superseded", "metric", "what-if", "follow-up",
    "list", "why", "unanswerable-near", "unanswerable-far", "other-entity", "false-premise",
    "unit-trap", "as-of", "injection", "injected-source", "document",
]  # fmt: skip
Words = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Sum(_Strict):
    """An amount typed by hand, in base units: 396000000000 KRW, 9.87 percent, 1.4 years."""

    low: Decimal
    high: Decimal
    unit: Words

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.low > self.high:
            raise ValueError("low is above high")
        return self

    def __str__(self) -> str:
        ends = f"{self.low:,f}" if self.low == self.high else f"{self.low:,f} to {self.high:,f}"
        return f"{ends} {self.unit}"


class Nugget(_Strict):
    """What an answer cannot do without: an amount (of a period), or any one of some words."""

    amount: Sum | None = None
    period: str | None = None
    says: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _holds_something(self) -> Self:
        if not self.amount and not self.says:
            raise ValueError("a nugget needs an amount or words it says")
        if self.period:
            periods.parse(self.period)
        return self

    def __str__(self) -> str:
        when = f" ({self.period})" if self.period else ""
        return f"{self.amount}{when}" if self.amount else " or ".join(self.says)


class Case(_Strict):
    """`turns` instead of `question` for a follow-up: the last turn's answer is judged.

    `documents` are ingested beside the dossier first: files or folders, seen from the case file.
    """

    id: Words
    question: str = ""
    turns: tuple[Words, ...] = ()
    dossier: str = ""
    language: Language = "en"
    topic: str = "other"
    kind: Kind = "fact"
    documents: tuple[Words, ...] = ()
    as_of: str | None = None
    nuggets: tuple[Nugget, ...] = ()
    sources: tuple[str, ...] = ()
    forbidden: tuple[Words, ...] = ()
    forbidden_amounts: tuple[Sum, ...] = ()
    must_decline: bool = False
    document: str | None = None
    conflict: tuple[str, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _can_be_judged(self) -> Self:
        if bool(self.question.strip()) == bool(self.turns):
            raise ValueError("give either a question or turns")
        if self.must_decline == bool(self.nuggets):
            raise ValueError("give nuggets, or must_decline: true without any")
        return self

    @property
    def asked(self) -> tuple[str, ...]:
        return self.turns or (self.question,)

    @property
    def key(self) -> str:
        return f"{self.dossier}/{self.id}" if self.dossier else self.id

    @property
    def stem(self) -> str:
        """What the two languages of one question share: `cash-now.en` and `cash-now.zh`."""
        return self.key.removesuffix(f".{self.language}")


def load(files: Sequence[Path]) -> list[Case]:
    """All cases of the files, in order; CaseError for a bad line or an id that comes twice."""
    seen: dict[str, str] = {}
    found = []
    for file in files:
        for number, case in _read(file):
            where = f"{file}:{number}"
            if case.key in seen:
                raise CaseError(
                    f"{where}: id {case.id!r} stands already at {seen[case.key]}",
                    help="Give every case of a dossier an id of its own.",
                )
            seen[case.key] = where
            found.append(case)
    return found


def _read(file: Path) -> Iterator[tuple[int, Case]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(
            f"{str(file)!r} cannot be read: {error}", help="Give a UTF-8 file of JSON lines."
        ) from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            case = _case(line, f"{file}:{number}")
            yield number, case.model_copy(update={"documents": _beside(file, number, case)})


def _beside(file: Path, number: int, case: Case) -> tuple[str, ...]:
    """The case's documents as paths that exist."""
    paths = [(file.parent / name).resolve() for name in case.documents]
    for path in paths:
        if not path.exists():
            raise CaseError(
                f"{file}:{number}: documents: {str(path)!r} is not there",
                help="Name documents as seen from the case file.",
            )
    return tuple(str(path) for path in paths)


def _case(line: str, where: str) -> Case:
    try:
        return Case.model_validate(json.loads(line, parse_float=Decimal))
    except json.JSONDecodeError as error:
        told = f"is no JSON: {error.msg} at character {error.colno}"
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        told = ": ".join(part for part in (field, first["msg"]) if part)
    raise CaseError(f"{where}: {told}", help="evals/cases/README.md says what a case holds.")
