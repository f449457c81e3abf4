"""Who does what, and what stands with whom: a claim against the wording it is likest.

"Insiders lent Orbit" bears out no "Orbit lent insiders"; "Nord led, Ost took part" no "Ost led"; a
reason no effect of it. In: two readings in one language. Out: checks that failed. Knows no figures.
"""

import re
from collections.abc import Iterator

from bot.answer import Check
from bot.checks import verbs
from bot.checks.proofs import Proof
from bot.checks.reading import Reading, keys, part, tokens
from knowledge import words

_ACTS = re.compile(r"[a-z]+ed")
_WORD = re.compile(r"[A-Za-z][A-Za-z-]*")
_BETWEEN = frozenset(
    ("a", "an", "the", "its", "their", "his", "her", "some", "all", "any", "of", "to", "in", "with")
)
_ITSELF = frozenset(
    ("company", "firm", "group", "startup", "it", "they", "which", "who", "also", "has", "had")
)
_NUMBER = re.compile(r"[一两二三四五六七八九](?=[家名席个位])")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being) (?:\w+ )?$")
_CLAUSE = re.compile(  # not before an apposition: "Steinbru Works, a maker of drills"
    r",(?! (?:an?|the|who|which|whose)\b)|[;:，；：。()（）]|而"
    r"|\s(?:and|but|while|whereas|although|though)\s"
)
_BECAUSE = re.compile(r"\b(?:because|due to|owing to|thanks to|as a result of)\b|因为|由于|原因是")


def checks(run: Reading, near: Reading, proof: Proof) -> list[Check]:
    if run.language != near.language:
        return []
    found = _turned(run, near) or _crossed(run, near) or _reversed(run, near)
    return [Check(kind="entity", ok=False, detail=f"{found} in {proof.id}")] if found else []


def _turned(run: Reading, near: Reading) -> str | None:
    """Whoever something was done to does it himself, or one who only stands by does it."""
    theirs = {verb: (who, whom) for verb, who, whom in _acts(near)}
    others = _named(near) | {key for _, key, _ in _told(near)}
    for verb, who, whom in _acts(run):
        doer, done_to = theirs.get(verb, (who, None))
        if who == doer or who in _ITSELF:
            continue
        if who == done_to or (whom == done_to and doer in _named(near) and who in others):
            return f"{verb}: not by {who}"
    return None


def _acts(reading: Reading) -> Iterator[tuple[str, str, str | None]]:
    """Each verb of the past with the words before and after it, where it is active."""
    told = _told(reading)
    for (_, before, _), (verb, key, end), after in zip(
        told, told[1:], [*told[2:], None], strict=False
    ):
        ahead = reading.text[: end - len(verb)]
        passive = _PASSIVE.search(ahead) or reading.text[end:].startswith(" by ")
        if (_ACTS.fullmatch(verb) or verbs.is_past(verb)) and not passive:
            yield key, before, after[1] if after else None


def _told(reading: Reading) -> list[tuple[str, str, int]]:
    """Its words as they stand, by stem or by whom they name, and where each ends."""
    named = (*reading.parties, *reading.names)
    made: list[tuple[str, str, int]] = []
    for match in _WORD.finditer(reading.text):
        at = match.start() + reading.offset
        key = next((m.key for m in named if m.start <= at < m.end), None)
        word = match[0].lower()
        if key and made and made[-1][1] == key:
            made[-1] = (word, key, match.end())
        elif key or word not in _BETWEEN:
            made.append((word, key or verbs.plain([words.stem(word)])[0], match.end()))
    return made


def _crossed(run: Reading, near: Reading) -> str | None:
    """A name stands with nothing that is told of it alone, but with what is told of others."""
    theirs = [(_named(c), _said(c)) for c in _clauses(near)]
    for mine in _clauses(run):
        names = _named(mine)
        for name in names:
            own = frozenset[str]().union(*(s for n, s in theirs if name in n))
            others = frozenset[str]().union(*(s for n, s in theirs if n and not n & names))
            odd = _said(mine) & (others - own)
            if own and odd and not _said(mine) & (own - others):
                return f"{min(odd)} is not told of {name}"
    return None


def _reversed(run: Reading, near: Reading) -> str | None:
    """What followed is told as the reason of what it followed from."""
    mine, theirs = _halves(run), _halves(near)
    if not mine or not theirs:
        return None
    crossed = len(mine[0] & theirs[1]) + len(mine[1] & theirs[0])
    straight = len(mine[0] & theirs[0]) + len(mine[1] & theirs[1])
    return "cause and effect: the other way round" if crossed > straight else None


def _halves(reading: Reading) -> tuple[frozenset[str], frozenset[str]] | None:
    """The words before its "because" and after it; None where it opens with it or has none."""
    found = _BECAUSE.search(reading.text)
    if not found or not reading.text[: found.start()].strip():
        return None
    return tokens(reading.text[: found.start()]), tokens(reading.text[found.end() :])


def _clauses(reading: Reading) -> list[Reading]:
    start, end = reading.offset, reading.offset + len(reading.text)
    cuts = [start, *(m.start() + start for m in _CLAUSE.finditer(reading.text)), end]
    return [part(reading, s, e) for s, e in zip(cuts, cuts[1:], strict=False) if e > s]


def _named(reading: Reading) -> frozenset[str]:
    return keys((*reading.parties, *reading.names))


def _said(reading: Reading) -> frozenset[str]:
    return keys((*reading.words, *reading.concepts)) | {*_NUMBER.findall(reading.text)}
