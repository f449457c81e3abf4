"""What stands below an answer's text, as HTML: its status and cost, what was withheld, what
disagrees, what is missing, what to ask next; all of it escaped.

An answer as a dictionary in, strings out; where there is nothing to say, "". Asks the bot nothing.
"""

from collections.abc import Mapping
from typing import Any

from bot.surfaces import downloads
from bot.surfaces.cards import badge, chip
from bot.surfaces.markup import esc, mark
from bot.surfaces.words import Words

Row = Mapping[str, Any]
STEPS = ("understand", "retrieve", "compute", "write", "verify")


def foot(answer: Row, key: str, words: Words) -> str:
    status = answer["status"]
    claims = answer["claims"]
    good = sum(claim["verdict"] in ("supported", "computed") for claim in claims)
    checked = words["checked"].format(n=good, all=len(claims)) if claims else ""
    as_of = f"{words['as_of']} {answer['as_of']}" if answer.get("as_of") else ""
    took = _took(answer.get("timings_ms") or {}, words)
    parts = "".join(f"<span>{esc(part)}</span>" for part in (checked, as_of) if part)
    return (
        f'<footer class="foot">{badge(words[status], f"status {status}", words[f"{status}_tip"])}'
        f"{parts}{took}{_spent(answer.get('usage') or {}, words)}"
        f"{downloads.audit(answer['thread_id'], words)}"
        f'<button type="button" class="sheet" data-sheet="{esc(key)}">'
        f"{esc(words['show_evidence'])} ({len(answer['citations'])})</button></footer>"
    )


def _spent(usage: Row, words: Words) -> str:
    """Which model wrote, what it read and wrote, and what that cost if its price is known."""
    if not usage.get("model"):
        return ""
    tokens = words["tokens"].format(sent=usage["input_tokens"], received=usage["output_tokens"])
    said = " · ".join((str(usage["model"]), tokens, _cost(usage, words)))
    total = usage.get("thread_cost_usd")
    tip = "" if total is None else words["thread_cost"].format(cost=f"${total:,.4f}")
    return f'<span class="took" title="{esc(tip)}">{esc(said)}</span>'


def _cost(usage: Row, words: Words) -> str:
    """Beside the money the day of the prices, and whether anybody checked them."""
    cost, day = usage.get("cost_usd"), usage.get("price_as_of")
    if cost is None:
        return words["no_price"]
    checked = usage.get("price_checked", True)
    told = words["price_of" if checked else "price_unchecked"].format(day=day) if day else ""
    return f"${cost:,.4f}{told}"


def _took(timings: Mapping[str, float], words: Words) -> str:
    if "total" not in timings:
        return ""
    by_step = " · ".join(
        f"{words[f'step_{step}']} {timings[step]:,.0f} ms" for step in STEPS if step in timings
    )
    return f'<span class="took" title="{esc(by_step)}">{timings["total"]:,.0f} ms</span>'


def aside(answer: Row) -> str:
    """Why the model that was asked did not write this."""
    said = answer.get("notice")
    return f'<p class="aside" role="note">{esc(said)}</p>' if said else ""


def withheld(answer: Row, words: Words) -> str:
    """Sentences of a model that did not pass, for who wants to see them; never in the text."""
    held = answer.get("withheld") or []
    if not held:
        return ""
    title = words["withheld_one"] if len(held) == 1 else words["withheld"].format(n=len(held))
    items = "".join(_held_back(one) for one in held)
    return (
        f'<details class="withheld"><summary>{esc(title)}</summary>'
        f'<p class="quiet">{esc(words["withheld_help"])}</p><ul>{items}</ul></details>'
    )


def _held_back(one: Row) -> str:
    reasons = "; ".join(map(str, one.get("reasons", ())))
    return f"<li><s>{esc(one['text'])}</s><p>{esc(reasons)}</p></li>"


def disagreement(answer: Row, key: str, words: Words) -> str:
    if not answer["conflicts"]:
        return ""
    body = "".join(
        f"<li><p>{esc(conflict['reading'])}</p><ul>"
        f"{''.join(_statement(said, key) for said in conflict['statements'])}</ul></li>"
        for conflict in answer["conflicts"]
    )
    return (
        f'<details class="disagree"><summary>{esc(words["disagree"])} '
        f"({len(answer['conflicts'])})</summary><ul>{body}</ul></details>"
    )


def _statement(said: Row, key: str) -> str:
    when = said.get("as_of") or said.get("published") or ""
    n = said.get("citation")
    card = mark(key, n) if isinstance(n, int) else ""
    return f"<li><time>{esc(when)}</time> {esc(said['text'])}{card}</li>"


def missing(answer: Row, words: Words) -> str:
    if not answer["missing"]:
        return ""
    items = "".join(
        f"<li>{esc(gap['what'])} "
        f"<span>{esc(words['settled_by'])} {esc(gap['document'])}</span></li>"
        for gap in answer["missing"]
    )
    return f'<div class="missing"><h4>{esc(words["missing"])}</h4><ul>{items}</ul></div>'


def followups(answer: Row, words: Words) -> str:
    if not answer["followups"]:
        return ""
    chips = "".join(chip(question) for question in answer["followups"])
    return f'<div class="chips" aria-label="{esc(words["followups"])}">{chips}</div>'
