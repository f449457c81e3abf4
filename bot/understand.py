"""A question → what is asked: of whom, about what, when, in which form.

Out comes an `Understanding` that is the same for the same question in English and Chinese;
everything later works from it. Knows the lexicon and the names in the ledger, and no fact.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.question import bare_sums, currencies, places, times, typed
from bot.question.apart import apart, asked_with, asks_which
from bot.question.leading import (
    asks_price,
    but_comparing,
    but_last_round,
    but_setting,
    judged_first,
    main_first,
    nearest,
    of_office,
    of_rivals,
    recorded_first,
)
from bot.question.names import Span, beside_heads, counted, in_what, inside, of_each
from bot.question.orders import without_orders
from bot.question.rates import without_rate
from bot.question.read import mentions_name as mentions_name
from bot.question.read import read, spans_of
from bot.question.rounds import beside_rounds, is_lettered, of_rounds, spanned
from bot.question.shorthand import written_out
from bot.question.spelling import spelled
from bot.question.understanding import Understanding as Understanding
from bot.question.wanted import wanted
from knowledge import (
    Ledger,
    Period,
    folded,
    is_cjk,
    language_of,
    lexicon,
)

PRONOUN = re.compile(
    r"(?<![A-Za-z])(?:it|its|they|them|their|that|this|those|these)(?![A-Za-z])|它|他们|她们|其|这个|那个|该公司",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\D{0,8}?\d+(?:\.\d)?")
_COMPANY = re.compile(r"\bthe (?:company|firm|business|lab)\b|公司", re.IGNORECASE)
# figures that hold until the next one is set; a balance or a count of users does not
LASTING = frozenset({
    "valuation", "valuation_post", "ownership_share", "context_window", "price_input",
    "price_output",
})  # fmt: skip
_PRICED_BY = ("round_amount", "valuation_post", "valuation")  # what a round leaves of a party
_AFTER = "raised_since_balance"
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
    plain = spelled(folded(question), ledger, is_known)
    question = typed.capitals(written_out(plain, is_known), ledger)
    question = without_rate(bare_sums.written_out(question, ledger), ledger)
    told = times.read(without_orders(question))
    day = min((d for d in (as_of, told.as_of) if d), default=None)
    seen = ledger.known_by(day) if day else ledger

    def known(word: str) -> bool:
        said = any(is_known(form) for form in places.forms(word) or (word,))
        return said or (is_cjk(word) and word in ledger.chinese)

    alone = replace(
        _alone(told.question, seen, known),
        question=question,
        standalone=question,
        as_of=told.as_of,
        since=told.since,
    )
    if alone.period and alone.period[0] > ledger.newest and "runway" in alone.concepts:
        alone = replace(
            alone, period=None
        )  # "out of cash in 2027?" is answered by what lasts today
    if told.by and told.by <= ledger.newest and _lasts(alone) and not _is_dated(alone, ledger):
        alone = replace(alone, period=None, as_of=told.by)
    return alone


def _alone(question: str, ledger: Ledger, is_known: Callable[[str], bool]) -> Understanding:
    got = read(question, ledger, is_known)
    people, rounds, mentions, named = got.people, got.rounds, got.mentions, got.named
    asides, heads = got.asides, [(m.start, m.end) for m in mentions]
    beside = [n for n, at in named if inside((at, at + 1), asides)]
    names = [n for n, _ in named if n not in beside] or beside
    main = [m for m in mentions if not inside((m.start, m.end), asides)]
    side = [m for m in mentions if m not in main]
    focus, others = _roles(people, asides)
    wants = wanted(question, mentions, got.states, [(s, e) for s, e, _ in people])
    company = (ledger.subject.id,) if ledger.subject else ()
    if "compare" in wants and beside and focus and not (others or set(company) & set(focus)):
        others = company  # "is Gemini's window larger than K3's?"
        names = [n for n in names if n not in beside]
    listed = spanned(question) if "each" in wants else ()
    rounds = [*rounds, *((0, 0, n) for n in listed if n not in {r[2] for r in rounds})]
    if not rounds or "first_round" in wants:
        rounds = [*_end_round(wants, people, ledger), *rounds]
    if _of_two_times(got.dates, wants) and not rounds:
        wants = wants - {"each", "list"} | {"compare"}
    asked_in = currencies.asked_in(question, wants)
    spans = [*people, *rounds, *((at, _end(question, n, at), n) for n, at in named)]
    compared = (*names[-1:], *beside) if "compare" in wants and names != beside else ()
    keys = {key for _, _, key in people}
    side_by_side = apart(question, spans, keys, [n for n in compared if is_known(n)])
    side_by_side = (*side_by_side, *listed)
    wants |= {"compare"} if len(side_by_side) > 1 and asks_which(question) else frozenset()
    if len(side_by_side) == 2 and "each" in wants:  # K3和V4各是多少 asks what "K3 vs V4" does
        wants = (wants | {"compare"}) - {"each", "list"}
    names = [n for n in (*names, *beside) if n in names or n in side_by_side]
    main, side = but_setting(question, main, side)
    main = but_comparing(question, main, side)
    main = but_last_round(question, main) or main
    side = but_last_round(question, side) if main else side
    said = [m.concept for m in nearest(question, main)] or [m.concept for m in side]
    said = beside_rounds(said, main, rounds)
    set_beside = beside_rounds([m.concept for m in side], side, rounds)
    if rounds and not named:  # "how big was Series D?"; "and the Series D?" goes on about the same
        # the price of the last round over revenue
        several = "ratio" in wants and len(set(said)) > 1
        said = said if several else of_rounds(said)
        said = said or ["funding"] * bool(asked_in or listed or "figure" in wants)
    said = judged_first(question, said) or ["token_price"] * asks_price(question, names)
    concepts = main_first(of_office(said, ledger), ledger, share="share" in wants)
    if not (focus or others or names) and (asked := of_rivals(question, concepts, main, ledger)):
        focus, side_by_side, wants = asked, (*side_by_side, *asked), _in_order(wants)
    strangers = (
        *(n for n, _ in named),
        *in_what(question, got.terms, heads),
        *counted(question, got.terms),
        *of_each(question, got.terms),
    )
    also: tuple[str, ...] = ()
    if not wants & _PUT_TOGETHER:
        placed = [*spans, *spans_of(got.dates)]
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
        asides=tuple(dict.fromkeys(set_beside)) if main else (),
        names=tuple(dict.fromkeys([*(r[2] for r in rounds), *(n for n in names if is_known(n))])),
        beside=tuple(dict.fromkeys(n for n in beside if n not in names and is_known(n))),
        unknown=tuple(dict.fromkeys(n for n in strangers if not is_known(n))),
        terms=tuple(dict.fromkeys(got.terms)),
        tight=tuple(dict.fromkeys(beside_heads(question, got.terms, heads))),
        wants=tuple(sorted(_alike(wants))),
        # 100亿现金里包括…融资吗 names the balance by its figure, and doubts none
        figures=() if _AFTER in concepts else tuple(a.text for a in got.states),
        period=times.asked_for(question, got.dates[0]) if got.dates else None,
        periods=tuple(times.asked_for(question, d) for d in got.dates)
        if len(got.dates) > 1
        else (),
        per=got.each[0].concept if got.each else None,
        currency=asked_in[0] if len(asked_in) == 1 else None,
    )


def _end(question: str, name: str, at: int) -> int:
    """Where a name ends that the question may write otherwise: 斯卡迪3 is Skadi 3."""
    written = None if question.startswith(name, at) else _NUMBERED.match(question, at)
    return written.end() if written else at + len(name)


def _alike(wants: frozenset[str]) -> frozenset[str]:
    """多少 asks "how much" and "how many"; "how many times" counts nothing."""
    if wants & {"count", "money"}:
        wants |= {"figure"}
    return wants - {"count"} if "ratio" in wants else wants


def _in_order(wants: frozenset[str]) -> frozenset[str]:
    """哪家最多 lists all in order and sets no two against each other."""
    return wants - {"compare"} | {"list"} if wants & {"most", "least"} else wants


def _of_two_times(dates: Sequence[Period], wants: frozenset[str]) -> bool:
    """今年和去年各是多少; "the last two fiscal years" tells both at once."""
    return len(dates) == 2 and ("each" in wants or dates[0].begin == dates[1].begin)


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


def speaks_of_company(question: str) -> bool:
    """Whether it says "they" or "the company": the one under examination, when none is named."""
    return bool(PRONOUN.search(question) or _COMPANY.search(question))


def _roles(
    people: Sequence[tuple[int, int, str]], asides: Sequence[Span]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    focus = [key for start, end, key in people if not inside((start, end), asides)]
    others = [key for start, end, key in people if key not in focus]
    return tuple(dict.fromkeys(focus)), tuple(dict.fromkeys(others))


def _end_round(
    wants: frozenset[str], people: Sequence[tuple[int, int, str]], ledger: Ledger
) -> list[tuple[int, int, str]]:
    """The name of the last or the first round on record as raised, as the question's own; none
    where another party that raised one is named.
    """
    company = ledger.subject.id if ledger.subject else ""
    others = [key for _, _, key in people if key != company]
    if any(ledger.of(key, kind) for key in others for kind in _PRICED_BY):
        return []
    raised = [f for f in ledger.of(company, "round_amount") if f.range and f.as_of and f.subject]
    held = [f for f in raised if ledger.standing(f) == "current"]
    if "latest_round" in wants:
        held = [f for f in held if f.as_of == max(h.as_of or "" for h in held)][:1]
        held = [f for f in held if is_lettered(f.subject or "")]
    elif "first_round" in wants:
        held = sorted(held, key=lambda f: f.as_of or "")[:1]
    else:
        return []
    return [(0, 0, f.subject or "") for f in held]
