"""The same attribute of several companies beside each other: context windows, prices per token.

Inputs are facts with context_window (tokens only: characters are another measure), price_input and
price_output of any entity. A figure that stands alone in an unresolved group is left out. Compares
lengths and list prices, not quality, nor what a task costs.
"""

from knowledge import periods
from knowledge.ledger import Ledger
from knowledge.metrics import base
from knowledge.metrics.base import Figure
from knowledge.metrics.formula import Formula, Need, Wording
from knowledge.records import Fact, Language, Metric


def context_windows(ledger: Ledger) -> Metric | None:
    """Tokens: the newest recorded window of each company, longest first."""
    newest: dict[str, Fact] = {}
    held = [f for f in ledger.facts if f.attribute == "context_window" and f.unit == "tokens"]
    for fact in sorted(held, key=ledger.rank):
        if base.usable(fact) and ledger.standing(fact) == "current" and _sure(ledger, fact):
            newest.setdefault(fact.entity, fact)
    if len(newest) < 2:
        return None
    rows = sorted(newest.values(), key=lambda f: (-base.figure(f).high, _name(ledger, f, "en")))
    low = min(base.figure(f).low for f in rows)
    high = max(base.figure(f).high for f in rows)
    return base.metric(
        CONTEXT_WINDOWS.words,
        inputs=tuple(base.taken(_name(ledger, f, "en"), f) for f in rows),
        result=Figure(low=low, high=high, unit="tokens"),
        as_of=max(f.as_of or "" for f in rows) or None,
        says="Newest recorded window of each: "
        + "; ".join(_row(ledger, f, "en") for f in rows)
        + ".",
        says_zh="各家最新记录的窗口：" + "；".join(_row(ledger, f, "zh") for f in rows) + "。",
        caveat="Nominal length says nothing about quality at full length.",
        caveat_zh="名义长度不说明满长度下的质量。",
    )


def token_prices(ledger: Ledger) -> Metric | None:
    """Currency per million tokens, in and out, for one model of each company, cheapest last."""
    rows = [r for e in _sellers(ledger) if (r := _listed(ledger, e)) is not None]
    rows = sorted(rows, key=lambda r: (-base.figure(r[1]).high, r[1].entity))
    rows = [r for r in rows if r[1].unit == rows[0][1].unit]
    if len(rows) < 2:
        return None
    out = [base.figure(f) for _, f in rows]
    return base.metric(
        TOKEN_PRICES.words,
        inputs=tuple(
            base.taken(f"{_who(ledger, f, 'en')}, {way}", f)
            for row in rows
            for way, f in zip(("input", "output"), row, strict=True)
        ),
        result=Figure(low=min(f.low for f in out), high=max(f.high for f in out), unit=out[0].unit),
        as_of=max(f.as_of or "" for _, f in rows) or None,
        says="List prices: " + "; ".join(_priced(ledger, r, "en") for r in rows) + ".",
        says_zh="标价：" + "；".join(_priced(ledger, r, "zh") for r in rows) + "。",
        caveat="A list price is not what a task costs: models use different numbers of tokens, and "
        "caches, discounts and off-peak tariffs differ.",
        caveat_zh="标价并非任务成本：各模型所用token数不同，缓存、折扣与闲时价亦不同。",
    )


def _sellers(ledger: Ledger) -> list[str]:
    return sorted({f.entity for f in ledger.facts if f.attribute == "price_output"})


def _listed(ledger: Ledger, entity: str) -> tuple[Fact, Fact] | None:
    """Input and output price of the company's newest model that has both."""
    outs = [f for f in ledger.of(entity, "price_output") if base.usable(f)]
    subjects = {f.subject or "" for f in outs}
    for out in outs:
        resold = any(out.subject and out.subject.startswith(f"{s},") for s in subjects if s)
        if resold or not _sure(ledger, out):
            continue  # "K3, average of third parties" is no list price where K3 has one
        same = [f for f in ledger.of(entity, "price_input") if f.subject == out.subject]
        paid = next((f for f in same if base.usable(f) and f.unit == out.unit), None)
        if paid:
            return paid, out
    return None


def _priced(ledger: Ledger, row: tuple[Fact, Fact], language: Language) -> str:
    paid, out = (base.said(f, language) for f in row)
    day = periods.say((row[1].as_of or "")[:7] or None, language)
    if language == "zh":
        return f"{_who(ledger, row[1], 'zh')}：输入{paid}，输出{out}（{day}）"
    return f"{_who(ledger, row[1], 'en')}: input {paid}, output {out} ({day})"


def _row(ledger: Ledger, fact: Fact, language: Language) -> str:
    day = periods.say((fact.as_of or "")[:7] or None, language)
    return f"{_who(ledger, fact, language)}: {base.said(fact, language)}, {day}"


def _who(ledger: Ledger, fact: Fact, language: Language) -> str:
    name = _name(ledger, fact, language)
    model = fact.subject if fact.subject and fact.subject.isascii() else None
    return name if model is None else model if name in model else f"{model} ({name})"


def _sure(ledger: Ledger, fact: Fact) -> bool:
    return not any(g.kind == "unresolved" and g.facts == (fact.id,) for g in ledger.groups(fact.id))


def _name(ledger: Ledger, fact: Fact, language: Language) -> str:
    entity = ledger.entity_of.get(fact.entity)
    return entity.called(language) if entity else fact.entity


CONTEXT_WINDOWS = Formula(
    words=Wording(
        id="context-windows",
        name="Context windows side by side",
        name_zh="上下文窗口对照",
        topic="long_context",
        attributes=("context_window",),
        formula="newest recorded window of each company",
        formula_zh="各家最新记录的窗口",
        would_change="a newer model card, or a measurement at full length",
        would_change_zh="更新的模型卡，或满长度下的测评",
    ),
    needs=(Need(attributes=("context_window",), whose="anyone", owners=2),),
    fits="windows counted in tokens",
    fits_zh="以token计的窗口",
    make=context_windows,
)
TOKEN_PRICES = Formula(
    words=Wording(
        id="token-prices",
        name="Prices per million tokens side by side",
        name_zh="每百万token价格对照",
        topic="model",
        attributes=("price_comparison", "price_input"),
        formula="list price of the newest model of each company that has one for input and output",
        formula_zh="各家最新模型的输入与输出标价",
        would_change="a new price list, or measured tokens per task",
        would_change_zh="新的价目表，或实测的单任务token用量",
    ),
    needs=(
        Need(attributes=("price_input",), whose="anyone", owners=2),
        Need(attributes=("price_output",), whose="anyone", owners=2),
    ),
    fits="two companies with both prices for one model in one currency",
    fits_zh="两家公司同一币种、同一模型的输入与输出价格",
    make=token_prices,
)
