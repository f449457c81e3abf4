"""A converted model run by OpenVINO: the only door to it and to tokenizers.

Tokens of equal number go together, within a budget of tokens a batch, so that little is padding and
a query waits for a fraction of a second beside documents. Knows nothing of torch.
"""

import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from knowledge.embed.base import RuntimeName, Vectors
from knowledge.embed.form import Form
from knowledge.errors import EmbedderError

if TYPE_CHECKING:
    from openvino import CompiledModel, InferRequest
    from tokenizers import Encoding, Tokenizer

TOKENS = 2048  # a batch: more gains nothing on a processor, and keeps a query waiting longer
TEXTS = 1024  # tokenised at a time, which bounds memory

Tokens = NDArray[np.int64]


class CompiledRuntime:
    def __init__(self, folder: Path, form: Form, name: RuntimeName) -> None:
        self.name = name
        self.dimensions = form.dimensions
        self._form = form
        try:
            self._tokenizer = _tokenizer(folder, form)
            compiled = _compiled(folder, name)
        except Exception as problem:  # both libraries raise bare RuntimeError and Exception
            raise EmbedderError(
                f"the converted model in {str(folder)!r} does not load: {problem}",
                help="Remove that folder: it is made anew at the next start.",
            ) from problem
        self._documents = _Request(compiled)
        self._queries = _Request(compiled)

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for at in range(0, len(texts), TEXTS):
            part = texts[at : at + TEXTS]
            found = self._tokenizer.encode_batch([self._form.document_prompt + t for t in part])
            for batch in batches([len(each.ids) for each in found], TOKENS):
                features = self._features([found[i] for i in batch])
                rows[[at + i for i in batch]] = self._documents.run(features)
        return rows

    def encode_query(self, text: str) -> Vectors:
        found = self._tokenizer.encode(self._form.query_prompt + text)
        [row] = self._queries.run(self._features([found]))
        return np.asarray(row)

    def _features(self, found: "list[Encoding]") -> list[Tokens]:
        """What the graph takes, in its order, padded to the longest of the batch."""
        of = {
            "input_ids": [each.ids for each in found],
            "attention_mask": [each.attention_mask for each in found],
            "token_type_ids": [each.type_ids for each in found],
        }
        return [_padded(of[name], name, self._form) for name in self._form.inputs]


def _padded(rows: list[list[int]], name: str, form: Form) -> Tokens:
    width = max(map(len, rows))
    made = np.full((len(rows), width), form.pad_token if name == "input_ids" else 0, dtype=np.int64)
    for row, values in zip(made, rows, strict=True):
        row[width - len(values) if form.pads_left else 0 :][: len(values)] = values
    return made


class _Request:
    """One call at a time; what comes out is a copy, since the request's own memory is reused."""

    def __init__(self, compiled: "CompiledModel") -> None:
        self._request: InferRequest = compiled.create_infer_request()
        self._running = threading.Lock()

    def run(self, features: list[Tokens]) -> Vectors:
        with self._running:
            self._request.infer(features)
            return np.array(self._request.get_output_tensor(0).data, dtype=np.float32)


def batches(lengths: Sequence[int], tokens: int) -> Iterator[list[int]]:
    """Positions that go together, longest first, each batch padded to at most `tokens`."""
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    at = 0
    while at < len(order):
        fit = max(1, tokens // max(1, lengths[order[at]]))
        yield order[at : at + fit]
        at += fit


def openvino() -> Any:
    """The library, silent: its companion for telemetry would write to the home folder and send."""
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]  # "not to be found"
    import openvino

    return openvino


def has_bfloat16() -> bool:
    return "BF16" in openvino().Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")


_first = threading.Lock()


def _compiled(folder: Path, name: RuntimeName) -> "CompiledModel":
    with _first:  # two threads that set up its bridge to numpy together wait for each other
        assert openvino().Tensor(np.zeros(1, dtype=np.float32)).data.size
    precision = {"bfloat16": "bf16", "float32": "f32"}[name]
    # one stream: a query then has all cores, and documents are as quick as with a stream a core
    settings = {"INFERENCE_PRECISION_HINT": precision, "PERFORMANCE_HINT": "LATENCY"}
    return openvino().Core().compile_model(str(folder / "model.xml"), "CPU", settings)


def _tokenizer(folder: Path, form: Form) -> "Tokenizer":
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(folder / "tokenizer.json"))
    found.no_padding()
    found.enable_truncation(max_length=form.max_tokens, direction=_truncated(found))
    return found


def _truncated(tokenizer: "Tokenizer") -> str:
    """From which end, as the tokenizer was saved."""
    return str((tokenizer.truncation or {}).get("direction", "right"))
