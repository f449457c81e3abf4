"""What took part in an answer, by name and hash: program, record, documents, embedder, libraries.

In: the store and the ledger. Out: a dictionary of plain strings. Two entries of the audit trail
with the same versions came from the same code over the same record. Knows no question.
"""

import platform
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

from knowledge import KnowledgeBase, Ledger

_ROOT = Path(__file__).resolve().parent.parent
_CODE = ("*.py", "*.yaml")
_LIBRARIES = ("chromadb", "langgraph", "langchain-core", "sentence-transformers", "openvino")


def of_desk(kb: KnowledgeBase, record_digest: str) -> dict[str, Any]:
    return {
        **_program(),
        "record": record_digest,
        "dossier": _digest_of(kb.digests("dossier")),
        "documents": _digest_of(kb.digests("user")),
        "embedder": kb.embedder.name,
        "reranker": kb.reranker.name if kb.reranker else "",
    }


def of_record(ledger: Ledger) -> str:
    """The digest of every recorded fact, reading, gap and rate; frozen records spell themselves."""
    return sha256(repr(ledger).encode()).hexdigest()


@cache
def _program() -> dict[str, Any]:
    """Read once: a running program does not change."""
    files = sorted(f for p in ("bot", "knowledge") for kind in _CODE for f in _under(p, kind))
    return {
        "program": _version("diligence-bot"),
        "code": _digest_of({str(f.relative_to(_ROOT)): _hash(f) for f in files}),
        "splitter": _hash(_ROOT / "knowledge" / "split.py"),
        "prompts": _hash(_ROOT / "bot" / "prompts.py"),
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in _LIBRARIES},
    }


def _under(package: str, kind: str) -> list[Path]:
    dossiers = _ROOT / package / "dossiers"  # told apart as the record
    return [f for f in (_ROOT / package).rglob(kind) if dossiers not in f.parents]


def _hash(path: Path) -> str:
    """Of a file; "" where the program has none of that name."""
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _digest_of(parts: dict[str, str]) -> str:
    return sha256("\n".join(f"{k}\t{parts[k]}" for k in sorted(parts)).encode()).hexdigest()


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""
