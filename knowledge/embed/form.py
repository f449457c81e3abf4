"""The converted form of a model on disk: a graph, a tokenizer and what was measured of them.

`<cache>/<key>/` with `model.xml`, `model.bin`, `tokenizer.json` and `form.json`; the key changes
with the model, the runtime's version and the processor, so that a form is never used where it was
not measured. A model that cannot be converted has a `form.json` that says why. Runs nothing.
"""

import json
import platform
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from knowledge.embed.base import RuntimeName

AGREES = 0.9999  # cosine to sentence-transformers in float32, the least of all sampled texts
ENOUGH = 2.0  # times as quick as torch: then exact vectors are worth more than quicker ones
GAIN = 1.1  # by which one must be quicker than another to be worth it
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

    @property
    def serves(self) -> RuntimeName:
        """By today's rule from what was measured then; `best` where nothing was."""
        rates = dict(self.rates)
        return best_of(rates, dict(self.cosine)) if "float32" in rates else self.best

    def write(self, folder: Path) -> None:
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / "form.json").write_text(text, encoding="utf-8")


def best_of(rates: Mapping[str, float], cosines: Mapping[str, float]) -> RuntimeName:
    """float32, which ranks as the model itself; where that is not quick enough, bfloat16 if it
    agrees and is quicker; torch only where it is quicker than either.
    """
    best: RuntimeName = "float32"
    agrees = cosines.get("bfloat16", 0) >= AGREES
    if agrees and rates["float32"] < ENOUGH * rates["torch"]:
        best = "bfloat16" if rates["bfloat16"] > GAIN * rates["float32"] else best
    return "torch" if rates["torch"] > GAIN * rates[best] else best


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
