"""Two things set side by side in a question → the recorded statement of each, of one attribute.

"Is Langur-3 pricier than Orm", 没见过的蛋白上A和B谁更准: each side's figures are those that tell
of it alone, and the two that say most of the question and are most alike (measured in one test, of
one day) stand beside each other. In: the understanding, what it says, the ledger. Out: two facts,
the question's first side first, or none where a side has no such figure. Computes nothing.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product

from bot.matching import fit
from bot.matching.wording import Thing, text_of
from bot.matching.worth import company_of
from bot.question import times
from bot.understand import Understanding, mentions_name
from knowledge import Fact, Ledger, lexicon, named_in, stated

_SAYS = 0.5  # of what is asked beside the names: what the two together have to say
_PUT_TOGETHER = frozenset({"why", "supposed", "timeline", "when", "together", "between", "ratio"})

_OF_SCORE = re.compile(r", | on ")
_TOKEN = re.compile(r"token|词元", re.IGNORECASE)
# "An article sets X beside Y. What is Y worth?" asks of one
_STORY = re.compile(r"[.。]\s*(?=[A-Z\u3400-\u9fff]).*[?？]")

Tells = Callable[[Fact], bool]


def facing(u: Understanding, asked: Sequence[Thing], ledger: Ledger) -> tuple[Fact, ...]:
    if now_and_then := _now_and_then(u, ledger):
        return now_and_then
    if "compare" not in u.wants or _PUT_TOGETHER.intersection(u.wants) or u.unknown or u.figures:
        return ()
    if _STORY.search(u.standalone) or _are_two(u):
        return ()
    tests = _tests(u, ledger)
    if "whether" in u.wants and not (u.concepts or tests):
        return ()  # whether a comparison is right asks for no attribute of the two
    sides = _sides(u, ledger)
    if len(sides) != 2:
        return ()
    rest = [t for t in asked if t.kind not in ("name", "day", "own")]
    held = [[f for f in ledger.facts if _is_of_side(f, s, sides, u, ledger)] for s in sides]
    held = [[f for f in each if all(mentions_name(text_of(f), t) for t in tests)] for each in held]
    every = [(a, b) for a, b in product(*held) if _are_alike(a, b, u)]
    pairs = [p for p in every if _says(p, rest, _kinds(u)) >= _SAYS]
    best: tuple[Fact, ...] = min(pairs, key=lambda p: _order(p, rest, u, ledger), default=())
    attributes = {f.attribute for p in pairs for f in p if not _kinds(u)}
    return best if rest or len(attributes) == 1 else ()


def _now_and_then(u: Understanding, ledger: Ledger) -> tuple[Fact, ...]:
    """What is so now and what was in the time that it is set beside: "faster now than in 2025"."""
    if not {"compare", "latest"} <= {*u.wants} or not (u.period and u.concepts) or u.others:
        return ()
    alone = replace(u, wants=(), periods=(), names=(), terms=(), tight=(), concepts=u.concepts[:1])
    kinds = lexicon().concepts[u.concepts[0]].attributes
    found = [
        next((r.fact for r in fit.rank(way, ledger) if _is_figure(r, kinds)), None)
        for way in (replace(alone, period=None), alone)
    ]
    told = [f for f in found if f]
    return tuple(told) if len({(f.id, f.unit) for f in told}) == 2 and not u.names else ()


def _is_figure(ranked: fit.Ranked, kinds: Sequence[str]) -> bool:
    return (
        ranked.strength == "strong" and bool(ranked.fact.range) and ranked.fact.attribute in kinds
    )


def _are_two(u: Understanding) -> bool:
    """One's ARR against the other's revenue is of no one attribute."""
    named = dict.fromkeys((*u.concepts, *u.asides))
    if u.names and "valuation" in named:
        named.pop("funding", None)  # 最近一轮 only says whose price
    sums = [c for c in named if lexicon().concepts[c].unit in ("money", "count")]
    return len([c for c in sums if "price" not in c]) > 1


def _sides(u: Understanding, ledger: Ledger) -> list[Tells]:
    """Names that something is recorded of, and parties; beside one alone the company itself."""
    company = company_of(ledger)
    own = ledger.entity_of[company].names if company in ledger.entity_of else ()
    told = [n for n in dict.fromkeys((*u.names, *u.beside)) if n not in own]
    names = [n for n in told if _is_thing(n, ledger)]
    parties = [p for p in dict.fromkeys((*u.focus, *u.others)) if p in ledger.entity_of]
    others = [p for p in parties if p != company]
    if len(others) > 1 and u.others and (company in u.focus or not u.focus):
        return []  # the company beside several
    made: list[Tells] = [_of_name(n) for n in names]
    whose = {f.entity for n in names for f in ledger.facts if _of_name(n)(f)}
    made += [_of_party(p, ledger) for p in others if p not in whose or len(names) < 2]
    if len(made) == 1 and company:
        made = [_of_party(company, ledger), *made] if others or company not in whose else []
    return made


def _is_thing(name: str, ledger: Ledger) -> bool:
    heads = (_OF_SCORE.split(subject)[0] for subject in ledger.by_subject)
    return any(mentions_name(head, name) for head in heads)


def _tests(u: Understanding, ledger: Ledger) -> list[str]:
    """Names that only ever stand behind what is measured: RepoFix of "Wapiti 2, RepoFix"."""
    told = [n for n in dict.fromkeys((*u.names, *u.beside)) if not _is_thing(n, ledger)]
    return [n for n in told if any(mentions_name(s, n) for s in ledger.by_subject)]


def _of_name(name: str) -> Tells:
    return lambda fact: mentions_name(fact.subject or fact.statement, name)


def _of_party(party: str, ledger: Ledger) -> Tells:
    names = ledger.entity_of[party].names
    return lambda fact: (
        fact.entity == party or any(mentions_name(fact.subject or "", n) for n in names)
    )


def _is_of_side(
    fact: Fact, side: Tells, sides: Sequence[Tells], u: Understanding, ledger: Ledger
) -> bool:
    if not fact.range or ledger.standing(fact) == "wrong":
        return False
    if u.period is None and ledger.standing(fact) != "current":
        return False
    timed = u.period is None or times.falls_in(fact.as_of or "", u.period)
    own = side(fact) and not any(s(fact) for s in sides if s is not side)
    return own and timed


def _kinds(u: Understanding) -> set[str]:
    named = {a for c in (*u.concepts, *u.asides) for a in lexicon().concepts[c].attributes}
    if "token_price" in u.concepts and not _TOKEN.search(u.standalone):  # "who is cheaper"
        named.update(a for a in lexicon().attributes if "price" in a.split("_"))
    return named


def _are_alike(a: Fact, b: Fact, u: Understanding) -> bool:
    """Of one attribute in one unit; else the one tells beside its own figure what the other is."""
    if a.id == b.id:
        return False
    money = all(len(f.unit or "") == 3 and (f.unit or "").isupper() for f in (a, b))
    kinds = _kinds(u)
    if a.attribute == "benchmark_score" and len({_test(a), _test(b), ""}) > 2:
        return False
    if a.attribute == b.attribute and a.attribute != "statement":
        return (a.unit == b.unit or money) and (not kinds or a.attribute in kinds)
    ways = ((a, b), (b, a)) if u.concepts else ()
    return any(_tells_beside(other, own, u.concepts[0], kinds) for own, other in ways)


def _test(score: Fact) -> str:
    """What it is a score of: "K2 on RULER" is of RULER."""
    return (score.subject or "").partition(" on ")[2]


def _tells_beside(fact: Fact, own: Fact, concept: str, kinds: set[str]) -> bool:
    """The quantity that `own` is recorded for stands in the fact beside its own figure."""
    of_it = own.attribute in kinds or (
        own.attribute == "statement" and concept in named_in(text_of(own))
    )
    beside = {a.unit for a in stated(fact.statement) if (a.low, a.high) != fact.range}
    units = {a.unit for a in stated(own.statement) if (a.low, a.high) == own.range}
    return of_it and bool(beside & units) and concept in named_in(text_of(fact))


def _says(pair: Sequence[Fact], rest: Sequence[Thing], kinds: set[str]) -> float:
    whole = sum(t.weight for t in rest)
    said = sum(t.weight for t in rest if any(_says_it(f, t, kinds) for f in pair))
    return said / whole if whole else 1.0


def _says_it(fact: Fact, thing: Thing, kinds: set[str]) -> bool:
    asked = {*thing.attributes, *(kinds if thing.kind == "concept" else ())}
    return fact.id in thing.facts or fact.attribute in asked


def _order(
    pair: Sequence[Fact], rest: Sequence[Thing], u: Understanding, ledger: Ledger
) -> tuple[object, ...]:
    a, b = pair
    said = sum(t.weight for t in rest for f in pair if _says_it(f, t, _kinds(u)))
    first = lexicon().concepts[u.concepts[0]].attributes if u.concepts else ()
    place = sum(first.index(f.attribute) if f.attribute in first else 9 for f in pair)
    qualified = sum("," in (f.subject or "") for f in pair)  # "K3, third-party average"
    other = (a.attribute != b.attribute, a.as_of != b.as_of)
    return (-round(said, 2), *other, place, qualified, ledger.rank(a), ledger.rank(b))
