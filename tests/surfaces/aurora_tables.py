"""The metrics, conflicts and suggestions of the invented company, one of each of them hostile."""

from typing import Any

from aurora import CASH, HOSTILE

from knowledge import Language


def metrics(language: Language) -> list[dict[str, Any]]:
    cash = {
        "name": "Cash",
        "display": "CNY 2.4 billion",
        "source_id": "s1",
        "statement": CASH[:120],
        "assumed": False,
    }
    burn = {
        "name": "Annual burn",
        "display": "CNY 0.72–0.96 billion",
        "source_id": None,
        "statement": "",
        "assumed": True,
    }
    runway = {
        "id": "runway",
        "name": "Runway" if language == "en" else "现金可用年限",
        "topic": "runway",
        "formula": "cash ÷ annual burn",
        "value": None,
        "low": "2.5",
        "high": "3.3",
        "unit": "years",
        "as_of": "2025-12-31",
        "says": "The cash lasts 2.5 to 3.3 years.",
        "caveat": "Both inputs are bounds.",
        "display": "2.5–3.3 years",
        "inputs": [cash, burn],
    }
    plant = {
        **runway,
        "id": "plant",
        "name": "Runway with the second plant",
        "low": "1.4",
        "high": "1.9",
        "value": "1.6",
        "display": "1.4–1.9 years",
        "caveat": "",
    }
    step_up = {
        **runway,
        "id": "step-up",
        "name": "Valuation step-up",
        "unit": "multiple",
        "low": "2.1",
        "high": "2.1",
        "value": "2.1",
        "display": "2.1×",
        "formula": "latest ÷ previous",
        "caveat": "",
    }
    bad = {
        **step_up,
        "id": "bad",
        "name": HOSTILE,
        "formula": HOSTILE,
        "says": HOSTILE,
        "display": HOSTILE,
        "caveat": HOSTILE,
        "unit": "years",
        "inputs": [{**cash, "name": HOSTILE, "statement": HOSTILE}],
    }
    return [runway, plant, step_up, bad]


def conflicts() -> list[dict[str, Any]]:
    def said(text: str, when: str, **changes: Any) -> dict[str, Any]:
        base = {
            "text": text,
            "as_of": when,
            "published": when,
            "publisher": "The Ledger",
            "source_id": "s1",
            "tier": 2,
            "certainty": "reported",
        }
        return {**base, **changes}

    return [
        {
            "id": "c1",
            "topic": "runway",
            "kind": "superseded",
            "reading": "The later balance replaces the earlier estimate.",
            "statements": [
                said("2.5 to 3.3 years.", "2025-12-31"),
                said("Eighteen months.", "2025-08", tier=3),
            ],
        },
        {
            "id": "c2",
            "topic": "valuation",
            "kind": "unresolved",
            "reading": "Nobody has settled the price.",
            "statements": [
                said("$900 million.", "2026-02"),
                said("$1.2 billion.", "2026-03", certainty="rumour"),
            ],
        },
        {
            "id": "c3",
            "topic": HOSTILE,
            "kind": "error",
            "reading": HOSTILE,
            "statements": [
                said(HOSTILE, HOSTILE, publisher=HOSTILE, certainty=HOSTILE, source_id="s9")
            ],
        },
    ]


def suggestions(language: Language) -> list[dict[str, Any]]:
    if language == "zh":
        return [
            {"topic": "现金与消耗", "questions": ["现金还能撑多久？", "每月消耗多少？"]},
            {"topic": "估值", "questions": ["最新估值是多少？"]},
        ]
    return [
        {
            "topic": "Cash and burn",
            "questions": ["How long does the cash last?", "What is the burn?"],
        },
        {"topic": "Valuation", "questions": ["What is the latest valuation?"]},
        {"topic": "Moat", "questions": ["What keeps rivals out?", "Who are the rivals?"]},
    ]


def evaluation() -> dict[str, Any]:
    """A run as the evals write it, with text in it that would be markup."""
    return {
        "suite": "full",
        "about": "Every case.",
        "at": "2026-11-27T10:12:00+00:00",
        "cases": 3,
        "without_fault": 2,
        "errors": 0,
        "floors": "broken",
        "below": ["citation precision 0.91 is under its floor 0.97"],
        "scores": {
            "citation_precision": {"value": 0.91, "low": 0.9, "high": 0.93, "n": 3, "goal": 0.98},
            "seconds": {"value": 0.02, "low": 0.01, "high": 0.03, "n": 3, "goal": 1.0},
            "odd": "no score at all",
        },
        "failing": [
            {
                "key": "aurora/cash-1",
                "asked": ["How long does the cash last?"],
                "expected": ["2.5 years"],
                "got": HOSTILE,
                "faults": {"citation_precision": ["[2] does not carry it"]},
            }
        ],
    }
