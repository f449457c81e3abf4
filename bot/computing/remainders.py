"""What is left of a recorded whole, or how much of it is done → the computed figure.

"How much of the facility is undrawn", 里程碑还剩多少没付, "enrolment progress in %", "free to paid
conversion": a whole (granted, planned, all users) and what is drawn, paid, enrolled of the same
thing, each in a statement of its own or both in one. In: the understanding, the ledger. Out: the
metric with its facts, or None where no such two are recorded. Formulas are knowledge's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.computing.derived import Paired
from bot.computing.of_what import counted
from bot.matching.kindred import says
from bot.matching.wording import Thing, text_of, things
from bot.understand import Understanding
from knowledge import Fact, Ledger, asides, lexicon, metrics, stated, worded

_LEFT = re.compile(
    r"\b(?:undrawn|unused|unpaid|undisbursed|outstanding|(?:is|are|was|still|'s|s)? ?left"
    r"|remain\w*|headroom|yet to|still to (?:come|be|draw)|still (?:owed|due|undrawn)"
    r"|not (?:yet )?(?:been )?(?:drawn|paid|used|received))\b"
    r"|未提|没提|未用|没用|还剩|剩余|剩下|余下|还有多少(?:没|未)|尚未|未付|没付|未到账|没到账|没拿到|未拨",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\bprogress\b|\bconver\w+|\bconversion\b|\b(?:drawn|paid|enrol\w*|paying|pay|pays)\b"
    r"|进度|转化|付费|已提|入组",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%|\bpercent\w*|\b(?:share|rate|proportion|fraction)\b|占|比例|百分|率")
_CONVERSION = re.compile(r"\bconver\w+|转化", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:drawn|called|paid|paying|received|arrived|transferred|earned|spent|used|taken|enrolled|"
    r"joined|delivered|granted so far|came in)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:if|once|unless|until|owed|only after|falls? due once|remaining|rest|further|other)\b",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(
    r"\b(?:of which|of them|of whom|among|out of)\b|\bof (?:the |its |those |all )?\d",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;.]\s|\band\b|[，、；。]|其中")
# "Of Orm's users, 1.2 million paid"
_OF_SUCH = re.compile(r"\b(?:Of|of|among|out of) (?:the |its |those )?((?:[\w'’]+ ?){1,3})")
_PAID = re.compile(r"\bpa(?:y\w*|id)\b", re.IGNORECASE)
_SAYS = 0.6  # of what is asked but for the words above: what the two have to say
_KINDS = ("count", "people", "users")
_NEAR = 60  # characters before a figure within which stands what was done with it

Two = tuple[Fact, Fact]


def remaining(u: Understanding, ledger: Ledger) -> Paired | None:
    left = bool(_LEFT.search(u.standalone))
    part = bool(_PART.search(u.standalone)) and bool(_PERCENT.search(u.standalone))
    conversion = "pay_rate" in u.concepts or bool(_CONVERSION.search(u.standalone))
    share = "share" in u.wants and not (left or conversion) and _is_of_number(u)
    asks = left or part or conversion or share
    if not asks or {"why", "supposed"}.intersection(u.wants) or u.unknown:
        return None
    figures = tuple(f for f in u.figures if not any(f in n for n in u.names))
    told = things(replace(u, figures=figures), ledger)
    asked = [t for t in told if t.kind not in ("day", "own") and not _is_own_word(t)]
    if not (asked or conversion):
        return None
    if share and (two := _of_one_statement(asked, ledger)):
        made = metrics.pair(ledger, two[1], two[0], "share")
        return Paired(metric=made, facts=two[::-1], whole=True) if made else None
    if not (left or part or conversion):
        return None
    found = [p for p in _wholes(ledger) if conversion or _says(p, asked) >= _SAYS]
    if conversion:
        found = [p for p in (*found, *_converted(ledger)) if _pays(*p)]
    best = max(found, key=lambda p: (_says(p, asked), ledger.rank(p[0])), default=None)
    if best is None:
        return None
    whole, first = best
    if not left or conversion:
        made = metrics.pair(ledger, first, whole, "share")
        return Paired(metric=made, facts=(first, whole), whole=True) if made else None
    most = _says(best, asked)
    parts = [p for w, p in found if w == whole and _says((w, p), asked) == most]
    parts = [p for p in parts if _tells_as_much(p, whole, asked)] or [first]
    if _is_recorded(whole, parts, ledger):
        return None
    made = metrics.rest(ledger, whole, parts)
    return Paired(metric=made, facts=(whole, *parts), whole=True) if made else None


def _is_of_number(u: Understanding) -> bool:
    """Not of money, nor of a share that is on record as such."""
    return all(lexicon().concepts[c].unit in ("count", "text") for c in u.concepts)


def _of_one_statement(asked: Sequence[Thing], ledger: Ledger) -> Two | None:
    """A number, and that of which it is some: "raised liver values in 5 of 24 volunteers"."""
    found: list[tuple[float, Two]] = []
    for fact in (f for f in _standing(ledger) if _OF_WHICH.search(f.statement)):
        told = [f for f in (fact, *asides.beside(fact)) if f.unit in _KINDS]
        told = [replace(f, unit="count") for f in told]  # 24 volunteers of whom it is 5 people
        whole = max(told, key=lambda f: f.range or (0, 0), default=None)
        parts = [f for f in told if whole and _is_more(whole, f)]
        named = [p for p in parts if any(t.says(_clause(p)) for t in asked)]
        parts = parts if len(parts) == 1 else named
        if whole and len(parts) == 1:
            found.append((_says((whole, parts[0]), asked), (whole, parts[0])))
    most, two = max(found, key=lambda each: each[0], default=(0.0, None))
    return two if most >= _SAYS else None


def _clause(part: Fact) -> str:
    """What its figure opens in English and closes in Chinese: "74 in Singapore", 新加坡74人."""
    english, chinese = (
        next((a for a in stated(text) if (a.low, a.high) == part.range), None)
        for text in (part.statement, part.statement_zh)
    )
    behind = _CLAUSE.split(part.statement[english.end :])[0] if english else ""
    before = _CLAUSE.split(part.statement_zh[: chinese.start])[-1] if chinese else ""
    return f"{behind}\n{before}"


def _is_own_word(thing: Thing) -> bool:
    told = " ".join(thing.said)
    ways = (_LEFT, _PART, _DONE, _PERCENT)
    return thing.kind == "word" and any(way.search(told) for way in ways)


def _says(pair: Sequence[Fact], asked: Sequence[Thing]) -> float:
    whole = sum(t.weight for t in asked)
    said = sum(t.weight for t in asked if any(_says_it(f, t) for f in pair))
    named = all(any(_says_it(f, t) for f in pair) for t in asked if t.kind in ("name", "figure"))
    return (said / whole if whole else 1.0) if named else 0.0


def _says_it(fact: Fact, thing: Thing) -> bool:
    return fact.id in thing.facts or fact.attribute in thing.attributes


def _tells_as_much(part: Fact, whole: Fact, asked: Sequence[Thing]) -> bool:
    """A part of the very thing, in the question's own words: a milestone that was paid, where
    milestones are asked for, and no upfront.
    """
    for thing in (t for t in asked if t.kind != "figure" and _says_it(whole, t)):
        own = [w for w in thing.said if says(w, text_of(whole))]
        if not _says_it(part, thing) or not all(says(w, text_of(part)) for w in own):
            return False
    return True


def _pays(whole: Fact, part: Fact) -> bool:
    return whole.unit in _KINDS and bool(_PAID.search(part.statement))


def _converted(ledger: Ledger) -> Iterator[Two]:
    """A number, and of just those so many, on one day or in one stretch: "of the enterprises that
    tried it, 387 signed".
    """
    standing = _standing(ledger)
    for part in (f for f in standing if _OF_SUCH.search(f.statement)):
        for whole in standing:
            one = (whole.entity, whole.as_of) == (part.entity, part.as_of) and whole.id != part.id
            if one and _is_more(whole, part) and _is_of_which(part, whole):
                yield whole, part


def _is_of_which(part: Fact, whole: Fact) -> bool:
    told = _OF_SUCH.search(part.statement)
    return bool(told) and not worded(told[1] if told else "").isdisjoint(worded(counted(whole)))


def _standing(ledger: Ledger) -> list[Fact]:
    return [
        f for f in ledger.facts if f.range and f.range[0] > 0 and ledger.standing(f) == "current"
    ]


def _wholes(ledger: Ledger) -> Iterator[Two]:
    """A whole, and what of the same thing is done."""
    standing = _standing(ledger)
    for fact in standing:
        for other in asides.beside(fact) if _OF_WHICH.search(fact.statement) else ():
            for whole, part in ((fact, other), (other, fact)):
                if _is_more(whole, part) and _is_done(part):
                    yield whole, part
    held: dict[tuple[str, str], list[Fact]] = {}
    for fact in standing:
        held.setdefault((fact.entity, _head(fact)), []).append(fact)
    for whole in standing:
        for part in held[whole.entity, _head(whole)]:
            of_it = _is_of_one(whole, part) and _is_more(whole, part)
            if of_it and _is_done(part) and not _is_done(whole):
                yield whole, part


def _is_of_one(a: Fact, b: Fact) -> bool:
    return a.id != b.id and a.entity == b.entity and _head(a) == _head(b) != ""


def _head(fact: Fact) -> str:
    return (fact.subject or "").split(",")[0]


def _is_more(whole: Fact, part: Fact) -> bool:
    assert whole.range and part.range
    money = len(whole.unit or "") == 3 and (whole.unit or "").isupper()
    alike = whole.unit == part.unit or {whole.unit, part.unit} <= set(_KINDS)
    return alike and (money or whole.unit in _KINDS) and whole.range[0] > part.range[1]


def _is_done(part: Fact) -> bool:
    """What stands around its figure says that it came about."""
    told = [a for a in stated(part.statement) if (a.low, a.high) == part.range]
    for a in told:
        clause = part.statement[max(0, a.start - _NEAR) : a.end + _NEAR]
        if _DONE.search(clause) and not _OPEN.search(part.statement):
            return True
    return False


def _is_recorded(whole: Fact, parts: Sequence[Fact], ledger: Ledger) -> bool:
    """What is left is on record itself: "the remaining US$30 million"."""
    left = (whole.range or (0, 0))[0] - sum((p.range or (0, 0))[0] for p in parts)
    return any(f.range and f.range[0] == left for f in ledger.facts if _is_of_one(whole, f))
