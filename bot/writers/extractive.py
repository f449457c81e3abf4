"""The default writer: an analyst's note composed of facts, metrics and quoted sentences. No model.

Conclusion first, then what carries it, what is computed, what is contested or replaced. Which facts
are said is decided without looking at the language, so both languages say the same.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.answer import Claim
from bot.matching import outcome
from bot.matching.fit import Ranked
from bot.understand import Understanding
from bot.writers import occasions, overview
from bot.writers.also import ALSO, also, best_figure
from bot.writers.base import Found
from bot.writers.checked import check, numbers
from bot.writers.listed import extreme, listed
from bot.writers.note import Note
from bot.writers.reasons import SAYS, corrected, reasons
from knowledge import (
    Concept,
    Fact,
    Metric,
    first_day,
)

_NEAR = 0.7  # of the best share of the question: what says less of it is left out
_SAYS_IT = 0.62  # of the question: what says as much was asked for
_ALL = 0.95  # of the question
_MONTHS_FRESH = 12  # support older than this says nothing about a present figure


class ExtractiveWriter:
    name = "extractive"

    def __init__(self, *, max_words: int = 180) -> None:
        self._max_words = max_words

    def write(self, u: Understanding, found: Found) -> list[Claim]:
        # a scenario names every input it rests on, and a case may have two sides
        words = self._max_words * (2 if found.change or len(found.retrieved.cased) > 1 else 1)
        note = Note(u=u, found=found, words_left=words)
        if not occasions.told(note):
            self._asked(note, u, found)
        return note.claims

    def _asked(self, note: Note, u: Understanding, found: Found) -> None:
        done = found.retrieved.done
        if done:
            note.found = replace(found, metrics=tuple(m for m in found.metrics if m != done.metric))
        strong = [r for r in found.retrieved.facts if r.strength == "strong"]
        note.words_left -= ALSO * len(found.retrieved.also)
        if not _checked(note):
            _told(note, strong)
        also(note)
        note.quoted(most=1 if note.claims else 3)
        if done:
            note.worked(done)


def _checked(note: Note) -> bool:
    """Whether something is so was asked, and has been told: no figure is to be found beside it."""
    u, found = note.u, note.found
    doubted = found.retrieved.doubted is not None
    # there is no reason for what is not so, and who joined "the 500m round" doubts no sum
    text = note.concept is not None and note.concept.unit == "text" and note.wants("list")
    told = bool(u.figures) and u.currency is None and (doubted or not ("why" in u.wants or text))
    doubts = "whether" in u.wants or told
    if doubts and not (outcome.asks(u) or (note.sides and not u.figures)):
        check(note, found.retrieved.facts)
    alone = doubted or note.concept is None or note.wants("either")
    return bool(note.claims and alone)


def _told(note: Note, strong: Sequence[Ranked]) -> None:
    if strong or note.found.metrics:
        _from_facts(note, strong)
    elif note.found.retrieved.facts:
        note.statements(note.found.retrieved.facts[:2])


def _on_it(strong: Sequence[Ranked]) -> list[Ranked]:
    """Without what says far less of the question than the best, where that says most of it."""
    most = strong[0].share if strong and strong[0].share >= SAYS else 0.0
    return [r for r in strong if r.share >= _NEAR * most]


def of_it(strong: Sequence[Ranked], concept: Concept) -> list[Ranked]:
    """Without figures of all there is, where a part was asked for and is told in a sentence: not
    the number of customers, but of those whose data leaked; nor what is counted in another unit.
    """
    best = strong[0] if strong else None
    part = best and best.share >= _SAYS_IT and best.fact.attribute not in concept.attributes
    if not part:
        return list(strong)
    units = {r.fact.unit for r in strong if r.fact.attribute in concept.attributes}
    return [r for r in _on_it(strong) if not units or r.fact.unit in units]


def _from_facts(note: Note, strong: Sequence[Ranked]) -> None:
    concept = note.concept
    if note.wants("why"):
        reasons(note, strong)
        return
    standing = [r for r in strong if note.stands(r.fact)]
    if not standing:
        corrected(note, strong)
    if concept is None or concept.unit == "text" or concept.topics:
        overview.beside(note, strong)
        many = {"compare", "list", "timeline"}.intersection(note.u.wants)
        overview.overview(note, concept, standing if many else _on_it(standing))
    elif note.sides or note.u.also or not listed(note, concept, strong):
        _figure(note, concept, standing)


def _figure(note: Note, concept: Concept, strong: Sequence[Ranked]) -> None:
    """One figure was asked for: state it, then its calculation, dispute and neighbours."""
    first = note.sides[0].tells if note.sides else lambda fact: True
    own = [r for r in strong if first(r.fact)]
    fresh = [r for r in own or strong if not _echoes(note, r.fact)]
    best = extreme(note, concept, strong) or best_figure(
        concept, of_it(fresh or own or strong, concept)
    )
    best = _origin(note, strong, best) if best else None
    _lead(note, concept, strong, best)
    if note.u.currency and note.claims[:1] and note.claims[0].kind == "computed":
        return  # a conversion is all that was asked
    for each in note.found.metrics[: 0 if note.sides and note.wants("compare") else None]:
        note.metric(each, "computed")
    if best and not note.sides and not note.wants("timeline"):
        for older in _replaced(note, best):
            note.replaced(older)
    contested = note.groups([best] if best else [r.fact for r in strong[:1]], concept.topic)
    for group in [g for g in contested if g.kind != "superseded" or note.wants("timeline")][:2]:
        note.reading(group)
    many = bool({"list", "except"}.intersection(note.u.wants))
    note.statements(_near(_on_it(strong), best, concept, many=many), most=3)


def _lead(note: Note, concept: Concept, strong: Sequence[Ranked], best: Fact | None) -> None:
    """The figure itself, with that of each other side; or the calculation that answers."""
    metric = next(iter(note.found.metrics), None)
    if note.claims:
        _beneath(note, best)
        for other in _others(note, strong, best) if best and note.sides else ():
            _beneath(note, other)
    elif metric and not note.sides and (best is None or _leads(note, concept, metric, best)):
        note.metric(metric, "conclusion")
    elif best:
        _first(note, best)
        for other in _others(note, strong, best):
            note.headline(other, "support")
    elif strong:
        disputes = [g for g in note.groups([strong[0].fact], None) if g.kind != "superseded"]
        for group in disputes[:1]:
            note.reading(group, "conclusion")
        if not disputes:
            note.statement(strong[0].fact, "conclusion")


def _first(note: Note, best: Fact) -> None:
    """Its headline; "do they owe a bank?" is answered by a sentence, and so is what only the words
    of a fact tell: the first day's close beside what the listing brought in.
    """
    concept = note.concept
    kinds = {*concept.attributes, concept.id, "statement"} if concept else set()
    other = concept and concept.attributes and best.attribute not in kinds - concept.if_said
    if other or (note.wants("whether") and not (note.u.figures or note.wants("figure"))):
        note.statement(best, "conclusion")
    else:
        note.headline(best, "conclusion")


def _echoes(note: Note, fact: Fact) -> bool:
    """It gives the very figure that the question states: "before it closed at 3.5bn"."""
    asked = numbers(" ".join(note.u.figures))
    return fact.range in asked and not note.wants("whether")


def _beneath(note: Note, best: Fact | None) -> None:
    """Under a dispute, the figure that stands, unless the dispute has told it."""
    if best and best.range not in numbers(" ".join(c.text for c in note.claims)):
        note.headline(best, "support")


def _leads(note: Note, concept: Concept, metric: Metric, best: Fact) -> bool:
    """A time was asked for and computed, or a conversion was, or the metric covers the fact."""
    timed = concept.unit == "time" and metric.unit == "years"
    asked = note.u.currency is not None or note.u.per is not None
    wanted = concept.attributes[:1]
    of_it = metric.attributes[:1] == wanted != (best.attribute,)  # best is only of its kin
    return timed or asked or of_it or _covers(metric, best)


def _covers(metric: Metric, fact: Fact) -> bool:
    """The metric answers in the fact's unit, from the fact itself or from something newer."""
    newer = (metric.as_of or "") > (fact.as_of or "")
    return metric.unit == fact.unit and (newer or any(i.fact_id == fact.id for i in metric.inputs))


def _origin(note: Note, strong: Sequence[Ranked], best: Fact) -> Fact:
    """The best source of a figure, whichever the question's words are nearest to: its filing rather
    than a later retelling.
    """
    if best.range is None or note.u.period:
        return best
    same = _figure_of(best)
    alike = [r.fact for r in strong if _figure_of(r.fact) == same]
    filed = [f for f in alike if f.certainty == "filing"]
    told = [f for f in alike if f.as_of == best.as_of]
    return min(filed or told, key=note.found.ledger.rank)


def _figure_of(fact: Fact) -> tuple[object, ...]:
    return fact.entity, fact.attribute, fact.subject, fact.range


def _others(note: Note, strong: Sequence[Ranked], best: Fact) -> list[Fact]:
    """For a comparison, the best figure of each other party; else the attribute's siblings."""
    if note.sides:
        alike = (best.attribute, best.as_of)
        figures = sorted(
            (r for r in strong if r.fact.range),
            key=lambda r: [
                a != b for a, b in zip((r.fact.attribute, r.fact.as_of), alike, strict=True)
            ],
        )
        compared = [next((r.fact for r in figures if s.tells(r.fact)), None) for s in note.sides]
        if found := [f for f in compared if f and f.id != best.id]:
            return found
    siblings: dict[str, Fact] = {best.attribute: best}
    for each in strong:
        fact = each.fact
        if fact.range and fact.subject == best.subject and fact.entity == best.entity:
            siblings.setdefault(fact.attribute, fact)
    return [f for f in siblings.values() if f.id != best.id and f.subject][:2]


def _replaced(note: Note, best: Fact) -> list[Fact]:
    """The newest figure that `best` took the place of, if it was right in its day."""
    ledger = note.found.ledger
    older = [ledger.by_id[i] for i in best.supersedes if i in ledger.by_id]
    held = [f for f in older if f.range and ledger.standing(f) == "superseded"]
    return sorted(held, key=lambda f: f.as_of or "", reverse=True)[:1]


def _near(
    strong: Sequence[Ranked], best: Fact | None, concept: Concept, *, many: bool
) -> list[Ranked]:
    """Other figures of the same quantity and time: each holder's share, not what revenue is made
    of; where `many` are asked for, also what says all of the question; without a figure, whatever
    answers.
    """
    newest = best.as_of if best and best.as_of else None
    kinds = (best.attribute,) if best else concept.attributes
    return [
        r
        for r in strong
        if (r.fact.attribute in kinds or (many and r.share >= _ALL))
        and (newest is None or _months_between(r.fact.as_of, newest) <= _MONTHS_FRESH)
    ]


def _months_between(a: str | None, b: str) -> int:
    if a is None:
        return 999
    first, second = first_day(a), first_day(b)
    return abs((int(first[:4]) - int(second[:4])) * 12 + int(first[5:7]) - int(second[5:7]))
