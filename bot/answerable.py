"""Whether the desk could answer a question: for what it suggests to ask, so nothing is embedded.

In: the question, the store, the record. Out: yes where a recorded fact is of what is asked, or a
document's passage names it. Writes no answer.
"""

from collections.abc import Callable

from bot.understand import understand
from knowledge import KnowledgeBase, Ledger, lexicon, named_in

_PASSAGES = 3


def answerable(
    question: str, kb: KnowledgeBase, ledger: Ledger, is_known: Callable[[str], bool]
) -> bool:
    u = understand(question, ledger=ledger, is_known=is_known)
    for concept in (lexicon().concepts[c] for c in u.concepts[:1]):
        if any(
            f.attribute in concept.attributes or f.topic in concept.topics for f in ledger.facts
        ):
            return True
    hits = kb.search_words(question, _PASSAGES)
    return any(
        u.concepts and u.concepts[0] in named_in(p.text)
        for p in kb.passages([h.passage_id for h in hits])
    )
