"""What a question asks, as understood: the same for the same question in English and Chinese.

A thread keeps it as a dictionary for the turn that follows. Knows no wording and no record.
"""

from dataclasses import asdict, dataclass
from typing import Any

from knowledge import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """`focus` are entity ids the question is about, `others` those it mentions beside them.

    `concepts` are lexicon ids, the main one first; `also` those asked for by themselves beside it;
    `names` are models, rounds or people that the evidence must mention, `beside` those it is
    compared with; `apart` names and entity ids set side by side, each asked about by itself;
    `unknown` those that no source mentions; `terms` are the other words that carry meaning;
    `figures` amounts the question itself states; `period` an ISO range. `as_of` is the last day
    whose publications count and `since` the stretch whose news is asked for, where the question
    says so.
    """

    question: str
    standalone: str
    language: Language
    focus: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    tight: tuple[str, ...] = ()  # those that stand right beside what is asked
    wants: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    period: tuple[str, str] | None = None
    periods: tuple[tuple[str, str], ...] = ()  # all of them, where it names more than one
    currency: str | None = None
    per: str | None = None  # a key of the lexicon's counts: "per employee"
    as_of: str | None = None
    since: tuple[str, str | None] | None = None

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, raw: dict[str, Any]) -> "Understanding":
        fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in raw.items()}
        fields["periods"] = tuple(tuple(p) for p in fields.get("periods", ()))
        return cls(**fields)
