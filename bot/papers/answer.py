"""A question put to documents alone → the quotes that answer it, or what is worked out from them.

A formula first where one is asked for and the documents do not state its result; then the cell or
the sentence that says most of the question. Two documents that give different figures are both
quoted. Nothing is returned where nothing answers. Does not search: passages are brought.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answer import Evidence
from bot.papers import asked as question
from bot.papers import glossary, named, prose, tabled
from bot.papers.asked import Asked
from bot.papers.glossary import Term
from bot.papers.homes import Homes
from bot.papers.latest import latest
from bot.papers.lines import Filing
from bot.papers.result import Done
from bot.papers.said import said, share
from bot.papers.tabled import Found
from bot.papers.task import task
from bot.papers.units import Unit
from bot.papers.worked import work
from bot.passages.quote import Quote
from knowledge import KnowledgeBase, Language, Source, cells, finance, is_cjk, scales, stated
from knowledge.cells import Cell

_CLOSE = 0.08  # of the best: an answer as good, whose figure may differ
_MOST = 2
_MOST_CELLS = 4
_MOST_FILINGS = 6

Held = Sequence[tuple[Evidence, Source]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """`things` are what the question names besides companies: a place, a round, a product."""

    quotes: tuple[Quote, ...] = ()
    done: Done | None = None
    things: tuple[Unit, ...] = ()


def answer(  # noqa: PLR0913  # a question, and the desk it is put to
    text: str,
    language: Language,
    held: Held,
    *,
    kb: KnowledgeBase,
    homes: Homes,
    priors: Mapping[str, float],
) -> Answered:
    """`priors` say how far each source is one that the question names."""
    asked = question.read(text, homes.aliases, homes.heard)
    if not asked.units and not asked.measure:
        return Answered()
    if homes.subject and asked.bare:
        return Answered()  # the record may know what is meant, a text cannot
    if homes.subject and not _names_a_party(asked):
        asked = question.of(asked, homes.subject)
    if not asked.names and homes.only and not asked.bare:
        asked = question.of(asked, (homes.only, *homes.aliases.get(homes.only, ())))
    if not asked.names and homes.several and not _is_narrow(asked):
        return Answered()
    held = [(e, s) for e, s in held if _may_speak(asked, homes.names(s.id), homes)]
    filings = _filings(asked, held, kb, homes, priors)
    things = tuple(
        u for u in asked.names if not homes.parties.intersection(t.text for t in u.terms)
    )
    return replace(_answered(asked, held, filings, homes, language), things=things)


def _answered(
    asked: Asked, held: Held, filings: Mapping[str, Filing], homes: Homes, language: Language
) -> Answered:
    """Worked out where that is asked for and nothing states it; else what states it."""
    wanted = task(asked)
    if not (asked.defined or wanted):
        return Answered(quotes=tuple(_stated(asked, held, filings, homes, language)))
    if asked.measure and not asked.defined:
        told = _stated(asked, held, filings, homes, language)
        if told:
            return Answered(quotes=tuple(told))
    own = [f for s, f in filings.items() if _is_of(asked, homes.names(s), homes)]
    known = bool(asked.names) or not homes.several
    done = work(asked, wanted, own) if wanted and known else None
    if done or asked.measure or asked.defined:
        return Answered(done=done)
    return Answered(quotes=tuple(_stated(asked, held, filings, homes, language)))


def wordings(text: str, homes: Homes) -> str:
    """Other words for what is asked, in both languages, to search by."""
    units = question.read(text, homes.aliases, homes.heard).units
    return " ".join(dict.fromkeys(t.text for u in units if u.weight >= 1 for t in u.terms))


def numbered(text: str, homes: Homes) -> list[Term]:
    """The things with a number that the question names."""
    names = question.read(text, homes.aliases, homes.heard).names
    return [term for unit in names for term in unit.terms if term.version]


def bears(text: str, sentence: str, homes: Homes) -> bool:
    """The sentence says something that the question says besides names, if it says anything."""
    units = [u for u in question.read(text, homes.aliases, homes.heard).units if not u.name]
    told = [bool(share(u, said(sentence))) for u in units if u.weight >= 1]
    return not told or any(told)


def _names_a_party(asked: Asked) -> bool:
    """Somebody is named, and not only a round."""
    return any(not named.is_round(unit) for unit in asked.names)


def _is_narrow(asked: Asked) -> bool:
    """It names nobody but says several things, and one of them in a word of its own that no list
    has: "the API price" is hardly two companies'.
    """
    told = [u for u in asked.units if u.weight >= 1]
    own = [u for u in told if not u.item and len(u.terms) == 1]
    return len(told) > 1 and bool(own) and not asked.measure


def _may_speak(asked: Asked, home: frozenset[str], homes: Homes) -> bool:
    """Beside a record a document of another company speaks only where another company is named, or
    a thing by its number, which its sentence has to name too: its "the cash" is not that of the
    company under examination.
    """
    own = not homes.subject or not home or not home.isdisjoint(homes.subject)
    others = homes.parties.difference(homes.subject)
    return own or any(t.version or t.text in others for u in asked.names for t in u.terms)


def _filings(
    asked: Asked, held: Held, kb: KnowledgeBase, homes: Homes, priors: Mapping[str, float]
) -> dict[str, Filing]:
    """The documents of whom it asks, the likeliest first."""
    brought: dict[str, list[Evidence]] = {}
    sources: dict[str, Source] = {}
    for evidence, source in held:
        brought.setdefault(source.id, []).append(evidence)
        sources[source.id] = source
    own = sorted(
        sources, key=lambda s: (not _is_of(asked, homes.names(s), homes), -priors.get(s, 0.0))
    )
    return {s: Filing(kb, sources[s], brought[s]) for s in own[:_MOST_FILINGS]}


def _is_of(asked: Asked, home: frozenset[str], homes: Homes) -> bool:
    """Every name of the question is that of the document's own company."""
    if not asked.names:
        return True
    return all(home.intersection(t.text for t in u.terms) for u in asked.names)


def _stated(
    asked: Asked, held: Held, filings: Mapping[str, Filing], homes: Homes, language: Language
) -> list[Quote]:
    told = prose.choose(asked, held, homes)
    shelf = {f.source.id: f for f in filings.values()}

    def before(evidence: Evidence) -> str:
        filing = shelf.get(evidence.source_id)
        return filing.before(evidence.id) if filing else ""

    rows = tabled.choose(_measured(asked), held, homes, before)
    if not asked.names and homes.are_several(
        [*(s.evidence.source_id for s in told), *(r.evidence.source_id for r in rows)]
    ):
        return []
    best = max([*(s.worth for s in told), *(r.worth for r in rows)], default=0.0)
    near: list[tuple[float, Quote]] = []
    for row in [r for r in rows if r.worth > best - _CLOSE][:_MOST]:
        quote = _of_row(asked, row, filings, language)
        if quote:
            near.append((row.worth + 0.02, quote))
    close = {s.evidence.source_id for s in told if s.worth > best - _CLOSE}
    for each in latest(asked, [s for s in told if s.evidence.source_id in close], best - _CLOSE):
        near.append((each.worth, Quote(text=each.text, evidence=each.evidence, score=each.worth)))
    near.sort(key=lambda pair: -pair[0])
    return _differing([q for _, q in near])[:_MOST]


def _measured(asked: Asked) -> Asked:
    """A measure is looked for in tables under its own name: "Gross margin | 40%"."""
    if not asked.measure:
        return asked
    item = finance.Item(
        name=asked.measure.name, zh=asked.measure.zh, statement=None, asked=asked.measure.asked,
        lines=(asked.measure.name, asked.measure.zh),
    )  # fmt: skip
    unit = Unit(
        said=asked.measure.name,
        terms=(glossary.term(asked.measure.name), glossary.term(asked.measure.zh)),
        item=item,
    )
    return replace(asked, units=(*asked.units, unit))


def _of_row(
    asked: Asked, found: Found, filings: Mapping[str, Filing], language: Language
) -> Quote | None:
    """The row's cells that were asked for, as one quote."""
    filing = filings.get(found.source.id)
    wanted = [c for c in cells.cells(found.row) if c.heading in found.headings]
    told: list[Cell] = []
    also: dict[str, Evidence] = {}
    for cell in wanted[:_MOST_CELLS]:
        framed, by = filing.framed(cell, found.evidence.id, cell.heading) if filing else (cell, ())
        told.append(framed)
        also |= {e.id: e for e in by}
    if not told:
        return None
    return Quote(
        text=found.row.text,
        row="; ".join(c.said(language) for c in told),
        evidence=found.evidence,
        also=tuple((e, scales.words(e.passage)) for e in also.values()),
        score=found.worth,
    )


def _differing(quotes: Sequence[Quote]) -> list[Quote]:
    """Without those that give the figures again, or give none where the best gives one."""
    kept: list[Quote] = []
    for quote in quotes:
        mine = _figures(quote)
        if kept and (not mine or any(mine & _figures(k) for k in kept)):
            continue
        if kept and kept[0].evidence.source_id == quote.evidence.source_id:
            continue  # one document does not contradict itself: the best of it answers
        kept.append(quote)
    return kept


def _figures(quote: Quote) -> frozenset[object]:
    text = quote.row or quote.text
    return frozenset((a.low, a.high) for a in stated(text)) or frozenset(
        {text if is_cjk(text) else text.lower()}
    )
