"""How others are priced: peers' revenue multiples side by side, and what they would mean here.

Inputs are facts with attribute revenue_multiple of other entities and the company's own ARR. A
peer's multiple is its market's opinion of another business; it is no valuation of this one.
"""

from knowledge import periods, subjects
from knowledge.ledger import Ledger
from knowledge.metrics import base
from knowledge.metrics.base import Figure
from knowledge.metrics.formula import Formula, Need, Wording
from knowledge.records import Fact, Metric


def multiples(ledger: Ledger) -> Metric | None:
    """Times revenue, per peer, newest standing fact of each."""
    peers = _peers(ledger)
    if not peers:
        return None
    low = min(base.figure(f).low for f in peers)
    high = max(base.figure(f).high for f in peers)
    return base.metric(
        PEER_MULTIPLES.words,
        inputs=tuple(base.taken(_name(ledger, f), f) for f in peers),
        result=Figure(low=low, high=high, unit="multiple"),
        as_of=max((f.as_of or "" for f in peers), default=None) or None,
        says="Peers trade at multiples of revenue: "
        + "; ".join(f"{_name(ledger, f)} {base.said(f, 'en')}" for f in peers)
        + f" ({periods.say(peers[0].as_of, 'en')}).",
        says_zh="同业收入倍数："
        + "；".join(f"{_name(ledger, f, zh=True)} {base.said(f, 'zh')}" for f in peers)
        + f"（{periods.say(peers[0].as_of, 'zh')}）。",
    )


def implied_price(ledger: Ledger) -> Metric | None:
    """Currency: the listed peers' range of multiples × the company's ARR."""
    arr = base.run_rate(ledger)
    peers = [f for f in _peers(ledger) if f.entity in _listed(ledger)]
    if arr is None or len(peers) < 2:
        return None
    low = min(base.figure(f).low for f in peers) * base.figure(arr).low
    high = max(base.figure(f).high for f in peers) * base.figure(arr).high
    unit = arr.unit or "count"
    others = [f for f in _peers(ledger) if f.entity not in _listed(ledger)]
    made = [(f, base.figure(f) * base.figure(arr)) for f in others]
    return base.metric(
        PEER_IMPLIED_PRICE.words,
        inputs=(
            base.taken("ARR", arr),
            *(base.taken(_name(ledger, f), f) for f in (*peers, *others)),
        ),
        result=Figure(low=low, high=high, unit=unit),
        figures=tuple(base.output(m.low, m.high, unit) for _, m in made),
        as_of=arr.as_of,
        says=f"Listed peers' multiples on ARR of {base.said(arr, 'en')} would mean "
        f"{base.say(low, high, unit, 'en')}"
        + "".join(
            f"; those of {_name(ledger, f)} ({base.said(f, 'en')}) "
            f"{base.say(m.low, m.high, unit, 'en')}"
            for f, m in made
        )
        + ".",
        says_zh=f"按上市同业倍数乘以年化收入{base.said(arr, 'zh')}，"
        f"折合{base.say(low, high, unit, 'zh')}"
        + "".join(
            f"；按{_name(ledger, f, zh=True)}的{base.said(f, 'zh')}，"
            f"折合{base.say(m.low, m.high, unit, 'zh')}"
            for f, m in made
        )
        + "。",
        caveat="Run-rate revenue is set against multiples of revenue already earned.",
        caveat_zh="以年化收入对照已实现收入的倍数，口径不同。",
    )


def _peers(ledger: Ledger) -> list[Fact]:
    own = ledger.subject.id if ledger.subject else ""
    best: dict[str, Fact] = {}
    for fact in sorted(ledger.facts, key=ledger.rank):
        if fact.attribute == "revenue_multiple" and fact.entity != own and base.usable(fact):
            best.setdefault(fact.entity, fact)
    return sorted(best.values(), key=lambda f: (-base.figure(f).high, f.id))


def _listed(ledger: Ledger) -> set[str]:
    return {f.entity for f in ledger.facts if f.attribute in ("market_cap", "share_price")}


def _name(ledger: Ledger, fact: Fact, *, zh: bool = False) -> str:
    entity = ledger.entity_of.get(fact.entity)
    if fact.entity == "industry" and fact.subject:
        return (subjects.said(fact, ledger, "zh") if zh else "") or fact.subject
    return entity.called("zh" if zh else "en") if entity else fact.entity


PEER_MULTIPLES = Formula(
    words=Wording(
        id="peer-multiples",
        name="Peers' revenue multiples",
        name_zh="同业收入倍数",
        topic="valuation",
        attributes=("revenue_multiple",),
        formula="market value ÷ revenue, as published for each peer",
        formula_zh="市值÷收入，按各家公布值",
        would_change="a new trading day, or peers' next results",
        would_change_zh="新的交易日或同业下一期业绩",
    ),
    needs=(Need(attributes=("revenue_multiple",), whose="others"),),
    make=multiples,
)
PEER_IMPLIED_PRICE = Formula(
    words=Wording(
        id="peer-implied-price",
        name="Price at peers' multiples",
        name_zh="按同业倍数折算的价格",
        topic="valuation",
        attributes=("peer_implied_price", "revenue_multiple", "implied_price"),
        formula="peers' multiple × annual recurring revenue",
        formula_zh="同业倍数×年化收入",
        would_change="the company's own revenue on the peers' terms, or newer multiples",
        would_change_zh="公司按同业口径的收入，或更新的倍数",
    ),
    needs=(
        Need(attributes=("arr",)),
        Need(attributes=("revenue_multiple",), whose="others", owners=2),
    ),
    fits="two peers with a market value or share price",
    fits_zh="两家有市值或股价的同业",
    make=implied_price,
)
