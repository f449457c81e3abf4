"""What a sentence denies, clause by clause, and whether another tells it the other way round.

"Fossvik bought the shares not already owned" denies the owning alone, so it bears out no "did not
buy". A "not" belongs to the word it stands before, a "no" to its whole clause. In: what is said,
and wordings in the same language. Out: the words that are turned. Knows no figures, no claim.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

from bot.checks import verbs
from bot.checks.cues import cues
from bot.checks.matter import kin
from knowledge import is_cjk, words

# Denied by itself, beside what is said: "shares not yet owned", 尚未持有的股份, "without a vote"
_ASIDE = re.compile(
    r"(?<!\w)not (?:(?:already|yet|previously|otherwise) )?(?:\w+ed|held|sold|paid)\b"
    r"|(?:尚未|并未|未|没有|不|无)[㐀-鿿]{1,6}的(?=[㐀-鿿])"
    r"|\b(?:with no|without)\b[^,;:.()]*",
    re.IGNORECASE,
)
_LED = re.compile(  # then it is the clause's own verb, or goes on with one
    r"(?:\b(?:is|are|was|were|be|been|has|have|had|did|do|does|will|would|could|can|may|might|and|"
    r"but|or)|[,;:(]|^)\s*$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[,;:，；：。()（）]\s*|\s(?=(?:and|but|while|whereas|although|though|which|who|because|since|"
    r"after|before|until|unless|if) )",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"no|nobody|nothing|none|neither|nor|never", re.IGNORECASE)
_LOOSE = re.compile(r"\b(?:with|at|in|of|for|to|by|on|under|from) no$", re.IGNORECASE)  # "with no"
_WORD = re.compile(r"[a-z]+|\d(?:[\d.,]*\d)?", re.IGNORECASE)
_HEADS_ZH = 2  # words behind a Chinese "not" that it denies: its verbs are cut short
_SAME = 0.5  # of a clause's words, in one that tells the same
_LEAST = 2  # words that clauses share which speak of the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    between: frozenset[str]
    towards: frozenset[str]
    weak: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Clause:
    """`denied` is all that it denies, `heads` what the "not" or "no" stands before and the word
    after that; `beside` the words of the whole sentence, which may have the subject.
    """

    words: frozenset[str]
    denied: frozenset[str]
    heads: tuple[str, ...]
    beside: frozenset[str]


def turned(said: str, other: str) -> str | None:
    """Words that a clause denies and the clause most like it says, or the other way round."""
    theirs = list(clauses(other))
    for mine in clauses(said):
        if found := _denied_wrongly(mine, theirs) or _said_wrongly(mine, theirs):
            return " ".join(sorted(found))
    return None


def contrary(said: str, others: Iterable[str]) -> str | None:
    """As `turned`, of clauses that tell most of the same, wherever they stand."""
    theirs = [c for other in others for c in clauses(other)]
    for mine in clauses(said):
        same = [c for c in theirs if len(mine.words & c.words) >= _SAME * len(mine.words)]
        with_it = [c for c in same if mine.words & c.denied or mine.denied & c.words]
        if found := _denied_wrongly(mine, with_it) or _said_wrongly(mine, with_it and same):
            return " ".join(sorted(found))
    return None


def borne(said: str, others: Iterable[str]) -> bool:
    """Whether somewhere the same word is denied of the same, at the same time, for each denial."""
    theirs = [c for other in others for c in clauses(other) if c.denied]
    return all(
        any(
            mine.denied & c.denied
            and len(mine.words & c.beside) >= _LEAST
            and {w for w in mine.beside if w[0].isdigit()} <= c.beside
            for c in theirs
        )
        for mine in clauses(said)
        if mine.denied
    )


def touches_none(said: str, other: str) -> bool:
    """Whether nothing that the other denies is said, which may then go without that denial."""
    denying = [c for c in clauses(other) if c.denied]
    plain = [c.words for c in clauses(other) if not c.denied]
    told = frozenset[str]().union(*plain)
    mine = [c.words for c in clauses(said)]
    return bool(denying and plain) and all(
        not own & c.denied
        and not _known(c.denied, own - told)
        and len(c.words & own) <= max(0, *(len(words & own) - 1 for words in plain))
        for c in denying
        for own in mine
    )


def _denied_wrongly(mine: Clause, theirs: list[Clause]) -> frozenset[str]:
    """Where its word stands denied nowhere that is as like it."""
    if not mine.denied:
        return frozenset()
    heads = frozenset(mine.heads[:1]) or mine.denied
    with_it = [c for c in theirs if heads & c.words] or [
        c for c in theirs if _known(heads, c.words)
    ]
    most = max((len(c.words & {*mine.heads}) for c in with_it), default=0)
    near = _likest(mine, [c for c in with_it if len(c.words & {*mine.heads}) == most] or theirs)
    if any(_known(mine.denied, c.denied) or (not with_it and c.denied) for c in near):
        return frozenset()
    return mine.denied if near else frozenset()


def _said_wrongly(mine: Clause, theirs: list[Clause]) -> frozenset[str]:
    near = _likest(mine, theirs)
    odd = [c.denied & (mine.words - mine.denied) for c in near]
    if not all(odd) or any(c.denied & mine.denied for c in near):
        return frozenset()
    return odd[0] if odd else frozenset()


def _likest(mine: Clause, theirs: list[Clause]) -> list[Clause]:
    same = [c for c in theirs if len(mine.words & c.beside) >= _LEAST]
    most = max((len(mine.words & c.words) for c in same), default=0)
    return [c for c in same if len(mine.words & c.words) == most > 0]


def _known(some: frozenset[str], others: frozenset[str]) -> bool:
    kinds = frozenset[str]().union(*(kin(w) for w in others))
    return bool(some & others) or any(kin(w) & kinds for w in some)


@lru_cache(maxsize=20_000)
def clauses(text: str) -> tuple[Clause, ...]:
    """A participle that is denied by itself is a clause of its own."""
    asides = [m.span() for m in _ASIDE.finditer(text) if not _LED.search(text[: m.start()])]
    cuts = [0, *(m.end() for m in _CLAUSE.finditer(text)), len(text)]
    spans = [(s, e) for s, e in zip(cuts, cuts[1:], strict=False) if e > s]
    rest = "".join(" " if any(s <= i < e for s, e in asides) else c for i, c in enumerate(text))
    whole = frozenset(_words(text))
    parts = [rest[s:e] for s, e in spans] + [text[s:e] for s, e in asides]
    return tuple(c for part in parts if (c := _clause(part, whole)).words)


def _clause(text: str, beside: frozenset[str]) -> Clause:
    own = frozenset(_words(text))
    denied, heads = set[str](), list[str]()
    for cue in cues(text):
        if cue.family != "negation" or _grammar().weak.match(text[cue.end :]):
            continue
        called = text[cue.start : cue.end]
        if cue.sense != "negated":  # "denies that", "stays private"
            denied.update(_words(called))
            continue
        after = _after(text[cue.end :])
        heads += after[:2]
        whole = _WHOLE.fullmatch(called) and not _LOOSE.search(text[: cue.end])
        denied.update(own if whole else after[: _HEADS_ZH if is_cjk(text) else 1])
    return Clause(own, frozenset(denied), tuple(heads), beside)


def _after(text: str) -> list[str]:
    """The words that a "not" before them may belong to, the surest first."""
    found = [w for w in _words(text) if w not in _grammar().between]
    return found[2:] if found and found[0] in _grammar().towards else found


def _words(text: str) -> list[str]:
    """In order, verbs in their plain form, without those that carry grammar."""
    if is_cjk(text):
        return words.telling(words.tokens(text))
    plain = verbs.plain(words.stem(w.lower()) for w in _WORD.findall(text))
    return [w for w in words.telling(plain) if w not in _grammar().between]


@cache
def _grammar() -> Grammar:
    path = Path(__file__).with_name("denials.yaml")
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Grammar(
        between=frozenset(raw["between"].split()),
        towards=frozenset(raw["towards"].split()),
        weak=re.compile(rf"\s*(?:{raw['weak']})\b"),
    )
