"""The claims of one question, verified; a recorded reading that does not stand is told plainly.

A reading may say more than its statements bear ("a slip for about $17 billion"): without it the
answer would be silent on a dispute that is recorded. Then its statements are told instead, verified
like every claim. In: the work, its writer. Out: what stood. A language model's text is left alone.
"""

from dataclasses import replace

from bot.checks.meaning import Meaning
from bot.verify import Verified, verify
from bot.work import Work
from bot.writers.base import Writer


def verified(work: Work, writer: Writer, meaning: Meaning | None) -> Verified:
    first = _verified(work, meaning)
    if work.draft or work.u is None or work.found is None:
        return first
    told = [c.text for c in first.dropped]
    unborne = {
        g.id
        for g in work.whole.conflicts
        if len(g.facts) > 1 and any(g.read(work.u.language) in text for text in told)
    }
    if not unborne:
        return first
    work.whole = work.whole.told_plainly(unborne)
    held = work.retrieved
    plain = next(
        (g for g in work.whole.conflicts if held.doubted and g.id == held.doubted.id), None
    )
    work.retrieved = replace(held, doubted=plain)
    work.found = replace(work.found, ledger=work.whole, retrieved=work.retrieved)
    work.claims = writer.write(work.u, work.found)
    return _verified(work, meaning)


def _verified(work: Work, meaning: Meaning | None) -> Verified:
    assert work.u is not None and work.found is not None
    return verify(
        work.claims,
        evidence=work.found.evidence,
        ledger=work.whole,
        metrics=work.computed,
        question=work.u.question,
        meaning=meaning if work.draft else None,
    )
