"""Hedges: what a source only reports, estimates or bounds is not told as settled.

In: a record. Out: of the claims whose every cited quote hedges ("reportedly", "about", "据报道"),
the share that hedge too. Looks for words, not for meaning: it catches hedges that were dropped,
not hedges that are too weak.
"""

import re
from typing import Any

from bot.answer import Answer
from evals.record import Record
from evals.scorers.citations import marks
from evals.scorers.score import Score, share

_HEDGE = re.compile(
    r"\b(?:about|around|roughly|approximately|above|over|more than|at least|at most|up to|below"
    r"|under|less than|nearly|almost|no less|not less|reported\w*|reports?|reportedly|said|says"
    r"|told|estimat\w+|reckon\w*|infer\w*|rumou?r\w*|alleg\w+|accus\w+|claim\w*|according|may|might|could"
    r"|would|plan\w*|expect\w*|aim\w*|target\w*|sought|seek\w*|consider\w*|talks|puts?|gives?|calls?"
    r"|likely|believe\w*|suggest\w*|propos\w+|statement|filings?|leaked|relay\w*|quot\w+|assum\w+|published)\b"
    r"|[约近逾超]|左右|以上|以下|至少|至多|不低于|不少于|上下|据|称|报道|估|推算|传|指控|可能|或将|预计|计划|拟"
    r"|目标|寻求|考虑|洽谈|认为|建议|表述|转述|引述|假设|未经证实|文件|外泄|披露|公布",
    re.IGNORECASE,
)


def hedges(record: Record) -> Score | None:
    if record.answer is None:
        return None
    held = [c for c in record.answer.claims if _must_hedge(c, record.answer)]
    faults = [f"told as settled: {c['text'][:80]!r}" for c in held if not hedged(c["text"])]
    return share(len(held), faults)


def hedged(text: str) -> bool:
    return bool(_HEDGE.search(text))


def _must_hedge(claim: dict[str, Any], answer: Answer) -> bool:
    cited = marks(claim, answer)
    return bool(cited) and all(c.kind != "metric" and hedged(c.quote) for c in cited)
