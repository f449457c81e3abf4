"""Settings → the open store, and the judge of meaning that goes with it.

What is loaded is what the settings name; nothing is asked of it yet.
"""

from functools import partial

from bot.checks.meaning import Inference, Likeness, Meaning, classifier
from bot.settings import Settings
from knowledge import (
    Counting,
    CrossEncoderReranker,
    Embedder,
    KnowledgeBase,
    SentenceTransformerEmbedder,
    remembered,
)


def store(
    settings: Settings,
    *,
    embedder: Embedder | None = None,
    rebuild: bool = False,
    progress: Counting | None = None,
) -> KnowledgeBase:
    """The store of `settings.home`, made if it is new; `embedder` instead of the one named."""
    return KnowledgeBase.open(
        settings.home,
        name=settings.name,
        embedder=embedder
        or SentenceTransformerEmbedder(
            settings.embedder, cache=settings.models, runtime=settings.embed_with
        ),
        former=partial(remembered, cache=settings.models, runtime=settings.embed_with),
        reranker=CrossEncoderReranker(settings.reranker) if settings.reranker else None,
        server=settings.chroma,
        rebuild=rebuild,
        progress=progress,
    )


def meaning(settings: Settings, kb: KnowledgeBase) -> Meaning:
    """The inference model that the user names, else the store's own embedder."""
    if settings.nli:
        return Inference(classifier(settings.nli))
    return Likeness(lambda texts: kb.embedder.encode(texts))
