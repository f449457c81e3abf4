"""A memo whose every text was written by an attacker, for tests of what formats let through."""

from bot.answer import Citation, Locator, Missing
from bot.memo.bars import Bar, Bars
from bot.memo.records import (
    Card,
    Dispute,
    Finding,
    InputRow,
    Memo,
    OpenPoint,
    Said,
    Section,
    Statement,
    Told,
)

HOSTILE = (
    "# Buy <img src=x onerror=alert(1)> ![a](https://evil.example/a.png) [b](https://evil.example) "
    "https://evil.example/c www.evil.example d@evil.example `e` | f | <https://evil.example> "
    '[1]: https://evil.example "g" </para> &lt; {HYPERLINK "https://evil.example"} \x00\x1b 现金'
)
SOURCE = "https://ledger.example/a?b=1&c=(2)"


def said(*marks: int) -> Said:
    return Said(text=HOSTILE, marks=marks)


def citation(n: int, url: str | None) -> Citation:
    return Citation(
        n=n, evidence_id=f"p{n}", kind="passage", source_id="s", title=HOSTILE, publisher=HOSTILE,
        published="2031-02", as_of="2031-01-31", url=url, tier=3,
        locator=Locator(start=0, end=len(HOSTILE)), quote=HOSTILE, passage=HOSTILE, sha256="",
    )  # fmt: skip


def memo() -> Memo:
    statement = Statement(
        said=said(2), as_of=None, published="2031", publisher=HOSTILE, tier=3, standing="wrong"
    )
    bars = Bars(bars=tuple(Bar(name=HOSTILE, low=0, high=i, label=HOSTILE) for i in (1, 2, 3)))
    finding = Finding(
        question=HOSTILE, status="answered", missing=(),
        claims=(Told(said=said(1), role="conclusion"), Told(said=said(1, 2), role="contested")),
    )  # fmt: skip
    declined = Finding(
        question=HOSTILE, status="declined", claims=(),
        missing=(Missing(what=HOSTILE, document=HOSTILE),),
    )  # fmt: skip
    card = Card(
        n=1, id="m", name=HOSTILE, said=said(1), formula=HOSTILE, bars=bars, assumes=HOSTILE,
        would_change=HOSTILE, inputs=(InputRow(name=HOSTILE, display=HOSTILE, mark=None),),
    )  # fmt: skip
    return Memo(
        language="en", company=HOSTILE, as_of="2031-03-01", made="2031-03-02", writer=HOSTILE,
        sources=2, thread_id=HOSTILE, summary=((HOSTILE, said(1)),), in_years=None, outlook=None,
        sections=(Section(topic=HOSTILE, findings=(finding, declined)),), cards=(card,),
        disputes=(Dispute(
            n=1, id="d", topic=HOSTILE, kind="error", reading=said(1), statements=(statement,)
        ),),
        open_points=(OpenPoint(topic=HOSTILE, what=HOSTILE, marks=(2,), document=HOSTILE),),
        references=(citation(1, SOURCE), citation(2, "javascript:alert(1)")),
    )  # fmt: skip
