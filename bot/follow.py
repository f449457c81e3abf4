"""A question that goes on from the turn before → what it asks, with what it leaves out.

"And at the end of 2025?", 那科巴汀呢？: of several readings, from the one that keeps most of the
turn before to the one that keeps least, the first that the record answers is meant. In: both turns
as understood, the ledger. Knows no wording of answers.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

from bot.earlier import LOST, TURN, another_round, both_told, the_one_before
from bot.matching import fit
from bot.question.leading import names_round
from bot.question.understanding import Understanding
from bot.shifted import shifted
from bot.understand import PRONOUN, mentions_name
from knowledge import Ledger, is_cjk, lexicon

_FOLLOWS = re.compile(
    r"^\s*(?:and|(?:n|or)\b|&|but|so|what about|how about|why|also|then|what if|make it"
    r"|ok(?:ay)?,? and|same for"
    r"|那么|那|还有|再|而|为什么|为何|呢|换成|改成|如果|同样|同比|环比|yoy|y/y|qoq)|呢[?？]?\s*$",
    re.IGNORECASE,
)
_BRIEF = re.compile(  # "burn?", "the pension fund?"
    r"^\W*(?!(?:who|what|when|where|why|how|which|is|are|was|were|do|does|did|has|have|can|will)\b)"
    r"[A-Za-z][\w'’&-]*(?: [\w'’&-]+){0,3}\W*$",
    re.IGNORECASE,
)
_THROUGH = re.compile(
    r"(?<![A-Za-z])(?:via|through|on|by|from|according to|at)\s+(?:the )?$|(?:通过|据|经|在)\s*$",
    re.IGNORECASE,
)
_THROUGH_ZH = re.compile(r"\s*(?:上|平台|渠道)")
_LETTER = re.compile(
    r"^\W*(?:(?:and|what about|how about|or)\s+)?(?:the\s+)?(?:series\s+|round\s+)?"
    r"(?P<letter>[A-H]\+?)(?:\s+(?:round|one))?\W*$|^\W*(?:那么?|再)?\s*(?P<zh>[A-H]\+?)\s*(?:轮)?呢?\W*$",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"^\W*(?:and )?(?:how (?:much|large|big) was it|what was the (?:amount|sum|size))\W*$"
    r"|^\W*(?:那么?)?(?:融资)?(?:金额|规模|总额)(?:是|有)?(?:多少|多大)\W*$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(
    r"\b(?:which|who|whose) (?:one )?of (?:them|these|those|the (?:two|three|four))\b"
    r"|\b(?:of|between) (?:the two|the three|them|both)\b|\bboth of them\b"
    r"|[两二三]家|[两二]者|它们|哪一?家",
    re.IGNORECASE,
)
_GROWTH = frozenset({"growth_rate", "traction", "speed"})
_WHO = "founder"
_ORDER = ("most", "least", "second", "third")
_ANSWERS = 0.5  # of what a reading says: a fact that says so much answers it


def followed(now: Understanding, before: Understanding, ledger: Ledger) -> Understanding:
    """`now` itself where it says all it asks."""
    for goes_on in (another_round, the_one_before, both_told):
        if other := goes_on(now, before, ledger):
            return other
    now = _of_growth(_but_round(_of_round(now, before), before), before)
    now = _one_word_changed(now, before)
    says_what = bool(now.concepts or now.names or now.terms or now.unknown)
    later = shifted(now.question, before.period) is not None
    later = later or bool(_BRIEF.match(now.question))
    leans = later or bool(_FOLLOWS.search(now.question)) or bool(PRONOUN.search(now.question))
    if says_what and not leans:
        return now
    if not says_what and not (leans or now.wants or now.focus or now.others or now.period):
        return now
    readings = list(_readings(now, before, ledger))
    return next((r for r in readings if _is_answered(r, ledger)), readings[0])


def _of_round(now: Understanding, before: Understanding) -> Understanding:
    """After a question of a round a letter alone is one ("and the C?"), and the sum that is asked
    for is what it brought in ("how much did they put in?"), where no investor is named.
    """
    letter = _LETTER.match(now.question)
    if not any(n.startswith("Series ") for n in before.names):
        return now
    if _asks_sum(now):
        return replace(now, concepts=("funding",), names=before.names, terms=(), tight=())
    if not letter:
        return now
    return replace(now, names=(f"Series {(letter['letter'] or letter['zh']).upper()}",), terms=())


def _one_word_changed(now: Understanding, before: Understanding) -> Understanding:
    """After "input price", "output?" asks for the output price: one word of what was asked is
    another.
    """
    if len(now.terms) != 1 or now.concepts or not before.concepts:
        return now
    asked, known = before.question, lexicon()
    told = (asked[m.start : m.end] for m in known.mentions(asked) if m.concept in before.concepts)
    for phrase in (p for words in told for p in _with_word(words, now.terms[0])):
        found = {m.concept for m in known.mentions(phrase) if m.end - m.start == len(phrase)}
        if other := sorted(found - set(before.concepts)):
            return replace(now, concepts=(other[0],), terms=(), tight=())
    return now


def _with_word(phrase: str, word: str) -> list[str]:
    """The phrase with the word in the place of each of its own."""
    if is_cjk(phrase):
        size = len(word)
        return [
            phrase[:i] + word + phrase[i + size :] for i in range(len(phrase) - size + 1)
            if len(phrase) > size
        ]  # fmt: skip
    words = phrase.split()
    each = range(len(words) if len(words) > 1 else 0)
    return [" ".join([*words[:i], word, *words[i + 1 :]]) for i in each]


def _asks_sum(now: Understanding) -> bool:
    amount = now.concepts == ("invested_amount",) or bool(_SUM.match(now.question))
    other = now.names or now.focus or now.others or now.period
    return amount and "figure" in now.wants and not other


def _but_round(now: Understanding, before: Understanding) -> Understanding:
    """A round named by its time asks what was asked before: "and X, in its June round?"."""
    told = [m for m in lexicon().mentions(now.question) if m.concept in now.concepts]
    bare = bool(told) and all(names_round(now.question, m) for m in told)
    return replace(now, concepts=()) if bare and before.concepts and not now.wants else now


def _of_growth(now: Understanding, before: Understanding) -> Understanding:
    """Growth alone is that of what was asked before: "and the growth since?", 同比呢."""
    alone = "growth" in now.wants and _GROWTH.issuperset(now.concepts) and not now.focus
    return replace(now, concepts=(), asides=()) if alone and before.concepts else now


def _readings(now: Understanding, before: Understanding, ledger: Ledger) -> Iterator[Understanding]:
    """Most kept first."""
    parties = _parties(now, before, ledger)
    for things, names, period in product(
        _things(now, before), _names(now, before), _periods(now, before)
    ):
        yield Understanding.from_dict(
            now.to_dict()
            | parties
            | things
            | {
                "names": names,
                "period": period,
                "as_of": now.as_of or (None if "latest" in now.wants else before.as_of),
                "standalone": f"{before.standalone}{TURN}{now.question}",
            }
        )


def _parties(now: Understanding, before: Understanding, ledger: Ledger) -> dict[str, Any]:
    if "compare" in now.wants and (now.focus or now.others):
        company = (ledger.subject.id,) if ledger.subject else ()
        return {"focus": before.focus or company, "others": (*now.focus, *now.others)}
    told = _all_told(before, ledger) if _OF_THEM.search(now.question) and not now.focus else ()
    if len(told) > 1:
        return {"focus": told, "others": (), "apart": told}
    if now.focus or now.others:
        return {"focus": now.focus or before.focus}
    return {"focus": before.focus, "others": before.others}


def _all_told(before: Understanding, ledger: Ledger) -> tuple[str, ...]:
    """The parties that the turns so far named, in their order: "which of them grew faster?"."""
    text = before.standalone.lower()
    named = {e.id: [n.lower() for n in e.names if mentions_name(text, n)] for e in ledger.entities}
    places = {key: min(map(text.find, names)) for key, names in named.items() if names}
    return tuple(sorted(places, key=lambda key: places[key]))


def _things(now: Understanding, before: Understanding) -> list[dict[str, Any]]:
    own = {"concepts": now.concepts, "terms": now.terms, "tight": now.tight, "wants": now.wants}
    if now.concepts:
        return [own]
    if now.focus and len(before.concepts) > 1:  # 创始人持股多少, 里姆斯科格呢: of another holder
        before = replace(before, concepts=tuple(c for c in before.concepts if c != _WHO))
    # "biggest holder? the pension fund?": somebody is picked out, and no longer the biggest
    lost = {*LOST, *(_ORDER if now.terms or now.names or now.focus else ())}
    wants = tuple(sorted({*now.wants, *(w for w in before.wants if w not in lost)}))
    kept = {"concepts": before.concepts, "asides": before.asides, "wants": wants}
    went_on = kept | {"terms": (*before.terms, *now.terms), "tight": before.tight}
    if not now.terms:
        return [went_on]
    return [went_on, kept | {"terms": now.terms, "tight": now.tight}, own]


def _names(now: Understanding, before: Understanding) -> list[tuple[str, ...]]:
    if not now.names:
        return list(dict.fromkeys([before.names, ()]))
    both = tuple(dict.fromkeys((*before.names, *now.names)))
    return [both, now.names] if any(_is_way(n, now.question) for n in now.names) else [now.names]


def _is_way(name: str, question: str) -> bool:
    """It says by whom or where, not of what: "via OpenRouter", OpenRouter上."""
    at = question.find(name)
    return at >= 0 and bool(
        _THROUGH.search(question[:at]) or _THROUGH_ZH.match(question, at + len(name))
    )


def _periods(now: Understanding, before: Understanding) -> list[tuple[str, str] | None]:
    told = now.period or shifted(now.question, before.period)
    return [told] if told else list(dict.fromkeys([before.period, None]))


def _is_answered(u: Understanding, ledger: Ledger) -> bool:
    return any(r.strength == "strong" and r.share >= _ANSWERS for r in fit.rank(u, ledger))
