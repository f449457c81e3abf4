"""A chart of the memo → its picture, for every format that shows pictures."""

from bot.memo import bars, picture, words
from bot.memo.blocks import Chart
from bot.whatif import fan
from bot.whatif.projection import Projection
from bot.whatif.shapes import Drawing


def drawing(chart: Chart) -> Drawing:
    if isinstance(chart.drawn, Projection):
        return fan.fan(chart.drawn, words.of(chart.drawn.language))[0]
    return bars.drawing(chart.drawn, chart.title)


def png(chart: Chart) -> bytes:
    return picture.png(drawing(chart))
