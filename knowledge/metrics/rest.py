"""What is left of a recorded whole when recorded parts are taken off it.

In: the whole and its parts, in one unit. Out: a metric that names each, or None where nothing is
left. That they belong together is not decided here.
"""

from collections.abc import Sequence

from knowledge.ledger import Ledger
from knowledge.metrics import base
from knowledge.metrics.base import Figure
from knowledge.metrics.pair import named, term
from knowledge.metrics.several import worded
from knowledge.records import Fact, Language, Metric

_BOTH: tuple[Language, Language] = ("en", "zh")


def rest(ledger: Ledger, whole: Fact, parts: Sequence[Fact]) -> Metric | None:
    """The whole less all of its parts."""
    facts = (whole, *parts)
    if not parts or not all(map(base.usable, facts)) or len({f.unit for f in facts}) > 1:
        return None
    left = base.figure(whole)
    for part in parts:
        left = left - base.figure(part)
    made = Figure(low=left.low, high=left.high, unit=left.unit)
    if made.low <= 0:
        return None
    bound = base.leaning([whole.bound], [p.bound for p in parts])
    told = {x: [term(f, ledger, x, base.said(f, x)) for f in facts] for x in _BOTH}
    said = {x: base.say(made.low, made.high, made.unit, x, bound) for x in _BOTH}
    label = ("What is left", "剩余")
    return base.metric(
        worded(facts, "rest", label, ("whole − parts", "总额−已有部分")),
        inputs=tuple(base.taken(named(f, ledger, "en"), f) for f in facts),
        result=made,
        as_of=max(f.as_of or "" for f in facts) or None,
        says=base.sentence(f"{' − '.join(told['en'])}: {said['en']}."),
        says_zh=f"{'−'.join(told['zh'])}：{said['zh']}。",
    )
