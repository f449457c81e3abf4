"""Whether what was found is enough of what was asked, and how much of it stood.

In: the work of a question. Out: whether to write at all, and the status of the answer. Knows no
wording.
"""

import re
from functools import partial

from bot import checklist
from bot.answer import Missing, Status
from bot.computing.pairing import Paired, operation_of
from bot.matching import fit, kindred, kinds, worth
from bot.matching.wording import Thing, text_of
from bot.question.names import counted
from bot.understand import Understanding
from bot.work import Work
from knowledge import lexicon, stated, worded

_MOST = 0.62  # of what the question says: a fact that says so much of it is on it
_LEAST = 0.3  # … and one that says less of it may be on something else
_TELLING = 0.7  # what a word weighs that few facts say
_LOOSE = 0.3  # what a word counts that does not stand beside what is asked

# at the end: "gross margin on usage fees only"
_PART_ONLY = re.compile(r"\b(?:only|alone)\W*$|单看|只看|只算|单独|仅看|仅就", re.IGNORECASE)


def unconverted(u: Understanding, work: Work) -> str | None:
    """The currency that was asked for, where what answers is money and none of it in that."""
    if u.currency is None or work.computed:
        return None
    strong = [r.fact.unit or "" for r in work.retrieved.facts if r.strength == "strong"]
    money = [u for u in strong if len(u) == 3 and u.isupper()]
    return u.currency if money and u.currency not in money else None


def supported(u: Understanding, work: Work) -> bool:
    """Whether enough of what was asked is spoken of in what was found: else it is another question.

    "cash conversion cycle" is not answered by the cash: two of its three telling words are nowhere.
    """
    if work.change:
        return not work.refused
    if work.retrieved.brought and not work.refused:
        return bool(work.retrieved.quotes or work.retrieved.done)  # chosen by all that is asked
    if work.paired and work.paired.whole:
        return True
    if u.unknown or work.refused:
        return False
    if (work.retrieved.faced or work.retrieved.cased) and not work.paired:
        return True
    if work.paired:
        return _says_rest(u, work.paired)
    if work.changes or work.retrieved.also:
        return bool(work.retrieved.facts or work.retrieved.also)
    return _of_kind(u, work) and _is_on_it(u, work)


def _is_on_it(u: Understanding, work: Work) -> bool:
    """No recorded gap says more of the question than what was found, and that says most of it."""
    most = max((r.share for r in work.retrieved.facts if r.strength == "strong"), default=0.0)
    if work.retrieved.doubted:
        return True
    if not _is_worked_out(u, work) and checklist.outdone(
        u, work.ledger, work.retrieved.asked, most
    ):
        return False
    if _is_unqualified(u, work) or (most < _LEAST and _is_strange(u, work)):
        return False
    return most >= _MOST or (_spoken_of(u, work) and not _is_of_other(u, work))


def _is_strange(u: Understanding, work: Work) -> bool:
    """What stands beside what is asked is a word that the record never uses: "one GPU hour"."""
    asked = work.retrieved.asked
    beside = [t for t in asked if t.kind == "word" and set(t.said) & set(u.tight)]
    return not (work.computed or work.retrieved.quotes) and any(not t.facts for t in beside)


def _is_unqualified(u: Understanding, work: Work) -> bool:
    """What is asked is qualified by what nothing found speaks of: "long-context benchmarks" are not
    told by any benchmark.
    """
    asked = {t.concept: t for t in work.retrieved.asked if t.kind == "concept"}
    main = asked.get(u.concepts[0]) if u.concepts else None
    found = {r.fact.id for r in work.retrieved.facts if r.strength == "strong"}
    if main and ("smaller" in u.wants or _PART_ONLY.search(u.question)):
        rest = [t for t in work.retrieved.asked if t is not main and t.kind in ("word", "concept")]
        return any(found.isdisjoint(t.facts) for t in rest)  # a part is not told by the whole
    if main is None or work.computed or work.retrieved.quotes:
        return False
    whole = [t for c, t in asked.items() if c and t is not main and lexicon().concepts[c].topics]
    return any(found.isdisjoint(t.facts) for t in whole if _adjoins(t, main, u.standalone))


def _adjoins(one: Thing, other: Thing, text: str) -> bool:
    """The one's words stand right before the other's."""
    ends = {m.end() for w in one.said for m in re.finditer(re.escape(w), text)}
    starts = {m.start() for w in other.said for m in re.finditer(re.escape(w), text)}
    gaps = [text[end:start] for end in ends for start in starts if end <= start]
    return any(not gap.strip(" -的") for gap in gaps)


def _is_worked_out(u: Understanding, work: Work) -> bool:
    """The figure itself was computed, not what stands beside a recorded one."""
    asked = operation_of(u) or u.per or u.currency or "why" in u.wants or not kinds.wants_figure(u)
    strong = any(r.strength == "strong" for r in work.retrieved.facts)
    return bool(work.computed) and bool(asked or not strong)


def _is_of_other(u: Understanding, work: Work) -> bool:
    """What stands beside the thing asked about is on record, and of it nothing was found: the rent
    of a plant is not the rent of a robot.
    """
    found = [r.fact for r in work.retrieved.facts if r.strength == "strong"]
    if not (u.concepts and found) or work.computed or work.retrieved.quotes:
        return False
    subjects = {f.subject for f in found} - {None}
    kin = {f.id for f in work.ledger.facts if f.subject in subjects}.union(f.id for f in found)
    asked = work.retrieved.asked
    beside = [t for t in asked if t.kind == "word" and set(t.said) & set(u.tight)]
    return any(t.facts and t.weight >= _TELLING and kin.isdisjoint(t.facts) for t in beside)


def unworked(u: Understanding, work: Work) -> bool:
    """A sum or difference of two that are named was asked for, and not worked out."""
    rounds = [n for n in u.names if n.startswith("Series ")]
    two = len(rounds) > 1 or len({*u.focus, *u.others}) > 1
    done = work.paired or work.change or work.computed or work.refused
    return operation_of(u) in ("difference", "sum") and two and not done


def left_open(u: Understanding, work: Work) -> list[Missing]:
    """What was asked and is not among what was found."""
    found = checklist.unmatched(u, work.ledger, work.retrieved.facts)
    if "supposed" in u.wants and not (work.change or work.refused):
        found.append(checklist.supposed(u))
    if (u.per and not work.computed) or unworked(u, work):
        found.append(checklist.unsettled(u))
    if currency := unconverted(u, work):
        found.append(checklist.no_rate(currency, u.language))
    told = {concept for concept, _ in work.retrieved.also}
    leads = [r.fact for r in work.retrieved.facts[:1] if fit.tells(r, u)]
    told |= {c for c in u.also for fact in leads if worth.speaks_of(fact, c)}
    if not (work.change or work.refused or work.paired):
        found += [checklist.unrecorded(c, u) for c in u.also if c not in told]
    return found


def may_presume(work: Work) -> bool:
    """Nothing else was asked of it than what the record might answer."""
    return bool(work.ledger.facts) and not (work.refused or work.change or work.changes)


def _says_rest(u: Understanding, paired: Paired) -> bool:
    """What the question says beside the two quantities is said of one of them, or is little."""
    said = frozenset().union(*(worded(text_of(f)) for f in paired.facts))
    unsaid = [t for t in u.terms if not worded(t) <= said]
    return sum(1.0 if t in u.tight else _LOOSE for t in unsaid) < 1


def _of_kind(u: Understanding, work: Work) -> bool:
    """A number was asked for, and something has one: "how many pay" is not told by a rate."""
    facts, quotes = work.retrieved.facts, work.retrieved.quotes
    if not work.computed and not _says_so_far(u, work):
        return False
    if not (u.concepts or work.computed) and (things := counted(u.standalone, u.terms)):
        texts = [t for r in facts for t in (r.fact.statement, r.fact.statement_zh)]
        return any(kinds.numbers(t, things) for t in (*texts, *(q.text for q in quotes)))
    unit = lexicon().concepts[u.concepts[0]].unit if u.concepts else None
    kind = "count" in u.wants or ("money" in u.wants and unit == "count")  # "what does a GPU cost"
    if work.computed or not kind or not kinds.wants_figure(u) or not (facts or quotes):
        return True
    direct = [r for r in facts if "count" in u.wants or r.strength == "strong"]
    told = [r.fact for r in direct if not kinds.of_other_kind(r.fact, u)]
    says = kinds.counts if "count" in u.wants else partial(kinds.carries_kind, u=u)
    return any(kinds.carries_kind(f.statement, u) for f in told) or any(
        says(q.text) for q in quotes
    )


def _says_so_far(u: Understanding, work: Work) -> bool:
    """What is used up is said to be used, what goes on again to go on, a part of a sum is told, and
    so is money that is asked for of nothing more than a name: a commitment does not say how much
    of it is gone.
    """
    texts = [t for r in work.retrieved.facts for t in (r.fact.statement, r.fact.statement_zh)]
    texts += [q.text for q in work.retrieved.quotes]
    must = ["used_up"] if "used_up" in u.wants else []
    must += ["again"] if {"again", "when"} <= set(u.wants) else []
    if not all(any(want in lexicon().wants(t) for t in texts) for want in must):
        return False
    if _asks_part(u) and not any(_tells_part(t, u) for t in texts):
        return False
    bare = "money" in u.wants and not (u.concepts or u.figures)
    return not bare or any(kinds.carries_kind(t, u) for t in texts)


def _asks_part(u: Understanding) -> bool:
    """It asks how much of a sum that it tells: "how much of the 6m", 600万过桥里…多少."""
    asked = re.escape(max(u.figures, key=len, default=""))
    part = rf"how much (?:out )?of (?:(?:the|that|its) )?{asked}|{asked}\S{{0,6}}(?:里|当中|之中)"
    return bool(asked) and bool(re.search(part, u.standalone, re.IGNORECASE))


def _tells_part(text: str, u: Understanding) -> bool:
    """It has less than the sum that the question tells, of the same kind: "US$4m" of "6m"."""
    wholes = [a for figure in u.figures for a in stated(figure)]
    return not wholes or any(
        held.high < whole.low and (held.unit == whole.unit or _is_money(held.unit))
        for held in stated(text)
        for whole in wholes
    )


def _is_money(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


def _spoken_of(u: Understanding, work: Work) -> bool:
    """Most of its names and telling words stand somewhere in what was found."""
    texts = [f"{r.fact.statement}\n{r.fact.statement_zh}" for r in work.retrieved.facts[:12]]
    said = frozenset().union(*map(worded, [*texts, *(q.text for q in work.retrieved.quotes)]))
    weights = {term: 1.0 if term in u.tight or not u.concepts else _LOOSE for term in u.terms}
    whole = "\n".join(t for t in texts)
    covered = sum(
        w
        for term, w in weights.items()
        if worded(term) <= said or term in whole or kindred.says(term, whole)
    )
    direct = any(r.strength == "strong" for r in work.retrieved.facts)
    held = direct or work.retrieved.quotes or work.computed
    if not held and checklist.is_open(u, work.ledger):
        return False  # what only speaks of it does not settle a recorded gap
    if not (u.concepts or u.figures) and covered * 2 < sum(weights.values()):
        return False  # a name alone is not what was asked about it
    known = 2 * bool(u.concepts or u.figures) + 2 * len(u.names) + bool(u.focus and not u.concepts)
    total = known + sum(weights.values())
    if u.currency or "why" in u.wants or "compare" in u.wants:
        return True
    if total == 0:
        return bool(u.focus or u.period or u.figures)
    return (known + covered) / total > 0.5


def status(work: Work) -> Status:
    assert work.verified is not None and work.u is not None
    if not work.verified.kept:
        return "declined"
    if work.presumed:
        return "partial"
    if work.change and not work.verified.dropped:
        return "partial" if work.change.unread else "answered"
    strong = [r.fact for r in work.retrieved.facts if fit.tells(r, work.u)]
    if work.u.period and kinds.wants_figure(work.u):
        strong = [f for f in strong if kinds.in_unit(f, work.u)]  # of the year, but not that figure
    direct = strong or work.computed or work.retrieved.doubted
    quoted = bool(work.retrieved.quotes)
    if work.verified.dropped or not (direct or quoted):
        return "partial"
    return "answered"
