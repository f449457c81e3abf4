"""Abbreviations of investors and hurried typists → written out: "CTO", "mkt cap", "YoY".

In: a question, and whether the sources use a word. Out: the question with its shorthand written
out in its own language, but for a short form that the sources use and whose long form they do not.
Words: `shorthand.yaml`. Knows no ledger.
"""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import yaml

from bot.question import places
from knowledge import Language, language_of

# "burn +20%?" supposes it
_MOVES = re.compile(
    r"(?<![\w-])(?P<what>burn|spend|spending|costs?|revenue)\s*(?P<sign>[+-])"
    r"\s*(?P<by>\d+(?:\.\d+)?\s?%)",
    re.IGNORECASE,
)
# "in 25 vs 24"
_TWO_YEARS = re.compile(
    r"(?P<lead>\b(?:in|for|from|between) )(?P<a>[12]\d) (?P<joint>vs\.?|versus|against|to|and|over)"
    r" (?P<b>[12]\d)(?=\s*(?:$|[?.,!;]))",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"(?<![A-Za-z])[A-H]{2,4}(?=[两三四]?轮)")  # ABC三轮
# "B post", "500 pre"
_MONEY = re.compile(
    r"(?P<of>\b(?:[A-H]|(?i:series [a-h]|round [a-h]))\+?"
    r"|\d[\d.,]*\s?(?:m|mn|mm|million|bn|billion)?)\s+(?P<when>pre|post)(?![-\w]| money)"
)
_SIGN = re.compile(
    r"(?<![A-Za-z])(?:us|hk|nt|nz|mx|[scar])\$|(?<![A-Za-z0-9])(?:q[1-4]|h[12]|fy(?=\s?['’]?\d\d))(?![A-Za-z])"
)


def written_out(question: str, is_known: Callable[[str], bool]) -> str:
    language = language_of(question)

    def long(match: re.Match[str]) -> str:
        short = match.group()
        meant = _rows()[_key(short)][language]
        needed = _needs().get(_key(short), "")
        other = needed and not is_known(needed)  # "pts" are patients where the sources have any
        return short if other or (is_known(short.lower()) and not is_known(meant)) else meant

    if language == "en":
        question = _MOVES.sub(_supposed, question)
        question = _TWO_YEARS.sub(r"\g<lead>20\g<a> \g<joint> 20\g<b>", question)
        question = places.in_capitals(question)
        question = _MONEY.sub(r"\g<of> \g<when>-money valuation", question)
    question = _LETTERS.sub(lambda m: "、".join(m[0]), question)
    signs = _SIGN.sub(lambda m: m.group().upper(), question)
    return _any().sub(long, signs)


def _supposed(match: re.Match[str]) -> str:
    return (
        f"what if {match['what']} {'rises' if match['sign'] == '+' else 'falls'} by {match['by']}"
    )


def _key(short: str) -> str:
    return " ".join(short.lower().split())


@cache
def _rows() -> dict[str, dict[Language, str]]:
    return {_key(row["short"]): {"en": row["en"], "zh": row["zh"]} for row in _told()}


@cache
def _told() -> list[dict[str, str]]:
    path = Path(__file__).with_name("shorthand.yaml")
    rows: list[dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return rows


@cache
def _needs() -> dict[str, str]:
    """Short form → the word without which it means something else."""
    return {_key(row["short"]): row["where"] for row in _told() if "where" in row}


@cache
def _any() -> re.Pattern[str]:
    found = sorted(_rows(), key=len, reverse=True)
    forms = "|".join(r"\s+".join(map(re.escape, short.split())) for short in found)
    return re.compile(rf"(?<![A-Za-z0-9&])(?:{forms})(?![A-Za-z0-9&$])", re.IGNORECASE)
