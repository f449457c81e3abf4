"""The registry's metrics → cards with formula and cited inputs, for each whose sentence stands.

In: the room. Out: cards numbered M1, M2 …, and what of them can be drawn as bars. Computes nothing.
"""

from collections.abc import Sequence

from bot.answer import Claim, Evidence
from bot.memo import bars
from bot.memo.records import Card, InputRow
from bot.memo.room import Room
from knowledge import Amount, Metric, MetricInput, amounts


def cards(room: Room, computed: Sequence[Metric]) -> tuple[Card, ...]:
    made: list[Card] = []
    for metric in computed:
        card = _card(room, metric, len(made) + 1)
        made += [card] if card else []
    return tuple(made)


def _card(room: Room, metric: Metric, n: int) -> Card | None:
    cited = room.of_metric(metric)
    claim = Claim(
        text=metric.said(room.language), evidence=tuple(e.id for e in cited), kind="computed"
    )
    said = room.stands(claim, cited, [metric])
    if said is None:
        return None
    zh = room.language == "zh"
    home = {e.ref: e for e in cited}
    return Card(
        n=n,
        id=metric.id,
        name=metric.name_zh if zh else metric.name,
        said=said,
        formula=metric.formula_zh if zh else metric.formula,
        inputs=tuple(_row(room, i, home) for i in metric.inputs),
        bars=bars.over_time(metric, room.ledger, room.language),
        assumes=metric.assumes_zh if zh else metric.assumes,
        would_change=metric.would_change_zh if zh else metric.would_change,
    )


def _row(room: Room, given: MetricInput, home: dict[str | None, Evidence]) -> InputRow:
    shown = amounts.format(Amount(low=given.low, high=given.high, unit=given.unit), room.language)
    recorded = home.get(given.fact_id) if given.fact_id else None
    mark = room.numbering.mark_of(recorded, {}) if recorded else None
    return InputRow(name=given.name, display=shown, mark=mark)
