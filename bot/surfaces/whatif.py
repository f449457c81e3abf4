"""What follows from a scenario, as HTML and CSV: headline, chart, sentences, and what it rests on.

A projection in, escaped strings out. Knows no sliders, no Gradio, and no figure but those given.
"""

from decimal import Decimal

from bot.surfaces.cards import badge
from bot.surfaces.fan import fan
from bot.surfaces.markup import esc
from bot.surfaces.words import Words
from bot.whatif.fan import percent
from bot.whatif.premises import Used
from bot.whatif.projection import Projection
from knowledge import periods


def result(shown: Projection, words: Words) -> str:
    """Sentences, the two headline figures, the chart and the two kinds of file to save."""
    if shown.problem:
        return f'<p class="notice" role="alert">{esc(shown.problem)}</p>'
    said = "".join(f"<p>{esc(each.text)}</p>" for each in shown.said)
    caveats = dict.fromkeys(each.caveat for each in shown.said)
    limits = "".join(f'<p class="caveat">{esc(each)}</p>' for each in caveats)
    buttons = "".join(
        f'<button type="button" class="chip" data-save="{kind}">{esc(words[f"save_{kind}"])}'
        "</button>"
        for kind in ("svg", "png", "csv")
    )
    return (
        f'<section class="outcome" data-csv="{esc(csv(shown))}">{_headline(shown, words)}'
        f'<figure class="chart">{fan(shown, words)}</figure>'
        f'<div class="chips">{buttons}</div><div class="says" role="status">{said}</div>'
        f"{limits}</section>"
    )


def _headline(shown: Projection, words: Words) -> str:
    figures = []
    if shown.runway:
        ends = (shown.runway.p10, shown.runway.p50, shown.runway.p90)
        reach = Decimal(shown.reach_months) / 12
        said = " · ".join(f"{y:.3g}" if y is not None else f"> {reach:.3g}" for y in ends)
        figures.append((words["headline_years"], said))
    if shown.chance:
        day = periods.say(shown.chance.before.isoformat(), shown.language)
        figures.append((words["headline_chance"].format(day=day), percent(shown.chance.share)))
    return (
        '<dl class="headline">'
        + "".join(f"<div><dt>{esc(a)}</dt><dd>{esc(b)}</dd></div>" for a, b in figures)
        + "</dl>"
    )


def premises(shown: Projection, words: Words) -> str:
    """The table of inputs, each sourced with its statement, or assumed."""
    if not shown.inputs:
        return ""
    heads = "".join(f"<th>{esc(words[w])}</th>" for w in ("input", "figure", "rests_on"))
    rows = "".join(_row(each, words) for each in shown.inputs)
    return (
        f'<div class="scroll"><table class="premises"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(each: Used, words: Words) -> str:
    kind = "sourced" if each.sourced else "assumed"
    note = f'<p class="meta">{esc(each.note)}</p>' if each.note else ""
    cited = "".join(
        f"<p>{esc(c.statement)}</p><p><cite>{esc(c.source)}</cite></p>" for c in each.cited
    )
    return (
        f"<tr><td>{esc(each.name)}</td><td><var>{esc(each.display)}</var>{note}</td>"
        f"<td>{badge(words[kind], kind)}{cited}</td></tr>"
    )


def csv(shown: Projection) -> str:
    """The chart's numbers, one row a month, in base units of the currency; the same in both
    languages, for programs.
    """
    heads = ",".join(f"{name}_{shown.currency}" for name in ("p10", "p50", "p90", "middle"))
    rows = [
        f"{m.month},{m.day},{m.p10:.2f},{m.p50:.2f},{m.p90:.2f},{m.middle:.2f}"
        for m in shown.months
    ]
    return "\n".join([f"month,day,{heads}", *rows, ""])
