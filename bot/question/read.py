"""A question → what stands where in it: times, parties, rounds, models, concepts, figures, words.

In: the question, the ledger, and whether the sources use a word. Out: a `Read`, in which each word
has one reading. Knows the lexicon and the names in the ledger; what is asked of all that is
`understand`'s business.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.question import accounts, currencies, debut, places, typed, year_before
from bot.question.asides import asides as told_beside
from bot.question.either import alternatives
from bot.question.leading import but_its_part, but_its_worth
from bot.question.names import Span, inside, left_over
from bot.question.recent import recent
from bot.question.rounds import find as find_rounds
from bot.question.rounds import is_lettered
from bot.question.stretches import stretches
from bot.question.times import falls_in
from knowledge import Amount, Entity, Ledger, Mention, Period, amounts, is_cjk, lexicon, periods

_MODEL = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]+-?\d[A-Za-z0-9.]*")
_CAPITALS = re.compile(r"(?<![A-Za-z0-9-])[a-z]{0,2}[A-Z][\w'’&-]*", re.ASCII)
_KEPT = 4096  # names and texts that are kept as they are compared
_ROUND = re.compile(r"\s*(?:(?:funding|financing) )?round\b|的?[那这]?一?轮", re.IGNORECASE)
_PRE_IPO = re.compile(
    r"\bpre-?ipo (?:funding |financing )?(?:round|raise|financing|fundraising)\b"
    r"|上市前(?:的?那?一?轮|融资)(?:融资)?",
    re.IGNORECASE,
)
_RATE = re.compile(r"(?:per|an?)\s|每", re.IGNORECASE)
_FROM = re.compile(r"\bfrom (?:the )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What stands where in a question, each of its words in one reading."""

    dates: list[Period]
    people: list[tuple[int, int, str]]
    rounds: list[tuple[int, int, str]]
    each: list[Mention]
    states: list[Amount]
    mentions: list[Mention]
    asides: list[Span]
    named: list[tuple[str, int]]
    terms: list[str]


def read(question: str, ledger: Ledger, is_known: Callable[[str], bool]) -> Read:
    people = _entities(question, ledger.entities)
    dates = _dates(question, [key for _, _, key in people], ledger)
    rounds = find_rounds(question) or _before_listing(question, ledger)
    rounds = rounds or _by_month(question, dates, ledger)
    dates = [d for d in dates if not inside((d.begin, d.stop), [(s, e) for s, e, _ in rounds])]
    models = typed.numbered(question, ledger, people)
    each = lexicon().per(question)
    taken: list[Span] = [(s, e) for s, e, _ in spans_of(dates)]
    taken += [(s, e) for s, e, _ in (*people, *rounds, *models)]
    taken += [*((m.start, m.end) for m in each), *year_before.said(question)]
    told = amounts.find(question)
    either = alternatives(question, told)  # "5 or 3 volunteers": small numbers are figures, too
    states = [a for a in told if a.unit != "count" or a.low > 99 or a in either]
    other = [(s, e) for s, e, _ in (*models, *spans_of(dates))]
    states = [a for a in states if not inside((a.start, a.end), other)]
    mentions = _mentions(_without_starts(question, dates), taken, states)
    heads = [(m.start, m.end) for m in mentions]
    taken += [part for m in mentions for part in _but_names(question, m)]
    wanted = (*lexicon().wanted(question), *lexicon().operations(question))
    taken += [part for m in wanted for part in _but_names(question, m)]
    taken += [(a.start, a.end) for a in states]
    taken += currencies.places(question)
    rest, terms = left_over(question, taken, heads, is_known, ledger)
    rest = [(name, at) for name, at in rest if not _is_label(name, mentions)]
    return Read(
        dates=dates,
        people=people,
        rounds=rounds,
        each=each,
        states=states,
        mentions=mentions,
        asides=told_beside(question, [(s, e) for s, e, _ in people], mentions),
        named=sorted([*((n, s) for s, _, n in models), *rest], key=lambda n: n[1]),
        terms=terms,
    )


def _dates(question: str, parties: Sequence[str], ledger: Ledger) -> list[Period]:
    """Times with their year first, then those without: "March 2026 against June"."""
    several = stretches(question, ledger.newest)
    counted = accounts.find(question, ledger)
    several = _free(several, counted)
    told = [*_free(periods.find(question), [*several, *counted]), *counted, *several]
    told += _free(debut.find(question, parties, ledger), told)
    told.sort(key=lambda p: p.begin)
    same = year_before.said(question)
    told = [p for p in told if not inside((p.begin, p.stop), same)]
    rest = _free(recent(question, ledger.newest), told, same)
    return [*told, *rest, *year_before.year_before(question, [*told, *rest])]


def _free(
    found: Sequence[Period], told: Sequence[Period], taken: Sequence[Span] = ()
) -> list[Period]:
    spans = [*((p.begin, p.stop) for p in told), *taken]
    return [p for p in found if not inside((p.begin, p.stop), spans)]


def _before_listing(question: str, ledger: Ledger) -> list[tuple[int, int, str]]:
    """The round before the listing, where one is on record under that name."""
    company = ledger.subject.id if ledger.subject else ""
    names = {f.subject or "" for f in ledger.facts if f.entity == company}
    held = [name for name in names if _PRE_IPO.fullmatch(name)]
    told = _PRE_IPO.search(question)
    return [(*told.span(), held[0])] if told and held else []


def _by_month(question: str, dates: Sequence[Period], ledger: Ledger) -> list[tuple[int, int, str]]:
    """The one round that was raised in the time before the word: "the July 2026 round", 7月那轮."""
    company = ledger.subject.id if ledger.subject else ""
    held = [
        f for f in ledger.of(company, "round_amount") if f.as_of and is_lettered(f.subject or "")
    ]
    for date in dates:
        told = _ROUND.match(question, date.stop)
        period = date.start.isoformat(), date.end.isoformat()
        names = {f.subject or "" for f in held if falls_in(f.as_of or "", period)}
        if told and len(names) == 1:
            return [(date.begin, told.end(), names.pop())]
    return []


def _mentions(question: str, taken: Sequence[Span], states: Sequence[Amount]) -> list[Mention]:
    """Concepts, but for those inside a name: "Meta Platforms" is no mention of platforms. One may
    run over a name: "how much is X worth".
    """
    found = [
        m
        for m in lexicon().mentions(question)
        if not any(s <= m.start and m.end <= e for s, e in taken)
        and not (states and _is_rate(m, question))
    ]
    return but_its_part(question, but_its_worth(question, found))


def _is_label(name: str, mentions: Sequence[Mention]) -> bool:
    """It only calls what is asked by its name: the API of "is their API cheaper"."""
    labels = (lexicon().concepts[m.concept].label["en"] for m in mentions)
    return name.isupper() and any(name in label.split() for label in labels)


def _without_starts(question: str, dates: Sequence[Period]) -> str:
    """With blanks for "from" before a time: "revenue grew from 2030" has none come from anybody."""
    for at in (d.begin for d in dates):
        question = _FROM.sub(lambda m: " " * len(m[0]), question[:at]) + question[at:]
    return question


def _is_rate(mention: Mention, question: str) -> bool:
    """Beside a figure it is the figure's: "480 picks per hour" asks for no speed."""
    return mention.concept == "speed" and bool(_RATE.match(question, mention.start))


def spans_of(dates: Sequence[Period]) -> list[tuple[int, int, str]]:
    return [(p.begin, p.stop, "") for p in dates]


def _entities(question: str, entities: Sequence[Entity]) -> list[tuple[int, int, str]]:
    """Spans of entity names, longest name first, none inside another."""
    found: list[tuple[int, int, str]] = []
    named = [(name, e.id) for e in entities for name in e.names]
    for name, key in sorted(named, key=lambda n: -len(n[0])):
        for match in _named(name).finditer(question):
            if not inside(match.span(), [(s, e) for s, e, _ in found]):
                found.append((match.start(), match.end(), key))
    return sorted(found)


@lru_cache(maxsize=_KEPT)
def _named(name: str) -> re.Pattern[str]:
    escaped = re.escape(name)
    if not is_cjk(name):
        escaped = rf"(?<![A-Za-z0-9]){escaped}(?:['’]s)?(?![A-Za-z0-9]|\.\d)"
    return re.compile(escaped, re.IGNORECASE)


@lru_cache(maxsize=_KEPT)
def _small(text: str) -> str:
    return text.lower()


def _but_names(question: str, mention: Mention) -> list[Span]:
    """Its span without what is somebody's name in it, or in its gap: "训练Naru-4要花"."""
    span, gap = (mention.start, mention.end), mention.gap
    named = [*places.found(question[: gap[1]]), *_CAPITALS.finditer(question, *gap)]
    named = [m for m in named if m.start() >= gap[0] and not lexicon().holds(m[0])]  # no ARR
    cuts = [m.span() for m in _MODEL.finditer(question, *span)]
    for name in (m.span() for m in named):
        cuts += [] if inside(name, cuts) else [name]
    edges = [span[0], *(edge for cut in sorted(cuts) for edge in cut), span[1]]
    return list(zip(edges[::2], edges[1::2], strict=True))


def mentions_name(text: str, name: str) -> bool:
    """Whether `text` has `name` as a word of its own ("K3" is not in "K3.1"); a country by any."""
    if places.forms(name):
        return places.names(text, name)
    return _small(name) in _small(text) and bool(_named(name).search(text))
