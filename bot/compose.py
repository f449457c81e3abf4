"""Verified claims → the finished Answer: numbered citations, marks, headings, status.

Adds no word of its own but headings, the fixed sentence of a declined answer, the mark of a reading
and a caution where figures were read by OCR. Does not judge.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

from bot.answer import Answer, Citation, Claim, Evidence, Missing, Role, Status
from bot.understand import Understanding
from bot.verify import Verified
from bot.writers.base import Found
from knowledge import Conflict, Language, Metric, bundles

DECLINED: dict[Language, str] = {
    "en": "The sources here do not say.",
    "zh": "现有资料未载明。",
}
RECOGNISED: dict[Language, str] = {
    "en": "Figures in {marks} were read by OCR: compare them with the page.",
    "zh": "{marks}中的数字由OCR识别，请与原页核对。",
}
_HEADINGS: dict[Role, dict[Language, str]] = {
    "for": {"en": "For", "zh": "看多"},
    "against": {"en": "Against", "zh": "看空"},
    "computed": {"en": "Computed", "zh": "计算"},
    "contested": {"en": "Contested", "zh": "有争议"},
    "superseded": {"en": "Over time", "zh": "前后变化"},
}
_ORDER: tuple[Role, ...] = (
    "conclusion",
    "support",
    "for",
    "against",
    "context",
    "computed",
    "superseded",
    "contested",
)


_MOST_CONFLICTS = 4
NO_MODEL: dict[str, Any] = {
    "model": None,
    "input_tokens": 0,
    "output_tokens": 0,
    "cost_usd": None,
    "thread_cost_usd": None,
    "price_as_of": None,
    "price_checked": None,
    "cached": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A conflict group and the evidence ids of its statements."""

    group: Conflict
    evidence: tuple[str, ...]


def compose(  # noqa: PLR0913  # the parts of an answer, one word each
    u: Understanding,
    *,
    verified: Verified,
    found: Found,
    status: Status,
    missing: Sequence[Missing],
    followups: Sequence[str],
    thread_id: str,
    as_of: str | None,
    writer: str,
    declined: str | None = None,
) -> Answer:
    """The answer; `declined` says why there is none, where there is more to say than that the
    sources are silent. Citations are numbered in the order in which the text first uses them.
    """
    claims = _led(verified.kept)
    conflicts = _conflicts(claims, found, u.language) if status != "declined" else []
    cited = [i for c in claims for i in c.evidence] + [i for g in conflicts for i in g.evidence]
    numbers = {key: n for n, key in enumerate(dict.fromkeys(cited), start=1)}
    quotes = {key: q for c in claims for key, q in c.quotes.items()}
    citations = [_citation(found.evidence[key], n, quotes) for key, n in numbers.items()]
    return Answer(
        question=u.question,
        language=u.language,
        thread_id=thread_id,
        status=status,
        as_of=as_of or max((c.as_of or "" for c in citations if c.as_of), default="") or None,
        writer=writer,
        answer=_text(claims, numbers, u.language) + _caution(claims, found, numbers, u.language)
        if claims
        else declined or DECLINED[u.language],
        claims=[_claim(c, numbers) for c in claims],
        citations=citations,
        metrics=[_metric(m, numbers, u.language) for m in _used(claims, found)],
        conflicts=[_conflict(g, found, numbers, u.language) for g in conflicts],
        missing=list(missing),
        followups=list(followups),
        timings_ms={},
        usage=dict(NO_MODEL),
    )


def _led(kept: Sequence[Claim]) -> list[Claim]:
    """In reading order; where the conclusion did not stand, the next best claim leads."""
    claims = sorted(kept, key=lambda c: _ORDER.index(c.role))
    if claims and claims[0].role != "conclusion":
        claims[0] = replace(claims[0], role="conclusion")
    return claims


def _text(claims: Sequence[Claim], numbers: Mapping[str, int], language: Language) -> str:
    """Markdown: the conclusion bold, support in a paragraph, the rest under run-in headings."""
    parts: list[str] = []
    for role in _ORDER:
        said = [_marked(c, numbers, language) for c in claims if c.role == role]
        if not said:
            continue
        paragraph = " ".join(said)
        heading = _HEADINGS.get(role)
        colon = "：" if language == "zh" else ":"
        parts.append(f"**{heading[language]}{colon}** {paragraph}" if heading else paragraph)
    return "\n\n".join(parts)


def _caution(
    claims: Sequence[Claim], found: Found, numbers: Mapping[str, int], language: Language
) -> str:
    """A last paragraph, where a claim with a figure rests on what was read from a picture."""
    doubtful = {
        numbers[key]
        for claim in claims
        if any(character.isdigit() for character in claim.text)
        for key in claim.evidence
        if found.evidence[key].recognised
    }
    marks = "".join(f"[{n}]" for n in sorted(doubtful))
    return f"\n\n{RECOGNISED[language].format(marks=marks)}" if marks else ""


def _marked(claim: Claim, numbers: Mapping[str, int], language: Language) -> str:
    marks = "".join(f"[{n}]" for n in sorted({numbers[i] for i in claim.evidence}))
    told = claim.told(language)
    text = f"**{told}**" if claim.role == "conclusion" else told
    return f"{text} {marks}"


def _claim(claim: Claim, numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "text": claim.text,
        "citations": sorted({numbers[i] for i in claim.evidence}),
        "kind": claim.kind,
        "verdict": claim.verdict,
        "checks": [asdict(c) for c in claim.checks],
        "role": claim.role,
    }


def _citation(e: Evidence, n: int, quotes: Mapping[str, str]) -> Citation:
    return Citation(
        n=n,
        evidence_id=e.id,
        kind=e.kind,
        source_id=e.source_id,
        title=e.title,
        publisher=e.publisher,
        published=e.published,
        as_of=e.as_of,
        url=e.url,
        tier=e.tier,
        locator=e.locator,
        quote=quotes.get(e.id, e.passage),
        passage=e.passage,
        sha256=e.sha256,
        standing=e.standing,
        recognised=e.recognised,
    )


def _used(claims: Sequence[Claim], found: Found) -> list[Metric]:
    cited = {found.evidence[i].ref for c in claims for i in c.evidence if i.startswith("metric:")}
    return [m for m in found.metrics if m.id in cited]


def _metric(metric: Metric, numbers: Mapping[str, int], language: Language) -> dict[str, Any]:
    inputs = [
        {
            "name": i.name,
            "value": _number(i.low) if i.low == i.high else [_number(i.low), _number(i.high)],
            "unit": i.unit,
            "citation": numbers.get(
                i.evidence_id or bundles.passage_id("fact", i.fact_id or "", language)
            ),
            "assumed": i.assumed,
        }
        for i in metric.inputs
    ]
    return {
        "id": metric.id,
        "name": metric.name_zh if language == "zh" else metric.name,
        "formula": metric.formula_zh if language == "zh" else metric.formula,
        "inputs": inputs,
        "value": _number(metric.value),
        "low": _number(metric.low),
        "high": _number(metric.high),
        "unit": metric.unit,
        "as_of": metric.as_of,
    }


def _conflicts(claims: Sequence[Claim], found: Found, language: Language) -> list[Shown]:
    """The conflict groups of the facts that are stated or computed with, those told first."""
    stated = {found.evidence[i].ref for c in claims if len(c.evidence) == 1 for i in c.evidence}
    stated |= {i.fact_id for m in _used(claims, found) for i in m.inputs}
    told = {c.text for c in claims}
    groups = [g for g in found.ledger.conflicts if g.kind != "superseded"]
    near = [g for g in groups if _is_told(g, told, language) or stated & set(g.facts)]
    near.sort(key=lambda g: not _is_told(g, told, language))
    shown = []
    for group in near[:_MOST_CONFLICTS]:
        ids = [bundles.passage_id("fact", f, language) for f in group.facts]
        shown.append(Shown(group=group, evidence=tuple(i for i in ids if i in found.evidence)))
    return shown


def _is_told(group: Conflict, told: set[str], language: Language) -> bool:
    return any(group.read(language) in text for text in told)


def _conflict(
    shown: Shown, found: Found, numbers: Mapping[str, int], language: Language
) -> dict[str, Any]:
    cited = [found.evidence[i] for i in shown.evidence]
    return {
        "id": shown.group.id,
        "topic": shown.group.topic,
        "kind": shown.group.kind,
        "statements": [
            {
                "text": e.passage,
                "citation": numbers[e.id],
                "as_of": e.as_of,
                "published": e.published,
            }
            for e in cited
        ],
        "reading": shown.group.read(language),
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
