"""What is not known was asked: the gaps that the record itself lists, each with its document.

"What do we not know about the company?", 关于现金还有哪些不清楚？ In: the understanding and the
ledger. Out: the gaps that are meant, and the text that stands in the place of an answer; none where
the record lists none of what was asked about. Judges no answer.
"""

from collections.abc import Sequence
from itertools import zip_longest

from bot.understand import Understanding, mentions_name
from knowledge import Gap, Language, Ledger, lexicon, named_in

MOST = 10  # told at once
_NOT_LISTED = frozenset({"whether", "why", "supposed", "either", "when"})


def open_points(u: Understanding, ledger: Ledger) -> list[Gap]:
    """Of what was asked about, or of everything, a topic each in turn."""
    listed = "unknowns" in u.wants and not _NOT_LISTED.intersection(u.wants)
    rivals = any(not ledger.subject or e != ledger.subject.id for e in u.focus)
    if not listed or u.figures or u.unknown or rivals:
        return []
    held = [g for g in ledger.gaps if all(mentions_name(_text(g), n) for n in u.names)]
    if not u.concepts:
        return _in_turn(held)
    concept = lexicon().concepts[u.concepts[0]]
    of_topic = [g for g in held if g.topic in (concept.topic, *concept.topics)]
    named = [g for g in held if concept.id in named_in(_text(g))]
    return of_topic if concept.unit in ("text", "time") else named or of_topic


def in_words(gaps: Sequence[Gap], language: Language) -> str:
    """How many there are, and the first of them, one a line."""
    count, shown = len(gaps), gaps[:MOST]
    if language == "zh":
        head = f"资料库列出的未知事项有{count}项" + ("，先列：" if count > len(shown) else "：")
    else:
        points = "1 open point" if count == 1 else f"{count} open points"
        head = f"The record lists {points}" + ("; the first are:" if count > len(shown) else ":")
    return "\n".join([head, "", *(f"- {g.ask(language)}" for g in shown)])


def _in_turn(gaps: Sequence[Gap]) -> list[Gap]:
    """The first of each topic, then the second of each."""
    topics: dict[str, list[Gap]] = {}
    for gap in gaps:
        topics.setdefault(gap.topic, []).append(gap)
    return [g for row in zip_longest(*topics.values()) for g in row if g]


def _text(gap: Gap) -> str:
    return f"{gap.question}\n{gap.question_zh}"
