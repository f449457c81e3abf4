"""The embedder that a store is given: one model, by a quick runtime that ranks as the model does.

Without `cache` there is no place for a converted form and sentence-transformers serves. Loads at
first use; `warm` starts that in the background.
"""

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from knowledge.embed import form as forms
from knowledge.embed.base import Runtime, RuntimeName, Vectors
from knowledge.embed.model import Model, model_of
from knowledge.errors import EmbedderError
from knowledge.records import Language


class SentenceTransformerEmbedder:
    """`model` is a folder or a hub name; None is the packaged default.

    `runtime` overrides what was measured when the model was converted.
    """

    def __init__(
        self,
        model: str | None = None,
        *,
        reads: frozenset[Language] | None = None,
        cache: Path | None = None,
        runtime: RuntimeName | None = None,
    ) -> None:
        self._setting = model
        self._model = model_of(model, reads)
        self._cache = cache
        self._wanted = runtime
        self._loading = threading.Lock()
        self._loaded: Runtime | None = None
        self.name = self._model.name
        self.reads = self._model.reads

    @property
    def dimensions(self) -> int:
        return self._model.width or self._load().dimensions

    @property
    def runtime(self) -> str:
        return self._load().name

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return self._load().encode(texts)

    def encode_query(self, text: str) -> Vectors:
        return self._load().encode_query(text)

    def warm(self) -> None:
        """Starts loading in the background. A failure shows at first use."""
        threading.Thread(target=self._warm, daemon=True, name="embedder").start()

    def _warm(self) -> None:
        try:
            self._load()
        except EmbedderError:
            return  # the first question reports it, in front of whoever asks

    def _load(self) -> Runtime:
        with self._loading:
            if self._loaded is None:
                self._loaded = self._chosen()
                if self._cache:
                    forms.remember(self._cache, self.name, self._setting)
            return self._loaded

    def _chosen(self) -> Runtime:
        if self._cache is None or self._wanted == "torch":
            return _plain(self._model)
        folder = forms.folder_of(self._cache, self.name)
        form = forms.read(folder) or _made(self._setting, folder)
        if form is None or form.refused:
            return _plain(self._model)
        name = self._wanted or form.serves
        if name == "torch":
            return _plain(self._model)
        from knowledge.embed.compiled import CompiledRuntime

        return CompiledRuntime(folder, form, name)


def remembered(
    name: str, *, cache: Path, runtime: RuntimeName | None = None
) -> SentenceTransformerEmbedder:
    """The embedder of that name, opened before with this cache; EmbedderError if it is gone."""
    help = "The store has to be embedded again before it can be asked by meaning."
    try:
        found = SentenceTransformerEmbedder(
            forms.setting_of(cache, name), cache=cache, runtime=runtime
        )
    except KeyError:
        raise EmbedderError(f"where {name!r} was loaded from is not known", help=help) from None
    if found.name != name:
        raise EmbedderError(f"{name!r} has since become {found.name!r}", help=help)
    return found


def _plain(model: Model) -> Runtime:
    from knowledge.embed.plain import PlainRuntime

    return PlainRuntime(model)


def _made(setting: str | None, folder: Path) -> forms.Form | None:
    from knowledge.embed.conversion import converted

    return converted(setting, folder)
