"""A folder is valid as a whole or refused with its file and entry named."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge import DossierError, dossier

CORPUS = Path(__file__).parent.parent / "corpus" / "brinekeld"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CORPUS, tmp_path / "brinekeld"))


def edit(folder: Path, name: str, change: Callable[[list[dict[str, Any]]], None]) -> None:
    path = folder / f"{name}.yaml"
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(rows)
    path.write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")


def put(**fields: Any) -> Callable[[list[dict[str, Any]]], None]:
    return lambda rows: rows[0].update(fields)


def test_invented_dossier_is_valid() -> None:
    loaded = dossier.load(CORPUS)
    assert len(loaded.facts) > 40
    assert {c.kind for c in loaded.conflicts} == {"error", "superseded", "definition", "unresolved"}


def test_optional_files_may_be_missing(folder: Path) -> None:
    for name in ("conflicts", "gaps", "fx", "entities"):
        (folder / f"{name}.yaml").unlink()
    loaded = dossier.load(folder)
    assert (loaded.conflicts, loaded.gaps, loaded.rates) == ((), (), ())
    assert [e.name for e in loaded.entities if e.is_subject] == ["Brinekeld"]


BROKEN = {
    "unknown source": ("facts", put(source="nowhere"), "cash-jun2031"),
    "dangling supersedes": ("facts", put(supersedes=["nowhere"]), "cash-jun2031"),
    "dangling conflicts_with": ("facts", put(conflicts_with=["nowhere"]), "cash-jun2031"),
    "bad date": ("facts", put(as_of="2031-13-01"), "cash-jun2031"),
    "figure not in the statement": ("facts", put(value=241000000), "cash-jun2031"),
    "figure ten times too large": ("facts", put(value=2400000000), "cash-jun2031"),
    "figure not in the Chinese statement": (
        "facts",
        put(statement_zh="现金为2.5亿欧元。"),
        "cash-jun2031",
    ),
    "unknown certainty": ("facts", put(certainty="sure"), "cash-jun2031"),
    "unknown field": ("facts", put(colour="red"), "cash-jun2031"),
    "no statement": ("facts", lambda rows: rows[0].pop("statement"), "cash-jun2031"),
    "duplicate fact": ("facts", lambda rows: rows.append(rows[0]), "cash-jun2031"),
    "duplicate source": ("sources", lambda rows: rows.append(rows[0]), "accounts-2030"),
    "script as address": ("sources", put(url="javascript:alert(1)"), "accounts-2030"),
    "tier of its own": ("sources", put(tier=0), "accounts-2030"),
    "dangling conflict": ("conflicts", put(facts=["nowhere"]), "cash-chain"),
    "unknown kind of conflict": ("conflicts", put(kind="quarrel"), "cash-chain"),
    "rate of an unknown source": ("fx", put(source="nowhere"), "EUR/USD"),
}


@pytest.mark.parametrize(("name", "change", "entry"), BROKEN.values(), ids=BROKEN.keys())
def test_error_names_file_and_entry(
    folder: Path, name: str, change: Callable[[list[dict[str, Any]]], None], entry: str
) -> None:
    edit(folder, name, change)
    with pytest.raises(DossierError) as caught:
        dossier.load(folder)
    assert f"brinekeld/{name}.yaml" in str(caught.value)
    assert entry in str(caught.value)
    assert caught.value.help and "\n" not in str(caught.value)


def test_figure_with_another_unit_than_its_statement_is_refused(folder: Path) -> None:
    edit(folder, "facts", put(unit="USD"))
    with pytest.raises(DossierError, match="cash-jun2031"):
        dossier.load(folder)


def test_error_says_which_fields_an_entry_has(folder: Path) -> None:
    edit(folder, "entities", put(is_subject=True))
    with pytest.raises(DossierError, match="is_subject: is no field; an entry has id, name, name"):
        dossier.load(folder)


def test_yaml_that_is_none_is_refused(folder: Path) -> None:
    (folder / "facts.yaml").write_text("- {id: [", encoding="utf-8")
    with pytest.raises(DossierError, match=r"brinekeld/facts\.yaml"):
        dossier.load(folder)


def test_digest_of_no_source_is_refused(folder: Path) -> None:
    (folder / "digests" / "nowhere.md").write_text("Text.", encoding="utf-8")
    with pytest.raises(DossierError, match=r"nowhere\.md"):
        dossier.load(folder)


def test_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DossierError):
        dossier.load(tmp_path / "nowhere")


def test_any_change_changes_the_digest(folder: Path) -> None:
    before = dossier.load(folder).digest
    edit(folder, "gaps", put(document="Another document"))
    assert dossier.load(folder).digest != before
