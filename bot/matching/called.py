"""Whether words name a recorded thing by the name of its own: "the convertible note", 霍苏尔工厂.

In: a fact, a stretch of a question. Out: how many characters of the fact's name the words have, 0
where that names nothing. A name is the fact's subject in English and in Chinese a run of three
characters that its statement shares with the words.
"""

import re

from bot.question import rounds
from bot.whatif.terms import terms
from knowledge import Fact, Ledger, is_cjk, lexicon, periods

_LATIN = re.compile(r"[A-Za-z]+")
_MONTHS = frozenset(
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
)
_KINDS = frozenset({"round"})  # "the pre-IPO price" is that of the pre-IPO round
_NAME = re.compile(r"(?:(?![的了在以为于和与并或及把被将])[㐀-鿿])+")  # without particles
_LEAST_ZH = 3
_FEW = 5  # facts that speak of one thing


def called(fact: Fact, told: str, ledger: Ledger) -> int:
    """A round by its letter; else all words of the subject, or one that is a proper name."""
    subject = fact.subject or ""
    if rounds.is_lettered(subject):
        return len(subject) * (subject in [name for _, _, name in rounds.find(told)])
    if is_cjk(told):
        run = _shared(told, _without_names(fact.statement_zh, ledger))
        if _is_rare(run, ledger):
            return len(run)
    named_by_time = bool(periods.find(subject))
    for period in reversed(periods.find(subject)):
        subject = subject[: period.begin] + subject[period.stop :]
    every = [w for w in _LATIN.findall(subject) if w[:3].lower() not in _MONTHS]
    own = [w for w in every if w.lower() not in _KINDS and not _is_small(w)]
    if named_by_time and not own:
        return 0  # "February 2026 round" is not any round
    words = own or every
    said = {w.lower() for w in _LATIN.findall(told)}
    found = [w for w in words if w.lower() in said or f"{w.lower()}s" in said]
    proper = any(w[0].isupper() and not w.isupper() for w in found)
    whole = len(found) == len(words) and not is_cjk(told)
    return sum(map(len, found)) if found and (proper or whole) else 0


def _is_small(word: str) -> bool:
    """Such as "for the" of "budget for the year": a name has words of its own."""
    return word.islower() and lexicon().is_generic(word)


def _without_names(text: str, ledger: Ledger) -> str:
    for name in sorted((n for e in ledger.entities for n in e.names), key=len, reverse=True):
        text = text.replace(name, "\0")
    return text


def _shared(told: str, statement: str) -> str:
    """The longest run of Chinese in both that is no term of what-ifs itself."""
    known = {w for tag, row in terms()["terms"].items() if tag != "instrument" for w in row["zh"]}
    for length in range(min(len(told), len(statement)), _LEAST_ZH - 1, -1):
        for at in range(len(told) - length + 1):
            run = told[at : at + length]
            if run in statement and run not in known and _NAME.fullmatch(run):
                return run
    return ""


def _is_rare(run: str, ledger: Ledger) -> bool:
    """A name of one thing, not a word of the trade: 实验室 names no round."""
    most = max(_FEW, len(ledger.facts) // 40)
    return bool(run) and sum(run in f.statement_zh for f in ledger.facts) <= most
