"""What is installed, which model, what state the store is in: one line each. Changes nothing."""

import importlib.metadata
import platform
from collections.abc import Iterator

from bot.settings import Settings
from knowledge import KnowledgeError, SentenceTransformerEmbedder

_PACKAGES = ("chromadb", "gradio", "langchain", "langgraph", "sentence-transformers", "torch")


def report(settings: Settings) -> Iterator[str]:
    yield f"python: {platform.python_version()}"
    for name in _PACKAGES:
        yield f"{name}: {_version(name)}"
    yield f"home: {settings.home}"
    yield f"dossier: {settings.dossier or 'none'}"
    yield f"embedder: {_embedder(settings)}"
    yield f"reranker: {_reranker(settings)}"
    yield f"model: {_model(settings)}"
    yield f"store: {_store(settings)}"


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def _embedder(settings: Settings) -> str:
    try:
        return SentenceTransformerEmbedder(settings.embedder).name
    except KnowledgeError as error:
        return f"{error} {error.help}"


def _reranker(settings: Settings) -> str:
    """Loaded, since nothing less shows whether it can be."""
    if settings.reranker is None:
        return "none; pages are ranked by words, lines and meaning"
    from knowledge import CrossEncoderReranker

    reranker = CrossEncoderReranker(settings.reranker)
    try:
        reranker.load()
        return f"{reranker.name}, loads, reads {', '.join(sorted(reranker.reads))}"
    except KnowledgeError as error:
        return f"{error} {error.help} Until then pages are ranked without it."


def _model(settings: Settings) -> str:
    """Opened, not asked: nothing is sent."""
    if settings.model is None:
        return "none; answers are composed without one"
    from bot.model.provider import provider
    from bot.model.spend import price

    try:
        known = price(settings.model, settings.prices)
        doubt = "" if known is None or known.checked else ", from memory: check"
        told = f"priced as of {known.as_of}{doubt}" if known else "price not known"
        where = f" at {settings.base_url}" if settings.base_url else ""
        return f"{provider(settings).name}{where}, {told}"
    except KnowledgeError as error:
        return f"{error} {error.help}"


def _store(settings: Settings) -> str:
    folder = settings.home / settings.name
    if not (folder / "catalog.sqlite").exists():
        return "not built yet; the first question or `diligence serve` builds it"
    from knowledge import KnowledgeBase, filled_by

    try:
        embedder = SentenceTransformerEmbedder(settings.embedder, cache=settings.models)
        if (former := filled_by(folder)) != embedder.name:
            return f"holds vectors of {former}; {embedder.name} takes over once it is through"
        with KnowledgeBase.open(
            settings.home, name=settings.name, embedder=embedder, server=settings.chroma
        ) as kb:
            return f"{len(kb.sources())} sources, {kb.passage_count} passages, opens"
    except KnowledgeError as error:
        return f"{error} {error.help}"
