"""sentence-transformers as it is: the only door to it and to torch.

Loads any model that library loads. It takes six seconds and half a gigabyte to import, so it serves
only where a model has no converted form.
"""

import os
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from knowledge.embed.base import RuntimeName, Vectors
from knowledge.embed.model import Model
from knowledge.errors import EmbedderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH = 32


class PlainRuntime:
    name: RuntimeName = "torch"

    def __init__(self, model: Model, device: str | None = None) -> None:
        self.transformer = loaded(model, device)
        self._encoding = threading.Lock()

    @property
    def dimensions(self) -> int:
        return int(self.transformer.get_embedding_dimension() or 0)

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
            found = self.transformer.encode_query(
                text, normalize_embeddings=True, show_progress_bar=False
            )
        return np.asarray(found, dtype=np.float32)

    def _encoded(self, texts: list[str]) -> Vectors:
        # one batch at a time: the tokenizer is not safe for threads, and a query waits for one only
        with self._encoding:
            found = self.transformer.encode_document(
                texts, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
            )
        return np.asarray(found, dtype=np.float32)


def loaded(model: Model, device: str | None = None) -> "SentenceTransformer":
    """With the prefixes that the model needs; EmbedderError if it does not load."""
    is_local = model.folder is not None
    if is_local:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")  # read by huggingface_hub when imported
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # not annotated there
        found = SentenceTransformer(model.place, local_files_only=is_local, device=device)
    except Exception as problem:  # the libraries below raise anything from OSError to KeyError
        raise EmbedderError(
            f"the embedding model {model.place!r} does not load: {problem}",
            help="Name a sentence-transformers folder or hub model, or leave the setting empty.",
        ) from problem
    if not any(found.prompts.values()):
        found.prompts |= dict(model.prompts)
    return found
