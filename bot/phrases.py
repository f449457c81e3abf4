"""Recorded facts → the sentences of a note, in English and Chinese from the same fields.

Everything said here comes from the fact's own fields, so both languages state the same figure, date
and hedge. Knows no question.
"""

from collections.abc import Collection, Sequence

from knowledge import (
    Amount,
    Conflict,
    Fact,
    Language,
    Ledger,
    amounts,
    dated,
    lexicon,
    periods,
    stated,
    subjects,
)

_HEDGE: dict[str, dict[Language, str]] = {
    "company_statement": {"en": "company statement", "zh": "公司表述"},
    "filing": {"en": "from a filing", "zh": "监管文件"},
    "reported": {"en": "reported", "zh": "据报道"},
    "estimate": {"en": "an estimate", "zh": "估计"},
    "rumour": {"en": "unconfirmed", "zh": "未经证实"},
}


def headline(fact: Fact, ledger: Ledger, language: Language) -> str:
    """Such as "Post-money valuation: $35 billion (Series F, 29 July 2026; reported)."; needs a
    figure.
    """
    label = _label(fact, language)
    entity = ledger.entity_of.get(fact.entity)
    if entity and not entity.is_subject:
        label = (
            f"{entity.called(language)}{label}"
            if language == "zh"
            else f"{entity.name}, {label.lower()}"
        )
    setting = [
        s for s in (subjects.said(fact, ledger, language), _date(fact, ledger, language)) if s
    ]
    hedge = _HEDGE[fact.certainty][language]
    if language == "zh":
        return f"{label}：{figure(fact, language)}（{'，'.join(setting)}；{hedge}）。"
    return f"{label}: {figure(fact, language)} ({', '.join(setting)}; {hedge})."


def can_headline(fact: Fact, ledger: Ledger) -> bool:
    """Whether figure and scope can be said in both languages; else only the statement is whole."""
    if fact.range is None:
        return False
    unit = _unit(fact)
    held = [a for a in stated(fact.statement) if fact.range == (a.low, a.high)]
    if unit == "count" and any(a.unit != "count" for a in held):
        return False  # "45,000 tonnes" recorded as a bare number
    made = amounts.find(figure(fact, "zh"))
    known = unit == "count" or any(a.unit == unit for a in made)
    return known and (not fact.subject or bool(subjects.said(fact, ledger, "zh")))


def figure(fact: Fact, language: Language) -> str:
    """The fact's figure in words, bound included; only for facts that carry one."""
    ends = fact.range
    assert ends is not None
    made = Amount(low=ends[0], high=ends[1], unit=_unit(fact), bound=fact.bound or "exact")
    return amounts.format(made, language)


def replaces(fact: Fact, language: Language) -> str:
    """A sentence that an earlier figure no longer stands."""
    label = _label(fact, language)
    day = periods.say(fact.as_of, language)
    if language == "zh":
        return f"此前的{label}{figure(fact, language)}（{day}）已被取代。"
    return f"It supersedes the {label[0].lower()}{label[1:]} of {figure(fact, language)} ({day})."


def beside(facts: Sequence[Fact], ledger: Ledger, language: Language) -> str:
    """Such as "The sources set it beside A, B and C."; needs two facts at least."""
    *first, last = (ledger.entity_of[f.entity].called(language) for f in facts)
    if language == "zh":
        return f"资料中与其并列的有{'、'.join(first)}和{last}。"
    return f"The sources set it beside {', '.join(first)} and {last}."


def no_rate(unit: str, language: Language) -> str:
    """That a figure cannot be had in the currency asked for."""
    if language == "zh":
        return f"资料中没有{unit}的汇率，无法换算。"
    return f"The sources give no exchange rate for {unit}, so the figure cannot be converted."


def nothing_new(since: tuple[str, str | None], language: Language) -> str:
    """That no source of the stretch speaks of what was asked."""
    start, end = (periods.say(day, language) if day else "" for day in since)
    if language == "zh":
        return f"{start}{f'至{end}' if end else '以来'}，没有资料谈到这一点。"
    stretch = f"from {start} to {end}" if end else f"since {start}"
    return f"No source here printed {stretch} speaks of this."


def reading(group: Conflict, ledger: Ledger, language: Language, told: Collection[str] = ()) -> str:
    """The editor's reading, told so that it stands alone: led by the claim or subject it judges."""
    text = group.read(language)
    facts = [ledger.by_id[i] for i in group.facts]
    if len(facts) == 1 and facts[0].id not in told:
        joint = "" if language == "zh" else " "
        return f"{facts[0].said(language)}{joint}{text}"
    named = {subjects.said(f, ledger, language) for f in facts}
    shared = named.pop() if len(named) == 1 else ""
    if not shared or any(word in text for word in shared.split() if not word.islower()):
        return text
    return f"{shared}：{text}" if language == "zh" else f"{shared[0].upper()}{shared[1:]}: {text}"


def _label(fact: Fact, language: Language) -> str:
    known = lexicon().attributes.get(fact.attribute)
    return known[language] if known else fact.attribute.replace("_", " ").capitalize()


def _unit(fact: Fact) -> str:
    return "count" if fact.unit in ("score", None) else fact.unit


def _date(fact: Fact, ledger: Ledger, language: Language) -> str:
    if dated(subjects.said(fact, ledger, language)):
        return ""  # the subject is the period
    return periods.say(fact.as_of, language)
