"""Each claim against its evidence: what stands, and every check that says so.

In: claims and the evidence they name. Out: the claims that pass, with their checks, and those
that do not. A figure must be in the cited evidence or be a cited metric's output; a quote must be
there word for word; a date must be in the evidence or be its own. Does not know how a claim was
written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.answer import Check, Claim, Evidence, Verdict
from knowledge import Amount, Fact, Ledger, Metric, amounts, dated, first_day, periods, stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    kept: tuple[Claim, ...]
    dropped: tuple[Claim, ...]


def verify(
    claims: Sequence[Claim],
    *,
    evidence: Mapping[str, Evidence],
    ledger: Ledger,
    metrics: Sequence[Metric],
) -> Verified:
    """Every claim with its verdict; a claim with one failed check is dropped."""
    judged = [_judge(c, evidence, ledger, {m.id: m for m in metrics}) for c in claims]
    kept = tuple(c for c in judged if c.verdict in ("supported", "computed"))
    return Verified(kept=kept, dropped=tuple(c for c in judged if c not in kept))


def _judge(
    claim: Claim,
    evidence: Mapping[str, Evidence],
    ledger: Ledger,
    metrics: Mapping[str, Metric],
) -> Claim:
    cited = [evidence[i] for i in claim.evidence if i in evidence]
    checks = [
        _cites(claim, evidence),
        *_quotes(claim, evidence),
        *_figures(claim, cited, ledger, metrics),
        *_dates(claim, cited, ledger),
    ]
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


def _figures(
    claim: Claim, cited: Sequence[Evidence], ledger: Ledger, metrics: Mapping[str, Metric]
) -> list[Check]:
    """One check for each amount that the claim states."""
    held = [(e.id, a) for e in cited for a in _held(e, ledger, metrics)]
    checks = []
    for figure in stated(claim.text):
        home = next((key for key, a in held if _agree(figure, a)), None)
        home = home or _elapsed(figure, cited) or _ratio(figure, [a for _, a in held])
        detail = f"{figure.text} in {home}" if home else f"{figure.text} is in no cited evidence"
        checks.append(Check(kind="figure", ok=home is not None, detail=detail))
    return checks


def _held(e: Evidence, ledger: Ledger, metrics: Mapping[str, Metric]) -> list[Amount]:
    """The amounts a piece of evidence carries: in its words, its record or its computation."""
    found = [*stated(e.passage)]
    if e.kind == "fact" and e.ref is not None and e.ref in ledger.by_id:
        fact = ledger.by_id[e.ref]
        found += [*_recorded(fact), *stated(fact.statement), *stated(fact.statement_zh)]
    if e.kind == "metric" and e.ref is not None and e.ref in metrics:
        metric = metrics[e.ref]
        found += metric.figures
        found += [Amount(low=i.low, high=i.high, unit=i.unit) for i in metric.inputs]
    return found


def _recorded(fact: Fact) -> list[Amount]:
    ends = fact.range
    return [Amount(low=ends[0], high=ends[1], unit=fact.unit or "count")] if ends else []


def _agree(stated: Amount, held: Amount) -> bool:
    if amounts.compare(stated, held) in ("equal", "rounded"):
        return True
    # a bare number names no unit: "100 sub-agents" against a recorded count or score of 100
    bare = "count" in (stated.unit, held.unit) or "score" in (stated.unit, held.unit)
    return bare and (stated.low, stated.high) == (held.low, held.high)


def _elapsed(figure: Amount, cited: Sequence[Evidence]) -> str | None:
    """Recompute a span: "two years earlier" is the time between two dates of the evidence."""
    days = {"years": 365.25, "months": 30.44, "days": 1.0}.get(figure.unit)
    if days is None or figure.low != figure.high:
        return None
    dates = sorted({date.fromisoformat(first_day(e.as_of)) for e in cited if e.as_of})
    apart = [(b - a).days / days for a in dates for b in dates if b > a]
    if any(round(gap) == figure.low for gap in apart):
        return "the time between two cited dates"
    return None


def _ratio(figure: Amount, held: Sequence[Amount]) -> str | None:
    """Recompute a multiple: "about ten times" is $38 billion over $4 billion, within a tenth."""
    if figure.unit != "multiple" or figure.low != figure.high:
        return None
    single = [a for a in held if a.low == a.high > 0 and a.unit not in ("count", "multiple")]
    for a in single:
        for b in single:
            if a.unit == b.unit and abs(a.low / b.low - figure.low) <= figure.low / 10:
                return f"{a.low:f} ÷ {b.low:f}"
    return None


def _dates(claim: Claim, cited: Sequence[Evidence], ledger: Ledger) -> list[Check]:
    """One check for each date that the claim states: a date in or of the evidence covers it."""
    spans = [span for e in cited for span in _spans(e, ledger)]
    checks = []
    for named in dated(claim.text):
        start, end = named.start.isoformat(), named.end.isoformat()
        ok = any(s <= end and start <= e for s, e in spans)
        detail = f"{named.text} {'is' if ok else 'is not'} a date of the evidence"
        checks.append(Check(kind="date", ok=ok, detail=detail))
    return checks


def _spans(e: Evidence, ledger: Ledger) -> list[tuple[str, str]]:
    texts = [e.passage]
    if e.ref is not None and e.ref in ledger.by_id:
        texts += [ledger.by_id[e.ref].statement, ledger.by_id[e.ref].subject or ""]
    named = [(p.start.isoformat(), p.end.isoformat()) for t in texts for p in dated(t)]
    own = [_span(d) for d in (e.as_of, e.published) if d]
    return named + own


def _span(iso: str) -> tuple[str, str]:
    got = periods.parse(iso)
    return got.start.isoformat(), got.end.isoformat()
