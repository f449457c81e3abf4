"""A dossier folder → validated records; an error names the file and the entry.

A folder holds `sources.yaml` and `facts.yaml`, and if it likes `conflicts.yaml`, `gaps.yaml`,
`fx.yaml`, `entities.yaml`, `metrics.yaml` and `digests/<source id>.md`. Nothing here knows what the
facts say; it only checks that they hang together and that every figure stands in its own statement.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from knowledge import amounts, entities, metrics, rows
from knowledge.derivation import Derivation
from knowledge.errors import DossierError
from knowledge.records import Conflict, Entity, Fact, Gap, Rate, Source, Text

_HELP = "Correct the entry; the desk changes nothing until the whole folder is valid."
# A rank is a figure too: "ranked second" carries 2.
_ORDINALS = {
    str(n): (en, f"第{zh}")
    for n, en, zh in zip(
        range(1, 11),
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
        ],
        "一二三四五六七八九十",
        strict=True,
    )
}
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """`digest` changes when any file of the folder does."""

    name: str
    digest: str
    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]
    conflicts: tuple[Conflict, ...]
    gaps: tuple[Gap, ...]
    rates: tuple[Rate, ...]
    entities: tuple[Entity, ...]
    digests: tuple[Text, ...]
    derivations: tuple[Derivation, ...] = ()


def digest(folder: Path) -> str:
    """The hash of every file that `load` would read, names included; raises DossierError."""
    if not (folder / "facts.yaml").is_file() or not (folder / "sources.yaml").is_file():
        raise DossierError(
            f"{str(folder)!r} is not a dossier: it needs sources.yaml and facts.yaml.",
            help="Set DILIGENCE_DOSSIER to a dossier folder, or to 'none' for an empty desk.",
        )
    total = hashlib.sha256()
    try:
        for path in sorted([*folder.glob("*.yaml"), *folder.glob("digests/*.md")]):
            total.update(path.relative_to(folder).as_posix().encode() + b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest())
    except OSError as error:
        raise _bad(Path(str(error.filename)), "file", error.strerror or "unreadable") from error
    return total.hexdigest()


def load(folder: Path) -> Dossier:
    """Read and check the folder; raises DossierError naming file and entry."""
    key = digest(folder)
    sources = _rows(folder / "sources.yaml", rows.SourceRow, Source)
    facts = _rows(folder / "facts.yaml", rows.FactRow, Fact)
    conflicts = _rows(folder / "conflicts.yaml", rows.ConflictRow, Conflict)
    gaps = _rows(folder / "gaps.yaml", rows.GapRow, Gap)
    rates = _rows(
        folder / "fx.yaml", rows.RateRow, Rate, name=lambda r: f"{r.base}/{r.quote} {r.date}"
    )
    named = _rows(folder / "entities.yaml", rows.EntityRow, rows.entity)
    derivations = _rows(folder / "metrics.yaml", rows.DerivationRow, rows.derivation)
    _check(folder, sources, facts, conflicts, rates)
    _computable(folder / "metrics.yaml", derivations, facts)
    return Dossier(
        name=folder.resolve().name,
        digest=key,
        sources=sources,
        facts=facts,
        conflicts=conflicts,
        gaps=gaps,
        rates=rates,
        entities=entities.complete(named, facts),
        digests=tuple(_digests(folder, {s.id for s in sources})),
        derivations=derivations,
    )


def _check(
    folder: Path,
    sources: Sequence[Source],
    facts: Sequence[Fact],
    conflicts: Sequence[Conflict],
    rates: Sequence[Rate],
) -> None:
    known_sources = {s.id for s in sources}
    known_facts = {f.id for f in facts}
    for fact in facts:
        _known(folder / "facts.yaml", fact.id, "source", [fact.source], known_sources)
        _known(folder / "facts.yaml", fact.id, "supersedes", fact.supersedes, known_facts)
        _known(folder / "facts.yaml", fact.id, "conflicts_with", fact.conflicts_with, known_facts)
        _carried(folder / "facts.yaml", fact)
    for conflict in conflicts:
        _known(folder / "conflicts.yaml", conflict.id, "facts", conflict.facts, known_facts)
    for rate in rates:
        entry = f"{rate.base}/{rate.quote} {rate.date}"
        _known(folder / "fx.yaml", entry, "source", [rate.source], known_sources)


def _computable(path: Path, derivations: Sequence[Derivation], facts: Sequence[Fact]) -> None:
    by_id = {f.id: f for f in facts}
    for each in derivations:
        if found := metrics.problem(each, by_id):
            raise _bad(path, each.id, found)


def _known(path: Path, entry: str, field: str, ids: Iterable[str], known: set[str]) -> None:
    for each in ids:
        if each not in known:
            raise _bad(path, entry, f"{field} names {each!r}, which does not exist")


def _carried(path: Path, fact: Fact) -> None:
    """The figure must stand in the statement, in both languages."""
    for language, text in (("en", fact.statement), ("zh", fact.statement_zh)):
        for end in fact.range or ():
            if not carries(text, end, fact.unit):
                raise _bad(path, fact.id, f"its {language} statement does not carry {end:f}")


def carries(text: str, value: Decimal, unit: str | None = None) -> bool:
    """Whether `value` stands in `text`, at its scale; a written-out digit string counts too.

    A sum of money must stand there in its currency.
    """
    found = amounts.find(text)
    money = [a for a in found if value in (a.low, a.high) and _is_money(a.unit)]
    if unit and _is_money(unit) and money and all(a.unit != unit for a in money):
        return False
    if any(value in (a.low, a.high) or _same_rounded(value, a.low, a.step) for a in found):
        return True
    digits = format(value.normalize(), "f")
    if any(word in text.lower() for word in _ORDINALS.get(digits, ())):
        return True
    return bool(re.search(rf"(?<![\d.]){re.escape(digits)}(?![\d]|\.\d)", text.replace(",", "")))


def _is_money(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


def _same_rounded(value: Decimal, written: Decimal, step: Decimal) -> bool:
    # "1 million tokens" may stand for a recorded 1,048,576: within half of the last digit written.
    return step > 0 and abs(value - written) <= step / 2


def _digests(folder: Path, known: set[str]) -> Iterable[Text]:
    for path in sorted((folder / "digests").glob("*.md")):
        body = path.read_text(encoding="utf-8")
        front = re.match(r"---\n.*?\n---\n", body, re.DOTALL)
        text = (body[front.end() :] if front else body).strip("\n")
        if path.stem not in known:
            raise _bad(path, path.stem, "no source has this id")
        if not text.strip():
            raise _bad(path, path.stem, "the digest has no text")
        yield Text(source_id=path.stem, name="document", text=text)


def _rows(
    path: Path,
    row: type[BaseModel],
    make: Callable[..., T],
    name: Callable[[T], str] = lambda record: str(getattr(record, "id")),  # noqa: B009
) -> tuple[T, ...]:
    """The records of a YAML list; a missing optional file is an empty one."""
    if not path.exists():
        return ()
    made: dict[str, T] = {}
    for number, raw in enumerate(_yaml(path), start=1):
        entry = raw.get("id", f"entry {number}") if isinstance(raw, dict) else f"entry {number}"
        try:
            record = make(**row.model_validate(raw).model_dump())
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"]) or "entry"
            raise _bad(path, str(entry), f"{field}: {_wrong(first, row)}") from error
        if name(record) in made:
            raise _bad(path, name(record), "stands twice")
        made[name(record)] = record
    return tuple(made.values())


def _wrong(error: ErrorDetails, row: type[BaseModel]) -> str:
    """What is wrong; of a field that no entry has, which ones it has."""
    if error["type"] == "extra_forbidden" and len(error["loc"]) == 1:
        return f"is no field; an entry has {', '.join(row.model_fields)}"
    return error["msg"]


def _yaml(path: Path) -> list[Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        entries = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise _bad(path, "file", " ".join(str(error).split())) from error
    if entries is None:
        return []
    if not isinstance(entries, list):
        raise _bad(path, "file", "must be a list of entries")
    return entries


def _bad(path: Path, entry: str, problem: str) -> DossierError:
    where = f"{path.parent.name}/{path.name}"
    return DossierError(f"{where}, entry {entry!r}: {problem}.", help=_HELP)
