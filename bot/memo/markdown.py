"""Blocks → Markdown. All text is escaped: a source can put no link, image, heading or HTML into it.

`[n]` is plain text that leads to item n of the references by its number; the only links are the
addresses of cited sources. Bars are set in letters. Knows no memo.
"""

import re
from collections.abc import Iterable

from bot.memo.bars import Bars
from bot.memo.blocks import Block, Chart, Heading, Paragraph, Reference, Run, Table, Title
from bot.weblinks import is_web

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_LINKS = re.compile(r"(?i)(https?|ftp|mailto)(:)|(www)(\.)|(\w)(@)")
_STARTS = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)]))")
_WIDTH = 36  # letters of the longest bar


def render(blocks: Iterable[Block]) -> bytes:
    parts = [text for block in blocks if (text := _block(block))]
    return ("\n\n".join(parts) + "\n").encode()


def escaped(text: str) -> str:
    """One line of text that Markdown shows as it is written."""
    line = " ".join(text.split())
    safe = _SPECIAL.sub(r"\\\1", line)
    safe = _LINKS.sub(lambda m: "\\".join(part for part in m.groups() if part), safe)
    return _STARTS.sub(lambda m: f"{m[1]}{m[3] or ''}\\{m[2] or m[4]}", safe)


def _block(block: Block) -> str:
    match block:
        case Title():
            return f"# {escaped(block.text)}\n\n{escaped(block.under)}"
        case Heading():
            return f"{'#' * (block.level + 1)} {escaped(block.text)}"
        case Paragraph():
            said = _runs(block.runs)
            return f"- {said}" if block.style == "item" else _led(said, block.style == "lead")
        case Table():
            return _table(block)
        case Reference():
            return f"[{block.n}] {_runs(block.runs)}"
        case Chart():
            return _chart(block)


def _led(said: str, leads: bool) -> str:
    return f"> {said}" if leads else said


def _runs(runs: Iterable[Run]) -> str:
    return "".join(_run(run) for run in runs).strip()


def _run(run: Run) -> str:
    if run.mark is not None:
        return f"[{run.mark}]"
    if run.url is not None:
        return f"<{run.url}>" if _is_plain(run.url) else escaped(run.url)
    before, after = run.text[:1].isspace() * " ", run.text[-1:].isspace() * " "
    text = escaped(run.text)
    if not text:
        return " " if run.text else ""
    return f"{before}**{text}**{after}" if run.bold else f"{before}{text}{after}"


def _is_plain(url: str) -> bool:
    return is_web(url) and not re.search(r"[<>]", url)


def _table(table: Table) -> str:
    head = table.head or ("",) * len(table.widths)
    lines = [_line(escaped(h) for h in head), _line("---" for _ in head)]
    lines += [_line(_runs(cell) for cell in row) for row in table.rows]
    return "\n".join(lines)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _chart(chart: Chart) -> str:
    """In letters; the cash by month needs a picture and is left to the formats that have them."""
    if not isinstance(chart.drawn, Bars):
        return ""
    per = chart.drawn.top / _WIDTH or 1
    names = [bar.name.replace("`", "'") for bar in chart.drawn.bars]
    lines = [chart.title]
    for name, bar in zip(names, chart.drawn.bars, strict=True):
        start, end = round(bar.low / per), max(round(bar.high / per), 1)
        drawn = " " * min(start, end - 1) + "█" * (end - min(start, end - 1))
        lines.append(f"  {drawn}  {name}: {bar.label}".replace("`", "'"))
    return "```text\n" + "\n".join(lines) + "\n```"
