"""The money that rounds brought in: since the balance, within a stretch of time, and in all.

Inputs are facts of the company with round_amount, one amount a round, summed in the currency of
most of them, those in another told by themselves; beside it the sum without rounds that sources do
not agree on. A round without a recorded amount is not counted, a part of a round is no round.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge import periods
from knowledge.ledger import Ledger, last_day, one_per_subject
from knowledge.metrics import base
from knowledge.metrics.base import Figure
from knowledge.metrics.formula import Formula, Need, Wording
from knowledge.records import Fact, Language, Metric

_CAVEAT = "Rounds without a recorded amount are left out."
_CAVEAT_ZH = "未记录金额的轮次未计入。"


def raised_since(ledger: Ledger) -> Metric | None:
    """Currency: rounds dated after the balance."""
    cash = base.first(ledger, "cash")
    if cash is None or cash.as_of is None:
        return None
    held = _rounds(ledger, [f for f in closed(ledger) if (f.as_of or "") > cash.as_of])
    if held is None:
        return None
    return _metric(
        held,
        RAISED_SINCE.words,
        says=f"Since the balance of {periods.say(cash.as_of, 'en')}, rounds of {held.parts['en']} "
        f"were reported, {held.total['en']} together{held.firm['en']}; they are not in it.",
        says_zh=f"在{periods.say(cash.as_of, 'zh')}的余额之后，据报道又融资{held.parts['zh']}，"
        f"合计{held.total['zh']}{held.firm['zh']}，未计入该余额。",
    )


def raised_within(ledger: Ledger, rounds: Sequence[Fact]) -> Metric | None:
    """Currency: the rounds given, of a stretch that a question asks about."""
    held = _rounds(ledger, rounds)
    if held is None:
        return None
    apart = [f for f in rounds if f not in held.facts]
    words = Wording(
        id="raised-in-" + "-and-".join(f.id for f in held.facts),
        name="Money raised",
        name_zh="融资合计",
        topic="funding",
        attributes=("raised_total", "round_amount"),
        formula="sum of the rounds",
        formula_zh="各轮融资之和",
        would_change="closing notices that settle each amount",
        would_change_zh="确认各轮金额的交割公告",
    )
    count = len(held.facts)
    if count == 1:
        says, says_zh = f"One round: {held.parts['en']}.", f"一轮：{held.parts['zh']}。"
    else:
        total = base.sentence(held.total["en"])
        says = f"{total} in {count} rounds{held.firm['en']}: {held.parts['en']}."
        says_zh = f"{count}轮合计{held.total['zh']}{held.firm['zh']}：{held.parts['zh']}。"
    if apart:
        says = f"{says[:-1]}; not in that sum, {_parts(apart, 'en')}."
        says_zh = f"{says_zh[:-1]}；另有{_parts(apart, 'zh')}，未计入。"
    return _metric(held, words, says=says, says_zh=says_zh, beside=apart)


def closed(ledger: Ledger) -> list[Fact]:
    """The company's own rounds whose amount is on record, each once, oldest first."""
    company = ledger.subject.id if ledger.subject else ""
    held = one_per_subject(ledger, ledger.of(company, "round_amount"))
    dated = [f for f in held if base.usable(f) and f.as_of]
    names = {f.subject for f in dated}
    whole = [f for f in dated if (f.subject or "").partition(",")[0] not in names - {f.subject}]
    return sorted(whole, key=lambda f: last_day(f.as_of or ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rounds:
    """Rounds of one currency, with their sum in words; `agreed` those that nobody disputes."""

    facts: tuple[Fact, ...]
    sum: Figure
    agreed: Figure | None
    parts: dict[Language, str]
    total: dict[Language, str]
    firm: dict[Language, str]


def _rounds(ledger: Ledger, facts: Sequence[Fact]) -> _Rounds | None:
    if not facts:
        return None
    (unit, _), *_ = Counter(f.unit for f in facts).most_common(1)
    held = [f for f in facts if f.unit == unit]
    agreed = [f for f in held if not _disputed(ledger, f)]
    firm = _sum(agreed) if 0 < len(agreed) < len(held) else None
    sure = {x: _say(firm, agreed, x) if firm else "" for x in ("en", "zh")}
    return _Rounds(
        facts=tuple(held),
        sum=_sum(held),
        agreed=firm,
        parts={"en": _parts(held, "en"), "zh": _parts(held, "zh")},
        total={"en": _say(_sum(held), held, "en"), "zh": _say(_sum(held), held, "zh")},
        firm={
            "en": f", {sure['en']} of it in rounds that no source disputes" if firm else "",
            "zh": f"，其中各来源无争议的为{sure['zh']}" if firm else "",
        },
    )


def _parts(rounds: Sequence[Fact], language: Language) -> str:
    if language == "zh":
        return "、".join(f"{base.said(f, 'zh')}（{periods.say(f.as_of, 'zh')}）" for f in rounds)
    return ", ".join(f"{base.said(f, 'en')} ({periods.say(f.as_of, 'en')})" for f in rounds)


def _metric(
    held: _Rounds, words: Wording, *, says: str, says_zh: str, beside: Sequence[Fact] = ()
) -> Metric:
    firm = held.agreed
    return base.metric(
        words,
        inputs=tuple(base.taken(f.subject or "round", f) for f in (*held.facts, *beside)),
        result=held.sum,
        figures=(base.output(firm.low, firm.high, firm.unit),) if firm else (),
        as_of=held.facts[-1].as_of,
        says=says,
        says_zh=says_zh,
        caveat=_CAVEAT,
        caveat_zh=_CAVEAT_ZH,
    )


def _say(figure: Figure, facts: Sequence[Fact], language: Language) -> str:
    bound = base.leaning([f.bound for f in facts])
    return base.say(figure.low, figure.high, figure.unit, language, bound)


def _disputed(ledger: Ledger, round_: Fact) -> bool:
    """Whether the sources disagree about the round and nothing recorded settles it."""
    same = [f for f in ledger.of(round_.entity, round_.attribute) if f.subject == round_.subject]
    return any(g.kind == "unresolved" for f in same for g in ledger.groups(f.id))


def _sum(facts: Sequence[Fact]) -> Figure:
    total = base.figure(facts[0])
    for fact in facts[1:]:
        total = total + base.figure(fact)
    return total


RAISED_SINCE = Formula(
    words=Wording(
        id="raised-since-balance",
        name="Money raised since the balance",
        name_zh="余额日之后的融资",
        topic="runway",
        attributes=("runway_years", "cash", "raised_total"),
        formula="sum of rounds dated after the cash balance",
        formula_zh="余额日之后各轮融资之和",
        would_change="closing notices that settle each amount, or a newer balance",
        would_change_zh="确认各轮金额的交割公告，或更新的余额",
    ),
    needs=(Need(attributes=("cash",)), Need(attributes=("round_amount",))),
    fits="a round dated after the balance",
    fits_zh="余额日之后的轮次",
    make=raised_since,
)
