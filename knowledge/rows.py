"""The shape of a dossier's YAML entries (pydantic), field by field.

What a row may hold and of which type; whether rows fit together is `dossier`'s business. Dates stay
strings but must be an ISO day, month or year; addresses must be http or https.
"""

from decimal import Decimal
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from knowledge import periods
from knowledge.derivation import Derivation, DerivationKind, DerivedInput
from knowledge.records import (
    Bound,
    Certainty,
    ConflictKind,
    Entity,
    Language,
)


def _date(value: str) -> str:
    periods.parse(value)
    return value


def _http(value: str) -> str:
    if urlsplit(value).scheme not in ("http", "https"):
        raise ValueError("only http and https addresses")
    return value


def _text(value: Any) -> Any:
    return str(value) if value is not None and not isinstance(value, str) else value


Date = Annotated[str, BeforeValidator(_text), AfterValidator(_date)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceRow(_Row):
    id: str
    title: str
    publisher: str
    author: str | None = None
    published: Date | None = None
    url: Annotated[str, AfterValidator(_http)] | None = None
    access: Literal["direct", "relay"] = "direct"
    cites: tuple[str, ...] = ()
    language: Language
    tier: Literal[1, 2, 3]
    description: str = ""


class FactRow(_Row):
    id: str
    entity: str
    topic: str
    attribute: str
    subject: Annotated[str | None, BeforeValidator(_text)] = None
    subject_zh: str | None = None
    statement: str
    statement_zh: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    bound: Bound | None = None
    as_of: Date | None = None
    source: str
    certainty: Certainty
    note: str | None = None
    supersedes: tuple[str, ...] = ()
    conflicts_with: tuple[str, ...] = ()


class ConflictRow(_Row):
    id: str
    topic: str
    kind: ConflictKind
    facts: tuple[str, ...]
    reading: str
    reading_zh: str


class GapRow(_Row):
    id: str
    topic: str
    question: str
    question_zh: str
    why_it_matters: str = ""
    document: str
    document_zh: str | None = None


class RateRow(_Row):
    date: Date
    base: str
    quote: str
    rate: Decimal
    source: str
    derivation: str = ""


class EntityRow(_Row):
    id: str
    name: str
    name_zh: str
    aliases: tuple[str, ...] = ()
    subject: bool = False


def entity(*, id: str, name: str, name_zh: str, aliases: tuple[str, ...], subject: bool) -> Entity:
    names = tuple(dict.fromkeys((name, name_zh, *aliases)))
    return Entity(id=id, name=name, name_zh=name_zh, names=names, is_subject=subject)


class DerivedInputRow(_Row):
    """A fact; or `value` (or `low` and `high`) with `unit`, which a fact states or is assumed."""

    role: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    name: str
    name_zh: str
    fact: str | None = None
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    reason: str = ""
    reason_zh: str = ""

    @model_validator(mode="after")
    def _one_figure(self) -> Self:
        if self.value is not None and (self.low is not None or self.high is not None):
            raise ValueError("give a value or a range, not both")
        if (self.low is None) != (self.high is None):
            raise ValueError("a range needs low and high")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("low is above high")
        return self


class DerivationRow(_Row):
    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    kind: DerivationKind
    name: str
    name_zh: str
    topic: str
    attributes: Annotated[tuple[str, ...], Field(min_length=1)]
    inputs: Annotated[tuple[DerivedInputRow, ...], Field(min_length=1)]
    says: str
    says_zh: str
    caveat: str = ""
    caveat_zh: str = ""
    would_change: str
    would_change_zh: str

    @model_validator(mode="after")
    def _roles_once(self) -> Self:
        roles = [i.role for i in self.inputs]
        if twice := next((r for r in roles if roles.count(r) > 1), None):
            raise ValueError(f"input {twice!r} stands twice")
        if taken := {"result", "sum"} & set(roles):
            raise ValueError(f"no input may be called {sorted(taken)[0]!r}")
        return self


def derivation(*, inputs: tuple[dict[str, Any], ...], **fields: Any) -> Derivation:
    return Derivation(inputs=tuple(_derived_input(**i) for i in inputs), **fields)


def _derived_input(*, value: Decimal | None, **fields: Any) -> DerivedInput:
    if value is not None:
        fields |= {"low": value, "high": value}
    return DerivedInput(**fields)
