"""Two recorded figures put together: their ratio, share, difference, sum, or the months between.

In: two facts of a question's choosing, in the order of the formula. Out: a metric that names both
with their dates, or None where their units do not go together or no rate is recorded. `path` shows
one quantity over time. Which facts belong together is not decided here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from knowledge import periods, subjects, titles
from knowledge.ledger import Ledger
from knowledge.metrics import base
from knowledge.metrics.base import Figure, Stated
from knowledge.metrics.formula import Wording
from knowledge.metrics.rounds import months
from knowledge.records import Amount, Bound, Fact, Language, Metric, MetricInput

Operation = Literal["ratio", "share", "difference", "sum", "months"]
_BOTH: tuple[Language, Language] = ("en", "zh")
_SIGN: dict[Operation, str] = {
    "ratio": "÷", "share": "÷", "difference": "−", "sum": "+", "months": "→",
}  # fmt: skip
_NAMED: dict[Operation, dict[Language, str]] = {
    "ratio": {"en": "Ratio", "zh": "倍数"},
    "share": {"en": "Share", "zh": "占比"},
    "difference": {"en": "Difference", "zh": "差额"},
    "sum": {"en": "Sum", "zh": "合计"},
    "months": {"en": "Months between", "zh": "相隔月数"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    """What came out, and how the two figures are said in its unit."""

    figure: Figure
    bound: Bound
    inputs: tuple[MetricInput, ...]
    figures: tuple[Amount, ...] = ()
    said: Mapping[Language, tuple[str, str]] = field(default_factory=dict)


def pair(
    ledger: Ledger, a: Fact, b: Fact, operation: Operation, *, unit: str | None = None
) -> Metric | None:
    """The metric of `a` and `b`, in `unit` or that of `a`; with "months" `a` is the earlier."""
    if operation == "months":
        return _months(ledger, a, b)
    if not (base.usable(a) and base.usable(b)) or (a.unit != b.unit and not _is_money(a, b)):
        return None
    into = unit if unit and _is_money(a, b) else a.unit
    one_rate = operation in ("ratio", "share") or (operation == "difference" and a.unit != b.unit)
    newer = max(a.as_of or "", b.as_of or "") if one_rate else None
    first, second = (
        base.in_unit(ledger, named(f, ledger, "en"), f, into, day=newer) for f in (a, b)
    )
    if first is None or second is None:
        return None
    made = _result(first.figure, second.figure, operation)
    if made.low <= 0:
        return None
    result = _Result(
        figure=made,
        bound=_bound(operation, a, b, converted=bool(first.figures or second.figures)),
        inputs=tuple(dict.fromkeys((*first.inputs, *second.inputs))),
        figures=(*first.figures, *second.figures),
        said={"en": (first.en, second.en), "zh": (first.zh, second.zh)},
    )
    return _metric(ledger, (a, b), operation, result)


def path(ledger: Ledger, facts: Sequence[Fact], *, unit: str | None = None) -> Metric | None:
    """One quantity at each of the times, oldest first, and how many times the first the last is;
    in `unit` where another than its own is asked for.
    """
    into = unit or (facts[0].unit if facts else None)
    held = [base.in_unit(ledger, named(f, ledger, "en"), f, into) for f in facts if base.usable(f)]
    told = [s for s in held if s is not None]
    if len(facts) < 2 or len({f.unit for f in facts}) > 1 or len(told) < len(facts):
        return None
    first, last = told[0].figure, told[-1].figure
    times = (last / first).named("multiple")
    stops = {lang: _stops(ledger, told, lang) for lang in _BOTH}
    over = {lang: base.say(times.low, times.high, "multiple", lang, "about") for lang in _BOTH}
    change, moved = _change(times, last - first)
    labels = {lang: titles.title(facts[0], ledger, lang) for lang in _BOTH}
    return base.metric(
        _words("path", facts, labels, "last ÷ first", "末值÷首值"),
        inputs=tuple(dict.fromkeys(i for s in told for i in s.inputs)),
        result=times,
        figures=(*change, *(a for s in told for a in s.figures)),
        as_of=facts[-1].as_of,
        says=f"{_whose(ledger, facts[0], 'en')}{labels['en']}: {stops['en']}; {over['en']} from "
        f"first to last{moved['en']}.",
        says_zh=f"{_whose(ledger, facts[0], 'zh')}{labels['zh']}：{stops['zh']}；末值约为首值的"
        f"{over['zh'].removeprefix('约')}{moved['zh']}。",
    )


def _change(times: Figure, by: Figure) -> tuple[tuple[Amount, ...], dict[Language, str]]:
    """The rise or fall in percent and in its unit, with its words; none of a range and of what
    stayed the same.
    """
    percent = (times.low - 1) * 100
    if times.low != times.high or percent == 0:
        return (), {"en": "", "zh": ""}
    if by.unit == "percent":
        return _points(by)
    size = {lang: base.say(abs(percent), abs(percent), "percent", lang) for lang in _BOTH}
    sum_ = {lang: base.say(abs(by.low), abs(by.low), by.unit, lang) for lang in _BOTH}
    en, zh = ("up", "升") if percent > 0 else ("down", "降")
    said: dict[Language, str] = {
        "en": f", {en} {size['en']} (by {sum_['en']})",
        "zh": f"，{zh}{size['zh']}（{'增加' if percent > 0 else '减少'}{sum_['zh']}）",
    }
    made = base.output(abs(by.low), abs(by.low), by.unit)
    return (base.output(abs(percent), abs(percent), "percent"), made), said


def _points(by: Figure) -> tuple[tuple[Amount, ...], dict[Language, str]]:
    """Of a rate its points: no percent of a percentage."""
    size = {x: f"{base.nice(abs(by.low)):f}" for x in _BOTH}
    en, zh = ("up", "上升") if by.low > 0 else ("down", "下降")
    said: dict[Language, str] = {
        "en": f", {en} {size['en']} percentage points", "zh": f"，{zh}{size['zh']}个百分点",
    }  # fmt: skip
    return (base.output(abs(by.low), abs(by.low), "percent"),), said


def _months(ledger: Ledger, a: Fact, b: Fact) -> Metric | None:
    if min(len(f.as_of or "") for f in (a, b)) < len("2026-01") or (a.as_of or "") >= (
        b.as_of or ""
    ):
        return None
    count = months(a, b)
    made = Figure(low=count, high=count, unit="months")
    exact = all(len(f.as_of or "") == len("2026-01-01") for f in (a, b))
    inputs = tuple(base.taken(named(f, ledger, "en"), f) for f in (a, b) if base.usable(f))
    bound: Bound = "exact" if exact else "about"
    return _metric(ledger, (a, b), "months", _Result(figure=made, bound=bound, inputs=inputs))


def _result(a: Figure, b: Figure, operation: Operation) -> Figure:
    match operation:
        case "share":
            return (a / b).percent()
        case "difference":
            return a - b
        case "sum":
            return a + b
        case _:
            return (a / b).named("multiple")


def _bound(operation: Operation, a: Fact, b: Fact, *, converted: bool) -> Bound:
    if operation == "sum":
        leans = base.leaning([a.bound, b.bound])
    else:
        leans = base.leaning([a.bound], [b.bound])
    rough = converted or operation in ("ratio", "share")
    return "about" if leans == "exact" and rough else leans


def _metric(
    ledger: Ledger, facts: tuple[Fact, Fact], operation: Operation, result: _Result
) -> Metric:
    a, b = facts
    sign = _SIGN[operation]
    formula = {lang: f"{named(a, ledger, lang)} {sign} {named(b, ledger, lang)}" for lang in _BOTH}
    said = {lang: _sentence(ledger, facts, sign, result, lang) for lang in _BOTH}
    apart = operation != "months" and a.attribute != b.attribute and a.as_of != b.as_of
    return base.metric(
        _words(operation, facts, formula, formula["en"], formula["zh"]),
        inputs=result.inputs,
        result=result.figure,
        figures=result.figures,
        as_of=max(f.as_of or "" for f in facts) or None,
        says=base.sentence(said["en"]),
        says_zh=said["zh"],
        caveat="The two figures are of different days." if apart else "",
        caveat_zh="两个数字不是同一日的。" if apart else "",
    )


def _sentence(
    ledger: Ledger, facts: tuple[Fact, Fact], sign: str, result: _Result, language: Language
) -> str:
    """Such as "round $3.5 billion (…) ÷ cash $1.4 billion (…): about 2.5×."."""
    a, b = facts
    made = result.figure
    over = base.say(made.low, made.high, made.unit, language, result.bound)
    plain = tuple(base.said(f, language) if base.usable(f) else "" for f in facts)
    told = result.said.get(language, plain)
    first, second = (term(f, ledger, language, t) for f, t in zip(facts, told, strict=True))
    return (
        f"{first}{sign}{second}：{over}。"
        if language == "zh"
        else f"{first} {sign} {second}: {over}."
    )


def _words(
    operation: str,
    facts: Sequence[Fact],
    named: dict[Language, str],
    formula: str,
    formula_zh: str,
) -> Wording:
    label: dict[Language, str] = {"en": "Over time", "zh": "历次"}
    for key, said in _NAMED.items():
        label = said if key == operation else label
    return Wording(
        id=f"{operation}-of-{'-and-'.join(f.id for f in (facts[0], facts[-1]))}",
        name=f"{label['en']}: {named['en']}",
        name_zh=f"{label['zh']}：{named['zh']}",
        topic=facts[0].topic,
        attributes=tuple(dict.fromkeys(f.attribute for f in facts)),
        formula=formula,
        formula_zh=formula_zh,
        would_change="a later or better source for either figure",
        would_change_zh="任一数字有更新或更可靠的来源",
    )


def term(fact: Fact, ledger: Ledger, language: Language, figure: str) -> str:
    """Such as "post-money valuation $1.8 billion (Series D, 9 June 2026)"."""
    label = titles.title(fact, ledger, language)
    label = label if language == "zh" else label.lower()
    setting = _setting(ledger, fact, language)
    if language == "zh":
        return f"{_whose(ledger, fact, 'zh')}{label}{figure}（{setting}）"
    said = f"{_whose(ledger, fact, 'en')}{label} {figure} ({setting})"
    return said.replace("  ", " ").strip()


def _stops(ledger: Ledger, told: Sequence[Stated], language: Language) -> str:
    said = [(s.zh if language == "zh" else s.en, _setting(ledger, s.fact, language)) for s in told]
    if language == "zh":
        return " → ".join(f"{figure}（{setting}）" for figure, setting in said)
    return " → ".join(f"{figure} ({setting})" for figure, setting in said)


def _setting(ledger: Ledger, fact: Fact, language: Language) -> str:
    if titles.is_subject(fact, language):
        subject = ""
    else:
        subject = subjects.said(fact, ledger, language)
        name = (fact.subject or "").split(",")[0]  # "Langur-3, purchase price"
        if not subject and fact.attribute == "statement" and subjects.is_name(name):
            subject = name
    day = "" if periods.find(subject) else periods.say(fact.as_of, language)
    return ("，" if language == "zh" else ", ").join(part for part in (subject, day) if part)


def _whose(ledger: Ledger, fact: Fact, language: Language) -> str:
    """The name of anyone but the company under examination."""
    entity = ledger.entity_of.get(fact.entity)
    if entity is None or entity.is_subject:
        return ""
    return entity.called(language) if language == "zh" else f"{entity.name}, "


def named(fact: Fact, ledger: Ledger, language: Language) -> str:
    subject = "" if titles.is_subject(fact, language) else subjects.said(fact, ledger, language)
    label = titles.title(fact, ledger, language)
    if not subject:
        return label
    return f"{label}（{subject}）" if language == "zh" else f"{label} ({subject})"


def _is_money(*facts: Fact) -> bool:
    return all(len(f.unit or "") == 3 and (f.unit or "").isupper() for f in facts)
