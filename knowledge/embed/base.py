"""What an embedder is to the rest of the program, and what runs one inside."""

from collections.abc import Sequence
from typing import Literal, Protocol, get_args

import numpy as np
from numpy.typing import NDArray

from knowledge.records import Language

Vectors = NDArray[np.float32]

# "torch" is sentence-transformers itself; the other two are OpenVINO in that precision
RuntimeName = Literal["bfloat16", "float32", "torch"]
RUNTIMES: tuple[RuntimeName, ...] = get_args(RuntimeName)


class Embedder(Protocol):
    """`name` says which vectors fit together, `runtime` what computes them; stores keep both."""

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    @property
    def reads(self) -> frozenset[Language]: ...

    @property
    def runtime(self) -> str: ...

    def encode(self, texts: Sequence[str]) -> Vectors: ...

    def encode_query(self, text: str) -> Vectors: ...


class Runtime(Protocol):
    """One loaded model. Safe for many threads; a query waits for one batch of documents only."""

    @property
    def name(self) -> RuntimeName: ...

    @property
    def dimensions(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> Vectors: ...

    def encode_query(self, text: str) -> Vectors: ...
