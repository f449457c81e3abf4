"""One of the figures that a question puts together, in its own words → the recorded figures of it.

"The cash at end October", "the ferry grant", 租船合同: each is read as a question of its own; what
it leaves out another part says: "stake of X and Y", "revenue of 2030 and 2031". In: the parts as
understood, the ledger. Out: facts, best first; none where the record has no figure that all of a
part's words are said of. Puts nothing together.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.computing.named_figures import Held, beside, figures, is_of_time, is_quantity, is_usual
from bot.computing.of_what import counted
from bot.computing.quantities import alone, candidates
from bot.computing.splits import words
from bot.matching.kindred import says
from bot.matching.wording import Thing, text_of, things
from bot.matching.worth import company_of
from bot.question.understanding import Understanding
from knowledge import Fact, Ledger, lexicon, spans

_SAYS = 0.85  # of what the part says but for its time
_DEPTH = 4
_ROUND = "Series "
_LETTER = re.compile(r"(?:(?:the|series|round)\s+)?([A-Ha-h]\+?)(?:\s+round|轮(?:融资)?)?")
_SCORE = "benchmark_score"
_LASTING = frozenset({"investment_amount", "ownership_share", "debt", "market_cap"})
_STILL_OPEN = re.compile(
    r"\b(?:undrawn|undisbursed|unused|unpaid|outstanding|remaining)\b|未提取?|未付|未用|未到账|剩余",
    re.IGNORECASE,
)
_CLAIM = re.compile(r"(?<=['’]s )claim\b|\bclaim(?= (?:of|by|from) [A-Z])")  # a party's, in court
_THE_LETTER = re.compile(r"\b(?:the|an?) ([A-H]\+?)(?=['’]s\b|\s|$)(?! round)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A figure for a part of the question; the more `strain`, the less it is plainly that."""

    fact: Fact
    strain: int


def written_out(part: str, beside: Sequence[str]) -> str:
    """A letter alone is a round where figures are put together: "Seed, A and B"; beside one, also
    with a verb: "B and C brought in".
    """
    letter = _LETTER.fullmatch(part)
    if letter and "轮" not in part:
        return f"{_ROUND}{letter[1].upper()}"
    if any(_LETTER.fullmatch(other) for other in beside):
        part = re.sub(r"^(?:the )?([A-H])(?= [a-z])", rf"{_ROUND}\1", part)
    return _CLAIM.sub("lawsuit", _THE_LETTER.sub(rf"the {_ROUND}\1", part))


def recorded(part: Understanding, ledger: Ledger) -> list[Named]:
    """The figures that the part names, best first."""
    whose = part.focus and not (part.concepts or part.terms or part.names or part.figures)
    if part.unknown or part.as_of or part.since or whose:  # a party alone is no quantity
        return []
    if still := _STILL_OPEN.search(part.standalone):
        held = recorded(replace(part, standalone=_STILL_OPEN.sub("", part.standalone)), ledger)
        return [n for n in held if says(still.group(), text_of(n.fact))]  # no part that is drawn
    left_out = [w for w in words("about") if w in part.standalone.lower()]
    part = _plain(part)
    asked = [t for t in things(part, ledger) if t.kind not in ("day", "own")]
    usual = [f for f in _usual(part, ledger) if _says(f, asked) and _is_of(f, part, ledger)]
    telling = [t for t in asked if t.kind != "concept"]
    worded = _worded(part, ledger, asked) if telling or not usual else []
    worded = [m for m in worded if not (usual and is_usual(m.fact))]
    worded = [replace(m, strain=m.strain - 3 * _says_any(m.fact, left_out)) for m in worded]
    worded.sort(key=lambda n: n.strain)
    known = [Named(fact=f, strain=i + _of_other_score(f, asked)) for i, f in enumerate(usual)]
    known.sort(key=lambda n: n.strain)
    return [*known, *(replace(m, strain=m.strain + len(usual)) for m in worded)][:_DEPTH]


def _says_any(fact: Fact, left_out: Sequence[str]) -> bool:
    """Of 104 enrolled and 180 planned, "per planned patient" means these."""
    return any(says(word, text_of(fact)) for word in left_out)


def _plain(part: Understanding) -> Understanding:
    """Without words that do not say which figure is meant; "the balance" is the cash."""
    terms = tuple(t for t in part.terms if t not in words("about"))
    if not part.concepts and terms and words("cash").issuperset(terms):
        return replace(part, concepts=("cash",), terms=())
    return replace(part, terms=terms)


def _is_of(fact: Fact, part: Understanding, ledger: Ledger) -> bool:
    """The company's own where the part names nobody: no rival's Series E."""
    named = part.focus or [n for n in part.names if not n.startswith(_ROUND)]
    return bool(named) or fact.entity == company_of(ledger)


def completed(part: Understanding, other: Understanding) -> Iterator[Understanding]:
    """The part with what only the other says: its time, its quantity, whose it is."""
    own = part.concepts or part.names or part.focus or part.terms
    if not own and not (part.period and spans.is_of_time(part.standalone)):
        return  # it says nothing of its own
    if "latest" in part.wants:
        other = replace(other, period=None)
    timed = replace(part, period=part.period or other.period)
    if timed != part:
        yield timed
    if not part.concepts:
        terms = (*part.terms, *other.terms)
        for base in (part, timed):
            yield replace(base, concepts=other.concepts, terms=terms, tight=())
            if other.concepts:
                yield replace(base, concepts=other.concepts)
            for term in reversed(other.terms):  # the other's name is none of its own
                yield replace(base, terms=(*part.terms, term), tight=())
    if not (part.names or part.focus):
        named = replace(timed, names=other.names, focus=other.focus)
        yield replace(named, concepts=part.concepts or other.concepts)


def _usual(part: Understanding, ledger: Ledger) -> list[Fact]:
    """Of a quantity that the lexicon knows of any company, or of a round by what was raised."""
    rounds = part.names and all(n.startswith(_ROUND) for n in part.names)
    concepts = part.concepts or (("funding",) if rounds else ())
    if not concepts or lexicon().concepts[concepts[0]].unit in ("text", "time"):
        return []
    asked = alone(part, concepts[0])
    # a lender's loan is recorded of the company
    return candidates(asked, ledger) or candidates(replace(asked, focus=(), others=()), ledger)


def _worded(part: Understanding, ledger: Ledger, asked: Sequence[Thing]) -> list[Named]:
    """In the record's own words: what stands plainly before what has more to its name."""
    found = (h for h in figures(part, ledger, asked) if _says(h.fact, asked))
    held = [h for h in found if _is_meant(h, part, asked)]
    strains = {h.fact.id: beside(h, asked) + _other_words(h.fact, asked) for h in held}
    held.sort(key=lambda h: (strains[h.fact.id], ledger.rank(h.fact)))
    return [Named(fact=h.fact, strain=strains[h.fact.id]) for h in held]


def _tells(fact: Fact, thing: Thing) -> bool:
    """The fact itself, not only another of its subject."""
    return fact.attribute in thing.attributes or thing.says(text_of(fact))


def _of_other_score(fact: Fact, asked: Sequence[Thing]) -> int:
    """Sensitivity and specificity are scores both: the question's own word tells which."""
    named = [t for t in asked if t.kind == "concept" and fact.attribute == _SCORE]
    return 4 * sum(not any(says(w, text_of(fact)) for w in t.said) for t in named)


def _other_words(fact: Fact, asked: Sequence[Thing]) -> int:
    """How much is said in other words than the question's: an accident, where injuries are asked
    for.
    """
    named = [t for t in asked if t.kind == "concept" and fact.attribute not in t.attributes]
    return 2 * sum(not any(says(w, text_of(fact)) for w in t.said) for t in named)


def _is_meant(held: Held, part: Understanding, asked: Sequence[Thing]) -> bool:
    """Of the time that is told; a burn that speaks of cash is no cash."""
    named = [asked[i] for i in held.of if asked[i].kind == "concept" and is_quantity(asked[i])]
    other = is_usual(held.fact) and named and not held.defined
    return not other and (part.period is None or is_of_time(held.fact, part.period))


def _says(fact: Fact, asked: Sequence[Thing]) -> bool:
    whole = sum(t.weight for t in asked)
    said = sum(t.weight for t in asked if _tells(fact, t))
    named = all(_tells(fact, t) for t in asked if t.kind in ("name", "figure"))
    return whole > 0 and named and said >= _SAYS * whole


def counts(fact: Fact, part: Understanding, ledger: Ledger) -> bool:
    """Its number is of what the part names: "41 customers with 131 sites" counts no sites."""
    things_of = [t for t in things(_plain(part), ledger) if t.kind in ("word", "concept")]
    usual = is_usual(fact) and any(fact.attribute in t.attributes for t in things_of)
    text = counted(fact)
    named = bool(things_of) and all(t.says(text) for t in things_of)
    return usual or (named and not _other_words(fact, things_of))


def is_bare(part: Understanding) -> bool:
    """It says only whose or when: of what, another part tells."""
    return not (part.concepts or part.terms)


def takes_its_time(fact: Fact) -> bool:
    """A quantity that is meant at the time which another part tells: no price, no contract."""
    lasting = fact.attribute.startswith(("valuation", "round_")) or fact.attribute in _LASTING
    return is_usual(fact) and not lasting


def are_of_one_time(a: Fact, b: Fact) -> bool:
    """Of stretches of one length, where both are of one; a balance goes with either."""
    return len({spans.months(a), spans.months(b)} - {None}) < 2
