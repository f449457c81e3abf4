"""A measure in full, from the words around it: sought or closed, before or after the money.

In: a term's attribute, its sentence, the amount and where the naming words stand. Out: the
attribute as facts record it, or None where the words make it something else (a part of the revenue,
cash that was paid). Knows no company and no date.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from knowledge.records import Amount

_A_YEAR = re.compile(
    r"[^,，。;；]{0,24}?(?:\ba year\b|\bper year\b|\bannually\b|每年|/年)", re.IGNORECASE
)
_YEARLY = re.compile(r"\bannual|\bper year\b|\ba year\b|每年|年均|一年", re.IGNORECASE)
_SOUGHT = re.compile(
    r"\b(?:seek(?:s|ing)?|sought|target(?:s|ed|ing)?|aim(?:s|ed|ing)?|talks?|negotiat\w+"
    r"|set out|plan(?:s|ned|ning)?|looking to|hopes?|wants?|in the market|raising|opened|opens"
    r"|sound(?:s|ing|ed) out|early talks)\b"
    r"|寻求|拟|洽谈|谈判|目标|计划|希望|正在|磋商",
    re.IGNORECASE,
)
_IN_ALL = re.compile(
    r"\bin (?:total|all)\b|\baltogether\b|\bso far\b|\bto date\b|\btogether\b|\bcumulative\b"
    r"|\bwithin\b|\bin (?:about )?(?:six|\d+) months\b|\bexceeded\b|\btotals?\b|合计|累计|总共"
    r"|一共|共计|共融|迄今",
    re.IGNORECASE,
)
_OFFERING = re.compile(
    r"(?<!pre-)(?<!before an )(?<!before its )\bIPO\b|\boffering\b|\blist(?:ed|ing)\b"
    r"|\bwent public\b"
    r"|上市(?!前)|在港|赴港|赴美|招股|挂牌|(?<![A-Za-z-])IPO(?!前)",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:cash|money|funds?|funding|runway|operations)\b|现金|资金|跑道|钱", re.IGNORECASE
)
_PAID = re.compile(
    r"\b(?:consideration|acqui\w+|dividends?|proceeds|paid|payments?|bonus)\b|对价|分红|派息|支付",
    re.IGNORECASE,
)
# A part of the revenue is not the revenue.
_PART = re.compile(
    r"(?:\b(?:online|domestic|international|overseas|API|subscription|segment|product|services?|cloud"
    r"|advertising|licen[sc]e|hardware|software|quarterly|monthly|daily) |(?:海外|境外|国内|订阅"
    r"|广告|云|线上|线下|游戏|API|业务|分部|板块"
    r"|销售|旅游|服务|产品|补贴|票房|新能源|直播|电商|门店|人均|可支配|财政|预算|税|政府性|税前)[^，。；]{0,4})$",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|founding|inception)\b|成立以来|自成立")
_BURNT = re.compile(r"(?:消耗|烧掉|花掉|用掉)了?$|\b(?:burned|used up) ?$")
_ACTIVE = re.compile(r"\bactiv|激活", re.IGNORECASE)
_CACHED = re.compile(r"\bcached\b|缓存", re.IGNORECASE)
_COMMA = re.compile(r"[,，:：(（]")
_IS_ROUND = re.compile(r"\bSeries\b|\brounds?\b|\bfinancing\b|轮", re.IGNORECASE)
# "Series F at $35 billion" is a price, "raising at $45 billion" too; "closed at" may be either
_AT = re.compile(r"\bat\s(?:roughly |around |a )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Place:
    """`clause` reaches from comma to comma around both the amount and the words."""

    sentence: str
    amount: Amount
    start: int
    end: int

    @property
    def low(self) -> int:
        return min(self.start, self.amount.start)

    @property
    def high(self) -> int:
        return max(self.end, self.amount.end)

    @property
    def word(self) -> str:
        return self.sentence[self.start : self.end].lower()

    @property
    def before(self) -> str:
        return self.sentence[: self.start]

    @property
    def clause(self) -> str:
        edges = [m.span() for m in re.finditer(r"[,，;；。:：]|\band\b(?= \w+ed\b)", self.sentence)]
        start = max((e for _, e in edges if e <= self.low), default=0)
        stop = min((s for s, _ in edges if s >= self.high), default=len(self.sentence))
        return self.sentence[start:stop]


def refined(attribute: str, sentence: str, amount: Amount, words: tuple[int, int]) -> str | None:
    place = _Place(sentence, amount, *words)
    refine = _REFINED.get(attribute)
    return refine(attribute, place) if refine else attribute


def _runway(attribute: str, place: _Place) -> str | None:
    return attribute if _MONEY.search(place.sentence) else None


def _burn(_: str, place: _Place) -> str | None:
    yearly = (
        _A_YEAR.match(place.sentence, place.amount.end)
        or _YEARLY.search(place.before[-12:] + place.word)
        or _YEARLY.search(place.sentence[place.low : place.high])
    )
    if yearly:
        return "burn_annual"
    spent = not place.word.startswith("use") or _SINCE.search(place.sentence)
    return "burn_cumulative" if spent else None


def _cash(attribute: str, place: _Place) -> str | None:
    if _PAID.search(place.sentence):
        return None
    if _BURNT.search(place.before):
        return "burn_annual" if _YEARLY.search(place.clause) else "burn_cumulative"
    return attribute


def _whole(attribute: str, place: _Place) -> str | None:
    return None if _PART.search(place.before) else attribute


def _params(attribute: str, place: _Place) -> str | None:
    """Of all parameters, not of the active ones."""
    near = place.sentence[: place.amount.start][-6:] + place.amount.text
    return None if _ACTIVE.search(near) else attribute


def _input_price(attribute: str, place: _Place) -> str:
    return "price_input_cached" if _CACHED.search(place.clause) else attribute


def _users(attribute: str, place: _Place) -> str | None:
    beside = not _COMMA.search(place.sentence[place.end : place.amount.start])
    return attribute if place.amount.unit == "users" or beside else None


def _customers(attribute: str, place: _Place) -> str | None:
    """A count right before them: not "delivered to customers 5 …"."""
    return attribute if place.start >= place.amount.end else None


def _valuation(attribute: str, place: _Place) -> str:
    near = f"{place.word} {place.sentence[place.high : place.high + 12]}"
    if _SOUGHT.search(place.clause):
        return "valuation_target"
    if re.search(r"\bpost-money\b|投后", near) or "after the money" in place.clause:
        return "valuation_post"
    return "valuation_pre" if re.search(r"\bpre-money\b|投前", near) else attribute


def _round(_: str, place: _Place) -> str | None:
    clause = place.clause
    is_round = _IS_ROUND.search(clause)
    at = _AT.search(place.sentence[: place.amount.start])
    if at and not (place.word == "closed" and is_round):
        return None
    lately = "" if is_round else place.sentence[: place.low][-90:]
    if _OFFERING.search(lately + clause):
        return "ipo_size" if _SOUGHT.search(clause) else "ipo_proceeds"
    if _SOUGHT.search(clause):
        return "round_target"
    return "raised_total" if _IN_ALL.search(clause) else "round_amount"


_REFINED: dict[str, Callable[[str, _Place], str | None]] = {
    "runway_years": _runway,
    "burn": _burn,
    "cash": _cash,
    "revenue": _whole,
    "net_loss": _whole,
    "gross_margin": _whole,
    "params": _params,
    "price_input": _input_price,
    "mau": _users,
    "wau": _users,
    "customers": _customers,
    "valuation": _valuation,
    "round": _round,
}
