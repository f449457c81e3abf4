"""A question and passages in, how well each answers it out, by any cross-encoder of that library.

A cross-encoder reads question and passage together, so it is slow: `TOKENS` bound each pair and
`SECONDS` each question. It loads in the background; where it cannot be loaded, that is logged once
and nothing is judged. Does not know how its judgement is used.
"""

import logging
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Protocol, TypeVar

from knowledge.embed.model import Model, model_of
from knowledge.errors import EmbedderError, RerankerError
from knowledge.records import Language

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

T = TypeVar("T")

TOKENS = 512  # of question and passage together: what such models were trained on
BATCH = 4  # pairs; the clock is looked at between batches
SECONDS = 3.0  # for one question, the wait for other questions included
LOADING_SECONDS = 30.0  # a question waits for the model; later ones wait no more than it did

# beside what `embed.model` knows of names: this family was trained on both
_READS_CHINESE = ("bge-reranker", "m3")
_log = logging.getLogger(__name__)


class Reranker(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def reads(self) -> frozenset[Language]: ...

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Of as many of the texts, from the first on, as the time allows; higher is better."""
        ...


class CrossEncoderReranker:
    """`setting` is a folder or a hub name. Safe for many threads; it judges for one at a time."""

    def __init__(self, setting: str, *, seconds: float = SECONDS) -> None:
        self._setting = setting
        self._seconds = seconds
        self._model = _known(setting)
        self._starting = threading.Lock()
        self._loading: Future[CrossEncoder] | None = None
        self._judging = threading.Lock()
        self._given_up = False

    @property
    def name(self) -> str:
        return self._model.name if self._model else self._setting

    @property
    def reads(self) -> frozenset[Language]:
        chinese = any(mark in self.name.lower() for mark in _READS_CHINESE)
        english = self._model.reads if self._model else frozenset[Language]()
        return english | ({"zh"} if chinese else set())

    def load(self) -> None:
        """Waits until it is loaded; RerankerError if it cannot be."""
        self._started().result()

    def warm(self) -> None:
        """Starts loading in the background."""
        self._started()

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        model = self._ready()
        if model is None or not texts:
            return []
        until = time.monotonic() + self._seconds
        if not self._judging.acquire(timeout=self._seconds):
            return []
        try:
            found: list[float] = []
            while len(found) < len(texts) and time.monotonic() < until:
                found += _logits(model, question, texts[len(found) : len(found) + BATCH])
            return found
        finally:
            self._judging.release()

    def _started(self) -> "Future[CrossEncoder]":
        with self._starting:
            if self._loading is None:
                self._loading = Future()
                threading.Thread(target=self._load, daemon=True, name="reranker").start()
            return self._loading

    def _load(self) -> None:
        assert self._loading
        try:
            self._loading.set_result(_loaded(self._setting, self._model))
        except RerankerError as problem:
            self._loading.set_exception(problem)

    def _ready(self) -> "CrossEncoder | None":
        """The model; None, said once, where it does not load or takes too long to."""
        try:
            return self._started().result(timeout=0 if self._given_up else LOADING_SECONDS)
        except TimeoutError:
            said = f"the reranker {self._setting!r} is still loading."
        except RerankerError as problem:
            said = str(problem)
        if not self._given_up:
            _log.warning("%s Pages are ranked without it.", said)
        self._given_up = True
        return None


def _known(setting: str) -> Model | None:
    """None for a folder that is not there: loading it says so."""
    try:
        return model_of(setting)
    except EmbedderError:
        return None


def _loaded(setting: str, model: Model | None) -> "CrossEncoder":
    try:
        if model is None:
            raise FileNotFoundError("there is no such folder")
        from sentence_transformers import CrossEncoder
        from transformers.utils import logging as progress

        progress.disable_progress_bar()  # type: ignore[no-untyped-call]  # not annotated there
        is_local = model.folder is not None
        found: CrossEncoder = CrossEncoder(model.place, local_files_only=is_local, device="cpu")
        if found.num_labels != 1:
            raise ValueError(f"it tells {found.num_labels} classes apart instead of scoring")
        found.max_seq_length = min(found.max_seq_length or TOKENS, TOKENS)
        _logits(found, "warm", ["up"])
    except Exception as problem:  # the libraries below raise anything from OSError to KeyError
        raise _unusable(setting, problem) from problem
    return found


def _unusable(setting: str, problem: Exception) -> RerankerError:
    told = " ".join(str(problem).split())[:200]
    return RerankerError(
        f"the reranker {setting!r} does not load: {told}",
        help="Name a cross-encoder of sentence-transformers by folder or hub name, or none.",
    )


def _logits(model: "CrossEncoder", question: str, texts: Sequence[str]) -> list[float]:
    pairs = [(question, text) for text in texts]
    found = model.predict(pairs, batch_size=BATCH, show_progress_bar=False, activation_fn=_as_it_is)
    return [float(each) for each in found]


def _as_it_is(logits: T) -> T:
    """A sigmoid would make all good ones equal."""
    return logits
