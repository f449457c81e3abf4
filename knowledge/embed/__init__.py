"""Texts in, normalised float32 vectors out, by any sentence-transformers model.

`model.py` says what a model is before anything heavy is imported, `form.py` keeps its converted
form on disk, `conversion.py` makes one, `compiled.py` and `plain.py` run the two kinds, and
`embedder.py` chooses between them. Does not know passages.
"""

from knowledge.embed.base import RUNTIMES, Embedder, Runtime, RuntimeName, Vectors
from knowledge.embed.embedder import SentenceTransformerEmbedder, remembered

__all__ = [
    "RUNTIMES",
    "Embedder",
    "Runtime",
    "RuntimeName",
    "SentenceTransformerEmbedder",
    "Vectors",
    "remembered",
]
