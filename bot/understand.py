"""A question → what is asked: of whom, about what, when, in which form.

Out comes an `Understanding` that is the same for the same question in English and Chinese;
everything later works from it. Knows the lexicon and the names in the ledger, and no fact.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot import accounts, currencies, times, typed
from bot.apart import apart, asked_with, asks_which
from bot.asides import asides as told_beside
from bot.leading import but_its_worth, main_first, nearest, of_rivals, recorded_first
from bot.names import Span, beside_heads, counted, in_what, inside, left_over, of_each
from bot.orders import without_orders
from bot.recent import recent
from bot.rounds import find as find_rounds
from bot.rounds import is_lettered, of_rounds
from bot.shorthand import written_out
from bot.understanding import Understanding as Understanding
from bot.wanted import wanted
from knowledge import (
    Amount,
    Entity,
    Ledger,
    Mention,
    Period,
    amounts,
    folded,
    is_cjk,
    language_of,
    lexicon,
    periods,
)

PRONOUN = re.compile(
    r"(?<![A-Za-z])(?:it|its|they|them|their|that|this|those|these)(?![A-Za-z])|它|他们|她们|其|这个|那个|该公司",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"\bthe (?:company|firm|business|lab)\b|公司", re.IGNORECASE)
_MODEL = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]+-?\d[A-Za-z0-9.]*")
# "percentage … own" runs over whose it is; "Hong Kong listing" is one term
_PROPER = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?:[ -][A-Z][a-z]+)*")
_GAPPED_WORDS = 4
_RATE = re.compile(r"(?:per|an?)\s|每", re.IGNORECASE)
# figures that hold until the next one is set; a balance or a count of users does not
LASTING = frozenset({
    "valuation", "valuation_post", "ownership_share", "context_window", "price_input",
    "price_output",
})  # fmt: skip
# these make one answer of two quantities
_PUT_TOGETHER = frozenset({
    "compare", "ratio", "share", "difference", "together", "between", "why", "supposed",
})  # fmt: skip


def understand(
    question: str,
    *,
    ledger: Ledger,
    is_known: Callable[[str], bool],
    as_of: str | None = None,
) -> Understanding:
    """What the question asks. `is_known(text)` says whether the sources ever use the word; `as_of`
    is the last day whose publications count, where the asker set one beside the question.
    """
    question = typed.capitals(written_out(folded(question), is_known), ledger)
    told = times.read(without_orders(question))
    day = min((d for d in (as_of, told.as_of) if d), default=None)
    seen = ledger.known_by(day) if day else ledger

    def known(word: str) -> bool:
        return is_known(word) or (is_cjk(word) and word in ledger.chinese)

    alone = replace(
        _alone(told.question, seen, known),
        question=question,
        standalone=question,
        as_of=told.as_of,
        since=told.since,
    )
    if told.by and told.by <= ledger.newest and _lasts(alone) and not _is_dated(alone, ledger):
        alone = replace(alone, period=None, as_of=told.by)
    return alone


def _alone(question: str, ledger: Ledger, is_known: Callable[[str], bool]) -> Understanding:
    lex = lexicon()
    dates = _dates(question, ledger)
    taken: list[Span] = [(s, e) for s, e, _ in _spans_of(dates)]
    people = _entities(question, ledger.entities)
    rounds = find_rounds(question)
    models = typed.numbered(question, ledger)
    models = [m for m in models if not inside(m[:2], [(s, e) for s, e, _ in people])]
    taken += [(s, e) for s, e, _ in (*people, *rounds, *models)]
    each = lex.per(question)
    taken += [(m.start, m.end) for m in each]
    states = [a for a in amounts.find(question) if a.unit != "count" or a.low > 99]
    mentions = but_its_worth(question, _mentions(question, taken, states))
    asides = told_beside(question, [(s, e) for s, e, _ in people], mentions)
    taken += [part for m in mentions for part in _but_names(question, (m.start, m.end))]
    operations = lex.operations(question)
    taken += [(m.start, m.end) for m in (*lex.wanted(question), *operations)]
    taken += [*((a.start, a.end) for a in states), *currencies.places(question)]
    heads = [(m.start, m.end) for m in mentions]
    named, terms = left_over(question, taken, heads, is_known, ledger)
    named = sorted([*((n, s) for s, _, n in models), *named], key=lambda n: n[1])
    beside = [n for n, at in named if inside((at, at + 1), asides)]
    names = [n for n, _ in named if n not in beside] or beside
    main = [m for m in mentions if not inside((m.start, m.end), asides)]
    side = [m for m in mentions if m not in main]
    focus, others = _roles(people, asides)
    wants = wanted(question, mentions, states)
    company = ledger.subject.id if ledger.subject else None
    if "compare" in wants and beside and focus and company not in focus and not others:
        others = (company,) if company else ()  # "is Gemini's window larger than K3's?"
        names = [n for n in names if n not in beside]
    if "latest_round" in wants and not rounds:
        rounds = _newest_round(ledger)
    asked_in = currencies.asked_in(question, wants)
    spans = [*people, *rounds, *((at, at + len(n), n) for n, at in named)]
    compared = (*names[-1:], *beside) if "compare" in wants and names != beside else ()
    keys = {key for _, _, key in people}
    side_by_side = apart(question, spans, keys, [n for n in compared if is_known(n)])
    wants |= {"compare"} if len(side_by_side) > 1 and asks_which(question) else frozenset()
    names = [n for n in (*names, *beside) if n in names or n in side_by_side]
    said = [m.concept for m in nearest(question, main)] or [m.concept for m in side]
    if rounds and not named:  # "how big was Series D?"; "and the Series D?" goes on about the same
        # the price of the last round over revenue
        several = "ratio" in wants and len(set(said)) > 1
        said = said if several else of_rounds(said)
        said = said or ["funding"] * bool(asked_in or "figure" in wants)
    concepts = main_first(said, ledger, share="share" in wants)
    if not (focus or others or names) and (rivals := of_rivals(concepts, ledger)):
        focus, side_by_side = rivals, (*side_by_side, *rivals)
    strangers = (
        *(n for n, _ in named),
        *in_what(question, terms, heads),
        *counted(question, terms),
        *of_each(question, terms),
    )
    also: tuple[str, ...] = ()
    if not wants & _PUT_TOGETHER:
        placed = [*spans, *_spans_of(dates)]
        also = asked_with(question, concepts[:1], mentions, placed)
        concepts, also = recorded_first(concepts, also, ledger)
    return Understanding(
        question=question,
        standalone=question,
        language=language_of(question),
        focus=focus,
        others=others,
        apart=side_by_side,
        concepts=concepts,
        also=also,
        asides=tuple(dict.fromkeys(m.concept for m in side)) if main else (),
        names=tuple(dict.fromkeys([*(r[2] for r in rounds), *(n for n in names if is_known(n))])),
        beside=tuple(dict.fromkeys(n for n in beside if n not in names and is_known(n))),
        unknown=tuple(dict.fromkeys(n for n in strangers if not is_known(n))),
        terms=tuple(dict.fromkeys(terms)),
        tight=tuple(dict.fromkeys(beside_heads(question, terms, heads))),
        wants=tuple(sorted(_alike(wants))),
        figures=tuple(a.text for a in states),
        period=times.asked_for(question, dates[0]) if dates else None,
        periods=tuple(times.asked_for(question, d) for d in dates) if len(dates) > 1 else (),
        per=each[0].concept if each else None,
        currency=asked_in[0] if len(asked_in) == 1 else None,
    )


def _alike(wants: frozenset[str]) -> frozenset[str]:
    """多少 asks "how much" and "how many"; "how many times" counts nothing."""
    if wants & {"count", "money"}:
        wants |= {"figure"}
    return wants - {"count"} if "ratio" in wants else wants


def _lasts(u: Understanding) -> bool:
    """What is asked holds until something else is set; a balance is of its day alone."""
    asked = [lexicon().concepts[c] for c in u.concepts[:1]]
    if u.figures:
        return False  # a figure that the asker states is judged by all that is known
    return all(c.unit == "text" or LASTING.intersection(c.attributes) for c in asked)


def _is_dated(u: Understanding, ledger: Ledger) -> bool:
    """A figure of what is asked is recorded for a day of the question's time: "cash as of year-end"
    asks for that one, whenever it was printed.
    """
    assert u.period is not None
    attributes = {a for c in u.concepts[:1] for a in lexicon().concepts[c].attributes}
    held = u.focus or ((ledger.subject.id,) if ledger.subject else ())
    asked = [f for f in ledger.facts if f.attribute in attributes and f.entity in held and f.range]
    return any(times.falls_in(f.as_of, u.period) for f in asked if f.as_of)


def _dates(question: str, ledger: Ledger) -> list[Period]:
    """Times with their year first, then those without: "March 2026 against June"."""
    told = [*periods.find(question), *accounts.find(question, ledger)]
    spans = [(p.begin, p.stop) for p in told]
    rest = [p for p in recent(question, ledger.newest) if not inside((p.begin, p.stop), spans)]
    return [*told, *rest]


def _mentions(question: str, taken: Sequence[Span], states: Sequence[Amount]) -> list[Mention]:
    """Concepts, but for those inside a name: "Meta Platforms" is no mention of platforms. One may
    run over a name: "how much is X worth".
    """
    return [
        m
        for m in lexicon().mentions(question)
        if not any(s <= m.start and m.end <= e for s, e in taken)
        and not (states and _is_rate(m, question))
    ]


def _is_rate(mention: Mention, question: str) -> bool:
    """Beside a figure it is the figure's: "480 picks per hour" asks for no speed."""
    return mention.concept == "speed" and bool(_RATE.match(question, mention.start))


def _spans_of(dates: Sequence[Period]) -> list[tuple[int, int, str]]:
    return [(p.begin, p.stop, "") for p in dates]


def _entities(question: str, entities: Sequence[Entity]) -> list[tuple[int, int, str]]:
    """Spans of entity names, longest name first, none inside another."""
    found: list[tuple[int, int, str]] = []
    named = [(name, e.id) for e in entities for name in e.names]
    for name, key in sorted(named, key=lambda n: -len(n[0])):
        for match in re.finditer(_name_pattern(name), question, re.IGNORECASE):
            if not inside(match.span(), [(s, e) for s, e, _ in found]):
                found.append((match.start(), match.end(), key))
    return sorted(found)


def speaks_of_company(question: str) -> bool:
    """Whether it says "they" or "the company": the one under examination, when none is named."""
    return bool(PRONOUN.search(question) or _COMPANY.search(question))


def mentions_name(text: str, name: str) -> bool:
    """Whether `text` has `name` as a word of its own: "K3" is not in "K3.1"."""
    return bool(re.search(_name_pattern(name), text, re.IGNORECASE))


def _name_pattern(name: str) -> str:
    escaped = re.escape(name)
    if is_cjk(name):
        return escaped
    return rf"(?<![A-Za-z0-9]){escaped}(?:['’]s)?(?![A-Za-z0-9]|\.\d)"


def _but_names(question: str, span: Span) -> list[Span]:
    """The span without what is somebody's name in it: "训练Naru-4要花" asks of Naru-4."""
    cuts = [m.span() for m in _MODEL.finditer(question, *span)]
    if len(question[slice(*span)].split()) >= _GAPPED_WORDS:
        cuts = sorted([*cuts, *(m.span() for m in _PROPER.finditer(question, *span))])
    edges = [span[0], *(edge for cut in cuts for edge in cut), span[1]]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _roles(
    people: Sequence[tuple[int, int, str]], asides: Sequence[Span]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    focus = [key for start, end, key in people if not inside((start, end), asides)]
    others = [key for start, end, key in people if key not in focus]
    return tuple(dict.fromkeys(focus)), tuple(dict.fromkeys(others))


def _newest_round(ledger: Ledger) -> list[tuple[int, int, str]]:
    """The name of the last round that is on record as raised, as the question's own."""
    raised = [f for f in ledger.facts if f.attribute == "round_amount" and f.range and f.as_of]
    held = [f for f in raised if ledger.subject and f.entity == ledger.subject.id]
    standing = [f for f in held if ledger.standing(f) == "current"]
    newest = max(standing, key=lambda f: f.as_of or "", default=None)
    named = newest and newest.subject and is_lettered(newest.subject)
    return [(0, 0, newest.subject)] if newest and newest.subject and named else []
