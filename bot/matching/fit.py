"""How well a recorded fact answers a question: a score, or None when it answers another one.

The entity, the attribute, the names and the period decide; likeness of wording does not. So "What
is X's valuation?" never gets Y's, and the same question in another language gets the same facts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.matching import kinds, timing, wording, worth
from bot.matching.kinds import in_unit
from bot.matching.preferred import Ranked as Ranked
from bot.matching.preferred import of_stretch, preferred
from bot.matching.wording import Thing, text_of
from bot.matching.worth import company_of, involves
from bot.question.rounds import is_lettered
from bot.understand import LASTING, Understanding, mentions_name
from knowledge import (
    Fact,
    Ledger,
    last_day,
    lexicon,
    tells_of,
)

_LASTS_MONTHS = 12
_TOLD_MONTHS = 2
_WHOLE = 0.95
_SAYS = 0.62  # of what a question says: a fact that says as much of it answers by its words
_BY_WORDS = 2.0
_BY_OWN_WORDS = 0.5
_RARE = 0.5
_SOUGHT = ("round_target", "valuation_target")
_ENTRY = 3  # how much earlier counts where the first time is meant


def tells(ranked: Ranked, u: Understanding) -> bool:
    """It answers, or it says all that the question says and is of the kind asked for."""
    whole = ranked.share >= _WHOLE and kinds.of_kind(ranked.fact, u)
    return ranked.strength == "strong" or whole


def rank(u: Understanding, ledger: Ledger, asked: Sequence[Thing] | None = None) -> list[Ranked]:
    """Every fact that answers, best first; `asked` are the things the question says."""
    asked = wording.things(u, ledger) if asked is None else asked
    shares = wording.shares(asked)
    fitted = [r for f in ledger.facts if (r := _fit(f, u, ledger, asked, shares)) is not None]
    if u.period and not any(r.strength == "strong" and in_unit(r.fact, u) for r in fitted):
        held = {r.fact.id for r in fitted}
        fitted += [r for r in _position(u, ledger, asked) if r.fact.id not in held]
    fitted = preferred(_of_all(fitted, u, ledger) or fitted, u)
    newest = max((f.fact.as_of or "" for f in fitted), default="")
    sign = -_ENTRY if _asks_entry(u) else 1
    scored = [replace(r, score=r.score + sign * timing.freshness(r.fact, newest)) for r in fitted]
    return sorted(of_stretch(scored, u), key=lambda r: (-round(r.score, 3), ledger.rank(r.fact)))


def _in_period(fact: Fact, u: Understanding) -> bool:
    first = lexicon().concepts[u.concepts[0]].attributes[:1] if u.concepts else ()
    assert u.period is not None
    return timing.in_period(fact, u.period, of=first[0] if first else "")


def _asks_entry(u: Understanding) -> bool:
    """When somebody became an investor is told by the first time that he is one."""
    return "when" in u.wants and u.concepts[:1] == ("investors",) and "latest" not in u.wants


def _of_all(fitted: Sequence[Ranked], u: Understanding, ledger: Ledger) -> list[Ranked]:
    """Of names set side by side, what answers for all of them at once: "K2.5 76.8, Opus 80.9"."""
    if {"most", "least"}.intersection(u.wants):
        return []  # the figure of each is set in order
    strong = [r for r in fitted if r.strength == "strong" and r.share >= _SAYS]
    told = [r for r in strong if len(u.apart) > 1 and _says_all(r.fact, u, ledger)]
    return [r for r in told if not kinds.wants_figure(u) or _is_of_kind(r.fact, u)]


def _is_of_kind(fact: Fact, u: Understanding) -> bool:
    """Its figure is one of what is asked: a holder's gains are no revenue of the two it holds."""
    concept = lexicon().concepts[u.concepts[0]]
    told = (*concept.attributes, concept.id, "statement")
    return not concept.attributes or fact.range is None or fact.attribute in told


def _says_all(fact: Fact, u: Understanding, ledger: Ledger) -> bool:
    text = text_of(fact)
    return all(
        involves(fact, one, ledger)
        if one in ledger.entity_of
        else mentions_name(text, one) or _is_round(one, text)
        for one in u.apart
    )


def _position(u: Understanding, ledger: Ledger, asked: Sequence[Thing]) -> list[Ranked]:
    """What stood at the end of a period in which nothing new was recorded: the newest balance,
    price or size before it. Earnings of a year are not those of the year before.
    """
    assert u.period is not None
    end = u.period[1]
    standing = ledger.known_by(end) if end < ledger.newest else ledger
    always = replace(u, period=None)
    told = kinds.wants_text(u)  # a stance or talks: what was last told of them
    held = [f for f in standing.facts if f.as_of and (told or (f.attribute in LASTING and f.range))]
    before = [
        f for f in held if last_day(f.as_of or "") <= end and standing.standing(f) == "current"
    ]
    shares = wording.shares(asked)
    fitted = (r for f in before if (r := _fit(f, always, ledger, asked, shares)))
    found = [r for r in fitted if r.strength == "strong"]
    newest = max((r.fact.as_of or "" for r in found), default="")
    lasts = _TOLD_MONTHS if told else _LASTS_MONTHS
    month = timing.months
    near = month(end) - month(newest) <= lasts if newest else False
    if told and near:  # what was said a little earlier stood beside the newest
        return [r for r in found if month(newest) - month(r.fact.as_of or "") <= lasts]
    return [r for r in found if r.fact.as_of == newest] if near else []


def _fit(
    fact: Fact,
    u: Understanding,
    ledger: Ledger,
    asked: Sequence[Thing],
    shares: Mapping[str, float],
) -> Ranked | None:
    if not _right_names(fact, u) or (u.period and not _in_period(fact, u)):
        return None
    if "except" in u.wants and fact.entity in u.others:
        return None
    share = shares.get(fact.id, 0.0)
    says = share >= _SAYS and _is_said(fact, u, ledger, asked)
    if not (says or _right_entity(fact, u, ledger)):
        return None
    about, strength = worth.about(fact, u, ledger)
    if strength == "strong" and kinds.of_other_kind(fact, u):
        strength = "weak"
    elif says and strength == "weak":
        about, strength = max(about or 0.0, 1.6), "strong"
    if about is None:
        return None
    score = about + worth.extras(fact, u, ledger) + _BY_WORDS * share
    score += _BY_OWN_WORDS * wording.own_words(fact, asked)
    replaced = 0.0 if u.period else 1.2  # asked about a past day, its figure is the right one
    standing = ledger.stands_for(fact) if u.names or u.beside else ledger.standing(fact)
    score -= {"current": 0.0, "superseded": replaced, "wrong": 3.0}[standing]
    score -= {"rumour": 0.8, "estimate": 0.2}.get(fact.certainty, 0.0)
    score += 0.1 * (3 - ledger.tier(fact))
    return Ranked(fact=fact, score=score, strength=strength, share=share)


def _is_said(fact: Fact, u: Understanding, ledger: Ledger, asked: Sequence[Thing]) -> bool:
    """It speaks of everybody the question is about, and of more than one thing that it asks, with a
    figure or a day where one is asked for.
    """
    said = [t for t in asked if fact.id in t.facts and t.kind != "own"]
    own = kinds.wants_text(u) and wording.own_words(fact, asked) >= _RARE
    if len(said) < 2 and not (own or _is_all_there_is(fact, said, u)):
        return False
    company = company_of(ledger)
    if not _is_of_concept(fact, u) or _is_of_another(fact, u):
        return False
    parties = u.focus or ((company,) if company and not u.names else ())
    if not all(involves(fact, e, ledger) for e in parties):
        return False
    return kinds.of_kind(fact, u)


def _is_all_there_is(fact: Fact, said: Sequence[Thing], u: Understanding) -> bool:
    """What is asked is rare and no attribute records it, so that whoever speaks of it tells it: the
    weight of the largest customer is told under that customer's name.
    """
    concept = lexicon().concepts[u.concepts[0]] if u.concepts else None
    recorded = concept is None or not concept.if_said.issuperset(concept.attributes)
    if concept is None or recorded or worth.is_figure_of_another(fact):
        return False
    return any(t.concept == concept.id and t.weight >= _RARE for t in said)


def _is_of_concept(fact: Fact, u: Understanding) -> bool:
    """Where a figure of a concept is asked for, it speaks of that concept: "what stake does she
    hold" is not answered by the rest of what is told of her, nor "who led it" by its size.
    """
    concept = lexicon().concepts[u.concepts[0]] if u.concepts else None
    if concept and "round_participants" in concept.attributes and fact.attribute in _SOUGHT:
        return False  # nobody has joined a round that is only sought
    if concept and concept.attributes and concept.if_said.issuperset(concept.attributes):
        return worth.speaks_of(fact, concept.id)
    if concept is None or "why" in u.wants or (concept.unit == "text" and concept.attributes):
        return True
    told = {*concept.attributes, concept.id}  # a dossier may record what the lexicon only asks
    return fact.attribute in told - concept.if_said or concept.id in tells_of(text_of(fact))


def _is_of_another(fact: Fact, u: Understanding) -> bool:
    """What somebody has of his own is asked for, and it is that of another, who only names him: a
    bidder's own value is not what he bids.
    """
    concept = lexicon().concepts[u.concepts[0]] if u.concepts else None
    own = concept is not None and concept.own and fact.attribute in concept.attributes
    return own and bool(u.focus) and fact.entity not in (*u.focus, *u.others)


def _right_entity(fact: Fact, u: Understanding, ledger: Ledger) -> bool:
    subject = company_of(ledger)
    concepts = [lexicon().concepts[c] for c in u.concepts]
    own = bool(concepts) and concepts[0].own
    if any(mentions_name(text_of(fact), n) for n in u.names if n in u.apart and not is_lettered(n)):
        return True  # names lead: a rival's price is asked for beside the own one
    others = [n for n in u.names if not is_lettered(n)]
    all_but = "except" in u.wants and bool(u.others)
    focus = u.focus or ((subject,) if subject and not (others or all_but) else ())
    if u.others and own and ("compare" in u.wants or set(u.others) & set(u.apart)):
        return fact.entity in (*(u.focus or (subject,)), *u.others)
    if own:
        return not focus or fact.entity in focus
    asked = [e for e in focus if e != subject]
    if asked:
        enough = any if "compare" in u.wants or set(asked) <= set(u.apart) else all
        beside = [e for e in u.others if e in u.apart]
        return enough(involves(fact, e, ledger) for e in (*focus, *beside))
    if subject and (concepts and concepts[0].involved or len(u.names) > len(others)):
        return involves(fact, subject, ledger)  # a round that is named is its own
    if u.focus and concepts and kinds.wants_figure(u):
        return involves(fact, u.focus[0], ledger)  # a figure of whoever is named
    # what is not the company's own (risks, rivals, rules) is told of others too
    return bool(concepts) or not focus or involves(fact, focus[0], ledger)


def _right_names(fact: Fact, u: Understanding) -> bool:
    if not (u.names or u.beside):
        return True
    text = text_of(fact)
    if "compare" in u.wants and fact.entity in u.others:
        return all(mentions_name(text, n) for n in u.beside)
    said = [n for n in u.names if mentions_name(text, n) or _is_round(n, text)]
    if u.apart and not any(n in u.apart for n in said) and any(n in u.apart for n in u.names):
        return False
    return all(n in said or n in u.apart for n in u.names)


def _is_round(name: str, text: str) -> bool:
    return name.startswith("Series ") and f"{name.removeprefix('Series ')}轮" in text
