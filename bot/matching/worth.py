"""What a fact's attribute, topic and words are worth for what was asked.

In: a fact, an understanding, the ledger. Out: a number, or none where the fact is about something
else. Whether the fact is of the right party, name and time is `fit`'s business.
"""

import re
from dataclasses import replace
from typing import Literal

from bot.matching import kindred, kinds
from bot.matching.wording import text_of
from bot.understand import Understanding, mentions_name
from knowledge import (
    Fact,
    Ledger,
    amounts,
    dated,
    is_cjk,
    lexicon,
    named_in,
    periods,
    stated,
    tells_of,
    tells_why,
    worded,
)

_FROM_THE_START = re.compile(r"\b(?:founding|inception|start|date)\b|成立|创立", re.IGNORECASE)
_SAID = re.compile(r"[A-Za-z]{3,}|[㐀-鿿]+")
_OF_PART = 2.5
_SHORT = 40  # characters: "Tell me about X" asks for all there is, a longer sentence for something


def involves(fact: Fact, entity: str, ledger: Ledger) -> bool:
    """Whether the fact is about the entity or names it."""
    if fact.entity == entity:
        return True
    known = ledger.entity_of.get(entity)
    text = text_of(fact)
    return known is not None and any(mentions_name(text, name) for name in known.names)


def about(
    fact: Fact, u: Understanding, ledger: Ledger
) -> tuple[float | None, Literal["strong", "weak"]]:
    """What the fact's attribute, topic and words are worth for the concepts asked about."""
    if not u.concepts and u.figures:
        carried = _carries_asked(fact, u)
        return (2.0 + terms_said(fact, u), "strong") if carried else (None, "weak")
    if not u.concepts:
        said = terms_said(fact, u)
        asked = worded(fact.attribute.replace("_", " ")) <= worded(u.question)
        sure = asked or (bool(u.names or u.period) and (not u.terms or said > 0))
        other = any(e in u.focus for e in ledger.entity_of if e != company_of(ledger))
        bare = len(u.question) < _SHORT or ("whether" in u.wants and other)
        about = bool(u.focus) and not u.terms and bare
        if sure or about or said * 2 >= max(1, len(u.terms)):
            return 1.0 + said + asked, "strong" if sure and kinds.of_kind(fact, u) else "weak"
        return None, "weak"
    main = _concept_worth(fact, u.concepts[0])
    if kinds.is_part(fact, u):
        main = _OF_PART
    if main is None and "compare" in u.wants and fact.entity in u.others:
        # "X's ARR against Y's revenue"
        beside = [w for c in u.asides if (w := _concept_worth(fact, c)) is not None]
        main = max(beside, default=None)
    lengths = ("years", "months", "days")  # "12-month retention" asks for no such figure
    counted = u.figures and not any(a.unit in lengths for f in u.figures for a in stated(f))
    if main is None and counted and _carries_asked(fact, u):
        main = 1.5  # the very figure of the question
    if main is None:
        return None, "weak"
    others = (*u.concepts[1:], *u.asides)
    if fact.attribute == "statement" and any(_is_another(fact, c) for c in u.concepts[1:]):
        main = min(main, 1.0)  # a price, but not that of electricity
    rest = sum(0.5 for c in others if _concept_worth(fact, c) is not None)
    rest += sum(1.0 for c in others if c in named_in(fact.statement))
    return main + rest, "strong" if main >= 1.5 else "weak"


def _concept_worth(fact: Fact, concept: str) -> float | None:
    known = lexicon().concepts[concept]
    says = speaks_of(fact, concept)
    if fact.attribute == concept:
        return 3.0  # a dossier may record what the lexicon only knows as a question
    if fact.attribute in known.attributes and (says or fact.attribute not in known.if_said):
        in_topic = not known.topics or fact.topic in known.topics or fact.topic == known.topic
        said = 0.6 if known.unit == "text" and not known.topics and says else 0.0
        said -= 1.5 * fact.attribute.endswith("_target")  # sought is not paid
        place = 0.2 * known.attributes.index(fact.attribute)
        return 3.0 - place + said - (0 if in_topic else 1.0)
    if fact.attribute == "statement" and fact.subject and concept in named_in(fact.subject):
        return 2.0  # its editor calls it so: "Langur-3, purchase price"
    if not (known.attributes or known.topics) and says and not is_figure_of_another(fact):
        both = concept in tells_of(fact.statement) & tells_of(fact.statement_zh)
        return 1.6 if both else 0.9
    if fact.topic in known.topics:
        return 1.5
    # only speaking of it is not enough outside its topic: "losses in the secondary market"
    return 0.8 if fact.topic == known.topic and says else None


def is_figure_of_another(fact: Fact) -> bool:
    """It is a figure of something else: the total raised, "grants left out", is no grant."""
    other = lexicon().of_attribute(fact.attribute)
    return other is not None and lexicon().concepts[other].unit not in ("text", "time")


def says_own_word(fact: Fact, u: Understanding) -> bool:
    """It has the question's own word for what is asked: "recalled" for "why'd they recall"."""
    asked, text = u.standalone, text_of(fact)
    told = (asked[m.start : m.end] for m in lexicon().mentions(asked) if m.concept == u.concepts[0])
    own = (" ".join(w for w in _SAID.findall(part) if not lexicon().is_generic(w)) for part in told)
    return any(kindred.says(words, text) for words in own if words)


def speaks_of(fact: Fact, concept: str) -> bool:
    told = (fact.subject or "", fact.statement, fact.statement_zh)
    return any(concept in tells_of(text) for text in told)


def _is_another(fact: Fact, concept: str) -> bool:
    """The concept is a thing of its own, and the fact does not speak of it."""
    known = lexicon().concepts[concept]
    return not known.topics and concept not in named_in(text_of(fact))


def extras(fact: Fact, u: Understanding, ledger: Ledger) -> float:
    extra = 1.5 * sum(involves(fact, e, ledger) for e in u.others)
    company = company_of(ledger)
    named = [e for e in (*u.focus, *u.others) if e != company]
    extra += 0.8 * any(_opens_with(fact, e, ledger) for e in named)
    extra += 2.0 * ("why" in u.wants and tells_why(fact))
    extra += 0.4 * ("when" in u.wants and bool(dated(fact.statement)))
    extra += 1.5 * ("growth" in u.wants and fact.attribute.endswith("_growth"))
    extra += 0.5 * terms_said(fact, u)
    extra += 1.0 * sum(carries(fact.statement, figure) for figure in u.figures)
    extra += 0.5 * any(_ends_with(fact.subject or "", name) for name in u.names)
    if fact.attribute == "background" and fact.subject:
        extra += min(2.0, 0.2 * _mentions(fact.subject, ledger))  # whom the sources speak of most
    if u.concepts and lexicon().concepts[u.concepts[0]].rivals:
        extra += 0.4 if fact.entity != company else -2.0
    elif fact.entity in (u.focus or (company,)):
        extra += 0.4
    elif not any(involves(fact, e, ledger) for e in u.focus or (company or "",)):
        extra -= 0.6
    extra -= 1.0 * (not u.period and _is_part_of_raised(fact))
    extra += (
        0.5 * kinds.in_unit(fact, u)
        + 0.4 * (fact.certainty == "filing")
        - _besides(fact, u, ledger)
    )
    chains = [
        g for g in ledger.groups(fact.id) if g.kind == "superseded" and g.facts[-1] == fact.id
    ]
    return extra + 0.1 * max((len(g.facts) for g in chains), default=0)


def _is_part_of_raised(fact: Fact) -> bool:
    """What was raised within months is not all that was raised."""
    subject = fact.subject or ""
    timed = fact.attribute == "raised_total" and bool(periods.find(subject))
    return timed and not _FROM_THE_START.search(subject)


def _ends_with(subject: str, name: str) -> bool:
    """It is of the thing named, and not of a part or an end of it: no "K2 API retirement"."""
    return subject.lower().endswith(name.lower()) and mentions_name(subject, name)


def _mentions(name: str, ledger: Ledger) -> int:
    return sum(mentions_name(f.statement, name) for f in ledger.facts)


def company_of(ledger: Ledger) -> str | None:
    return ledger.subject.id if ledger.subject else None


def _besides(fact: Fact, u: Understanding, ledger: Ledger) -> float:
    """Up to 0.8 off for what the subject says beyond the names asked for: "K3, third-party
    average".
    """
    if not fact.subject:
        return 0.0
    if not u.names:
        return min(0.3, 0.05 * max(0, len(fact.subject.split()) - 2))
    entity = ledger.entity_of.get(fact.entity)
    left = fact.subject
    for name in (*u.names, *(entity.names if entity else ())):
        left = left.replace(name, "")
    return min(0.8, 0.2 * len(left.split()))


def _opens_with(fact: Fact, entity: str, ledger: Ledger) -> bool:
    """The entity is the one who acts: "Anthropic alleged …"."""
    known = ledger.entity_of.get(entity)
    return known is not None and fact.statement.startswith(known.names)


def speaks(fact: Fact, u: Understanding) -> int:
    """How many of the question's telling words and figures the fact has."""
    return terms_said(fact, u) + sum(carries(fact.statement, figure) for figure in u.figures)


def _carries_asked(fact: Fact, u: Understanding) -> bool:
    """All figures of the question, or one of those it offers to choose from."""
    enough = any if "either" in u.wants else all
    return enough(carries(fact.statement, figure) for figure in u.figures)


def terms_said(fact: Fact, u: Understanding) -> int:
    text = text_of(fact)
    said = worded(text)
    return sum(worded(term) <= said or (is_cjk(term) and term in text) for term in u.terms)


def carries(text: str, figure: str) -> bool:
    """The figure stands in the text; a bare "10 billion" whatever it is counted in."""
    asked, held = stated(figure), stated(text)
    return any(
        amounts.compare(replace(a, unit=h.unit) if a.unit == "count" else a, h)
        in ("equal", "rounded")
        for a in asked
        for h in held
    )
