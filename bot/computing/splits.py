"""A question → the ways it may be read as a sum over recorded figures, the surest first.

"The claim in pounds, more or less than the cash?" → a difference of "the claim in pounds" and "the
cash"; 每艘船有多少名乘客 → passengers for each vessel. The ways of saying so are in `sums.yaml`.
In: the text, its language. Out: readings, every word of the question in one of their parts but for
those that only tell what to do. Knows no record: most readings name nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from bot.question.rounds import in_full
from knowledge import Language

Kind = Literal["sum", "difference", "ratio", "share", "each", "average", "lasting"]
KINDS: tuple[Kind, ...] = ("average", "lasting", "share", "each", "ratio", "difference", "sum")
_MOST = 5  # figures of one sum
# what asks for something else than a figure
_ASKS = re.compile(
    r"\b(?:which|who|whom|whose|why|when|where)\b|\bwhat(?: base| else| for)?\W*$"
    r"|\bwhat (?:is|are|was|were|do|does|did)\b"
    r"|哪|谁|为何|何时|为什么",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")  # "(mind the fx)"
_EDGE = " \t\n,;:.?!-–—=，。；：？！、"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """`parts` in the order of the formula; `every` so many months an average is for; `counts`: the
    first part is told in a number ("how many robots per …"); `money`: each in a sum of money.
    """

    kind: Kind
    parts: tuple[str, ...]
    every: int = 12
    counts: bool = False
    money: bool = False


def readings(question: str, language: Language) -> Iterator[Reading]:
    plain = _ASIDE.sub("", question).strip(_EDGE)
    for kind in KINDS:
        text = in_full(plain) if kind == "sum" else plain
        for way in _ways()[kind][language]:
            if not (needs := way.get("needs")) or re.search(needs, text, re.IGNORECASE):
                yield from _read(kind, way, text, language)


def words(name: str) -> frozenset[str]:
    """Of `cash` what stands for it, of `about` what does not say which figure is meant."""
    return frozenset(word for said in _all()[name].values() for word in said)


def _read(kind: Kind, way: dict[str, Any], text: str, language: Language) -> Iterator[Reading]:
    left, lead = _within(text, way.get("start"), way.get("end"), language)
    if not left:
        return
    every = int(way.get("every", 12))
    kinds = {"counts": bool(way.get("counts")), "money": bool(way.get("money"))}
    if way.get("only"):
        parts: list[tuple[str, ...]] = [(left,)]
    elif way.get("list"):
        parts = [_listed(left, language)]
    else:
        parts = list(_halves(left, way["mid"], swap=bool(way.get("swap"))))
    for each in parts:
        told = tuple(p for p in (p.strip(_EDGE) for p in each) if p)
        told = (lead + told[0], *told[1:]) if told else ()
        whole = len(told) == len(each) and (way.get("only") or told[1:])
        if whole and len(told) <= _MOST and not any(map(_ASKS.search, told)):
            yield Reading(kind=kind, parts=told, every=every, **kinds)


def _within(text: str, start: str | None, end: str | None, language: Language) -> tuple[str, str]:
    """What stands between the words that open and close it, empty where they do not; and what goes
    before it: 2030年每个客户的收入 asks for the revenue of 2030.
    """
    opening = re.match(start or _edges("open")[language], text, re.IGNORECASE)
    if start and not opening:
        return "", ""
    lead = opening.groupdict().get("lead") or "" if opening else ""
    text = text[opening.end() if opening else 0 :].strip(_EDGE)
    last = _edges("close")[language]
    closing = re.search(f"(?:{end}){last}$" if end else f"{last}$", text, re.IGNORECASE)
    return (text[: closing.start()].strip(_EDGE), lead) if closing else ("", "")


def _halves(text: str, mid: str, *, swap: bool) -> Iterator[tuple[str, ...]]:
    for m in re.finditer(mid, text, re.IGNORECASE):
        first, second = text[: m.start()], text[m.end() :]
        yield (second, first) if swap else (first, second)


def _listed(text: str, language: Language) -> tuple[str, ...]:
    text = re.sub(r"^\s*(?:both|all of|of)\b", "", text)
    return tuple(p for p in re.split(_edges("joints")[language], text) if p.strip(_EDGE))


def _edges(name: str) -> dict[str, str]:
    found: dict[str, str] = _all()[name]
    return found


def _ways() -> dict[str, dict[str, list[dict[str, Any]]]]:
    return _all()


@cache
def _all() -> dict[str, Any]:
    path = Path(__file__).with_name("sums.yaml")
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded
