"""What was retrieved and computed → everything that an answer may cite, by evidence id.

In: the work of a question, the store, what rules read in documents. Out: fitting facts, inputs of
metrics, members of conflicts, quotes with whatever else carries them. Chooses nothing.
"""

from collections.abc import Mapping

from bot import evidence
from bot.answer import Evidence
from bot.work import Work
from knowledge import KnowledgeBase, Proposal, carriers


def citable(
    work: Work, kb: KnowledgeBase, proposals: Mapping[str, Proposal]
) -> dict[str, Evidence]:
    """Everything that may be cited: fitting facts, inputs of metrics, members of conflicts."""
    assert work.u is not None
    ledger, language = work.whole, work.u.language
    also = [r for _, ranked in work.retrieved.also for r in ranked]
    facts = {r.fact.id: r.fact for r in (*work.retrieved.facts, *also)}
    for metric in work.computed:
        facts |= {
            i.fact_id: ledger.by_id[i.fact_id] for i in metric.inputs if i.fact_id in ledger.by_id
        }
    read = [i for q in work.retrieved.quotes for i in q.proposals]
    opened = [c.facts[0] for c in work.changes.contested] if work.changes else []
    doubted = work.retrieved.doubted
    opened += [doubted.facts[0]] if doubted else []
    for key in [*facts, *read, *opened]:
        for group in ledger.groups(key):
            told = (*group.facts, *carriers(ledger, group))
            facts |= {i: ledger.by_id[i] for i in told}
        older = ledger.by_id[key].supersedes
        facts |= {i: ledger.by_id[i] for i in older if i in ledger.by_id}
        facts |= {f.id: f for f in ledger.replaced_by(key)}
    held = evidence.of_facts(kb, ledger, facts.values(), language)
    proposed = [p for i, p in proposals.items() if i in facts]
    held += evidence.of_proposals(proposed, ledger, language)
    held += [e for q in work.retrieved.quotes for e in (q.evidence, *(o for o, _ in q.also))]
    held += work.retrieved.done.cited if work.retrieved.done else ()
    held += [evidence.of_metric(kb, m, ledger, language) for m in work.computed]
    return {e.id: e for e in held}
