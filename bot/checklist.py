"""The standard diligence questions by topic; which document would settle an open one.

Gaps recorded in the dossier come first, else the document that its concept names. Knows no company.
"""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import yaml

from bot.answer import Missing
from bot.fit import Ranked
from bot.understand import Understanding, mentions_name
from knowledge import Gap, Language, Ledger, lexicon, named_in, worded


@cache
def questions() -> dict[str, list[dict[Language, str]]]:
    """Topic → its questions, each in both languages."""
    path = Path(__file__).with_name("checklist.yaml")
    loaded: dict[str, list[dict[Language, str]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def missing(u: Understanding, ledger: Ledger, *, declined: bool) -> list[Missing]:
    """Open points near the question; a declined one always gets a document."""
    near = sorted(((_near(g, u, ledger), g) for g in ledger.gaps), key=lambda p: -p[0])
    found = [_told(g, u.language) for worth, g in near if worth >= 1][:2]
    if found or not declined:
        return found
    return [unsettled(u)]


def unmatched(u: Understanding, ledger: Ledger, ranked: Sequence[Ranked]) -> list[Missing]:
    """For a comparison, each party that the sources give no figure for."""
    if "compare" not in u.wants or not u.concepts:
        return []
    concept = lexicon().concepts[u.concepts[0]]
    told = {r.fact.entity for r in ranked if r.strength == "strong"}
    parties = [e for e in (*u.focus, *u.others) if e in ledger.entity_of and e not in told]
    if not concept.own or not told:
        return []
    joint = {"en": ": ", "zh": "："}[u.language]
    return [
        Missing(
            what=f"{ledger.entity_of[e].called(u.language)}{joint}{concept.label[u.language]}",
            document=concept.document[u.language],
        )
        for e in parties
    ]


def supposed(u: Understanding) -> Missing:
    """For a what-if that the cash model does not cover: what is known is all there is to say."""
    document = {
        "en": "The model covers cash, spending, revenue and raises; a source that discusses this",
        "zh": "模型只涵盖现金、支出、收入与融资；需要讨论该情形的资料",
    }
    return Missing(what=u.standalone, document=document[u.language])


def is_open(u: Understanding, ledger: Ledger) -> bool:
    """The dossier itself records this very question as not known."""
    return any(_near(gap, u, ledger) >= 1.5 for gap in ledger.gaps)


def followups(
    u: Understanding, can_answer: Callable[[str], bool], *, declined: bool, most: int = 2
) -> list[str]:
    """Questions of the same topic, then of others, that the desk can answer and was not asked."""
    asked = set() if declined else set(u.concepts)
    topic = lexicon().concepts[u.concepts[0]].topic if u.concepts else ""
    rows = [*questions().get(topic, ()), *(q[0] for t, q in questions().items() if t != topic)]
    chosen: list[str] = []
    for row in rows:
        if (
            len(chosen) < most
            and (declined or not named_in(row["en"]) <= asked)
            and can_answer(row["en"])
        ):
            chosen.append(row[u.language])
    return chosen


def _near(gap: Gap, u: Understanding, ledger: Ledger) -> float:
    subject = ledger.subject.id if ledger.subject else None
    if any(e != subject for e in u.focus):
        return 0.0
    names = () if "latest_round" in u.wants else u.names  # a gap may tell a round by its month
    if any(not mentions_name(f"{gap.question}\n{gap.question_zh}", n) for n in names):
        return 0.0
    said = worded(f"{gap.question} {gap.question_zh}")
    if not u.concepts:
        return 1.5 if u.terms and all(worded(term) <= said for term in u.terms) else 0.0
    concept = lexicon().concepts[u.concepts[0]]
    asks = named_in(gap.question)
    extra = 0.2 * sum(worded(term) <= said for term in u.terms)
    if gap.topic not in (concept.topic, *concept.topics):
        return 0.0
    if u.concepts[0] in asks:
        return 2.0 + extra
    related = {a for c in asks for a in lexicon().concepts[c].attributes[:1]}
    return (1.0 if concept.topics or related & set(concept.attributes) else 0.0) + extra


def _told(gap: Gap, language: Language) -> Missing:
    document = gap.document_zh if language == "zh" and gap.document_zh else gap.document
    return Missing(what=gap.ask(language), document=document)


def unsettled(u: Understanding) -> Missing:
    """The question itself, and the document of what it is about."""
    concept = lexicon().concepts[u.concepts[0]] if u.concepts else None
    if concept:
        return Missing(what=u.standalone, document=concept.document[u.language])
    document = {
        "en": "A source that covers this; ingest it and ask again",
        "zh": "涉及该问题的资料；导入后可再问",
    }
    return Missing(what=u.standalone, document=document[u.language])
