"""The shape of a dossier's YAML entries (pydantic), field by field.

What a row may hold and of which type; whether rows fit together is `dossier`'s business. Dates stay
strings but must be an ISO day, month or year; addresses must be http or https.
"""

from decimal import Decimal
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from knowledge import periods
from knowledge.records import Bound, Certainty, ConflictKind, Entity, Language


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
