"""Figures that a question asks for where the record has a share or a sum beside them → computed.

Revenue from one customer or region out of its share, gross profit out of the margin, the net margin
and the expense ratio, what a unit of electricity costs, cash net of debt. In: the understanding,
the ledger. Out: the metric with its facts, or None. Both figures are of one party and one stretch.
Formulas are knowledge's.
"""

import re
from collections.abc import Iterator, Sequence

from bot.computing.parts_told import parts_of
from bot.matching.wording import text_of
from bot.matching.worth import company_of, speaks_of, terms_said
from bot.question import times
from bot.understand import Understanding, mentions_name
from knowledge import Fact, Ledger, Metric, last_day, metrics, named_in, spans

_EARNED = frozenset({"revenue", "revenue_mix", "arr", "overseas", "concentration"})
_OF_WHOM = ("overseas", "concentration")  # concepts that say which part is meant
_SUM = re.compile(r"\bhow (?:much|many)\b(?! of\b)|\bin money\b|多少|金额", re.IGNORECASE)
_SHARE = re.compile(r"\b(?:percent\w*|shares?|part)\b|%|比例|占|百分", re.IGNORECASE)
_NOT_SHARE = re.compile(
    r"\bnot (?:as |in )?(?:an? |the )?(?:%|percent\w*|shares?)"
    r"|\binstead of (?:an? )?(?:%|percent\w*)"
    r"|(?:别|不要|不用|而?不是)(?:给|用|说|要)?(?:比例|百分比|占比|百分数|%)",
    re.IGNORECASE,
)
_PAYS = re.compile(
    r"\b(?:pay|pays|paid|spend|spends|spent|bring|brings|brought|contribut\w+)\b|付|贡献|带来",
    re.IGNORECASE,
)
_SO_FAR = re.compile(r"\b(?:so far|to date|until now|up to now|ever)\b|至今|迄今|到目前|累计", re.I)
_ORDERS = re.compile(r"\borders?\b|订单", re.IGNORECASE)
_GROSS = re.compile(r"\bgross profits?\b(?! margin)|毛利(?:润|额)?(?![润额]?率)", re.IGNORECASE)
_NET = re.compile(r"\bnet (?:profit |loss )?margins?\b|净利润?率|净亏损?率", re.IGNORECASE)
_EXPENSE = re.compile(r"费用率|\bexpense ratio\b|\bR&D intensity\b", re.IGNORECASE)
_PER_UNIT = re.compile(r"\b(?:per|a) kWh\b|每一?(?:度|千瓦时)|一度电|度电", re.IGNORECASE)
_REST = re.compile(
    r"\b(?:did(?: no|n.)t come from|not come from|others? than|besides|apart from|aside from|"
    r"except|excluding|without)\b|以外|之外|除了|扣除|剔除",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]{3,}")
_SPENT = {"research_spending": "rd_expense"}

Made = tuple[Metric, tuple[Fact, ...]]


def portioned(u: Understanding, ledger: Ledger) -> Made | None:
    """The first of them that the question asks for and the record allows."""
    ways = (
        _gross_profit, _net_margin, _expense_ratio, _part_of_revenue, _unit_price, _net_cash,
    )  # fmt: skip
    return next((made for way in ways if (made := way(u, ledger)) is not None), None)


def _gross_profit(u: Understanding, ledger: Ledger) -> Made | None:
    if not _GROSS.search(u.standalone) or _SHARE.search(u.standalone):
        return None
    for margin in _held("gross_margin", u, ledger):
        if made := _of_revenue(margin, ledger):
            return made
    return None


def _net_margin(u: Understanding, ledger: Ledger) -> Made | None:
    return _to_revenue("net_loss", u, ledger) if _NET.search(u.standalone) else None


def _expense_ratio(u: Understanding, ledger: Ledger) -> Made | None:
    spent = next((_SPENT[c] for c in u.concepts if c in _SPENT), "")
    return _to_revenue(spent, u, ledger) if spent and _EXPENSE.search(u.standalone) else None


def _to_revenue(attribute: str, u: Understanding, ledger: Ledger) -> Made | None:
    for spent in _held(attribute, u, ledger):
        for earned in _earned_then(spent, ledger):
            if metric := metrics.pair(ledger, spent, earned, "share"):
                return metric, (spent, earned)
    return None


def _part_of_revenue(u: Understanding, ledger: Ledger) -> Made | None:
    """In money, where the part that is asked about is recorded as a share only."""
    if "together" in u.wants or not u.concepts and _SO_FAR.search(u.standalone):
        return None  # all that was paid is no year's revenue
    told, wants = _NOT_SHARE.subn("", u.standalone)[0], set(u.wants)
    wants -= {"share"} if told != u.standalone else set()
    asks = u.currency is not None or _SUM.search(told) or told != u.standalone
    earned = _EARNED.intersection(u.concepts) or (not u.concepts and _PAYS.search(u.standalone))
    apart = _SHARE.search(told) or "share" in wants or _ORDERS.search(told)
    if apart or not (asks and earned):
        return None
    held = _held("revenue_mix", u, ledger)
    parts = [(n, f) for f in held if (n := _is_part(f, u, ledger))]
    parts += [(2, p.share) for f in held for p in parts_of(f) if p.is_named(u.standalone)]
    most = max((n for n, _ in parts), default=0)
    shares = (f for n, f in parts if n == most)
    if _REST.search(u.standalone):
        return None  # what is left of the whole is not the part
    return next((m for f in shares if (m := _of_revenue(f, ledger, _unit(u)))), None)


def _unit(u: Understanding) -> str | None:
    """Money and "not in percent" is of the company's own: its dollars may be Canadian."""
    return None if _NOT_SHARE.search(u.standalone) else u.currency


def _is_part(fact: Fact, u: Understanding, ledger: Ledger) -> int:
    """How much of what the question says of a part the share is of; 0 where it is of another."""
    text, parties = text_of(fact), {*u.focus, *u.others} - {company_of(ledger), fact.entity}
    named = [e for e in ledger.entities if e.id in parties]
    wanted = [any(mentions_name(text, n) for n in e.names) for e in named]
    wanted += [mentions_name(text, n) for n in u.names]
    wanted += [speaks_of(fact, c) for c in _OF_WHOM if c in u.concepts]
    earned = {"revenue", "revenue_mix"} & {*named_in(fact.statement), *named_in(fact.statement_zh)}
    if not earned or not all(wanted) or "order" in (fact.subject or ""):
        return 0
    return len(wanted) + terms_said(fact, u) + _of_subject(fact, u)


def _of_subject(fact: Fact, u: Understanding) -> int:
    """How many words of the share's own name, times aside, the question has: "API"."""
    words = {w for w in _WORD.findall(fact.subject or "") if not spans.is_of_time(w)}
    return sum(mentions_name(u.question, w) for w in words)


def _unit_price(u: Understanding, ledger: Ledger) -> Made | None:
    """What was paid for the electricity over how much it was, both told by one statement."""
    if not _PER_UNIT.search(u.standalone):
        return None
    for bill in _held("electricity_cost_annual", u, ledger):
        if metric := metrics.unit_price(ledger, bill):
            return metric, (bill,)
    return None


def _net_cash(u: Understanding, ledger: Ledger) -> Made | None:
    """Cash less the one debt that is recorded; of several no sum is told to be all."""
    if "net_cash" not in u.concepts:
        return None
    cash = _held("cash", u, ledger)[:1]
    owed = [f for f in ledger.of(cash[0].entity, "debt") if f.range] if cash else []
    if len(owed) != 1:
        return None
    metric = metrics.pair(ledger, cash[0], owed[0], "difference", unit=u.currency)
    return (metric, (cash[0], owed[0])) if metric else None


def _held(attribute: str, u: Understanding, ledger: Ledger) -> list[Fact]:
    """Figures of the one party asked about, of the time asked about or the newest first."""
    parties = tuple(dict.fromkeys((*u.focus, *u.others)))
    own = [p for p in parties if ledger.of(p, attribute)] or [company_of(ledger) or ""]
    held = [f for f in ledger.of(own[0], attribute) if f.range and f.as_of]
    timed = [f for f in held if u.period is None or times.falls_in(f.as_of or "", u.period)]
    standing = [f for f in timed if ledger.standing(f) != "wrong"]
    whole_first = sorted(standing, key=lambda f: not spans.is_of_whole(f))
    return sorted(whole_first, key=lambda f: f.as_of or "", reverse=True)


def _of_revenue(share: Fact, ledger: Ledger, unit: str | None = None) -> Made | None:
    for whole in _earned_then(share, ledger):
        if metric := metrics.portion(ledger, share, whole, unit):
            return metric, (share, whole)
    return None


def _earned_then(fact: Fact, ledger: Ledger) -> Iterator[Fact]:
    """Revenue of the whole party and of the stretch that the figure is of, a year's first."""
    length = spans.months(fact)
    for earned in _longest(ledger.of(fact.entity, "revenue")):
        same = last_day(earned.as_of or "") == last_day(fact.as_of or "")
        told = spans.months(earned)
        if same and told and length in (None, told) and spans.is_of_whole(earned):
            yield earned


def _longest(facts: Sequence[Fact]) -> list[Fact]:
    dated = [f for f in facts if f.range and f.as_of]
    return sorted(dated, key=lambda f: spans.months(f) or 0, reverse=True)
