"""What the desk knows, as frozen records; each can be followed back to a source and a span.

Nothing here reads files, computes or formats. Money is `Decimal` in base units (yuan, dollars,
users, tokens), never in millions. Dates are ISO strings as the sources give them ("2026-07-29",
"2026-07", "2026" or None): a month is not silently turned into a day.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Language = Literal["en", "zh"]
Bound = Literal["exact", "about", "at_least", "at_most"]
Certainty = Literal["company_statement", "filing", "reported", "estimate", "rumour"]
PassageKind = Literal["passage", "fact", "metric"]
ConflictKind = Literal["error", "superseded", "definition", "unresolved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publication. `tier` 1 filing, paper or company record; 2 established outlet; 3 the rest.

    `company` is whom a filing or deck is of, `form` its kind ("10-K", "annual report"), `period`
    the time it reports on ("FY2018", "2023-Q2"): each None where the document does not say.
    `warnings` are sentences about what was not read of it or should not be trusted in it.
    `recognised` are the numbers of its pages that were read from a picture (OCR).
    """

    id: str
    title: str
    publisher: str
    published: str | None
    language: Language
    tier: int
    access: Literal["direct", "relay", "upload"] = "direct"
    author: str | None = None
    url: str | None = None
    cites: tuple[str, ...] = ()
    description: str = ""
    company: str | None = None
    form: str | None = None
    period: str | None = None
    warnings: tuple[str, ...] = ()
    recognised: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One stored text of a source, kept byte for byte; spans of passages point into it.

    `name` tells a source's texts apart: "document" (a digest or an ingested file), "facts" (the
    statements recorded for the source) or "metrics" (rendered cards).
    """

    source_id: str
    name: Literal["document", "facts", "metrics"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The file a source was read from, byte for byte; `kind` is its format ("pdf", "xlsx" …)."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a stored text: `text == stored_text[start:end]`, always.

    `ref` is the fact or metric id for those kinds, None for a passage of a document. `context` says
    where it stands (document, section): searched and embedded with it, never quoted. `statement` is
    the financial statement its table is a part of ("balance sheet").
    """

    id: str
    kind: PassageKind
    source_id: str
    text_name: Literal["document", "facts", "metrics"]
    ordinal: int
    start: int
    end: int
    text: str
    language: Language
    sha256: str
    section: str | None = None
    page: int | None = None
    ref: str | None = None
    context: str = ""
    statement: str | None = None

    @property
    def searched(self) -> str:
        """What is embedded: the text under its context."""
        return f"{self.context}\n{self.text}" if self.context else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a reader makes of one file or page: its text and where it stood."""

    text: str
    number: int | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    tier: int | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A figure found in text, in base units; `low == high` unless the text gives a range.

    `unit` is an ISO currency code, "percent", "multiple", "tokens", "characters", "params",
    "users", "people", "years", "months", "days", "kWh", "MW", "GPUs", "USD/Mtok" … or "count" for
    a bare number. `bound` says what the words around it claim. `step` is the size of the last digit
    written ("1.39 billion" → 10,000,000), so that 1.387 can be told to round to it.
    """

    low: Decimal
    high: Decimal
    unit: str
    bound: Bound = "exact"
    step: Decimal = Decimal(0)
    start: int = 0
    end: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One statement of one source, in English and Chinese, with its figure in base units."""

    id: str
    entity: str
    topic: str
    attribute: str
    statement: str
    statement_zh: str
    source: str
    as_of: str | None
    certainty: Certainty
    subject: str | None = None
    subject_zh: str | None = None  # where Chinese has a word of its own for it
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    bound: Bound | None = None
    note: str | None = None
    supersedes: tuple[str, ...] = ()
    conflicts_with: tuple[str, ...] = ()

    @property
    def range(self) -> tuple[Decimal, Decimal] | None:
        """The figure as (low, high), both ends equal for a single value; None without one."""
        if self.value is not None:
            return self.value, self.value
        if self.low is not None and self.high is not None:
            return self.low, self.high
        return None

    def said(self, language: Language) -> str:
        return self.statement_zh if language == "zh" else self.statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Facts that disagree, replace one another or measure different things; oldest first."""

    id: str
    topic: str
    kind: ConflictKind
    facts: tuple[str, ...]
    reading: str
    reading_zh: str

    def read(self, language: Language) -> str:
        return self.reading_zh if language == "zh" else self.reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What is not known, and the document that would settle it."""

    id: str
    topic: str
    question: str
    question_zh: str
    document: str
    why_it_matters: str = ""
    document_zh: str | None = None

    def ask(self, language: Language) -> str:
        return self.question_zh if language == "zh" else self.question


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """`rate` units of `quote` for one `base`, implied by `source` on `date`."""

    date: str
    base: str
    quote: str
    rate: Decimal
    source: str
    derivation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Someone facts are about. `names` are all spellings in either language, best ones first."""

    id: str
    name: str
    name_zh: str
    names: tuple[str, ...]
    is_subject: bool = False

    def called(self, language: Language) -> str:
        return self.name_zh if language == "zh" else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricInput:
    """One input of a metric: a fact's figure, one read in a document (`evidence_id` is its
    passage), or an assumption named as such (neither).
    """

    name: str
    low: Decimal
    high: Decimal
    unit: str
    fact_id: str | None = None
    evidence_id: str | None = None
    line: str = ""  # what the formula calls it, where it is read in a document
    year: int | None = None  # and of which year

    @property
    def assumed(self) -> bool:
        return self.fact_id is None and self.evidence_id is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A computed figure: a named formula over cited inputs, with its range and as-of date.

    `says` and `says_zh` state the result in a sentence; every figure in them is an output of the
    formula or one of its inputs. `figures` lists the outputs that the sentence may use.
    """

    id: str
    name: str
    name_zh: str
    topic: str
    attributes: tuple[str, ...]
    formula: str
    formula_zh: str
    inputs: tuple[MetricInput, ...]
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    as_of: str | None
    says: str
    says_zh: str
    figures: tuple[Amount, ...] = ()
    caveat: str = ""
    caveat_zh: str = ""
    assumes: str = ""  # each assumed input with its reason
    assumes_zh: str = ""
    would_change: str = ""  # what would move the figure or settle it
    would_change_zh: str = ""

    def said(self, language: Language) -> str:
        return self.says_zh if language == "zh" else self.says
