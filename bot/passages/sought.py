"""A question → the passages of documents that may answer it, as evidence with its source.

What is searched by (`query`), and which passages may be cited as of a day. Knows neither facts nor
what answers.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from bot import evidence
from bot.answer import Evidence, Standing
from bot.passages.editions import newer_versions, printed_by
from bot.passages.find import Query, asking, find
from bot.passages.neighbours import joined
from bot.understand import Understanding
from knowledge import (
    Embedder,
    KnowledgeBase,
    Language,
    Ledger,
    Passage,
    Reranker,
    Source,
    lexicon,
)

DEPTH = 40  # passages looked at for sentences that answer

Held = tuple[Evidence, Source]


def sought(  # noqa: PLR0913  # a question, and the shelf it is put to
    u: Understanding,
    kb: KnowledgeBase,
    ledger: Ledger,
    as_of: str | None,
    *,
    among: Collection[str] | None = None,
    more: str = "",
) -> list[Held]:
    """Best first; `among` are the sources that are searched, `more` further words to search by."""
    asked = query(u, kb, ledger, as_of)
    within = None if among is None else frozenset(among)
    asked = replace(asked, more=f"{asked.more} {more}", among=within)
    return list(citable(find(asked, kb, DEPTH), kb, as_of))


def citable(passages: Iterable[Passage], kb: KnowledgeBase, as_of: str | None) -> Iterator[Held]:
    """Of a document that is here in a newer version, printed by `as_of` if that is given, what the
    older one says is superseded.
    """
    known = {source.id: source for source in printed_by(kb.sources(), as_of)}
    replaced = newer_versions(list(known.values()))
    for passage in joined(list(passages), kb):
        source = known.get(passage.source_id)
        if source:
            standing: Standing = "superseded" if source.id in replaced else "current"
            yield evidence.of_passage(passage, source, standing=standing), source


def query(u: Understanding, kb: KnowledgeBase, ledger: Ledger, as_of: str | None = None) -> Query:
    """The question, the names of its concepts in the other language, and what is embedded of it."""
    other: Language = "en" if u.language == "zh" else "zh"

    def read_by(model: Embedder | Reranker) -> str | None:
        readable = u.language in model.reads
        return (asking(u.standalone) if readable else _in_english(u, ledger)) or None

    return Query(
        question=u.standalone,
        more=" ".join(lexicon().concepts[c].label[other] for c in u.concepts),
        meant=read_by(kb.embedder),
        judged=read_by(kb.reranker) if kb.reranker else None,
        as_of=as_of,
    )


def _in_english(u: Understanding, ledger: Ledger) -> str:
    """What was understood, in words that an English-only model reads."""
    names = [ledger.entity_of[e].name for e in (*u.focus, *u.others) if e in ledger.entity_of]
    labels = [lexicon().concepts[c].label["en"] for c in (*u.concepts, *u.asides)]
    return " ".join([*names, *u.names, *labels])
