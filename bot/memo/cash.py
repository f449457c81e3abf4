"""The cash model on the inputs of the sources: what it says as verified claims, and its curve.

In: the room. Out: an `Outlook`, or None where the record has too little for a model. Assumes
nothing that the model does not.
"""

import math

from bot.answer import Claim
from bot.memo.records import Outlook, Said
from bot.memo.room import Room
from bot.whatif.projection import Projection, project
from knowledge import Metric, scenario
from knowledge.scenario import Change, ScenarioError


def outlook(room: Room) -> Outlook | None:
    try:
        told = scenario.answer(room.ledger, Change())
    except ScenarioError:
        return None
    said = [s for metric in told if (s := _stands(room, metric))]
    projection = project(room.ledger, Change(), room.language)
    if not said or projection.problem:
        return None
    return Outlook(projection=_until_gone(room, projection), said=tuple(said))


def _until_gone(room: Room, whole: Projection) -> Projection:
    """Cut half a year after the last path of the band ends: what follows is a line at zero."""
    if whole.runway is None or whole.runway.p90 is None:
        return whole
    shown = math.ceil(whole.runway.p90 * 12) + 6
    if shown >= whole.months[-1].month:
        return whole
    return project(room.ledger, Change(horizon_months=shown), room.language)


def _stands(room: Room, metric: Metric) -> Said | None:
    cited = room.of_metric(metric)
    claim = Claim(
        text=metric.said(room.language), evidence=tuple(e.id for e in cited), kind="computed"
    )
    return room.stands(claim, cited, [metric])
