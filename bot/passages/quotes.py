"""Passages → the sentences in them that answer, word for word.

A sentence counts only if it names everybody and the thing that was asked about; a figure that was
asked for must be in it, or the question's own words. Likeness alone never suffices. Knows no
recorded fact.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.answer import Evidence
from bot.passages.neighbours import whole_sentences
from bot.passages.quote import Quote, unlabelled
from bot.understand import Understanding, mentions_name
from knowledge import (
    Concept,
    Ledger,
    amounts,
    dated,
    finance,
    gives_circumstance,
    gives_reason,
    language_of,
    lexicon,
    named_in,
    orders,
    stated,
    worded,
)

_CLOSE = 1.0  # quotes this much below the best one are left out
_GROWS = re.compile(
    r"grow|increas|rise|rose|ris(?:en|ing)|doubl|tripl|-?fold\b|surg|climb|jump|declin|fell|fall|drop"
    r"|增|涨|翻|升|倍|降|跌",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z][A-Za-z0-9]*(?:[-&][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    before: str  # the sentence it follows, for "its" and "the company"
    home: str  # whom the document is about
    section: str = ""


def choose(u: Understanding, ledger: Ledger, held: Iterable[tuple[Evidence, str]]) -> list[Quote]:
    """The answering sentences of passages (best ranked first, each with whom its document is
    about), best first.
    """
    found: list[Quote] = []
    for place, (evidence, home) in enumerate(held):
        section = evidence.locator.section or ""
        for sentence in _sentences(evidence.passage, home, section):
            worth = _worth(sentence, u, ledger)
            if worth > 0:
                # of sentences that answer alike, one in the question's language comes first
                later = place + 1.5 * (language_of(sentence.text) != u.language)
                score = worth - 0.02 * later
                found.append(Quote(text=sentence.text, evidence=evidence, score=score))
    best = _distinct(sorted(found, key=lambda q: -q.score))
    text = not u.concepts or lexicon().concepts[u.concepts[0]].unit == "text"
    close = _CLOSE / 2 if text else _CLOSE
    return [q for q in best if q.score > best[0].score - close]


def _sentences(passage: str, home: str, section: str) -> list[_Sentence]:
    """Statements only: a headline that asks states nothing, and an order is obeyed by nobody."""
    made, before = [], ""
    for start, end in whole_sentences(passage):
        text = unlabelled(passage[start:end])
        asks = text.rstrip("”\"' ").endswith(("?", "？"))
        row = passage[start:end].lstrip().startswith("|")  # says nothing without its headings
        if text and not (asks or row) and not orders.inside(passage, start):
            made.append(_Sentence(text=text, before=before, home=home, section=section))
        before = text
    return made


def _worth(sentence: _Sentence, u: Understanding, ledger: Ledger) -> float:
    """0 unless the sentence answers."""
    if not (_names_all(sentence, u, ledger) and _is_on_line(sentence.text, u)):
        return 0.0
    terms = sum(worded(term) <= worded(sentence.text) for term in u.terms)
    foreign = language_of(sentence.text) != u.language
    if u.terms and u.concepts and not foreign and terms * 2 < len(u.terms):
        return 0.0
    figures = sum(_carries(sentence.text, figure) for figure in u.figures)
    reasoned = gives_reason(sentence.text)
    if not _tells(sentence.text, u):
        return 0.0
    extra = terms + 2.0 * figures + 0.4 * sum(mentions_name(sentence.text, n) for n in u.names)
    if not u.concepts:
        enough = bool(u.names) or (bool(u.terms) and terms * 2 > len(u.terms))
        return extra + 0.1 if enough else 0.0
    concept = lexicon().concepts[u.concepts[0]]
    direct = concept.id in named_in(sentence.text)
    near_enough = concept.unit != "text" and named_in(sentence.text) & _family(concept.id)
    if not direct and not near_enough:
        return 0.0  # a round's price is near its amount, but says nothing of who led it
    if not concept.attributes and not _says_it(sentence.text, u):
        return 0.0
    has_figure = _has_figure(sentence.text, concept)
    if not has_figure and _needs_figure(concept, sentence.text, u):
        return 0.0
    rest = sum(c in named_in(sentence.text) for c in (*u.concepts[1:], *u.asides))
    if "list" in u.wants:
        extra += 0.6 * min(2, _who(sentence, concept))
    extra -= 1.0 * ("why" in u.wants and not reasoned)
    near = 0.8 * (has_figure and _in_one_clause(sentence.text, concept))
    return (2.0 if direct else 1.3) + 1.0 * has_figure + near + 0.5 * rest + extra


def _tells(text: str, u: Understanding) -> bool:
    """Why it is so, where that was asked; that it grows, where that was."""
    if "why" in u.wants and not (gives_reason(text) or gives_circumstance(text)):
        return False
    return "growth" not in u.wants or bool(_GROWS.search(text))


def _needs_figure(concept: Concept, text: str, u: Understanding) -> bool:
    """A figure of the concept was asked for, or the sentence has not the question's word for it."""
    return concept.unit not in ("text", "time") and ("figure" in u.wants or not _says_it(text, u))


def _is_on_line(text: str, u: Understanding) -> bool:
    """Of the period asked about; and where lines of statements are asked for and no concept, one
    of them is in the sentence: "total assets" is not answered by deferred tax assets.
    """
    items = () if u.concepts else finance.needed(u.standalone).items
    named = not items or any(item.asked.search(text) for item in items)
    return named and _in_period(text, u)


def _in_one_clause(text: str, concept: Concept) -> bool:
    """A figure stands in the clause that names the concept, not across a comma from it."""
    named = [(m.start, m.end) for m in lexicon().mentions(text) if m.concept == concept.id]
    between = (
        text[min(end, a.end) : max(start, a.start)] for start, end in named for a in stated(text)
    )
    return any(not re.search(r"[,;，；]", gap) for gap in between)


def _names_all(sentence: _Sentence, u: Understanding, ledger: Ledger) -> bool:
    if _is_of_another(sentence, u, ledger):
        return False
    subject = ledger.subject.id if ledger.subject else None
    asked = [ledger.entity_of[e].names for e in u.focus if e != subject]
    return all(_named(sentence, (name,)) for name in u.names) and all(
        _named(sentence, names) for names in asked
    )


def _is_of_another(sentence: _Sentence, u: Understanding, ledger: Ledger) -> bool:
    """The company was asked about, and the sentence speaks of somebody else only."""
    if ledger.subject is None or any(e != ledger.subject.id for e in (*u.focus, *u.others)):
        return False
    text = f"{sentence.section} {sentence.text}"
    if any(mentions_name(text, name) for name in ledger.subject.names):
        return False
    others = [e for e in ledger.entities if not e.is_subject]
    return any(mentions_name(text, name) for e in others for name in e.names)


def _named(sentence: _Sentence, names: Sequence[str]) -> bool:
    """A name may be left out where the document is about its bearer, or where the sentence goes on
    from one that has it and names nobody else.
    """
    if any(mentions_name(sentence.text, n) or n.lower() == sentence.home for n in names):
        return True
    follows = any(mentions_name(sentence.before, n) for n in names)
    others = _NAME.findall(sentence.text[1:])
    return follows and all(o.lower() == sentence.home for o in others)


def _who(sentence: _Sentence, concept: Concept) -> int:
    """How many others than the document's own company are named in the clause of the concept."""
    generic = lexicon().generic_en
    clauses = [c for c in re.split(r"[,;，；]", sentence.text) if concept.id in named_in(c)]
    names = {n.lower() for clause in clauses for n in _NAME.findall(clause) if len(n) > 3}
    return sum(n not in generic and n != sentence.home and not named_in(n) for n in names)


def _in_period(text: str, u: Understanding) -> bool:
    if u.period is None:
        return True
    start, end = u.period
    return any(p.start.isoformat() <= end and start <= p.end.isoformat() for p in dated(text))


def _family(concept: str) -> frozenset[str]:
    """Concepts whose leading attribute is one of this: ARR speaks of revenue."""
    known = lexicon().concepts
    mine = known[concept].attributes
    return frozenset(
        other.id
        for other in known.values()
        if other.attributes and other.attributes[0] in mine and other.attributes[0] != "statement"
    )


def _says_it(text: str, u: Understanding) -> bool:
    """The question's own word for the concept is in the sentence: "profitable", not just
    "losses".
    """
    spans = [m for m in lexicon().mentions(u.question) if m.concept == u.concepts[0]]
    return any(worded(u.question[m.start : m.end]) <= worded(text) for m in spans)


def _carries(text: str, figure: str) -> bool:
    return any(
        amounts.compare(a, b) in ("equal", "rounded") for a in stated(figure) for b in stated(text)
    )


def _has_figure(text: str, concept: Concept) -> bool:
    units = {a.unit for a in stated(text)}
    match concept.unit:
        case "money":
            return any(len(unit) == 3 and unit.isupper() for unit in units)
        case "percent":
            return "percent" in units
        case "time":
            return bool(units & {"years", "months", "days"}) or bool(dated(text))
        case "count":
            return bool(units - {"percent", "multiple", "years", "months", "days"})
        case "text":
            return False


@lru_cache(maxsize=1000)
def main_name(text: str) -> str:
    """Whom a text is about: the name, in lower case, that stands in it most often; "" without
    one.
    """
    generic = lexicon().generic_en
    inside = re.finditer(r"(?<=[a-z,;:'’] )[A-Z][A-Za-z0-9]+|\b[A-Z][A-Za-z0-9]+(?=['’]s\b)", text)
    names = [m.group().lower() for m in inside]
    counts = Counter(name for name in names if name not in generic)
    return counts.most_common(1)[0][0] if counts else ""


def _distinct(quotes: Sequence[Quote]) -> list[Quote]:
    """Without sentences that say again what a better one said; one that says the same of another
    figure contradicts it, and stays.
    """
    kept: list[Quote] = []
    for quote in quotes:
        if not any(_repeats(quote.text, other.text) for other in kept):
            kept.append(quote)
    return kept


def _repeats(text: str, other: str) -> bool:
    mine, theirs = worded(text), worded(other)
    if len(mine & theirs) < 0.7 * min(len(mine), len(theirs)):
        return False
    figures = [{(a.low, a.high, a.unit) for a in stated(each)} for each in (text, other)]
    return figures[0] <= figures[1] or figures[1] <= figures[0]
