"""Records of a run as they come, so that a run that was broken off is taken up where it stopped.

In: a folder; what the answers depend on (code, dossiers, cases). Out: the records already made by
exactly that. A change of a byte starts anew; a finished run leaves nothing. Judges nothing.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import bot
import knowledge
from evals.case import Case
from evals.record import Record

_CODE = ("*.py", "*.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """One line a record, in the order asked."""

    path: Path

    def known(self, cases: Sequence[Case]) -> dict[str, Record]:
        """Records by the key of their case. Errors are asked again; a torn last line is dropped."""
        by_key = {case.key: case for case in cases}
        found = {}
        for line in self._lines():
            try:
                raw = json.loads(line)
            except json.JSONDecodeError:
                continue  # the machine stopped while it was being written
            if raw["key"] in by_key and not raw["error"]:
                found[raw["key"]] = Record.from_dict(raw, by_key[raw["key"]])
        return found

    def keep(self, record: Record) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(record.to_dict(), ensure_ascii=False) + "\n")

    def finish(self) -> None:
        self.path.unlink(missing_ok=True)

    def _lines(self) -> list[str]:
        return self.path.read_text(encoding="utf-8").splitlines() if self.path.exists() else []


def journal(folder: Path, cases: Sequence[Case], dossiers: Iterable[Path]) -> Journal:
    """The journal of these cases over these dossiers by the code as it stands."""
    digest = hashlib.sha256()
    for package in (knowledge, bot):
        root = Path(package.__path__[0])
        for file in sorted(f for kind in _CODE for f in root.rglob(kind)):
            digest.update(file.read_bytes())
    for dossier in dossiers:
        inside = dossier.rglob("*") if dossier.is_dir() else [dossier]
        for file in sorted(f for f in inside if f.is_file()):
            digest.update(file.read_bytes())
    for case in cases:
        digest.update(case.model_dump_json().encode())
    return Journal(path=folder / f"{digest.hexdigest()[:16]}.jsonl")
