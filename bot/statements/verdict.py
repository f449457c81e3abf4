"""A model's claim over documents, judged by their lines beside its words.

In: the claim as judged by its words, the evidence, the question, what stood before. Out: the claim
with its verdict: its figures may be of lines that bear no words of it, or be worked out; it falls
where it answers the question with another figure than the lines give, or concludes the contrary.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.answer import Check, Claim, Evidence
from bot.statements import cited, claims, conclusions, directions, own_words, pages, trends

_STANDS = ("supported", "computed")
# What lines cannot make up for: no such evidence, somebody else, a record that is wrong, a plan.
_BEYOND = frozenset({"citation", "quote", "entity", "standing", "negation", "hedge"})
# Nor can words of its own over pages.
_ELSEWHERE = frozenset({"citation", "quote", "entity", "standing", "meaning"})
# "Based on the balance sheet provided in the filing, …": the marks say that already.
_LEAD = re.compile(
    r"^\W*(?:(?:yes|no)\b[,:]?\s*)?(?:(?:based on|according to|per|in|from"
    r"|as (?:shown|stated|reported|per|indicated)(?: in)?)\b"
    r"(?=[^,]{0,160}(?:filing|statement|report|document|information|evidence|context|data|sheet"
    r"|10-[KQ]|8-K|release))[^,\d]{0,120}"
    r"|so|therefore|thus|hence|overall|(?:so )?in (?:summary|conclusion|short)),?\s+",
    re.IGNORECASE,
)
_ASSURED = re.compile(r"audit|certif|verif|confirm", re.IGNORECASE)


def by_lines(
    claim: Claim,
    evidence: Mapping[str, Evidence],
    question: str,
    told: Sequence[str],
    judge: Callable[[Claim], Claim],
) -> Claim:
    """`judge` judges a claim by its words; `told` are the sentences that stood before."""
    named = [evidence[i] for i in claim.evidence if i in evidence]
    documents = {e.source_id for e in named if e.kind == "passage"}
    if not documents or _fails(claim, frozenset({"citation", "quote"})):
        return claim
    found = [e for e in evidence.values() if e.source_id in documents]
    held = cited.read(question, named, found)
    text = without_lead(claim.text)
    plain = judge(replace(claim, text=text)) if text != claim.text else claim
    best = claim if claim.verdict in _STANDS else plain
    said = directions.asserted(text, told)
    concluded = conclusions.of(held.plain(said), held.plain(question), held.wanted, held.found)
    concluded += directions.of(text, held)
    made, on = list(best.checks), pages.of(named, found)
    if (
        not _stand(made)
        and not _fails(plain, _BEYOND)
        and (rows := claims.checks(text, held, told))
    ):
        made = [*rows, *own_words.additions(text, question, on, [*concluded, *rows], said)]
    if not _stand(made) and concluded and not held.figures(text):
        made = own_words.additions(text, question, on, concluded, said)
    if all(e.kind == "passage" for e in named):
        decided = concluded
        if not _stand(made) and not _fails(plain, _ELSEWHERE):
            rows = claims.checks(text, held, told)
            decided = concluded or trends.checks(said, question, held, told)
            if _stand(rows):
                made = [*rows, *own_words.checks(text, question, on, decided, said)]
        made += own_words.objections(text, question, on, decided)
    asked = [*claims.answers(text, held), *concluded]
    checks = (*made, *asked)
    if not _stand(checks):
        return replace(claim, verdict="unsupported", checks=checks)
    worked = claim.kind == "computed" or any("computed" in c.detail for c in made) or not made
    return replace(claim, verdict="computed" if worked else "supported", checks=checks)


def _stand(checks: Sequence[Check]) -> bool:
    return all(c.ok for c in checks)


def _fails(claim: Claim, kinds: frozenset[str]) -> bool:
    return any(c.kind in kinds and not c.ok for c in claim.checks)


def without_lead(text: str) -> str:
    """Without words that only point to the document, which citations do."""
    for _ in range(2):
        found = _LEAD.match(text)
        if not found or _ASSURED.search(found.group()):
            break
        text = text[found.end() :]
    return text[:1].upper() + text[1:]
