"""How well a recorded fact answers a question: a score, or None when it answers another one.

The entity, the attribute, the names and the period decide; likeness of wording does not. So "What
is X's valuation?" never gets Y's, and the same question in another language gets the same facts.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.understand import Understanding, mentions_name
from knowledge import (
    Fact,
    Ledger,
    amounts,
    dated,
    first_day,
    gives_reason,
    last_day,
    lexicon,
    named_in,
    stated,
    worded,
)

# figures that hold until the next one is set; a balance or a count of users does not
_STANDS = {
    "valuation", "valuation_post", "ownership_share", "context_window", "price_input",
    "price_output",
}  # fmt: skip
_LASTS_MONTHS = 12
_SHORT = 40  # characters: "Tell me about X" asks for all there is, a longer sentence for something


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """`strength` strong: the fact's attribute is what was asked; weak: it only speaks of it."""

    fact: Fact
    score: float
    strength: Literal["strong", "weak"]


def rank(u: Understanding, ledger: Ledger) -> list[Ranked]:
    """Every fact that answers, best first."""
    fitted = [r for f in ledger.facts if (r := _fit(f, u, ledger)) is not None]
    if u.period and not any(r.strength == "strong" and in_unit(r.fact, u) for r in fitted):
        fitted += _position(u, ledger)
    newest = max((f.fact.as_of or "" for f in fitted), default="")
    scored = [
        Ranked(fact=r.fact, score=r.score + _freshness(r.fact, newest), strength=r.strength)
        for r in fitted
    ]
    return sorted(scored, key=lambda r: (-round(r.score, 3), ledger.rank(r.fact)))


def _position(u: Understanding, ledger: Ledger) -> list[Ranked]:
    """What stood at the end of a period in which nothing new was recorded: the newest balance,
    price or size before it. Earnings of a year are not those of the year before.
    """
    assert u.period is not None
    end = u.period[1]
    standing = ledger.known_by(end) if end < ledger.newest else ledger
    always = replace(u, period=None)
    held = [f for f in standing.facts if f.attribute in _STANDS and f.as_of and f.range]
    before = [
        f for f in held if last_day(f.as_of or "") <= end and standing.standing(f) == "current"
    ]
    found = [r for f in before if (r := _fit(f, always, ledger)) and r.strength == "strong"]
    newest = max((r.fact.as_of or "" for r in found), default="")
    near = _months(end) - _months(newest) <= _LASTS_MONTHS if newest else False
    return [r for r in found if r.fact.as_of == newest] if near else []


def involves(fact: Fact, entity: str, ledger: Ledger) -> bool:
    """Whether the fact is about the entity or names it."""
    if fact.entity == entity:
        return True
    known = ledger.entity_of.get(entity)
    text = _text(fact)
    return known is not None and any(mentions_name(text, name) for name in known.names)


def _fit(fact: Fact, u: Understanding, ledger: Ledger) -> Ranked | None:
    if not _right_entity(fact, u, ledger) or not _right_names(fact, u):
        return None
    if u.period and not _in_period(fact, u.period):
        return None
    about, strength = _about(fact, u, ledger)
    if about is None:
        return None
    score = about + _extras(fact, u, ledger)
    replaced = 0.0 if u.period else 1.2  # asked about a past day, its figure is the right one
    standing = ledger.stands_for(fact) if u.names or u.beside else ledger.standing(fact)
    score -= {"current": 0.0, "superseded": replaced, "wrong": 3.0}[standing]
    score -= {"rumour": 0.8, "estimate": 0.2}.get(fact.certainty, 0.0)
    score += 0.1 * (3 - ledger.tier(fact))
    return Ranked(fact=fact, score=score, strength=strength)


def _right_entity(fact: Fact, u: Understanding, ledger: Ledger) -> bool:
    subject = _company(ledger)
    concepts = [lexicon().concepts[c] for c in u.concepts]
    own = bool(concepts) and concepts[0].own
    focus = u.focus or ((subject,) if subject and not u.names else ())
    if "compare" in u.wants and u.others and own:
        return fact.entity in (*(u.focus or (subject,)), *u.others)
    if own:
        return not focus or fact.entity in focus
    asked = [e for e in focus if e != subject]
    if asked:
        enough = any if "compare" in u.wants else all
        return enough(involves(fact, e, ledger) for e in focus)
    if concepts and concepts[0].involved and subject:
        return involves(fact, subject, ledger)
    # what is not the company's own (risks, rivals, rules) is told of others too
    return bool(concepts) or not focus or involves(fact, focus[0], ledger)


def _right_names(fact: Fact, u: Understanding) -> bool:
    text = _text(fact)
    if "compare" in u.wants and fact.entity in u.others:
        return all(mentions_name(text, n) for n in u.beside)
    return all(mentions_name(text, n) or _is_round(n, text) for n in u.names)


def _is_round(name: str, text: str) -> bool:
    return name.startswith("Series ") and f"{name.removeprefix('Series ')}轮" in text


def _about(
    fact: Fact, u: Understanding, ledger: Ledger
) -> tuple[float | None, Literal["strong", "weak"]]:
    """What the fact's attribute, topic and words are worth for the concepts asked about."""
    if not u.concepts and u.figures:
        carried = all(_carries(fact.statement, figure) for figure in u.figures)
        return (2.0 + _terms_said(fact, u), "strong") if carried else (None, "weak")
    if not u.concepts:
        said = _terms_said(fact, u)
        asked = worded(fact.attribute.replace("_", " ")) <= worded(u.question)
        sure = asked or (bool(u.names or u.period) and (not u.terms or said > 0))
        other = any(e in u.focus for e in ledger.entity_of if e != _company(ledger))
        bare = len(u.question) < _SHORT or ("whether" in u.wants and other)
        about = bool(u.focus) and not u.terms and bare
        if sure or about or said * 2 >= max(1, len(u.terms)):
            return 1.0 + said + asked, "strong" if sure else "weak"
        return None, "weak"
    main = _concept_worth(fact, u.concepts[0])
    if main is None and "compare" in u.wants and fact.entity in u.others:
        # "X's ARR against Y's revenue"
        beside = [w for c in u.asides if (w := _concept_worth(fact, c)) is not None]
        main = max(beside, default=None)
    lengths = ("years", "months", "days")  # "12-month retention" asks for no such figure
    counted = u.figures and not any(a.unit in lengths for f in u.figures for a in stated(f))
    if main is None and counted and all(_carries(fact.statement, figure) for figure in u.figures):
        main = 1.5  # the very figure of the question
    if main is None:
        return None, "weak"
    others = (*u.concepts[1:], *u.asides)
    rest = sum(0.5 for c in others if _concept_worth(fact, c) is not None)
    rest += sum(1.0 for c in others if c in named_in(fact.statement))
    return main + rest, "strong" if main >= 1.5 else "weak"


def _concept_worth(fact: Fact, concept: str) -> float | None:
    known = lexicon().concepts[concept]
    says = any(
        concept in named_in(t) for t in (fact.subject or "", fact.statement, fact.statement_zh)
    )
    if fact.attribute == concept:
        return 3.0  # a dossier may record what the lexicon only knows as a question
    if fact.attribute in known.attributes and (says or fact.attribute not in known.if_said):
        in_topic = not known.topics or fact.topic in known.topics or fact.topic == known.topic
        said = 0.6 if known.unit == "text" and not known.topics and says else 0.0
        said -= 1.5 * fact.attribute.endswith("_target")  # sought is not paid
        place = 0.15 * known.attributes.index(fact.attribute)
        return 3.0 - place + said - (0 if in_topic else 1.0)
    if fact.topic in known.topics:
        return 1.5
    # only speaking of it is not enough outside its topic: "losses in the secondary market"
    return 0.8 if fact.topic == known.topic and says else None


def _extras(fact: Fact, u: Understanding, ledger: Ledger) -> float:
    extra = 1.5 * sum(involves(fact, e, ledger) for e in u.others)
    company = _company(ledger)
    named = [e for e in (*u.focus, *u.others) if e != company]
    extra += 0.8 * any(_opens_with(fact, e, ledger) for e in named)
    extra += 2.0 * ("why" in u.wants and gives_reason(fact.statement))
    extra += 1.5 * ("growth" in u.wants and fact.attribute.endswith("_growth"))
    extra += 0.5 * _terms_said(fact, u)
    extra += 1.0 * sum(_carries(fact.statement, figure) for figure in u.figures)
    if fact.attribute == "background" and fact.subject:
        extra += min(2.0, 0.2 * _mentions(fact.subject, ledger))  # whom the sources speak of most
    if u.concepts and lexicon().concepts[u.concepts[0]].rivals:
        extra += 0.4 if fact.entity != company else -2.0
    elif fact.entity in (u.focus or (company,)):
        extra += 0.4
    elif not any(involves(fact, e, ledger) for e in u.focus or (company or "",)):
        extra -= 0.6
    extra += 0.5 * in_unit(fact, u) + 0.4 * (fact.certainty == "filing") - _besides(fact, u, ledger)
    chains = [
        g for g in ledger.groups(fact.id) if g.kind == "superseded" and g.facts[-1] == fact.id
    ]
    return extra + 0.1 * max((len(g.facts) for g in chains), default=0)


def wants_figure(u: Understanding) -> bool:
    """A figure of a kind that a fact can be seen to carry: money, a share, a number."""
    return bool(u.concepts) and lexicon().concepts[u.concepts[0]].unit not in ("text", "time")


def _mentions(name: str, ledger: Ledger) -> int:
    return sum(mentions_name(f.statement, name) for f in ledger.facts)


def _company(ledger: Ledger) -> str | None:
    return ledger.subject.id if ledger.subject else None


def in_unit(fact: Fact, u: Understanding) -> bool:
    """The figure is of the kind asked for: money for spending, not a percentage of it."""
    unit = lexicon().concepts[u.concepts[0]].unit if u.concepts else "text"
    is_money = fact.unit is not None and len(fact.unit) == 3 and fact.unit.isupper()
    match unit:
        case "money":
            return is_money
        case "percent":
            return fact.unit == "percent"
        case "time" | "text":
            return False
        case "count":
            return fact.range is not None and not is_money


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
    return _terms_said(fact, u) + sum(_carries(fact.statement, figure) for figure in u.figures)


def _terms_said(fact: Fact, u: Understanding) -> int:
    said = worded(_text(fact))
    return sum(worded(term) <= said for term in u.terms)


def _carries(text: str, figure: str) -> bool:
    """The figure stands in the text; a bare "10 billion" whatever it is counted in."""
    asked, held = stated(figure), stated(text)
    return any(
        amounts.compare(a, h) in ("equal", "rounded")
        or (a.unit == "count" and (a.low, a.high) == (h.low, h.high))
        for a in asked
        for h in held
    )


def _in_period(fact: Fact, period: tuple[str, str]) -> bool:
    """The fact describes a day in the period, or its statement names an overlapping one."""
    start, end = period
    if fact.as_of and start <= first_day(fact.as_of) <= end:
        return True
    longest = (date.fromisoformat(end) - date.fromisoformat(start)) * 2
    named = dated(f"{fact.subject or ''}\n{fact.statement}")
    # "July 2026" says nothing about the 22nd
    near = [p for p in named if p.end - p.start <= longest]
    return any(p.start.isoformat() <= end and start <= p.end.isoformat() for p in near)


def _freshness(fact: Fact, newest: str) -> float:
    """Up to 1 for the newest, falling by half a point a year."""
    if not fact.as_of or not newest:
        return 0.0
    months = _months(newest) - _months(fact.as_of)
    return max(0.0, 1.0 - months / 24)


def _months(iso: str) -> int:
    day = first_day(iso)
    return int(day[:4]) * 12 + int(day[5:7])


def _text(fact: Fact) -> str:
    return f"{fact.subject or ''}\n{fact.statement}\n{fact.statement_zh}"
