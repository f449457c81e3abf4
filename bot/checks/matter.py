"""What a stretch of a claim is about, against what one proof is about.

A figure has to be of the measure that the claim names (cash is not revenue), and money of some
measure at all; words that the proof has in no form may not carry the claim. Knows no hedges.
"""

import re
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

import yaml

from bot.answer import Check
from bot.checks.names import Mark
from bot.checks.proofs import Proof
from bot.checks.reading import Reading, keys
from knowledge import lexicon, words

_WORD = re.compile(r"[a-z][a-z-]*")
_VAGUE = re.compile(r"prices?|价格|br(?:ought|ings?|inging) in")  # of a share, by a round
_NONE: frozenset[str] = frozenset()
_SHARED = 0.5  # of the content words, where there is no figure to go by
_SHARED_WITH_FIGURE = 0.34


def checks(run: Reading, before: Reading, proof: Proof) -> list[Check]:
    return [*_measure(run, before, proof), *_wording(run, proof)]


def _measure(run: Reading, before: Reading, proof: Proof) -> list[Check]:
    """What precedes the stretch names the measure where the stretch names none."""
    if not run.amounts:
        return []
    known = lexicon().concepts
    named = {
        m.key
        for m in run.concepts
        if known[m.key].unit != "text" and not _VAGUE.fullmatch(_words(m, run))
    }
    if odd := named - proof.concepts:
        label = known[min(odd)].label["en"]
        return [Check(kind="measure", ok=False, detail=f"{label} is not what {proof.id} measures")]
    if named:
        return [Check(kind="measure", ok=True, detail=f"measured by {proof.id}")]
    money = any(len(a.unit) == 3 and a.unit.isupper() for a in run.amounts)
    if money and proof.metric is None and not any(_says_what(r, proof) for r in (run, before)):
        return [Check(kind="measure", ok=False, detail=f"does not say what {proof.id} measures")]
    return []


def _words(mark: Mark, run: Reading) -> str:
    return run.text[mark.start - run.offset : mark.end - run.offset].lower()


def _says_what(run: Reading, proof: Proof) -> bool:
    """It shares a concept, a result or a word with the proof, or the proof's words name none."""
    if keys(run.concepts) & proof.concepts:
        return True
    told = frozenset(chain.from_iterable(w.senses("result") for w in proof.wordings))
    own = proof.stated(run.language)
    held = frozenset(chain.from_iterable(_matter(w) for w in own))
    named = any(_measures(w) for w in own)
    return bool(run.senses("result") & told or _matter(run) & held) or not named


def _measures(reading: Reading) -> bool:
    return any(lexicon().concepts[c].unit != "text" for c in keys(reading.concepts))


def _matter(reading: Reading) -> frozenset[str]:
    """Content words and the kinds of all words that have kin."""
    return keys(reading.words) | kinds(reading.text)


def _wording(run: Reading, proof: Proof) -> list[Check]:
    own = keys(run.words)
    if len(own) < (2 if run.language == "zh" else 1) or all(
        w.language != run.language for w in proof.wordings
    ):
        return []  # nothing to compare: the proof has no wording in this language
    if run.amounts and keys(run.concepts) & proof.concepts:
        return []
    held = frozenset(chain.from_iterable(kinds(w.text) for w in proof.wordings))
    shared = sum(w in proof.vocabulary or bool(kin(w) & held) for w in own)
    least = _SHARED_WITH_FIGURE if run.amounts else _SHARED
    named = len(keys(run.concepts) & proof.concepts) if shared else 0
    ok = shared + named >= least * (len(own) + named)
    return [Check(kind="wording", ok=ok, detail=f"{shared} of {len(own)} words in {proof.id}")]


@lru_cache(maxsize=20_000)
def kinds(text: str) -> frozenset[str]:
    """The kinds of word that stand in the text ("=own", "=raise")."""
    stems = (words.stem(w) for w in _WORD.findall(text.lower()))
    return frozenset(chain.from_iterable(kin(stem) for stem in stems))


def kin(stem: str) -> frozenset[str]:
    """The kinds of the word with that stem."""
    return _kin().get(stem, _NONE)


@cache
def _kin() -> dict[str, frozenset[str]]:
    """Stem → the lines of `synonyms.yaml` that have it."""
    path = Path(__file__).with_name("synonyms.yaml")
    made: dict[str, frozenset[str]] = {}
    for row in yaml.safe_load(path.read_text(encoding="utf-8")):
        for word in row:
            stem = words.stem(word)
            made[stem] = made.get(stem, _NONE) | {f"={row[0]}"}
    return made
