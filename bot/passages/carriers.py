"""What several documents print word for word: found once, cited with all that carry it.

Passages in, those that say something new out (`once`); chosen sentences in, each with the places
where it stands elsewhere out (`with_carriers`). Documents of two companies say the same words of
different things and are never taken together; nor are those of two periods, as keys tell them
apart. Judges nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.answer import Evidence
from bot.passages.neighbours import whole_sentences
from bot.passages.quote import Quote, unlabelled
from knowledge import Passage, Source, alike

MOST = 4  # other places that are cited for one sentence

Held = tuple[Evidence, Source]


def once(passages: Iterable[Passage], sources: Sequence[Source]) -> Iterator[Passage]:
    """In their order, without those whose every paragraph another source has told before."""
    source_of = {source.id: source for source in sources}
    told: dict[int, list[Source]] = defaultdict(list)
    for passage in passages:
        source = source_of[passage.source_id]
        keys = alike.keys(passage.text, source)
        if keys and all(any(_agree(source, other) for other in told[key]) for key in keys):
            continue
        for key in keys:
            told[key].append(source)
        yield passage


def with_carriers(chosen: Iterable[Quote], held: Iterable[Held]) -> list[Quote]:
    """`held` are passages and whose they are; one place a document is enough."""
    standing: dict[tuple[str, ...], list[tuple[Held, str]]] = defaultdict(list)
    own: dict[str, Source] = {}
    for evidence, source in held:
        own[source.id] = source
        for start, end in whole_sentences(evidence.passage):
            text = unlabelled(evidence.passage[start:end])
            standing[alike.sentence(text, source)].append(((evidence, source), text))
    return [
        quote if quote.row else replace(quote, also=_also(quote, own, standing)) for quote in chosen
    ]


def _also(
    quote: Quote,
    own: dict[str, Source],
    standing: dict[tuple[str, ...], list[tuple[Held, str]]],
) -> tuple[tuple[Evidence, str], ...]:
    mine = own.get(quote.evidence.source_id)
    if mine is None:
        return quote.also
    found: dict[str, tuple[Evidence, str]] = {}
    for (evidence, source), text in standing.get(alike.sentence(quote.text, mine), ()):
        if source.id != mine.id and evidence.standing == "current" and _agree(mine, source):
            found.setdefault(source.id, (evidence, text))
    return (*quote.also, *tuple(found.values())[:MOST])


def _agree(one: Source, other: Source) -> bool:
    """Of two sources: whether the words of one are about what those of the other are about."""
    if one.id == other.id:
        return False  # a page that repeats another is a place of its own
    companies = {s.company.casefold() for s in (one, other) if s.company}
    return len(companies) < 2
