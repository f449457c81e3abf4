"""The company beside its listed peers: revenue, loss, burn, market value and multiple of each.

Inputs are facts of other entities with revenue, net_loss, burn_annual, market_cap and
revenue_multiple, and the company's own arr, revenue and price. Market values are converted into the
currency of the company's price; results stay in the currency they were reported in.
"""

from dataclasses import dataclass

from knowledge import periods, subjects
from knowledge.ledger import Ledger
from knowledge.metrics import base
from knowledge.metrics.base import Figure, Stated
from knowledge.metrics.formula import Formula, Need, Wording
from knowledge.metrics.multiples import yearly
from knowledge.metrics.valuation import latest
from knowledge.records import Amount, Fact, Language, Metric, MetricInput

_BOTH: tuple[Language, Language] = ("en", "zh")
_CALLED: dict[str, dict[Language, str]] = {
    "revenue": {"en": "revenue", "zh": "收入"},
    "net_loss": {"en": "net loss", "zh": "净亏损"},
    "burn_annual": {"en": "burn per year", "zh": "年消耗"},
    "market_cap": {"en": "market value", "zh": "市值"},
    "arr": {"en": "ARR", "zh": "年化收入"},
    "price": {"en": "valuation", "zh": "估值"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One company's part of the sentence, with what it rests on."""

    said: dict[Language, str]
    inputs: tuple[MetricInput, ...]
    figures: tuple[Amount, ...]
    value: Figure | None = None
    rate: tuple[str, str] = ("", "")
    as_of: str = ""


def peers_side_by_side(ledger: Ledger) -> Metric | None:
    """Currency of the company's price: the range of the peers' market values."""
    price = latest(ledger)
    peers = [r for e in _listed(ledger) if (r := _peer(ledger, e, price)) is not None]
    values = [r.value for r in peers if r.value is not None]
    if not values:
        return None
    values = [v for v in values if v.unit == values[0].unit]
    rows = [*peers, *([own] if (own := _own(ledger, price)) else [])]
    said = {
        lang: ("；" if lang == "zh" else "; ").join(r.said[lang] for r in rows) for lang in _BOTH
    }
    rates = [r.rate for r in rows if r.rate[0]]
    rate_en = "".join(f"; {en}" for en in dict.fromkeys(en for en, _ in rates))
    rate_zh = "".join(f"；{zh}" for zh in dict.fromkeys(zh for _, zh in rates))
    return base.metric(
        PEERS_SIDE_BY_SIDE.words,
        inputs=tuple({(i.fact_id, i.name): i for r in rows for i in r.inputs}.values()),
        result=Figure(
            low=min(v.low for v in values), high=max(v.high for v in values), unit=values[0].unit
        ),
        figures=tuple(f for r in rows for f in r.figures),
        as_of=max(r.as_of for r in rows) or None,
        says=f"Side by side: {said['en']}{rate_en}.",
        says_zh=f"对照：{said['zh']}{rate_zh}。",
        caveat="Revenue earned, a run-rate, a market value and a private price are different "
        "measures.",
        caveat_zh="已实现收入、年化收入、市值与私募估值口径不同。",
    )


def _peer(ledger: Ledger, entity: str, price: Fact | None) -> Row | None:
    cap = base.first(ledger, "market_cap", entity=entity)
    if cap is None:
        return None
    unit = price.unit if price else cap.unit
    value = base.in_unit(ledger, _input(ledger, entity, "market_cap"), cap, unit)
    results = _results(ledger, entity)
    burn = base.first(ledger, "burn_annual", entity=entity)
    times = base.first(ledger, "revenue_multiple", entity=entity)
    held = [*results, *([burn] if burn else []), *([times] if times else [])]
    inputs = [base.taken(_input(ledger, entity, f.attribute), f) for f in held]
    capped = value.inputs if value else (base.taken(_input(ledger, entity, "market_cap"), cap),)
    said: dict[Language, str] = {}
    for lang in _BOTH:
        parts = [*_earned(results, lang), *([_figure(burn, lang)] if burn else [])]
        parts += [_worth(cap, value, lang), *([_times(times, lang)] if times else [])]
        said[lang] = _listing(_name(ledger, entity, lang), parts, lang)
    return Row(
        said=said,
        inputs=(*inputs, *capped),
        figures=value.figures if value else (),
        value=value.figure if value else None,
        rate=value.rate if value else ("", ""),
        as_of=max(f.as_of or "" for f in (*held, cap)),
    )


def _earned(results: list[Fact], language: Language) -> list[str]:
    """Revenue and loss, with their period behind the last."""
    said = [_figure(f, language) for f in results]
    if results:
        said[-1] += _bracket(_period(results[-1], language), language)
    return said


def _worth(cap: Fact, value: Stated | None, language: Language) -> str:
    """The market value, and what it is in the currency of the company's price."""
    words = _figure(cap, language)
    if value and value.figures:
        low, high, unit = value.figure.low, value.figure.high, value.figure.unit
        comma = "，" if language == "zh" else ", "
        words += comma + base.say(low, high, unit, language, "about")
    return words + _bracket(periods.say(cap.as_of, language), language)


def _times(multiple: Fact, language: Language) -> str:
    said = base.said(multiple, language)
    return f"收入的{said}" if language == "zh" else f"{said} revenue"


def _listing(name: str, parts: list[str], language: Language) -> str:
    if language == "zh":
        return f"{name} {'、'.join(parts)}"
    return f"{name}: {', '.join(parts)}"


def _own(ledger: Ledger, price: Fact | None) -> Row | None:
    """The company itself, on its run-rate or else the revenue of its newest year."""
    years = yearly(ledger, "revenue")
    earned = base.run_rate(ledger) or (years[-1] if years else None)
    if ledger.subject is None or price is None or earned is None:
        return None
    own = ledger.subject.id
    said: dict[Language, str] = {}
    for lang in _BOTH:
        joint = "" if lang == "zh" else " "
        on = _bracket(periods.say(price.as_of, lang), lang)
        paid = f"{_CALLED['price'][lang]}{joint}{base.said(price, lang)}{on}"
        said[lang] = _listing(_name(ledger, own, lang), [*_earned([earned], lang), paid], lang)
    inputs = (
        base.taken(_input(ledger, own, earned.attribute), earned),
        base.taken(_input(ledger, own, "price"), price),
    )
    as_of = max(earned.as_of or "", price.as_of or "")
    return Row(said=said, inputs=inputs, figures=(), as_of=as_of)


def _results(ledger: Ledger, entity: str) -> list[Fact]:
    """Revenue and loss of the newest period that has both, else the newest revenue."""
    sales = [f for f in ledger.of(entity, "revenue") if base.usable(f)]
    losses = {f.subject: f for f in ledger.of(entity, "net_loss") if base.usable(f)}
    for revenue in sales:
        loss = losses.get(revenue.subject)
        if loss and loss.as_of == revenue.as_of:
            return [revenue, loss]
    return sales[:1]


def _listed(ledger: Ledger) -> list[str]:
    """Other entities with a market value, the dearest multiple or name first."""
    own = ledger.subject.id if ledger.subject else ""
    return sorted({f.entity for f in ledger.facts if f.attribute == "market_cap"} - {own})


def _figure(fact: Fact, language: Language) -> str:
    joint = "" if language == "zh" else " "
    return f"{_CALLED[fact.attribute][language]}{joint}{base.said(fact, language)}"


def _period(fact: Fact, language: Language) -> str:
    return subjects.stretch(fact.subject or "", language) or periods.say(fact.as_of, language)


def _bracket(text: str, language: Language) -> str:
    return f"（{text}）" if language == "zh" else f" ({text})"


def _input(ledger: Ledger, entity: str, attribute: str) -> str:
    return f"{_name(ledger, entity, 'en')}, {_CALLED.get(attribute, {}).get('en', attribute)}"


def _name(ledger: Ledger, entity: str, language: Language) -> str:
    known = ledger.entity_of.get(entity)
    return known.called(language) if known else entity


PEERS_SIDE_BY_SIDE = Formula(
    words=Wording(
        id="peers-side-by-side",
        name="Listed peers side by side",
        name_zh="上市同业对照",
        topic="competition",
        attributes=("peer_comparison",),
        formula="newest results and market value of each listed peer beside the company's",
        formula_zh="各上市同业最新业绩与市值，与本公司并列",
        would_change="the peers' next results, a new trading day, or the company's own accounts",
        would_change_zh="同业下一期业绩、新的交易日，或公司自身账目",
    ),
    needs=(Need(attributes=("market_cap",), whose="others"),),
    fits="a market value of another company that stands",
    fits_zh="仍有效的其他公司市值",
    make=peers_side_by_side,
)
