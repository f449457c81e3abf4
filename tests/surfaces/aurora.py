"""An invented company and what a desk would say of it: canned answers, sources, metrics, conflicts.

`HOSTILE` tries to run as HTML, Markdown and template code wherever a surface shows text.
"""

from dataclasses import replace
from typing import Any, Literal

from bot.answer import Answer, Citation, Locator, Missing
from knowledge import Language, Source

HOSTILE = (
    "<img src=x onerror=alert(1)> <script>alert(2)</script> [x](javascript:alert(3)) "
    "![](http://evil.example/x.png) \"' onmouseover=alert(4) ${alert(5)} {{constructor}} "
    "</blockquote>"
)
Kind = Literal["passage", "fact", "metric"]

CASH = (
    "Aurora Robotics closed its books for the year in good order. Cash and short-term deposits "
    "stood at CNY 2.4 billion on 31 December 2025, the company said, against CNY 1.1 billion a "
    "year earlier. It did not say how much of the sum is restricted."
)
_BURN = "Two people close to the company put the monthly burn at CNY 60 million to CNY 80 million."
_RUNWAY = "Runway: cash CNY 2.4 billion ÷ burn CNY 0.72–0.96 billion a year = 2.5 to 3.3 years."
_OLD = "In August 2025 the cash was said to last eighteen months."


def source(number: int, **changes: Any) -> Source:
    base = Source(
        id=f"s{number}",
        title=f"Aurora Robotics, report {number}",
        publisher="The Ledger",
        published="2026-03-14",
        language="en",
        tier=2,
        url=f"https://ledger.example/{number}",
        description="Annual accounts and what they leave out.",
    )
    return replace(base, **changes)


SOURCES = (
    source(1),
    source(
        2, title="Aurora weighs a second plant", publisher="Morning Wire", tier=3, access="relay"
    ),
    source(3, title="极光机器人年度报告", publisher="极光机器人", language="zh", tier=1, url=None),
    source(9, title=HOSTILE, publisher=HOSTILE, url="javascript:alert(6)", description=HOSTILE),
)


def citation(n: int, passage: str, quote: str, kind: Kind = "passage", **changes: Any) -> Citation:
    base = Citation(
        n=n,
        evidence_id=f"e{n}",
        kind=kind,
        source_id="s1",
        title=SOURCES[0].title,
        publisher="The Ledger",
        published="2026-03-14",
        as_of="2025-12-31",
        url=SOURCES[0].url,
        tier=2,
        locator=Locator(start=0, end=len(passage), page=4 if kind == "passage" else None),
        quote=quote,
        passage=passage,
        sha256="0" * 64,
    )
    return replace(base, **changes)


CITED = [
    citation(1, CASH, "Cash and short-term deposits stood at CNY 2.4 billion on 31 December 2025"),
    citation(
        2,
        _BURN,
        "CNY 60 million to CNY 80 million",
        "fact",
        publisher="Morning Wire",
        tier=3,
        title=SOURCES[1].title,
        as_of="2026-02",
    ),
    citation(3, _RUNWAY, "2.5 to 3.3 years", "metric", publisher="Computed here", tier=2, url=None),
    citation(4, _OLD, "eighteen months", as_of="2025-08", published="2025-08-20", tier=3),
]
TEXTS = {
    "en": "**About 2.5 to 3.3 years from the balance of 31 December 2025.** [3]\n\n"
    "Cash stood at CNY 2.4 billion at year-end. [1] The reported burn is CNY 60–80 million "
    "a month, from two unnamed people. [2]\n\n"
    "**Superseded:** an earlier report gave eighteen months. [4]",
    "zh": "**按2025年12月31日的余额，约可支撑2.5至3.3年。** [3]\n\n"
    "年底现金为24亿元人民币。[1] 据两位未具名人士，每月消耗6000万至8000万元。[2]\n\n"
    "**已被取代：** 此前报道称可支撑十八个月。[4]",
}
_CLAIMS = [
    {
        "text": "About 2.5 to 3.3 years.",
        "citations": [3],
        "kind": "computed",
        "verdict": "computed",
    },
    {"text": "Cash stood at CNY 2.4 billion.", "citations": [1], "verdict": "supported"},
    {"text": "The burn is CNY 60–80 million.", "citations": [2], "verdict": "supported"},
    {"text": "Eighteen months.", "citations": [4], "verdict": "supported", "role": "superseded"},
]
_FOLLOWUPS = {
    "en": ["What would a second plant cost?", "Who led the last round?"],
    "zh": ["第二座工厂要花多少钱？", "上一轮由谁领投？"],
}


def answered(question: str, thread_id: str) -> Answer:
    language: Language = "zh" if any("\u4e00" <= c <= "\u9fff" for c in question) else "en"
    return Answer(
        question=question,
        language=language,
        thread_id=thread_id,
        status="answered",
        as_of="2026-03-14",
        writer="extractive",
        answer=TEXTS[language],
        claims=_CLAIMS,
        citations=CITED,
        metrics=[],
        conflicts=[
            {
                "topic": "Runway",
                "reading": "The later balance replaces the earlier estimate.",
                "statements": [
                    {
                        "text": "Eighteen months.",
                        "citation": 4,
                        "as_of": "2025-08",
                        "published": "2025-08-20",
                    },
                    {
                        "text": "2.5 to 3.3 years.",
                        "citation": 3,
                        "as_of": "2025-12-31",
                        "published": None,
                    },
                ],
            }
        ],
        missing=[
            Missing(what="How much of the cash is restricted", document="Audited accounts, notes")
        ],
        followups=_FOLLOWUPS[language],
        timings_ms={
            "understand": 4,
            "retrieve": 21,
            "compute": 6,
            "write": 9,
            "verify": 3,
            "total": 43,
        },
        usage={"model": None, "input_tokens": 0, "output_tokens": 0, "cost_usd": None},
    )


def declined(question: str, thread_id: str) -> Answer:
    return replace(
        answered(question, thread_id),
        status="declined",
        as_of=None,
        claims=[],
        citations=[],
        conflicts=[],
        answer="The sources here do not say.",
        missing=[Missing(what="What Borealis is worth", document="A recent tender-offer price")],
    )


def hostile(question: str, thread_id: str) -> Answer:
    bad = citation(
        1,
        f"Before {HOSTILE} after",
        HOSTILE,
        title=HOSTILE,
        publisher=HOSTILE,
        url="javascript:alert(7)",
        as_of=HOSTILE,
        source_id=HOSTILE,
    )
    statement = {"text": HOSTILE, "citation": 1, "as_of": HOSTILE, "published": HOSTILE}
    return replace(
        answered(question, thread_id),
        answer=f"{HOSTILE} [1]\n\n# {HOSTILE}\n\n- {HOSTILE}",
        citations=[bad],
        followups=[HOSTILE],
        missing=[Missing(what=HOSTILE, document=HOSTILE)],
        conflicts=[{"topic": HOSTILE, "reading": HOSTILE, "statements": [statement]}],
    )
