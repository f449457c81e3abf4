"""Narrower readings of a question that the record does not answer as a whole.

"An article sets it beside X. What is X worth?": the sentence that asks, alone or as going on from
what stands before it. "In November, before the Series C": the day without the round, and the round
without the day. 美团的王慧文: the person without the epithet. In: the question as understood, how a
text is understood. Out: understandings, the one that keeps most first. Writes no answer.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.follow import followed
from bot.matching import fit
from bot.matching.wording import text_of
from bot.question import rounds
from bot.question.rounds import is_lettered
from bot.question.understanding import Understanding
from knowledge import Ledger, words

Understand = Callable[[str], Understanding]

_SENTENCE = re.compile(r"(?:[^.!?。！？\n]|[.](?=\d))+[.!?。！？\n]*")
_ASKS = ("?", "？")


def readings(u: Understanding, ledger: Ledger, understood: Understand) -> Iterator[Understanding]:
    for each in (u, *_of_sentences(u, ledger, understood)):
        if each is not u:
            yield each
        yield from _less(each, ledger)


def _of_sentences(
    u: Understanding, ledger: Ledger, understood: Understand
) -> Iterator[Understanding]:
    """The last sentence that asks; going on from the sentences before it where it leans on them."""
    told = [m.group().strip() for m in _SENTENCE.finditer(u.standalone)]
    asking = [i for i, s in enumerate(told) if s.endswith(_ASKS)]
    if not asking or asking[-1] == 0:
        return
    last, before = understood(told[asking[-1]]), understood(" ".join(told[: asking[-1]]))
    went_on = followed(last, before, ledger)
    if went_on is last or _is_told_of_known(before, ledger):
        yield replace(went_on, question=u.question, language=u.language, as_of=u.as_of)


def _is_told_of_known(before: Understanding, ledger: Ledger) -> bool:
    """What "it" may mean: nobody strange is named after the last one who is on record."""
    text = before.standalone.lower()
    called = [n for e in (*before.focus, *before.others) for n in ledger.entity_of[e].names]
    known = max((text.rfind(n.lower()) for n in (*before.names, *called)), default=-1)
    return all(text.rfind(n.lower()) < known for n in before.unknown)


def _less(u: Understanding, ledger: Ledger) -> Iterator[Understanding]:
    """Without one of two things that say the same; a day stands for a round where what was recorded
    of it is of no other round.
    """
    told = [n for n in u.names if is_lettered(n)]
    if told and u.period and u.concepts and not u.unknown:
        of_day = replace(u, names=tuple(n for n in u.names if n not in told))
        best = [r.fact for r in fit.rank(of_day, ledger) if r.strength == "strong"][:1]
        if best and {n for _, _, n in rounds.find(text_of(best[0]))}.issubset(told):
            yield of_day
    people = [n for n in u.names if words.is_person(n)]
    if people and u.focus:
        yield replace(u, focus=())
