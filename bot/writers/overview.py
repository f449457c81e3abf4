"""A picture was asked for: the best-supported point, then what differs from it.

In: the note so far, the facts that answer. Out: claims on the topic, with how it changed and what
is disputed. Whoever else the question sets beside the company comes first. Chooses no figure.
"""

from collections import Counter
from collections.abc import Sequence

from bot.matching.fit import Ranked
from bot.matching.worth import involves
from bot.writers.note import Note
from bot.writers.varied import varied
from knowledge import Concept, Conflict, Fact, Metric

_MOST_RIVALS = 6  # named before anything is told of them


def overview(note: Note, concept: Concept | None, strong: Sequence[Ranked]) -> None:
    """A picture was asked for: lead with the best-supported point, then differing ones."""
    facts = [r.fact for r in strong]
    groups = note.groups(facts[:12], concept.topic if concept else None, of_topic=True)
    lead = next((g for g in groups if g.kind == "unresolved" and _holds(g, facts)), None)
    near = facts if concept is None or concept.topics else facts[:5]
    chain = next((g for g in groups if g.kind == "superseded" and _holds(g, near)), None)
    own = [f for f in facts if f.entity in note.subject]
    told = facts if note.u.names else own
    metric = next((m for m in note.found.metrics if _is_picture(m, concept, told)), None)
    if concept and concept.rivals and not (note.u.others or metric):
        _rivals(note, facts)
    if note.claims:
        pass
    elif metric:
        note.metric(metric, "conclusion")
    elif chain and (lead is None or len(chain.facts) >= len(lead.facts)):
        note.state(note.found.ledger.by_id[chain.facts[-1]], "conclusion")
    elif lead and concept and (_answers(note, lead, concept) or facts[0].id in lead.facts):
        note.reading(lead, "conclusion")
    if metric and concept and not concept.rivals:
        strong = [r for r in strong if r.fact.entity in note.u.others]  # it tells the company's
        inputs = [i.fact_id for i in metric.inputs]
        groups = [g for g in groups if any(i in g.facts for i in inputs)]
    different = varied(strong if concept or note.u.terms else _of_main_topic(strong))
    note.statements(different[:1], most=0 if note.claims else 1)
    if chain and (metric is None or note.wants("timeline")):
        note.reading(chain, "superseded")
    contested = [g for g in groups if g is not chain and g.kind != "superseded"]
    note.statements(different[:2], most=2)
    for group in contested[:2]:
        note.reading(group)
    for each in note.found.metrics:
        note.metric(each, "computed")
    note.statements(different[2:], most=3)


def beside(note: Note, strong: Sequence[Ranked]) -> None:
    """Somebody else is set beside the company: what is disputed about them comes first."""
    ledger = note.found.ledger
    named = [r.fact for r in strong if any(r.fact.entity == e for e in note.u.others)]
    groups = [g for f in named for g in ledger.groups(f.id) if g.kind != "superseded"]
    for group in [g for g in groups if _about_both(note, g)][:1]:
        note.reading(group, "conclusion")


def _about_both(note: Note, group: Conflict) -> bool:
    ledger = note.found.ledger
    return any(involves(ledger.by_id[i], s, ledger) for i in group.facts for s in note.subject)


def _rivals(note: Note, facts: Sequence[Fact]) -> None:
    """Who they are, before what is known of each: those most is recorded of."""
    best: dict[str, Fact] = {}
    for fact in facts:
        if fact.entity in note.found.ledger.entity_of and fact.entity not in note.subject:
            best.setdefault(fact.entity, fact)
    told = Counter(f.entity for f in facts if f.entity in best)
    named = [best[e] for e, _ in told.most_common(_MOST_RIVALS)]
    if len(named) > 1 and note.subject:
        note.named(named, "conclusion")


def _is_picture(metric: Metric, concept: Concept | None, facts: Sequence[Fact]) -> bool:
    """It is computed for just this, and that is of others too, or no own fact tells it."""
    if concept is None or metric.attributes[0] != concept.attributes[0]:
        return False
    return concept.rivals or not any(f.attribute == concept.attributes[0] for f in facts)


def _answers(note: Note, group: Conflict, concept: Concept) -> bool:
    """The group is of the overview's topic and about what it is mainly about."""
    members = [note.found.ledger.by_id[i] for i in group.facts]
    return group.topic in concept.topics and any(f.attribute in concept.attributes for f in members)


def _of_main_topic(strong: Sequence[Ranked]) -> list[Ranked]:
    """For a bare name, only the facts of the topic that most of its facts are in."""
    (topic, _), *_ = Counter(r.fact.topic for r in strong).most_common(1) or [("", 0)]
    return [r for r in strong if r.fact.topic == topic]


def _holds(group: Conflict, facts: Sequence[Fact]) -> bool:
    """Two of the group's facts are among the fitting; of a chain, its present end."""
    ids = {f.id for f in facts[:20]}
    shared = sum(i in ids for i in group.facts)
    if group.kind == "superseded":
        return group.facts[-1] in ids
    return shared >= min(2, len(group.facts))
