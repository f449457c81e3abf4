"""The sliders of the what-if tab as HTML: levers and what was moved in, a string out.

What was moved travels as the body of `supposed.py` and no other way; `whatif.js` reads it off the
sliders. Knows no projection.
"""

from datetime import date
from decimal import Decimal

from bot.surfaces.cards import badge
from bot.surfaces.markup import esc
from bot.surfaces.supposed import Range, Supposed
from bot.surfaces.words import Words
from bot.whatif.levers import Lever, Levers
from knowledge.scenario import months

Ends = tuple[Decimal, Decimal]
_NOTHING: Ends = (Decimal(0), Decimal(0))


def form(levers: Levers, asked: Supposed, words: Words) -> str:
    """The sliders as `asked` has them; "" where there is nothing to move."""
    if levers.problem:
        return ""
    moved = _Form(levers, asked, words)
    return (
        f'<div class="levers" data-levers data-last="{_last_day(levers)}">'
        f"{moved.cash()}{moved.spending()}{moved.revenue()}{moved.raises()}{moved.reach()}"
        f'<button type="button" class="chip" data-reset>{esc(words["lever_reset"])}</button></div>'
    )


def _last_day(levers: Levers) -> str:
    return f"{levers.first_day.year + 49}-12-31" if levers.first_day else ""


class _Form:
    """One fieldset each."""

    def __init__(self, levers: Levers, asked: Supposed, words: Words) -> None:
        self.levers, self.asked, self.words = levers, asked, words

    def cash(self) -> str:
        return self._group("group_cash", self._lever("opening", self.asked.opening))

    def spending(self) -> str:
        asked, by_items = self.asked, self.asked.runs is not None
        choice = self._choice("burn", not by_items) + self._choice("items", by_items)
        items = "".join(
            self._lever(name, getattr(asked, name))
            for name in ("runs", "run_cost", "electricity", "people")
        )
        return self._group(
            "group_spending",
            f'<div class="choice">{choice}</div>'
            + _part("burn", self._lever("burn", asked.burn), shown=not by_items)
            + _part("items", items, shown=by_items),
        )

    def revenue(self) -> str:
        asked = self.asked
        counted = asked.revenue is not None or asked.growth is not None
        sliders = self._lever("revenue", asked.revenue) + self._lever("growth", asked.growth)
        return self._group(
            "group_revenue",
            self._switch("revenue", counted) + _part("revenue", sliders, shown=counted),
        )

    def raises(self) -> str:
        coming = self.asked.raises[0] if self.asked.raises else None
        amount = coming.amount if coming else None
        day = self._raise_day() if coming is None else coming.day
        rounds = "".join(f"<li>{esc(each)}</li>" for each in self.levers.rounds)
        known = self._switch("rounds", bool(self.asked.with_rounds)) + f"<ul>{rounds}</ul>"
        return self._group(
            "group_raises",
            (known if rounds else "") + self._lever("raise", amount) + self._day("raise_day", day),
        )

    def reach(self) -> str:
        months = self.asked.horizon_months
        given = Range(low=Decimal(months), high=Decimal(months)) if months else None
        return self._group(
            "group_reach",
            self._lever("horizon_months", given) + self._day("out_before", self.asked.out_before),
        )

    def _group(self, word: str, body: str) -> str:
        return f"<fieldset><legend>{esc(self.words[word])}</legend>{body}</fieldset>"

    def _choice(self, name: str, on: bool) -> str:
        return (
            f'<label><input type="radio" name="spending" value="{name}" data-choice'
            f"{' checked' if on else ''}> {esc(self.words[f'spending_{name}'])}</label>"
        )

    def _switch(self, name: str, on: bool) -> str:
        return (
            f'<label class="switch"><input type="checkbox" data-switch="{name}"'
            f"{' checked' if on else ''}> {esc(self.words[f'switch_{name}'])}</label>"
        )

    def _raise_day(self) -> date | None:
        """A year after the balance, until another day is chosen."""
        first = self.levers.first_day
        return months.day_of(first, Decimal(12)) if first else None

    def _day(self, name: str, day: date | None) -> str:
        value = day.isoformat() if day else ""
        first = self.levers.first_day.isoformat() if self.levers.first_day else ""
        return (
            f'<label class="day">{esc(self.words[f"day_{name}"])} <input type="date" '
            f'data-day="{name}" value="{value}" min="{first}" max="{_last_day(self.levers)}">'
            "</label>"
        )

    def _lever(self, name: str, asked: Range | None) -> str:
        lever, words = self.levers[name], self.words
        moved = (asked.low, asked.high) if asked and asked.unit != "multiple" else None
        ends = moved or lever.value or _NOTHING
        home = lever.value or _NOTHING
        sliders = "".join(
            _slider(lever, words[f"lever_{end}"], end, ends[i], home[i])
            for i, end in enumerate(("low", "high"))
        )
        return (
            f'<div class="lever" data-lever="{name}" data-size="{lever.size:f}" '
            f'data-before="{esc(lever.before)}" data-after="{esc(lever.after)}" '
            f'data-stated="{esc(_standing(lever, lever.value, words))}"'
            f"{' data-moved' if moved else ''}{' data-pair' if ends[0] != ends[1] else ''}"
            f"{'' if lever.value else ' data-empty'}>"
            f"<p><span>{esc(lever.label)}</span> "
            f"<output>{esc(_standing(lever, moved or lever.value, words))}</output></p>"
            f'<div class="slide">{sliders}</div>{_foot(lever, words)}</div>'
        )


def _part(name: str, body: str, *, shown: bool) -> str:
    return f'<div data-part="{name}"{"" if shown else " hidden"}>{body}</div>'


def _standing(lever: Lever, ends: Ends | None, words: Words) -> str:
    if ends is None:
        return words["lever_none" if lever.name == "raise" else "lever_unstated"]
    return lever.shown(*ends)


def _slider(lever: Lever, word: str, end: str, value: Decimal, home: Decimal) -> str:
    """In the unit that is shown, which keeps a browser's floating point small."""
    low, high, step, at, back = (
        f"{each / lever.size:f}" for each in (lever.low, lever.high, lever.step, value, home)
    )
    return (
        f'<input type="range" data-end="{end}" aria-label="{esc(lever.label)}: {esc(word)}" '
        f'min="{low}" max="{high}" step="{step}" value="{at}" data-home="{back}">'
    )


def _foot(lever: Lever, words: Words) -> str:
    if lever.name == "horizon_months":
        return ""
    tip = f"{lever.statement} — {lever.source}" if lever.sourced else ""
    sourced = badge(words["sourced"], "sourced", tip) if lever.sourced else ""
    return (
        f'<p class="lever-foot">{sourced}{badge(words["assumed"], "assumed")}'
        f'<button type="button" data-split>{esc(words["lever_range"])}</button>'
        f'<button type="button" data-back>{esc(words["lever_home"])}</button></p>'
    )
