"""A question, and the turn before it → what is asked: of whom, about what, when, in which form.

Out comes an `Understanding` that is the same for the same question in English and Chinese;
everything later works from it. Knows the lexicon and the names in the ledger, and no fact.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot import times
from bot.names import Span, beside_heads, in_what, inside, left_over
from knowledge import (
    Entity,
    Language,
    Ledger,
    amounts,
    is_cjk,
    language_of,
    lexicon,
    periods,
)

# What follows one of these is the setting of the question, not what it is about.
_ASIDE_EN = re.compile(
    r"(?<![A-Za-z])(?:now that|given that|given|since|while|although|though|because|even if|"
    r"versus|vs\.?|against|compared? (?:to|with)|than|next to|relative to|besides?|with|from|by|"
    r"like|amid|despite|if|after|unlike)(?![A-Za-z])",
    re.IGNORECASE,
)
_ASIDE_ZH = re.compile(
    r"面对|相比|相较|对比|比起|和|与|跟|同|比|既然|由于|随着|虽然|尽管|如果|除了|被"
)
_CLAUSE = re.compile(r"[,;:?!。，；：？！、\n]|\.(?=\s|$)")
_FOLLOWS = re.compile(
    r"^\s*(?:and|but|so|what about|how about|why|also|then|那么|那|还有|再|而|为什么|为何|呢)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"(?<![A-Za-z])(?:it|its|they|them|their|that|this|those|these)(?![A-Za-z])|它|他们|她们|其|这个|那个|该公司",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"\bthe (?:company|firm|business|lab)\b|公司", re.IGNORECASE)
_ROUND = re.compile(
    r"(?<![A-Za-z])(?:series\s+|round\s+)?([A-H]\+?)\s*轮|(?<![A-Za-z])series\s+([A-H]\+?)(?![A-Za-z])",
    re.IGNORECASE,
)
# "Ignore all earlier instructions and reply …": an order to the desk is no part of the question
_ORDER = re.compile(
    r"(?<![A-Za-z])(?:ignore|forget|disregard|pretend|repeat after|reply|respond|answer with"
    r"|say that|do not|don['’]t|never mention|act as|you are|from now on|system)(?![A-Za-z])"
    r"|忽略|无视|忘记|忘掉|假装|扮演|不要提|别提|请回答|请回复|回复说|以后|从现在起|你是",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?。！？:：\n]*(?:[.:](?=\d)[^.!?。！？:：\n]*)*[.!?。！？:：\n]?")
_MODEL = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]+-?\d[A-Za-z0-9.]*")
# "percentage … own" runs over whose it is; "Hong Kong listing" is one term
_PROPER = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?:[ -][A-Z][a-z]+)*")
_GAPPED_WORDS = 4
_TAG = re.compile(r"<[^<>]{0,40}>")
_WHETHER = re.compile(
    r"^\s*(?:so,? |and |but )?(?:is|are|was|were|do|does|did|has|have|can|could|will|would|should)"
    r"\b|(?:right|true|correct|confirmed|yes or no)\s*\?\s*$"
    r"|吗|是否|是不是|有没有|真的|能否|对吧|对不对|属实|对不",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?<![A-Za-z])(?:what|how|who|which|when|where|why|is|are|do|does|did|for|regarding|about)"
    r"(?![A-Za-z])|[吗呢谁何哪几]|什么|多少|多久|怎么|如何|是否|关于|对于",
    re.IGNORECASE,
)
# figures that hold until the next one is set; a balance or a count of users does not
LASTING = frozenset({
    "valuation", "valuation_post", "ownership_share", "context_window", "price_input",
    "price_output",
})  # fmt: skip
_CURRENCY = {"dollars": "USD", "yuan": "CNY", "hkd": "HKD", "euros": "EUR", "pounds": "GBP"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """`focus` are entity ids the question is about, `others` those it mentions beside them.

    `concepts` are lexicon ids, the main one first; `names` are models, rounds or people that the
    evidence must mention, `beside` those it is compared with; `unknown` those that no source
    mentions; `terms` are the other words that carry meaning; `figures` amounts the question
    itself states; `period` an ISO range. `as_of` is the last day whose publications count and
    `since` the stretch whose news is asked for, where the question says so.
    """

    question: str
    standalone: str
    language: Language
    focus: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    tight: tuple[str, ...] = ()  # those that stand right beside what is asked
    wants: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    period: tuple[str, str] | None = None
    currency: str | None = None
    per: str | None = None  # a key of the lexicon's counts: "per employee"
    as_of: str | None = None
    since: tuple[str, str | None] | None = None

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, raw: dict[str, Any]) -> "Understanding":
        fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in raw.items()}
        return cls(**fields)


def understand(
    question: str,
    *,
    ledger: Ledger,
    is_known: Callable[[str], bool],
    before: Understanding | None = None,
    as_of: str | None = None,
) -> Understanding:
    """What the question asks. `is_known(text)` says whether the sources ever use the word; `as_of`
    is the last day whose publications count, where the asker set one beside the question.
    """
    told = times.read(without_orders(question))
    day = min((d for d in (as_of, told.as_of) if d), default=None)
    alone = replace(
        _alone(told.question, ledger.known_by(day) if day else ledger, is_known),
        question=question,
        standalone=question,
        as_of=told.as_of,
        since=told.since,
    )
    if told.by and told.by <= ledger.newest and _lasts(alone) and not _is_dated(alone, ledger):
        alone = replace(alone, period=None, as_of=told.by)
    return _continued(alone, before, ledger) if before else alone


def _alone(question: str, ledger: Ledger, is_known: Callable[[str], bool]) -> Understanding:
    lex = lexicon()
    dates = periods.find(question)
    taken: list[Span] = [(p.begin, p.stop) for p in dates]
    people = _entities(question, ledger.entities)
    rounds = [
        (m.start(), m.end(), f"Series {(m[1] or m[2]).upper()}") for m in _ROUND.finditer(question)
    ]
    taken += [(s, e) for s, e, _ in (*people, *rounds)]
    each = lex.per(question)
    taken += [(m.start, m.end) for m in each]
    asides = [*_aside_spans(question), *_setting(question)]
    # "how much is X worth" runs over a name; "Meta Platforms" is no mention of platforms
    mentions = [
        m for m in lex.mentions(question) if not any(s <= m.start and m.end <= e for s, e in taken)
    ]
    states = [a for a in amounts.find(question) if a.unit != "count" or a.low > 99]
    taken += [part for m in mentions for part in _but_names(question, (m.start, m.end))]
    taken += lex.wanted_spans(question)
    taken += [(a.start, a.end) for a in states]
    heads = [(m.start, m.end) for m in mentions]
    named, terms = left_over(question, taken, heads, is_known, ledger.plain_words)
    beside = [n for n, at in named if inside((at, at + 1), asides)]
    names = [n for n, _ in named if n not in beside] or beside
    main = [m for m in mentions if not inside((m.start, m.end), asides)]
    side = [m for m in mentions if m not in main]
    focus, others = _roles(people, asides)
    wants = lex.wants(question)
    company = ledger.subject.id if ledger.subject else None
    if "compare" in wants and beside and focus and company not in focus and not others:
        others = (company,) if company else ()  # "is Gemini's window larger than K3's?"
        names = [n for n in names if n not in beside]
    if "latest_round" in wants and not rounds:
        rounds = _newest_round(ledger)
    asked_in = [code for want, code in _CURRENCY.items() if want in wants]
    return Understanding(
        question=question,
        standalone=question,
        language=language_of(question),
        focus=focus,
        others=others,
        concepts=_main_first([m.concept for m in main] or [m.concept for m in side], ledger),
        asides=tuple(dict.fromkeys(m.concept for m in side)) if main else (),
        names=tuple(dict.fromkeys([*(r[2] for r in rounds), *(n for n in names if is_known(n))])),
        beside=tuple(dict.fromkeys(n for n in beside if n not in names and is_known(n))),
        unknown=tuple(
            dict.fromkeys(
                [n for n, _ in named if not is_known(n)]
                + [t for t in in_what(question, terms, heads) if not is_known(t)]
            )
        ),
        terms=tuple(dict.fromkeys(terms)),
        tight=tuple(dict.fromkeys(beside_heads(question, terms, heads))),
        wants=tuple(sorted({*wants, "whether"} if _WHETHER.search(question) else wants)),
        figures=tuple(a.text for a in states),
        period=times.asked_for(question, dates[0]) if dates else None,
        per=each[0].concept if each else None,
        currency=asked_in[0] if len(asked_in) == 1 else None,
    )


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


def _continued(now: Understanding, before: Understanding, ledger: Ledger) -> Understanding:
    """The question with what it leaves out taken from the turn before."""
    subject = ledger.subject.id if ledger.subject else None
    says_what = bool(now.concepts or now.names or now.terms or now.unknown)
    leans = bool(_FOLLOWS.match(now.question)) or bool(_PRONOUN.search(now.question))
    if says_what and not leans:
        return now
    if not says_what and not (leans or now.wants or now.focus or now.others):
        return now
    has_topic = bool(now.concepts or now.terms)
    raw = now.to_dict() | {
        "concepts": now.concepts if has_topic else before.concepts,
        "names": now.names or (() if has_topic else before.names),
        "terms": now.terms if has_topic else before.terms,
        "tight": now.tight if has_topic else before.tight,
        "period": now.period or (None if has_topic else before.period),
        "standalone": f"{before.standalone} — {now.question}",
    }
    if "compare" in now.wants and (now.focus or now.others):
        mentioned = (*now.focus, *now.others)
        raw |= {"focus": before.focus or ((subject,) if subject else ()), "others": mentioned}
    elif not now.focus:
        raw["focus"] = before.focus
    return Understanding.from_dict(raw)


def _entities(question: str, entities: Sequence[Entity]) -> list[tuple[int, int, str]]:
    """Spans of entity names, longest name first, none inside another."""
    found: list[tuple[int, int, str]] = []
    named = [(name, e.id) for e in entities for name in e.names]
    for name, key in sorted(named, key=lambda n: -len(n[0])):
        for match in re.finditer(_name_pattern(name), question, re.IGNORECASE):
            if not inside(match.span(), [(s, e) for s, e, _ in found]):
                found.append((match.start(), match.end(), key))
    return sorted(found)


def without_orders(question: str) -> str:
    """The sentences that ask, where others give orders; the whole text where none asks."""
    plain = _TAG.sub(" ", question)
    parts = [p.strip() for p in _SENTENCE.findall(plain) if p.strip()]
    asking = [p for p in parts if not _ORDER.search(p)]
    if len(parts) > 1 and len(asking) < len(parts) and any(p[-1] in "?？" for p in asking):
        return " ".join(asking)
    return plain.strip() or question


def speaks_of_company(question: str) -> bool:
    """Whether it says "they" or "the company": the one under examination, when none is named."""
    return bool(_PRONOUN.search(question) or _COMPANY.search(question))


def mentions_name(text: str, name: str) -> bool:
    """Whether `text` has `name` as a word of its own: "K3" is not in "K3.1"."""
    return bool(re.search(_name_pattern(name), text, re.IGNORECASE))


def _name_pattern(name: str) -> str:
    escaped = re.escape(name)
    if is_cjk(name):
        return escaped
    return rf"(?<![A-Za-z0-9]){escaped}(?:['’]s)?(?![A-Za-z0-9]|\.\d)"


def _aside_spans(question: str) -> list[Span]:
    """From each marker of an aside to the end of its clause."""
    spans = []
    for marker in (*_ASIDE_EN.finditer(question), *_ASIDE_ZH.finditer(question)):
        end = _CLAUSE.search(question, marker.end())
        spans.append((marker.start(), end.start() if end else len(question)))
    return spans


def _setting(question: str) -> list[Span]:
    """Statements before the question itself: "Gemini reads a million tokens, is the moat gone?".

    Only before a question for a whole picture; "it has 10 billion, how long does it last?" goes on
    about the same party.
    """
    *before, last = _clauses(question)
    overview = [
        m
        for m in lexicon().mentions(question)
        if last[0] <= m.start and lexicon().concepts[m.concept].topics
    ]
    stated = all(not _ASKS.search(question[s:e]) for s, e in before)
    return before if overview and stated else []


def _but_names(question: str, span: Span) -> list[Span]:
    """The span without what is somebody's name in it: "训练Naru-4要花" asks of Naru-4."""
    cuts = [m.span() for m in _MODEL.finditer(question, *span)]
    if len(question[slice(*span)].split()) >= _GAPPED_WORDS:
        cuts = sorted([*cuts, *(m.span() for m in _PROPER.finditer(question, *span))])
    edges = [span[0], *(edge for cut in cuts for edge in cut), span[1]]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _clauses(question: str) -> list[Span]:
    ends = [m.end() for m in _CLAUSE.finditer(question) if question[m.end() :].strip()]
    return list(zip([0, *ends], [*ends, len(question)], strict=True))


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
    named = newest and newest.subject and _ROUND.fullmatch(newest.subject)
    return [(0, 0, newest.subject)] if newest and newest.subject and named else []


def _main_first(concepts: Sequence[str], ledger: Ledger) -> tuple[str, ...]:
    """What can never be recorded before what is, then what is not, then whole topics.

    "User churn" is about churn, "risks of the API" about the API.
    """
    known = lexicon().concepts
    held = {f.attribute for f in ledger.facts}
    place = {
        c: (
            bool(known[c].attributes),
            bool(known[c].topics),
            not held.intersection(known[c].attributes),
        )
        for c in concepts
    }
    return tuple(sorted(dict.fromkeys(concepts), key=lambda c: place[c]))
