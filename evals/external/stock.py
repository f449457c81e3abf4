"""The pipeline everybody starts with: pages cut every 1,000 characters, found by likeness alone.

LangChain's RecursiveCharacterTextSplitter (1,000 characters, 200 overlap) over each page's plain
text, all pieces embedded by the same model as ours, the nearest by cosine. What ours is compared
with; knows nothing of ours but the embedder.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge import Embedder

Page = tuple[str, int]  # the file's name without its ending, and the page counted from 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """All pieces of some PDFs; `kept` is where their vectors are kept between runs."""

    pages: Sequence[Page]
    vectors: np.ndarray[tuple[int, int], np.dtype[np.float32]]
    embedder: Embedder

    @classmethod
    def of(cls, files: Sequence[Path], embedder: Embedder, kept: Path) -> "Stock":
        pieces = [piece for file in files for piece in _pieces(file)]
        texts = [text for _, text in pieces]
        if kept.is_file() and len(stored := np.load(kept)) == len(texts):
            vectors = stored
        else:
            vectors = embedder.encode(texts)
            np.save(kept, vectors)
        return cls(pages=[page for page, _ in pieces], vectors=vectors, embedder=embedder)

    def ranked(self, question: str, pages: int) -> list[Page]:
        """The first `pages` pages by their nearest piece."""
        likeness = self.vectors @ self.embedder.encode_query(question)
        order = np.argsort(-likeness)[: 20 * pages]
        return list(dict.fromkeys(self.pages[at] for at in order))[:pages]


def _pieces(file: Path) -> Iterator[tuple[Page, str]]:
    import pypdfium2
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    with pypdfium2.PdfDocument(file) as pdf:
        for number in range(len(pdf)):
            text = pdf[number].get_textpage().get_text_bounded()
            for piece in splitter.split_text(text):
                yield (file.stem, number), piece
