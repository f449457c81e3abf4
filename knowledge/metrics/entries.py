"""What is wrong with an entry of a dossier's `metrics.yaml`, in one line.

In: a `Derivation` and the dossier's facts. An entry names facts that exist, gives a formula inputs
it can take, gives every assumption a reason, and lets every figure of its sentences come from an
input. Computes nothing.
"""

import re
from collections.abc import Mapping

from knowledge import amounts, periods
from knowledge.derivation import Derivation, DerivedInput
from knowledge.metrics import base
from knowledge.metrics.kinds import KINDS
from knowledge.records import Fact, Language

SLOT = re.compile(r"\{([a-z_]+)(\.day)?\}")
_BOTH: tuple[Language, Language] = ("en", "zh")


def problem(derivation: Derivation, facts: Mapping[str, Fact]) -> str | None:
    """What is wrong with the entry, in one line; None where nothing is. `facts` are by id."""
    unknown = [i.fact for i in derivation.inputs if i.fact and i.fact not in facts]
    if unknown:
        return f"inputs name {unknown[0]!r}, which does not exist"
    replaced = {old for f in facts.values() for old in f.supersedes}
    checks = (_input_problem(i, facts) for i in derivation.inputs)
    return (
        next((found for found in checks if found), None)
        or _kind_problem(derivation, facts)
        or _says_problem(derivation, replaced)
    )


def _input_problem(given: DerivedInput, facts: Mapping[str, Fact]) -> str | None:
    where = f"input {given.role!r}"
    fact = facts[given.fact] if given.fact else None
    if fact is None:
        if given.low is None or given.unit is None:
            return f"{where} names no fact, so it needs a value and a unit"
        if not given.reason or not given.reason_zh:
            return f"{where} is assumed, so it needs a reason in both languages"
        return None if given.low > 0 else f"{where} must be positive"
    if given.low is not None:
        return _unstated(given, fact)
    if fact.range is None:
        return None  # a date is all that some formulas need; the kind says so
    return None if base.usable(fact) else f"{where}: {fact.id!r} carries no positive figure"


def _unstated(given: DerivedInput, fact: Fact) -> str | None:
    """An amount picked from a statement must stand in it, in both languages."""
    for text in (fact.statement, fact.statement_zh):
        held = [(a.unit, a.low, a.high) for a in amounts.find(text)]
        if (given.unit, given.low, given.high) not in held:
            return f"input {given.role!r}: {fact.id!r} does not state {given.low:f} {given.unit}"
    return None


def _kind_problem(derivation: Derivation, facts: Mapping[str, Fact]) -> str | None:
    kind, count = KINDS[derivation.kind], len(derivation.inputs)
    if not kind.least <= count <= kind.most:
        need = f"{kind.least}" if kind.least == kind.most else f"at least {kind.least}"
        return f"kind {derivation.kind!r} takes {need} inputs, not {count}"
    held = [facts[i.fact] if i.fact else None for i in derivation.inputs]
    if derivation.kind == "months_between":
        days = [f.as_of or "" for f in held if f]
        if len(days) < count or any(len(day) < len("2026-01") for day in days):
            return "months_between needs facts dated to the month"
        return None if days[0] < days[1] else "months_between goes from the earlier to the later"
    bare = [i.role for i, f in zip(derivation.inputs, held, strict=True) if _figureless(i, f)]
    if bare:
        return f"input {bare[0]!r} carries no figure"
    units = [
        i.unit or (f.unit if f else "") or "count"
        for i, f in zip(derivation.inputs, held, strict=True)
    ]
    if kind.unit(units) is None:
        return f"kind {derivation.kind!r} cannot take {' and '.join(units)}"
    return None


def _figureless(given: DerivedInput, fact: Fact | None) -> bool:
    return given.low is None and (fact is None or fact.range is None)


def _says_problem(derivation: Derivation, replaced: set[str]) -> str | None:
    roles = {i.role for i in derivation.inputs}
    allowed = {"result", "sum"} if KINDS[derivation.kind].beside else {"result"}
    slots = {lang: set(SLOT.findall(text)) for lang, text in templates(derivation).items()}
    for lang in _BOTH:
        field = "says_zh" if lang == "zh" else "says"
        named = {role for role, _ in slots[lang]}
        if "result" not in named:
            return f"{field} does not say {{result}}"
        if strange := sorted(named - roles - allowed):
            return f"{field} names {strange[0]!r}, which is no input"
        bare = SLOT.sub("x", templates(derivation)[lang])
        if amounts.find(bare) or periods.find(bare):
            return f"{field} states a figure or date of its own; let an input bring it in"
    if slots["en"] != slots["zh"]:
        return "says and says_zh do not say the same inputs"
    for given in derivation.inputs:
        if given.fact in replaced and (given.role, ".day") not in slots["en"]:
            return f"input {given.role!r} was replaced since, so says needs {{{given.role}.day}}"
    return None


def templates(derivation: Derivation) -> dict[Language, str]:
    return {"en": derivation.says, "zh": derivation.says_zh}
