"""Rounds that a question names → their names as recorded: "Series A, B and C", A、B轮, A到D轮.

In: the question. Out: each name with its place. Knows no record.
"""

import re
from collections.abc import Iterator

_LETTER = r"[A-H]\+?(?![A-Za-z'’+])"
_JOINT = r"\s*(?:,\s*and|,|and|&|/|、|和|及|与|或)\s*"
_TO = r"\s*(?:to|through|until|[-–~]|到|至)\s*"
_NAMED = re.compile(
    rf"(?<![A-Za-z])(?:series|rounds?)\s+(?P<en>{_LETTER}(?:(?:{_JOINT}|{_TO})(?:series\s+)?{_LETTER})*)"
    rf"|(?<![A-Za-z])(?P<zh>{_LETTER}(?:轮?(?:{_JOINT}|{_TO}){_LETTER})*)\s*轮",
    re.IGNORECASE,
)
_EACH = re.compile(
    rf"(?P<joint>{_TO})?(?<![A-Za-z])(?P<letter>[A-H]\+?)(?![A-Za-z])", re.IGNORECASE
)

Named = tuple[int, int, str]


def find(question: str) -> list[Named]:
    return [each for match in _NAMED.finditer(question) for each in _rounds(match)]


def is_range(question: str) -> bool:
    """From one round to another: all of those between are meant where a total is asked for."""
    return any(
        m["joint"] for match in _NAMED.finditer(question) for m in _EACH.finditer(match.group())
    )


def _rounds(match: re.Match[str]) -> Iterator[Named]:
    group = "en" if match["en"] else "zh"
    told = list(_EACH.finditer(match[group].replace("轮", " ")))
    for i, each in enumerate(told):
        at = match.start(group) + each.start("letter")
        start = match.start() if i == 0 else at
        end = match.end() if each is told[-1] else at + len(each["letter"])
        yield start, end, f"Series {each['letter'].upper()}"
