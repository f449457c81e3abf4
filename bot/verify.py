"""Each claim against its evidence: what stands, and every check that says so.

In: claims and the evidence they name. Out: the claims that pass, with their checks, and those
that do not. Recorded words are looked up; any other words are cut into stretches, each of which one
proof has to carry: figure, time, party, measure, hedge, direction and negation together. Does not
know how a claim was written.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from bot.answer import Check, Claim, Evidence, Verdict
from bot.checks import (
    arithmetic,
    changed,
    direction,
    figures,
    matter,
    pairs,
    parties,
    proofs,
    recorded,
    reworked,
    roles,
    stance,
    standing,
    stretches,
    times,
)
from bot.checks.meaning import Meaning, settled
from bot.checks.proofs import Proof
from bot.checks.reading import Reading, read, tokens
from bot.statements.verdict import by_lines
from knowledge import Amount, Ledger, Metric, lexicon, sentences
from knowledge import metrics as formulas

_REPEATS = 0.6  # of the words of both: a wording said again, not told anew
_SAME = 0.85  # of the words of both: nothing but this proof is meant, so it has to carry it all


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    kept: tuple[Claim, ...]
    dropped: tuple[Claim, ...]


def verify(  # noqa: PLR0913  # what an answer rests on
    claims: Sequence[Claim],
    *,
    evidence: Mapping[str, Evidence],
    ledger: Ledger,
    metrics: Sequence[Metric],
    question: str = "",
    before: Sequence[str] = (),
    meaning: Meaning | None = None,
) -> Verified:
    """Every claim with its verdict; a claim with one failed check is dropped.

    A model's claim over tables of documents is also judged by what the `question` asks of them, and
    may work with figures of what stood `before` it; `meaning` may settle what words do not.
    """
    given = {m.id: m for m in metrics}
    fresh = cache(lambda: given | _recomputed(given, ledger))

    def again(claim: Claim) -> Claim:
        return settled(_judge(claim, evidence, ledger, given, fresh), evidence, meaning)

    # a formula's own sentence is none of a model's: its inputs are not what is asked for
    worked = {said for m in metrics for said in (m.says, m.says_zh)}
    kept, dropped, told = list[Claim](), list[Claim](), list(before)
    for claim in claims:
        judged = _judge(claim, evidence, ledger, given, fresh)
        if claim.kind != "quoted" and claim.text not in worked:
            judged = settled(judged, evidence, meaning)
            judged = by_lines(judged, evidence, question, told, again)
        if judged.verdict in ("supported", "computed"):
            kept.append(judged)
            told.append(judged.text)
        else:
            dropped.append(judged)
    return Verified(kept=tuple(kept), dropped=tuple(dropped))


def _recomputed(given: Mapping[str, Metric], ledger: Ledger) -> dict[str, Metric]:
    """Those of the metrics that are the ledger's own, computed anew."""
    return {m.id: m for m in formulas.compute(ledger) if m.id in given} if given else {}


def _judge(
    claim: Claim,
    evidence: Mapping[str, Evidence],
    ledger: Ledger,
    given: Mapping[str, Metric],
    fresh: Callable[[], Mapping[str, Metric]],
) -> Claim:
    cited = [evidence[i] for i in claim.evidence if i in evidence]
    checks = [_cites(claim, evidence), *_quotes(claim, evidence)]
    metrics = [given[r] for e in cited if e.kind == "metric" and (r := e.ref or "") in given]
    checks += [c for m in metrics for c in reworked.checks(m, list(evidence.values()))]
    if all(c.ok for c in checks):
        if recorded.is_recorded(claim.text, cited, ledger, given):
            checks += recorded.checks(claim.text, cited, ledger, given)
        else:
            checks += _borne_out(claim.text, proofs.of(cited, ledger, fresh()), ledger)
    if not all(c.ok for c in checks):
        return replace(claim, verdict="unsupported", checks=tuple(checks))
    verdict: Verdict = "computed" if claim.kind == "computed" else "supported"
    return replace(claim, verdict=verdict, checks=tuple(checks))


def _cites(claim: Claim, evidence: Mapping[str, Evidence]) -> Check:
    unknown = [i for i in claim.evidence if i not in evidence]
    if unknown:
        return Check(kind="citation", ok=False, detail=f"{unknown[0]} was not retrieved")
    if not claim.evidence:
        return Check(kind="citation", ok=False, detail="cites nothing")
    return Check(kind="citation", ok=True, detail=f"{len(claim.evidence)} cited")


def _quotes(claim: Claim, evidence: Mapping[str, Evidence]) -> list[Check]:
    return [
        Check(
            kind="quote",
            ok=key in evidence and bool(quote) and quote in evidence[key].passage,
            detail=f"verbatim in {key}",
        )
        for key, quote in claim.quotes.items()
    ]


def _borne_out(text: str, held: Sequence[Proof], ledger: Ledger) -> list[Check]:
    readings = [read(said, ledger.entities) for said in _sentences(text)]
    if not held or not any(r.says_something for r in readings):
        return [Check(kind="wording", ok=False, detail="says nothing, or cites what says nothing")]
    return [c for r in readings for c in _sentence(r, held, ledger)]


def _sentences(text: str) -> Iterator[str]:
    """A semicolon ends no sentence here: what follows it may hedge what came before."""
    start = 0
    for _, end in sentences(text):
        if not text[:end].rstrip().endswith((";", "；")):
            yield text[start:end].strip()
            start = end
    if text[start:].strip():
        yield text[start:].strip()


def _sentence(sentence: Reading, held: Sequence[Proof], ledger: Ledger) -> list[Check]:
    worked_out = _worked_out(sentence, held)

    def judge(run: Reading, before: Reading, proof: Proof) -> list[Check]:
        near = _nearest(run, proof)
        lent = stance.lend(run, before)
        made = [
            *figures.checks(run, proof, worked_out),
            *times.checks(lent, proof),
            *parties.checks(run, near, proof, held, ledger),
            *parties.whose(run, sentence, near, proof, ledger),
            *matter.checks(run, before, proof),
            *stance.checks(lent, run, near, proof),
            *standing.checks(lent, sentence, near, proof),
            *direction.of_run(run, sentence, proof),
            *pairs.checks(run, near, proof),
            *roles.checks(run, near, proof),
        ]
        if all(c.ok for c in made):  # the alignment costs more than all the others
            made += changed.checks(lent, _likest(run, proof.said(run.language))[1], proof)
        return made

    same = [p for p in held if _likest(sentence, p.said(sentence.language))[0] >= _SAME]
    borne = (
        stretches.carry_whole(sentence, same, judge)
        if same
        else stretches.carry(sentence, held, judge)
    )
    made = [*borne.checks, *direction.of_sentence(sentence, borne.proofs)]
    if lexicon().gives_reason(sentence.text) and not _reasoned(borne.proofs):
        made.append(Check(kind="wording", ok=False, detail="gives a reason that is not cited"))
    return made


def _worked_out(sentence: Reading, held: Sequence[Proof]) -> dict[Amount, str]:
    """How figures that nothing quotes follow from figures of the sentence that something does."""
    amounts = [a for p in held for a in p.amounts]
    quoted = [f for f in sentence.amounts if any(figures.alike(f, a) for a in amounts)]
    days = [s[0] for p in held for s in (*p.dates, *p.as_of)]
    left = [f for f in sentence.amounts if f not in quoted]
    hows = {f: arithmetic.how(f, quoted, days, sentence.text) for f in left}
    return {f: how for f, how in hows.items() if how}


def _likest(run: Reading, said: Sequence[Reading]) -> tuple[float, Reading]:
    """The wording that shares most words with the run, and how much of both."""
    mine = tokens(run.text)
    shares = ((len(tokens(w.text) & mine) / (len(tokens(w.text) | mine) or 1), w) for w in said)
    return max(shares, key=lambda s: s[0])


def _nearest(run: Reading, proof: Proof) -> Reading:
    """Its own words, unless the run repeats a headline of it."""
    share, near = _likest(run, proof.said(run.language))
    return near if share >= _REPEATS else _likest(run, proof.stated(run.language))[1]


def _reasoned(used: Iterable[Proof]) -> bool:
    wordings = chain.from_iterable(p.wordings for p in used)
    return any(lexicon().gives_reason(w.text) for w in wordings)
