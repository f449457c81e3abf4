"""The words of an answer: Evidence, Claim, Citation, Check, Answer; and its JSON form.

`Answer.to_dict()` is the one object that the page, the API, the command line and stored threads
share. Nothing here decides anything.
"""

from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

from knowledge import Language, PassageKind

Status = Literal["answered", "partial", "declined"]
Verdict = Literal["supported", "computed", "contradicted", "unsupported"]
Standing = Literal["current", "superseded", "wrong"]
ClaimKind = Literal["quoted", "computed", "generated"]
READING: dict[Language, str] = {"en": "(reading)", "zh": "（解读）"}
# Where in the note a claim stands.
Role = Literal[
    "conclusion", "support", "for", "against", "computed", "contested", "superseded", "context"
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    start: int
    end: int
    page: int | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Something retrieved or computed that a claim may cite.

    `passage` stands verbatim in the stored text at `locator`. `id` is the passage's id. `ref` is
    the fact or metric id. `standing` is that of a fact: current, superseded, or wrong; a passage of
    a document that is here in a newer version is superseded. `recognised`: read by OCR.
    """

    id: str
    kind: PassageKind
    source_id: str
    title: str
    publisher: str
    published: str | None
    as_of: str | None
    url: str | None
    tier: int
    language: Language
    locator: Locator
    passage: str
    sha256: str
    ref: str | None = None
    standing: Standing = "current"
    recognised: bool = False
    score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One test of a claim, e.g. kind "figure", ok, detail "CNY 10 billion found in fact:cash"."""

    kind: str
    ok: bool
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One checkable sentence. `evidence` are ids; `quotes` says what of each is relied on."""

    text: str
    evidence: tuple[str, ...]
    kind: ClaimKind = "quoted"
    role: Role = "support"
    verdict: Verdict = "unsupported"
    checks: tuple[Check, ...] = ()
    quotes: dict[str, str] = field(default_factory=dict)

    def told(self, language: Language) -> str:
        """Its text, marked where it is the writer's reading of pages, not in their words."""
        reading = any(c.kind == "reading" and c.ok for c in self.checks)
        return f"{self.text} {READING[language]}" if reading else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    n: int
    evidence_id: str
    kind: PassageKind
    source_id: str
    title: str
    publisher: str
    published: str | None
    as_of: str | None
    url: str | None
    tier: int
    locator: Locator
    quote: str
    passage: str
    sha256: str
    standing: Standing = "current"
    recognised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What the sources do not say, and the document that would settle it."""

    what: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    question: str
    language: Language
    thread_id: str
    status: Status
    as_of: str | None
    writer: str
    answer: str
    claims: list[dict[str, Any]]
    citations: list[Citation]
    metrics: list[dict[str, Any]]
    conflicts: list[dict[str, Any]]
    missing: list[Missing]
    followups: list[str]
    timings_ms: dict[str, float]
    usage: dict[str, Any]
    withheld: list[dict[str, Any]] = field(default_factory=list)  # {"text", "reasons"} of a model
    notice: str | None = None  # why the model did not write this, or the money asked for is not

    def to_dict(self) -> dict[str, Any]:
        """Plain data; the claims, metrics and conflicts in it are the answer's own, no copies."""
        told = {f.name: getattr(self, f.name) for f in fields(self)}
        citations = [asdict(c) for c in self.citations]
        return told | {"citations": citations, "missing": [asdict(m) for m in self.missing]}

    @classmethod
    def from_dict(cls, raw: dict[str, Any]) -> "Answer":
        """The answer of a dictionary made by `to_dict`, as stored threads hold it."""
        citations = [
            Citation(**{**c, "locator": Locator(**c["locator"])}) for c in raw["citations"]
        ]
        missing = [Missing(**m) for m in raw["missing"]]
        return cls(**{**raw, "citations": citations, "missing": missing})
