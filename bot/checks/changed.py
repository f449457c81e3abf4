"""Where a claim says a proof's wording again with a few words exchanged: the exchanges.

Words elsewhere in the sentence cannot make up for the one that was exchanged, so each exchange is
looked at by itself (`exchange`). A claim in words of its own is not judged here.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from bot.answer import Check
from bot.checks.exchange import Exchange, did
from bot.checks.proofs import Proof
from bot.checks.reading import Reading

_TOKEN = re.compile(r"[A-Za-z0-9]+(?:[.,'’-][A-Za-z0-9]+)*|[㐀-鿿]|[^\s]")
_ALIKE = 0.6  # of the run's tokens stand in the wording, in order
_MOST = 12  # tokens that an exchange may have; longer ones are rewriting

_Token = tuple[str, int, int]


def checks(run: Reading, wording: Reading, proof: Proof) -> list[Check]:
    if run.language != wording.language:
        return []
    found = [c for e in _exchanges(run, wording, proof) for c in did(e)]
    return list(dict.fromkeys(found))


def _exchanges(run: Reading, wording: Reading, proof: Proof) -> Iterator[Exchange]:
    mine, theirs = _tokens(run), _tokens(wording)
    match = SequenceMatcher(None, [t[0] for t in theirs], [t[0] for t in mine], autojunk=False)
    if sum(b.size for b in match.get_matching_blocks()) < _ALIKE * len(mine):
        return
    for tag, i1, i2, j1, j2 in match.get_opcodes():
        if tag == "equal" or i2 - i1 > _MOST or j2 - j1 > _MOST:
            continue
        if tag == "delete" and (j1 in (0, len(mine)) or _ends_clause(theirs[i1:i2])):
            continue  # it left something out, and exchanged nothing
        yield Exchange(
            old=_touched(wording, theirs[i1:i2]),
            new=_touched(run, mine[j1:j2]),
            run=run,
            wording=wording,
            proof=proof,
        )


def _tokens(reading: Reading) -> list[_Token]:
    at = reading.offset
    return [(m[0].lower(), m.start() + at, m.end() + at) for m in _TOKEN.finditer(reading.text)]


def _ends_clause(tokens: list[_Token]) -> bool:
    return any(t[0] in ",;.，；。、" for t in tokens)


def _touched(reading: Reading, tokens: list[_Token]) -> Reading:
    """What of the reading reaches into the tokens, half of a cue or of a figure too."""
    start, end = (tokens[0][1], tokens[-1][2]) if tokens else (0, 0)

    def on(first: int, last: int) -> bool:
        return first < end and start < last

    return replace(
        reading,
        offset=max(start, reading.offset),
        text=reading.text[max(start - reading.offset, 0) : max(end - reading.offset, 0)],
        words=tuple(m for m in reading.words if on(m.start, m.end)),
        amounts=tuple(a for a in reading.amounts if on(a.start, a.end)),
        dates=tuple(d for d in reading.dates if on(d.begin, d.stop)),
        loose=tuple(m for m in reading.loose if on(m.start, m.end)),
        parties=tuple(m for m in reading.parties if on(m.start, m.end)),
        names=tuple(m for m in reading.names if on(m.start, m.end)),
        cues=tuple(c for c in reading.cues if on(c.start, c.end)),
        concepts=tuple(m for m in reading.concepts if on(m.start, m.end)),
    )
