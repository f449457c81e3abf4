"""Which inputs are sourced, which assumed, what is left out, and what weakens the figure; in words.

The lists that close a scenario's sentence, in both languages from the same inputs.
"""

from datetime import date

from knowledge import periods
from knowledge.ledger import Ledger, first_day
from knowledge.records import Language
from knowledge.scenario import wording
from knowledge.scenario.inputs import Arrival, Change, End, Input, Inputs, Level

_OLD_DAYS = 180  # as the dossier's fx.yaml asks for
_ENDS: dict[End, tuple[str, str]] = {
    "low": ("the low end of each cost range", "各项成本取下限"),
    "mid": ("the middle of each range", "各项取区间中值"),
    "high": ("the high end of each cost range", "各项成本取上限"),
}
# input → its name as sourced, its name before an assumed amount
_NAMES = {
    "cash": (("cash", "现金"), ("cash of ", "现金")),
    "least cash": (
        ("the least cash that must be left", "须保有的最低现金"),
        ("a least cash of ", "最低现金"),
    ),
    "burn until then": (
        ("burn until then", "此前的年消耗"),
        ("a burn until then of ", "此前每年消耗"),
    ),
    "share of revenue": (
        ("the share of revenue", "收入占比"),
        ("a share of revenue of ", "收入占比"),
    ),
    "revenue of a year": (
        ("the revenue of the last full year", "上一完整年度的收入"),
        ("yearly revenue of ", "年收入"),
    ),
    "run-rate revenue": (
        ("the run rate of revenue", "年化收入"),
        ("a run rate of revenue of ", "年化收入"),
    ),
    "cost of one run": (("cost of one run", "单次训练成本"), ("a run at ", "单次训练成本")),
    "electricity per year": (("electricity", "电费"), ("electricity of ", "每年电费")),
    "people and other spending per year": (
        ("people and other spending", "人员及其他支出"),
        ("people and other spending of ", "每年人员及其他支出"),
    ),
    "burn per year": (("burn", "年消耗"), ("a burn of ", "每年消耗")),
    "revenue per month": (
        ("revenue, taken as collected from the balance on", "收入（视为自余额日起收到）"),
        ("monthly revenue of ", "每月收入"),
    ),
}


def told(inputs: Inputs, asked: Change, language: Language) -> str:
    """Such as "Sourced: cash; assumed: 3 training runs a year; left out: revenue."."""
    zh = language == "zh"
    lists = (
        ("有出处" if zh else "Sourced", _sourced(inputs, language)),
        ("假设" if zh else "assumed", _assumed(inputs, asked, language)),
        ("未计入" if zh else "left out", _left_out(inputs, asked, language)),
    )
    if zh:
        return "；".join(f"{head}：{'、'.join(items)}" for head, items in lists if items) + "。"
    return "; ".join(f"{head}: {', '.join(items)}" for head, items in lists if items) + "."


def cautions(ledger: Ledger, inputs: Inputs, asked: Change, language: Language) -> list[str]:
    """Bounds among the inputs, and the pieces of the question that were not read."""
    zh = language == "zh"
    facts = [ledger.by_id[i.fact_id] for i in inputs.used if i.fact_id in ledger.by_id]
    made = []
    if any(f.bound in ("at_least", "at_most") for f in facts):
        made.append(
            "部分输入为界限值，结果仅作示意，并非界限。"
            if zh
            else "Some inputs are bounds, so the result is an illustration and no bound itself."
        )
    if inputs.burn and inputs.revenue:
        made.append(
            "消耗是扣除收入之前还是之后的数，并无记载；此处按扣除之前计，若为之后，则收入被重复计算。"
            if zh
            else "Whether the burn is before or after revenue is not recorded; it is taken as "
            "before, and if it is after, revenue counts twice."
        )
    if inputs.share:
        made.append(
            "按该部分收入全额影响现金、成本与销量均不变计算。"
            if zh
            else "The whole of that revenue is taken to be cash, with costs and volumes unchanged."
        )
    if any(_is_old(a) for a in inputs.raises):
        made.append(
            "汇率比融资日期早半年以上。"
            if zh
            else "The exchange rate is more than half a year older than the raise."
        )
    if asked.unread:
        pieces = ("”、“" if zh else "”, “").join(asked.unread)
        made.append(
            f"问题中未能读懂：“{pieces}”。" if zh else f"Not read in the question: “{pieces}”."
        )
    return made


def _is_old(each: Arrival) -> bool:
    if each.day is None or each.amount.rate is None:
        return False
    return (each.day - date.fromisoformat(first_day(each.amount.rate.date))).days > _OLD_DAYS


def _counted(inputs: Inputs) -> list[Input]:
    """The named inputs that count: electricity also where only its change does."""
    by_items = (inputs.run_cost, inputs.electricity) if inputs.burn is None else ()
    by_burn = (
        inputs.burn, inputs.electricity if inputs.extra_electricity else None,
        inputs.run_cost if inputs.burn and inputs.runs else None,
    )  # fmt: skip
    before = inputs.burn_before if inputs.burn_month > 0 else None
    each = (
        inputs.cash, inputs.floor, before, *by_items, *by_burn, inputs.people, inputs.revenue,
        inputs.share, inputs.earned if inputs.share else None,
    )  # fmt: skip
    return [i for i in each if i is not None]


def _sourced(inputs: Inputs, language: Language) -> list[str]:
    zh = language == "zh"
    made = []
    for each in _counted(inputs):
        if each.fact_id and each is inputs.burn and inputs.stated_years:
            stated = wording.years(inputs.stated_years.low, inputs.stated_years.high, language)
            made.append(
                f"公开估计的{stated}所对应的年消耗"
                if zh
                else f"the burn implied by the published {stated}"
            )
        elif each.fact_id:
            converted = _amount(each, language) if each.rate else ""
            brackets = f"（{converted}）" if zh else f" ({converted})"
            made.append(_NAMES[each.name][0][zh] + (brackets if converted else ""))
    return [*made, *(_raise(a, language) for a in inputs.raises if a.amount.fact_id)]


def _assumed(inputs: Inputs, asked: Change, language: Language) -> list[str]:
    zh = language == "zh"
    made = [_ENDS[asked.end][zh]] if asked.end else []
    if inputs.runs and asked.vary != "runs":
        count = wording.sized(inputs.runs, None, language)
        more, more_zh = ("more ", "多") if inputs.burn else ("", "")
        runs = "training run" if count == "1" else "training runs"
        made.append(f"每年{more_zh}训练{count}次" if zh else f"{count} {more}{runs} a year")
    for each in _counted(inputs):
        if each.times:
            factor = wording.number(each.times.low, each.times.high)
            name = _NAMES[each.name][0][zh]
            made.append(f"{name}为所载的{factor}倍" if zh else f"{name} {factor}× as recorded")
        elif each.more:
            made.append(_shifted(each, each.more, language))
        elif each is inputs.share and not each.fact_id:
            made.append(_part(each, language))
        elif not each.fact_id:
            made.append(_NAMES[each.name][1][zh] + _amount(each, language))
    made += [_raise(a, language) for a in inputs.raises if not a.amount.fact_id]
    return [*made, "支出均匀" if zh else "even spending"]


def _part(share: Input, language: Language) -> str:
    """Such as "revenue 10% higher"; of what is lost, lower."""
    told, lower = wording.number(*sorted((abs(share.low), abs(share.high)))), share.high > 0
    if language == "zh":
        return f"收入{'减少' if lower else '增加'}{told}%"
    return f"revenue {told}% {'lower' if lower else 'higher'}"


def _shifted(each: Input, more: Level, language: Language) -> str:
    """Such as "burn INR 0.9 billion above what is recorded"."""
    zh, name = language == "zh", _NAMES[each.name][0][language == "zh"]
    ends = sorted((abs(more.low), abs(more.high)))
    told = wording.money(ends[0], ends[1], more.unit or each.unit, language)
    if zh:
        return f"{name}比所载{'多' if more.low > 0 else '少'}{told}"
    return f"{name} {told} {'above' if more.low > 0 else 'below'} what is recorded"


def _left_out(inputs: Inputs, asked: Change, language: Language) -> list[str]:
    zh = language == "zh"
    made = []
    if inputs.revenue is None and asked.vary != "revenue":
        made.append("收入" if zh else "revenue")
    if inputs.people is None and inputs.burn is None and asked.vary != "burn":
        made.append("人员及其他支出" if zh else "people and other spending")
    if inputs.rounds and not asked.with_rounds:
        made.append("余额日之后据报道的融资" if zh else "the rounds reported since the balance")
    return made


def _amount(each: Input, language: Language) -> str:
    """The amount as asked, and what it was converted to at which rate of which day."""
    own = (
        wording.sized(each, None, language)
        if each.unit == "percent"
        else wording.money(each.low, each.high, each.unit, language)
    )
    if each.rate is None or each.given is None:
        return own
    given = wording.money(each.given.low, each.given.high, each.given.unit, language)
    rate, day = each.rate, periods.say(each.rate.date, language)
    if language == "zh":
        return f"{given}，按{day}汇率{rate.rate} {rate.quote}/{rate.base}折合{own}"
    return f"{given}, {own} at {rate.rate} {rate.quote} per {rate.base} of {day}"


def _raise(each: Arrival, language: Language) -> str:
    zh = language == "zh"
    amount = _amount(each.size, language)
    what = (("a one-off cost", "一次性支出") if each.goes_out else ("a raise", "融资"))[zh]
    if each.day is None:
        paid, come = ("paid at once", "当即付清"), ("counted as in hand", "视为已到账")
        done = (paid if each.goes_out else come)[zh]
        return f"{what}（{amount}）{done}" if zh else f"{what} ({amount}) {done}"
    day = periods.say(each.day.isoformat(), language)
    return f"{day}{what}（{amount}）" if zh else f"{what} on {day} ({amount})"
