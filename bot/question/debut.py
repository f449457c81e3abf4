"""The day that a listed party came to market, as the time meant: "at its listing", 上市首日.

In: a question, the parties that it names, the ledger. Out: the days around the listing, with the
span they were told in; none where no listing of the party is on record. A listing still to come is
no time.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from knowledge import Ledger, Period, first_day, last_day

_DEBUT = r"(?:(?:market |stock[- ]market |trading )?debut|listing|ipo|float|flotation)"
_SAID = re.compile(
    rf"\b(?:at|on|after|upon) (?:its|their|the|his|her) {_DEBUT}\b(?! (?:price|size|date))"
    r"|\bwhen (?:it|they|the company) (?:first )?"
    r"(?:listed|floated|debuted|went public|came to market)\b"
    r"|\b(?:on|at) (?:its|their|the) first (?:trading day|day(?: of trading)?|close)\b"
    r"|(?:刚刚?|首次)?上市(?:首日|当[天日]|第一天|的?时候?|之?初)(?!间)|刚上市",
    re.IGNORECASE,
)
_WEEK = timedelta(days=6)
_PROCEEDS = "ipo_proceeds"


def find(question: str, parties: Sequence[str], ledger: Ledger) -> list[Period]:
    """The first week of trading of all that are named, taken together."""
    told = _SAID.search(question)
    subject = (ledger.subject.id,) if ledger.subject else ()
    held = [f for p in (parties or subject) if told for f in ledger.of(p, _PROCEEDS) if f.as_of]
    if told is None or not held:
        return []
    days = [f.as_of or "" for f in held]
    start = date.fromisoformat(min(map(first_day, days)))
    end = date.fromisoformat(max(map(last_day, days))) + _WEEK
    return [Period(text=told.group(), begin=told.start(), stop=told.end(), start=start, end=end)]
