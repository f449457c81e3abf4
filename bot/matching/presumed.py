"""What a question takes for granted → what the record says of that, where it answers nothing else.

"Since the court banned it, how are sales?": no sales are recorded, but that the hearing is still to
come is. A "why" without a recorded reason is told what is recorded of the thing itself. In: a
question that would be declined, the ledger. Out: the premise as a question of its own with the
facts that speak of it; none where little is said of it. Judges no premise.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.matching import fit, wording, worth
from bot.matching.fit import Ranked
from bot.understand import Understanding, understand
from knowledge import Fact, Ledger, is_cjk

_SAYS = 0.5  # of what the premise says
_NEAR = 0.8  # of the best share: what says less of it is left out
_TELLING = ("word", "concept", "figure")  # names and days are shared by much else
_RARE = 0.55  # what a thing weighs that few facts say
_MOST = 6
_LEADS = re.compile(
    r"(?<![A-Za-z])(?:since|now that|given that|seeing that|because)\s+(?P<en>[^,;?!，？]+)"
    r"|(?:既然|由于|鉴于|自从|因为)(?P<zh>[^，,；？?。]+)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?<![A-Za-z])(?:after|once|following)\s+(?P<en>[^,;?!，？]+)"
    r"|^(?P<zh>[^，,；？?。]+?)(?:之后|以后|后|以来)[，,]",
    re.IGNORECASE,
)
_LEAST_CHARACTERS = 5
_LEAST_AFTER = (4, 6)  # words of English, characters of Chinese


@dataclass(frozen=True, slots=True, kw_only=True)
class Presumed:
    u: Understanding
    facts: tuple[Ranked, ...]


def presumed(u: Understanding, ledger: Ledger, is_known: Callable[[str], bool]) -> Presumed | None:
    for clause in _clauses(u.question):
        whole = clause if is_cjk(clause) else f"that {clause}"  # a name that opens it stays one
        told = understand(whole, ledger=ledger, is_known=is_known)
        wants = tuple(sorted({*told.wants, "whether"}))
        premise = replace(told, language=u.language, wants=wants, as_of=u.as_of)
        if facts := [] if premise.unknown else _said_of(premise, ledger):
            return Presumed(u=premise, facts=tuple(facts))
    if "why" in u.wants and not u.unknown:
        itself = replace(u, wants=tuple(w for w in u.wants if w != "why"))
        if facts := _on_it(itself, ledger):
            return Presumed(u=itself, facts=tuple(facts))
    return None


def _clauses(question: str) -> list[str]:
    return [
        clause
        for m in _LEADS.finditer(question)
        if len(clause := m["en"] or m["zh"]) >= _LEAST_CHARACTERS
    ] + [clause for m in _AFTER.finditer(question) if _says_something(clause := m["en"] or m["zh"])]


def _says_something(clause: str) -> bool:
    """Whether it takes anything for granted: "after the Series D" does not."""
    if is_cjk(clause):
        return len(clause) >= _LEAST_AFTER[1]
    return len(clause.split()) >= _LEAST_AFTER[0]


def _said_of(u: Understanding, ledger: Ledger) -> list[Ranked]:
    """Facts that say much of it; whether they are of every name and attribute does not matter."""
    asked = [t for t in wording.things(u, ledger) if t.kind != "own"]
    if len(asked) < 2:
        if not any(t.weight >= _RARE for t in asked):
            return []  # "after the note came in" takes nothing for granted that so many facts tell
        return [r for r in fit.rank(u, ledger, asked) if u.concepts and r.strength == "strong"]
    party = [f for f in ledger.facts if _of_parties(f, u, ledger)]
    shares = {f.id: wording.share_of(f, asked) for f in party}
    best = max(shares.values(), default=0.0)
    if best < _SAYS:
        return []
    more = frozenset[str]().union(*(t.facts for t in asked if t.kind in _TELLING))
    near = [f for f in party if shares[f.id] >= _NEAR * best and f.id in more]
    standing = [f for f in near if ledger.standing(f) != "wrong"] or near
    told = sorted(standing, key=lambda f: (-round(shares[f.id], 2), ledger.rank(f)))
    return [
        Ranked(fact=f, score=shares[f.id], strength="strong", share=shares[f.id])
        for f in told[:_MOST]
    ]


def _on_it(u: Understanding, ledger: Ledger) -> list[Ranked]:
    """What says half of it, and in that one of the rare things it says."""
    asked = wording.things(u, ledger)
    if any(t.kind == "word" and not t.facts for t in asked):
        return []  # nothing here was "fired"
    rare = [t.facts for t in asked if t.kind != "own" and t.weight >= _RARE]
    said = frozenset[str]().union(*rare)
    return [r for r in _said_of(u, ledger) if r.fact.id in said]


def _of_parties(fact: Fact, u: Understanding, ledger: Ledger) -> bool:
    others = [e for e in u.focus if e != worth.company_of(ledger)]
    return not others or any(worth.involves(fact, e, ledger) for e in others)
