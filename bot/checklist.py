"""The standard diligence questions by topic; which document would settle an open one.

Gaps recorded in the dossier come first, else the document that its concept names. Knows no company.
"""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import yaml

from bot import phrases
from bot.answer import Missing
from bot.matching import wording, worth
from bot.matching.fit import Ranked
from bot.matching.sides import sides
from bot.matching.wording import Thing
from bot.open_points import MOST, open_points
from bot.understand import Understanding, mentions_name
from knowledge import Gap, Language, Ledger, lexicon, named_in, worded

_ASKED = 0.6  # of what the question says: a gap that says as much may be what was asked
_CLEARLY = 0.08  # and this much more of it than any fact


@cache
def questions() -> dict[str, list[dict[Language, str]]]:
    """Topic → its questions, each in both languages."""
    path = Path(__file__).with_name("checklist.yaml")
    loaded: dict[str, list[dict[Language, str]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def missing(u: Understanding, ledger: Ledger, *, declined: bool) -> list[Missing]:
    """Open points near the question; a declined one always gets a document."""
    if points := open_points(u, ledger):
        return [_told(g, u.language) for g in points[:MOST]]
    asked = wording.things(u, ledger) if declined else ()
    near = sorted(((_nearness(g, u, ledger, asked), g) for g in ledger.gaps), key=lambda p: -p[0])
    found = [_told(g, u.language) for worth, g in near if worth >= 1][:2]
    if found or not declined:
        return found
    return [unsettled(u)]


def unmatched(u: Understanding, ledger: Ledger, ranked: Sequence[Ranked]) -> list[Missing]:
    """For a comparison, each party that the sources give no figure for."""
    if not u.concepts:
        return []
    concept = lexicon().concepts[u.concepts[0]]
    told = [r.fact for r in ranked if r.strength == "strong"]
    if not concept.own or not told:
        return []
    joint = {"en": ": ", "zh": "："}[u.language]
    return [
        Missing(
            what=f"{_called(side.name, ledger, u.language)}{joint}{concept.label[u.language]}",
            document=concept.document[u.language],
        )
        for side in sides(u, ledger)
        if not any(side.tells(f) or worth.involves(f, side.name, ledger) for f in told)
    ]


def _called(name: str, ledger: Ledger, language: Language) -> str:
    entity = ledger.entity_of.get(name)
    return entity.called(language) if entity else name


def supposed(u: Understanding) -> Missing:
    """For a what-if that the cash model does not cover: what is known is all there is to say."""
    document = {
        "en": "The model covers cash, spending, revenue and raises; a source that discusses this",
        "zh": "模型只涵盖现金、支出、收入与融资；需要讨论该情形的资料",
    }
    return Missing(what=u.standalone, document=document[u.language])


def no_rate(unit: str, language: Language) -> Missing:
    """For a figure told in its own money, because nothing recorded brings it to the one asked."""
    document = {"en": "A published rate of that day", "zh": "当日公布的汇率"}
    return Missing(what=phrases.no_rate(unit, language), document=document[language])


def is_open(u: Understanding, ledger: Ledger) -> bool:
    """The dossier itself records this very question as not known."""
    return any(_near(gap, u, ledger) >= 1.5 for gap in ledger.gaps)


def outdone(u: Understanding, ledger: Ledger, asked: Sequence[Thing], most: float) -> bool:
    """A recorded gap says more of what the question says than any fact (`most` of it): it is the
    gap that was asked about.
    """
    asked = [t for t in asked if t.kind not in ("day", "own")]
    if len(asked) < 2:
        return False
    gaps = [g for g in ledger.gaps if _of_party(g, u, ledger) and not _asks_more(g, u)]
    shares = [wording.share(_said(g), asked) for g in gaps]
    return max(shares, default=0.0) >= max(_ASKED, most + _CLEARLY)


def _asks_more(gap: Gap, u: Understanding) -> bool:
    """It is first about something that the question does not ask: the interest on a loan."""
    told = lexicon().mentions(gap.question)[:1] if u.concepts else []
    return any(m.concept not in (*u.concepts, *u.asides) for m in told)


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


def _nearness(gap: Gap, u: Understanding, ledger: Ledger, asked: Sequence[Thing]) -> float:
    share = wording.share(_said(gap), asked) if _of_party(gap, u, ledger) else 0.0
    return max(_near(gap, u, ledger), 3 * share if share >= _ASKED else 0.0)


def _said(gap: Gap) -> str:
    return f"{gap.question}\n{gap.question_zh}"


def _of_party(gap: Gap, u: Understanding, ledger: Ledger) -> bool:
    """Of the company, or of others that the gap or its document names."""
    subject = ledger.subject.id if ledger.subject else None
    others = [ledger.entity_of[e] for e in u.focus if e != subject and e in ledger.entity_of]
    text = f"{_said(gap)}\n{gap.document}"
    return all(any(mentions_name(text, name) for name in e.names) for e in others)


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
    asks = named_in(_said(gap))
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


def unrecorded(concept: str, u: Understanding) -> Missing:
    """The second thing that a question asks for, where only the first is on record."""
    known = lexicon().concepts[concept]
    return Missing(what=known.label[u.language], document=known.document[u.language])


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
