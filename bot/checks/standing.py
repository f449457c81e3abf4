"""Whether a stretch of a claim may rest on a record that is wrong or that a later one replaced.

A wrong figure may be told as somebody's, or as wrong; a replaced one with its date, or as former.
"""

from bot.answer import Check
from bot.checks.proofs import Proof
from bot.checks.reading import Reading

_TOLD = frozenset({"mistaken", "said", "attributed", "unproven", "estimated"})


def checks(run: Reading, sentence: Reading, near: Reading, proof: Proof) -> list[Check]:
    if not run.amounts or proof.standing == "current":
        return []
    if proof.standing == "wrong":
        ok = bool(run.families() & _TOLD)
        return [Check(kind="standing", ok=ok, detail=f"{proof.id} is recorded as wrong")]
    told = sentence.dates or sentence.loose or sentence.names
    dated = bool(told) or "former" in sentence.families()
    ok = dated or not (near.dates or proof.as_of)
    return [Check(kind="standing", ok=ok, detail=f"{proof.id} was replaced by a later figure")]
