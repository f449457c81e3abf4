"""What a statement tells beside the figure that it is recorded for → figures of their own.

"Granted a loan of S$12 million, of which S$8 million was drawn", "S$18.7 million, against S$14.4
million a year earlier": the record holds one figure, the sentence tells two. In: a fact. Out: each
further amount that both languages tell, as a fact of the same source. Knows no question.
"""

import re
from dataclasses import replace
from datetime import date

from knowledge import amounts, periods
from knowledge.ledger import last_day
from knowledge.records import Amount, Fact

_LONGEST = 3  # words of a noun
_NOUN_ENDS = re.compile(
    r"[.,;:()]|\b(?:and|or|on|in|at|of|for|to|by|with|from|as|after|who|that|had|was)\b"
)
_COUNTS = ("count", "people", "users")  # "9,400 creators", 9400名创作者
_LENGTHS = frozenset({"years", "months", "days", "hours"})


def beside(fact: Fact) -> tuple[Fact, ...]:
    """The further figures, in the order of the English statement; lengths of time are none."""
    told = {_key(a) for a in amounts.find(fact.statement_zh)}
    own = fact.range
    held = [a for a in amounts.find(fact.statement) if _key(a) in told and a.unit not in _LENGTHS]
    return tuple(
        replace(
            fact,
            value=None,
            low=a.low,
            high=a.high,
            unit=a.unit,
            bound=a.bound,
            subject=_subject(fact, a),
        )
        for a in dict.fromkeys(held)
        if (a.low, a.high) != own
    )


def a_year_before(fact: Fact, months: int) -> Fact:
    """The same figure's stretch of the year before, named by its months."""
    end = date.fromisoformat(last_day(fact.as_of or ""))
    first = (end.year * 12 + end.month - months) % 12
    begun = end.year - 1 - (first + 1 > end.month)
    opened = periods.say(f"{begun}-{first + 1:02}", "en")
    opens = opened.split()[0] if begun == end.year - 1 else opened
    subject = f"{opens} to {periods.say(f'{end.year - 1}-{end.month:02}', 'en')}"
    whole = f"{end.year - 1}" if months == 12 and end.month == 12 else subject
    day = periods.parse(f"{end.year - 1}-{end.month:02}").end.isoformat()
    return replace(fact, subject=whole, as_of=day)


def _subject(fact: Fact, amount: Amount) -> str | None:
    """What a number counts: "registered users"; of money what the fact is of, without the part."""
    if len(amount.unit) == len("USD") and amount.unit.isupper():
        return fact.subject and fact.subject.split(",")[0]
    noun = _NOUN_ENDS.split(fact.statement[amount.end :])[0].strip()
    return noun if 0 < len(noun.split()) <= _LONGEST else fact.subject


def _key(amount: Amount) -> tuple[object, ...]:
    return amount.low, amount.high, "count" if amount.unit in _COUNTS else amount.unit
