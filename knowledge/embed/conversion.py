"""A sentence-transformers model → its form for OpenVINO, in a process of its own.

So the memory of torch goes with that process, and the desk never imports it. The whole model is
traced, pooling and all; then both are run on the same texts: a form whose tokens or vectors differ
is refused, and of the others it is noted how quick they are and how well their vectors agree.
`python -m knowledge.embed.conversion SETTING FOLDER` ("" is the packaged model).
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.embed import form as forms
from knowledge.embed.base import RuntimeName, Vectors
from knowledge.embed.compiled import CompiledRuntime, has_bfloat16, openvino
from knowledge.embed.form import AGREES, Form, best_of
from knowledge.embed.model import Model, model_of
from knowledge.embed.plain import PlainRuntime

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEADLINE_S = 900.0  # the largest models people embed with take minutes to trace and to run
ROUNDS = 3

_SENTENCES = (
    "Revenue for the year rose 12.4% to $1,284 million, against a loss of (37) before.",
    "The board has not decided on a listing.",
    "  What would change if the largest supplier left?  ",
    "Cash and equivalents at 31 December were sufficient for 14 months at the current rate of use.",
    "该公司去年营收同比增长百分之十二，达到十二亿元人民币。",
    "Naïve façade, Ünïcode & “quotes” — e-mail: a.b@example.org; 3×10⁻⁵ (see note 7)",
)


def converted(setting: str | None, folder: Path) -> Form | None:
    """The form in `folder`, made by a child process; None if that broke off."""
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    command = [sys.executable, "-m", "knowledge.embed.conversion", setting or "", str(folder)]
    try:
        subprocess.run(command, capture_output=True, timeout=DEADLINE_S, check=False)
    except subprocess.TimeoutExpired:
        return None
    return forms.read(folder)


def convert(model: Model, folder: Path) -> Form:
    """Makes the form in `folder`, which must be there and empty."""
    plain = PlainRuntime(model, device="cpu")
    try:
        form = _traced(plain.transformer, model, folder)
        return judged(folder, form, plain)
    except Exception as problem:  # whatever a model cannot do, sentence-transformers still runs it
        for path in folder.iterdir():
            path.unlink()
        return Form(name=model.name, best="torch", refused=f"{type(problem).__name__}: {problem}")


class Unfaithful(Exception):
    """The form does not give what the model gives."""


def _traced(transformer: "SentenceTransformer", model: Model, folder: Path) -> Form:
    tokenizer: Any = transformer.tokenizer
    features = _features(transformer, list(_SENTENCES))
    ov = openvino()
    whole = _whole(transformer, list(features))
    graph = ov.convert_model(whole, example_input=tuple(features.values()))
    ov.save_model(graph, folder / "model.xml", compress_to_fp16=False)
    most = int(transformer.max_seq_length or 0)  # without one nothing is cut, and 0 fails below
    backend = tokenizer.backend_tokenizer
    backend.enable_truncation(max_length=most, direction=tokenizer.truncation_side)
    backend.save(str(folder / "tokenizer.json"))
    prompts = transformer.prompts
    named = [prompts[key] for key in ("document", "passage", "corpus") if key in prompts]
    return Form(
        name=model.name,
        best="float32",
        inputs=tuple(features),
        max_tokens=most,
        pad_token=int(tokenizer.pad_token_id or 0),
        pads_left=tokenizer.padding_side == "left",
        query_prompt=prompts.get("query") or "",
        document_prompt=(named or [None])[0] or "",
        dimensions=int(transformer.get_embedding_dimension() or 0),
    )


def _features(transformer: "SentenceTransformer", texts: list[str]) -> dict[str, Any]:
    """What its tokenizer makes of texts, as far as it is tensors."""
    made = transformer.preprocess(texts)
    return {key: value for key, value in made.items() if hasattr(value, "shape")}


def judged(folder: Path, form: Form, plain: PlainRuntime) -> Form:
    """The form with what was measured of it; Unfaithful if it is not the model."""
    texts = sample()
    began = time.perf_counter()
    expected = plain.encode(texts)  # once: it may be many times slower than the rest
    rates = {"torch": len(texts) / (time.perf_counter() - began)}
    cosines: dict[str, float] = {}
    names: tuple[RuntimeName, ...] = ("float32", "bfloat16") if has_bfloat16() else ("float32",)
    for name in names:
        runtime = CompiledRuntime(folder, form, name)
        cosines[name] = min(
            _agreement(expected, runtime.encode(texts)),
            *(float(runtime.encode_query(t) @ plain.encode_query(t)) for t in _SENTENCES),
        )
        rates[name] = len(texts) / _seconds(partial(runtime.encode, texts))
    if cosines["float32"] < AGREES:
        raise Unfaithful(f"the cosine to the model's own vectors is {cosines['float32']:.6f}")
    best = best_of(rates, cosines)
    return replace(form, best=best, rates=tuple(rates.items()), cosine=tuple(cosines.items()))


def sample() -> list[str]:
    """Short and long texts in two scripts, all different."""
    texts = [f"{sentence} ({n})" for n, sentence in enumerate(_SENTENCES * 2)]
    return texts + [
        " ".join(f"{n}. {_SENTENCES[(n + k) % len(_SENTENCES)]}" for k in range(1 + n % 8))
        for n in range(24)
    ]


def _agreement(expected: Vectors, found: Vectors) -> float:
    return float(np.min(np.sum(expected * found, axis=1)))


def _seconds(call: Callable[[], object]) -> float:
    """The least of some rounds: others may use the processor meanwhile."""
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        call()
        taken.append(time.perf_counter() - began)
    return min(taken)


def _whole(transformer: "SentenceTransformer", names: list[str]) -> Any:
    """All modules of a model as one, from tokens in the order of `names` to normalised vectors."""
    import torch

    class Whole(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, *tokens: Any) -> Any:
            found = self.transformer(dict(zip(names, tokens, strict=True)))
            return torch.nn.functional.normalize(found["sentence_embedding"], p=2, dim=1)

    return Whole().eval()


def main(setting: str, target: Path) -> int:
    model = model_of(setting or None)
    with tempfile.TemporaryDirectory(prefix="partial-", dir=target.parent) as made:
        folder = Path(made) / "form"
        folder.mkdir()
        convert(model, folder).write(folder)
        if (
            forms.read(target) is None
        ):  # another process may have been quicker, and be using its own
            shutil.rmtree(target, ignore_errors=True)
            os.rename(folder, target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
