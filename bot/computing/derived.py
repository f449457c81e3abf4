"""Figures that a question works out of a round, a stake or a year's figure → the computed figure.

The part of the company that a round bought, what of it one investor put in, what a stake is worth,
what a year's figure comes to a month. In: the understanding and the ledger. Out: the metric
with its facts, or None. Each figure is found as in `quantities`; formulas are knowledge's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.computing.quantities import alone, candidates
from bot.matching.called import called
from bot.matching.wording import text_of
from bot.matching.worth import company_of
from bot.question import times
from bot.understand import Understanding, mentions_name
from knowledge import Fact, Ledger, Metric, amounts, is_cjk, lexicon, metrics, spans

_EVERY = (
    (1, re.compile(r"\b(?:per|a|each|every) month\b|\bmonthly\b|每个?月|月均|单月", re.IGNORECASE)),
    (
        3,
        re.compile(
            r"\b(?:per|a|each|every) quarter\b|\bquarterly\b|每个?季度?|季均", re.IGNORECASE
        ),
    ),
)
_OF_COMPANY = re.compile(
    r"\b(?:of the (?:company|firm|business)|dilut\w+|stake|equity|percent\w*|share)\b|%"
    r"|公司|股|比例|稀释|摊薄",
    re.IGNORECASE,
)
_BOUGHT = re.compile(
    r"\b(?:get|got|buy|buys|bought|receive[ds]?|sell|sold|give up|gave up|giving up|dilut\w+)\b"
    r"|买|拿|换得|换到|获得|出让|卖出|稀释|摊薄",
    re.IGNORECASE,
)
_HELD = re.compile(r"\b(?:stakes?|shares|shareholding|holding)\b|持股|股份|股权", re.IGNORECASE)
_WORTH = re.compile(r"\b(?:worth|value[ds]?|costs?)\b|值多少|价值|市值|值几", re.IGNORECASE)
_SURE = ("filing", "company_statement")
_PRE = re.compile(r"\bpre-?money\b|\bbefore the money\b|投前", re.IGNORECASE)
_EQUITY = re.compile(r"\bequity\b", re.IGNORECASE)
_PRICED = {"valuation", "funding", "token_price", "implied_price", "stake"}
_FOUNDER = re.compile(r"\bfounder\b|创始人", re.IGNORECASE)
_REST = re.compile(
    r"\b(?:not (?:from|by|put in by)|(?:did ?n[o'’]t|was ?n[o'’]t) (?:come )?from|others? than|"
    r"besides|apart from|aside from|excluding|except|beyond|without|less)\b"
    r"|除了?.{1,16}?(?:以外|之外|外)|扣除|剔除|不是来自|不含",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """A computed figure and the facts it was put together from; `whole` where every word of the
    question is said of one of them, `sure` where nothing else is meant.
    """

    metric: Metric
    facts: tuple[Fact, ...]
    whole: bool = False
    sure: bool = False


def derived(u: Understanding, ledger: Ledger) -> Paired | None:
    """The first of them that the question asks for and the record allows."""
    ways = (_investors_part, _before_the_money, bought, _average)
    return next((made for way in ways if (made := way(u, ledger)) is not None), None)


def _investors_part(u: Understanding, ledger: Ledger) -> Paired | None:
    """The share of a round that came from the one investor named, or what did not."""
    named = tuple(n for n in u.names if n.startswith("Series "))
    others = [e for e in dict.fromkeys((*u.focus, *u.others)) if e != company_of(ledger)]
    rest = bool(_REST.search(u.standalone))
    if len(named) != 1 or len(others) != 1 or not (rest or "share" in u.wants):
        return None
    asked = replace(alone(u, "funding"), names=named, focus=(), others=(), period=None)
    raised = candidates(asked, ledger)[:1]
    put = [f for r in raised for f in _put_in(others[0], r, named[0], ledger)][:1]
    if not put:
        return None
    if rest:
        return _made(metrics.pair(ledger, raised[0], put[0], "difference"), (raised[0], put[0]))
    return _made(metrics.pair(ledger, put[0], raised[0], "share"), (put[0], raised[0]))


def _put_in(investor: str, round_: Fact, name: str, ledger: Ledger) -> Iterator[Fact]:
    """What the investor is recorded to have put into that round."""
    called = ledger.entity_of[investor].names
    for fact in ledger.of(round_.entity, "investment_amount"):
        of_round = fact.as_of == round_.as_of or mentions_name(text_of(fact), name)
        if fact.range and of_round and any(mentions_name(fact.subject or "", n) for n in called):
            yield fact


def _before_the_money(u: Understanding, ledger: Ledger) -> Paired | None:
    """The price of a round less the money it brought in, its equity where that is told apart; where
    the price before the money is recorded itself, that answers.
    """
    named = [n for n in u.names if n.startswith("Series ")]
    if len(named) != 1 or not _PRE.search(u.standalone):
        return None
    of_round = [f for f in ledger.facts if f.subject == named[0] and f.range]
    known = [
        f for f in of_round if f.entity == company_of(ledger) and ledger.standing(f) != "wrong"
    ]
    if any(f.attribute == "valuation_pre" for f in known):
        return None
    post = [f for f in known if f.attribute == "valuation_post"]
    asked = replace(alone(u, "funding"), names=(named[0],), focus=(), period=None)
    raised = candidates(asked, ledger)
    own = [f for f in raised if _EQUITY.search(f.subject or "")] or raised
    if not (post and own):
        return None
    return _made(metrics.pair(ledger, post[0], own[0], "difference"), (post[0], own[0]))


def bought(u: Understanding, ledger: Ledger) -> Paired | None:
    """What part of the company the money of one round bought: the round over the price after it."""
    named = [n for n in u.names if n.startswith("Series ")]
    others = {*u.focus, *u.others} - {company_of(ledger)}
    asks = _OF_COMPANY.search(u.standalone) and _BOUGHT.search(u.standalone)
    if len(named) != 1 or others or not asks or "why" in u.wants:
        return None
    asked = replace(u, names=(named[0],), focus=(), period=None)
    raised = candidates(alone(asked, "funding"), ledger)
    raised.sort(key=lambda f: f.subject != named[0])  # a total only speaks of the round
    priced = [f for f in candidates(alone(asked, "valuation"), ledger) if _is_post(f)]
    if not (raised and priced):
        return None
    facts = (raised[0], priced[0])
    return _made(metrics.pair(ledger, *facts, "share"), facts)


def worth(u: Understanding, ledger: Ledger) -> Paired | None:
    """What one holder's stake, or one of so many percent, is at the newest price, or at that of
    the round named.
    """
    shares = [a for figure in u.figures for a in amounts.find(figure)]
    part = len(shares) == 1 and shares[0].unit == "percent"
    held = _HELD.search(u.standalone) or (part and _PRICED.issuperset(u.concepts))
    if not (held and _WORTH.search(u.standalone)) or "supposed" in u.wants:
        return None
    holders = _holders(u, ledger)
    asked = replace(alone(u, "valuation"), focus=(), others=(), period=None)
    named = tuple(n for n in u.names if n.startswith("Series "))
    priced = [f for f in candidates(replace(asked, names=named), ledger) if _is_post(f)]
    priced = sought(u, ledger) or priced
    if not priced:
        return None
    newest = max(priced, key=lambda f: f.as_of or "")
    if not holders and len(shares) == 1:
        return _made(metrics.supposed(ledger, shares[0], newest), (newest,))
    if len(holders) != 1:
        return None
    return _made(metrics.worth(ledger, holders[0], newest), (holders[0], newest))


def sought(u: Understanding, ledger: Ledger) -> list[Fact]:
    """The price of the one round that is only sought, where the question names it."""
    targets = ledger.of(company_of(ledger) or "", "valuation_target")
    standing = [f for f in targets if f.range and ledger.standing(f) == "current"]
    told = u.standalone
    for m in reversed(lexicon().mentions(told)):
        if is_cjk(told) and m.concept in _PRICED:  # 估值 is in every statement of a price
            told = f"{told[: m.start]}\0{told[m.end :]}"
    return [f for f in standing if f.subject and called(f, told, ledger)][:1]


def _average(u: Understanding, ledger: Ledger) -> Paired | None:
    """A month's or a quarter's part of what is recorded of a longer stretch."""
    months = next((n for n, said in _EVERY if said.search(u.standalone)), None)
    concept = u.concepts[0] if u.concepts else ""
    if months is None or not concept or lexicon().concepts[concept].unit != "money":
        return None
    if {"growth", "timeline", "compare", "whether"}.intersection(u.wants) or u.per or u.names:
        return None
    asked = alone(u, concept)
    found = candidates(asked, ledger) or list(_used_in(asked, ledger))
    return _made(metrics.average(ledger, found[0], months), found[:1]) if found else None


def _used_in(u: Understanding, ledger: Ledger) -> Iterator[Fact]:
    """What was used or earned in just the stretch asked about, where a rate is what is usual."""
    if u.period is None or {*u.focus, *u.others} - {company_of(ledger)}:
        return
    for attribute in lexicon().concepts[u.concepts[0]].attributes:
        for fact in ledger.of(company_of(ledger) or "", attribute):
            fills = spans.months(fact) == spans.between(*u.period) and spans.is_of_whole(fact)
            if fills and fact.range and times.falls_in(fact.as_of or "", u.period):
                yield fact


def _holders(u: Understanding, ledger: Ledger) -> list[Fact]:
    """The newest stake in the company of each holder that the question names."""
    company = company_of(ledger)
    stakes = ledger.of(company, "ownership_share") if company else []
    return list(_of_each(u, stakes, ledger))


def _of_each(u: Understanding, stakes: Sequence[Fact], ledger: Ledger) -> Iterator[Fact]:
    named = [e for e in dict.fromkeys((*u.focus, *u.others)) if e != company_of(ledger)]
    called = [ledger.entity_of[e].names for e in named if e in ledger.entity_of]
    for names in called:
        held = [f for f in stakes if any(mentions_name(f.subject or "", n) for n in names)]
        sure = [f for f in held if f.certainty in _SURE]  # a filing before what relays it later
        yield from (sure or held)[:1]
    if _FOUNDER.search(u.standalone):
        yield from [f for f in stakes if _FOUNDER.search(text_of(f))][:1]


def _is_post(fact: Fact) -> bool:
    return fact.attribute in ("valuation_post", "valuation")


def _made(metric: Metric | None, facts: Sequence[Fact]) -> Paired | None:
    return Paired(metric=metric, facts=tuple(facts)) if metric else None
