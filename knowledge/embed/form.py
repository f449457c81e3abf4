"""The converted form of a model on disk: a graph, a tokenizer and what was measured of them.

`<cache>/<key>/` with `model.xml`, `model.bin`, `tokenizer.json` and `form.json`; the key changes
with the model, the runtime's version and the processor, so that a form is never used where it was
not measured. A model that cannot be converted has a `form.json` that says why. Runs nothing.
"""

import json
import platform
import re
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from knowledge.embed.base import RuntimeName

LAYOUT = "1"  # changes when a form made before cannot be read any more
MEMORY = "memory.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """`best` is what serves by default; `rates` are texts a second, `cosine` the worst one seen."""

    name: str
    best: RuntimeName
    refused: str = ""
    inputs: tuple[str, ...] = ()
    max_tokens: int = 0
    pad_token: int = 0
    pads_left: bool = False
    query_prompt: str = ""
    document_prompt: str = ""
    dimensions: int = 0
    rates: tuple[tuple[str, float], ...] = ()
    cosine: tuple[tuple[str, float], ...] = ()

    def write(self, folder: Path) -> None:
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / "form.json").write_text(text, encoding="utf-8")


def folder_of(cache: Path, name: str) -> Path:
    """Where the form of that model lies, or will lie, for this machine and these versions."""
    parts = (name, LAYOUT, *(version(p) for p in ("openvino", "sentence-transformers")))
    key = "\n".join((*parts, _processor()))
    return cache / sha256(key.encode()).hexdigest()[:16]


def read(folder: Path) -> Form | None:
    """None where there is none, or one that another version of this program wrote."""
    try:
        return TypeAdapter(Form).validate_json((folder / "form.json").read_bytes())
    except (OSError, ValidationError):
        return None


def remember(cache: Path, name: str, setting: str | None) -> None:
    """Which setting opened the model of that name: it may have to be opened once more, later."""
    path = cache / MEMORY
    known = _remembered(path)
    if known.get(name, "") != setting:
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial = path.with_suffix(f".{sha256(name.encode()).hexdigest()[:8]}")
        partial.write_text(json.dumps(known | {name: setting}, indent=1), encoding="utf-8")
        partial.replace(path)


def setting_of(cache: Path, name: str) -> str | None:
    """KeyError if no model of that name was ever loaded with this cache."""
    return _remembered(cache / MEMORY)[name]


def _remembered(path: Path) -> dict[str, str | None]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _processor() -> str:
    """What the choice between precisions depends on."""
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return f"{platform.machine()} {platform.processor()}"
    return " ".join(re.findall(r"^(?:model name|flags|Features)\s*:.*", told, re.MULTILINE)[:2])
