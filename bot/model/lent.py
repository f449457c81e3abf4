"""What the desk lends a model while it writes: its search and its cash model, both reading only.

In: the work of a question. Out: `Tools` that find evidence in the same store, as known by the same
day. Does not know who calls.
"""

from collections.abc import Sequence

from bot import evidence
from bot.answer import Evidence
from bot.model.tools import Tools
from bot.record import Record
from bot.retrieve import retrieve
from bot.understand import understand
from bot.work import Work
from knowledge import Metric, scenario
from knowledge.scenario import Change

_MOST_FACTS, _MOST_QUOTES = 8, 6


def tools(work: Work, record: Record) -> Tools:
    assert work.u is not None
    kb = record.kb
    language = work.u.language

    def search(query: str) -> Sequence[Evidence]:
        u = understand(query, ledger=work.ledger, is_known=record.is_known)
        got = retrieve(u, kb=kb, ledger=work.ledger, as_of=work.as_of, proposals=record.proposals())
        facts = [r.fact for r in got.facts[:_MOST_FACTS]]
        found = evidence.of_facts(kb, work.whole, facts, language)
        read = [q.evidence for q in got.quotes[:_MOST_QUOTES]]
        return [*found, *read, *(got.done.cited if got.done else ())]

    def suppose(change: Change) -> tuple[Sequence[Metric], Sequence[Evidence]]:
        metrics = scenario.answer(work.ledger, change)
        used = dict.fromkeys(i.fact_id for m in metrics for i in m.inputs)
        cards = [evidence.of_metric(kb, m, work.ledger, language) for m in metrics]
        facts = [work.ledger.by_id[i] for i in used if i in work.ledger.by_id]
        return metrics, [*cards, *evidence.of_facts(kb, work.ledger, facts, language)]

    return Tools(search=search, suppose=suppose)
