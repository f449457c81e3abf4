"""Countries by any of their names: "US", "American", 美国.

In: a question or a name. Out: where it names a country, and every form the country has in a text.
Words: `places.yaml`. Knows no ledger.
"""

import re
from functools import cache
from pathlib import Path

import yaml

from knowledge import is_cjk

_END = r"(?![\w-]|\$| dollars?\b| cents?\b)"  # "US$30m" is money, "US-made" is read by its parts
# "sales in the us" is no "tell us"
_SMALL = re.compile(
    r"(?<=\bin the )us(?![\w-])|(?<=\bfrom the )us(?![\w-])|^us(?= (?:revenue|sales))"
    r"|(?<=\bthe )uk(?![\w-])"
)


def in_capitals(question: str) -> str:
    """Small letters that stand for a country as capitals: "sales in the us"."""
    return _SMALL.sub(lambda m: m[0].upper(), question)


def found(question: str) -> list[re.Match[str]]:
    """Where countries are named, by whatever form."""
    return list(_pattern(tuple(_rows())).finditer(question))


def names(text: str, country: str) -> bool:
    """Whether the text names the country; "us" is none."""
    return bool(_pattern(forms(country)).search(text))


def forms(name: str) -> tuple[str, ...]:
    """All names of the country; none of what is no country."""
    return _rows().get(name, ())


@cache
def _rows() -> dict[str, tuple[str, ...]]:
    path = Path(__file__).with_name("places.yaml")
    rows = [tuple(row) for row in yaml.safe_load(path.read_text(encoding="utf-8"))]
    return {form: row for row in rows for form in row}


@cache
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    held = sorted(forms, key=len, reverse=True)
    latin = "|".join(re.escape(f) for f in held if not is_cjk(f))
    return re.compile(rf"(?<![\w.-])(?:{latin}){_END}|{'|'.join(filter(is_cjk, held))}")
