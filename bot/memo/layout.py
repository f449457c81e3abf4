"""A memo → blocks in reading order: title, summary, findings, metrics, outlook, disputes, open
questions, references. The only place that decides what stands where; adds no word but labels.
"""

from collections.abc import Iterator, Sequence

from bot.answer import Citation
from bot.memo import words
from bot.memo.blocks import Block, Chart, Heading, Paragraph, Reference, Run, Runs, Table, Title
from bot.memo.records import Card, Dispute, Finding, Memo, OpenPoint, Said, Statement, Told
from knowledge import periods

Words = dict[str, str]


def blocks(memo: Memo) -> list[Block]:
    w = words.of(memo.language)
    return [
        *_front(memo, w),
        *_findings(memo, w),
        *_metrics(memo, w),
        *_outlook(memo, w),
        *_disputes(memo, w),
        *_open(memo, w),
        Heading(text=w["references"], level=1),
        *(_reference(memo, c, w) for c in memo.references),
    ]


def _front(memo: Memo, w: Words) -> Iterator[Block]:
    yield Title(text=memo.company or w["no_company"], under=w["title"])
    day = periods.say(memo.as_of, memo.language) if memo.as_of else w["all"]
    about = {
        "as_of": day,
        "made": periods.say(memo.made, memo.language),
        "writer": w.get(memo.writer, memo.writer),
        "sources": str(memo.sources),
        "audit": memo.thread_id,
    }
    rows = tuple((_bold(w[key]), (Run(text=text),)) for key, text in about.items())
    yield Table(head=(), rows=rows, widths=(0.2, 0.8))
    yield Paragraph(runs=(Run(text=w["note"], quiet=True),))
    yield Heading(text=w["summary"], level=1)
    for topic, said in memo.summary:
        yield Paragraph(runs=(*_bold(topic + w["colon"]), *_said(said)), style="item")


def _findings(memo: Memo, w: Words) -> Iterator[Block]:
    yield Heading(text=w["findings"], level=1)
    for section in memo.sections:
        yield Heading(text=section.topic, level=2)
        for finding in section.findings:
            yield Heading(text=finding.question, level=3)
            yield from _finding(finding, w)


def _finding(finding: Finding, w: Words) -> Iterator[Block]:
    if not finding.claims:
        yield Paragraph(runs=(Run(text=w["declined"]),))
        for each in finding.missing:
            runs = (*_bold(w["would_settle"] + w["colon"]), Run(text=each.document))
            yield Paragraph(runs=runs, style="item")
        return
    for roles, label in (
        (("conclusion",), ""),
        (("support", "context"), ""),
        (("computed",), "computed"),
        (("superseded",), "superseded"),
    ):
        told = [c.said for c in finding.claims if c.role in roles]
        if told:
            head = _bold(w[label] + w["colon"]) if label else ()
            style = "lead" if roles == ("conclusion",) else "plain"
            yield Paragraph(runs=(*head, *_all(told)), style=style)  # type: ignore[arg-type]  # one of two literals
    yield from _contested(finding.claims, w)


def _contested(claims: Sequence[Told], w: Words) -> Iterator[Block]:
    """Pointers to the disputes; in full where a claim is of none of them."""
    contested = [c for c in claims if c.role == "contested"]
    pointed = sorted({n for c in contested for n in c.disputes})
    runs = _all([c.said for c in contested if not c.disputes])
    if pointed:
        runs = (*runs, Run(text=f"{w['see']} {w['comma'].join(f'D{n}' for n in pointed)}"))
    if runs:
        yield Paragraph(runs=(*_bold(w["contested"] + w["colon"]), *runs))


def _metrics(memo: Memo, w: Words) -> Iterator[Block]:
    yield Heading(text=w["metrics"], level=1)
    if memo.in_years:
        yield Chart(drawn=memo.in_years, title=w["years_chart"])
    for card in memo.cards:
        yield from _card(card, w)


def _card(card: Card, w: Words) -> Iterator[Block]:
    yield Heading(text=f"M{card.n} · {card.name}", level=3)
    yield Paragraph(runs=_said(card.said))
    if card.bars:
        yield Chart(drawn=card.bars, title=w["prices_chart"])
    yield Paragraph(runs=(*_bold(w["formula"] + w["colon"]), Run(text=card.formula)), style="item")
    inputs: list[Run] = [*_bold(w["inputs"] + w["colon"])]
    for i, row in enumerate(card.inputs):
        inputs.append(Run(text=f"{w['comma'] if i else ''}{row.name} {row.display} "))
        inputs.append(Run(mark=row.mark) if row.mark else Run(text=f"({w['assumed']})"))
    yield Paragraph(runs=tuple(inputs), style="item")
    if card.assumes:
        yield Paragraph(runs=(Run(text=card.assumes),), style="item")
    if card.would_change:
        head = _bold(w["would_change"] + w["colon"])
        yield Paragraph(runs=(*head, Run(text=card.would_change)), style="item")


def _outlook(memo: Memo, w: Words) -> Iterator[Block]:
    if memo.outlook:
        yield Heading(text=w["outlook"], level=1)
        yield Paragraph(runs=_all(memo.outlook.said))
        yield Chart(drawn=memo.outlook.projection, title=w["fan_chart"])


def _disputes(memo: Memo, w: Words) -> Iterator[Block]:
    if memo.disputes:
        yield Heading(text=w["disputes"], level=1)
    for dispute in memo.disputes:
        yield from _dispute(memo, dispute, w)


def _dispute(memo: Memo, dispute: Dispute, w: Words) -> Iterator[Block]:
    kind = w.get(dispute.kind, w["changed"])
    yield Heading(text=f"D{dispute.n} · {dispute.topic} · {kind}", level=3)
    if dispute.reading:
        yield Paragraph(runs=(*_bold(w["reading"] + w["colon"]), *_said(dispute.reading)))
    yield Table(
        head=(w["statement"], w["said_by"], w["date"], w["published"]),
        rows=tuple(_statement(memo, s, w) for s in dispute.statements),
        widths=(0.48, 0.2, 0.16, 0.16),
    )


def _statement(memo: Memo, s: Statement, w: Words) -> tuple[Runs, ...]:
    stood = w.get(f"stands_{s.standing}", "")
    said = (*_said(s.said), Run(text=f" ({stood})", quiet=True)) if stood else _said(s.said)
    days = [periods.say(d, memo.language) if d else w["undated"] for d in (s.as_of, s.published)]
    who = f"{s.publisher}{w['comma']}{w['tier']} {s.tier}"
    return (said, (Run(text=who),), (Run(text=days[0]),), (Run(text=days[1]),))


def _open(memo: Memo, w: Words) -> Iterator[Block]:
    unread = [d for d in memo.disputes if not d.reading]
    if memo.open_points or unread:
        yield Heading(text=w["open"], level=1)
    for d in unread:
        said = w["unread"].format(dispute=f"D{d.n}", topic=d.topic)
        yield Paragraph(runs=(Run(text=said),), style="item")
    for topic in dict.fromkeys(p.topic for p in memo.open_points):
        yield Heading(text=topic, level=2)
        yield Table(
            head=(w["question"], w["document"]),
            rows=tuple(_point(p) for p in memo.open_points if p.topic == topic),
            widths=(0.55, 0.45),
        )


def _point(point: OpenPoint) -> tuple[Runs, ...]:
    return ((Run(text=point.what), *_marks(point.marks)), (Run(text=point.document),))


def _reference(memo: Memo, c: Citation, w: Words) -> Reference:
    day = periods.say(c.published, memo.language) if c.published else w["undated"]
    about = [c.publisher] if c.kind == "metric" else [c.publisher, day, f"{w['tier']} {c.tier}"]
    if c.as_of:
        about.append(f"{w['as_of_day']} {periods.say(c.as_of, memo.language)}")
    if c.locator.page:
        about.append(f"{w['page']} {c.locator.page}")
    if c.recognised:
        about.append(w["recognised"])
    runs = [
        Run(text=f"{c.title}{w['stop']}", bold=True),
        Run(text=f"{w['comma'].join(about)}{w['stop']}"),
        Run(text=f"{w['open_quote']}{c.quote}{w['close_quote']}"),
    ]
    if c.url:
        runs += [Run(text=" "), Run(url=c.url)]
    return Reference(n=c.n, runs=(*runs, Run(text=f" {c.evidence_id}", quiet=True)))


def _bold(text: str) -> Runs:
    return (Run(text=text, bold=True),)


def _said(said: Said) -> Runs:
    return (Run(text=said.text), *_marks(said.marks))


def _marks(marks: Sequence[int]) -> Runs:
    return (Run(text=" "), *(Run(mark=n) for n in marks)) if marks else ()


def _all(told: Sequence[Said]) -> Runs:
    runs: list[Run] = []
    for said in told:
        runs += [Run(text=" ")] if runs else []
        runs += _said(said)
    return tuple(runs)
