"""How sure a stretch of a claim is, and whether it says that something is so, against one proof.

A hedge of the proof may be put in other words, not dropped; none may be added that turns what
happened into a plan; nothing may be called proven, audited or filed that is not. Knows no figures.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.answer import Check
from bot.checks import denials, opposites
from bot.checks.proofs import Proof
from bot.checks.reading import Reading, part

_OWN = ("company_statement", "filing")
_ALLOWED = {"filing": {"filed", "audited", "official"}, "company_statement": {"official"}}
ATTRIBUTES = frozenset({"attributed", "said", "unproven"})
HEDGES = ATTRIBUTES | {"estimated", "unrealised"}
_CLAUSE = re.compile(r"[,;:，；：。()（）]\s*|\s+(?:and|but|while|whereas|although|though)\s+")
# A verb that states; a stretch with one does not lean on the hedge of the stretch before.
_STATES = re.compile(
    r"\b(?:was|were|is|are|has|have|had|did|does|closed|completed|agreed|signed|reached|raised|won|"
    r"achieved|enacted|held|sold|paid|bought)\b|已|完成|达成|实现|获得|敲定|签约"
)
_OPPOSED = ("frequency", "basis", "side", "region", "depth", "counted")
_UNSAID = frozenset({"yearly"})  # a year's figure may be called annual


def checks(run: Reading, own: Reading, near: Reading, proof: Proof) -> list[Check]:
    """`own` is the stretch by itself, `run` with the cues lent to it; `near` the likest wording."""
    scope = relevant(run, near)
    return [
        *_hedges(run, own, scope, near, proof),
        *_assurances(own, proof),
        *_polarity(run, own, scope, near, proof),
        *_kinds(own, proof),
        *_contraries(own, near, proof),
    ]


def lend(run: Reading, before: Reading) -> Reading:
    """With the cues of what precedes it: a hedge covers the objects that follow its verb."""
    states = _STATES.search(run.text)
    lent = tuple(c for c in before.cues if not states or c.family in ATTRIBUTES)
    return replace(run, cues=(*lent, *run.cues))


def relevant(run: Reading, near: Reading) -> Reading:
    """The clauses of the wording from the first to the last that the run takes something from."""
    taken = touched(run, near)
    start, end = near.text.find(taken[0].text), near.text.rfind(taken[-1].text)
    return part(near, start, end + len(taken[-1].text))


def touched(run: Reading, near: Reading) -> list[Reading]:
    """The clauses of the wording that the run takes something from; the whole if from none."""
    cuts = [0, *(m.start() for m in _CLAUSE.finditer(near.text)), len(near.text)]
    clauses = [part(near, s, e) for s, e in zip(cuts, cuts[1:], strict=False) if e > s]
    mine = matter(run)
    taken = [c for c in clauses if matter(c) & mine]
    if len(clauses) < 2 or not taken or run.language != near.language:
        return [near]
    return taken


def matter(reading: Reading) -> frozenset[str]:
    figures = {f"{a.unit} {a.low} {a.high}" for a in reading.amounts}
    marks = (*reading.words, *reading.names, *reading.concepts)
    return frozenset(figures | {m.key for m in marks})


def _hedges(
    run: Reading, own: Reading, scope: Reading, near: Reading, proof: Proof
) -> Iterable[Check]:
    has = run.families()
    wanted = scope.families() & {"unrealised", "estimated"} | near.families() & {"unproven"}
    if "attributed" in near.families() and needs_attribution(proof):
        wanted |= {"attributed"}
    for family in sorted(wanted):
        ok = family in has or instead(family, scope, run)
        if family == "attributed":
            ok = bool(has & ATTRIBUTES)
        yield Check(kind="hedge", ok=ok, detail=f"{family} {'kept' if ok else 'dropped'}")
    if proof.certainty in ("estimate", "rumour") and near.families() & HEDGES:
        ok = bool(has & HEDGES) or any(a.bound == "about" for a in run.amounts)
        yield Check(kind="hedge", ok=ok, detail=f"{proof.certainty}{'' if ok else ', not told so'}")
    if proof.contested and near.families() & ATTRIBUTES:
        ok = bool(has & HEDGES)
        yield Check(kind="hedge", ok=ok, detail=f"disputed: {'said' if ok else 'not said'} by whom")
    held = {f for w in proof.wordings for f in w.families()}
    happened = own.amounts or own.dates
    softer = held & {"unrealised", "estimated", "unproven"}
    if happened and "unrealised" in own.families() and not softer:
        yield Check(kind="hedge", ok=False, detail=f"called not yet so, unlike {proof.id}")
    if "unproven" in own.families() - held and proof.certainty == "filing":
        yield Check(kind="hedge", ok=False, detail=f"called unproven, but filed in {proof.id}")


def needs_attribution(proof: Proof) -> bool:
    """Reporting by those it is about, in their own letter or filing, needs none."""
    return proof.certainty not in _OWN


def instead(family: str, wanted: Reading, run: Reading) -> bool:
    """Whether the run has another hedge that says as much.

    "May" and "is expected to" may become an estimate; a plan, a target or talks may not.
    """
    if family == "estimated":
        about = any(a.bound == "about" for a in run.amounts)
        return "unrealised" in run.families() or about
    likely = family == "unrealised" and wanted.senses(family) <= {"possible", "expected"}
    return likely and "estimated" in run.families()


def _assurances(run: Reading, proof: Proof) -> Iterable[Check]:
    held = {s for w in proof.wordings for s in w.senses("assured")}
    allowed = held | _ALLOWED.get(proof.certainty or "", set())
    for sense in sorted(run.senses("assured")):
        ok = sense in allowed
        yield Check(kind="hedge", ok=ok, detail=f"{sense}{'' if ok else ': not'} in {proof.id}")


def _polarity(
    run: Reading, own: Reading, scope: Reading, near: Reading, proof: Proof
) -> Iterable[Check]:
    alike = own.language == near.language
    if alike and (odd := denials.turned(own.text, near.text)):
        yield Check(kind="negation", ok=False, detail=f"turned, unlike {proof.id}: {odd}")
    mine, theirs = run.senses("negation"), scope.senses("negation")
    anywhere = {s for w in proof.wordings for s in w.senses("negation")}
    if "denied" in theirs:
        told = run.families() & ATTRIBUTES and "negated" in mine
        ok = "denied" in mine or bool(told)
        yield Check(kind="negation", ok=ok, detail=f"denial {'kept' if ok else 'dropped'}")
    elif theirs and (mine or not (alike and denials.touches_none(own.text, near.text))):
        detail = f"negation {'kept' if mine else 'dropped'}"
        yield Check(kind="negation", ok=bool(mine), detail=detail)
    elif own.senses("negation") and not (anywhere and (not alike or _is_borne(own, proof))):
        yield Check(kind="negation", ok=False, detail=f"negated, unlike {proof.id}")
    if "denied" in mine and "denied" not in anywhere and "mistaken" not in run.families():
        yield Check(kind="negation", ok=False, detail=f"no denial in {proof.id}")
    if own.senses("admission") - {s for w in proof.wordings for s in w.senses("admission")}:
        yield Check(kind="negation", ok=False, detail=f"no admission in {proof.id}")


def _is_borne(own: Reading, proof: Proof) -> bool:
    """Somewhere in it the same is denied: rounds that "nobody disclosed" bear out no "no cash"."""
    return denials.borne(own.text, [w.text for w in proof.wordings])


def _kinds(run: Reading, proof: Proof) -> Iterable[Check]:
    """Monthly is not weekly, before the money not after it, input not output; no superlative."""
    for family in _OPPOSED:
        held = {s for w in proof.wordings for s in w.senses(family)}
        odd = run.senses(family) - held - (frozenset() if held else _UNSAID)
        if odd and (held or family != "counted"):
            yield Check(kind="measure", ok=False, detail=f"{min(odd)}: not in {proof.id}")
    extremes = (("extreme", "a superlative"), ("whole", "an all"), ("outcome", "an outcome"))
    for family, what in extremes:
        if family in run.families() and not any(family in w.families() for w in proof.wordings):
            yield Check(kind="wording", ok=False, detail=f"{what} that is not in {proof.id}")


def _contraries(own: Reading, near: Reading, proof: Proof) -> Iterable[Check]:
    told = [w.text for w in proof.wordings if w.language == own.language]
    word = opposites.contrary(own.text, near.text, told) if own.language == near.language else None
    if word:
        yield Check(kind="sign", ok=False, detail=f"{word}: the contrary is in {proof.id}")
