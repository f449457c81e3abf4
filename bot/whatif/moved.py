"""What a what-if says of customers, prices and jobs → the question in terms of revenue and burn.

"If Halvor leaves", "raise prices by 10%", "cut 40 jobs at £60,000 each": the share of revenue that
is recorded of a customer, a price as a part of all revenue, so many times what one costs. In: a
question, the ledger. Out: the question as the reader of what-ifs takes it, with the facts it now
rests on; the question itself where it names none of them. Runs no model.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from bot.understand import mentions_name
from bot.whatif.terms import terms
from knowledge import Fact, Language, Ledger, amounts, is_cjk
from knowledge.records import Amount

Moved = tuple[str, tuple[Fact, ...]]

_CLAUSE = re.compile(r"(?:[^,.?!;，。？！；]|[.,](?=\d))+")
_MONEY = r"(?:[A-Z]{0,3}[£$€¥₹]|[A-Z]{3} ?)?[\d.,]+ ?(?:k|m|million|thousand)?(?: ?[A-Z]{3}\b)?"
_YEARS = re.compile(r"\bover (?:the )?(\d+|two|three|four|five|six|ten) years\b", re.IGNORECASE)
_HEADS = re.compile(
    r"(?P<n>\d[\d,]*|[a-z]+)\s+(?:more |further |additional )?"
    r"(?:jobs?|people|staff|roles?|positions?|employees|heads?|posts?|engineers|workers)\b.{0,24}?"
    rf"(?P<sum>{_MONEY})\s*(?:each|apiece|a head|per head|a person|per person|per job)"
    r"(?: a year| per year)?"
    r"|(?P<zn>\d+)\s?(?:个|名)?(?:人|岗位|员工|职位).{0,10}?(?:每人|每个|人均)(?:每年|一年)?"
    r"(?:的?(?:成本|薪酬|工资))?(?:为|是|约|省|花)?(?P<zsum>[\d.]+[万亿]?[㐀-鿿]{1,4})",
    re.IGNORECASE,
)


def moved(question: str, language: Language, ledger: Ledger) -> Moved:
    """The first of them that it names."""
    if by_heads := _by_heads(question, language):
        return by_heads, ()
    for clause in _CLAUSE.finditer(question):
        if made := _of_revenue(clause.group(), question, ledger):
            way, share, facts = made
            return _in_place_of(clause, question, _said(way, share, language)), facts
    return question, ()


def _of_revenue(
    clause: str, question: str, ledger: Ledger
) -> tuple[str, Amount, tuple[Fact, ...]] | None:
    """Which way revenue goes, by what share, and the fact that tells the share."""
    percents = [a for a in amounts.find(clause) if a.unit == "percent" and a.low == a.high]
    percents = percents or _fractions(clause)
    if _any("loses").search(clause):
        return _lost(clause, question, percents, ledger)
    if len(percents) != 1 or _any("yearly").search(clause) or _any("costs").search(clause):
        return None
    up, down = _any("up").search(clause), _any("down").search(clause)
    if bool(up) == bool(down) or not (_any("price").search(clause) or _is_revenue(clause)):
        return None
    return "gained" if up else "lost", percents[0], ()


def _fractions(clause: str) -> list[Amount]:
    """Such as "a quarter", 四分之一."""
    told = [v for word, v in terms()["fractions"].items() if word in clause.lower()]
    shares = {Decimal(100 * part) / whole for part, whole in told}
    return [Amount(low=s, high=s, unit="percent") for s in shares] if len(shares) == 1 else []


def _lost(
    clause: str, question: str, percents: list[Amount], ledger: Ledger
) -> tuple[str, Amount, tuple[Fact, ...]] | None:
    """As the question tells it, where that is of revenue; else as it is recorded."""
    if len(percents) == 1 and _is_revenue(clause):
        told = percents[0]
        known = [f for f in _shares(question, ledger) if f.range == (told.low, told.high)]
        return "lost", told, tuple(known[:1])
    share = next(iter(_shares(clause, ledger)), None)
    if not percents and share is None:
        return _contract(clause, ledger)
    if percents or share is None or share.range is None:
        return None
    return "lost", Amount(low=share.range[0], high=share.range[1], unit="percent"), (share,)


def _contract(clause: str, ledger: Ledger) -> tuple[str, Amount, tuple[Fact, ...]] | None:
    """What a named customer pays in a year under the one contract that is recorded with it."""
    company = ledger.subject.id if ledger.subject else ""
    names = [n for e in ledger.entities if not e.is_subject for n in e.names]
    found = []
    for fact in ledger.of(company, "relationship"):
        years, ends = _YEARS.search(fact.statement), fact.range
        said = f"{fact.statement}\n{fact.statement_zh}"
        named = any(mentions_name(clause, n) and mentions_name(said, n) for n in names)
        if named and years and ends and len(fact.unit or "") == 3 and _is_paid(fact, ledger):
            count = Decimal(str(terms()["numbers"].get(years[1].lower(), years[1])))
            each = Amount(low=ends[0] / count, high=ends[1] / count, unit=fact.unit or "")
            found.append(("more", each, (fact,)))
    return found[0] if len(found) == 1 else None


def _is_paid(fact: Fact, ledger: Ledger) -> bool:
    """The other party pays, not the company: who pays is told first."""
    pays = _any("pays").search(fact.statement)
    own = ledger.subject.names if ledger.subject else ()
    return pays is not None and not any(n in fact.statement[: pays.start()] for n in own)


def _shares(told: str, ledger: Ledger) -> Iterator[Fact]:
    """What is recorded of revenue from a customer that is named, or from the largest."""
    company = ledger.subject.id if ledger.subject else ""
    names = [n for e in ledger.entities if not e.is_subject for n in e.names]
    for fact in ledger.of(company, "revenue_mix"):
        text = f"{fact.statement}\n{fact.statement_zh}\n{fact.subject}"
        named = any(mentions_name(text, n) and mentions_name(told, n) for n in names)
        largest = _any("largest").search(told) and _any("largest").search(text)
        of_orders = "order" in (fact.subject or "")
        current = fact.unit == "percent" and ledger.standing(fact) == "current"
        if (named or largest) and current and not of_orders:
            yield fact


def _by_heads(question: str, language: Language) -> str | None:
    """So many jobs at so much each: a burn that falls or rises by their product."""
    heads = _HEADS.search(question)
    if heads is None:
        return None
    before = question[: heads.end()]
    hires, cuts = (list(_any(name).finditer(before)) for name in ("hires", "cuts"))
    number = heads["n"] or heads["zn"]
    count = str(terms()["numbers"].get(number.lower(), number.replace(",", "")))
    sums = [
        a
        for a in amounts.find(heads["sum"] or heads["zsum"])
        if len(a.unit) == 3 or a.unit == "count"
    ]
    if bool(hires) == bool(cuts) or len(sums) != 1 or not count.isdigit():
        return None
    each, times = sums[0], int(count)
    whole = Amount(low=each.low * times, high=each.high * times, unit=each.unit)
    start = (hires or cuts)[-1].start()
    said = _said("more" if hires else "less", whole, language)
    return f"{_before_if(question[:start])}{said}{question[heads.end() :]}"


def _in_place_of(clause: re.Match[str], question: str, said: str) -> str:
    """In the place of the clause, and of those behind it that tell the same loss again."""
    after = question[clause.end() :]
    for again in reversed(list(_CLAUSE.finditer(after))):
        if _any("loses").search(again.group()) and _is_revenue(again.group()):
            after = after[: again.start()] + after[again.end() :]
    return f"{_before_if(question[: clause.start()])}{said}{after}"


def _before_if(text: str) -> str:
    """Without an opening "if", which what takes its place has itself."""
    found = list(_any("if").finditer(text))
    return text[: found[-1].start()] if found else text


def _is_revenue(clause: str) -> bool:
    return bool(_any("revenue").search(clause))


@cache
def _any(name: str) -> re.Pattern[str]:
    """Any of the words, English ones whole."""
    said = terms()["moved"][name]
    words = sorted((*said["en"], *said["zh"]), key=len, reverse=True)
    each = (re.escape(w) if is_cjk(w) else rf"\b{re.escape(w)}\b" for w in words)
    return re.compile("|".join(each), re.IGNORECASE)


def _said(way: str, amount: Amount, language: Language) -> str:
    told = amounts.format(Amount(low=amount.low, high=amount.high, unit=amount.unit), language)
    made: str = terms()["recorded"][way][language].format(amount=told)
    return made
