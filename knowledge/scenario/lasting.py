"""How long the cash lasts, in words: the years, the formula with its numbers, and when it ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from knowledge import periods
from knowledge.metrics.base import output
from knowledge.records import Amount, Language
from knowledge.scenario import wording
from knowledge.scenario.card import LANGUAGES, Finding
from knowledge.scenario.cash import Outcome, run
from knowledge.scenario.inputs import Arrival, Change, End, Inputs
from knowledge.scenario.months import day_of

_SHORT = 2  # years


def finding(
    inputs: Inputs,
    outcomes: Sequence[Outcome],
    asked: Change,
    recorded: Sequence[Outcome] = (),
) -> Finding:
    """`outcomes` shortest first: one, or the two ends of the ranges; `recorded` those without the
    change, to set it against.
    """
    told = _Lasting(inputs, outcomes[0], outcomes[-1], asked.end)
    other = _other_end(inputs, asked.end)
    ends = (told.low or told.reach, told.high or told.reach)
    pairs = (ends, (ends[0], ends[0]), (ends[1], ends[1]))
    figures = [output(a, b, "years") for a, b in pairs]
    if told.is_short:
        figures += [output(12 * a, 12 * b, "months") for a, b in pairs]
    if asked.target_years:
        figures.append(output(asked.target_years, asked.target_years, "years"))
    figures += _ends(recorded)
    if other is not None:
        figures.append(Amount(low=other, high=other, unit="years"))
    return Finding(
        says={language: told.sentence(language) for language in LANGUAGES},
        low=told.low or told.reach,
        high=told.high,
        unit="years",
        figures=tuple(figures),
        beside={
            language: (
                _beside(inputs, asked.end, other, language)
                + _against(told, asked.target_years, language)
                + _unchanged(recorded, language)
            ).strip()
            for language in LANGUAGES
        },
    )


def _ends(recorded: Sequence[Outcome]) -> list[Amount]:
    years = [o.years for o in recorded if o.years is not None]
    pairs = ((years[0], years[-1]), *((y, y) for y in years)) if years else ()
    return [output(low, high, "years") for low, high in pairs]


def _unchanged(recorded: Sequence[Outcome], language: Language) -> str:
    """How long it lasts as the sources have it; nothing where it outlasts the model."""
    years = [o.years for o in recorded]
    if not years or years[0] is None or years[-1] is None:
        return ""
    told = wording.years(years[0], years[-1], language)
    return (
        f"不作改变则约{told}。" if language == "zh" else f"Without the change it is about {told}. "
    )


@dataclass(frozen=True, slots=True)
class _Lasting:
    inputs: Inputs
    first: Outcome
    last: Outcome
    end: End | None

    @property
    def low(self) -> Decimal | None:
        return self.first.years

    @property
    def high(self) -> Decimal | None:
        return self.last.years

    @property
    def reach(self) -> Decimal:
        return Decimal(self.inputs.horizon_months) / 12

    @property
    def is_short(self) -> bool:
        """So short that it is told in months as well."""
        return self.high is not None and self.high < _SHORT

    def sentence(self, language: Language) -> str:
        balance = periods.say(self.inputs.as_of, language)
        months = self.last.months
        came = tuple(
            a
            for a in self.inputs.raises
            if months is None or a.month < months or (a.goes_out and a.month <= months)
        )
        made = wording.formula(self.inputs, came, self.end, language)
        late = self._late(came, language)
        if language == "zh":
            return f"自{balance}的余额起{self._length('zh')}：{made}；{self._when('zh')}{late}。"
        start = f"{self._length('en')} from the balance of {balance}"
        return f"{start}: {made}; {self._when('en')}{late}."

    def _late(self, came: tuple[Arrival, ...], language: Language) -> str:
        """Said where the cash runs out before a raise, surely or at the short end of the range."""
        zh, first = language == "zh", self.first.months
        if any(not a.goes_out for a in self.inputs.raises if a not in came):
            return "，届时融资尚未到账" if zh else ", before the raise comes in"
        if first is not None and any(first < a.month for a in came if not a.goes_out):
            return "，最早时融资尚未到账" if zh else ", at the earliest before the raise comes in"
        return ""

    def _length(self, language: Language) -> str:
        if self.low is None or self.high is None:
            least = wording.years(self.low or self.reach, self.low or self.reach, language)
            return f"More than {least}" if language == "en" else f"超过{least}"
        told = wording.years(self.low, self.high, language)
        if self.is_short:
            months = wording.months(12 * self.low, 12 * self.high, language)
            told += f"（{months}）" if language == "zh" else f" ({months})"
        return f"About {told}" if language == "en" else f"约{told}"

    def _when(self, language: Language) -> str:
        first, last, zh = self.first.runs_out, self.last.runs_out, language == "zh"
        reach = wording.years(self.reach, self.reach, language)
        if self.inputs.floor and first is not None and last is not None:
            least = wording.sized(self.inputs.floor, self.end, language)
            day = wording.between(first, last, language)
            return f"将于{day}降至{least}" if zh else f"it would fall to {least} {day}"
        if first is None:
            return f"{reach}内不会用完" if zh else f"it would not run out within {reach}"
        if last is None:
            day = wording.between(first, first, language)
            if zh:
                return f"最早将于{day}用完，也可能{reach}内不会用完"
            return f"it would run out {day} at the earliest, or not within {reach}"
        day = wording.between(first, last, language)
        return f"将于{day}用完" if zh else f"it would run out {day}"


def _other_end(inputs: Inputs, end: End | None) -> Decimal | None:
    """Years at the end of the ranges that was not asked for, to two digits."""
    if end not in ("low", "high") or not inputs.ranged:
        return None
    years = run(inputs, _opposite(end)).years
    return Decimal(f"{years:.2g}") if years is not None else None


def _beside(inputs: Inputs, end: End | None, other: Decimal | None, language: Language) -> str:
    if other is None or end is None:
        return ""
    told, opposite, zh = wording.years(other, other, language), _opposite(end), language == "zh"
    if inputs.run_cost and inputs.ranged == (inputs.run_cost,):
        cost = wording.sized(inputs.run_cost, opposite, language)
        return f"若单次训练{cost}，约为{told}。" if zh else f"At {cost} a run it is about {told}. "
    if zh:
        return f"各项成本取{'下限' if opposite == 'low' else '上限'}则约为{told}。"
    return f"At the {opposite} end of each cost range it is about {told}. "


def _against(told: _Lasting, target: Decimal | None, language: Language) -> str:
    """Whether it is as long as the question asked about: so many years, or up to a day."""
    if target is None:
        return ""
    zh, by_day = language == "zh", (target * 2) % 1 != 0
    years = wording.years(target, target, language)
    if by_day:
        day = day_of(told.inputs.start, target * 12) + timedelta(days=1)
        years = periods.say(day.isoformat(), language)
    if told.low is None or told.low >= target:
        en, said = f"That reaches {_the(years, by_day)}. ", f"达到所问的{years}。"
    elif told.high is not None and told.high < target:
        en, said = f"That is short of {_the(years, by_day)}. ", f"不到所问的{years}。"
    else:
        verb = "lies" if by_day else "lie"
        the = _the(years, by_day)
        en, said = f"{the[0].upper()}{the[1:]} {verb} in that range. ", f"所问的{years}在此区间内。"
    return said if zh else en


def _the(asked: str, by_day: bool) -> str:
    return asked if by_day else f"the {asked} asked about"


def _opposite(end: End) -> End:
    return "low" if end == "high" else "high"
